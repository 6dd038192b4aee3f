//! The schema of records: real output is valid by it, and docs/records.md describes every field of it.
mod util;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use util::Dir;

fn schema() -> Value {
    serde_json::from_slice(&Dir::new().run(&["schema"]).ends_with(0).out).expect("JSON")
}

/// The records of both corpora and of lines with all keys.
fn records() -> Vec<Value> {
    let dir = Dir::new();
    let line = json!({"text": "昨日,江苏省数据局局长周明远致辞。", "id": "k", "url": "http://x", "title": "t",
        "published": "2024-03-22", "reference_date": "2024-03-22", "publisher": "p", "tag": 5});
    dir.write("lines.jsonl", format!("{line}\n{{\"text\": \"\"}}\n"));
    let corpus = util::corpus();
    let (seeds, dev) = (corpus.join("seeds"), corpus.join("dev"));
    let inputs = [seeds.to_str(), dev.to_str(), Some("lines.jsonl")].map(|path| path.expect("UTF-8"));
    dir.run(&[&["extract"], &inputs[..]].concat()).ends_with(0).records()
}

#[test]
fn real_output_is_valid_and_wrong_output_is_not() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    let records = records();
    assert!(records.len() > 30);
    for record in &records {
        let errors: Vec<String> =
            validator.iter_errors(record).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", record["source"]);
    }
    let whole = records.iter().find(|r| !r["tenures"].as_array().expect("a list").is_empty()).expect("a tenure");
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut record = whole.clone();
        change(&mut record);
        !validator.is_valid(&record)
    };
    assert!(!broken(&|_| {}));
    assert!(broken(&|r| r["schema"] = "zhiguan/2".into()));
    assert!(broken(&|r| r["tenures"][0]["status"] = "acting".into()));
    assert!(broken(&|r| r["tenures"][0]["person"] = Value::Null));
    assert!(broken(&|r| drop(r["tenures"][0].as_object_mut().expect("an object").remove("date"))));
    assert!(broken(&|r| r["mentions"][0]["kind"] = "thing".into()));
    assert!(broken(&|r| r["mentions"][0]["start"] = (-1).into()));
    assert!(broken(&|r| drop(r.as_object_mut().expect("an object").remove("key"))));
}

/// Field names by object: `Record`, the kinds of mentions, the facts.
fn fields_of_schema(schema: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let names = |object: &Value| -> BTreeSet<String> {
        object["properties"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
    };
    let mut all = BTreeMap::from([("Record".to_owned(), names(schema))]);
    for name in ["Tenure", "Event", "AgencyRank", "Affiliation", "Evidence"] {
        let common = ["evidence", "mentions", "rule"];
        let own = names(&schema["$defs"][name]).into_iter().filter(|field| !common.contains(&field.as_str()));
        all.insert(name.to_owned(), own.collect());
    }
    let mention = &schema["$defs"]["MentionRecord"];
    let mut common = names(mention);
    common.insert("kind".to_owned());
    for kind in mention["oneOf"].as_array().expect("kinds") {
        let name = kind["properties"]["kind"]["const"].as_str().expect("a name").to_owned();
        all.insert(name, names(kind).into_iter().filter(|field| field != "kind").collect());
    }
    all.insert("Mention".to_owned(), common);
    all
}

/// Field names by heading, and by kind of mention, as the page has them.
fn fields_of_page(page: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut heading = String::new();
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("## ").or_else(|| line.strip_prefix("### ")) {
            title.clone_into(&mut heading);
        }
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let name = |cell: &str| cell.strip_prefix('`').and_then(|c| c.strip_suffix('`')).map(str::to_owned);
        let (owner, field) = match cells.as_slice() {
            [first, _, _] => (heading.clone(), name(first)),
            [kind, field, _, _] => ((*kind).to_owned(), name(field)),
            _ => continue,
        };
        if let Some(field) = field {
            all.entry(owner).or_default().insert(field);
        }
    }
    all.remove("Facts");
    all
}

#[test]
fn the_page_describes_every_field_and_no_other() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/records.md")).expect("the page");
    assert_eq!(fields_of_page(&page), fields_of_schema(&schema()));
}
