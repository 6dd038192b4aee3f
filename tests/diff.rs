//! `zhiguan diff` and `zhiguan eval --by-rule`: what a change of the rules did.
mod util;

use serde_json::{Value, json};
use util::Dir;

/// A folder with records made by the built-in rules and by rules with one department less and one body more.
fn two_runs() -> Dir {
    let dir = Dir::new();
    dir.write("texts/a.txt", "江苏省数据局揭牌。海港指挥部成立。").write("texts/b.txt", "散会。");
    dir.write("texts/c.jsonl", "{\"text\": \"无\"}\n{\"text\": \"1\"}\n{\"text\": \"江苏省数据局揭牌。\"}\n");
    dir.write(
        "own/agencies/departments.tsv",
        "surface\tstem\tkind\tsystem\n数据局\t大数据局\tgovernment\tgovernment\n",
    );
    dir.write(
        "own/agencies/bodies.tsv",
        "surface\tname\tkind\tregion\n海港指挥部\t海港建设指挥部\tgovernment\t330000\n",
    );
    dir.run(&["extract", "-o", "old.jsonl", "texts"]).ends_with(0);
    dir.run(&["extract", "-o", "new.jsonl", "--rules", "own", "--threads", "2", "texts"]).ends_with(0);
    dir
}

#[test]
fn gained_lost_and_changed_by_document_and_rule() {
    let dir = two_runs();
    let ran = dir.run(&["diff", "old.jsonl", "new.jsonl"]).ends_with(1);
    let out = String::from_utf8(ran.out).expect("UTF-8");
    insta::with_settings!({omit_expression => true}, { insta::assert_snapshot!("two_runs", out) });
    let ran = dir.run(&["diff", "--format", "json", "new.jsonl", "old.jsonl"]).ends_with(1);
    let diff: Value = serde_json::from_slice(&ran.out).expect("JSON");
    let last = &diff["documents"][1];
    assert_eq!((&last["source"], &last["member"]), (&json!("texts/c.jsonl"), &json!("3")));
    let told = &last["differences"][0];
    assert_eq!(
        (&told["change"], &told["list"], &told["rule"]),
        (&json!("changed"), &json!("agency"), &json!("agencies/departments"))
    );
    assert_eq!(told["what"], "江苏省数据局: name 江苏省大数据局 → 江苏省数据局");
    assert_eq!(told["context"], "[江苏省数据局]揭牌。");
    assert_eq!(diff["rules"]["agencies/bodies"], json!({"gained": 0, "lost": 1, "changed": 0}));
}

#[test]
fn equal_files_differ_in_nothing_whatever_their_order() {
    let dir = two_runs();
    let ran = dir.run(&["diff", "old.jsonl", "old.jsonl"]).ends_with(0);
    assert_eq!(String::from_utf8_lossy(&ran.out), "");
    let mut lines: Vec<String> = dir.read("old.jsonl").lines().map(str::to_owned).collect();
    lines.reverse();
    dir.write("turned.jsonl", lines.join("\n"));
    dir.run(&["diff", "old.jsonl", "turned.jsonl"]).ends_with(0);
    dir.write("less.jsonl", lines[1..].join("\n"));
    let ran = dir.run(&["diff", "less.jsonl", "old.jsonl"]).ends_with(1);
    let out = String::from_utf8_lossy(&ran.out).into_owned();
    assert!(
        out.starts_with("texts/c.jsonl:3\n  + document the document\n  + agency 江苏省数据局 → 江苏省数据局  "),
        "{out}"
    );
}

#[test]
fn files_that_are_no_records_are_named() {
    let dir = two_runs();
    dir.write("bad.jsonl", "{}\n{\n");
    let ran = dir.run(&["diff", "old.jsonl", "bad.jsonl"]).ends_with(2);
    assert!(ran.err.contains("bad.jsonl:2: not a record"), "{}", ran.err);
    let ran = dir.run(&["diff", "old.jsonl", "missing.jsonl"]).ends_with(2);
    assert!(ran.err.contains("missing.jsonl: cannot be read"), "{}", ran.err);
}

#[test]
fn rules_are_counted_right_and_wrong() {
    let dir = Dir::new();
    let texts = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/eval");
    let (gold, records) = (format!("{texts}/gold"), format!("{texts}/records.jsonl"));
    let args = ["eval", &gold, "--texts", texts, "--records", &records, "--by-rule"];
    let ran = dir.run(&args).ends_with(0);
    let table = String::from_utf8(ran.out).expect("UTF-8");
    insta::with_settings!({omit_expression => true}, { insta::assert_snapshot!("by_rule", table) });
    let ran = dir.run(&[&args[..], &["--format", "json"]].concat()).ends_with(0);
    let rules: Value = serde_json::from_slice(&ran.out).expect("JSON");
    // The wrong ones of all rules are those that the scores by list count.
    let scores: Value =
        serde_json::from_str(&std::fs::read_to_string(format!("{texts}/table.json")).expect("a file")).expect("JSON");
    let sum = |key: &str| rules.as_object().expect("an object").values().filter_map(|r| r[key].as_u64()).sum::<u64>();
    let found = |list: &str| scores[list]["found"].as_u64().expect("a count");
    assert_eq!(sum("right") + sum("wrong"), found("mentions") + found("facts"));
}
