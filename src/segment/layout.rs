//! Lines, sentences and clauses by position.
use super::marks::{Cutter, Mark, is_closer, is_final, mark, suspects};
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
        let marks: Vec<u32> = suspects(text).map(|(at, _)| at as u32).collect();
        Self::of_marks(text, &marks)
    }

    /// The same of a text whose marks are known: the bytes where the characters of [`MARKS`](super::MARKS) stand,
    /// ascending; other characters among them do no harm.
    pub fn of_marks(text: &str, marks: &[u32]) -> Self {
        let mut layout = Self::default();
        layout.sentences.reserve(marks.len() / 2);
        layout.clauses.reserve(marks.len());
        let mut cutter = Cutter::default();
        let mut start = 0;
        let mut after_blank = true;
        for at in marks.iter().map(|&at| at as usize).chain([text.len()]) {
            let c = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\n');
            if c != '\n' {
                cutter.take(at, c);
                continue;
            }
            let line = trimmed(text, start, at);
            if line.is_empty() {
                after_blank = true;
            } else {
                let indented = text.get(start..line.start()).unwrap_or("").chars().nth(1).is_some();
                layout.lines.push(Line { span: line, indented, after_blank });
                after_blank = false;
                layout.cut(text, line, &mut cutter);
            }
            cutter.marks.clear();
            start = at + 1;
        }
        layout
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

    /// Cuts one line.
    fn cut(&mut self, text: &str, line: Span<Norm>, cutter: &mut Cutter) {
        let (mut sentence, mut clause) = (line.start(), line.start());
        cutter.hold();
        let mut held = cutter.held.iter().peekable();
        let mut done = 0;
        for &(at, c) in &cutter.marks {
            if at < done {
                continue;
            }
            let Some(mark) = mark(c, text, at) else { continue };
            while held.next_if(|&&(_, end)| end < at).is_some() {}
            if held.peek().is_some_and(|&&(start, _)| start < at) {
                continue;
            }
            done = at + c.len_utf8();
            if mark == Mark::Sentence {
                // More marks and whatever closes after them: 吗？！”）
                let rest = text.get(done..line.end()).unwrap_or("");
                done += rest.len() - rest.trim_start_matches(|c| is_final(c) || is_closer(c)).len();
                push(&mut self.sentences, text, sentence, done);
                sentence = done;
            }
            push(&mut self.clauses, text, clause, done);
            clause = done;
        }
        push(&mut self.sentences, text, sentence, line.end());
        push(&mut self.clauses, text, clause, line.end());
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

/// `start..end` without blanks at its ends; empty at `end` where nothing else is there.
fn trimmed(text: &str, start: usize, end: usize) -> Span<Norm> {
    let part = text.as_bytes().get(start..end).unwrap_or(&[]);
    // First or last bytes of blanks, and of some other characters.
    if !matches!(part.first(), None | Some(b' ' | b'\t' | 0xe3)) && !matches!(part.last(), Some(b' ' | b'\t' | 0x80)) {
        return Span::new(start, end);
    }
    let blank = |c: char| matches!(c, ' ' | '\t' | '\u{3000}');
    let tail = text.get(start..end).unwrap_or("").trim_start_matches(blank);
    Span::new(end - tail.len(), end - tail.len() + tail.trim_end_matches(blank).len())
}

fn push(spans: &mut Vec<Span<Norm>>, text: &str, start: usize, end: usize) {
    let span = trimmed(text, start, end);
    if !span.is_empty() {
        spans.push(span);
    }
}
