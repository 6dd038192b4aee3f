//! Tables in plain text: a head of labels (姓名, 任职, 免职), and below it rows whose cells stand side by side, between bars,
//! tabs or blanks, or each on a line of its own.
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Layout, Line, before_bracket};
use crate::{
    rules::{Named, RuleError, RuleSet},
    text::{Norm, Span, is_han},
};

/// The table of labels.
const TABLE: &str = "pages/columns";

/// Every label of a column of names holds it: pages without it have no table.
const NAME: &str = "姓";

/// Lines of heads and of rows have no more bytes.
const LONGEST_LINE: usize = 600;

/// A name of three characters has no more bytes.
const SHORT_NAME: usize = 9;

/// A head has no more labels.
const MOST_COLUMNS: usize = 16;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Names of persons.
    Name,
    /// Posts that they hold.
    Held,
    /// Posts that they get.
    Taken,
    /// Posts that they lose.
    Left,
    /// Posts that they held before.
    Past,
    /// Posts that they are only meant to get.
    Intended,
    /// Anything else.
    Other,
    /// Nothing: the label itself, or a rule below the head.
    Label,
}

/// What `pages/columns` calls them.
const COLUMNS: [Named<Option<Column>>; 8] = [
    ("name", Some(Column::Name)),
    ("held", Some(Column::Held)),
    ("taken", Some(Column::Taken)),
    ("left", Some(Column::Left)),
    ("past", Some(Column::Past)),
    ("intended", Some(Column::Intended)),
    ("other", Some(Column::Other)),
    ("unread", None),
];

/// A cell with text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its text without blanks at the ends; of a name, without a bracket behind it.
    pub span: Span<Norm>,
    /// What stands in its column.
    pub column: Column,
    /// The number of its row on the page.
    pub row: u32,
}

/// What each label says of its column; `None` for those that leave a table to be read line by line.
#[derive(Clone, Debug)]
pub struct TableHeads {
    columns: FxHashMap<String, Option<Column>>,
}

/// What parts the cells of a line.
#[derive(Clone, Copy)]
enum Between {
    Bars,
    Tabs,
    Blanks,
}

