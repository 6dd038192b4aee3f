//! Characters as patterns see them: those that no pattern tells apart are one letter. Where each letter of a text stands is
//! one row of bits.
use std::collections::BTreeMap;

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};
use rustc_hash::FxHashMap;

/// A number for all characters that the patterns do not tell apart; the numbers behind them are for other rows of `Places`.
pub(super) type Letter = u16;

/// What stands behind the last letter of a text: in no class.
pub(super) const END: Letter = 0;

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
        // The sets that hold each stretch.
        let mut held: Vec<Vec<usize>> = vec![Vec::new(); starts.len()];
        for (n, start, end) in ranges() {
            let at = |code: u32| starts.partition_point(|&s| s < code);
            held[at(start)..at(end)].iter_mut().for_each(|h| h.push(n));
        }
        let mut by_sets: BTreeMap<Vec<usize>, Letter> = BTreeMap::new();
        let mut letter = |sets| {
            let fresh = by_sets.len() as Letter + 1;
            *by_sets.entry(sets).or_insert(fresh)
        };
        let stretches: Vec<(u32, Letter)> =
            starts.iter().zip(held).map(|(&start, sets)| (start, letter(sets))).collect();
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
    #[inline]
    pub(super) fn of(&self, c: char) -> Letter {
        match u16::try_from(u32::from(c)) {
            Ok(code) => self.near[usize::from(code)],
            Err(_) => self.stretches[self.stretches.partition_point(|s| s.0 <= c.into()) - 1].1,
        }
    }

    /// Turns a stretch, which starts at byte `at` of its line, into letters, each with its byte, and `END`.
    pub(super) fn read<'o>(&self, stretch: &str, at: usize, out: &'o mut Vec<(Letter, u32)>) -> &'o [(Letter, u32)] {
        if out.len() <= stretch.len() {
            out.resize(stretch.len() + 1, (END, 0));
        }
        let mut rest = stretch.as_bytes();
        let mut count = 0;
        loop {
            let byte = (at + stretch.len() - rest.len()) as u32;
            // Decoded by hand: three bytes are the rule.
            let (letter, tail) = match *rest {
                [a @ 0xe0..0xf0, b, c, ref tail @ ..] => {
                    let [a, b, c] = [a & 0xf, b & 0x3f, c & 0x3f].map(usize::from);
                    (self.near[a << 12 | b << 6 | c], tail)
                }
                [a @ 0..0x80, ref tail @ ..] => (self.near[usize::from(a)], tail),
                [] => {
                    out[count] = (END, byte);
                    break;
                }
                _ => match stretch.get(stretch.len() - rest.len()..).and_then(|rest| rest.chars().next()) {
                    Some(c) => (self.of(c), &rest[c.len_utf8()..]),
                    None => break,
                },
            };
            out[count] = (letter, byte);
            count += 1;
            rest = tail;
        }
        &out[..=count]
    }

    /// The letters of a class that these letters were made for, in order.
    fn of_class(&self, class: &ClassUnicode) -> Vec<Letter> {
        // A bit each: many stretches are the same letter.
        let mut held = [0u64; Self::MOST.div_ceil(64)];
        for range in class.iter() {
            let (start, end) = (u32::from(range.start()), u32::from(range.end()));
            let first = self.stretches.partition_point(|s| s.0 < start);
            let stretches = self.stretches[first..].iter().take_while(|s| s.0 <= end);
            stretches.for_each(|&(_, letter)| held[usize::from(letter / 64)] |= 1 << (letter % 64));
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

    /// Whether a row is that of a class.
    pub(super) fn is_class(&self, row: Letter) -> bool {
        usize::from(row) >= self.first_class()
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

    fn len(&self) -> usize {
        self.first_class() + self.classes.len()
    }
}

/// Where each letter and class stands in a stretch of a line: a bit for each place, counted from the end of the stretch.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// A word of every row for the last 64 places, then for those before, and so on. Between stretches no letter stands
    /// anywhere.
    bits: Vec<u64>,
    width: usize,
    /// Length of the stretch in letters.
    length: usize,
    /// Whether a class was looked up in this stretch.
    known: Vec<bool>,
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
        self.known.clear();
        self.known.resize(rows.classes.len(), false);
        let needed = self.words() * self.width;
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
        for &row in classes {
            let class = usize::from(row) - rows.first_class();
            if std::mem::replace(&mut self.known[class], true) {
                continue;
            }
            let class = &rows.classes[class];
            let words = self.words();
            // Before the stretch stands nothing.
            let first = u64::MAX >> (63 - self.length % 64);
            for n in 0..words {
                let bits = self.word_mut(n);
                let held = class.letters.iter().fold(0, |held, &letter| held | bits[usize::from(letter)]);
                let inside = if n + 1 == words { first } else { u64::MAX };
                bits[usize::from(row)] = if class.others { !held & inside } else { held };
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
