//! Bodies, recognized from the right end: a final word calls, the walk to the left finds where the name begins.
//!
//! A name is known by itself (国务院), a standard department behind a territory or a body (省|公安厅, 省委|组织部), or
//! built from words (江苏省|政务服务|管理|办公室). Bare head nouns (管委会) are kept for resolution to judge.
mod built;
mod named;
mod outposts;
mod parts;
mod shared;

use std::{cell::Cell, cmp::Reverse, sync::Arc};

use crate::{
    lexicon::{Cue, Ending, FullName, Lexicon, Place, Reading, System, TERRITORY_ENDS, Tail, Territory},
    matcher::ReverseTrie,
    mention::{Body, Found, Naming, Organization},
    rules::{RuleError, RuleId, RuleSet},
    text::{Classes, Norm, Span, place_before},
    value::{AgencyKind, OrganizationKind},
};

/// Finds bodies and organizations.
#[derive(Clone, Debug)]
pub struct Agencies {
    classes: ReverseTrie,
    /// Of a character before a final word, what it may be.
    before: Classes,
    /// Of the [`built::STOPS`] that words hold which names are built from, each with what follows it there, in order: 自由|贸易.
    over_stops: Vec<(char, char)>,
    known: RuleId,
    regional: RuleId,
    department: RuleId,
    built: RuleId,
    committee: RuleId,
    organizations: RuleId,
    suffixes: RuleId,
}

/// What one page gives.
#[derive(Clone, Debug, Default)]
pub struct Agents {
    /// Bodies in order of their ends; owners stand before what they own.
    pub bodies: Vec<Found<Body>>,
    /// Organizations in order of their ends.
    pub organizations: Vec<Found<Organization>>,
}

impl Agencies {
    /// Builds the extractor from `agencies/`.
    ///
    /// # Errors
    /// A table that is missing.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let mut classes = ReverseTrie::default();
        let table = rules.table("agencies/classes")?;
        let [means] = table.columns(["means"])?;
        for row in table.rows() {
            let meant = match row.get(means) {
                "word" => WORD,
                "verb" => VERB,
                _ => CLASS,
            };
            classes.insert(row.get(0), meant);
        }
        let mut before = Classes::default();
        TERRITORY_ENDS.chars().for_each(|c| before.add(c, BESIDE | TERRITORY));
        built::CONNECTORS.chars().for_each(|c| before.add(c, BESIDE | CONNECTOR));
        built::GRAMMAR.chars().for_each(|c| before.add(c, UNLIKELY));
        built::STOPS.chars().for_each(|c| before.add(c, STOP));
        built::INSIDE.chars().for_each(|c| before.add(c, WITHIN));
        let functions = rules.table("agencies/functions")?;
        let mut over_stops = Vec::new();
        let mut inside = |word: &str| {
            for (c, next) in word.chars().zip(word.chars().skip(1).map(Some).chain([None])) {
                match next.filter(|_| before.of(c) & STOP != 0) {
                    Some(next) => over_stops.push((c, next)),
                    None => before.add(c, WITHIN),
                }
            }
        };
        functions.rows().iter().for_each(|row| inside(row.get(0)));
        for table in ["places/regions", "places/zones"] {
            let table = rules.table(table)?;
            let [name, short] = table.columns(["name", "short"])?;
            table.rows().iter().flat_map(|row| row.list(short).chain([row.get(name)])).for_each(&mut inside);
        }
        rules.table("places/grounds")?.rows().iter().for_each(|row| inside(row.get(0)));
        over_stops.sort_unstable();
        over_stops.dedup();
        Ok(Self {
            classes,
            before,
            over_stops,
            known: rules.id("agencies/bodies")?,
            regional: rules.id("agencies/regional_bodies")?,
            department: rules.id("agencies/departments")?,
            built: rules.id("agencies/functions")?,
            committee: rules.id("agencies/committee")?,
            organizations: rules.id("agencies/organizations")?,
            suffixes: rules.id("agencies/suffixes")?,
        })
    }

    /// The words about bodies that end at the positions `at`, in order.
    pub fn read<'l>(
        &self,
        lexicon: &'l Lexicon,
        text: &str,
        at: &[u32],
        opaque: impl Fn(usize) -> bool,
    ) -> Vec<Reading<'l>> {
        let mut readings = Vec::with_capacity(at.len());
        let found = at.iter().filter_map(|&end| lexicon.bodies.before(text, end as usize));
        readings.extend(found.filter(|reading| !opaque(reading.end() - 1)));
        readings
    }

    /// Bodies and organizations whose names end where something was read. `about` is the code of the special territory
    /// that the page is about (810000 Hong Kong, 820000 Macao, 710000 Taiwan), if any. The bodies are put into `memory`.
    pub fn find(
        &self,
        lexicon: &Lexicon,
        text: &str,
        readings: &[Reading<'_>],
        about: Option<&str>,
        titles: &[Span<Norm>],
        mut memory: Vec<Found<Body>>,
    ) -> Agents {
        memory.clear();
        let out = Agents { bodies: memory, ..Agents::default() };
        let (reached, territories) = (Cell::default(), [const { Cell::new((usize::MAX, None)) }; 8]);
        let mut page = Walk { agencies: self, lexicon, text, about, titles, title: 0, out, reached, territories };
        for &reading in readings {
            page.ends_at(reading);
        }
        page.out
    }
}

