//! Lines, sentences and clauses by position.
use super::marks::{Mark, held, is_closer, is_final, mark, suspects};
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
        let mut layout = Self::default();
        let mut at = 0;
        let mut after_blank = true;
        let mut scratch = Vec::new();
        for raw in text.split('\n') {
            let line = trimmed(text, at, at + raw.len());
            if line.is_empty() {
                after_blank = true;
            } else {
                let indented = text.get(at..line.start()).unwrap_or("").chars().nth(1).is_some();
                layout.lines.push(Line { span: line, indented, after_blank });
                after_blank = false;
                layout.cut(text, line, &mut scratch);
            }
            at += raw.len() + 1;
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

    /// Cuts one line; `scratch` is there to be used again.
    fn cut(&mut self, text: &str, line: Span<Norm>, scratch: &mut Vec<(usize, char)>) {
        let content = line.of(text);
        scratch.clear();
        scratch.extend(suspects(content));
        let (mut sentence, mut clause) = (line.start(), line.start());
        let held = held(scratch);
        let mut held = held.iter().peekable();
        let mut done = 0;
        for &(i, c) in &*scratch {
            let Some(mark) = mark(c, content, i).filter(|_| i >= done) else { continue };
            while held.next_if(|&&(_, end)| end < i).is_some() {}
            if held.peek().is_some_and(|&&(start, _)| start < i) {
                continue;
            }
            done = i + c.len_utf8();
            if mark == Mark::Sentence {
                // More marks and whatever closes after them: 吗？！”）
                let rest = content.get(done..).unwrap_or("");
                done += rest.len() - rest.trim_start_matches(|c| is_final(c) || is_closer(c)).len();
                push(&mut self.sentences, text, sentence, line.start() + done);
                sentence = line.start() + done;
            }
            push(&mut self.clauses, text, clause, line.start() + done);
            clause = line.start() + done;
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
    let part = text.get(start..end).unwrap_or("");
    // First or last bytes of blanks, and of some other characters.
    let (first, last) = (part.as_bytes().first(), part.as_bytes().last());
    if !matches!(first, None | Some(b' ' | b'\t' | 0xe3)) && !matches!(last, None | Some(b' ' | b'\t' | 0x80)) {
        return Span::new(start, end);
    }
    let blank = |c: char| matches!(c, ' ' | '\t' | '\u{3000}');
    let tail = part.trim_start_matches(blank);
    Span::new(end - tail.len(), end - tail.len() + tail.trim_end_matches(blank).len())
}

fn push(spans: &mut Vec<Span<Norm>>, text: &str, start: usize, end: usize) {
    let span = trimmed(text, start, end);
    if !span.is_empty() {
        spans.push(span);
    }
}
