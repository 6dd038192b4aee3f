//! A table that tells of every character what it may be to somebody: one look at each character of a text.

/// Bits by character, none at first. All characters beyond the basic plane share theirs.
#[derive(Clone, Debug)]
pub struct Classes(Box<[u8; Classes::SIZE]>);

impl Default for Classes {
    fn default() -> Self {
        Self(Box::new([0; Self::SIZE]))
    }
}

impl Classes {
    const SIZE: usize = 1 << 16;
    /// The place of all characters beyond the basic plane: that of a surrogate, which is none.
    const BEYOND: u16 = 0xd800;

    /// Adds `bits` to those of `c`.
    pub fn add(&mut self, c: char, bits: u8) {
        self.0[usize::from(u16::try_from(c as u32).unwrap_or(Self::BEYOND))] |= bits;
    }

    /// The bits of a character.
    #[inline]
    pub fn of(&self, c: char) -> u8 {
        self.0[usize::from(u16::try_from(c as u32).unwrap_or(Self::BEYOND))]
    }

    /// Shows `see` every character of `text`: its first byte, the byte behind it, its bits.
    #[inline]
    pub fn each(&self, text: &str, mut see: impl FnMut(usize, usize, u8)) {
        let all = text.len();
        let mut rest = text.as_bytes();
        let wide = |b: u8| u16::from(b);
        // Decoded by hand: runs of three bytes a character are the rule, and nothing but the table is asked for.
        loop {
            while let [a @ 0xe0..0xf0, b, c, tail @ ..] = rest {
                // What the bytes have above their payload adds up to 0xe2080.
                let code = (wide(*a) << 12).wrapping_add(wide(*b) << 6).wrapping_add(wide(*c)).wrapping_sub(0x2080);
                let at = all - rest.len();
                see(at, at + 3, self.0[usize::from(code)]);
                rest = tail;
            }
            let (length, code) = match *rest {
                [a @ 0..0x80, ..] => (1, wide(a)),
                [a @ 0xc0..0xe0, b, ..] => (2, wide(a & 0x1f) << 6 | wide(b & 0x3f)),
                [_, ..] => (4, Self::BEYOND),
                [] => break,
            };
            let at = all - rest.len();
            see(at, at + length, self.0[usize::from(code)]);
            rest = rest.get(length..).unwrap_or(&[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Classes;

    #[test]
    fn characters_of_every_length_have_their_bits() {
        let text = "a\u{7f}\u{80}é\u{7ff}\u{800}国\u{fff}\u{1000}\u{d7ff}\u{e000}\u{ffff}𠮷\u{10ffff}z";
        let mut classes = Classes::default();
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
