//! A table that tells of every character what it may be to somebody, and how the characters of a text are taken: one
//! look at each.
use std::ops::BitOrAssign;

use super::edits::{Edit, Edits, Replaced};

const SIZE: usize = 1 << 16;
/// The place of all characters beyond the basic plane: that of a surrogate, which is none.
pub const BEYOND: u16 = 0xd800;

/// Bits by character, none at first. All characters beyond the basic plane share theirs.
#[derive(Clone, Debug)]
pub struct Classes<Bits = u8>(Box<[Bits; SIZE]>);

impl<Bits: Copy + Default> Default for Classes<Bits> {
    fn default() -> Self {
        Self(Box::new([Bits::default(); SIZE]))
    }
}

/// The place of a character in a table.
#[inline]
pub fn place(c: char) -> u16 {
    u16::try_from(c as u32).unwrap_or(BEYOND)
}

impl<Bits: Copy + BitOrAssign> Classes<Bits> {
    /// Adds `bits` to those of `c`.
    pub fn add(&mut self, c: char, bits: Bits) {
        self.0[usize::from(place(c))] |= bits;
    }

    /// Gives the character with this [`place`] these bits and no others.
    pub fn set(&mut self, place: u16, bits: Bits) {
        self.0[usize::from(place)] = bits;
    }

    /// The bits of a character.
    #[inline]
    pub fn of(&self, c: char) -> Bits {
        self.0[usize::from(place(c))]
    }

    /// The bits of the character with this [`place`].
    #[inline]
    pub fn at(&self, place: u16) -> Bits {
        self.0[usize::from(place)]
    }

    /// Shows `see` every character of `text`: its first byte, the byte behind it, its bits.
    #[inline]
    pub fn each(&self, text: &str, mut see: impl FnMut(usize, usize, Bits)) {
        let all = text.len();
        let mut rest = text.as_bytes();
        while let Some((place, tail)) = next(rest) {
            see(all - rest.len(), all - tail.len(), self.at(place));
            rest = tail;
        }
    }
}

/// The place of the first character of a text, and what follows it. Decoded by hand: three bytes are the rule, and
/// nothing but the place is asked for.
#[inline(always)]
fn next(text: &[u8]) -> Option<(u16, &[u8])> {
    Some(match text {
        [a @ 0xe0..0xf0, b, c, tail @ ..] => (three(*a, *b, *c), tail),
        [a @ 0..0x80, tail @ ..] => (u16::from(*a), tail),
        [a @ 0xc0..0xe0, b, tail @ ..] => (u16::from(a & 0x1f) << 6 | u16::from(b & 0x3f), tail),
        [_, _, _, _, tail @ ..] => (BEYOND, tail),
        _ => return None,
    })
}

/// The place of the character that starts at byte `at`, a boundary, and the byte behind it; a line's end where the text
/// does. No more than its bytes are looked at.
#[inline(always)]
pub fn place_at(text: &str, at: usize) -> (u16, usize) {
    let rest = text.as_bytes().get(at..).unwrap_or(&[]);
    match rest.first_chunk() {
        Some(&[a @ 0xe0..0xf0, b, c]) => (three(a, b, c), at + 3),
        _ => next(rest).map_or(('\n' as u16, at), |(place, tail)| (place, at + rest.len() - tail.len())),
    }
}

/// The place of the character that ends before byte `at`, a boundary; a line's end where the text begins.
#[inline(always)]
pub fn place_before(text: &str, at: usize) -> u16 {
    match text.as_bytes().get(..at).and_then(<[u8]>::last_chunk) {
        // The last byte of a longer one is no character by itself.
        Some(&[a @ 0xe0..0xf0, b, c @ 0x80..=0xff]) => three(a, b, c),
        _ => text.get(..at).and_then(|head| head.chars().next_back()).map_or('\n' as u16, place),
    }
}

#[inline(always)]
fn three(a: u8, b: u8, c: u8) -> u16 {
    // What the bytes have above their payload adds up to 0xe2080.
    (u16::from(a) << 12).wrapping_add(u16::from(b) << 6).wrapping_add(u16::from(c)).wrapping_sub(0x2080)
}

/// The characters of a text, decoded once for all that look at each of them. Its memory is used again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Characters {
    starts: Vec<u32>,
    places: Vec<u16>,
}

