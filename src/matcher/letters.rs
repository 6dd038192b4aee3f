//! Characters as patterns see them: those that no pattern tells apart are one letter. Where each letter of a text stands is
//! one row of bits.
use std::{collections::BTreeMap, ops::Index};

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};
use rustc_hash::FxHashMap;

/// A number for all characters that the patterns do not tell apart; the numbers behind them are for other rows of `Places`.
pub(super) type Letter = u16;

/// What stands behind the last letter of a text: in no class.
pub(super) const END: Letter = 0;

/// A bit of a letter that is marked.
const MARK: Letter = 1 << 15;

/// A stretch of a line in letters.
#[derive(Debug, Default)]
pub(super) struct Spelled {
    letters: Vec<(Letter, u32)>,
    length: usize,
    marks: Vec<u32>,
    marked: usize,
}

impl Spelled {
    /// The letters, each with its byte in the line, and `END`.
    pub(super) fn letters(&self) -> &[(Letter, u32)] {
        &self.letters[..=self.length]
    }

    /// Where marked letters stand among them.
    pub(super) fn marks(&self) -> &[u32] {
        &self.marks[..self.marked]
    }
}

/// Which letter each character is.
pub(super) struct Letters {
    /// By code point, in the basic plane.
    near: Box<[Letter; 1 << 16]>,
    /// The first code point of every stretch of one letter, in order.
    stretches: Vec<(u32, Letter)>,
    /// How many letters there are, `END` included.
    len: usize,
}

impl Letters {
    /// The most letters there may be.
    const MOST: usize = 64 * 16;

    /// Tells apart what one of `sets` holds and another does not.
    ///
    /// # Errors
    /// Where that makes too many letters.
    pub(super) fn new(sets: &[ClassUnicode]) -> Result<Self, String> {
        let ranges = || {
            let numbered = sets.iter().enumerate();
            numbered.flat_map(|(n, set)| set.iter().map(move |r| (n, u32::from(r.start()), u32::from(r.end()) + 1)))
        };
        let mut starts: Vec<u32> = ranges().flat_map(|(_, start, end)| [start, end]).chain([0]).collect();
        starts.sort_unstable();
        starts.dedup();
        // The sets that hold each stretch: first how many, then which, one stretch behind the other.
        let of_set = |(n, start, end)| {
            let at = |code: u32| starts.partition_point(|&s| s < code);
            (n as u32, at(start)..at(end))
        };
        let stretched: Vec<_> = ranges().map(of_set).collect();
        let mut ends = vec![0; starts.len() + 1];
        for (_, held) in &stretched {
            ends[held.start + 1..=held.end].iter_mut().for_each(|count| *count += 1);
        }
        let mut sum = 0;
        ends.iter_mut().for_each(|end| {
            sum += *end;
            *end = sum;
        });
        let mut sets_of = vec![0; sum];
        let mut filled = ends.clone();
        for (n, held) in stretched {
            for at in &mut filled[held] {
                sets_of[*at] = n;
                *at += 1;
            }
        }
        let mut by_sets: FxHashMap<&[u32], Letter> = FxHashMap::default();
        let mut letter = |sets| {
            let fresh = by_sets.len() as Letter + 1;
            *by_sets.entry(sets).or_insert(fresh)
        };
        let stretches: Vec<(u32, Letter)> = starts
            .iter()
            .zip(ends.windows(2))
            .map(|(&start, ends)| (start, letter(&sets_of[ends[0]..ends[1]])))
            .collect();
        let mut near = Box::new([END; 1 << 16]);
        let ends = stretches.iter().skip(1).map(|s| s.0).chain([u32::MAX]);
        for (&(start, letter), end) in stretches.iter().zip(ends) {
            let near = near.get_mut(start as usize..(end as usize).min(1 << 16));
            near.into_iter().for_each(|stretch| stretch.fill(letter));
        }
        match by_sets.len() + 1 {
            len @ ..=Self::MOST => Ok(Self { near, stretches, len }),
            len => Err(format!("the forms tell {len} sorts of characters apart, at most {} are possible", Self::MOST)),
        }
    }

    /// How many letters there are, `END` included.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The letter of a character.
    pub(super) fn of(&self, c: char) -> Letter {
        self.marked(c) & !MARK
    }

    fn marked(&self, c: char) -> Letter {
        match u16::try_from(u32::from(c)) {
            Ok(code) => self.near[usize::from(code)],
            Err(_) => self.stretches[self.stretches.partition_point(|s| s.0 <= c.into()) - 1].1,
        }
    }

    /// Marks letters: where they stand is noted.
    pub(super) fn mark(&mut self, marked: impl Fn(Letter) -> bool) {
        let all = self.near.iter_mut().chain(self.stretches.iter_mut().map(|s| &mut s.1));
        all.filter(|letter| marked(**letter)).for_each(|letter| *letter |= MARK);
    }

