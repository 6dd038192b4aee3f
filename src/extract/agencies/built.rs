//! Names built from words: the walk to the left from a final word over known words to a territory or an owner.
use super::{
    BESIDE, Candidate, Final, Left, NameCue, NameLetterCue, STOP, Stem, UNLIKELY, WITHIN, Walk, numbered_before,
    reached::Reached,
};
use crate::{
    lexicon::{AgencyCue, Level, Place, Territory},
    text::{Norm, Span, is_han, place_before},
    value::{AgencyKind, is_numeral},
};

/// A final word of so many bytes may be a name by itself.
const LONG: usize = 9;
/// How many characters between a territory and known words may be unknown.
const UNKNOWN: usize = 8;

/// How a name begins: where, with what, and the byte behind that.
#[derive(Clone, Copy)]
struct Begun {
    start: usize,
    left: Left,
    at: usize,
}

impl Begun {
    /// With a territory alone, which ends at byte `at`.
    fn with(territory: Territory, at: usize) -> Self {
        Self { start: territory.start, left: Left::Territory(territory), at }
    }
}

impl<'l> Walk<'l> {
    /// Where 第三次 and the like before byte `at` starts; `at` where there is none.
    pub(super) fn before_ordinal(&self, at: usize) -> usize {
        match numbered_before(self.text, at, '次') {
            Some((start, true)) => start,
            _ => at,
        }
    }

    /// A name built from words before a final word.
    pub(super) fn built(&self, last: Final) -> Option<Candidate<'l>> {
        let Final { head, end, section, .. } = last;
        // Most final words are short and stand behind ordinary ones.
        if end - head < LONG && !self.may_stand_behind(head) && (section || self.over_unknown(head, true).is_none()) {
            return None;
        }
        // 行政院|院, 数据局|局: the same character twice is no name.
        if self.before(head).ends_with(self.text.get(head..end)?) {
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
        let found = self.built_over(&reached, last);
        self.reached.set(reached);
        found
    }

    /// Whether no name built before a final word starts further left than this one does: what stands there
    /// is in no word that such names are built from, and ends every look at what is in none.
    pub(super) fn is_closed(&self, found: &Candidate<'_>, last: Final) -> bool {
        let start = found.start;
        let (Some(name), Some(before)) = (self.text.get(start..), self.text.get(..start)) else { return false };
        let c = before.chars().next_back().unwrap_or('\n');
        let is = |bit| self.agencies.before.of(c) & bit != 0;
        let ends_list = |own: &str| self.agencies.letters.stands_in(NameLetterCue::And, own);
        let goes_on = || match c {
            // 无为|县; 自由|贸易试验区
            _ if is(STOP) => {
                let first = name.chars().next().unwrap_or('\n');
                self.agencies.over_stops.binary_search(&(c, first)).is_ok()
                    || self.lexicon.bodies.function_may_end(self.text, start)
                    || self.lexicon.regions.may_end(self.text, start)
            }
            // 人力资源、|社会保障和…
            '、' => is(WITHIN) || self.text.get(start..last.head).is_none_or(ends_list),
            _ => is_han(c) || is(WITHIN | BESIDE),
        };
        let reaches = |span: &Span<Norm>| span.start() < start;
        !found.bare
            && start <= last.head
            && !goes_on()
            // 中国（陕西）自由贸易试验区|管委会: marks stand inside.
            && !self.is_committee(last)
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
    fn built_over(&self, reached: &Reached, last: Final) -> Option<Candidate<'l>> {
        let Final { head, section, kind, .. } = last;
        let grounds = self.grounds_of(reached, last);
        let reached = &*reached.all;
        let leftmost = *reached.last()?;
        if let Some(start) = self.abroad_before(reached, head).or_else(|| self.pilot_zone_of(last)) {
            return Some(Candidate::new(start, Stem::Written, kind, self.agencies.built));
        }
        let begun = self.begun(reached);
        if let Some(Begun { left: Left::Territory(territory), .. }) = begun
            && let Some(owner) = self.national_before(&territory)
        {
            return Some(self.local_office(owner, territory, last.end, kind));
        }
        let begun = begun.map(|begun| self.widened(begun, last));
        if let Some(Begun { left: Left::Territory(territory), at, .. }) = begun
            && at == head
        {
            // A final word alone right behind a territory or body is a department's business: 市局, 省办.
            if self.between(head, last.end).chars().nth(2).is_none() {
                return self.level_alone(&territory, grounds, last);
            }
            let level = matches!(territory.place, Place::Level(Level::District | Level::Zone));
            if level
                && let Some(start) =
                    grounds.filter(|&start| start < territory.start || territory.level == Some(Level::Zone))
                && self.is_zone_body(self.between(head, last.end))
                && let Some(found) = self.on_level_of_grounds(start, last)
            {
                return Some(found);
            }
        }
        let Some(begun) = begun.or_else(|| self.begun_far(leftmost, last)) else {
            return grounds.and_then(|start| self.on_grounds(start, last)).or_else(|| self.alone(leftmost, last));
        };
        match begun.left {
            Left::Territory(territory) => self.built_in(territory, begun.at, grounds.is_some(), last),
            Left::Owner(owner) => Some(self.built_under(owner, Span::new(begun.at, last.end), section, kind)),
        }
    }

