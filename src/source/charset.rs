//! Which encoding a text is in, from hard evidence to soft: byte-order mark, UTF-16 by its zero bytes, UTF-8 that is
//! valid, UTF-8 with a few broken bytes, the charset that the server or the page declares where the bytes bear it out,
//! and at last chardetng among the encodings of Chinese.
//!
//! Never fails on odd bytes, only on what is no text at all; what decoding had to replace is counted.
use std::{borrow::Cow, str};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::{declared, gb};

/// How much of the beginning is looked at for zero bytes.
const HEAD: usize = 8 << 10;
/// How much the detector sees, from the first byte that is not ASCII.
const SAMPLE: usize = 4 << 10;

/// A sample of so many bytes needs no detector where one encoding of Chinese fits and the other does not.
const CLEAR: usize = 512;
/// So many per cent of common characters show that an encoding of Chinese fits.
const FITS: usize = 60;
/// First bytes of the rows of common characters, from the first to the last.
const GB_ROWS: (u8, u8) = (0xb0, 0xd7);
const BIG5_ROWS: (u8, u8) = (0xa4, 0xc6);
/// How files begin that crawls have beside texts: PDF, Office and archives, pictures.
const BINARY: [&[u8]; 9] = [
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
];

/// A text and how it was found out to be one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decoded {
    /// The text, without a byte-order mark.
    pub text: String,
    /// Name of the encoding, as in the WHATWG standard.
    pub encoding: &'static str,
    /// What decided: `bom`, `utf-8`, `utf-16`, `http`, `meta` or `detector`.
    pub how: &'static str,
    /// Number of U+FFFD that decoding put in.
    pub replacements: usize,
}

/// Decodes the bytes of one document.
///
/// # Errors
/// Says what is wrong when they are no text: the first bytes of another kind of file, or more than a tenth control
/// characters and broken bytes.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, &'static str> {
    decode_as(bytes, None)
}

/// As [`decode`], with the name of the charset that a server gave.
pub(super) fn decode_as(bytes: Vec<u8>, http: Option<&str>) -> Result<Decoded, &'static str> {
    if BINARY.iter().any(|magic| bytes.starts_with(magic)) {
        return Err("it begins like a document, picture or archive of another kind");
    }
    let head = bytes.get(..HEAD).unwrap_or(&bytes);
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return checked(convert(encoding, &bytes[mark..], "bom"));
    }
    if memchr::memchr(0, head).is_some()
        && let Some(encoding) = utf16(head, 70)
    {
        return checked(convert(encoding, &bytes, "utf-16"));
    }
    // To copy what was checked many bytes at a time is much cheaper than to have the library check it where it lies.
    if let Ok(text) = simdutf8::basic::from_utf8(&bytes) {
        return checked(Decoded { text: text.to_owned(), encoding: UTF_8.name(), how: "utf-8", replacements: 0 });
    }
    if is_mostly_utf8(&bytes) {
        return checked(convert(UTF_8, &bytes, "utf-8"));
    }
    // Chinese in UTF-16 without a single Latin letter or line end. Other encodings do not look like it for long.
    if bytes.len() >= 32
        && let Some(encoding) = utf16(head, 95)
    {
        return checked(convert(encoding, &bytes, "utf-16"));
    }
    let declared = [(http, "http"), (declared::in_page(&bytes), "meta")];
    for (name, how) in declared {
        if let Some(encoding) = name.and_then(chinese)
            && let Some(decoded) = borne_out(encoding, &bytes, how)
        {
            return checked(decoded);
        }
    }
    checked(convert(detect(&bytes), &bytes, "detector"))
}

/// The encoding of Chinese that a label names, GB2312 and GBK as the GB18030 that holds both. Other labels say
/// nothing: a page of Chinese labelled as Latin or Korean is Chinese still.
fn chinese(label: &str) -> Option<&'static Encoding> {
    match Encoding::for_label(label.as_bytes())? {
        encoding if encoding == GBK || encoding == GB18030 => Some(GB18030),
        encoding if encoding == BIG5 => Some(BIG5),
        _ => None,
    }
}

