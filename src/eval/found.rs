//! Output to be scored, read leniently: records of an older or foreign program may lack fields.
use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
};

use serde::Deserialize;
use serde_json::{Map, Value};

use super::EvalError;
use crate::record::Record;

/// The part of a record that is scored.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Found {
    /// Path or URL as given.
    pub source: String,
    /// SHA-256 of the document's bytes; empty where the record does not tell.
    #[serde(default)]
    pub id: String,
    /// The day relative dates were counted from.
    #[serde(default)]
    pub reference_date: Option<String>,
    /// Mentions, with their fields by kind.
    #[serde(default)]
    pub mentions: Vec<FoundMention>,
    /// Facts and all else, by key.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// One mention of the output, positions in code points.
#[derive(Clone, Debug, Deserialize)]
pub struct FoundMention {
    /// Its kind, as `date`.
    pub kind: String,
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// Value, name, rule and the like.
    #[serde(flatten)]
    fields: Map<String, Value>,
}

impl FoundMention {
    /// A field that holds a string.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.fields.get(key).and_then(Value::as_str)
    }

    pub(super) fn official(&self) -> bool {
        self.fields.get("official") == Some(&Value::Bool(true))
    }
}

impl Found {
    /// The scored part of `record`, by way of its JSON.
    ///
    /// # Errors
    /// When the record cannot be written as JSON.
    pub fn from_record(record: &Record) -> Result<Self, serde_json::Error> {
        serde_json::from_value(serde_json::to_value(record)?)
    }

    pub(super) fn facts(&self, list: &str) -> impl Iterator<Item = &Map<String, Value>> {
        self.rest.get(list).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
    }
}

/// Reads records from a JSON Lines file.
///
/// # Errors
/// When the file cannot be read or a line is no record.
pub fn read_records(path: &Path) -> Result<Vec<Found>, EvalError> {
    let unreadable = |source| EvalError::Read { path: path.to_path_buf(), source };
    let mut records = Vec::new();
    for (number, line) in BufReader::new(File::open(path).map_err(unreadable)?).lines().enumerate() {
        let line = line.map_err(unreadable)?;
        if !line.trim().is_empty() {
            records.push(serde_json::from_str(&line).map_err(|e| EvalError::Form {
                path: path.to_path_buf(),
                reason: format!("line {}: not a record: {e}", number + 1),
            })?);
        }
    }
    Ok(records)
}
