//! Word lists matched character by character, forwards from a position or backwards to one.
mod gate;
mod nodes;
mod way;

use nodes::Nodes;
use way::{Backward, Forward, width};

/// Words found from their first character on.
#[derive(Clone, Debug, Default)]
pub struct Trie(Nodes);

impl Trie {
    /// With room for so many words.
    pub fn with_room(words: usize) -> Self {
        Self(Nodes::with_room(words))
    }

    /// Adds a word; the value it had before, if any.
    pub fn insert(&mut self, word: &str, value: u32) -> Option<u32> {
        self.0.insert::<Forward>(word.chars(), value)
    }

    /// The value of a word, which is put in with `fresh` where it is new.
    pub fn value_of(&mut self, word: &str, fresh: u32) -> u32 {
        match self.insert(word, fresh) {
            Some(old) => {
                self.insert(word, old);
                old
            }
            None => fresh,
        }
    }

    /// All words that start at byte `at`, shortest first, as (end byte, value).
    #[inline]
    pub fn starting_at<'a>(&'a self, text: &'a str, at: usize) -> impl Iterator<Item = (usize, u32)> + 'a {
        self.0.words::<Forward>(text, at)
    }

    /// Tells of all words that start at byte `at`, shortest first, as end byte and value.
    #[inline]
    pub fn each_at(&self, text: &str, at: usize, tell: impl FnMut(usize, u32)) {
        self.0.each::<Forward>(text, at, tell);
    }

    /// Whether a word may start at byte `at`. Only first characters are looked at.
    #[inline]
    pub fn opens(&self, text: &str, at: usize) -> bool {
        self.0.opens::<Forward>(text, at)
    }

    /// The longest word that starts at byte `at`.
    #[inline]
    pub fn longest_at(&self, text: &str, at: usize) -> Option<(usize, u32)> {
        self.0.longest::<Forward>(text, at)
    }

    /// The first byte from `from` on where a word may start: a look at every character.
    pub fn next_start(&self, text: &str, from: usize) -> Option<usize> {
        let mut at = (from..text.len()).find(|&at| text.is_char_boundary(at))?;
        while let Some(&first) = text.as_bytes().get(at) {
            if self.0.opens::<Forward>(text, at) {
                return Some(at);
            }
            at += width(first);
        }
        None
    }
}

/// Words found from their last character back.
#[derive(Clone, Debug, Default)]
pub struct ReverseTrie(Nodes);

impl ReverseTrie {
    /// With room for so many words.
    pub fn with_room(words: usize) -> Self {
        Self(Nodes::with_room(words))
    }

    /// Adds a word; the value it had before, if any.
    pub fn insert(&mut self, word: &str, value: u32) -> Option<u32> {
        self.0.insert::<Backward>(word.chars().rev(), value)
    }

    /// All words that end before byte `at`, shortest first, as (start byte, value).
    #[inline]
    pub fn ending_at<'a>(&'a self, text: &'a str, at: usize) -> impl Iterator<Item = (usize, u32)> + 'a {
        self.0.words::<Backward>(text, at)
    }

    /// Whether a word may end before byte `at`. Only last characters are looked at.
    #[inline]
    pub fn opens(&self, text: &str, at: usize) -> bool {
        self.0.opens::<Backward>(text, at)
    }

    /// Tells of all words that end before byte `at`, shortest first, as start byte and value.
    #[inline]
    pub fn each_before(&self, text: &str, at: usize, tell: impl FnMut(usize, u32)) {
        self.0.each::<Backward>(text, at, tell);
    }

    /// The longest word that ends before byte `at`.
    #[inline]
    pub fn longest_before(&self, text: &str, at: usize) -> Option<(usize, u32)> {
        self.0.longest::<Backward>(text, at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{ReverseTrie, Trie};

    /// Few characters of every length, so that words share what they start and end with.
    fn word(longest: usize) -> impl Strategy<Value = String> {
        let chars = prop::collection::vec(prop::sample::select(&['省', '局', '数', 'a', 'é', '𠀀'][..]), 0..longest);
        chars.prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn words_are_found_as_by_comparing_them_all(words in prop::collection::vec(word(5), 0..12), text in word(16)) {
            let (mut trie, mut reverse) = (Trie::default(), ReverseTrie::default());
            for (n, word) in words.iter().enumerate().filter(|(_, word)| !word.is_empty()) {
                let old = words[..n].iter().rposition(|w| w == word).map(|n| n as u32);
                prop_assert_eq!(trie.insert(word, n as u32), old);
                prop_assert_eq!(reverse.insert(word, n as u32), old);
            }
            let last = |word: &str| words.iter().rposition(|w| w == word).filter(|_| !word.is_empty()).map(|n| n as u32);
            for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                let ends: Vec<_> =
                    (at..=text.len()).filter_map(|end| Some((end, last(text.get(at..end)?)?))).collect();
                prop_assert_eq!(trie.starting_at(&text, at).collect::<Vec<_>>(), ends.clone());
                let mut told = Vec::new();
                trie.each_at(&text, at, |end, value| told.push((end, value)));
                prop_assert_eq!(told, ends.clone());
                prop_assert_eq!(trie.longest_at(&text, at), ends.last().copied());
                prop_assert!(ends.is_empty() || trie.next_start(&text, at) == Some(at) );
                let starts: Vec<_> =
                    (0..=at).rev().filter_map(|start| Some((start, last(text.get(start..at)?)?))).collect();
                prop_assert_eq!(reverse.ending_at(&text, at).collect::<Vec<_>>(), starts.clone());
                prop_assert!(starts.is_empty() || reverse.opens(&text, at));
                let mut told = Vec::new();
                reverse.each_before(&text, at, |start, value| told.push((start, value)));
                prop_assert_eq!(told, starts.clone());
                prop_assert_eq!(reverse.longest_before(&text, at), starts.last().copied());
            }
        }
    }
}
