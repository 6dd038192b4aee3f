//! Which bodies an event is told of.
use std::ops::Range;

use super::{BodyCue, EventCue, Scene, events::Telling};
use crate::{
    matcher::{Group, Symbol},
    relate::{
        EventKind, SYMBOL,
        cues::RelationCue,
        line::Item,
        maker::{Each, SubjectAs},
        words::Role,
    },
    segment::{COMMAS, OPEN_QUOTES},
};

/// The bodies that an event is told of.
#[derive(Debug, Default)]
pub(super) struct ToldOf {
    /// The one that the text is about.
    pub(super) subject: Option<usize>,
    /// Those that stand in one list with it.
    listed: Vec<usize>,
    /// Those that the match names.
    pub(super) named: Vec<usize>,
    /// Those that the match counts.
    counted: Vec<usize>,
}

impl ToldOf {
    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> {
        let Self { subject, listed, named, counted } = self;
        subject.iter().chain(listed).chain(named).chain(counted).copied()
    }
}

impl Telling<'_> {
    /// The bodies that the event is told of; none where it is told of a person.
    pub(super) fn told_of(&self) -> Option<ToldOf> {
        let start = self.whole.start;
        let counts = self.form.each == Each::Counted;
        let counted = if counts { self.counted(start) } else { Vec::new() };
        let (subject, named) = match &self.group {
            Some(group) => self.told_of_named(group),
            None if counts => (None, Vec::new()),
            None if self.personal(self.whole.clone()) => return None,
            None => (self.told_of_subject(), Vec::new()),
        };
        // …又与B合并，成立C: of what the sentence is about, too.
        let subject = subject.or_else(|| if self.form.subject == SubjectAs::Too { self.here() } else { None });
        // A、B分别升格
        let listed = subject.filter(|_| self.group.is_none());
        let mut listed = listed.map(|one| self.with_list(start, vec![one])).unwrap_or_default();
        listed.retain(|&body| subject != Some(body));
        Some(ToldOf { subject, listed, named, counted })
    }

    /// The body that it is told of where the match names none.
    fn told_of_subject(&self) -> Option<usize> {
        let start = self.whole.start;
        let other = match self.form.kind {
            EventKind::Renamed if self.tells_name_of_now(self.words()) => self.called_now(start),
            EventKind::Upgraded => self.came_from(start),
            _ => None,
        };
        other.or_else(|| self.here())
    }

    /// The bodies that it is told of where the match names some: these, or where they only go with its verb the subject.
    fn told_of_named(&self, group: &Range<usize>) -> (Option<usize>, Vec<usize>) {
        let items = self.line.items_in(group.clone());
        if let [first, .., last] | [first @ last] = items {
            let other = match self.found.group(Group::Middle) {
                Some(_) => self.goes_before(first, last),
                None => self.goes_beside(group, first, last),
            };
            if other {
                return (self.subject_here(last.at), Vec::new());
            }
        }
        // 隶属A，|B裁撤: what stands before the comma is an object of another verb.
        let start = self.behind_object(items, group.start == self.whole.start).unwrap_or(group.start);
        let named = self.line.items_in(start..group.end.max(start)).iter();
        (None, named.filter(|i| self.is_named(i)).map(|i| i.index).collect())
    }

    /// Whether a mention is a body that the event is told of by its name.
    fn is_named(&self, item: &Item) -> bool {
        item.symbol == Symbol::Agency
            && !self.is_alias(item.at)
            // A、B与|某厅|所属的C整合
            && !self.owns_next(item.at)
            // 设立|市政府|驻上海联络处: what was read is only whose it is.
            && !self.cues().starts(EventCue::Outpost, self.behind(item))
            // 某厅（原|某委）揭牌
            && (self.form.kind != EventKind::Founded || !self.is_old_name(item.at))
    }

    /// 由…, 在原…: whether the bodies before the verb, from the first to the last, are not the ones that it is told of.
    fn goes_before(&self, first: &Item, last: &Item) -> bool {
        let object = self.is_object(first.at)
            // 最早的是|某局，…
            && !self.cues().ends(EventCue::SinglesOut, self.line.part(0..first.at))
            && !self.is_unveiled_for(first)
            && !self.is_told_of_forerunner(first)
            && !self.is_told_of_parts(first, last);
        object || self.is_attribute(last.at) || self.gives_duties(last.at)
    }

    /// 为|某局揭牌: whether it is this body that is unveiled.
    fn is_unveiled_for(&self, first: &Item) -> bool {
        let line = self.line;
        let shown = self.cues().ending(line.part(0..first.at).trim_end_matches(OPEN_QUOTES));
        shown.has(EventCue::OnBehalf)
            && !shown.has(EventCue::As)
            && !self.was(first.at)
            && !line.ends(Role::Named, first.at)
            && line.inside(Role::Plate, self.whole.clone())
    }

    /// 其前身是|某局，成立于1985年: whether it is told of what something was before.
    fn is_told_of_forerunner(&self, first: &Item) -> bool {
        let dated = || {
            self.cues().ends(EventCue::When, self.words())
                || self.cues().starts(EventCue::When, self.line.text.get(self.whole.end..).unwrap_or(""))
        };
        self.was(first.at)
            && !self.gives_duties(first.at)
            && (dated() || self.told_till_renamed(first.at, self.whole.end))
    }

    /// 下设|A、B，都在同日挂牌: whether it is told of the parts of a body.
    fn is_told_of_parts(&self, first: &Item, last: &Item) -> bool {
        let middle = self.line.part(last.at + SYMBOL..self.whole.end).trim_start_matches(COMMAS);
        self.line.ends(Role::SetsUp, first.at) && self.line.signs().starts(BodyCue::All, middle)
    }

    /// 是新组建的|省政府|直属机构; 改为|省政府|直属机构，2018年并入…: whether the bodies beside the verb, from the first to the last, only
    /// say of what is spoken of whose it is, or stand by another verb.
    fn goes_beside(&self, group: &Range<usize>, first: &Item, last: &Item) -> bool {
        let (kind, alone) = (self.form.kind, first.at == last.at);
        let closes = group.end == self.whole.end || matches!(kind, EventKind::Renamed | EventKind::Founded) && alone;
        closes && self.is_status(last.at)
            || kind == EventKind::Abolished && group.end < self.whole.end && self.only_owns(last)
            || kind == EventKind::Merged && alone && self.merges_into_part(last)
            || alone && self.only_approves(last.at)
    }

    /// 某局|管理的登记处全部撤销: whether it is told of what a body manages.
    fn only_owns(&self, item: &Item) -> bool {
        let behind = self.behind(item);
        behind.starts_with('的')
            || self.line.cues().starts(RelationCue::Owner, behind)
            || self.cues().starts(EventCue::Unit, behind)
    }

    /// 职责划入某厅，|某局并入…; 某局并入|省政府|直属机构: whether a merger is not told of the one body that the match names.
    fn merges_into_part(&self, item: &Item) -> bool {
        self.cues().starts(EventCue::Unit, self.behind(item))
            || self.words().contains(COMMAS) && self.is_object(item.at)
    }

    /// 隶属A，B: where what is no object starts, if the first of these stands in another clause than the last; whether the
    /// match `opens` with them.
    fn behind_object(&self, items: &[Item], opens: bool) -> Option<usize> {
        let line = self.line;
        let (first, last) = items.first().zip(items.last())?;
        let comma = line.part(first.at..last.at).rfind(COMMAS)?;
        // 转隶|新组建的A，B并入C
        let fresh = || line.before(Role::Fresh, first.at).filter(|_| self.form.kind != EventKind::Founded);
        let head = fresh().unwrap_or(first.at);
        let placed = || {
            let head = line.part(0..first.at);
            line.signs().ends(BodyCue::From, head) || self.cues().ends(EventCue::There, head)
        };
        // 更名为|A，B并入C
        let object = line.ends(Role::Moved, head) || placed() || line.ends(Role::Named, first.at);
        // 新设A和B，|前者挂牌: what a word stands for is spoken of anew.
        let stands_for = || opens && self.cues().starts(EventCue::StandsFor, last.span.of(self.view.page.text));
        (object || stands_for()).then(|| line.text.ceil_char_boundary(first.at + comma + 1))
    }
}

