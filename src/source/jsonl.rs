//! JSON Lines: one document a line, read line by line; a broken line is one failure.
use std::io::{self, BufRead, Read as _};

use serde_json::{Map, Value};
use smol_str::{SmolStr, ToSmolStr};

use super::{
    Form, Found, Payload, Reason, SourceError, charset,
    compressed::{self, Reader},
};
use crate::document::Origin;

/// The longest line that is read whole. JSON may write three bytes of text as six (`\u6c5f`), and other keys need
/// room too; a line beyond that cannot hold a text within the limit unless someone is playing tricks.
pub(super) fn longest_line(limit: usize) -> usize {
    limit.saturating_mul(2).saturating_add(1 << 20)
}

/// Whether the first line of `head` that is not blank is an object with `text` or `html`.
pub(super) fn is_document(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii();
    head.starts_with(b"{") && parse(head).is_ok_and(|object| object.contains_key("text") || object.contains_key("html"))
}

fn parse(line: &[u8]) -> Result<Map<String, Value>, String> {
    match serde_json::from_slice(line) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err("not a JSON object; a line must be {\"text\": …} or {\"html\": …}".to_owned()),
        Err(error) => Err(format!("not JSON: {error}")),
    }
}

/// The documents of one JSON Lines file.
pub(super) struct Lines {
    place: SmolStr,
    reader: Reader,
    limit: usize,
    number: usize,
    buffer: Vec<u8>,
    /// The line before was cut by damage, which was reported; this one may be the rest of it.
    is_cut: bool,
}

impl Lines {
    pub(super) fn new(place: SmolStr, reader: Reader, limit: usize) -> Self {
        Self { place, reader, limit, number: 0, buffer: Vec::new(), is_cut: false }
    }

    fn fail(&self, reason: impl Into<Reason>) -> SourceError {
        SourceError::in_member(&self.place, self.number.to_smolstr(), reason)
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

    fn document(&self, line: &[u8]) -> Result<Payload, SourceError> {
        let line = read(line).map_err(|why| self.fail(Reason::Line(why)))?;
        let mut object = line.object;
        let is_html = object.get("text").is_none_or(Value::is_null) && object.contains_key("html");
        let text = match object.remove(if is_html { "html" } else { "text" }) {
            Some(Value::String(text)) => text,
            Some(_) => return Err(self.fail(Reason::Line("the text is no string".to_owned()))),
            None => return Err(self.fail(Reason::Line("has no \"text\" and no \"html\"".to_owned()))),
        };
        if text.len() > self.limit {
            return Err(self.fail(Reason::TooLarge { size: text.len() as u64, more: false, limit: self.limit }));
        }
        let mut take = |key: &str| match object.remove(key) {
            None | Some(Value::Null) => None,
            Some(Value::String(value)) => Some(value.into()),
            Some(other) => Some(other.to_smolstr()),
        };
        let origin = Origin {
            source: self.place.clone(),
            member: Some(self.number.to_smolstr()),
            key: take("id"),
            url: take("url"),
            title: take("title"),
            publisher: take("publisher"),
            published: take("published"),
            reference_date: take("reference_date"),
            encoding: line.encoding,
            encoding_source: line.how,
            replacements: line.replacements,
            extra: object,
            ..Origin::default()
        };
        Ok(Payload::of_text(text, if is_html { Form::Html } else { Form::Text }, origin))
    }
}

/// A line that was understood, and how.
struct Line {
    object: Map<String, Value>,
    encoding: &'static str,
    how: &'static str,
    replacements: usize,
}

/// Reads a line: UTF-8 as JSON should be, else whatever it is, and halves of characters that other programs write
/// (`\ud83d` alone) as U+FFFD.
fn read(line: &[u8]) -> Result<Line, String> {
    let mut why = match parse(line) {
        Ok(object) => return Ok(Line { object, encoding: "UTF-8", how: "json", replacements: 0 }),
        Err(why) => why,
    };
    let decoded = charset::decode(line.to_vec()).map_err(str::to_owned)?;
    if decoded.replacements > 0 || decoded.encoding != "UTF-8" {
        match parse(decoded.text.as_bytes()) {
            Ok(object) => {
                let charset::Decoded { encoding, how, replacements, .. } = decoded;
                return Ok(Line { object, encoding, how, replacements });
            }
            Err(now) => why = now,
        }
    }
    let (whole, halves) = without_halves(&decoded.text);
    if halves == 0 {
        return Err(why);
    }
    let object = parse(whole.as_bytes())?;
    let how = if decoded.encoding == "UTF-8" { "json" } else { decoded.how };
    Ok(Line { object, encoding: decoded.encoding, how, replacements: decoded.replacements + halves })
}

/// Writes `\ufffd` for every `\uXXXX` that is one half of a character without the other; gives their number.
fn without_halves(json: &str) -> (String, usize) {
    let unit = |at: usize| {
        let escape = json.get(at..at + 6)?;
        u16::from_str_radix(escape.strip_prefix("\\u")?, 16).ok()
    };
    let (mut whole, mut halves, mut done, mut at) = (String::with_capacity(json.len()), 0, 0, 0);
    while let Some(next) = memchr::memchr(b'\\', json.as_bytes().get(at..).unwrap_or(&[])) {
        at += next;
        at += match unit(at) {
            Some(0xd800..=0xdbff) if matches!(unit(at + 6), Some(0xdc00..=0xdfff)) => 12,
            Some(0xd800..=0xdfff) => {
                whole.push_str(json.get(done..at).unwrap_or(""));
                whole.push_str("\\ufffd");
                halves += 1;
                done = at + 6;
                6
            }
            // Over the escaped character too, which may be another backslash.
            _ => 2,
        };
    }
    whole.push_str(json.get(done..).unwrap_or(""));
    (whole, halves)
}

impl Iterator for Lines {
    type Item = Found;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.number += 1;
            let was_cut = std::mem::take(&mut self.is_cut);
            let read = match self.read_line() {
                Ok(0) => return None,
                Ok(read) => read,
                Err(error) => {
                    self.is_cut = true;
                    let is_damage = compressed::is_damage(&error);
                    let reason = if is_damage { Reason::Damaged(error, self.number > 1) } else { error.into() };
                    return Some(Found::Failed(self.fail(reason)));
                }
            };
            if read > self.buffer.len() {
                let reason = Reason::TooLarge { size: read as u64, more: false, limit: self.limit };
                return Some(Found::Failed(self.fail(reason)));
            }
            let line = self.buffer.as_slice();
            let line = if self.number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
            let line = line.trim_ascii();
            if line.is_empty() {
                continue;
            }
            match self.document(line) {
                Err(_) if was_cut => {}
                Ok(document) => return Some(Found::Document(document)),
                Err(error) => return Some(Found::Failed(error)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_characters_are_replaced_and_counted() {
        let cases = [
            (r#"{"text": "\ud83d\ude00"}"#, "😀", 0),
            (r#"{"text": "甲\ud83d"}"#, "甲\u{fffd}", 1),
            (r#"{"text": "\ude00\ud83d乙\ud83d\ud83d\ude00"}"#, "\u{fffd}\u{fffd}乙\u{fffd}😀", 3),
            (r#"{"text": "\\ud83d \\\ud83d"}"#, "\\ud83d \\\u{fffd}", 1),
        ];
        for (line, text, halves) in cases {
            let read = read(line.as_bytes()).expect(line);
            assert_eq!((read.object["text"].as_str(), read.replacements), (Some(text), halves), "{line}");
        }
    }
}
