//! Full official names of bodies: short territories, bare head nouns and abbreviations by what the page says.
mod again;
mod aliases;
mod bare;
mod built;
mod compose;
mod cues;
mod departments;
mod full;
mod lists;
mod offices;
mod origin;
mod owners;
mod posted;
mod seats;
mod sections;
mod short;
mod zones;

use std::{
    cell::{OnceCell, RefCell},
    sync::Arc,
};

use super::{Page, Subjects};
use crate::{
    lexicon::{AgencyCue, FullName, RegionId, System},
    matcher::Cues,
    mention::{Body, Found, TitleMention},
    rules::{RuleError, RuleId, RuleSet},
    value::AgencyKind,
};
use compose::Composer;
use cues::NamingCue;

pub use origin::Origin;

/// Names bodies.
#[derive(Clone, Debug)]
pub struct NameBodies {
    alias: RuleId,
    composer: Composer,
}

/// How many bodies back one is looked for that a word means.
const BODIES_BACK: usize = 100;

/// The verb of what has parts, alone and behind other characters (设, 内设, 下设).
const SETS_UP: char = '设';

/// Between the posts of one person.
const BETWEEN_POSTS: [char; 2] = ['、', '兼'];

/// The bodies before the `i`th that start at byte `from` or behind it, the last first, each with its place in the list.
fn back_to(bodies: &[Found<Body>], i: usize, from: usize) -> impl Iterator<Item = (usize, &Found<Body>)> {
    let near = bodies[..i].iter().enumerate().rev().take(BODIES_BACK);
    near.take_while(move |(_, b)| b.span.start() >= from)
}

/// What naming reads.
struct Named<'a> {
    page: Page<'a>,
    /// In order.
    titles: &'a [Found<TitleMention>],
    cues: &'a Cues<AgencyCue>,
    /// What words in names and around bodies without a territory show.
    words: &'a Cues<NamingCue>,
    composer: &'a Composer,
    composed: &'a Composed,
    /// What stretches of the page are about.
    subjects: Subjects,
    /// Zones that no table holds, as they are written and in full, in the order of the page; a hundred at most.
    zones: RefCell<Vec<(&'a str, String)>>,
    /// The town that the first line names, once somebody asked.
    headline_town: OnceCell<Option<String>>,
}

/// Names of departments put together before: pages speak of the same ones again and again.
#[derive(Debug, Default)]
pub struct Composed(RefCell<Vec<Slot>>);

type Slot = Option<(Parts, Arc<FullName>)>;

/// What the name of a department of a territory is made of: the territory, where the stem lies among those of the rules, and
/// how they go together.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Parts {
    seat: RegionId,
    stem: usize,
    system: System,
    kind: AgencyKind,
}

impl Composed {
    const SLOTS: usize = 1 << 10;

    /// The name made of these parts; put together where it is not at hand.
    fn of(&self, parts: Parts, compose: impl FnOnce() -> FullName) -> Arc<FullName> {
        let mut slots = self.0.borrow_mut();
        if slots.is_empty() {
            slots.resize(Self::SLOTS, None);
        }
        let slot = &mut slots[(usize::from(parts.seat.0) ^ parts.stem >> 4) % Self::SLOTS];
        match slot {
            Some((of, name)) if *of == parts => Arc::clone(name),
            _ => Arc::clone(&slot.insert((parts, Arc::new(compose()))).1),
        }
    }
}

impl NameBodies {
    /// Builds the resolver.
    ///
    /// # Errors
    /// A rule that is missing or wrong.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        Ok(Self { alias: rules.id("agencies/alias")?, composer: Composer::new(rules)? })
    }

    /// Gives every body of a page its full name; bodies that stay without one are none. `titles` are those of the page, in
    /// order; `composed` is memory for all pages read by the same rules.
    pub fn name(
        &self,
        page: Page<'_>,
        titles: &[Found<TitleMention>],
        composed: &Composed,
        bodies: &mut Vec<Found<Body>>,
    ) {
        let mut named = Named {
            page,
            titles,
            cues: &page.lexicon.cues,
            words: &self.composer.words,
            composer: &self.composer,
            composed,
            subjects: Subjects::default(),
            zones: RefCell::default(),
            headline_town: OnceCell::new(),
        };
        for i in 0..bodies.len() {
            if !bodies[i].value.bare {
                named.full(bodies, i);
            }
        }
        named.zones_in_full(bodies);
        named.departments_in_full(bodies);
        named.subjects = Subjects::new(page, bodies);
        let named = &named;
        for i in 0..bodies.len() {
            if bodies[i].value.bare {
                named.bare(bodies, i);
            }
            // What a bare body owns was waiting for its name.
            if bodies[i].value.full.is_none() && bodies[i].value.owner.is_some() {
                named.full(bodies, i);
            }
        }
        named.departments_in_full(bodies);
        self.aliases(named, bodies);
        named.in_full(bodies);
        for i in 0..bodies.len() {
            if bodies[i].value.owner.is_some() && bodies[i].value.full.is_none() {
                named.full(bodies, i);
            }
        }
        named.local_offices(bodies);
        named.spell_out(bodies);
        named.other_corps(bodies);
    }
}
