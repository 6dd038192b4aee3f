//! Lines, sentences and clauses by position.
use super::marks::{Brackets, Mark, Meaning, is_closer, is_final, meaning, suspects};
use super::tables::Cell;
use crate::text::{Norm, Span};

/// A line with text on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line without blanks at its ends.
    pub span: Span<Norm>,
    /// Whether it is set in by two blanks or more.
    pub indented: bool,
    /// Whether it is the first one or an empty line stands before it.
    pub after_blank: bool,
}

/// The outline of one normalized text. Sentences lie inside lines, clauses inside sentences; blanks at their ends
/// belong to none.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    pub(super) lines: Vec<Line>,
    /// Of tables, once they were read.
    pub(super) cells: Vec<Cell>,
    sentences: Vec<Span<Norm>>,
    clauses: Vec<Span<Norm>>,
    quoted: Vec<Span<Norm>>,
    /// Memory for what they hold on the line that is read.
    brackets: Brackets,
}

impl Layout {
    /// Reads a text through once.
    pub fn new(text: &str) -> Self {
        let marks: Vec<_> = suspects(text).map(|(at, c)| (at as u32, c)).collect();
        Self::of_marks(text, &marks)
    }

    /// The same of a text whose marks are known: the characters of [`MARKS`](super::MARKS) with the bytes where they
    /// stand, ascending; other characters among them do no harm.
    pub fn of_marks(text: &str, marks: &[(u32, char)]) -> Self {
        let mut layout = Self::default();
        layout.read(text, marks);
        layout
    }

    /// Becomes that of another text, in the same memory.
    pub(crate) fn read(&mut self, text: &str, mut marks: &[(u32, char)]) {
        let Self { lines, cells, sentences, clauses, quoted, brackets } = self;
        lines.clear();
        cells.clear();
        for list in [&mut *sentences, &mut *clauses, &mut *quoted] {
            list.clear();
        }
        let (mut start, mut after_blank) = (0, true);
        loop {
            // Nothing begins with a blank, and what a mark ends does not end with one.
            let first = behind_blanks(text, start);
            let (mut sentence, mut clause, mut done) = (first, first, first);
            // What brackets hold, once the line was seen to have any: marks inside of it cut nothing.
            let mut held: Option<&[(u32, u32)]> = None;
            let line_end = loop {
                let Some((&(at, c), behind)) = marks.split_first() else { break None };
                let (these, at_byte) = (marks, at as usize);
                marks = behind;
                let mark = match meaning(c, text, at_byte) {
                    Meaning::End(mark) if at_byte >= done => mark,
                    Meaning::Line => break Some(at_byte),
                    Meaning::Opening if held.is_none() => {
                        held = Some(brackets.hold(these, quoted));
                        continue;
                    }
                    _ => continue,
                };
                while let Some([(_, end), rest @ ..]) = held
                    && *end < at
                {
                    held = Some(rest);
                }
                if held.and_then(<[_]>::first).is_some_and(|&(start, _)| start < at) {
                    continue;
                }
                done = at_byte + c.len_utf8();
                if mark == Mark::Sentence {
                    done = behind_closers(text, done);
                    sentences.push(Span::new(sentence, done));
                }
                clauses.push(Span::new(clause, done));
                clause = behind_blanks(text, done);
                if mark == Mark::Sentence {
                    sentence = clause;
                }
            };
            let end = line_end.unwrap_or(text.len());
            let line = Span::new(first, before_blanks(text, first, end));
            if !line.is_empty() {
                let indented = start < first && text.get(start..first).is_some_and(|t| t.chars().nth(1).is_some());
                lines.push(Line { span: line, indented, after_blank });
                // Most lines end with a sentence.
                if sentence < line.end() {
                    sentences.push(Span::new(sentence, line.end()));
                    if clause < line.end() {
                        clauses.push(Span::new(clause, line.end()));
                    }
                }
            }
            after_blank = line.is_empty();
            let Some(end) = line_end else { return };
            start = end + 1;
        }
    }

    /// Lines with text on them, in order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Sentences in order, each with its final mark and the quotes and brackets that close after it.
    pub fn sentences(&self) -> &[Span<Norm>] {
        &self.sentences
    }

    /// Clauses in order, each with its final mark; 、 does not end one.
    pub fn clauses(&self) -> &[Span<Norm>] {
        &self.clauses
    }

    /// The clauses of a stretch, as of a sentence: those that start inside it.
    pub fn clauses_in(&self, span: Span<Norm>) -> &[Span<Norm>] {
        let start = self.clauses.partition_point(|clause| clause.start() < span.start());
        let end = self.clauses.partition_point(|clause| clause.start() < span.end());
        self.clauses.get(start..end).unwrap_or(&[])
    }

    /// The outermost 《…》 in order; what stays open on its line is none.
    pub fn quoted(&self) -> &[Span<Norm>] {
        &self.quoted
    }

    /// The line that holds a byte; an empty span at the byte where it lies between lines.
    pub fn line_at(&self, byte: usize) -> Span<Norm> {
        let next = self.lines.partition_point(|line| line.span.start() <= byte);
        let found = next.checked_sub(1).and_then(|i| self.lines.get(i)).map(|line| line.span);
        holding(found, byte)
    }

    /// The sentence that holds a byte; an empty span at the byte where it lies between sentences.
    pub fn sentence_at(&self, byte: usize) -> Span<Norm> {
        at(&self.sentences, byte)
    }

    /// The clause that holds a byte; an empty span at the byte where it lies between clauses.
    pub fn clause_at(&self, byte: usize) -> Span<Norm> {
        at(&self.clauses, byte)
    }
}

/// The span that holds `byte`, in a list in order.
fn at(spans: &[Span<Norm>], byte: usize) -> Span<Norm> {
    let next = spans.partition_point(|span| span.start() <= byte);
    holding(next.checked_sub(1).and_then(|i| spans.get(i)).copied(), byte)
}

fn holding(found: Option<Span<Norm>>, byte: usize) -> Span<Norm> {
    found.filter(|span| byte < span.end()).unwrap_or_else(|| Span::new(byte, byte))
}

/// Where what stands at `at` goes on behind blanks.
#[inline]
fn behind_blanks(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or(&[]);
    // Hardly anything begins with a blank or what looks like one.
    if !matches!(rest.first(), Some(b' ' | b'\t' | 0xe3)) {
        return at;
    }
    let mut part = rest;
    while let [b' ' | b'\t', tail @ ..] | [0xe3, 0x80, 0x80, tail @ ..] = part {
        part = tail;
    }
    at + rest.len() - part.len()
}

/// Where `start..end` ends before blanks.
#[inline]
fn before_blanks(text: &str, start: usize, end: usize) -> usize {
    let mut part = text.as_bytes().get(start..end).unwrap_or(&[]);
    while let [rest @ .., b' ' | b'\t'] | [rest @ .., 0xe3, 0x80, 0x80] = part {
        part = rest;
    }
    start + part.len()
}

/// Where more marks and whatever closes behind the end of a sentence end: 吗？！”）
#[inline]
fn behind_closers(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    if !rest.as_bytes().first().is_some_and(|b| matches!(b, b'!'..=b'?' | 0xe2..0xe4 | 0xef)) {
        return at;
    }
    at + rest.len() - rest.trim_start_matches(|c| is_final(c) || is_closer(c)).len()
}
