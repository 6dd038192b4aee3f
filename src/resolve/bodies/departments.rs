//! Standard departments without a territory (组织部, 数据局).
use super::{BODIES_BACK, Named, bare::Meant, compose::join, cues::NamingCue};
use crate::{
    lexicon::{AgencyCue, FullName, Level, RegionId, Special, System},
    mention::{Body, Found, Naming},
    resolve::Part,
    value::{
        AgencyKind,
        names::{GOVERNMENT, ZONE_BOARD},
    },
};

/// How many bytes a joint between two bodies has at most, with a bracket of four characters before it.
const LONGEST_JOINT: usize = 32;

impl Named<'_> {
    /// What a standard department without a territory means.
    pub(super) fn department<'s>(
        &'s self,
        bodies: &[Found<Body>],
        i: usize,
        stem: &'s str,
        system: System,
    ) -> Option<Meant<'s>> {
        let span = bodies[i].span;
        let surface = span.of(self.page.text);
        // 行署: of the prefecture that the page speaks of.
        if self.words.is(NamingCue::PrefectureOffice, surface) {
            let of = |level| self.page.anchors.of_level(&self.page.lexicon.regions, level, span.start());
            return of(Level::Prefecture).or_else(|| of(Level::League)).map(Meant::Of);
        }
        // 管委会: of the zone that the text speaks of, never of a city.
        if stem == ZONE_BOARD {
            return self.of_zone(bodies, i, stem);
        }
        if system == System::Part {
            return self.court_of(bodies, i).map(|owner| Meant::Part(owner, stem));
        }
        // 内设机构⏎办公室、|干部科
        if matches!(self.subjects.part(span.start()), Some((_, Part::Sections)))
            && let Some(owner) = self.listed(bodies, i)
        {
            return Some(Meant::Part(owner, stem));
        }
        let government = system == System::Government;
        // 彰化县政府宣布,|教育处处长…: the bureau of the government that the sentence speaks of.
        if government
            && self.page.special == Some(Special::Taiwan)
            && let Some(local) = self.of_local_government(bodies, i)
        {
            return Some(local);
        }
        if let Some(owner) = self.inside_of(bodies, i, stem) {
            return Some(Meant::Part(owner, stem));
        }
        if let Some(special) = self.page.special.filter(|_| government) {
            // 某署某处改制为|环境保护局
            if let Some(full) = self.renamed_part(bodies, i).and_then(|n| self.sister(&bodies[n], stem)) {
                return Some(Meant::Name(None, full));
            }
            let as_written = || FullName { name: surface.into(), region: Some(special.code().into()) };
            return self.by_tail(bodies, i, stem).or_else(|| Some(Meant::Name(None, as_written().into())));
        }
        if let Some(part) = self.beside_post(bodies, i, stem) {
            return Some(part);
        }
        if government && let Some(office) = self.town_office(stem) {
            return Some(office);
        }
        // 某学院|纪委|书记: of an organization that is no public body.
        if self.words.is(NamingCue::Discipline, stem) && self.is_of_unread(span.start()) {
            return None;
        }
        let titled = self.titled(span.end());
        // 市教育局…。某某仍是|教育局|局长: the one that the paragraph named.
        if government
            && titled
            && let Some(named) = self.sole_in_paragraph(bodies, i, stem)
        {
            return Some(Meant::Body(named));
        }
        if (titled || bodies[i].value.fused)
            && let Some(full) = self.of_headline_town(stem, system, bodies[i].value.kind)
        {
            return Some(Meant::Name(None, full.into()));
        }
        let seat = match self.seat_beside(bodies, i) {
            Some(seat) => Some(seat),
            None if titled || bodies[i].value.fused => match self.seat_of_chain(bodies, i) {
                Some(seat) => Some(seat),
                None => {
                    // 监察委员会|主任 on a county's page
                    let local = bodies[i].value.kind == AgencyKind::Supervisory && self.has_local_headline();
                    let named = self.national(surface).filter(|_| !local).map(|full| Meant::Name(None, full));
                    if let Some(named) = named.or_else(|| self.by_tail(bodies, i, stem)) {
                        return Some(named);
                    }
                    self.page.anchors.last_before(span.start(), 0)
                }
            },
            None => self.seat_told(bodies, i, stem),
        };
        let Some(seat) = seat else { return self.by_tail(bodies, i, stem) };
        // 公安厅: provinces alone have them.
        let alone = self.words.ends(NamingCue::OfProvince, stem);
        let province = alone.then(|| self.page.lexicon.regions.line(seat).last()).flatten();
        Some(Meant::Of(province.unwrap_or(seat)))
    }

    /// Whether what stands right before byte `at` ends like a name.
    fn is_of_unread(&self, at: usize) -> bool {
        let reading = self.page.lexicon.bodies.before(self.page.text, at);
        reading.is_some_and(|reading| reading.suffix().is_some())
    }

    /// Whether the lines that the page begins with name a place.
    fn has_local_headline(&self) -> bool {
        self.page.heads().last().is_some_and(|line| self.page.anchors.last_before(line.end(), 0).is_some())
    }

    /// 三台县潼川镇领导班子⏎|纪委|书记：…: that of the town which the page is about.
    fn of_headline_town(&self, stem: &str, system: System, kind: AgencyKind) -> Option<FullName> {
        let town = if system == System::Government { return None } else { self.headline_town()? };
        Some(FullName { name: self.composer.compose(stem, system, town, false, kind), region: None })
    }

    /// 市中级人民法院副院长、|审判委员会委员: the court named last, or that which the page is about.
    fn court_of(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let near = i.saturating_sub(BODIES_BACK);
        let fits = |b: &Found<Body>| b.value.kind == bodies[i].value.kind && self.is_court(&b.value);
        let last = near + bodies[near..i].iter().rposition(fits)?;
        Some(self.own_over(bodies, last, i).filter(|&own| fits(&bodies[own])).unwrap_or(last))
    }

    /// Whether a court or procuratorate is named and no part of one.
    fn is_court(&self, body: &Body) -> bool {
        let part = matches!(body.naming, Naming::Built(_) | Naming::Department(_, System::Part));
        let whole = || body.name().is_some_and(|name| self.words.ends(NamingCue::WholeCourt, name));
        body.full.is_some() && body.owner.is_none() && !part && whole()
    }

    /// The body that has a department of this name inside, and no territory: as it sets it up, changes it, or is a court.
    fn inside_of(&self, bodies: &[Found<Body>], i: usize, stem: &str) -> Option<usize> {
        let office = self.words.ends(NamingCue::Office, stem);
        // 镇政府设|党政综合办公室, 民政厅内设|社会组织管理局
        if (office || self.is_inside_list(bodies, i))
            && let Some(owner) = self.sets_up(bodies, i)
        {
            return Some(owner);
        }
        // 总局机关设办公室、|人事局
        if let Some(owner) = self.sets_up_list(bodies, i) {
            return Some(owner);
        }
        if !self.cues.ends(AgencyCue::Section, stem) {
            return None;
        }
        // 撤销|政策研究室
        if !office && let Some(owner) = self.reorganized(bodies, i) {
            return Some(owner);
        }
        // 某中级人民法院…。|研究室|主任
        let court = |&n: &usize| matches!(bodies[n].value.kind, AgencyKind::Judicial | AgencyKind::Procuratorial);
        self.part_of(bodies, i).filter(court)
    }

    /// What a body has whose members held a post before in the chain: it watches over its party, or is the union of its staff.
    fn beside_post<'s>(&'s self, bodies: &[Found<Body>], i: usize, stem: &'s str) -> Option<Meant<'s>> {
        let surface = bodies[i].span.of(self.page.text);
        // 某局党委委员、|纪委|书记: of the body that the chain began with, or that the page is about.
        if self.words.is(NamingCue::Discipline, stem) {
            return self.with_party(bodies, i).map(|owner| Meant::Part(owner, stem));
        }
        // 某局党组成员、|工会|主席
        let union = self.words.is(NamingCue::Union, surface);
        let owner = union.then(|| self.with_staff(bodies, i)).flatten();
        owner.map(|owner| Meant::Part(owner, surface))
    }

    /// 市委、|财政局, 发展和改革局（挂粮食局牌子）、|财政局: the seat of the body named last, where it stands right beside.
    fn seat_beside(&self, bodies: &[Found<Body>], i: usize) -> Option<RegionId> {
        let start = bodies[i].span.start();
        let near = &bodies[i.saturating_sub(BODIES_BACK)..i];
        let last = near.iter().rfind(|b| b.value.full.is_some() && b.span.end() <= start)?;
        let between = self.page.text.get(last.span.end()..start).filter(|t| t.len() <= LONGEST_JOINT)?;
        let joint = match between.split_once(['）', ')']) {
            Some((inside, joint)) if inside.chars().count() <= 4 => joint,
            _ => between,
        };
        let joins = matches!(joint, "" | "、" | "，" | "," | "(" | "（") || self.words.is(NamingCue::Joins, joint);
        last.value.seat.filter(|_| joins)
    }

    /// 组织部|部长: of the territory that the chain of posts speaks of; 统计局|局长 of the nation.
    fn seat_of_chain(&self, bodies: &[Found<Body>], i: usize) -> Option<RegionId> {
        /// So many bodies back one is looked for.
        const SEATS_BACK: usize = 64;
        let start = bodies[i].span.start();
        let line = self.page.layout.line_at(start);
        let seated =
            |b: &&Found<Body>| b.value.full.is_some() && b.span.start() >= line.start() && b.value.seat.is_some();
        let near = bodies[..i].iter().rev().take(SEATS_BACK).find(seated);
        // 深圳市委书记某某,山东省副省长、|公安厅厅长: the post of a territory tells as well.
        let head = near.map_or(line.start(), |b| b.span.end());
        let governed = self.governed(head, start).or(near.and_then(|b| b.value.seat));
        governed.or_else(|| self.ruled_beside(start))
    }

    /// The seat of a department that no post stands behind, by the words before it.
    fn seat_told(&self, bodies: &[Found<Body>], i: usize, stem: &str) -> Option<RegionId> {
        let span = bodies[i].span;
        let place = self.founding_place(span.start()).or_else(|| self.place_of(span.start()));
        let place = place.or_else(|| self.renamed_seat(&bodies[..i], span));
        let place = place.or_else(|| self.fresh_seat(&bodies[..i], span));
        place.or_else(|| self.sole_seat(stem, span))
    }

    /// 彰化县政府宣布,|教育处处长…, 新竹市代理市长…,|民政处处长…: a bureau of the local government that the paragraph speaks
    /// of, in Taiwan.
    pub(super) fn of_local_government(&self, bodies: &[Found<Body>], i: usize) -> Option<Meant<'static>> {
        let span = bodies[i].span;
        let regions = &self.page.lexicon.regions;
        let line = self.page.layout.line_at(span.start());
        let government =
            |b: &&Found<Body>| b.value.name().is_some_and(|n| self.words.ends(NamingCue::LocalGovernment, n));
        let local = |b: &&Found<Body>| b.span.start() >= line.start() && b.span.end() <= span.start() && government(b);
        // In the paragraph, else the one that the page begins with.
        let part = self.words.ends(NamingCue::LocalBureau, bodies[i].span.of(self.page.text));
        let first = || {
            let whole = |b: &&Found<Body>| b.value.full.is_some() && !b.value.bare;
            bodies.iter().take(BODIES_BACK).find(whole).filter(|b| part && government(b))
        };
        let named = bodies[i.saturating_sub(BODIES_BACK)..i].iter().rfind(local).or_else(first);
        let from = named.map_or(line.start(), |b| b.span.end().max(line.start())).min(span.start());
        let governed = self.governed(from, span.start()).filter(|&id| regions.get(id).depth >= 2 || named.is_none());
        let (seat, owner, region) = match governed {
            Some(id) => (Some(id), join(&[regions.full_name(id), GOVERNMENT]), Some(regions.get(id).code.clone())),
            None => {
                let full = named?.value.full.as_ref()?;
                (named?.value.seat, full.name.clone(), full.region.clone())
            }
        };
        let name = join(&[&owner, span.of(self.page.text)]);
        let taiwan = region.as_deref().and_then(Special::holding) == Some(Special::Taiwan);
        taiwan.then(|| Meant::Name(seat, FullName { name, region }.into()))
    }
}
