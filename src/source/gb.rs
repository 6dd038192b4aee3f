//! GB 18030 where every character has one byte or two, as nearly all have that are met: a look into a table for each is a
//! third of what the library's decoder takes, which is asked for the table and for all else.
use std::sync::LazyLock;

use encoding_rs::GB18030;

/// The characters of two bytes, by both without the highest bit; 0 where they are none by themselves.
static PAIRS: LazyLock<Box<[u16; 1 << 15]>> = LazyLock::new(|| {
    let trails = || (0x40..=0x7e).chain(0x80..=0xfe);
    let pairs: Vec<[u8; 2]> = (0x81..=0xfe).flat_map(|lead| trails().map(move |trail| [lead, trail])).collect();
    let lines: Vec<u8> = pairs.iter().flat_map(|&[lead, trail]| [lead, trail, b'\n']).collect();
    let mut table = Box::new([0; 1 << 15]);
    for (&pair, line) in pairs.iter().zip(GB18030.decode_without_bom_handling(&lines).0.lines()) {
        let mut chars = line.chars();
        if let (Some(c @ ..='\u{ffff}'), None) = (chars.next(), chars.next())
            && c != char::REPLACEMENT_CHARACTER
        {
            table[place(pair)] = u32::from(c) as u16;
        }
    }
    table
});

#[inline]
fn place([lead, trail]: [u8; 2]) -> usize {
    usize::from(lead & 0x7f) << 8 | usize::from(trail)
}

/// The text of these bytes; none where not all of them are such characters.
pub(super) fn decode(mut bytes: &[u8]) -> Option<String> {
    let pairs = &**PAIRS;
    let mut text: Vec<u8> = Vec::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    loop {
        // Four of two bytes that become three are the rule.
        if let Some((&[a, b, c, d, e, f, g, h], rest)) = bytes.split_first_chunk()
            && a & c & e & g >= 0x80
        {
            let four = [[a, b], [c, d], [e, f], [g, h]].map(|pair| pairs[place(pair)]);
            if four.iter().all(|&c| c >= 0x800) {
                let [[a, b, c], [d, e, f], [g, h, i], [j, k, l]] = four.map(three);
                text.extend_from_slice(&[a, b, c, d, e, f, g, h, i, j, k, l]);
                bytes = rest;
                continue;
            }
        }
        bytes = match bytes {
            [ascii @ 0..0x80, rest @ ..] => {
                text.push(*ascii);
                rest
            }
            [lead, trail, rest @ ..] => {
                match pairs[place([*lead, *trail])] {
                    0 => return None,
                    c @ 0x800.. => text.extend_from_slice(&three(c)),
                    c => text.extend_from_slice(&[0xc0 | (c >> 6) as u8, low(c)]),
                }
                rest
            }
            [_] => return None,
            [] => break,
        };
    }
    // Checked many bytes at a time and then copied, which is cheaper than to be checked where it lies.
    simdutf8::basic::from_utf8(&text).ok().map(str::to_owned)
}

/// A character of three bytes in UTF-8.
#[inline]
fn three(c: u16) -> [u8; 3] {
    [0xe0 | (c >> 12) as u8, low(c >> 6), low(c)]
}

#[inline]
fn low(c: u16) -> u8 {
    0x80 | c as u8 & 0x3f
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;
    use proptest::prelude::*;

    use super::decode;

    fn by_library(bytes: &[u8]) -> Option<String> {
        GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(String::from)
    }

    #[test]
    fn two_bytes_are_what_the_library_makes_of_them() {
        for pair in (0..=u16::MAX).map(u16::to_be_bytes) {
            if let Some(text) = decode(&pair) {
                assert_eq!(Some(text), by_library(&pair), "{pair:x?}");
            }
        }
        assert_eq!(decode(&[0xb0]), None);
    }

    proptest! {
        #[test]
        fn texts_are_what_the_library_makes_of_them(text in "[ -~一-龥，。é丂Ω\u{e5e5}]{0,200}") {
            let bytes = GB18030.encode(&text).0;
            let decoded = decode(&bytes);
            let rare = text.contains('\u{e5e5}');
            prop_assert!(decoded == by_library(&bytes) || decoded.is_none() && rare);
        }

        #[test]
        fn other_bytes_too_or_left_to_it(bytes in prop::collection::vec(any::<u8>(), 0..6)) {
            prop_assert!(decode(&bytes).is_none_or(|text| Some(text) == by_library(&bytes)));
        }
    }
}
