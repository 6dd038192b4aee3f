//! What `-o` names: a file, a database or a folder, told by scheme and ending.
use std::{ffi::OsString, path::PathBuf};

use super::Fatal;

/// Where records go.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A file or (none) standard output.
    File(Option<PathBuf>),
    /// A SQLite database.
    Sqlite(PathBuf),
    /// A PostgreSQL server.
    Postgres(String),
    /// A folder of Parquet files.
    Parquet(PathBuf),
}

impl Target {
    pub(super) fn new(output: Option<OsString>) -> Self {
        let Some(output) = output else { return Self::File(None) };
        let text = output.to_string_lossy();
        if ["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme)) {
            return Self::Postgres(text.into_owned());
        }
        let is_folder = text.ends_with(std::path::is_separator);
        let path = PathBuf::from(output);
        if is_folder || path.is_dir() {
            return Self::Parquet(path);
        }
        match path.extension() {
            Some(ending) if ["db", "sqlite", "sqlite3"].iter().any(|e| ending.eq_ignore_ascii_case(e)) => {
                Self::Sqlite(path)
            }
            _ => Self::File(Some(path)),
        }
    }
}

/// Says that the program was built without something.
#[allow(dead_code, reason = "a build with all features needs it nowhere")]
pub(super) fn missing(what: &str, feature: &str) -> Fatal {
    format!("this program was built without {what}; build it with `--features {feature}`").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scheme_and_ending_tell() {
        let target = |text: &str| Target::new(Some(text.into()));
        for name in ["a.jsonl", "-", "db", "a.jsonl.gz", "postgres.jsonl"] {
            assert_eq!(target(name), Target::File(Some(name.into())), "{name}");
        }
        for name in ["a.db", "b/a.SQLite", "a.sqlite3"] {
            assert_eq!(target(name), Target::Sqlite(name.into()), "{name}");
        }
        for name in ["postgres:///news", "postgresql://user@host/news"] {
            assert_eq!(target(name), Target::Postgres(name.into()), "{name}");
        }
        assert_eq!(target("new/"), Target::Parquet("new/".into()));
        assert_eq!(target("."), Target::Parquet(".".into()));
        assert_eq!(Target::new(None), Target::File(None));
    }
}
