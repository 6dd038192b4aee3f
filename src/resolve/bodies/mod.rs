//! Full official names of bodies: short territories, bare head nouns and abbreviations by what the page says.
mod again;
mod bare;
mod compose;
mod offices;
mod origin;
mod owners;
mod posted;
mod seats;
mod sections;
mod zones;

use std::{borrow::Cow, cell::RefCell, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::{Page, Subjects};
use crate::{
    lexicon::{Cue, FullName, Level, Place, Reading, RegionId, System, Territory},
    matcher::{Cues, Trie},
    mention::{Body, Found, Naming, TitleMention},
    rules::{RuleError, RuleId, RuleSet},
    text::Span,
    value::AgencyKind,
};
use compose::{below, branch, compose, join, local_stem, shortens, spelled, spelled_committee};

pub use origin::Origin;

/// Names bodies.
#[derive(Clone, Debug)]
pub struct NameBodies {
    alias: RuleId,
}

/// What says that a name in full follows has no more bytes.
const LONGEST_LABEL: usize = 40;
/// What it ends with.
const LABEL_ENDS: [char; 11] = ['为', '是', '叫', '系', '称', '名', ':', '：', '“', '(', '（'];
/// And no fewer: 全称.
const SHORTEST_LABEL: usize = 6;

/// How many bodies back one is looked for that a word means.
const REACH: usize = 100;

/// What naming reads.
struct Named<'a> {
    page: Page<'a>,
    /// In order.
    titles: &'a [Found<TitleMention>],
    cues: &'a Cues<Cue>,
    composed: &'a Composed,
    /// What stretches of the page are about.
    subjects: Subjects,
    /// Full names of zones that no table holds, by how they are written.
    zones: RefCell<FxHashMap<&'a str, String>>,
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
        Ok(Self { alias: rules.id("agencies/alias")? })
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
        let subjects = Subjects::default();
        let zones = RefCell::default();
        let mut named = Named { page, titles, cues: &page.lexicon.cues, composed, subjects, zones };
        for i in 0..bodies.len() {
            if !bodies[i].value.bare {
                named.full(bodies, i);
            }
        }
        named.zones_in_full(bodies);
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

    /// 以下简称“领导小组”, 政府资讯科技总监办公室（资科办）: the short name means this body wherever it stands.
    fn aliases(&self, named: &Named<'_>, bodies: &mut Vec<Found<Body>>) {
        let mut aliases: Vec<(String, usize)> = Vec::new();
        for (i, found) in bodies.iter().enumerate() {
            let Some(name) = found.value.name() else { continue };
            // 国家矿山安全监察局|山西局: the page goes on to call it so.
            if let Some(short) = named.own_words(bodies, found) {
                aliases.push((short.to_owned(), i));
            }
            let rest = named.page.text.get(found.span.end()..).unwrap_or("");
            let Some(short) = named.short_name(rest) else { continue };
            let inside = short.chars().all(|c| name.contains(c)) && short.chars().count() < name.chars().count();
            if inside && (2..=10).contains(&short.chars().count()) && named.ends_like_body(short) {
                aliases.push((short.to_owned(), i));
            }
        }
        if aliases.is_empty() {
            return;
        }
        let mut trie = Trie::default();
        for (n, (short, _)) in aliases.iter().enumerate() {
            trie.insert(short, n as u32);
        }
        let mut at = 0;
        let mut fresh: Vec<Found<Body>> = Vec::new();
        while let Some(start) = trie.next_start(named.page.text, at) {
            at = start + 1;
            if let Some((end, n)) = trie.longest_at(named.page.text, start) {
                let (_, of) = aliases[n as usize];
                let mut body = bodies[of].value.clone();
                (body.fused, body.bare, body.owner, body.territory) = (false, false, None, None);
                fresh.push(Found { span: Span::new(start, end), value: body, rule: self.alias });
                at = end;
            }
        }
        // Where the same span was read as another body, the alias is right.
        let defined: FxHashMap<(usize, usize), usize> =
            fresh.iter().enumerate().map(|(n, f)| ((f.span.start(), f.span.end()), n)).collect();
        let mut used = vec![false; fresh.len()];
        for body in bodies.iter_mut() {
            if let Some(&n) = defined.get(&(body.span.start(), body.span.end())) {
                used[n] = true;
                body.value = fresh[n].value.clone();
                body.rule = self.alias;
            }
        }
        bodies.extend(fresh.into_iter().zip(used).filter(|(_, used)| !used).map(|(f, _)| f));
    }
}

