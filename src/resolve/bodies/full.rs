//! Bodies that are named with a territory or an owner.
use std::borrow::Cow;

use smol_str::SmolStr;

use super::{
    Named, Parts,
    compose::{below, join, upper_court},
    cues::NamingCue,
};
use crate::{
    lexicon::{FullName, Level, NATION, Place, Reading, RegionId, Special, System, Territory},
    mention::{Body, Found, Naming},
    value::{
        AgencyKind,
        names::{PARTY, STREET_OFFICE, WORK_COMMITTEE, ZONE_BOARD},
    },
};

/// A body behind its territory.
struct Placed<'p> {
    /// As it is written.
    surface: &'p str,
    /// The same from the innermost territory on.
    place: &'p str,
    /// The full name of the territory.
    name: Cow<'p, str>,
    /// The territory's number.
    seat: Option<RegionId>,
    region: Option<SmolStr>,
    kind: AgencyKind,
    /// Whether the territory's name is short.
    short: bool,
    /// Whether a division is written, and no mere word for its level.
    written: bool,
    /// Whether it is written, and not as its table has it.
    own_place: bool,
    /// Whether the territory is a zone behind another one.
    behind_place: bool,
    /// Whether the territory is a zone.
    in_zone: bool,
}

impl Placed<'_> {
    /// 沙田民政事务处: whether an office bears the short name, as those in Hong Kong and Macao do.
    fn is_special(&self) -> bool {
        self.short && is_special(self.region.as_deref())
    }
}

/// Whether a region is Hong Kong or Macao.
fn is_special(region: Option<&str>) -> bool {
    region.and_then(Special::holding).is_some_and(Special::is_region)
}

