//! What is said of bodies: events, ranks, whom they belong to.
mod affiliations;
mod cues;
mod events;
mod listing;
mod parents;
mod parties;
mod plays;
mod ranks;
mod settled;
mod several;
mod signs;
mod stated;
mod subject;
mod table;
mod told_of;
mod when;

use std::ops::Range;

pub(super) use cues::EventCue;
pub(super) use ranks::BodyRanks;
use rustc_hash::FxHashSet;
pub(super) use signs::BodyCue;
use smallvec::smallvec;

use super::{
    Affiliation, Event, Facts, Proof, Topic, View,
    article::Article,
    cues::RelationCue,
    line::Item,
    maker::Maker,
    told::Told,
    words::{Role, Watch},
};
use crate::{
    lexicon,
    matcher::{Cues, Symbol},
    rules::RuleId,
    text::Span,
    value::Edtf,
};

/// Longer lists than that are no lists of parties to anything.
const LONGEST_LIST: usize = 32;

/// A line without a mention that is longer, in bytes, tells nothing of bodies.
const LONGEST_EMPTY: usize = 200;

/// A line that is shorter, in bytes, and holds no sentence heads something else than the date above it.
const LONGEST_HEAD: usize = 120;

/// In how many bytes behind one that only decides stands what a line is about.
const NEAR_BYTES: usize = 120;

/// What the text speaks of while a line leaves it out.
#[derive(Clone, Copy, Debug, Default)]
struct Context {
    /// The body that the sentences before are about.
    body: Option<usize>,
    /// The date that stands alone on a line above.
    date: Option<Edtf>,
    /// A line above says that the dates of a table are those of foundings.
    founding_table: bool,
    /// The page as one about a body.
    article: Article,
}

/// Reads what is said of bodies, line by line.
pub(super) struct Bodies<'v> {
    view: &'v View<'v>,
    topic: Context,
    events: Vec<Event>,
    /// The table that the line before stands in.
    table: Option<table::Table>,
    /// The list of bodies to which the same happened that the line before stands in.
    listing: Option<listing::Listing>,
}

/// A line with what the text speaks of before it.
#[derive(Clone, Copy)]
struct Scene<'s> {
    view: &'s View<'s>,
    line: &'s Told<'s>,
    topic: &'s Context,
}

impl<'v> Bodies<'v> {
    pub(super) fn new(view: &'v View<'v>) -> Self {
        Self { view, topic: Context::default(), events: Vec::new(), table: None, listing: None }
    }

    /// Takes the next line in.
    pub(super) fn read(&mut self, line: &Told<'_>, facts: &mut Facts) {
        if line.items.is_empty() && line.text.len() > LONGEST_EMPTY {
            return;
        }
        let cell = self.read_table(line, facts);
        let Self { view, topic, events, listing, .. } = self;
        // A cell that says whose the body of its row is heads no list.
        if cell {
            topic.article.leave();
        } else {
            topic.article.read(view, line, facts);
        }
        topic.body = topic.article.row.or(topic.body);
        // Under a heading of its own page the text goes on about the body of the page.
        let at = line.span.start();
        if view.subjects.heads(at) {
            topic.body = view.subjects.at(at);
        }
        if let Some(date) = line.dateline() {
            let date = view.board.dates[date.index].value.value;
            // Below the headline the day on which the page came out dates nothing.
            let day = date.and_then(|date| date.start().day());
            let stamp = day.is_some() && day == view.today && view.page.heads().any(|head| head == line.span);
            topic.date = date.filter(|_| !stamp);
            topic.body = None;
            return;
        }
        topic.founding_table = topic.founding_table || view.heads_foundings(line);
        let scene = Scene { view, line, topic };
        match scene.heads_events() {
            Some(heads) => *listing = Some(heads),
            None if listing.as_mut().is_some_and(|listing| !scene.listed_events(listing, events)) => *listing = None,
            None => {}
        }
        if !line.matches.is_empty() {
            if cell || scene.may_tell_events() {
                scene.events(events);
                scene.affiliations(&mut facts.affiliations);
            }
            if line.holds(Symbol::Rank) {
                scene.ranks(&mut facts.agency_ranks);
            }
        }
        if topic.article.row.is_none() {
            topic.body = scene.goes_on_about().or(topic.body);
        }
        if topic.date.is_some()
            && line.text.len() < LONGEST_HEAD
            && !line.text.contains('。')
            && !line.holds(Symbol::Date)
        {
            topic.date = None;
        }
    }

