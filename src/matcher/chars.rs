//! Sets of characters that a text is searched for at one look a character.

/// A set of characters, a bit each; those beyond U+FFFF share the bits of others, so that there a hit may be wrong.
#[derive(Clone, Debug)]
pub struct Chars {
    codes: Box<[u64; Chars::WORDS]>,
    /// The last two bytes of characters of three: one load tells that most of a text is not in the set.
    tails: Box<[u64; Chars::WORDS]>,
}

impl Default for Chars {
    fn default() -> Self {
        Self { codes: Box::new([0; Self::WORDS]), tails: Box::new([0; Self::WORDS]) }
    }
}

impl Extend<char> for Chars {
    fn extend<I: IntoIterator<Item = char>>(&mut self, chars: I) {
        for c in chars {
            self.codes[c as usize / 64 % Self::WORDS] |= 1 << (c as usize % 64);
            if let [_, b, c] = *c.encode_utf8(&mut [0; 4]).as_bytes() {
                let tail = usize::from(u16::from_le_bytes([b, c]));
                self.tails[tail / 64] |= 1 << (tail % 64);
            }
        }
    }
}

impl Chars {
    const WORDS: usize = 1 << 10;

    /// Characters of the set in the stretch `from..to` of a text, each with its first byte and the byte after it.
    pub fn hits<'a>(&'a self, text: &'a str, from: usize, to: usize) -> impl Iterator<Item = (usize, usize)> + 'a {
        let bytes = text.as_bytes().get(..to).unwrap_or(&[]);
        let mut at = from;
        std::iter::from_fn(move || {
            // Decoded by hand: nearly all characters are passed over, and three bytes are the rule.
            let low = |b: u8| usize::from(b & 0x3f);
            while let Some(rest) = bytes.get(at..) {
                let (length, code) = match *rest {
                    [first @ 0xe0..0xf0, b, c, ..] => {
                        let tail = usize::from(u16::from_le_bytes([b, c]));
                        if self.tails[tail / 64] >> (tail % 64) & 1 == 0 {
                            at += 3;
                            continue;
                        }
                        (3, usize::from(first & 0xf) << 12 | low(b) << 6 | low(c))
                    }
                    [first @ 0..0x80, ..] => (1, usize::from(first)),
                    [first @ 0xc0..0xe0, b, ..] => (2, usize::from(first & 0x1f) << 6 | low(b)),
                    [0xf0..=0xff, b, c, d, ..] => (4, low(b) << 12 | low(c) << 6 | low(d)),
                    _ => break,
                };
                let start = at;
                at += length;
                if self.codes[code / 64 % Self::WORDS] >> (code % 64) & 1 != 0 {
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
        let mut set = Chars::default();
        set.extend(['王', '𠀀', 'é', 'b']);
        let hits = |from, to| set.hits(text, from, to).map(|(a, b)| &text.as_bytes()[a..b]).collect::<Vec<_>>();
        assert_eq!(hits(0, text.len()), ["王", "é", "𠀀", "王", "b"].map(str::as_bytes));
        assert_eq!(hits(4, text.len() - 1), ["é", "𠀀", "王"].map(str::as_bytes));
    }
}
