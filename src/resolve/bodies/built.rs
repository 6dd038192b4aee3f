//! Names that are built of words, without a territory (综合处, 办公室, 领导小组).
use std::sync::Arc;

use super::{BODIES_BACK, Named, bare::Meant, compose::join, cues::NamingCue};
use crate::{
    lexicon::{AgencyCue, FullName, Level, NATION, Special},
    mention::{Body, Found},
    segment::{COMMAS, is_joint},
    value::{
        AgencyKind, is_numeral,
        names::{ANY_COMMITTEE, PARTY, STREET_OFFICE},
    },
};

/// How much of a sentence, in bytes, is near.
const NEAR_BYTES: usize = 900;

/// A word for bodies that means one named before has no more bytes: 中心.
const MERE: usize = 6;

/// The name of a leading group that is named for the first time has more characters.
const SHORT_GROUP: usize = 6;

impl Named<'_> {
    /// What a name that is built of words means, without a territory.
    pub(super) fn built<'s>(&self, bodies: &[Found<Body>], i: usize, stem: &'s str) -> Option<Meant<'s>> {
        let span = bodies[i].span;
        if bodies[i].value.kind == AgencyKind::Military {
            if stem.starts_with('第') {
                return self
                    .page
                    .anchors
                    .of_level(&self.page.lexicon.regions, Level::Corps, span.start())
                    .map(Meant::Of);
            }
            // 陆军第七十六集团军: of the nation.
            if self.words.starts(NamingCue::Forces, stem) {
                let full = FullName { name: stem.into(), region: Some(NATION.into()) };
                return Some(Meant::Name(None, full.into()));
            }
        }
        // ，|中心|主任
        if stem.len() <= MERE && self.is_mere(stem) {
            return self.named_before(bodies, i, stem).map(Meant::Body);
        }
        let office = self.words.is(NamingCue::Office, stem);
        if office && self.is_seated(span.end()) {
            let group = self.group_of(bodies, i).map(|group| Meant::Part(group, stem));
            return group.or_else(|| self.named_before(bodies, i, stem).map(Meant::Body));
        }
        if let Some(named) = self.named_again(bodies, i, stem, office) {
            return Some(named);
        }
        if let Some(owner) = self.owner_of(bodies, i, stem) {
            // 市政府设立|市场管理委员会: the city's, by its name.
            let upper = &bodies[owner].value;
            let of_city = stem.ends_with(ANY_COMMITTEE)
                && upper.name().is_some_and(|name| self.words.ends(NamingCue::LendsTerritory, name));
            let seat = upper.seat.filter(|_| of_city);
            return Some(seat.map_or(Meant::Part(owner, stem), Meant::Of));
        }
        if let Some(special) = self.page.special {
            return self.built_in_special(bodies, i, stem, special);
        }
        if let Some(sister) = self.of_sister(bodies, i, stem) {
            return Some(sister);
        }
        if let Some(seat) = self.founding_place(span.start()) {
            return Some(Meant::Of(seat));
        }
        if bodies[i].value.kind == AgencyKind::LeadingGroup
            && stem.chars().nth(SHORT_GROUP).is_some()
            && let Some(group) = self.leading_group(span.start(), stem)
        {
            return Some(group);
        }
        if office && let Some(owner) = self.office_of(bodies, i, stem) {
            return Some(Meant::Part(owner, stem));
        }
        // 综合处副处长、|办公室主任
        let section = || self.section_of(bodies, i).or_else(|| self.part_of(bodies, i));
        self.by_tail(bodies, i, stem).or_else(|| section().map(|owner| Meant::Part(owner, stem)))
    }

    /// What a name means that goes with one named before: of a zone, a street or a group, the next of its numbers, or the same.
    fn named_again(&self, bodies: &[Found<Body>], i: usize, stem: &str, office: bool) -> Option<Meant<'static>> {
        // 章贡区区长、|高新区管委会|主任
        if let Some(full) = self.city_zone(bodies, i, stem) {
            return Some(full);
        }
        // 锁金村街道党工委副书记、|办事处|主任
        if let Some(full) = self.street_office(bodies, i, stem) {
            return Some(full);
        }
        // 桑溪口镇机构改革⏎…，|党建工作办公室|…
        if let Some(full) = self.town_office(stem) {
            return Some(full);
        }
        // 指挥部办公室设在某局，|办公室|主任由…兼任
        if office
            && self.titled(bodies[i].span.end())
            && let Some(named) = self.office_before(bodies, i)
        {
            return Some(Meant::Body(named));
        }
        // 管理一处、|二处
        if let Some(full) = self.numbered_again(bodies, i, stem) {
            return Some(Meant::Name(None, full));
        }
        // 疾控处处长…，其空出的|疾控处|处长: the one that the paragraph named with its owner.
        self.section_again(bodies, i, stem).map(Meant::Body)
    }

    /// The body that has this one inside, as the words around it tell.
    fn owner_of(&self, bodies: &[Found<Body>], i: usize, stem: &str) -> Option<usize> {
        let office = self.words.ends(NamingCue::Office, stem);
        let owner = self.chained(bodies, i).or_else(|| self.meant(bodies, i)).or_else(|| self.group_part(bodies, i));
        let owner = owner.or_else(|| self.counted_section(bodies, i).filter(|_| !office));
        let owner = owner.or_else(|| self.sets_up(bodies, i));
        let owner = owner.or_else(|| self.section_of(bodies, i).filter(|_| !office)).or_else(|| self.listed(bodies, i));
        let owner = owner.or_else(|| self.right_before(bodies, i)).or_else(|| self.branched(bodies, i));
        let owner = owner.or_else(|| self.in_charge(bodies, i)).or_else(|| self.reorganized(bodies, i));
        owner.or_else(|| self.of_ministry(bodies, i))
    }

    /// What a name means on a page about a special territory: as it is written, if no other body of the page tells more.
    fn built_in_special<'s>(
        &self,
        bodies: &[Found<Body>],
        i: usize,
        stem: &'s str,
        special: Special,
    ) -> Option<Meant<'s>> {
        // 文化部文化资产局改制为|文化资产署: under the same owner.
        if let Some(full) = self.renamed_part(bodies, i).and_then(|n| self.sister(&bodies[n], stem)) {
            return Some(Meant::Name(None, full));
        }
        if special == Special::Taiwan {
            let end = self.words.ending(stem);
            // 嘉义县政府…，原|废弃物管理课: such have no name of their own.
            if end.has(NamingCue::LocalPart) {
                return self.told_in_clause(bodies, i).map(|owner| Meant::Part(owner, stem));
            }
            if (end.has(NamingCue::LocalBureau) || end.has(NamingCue::Institute))
                && let Some(local) = self.of_local_government(bodies, i)
            {
                return Some(local);
            }
        }
        let as_written = || FullName { name: stem.into(), region: Some(special.code().into()) };
        self.by_tail(bodies, i, stem).or_else(|| Some(Meant::Name(None, as_written().into())))
    }

    /// 应急管理部消防救援局和|森林消防局: what a part means beside another of the same body.
    fn of_sister<'s>(&self, bodies: &[Found<Body>], i: usize, stem: &'s str) -> Option<Meant<'s>> {
        /// A title, a name and a mark have no more bytes.
        const HOLDER_BYTES: usize = 60;
        let joint = |b: &&Found<Body>| self.page.text.get(b.span.end()..bodies[i].span.start());
        // 综合司司长周明远、|建设司|副司长
        let held = |b: &&Found<Body>| {
            let gap = joint(b).and_then(|gap| gap.strip_suffix('、'));
            gap.is_some_and(|gap| {
                gap.len() <= HOLDER_BYTES && !gap.contains(COMMAS) && !gap.contains(['。', '；', '\n'])
            }) && self.titled(b.span.end())
                && self.titled(bodies[i].span.end())
        };
        let beside = bodies[..i].iter().rev().take(4).find(|b| joint(b).is_some_and(is_joint) || held(b));
        // 水利部办公厅、|人事司: a name that the tables hold begins with that of its owner.
        if let Some(full) = beside.and_then(|b| self.sister(b, stem)) {
            return Some(Meant::Name(None, full));
        }
        if let Some(full) = self.fellow(bodies, i).and_then(|n| self.sister(&bodies[n], stem)) {
            return Some(Meant::Name(None, full));
        }
        let owner = beside.and_then(|b| b.value.owner).filter(|&o| bodies[o].value.full.is_some());
        owner.map(|owner| Meant::Part(owner, stem))
    }

    /// 县政府副秘书长、|办公室主任: the body before, where the sentence names no other that is called so.
    fn office_of(&self, bodies: &[Found<Body>], i: usize, stem: &str) -> Option<usize> {
        let from = self.page.layout.sentence_at(bodies[i].span.start()).start();
        let mut named = bodies[..i].iter().rev().take(BODIES_BACK).take_while(|b| b.span.start() >= from);
        let other = named.any(|b| !b.value.bare && b.value.name().is_some_and(|n| n.ends_with(stem)));
        if other { None } else { self.section_of(bodies, i) }
    }

    /// 某街道党工委副书记、|办事处|主任: the office of the street whose committee the sentence named, or that which the page is
    /// about.
    fn street_office(&self, bodies: &[Found<Body>], i: usize, stem: &str) -> Option<Meant<'static>> {
        let span = bodies[i].span;
        if !self.words.is(NamingCue::StreetOffice, stem) {
            return None;
        }
        let from = self.page.layout.sentence_at(span.start()).start();
        let near = bodies[..i].iter().rev().take(BODIES_BACK).take_while(|b| b.span.start() >= from);
        let street = |b: &Found<Body>| {
            let full = b.value.full.as_ref()?;
            let name = self.words.before(NamingCue::WorkCommittee, full.name.strip_prefix(PARTY)?)?;
            let name = Some(name).filter(|n| self.words.ends(NamingCue::Street, n))?;
            let full = FullName { name: join(&[name, stem]), region: full.region.clone() };
            Some(Meant::Name(b.value.seat, full.into()))
        };
        near.filter_map(street).next().or_else(|| {
            let street =
                self.headline_town().filter(|t| self.words.ends(NamingCue::Street, t) && self.titled(span.end()))?;
            Some(Meant::Name(None, FullName { name: join(&[street, stem]), region: None }.into()))
        })
    }

    /// What a town calls an office or a station is that of the town that the page is about, or of the office of the street.
    pub(super) fn town_office(&self, stem: &str) -> Option<Meant<'static>> {
        let own = self.cues.before(AgencyCue::TownOffice, stem).filter(|own| own.chars().nth(1).is_some())?;
        let town = self.headline_town().filter(|_| !own.is_empty())?;
        // 某街道办事处党建办公室, but 某街道便民服务中心
        let inside = self.words.ends(NamingCue::Street, town) && self.words.ends(NamingCue::Office, stem);
        let office = if inside { STREET_OFFICE } else { "" };
        Some(Meant::Name(None, FullName { name: join(&[town, office, stem]), region: None }.into()))
    }

    /// 管理一处、|二处: the section named before, with the number of this one.
    fn numbered_again(&self, bodies: &[Found<Body>], i: usize, stem: &str) -> Option<Arc<FullName>> {
        let mut chars = stem.chars();
        let last =
            chars.next().filter(|&c| is_numeral(c)).and_then(|_| chars.next()).filter(|_| chars.next().is_none())?;
        let first = &bodies[i.checked_sub(1)?];
        let joint = self.page.text.get(first.span.end()..bodies[i].span.start())?;
        let full = first.value.full.as_ref().filter(|_| is_joint(joint))?;
        let named = full.name.strip_suffix(last)?.strip_suffix(is_numeral)?;
        Some(FullName { name: join(&[named, stem]), region: full.region.clone() }.into())
    }

    /// 农业部…。|资源永续利用司: in Taiwan ministries alone have such.
    fn of_ministry(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        if self.page.special != Some(Special::Taiwan)
            || !self.words.ends(NamingCue::OfMinistry, bodies[i].span.of(self.page.text))
        {
            return None;
        }
        let near = i.saturating_sub(BODIES_BACK);
        let ministry = |b: &Found<Body>| {
            let Body { owner, bare, .. } = &b.value;
            owner.is_none() && !bare && b.value.name().is_some_and(|n| self.words.ends(NamingCue::Ministry, n))
        };
        bodies[near..i].iter().rposition(ministry).map(|n| near + n)
    }

    /// 大数据发展领导小组: of the place that the sentence speaks of, unless its name holds one already (数字湖南建设…).
    fn leading_group(&self, at: usize, stem: &str) -> Option<Meant<'static>> {
        let regions = &self.page.lexicon.regions;
        let own = stem.char_indices().any(|(at, _)| regions.longest_at(stem, at).is_some());
        if own || self.words.stands_in(NamingCue::OfNation, stem) {
            return Some(Meant::Name(
                None,
                FullName { name: self.page.lexicon.spelled.in_full(stem).into(), region: None }.into(),
            ));
        }
        let sentence = self.page.layout.sentence_at(at);
        let near = self.page.text.floor_char_boundary(at.saturating_sub(NEAR_BYTES));
        let clause = self.page.text.get(sentence.start().max(near)..at)?;
        if self.cues.last_in(AgencyCue::Many, clause).is_some() {
            return None;
        }
        self.page.anchors.last_before(at, sentence.start()).map(Meant::Of)
    }
}
