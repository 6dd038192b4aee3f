//! Text in columns for a terminal, where a Chinese character is two columns wide.
//!
//! A cell may have several lines; a column with nothing in it is left out.
use std::borrow::Cow;

use unicode_width::UnicodeWidthStr as _;

const INDENT: &str = "  ";
const GAP: usize = 2;

/// A table: a head and rows of cells, each cell a list of lines.
pub(super) struct Columns<const N: usize> {
    head: [&'static str; N],
    rows: Vec<[Vec<String>; N]>,
}

impl<const N: usize> Columns<N> {
    pub(super) fn new(head: [&'static str; N]) -> Self {
        Self { head, rows: Vec::new() }
    }

    pub(super) fn push(&mut self, row: [Vec<String>; N]) {
        self.rows.push(row.map(|cell| cell.iter().map(|line| one_line(line).into_owned()).collect()));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds the table to `out`.
    pub(super) fn draw(&self, out: &mut String) {
        let widths: [usize; N] = std::array::from_fn(|column| {
            let cells = self.rows.iter().flat_map(|row| &row[column]).map(|line| line.width());
            cells.max().map_or(0, |widest| widest.max(self.head[column].width()))
        });
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