impl Named<'_> {
    /// 市粮食局　正式名称为市粮食和物资储备局: the body that the page first calls so has this name wherever it is named.
    fn in_full(&self, bodies: &mut [Found<Body>]) {
        let mut full: FxHashMap<SmolStr, Arc<FullName>> = FxHashMap::default();
        for (n, short) in bodies.iter().enumerate() {
            let Some(start) = bodies.get(n + 1).map(|b| b.span.start()) else { break };
            // Between most bodies stands a mark or a sentence.
            if !(SHORTEST_LABEL..=LONGEST_LABEL).contains(&start.saturating_sub(short.span.end())) {
                continue;
            }
            // Of those that start there, an owner and what it owns, the longest.
            let Some(long) = bodies[n + 1..].iter().take(4).take_while(|b| b.span.start() == start).last() else {
                break;
            };
            let (Some(name), Some(own)) = (short.value.name(), &long.value.full) else { continue };
            let between = self.page.text.get(short.span.end()..long.span.start());
            let between = between.filter(|t| t.ends_with(LABEL_ENDS));
            let between =
                between.map(|t| t.trim_matches([' ', '\u{3000}', '，', ',', '(', '（', '“', ':', '：', '其', '的']));
            let label = between.map(|t| t.strip_suffix(['为', '是', '叫', '系']).unwrap_or(t));
            let alike = short.value.seat == long.value.seat && short.value.kind == long.value.kind && *name != own.name;
            if alike && label.is_some_and(|t| self.cues.behind(Cue::FullName, t) == Some("")) {
                full.entry(name.clone()).or_insert_with(|| Arc::clone(own));
            }
        }
        if full.is_empty() {
            return;
        }
        for body in bodies {
            let own = body.value.name().and_then(|name| full.get(name));
            body.value.full = own.cloned().or(body.value.full.take());
        }
    }

    fn ends_like_body(&self, short: &str) -> bool {
        let reading = self.page.lexicon.bodies.before(short, short.len());
        reading.is_some_and(|r| r.suffix().is_some() || r.departments().next().is_some())
            || short.ends_with(['办', '局', '部', '委', '会', '署', '团', '厅', '院'])
    }

    /// The short name that a bracket right after a body gives.
    fn short_name<'t>(&self, rest: &'t str) -> Option<&'t str> {
        let inside = rest.strip_prefix(['（', '(', '，', ','])?;
        let said = self.cues.behind(Cue::ShortName, inside);
        if said.is_none() && !rest.starts_with(['（', '(']) {
            return None;
        }
        let inside = said.map_or(inside, |t| t.trim_start_matches(['为', ':', '：']));
        let inside = inside.trim_start_matches(['“', '"', '「']);
        let end = inside.find(['”', '"', '」', ')', '）', '，', ',', '。'])?;
        inside.get(..end)
    }

    /// 省大数据领导小组 → 贵州省大数据发展领导小组: the longer name on the page of which this one is a shortening.
    fn spell_out(&self, bodies: &mut [Found<Body>]) {
        let may_shorten = |body: &Body| {
            let known = matches!(body.naming, Naming::Known(_));
            let zone = |name: &str| {
                name.ends_with("区管理委员会")
                    || known
                        && (name.ends_with("管理委员会") || name.starts_with("中共") && name.ends_with("工作委员会"))
            };
            body.name().is_some_and(|name| zone(name))
                || matches!(body.naming, Naming::Built(_))
                    && (body.kind == AgencyKind::LeadingGroup || self.page.about.is_some())
                    && body.name().is_some_and(|n| n.chars().nth(2).is_some())
        };
        // 中国保险监督管理委员会: a national body known by its full name shortens none.
        let national = |body: &Body| body.full.as_ref().is_some_and(|full| full.region.as_deref() == Some("000000"));
        // Zones that no table holds have their full names already.
        let in_full = |body: &Body| body.territory.is_some_and(|t| matches!(t.place, Place::Zone(..)));
        let may_shorten = |body: &Body| {
            may_shorten(body) && !in_full(body) && !(matches!(body.naming, Naming::Known(_)) && national(body))
        };
        if !bodies.iter().any(|b| may_shorten(&b.value)) {
            return;
        }
        // Each name once: pages name the same bodies again and again.
        let mut seen: FxHashSet<(SmolStr, Option<RegionId>)> = FxHashSet::default();
        let full: Vec<(Arc<FullName>, Option<RegionId>)> = bodies
            .iter()
            .filter(|b| matches!(b.value.naming, Naming::Built(_) | Naming::Known(_)))
            .filter_map(|b| Some((Arc::clone(b.value.full.as_ref()?), b.value.seat)))
            .filter(|(full, seat)| seen.insert((full.name.clone(), *seat)))
            .collect();
        for body in bodies.iter_mut().map(|b| &mut b.value).filter(|b| may_shorten(b)) {
            let Some(short) = &mut body.full else { continue };
            let longer = full.iter().find(|(other, seat)| {
                other.name.len() > short.name.len()
                    && *seat == body.seat
                    && other.name.chars().next_back() == short.name.chars().next_back()
                    && shortens(&short.name, &other.name)
            });
            // 沣东新城|管委会 → 西咸新区沣东新城管理委员会, under the name that the page gives in full.
            let of_grounds =
                |name: &str| name.trim_start_matches("中共").ends_with(short.name.trim_start_matches("中共"));
            let longer = longer.or_else(|| {
                let grounds = short.region.is_none() && short.name.ends_with("委员会");
                full.iter().find(|(other, _)| grounds && other.name.len() > short.name.len() && of_grounds(&other.name))
            });
            if let Some((longer, _)) = longer {
                *short = Arc::new(FullName { name: longer.name.clone(), region: short.region.clone() });
            }
        }
    }

    /// Names a body by its territory or owner.
    fn full(&self, bodies: &mut [Found<Body>], i: usize) {
        let body = &bodies[i].value;
        if let Naming::Known(full) = &body.naming {
            let full = full.clone();
            bodies[i].value.full = Some(if full.region.is_none() {
                let host = self.host(&full.name, &bodies[..i]);
                self.of_larger_zone(self.resident(&full, host, bodies[i].span.start()), bodies[i].span.start())
            } else {
                full
            });
            return;
        }
        if let Some(owner) = body.owner {
            let upper = &bodies[owner].value;
            let (mut seat, Some(full)) = (upper.seat, upper.full.clone()) else { return };
            let stem = match &body.naming {
                Naming::Department(stem, _) => &**stem,
                Naming::Built(stem) => stem.of(self.page.text),
                Naming::Known(_) => return,
            };
            // Bureaux of Hong Kong and Macao are named without their government.
            if full.name.ends_with("特别行政区政府") {
                let full = FullName { name: stem.into(), region: full.region.clone() };
                bodies[i].value.seat = seat;
                bodies[i].value.full = Some(full.into());
                return;
            }
            // 交通部|海事局: under a ministry no place stands in the gap.
            let stem = stem.strip_prefix('…').unwrap_or(stem);
            let stem = local_stem(stem, &full.name, full.region.as_deref());
            let mut full = match (&body.naming, upper.kind) {
                // 海关总署|党委
                (Naming::Department(_, System::PartyCommittee), _) => {
                    FullName { name: join(&["中共", &full.name, &stem]), region: full.region.clone() }
                }
                // 省人大|监察和司法委, 市政协|提案委
                (Naming::Built(_), AgencyKind::Legislature | AgencyKind::Consultative) => {
                    below(&full, &spelled_committee(&stem))
                }
                (Naming::Built(_), _) => below(&full, &spelled(&stem)),
                _ => below(&full, &stem),
            };
            // 国家税务总局|江苏省税务局: the office is where its name says.
            let place = body.territory.as_ref().and_then(|t| self.territory(t, bodies[i].span.start(), body)?.0);
            if let Some(id) = place {
                seat = Some(id);
                full.region = Some(self.page.lexicon.regions.get(id).code.clone());
            }
            bodies[i].value.seat = seat;
            bodies[i].value.full = Some(full.into());
            return;
        }
        let Some(territory) = &body.territory else { return };
        let Some((seat, name)) = self.territory(territory, bodies[i].span.start(), body) else { return };
        // 成都|管理委员会: zones alone have them.
        let ends = ['省', '市', '县', '州', '盟'];
        if matches!(&body.naming, Naming::Department(stem, _) if &**stem == "管理委员会") && name.ends_with(ends) {
            return;
        }
        let national = matches!(territory.place, Place::Nation);
        let written = matches!(territory.place, Place::Regions(_));
        let (short, inner) = (territory.short, territory.inner);
        let in_zone = self.names_zone(&name);
        let zone = territory.level == Some(Level::Zone) && territory.start < inner;
        let surface = bodies[i].span.of(self.page.text);
        let body = &mut bodies[i].value;
        body.seat = seat;
        let region = seat.map(|id| self.page.lexicon.regions.get(id).code.clone());
        // 沙田民政事务处: offices in Hong Kong and Macao bear the short name.
        let special = region.as_deref().is_some_and(|code| code.starts_with("81") || code.starts_with("82"));
        // 鼓楼区|图书馆 carries its city, 兰州|警备区 is named as it is written.
        let last = bodies[i].span.start().abs_diff(inner);
        let place = surface.get(last..).unwrap_or(surface);
        let own_place = written && seat.is_none_or(|id| !place.starts_with(&*self.page.lexicon.regions.get(id).name));
        let name = match &body.naming {
            _ if national || special && short => surface.into(),
            Naming::Department(stem, System::Branch) => {
                let end = self.page.lexicon.regions.longest_at(place, 0).map(|(end, ..)| end).filter(|_| written);
                branch(stem, end.and_then(|end| place.get(..end)).unwrap_or(&name))
            }
            Naming::Department(_, System::Written) if own_place => surface.into(),
            // 铜仁|地委: of a prefecture that is a city now.
            Naming::Department(stem, System::PartyCommittee) if &**stem == "地委" => {
                join(&["中共", surface.strip_prefix("中共").unwrap_or(surface)])
            }
            // 武警|新疆总队: under the name of the territory that is written.
            Naming::Department(stem, System::ArmedPolice) if written && surface.starts_with("武警") => {
                join(&[stem, surface.strip_prefix("武警").unwrap_or("")])
            }
            // 兰州新区|人才工作领导小组: a group is named as it is written.
            Naming::Department(stem, System::Party) if body.kind == AgencyKind::LeadingGroup => join(&[&*name, stem]),
            // 省法院, 州法院: provinces have a high court, prefectures an intermediate one.
            Naming::Department(stem, System::Committee)
                if &**stem == "人民法院" && !short && !surface.ends_with(&**stem) =>
            {
                let court = seat.and_then(|id| self.page.lexicon.regions.court(id));
                join(&[&*name, court.unwrap_or(stem)])
            }
            // 陕西省|西咸新区|开发建设管理委员会: in full as it is written.
            Naming::Department(stem, System::Government | System::Committee)
                if zone && &**stem != "管理委员会" && surface.ends_with(&**stem) =>
            {
                surface.into()
            }
            Naming::Department(stem, system) => {
                let compose =
                    || compose(&local_stem(stem, &name, region.as_deref()), *system, &name, in_zone, body.kind);
                // Towns and zones that no table holds have no number of their own.
                if let (Some(seat), Cow::Borrowed(_)) = (seat, &name) {
                    let parts = Parts { seat, stem: stem.as_ptr().addr(), system: *system, kind: body.kind };
                    let full = || FullName { name: compose(), region: region.clone() };
                    body.full = Some(self.composed.of(parts, full));
                    return;
                }
                compose()
            }
            // 洛川|苹果产业园区管委会: grounds are named as they are written.
            Naming::Built(stem)
                if short
                    && !in_zone
                    && (self.runs_grounds(surface) || self.begins_with_zone(stem.of(self.page.text))) =>
            {
                spelled(surface).into()
            }
            // The same of a name that is built.
            Naming::Built(_) if zone => spelled(surface).into(),
            // 敦煌|研究院: the place is part of the name.
            Naming::Built(_) if own_place && self.keeps_place(surface) => surface.into(),
            // 宁夏|水土保持监测总站: so it is with what is no office.
            Naming::Built(_) if own_place && short && body.kind == AgencyKind::PublicInstitution => {
                spelled(surface).into()
            }
            Naming::Built(stem) => {
                let stem = spelled(stem.of(self.page.text));
                join(&[&*name, &local_stem(&stem, &name, region.as_deref())])
            }
            Naming::Known(_) => return,
        };
        body.full = Some(FullName { name, region: if national { Some("000000".into()) } else { region } }.into());
    }

    /// Whether the name is that of an institute with a name of its own.
    fn keeps_place(&self, surface: &str) -> bool {
        let reading = self.page.lexicon.bodies.before(surface, surface.len());
        reading.and_then(Reading::suffix).is_some_and(|(_, suffix)| suffix.own)
    }

    /// The territory's number and full name.
    fn territory(&self, territory: &Territory, at: usize, body: &Body) -> Option<(Option<RegionId>, Cow<'_, str>)> {
        let regions = &self.page.lexicon.regions;
        match &territory.place {
            Place::Nation => Some((None, Cow::default())),
            Place::Regions(ids) => {
                let id = self.page.anchors.choose(regions, ids, at)?;
                Some((Some(id), regions.full_name(id).into()))
            }
            Place::Township(town, above) => {
                let name = town.of(self.page.text);
                let above = above.or_else(|| self.page.anchors.county(regions, at));
                let head = above.map_or("", |id| regions.full_name(id));
                Some((above, String::from_iter([head, name]).into()))
            }
            // Like a town: the number is not its own.
            Place::Zone(zone, above) => Some((*above, self.zone(*zone, *above).into())),
            Place::Level(Level::Township) => {
                let (above, name) = self.page.town_before(at)?;
                let above = above.or_else(|| self.page.anchors.county(regions, at));
                let head = above.map_or("", |id| regions.full_name(id));
                Some((above, String::from_iter([head, name]).into()))
            }
            Place::Level(level) => {
                let mut id = self.page.anchors.of_level(regions, *level, at);
                // 平潭综合实验区…区台胞服务局: a zone named just before is a 区, too.
                const NEAR: usize = 150;
                if *level == Level::District
                    && let Some((place, zone)) =
                        self.page.anchors.last_of_level(regions, Level::Zone, at, at.saturating_sub(NEAR))
                    && self.page.anchors.last_of_level(regions, Level::District, at, place).is_none()
                {
                    id = Some(zone);
                }
                // 区党委 is an autonomous region's: districts have a 区委.
                let committee =
                    matches!(&body.naming, Naming::Department(stem, System::PartyCommittee) if &**stem == "党委");
                if committee && *level == Level::District {
                    id = self.page.anchors.of_level(regions, Level::AutonomousRegion, at);
                }
                let id = id?;
                Some((Some(id), regions.full_name(id).into()))
            }
        }
    }
}
