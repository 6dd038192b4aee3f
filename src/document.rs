//! A document as a source hands it on: decoded text and where it came from.
use std::sync::Arc;

use smol_str::SmolStr;

/// Where a document was found and what is known of it from outside its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// Path or URL as given.
    pub source: SmolStr,
    /// What picks it out of a container: a JSON line's number from 1, a WARC record's id, else none.
    pub member: Option<SmolStr>,
    /// SHA-256 of the document's own bytes, in hex.
    pub id: SmolStr,
    /// The `id` an input line brought along.
    pub key: Option<SmolStr>,
    /// The `url` of an input line, the address a WARC record was fetched from.
    pub url: Option<SmolStr>,
    /// The `title` of an input line, or what a page says of itself outside its main text; so too the next two.
    pub title: Option<SmolStr>,
    /// The `publisher` of an input line.
    pub publisher: Option<SmolStr>,
    /// The `published` of an input line, as given.
    pub published: Option<SmolStr>,
    /// The `reference_date` of an input line, as given.
    pub reference_date: Option<SmolStr>,
    /// Name of the encoding the text was decoded from, as in the WHATWG standard.
    pub encoding: &'static str,
    /// Which evidence decided the encoding.
    pub encoding_source: &'static str,
    /// Number of U+FFFD that decoding put in.
    pub replacements: usize,
    /// How the text was taken from a page; none for what is no HTML.
    pub extraction: Option<Extraction>,
    /// Keys of an input line that mean nothing to us; they go out unchanged.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Origin {
    /// The source, and what picks the document out of it: `news.jsonl:12`.
    pub fn place(&self) -> String {
        match &self.member {
            Some(member) => format!("{}:{member}", self.source),
            None => self.source.to_string(),
        }
    }
}

/// Which part of a page is its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extraction {
    /// The article.
    Main,
    /// Everything that does not look like navigation, because no article was found or nothing spoke for looking.
    Fallback,
}

impl Extraction {
    /// As records say it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Fallback => "fallback",
        }
    }
}

/// One document: its text before any normalization, without a byte-order mark.
#[derive(Clone, Debug)]
pub struct RawDocument {
    /// Decoded text.
    pub text: String,
    /// Shared by everything made from this document.
    pub origin: Arc<Origin>,
}
