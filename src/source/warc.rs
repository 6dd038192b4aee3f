//! WARC (ISO 28500): documents of response, resource and conversion records, in any number of bytes.
//!
//! Read by hand and not by the crate `warc`, because that reads a header of any length into memory, refuses records
//! for a malformed date, and finds no way on behind a broken one. Headers are read by httparse.
use std::io::{self, BufRead, Read as _};

use smol_str::SmolStr;

use super::{
    Found, Payload, Reason, SourceError,
    compressed::{self, Reader},
    http,
};
use crate::document::Origin;

/// The longest header of a record, and the longest HTTP header before a payload.
const HEADER: usize = 1 << 16;
/// The most fields of a header.
const FIELDS: usize = 256;

/// Whether a file that begins with `head` is a WARC file.
pub(super) fn is_record(head: &[u8]) -> bool {
    head.trim_ascii_start().starts_with(b"WARC/")
}

/// The documents of one WARC file.
pub(super) struct Records {
    place: SmolStr,
    reader: Reader,
    limit: usize,
    /// Id of the record read last.
    last: Option<SmolStr>,
    /// What lies here belongs to no record, which was reported.
    is_lost: bool,
    /// A header that was read and is to be looked at next.
    next: Option<Vec<u8>>,
}

/// Header of a record.
#[derive(Default)]
struct Header {
    kind: String,
    id: Option<SmolStr>,
    url: Option<SmolStr>,
    media: Option<String>,
    length: Option<u64>,
}

impl Records {
    pub(super) fn new(place: SmolStr, reader: Reader, limit: usize) -> Self {
        Self { place, reader, limit, last: None, is_lost: false, next: None }
    }

    fn fail(&self, reason: impl Into<Reason>) -> Found {
        let (place, reason) = (self.place.clone(), reason.into());
        Found::Failed(SourceError { place, member: self.last.clone(), reason })
    }

    fn broken(&self, why: &str) -> Found {
        self.fail(Reason::Record(why.to_owned()))
    }

    /// An error met while reading; damage loses the way to the next record.
    fn failed(&mut self, error: io::Error) -> Found {
        self.is_lost = true;
        self.fail(if compressed::is_damage(&error) { Reason::Damaged(error, true) } else { Reason::Io(error) })
    }

    /// The lines of the next header, from `WARC/`; none at the end. Says whether other bytes lay before it.
    fn header(&mut self) -> io::Result<(Vec<u8>, bool)> {
        let (mut lines, mut line, mut odd) = (Vec::new(), Vec::new(), false);
        loop {
            line.clear();
            let read = self.reader.by_ref().take(HEADER as u64).read_until(b'\n', &mut line)?;
            if lines.is_empty() {
                if read == 0 {
                    return Ok((lines, odd));
                }
                if line.starts_with(b"WARC/") {
                    lines.append(&mut line);
                } else {
                    odd |= !line.trim_ascii().is_empty();
                }
                continue;
            }
            lines.append(&mut line);
            if read == 0 || lines.ends_with(b"\n\r\n") || lines.ends_with(b"\n\n") || lines.len() > HEADER {
                return Ok((lines, odd));
            }
        }
    }

    /// What the record with this header holds; its block is read to the end or passed over.
    fn record(&mut self, header: Header) -> io::Result<Found> {
        let Some(length) = header.length else {
            self.is_lost = true;
            return Ok(self.broken("has no Content-Length; looking for the next record"));
        };
        let is_document = match header.kind.as_str() {
            "response" => header.media.as_deref().is_none_or(|media| media.starts_with("application/http")),
            "resource" | "conversion" => http::is_document(header.media.as_deref()),
            _ => false,
        };
        let is_too_large = length > (self.limit + HEADER) as u64;
        if !is_document || is_too_large {
            let passed = io::copy(&mut self.reader.by_ref().take(length), &mut io::sink())?;
            return Ok(if passed < length {
                self.cut(passed, length)
            } else if is_document {
                self.fail(Reason::TooLarge { size: length, more: false, limit: self.limit })
            } else {
                Found::Skipped
            });
        }
        let mut block = Vec::with_capacity(length as usize);
        let read = self.reader.by_ref().take(length).read_to_end(&mut block)? as u64;
        if read < length {
            return Ok(self.cut(read, length));
        }
        let origin = Origin { source: self.place.clone(), member: header.id, url: header.url, ..Origin::default() };
        let (bytes, charset) = if header.kind == "response" {
            match http::payload(block, self.limit) {
                Ok(Some(payload)) => (payload.bytes, payload.charset),
                Ok(None) => return Ok(Found::Skipped),
                Err(reason) => return Ok(self.fail(reason)),
            }
        } else {
            (block, header.media.as_deref().and_then(http::charset))
        };
        if bytes.len() > self.limit {
            return Ok(self.fail(Reason::TooLarge { size: bytes.len() as u64, more: false, limit: self.limit }));
        }
        let payload = Payload::of_bytes(bytes, charset, origin);
        Ok(Found::Document(if header.kind == "conversion" { payload.into_text() } else { payload }))
    }

    fn cut(&self, read: u64, length: u64) -> Found {
        self.broken(&format!("cut off after {read} of {length} bytes; the records before it are kept"))
    }
}

impl Iterator for Records {
    type Item = Found;

    fn next(&mut self) -> Option<Self::Item> {
        let lines = match self.next.take() {
            Some(lines) => lines,
            None => match self.header() {
                Ok((lines, odd)) if odd && !self.is_lost => {
                    self.next = Some(lines);
                    return Some(self.broken("bytes that belong to no record lie behind it; they are passed over"));
                }
                Ok((lines, _)) => lines,
                Err(error) => return Some(self.failed(error)),
            },
        };
        self.is_lost = false;
        if lines.is_empty() {
            return None;
        }
        let Some(header) = parse(&lines) else {
            self.is_lost = true;
            return Some(self.broken("the header behind it is malformed; looking for the next record"));
        };
        self.last.clone_from(&header.id);
        Some(self.record(header).unwrap_or_else(|error| self.failed(error)))
    }
}

fn parse(lines: &[u8]) -> Option<Header> {
    let fields = lines.get(memchr::memchr(b'\n', lines)? + 1..)?;
    let mut slots = [httparse::EMPTY_HEADER; FIELDS];
    let httparse::Status::Complete((_, fields)) = httparse::parse_headers(fields, &mut slots).ok()? else {
        return None;
    };
    let mut header = Header::default();
    for field in fields {
        let value = String::from_utf8_lossy(field.value).trim().to_owned();
        match field.name.to_ascii_lowercase().as_str() {
            "warc-type" => header.kind = value.to_ascii_lowercase(),
            "warc-record-id" => header.id = Some(value.into()),
            // Some programs write <address>.
            "warc-target-uri" => header.url = Some(value.trim_matches(['<', '>']).into()),
            "content-type" => header.media = Some(value.to_ascii_lowercase()),
            "content-length" => header.length = value.parse().ok(),
            _ => {}
        }
    }
    Some(header)
}
