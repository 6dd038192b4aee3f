//! A pattern as a program over letters: steps, each of which says what to do at a place and where to go on. From which
//! steps a place leads to a match depends on what follows it alone, so [`automaton`](super::automaton) reads a text from
//! its end; where matches start is known then, and on its way no step is taken in vain.
//!
//! The first match is that of a backtracking regular expression: the leftmost, and of several there the one whose choices
//! come first.
use super::{
    automaton::Automaton,
    compile::Compiler,
    letters::{Letter, LetterSet, Letters, Rows, plain},
    part::Part,
};

/// Most of what is captured by one pattern: start and end of each group.
pub(super) const SLOTS: usize = 18;

pub(super) type Address = u16;

/// The steps that every program starts with.
pub(super) const NOWHERE: Address = 0;
pub(super) const MATCH: Address = 1;

/// Goes on at `next` if the place is in `row`, else, or where that leads to no match, at `other`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Step {
    pub(super) row: Letter,
    pub(super) next: Address,
    /// Of a gap of few letters: how many, at most 64.
    pub(super) other: Address,
    pub(super) kind: Kind,
    /// Where to note the place; who takes a letter notes in the next slot where it ends.
    pub(super) slot: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    /// Stays at the place.
    Stay = 0,
    /// Takes the letter.
    Take = 1,
    /// Takes letters before it goes on, as few as possible.
    Gap,
    /// The same, as many as possible.
    WideGap,
    /// Takes a few letters before it goes on, as few as possible.
    Few,
    /// The same, as many as possible.
    WideFew,
}

impl Step {
    /// The steps that it leads to.
    pub(super) fn ways(self) -> impl Iterator<Item = Address> {
        [self.next].into_iter().chain((self.kind <= Kind::Take).then_some(self.other))
    }

    /// The same among steps with other numbers.
    pub(super) fn renumbered(self, number: impl Fn(Address) -> Address) -> Self {
        let other = if self.kind <= Kind::Take { number(self.other) } else { self.other };
        Self { next: number(self.next), other, ..self }
    }
}

/// The slot of steps that note nothing.
pub(super) const UNNOTED: u8 = u8::MAX;

/// A slot that nothing was noted in.
pub(super) const UNSET: u32 = u32::MAX;

/// A stretch of a line: its letters and `END`.
#[derive(Clone, Copy)]
pub(super) struct Stretch<'t> {
    pub(super) letters: &'t [Letter],
    /// Where mentions stand among them.
    pub(super) mentions: &'t [u32],
    /// The line starts with it.
    pub(super) starts_line: bool,
}

/// A pattern ready to run.
pub(super) struct Program {
    /// Every step behind those that it leads to, but for loops.
    pub(super) steps: Vec<Step>,
    pub(super) entry: Address,
    /// Whether a step leads to one behind it.
    pub(super) loops: bool,
    /// The letters that a match may start with, and those that it may end with.
    pub(super) first: Edge,
    pub(super) last: Edge,
}

/// The letters at one end of all matches.
pub(super) struct Edge {
    letters: LetterSet,
    /// All of them stand for mentions, of which there are few in a text.
    mentions: bool,
}

impl Edge {
    fn new(letters: LetterSet, is_mention: impl Fn(Letter) -> bool) -> Self {
        Self { mentions: letters.iter().all(is_mention), letters }
    }

    /// The first place in a text with one of them.
    #[inline]
    pub(super) fn first_in(&self, text: Stretch<'_>) -> Option<usize> {
        match self.mentions {
            true => text.mentions.iter().map(|&at| at as usize).find(|&at| self.letters.holds(text.letters[at])),
            false => text.letters.iter().position(|&letter| self.letters.holds(letter)),
        }
    }

    /// The last place in a text with one of them.
    #[inline]
    pub(super) fn last_in(&self, text: Stretch<'_>) -> Option<usize> {
        match self.mentions {
            true => text.mentions.iter().rev().map(|&at| at as usize).find(|&at| self.letters.holds(text.letters[at])),
            false => text.letters.iter().rposition(|&letter| self.letters.holds(letter)),
        }
    }
}

/// A search in a stretch that was read.
struct Search<'s> {
    program: &'s Program,
    rows: &'s Rows,
    text: Stretch<'s>,
    automaton: &'s Automaton,
    /// Where stands what is known of each place.
    places: &'s [u32],
}

impl Program {
    /// Compiles a pattern; `slot` gives the number of a named group, `is_mention` tells which letters stand for mentions.
    ///
    /// # Errors
    /// What programs have no step for: endless repetitions of what may be nothing.
    pub(super) fn new(
        part: &Part,
        letters: &Letters,
        rows: &mut Rows,
        slot: &dyn Fn(&str) -> usize,
        is_mention: &dyn Fn(Letter) -> bool,
    ) -> Result<Self, String> {
        let (steps, entry) = Compiler::new(letters, rows, slot).whole(part)?;
        let loops = (0..).zip(&steps).any(|(n, step)| step.ways().any(|way| way > n));
        let starts = reached(&steps, entry);
        let first = Edge::new(taken(&steps, |n| starts[n], rows), is_mention);
        let ends = reaching(&steps, (0..steps.len()).map(|n| n == usize::from(MATCH)).collect());
        let last = Edge::new(taken(&steps, |n| ends[usize::from(steps[n].next)], rows), is_mention);
        Ok(Self { steps, entry, loops, first, last })
    }

