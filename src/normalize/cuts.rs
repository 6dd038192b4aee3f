//! Words of three characters and more that names of bodies and ranks are made of: a line end or a blank inside one cuts
//! it in two.
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::{chars::is_han, rows::Rows};
use crate::rules::{RuleError, RuleSet};

/// The longest of these words that is looked for, in characters.
const WORD_CHARACTERS: usize = 10;

/// The words.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    words: FxHashSet<SmolStr>,
    /// Any two or three characters in a row of one of them: hardly any line end is between such characters.
    pairs: Rows,
    threes: Rows,
}

impl Cuts {
    /// Reads `agencies/{departments,functions,bodies}.tsv` and `ranks/words.tsv`.
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let mut words: FxHashSet<SmolStr> = FxHashSet::default();
        for table in ["agencies/departments", "agencies/functions", "agencies/bodies", "ranks/words"] {
            let rows = rules.table(table)?.rows();
            words.reserve(rows.len());
            let rows = rows.iter().map(|row| row.get(0));
            let fits = |word: &&str| (3..=WORD_CHARACTERS).contains(&word.chars().count());
            words.extend(rows.filter(fits).map(SmolStr::new));
        }
        let (mut pairs, mut threes) = (Rows::default(), Rows::default());
        for word in words.iter().map(SmolStr::as_str) {
            let mut row = ['\0'; 3];
            for (n, c) in word.chars().enumerate() {
                row = [row[1], row[2], c];
                if n >= 1 {
                    pairs.insert([row[1], c]);
                }
                if n >= 2 {
                    threes.insert(row);
                }
            }
        }
        Ok(Self { words, pairs, threes })
    }

    /// Whether the end of `last` and the start of `line` make such a word together.
    pub(super) fn between(&self, last: &str, line: &str) -> bool {
        let (mut before, mut behind) = (last.chars().rev(), line.chars());
        let (Some(end), Some(start)) = (before.next(), behind.next()) else { return false };
        if !self.pairs.may_hold([end, start]) {
            return false;
        }
        // Two of the three or more characters stand on one side.
        if !before.next().is_some_and(|c| self.threes.may_hold([c, end, start]))
            && !behind.next().is_some_and(|c| self.threes.may_hold([end, start, c]))
        {
            return false;
        }
        let heads = || line.char_indices().take(WORD_CHARACTERS).take_while(|&(_, c)| is_han(c));
        let mut tail = last.char_indices().rev().take(WORD_CHARACTERS).take_while(|&(_, c)| is_han(c));
        tail.any(|(from, _)| {
            let mut word = last.get(from..).unwrap_or("").to_owned();
            heads().any(|(_, c)| {
                word.push(c);
                self.words.contains(word.as_str())
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Cuts, WORD_CHARACTERS, is_han};
    use crate::rules::RuleSet;

    #[test]
    fn words_are_known_wherever_they_are_cut() {
        let rules = RuleSet::embedded().expect("the rules load");
        let cuts = Cuts::new(&rules).expect("the words are read");
        for row in rules.table("agencies/departments").expect("a table").rows() {
            let word = row.get(0);
            let fits = (3..=WORD_CHARACTERS).contains(&word.chars().count()) && word.chars().all(is_han);
            for (at, _) in word.char_indices().skip(1).filter(|_| fits) {
                let (head, tail) = word.split_at(at);
                assert!(cuts.between(head, tail), "{head}|{tail}");
            }
        }
    }
}
