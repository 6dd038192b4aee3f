//! Phrases whose characters do not become what they would become alone: 乾隆 keeps 乾, 瞭解 becomes 了解.
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{super::rows::Rows, characters::Characters};
use crate::rules::{RuleError, RuleSet};

/// The phrases by their first character.
#[derive(Debug)]
pub(super) struct Phrases {
    /// A phrase and what it becomes; the longest first.
    by_first: FxHashMap<char, Vec<(String, String)>>,
    /// How they begin, those of one character by that alone.
    heads: Rows,
}

impl Phrases {
    /// Reads `normalize/t2s_phrases.tsv`.
    pub(super) fn new(rules: &RuleSet, characters: &Characters) -> Result<Self, RuleError> {
        let table = rules.table("normalize/t2s_phrases")?;
        let [from, to] = table.columns(["traditional", "simplified"])?;
        let mut phrases = BTreeMap::new();
        for row in table.rows() {
            let (from, to) = (row.get(from), row.get(to));
            if from.chars().count() != to.chars().count() {
                let message = "both sides need the same number of characters";
                return Err(table.fault(row, message));
            }
            phrases.insert(from, to);
        }
        // What came out of a phrase must stay when it is read again.
        let changes = |to: &&str| to.chars().any(|c| characters.get(c).is_some());
        let images: Vec<_> = phrases.values().copied().filter(changes).collect();
        for image in images {
            phrases.entry(image).or_insert(image);
        }
        let mut new = Self { by_first: FxHashMap::default(), heads: Rows::default() };
        let mut phrases: Vec<_> = phrases.into_iter().collect();
        phrases.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
        for (from, to) in phrases {
            let mut chars = from.chars();
            let Some(first) = chars.next() else { continue };
            match chars.next() {
                Some(second) => new.heads.insert([first, second]),
                None => new.heads.insert([first]),
            }
            new.by_first.entry(first).or_default().push((from.to_owned(), to.to_owned()));
        }
        Ok(new)
    }

    /// The characters that some phrase starts with.
    pub(super) fn first(&self) -> impl Iterator<Item = char> {
        self.by_first.keys().copied()
    }

    /// The characters that some phrase changes, of phrases whose first character is wanted.
    pub(super) fn changed(&self, is_wanted: impl Fn(char) -> bool) -> impl Iterator<Item = char> {
        let phrases =
            self.by_first.iter().filter(move |(first, _)| is_wanted(**first)).flat_map(|(_, phrases)| phrases);
        let pairs = phrases.flat_map(|(from, to)| from.chars().zip(to.chars()));
        pairs.filter(|(from, to)| from != to).map(|(from, _)| from)
    }

    /// What the longest phrase becomes that a text begins with, whose first characters these are.
    pub(super) fn at(&self, text: &str, first: char, second: Option<char>) -> Option<&str> {
        if !self.heads.may_hold([first]) && !second.is_some_and(|second| self.heads.may_hold([first, second])) {
            return None;
        }
        let found = self.by_first.get(&first)?.iter().find(|(from, _)| text.starts_with(from.as_str()))?;
        Some(&found.1)
    }
}
