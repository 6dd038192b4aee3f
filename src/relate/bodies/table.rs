//! Tables of bodies with a row a line: 机构|规格|主管部门|挂牌时间, or with a cell a line.
use smallvec::smallvec;

use super::{Affiliation, Event, Proof, Scene, View};
use crate::{
    matcher::Symbol,
    relate::{
        AgencyRank, EventKind, Facts, Relation, SYMBOL,
        cues::RelationCue,
        line::{Item, Line},
    },
    rules::RuleId,
    text::is_han,
};

/// A heading row that is longer, in bytes, is none.
const LONGEST_HEAD: usize = 120;

/// A cell with a line of its own that heads a column is no longer, in bytes.
const LONGEST_CELL_HEAD: usize = 24;

/// What may part the cells of a row.
const BETWEEN: [char; 7] = ['|', '｜', '\t', '／', '/', '　', ' '];

/// The words that head columns, and what these tell.
const HEADS: [(RelationCue, Column); 6] = [
    (RelationCue::HeadsBodies, Column::Body),
    (RelationCue::HeadsRanks, Column::Rank),
    (RelationCue::HeadsManagers, Column::Manager),
    (RelationCue::HeadsUppers, Column::Upper),
    (RelationCue::HeadsHosts, Column::Host),
    (RelationCue::HeadsFoundings, Column::Founded),
];

/// What the cells of a column tell of the body of their row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Body,
    Rank,
    Manager,
    Upper,
    Host,
    Founded,
    Other,
}

impl Column {
    /// What its cells name.
    fn holds(self) -> Option<Symbol> {
        match self {
            Self::Body | Self::Manager | Self::Upper | Self::Host => Some(Symbol::Agency),
            Self::Rank => Some(Symbol::Rank),
            Self::Founded => Some(Symbol::Date),
            Self::Other => None,
        }
    }
}

/// The columns of the table that a line stands in.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// What parts the cells; a line end where each has a line of its own.
    between: char,
    columns: Vec<Column>,
    /// Of cells with a line each: how many of the row are read, and its body.
    read: usize,
    body: Option<Item>,
}

/// The cells of a row, by where they stand. What frames the row is no cell.
fn cells(text: &str, between: char) -> Vec<(usize, &str)> {
    let mut at = 0;
    let all = text.split(between).map(|cell| {
        let start = at;
        at += cell.len() + between.len_utf8();
        (start, cell)
    });
    let mut cells: Vec<(usize, &str)> = match between {
        '　' | ' ' => all.filter(|(_, cell)| !cell.trim().is_empty()).collect(),
        _ => all.collect(),
    };
    if matches!(between, '|' | '｜') {
        let framed = |cell: Option<&(usize, &str)>| cell.is_some_and(|(_, cell)| cell.trim().is_empty());
        if framed(cells.last()) {
            cells.pop();
        }
        if framed(cells.first()) {
            cells.remove(0);
        }
    }
    cells
}

/// The first of [`BETWEEN`] that stands in a text.
fn parting(text: &str) -> Option<char> {
    let (mut rest, mut first) = (text.as_bytes(), BETWEEN.len());
    loop {
        let (found, tail) = match rest {
            [b'|', tail @ ..] => (0, tail),
            [0xef, 0xbd, 0x9c, tail @ ..] => (1, tail),
            [b'\t', tail @ ..] => (2, tail),
            [0xef, 0xbc, 0x8f, tail @ ..] => (3, tail),
            [b'/', tail @ ..] => (4, tail),
            [0xe3, 0x80, 0x80, tail @ ..] => (5, tail),
            [b' ', tail @ ..] => (6, tail),
            [0xe0..0xf0, _, _, tail @ ..] | [_, tail @ ..] => (first, tail),
            [] => return BETWEEN.get(first).copied(),
        };
        (first, rest) = (first.min(found), tail);
    }
}

impl Table {
    /// Whether it tells anything of bodies.
    fn tells(&self) -> bool {
        self.columns.contains(&Column::Body) && self.columns.iter().any(|c| !matches!(c, Column::Body | Column::Other))
    }

    /// Whether the line stands in a row that has a line for each cell.
    pub(super) fn in_row(&self) -> bool {
        self.body.is_some()
    }
}

impl View<'_> {
    /// The table that a heading row opens.
    pub(super) fn table(&self, line: &Line<'_>) -> Option<Table> {
        if line.text.len() > LONGEST_HEAD {
            return None;
        }
        // 机构: the first of cells with a line each.
        if line.items.is_empty() && self.words().cues.is(RelationCue::HeadsBodies, line.text.trim()) {
            return Some(Table { between: '\n', columns: vec![Column::Body], read: 0, body: None });
        }
        // Most lines are none.
        if line.items.iter().any(|i| i.symbol == Symbol::Agency) {
            return None;
        }
        let between = parting(line.text)?;
        if !line.text.split(between).any(|cell| self.column(cell) == Column::Body) {
            return None;
        }
        let columns: Vec<Column> = cells(line.text, between).into_iter().map(|(_, cell)| self.column(cell)).collect();
        let table = Table { between, columns, read: 0, body: None };
        table.tells().then_some(table)
    }

    /// Whether the words head the columns of a table of bodies, whatever else it tells: 序号|科室名称|电话.
    pub(in crate::relate) fn heads_rows(&self, text: &str) -> bool {
        let Some(between) = parting(text).filter(|_| text.len() <= LONGEST_HEAD) else { return false };
        let words = |cell: &&str| cell.chars().any(is_han);
        text.split(between).filter(words).nth(1).is_some()
            && text.split(between).any(|cell| self.column(cell) == Column::Body)
    }

    /// What a column with this head tells.
    fn column(&self, head: &str) -> Column {
        let word = head.trim().trim_matches('*');
        let cue = self.words().cues.is_any(HEADS.map(|head| head.0), word);
        HEADS.iter().find(|head| Some(head.0) == cue).map_or(Column::Other, |head| head.1)
    }
}

