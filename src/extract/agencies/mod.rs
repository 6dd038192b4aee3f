//! Bodies, recognized from the right end: a final word calls, the walk to the left finds where the name begins.
//!
//! A name is known by itself (国务院), a standard department behind a territory or a body (省|公安厅, 省委|组织部), or
//! built from words (江苏省|政务服务|管理|办公室). Bare head nouns (管委会) are kept for resolution to judge.
mod beside;
mod built;
mod candidate;
mod cues;
mod grounds;
mod named;
mod organizations;
mod outposts;
mod parts;
mod reached;
mod sections;
mod shared;

use std::cell::Cell;

use candidate::{Candidate, Final, Left, Stem, better};
use cues::{NameCue, NameLetterCue};
use organizations::Named;

use crate::{
    lexicon::{Ending, Lexicon, Reading, Special, Suffix, Tail, Territory, territory_ends},
    matcher::{CharCues, Cues, ReverseTrie},
    mention::{Body, Found, Organization},
    rules::{RuleError, RuleId, RuleSet},
    text::{Classes, Norm, Span},
    value::{AgencyKind, OrganizationKind, count_before},
};

/// What else may stand inside of what a name begins with: 第3次, 中国-…
const DIGITS_AND_DASHES: &str = "0123456789-—－–";

/// Finds bodies and organizations.
#[derive(Clone, Debug)]
pub struct Agencies {
    classes: ReverseTrie,
    words: Cues<NameCue>,
    letters: CharCues<NameLetterCue>,
    /// Of a character before a final word, what it may be.
    before: Classes,
    /// Of the characters that show [`NameLetterCue::Stop`] those that words hold which names are built from, each with what follows it there, in order: 自由|贸易.
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
            classes.insert(row.get(0), table.value(row, means, "meaning", &MEANINGS)?);
        }
        let mut before = Classes::default();
        territory_ends(rules)?.into_iter().for_each(|c| before.add(c, BESIDE | TERRITORY));
        let letters = CharCues::new(rules)?;
        let bits = [
            (NameLetterCue::Connector, BESIDE | CONNECTOR),
            (NameLetterCue::Unlikely, UNLIKELY),
            (NameLetterCue::Stop, STOP),
            (NameLetterCue::Inside, WITHIN),
        ];
        for (cue, bits) in bits {
            letters.all(cue).for_each(|c| before.add(c, bits));
        }
        DIGITS_AND_DASHES.chars().for_each(|c| before.add(c, WITHIN));
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
            words: Cues::new(rules)?,
            letters,
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

    /// Bodies and organizations whose names end where something was read. `special` is the special territory
    /// that the page is about, if any. The bodies are put into `memory`.
    pub fn find(
        &self,
        lexicon: &Lexicon,
        text: &str,
        readings: &[Reading<'_>],
        special: Option<Special>,
        titles: &[Span<Norm>],
        mut memory: Vec<Found<Body>>,
    ) -> Agents {
        memory.clear();
        let out = Agents { bodies: memory, ..Agents::default() };
        let (reached, territories) = (Cell::default(), [const { Cell::new((usize::MAX, None)) }; 8]);
        let mut page = Walk { agencies: self, lexicon, text, special, titles, title: 0, out, reached, territories };
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
    /// The special territory that the page is about.
    special: Option<Special>,
    titles: &'a [Span<Norm>],
    /// The first title that ends at or after the position looked at; positions come in order.
    title: usize,
    out: Agents,
    /// Memory for [`Walk::words`].
    reached: Cell<reached::Reached>,
    /// The territories before the bytes asked for last, which several readings ask for.
    territories: [Cell<(usize, Option<Territory>)>; 8],
}

/// What words right before a body's name make of it: nothing, a class of bodies, the same but for names behind the level of a
/// territory.
const WORD: u32 = 0;
const CLASS: u32 = 1;
const VERB: u32 = 2;

/// How `agencies/classes` names them.
const MEANINGS: [(&str, u32); 3] = [("", CLASS), ("word", WORD), ("verb", VERB)];

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

impl<'l> Walk<'l> {
    /// Finds what ends where a reading does.
    fn ends_at(&mut self, reading: Reading<'l>) {
        let end = reading.end();
        if self.goes_on(reading) || self.is_word(reading) {
            return;
        }
        while self.titles.get(self.title).is_some_and(|t| t.end() < end) {
            self.title += 1;
        }
        let title = self.title_over(end);
        if let Some(title) = title
            && !self.shares_character(title, end)
        {
            let body = self.inside_title(reading, title).map(|body| self.found(body, end));
            self.out.bodies.extend(body);
            return;
        }
        let mut best = better(self.known(reading), self.department(reading));
        match reading.tail() {
            Tail::Committee => best = better(best, self.committee(end).or_else(|| self.committee_of_term(end))),
            Tail::Division => best = better(best, self.corps_division(end)),
            Tail::Other => {}
        }
        let mut organization = self.known_organization(reading);
        if let Some((head, suffix)) = reading.suffix() {
            match suffix.kind {
                Ending::Body(kind) => {
                    let last = Final { head, end, kind, section: suffix.section };
                    best = self.by_final_word(best, last, suffix);
                }
                Ending::Word => {}
                Ending::Organization(kind) => {
                    let found = self.built_organization(head, end);
                    // 中国人民银行|江苏省分行 is as public as its owner.
                    if found.is_some_and(|f| f.owner.is_some() && f.territory.is_some()) {
                        best = better(best, found);
                    } else if let Some(Candidate { start, .. }) = found
                        && organization.as_ref().is_none_or(|o| start < o.0)
                    {
                        let name = self.between(start, end).into();
                        organization = Some((start, Organization { name, kind }, self.agencies.suffixes));
                    }
                }
            }
        }
        self.choose(best, organization, end, title);
    }

    /// Adds a body, or an organization where that is meant.
    fn choose(&mut self, best: Option<Candidate<'l>>, named: Option<Named>, end: usize, title: Option<Span<Norm>>) {
        // A public body known by name or department wins where it is no shorter.
        match (best, named) {
            (Some(body), Some((start, value, rule))) if body.bare || body.start > start => {
                self.organization(start, end, value, rule);
            }
            (Some(body), _) if let Some((start, state)) = self.state_before(&body) => {
                let name = [state, self.between(body.start, end)].concat().into();
                let value = Organization { name, kind: OrganizationKind::Other };
                self.organization(start, end, value, self.agencies.organizations);
            }
            (Some(mut body), _) => {
                let one_word =
                    |t: Span<Norm>| !self.agencies.words.starts(NameCue::TitleApart, self.between(end, t.end()));
                body.fused |= title.is_some_and(one_word);
                if !self.share(&body, end) {
                    self.out.bodies.push(self.found(body, end));
                }
            }
            (None, Some((start, value, rule))) => self.organization(start, end, value, rule),
            (None, None) => {}
        }
    }

    /// What names a body under the title that reaches over its end: 兵团党委|书记: the committee is one word with the title,
    /// and the post is one in it.
    fn inside_title(&self, reading: Reading<'l>, title: Span<Norm>) -> Option<Candidate<'l>> {
        // 经省|编委|批准: the title of an editor is a body behind a territory.
        let named = |t: Option<Territory>| t.is_some_and(|t| !t.short);
        let ends = title.end() == reading.end();
        let known = self.known(reading).filter(|_| ends);
        known.or_else(|| self.department(reading)).filter(|found| {
            let owned = found.owner.is_some() || matches!(found.stem, Stem::Known(_)) || named(found.territory);
            found.fused || ends && !found.bare && owned
        })
    }

    /// The better one of `best` and what names that end in a final word may be read as.
    fn by_final_word(&self, mut best: Option<Candidate<'l>>, last: Final, suffix: &Suffix) -> Option<Candidate<'l>> {
        let Final { head, end, kind, .. } = last;
        let closed = best.filter(|best| self.is_closed(best, last));
        let built = || self.built(last);
        debug_assert!(closed.is_none_or(|best| built().is_none_or(|found| found.rank() <= best.rank())));
        if closed.is_none() {
            best = better(best, built());
        }
        if suffix.branch {
            best = better(best, self.branch(head, end));
            best = better(best, self.branch_alone(last));
        }
        if suffix.named
            && let Some(outpost) = self.outpost(best.as_ref(), head, kind)
        {
            best = Some(outpost);
        }
        if suffix.meant {
            best = better(best, self.meant(last));
        }
        if kind == AgencyKind::Supervisory {
            best = better(best, self.posted(head));
        }
        if best.is_none_or(|best| best.bare)
            && (suffix.section || suffix.branch || kind == AgencyKind::Government)
            && !self.agencies.letters.ends(NameLetterCue::EndsCommittee, self.between(head, end))
        {
            best = self.titled_section(head, end).or_else(|| self.ministry_section(head, end)).or(best);
            if suffix.section
                && let Some(section) = self.section_alone(last)
                && best.is_none_or(|best| best.bare && section.start < best.start)
            {
                best = Some(section);
            }
        }
        best
    }

    /// Whether what follows the words shows that no name ends there.
    fn goes_on(&self, reading: Reading<'_>) -> bool {
        let rest = self.behind(reading.end());
        // 警务处|在: no 处在, where the name is known to end there.
        let known = || rest.starts_with('在') && reading.special_alone().is_some() && self.special.is_some();
        reading.suffix().is_some_and(|(_, s)| s.goes_on(rest)) && !known()
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
            title.start() + c.len_utf8() == end
                && self.agencies.letters.is(NameLetterCue::BeginsTitle, c)
                && title.end() > end
        })
    }

    /// Whether a title starts at byte `end`.
    fn before_title(&self, end: usize) -> bool {
        let next = self.titles.partition_point(|t| t.start() < end);
        self.titles.get(next).is_some_and(|t| t.start() == end)
    }

    /// The text before byte `at`.
    fn before(&self, at: usize) -> &'l str {
        self.text.get(..at).unwrap_or("")
    }

    /// The text from byte `at` on.
    fn behind(&self, at: usize) -> &'l str {
        self.text.get(at..).unwrap_or("")
    }

    /// The text from one byte to another; none where they are the other way round.
    fn between(&self, from: usize, to: usize) -> &'l str {
        self.text.get(from..to).unwrap_or("")
    }

    /// A candidate as a body that ends at byte `end`.
    fn found(&self, body: Candidate<'l>, end: usize) -> Found<Body> {
        body.found(&self.lexicon.spelled, self.text, end)
    }
}

/// Where a number with this unit before byte `at` starts, and whether 第 heads it: 第三|次, 十四|届.
fn numbered_before(text: &str, at: usize, unit: char) -> Option<(usize, bool)> {
    let head = text.get(..at)?.strip_suffix(unit)?;
    let (number, _) = count_before(head)?;
    let ordinal = number.strip_suffix('第');
    Some((ordinal.unwrap_or(number).len(), ordinal.is_some()))
}

/// Where 第十一 and the like before byte `at` starts.
fn ordinal_before(text: &str, at: usize) -> Option<usize> {
    let (head, _) = count_before(text.get(..at)?)?;
    Some(head.strip_suffix('第')?.len())
}

#[cfg(test)]
mod tests;