impl TableHeads {
    /// Takes `pages/columns`.
    ///
    /// # Errors
    /// A table that is missing or wrong.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table(TABLE)?;
        let [label, column] = table.columns(["label", "column"])?;
        let mut columns = FxHashMap::default();
        for row in table.rows() {
            let what = table.value(row, column, "column", &COLUMNS)?;
            if what == Some(Column::Name) && !row.get(label).contains(NAME) {
                return Err(table.fault(row, format!("the label of a name has no {NAME}, by which it is looked for")));
            }
            columns.insert(row.get(label).to_owned(), what);
        }
        Ok(Self { columns })
    }

    /// Finds the cells of all tables, in order.
    pub(super) fn cells(&self, text: &str, lines: &[Line], cells: &mut Vec<Cell>) {
        if !text.contains(NAME) {
            return;
        }
        let mut n = 0;
        while let Some(line) = lines.get(n) {
            let words = line.span.of(text);
            let head = line.span.len() <= LONGEST_LINE && words.contains(NAME);
            let below = if head {
                self.side_by_side(text, lines, n, cells).or_else(|| self.one_below_another(text, lines, n, cells))
            } else {
                None
            };
            n = below.unwrap_or(n + 1);
        }
    }

    /// Reads a table whose head is the line `n`; the line behind it.
    fn side_by_side(&self, text: &str, lines: &[Line], n: usize, cells: &mut Vec<Cell>) -> Option<usize> {
        let head = lines[n].span;
        let between = Between::of(head.of(text));
        let labels = between.cells(text, head, 0);
        let columns = self.columns(labels.iter().map(|label| label.of(text)))?;
        // The lines of one who holds a post are read without its label.
        let posts = |c: &Column| matches!(c, Column::Taken | Column::Left | Column::Past | Column::Intended);
        if !columns.iter().any(posts) {
            return None;
        }
        let (from, mut next) = (cells.len(), n + 1);
        while let Some(line) = lines.get(next).filter(|line| line.span.len() <= LONGEST_LINE) {
            let words = line.span.of(text);
            if matches!(between, Between::Bars) && !words.contains(char::is_alphanumeric) {
                cells.push(Cell { span: line.span, column: Column::Label, row: last_row(cells) });
                next += 1;
                continue;
            }
            let row = between.cells(text, line.span, columns.len());
            let whole = row.len() == columns.len() || row.len() < columns.len() && !matches!(between, Between::Blanks);
            if !whole || !self.push_row(text, &columns, row.iter().copied().map(Some), cells) {
                break;
            }
            next += 1;
        }
        self.close(cells, from, &labels).then_some(next)
    }

    /// Reads a table of which the line `n` is one of the labels that stand one below another; the line behind it.
    fn one_below_another(&self, text: &str, lines: &[Line], n: usize, cells: &mut Vec<Cell>) -> Option<usize> {
        let label = |n: usize| lines.get(n).and_then(|line| self.column(line.span.of(text)));
        let is_label = |n: &usize| label(*n).is_some();
        let first = (n.saturating_sub(MOST_COLUMNS)..=n).rev().take_while(is_label).last()?;
        let count = (first..).take(MOST_COLUMNS).take_while(is_label).count();
        let head = lines.get(first..first + count)?;
        let columns = self.columns(head.iter().map(|line| line.span.of(text)))?;
        let labels: Vec<Span<Norm>> = head.iter().map(|line| line.span).collect();
        // Where every cell is set apart by an empty line, none is an empty cell.
        let apart = head.get(1..)?.iter().all(|line| line.after_blank);
        let (from, mut next) = (cells.len(), first + count);
        let mut end = labels.last()?.end();
        while let Some(line) = lines.get(next) {
            let mut row: Vec<Option<Span<Norm>>> = Vec::with_capacity(count);
            let mut n = next;
            while row.len() < count
                && let Some(line) = lines.get(n).filter(|line| line.span.len() <= LONGEST_LINE)
            {
                // Before the first cell of a row empty lines part the rows.
                if !apart && !row.is_empty() {
                    let empty = blank_lines(text, end..line.span.start()).min(count - row.len());
                    row.extend((0..empty).map(|_| None));
                    if row.len() == count {
                        break;
                    }
                }
                row.push(Some(line.span));
                (end, n) = (line.span.end(), n + 1);
            }
            if n == next || line.span.len() > LONGEST_LINE || !self.push_row(text, &columns, row.into_iter(), cells) {
                break;
            }
            next = n;
        }
        // A name where none belongs: the rows have more cells than the head has labels.
        let shifted = lines.get(next + 1..).unwrap_or(&[]).iter().take(count);
        if shifted.map(|line| line.span.of(text)).any(|words| words.len() <= SHORT_NAME && self.may_be_name(words)) {
            cells.truncate(from);
        }
        self.close(cells, from, &labels).then_some(next)
    }

    /// What stands in the columns below labels, where they head a table of persons and posts.
    fn columns<'t>(&self, labels: impl Iterator<Item = &'t str>) -> Option<Vec<Column>> {
        let columns: Vec<Column> = labels.map(|label| self.column(label)?).collect::<Option<_>>()?;
        let names = columns.iter().filter(|&&c| c == Column::Name).count();
        let posts = columns.iter().any(|c| !matches!(c, Column::Name | Column::Other));
        (names == 1 && posts).then_some(columns)
    }

    /// What a label says, if the words are one.
    fn column(&self, words: &str) -> Option<Option<Column>> {
        const LABEL_BYTES: usize = 60;
        if words.len() > LABEL_BYTES {
            return None;
        }
        if let Some(&column) = self.columns.get(words) {
            return Some(column);
        }
        let plain: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        self.columns.get(&plain).copied()
    }

    /// Adds the cells of a row, if there is a name where one belongs.
    fn push_row(
        &self,
        text: &str,
        columns: &[Column],
        row: impl Iterator<Item = Option<Span<Norm>>> + Clone,
        cells: &mut Vec<Cell>,
    ) -> bool {
        let name = columns.iter().position(|&c| c == Column::Name).and_then(|at| row.clone().nth(at).flatten());
        let Some(name) = name.map(|cell| without_bracket(text, cell)).filter(|name| self.may_be_name(name.of(text)))
        else {
            return false;
        };
        let number = last_row(cells) + 1;
        for (cell, &column) in row.zip(columns) {
            let Some(cell) = cell.filter(|cell| !cell.is_empty()) else { continue };
            let span = if column == Column::Name { name } else { cell };
            cells.push(Cell { span, column, row: number });
        }
        true
    }

    /// Two to four characters, or a name with a dot in it, and no label.
    fn may_be_name(&self, words: &str) -> bool {
        let count = words.chars().filter(|c| !c.is_whitespace()).count();
        let dotted = words.contains('·') && count <= 16;
        let fits = words.chars().all(|c| is_han(c) || c == '·' || c.is_whitespace());
        fits && ((2..=4).contains(&count) || dotted) && self.column(words).is_none()
    }

    /// Puts the labels before the cells that were read below them; whether there are any.
    fn close(&self, cells: &mut Vec<Cell>, from: usize, labels: &[Span<Norm>]) -> bool {
        let rows = cells.get(from..).is_some_and(|cells| cells.iter().any(|cell| cell.column != Column::Label));
        if rows {
            let row = last_row(cells.get(..from).unwrap_or(&[]));
            let labels = labels.iter().map(|&span| Cell { span, column: Column::Label, row });
            cells.splice(from..from, labels);
        } else {
            cells.truncate(from);
        }
        rows
    }
}

