//! Titles in bodies that were not read: what stands before them shows it.
use super::{AROUND, Bare, PostCue};
use crate::{
    mention::{Board, Found},
    relate::{CLAUSE_ENDS, cues::RelationCue},
    text::is_han,
};

/// Whether one of these ends at byte `at`.
fn ends<T>(list: &[Found<T>], at: usize) -> bool {
    let next = list.partition_point(|m| m.span.start() < at);
    list[next.saturating_sub(4)..next].iter().any(|m| m.span.end() == at)
}

impl Bare<'_> {
    /// 华东督察|局长: glued to characters that were not read, the title is in a body that was not read either.
    pub(super) fn is_glued(&self) -> bool {
        let head = self.reader.page.text.get(..self.at).unwrap_or("");
        if self.is_elsewhere(head) {
            return true;
        }
        // 某医院前|院长: of what is called so, though it was not read.
        let past = self.cues().before(PostCue::Past, head);
        // 某镇前|党委书记: nor in a town that was not read.
        let unread = |rest: &str| self.has(rest) || self.party_group && self.cues().ends(PostCue::Township, rest);
        past.is_some_and(|rest| unread(rest) && !ends(&self.reader.board.bodies, rest.len()))
            || self.follows_unread(self.at)
    }

    /// Whether characters that were not read stand right before byte `at`.
    pub(super) fn follows_unread(&self, at: usize) -> bool {
        let Board { persons, dates, bodies, ranks, .. } = self.reader.board;
        let head = self.reader.page.text.get(..at).unwrap_or("");
        head.ends_with(is_han)
            && !self.reader.words.cues.ends(RelationCue::BeforeTitle, head)
            && !(ends(persons, at) || ends(dates, at) || ends(bodies, at) || ends(ranks, at))
    }

    /// 在隧洞管理处当过|主任: somewhere that was not read.
    fn is_elsewhere(&self, head: &str) -> bool {
        let head = head.get(head.ceil_char_boundary(head.len().saturating_sub(AROUND))..).unwrap_or("");
        let cues = &self.reader.words.cues;
        let served = cues.before(RelationCue::Served, head);
        let Some(clause) = served.map(|t| t.rsplit(CLAUSE_ENDS).next().unwrap_or("")) else { return false };
        let place = self
            .cues()
            .last_in(PostCue::Where, clause)
            .and_then(|at| self.cues().behind(PostCue::Where, clause.get(at..)?));
        let Some(place) = place else { return false };
        let from = self.at - (head.len() - served.map_or(0, str::len)) - place.len();
        let bodies = &self.reader.board.bodies;
        let read =
            bodies.get(bodies.partition_point(|b| b.span.start() < from)).is_some_and(|b| b.span.end() <= self.at);
        !read && !cues.starts(RelationCue::There, place) && place.chars().nth(2).is_some()
    }
}
