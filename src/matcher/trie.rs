//! Word lists matched character by character, forwards from a position or backwards to one.

/// All nodes in one table of steps: (node, character) → node and what the word that ends there stands for. The first two
/// characters, where both have three bytes, are one step too.
#[derive(Clone, Debug, Default)]
struct Nodes {
    /// Open addressing; the length is a power of two, at least half of it empty.
    steps: Vec<Step>,
    /// How many steps there are.
    taken: usize,
    /// How many nodes from which steps go on there are beside the root.
    inner: u32,
    gate: Gate,
}

#[derive(Clone, Copy, Debug)]
struct Step {
    key: u64,
    /// Where the step leads to; [`LAST`] where no longer word goes on from there.
    node: u32,
    /// What the word that ends here stands for; [`NONE`] where none does.
    value: u32,
}

const ROOT: u32 = 0;
/// No step leads to the root.
const LAST: u32 = ROOT;
const NONE: u32 = u32::MAX;
const EMPTY: Step = Step { key: u64::MAX, node: LAST, value: NONE };

/// The key of the step over two characters from the root, by their bytes. No node has so high a number.
#[inline]
fn pair_key(two: u64) -> u64 {
    1 << 63 | two
}

#[inline]
fn key(node: u32, symbol: u32) -> u64 {
    u64::from(node) << 32 | u64::from(symbol)
}

