//! A pattern as a program over letters, run by trying its ways in their order and remembering those that led nowhere.
//!
//! The first match is that of a backtracking regular expression: the leftmost, and of several there the one whose choices
//! come first. No way is tried twice from one place, so the time is linear in the text. Every choice knows the letters
//! that its ways can go on with; most choices are none.
use regex_syntax::hir::{Hir, HirKind, Look};

use super::letters::{END, Letter, LetterSet, LetterSets, Letters, SetId};

/// Most of what is captured by one pattern: start and end of each group.
pub(super) const SLOTS: usize = 18;

type Address = u32;

#[derive(Clone, Copy, Debug)]
enum Op {
    /// Takes a letter of the set.
    Take(SetId, Address),
    /// Goes one way, and where that leads nowhere the other; `ahead` are the letters that each can go on with.
    Choose {
        ways: [Address; 2],
        ahead: [SetId; 2],
        number: u32,
        is_loop: bool,
    },
    /// Takes any number of letters of the set: as few as possible, or as many. `ahead` is what can come behind it.
    Gap {
        set: SetId,
        next: Address,
        ahead: SetId,
        number: u32,
        greedy: bool,
    },
    /// Notes the place in a slot.
    Note(u32, Address),
    LineStart(Address),
    LineEnd(Address),
    Match,
}

/// A pattern ready to run.
pub(super) struct Program {
    ops: Vec<Op>,
    entry: Address,
    /// The letters that a match can start with: at the start of a line, and elsewhere.
    first: [SetId; 2],
    /// Words of a place in what is remembered: a bit for each choice.
    width: usize,
}

/// What runs leave behind for the next to use again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    waiting: Vec<Waiting>,
    /// The choices made before, by place, of the pattern that runs.
    tried: Vec<u64>,
}

#[derive(Debug)]
enum Waiting {
    Way(Address, u32),
    Slot(u32, u32),
}

/// What is searched: a stretch of a line.
pub(super) struct Stretch<'l> {
    /// Its letters, and `END`.
    pub(super) letters: &'l [Letter],
    /// Whether the line starts with it.
    pub(super) starts_line: bool,
}

/// A slot that nothing was noted in.
pub(super) const UNSET: u32 = u32::MAX;

impl Program {
    /// Compiles a pattern; `slot` gives the number of a named group.
    ///
    /// # Errors
    /// What programs have no operation for: bytes that are no characters, words' boundaries.
    pub(super) fn new(
        hir: &Hir,
        letters: &Letters,
        sets: &mut LetterSets,
        slot: &dyn Fn(&str) -> usize,
    ) -> Result<Self, String> {
        let mut compiler = Compiler { ops: vec![Op::Match], choices: 0, letters, sets, slot };
        let entry = compiler.compile(hir, 0)?;
        let Compiler { mut ops, choices, .. } = compiler;
        let anchored = ops.iter().any(|op| matches!(op, Op::LineStart(_)));
        let elsewhere = anchored.then(|| look_ahead(&mut ops, sets, entry, false));
        let first = look_ahead(&mut ops, sets, entry, true);
        let first = [first, elsewhere.unwrap_or(first)];
        Ok(Self { ops, entry, first, width: (choices as usize).div_ceil(64).max(1) })
    }

    /// Whether a match can start with a letter elsewhere than at the start of a line.
    pub(super) fn may_start(&self, sets: &LetterSets, letter: Letter) -> bool {
        sets.contains(self.first[1], letter)
    }

    /// Gives all matches in a stretch, in order and apart, as slots: start and end of the match, then of each group, in
    /// letters. `places` are those where a match may start, in order.
    pub(super) fn run(
        &self,
        sets: &LetterSets,
        stretch: &Stretch<'_>,
        places: impl Iterator<Item = usize>,
        scratch: &mut Scratch,
        mut found: impl FnMut(&[u32; SLOTS + 2]),
    ) {
        let head = (stretch.starts_line && sets.contains(self.first[0], stretch.letters[0])).then_some(0);
        let mut fresh = true;
        let mut from = 0;
        for start in head.into_iter().chain(places) {
            if start < from {
                continue;
            }
            if std::mem::take(&mut fresh) {
                scratch.tried.clear();
                scratch.tried.resize(stretch.letters.len() * self.width, 0);
            }
            let mut slots = [UNSET; SLOTS + 2];
            let Some(end) = self.run_at(sets, stretch, start, scratch, &mut slots) else {
                from = start + 1;
                continue;
            };
            (slots[0], slots[1]) = (start as u32, end as u32);
            found(&slots);
            // What led nowhere behind the match does so again; at its end a way may have been the right one.
            scratch.tried[end * self.width..][..self.width].fill(0);
            from = end.max(start + 1);
        }
    }