/// The text by a declared encoding, where every byte fits and the other encoding of Chinese does not fit better.
fn borne_out(encoding: &'static Encoding, bytes: &[u8], how: &'static str) -> Option<Decoded> {
    let simple = if encoding == GB18030 { gb::decode(bytes) } else { None };
    let by_library = || encoding.decode_without_bom_handling_and_without_replacement(bytes).map(Cow::into_owned);
    let text = simple.or_else(by_library)?;
    let sample = sample(bytes);
    let (gb, big5) = common_shares(sample);
    let (own, other) = if encoding == BIG5 { (big5, gb) } else { (gb, big5) };
    let is_other = other >= FITS && other > own + 10;
    (!is_other).then(|| Decoded { text, encoding: encoding.name(), how, replacements: 0 })
}

/// Decodes with one replacement character for every stretch that is broken, counting them. (A text may hold U+FFFD
/// of its own; those do not count.)
fn convert(encoding: &'static Encoding, mut bytes: &[u8], how: &'static str) -> Decoded {
    if encoding == GB18030
        && let Some(text) = gb::decode(bytes)
    {
        return Decoded { text, encoding: encoding.name(), how, replacements: 0 };
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut text, mut replacements) = (String::with_capacity(bytes.len() + bytes.len() / 2 + 16), 0);
    loop {
        let (result, used) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
        bytes = &bytes[used..];
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(bytes.len() * 3 + 16),
            DecoderResult::Malformed(..) => {
                text.push('\u{fffd}');
                replacements += 1;
            }
        }
    }
    Decoded { text, encoding: encoding.name(), how, replacements }
}

/// Refuses what cannot be text, whatever it was decoded from.
fn checked(decoded: Decoded) -> Result<Decoded, &'static str> {
    let is_odd = |b: u8| (b < 32) & (b != 9) & (b != 10) & (b != 12) & (b != 13) & (b != 27) | (b == 127);
    // Without branches and in sums of a byte, so that many bytes are counted at a time; most stretches have no more of
    // these than line ends.
    let odd_in = |chunk: &[u8]| {
        let may_be_odd = |&b: &u8| (b < 32) & (b != b'\n') | (b == 127);
        match chunk.iter().fold(false, |any, b| any | may_be_odd(b)) {
            true => usize::from(chunk.iter().map(|&b| u8::from(is_odd(b))).sum::<u8>()),
            false => 0,
        }
    };
    // Control characters are one byte each in UTF-8, so bytes can be counted.
    let controls = decoded.text.as_bytes().chunks(128).map(odd_in).sum::<usize>() + c1_controls(&decoded);
    if controls + decoded.replacements == 0 {
        return Ok(decoded);
    }
    // A stretch of zero bytes is one fault; but a text has hardly any, so with them fewer faults are borne.
    let zeros: Vec<usize> = memchr::memchr_iter(0, decoded.text.as_bytes()).collect();
    let again = zeros.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
    let per_fault = if zeros.is_empty() { 10 } else { 20 };
    let odd = controls + decoded.replacements - again;
    // Characters are counted only where there is something to compare with.
    if odd > 0 && odd * per_fault > decoded.text.chars().count() {
        return Err("most of it is control characters or broken bytes");
    }
    Ok(decoded)
}

/// U+0080 to U+009F, which single-byte encodings make of binary data. Valid UTF-8 hardly has them.
fn c1_controls(decoded: &Decoded) -> usize {
    if decoded.how == "detector" {
        let text = decoded.text.as_bytes();
        memchr::memchr_iter(0xc2, text).filter(|&at| text.get(at + 1).is_some_and(|b| *b < 0xa0)).count()
    } else {
        0
    }
}

/// UTF-16 without a mark, where `least` per cent of its units are ASCII, CJK or their punctuation.
///
/// Read the wrong way round, Chinese falls all over the place, but plain ASCII becomes CJK; there the side on which
/// the zero bytes are decides. (That alone would not do: U+4E00 and U+3000 have them on the other side.)
fn utf16(head: &[u8], least: usize) -> Option<&'static Encoding> {
    let odd = |unit: u16| !matches!(unit, 9 | 10 | 13 | 32..=126 | 0x2010..=0x2030 | 0x3000..=0x303f | 0x4e00..=0x9fff | 0xff00..=0xffef);
    let (units, _) = head.as_chunks::<2>();
    let (mut little, mut big) = (0, 0);
    // Both ways round are out of the question soon in nearly all texts.
    for some in units.chunks(64) {
        little += some.iter().filter(|unit| odd(u16::from_le_bytes(**unit))).count();
        big += some.iter().filter(|unit| odd(u16::from_be_bytes(**unit))).count();
        if little.min(big) * 100 > units.len() * (100 - least) {
            return None;
        }
    }
    let share = |odd: usize| (units.len() - odd) * 100 / units.len().max(1);
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (little, big) = ((share(little), zeros(1)), (share(big), zeros(0)));
    let (encoding, share) = if little > big { (UTF_16LE, little.0) } else { (UTF_16BE, big.0) };
    (share >= least).then_some(encoding)
}

