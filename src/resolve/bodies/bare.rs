//! Head nouns without a territory (组织部, 管委会): which body of the page they mean, if any.
use std::sync::Arc;

use super::{
    Named, REACH,
    compose::{below, compose, join, spelled},
};
use crate::{
    lexicon::{Cue, FullName, Level, RegionId, System},
    mention::{Body, Found, Naming},
    resolve::Part,
    segment::is_joint,
    text::Span,
    value::AgencyKind,
};

/// How many bytes a joint between two bodies has at most, with a bracket of four characters before it.
const LONGEST_JOINT: usize = 32;

/// How much of a sentence, in bytes, is near.
const NEAR: usize = 900;

/// A word for bodies that means one named before has no more bytes: 中心.
const MERE: usize = 6;

/// What stands before the names of national bodies.
pub(super) const NATIONAL: [&str; 3] = ["国家", "中央", "国务院"];

/// What a head noun means.
#[derive(Debug)]
pub(super) enum Meant<'s> {
    /// The body at this place of the list.
    Body(usize),
    /// What the body at this place has inside, by its own name.
    Part(usize, &'s str),
    /// The one of this territory.
    Of(RegionId),
    /// One known by name, and its seat.
    Name(Option<RegionId>, Arc<FullName>),
}

/// Whether a court or procuratorate is named and no part of one.
fn is_whole(body: &Body) -> bool {
    let part = matches!(body.naming, Naming::Built(_) | Naming::Department(_, System::Part));
    let whole = body.name().is_some_and(|name| name.ends_with('院'));
    body.full.is_some() && body.owner.is_none() && !part && whole
}

/// Whether a body is a ministry.
fn is_whole_ministry(body: &Body) -> bool {
    body.owner.is_none() && !body.bare && body.name().is_some_and(|n| n.ends_with('部'))
}

