//! What every character tells where names of persons stand: one look at each.
use rustc_hash::FxHashMap;

use crate::text::{BEYOND, Classes, is_han, place};

/// What is known of a character; see the constants. The highest bits are how usual it is in given names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sign(u16);

impl Sign {
    /// A surname of one character.
    pub(super) const SURNAME: Self = Self(1);
    /// The first character of a surname of two.
    pub(super) const COMPOUND: Self = Self(1 << 1);
    /// The first character of a part of names without a surname.
    pub(super) const PART: Self = Self(1 << 2);
    /// The first character of a word that may follow a name.
    pub(super) const FOLLOWER: Self = Self(1 << 3);
    /// A surname that hardly anybody bears.
    pub(super) const RARE: Self = Self(1 << 4);
    /// A surname that many bear.
    pub(super) const COMMON: Self = Self(1 << 5);
    /// A character that foreign names are written with.
    pub(super) const SOUND: Self = Self(1 << 8);
    /// A character that is looked for behind names and begins no word of those that may follow one.
    pub(super) const BEHIND: Self = Self(1 << 9);
    /// The last character of a part of names without a surname.
    pub(super) const PART_END: Self = Self(1 << 10);
    /// A character that may stand in a name: all that names are written with but particles, pronouns and units.
    pub(super) const STANDS: Self = Self(1 << 6);
    const HAN: Self = Self(1 << 7);
    const GIVEN: u32 = 12;

    /// That a character has this weight in given names, 0–1000.
    pub(super) fn of_given(weight: u32) -> Self {
        let level = match weight {
            0 => 0,
            1..20 => 1,
            20..60 => 2,
            _ => 3 + (weight / 100).min(12),
        };
        Self((level as u16) << Self::GIVEN)
    }

    /// Whether it has one of these.
    #[inline]
    pub(super) fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Whether a surname or a part of names may begin with it.
    #[inline]
    pub fn begins_name(self) -> bool {
        self.has(Self(Self::SURNAME.0 | Self::COMPOUND.0 | Self::PART.0))
    }

    /// Whether a name without a Chinese surname may begin with it, or a foreign one.
    #[inline]
    pub fn begins_unusual(self) -> bool {
        self.has(Self(Self::PART.0 | Self::SOUND.0))
    }

    /// Whether a name without a Chinese surname may end with it, or a foreign one.
    #[inline]
    pub fn ends_unusual(self) -> bool {
        self.has(Self(Self::PART_END.0 | Self::SOUND.0))
    }

    /// Whether a part of names without a surname may begin with it.
    #[inline]
    pub fn begins_part(self) -> bool {
        self.has(Self::PART)
    }

    /// Whether a surname may begin with it.
    #[inline]
    pub fn begins_surname(self) -> bool {
        self.has(Self(Self::SURNAME.0 | Self::COMPOUND.0))
    }

    /// Whether a word that may follow a name may begin with it.
    #[inline]
    pub fn begins_follower(self) -> bool {
        self.has(Self::FOLLOWER)
    }

    /// Whether it may stand in a name at all.
    #[inline]
    pub fn stands_in_name(self) -> bool {
        self.has(Self::STANDS)
    }

    /// Whether it is one of the usual Chinese characters.
    #[inline]
    pub fn is_han(self) -> bool {
        self.has(Self::HAN)
    }

    /// Whether it stands in given names.
    #[inline]
    pub fn is_given(self) -> bool {
        self.0 >> Self::GIVEN > 0
    }

    /// Whether it is usual in given names.
    #[inline]
    pub fn is_usual(self) -> bool {
        self.0 >> Self::GIVEN >= 2
    }

    /// Whether it is among the most usual in given names.
    #[inline]
    pub fn is_most_usual(self) -> bool {
        self.0 >> Self::GIVEN >= 3
    }

    /// A point for every hundred of its weight in given names.
    #[inline]
    pub(super) fn points(self) -> i32 {
        (i32::from(self.0 >> Self::GIVEN) - 3).max(0)
    }
}

/// The signs of all characters.
#[derive(Clone, Debug)]
pub(super) struct Signs {
    /// At the [`place`](crate::text::place) that all beyond the basic plane share: whatever one of them may be.
    basic: Classes<u16>,
    /// Of characters beyond the basic plane, which are few.
    beyond: FxHashMap<char, u16>,
}

impl Default for Signs {
    fn default() -> Self {
        let mut basic = Classes::default();
        for c in ['\u{3400}'..='\u{4dbf}', '\u{4e00}'..='\u{9fff}'].into_iter().flatten() {
            basic.add(c, Self::written(c).0);
        }
        basic.set(BEYOND, !Sign::HAN.0);
        Self { basic, beyond: FxHashMap::default() }
    }
}

impl Signs {
    /// What the character with this [`place`](crate::text::place) may be.
    #[inline]
    pub(super) fn at(&self, place: u16) -> Sign {
        Sign(self.basic.at(place))
    }

    pub(super) fn add(&mut self, c: char, sign: Sign) {
        match c {
            ..='\u{ffff}' => self.basic.add(c, sign.0),
            _ => *self.beyond.entry(c).or_insert(Self::written(c).0) |= sign.0,
        }
    }

    /// Takes a sign from a character.
    pub(super) fn take(&mut self, c: char, sign: Sign) {
        match c {
            ..='\u{ffff}' => self.basic.set(place(c), self.of(c).0 & !sign.0),
            _ => *self.beyond.entry(c).or_insert(Self::written(c).0) &= !sign.0,
        }
    }

    #[inline]
    pub(super) fn of(&self, c: char) -> Sign {
        match c {
            ..='\u{ffff}' => Sign(self.basic.of(c)),
            _ => self.beyond.get(&c).map_or_else(|| Self::written(c), |&sign| Sign(sign)),
        }
    }

    /// What a character is as such.
    fn written(c: char) -> Sign {
        let stands = if is_written(c) { Sign::STANDS.0 } else { 0 };
        Sign(if is_han(c) { Sign::HAN.0 } else { 0 } | stands)
    }
}

/// Whether Chinese names are written with such characters.
fn is_written(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::{Sign, Signs, is_written};
    use crate::text::is_han;

    #[test]
    fn weights_keep_what_is_asked_of_them() {
        for weight in 0..=1000 {
            let sign = Sign::of_given(weight);
            let asked = (sign.is_given(), sign.is_usual(), sign.is_most_usual());
            assert_eq!(asked, (weight > 0, weight >= 20, weight >= 60), "{weight}");
            assert_eq!(sign.points(), (weight / 100) as i32, "{weight}");
        }
    }

    #[test]
    fn every_character_says_what_it_is() {
        let mut signs = Signs::default();
        signs.add('𠮷', Sign::SURNAME);
        ['的', '𠀀'].into_iter().for_each(|c| signs.take(c, Sign::STANDS));
        for c in ('\0'..='\u{ffff}').chain(['𠮷', '𠀀', '\u{10ffff}']) {
            let sign = signs.of(c);
            let stands = is_written(c) && !matches!(c, '的' | '𠀀');
            assert_eq!((sign.is_han(), sign.stands_in_name()), (is_han(c), stands), "{c}");
            assert_eq!(sign.begins_name(), c == '𠮷', "{c}");
        }
    }
}