impl Characters {
    /// Takes those of another text.
    pub fn read(&mut self, text: &str) {
        const BLOCK: usize = 256;
        let Self { starts, places } = self;
        starts.clear();
        places.clear();
        let (mut rest, mut at) = (text.as_bytes(), 0);
        let (mut block_starts, mut block_places) = ([0; BLOCK], [0; BLOCK]);
        while !rest.is_empty() {
            let mut n = 0;
            while n < BLOCK {
                // Four of three bytes at once: that a character starts at the fourth byte, the first one says.
                if let [a, b, c, d, e, f, g, h, i, j, k, l, tail @ ..] = rest
                    && (a & d & g & j) >= 0xe0
                    && (a | d | g | j) < 0xf0
                    && let (Some(starts), Some(places)) =
                        (block_starts.get_mut(n..n + 4), block_places.get_mut(n..n + 4))
                {
                    starts.copy_from_slice(&[at, at + 3, at + 6, at + 9]);
                    places.copy_from_slice(&[
                        three(*a, *b, *c),
                        three(*d, *e, *f),
                        three(*g, *h, *i),
                        three(*j, *k, *l),
                    ]);
                    (rest, at, n) = (tail, at + 12, n + 4);
                    continue;
                }
                let Some((place, tail)) = next(rest) else { break };
                (block_starts[n], block_places[n]) = (at, place);
                at += (rest.len() - tail.len()) as u32;
                (rest, n) = (tail, n + 1);
            }
            starts.extend_from_slice(&block_starts[..n]);
            places.extend_from_slice(&block_places[..n]);
        }
        starts.push(at);
    }

    /// Becomes those of `text`, which was made from theirs by these changes.
    pub(super) fn follow(&mut self, replaced: &[Replaced], edits: &Edits, text: &str) {
        let mut at = 0;
        for &(start, c) in replaced {
            while self.starts[at] < start {
                at += 1;
            }
            if self.starts[at + 1] - start != c.len_utf8() as u32 {
                return self.read(text);
            }
            self.places[at] = place(c);
        }
        if !edits.is_empty() && self.move_by(edits, text).is_none() {
            self.read(text);
        }
    }

    /// Moves what was kept to where it stands now, and puts the new between; not where there is no room for that.
    fn move_by(&mut self, edits: &Edits, text: &str) -> Option<()> {
        let Self { starts, places } = self;
        // The end stands behind the last edit.
        let (old_end, new_end) = (starts.last()? + 1, text.len() as u32 + 1);
        let end = Edit { old: (old_end, old_end), new: (new_end, new_end) };
        // Of the characters there were, so many are done, which became so many.
        let (mut done, mut made) = (0, 0);
        for &Edit { old, new } in edits.all().iter().chain([&end]) {
            let next = ahead(starts, done, old.0);
            let last = places.len();
            places.copy_within(done..next.min(last), made);
            let by = new.0.wrapping_sub(old.0);
            starts.copy_within(done..next, made);
            let moved = made..made + next - done;
            starts[moved.clone()].iter_mut().for_each(|start| *start = start.wrapping_add(by));
            made = moved.end;
            done = ahead(starts, next, old.1);
            for (at, c) in text.get(new.0 as usize..new.1 as usize).unwrap_or("").char_indices() {
                if made == done {
                    return None;
                }
                (starts[made], places[made]) = (new.0 + at as u32, place(c));
                made += 1;
            }
        }
        starts.truncate(made);
        places.truncate(made - 1);
        Some(())
    }

    /// The first bytes of those that are wanted, told by their places.
    #[inline]
    pub fn starts_of(&self, is_wanted: impl Fn(u16) -> bool) -> impl Iterator<Item = usize> {
        let all = self.places.iter().zip(&self.starts);
        all.filter(move |(place, _)| is_wanted(**place)).map(|(_, &start)| start as usize)
    }

    /// One of those of `text`, by its number.
    #[inline]
    pub fn get(&self, text: &str, n: usize) -> Option<char> {
        match *self.places.get(n)? {
            BEYOND => text.get(*self.starts.get(n)? as usize..)?.chars().next(),
            place => char::from_u32(place.into()),
        }
    }

