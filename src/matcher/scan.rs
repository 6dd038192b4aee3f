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
    /// Where marks and words end after which a person's name may stand (the byte after).
    pub openings: Vec<u32>,
}

impl Triggers {
    /// Forgets the positions, keeps the memory.
    pub fn clear(&mut self) {
        let Self { dates, bodies, titles, ranks, marks, places, openings } = self;
        for list in [dates, bodies, titles, ranks, marks, places, openings] {
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
    /// A mark or a word after which a person's name may stand may end with `c`.
    pub const OPENING: u8 = 128;
    const DIGIT: u8 = 64;
    /// Who is called where something ends; the others are called where it starts.
    const AT_END: u8 = Self::BODY | Self::TITLE | Self::RANK | Self::OPENING;

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
        // More than most texts have, so that hardly any list has to grow.
        out.dates.reserve(text.len() / 16);
        out.bodies.reserve(text.len() / 16);
        out.titles.reserve(text.len() / 32);
        out.ranks.reserve(text.len() / 32);
        out.marks.reserve(text.len() / 16);
        out.places.reserve(text.len() / 16);
        out.openings.reserve(text.len() / 16);
        let mut block = Block { starts: [0; BLOCK + 1], classes: [0; BLOCK] };
        let mut count = 0;
        let mut digit = false;
        let mut put = |start: usize, end: usize, class: u16| {
            // Nobody can foresee which character is a hit, so there is no branch on it.
            block.starts[count] = start as u32;
            block.classes[count] = class as u8;
            count += 1;
            if count == BLOCK {
                block.starts[BLOCK] = end as u32;
                digit = block.sort_out(digit, out);
                count = 0;
            }
        };
        // Of the character before: where it starts, its class so far, who is called where this one fits, and its place.
        let (mut start, mut hit, mut may, mut before) = (0, 0, 0, 0);
        self.classes.each_place(text, |at, _, place, class| {
            let pair = u16::from(self.pairs[pair(before, place)]);
            put(start, at, hit | may & pair & u16::from(!Self::AT_END));
            may = class >> 8;
            (start, hit) = (at, class & 0xff | may & pair & u16::from(Self::AT_END));
            before = place;
        });
        put(start, text.len(), hit);
        block.starts[count] = text.len() as u32;
        block.classes[count..].fill(0);
        block.sort_out(digit, out);
    }
}

/// So many characters are looked at before those that are hits go to their lists.
const BLOCK: usize = 64;

/// Characters in a row.
struct Block {
    /// Where each starts, and where the last one ends.
    starts: [u32; BLOCK + 1],
    classes: [u8; BLOCK],
}

impl Block {
    /// Moves positions to the lists they belong to. Whether a digit stands before the block; whether one ends it.
    fn sort_out(&self, digit: bool, out: &mut Triggers) -> bool {
        let digits = self.mask(Scanner::DIGIT);
        // In a run of digits only the first can start a date.
        let more_digits = digits & (digits << 1 | u64::from(digit));
        self.each(self.mask(Scanner::DATE) & !more_digits, |start, _| out.dates.push(start));
        self.each(self.mask(Scanner::BODY), |_, end| out.bodies.push(end));
        self.each(self.mask(Scanner::TITLE), |_, end| out.titles.push(end));
        self.each(self.mask(Scanner::RANK), |_, end| out.ranks.push(end));
        self.each(self.mask(Scanner::MARK), |start, _| out.marks.push(start));
        self.each(self.mask(Scanner::PLACE), |start, _| out.places.push(start));
        self.each(self.mask(Scanner::OPENING), |_, end| out.openings.push(end));
        digits >> (BLOCK - 1) != 0
    }

    /// The characters of a class, one bit each, the first one lowest.
    #[inline]
    fn mask(&self, class: u8) -> u64 {
        let (eights, _) = self.classes.as_chunks::<8>();
        eights.iter().rev().fold(0, |mask, &eight| {
            let bits = u64::from_le_bytes(eight) >> class.trailing_zeros() & 0x0101_0101_0101_0101;
            // The multiplication moves the lowest bits of all bytes into the highest byte.
            mask << 8 | bits.wrapping_mul(0x0102_0408_1020_4080) >> 56
        })
    }

    /// Shows `see` where the characters of a mask start and end.
    #[inline]
    fn each(&self, mut mask: u64, mut see: impl FnMut(u32, u32)) {
        while mask != 0 {
            let n = mask.trailing_zeros() as usize % BLOCK;
            see(self.starts[n], self.starts[n + 1]);
            mask &= mask - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Scanner, Triggers};

    proptest! {
        #[test]
        fn positions_are_those_of_a_look_at_each_character(
            text in prop::collection::vec(prop::sample::select(&['1', '9', '日', '省', '，', '人', 'é', '𠀀'][..]), 0..300),
        ) {
            let text = String::from_iter(text);
            let mut scanner = Scanner::default();
            for (c, class) in [('1', 1), ('9', 1), ('日', 1 | 4), ('省', 2 | 8 | 32), ('，', 16), ('é', 63)] {
                scanner.call(c, class);
            }
            let mut out = Triggers::default();
            scanner.scan(&text, &mut out);
            let places = |called: &str, at_end: bool| {
                let hits = text.char_indices().filter(|&(_, c)| called.contains(c));
                hits.map(|(at, c)| (at + if at_end { c.len_utf8() } else { 0 }) as u32).collect::<Vec<_>>()
            };
            let mut dates = places("19日é", false);
            dates.retain(|&at| {
                let digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
                !digit(at as usize) || !digit((at as usize).wrapping_sub(1))
            });
            prop_assert_eq!(out.dates, dates);
            prop_assert_eq!(out.bodies, places("省é", true));
            prop_assert_eq!(out.titles, places("日é", true));
            prop_assert_eq!(out.ranks, places("省é", true));
            prop_assert_eq!(out.marks, places("，é", false));
            prop_assert_eq!(out.places, places("省é", false));
        }

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
