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
pub(super) type Documents = Box<dyn Iterator<Item = Found> + Send>;

/// Opens `path`, or standard input where there is none.
pub(super) fn open(path: Option<PathBuf>, limit: usize) -> Result<Documents, SourceError> {
    let place = path.as_deref().map_or(SmolStr::new_static("-"), |p| p.display().to_smolstr());
    let fail = |reason: io::Error| SourceError::new(&place, reason);
    let mut size = None;
    let file: Reader = match &path {
        None => Box::new(BufReader::new(io::stdin())),
        Some(path) => {
            let file = File::open(path).map_err(fail)?;
            size = file.metadata().ok().filter(|m| m.is_file()).map(|m| m.len());
            // No larger than the file: most are small, and there may be many.
            let buffer = size.map_or(1 << 16, |size| (size + 1).clamp(1 << 12, 1 << 16));
            Box::new(BufReader::with_capacity(buffer as usize, file))
        }
    };
    let (mut reader, is_compressed) = compressed::decompressed(file).map_err(fail)?;
    let (head, error) = head(&mut reader, limit);
    let is_record = warc::is_record(&head);
    let is_lines = is_named_lines(path.as_deref()) && !head.contains(&0) || jsonl::is_document(&head);
    // As if nothing had been read yet, the error included.
    let reader = Box::new(io::Cursor::new(head).chain(Fails(error)).chain(reader));
    Ok(if is_record {
        Box::new(warc::Records::new(place, reader, limit))
    } else if is_lines {
        Box::new(jsonl::Lines::new(place, reader, limit))
    } else {
        Box::new(whole(place, reader, size.filter(|_| !is_compressed), limit).into_iter())
    })
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
        let line = &head[from..];
        let line = if from == 0 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
        if read == 0 || !line.trim_ascii().is_empty() {
            return (head, None);
        }
    }
}

/// A file that is one document. What comes before damage is a document, and the damage a failure.
fn whole(place: SmolStr, reader: impl BufRead, size: Option<u64>, limit: usize) -> Vec<Found> {
    let mut bytes = Vec::with_capacity(size.map_or(0, |size| size.min(limit as u64) as usize + 1));
    let error = reader.take(limit as u64 + 1).read_to_end(&mut bytes).err();
    let fail = |reason| Found::Failed(SourceError::new(&place, reason));
    if bytes.len() > limit {
        let (size, more) = size.map_or((limit as u64, true), |size| (size, false));
        return vec![fail(Reason::TooLarge { size, more, limit })];
    }
    let is_kept = error.as_ref().is_none_or(compressed::is_damage) && (error.is_none() || !bytes.is_empty());
    let failure = error.map(|error| {
        let is_damage = compressed::is_damage(&error);
        fail(if is_damage { Reason::Damaged(error, is_kept) } else { Reason::Io(error) })
    });
    let origin = Origin { source: place.clone(), ..Origin::default() };
    let document = is_kept.then(|| Found::Document(Payload::of_bytes(bytes, None, origin)));
    document.into_iter().chain(failure).collect()
}
