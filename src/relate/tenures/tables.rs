//! Tables with a head: whose posts the cells hold, and how they are held (现任职务, 任职, 免职).
use super::{State, Status, Tenures};
use crate::{
    matcher::Symbol,
    relate::told::Told,
    segment::{Cell, Column},
    text::Span,
};

/// So many bytes before a cell or behind it that of the name in its row is looked for.
const ROW_BYTES: usize = 1200;

impl Tenures<'_> {
    /// Reads the cells of tables on a line; whether it is part of one. Cells with anything but names and posts, on lines of
    /// their own, are read as other lines are.
    pub(super) fn table(&mut self, line: &Told<'_>) -> bool {
        let view = self.view;
        let cells = view.page.layout.cells_in(line.span);
        if cells.iter().all(|cell| cell.column == Column::Other) {
            return false;
        }
        for cell in cells {
            let Some(state) = self.state_below(cell.column) else { continue };
            let Some(person) = self.person_of(cell) else { continue };
            // Posts in two cells may be one chain.
            let posts = line.items.iter().filter(|i| i.symbol == Symbol::Posts).flat_map(|i| view.posts(i.index));
            for post in posts.filter(|post| cell.span.contains(post.span)) {
                let former = post.former && state.status == Status::Current;
                let status = if former { Status::Former } else { state.status };
                self.say(person, post, State { status, ..state }, view.relate.told_by.columns);
            }
        }
        self.stack = None;
        self.cells = None;
        true
    }

    /// How the posts of a column are held.
    fn state_below(&self, column: Column) -> Option<State> {
        let status = match column {
            Column::Held if self.mode.decided => self.mode.status.unwrap_or(Status::Current),
            Column::Held => Status::Current,
            Column::Taken => Status::Appointed,
            Column::Left => Status::Removed,
            Column::Past => Status::Former,
            Column::Name | Column::Intended | Column::Other | Column::Label => return None,
        };
        let decided = matches!(status, Status::Appointed | Status::Removed);
        Some(State { date: self.mode.date.filter(|_| decided), ..State::of(status) })
    }

    /// The person in whose row a cell stands.
    fn person_of(&self, cell: &Cell) -> Option<usize> {
        let view = self.view;
        let near = Span::new(cell.span.start().saturating_sub(ROW_BYTES), cell.span.end() + ROW_BYTES);
        let in_row = |other: &&Cell| other.row == cell.row && other.column == Column::Name;
        let name = view.page.layout.cells_in(near).iter().find(in_row)?.span;
        let persons = &view.board.persons;
        let at = persons.partition_point(|p| p.span.start() < name.start());
        persons.get(at).filter(|p| name.contains(p.span)).map(|_| at)
    }
}
