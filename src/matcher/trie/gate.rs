//! What tells at most places where words are looked for that there is none.
use super::way::{Way, is_three, is_wide};

/// The higher half is the one to use.
#[inline]
pub(super) fn hash(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Marks the first characters of words that do not begin with two of three bytes.
const ODD: u64 = 1 << 48;
/// Stands for all of those that have two or four bytes.
const OTHER: u64 = 1 << 49;

/// Tells by the two characters where a walk starts that no word goes that way: most places where one is looked for hold
/// none. Their bytes are taken as they stand, without decoding.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    /// Both characters of longer words and the one of words of one, by the hash of their bytes. The length is a power of two.
    bits: Vec<u64>,
    /// How many of them were opened.
    count: usize,
    /// Whether a word has a character of other than three bytes among them; those are told by their first characters.
    odd: bool,
    /// Whether there are words of one character of three bytes.
    ones: bool,
}

impl Default for Gate {
    fn default() -> Self {
        Self::of_words(Self::FEWEST)
    }
}

/// Six bytes that are two characters of three bytes each.
#[inline]
pub(super) fn is_pair(bytes: u64) -> bool {
    bytes & 0xf000_00f0 == 0xe000_00e0
}

impl Gate {
    /// A small one stays near the processor.
    const FEWEST: usize = 1 << 5;
    const MOST: usize = 1 << 10;

    fn of_words(words: usize) -> Self {
        Self { bits: vec![0; words], count: 0, odd: false, ones: false }
    }

    /// One that so many words do not fill, or the widest.
    pub(super) fn for_words(words: usize) -> Self {
        Self::of_words((words / 4).next_power_of_two().clamp(Self::FEWEST, Self::MOST))
    }

    /// A closed one of twice the size.
    pub(super) fn wider(&self) -> Self {
        Self { odd: self.odd, ones: self.ones, ..Self::of_words(self.bits.len() * 2) }
    }

    /// Opens the way to words with these first two symbols, or of the first alone.
    pub(super) fn insert<W: Way>(&mut self, first: u32, second: Option<u32>) {
        match second {
            None if is_wide(first) => {
                self.ones = true;
                self.open(first.into());
            }
            Some(second) if is_wide(first) && is_wide(second) => self.open(W::pair(first, second)),
            _ => {
                self.odd = true;
                self.open(if first < 0x80 || is_wide(first) { ODD | u64::from(first) } else { OTHER });
            }
        }
    }

    fn open(&mut self, bytes: u64) {
        let (word, bit) = self.place(hash(bytes));
        self.bits[word] |= bit;
        self.count += 1;
    }

    /// Whether so many are open that a larger one is better.
    pub(super) fn is_full(&self) -> bool {
        self.count > self.bits.len() * 4 && self.bits.len() < Self::MOST
    }

    #[inline]
    fn place(&self, hash: u64) -> (usize, u64) {
        ((hash >> 54) as usize & (self.bits.len() - 1), 1 << (hash >> 48 & 63))
    }

    /// Whether it is open for the bytes of this [`hash`].
    #[inline]
    pub(super) fn holds(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.bits[word] & bit != 0
    }

    /// Whether it is open for the bytes of one character; most tries hold no such word.
    #[inline]
    pub(super) fn holds_one(&self, one: u64) -> bool {
        self.ones && self.holds(hash(one))
    }

    #[inline]
    pub(super) fn opens<W: Way>(&self, two: u64, one: u64) -> bool {
        // The last character of a text goes on with no odd one.
        let last = || two == one && is_three(one as u32);
        self.holds(hash(two))
            || self.holds_one(one)
            || self.odd && !is_pair(two) && !last() && self.holds_odd::<W>(two, one)
    }

    /// Whether it is open for two characters, not both of three bytes, that begin with the first of these.
    fn holds_odd<W: Way>(&self, two: u64, one: u64) -> bool {
        let key = match W::edge(two) {
            ascii @ ..0x80 => ODD | u64::from(ascii),
            _ if is_three(one as u32) => ODD | one,
            _ => OTHER,
        };
        self.holds(hash(key))
    }
}
