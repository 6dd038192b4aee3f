//! Entries as text: the raw line with the place marked, and the tree of parts.
use std::fmt::{self, Write as _};

use unicode_width::UnicodeWidthChar as _;

use super::{Entry, Node};
use crate::text::{Raw, Span};

/// How many characters of a long line are shown on either side of a place.
const AROUND: usize = 24;
/// How many lines of a place are shown.
const LINES_SHOWN: usize = 3;

impl Entry {
    /// The entry as lines; `raw` is the text that its place counts in.
    pub fn render(&self, raw: &str) -> String {
        let mut out = format!("{}\n", self.heading);
        if let Some(span) = self.span {
            marked(raw, span, &mut out);
        }
        let last = self.parts.len().saturating_sub(1);
        for (n, part) in self.parts.iter().enumerate() {
            part.render("  ", n == last, &mut out);
        }
        out
    }
}

impl Node {
    fn render(&self, indent: &str, is_last: bool, out: &mut String) {
        let _ = writeln!(out, "{indent}{} {}", if is_last { "└─" } else { "├─" }, self.text);
        let indent = format!("{indent}{}", if is_last { "   " } else { "│  " });
        let last = self.parts.len().saturating_sub(1);
        for (n, part) in self.parts.iter().enumerate() {
            part.render(&indent, n == last, out);
        }
    }
}

/// The lines of `raw` that `span` lies in, each with `^` under what of it belongs to the span.
fn marked(raw: &str, span: Span<Raw>, out: &mut String) {
    let mut start = 0;
    let mut shown = 0;
    for (n, line) in raw.split('\n').enumerate() {
        let end = start + line.len();
        let touches = span.start() < end && start < span.end() || span.is_empty() && span.start() == start;
        if touches {
            if shown == LINES_SHOWN {
                out.push_str("       | ...\n");
                return;
            }
            shown += 1;
            let inside = Span::new(span.start().clamp(start, end) - start, span.end().clamp(start, end) - start);
            let _ = one_line(n + 1, line, inside, out);
        }
        start = end + 1;
    }
}

fn one_line(number: usize, line: &str, span: Span<Raw>, out: &mut String) -> fmt::Result {
    let line = line.trim_end_matches('\r');
    let (before, rest) = line.split_at_checked(span.start()).unwrap_or((line, ""));
    let (inside, after) = rest.split_at_checked(span.len()).unwrap_or((rest, ""));
    let from = before.char_indices().rev().nth(AROUND).map(|(at, c)| at + c.len_utf8());
    let to = after.char_indices().nth(AROUND).map(|(at, _)| at);
    let head = from.map(|at| format!("...{}", before.get(at..).unwrap_or(""))).unwrap_or(before.to_owned());
    let tail = to.map(|at| format!("{}...", after.get(..at).unwrap_or(""))).unwrap_or(after.to_owned());
    let (head, inside, tail) = (plain(&head), plain(inside), plain(&tail));
    writeln!(out, "{number:>6} | {head}{inside}{tail}")?;
    writeln!(out, "       | {}{}", " ".repeat(width(&head)), "^".repeat(width(&inside).max(1)))
}

/// Without characters that move the cursor: a blank for each.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Columns that a text takes: two for each Chinese character.
fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(raw: &str, part: &str) -> String {
        let at = raw.find(part).expect("the part");
        let mut out = String::new();
        marked(raw, Span::new(at, at + part.len()), &mut out);
        out
    }

    #[test]
    fn marks_stand_under_wide_characters() {
        assert_eq!(shown("a江苏\n\t省数据局。", "省数据局"), "     2 |  省数据局。\n       |  ^^^^^^^^\n");
        assert_eq!(shown("abc", "b"), "     1 | abc\n       |  ^\n");
    }

    #[test]
    fn a_place_over_line_ends_is_shown_line_by_line() {
        let told = shown("江苏省\n数据局\r\n成立", "省\n数据");
        assert_eq!(told, "     1 | 江苏省\n       |     ^^\n     2 | 数据局\n       | ^^^^\n");
    }

    #[test]
    fn long_lines_are_cut() {
        let raw = format!("{}省数据局{}", "前".repeat(50), "后".repeat(50));
        let told = shown(&raw, "省数据局");
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines[0], format!("     1 | ...{}省数据局{}...", "前".repeat(24), "后".repeat(24)));
        assert_eq!(lines[1], format!("       | {}{}", " ".repeat(51), "^".repeat(8)));
    }
}