    /// Turns a stretch, which starts at byte `at` of its line, into letters and `END`.
    pub(super) fn read(&self, stretch: &str, at: usize, out: &mut Spelled) {
        let Spelled { letters, marks, length, marked: noted } = out;
        if letters.len() <= stretch.len() {
            letters.resize(stretch.len() + 1, (END, 0));
            marks.resize(stretch.len() + 1, 0);
        }
        let bytes = stretch.as_bytes();
        let (mut next, mut count, mut some) = (0, 0, 0);
        while next < bytes.len() {
            // Decoded by hand: three bytes are the rule.
            let (letter, len) = match bytes[next..].first_chunk().map(|four| u32::from_le_bytes(*four)) {
                Some(four) if four & 0xf0 == 0xe0 => {
                    let code = (four & 0xf) << 12 | (four >> 2 & 0xfc0) | (four >> 16 & 0x3f);
                    (self.near[code as usize], 3)
                }
                _ => match stretch.get(next..).and_then(|rest| rest.chars().next()) {
                    Some(c) => (self.marked(c), c.len_utf8()),
                    None => break,
                },
            };
            letters[count] = (letter & !MARK, (at + next) as u32);
            marks[some] = count as u32;
            some += usize::from(letter / MARK);
            (next, count) = (next + len, count + 1);
        }
        letters[count] = (END, (at + stretch.len()) as u32);
        (*length, *noted) = (count, some);
    }

    /// The letters of a class that these letters were made for, in order.
    fn of_class(&self, class: &ClassUnicode) -> Vec<Letter> {
        // A bit each: many stretches are the same letter.
        let mut held = [0u64; Self::MOST.div_ceil(64)];
        for range in class.iter() {
            let (start, end) = (u32::from(range.start()), u32::from(range.end()));
            let first = self.stretches.partition_point(|s| s.0 < start);
            let stretches = self.stretches[first..].iter().take_while(|s| s.0 <= end).map(|s| s.1 & !MARK);
            stretches.for_each(|letter| held[usize::from(letter / 64)] |= 1 << (letter % 64));
        }
        (0..self.len as Letter).filter(|letter| held[usize::from(letter / 64)] >> (letter % 64) & 1 != 0).collect()
    }
}

/// The rows of `Places`: letters, two for places, and the classes of several letters; equal ones are one.
pub(super) struct Rows {
    letters: usize,
    classes: Vec<Class>,
    numbers: FxHashMap<Vec<Letter>, Letter>,
    /// The rows of classes that were asked for.
    asked: BTreeMap<Vec<ClassUnicodeRange>, Letter>,
}

/// A class by its letters or by those that it does not hold, whichever are fewer.
struct Class {
    letters: Vec<Letter>,
    others: bool,
}

impl Rows {
    pub(super) fn new(letters: &Letters) -> Self {
        Self { letters: letters.len(), classes: Vec::new(), numbers: FxHashMap::default(), asked: BTreeMap::new() }
    }

    /// Every place.
    pub(super) fn everywhere(&self) -> Letter {
        self.letters as Letter
    }

    /// The start of the line, where the stretch starts with it.
    pub(super) fn line_start(&self) -> Letter {
        self.letters as Letter + 1
    }

    fn first_class(&self) -> usize {
        self.letters + 2
    }

    fn class(&self, row: Letter) -> Option<&Class> {
        Some(&self.classes[usize::from(row).checked_sub(self.first_class())?])
    }

    /// Whether a row is that of a class.
    pub(super) fn is_class(&self, row: Letter) -> bool {
        self.class(row).is_some()
    }

    /// The row of a class.
    pub(super) fn of_class(&mut self, letters: &Letters, class: &ClassUnicode) -> Letter {
        if let Some(&row) = self.asked.get(class.ranges()) {
            return row;
        }
        let row = self.of_letters(letters.of_class(class));
        self.asked.insert(class.ranges().to_vec(), row);
        row
    }

    /// The row of these letters, which are in order.
    fn of_letters(&mut self, held: Vec<Letter>) -> Letter {
        if let [letter] = *held {
            return letter;
        }
        let fresh = (self.first_class() + self.classes.len()) as Letter;
        if let Some(&row) = self.numbers.get(&held) {
            return row;
        }
        // No class holds the end.
        let left: Vec<Letter> = (END..self.letters as Letter).filter(|l| held.binary_search(l).is_err()).collect();
        let others = left.len() < held.len();
        self.classes.push(Class { letters: if others { left } else { held.clone() }, others });
        self.numbers.insert(held, fresh);
        fresh
    }

    /// The letters of a row of a letter or a class, in order.
    fn held(&self, row: Letter) -> Vec<Letter> {
        match self.class(row) {
            None => vec![row],
            Some(Class { letters, others: false }) => letters.clone(),
            Some(Class { letters, .. }) => {
                (END..self.letters as Letter).filter(|l| letters.binary_search(l).is_err()).collect()
            }
        }
    }

    /// Whether two rows of letters or classes have a letter in common.
    pub(super) fn meet(&self, one: Letter, other: Letter) -> bool {
        let other = self.held(other);
        self.held(one).iter().any(|letter| other.binary_search(letter).is_ok())
    }