    /// Reads the row of a table that the line is, or its head; whether it is a cell of a row.
    fn read_table(&mut self, line: &Told<'_>, facts: &mut Facts) -> bool {
        let Self { view, topic, events, table, .. } = self;
        if let Some(columns) = table
            && !(Scene { view, line, topic }).row(columns, facts, events)
        {
            *table = None;
        }
        if table.is_none() {
            *table = view.table(line);
        }
        table.as_ref().is_some_and(table::Table::in_row)
    }

    /// Adds events to `facts` and takes out what is stated twice.
    pub(super) fn finish(self, facts: &mut Facts) {
        facts.events = settled::settle(self.events);
        dedup(&mut facts.agency_ranks, |r| [&r.agency, &r.rank, ""]);
        dedup(&mut facts.affiliations, |a| [&a.agency, a.relation.as_str(), &a.parent]);
    }
}

impl<'l> Told<'l> {
    /// 2024年3月6日　山西: the date of a line that holds nothing besides but places.
    fn dateline(&self) -> Option<&'l Item> {
        let [item, places @ ..] = self.items else { return None };
        let dated = item.symbol == Symbol::Date
            && places.iter().all(|i| i.symbol == Symbol::Place)
            && self.text.trim().chars().nth(self.items.len() + 1).is_none();
        dated.then_some(item)
    }
}

impl View<'_> {
    /// Whether the name of a body begins with that of another.
    fn is_part(&self, part: usize, whole: usize) -> bool {
        let name = |of: usize| self.board.bodies.get(of).and_then(|b| b.value.name());
        name(part)
            .zip(name(whole))
            .is_some_and(|(part, whole)| part.len() > whole.len() && part.starts_with(whole.as_str()))
    }

    /// Whether a body is a section of another.
    fn is_section(&self, body: usize) -> bool {
        let body = self.board.bodies.get(body).map(|b| &b.value);
        body.is_some_and(|b| (b.bare || b.owner.is_some()) && b.name().is_some_and(|name| self.is_section_name(name)))
    }

    /// Whether the name of a body is that of a section; an office may be a body of its own.
    fn is_section_name(&self, name: &str) -> bool {
        self.page.lexicon.cues.ends(lexicon::AgencyCue::Section, name)
            && !self.words().signs.ends(BodyCue::Office, name)
    }

    /// Whether words stand on a line that say that the dates of a table are those of foundings.
    fn heads_foundings(&self, line: &Told<'_>) -> bool {
        let text = self.page.text;
        line.watched.iter().filter(|mark| self.words().begins(Watch::DateNoun, mark.1)).any(|&(at, _)| {
            let noun = text.get(at as usize..).and_then(|rest| self.relate.events.at(EventCue::DateNoun, rest));
            let head = noun.and_then(|noun| text.get(..at as usize + noun));
            head.is_some_and(|head| self.words().cues.ends(RelationCue::HeadsFoundings, head))
        })
    }
}