    /// Where the word for grounds starts that a name has: 水库|移民|处 is a section of some office, 水库|管理|处 a body that
    /// runs the grounds.
    fn grounds_of(&self, reached: &Reached, last: Final) -> Option<usize> {
        let (of, start) = reached.grounds?;
        let runs = || {
            let own = self.between(of, last.head);
            own.is_empty() || self.agencies.words.is(NameCue::Runs, own)
        };
        (!last.section || runs()).then_some(start)
    }

    /// 中国-|东盟信息港办公室: where a name starts that has a dash behind its first word.
    fn abroad_before(&self, reached: &[usize], head: usize) -> Option<usize> {
        const DASHES: [char; 4] = ['-', '—', '－', '–'];
        let first = |at: usize| self.agencies.words.before(NameCue::Nation, self.text.get(..at)?.strip_suffix(DASHES)?);
        reached.iter().filter(|&&at| at < head).find_map(|&at| first(at)).map(str::len)
    }

    /// 中国（陕西）自由贸易试验区西安片区|管委会: where the name of a zone starts that has its place in brackets.
    fn pilot_zone_of(&self, last: Final) -> Option<usize> {
        if self.is_committee(last) { self.pilot_zone_before(last.head) } else { None }
    }

    /// Whether the final word is that of a committee; a look at its last character goes before, for most are none.
    fn is_committee(&self, last: Final) -> bool {
        let word = self.between(last.head, last.end);
        self.agencies.letters.ends(NameLetterCue::EndsCommittee, word)
            && self.agencies.words.ends(NameCue::Committee, word)
    }

    /// Whether a body that is called so runs a zone.
    pub(super) fn is_zone_body(&self, name: &str) -> bool {
        self.agencies.letters.ends(NameLetterCue::EndsCommittee, name)
            && self.agencies.words.is(NameCue::ZoneBody, name)
    }

    /// The owner or territory furthest to the left that a name may begin with.
    fn begun(&self, reached: &[usize]) -> Option<Begun> {
        let mut begun: Option<Begun> = None;
        for &at in reached {
            let Some(left) = self.left(at) else { continue };
            let (start, inner) = match left {
                // 应急管理部调度|山西省|消防救援总队: a territory in full begins the name.
                Left::Owner(owner) => {
                    let begins = begun.is_some_and(|other| match other.left {
                        Left::Territory(t) => !t.short && at < other.start && matches!(t.place, Place::Regions(_)),
                        Left::Owner(_) => false,
                    });
                    (self.out.bodies[owner].span.start(), begins)
                }
                Left::Territory(t) => {
                    // 数字|湖南|建设领导小组: a short name behind more words stands inside the name.
                    let inside = || reached.iter().any(|&r| r < t.start) && self.is_brief(&t, at);
                    // 国家|公园: a word of its own.
                    (t.start, inside() || t.place == Place::Nation && reached.contains(&t.start))
                }
            };
            // A plain short name (北京 …) gives way to anything longer to its left.
            if !inner && begun.is_none_or(|best| start < best.start) {
                begun = Some(Begun { start, left, at });
            }
        }
        begun
    }

