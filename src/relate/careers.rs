//! What all that is said of a person and a post comes to: one tenure, with the last state and what is over.
use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::{SmolStr, ToSmolStr as _};

use super::{
    Status,
    tenures::{Said, State},
};
use crate::value::{Day, Edtf};

/// Who, in which body, as what.
type Key<'s> = (u32, &'s str, &'s str);

fn key<'s>(said: &'s Said<'_>) -> Key<'s> {
    (said.name, said.organization, &said.title)
}

/// Of all that is said the part that stays, one for each person and post, in the order of the text: the last state wins;
/// posts that a later one followed are former.
pub(super) fn settle<'v>(found: Vec<Said<'v>>, today: Option<Day>) -> Vec<Said<'v>> {
    let mut by_post: FxHashMap<Key<'_>, usize> = FxHashMap::default();
    by_post.reserve(found.len());
    // Which of those found stays, its date, and whether the page says that it is over.
    let mut kept: Vec<(usize, Option<Edtf>, bool)> = Vec::with_capacity(found.len());
    for (n, said) in found.iter().enumerate() {
        match by_post.entry(key(said)) {
            Entry::Vacant(entry) => {
                entry.insert(kept.len());
                kept.push((n, said.state.date, false));
            }
            Entry::Occupied(entry) => {
                let (which, date, over) = &mut kept[*entry.get()];
                let (old, new) = (found[*which].state, said.state);
                // A post that the page calls a former one is over, however the life tells of it.
                let dated = |t: State| t.career && t.date.is_some();
                let past = |t: State| t.status == Status::Former && !t.career;
                if past(old) && dated(new) || past(new) && dated(old) {
                    *date = date.or(new.date);
                    if old.status != Status::Former {
                        *which = n;
                    }
                    *over = true;
                } else if weight(new.status) > weight(old.status) && !*over {
                    if new.date.is_some() || old.status == Status::Former {
                        *date = new.date;
                    }
                    *which = n;
                } else if date.is_none() && new.status == old.status {
                    *date = new.date;
                }
            }
        }
    }
    drop(by_post);
    let mut found: Vec<Option<Said<'v>>> = found.into_iter().map(Some).collect();
    let stays = |(n, date, _): (usize, Option<Edtf>, bool)| {
        let said = found[n].take()?;
        Some(Said { state: State { date, ..said.state }, ..said })
    };
    let mut kept: Vec<Said<'v>> = kept.into_iter().filter_map(stays).collect();
    for n in followed(&kept, today).into_iter().chain(outgrown(&kept)).chain(succeeded(&kept)) {
        kept[n].state.status = Status::Former;
    }
    kept
}

fn holds(said: &Said<'_>) -> bool {
    matches!(said.state.status, Status::Current | Status::Appointed)
}

/// Which posts under a head are over: those of one who is said to be the head (副厅长 of 厅长, 代县长 of 县长).
fn outgrown(kept: &[Said<'_>]) -> Vec<usize> {
    let head_of = |title: &'_ str| {
        ["常务副", "第一副", "副", "代理", "署理", "代"].iter().find_map(|word| title.strip_prefix(word)).map(str::len)
    };
    let below = |t: &Said<'_>| head_of(&t.title).filter(|_| holds(t));
    if !kept.iter().any(|t| below(t).is_some()) {
        return Vec::new();
    }
    let heads: FxHashSet<Key<'_>> = kept.iter().filter(|t| holds(t)).map(key).collect();
    let over = |t: &Said<'_>| {
        let title = below(t).and_then(|length| t.title.get(t.title.len() - length..));
        title.is_some_and(|title| heads.contains(&(t.name, t.organization, title)))
    };
    kept.iter().enumerate().filter(|(_, t)| over(t)).map(|(n, _)| n).collect()
}

/// Which first holders have been followed by somebody else.
fn succeeded(kept: &[Said<'_>]) -> Vec<usize> {
    let first = kept.iter().enumerate().filter(|(_, t)| t.first && t.state.status == Status::Current);
    let over = first.filter(|(_, t)| {
        let same = |other: &Said<'_>| other.organization == t.organization && other.title == t.title;
        kept.iter().any(|other| same(other) && other.name != t.name && !other.first)
    });
    over.map(|(n, _)| n).collect()
}

/// Which posts are over: the dated posts of a career that a later one in another body followed.
fn followed(kept: &[Said<'_>], today: Option<Day>) -> Vec<usize> {
    let may_be_over = |t: &Said<'_>| t.state.career && holds(t);
    if !kept.iter().any(may_be_over) {
        return Vec::new();
    }
    let mut latest: FxHashMap<u32, Vec<(SmolStr, &SmolStr)>> = FxHashMap::default();
    let mut holds_now: FxHashMap<u32, Vec<&SmolStr>> = FxHashMap::default();
    for said in kept.iter().filter(|t| t.state.status != Status::Removed) {
        if let Some(date) = said.state.date {
            let dates = latest.entry(said.name).or_default();
            // The two latest are enough to find one in another body.
            dates.push((date.start().to_smolstr(), said.organization));
            dates.sort_unstable_by(|a, b| b.cmp(a));
            dates.dedup_by(|a, b| a.1 == b.1);
            dates.truncate(2);
        } else if said.state.status == Status::Current {
            holds_now.entry(said.name).or_default().push(said.organization);
        }
    }
    let is_over = |said: &Said<'_>| {
        let Some(date) = said.state.date.map(|d| d.start()) else { return false };
        let written = date.to_smolstr();
        let elsewhere = |(d, org): &(SmolStr, &SmolStr)| *d > written && *org != said.organization;
        let later = latest.get(&said.name).is_some_and(|dates| dates.iter().any(elsewhere));
        let now = holds_now.get(&said.name).is_some_and(|orgs| orgs.iter().any(|o| *o != said.organization));
        later || now && today.is_some_and(|t| date.year() < t.year)
    };
    kept.iter().enumerate().filter(|(_, t)| may_be_over(t) && is_over(t)).map(|(n, _)| n).collect()
}

fn weight(status: Status) -> u8 {
    match status {
        Status::Former => 0,
        Status::Current => 1,
        Status::Appointed => 2,
        Status::Removed => 3,
    }
}
