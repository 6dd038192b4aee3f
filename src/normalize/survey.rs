//! Which passes a text may have work for, told by one look at each character: a clean page is looked at once.
use std::ops::RangeInclusive;

use super::{
    entities, invisible, pinyin,
    script::{Change, ToSimplified},
    spaces, width,
};
use crate::text::{Characters, Classes};

/// Whether a character calls a pass.
type Calls = fn(char) -> bool;

/// Where the characters begin and end that call no pass but that of the script: ordinary Chinese ones and Hangul.
const WORDS: (char, char) = ('\u{3100}', '\u{d7ff}');

/// All of these are invisible, and nothing else.
const PRIVATE: RangeInclusive<char> = '\u{e000}'..='\u{f8ff}';

/// What the passes are called by.
#[derive(Debug)]
pub(super) struct Survey(Classes);

/// What was seen in a text: bits of [`Survey`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen(u8);

impl Survey {
    const ENTITY: u8 = 1;
    const INVISIBLE: u8 = 2;
    const WIDE: u8 = 4;
    const TONED: u8 = 8;
    const BLANK: u8 = 16;
    /// As [`Change`] has it.
    const OLD: u8 = 32;
    const SHARED: u8 = 64;
    const IN_PHRASE: u8 = 128;

    pub(super) fn new(script: &ToSimplified) -> Self {
        let mut classes = Classes::default();
        let callers: [(u8, Calls); 5] = [
            (Self::ENTITY, entities::calls),
            (Self::INVISIBLE, invisible::calls),
            (Self::WIDE, width::calls),
            (Self::TONED, pinyin::calls),
            (Self::BLANK, spaces::calls),
        ];
        PRIVATE.for_each(|c| classes.add(c, Self::INVISIBLE));
        for c in ('\0'..WORDS.0).chain(WORDS.1..*PRIVATE.start()).chain(*PRIVATE.end()..='\u{ffff}') {
            let bits = callers.iter().filter(|(_, calls)| calls(c)).fold(0, |bits, (bit, _)| bits | bit);
            if bits != 0 {
                classes.add(c, bits);
            }
        }
        // More private use, tags and more variation selectors.
        classes.add(char::MAX, Self::INVISIBLE);
        for (c, change) in script.changes() {
            let bit = match change {
                Change::Always => Self::OLD,
                Change::OldPage => Self::SHARED,
                Change::Phrase => Self::IN_PHRASE,
            };
            classes.add(c, bit);
        }
        Self(classes)
    }

    pub(super) fn of(&self, characters: &Characters) -> Seen {
        Seen(characters.places().iter().fold(0, |seen, &place| seen | self.0.at(place)))
    }

    /// The first bytes of all characters that may be invisible.
    pub(super) fn invisible(&self, characters: &Characters) -> impl Iterator<Item = usize> {
        characters.starts_of(|place| self.0.at(place) & Self::INVISIBLE != 0)
    }

    /// The first bytes of all characters that are wide.
    pub(super) fn wide(&self, characters: &Characters) -> impl Iterator<Item = usize> {
        characters.starts_of(|place| self.0.at(place) & Self::WIDE != 0)
    }
}

impl Seen {
    fn any(self, bits: u8) -> bool {
        self.0 & bits != 0
    }

    pub(super) fn entities(self) -> bool {
        self.any(Survey::ENTITY)
    }

    pub(super) fn invisible(self) -> bool {
        self.any(Survey::INVISIBLE)
    }

    pub(super) fn wide(self) -> bool {
        self.any(Survey::WIDE)
    }

    pub(super) fn toned(self) -> bool {
        self.any(Survey::TONED)
    }

    pub(super) fn blanks(self) -> bool {
        self.any(Survey::BLANK)
    }

    /// Whether a character may change: on a page that has only shared ones, which is simplified, only in a phrase.
    pub(super) fn script(self) -> bool {
        self.any(Survey::OLD) || self.any(Survey::SHARED) && self.any(Survey::IN_PHRASE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_characters_call_no_pass() {
        let callers: [Calls; 5] = [entities::calls, invisible::calls, width::calls, pinyin::calls, spaces::calls];
        assert!((WORDS.0..WORDS.1).all(|c| callers.iter().all(|calls| !calls(c))));
    }
}
