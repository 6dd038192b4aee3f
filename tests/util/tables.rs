//! Databases for tests: their tables as JSON, and the records that their rows stand for.
#![allow(dead_code, reason = "each test file uses a part of it")]
use std::{collections::BTreeMap, path::Path};

use serde_json::{Map, Value, json};
use zhiguan::sink::rows::{TABLES, Table};

/// Rows of a table by column, in order of the keys.
pub(crate) type Rows = Vec<Map<String, Value>>;
/// All tables but `runs`, by name.
pub(crate) type Tables = BTreeMap<&'static str, Rows>;

/// The tables with rows that `read` gives.
pub(crate) fn tables(mut read: impl FnMut(&Table) -> Rows) -> Tables {
    TABLES.iter().filter(|table| table.name != "runs").map(|table| (table.name, read(table))).collect()
}

/// `SELECT` of all columns in order of the keys.
pub(crate) fn select(table: &Table) -> String {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let keys = match table.name {
        "documents" => 1,
        "fact_mentions" => 4,
        _ => 2,
    };
    format!("SELECT {} FROM {} ORDER BY {}", names.join(", "), table.name, names[..keys].join(", "))
}

#[cfg(feature = "sqlite")]
pub(crate) fn sqlite(path: &Path) -> Tables {
    use rusqlite::{Connection, types::ValueRef};
    let connection = Connection::open(path).expect("a database");
    let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
    assert_eq!(check, "ok");
    tables(|table| {
        let mut statement = connection.prepare(&select(table)).expect("a table");
        let read = |row: &rusqlite::Row<'_>| {
            let value = |n| match row.get_ref(n).expect("a column") {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(n) => n.into(),
                other => other.as_str().expect("text").into(),
            };
            Ok(table.columns.iter().enumerate().map(|(n, column)| (column.name.to_owned(), value(n))).collect())
        };
        statement.query_map([], read).expect("rows").map(|row| row.expect("a row")).collect()
    })
}

/// The records of the tables, each with its first place, in order of `key`: `doc`, or `document_id` in Parquet.
pub(crate) fn records(tables: &Tables, key: &str) -> Vec<Value> {
    let of = |table: &str, document: &Map<String, Value>| -> Vec<Map<String, Value>> {
        let rows = tables[table].iter().filter(|row| row[key] == document[key]).cloned();
        let mut rows: Vec<_> = rows.collect();
        rows.iter_mut().for_each(|row| drop(row.remove(key)));
        rows
    };
    let record = |document: &Map<String, Value>| {
        let mut record = document.clone();
        record.remove("doc");
        record.insert("schema".into(), "zhiguan/1".into());
        record["noise"] = parsed(&document["noise"]);
        if record["text"].is_null() {
            record.remove("text");
        }
        let mut place = of("sources", document).swap_remove(0);
        place.remove("reference_date");
        let extra = parsed(&place.remove("extra").expect("a column"));
        if !extra.is_null() {
            record.insert("extra".into(), extra);
        }
        assert_eq!(place.remove("n"), Some(0.into()));
        record.append(&mut place);
        record.insert("mentions".into(), of("mentions", document).into_iter().map(mention).collect());
        let proofs = of("fact_mentions", document);
        for name in ["tenures", "events", "agency_ranks", "affiliations"] {
            let facts = of(name, document).into_iter().map(|row| fact(name, row, &proofs));
            record.insert(name.into(), facts.collect());
        }
        Value::Object(record)
    };
    tables["documents"].iter().map(record).collect()
}

fn parsed(text: &Value) -> Value {
    text.as_str().map_or(Value::Null, |text| serde_json::from_str(text).expect("JSON"))
}

fn mention(mut row: Map<String, Value>) -> Value {
    let mut take = |name: &str| row.remove(name).expect("a column");
    let kind = take("kind");
    let (value, extra): (&str, &[&str]) = match kind.as_str().expect("a kind") {
        "date" => ("value", &["mod"]),
        "agency" => ("name", &["agency_kind", "region"]),
        "rank" => ("value", &[]),
        "person" => ("name", &["official"]),
        "organization" => ("name", &["organization_kind"]),
        "place" => ("name", &["region"]),
        _ => ("name", &[]),
    };
    let mut attributes = parsed(&take("attributes"));
    let mut out = json!({"id": take("n"), "kind": kind, "start": take("start_char"), "end": take("end_char"),
        "text": take("text"), "rule": take("rule")});
    out[value] = take("value");
    for name in extra {
        out[name] = attributes.get_mut(*name).map_or(Value::Null, Value::take);
    }
    assert!(row.is_empty(), "{row:?}");
    out
}

fn fact(table: &str, mut row: Map<String, Value>, proofs: &Rows) -> Value {
    let n = row.remove("n").expect("a column");
    let mentions = proofs.iter().filter(|p| p["fact"] == table && p["n"] == n).map(|p| p["mention"].clone());
    row.insert("mentions".into(), mentions.collect());
    let mut take = |name: &str| row.remove(name).expect("a column");
    let evidence = json!({"start": take("evidence_start"), "end": take("evidence_end")});
    row.insert("evidence".into(), evidence);
    for (column, field) in [("old_name", "from"), ("merged_into", "into")] {
        if let Some(value) = row.remove(column) {
            row.insert(field.into(), value);
        }
    }
    row.into()
}