/// Whether bytes that are not valid UTF-8 are UTF-8 all the same, damaged in a few places (a page cut in the middle
/// of a character, two files glued together). Other encodings of Chinese hardly ever give valid three-byte sequences.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken, mut rest) = (0usize, 0usize, bytes.len());
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xe0).count();
        broken += usize::from(!chunk.invalid().is_empty());
        rest -= chunk.valid().len() + chunk.invalid().len();
        // Not if all that is left were good: most texts in other encodings are told by their beginning.
        if good + rest / 3 < broken * 10 {
            return false;
        }
    }
    good >= broken * 10
}

/// One of the encodings that Chinese pages come in, or what the detector says if it fits neither.
fn detect(bytes: &[u8]) -> &'static Encoding {
    let sample = sample(bytes);
    // The detector takes longer than all the rest of the way of a document; nearly all texts are clear without it.
    let (gb, big5) = common_shares(sample);
    if sample.len() >= CLEAR && gb.max(big5) >= FITS && gb.abs_diff(big5) >= 30 {
        return if gb > big5 { GB18030 } else { BIG5 };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.as_ptr_range().end == bytes.as_ptr_range().end);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == GBK || guess == GB18030 {
        return GB18030;
    }
    if guess == BIG5 {
        return BIG5;
    }
    // Short texts are easily taken for Korean or Western; believe the detector only where Chinese does not fit.
    match gb.max(big5) {
        0..FITS => guess,
        _ if big5 > gb => BIG5,
        _ => GB18030,
    }
}

/// The beginning of what is not ASCII.
fn sample(bytes: &[u8]) -> &[u8] {
    let from = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    &bytes[from..(from + SAMPLE).min(bytes.len())]
}

/// Per cent of the two-byte characters that are in the rows of common characters, of GB 18030 and of Big5.
fn common_shares(mut bytes: &[u8]) -> (usize, usize) {
    let (mut all, mut both) = (0, 0);
    while let [lead, trail, rest @ ..] = bytes {
        bytes = if *lead < 0x80 {
            &bytes[1..]
        } else {
            all += 1;
            // A count in each half.
            let common = LEADS[usize::from(*lead)] & TRAILS[usize::from(*trail)];
            both += u64::from(common & 1) | u64::from(common >> 1) << 32;
            rest
        };
    }
    let per_cent = |count: u64| count as usize * 100 / all.max(1);
    (per_cent(both & 0xffff_ffff), per_cent(both >> 32))
}

/// Which bytes common characters of GB 18030 begin with (the lowest bit), and those of Big5 (the next).
static LEADS: [u8; 256] = in_ranges([GB_ROWS, (0, 0)], [BIG5_ROWS, (0, 0)]);
/// Which they end with.
static TRAILS: [u8; 256] = in_ranges([(0xa1, 0xff), (0, 0)], [(0x40, 0x7e), (0xa1, 0xff)]);

