//! Word lists matched character by character, forwards from a position or backwards to one.

/// All words as a tree. The first two characters are one step, found by hash; so are the steps from where many go on.
/// Where few do, they are a chain, and what is left of a word that shares no more with another lies in a row: most looks
/// into memory that is far away are for the first step.
#[derive(Clone, Debug, Default)]
struct Nodes {
    /// Open addressing; the length is a power of two, at least half of it empty.
    steps: Vec<Step>,
    /// How many steps there are.
    taken: usize,
    /// How many places there are from which steps go on by hash, beside the root.
    wide: u32,
    chains: Vec<Chained>,
    gate: Gate,
}

/// A step found by hash: one character from a wide place, or two from the root.
#[derive(Clone, Copy, Debug)]
struct Step {
    key: u64,
    to: Link,
}

/// A step in a chain of those from one place.
#[derive(Clone, Copy, Debug)]
struct Chained {
    symbol: u32,
    /// The next one from the same place, counted from 1; 0 is none.
    next: u32,
    to: Link,
}

/// Where a step leads to.
#[derive(Clone, Copy, Debug)]
struct Link {
    /// What the word that ends here stands for; [`NONE`] where none does.
    value: u32,
    /// How words go on: [`WIDE`] and a number, or the first of a chain, counted from 1; 0 where none does.
    on: u32,
}

/// A link's own place.
#[derive(Clone, Copy)]
enum Spot {
    Step(usize),
    Chained(usize),
}

/// The number of the wide place where words begin.
const ROOT: u32 = 0;
const WIDE: u32 = 1 << 31;
/// From a place with more steps they are found by hash.
const LONGEST_CHAIN: usize = 3;
const NONE: u32 = u32::MAX;
const NOWHERE: Link = Link { value: NONE, on: 0 };
const EMPTY: Step = Step { key: u64::MAX, to: NOWHERE };

/// The key of the step over two characters from the root, as [`Way::pair`] has them. No wide place has so high a number.
#[inline]
fn pair_key(two: u64) -> u64 {
    1 << 63 | two
}

#[inline]
fn key(wide: u32, symbol: u32) -> u64 {
    u64::from(wide) << 32 | u64::from(symbol)
}

