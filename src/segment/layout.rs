//! Lines, sentences and clauses by position.
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
        for raw in text.split('\n') {
            let line = trimmed(text, at, at + raw.len());
            if line.is_empty() {
                after_blank = true;
            } else {
                let indented = text.get(at..line.start()).unwrap_or("").chars().nth(1).is_some();
                layout.lines.push(Line { span: line, indented, after_blank });
                after_blank = false;
                layout.cut(text, line);
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

    /// Cuts one line.
    fn cut(&mut self, text: &str, line: Span<Norm>) {
        let content = line.of(text);
        let (mut sentence, mut clause) = (line.start(), line.start());
        let held = held(content);
        let mut held = held.iter().peekable();
        let mut done = 0;
        for (i, c) in suspects(content) {
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

/// The characters of a line that may end something or be a bracket, and some others, with their bytes.
fn suspects(line: &str) -> impl Iterator<Item = (usize, char)> {
    // First bytes of 。《》 and of the full-width marks.
    let suspect = |&(_, &b): &(usize, &u8)| matches!(b, b'!' | b'?' | b';' | b',' | b':' | b'(' | b')' | 0xe3 | 0xef);
    let found = line.as_bytes().iter().enumerate().filter(suspect);
    found.filter_map(|(at, _)| line.get(at..)?.chars().next().map(|c| (at, c)))
}

/// What a character ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Clause,
    Sentence,
}

fn mark(c: char, line: &str, at: usize) -> Option<Mark> {
    let bytes = line.as_bytes();
    let next = bytes.get(at + c.len_utf8());
    let before = at.checked_sub(1).and_then(|i| bytes.get(i));
    let number = before.is_some_and(u8::is_ascii_digit) && next.is_some_and(u8::is_ascii_digit);
    match c {
        '。' | '！' | '？' | '!' | '?' | '；' => Some(Mark::Sentence),
        ';' if !number && !ends_entity(line, at) => Some(Mark::Sentence),
        '，' => Some(Mark::Clause),
        // 1,024 and 09:35, but also http://.
        ',' | ':' | '：' if !number && next != Some(&b'/') => Some(Mark::Clause),
        _ => None,
    }
}

/// Whether the semicolon at `at` ends an entity that was left in the text: &name; or &#123;
fn ends_entity(line: &str, at: usize) -> bool {
    let name = line.get(..at).unwrap_or("").bytes().rev().take(10);
    let length = name.take_while(|&b| b.is_ascii_alphanumeric() || b == b'#').count();
    length > 0 && line.as_bytes().get(at.wrapping_sub(length + 1)) == Some(&b'&')
}

fn is_final(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '；')
}

fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '】' | '》' | '"')
}

/// The stretches of a line between brackets that close on it, in order and without overlap, in bytes of the line.
fn held(line: &str) -> Vec<(usize, usize)> {
    let mut open = [Vec::new(), Vec::new()];
    let mut pairs = Vec::new();
    for (at, c) in suspects(line) {
        let [titles, round] = &mut open;
        match c {
            '《' => titles.push(at),
            '（' | '(' => round.push(at),
            '》' => pairs.extend(titles.pop().map(|start| (start, at))),
            '）' | ')' => pairs.extend(round.pop().map(|start| (start, at))),
            _ => {}
        }
    }
    pairs.sort_unstable();
    let mut outer: Vec<(usize, usize)> = Vec::new();
    for (start, end) in pairs {
        match outer.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            _ => outer.push((start, end)),
        }
    }
    outer
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
