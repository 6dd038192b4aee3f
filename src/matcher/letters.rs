//! Characters as patterns see them: those that no pattern tells apart are one letter.
use std::collections::BTreeMap;

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};
use rustc_hash::FxHashMap;

/// A number for all characters that the patterns do not tell apart; the numbers behind them are for other rows.
pub(super) type Letter = u16;

/// What stands behind the last letter of a text: in no class.
pub(super) const END: Letter = 0;

/// What of a marked letter is the letter; the bits above it are the marks.
const PLAIN: Letter = Letters::MOST as Letter - 1;

/// The marks that letters may have.
pub(super) const MARKS: Letter = !PLAIN;

/// A letter without its marks.
#[inline]
pub(super) fn plain(letter: Letter) -> Letter {
    letter & PLAIN
}

/// A stretch of a line in letters.
#[derive(Debug, Default)]
pub(super) struct Spelled {
    letters: Vec<Letter>,
    bytes: Vec<u32>,
    length: usize,
}

impl Spelled {
    /// The letters with their marks, and `END`.
    pub(super) fn letters(&self) -> &[Letter] {
        &self.letters[..=self.length]
    }

    /// The byte of the line at which each of them stands.
    pub(super) fn bytes(&self) -> &[u32] {
        &self.bytes[..=self.length]
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
    /// The most letters there may be; a power of two.
    pub(super) const MOST: usize = 64 * 16;

    /// Tells apart what one of `sets` holds and another does not.
    ///
    /// # Errors
    /// Where that makes too many letters.
    pub(super) fn new(sets: &[&ClassUnicode]) -> Result<Self, String> {
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
        plain(self.marked(c))
    }

    fn marked(&self, c: char) -> Letter {
        match u16::try_from(u32::from(c)) {
            Ok(code) => self.near[usize::from(code)],
            Err(_) => self.stretches[self.stretches.partition_point(|s| s.0 <= c.into()) - 1].1,
        }
    }

    /// Marks each letter as `marks` says.
    pub(super) fn mark(&mut self, marks: impl Fn(Letter) -> Letter) {
        let all = self.near.iter_mut().chain(self.stretches.iter_mut().map(|s| &mut s.1));
        all.for_each(|letter| *letter |= marks(plain(*letter)));
    }

    /// Turns a stretch, which starts at byte `at` of its line, into letters with their marks, and `END`.
    pub(super) fn read(&self, stretch: &str, at: usize, out: &mut Spelled) {
        let Spelled { letters, bytes, length } = out;
        if letters.len() <= stretch.len() {
            letters.resize(stretch.len() + 1, END);
            bytes.resize(stretch.len() + 1, 0);
        }
        let end = at + stretch.len();
        // Decoded by hand: three bytes are the rule.
        let three = |a: &u8, b: &u8, c: &u8| {
            let code = u16::from(*a) << 12 | u16::from(b & 0x3f) << 6 | u16::from(c & 0x3f);
            self.near[usize::from(code)]
        };
        let (mut rest, mut count) = (stretch.as_bytes(), 0);
        loop {
            let byte = (end - rest.len()) as u32;
            // Four at once: that a character starts at the fourth byte, the first one says.
            if let [a, b, c, d, e, f, g, h, i, j, k, l, tail @ ..] = rest
                && (a & d & g & j) >= 0xe0
                && (a | d | g | j) < 0xf0
                && let (Some(letters), Some(bytes)) =
                    (letters.get_mut(count..count + 4), bytes.get_mut(count..count + 4))
            {
                letters.copy_from_slice(&[three(a, b, c), three(d, e, f), three(g, h, i), three(j, k, l)]);
                bytes.copy_from_slice(&[byte, byte + 3, byte + 6, byte + 9]);
                (rest, count) = (tail, count + 4);
                continue;
            }
            let (letter, tail) = match rest {
                [a @ 0xe0..0xf0, b, c, tail @ ..] => (three(a, b, c), tail),
                [a @ 0..0x80, tail @ ..] => (self.near[usize::from(*a)], tail),
                [] => break,
                _ => {
                    let c = stretch.get(stretch.len() - rest.len()..).and_then(|rest| rest.chars().next());
                    c.map_or((END, &[][..]), |c| (self.marked(c), &rest[c.len_utf8()..]))
                }
            };
            (letters[count], bytes[count]) = (letter, byte);
            (rest, count) = (tail, count + 1);
        }
        (letters[count], bytes[count], *length) = (END, end as u32, count);
    }

    /// The letters of a class that these letters were made for.
    fn of_class(&self, class: &ClassUnicode) -> Class {
        let mut held = vec![0; self.len.div_ceil(64)].into_boxed_slice();
        for range in class.iter() {
            let (start, end) = (u32::from(range.start()), u32::from(range.end()));
            let first = self.stretches.partition_point(|s| s.0 < start);
            let stretches = self.stretches[first..].iter().take_while(|s| s.0 <= end).map(|s| plain(s.1));
            stretches.for_each(|letter| held[usize::from(letter / 64)] |= 1 << (letter % 64));
        }
        held
    }
}

/// Letters, a bit each.
pub(super) type Class = Box<[u64]>;

/// A set of letters that is asked at every letter of a text.
#[derive(Clone, Copy, Default)]
pub(super) struct LetterSet(pub(super) [u64; Letters::MOST / 64]);

impl LetterSet {
    /// Those that it holds.
    pub(super) fn iter(&self) -> impl Iterator<Item = Letter> {
        each(&self.0)
    }

    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    #[inline]
    pub(super) fn holds(&self, letter: Letter) -> bool {
        self.0[usize::from(letter / 64) % self.0.len()] >> (letter % 64) & 1 != 0
    }
}

/// What steps ask of a place: a letter, nothing, that a line starts there, one of several letters; equal classes are one.
pub(super) struct Rows {
    letters: usize,
    classes: Vec<Class>,
    numbers: FxHashMap<Class, Letter>,
    /// The rows of classes that were asked for.
    asked: BTreeMap<Vec<ClassUnicodeRange>, Letter>,
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

