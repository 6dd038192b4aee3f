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
    letters::{Known, Letter, Letters, Places, Rows, SHORT},
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

/// Where letters stand among 64 places.
trait Text {
    fn row(&self, row: Letter) -> u64;

    /// Looks up classes that a section asks for.
    fn look_up(&mut self, classes: &[Letter]);
}

/// All places of a short stretch.
struct Short<'t> {
    rows: &'t Rows,
    letters: &'t mut [u64; SHORT],
    known: &'t mut Known,
    inside: u64,
}

impl Text for Short<'_> {
    #[inline]
    fn row(&self, row: Letter) -> u64 {
        self.letters[usize::from(row)]
    }

    fn look_up(&mut self, classes: &[Letter]) {
        for &row in classes {
            if self.known.is_fresh(row) {
                self.letters[usize::from(row)] = self.rows.held_in(self.letters, row, self.inside);
            }
        }
    }
}

/// Some places of a long one, whose classes are known.
impl Text for &[u64] {
    fn row(&self, row: Letter) -> u64 {
        self[usize::from(row)]
    }

    fn look_up(&mut self, _: &[Letter]) {}
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
    /// Where the classes end that its steps and those before ask for.
    pub(super) classes: u16,
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
    /// The classes that are asked for, section by section.
    classes: Vec<Letter>,
    /// Steps that loops lead to before they were looked at.
    ahead: Vec<Address>,
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
        let (steps, entry, mut sections) = Compiler::new(letters, rows, slot).whole(hir)?;
        let mut classes: Vec<Letter> = Vec::new();
        let mut from = 0;
        for section in &mut sections {
            for step in &steps[from..=section.last.into()] {
                if rows.is_class(step.row) && !classes.contains(&step.row) {
                    classes.push(step.row);
                }
            }
            (from, section.classes) = (usize::from(section.last) + 1, classes.len() as u16);
        }
        let ahead = steps.iter().zip(0..).flat_map(|(step, n)| step.ways().filter(move |&way| way > n)).collect();
        Ok(Self { steps, entry, sections, classes, ahead })
    }

    /// Gives all matches in a stretch, in order and apart, as slots: start and end of the match, then of each group, in
    /// letters.
    #[inline]
    pub(super) fn run(
        &self,
        rows: &Rows,
        text: &mut Places,
        Reach(reach): &mut Reach,
        found: impl FnMut(&[u32; SLOTS + 2]),
    ) {
        if self.reach(rows, text, reach) {
            self.matches(text, reach, found);
        }
    }

    fn matches(&self, text: &Places, reach: &[u64], mut found: impl FnMut(&[u32; SLOTS + 2])) {
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
    fn reach(&self, rows: &Rows, text: &mut Places, reach: &mut Vec<u64>) -> bool {
        let (width, words) = (self.steps.len(), text.words());
        if reach.len() < (width * words).max(SHORT) {
            reach.resize((width * words).max(SHORT), 0);
        }
        // Before the stretch stands nothing.
        let inside = u64::MAX >> (63 - text.length() % 64);
        if let (Some((letters, known)), Some(now)) = (text.short(), reach.first_chunk_mut::<SHORT>()) {
            self.prepare(now);
            let mut text = Short { rows, letters, known, inside };
            return self.look(0, &mut text, now, || None, |now, last| now[last] == 0).is_none();
        }
        text.look_up(rows, &self.classes);
        let reach = &mut reach[..width * words];
        reach.chunks_mut(width).for_each(|now| self.prepare(now));
        let mut section = Some(0);
        while let Some(first) = section {
            for n in 0..words {
                let (done, now) = reach.split_at_mut(n * width);
                let before = n.checked_sub(1).map(|n| (text.word(n), &done[n * width..]));
                section = self.look(first, &mut text.word(n), &mut now[..width], || before, |_, _| true);
            }
            let nowhere = |last: usize| reach[last..].iter().step_by(width).all(|&places| places == 0);
            if section.is_some_and(|n| nowhere(self.sections[n - 1].last.into())) {
                return false;
            }
        }
        true
    }

    /// What is known before any step was looked at.
    #[inline]
    fn prepare<R: IndexMut<usize, Output = u64> + ?Sized>(&self, now: &mut R) {
        now[usize::from(NOWHERE)] = 0;
        now[usize::from(MATCH)] = u64::MAX;
        self.ahead.iter().for_each(|&step| now[usize::from(step)] = 0);
    }

    /// Looks at the steps of sections for 64 places. Behind a step that every match takes it may `stop`, and says where to
    /// go on. `before` gives what there is for the places before them, nearer to the end.
    #[inline(never)]
    fn look<'b, R: IndexMut<usize, Output = u64> + ?Sized>(
        &self,
        mut section: usize,
        text: &mut impl Text,
        now: &mut R,
        before: impl Fn() -> Option<(&'b [u64], &'b [u64])>,
        stop: impl Fn(&R, usize) -> bool,
    ) -> Option<usize> {
        let carried = |step: usize| before().map_or(0, |(_, now)| now[step] >> 63);
        let (mut from, mut class) = match section.checked_sub(1).map(|n| self.sections[n]) {
            Some(Section { last, classes, .. }) => (last + 1, classes),
            None => (MATCH + 1, 0),
        };
        loop {
            let Section { last, then, classes } = self.sections[section];
            if class < classes {
                text.look_up(&self.classes[class.into()..classes.into()]);
                class = classes;
            }
            for (n, step) in (from..).zip(&self.steps[from.into()..=last.into()]) {
                let (row, to) = (usize::from(step.row), usize::from(step.next));
                let (here, next) = (text.row(step.row), now[to]);
                now[usize::from(n)] = if step.kind <= Kind::Take {
                    let taken = next << step.kind as u8 | carried(to) & step.kind as u64;
                    taken & here | now[usize::from(step.other)]
                } else if step.kind <= Kind::WideGap {
                    // The sum carries through every run of the gap's letters.
                    let taken = (next << 1 | carried(n.into())) & here;
                    next | (here.wrapping_add(taken) ^ here | taken) & here
                } else {
                    few(step.other, [here, next], before().map_or([0; 2], |(letters, now)| [letters[row], now[to]]))
                };
            }
            (from, section) = (last + 1, section + 1);
            match then {
                Then::Needed if stop(now, last.into()) => return Some(section),
                Then::Needed => {}
                Then::End => return None,
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

/// From where up to `most` letters of a row lead to a step, both given for 64 places and for those before them.
#[inline(never)]
fn few(most: u16, [here, next]: [u64; 2], [here_before, next_before]: [u64; 2]) -> u64 {
    let join = |high: u64, low: u64| u128::from(high) << 64 | u128::from(low);
    let (here, next) = (join(here, here_before), join(next, next_before));
    ((0..most).fold(next, |now, _| now | now << 1 & here) >> 64) as u64
}
