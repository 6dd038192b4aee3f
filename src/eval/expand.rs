//! From gold surfaces to spans: longest first, outside 《》 and URLs, numbered for `only` and `not`.
//!
//! Works in bytes of the text and gives code points, as records do. The rule is the one of the annotation guide: an
//! occurrence that is not taken protects nothing, so shorter surfaces may still match inside it.
use std::{cmp::Reverse, sync::LazyLock};

use memchr::memmem;
use regex::Regex;

use super::gold::Entry;

/// One mention that the gold asks for; `start` and `end` in code points, half open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expanded<'g> {
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// What the gold says of it.
    pub entry: &'g Entry,
}

pub(super) type Pair = (usize, usize);

pub(super) fn touches(span: Pair, spans: &[Pair]) -> bool {
    spans.iter().any(|&(start, end)| start < span.1 && span.0 < end)
}

/// Outermost 《…》, brackets included. A bracket left open ends nothing beyond its line.
fn book_titles(text: &str) -> Vec<Pair> {
    let (mut out, mut depth, mut start) = (Vec::new(), 0usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '《' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    out.push((start, at + c.len_utf8()));
                }
            }
            '\n' => depth = 0,
            _ => {}
        }
    }
    out
}

fn urls(text: &str) -> Vec<Pair> {
    static URL: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:https?://|www\.)[\x21-\x7e]+").expect("a constant pattern"));
    URL.find_iter(text).map(|m| (m.start(), m.end())).collect()
}

/// Spans of `surface`, left to right, that touch no blocked span and not each other.
fn occurrences(text: &str, surface: &str, blocked: &[Pair]) -> Vec<Pair> {
    let finder = memmem::Finder::new(surface);
    let (mut out, mut from) = (Vec::new(), 0);
    // One byte on is as good as one character on: a match begins at a character's first byte only.
    while let Some(at) = text.as_bytes().get(from..).and_then(|rest| finder.find(rest)).map(|at| at + from) {
        let span = (at, at + surface.len());
        if touches(span, blocked) {
            from = at + 1;
        } else {
            out.push(span);
            from = span.1;
        }
    }
    out
}

/// Which of `count` occurrences an entry takes, from 1.
fn numbers(entry: &Entry, count: usize) -> Vec<usize> {
    let inside = |n: &i64| usize::try_from(*n).ok().filter(|n| (1..=count).contains(n));
    match (&entry.only, &entry.not) {
        (Some(only), _) => only.iter().filter_map(inside).collect(),
        (None, not) => {
            let not: Vec<usize> = not.iter().flatten().filter_map(inside).collect();
            (1..=count).filter(|n| !not.contains(n)).collect()
        }
    }
}

/// All mentions of one list, in order; `opaque` says whether 《…》 and URLs hide what is in them (they do for every
/// list but documents).
pub fn expand<'g>(entries: &'g [Entry], text: &str, opaque: bool) -> Vec<Expanded<'g>> {
    let mut blocked = if opaque { [book_titles(text), urls(text)].concat() } else { Vec::new() };
    let mut surfaces: Vec<&str> = Vec::new();
    for entry in entries {
        if !surfaces.contains(&entry.text.as_str()) {
            surfaces.push(&entry.text);
        }
    }
    surfaces.retain(|s| !s.is_empty());
    surfaces.sort_by_cached_key(|s| (Reverse(s.chars().count()), memmem::find(text.as_bytes(), s.as_bytes())));
    let mut spans: Vec<(Pair, &Entry)> = Vec::new();
    for surface in surfaces {
        let found = occurrences(text, surface, &blocked);
        let mut used = vec![false; found.len()];
        for entry in entries.iter().filter(|e| e.text == surface) {
            for n in numbers(entry, found.len()) {
                if !std::mem::replace(&mut used[n - 1], true) {
                    spans.push((found[n - 1], entry));
                    blocked.push(found[n - 1]);
                }
            }
        }
    }
    spans.sort_by_key(|(span, _)| *span);
    let points = CodePoints::new(text);
    spans
        .iter()
        .map(|((start, end), entry)| Expanded { start: points.at(*start), end: points.at(*end), entry })
        .collect()
}

/// Byte positions of the characters of a text.
pub(super) struct CodePoints(Vec<usize>);

impl CodePoints {
    pub(super) fn new(text: &str) -> Self {
        Self(text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
    }

    fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|&start| start < byte)
    }

    /// The text between two code points, cut to the text's end.
    pub(super) fn slice<'t>(&self, text: &'t str, start: usize, end: usize) -> &'t str {
        let byte = |n: usize| self.0.get(n).copied().unwrap_or(text.len());
        text.get(byte(start)..byte(end)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str, only: Option<Vec<i64>>, not: Option<Vec<i64>>) -> Entry {
        Entry { text: text.to_owned(), only, not, ..Entry::default() }
    }

    fn spans(entries: &[Entry], text: &str) -> Vec<Pair> {
        expand(entries, text, true).iter().map(|e| (e.start, e.end)).collect()
    }

    #[test]
    fn longer_surfaces_go_first_and_hide_shorter_ones() {
        let entries = [entry("数据局", None, None), entry("江苏省数据局", None, None)];
        assert_eq!(spans(&entries, "江苏省数据局和数据局"), [(0, 6), (7, 10)]);
    }

    #[test]
    fn untaken_occurrences_protect_nothing() {
        let entries = [entry("省政府", Some(vec![2]), None), entry("政府", None, None)];
        assert_eq!(spans(&entries, "省政府、省政府"), [(1, 3), (4, 7)]);
        let entries = [entry("省政府", None, Some(vec![2, 9]))];
        assert_eq!(spans(&entries, "省政府、省政府"), [(0, 3)]);
    }

    #[test]
    fn book_titles_and_urls_are_opaque() {
        let text = "《甲《乙》国务院》国务院\n《国务院\nhttp://国务院 www.a国务院";
        assert_eq!(spans(&[entry("国务院", None, None)], text), [(9, 12), (14, 17), (25, 28), (34, 37)]);
        assert_eq!(spans(&[entry("a", None, None)], "www.ab a https://a.cn/a"), [(7, 8)]);
    }
}
