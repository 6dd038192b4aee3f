//! Characters nobody sees: zero-width ones, soft hyphens, variation selectors, controls, private use. Line ends become
//! `\n`, odd blanks become spaces. U+3000 stays: it is structure. U+FFFD stays: it is a visible fault.
use super::chars::after;
use crate::text::{EditBuilder, Pass};

/// The pass; it needs no table.
#[derive(Debug)]
pub(super) struct Invisible;

/// Length of the character that a byte begins, 0 where it may have to go: one look at each character of a clean page.
static STEP: [u8; 256] = {
    let mut table = [1; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            0..=8 | 11..=31 | 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1 | 0xe2 | 0xee | 0xef | 0xf0.. => 0,
            0..0xc0 => 1,
            0xc0..0xe0 => 2,
            0xe0..0xf0 => 3,
        };
        byte += 1;
    }
    table
};

/// Full-width punctuation, quotes and dashes: what the first byte of a suspect mostly turns out to be.
fn is_common(first: u8, rest: Option<&[u8]>) -> bool {
    match (first, rest) {
        (0xef, Some(&[0xbc | 0xbd, _])) => true,
        (0xe2, Some(&[0x80, third])) => matches!(third, 0x90..=0xa7 | 0xb0..=0xbf),
        _ => false,
    }
}

enum Fate {
    Keep,
    Drop,
    Become(&'static str),
}

/// Whether a text without such a character has no work for the pass.
pub(super) fn calls(c: char) -> bool {
    !matches!(fate(c), Fate::Keep)
}

impl Pass for Invisible {
    fn name(&self) -> &'static str {
        "invisible"
    }

    fn apply(&self, out: &mut EditBuilder<'_>) {
        let text = out.source();
        let bytes = text.as_bytes();
        let mut next = 0;
        while let Some(&byte) = bytes.get(next) {
            let at = next;
            let step = STEP[usize::from(byte)];
            if step > 0 {
                next += usize::from(step);
                continue;
            }
            if is_common(byte, bytes.get(at + 1..at + 3)) {
                next += 3;
                continue;
            }
            let Some(c) = after(text, at) else { break };
            next += c.len_utf8();
            let with = match fate(c) {
                Fate::Keep => continue,
                Fate::Drop => "",
                Fate::Become(_) if c == '\r' && after(text, at + 1) == Some('\n') => "",
                Fate::Become(with) => with,
            };
            out.copy_to(at);
            out.replace(c.len_utf8(), with);
        }
    }
}

fn fate(c: char) -> Fate {
    match c {
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Become("\n"),
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{2800}' => Fate::Become(" "),
        '\t' | '\n' => Fate::Keep,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Fate::Drop,
        // Soft hyphen, joiners, marks of direction, annotation and object marks.
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' => Fate::Drop,
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}' => Fate::Drop,
        // Variation selectors and tags.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}' => Fate::Drop,
        // Private use, which later stages need for themselves, and noncharacters.
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' | '\u{fdd0}'..='\u{fdef}' => Fate::Drop,
        _ if (c as u32) & 0xfffe == 0xfffe => Fate::Drop,
        _ => Fate::Keep,
    }
}