    /// The row of what is in one of two rows of letters or classes.
    pub(super) fn joined(&mut self, rows: [Letter; 2]) -> Letter {
        let mut held = rows.map(|row| self.held(row)).concat();
        held.sort_unstable();
        held.dedup();
        self.of_letters(held)
    }

    /// Where the letters of a class stand among 64 places, of which those `inside` belong to the stretch.
    #[inline]
    pub(super) fn held_in<R: Index<usize, Output = u64> + ?Sized>(&self, bits: &R, row: Letter, inside: u64) -> u64 {
        let Some(class) = self.class(row) else { return bits[row.into()] };
        let held = class.letters.iter().fold(0, |held, &letter| held | bits[letter.into()]);
        if class.others { !held & inside } else { held }
    }

    fn len(&self) -> usize {
        self.first_class() + self.classes.len()
    }
}

/// So many words are always at hand: any letter and any step has its own among them.
pub(super) const SHORT: usize = 1 << 16;

/// Where each letter and class stands in a stretch of a line: a bit for each place, counted from the end of the stretch.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// A word of every row for the last 64 places, then for those before, and so on. Between stretches no letter stands
    /// anywhere.
    bits: Vec<u64>,
    width: usize,
    /// Length of the stretch in letters.
    length: usize,
    known: Known,
}

/// The stretch that each row of a class was looked up in last; the number of the one at hand.
#[derive(Debug, Default)]
pub(super) struct Known {
    stretches: Vec<u32>,
    now: u32,
}

impl Places {
    /// Takes the letters of a stretch, of which the last is `END`, for what `run` does.
    pub(super) fn with(
        &mut self,
        rows: &Rows,
        letters: &[(Letter, u32)],
        starts_line: bool,
        run: impl FnOnce(&mut Self),
    ) {
        (self.width, self.length) = (rows.len(), letters.len() - 1);
        let Known { stretches, now } = &mut self.known;
        *now = now.wrapping_add(1);
        if stretches.len() != self.width || *now == 0 {
            *stretches = vec![0; self.width];
            *now = 1;
        }
        let needed = (self.words() * self.width).max(SHORT);
        if self.bits.len() < needed {
            self.bits.resize(needed, 0);
        }
        for (n, letters) in letters.rchunks(64).enumerate() {
            let bits = self.word_mut(n);
            let mut place = 1 << (letters.len() - 1);
            for &(letter, _) in letters {
                bits[usize::from(letter)] |= place;
                place >>= 1;
            }
            bits[usize::from(rows.everywhere())] = u64::MAX;
            bits[usize::from(rows.line_start())] = 0;
        }
        if starts_line {
            let place = 1 << (self.length % 64);
            self.word_mut(self.length / 64)[usize::from(rows.line_start())] = place;
        }
        run(self);
        for (n, letters) in letters.rchunks(64).enumerate() {
            let bits = self.word_mut(n);
            letters.iter().for_each(|&(letter, _)| bits[usize::from(letter)] = 0);
        }
    }

    /// Looks up classes that were not yet.
    pub(super) fn look_up(&mut self, rows: &Rows, classes: &[Letter]) {
        // Before the stretch stands nothing.
        let inside = u64::MAX >> (63 - self.length % 64);
        let words = self.words();
        let fresh = classes.iter().filter(|&&row| self.known.is_fresh(row));
        for class in fresh {
            for (n, bits) in self.bits.chunks_mut(self.width).take(words).enumerate() {
                bits[usize::from(*class)] = rows.held_in(bits, *class, if n + 1 == words { inside } else { u64::MAX });
            }
        }
    }

    /// Length of the stretch in letters.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// How many words a row has.
    pub(super) fn words(&self) -> usize {
        self.length / 64 + 1
    }

    /// The words of all rows, where there are no more than 64 places, and the classes among them that are known.
    pub(super) fn short(&mut self) -> Option<(&mut [u64; SHORT], &mut Known)> {
        let short = self.words() == 1;
        Some((self.bits.first_chunk_mut().filter(|_| short)?, &mut self.known))
    }

    /// The words of all rows for 64 places, counted from the end.
    pub(super) fn word(&self, n: usize) -> &[u64] {
        &self.bits[n * self.width..][..self.width]
    }

    fn word_mut(&mut self, n: usize) -> &mut [u64] {
        &mut self.bits[n * self.width..][..self.width]
    }

    /// Whether `row` holds the place `at`, counted from the end.
    #[inline]
    pub(super) fn holds(&self, row: Letter, at: usize) -> bool {
        self.bits[at / 64 * self.width + usize::from(row)] >> (at % 64) & 1 != 0
    }
}

impl Known {
    /// Whether a row was not looked up in this stretch; it is then.
    #[inline]
    pub(super) fn is_fresh(&mut self, row: Letter) -> bool {
        std::mem::replace(&mut self.stretches[usize::from(row)], self.now) != self.now
    }
}
