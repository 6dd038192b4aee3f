//! A line rewritten for patterns: one private-use character for each mention, the rest as it stands.
use std::{iter::Peekable, ops::Range};

use super::{
    cues::RelationCue,
    posts::{Chain, People},
    pronouns::Pronoun,
    words::Words,
};
use crate::{
    matcher::{FormSet, Forms, Match, Searched, Symbol, Symbols},
    mention::Board,
    resolve::Page,
    segment::behind_bracket,
    text::{Norm, Span},
};

/// Among how many mentions the last of a kind is looked for: a sentence without end has none that is near.
const MENTIONS_BACK: usize = 400;

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
    pub(super) clauses: &'t [usize],
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

impl<'t> Line<'t> {
    /// One of words alone.
    #[cfg(test)]
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, items: &[], span: Span::new(0, text.len()), sentences: &[], clauses: &[], matches: &[] }
    }
}

impl Line<'_> {
    /// Mentions inside a range of the rewritten line.
    pub(super) fn items_in(&self, range: Range<usize>) -> &[Item] {
        let (from, to) = (self.items_before(range.start), self.items_before(range.end));
        &self.items[from..to.max(from)]
    }

    /// The first of them.
    pub(super) fn first_in(&self, range: Range<usize>) -> Option<&Item> {
        self.items.get(self.items_before(range.start)).filter(|i| i.at < range.end)
    }

    /// The last of them.
    pub(super) fn last_in(&self, range: Range<usize>) -> Option<&Item> {
        self.items.get(self.items_before(range.end).checked_sub(1)?).filter(|i| i.at >= range.start)
    }

    /// How many mentions stand before byte `at` of the rewritten line.
    pub(super) fn items_before(&self, at: usize) -> usize {
        match at {
            0 => 0,
            _ if at >= self.text.len() => self.items.len(),
            _ => count(self.items, |i| i.at < at),
        }
    }

    /// The last mention of a kind before byte `at` of the rewritten line, not before `from`.
    pub(super) fn last(&self, symbol: Symbol, from: usize, at: usize) -> Option<&Item> {
        self.items_in(from..at).iter().rev().take(MENTIONS_BACK).find(|i| i.symbol == symbol)
    }

    /// The same, but for what stands in a bracket that ends before byte `at`: 某局(2021年更名)的局长升任….
    pub(super) fn last_outside(&self, symbol: Symbol, from: usize, at: usize) -> Option<&Item> {
        let open = |i: &&Item| {
            let rest = self.text.get(i.at..at).unwrap_or("");
            !rest
                .find(['(', ')', '（', '）'])
                .is_some_and(|n| rest.get(n..).is_some_and(|t| t.starts_with([')', '）'])))
        };
        self.items_in(from..at).iter().rev().take(MENTIONS_BACK).filter(|i| i.symbol == symbol).find(open)
    }

    /// Where the sentence around byte `at` of the rewritten line starts.
    pub(super) fn sentence_start(&self, at: usize) -> usize {
        start_before(self.sentences, at)
    }

    /// Where the clause around byte `at` starts.
    pub(super) fn clause_start(&self, at: usize) -> usize {
        start_before(self.clauses, at)
    }

    /// The byte of the page that byte `at` of the rewritten line stands for, outside mentions.
    pub(super) fn page_byte(&self, at: usize) -> usize {
        match self.items_before(at).checked_sub(1).and_then(|n| self.items.get(n)) {
            Some(item) => item.span.end() + (at - item.at).saturating_sub(item.symbol.char().len_utf8()),
            None => self.span.start() + at,
        }
    }
}

