//! Sets of characters that a text is searched for at one look a character.

/// A set of characters. A bit for the lowest 12 bits of each tells that most of a text is not in it.
#[derive(Clone, Debug)]
pub struct Chars {
    low: [u64; Chars::WORDS],
    /// The characters in order.
    all: Vec<u32>,
}

impl Default for Chars {
    fn default() -> Self {
        Self { low: [0; Self::WORDS], all: Vec::new() }
    }
}

impl FromIterator<char> for Chars {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        let mut set = Self { all: chars.into_iter().map(u32::from).collect(), ..Self::default() };
        set.all.sort_unstable();
        set.all.dedup();
        for &code in &set.all {
            set.low[code as usize / 64 % Self::WORDS] |= 1 << (code % 64);
        }
        set
    }
}

impl Chars {
    const WORDS: usize = (1 << 12) / 64;

    fn contains(&self, code: u32) -> bool {
        self.low[code as usize / 64 % Self::WORDS] >> (code % 64) & 1 != 0 && self.all.binary_search(&code).is_ok()
    }

    /// Shows `see` the characters of the set in the stretch `from..to` of a text, each with its first byte and the byte
    /// after it.
    #[inline]
    pub fn each(&self, text: &str, from: usize, to: usize, mut see: impl FnMut(usize, usize)) {
        let mut rest = text.as_bytes().get(from..to).unwrap_or(&[]);
        let wide = |b: u8, mask: u8| u32::from(b & mask);
        // Decoded by hand: nearly all characters are passed over, and three bytes are the rule.
        loop {
            while let [a @ 0xe0..0xf0, b, c, tail @ ..] = rest {
                let at = to - rest.len();
                if self.contains(wide(*a, 0xf) << 12 | wide(*b, 0x3f) << 6 | wide(*c, 0x3f)) {
                    see(at, at + 3);
                }
                rest = tail;
            }
            let (length, code) = match *rest {
                [a @ 0..0x80, ..] => (1, u32::from(a)),
                [a @ 0xc0..0xe0, b, ..] => (2, wide(a, 0x1f) << 6 | wide(b, 0x3f)),
                [a, b, c, d, ..] => (4, wide(a, 0x7) << 18 | wide(b, 0x3f) << 12 | wide(c, 0x3f) << 6 | wide(d, 0x3f)),
                _ => break,
            };
            let at = to - rest.len();
            if self.contains(code) {
                see(at, at + length);
            }
            rest = rest.get(length..).unwrap_or(&[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Chars;

    #[test]
    fn characters_of_every_length_are_found() {
        let text = "a王é𠀀王b";
        let set: Chars = ['王', '𠀀', 'é', 'b'].into_iter().collect();
        let hits = |from, to| {
            let mut hits = Vec::new();
            set.each(text, from, to, |a, b| hits.push(&text.as_bytes()[a..b]));
            hits
        };
        assert_eq!(hits(0, text.len()), ["王", "é", "𠀀", "王", "b"].map(str::as_bytes));
        assert_eq!(hits(4, text.len() - 1), ["é", "𠀀", "王"].map(str::as_bytes));
    }
}