    fn class(&self, row: Letter) -> Option<&Class> {
        Some(&self.classes[usize::from(row).checked_sub(self.letters + 2)?])
    }

    /// Whether a row holds a letter, which may stand at the start of a line.
    #[inline]
    pub(super) fn holds(&self, row: Letter, letter: Letter, starts_line: bool) -> bool {
        if usize::from(row) < self.letters {
            return row == letter;
        }
        if row == self.everywhere() {
            return true;
        }
        self.class(row).map_or(starts_line, |class| class[usize::from(letter / 64)] >> (letter % 64) & 1 != 0)
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

    /// The row of these letters.
    pub(super) fn of_letters(&mut self, held: Class) -> Letter {
        if held.iter().map(|word| word.count_ones()).sum::<u32>() == 1 {
            return each(&held).next().unwrap_or(END);
        }
        let fresh = (self.letters + 2 + self.classes.len()) as Letter;
        if let Some(&row) = self.numbers.get(&held) {
            return row;
        }
        self.classes.push(held.clone());
        self.numbers.insert(held, fresh);
        fresh
    }

    /// The letters of a row of a letter or a class.
    pub(super) fn held(&self, row: Letter) -> Class {
        self.class(row).cloned().unwrap_or_else(|| {
            let mut held = vec![0; self.letters.div_ceil(64)].into_boxed_slice();
            held[usize::from(row / 64)] |= 1 << (row % 64);
            held
        })
    }

    /// Adds the letters of a row to others.
    pub(super) fn add_to(&self, letters: &mut [u64], row: Letter) {
        match self.class(row) {
            Some(class) => letters.iter_mut().zip(class).for_each(|(a, b)| *a |= b),
            None if usize::from(row) < self.letters => letters[usize::from(row / 64)] |= 1 << (row % 64),
            None => {}
        }
    }

    /// Whether two rows of letters or classes have a letter in common.
    pub(super) fn meet(&self, one: Letter, other: Letter) -> bool {
        match self.class(one) {
            Some(class) => self.meets(other, class),
            None => self.holds(other, one, false),
        }
    }

    /// Whether a row of a letter or a class has one of these.
    pub(super) fn meets(&self, row: Letter, letters: &[u64]) -> bool {
        match self.class(row) {
            Some(class) => class.iter().zip(letters).any(|(a, b)| a & b != 0),
            None => letters[usize::from(row / 64)] >> (row % 64) & 1 != 0,
        }
    }

    /// A number for each letter, the same for letters that none of some rows tells apart, and how many numbers there are.
    pub(super) fn sorts(&self, rows: impl Iterator<Item = Letter>) -> (Vec<u16>, usize) {
        let (mut sorts, mut count) = (vec![0; self.letters], 1);
        let mut seen = vec![false; self.letters + 2 + self.classes.len()];
        for row in rows.filter(|&row| !std::mem::replace(&mut seen[usize::from(row)], true)) {
            if let Some(class) = self.class(row) {
                // What the class holds of a sort is a sort of its own.
                let mut parted = vec![0; usize::from(count)];
                for letter in each(class) {
                    let sort: &mut u16 = &mut sorts[usize::from(letter)];
                    let part = &mut parted[usize::from(*sort)];
                    if *part == 0 {
                        (*part, count) = (count, count + 1);
                    }
                    *sort = *part;
                }
            } else if let Some(sort) = sorts.get_mut(usize::from(row)) {
                (*sort, count) = (count, count + 1);
            }
        }
        // Nothing may be left of a sort.
        let (mut numbers, mut kept) = (vec![None; usize::from(count)], 0);
        for sort in &mut sorts {
            *sort = *numbers[usize::from(*sort)].get_or_insert_with(|| {
                kept += 1;
                kept as u16 - 1
            });
        }
        (sorts, kept)
    }
}

/// The letters of a class, in order.
fn each(class: &[u64]) -> impl Iterator<Item = Letter> {
    (0..).step_by(64).zip(class).flat_map(|(first, &word)| {
        let mut left = word;
        std::iter::from_fn(move || {
            let n = (left != 0).then(|| left.trailing_zeros() as Letter)?;
            left &= left - 1;
            Some(first + n)
        })
    })
}
