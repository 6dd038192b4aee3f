//! Words of the language that might be taken for names.
use crate::{
    rules::{Row, RuleError, RuleSet},
    text::Classes,
};

/// The words by their first characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// The number of each first character, from 1.
    heads: Classes<u16>,
    /// What follows each of them: the rows as they are read, since most of the table is never looked at.
    rows: Vec<Row>,
    /// The column of the second characters of words of two, each of three bytes.
    second: usize,
    /// The column of what follows in longer words, with commas between.
    longer: usize,
}

impl Words {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("persons/words")?;
        let [second, longer] = table.columns(["second", "longer"])?;
        let mut words = Self { heads: Classes::default(), rows: table.rows().to_vec(), second, longer };
        for (row, n) in words.rows.iter().zip(1..) {
            let mut key = row.get(0).chars();
            let (Some(head @ ..='\u{ffff}'), None) = (key.next(), key.next()) else {
                return Err(table.cell_fault(row, 0, "this is not one character of the basic plane"));
            };
            words.heads.add(head, n);
            let (seconds, rest) = row.get(second).as_bytes().as_chunks::<3>();
            if !rest.is_empty() || !seconds.iter().all(|c| matches!(c[0], 0xe0..0xf0)) || !seconds.is_sorted() {
                let help = "write characters of the basic plane in order of their code points";
                return Err(table.cell_fault(row, second, "characters out of order").help(help));
            }
        }
        Ok(words)
    }

    /// Whether `word`, of two characters or more, is one of them.
    pub(super) fn hold(&self, word: &str) -> bool {
        let mut chars = word.chars();
        let head = chars.next().map_or(0, |c| usize::from(self.heads.of(c)));
        let Some(row) = head.checked_sub(1).and_then(|n| self.rows.get(n)) else { return false };
        let tail = chars.as_str().as_bytes();
        chars.next();
        match tail.as_array::<3>().filter(|_| chars.as_str().is_empty()) {
            Some(second) => row.get(self.second).as_bytes().as_chunks::<3>().0.binary_search(second).is_ok(),
            None => {
                let tails = row.get(self.longer).as_bytes();
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
