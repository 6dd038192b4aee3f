//! A line with the words in it that say how it is meant, read once for all who ask, and only where somebody does.
use std::{
    cell::{Cell, OnceCell},
    ops::{Deref, Range},
};

use super::{
    line::{Item, Line},
    words::{Role, Roles, Spoken, Words},
};
use crate::matcher::Symbol;

/// How much of a line, in bytes, is near.
pub(super) const NEAR: usize = 900;

/// A rewritten line and its words.
pub(super) struct Told<'l> {
    line: &'l Line<'l>,
    words: &'l Words,
    spoken: OnceCell<Vec<Spoken>>,
    /// Memory for them.
    spare: Cell<Vec<Spoken>>,
    /// The first and the last mention of each kind.
    ends: [Option<(&'l Item, &'l Item)>; Symbol::ALL.len()],
    /// Where something may stand on the line that relations watch for, and the character it begins with.
    pub(super) watched: &'l [(u32, char)],
}

impl<'l> Deref for Told<'l> {
    type Target = Line<'l>;

    fn deref(&self) -> &Line<'l> {
        self.line
    }
}

impl<'l> Told<'l> {
    pub(super) fn new(line: &'l Line<'l>, words: &'l Words, watched: &'l [(u32, char)], spare: Vec<Spoken>) -> Self {
        let mut ends: [Option<(&Item, &Item)>; _] = [None; _];
        for item in line.items {
            let ends = &mut ends[item.symbol as usize];
            *ends = Some((ends.map_or(item, |(first, _)| first), item));
        }
        Self { line, words, spoken: OnceCell::new(), spare: Cell::new(spare), ends, watched }
    }

    /// Whether a mention of this kind stands on the line.
    pub(super) fn holds(&self, symbol: Symbol) -> bool {
        self.ends[symbol as usize].is_some()
    }

    /// The first mention of this kind.
    pub(super) fn first(&self, symbol: Symbol) -> Option<&'l Item> {
        self.ends[symbol as usize].map(|(first, _)| first)
    }

    /// The last mention of this kind.
    pub(super) fn last_of(&self, symbol: Symbol) -> Option<&'l Item> {
        self.ends[symbol as usize].map(|(_, last)| last)
    }

    /// The memory, for the next line.
    pub(super) fn into_spare(self) -> Vec<Spoken> {
        self.spoken.into_inner().unwrap_or_else(|| self.spare.into_inner())
    }

    fn spoken(&self) -> &[Spoken] {
        self.spoken.get_or_init(|| {
            let mut spoken = self.spare.take();
            spoken.clear();
            self.words.read(self.line.text, &mut spoken);
            spoken
        })
    }

    /// The words that start at byte `at` or behind it.
    fn from(&self, at: usize) -> &[Spoken] {
        let spoken = self.spoken();
        spoken.get(spoken.partition_point(|w| (w.start as usize) < at)..).unwrap_or(&[])
    }

    /// The words in a range.
    pub(super) fn words_in(&self, range: Range<usize>) -> impl Iterator<Item = &Spoken> {
        let started = self.from(range.start).iter().take_while(move |w| (w.start as usize) < range.end);
        started.filter(move |w| w.end as usize <= range.end)
    }

    /// The roles of all words in a range.
    pub(super) fn roles_in(&self, range: Range<usize>) -> Roles {
        self.words_in(range).fold(Roles::default(), |all, word| all.or(word.roles))
    }

    /// Whether a word of this role stands in a range.
    pub(super) fn inside(&self, role: Role, range: Range<usize>) -> bool {
        self.words_in(range).any(|word| word.roles.has(role))
    }

    /// The words that end at byte `at`, shortest first.
    fn ending(&self, at: usize) -> impl Iterator<Item = &Spoken> {
        let spoken = self.spoken();
        let before = spoken.get(..spoken.partition_point(|w| (w.start as usize) < at)).unwrap_or(&[]);
        let from = at.saturating_sub(self.words.longest());
        let near = before.iter().rev().take_while(move |w| w.start as usize >= from);
        near.filter(move |w| w.end as usize == at)
    }

    /// The roles of all words that end at byte `at`.
    pub(super) fn roles_ending(&self, at: usize) -> Roles {
        self.ending(at).fold(Roles::default(), |all, word| all.or(word.roles))
    }

    /// The roles of the words in a range that end where it does.
    pub(super) fn roles_closing(&self, range: Range<usize>) -> Roles {
        let inside = self.ending(range.end).filter(|word| word.start as usize >= range.start);
        inside.fold(Roles::default(), |all, word| all.or(word.roles))
    }

    /// Whether a word of this role ends at byte `at`.
    pub(super) fn ends(&self, role: Role, at: usize) -> bool {
        self.ending(at).any(|word| word.roles.has(role))
    }

    /// Where the word of this role starts that ends at byte `at`.
    pub(super) fn before(&self, role: Role, at: usize) -> Option<usize> {
        self.ending(at).find(|word| word.roles.has(role)).map(|word| word.start as usize)
    }

    /// Whether a word of this role starts at byte `at`.
    pub(super) fn starts(&self, role: Role, at: usize) -> bool {
        self.from(at).iter().take_while(|w| w.start as usize == at).any(|word| word.roles.has(role))
    }

    /// The range from byte `from` up to byte `at`, as far as it is near.
    pub(super) fn near_range(&self, from: usize, at: usize) -> Range<usize> {
        self.text.floor_char_boundary(from.max(at.saturating_sub(NEAR)))..at
    }

    /// What a range of the line says.
    pub(super) fn part(&self, range: Range<usize>) -> &'l str {
        self.line.text.get(range).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Told;
    use crate::{
        relate::{
            line::Line,
            words::{Role, Words},
        },
        rules::RuleSet,
    };

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_looked_up_is_what_stands_there(
            parts in prop::collection::vec(
                prop::sample::select(&["成立", "由原", "由", "新组建的", "不再", "管理的", "的", "办公室", "前身", "é", "𠀀", "a", "，", "国"][..]),
                0..24,
            ),
        ) {
            const ROLES: [Role; 6] =
                [Role::Object, Role::Attribute, Role::Founds, Role::Fresh, Role::Unread, Role::NoLonger];
            let text = parts.concat();
            let words = Words::new(&RuleSet::embedded().unwrap()).unwrap();
            let line = Line::of(&text);
            let told = Told::new(&line, &words, &[], Vec::new());
            let places: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
            for (n, &at) in places.iter().enumerate() {
                let (head, rest) = text.split_at(at);
                for role in ROLES {
                    prop_assert_eq!(told.ends(role, at), words.ends(role, head));
                    prop_assert_eq!(told.before(role, at), words.before(role, head).map(str::len));
                    prop_assert_eq!(told.roles_ending(at).has(role), words.ends(role, head));
                    prop_assert_eq!(told.starts(role, at), words.starts(role, rest));
                    for &end in places.iter().skip(n) {
                        let part = text.get(at..end).unwrap();
                        let ends = |from: usize| part.get(from..).is_some_and(|t| words.starts(role, t));
                        prop_assert_eq!(told.inside(role, at..end), (0..part.len()).any(ends));
                        prop_assert_eq!(told.roles_in(at..end).has(role), told.inside(role, at..end));
                        prop_assert_eq!(told.roles_closing(at..end).has(role), words.ends(role, part));
                    }
                }
            }
        }
    }
}
