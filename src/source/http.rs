//! The payload of an HTTP response as a crawler kept it: behind the header, out of its chunks, decompressed.
use std::io::{self, Read as _};

use super::{Reason, compressed};

const FIELDS: usize = 256;
/// Buffer of a decompressor.
const BUFFER: usize = 1 << 14;

/// What a response brought.
pub(super) struct Payload {
    pub(super) bytes: Vec<u8>,
    pub(super) charset: Option<String>,
}

/// The payload of a response; none where it is an error page, a redirection, or no document.
///
/// # Errors
/// When its compression is broken, or it is larger than `limit`.
pub(super) fn payload(mut block: Vec<u8>, limit: usize) -> Result<Option<Payload>, Reason> {
    let mut slots = [httparse::EMPTY_HEADER; FIELDS];
    let mut response = httparse::Response::new(&mut slots);
    let (mut media, mut coding, mut is_chunked, mut is_wanted) = (None, None, false, true);
    let start = match response.parse(&block) {
        Ok(httparse::Status::Complete(start)) => {
            let field = |name: &str| {
                let field = response.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
                Some(String::from_utf8_lossy(field.value).trim().to_ascii_lowercase())
            };
            is_wanted = response.code.is_none_or(|code| (200..300).contains(&code));
            media = field("content-type");
            coding = field("content-encoding");
            is_chunked = field("transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
            start
        }
        // A malformed header ends at an empty line all the same.
        _ => ["\r\n\r\n", "\n\n"]
            .iter()
            .find_map(|end| Some(memchr::memmem::find(&block, end.as_bytes())? + end.len()))
            .unwrap_or(0),
    };
    if !is_wanted || !is_document(media.as_deref()) {
        return Ok(None);
    }
    block.drain(..start);
    // Most crawlers leave the header and keep the bytes without chunks and compression: both are taken off where they
    // are there, not where the header says so.
    if is_chunked && let Some(bytes) = without_chunks(&block) {
        block = bytes;
    }
    let bytes = decompressed(block, coding.as_deref(), limit)?;
    Ok(Some(Payload { bytes, charset: media.as_deref().and_then(charset) }))
}

/// Whether a media type may be that of a text or a page. What has none, or a type that says nothing, is looked at.
pub(super) fn is_document(media: Option<&str>) -> bool {
    let name = media.unwrap_or("").split(';').next().unwrap_or("").trim();
    matches!(
        name,
        "" | "text/html" | "text/plain" | "application/xhtml+xml" | "application/octet-stream" | "text/xhtml" | "html"
    )
}

/// The charset of `text/html; charset=gbk`.
pub(super) fn charset(media: &str) -> Option<String> {
    let (_, after) = media.split_once("charset")?;
    let name = after.trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
    let name = name.split([';', '"', '\'', ' ', ',']).next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// The bytes without the chunks they were sent in; none where they are in none, or in broken ones.
fn without_chunks(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(bytes.len());
    loop {
        let httparse::Status::Complete((start, size)) = httparse::parse_chunk_size(bytes).ok()? else { return None };
        if size == 0 {
            return Some(whole);
        }
        let end = start.checked_add(usize::try_from(size).ok()?)?;
        whole.extend_from_slice(bytes.get(start..end)?);
        bytes = bytes.get(end..)?.strip_prefix(b"\r\n")?;
    }
}

fn decompressed(bytes: Vec<u8>, coding: Option<&str>, limit: usize) -> Result<Vec<u8>, Reason> {
    let mut whole = Vec::new();
    let room = limit as u64 + 1;
    let read = match coding {
        _ if compressed::is_compressed(&bytes) => compressed::decompressed(Box::new(io::Cursor::new(bytes)))
            .and_then(|(reader, _)| reader.take(room).read_to_end(&mut whole)),
        // These two begin with anything: not with what a page begins with.
        _ if bytes.trim_ascii_start().starts_with(b"<") => return Ok(bytes),
        Some("deflate") => flate2::bufread::ZlibDecoder::new(bytes.as_slice()).take(room).read_to_end(&mut whole),
        Some("br") => {
            brotli_decompressor::Decompressor::new(bytes.as_slice(), BUFFER).take(room).read_to_end(&mut whole)
        }
        _ => return Ok(bytes),
    };
    match read {
        _ if whole.len() > limit => Err(Reason::TooLarge { size: limit as u64, more: true, limit }),
        Err(error) => Err(Reason::Damaged(error, false)),
        Ok(_) => Ok(whole),
    }
}
