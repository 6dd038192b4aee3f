//! Names built from words: the walk to the left from a final word over known words to a territory or an owner.
use super::{BESIDE, CONNECTOR, Candidate, Left, STOP, Stem, UNLIKELY, WITHIN, Walk, numbered_before, ordinal_before};
use crate::{
    lexicon::{Level, Place, TERRITORY_ENDS, Territory, ends_word},
    text::{Norm, Span, is_han, place_before},
    value::AgencyKind,
};

/// A final word of so many bytes may be a name by itself.
const LONG: usize = 9;
/// The longest name that is built from words, in characters.
pub(super) const LONGEST: usize = 30;
/// How many characters between a territory and known words may be unknown.
const UNKNOWN: usize = 8;
/// How many characters the name of grounds has at most before the word for them.
const LONGEST_GROUNDS: usize = 12;
/// What stands between two words of a name, before a number in it (秘书|一|处), or ends a term of office.
pub(super) const CONNECTORS: &str = "和与及暨、一二三四五六七八九十届";
/// What stands between the word for grounds and that for a section where the two name a body that runs them.
const RUNS: [&str; 12] =
    ["", "管理", "管护", "保护", "开发", "建设", "服务", "养护", "运行", "工程管理", "运行管理", "建设管理"];
/// Characters that are never in the unknown part of a body's name.
pub(super) const GRAMMAR: &str =
    "的了在是由为与其将被把从向对于以及和任等着过到会日月年已并而成立设组挂揭补选举免召各每";

/// Of those the ones that no name of a township goes on over either.
pub(super) const STOPS: &str = "的在是由到从于为任各等";
/// What else may stand inside of what a name begins with: 国家, 开发区, 街道, 驻, 第3次, 中国-…
pub(super) const INSIDE: &str = "国家全中央自治地区园新开发街道驻第次0123456789-—－–";

/// Where the words of a name lead to.
#[derive(Debug, Default)]
pub(super) struct Reached {
    /// The positions, from right to left.
    all: Vec<usize>,
    /// Of those that a word for grounds ends at the leftmost one, and where the longest such word starts.
    grounds: Option<(usize, usize)>,
}

impl<'l> Walk<'l> {
    /// Where 第三次 and the like before byte `at` starts; `at` where there is none.
    pub(super) fn before_ordinal(&self, at: usize) -> usize {
        match numbered_before(self.text, at, '次') {
            Some((start, true)) => start,
            _ => at,
        }
    }