impl Scene<'_> {
    /// 前身为|某局，1962年成立，2005年更名: whether a date stands right behind the body at byte `at`, and what is told up to byte
    /// `end` is told before a change of name.
    fn told_till_renamed(self, at: usize, end: usize) -> bool {
        let line = self.line;
        let behind = line.part(at + SYMBOL..end).trim_start_matches(COMMAS);
        let rest = line.part(line.near_range(end, line.text.len()));
        let rest = rest.split(['。', '；', ';']).next().unwrap_or("");
        behind.starts_with(Symbol::Date.char())
            && (rest.starts_with(COMMAS) || line.part(at..end).ends_with(COMMAS))
            && self.cues().stands_in(EventCue::Renamed, rest)
    }

    /// 由A|升格: the body right before the verb that something was raised from.
    fn came_from(self, at: usize) -> Option<usize> {
        let item = self.line.last_in(0..at).filter(|i| i.symbol == Symbol::Agency && i.at + SYMBOL == at)?;
        let head = self.without_former(self.line.part(0..item.at));
        self.line.signs().ends(BodyCue::From, head).then_some(item.index)
    }

    /// 由原|某局: the words before a body without the one that says that it is no more.
    pub(super) fn without_former(self, head: &str) -> &str {
        self.line.signs().before(BodyCue::Former, head).unwrap_or(head)
    }
}
