//! Parquet folders hold what JSON Lines say, and replace nothing but their like.
#![cfg(feature = "parquet")]
#[path = "util/tables.rs"]
mod tables;
mod util;

use std::{collections::BTreeSet, fs, path::Path};

use arrow_array::{Array as _, Int32Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::DataType;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Map, Value};
use util::{Dir, corpus};
use zhiguan::sink::rows::{TABLES, Type};

const LINES: &str = r#"{"text": "2024年1月5日，江苏省数据局揭牌。", "id": "it's", "url": "https://example.org/?a=\"1\";--", "publisher": "😀\u0000国𠀀", "tag": {"b": [1, null]}}
{"text": "2024年1月5日，江苏省数据局揭牌。", "id": 7, "reference_date": "2024-03-22"}
{"text": "王明任江苏省\u0000数据局😀局长。李“四”任%s\\'\"数据局局长。", "id": null}
{"text": ""}
{"text": "", "publisher": "\\\t\n"}
"#;

fn batches(folder: &Path, table: &str) -> Vec<RecordBatch> {
    let file = fs::File::open(folder.join(table).join("part-0.parquet")).expect("a file");
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet").build().expect("a reader");
    reader.map(|batch| batch.expect("rows")).collect()
}

fn rows(batch: &RecordBatch) -> impl Iterator<Item = Map<String, Value>> {
    let value = |row: usize, column: usize| {
        let array = batch.column(column);
        let any = array.as_any();
        if array.is_null(row) {
            Value::Null
        } else if let Some(numbers) = any.downcast_ref::<Int32Array>() {
            numbers.value(row).into()
        } else if let Some(numbers) = any.downcast_ref::<Int64Array>() {
            numbers.value(row).into()
        } else {
            any.downcast_ref::<StringArray>().expect("text").value(row).into()
        }
    };
    (0..batch.num_rows()).map(move |row| {
        let schema = batch.schema_ref();
        schema.fields().iter().enumerate().map(|(n, field)| (field.name().clone(), value(row, n))).collect()
    })
}

fn extract(dir: &Dir, output: &str) {
    let seeds = corpus().join("seeds").display().to_string();
    dir.run(&["extract", "-o", output, &seeds, "lines.jsonl", &seeds]).ends_with(0);
}

#[test]
fn what_is_read_back_is_what_json_lines_say() {
    let dir = Dir::new();
    dir.write("lines.jsonl", LINES);
    extract(&dir, "all.jsonl");
    extract(&dir, "tables/");
    let folder = dir.path("tables");
    let tables = tables::tables(|table| batches(&folder, table.name).iter().flat_map(rows).collect());
    let mut seen = BTreeSet::new();
    let lines = dir.read("all.jsonl");
    let records = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("a record"));
    let expected: Vec<Value> = records.filter(|record| seen.insert(record["id"].to_string())).collect();
    let mut found = tables::records(&tables, "document_id");
    found.iter_mut().for_each(|record| drop(record.as_object_mut().and_then(|r| r.remove("document_id"))));
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(tables["sources"].len(), 10, "a place that is read twice is one place");
    let run = batches(&folder, "runs").iter().flat_map(rows).next().expect("a run");
    assert_eq!((&run["documents"], &run["failed"], &run["ended"].is_string()), (&15.into(), &0.into(), &true));

    for table in TABLES {
        let schema = batches(&folder, table.name)[0].schema();
        let found = schema.fields().iter().map(|f| (f.name().as_str(), f.data_type().clone(), f.is_nullable()));
        let columns = table.columns.iter().map(|column| match column.kind {
            _ if column.name == "doc" => ("document_id", DataType::Utf8, false),
            Type::Int => (column.name, DataType::Int32, column.is_nullable),
            Type::Long => (column.name, DataType::Int64, column.is_nullable),
            Type::Text => (column.name, DataType::Utf8, column.is_nullable),
        });
        assert_eq!(found.collect::<Vec<_>>(), columns.collect::<Vec<_>>(), "{}", table.name);
    }
}

#[test]
fn only_tables_of_an_earlier_run_are_replaced() {
    let dir = Dir::new();
    dir.write("lines.jsonl", LINES).write("tables.tmp/mentions/left-behind", "by a run that was killed");
    let names = || -> Vec<String> {
        let entries = fs::read_dir(dir.path("")).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    for _ in 0..2 {
        extract(&dir, "tables/");
        assert_eq!(names(), ["lines.jsonl", "tables"]);
    }
    dir.write("tables/notes.txt", "precious").write("folder/a.txt", "甲");
    for (folder, other) in [("tables/", "notes.txt"), ("folder", "a.txt"), (".", "folder")] {
        let ran = dir.run(&["extract", "-o", folder, "lines.jsonl"]).ends_with(2);
        assert!(ran.err.contains("is none of its tables"), "{other}: {}", ran.err);
    }
    assert_eq!((dir.read("tables/notes.txt").as_str(), names().len()), ("precious", 3));
    // A run that fails leaves what was there.
    dir.write("b/mentions/part-0.parquet", "old");
    let ran = dir.run(&["extract", "-o", "b", "--threads", "1024", "lines.jsonl"]);
    assert_eq!(ran.status, Some(0));
    assert_ne!(dir.path("b/mentions/part-0.parquet").metadata().expect("a file").len(), 3);
}
