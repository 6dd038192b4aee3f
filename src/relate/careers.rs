//! What all that is said of a person and a post comes to: one tenure, with the last state and what is over.
use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::{SmolStr, ToSmolStr as _};

use super::{Status, Tenure};
use crate::value::{Day, Edtf};

/// One tenure for each person and post: the last state wins; posts that a later one followed are former.
pub(super) fn settle(found: Vec<Tenure>, today: Option<Day>) -> Vec<Tenure> {
    if found.is_empty() {
        return found;
    }
    let mut by_post: FxHashMap<(&str, &str, &str), usize> = FxHashMap::default();
    by_post.reserve(found.len());
    // Which of those found stays, its date, and whether the page says that it is over.
    let mut kept: Vec<(usize, Option<Edtf>, bool)> = Vec::with_capacity(found.len());
    for (n, tenure) in found.iter().enumerate() {
        match by_post.entry((&tenure.person, &tenure.organization, &tenure.title)) {
            Entry::Vacant(entry) => {
                entry.insert(kept.len());
                kept.push((n, tenure.date, false));
            }
            Entry::Occupied(entry) => {
                let (which, date, over) = &mut kept[*entry.get()];
                let old = found[*which].status;
                // A post that the page calls a former one is over, however the life tells of it.
                let dated = |t: &Tenure| t.career && t.date.is_some();
                let past = |t: &Tenure| t.status == Status::Former && !t.career;
                if past(&found[*which]) && dated(tenure) || past(tenure) && dated(&found[*which]) {
                    *date = date.or(tenure.date);
                    if old != Status::Former {
                        *which = n;
                    }
                    *over = true;
                } else if weight(tenure.status) > weight(old) && !*over {
                    if tenure.date.is_some() || old == Status::Former {
                        *date = tenure.date;
                    }
                    *which = n;
                } else if date.is_none() && tenure.status == old {
                    *date = tenure.date;
                }
            }
        }
    }
    let mut found: Vec<Option<Tenure>> = found.into_iter().map(Some).collect();
    let stays = |(n, date, _): (usize, Option<Edtf>, bool)| found[n].take().map(|tenure| Tenure { date, ..tenure });
    let mut kept: Vec<Tenure> = kept.into_iter().filter_map(stays).collect();
    for n in followed(&kept, today).into_iter().chain(outgrown(&kept)).chain(succeeded(&kept)) {
        kept[n].status = Status::Former;
    }
    kept
}

/// Which posts under a head are over: those of one who is said to be the head (副厅长 of 厅长, 代县长 of 县长).
fn outgrown(kept: &[Tenure]) -> Vec<usize> {
    let below = |t: &Tenure| {
        let title = ["常务副", "第一副", "副", "代理", "署理", "代"].iter().find_map(|word| t.title.strip_prefix(word));
        title.filter(|_| matches!(t.status, Status::Current | Status::Appointed)).map(SmolStr::new)
    };
    if !kept.iter().any(|t| below(t).is_some()) {
        return Vec::new();
    }
    let heads: FxHashSet<(&str, &str, &str)> = kept
        .iter()
        .filter(|t| matches!(t.status, Status::Current | Status::Appointed))
        .map(|t| (&*t.person, &*t.organization, &*t.title))
        .collect();
    let over = |t: &Tenure| below(t).is_some_and(|title| heads.contains(&(&*t.person, &*t.organization, &*title)));
    kept.iter().enumerate().filter(|(_, t)| over(t)).map(|(n, _)| n).collect()
}

/// Which first holders have been followed by somebody else.
fn succeeded(kept: &[Tenure]) -> Vec<usize> {
    let first = kept.iter().enumerate().filter(|(_, t)| t.first && t.status == Status::Current);
    let over = first.filter(|(_, t)| {
        let same = |other: &Tenure| other.organization == t.organization && other.title == t.title;
        kept.iter().any(|other| same(other) && other.person != t.person && !other.first)
    });
    over.map(|(n, _)| n).collect()
}

/// Which posts are over: the dated posts of a career that a later one in another body followed.
fn followed(kept: &[Tenure], today: Option<Day>) -> Vec<usize> {
    let may_be_over = |t: &Tenure| t.career && matches!(t.status, Status::Current | Status::Appointed);
    if !kept.iter().any(may_be_over) {
        return Vec::new();
    }
    let mut latest: FxHashMap<&str, Vec<(SmolStr, &str)>> = FxHashMap::default();
    let mut holds_now: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for tenure in kept.iter().filter(|t| t.status != Status::Removed) {
        if let Some(date) = tenure.date {
            let dates = latest.entry(&tenure.person).or_default();
            // The two latest are enough to find one in another body.
            dates.push((date.start().to_smolstr(), &tenure.organization));
            dates.sort_unstable_by(|a, b| b.cmp(a));
            dates.dedup_by(|a, b| a.1 == b.1);
            dates.truncate(2);
        } else if tenure.status == Status::Current {
            holds_now.entry(&tenure.person).or_default().push(&tenure.organization);
        }
    }
    let is_over = |tenure: &Tenure| {
        let Some(date) = tenure.date.map(|d| d.start()) else { return false };
        let written = date.to_smolstr();
        let elsewhere = |(d, org): &(SmolStr, &str)| *d > written && *org != tenure.organization;
        let later = latest.get(&*tenure.person).is_some_and(|dates| dates.iter().any(elsewhere));
        let now = holds_now.get(&*tenure.person).is_some_and(|orgs| orgs.iter().any(|o| *o != tenure.organization));
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
