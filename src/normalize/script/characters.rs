//! The table of single characters, and a set of characters that a text can be searched for at one look a character.
use rustc_hash::FxHashMap;

use crate::rules::{RuleError, RuleSet, Table};

/// Longest way from a variant to its simplified form.
const MAX_STEPS: usize = 8;
/// Marks a character of the table's range whose target lies outside it.
const ELSEWHERE: u16 = 0xffff;

/// What each character becomes on its own.
#[derive(Debug)]
pub(super) struct Characters {
    /// By code point; 0 = stays.
    near: Vec<u16>,
    /// What does not fit `near`.
    far: FxHashMap<char, char>,
    /// All characters that change.
    pub(super) changed: CharSet,
}

impl Characters {
    /// Reads `normalize/{t2s,variants}.tsv`.
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let mut new = Self { near: vec![0; 0x1_0000], far: FxHashMap::default(), changed: CharSet::default() };
        let t2s = pairs(rules.table("normalize/t2s")?, ["traditional", "simplified"])?;
        let variants = pairs(rules.table("normalize/variants")?, ["variant", "standard"])?;
        let steps: FxHashMap<char, char> = variants.iter().chain(&t2s).copied().collect();
        for &(from, _) in t2s.iter().chain(&variants) {
            new.insert(from, follow(from, &steps));
        }
        Ok(new)
    }

    fn insert(&mut self, from: char, to: char) {
        if from == to {
            return;
        }
        self.changed.insert(from);
        let near = u16::try_from(to as u32).unwrap_or(ELSEWHERE);
        match self.near.get_mut(from as usize) {
            Some(slot) if near != ELSEWHERE => *slot = near,
            slot => {
                slot.into_iter().for_each(|slot| *slot = ELSEWHERE);
                self.far.insert(from, to);
            }
        }
    }

    /// All characters that change.
    pub(super) fn all(&self) -> impl Iterator<Item = char> {
        ('\0'..='\u{ffff}').filter(|&c| self.changed.contains(c)).chain(self.far.keys().copied())
    }

    /// What `c` becomes, if it changes.
    pub(super) fn get(&self, c: char) -> Option<char> {
        match self.near.get(c as usize) {
            Some(0) => None,
            Some(&ELSEWHERE) | None => self.far.get(&c).copied(),
            Some(&near) => char::from_u32(u32::from(near)),
        }
    }
}

/// The end of the way from `c`: a variant of a traditional character ends at the simplified one. A way that goes round
/// in circles ends where it began, so that nothing changes back and forth.
fn follow(c: char, steps: &FxHashMap<char, char>) -> char {
    let mut at = c;
    for _ in 0..MAX_STEPS {
        match steps.get(&at) {
            Some(&next) if next != c => at = next,
            Some(_) => return c,
            None => return at,
        }
    }
    c
}

/// The rows of a table of single characters.
pub(super) fn pairs(table: &Table, columns: [&str; 2]) -> Result<Vec<(char, char)>, RuleError> {
    let [from, to] = table.columns(columns)?;
    let single = |s: &str| s.chars().next().filter(|c| c.len_utf8() == s.len());
    let pair = |row: &crate::rules::Row| {
        let found = single(row.get(from)).zip(single(row.get(to)));
        found.ok_or_else(|| table.fault(row, "needs one character a cell"))
    };
    table.rows().iter().map(pair).collect()
}

/// A set of characters; one bit each, so that the common ones stay in the nearest cache.
#[derive(Clone, Debug)]
pub(super) struct CharSet {
    bits: Box<[u64; CharSet::WORDS]>,
    /// Whether it holds a character of two bytes; otherwise those are passed over like ASCII.
    short: bool,
}

impl Default for CharSet {
    fn default() -> Self {
        Self { bits: Box::new([0; Self::WORDS]), short: false }
    }
}

impl CharSet {
    /// Room for every code point.
    const WORDS: usize = 0x11_0000 / 64;

    pub(super) fn insert(&mut self, c: char) {
        self.short |= c.len_utf8() < 3;
        if let Some(word) = self.bits.get_mut(c as usize / 64) {
            *word |= 1 << (c as usize % 64);
        }
    }

    pub(super) fn contains(&self, c: char) -> bool {
        self.has(c as usize)
    }

    fn has(&self, code: usize) -> bool {
        self.bits.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
    }

    /// The first character of the set at or after byte `from`, with its byte.
    pub(super) fn next(&self, text: &str, from: usize) -> Option<(usize, char)> {
        if self.short {
            let found = text.get(from..)?.char_indices().find(|&(_, c)| self.contains(c))?;
            return Some((from + found.0, found.1));
        }
        let bytes = text.as_bytes();
        let mut at = from;
        // Decoding by hand is twice as fast as `chars` and needs no character before U+0800.
        while let Some(rest) = bytes.get(at..) {
            let (length, code) = match *rest {
                [first @ 0xe0..0xf0, b, c, ..] => {
                    (3, usize::from(first & 0xf) << 12 | usize::from(b & 0x3f) << 6 | usize::from(c & 0x3f))
                }
                [0xf0..=0xff, ..] => (4, text.get(at..)?.chars().next()? as usize),
                [] => return None,
                _ => {
                    at += 1;
                    continue;
                }
            };
            if self.has(code) {
                return text.get(at..)?.chars().next().map(|c| (at, c));
            }
            at += length;
        }
        None
    }
}
