//! Names that are short for one body of the page: local offices of a national body, the corps.
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Named, compose::below, cues::NamingCue};
use crate::{
    lexicon::{FullName, Place},
    mention::{Body, Found, Naming},
};

impl Named<'_> {
    /// The short name of a place and 局 that a local office of a national body has for its own name.
    pub(super) fn own_words(&self, bodies: &[Found<Body>], found: &Found<Body>) -> Option<&str> {
        let Body { owner, naming: Naming::Built(stem), .. } = &found.value else { return None };
        let upper = bodies[(*owner)?].value.full.as_ref()?;
        let own = stem.of(self.page.text);
        let (end, ..) = self.page.lexicon.regions.longest_at(own, 0)?;
        let national = upper.is_national();
        (national && self.words.is(NamingCue::LocalOffice, own.get(end..)?)).then_some(own)
    }

    /// 黑龙江生产建设兵团…。|兵团|下辖6个师: the corps that the page names, where that is not Xinjiang's.
    pub(super) fn other_corps(&self, bodies: &mut [Found<Body>]) {
        // Asked of every body of a page.
        const CORPS: &str = "兵团";
        let is_corps = |name: &str| name.ends_with(CORPS) && self.words.ends(NamingCue::ConstructionCorps, name);
        let short = |b: &Found<Body>| b.span.of(self.page.text) == CORPS;
        let other = |full: &Arc<FullName>| !full.region.as_deref().is_some_and(|code| code.starts_with("65"));
        let named = |b: &&Found<Body>| b.value.name().is_some_and(|name| is_corps(name)) && !short(b);
        let mut last = bodies.iter().find(named).and_then(|b| b.value.full.clone()).filter(other);
        for found in bodies {
            let Some(full) = found.value.full.as_ref().filter(|full| is_corps(&full.name)) else { continue };
            if !short(found) {
                last = Some(Arc::clone(full)).filter(other);
            } else if let Some(last) = &last {
                found.value.full = Some(Arc::clone(last));
            }
        }
    }

    /// 临沂监管分局 → 国家金融监督管理总局临沂监管分局: an office of a national body named by its place alone, where the page
    /// names one of its kind in full.
    pub(super) fn local_offices(&self, bodies: &mut [Found<Body>]) {
        let regions = &self.page.lexicon.regions;
        // What stands behind the place, without the word for the size of the office.
        let kind = |b: &Found<Body>| {
            let place = b.value.territory.filter(|t| matches!(t.place, Place::Regions(_)))?;
            let (end, ..) = regions.longest_at(self.page.text, place.inner)?;
            let stem = self.page.text.get(end..b.span.end())?;
            let kind = self.words.before(NamingCue::OfficeSize, stem)?;
            (!kind.is_empty() && place.inner >= b.span.start()).then_some((place.inner, kind))
        };
        let mut offices: FxHashMap<&str, usize> = FxHashMap::default();
        for found in bodies.iter() {
            if let Some(owner) = found.value.owner
                && bodies[owner].value.full.as_ref().is_some_and(|full| full.is_national())
                && let Some((_, kind)) = kind(found)
            {
                offices.entry(kind).or_insert(owner);
            }
        }
        if offices.is_empty() {
            return;
        }
        for i in 0..bodies.len() {
            let found = &bodies[i];
            if found.value.owner.is_none()
                && found.value.territory.is_some_and(|t| t.short)
                && let Some((start, kind)) = kind(found)
                && let Some(upper) = offices.get(kind).and_then(|&owner| bodies[owner].value.full.clone())
                && let Some(full) = &found.value.full
            {
                let name = below(&upper, self.page.text.get(start..found.span.end()).unwrap_or("")).name;
                let region = full.region.clone();
                bodies[i].value.full = Some(FullName { name, region }.into());
            }
        }
    }
}
