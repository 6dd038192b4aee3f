//! Characters nobody sees: zero-width ones, soft hyphens, variation selectors, controls, private use. Line ends become
//! `\n`, odd blanks become spaces. U+3000 stays: it is structure. U+FFFD stays: it is a visible fault. The marks of emphasis
//! of Markdown (局长**王明**出席) go from beside Chinese characters.
use super::{
    chars::{after, before, is_han},
    survey::Survey,
};
use crate::text::{EditBuilder, Pass};

/// The pass; the survey knows the characters.
#[derive(Debug)]
pub(super) struct Invisible<'s>(pub(super) &'s Survey);

enum Fate {
    Keep,
    Drop,
    Become(&'static str),
}

/// Whether a text without such a character has no work for the pass.
pub(super) fn calls(c: char) -> bool {
    c == MARK || !matches!(fate(c), Fate::Keep)
}

const MARK: char = '*';

/// Whether two marks stand at byte `at`, no more, with a Chinese character on one side.
fn is_emphasis(text: &str, at: usize) -> bool {
    let (left, right) = (before(text, at), after(text, at + 2));
    let beside = |c: Option<char>| c.is_some_and(is_han);
    text.get(at..at + 2) == Some("**") && left != Some(MARK) && right != Some(MARK) && (beside(left) || beside(right))
}

impl Pass for Invisible<'_> {
    fn name(&self) -> &'static str {
        "invisible"
    }

    fn apply(&self, out: &mut EditBuilder<'_>) {
        let text = out.source();
        for at in self.0.invisible(out.characters()) {
            let Some(c) = after(text, at) else { continue };
            if c == MARK {
                if is_emphasis(text, at) {
                    out.copy_to(at);
                    out.replace(2, "");
                }
                continue;
            }
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
