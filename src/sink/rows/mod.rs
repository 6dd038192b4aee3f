//! Records as rows of tables: what the sinks for databases have in common.
//!
//! Workers make [`Rows`] of records; a sink gives every content its key and writes them.
mod encode;
mod schema;

use std::ops::Range;

pub use encode::RowsEncoder;
pub use schema::{CONTENTS, Column, DOCUMENTS, RUNS, SOURCES, TABLES, Table, Type};

use super::Summary;
use crate::value::Day;

/// One value of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value<'r> {
    /// Nothing.
    Null,
    /// A number, of 32 bits where the column says so.
    Int(i64),
    /// A string; U+0000 may stand in it.
    Text(&'r str),
}

/// A value whose text stands in the common buffer.
#[derive(Clone, Copy, Debug)]
enum Cell {
    Null,
    Int(i64),
    Text(usize, usize),
}

/// Rows of any number of documents, in order.
#[derive(Debug, Default)]
pub struct Rows {
    text: String,
    cells: Vec<Cell>,
    documents: Vec<Entry>,
}

/// Where the cells of one document stand.
#[derive(Debug)]
struct Entry {
    /// The row of `sources` without `doc` and `n`.
    source: Range<usize>,
    id: Cell,
    record: Option<Cells>,
}

#[derive(Debug)]
struct Cells {
    /// The row of `documents` without `doc`.
    document: Range<usize>,
    /// Rows of each of [`CONTENTS`], without `doc`.
    contents: [Range<usize>; CONTENTS.len()],
}

/// One document in [`Rows`].
#[derive(Clone, Copy, Debug)]
pub struct DocumentRows<'r> {
    rows: &'r Rows,
    entry: &'r Entry,
}

/// A record in [`Rows`].
#[derive(Clone, Copy, Debug)]
pub struct RecordRows<'r> {
    rows: &'r Rows,
    cells: &'r Cells,
}

impl Rows {
    /// The documents, in order.
    pub fn documents(&self) -> impl Iterator<Item = DocumentRows<'_>> {
        self.documents.iter().map(|entry| DocumentRows { rows: self, entry })
    }

    fn value(&self, cell: Cell) -> Value<'_> {
        match cell {
            Cell::Null => Value::Null,
            Cell::Int(n) => Value::Int(n),
            Cell::Text(start, end) => Value::Text(self.text.get(start..end).unwrap_or_default()),
        }
    }

    fn row(&self, range: &Range<usize>) -> impl Iterator<Item = Value<'_>> {
        self.cells[range.clone()].iter().map(|&cell| self.value(cell))
    }
}

impl<'r> DocumentRows<'r> {
    /// The content's `id`.
    pub fn id(self) -> &'r str {
        match self.rows.value(self.entry.id) {
            Value::Text(id) => id,
            _ => "",
        }
    }

    /// Its row of `sources`, without `doc` and `n`.
    pub fn source(self) -> impl Iterator<Item = Value<'r>> {
        self.rows.row(&self.entry.source)
    }

    /// Its record, unless it was not made because the sink has it.
    pub fn record(self) -> Option<RecordRows<'r>> {
        let rows = self.rows;
        self.entry.record.as_ref().map(|cells| RecordRows { rows, cells })
    }
}

impl<'r> RecordRows<'r> {
    /// The hash of the rules that made it.
    pub fn rules_hash(self) -> &'r str {
        match self.document().nth(1) {
            Some(Value::Text(hash)) => hash,
            _ => "",
        }
    }

    /// The row of `documents`, without `doc`.
    pub fn document(self) -> impl Iterator<Item = Value<'r>> {
        self.rows.row(&self.cells.document)
    }

    /// The rows of every table of [`CONTENTS`], without `doc`.
    pub fn contents(
        self,
    ) -> impl Iterator<Item = (&'static Table, impl Iterator<Item = impl Iterator<Item = Value<'r>>>)> {
        CONTENTS.iter().zip(&self.cells.contents).map(move |(table, range)| {
            let rows = self.rows.cells[range.clone()].chunks_exact(table.columns.len() - 1);
            (table, rows.map(move |row| row.iter().map(move |&cell| self.rows.value(cell))))
        })
    }
}

/// Now, as `YYYY-MM-DDThh:mm:ssZ`.
pub(super) fn now() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_secs();
    let (days, seconds) = (since / 86_400, since % 86_400);
    let day = Day { year: 1970, month: 1, day: 1 }.plus(days as i64);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{:04}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", day.year, day.month, day.day)
}

/// The counts of `runs`, in the order of its columns.
pub(super) fn counts(summary: &Summary) -> [i64; 6] {
    let Summary { documents, unchanged, failed, mentions, facts, bytes } = *summary;
    [documents, unchanged, failed, mentions, facts, bytes].map(|n| n as i64)
}