impl Named<'_> {
    /// The body that the page is about where the `i`th stands, unless another one has stood alone on a line since the heading.
    pub(super) fn own(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let at = bodies[i].span.start();
        let own = self.subjects.at(at)?;
        let (heading, _) = self.subjects.part(at)?;
        let since = bodies[..i].iter().rev().take(REACH).take_while(|b| b.span.start() > heading);
        let alone = |b: &Found<Body>| {
            let line = self.page.layout.line_at(b.span.start());
            b.value.full.is_some() && !b.value.bare && line.of(self.page.text).trim() == b.span.of(self.page.text)
        };
        (!since.into_iter().any(alone)).then_some(own)
    }

    /// The body that the page is about, where another one was named last before the line of the `i`th.
    pub(super) fn own_over(&self, bodies: &[Found<Body>], last: usize, i: usize) -> Option<usize> {
        let line = self.page.layout.line_at(bodies[i].span.start());
        self.own(bodies, i).filter(|_| bodies[last].span.start() < line.start())
    }

    /// Names a head noun that stands without a territory, where the page says which body it is.
    pub(super) fn bare(&self, bodies: &mut [Found<Body>], i: usize) {
        let span = bodies[i].span;
        if let Some((owner, start)) = self.inside_kind(bodies, i) {
            self.take(bodies, i, &Meant::Part(owner, span.of(self.page.text)));
            bodies[i].span = Span::new(start, span.end());
            return;
        }
        let naming = bodies[i].value.naming.clone();
        let meant = match &naming {
            Naming::Department(stem, system) => self.department(bodies, i, stem, *system),
            Naming::Built(stem) => self.built(bodies, i, stem.of(self.page.text)),
            Naming::Known(_) => None,
        };
        if let Some(meant) = meant {
            self.take(bodies, i, &meant);
        }
    }

    /// Gives a body what it means.
    fn take(&self, bodies: &mut [Found<Body>], i: usize, meant: &Meant<'_>) {
        let body = match meant {
            Meant::Body(of) | Meant::Part(of, _) => Some(&bodies[*of].value),
            _ => None,
        };
        let kind = body.map_or(bodies[i].value.kind, |body| body.kind);
        let (seat, full) = match (meant, body) {
            (Meant::Part(_, stem), Some(owner)) => {
                (owner.seat, owner.full.as_ref().map(|f| below(f, &spelled(stem)).into()))
            }
            (Meant::Of(seat), _) => {
                let regions = &self.page.lexicon.regions;
                let territory = regions.full_name(*seat);
                let name = match &bodies[i].value.naming {
                    Naming::Department(stem, system) => {
                        compose(stem, *system, territory, self.names_zone(territory), kind)
                    }
                    Naming::Built(stem) => join(&[territory, &spelled(stem.of(self.page.text))]),
                    Naming::Known(full) => full.name.clone(),
                };
                (Some(*seat), Some(FullName { name, region: Some(regions.get(*seat).code.clone()) }.into()))
            }
            (Meant::Name(seat, full), _) => (*seat, Some(Arc::clone(full))),
            (_, of) => (of.and_then(|b| b.seat), of.and_then(|b| b.full.clone())),
        };
        let body = &mut bodies[i].value;
        (body.seat, body.full, body.kind) = (seat, full, kind);
    }

    /// What a standard department without a territory means.
    fn department<'s>(&self, bodies: &[Found<Body>], i: usize, stem: &'s str, system: System) -> Option<Meant<'s>> {
        let span = bodies[i].span;
        let surface = span.of(self.page.text);
        // 行署: of the prefecture that the page speaks of.
        if stem == "行政公署" && surface == "行署" {
            let of = |level| self.page.anchors.of_level(&self.page.lexicon.regions, level, span.start());
            return of(Level::Prefecture).or_else(|| of(Level::League)).map(Meant::Of);
        }
        // 管委会: of the zone that the text speaks of, never of a city.
        if stem == "管理委员会" {
            return self.of_zone(bodies, i, stem);
        }
        // 市中级人民法院副院长、|审判委员会委员: of the court named last.
        if system == System::Part {
            let near = i.saturating_sub(REACH);
            let fits = |b: &Found<Body>| b.value.kind == bodies[i].value.kind && is_whole(&b.value);
            let last = near + bodies[near..i].iter().rposition(fits)?;
            let owner = self.own_over(bodies, last, i).filter(|&own| fits(&bodies[own])).unwrap_or(last);
            return Some(Meant::Part(owner, stem));
        }
        // 内设机构⏎办公室、|干部科
        if matches!(self.subjects.part(span.start()), Some((_, Part::Sections)))
            && let Some(owner) = self.listed(bodies, i)
        {
            return Some(Meant::Part(owner, stem));
        }
        // 彰化县政府宣布,|教育处处长…: the bureau of the government that the sentence speaks of.
        let taiwan = self.page.about == Some("710000") && system == System::Government;
        if let Some(local) = taiwan.then(|| self.of_local_government(bodies, i)).flatten() {
            return Some(local);
        }
        // 镇政府设|党政综合办公室, 民政厅内设|社会组织管理局
        if (stem.ends_with("办公室") || self.is_inside_list(bodies, i))
            && let Some(owner) = self.sets_up(bodies, i)
        {
            return Some(Meant::Part(owner, stem));
        }
        // 总局机关设办公室、|人事局
        if let Some(owner) = self.sets_up_list(bodies, i) {
            return Some(Meant::Part(owner, stem));
        }
        // 撤销|政策研究室
        if stem.ends_with(['处', '科', '室'])
            && !stem.ends_with("办公室")
            && let Some(owner) = self.reorganized(bodies, i)
        {
            return Some(Meant::Part(owner, stem));
        }
        // 某中级人民法院…。|研究室|主任
        if stem.ends_with(['室', '处', '科'])
            && let Some(owner) = self.part_of(bodies, i)
            && matches!(bodies[owner].value.kind, AgencyKind::Judicial | AgencyKind::Procuratorial)
        {
            return Some(Meant::Part(owner, stem));
        }
        if system == System::Government
            && let Some(region) = self.page.about
        {
            // 某署某处改制为|环境保护局
            if let Some(full) = self.renamed_part(bodies, i).and_then(|n| self.sister(&bodies[n], stem)) {
                return Some(Meant::Name(None, full));
            }
            let as_written = || FullName { name: surface.into(), region: Some(region.into()) };
            return self.by_tail(bodies, i, stem).or_else(|| Some(Meant::Name(None, as_written().into())));
        }
        // 某局党委委员、|纪委|书记: what watches over the party of the body that the chain began with, or that the page is about.
        if stem == "纪律检查委员会"
            && let Some(owner) = self.with_party(bodies, i)
        {
            return Some(Meant::Part(owner, stem));
        }
        // 某局党组成员、|工会|主席
        if surface == "工会"
            && let Some(owner) = self.with_staff(bodies, i)
        {
            return Some(Meant::Part(owner, "工会"));
        }
        // 市教育局…。某某仍是|教育局|局长: the one that the paragraph named.
        if system == System::Government
            && self.titled(span.end())
            && let Some(named) = self.sole_in_paragraph(bodies, i, stem)
        {
            return Some(Meant::Body(named));
        }
        let seat = if let Some(seat) = self.seat_beside(bodies, i) {
            Some(seat)
        } else if self.titled(span.end()) || bodies[i].value.fused {
            // 组织部|部长: of the territory that the chain of posts speaks of; 统计局|局长 of the nation.
            let line = self.page.layout.line_at(span.start());
            let seated =
                |b: &&Found<Body>| b.value.full.is_some() && b.span.start() >= line.start() && b.value.seat.is_some();
            let near = bodies[..i].iter().rev().take(64).find(seated);
            // 深圳市委书记某某,山东省副省长、|公安厅厅长: the post of a territory tells as well.
            let head = near.map_or(line.start(), |b| b.span.end());
            let governed = self.governed(head, span.start()).or(near.and_then(|b| b.value.seat));
            match governed.or_else(|| self.ruled_beside(span.start())) {
                Some(seat) => Some(seat),
                None => {
                    let named = self.national(surface).map(|full| Meant::Name(None, full));
                    if let Some(named) = named.or_else(|| self.by_tail(bodies, i, stem)) {
                        return Some(named);
                    }
                    self.page.anchors.last_before(span.start(), 0)
                }
            }
        } else {
            let place = self.founding_place(span.start()).or_else(|| self.place_of(span.start()));
            let place = place.or_else(|| self.renamed_seat(&bodies[..i], span));
            let place = place.or_else(|| self.fresh_seat(&bodies[..i], span));
            place.or_else(|| self.sole_seat(stem, span))
        };
        let Some(seat) = seat else { return self.by_tail(bodies, i, stem) };
        // 公安厅: provinces alone have them.
        let province = || self.page.lexicon.regions.line(seat).last();
        Some(Meant::Of(Some(seat).filter(|_| !stem.ends_with('厅')).or_else(province).unwrap_or(seat)))
    }

    /// 市委、|财政局, 发展和改革局（挂粮食局牌子）、|财政局: the seat of the body named last, where it stands right beside.
    fn seat_beside(&self, bodies: &[Found<Body>], i: usize) -> Option<RegionId> {
        let start = bodies[i].span.start();
        let near = &bodies[i.saturating_sub(REACH)..i];
        let last = near.iter().rfind(|b| b.value.full.is_some() && b.span.end() <= start)?;
        let between = self.page.text.get(last.span.end()..start).filter(|t| t.len() <= LONGEST_JOINT)?;
        let joint = match between.split_once(['）', ')']) {
            Some((inside, joint)) if inside.chars().count() <= 4 => joint,
            _ => between,
        };
        let joins = matches!(joint, "" | "、" | "和" | "与" | "及" | "以及" | "或" | "，" | "," | "(" | "（");
        last.value.seat.filter(|_| joins)
    }

    /// 彰化县政府宣布,|教育处处长…, 新竹市代理市长…,|民政处处长…: a bureau of the local government that the paragraph speaks
    /// of, in Taiwan.
    fn of_local_government(&self, bodies: &[Found<Body>], i: usize) -> Option<Meant<'static>> {
        let span = bodies[i].span;
        let regions = &self.page.lexicon.regions;
        let line = self.page.layout.line_at(span.start());
        let government =
            |b: &&Found<Body>| b.value.name().is_some_and(|n| n.ends_with("县政府") || n.ends_with("市政府"));
        let local = |b: &&Found<Body>| b.span.start() >= line.start() && b.span.end() <= span.start() && government(b);
        // In the paragraph, else the one that the page begins with.
        let part = bodies[i].span.of(self.page.text).ends_with(['处', '局']);
        let first = || bodies.iter().take(REACH).find(|b| b.value.full.is_some()).filter(|b| part && government(b));
        let named = bodies[i.saturating_sub(REACH)..i].iter().rfind(local).or_else(first);
        let from = named.map_or(line.start(), |b| b.span.end().max(line.start())).min(span.start());
        let governed = self.governed(from, span.start()).filter(|&id| regions.get(id).depth >= 2 || named.is_none());
        let (seat, owner, region) = match governed {
            Some(id) => (Some(id), join(&[regions.full_name(id), "政府"]), Some(regions.get(id).code.clone())),
            None => {
                let full = named?.value.full.as_ref()?;
                (named?.value.seat, full.name.clone(), full.region.clone())
            }
        };
        let name = join(&[&owner, span.of(self.page.text)]);
        let taiwan = region.as_deref().is_some_and(|code| code.starts_with("71"));
        taiwan.then(|| Meant::Name(seat, FullName { name, region }.into()))
    }

    /// What a name that is built of words means, without a territory.
    fn built<'s>(&self, bodies: &[Found<Body>], i: usize, stem: &'s str) -> Option<Meant<'s>> {
        let span = bodies[i].span;
        if bodies[i].value.kind == AgencyKind::Military && stem.starts_with('第') {
            return self.page.anchors.of_level(&self.page.lexicon.regions, Level::Corps, span.start()).map(Meant::Of);
        }
        // 陆军第七十六集团军: of the nation.
        const FORCES: [&str; 4] = ["陆军", "海军", "空军", "火箭军"];
        if bodies[i].value.kind == AgencyKind::Military && FORCES.iter().any(|force| stem.starts_with(force)) {
            let full = FullName { name: stem.into(), region: Some("000000".into()) };
            return Some(Meant::Name(None, full.into()));
        }
        // ，|中心|主任
        if stem.len() <= MERE && self.is_mere(stem) {
            return self.named_before(bodies, i, stem).map(Meant::Body);
        }
        // 章贡区区长、|高新区管委会|主任
        if let Some(full) = self.city_zone(bodies, i, stem) {
            return Some(full);
        }
        // 锁金村街道党工委副书记、|办事处|主任
        if let Some(full) = self.street_office(bodies, i, stem) {
            return Some(full);
        }
        if stem == "办公室" && self.is_seated(span.end()) {
            let group = self.group_of(bodies, i).map(|group| Meant::Part(group, stem));
            return group.or_else(|| self.named_before(bodies, i, stem).map(Meant::Body));
        }
        // 指挥部办公室设在某局，|办公室|主任由…兼任
        if stem == "办公室"
            && self.titled(span.end())
            && let Some(named) = self.office_before(bodies, i)
        {
            return Some(Meant::Body(named));
        }
        // 管理一处、|二处
        if let Some(full) = self.numbered_again(bodies, i, stem) {
            return Some(Meant::Name(None, full));
        }
        // 疾控处处长…，其空出的|疾控处|处长: the one that the paragraph named with its owner.
        if let Some(named) = self.section_again(bodies, i, stem) {
            return Some(Meant::Body(named));
        }
        let office = stem.ends_with("办公室");
        let owner = self.chained(bodies, i).or_else(|| self.meant(bodies, i)).or_else(|| self.group_part(bodies, i));
        let owner = owner.or_else(|| self.counted_section(bodies, i).filter(|_| !office));
        let owner = owner.or_else(|| self.sets_up(bodies, i));
        let owner = owner.or_else(|| self.section_of(bodies, i).filter(|_| !office)).or_else(|| self.listed(bodies, i));
        let owner = owner.or_else(|| self.right_before(bodies, i)).or_else(|| self.branched(bodies, i));
        let owner = owner.or_else(|| self.in_charge(bodies, i)).or_else(|| self.reorganized(bodies, i));
        let owner = owner.or_else(|| self.of_ministry(bodies, i));
        if let Some(owner) = owner {
            // 市政府设立|市场管理委员会: the city's, by its name.
            let upper = &bodies[owner].value;
            let of_city = upper
                .name()
                .is_some_and(|n| n.ends_with("市人民政府") || n.ends_with("省人民政府") || n.ends_with("县人民政府"));
            if let Some(seat) = upper.seat.filter(|_| of_city && stem.ends_with("委员会")) {
                return Some(Meant::Of(seat));
            }
            return Some(Meant::Part(owner, stem));
        }
        // 文化部文化资产局改制为|文化资产署: under the same owner.
        if self.page.about.is_some()
            && let Some(full) = self.renamed_part(bodies, i).and_then(|n| self.sister(&bodies[n], stem))
        {
            return Some(Meant::Name(None, full));
        }
        if self.page.about == Some("710000") && stem.ends_with(['课', '科', '股']) {
            // 嘉义县政府…，原|废弃物管理课: such have no name of their own.
            return self.told_in_clause(bodies, i).map(|owner| Meant::Part(owner, stem));
        }
        if let Some(region) = self.page.about {
            if region == "710000"
                && stem.ends_with(['局', '处', '心'])
                && let Some(local) = self.of_local_government(bodies, i)
            {
                return Some(local);
            }
            let as_written = || FullName { name: stem.into(), region: Some(region.into()) };
            return self.by_tail(bodies, i, stem).or_else(|| Some(Meant::Name(None, as_written().into())));
        }
        // 应急管理部消防救援局和|森林消防局: of the same body.
        let joint = |b: &&Found<Body>| self.page.text.get(b.span.end()..span.start());
        let beside = bodies[..i].iter().rev().take(4).find(|b| joint(b).is_some_and(is_joint));
        // 水利部办公厅、|人事司: a name that the tables hold begins with that of its owner.
        if let Some(full) = beside.and_then(|b| self.sister(b, stem)) {
            return Some(Meant::Name(None, full));
        }
        if let Some(full) = self.fellow(bodies, i).and_then(|n| self.sister(&bodies[n], stem)) {
            return Some(Meant::Name(None, full));
        }
        if let Some(owner) = beside.and_then(|b| b.value.owner).filter(|&o| bodies[o].value.full.is_some()) {
            return Some(Meant::Part(owner, stem));
        }
        if let Some(seat) = self.founding_place(span.start()) {
            return Some(Meant::Of(seat));
        }
        if bodies[i].value.kind == AgencyKind::LeadingGroup
            && stem.chars().count() > 6
            && let Some(group) = self.leading_group(span.start(), stem)
        {
            return Some(group);
        }
        // 县政府副秘书长、|办公室主任: of the body before, not any office of the page.
        let from = self.page.layout.sentence_at(span.start()).start();
        let mut named = bodies[..i].iter().rev().take(REACH).take_while(|b| b.span.start() >= from);
        if stem == "办公室"
            && !named.any(|b| !b.value.bare && b.value.name().is_some_and(|n| n.ends_with(stem)))
            && let Some(owner) = self.section_of(bodies, i)
        {
            return Some(Meant::Part(owner, stem));
        }
        // 综合处副处长、|办公室主任
        let section = || self.section_of(bodies, i).or_else(|| self.part_of(bodies, i));
        self.by_tail(bodies, i, stem).or_else(|| section().map(|owner| Meant::Part(owner, stem)))
    }

    /// 某街道党工委副书记、|办事处|主任: the office of the street whose committee the sentence named.
    fn street_office(&self, bodies: &[Found<Body>], i: usize, stem: &str) -> Option<Meant<'static>> {
        let span = bodies[i].span;
        if stem != "办事处" {
            return None;
        }
        let from = self.page.layout.sentence_at(span.start()).start();
        let near = bodies[..i].iter().rev().take(REACH).take_while(|b| b.span.start() >= from);
        let street = |b: &Found<Body>| {
            let full = b.value.full.as_ref()?;
            let name = full.name.strip_prefix("中共")?.strip_suffix("工作委员会").filter(|n| n.ends_with("街道"))?;
            let full = FullName { name: join(&[name, stem]), region: full.region.clone() };
            Some(Meant::Name(b.value.seat, full.into()))
        };
        near.filter_map(street).next()
    }

    /// 管理一处、|二处: the section named before, with the number of this one.
    fn numbered_again(&self, bodies: &[Found<Body>], i: usize, stem: &str) -> Option<Arc<FullName>> {
        let mut chars = stem.chars();
        let number = |c: char| "一二三四五六七八九十".contains(c);
        let last = chars.next().filter(|&c| number(c)).and_then(|_| chars.next()).filter(|_| chars.next().is_none())?;
        let first = &bodies[i.checked_sub(1)?];
        let joint = self.page.text.get(first.span.end()..bodies[i].span.start())?;
        let full = first.value.full.as_ref().filter(|_| is_joint(joint))?;
        let named = full.name.strip_suffix(last)?.strip_suffix(number)?;
        Some(FullName { name: join(&[named, stem]), region: full.region.clone() }.into())
    }

    /// 农业部…。|资源永续利用司: in Taiwan ministries alone have such.
    fn of_ministry(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        if self.page.about != Some("710000") || !bodies[i].span.of(self.page.text).ends_with('司') {
            return None;
        }
        let near = i.saturating_sub(REACH);
        let ministry = |b: &Found<Body>| is_whole_ministry(&b.value);
        bodies[near..i].iter().rposition(ministry).map(|n| near + n)
    }

    /// 大数据发展领导小组: of the place that the sentence speaks of, unless its name holds one already (数字湖南建设…).
    fn leading_group(&self, at: usize, stem: &str) -> Option<Meant<'static>> {
        let regions = &self.page.lexicon.regions;
        let own = stem.char_indices().any(|(at, _)| regions.longest_at(stem, at).is_some());
        if own || ["全国", "国家", "中央"].iter().any(|w| stem.contains(w)) {
            return Some(Meant::Name(None, FullName { name: spelled(stem).into(), region: None }.into()));
        }
        let sentence = self.page.layout.sentence_at(at);
        let near = self.page.text.floor_char_boundary(at.saturating_sub(NEAR));
        let clause = self.page.text.get(sentence.start().max(near)..at)?;
        if self.cues.last_in(Cue::Many, clause).is_some() {
            return None;
        }
        self.page.anchors.last_before(at, sentence.start()).map(Meant::Of)
    }

    /// Whether a title that goes with the body stands behind byte `end`: 政法委|原|书记.
    pub(super) fn titled(&self, end: usize) -> bool {
        let rest = self.page.text.get(end..).unwrap_or("");
        let title = self.page.text.len() - self.cues.behind(Cue::Holder, rest).unwrap_or(rest).len();
        let next = self.titles.partition_point(|t| t.span.start() < title);
        self.titles.get(next).is_some_and(|found| {
            let (surface, heads) = (self.page.text.get(..end).unwrap_or(""), &found.value.heads);
            found.span.start() == title && (heads.is_empty() || heads.iter().any(|h| surface.ends_with(h.as_str())))
        })
    }

    /// 统计局 → 国家统计局, 组织部 → 中共中央组织部.
    fn national(&self, surface: &str) -> Option<Arc<FullName>> {
        NATIONAL.iter().find_map(|head| {
            let full = join(&[head, surface]);
            let (start, known) = self.page.lexicon.bodies.before(&full, full.len())?.known()?;
            (start == 0).then(|| Arc::clone(&known.full))
        })
    }
}
