//! Traditional characters and variants become simplified ones, one character for one, with OpenCC's phrases for the
//! few that depend on their company (乾隆, 瞭解). The vocabulary stays: 資訊 becomes 资讯, not 信息.
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use rustc_hash::FxHashMap;

use super::chars::after;
use crate::rules::{RuleError, RuleSet, Table};
use crate::text::{EditBuilder, Pass};

/// A side with a smaller share than one in this many does not count.
const MINORITY: usize = 20;
/// Longest way from a variant to its simplified form.
const MAX_STEPS: usize = 8;
/// Marks a character of the table's range whose target lies outside it.
const ELSEWHERE: u16 = 0xffff;

/// What a page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Simplified, also where nothing tells the two apart.
    Hans,
    /// Traditional.
    Hant,
    /// Both, each with more than one in twenty of the telling characters.
    Mixed,
}

impl Script {
    /// As records spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hans => "hans",
            Self::Hant => "hant",
            Self::Mixed => "mixed",
        }
    }
}

/// The pass with its tables.
pub(super) struct ToSimplified {
    /// By code point; 0 = stays.
    near: Vec<u16>,
    /// What does not fit `near`.
    far: FxHashMap<char, char>,
    /// One bit a code point: found in simplified text only.
    simplified_only: Vec<u64>,
    phrases: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    images: Vec<String>,
}

impl std::fmt::Debug for ToSimplified {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ToSimplified").field("phrases", &self.images.len()).finish_non_exhaustive()
    }
}

impl ToSimplified {
    /// Reads `normalize/{t2s,variants,t2s_phrases}.tsv`.
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let mut new = Self {
            near: vec![0; 0x1_0000],
            far: FxHashMap::default(),
            simplified_only: vec![0; 0x1_0000 / 64],
            phrases: None,
            images: Vec::new(),
        };
        let t2s = pairs(rules.table("normalize/t2s")?, ["traditional", "simplified"])?;
        let variants = pairs(rules.table("normalize/variants")?, ["variant", "standard"])?;
        let steps: FxHashMap<char, char> = variants.iter().chain(&t2s).copied().collect();
        for &(from, _) in t2s.iter().chain(&variants) {
            new.put(from, steps_from(from, &steps));
        }
        for &(_, to) in t2s.iter().filter(|(_, to)| !steps.contains_key(to)) {
            // 后 里 台 and their like are simplified forms and old characters too; Big5 knows them.
            let telling = encoding_rs::BIG5.encode(to.encode_utf8(&mut [0; 4])).2;
            if let (true, Some(word)) = (telling, new.simplified_only.get_mut(to as usize / 64)) {
                *word |= 1 << (to as usize % 64);
            }
        }
        new.load_phrases(rules.table("normalize/t2s_phrases")?)?;
        Ok(new)
    }

    fn put(&mut self, from: char, to: char) {
        if from == to {
            return;
        }
        let near = u16::try_from(to as u32).unwrap_or(ELSEWHERE);
        match self.near.get_mut(from as usize) {
            Some(slot) => *slot = near,
            None => {
                self.far.insert(from, to);
            }
        }
        if near == ELSEWHERE {
            self.far.insert(from, to);
        }
    }

    fn load_phrases(&mut self, table: &Table) -> Result<(), RuleError> {
        let [from, to] = table.columns(["traditional", "simplified"])?;
        let mut phrases = std::collections::BTreeMap::new();
        for row in table.rows() {
            let (from, to) = (row.get(from), row.get(to));
            if from.chars().count() != to.chars().count() {
                let message = "both sides need the same number of characters";
                return Err(RuleError::new(table.path(), row.line, Some(from), message));
            }
            phrases.insert(from, to);
        }
        // What came out of a phrase must stay when it is read again.
        let stable: Vec<_> = phrases.values().copied().filter(|to| to.chars().any(|c| self.get(c).is_some())).collect();
        for image in stable {
            phrases.entry(image).or_insert(image);
        }
        self.images = phrases.values().map(|&image| image.to_owned()).collect();
        if phrases.is_empty() {
            return Ok(());
        }
        let numbered = phrases.keys().zip(0u32..).map(|(&phrase, i)| (phrase, i));
        let built = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(numbered)
            .map_err(|e| RuleError::new(table.path(), 1, None, e.to_string()))?;
        self.phrases = Some(built);
        Ok(())
    }

    /// What `c` becomes on its own, if it changes.
    fn get(&self, c: char) -> Option<char> {
        match self.near.get(c as usize) {
            Some(0) => None,
            Some(&ELSEWHERE) | None => self.far.get(&c).copied(),
            Some(&near) => char::from_u32(u32::from(near)),
        }
    }

    fn is_simplified_only(&self, c: char) -> bool {
        self.simplified_only.get(c as usize / 64).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
    }

    /// Byte of the first character that changes.
    fn first(&self, text: &str) -> Option<usize> {
        text.char_indices().find(|&(_, c)| c > '\u{7f}' && self.get(c).is_some()).map(|(at, _)| at)
    }

    /// What the page is written in, by the characters that only one of the two scripts has.
    pub(super) fn detect(&self, text: &str) -> Script {
        let Some(first) = self.first(text) else { return Script::Hans };
        let (mut old, mut new) = (0usize, 0usize);
        for c in text.chars() {
            new += usize::from(self.is_simplified_only(c));
        }
        for c in text.get(first..).unwrap_or("").chars() {
            old += usize::from(self.get(c).is_some());
        }
        let all = old + new;
        if old * MINORITY < all {
            Script::Hans
        } else if new * MINORITY < all {
            Script::Hant
        } else {
            Script::Mixed
        }
    }

    /// Converts up to byte `to`, character by character.
    fn convert(&self, out: &mut EditBuilder<'_>, to: usize) {
        let start = out.position();
        for (at, c) in out.source().get(start..to).unwrap_or("").char_indices() {
            if let Some(with) = self.get(c) {
                out.copy_to(start + at);
                out.replace(c.len_utf8(), with.encode_utf8(&mut [0; 4]));
            }
        }
        out.copy_to(to);
    }
}