/// Everything that becomes a symbol, in order of position, without overlaps: posts take the bodies in them.
pub(super) fn symbols(
    text: &str,
    words: &Words,
    board: &Board,
    chains: &[Chain],
    people: &[People],
    pronouns: &[Pronoun],
) -> impl Iterator<Item = (Span<Norm>, Symbol, usize)> + use<> {
    let Board { dates, bodies, ranks, places, organizations, .. } = board;
    let some = chains.len() + people.len() + dates.len() + bodies.len();
    let mut all: Vec<u128> = Vec::with_capacity(some + ranks.len() + places.len() + organizations.len());
    all.extend(chains.iter().enumerate().map(|(i, c)| pack(c.span, Symbol::Posts, false, i)));
    all.extend(people.iter().enumerate().map(|(i, p)| pack(p.span, Symbol::Persons, false, i)));
    all.extend(dates.iter().enumerate().map(|(i, d)| pack(with_hour(text, words, d.span), Symbol::Date, false, i)));
    let named = bodies.iter().enumerate().filter(|(_, b)| !b.value.fused);
    all.extend(named.map(|(i, b)| pack(b.span, Symbol::Agency, false, i)));
    all.extend(ranks.iter().enumerate().map(|(i, r)| pack(r.span, Symbol::Rank, false, i)));
    all.extend(places.iter().enumerate().map(|(i, p)| pack(p.span, Symbol::Place, false, i)));
    all.extend(organizations.iter().enumerate().map(|(i, o)| pack(o.span, Symbol::Organization, false, i)));
    all.extend(pronouns.iter().map(|p| pack(p.span, Symbol::Agency, true, p.body)));
    all.sort_unstable();
    let mut end = 0;
    all.into_iter().map(unpack).filter(move |(span, ..)| {
        let apart = span.start() >= end;
        if apart {
            end = span.end();
        }
        apart
    })
}

/// 3月7日|上午9时, 3月7日|（星期四）: a date with the part of the day, the hour and the day of the week behind it, which tell nothing more.
fn with_hour(text: &str, words: &Words, date: Span<Norm>) -> Span<Norm> {
    const WEEKDAY_CHARACTERS: usize = 3;
    let rest = text.get(date.end()..).unwrap_or("");
    let behind = behind_bracket(rest, WEEKDAY_CHARACTERS);
    let bracket = rest.get(..rest.len() - behind.len()).unwrap_or("");
    let weekday = words.cues.is(RelationCue::Weekday, bracket.trim_matches(['(', '（', ')', '）']));
    let rest = if weekday { behind } else { rest };
    let rest = words.cues.behind(RelationCue::PartOfDay, rest).map_or(rest, behind_clock);
    Span::new(date.start(), text.len() - rest.len())
}

/// Text without the hour that opens it: 9时30分许, 3点, 15:30.
fn behind_clock(text: &str) -> &str {
    let number = |text: &str| text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let hour = text.get(text.len() - number(text)..).unwrap_or("");
    let Some(rest) = hour.strip_prefix(['时', '点', ':', '：']).filter(|_| hour.len() < text.len()) else {
        return text;
    };
    let minutes = rest.get(rest.len() - number(rest)..).unwrap_or("");
    minutes.trim_start_matches(['分', '半', '整', '许'])
}

/// A mention as one number, which is sorted faster than its parts. Of what starts together the longest comes first, then
/// the kind counts, and a pronoun after what was named.
fn pack(span: Span<Norm>, symbol: Symbol, pronoun: bool, index: usize) -> u128 {
    let low = |n: usize| n as u128 & FIELD;
    low(span.start()) << 84 | low(!span.end()) << 44 | (symbol as u128) << 41 | u128::from(pronoun) << 40 | low(index)
}

#[inline]
fn unpack(mention: u128) -> (Span<Norm>, Symbol, usize) {
    let field = |at: u32| (mention >> at & FIELD) as usize;
    let span = Span::new(field(84), !field(44) & FIELD as usize);
    (span, Symbol::ALL[(mention >> 41 & 7) as usize], field(0))
}

/// Positions and numbers are below 2⁴⁰.
const FIELD: u128 = (1 << 40) - 1;

/// The last of `starts` that is not behind `at`.
fn start_before(starts: &[usize], at: usize) -> usize {
    count(starts, |&s| s <= at).checked_sub(1).and_then(|i| starts.get(i)).copied().unwrap_or(0)
}

/// How many of a row `fit`; those behind them do not. Most lines hold few, which are counted without branches.
#[inline]
fn count<T>(row: &[T], fit: impl Fn(&T) -> bool) -> usize {
    const FEW: usize = 8;
    if row.len() > FEW { row.partition_point(fit) } else { row.iter().map(|one| usize::from(fit(one))).sum() }
}

