//! Words of the language that might be taken for names.
use crate::{
    rules::{RuleError, RuleSet},
    text::Classes,
};

/// The words by their first characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// The number of each first character, from 1.
    heads: Classes<u16>,
    /// Where what follows each of them ends in `seconds` and in `tails`; first where it begins.
    ends: Vec<[u32; 2]>,
    /// The second characters of words of two.
    seconds: Vec<u16>,
    /// What follows in longer words, with commas between.
    tails: String,
}

impl Words {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("persons/words")?;
        let [second, longer] = table.columns(["second", "longer"])?;
        let mut words = Self { ends: vec![[0; 2]], ..Self::default() };
        for row in table.rows() {
            let mut key = row.get(0).chars();
            let (Some(head @ ..='\u{ffff}'), None) = (key.next(), key.next()) else {
                return Err(table.cell_fault(row, 0, "this is not one character of the basic plane"));
            };
            words.heads.add(head, words.ends.len() as u16);
            let from = words.seconds.len();
            words.seconds.extend(row.get(second).encode_utf16());
            if !words.seconds[from..].is_sorted() {
                return Err(table.cell_fault(row, second, "characters out of order").help("sort them by code point"));
            }
            words.tails.push_str(row.get(longer));
            words.ends.push([words.seconds.len() as u32, words.tails.len() as u32]);
        }
        Ok(words)
    }

    /// Whether `word`, of two characters or more, is one of them.
    pub(super) fn hold(&self, word: &str) -> bool {
        let mut chars = word.chars();
        let head = chars.next().map_or(0, |c| usize::from(self.heads.of(c)));
        let Some(&[from, to]) = head.checked_sub(1).and_then(|before| self.ends.get(before..=head)?.as_array()) else {
            return false;
        };
        let tail = chars.as_str();
        match (chars.next().and_then(|c| u16::try_from(c as u32).ok()), chars.as_str()) {
            (Some(second), "") => self.seconds[from[0] as usize..to[0] as usize].binary_search(&second).is_ok(),
            _ => {
                let tails = self.tails.as_bytes().get(from[1] as usize..to[1] as usize).unwrap_or(&[]);
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
