//! The two directions in which words are read, and what they are made of.

/// What words are made of: the bytes of a character of three, the code point, which is lower, of another.
#[inline]
pub(super) fn symbol(c: char) -> u32 {
    match *c.encode_utf8(&mut [0; 4]).as_bytes() {
        [a, b, c] => three(a, b, c),
        _ => c.into(),
    }
}

#[inline]
fn three(a: u8, b: u8, c: u8) -> u32 {
    u32::from_le_bytes([a, b, c, 0])
}

/// Whether a symbol is a character of three bytes.
#[inline]
pub(super) fn is_wide(symbol: u32) -> bool {
    symbol > char::MAX as u32
}

/// Whether the bytes, the first one lowest, are a character.
#[inline]
pub(super) fn is_three(bytes: u32) -> bool {
    bytes & 0xf0 == 0xe0
}

/// How many bytes the character has that begins with this one.
#[inline]
pub(super) fn width(first: u8) -> usize {
    match first {
        0xe0..0xf0 => 3,
        ..0x80 => 1,
        0x80..0xe0 => 2,
        0xf0.. => 4,
    }
}

/// Up to seven bytes, the first one lowest.
#[inline(never)]
fn few(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |all, &byte| all << 8 | u64::from(byte))
}

/// A direction in which words are read.
pub(super) trait Way {
    /// The symbol at byte `at` and the byte where the next one is read.
    fn read(text: &str, at: usize) -> Option<(u32, usize)>;

    /// The six bytes and the three next to byte `at`, with zeros for those beyond the end of the text.
    fn near(text: &str, at: usize) -> (u64, u64);

    /// The one of the six bytes that is next.
    fn edge(two: u64) -> u8;

    /// The first two symbols as the six bytes have them.
    fn pair(first: u32, second: u32) -> u64;

    /// The two symbols that [`Way::pair`] was made of.
    fn parts(two: u64) -> (u32, u32);

    /// The byte so many bytes on.
    fn over(at: usize, bytes: usize) -> usize;
}

pub(super) struct Forward;
pub(super) struct Backward;

impl Way for Forward {
    #[inline]
    fn read(text: &str, at: usize) -> Option<(u32, usize)> {
        let three =
            text.as_bytes().get(at..).and_then(<[u8]>::first_chunk).map(|&four| u32::from_le_bytes(four) & 0xff_ffff);
        match three.filter(|&three| is_three(three)) {
            Some(three) => Some((three, at + 3)),
            _ => text.get(at..)?.chars().next().map(|c| (symbol(c), at + c.len_utf8())),
        }
    }

    #[inline]
    fn near(text: &str, at: usize) -> (u64, u64) {
        let rest = text.as_bytes().get(at..).unwrap_or(&[]);
        let bytes = rest.first_chunk().map_or_else(|| few(rest), |&eight| u64::from_le_bytes(eight));
        (bytes & 0xffff_ffff_ffff, bytes & 0xff_ffff)
    }

    #[inline]
    fn edge(two: u64) -> u8 {
        two as u8
    }

    #[inline]
    fn pair(first: u32, second: u32) -> u64 {
        u64::from(second) << 24 | u64::from(first)
    }

    fn parts(two: u64) -> (u32, u32) {
        ((two & 0xff_ffff) as u32, (two >> 24) as u32)
    }

    #[inline]
    fn over(at: usize, bytes: usize) -> usize {
        at + bytes
    }
}

impl Way for Backward {
    #[inline]
    fn read(text: &str, at: usize) -> Option<(u32, usize)> {
        let three = text.as_bytes().get(..at).and_then(<[u8]>::last_chunk).map(|&four| u32::from_le_bytes(four) >> 8);
        match three.filter(|&three| is_three(three)) {
            Some(three) => Some((three, at - 3)),
            _ => text.get(..at)?.chars().next_back().map(|c| (symbol(c), at - c.len_utf8())),
        }
    }

    #[inline]
    fn near(text: &str, at: usize) -> (u64, u64) {
        let rest = text.as_bytes().get(..at).unwrap_or(&[]);
        let highest = || few(rest).checked_shl(64 - 8 * rest.len() as u32).unwrap_or(0);
        let bytes = rest.last_chunk().map_or_else(highest, |&eight| u64::from_le_bytes(eight));
        (bytes >> 16, bytes >> 40)
    }

    #[inline]
    fn edge(two: u64) -> u8 {
        (two >> 40) as u8
    }

    #[inline]
    fn pair(first: u32, second: u32) -> u64 {
        u64::from(first) << 24 | u64::from(second)
    }

    fn parts(two: u64) -> (u32, u32) {
        ((two >> 24) as u32, (two & 0xff_ffff) as u32)
    }

    #[inline]
    fn over(at: usize, bytes: usize) -> usize {
        at - bytes
    }
}
