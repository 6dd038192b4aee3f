//! Bodies, recognized from the right end: a final word calls, the walk to the left finds where the name begins.
//!
//! A name is known by itself (国务院), a standard department behind a territory or a body (省|公安厅, 省委|组织部), or
//! built from words (江苏省|政务服务|管理|办公室). Bare head nouns (管委会) are kept for resolution to judge.
use std::{cell::Cell, sync::Arc};

use crate::{
    lexicon::{Ending, FullName, Level, Lexicon, Place, Reading, System, Territory},
    matcher::{ReverseTrie, Scanner},
    mention::{Body, Found, Naming, Organization},
    rules::{RuleError, RuleId, RuleSet},
    text::{Norm, Span},
    value::AgencyKind,
};

/// The longest name that is built from words, in characters.
const LONGEST: usize = 30;
/// How many characters between a territory and known words may be unknown.
const UNKNOWN: usize = 8;

/// Finds bodies and organizations.
#[derive(Clone, Debug)]
pub struct Agencies {
    classes: ReverseTrie,
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
    pub fn new(rules: &RuleSet, lexicon: &Lexicon, scanner: &mut Scanner) -> Result<Self, RuleError> {
        for &c in lexicon.bodies.last_characters() {
            scanner.call(c, Scanner::BODY);
        }
        let mut classes = ReverseTrie::default();
        for row in rules.table("agencies/classes")?.rows() {
            classes.insert(row.get(0), 0);
        }
        Ok(Self {
            classes,
            known: rules.id("agencies/bodies")?,
            regional: rules.id("agencies/regional_bodies")?,
            department: rules.id("agencies/departments")?,
            built: rules.id("agencies/functions")?,
            committee: rules.id("agencies/committee")?,
            organizations: rules.id("agencies/organizations")?,
            suffixes: rules.id("agencies/suffixes")?,
        })
    }