struct Walk<'a> {
    agencies: &'a Agencies,
    lexicon: &'a Lexicon,
    text: &'a str,
    about: Option<&'a str>,
    titles: &'a [Span<Norm>],
    /// The first title that ends at or after the position looked at; positions come in order.
    title: usize,
    out: Agents,
    /// Memory for [`Walk::words`].
    reached: Cell<built::Reached>,
    /// The territories before the bytes asked for last, which several readings ask for.
    territories: [Cell<(usize, Option<Territory>)>; 8],
}

/// A body that its words may name, before it is chosen.
#[derive(Clone, Copy)]
struct Candidate<'l> {
    start: usize,
    stem: Stem<'l>,
    kind: AgencyKind,
    territory: Option<Territory>,
    owner: Option<usize>,
    fused: bool,
    bare: bool,
    rule: RuleId,
}

/// What the name of a candidate is made of; see [`Naming`].
#[derive(Clone, Copy)]
enum Stem<'l> {
    Known(&'l Arc<FullName>),
    Department(&'l Arc<str>, System),
    Built(Span<Norm>),
    /// The whole name, as it is written.
    Written,
}

impl<'l> Candidate<'l> {
    fn new(start: usize, stem: Stem<'l>, kind: AgencyKind, rule: RuleId) -> Self {
        Self { start, stem, kind, territory: None, owner: None, fused: false, bare: false, rule }
    }

    /// What makes one candidate better than another that ends where it does.
    fn rank(&self) -> (bool, Reverse<usize>) {
        (!self.bare, Reverse(self.start))
    }

    fn found(self, text: &str, end: usize) -> Found<Body> {
        let span = Span::new(self.start, end);
        let naming = match self.stem {
            Stem::Known(full) => Naming::Known(Arc::clone(full)),
            Stem::Department(stem, system) => Naming::Department(Arc::clone(stem), system),
            Stem::Built(stem) => Naming::Built(stem),
            Stem::Written => {
                // 西江千户苗寨景区|管委会: under the final word in full.
                let name = span.of(text);
                let ends = [("管委会", "管理委员会"), ("边检站", "出入境边防检查站"), ("办", "办公室")];
                let spelled = ends.iter().find_map(|(short, full)| Some([name.strip_suffix(short)?, full].concat()));
                // 沣东新城|党工委
                let party = name.strip_suffix("党工委").map(|of| ["中共", of, "工作委员会"].concat());
                let spelled = party.or(spelled);
                let name = spelled.map_or_else(|| name.into(), Into::into);
                Naming::Known(FullName { name, region: None }.into())
            }
        };
        let Self { kind, territory, owner, fused, bare, rule, .. } = self;
        let value = Body { naming, territory, owner, kind, fused, shared: false, bare, seat: None, full: None };
        Found { span, value, rule }
    }
}

/// The better one of two that end at the same place, the first where they are alike.
fn better<'l>(first: Option<Candidate<'l>>, second: Option<Candidate<'l>>) -> Option<Candidate<'l>> {
    match (first, second) {
        (Some(a), Some(b)) if b.rank() > a.rank() => second,
        (None, _) => second,
        _ => first,
    }
}

/// What words right before a body's name make of it: nothing, a class of bodies, the same but for names behind the level of a
/// territory.
const WORD: u32 = 0;
const CLASS: u32 = 1;
const VERB: u32 = 2;

/// A body with a longer name, in bytes, owns no other: names of names do not grow without end.
const LONGEST_OWNER: usize = 180;

/// Bits of [`Agencies::before`]: a territory or a connector may end with it.
const BESIDE: u8 = 1;
/// It is never in the unknown part of a body's name.
const UNLIKELY: u8 = 1 << 1;
/// It may be a connector.
const CONNECTOR: u8 = 1 << 2;
/// A territory that is named in no table may end with it.
const TERRITORY: u8 = 1 << 3;
/// A word that names are built from, or the name of a territory, may hold it.
const WITHIN: u8 = 1 << 4;
/// Where it stands, every look to the left ends, though it is a Chinese character.
const STOP: u8 = 1 << 5;

/// What may stand to the left of a department or a built name.
#[derive(Clone, Copy)]
enum Left {
    Owner(usize),
    Territory(Territory),
}

impl<'l> Walk<'l> {
    fn ends_at(&mut self, reading: Reading<'l>) {
        let end = reading.end();
        let rest = self.text.get(end..).unwrap_or("");
        let suffix = reading.suffix();
        // 警务处|在: no 处在, where the name is known to end there.
        let known = || rest.starts_with('在') && reading.special_alone().is_some() && self.about.is_some();
        if suffix.is_some_and(|(_, s)| s.goes_on(rest)) && !known() || self.is_word(reading) {
            return;
        }
        while self.titles.get(self.title).is_some_and(|t| t.end() < end) {
            self.title += 1;
        }
        let title = self.title_over(end);
        if let Some(title) = title
            && !self.shares_character(title, end)
        {
            // 兵团党委|书记: the committee is one word with the title, and the post is one in it.
            // 经省|编委|批准: the title of an editor is a body behind a territory.
            let named = |t: Option<Territory>| t.is_some_and(|t| !t.short);
            let known = self.known(reading).filter(|_| title.end() == end);
            let body = known.or_else(|| self.department(reading)).filter(|found| {
                let owned = found.owner.is_some() || matches!(found.stem, Stem::Known(_)) || named(found.territory);
                found.fused || title.end() == end && !found.bare && owned
            });
            self.out.bodies.extend(body.map(|found| found.found(self.text, end)));
            return;
        }
        let mut best = better(self.known(reading), self.department(reading));
        match reading.tail() {
            Tail::Committee => best = better(best, self.committee(end)),
            Tail::Division => best = better(best, self.corps_division(end)),
            Tail::Other => {}
        }
        let organization =
            reading.organization().filter(|&(start, _)| !self.in_appointment(start, end) && !self.in_name(start, end));
        let known = organization.map(|(start, o)| {
            let value = Organization { name: o.name.as_str().into(), kind: o.kind };
            (start, value, self.agencies.organizations)
        });
        let mut organization = known;
        if let Some((head, suffix)) = suffix {
            match suffix.kind {
                Ending::Body(kind) => {
                    let closed = best.filter(|best| self.is_closed(best, head, end));
                    let built = || self.built(head, end, kind, suffix.section);
                    debug_assert!(closed.is_none_or(|best| built().is_none_or(|found| found.rank() <= best.rank())));
                    if closed.is_none() {
                        best = better(best, built());
                    }
                    if suffix.branch {
                        best = better(best, self.branch(head, end));
                        best = better(best, self.branch_alone(head, end, kind));
                    }
                    if suffix.named
                        && let Some(outpost) = self.outpost(best.as_ref(), head, kind)
                    {
                        best = Some(outpost);
                    }
                    if suffix.meant {
                        best = better(best, self.meant(head, end, kind));
                    }
                    if kind == AgencyKind::Supervisory {
                        best = better(best, self.posted(head));
                    }
                    if best.is_none_or(|best| best.bare)
                        && (suffix.section || suffix.branch || kind == AgencyKind::Government)
                        && !self.text.get(head..end).is_some_and(|t| t.ends_with(['委', '会']))
                    {
                        best = self.titled_section(head, end).or_else(|| self.ministry_section(head, end)).or(best);
                        if suffix.section
                            && let Some(section) = self.section_alone(head, end, kind)
                            && best.is_none_or(|best| best.bare && section.start < best.start)
                        {
                            best = Some(section);
                        }
                    }
                }
                Ending::Word => {}
                Ending::Organization(kind) => {
                    // 廉署|会按程序处理
                    let one =
                        end - head == '会'.len_utf8() && !self.text.get(..head).is_some_and(|t| t.ends_with('委'));
                    let modal = one && self.body_before(head).is_some();
                    let found = self.built(head, end, AgencyKind::Government, false).filter(|f| !f.bare && !modal);
                    // 中国人民银行|江苏省分行 is as public as its owner.
                    if found.is_some_and(|f| f.owner.is_some() && f.territory.is_some()) {
                        best = better(best, found);
                    } else if let Some(Candidate { start, .. }) = found {
                        let name = self.text.get(start..end).unwrap_or("").into();
                        if organization.as_ref().is_none_or(|o| start < o.0) {
                            organization = Some((start, Organization { name, kind }, self.agencies.suffixes));
                        }
                    }
                }
            }
        }
        // A public body known by name or department wins where it is no shorter.
        match (best, organization) {
            (Some(body), Some((start, value, rule))) if body.bare || body.start > start => {
                self.organization(start, end, value, rule);
            }
            (Some(body), _) if let Some((start, state)) = self.state_before(&body) => {
                let name = [state, self.text.get(body.start..end).unwrap_or("")].concat().into();
                let value = Organization { name, kind: OrganizationKind::Other };
                self.organization(start, end, value, self.agencies.organizations);
            }
            (Some(mut body), _) => {
                // 省文化厅领导: no one word as 部长 is.
                body.fused |=
                    title.is_some_and(|t| self.text.get(end..t.end()).is_some_and(|t| !t.starts_with("领导")));
                if !self.share(&body, end) {
                    self.out.bodies.push(body.found(self.text, end));
                }
            }
            (None, Some((start, value, rule))) => self.organization(start, end, value, rule),
            (None, None) => {}
        }
    }

    /// 美国|国务院, 以色列|前|国防部: where the foreign state starts that the body is one of, and its name.
    fn state_before(&self, body: &Candidate<'l>) -> Option<(usize, &str)> {
        if body.owner.is_some() || body.territory.is_some_and(|t| t.place != Place::Nation) {
            return None;
        }
        self.lexicon.states.named_before(self.text, body.start)
    }

    /// ⏎杨振|华为|某局副主任: whether a name begins before the mention at the head of its clause, and a title ends that.
    fn is_made(&self, start: usize, end: usize) -> bool {
        const MARKS: [char; 9] = ['\n', '，', ',', '；', ';', '：', ':', '。', '、'];
        let head = self.text.get(..start).and_then(|t| t.rsplit(MARKS).next()).unwrap_or("");
        let name = (1..=2).contains(&head.chars().count()) && self.lexicon.names.surname_of(head).is_some();
        let stop = || end + self.text.get(end..).and_then(|t| t.find(MARKS)).unwrap_or(self.text.len() - end);
        name && self.titles.iter().skip_while(|t| t.start() < end).take(4).any(|t| t.end() == stop())
    }

    /// 主任郭|清华: whether a short name of an organization is what somebody is called behind a title.
    fn in_name(&self, start: usize, end: usize) -> bool {
        const SHORT: usize = 6;
        let surname = |at: usize| self.text.get(at..start).is_some_and(|t| self.lexicon.names.surname_of(t).is_some());
        let Some(at) = start.checked_sub(3).filter(|&at| end - start <= SHORT && surname(at)) else { return false };
        let title = self.titles.partition_point(|t| t.end() < at);
        self.titles.get(title).is_some_and(|t| t.end() == at)
    }

    /// 任命钟卫|华为: in an appointment 为 is the verb.
    fn in_appointment(&self, start: usize, end: usize) -> bool {
        let head = self.text.get(..start).unwrap_or("");
        let near = head.char_indices().rev().nth(3).and_then(|(at, _)| head.get(at..)).unwrap_or(head);
        self.text.get(start..end).is_some_and(|t| t.ends_with('为'))
            && (["任命", "选举", "补选", "委任"].iter().any(|w| near.contains(w)) || self.is_made(start, end))
    }

    /// Whether an ordinary word ends here (部署, 格局) and no name reaches over its start (财政|局, not 政局).
    fn is_word(&self, reading: Reading<'_>) -> bool {
        let Some(word) = reading.mere_word() else { return false };
        let over = |start: usize| start < word;
        !reading.suffix().is_some_and(|(head, _)| {
            over(head) || self.lexicon.bodies.longest_function_before(self.text, head).is_some_and(over)
        })
    }

    /// The title that reaches over byte `end`: 局|长, 省委常委.
    fn title_over(&self, end: usize) -> Option<Span<Norm>> {
        self.titles.get(self.title).copied().filter(|t| t.start() < end)
    }

    /// 文化部|长: the body's last character is the title's first.
    fn shares_character(&self, title: Span<Norm>, end: usize) -> bool {
        // 数据局|局长: the body is there already.
        if self.out.bodies.iter().rev().take(4).any(|b| b.span.end() == title.start()) {
            return false;
        }
        let first = title.of(self.text).chars().next();
        first.is_some_and(|c| {
            title.start() + c.len_utf8() == end && "部院署局处司厅所委".contains(c) && title.end() > end
        })
    }

    /// Whether a title starts at byte `end`.
    fn before_title(&self, end: usize) -> bool {
        let next = self.titles.partition_point(|t| t.start() < end);
        self.titles.get(next).is_some_and(|t| t.start() == end)
    }

    fn organization(&mut self, start: usize, end: usize, value: Organization, rule: RuleId) {
        self.out.organizations.push(Found { span: Span::new(start, end), value, rule });
    }

    fn left(&self, at: usize) -> Option<Left> {
        self.owner(at).map(Left::Owner).or_else(|| self.territory(at).map(Left::Territory))
    }

    /// The body right before byte `at` that may own another.
    fn owner(&self, at: usize) -> Option<usize> {
        self.body_before(at).filter(|&i| self.out.bodies[i].span.len() <= LONGEST_OWNER)
    }

    /// The last body, where it ends right before byte `at`.
    fn body_before(&self, at: usize) -> Option<usize> {
        let last = self.out.bodies.iter().rposition(|b| b.span.end() <= at)?;
        (self.out.bodies[last].span.end() == at).then_some(last)
    }

    /// The national body right before byte `at` of which a body there, named after a territory, is a local office:
    /// 国家税务总局|江苏省税务局, 审计署驻|南京特派员办事处.
    fn national_before(&self, territory: &Territory) -> Option<usize> {
        let at = territory.start;
        if matches!(territory.place, Place::Nation) {
            return None;
        }
        let at = self.text.get(..at)?.strip_suffix('驻').map_or(at, str::len);
        let owner = self.body_before(at)?;
        let body = &self.out.bodies[owner].value;
        // 农业部农田水利署|桃园管理处, not 台东县政府|….
        let national = matches!(&body.naming, Naming::Known(full)
            if matches!(full.region.as_deref(), Some("000000" | "710000")) && !full.name.ends_with("政府"));
        (national && body.kind == AgencyKind::Government).then_some(owner)
    }

    /// 神木市人民法院|矿区巡回法庭: the court right before the territory that a tribunal is named after.
    fn court_before(&self, territory: &Territory, kind: AgencyKind) -> Option<usize> {
        let owner = self.body_before(territory.start).filter(|_| kind == AgencyKind::Judicial)?;
        let body = &self.out.bodies[owner].value;
        (body.kind == AgencyKind::Judicial && !body.bare && !body.fused).then_some(owner)
    }

    /// 市规划和自然资源局|南山|管理局: the local body right before the short name of a place that a branch is named after.
    fn bureau_before(&self, territory: &Territory, own: &str) -> Option<usize> {
        let named = territory.short && self.lexicon.cues.is(Cue::Branch, own);
        let owner = self.body_before(territory.start).filter(|_| named)?;
        let body = &self.out.bodies[owner].value;
        let local = matches!(body.naming, Naming::Department(_, System::Government) | Naming::Built(_));
        (local && body.kind == AgencyKind::Government && !body.bare && !body.fused).then_some(owner)
    }

    /// The same body as an office of the national one, under the name as it is written.
    fn local_office(&self, owner: usize, territory: Territory, end: usize, kind: AgencyKind) -> Candidate<'l> {
        let upper = self.out.bodies[owner].span;
        let stem = Stem::Built(Span::new(upper.end(), end));
        let body = Candidate::new(upper.start(), stem, kind, self.agencies.department);
        Candidate { owner: Some(owner), territory: Some(territory), ..body }
    }

    fn territory(&self, at: usize) -> Option<Territory> {
        // Before most names stands nothing that a territory ends with.
        let last = self.agencies.before.at(place_before(self.text, at));
        if last & TERRITORY == 0 && !self.lexicon.regions.may_end(self.text, at) {
            return None;
        }
        let memory = &self.territories[at % 8];
        let (known, territory) = memory.get();
        if known == at {
            return territory;
        }
        let territory = self.lexicon.regions.territory_before(self.text, at).filter(|t| !self.is_aside(t));
        memory.set((at, territory));
        territory
    }

    /// 澳门|市政署, 台湾|数位发展部: their bodies are named without the place.
    fn is_aside(&self, territory: &Territory) -> bool {
        let regions = &self.lexicon.regions;
        self.about.is_some()
            && territory.short
            && matches!(territory.place, Place::Regions(ids) if regions.of(ids).all(|id| {
                let region = regions.get(id);
                region.depth == 1 && ["71", "81", "82"].iter().any(|c| region.code.starts_with(c))
            }))
    }

    fn in_class(&self, at: usize) -> bool {
        let class = self.agencies.classes.longest_before(self.text, at).map(|(_, class)| class);
        class.is_some_and(|class| class == VERB || class == CLASS && self.sharing(at, true).is_none())
    }

    /// The same of the level of a territory there, which a verb may stand before: 主管|市审计局.
    fn level_in_class(&self, at: usize) -> bool {
        let class = self.agencies.classes.longest_before(self.text, at).map(|(_, class)| class);
        class == Some(CLASS) && self.sharing(at, true).is_none()
    }
}

/// Where a number with this unit before byte `at` starts, and whether 第 heads it: 第三|次, 十四|届.
fn numbered_before(text: &str, at: usize, unit: char) -> Option<(usize, bool)> {
    let head = text.get(..at)?.strip_suffix(unit)?;
    let number = head.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let ordinal = number.strip_suffix('第');
    (number.len() < head.len()).then(|| (ordinal.unwrap_or(number).len(), ordinal.is_some()))
}

/// Where 第十一 and the like before byte `at` starts.
fn ordinal_before(text: &str, at: usize) -> Option<usize> {
    let head = text.get(..at)?;
    let number = head.trim_end_matches(|c: char| "一二三四五六七八九十".contains(c));
    Some(number.strip_suffix('第')?.len()).filter(|_| number.len() < at)
}

#[cfg(test)]
mod tests;
