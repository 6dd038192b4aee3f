//! Walks a folder in the order of its paths and decides by name what is read.
//!
//! Links are followed, unless they lead in a circle. Dot files, dot folders, other endings and anything that is no
//! regular file (a pipe would block for ever) are skipped, not failed.
use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
};

use walkdir::{DirEntry, IntoIter, WalkDir};

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
    /// The folder itself, and in it, one in the other, those that links led to.
    walks: Vec<Walk>,
}

#[derive(Debug)]
struct Walk {
    root: PathBuf,
    entries: IntoIter,
}

impl Walk {
    /// Links are left to us: most files are none, and their kind is known from the list of their folder.
    fn new(root: &Path) -> Self {
        let by_path = |a: &DirEntry, b: &DirEntry| a.path().as_os_str().cmp(b.path().as_os_str());
        Self { root: root.to_path_buf(), entries: WalkDir::new(root).sort_by(by_path).into_iter() }
    }
}

impl Folder {
    pub(super) fn new(root: &Path) -> Self {
        Self { walks: vec![Walk::new(root)] }
    }

    /// What a link leads to; none where it is a folder, which is walked next. A dangling link is judged by its name,
    /// like any file.
    fn follow(&mut self, link: PathBuf) -> Option<Step> {
        let name = link.file_name().unwrap_or_default();
        match fs::metadata(&link) {
            Err(reason) if is_taken(name) => Some(Step::Failed(SourceError::new(&link.display().to_string(), reason))),
            Ok(found) if found.is_file() && is_taken(name) => Some(Step::File(link)),
            Ok(found) if found.is_dir() && !is_hidden(name) && !self.leads_back(&link) => {
                self.walks.push(Walk::new(&link));
                None
            }
            _ => Some(Step::Skipped),
        }
    }

    /// Whether a link leads to one of the folders that the way to it goes through.
    fn leads_back(&self, link: &Path) -> bool {
        let onward = self.walks.iter().skip(1).map(|walk| walk.root.as_path()).chain([link]);
        let through = |walk: &Walk, onward: &Path| {
            let (root, last) = (walk.root.canonicalize()?, onward.parent().unwrap_or(onward).canonicalize()?);
            let target = link.canonicalize()?;
            io::Result::Ok(target.starts_with(root) && last.starts_with(target))
        };
        self.walks.iter().zip(onward).any(|(walk, onward)| through(walk, onward).unwrap_or(false))
    }
}

impl Iterator for Folder {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            let walk = self.walks.last_mut()?;
            let entry = match walk.entries.next() {
                None => {
                    self.walks.pop();
                    continue;
                }
                Some(Ok(entry)) => entry,
                Some(Err(error)) => {
                    let place = error.path().unwrap_or(&walk.root).display().to_string();
                    let failed = |reason| Step::Failed(SourceError::new(&place, reason));
                    return Some(error.into_io_error().map_or(Step::Skipped, failed));
                }
            };
            let kind = entry.file_type();
            if entry.depth() == 0 {
                continue;
            } else if kind.is_symlink() {
                let Some(step) = self.follow(entry.into_path()) else { continue };
                return Some(step);
            } else if kind.is_dir() {
                if is_hidden(entry.file_name()) {
                    walk.entries.skip_current_dir();
                    return Some(Step::Skipped);
                }
            } else if kind.is_file() && is_taken(entry.file_name()) {
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
