//! Head nouns without a territory (组织部, 管委会): which body of the page they mean, if any.
use std::sync::Arc;

use super::{
    Named, REACH,
    compose::{below, compose, join, spelled},
};
use crate::{
    lexicon::{FullName, Level, Place, Reading, RegionId, System},
    mention::{Body, Found, Naming},
    text::Span,
    value::AgencyKind,
};

/// How many bytes a joint between two bodies has at most, with a bracket of four characters before it.
const LONGEST_JOINT: usize = 32;

/// How much of a sentence, in bytes, is near.
const NEAR: usize = 900;

impl Named<'_> {
    /// Names a head noun that stands without a territory, where the page says which body it is.
    pub(super) fn bare(&self, bodies: &mut [Found<Body>], i: usize) {
        let span = bodies[i].span;
        if self.inside_kind(bodies, i) {
            return;
        }
        let Naming::Department(stem, system) = bodies[i].value.naming.clone() else {
            self.bare_built(bodies, i);
            return;
        };
        // 行署: of the prefecture that the page speaks of.
        if &*stem == "行政公署" && span.of(self.page.text) == "行署" {
            let of = |level| self.page.anchors.of_level(&self.page.lexicon.regions, level, span.start());
            if let Some(seat) = of(Level::Prefecture).or_else(|| of(Level::League)) {
                self.seat(&mut bodies[i].value, seat, &stem);
            }
            return;
        }
        // 管委会: of the zone that the text speaks of, never of a city.
        if &*stem == "管理委员会" {
            self.of_zone(bodies, i, &stem);
            return;
        }
        // 彰化县政府宣布,|教育处处长…: the bureau of the government that the sentence speaks of.
        let taiwan = self.page.about == Some("710000") && system == System::Government;
        if taiwan && self.of_local_government(bodies, i) {
            return;
        }
        // 镇政府设|党政综合办公室, 民政厅内设|社会组织管理局
        if (stem.ends_with("办公室") || self.is_inside_list(bodies, i))
            && let Some(owner) = self.sets_up(bodies, i)
        {
            self.owned(bodies, i, owner, &stem);
            return;
        }
        if let Some(region) = self.page.about.filter(|_| system == System::Government) {
            self.by_tail(bodies, i, &stem);
            if bodies[i].value.full.is_some() {
                return;
            }
            let surface = span.of(self.page.text).to_owned();
            bodies[i].value.full = Some(FullName { name: surface.into(), region: Some(region.into()) }.into());
            return;
        }
        let sentence = self.page.layout.line_at(span.start());
        let near = i.saturating_sub(REACH);
        let previous = bodies[near..i].iter().rposition(|b| b.value.full.is_some() && b.span.end() <= span.start());
        let previous = previous.map(|n| near + n);
        let beside = previous.filter(|&p| {
            let between = bodies[p].span.end()..span.start();
            let between = self.page.text.get(between).filter(|t| t.len() <= LONGEST_JOINT).unwrap_or("?");
            // 发展和改革局（挂粮食局牌子）、|财政局
            let between = match between.split_once(['）', ')']) {
                Some((inside, joint)) if inside.chars().count() <= 4 => joint,
                _ => between,
            };
            matches!(between, "" | "、" | "和" | "与" | "及" | "以及" | "或" | "，" | "," | "(" | "（")
                && bodies[p].value.seat.is_some()
        });
        let seated = || {
            bodies[..i]
                .iter()
                .rev()
                .take(64)
                .find(|b| b.value.full.is_some() && b.span.start() >= sentence.start() && b.value.seat.is_some())
        };
        let seat = if let Some(p) = beside {
            bodies[p].value.seat
        } else if self.titled(span.end()) || bodies[i].value.fused {
            // 组织部|部长: of the territory that the chain of posts speaks of; 统计局|局长 of the nation.
            let near = seated();
            // 深圳市委书记某某,山东省副省长、|公安厅厅长: the post of a territory tells as well.
            let head = near.map_or(sentence.start(), |b| b.span.end());
            let governed = self.governed(head, span.start());
            match governed.or(near.and_then(|b| b.value.seat)) {
                Some(seat) => Some(seat),
                None => {
                    if let Some(full) = self.national(span.of(self.page.text)) {
                        bodies[i].value.full = Some(full);
                        return;
                    }
                    self.by_tail(bodies, i, &stem);
                    if bodies[i].value.full.is_some() {
                        return;
                    }
                    self.page.anchors.last_before(span.start(), 0)
                }
            }
        } else {
            let place = self.founding_place(span.start()).or_else(|| self.place_of(span.start()));
            let place = place.or_else(|| self.renamed_seat(&bodies[..i], span));
            place.or_else(|| self.fresh_seat(&bodies[..i], span))
        };
        let Some(mut seat) = seat else {
            self.by_tail(bodies, i, &stem);
            return;
        };
        // 公安厅: provinces alone have them.
        if stem.ends_with('厅') {
            seat = self.page.lexicon.regions.line(seat).last().unwrap_or(seat);
        }
        let name = compose(&stem, system, self.page.lexicon.regions.full_name(seat), bodies[i].value.kind);
        let body = &mut bodies[i].value;
        body.seat = Some(seat);
        body.full = Some(FullName { name, region: Some(self.page.lexicon.regions.get(seat).code.clone()) }.into());
    }

    /// …摘牌，新的|农业农村厅亮相; 合并，组成|文化和旅游厅: a department founded where the sentence speaks of bodies of one territory.
    fn fresh_seat(&self, before: &[Found<Body>], span: Span<crate::text::Norm>) -> Option<RegionId> {
        const FRESH: [&str; 16] = [
            "新的",
            "新组建的",
            "新成立的",
            "新设的",
            "组成",
            "合并为",
            "合并成",
            "整合为",
            "整合成",
            "重组为",
            "更名为",
            "改名为",
            "改为",
            "改组为",
            "改称",
            "变为",
        ];
        let head = self.page.text.get(..span.start())?;
        let long = span.of(self.page.text).chars().nth(3).is_some();
        if !long || !FRESH.iter().any(|word| head.ends_with(word)) {
            return None;
        }
        let sentence = self.page.layout.sentence_at(span.start());
        let near = before.iter().rev().take_while(|b| b.span.start() >= sentence.start());
        let mut seats = near.filter(|b| b.value.full.is_some() && !b.value.fused).map(|b| b.value.seat);
        let seat = seats.next()??;
        seats.all(|other| other == Some(seat)).then_some(seat)
    }

    /// 湖南省的|政务服务和大数据中心: the territory that is named right before 的.
    fn place_of(&self, at: usize) -> Option<RegionId> {
        let head = self.page.text.get(..at)?.strip_suffix('的')?;
        let territory = self.page.lexicon.regions.territory_before(self.page.text, head.len())?;
        match territory.place {
            Place::Regions(ids) if !territory.short => self.page.anchors.choose(&self.page.lexicon.regions, &ids, at),
            _ => None,
        }
    }

    /// 某省乡村振兴局由|扶贫办更名: what was renamed was of the same territory.
    fn renamed_seat(&self, before: &[Found<Body>], span: Span<crate::text::Norm>) -> Option<RegionId> {
        const COME: [&str; 9] = ["更名", "改名", "改组", "改设", "改制", "升格", "重组", "转设", "改建"];
        let head = self.page.text.get(..span.start())?.trim_end_matches('原');
        let after = self.page.text.get(span.end()..)?.trim_start_matches("整体");
        if !head.ends_with(['由', '从']) || !COME.iter().any(|verb| after.starts_with(verb)) {
            return None;
        }
        let clause = self.page.layout.sentence_at(span.start());
        let near = before.iter().rev().take_while(|b| b.span.start() >= clause.start());
        near.filter(|b| b.value.full.is_some()).find_map(|b| b.value.seat)
    }

    /// 彰化县政府宣布,|教育处处长…, 新竹市代理市长…,|民政处处长…: names a bureau after the local government that the
    /// paragraph speaks of, in Taiwan.
    fn of_local_government(&self, bodies: &mut [Found<Body>], i: usize) -> bool {
        let span = bodies[i].span;
        let regions = &self.page.lexicon.regions;
        let line = self.page.layout.line_at(span.start());
        let local = |b: &Found<Body>| {
            let government = b.value.name().is_some_and(|n| n.ends_with("县政府") || n.ends_with("市政府"));
            b.span.start() >= line.start() && b.span.end() <= span.start() && government
        };
        let near = i.saturating_sub(REACH);
        let named = bodies[near..i].iter().rev().find(|b| local(b));
        let from = named.map_or(line.start(), |b| b.span.end());
        let governed = self.governed(from, span.start()).filter(|&id| regions.get(id).depth >= 2 || named.is_none());
        let region = |id: RegionId| regions.get(id).code.clone();
        let (seat, owner, region) = match (governed, named) {
            (Some(id), _) => (Some(id), join(&[regions.full_name(id), "政府"]), Some(region(id))),
            (None, Some(named)) => {
                let Some(full) = &named.value.full else { return false };
                (named.value.seat, full.name.clone(), full.region.clone())
            }
            _ => return false,
        };
        if !region.as_deref().is_some_and(|code| code.starts_with("71")) {
            return false;
        }
        let name = join(&[&owner, span.of(self.page.text)]);
        let body = &mut bodies[i].value;
        (body.seat, body.full) = (seat, Some(FullName { name, region }.into()));
        true
    }

    /// The territory whose head is named last between the bytes: 山东省|副省长.
    fn governed(&self, from: usize, to: usize) -> Option<RegionId> {
        let at = |byte: usize| self.titles.partition_point(|&(start, _)| start < byte);
        let titles = self.titles.get(at(from)..at(to))?.iter().rev().take(REACH);
        titles.copied().find_map(|(start, _)| {
            let territory = self.page.lexicon.regions.territory_before(self.page.text, start)?;
            match territory.place {
                Place::Regions(ids) if !territory.short && territory.start >= from => {
                    self.page.lexicon.regions.of(ids).next()
                }
                _ => None,
            }
        })
    }

    /// Names a bare 管委会 after the zone, or the body of one, that stands last before it in its line or the one before.
    fn of_zone(&self, bodies: &mut [Found<Body>], i: usize, stem: &str) {
        const NEAR: usize = 600;
        let at = bodies[i].span.start();
        let from = at.saturating_sub(NEAR);
        let regions = &self.page.lexicon.regions;
        let near = i.saturating_sub(REACH);
        let named = bodies[near..i]
            .iter()
            .rev()
            .find(|b| b.span.start() >= from && b.value.name().is_some_and(|n| n.ends_with("管理委员会")));
        let zone = self.page.anchors.last_of_level(regions, Level::Zone, at, from);
        // 沣东新城党工委、|管委会: of the same grounds.
        let beside = i
            .checked_sub(1)
            .map(|n| &bodies[n])
            .filter(|b| matches!(self.page.text.get(b.span.end()..at), Some("、" | "和" | "与" | "及" | "，" | ",")));
        let grounds = beside.and_then(|b| b.value.full.clone());
        let grounds = grounds.as_ref().and_then(|full| full.name.strip_prefix("中共")?.strip_suffix("工作委员会"));
        if let Some(grounds) = grounds.filter(|_| beside.is_some_and(|b| matches!(b.value.naming, Naming::Known(_)))) {
            bodies[i].value.full = Some(FullName { name: join(&[grounds, stem]), region: None }.into());
            return;
        }
        match (named, zone) {
            (Some(named), zone) if zone.is_none_or(|(place, _)| place < named.span.end()) => {
                let (seat, full) = (named.value.seat, named.value.full.clone());
                let body = &mut bodies[i].value;
                (body.seat, body.full) = (seat, full);
            }
            (_, Some((_, zone))) => self.seat(&mut bodies[i].value, zone, stem),
            // In a headline: the one that the page goes on to name.
            (None, None) if self.titled(bodies[i].span.end()) || self.speaks_of_one(bodies[i].span) => {
                let later = bodies[i + 1..]
                    .iter()
                    .take(REACH)
                    .find(|b| !b.value.bare && b.value.name().is_some_and(|n| n.ends_with("管理委员会")));
                if let Some(later) = later {
                    let (seat, full) = (later.value.seat, later.value.full.clone());
                    let body = &mut bodies[i].value;
                    (body.seat, body.full) = (seat, full);
                }
            }
            _ => {}
        }
    }

    pub(super) fn bare_built(&self, bodies: &mut [Found<Body>], i: usize) {
        let span = bodies[i].span;
        let Naming::Built(stem) = bodies[i].value.naming else { return };
        let stem = stem.of(self.page.text);
        if bodies[i].value.kind == AgencyKind::Military && stem.starts_with('第') {
            if let Some(seat) = self.page.anchors.of_level(&self.page.lexicon.regions, Level::Corps, span.start()) {
                let name = join(&[self.page.lexicon.regions.full_name(seat), stem]);
                let body = &mut bodies[i].value;
                body.seat = Some(seat);
                body.full =
                    Some(FullName { name, region: Some(self.page.lexicon.regions.get(seat).code.clone()) }.into());
            }
            return;
        }
        if self.inside_kind(bodies, i) {
            return;
        }
        let office = stem.ends_with("办公室");
        let owner = self.chained(bodies, i).or_else(|| self.meant(bodies, i));
        let owner = owner.or_else(|| self.counted_section(bodies, i).filter(|_| !office));
        let owner = owner.or_else(|| self.sets_up(bodies, i));
        let owner = owner.or_else(|| self.section_of(bodies, i).filter(|_| !office)).or_else(|| self.listed(bodies, i));
        if let Some(owner) = owner {
            self.owned(bodies, i, owner, stem);
            return;
        }
        if let Some(region) = self.page.about {
            if region == "710000" && stem.ends_with(['局', '处', '心']) && self.of_local_government(bodies, i) {
                return;
            }
            self.by_tail(bodies, i, stem);
            if bodies[i].value.full.is_some() {
                return;
            }
            bodies[i].value.full = Some(FullName { name: stem.into(), region: Some(region.into()) }.into());
            return;
        }
        // 应急管理部消防救援局和|森林消防局: of the same body.
        let beside = bodies[..i]
            .iter()
            .rev()
            .take(4)
            .find(|b| matches!(self.page.text.get(b.span.end()..span.start()), Some("、" | "和" | "与" | "及")));
        // 水利部办公厅、|人事司: a name that the tables hold begins with that of its owner.
        if let Some(full) = beside.and_then(|b| self.sister(b, stem)) {
            bodies[i].value.full = Some(full);
            return;
        }
        if let Some(owner) = beside.and_then(|b| b.value.owner).filter(|&o| bodies[o].value.full.is_some()) {
            let upper = &bodies[owner].value;
            let (seat, full) = (upper.seat, upper.full.as_ref().map(|f| below(f, stem).into()));
            let body = &mut bodies[i].value;
            (body.seat, body.full) = (seat, full);
            return;
        }
        if let Some(seat) = self.founding_place(span.start()) {
            let region = self.page.lexicon.regions.get(seat).code.clone();
            let body = &mut bodies[i].value;
            body.seat = Some(seat);
            let name = join(&[self.page.lexicon.regions.full_name(seat), stem]);
            body.full = Some(FullName { name, region: Some(region) }.into());
            return;
        }
        if bodies[i].value.kind == AgencyKind::LeadingGroup
            && stem.chars().count() > 6
            && self.leading_group(bodies, i, stem)
        {
            return;
        }
        // 县政府副秘书长、|办公室主任: of the body before, not any office of the page.
        let from = self.page.layout.sentence_at(span.start()).start();
        let mut named = bodies[..i].iter().rev().take(REACH).take_while(|b| b.span.start() >= from);
        if stem == "办公室"
            && !named.any(|b| !b.value.bare && b.value.name().is_some_and(|n| n.ends_with(stem)))
            && let Some(owner) = self.section_of(bodies, i)
        {
            self.owned(bodies, i, owner, stem);
            return;
        }
        self.by_tail(bodies, i, stem);
        // 综合处副处长、|办公室主任
        if let Some(owner) = self.section_of(bodies, i).filter(|_| bodies[i].value.full.is_none()) {
            self.owned(bodies, i, owner, stem);
        }
    }

    /// 大数据发展领导小组: of the place that the sentence speaks of, unless its name holds one already (数字湖南建设…).
    pub(super) fn leading_group(&self, bodies: &mut [Found<Body>], i: usize, stem: &str) -> bool {
        let span = bodies[i].span;
        let own = (0..stem.len())
            .any(|at| stem.is_char_boundary(at) && self.page.lexicon.regions.longest_at(stem, at).is_some());
        if own || ["全国", "国家", "中央"].iter().any(|w| stem.contains(w)) {
            bodies[i].value.full = Some(FullName { name: spelled(stem).into(), region: None }.into());
            return true;
        }
        let sentence = self.page.layout.sentence_at(span.start());
        let near = self.page.text.floor_char_boundary(span.start().saturating_sub(NEAR));
        let clause = self.page.text.get(sentence.start().max(near)..span.start()).unwrap_or("");
        if ["多个", "各地", "多地", "多省"].iter().any(|w| clause.contains(w)) {
            return false;
        }
        let Some(seat) = self.page.anchors.last_before(span.start(), sentence.start()) else { return false };
        let name = join(&[self.page.lexicon.regions.full_name(seat), &spelled(stem)]);
        let body = &mut bodies[i].value;
        body.seat = Some(seat);
        body.full = Some(FullName { name, region: Some(self.page.lexicon.regions.get(seat).code.clone()) }.into());
        true
    }

    fn seat(&self, body: &mut Body, seat: RegionId, stem: &str) {
        let regions = &self.page.lexicon.regions;
        let name = join(&[regions.full_name(seat), stem]);
        body.seat = Some(seat);
        body.full = Some(FullName { name, region: Some(regions.get(seat).code.clone()) }.into());
    }

    /// 佛山市南海区成立|数据统筹局: the place that founds it.
    pub(super) fn founding_place(&self, at: usize) -> Option<RegionId> {
        let sentence = self.page.layout.sentence_at(at);
        let clause = self.page.text.get(sentence.start()..at)?;
        if ["首个成立", "第一个成立", "首家成立"].iter().any(|w| clause.ends_with(w)) {
            return None;
        }
        let verb = ["成立", "设立", "组建", "成立了", "设立了", "组建了", "首设", "新设", "增设", "单设"];
        let verb = verb.iter().find(|v| clause.ends_with(**v))?;
        let from = self.page.layout.clause_at(at).start();
        let head = at - verb.len();
        let named = self.page.anchors.last_before(head, sentence.start());
        // 自治区成立政务服务局, 省里组建: the level alone stands at the head of the clause.
        let clause = self.page.text.get(from..head)?;
        let level =
            [("自治区", Level::AutonomousRegion), ("省", Level::Province), ("市", Level::City), ("县", Level::County)]
                .into_iter()
                .find(|(word, _)| clause.starts_with(word));
        match level {
            Some((_, level)) => self.page.anchors.of_level(&self.page.lexicon.regions, level, at),
            None => named,
        }
    }

    /// The body named in full before (else after) whose name ends like this.
    pub(super) fn by_tail(&self, bodies: &mut [Found<Body>], i: usize, stem: &str) {
        let surface = bodies[i].span.of(self.page.text);
        let titled = self.titled(bodies[i].span.end());
        let same = |b: &&Found<Body>| b.value.full.is_some() && b.value.bare && b.span.of(self.page.text) == surface;
        let long = surface.chars().count() >= 3;
        let told = long
            && (titled
                || self.speaks_of_one(bodies[i].span)
                || self.named_in_paragraph(&bodies[..i], bodies[i].span, stem));
        if let Some(named) = bodies[..i].iter().rev().take(100).find(same).filter(|_| told) {
            let (seat, full, kind) = (named.value.seat, named.value.full.clone(), named.value.kind);
            let body = &mut bodies[i].value;
            (body.seat, body.full, body.kind) = (seat, full, kind);
            return;
        }
        if !told {
            return;
        }
        // 数字湖南建设|领导小组 was named by itself.
        let group = bodies[i].value.kind == AgencyKind::LeadingGroup;
        let length = bodies[i].span.len();
        let fits = |b: &&Found<Body>| {
            (!b.value.bare || group && b.span.len() > length)
                && b.value.name().is_some_and(|n| n.ends_with(stem) && n.len() > stem.len())
        };
        // ,委员会被并入文化局: of the body named in full just before.
        const JUST_BEFORE: usize = 400;
        let span = bodies[i].span;
        let mere = || {
            let reading = self.page.lexicon.bodies.before(surface, surface.len());
            reading.and_then(Reading::suffix).is_some_and(|(head, _)| head == 0)
        };
        if surface == stem && !titled && bodies[i].value.kind != AgencyKind::LeadingGroup && mere() {
            let just = bodies[..i].iter().rev().take(REACH).take_while(|b| b.span.end() + JUST_BEFORE > span.start());
            let just = just.filter(|b| !b.value.fused && b.value.kind != AgencyKind::Party).find(fits);
            if let Some(named) = just {
                let (seat, full, kind) = (named.value.seat, named.value.full.clone(), named.value.kind);
                let body = &mut bodies[i].value;
                (body.seat, body.full, body.kind) = (seat, full, kind);
            }
            return;
        }
        let before = bodies[..i].iter().rev().take(200).find(fits);
        let found = before.or_else(|| bodies[i + 1..].iter().take(50).find(fits));
        if let Some(found) = found {
            let (seat, full, kind) = (found.value.seat, found.value.full.clone(), found.value.kind);
            let body = &mut bodies[i].value;
            (body.seat, body.full, body.kind) = (seat, full, kind);
            return;
        }
        // 领导小组|办公室: the office of the group that the page names in full.
        let Some(group) = stem.strip_suffix("办公室").filter(|group| group.chars().count() >= 3) else { return };
        let named = |b: &&Found<Body>| {
            (!b.value.bare || b.span.len() > group.len())
                && b.value.name().is_some_and(|n| n.ends_with(group) && n.len() > group.len())
        };
        if let Some(owner) = bodies[..i].iter().rev().take(200).find(named) {
            let (seat, kind) = (owner.value.seat, owner.value.kind);
            let full = owner.value.full.as_ref().map(|f| below(f, "办公室").into());
            let body = &mut bodies[i].value;
            (body.seat, body.full, body.kind) = (seat, full, kind);
        }
    }

    /// 新组建的|自然资源厅: whether the paragraph has named one body, and one alone, whose name ends with `stem`.
    fn named_in_paragraph(&self, before: &[Found<Body>], span: Span<crate::text::Norm>, stem: &str) -> bool {
        let line = self.page.layout.line_at(span.start());
        let near = before.iter().rev().take(REACH).take_while(|b| b.span.start() >= line.start());
        let named = near.filter(|b| !b.value.bare && !b.value.fused).filter_map(|b| b.value.name());
        let mut named = named.filter(|name| name.len() > stem.len() && name.ends_with(stem));
        let Some(first) = named.next() else { return false };
        if self.page.about.is_some() {
            return false;
        }
        let reading = self.page.lexicon.bodies.before(stem, stem.len());
        let mere = reading.and_then(Reading::suffix).is_some_and(|(head, _)| head == 0);
        let after = self.page.text.get(span.end()..).unwrap_or("");
        // 各省份|数据局, 以省市加|数据局
        let head = self.page.text.get(..span.start()).and_then(|t| t.trim_end().chars().next_back());
        let open = head.is_none_or(|c| {
            !c.is_alphanumeric() || "是在由的到向与和同跟于从归为把将被对给让经据按任入管原".contains(c)
        });
        let of_many = after.starts_with("之一") || after.starts_with("命名");
        open && !of_many
            && !mere
            && !after.starts_with(['、', '等', '们', '门'])
            && !stem.starts_with("人民")
            && named.all(|n| n == first)
    }

    /// Whether a bare head noun stands as the name of one body: in quotes, or after a verb or mark and not in a list of
    /// things of its kind.
    pub(super) fn speaks_of_one(&self, span: Span<crate::text::Norm>) -> bool {
        let before = self.page.text.get(..span.start()).unwrap_or("").trim_end_matches([' ', '\u{3000}']);
        let after = self.page.text.get(span.end()..).unwrap_or("");
        let head = before.chars().next_back();
        let quoted = head.is_some_and(|c| matches!(c, '“' | '"' | '「')) && !after.starts_with(['”', '"', '」']);
        let subject = [
            "发挥",
            "设在",
            "在原",
            "省的",
            "市的",
            "县的",
            "区的",
            "成立",
            "组建",
            ",",
            "，",
            "。",
            "由",
            "向",
            "据",
            "”",
            "和",
            "；",
            ";",
            "增补为",
        ]
        .iter()
        .any(|w| before.ends_with(w));
        let heads_line = before.ends_with('\n') && !after.starts_with(['\n', '：', ':', ' ']);
        let plate = after.starts_with("牌子") || after.starts_with("的牌子");
        // 16个区的|数据局
        let counted = before.strip_suffix('的').and_then(|t| t.strip_suffix(['省', '市', '县', '区', '州']));
        if counted.is_some_and(|t| t.ends_with('个')) {
            return false;
        }
        // 。水利厅的老厅长
        let owns = after.starts_with('的') && !before.ends_with('。');
        quoted || plate || (subject || heads_line) && !owns && !after.starts_with(['、', '等', '”', '"'])
    }

    pub(super) fn titled(&self, end: usize) -> bool {
        // 政法委|原|书记
        let rest = self.page.text.get(end..).unwrap_or("");
        let former = ["原", "首任", "现任", "前任", "新任", "时任"].iter().find(|word| rest.starts_with(**word));
        let title = end + former.map_or(0, |word| word.len());
        let next = self.titles.partition_point(|&(start, _)| start < title);
        self.titles.get(next).is_some_and(|&(start, heads)| {
            let surface = self.page.text.get(..end).unwrap_or("");
            start == title && (heads.is_empty() || heads.iter().any(|h| surface.ends_with(h.as_str())))
        })
    }

    /// 统计局 → 国家统计局, 组织部 → 中共中央组织部.
    pub(super) fn national(&self, surface: &str) -> Option<Arc<FullName>> {
        ["国家", "中央", "国务院"].iter().find_map(|head| {
            let full = format!("{head}{surface}");
            let (start, known) = self.page.lexicon.bodies.before(&full, full.len())?.known()?;
            (start == 0).then(|| Arc::clone(&known.full))
        })
    }
}
