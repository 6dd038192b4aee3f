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
    /// The second characters of words of two, each of three bytes.
    seconds: String,
    /// What follows in longer words, with commas between.
    tails: String,
}

impl Words {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("persons/words")?;
        let [second, longer] = table.columns(["second", "longer"])?;
        let size = |column| table.rows().iter().map(|row| row.get(column).len()).sum();
        let (seconds, tails) = (String::with_capacity(size(second)), String::with_capacity(size(longer)));
        let mut words = Self { ends: vec![[0; 2]], seconds, tails, ..Self::default() };
        for row in table.rows() {
            let mut key = row.get(0).chars();
            let (Some(head @ ..='\u{ffff}'), None) = (key.next(), key.next()) else {
                return Err(table.cell_fault(row, 0, "this is not one character of the basic plane"));
            };
            words.heads.add(head, words.ends.len() as u16);
            let (seconds, rest) = row.get(second).as_bytes().as_chunks::<3>();
            if !rest.is_empty() || !seconds.iter().all(|c| matches!(c[0], 0xe0..0xf0)) || !seconds.is_sorted() {
                let help = "write characters of the basic plane in order of their code points";
                return Err(table.cell_fault(row, second, "characters out of order").help(help));
            }
            words.seconds.push_str(row.get(second));
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
        let tail = chars.as_str().as_bytes();
        chars.next();
        match tail.as_array::<3>().filter(|_| chars.as_str().is_empty()) {
            Some(second) => stretch(&self.seconds, from[0], to[0]).as_chunks::<3>().0.binary_search(second).is_ok(),
            None => {
                let tails = stretch(&self.tails, from[1], to[1]);
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

fn stretch(text: &str, from: u32, to: u32) -> &[u8] {
    text.as_bytes().get(from as usize..to as usize).unwrap_or(&[])
}
