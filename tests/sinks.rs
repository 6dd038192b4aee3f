//! Every output says the same, and writing is safe to repeat.
#![cfg(feature = "sqlite")]
#[path = "util/rules.rs"]
mod rules;
#[path = "util/tables.rs"]
mod tables;
mod util;

use std::{collections::BTreeSet, fs, path::Path};

use rusqlite::Connection;
use serde_json::Value;
use util::{Dir, Ran, corpus};
use zhiguan::{
    document::Origin,
    pipeline::{self, Pipeline, Summary},
    record::Record,
    rules::RuleSet,
    sink::{Encode, Sink, SinkError, Sqlite},
    source::{Source, SourceOptions},
};

/// Documents with odd characters everywhere, the same content in several places, and other keys.
const LINES: &str = r#"{"text": "2024年1月5日，江苏省数据局揭牌。", "id": "it's", "url": "https://example.org/?a=\"1\";--", "title": "'; DROP TABLE documents; --", "publisher": "😀\u0000国𠀀", "reference_date": "2024-03-22", "tag": {"b": [1, null]}}
{"text": "2024年1月5日，江苏省数据局揭牌。", "id": 7, "published": "2023-05-06T08:00:00"}
{"text": "王明任江苏省\u0000数据局😀局长。李“四”任%s\\'\"数据局局长。", "id": null}
{"text": ""}
{"text": "", "publisher": "\\"}
"#;

fn folder() -> Dir {
    let dir = Dir::new();
    dir.write("lines.jsonl", LINES).write("same.txt", "2024年1月5日，江苏省数据局揭牌。");
    dir
}

/// The inputs of these tests: the corpus and what is odd.
fn extract(dir: &Dir, output: &str) -> Ran {
    let corpus = corpus().join("seeds").display().to_string();
    dir.run(&["extract", "-o", output, &corpus, "lines.jsonl", "same.txt"]).ends_with(0)
}

/// One record of every content, the first.
fn firsts(dir: &Dir) -> Vec<Value> {
    let mut seen = BTreeSet::new();
    let text = dir.read("all.jsonl");
    let records = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("a record"));
    records.filter(|record| seen.insert(record["id"].to_string())).collect()
}

#[test]
fn what_is_read_back_from_sqlite_is_what_json_lines_say() {
    let dir = folder();
    extract(&dir, "all.jsonl");
    let said = extract(&dir, "all.db").err;
    assert!(said.contains(" 0 failed, "), "{said}");
    let tables = tables::sqlite(&dir.path("all.db"));
    let (expected, found) = (firsts(&dir), tables::records(&tables, "doc"));
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert!(found.iter().any(|record| record["extra"]["tag"]["b"] == serde_json::json!([1, null])));

    let places = |id: &str| -> Vec<String> {
        let doc = &tables["documents"].iter().find(|row| row["id"] == id).expect("a document")["doc"];
        let rows = tables["sources"].iter().filter(|row| row["doc"] == *doc);
        let name = |row: &serde_json::Map<String, Value>| {
            ["n", "source", "member", "key", "reference_date"].map(|column| row[column].to_string()).join(" ")
        };
        rows.map(name).collect()
    };
    let id = expected.iter().find(|r| r["key"] == "it's").expect("a record")["id"].as_str().expect("an id").to_owned();
    assert_eq!(
        places(&id),
        [
            r#"0 "lines.jsonl" "1" "it's" "2024-03-22""#,
            r#"1 "lines.jsonl" "2" "7" "2023-05-06""#,
            r#"2 "same.txt" null null null"#
        ]
    );
}

#[test]
fn compressed_lines_are_the_same_lines() {
    let dir = folder();
    for name in ["all.jsonl", "all.jsonl.gz", "all.jsonl.zst"] {
        extract(&dir, name);
    }
    let plain = dir.read("all.jsonl").into_bytes();
    let open = |name: &str| fs::File::open(dir.path(name)).expect("a file");
    let mut unpacked = Vec::new();
    // The plain decoder, which stops after one member: there must be no other.
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(open("all.jsonl.gz")), &mut unpacked).expect("gzip");
    assert!(unpacked == plain);
    assert!(zstd::decode_all(open("all.jsonl.zst")).expect("zstd") == plain);
    let size = |name: &str| fs::metadata(dir.path(name)).expect("a file").len();
    assert!(size("all.jsonl.gz") * 3 < size("all.jsonl") && size("all.jsonl.zst") * 3 < size("all.jsonl"));
}