impl Pass for ToSimplified {
    fn name(&self) -> &'static str {
        "script"
    }

    fn apply(&self, out: &mut EditBuilder<'_>) {
        let text = out.source();
        if self.first(text).is_none() {
            return;
        }
        if let Some(phrases) = &self.phrases {
            for found in phrases.leftmost_find_iter(text) {
                self.convert(out, found.start());
                let image = self.images.get(found.value() as usize).map_or("", String::as_str);
                for with in image.chars() {
                    let Some(c) = after(text, out.position()) else { break };
                    if c == with {
                        out.copy(c.len_utf8());
                    } else {
                        out.replace(c.len_utf8(), with.encode_utf8(&mut [0; 4]));
                    }
                }
            }
        }
        self.convert(out, text.len());
    }
}

/// The rows of a table of single characters.
fn pairs(table: &Table, columns: [&str; 2]) -> Result<Vec<(char, char)>, RuleError> {
    let [from, to] = table.columns(columns)?;
    let pair = |row: &crate::rules::Row| {
        let single = |s: &str| s.chars().next().filter(|c| c.len_utf8() == s.len());
        let found = single(row.get(from)).zip(single(row.get(to)));
        found.ok_or_else(|| RuleError::new(table.path(), row.line, Some(row.get(from)), "needs one character a cell"))
    };
    table.rows().iter().map(pair).collect()
}

/// The end of the way from `c`: a variant of a traditional character ends at the simplified one. A way that goes round
/// in circles ends where it began, so that nothing changes back and forth.
fn steps_from(c: char, steps: &FxHashMap<char, char>) -> char {
    let mut at = c;
    for _ in 0..MAX_STEPS {
        match steps.get(&at) {
            Some(&next) if next != c => at = next,
            Some(_) => return c,
            None => return at,
        }
    }
    c
}
