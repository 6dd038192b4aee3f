//! What all that is said of a person and a post comes to: one tenure, with the last state and what is over.
use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::{
    Status,
    cues::RelationCue,
    tenures::{Said, State},
    words::Words,
};
use crate::value::{Day, Edtf, Point};

/// Who, in which body, as what.
type Key<'s> = (u32, &'s str, &'s str);

fn key<'s>(said: &'s Said<'_>) -> Key<'s> {
    (said.name, said.organization, &said.title)
}

/// How many tenures off the steps of a life before and behind one are looked for.
const TENURES_OFF: usize = 8;

/// One of those found that stays, with what all that is said of it comes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    pub(super) which: usize,
    pub(super) status: Status,
    pub(super) date: Option<Edtf>,
    /// The page says that it is over.
    over: bool,
}

impl Kept {
    fn holds(&self) -> bool {
        matches!(self.status, Status::Current | Status::Appointed)
    }

    /// Takes in what else is said of the person and the post, with the state that the text gives it.
    fn hear(&mut self, found: &[Said<'_>], which: usize, new: &State) {
        let (old, said) = (&found[self.which].state, &found[which]);
        let inferred = found[self.which].inferred && !said.inferred && new.date.is_some();
        // 2004年至2009年任A…。以A身份: no word of now.
        let ended = old.end.is_some() && new.date.is_none() && new.status == Status::Current;
        // A post that the page calls a former one is over, however the life tells of it.
        let dated = |t: &State| t.date.is_some() && (t.career || t.status == Status::Appointed);
        let past = |t: &State| t.status == Status::Former && !t.career;
        if past(old) && dated(new) || past(new) && dated(old) {
            self.date = self.date.or(new.date);
            if old.status != Status::Former {
                (self.which, self.status) = (which, new.status);
            }
            self.over = true;
        } else if said.succeeds && past(new) && old.status != Status::Removed {
            (self.status, self.over) = (Status::Former, true);
        } else if weight(new.status) > weight(old.status) && !self.over && !ended && !goes_on(found, which, self.status)
        {
            if new.date.is_some() || old.status == Status::Former {
                self.date = new.date;
            }
            (self.which, self.status) = (which, new.status);
        } else if (self.date.is_none() || inferred) && new.status == old.status {
            self.date = new.date;
            if said.dates {
                self.which = which;
            }
        }
    }
}

/// What stays of all that is said, one for each person and post, in the order of the text: the last state wins; posts
/// that a later one followed are former.
pub(super) fn settle(found: &[Said<'_>], words: &Words, today: Option<Day>) -> Vec<Kept> {
    let mut by_post: FxHashMap<Key<'_>, usize> = FxHashMap::default();
    by_post.reserve(found.len());
    let mut kept: Vec<Kept> = Vec::with_capacity(found.len());
    // When terms of a post began and ended.
    let mut terms: FxHashMap<Key<'_>, Vec<(Edtf, Edtf)>> = FxHashMap::default();
    for (which, said) in found.iter().enumerate() {
        let mut new = said.state;
        // 挂职，2025年3月至2027年3月
        let to_come = new.end.zip(today).is_some_and(|(end, today)| end.start().year() > today.year);
        if to_come && new.status == Status::Former {
            new.status = Status::Current;
        }
        if let (Some(start), Some(end)) = (new.date, new.end) {
            terms.entry(key(said)).or_default().push((start, end));
        }
        match by_post.entry(key(said)) {
            Entry::Vacant(entry) => {
                entry.insert(kept.len());
                kept.push(Kept { which, status: new.status, date: new.date, over: false });
            }
            Entry::Occupied(entry) => kept[*entry.get()].hear(found, which, &new),
        }
    }
    // 2021.09—2021.12 A、B; 2021.12至今 A、C: A has been held since the first.
    for t in kept.iter_mut().filter(|t| t.status == Status::Current && !terms.is_empty()) {
        let Some(terms) = terms.get(&key(&found[t.which])) else { continue };
        for _ in terms {
            t.date = terms.iter().find(|(_, end)| Some(*end) == t.date).map(|(start, _)| *start).or(t.date);
        }
    }
    let mut over = followed(found, &kept, today);
    over.extend(left(found, words, &kept, today));
    over.extend(outgrown(found, words, &kept, &by_post));
    over.extend(succeeded(found, &kept));
    over.extend(replaced(found, words, &kept, today));
    for n in over {
        kept[n].status = Status::Former;
    }
    kept
}

/// Which posts are over that somebody was named with before he went to another body (转任).
fn left(found: &[Said<'_>], words: &Words, kept: &[Kept], today: Option<Day>) -> Vec<usize> {
    // 1992年任A，之后调任B: a step without a date comes behind the one told before.
    let step = |t: &Kept| {
        let said = &found[t.which];
        let dated = |s: &&Said<'_>| s.name == said.name && s.state.career && s.state.date.is_some();
        let before = found[..t.which].iter().rev().take(TENURES_OFF).filter(|_| said.state.career).find(dated);
        before.and_then(|s| s.state.date)
    };
    let year = |t: &Kept| t.date.or_else(|| step(t)).map(|date| date.start().year());
    let mut moved: FxHashMap<u32, (usize, &str)> = FxHashMap::default();
    for t in kept.iter().filter(|t| found[t.which].moves && t.holds()) {
        let lately = year(t).is_none_or(|year| today.is_some_and(|today| year + 1 >= today.year));
        // 将于10月3日调任B: until then he holds A.
        let day = t.date.and_then(|date| date.start().day());
        let to_come = day.zip(today).is_some_and(|(day, today)| day > today);
        if lately && !to_come {
            let said = &found[t.which];
            moved.insert(said.name, (t.which, said.organization));
        }
    }
    let is_over = |t: &Kept| {
        let said = &found[t.which];
        let went = |&(at, organization): &(usize, &str)| {
            let own = said.beside && t.date.is_none() && at > t.which && organization != said.organization;
            own && words.cues.last_in(RelationCue::Shared, &said.title).is_none()
        };
        moved.get(&said.name).is_some_and(went)
    };
    kept.iter().enumerate().filter(|(_, t)| t.holds() && is_over(t)).map(|(n, _)| n).collect()
}

/// Which posts under a head are over: those of one who is said to be the head (副厅长 of 厅长, 代县长 of 县长).
fn outgrown(found: &[Said<'_>], words: &Words, kept: &[Kept], by_post: &FxHashMap<Key<'_>, usize>) -> Vec<usize> {
    let is_over = |t: &Kept| {
        let (name, organization, title) = key(&found[t.which]);
        let head = words.cues.behind(RelationCue::UnderHead, title);
        let head = head.and_then(|head| by_post.get(&(name, organization, head)));
        head.is_some_and(|&n| kept[n].holds() || kept[n].status == Status::Removed)
    };
    kept.iter().enumerate().filter(|(_, t)| t.holds() && is_over(t)).map(|(n, _)| n).collect()
}

/// Which first holders have been followed by somebody else.
fn succeeded(found: &[Said<'_>], kept: &[Kept]) -> Vec<usize> {
    let first = |t: &Kept| found[t.which].first && t.status == Status::Current;
    if !kept.iter().any(first) {
        return Vec::new();
    }
    // Two persons are enough to find another.
    let mut others: FxHashMap<(&str, &str), Vec<u32>> = FxHashMap::default();
    for said in kept.iter().map(|t| &found[t.which]).filter(|said| !said.first) {
        let names = others.entry((said.organization, &said.title)).or_default();
        if names.len() < 2 && !names.contains(&said.name) {
            names.push(said.name);
        }
    }
    let is_over = |t: &Said<'_>| {
        let names = others.get(&(t.organization.as_str(), t.title.as_str()));
        names.is_some_and(|names| names.iter().any(|name| *name != t.name))
    };
    kept.iter().enumerate().filter(|(_, t)| first(t) && is_over(&found[t.which])).map(|(n, _)| n).collect()
}

/// Those who are said to hold one post.
#[derive(Default)]
struct Holders {
    all: Vec<usize>,
    /// Since when and who, the latest two of different persons.
    latest: Vec<(Point, u32)>,
    /// Who holds it now, without a date: two at most.
    now: Vec<u32>,
    /// Who is the last said to have taken it over from somebody, and where.
    heir: Option<(usize, u32)>,
}

impl Holders {
    fn add(&mut self, n: usize, said: &Said<'_>, kept: &Kept) {
        self.all.push(n);
        if said.succeeds {
            self.heir = Some((kept.which, said.name));
        }
        match kept.date {
            Some(date) => {
                self.latest.push((date.start(), said.name));
                self.latest.sort_unstable_by(|a, b| b.cmp(a));
                self.latest.dedup_by_key(|(_, name)| *name);
                self.latest.truncate(2);
            }
            None if kept.status == Status::Current && !said.first && self.now.len() < 2 => {
                self.now.extend(Some(said.name).filter(|name| !self.now.contains(name)));
            }
            None => {}
        }
    }
}

/// Which of those said to hold a post are not the only ones: most are.
fn several(found: &[Said<'_>], kept: &[Kept]) -> Vec<bool> {
    let mut first: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    first.reserve(kept.len());
    let mut several = vec![false; kept.len()];
    for (n, t) in kept.iter().enumerate().filter(|(_, t)| t.holds()) {
        let said = &found[t.which];
        let &mut first = first.entry((said.organization, &said.title)).or_insert(n);
        (several[first], several[n]) = (first != n || several[first], first != n);
    }
    several
}

/// Which holders of a post that one alone holds are followed by somebody who holds it later, or now.
fn replaced(found: &[Said<'_>], words: &Words, kept: &[Kept], today: Option<Day>) -> Vec<usize> {
    let mut posts: FxHashMap<(&str, &str), Holders> = FxHashMap::default();
    let several = several(found, kept);
    for (n, t) in kept.iter().enumerate().filter(|&(n, _)| several[n]) {
        let said = &found[t.which];
        if words.cues.last_in(RelationCue::Shared, &said.title).is_none() {
            posts.entry((said.organization, &said.title)).or_default().add(n, said, t);
        }
    }
    let mut over = Vec::new();
    for Holders { all, latest, now, heir } in posts.into_values().filter(|p| p.all.len() > 1) {
        let is_over = |&n: &usize| {
            let before = |(at, name): (usize, u32)| kept[n].which < at && found[kept[n].which].name != name;
            if heir.is_some_and(before) {
                return true;
            }
            let Some(date) = kept[n].date.map(|d| d.start()) else { return false };
            let name = found[kept[n].which].name;
            latest.iter().any(|(since, other)| *other != name && *since > date)
                || now.iter().any(|other| *other != name) && today.is_some_and(|t| date.year() < t.year)
        };
        over.extend(all.iter().copied().filter(is_over));
    }
    over
}

/// Which posts are over: the dated posts of a career that a later one in another body followed.
fn followed(found: &[Said<'_>], kept: &[Kept], today: Option<Day>) -> Vec<usize> {
    let may_be_over = |t: &Kept| found[t.which].state.career && t.holds();
    let careers: FxHashSet<u32> = kept.iter().filter(|t| may_be_over(t)).map(|t| found[t.which].name).collect();
    if careers.is_empty() {
        return Vec::new();
    }
    let mut latest: FxHashMap<u32, Vec<(Point, &SmolStr)>> = FxHashMap::default();
    let mut holds_now: FxHashMap<u32, Vec<&SmolStr>> = FxHashMap::default();
    let of_career = |said: &Said<'_>| careers.contains(&said.name);
    for t in kept.iter().filter(|t| t.status != Status::Removed && of_career(&found[t.which])) {
        let said = &found[t.which];
        if let Some(date) = t.date {
            let dates = latest.entry(said.name).or_default();
            // The two latest are enough to find one in another body.
            dates.push((date.start(), said.organization));
            dates.sort_unstable_by(|a, b| b.cmp(a));
            dates.dedup_by(|a, b| a.1 == b.1);
            dates.truncate(2);
        } else if t.holds() {
            holds_now.entry(said.name).or_default().push(said.organization);
        }
    }
    // 将于10月3日调任B: not yet.
    let to_come = |date: Point| date.day().zip(today).is_some_and(|(day, today)| day > today);
    let is_over = |t: &Kept| {
        let Some(date) = t.date.map(|d| d.start()) else { return is_passed(found, t.which) };
        let said = &found[t.which];
        let elsewhere = |&(since, org): &(Point, &SmolStr)| since > date && org != said.organization && !to_come(since);
        let later = latest.get(&said.name).is_some_and(|dates| dates.iter().any(elsewhere));
        let now = holds_now.get(&said.name).is_some_and(|orgs| orgs.iter().any(|o| *o != said.organization));
        later || now && today.is_some_and(|t| date.year() < t.year)
    };
    kept.iter().enumerate().filter(|(_, t)| may_be_over(t) && is_over(t)).map(|(n, _)| n).collect()
}

/// 2016年任A，随后兼B；2019年任C: whether a post without a date stands between two dated ones of a life told in order, the later
/// in another body.
fn is_passed(found: &[Said<'_>], which: usize) -> bool {
    let said = &found[which];
    let dated = |t: &&Said<'_>| t.name == said.name && t.state.career && t.state.date.is_some();
    let (before, behind) = (&found[..which], &found[which + 1..]);
    let earlier = before.iter().rev().take(TENURES_OFF).find(dated).and_then(|t| t.state.date);
    let later = behind.iter().take(TENURES_OFF).find(dated).filter(|t| t.organization != said.organization);
    let later = later.and_then(|t| t.state.date);
    earlier.zip(later).is_some_and(|(a, b)| a.start() < b.start())
}

/// 副署长张三将…。2018年任A，其后出任副署长: whether an appointment without a date is a step of the life of somebody who holds the
/// post.
fn goes_on(found: &[Said<'_>], which: usize, held: Status) -> bool {
    let said = &found[which];
    let step = held == Status::Current && said.state.career && said.state.date.is_none();
    let dated = |t: &Said<'_>| t.name == said.name && t.state.career && t.state.date.is_some();
    step && found[..which].iter().rev().take(TENURES_OFF).any(dated)
}

fn weight(status: Status) -> u8 {
    match status {
        Status::Former => 0,
        Status::Current => 1,
        Status::Appointed => 2,
        Status::Removed => 3,
    }
}
