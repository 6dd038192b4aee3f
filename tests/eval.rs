//! The scorer against a hand-made pair of gold and records whose scores are known.
//!
//! `tests/eval/` covers overlapping surfaces, `only` and `not`, unofficial persons, bodies that touch organizations,
//! values, doubled facts and pairs of nulls.
use std::{fs, path::Path};

use zhiguan::{
    eval::{self, EvalError, Found},
    record::{MentionRecord, Record, What},
};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/eval");

fn expected(name: &str) -> String {
    fs::read_to_string(Path::new(FOLDER).join(name)).expect("a file of the test")
}

fn scores_of(records: &[Found]) -> eval::Scores {
    let folder = Path::new(FOLDER);
    let documents = eval::load(&folder.join("gold"), folder).expect("gold of the test");
    eval::score(&documents, &mut |d| records.iter().find(|r| d.is_of(&r.source, &r.id)).cloned())
}

#[test]
fn table_json_and_differences_are_as_known() {
    let records = eval::read_records(&Path::new(FOLDER).join("records.jsonl")).expect("records of the test");
    let scores = scores_of(&records);
    assert_eq!(scores.table(), expected("table.txt"));
    let errors: Vec<String> = scores.details.errors.iter().map(ToString::to_string).collect();
    assert_eq!(errors, expected("errors.tsv").lines().collect::<Vec<_>>());
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    assert_eq!(json(&scores.json()), json(&expected("table.json")));
    assert!(scores.missing.is_empty());
}

/// `ba.txt` is not `a.txt`.
#[test]
fn a_document_is_found_by_whole_names_or_by_its_bytes() {
    let folder = Path::new(FOLDER);
    let documents = eval::load(&folder.join("gold"), folder).expect("gold of the test");
    let a = &documents[0];
    assert_eq!(a.gold.text_file, "a.txt");
    for source in ["a.txt", "texts/a.txt", "./a.txt", "/texts/a.txt", "https://example.org/a.txt"] {
        assert!(a.is_of(source, ""), "{source}");
    }
    for source in ["ba.txt", "texts/ba.txt", "a.txt.gz", "a.txt/b", ""] {
        assert!(!a.is_of(source, ""), "{source}");
        assert!(a.is_of(source, &a.id), "{source}");
    }
}

#[test]
fn a_document_without_output_is_missing_and_counts_as_empty() {
    let scores = scores_of(&[]);
    assert_eq!(scores.missing, ["a.txt", "b.txt"]);
    let dates = scores.get("date").expect("a row of dates");
    assert_eq!((dates.missed, dates.right, dates.wrong), (3, 0, 0));
    // The reference date of b.txt is null in the gold: no output agrees with it.
    assert_eq!(scores.get("reference_date").map(|t| (t.value_right, t.value_all)), Some((1, 2)));
}

#[test]
fn run_scores_the_records_of_a_function() {
    let folder = Path::new(FOLDER);
    let scores = eval::run(&folder.join("gold"), folder, &mut |document| {
        let at = document.text.starts_with('约').then_some(1);
        let mention = at.map(|start| MentionRecord {
            id: 0,
            what: What::Date { value: Some("2003".into()), r#mod: Some("APPROX".into()) },
            start,
            end: start + 5,
            text: "2003年".into(),
            rule: "dates/year".into(),
        });
        Record { source: document.origin.source.clone(), mentions: mention.into_iter().collect(), ..Record::default() }
    })
    .expect("scores");
    let dates = scores.get("date").expect("a row of dates");
    assert_eq!((dates.right, dates.wrong, dates.missed, dates.value_right), (1, 0, 2, 1));
}

#[test]
fn bad_gold_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let gold = folder.path();
    assert!(matches!(eval::load(gold, gold), Err(EvalError::NoGold(_))));
    fs::write(gold.join("x.json"), r#"{"text_file": "x.txt"}"#).expect("written");
    let error = eval::load(gold, gold).expect_err("lists are lacking").to_string();
    assert!(error.contains("x.json") && error.contains("missing field"), "{error}");
    fs::write(gold.join("x.json"), "{").expect("written");
    assert!(eval::load(gold, gold).expect_err("broken").to_string().contains("not JSON"));
}