impl<'s> Scene<'s> {
    /// What words show around what happens to bodies.
    fn cues(self) -> &'s Cues<EventCue> {
        &self.view.relate.events
    }

    /// Whether a body is named or spoken of that the line may tell events of.
    fn may_tell_events(self) -> bool {
        let Self { line, topic, .. } = self;
        line.holds(Symbol::Agency)
            || topic.article.row.is_some()
            || line.text.starts_with(['（', '('])
            || line.holds(Symbol::Date) && self.answers()
    }

    /// The body that the text goes on about behind the line, if the line names one.
    fn goes_on_about(self) -> Option<usize> {
        let Self { view, line, .. } = self;
        let first = line.first(Symbol::Agency)?;
        // 按照某会批准的某院机构改革方案: what only decided about it is not what the text speaks of.
        let agencies = line.items.iter().filter(|i| i.symbol == Symbol::Agency).take(LONGEST_LIST);
        let mut said_of = agencies.skip_while(|i| self.is_attribute(i.at));
        // 某会同意A更名为B: the text goes on about B.
        let old = said_of.next().filter(|i| i.at < first.at + NEAR_BYTES);
        let new = said_of.next().filter(|i| old.is_some_and(|old| old.at > first.at) && line.ends(Role::Named, i.at));
        let told = new.or(old).map(|i| i.index);
        // 内设办公室、人事处⏎下属单位有…: of the body that the page is about, not of its part.
        let own = view.subjects.at(line.span.start());
        own.filter(|&own| told.is_some_and(|told| view.is_part(told, own))).or(told)
    }

    /// Whether somebody's post or name stands between a subject and what is said of it.
    fn personal(&self, range: Range<usize>) -> bool {
        let line = self.line;
        let clause = line.clause_start(range.start);
        // 编制12名|，2003年并入某局: nor is what stands before the comma told of.
        let comma = line.part(range.clone()).chars().next().filter(|c| matches!(c, '，' | ','));
        let from = comma.map_or(clause, |c| range.start + c.len_utf8());
        let mut items = line.items_in(clause..range.end).iter();
        items.any(|i| matches!(i.symbol, Symbol::Persons | Symbol::Posts))
            // 由某局内设|科室升格: of no persons.
            || line.any_word(line.near_range(from, range.end), |word| {
                word.roles.has(Role::People) && !line.roles_closing(clause..word.start as usize).has(Role::SetsUp)
            })
    }

    /// What a rule reads of one mention alone.
    fn proof_of(&self, item: &Item, rule: RuleId) -> Proof {
        Proof { evidence: item.span, mentions: smallvec![item.span], rule }
    }

    /// What states a fact of `body`: the mentions of the match with the bodies that pronouns mean; where it holds none
    /// (…2014年升格), the words of the match and the body.
    fn proof(&self, range: Range<usize>, form: &Maker, body: Option<usize>) -> Proof {
        let (line, bodies) = (self.line, &self.view.board.bodies);
        let items = line.items_in(range.clone());
        let span_of = |body: usize| bodies.get(body).map(|b| b.span);
        if let [first, .., last] | [first @ last] = items {
            let meant = |item: &Item| match item.symbol {
                Symbol::Agency => span_of(item.index).unwrap_or(item.span),
                _ => item.span,
            };
            let mentions = items.iter().take(LONGEST_LIST).map(meant).collect();
            return Proof { evidence: first.span.cover(last.span), mentions, rule: form.rule };
        }
        let words = Span::new(line.page_byte(range.start), line.page_byte(range.end));
        let subject = body.and_then(span_of);
        let evidence = subject.filter(|span| line.span.contains(*span)).map_or(words, |span| span.cover(words));
        Proof { evidence, mentions: subject.into_iter().collect(), rule: form.rule }
    }
}

/// Whether a character stands for no mention and in no word.
fn is_no_word(c: char) -> bool {
    !c.is_alphanumeric() && !Symbol::stands(c)
}

/// Leaves of those that are alike the first.
fn dedup<T>(list: &mut Vec<T>, key: impl for<'k> Fn(&'k T) -> [&'k str; 3]) {
    if list.len() < 2 {
        return;
    }
    let mut seen = FxHashSet::default();
    let fresh: Vec<bool> = list.iter().map(|item| seen.insert(key(item))).collect();
    let mut fresh = fresh.into_iter();
    list.retain(|_| fresh.next().unwrap_or_default());
}
