//! Tables of bodies with a row a line: 机构|规格|主管部门|挂牌时间.
use smol_str::SmolStr;

use super::{Affiliation, Event, Proof, Scene, View};
use crate::{
    matcher::Symbol,
    relate::{
        AgencyRank, Facts,
        cues::Cue,
        line::{Item, Line},
    },
    rules::RuleId,
};

/// A heading row that is longer, in bytes, is none.
const LONGEST_HEAD: usize = 120;

/// What may part the cells of a row.
const BETWEEN: [char; 7] = ['|', '｜', '\t', '／', '/', '　', ' '];

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

/// The columns of the table that a line stands in.
#[derive(Clone, Debug)]
pub(super) struct Table {
    between: char,
    columns: Vec<Column>,
}

/// The rules that rows are told by: of ranks, managers, larger bodies, hosts, foundings.
pub(in crate::relate) const RULES: [&str; 5] = [
    "agency_ranks/is-of-rank",
    "affiliations/label-managed",
    "affiliations/label-under",
    "affiliations/hangs-at",
    "events/table-row",
];

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

impl View<'_> {
    /// The table that a heading row opens.
    pub(super) fn table(&self, line: &Line<'_>) -> Option<Table> {
        const HEADS: [(Cue, Column); 6] = [
            (Cue::HeadsBodies, Column::Body),
            (Cue::HeadsRanks, Column::Rank),
            (Cue::HeadsManagers, Column::Manager),
            (Cue::HeadsUppers, Column::Upper),
            (Cue::HeadsHosts, Column::Host),
            (Cue::HeadsFoundings, Column::Founded),
        ];
        if line.text.len() > LONGEST_HEAD {
            return None;
        }
        // Most lines are none.
        let text = line.text.as_bytes();
        let parted =
            || text.iter().any(|b| matches!(b, b'|' | b'\t' | b'/' | b' ')) || line.text.contains(['｜', '／', '　']);
        if line.items.iter().any(|i| i.symbol == Symbol::Agency) || !parted() {
            return None;
        }
        let between = BETWEEN.into_iter().find(|&c| line.text.contains(c))?;
        let column = |cell: &str| {
            let word = cell.trim().trim_matches('*');
            HEADS.iter().find(|(cue, _)| self.words().cues.is(*cue, word)).map_or(Column::Other, |head| head.1)
        };
        let columns: Vec<Column> = cells(line.text, between).into_iter().map(|(_, cell)| column(cell)).collect();
        let has = |kind: Column| columns.contains(&kind);
        (has(Column::Body) && columns.iter().any(|c| !matches!(c, Column::Body | Column::Other)))
            .then_some(Table { between, columns })
    }
}

impl Scene<'_> {
    /// Adds what a row of a table tells; whether the table goes on.
    pub(super) fn row(self, table: &Table, facts: &mut Facts, events: &mut Vec<Event>) -> bool {
        let Self { view, line, .. } = self;
        if line.text.trim().is_empty() || !line.text.contains(table.between) {
            return false;
        }
        let cells = cells(line.text, table.between);
        // Blanks part words of a cell, too, and the last cells may be left out.
        let blank = matches!(table.between, '　' | ' ');
        let aligned = cells.len() == table.columns.len() || !blank && cells.len() < table.columns.len();
        let first = |column: Column, symbol: Symbol| -> Option<&Item> {
            let at = table.columns.iter().position(|&c| c == column).filter(|_| aligned)?;
            let &(start, cell) = cells.get(at)?;
            line.items_in(start..start + cell.len()).iter().find(|i| i.symbol == symbol)
        };
        let Some(body) = first(Column::Body, Symbol::Agency) else { return true };
        let Some(agency) = view.body_name(body.index) else { return true };
        let proof = |item: &Item, rule: RuleId| Proof {
            evidence: body.span.cover(item.span),
            mentions: vec![body.span, item.span],
            rule,
        };
        let rules = view.relate.rows;
        if let Some(item) = first(Column::Rank, Symbol::Rank) {
            let rank = view.board.ranks[item.index].value.clone();
            if super::ranks::is_body_rank(&rank) {
                facts.agency_ranks.push(AgencyRank { agency: agency.clone(), rank, proof: proof(item, rules[0]) });
            }
        }
        let parents = [
            (Column::Manager, "managed_by", rules[1]),
            (Column::Upper, "subordinate_to", rules[2]),
            (Column::Host, "hosted_by", rules[3]),
        ];
        for (column, relation, rule) in parents {
            let Some(item) = first(column, Symbol::Agency) else { continue };
            let Some(parent) = view.body_name(item.index).filter(|parent| *parent != agency) else { continue };
            let relation = SmolStr::new_static(relation);
            facts.affiliations.push(Affiliation { agency: agency.clone(), relation, parent, proof: proof(item, rule) });
        }
        if let Some(item) = first(Column::Founded, Symbol::Date) {
            let date = view.board.dates.get(item.index).and_then(|d| d.value.value).map(super::events::point_only);
            events.push(Event {
                agency,
                kind: SmolStr::new_static("founded"),
                date,
                place: None,
                from: None,
                into: None,
                unveiled: true,
                proof: proof(item, rules[4]),
            });
        }
        true
    }
}
