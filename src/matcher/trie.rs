//! Word lists matched character by character, forwards from a position or backwards to one.
use rustc_hash::FxHashMap;

/// Children of all nodes in one map: (node, character) → node. Small, and fast enough where a trigger came first.
#[derive(Clone, Debug, Default)]
struct Nodes {
    next: FxHashMap<u64, u32>,
    value: Vec<Option<u32>>,
}

impl Nodes {
    fn insert(&mut self, chars: impl Iterator<Item = char>, value: u32) -> Option<u32> {
        if self.value.is_empty() {
            self.value.push(None);
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