/// Counts every row that changes, in all tables but `runs`.
fn watch(path: &Path) {
    let connection = Connection::open(path).expect("a database");
    connection.execute_batch("CREATE TABLE changes (what TEXT)").expect("a table");
    for table in zhiguan::sink::rows::TABLES.iter().filter(|table| table.name != "runs") {
        for what in ["INSERT", "UPDATE", "DELETE"] {
            let name = table.name;
            let sql = format!(
                "CREATE TRIGGER {name}_{what} AFTER {what} ON {name} BEGIN INSERT INTO changes VALUES ('{what} {name}'); END"
            );
            connection.execute_batch(&sql).expect("a trigger");
        }
    }
}

/// `count × what`, and none from now on.
fn changes(path: &Path) -> Vec<String> {
    let connection = Connection::open(path).expect("a database");
    let mut statement = connection
        .prepare("SELECT count(*) || ' × ' || what FROM changes GROUP BY what ORDER BY what")
        .expect("a table");
    let rows = statement.query_map([], |row| row.get(0)).expect("rows").map(|row| row.expect("a row")).collect();
    connection.execute("DELETE FROM changes", []).expect("deleted");
    rows
}

/// A sink that makes everything again.
struct Blind(Sqlite);

impl Sink for Blind {
    type Encoder = <Sqlite as Sink>::Encoder;

    fn encoder(&self) -> Self::Encoder {
        self.0.encoder()
    }

    fn write(&mut self, batch: <Self::Encoder as Encode>::Encoded) -> Result<(), SinkError> {
        self.0.write(batch)
    }

    fn finish(self, summary: &Summary) -> Result<(), SinkError> {
        self.0.finish(summary)
    }
}

fn run(pipeline: &Pipeline, path: &Path, inputs: &[std::path::PathBuf]) {
    let sink = Blind(Sqlite::open(path, pipeline.rules().hash()).expect("a database"));
    let source = Source::new(inputs.to_vec(), SourceOptions::default());
    let summary = pipeline::run(source, pipeline, sink, 2, &mut |_| {}).expect("a run");
    assert_eq!(summary.unchanged, 0);
}

#[test]
fn the_same_again_changes_no_row() {
    let dir = folder();
    extract(&dir, "all.db");
    let path = dir.path("all.db");
    watch(&path);
    let ran = extract(&dir, "all.db");
    assert!(ran.err.starts_with("0 documents, 11 unchanged, 0 failed, "), "{}", ran.err);
    assert_eq!(changes(&path), Vec::<String>::new());
    // Nor does it where the documents are made and written again.
    let inputs = [corpus().join("seeds"), dir.path("lines.jsonl")];
    run(&Pipeline::new().expect("rules"), &path, &inputs[..1]);
    assert_eq!(changes(&path), Vec::<String>::new());
    // The same lines, found under another name.
    run(&Pipeline::new().expect("rules"), &path, &inputs[1..]);
    assert_eq!(changes(&path), ["5 × INSERT sources"]);
    // A place that says something else of itself.
    dir.write("lines.jsonl", LINES.replace("\"id\": 7", "\"id\": 8"));
    extract(&dir, "all.db");
    assert_eq!(changes(&path), ["1 × UPDATE sources"]);
}

