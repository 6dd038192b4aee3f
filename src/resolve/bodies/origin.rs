//! Where a body's full name comes from, found again when somebody asks: naming itself keeps no notes.
use super::{Page, bare::NATIONAL};
use crate::{
    lexicon::{Place, RegionId},
    mention::{Body, Found, Naming},
};

/// What tells which body is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Its own words.
    Words,
    /// The body before it that it belongs to, by its place in the list.
    Owner(usize),
    /// A territory; where another place of the page tells which one, the byte of that place.
    Territory(RegionId, Option<usize>),
    /// Another mention with the same full name, by its place in the list.
    Mention(usize),
    /// The nation: a head noun that no territory near goes with.
    Nation,
    /// The special territory that the page is about.
    About,
    /// The page as a whole, in a way that leaves no one place to show.
    Page,
}

impl Page<'_> {
    /// What tells which body `bodies[i]` is; `bodies` is the list as naming left it.
    pub fn origin(&self, bodies: &[Found<Body>], i: usize) -> Origin {
        let found = &bodies[i];
        let body = &found.value;
        let Some(full) = &body.full else { return Origin::Page };
        let same = |b: &Found<Body>| b.value.name() == Some(&full.name) && b.span != found.span;
        let earlier = || bodies.iter().rposition(|b| b.span.end() <= found.span.start() && same(b) && !b.value.bare);
        let later = || bodies.iter().position(|b| b.span.start() >= found.span.end() && same(b) && !b.value.bare);
        if let Naming::Known(known) = &body.naming
            && known == full
        {
            return Origin::Words;
        }
        if let Some(owner) = body.owner
            && bodies.get(owner).is_some_and(|upper| upper.value.full.is_some())
        {
            return Origin::Owner(owner);
        }
        let composed = |id: RegionId| full.name.contains(&*self.lexicon.regions.get(id).name);
        match (&body.territory, body.seat) {
            (Some(territory), Some(seat)) if composed(seat) => {
                let told = match &territory.place {
                    Place::Level(_) => true,
                    Place::Regions(ids) => ids.len() > 1,
                    _ => false,
                };
                let at = told.then(|| self.anchors.source(&self.lexicon.regions, seat, found.span.start())).flatten();
                Origin::Territory(seat, at.filter(|&at| !(territory.start..found.span.end()).contains(&at)))
            }
            (Some(territory), None) if territory.place == Place::Nation => Origin::Words,
            (Some(territory), _) if matches!(territory.place, Place::Zone(..)) => Origin::Words,
            _ => match (earlier().or_else(later), body.seat) {
                (Some(other), _) => Origin::Mention(other),
                (None, Some(seat)) if composed(seat) => {
                    Origin::Territory(seat, self.anchors.source(&self.lexicon.regions, seat, found.span.start()))
                }
                _ if self.special.is_some_and(|special| full.region.as_deref() == Some(special.code())) => {
                    Origin::About
                }
                _ if NATIONAL.iter().any(|head| full.name.strip_prefix(head) == Some(found.span.of(self.text))) => {
                    Origin::Nation
                }
                _ if full.name == found.span.of(self.text) => Origin::Words,
                _ => Origin::Page,
            },
        }
    }
}
