//! Where lines, sentences and clauses of a normalized text begin and end, and, where asked for, words.
//!
//! Works on positions only; the text is never copied. A bracket or a quoted title never breaks a sentence.
mod layout;
mod marks;
mod tables;
#[cfg(test)]
mod tests;
mod words;

pub use layout::{Layout, Line};
pub use marks::{
    COMMAS, CRUMBS, JOINTS, MARKS, OPEN_QUOTES, before_bracket, behind_bracket, is_bracket_label, is_in_number,
    is_joint, is_mark_or_number, is_numbered, is_numbered_in_chinese,
};
pub use tables::{Cell, Column, TableHeads};
#[doc(hidden)]
pub use words::bytes_handed;
pub use words::{Word, add_words, is_common, is_word, words};

use crate::text::{Norm, Span};

/// The parts of a text as lines to print: `S` a sentence, `C` its clauses, `W` its words, each with bytes.
pub fn render(text: &str) -> Vec<String> {
    let layout = Layout::new(text);
    let show = |kind: char, span: Span<Norm>| format!("{kind} {span:?}\t{}", span.of(text));
    let mut out = Vec::new();
    for &sentence in layout.sentences() {
        out.push(show('S', sentence));
        out.extend(layout.clauses_in(sentence).iter().map(|&clause| show('C', clause)));
        let words = words(sentence.of(text));
        let words: Vec<_> = words.iter().map(|word| word.of(sentence.of(text))).collect();
        out.push(format!("W {sentence:?}\t{}", words.join(" ")));
    }
    out
}
