//! The mentions of one page so far, by kind and in order of position.
use std::sync::Arc;

use smol_str::SmolStr;

use super::{Body, DateExpr};
use crate::{
    lexicon::{RegionId, Scope},
    rules::RuleId,
    text::{Norm, Span},
    value::OrganizationKind,
};

/// Something found in the text, and the rule that found it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<T> {
    /// Where it stands in the normalized text.
    pub span: Span<Norm>,
    /// What it is.
    pub value: T,
    /// The rule behind it.
    pub rule: RuleId,
}

/// A person.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The name without blanks.
    pub name: SmolStr,
    /// Whether the page gives the person a post in a public body.
    pub official: bool,
}

/// An organization that is no public body.
#[derive(Clone, Debug, PartialEq)]
pub struct Organization {
    /// Full name.
    pub name: SmolStr,
    /// What it is.
    pub kind: OrganizationKind,
}

/// A word for a post.
#[derive(Clone, Debug, PartialEq)]
pub struct TitleMention {
    /// Prefixes and canonical word: 常务副省长.
    pub name: SmolStr,
    /// What it needs to say whose post it is.
    pub scope: Scope,
    /// First byte of the word without prefixes.
    pub word: usize,
    /// Final words of the bodies whose head or member bears it; of a national title the body itself.
    pub heads: Arc<[String]>,
}

/// All mentions of a page.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// Dates.
    pub dates: Vec<Found<DateExpr>>,
    /// Bodies with a name, in order of position; those that are one word with a title or part of a longer name are no
    /// mentions, but facts may speak of them.
    pub bodies: Vec<Found<Body>>,
    /// Organizations that are no public bodies.
    pub organizations: Vec<Found<Organization>>,
    /// Ranks with their value.
    pub ranks: Vec<Found<SmolStr>>,
    /// Titles.
    pub titles: Vec<Found<TitleMention>>,
    /// Persons.
    pub persons: Vec<Found<Person>>,
    /// 《…》
    pub documents: Vec<Found<()>>,
    /// Divisions.
    pub places: Vec<Found<RegionId>>,
}

impl Board {
    /// Forgets the mentions, keeps the memory.
    pub fn clear(&mut self) {
        let Self { dates, bodies, organizations, ranks, titles, persons, documents, places } = self;
        dates.clear();
        bodies.clear();
        organizations.clear();
        ranks.clear();
        titles.clear();
        persons.clear();
        documents.clear();
        places.clear();
    }

    /// Bodies that are mentions: named, not one word with a title, not one noun for several, not part of a longer
    /// name.
    pub fn agencies(&self) -> impl Iterator<Item = &Found<Body>> {
        let mut end = 0;
        // Of bodies that touch, the one that starts first and reaches furthest comes first.
        self.bodies.iter().filter(move |b| {
            let outer = b.span.start() >= end;
            end = end.max(b.span.end());
            outer && !b.value.fused && !b.value.shared
        })
    }
}