    /// The same with what goes before a territory that a branch is named after, or that stands inside the name.
    fn widened(&self, begun: Begun, last: Final) -> Begun {
        let Left::Territory(inner) = begun.left else { return begun };
        let own = self.between(begun.at, last.end);
        let other = || self.bureau_before(&inner).or_else(|| self.assembly_before(&inner, own));
        if let Some(owner) = self.court_before(&inner, last.kind).or_else(other) {
            return Begun { start: self.out.bodies[owner].span.start(), left: Left::Owner(owner), at: begun.start };
        }
        // 省|巢湖管理局: a short name behind what says whose body it is stands inside the name.
        if inner.short
            && let Some(level) = self.territory(inner.start).filter(|t| matches!(t.place, Place::Level(_)))
        {
            return Begun::with(level, inner.start);
        }
        // 江西省|峡江水利枢纽工程管理局, 江西省|赣抚平原水利工程管理局: what looks like a county is part of a name.
        if begun.at < last.head
            && self.is_short_county(&inner)
            && let Some((wider, own)) = self.named_wider(&inner)
        {
            return Begun::with(wider, own);
        }
        begun
    }

    /// 综合保税|区|管委会: the body of grounds whose last word is the level right before a short final word.
    fn level_alone(&self, territory: &Territory, grounds: Option<usize>, last: Final) -> Option<Candidate<'l>> {
        let committee = self.agencies.letters.ends(NameLetterCue::EndsCommittee, self.between(last.head, last.end));
        let level = committee && matches!(territory.place, Place::Level(_));
        grounds.filter(|_| level).and_then(|start| self.on_grounds(start, last))
    }

    /// A territory that unknown words part from those known, the leftmost of which starts at byte `from`.
    fn begun_far(&self, from: usize, last: Final) -> Option<Begun> {
        let group = last.kind == AgencyKind::LeadingGroup;
        // 甘肃省|主管|文物和博物馆: no name but what somebody is in charge of.
        if last.section && !group || self.in_class(from) {
            return None;
        }
        let near = if last.section { None } else { self.over_unknown(from, true) };
        // 省|推动大规模设备更新和消费品以旧换新工作领导小组
        let far = || if group { self.level_far(from) } else { None };
        near.or_else(far).map(|(territory, at)| Begun::with(territory, at))
    }

    /// A name that begins with a territory and goes on at byte `at`, over grounds or not.
    fn built_in(&self, territory: Territory, at: usize, grounds: bool, last: Final) -> Option<Candidate<'l>> {
        let start = territory.start;
        if matches!(territory.place, Place::Level(_)) && self.level_in_class(start) {
            return None;
        }
        let mut body = Candidate::new(start, Stem::Built(Span::new(at, last.end)), last.kind, self.agencies.built);
        if territory.place == Place::Nation {
            // 四川省宜宾|国家农业科技园区|管委会
            if grounds
                && self.agencies.words.starts(NameCue::NationalZone, self.behind(start))
                && let Some(above) = self.territory(start)
                && matches!(above.place, Place::Regions(_))
            {
                return Some(Candidate::new(above.start, Stem::Written, last.kind, self.agencies.built));
            }
            body.start = self.before_ordinal(start);
            // 四川省|第三次全国土壤普查领导小组: of the territory before it.
            let before = self.territory(body.start).filter(|t| body.start < start && !t.short);
            if let Some(above) = before.filter(|t| matches!(t.place, Place::Regions(_))) {
                body.stem = Stem::Built(Span::new(body.start, last.end));
                (body.start, body.territory) = (above.start, Some(above));
                return Some(body);
            }
        }
        if last.section && self.special.is_none() {
            return None;
        }
        body.territory = Some(territory);
        Some(body)
    }

    /// A name whose own words are `own` behind a body.
    fn built_under(&self, owner: usize, own: Span<Norm>, section: bool, kind: AgencyKind) -> Candidate<'l> {
        let upper = &self.out.bodies[owner];
        let start = upper.span.start();
        let mut body = Candidate::new(start, Stem::Built(own), kind, self.agencies.built);
        let upper = &upper.value;
        // ⏎博物馆处——…: no section of a museum but of the body that the list is about.
        if section && upper.bare && self.is_entry(start, own.end()) {
            (body.stem, body.bare) = (Stem::Built(Span::new(start, own.end())), true);
            return body;
        }
        // What these set up is theirs, whatever it would be by itself.
        let of_kind = matches!(
            upper.kind,
            AgencyKind::LeadingGroup
                | AgencyKind::Party
                | AgencyKind::Judicial
                | AgencyKind::Procuratorial
                | AgencyKind::Legislature
                | AgencyKind::Consultative
        );
        let watch = kind == AgencyKind::Supervisory;
        if !watch && (section || of_kind && kind == AgencyKind::Government) {
            body.kind = upper.kind;
        }
        let resident = if watch { self.resident(start) } else { None };
        let joint = || if section || watch { self.joint_watch(owner) } else { None };
        match resident.or_else(joint) {
            Some(resident) => (body.start, body.stem) = (resident, Stem::Written),
            None => body.owner = Some(owner),
        }
        body
    }

    /// A name without territory or owner.
    fn alone(&self, start: usize, last: Final) -> Option<Candidate<'l>> {
        let Final { head, end, kind, .. } = last;
        // 领导小组|组长: long enough to be meant as a name; resolution judges.
        let start = if start == head { self.numbered_again(head, end).unwrap_or(head) } else { start };
        let named = start < head
            || end - head >= LONG
                && (kind == AgencyKind::LeadingGroup
                    || self.before_title(end)
                    || self.is_set_up(head)
                    || self.is_entry(head, end)
                    || self.opens_list(head, end)
                    || self.before(head).ends_with([',', '，', '、', '。', '；', ';'])
                    || self.agencies.letters.ends(NameLetterCue::BeforeLone, self.before(head)));
        if !named || self.in_class(start) {
            return None;
        }
        let body = Candidate::new(start, Stem::Built(Span::new(start, end)), kind, self.agencies.built);
        Some(Candidate { bare: true, ..body })
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
        beside.map(|t| (t, county.inner)).or_else(|| self.over_unknown(county.inner, false))
    }

    /// Whether the character is never in the unknown part of a body's name.
    pub(super) fn is_unlikely(&self, c: char) -> bool {
        !is_han(c) || self.agencies.before.of(c) & UNLIKELY != 0
    }

    /// Whether what stands before byte `at` is no part of a name that would go on there.
    pub(super) fn opens(&self, at: usize) -> bool {
        self.before(at).chars().next_back().is_none_or(|c| {
            let shown = self.agencies.letters.of(c);
            let unlikely = !is_han(c) || shown.has(NameLetterCue::Unlikely) && !shown.has(NameLetterCue::GoesOn);
            unlikely || shown.has(NameLetterCue::TakesPost) || shown.has(NameLetterCue::Opens)
        })
    }

    /// A territory by its full name a few unknown characters further left, or the word for its `level` where no other word
    /// reaches over that: 市|困难职工帮扶|中心.
    pub(super) fn over_unknown(&self, from: usize, level: bool) -> Option<(Territory, usize)> {
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
            {
                match territory.place {
                    Place::Regions(_) => return Some((territory, at)),
                    Place::Level(_) if level && self.begins_at_level(territory.start, at) => {
                        return Some((territory, at));
                    }
                    _ => {}
                }
            }
        }
        None
    }

    /// Whether the word for a level between two bytes begins a name that goes on with words in no table: no 市场, no 某某市,
    /// no 省市, no 县三级, no 镇海.
    fn begins_at_level(&self, start: usize, at: usize) -> bool {
        let letters = &self.agencies.letters;
        let next = self.behind(at).chars().next().unwrap_or('\n');
        let placed = || self.lexicon.regions.longest_at(self.text, start).is_some_and(|(end, ..)| end > at);
        self.special.is_none()
            && (self.opens(start) || self.lexicon.cues.ends(AgencyCue::LeadsTo, self.before(start)))
            && !letters.is(NameLetterCue::NoLevel, next)
            && !letters.is(NameLetterCue::SharedLevel, next)
            && !is_numeral(next)
            && !placed()
    }
}
