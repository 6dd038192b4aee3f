//! Parts of bodies: branches, groups posted to others and offices, of words that no table holds or by a word that means one
//! named before.
use super::{Candidate, Final, NameCue, NameLetterCue, Stem, Walk, reached::NAME_CHARACTERS};
use crate::{
    mention::Body,
    text::{Span, is_han},
    value::AgencyKind,
};

/// How many characters of its own a branch has at most before its final word.
const OWN_WORDS: usize = 8;

impl<'l> Walk<'l> {
    /// 行政法务司|司长|办公室: the office of a post.
    pub(super) fn office_of_title(&self, head: usize, end: usize) -> Option<Candidate<'l>> {
        let title =
            self.titles.get(..self.title)?.iter().rev().find(|t| t.end() <= head).filter(|t| t.end() == head)?;
        let owner = self.body_before(title.start())?;
        let upper = &self.out.bodies[owner];
        let stem = Stem::Built(Span::new(title.start(), end));
        let body = Candidate::new(upper.span.start(), stem, upper.value.kind, self.agencies.built);
        Some(Candidate { owner: Some(owner), ..body })
    }

    /// 南昌市公安局|西湖|分局, 县司法局|丹江|司法所: a branch under its owner and its own words, which no table holds.
    pub(super) fn branch(&self, head: usize, end: usize) -> Option<Candidate<'l>> {
        let mut at = head;
        for _ in 0..=OWN_WORDS {
            if let Some(owner) = self.owner(at) {
                let upper = &self.out.bodies[owner];
                let fits = at < head && !upper.value.bare && upper.value.kind != AgencyKind::Party;
                let stem = Stem::Built(Span::new(at, end));
                let body = Candidate::new(upper.span.start(), stem, upper.value.kind, self.agencies.built);
                return fits.then_some(Candidate { owner: Some(owner), ..body });
            }
            let c = self.text.get(..at)?.chars().next_back()?;
            // 下辖若干|支队
            if self.is_unlikely(c) || self.agencies.letters.is(NameLetterCue::InNoBranch, c) {
                return None;
            }
            at -= c.len_utf8();
        }
        None
    }

    /// 、|武昌|分局: a branch named by its place alone; resolution finds whose it is.
    pub(super) fn branch_alone(&self, Final { head, end, kind, .. }: Final) -> Option<Candidate<'l>> {
        let (start, _) = self.lexicon.regions.longest_before(self.text, head)?;
        let body = Candidate::new(start, Stem::Built(Span::new(start, end)), kind, self.agencies.built);
        self.opens(start).then_some(Candidate { bare: true, ..body })
    }

    /// ，|中心|主任: a word that before its title means a body named before; resolution finds which.
    pub(super) fn meant(&self, Final { head, end, kind, .. }: Final) -> Option<Candidate<'l>> {
        let words = &self.agencies.words;
        let body = Candidate::new(head, Stem::Built(Span::new(head, end)), kind, self.agencies.built);
        // 。|总局|是国务院直属机构: there is but one of them on most pages.
        let general = || words.is(NameCue::OneOfItsKind, self.between(head, end));
        // 。|支队|为市交通运输局所属事业单位
        let heads = || {
            let before = self.before(head);
            before.is_empty()
                || before.ends_with(['。', '\n', '\u{3000}'])
                || before.ends_with('为') && words.starts(NameCue::Unveiled, self.behind(end))
        };
        (self.opens(head) && (self.before_title(end) || general() || heads()))
            .then_some(Candidate { bare: true, ..body })
    }

    /// 中央纪委国家监委|驻|某某有限公司|纪检监察组: a group posted to what is no public body.
    pub(super) fn posted(&self, head: usize) -> Option<Candidate<'l>> {
        let near = self.text.get(..head)?.char_indices().rev().take(NAME_CHARACTERS);
        let near = near.take_while(|&(_, c)| is_han(c) || matches!(c, '（' | '）' | '(' | ')'));
        let (at, c) = near.filter(|&(_, c)| c == '驻').last()?;
        let start = self.resident(at + c.len_utf8()).filter(|_| at + c.len_utf8() < head)?;
        Some(Candidate::new(start, Stem::Written, AgencyKind::Supervisory, self.agencies.built))
    }

    /// 省纪委监委|第七监督检查室: where the first of two bodies starts that have their sections in common.
    pub(super) fn joint_watch(&self, owner: usize) -> Option<usize> {
        let at = self.out.bodies[owner].span.start();
        let watch = |b: &Body| b.kind == AgencyKind::Supervisory && !b.fused;
        let first = self.body_before(at).filter(|_| watch(&self.out.bodies[owner].value))?;
        let first = &self.out.bodies[first];
        let joint = self.agencies.words.starts(NameCue::Watch, self.behind(at));
        (joint && watch(&first.value)).then(|| first.span.start())
    }

    /// 中央纪委国家监委|驻|中央社会工作部|纪检监察组: where the bodies before 驻 start.
    pub(super) fn resident(&self, start: usize) -> Option<usize> {
        let posted = self.text.get(..start)?.strip_suffix('驻')?;
        let mut at = posted.strip_suffix('派').unwrap_or(posted).len();
        let first = at;
        // 中央纪委|国家监委: at most two.
        for _ in 0..2 {
            let next = self.out.bodies.iter().rev().take_while(|b| b.span.end() >= at).find(|b| b.span.end() == at);
            at = next.map_or(at, |body| body.span.start());
        }
        // 驻|某局|纪检监察组: of whom is not said.
        let alone = self.text.get(..at)?.chars().next_back().is_none_or(|c| !is_han(c));
        (at < first || alone).then_some(at)
    }
}
