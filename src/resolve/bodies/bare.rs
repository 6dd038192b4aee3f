//! Head nouns without a territory (组织部, 管委会): which body of the page they mean, if any.
use std::sync::Arc;

use super::{
    BODIES_BACK, Named,
    compose::{below, join},
};
use crate::{
    lexicon::{AgencyCue, FullName, RegionId},
    mention::{Body, Found, Naming},
    text::Span,
    value::{AgencyKind, is_numeral, names::ANY_COMMITTEE},
};

/// What stands before the names of national bodies, in the order in which they are looked for.
pub(super) const NATIONAL: [&str; 3] = ["国家", "中央", "国务院"];

/// What a head noun means.
#[derive(Debug)]
pub(super) enum Meant<'s> {
    /// The body at this place of the list.
    Body(usize),
    /// What the body at this place has inside, by its own name.
    Part(usize, &'s str),
    /// The one of this territory.
    Of(RegionId),
    /// One known by name, and its seat.
    Name(Option<RegionId>, Arc<FullName>),
}

impl Named<'_> {
    /// The body that the page is about where the `i`th stands, unless another one has stood alone on a line since the heading.
    pub(super) fn own(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let at = bodies[i].span.start();
        let own = self.subjects.at(at)?;
        let (heading, _) = self.subjects.part(at)?;
        let since = bodies[..i].iter().rev().take(BODIES_BACK).take_while(|b| b.span.start() > heading);
        let alone = |b: &Found<Body>| {
            let line = self.page.layout.line_at(b.span.start());
            b.value.full.is_some() && !b.value.bare && line.of(self.page.text).trim() == b.span.of(self.page.text)
        };
        (!since.into_iter().any(alone)).then_some(own)
    }

    /// The body that the page is about, where another one was named last before the line of the `i`th.
    pub(super) fn own_over(&self, bodies: &[Found<Body>], last: usize, i: usize) -> Option<usize> {
        let line = self.page.layout.line_at(bodies[i].span.start());
        self.own(bodies, i).filter(|_| bodies[last].span.start() < line.start())
    }

    /// Names a head noun that stands without a territory, where the page says which body it is.
    pub(super) fn bare(&self, bodies: &mut [Found<Body>], i: usize) {
        let span = bodies[i].span;
        if let Some((owner, start)) = self.inside_kind(bodies, i) {
            self.take(bodies, i, &Meant::Part(owner, span.of(self.page.text)));
            bodies[i].span = Span::new(start, span.end());
            return;
        }
        if let Some(owner) = self.assembly_of(bodies, i) {
            self.take(bodies, i, &Meant::Part(owner, span.of(self.page.text)));
            return;
        }
        let naming = bodies[i].value.naming.clone();
        let meant = match &naming {
            Naming::Department(stem, system) => self.department(bodies, i, stem, *system),
            Naming::Built(stem) => self.built(bodies, i, stem.of(self.page.text)),
            Naming::Known(_) => None,
        };
        if let Some(meant) = meant {
            self.take(bodies, i, &meant);
        }
    }

    /// 政协某市委员会专门委员会名单⏎一、|提案委员会⏎主任：…: the congress or conference that the page begins with, for a committee
    /// that opens a line, alone or before a post.
    fn assembly_of(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let (text, layout, span) = (self.page.text, self.page.layout, bodies[i].span);
        // A county's 监察委员会 is elected by the congress and no part of it.
        if !span.of(text).ends_with(ANY_COMMITTEE) || bodies[i].value.kind == AgencyKind::Supervisory {
            return None;
        }
        let line = layout.line_at(span.start());
        let mut head = text.get(line.start()..span.start())?.chars();
        let opens = head.all(|c| !c.is_alphabetic() || is_numeral(c));
        let alone = || text.get(span.end()..line.end()).is_some_and(|rest| rest.trim().is_empty());
        let assembly = |b: &Found<Body>| {
            let kind = matches!(b.value.kind, AgencyKind::Legislature | AgencyKind::Consultative);
            kind && b.value.full.is_some() && self.page.heads().any(|line| line.contains(b.span))
        };
        let owner = bodies[..i].iter().take(BODIES_BACK).position(assembly)?;
        (opens && (alone() || self.titled(span.end()))).then_some(owner)
    }

    /// Gives a body what it means.
    fn take(&self, bodies: &mut [Found<Body>], i: usize, meant: &Meant<'_>) {
        let body = match meant {
            Meant::Body(of) | Meant::Part(of, _) => Some(&bodies[*of].value),
            _ => None,
        };
        let kind = body.map_or(bodies[i].value.kind, |body| body.kind);
        let (seat, full) = match (meant, body) {
            (Meant::Part(_, stem), Some(owner)) => {
                (owner.seat, owner.full.as_ref().map(|f| below(f, &self.page.lexicon.spelled.in_full(stem)).into()))
            }
            (Meant::Of(seat), _) => {
                let regions = &self.page.lexicon.regions;
                let territory = regions.full_name(*seat);
                let name = match &bodies[i].value.naming {
                    Naming::Department(stem, system) => {
                        self.composer.compose(stem, *system, territory, self.names_zone(territory), kind)
                    }
                    Naming::Built(stem) => {
                        join(&[territory, &self.page.lexicon.spelled.in_full(stem.of(self.page.text))])
                    }
                    Naming::Known(full) => full.name.clone(),
                };
                (Some(*seat), Some(FullName { name, region: Some(regions.get(*seat).code.clone()) }.into()))
            }
            (Meant::Name(seat, full), _) => (*seat, Some(Arc::clone(full))),
            (_, of) => (of.and_then(|b| b.seat), of.and_then(|b| b.full.clone())),
        };
        let body = &mut bodies[i].value;
        (body.seat, body.full, body.kind) = (seat, full, kind);
    }

    /// Whether a title that goes with the body stands behind byte `end`: 政法委|原|书记.
    pub(super) fn titled(&self, end: usize) -> bool {
        let rest = self.page.text.get(end..).unwrap_or("");
        let title = self.page.text.len() - self.cues.behind(AgencyCue::Holder, rest).unwrap_or(rest).len();
        let next = self.titles.partition_point(|t| t.span.start() < title);
        self.titles.get(next).is_some_and(|found| {
            let (surface, heads) = (self.page.text.get(..end).unwrap_or(""), &found.value.heads);
            found.span.start() == title && (heads.is_empty() || heads.iter().any(|h| surface.ends_with(h.as_str())))
        })
    }

    /// 统计局 → 国家统计局, 组织部 → 中共中央组织部.
    pub(super) fn national(&self, surface: &str) -> Option<Arc<FullName>> {
        NATIONAL.iter().find_map(|head| {
            let full = join(&[head, surface]);
            let (start, known) = self.page.lexicon.bodies.before(&full, full.len())?.known()?;
            (start == 0).then(|| Arc::clone(&known.full))
        })
    }
}
