//! One look at every character: where does something stand that a later stage should look at?
//!
//! Everything later works from these positions, so that text without triggers costs this one pass only.
use crate::text::{Classes, place};

/// Which stage a character calls, by itself or together with one beside it. A character may call several.
#[derive(Clone, Debug)]
pub struct Scanner {
    /// The lower byte: who is called by the character whatever stands beside it; the higher: who is where [`Self::pairs`]
    /// says so too.
    classes: Classes<u16>,
    /// By the hash of two characters: who is called by the first of them, who by the second.
    pairs: Box<[u8; 1 << 16]>,
}

/// The place of two characters among pairs.
#[inline]
fn pair(first: u16, second: u16) -> usize {
    ((u32::from(first) << 16 | u32::from(second)).wrapping_mul(0x9e37_79b1) >> 16) as usize
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
        ('0'..='9').for_each(|c| classes.add(c, Self::DIGIT.into()));
        Self { classes, pairs: Box::new([0; 1 << 16]) }
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
    /// Who is called where something ends; the others are called where it starts.
    const AT_END: u8 = Self::BODY | Self::TITLE | Self::RANK;

    /// Calls the stage of `class` at `c`. Characters outside the basic plane call none.
    pub fn call(&mut self, c: char, class: u8) {
        if c <= '\u{ffff}' {
            self.classes.add(c, class.into());
        }
    }

    /// Calls the stage of `class`, which is one of them, wherever `word` may start or end, as the class has it: the first
    /// or last two characters stand there.
    pub fn call_word(&mut self, word: &str, class: u8) {
        let at_end = class & Self::AT_END != 0;
        let (one, beside) = if at_end {
            let mut chars = word.chars().rev();
            (chars.next(), chars.next())
        } else {
            let mut chars = word.chars();
            (chars.next(), chars.next())
        };
        match (one, beside) {
            (Some(one @ ..='\u{ffff}'), Some(beside)) => {
                self.classes.add(one, u16::from(class) << 8);
                let (one, beside) = (place(one), place(beside));
                self.pairs[if at_end { pair(beside, one) } else { pair(one, beside) }] |= class;
            }
            (Some(one), None) => self.call(one, class),
            _ => {}
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
        // Of the character before: the hit that it is so far, who is called where this one fits, and its place.
        let (mut hit, mut may, mut before) = (0, 0, 0);
        let mut put = |hit: u64| {
            // Nobody can foresee which character is a hit, so there is no branch on it: every one is written, and the
            // count goes on only where it is to stay.
            hits[count % BLOCK] = hit;
            count += usize::from(hit as u8 != 0);
            if count == BLOCK {
                digit = sort_out(&hits, digit, out);
                count = 0;
            }
        };
        self.classes.each_place(text, |at, end, place, class| {
            let pair = u16::from(self.pairs[pair(before, place)]);
            put(hit | u64::from(may & pair & u16::from(!Self::AT_END)));
            may = class >> 8;
            hit = (at as u64) << 16
                | ((end - at) as u64) << 8
                | u64::from(class & 0xff | may & pair & u16::from(Self::AT_END));
            before = place;
        });
        put(hit);
        sort_out(hits.get(..count).unwrap_or(&hits), digit, out);
    }
}

/// So many hits are collected before they go to their lists.
const BLOCK: usize = 64;

/// Moves hits, each `at << 16 | length << 8 | class`, to the lists they belong to. The last digit before them ended at
/// `digit`; where the last of all does.
fn sort_out(hits: &[u64], mut digit: u32, out: &mut Triggers) -> u32 {
    // Room for eight, so that no bit leads outside.
    let mut lists = [[0; BLOCK]; 8];
    let mut counts = [0; 8];
    for &hit in hits {
        let (at, length, class) = ((hit >> 16) as u32, hit as u32 >> 8 & 0xff, hit as u8);
        let is_digit = class & Scanner::DIGIT != 0;
        // In a run of digits only the first can start a date.
        let dated = if is_digit && digit == at { Scanner::DIGIT | Scanner::DATE } else { Scanner::DIGIT };
        digit = if is_digit { at + length } else { digit };
        let mut class = class & !dated;
        // Most call one stage.
        while class != 0 {
            let i = class.trailing_zeros() as usize % 8;
            lists[i][counts[i] % BLOCK] = at + length * u32::from(Scanner::AT_END >> i & 1);
            counts[i] += 1;
            class &= class - 1;
        }
    }
    let Triggers { dates, bodies, titles, ranks, marks, places } = out;
    for ((out, list), count) in [dates, bodies, titles, ranks, marks, places].into_iter().zip(&lists).zip(counts) {
        out.extend_from_slice(list.get(..count).unwrap_or(list));
    }
    digit
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Scanner, Triggers};

    proptest! {
        #[test]
        fn wherever_a_word_stands_its_stage_is_called(
            words in prop::collection::vec(("[省局数a1é𠀀]{1,4}", 0..3usize), 0..8),
            text in "[省局数a1é𠀀。]{0,90}",
        ) {
            const CLASSES: [u8; 3] = [Scanner::PLACE, Scanner::BODY, Scanner::TITLE];
            let mut scanner = Scanner::default();
            scanner.call('。', Scanner::MARK);
            words.iter().for_each(|(word, n)| scanner.call_word(word, CLASSES[*n]));
            let mut out = Triggers::default();
            scanner.scan(&text, &mut out);
            let called = [&out.places, &out.bodies, &out.titles];
            prop_assert!(called.iter().all(|list| list.is_sorted_by(|a, b| a < b)));
            let marks: Vec<u32> = text.match_indices('。').map(|(at, _)| at as u32).collect();
            prop_assert_eq!(&out.marks, &marks);
            for (word, n) in &words {
                let at_end = CLASSES[*n] & Scanner::AT_END != 0;
                let caller = if at_end { word.chars().next_back() } else { word.chars().next() };
                // Characters outside the basic plane call none.
                if caller > Some('\u{ffff}') {
                    continue;
                }
                for start in (0..text.len()).filter(|&at| text.get(at..).is_some_and(|rest| rest.starts_with(word))) {
                    let place = if at_end { start + word.len() } else { start };
                    prop_assert!(called[*n].contains(&(place as u32)), "{word} at {place}");
                }
            }
        }
    }
}
