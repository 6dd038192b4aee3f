//! All words of a trie as a tree, and the walk along them.
use super::{
    gate::{Gate, hash, is_pair},
    way::{Way, is_wide, symbol},
};

/// All words as a tree. The first two characters are one step, found by hash; so are the steps from where many go on.
/// Where few do, they are a chain, and what is left of a word that shares no more with another lies in a row: most looks
/// into memory that is far away are for the first step.
#[derive(Clone, Debug, Default)]
pub(super) struct Nodes {
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

/// Marks the key of the step over two characters from the root, as [`Way::pair`] has them; its hash is theirs. No wide
/// place has so high a number.
const PAIR: u64 = 1 << 63;

#[inline]
fn key(wide: u32, symbol: u32) -> u64 {
    u64::from(wide) << 32 | u64::from(symbol)
}

impl Nodes {
    /// With room for so many words, so that hardly anything is moved while they are put in.
    pub(super) fn with_room(words: usize) -> Self {
        // Half of it is to stay empty; but many words share their first characters with others.
        let steps = vec![EMPTY; words.next_power_of_two().max(64)];
        Self { steps, chains: Vec::with_capacity(words), gate: Gate::for_words(words), ..Self::default() }
    }

    /// Adds a word by its characters in the order of reading; the value it had before, if any.
    pub(super) fn insert<W: Way>(&mut self, mut chars: impl Iterator<Item = char>, value: u32) -> Option<u32> {
        debug_assert_ne!(value, NONE, "the highest value says that there is none");
        let first = chars.next()?;
        let mut spot = match chars.next() {
            None => {
                self.gate.insert::<W>(symbol(first), None);
                Spot::Step(self.step_of(key(ROOT, symbol(first))))
            }
            Some(second) => {
                self.gate.insert::<W>(symbol(first), Some(symbol(second)));
                Spot::Step(self.step_of(PAIR | W::pair(symbol(first), symbol(second))))
            }
        };
        if self.gate.is_full() {
            self.widen_gate::<W>();
        }
        for c in chars {
            spot = self.spot_on(spot, symbol(c));
        }
        let old = std::mem::replace(&mut self.link(spot).value, value);
        (old != NONE).then_some(old)
    }

