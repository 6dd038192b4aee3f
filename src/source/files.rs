//! Walks a folder in the order of its paths and decides by name what is read.
//!
//! Links are followed (walkdir notices circles). Dot files, dot folders, other endings and anything that is no
//! regular file (a pipe would block for ever) are skipped, not failed.
use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use walkdir::{IntoIter, WalkDir};

use super::SourceError;

/// Endings of what is read, and those that may follow them.
const ENDINGS: [&str; 7] = ["txt", "html", "htm", "jsonl", "ndjson", "warc", "wet"];
const COMPRESSED: [&str; 2] = ["gz", "zst"];

/// Next thing in a folder.
pub(super) enum Step {
    File(PathBuf),
    Skipped,
    Failed(SourceError),
}

#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    walk: IntoIter,
}

impl Folder {
    pub(super) fn new(root: &Path) -> Self {
        let walk = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
        Self { root: root.to_path_buf(), walk }
    }

    /// A dangling link is judged by its name, like any file, and a link that leads in a circle loses nothing; all
    /// else, such as a folder that cannot be listed, is a failure.
    fn failed(&self, error: walkdir::Error) -> Step {
        let path = error.path().unwrap_or(&self.root).to_path_buf();
        let is_odd_link = error.depth() > 0 && path.is_symlink() && !is_taken(path.file_name().unwrap_or_default());
        match error.into_io_error() {
            Some(reason) if !is_odd_link => Step::Failed(SourceError::new(&path.display().to_string(), reason)),
            _ => Step::Skipped,
        }
    }
}

impl Iterator for Folder {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            let entry = match self.walk.next()? {
                Ok(entry) => entry,
                Err(error) => return Some(self.failed(error)),
            };
            if entry.file_type().is_dir() {
                if entry.depth() > 0 && is_hidden(entry.file_name()) {
                    self.walk.skip_current_dir();
                    return Some(Step::Skipped);
                }
            } else if entry.file_type().is_file() && is_taken(entry.file_name()) {
                return Some(Step::File(entry.into_path()));
            } else {
                return Some(Step::Skipped);
            }
        }
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn is_taken(name: &OsStr) -> bool {
    let inner = if is_one_of(ending(name), &COMPRESSED) { Path::new(name).file_stem() } else { Some(name) };
    !is_hidden(name) && is_one_of(inner.and_then(ending), &ENDINGS)
}

fn ending(name: &OsStr) -> Option<&str> {
    Path::new(name).extension().and_then(OsStr::to_str)
}

fn is_one_of(ending: Option<&str>, known: &[&str]) -> bool {
    ending.is_some_and(|e| known.iter().any(|known| e.eq_ignore_ascii_case(known)))
}
