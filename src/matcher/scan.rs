//! One look at every character: where does something stand that a later stage should look at?
//!
//! Everything later works from these positions, so that text without triggers costs this one pass only.
use crate::text::{Characters, Classes, place};

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
fn pair(first: u16, second: u16) -> u16 {
    // Made of what a vector of characters can be multiplied by at once.
    first.wrapping_mul(0x9e37).wrapping_add(second.wrapping_mul(0x79b1))
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
    /// Where marks stand, and which: line ends, punctuation, brackets.
    pub marks: Vec<(u32, char)>,
    /// Where a place's name may start.
    pub places: Vec<u32>,
    /// Where marks and words end after which a person's name may stand (the byte after).
    pub openings: Vec<u32>,
}

impl Triggers {
    /// Forgets the positions, keeps the memory.
    pub fn clear(&mut self) {
        let Self { dates, bodies, titles, ranks, marks, places, openings } = self;
        for list in [dates, bodies, titles, ranks, places, openings] {
            list.clear();
        }
        marks.clear();
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
                self.pairs[usize::from(if at_end { pair(beside, one) } else { pair(one, beside) })] |= class;
            }
            (Some(one), None) => self.call(one, class),
            _ => {}
        }
    }

    /// Collects the positions of a text with these characters into `out`.
    pub fn scan(&self, characters: &Characters, out: &mut Triggers) {
        out.clear();
        let (starts, places) = (characters.starts(), characters.places());
        // More than most texts have, so that hardly any list has to grow.
        out.dates.reserve(places.len() / 6);
        out.bodies.reserve(places.len() / 6);
        out.titles.reserve(places.len() / 12);
        out.ranks.reserve(places.len() / 12);
        out.marks.reserve(places.len() / 6);
        out.places.reserve(places.len() / 6);
        out.openings.reserve(places.len() / 6);
        let mut block = Block::default();
        for at in (0..places.len()).step_by(BLOCK) {
            let rest = &places[at..];
            let mut last = [0; BLOCK + 1];
            let window = rest.first_chunk().unwrap_or_else(|| {
                last[..rest.len()].copy_from_slice(rest);
                &last
            });
            self.class(window, &mut block);
            block.sort_out(&starts[at..], window, out);
        }
    }

    /// Finds out who is called by the characters of a block. Nobody can foresee which are hits, so there is no branch on it.
    #[inline]
    fn class(&self, places: &Window, Block { pairs, hits, .. }: &mut Block) {
        let mut classes = [0; BLOCK];
        for (class, &place) in classes.iter_mut().zip(places) {
            *class = self.classes.at(place);
        }
        let mut hashes = [0; BLOCK];
        for ((hash, &first), &second) in hashes.iter_mut().zip(places).zip(&places[1..]) {
            *hash = pair(first, second);
        }
        pairs[0] = pairs[BLOCK];
        for (pair, hash) in pairs.iter_mut().skip(1).zip(hashes) {
            *pair = self.pairs[usize::from(hash)].into();
        }
        const AT_END: u16 = Scanner::AT_END as u16;
        for (n, hit) in hits.iter_mut().enumerate() {
            let beside = pairs[n] & AT_END | pairs[n + 1] & !AT_END;
            *hit = (classes[n] | classes[n] >> 8 & beside) as u8;
        }
    }
}

/// So many characters are looked at before those that are hits go to their lists.
const BLOCK: usize = 64;

/// The places of a block, and of the character behind it: zeros behind the end of the text.
type Window = [u16; BLOCK + 1];

/// What is found out about characters in a row.
struct Block {
    /// Who is called by two characters: the one before the block and its first, and so on to its last and the one behind.
    pairs: [u16; BLOCK + 1],
    hits: [u8; BLOCK],
    /// Whether a digit stands before it.
    digit: bool,
}

impl Default for Block {
    fn default() -> Self {
        Self { pairs: [0; _], hits: [0; _], digit: false }
    }
}

impl Block {
    /// Moves positions to the lists they belong to.
    fn sort_out(&mut self, starts: &[u32], places: &Window, out: &mut Triggers) {
        let called = self.called();
        let mask = |class: u8| if called & class == 0 { 0 } else { self.mask(class) };
        let digits = mask(Scanner::DIGIT);
        // In a run of digits only the first can start a date.
        let more_digits = digits & (digits << 1 | u64::from(self.digit));
        self.each(mask(Scanner::DATE) & !more_digits, |n| out.dates.push(starts[n]));
        self.each(mask(Scanner::BODY), |n| out.bodies.push(starts[n + 1]));
        self.each(mask(Scanner::TITLE), |n| out.titles.push(starts[n + 1]));
        self.each(mask(Scanner::RANK), |n| out.ranks.push(starts[n + 1]));
        self.each(mask(Scanner::MARK), |n| {
            out.marks.push((starts[n], char::from_u32(places[n].into()).unwrap_or_default()));
        });
        self.each(mask(Scanner::PLACE), |n| out.places.push(starts[n]));
        self.each(mask(Scanner::OPENING), |n| out.openings.push(starts[n + 1]));
        self.digit = digits >> (BLOCK - 1) != 0;
    }

    /// Who is called at all: in most blocks not all are.
    #[inline]
    fn called(&self) -> u8 {
        let (eights, _) = self.hits.as_chunks::<8>();
        let eight = eights.iter().fold(0, |all, &eight| all | u64::from_le_bytes(eight));
        eight.to_le_bytes().into_iter().fold(0, |all, hit| all | hit)
    }

    /// The characters of a class, one bit each, the first one lowest.
    #[inline]
    fn mask(&self, class: u8) -> u64 {
        let (eights, _) = self.hits.as_chunks::<8>();
        eights.iter().rev().fold(0, |mask, &eight| {
            let bits = u64::from_le_bytes(eight) >> class.trailing_zeros() & 0x0101_0101_0101_0101;
            // The multiplication moves the lowest bits of all bytes into the highest byte.
            mask << 8 | bits.wrapping_mul(0x0102_0408_1020_4080) >> 56
        })
    }

    /// Shows `see` the characters of a mask.
    #[inline]
    fn each(&self, mut mask: u64, mut see: impl FnMut(usize)) {
        while mask != 0 {
            see(mask.trailing_zeros() as usize % BLOCK);
            mask &= mask - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Scanner, Triggers};
    use crate::text::Characters;

    fn characters(text: &str) -> Characters {
        let mut characters = Characters::default();
        characters.read(text);
        characters
    }

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
            scanner.scan(&characters(&text), &mut out);
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
            let marks: Vec<u32> = out.marks.iter().map(|mark| mark.0).collect();
            prop_assert_eq!(marks, places("，é", false));
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
            scanner.scan(&characters(&text), &mut out);
            let called = [&out.places, &out.bodies, &out.titles];
            prop_assert!(called.iter().all(|list| list.is_sorted_by(|a, b| a < b)));
            let marks: Vec<_> = text.match_indices('。').map(|(at, _)| (at as u32, '。')).collect();
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
