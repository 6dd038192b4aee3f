//! The table of single characters, and a set of characters.
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
}

impl Characters {
    /// Reads `normalize/{t2s,variants}.tsv`.
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let mut new = Self { near: vec![0; 0x1_0000], far: FxHashMap::default() };
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
        let near = ('\0'..='\u{ffff}').filter(|&c| self.get(c).is_some());
        near.chain(self.far.keys().copied().filter(|&c| c > '\u{ffff}'))
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

/// A set of characters; one bit each.
#[derive(Clone, Debug)]
pub(super) struct CharSet(Box<[u64; CharSet::WORDS]>);

impl Default for CharSet {
    fn default() -> Self {
        Self(Box::new([0; Self::WORDS]))
    }
}

impl CharSet {
    /// Room for every code point.
    const WORDS: usize = 0x11_0000 / 64;

    pub(super) fn insert(&mut self, c: char) {
        if let Some(word) = self.0.get_mut(c as usize / 64) {
            *word |= 1 << (c as usize % 64);
        }
    }

    pub(super) fn contains(&self, c: char) -> bool {
        self.0.get(c as usize / 64).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
    }
}
