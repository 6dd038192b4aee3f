//! Organizations that are no public bodies: those known by name, those that words name, and bodies of foreign states.
use super::{Candidate, Final, Walk, cues::NameCue};
use crate::{
    lexicon::{Place, Reading},
    mention::{Found, Organization},
    rules::RuleId,
    text::Span,
    value::AgencyKind,
};

/// Where an organization starts, what it is, and the rule that says so.
pub(super) type Named = (usize, Organization, RuleId);

impl<'l> Walk<'l> {
    /// The organization that is known by name.
    pub(super) fn known_organization(&self, reading: Reading<'l>) -> Option<Named> {
        let end = reading.end();
        let (start, known) = reading
            .organization()
            .filter(|&(start, _)| !self.in_appointment(start, end) && !self.in_name(start, end))?;
        let value = Organization { name: known.name.as_str().into(), kind: known.kind };
        Some((start, value, self.agencies.organizations))
    }

    /// What words before the final word of organizations at `head..end` name.
    pub(super) fn built_organization(&self, head: usize, end: usize) -> Option<Candidate<'l>> {
        // 廉署|会按程序处理
        let one = end - head == '会'.len_utf8() && !self.before(head).ends_with('委');
        let modal = one && self.body_before(head).is_some();
        let last = Final { head, end, kind: AgencyKind::Government, section: false };
        self.built(last).filter(|found| !found.bare && !modal)
    }

    /// 美国|国务院, 以色列|前|国防部: where the foreign state starts that the body is one of, and its name.
    pub(super) fn state_before(&self, body: &Candidate<'l>) -> Option<(usize, &str)> {
        if body.owner.is_some() || body.territory.is_some_and(|t| t.place != Place::Nation) {
            return None;
        }
        self.lexicon.states.named_before(self.text, body.start)
    }

    /// ⏎杨振|华为|某局副主任: whether a name begins before the mention at the head of its clause, and a title ends that.
    fn is_made(&self, start: usize, end: usize) -> bool {
        const MARKS: [char; 9] = ['\n', '，', ',', '；', ';', '：', ':', '。', '、'];
        let head = self.text.get(..start).and_then(|t| t.rsplit(MARKS).next()).unwrap_or("");
        let name = (1..=2).contains(&head.chars().count()) && self.lexicon.names.surname_of(head).is_some();
        let stop = || end + self.text.get(end..).and_then(|t| t.find(MARKS)).unwrap_or(self.text.len() - end);
        name && self.titles.iter().skip_while(|t| t.start() < end).take(4).any(|t| t.end() == stop())
    }

    /// 主任郭|清华: whether a short name of an organization is what somebody is called behind a title.
    fn in_name(&self, start: usize, end: usize) -> bool {
        const NAME_BYTES: usize = 6;
        let surname = |at: usize| self.text.get(at..start).is_some_and(|t| self.lexicon.names.surname_of(t).is_some());
        let Some(at) = start.checked_sub(3).filter(|&at| end - start <= NAME_BYTES && surname(at)) else {
            return false;
        };
        let title = self.titles.partition_point(|t| t.end() < at);
        self.titles.get(title).is_some_and(|t| t.end() == at)
    }

    /// 任命钟卫|华为: in an appointment 为 is the verb.
    fn in_appointment(&self, start: usize, end: usize) -> bool {
        let head = self.text.get(..start).unwrap_or("");
        let near = head.char_indices().rev().nth(3).and_then(|(at, _)| head.get(at..)).unwrap_or(head);
        self.text.get(start..end).is_some_and(|t| t.ends_with('为'))
            && (self.agencies.words.stands_in(NameCue::Appoints, near) || self.is_made(start, end))
    }

    pub(super) fn organization(&mut self, start: usize, end: usize, value: Organization, rule: RuleId) {
        self.out.organizations.push(Found { span: Span::new(start, end), value, rule });
    }
}
