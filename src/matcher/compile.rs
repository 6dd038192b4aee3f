//! Makes programs of patterns: from the end, every part is told where to go on. What two ways have in common, at their
//! start or at their end, is one step; so a list of words costs little more than their letters that differ.
use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};
use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::{SmallVec, smallvec};

use super::{
    letters::{Class, END, Letter, Letters, Rows},
    part::{Counted, Edge, Part},
    program::{Address, Kind, MATCH, NOWHERE, Step, UNNOTED},
};

/// Builds a program from its end.
pub(super) struct Compiler<'c> {
    letters: &'c Letters,
    rows: &'c mut Rows,
    /// Gives the number of a named group.
    slot: &'c dyn Fn(&str) -> usize,
    steps: Vec<Step>,
    /// Steps that were made, so that none is made twice.
    made: FxHashMap<Step, Address>,
}

impl<'c> Compiler<'c> {
    pub(super) fn new(letters: &'c Letters, rows: &'c mut Rows, slot: &'c dyn Fn(&str) -> usize) -> Self {
        let nothing = Step { row: END, next: NOWHERE, other: NOWHERE, kind: Kind::Stay, slot: UNNOTED };
        // Most programs are no longer.
        let made = FxHashMap::with_capacity_and_hasher(100, FxBuildHasher);
        Self { letters, rows, slot, steps: vec![nothing; 2], made }
    }

