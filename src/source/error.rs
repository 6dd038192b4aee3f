//! Why a document could not be read: where it lies and what is wrong, in words a user can act on.
use std::{fmt, io};

use smol_str::SmolStr;

/// One document that cannot be read. The documents after it are not concerned.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub struct SourceError {
    /// Path as given, `-` for standard input.
    pub place: SmolStr,
    /// What picks the document out of a container: a JSON line's number from 1, a WARC record's id.
    pub member: Option<SmolStr>,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong with a document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The file or folder cannot be opened or read.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// The document has too many bytes.
    #[error("{}{size} bytes are over the limit of {limit}; raise --max-document-bytes to read it", if *.more { "more than " } else { "" })]
    TooLarge {
        /// Its size as far as it was seen.
        size: u64,
        /// Whether it goes on beyond `size`.
        more: bool,
        /// The limit.
        limit: usize,
    },
    /// Compressed bytes that are broken or cut off.
    #[error("damaged or cut off ({0}); {kept}", kept = if *.1 { "what came before is kept" } else { "nothing of it can be read" })]
    Damaged(io::Error, bool),
    /// The content is no text.
    #[error("looks like a binary file ({0}); only text can be read")]
    Binary(&'static str),
    /// A line of a JSON Lines file is no document.
    #[error("broken line: {0}")]
    Line(String),
    /// A WARC record is broken or cut off.
    #[error("broken record: {0}")]
    Record(String),
}

impl Reason {
    /// The step that failed: `read`, `decode` or `parse`.
    pub fn stage(&self) -> &'static str {
        match self {
            Self::Io(_) | Self::TooLarge { .. } | Self::Damaged(..) => "read",
            Self::Binary(_) => "decode",
            Self::Line(_) | Self::Record(_) => "parse",
        }
    }
}

impl SourceError {
    /// An error of the thing at `place`.
    pub fn new(place: &str, reason: impl Into<Reason>) -> Self {
        Self { place: place.into(), member: None, reason: reason.into() }
    }

    pub(super) fn in_member(place: &str, member: SmolStr, reason: impl Into<Reason>) -> Self {
        Self { place: place.into(), member: Some(member), reason: reason.into() }
    }
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.place)?;
        if let Some(member) = &self.member {
            write!(f, ":{member}")?;
        }
        write!(f, ": {}", self.reason)
    }
}
