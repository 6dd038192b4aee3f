//! Word lists matched character by character, forwards from a position or backwards to one.
use rustc_hash::FxHashMap;

/// Children of all nodes in one map: (node, character) → node, and for words of two characters and more the node that
/// their first two lead to. Most places where a word is looked for hold none; two
/// bit sets tell that by the first two characters, without a look into the map.
#[derive(Clone, Debug, Default)]
struct Nodes {
    next: FxHashMap<u64, u32>,
    all: Vec<Node>,
    /// First characters of words, by the low bits of the code point.
    firsts: Bits,
    /// First two characters of longer words, by a hash.
    pairs: Bits,
    /// Characters that are words by themselves.
    ones: Bits,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// What the word that ends here stands for.
    value: Option<u32>,
    /// Whether longer words go on from here.
    inner: bool,
}

impl Nodes {
    fn insert(&mut self, chars: impl Iterator<Item = char> + Clone, value: u32) -> Option<u32> {
        if self.all.is_empty() {
            self.all.push(Node::default());
        }
        let mut start = chars.clone().map(u32::from);
        let first_two = (start.next(), start.next());
        match first_two {
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
        for (n, c) in chars.enumerate() {
            let fresh = self.all.len() as u32;
            self.all[node as usize].inner = true;
            node = *self.next.entry(key(node, c.into())).or_insert(fresh);
            if node == fresh {
                self.all.push(Node::default());
            }
            if let (1, (Some(first), Some(second))) = (n, first_two) {
                self.next.insert(pair_key(first, second), node);
            }
        }
        self.all[node as usize].value.replace(value)
    }
}

#[inline]
fn key(node: u32, c: u32) -> u64 {
    u64::from(node) << 32 | u64::from(c)
}

/// No node has a number with the highest bit set.
#[inline]
fn pair_key(first: u32, second: u32) -> u64 {
    key(first | 1 << 31, second)
}

#[inline]
fn pair(first: u32, second: u32) -> usize {
    (first.wrapping_mul(0x9e37_79b1) ^ second.wrapping_mul(0x85eb_ca6b)) as usize >> 12
}

/// A set of small numbers; larger ones are taken by their lowest bits. Of fixed size, so that no look at it is checked.
#[derive(Clone, Debug)]
struct Bits(Box<[u64; Self::WORDS]>);

impl Default for Bits {
    fn default() -> Self {
        Self(Box::new([0; Self::WORDS]))
    }
}

impl Bits {
    const WORDS: usize = 1 << 10;

    fn insert(&mut self, n: usize) {
        self.0[n / 64 % Self::WORDS] |= 1 << (n % 64);
    }

    #[inline]
    fn contains(&self, n: usize) -> bool {
        self.0[n / 64 % Self::WORDS] >> (n % 64) & 1 != 0
    }
}

/// The character that starts at byte `at`, and the byte after it. Three bytes, as most characters have, are decoded by
/// hand: nearly all that looking for words costs is reading characters.
#[inline]
fn after(text: &str, at: usize) -> Option<(u32, usize)> {
    let bytes = text.as_bytes();
    match (*bytes.get(at)?, bytes.get(at + 1..at + 3)) {
        (first @ 0..0x80, _) => Some((first.into(), at + 1)),
        (first @ 0xe0..0xf0, Some(&[second, third])) => Some((three(first, second, third), at + 3)),
        _ => text.get(at..)?.chars().next().map(|c| (c.into(), at + c.len_utf8())),
    }
}

/// The character that ends before byte `at`, and its first byte.
#[inline]
fn before(text: &str, at: usize) -> Option<(u32, usize)> {
    let bytes = text.as_bytes();
    match at.checked_sub(3).and_then(|start| bytes.get(start..at)) {
        Some(&[first @ 0xe0..0xf0, second, third]) => Some((three(first, second, third), at - 3)),
        _ => text.get(..at)?.chars().next_back().map(|c| (c.into(), at - c.len_utf8())),
    }
}

#[inline]
fn three(first: u8, second: u8, third: u8) -> u32 {
    u32::from(first & 0xf) << 12 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f)
}

