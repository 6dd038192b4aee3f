//! Word tables: tab-separated, one row = surface, value, attributes; a header; sorted and unique by key.
use std::{borrow::Cow, cmp::Ordering};

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::{Example, RuleError};

/// Tables in which one surface may mean several things: their key is the first two columns, as in all tables of cues.
const KEYS_OF_TWO: [&str; 8] = [
    "agencies/regional_bodies",
    "dates/neighbours",
    "dates/stamps",
    "dates/words",
    "pages/meta",
    "persons/context",
    "places/regions",
    "relations/words",
];

/// The second column of a table of cues.
const CUE: &str = "cue";

/// No table has more columns.
const COLUMNS: usize = 6;

/// What before a key takes a row out.
pub(super) const REMOVE: char = '!';

/// One row of a table; there are many.
#[derive(Clone, Debug)]
pub struct Row {
    /// The cells with tabs between them.
    text: SmolStr,
    /// Line in the file, from 1.
    line: u32,
    /// Which of the table's files.
    file: u16,
    cells: Cells,
}

/// Where the cells of a row end.
#[derive(Clone, Copy, Debug)]
struct Cells {
    /// How many there are.
    count: u8,
    ends: [u16; COLUMNS],
}

impl Cells {
    const ONE: Self = Self { count: 1, ends: [0; _] };

    /// Takes in a tab, or the end of the row.
    fn end(&mut self, at: usize) {
        if let Some(end) = self.ends.get_mut(usize::from(self.count) - 1) {
            *end = at as u16;
        }
    }

    fn tab(&mut self, at: usize) {
        self.end(at);
        self.count = self.count.saturating_add(1);
    }

    fn of(text: &str) -> Self {
        let mut cells = Self::ONE;
        memchr::memchr_iter(b'\t', text.as_bytes()).for_each(|at| cells.tab(at));
        cells.end(text.len());
        cells
    }

    fn count(&self) -> usize {
        self.count.into()
    }
}

impl Row {
    /// Line in the file, from 1.
    pub fn line(&self) -> usize {
        self.line as usize
    }

    /// The cell of a column; empty where the row is shorter.
    #[inline]
    pub fn get(&self, column: usize) -> &str {
        let ends = &self.cells.ends;
        let Some(&end) = ends.get(column).filter(|_| column < self.cells.count()) else { return "" };
        let start = column.checked_sub(1).map_or(0, |before| usize::from(ends[before]) + 1);
        self.text.get(start..usize::from(end)).unwrap_or("")
    }

    /// The parts of a comma-separated cell.
    pub fn list(&self, column: usize) -> impl Iterator<Item = &str> {
        self.get(column).split(',').filter(|part| !part.is_empty())
    }

    fn key(&self) -> (&str, &str) {
        (self.get(0), self.get(1))
    }
}

/// A loaded table.
#[derive(Clone, Debug)]
pub struct Table {
    /// The file it is made from, then those laid over it.
    files: Vec<String>,
    columns: Vec<String>,
    header_line: usize,
    /// How many columns are the key.
    keys: usize,
    rows: Vec<Row>,
    examples: Vec<TableExample>,
}

/// An example of a table, and the file it stands in.
#[derive(Clone, Debug)]
pub struct TableExample {
    /// Path of the file.
    pub file: String,
    /// The example.
    pub example: Example,
}

/// What before a line after the header makes it an example.
const EXAMPLE: &str = "# example: ";

impl Table {
    /// Reads the table `name` from the text of `file`; faults go to `errors`, rows without one are kept.
    ///
    /// Lines that start with `#` before the header are comments; `# example: ` behind it is an example. The key is the first column, or the first two where
    /// one surface may mean several things.
    pub(super) fn parse(name: &str, file: &str, text: Cow<'static, str>, errors: &mut Vec<RuleError>) -> Self {
        match text {
            // Rows that are built in are not copied.
            Cow::Borrowed(text) => Self::parse_lines(name, file, text, SmolStr::new_static, errors),
            Cow::Owned(text) => Self::parse_lines(name, file, &text, SmolStr::new, errors),
        }
    }