    /// Bodies whose names end at the positions `at`, in order. `about` is the code of the special territory the page
    /// is about (810000 Hong Kong, 820000 Macao, 710000 Taiwan), if any.
    pub fn find(
        &self,
        lexicon: &Lexicon,
        text: &str,
        at: &[u32],
        about: Option<&str>,
        titles: &[Span<Norm>],
        opaque: impl Fn(usize) -> bool,
    ) -> Agents {
        let out = Agents::default();
        let mut page = Walk { agencies: self, lexicon, text, about, titles, title: 0, out, reached: Cell::default() };
        for &end in at {
            let end = end as usize;
            if !opaque(end - 1) {
                page.ends_at(end);
            }
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
    reached: Cell<Vec<usize>>,
}

/// What may stand to the left of a department or a built name.
enum Left {
    Owner(usize),
    Territory(Territory),
}

impl Walk<'_> {
    fn ends_at(&mut self, end: usize) {
        let reading = match self.lexicon.bodies.before(self.text, end, self.about) {
            Some(reading) => reading,
            // Two names are read without any word of the lexicon.
            None if self.text.get(..end).is_some_and(|t| t.ends_with(['委', '会', '师'])) => Reading::default(),
            None => return,
        };
        let rest = self.text.get(end..).unwrap_or("");
        let suffix = reading.suffix;
        if suffix.is_some_and(|(_, s)| s.goes_on(rest)) || self.is_word(&reading, end) {
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
            let committee = self.department(end, &reading).filter(|found| found.value.fused);
            self.out.bodies.extend(committee);
            return;
        }
        let mut best: Option<Found<Body>> = None;
        let mut offer = |found: Option<Found<Body>>| {
            if let Some(found) = found {
                let longer = |b: &Found<Body>| (!found.value.bare, found.span.len()) > (!b.value.bare, b.span.len());
                if best.as_ref().is_none_or(longer) {
                    best = Some(found);
                }
            }
        };
        offer(self.known(&reading, end));
        offer(self.department(end, &reading));
        offer(self.committee(end));
        offer(self.corps_division(end));
        let known = reading.organization.filter(|&(start, _)| !self.in_appointment(start, end)).map(|(start, o)| {
            let value = Organization { name: o.name.clone(), kind: o.kind.clone() };
            (start, value, self.agencies.organizations)
        });
        let mut organization = known;
        if let Some((head, suffix)) = suffix {
            match suffix.kind {
                Ending::Body(kind) => offer(self.built(head, end, kind, suffix.section)),
                Ending::Word => {}
                Ending::Organization => {
                    if let Some(found) = self.built(head, end, AgencyKind::Government, false).filter(|f| !f.value.bare)
                    {
                        let name = found.span.of(self.text).to_owned();
                        let kind = organization_kind(&name);
                        let start = found.span.start();
                        if organization.as_ref().is_none_or(|o| start < o.0) {
                            organization = Some((start, Organization { name, kind }, self.agencies.suffixes));
                        }
                    }
                }
            }
        }
        // A public body known by name or department wins where it is no shorter.
        match (best, organization) {
            (Some(body), Some((start, value, rule))) if body.value.bare || body.span.start() > start => {
                self.organization(start, end, value, rule);
            }
            (Some(mut body), _) => {
                body.value.fused |= title.is_some();
                self.out.bodies.push(body);
            }
            (None, Some((start, value, rule))) => self.organization(start, end, value, rule),
            (None, None) => {}
        }
    }

    /// 任命钟卫|华为: in an appointment 为 is the verb.
    fn in_appointment(&self, start: usize, end: usize) -> bool {
        let head = self.text.get(..start).unwrap_or("");
        let near = head.char_indices().rev().nth(3).and_then(|(at, _)| head.get(at..)).unwrap_or(head);
        self.text.get(start..end).is_some_and(|t| t.ends_with('为'))
            && ["任命", "选举", "补选", "委任"].iter().any(|w| near.contains(w))
    }

    /// Whether an ordinary word ends here (部署, 格局) and no name reaches over its start (财政|局, not 政局).
    fn is_word(&self, reading: &Reading<'_>, end: usize) -> bool {
        let Some(word) = reading.word else { return false };
        let over = |start: usize| start < word;
        let named = reading.known.is_some_and(|(start, _)| over(start))
            || reading.departments.last().is_some_and(|&(start, _)| over(start));
        let built = reading.suffix.is_some_and(|(head, _)| {
            head < end && (over(head) || self.lexicon.bodies.functions_before(self.text, head).any(over))
        });
        !named && !built
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
        first
            .is_some_and(|c| title.start() + c.len_utf8() == end && "部院署局处司厅所".contains(c) && title.end() > end)
    }

    /// Whether a title starts at byte `end`.
    fn before_title(&self, end: usize) -> bool {
        let next = self.titles.partition_point(|t| t.start() < end);
        self.titles.get(next).is_some_and(|t| t.start() == end)
    }

    fn organization(&mut self, start: usize, end: usize, value: Organization, rule: RuleId) {
        self.out.organizations.push(Found { span: Span::new(start, end), value, rule });
    }

    fn known(&self, reading: &Reading<'_>, end: usize) -> Option<Found<Body>> {
        let (start, known, rule) = match (reading.known, reading.regional) {
            (Some((a, _)), Some((b, known))) if b <= a => (b, known, self.agencies.regional),
            (None, Some((b, known))) => (b, known, self.agencies.regional),
            (Some((a, known)), _) => (a, known, self.agencies.known),
            (None, None) => return None,
        };
        let mut body = body(Naming::Known(Arc::clone(&known.full)), known.kind);
        let head = start;
        let mut start = start;
        // 北京市|教育局 on a page about Hong Kong is Beijing's.
        if let Some(territory) = self.territory(head).filter(|_| known.regional) {
            start = territory.start;
            body.naming = Naming::Built(Span::new(head, end));
            body.territory = Some(territory);
        }
        if self.in_class(start) && known.regional {
            return None;
        }
        // 数字|兵团: a word of bodies' names before a very short name makes another word of both.
        let short = self.text.get(head..end).is_some_and(|t| t.chars().count() <= 2);
        if short && !known.regional && self.lexicon.bodies.functions_before(self.text, head).next().is_some() {
            return None;
        }
        Some(Found { span: Span::new(start, end), value: body, rule })
    }

    fn department(&self, end: usize, reading: &Reading<'_>) -> Option<Found<Body>> {
        let mut bare = None;
        for &(head, department) in reading.departments.iter().rev() {
            let mut body = body(Naming::Department(Arc::clone(&department.stem), department.system), department.kind);
            let found = |start: usize, body: Body| {
                Some(Found { span: Span::new(start, end), value: body, rule: self.agencies.department })
            };
            if department.system == System::PartyCommittee {
                let Some(territory) = self.territory(head) else { continue };
                let level = territory.level;
                let fits = match self.text.get(head..end)? {
                    // 省委, 曹县县委, 嘉禾县委: 委 needs the level right before it.
                    "委" => matches!(
                        level,
                        Some(
                            Level::Province
                                | Level::City
                                | Level::County
                                | Level::District
                                | Level::Banner
                                | Level::League
                                | Level::AutonomousPrefecture
                                | Level::Prefecture
                        )
                    ),
                    "党委" => !matches!(level, Some(Level::Province | Level::City | Level::County)),
                    _ => true,
                };
                if !fits {
                    continue;
                }
                body.fused = self.fuses(end);
                let start = territory.start;
                body.territory = Some(territory);
                return found(start, body);
            }
            // 福建省|十四届|人大: a term of office may stand inside.
            let term = self.before_term(head) < head;
            let left = match self.before_term(head) {
                at if term && matches!(department.kind, AgencyKind::Legislature | AgencyKind::Consultative) => {
                    self.territory(at).filter(|t| !matches!(t.place, Place::Nation)).map(Left::Territory)
                }
                _ => self.left(head),
            };
            match left {
                Some(Left::Owner(owner)) => {
                    let upper = &self.out.bodies[owner];
                    let party =
                        matches!(upper.value.naming, Naming::Department(_, System::Party | System::PartyCommittee));
                    let known_party = upper.value.kind == AgencyKind::Party;
                    // 省纪委|监委, 兵团党委|兵团: siblings, not parts; 党委|政府 stand side by side.
                    if (party || known_party) && department.system != System::Party
                        || department.system == System::Cppcc
                    {
                        body.bare = true;
                        return found(head, body);
                    }
                    body.owner = Some(owner);
                    return found(upper.span.start(), body);
                }
                Some(Left::Territory(territory)) => {
                    // 郴州市|嘉禾县第十六届人民代表大会: a term keeps the name from reaching further left.
                    let start = if term { territory.inner } else { territory.start };
                    if matches!(territory.place, Place::Level(_)) && self.in_class(start) {
                        continue;
                    }
                    body.territory = Some(territory);
                    // 中共|四川省纪律检查委员会
                    let party = self.text.get(..start).is_some_and(|t| t.ends_with("中共"));
                    return found(if party { start - "中共".len() } else { start }, body);
                }
                None if bare.is_none() && !self.in_class(head) => {
                    body.bare = true;
                    bare = found(head, body);
                }
                None => {}
            }
        }
        bare
    }

    /// 民盟|广东省|委, 政协|河北省|第十三届|委员会, 中共|江苏省|委.
    fn committee(&self, end: usize) -> Option<Found<Body>> {
        let head = ["委员会", "委"]
            .iter()
            .find_map(|word| Some(end - self.text.get(..end)?.strip_suffix(word).map(|_| word.len())?))?;
        let territory = self.territory(self.before_term(head)).filter(|t| t.level.is_some())?;
        let (start, name, kind) = self.lexicon.bodies.party_before(self.text, territory.start)?;
        let mut body = body(Naming::Department(name.into(), System::OtherCommittee), kind);
        body.territory = Some(territory);
        body.fused = name == "中共" && self.fuses(end);
        Some(Found { span: Span::new(start, end), value: body, rule: self.agencies.committee })
    }

    /// 第八师: a division of the 兵团, if the page is about it.
    fn corps_division(&self, end: usize) -> Option<Found<Body>> {
        let head = self.text.get(..end)?.strip_suffix('师')?;
        let numeral = head.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        let start = numeral.strip_suffix('第').filter(|_| numeral.len() < head.len())?.len();
        let mut body = body(Naming::Built(Span::new(start, end)), AgencyKind::Military);
        match self.left(start) {
            Some(Left::Owner(owner)) => body.owner = Some(owner),
            Some(Left::Territory(territory)) => body.territory = Some(territory),
            None => body.bare = true,
        }
        let start = body.territory.as_ref().map_or(start, |t| t.start);
        let start = body.owner.map_or(start, |o| self.out.bodies[o].span.start());
        Some(Found { span: Span::new(start, end), value: body, rule: self.agencies.built })
    }

    /// 行政法务司|司长|办公室: the office of a post.
    fn office_of_title(&self, head: usize, end: usize) -> Option<Found<Body>> {
        let next = self.titles.partition_point(|t| t.end() < head);
        let title = self.titles.get(next).filter(|t| t.end() == head)?;
        let owner = self.out.bodies.iter().rposition(|b| b.span.end() <= title.start())?;
        let upper = &self.out.bodies[owner];
        if upper.span.end() != title.start() {
            return None;
        }
        let mut body = body(Naming::Built(Span::new(title.start(), end)), upper.value.kind);
        body.owner = Some(owner);
        Some(Found { span: Span::new(upper.span.start(), end), value: body, rule: self.agencies.built })
    }

    /// Where 第三次 and the like before byte `at` starts; `at` where there is none.
    fn before_ordinal(&self, at: usize) -> usize {
        let head = self.text.get(..at).and_then(|t| t.strip_suffix('次'));
        head.map_or(at, |t| {
            let numeral = t.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
            numeral.strip_suffix('第').map_or(at, str::len)
        })
    }

    /// Where a term of office (十四届, 第十三届) before byte `at` starts; `at` where there is none.
    fn before_term(&self, at: usize) -> usize {
        let Some(head) = self.text.get(..at).and_then(|t| t.strip_suffix('届')) else { return at };
        let numeral = head.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        if numeral.len() == head.len() {
            return at;
        }
        numeral.strip_suffix('第').unwrap_or(numeral).len()
    }

    /// A name built from words before the final word that stands at `head..end`.
    fn built(&self, head: usize, end: usize, kind: AgencyKind, section: bool) -> Option<Found<Body>> {
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

    /// The same, from the positions that words lead to, from right to left.
    fn built_over(
        &self,
        reached: &[usize],
        head: usize,
        end: usize,
        kind: AgencyKind,
        section: bool,
    ) -> Option<Found<Body>> {
        let leftmost = *reached.last()?;
        let mut choice: Option<(usize, Left, usize)> = None;
        for &at in reached {
            if let Some(left) = self.left(at) {
                let start = match &left {
                    Left::Owner(owner) => self.out.bodies[*owner].span.start(),
                    Left::Territory(territory) => territory.start,
                };
                // 数字|湖南|建设领导小组: a short name behind more words stands inside the name.
                let inner = matches!(&left, Left::Territory(t) if t.short && reached.iter().any(|&r| r < t.start));
                // A plain short name (北京 …) gives way to anything longer to its left.
                if !inner && choice.as_ref().is_none_or(|&(best, ..)| start < best) {
                    choice = Some((start, left, at));
                }
            }
        }
        // A final word alone right behind a territory or body is a department's business: 市局, 省办.
        let alone = |at: usize| at == head && self.text.get(head..end).is_some_and(|t| t.chars().count() < 3);
        if let Some((_, Left::Territory(_), at)) = &choice
            && alone(*at)
        {
            return None;
        }
        if choice.is_none() && !section {
            choice =
                self.over_unknown(leftmost).map(|(territory, at)| (territory.start, Left::Territory(territory), at));
        }
        let (start, left, at) = match choice {
            Some((start, left, at)) => (start, Some(left), at),
            None => (leftmost, None, leftmost),
        };
        let mut body = body(Naming::Built(Span::new(at, end)), kind);
        let mut start = start;
        match left {
            Some(Left::Territory(territory)) => {
                if matches!(territory.place, Place::Level(_)) && self.in_class(start) {
                    return None;
                }
                if matches!(territory.place, Place::Nation) {
                    start = self.before_ordinal(start);
                }
                if section && self.about.is_none() {
                    return None;
                }
                body.territory = Some(territory);
            }
            Some(Left::Owner(owner)) => {
                let upper = &self.out.bodies[owner].value;
                if section
                    || matches!(upper.kind, AgencyKind::LeadingGroup | AgencyKind::Party)
                        && kind == AgencyKind::Government
                {
                    body.kind = if kind == AgencyKind::Supervisory { kind } else { upper.kind };
                }
                match self.resident(start).filter(|_| kind == AgencyKind::Supervisory) {
                    Some(resident) => {
                        let full = FullName { name: self.text.get(resident..end)?.to_owned(), region: None };
                        body.naming = Naming::Known(Arc::new(full));
                        start = resident;
                    }
                    None => body.owner = Some(owner),
                }
            }
            // 领导小组|组长: long enough to be meant as a name; resolution judges.
            None if leftmost == head
                && (end - head < 9 || !(kind == AgencyKind::LeadingGroup || self.before_title(end))) =>
            {
                return None;
            }
            None if self.in_class(leftmost) => return None,
            None => body.bare = true,
        }
        Some(Found { span: Span::new(start, end), value: body, rule: self.agencies.built })
    }

    /// Positions that words of bodies' names lead to from `head`, from right to left, into `reached`.
    fn words(&self, head: usize, long: bool, reached: &mut Vec<usize>) {
        // No character is shorter than a byte: most names need not be counted.
        let near = |start: usize| {
            head - start <= LONGEST || self.text.get(start..head).is_some_and(|t| t.chars().count() <= LONGEST)
        };
        reached.clear();
        reached.push(head);
        let mut next = 0;
        while let Some(&at) = reached.get(next) {
            next += 1;
            // A connector joins two words: 数据|和|政务服务; 、 only in a list that one of them closes.
            let connector = self.text.get(..at).and_then(|t| t.chars().next_back()).filter(|&c| match c {
                '和' | '与' | '及' | '暨' => at != head || long,
                '、' => {
                    (at != head || long) && self.text.get(at..head).is_some_and(|t| t.contains(['和', '与', '及']))
                }
                // 秘书|一|处
                '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => at == head && !long,
                _ => false,
            });
            for end in [Some(at), connector.map(|c| at - c.len_utf8())].into_iter().flatten() {
                for start in self.lexicon.bodies.functions_before(self.text, end) {
                    if !reached.contains(&start) && near(start) {
                        reached.push(start);
                    }
                }
                // 数字|湖南|建设领导小组: a place may stand inside.
                if end != head
                    && let Some((start, _)) = self.lexicon.regions.longest_before(self.text, end)
                    && !reached.contains(&start)
                    && near(start)
                    && self.lexicon.bodies.functions_before(self.text, start).next().is_some()
                {
                    reached.push(start);
                }
            }
        }
        reached.sort_unstable_by(|a, b| b.cmp(a));
    }

    /// 中央纪委国家监委|驻|中央社会工作部|纪检监察组: where the bodies before 驻 start.
    fn resident(&self, start: usize) -> Option<usize> {
        let mut at = start.checked_sub('驻'.len_utf8()).filter(|&at| self.text.get(at..start) == Some("驻"))?;
        let first = at;
        while let Some(body) = self.out.bodies.iter().rev().find(|b| b.span.end() == at) {
            at = body.span.start();
        }
        (at < first).then_some(at)
    }

    /// A territory by its full name a few unknown characters further left.
    fn over_unknown(&self, from: usize) -> Option<(Territory, usize)> {
        let mut at = from;
        for _ in 0..UNKNOWN {
            let c = self.text.get(..at)?.chars().next_back()?;
            if !('\u{4e00}'..='\u{9fff}').contains(&c) || is_grammar(c) {
                return None;
            }
            at -= c.len_utf8();
            if self.out.bodies.last().is_some_and(|b| b.span.end() > at) {
                return None;
            }
            if let Some(territory) = self.lexicon.regions.territory_before(self.text, at)
                && !territory.short
                && matches!(territory.place, Place::Regions(_))
            {
                return Some((territory, at));
            }
        }
        None
    }

    fn left(&self, at: usize) -> Option<Left> {
        let owner =
            self.out.bodies.iter().rposition(|b| b.span.end() <= at).filter(|&i| self.out.bodies[i].span.end() == at);
        if let Some(owner) = owner {
            return Some(Left::Owner(owner));
        }
        self.territory(at).map(Left::Territory)
    }

    fn territory(&self, at: usize) -> Option<Territory> {
        let territory = self.lexicon.regions.territory_before(self.text, at)?;
        // 澳门|市政署, 台湾|数位发展部: their bodies are named without the place.
        let aside = self.about.is_some()
            && territory.short
            && matches!(&territory.place, Place::Regions(ids) if ids.iter().all(|&id| {
                let region = self.lexicon.regions.get(id);
                region.depth == 1 && ["71", "81", "82"].iter().any(|c| region.code.starts_with(c))
            }));
        (!aside).then_some(territory)
    }

    fn in_class(&self, at: usize) -> bool {
        self.agencies.classes.longest_before(self.text, at).is_some()
    }

    /// Whether a title of the party committee itself follows: 省委|书记, 自治区党委|原副书记.
    fn fuses(&self, end: usize) -> bool {
        let rest = self.text.get(end..).unwrap_or("").trim_start_matches('原');
        let rest = rest.trim_start_matches("第一").trim_start_matches("常务").trim_start_matches('副');
        ["书记", "常委", "委员", "秘书长"]
            .iter()
            .any(|t| rest.strip_prefix(t).is_some_and(|after| !after.starts_with("会") && !after.starts_with('处')))
    }
}

fn body(naming: Naming, kind: AgencyKind) -> Body {
    Body { naming, territory: None, owner: None, kind, fused: false, bare: false, seat: None, full: None }
}

/// Whether the character is never in the unknown part of a body's name.
#[rustfmt::skip]
fn is_grammar(c: char) -> bool {
    matches!(
        c,
        '的' | '了' | '在' | '是' | '由' | '为' | '与' | '其' | '将' | '被' | '把' | '从' | '向' | '对' | '于' | '以' | '及' | '和'
            | '任' | '等' | '着' | '过' | '到' | '会' | '日' | '月' | '年' | '已' | '并' | '而' | '成' | '立' | '设' | '组' | '挂' | '揭'
            | '补' | '选' | '举' | '免' | '召'
    )
}

fn organization_kind(name: &str) -> String {
    let kind = if name.ends_with("交易所") || name.ends_with("交易中心") {
        "exchange"
    } else if ["公司", "集团", "银行"].iter().any(|e| name.ends_with(e)) {
        "company"
    } else if ["报社", "电视台", "出版社", "通讯社", "日报"].iter().any(|e| name.ends_with(e)) {
        "media"
    } else if ["大学", "学院"].iter().any(|e| name.ends_with(e)) {
        "university"
    } else {
        "other"
    };
    kind.to_owned()
}
