//! What happened to bodies.
use std::{
    cell::{LazyCell, OnceCell},
    ops::{Deref, Range},
};

use smol_str::SmolStr;

use super::{BodyCue, Event, EventCue, Scene, Topic, parties::Parties, told_of::ToldOf};
use crate::{
    matcher::{Group, Match, Symbol},
    relate::{
        EventKind, SYMBOL, bodies_in,
        cues::RelationCue,
        line::Item,
        maker::{DateOf, Each, Maker, Only},
        words::{Role, Roles},
    },
    segment::{COMMAS, OPEN_QUOTES},
    value::Edtf,
};

/// How many mentions before an event, or bodies of one, are looked at for what goes with them.
pub(super) const MEMBERS: usize = 40;

/// A match of a form that may tell of an event, on its line.
pub(super) struct Telling<'s> {
    pub(super) scene: Scene<'s>,
    pub(super) form: &'s Maker,
    pub(super) found: &'s Match,
    /// What it says, without what it tells of the next body.
    pub(super) whole: Range<usize>,
    /// The bodies that it names.
    pub(super) group: Option<Range<usize>>,
    /// The roles of its words.
    pub(super) roles: Roles,
    here: OnceCell<Option<usize>>,
}

/// What is told of each of several bodies that a match names, in their order.
struct InTurn<'t> {
    named: &'t [usize],
    dates: Vec<Edtf>,
    old_names: Vec<usize>,
}

impl Scene<'_> {
    /// Adds the events that the line tells of.
    pub(super) fn events(self, events: &mut Vec<Event>) {
        let Self { view, line, .. } = self;
        let before = events.last().and_then(|e| e.date);
        for (form, found) in view.matches(line, Topic::Events) {
            // 新组建A、B，|C更名为D: what is told behind the comma is told of C alone.
            let (whole, group) = self.without_next(found.range.clone(), found.group(Group::Agency));
            if self.is_elsewhere(form, whole.start) {
                continue;
            }
            let roles = line.roles_in(whole.clone());
            let telling = Telling { scene: self, form, found, whole, group, roles, here: OnceCell::new() };
            if telling.is_of_others() || !telling.is_stated() {
                continue;
            }
            if form.without.is_empty() {
                telling.add(before, events);
            } else {
                self.shortened(form, telling.whole, events);
            }
        }
    }

    /// Whether a form that tells something only below a line that names a body, or in a table of foundings, has its match
    /// at byte `at` somewhere else.
    fn is_elsewhere(self, form: &Maker, at: usize) -> bool {
        let founds = form.kind == EventKind::Founded;
        let opens = || self.line.sentence_start(at) == at;
        let below = || self.topic.article.row.is_some() && (!founds || opens());
        // 某局是…的工作部门。|2018年组建。, 2001年设立某局。|2018年撤销。
        let next = || opens() && (!founds || self.is_defined_before(at));
        form.only == Only::Below && !below() && !next() || form.header && !self.topic.founding_table
    }

    /// 某县革委会农业局、林业局。1978年|去掉“革命委员会”字样: the bodies of this sentence and the one before, under the names that
    /// are left.
    fn shortened(self, form: &Maker, whole: Range<usize>, events: &mut Vec<Event>) {
        let Self { view, line, .. } = self;
        let sentence = line.sentence_start(whole.start);
        let from = line.sentence_start(sentence.saturating_sub(1));
        let near = line.items_in(from..whole.start).iter().rev().take(MEMBERS);
        let mut old: Vec<(usize, SmolStr)> = Vec::new();
        for item in near.filter(|i| i.symbol == Symbol::Agency) {
            let name = view.body_name(item.index).filter(|name| name.contains(form.without.as_str()));
            if let Some(name) = name.filter(|name| old.iter().all(|(_, other)| other != name)) {
                old.push((item.index, name));
            }
        }
        for (body, name) in old.into_iter().rev() {
            let agency = SmolStr::new(name.replace(form.without.as_str(), ""));
            let date = self.event_date(whole.clone(), EventKind::Renamed);
            let proof = self.proof(whole.clone(), form, Some(body));
            events.push(Event { date, from: Some(name), ..Event::of(agency, form.kind, proof) });
        }
    }

    /// Whether words say that something got the name that it has now.
    pub(super) fn tells_name_of_now(self, text: &str) -> bool {
        self.cues().stands_in(EventCue::NameOfNow, text)
    }

    /// 组建A，|B的牌子…: the match and its bodies without the last one, where behind the comma starts what is said of that.
    fn without_next(self, whole: Range<usize>, group: Option<Range<usize>>) -> (Range<usize>, Option<Range<usize>>) {
        let Some(bodies) = group else { return (whole, None) };
        let items = self.line.items_in(bodies.clone());
        match items.last().filter(|last| bodies.end == whole.end && !self.closes_list(last, items)) {
            Some(next) => {
                let end = self.line.part(0..next.at).trim_end_matches(COMMAS).len().max(bodies.start);
                (whole.start..end, Some(bodies.start..end))
            }
            None => (whole, Some(bodies)),
        }
    }

    /// Whether a list ends with `last`: it has one entry, or no comma stands before it, or no word behind it.
    fn closes_list(self, last: &Item, items: &[Item]) -> bool {
        let (head, after) = self.line.text.split_at_checked(last.at).unwrap_or_default();
        let next = after.chars().nth(1);
        let goes_on = |c: char| c.is_alphanumeric() || c == Symbol::Date.char();
        items.len() < 2 || !head.ends_with(COMMAS) || next.is_none_or(|c| !goes_on(c))
    }

    /// 在成都正式挂牌: the place inside the match.
    fn place(self, range: Range<usize>) -> Option<SmolStr> {
        let line = self.line;
        if line.inside(Role::Capital, range.clone()) {
            return Some(SmolStr::new_static("北京"));
        }
        let there = |i: &&Item| i.symbol == Symbol::Place && self.cues().ends(EventCue::There, line.part(0..i.at));
        let item = line.items_in(range).iter().find(there)?;
        let after = line.text.get(item.at..).and_then(|t| t.chars().nth(1));
        let place = item.span.of(self.view.page.text);
        after.is_none_or(|c| c != '、').then(|| place.trim_end_matches('市').into())
    }
}