/// Reads one character at a byte: the character and the byte where the next one is read.
trait Read: Copy + Fn(&str, usize) -> Option<(u32, usize)> {}

impl<R: Copy + Fn(&str, usize) -> Option<(u32, usize)>> Read for R {}

impl Nodes {
    /// The node that the first character, or the first two, at byte `at` lead to, if words go that way.
    #[inline]
    fn enter(&self, text: &str, at: usize, read: impl Read) -> Option<(u32, usize)> {
        let (first, next) = read(text, at)?;
        if !self.firsts.contains(first as usize) {
            return None;
        }
        if self.ones.contains(first as usize) {
            return Some((*self.next.get(&key(0, first))?, next));
        }
        // No word is shorter than two characters: one step for both.
        let (second, next) = read(text, next)?;
        if !self.pairs.contains(pair(first, second)) {
            return None;
        }
        Some((*self.next.get(&pair_key(first, second))?, next))
    }

    /// Tells of every word on the way from byte `at`, shortest first, with the byte where the way has come to.
    #[inline]
    fn walk(&self, text: &str, at: usize, read: impl Read, mut tell: impl FnMut(usize, u32)) {
        let Some((mut number, mut at)) = self.enter(text, at, read) else { return };
        while let Some(node) = self.all.get(number as usize) {
            if let Some(value) = node.value {
                tell(at, value);
            }
            if !node.inner {
                return;
            }
            let Some((c, next)) = read(text, at) else { return };
            let Some(&below) = self.next.get(&key(number, c)) else { return };
            (number, at) = (below, next);
        }
    }

    #[inline]
    fn longest(&self, text: &str, at: usize, read: impl Read) -> Option<(usize, u32)> {
        let mut longest = None;
        self.walk(text, at, read, |at, value| longest = Some((at, value)));
        longest
    }

    /// The same as [`Nodes::walk`], where not all words may be wanted.
    #[inline]
    fn words<'a>(&'a self, text: &'a str, at: usize, read: impl Read + 'a) -> impl Iterator<Item = (usize, u32)> + 'a {
        let mut state = self.enter(text, at, read);
        std::iter::from_fn(move || {
            while let Some((number, at)) = state {
                let node = self.all.get(number as usize)?;
                let below = |(c, next)| Some((*self.next.get(&key(number, c))?, next));
                state = if node.inner { read(text, at).and_then(below) } else { None };
                if let Some(value) = node.value {
                    return Some((at, value));
                }
            }
            None
        })
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
    #[inline]
    pub fn starting_at<'a>(&'a self, text: &'a str, at: usize) -> impl Iterator<Item = (usize, u32)> + 'a {
        self.0.words(text, at, after)
    }

    /// The longest word that starts at byte `at`.
    #[inline]
    pub fn longest_at(&self, text: &str, at: usize) -> Option<(usize, u32)> {
        self.0.longest(text, at, after)
    }

    /// The first byte from `from` on where a word may start: a look at two bit sets for every character, each read once.
    pub fn next_start(&self, text: &str, from: usize) -> Option<usize> {
        // The last character, where a word may start with it.
        let mut first: Option<(usize, char)> = None;
        for (at, c) in text.get(from..)?.char_indices() {
            if let Some((start, first)) = first
                && (self.0.pairs.contains(pair(first.into(), c.into())) || self.0.ones.contains(first as usize))
            {
                return Some(from + start);
            }
            first = self.0.firsts.contains(c as usize).then_some((at, c));
        }
        first.filter(|&(_, c)| self.0.ones.contains(c as usize)).map(|(start, _)| from + start)
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
    #[inline]
    pub fn ending_at<'a>(&'a self, text: &'a str, at: usize) -> impl Iterator<Item = (usize, u32)> + 'a {
        self.0.words(text, at, before)
    }

    /// Tells of every word that ends before byte `at`, shortest first, with its first byte.
    #[inline]
    pub fn each_before(&self, text: &str, at: usize, tell: impl FnMut(usize, u32)) {
        self.0.walk(text, at, before, tell);
    }

    /// The longest word that ends before byte `at`.
    #[inline]
    pub fn longest_before(&self, text: &str, at: usize) -> Option<(usize, u32)> {
        self.0.longest(text, at, before)
    }
}
