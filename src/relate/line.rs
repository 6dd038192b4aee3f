//! A line rewritten for patterns: one private-use character for each mention, the rest as it stands.
use std::borrow::Cow;

use super::posts::{Chain, People};
use crate::{
    matcher::{Forms, Match, Searched, Symbol, Symbols},
    mention::{Board, last_meant},
    segment::suspects,
    text::{Norm, Span},
};

/// How much of a sentence, in bytes, is near.
const NEAR: usize = 900;

/// A mention in a rewritten line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) symbol: Symbol,
    /// Its place in the list of its kind.
    pub(super) index: usize,
    pub(super) span: Span<Norm>,
    /// Byte in the rewritten line.
    pub(super) at: usize,
}

/// A rewritten line.
#[derive(Clone, Debug, Default)]
pub(super) struct Line<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) items: Vec<Item>,
    pub(super) span: Option<Span<Norm>>,
    /// Where sentences and clauses start; empty where the line holds no mention.
    sentences: Vec<usize>,
    clauses: Vec<usize>,
    /// Where forms match, sentence by sentence.
    pub(super) matches: Vec<Match>,
}

impl Line<'_> {
    /// Whether a mention of this kind stands on the line.
    pub(super) fn holds(&self, symbol: Symbol) -> bool {
        self.items.iter().any(|i| i.symbol == symbol)
    }

    /// The stretches of the rewritten line that are sentences.
    pub(super) fn sentences(&self) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        let ends = self.sentences.iter().skip(1).copied().chain([self.text.len()]);
        self.sentences.iter().copied().zip(ends).map(|(start, end)| start..end)
    }

    /// Mentions inside a range of the rewritten line.
    pub(super) fn items_in(&self, range: std::ops::Range<usize>) -> &[Item] {
        let from = self.items.partition_point(|i| i.at < range.start);
        let to = self.items.partition_point(|i| i.at < range.end);
        &self.items[from..to.max(from)]
    }

    /// The last mention of a kind before byte `at` of the rewritten line, not before `from`.
    pub(super) fn last(&self, symbol: Symbol, from: usize, at: usize) -> Option<&Item> {
        self.items_in(from..at).iter().rev().find(|i| i.symbol == symbol)
    }

    /// Where the sentence around byte `at` of the rewritten line starts.
    pub(super) fn sentence_start(&self, at: usize) -> usize {
        start_before(&self.sentences, at)
    }

    /// The sentence up to byte `at`, as far as it is near: words are looked for in it again and again.
    pub(super) fn sentence_before(&self, at: usize) -> &str {
        let from = self.sentence_start(at).max(at.saturating_sub(NEAR));
        self.text.get(self.text.floor_char_boundary(from)..at).unwrap_or("")
    }

    /// Where the clause around byte `at` starts.
    pub(super) fn clause_start(&self, at: usize) -> usize {
        start_before(&self.clauses, at)
    }

    /// The stretch of the page that a range of the rewritten line stands for, from its first mention to its last.
    pub(super) fn evidence(&self, range: std::ops::Range<usize>) -> Option<Span<Norm>> {
        let items = self.items_in(range);
        Some(items.first()?.span.cover(items.last()?.span))
    }
}

/// Everything that becomes a symbol, in order of position, without overlaps: posts take the bodies in them.
pub(super) fn symbols(
    text: &str,
    board: &Board,
    chains: &[Chain],
    people: &[People],
) -> Vec<(Span<Norm>, Symbol, usize)> {
    let mut all: Vec<(Span<Norm>, Symbol, usize)> = Vec::new();
    all.extend(chains.iter().enumerate().map(|(i, c)| (c.span, Symbol::Posts, i)));
    all.extend(people.iter().enumerate().map(|(i, p)| (p.span, Symbol::Persons, i)));
    all.extend(board.dates.iter().enumerate().map(|(i, d)| (d.span, Symbol::Date, i)));
    all.extend(
        board.bodies.iter().enumerate().filter(|(_, b)| !b.value.fused).map(|(i, b)| (b.span, Symbol::Agency, i)),
    );
    all.extend(board.ranks.iter().enumerate().map(|(i, r)| (r.span, Symbol::Rank, i)));
    all.extend(board.places.iter().enumerate().map(|(i, p)| (p.span, Symbol::Place, i)));
    all.extend(board.organizations.iter().enumerate().map(|(i, o)| (o.span, Symbol::Organization, i)));
    all.extend(pronouns(text, board).map(|(span, body)| (span, Symbol::Agency, body)));
    // Of what starts together the longest comes first; what starts inside it is left out.
    all.sort_by_key(|(span, symbol, _)| (span.start(), std::cmp::Reverse(span.end()), *symbol));
    let mut end = 0;
    all.retain(|(span, ..)| {
        let keep = span.start() >= end;
        if keep {
            end = span.end();
        }
        keep
    });
    all
}

