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
    /// Where a place's name may start.
    pub places: Vec<u32>,
}

impl Triggers {
    /// Forgets the positions, keeps the memory.
    pub fn clear(&mut self) {
        let Self { dates, bodies, titles, ranks, marks, places } = self;
        for list in [dates, bodies, titles, ranks, marks, places] {
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
    /// A place's name may start with `c`.
    pub const PLACE: u8 = 32;
    const DIGIT: u8 = 64;

    /// Calls the stage of `class` at `c`. Characters outside the basic plane call none.
    pub fn call(&mut self, c: char, class: u8) {
        if c <= '\u{ffff}' {
            self.classes.add(c, class);
        }
    }

    /// Collects the positions of `text` into `out`.
    pub fn scan(&self, text: &str, out: &mut Triggers) {
        out.clear();
        // Most positions are dates', bodies' and marks'; one in sixteen bytes is much.
        out.dates.reserve(text.len() / 32);
        out.bodies.reserve(text.len() / 16);
        out.titles.reserve(text.len() / 32);
        out.marks.reserve(text.len() / 16);
        let mut hits = [0; BLOCK];
        let mut count = 0;
        let mut digit = u32::MAX;
        self.classes.each(text, |at, end, class| {
            // Nobody can foresee which character is a hit, so there is no branch on it: every one is written, and the
            // count goes on only where it is to stay.
            hits[count % BLOCK] = (at as u64) << 16 | ((end - at) as u64) << 8 | u64::from(class);
            count += usize::from(class != 0);
            if count == BLOCK {
                digit = sort_out(&hits, digit, out);
                count = 0;
            }
        });
        sort_out(hits.get(..count).unwrap_or(&hits), digit, out);
    }
}

/// So many hits are collected before they go to their lists.
const BLOCK: usize = 64;

/// Moves hits, each `at << 16 | length << 8 | class`, to the lists they belong to. The last digit before them ended at
/// `digit`; where the last of all does.
fn sort_out(hits: &[u64], mut digit: u32, out: &mut Triggers) -> u32 {
    let mut lists = [[0; BLOCK]; 6];
    let mut counts = [0; 6];
    for &hit in hits {
        let (at, length, class) = ((hit >> 16) as u32, hit >> 8 & 0xff, hit as u8);
        let end = at + length as u32;
        let is_digit = class & Scanner::DIGIT != 0;
        // In a run of digits only the first can start a date.
        let class = if is_digit && digit == at { class & !Scanner::DATE } else { class };
        digit = if is_digit { end } else { digit };
        for (i, place) in [at, end, end, end, at, at].into_iter().enumerate() {
            lists[i][counts[i] % BLOCK] = place;
            counts[i] += usize::from(class >> i & 1);
        }
    }
    let Triggers { dates, bodies, titles, ranks, marks, places } = out;
    for ((out, list), count) in [dates, bodies, titles, ranks, marks, places].into_iter().zip(&lists).zip(counts) {
        out.extend_from_slice(list.get(..count).unwrap_or(list));
    }
    digit
}
