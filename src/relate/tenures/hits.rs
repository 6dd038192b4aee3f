//! Which matches of a line tell of tenures: for each chain of posts the one that says most.
use std::{cmp::Reverse, ops::Range};

use super::{HolderCue, clause::is_left};
use crate::{
    matcher::{Group, Match, Symbol},
    relate::{
        SYMBOL, Status, Topic, View,
        cues::RelationCue,
        maker::{DateOf, Maker, OfPeople, Only},
        told::Told,
        words::Role,
    },
    value::Edtf,
};

/// How many matches of a line are compared with one; no line of a page has more.
const MATCHES_BACK: usize = 256;

/// A form's match in a line, reduced to what a tenure needs.
#[derive(Clone, Debug)]
pub(super) struct Hit<'f> {
    pub(super) form: &'f Maker,
    pub(super) range: Range<usize>,
    /// People, chain of posts and date, by their numbers.
    pub(super) person: Option<usize>,
    /// The person stands behind, and the clause describes him.
    pub(super) described: bool,
    pub(super) post: Option<usize>,
    pub(super) date: Option<usize>,
}

impl Hit<'_> {
    /// Whether no more is said than that somebody holds the post that he is named with.
    pub(super) fn is_beside(&self) -> bool {
        self.form.date == DateOf::None && self.form.status == Status::Current && self.post.is_some()
    }

    /// What orders those that speak of one chain and one person. The longer match says more; a form that finds the person
    /// by itself beats one that takes it from the context.
    fn rank(&self) -> (bool, bool, Reverse<usize>, u8) {
        // 曾出任, 相继出任 says more than 出任, and that more than a name beside a title.
        let sure = match self.form.status {
            Status::Former => 0,
            Status::Appointed => 1,
            Status::Removed => 2,
            Status::Current => 3,
        };
        let known = self.person.is_some() || self.form.people == OfPeople::OneByOne;
        // 曾任A局局长的张三: the clause reaches to whom it describes.
        let reach = if self.described { 2 * SYMBOL } else { 0 };
        (self.post.is_none(), !known, Reverse(self.range.len() + reach), sure)
    }

    /// 张三卸任局长，由李四接手: whether somebody leaves the post that another takes by one of those kept.
    fn leaves_another(&self, post: usize, kept: &[Self]) -> bool {
        let taker = |k: &Self| k.form.status == Status::Appointed && k.person.is_some() && k.person != self.person;
        let leaves = self.form.status == Status::Removed && self.person.is_some();
        leaves && kept.iter().rev().take(MATCHES_BACK).any(|k| k.post == Some(post) && taker(k))
    }

    /// Whether one of those kept says the same of the same person and is longer.
    fn is_within_one(&self, kept: &[Self]) -> bool {
        kept.iter().rev().take(MATCHES_BACK).any(|k| {
            // One may take in the mark behind.
            let within = k.range.start <= self.range.start && self.range.end <= k.range.end + '，'.len_utf8();
            self.person == k.person && within && self.form.status == k.form.status
        })
    }
}

/// Which chains of the page have been told of: by a form, and by one that tells besides others.
#[derive(Debug)]
pub(super) struct Taken(Vec<[bool; 2]>);

impl Taken {
    pub(super) fn new(chains: usize) -> Self {
        Self(vec![[false; 2]; chains])
    }

    /// Takes a chain, which stands on one line only; whether it was free.
    fn take(&mut self, chain: usize, besides: bool) -> bool {
        self.0.get_mut(chain).is_some_and(|taken| !std::mem::replace(&mut taken[usize::from(besides)], true))
    }
}

impl<'v> View<'v> {
    /// The matches of all forms in a line: for each chain of posts the one that says most.
    pub(super) fn hits(&self, line: &Told<'_>, taken: &mut Taken) -> Vec<Hit<'v>> {
        let mut all: Vec<Hit<'_>> = Vec::new();
        for (form, found) in self.matches(line, Topic::Tenures) {
            let Some(hit) = self.hit(line, form, found) else { continue };
            if all.is_empty() {
                all.reserve(line.matches.len());
            }
            all.push(hit);
        }
        if all.len() < 2 && all.iter().all(|h| h.form.people == OfPeople::Alone) {
            return all;
        }
        all.sort_by(|a, b| a.rank().cmp(&b.rank()).then(a.form.rule.cmp(&b.form.rule)));
        let mut kept: Vec<Hit<'_>> = Vec::with_capacity(all.len());
        for hit in all {
            let says_more = match hit.post {
                Some(post) => taken.take(post, hit.form.besides) || hit.leaves_another(post, &kept),
                None => !hit.is_within_one(&kept),
            };
            let people = match hit.form.people {
                _ if !says_more => continue,
                OfPeople::Alone => {
                    kept.push(hit);
                    continue;
                }
                OfPeople::All => line
                    .items_in(hit.range.clone())
                    .iter()
                    .filter(|i| i.symbol == Symbol::Persons)
                    .map(|i| i.index)
                    .collect(),
                OfPeople::OneByOne => self.one_by_one(line, &hit.range),
            };
            kept.extend(people.into_iter().map(|p| Hit { person: Some(p), ..hit.clone() }));
        }
        // 由副局长周明远接任: whose office is taken comes before what 副局长 says of him.
        kept.sort_by_key(|h| (h.range.start, h.post.is_some(), h.range.end));
        kept
    }

    /// What a match says, if the words around it do not say otherwise.
    fn hit(&self, line: &Told<'_>, form: &'v Maker, found: &Match) -> Option<Hit<'v>> {
        if form.alone && self.is_followed(line, found.range.end) {
            return None;
        }
        let item = |group| line.first_in(found.group(group)?).map(|i| i.index);
        let (person, post, date) = (item(Group::Person), item(Group::Post), item(Group::Date));
        let acting = |chain| self.posts(chain).iter().all(|p| self.words().holders.starts(HolderCue::Acting, &p.title));
        let term = |date| matches!(self.date_told(date), Some(Edtf::Interval(..) | Edtf::Open(..)));
        match form.only {
            Only::Acting if !post.is_some_and(acting) => return None,
            Only::Term if !date.is_some_and(term) => return None,
            _ => {}
        }
        // 张三调任|B局局长，由李四接任: what he leaves, not what he takes.
        let starts = line.part(found.range.clone()).starts_with(Symbol::Posts.char());
        let taken_over = form.status == Status::Appointed && starts && person.is_some();
        if taken_over && line.ends(Role::Moves, found.range.start) {
            return None;
        }
        let described = post.and_then(|_| self.described(line, &found.range, post, person.is_some()));
        let (range, person) = (found.range.clone(), described.or(person));
        let mut hit = Hit { form, range, person, described: described.is_some(), post, date };
        let verb = found.group(Group::Post).map_or(hit.range.end, |post| post.start);
        if !hit.described && hit.person.is_some() && self.turns(line, hit.range.start, verb) {
            (hit.person, hit.range.start) = (None, line.clause_start(verb));
        }
        (!is_left(line, &hit)).then_some(hit)
    }

    /// 由省长改为|省委书记担任: whether somebody or a verb follows for whom the post is, so that it is none of whom the text speaks of.
    fn is_followed(&self, line: &Told<'_>, at: usize) -> bool {
        let behind = line.part(at..line.text.len());
        behind.starts_with([Symbol::Posts.char(), Symbol::Persons.char()])
            || self.words().cues.starts(RelationCue::IsHeld, behind)
    }
}
