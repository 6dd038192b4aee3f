//! Of which bodies something is said where it is said of several: lists, and bodies that are counted (三家, 四署).
use std::ops::Range;

use super::{LONGEST_LIST, Scene, signs::BodyCue, subject::MENTIONS_BACK};
use crate::{
    matcher::Symbol,
    mention::is_called,
    relate::{SYMBOL, cues::RelationCue, line::Item},
    resolve::OTHER_NAMES,
    segment::{COMMAS, behind_bracket},
    value::count_at,
};

/// What several bodies are called in common has no more bytes: 两个支局.
const LONGEST_NOUN: usize = 12;

impl Scene<'_> {
    /// A、B统由某部管理: what is said of the last body of a list right before it is said of all.
    pub(super) fn with_list(self, at: usize, subject: Vec<usize>) -> Vec<usize> {
        let line = self.line;
        let mut clause = line.clause_start(at.saturating_sub(1));
        // A、B等七家，|是…: of the list before the comma.
        if line.signs().ends(BodyCue::Counter, line.part(0..clause).trim_end_matches(COMMAS)) {
            clause = line.clause_start(clause.saturating_sub(1));
        }
        let mut before = line.items_in(clause..at).iter().rev();
        let Some(mut last) = before.find(|i| i.symbol == Symbol::Agency && subject.first() == Some(&i.index)) else {
            return subject;
        };
        let mut bodies = subject;
        let listed = |i: &&Item| matches!(i.symbol, Symbol::Agency | Symbol::Rank);
        for item in before.take(LONGEST_LIST).take_while(listed) {
            // 某中心（|某院）、某所（|正处级|）: what the bracket names is none of the list.
            if item.symbol == Symbol::Rank || self.is_other_name(item.at) {
                continue;
            }
            let gap = behind_bracket(line.part(item.at + SYMBOL..last.at), OTHER_NAMES);
            if !line.cues().is(RelationCue::JoinsBodies, gap) {
                break;
            }
            bodies.push(item.index);
            last = item;
        }
        bodies.reverse();
        bodies
    }

    /// 三家都是…: so many bodies, the last ones before byte `at` in its sentence and the one before.
    pub(super) fn counted(self, at: usize) -> Vec<usize> {
        let line = self.line;
        let signs = line.signs();
        let words = line.text.get(at..).unwrap_or("");
        let [first, last] = [BodyCue::OfFirst, BodyCue::OfLast].map(|sign| signs.behind(sign, words));
        let counted = first.or(last).unwrap_or(words);
        let Some((number, behind)) = count_at(counted) else { return Vec::new() };
        // 前|两家合署办公: not of these.
        let cut = signs.ending(line.part(0..at));
        if cut.has(BodyCue::OfFirst) || cut.has(BodyCue::OfLast) {
            return Vec::new();
        }
        // 四署|都隶属某部: those whose names end so.
        let noun = self.counted_noun(behind);
        if line.cues().is(RelationCue::ThisKind, noun) {
            return self.of_kind(at, number, noun);
        }
        let previous = line.sentence_start(line.sentence_start(at).saturating_sub(1));
        if first.or(last).is_some() {
            return self.of_list(previous..at, number, first.is_some());
        }
        let mut names = std::collections::BTreeSet::new();
        let mut bodies: Vec<usize> = Vec::new();
        for item in self.subjects(previous, at).rev().take(LONGEST_LIST) {
            if bodies.len() < number && self.view.body_name(item.index).is_some_and(|name| names.insert(name)) {
                bodies.push(item.index);
            }
        }
        bodies.reverse();
        if bodies.len() == number { bodies } else { Vec::new() }
    }

    /// 四个支局|都…: what so many bodies are called, where all of them are meant.
    fn counted_noun(self, behind: &str) -> &str {
        let signs = self.line.signs();
        let near = behind.get(..behind.floor_char_boundary(2 * LONGEST_NOUN)).unwrap_or("");
        let noun = signs.first_in(BodyCue::All, near).and_then(|end| near.get(..end)).unwrap_or("");
        let noun = signs.behind(BodyCue::Counter, noun).unwrap_or(noun);
        if noun.len() <= LONGEST_NOUN { noun } else { "" }
    }

    /// A…，B…，|规格都为…: all bodies that the sentence has spoken of before byte `at`, if they are several.
    pub(super) fn all_here(self, at: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for item in self.subjects(self.line.sentence_start(at), at).take(LONGEST_LIST) {
            let same = |&f: &usize| self.view.body_name(f) == self.view.body_name(item.index);
            if !found.iter().any(same) {
                found.push(item.index);
            }
        }
        // 某局设某科、某科，规格均为…: of the sections.
        let name = |i: usize| self.view.body_name(i).unwrap_or_default();
        let upper = |&i: &usize| found.iter().any(|&f| f != i && name(f).starts_with(&*name(i)));
        let lowest: Vec<usize> = found.iter().copied().filter(|i| !upper(i)).collect();
        if lowest.len() > 1 { lowest } else { Vec::new() }
    }

    /// 四署, 两院: so many bodies of the line before byte `at`, the last ones that are called so.
    fn of_kind(self, at: usize, number: usize, kind: &str) -> Vec<usize> {
        let (line, bodies) = (self.line, &self.view.board.bodies);
        let end = bodies.partition_point(|b| b.span.end() <= line.page_byte(at));
        let mut found: Vec<usize> = Vec::new();
        let near = (0..end).rev().take(MENTIONS_BACK).take_while(|&i| bodies[i].span.start() >= line.span.start());
        for i in near.filter(|&i| bodies[i].value.name().is_some_and(|name| is_called(name, kind))) {
            if !found.iter().any(|&f| bodies[f].value.name() == bodies[i].value.name()) {
                found.push(i);
            }
        }
        found.reverse();
        let more = found.len().checked_sub(number);
        more.and_then(|n| found.get(n..)).filter(|_| number > 1).map(<[_]>::to_vec).unwrap_or_default()
    }

    /// 前两家, 后一家: so many of the last list of bodies in a range, from its start or its end.
    fn of_list(self, range: Range<usize>, number: usize, first: bool) -> Vec<usize> {
        let line = self.line;
        let mut list: Vec<&Item> = Vec::new();
        for item in line.items_in(range).iter().rev().filter(|i| i.symbol == Symbol::Agency).take(LONGEST_LIST) {
            let between = list.last().map(|next| line.part(item.at + SYMBOL..next.at));
            let joined = |t: &str| matches!(t, "，" | ",") || line.cues().is(RelationCue::JoinsBodies, t);
            match between {
                Some(between) if !joined(between) && list.len() > 1 => break,
                Some(between) if !joined(between) => list = vec![item],
                _ => list.push(item),
            }
        }
        list.reverse();
        let of = if first { list.get(..number) } else { list.len().checked_sub(number).and_then(|n| list.get(n..)) };
        of.filter(|_| list.len() > 1).into_iter().flatten().map(|i| i.index).collect()
    }
}
