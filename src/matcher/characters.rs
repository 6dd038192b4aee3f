//! Characters of a table by what each of them shows: one look each, where a trie would be asked for every character.
use super::{Cue, cues::Shown};
use crate::{
    rules::{RuleError, RuleSet},
    text::{BEYOND, Classes, place_before},
};

/// Characters, each with all that it shows.
#[derive(Clone, Debug)]
pub struct CharCues<C> {
    /// Every character of the table, with one bit for each cue.
    rows: Vec<(char, C)>,
    bits: Classes<u32>,
}

impl<C: Cue> CharCues<C> {
    /// The characters of the first column of the cues' table.
    ///
    /// # Errors
    /// A table that is missing, a word that is no single character, or a cell that names no cue.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        const { assert!(C::ALL.len() <= 32, "one bit each") };
        let table = rules.table(C::TABLE)?;
        let column = table.column("cue")?;
        let mut cues = Self { rows: Vec::with_capacity(table.rows().len()), bits: Classes::default() };
        for row in table.rows() {
            let cue = table.value(row, column, "cue", C::ALL)?;
            let mut characters = row.get(0).chars();
            let (Some(c), None) = (characters.next(), characters.next()) else {
                return Err(table.cell_fault(row, 0, "more than one character"));
            };
            cues.rows.push((c, cue));
            cues.bits.add(c, 1 << cue.number());
        }
        // All characters beyond the basic plane share one place.
        cues.bits.set(BEYOND, 0);
        Ok(cues)
    }

    /// The characters that show this.
    pub fn all(&self, cue: C) -> impl Iterator<Item = char> + '_ {
        self.rows.iter().filter(move |(_, shown)| shown.number() == cue.number()).map(|&(c, _)| c)
    }

    /// All that a character shows.
    #[inline]
    pub fn of(&self, c: char) -> Shown<C> {
        Shown::of(u64::from(self.bits.of(c)))
    }

    /// Whether the character shows this.
    #[inline]
    pub fn is(&self, cue: C, c: char) -> bool {
        self.of(c).has(cue)
    }

    /// Whether `text` is a single character that shows this.
    pub fn spells(&self, cue: C, text: &str) -> bool {
        let mut characters = text.chars();
        characters.next().is_some_and(|c| self.is(cue, c)) && characters.next().is_none()
    }

    /// All that the last character of `text` shows.
    #[inline]
    pub fn ending(&self, text: &str) -> Shown<C> {
        Shown::of(u64::from(self.bits.at(place_before(text, text.len()))))
    }

    /// Whether the last character of `text` shows this.
    #[inline]
    pub fn ends(&self, cue: C, text: &str) -> bool {
        self.ending(text).has(cue)
    }

    /// Whether the first character of `text` shows this.
    #[inline]
    pub fn starts(&self, cue: C, text: &str) -> bool {
        text.chars().next().is_some_and(|c| self.is(cue, c))
    }

    /// Whether a character that shows this stands in `text`.
    pub fn stands_in(&self, cue: C, text: &str) -> bool {
        text.chars().any(|c| self.is(cue, c))
    }
}
