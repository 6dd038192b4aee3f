//! A pattern as a program over letters. Its steps are looked at once, from the end of the pattern, each for all places of
//! a text at once: from where does it lead to a match? A place is a bit, so that is a few operations a step for 64 places.
//! Where a match starts is known then, and on its way no step is taken in vain.
//!
//! The first match is that of a backtracking regular expression: the leftmost, and of several there the one whose choices
//! come first.
use regex_syntax::hir::{Capture, Hir, HirKind, Look};

use super::letters::{END, Letter, Letters, Places, Rows};

/// Most of what is captured by one pattern: start and end of each group.
pub(super) const SLOTS: usize = 18;

type Address = u16;

/// The steps that every program starts with.
const NOWHERE: Address = 0;
const MATCH: Address = 1;

/// Goes on at `next` if the place is in `row`, else, or where that leads to no match, at `other`.
#[derive(Clone, Copy, Debug)]
struct Step {
    row: Letter,
    next: Address,
    other: Address,
    kind: Kind,
    /// Where to note the place.
    slot: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Stays at the place.
    Stay = 0,
    /// Takes the letter.
    Take = 1,
    /// Takes letters before it goes on, as few as possible.
    Gap,
    /// The same, as many as possible.
    WideGap,
}

/// The slot of steps that note nothing.
const UNNOTED: u8 = u8::MAX;

/// A slot that nothing was noted in.
pub(super) const UNSET: u32 = u32::MAX;

/// The steps up to `last`, and what is to be asked behind them.
#[derive(Clone, Copy, Debug)]
struct Section {
    last: Address,
    then: Then,
}

#[derive(Clone, Copy, Debug)]
enum Then {
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
        let nothing = Step { row: END, next: NOWHERE, other: NOWHERE, kind: Kind::Stay, slot: UNNOTED };
        let mut compiler = Compiler { steps: vec![nothing; 2], sections: Vec::new(), letters, rows, slot };
        let entry = compiler.needed(hir, MATCH)?;
        let Compiler { steps, mut sections, .. } = compiler;
        sections.push(Section { last: steps.len() as Address - 1, then: Then::End });
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
        self.reach(text, reach);
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

    /// Looks from where each step leads to a match.
    fn reach(&self, text: &Places, reach: &mut Vec<u64>) {
        let width = self.steps.len();
        reach.clear();
        reach.resize(width * text.words(), 0);
        if text.words() == 1 {
            return self.look(text.word(0), reach, |_| 0, true);
        }
        let mut done: &[u64] = &[];
        let mut rest = reach.as_mut_slice();
        for n in 0..text.words() {
            let (now, behind) = rest.split_at_mut(width);
            let carried = |step: Address| done.get(usize::from(step)).map_or(0, |places| places >> 63);
            self.look(text.word(n), now, carried, false);
            (done, rest) = (now, behind);
        }
    }

    /// Looks at every step for 64 places; `carried` tells of the place behind them. Where there are no others (`alone`),
    /// it is over once a step that every match takes leads nowhere.
    #[inline]
    fn look(&self, letters: &[u64], now: &mut [u64], carried: impl Fn(Address) -> u64, alone: bool) {
        now[usize::from(MATCH)] = u64::MAX;
        let (mut from, mut section) = (usize::from(MATCH) + 1, 0);
        while let Some(&Section { last, then }) = self.sections.get(section) {
            let to = usize::from(last) + 1;
            for (n, step) in (from..to).zip(&self.steps[from..to]) {
                let here = letters[usize::from(step.row)];
                let next = now[usize::from(step.next)];
                now[n] = if step.kind <= Kind::Take {
                    let taken = next << step.kind as u8 | carried(step.next) & step.kind as u64;
                    taken & here | now[usize::from(step.other)]
                } else {
                    // The sum carries through every run of the gap's letters.
                    let taken = (next << 1 | carried(n as Address)) & here;
                    next | (here.wrapping_add(taken) ^ here | taken) & here
                };
            }
            (from, section) = (to, section + 1);
            match then {
                Then::Needed if alone && now[usize::from(last)] == 0 => return,
                Then::Again(start, first) => {
                    let Step { next, other, .. } = self.steps[usize::from(start)];
                    if now[usize::from(next)] | now[usize::from(other)] != now[usize::from(start)] {
                        (from, section) = (start.into(), first.into());
                    }
                }
                Then::Needed | Then::End => {}
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
                Kind::Gap => {
                    at = self.first(reach, next, at).unwrap_or(at);
                    next
                }
                Kind::WideGap => {
                    while text.holds(row, at) && self.leads(reach, address, at - 1) {
                        at -= 1;
                    }
                    next
                }
                Kind::Stay | Kind::Take if text.holds(row, at) && self.leads(reach, next, at - kind as usize) => {
                    if slot != UNNOTED {
                        note(slot.into(), at);
                    }
                    at -= kind as usize;
                    next
                }
                Kind::Stay | Kind::Take => other,
            };
        }
        at
    }
}

/// Builds a program from its end: every part is told where to go on.
struct Compiler<'c> {
    steps: Vec<Step>,
    sections: Vec<Section>,
    letters: &'c Letters,
    rows: &'c mut Rows,
    slot: &'c dyn Fn(&str) -> usize,
}

