//! Records from JSON Lines, one after the other and leniently: a field that is not there is null.
use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

use serde_json::Value;

/// Why files cannot be compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DiffError {
    /// A file cannot be read.
    #[error("{path}: cannot be read: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A line is no record.
    #[error("{path}:{line}: not a record: {reason}")]
    Form {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
}

/// A record as it was written.
#[derive(Debug)]
pub(super) struct Line(Value);

impl Line {
    pub(super) fn get(&self, field: &str) -> &Value {
        self.0.get(field).unwrap_or(&Value::Null)
    }

    /// Which document it is: source and member.
    pub(super) fn key(&self) -> (String, Option<String>) {
        let text = |field| self.get(field).as_str().map(str::to_owned);
        (text("source").unwrap_or_default(), text("member"))
    }
}

/// The records of a file.
#[derive(Debug)]
pub struct Records {
    path: PathBuf,
    lines: io::Lines<BufReader<File>>,
    line: usize,
}

impl Records {
    /// Opens a file of JSON Lines.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(path: &Path) -> Result<Self, DiffError> {
        let file = File::open(path).map_err(|source| DiffError::Read { path: path.to_path_buf(), source })?;
        Ok(Self { path: path.to_path_buf(), lines: BufReader::new(file).lines(), line: 0 })
    }

    pub(super) fn next(&mut self) -> Option<Result<Line, DiffError>> {
        loop {
            let line = match self.lines.next()? {
                Ok(line) => line,
                Err(source) => return Some(Err(DiffError::Read { path: self.path.clone(), source })),
            };
            self.line += 1;
            if line.trim().is_empty() {
                continue;
            }
            let parsed = serde_json::from_str::<Value>(&line).map_err(|e| e.to_string());
            let parsed = parsed.and_then(|v| if v.is_object() { Ok(Line(v)) } else { Err("no object".to_owned()) });
            return Some(parsed.map_err(|reason| DiffError::Form { path: self.path.clone(), line: self.line, reason }));
        }
    }
}