impl Named<'_> {
    /// Names a body by its territory or owner.
    pub(super) fn full(&self, bodies: &mut [Found<Body>], i: usize) {
        let body = &bodies[i].value;
        if let Naming::Known(full) = &body.naming {
            let full = full.clone();
            bodies[i].value.full = Some(if full.region.is_none() {
                let host = self.host(&full.name, &bodies[..i]);
                self.of_larger_zone(self.resident(&full, host, bodies[i].span.start()), bodies[i].span.start())
            } else {
                full
            });
        } else if let Some(owner) = body.owner {
            self.under_owner(bodies, i, owner);
        } else {
            self.in_territory(&mut bodies[i]);
        }
    }

    /// Names a body by the one that owns it.
    fn under_owner(&self, bodies: &mut [Found<Body>], i: usize, owner: usize) {
        let body = &bodies[i].value;
        let upper = &bodies[owner].value;
        let (mut seat, Some(full)) = (upper.seat, upper.full.clone()) else { return };
        let stem = match &body.naming {
            Naming::Department(stem, _) => &**stem,
            Naming::Built(stem) => stem.of(self.page.text),
            Naming::Known(_) => return,
        };
        // Bureaux of Hong Kong and Macao are named without their government.
        if is_special(full.region.as_deref()) && self.words.ends(NamingCue::Government, &full.name) {
            let full = FullName { name: stem.into(), region: full.region.clone() };
            bodies[i].value.seat = seat;
            bodies[i].value.full = Some(full.into());
            return;
        }
        // 交通部|海事局: under a ministry no place stands in the gap.
        let stem = stem.strip_prefix('…').unwrap_or(stem);
        let stem = self.composer.local_stem(stem, &full.name, full.region.as_deref());
        // 某新区党工委|管委会: of the grounds that the committee leads.
        let led =
            self.grounds_of_committee(&full.name).filter(|_| self.page.lexicon.spelled.in_full(&stem) == ZONE_BOARD);
        // 某街道办事处|党工委: of the street.
        let street = full.name.strip_suffix(STREET_OFFICE).filter(|street| self.words.ends(NamingCue::Street, street));
        let street = street.filter(|_| self.words.is(NamingCue::WorkCommittee, &stem));
        let mut full = match (&body.naming, led) {
            _ if let Some(street) = street => {
                FullName { name: join(&[PARTY, street, WORK_COMMITTEE]), region: full.region.clone() }
            }
            (_, Some(grounds)) => FullName { name: join(&[grounds, ZONE_BOARD]), region: full.region.clone() },
            // 海关总署|党委
            (Naming::Department(_, System::PartyCommittee), _) => {
                FullName { name: join(&[PARTY, &full.name, &stem]), region: full.region.clone() }
            }
            (Naming::Built(_), _) => below(&full, &self.page.lexicon.spelled.in_full(&stem)),
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
    }

    /// Names a body by its territory.
    fn in_territory(&self, found: &mut Found<Body>) {
        let (start, body) = (found.span.start(), &mut found.value);
        let Some(territory) = &body.territory else { return };
        let Some((seat, name)) = self.territory(territory, start, body) else { return };
        // 成都|管理委员会: zones alone have them.
        let runs_zone = matches!(&body.naming, Naming::Department(stem, _) if &**stem == ZONE_BOARD);
        if runs_zone && self.words.ends(NamingCue::LeftOut, &name) {
            return;
        }
        body.seat = seat;
        let surface = found.span.of(self.page.text);
        let region = seat.map(|id| self.page.lexicon.regions.get(id).code.clone());
        // 鼓楼区|图书馆 carries its city, 兰州|警备区 is named as it is written.
        let place = surface.get(start.abs_diff(territory.inner)..).unwrap_or(surface);
        let written = matches!(territory.place, Place::Regions(_));
        let placed = Placed {
            surface,
            place,
            in_zone: self.names_zone(&name),
            name,
            seat,
            region,
            kind: body.kind,
            short: territory.short,
            written,
            own_place: written && seat.is_none_or(|id| !place.starts_with(&*self.page.lexicon.regions.get(id).name)),
            behind_place: territory.level == Some(Level::Zone) && territory.start < territory.inner,
        };
        let national = matches!(territory.place, Place::Nation);
        let name = match &body.naming {
            _ if national || placed.is_special() => surface.into(),
            Naming::Department(stem, system) => match self.department_of(&placed, stem, *system) {
                Some(name) => name,
                // Towns and zones that no table holds have no number of their own.
                None => {
                    let compose = || self.composed_name(&placed, stem, *system);
                    if let (Some(seat), Cow::Borrowed(_)) = (seat, &placed.name) {
                        let parts = Parts { seat, stem: stem.as_ptr().addr(), system: *system, kind: body.kind };
                        let full = || FullName { name: compose(), region: placed.region.clone() };
                        body.full = Some(self.composed.of(parts, full));
                        return;
                    }
                    compose()
                }
            },
            Naming::Built(stem) => self.built_of(&placed, stem.of(self.page.text)),
            Naming::Known(_) => return,
        };
        let region = if national { Some(NATION.into()) } else { placed.region };
        body.full = Some(FullName { name, region }.into());
    }

    /// The official name of a standard department by its territory and its stem alone.
    fn composed_name(&self, placed: &Placed<'_>, stem: &str, system: System) -> SmolStr {
        let stem = self.composer.local_stem(stem, &placed.name, placed.region.as_deref());
        self.composer.compose(&stem, system, &placed.name, placed.in_zone, placed.kind)
    }

    /// The official name of a standard department where more than its territory and its stem tells it.
    fn department_of(&self, placed: &Placed<'_>, stem: &str, system: System) -> Option<SmolStr> {
        let &Placed { surface, place, ref name, short, written, .. } = placed;
        let is = |word| self.words.is(word, stem);
        match system {
            System::Branch => {
                let end = self.page.lexicon.regions.longest_at(place, 0).map(|(end, ..)| end).filter(|_| written);
                Some(self.composer.branch(stem, end.and_then(|end| place.get(..end)).unwrap_or(name)))
            }
            System::Written if placed.own_place => Some(surface.into()),
            // 铜仁|地委: of a prefecture that is a city now.
            System::PartyCommittee if is(NamingCue::PrefectureCommittee) => {
                Some(join(&[PARTY, surface.strip_prefix(PARTY).unwrap_or(surface)]))
            }
            // 武警|新疆总队: under the name of the territory that is written.
            System::ArmedPolice if written => {
                self.words.behind(NamingCue::ArmedPolice, surface).map(|rest| join(&[stem, rest]))
            }
            // 兰州新区|人才工作领导小组: a group is named as it is written.
            System::Party if placed.kind == AgencyKind::LeadingGroup => Some(join(&[name, stem])),
            // 省法院, 州法院: provinces have a high court, prefectures an intermediate one.
            System::Committee if !short && is(NamingCue::Court) && !surface.ends_with(stem) => {
                let court = placed.seat.and_then(|id| upper_court(self.page.lexicon.regions.get(id)));
                Some(join(&[name, court.unwrap_or(stem)]))
            }
            // 阿勒泰地区|检察分院: a branch of the province's.
            System::Committee if let Some(upper) = self.branch_of(stem) => {
                let regions = &self.page.lexicon.regions;
                let seat = placed.seat.filter(|&id| regions.get(id).depth == 2)?;
                Some(join(&[regions.full_name(regions.province(seat)), upper, name, stem.get(upper.len()..)?]))
            }
            // 陕西省|西咸新区|开发建设管理委员会: in full as it is written.
            System::Government | System::Committee
                if placed.behind_place && stem != ZONE_BOARD && surface.ends_with(stem) =>
            {
                Some(surface.into())
            }
            _ => None,
        }
    }

    /// What a court or procuratorate of that name is a branch of, but for the territory.
    fn branch_of<'s>(&self, stem: &'s str) -> Option<&'s str> {
        self.words.before(NamingCue::Branch, stem).filter(|upper| upper.ends_with('院'))
    }

    /// The official name of a body behind its territory that is built of words.
    fn built_of(&self, placed: &Placed<'_>, stem: &str) -> SmolStr {
        let &Placed { surface, short, own_place, .. } = placed;
        let as_written =
            // 洛川|苹果产业园区管委会: grounds are named as they are written.
            short && !placed.in_zone && (self.runs_grounds(surface) || self.begins_with_zone(stem))
            // The same of a name that is built.
            || placed.behind_place;
        if as_written {
            return self.page.lexicon.spelled.in_full(surface).into();
        }
        // 敦煌|研究院: the place is part of the name.
        if own_place && self.keeps_place(surface) {
            return surface.into();
        }
        // 宁夏|水土保持监测总站: so it is with what is no office.
        if own_place && short && placed.kind == AgencyKind::PublicInstitution {
            return self.page.lexicon.spelled.in_full(surface).into();
        }
        let stem = self.page.lexicon.spelled.in_full(stem);
        join(&[&placed.name, &self.composer.local_stem(&stem, &placed.name, placed.region.as_deref())])
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
            Place::Township(town, above) => Some(self.town(town.of(self.page.text), *above, at)),
            // Like a town: the number is not its own.
            Place::Zone(zone, None) => {
                let (id, name) = self.zone_meant(zone.of(self.page.text), at)?;
                Some((id, name.into()))
            }
            Place::Zone(zone, above) => Some((*above, self.zone(*zone, *above).into())),
            Place::Level(Level::Township) => {
                let (above, name) = self.page.town_before(at)?;
                Some(self.town(name, above, at))
            }
            // 鲁山道街道领导班子⏎|党工委|书记：…: on a page without a zone, the street's.
            Place::Level(Level::Zone) if let Some((above, street)) = self.street_before(at) => Some((above, street)),
            Place::Level(level) => {
                let id = self.of_level(*level, at, body)?;
                Some((Some(id), regions.full_name(id).into()))
            }
        }
    }

    /// 三台县潼川镇领导班子: the town that the first line names.
    pub(super) fn headline_town(&self) -> Option<&str> {
        self.headline_town.get_or_init(|| self.page.town_of_headline()).as_deref()
    }

    /// The street that the page is about, or that it named last before byte `at`, where it names no zone.
    fn street_before(&self, at: usize) -> Option<(Option<RegionId>, Cow<'_, str>)> {
        if self.page.anchors.of_level(&self.page.lexicon.regions, Level::Zone, at).is_some() {
            return None;
        }
        let is_street = |name: &str| self.words.ends(NamingCue::Street, name);
        if let Some(street) = self.headline_town().filter(|name| is_street(name)) {
            return Some((None, street.into()));
        }
        let (above, name) = self.page.town_before(at).filter(|(_, name)| is_street(name))?;
        Some(self.town(name, above, at))
    }

    /// A town behind the division it lies in.
    fn town(&self, name: &str, above: Option<RegionId>, at: usize) -> (Option<RegionId>, Cow<'_, str>) {
        let regions = &self.page.lexicon.regions;
        let above = above.or_else(|| self.page.anchors.county(regions, at));
        let head = above.map_or("", |id| regions.full_name(id));
        (above, String::from_iter([head, name]).into())
    }

    /// The division that a word for a level before a body means.
    fn of_level(&self, level: Level, at: usize, body: &Body) -> Option<RegionId> {
        /// How much text before a body is looked through for a zone, in bytes.
        const NEAR_BYTES: usize = 150;
        let (regions, anchors) = (&self.page.lexicon.regions, self.page.anchors);
        if level != Level::District {
            return anchors.of_level(regions, level, at);
        }
        // 区党委 is an autonomous region's: districts have a 区委.
        if matches!(&body.naming, Naming::Department(stem, System::PartyCommittee) if self.words.is(NamingCue::PartyCommittee, stem))
        {
            return anchors.of_level(regions, Level::AutonomousRegion, at);
        }
        // 平潭综合实验区…区台胞服务局: a zone named just before is a 区, too.
        let zone = anchors.last_of_level(regions, Level::Zone, at, at.saturating_sub(NEAR_BYTES));
        let zone = zone.filter(|&(place, _)| anchors.last_of_level(regions, Level::District, at, place).is_none());
        zone.map(|(_, zone)| zone).or_else(|| anchors.of_level(regions, level, at))
    }
}
