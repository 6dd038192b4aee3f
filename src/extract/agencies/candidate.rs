//! Bodies that words may name, before one of them is chosen.
use std::{cmp::Reverse, sync::Arc};

use crate::{
    lexicon::{FullName, Spelled, System, Territory},
    mention::{Body, Found, Naming},
    rules::RuleId,
    text::{Norm, Span},
    value::AgencyKind,
};

/// A body that its words may name, before it is chosen.
#[derive(Clone, Copy)]
pub(super) struct Candidate<'l> {
    pub(super) start: usize,
    pub(super) stem: Stem<'l>,
    pub(super) kind: AgencyKind,
    pub(super) territory: Option<Territory>,
    pub(super) owner: Option<usize>,
    pub(super) fused: bool,
    pub(super) bare: bool,
    pub(super) rule: RuleId,
}

/// What the name of a candidate is made of; see [`Naming`].
#[derive(Clone, Copy)]
pub(super) enum Stem<'l> {
    Known(&'l Arc<FullName>),
    Department(&'l Arc<str>, System),
    Built(Span<Norm>),
    /// The whole name, as it is written.
    Written,
}

/// The final word of what may be a name: where it stands, and what such a name is where it says nothing else.
#[derive(Clone, Copy)]
pub(super) struct Final {
    pub(super) head: usize,
    pub(super) end: usize,
    pub(super) kind: AgencyKind,
    pub(super) section: bool,
}

/// What may stand to the left of a department or a built name.
#[derive(Clone, Copy)]
pub(super) enum Left {
    Owner(usize),
    Territory(Territory),
}

impl<'l> Candidate<'l> {
    pub(super) fn new(start: usize, stem: Stem<'l>, kind: AgencyKind, rule: RuleId) -> Self {
        Self { start, stem, kind, territory: None, owner: None, fused: false, bare: false, rule }
    }

    /// What makes one candidate better than another that ends where it does.
    pub(super) fn rank(&self) -> (bool, Reverse<usize>) {
        (!self.bare, Reverse(self.start))
    }

    pub(super) fn found(self, spelled: &Spelled, text: &str, end: usize) -> Found<Body> {
        let span = Span::new(self.start, end);
        let naming = match self.stem {
            Stem::Known(full) => Naming::Known(Arc::clone(full)),
            Stem::Department(stem, system) => Naming::Department(Arc::clone(stem), system),
            Stem::Built(stem) => Naming::Built(stem),
            Stem::Written => {
                Naming::Known(FullName { name: spelled.in_full(span.of(text)).into(), region: None }.into())
            }
        };
        let Self { kind, territory, owner, fused, bare, rule, .. } = self;
        let value = Body { naming, territory, owner, kind, fused, shared: false, bare, seat: None, full: None };
        Found { span, value, rule }
    }
}

/// The better one of two that end at the same place, the first where they are alike.
pub(super) fn better<'l>(first: Option<Candidate<'l>>, second: Option<Candidate<'l>>) -> Option<Candidate<'l>> {
    match (first, second) {
        (Some(a), Some(b)) if b.rank() > a.rank() => second,
        (None, _) => second,
        _ => first,
    }
}
