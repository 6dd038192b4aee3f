//! Makes programs of patterns: from the end, every part is told where to go on. What two ways have in common, at their
//! start or at their end, is one step; so a list of words costs little more than their letters that differ.
use regex_syntax::hir::{Capture, Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition};
use rustc_hash::FxHashMap;

use super::{
    letters::{END, Letter, Letters, Rows},
    program::{Address, Kind, MATCH, NOWHERE, Section, Step, Then, UNNOTED},
};

/// Builds a program from its end.
pub(super) struct Compiler<'c> {
    letters: &'c Letters,
    rows: &'c mut Rows,
    /// Gives the number of a named group.
    slot: &'c dyn Fn(&str) -> usize,
    steps: Vec<Step>,
    sections: Vec<Section>,
    /// Steps that were made, so that none is made twice.
    made: FxHashMap<Step, Address>,
}

impl<'c> Compiler<'c> {
    pub(super) fn new(letters: &'c Letters, rows: &'c mut Rows, slot: &'c dyn Fn(&str) -> usize) -> Self {
        let nothing = Step { row: END, next: NOWHERE, other: NOWHERE, kind: Kind::Stay, slot: UNNOTED };
        Self { letters, rows, slot, steps: vec![nothing; 2], sections: Vec::new(), made: FxHashMap::default() }
    }

    /// The steps of a whole pattern, the first of them, and the sections they are looked at in.
    ///
    /// # Errors
    /// Where steps cannot say what the pattern says, or there are too many.
    pub(super) fn whole(mut self, hir: &Hir) -> Result<(Vec<Step>, Address, Vec<Section>), String> {
        let entry = self.needed(hir, MATCH)?;
        self.sections.push(Section { last: self.steps.len() as Address - 1, then: Then::End, classes: 0 });
        // Choices were made from steps that nothing leads to any more.
        let Self { steps, mut sections, .. } = self;
        let mut alive = vec![false; steps.len()];
        let asked = sections.iter().filter(|s| matches!(s.then, Then::Needed)).map(|s| s.last);
        let mut open: Vec<Address> = asked.chain([NOWHERE, MATCH, entry]).collect();
        while let Some(step) = open.pop() {
            if !std::mem::replace(&mut alive[usize::from(step)], true) {
                open.extend(steps[usize::from(step)].ways());
            }
        }
        let mut numbers: Vec<Address> = Vec::with_capacity(steps.len());
        let mut count = 0;
        for &alive in &alive {
            numbers.push(count);
            count += Address::from(alive);
        }
        let number = |step: Address| numbers[usize::from(step)];
        for section in &mut sections {
            section.last = number(section.last) - Address::from(!alive[usize::from(section.last)]);
            if let Then::Again(start, _) = &mut section.then {
                *start = number(*start);
            }
        }
        let kept = steps.into_iter().zip(&alive).filter(|(_, alive)| **alive).map(|(step, _)| step.renumbered(number));
        Ok((kept.collect(), number(entry), sections))
    }

    /// The step that is as `step`.
    fn push(&mut self, step: Step) -> Result<Address, String> {
        if let Some(&made) = self.made.get(&step) {
            return Ok(made);
        }
        let address = self.push_another(step)?;
        self.made.insert(step, address);
        Ok(address)
    }

    fn push_another(&mut self, step: Step) -> Result<Address, String> {
        self.steps.push(step);
        Address::try_from(self.steps.len() - 1).map_err(|_| "the pattern is too long".into())
    }

    fn take(&mut self, row: Letter, next: Address) -> Result<Address, String> {
        self.push(Step { row, next, other: NOWHERE, kind: Kind::Take, slot: UNNOTED })
    }

    fn look(&mut self, row: Letter, next: Address) -> Result<Address, String> {
        self.push(Step { row, next, other: NOWHERE, kind: Kind::Stay, slot: UNNOTED })
    }

    fn note(&mut self, slot: usize, next: Address) -> Result<Address, String> {
        let row = self.rows.everywhere();
        self.push(Step { row, next, other: NOWHERE, kind: Kind::Stay, slot: slot as u8 })
    }

    /// Whether a step is all of a way, so that another way can be added to it.
    fn has_room(&self, step: Address) -> bool {
        let Step { kind, other, .. } = self.steps[usize::from(step)];
        step > MATCH && kind <= Kind::Take && other == NOWHERE
    }