impl Between {
    /// What parts the cells of a head.
    fn of(head: &str) -> Self {
        match () {
            () if head.contains('|') => Self::Bars,
            () if head.contains('\t') => Self::Tabs,
            () => Self::Blanks,
        }
    }

    /// The cells of a line; a name of two characters with a blank between them is one, where a line of `wanted` cells has one
    /// more.
    fn cells(self, text: &str, line: Span<Norm>, wanted: usize) -> Vec<Span<Norm>> {
        let words = line.of(text);
        let (words, start) = match self {
            Self::Bars => {
                let inside = words.strip_prefix('|').unwrap_or(words);
                (inside.strip_suffix('|').unwrap_or(inside), line.start() + (words.len() - inside.len()))
            }
            Self::Tabs | Self::Blanks => (words, line.start()),
        };
        let parts = |c: char| match self {
            Self::Bars => c == '|',
            Self::Tabs => c == '\t',
            Self::Blanks => c.is_whitespace(),
        };
        let mut cells: Vec<Span<Norm>> = Vec::new();
        for cell in words.split(parts).map(str::trim) {
            let from = start + cell.as_ptr().addr() - words.as_ptr().addr();
            if !matches!(self, Self::Blanks) || !cell.is_empty() {
                cells.push(Span::new(from, from + cell.len()));
            }
        }
        if matches!(self, Self::Blanks) && cells.len() == wanted + 1 {
            let single = |cell: &Span<Norm>| cell.of(text).chars().nth(1).is_none();
            if let Some(n) = cells.windows(2).position(|pair| pair.iter().all(single)) {
                let second = cells.remove(n + 1);
                cells[n] = cells[n].cover(second);
            }
        }
        cells
    }
}

/// The number of the last row read.
fn last_row(cells: &[Cell]) -> u32 {
    cells.last().map_or(0, |cell| cell.row)
}

/// How many empty lines lie between two lines.
fn blank_lines(text: &str, between: Range<usize>) -> usize {
    text.get(between).map_or(0, |gap| gap.matches('\n').count().saturating_sub(1))
}

/// 周明远（女）: the name alone.
fn without_bracket(text: &str, cell: Span<Norm>) -> Span<Norm> {
    Span::new(cell.start(), cell.start() + before_bracket(cell.of(text)).len())
}

impl Layout {
    /// Reads the tables of the text that it is of.
    pub(crate) fn read_tables(&mut self, text: &str, heads: &TableHeads) {
        heads.cells(text, &self.lines, &mut self.cells);
    }

    /// The cells of tables that start inside a stretch, in order.
    pub fn cells_in(&self, span: Span<Norm>) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.span.start() < span.start());
        let end = self.cells.partition_point(|cell| cell.span.start() < span.end());
        self.cells.get(start..end).unwrap_or(&[])
    }
}