/// The higher half is the one to use.
#[inline]
fn hash(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Nodes {
    /// Adds a word by its characters in the order of reading; `two` and `one` as [`Way::near`] has them.
    fn insert(&mut self, chars: impl Iterator<Item = char> + Clone, (two, one): (u64, u64), value: u32) -> Option<u32> {
        let mut first = chars.clone();
        let old = self.insert_steps(chars.map(symbol), value);
        let lengths = [first.next(), first.next()].map(|c| c.map_or(0, char::len_utf8));
        self.gate.insert(lengths, (two, one));
        if lengths == [3, 3] {
            let symbols = [two, two >> 24].map(|bytes| bytes as u32 & 0xff_ffff);
            let [first, second] = if symbols[0] == one as u32 { symbols } else { [symbols[1], symbols[0]] };
            let node = self.step(key(ROOT, first))?.node;
            let step = self.step(key(node, second))?;
            let at = self.step_of(pair_key(two));
            self.steps[at] = Step { key: pair_key(two), ..step };
        }
        old
    }

    fn insert_steps(&mut self, symbols: impl Iterator<Item = u32>, value: u32) -> Option<u32> {
        debug_assert_ne!(value, NONE, "the highest value says that there is none");
        let mut symbols = symbols.peekable();
        let mut node = ROOT;
        while let Some(symbol) = symbols.next() {
            let step = self.step_of(key(node, symbol));
            if symbols.peek().is_none() {
                let old = std::mem::replace(&mut self.steps[step].value, value);
                return (old != NONE).then_some(old);
            }
            if self.steps[step].node == LAST {
                self.inner += 1;
                self.steps[step].node = self.inner;
            }
            node = self.steps[step].node;
        }
        None
    }

    /// The place of the step of a key, which is put in where it is new.
    fn step_of(&mut self, key: u64) -> usize {
        if self.steps.len() <= self.taken * 2 {
            let more = vec![EMPTY; (self.steps.len() * 2).max(64)];
            for step in std::mem::replace(&mut self.steps, more) {
                if step.key != EMPTY.key {
                    let at = self.place(step.key);
                    self.steps[at] = step;
                }
            }
        }
        let at = self.place(key);
        if self.steps[at].key != key {
            self.steps[at].key = key;
            self.taken += 1;
        }
        at
    }

    /// Where the step of a key stands or would stand.
    fn place(&self, key: u64) -> usize {
        let mask = self.steps.len() - 1;
        let mut at = (hash(key) >> 32) as usize & mask;
        while self.steps[at].key != key && self.steps[at].key != EMPTY.key {
            at = (at + 1) & mask;
        }
        at
    }

    /// The step from a node over a symbol, if there is one.
    #[inline]
    fn step(&self, key: u64) -> Option<Step> {
        let mask = self.steps.len().wrapping_sub(1);
        let mut at = (hash(key) >> 32) as usize & mask;
        loop {
            let &step = self.steps.get(at)?;
            if step.key == key {
                return Some(step);
            }
            if step.key == EMPTY.key {
                return None;
            }
            at = (at + 1) & mask;
        }
    }
}

/// Tells by the two characters where a walk starts that no word goes that way: most places where one is looked for hold
/// none. Their bytes are taken as they stand, without decoding.
#[derive(Clone, Debug)]
struct Gate {
    /// Both characters of longer words and the one of words of one, by the hash of their bytes.
    bits: Box<[u64; 1 << 10]>,
    /// Whether a word has a character of other than three bytes among them.
    odd: bool,
}

impl Default for Gate {
    fn default() -> Self {
        Self { bits: Box::new([0; 1 << 10]), odd: false }
    }
}

/// Six bytes that are two characters of three bytes each.
#[inline]
fn is_pair(bytes: u64) -> bool {
    bytes & 0xf000_00f0 == 0xe000_00e0
}

impl Gate {
    /// Opens the way to a word whose first two characters have these lengths; none has the length 0.
    fn insert(&mut self, lengths: [usize; 2], (two, one): (u64, u64)) {
        match lengths {
            [3, 3] => self.open(two),
            [3, 0] => self.open(one),
            _ => self.odd = true,
        }
    }

    fn open(&mut self, bytes: u64) {
        let hash = hash(bytes);
        self.bits[(hash >> 54) as usize] |= 1 << (hash >> 48 & 63);
    }

    #[inline]
    fn holds(&self, bytes: u64) -> bool {
        let hash = hash(bytes);
        self.bits[(hash >> 54) as usize] >> (hash >> 48 & 63) & 1 != 0
    }

    #[inline]
    fn opens(&self, two: u64, one: u64) -> bool {
        self.holds(two) || self.holds(one) || self.odd && !is_pair(two)
    }
}

/// What words are made of: the bytes of a character of three, the code point, which is lower, of another.
#[inline]
fn symbol(c: char) -> u32 {
    match *c.encode_utf8(&mut [0; 4]).as_bytes() {
        [a, b, c] => three(a, b, c),
        _ => c.into(),
    }
}

#[inline]
fn three(a: u8, b: u8, c: u8) -> u32 {
    u32::from_le_bytes([a, b, c, 0])
}

/// Whether the bytes, the first one lowest, are a character.
#[inline]
fn is_three(bytes: u32) -> bool {
    bytes & 0xf0 == 0xe0
}

/// A direction in which words are read.
trait Way {
    /// The symbol at byte `at` and the byte where the next one is read.
    fn read(text: &str, at: usize) -> Option<(u32, usize)>;

    /// The six bytes and the three next to byte `at`; none near the end of the text.
    fn near(text: &str, at: usize) -> Option<(u64, u64)>;

    /// The same of eight bytes, of which the first one read is next to where the way starts.
    fn split(bytes: [u8; 8]) -> (u64, u64);

    /// The byte so many bytes on.
    fn on(at: usize, bytes: usize) -> usize;
}

struct Forward;
struct Backward;

impl Way for Forward {
    #[inline]
    fn read(text: &str, at: usize) -> Option<(u32, usize)> {
        let three =
            text.as_bytes().get(at..).and_then(<[u8]>::first_chunk).map(|&four| u32::from_le_bytes(four) & 0xff_ffff);
        match three.filter(|&three| is_three(three)) {
            Some(three) => Some((three, at + 3)),
            _ => text.get(at..)?.chars().next().map(|c| (symbol(c), at + c.len_utf8())),
        }
    }

    #[inline]
    fn near(text: &str, at: usize) -> Option<(u64, u64)> {
        text.as_bytes().get(at..at + 8)?.first_chunk().copied().map(Self::split)
    }

    #[inline]
    fn split(bytes: [u8; 8]) -> (u64, u64) {
        let bytes = u64::from_le_bytes(bytes);
        (bytes & 0xffff_ffff_ffff, bytes & 0xff_ffff)
    }

    #[inline]
    fn on(at: usize, bytes: usize) -> usize {
        at + bytes
    }
}

impl Way for Backward {
    #[inline]
    fn read(text: &str, at: usize) -> Option<(u32, usize)> {
        let three = text.as_bytes().get(..at).and_then(<[u8]>::last_chunk).map(|&four| u32::from_le_bytes(four) >> 8);
        match three.filter(|&three| is_three(three)) {
            Some(three) => Some((three, at - 3)),
            _ => text.get(..at)?.chars().next_back().map(|c| (symbol(c), at - c.len_utf8())),
        }
    }

    #[inline]
    fn near(text: &str, at: usize) -> Option<(u64, u64)> {
        text.as_bytes().get(at.checked_sub(8)?..at)?.first_chunk().copied().map(Self::split)
    }

    #[inline]
    fn split(bytes: [u8; 8]) -> (u64, u64) {
        let bytes = u64::from_le_bytes(bytes);
        (bytes >> 16, bytes >> 40)
    }

    #[inline]
    fn on(at: usize, bytes: usize) -> usize {
        at - bytes
    }
}

impl Nodes {
    /// Whether words may go on the way from byte `at`. Short, to be put in wherever words are looked for.
    #[inline(always)]
    fn opens<W: Way>(&self, text: &str, at: usize) -> bool {
        W::near(text, at).is_none_or(|(two, one)| self.gate.opens(two, one))
    }

    /// The words on the way from byte `at`, shortest first, each with the byte where the way has come to and its value.
    #[inline]
    fn words<'a, W: Way>(&'a self, text: &'a str, at: usize) -> impl Iterator<Item = (usize, u32)> + use<'a, W> {
        let mut way = self.opens::<W>(text, at).then_some((ROOT, at));
        std::iter::from_fn(move || {
            while let Some((node, at)) = way {
                let (symbol, next) = W::read(text, at)?;
                let step = self.step(key(node, symbol))?;
                way = (step.node != LAST).then_some((step.node, next));
                if step.value != NONE {
                    return Some((next, step.value));
                }
            }
            None
        })
    }

    /// The last of them.
    #[inline(always)]
    fn longest<W: Way>(&self, text: &str, at: usize) -> Option<(usize, u32)> {
        match W::near(text, at) {
            Some((two, one)) if is_pair(two) => {
                let longer = if self.gate.holds(two) { self.longer::<W>(text, at, two) } else { None };
                longer.or_else(|| Some((W::on(at, 3), self.gate.holds(one).then(|| self.single(one)).flatten()?)))
            }
            Some((two, one)) if !self.gate.opens(two, one) => None,
            _ => self.words::<W>(text, at).last(),
        }
    }

    /// The longest of more than one character where the first two are known.
    fn longer<W: Way>(&self, text: &str, at: usize, two: u64) -> Option<(usize, u32)> {
        let mut step = self.step(pair_key(two))?;
        let mut at = W::on(at, 6);
        let mut longest = None;
        loop {
            if step.value != NONE {
                longest = Some((at, step.value));
            }
            if step.node == LAST {
                return longest;
            }
            let Some((symbol, next)) = W::read(text, at) else { return longest };
            let Some(on) = self.step(key(step.node, symbol)) else { return longest };
            (step, at) = (on, next);
        }
    }

    /// What the word of one character stands for.
    #[inline]
    fn single(&self, one: u64) -> Option<u32> {
        self.step(key(ROOT, one as u32)).map(|step| step.value).filter(|&value| value != NONE)
    }

    /// Tells of every word on the way from byte `at`, as [`Nodes::words`], where all are wanted.
    #[inline]
    fn each<W: Way>(&self, text: &str, at: usize, mut tell: impl FnMut(usize, u32)) {
        match W::near(text, at) {
            Some((two, one)) if is_pair(two) => {
                if self.gate.holds(one)
                    && let Some(value) = self.single(one)
                {
                    tell(W::on(at, 3), value);
                }
                let Some(mut step) = self.gate.holds(two).then(|| self.step(pair_key(two))).flatten() else { return };
                let mut at = W::on(at, 6);
                loop {
                    if step.value != NONE {
                        tell(at, step.value);
                    }
                    if step.node == LAST {
                        return;
                    }
                    let Some((symbol, next)) = W::read(text, at) else { return };
                    let Some(on) = self.step(key(step.node, symbol)) else { return };
                    (step, at) = (on, next);
                }
            }
            _ => self.words::<W>(text, at).for_each(|(at, value)| tell(at, value)),
        }
    }
}

/// Words found from their first character on.
#[derive(Clone, Debug, Default)]
pub struct Trie(Nodes);

impl Trie {
    /// Adds a word; the value it had before, if any.
    pub fn insert(&mut self, word: &str, value: u32) -> Option<u32> {
        self.0.insert(word.chars(), Forward::split(first_bytes(word.bytes())), value)
    }

    /// The value of a word, which is put in with `fresh` where it is new.
    pub fn value_of(&mut self, word: &str, fresh: u32) -> u32 {
        match self.insert(word, fresh) {
            Some(old) => {
                self.insert(word, old);
                old
            }
            None => fresh,
        }
    }

    /// All words that start at byte `at`, shortest first, as (end byte, value).
    #[inline]
    pub fn starting_at<'a>(&'a self, text: &'a str, at: usize) -> impl Iterator<Item = (usize, u32)> + 'a {
        self.0.words::<Forward>(text, at)
    }

    /// The longest word that starts at byte `at`.
    #[inline]
    pub fn longest_at(&self, text: &str, at: usize) -> Option<(usize, u32)> {
        self.0.longest::<Forward>(text, at)
    }

    /// The first byte from `from` on where a word may start: a look at every character.
    pub fn next_start(&self, text: &str, from: usize) -> Option<usize> {
        let starts = (from..text.len()).filter(|&at| text.is_char_boundary(at));
        starts.into_iter().find(|&at| self.0.opens::<Forward>(text, at))
    }
}

/// Words found from their last character back.
#[derive(Clone, Debug, Default)]
pub struct ReverseTrie(Nodes);

impl ReverseTrie {
    /// Adds a word; the value it had before, if any.
    pub fn insert(&mut self, word: &str, value: u32) -> Option<u32> {
        self.0.insert(word.chars().rev(), Backward::split(last_bytes(word)), value)
    }

    /// All words that end before byte `at`, shortest first, as (start byte, value).
    #[inline]
    pub fn ending_at<'a>(&'a self, text: &'a str, at: usize) -> impl Iterator<Item = (usize, u32)> + 'a {
        self.0.words::<Backward>(text, at)
    }

    /// Whether a word may end before byte `at`. Only last characters are looked at.
    #[inline]
    pub fn opens(&self, text: &str, at: usize) -> bool {
        self.0.opens::<Backward>(text, at)
    }

    /// Tells of all words that end before byte `at`, shortest first, as start byte and value.
    #[inline]
    pub fn each_before(&self, text: &str, at: usize, tell: impl FnMut(usize, u32)) {
        self.0.each::<Backward>(text, at, tell);
    }

    /// The longest word that ends before byte `at`.
    #[inline]
    pub fn longest_before(&self, text: &str, at: usize) -> Option<(usize, u32)> {
        self.0.longest::<Backward>(text, at)
    }
}

/// What words begin with: tells at most places that none of them starts there.
#[derive(Clone, Debug, Default)]
pub struct Heads(Gate);

impl Heads {
    /// Adds a word.
    pub fn insert(&mut self, word: &str) {
        let mut chars = word.chars();
        let lengths = [chars.next(), chars.next()].map(|c| c.map_or(0, char::len_utf8));
        self.0.insert(lengths, Forward::split(first_bytes(word.bytes())));
    }

    /// Whether a word may start at byte `at`. Only first characters are looked at.
    #[inline]
    pub fn opens(&self, text: &str, at: usize) -> bool {
        Forward::near(text, at).is_none_or(|(two, one)| self.0.opens(two, one))
    }
}

/// Eight bytes, zeros where there are no more.
fn first_bytes(bytes: impl Iterator<Item = u8>) -> [u8; 8] {
    let mut first = [0; 8];
    first.iter_mut().zip(bytes).for_each(|(slot, byte)| *slot = byte);
    first
}

/// The last eight bytes, zeros before them where there are no more.
fn last_bytes(word: &str) -> [u8; 8] {
    let mut last = first_bytes(word.bytes().rev());
    last.reverse();
    last
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Heads, ReverseTrie, Trie};

    /// Few characters of every length, so that words share what they start and end with.
    fn word(longest: usize) -> impl Strategy<Value = String> {
        let chars = prop::collection::vec(prop::sample::select(&['省', '局', '数', 'a', 'é', '𠀀'][..]), 0..longest);
        chars.prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn words_are_found_as_by_comparing_them_all(words in prop::collection::vec(word(5), 0..12), text in word(16)) {
            let (mut trie, mut reverse) = (Trie::default(), ReverseTrie::default());
            let mut heads = Heads::default();
            for (n, word) in words.iter().enumerate().filter(|(_, word)| !word.is_empty()) {
                let old = words[..n].iter().rposition(|w| w == word).map(|n| n as u32);
                prop_assert_eq!(trie.insert(word, n as u32), old);
                prop_assert_eq!(reverse.insert(word, n as u32), old);
                heads.insert(word);
            }
            let last = |word: &str| words.iter().rposition(|w| w == word).filter(|_| !word.is_empty()).map(|n| n as u32);
            for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                let ends: Vec<_> =
                    (at..=text.len()).filter_map(|end| Some((end, last(text.get(at..end)?)?))).collect();
                prop_assert_eq!(trie.starting_at(&text, at).collect::<Vec<_>>(), ends.clone());
                prop_assert_eq!(trie.longest_at(&text, at), ends.last().copied());
                prop_assert!(ends.is_empty() || trie.next_start(&text, at) == Some(at) && heads.opens(&text, at));
                let starts: Vec<_> =
                    (0..=at).rev().filter_map(|start| Some((start, last(text.get(start..at)?)?))).collect();
                prop_assert_eq!(reverse.ending_at(&text, at).collect::<Vec<_>>(), starts.clone());
                prop_assert!(starts.is_empty() || reverse.opens(&text, at));
                let mut told = Vec::new();
                reverse.each_before(&text, at, |start, value| told.push((start, value)));
                prop_assert_eq!(told, starts.clone());
                prop_assert_eq!(reverse.longest_before(&text, at), starts.last().copied());
            }
        }
    }
}
