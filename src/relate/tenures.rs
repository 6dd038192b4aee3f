//! Tenures: which person holds, takes or leaves which post.
use std::collections::BTreeMap;

use regex::Regex;

use super::{Compiled, Facts, Proof, Status, Tenure, View, compile, line::Line, posts::Post};
use crate::{
    matcher::Symbol,
    rules::{RuleError, RuleSet},
    text::{Norm, Span},
    value::{Day, Edtf, Point},
};

/// Finds tenures.
#[derive(Clone, Debug)]
pub(super) struct Tenures {
    forms: Vec<Compiled>,
    announcement: Regex,
}

/// What lines of a list inherit from the line that introduces it.
#[derive(Clone, Copy, Debug, Default)]
struct ListMode {
    status: Option<Status>,
    date: Option<Edtf>,
}

/// A form's match in a line, reduced to what a tenure needs.
struct Hit<'f> {
    form: &'f Compiled,
    range: std::ops::Range<usize>,
    person: Option<usize>,
    post: Option<usize>,
    date: Option<usize>,
}

impl Tenures {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let file = rules.forms("relations/tenures")?;
        let announcement = file.define.get("announcement").map_or("决定", String::as_str);
        let announcement =
            Regex::new(announcement).map_err(|e| RuleError::new(&file.path, 1, Some("announcement"), e.to_string()))?;
        Ok(Self { forms: compile(rules, file, "tenures")?, announcement })
    }

    /// Adds tenures to `facts`; whether each person on the board holds a public post.
    pub(super) fn find(&self, view: &View<'_>, facts: &mut Facts) -> Vec<bool> {
        let mut officials = vec![false; view.board.persons.len()];
        let mut found: Vec<Tenure> = Vec::new();
        let mut topic: Option<usize> = None;
        let mut mode = ListMode::default();
        let mut last_date = None;
        for line in view.lines {
            let mut last_chain: Option<usize> = None;
            let hits = self.hits(line);
            let list_line = line.text.chars().count() <= 60 && !line.text.contains('。');
            for hit in hits {
                let people = hit.person.or_else(|| self.subject(line, hit.range.start, topic));
                let chain = match hit.post {
                    Some(chain) => Some(chain),
                    None => last_chain,
                };
                if let Some(chain) = hit.post {
                    last_chain = Some(chain);
                }
                let (Some(people), Some(chain)) = (people, chain) else { continue };
                if self.is_prospect(line, &hit) {
                    for &p in &view.people[people].persons {
                        officials[p] |= view.chains[chain].posts.iter().any(|post| post.public);
                    }
                    continue;
                }
                let (status, date, end_date) = self.status_and_date(view, line, &hit, list_line.then_some(mode));
                for &person in &view.people[people].persons {
                    for post in &view.chains[chain].posts {
                        officials[person] |= post.public;
                        let status = if post.former && status == Status::Current { Status::Former } else { status };
                        found.extend(self.tenure(view, person, post, status, date, end_date, &hit));
                    }
                }
            }
            if let Some(item) = line.items.iter().find(|i| i.symbol == Symbol::Persons) {
                topic = Some(item.index);
            }
            self.list_mode(view, line, &mut mode, &mut last_date);
        }
        facts.tenures = settle(found, view.page.today);
        officials
    }

    /// The matches of all forms in a line: for each chain of posts the longest.
    fn hits<'f>(&'f self, line: &Line) -> Vec<Hit<'f>> {
        let mut all: Vec<Hit<'f>> = Vec::new();
        if !line.items.iter().any(|i| matches!(i.symbol, Symbol::Posts | Symbol::Persons)) {
            return all;
        }
        let item = |range: std::ops::Range<usize>| line.items_in(range).first().map(|i| i.index);
        for form in &self.forms {
            for captures in form.pattern.matches(&line.text) {
                let Some(whole) = captures.get(0) else { continue };
                all.push(Hit {
                    form,
                    range: whole.range(),
                    person: captures.name("person").and_then(|m| item(m.range())),
                    post: captures.name("post").and_then(|m| item(m.range())),
                    date: captures.name("date").and_then(|m| item(m.range())),
                });
            }
        }
        // Where several forms speak of one chain and one person, the longer match says more; a form that finds the
        // person by itself beats one that takes it from the context.
        all.sort_by_key(|h| (h.post.is_none(), h.person.is_none(), std::cmp::Reverse(h.range.len()), h.form.rule));
        let mut kept: Vec<Hit<'f>> = Vec::new();
        for hit in all {
            let rival = kept.iter().any(|k| match (hit.post, k.post) {
                (Some(a), Some(b)) => a == b,
                (None, _) => hit.person == k.person && k.range.start < hit.range.end && hit.range.start < k.range.end,
                _ => false,
            });
            if !rival {
                kept.push(hit);
            }
        }
        kept.sort_by_key(|h| h.range.start);
        kept
    }

    /// The person a clause without one speaks of: the last in this line, else the topic of the lines before.
    fn subject(&self, line: &Line, at: usize, topic: Option<usize>) -> Option<usize> {
        line.last(Symbol::Persons, 0, at).map(|i| i.index).or(topic)
    }

    /// 拟任, 拟提名: no tenure yet.
    fn is_prospect(&self, line: &Line, hit: &Hit<'_>) -> bool {
        let inside = line.text.get(hit.range.clone()).unwrap_or("");
        let before = line.text.get(..hit.range.start).unwrap_or("");
        inside.contains('拟') || before.ends_with('拟') || inside.contains("提名")
    }

    fn status_and_date(
        &self,
        view: &View<'_>,
        line: &Line,
        hit: &Hit<'_>,
        mode: Option<ListMode>,
    ) -> (Status, Option<Edtf>, Option<Edtf>) {
        let mut status = Status::parse(hit.form.make("status")).unwrap_or(Status::Current);
        let date_of = |index: usize| view.board.dates.get(index).and_then(|d| d.value.value);
        let sentence = line.sentence_start(hit.range.start);
        let verb = hit.range.end;
        let mut date = match hit.form.make("date") {
            "own" => hit.date.and_then(date_of),
            "sentence" => line.last(Symbol::Date, sentence, verb).and_then(|i| date_of(i.index)),
            "clause" => {
                let inside = line.last(Symbol::Date, hit.range.start, verb);
                let clause = line.clause_start(hit.range.start);
                // 2021年8月，同时任…: the date may stand in the clause before.
                let before = || {
                    let near = line.last(Symbol::Date, sentence, hit.range.start)?;
                    let between = line.text.get(near.at..hit.range.start)?;
                    (near.at >= clause || between.chars().count() <= 8).then_some(near)
                };
                inside.or_else(before).and_then(|i| date_of(i.index))
            }
            _ => None,
        };
        let announced = self.announcement.is_match(line.text.get(sentence..hit.range.start).unwrap_or(""));
        let plain = matches!(hit.form.make("date"), "clause") && status == Status::Current;
        if plain && announced {
            status = Status::Appointed;
            date = line.last(Symbol::Date, 0, verb).and_then(|i| date_of(i.index)).or(date);
        }
        if let Some(mode) = mode
            && matches!(status, Status::Current | Status::Appointed | Status::Removed)
        {
            if status == Status::Current
                && let Some(listed) = mode.status
            {
                status = listed;
            }
            date = date.or(mode.date);
        }
        let end = match date {
            Some(Edtf::Interval(a, b)) if status == Status::Former => {
                date = Some(Edtf::Point(a));
                Some(Edtf::Point(b))
            }
            Some(Edtf::Open(a)) => {
                if hit.form.make("date") == "own" {
                    status = Status::Current;
                }
                date = Some(Edtf::Point(a));
                None
            }
            _ => None,
        };
        (status, date.map(day_only), end)
    }

    #[allow(clippy::too_many_arguments)]
    fn tenure(
        &self,
        view: &View<'_>,
        person: usize,
        post: &Post,
        status: Status,
        date: Option<Edtf>,
        end_date: Option<Edtf>,
        hit: &Hit<'_>,
    ) -> Option<Tenure> {
        let organization = post.organization.clone().filter(|_| post.public)?;
        let found = view.board.persons.get(person)?;
        let mut mentions = vec![found.span];
        mentions.extend(&post.mentions);
        let evidence = found.span.cover(post.span);
        Some(Tenure {
            person: found.value.name.clone(),
            organization,
            title: post.title.clone(),
            status,
            date,
            end_date,
            proof: Proof { evidence: clip(view, evidence, post.span), mentions, rule: hit.form.rule },
        })
    }

    /// 任命:, 名单如下:, 免职 — what the lines below inherit.
    fn list_mode(&self, view: &View<'_>, line: &Line, mode: &mut ListMode, last_date: &mut Option<Edtf>) {
        if let Some(date) = line.items.iter().rev().find(|i| i.symbol == Symbol::Date) {
            *last_date = view
                .board
                .dates
                .get(date.index)
                .and_then(|d| d.value.value)
                .map(day_only)
                .filter(|d| d.start().precision() >= 5);
        }
        let text = line.text.trim_end();
        let introduces = text.ends_with(['：', ':']) || text.contains("如下");
        let bare = text.chars().count() <= 6
            && !line.items.iter().any(|i| matches!(i.symbol, Symbol::Posts | Symbol::Persons));
        let status = if ["免职", "免去", "免:"].iter().any(|w| text.contains(w)) {
            Some(Status::Removed)
        } else if ["任命", "任职", "选出", "当选", "投票", "选举", "组成人员", "名单", "任免"]
            .iter()
            .any(|w| text.contains(w))
        {
            Some(Status::Appointed)
        } else {
            None
        };
        let listed = line.items.iter().any(|i| matches!(i.symbol, Symbol::Posts | Symbol::Persons | Symbol::Agency));
        if introduces {
            *mode = ListMode { status, date: status.and(*last_date) };
        } else if bare && status.is_some() {
            mode.status = status;
            mode.date = mode.date.or(*last_date);
        } else if text.contains('。') && text.chars().count() > 60 || !listed && !bare {
            *mode = ListMode::default();
        }
    }
}