    /// The steps of a whole pattern, and the first of them.
    ///
    /// # Errors
    /// Where steps cannot say what the pattern says, or there are too many.
    pub(super) fn whole(mut self, part: &Part) -> Result<(Vec<Step>, Address), String> {
        let entry = self.compile(part, MATCH)?;
        // Choices were made from steps that nothing leads to any more.
        let mut alive = vec![false; self.steps.len()];
        let mut open: Vec<Address> = vec![NOWHERE, MATCH, entry];
        while let Some(step) = open.pop() {
            if !std::mem::replace(&mut alive[usize::from(step)], true) {
                open.extend(self.steps[usize::from(step)].ways());
            }
        }
        let mut numbers: Vec<Address> = Vec::with_capacity(alive.len());
        let mut count = 0;
        for &alive in &alive {
            numbers.push(count);
            count += Address::from(alive);
        }
        let number = |step: Address| numbers[usize::from(step)];
        let kept = self.steps.into_iter().zip(&alive).filter(|(_, alive)| **alive);
        Ok((kept.map(|(step, _)| step.renumbered(number)).collect(), number(entry)))
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
    fn join(&mut self, ways: Vec<Address>) -> Result<Vec<Address>, String> {
        let plain = |way: Address| {
            let Step { row, next, kind, slot, .. } = self.steps[usize::from(way)];
            (self.has_room(way) && kind == Kind::Take && slot == UNNOTED).then_some((row, next))
        };
        // Each with what it takes, where that is all.
        let mut joined: Vec<(Address, Option<(Taken, Address)>)> = Vec::with_capacity(ways.len());
        for way in ways {
            let Some((row, next)) = plain(way) else {
                joined.push((way, None));
                continue;
            };
            let before = joined.iter_mut().rev().map_while(|(_, taken)| taken.as_mut());
            let found = before.into_iter().find(|(taken, then)| *then == next || taken.meets(row, self.rows));
            match found.filter(|(_, then)| *then == next) {
                Some((taken, _)) => taken.add(row, self.rows),
                None => joined.push((way, Some((Taken::One(row), next)))),
            }
        }
        let step = |(way, taken)| match taken {
            Some((Taken::More(letters), next)) => {
                let row = self.rows.of_letters(letters);
                self.take(row, next)
            }
            _ => Ok(way),
        };
        joined.into_iter().map(step).collect()
    }

    fn group(&mut self, name: Option<&str>, part: &Part, next: Address) -> Result<Address, String> {
        let slot = name.map_or(0, self.slot) * 2 + 2;
        // One letter notes where it starts and ends.
        if let Some(row) = self.one(part) {
            return self.push(Step { row, next, other: NOWHERE, kind: Kind::Take, slot: slot as u8 });
        }
        let end = self.note(slot + 1, next)?;
        let start = self.compile(part, end)?;
        self.note(slot, start)
    }

    /// The row of a part that is one letter.
    fn one(&mut self, part: &Part) -> Option<Letter> {
        match part {
            Part::Class(class) => Some(self.rows.of_class(self.letters, class)),
            Part::Word(word) => {
                let mut chars = word.chars();
                chars.next().filter(|_| chars.as_str().is_empty()).map(|c| self.letters.of(c))
            }
            _ => None,
        }
    }

    /// Where a part starts that goes on at `next`.
    fn compile(&mut self, part: &Part, next: Address) -> Result<Address, String> {
        match part {
            Part::Word(word) => self.word(word, next),
            Part::Class(class) => {
                let row = self.rows.of_class(self.letters, class);
                self.take(row, next)
            }
            Part::Edge(Edge::Start) => self.look(self.rows.line_start(), next),
            Part::Edge(Edge::End) => self.look(END, next),
            Part::Counted(counted) => self.repeat(counted, next),
            Part::Group(name, part) => self.group(name.as_deref(), part, next),
            Part::Row(parts) => self.row(parts, next),
            Part::Choice(ways) => {
                let ways = self.ways(ways.iter().map(Tail::of), next)?;
                self.choose(&ways)
            }
        }
    }

    fn word(&mut self, word: &str, next: Address) -> Result<Address, String> {
        word.chars().rev().try_fold(next, |next, c| self.take(self.letters.of(c), next))
    }

    fn row(&mut self, parts: &[Part], next: Address) -> Result<Address, String> {
        parts.iter().rev().try_fold(next, |next, part| self.compile(part, next))
    }

    /// The ways of alternatives, the first before others.
    fn ways<'p>(&mut self, tails: impl Iterator<Item = Tail<'p>>, next: Address) -> Result<Vec<Address>, String> {
        let groups = by_first(tails);
        let mut ways = Vec::with_capacity(groups.len());
        for (first, tails) in groups {
            let tail = match &*tails {
                [tail] => {
                    let next = self.row(tail.parts, next)?;
                    self.word(tail.word, next)?
                }
                _ => {
                    let ways = self.ways(tails.into_iter(), next)?;
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

    fn repeat(&mut self, counted: &Counted, next: Address) -> Result<Address, String> {
        let Counted { min, max, greedy, ref part } = *counted;
        let kind = |wide, narrow| if greedy { wide } else { narrow };
        let class = match part {
            Part::Class(class) => Some(self.rows.of_class(self.letters, class)),
            _ => None,
        };
        let mut start = next;
        match (max.map(|max| max - min), class) {
            (None, Some(row)) => {
                let kind = kind(Kind::WideGap, Kind::Gap);
                start = self.push(Step { row, next, other: NOWHERE, kind, slot: UNNOTED })?;
            }
            (None, None) => {
                if part.may_be_nothing() {
                    return Err("an endless repetition of what may be nothing".into());
                }
                let row = self.rows.everywhere();
                // It is no step like others, and has no room, as long as its ways are not known.
                start = self.steps.len() as Address;
                self.push_another(Step { row, next, other: start, kind: Kind::Stay, slot: UNNOTED })?;
                let again = self.compile(part, start)?;
                let step = &mut self.steps[usize::from(start)];
                (step.next, step.other) = if greedy { (again, next) } else { (next, again) };
            }
            (Some(most @ 2..=64), Some(row)) => {
                let kind = kind(Kind::WideFew, Kind::Few);
                start = self.push(Step { row, next, other: most as Address, kind, slot: UNNOTED })?;
            }
            (Some(more), _) => {
                for _ in 0..more {
                    let mut ways = self.ways(alternatives(part).iter().map(Tail::of), start)?;
                    ways.insert(if greedy { ways.len() } else { 0 }, next);
                    start = self.choose(&ways)?;
                }
            }
        }
        (0..min).try_fold(start, |start, _| self.compile(part, start))
    }
}

/// The letters that ways of one letter take.
enum Taken {
    One(Letter),
    More(Class),
}

impl Taken {
    fn meets(&self, row: Letter, rows: &Rows) -> bool {
        match self {
            Self::One(other) => rows.meet(row, *other),
            Self::More(letters) => rows.meets(row, letters),
        }
    }

    fn add(&mut self, row: Letter, rows: &Rows) {
        match self {
            Self::One(other) => {
                let mut letters = rows.held(*other);
                rows.add_to(&mut letters, row);
                *self = Self::More(letters);
            }
            Self::More(letters) => rows.add_to(letters, row),
        }
    }
}

/// What is left of an alternative: of the word that it starts with, and the parts behind.
#[derive(Clone, Copy)]
struct Tail<'p> {
    word: &'p str,
    parts: &'p [Part],
}

impl<'p> Tail<'p> {
    fn of(part: &'p Part) -> Self {
        let parts = match part {
            Part::Row(parts) => parts,
            part => std::slice::from_ref(part),
        };
        match parts {
            [Part::Word(word), parts @ ..] => Self { word, parts },
            _ => Self { word: "", parts },
        }
    }
}

/// The parts that a part chooses from.
fn alternatives(part: &Part) -> &[Part] {
    match part {
        Part::Choice(ways) => ways,
        _ => std::slice::from_ref(part),
    }
}

/// Alternatives by the character that they start with: it, and what they go on with. What starts with another never stands
/// where one does, so only those that start with no certain character stay where they are among the others.
fn by_first<'p>(tails: impl Iterator<Item = Tail<'p>>) -> Vec<(Option<char>, SmallVec<[Tail<'p>; 1]>)> {
    let mut groups: Vec<(Option<char>, SmallVec<[Tail<'p>; 1]>)> = Vec::new();
    for Tail { word, parts } in tails {
        let mut chars = word.chars();
        let first = chars.next();
        let tail = Tail { word: chars.as_str(), parts };
        let known =
            first.and_then(|_| groups.iter_mut().rev().take_while(|(c, _)| c.is_some()).find(|(c, _)| *c == first));
        match known {
            Some((_, tails)) => tails.push(tail),
            None => groups.push((first, smallvec![tail])),
        }
    }
    groups
}

/// A class of one character.
pub(super) fn single(c: char) -> ClassUnicode {
    ClassUnicode::new([ClassUnicodeRange::new(c, c)])
}