impl<'s> Deref for Telling<'s> {
    type Target = Scene<'s>;

    fn deref(&self) -> &Scene<'s> {
        &self.scene
    }
}

impl<'s> Telling<'s> {
    /// The words of the match.
    pub(super) fn words(&self) -> &'s str {
        self.line.part(self.whole.clone())
    }

    /// The words behind a mention.
    pub(super) fn behind(&self, item: &Item) -> &'s str {
        self.line.text.get(item.at + SYMBOL..).unwrap_or("")
    }

    /// The body that the clause of the match is about.
    pub(super) fn here(&self) -> Option<usize> {
        *self.here.get_or_init(|| self.subject_here(self.whole.start))
    }

    /// Whether what the match tells is for another form, or happened to what was not read as a body, or is no such event.
    fn is_of_others(&self) -> bool {
        match self.form.kind {
            // A、B|分别更名为C、D: one each.
            EventKind::Renamed if self.form.each != Each::Pair => {
                self.group.is_some() && self.roles.has(Role::Respectively) || self.names_what_merged()
            }
            EventKind::Merged => self.group.is_some() && self.merges_other(),
            // 由正科级调整为副科级
            EventKind::Upgraded => self.falls(self.whole.clone()),
            _ => false,
        }
    }

    /// 甲与|乙合并，定名为丙: whether what got a name came of several that merged.
    fn names_what_merged(&self) -> bool {
        let from = self.found.group(Group::From).unwrap_or_default();
        let named = self.group.as_ref().map_or(from.end, |group| group.start);
        self.cues().starts(EventCue::BecomeOne, self.line.part(from.end..named))
            && self.line.cues().ends(RelationCue::JoinsTwo, self.without_former(self.line.part(0..from.start)))
    }

    /// 某局调整为…，其执法支队并入…; …，某地的某局并入…: whether what is told to be merged stands behind a comma and is no mention.
    fn merges_other(&self) -> bool {
        let Some((_, clause)) = self.words().rsplit_once(COMMAS) else { return false };
        let verb = |c: char| c == Symbol::Agency.char() || self.cues().is(EventCue::Merges, c.encode_utf8(&mut [0; 4]));
        let subject = clause.split(verb).next().unwrap_or("");
        self.line.signs().starts(BodyCue::Its, subject) || self.cues().stands_in(EventCue::BodyEnd, subject)
    }

    /// Whether the event is told as having happened; where it is said of the subject, the whole clause tells.
    fn is_stated(&self) -> bool {
        let (line, whole) = (self.line, self.whole.clone());
        if self.group.is_some() {
            return self.stated(whole, self.roles, self.form.kind);
        }
        let clause = line.clause_start(whole.start);
        // 将|某办升格: done to it.
        let object = line.last(Symbol::Agency, clause, whole.start).map(|i| i.at);
        let done_to = object.filter(|&at| self.line.signs().ends(BodyCue::DoneTo, line.part(clause..at)));
        let clause = done_to.unwrap_or(clause);
        self.stated(clause..whole.end, line.roles_in(line.near_range(clause, whole.end)), self.form.kind)
    }

    /// Adds the events of all bodies that it is told of; `before` is the date of the last event of the lines before.
    fn add(&self, before: Option<Edtf>, events: &mut Vec<Event>) {
        let Self { form, .. } = self;
        let Some(told_of) = self.told_of() else { return };
        let Some(Parties { from, into }) = self.parties(told_of.subject, events) else { return };
        // Not looked for where no body is found to say it of.
        let circumstances = LazyCell::new(|| self.circumstances(before));
        let unveiled = self.roles.has(Role::Plate) || self.cues().ends(EventCue::Unveiled, self.words());
        let in_turn = self.in_turn(&told_of);
        let first = events.len();
        let mut push =
            |body: Option<usize>, agency: SmolStr, kind: EventKind, from: Option<SmolStr>, into: Option<SmolStr>| {
                // Named again in an endless list: every fact would hold the whole list.
                if events[first..].iter().any(|e| e.agency == agency && e.kind == kind) {
                    return;
                }
                let (date, place) = circumstances.clone();
                let nth = body.and_then(|body| in_turn.place_of(body));
                let date = nth.and_then(|n| in_turn.dates.get(n).copied()).or(date);
                let old = nth.and_then(|n| self.view.body_name(*in_turn.old_names.get(n)?));
                if kind == EventKind::Founded && body.is_some_and(|body| self.only_has(body, date)) {
                    return;
                }
                let (from, proof) = (old.or(from), self.proof(self.whole.clone(), form, body));
                events.push(Event { agency, kind, date, place, from, into, unveiled, proof });
            };
        for body in told_of.all() {
            let Some(agency) = self.view.body_name(body) else { continue };
            if Some(&agency) != into.as_ref() && Some(&agency) != from.as_ref() {
                push(Some(body), agency, form.kind, from.clone(), into.clone());
            }
        }
        // 将某处升格为某局: what got another name was raised.
        if let Some(old) = from.filter(|_| form.kind == EventKind::Renamed && self.raises()) {
            push(None, old, EventKind::Upgraded, None, None);
        }
        if let Some(into) = into.filter(|_| form.founds_into) {
            push(None, into, EventKind::Founded, None, None);
        }
    }

    /// When and where it happened.
    fn circumstances(&self, before: Option<Edtf>) -> (Option<Edtf>, Option<SmolStr>) {
        let (line, whole) = (self.line, &self.whole);
        let date = || self.event_date(whole.clone(), self.form.kind);
        // ·某局同时揭牌: when the item of the list before did.
        let beside =
            || before.filter(|_| line.sentence_start(whole.start) == 0 && line.inside(Role::Then, whole.clone()));
        let date = match self.form.date {
            // 1954年设立，原名某局: of the founding.
            DateOf::Behind => self.date_behind(whole.clone()).or_else(|| {
                let founded = self.cues().stands_in(EventCue::Founds, self.words());
                if founded { None } else { date() }
            }),
            _ => date().or_else(beside),
        };
        let clause = line.clause_start(whole.start).min(whole.start);
        (date, self.place(line.near_range(clause, whole.end)))
    }

    /// A、B分别于3月18日、3月20日挂牌; A、B分别更名为C、D: what is told of one each.
    fn in_turn<'t>(&self, told_of: &'t ToldOf) -> InTurn<'t> {
        let named = &told_of.named;
        let dates = match named.len() {
            0 | 1 => Vec::new(),
            several => self.dates_of_each(self.whole.clone(), several),
        };
        let old_names = self.found.group(Group::From).filter(|_| self.form.each == Each::Pair);
        let old_names = old_names.map(|range| bodies_in(self.line, range).collect()).unwrap_or_default();
        InTurn { named, dates, old_names }
    }

    /// Whether the words say that what gets a new name is raised by it.
    fn raises(&self) -> bool {
        let verb = self.words().trim_end_matches(['“', '「', Symbol::Agency.char()]);
        self.cues().ends(EventCue::RaisedTo, verb)
    }

    /// 设某科: whether a founding at such a date is told of the body that a section is in, not of the section itself.
    fn only_has(&self, section: usize, date: Option<Edtf>) -> bool {
        self.view.is_section(section) && (date.is_none() && !self.founds_anew(section) || self.sets_up())
    }

    /// 新组建某处: whether it is told of the section.
    fn founds_anew(&self, section: usize) -> bool {
        let (line, start) = (self.line, self.whole.start);
        let verb = self.words().split(Symbol::Agency.char()).next().unwrap_or("");
        let item = line.items_in(self.whole.clone()).iter().find(|i| i.index == section);
        let listed = |i: &Item| !line.part(start..i.at).contains(COMMAS);
        self.cues().starts(EventCue::Fresh, verb) && !verb.ends_with('的') && item.is_some_and(listed)
    }

    /// 1953年，某厅设某科: whether it tells no more than that a body has a section.
    fn sets_up(&self) -> bool {
        let first = self.group.as_ref().map_or(self.whole.start, |group| group.start);
        let verb = self.line.part(self.whole.start..first).trim_end_matches(OPEN_QUOTES);
        self.cues().before(EventCue::SetsUp, verb).is_some_and(|t| !self.line.signs().ends(BodyCue::Anew, t))
    }
}

impl InTurn<'_> {
    /// Which of the bodies named it is, where one thing each is told of them.
    fn place_of(&self, body: usize) -> Option<usize> {
        if self.dates.is_empty() && self.old_names.is_empty() {
            return None;
        }
        self.named.iter().take(MEMBERS).position(|&named| named == body)
    }
}
