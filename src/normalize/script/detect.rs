//! Tells what a page is written in by the characters that only one of the two scripts has.
use rustc_hash::FxHashMap;

use super::{
    super::chars::after,
    characters::{CharSet, Characters, pairs},
    phrases::Phrases,
};
use crate::{
    rules::{RuleError, RuleSet},
    text::{self, BEYOND, Classes},
};

/// Up to this character none tells a script.
const LATIN: char = '\u{7ff}';

/// A side with a smaller share than one in this many does not count.
const MINORITY: usize = 20;

/// What a page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Simplified, also where nothing tells the two apart.
    Hans,
    /// Traditional.
    Hant,
    /// Both, each with at least one in twenty of the telling characters.
    Mixed,
}

impl Script {
    /// As records spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hans => "hans",
            Self::Hant => "hant",
            Self::Mixed => "mixed",
        }
    }
}

/// What single characters tell.
#[derive(Debug)]
pub(super) struct Telling {
    /// Characters that change, and stay on simplified pages.
    shared: CharSet,
    /// Characters of either script alone, and those that the pass stops at.
    signs: Classes,
    /// The same for characters beyond the basic plane, of which `signs` knows only what any of them is.
    rare: FxHashMap<char, u8>,
}

impl Telling {
    /// Changes.
    const CHANGED: u8 = 1;
    /// Changes and is not shared: traditional only.
    const OLD: u8 = 2;
    /// Simplified only.
    const NEW: u8 = 4;
    /// May begin a phrase.
    pub(super) const IN_PHRASE: u8 = 8;
    /// As [`is_shared`](Self::is_shared) says.
    pub(super) const SHARED: u8 = 16;

    pub(super) fn new(rules: &RuleSet, characters: &Characters, phrases: &Phrases) -> Result<Self, RuleError> {
        let mut shared = CharSet::default();
        let table = rules.table("normalize/shared")?;
        table.rows().iter().filter_map(|row| row.get(0).chars().next()).for_each(|c| shared.insert(c));
        let mut new = Self { shared, signs: Classes::default(), rare: FxHashMap::default() };
        // 后 里 台 and their like are simplified forms and old characters too; Big5 knows them.
        let known = big5();
        for (_, to) in pairs(rules.table("normalize/t2s")?, ["traditional", "simplified"])? {
            if !known.contains(to) && characters.get(to).is_none() && to > LATIN {
                new.add(to, Self::NEW);
            }
        }
        for c in characters.all() {
            new.add(c, if new.is_shared(c) || c <= LATIN { Self::CHANGED } else { Self::CHANGED | Self::OLD });
        }
        phrases.first().for_each(|c| new.add(c, Self::IN_PHRASE));
        for c in characters.all().chain(phrases.first()) {
            if new.is_shared(c) {
                new.add(c, Self::SHARED);
            }
        }
        Ok(new)
    }

    fn add(&mut self, c: char, bits: u8) {
        self.signs.add(c, bits);
        if c > '\u{ffff}' {
            *self.rare.entry(c).or_default() |= bits;
        }
    }

    /// Whether a character that changes is a simplified one too.
    pub(super) fn is_shared(&self, c: char) -> bool {
        self.shared.contains(c)
    }

    /// Weighs the characters of one script against those of the other; none where no character changes. `stop` is shown
    /// the number of every character where something may change, and what is known of it.
    #[inline]
    pub(super) fn weigh(
        &self,
        text: &str,
        characters: &text::Characters,
        mut stop: impl FnMut(u32, u8),
    ) -> Option<Script> {
        let mut weights = Weights::default();
        for (&place, n) in characters.places().iter().zip(0..) {
            let mut signs = self.signs.at(place);
            if place == BEYOND {
                signs = self.beyond(signs, || characters.get(text, n as usize));
            }
            weights.add(signs);
            if signs & (Self::CHANGED | Self::IN_PHRASE) != 0 {
                stop(n, signs);
            }
        }
        weights.script()
    }

    /// The same of a text whose characters were not decoded.
    pub(super) fn weigh_all(&self, text: &str) -> Option<Script> {
        let mut weights = Weights::default();
        self.signs.each(text, |at, end, signs| {
            let is_beyond = end - at == char::MAX.len_utf8();
            weights.add(if is_beyond { self.beyond(signs, || after(text, at)) } else { signs });
        });
        weights.script()
    }

    /// The signs of a character beyond the basic plane, where any such has these.
    fn beyond(&self, signs: u8, c: impl Fn() -> Option<char>) -> u8 {
        if signs == 0 { 0 } else { c().and_then(|c| self.rare.get(&c)).copied().unwrap_or(0) }
    }
}

/// How many characters speak for either script.
#[derive(Default)]
struct Weights {
    old: usize,
    new: usize,
    /// Of all characters.
    signs: u8,
}

impl Weights {
    #[inline]
    fn add(&mut self, signs: u8) {
        self.old += usize::from(signs & Telling::OLD != 0);
        self.new += usize::from(signs & Telling::NEW != 0);
        self.signs |= signs;
    }

    fn script(self) -> Option<Script> {
        let Self { old, new, signs } = self;
        if signs & Telling::CHANGED == 0 {
            return None;
        }
        let all = old + new;
        Some(match (old * MINORITY < all, new * MINORITY < all) {
            _ if all == 0 => Script::Hans,
            (true, _) => Script::Hans,
            (_, true) => Script::Hant,
            _ => Script::Mixed,
        })
    }
}

/// What Big5 has beyond Latin letters, without what Hong Kong added: the encoder looks through all of it for a character
/// that is not there.
fn big5() -> CharSet {
    let trails = || (0x40..=0x7e).chain(0xa1..=0xfe);
    let all: Vec<u8> = (0xa1..=0xfe).flat_map(|lead| trails().flat_map(move |trail| [lead, trail])).collect();
    let mut known = CharSet::default();
    encoding_rs::BIG5
        .decode_without_bom_handling(&all)
        .0
        .chars()
        .filter(|&c| c != char::REPLACEMENT_CHARACTER)
        .for_each(|c| known.insert(c));
    known
}

#[cfg(test)]
mod tests {
    #[test]
    fn big5_is_what_its_encoder_knows() {
        let known = super::big5();
        for c in '\u{800}'..=char::MAX {
            let unknown = encoding_rs::BIG5.encode(c.encode_utf8(&mut [0; 4])).2;
            assert_eq!(known.contains(c), !unknown, "{c}");
        }
    }
}
