//! Bodies that the page has named and now speaks of by the end of their names alone.
use super::{BODIES_BACK, Named, back_to, bare::Meant, cues::NamingCue};
use crate::{
    lexicon::{AgencyCue, Reading},
    mention::{Body, Found, is_called},
    text::{Norm, Span},
    value::AgencyKind,
};

/// How many bodies back, and on, one is looked for whose name ends like a head noun.
const ALIKE_BODIES_OFF: usize = 200;
const ON: usize = 50;

/// How much text, in bytes, lies between a body and a word like 委员会 that means it.
const JUST_BEFORE: usize = 400;

impl Named<'_> {
    /// The body named in full before (else after) whose name ends like this.
    pub(super) fn by_tail<'s>(&self, bodies: &[Found<Body>], i: usize, stem: &'s str) -> Option<Meant<'s>> {
        let Found { span, value: body, .. } = &bodies[i];
        // …军分区: the place stands before it.
        let stem = stem.strip_prefix('…').unwrap_or(stem);
        let surface = span.of(self.page.text);
        let titled = self.titled(span.end());
        // |委员会|办公室设在某局: there is one that has an office.
        let has_office = || self.page.text.get(span.end()..).is_some_and(|t| self.words.starts(NamingCue::Office, t));
        let one = || self.speaks_of_one(*span) || self.named_in_paragraph(&bodies[..i], *span, stem);
        let told = surface.chars().count() >= 3 && (titled || has_office() || one());
        if !told {
            return None;
        }
        let last = |reach: usize, fits: &dyn Fn(&Found<Body>) -> bool| {
            let near = i.saturating_sub(reach);
            bodies[near..i].iter().rposition(fits).map(|n| near + n)
        };
        let same = |b: &Found<Body>| b.value.full.is_some() && b.value.bare && b.span.of(self.page.text) == surface;
        if let Some(named) = last(BODIES_BACK, &same) {
            return Some(Meant::Body(named));
        }
        // 数字湖南建设|领导小组, 食品安全|委员会 may have been named by themselves.
        let group = body.kind == AgencyKind::LeadingGroup;
        let fits = |b: &Found<Body>| {
            (!b.value.bare || b.span.len() > span.len())
                && b.value.name().is_some_and(|n| n.ends_with(stem) && n.len() > stem.len())
        };
        // ,委员会被并入文化局: of the body named in full just before.
        if surface == stem && !titled && !group && self.is_mere(stem) {
            let just = |b: &Found<Body>| {
                b.span.end() + JUST_BEFORE > span.start() && !b.value.fused && b.value.kind != AgencyKind::Party
            };
            return last(BODIES_BACK, &|b| just(b) && fits(b)).map(Meant::Body);
        }
        let later = || bodies[i + 1..].iter().take(ON).position(fits).map(|n| i + 1 + n);
        if let Some(named) = last(ALIKE_BODIES_OFF, &fits).or_else(later) {
            return Some(Meant::Body(named));
        }
        // 领导小组|办公室: the office of the group that the page names in full.
        let group = self.words.before(NamingCue::Office, stem).filter(|group| group.chars().count() >= 3)?;
        let owner = last(ALIKE_BODIES_OFF, &|b| {
            (!b.value.bare || b.span.len() > group.len())
                && b.value.name().is_some_and(|n| n.ends_with(group) && n.len() > group.len())
        });
        owner.and_then(|owner| Some(Meant::Part(owner, stem.get(group.len()..)?)))
    }

    /// 某委疾控处处长…，其空出的|疾控处|处长; 某海关镇海办事处开张。…，|办事处|升格: the section that the paragraph named before with
    /// the body that it is in.
    pub(super) fn section_again(&self, bodies: &[Found<Body>], i: usize, stem: &str) -> Option<usize> {
        let span = bodies[i].span;
        let group = bodies[i].value.kind == AgencyKind::LeadingGroup;
        let opens = || !group && self.page.layout.clause_at(span.start()).start() == span.start();
        if stem.chars().nth(2).is_none()
            || self.words.is(NamingCue::Office, stem)
            || !(self.titled(span.end()) || opens())
        {
            return None;
        }
        let line = self.page.layout.line_at(bodies[i].span.start());
        let near = back_to(bodies, i, line.start());
        let same = |b: &Found<Body>| {
            b.value.owner.is_some()
                && !b.value.fused
                && b.value.name().is_some_and(|n| n.len() > stem.len() && n.ends_with(stem))
        };
        near.filter(|(_, b)| same(b)).map(|(n, _)| n).next()
    }

    /// ，|中心|主任: the last body before whose name ends so.
    pub(super) fn named_before(&self, bodies: &[Found<Body>], i: usize, stem: &str) -> Option<usize> {
        let near = i.saturating_sub(BODIES_BACK);
        let fits = |b: &Found<Body>| {
            !b.value.fused && b.value.name().is_some_and(|n| n.ends_with(stem) && n.len() > stem.len())
        };
        let last = near + bodies[near..i].iter().rposition(fits)?;
        Some(self.headline_before(bodies, self.page.layout.line_at(bodies[i].span.start()), last, stem))
    }

    /// Of the body that was called by `word` last, and the one that the page begins with and is called so, the one meant: the last,
    /// where it is named `near`, which is the paragraph or the sentence of the word.
    pub(super) fn headline_before(&self, bodies: &[Found<Body>], near: Span<Norm>, last: usize, word: &str) -> usize {
        let here = bodies[last].span.start() >= near.start();
        // Of an owner and what it owns, which start together, the longest.
        let first = || {
            let first =
                bodies[..last].iter().take(BODIES_BACK).position(|b| b.value.full.is_some() && !b.value.bare)?;
            let start = bodies[first].span.start();
            Some(first + bodies[first..last].iter().take_while(|b| b.span.start() == start).count() - 1)
        };
        let called = |n: &usize| !bodies[*n].value.fused && bodies[*n].value.name().is_some_and(|n| is_called(n, word));
        Some(last).filter(|_| here).or_else(|| first().filter(called)).unwrap_or(last)
    }

    /// Whether a stem is no more than a word for bodies (委员会).
    pub(super) fn is_mere(&self, stem: &str) -> bool {
        let reading = self.page.lexicon.bodies.before(stem, stem.len());
        reading.and_then(Reading::suffix).is_some_and(|(head, _)| head == 0)
    }

    /// The one body that the paragraph has named before whose name ends with `stem`.
    pub(super) fn sole_in_paragraph(&self, bodies: &[Found<Body>], i: usize, stem: &str) -> Option<usize> {
        let line = self.page.layout.line_at(bodies[i].span.start());
        let near = back_to(bodies, i, line.start());
        let full = |b: &Found<Body>| !b.value.bare && !b.value.fused && b.value.owner.is_none();
        let mut named =
            near.filter(|(_, b)| full(b) && b.value.name().is_some_and(|n| n.len() > stem.len() && n.ends_with(stem)));
        let (last, first) = named.next()?;
        named.all(|(_, b)| b.value.name() == first.value.name()).then_some(last)
    }

    /// 新组建的|自然资源厅: whether the paragraph has named one body, and one alone, whose name ends with `stem`.
    fn named_in_paragraph(&self, bodies: &[Found<Body>], span: Span<Norm>, stem: &str) -> bool {
        let line = self.page.layout.line_at(span.start());
        let near = bodies.iter().rev().take(BODIES_BACK).take_while(|b| b.span.start() >= line.start());
        let named = near.filter(|b| !b.value.bare && !b.value.fused).filter_map(|b| b.value.name());
        let mut named = named.filter(|name| name.len() > stem.len() && name.ends_with(stem));
        let Some(first) = named.next() else { return false };
        if self.page.special.is_some() {
            return false;
        }
        let after = self.page.text.get(span.end()..).unwrap_or("");
        // 各省份|数据局, 以省市加|数据局
        let before = self.page.text.get(..span.start()).unwrap_or("").trim_end();
        let head = before.chars().next_back();
        let open = head.is_none_or(|c| !c.is_alphanumeric()) || self.cues.ends(AgencyCue::Opens, before);
        let of_many = self.cues.starts(AgencyCue::OneOfMany, after);
        open && !of_many
            && !self.is_mere(stem)
            && !self.goes_on(after)
            && !self.words.starts(NamingCue::Peoples, stem)
            && named.all(|n| n == first)
    }

    /// Whether a bare head noun stands as the name of one body: in quotes, or after a verb or mark and not in a list of
    /// things of its kind.
    pub(super) fn speaks_of_one(&self, span: Span<Norm>) -> bool {
        let before = self.page.text.get(..span.start()).unwrap_or("").trim_end_matches([' ', '\u{3000}']);
        let after = self.page.text.get(span.end()..).unwrap_or("");
        let head = before.chars().next_back();
        let quoted = head.is_some_and(|c| matches!(c, '“' | '"' | '「')) && !after.starts_with(['”', '"', '」']);
        let subject = before.ends_with([',', '，', '。', '”', '；', ';']) || self.cues.ends(AgencyCue::Meant, before);
        let heads_line = (before.is_empty() || before.ends_with('\n')) && !after.starts_with(['\n', '：', ':', ' ']);
        let plate = self.cues.starts(AgencyCue::Plate, after);
        // 16个区的|数据局
        let counted = before.strip_suffix('的').and_then(|t| self.words.before(NamingCue::Level, t));
        if counted.is_some_and(|t| t.ends_with('个')) {
            return false;
        }
        // 各省相继成立|某领导小组
        let clause = self.page.layout.clause_at(span.start()).start();
        if before.get(clause..).is_some_and(|t| t.starts_with('各')) {
            return false;
        }
        // 。水利厅的老厅长
        let owns = after.starts_with('的') && !before.ends_with('。');
        quoted || plate || (subject || heads_line) && !owns && !after.starts_with(['”', '"']) && !self.goes_on(after)
    }

    /// Whether the words behind a body name or mean others of its kind.
    fn goes_on(&self, after: &str) -> bool {
        after.starts_with('、') || self.words.starts(NamingCue::Several, after)
    }
}