/// Evidence never reaches over another line.
fn clip(view: &View<'_>, evidence: Span<Norm>, post: Span<Norm>) -> Span<Norm> {
    let line = view.page.layout.line_at(post.start());
    if line.contains(evidence) { evidence } else { post }
}

fn day_only(value: Edtf) -> Edtf {
    match value {
        Edtf::Point(p) => Edtf::Point(p.without_time()),
        other => other,
    }
}

/// One tenure for each person and post: the last state wins; posts that a later one followed are former.
fn settle(found: Vec<Tenure>, today: Option<Day>) -> Vec<Tenure> {
    let mut by_post: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    let mut kept: Vec<Tenure> = Vec::new();
    for tenure in found {
        let key = (tenure.person.clone(), tenure.organization.clone(), tenure.title.clone());
        match by_post.get(&key) {
            None => {
                by_post.insert(key, kept.len());
                kept.push(tenure);
            }
            Some(&i) => {
                let old = &mut kept[i];
                if weight(tenure.status) > weight(old.status) {
                    let date =
                        if tenure.date.is_none() && old.status != Status::Former { old.date } else { tenure.date };
                    *old = Tenure { date, ..tenure };
                } else if old.date.is_none() && tenure.status == old.status {
                    old.date = tenure.date;
                }
            }
        }
    }
    follow(&mut kept, today);
    kept
}

/// A dated post that a later one of the same person followed is over.
fn follow(kept: &mut [Tenure], today: Option<Day>) {
    let start = |t: &Tenure| t.date.map(|d| d.start());
    let latest: Vec<(String, Point)> = kept
        .iter()
        .filter(|t| t.status != Status::Removed)
        .filter_map(|t| Some((t.person.clone(), start(t)?)))
        .collect();
    let holds_now: Vec<String> =
        kept.iter().filter(|t| t.status == Status::Current && t.date.is_none()).map(|t| t.person.clone()).collect();
    for tenure in kept.iter_mut() {
        let Some(date) = start(tenure) else { continue };
        if !matches!(tenure.status, Status::Current | Status::Appointed) {
            continue;
        }
        let later = latest.iter().any(|(person, d)| *person == tenure.person && d.to_string() > date.to_string());
        let now = holds_now.contains(&tenure.person) && today.is_some_and(|t| date.year() < t.year);
        if later || now {
            tenure.status = Status::Former;
        }
    }
}

fn weight(status: Status) -> u8 {
    match status {
        Status::Former => 0,
        Status::Current => 1,
        Status::Appointed => 2,
        Status::Removed => 3,
    }
}