    fn parse_lines<'t>(
        name: &str,
        file: &str,
        text: &'t str,
        keep: impl Fn(&'t str) -> SmolStr,
        errors: &mut Vec<RuleError>,
    ) -> Self {
        let count = memchr::memchr_iter(b'\n', text.as_bytes()).count();
        let mut lines = lines(text).zip(1..).map(|((text, cells), line)| (line, text, cells));
        let mut table = Self {
            files: vec![file.to_owned()],
            columns: Vec::new(),
            header_line: 1,
            keys: 1,
            rows: Vec::with_capacity(count),
            examples: Vec::new(),
        };
        let header = lines.find(|(_, line, _)| !line.starts_with('#') && !line.is_empty());
        let Some((header_line, header, _)) = header else {
            errors.push(RuleError::new(file, 1, None, "no header row").help("name the columns in the first row"));
            return table;
        };
        table.header_line = header_line;
        table.columns = header.split('\t').map(str::to_owned).collect();
        if KEYS_OF_TWO.contains(&name) || table.columns.get(1).is_some_and(|column| column == CUE) {
            table.keys = 2;
        }
        if table.columns.len() > COLUMNS {
            errors.push(RuleError::new(file, header_line, None, format!("more than {COLUMNS} columns")));
        }
        for (line, text, cells) in lines {
            if let Some(text) = text.strip_prefix(EXAMPLE) {
                table.examples.extend(table.example(line, text, errors));
                continue;
            }
            let row = Row { text: keep(text), line: line as u32, file: 0, cells };
            if let Some(fault) = table.fault_of(&row) {
                errors.push(fault);
            }
            if !row.get(0).is_empty() && row.cells.count() <= table.columns.len() {
                table.rows.push(row);
            }
        }
        table
    }

    fn example(&self, line: usize, text: &str, errors: &mut Vec<RuleError>) -> Option<TableExample> {
        let file = self.files[0].clone();
        let Some((text, expect)) = text.rsplit_once(" → ") else {
            let fault = RuleError::new(&file, line, None, "an example without ` → `");
            errors.push(fault.help("write `# example: text → surface = value`"));
            return None;
        };
        Some(TableExample { file, example: Example { line, text: text.to_owned(), expect: expect.to_owned() } })
    }

    /// What is wrong with a row that is to come next, if anything.
    fn fault_of(&self, row: &Row) -> Option<RuleError> {
        if row.get(0).is_empty() {
            return Some(self.fault(row, "the first column is empty").help("remove the row or give it a key"));
        }
        let (cells, columns) = (row.cells.count(), self.columns.len());
        if cells > columns {
            return Some(self.fault(row, format!("{cells} cells for {columns} columns")));
        }
        if row.text.len() > usize::from(u16::MAX) {
            return Some(self.fault(row, "the row is longer than 65,535 bytes").help("make several rows of it"));
        }
        let last = self.rows.last()?;
        let first = last.get(0).cmp(row.get(0));
        match first.then_with(|| last.get(1).cmp(row.get(1))) {
            Ordering::Greater => {
                let message = format!("out of order after {}", last.get(0));
                Some(self.fault(row, message).help("sort the file by code point (LC_ALL=C sort)"))
            }
            Ordering::Less if self.keys == 2 || first.is_lt() => None,
            _ => Some(self.fault(row, "the row stands twice").help("keep one of them")),
        }
    }

    /// Lays another table over this one: rows with a key that is here replace, `!` before the key removes.
    pub(super) fn overlay(&mut self, mut other: Self, errors: &mut Vec<RuleError>) {
        let file = self.files.len() as u16;
        let unknown = other.columns.iter().find(|c| !self.columns.contains(c));
        if let Some(column) = unknown.or_else(|| other.columns.first().filter(|c| Some(*c) != self.columns.first())) {
            let help = format!("the columns of this table are {}", self.columns.join(", "));
            let message = match unknown {
                Some(_) => format!("no column `{column}`"),
                None => format!("the first column is `{column}`, not the key `{}`", self.columns[0]),
            };
            errors.push(RuleError::new(&other.files[0], other.header_line, None, message).part(column).help(help));
            return;
        }
        // Columns may come in another order, and those not needed may be left out.
        let places: Vec<Option<usize>> =
            self.columns.iter().map(|name| other.columns.iter().position(|c| c == name)).collect();
        self.files.append(&mut other.files);
        self.examples.append(&mut other.examples);
        let (mut gone, mut added) = (FxHashSet::default(), Vec::new());
        for row in other.rows {
            let cells: Vec<&str> = places.iter().map(|place| place.map_or("", |at| row.get(at))).collect();
            let text = SmolStr::from(cells.join("\t"));
            let row = Row { cells: Cells::of(&text), file, text, ..row };
            match row.get(0).strip_prefix(REMOVE).map(str::to_owned) {
                Some(key) => {
                    // Without the second part of a key all rows of the first go.
                    let second = Some(row.get(1)).filter(|cell| self.keys == 2 && !cell.is_empty());
                    let removed: Vec<&Row> =
                        self.find(&key).iter().filter(|r| second.is_none_or(|cell| r.get(1) == cell)).collect();
                    if removed.is_empty() {
                        let help = format!("{} has no row of this key", self.path());
                        errors.push(self.cell_fault(&row, 0, "removes nothing").help(help));
                    }
                    gone.extend(removed.into_iter().map(|r| self.whole_key(r)));
                }
                None => {
                    gone.insert(self.whole_key(&row));
                    added.push(row);
                }
            }
        }
        let mut rows = std::mem::take(&mut self.rows);
        rows.retain(|row| !gone.contains(&self.whole_key(row)));
        rows.append(&mut added);
        rows.sort_by(|a, b| a.key().cmp(&b.key()));
        self.rows = rows;
    }

