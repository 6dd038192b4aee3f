//! JSON Lines: one document a line, read line by line; a broken line is one failure.
use std::{
    fmt,
    io::{self, BufRead, Read as _},
    sync::Arc,
};

use serde_json::{Map, Value};

use super::{Reason, SourceError, hash};
use crate::document::{Origin, RawDocument};

/// The longest line that is read whole. JSON may write three bytes of text as six (`\u6c5f`), and other keys need
/// room too; a line beyond that cannot hold a text within the limit unless someone is playing tricks.
pub(super) fn longest_line(limit: usize) -> usize {
    limit.saturating_mul(2).saturating_add(1 << 20)
}

/// Whether the first line of `head` that is not blank is an object with `text`.
pub(super) fn is_document(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii();
    head.starts_with(b"{") && parse(head).is_ok_and(|object| object.contains_key("text"))
}

fn parse(line: &[u8]) -> Result<Map<String, Value>, String> {
    match serde_json::from_slice(line) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err("not a JSON object; a line must be {\"text\": …}".to_owned()),
        Err(error) => Err(format!("not JSON: {error}")),
    }
}

/// The documents of one JSON Lines file.
pub(super) struct Lines {
    place: String,
    reader: Box<dyn BufRead + Send>,
    limit: usize,
    number: usize,
    buffer: Vec<u8>,
}

impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lines").field("place", &self.place).field("number", &self.number).finish_non_exhaustive()
    }
}

impl Lines {
    pub(super) fn new(place: String, reader: Box<dyn BufRead + Send>, limit: usize) -> Self {
        Self { place, reader, limit, number: 0, buffer: Vec::new() }
    }

    fn fail(&self, reason: impl Into<Reason>) -> SourceError {
        SourceError::in_line(&self.place, self.number, reason)
    }

    /// Reads the next line into the buffer; gives the number of its bytes, 0 at the end of the file.
    fn read_line(&mut self) -> io::Result<usize> {
        self.buffer.clear();
        let longest = longest_line(self.limit);
        let mut read = self.reader.by_ref().take(longest as u64).read_until(b'\n', &mut self.buffer)?;
        if read == longest && !self.buffer.ends_with(b"\n") {
            read += self.skip_line()?;
        }
        Ok(read)
    }

    /// Passes over the rest of a line without keeping it.
    fn skip_line(&mut self) -> io::Result<usize> {
        let mut skipped = 0;
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = memchr::memchr(b'\n', chunk);
            let used = end.map_or(chunk.len(), |at| at + 1);
            self.reader.consume(used);
            skipped += used;
            if end.is_some() || used == 0 {
                return Ok(skipped);
            }
        }
    }

    fn document(&self, line: &[u8]) -> Result<RawDocument, SourceError> {
        let mut object = parse(line).map_err(|why| self.fail(Reason::Line(why)))?;
        let text = match object.remove("text") {
            Some(Value::String(text)) => text,
            Some(_) => return Err(self.fail(Reason::Line("\"text\" is no string".to_owned()))),
            None => return Err(self.fail(Reason::Line("has no \"text\"".to_owned()))),
        };
        if text.len() > self.limit {
            return Err(self.fail(Reason::TooLarge { size: text.len() as u64, more: false, limit: self.limit }));
        }
        let id = hash(text.as_bytes());
        // A byte-order mark is no part of the text, wherever the text came from.
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let mut take = |key: &str| match object.remove(key) {
            None | Some(Value::Null) => None,
            Some(Value::String(value)) => Some(value),
            Some(other) => Some(other.to_string()),
        };
        let origin = Origin {
            source: self.place.clone(),
            member: Some(self.number.to_string()),
            id,
            key: take("id"),
            url: take("url"),
            title: take("title"),
            publisher: take("publisher"),
            published: take("published"),
            reference_date: take("reference_date"),
            encoding: "UTF-8",
            encoding_source: "json",
            replacements: 0,
            extra: object,
        };
        Ok(RawDocument { text, origin: Arc::new(origin) })
    }
}

impl Iterator for Lines {
    type Item = Result<RawDocument, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.number += 1;
            let read = match self.read_line() {
                Ok(0) => return None,
                Ok(read) => read,
                Err(error) => {
                    // A reader that failed once would fail for ever.
                    self.reader = Box::new(io::empty());
                    return Some(Err(self.fail(error)));
                }
            };
            if read > self.buffer.len() {
                let reason = Reason::TooLarge { size: read as u64, more: false, limit: self.limit };
                return Some(Err(self.fail(reason)));
            }
            let line = self.buffer.as_slice();
            let line = if self.number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
            let line = line.trim_ascii();
            if !line.is_empty() {
                return Some(self.document(line));
            }
        }
    }
}