    /// A choice of ways, those before others first.
    fn choose(&mut self, ways: &[Address]) -> Result<Address, String> {
        let (&last, ways) = ways.split_last().ok_or("no alternative")?;
        ways.iter().rev().try_fold(last, |other, &way| {
            if self.has_room(way) {
                return self.push(Step { other, ..self.steps[usize::from(way)] });
            }
            let row = self.rows.everywhere();
            self.push(Step { row, next: way, other, kind: Kind::Stay, slot: UNNOTED })
        })
    }

    /// Ways of one letter each that go on alike are one, where no way between them may take the letter.
    fn join(&mut self, ways: impl IntoIterator<Item = Address>) -> Result<Vec<Address>, String> {
        let mut joined: Vec<Address> = Vec::new();
        for way in ways {
            let plain = |way: Address| {
                let Step { row, next, kind, slot, .. } = self.steps[usize::from(way)];
                (self.has_room(way) && kind == Kind::Take && slot == UNNOTED).then_some((row, next))
            };
            let alike = plain(way).and_then(|(row, next)| {
                let mut before = joined.iter().enumerate().rev().map_while(|(n, &way)| Some((n, plain(way)?)));
                let found = before.find(|(_, (other, then))| *then == next || self.rows.meet(row, *other));
                found.filter(|(_, (_, then))| *then == next).map(|(n, (other, _))| (n, [row, other], next))
            });
            match alike {
                Some((n, rows, next)) => {
                    let row = self.rows.joined(rows);
                    joined[n] = self.take(row, next)?;
                }
                None => joined.push(way),
            }
        }
        Ok(joined)
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
            self.sections.push(Section { last: start, then: Then::Needed, classes: 0 });
        }
        Ok(start)
    }

    fn capture(
        &mut self,
        capture: &Capture,
        next: Address,
        compile: impl FnOnce(&mut Self, &Hir, Address) -> Result<Address, String>,
    ) -> Result<Address, String> {
        let slot = capture.name.as_deref().map_or(0, self.slot) * 2 + 2;
        // One letter notes where it starts and ends.
        if let Some(row) = self.one(&capture.sub)? {
            return self.push(Step { row, next, other: NOWHERE, kind: Kind::Take, slot: slot as u8 });
        }
        let end = self.note(slot + 1, next)?;
        let sub = compile(self, &capture.sub, end)?;
        self.note(slot, sub)
    }

    /// The row of a part that is one letter.
    fn one(&mut self, hir: &Hir) -> Result<Option<Letter>, String> {
        Ok(match hir.kind() {
            HirKind::Class(class) => Some(self.rows.of_class(self.letters, &characters(class)?)),
            HirKind::Literal(literal) => {
                let mut chars = str::from_utf8(&literal.0).map_err(|_| BYTES)?.chars();
                chars.next().filter(|_| chars.next().is_none()).map(|c| self.letters.of(c))
            }
            _ => None,
        })
    }

    /// Where the part `hir` starts, which goes on at `next`.
    fn compile(&mut self, hir: &Hir, next: Address) -> Result<Address, String> {
        match hir.kind() {
            HirKind::Empty => Ok(next),
            HirKind::Literal(literal) => {
                let text = str::from_utf8(&literal.0).map_err(|_| BYTES)?;
                text.chars().rev().try_fold(next, |next, c| self.take(self.letters.of(c), next))
            }
            HirKind::Class(class) => {
                let row = self.rows.of_class(self.letters, &characters(class)?);
                self.take(row, next)
            }
            HirKind::Look(Look::Start | Look::StartLF) => self.look(self.rows.line_start(), next),
            HirKind::Look(Look::End | Look::EndLF) => self.look(END, next),
            HirKind::Look(_) => Err("boundaries of words are not to be had".into()),
            HirKind::Repetition(repetition) => self.repeat(repetition, next),
            HirKind::Capture(capture) => self.capture(capture, next, Self::compile),
            HirKind::Concat(parts) => parts.iter().rev().try_fold(next, |next, part| self.compile(part, next)),
            HirKind::Alternation(parts) => {
                let ways = self.ways(parts.clone(), next)?;
                self.choose(&ways)
            }
        }
    }

    /// The ways of alternatives, the first before others.
    fn ways(&mut self, parts: Vec<Hir>, next: Address) -> Result<Vec<Address>, String> {
        let mut ways = Vec::new();
        for (first, tails) in by_first(parts) {
            let tail = match &*tails {
                [tail] => self.compile(tail, next)?,
                _ => {
                    let ways = self.ways(tails, next)?;
                    self.choose(&ways)?
                }
            };
            ways.push(match first {
                Some(c) => self.take(self.letters.of(c), tail)?,
                None => tail,
            });
        }
        self.join(ways)
    }

    fn repeat(&mut self, repetition: &Repetition, next: Address) -> Result<Address, String> {
        let Repetition { min, max, greedy, ref sub } = *repetition;
        let kind = |wide, narrow| if greedy { wide } else { narrow };
        let class = match sub.kind() {
            HirKind::Class(class) => Some(self.rows.of_class(self.letters, &characters(class)?)),
            _ => None,
        };
        let mut start = next;
        match (max.map(|max| max - min), class) {
            (None, Some(row)) => {
                let kind = kind(Kind::WideGap, Kind::Gap);
                start = self.push(Step { row, next, other: NOWHERE, kind, slot: UNNOTED })?;
            }
            (None, None) => {
                if sub.properties().minimum_len() == Some(0) {
                    return Err("an endless repetition of what may be nothing".into());
                }
                let first = self.sections.len() as u16;
                let row = self.rows.everywhere();
                // It is no step like others, and has no room, as long as its ways are not known.
                start = self.steps.len() as Address;
                self.push_another(Step { row, next, other: start, kind: Kind::Stay, slot: UNNOTED })?;
                let again = self.compile(sub, start)?;
                let step = &mut self.steps[usize::from(start)];
                (step.next, step.other) = if greedy { (again, next) } else { (next, again) };
                let last = self.steps.len() as Address - 1;
                self.sections.push(Section { last, then: Then::Again(start, first), classes: 0 });
            }
            (Some(most @ 2..=64), Some(row)) => {
                let kind = kind(Kind::WideFew, Kind::Few);
                start = self.push(Step { row, next, other: most as Address, kind, slot: UNNOTED })?;
            }
            (Some(more), _) => {
                for _ in 0..more {
                    let mut ways = self.ways(alternatives(sub).to_vec(), start)?;
                    ways.insert(if greedy { ways.len() } else { 0 }, next);
                    start = self.choose(&ways)?;
                }
            }
        }
        (0..min).try_fold(start, |start, _| self.compile(sub, start))
    }
}

