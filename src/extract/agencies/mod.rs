//! Bodies, recognized from the right end: a final word calls, the walk to the left finds where the name begins.
//!
//! A name is known by itself (国务院), a standard department behind a territory or a body (省|公安厅, 省委|组织部), or
//! built from words (江苏省|政务服务|管理|办公室). Bare head nouns (管委会) are kept for resolution to judge.
mod built;
mod named;

use std::cell::Cell;

use crate::{
    lexicon::{Ending, Lexicon, Place, Reading, Territory},
    matcher::ReverseTrie,
    mention::{Body, Found, Naming, Organization},
    rules::{RuleError, RuleId, RuleSet},
    text::{Norm, Span},
    value::AgencyKind,
};

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
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let mut classes = ReverseTrie::default();
        let table = rules.table("agencies/classes")?;
        let [means] = table.columns(["means"])?;
        for row in table.rows() {
            classes.insert(row.get(0), u32::from(row.get(means) != "word"));
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

    /// The words about bodies that end at the positions `at`, in order.
    pub fn read<'l>(
        &self,
        lexicon: &'l Lexicon,
        text: &str,
        at: &[u32],
        opaque: impl Fn(usize) -> bool,
    ) -> Vec<Reading<'l>> {
        let mut readings = Vec::with_capacity(at.len() / 2);
        let found = at.iter().filter_map(|&end| lexicon.bodies.before(text, end as usize));
        readings.extend(found.filter(|reading| !opaque(reading.end() - 1)));
        readings
    }

    /// Bodies and organizations whose names end where something was read. `about` is the code of the special territory
    /// that the page is about (810000 Hong Kong, 820000 Macao, 710000 Taiwan), if any.
    pub fn find(
        &self,
        lexicon: &Lexicon,
        text: &str,
        readings: &[Reading<'_>],
        about: Option<&str>,
        titles: &[Span<Norm>],
    ) -> Agents {
        let out = Agents { bodies: Vec::with_capacity(readings.len() / 3), ..Agents::default() };
        let mut page = Walk { agencies: self, lexicon, text, about, titles, title: 0, out, reached: Cell::default() };
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
    reached: Cell<Vec<usize>>,
}

/// A body with a longer name, in bytes, owns no other: names of names do not grow without end.
const LONGEST_OWNER: usize = 180;

/// What may stand to the left of a department or a built name.
enum Left {
    Owner(usize),
    Territory(Territory),
}

impl Walk<'_> {
    fn ends_at(&mut self, reading: Reading<'_>) {
        let end = reading.end();
        let rest = self.text.get(end..).unwrap_or("");
        let suffix = reading.suffix();
        if suffix.is_some_and(|(_, s)| s.goes_on(rest)) || self.is_word(reading) {
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
            let committee = self.department(reading).filter(|found| found.value.fused);
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
        offer(self.known(reading));
        offer(self.department(reading));
        offer(self.committee(end));
        offer(self.corps_division(end));
        let known = reading.organization().filter(|&(start, _)| !self.in_appointment(start, end)).map(|(start, o)| {
            let value = Organization { name: o.name.as_str().into(), kind: o.kind };
            (start, value, self.agencies.organizations)
        });
        let mut organization = known;
        if let Some((head, suffix)) = suffix {
            match suffix.kind {
                Ending::Body(kind) => {
                    offer(self.built(head, end, kind, suffix.section));
                    if suffix.branch {
                        offer(self.branch(head, end));
                    }
                    if kind == AgencyKind::Supervisory {
                        offer(self.posted(head, end));
                    }
                }
                Ending::Word => {}
                Ending::Organization(kind) => {
                    let found = self.built(head, end, AgencyKind::Government, false).filter(|f| !f.value.bare);
                    // 中国人民银行|江苏省分行 is as public as its owner.
                    if found.as_ref().is_some_and(|f| f.value.owner.is_some() && f.value.territory.is_some()) {
                        offer(found);
                    } else if let Some(found) = found {
                        let name = found.span.of(self.text).into();
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
    fn is_word(&self, reading: Reading<'_>) -> bool {
        let Some(word) = reading.word() else { return false };
        let over = |start: usize| start < word;
        let named = reading.known().is_some_and(|(start, _)| over(start))
            || reading.departments().next().is_some_and(|(start, _)| over(start));
        let built = reading.suffix().is_some_and(|(head, _)| {
            head < reading.end() && (over(head) || self.lexicon.bodies.functions_before(self.text, head).any(over))
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

    fn left(&self, at: usize) -> Option<Left> {
        self.owner(at).map(Left::Owner).or_else(|| self.territory(at).map(Left::Territory))
    }

    /// The body that ends right before byte `at`.
    fn owner(&self, at: usize) -> Option<usize> {
        let beside = |b: &Found<Body>| b.span.end() == at && b.span.len() <= LONGEST_OWNER;
        self.out.bodies.iter().rposition(|b| b.span.end() <= at).filter(|&i| beside(&self.out.bodies[i]))
    }

    /// The national body right before byte `at` of which a body there, named after a territory, is a local office:
    /// 国家税务总局|江苏省税务局, 审计署驻|南京特派员办事处.
    fn national_before(&self, territory: &Territory) -> Option<usize> {
        let at = territory.start;
        if matches!(territory.place, Place::Nation) {
            return None;
        }
        let at = self.text.get(..at)?.strip_suffix('驻').map_or(at, str::len);
        let owner = self.out.bodies.iter().rposition(|b| b.span.end() <= at)?;
        let body = &self.out.bodies[owner].value;
        let national = matches!(&body.naming, Naming::Known(full) if full.region.as_deref() == Some("000000"));
        let beside = self.out.bodies[owner].span.end() == at;
        (beside && national && body.kind == AgencyKind::Government).then_some(owner)
    }

    /// The same body as an office of the national one, under the name as it is written.
    fn local_office(&self, owner: usize, territory: Territory, end: usize, kind: AgencyKind) -> Found<Body> {
        let upper = self.out.bodies[owner].span;
        let mut body = body(Naming::Built(Span::new(upper.end(), end)), kind);
        (body.owner, body.territory) = (Some(owner), Some(territory));
        Found { span: Span::new(upper.start(), end), value: body, rule: self.agencies.department }
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
        self.agencies.classes.longest_before(self.text, at).is_some_and(|(_, class)| class != 0)
    }
}

fn body(naming: Naming, kind: AgencyKind) -> Body {
    Body { naming, territory: None, owner: None, kind, fused: false, bare: false, seat: None, full: None }
}

/// Where a number with this unit before byte `at` starts, and whether 第 heads it: 第三|次, 十四|届.
fn numbered_before(text: &str, at: usize, unit: char) -> Option<(usize, bool)> {
    let head = text.get(..at)?.strip_suffix(unit)?;
    let number = head.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let ordinal = number.strip_suffix('第');
    (number.len() < head.len()).then(|| (ordinal.unwrap_or(number).len(), ordinal.is_some()))
}
