//! Word tables: tab-separated, one row = surface, value, attributes; a header; sorted and unique by key.
use super::RuleError;

/// One row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Line in the file, from 1.
    pub line: usize,
    cells: Vec<String>,
}

impl Row {
    /// The cell of a column; empty where the row is shorter.
    pub fn get(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The parts of a comma-separated cell.
    pub fn list(&self, column: usize) -> impl Iterator<Item = &str> {
        self.get(column).split(',').filter(|part| !part.is_empty())
    }
}

/// A loaded table.
#[derive(Clone, Debug)]
pub struct Table {
    path: String,
    columns: Vec<String>,
    rows: Vec<Row>,
}

impl Table {
    /// Reads a table; faults go to `errors`, rows without one are kept.
    ///
    /// Lines that start with `# ` before the header are comments. The key is the first column, or the first two
    /// where one surface may have several rows.
    pub(super) fn parse(path: &str, text: &str, errors: &mut Vec<RuleError>) -> Self {
        let mut lines = text.lines().enumerate().map(|(i, line)| (i + 1, line));
        let mut table = Self { path: path.to_owned(), columns: Vec::new(), rows: Vec::new() };
        let Some((_, header)) = lines.find(|(_, line)| !line.starts_with('#') && !line.is_empty()) else {
            errors.push(RuleError::new(path, 1, None, "no header row"));
            return table;
        };
        table.columns = header.split('\t').map(str::to_owned).collect();
        for (line, text) in lines {
            let row = Row { line, cells: text.split('\t').map(str::to_owned).collect() };
            let key = row.get(0).to_owned();
            let mut fault = |message: String| errors.push(RuleError::new(path, line, Some(&key), message));
            if key.is_empty() {
                fault("the first column is empty; remove the row or give it a key".into());
                continue;
            }
            if row.cells.len() > table.columns.len() {
                fault(format!("{} cells for {} columns", row.cells.len(), table.columns.len()));
                continue;
            }
            if let Some(last) = table.rows.last() {
                match (last.get(0), last.get(1)).cmp(&(row.get(0), row.get(1))) {
                    std::cmp::Ordering::Less => {}
                    std::cmp::Ordering::Equal => fault("the row stands twice".into()),
                    std::cmp::Ordering::Greater => {
                        fault(format!("out of order after {}; sort the file by code point", last.get(0)));
                    }
                }
            }
            table.rows.push(row);
        }
        table
    }

    /// Path inside the rules folder.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The rows in order of key.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Position of a column.
    ///
    /// # Errors
    /// Where the header does not name it.
    pub fn column(&self, name: &str) -> Result<usize, RuleError> {
        self.columns
            .iter()
            .position(|c| c == name)
            .ok_or_else(|| RuleError::new(&self.path, 1, None, format!("no column `{name}` in the header")))
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
