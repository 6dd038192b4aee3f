//! One look at every character: where does something stand that a later stage should look at?
//!
//! Everything later works from these positions, so that text without triggers costs this one pass only.
use crate::text::Classes;

/// Which stage a character calls. A character may call several.
#[derive(Clone, Debug)]
pub struct Scanner {
    classes: Classes,
}

/// Byte positions, ascending, by who is called.
#[derive(Clone, Debug, Default)]
pub struct Triggers {
    /// Where a date may start.
    pub dates: Vec<u32>,
    /// Where a body's name may end (the byte after).
    pub bodies: Vec<u32>,
    /// Where a title may end (the byte after).
    pub titles: Vec<u32>,
    /// Where a rank may end (the byte after).
    pub ranks: Vec<u32>,
    /// Where marks stand: line ends, punctuation, brackets.
    pub marks: Vec<u32>,
}

impl Triggers {
    /// Forgets the positions, keeps the memory.
    pub fn clear(&mut self) {
        let Self { dates, bodies, titles, ranks, marks } = self;
        for list in [dates, bodies, titles, ranks, marks] {
            list.clear();
        }
    }
}

impl Default for Scanner {
    fn default() -> Self {
        let mut classes = Classes::default();
        ('0'..='9').for_each(|c| classes.add(c, Self::DIGIT));
        Self { classes }
    }
}

impl Scanner {
    /// A date may start with `c`.
    pub const DATE: u8 = 1;
    /// A body's name may end with `c`.
    pub const BODY: u8 = 2;
    /// A title may end with `c`.
    pub const TITLE: u8 = 4;
    /// A rank may end with `c`.
    pub const RANK: u8 = 8;
    /// A mark of the layout.
    pub const MARK: u8 = 16;
    const DIGIT: u8 = 32;

    /// Calls the stage of `class` at `c`. Characters outside the basic plane call none.
    pub fn call(&mut self, c: char, class: u8) {
        if c <= '\u{ffff}' {
            self.classes.add(c, class);
        }
    }

    /// Collects the positions of `text` into `out`.
    pub fn scan(&self, text: &str, out: &mut Triggers) {
        out.clear();
        // Most positions are dates' and bodies'; one in sixteen bytes is much.
        out.dates.reserve(text.len() / 32);
        out.bodies.reserve(text.len() / 16);
        out.marks.reserve(text.len() / 16);
        let mut block = Block::default();
        self.classes.each(text, |at, end, class| {
            block.push(at as u32, end as u32, class);
            if block.count == Block::SIZE {
                block.sort_out(out);
            }
        });
        block.sort_out(out);
    }
}

/// A few hits. Nobody can foresee which character is one and of which class, so there is no branch on it: everything is
/// written, and the count goes on only where it is to stay.
struct Block {
    hits: [(u32, u32, u8); Block::SIZE],
    count: usize,
    /// Where the last digit ended.
    digit: u32,
}

impl Default for Block {
    fn default() -> Self {
        Self { hits: [(0, 0, 0); Self::SIZE], count: 0, digit: u32::MAX }
    }
}

impl Block {
    const SIZE: usize = 64;

    #[inline]
    fn push(&mut self, at: u32, end: u32, class: u8) {
        self.hits[self.count % Self::SIZE] = (at, end, class);
        self.count += usize::from(class != 0);
    }

    /// Moves the hits to the lists they belong to.
    fn sort_out(&mut self, out: &mut Triggers) {
        let mut lists = [[0; Self::SIZE]; 5];
        let mut counts = [0; 5];
        let mut digit = self.digit;
        for &(at, end, class) in self.hits.iter().take(self.count) {
            // In a run of digits only the first can start a date.
            let goes_on = class & Scanner::DIGIT != 0 && digit == at;
            digit = if class & Scanner::DIGIT != 0 { end } else { digit };
            let places = [at, end, end, end, at];
            for (i, place) in places.into_iter().enumerate() {
                lists[i][counts[i] % Self::SIZE] = place;
                let stays = class >> i & 1 != 0 && !(i == 0 && goes_on);
                counts[i] += usize::from(stays);
            }
        }
        let Triggers { dates, bodies, titles, ranks, marks } = out;
        for ((out, list), count) in [dates, bodies, titles, ranks, marks].into_iter().zip(&lists).zip(counts) {
            out.extend_from_slice(list.get(..count).unwrap_or(list));
        }
        self.count = 0;
        self.digit = digit;
    }
}
