//! One look at every character: where does something stand that an extractor should look at?
//!
//! Everything later works from these positions, so that text without triggers costs this one pass only.

/// Which extractor a character calls. A character may call several.
#[derive(Clone, Debug)]
pub struct Scanner {
    classes: Box<[u8]>,
}

/// Byte positions, ascending, by extractor.
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
    /// Where 《…》 may start.
    pub documents: Vec<u32>,
    /// Where a place's name may start.
    pub places: Vec<u32>,
}

impl Triggers {
    /// Forgets the positions, keeps the memory.
    pub fn clear(&mut self) {
        let Self { dates, bodies, titles, ranks, documents, places } = self;
        for list in [dates, bodies, titles, ranks, documents, places] {
            list.clear();
        }
    }
}

impl Default for Scanner {
    fn default() -> Self {
        Self { classes: vec![0; 1 << 16].into_boxed_slice() }
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
    /// A document's name may start with `c`.
    pub const DOCUMENT: u8 = 16;
    /// A place's name may start with `c`.
    pub const PLACE: u8 = 32;

    /// Calls the extractor of `class` at `c`. Characters outside the basic plane call none.
    pub fn call(&mut self, c: char, class: u8) {
        if let Some(slot) = self.classes.get_mut(c as usize) {
            *slot |= class;
        }
    }

    /// Collects the positions of `text` into `out`.
    pub fn scan(&self, text: &str, out: &mut Triggers) {
        out.clear();
        // Most positions are dates' and bodies'; one in sixteen bytes is much.
        out.dates.reserve(text.len() / 32);
        out.bodies.reserve(text.len() / 16);
        let bytes = text.as_bytes();
        let (mut next, mut digits) = (0, false);
        while let Some(&first) = bytes.get(next) {
            let at = next as u32;
            // Decoded by hand: nothing but the table is asked for each character.
            let code = match (first, bytes.get(next + 1..next + 3)) {
                (0..0x80, _) => {
                    next += 1;
                    usize::from(first)
                }
                (0xe0..0xf0, Some(&[b, c])) => {
                    next += 3;
                    usize::from(first & 0xf) << 12 | usize::from(b & 0x3f) << 6 | usize::from(c & 0x3f)
                }
                _ => match text.get(next..).and_then(|t| t.chars().next()) {
                    Some(c) => {
                        next += c.len_utf8();
                        c as usize
                    }
                    None => break,
                },
            };
            let class = self.classes.get(code).copied().unwrap_or(0);
            if class == 0 {
                digits = false;
                continue;
            }
            let end = next as u32;
            let is_digit = first.is_ascii_digit();
            // In a run of digits only the first can start a date.
            if class & Self::DATE != 0 && !(digits && is_digit) {
                out.dates.push(at);
            }
            digits = is_digit;
            if class & Self::BODY != 0 {
                out.bodies.push(end);
            }
            if class & Self::TITLE != 0 {
                out.titles.push(end);
            }
            if class & Self::RANK != 0 {
                out.ranks.push(end);
            }
            if class & Self::DOCUMENT != 0 {
                out.documents.push(at);
            }
            if class & Self::PLACE != 0 {
                out.places.push(at);
            }
        }
    }
}
