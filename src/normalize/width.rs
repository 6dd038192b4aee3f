//! Full-width ASCII letters and digits become plain ones; `．－／` only between digits. Other full-width punctuation is
//! ordinary Chinese punctuation and stays, and so does U+3000. The many dots that fonts have for the one between the
//! parts of a name (艾尔肯・买买提) become that one between Chinese characters, the odd colons and hyphens ordinary ones.
use super::{
    chars::{after, before, is_digit, is_han},
    survey::Survey,
};
use crate::text::{EditBuilder, Pass};

/// The pass; the survey knows the characters.
#[derive(Debug)]
pub(super) struct Width<'s>(pub(super) &'s Survey);

/// Whether a text without such a character has no work for the pass.
pub(super) fn calls(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '．' | '－' | '／' | '︰' | '﹕' | '∶' | '◯')
        || is_dot(c)
        || is_hyphen(c)
}

/// What stands for `-` between digits.
fn is_hyphen(c: char) -> bool {
    matches!(c, '‐' | '‑' | '−' | '﹣')
}

/// What stands for `·` between the parts of a name.
fn is_dot(c: char) -> bool {
    matches!(c, '・' | '･' | '•' | '‧' | '∙' | '⋅' | '˙')
}

impl Pass for Width<'_> {
    fn name(&self) -> &'static str {
        "width"
    }

    fn apply(&self, out: &mut EditBuilder<'_>) {
        let text = out.source();
        for at in self.0.wide(out.characters()) {
            let Some(c) = after(text, at) else { continue };
            let is_digit_at = |c: Option<char>| c.is_some_and(is_digit);
            if is_dot(c)
                && [before(text, at), after(text, at + c.len_utf8())].into_iter().all(|c| c.is_some_and(is_han))
            {
                out.copy_to(at);
                out.replace(c.len_utf8(), "·");
                continue;
            }
            if is_dot(c) {
                continue;
            }
            let sides = [before(text, at), after(text, at + c.len_utf8())];
            let in_figures = sides.into_iter().all(is_digit_at);
            let with = match c {
                '︰' | '﹕' => "：",
                // 3∶2 is a score.
                '∶' if !in_figures => "：",
                // 二◯二四年
                '◯' if sides.into_iter().any(|c| c.is_some_and(is_han)) => "〇",
                _ if in_figures && is_hyphen(c) => "-",
                '∶' | '◯' => continue,
                _ if is_hyphen(c) => continue,
                _ => "",
            };
            if !with.is_empty() {
                out.copy_to(at);
                out.replace(c.len_utf8(), with);
                continue;
            }
            if matches!(c, '．' | '－' | '／')
                && !(is_digit_at(before(text, at)) && is_digit_at(after(text, at + c.len_utf8())))
            {
                continue;
            }
            // The full-width forms lie at a fixed distance from ASCII.
            let Some(plain) = char::from_u32(c as u32 - 0xfee0) else { continue };
            out.copy_to(at);
            out.replace(c.len_utf8(), plain.encode_utf8(&mut [0; 4]));
        }
    }
}
