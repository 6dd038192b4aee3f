//! Sources: from paths to decoded documents, one at a time.
//!
//! A [`Source`] is an iterator; an `Err` is one bad document and never the end. Memory is bounded by the largest
//! document allowed, not by the size of a file or the number of files. What a file is, its content says.
mod charset;
mod error;
mod files;
mod jsonl;
mod read;

use std::{collections::VecDeque, ffi::OsString, path::PathBuf};

use sha2::{Digest as _, Sha256};

pub use charset::{Decoded, decode};
pub use error::{Reason, SourceError};

use crate::document::RawDocument;

/// Largest document read unless told otherwise: 16 MiB.
pub const DEFAULT_MAX_DOCUMENT_BYTES: usize = 16 << 20;

/// Largest value `max_document_bytes` can take: positions are 32 bits wide and decoding may triple a text.
pub const LARGEST_MAX_DOCUMENT_BYTES: usize = 1 << 30;

/// How to read.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct SourceOptions {
    /// Documents with more bytes than this are refused.
    pub max_document_bytes: usize,
}

impl Default for SourceOptions {
    fn default() -> Self {
        Self { max_document_bytes: DEFAULT_MAX_DOCUMENT_BYTES }
    }
}

impl SourceOptions {
    /// Sets the largest document that is read, at most [`LARGEST_MAX_DOCUMENT_BYTES`].
    #[must_use]
    pub fn with_max_document_bytes(mut self, bytes: usize) -> Self {
        self.max_document_bytes = bytes.min(LARGEST_MAX_DOCUMENT_BYTES);
        self
    }
}

/// The documents of a list of inputs, in their order: files, folders (sorted by path), `-` for standard input.
#[derive(Debug)]
pub struct Source {
    inputs: VecDeque<OsString>,
    folder: Option<files::Folder>,
    lines: Option<jsonl::Lines>,
    options: SourceOptions,
    skipped: usize,
}

impl Source {
    /// A source over `inputs`; nothing is opened before the first document is asked for.
    pub fn new<I, S>(inputs: I, options: SourceOptions) -> Self
    where
        I: IntoIterator<Item = S>,
        S: Into<OsString>,
    {
        let inputs = inputs.into_iter().map(Into::into).collect();
        Self { inputs, folder: None, lines: None, options, skipped: 0 }
    }

    /// How many files of folders were left out, because of their name or because they are no regular files.
    pub fn skipped(&self) -> usize {
        self.skipped
    }

    /// Opens one file; its first document comes out at once, the rest of a container from `lines`.
    fn open(&mut self, path: Option<PathBuf>) -> Option<Result<RawDocument, SourceError>> {
        match read::open(path, self.options.max_document_bytes) {
            Ok(read::Opened::Document(document)) => Some(Ok(document)),
            Ok(read::Opened::Lines(lines)) => {
                self.lines = Some(lines);
                None
            }
            Err(error) => Some(Err(error)),
        }
    }
}

impl Iterator for Source {
    type Item = Result<RawDocument, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(item) => return Some(item),
                    None => self.lines = None,
                }
            }
            let path = if let Some(folder) = &mut self.folder {
                match folder.next() {
                    Some(files::Step::File(path)) => Some(path),
                    Some(files::Step::Skipped) => {
                        self.skipped += 1;
                        continue;
                    }
                    Some(files::Step::Failed(error)) => return Some(Err(error)),
                    None => {
                        self.folder = None;
                        continue;
                    }
                }
            } else {
                let input = self.inputs.pop_front()?;
                if input == "-" {
                    None
                } else {
                    let path = PathBuf::from(input);
                    if path.is_dir() {
                        self.folder = Some(files::Folder::new(&path));
                        continue;
                    }
                    Some(path)
                }
            };
            if let Some(item) = self.open(path) {
                return Some(item);
            }
        }
    }
}

/// SHA-256 in hex.
fn hash(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digest = Sha256::digest(bytes);
    digest.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]).collect()
}