    fn widen_gate<W: Way>(&mut self) {
        let mut gate = self.gate.wider();
        for step in self.steps.iter().filter(|step| step.key != EMPTY.key) {
            let two = step.key & !PAIR;
            if two != step.key {
                let (first, second) = W::parts(two);
                gate.insert::<W>(first, Some(second));
            } else if step.key >> 32 == u64::from(ROOT) {
                gate.insert::<W>(step.key as u32, None);
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
        let mut at = (hash(key & !PAIR) >> 32) as usize & mask;
        while self.steps[at].key != key && self.steps[at].key != EMPTY.key {
            at = (at + 1) & mask;
        }
        at
    }

    /// Where the step of a key leads to, if there is one, by the hash of the key without [`PAIR`].
    #[inline]
    fn step(&self, key: u64, hash: u64) -> Option<Link> {
        let mask = self.steps.len().wrapping_sub(1);
        let mut at = (hash >> 32) as usize & mask;
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
            let key = key(from.on & !WIDE, symbol);
            return self.step(key, hash(key));
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

/// The first symbol and the first two on a way, each with the byte behind, where words may go on so.
#[derive(Clone, Copy, Default)]
struct Starts {
    single: Option<(u32, usize)>,
    pair: Option<(Pair, usize)>,
}

/// The first two symbols, as [`Way::pair`] has them, and their hash.
#[derive(Clone, Copy)]
struct Pair {
    two: u64,
    hash: u64,
}

impl Pair {
    #[inline]
    fn of(two: u64) -> Self {
        Self { two, hash: hash(two) }
    }
}

impl Nodes {
    /// Whether words may go on the way from byte `at`. Short, to be put in wherever words are looked for.
    #[inline(always)]
    pub(super) fn opens<W: Way>(&self, text: &str, at: usize) -> bool {
        let (two, one) = W::near(text, at);
        self.gate.opens::<W>(two, one)
    }

    /// How words may start on the way from byte `at`.
    #[inline(always)]
    fn starts<W: Way>(&self, text: &str, at: usize) -> Starts {
        let (two, one) = W::near(text, at);
        if is_pair(two) {
            let single = self.gate.holds_one(one).then(|| (one as u32, W::over(at, 3)));
            let pair = Pair::of(two);
            return Starts { single, pair: self.gate.holds(pair.hash).then(|| (pair, W::over(at, 6))) };
        }
        if self.gate.opens::<W>(two, one) { self.read_starts::<W>(text, at) } else { Starts::default() }
    }

    #[cold]
    fn read_starts<W: Way>(&self, text: &str, at: usize) -> Starts {
        let Some((first, behind)) = W::read(text, at) else { return Starts::default() };
        let wide = is_wide(first);
        let single = (!wide || self.gate.holds_one(first.into())).then_some((first, behind));
        let pair = W::read(text, behind)
            .map(|(second, behind)| (Pair::of(W::pair(first, second)), wide && is_wide(second), behind));
        let pair = pair.filter(|&(pair, wide, _)| !wide || self.gate.holds(pair.hash));
        Starts { single, pair: pair.map(|(pair, _, behind)| (pair, behind)) }
    }

    /// The words on the way from byte `at`, shortest first, each with the byte where the way has come to and its value.
    #[inline]
    pub(super) fn words<'a, W: Way>(
        &'a self,
        text: &'a str,
        at: usize,
    ) -> impl Iterator<Item = (usize, u32)> + use<'a, W> {
        let Starts { mut single, mut pair } = self.starts::<W>(text, at);
        let mut way = None;
        std::iter::from_fn(move || {
            if let Some((symbol, at)) = single.take()
                && let Some(value) = self.single(symbol)
            {
                return Some((at, value));
            }
            if let Some((pair, at)) = pair.take() {
                way = self.step_over(pair).map(|to| (at, to));
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
    #[inline(always)]
    fn on<W: Way>(&self, text: &str, at: usize, from: Link) -> Option<(usize, Link)> {
        if from.on == 0 {
            return None;
        }
        let (symbol, next) = W::read(text, at)?;
        Some((next, self.step_on(from, symbol)?))
    }

    /// The last of them.
    #[inline(always)]
    pub(super) fn longest<W: Way>(&self, text: &str, at: usize) -> Option<(usize, u32)> {
        let Starts { single, pair } = self.starts::<W>(text, at);
        let longer = pair.and_then(|(pair, at)| self.longer::<W>(text, at, pair));
        longer.or_else(|| single.and_then(|(symbol, at)| Some((at, self.single(symbol)?))))
    }

    /// The longest of more than one character where the first two are known, which end at byte `at`.
    fn longer<W: Way>(&self, text: &str, at: usize, pair: Pair) -> Option<(usize, u32)> {
        let mut longest = None;
        self.each_longer::<W>(text, at, pair, |at, value| longest = Some((at, value)));
        longest
    }

    #[inline]
    fn each_longer<W: Way>(&self, text: &str, at: usize, pair: Pair, mut tell: impl FnMut(usize, u32)) {
        let mut way = self.step_over(pair).map(|to| (at, to));
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
        let key = key(ROOT, symbol);
        self.step(key, hash(key)).map(|to| to.value).filter(|&value| value != NONE)
    }

    /// Where the step over the first two characters leads to.
    #[inline]
    fn step_over(&self, pair: Pair) -> Option<Link> {
        self.step(PAIR | pair.two, pair.hash)
    }

    /// Tells of every word on the way from byte `at`, as [`Nodes::words`], where all are wanted.
    #[inline]
    pub(super) fn each<W: Way>(&self, text: &str, at: usize, mut tell: impl FnMut(usize, u32)) {
        let Starts { single, pair } = self.starts::<W>(text, at);
        if let Some((symbol, at)) = single
            && let Some(value) = self.single(symbol)
        {
            tell(at, value);
        }
        if let Some((pair, at)) = pair {
            self.each_longer::<W>(text, at, pair, tell);
        }
    }
}