/// 该局, 该中心, 后者: where they stand, and the body they mean.
fn pronouns<'b>(text: &'b str, board: &'b Board) -> impl Iterator<Item = (Span<Norm>, usize)> + 'b {
    let bodies = &board.bodies;
    let before = |at: usize| bodies.partition_point(|b| b.span.end() <= at);
    let meant = memchr::memmem::find_iter(text.as_bytes(), "该").filter_map(move |at| {
        let rest = text.get(at + '该'.len_utf8()..)?;
        let word = PRONOUNS.iter().find(|word| rest.starts_with(**word))?;
        let end = at + '该'.len_utf8() + word.len();
        Some((Span::new(at, end), last_meant(&bodies[..before(at)], word)?))
    });
    let latter = memchr::memmem::find_iter(text.as_bytes(), "后者").filter_map(move |at| {
        let last = before(at).checked_sub(1)?;
        bodies[last].value.full.is_some().then(|| (Span::new(at, at + "后者".len()), last))
    });
    meant.chain(latter)
}

/// What stands after 该 and means a body whose name ends so; the longest first.
const PRONOUNS: [&str; 15] =
    ["委员会", "办公室", "中心", "集团军", "支队", "总队", "局", "厅", "委", "院", "部", "署", "会", "办", "处"];

/// The last of `starts` that is not behind `at`.
fn start_before(starts: &[usize], at: usize) -> usize {
    starts.partition_point(|&s| s <= at).checked_sub(1).and_then(|i| starts.get(i)).copied().unwrap_or(0)
}

/// Rewrites one line of the page and runs the forms over it; `symbols` are those of the whole page.
pub(super) fn rewrite<'t>(
    text: &'t str,
    line: Span<Norm>,
    symbols: &[(Span<Norm>, Symbol, usize)],
    forms: &Forms,
    memory: &mut Searched,
) -> Line<'t> {
    let first = symbols.partition_point(|(span, ..)| span.start() < line.start());
    let inside = symbols.get(first..).unwrap_or(&[]);
    let inside = inside.get(..inside.partition_point(|(span, ..)| span.start() < line.end())).unwrap_or(&[]);
    let mut out = Line { span: Some(line), ..Line::default() };
    if inside.is_empty() {
        out.text = Cow::Borrowed(line.of(text));
        return out;
    }
    out.items.reserve_exact(inside.len());
    let mut rewritten = String::with_capacity(line.len());
    let mut at = line.start();
    for &(span, symbol, index) in inside {
        rewritten.push_str(text.get(at..span.start()).unwrap_or(""));
        out.items.push(Item { symbol, index, span, at: rewritten.len() });
        rewritten.push(symbol.char());
        at = span.end().max(at);
    }
    rewritten.push_str(text.get(at..line.end().max(at)).unwrap_or(""));
    out.sentences.push(0);
    out.clauses.push(0);
    // Line ends are between lines, never in them.
    for (at, c) in suspects(&rewritten) {
        let end = at + c.len_utf8();
        match c {
            '。' | '！' | '？' => {
                out.sentences.push(end);
                out.clauses.push(end);
            }
            '；' | ';' | '，' | ',' | '：' | ':' => out.clauses.push(end),
            _ => {}
        }
    }
    let mut matches = Vec::new();
    out.text = Cow::Owned(rewritten);
    for sentence in out.sentences() {
        let present: Symbols = out.items_in(sentence.clone()).iter().map(|i| i.symbol).collect();
        forms.matches(&out.text, sentence, present, memory, &mut matches);
    }
    out.matches = matches;
    out
}
