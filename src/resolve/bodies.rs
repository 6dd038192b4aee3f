//! Full official names of bodies: short territories, bare head nouns and abbreviations by what the page says.
use std::{borrow::Cow, sync::Arc};

use rustc_hash::FxHashMap;

use super::Anchors;
use crate::{
    lexicon::{FullName, Level, Lexicon, Place, RegionId, System, Territory},
    matcher::Trie,
    mention::{Body, Found, Naming},
    rules::{RuleError, RuleId, RuleSet},
    segment::Layout,
    text::Span,
    value::AgencyKind,
};

/// Names bodies.
#[derive(Clone, Debug)]
pub struct NameBodies {
    alias: RuleId,
}

/// What naming reads.
pub struct Named<'a> {
    /// Look-up tables.
    pub lexicon: &'a Lexicon,
    /// The page.
    pub text: &'a str,
    /// Its lines and sentences.
    pub layout: &'a Layout,
    /// The places it names.
    pub anchors: &'a Anchors,
    /// The special territory it is about.
    pub about: Option<&'a str>,
    /// Where titles start, in order, with the final words of bodies that go with them.
    pub titles: &'a [(usize, &'a [String])],
}

impl NameBodies {
    /// Builds the resolver.
    ///
    /// # Errors
    /// A rule that is missing.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        Ok(Self { alias: rules.id("agencies/alias")? })
    }

    /// Gives every body its full name; bodies that stay without one are none.
    pub fn name(&self, page: &Named<'_>, bodies: &mut Vec<Found<Body>>) {
        for i in 0..bodies.len() {
            if !bodies[i].value.bare {
                page.full(bodies, i);
            }
        }
        for i in 0..bodies.len() {
            if bodies[i].value.bare {
                page.bare(bodies, i);
            }
            // What a bare body owns was waiting for its name.
            if bodies[i].value.full.is_none() && bodies[i].value.owner.is_some() {
                page.full(bodies, i);
            }
        }
        self.aliases(page, bodies);
        for i in 0..bodies.len() {
            if bodies[i].value.owner.is_some() && bodies[i].value.full.is_none() {
                page.full(bodies, i);
            }
        }
        page.spell_out(bodies);
    }

    /// 以下简称“领导小组”, 政府资讯科技总监办公室（资科办）: the short name means this body wherever it stands.
    fn aliases(&self, page: &Named<'_>, bodies: &mut Vec<Found<Body>>) {
        let mut aliases: Vec<(String, usize)> = Vec::new();
        for (i, found) in bodies.iter().enumerate() {
            let Some(name) = found.value.name() else { continue };
            let rest = page.text.get(found.span.end()..).unwrap_or("");
            let Some(short) = short_name(rest) else { continue };
            let inside = short.chars().all(|c| name.contains(c)) && short.chars().count() < name.chars().count();
            if inside && (2..=10).contains(&short.chars().count()) && page.ends_like_body(short) {
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
        while let Some(c) = page.text.get(at..).and_then(|t| t.chars().next()) {
            match trie.longest_at(page.text, at) {
                Some((end, n)) => {
                    let (_, of) = aliases[n as usize];
                    let mut body = bodies[of].value.clone();
                    (body.fused, body.bare, body.owner, body.territory) = (false, false, None, None);
                    fresh.push(Found { span: Span::new(at, end), value: body, rule: self.alias });
                    at = end;
                }
                None => at += c.len_utf8(),
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

/// The short name that a bracket right after a body gives.
fn short_name(rest: &str) -> Option<&str> {
    let inside = rest.strip_prefix(['（', '(', '，', ','])?;
    let (inside, said) = ["以下简称", "以下称", "下称", "下简称", "简称"]
        .iter()
        .find_map(|w| inside.strip_prefix(w))
        .map_or((inside, false), |t| (t.trim_start_matches(['为', ':', '：']), true));
    if !said && !rest.starts_with(['（', '(']) {
        return None;
    }
    let inside = inside.trim_start_matches(['“', '"', '「']);
    let end = inside.find(['”', '"', '」', ')', '）', '，', ',', '。'])?;
    inside.get(..end)
}

impl Named<'_> {
    fn ends_like_body(&self, short: &str) -> bool {
        let reading = self.lexicon.bodies.before(short, short.len(), None);
        reading.is_some_and(|r| r.suffix.is_some() || !r.departments.is_empty())
            || short.ends_with(['办', '局', '部', '委', '会', '署', '团', '厅', '院'])
    }

    /// 省大数据领导小组 → 贵州省大数据发展领导小组: the longer name on the page of which this one is a shortening.
    fn spell_out(&self, bodies: &mut [Found<Body>]) {
        let full: Vec<(String, Option<RegionId>)> = bodies
            .iter()
            .filter(|b| matches!(b.value.naming, Naming::Built(_) | Naming::Known(_)))
            .filter_map(|b| Some((b.value.name()?.to_owned(), b.value.seat)))
            .collect();
        for body in bodies.iter_mut().filter(|b| {
            matches!(b.value.naming, Naming::Built(_)) && b.value.kind == AgencyKind::LeadingGroup
                || self.about.is_some()
        }) {
            let Some(name) = body.value.name().filter(|n| n.chars().count() >= 3) else { continue };
            let Naming::Built(_) = body.value.naming else { continue };
            let longer = full.iter().find(|(other, seat)| {
                other.len() > name.len()
                    && *seat == body.value.seat
                    && other.chars().next_back() == name.chars().next_back()
                    && shortens(name, other)
            });
            if let (Some((other, _)), Some(full)) = (longer.cloned(), &mut body.value.full) {
                *full = Arc::new(FullName { name: other, region: full.region.clone() });
            }
        }
    }

    /// Names a body by its territory or owner.
    fn full(&self, bodies: &mut [Found<Body>], i: usize) {
        let body = &bodies[i].value;
        if let Naming::Known(full) = &body.naming {
            let full = full.clone();
            bodies[i].value.full = Some(full);
            return;
        }
        if let Some(owner) = body.owner {
            let upper = &bodies[owner].value;
            let (seat, Some(full)) = (upper.seat, upper.full.clone()) else { return };
            let stem = match &body.naming {
                Naming::Department(stem, _) => &**stem,
                Naming::Built(stem) => stem.of(self.text),
                Naming::Known(_) => return,
            };
            // Bureaux of Hong Kong and Macao are named without their government.
            if full.name.ends_with("特别行政区政府") {
                let full = FullName { name: stem.to_owned(), region: full.region.clone() };
                bodies[i].value.seat = seat;
                bodies[i].value.full = Some(full.into());
                return;
            }
            let full = below(&full, stem);
            bodies[i].value.seat = seat;
            bodies[i].value.full = Some(full.into());
            return;
        }
        let Some(territory) = &body.territory else { return };
        let Some((seat, name)) = self.territory(territory, bodies[i].span.start(), body) else { return };
        let national = matches!(territory.place, Place::Nation);
        let surface = bodies[i].span.of(self.text);
        let body = &mut bodies[i].value;
        body.seat = seat;
        let region = seat.map(|id| self.lexicon.regions.get(id).code.clone());
        let name = match &body.naming {
            _ if national => surface.to_owned(),
            Naming::Department(stem, system) => {
                let stem = local_stem(stem, &name, region.as_deref());
                compose(&stem, *system, &name, body.kind)
            }
            Naming::Built(stem) => [name, spelled(stem.of(self.text))].concat(),
            Naming::Known(_) => return,
        };
        body.full = Some(FullName { name, region: if national { Some("000000".into()) } else { region } }.into());
    }

    /// The territory's number and full name.
    fn territory(&self, territory: &Territory, at: usize, body: &Body) -> Option<(Option<RegionId>, String)> {
        let regions = &self.lexicon.regions;
        match &territory.place {
            Place::Nation => Some((None, String::new())),
            Place::Regions(ids) => {
                let id = self.anchors.choose(regions, ids, at)?;
                Some((Some(id), regions.full_name(id)))
            }
            Place::Township(name, above) => {
                let above = *above;
                let head = above.map_or(String::new(), |id| regions.full_name(id));
                Some((above, format!("{head}{name}")))
            }
            Place::Level(level) => {
                let mut id = self.anchors.of_level(regions, *level, at);
                // 区党委 is an autonomous region's: districts have a 区委.
                let committee =
                    matches!(&body.naming, Naming::Department(stem, System::PartyCommittee) if &**stem == "党委");
                if committee && *level == Level::District {
                    id = self.anchors.of_level(regions, Level::AutonomousRegion, at);
                }
                let id = id?;
                Some((Some(id), regions.full_name(id)))
            }
        }
    }

    /// Names a head noun that stands without a territory, where the page says which body it is.
    fn bare(&self, bodies: &mut [Found<Body>], i: usize) {
        let span = bodies[i].span;
        let Naming::Department(stem, system) = bodies[i].value.naming.clone() else {
            self.bare_built(bodies, i);
            return;
        };
        if let Some(region) = self.about.filter(|_| system == System::Government) {
            let surface = span.of(self.text).to_owned();
            bodies[i].value.full = Some(FullName { name: surface, region: Some(region.to_owned()) }.into());
            return;
        }
        let sentence = self.layout.line_at(span.start());
        let previous = bodies[..i].iter().rposition(|b| b.value.full.is_some() && b.span.end() <= span.start());
        let beside = previous.filter(|&p| {
            let between = self.text.get(bodies[p].span.end()..span.start()).unwrap_or("?");
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
            let near = seated().and_then(|b| b.value.seat);
            match near {
                Some(seat) => Some(seat),
                None => {
                    if let Some(full) = self.national(span.of(self.text)) {
                        bodies[i].value.full = Some(full);
                        return;
                    }
                    self.by_tail(bodies, i, &stem);
                    if bodies[i].value.full.is_some() {
                        return;
                    }
                    self.anchors.last_before(span.start(), 0)
                }
            }
        } else {
            self.founding_place(span.start())
        };
        let Some(seat) = seat else {
            self.by_tail(bodies, i, &stem);
            return;
        };
        let name = compose(&stem, system, &self.lexicon.regions.full_name(seat), bodies[i].value.kind);
        let body = &mut bodies[i].value;
        body.seat = Some(seat);
        body.full = Some(FullName { name, region: Some(self.lexicon.regions.get(seat).code.clone()) }.into());
    }

    fn bare_built(&self, bodies: &mut [Found<Body>], i: usize) {
        let span = bodies[i].span;
        let Naming::Built(stem) = bodies[i].value.naming else { return };
        let stem = stem.of(self.text);
        if bodies[i].value.kind == AgencyKind::Military && stem.starts_with('第') {
            if let Some(seat) = self.anchors.of_level(&self.lexicon.regions, Level::Corps, span.start()) {
                let name = format!("{}{stem}", self.lexicon.regions.full_name(seat));
                let body = &mut bodies[i].value;
                body.seat = Some(seat);
                body.full = Some(FullName { name, region: Some(self.lexicon.regions.get(seat).code.clone()) }.into());
            }
            return;
        }
        if let Some(owner) = self.sets_up(bodies, i) {
            let upper = &bodies[owner].value;
            let (seat, kind) = (upper.seat, upper.kind);
            let full = upper.full.as_ref().map(|f| below(f, stem).into());
            let body = &mut bodies[i].value;
            (body.seat, body.kind, body.full) = (seat, kind, full);
            return;
        }
        if let Some(region) = self.about {
            bodies[i].value.full = Some(FullName { name: stem.to_owned(), region: Some(region.to_owned()) }.into());
            return;
        }
        // 应急管理部消防救援局和|森林消防局: of the same body.
        let beside = bodies[..i]
            .iter()
            .rev()
            .take(4)
            .find(|b| matches!(self.text.get(b.span.end()..span.start()), Some("、" | "和" | "与" | "及")));
        if let Some(owner) = beside.and_then(|b| b.value.owner).filter(|&o| bodies[o].value.full.is_some()) {
            let upper = &bodies[owner].value;
            let (seat, full) = (upper.seat, upper.full.as_ref().map(|f| below(f, stem).into()));
            let body = &mut bodies[i].value;
            (body.seat, body.full) = (seat, full);
            return;
        }
        if let Some(seat) = self.founding_place(span.start()) {
            let region = self.lexicon.regions.get(seat).code.clone();
            let body = &mut bodies[i].value;
            body.seat = Some(seat);
            let name = format!("{}{stem}", self.lexicon.regions.full_name(seat));
            body.full = Some(FullName { name, region: Some(region) }.into());
            return;
        }
        if bodies[i].value.kind == AgencyKind::LeadingGroup
            && stem.chars().count() > 6
            && self.leading_group(bodies, i, stem)
        {
            return;
        }
        self.by_tail(bodies, i, stem);
    }

    /// 大数据发展领导小组: of the place that the sentence speaks of, unless its name holds one already (数字湖南建设…).
    fn leading_group(&self, bodies: &mut [Found<Body>], i: usize, stem: &str) -> bool {
        let span = bodies[i].span;
        let own =
            (0..stem.len()).any(|at| stem.is_char_boundary(at) && self.lexicon.regions.longest_at(stem, at).is_some());
        if own || ["全国", "国家", "中央"].iter().any(|w| stem.contains(w)) {
            bodies[i].value.full = Some(FullName { name: spelled(stem), region: None }.into());
            return true;
        }
        let sentence = self.layout.sentence_at(span.start());
        let clause = self.text.get(sentence.start()..span.start()).unwrap_or("");
        if ["多个", "各地", "多地", "多省"].iter().any(|w| clause.contains(w)) {
            return false;
        }
        let Some(seat) = self.anchors.last_before(span.start(), sentence.start()) else { return false };
        let name = format!("{}{}", self.lexicon.regions.full_name(seat), spelled(stem));
        let body = &mut bodies[i].value;
        body.seat = Some(seat);
        body.full = Some(FullName { name, region: Some(self.lexicon.regions.get(seat).code.clone()) }.into());
        true
    }

    /// 经信局设|大数据管理科, 内设机构4个：|综合科、|机构编制科: the body that sets this one up.
    fn sets_up(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let span = bodies[i].span;
        let sentence = self.layout.sentence_at(span.start());
        let owner = bodies[..i].iter().rposition(|b| {
            b.span.start() >= sentence.start()
                && b.value.full.is_some()
                && !b.value.bare
                && b.span.end() <= span.start()
        })?;
        let between = self.text.get(bodies[owner].span.end()..span.start())?;
        let verb = between.find('设')?;
        // A是县委工作部门，内设机构4个：…: behind a comma it is the subject that sets up.
        if between.get(..verb).is_some_and(|t| t.contains(['，', ',', '；', '：'])) {
            return bodies[..i]
                .iter()
                .position(|b| b.span.start() >= sentence.start() && b.value.full.is_some() && !b.value.bare);
        }
        Some(owner)
    }

    /// 佛山市南海区成立|数据统筹局: the place that founds it.
    fn founding_place(&self, at: usize) -> Option<RegionId> {
        let sentence = self.layout.sentence_at(at);
        let clause = self.text.get(sentence.start()..at)?;
        if ["首个成立", "第一个成立", "首家成立"].iter().any(|w| clause.ends_with(w)) {
            return None;
        }
        let verb = ["成立", "设立", "组建", "成立了", "设立了", "组建了"].iter().find(|v| clause.ends_with(**v))?;
        let from = self.layout.clause_at(at).start();
        let head = at - verb.len();
        let named = self.anchors.last_before(head, sentence.start());
        // 自治区成立政务服务局, 省里组建: the level alone stands at the head of the clause.
        let clause = self.text.get(from..head)?;
        let level =
            [("自治区", Level::AutonomousRegion), ("省", Level::Province), ("市", Level::City), ("县", Level::County)]
                .into_iter()
                .find(|(word, _)| clause.starts_with(word));
        match level {
            Some((_, level)) => self.anchors.of_level(&self.lexicon.regions, level, at),
            None => named,
        }
    }

    /// The body named in full before (else after) whose name ends like this.
    fn by_tail(&self, bodies: &mut [Found<Body>], i: usize, stem: &str) {
        let surface = bodies[i].span.of(self.text);
        let titled = self.titled(bodies[i].span.end());
        let same = |b: &&Found<Body>| b.value.full.is_some() && b.value.bare && b.span.of(self.text) == surface;
        let told = surface.chars().count() >= 3 && (titled || self.speaks_of_one(bodies[i].span));
        if let Some(named) = bodies[..i].iter().rev().take(100).find(same).filter(|_| told) {
            let (seat, full, kind) = (named.value.seat, named.value.full.clone(), named.value.kind);
            let body = &mut bodies[i].value;
            (body.seat, body.full, body.kind) = (seat, full, kind);
            return;
        }
        if surface.chars().count() < 3 || !(titled || self.speaks_of_one(bodies[i].span)) {
            return;
        }
        let fits = |b: &&Found<Body>| {
            !b.value.bare && b.value.name().is_some_and(|n| n.ends_with(stem) && n.len() > stem.len())
        };
        let before = bodies[..i].iter().rev().take(200).find(fits);
        let found = before.or_else(|| bodies[i + 1..].iter().take(50).find(fits));
        if let Some(found) = found {
            let (seat, full, kind) = (found.value.seat, found.value.full.clone(), found.value.kind);
            let body = &mut bodies[i].value;
            (body.seat, body.full, body.kind) = (seat, full, kind);
        }
    }

    /// Whether a bare head noun stands as the name of one body: in quotes, or after a verb or mark and not in a list of
    /// things of its kind.
    fn speaks_of_one(&self, span: Span<crate::text::Norm>) -> bool {
        let before = self.text.get(..span.start()).unwrap_or("");
        let after = self.text.get(span.end()..).unwrap_or("");
        let head = before.chars().next_back();
        let quoted = head.is_some_and(|c| matches!(c, '“' | '"' | '「')) && !after.starts_with(['”', '"', '」']);
        let subject = [
            "发挥", "设在", "在原", "省的", "市的", "县的", "区的", "成立", "组建", ",", "，", "。", "由", "向", "据",
            "”", "和",
        ]
        .iter()
        .any(|w| before.ends_with(w));
        quoted || subject && !after.starts_with(['、', '等', '的', '”', '"'])
    }

    fn titled(&self, end: usize) -> bool {
        let next = self.titles.partition_point(|&(start, _)| start < end);
        self.titles.get(next).is_some_and(|&(start, heads)| {
            let surface = self.text.get(..end).unwrap_or("");
            start == end && (heads.is_empty() || heads.iter().any(|h| surface.ends_with(h.as_str())))
        })
    }

    /// 统计局 → 国家统计局, 组织部 → 中共中央组织部.
    fn national(&self, surface: &str) -> Option<Arc<FullName>> {
        ["国家", "中央", "国务院"].iter().find_map(|head| {
            let full = format!("{head}{surface}");
            let (start, known) = self.lexicon.bodies.before(&full, full.len(), None)?.known?;
            (start == 0).then(|| Arc::clone(&known.full))
        })
    }
}

/// The name of what belongs to a body.
fn below(upper: &FullName, stem: &str) -> FullName {
    FullName { name: [upper.name.as_str(), stem].concat(), region: upper.region.clone() }
}

/// 征集办 → 征集办公室: the final word of a built name in full.
fn spelled(stem: &str) -> String {
    match stem.strip_suffix('办') {
        Some(head) => format!("{head}办公室"),
        None => stem.to_owned(),
    }
}

/// Whether `short` is what is left of `long` when characters are left out, the first kept.
fn shortens(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().next() == long.chars().next() && short.chars().all(|c| rest.any(|d| d == c))
}

/// Governments in Taiwan are no 人民政府, and councils there carry the level once: 云林县|议会.
fn local_stem<'s>(stem: &'s str, territory: &str, region: Option<&str>) -> Cow<'s, str> {
    if !region.is_some_and(|code| code.starts_with("71")) {
        return stem.into();
    }
    let stem = stem.replacen("人民政府", "政府", 1);
    match (territory.chars().next_back(), stem.chars().next()) {
        (Some(a), Some(b)) if a == b && stem.ends_with("议会") => {
            stem.get(b.len_utf8()..).unwrap_or("").to_owned().into()
        }
        _ => stem.into(),
    }
}

/// The official name of a department of a territory.
fn compose(stem: &str, system: System, territory: &str, kind: AgencyKind) -> String {
    let committee = || {
        let single = territory.ends_with('县') && territory.chars().count() == 2;
        match territory {
            t if t.ends_with("自治区") || t.ends_with("兵团") => format!("中共{t}党委"),
            t if single => format!("中共{t}县委"),
            t => format!("中共{t}委"),
        }
    };
    match system {
        System::Government | System::Committee => [territory, stem].concat(),
        System::PartyCommittee if stem == "委" => committee(),
        System::PartyCommittee => ["中共", territory, stem].concat(),
        System::Party if kind == AgencyKind::Supervisory => ["中共", territory, stem].concat(),
        System::Party => format!("{}{stem}", committee()),
        System::Cppcc => format!("中国人民政治协商会议{territory}委员会{}", stem.strip_prefix("政协").unwrap_or("")),
        System::OtherCommittee if stem == "中共" => committee(),
        System::OtherCommittee => format!("{stem}{territory}委员会"),
        System::PeopleOrg => {
            format!("中国共产主义青年团{territory}委员会{}", stem.strip_prefix("共青团").unwrap_or(""))
        }
    }
}