    /// The letters before and behind a letter wherever steps for this letter alone take it; none where a match may start or
    /// end with it, so that any may stand there.
    pub(super) fn beside(&self, letter: Letter, rows: &Rows) -> [Option<LetterSet>; 2] {
        let Self { steps, entry, .. } = self;
        let takes = steps.iter().map(|step| step.kind == Kind::Take && step.row == letter);
        let takes: Vec<bool> = takes.collect();
        let before = reaching(steps, takes.clone());
        let behind = (0..steps.len()).filter(|&n| takes[n]).map(|n| reached(steps, steps[n].next));
        let behind =
            behind.fold(vec![false; steps.len()], |all, one| all.iter().zip(one).map(|(a, b)| *a || b).collect());
        // Who takes several letters comes back to itself.
        let leads = |n: usize| before[usize::from(steps[n].next)] || steps[n].kind > Kind::Take && before[n];
        [
            (!before[usize::from(*entry)]).then(|| taken(steps, leads, rows)),
            (!behind[usize::from(MATCH)]).then(|| taken(steps, |n| behind[n], rows)),
        ]
    }

    /// Gives all matches in a stretch, in order and apart, as slots: start and end of the match, then of each group, in
    /// letters. `automaton` is what earlier runs of this program made, `places` is memory.
    #[inline]
    pub(super) fn run(
        &self,
        rows: &Rows,
        text: Stretch<'_>,
        automaton: &mut Automaton,
        places: &mut Vec<u32>,
        found: impl FnMut(&[u32; SLOTS + 2]),
    ) {
        if let Some(start) = automaton.read(self, rows, text, places) {
            Search { program: self, rows, text, automaton, places: &places[..text.letters.len()] }
                .matches(start, found);
        }
    }
}

/// The steps that are reached from `start` without a letter.
fn reached(steps: &[Step], start: Address) -> Vec<bool> {
    let (mut seen, mut open) = (vec![false; steps.len()], vec![start]);
    while let Some(at) = open.pop() {
        let step = steps[usize::from(at)];
        if std::mem::replace(&mut seen[usize::from(at)], true) {
            continue;
        }
        if step.kind != Kind::Take {
            open.push(step.next);
        }
        if step.kind <= Kind::Take {
            open.push(step.other);
        }
    }
    seen
}

/// The letters that some steps take.
fn taken(steps: &[Step], which: impl Fn(usize) -> bool, rows: &Rows) -> LetterSet {
    let mut letters = LetterSet::default();
    let takes = steps.iter().enumerate().filter(|(n, step)| step.kind != Kind::Stay && which(*n));
    takes.for_each(|(_, step)| rows.add_to(&mut letters.0, step.row));
    letters
}

/// From which steps one of `ends` is reached without a letter.
fn reaching(steps: &[Step], mut ends: Vec<bool>) -> Vec<bool> {
    let mut changes = true;
    while changes {
        changes = false;
        for (n, step) in steps.iter().enumerate() {
            let [next, other] = [step.next, step.other].map(|way| ends.get(usize::from(way)).is_some_and(|&ends| ends));
            let reached = next && step.kind != Kind::Take || other && step.kind <= Kind::Take;
            changes |= reached && !ends[n];
            ends[n] |= reached;
        }
    }
    ends
}

impl Search<'_> {
    fn matches(&self, first: usize, mut found: impl FnMut(&[u32; SLOTS + 2])) {
        let mut start = Some(first);
        while let Some(from) = start {
            let mut slots = [UNSET; SLOTS + 2];
            let end = self.follow(from, |slot, at| slots[slot] = at as u32);
            (slots[0], slots[1]) = (from as u32, end as u32);
            found(&slots);
            // A match may start where the one before it ends.
            start = self.first(self.program.entry, end);
        }
    }

    /// Whether a step leads to a match from a place.
    #[inline]
    fn leads(&self, step: Address, at: usize) -> bool {
        self.places.get(at).is_some_and(|&row| self.automaton.leads(row, step))
    }

    #[inline]
    fn holds(&self, row: Letter, at: usize) -> bool {
        self.rows.holds(row, plain(self.text.letters[at]), at == 0 && self.text.starts_line)
    }

    /// The first place from which a step leads to a match: `from` or one behind it.
    fn first(&self, step: Address, from: usize) -> Option<usize> {
        let found = self.places.get(from..)?.iter().position(|&row| self.automaton.leads(row, step));
        found.map(|n| from + n)
    }

    /// Where the match ends that starts at `start`.
    fn follow(&self, start: usize, mut note: impl FnMut(usize, usize)) -> usize {
        let (mut address, mut at) = (self.program.entry, start);
        while address != MATCH {
            let Step { row, next, other, kind, slot } = self.program.steps[usize::from(address)];
            address = match kind {
                Kind::Gap | Kind::Few => {
                    at = self.first(next, at).unwrap_or(at);
                    next
                }
                Kind::WideGap => {
                    while self.holds(row, at) && self.leads(address, at + 1) {
                        at += 1;
                    }
                    next
                }
                Kind::WideFew => {
                    let taken = (1..=usize::from(other)).take_while(|&n| self.holds(row, at + n - 1));
                    at += taken.filter(|&n| self.leads(next, at + n)).last().unwrap_or(0);
                    next
                }
                Kind::Stay | Kind::Take if self.holds(row, at) && self.leads(next, at + kind as usize) => {
                    if slot != UNNOTED {
                        note(slot.into(), at);
                    }
                    at += kind as usize;
                    if slot != UNNOTED && kind == Kind::Take {
                        note(usize::from(slot) + 1, at);
                    }
                    next
                }
                Kind::Stay | Kind::Take => other,
            };
        }
        at
    }
}
