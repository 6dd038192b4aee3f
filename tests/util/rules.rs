//! Rule files for tests: the project's own, read from its folder, and the findings of texts.
#![allow(dead_code, reason = "each test file uses a part of it")]
use std::{path::Path, sync::Arc};

use walkdir::WalkDir;
use zhiguan::{
    document::{Origin, RawDocument},
    pipeline::{Finding, Pipeline},
    rules::RuleFile,
};

/// Every file under `rules/`, sorted by path.
pub(crate) fn files() -> Vec<RuleFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut files: Vec<RuleFile> = WalkDir::new(&root)
        .into_iter()
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.file_type().is_file() && entry.path().extension().is_some_and(|e| e != "md"))
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).expect("inside the folder");
            let parts: Vec<_> = path.iter().map(|part| part.to_str().expect("UTF-8")).collect();
            let text = std::fs::read_to_string(entry.path()).expect("a file of UTF-8");
            RuleFile { path: parts.join("/"), text: text.into() }
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// What the pipeline finds in a text; relative dates count from `reference_date`.
pub(crate) fn findings(pipeline: &Pipeline, text: &str, reference_date: Option<&str>) -> Vec<Finding> {
    let origin = Origin { reference_date: reference_date.map(Into::into), ..Origin::default() };
    Finding::all(&pipeline.record(RawDocument { text: text.to_owned(), origin: Arc::new(origin) }))
}
