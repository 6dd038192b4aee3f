//! Word lists matched character by character, forwards from a position or backwards to one.

/// All nodes in one table of steps: (node, character) → node and what the word that ends there stands for.
///
/// The root has the number 0, the node behind a first character that of the character: so the first step is known
/// without a look into the table. Most places where a word is looked for hold none; two small sets tell that by the
/// first two characters.
#[derive(Clone, Debug, Default)]
struct Nodes {
    /// Open addressing; the length is a power of two, at least half of it empty.
    steps: Vec<Step>,
    /// How many steps there are.
    taken: usize,
    /// How many nodes behind more than one character have a number.
    nodes: u32,
    firsts: Firsts,
    /// First two characters of longer words, by their hash.
    pairs: Bits,
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
const LAST: u32 = 0;
const NONE: u32 = u32::MAX;
const EMPTY: Step = Step { key: u64::MAX, node: LAST, value: NONE };

/// The node behind the first character `c`.
#[inline]
fn first_node(c: u32) -> u32 {
    c + 1
}

#[inline]
fn key(node: u32, c: u32) -> u64 {
    u64::from(node) << 32 | u64::from(c)
}

/// The highest bits are the ones to use.
#[inline]
fn hash(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Nodes {
    fn insert(&mut self, chars: impl Iterator<Item = char>, value: u32) -> Option<u32> {
        debug_assert_ne!(value, NONE, "the highest value says that there is none");
        let mut chars = chars.map(u32::from).peekable();
        let first = chars.next()?;
        if chars.peek().is_none() {
            self.firsts.insert(first, Firsts::WORD);
            let step = self.step_to(key(ROOT, first));
            return old(std::mem::replace(&mut self.steps[step].value, value));
        }
        self.firsts.insert(first, Firsts::LONGER);
        let mut node = first_node(first);
        let mut first = true;
        loop {
            let c = chars.next()?;
            let key = key(node, c);
            if std::mem::take(&mut first) {
                self.pairs.insert(hash(key));
            }
            let step = self.step_to(key);
            let step = &mut self.steps[step];
            if chars.peek().is_none() {
                return old(std::mem::replace(&mut step.value, value));
            }
            if step.node == LAST {
                self.nodes += 1;
                step.node = first_node(char::MAX.into()) + self.nodes;
            }
            node = step.node;
        }
    }

    /// The place of the step of a key, which is put in where it is new.
    fn step_to(&mut self, key: u64) -> usize {
        if self.steps.len() <= self.taken * 2 {
            let fresh = vec![EMPTY; (self.steps.len() * 2).max(64)];
            for step in std::mem::replace(&mut self.steps, fresh) {
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
    #[inline]
    fn place(&self, key: u64) -> usize {
        let mask = self.steps.len() - 1;
        let mut at = (hash(key) >> 32) as usize & mask;
        while self.steps[at].key != key && self.steps[at].key != EMPTY.key {
            at = (at + 1) & mask;
        }
        at
    }

    /// The step of a key; one to nowhere where there is none.
    #[inline]
    fn find(&self, key: u64) -> Step {
        let mask = self.steps.len().wrapping_sub(1);
        let mut at = (hash(key) >> 32) as usize & mask;
        while let Some(&step) = self.steps.get(at) {
            if step.key == key {
                return step;
            }
            if step.key == EMPTY.key {
                break;
            }
            at = (at + 1) & mask;
        }
        EMPTY
    }
}

fn old(value: u32) -> Option<u32> {
    (value != NONE).then_some(value)
}

/// What words a character starts, by the low bits of its code point: two bits each.
#[derive(Clone, Debug)]
struct Firsts(Box<[u8; 1 << 14]>);

impl Default for Firsts {
    fn default() -> Self {
        Self(Box::new([0; 1 << 14]))
    }
}

impl Firsts {
    /// It is the first of longer words.
    const LONGER: u8 = 1;
    /// It is a word by itself.
    const WORD: u8 = 2;

    fn insert(&mut self, c: u32, class: u8) {
        self.0[(c >> 2) as usize % self.0.len()] |= class << (c % 4 * 2);
    }

    #[inline]
    fn of(&self, c: u32) -> u8 {
        self.0[(c >> 2) as usize % self.0.len()] >> (c % 4 * 2) & 3
    }
}

/// A set of hashes, by their highest bits.
#[derive(Clone, Debug)]
struct Bits(Box<[u64; 1 << 10]>);

impl Default for Bits {
    fn default() -> Self {
        Self(Box::new([0; 1 << 10]))
    }
}

impl Bits {
    fn insert(&mut self, hash: u64) {
        self.0[(hash >> 54) as usize] |= 1 << (hash >> 48 & 63);
    }

    #[inline]
    fn contains(&self, hash: u64) -> bool {
        self.0[(hash >> 54) as usize] >> (hash >> 48 & 63) & 1 != 0
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

/// The code point of three bytes; their marks are taken away all at once.
#[inline]
fn three(first: u8, second: u8, third: u8) -> u32 {
    const MARKS: u32 = (0xe0 << 12) + (0x80 << 6) + 0x80;
    ((u32::from(first) << 12) + (u32::from(second) << 6) + u32::from(third)).wrapping_sub(MARKS)
}

/// Reads one character at a byte: the character and the byte where the next one is read.
trait Read: Copy + Fn(&str, usize) -> Option<(u32, usize)> {}

impl<R: Copy + Fn(&str, usize) -> Option<(u32, usize)>> Read for R {}

impl Nodes {
    /// Whether words may go on the way from byte `at`, told by its first two characters: put in wherever words are
    /// looked for, because most places hold none.
    #[inline(always)]
    fn may_go(&self, text: &str, at: usize, read: impl Read) -> bool {
        let Some((first, next)) = read(text, at) else { return false };
        match self.firsts.of(first) {
            0 => false,
            Firsts::LONGER => {
                let pair = |second| self.pairs.contains(hash(key(first_node(first), second)));
                read(text, next).is_some_and(|(second, _)| pair(second))
            }
            _ => true,
        }
    }

    /// The words on the way from byte `at`, shortest first, each with the byte where the way has come to and its value.
    #[inline]
    fn words<'a>(&'a self, text: &'a str, at: usize, read: impl Read + 'a) -> impl Iterator<Item = (usize, u32)> + 'a {
        let mut way = self.may_go(text, at, read).then_some((ROOT, at));
        std::iter::from_fn(move || {
            while let Some((node, at)) = way {
                let (step, next) = self.step(text, node, at, read)?;
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
    fn longest(&self, text: &str, at: usize, read: impl Read) -> Option<(usize, u32)> {
        if self.may_go(text, at, read) { self.walk(text, at, read) } else { None }
    }

    fn walk(&self, text: &str, mut at: usize, read: impl Read) -> Option<(usize, u32)> {
        let (mut node, mut longest) = (ROOT, None);
        while let Some((step, next)) = self.step(text, node, at, read) {
            if step.value != NONE {
                longest = Some((next, step.value));
            }
            if step.node == LAST {
                break;
            }
            (node, at) = (step.node, next);
        }
        longest
    }

    /// The step from a node over the character at byte `at`, and the byte behind.
    #[inline]
    fn step(&self, text: &str, node: u32, at: usize, read: impl Read) -> Option<(Step, usize)> {
        let (c, next) = read(text, at)?;
        if node == ROOT && self.firsts.of(c) & Firsts::WORD == 0 {
            return Some((Step { node: first_node(c), ..EMPTY }, next));
        }
        let step = self.find(key(node, c));
        let node = if node == ROOT { first_node(c) } else { step.node };
        Some((Step { node, ..step }, next))
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

    /// The first byte from `from` on where a word may start: a look at two sets for every character, each read once.
    pub fn next_start(&self, text: &str, from: usize) -> Option<usize> {
        // Where the character before stands, and its node, where a longer word may start with it.
        let mut first: Option<(usize, u32)> = None;
        let mut at = from;
        while let Some((c, next)) = after(text, at) {
            if let Some((start, node)) = first
                && self.0.pairs.contains(hash(key(node, c)))
            {
                return Some(start);
            }
            let class = self.0.firsts.of(c);
            if class & Firsts::WORD != 0 {
                return Some(at);
            }
            first = (class != 0).then_some((at, first_node(c)));
            at = next;
        }
        None
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

    /// The longest word that ends before byte `at`.
    #[inline]
    pub fn longest_before(&self, text: &str, at: usize) -> Option<(usize, u32)> {
        self.0.longest(text, at, before)
    }
}