/// The stretches of a line that are sentences, by where they start.
fn stretches(starts: &[usize], end: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end)
}

impl Lines {
    /// Rewrites the lines of a page and runs the forms over them; `symbols` are those of the whole page, and `marks` the
    /// bytes where the [`MARKS`](crate::segment::MARKS) stand, and which. `asked` says which forms are of use on a line with
    /// mentions of these kinds.
    pub(super) fn read(
        &mut self,
        page: Page<'_>,
        marks: &[(u32, char)],
        symbols: impl Iterator<Item = (Span<Norm>, Symbol, usize)>,
        forms: &Forms,
        asked: impl Fn(Symbols) -> FormSet,
        memory: &mut Searched,
    ) {
        let Self { text, items, sentences, clauses, matches, ends } = self;
        text.clear();
        items.clear();
        sentences.clear();
        clauses.clear();
        matches.clear();
        ends.clear();
        let (mut symbols, mut marks) = (symbols.peekable(), marks.iter().map(|&(at, c)| (at as usize, c)).peekable());
        for line in page.layout.lines() {
            let span = line.span;
            while symbols.next_if(|(symbol, ..)| symbol.start() < span.start()).is_some() {}
            if symbols.peek().is_some_and(|(symbol, ..)| symbol.start() < span.end()) {
                while marks.next_if(|&(at, _)| at < span.start()).is_some() {}
                let inside = std::iter::from_fn(|| symbols.next_if(|(symbol, ..)| symbol.start() < span.end()));
                self.rewrite(page.text, span, &mut marks, inside);
                self.search(forms, &asked, memory);
            }
            self.ends.push((span, self.lengths()));
        }
    }

    /// Rewrites one line, in which `symbols` stand; `marks` are those behind its start.
    fn rewrite(
        &mut self,
        text: &str,
        line: Span<Norm>,
        marks: &mut Peekable<impl Iterator<Item = (usize, char)>>,
        symbols: impl Iterator<Item = (Span<Norm>, Symbol, usize)>,
    ) {
        let start = self.text.len();
        self.sentences.push(0);
        self.clauses.push(0);
        let mut at = line.start();
        let mut copy = |lines: &mut Self, at: usize, end: usize| {
            let written = lines.text.len() - start;
            lines.text.push_str(text.get(at..end).unwrap_or(""));
            while let Some((mark, c)) = marks.next_if(|&(mark, _)| mark < end.min(line.end())) {
                if mark < at {
                    continue;
                }
                let behind = written + mark - at + c.len_utf8();
                match c {
                    '。' | '！' | '？' => {
                        lines.sentences.push(behind);
                        lines.clauses.push(behind);
                    }
                    '；' | ';' | '，' | ',' | '：' | ':' => lines.clauses.push(behind),
                    _ => {}
                }
            }
        };
        for (span, symbol, index) in symbols {
            copy(self, at, span.start());
            self.items.push(Item { symbol, index, span, at: self.text.len() - start });
            self.text.push(symbol.char());
            at = span.end().max(at);
        }
        copy(self, at, line.end().max(at));
    }

    /// Runs the forms over the line that was rewritten last, sentence by sentence.
    fn search(&mut self, forms: &Forms, asked: impl Fn(Symbols) -> FormSet, memory: &mut Searched) {
        let [text, item, sentence, ..] = self.ends.last().map_or([0; 5], |(_, ends)| *ends);
        let rewritten = self.text.get(text..).unwrap_or("");
        let asked = asked(self.items[item..].iter().map(|i| i.symbol).collect());
        if asked.is_empty() {
            return;
        }
        let mut items = self.items[item..].iter().peekable();
        for sentence in stretches(&self.sentences[sentence..], rewritten.len()) {
            let inside = std::iter::from_fn(|| items.next_if(|i| i.at < sentence.end));
            let present: Symbols = inside.map(|i| i.symbol).collect();
            if !sentence.is_empty() {
                forms.matches(&asked, rewritten, sentence, present, memory, &mut self.matches);
            }
        }
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
