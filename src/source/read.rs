//! Opens one file, looks at its first line to tell what it is, and reads a text whole.
//!
//! JSON Lines is what begins with an object that has `text`, or what is named so: a shard whose first line is broken
//! must not turn into one huge text.
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Reason, SourceError, charset, hash, jsonl};
use crate::document::{Origin, RawDocument};

pub(super) enum Opened {
    Document(RawDocument),
    Lines(jsonl::Lines),
}

/// Opens `path`, or standard input where there is none.
pub(super) fn open(path: Option<PathBuf>, limit: usize) -> Result<Opened, SourceError> {
    let place = path.as_deref().map_or("-".to_owned(), |p| p.display().to_string());
    let fail = |reason: io::Error| SourceError::new(&place, reason);
    let mut known_size = None;
    let mut reader: Box<dyn BufRead + Send> = match &path {
        None => Box::new(BufReader::new(io::stdin())),
        Some(path) => {
            let file = File::open(path).map_err(fail)?;
            known_size = file.metadata().ok().filter(|m| m.is_file()).map(|m| m.len());
            Box::new(BufReader::with_capacity(1 << 16, file))
        }
    };
    let named_lines = path.as_deref().and_then(Path::extension).is_some_and(|e| e == "jsonl" || e == "ndjson");
    let head = head(&mut reader, limit).map_err(fail)?;
    if named_lines && !head.contains(&0) || jsonl::is_document(&head) {
        return Ok(Opened::Lines(jsonl::Lines::new(place, Box::new(io::Cursor::new(head).chain(reader)), limit)));
    }
    let mut bytes = head;
    let room = (limit + 1).saturating_sub(bytes.len());
    reader.take(room as u64).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() > limit {
        let (size, more) = known_size.map_or((limit as u64, true), |size| (size, false));
        return Err(SourceError::new(&place, Reason::TooLarge { size, more, limit }));
    }
    document(place, bytes).map(Opened::Document)
}

/// The bytes up to the end of the first line that is not blank, or as many as a line may have.
fn head(reader: &mut impl BufRead, limit: usize) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let longest = jsonl::longest_line(limit);
    loop {
        // The limit holds for all that is read: a file of blank lines is no reason to read on.
        let room = longest.saturating_sub(head.len()) as u64;
        let from = head.len();
        let read = reader.by_ref().take(room).read_until(b'\n', &mut head)?;
        let line = &head[from..];
        let line = if from == 0 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
        if read == 0 || !line.trim_ascii().is_empty() {
            return Ok(head);
        }
    }
}

fn document(place: String, bytes: Vec<u8>) -> Result<RawDocument, SourceError> {
    let id = hash(&bytes);
    let decoded = charset::decode(bytes).map_err(|why| SourceError::new(&place, Reason::Binary(why)))?;
    let origin = Origin {
        source: place,
        id,
        encoding: decoded.encoding,
        encoding_source: decoded.how,
        replacements: decoded.replacements,
        ..Origin::default()
    };
    Ok(RawDocument { text: decoded.text, origin: Arc::new(origin) })
}
