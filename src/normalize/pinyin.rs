//! Readings put after characters, as pages for learners and some crawlers do: 國(guó)家, 数（shù）据（jù）.
//!
//! Only a bracket right behind Chinese characters that holds a syllable for each is a reading; 人工智能(AI) stays.
use rustc_hash::FxHashSet;

use super::chars::{after, before, is_han};
use crate::rules::{RuleError, RuleSet};
use crate::text::{EditBuilder, Pass, place};

/// With so many toned readings on a page, a syllable without a tone mark is a reading too.
const READING_PAGE: usize = 3;
/// zhuāng has six letters; combining marks may add two more.
const SYLLABLE_LETTERS: usize = 8;
/// Readings of words are no longer, in characters.
const LONGEST_WORD: usize = 40;

/// The pass with the table of syllables.
#[derive(Debug)]
pub(super) struct Readings {
    syllables: FxHashSet<String>,
}

struct Reading {
    start: usize,
    end: usize,
    toned: bool,
}

impl Readings {
    /// Reads `normalize/syllables.tsv`.
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("normalize/syllables")?;
        let [syllable] = table.columns(["syllable"])?;
        Ok(Self { syllables: table.rows().iter().map(|row| row.get(syllable).to_owned()).collect() })
    }

    /// 柳州(liǔ zhōu): the reading of several characters, each with a syllable of its own, whose opening bracket starts at
    /// `start`.
    fn reading_of_word(&self, text: &str, start: usize) -> Option<Reading> {
        let open = after(text, start).filter(|c| matches!(c, '(' | '（'))?;
        let inside = text.get(start + open.len_utf8()..)?;
        let end = inside.char_indices().take(LONGEST_WORD).find(|(_, c)| matches!(c, ')' | '）'))?;
        let (mut count, mut tones) = (0, 0);
        let inside = inside.get(..end.0)?;
        for part in inside.split([' ', '\u{a0}', '\'', '’', '-', '·']).filter(|part| !part.is_empty()) {
            let letters: Option<Vec<_>> = part.chars().map(plain).collect();
            let letters = letters?;
            count += self.syllables_of(&letters)?;
            tones += letters.iter().filter(|letter| letter.1).count();
        }
        let characters = text.get(..start)?.chars().rev().take(count).filter(|&c| is_han(c)).count();
        let read = count >= 2 && characters == count && tones <= count && 2 * tones > count;
        let end = start + open.len_utf8() + end.0 + end.1.len_utf8();
        read.then_some(Reading { start, end, toned: true })
    }

    /// How many syllables letters without a mark between them are, the fewest; none where they are no reading.
    fn syllables_of(&self, letters: &[(Option<char>, bool)]) -> Option<usize> {
        let mut fewest = vec![None; letters.len() + 1];
        fewest[0] = Some(0);
        for from in 0..letters.len() {
            let Some(count) = fewest[from] else { continue };
            let mut syllable = String::new();
            for (to, letter) in letters.iter().enumerate().skip(from).take(SYLLABLE_LETTERS) {
                syllable.extend(letter.0);
                if self.syllables.contains(&syllable) && fewest[to + 1].is_none_or(|n| n > count + 1) {
                    fewest[to + 1] = Some(count + 1);
                }
            }
        }
        fewest[letters.len()]
    }

    /// The reading whose opening bracket starts at `start`, wherever it stands; its letters stay in `syllable`.
    fn reading(&self, text: &str, start: usize, syllable: &mut String) -> Option<Reading> {
        let open = after(text, start).filter(|c| matches!(c, '(' | '（'))?;
        syllable.clear();
        let mut toned = false;
        let mut at = start + open.len_utf8();
        for _ in 0..=SYLLABLE_LETTERS {
            let c = after(text, at)?;
            at += c.len_utf8();
            if matches!(c, ')' | '）') {
                return self.syllables.contains(syllable).then_some(Reading { start, end: at, toned });
            }
            let (letter, tone) = plain(c)?;
            if tone {
                if toned {
                    return None;
                }
                toned = true;
            }
            match letter {
                // A combining diaeresis belongs to the u before it.
                Some('\u{308}') => {
                    syllable.pop().filter(|&u| u == 'u')?;
                    syllable.push('ü');
                }
                Some(letter) => syllable.push(letter),
                None => {}
            }
        }
        None
    }
}

/// Whether a text without such a character has no work for the pass: no reading goes where none has a tone mark.
pub(super) fn calls(c: char) -> bool {
    plain(c).is_some_and(|(_, tone)| tone)
}

impl Pass for Readings {
    fn name(&self) -> &'static str {
        "pinyin"
    }

    fn apply(&self, out: &mut EditBuilder<'_>) {
        let text = out.source();
        let mut found: Vec<Reading> = Vec::new();
        let mut memory = String::new();
        let (narrow, wide) = (place('('), place('（'));
        for start in out.characters().starts_of(|place| place == narrow || place == wide) {
            let open = if text.as_bytes().get(start) == Some(&b'(') { 1 } else { '（'.len_utf8() };
            // Cheap test first: most brackets hold something else than a Latin letter.
            if !matches!(text.as_bytes().get(start + open), Some(b'a'..=b'z' | b'A'..=b'Z' | 0xc3..=0xcc | 0xe1)) {
                continue;
            }
            if before(text, start).is_some_and(is_han) || found.last().is_some_and(|last| last.end == start) {
                let reading = self.reading(text, start, &mut memory);
                found.extend(reading.or_else(|| self.reading_of_word(text, start)));
            }
        }
        let many = found.iter().filter(|reading| reading.toned).count() >= READING_PAGE;
        let mut dropped = 0;
        for reading in found.iter().filter(|reading| reading.toned || many) {
            // One reading may follow another only if that one went.
            if !before(text, reading.start).is_some_and(is_han) && dropped != reading.start {
                continue;
            }
            out.copy_to(reading.start);
            out.drop(reading.end - reading.start);
            dropped = reading.end;
        }
    }
}

/// The letter without its tone mark (none for a mark that combines with the letter before), and whether it had one.
fn plain(c: char) -> Option<(Option<char>, bool)> {
    let (letter, tone) = match c {
        'a'..='z' | 'ü' | 'ê' => (c, false),
        'A'..='Z' => (c.to_ascii_lowercase(), false),
        // Phonetic letters that some fonts need.
        'ɡ' => ('g', false),
        'ɑ' => ('a', false),
        'ā' | 'á' | 'ǎ' | 'ă' | 'à' | 'Ā' | 'Á' | 'Ǎ' | 'À' => ('a', true),
        'ē' | 'é' | 'ě' | 'ĕ' | 'è' | 'Ē' | 'É' | 'Ě' | 'È' => ('e', true),
        'ī' | 'í' | 'ǐ' | 'ĭ' | 'ì' => ('i', true),
        'ō' | 'ó' | 'ǒ' | 'ŏ' | 'ò' | 'Ō' | 'Ó' | 'Ǒ' | 'Ò' => ('o', true),
        'ū' | 'ú' | 'ǔ' | 'ŭ' | 'ù' => ('u', true),
        'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => ('ü', true),
        'ń' | 'ň' | 'ǹ' => ('n', true),
        'ḿ' => ('m', true),
        'ế' | 'ề' => ('ê', true),
        '\u{308}' => ('\u{308}', false),
        '\u{300}' | '\u{301}' | '\u{304}' | '\u{306}' | '\u{30c}' => return Some((None, true)),
        _ => return None,
    };
    Some((Some(letter), tone))
}