    /// The end of the match that starts at `start`.
    fn run_at(
        &self,
        sets: &LetterSets,
        stretch: &Stretch<'_>,
        start: usize,
        scratch: &mut Scratch,
        slots: &mut [u32; SLOTS + 2],
    ) -> Option<usize> {
        let Scratch { waiting, tried } = scratch;
        waiting.clear();
        let (mut op, mut at) = (self.entry, start);
        loop {
            let next = match self.ops[op as usize] {
                Op::Take(set, next) => sets.contains(set, stretch.letters[at]).then(|| {
                    at += 1;
                    next
                }),
                Op::Choose { ways: [first, second], ahead, number, is_loop } => {
                    let letter = stretch.letters[at];
                    let both = (sets.contains(ahead[0], letter), sets.contains(ahead[1], letter));
                    if (is_loop || both == (true, true)) && !mark(tried, at * self.width, number) {
                        None
                    } else {
                        if both == (true, true) {
                            waiting.push(Waiting::Way(second, at as u32));
                        }
                        if both.0 { Some(first) } else { both.1.then_some(second) }
                    }
                }
                Op::Gap { set, next, ahead, number, greedy } => loop {
                    let letter = stretch.letters[at];
                    let (leaves, stays) = (sets.contains(ahead, letter), sets.contains(set, letter));
                    if !mark(tried, at * self.width, number) {
                        break None;
                    }
                    match (leaves, stays) {
                        (true, true) if !greedy => waiting.push(Waiting::Way(op, at as u32 + 1)),
                        (true, true) => waiting.push(Waiting::Way(next, at as u32)),
                        (false, false) => break None,
                        _ => {}
                    }
                    if leaves && !(greedy && stays) {
                        break Some(next);
                    }
                    at += 1;
                },
                Op::Note(slot, next) => {
                    let slot_now = &mut slots[slot as usize];
                    waiting.push(Waiting::Slot(slot, *slot_now));
                    *slot_now = at as u32;
                    Some(next)
                }
                Op::LineStart(next) => (at == 0 && stretch.starts_line).then_some(next),
                Op::LineEnd(next) => (stretch.letters[at] == END).then_some(next),
                Op::Match => return Some(at),
            };
            op = match next {
                Some(next) => next,
                None => loop {
                    match waiting.pop()? {
                        Waiting::Slot(slot, before) => slots[slot as usize] = before,
                        Waiting::Way(way, place) => {
                            at = place as usize;
                            break way;
                        }
                    }
                },
            };
        }
    }
}

/// Remembers a choice at the place whose words start at `place`; whether it is new there.
#[inline]
fn mark(tried: &mut [u64], place: usize, number: u32) -> bool {
    let word = &mut tried[place + number as usize / 64];
    let before = *word;
    *word |= 1 << (number % 64);
    *word != before
}

/// Builds a program from its end: every part is told where to go on.
struct Compiler<'c> {
    ops: Vec<Op>,
    choices: u32,
    letters: &'c Letters,
    sets: &'c mut LetterSets,
    slot: &'c dyn Fn(&str) -> usize,
}

