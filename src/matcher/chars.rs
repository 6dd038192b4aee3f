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

    /// Characters of the set in the stretch `from..to` of a text, each with its first byte and the byte after it.
    pub fn hits<'a>(&'a self, text: &'a str, from: usize, to: usize) -> impl Iterator<Item = (usize, usize)> + 'a {
        let bytes = text.as_bytes().get(..to).unwrap_or(&[]);
        let mut at = from;
        std::iter::from_fn(move || {
            // Decoded by hand: nearly all characters are passed over, and three bytes are the rule.
            let low = |b: u8| u32::from(b & 0x3f);
            while let Some(rest) = bytes.get(at..) {
                let (length, code) = match *rest {
                    [first @ 0xe0..0xf0, b, c, ..] => (3, u32::from(first & 0xf) << 12 | low(b) << 6 | low(c)),
                    [first @ 0..0x80, ..] => (1, u32::from(first)),
                    [first @ 0xc0..0xe0, b, ..] => (2, u32::from(first & 0x1f) << 6 | low(b)),
                    [first @ 0xf0..=0xff, b, c, d, ..] => {
                        (4, u32::from(first & 0x7) << 18 | low(b) << 12 | low(c) << 6 | low(d))
                    }
                    _ => break,
                };
                let start = at;
                at += length;
                if self.contains(code) {
                    return Some((start, at));
                }
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Chars;

    #[test]
    fn characters_of_every_length_are_found() {
        let text = "a王é𠀀王b";
        let set: Chars = ['王', '𠀀', 'é', 'b'].into_iter().collect();
        let hits = |from, to| set.hits(text, from, to).map(|(a, b)| &text.as_bytes()[a..b]).collect::<Vec<_>>();
        assert_eq!(hits(0, text.len()), ["王", "é", "𠀀", "王", "b"].map(str::as_bytes));
        assert_eq!(hits(4, text.len() - 1), ["é", "𠀀", "王"].map(str::as_bytes));
    }
}