#[test]
fn newer_rules_replace_a_document_s_own_rows_and_no_others() {
    let dir = folder();
    let (old, path) = (Pipeline::new().expect("rules"), dir.path("all.db"));
    let seeds = corpus().join("seeds");
    run(&old, &path, &[seeds.clone(), dir.path("lines.jsonl")]);
    let before = tables::sqlite(&path);
    // A title is gone from the rules: another hash, and other rows.
    let mut files = rules::files();
    let titles = files.iter_mut().find(|file| file.path == "titles/words.tsv").expect("a table");
    titles.text = titles.text.split_inclusive('\n').filter(|line| !line.starts_with("局长\t")).collect();
    let new = Pipeline::with_rules(RuleSet::load(&files).expect("sound rules")).expect("a pipeline");
    run(&new, &path, &[dir.path("lines.jsonl")]);
    let after = tables::sqlite(&path);
    let lines: BTreeSet<String> = LINES.lines().map(|line| document(line).to_string()).collect();
    let mut replaced = 0;
    for (a, b) in before["documents"].iter().zip(&after["documents"]) {
        assert_eq!((&a["doc"], &a["id"]), (&b["doc"], &b["id"]), "a document keeps its key");
        let is_new = b["rules_hash"] == new.rules().hash();
        replaced += usize::from(is_new);
        for name in ["mentions", "tenures", "events", "fact_mentions", "sources"] {
            let of = |tables: &tables::Tables| -> Vec<_> {
                tables[name].iter().filter(|row| row["doc"] == a["doc"]).cloned().collect()
            };
            assert!(is_new || of(&before) == of(&after), "{name} of a document that was not read again");
        }
    }
    assert_eq!(replaced, lines.len());
    let titles = |tables: &tables::Tables| tables["mentions"].iter().filter(|row| row["text"] == "局长").count();
    assert_eq!(titles(&before) - titles(&after), 2);
    // A database that had only the new rules says the same.
    run(&new, &dir.path("new.db"), &[dir.path("lines.jsonl")]);
    let records = |name: &str| tables::records(&tables::sqlite(&dir.path(name)), "doc");
    let all = records("all.db");
    assert!(records("new.db").iter().all(|record| all.contains(record)));
}

fn document(line: &str) -> Value {
    serde_json::from_str::<Value>(line).expect("a line")["text"].clone()
}

#[test]
fn other_databases_are_refused_and_left_alone() {
    let dir = folder();
    dir.write("text.db", "no database, but a text that is long enough to be one: ".repeat(20));
    extract(&dir, "newer.db");
    let sql = |name: &str, sql: &str| {
        Connection::open(dir.path(name)).and_then(|connection| connection.execute_batch(sql)).expect("done");
    };
    sql("newer.db", "PRAGMA user_version = 99");
    sql("other.db", "CREATE TABLE documents (x)");
    for (name, why) in [
        ("text.db", "text.db: file is not a database"),
        (
            "newer.db",
            "newer.db: this database has version 99 and this program knows versions up to 1; use a newer zhiguan",
        ),
        ("other.db", "other.db: this is a database of another program"),
        ("no/such/a.db", "no/such/a.db: unable to open database file"),
    ] {
        let before = fs::read(dir.path(name)).ok();
        let ran = dir.run(&["extract", "-o", name, "lines.jsonl"]).ends_with(2);
        assert!(ran.err.starts_with(&format!("zhiguan: {why}")), "{}", ran.err);
        assert!(fs::read(dir.path(name)).ok() == before, "{name} has changed");
    }
    let ran = dir.run(&["extract", "-o", "a.db", "--format", "table", "lines.jsonl"]).ends_with(2);
    assert!(ran.err.contains("--format") && !dir.path("a.db").exists(), "{}", ran.err);
}

#[test]
fn rows_are_of_documents_with_and_without_a_record() {
    let encoder = zhiguan::sink::rows::RowsEncoder::default();
    let mut rows = Default::default();
    let record = Record { id: "1".into(), ..Record::default() };
    encoder.encode(&record, &Origin::default(), &mut rows).expect("encoded");
    encoder.encode_held(&Origin { id: "2".into(), ..Origin::default() }, &mut rows).expect("encoded");
    let seen: Vec<(String, bool)> = rows.documents().map(|d| (d.id().to_owned(), d.record().is_some())).collect();
    assert_eq!(seen, [("1".to_owned(), true), ("2".to_owned(), false)]);
}
