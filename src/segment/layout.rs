//! Lines, sentences and clauses by position.
use super::marks::{Brackets, Mark, is_bracket, is_closer, is_final, mark, suspects};
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
    lines: Vec<Line>,
    sentences: Vec<Span<Norm>>,
    clauses: Vec<Span<Norm>>,
}

impl Layout {
    /// Reads a text through once.
    pub fn new(text: &str) -> Self {
        let marks: Vec<_> = suspects(text).map(|(at, c)| (at as u32, c)).collect();
        Self::of_marks(text, &marks)
    }

    /// The same of a text whose marks are known: the characters of [`MARKS`](super::MARKS) with the bytes where they
    /// stand, ascending; other characters among them do no harm.
    pub fn of_marks(text: &str, mut marks: &[(u32, char)]) -> Self {
        let mut layout = Self::default();
        layout.sentences.reserve(marks.len() / 2);
        layout.clauses.reserve(marks.len());
        let mut brackets = Brackets::default();
        let mut start = 0;
        let mut after_blank = true;
        loop {
            let (mut inside, mut has_brackets) = (0, false);
            while let Some(&(_, c)) = marks.get(inside).filter(|mark| mark.1 != '\n') {
                has_brackets |= is_bracket(c);
                inside += 1;
            }
            let (of_line, behind) = marks.split_at(inside);
            let end = behind.first().map_or(text.len(), |&(at, _)| at as usize);
            let line = trimmed(text, start, end);
            if line.is_empty() {
                after_blank = true;
            } else {
                let indented =
                    start < line.start() && text.get(start..line.start()).is_some_and(|t| t.chars().nth(1).is_some());
                layout.lines.push(Line { span: line, indented, after_blank });
                after_blank = false;
                let held = if has_brackets { brackets.hold(of_line) } else { &[] };
                layout.cut(text, line, of_line, held);
            }
            let Some((_, behind)) = behind.split_first() else { return layout };
            (marks, start) = (behind, end + 1);
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

    /// Cuts one line by its marks; those inside of what brackets hold cut nothing.
    fn cut(&mut self, text: &str, line: Span<Norm>, marks: &[(u32, char)], mut held: &[(u32, u32)]) {
        let (mut sentence, mut clause) = (line.start(), line.start());
        let mut done = 0;
        for &(at, c) in marks {
            let Some(mark) = mark(c, text, at as usize).filter(|_| at as usize >= done) else { continue };
            while let [(_, end), rest @ ..] = held
                && *end < at
            {
                held = rest;
            }
            if held.first().is_some_and(|&(start, _)| start < at) {
                continue;
            }
            done = at as usize + c.len_utf8();
            if mark == Mark::Sentence {
                // More marks and whatever closes after them: 吗？！”）
                let rest = text.get(done..line.end()).unwrap_or("");
                if rest.as_bytes().first().is_some_and(|b| matches!(b, b'!'..=b'?' | 0xe2..0xe4 | 0xef)) {
                    done += rest.len() - rest.trim_start_matches(|c| is_final(c) || is_closer(c)).len();
                }
                push(&mut self.sentences, text, sentence, done);
                sentence = done;
            }
            push(&mut self.clauses, text, clause, done);
            clause = done;
        }
        // Most lines end with a sentence.
        if sentence < line.end() {
            push(&mut self.sentences, text, sentence, line.end());
            push(&mut self.clauses, text, clause, line.end());
        }
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

/// `start..end` without blanks at its ends; empty where nothing else is there.
#[inline]
fn trimmed(text: &str, start: usize, end: usize) -> Span<Norm> {
    // Hardly anything begins or ends with a blank or what looks like one.
    let (first, last) = (text.as_bytes().get(start), text.as_bytes().get(end.wrapping_sub(1)));
    match (first, last) {
        (Some(b' ' | b'\t' | 0xe3), _) | (_, Some(b' ' | b'\t' | 0x80)) => without_blanks(text, start, end),
        _ => Span::new(start, end),
    }
}

fn without_blanks(text: &str, mut start: usize, mut end: usize) -> Span<Norm> {
    let mut part = text.as_bytes().get(start..end).unwrap_or(&[]);
    while let [b' ' | b'\t', rest @ ..] | [0xe3, 0x80, 0x80, rest @ ..] = part {
        start += part.len() - rest.len();
        part = rest;
    }
    while let [rest @ .., b' ' | b'\t'] | [rest @ .., 0xe3, 0x80, 0x80] = part {
        end -= part.len() - rest.len();
        part = rest;
    }
    Span::new(start, end)
}

fn push(spans: &mut Vec<Span<Norm>>, text: &str, start: usize, end: usize) {
    let span = trimmed(text, start, end);
    if !span.is_empty() {
        spans.push(span);
    }
}
