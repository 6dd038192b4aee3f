//! Words of a table by what each of them shows beside something that is being read.
use std::{collections::BTreeMap, marker::PhantomData};

use super::{ReverseTrie, Trie};
use crate::rules::{Named, RuleError, RuleSet};

/// What the words of a table may show; `cues!` makes them.
pub trait Cue: Copy + 'static {
    /// The table they stand in; its column `cue` names what a word shows.
    const TABLE: &'static str;

    /// All there is, by the name that the table gives it; at most 64.
    const ALL: &'static [Named<Self>];

    /// Its number, below 64.
    fn number(self) -> u32;
}

/// An enumeration of what the words of a table show, each with the name that the table gives it.
macro_rules! cues {
    (
        $(#[$doc:meta])*
        $visibility:vis enum $name:ident: $table:literal {
            $($(#[$each:meta])* $cue:ident = $word:literal,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $visibility enum $name {
            $($(#[$each])* $cue,)*
        }

        impl $crate::matcher::Cue for $name {
            const TABLE: &'static str = $table;
            const ALL: &'static [(&'static str, Self)] = &[$(($word, Self::$cue)),*];

            fn number(self) -> u32 {
                const { assert!(<$name as $crate::matcher::Cue>::ALL.len() <= 64, "one bit each") };
                self as u32
            }
        }
    };
}
pub(crate) use cues;

/// What several words show together, for where more than one cue is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shown<C> {
    bits: u64,
    cue: PhantomData<C>,
}

impl<C: Cue> Shown<C> {
    /// What these bits say, one for each cue.
    pub(super) fn of(bits: u64) -> Self {
        Self { bits, cue: PhantomData }
    }

    /// Whether one of them shows this.
    pub fn has(self, cue: C) -> bool {
        self.bits >> cue.number() & 1 != 0
    }

    /// What these show, or others.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self::of(self.bits | other.bits)
    }

    /// These, or none.
    #[inline]
    #[must_use]
    pub fn only_if(self, so: bool) -> Self {
        Self::of(self.bits & u64::from(so).wrapping_neg())
    }
}

impl<C: Cue> Default for Shown<C> {
    fn default() -> Self {
        Self::of(0)
    }
}

/// Words, each with all that it shows.
#[derive(Clone, Debug)]
pub struct Cues<C> {
    forward: Trie,
    backward: ReverseTrie,
    /// What each word shows, a bit each.
    shows: Vec<u64>,
    /// What the words show that start with a character, and those that end with one, by its key: mostly nothing.
    at_start: Box<[u64; KEYS]>,
    at_end: Box<[u64; KEYS]>,
    cue: PhantomData<C>,
}

/// How many keys of characters there are; several have the same.
const KEYS: usize = 256;

/// The key of the first character of a text.
#[inline]
fn first_key(text: &str) -> usize {
    match *text.as_bytes() {
        [0xe0..0xf0, a, b, ..] => key(a, b),
        [a, ..] => a.into(),
        [] => 0,
    }
}

/// The key of the last character.
#[inline]
fn last_key(text: &str) -> usize {
    match *text.as_bytes() {
        [.., a, b @ 0x80..=0xff] => key(a, b),
        [.., a] => a.into(),
        [] => 0,
    }
}

#[inline]
fn key(a: u8, b: u8) -> usize {
    usize::from(b & 0x3f | a << 6)
}

impl<C: Cue> Cues<C> {
    /// The words of the first column of the cues' table.
    ///
    /// # Errors
    /// A table that is missing, or a cell that names no cue.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table(C::TABLE)?;
        let column = table.column("cue")?;
        let mut words: BTreeMap<&str, u64> = BTreeMap::new();
        for row in table.rows() {
            let cue = table.value(row, column, "cue", C::ALL)?;
            *words.entry(row.get(0)).or_default() |= 1 << cue.number();
        }
        let (forward, backward) = Default::default();
        let (at_start, at_end) = (Box::new([0; KEYS]), Box::new([0; KEYS]));
        let mut cues = Self { forward, backward, shows: Vec::new(), at_start, at_end, cue: PhantomData };
        for (word, shows) in words {
            cues.at_start[first_key(word)] |= shows;
            cues.at_end[last_key(word)] |= shows;
            cues.forward.insert(word, cues.shows.len() as u32);
            cues.backward.insert(word, cues.shows.len() as u32);
            cues.shows.push(shows);
        }
        Ok(cues)
    }

    /// The words of the table that show this, for those who look for them all over a text.
    ///
    /// # Errors
    /// A table that is missing.
    pub fn words(rules: &RuleSet, cue: C) -> Result<Vec<&str>, RuleError> {
        let table = rules.table(C::TABLE)?;
        let column = table.column("cue")?;
        let name = C::ALL.iter().find(|(_, one)| one.number() == cue.number()).map(|(name, _)| *name);
        let rows = table.rows().iter().filter(|row| Some(row.get(column)) == name);
        Ok(rows.map(|row| row.get(0)).collect())
    }

    /// What may be shown by words that start `text`, by its first character alone.
    #[inline]
    fn may_start(&self, text: &str) -> Shown<C> {
        Shown::of(self.at_start[first_key(text)])
    }

    /// The same of words that end it.
    #[inline]
    fn may_end(&self, text: &str) -> Shown<C> {
        Shown::of(self.at_end[last_key(text)])
    }

    /// All that the words that end `text` show.
    pub fn ending(&self, text: &str) -> Shown<C> {
        let mut shown = Shown::of(0);
        if self.may_end(text).bits == 0 {
            return shown;
        }
        self.backward.each_before(text, text.len(), |_, word| shown.bits |= self.shows[word as usize]);
        shown
    }

    /// All that the words that start `text` show.
    pub fn starting(&self, text: &str) -> Shown<C> {
        let mut shown = Shown::of(0);
        if self.may_start(text).bits == 0 {
            return shown;
        }
        self.forward.each_at(text, 0, |_, word| shown.bits |= self.shows[word as usize]);
        shown
    }

    /// Tells of every word that starts at byte `at`, shortest first: where it ends, and what it shows.
    #[inline]
    pub fn each_at(&self, text: &str, at: usize, mut tell: impl FnMut(usize, Shown<C>)) {
        self.forward.each_at(text, at, |end, word| tell(end, Shown::of(self.shows[word as usize])));
    }

    fn has(&self, cue: C, word: u32) -> bool {
        self.shows[word as usize] >> cue.number() & 1 != 0
    }

    /// What stands before the longest word that shows this and ends `text`.
    pub fn before<'t>(&self, cue: C, text: &'t str) -> Option<&'t str> {
        if !self.may_end(text).has(cue) {
            return None;
        }
        let mut longest = None;
        self.backward.each_before(text, text.len(), |start, word| {
            longest = if self.has(cue, word) { Some(start) } else { longest };
        });
        text.get(..longest?)
    }

    /// What stands behind the longest word that shows this and starts `text`.
    pub fn behind<'t>(&self, cue: C, text: &'t str) -> Option<&'t str> {
        if !self.may_start(text).has(cue) {
            return None;
        }
        let mut longest = None;
        self.forward.each_at(text, 0, |end, word| longest = if self.has(cue, word) { Some(end) } else { longest });
        text.get(longest?..)
    }

    /// What stands behind all words that show this and start `text`, one after the other.
    pub fn after_all<'t>(&self, cue: C, mut text: &'t str) -> &'t str {
        while let Some(rest) = self.behind(cue, text) {
            text = rest;
        }
        text
    }

    /// What stands before all words that show this and end `text`, one after the other.
    pub fn before_all<'t>(&self, cue: C, mut text: &'t str) -> &'t str {
        while let Some(rest) = self.before(cue, text) {
            text = rest;
        }
        text
    }

    /// How many bytes the longest word has that shows this and starts `text`.
    pub fn at(&self, cue: C, text: &str) -> Option<usize> {
        self.behind(cue, text).map(|rest| text.len() - rest.len())
    }

    /// What may be shown by `text` as a word, by its first and its last character alone.
    #[inline]
    fn may_be(&self, text: &str) -> Shown<C> {
        Shown::of(self.may_start(text).bits & self.may_end(text).bits)
    }

    /// What `text` shows as a word.
    fn whole(&self, text: &str) -> Shown<C> {
        let word = self.forward.longest_at(text, 0).filter(|&(end, _)| end == text.len());
        Shown::of(word.map_or(0, |(_, word)| self.shows[word as usize]))
    }

    /// Whether `text` is a word that shows this.
    #[inline]
    pub fn is(&self, cue: C, text: &str) -> bool {
        self.may_be(text).has(cue) && self.whole(text).has(cue)
    }

    /// The first of these that `text` is a word to show.
    pub fn is_any(&self, cues: impl IntoIterator<Item = C>, text: &str) -> Option<C> {
        let shown = if self.may_be(text).bits == 0 { return None } else { self.whole(text) };
        cues.into_iter().find(|&cue| shown.has(cue))
    }

    /// Whether a word that shows this ends `text`.
    pub fn ends(&self, cue: C, text: &str) -> bool {
        self.may_end(text).has(cue) && self.ending(text).has(cue)
    }

    /// Whether a word that shows this starts `text`.
    pub fn starts(&self, cue: C, text: &str) -> bool {
        self.may_start(text).has(cue) && self.starting(text).has(cue)
    }

    /// Whether a word that shows this stands in `text`.
    pub fn stands_in(&self, cue: C, text: &str) -> bool {
        self.first_in(cue, text).is_some()
    }

    /// The byte where the first word that shows this starts in `text`.
    pub fn first_in(&self, cue: C, text: &str) -> Option<usize> {
        let mut starts = text.char_indices().map(|(at, _)| at);
        starts.find(|&at| text.get(at..).is_some_and(|rest| self.starts(cue, rest)))
    }

    /// The byte where the last word that shows this starts in `text`.
    pub fn last_in(&self, cue: C, text: &str) -> Option<usize> {
        let mut starts = text.char_indices().rev().map(|(at, _)| at);
        starts.find(|&at| text.get(at..).is_some_and(|rest| self.starts(cue, rest)))
    }
}
