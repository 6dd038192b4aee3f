//! Sets of forms, and such sets by letter.
use rustc_hash::FxHashMap;

use super::letters::{Letter, plain};

/// Forms, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct FormSet([u64; WORDS]);

/// Words of 64 bits that a set takes.
const WORDS: usize = 8;

impl FormSet {
    pub(super) const MOST: usize = 64 * WORDS;

    /// All forms.
    pub const ALL: Self = Self([u64::MAX; WORDS]);

    /// The forms below `count` that `which` says.
    pub fn of(count: usize, which: impl Fn(usize) -> bool) -> Self {
        let mut set = Self::default();
        (0..count).filter(|&n| which(n)).for_each(|n| set.add(n));
        set
    }

    pub(super) fn add(&mut self, n: usize) {
        self.0[n / 64] |= 1 << (n % 64);
    }

    /// Adds those of another set.
    pub fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a |= b);
    }

    pub(super) fn meet(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a &= b);
    }

    pub(super) fn remove(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a &= !b);
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.0 == [0; WORDS]
    }

    pub(super) fn is_within(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).all(|(a, b)| a & !b == 0)
    }

    /// The numbers of the forms, ascending.
    pub(super) fn iter(self) -> impl Iterator<Item = usize> {
        (0..).step_by(64).zip(self.0).flat_map(|(first, mut bits)| {
            std::iter::from_fn(move || {
                let n = (bits != 0).then(|| first + bits.trailing_zeros() as usize)?;
                bits &= bits - 1;
                Some(n)
            })
        })
    }
}

/// Forms by letter. Few letters have any, and what is small stays near the processor.
pub(super) struct ByLetter {
    /// The number of each letter's forms.
    numbers: Vec<u16>,
    forms: Vec<FormSet>,
}

impl ByLetter {
    pub(super) fn new(all: &[FormSet]) -> Self {
        let mut forms = vec![FormSet::default()];
        let mut known = FxHashMap::from_iter([(FormSet::default(), 0)]);
        let numbers = all.iter().map(|set| {
            *known.entry(*set).or_insert_with(|| {
                forms.push(*set);
                forms.len() as u16 - 1
            })
        });
        Self { numbers: numbers.collect(), forms }
    }

    #[inline]
    pub(super) fn of(&self, letter: Letter) -> &FormSet {
        &self.forms[usize::from(self.numbers[usize::from(plain(letter))])]
    }
}
