//! Which matches of a line tell of tenures: for each chain of posts the one that says most.
use std::{cmp::Reverse, ops::Range};

use super::clause::is_left;
use crate::{
    matcher::{Group, Symbol},
    relate::{
        SYMBOL, Status, Topic, View,
        cues::Cue,
        maker::{DateOf, Maker},
        told::Told,
        words::Role,
    },
};

/// How many matches of a line are compared with one; no line of a page has more.
const MOST: usize = 256;

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
        let known = self.person.is_some() || self.form.one_by_one;
        // 曾任A局局长的张三: the clause reaches to whom it describes.
        let reach = if self.described { 2 * SYMBOL } else { 0 };
        (self.post.is_none(), !known, Reverse(self.range.len() + reach), sure)
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
            // 由省长改为|省委书记担任: no post of whom the text speaks of.
            let passive = |t: &str| self.words().cues.starts(Cue::IsHeld, t);
            let followed = |t: &str| t.starts_with([Symbol::Posts.char(), Symbol::Persons.char()]) || passive(t);
            if form.alone && line.text.get(found.range.end..).is_some_and(followed) {
                continue;
            }
            let item = |group| line.first_in(found.group(group)?).map(|i| i.index);
            let (person, post, date) = (item(Group::Person), item(Group::Post), item(Group::Date));
            if form.only_acting && !post.is_some_and(|chain| self.posts(chain).iter().all(|p| is_acting(&p.title))) {
                continue;
            }
            // 张三调任|B局局长，由李四接任: what he leaves, not what he takes.
            let starts = line.text.get(found.range.clone()).unwrap_or("").starts_with(Symbol::Posts.char());
            let taken_over = form.status == Status::Appointed && starts && person.is_some();
            if taken_over && line.ends(Role::Moves, found.range.start) {
                continue;
            }
            let described = post.and_then(|_| self.described(line, &found.range, post, person.is_some()));
            let mut hit = Hit {
                form,
                range: found.range.clone(),
                person: described.or(person),
                described: described.is_some(),
                post,
                date,
            };
            let verb = found.group(Group::Post).map_or(hit.range.end, |post| post.start);
            if !hit.described && hit.person.is_some() && self.turns(line, hit.range.start, verb) {
                (hit.person, hit.range.start) = (None, line.clause_start(verb));
            }
            if is_left(line, &hit) {
                continue;
            }
            if all.is_empty() {
                all.reserve(line.matches.len());
            }
            all.push(hit);
        }
        if all.len() < 2 && !all.iter().any(|h| h.form.one_by_one) {
            return all;
        }
        all.sort_by(|a, b| a.rank().cmp(&b.rank()).then(a.form.rule.cmp(&b.form.rule)));
        let mut kept: Vec<Hit<'_>> = Vec::with_capacity(all.len());
        for hit in all {
            let says_more = match hit.post {
                // 张三卸任局长，由李四接手: one leaves what the other takes.
                Some(post) => {
                    taken.take(post, hit.form.besides)
                        || hit.form.status == Status::Removed
                            && hit.person.is_some()
                            && kept.iter().rev().take(MOST).any(|k| {
                                let taker = k.form.status == Status::Appointed && k.person.is_some();
                                k.post == hit.post && taker && k.person != hit.person
                            })
                }
                None => !kept.iter().rev().take(MOST).any(|k| {
                    // One may take in the mark behind.
                    let within = k.range.start <= hit.range.start && hit.range.end <= k.range.end + '，'.len_utf8();
                    hit.person == k.person && within && hit.form.status == k.form.status
                }),
            };
            if says_more && hit.form.one_by_one {
                let people = self.one_by_one(line, &hit.range);
                kept.extend(people.into_iter().map(|p| Hit { person: Some(p), ..hit.clone() }));
            } else if says_more {
                kept.push(hit);
            }
        }
        // 由副局长周明远接任: whose office is taken comes before what 副局长 says of him.
        kept.sort_by_key(|h| (h.range.start, h.post.is_some(), h.range.end));
        kept
    }
}

/// Whether a title is that of one who acts for another: 代理检察长, 代县长.
fn is_acting(title: &str) -> bool {
    title.starts_with(['代', '署'])
}