impl Compiler<'_> {
    fn push(&mut self, row: Letter, kind: Kind, next: Address) -> Result<Address, String> {
        self.steps.push(Step { row, next, other: NOWHERE, kind, slot: UNNOTED });
        Address::try_from(self.steps.len() - 1).map_err(|_| "the pattern is too long".into())
    }

    fn stay(&mut self, next: Address) -> Result<Address, String> {
        self.push(self.rows.everywhere(), Kind::Stay, next)
    }

    fn note(&mut self, slot: usize, next: Address) -> Result<Address, String> {
        let step = self.stay(next)?;
        self.steps[usize::from(step)].slot = slot as u8;
        Ok(step)
    }

    /// A choice of two ways; steps from `made` on belong to the first.
    fn choose(&mut self, [first, second]: [Address; 2], made: usize) -> Result<Address, String> {
        let last = self.steps.len() - 1;
        let Step { other, kind, .. } = self.steps[last];
        // The step that the way starts with has room for the other.
        let fresh = usize::from(first) == last && last >= made;
        let has_room = fresh && other == NOWHERE && kind <= Kind::Take;
        let choice = if has_room { first } else { self.stay(first)? };
        self.steps[usize::from(choice)].other = second;
        Ok(choice)
    }

    /// Where the part `hir`, which every match goes through, starts.
    fn needed(&mut self, hir: &Hir, next: Address) -> Result<Address, String> {
        let start = match hir.kind() {
            HirKind::Concat(parts) => return parts.iter().rev().try_fold(next, |next, part| self.needed(part, next)),
            HirKind::Capture(capture) => self.capture(capture, next, Self::needed)?,
            _ => self.compile(hir, next)?,
        };
        // Not too often: to ask costs as much as some steps.
        const APART: usize = 5;
        let before = self.sections.last().map_or(MATCH, |s| s.last);
        if usize::from(start) == self.steps.len() - 1 && usize::from(start) >= usize::from(before) + APART {
            self.sections.push(Section { last: start, then: Then::Needed });
        }
        Ok(start)
    }

    fn capture(
        &mut self,
        capture: &Capture,
        next: Address,
        compile: impl FnOnce(&mut Self, &Hir, Address) -> Result<Address, String>,
    ) -> Result<Address, String> {
        let slot = capture.name.as_deref().map_or(0, self.slot) * 2;
        let end = self.note(slot + 3, next)?;
        let sub = compile(self, &capture.sub, end)?;
        self.note(slot + 2, sub)
    }

    /// Where the part `hir` starts, which goes on at `next`.
    fn compile(&mut self, hir: &Hir, next: Address) -> Result<Address, String> {
        Ok(match hir.kind() {
            HirKind::Empty => next,
            HirKind::Literal(literal) => {
                let text = str::from_utf8(&literal.0).map_err(|_| BYTES)?;
                text.chars().rev().try_fold(next, |next, c| self.push(self.letters.of(c), Kind::Take, next))?
            }
            HirKind::Class(class) => {
                let row = self.rows.of_class(self.letters, &characters(class)?);
                self.push(row, Kind::Take, next)?
            }
            HirKind::Look(Look::Start | Look::StartLF) => self.push(self.rows.line_start(), Kind::Stay, next)?,
            HirKind::Look(Look::End | Look::EndLF) => self.push(END, Kind::Stay, next)?,
            HirKind::Look(_) => return Err("boundaries of words are not to be had".into()),
            HirKind::Repetition(repetition) => {
                let way = |sub: Address| if repetition.greedy { [sub, next] } else { [next, sub] };
                let mut start = next;
                match repetition.max {
                    None if let HirKind::Class(class) = repetition.sub.kind() => {
                        let row = self.rows.of_class(self.letters, &characters(class)?);
                        start = self.push(row, if repetition.greedy { Kind::WideGap } else { Kind::Gap }, next)?;
                    }
                    None => {
                        if repetition.sub.properties().minimum_len() == Some(0) {
                            return Err("an endless repetition of what may be nothing".into());
                        }
                        let first = self.sections.len() as u16;
                        start = self.stay(NOWHERE)?;
                        let ways = way(self.compile(&repetition.sub, start)?);
                        let step = &mut self.steps[usize::from(start)];
                        (step.next, step.other) = (ways[0], ways[1]);
                        let last = self.steps.len() as Address - 1;
                        self.sections.push(Section { last, then: Then::Again(start, first) });
                    }
                    Some(max) => {
                        for _ in repetition.min..max {
                            let made = self.steps.len();
                            let sub = self.compile(&repetition.sub, start)?;
                            start = self.choose(way(sub), made)?;
                        }
                    }
                }
                for _ in 0..repetition.min {
                    start = self.compile(&repetition.sub, start)?;
                }
                start
            }
            HirKind::Capture(capture) => self.capture(capture, next, Self::compile)?,
            HirKind::Concat(parts) => parts.iter().rev().try_fold(next, |next, part| self.compile(part, next))?,
            HirKind::Alternation(parts) => {
                let (last, parts) = parts.split_last().ok_or("no alternative")?;
                let last = self.compile(last, next)?;
                parts.iter().rev().try_fold(last, |other, part| {
                    let made = self.steps.len();
                    let way = self.compile(part, next)?;
                    self.choose([way, other], made)
                })?
            }
        })
    }
}

const BYTES: &str = "bytes that are no characters";

/// A class of one character.
pub(super) fn single(c: char) -> regex_syntax::hir::ClassUnicode {
    regex_syntax::hir::ClassUnicode::new([regex_syntax::hir::ClassUnicodeRange::new(c, c)])
}

/// The characters of a class.
pub(super) fn characters(class: &regex_syntax::hir::Class) -> Result<regex_syntax::hir::ClassUnicode, String> {
    match class {
        regex_syntax::hir::Class::Unicode(class) => Ok(class.clone()),
        regex_syntax::hir::Class::Bytes(class) => class.to_unicode_class().ok_or_else(|| BYTES.into()),
    }
}