/// The higher half is the one to use.
#[inline]
fn hash(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Nodes {
    /// Adds a word by its characters in the order of reading; the value it had before, if any.
    fn insert<W: Way>(&mut self, mut chars: impl Iterator<Item = char>, value: u32) -> Option<u32> {
        debug_assert_ne!(value, NONE, "the highest value says that there is none");
        let first = chars.next()?;
        let mut spot = match chars.next() {
            None => {
                self.gate.insert([first.len_utf8(), 0], symbol(first).into());
                Spot::Step(self.step_of(key(ROOT, symbol(first))))
            }
            Some(second) => {
                let two = W::pair(symbol(first), symbol(second));
                self.gate.insert([first, second].map(char::len_utf8), two);
                Spot::Step(self.step_of(pair_key(two)))
            }
        };
        if self.gate.is_full() {
            self.widen_gate();
        }
        for c in chars {
            spot = self.spot_on(spot, symbol(c));
        }
        let old = std::mem::replace(&mut self.link(spot).value, value);
        (old != NONE).then_some(old)
    }

    fn widen_gate(&mut self) {
        let mut gate = Gate { odd: self.gate.odd, ..Gate::of_words(self.gate.bits.len() * 2) };
        for step in self.steps.iter().filter(|step| step.key != EMPTY.key) {
            let bytes = step.key & !pair_key(0);
            let pair = bytes != step.key;
            if pair && is_pair(bytes) || !pair && bytes >> 32 == u64::from(ROOT) && is_wide(bytes as u32) {
                gate.open(bytes);
            }
        }
        self.gate = gate;
    }

    fn link(&mut self, spot: Spot) -> &mut Link {
        match spot {
            Spot::Step(at) => &mut self.steps[at].to,
            Spot::Chained(at) => &mut self.chains[at].to,
        }
    }

    /// Where the step from a spot over a symbol stands, which is put in where it is new.
    fn spot_on(&mut self, spot: Spot, symbol: u32) -> Spot {
        let on = self.link(spot).on;
        if on & WIDE != 0 {
            return Spot::Step(self.step_of(key(on & !WIDE, symbol)));
        }
        let (mut at, mut length) = (on, 0);
        while at != 0 {
            let step = &self.chains[at as usize - 1];
            if step.symbol == symbol {
                return Spot::Chained(at as usize - 1);
            }
            (at, length) = (step.next, length + 1);
        }
        if length < LONGEST_CHAIN {
            self.chains.push(Chained { symbol, next: on, to: NOWHERE });
            self.link(spot).on = self.chains.len() as u32;
            return Spot::Chained(self.chains.len() - 1);
        }
        self.wide += 1;
        let wide = self.wide;
        self.link(spot).on = WIDE | wide;
        let mut at = on;
        while at != 0 {
            let step = self.chains[at as usize - 1];
            let place = self.step_of(key(wide, step.symbol));
            self.steps[place].to = step.to;
            at = step.next;
        }
        Spot::Step(self.step_of(key(wide, symbol)))
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

    /// Where the step of a key leads to, if there is one.
    #[inline]
    fn step(&self, key: u64) -> Option<Link> {
        let mask = self.steps.len().wrapping_sub(1);
        let mut at = (hash(key) >> 32) as usize & mask;
        loop {
            let &step = self.steps.get(at)?;
            if step.key == key {
                return Some(step.to);
            }
            if step.key == EMPTY.key {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    /// Where the step over a symbol leads to, if there is one.
    #[inline]
    fn step_on(&self, from: Link, symbol: u32) -> Option<Link> {
        if from.on & WIDE != 0 {
            return self.step(key(from.on & !WIDE, symbol));
        }
        let mut at = from.on;
        loop {
            let step = self.chains.get((at as usize).checked_sub(1)?)?;
            if step.symbol == symbol {
                return Some(step.to);
            }
            at = step.next;
        }
    }
}

/// Tells by the two characters where a walk starts that no word goes that way: most places where one is looked for hold
/// none. Their bytes are taken as they stand, without decoding.
#[derive(Clone, Debug)]
struct Gate {
    /// Both characters of longer words and the one of words of one, by the hash of their bytes. The length is a power of two.
    bits: Vec<u64>,
    /// How many of them were opened.
    count: usize,
    /// Whether a word has a character of other than three bytes among them.
    odd: bool,
}

impl Default for Gate {
    fn default() -> Self {
        Self::of_words(Self::FEWEST)
    }
}

/// Six bytes that are two characters of three bytes each.
#[inline]
fn is_pair(bytes: u64) -> bool {
    bytes & 0xf000_00f0 == 0xe000_00e0
}

impl Gate {
    /// A small one stays near the processor.
    const FEWEST: usize = 1 << 5;
    const MOST: usize = 1 << 10;

    fn of_words(words: usize) -> Self {
        Self { bits: vec![0; words], count: 0, odd: false }
    }

    /// Opens the way to a word whose first two characters have these lengths and bytes; none has the length 0.
    fn insert(&mut self, lengths: [usize; 2], bytes: u64) {
        match lengths {
            [3, 3 | 0] => self.open(bytes),
            _ => self.odd = true,
        }
    }

    fn open(&mut self, bytes: u64) {
        let (word, bit) = self.place(bytes);
        self.bits[word] |= bit;
        self.count += 1;
    }

    /// Whether so many are open that a larger one is better.
    fn is_full(&self) -> bool {
        self.count > self.bits.len() * 4 && self.bits.len() < Self::MOST
    }

    #[inline]
    fn place(&self, bytes: u64) -> (usize, u64) {
        let hash = hash(bytes);
        ((hash >> 54) as usize & (self.bits.len() - 1), 1 << (hash >> 48 & 63))
    }

    #[inline]
    fn holds(&self, bytes: u64) -> bool {
        let (word, bit) = self.place(bytes);
        self.bits[word] & bit != 0
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

/// Whether a symbol is a character of three bytes.
#[inline]
fn is_wide(symbol: u32) -> bool {
    symbol > char::MAX as u32
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

    /// The first two symbols as the six bytes have them.
    fn pair(first: u32, second: u32) -> u64;

    /// The byte so many bytes on.
    fn over(at: usize, bytes: usize) -> usize;
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
        let bytes = u64::from_le_bytes(*text.as_bytes().get(at..)?.first_chunk()?);
        Some((bytes & 0xffff_ffff_ffff, bytes & 0xff_ffff))
    }

    #[inline]
    fn pair(first: u32, second: u32) -> u64 {
        u64::from(second) << 24 | u64::from(first)
    }

    #[inline]
    fn over(at: usize, bytes: usize) -> usize {
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
        let bytes = u64::from_le_bytes(*text.as_bytes().get(..at)?.last_chunk()?);
        Some((bytes >> 16, bytes >> 40))
    }

    #[inline]
    fn pair(first: u32, second: u32) -> u64 {
        u64::from(first) << 24 | u64::from(second)
    }

    #[inline]
    fn over(at: usize, bytes: usize) -> usize {
        at - bytes
    }
}

/// The first symbol and the first two on a way, each with the byte behind, where words may go on so.
#[derive(Clone, Copy, Default)]
struct Starts {
    single: Option<(u32, usize)>,
    pair: Option<(u64, usize)>,
}

impl Nodes {
    /// Whether words may go on the way from byte `at`. Short, to be put in wherever words are looked for.
    #[inline(always)]
    fn opens<W: Way>(&self, text: &str, at: usize) -> bool {
        W::near(text, at).is_none_or(|(two, one)| self.gate.opens(two, one))
    }

    /// How words may start on the way from byte `at`.
    #[inline(always)]
    fn starts<W: Way>(&self, text: &str, at: usize) -> Starts {
        match W::near(text, at) {
            Some((two, one)) if is_pair(two) => {
                let single = self.gate.holds(one).then(|| (one as u32, W::over(at, 3)));
                Starts { single, pair: self.gate.holds(two).then(|| (two, W::over(at, 6))) }
            }
            Some((two, one)) if !self.gate.opens(two, one) => Starts::default(),
            _ => self.read_starts::<W>(text, at),
        }
    }

    fn read_starts<W: Way>(&self, text: &str, at: usize) -> Starts {
        let Some((first, behind)) = W::read(text, at) else { return Starts::default() };
        let wide = is_wide(first);
        let single = (!wide || self.gate.holds(first.into())).then_some((first, behind));
        let pair =
            W::read(text, behind).map(|(second, behind)| (W::pair(first, second), wide && is_wide(second), behind));
        let pair = pair.filter(|&(two, wide, _)| if wide { self.gate.holds(two) } else { self.gate.odd });
        Starts { single, pair: pair.map(|(two, _, behind)| (two, behind)) }
    }

    /// The words on the way from byte `at`, shortest first, each with the byte where the way has come to and its value.
    #[inline]
    fn words<'a, W: Way>(&'a self, text: &'a str, at: usize) -> impl Iterator<Item = (usize, u32)> + use<'a, W> {
        let Starts { mut single, mut pair } = self.starts::<W>(text, at);
        let mut way = None;
        std::iter::from_fn(move || {
            if let Some((symbol, at)) = single.take()
                && let Some(value) = self.single(symbol)
            {
                return Some((at, value));
            }
            if let Some((two, at)) = pair.take() {
                way = self.step(pair_key(two)).map(|to| (at, to));
            }
            while let Some((at, to)) = way {
                way = self.on::<W>(text, at, to);
                if to.value != NONE {
                    return Some((at, to.value));
                }
            }
            None
        })
    }

    /// The step over the character at byte `at`, and where the way has come to.
    #[inline]
    fn on<W: Way>(&self, text: &str, at: usize, from: Link) -> Option<(usize, Link)> {
        if from.on == 0 {
            return None;
        }
        let (symbol, next) = W::read(text, at)?;
        Some((next, self.step_on(from, symbol)?))
    }

    /// The last of them.
    #[inline(always)]
    fn longest<W: Way>(&self, text: &str, at: usize) -> Option<(usize, u32)> {
        let Starts { single, pair } = self.starts::<W>(text, at);
        let longer = pair.and_then(|(two, at)| self.longer::<W>(text, at, two));
        longer.or_else(|| single.and_then(|(symbol, at)| Some((at, self.single(symbol)?))))
    }

    /// The longest of more than one character where the first two are known, which end at byte `at`.
    fn longer<W: Way>(&self, text: &str, at: usize, two: u64) -> Option<(usize, u32)> {
        let mut longest = None;
        self.each_longer::<W>(text, at, two, |at, value| longest = Some((at, value)));
        longest
    }

    #[inline]
    fn each_longer<W: Way>(&self, text: &str, at: usize, two: u64, mut tell: impl FnMut(usize, u32)) {
        let mut way = self.step(pair_key(two)).map(|to| (at, to));
        while let Some((at, to)) = way {
            if to.value != NONE {
                tell(at, to.value);
            }
            way = self.on::<W>(text, at, to);
        }
    }

    /// What the word of one character stands for.
    #[inline]
    fn single(&self, symbol: u32) -> Option<u32> {
        self.step(key(ROOT, symbol)).map(|to| to.value).filter(|&value| value != NONE)
    }

    /// Tells of every word on the way from byte `at`, as [`Nodes::words`], where all are wanted.
    #[inline]
    fn each<W: Way>(&self, text: &str, at: usize, mut tell: impl FnMut(usize, u32)) {
        let Starts { single, pair } = self.starts::<W>(text, at);
        if let Some((symbol, at)) = single
            && let Some(value) = self.single(symbol)
        {
            tell(at, value);
        }
        if let Some((two, at)) = pair {
            self.each_longer::<W>(text, at, two, tell);
        }
    }
}

/// Words found from their first character on.
#[derive(Clone, Debug, Default)]
pub struct Trie(Nodes);

impl Trie {
    /// Adds a word; the value it had before, if any.
    pub fn insert(&mut self, word: &str, value: u32) -> Option<u32> {
        self.0.insert::<Forward>(word.chars(), value)
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

    /// Tells of all words that start at byte `at`, shortest first, as end byte and value.
    #[inline]
    pub fn each_at(&self, text: &str, at: usize, tell: impl FnMut(usize, u32)) {
        self.0.each::<Forward>(text, at, tell);
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
        self.0.insert::<Backward>(word.chars().rev(), value)
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
#[derive(Clone, Debug)]
pub struct Heads(Gate);

impl Default for Heads {
    fn default() -> Self {
        Self(Gate::of_words(Gate::MOST))
    }
}

impl Heads {
    /// Adds a word.
    pub fn insert(&mut self, word: &str) {
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(one), None) => self.0.insert([one.len_utf8(), 0], symbol(one).into()),
            (Some(one), Some(two)) => {
                self.0.insert([one, two].map(char::len_utf8), Forward::pair(symbol(one), symbol(two)));
            }
            (None, _) => {}
        }
    }

    /// Whether a word may start at byte `at`. Only first characters are looked at.
    #[inline]
    pub fn opens(&self, text: &str, at: usize) -> bool {
        Forward::near(text, at).is_none_or(|(two, one)| self.0.opens(two, one))
    }
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
                let mut told = Vec::new();
                trie.each_at(&text, at, |end, value| told.push((end, value)));
                prop_assert_eq!(told, ends.clone());
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