impl Compiler<'_> {
    fn push(&mut self, op: Op) -> Address {
        self.ops.push(op);
        self.ops.len() as Address - 1
    }

    fn choose(&mut self, ways: [Address; 2], is_loop: bool) -> Address {
        self.choices += 1;
        self.push(Op::Choose { ways, ahead: [0; 2], number: self.choices - 1, is_loop })
    }

    /// Where the part `hir` starts, which goes on at `next`.
    fn compile(&mut self, hir: &Hir, next: Address) -> Result<Address, String> {
        Ok(match hir.kind() {
            HirKind::Empty => next,
            HirKind::Literal(literal) => {
                let text = str::from_utf8(&literal.0).map_err(|_| BYTES)?;
                text.chars().rev().fold(next, |next, c| {
                    let set = self.sets.of_class(self.letters, &single(c));
                    self.push(Op::Take(set, next))
                })
            }
            HirKind::Class(class) => {
                let set = self.sets.of_class(self.letters, &characters(class)?);
                self.push(Op::Take(set, next))
            }
            HirKind::Look(Look::Start | Look::StartLF) => self.push(Op::LineStart(next)),
            HirKind::Look(Look::End | Look::EndLF) => self.push(Op::LineEnd(next)),
            HirKind::Look(_) => return Err("boundaries of words are not to be had".into()),
            HirKind::Repetition(repetition) => {
                let way = |sub: Address| if repetition.greedy { [sub, next] } else { [next, sub] };
                let mut start = next;
                match repetition.max {
                    None if let HirKind::Class(class) = repetition.sub.kind() => {
                        let set = self.sets.of_class(self.letters, &characters(class)?);
                        self.choices += 1;
                        let (number, greedy) = (self.choices - 1, repetition.greedy);
                        start = self.push(Op::Gap { set, next, ahead: 0, number, greedy });
                    }
                    None => {
                        start = self.choose([next; 2], true);
                        let sub = self.compile(&repetition.sub, start)?;
                        if let Op::Choose { ways, .. } = &mut self.ops[start as usize] {
                            *ways = way(sub);
                        }
                    }
                    Some(max) => {
                        for _ in repetition.min..max {
                            let sub = self.compile(&repetition.sub, start)?;
                            start = self.choose(way(sub), false);
                        }
                    }
                }
                for _ in 0..repetition.min {
                    start = self.compile(&repetition.sub, start)?;
                }
                start
            }
            HirKind::Capture(capture) => {
                let slot = capture.name.as_deref().map_or(0, self.slot) as u32 * 2;
                let end = self.push(Op::Note(slot + 3, next));
                let sub = self.compile(&capture.sub, end)?;
                self.push(Op::Note(slot + 2, sub))
            }
            HirKind::Concat(parts) => parts.iter().rev().try_fold(next, |next, part| self.compile(part, next))?,
            HirKind::Alternation(parts) => {
                let ways = parts.iter().map(|part| self.compile(part, next)).collect::<Result<Vec<_>, _>>()?;
                let (last, ways) = ways.split_last().ok_or("no alternative")?;
                ways.iter().rev().fold(*last, |other, &way| self.choose([way, other], false))
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

/// Tells every choice the letters that can come next on its ways, where a line may or may not start; those that can come
/// first of all. Where a match may end that is every letter.
fn look_ahead(ops: &mut [Op], sets: &mut LetterSets, entry: Address, starts_line: bool) -> SetId {
    let mut ahead = vec![LetterSet::default(); ops.len()];
    ahead[0] = [u64::MAX; _];
    // Parts were built from the end, so one round is enough but for loops.
    let mut changed = true;
    while std::mem::take(&mut changed) {
        for (n, op) in ops.iter().enumerate() {
            let mut set = ahead[n];
            let mut join = |other: &LetterSet| set.iter_mut().zip(other).for_each(|(a, b)| *a |= b);
            match *op {
                Op::Take(taken, _) => join(sets.get(taken)),
                Op::Gap { set, next, .. } => {
                    join(sets.get(set));
                    join(&ahead[next as usize]);
                }
                Op::Choose { ways, .. } => ways.iter().for_each(|&way| join(&ahead[way as usize])),
                Op::LineStart(_) if !starts_line => {}
                Op::Note(_, next) | Op::LineStart(next) | Op::LineEnd(next) => join(&ahead[next as usize]),
                Op::Match => {}
            }
            if set != ahead[n] {
                ahead[n] = set;
                changed = true;
            }
        }
    }
    for op in ops {
        match op {
            Op::Choose { ways, ahead: next, .. } => *next = ways.map(|way| sets.add(ahead[way as usize])),
            Op::Gap { next, ahead: behind, .. } => *behind = sets.add(ahead[*next as usize]),
            _ => {}
        }
    }
    sets.add(ahead[entry as usize])
}
