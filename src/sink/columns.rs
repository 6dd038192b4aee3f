//! Text in columns for a terminal, where a Chinese character is two columns wide.
//!
//! A cell may have several lines; a column with nothing in it is left out.
use std::borrow::Cow;

use unicode_width::UnicodeWidthStr as _;

const INDENT: &str = "  ";
const GAP: usize = 2;

/// A table: a head and rows of cells, each cell a list of lines.
pub(crate) struct Columns {
    head: Vec<&'static str>,
    rows: Vec<Vec<Vec<String>>>,
}

impl Columns {
    pub(crate) fn new(head: impl IntoIterator<Item = &'static str>) -> Self {
        Self { head: head.into_iter().collect(), rows: Vec::new() }
    }

    /// Adds a row: a cell for every column.
    pub(crate) fn push(&mut self, row: impl IntoIterator<Item = Vec<String>>) {
        let cells = row.into_iter().map(|cell| cell.iter().map(|line| one_line(line).into_owned()).collect());
        self.rows.push(cells.collect());
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds the table to `out`.
    pub(crate) fn draw(&self, out: &mut String) {
        let width = |(column, head): (usize, &&str)| {
            let cells = self.rows.iter().flat_map(|row| &row[column]).map(|line| line.width());
            cells.max().map_or(0, |widest| widest.max(head.width()))
        };
        let widths: Vec<usize> = self.head.iter().enumerate().map(width).collect();
        draw_line(out, &widths, |column| self.head[column]);
        for row in &self.rows {
            let height = row.iter().map(Vec::len).max().unwrap_or(0);
            for line in 0..height {
                draw_line(out, &widths, |column| row[column].get(line).map_or("", String::as_str));
            }
        }
    }
}

fn draw_line<'c>(out: &mut String, widths: &[usize], cell: impl Fn(usize) -> &'c str) {
    let mut line = INDENT.to_owned();
    for (column, width) in widths.iter().enumerate().filter(|(_, width)| **width > 0) {
        let text = cell(column);
        line.push_str(text);
        line.extend(std::iter::repeat_n(' ', width.saturating_sub(text.width()) + GAP));
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

/// Without line ends and other control characters, which would spoil the columns or the terminal.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) { text.replace(char::is_control, " ").into() } else { text.into() }
}
