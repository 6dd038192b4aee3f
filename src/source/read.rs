//! Opens one file, takes compression off and looks at its beginning to tell what it is.
//!
//! JSON Lines is what begins with an object that has `text` or `html`, or what is named so: a shard whose first line is
//! broken must not turn into one huge text.
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use smol_str::{SmolStr, ToSmolStr};

use super::{
    Found, Payload, Reason, SourceError,
    compressed::{self, Reader},
    jsonl, warc,
};
use crate::document::Origin;

/// The documents of one file.
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
pub(super) enum Documents {
    /// One at most.
    One(Option<Found>),
    Many(Box<dyn Iterator<Item = Found> + Send>),
}

impl Iterator for Documents {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        match self {
            Self::One(document) => document.take(),
            Self::Many(documents) => documents.next(),
        }
    }
}

/// What a file holds.
enum Kind {
    Document,
    Lines,
    Warc,
}

impl Kind {
    /// By the beginning of a file, as [`head`] reads it.
    fn of(head: &[u8], path: Option<&Path>) -> Self {
        if warc::is_record(head) {
            Self::Warc
        } else if is_named_lines(path) && !head.contains(&0) || jsonl::is_document(head) {
            Self::Lines
        } else {
            Self::Document
        }
    }
}

/// Opens `path`, or standard input where there is none. Files that `buffer` has room for are read into it at once: most
/// are small, and there may be many.
pub(super) fn open(path: Option<PathBuf>, limit: usize, buffer: &mut [u8]) -> Result<Documents, SourceError> {
    let path = path.as_deref();
    let place = match path {
        None => SmolStr::new_static("-"),
        Some(path) => path.to_str().map_or_else(|| path.display().to_smolstr(), SmolStr::new),
    };
    let fail = |reason: io::Error| SourceError::new(&place, reason);
    let mut size = None;
    let file: Reader = match path {
        None => Box::new(BufReader::new(io::stdin())),
        Some(path) => {
            let mut file = File::open(path).map_err(fail)?;
            size = file.metadata().ok().filter(|m| m.is_file()).map(|m| m.len());
            let is_small = size.is_some_and(|size| size < buffer.len() as u64);
            // An error comes again when the rest is read.
            let read = if is_small { file.read(buffer).unwrap_or(0) } else { 0 };
            let bytes = &buffer[..read];
            if size == Some(read as u64)
                && !compressed::is_compressed(bytes)
                && let Kind::Document = Kind::of(head_of(bytes), Some(path))
            {
                return Ok(Documents::One(Some(document(place, bytes.to_vec(), size, limit))));
            }
            Box::new(io::Cursor::new(bytes.to_vec()).chain(BufReader::with_capacity(1 << 16, file)))
        }
    };
    let (mut reader, is_compressed) = compressed::decompressed(file).map_err(fail)?;
    let (head, error) = head(&mut reader, limit);
    let kind = Kind::of(&head, path);
    // As if nothing had been read yet, the error included.
    let reader = Box::new(io::Cursor::new(head).chain(Fails(error)).chain(reader));
    Ok(Documents::Many(match kind {
        Kind::Warc => Box::new(warc::Records::new(place, reader, limit)),
        Kind::Lines => Box::new(jsonl::Lines::new(place, reader, limit)),
        Kind::Document => Box::new(whole(place, reader, size.filter(|_| !is_compressed), limit).into_iter()),
    }))
}

/// Fails once with an error that was met before.
struct Fails(Option<io::Error>);

impl Read for Fails {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

impl BufRead for Fails {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.take().map_or(Ok(&[]), Err)
    }

    fn consume(&mut self, _: usize) {}
}

/// Whether a name says JSON Lines, compressed or not.
fn is_named_lines(path: Option<&Path>) -> bool {
    let ends = |path: &Path, endings: &[&str]| {
        path.extension().is_some_and(|e| endings.iter().any(|known| e.eq_ignore_ascii_case(known)))
    };
    let lines = |path: &Path| ends(path, &["jsonl", "ndjson"]);
    path.is_some_and(|path| {
        lines(path) || ends(path, &["gz", "zst"]) && path.file_stem().is_some_and(|stem| lines(Path::new(stem)))
    })
}

/// The bytes up to the end of the first line that is not blank, or as many as a line may have; and why there are no
/// more, where that is an error.
fn head(reader: &mut impl BufRead, limit: usize) -> (Vec<u8>, Option<io::Error>) {
    let mut head = Vec::new();
    let longest = jsonl::longest_line(limit);
    loop {
        // The limit holds for all that is read: a file of blank lines is no reason to read on.
        let room = longest.saturating_sub(head.len()) as u64;
        let from = head.len();
        let read = match reader.by_ref().take(room).read_until(b'\n', &mut head) {
            Ok(read) => read,
            Err(error) => return (head, Some(error)),
        };
        if read == 0 || !is_blank(&head, from) {
            return (head, None);
        }
    }
}

/// The same of a small file that is all there.
fn head_of(bytes: &[u8]) -> &[u8] {
    let mut from = 0;
    for end in memchr::memchr_iter(b'\n', bytes) {
        let head = bytes.get(..=end).unwrap_or(bytes);
        if !is_blank(head, from) {
            return head;
        }
        from = end + 1;
    }
    bytes
}

/// Whether the last line of a head, which starts at byte `from`, is blank.
fn is_blank(head: &[u8], from: usize) -> bool {
    let line = &head[from..];
    let line = if from == 0 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
    line.trim_ascii().is_empty()
}

/// A file that is one document. What comes before damage is a document, and the damage a failure.
fn whole(place: SmolStr, reader: impl BufRead, size: Option<u64>, limit: usize) -> Vec<Found> {
    let mut bytes = Vec::with_capacity(size.map_or(0, |size| size.min(limit as u64) as usize + 1));
    let error = reader.take(limit as u64 + 1).read_to_end(&mut bytes).err();
    if bytes.len() > limit {
        return vec![document(place, bytes, size, limit)];
    }
    let is_kept = error.as_ref().is_none_or(compressed::is_damage) && (error.is_none() || !bytes.is_empty());
    let failure = error.map(|error| {
        let is_damage = compressed::is_damage(&error);
        let reason = if is_damage { Reason::Damaged(error, is_kept) } else { Reason::Io(error) };
        Found::Failed(SourceError::new(&place, reason))
    });
    let document = is_kept.then(|| document(place, bytes, size, limit));
    document.into_iter().chain(failure).collect()
}

/// A file that is one document, which was read to its end or beyond the limit.
fn document(place: SmolStr, bytes: Vec<u8>, size: Option<u64>, limit: usize) -> Found {
    if bytes.len() > limit {
        let (size, more) = size.map_or((limit as u64, true), |size| (size, false));
        return Found::Failed(SourceError::new(&place, Reason::TooLarge { size, more, limit }));
    }
    Found::Document(Payload::of_bytes(bytes, None, Origin { source: place, ..Origin::default() }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{head, head_of};

    proptest! {
        #[test]
        fn the_head_is_the_same_wherever_it_is_read_from(
            parts in prop::collection::vec(prop::sample::select(&["\n", "\u{feff}", " ", "a\n", "\r\n", "{\"text\": 1}"][..]), 0..12),
        ) {
            let bytes = parts.concat().into_bytes();
            prop_assert_eq!(head_of(&bytes), head(&mut &*bytes, 0).0);
        }
    }
}
