//! Characters as patterns see them: those that no pattern tells apart are one letter, so that a set of characters is a
//! few bits and a text is decoded once for all patterns.
use std::collections::BTreeMap;

use regex_syntax::hir::ClassUnicode;
use rustc_hash::FxHashMap;

/// A number for all characters that the patterns do not tell apart.
pub(super) type Letter = u16;

/// What stands behind the last letter of a text: in no set.
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
}

/// A set of letters, a bit each.
pub(super) type LetterSet = [u64; 16];

/// Number of a set of letters in its `LetterSets`.
pub(super) type SetId = u32;

/// Sets of letters; equal ones are one.
#[derive(Default)]
pub(super) struct LetterSets {
    all: Vec<LetterSet>,
    numbers: FxHashMap<LetterSet, SetId>,
}

impl LetterSets {
    /// Adds a set.
    pub(super) fn add(&mut self, set: LetterSet) -> SetId {
        *self.numbers.entry(set).or_insert_with(|| {
            self.all.push(set);
            self.all.len() as SetId - 1
        })
    }

    /// Adds the letters of a class that `letters` was made for.
    pub(super) fn of_class(&mut self, letters: &Letters, class: &ClassUnicode) -> SetId {
        let mut set = LetterSet::default();
        for range in class.iter() {
            let (start, end) = (u32::from(range.start()), u32::from(range.end()));
            let first = letters.stretches.partition_point(|s| s.0 < start);
            for &(_, letter) in letters.stretches[first..].iter().take_while(|s| s.0 <= end) {
                set[usize::from(letter) / 64] |= 1 << (letter % 64);
            }
        }
        self.add(set)
    }

    /// A set by its number.
    pub(super) fn get(&self, set: SetId) -> &LetterSet {
        &self.all[set as usize]
    }

    /// Whether a set holds a letter.
    #[inline]
    pub(super) fn contains(&self, set: SetId, letter: Letter) -> bool {
        let set = &self.all[set as usize];
        set[usize::from(letter) / 64 % set.len()] >> (letter % 64) & 1 != 0
    }
}
