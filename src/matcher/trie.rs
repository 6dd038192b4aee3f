//! Word lists matched character by character, forwards from a position or backwards to one.
use rustc_hash::FxHashMap;

/// Children of all nodes in one map: (node, character) → node. Most places where a word is looked for hold none; two
/// bit sets tell that by the first two characters, without a look into the map.
#[derive(Clone, Debug, Default)]
struct Nodes {
    next: FxHashMap<u64, u32>,
    value: Vec<Option<u32>>,
    /// First characters of words, by the low bits of the code point.
    firsts: Bits,
    /// First two characters of longer words, by a hash.
    pairs: Bits,
    /// Characters that are words by themselves.
    ones: Bits,
}

impl Nodes {
    fn insert(&mut self, chars: impl Iterator<Item = char> + Clone, value: u32) -> Option<u32> {
        if self.value.is_empty() {
            self.value.push(None);
        }
        let mut start = chars.clone();
        match (start.next(), start.next()) {
            (Some(first), Some(second)) => {
                self.firsts.insert(first as usize);
                self.pairs.insert(pair(first, second));
            }
            (Some(first), None) => {
                self.firsts.insert(first as usize);
                self.ones.insert(first as usize);
            }
            _ => {}
        }
        let mut node = 0;
        for c in chars {
            let fresh = self.value.len() as u32;
            node = *self.next.entry(key(node, c)).or_insert(fresh);
            if node == fresh {
                self.value.push(None);
            }
        }
        self.value[node as usize].replace(value)
    }

    /// Whether a word may begin with these characters; wrong only where it says yes.
    #[inline]
    fn may_start(&self, mut chars: impl Iterator<Item = char>) -> bool {
        let Some(first) = chars.next().filter(|&c| self.firsts.contains(c as usize)) else { return false };
        chars.next().is_some_and(|second| self.pairs.contains(pair(first, second)))
            || self.ones.contains(first as usize)
    }

    #[inline]
    fn step(&self, node: u32, c: char) -> Option<(u32, Option<u32>)> {
        let next = *self.next.get(&key(node, c))?;
        Some((next, self.value[next as usize]))
    }
}

#[inline]
fn key(node: u32, c: char) -> u64 {
    u64::from(node) << 32 | u64::from(u32::from(c))
}

#[inline]
fn pair(first: char, second: char) -> usize {
    ((first as u32).wrapping_mul(0x9e37_79b1) ^ (second as u32).wrapping_mul(0x85eb_ca6b)) as usize >> 12
}

/// A set of small numbers; larger ones are taken by their lowest bits.
#[derive(Clone, Debug, Default)]
struct Bits(Vec<u64>);

impl Bits {
    const WORDS: usize = 1 << 10;

    fn insert(&mut self, n: usize) {
        self.0.resize(Self::WORDS, 0);
        self.0[n / 64 % Self::WORDS] |= 1 << (n % 64);
    }

    #[inline]
    fn contains(&self, n: usize) -> bool {
        self.0.get(n / 64 % Self::WORDS).is_some_and(|word| word >> (n % 64) & 1 != 0)
    }
}

/// Words found from their first character on.
#[derive(Clone, Debug, Default)]
pub struct Trie(Nodes);

impl Trie {
    /// Adds a word; the value it had before, if any.
    pub fn insert(&mut self, word: &str, value: u32) -> Option<u32> {
        self.0.insert(word.chars(), value)
    }

    /// All words that start at byte `at`, shortest first, as (end byte, value).
    pub fn starting_at<'a>(&'a self, text: &'a str, at: usize) -> impl Iterator<Item = (usize, u32)> + 'a {
        let mut node = 0;
        let mut end = at;
        let mut chars = text.get(at..).unwrap_or("").chars();
        if !self.0.may_start(chars.clone()) {
            chars = "".chars();
        }
        std::iter::from_fn(move || {
            loop {
                let c = chars.next()?;
                let (next, value) = self.0.step(node, c)?;
                node = next;
                end += c.len_utf8();
                if let Some(value) = value {
                    return Some((end, value));
                }
            }
        })
    }

    /// The longest word that starts at byte `at`.
    pub fn longest_at(&self, text: &str, at: usize) -> Option<(usize, u32)> {
        self.starting_at(text, at).last()
    }
}

/// Words found from their last character back.
#[derive(Clone, Debug, Default)]
pub struct ReverseTrie(Nodes);

impl ReverseTrie {
    /// Adds a word; the value it had before, if any.
    pub fn insert(&mut self, word: &str, value: u32) -> Option<u32> {
        self.0.insert(word.chars().rev(), value)
    }

    /// All words that end before byte `at`, shortest first, as (start byte, value).
    pub fn ending_at<'a>(&'a self, text: &'a str, at: usize) -> impl Iterator<Item = (usize, u32)> + 'a {
        let mut node = 0;
        let mut start = at;
        let mut chars = text.get(..at).unwrap_or("").chars().rev();
        if !self.0.may_start(chars.clone()) {
            chars = "".chars().rev();
        }
        std::iter::from_fn(move || {
            loop {
                let c = chars.next()?;
                let (next, value) = self.0.step(node, c)?;
                node = next;
                start -= c.len_utf8();
                if let Some(value) = value {
                    return Some((start, value));
                }
            }
        })
    }

    /// The longest word that ends before byte `at`.
    pub fn longest_before(&self, text: &str, at: usize) -> Option<(usize, u32)> {
        self.ending_at(text, at).last()
    }
}
