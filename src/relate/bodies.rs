//! What is said of bodies: events, ranks, whom they belong to.
use std::collections::BTreeMap;

use super::{Affiliation, AgencyRank, Compiled, Event, Facts, Proof, View, compile, line::Line};
use crate::{
    matcher::Symbol,
    rules::{RuleError, RuleSet},
    text::{Norm, Span},
    value::Edtf,
};

/// Finds facts about bodies.
#[derive(Clone, Debug)]
pub(super) struct Bodies {
    events: Vec<Compiled>,
    affiliations: Vec<Compiled>,
    ranks: Vec<Compiled>,
}

/// What the text speaks of while a line leaves it out.
#[derive(Clone, Copy, Debug, Default)]
struct Topic {
    /// The body that the sentences before are about.
    body: Option<usize>,
    /// The date that stands alone on a line above.
    date: Option<Edtf>,
}

/// Words that make an event one to come or one not stated.
const PROSPECTS: [&str; 16] = [
    "可能", "将", "拟", "计划", "规划", "预定", "即将", "筹备", "准备", "何时", "未来", "有望", "筹设", "建议", "要求",
    "如果",
];

impl Bodies {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        Ok(Self {
            events: compile(rules, rules.forms("events/types")?, "events")?,
            affiliations: compile(rules, rules.forms("relations/affiliations")?, "affiliations")?,
            ranks: compile(rules, rules.forms("relations/agency_ranks")?, "agency_ranks")?,
        })
    }

    /// Adds events, ranks and affiliations to `facts`.
    pub(super) fn find(&self, view: &View<'_>, facts: &mut Facts) {
        let mut topic = Topic::default();
        let mut events: Vec<Event> = Vec::new();
        for line in view.lines {
            let alone = line.items.len() == 1 && line.text.trim().chars().count() <= 2;
            if alone && line.items[0].symbol == Symbol::Date {
                topic.date = view.board.dates[line.items[0].index].value.value;
                topic.body = None;
                continue;
            }
            self.events(view, line, topic, &mut events);
            self.affiliations(view, line, topic, facts);
            self.ranks(view, line, topic, facts);
            if let Some(item) = line.items.iter().rev().find(|i| i.symbol == Symbol::Agency) {
                let first = line.items.iter().find(|i| i.symbol == Symbol::Agency).unwrap_or(item);
                topic.body = Some(first.index);
            }
            if line.text.chars().count() < 40
                && !line.text.contains('。')
                && line.items.iter().all(|i| i.symbol != Symbol::Date)
            {
                topic.date = None;
            }
        }
        facts.events = settle_events(events);
        dedup(&mut facts.agency_ranks, |r| (r.agency.clone(), r.rank.clone()));
        dedup(&mut facts.affiliations, |a| (a.agency.clone(), a.relation.clone(), a.parent.clone()));
    }

    fn events(&self, view: &View<'_>, line: &Line, topic: Topic, events: &mut Vec<Event>) {
        for form in &self.events {
            for captures in form.pattern.matches(&line.text) {
                let (Some(whole), Some(group)) = (captures.get(0), captures.name("agency")) else { continue };
                let kind = form.make("type");
                if !self.stated(line, whole.range(), kind) {
                    continue;
                }
                let sentence = line.sentence_start(whole.start());
                let date = line.last(Symbol::Date, sentence, whole.end()).map(|i| i.index);
                let date =
                    date.and_then(|i| view.board.dates[i].value.value).map(point_only).or(topic.date).map(point_only);
                let place = self.place(view, line, whole.range());
                let one =
                    |name: &str| captures.name(name).and_then(|m| view.bodies_in(line, m.range()).first().copied());
                let from = one("from").and_then(|i| view.body_name(i));
                let into = one("into").and_then(|i| view.body_name(i));
                let mut push = |agency: String, kind: &str, from: Option<String>, into: Option<String>| {
                    let proof = proof(line, whole.range(), form);
                    events.push(Event { agency, kind: kind.to_owned(), date, place: place.clone(), from, into, proof });
                };
                for body in view.bodies_in(line, group.range()) {
                    let Some(agency) = view.body_name(body) else { continue };
                    if Some(&agency) != into.as_ref() && Some(&agency) != from.as_ref() {
                        push(agency, kind, from.clone(), into.clone());
                    }
                }
                if form.make("founds") == "into"
                    && let Some(into) = into
                {
                    push(into, "founded", None, None);
                }
            }
        }
    }

    /// Whether the text states the event as having happened.
    fn stated(&self, line: &Line, range: std::ops::Range<usize>, kind: &str) -> bool {
        let clause = line.clause_start(range.start).min(range.start);
        let before = line.text.get(clause..range.start).unwrap_or("");
        let inside = line.text.get(range.clone()).unwrap_or("");
        let after = line.text.get(range.end..).unwrap_or("");
        if PROSPECTS.iter().any(|w| inside.contains(w) || before.ends_with(w)) {
            return false;
        }
        if kind == "abolished" && after.starts_with('了') {
            return false;
        }
        let ahead = ["前", "之前", "以前", "仪式", "之初", "时间", "的设想", "工作"];
        !(kind == "founded"
            && ahead.iter().any(|w| after.starts_with(w))
            && !after.starts_with("前身")
            && !after.starts_with("仪式。"))
    }

    /// 在成都正式挂牌: the place inside the match.
    fn place(&self, view: &View<'_>, line: &Line, range: std::ops::Range<usize>) -> Option<String> {
        let item = line.items_in(range).iter().find(|i| {
            let head = line.text.get(..i.at).unwrap_or("");
            i.symbol == Symbol::Place && (head.ends_with('在') || head.ends_with('于'))
        })?;
        let after = line.text.get(item.at..).and_then(|t| t.chars().nth(1));
        let place = item.span.of(view.page.text);
        (!after.is_some_and(|c| c == '、')).then(|| place.trim_end_matches('市').to_owned())
    }

    fn affiliations(&self, view: &View<'_>, line: &Line, topic: Topic, facts: &mut Facts) {
        for form in &self.affiliations {
            for captures in form.pattern.matches(&line.text) {
                let (Some(whole), Some(parent)) = (captures.get(0), captures.name("parent")) else { continue };
                let Some(parent) = view.bodies_in(line, parent.range()).first().and_then(|&i| view.body_name(i)) else {
                    continue;
                };
                let agencies = match captures.name("agency") {
                    Some(group) => view.bodies_in(line, group.range()),
                    None => self.subject(line, whole.start(), topic).into_iter().collect(),
                };
                for body in agencies {
                    let Some(agency) = view.body_name(body).filter(|name| *name != parent) else { continue };
                    if form.make("child") == "own" && !agency.starts_with(&parent) {
                        continue;
                    }
                    let proof = proof(line, whole.range(), form);
                    facts.affiliations.push(Affiliation {
                        agency,
                        relation: form.make("relation").to_owned(),
                        parent: parent.clone(),
                        proof,
                    });
                }
            }
        }
    }

    fn ranks(&self, view: &View<'_>, line: &Line, topic: Topic, facts: &mut Facts) {
        for form in &self.ranks {
            for captures in form.pattern.matches(&line.text) {
                let (Some(whole), Some(rank)) = (captures.get(0), captures.name("rank")) else { continue };
                let Some(rank) = line.items_in(rank.range()).first().map(|i| view.board.ranks[i.index].value.clone())
                else {
                    continue;
                };
                let named = captures.name("agency").and_then(|m| view.bodies_in(line, m.range()).first().copied());
                // A rank of a person: somebody's post stands between the body and the rank.
                let sentence = line.sentence_start(whole.start());
                let personal = line
                    .items_in(sentence..whole.end())
                    .iter()
                    .any(|i| matches!(i.symbol, Symbol::Persons | Symbol::Posts));
                let Some(body) =
                    named.or_else(|| if personal { None } else { self.subject(line, whole.start(), topic) })
                else {
                    continue;
                };
                if let Some(agency) = view.body_name(body) {
                    facts.agency_ranks.push(AgencyRank { agency, rank, proof: proof(line, whole.range(), form) });
                }
            }
        }
    }

    /// The body that a clause without a subject is about: the first of the sentence, else that of the sentence before.
    fn subject(&self, line: &Line, at: usize, topic: Topic) -> Option<usize> {
        let sentence = line.sentence_start(at);
        let agency = |from: usize, to: usize| {
            line.items_in(from..to).iter().find(|i| i.symbol == Symbol::Agency).map(|i| i.index)
        };
        if let Some(body) = agency(sentence, at) {
            return Some(body);
        }
        let before = line.text.get(..sentence.saturating_sub(3)).map_or(0, |t| t.len());
        let previous = line.sentence_start(before);
        agency(previous, sentence).or_else(|| line.last(Symbol::Agency, 0, at).map(|i| i.index)).or(topic.body)
    }
}

