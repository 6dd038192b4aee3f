//! A line rewritten for patterns: one private-use character for each mention, the rest as it stands.
use std::ops::Range;

use super::{
    posts::{Chain, People},
    pronouns::pronouns,
    words::Words,
};
use crate::{
    matcher::{Forms, Match, Searched, Symbol, Symbols},
    mention::Board,
    resolve::Page,
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
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// The text as it stands where no mention does.
    pub(super) text: &'t str,
    pub(super) items: &'t [Item],
    pub(super) span: Span<Norm>,
    /// Where sentences and clauses start; empty where the line holds no mention.
    sentences: &'t [usize],
    clauses: &'t [usize],
    /// Where forms match, sentence by sentence.
    pub(super) matches: &'t [Match],
}

/// All lines of a page, rewritten; what belongs to one stands together.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
    items: Vec<Item>,
    sentences: Vec<usize>,
    clauses: Vec<usize>,
    matches: Vec<Match>,
    /// Where each line's share of all these ends.
    ends: Vec<(Span<Norm>, [usize; 5])>,
}

impl Line<'_> {
    /// Whether a mention of this kind stands on the line.
    pub(super) fn holds(&self, symbol: Symbol) -> bool {
        self.items.iter().any(|i| i.symbol == symbol)
    }

    /// Mentions inside a range of the rewritten line.
    pub(super) fn items_in(&self, range: Range<usize>) -> &[Item] {
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
        start_before(self.sentences, at)
    }

    /// The sentence up to byte `at`, as far as it is near: words are looked for in it again and again.
    pub(super) fn sentence_before(&self, at: usize) -> &str {
        let from = self.sentence_start(at).max(at.saturating_sub(NEAR));
        self.text.get(self.text.floor_char_boundary(from)..at).unwrap_or("")
    }

    /// Where the clause around byte `at` starts.
    pub(super) fn clause_start(&self, at: usize) -> usize {
        start_before(self.clauses, at)
    }

    /// The stretch of the page that a range of the rewritten line stands for, from its first mention to its last.
    pub(super) fn evidence(&self, range: Range<usize>) -> Option<Span<Norm>> {
        let items = self.items_in(range);
        Some(items.first()?.span.cover(items.last()?.span))
    }
}

/// Everything that becomes a symbol, in order of position, without overlaps: posts take the bodies in them.
pub(super) fn symbols(
    page: Page<'_>,
    board: &Board,
    chains: &[Chain],
    people: &[People],
    words: &Words,
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
    all.extend(pronouns(page, board, words).into_iter().map(|(span, body)| (span, Symbol::Agency, body)));
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

/// The last of `starts` that is not behind `at`.
fn start_before(starts: &[usize], at: usize) -> usize {
    starts.partition_point(|&s| s <= at).checked_sub(1).and_then(|i| starts.get(i)).copied().unwrap_or(0)
}

/// The stretches of a line that are sentences, by where they start.
fn stretches(starts: &[usize], end: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end)
}

impl Lines {
    /// Rewrites the lines of a page and runs the forms over them; `symbols` are those of the whole page.
    pub(super) fn read(
        &mut self,
        page: Page<'_>,
        symbols: &[(Span<Norm>, Symbol, usize)],
        forms: &Forms,
        memory: &mut Searched,
    ) {
        let Self { text, items, sentences, clauses, matches, ends } = self;
        text.clear();
        items.clear();
        sentences.clear();
        clauses.clear();
        matches.clear();
        ends.clear();
        let mut symbols = symbols;
        for line in page.layout.lines() {
            let before = symbols.partition_point(|(span, ..)| span.start() < line.span.start());
            let inside = symbols[before..].iter().take_while(|(span, ..)| span.start() < line.span.end()).count();
            self.add(page.text, line.span, &symbols[before..before + inside], forms, memory);
            symbols = &symbols[before + inside..];
        }
    }

    /// Rewrites one line, in which `symbols` stand.
    fn add(
        &mut self,
        text: &str,
        line: Span<Norm>,
        symbols: &[(Span<Norm>, Symbol, usize)],
        forms: &Forms,
        memory: &mut Searched,
    ) {
        if !symbols.is_empty() {
            let [start, first, sentence, ..] = self.lengths();
            let mut at = line.start();
            for &(span, symbol, index) in symbols {
                self.text.push_str(text.get(at..span.start()).unwrap_or(""));
                self.items.push(Item { symbol, index, span, at: self.text.len() - start });
                self.text.push(symbol.char());
                at = span.end().max(at);
            }
            self.text.push_str(text.get(at..line.end().max(at)).unwrap_or(""));
            let rewritten = self.text.get(start..).unwrap_or("");
            self.sentences.push(0);
            self.clauses.push(0);
            // Line ends are between lines, never in them.
            for (at, c) in suspects(rewritten) {
                let end = at + c.len_utf8();
                match c {
                    '。' | '！' | '？' => {
                        self.sentences.push(end);
                        self.clauses.push(end);
                    }
                    '；' | ';' | '，' | ',' | '：' | ':' => self.clauses.push(end),
                    _ => {}
                }
            }
            let mut items = &self.items[first..];
            for sentence in stretches(&self.sentences[sentence..], rewritten.len()) {
                let (inside, rest) = items.split_at(items.partition_point(|i| i.at < sentence.end));
                let present: Symbols = inside.iter().map(|i| i.symbol).collect();
                items = rest;
                forms.matches(rewritten, sentence, present, memory, &mut self.matches);
            }
        }
        self.ends.push((line, self.lengths()));
    }

    fn lengths(&self) -> [usize; 5] {
        [self.text.len(), self.items.len(), self.sentences.len(), self.clauses.len(), self.matches.len()]
    }

    /// The lines in order; `text` is that of the page.
    pub(super) fn views<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Line<'t>> {
        let starts = [[0; 5]].into_iter().chain(self.ends.iter().map(|(_, ends)| *ends));
        self.ends.iter().zip(starts).map(move |(&(span, ends), starts)| {
            let [rewritten, items, sentences, clauses, matches] = std::array::from_fn(|n| starts[n]..ends[n]);
            Line {
                text: if items.is_empty() { span.of(text) } else { self.text.get(rewritten).unwrap_or("") },
                items: &self.items[items],
                span,
                sentences: &self.sentences[sentences],
                clauses: &self.clauses[clauses],
                matches: &self.matches[matches],
            }
        })
    }
}
