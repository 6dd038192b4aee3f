//! A line with the words in it that say how it is meant, read once for all who ask, and only where somebody does.
use std::{
    cell::{Cell, OnceCell},
    ops::{Deref, Range},
};

use super::{
    line::Line,
    words::{Role, Roles, Spoken, Words},
};

/// How much of a line, in bytes, is near.
pub(super) const NEAR: usize = 900;

/// A rewritten line and its words.
pub(super) struct Told<'l> {
    line: &'l Line<'l>,
    words: &'l Words,
    spoken: OnceCell<Vec<Spoken>>,
    /// Memory for them.
    spare: Cell<Vec<Spoken>>,
    /// Where something stands on the line that relations watch for.
    pub(super) watched: &'l [u32],
}

impl<'l> Deref for Told<'l> {
    type Target = Line<'l>;

    fn deref(&self) -> &Line<'l> {
        self.line
    }
}

impl<'l> Told<'l> {
    pub(super) fn new(line: &'l Line<'l>, words: &'l Words, watched: &'l [u32], spare: Vec<Spoken>) -> Self {
        Self { line, words, spoken: OnceCell::new(), spare: Cell::new(spare), watched }
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