    /// The number of the first that starts at `byte` or behind it, which is no less than `near`.
    #[inline]
    pub fn number(&self, near: usize, byte: usize) -> usize {
        let byte = byte as u32;
        let Some(&start) = self.starts.get(near) else { return near };
        // Three bytes are the rule.
        let guess = near + (byte.saturating_sub(start) / 3) as usize;
        if self.starts.get(guess) == Some(&byte) { guess } else { self.number_near(near, guess, byte) }
    }

    #[cold]
    fn number_near(&self, near: usize, guess: usize, byte: u32) -> usize {
        let mut n = guess.min(self.starts.len() - 1);
        while n > near && self.starts[n - 1] >= byte {
            n -= 1;
        }
        ahead(&self.starts, n, byte)
    }

    /// Where each starts; at last where the text ends.
    pub fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// The [`place`] of each.
    pub fn places(&self) -> &[u16] {
        &self.places
    }
}

/// The first of `starts`, from `from` on, that is `byte` or beyond; what is near is found soon.
#[inline]
fn ahead(starts: &[u32], mut from: usize, byte: u32) -> usize {
    const STEPS_NEAR: usize = 8;
    for _ in 0..STEPS_NEAR {
        match starts.get(from) {
            Some(&start) if start < byte => from += 1,
            _ => return from,
        }
    }
    let mut step = STEPS_NEAR;
    while starts.get(from + step).is_some_and(|&start| start < byte) {
        from += step;
        step *= 2;
    }
    let near = &starts[from..starts.len().min(from + step)];
    from + near.partition_point(|&start| start < byte)
}

#[cfg(test)]
mod tests {
    use super::{Characters, Classes, place, place_at, place_before};

    #[test]
    fn characters_of_every_length_have_their_bits() {
        let text = "a\u{7f}\u{80}é\u{7ff}\u{800}国\u{fff}\u{1000}\u{d7ff}\u{e000}\u{ffff}𠮷\u{10ffff}z";
        let mut classes = Classes::<u8>::default();
        for (i, c) in text.chars().enumerate() {
            classes.add(c, i as u8 + 1);
        }
        classes.add('z', 128);
        let mut seen = Vec::new();
        classes.each(text, |at, end, bits| seen.push((text.get(at..end).unwrap(), bits)));
        let expected = text.char_indices().zip(1..).map(|((at, c), bits)| {
            let bits = match c {
                '𠮷'.. => 13 | 14,
                'z' => 15 | 128,
                _ => bits,
            };
            (text.get(at..at + c.len_utf8()).unwrap(), bits)
        });
        assert_eq!(seen, expected.collect::<Vec<_>>());
    }

    #[test]
    fn every_character_is_found_from_both_sides() {
        let text = "a\u{7f}\u{80}é\u{7ff}\u{800}国\u{fff}\u{1000}\u{d7ff}\u{e000}\u{ffff}𠮷\u{10ffff}é𠮷z国";
        for (at, c) in text.char_indices() {
            let behind = at + c.len_utf8();
            assert_eq!((place_at(text, at), place_before(text, behind)), ((place(c), behind), place(c)), "{c}");
        }
        assert_eq!((place_at(text, text.len()).0, place_before(text, 0)), ('\n' as u16, '\n' as u16));
    }

    #[test]
    fn characters_are_found_by_their_bytes() {
        let text = "国国𠮷𠮷𠮷𠮷𠮷é国国abcdefghijklmnopqrstuvwxyz国é".repeat(3);
        let mut characters = Characters::default();
        characters.read(&text);
        for (near, byte) in (0..=text.len()).flat_map(|byte| [(0, byte), (9, byte), (40, byte)]) {
            let expected = characters.starts().partition_point(|&start| (start as usize) < byte);
            assert_eq!(characters.number(near, byte), expected.max(near), "{byte}");
        }
    }

    #[test]
    fn characters_are_decoded_as_they_stand() {
        let mut characters = Characters::default();
        let long = "国国a国国国国é国𠮷国国国国国国国国国国国国a".repeat(9);
        for text in [&long, "", "a", "国国国国国", "\u{ffff}国\u{800}𠮷𠮷国国国"] {
            characters.read(text);
            let starts = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]);
            assert_eq!(characters.starts(), starts.collect::<Vec<_>>(), "{text}");
            assert_eq!(characters.places(), text.chars().map(place).collect::<Vec<_>>(), "{text}");
        }
    }
}
