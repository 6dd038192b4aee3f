//! Bodies of development zones and of the grounds within them.
use std::sync::Arc;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::{
    BODIES_BACK, Named,
    bare::Meant,
    compose::{join, shortens},
    cues::NamingCue,
};
use crate::{
    lexicon::{AgencyCue, FullName, Level, Place, RegionId},
    mention::{Body, Found, Naming},
    text::{Norm, Span, is_han},
    value::names::{ANY_COMMITTEE, PARTY, ZONE_BOARD},
};

/// How much text, in bytes, before a body without a territory is looked through for a zone.
const NEAR_BYTES: usize = 600;

/// So many zones a page names in short at most.
const MOST_ZONES: usize = 100;

/// What the names of zones end with, that are written out.
const ZONE: char = '区';

/// How many characters the name of a zone has at most.
const ZONE_CHARACTERS: usize = 20;

impl Named<'_> {
    /// What a bare 管委会 means: that of the zone, or the body of one, that stands last before it.
    pub(super) fn of_zone(&self, bodies: &[Found<Body>], i: usize, stem: &str) -> Option<Meant<'static>> {
        let at = bodies[i].span.start();
        let from = at.saturating_sub(NEAR_BYTES);
        let runs_zone = |b: &Found<Body>| b.value.name().is_some_and(|n| self.words.ends(NamingCue::RunsZone, n));
        let near = i.saturating_sub(BODIES_BACK);
        let named = bodies[near..i].iter().rposition(|b| b.span.start() >= from && runs_zone(b)).map(|n| near + n);
        let zone = self.page.anchors.last_of_level(&self.page.lexicon.regions, Level::Zone, at, from);
        if let Some(full) = self.beside_committee(bodies, i, stem) {
            return Some(Meant::Name(None, full.into()));
        }
        // 松木经开区党工委书记、|管委会主任
        let in_no_table =
            |b: &Found<Body>| b.value.territory.is_some_and(|t| matches!(t.place, Place::Zone(_, Some(_))));
        let committee = bodies[named.unwrap_or(near)..i].iter().rfind(|b| b.span.start() >= from && in_no_table(b));
        if let Some(committee) = committee
            && zone.is_none_or(|(place, _)| place < committee.span.end())
            && let Some(full) = &committee.value.full
            && let Some(grounds) = self.grounds_of_committee(&full.name)
        {
            let full = FullName { name: join(&[grounds, stem]), region: full.region.clone() };
            return Some(Meant::Name(committee.value.seat, full.into()));
        }
        match (named, zone) {
            (Some(named), zone) if zone.is_none_or(|(place, _)| place < bodies[named].span.end()) => {
                Some(Meant::Body(named))
            }
            (_, Some((_, zone))) => Some(Meant::Of(zone)),
            // In a headline: the one that the page goes on to name.
            _ if self.titled(bodies[i].span.end()) || self.speaks_of_one(bodies[i].span) => {
                let later = bodies[i + 1..].iter().take(BODIES_BACK).position(|b| !b.value.bare && runs_zone(b));
                later.map(|n| Meant::Body(i + 1 + n))
            }
            _ => None,
        }
    }

    /// 沣东新城党工委、|管委会: the body of the grounds whose committee stands right beside.
    fn beside_committee(&self, bodies: &[Found<Body>], i: usize, stem: &str) -> Option<FullName> {
        let beside = &bodies[i.checked_sub(1)?];
        let Naming::Known(_) = beside.value.naming else { return None };
        let joint = self.page.text.get(beside.span.end()..bodies[i].span.start())?;
        if !matches!(joint, "、" | "，" | ",") && !self.words.is(NamingCue::Joins, joint) {
            return None;
        }
        let grounds = self.grounds_of_committee(beside.value.name()?)?;
        Some(FullName { name: join(&[grounds, stem]), region: None })
    }

    /// The grounds in the name of the party committee of such.
    pub(super) fn grounds_of_committee<'n>(&self, name: &'n str) -> Option<&'n str> {
        self.words.before(NamingCue::WorkCommittee, name.strip_prefix(PARTY)?)
    }

    /// The full name of a zone that no table holds: as the page spells it elsewhere, or by the usual word; grounds within
    /// a zone of the tables behind the name of that.
    pub(super) fn zone(&self, zone: Span<Norm>, above: Option<RegionId>) -> String {
        let regions = &self.page.lexicon.regions;
        let short = zone.of(self.page.text);
        if above.is_some_and(|id| regions.get(id).level == Level::Zone) {
            return regions.zone_in_full(short, above);
        }
        let mut known = self.zones.borrow_mut();
        if let Some((_, name)) = known.iter().find(|(known, _)| *known == short) {
            return name.clone();
        }
        // Each is looked for on the whole page.
        let abbreviated = regions.grounds_before(short, short.len()).is_some_and(|(_, full)| full.is_some());
        let spelled = if abbreviated && known.len() < MOST_ZONES { self.spelled_zone(short) } else { None };
        let name = spelled.map_or_else(|| regions.zone_in_full(short, above), str::to_owned);
        if known.len() < MOST_ZONES {
            known.push((short, name.clone()));
        }
        name
    }

    /// 高新区|管委会 on a city's page: of the city's own zone, in full.
    pub(super) fn city_zone(&self, bodies: &[Found<Body>], i: usize, stem: &str) -> Option<Meant<'static>> {
        let zone = self.words.before(NamingCue::RunsZone, stem)?;
        let at = bodies[i].span.start();
        // The one that the page has named.
        let named = bodies[i.saturating_sub(BODIES_BACK)..i].iter().rev().filter(|b| !b.value.bare);
        let same =
            |b: &&Found<Body>| b.span.of(self.page.text).strip_suffix(stem).is_some_and(|place| !place.is_empty());
        if let Some(full) = named.filter(same).find_map(|b| b.value.full.clone()) {
            return Some(Meant::Name(None, full));
        }
        if !self.words.is(NamingCue::CityZone, zone) {
            return None;
        }
        let (city, name) = self.zone_of_city(&self.page.lexicon.regions.zone_in_full(zone, None), at)?;
        let region = Some(self.page.lexicon.regions.get(city).code.clone());
        Some(Meant::Name(Some(city), FullName { name: join(&[&name, ZONE_BOARD]), region }.into()))
    }

    /// 高新区|经济发展局: the zone of the page that is called so, in full, else the city's own.
    pub(super) fn zone_meant(&self, word: &str, at: usize) -> Option<(Option<RegionId>, String)> {
        let (regions, anchors) = (&self.page.lexicon.regions, &self.page.anchors);
        let full = regions.zone_in_full(word, None);
        let is_meant = |id| regions.get(id).level == Level::Zone && regions.full_name(id).ends_with(&full);
        let of_table = |id| (Some(id), regions.full_name(id).to_owned());
        let known = || self.zones.borrow().iter().rev().find(|(_, name)| name.ends_with(&full)).cloned();
        let before = anchors.last_that(at, is_meant).map(of_table);
        let before = before.or_else(|| known().map(|(_, name)| (None, name)));
        let of_city = || self.zone_of_city(&full, at).map(|(city, name)| (Some(city), name));
        before.or_else(of_city).or_else(|| anchors.next_that(at, is_meant).map(of_table))
    }

    /// The city that the page speaks of, and its zone by this word.
    fn zone_of_city(&self, word: &str, at: usize) -> Option<(RegionId, String)> {
        let regions = &self.page.lexicon.regions;
        // Counties have zones of their own.
        if self.page.anchors.last_before(at, 0).is_some_and(|id| regions.get(id).level == Level::County) {
            return None;
        }
        let city = self.page.anchors.of_level(regions, Level::City, at)?;
        let place = regions.full_name(city);
        let short = place.strip_suffix('市')?;
        // Without its province.
        let short = short.rsplit(['省', '区']).next().unwrap_or(short);
        Some((city, [short, word].concat()))
    }

    /// 西咸新区|沣东新城管理委员会, 沣东新城管理委员会: with the full name of the zone that the grounds lie in.
    pub(super) fn of_larger_zone(&self, full: Arc<FullName>, at: usize) -> Arc<FullName> {
        let regions = &self.page.lexicon.regions;
        let Some((party, own, grounds)) = self.parts(&full.name) else { return full };
        let named = regions.longest_at(own, 0).map(|(end, ..)| end).filter(|&end| end < grounds.len());
        let is_zone = |id: &RegionId| self.names_zone(regions.full_name(*id));
        let zone = match named {
            Some(end) => regions.territory_before(own, end).and_then(|t| match t.place {
                Place::Regions(ids) => Some((regions.of(ids).next().filter(is_zone)?, own.get(end..)?)),
                _ => None,
            }),
            // 中国（上海）自由贸易试验区临港新片区|管理委员会 says where it is.
            None if self.cues.ends(AgencyCue::Grounds, grounds) && !grounds.contains(['（', '(']) => {
                self.page.anchors.of_level(regions, Level::Zone, at).map(|zone| (zone, own))
            }
            None => None,
        };
        let Some((zone, rest)) = zone else { return full };
        Arc::new(FullName { name: join(&[party, regions.full_name(zone), rest]), region: None })
    }

    /// 胡杨河经开区|管委会 → 胡杨河经济技术开发区管理委员会: bodies of zones under the name that the page gives the zone in full.
    pub(super) fn zones_in_full(&self, bodies: &mut [Found<Body>]) {
        // Each name once: pages name the same bodies again and again.
        let mut known: FxHashMap<SmolStr, Option<Arc<FullName>>> = FxHashMap::default();
        let built = bodies.iter_mut().map(|b| &mut b.value).filter(|b| matches!(b.naming, Naming::Built(_)));
        for full in built.filter_map(|b| b.full.as_mut()) {
            let named = self.parts(&full.name).filter(|(.., grounds)| self.names_zone(grounds));
            let Some((party, own, grounds)) = named else { continue };
            if known.len() > MOST_ZONES {
                return;
            }
            let longer = known.entry(full.name.clone()).or_insert_with(|| {
                let end = own.strip_prefix(grounds)?;
                let name = join(&[party, self.spelled_zone(grounds)?, end]);
                Some(FullName { name, region: full.region.clone() }.into())
            });
            if let Some(longer) = longer {
                *full = Arc::clone(longer);
            }
        }
    }

    /// A longer name on the page of which that of a zone, which ends in three characters like 经开区, is a shortening.
    fn spelled_zone(&self, zone: &str) -> Option<&str> {
        let (at, _) = zone.char_indices().nth_back(2)?;
        let place = zone.get(..at).filter(|place| place.chars().nth(1).is_some())?;
        let named = self.page.text.match_indices(place).filter_map(|(at, _)| self.page.text.get(at..));
        named.filter_map(|t| t.get(..t.find(ZONE)? + ZONE.len_utf8())).find(|longer| {
            let alike = || longer.get(at..).zip(zone.get(at..)).is_some_and(|(long, short)| shortens(short, long));
            let name = || longer.chars().all(is_han);
            longer.len() > zone.len() && longer.chars().nth(ZONE_CHARACTERS).is_none() && name() && alike()
        })
    }

    /// Whether the name is that of a body that is set up to run grounds: 苹果产业园区|管委会.
    pub(super) fn runs_grounds(&self, surface: &str) -> bool {
        let grounds = self.words.before(NamingCue::RunsZone, surface);
        let grounds = grounds.or_else(|| self.words.before(NamingCue::WorkCommittee, surface));
        grounds.is_some_and(|grounds| self.page.lexicon.bodies.grounds_end(surface, grounds.len()))
    }

    /// 垦区|人民法院, 经济技术开发区|企业服务中心: whether the words begin with a zone's.
    pub(super) fn begins_with_zone(&self, stem: &str) -> bool {
        let mut ends = stem.match_indices(ZONE).take(2).map(|(at, c)| at + c.len());
        ends.any(|end| end < stem.len() && stem.get(..end).is_some_and(|head| self.names_zone(head)))
    }

    /// Whether a territory's full name is that of a zone.
    pub(super) fn names_zone(&self, name: &str) -> bool {
        self.cues.ends(AgencyCue::Zone, name)
    }

    /// What the name of a body that runs grounds is made of: 中共, if it stands there, the rest, and the grounds in that.
    fn parts<'n>(&self, name: &'n str) -> Option<(&'n str, &'n str, &'n str)> {
        let (party, own) = name.split_at(if name.starts_with(PARTY) { PARTY.len() } else { 0 });
        // Full names end so: most bodies are not asked further.
        let runs = self.words.before(NamingCue::RunsZone, Some(own).filter(|own| own.ends_with(ANY_COMMITTEE))?);
        Some((party, own, runs.or_else(|| self.words.before(NamingCue::WorkCommittee, own))?))
    }
}
