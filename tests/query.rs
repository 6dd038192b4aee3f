//! `zhiguan query`: answers from a database of invented news.
#![cfg(feature = "sqlite")]
mod util;

use serde_json::{Value, json};
use util::Dir;

const LINES: &str = r#"{"text": "2020年3月5日，江苏省数据局揭牌。江苏省数据局为正厅级。江苏省数据局由江苏省发展和改革委员会管理。", "title": "第一篇", "reference_date": "2020-03-06"}
{"text": "2020年4月1日，任命王明为江苏省数据局局长。", "title": "第二篇", "url": "https://example.org/2", "reference_date": "2020-04-02"}
{"text": "江苏省数据局局长王明出席会议。", "title": "第三篇", "reference_date": "2021-06-01"}
{"text": "2022年5月10日，免去王明的江苏省数据局局长职务。", "title": "第四篇", "reference_date": "2022-05-11"}
{"text": "2022年5月10日，任命李芳为江苏省数据局局长。", "title": "第五篇", "reference_date": "2022-05-11"}
"#;

fn database() -> Dir {
    let dir = Dir::new();
    dir.write("news.jsonl", LINES);
    dir.run(&["extract", "-o", "news.db", "news.jsonl"]).ends_with(0);
    dir
}

fn ask(dir: &Dir, question: &[&str]) -> Value {
    let args = [&["query", "news.db", "--format", "json"], question].concat();
    serde_json::from_slice(&dir.run(&args).ends_with(0).out).expect("JSON")
}

/// The lines of a section, without their sources.
fn lines(answer: &Value, section: &str) -> Vec<Value> {
    let mut lines = answer[section].as_array().cloned().unwrap_or_default();
    lines.iter_mut().for_each(|line| drop(line.as_object_mut().and_then(|line| line.remove("sources"))));
    lines
}

#[test]
fn what_is_said_of_a_body() {
    let dir = database();
    let answers = ask(&dir, &["agency", "江苏省数据局"]);
    let answer = &answers[0];
    assert_eq!((answers.as_array().map(Vec::len), &answer["agency"]), (Some(1), &json!("江苏省数据局")));
    assert_eq!(lines(answer, "names"), [json!({"name": "江苏省数据局", "times": 7})]);
    assert_eq!(lines(answer, "ranks"), [json!({"rank": "厅局级正职"})]);
    assert_eq!(lines(answer, "parents"), [json!({"relation": "managed_by", "parent": "江苏省发展和改革委员会"})]);
    let founded = json!({"type": "founded", "date": "2020-03-05", "agency": "江苏省数据局", "old_name": null,
        "merged_into": null, "place": null});
    assert_eq!(lines(answer, "events"), [founded]);
    let people: Vec<_> =
        lines(answer, "posts").iter().map(|line| format!("{} {}", line["person"], line["status"])).collect();
    assert_eq!(
        people,
        [r#""王明" "appointed""#, r#""李芳" "appointed""#, r#""王明" "removed""#, r#""王明" "current""#]
    );
    let source = &answer["events"][0]["sources"][0];
    assert_eq!(
        (&source["source"], &source["member"], &source["title"]),
        (&json!("news.jsonl"), &json!("1"), &json!("第一篇"))
    );
    assert_eq!(source["text"], "江苏省数据局");
}

#[test]
fn what_is_said_of_a_person() {
    let dir = database();
    let answers = ask(&dir, &["person", "李芳"]);
    let post = json!({"organization": "江苏省数据局", "title": "局长", "status": "appointed", "date": "2022-05-10",
        "start_date": "2022-05-10", "end_date": null});
    assert_eq!(lines(&answers[0], "posts"), [post]);
    let ran = dir.run(&["query", "news.db", "person", "无名"]).ends_with(0);
    assert!(ran.out.is_empty() && ran.err == "nothing is said of 无名\n", "{}", ran.err);
    assert_eq!(ask(&dir, &["person", "'; DROP TABLE tenures; --\u{1f600}"]), json!([]));
}

#[test]
fn who_holds_a_post_on_a_day() {
    let dir = database();
    let holder = |day: &str| {
        let answers = ask(&dir, &["at", day, "江苏省数据局"]);
        let name = |line: &Value| {
            ["person", "since", "until"].map(|column| line[column].as_str().unwrap_or("-").to_owned()).join(" ")
        };
        lines(&answers[0], "posts").iter().map(name).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(holder("2020-03-31"), "");
    // It is an answer, not a failure: much else may be said of the body.
    let ran = dir.run(&["query", "news.db", "at", "2020-03-31", "江苏省数据局"]).ends_with(0);
    assert_eq!(ran.err, "nobody is said to hold a post in 江苏省数据局 on 2020-03-31\n");
    assert_eq!(dir.run(&["query", "news.db", "at", "2020-03-31", "江苏省数据局", "--quiet"]).ends_with(0).err, "");
    assert_eq!(holder("2020-04-01"), "王明 2020-04-01 2022-05-10");
    assert_eq!(holder("2022-05-09"), "王明 2020-04-01 2022-05-10");
    assert_eq!(holder("2022-05-10"), "李芳 2022-05-10 -, 王明 2020-04-01 2022-05-10");
    assert_eq!(holder("2023-01-01"), "李芳 2022-05-10 -");
    let ran = dir.run(&["query", "news.db", "at", "2022-02-30", "江苏省数据局"]).ends_with(2);
    assert!(ran.err.contains("YYYY-MM-DD"), "{}", ran.err);
}

#[test]
fn tables_are_for_people_and_show_sources_where_asked() {
    let dir = database();
    let out = |args: &[&str]| String::from_utf8(dir.run(args).ends_with(0).out).expect("UTF-8");
    assert_eq!(
        out(&["query", "news.db", "at", "2020-04-01", "江苏省数据局"]),
        "江苏省数据局\n  title  person  since       until\n  局长   王明    2020-04-01  2022-05-10\n"
    );
    assert_eq!(
        out(&["query", "news.db", "person", "李芳", "--sources"]),
        "李芳\n\
         \x20 organization  title  status     date        start_date  said by\n\
         \x20 江苏省数据局  局长   appointed  2022-05-10  2022-05-10  第五篇 · 2022-05-11 · news.jsonl:5: 李芳…江苏省数据局…局长\n"
    );
    // With the texts kept, the words are the evidence itself.
    dir.run(&["extract", "--keep-text", "-o", "texts.db", "news.jsonl"]).ends_with(0);
    let said = out(&["query", "texts.db", "person", "李芳", "--sources"]);
    assert!(said.contains("news.jsonl:5: 李芳为江苏省数据局局长"), "{said}");
}

#[test]
fn what_is_no_database_of_ours_is_refused() {
    let dir = database();
    rusqlite::Connection::open(dir.path("empty.db")).and_then(|c| c.execute_batch("VACUUM")).expect("a database");
    rusqlite::Connection::open(dir.path("other.db")).and_then(|c| c.execute_batch("CREATE TABLE x (y)")).expect("made");
    for (name, why) in [
        ("missing.db", "unable to open database file"),
        ("news.jsonl", "file is not a database"),
        ("other.db", "this is a database of another program"),
        ("empty.db", "this database is empty"),
    ] {
        let ran = dir.run(&["query", name, "person", "王明"]).ends_with(2);
        assert!(ran.err.starts_with(&format!("zhiguan: {name}: {why}")), "{}", ran.err);
    }
    assert!(!dir.path("missing.db").exists());
}
