//! A table that tells of every character what it may be to somebody: one look at each character of a text.
use std::ops::BitOrAssign;

const SIZE: usize = 1 << 16;
/// The place of all characters beyond the basic plane: that of a surrogate, which is none.
const BEYOND: u16 = 0xd800;

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

    /// The bits of a character.
    #[inline]
    pub fn of(&self, c: char) -> Bits {
        self.0[usize::from(place(c))]
    }

    /// Shows `see` every character of `text`: its first byte, the byte behind it, its bits.
    #[inline]
    pub fn each(&self, text: &str, mut see: impl FnMut(usize, usize, Bits)) {
        self.each_place(text, |at, end, _, bits| see(at, end, bits));
    }

    /// The same with the [`place`] of each character before its bits.
    #[inline]
    pub fn each_place(&self, text: &str, mut see: impl FnMut(usize, usize, u16, Bits)) {
        let all = text.len();
        let mut rest = text.as_bytes();
        let wide = |b: u8| u16::from(b);
        // Decoded by hand: three bytes are the rule, and nothing but the table is asked for.
        loop {
            let (tail, code) = match rest {
                // What the bytes have above their payload adds up to 0xe2080.
                [a @ 0xe0..0xf0, b, c, tail @ ..] => {
                    (tail, (wide(*a) << 12).wrapping_add(wide(*b) << 6).wrapping_add(wide(*c)).wrapping_sub(0x2080))
                }
                [a @ 0..0x80, tail @ ..] => (tail, wide(*a)),
                [a @ 0xc0..0xe0, b, tail @ ..] => (tail, wide(a & 0x1f) << 6 | wide(b & 0x3f)),
                [_, _, _, _, tail @ ..] => (tail, BEYOND),
                _ => break,
            };
            see(all - rest.len(), all - tail.len(), code, self.0[usize::from(code)]);
            rest = tail;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Classes;

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
}