impl Scene<'_> {
    /// Adds what a row of a table tells; whether the table goes on.
    pub(super) fn row(self, table: &mut Table, facts: &mut Facts, events: &mut Vec<Event>) -> bool {
        if table.between == '\n' {
            return self.cell(table, facts, events);
        }
        let line = self.line;
        if line.text.trim().is_empty() || !line.text.contains(table.between) {
            return false;
        }
        let cells = cells(line.text, table.between);
        // Blanks part words of a cell, too, and the last cells may be left out.
        let blank = matches!(table.between, '　' | ' ');
        let aligned = cells.len() == table.columns.len() || !blank && cells.len() < table.columns.len();
        let first = |column: Column| -> Option<&Item> {
            let at = table.columns.iter().position(|&c| c == column).filter(|_| aligned)?;
            let &(start, cell) = cells.get(at)?;
            line.items_in(start..start + cell.len()).iter().find(|i| Some(i.symbol) == column.holds())
        };
        let Some(body) = first(Column::Body) else { return true };
        for column in [Column::Rank, Column::Manager, Column::Upper, Column::Host, Column::Founded] {
            if let Some(item) = first(column) {
                self.add_cell(body, column, item, facts, events);
            }
        }
        true
    }

    /// Adds what a cell with a line of its own tells; whether the table goes on.
    fn cell(self, table: &mut Table, facts: &mut Facts, events: &mut Vec<Event>) -> bool {
        const COLUMNS: usize = 8;
        let line = self.line;
        let text = line.text.trim();
        if text.is_empty() {
            return true;
        }
        let alone = line.items.first().filter(|i| i.symbol == Symbol::Agency && text.len() == SYMBOL);
        let column = table.columns.get(table.read).copied();
        // Before the first row, behind a row, or where the cells before were left out.
        let opens = alone.filter(|_| !column.is_some_and(|c| c.holds() == Some(Symbol::Agency) && c != Column::Body));
        if let Some(body) = opens {
            (table.read, table.body) = (1, Some(*body));
            return table.tells();
        }
        let Some(body) = table.body else {
            // Another head.
            table.columns.push(self.view.column(text));
            // 负责人 is read as a post.
            let head = line.items.iter().all(|i| i.symbol == Symbol::Posts);
            return head && text.len() <= LONGEST_CELL_HEAD && table.columns.len() <= COLUMNS;
        };
        let Some(column) = column else { return false };
        table.read += 1;
        let found = line.items.first().filter(|i| Some(i.symbol) == column.holds());
        if let Some(item) = found {
            self.add_cell(&body, column, item, facts, events);
        }
        true
    }

    /// Adds what the mention in a column tells of the body of the row.
    fn add_cell(self, body: &Item, column: Column, item: &Item, facts: &mut Facts, events: &mut Vec<Event>) {
        let view = self.view;
        let Some(agency) = view.body_name(body.index) else { return };
        let told_by = view.relate.told_by;
        let proof = |rule: RuleId| Proof {
            evidence: body.span.cover(item.span),
            mentions: smallvec![body.span, item.span],
            rule,
        };
        let (relation, rule) = match column {
            Column::Rank => {
                let rank = view.board.ranks[item.index].value.clone();
                if view.relate.ranks.has(&rank) {
                    facts.agency_ranks.push(AgencyRank { agency, rank, proof: proof(told_by.rank) });
                }
                return;
            }
            Column::Founded => {
                let date = view.board.dates.get(item.index).and_then(|d| d.value.value).map(super::when::point_only);
                let proof = proof(told_by.founding);
                events.push(Event { date, unveiled: true, ..Event::of(agency, EventKind::Founded, proof) });
                return;
            }
            Column::Manager => (Relation::ManagedBy, told_by.manager),
            Column::Upper => (Relation::SubordinateTo, told_by.upper),
            Column::Host => (Relation::HostedBy, told_by.host),
            Column::Body | Column::Other => return,
        };
        let Some(parent) = view.body_name(item.index).filter(|parent| *parent != agency) else { return };
        facts.affiliations.push(Affiliation { agency, relation, parent, proof: proof(rule) });
    }
}

#[cfg(test)]
mod tests {
    use super::{BETWEEN, parting};

    #[test]
    fn what_parts_cells_is_found_in_its_order() {
        let texts =
            ["机构|规格", "机构　规格 时间", "é／a/𠀀", "机构｜规格|\t", "机构\t规格/", "机构", "", "　 ", "a b"];
        for text in texts {
            assert_eq!(parting(text), BETWEEN.into_iter().find(|&c| text.contains(c)), "{text}");
        }
    }
}