const fn in_ranges(gb: [(u8, u8); 2], big5: [(u8, u8); 2]) -> [u8; 256] {
    const fn within(byte: u8, [a, b]: [(u8, u8); 2]) -> u8 {
        ((a.0 <= byte && byte <= a.1) || (b.0 <= byte && byte <= b.1)) as u8
    }
    let mut table = [0; 256];
    let mut byte = 0x40;
    while byte < 256 {
        table[byte] = within(byte as u8, gb) | within(byte as u8, big5) << 1;
        byte += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "2024年1月5日，江苏省数据局揭牌。\n省委常委出席。";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn found(bytes: &[u8]) -> (String, &'static str, &'static str, usize) {
        let d = decode(bytes.to_vec()).expect("text");
        (d.text, d.encoding, d.how, d.replacements)
    }

    #[test]
    fn marks_decide_and_are_no_part_of_the_text() {
        assert_eq!(found(&[b"\xef\xbb\xbf", TEXT.as_bytes()].concat()), (TEXT.to_owned(), "UTF-8", "bom", 0));
        let little = utf16(&format!("\u{feff}{TEXT}"), u16::to_le_bytes);
        assert_eq!(found(&little), (TEXT.to_owned(), "UTF-16LE", "bom", 0));
        let big = utf16(&format!("\u{feff}\u{feff}{TEXT}"), u16::to_be_bytes);
        assert_eq!(found(&big), (format!("\u{feff}{TEXT}"), "UTF-16BE", "bom", 0));
    }

    #[test]
    fn utf16_without_a_mark_is_known_by_its_zero_bytes() {
        assert_eq!(found(&utf16(TEXT, u16::to_le_bytes)), (TEXT.to_owned(), "UTF-16LE", "utf-16", 0));
        assert_eq!(found(&utf16(TEXT, u16::to_be_bytes)), (TEXT.to_owned(), "UTF-16BE", "utf-16", 0));
        assert_eq!(found(&utf16("plain", u16::to_le_bytes)).1, "UTF-16LE");
        for text in ["十一\u{3000}一\n", "周明远任河北省政协主席党组书记大学学历"] {
            assert_eq!(found(&utf16(text, u16::to_be_bytes)), (text.to_owned(), "UTF-16BE", "utf-16", 0));
        }
    }

    #[test]
    fn short_texts_in_the_encodings_of_chinese() {
        for text in [TEXT, "江苏省数据局", "局长", "国务院任免国家工作人员"] {
            let (bytes, _, _) = GB18030.encode(text);
            assert_eq!(found(&bytes), (text.to_owned(), "gb18030", "detector", 0), "{text}");
        }
        for text in ["行政院長卓榮泰主持院會，通過人事案。", "數位發展部部長", "立法院"] {
            let (bytes, _, _) = BIG5.encode(text);
            assert_eq!(found(&bytes), (text.to_owned(), "Big5", "detector", 0), "{text}");
        }
    }

    #[test]
    fn damaged_utf8_stays_utf8_and_damage_is_counted() {
        let mut bytes = TEXT.repeat(3).into_bytes();
        bytes.truncate(bytes.len() - 1);
        bytes.insert(30, 0xff);
        let (text, encoding, how, replacements) = found(&bytes);
        assert_eq!((encoding, how, replacements), ("UTF-8", "utf-8", 2));
        assert_eq!(text.matches('\u{fffd}').count(), 2);
        // A replacement character of the text's own is no damage.
        assert_eq!(found("有\u{fffd}字".as_bytes()).3, 0);
    }

    #[test]
    fn zero_bytes_in_a_text_are_damage() {
        for text in [format!("{TEXT}\0{TEXT}"), format!("{TEXT}{}", "\0".repeat(4096))] {
            assert_eq!(found(text.as_bytes()), (text.clone(), "UTF-8", "utf-8", 0));
        }
        assert!(decode(b"a\0b\0c\x01d\0e".to_vec()).is_err());
    }

    #[test]
    fn a_label_decides_where_the_bytes_bear_it_out() {
        let chinese = "江苏省数据局局长在会上说，要加快推进数据基础制度建设。".repeat(8);
        let traditional = "行政院長卓榮泰主持院會，通過人事案，數位發展部部長出席。".repeat(8);
        for (encoding, text, label, how) in [
            (GB18030, &chinese, "gb2312", "meta"),
            (GB18030, &chinese, "GBK", "meta"),
            (GB18030, &chinese, "big5", "detector"),
            (GB18030, &chinese, "utf-8", "detector"),
            (GB18030, &chinese, "iso-8859-1", "detector"),
            (BIG5, &traditional, "Big5", "meta"),
            (BIG5, &traditional, "gbk", "detector"),
        ] {
            let page = format!("<html><head><meta charset=\"{label}\"></head>{text}");
            let (bytes, _, _) = encoding.encode(&page);
            assert_eq!(found(&bytes), (page.clone(), encoding.name(), how, 0), "{label}");
        }
        let (bytes, _, _) = GB18030.encode("局长");
        let named = decode_as(bytes.to_vec(), Some("gb2312")).expect("text");
        assert_eq!((named.text.as_str(), named.encoding, named.how), ("局长", "gb18030", "http"));
    }

    #[test]
    fn binary_data_is_refused() {
        assert!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0".to_vec()).is_err());
        assert!(decode(vec![1, 2, 3, 4, b'a', b'b', b'c']).is_err());
        let mut state = 7u32;
        for length in [100, 1000, 100_000] {
            let noise = (0..length).map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24) as u8
            });
            assert!(decode(noise.collect()).is_err(), "{length} random bytes");
        }
        assert_eq!(found(b"").1, "UTF-8");
    }
}
