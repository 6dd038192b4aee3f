//! Why a record says what it says: for each mention and fact the place in the raw text, the rule, and the parts it was
//! made from, down to the row of a table; and why something that should be there is not.
//!
//! Nothing here takes part in making records: what is told is found again from what the stages left.
mod agencies;
mod facts;
mod mentions;
mod missed;
mod show;

use crate::{
    matcher::Triggers,
    mention::{Board, Body, Found},
    record::Record,
    relate::SeenLine,
    resolve::Page,
    rules::RuleSet,
    text::{AlignedText, Norm, Raw, Span},
};

pub use missed::missed;

/// One document with all that its record was made from.
pub struct Seen<'a> {
    /// The rules in use.
    pub rules: &'a RuleSet,
    /// The normalized page.
    pub page: Page<'a>,
    /// Its text with the way back to the raw one.
    pub aligned: &'a AlignedText<'a>,
    /// The record.
    pub record: &'a Record,
    /// The mentions behind it.
    pub board: &'a Board,
    /// All bodies as naming left them: with those that have no name or lie in others.
    pub named: &'a [Found<Body>],
    /// Where the scan called extractors.
    pub triggers: &'a Triggers,
    /// The lines as forms of facts saw them.
    pub lines: &'a [SeenLine],
}

/// What is asked for; all where nothing is.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Only what stands where this text does, in the raw or the normalized page.
    pub at: Option<String>,
    /// Only this kind of mention or list of facts.
    pub kind: Option<String>,
}

/// What one mention or fact was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Kind of mention or list of facts, and what it says.
    pub heading: String,
    /// The place, in bytes of the raw text; none for what a page as a whole does not say.
    pub span: Option<Span<Raw>>,
    /// What it was made from, the rule first.
    pub parts: Vec<Node>,
}

/// A part, and what that was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// One line.
    pub text: String,
    /// Parts of the part.
    pub parts: Vec<Node>,
}

impl Node {
    fn leaf(text: impl Into<String>) -> Self {
        Self { text: text.into(), parts: Vec::new() }
    }

    fn new(text: impl Into<String>, parts: Vec<Self>) -> Self {
        Self { text: text.into(), parts }
    }
}

/// Explains the mentions and facts of a document that `query` asks for: mentions first, then facts, in the order of
/// the record.
pub fn explain(seen: &Seen<'_>, query: &Query) -> Vec<Entry> {
    let places = query.at.as_deref().map(|text| seen.occurrences(text));
    let wanted = |kind: &str, span: Span<Raw>| {
        query.kind.as_deref().is_none_or(|k| k == kind)
            && places.as_ref().is_none_or(|places| places.iter().any(|place| place.touches(span)))
    };
    let mut entries = mentions::entries(seen, &wanted);
    entries.extend(facts::entries(seen, &wanted));
    entries
}

impl Seen<'_> {
    /// Where `text` stands, in the raw text or in the normalized one.
    fn occurrences(&self, text: &str) -> Vec<Span<Raw>> {
        let raw = self.aligned.raw();
        let mut places: Vec<Span<Raw>> =
            raw.match_indices(text).map(|(at, found)| Span::new(at, at + found.len())).collect();
        let norm = self.page.text.match_indices(text).map(|(at, found)| Span::new(at, at + found.len()));
        places.extend(norm.map(|span: Span<Norm>| self.aligned.to_raw(span)));
        places
    }

    /// The raw bytes of a stretch given in code points.
    fn raw(&self, start: usize, end: usize) -> Span<Raw> {
        let raw = self.aligned.raw();
        let mut starts = raw.char_indices().map(|(at, _)| at).chain([raw.len()]);
        let first = starts.by_ref().nth(start).unwrap_or(raw.len());
        let last = if end > start { starts.nth(end - start - 1).unwrap_or(raw.len()) } else { first };
        Span::new(first, last)
    }

    /// The stretch of the normalized text that became a stretch of the raw one.
    fn norm(&self, raw: Span<Raw>) -> Span<Norm> {
        let text = self.page.text;
        let ends = |at: usize| self.aligned.to_raw(Span::new(at, at)).start();
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let at = |byte: usize| places.get(places.partition_point(|&p| ends(p) < byte)).copied().unwrap_or(text.len());
        let start = at(raw.start());
        Span::new(start, at(raw.end()).max(start))
    }

    /// Line of the raw text, from 1, in which a byte of the normalized one stands.
    fn line_of(&self, at: usize) -> usize {
        let raw = self.aligned.to_raw(Span::new(at, at)).start();
        self.aligned.raw().bytes().take(raw).filter(|&b| b == b'\n').count() + 1
    }

    /// `rule agencies/departments`, and for a form where it stands.
    fn rule(&self, id: &str) -> String {
        let info = self.rules.id(id).map(|id| self.rules.info(id));
        match info {
            Ok(info) if info.line > 1 => format!("rule {id}, {}:{}", info.file, info.line),
            _ => format!("rule {id}"),
        }
    }

    /// The rows of one key in the first of some tables that has any: `table.tsv:12: cell, cell`.
    fn rows(&self, tables: &[&str], key: &str) -> Vec<String> {
        let found = tables.iter().filter_map(|name| self.rules.table(name).ok()).find(|t| !t.find(key).is_empty());
        let Some(table) = found else { return Vec::new() };
        let told = |row: &crate::rules::Row| {
            let cells = (1..table.header().len()).map(|column| row.get(column)).filter(|cell| !cell.is_empty());
            let cells = cells.collect::<Vec<_>>().join(" | ");
            let place = format!("{}:{}", table.file(row), row.line());
            if cells.is_empty() { place } else { format!("{place}: {cells}") }
        };
        table.find(key).iter().map(told).collect()
    }

    /// A word with the rows of it: `数据局, agencies/departments.tsv:12: …`.
    fn word(&self, what: &str, word: &str, tables: &[&str]) -> Node {
        match self.rows(tables, word).as_slice() {
            [] => Node::leaf(format!("{what} {word}")),
            [row] => Node::leaf(format!("{what} {word}, {row}")),
            rows => Node::new(format!("{what} {word}"), rows.iter().map(|row| Node::leaf(row.as_str())).collect()),
        }
    }
}
