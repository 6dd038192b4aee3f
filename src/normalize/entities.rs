//! HTML entities that were left in the text, also doubly escaped ones (`&amp;nbsp;`).
//!
//! Without the semicolon only names that cannot be a parameter of an address are taken (`?a=1&lt=2` stays).
use memchr::memchr_iter;

use super::chars::after;
use crate::text::{EditBuilder, Pass};

/// The pass; it needs no table.
#[derive(Debug)]
pub(super) struct Entities;

/// Names and what they stand for; a soft hyphen and other invisible characters stand for nothing.
const NAMES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("apos", "'"),
    ("bull", "•"),
    ("copy", "©"),
    ("deg", "°"),
    ("divide", "÷"),
    ("emsp", " "),
    ("ensp", " "),
    ("gt", ">"),
    ("hellip", "…"),
    ("laquo", "«"),
    ("larr", "←"),
    ("ldquo", "“"),
    ("lrm", ""),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("middot", "·"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("permil", "‰"),
    ("quot", "\""),
    ("raquo", "»"),
    ("rarr", "→"),
    ("rdquo", "”"),
    ("reg", "®"),
    ("rlm", ""),
    ("rsquo", "’"),
    ("sect", "§"),
    ("shy", ""),
    ("thinsp", " "),
    ("times", "×"),
    ("trade", "™"),
    ("yen", "¥"),
    ("zwj", ""),
    ("zwnj", ""),
];

/// What the numbers 128–159 mean to browsers.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// Whether a text without such a character has no work for the pass.
pub(super) fn calls(c: char) -> bool {
    c == '&'
}

impl Pass for Entities {
    fn name(&self) -> &'static str {
        "entities"
    }

    fn apply(&self, out: &mut EditBuilder<'_>) {
        let text = out.source();
        let mut buffer = [0; 4];
        for at in memchr_iter(b'&', text.as_bytes()) {
            // An ampersand inside an entity that was read already.
            if at < out.position() {
                continue;
            }
            let Some((end, meaning)) = entity(text, at) else { continue };
            out.copy_to(at);
            let with = match meaning {
                Meaning::Text(s) => s,
                Meaning::Char(c) => c.encode_utf8(&mut buffer),
            };
            out.replace(end - at, with);
        }
    }
}

#[derive(Clone, Copy)]
enum Meaning {
    Text(&'static str),
    Char(char),
}

/// The entity whose ampersand stands at `at`: where it ends and what it means.
fn entity(text: &str, at: usize) -> Option<(usize, Meaning)> {
    let mut found = None;
    let mut end = at + 1;
    // An escaped ampersand may be the beginning of one more entity.
    while let Some((length, meaning)) = text.get(end..).and_then(body) {
        end += length;
        found = Some((end, meaning));
        if !matches!(meaning, Meaning::Text("&") | Meaning::Char('&')) {
            break;
        }
    }
    found
}

/// What follows the ampersand, with its length in bytes.
fn body(rest: &str) -> Option<(usize, Meaning)> {
    match rest.strip_prefix('#') {
        Some(number) => numeric(number).map(|(n, c)| (n + 1, Meaning::Char(c))),
        None => named(rest).map(|(n, s)| (n, Meaning::Text(s))),
    }
}

fn named(rest: &str) -> Option<(usize, &'static str)> {
    let length = rest.bytes().take(8).take_while(u8::is_ascii_lowercase).count();
    // `&nbsp2024年` and `&nbsp&nbsp` are common; a longer word is another word.
    let name = rest.get(..length)?;
    let i = NAMES.binary_search_by_key(&name, |&(name, _)| name).ok()?;
    let &(_, meaning) = NAMES.get(i)?;
    match after(rest, length) {
        Some(';') => Some((length + 1, meaning)),
        Some(c) if c == '=' || c == '_' || c.is_ascii_alphabetic() => None,
        Some('0'..='9') if name != "nbsp" => None,
        _ => Some((length, meaning)),
    }
}

fn numeric(number: &str) -> Option<(usize, char)> {
    let (radix, prefix) = if number.starts_with(['x', 'X']) { (16, 1) } else { (10, 0) };
    let digits = number.get(prefix..)?;
    let length = digits.chars().take(8).take_while(|c| c.is_digit(radix)).count();
    let code = u32::from_str_radix(digits.get(..length)?, radix).ok()?;
    let c = match code {
        0 => return None,
        128..160 => WINDOWS_1252.chars().nth(code as usize - 128)?,
        _ => char::from_u32(code)?,
    };
    match after(digits, length) {
        Some(';') => Some((prefix + length + 1, c)),
        Some(c) if c.is_ascii_alphanumeric() => None,
        _ => Some((prefix + length, c)),
    }
}
