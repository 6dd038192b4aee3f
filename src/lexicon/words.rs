//! Words of the language that might be taken for names.
use std::ops::Range;

use crate::{
    rules::{RuleError, RuleSet},
    text::Classes,
};

/// The words by their first characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// The number of each first character, from 1.
    heads: Classes<u16>,
    /// What follows them, by these numbers: the second characters of words of two.
    seconds: Vec<Range<u32>>,
    chars: Vec<u16>,
    /// And what follows in longer words, with commas between.
    longer: Vec<Range<u32>>,
    tails: String,
}

impl Words {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("persons/words")?;
        let [second, longer] = table.columns(["second", "longer"])?;
        let mut words = Self { seconds: vec![0..0], longer: vec![0..0], ..Self::default() };
        for row in table.rows() {
            let mut key = row.get(0).encode_utf16();
            let (Some(_), None) = (key.next(), key.next()) else {
                return Err(table.cell_fault(row, 0, "this is not one character of the basic plane"));
            };
            let from = (words.chars.len(), words.tails.len());
            words.chars.extend(row.get(second).encode_utf16());
            words.tails.push_str(row.get(longer));
            if !words.chars[from.0..].is_sorted() {
                return Err(table.cell_fault(row, second, "characters out of order").help("sort them by code point"));
            }
            words.heads.add(row.get(0).chars().next().unwrap_or_default(), words.seconds.len() as u16);
            words.seconds.push(from.0 as u32..words.chars.len() as u32);
            words.longer.push(from.1 as u32..words.tails.len() as u32);
        }
        Ok(words)
    }

    /// Whether `word`, of two characters or more, is one of them.
    pub(super) fn hold(&self, word: &str) -> bool {
        let mut chars = word.chars();
        let Some(head) = chars.next().map(|c| usize::from(self.heads.of(c))) else { return false };
        let tail = chars.as_str();
        match (chars.next().and_then(|c| u16::try_from(c as u32).ok()), chars.as_str()) {
            (Some(second), "") => {
                let Range { start, end } = self.seconds[head];
                self.chars[start as usize..end as usize].binary_search(&second).is_ok()
            }
            _ => {
                let Range { start, end } = self.longer[head];
                let tails = self.tails.as_bytes().get(start as usize..end as usize).unwrap_or(&[]);
                let comma = |at: usize| tails.get(at).is_none_or(|&byte| byte == b',');
                let whole = |at: usize| at.checked_sub(1).is_none_or(comma) && comma(at + tail.len());
                !tail.is_empty() && memchr::memmem::find_iter(tails, tail).any(whole)
            }
        }
    }

    /// Whether one of them stands in `name`.
    pub(super) fn stand_in(&self, name: &str) -> bool {
        let bounds = || name.char_indices().map(|(at, _)| at).chain([name.len()]);
        bounds()
            .enumerate()
            .any(|(n, start)| bounds().skip(n + 2).any(|end| name.get(start..end).is_some_and(|word| self.hold(word))))
    }
}
