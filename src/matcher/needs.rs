//! What every match of a pattern holds: known from the pattern alone, and cheaper to look for than a match.
use regex_syntax::hir::{Class, Hir, HirKind};
use rustc_hash::FxHashMap;

use super::pattern::{Pattern, Symbol, Symbols};

/// Which sets of kinds of mentions are enough for a match: a bit for each set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Enough(u128);

impl Enough {
    /// Every set.
    #[cfg(test)]
    pub(super) const ANY: Self = Self(u128::MAX);

    /// For a match of a pattern.
    pub(super) fn of(hir: &Hir) -> Self {
        let kind = |c: char| Symbol::SPELLED.iter().find(|s| s.2 == c).map_or(u128::MAX, |s| WITH[s.0 as usize]);
        Self(match hir.kind() {
            HirKind::Literal(literal) => {
                str::from_utf8(&literal.0).unwrap_or("").chars().fold(u128::MAX, |all, c| all & kind(c))
            }
            HirKind::Class(_) => match &*chars(hir) {
                [] => u128::MAX,
                few => few.iter().fold(0, |all, &c| all | kind(c)),
            },
            HirKind::Capture(capture) => Self::of(&capture.sub).0,
            HirKind::Repetition(repetition) if repetition.min > 0 => Self::of(&repetition.sub).0,
            HirKind::Concat(parts) => parts.iter().fold(u128::MAX, |all, part| all & Self::of(part).0),
            HirKind::Alternation(parts) => parts.iter().fold(0, |all, part| all | Self::of(part).0),
            _ => u128::MAX,
        })
    }

    /// Whether this set is.
    pub(super) fn is(self, set: Symbols) -> bool {
        self.0 >> set.0 & 1 != 0
    }

    /// The kinds that all of them hold.
    pub(super) fn needs(self) -> Symbols {
        Symbol::ALL.into_iter().filter(|&kind| self.0 & !WITH[kind as usize] == 0).collect()
    }
}

/// By kind: the sets that hold it.
const WITH: [u128; Symbol::ALL.len()] = {
    let mut with = [0; _];
    let mut kind = 0;
    while kind < with.len() {
        // The sets that hold it and those that do not come in turn.
        let half = 1 << kind;
        with[kind] = (u128::MAX / ((1 << half) + 1)) << half;
        kind += 1;
    }
    with
};

/// How often patterns speak of each character: what they seldom name seldom stands in a line.
pub(super) struct Needs(FxHashMap<char, usize>);

impl Needs {
    pub(super) fn of(patterns: &[Pattern]) -> Self {
        let mut counts = Self(FxHashMap::default());
        for pattern in patterns {
            counts.count(&pattern.hir);
            pattern.trigger.iter().flat_map(|t| t.chars()).for_each(|c| *counts.0.entry(c).or_default() += 1);
        }
        counts
    }

    fn count(&mut self, hir: &Hir) {
        chars(hir).into_iter().for_each(|c| *self.0.entry(c).or_default() += 1);
        hir.kind().subs().iter().for_each(|sub| self.count(sub));
    }

    /// Characters of which every match of a pattern holds one, those that are named least often: not what its triggers
    /// hold already, nor a kind of mentions.
    pub(super) fn rarest(&self, pattern: &Pattern) -> Option<Vec<char>> {
        let is_news = |chars: &[char]| {
            let is_symbol = matches!(chars, [c] if Symbol::ALL.iter().any(|s| s.char() == *c));
            !is_symbol && !pattern.trigger.iter().all(|t| t.contains(chars))
        };
        self.lightest(self.one_of(&pattern.hir).into_iter().filter(|chars| is_news(chars)))
    }

    /// Sets of characters; every match of a part holds one of each set.
    fn one_of(&self, hir: &Hir) -> Vec<Vec<char>> {
        match hir.kind() {
            HirKind::Literal(_) => chars(hir).into_iter().map(|c| vec![c]).collect(),
            HirKind::Class(_) => Some(chars(hir)).filter(|chars| !chars.is_empty()).into_iter().collect(),
            HirKind::Capture(capture) => self.one_of(&capture.sub),
            HirKind::Repetition(repetition) if repetition.min > 0 => self.one_of(&repetition.sub),
            HirKind::Concat(parts) => parts.iter().flat_map(|part| self.one_of(part)).collect(),
            HirKind::Alternation(parts) => {
                let each: Option<Vec<_>> = parts.iter().map(|part| self.lightest(self.one_of(part))).collect();
                each.map(|sets| sets.concat()).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn lightest(&self, sets: impl IntoIterator<Item = Vec<char>>) -> Option<Vec<char>> {
        let weight = |chars: &Vec<char>| -> usize { chars.iter().filter_map(|c| self.0.get(c)).sum() };
        sets.into_iter().min_by_key(weight)
    }
}

/// The characters of a literal, or of a class of few.
fn chars(hir: &Hir) -> Vec<char> {
    const FEW: usize = 32;
    match hir.kind() {
        HirKind::Literal(literal) => str::from_utf8(&literal.0).unwrap_or("").chars().collect(),
        HirKind::Class(Class::Unicode(class)) if class.iter().map(|range| range.len()).sum::<usize>() <= FEW => {
            class.iter().flat_map(|range| range.start()..=range.end()).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Enough, Symbol, Symbols};

    #[test]
    fn what_mentions_are_enough_is_told_by_the_ways_of_a_pattern() {
        type Fits = fn(&dyn Fn(Symbol) -> bool) -> bool;
        let patterns: [(&str, Fits); 4] = [
            ("a\u{e000}.*(?:\u{e002}|b\u{e005})\u{e001}?", |has| {
                has(Symbol::Persons) && (has(Symbol::Date) || has(Symbol::Place))
            }),
            ("[\u{e003}\u{e006}](?:\u{e001}c){2}", |has| {
                (has(Symbol::Agency) || has(Symbol::Organization)) && has(Symbol::Posts)
            }),
            ("\u{e004}|[^\u{e000}]", |_| true),
            ("[a\u{e004}]\u{e004}*", |_| true),
        ];
        for (pattern, fits) in patterns {
            let enough = Enough::of(&regex_syntax::parse(pattern).unwrap());
            for set in (0..Symbols::SETS).map(|set| Symbols(set as u8)) {
                assert_eq!(enough.is(set), fits(&|kind| set.has(kind)), "{pattern:?} with {set:?}");
            }
            let needed = |kind| !(0..Symbols::SETS).any(|set| enough.is(Symbols(set as u8 & !(1 << kind as u8))));
            assert!(Symbol::ALL.into_iter().all(|kind| enough.needs().has(kind) == needed(kind)), "{pattern:?}");
        }
    }
}
