//! Of what is told several times about a body, one event of each kind.
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::Event;
use crate::{relate::EventKind, value::Edtf};

/// So many events before that something was raised stands what became of it.
const EVENTS_BACK: usize = 4;
/// So many bytes apart two events are told of in one act at most.
const BESIDE: usize = 200;
/// So many bytes apart a founding and what merged by it are told of at most.
const TOGETHER: usize = 450;

/// One event for each body and type, with the most exact date and any place stated.
pub(super) fn settle(mut events: Vec<Event>) -> Vec<Event> {
    if events.len() < 2 {
        return events;
    }
    settle_raised(&mut events);
    let mut events = one_of_each(events);
    settle_chain(&mut events);
    settle_renamed(&mut events);
    settle_gone(&mut events);
    settle_merged(&mut events);
    events
}

/// A更名为B，由副科级升为正科级: it was A that was raised, where both stand side by side.
fn settle_raised(events: &mut [Event]) {
    for n in 1..events.len() {
        let (head, tail) = events.split_at_mut(n);
        let Some(event) = tail.first_mut().filter(|e| e.kind == EventKind::Upgraded) else { continue };
        // What became of A stands a few events before: that A was raised may be told between.
        let Some(before) = head.iter().rev().take(EVENTS_BACK).find(|e| e.kind == EventKind::Renamed) else { continue };
        let [renamed, raised] = [before, &*event].map(|e| &e.proof.evidence);
        let near = raised.start().abs_diff(renamed.start()) < BESIDE;
        if near
            && before.agency == event.agency
            && before.date == event.date
            && let Some(old) = &before.from
        {
            event.agency = old.clone();
        }
    }
}

/// Of the events of one type of each body the one that is dated best, with what the others tell besides.
fn one_of_each(events: Vec<Event>) -> Vec<Event> {
    let precision = |e: &Event| e.date.map_or(0, |d| d.start().precision() + 1);
    let mut by_key: FxHashMap<(&str, EventKind), usize> = FxHashMap::default();
    // Which of the events stays, and which have its place, what it came from and what it became part of.
    let mut kept: Vec<[usize; 4]> = Vec::with_capacity(events.len());
    for (n, event) in events.iter().enumerate() {
        match by_key.entry((&event.agency, event.kind)) {
            Entry::Vacant(entry) => {
                entry.insert(kept.len());
                kept.push([n; 4]);
            }
            Entry::Occupied(entry) => {
                let [stays, placed, from, into] = &mut kept[*entry.get()];
                let fill = |holder: &mut usize, holds: fn(&Event) -> bool| {
                    if !holds(&events[*holder]) {
                        *holder = n;
                    }
                };
                fill(placed, |e| e.place.is_some());
                fill(from, |e| e.from.is_some());
                fill(into, |e| e.into.is_some());
                // Of two days that of the unveiling counts, not that of the decision.
                let old = &events[*stays];
                let later = precision(event) == precision(old) && event.unveiled && !old.unveiled;
                if precision(event) > precision(old) || later {
                    *stays = n;
                }
            }
        }
    }
    let mut events: Vec<Option<Event>> = events.into_iter().map(Some).collect();
    let take = |[stays, placed, from, into]: [usize; 4]| {
        let place = events[placed].as_ref().and_then(|e| e.place.clone());
        let from = events[from].as_ref().and_then(|e| e.from.clone());
        let into = events[into].as_ref().and_then(|e| e.into.clone());
        events[stays].take().map(|event| Event { place, from, into, ..event })
    };
    kept.into_iter().filter_map(take).collect()
}

/// 某科，1968年改称A，1986年定名为B，2010年更为现名: what A was called was called so but once, so that it was B that got the name
/// of now.
fn settle_chain(events: &mut [Event]) {
    let key = |&n: &usize| {
        let Event { kind, from, date, .. } = &events[n];
        from.as_ref().zip(*date).filter(|_| *kind == EventKind::Renamed).map(|(old, date)| (old, date.start()))
    };
    // By the old name, and of one by the date.
    let mut renamed: Vec<usize> = (0..events.len()).filter(|n| key(n).is_some()).collect();
    renamed.sort_by_key(key);
    let old = |n: &usize| key(n).map(|(old, _)| old);
    let is_old = |name: &SmolStr| renamed.binary_search_by(|n| old(n).cmp(&Some(name))).is_ok();
    let pairs = renamed.windows(2).filter(|pair| old(&pair[0]) == old(&pair[1]) && key(&pair[0]) < key(&pair[1]));
    let links: Vec<(usize, SmolStr)> =
        pairs.map(|pair| (pair[1], events[pair[0]].agency.clone())).filter(|(_, name)| !is_old(name)).collect();
    links.into_iter().for_each(|(later, name)| events[later].from = Some(name));
}

/// What merged did so when the body it went into was founded, where the two are told of together.
fn settle_merged(events: &mut [Event]) {
    if events.iter().all(|e| e.kind != EventKind::Merged || e.date.is_some()) {
        return;
    }
    let founded: FxHashMap<SmolStr, (Edtf, usize)> = events
        .iter()
        .filter(|e| e.kind == EventKind::Founded)
        .filter_map(|e| Some((e.agency.clone(), (e.date?, e.proof.evidence.start()))))
        .collect();
    for event in events.iter_mut().filter(|e| e.kind == EventKind::Merged && e.date.is_none()) {
        let told = event.into.as_ref().and_then(|into| founded.get(into).copied());
        let near = |at: usize| at.abs_diff(event.proof.evidence.start()) < TOGETHER;
        event.date = told.filter(|&(_, at)| near(at)).map(|(date, _)| date);
    }
}

/// 2023年3月，A并入B，B加挂A牌子: what ended on a day was not founded on it, though its plate was hung.
fn settle_gone(events: &mut Vec<Event>) {
    let ends = |e: &&Event| matches!(e.kind, EventKind::Merged | EventKind::Abolished) && e.date.is_some();
    let gone: FxHashMap<SmolStr, Option<Edtf>> =
        events.iter().filter(ends).map(|e| (e.agency.clone(), e.date)).collect();
    if !gone.is_empty() {
        events.retain(|e| e.kind != EventKind::Founded || e.date.is_none() || gone.get(&e.agency) != Some(&e.date));
    }
}

/// 某委走入历史, 某部揭牌: what was renamed is not abolished, and the new one is founded when it gets its name.
fn settle_renamed(events: &mut Vec<Event>) {
    let mut renamed: FxHashMap<SmolStr, (Option<Edtf>, Option<SmolStr>)> = FxHashMap::default();
    let mut old: FxHashMap<SmolStr, Option<Edtf>> = FxHashMap::default();
    for event in events.iter().filter(|e| e.kind == EventKind::Renamed) {
        renamed.insert(event.agency.clone(), (event.date, event.place.clone()));
        old.extend(event.from.clone().map(|from| (from, event.date)));
    }
    if renamed.is_empty() {
        return;
    }
    // What was abolished before, and set up again, was.
    let same = |e: &Event| old.get(&e.agency).is_some_and(|date| e.date.is_none() || e.date == *date);
    events.retain(|e| e.kind != EventKind::Abolished || !same(e));
    for event in events.iter_mut().filter(|e| e.kind == EventKind::Founded && e.date.is_none() && e.unveiled) {
        let Some((date, place)) = renamed.get(&event.agency) else { continue };
        (event.date, event.place) = (*date, event.place.take().or_else(|| place.clone()));
    }
}
