//! Departments that a page calls for short: the short form may stand for several, and the page writes one of them in full.
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Named;
use crate::{
    lexicon::{FullName, RegionId},
    mention::{Body, Found, Naming, is_called},
    value::AgencyKind,
};

/// So many departments of one territory are kept in mind.
const MOST_WRITTEN: usize = 64;

/// What names end with that are not written in full.
const SHORT_ENDS: [char; 2] = ['委', '办'];

/// A department that the page writes in full.
struct Written<'t> {
    /// The first of the bodies that are it.
    first: usize,
    /// What stands behind its territory.
    own: &'t str,
}

impl Named<'_> {
    /// 遵义市大数据发展局…。|市大数据局|…: gives departments called for short, as far as they have names, the one that the page writes in
    /// full, where it does not write that which the short form has elsewhere (大数据管理局).
    pub(super) fn departments_in_full(&self, bodies: &mut [Found<Body>]) {
        if !bodies.iter().any(|b| self.own_short(b).is_some()) {
            return;
        }
        let written = self.written_in_full(bodies);
        let mut changed = vec![false; bodies.len()];
        for i in 0..bodies.len() {
            if bodies[i].value.owner.is_some_and(|owner| changed[owner]) {
                self.full(bodies, i);
                changed[i] = true;
                continue;
            }
            let Some(long) = self.written_for(&bodies[i], i, &written) else { continue };
            let (full, naming) = (bodies[long].value.full.clone(), bodies[long].value.naming.clone());
            (bodies[i].value.full, bodies[i].value.naming, changed[i]) = (full, naming, true);
        }
    }

    /// The first body that is written in full what the `i`th, `short`, is called for short: the last before it, else the next.
    fn written_for(
        &self,
        short: &Found<Body>,
        i: usize,
        written: &FxHashMap<RegionId, Vec<Written<'_>>>,
    ) -> Option<usize> {
        let (own, stem) = self.own_short(short)?;
        let here = written.get(&short.value.seat?)?;
        if here.iter().any(|long| long.own == stem) {
            return None;
        }
        let first = |name: &str| name.chars().next().unwrap_or('\n');
        let last = own.char_indices().next_back().and_then(|(at, _)| own.get(at..))?;
        let may = |long: &&Written<'_>| {
            let mut rest = long.own.chars();
            // 疾控中心 is no 综合疾病预防控制中心; 审批局 may be a 行政审批局.
            let begins = long.own.starts_with([first(own), first(stem)]);
            begins && is_called(long.own, last) && own.chars().all(|c| rest.any(|d| d == c))
        };
        let next = here.partition_point(|long| long.first < i);
        let before = here[..next].iter().rev().find(may);
        before.or_else(|| here[next..].iter().find(may)).map(|long| long.first)
    }

    /// What stands behind the territory of a department called for short, and what that is in full elsewhere.
    fn own_short<'b>(&'b self, body: &'b Found<Body>) -> Option<(&'b str, &'b str)> {
        let surface = body.span.of(self.page.text);
        match &body.value.naming {
            Naming::Department(stem, _) if !surface.ends_with(&**stem) && is_office(&body.value) => {
                let reading = self.page.lexicon.bodies.before(surface, surface.len())?;
                let (start, _) = reading.departments().find(|(_, department)| Arc::ptr_eq(&department.stem, stem))?;
                Some((surface.get(start..)?, stem))
            }
            // 市|大数据委
            Naming::Built(stem) if surface.ends_with(SHORT_ENDS) && is_office(&body.value) => {
                let own = stem.of(self.page.text);
                let name = body.value.name()?;
                let stem = name.get(name.find(own)?..)?;
                (stem.len() > own.len()).then_some((own, stem))
            }
            _ => None,
        }
    }

    /// The departments of each territory that the page writes in full, each once, in its order.
    fn written_in_full(&self, bodies: &[Found<Body>]) -> FxHashMap<RegionId, Vec<Written<'_>>> {
        let mut written: FxHashMap<RegionId, Vec<Written<'_>>> = FxHashMap::default();
        for (first, body) in bodies.iter().enumerate() {
            let surface = body.span.of(self.page.text);
            let own = match &body.value.naming {
                Naming::Department(stem, _) => surface.get(surface.len().saturating_sub(stem.len())..),
                Naming::Built(stem) => Some(stem.of(self.page.text)),
                Naming::Known(_) => None,
            };
            let whole_office = is_office(&body.value) && !body.value.bare;
            let (Some(own), Some(seat), true) = (own, body.value.seat, whole_office) else { continue };
            let whole = match &body.value.naming {
                Naming::Department(stem, _) => own == &**stem,
                _ => !own.ends_with(SHORT_ENDS),
            };
            let here = written.entry(seat).or_default();
            if whole && here.len() < MOST_WRITTEN && here.iter().all(|long| long.own != own) {
                here.push(Written { first, own });
            }
        }
        written
    }
}

/// Whether a body is an office or an institution named behind its territory.
fn is_office(body: &Body) -> bool {
    let Body { fused, owner, full, .. } = body;
    let named = full.as_ref().is_some_and(|full: &Arc<FullName>| full.region.is_some());
    let kind = matches!(body.kind, AgencyKind::Government | AgencyKind::PublicInstitution);
    kind && named && !fused && owner.is_none()
}