    /// A name built from words before the final word that stands at `head..end`.
    pub(super) fn built(&self, head: usize, end: usize, kind: AgencyKind, section: bool) -> Option<Candidate<'l>> {
        // Most final words are short and stand behind ordinary ones.
        if end - head < LONG && !self.may_stand_behind(head) && (section || self.over_unknown(head).is_none()) {
            return None;
        }
        // 行政院|院, 数据局|局: the same character twice is no name.
        let last = self.text.get(head..end)?;
        if self.text.get(..head).is_some_and(|t| t.ends_with(last)) {
            return None;
        }
        // 第十六届|人民代表大会 is a department's business.
        if self.before_term(head) < head {
            return None;
        }
        if let Some(found) = self.office_of_title(head, end) {
            return Some(found);
        }
        let mut reached = self.reached.take();
        self.words(head, end - head > 6, &mut reached);
        let found = self.built_over(&reached, head, end, kind, section);
        self.reached.set(reached);
        found
    }

    /// Whether no name built before the final word at `head..end` starts further left than this one does: what stands there
    /// is in no word that such names are built from, and ends every look at what is in none.
    pub(super) fn is_closed(&self, found: &Candidate<'_>, head: usize, end: usize) -> bool {
        let start = found.start;
        let (Some(name), Some(before)) = (self.text.get(start..), self.text.get(..start)) else { return false };
        let last = before.chars().next_back().unwrap_or('\n');
        let is = |bit| self.agencies.before.of(last) & bit != 0;
        let goes_on = || match last {
            // 无为|县; 自由|贸易试验区
            _ if is(STOP) => {
                let first = name.chars().next().unwrap_or('\n');
                self.agencies.over_stops.binary_search(&(last, first)).is_ok()
                    || self.lexicon.bodies.function_may_end(self.text, start)
                    || self.lexicon.regions.may_end(self.text, start)
            }
            // 人力资源、|社会保障和…
            '、' => is(WITHIN) || self.text.get(start..head).is_none_or(|own| own.contains(['和', '与', '及'])),
            _ => is_han(last) || is(WITHIN | BESIDE),
        };
        let reaches = |span: &Span<Norm>| span.start() < start;
        !found.bare
            && start <= head
            && !goes_on()
            // 中国（陕西）自由贸易试验区|管委会: marks stand inside.
            && !self.text.get(head..end).is_some_and(|t| t.ends_with("委员会") || t.ends_with("管委会"))
            && !self.out.bodies.iter().map(|b| &b.span).rev().take_while(|s| s.end() >= start).any(reaches)
            && !self.titles.get(..self.title).into_iter().flatten().rev().take_while(|s| s.end() >= start).any(reaches)
    }

    /// Whether something that names are built from may end before byte `head`: a quick look.
    fn may_stand_behind(&self, head: usize) -> bool {
        self.agencies.before.at(place_before(self.text, head)) & BESIDE != 0
            || self.text.as_bytes().get(head.wrapping_sub(1)).is_some_and(u8::is_ascii_alphabetic)
            || self.lexicon.bodies.function_may_end(self.text, head)
            || self.lexicon.regions.may_end(self.text, head)
            || self.out.bodies.last().is_some_and(|b| b.span.end() >= head)
            || self.titles.get(..self.title).and_then(<[_]>::last).is_some_and(|t| t.end() >= head)
    }

    /// The same, from the positions that words lead to, from right to left.
    fn built_over(
        &self,
        reached: &Reached,
        head: usize,
        end: usize,
        kind: AgencyKind,
        section: bool,
    ) -> Option<Candidate<'l>> {
        // 水库|移民|处: a section of some office; 水库|管理|处: a body that runs the grounds.
        let runs = |of: usize| self.text.get(of..head).is_some_and(|own| RUNS.contains(&own));
        let grounds = reached.grounds.filter(|&(of, _)| !section || runs(of)).map(|(_, start)| start);
        let reached = &*reached.all;
        let leftmost = *reached.last()?;
        // 中国-|东盟信息港办公室
        const DASHES: [char; 4] = ['-', '—', '－', '–'];
        let abroad = |&at: &usize| self.text.get(..at)?.strip_suffix(DASHES)?.strip_suffix("中国");
        if let Some(before) = reached.iter().filter(|&&at| at < head).find_map(abroad) {
            return Some(Candidate::new(before.len(), Stem::Written, kind, self.agencies.built));
        }
        // 中国（陕西）自由贸易试验区西安片区|管委会
        if self.text.get(head..end).is_some_and(|t| t.ends_with("委员会") || t.ends_with("管委会"))
            && let Some(start) = self.pilot_zone_before(head)
        {
            return Some(Candidate::new(start, Stem::Written, kind, self.agencies.built));
        }
        let mut choice: Option<(usize, Left, usize)> = None;
        for &at in reached {
            if let Some(left) = self.left(at) {
                let start = match left {
                    Left::Owner(owner) => self.out.bodies[owner].span.start(),
                    Left::Territory(territory) => territory.start,
                };
                // 数字|湖南|建设领导小组: a short name behind more words stands inside the name.
                let inner =
                    matches!(left, Left::Territory(t) if reached.iter().any(|&r| r < t.start) && self.is_brief(&t, at));
                // 国家|公园: a word of its own.
                let inner = inner
                    || matches!(left, Left::Territory(t) if t.place == Place::Nation && reached.contains(&t.start));
                // 应急管理部调度|山西省|消防救援总队: a territory in full begins the name.
                let begun = matches!(left, Left::Owner(_))
                    && choice.is_some_and(|(begins, other, _)| match other {
                        Left::Territory(t) => !t.short && at < begins && matches!(t.place, Place::Regions(_)),
                        Left::Owner(_) => false,
                    });
                let inner = inner || begun;
                // A plain short name (北京 …) gives way to anything longer to its left.
                if !inner && choice.is_none_or(|(best, ..)| start < best) {
                    choice = Some((start, left, at));
                }
            }
        }
        if let Some((_, Left::Territory(territory), _)) = choice
            && let Some(owner) = self.national_before(&territory)
        {
            return Some(self.local_office(owner, territory, end, kind));
        }
        if let Some((start, Left::Territory(territory), at)) = choice
            && let Some(owner) =
                self.court_before(&territory, kind).or_else(|| self.bureau_before(&territory, self.text.get(at..end)?))
        {
            choice = Some((self.out.bodies[owner].span.start(), Left::Owner(owner), start));
        }
        // 省|巢湖管理局: a short name behind what says whose body it is stands inside the name.
        if let Some((_, Left::Territory(inner), _)) = choice
            && inner.short
            && let Some(level) = self.territory(inner.start).filter(|t| matches!(t.place, Place::Level(_)))
        {
            choice = Some((level.start, Left::Territory(level), inner.start));
        }
        // 江西省|峡江水利枢纽工程管理局, 江西省|赣抚平原水利工程管理局: what looks like a county is part of a name.
        if let Some((_, Left::Territory(inner), at)) = choice
            && at < head
            && self.is_short_county(&inner)
            && let Some((wider, own)) = self.named_wider(&inner)
        {
            choice = Some((wider.start, Left::Territory(wider), own));
        }
        // A final word alone right behind a territory or body is a department's business: 市局, 省办.
        let alone = |at: usize| at == head && self.text.get(head..end).is_some_and(|t| t.chars().nth(2).is_none());
        // 河谷产业园|区|管委会, 、高新|区|管委会: the level is the last character of grounds that have no other name.
        if let Some((_, Left::Territory(territory), at)) = choice
            && at == head
            && matches!(territory.place, Place::Level(Level::District | Level::Zone))
            && self.text.get(head..end).is_some_and(|t| matches!(t, "管委会" | "管理委员会"))
            && let Some(start) =
                grounds.filter(|&start| start < territory.start || territory.level == Some(Level::Zone))
        {
            if matches!(self.text.get(start..head), Some("高新区" | "经开区" | "经济技术开发区" | "高新技术产业开发区"))
                && self.opens(start)
            {
                let body = Candidate::new(start, Stem::Built(Span::new(start, end)), kind, self.agencies.built);
                return Some(Candidate { bare: true, ..body });
            }
            if let Some(found) = self.on_grounds(start, (head, end), kind) {
                return Some(found);
            }
        }
        if let Some((_, Left::Territory(territory), at)) = choice
            && alone(at)
        {
            // 综合保税|区|管委会: the level is the last word of grounds.
            let runs = self.text.get(head..end).is_some_and(|t| t.ends_with(['会', '委']));
            let level = runs && matches!(territory.place, Place::Level(_));
            return grounds.filter(|_| level).and_then(|start| self.on_grounds(start, (head, end), kind));
        }
        // 甘肃省|主管|文物和博物馆: no name but what somebody is in charge of.
        if choice.is_none() && !section && !self.in_class(leftmost) {
            choice =
                self.over_unknown(leftmost).map(|(territory, at)| (territory.start, Left::Territory(territory), at));
        }
        // 省|推动大规模设备更新和消费品以旧换新工作领导小组
        if choice.is_none() && kind == AgencyKind::LeadingGroup && !self.in_class(leftmost) {
            choice = self.level_far(leftmost).map(|(territory, at)| (territory.start, Left::Territory(territory), at));
        }
        let Some((start, left, at)) = choice else {
            return grounds
                .and_then(|start| self.on_grounds(start, (head, end), kind))
                .or_else(|| self.alone(leftmost, head, end, kind));
        };
        let mut body = Candidate::new(start, Stem::Built(Span::new(at, end)), kind, self.agencies.built);
        match left {
            Left::Territory(territory) => {
                if matches!(territory.place, Place::Level(_)) && self.level_in_class(start) {
                    return None;
                }
                if matches!(territory.place, Place::Nation) {
                    // 四川省宜宾|国家农业科技园区|管委会
                    if grounds.is_some()
                        && self.text.get(start..).is_some_and(|t| t.starts_with("国家"))
                        && let Some(above) = self.territory(start)
                        && matches!(above.place, Place::Regions(_))
                    {
                        return Some(Candidate::new(above.start, Stem::Written, kind, self.agencies.built));
                    }
                    body.start = self.before_ordinal(start);
                    // 四川省|第三次全国土壤普查领导小组: of the territory before it.
                    let before = self.territory(body.start).filter(|t| body.start < start && !t.short);
                    if let Some(above) = before.filter(|t| matches!(t.place, Place::Regions(_))) {
                        body.stem = Stem::Built(Span::new(body.start, end));
                        (body.start, body.territory) = (above.start, Some(above));
                        return Some(body);
                    }
                }
                if section && self.about.is_none() {
                    return None;
                }
                body.territory = Some(territory);
            }
            // ⏎博物馆处——…: no section of a museum but of the body that the list is about.
            Left::Owner(owner) if section && self.out.bodies[owner].value.bare && self.is_entry(start, end) => {
                (body.stem, body.bare) = (Stem::Built(Span::new(start, end)), true);
            }
            Left::Owner(owner) => {
                let upper = &self.out.bodies[owner].value;
                if section
                    || matches!(
                        upper.kind,
                        AgencyKind::LeadingGroup
                            | AgencyKind::Party
                            | AgencyKind::Judicial
                            | AgencyKind::Procuratorial
                            | AgencyKind::Legislature
                            | AgencyKind::Consultative
                    ) && kind == AgencyKind::Government
                {
                    body.kind = if kind == AgencyKind::Supervisory { kind } else { upper.kind };
                }
                let resident = self.resident(start).filter(|_| kind == AgencyKind::Supervisory);
                match resident
                    .or_else(|| self.joint_watch(owner).filter(|_| section || kind == AgencyKind::Supervisory))
                {
                    Some(resident) => (body.start, body.stem) = (resident, Stem::Written),
                    None => body.owner = Some(owner),
                }
            }
        }
        Some(body)
    }

    /// Whether a territory stands there under the short name of a county.
    pub(super) fn is_short_county(&self, territory: &Territory) -> bool {
        const COUNTY: u8 = 3;
        let regions = &self.lexicon.regions;
        matches!(territory.place, Place::Regions(ids)
            if territory.short && regions.of(ids).all(|id| regions.get(id).depth == COUNTY))
    }

    /// Whether the territory before byte `at` stands there under a short name, be it one that could be a prefecture's (杭州).
    fn is_brief(&self, territory: &Territory, at: usize) -> bool {
        let regions = &self.lexicon.regions;
        let written = self.text.get(territory.inner..at);
        territory.short
            || matches!(territory.place, Place::Regions(ids)
                if !regions.of(ids).any(|id| written == Some(&*regions.get(id).name)))
    }

    /// The territory in full before the county that seems to stand there in short, with the byte where the words of the name
    /// begin behind it.
    fn named_wider(&self, county: &Territory) -> Option<(Territory, usize)> {
        let beside = self.territory(county.inner).filter(|t| !t.short && matches!(t.place, Place::Regions(_)));
        beside.map(|t| (t, county.inner)).or_else(|| self.over_unknown(county.inner))
    }

    /// Whether the character is never in the unknown part of a body's name.
    pub(super) fn is_unlikely(&self, c: char) -> bool {
        !is_han(c) || self.agencies.before.of(c) & UNLIKELY != 0
    }

    /// Whether what stands before byte `at` is no part of a name that would go on there.
    pub(super) fn opens(&self, at: usize) -> bool {
        let before = self.text.get(..at).and_then(|t| t.chars().next_back());
        before.is_none_or(|c| self.is_unlikely(c) && c != '会' || "兼原当做有辖括销入出".contains(c))
    }

    /// 西江千户苗寨|景区|管理委员会: the body of grounds that no table holds, named by them alone.
    fn on_grounds(&self, grounds: usize, (head, end): (usize, usize), kind: AgencyKind) -> Option<Candidate<'l>> {
        let covered = self.out.bodies.last().map_or(0, |b| b.span.end());
        let mut start = grounds;
        for (at, c) in self.text.get(..grounds)?.char_indices().rev().take(LONGEST_GROUNDS) {
            if self.is_unlikely(c) || covered > at {
                // 日照|山海天|旅游度假区
                if self.lexicon.regions.longest_at(self.text, at).is_some_and(|(end, ..)| end > start) && covered <= at
                {
                    start = at;
                }
                break;
            }
            start = at;
        }
        // 兼|省|鄱阳湖水利枢纽建设办公室: what lies in a territory that stands there.
        let ends = self.text.get(start..grounds)?.char_indices().map(|(at, _)| start + at);
        let above =
            ends.filter_map(|at| Some((self.territory(at).filter(|t| !t.short && t.place != Place::Nation)?, at)));
        if let Some((territory, at)) = above.last().filter(|(t, _)| !self.level_in_class(t.start)) {
            let body = Candidate::new(territory.start, Stem::Built(Span::new(at, end)), kind, self.agencies.built);
            return Some(Candidate { territory: Some(territory), ..body });
        }
        // 前往|天津东疆综合保税区管委会: the name begins with the place that stands in it; but 清凉山.
        let own = self.text.get(start..grounds)?;
        if let Some((at, _)) = own.char_indices().find(|&(at, c)| {
            at != c.len_utf8()
                && self.lexicon.regions.longest_at(self.text, start + at).is_some_and(|(end, ..)| end <= grounds)
                && !ends_word(self.text, start + at)
        }) {
            start += at;
        }
        let named = self.text.get(start..grounds).is_some_and(|t| {
            // 空港新城: a name by itself.
            let alone = || t.is_empty() && self.text.get(grounds..head).is_some_and(|t| t.chars().nth(3).is_some());
            (t.chars().nth(1).is_some() || alone())
                && !t.contains(['该', '本', '各', '某', '这', '个', '等', '原', '内', '全'])
        });
        let free = !self.titles.get(..self.title)?.iter().rev().take(2).any(|t| t.end() > start);
        (named && free && !self.in_class(grounds))
            .then(|| Candidate::new(start, Stem::Written, kind, self.agencies.built))
    }

    /// Where 中国（陕西）自由贸易试验区, of which grounds at byte `at` are the last words or a part, starts.
    fn pilot_zone_before(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 90;
        let head = self.text.get(..at)?;
        let near = head.get(head.ceil_char_boundary(at.saturating_sub(LONGEST))..)?;
        let from = at - near.len() + ["中国（", "中国("].iter().filter_map(|word| near.rfind(word)).max()?;
        let own = self.text.get(from..at)?;
        let (_, zone) = own.split_once(['）', ')'])?;
        (zone.chars().all(is_han) && ["", "自由", "自贸"].iter().any(|w| zone.starts_with(w))).then_some(from)
    }

    /// The word for the level of a territory that the name of a group, whose words are in no table, begins with.
    fn level_far(&self, from: usize) -> Option<(Territory, usize)> {
        const FAR: usize = 30;
        const STOPS: &str = "的了在是由将被把从着召揭挂等任，。";
        const VERBS: [&str; 6] = ["成立", "组建", "设立", "建立", "加强", "调整"];
        /// What makes another word of a level: 市场, 区域.
        const GO_ON: &str = "场域民块直级长内外里区政委人";
        let covered = self.out.bodies.last().map_or(0, |b| b.span.end());
        for (start, c) in self.text.get(..from)?.char_indices().rev().take(FAR) {
            if covered > start || !(is_han(c) || "“”\"、".contains(c)) || STOPS.contains(c) {
                return None;
            }
            let head = self.text.get(..start + c.len_utf8())?;
            let rest = self.text.get(start + c.len_utf8()..)?;
            let level = TERRITORY_ENDS.contains(c) && !rest.starts_with(|c| GO_ON.contains(c));
            if VERBS.iter().any(|verb| head.ends_with(verb)) {
                return None;
            }
            let at = start + c.len_utf8();
            if level
                && let Some(territory) = self.territory(at)
                && !territory.short
                && territory.place != Place::Nation
                && self.opens(territory.start)
            {
                return Some((territory, at));
            }
        }
        None
    }

    /// A name without territory or owner.
    fn alone(&self, start: usize, head: usize, end: usize, kind: AgencyKind) -> Option<Candidate<'l>> {
        // 领导小组|组长: long enough to be meant as a name; resolution judges.
        let start = if start == head { self.numbered_again(head, end).unwrap_or(head) } else { start };
        let named = start < head
            || end - head >= LONG
                && (kind == AgencyKind::LeadingGroup
                    || self.before_title(end)
                    || self.is_set_up(head)
                    || self.is_entry(head, end)
                    || self.opens_list(head, end)
                    || self.text.get(..head).is_some_and(|t| t.ends_with([',', '，', '、', '。', '管', '其'])));
        if !named || self.in_class(start) {
            return None;
        }
        let body = Candidate::new(start, Stem::Built(Span::new(start, end)), kind, self.agencies.built);
        Some(Candidate { bare: true, ..body })
    }

    /// Positions that words of bodies' names lead to from `head`, into `reached`.
    fn words(&self, head: usize, long: bool, reached: &mut Reached) {
        // No character is shorter than a byte: most names need not be counted.
        let near = |start: usize| {
            head - start <= LONGEST || self.text.get(start..head).is_some_and(|t| t.chars().count() <= LONGEST)
        };
        let Reached { all, grounds } = reached;
        all.clear();
        all.push(head);
        *grounds = None;
        let mut next = 0;
        while let Some(&at) = all.get(next) {
            next += 1;
            // 南昌市|VR|产业发展领导小组
            if let Some(start) = self.latin_before(at, at == head).filter(|start| !all.contains(start)) {
                all.push(start);
            }
            // 第十一|监督检查室
            if let Some(start) = ordinal_before(self.text, at).filter(|start| at == head && !all.contains(start)) {
                all.push(start);
            }
            let before_connector = self.before_connector(at, head, long);
            let mut end = at;
            loop {
                self.lexicon.bodies.each_function_before(self.text, end, |start, is_grounds| {
                    if is_grounds && end == at && grounds.is_none_or(|(leftmost, _)| at <= leftmost) {
                        *grounds = Some((at, start));
                    }
                    if !all.contains(&start) && near(start) {
                        all.push(start);
                    }
                });
                // 数字|湖南|建设领导小组: a place may stand inside.
                if end != head
                    && let Some((start, _)) = self.lexicon.regions.longest_before(self.text, end)
                    && !all.contains(&start)
                    && near(start)
                    && self.lexicon.bodies.longest_function_before(self.text, start).is_some()
                {
                    all.push(start);
                }
                match before_connector.filter(|_| end == at) {
                    Some(before) => end = before,
                    None => break,
                }
            }
        }
        all.sort_unstable_by(|a, b| b.cmp(a));
    }

    /// Where a connector starts that joins two words of the name at byte `at`: 数据|和|政务服务; 、 only in a list that one of
    /// them closes.
    fn before_connector(&self, at: usize, head: usize, long: bool) -> Option<usize> {
        if self.agencies.before.at(place_before(self.text, at)) & CONNECTOR == 0 {
            return None;
        }
        let c = self.text.get(..at)?.chars().next_back()?;
        let inside = at != head || long;
        let joins = match c {
            '和' | '与' | '及' | '暨' => inside,
            '、' => inside && self.text.get(at..head).is_some_and(|t| t.contains(['和', '与', '及'])),
            // 秘书|一|处
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => !inside,
            _ => false,
        };
        joins.then(|| at - c.len_utf8())
    }

    /// Where a word in Latin letters before byte `at` starts: VR, 5G; before a final word only behind a territory.
    fn latin_before(&self, at: usize, last: bool) -> Option<usize> {
        const LONGEST: usize = 8;
        let bytes = self.text.as_bytes().get(..at)?;
        if !bytes.last()?.is_ascii_alphabetic() {
            return None;
        }
        let count = bytes.iter().rev().take(LONGEST + 1).take_while(|b| b.is_ascii_alphanumeric()).count();
        let start = at - count;
        ((2..=LONGEST).contains(&count) && (!last || self.territory(start).is_some())).then_some(start)
    }

    /// A territory by its full name a few unknown characters further left.
    pub(super) fn over_unknown(&self, from: usize) -> Option<(Territory, usize)> {
        let regions = &self.lexicon.regions;
        let covered = self.out.bodies.last().map_or(0, |b| b.span.end());
        let mut unknown = self.text.get(..from)?.chars();
        let mut c = unknown.next_back()?;
        for _ in 0..UNKNOWN {
            if !is_han(c) || self.agencies.before.of(c) & UNLIKELY != 0 {
                return None;
            }
            let at = unknown.as_str().len();
            if covered > at {
                return None;
            }
            c = unknown.next_back()?;
            if regions.ends_full_name(c)
                && let Some(territory) = regions.territory_before(self.text, at)
                && !territory.short
                && matches!(territory.place, Place::Regions(_))
            {
                return Some((territory, at));
            }
        }
        None
    }
}