    fn whole_key(&self, row: &Row) -> String {
        (0..self.keys).map(|column| row.get(column)).collect::<Vec<_>>().join("\t")
    }

    /// Faults of a table that nothing is laid over: rows that would remove something.
    pub(super) fn check_base(&self, errors: &mut Vec<RuleError>) {
        let marked = self.rows.iter().filter(|row| row.get(0).starts_with(REMOVE));
        errors.extend(marked.map(|row| self.fault(row, "only an overlay removes rows")));
    }

    /// Path of the built-in file inside the rules folder.
    pub fn path(&self) -> &str {
        &self.files[0]
    }

    /// The file that a row comes from.
    pub fn file(&self, row: &Row) -> &str {
        &self.files[usize::from(row.file)]
    }

    /// A fault of a row; its key is the id.
    pub fn fault(&self, row: &Row, message: impl Into<String>) -> RuleError {
        RuleError::new(self.file(row), row.line(), Some(row.get(0)), message)
    }

    /// A fault of one cell of a row.
    pub fn cell_fault(&self, row: &Row, column: usize, message: impl Into<String>) -> RuleError {
        self.fault(row, message).part(row.get(column))
    }

    /// The examples of all its files.
    pub fn examples(&self) -> &[TableExample] {
        &self.examples
    }

    /// The rows in order of key.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The rows whose first column is `key`.
    pub fn find(&self, key: &str) -> &[Row] {
        let from = self.rows.partition_point(|row| row.get(0) < key);
        let rest = self.rows.get(from..).unwrap_or(&[]);
        &rest[..rest.partition_point(|row| row.get(0) == key)]
    }

    /// Names of the columns.
    pub fn header(&self) -> &[String] {
        &self.columns
    }

    /// Position of a column.
    ///
    /// # Errors
    /// Where the header does not name it.
    pub fn column(&self, name: &str) -> Result<usize, RuleError> {
        self.columns
            .iter()
            .position(|c| c == name)
            .ok_or_else(|| RuleError::new(self.path(), 1, None, format!("no column `{name}` in the header")))
    }

    /// Positions of several columns.
    ///
    /// # Errors
    /// Where the header does not name one of them.
    pub fn columns<const N: usize>(&self, names: [&str; N]) -> Result<[usize; N], RuleError> {
        let mut found = [0; N];
        for (slot, name) in found.iter_mut().zip(names) {
            *slot = self.column(name)?;
        }
        Ok(found)
    }
}

/// The lines of a text, as [`str::lines`] gives them, with their cells: ends and tabs are looked for at once.
fn lines(text: &str) -> impl Iterator<Item = (&str, Cells)> {
    let bytes = text.as_bytes();
    let (mut marks, mut start) = (memchr::memchr2_iter(b'\n', b'\t', bytes), 0);
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let mut cells = Cells::ONE;
        let line = loop {
            match marks.next() {
                Some(at) if bytes[at] == b'\t' => cells.tab(at - start),
                Some(at) => {
                    let line = rest.get(..at - start).unwrap_or("");
                    start = at + 1;
                    break line.strip_suffix('\r').unwrap_or(line);
                }
                None => {
                    start = text.len();
                    break rest;
                }
            }
        };
        cells.end(line.len());
        Some((line, cells))
    })
}
