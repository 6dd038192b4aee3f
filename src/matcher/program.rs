//! A pattern as a program over letters. Its steps are looked at once, from the end of the pattern, each for all places of
//! a text at once: from where does it lead to a match? A place is a bit, so that is a few operations a step for 64 places.
//! Where a match starts is known then, and on its way no step is taken in vain.
//!
//! The first match is that of a backtracking regular expression: the leftmost, and of several there the one whose choices
//! come first.
use std::ops::IndexMut;

use regex_syntax::hir::Hir;

use super::{
    compile::Compiler,
    letters::{Letter, Letters, Places, Rows, SHORT},
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

/// The steps up to `last`, and what is to be asked behind them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    pub(super) last: Address,
    pub(super) then: Then,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Then {
    /// Every match takes the last step.
    Needed,
    /// The loop that starts at a step is looked at until nothing changes; sections start in it with this one.
    Again(Address, u16),
    End,
}

/// A pattern ready to run.
pub(super) struct Program {
    /// Every step behind those that it leads to, but for loops.
    steps: Vec<Step>,
    entry: Address,
    sections: Vec<Section>,
    /// The classes that are asked for.
    classes: Vec<Letter>,
}

/// From where each step leads to a match, a bit for each place as in `Places`; runs use it one after the other.
#[derive(Debug, Default)]
pub(super) struct Reach(Vec<u64>);

impl Program {
    /// Compiles a pattern; `slot` gives the number of a named group.
    ///
    /// # Errors
    /// What programs have no step for: bytes that are no characters, words' boundaries, endless repetitions of what may be
    /// nothing.
    pub(super) fn new(
        hir: &Hir,
        letters: &Letters,
        rows: &mut Rows,
        slot: &dyn Fn(&str) -> usize,
    ) -> Result<Self, String> {
        let (steps, entry, sections) = Compiler::new(letters, rows, slot).whole(hir)?;
        let mut classes: Vec<Letter> = steps.iter().map(|s| s.row).filter(|&row| rows.is_class(row)).collect();
        classes.sort_unstable();
        classes.dedup();
        Ok(Self { steps, entry, sections, classes })
    }

    /// Gives all matches in a stretch, in order and apart, as slots: start and end of the match, then of each group, in
    /// letters.
    pub(super) fn run(
        &self,
        rows: &Rows,
        text: &mut Places,
        Reach(reach): &mut Reach,
        mut found: impl FnMut(&[u32; SLOTS + 2]),
    ) {
        text.look_up(rows, &self.classes);
        if !self.reach(text, reach) {
            return;
        }
        let in_front = |at: usize| (text.length() - at) as u32;
        // A match may start where the one before it ends.
        let mut from = text.length();
        while let Some(start) = self.first(reach, self.entry, from) {
            let mut slots = [UNSET; SLOTS + 2];
            let end = self.follow(text, reach, start, |slot, at| slots[slot] = in_front(at));
            (slots[0], slots[1]) = (in_front(start), in_front(end));
            found(&slots);
            from = end;
        }
    }

    /// Looks from where each step leads to a match; it is over once one that every match takes leads nowhere.
    fn reach(&self, text: &Places, reach: &mut Vec<u64>) -> bool {
        let width = self.steps.len();
        let needed = width * text.words();
        if reach.len() < needed.max(SHORT) {
            reach.resize(needed.max(SHORT), 0);
        }
        for now in reach[..needed].chunks_mut(width) {
            now.fill(0);
            now[usize::from(MATCH)] = u64::MAX;
        }
        let mut section = 0;
        while section < self.sections.len() {
            let first = section;
            if let (Some(letters), Some(now)) = (text.short(), reach.first_chunk_mut::<SHORT>()) {
                section = self.look(first, letters, now, None);
            } else {
                for n in 0..text.words() {
                    let (done, now) = reach.split_at_mut(n * width);
                    let before = n.checked_sub(1).map(|n| (text.word(n), &done[n * width..]));
                    section = self.look(first, text.word(n), &mut now[..width], before);
                }
            }
            let last = usize::from(self.sections[section - 1].last);
            if reach[last..needed].iter().step_by(width).all(|&places| places == 0) {
                return false;
            }
        }
        true
    }

    /// Looks at the steps of sections for 64 places, from one up to the next that every match takes, and says where that
    /// ends. What there is for the places before them, nearer to the end, is given too.
    #[inline]
    fn look<R: IndexMut<usize, Output = u64> + ?Sized>(
        &self,
        mut section: usize,
        letters: &R,
        now: &mut R,
        before: Option<(&R, &R)>,
    ) -> usize {
        let mut from = section.checked_sub(1).map_or(MATCH, |n| self.sections[n].last) + 1;
        loop {
            let Section { last, then } = self.sections[section];
            for (n, step) in (from..).zip(&self.steps[from.into()..=last.into()]) {
                let (row, to) = (usize::from(step.row), usize::from(step.next));
                let (here, next) = (letters[row], now[to]);
                let carried = |step: usize| before.map_or(0, |(_, now)| now[step] >> 63);
                now[usize::from(n)] = match step.kind {
                    Kind::Stay => next & here | now[usize::from(step.other)],
                    Kind::Take => (next << 1 | carried(to)) & here | now[usize::from(step.other)],
                    Kind::Gap | Kind::WideGap => {
                        // The sum carries through every run of the gap's letters.
                        let taken = (next << 1 | carried(n.into())) & here;
                        next | (here.wrapping_add(taken) ^ here | taken) & here
                    }
                    Kind::Few | Kind::WideFew => {
                        let (here_before, next_before) = before.map_or((0, 0), |(row_of, now)| (row_of[row], now[to]));
                        let join = |high: u64, low: u64| u128::from(high) << 64 | u128::from(low);
                        let (here, next) = (join(here, here_before), join(next, next_before));
                        ((0..step.other).fold(next, |now, _| now | now << 1 & here) >> 64) as u64
                    }
                };
            }
            (from, section) = (last + 1, section + 1);
            match then {
                Then::Needed | Then::End => return section,
                Then::Again(start, first) => {
                    let Step { next, other, .. } = self.steps[usize::from(start)];
                    if now[usize::from(next)] | now[usize::from(other)] != now[usize::from(start)] {
                        (from, section) = (start, first.into());
                    }
                }
            }
        }
    }

    /// Whether a step leads to a match from a place.
    #[inline]
    fn leads(&self, reach: &[u64], step: Address, at: usize) -> bool {
        reach[at / 64 * self.steps.len() + usize::from(step)] >> (at % 64) & 1 != 0
    }

    /// The first place from which a step leads to a match, counted from the end: `from` or one behind it.
    #[inline]
    fn first(&self, reach: &[u64], step: Address, from: usize) -> Option<usize> {
        let mut inside = u64::MAX >> (63 - from % 64);
        for word in (0..=from / 64).rev() {
            let places = reach[word * self.steps.len() + usize::from(step)] & inside;
            if places != 0 {
                return Some(word * 64 + places.ilog2() as usize);
            }
            inside = u64::MAX;
        }
        None
    }

    /// Where the match ends that starts at `start`.
    fn follow(&self, text: &Places, reach: &[u64], start: usize, mut note: impl FnMut(usize, usize)) -> usize {
        let (mut address, mut at) = (self.entry, start);
        while address != MATCH {
            let Step { row, next, other, kind, slot } = self.steps[usize::from(address)];
            address = match kind {
                Kind::Gap | Kind::Few => {
                    at = self.first(reach, next, at).unwrap_or(at);
                    next
                }
                Kind::WideGap => {
                    while text.holds(row, at) && self.leads(reach, address, at - 1) {
                        at -= 1;
                    }
                    next
                }
                Kind::WideFew => {
                    let taken = (1..=usize::from(other)).take_while(|&n| text.holds(row, at + 1 - n));
                    at -= taken.filter(|&n| self.leads(reach, next, at - n)).last().unwrap_or(0);
                    next
                }
                Kind::Stay | Kind::Take if text.holds(row, at) && self.leads(reach, next, at - kind as usize) => {
                    if slot != UNNOTED {
                        note(slot.into(), at);
                    }
                    at -= kind as usize;
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
