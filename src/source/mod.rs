//! Sources: from paths to documents as they lie there, one at a time; workers decode them.
//!
//! A [`Source`] is an iterator; an `Err` is one bad document and never the end. Memory is bounded by the largest
//! document allowed, not by the size of a file or the number of files. What a file is, its content says: gzip, zstd and
//! WARC by their first bytes, JSON Lines by its first line, HTML by its tags.
mod charset;
mod compressed;
mod declared;
mod error;
mod files;
mod form;
mod gb;
mod http;
mod jsonl;
mod payload;
mod read;
mod warc;

use std::{ffi::OsString, fmt, path::PathBuf};

use sha2::{Digest as _, Sha256};
use smol_str::SmolStr;

pub use charset::{Decoded, decode};
pub use error::{Reason, SourceError};
pub use form::Form;
pub use payload::Payload;

/// Largest document read unless told otherwise: 16 MiB.
pub const DEFAULT_MAX_DOCUMENT_BYTES: usize = 16 << 20;

/// Largest value `max_document_bytes` can take: positions are 32 bits wide and decoding may triple a text.
pub const LARGEST_MAX_DOCUMENT_BYTES: usize = 1 << 30;

/// Files of less than so many bytes are small.
const BUFFER: usize = 1 << 16;

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
pub struct Source {
    inputs: Box<dyn Iterator<Item = Result<OsString, SourceError>> + Send>,
    folder: Option<files::Folder>,
    file: Option<read::Documents>,
    options: SourceOptions,
    skipped: usize,
    /// Memory that small files are read into, one after the other.
    buffer: Vec<u8>,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("options", &self.options).field("skipped", &self.skipped).finish_non_exhaustive()
    }
}

/// What lies next in a file.
#[expect(clippy::large_enum_variant, reason = "handed on at once, never kept in numbers")]
enum Found {
    Document(Payload),
    /// Something that is meant to be no document: an image or a redirection of a crawl.
    Skipped,
    Failed(SourceError),
}

impl Source {
    /// A source over `inputs`; nothing is opened before the first document is asked for.
    pub fn new<I, S>(inputs: I, options: SourceOptions) -> Self
    where
        I: IntoIterator<Item = S>,
        I::IntoIter: Send + 'static,
        S: Into<OsString>,
    {
        Self::of_list(inputs.into_iter().map(|input| Ok(input.into())), options)
    }

    /// A source over inputs of which some may not be had, such as the lines of a file.
    pub fn of_list<I>(inputs: I, options: SourceOptions) -> Self
    where
        I: IntoIterator<Item = Result<OsString, SourceError>>,
        I::IntoIter: Send + 'static,
    {
        let buffer = vec![0; BUFFER];
        Self { inputs: Box::new(inputs.into_iter()), folder: None, file: None, options, skipped: 0, buffer }
    }

    /// How much was left out: files of folders, because of their name or because they are no regular files, and
    /// records of WARC files that hold no document.
    pub fn skipped(&self) -> usize {
        self.skipped
    }

    /// The next file to open (standard input where it has no path); none at the end.
    fn next_file(&mut self) -> Option<Result<Option<PathBuf>, SourceError>> {
        loop {
            if let Some(folder) = &mut self.folder {
                match folder.next() {
                    Some(files::Step::File(path)) => return Some(Ok(Some(path))),
                    Some(files::Step::Skipped) => self.skipped += 1,
                    Some(files::Step::Failed(error)) => return Some(Err(error)),
                    None => self.folder = None,
                }
                continue;
            }
            let path = match self.inputs.next()? {
                Ok(input) if input == "-" => return Some(Ok(None)),
                Ok(input) => PathBuf::from(input),
                Err(error) => return Some(Err(error)),
            };
            if !path.is_dir() {
                return Some(Ok(Some(path)));
            }
            self.folder = Some(files::Folder::new(&path));
        }
    }
}

impl Iterator for Source {
    type Item = Result<Payload, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.file.as_mut().and_then(Iterator::next) {
                Some(Found::Document(document)) => return Some(Ok(document)),
                Some(Found::Failed(error)) => return Some(Err(error)),
                Some(Found::Skipped) => self.skipped += 1,
                None => {
                    self.file = None;
                    let limit = self.options.max_document_bytes;
                    match self.next_file()?.and_then(|path| read::open(path, limit, &mut self.buffer)) {
                        Ok(file) => self.file = Some(file),
                        Err(error) => return Some(Err(error)),
                    }
                }
            }
        }
    }
}

/// SHA-256 in hex.
fn hash(bytes: &[u8]) -> SmolStr {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut hex = [0; 64];
    for (hex, byte) in hex.as_chunks_mut::<2>().0.iter_mut().zip(Sha256::digest(bytes)) {
        *hex = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    }
    SmolStr::new(str::from_utf8(&hex).expect("digits"))
}