fn proof(line: &Line, range: std::ops::Range<usize>, form: &Compiled) -> Proof {
    let evidence = line.evidence(range.clone()).or(line.span).unwrap_or_else(|| Span::new(0, 0));
    let mentions: Vec<Span<Norm>> = line.items_in(range).iter().map(|i| i.span).collect();
    Proof { evidence, mentions, rule: form.rule }
}

fn point_only(value: Edtf) -> Edtf {
    match value {
        Edtf::Point(p) | Edtf::Open(p) => Edtf::Point(p.without_time()),
        other => other,
    }
}

/// One event for each body and type, with the most exact date and any place stated.
fn settle_events(events: Vec<Event>) -> Vec<Event> {
    let mut by_key: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut kept: Vec<Event> = Vec::new();
    let precision = |e: &Event| e.date.map_or(0, |d| d.start().precision() + 1);
    for event in events {
        let key = (event.agency.clone(), event.kind.clone());
        match by_key.get(&key) {
            None => {
                by_key.insert(key, kept.len());
                kept.push(event);
            }
            Some(&i) => {
                let old = &mut kept[i];
                let place = old.place.take().or(event.place.clone());
                if precision(&event) > precision(old) {
                    *old = event;
                }
                old.place = place;
            }
        }
    }
    kept
}

fn dedup<T, K: Ord>(list: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let mut seen = std::collections::BTreeSet::new();
    list.retain(|item| seen.insert(key(item)));
}
