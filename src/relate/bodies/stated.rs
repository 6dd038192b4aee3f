//! Whether an event is told as having happened.
use std::ops::Range;

use super::{BodyCue, EventCue, Scene, is_no_word};
use crate::{
    matcher::Symbol,
    relate::{
        EventKind,
        cues::RelationCue,
        words::{Role, Roles, Spoken},
    },
};

/// So many bytes behind an event a question is looked for.
const NEAR_BYTES: usize = 200;

/// What parts clauses.
const PARTS: [char; 5] = ['，', ',', '。', '；', ';'];

impl Scene<'_> {
    /// Whether the text states the event as having happened; `roles` are those of the words in the match.
    pub(super) fn stated(self, range: Range<usize>, roles: Roles, kind: EventKind) -> bool {
        let before = self.line.roles_ending(range.start);
        // 要求各地|成立数据局
        if before.has(Role::Class) || self.is_to_come(&range, roles, before) || self.is_asked(range.end) {
            return false;
        }
        match kind {
            EventKind::Founded => self.is_founding(range, roles, before),
            EventKind::Abolished => self.is_ending(range),
            EventKind::Renamed => self.is_new_name(range.end, roles),
            EventKind::Upgraded => self.is_of_body(range.end),
            EventKind::Merged => true,
        }
    }

    /// Whether the event is to come, or not certain; `roles` are those of the words in the match, `before`
    /// those of the words right before.
    fn is_to_come(self, range: &Range<usize>, roles: Roles, before: Roles) -> bool {
        let line = self.line;
        // 将|某办并入某局: done to it, not to come.
        let done = || {
            let head = self.line.signs().before(BodyCue::DoneTo, line.part(0..range.start));
            head.is_some_and(|t| !line.ends(Role::Prospect, t.len()))
                && line.part(range.clone()).starts_with(Symbol::Agency.char())
        };
        if roles.has(Role::Prospect) || before.has(Role::Prospect) && !done() {
            return true;
        }
        // 未来可能与某局|合并组建…: somewhere in the clause.
        let clause = line.near_range(line.clause_start(range.start).min(range.start), range.start);
        let prospect = |word: &Spoken| {
            let told = line.part(word.start as usize..word.end as usize);
            word.roles.has(Role::Prospect) && !self.cues().is(EventCue::MayCome, told)
        };
        line.any_word(clause, prospect)
    }

    /// 是升格了吗？: whether the sentence around byte `at` is a question.
    fn is_asked(self, at: usize) -> bool {
        let after = self.line.text.get(at..).unwrap_or("");
        let near = after.get(..after.floor_char_boundary(NEAR_BYTES)).unwrap_or("");
        let asked = [near.find('？'), near.find('?')].into_iter().flatten().min().and_then(|end| near.get(..end));
        asked.is_some_and(|sentence| !sentence.contains(['。', '！', '；', ';']))
    }

    /// 人民银行撤销|大区分行: whether the match tells of an end, not of what the body ends.
    fn is_ending(self, range: Range<usize>) -> bool {
        const NAMED: [Symbol; 5] =
            [Symbol::Agency, Symbol::Place, Symbol::Organization, Symbol::Posts, Symbol::Persons];
        let line = self.line;
        let after = line.text.get(range.end..).unwrap_or("");
        // 撤销|某局|的决定
        if after.starts_with('的') && line.part(range.clone()).ends_with(Symbol::Agency.char()) {
            return false;
        }
        let object = |c: char| c.is_alphanumeric() || NAMED.map(Symbol::char).contains(&c);
        // 撤销了，…
        if let Some(rest) = after.strip_prefix('了') {
            return !rest.starts_with(object);
        }
        let ends = line.roles_closing(range);
        let active = ends.has(Role::Abolishes) && !ends.has(Role::Abolished);
        // 撤销后，…
        !active || !after.starts_with(object) || line.cues().starts(RelationCue::IsOver, after)
    }

    /// Whether a match that ends at byte `at` tells of a new name: 升格为|省政府直属机构 is none; web sites are renamed without
    /// their bodies.
    fn is_new_name(self, at: usize, roles: Roles) -> bool {
        let ranked = || self.line.text.get(at..).is_some_and(|t| t.starts_with(Symbol::Rank.char()));
        !roles.has(Role::Site) && !ranked() && !self.line.starts(Role::Part, at)
    }

    /// 升格满一年, 升格为|副处级干部: whether it is a body that a match that ends at byte `at` tells to be raised.
    fn is_of_body(self, at: usize) -> bool {
        let line = self.line;
        let after = line.text.get(at..).unwrap_or("");
        let rest = after.split(PARTS).next().unwrap_or("");
        let person = || line.inside(Role::People, line.near_range(at, at + rest.len()));
        !line.starts(Role::NotYet, at) && !person() || self.cues().starts(EventCue::BodyNoun, after)
    }

    /// Whether the match tells of a founding; `roles` are those of the words in it, `before` those of the words right before.
    fn is_founding(self, range: Range<usize>, roles: Roles, before: Roles) -> bool {
        let line = self.line;
        // 省政府有关领导出席仪式并揭牌
        if roles.has(Role::Attends) || before.has(Role::NoLonger) || line.inside(Role::NoLonger, range.clone()) {
            return false;
        }
        let ends = line.roles_closing(range.clone());
        !self.gives_name(&range)
            && !self.sets_up_units(line.part(range.clone()))
            && !self.takes_object(&range, ends)
            && !self.hangs_elsewhere(&range, ends)
            && self.took_place(&range)
    }

    /// 挂牌|更名为某局, 由某办更名组建: whether what looks like a founding is of a name; not so behind a comma.
    fn gives_name(self, range: &Range<usize>) -> bool {
        let inside = self.line.part(range.clone());
        self.line.starts(Role::Named, range.end) && !inside.ends_with(PARTS)
            || self.cues().ends(EventCue::Reformed, inside)
    }

    /// 31个省和某兵团均已完成数据机构|组建: whether bodies set up what they were to set up.
    fn sets_up_units(self, inside: &str) -> bool {
        let cues = self.cues();
        let behind = inside.rsplit(Symbol::Agency.char()).next().unwrap_or("");
        let object = cues.last_in(EventCue::Completes, behind).and_then(|at| behind.get(at..));
        object.is_some_and(|object| cues.stands_in(EventCue::BodyNoun, object))
    }

    /// 贵州省人民政府决定成立|某领导小组, 国务院批复设立|某市: whether what is founded comes after the verb, which has the roles `ends`.
    fn takes_object(self, range: &Range<usize>, ends: Roles) -> bool {
        let after = self.line.text.get(range.end..).unwrap_or("");
        // 是在…基础上组建|的。
        let whole = || after.strip_prefix('的').is_some_and(|t| t.chars().next().is_none_or(is_no_word));
        ends.has(Role::FoundsObject)
            && !after.is_empty()
            && self.line.part(range.clone()).starts_with(Symbol::Agency.char())
            && !after.starts_with(is_no_word)
            && !self.cues().starts(EventCue::NoObject, after)
            && !whole()
    }

    /// Whether a plate hangs at another body; `ends` are the roles of the last word of the match.
    fn hangs_elsewhere(self, range: &Range<usize>, ends: Roles) -> bool {
        let (line, cues) = (self.line, self.cues());
        // 在某厅加挂牌子
        if ends.has(Role::HangsPlate) {
            return true;
        }
        let inside = line.part(range.clone());
        let clause = line.clause_start(range.start).min(range.start);
        match inside.strip_prefix(Symbol::Agency.char()) {
            // 某局牌子在|某厅挂牌
            Some(rest) => {
                cues.starts(EventCue::Hangs, rest.trim_start_matches(Symbol::Agency.char()))
                    && cues.ends(EventCue::There, line.part(clause..range.start))
            }
            // 在某厅|挂牌的还有某局
            None => {
                let head = line.part(0..range.start).strip_suffix(Symbol::Agency.char());
                head.is_some_and(|head| cues.ends(EventCue::There, head))
                    && cues.behind(EventCue::Hangs, inside).is_some_and(|rest| rest.starts_with('的'))
            }
        }
    }

    /// Whether a founding is told as such, not as the past or as what is prepared: 自成立|以来, 挂牌|前; 召开成立|大会 is one, 召开成立|大会筹备会
    /// none.
    fn took_place(self, range: &Range<usize>) -> bool {
        let (line, cues) = (self.line, self.cues());
        let shown = cues.starting(line.text.get(range.end..).unwrap_or(""));
        // Hardly a word on its founding, where no date stands with it.
        let clause = line.clause_start(range.start).min(range.start);
        if shown.has(EventCue::EverSince) && !line.items_in(clause..range.end).iter().any(|i| i.symbol == Symbol::Date)
        {
            return false;
        }
        !line.starts(Role::NotYet, range.end)
            || line.starts(Role::YetSo, range.end)
            || !shown.has(EventCue::Prepares) && cues.stands_in(EventCue::Holds, line.part(range.clone()))
    }
}