/// The parts that a part chooses from.
fn alternatives(hir: &Hir) -> &[Hir] {
    match hir.kind() {
        HirKind::Alternation(parts) => parts,
        _ => std::slice::from_ref(hir),
    }
}

/// Alternatives by the character that they start with: it, and what they go on with. What starts with another never stands
/// where one does, so only those that start with no certain character stay where they are among the others.
fn by_first(parts: Vec<Hir>) -> Vec<(Option<char>, Vec<Hir>)> {
    let mut groups: Vec<(Option<char>, Vec<Hir>)> = Vec::new();
    for part in parts {
        let Some((first, tail)) = split_first(&part) else {
            groups.push((None, vec![part]));
            continue;
        };
        let known = groups.iter_mut().rev().take_while(|(c, _)| c.is_some()).find(|(c, _)| *c == Some(first));
        match known {
            Some((_, tails)) => tails.push(tail),
            None => groups.push((Some(first), vec![tail])),
        }
    }
    groups
}

/// The character that a part starts with, and what it goes on with.
fn split_first(hir: &Hir) -> Option<(char, Hir)> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let mut chars = str::from_utf8(&literal.0).ok()?.chars();
            Some((chars.next()?, Hir::literal(chars.as_str().as_bytes())))
        }
        HirKind::Concat(parts) => {
            let (first, tail) = split_first(parts.first()?)?;
            Some((first, Hir::concat([tail].into_iter().chain(parts[1..].iter().cloned()).collect())))
        }
        _ => None,
    }
}

const BYTES: &str = "bytes that are no characters";

/// A class of one character.
pub(super) fn single(c: char) -> ClassUnicode {
    ClassUnicode::new([ClassUnicodeRange::new(c, c)])
}

/// The characters of a class.
pub(super) fn characters(class: &Class) -> Result<ClassUnicode, String> {
    match class {
        Class::Unicode(class) => Ok(class.clone()),
        Class::Bytes(class) => class.to_unicode_class().ok_or_else(|| BYTES.into()),
    }
}
