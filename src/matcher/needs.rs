//! What every match of a pattern holds: known from the pattern alone, and cheaper to look for than a match.
use rustc_hash::FxHashMap;

use super::{
    part::Part,
    pattern::{Pattern, Symbol, Symbols},
};

/// Which sets of kinds of mentions are enough for a match: a bit for each set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Enough(u128);

impl Enough {
    /// Every set.
    #[cfg(test)]
    pub(super) const ANY: Self = Self(u128::MAX);

    /// For a match of a pattern.
    pub(super) fn of(part: &Part) -> Self {
        let kind = |c: char| match c {
            '\u{e000}'..='\u{f8ff}' => {
                Symbol::SPELLED.iter().find(|s| s.2 == c).map_or(u128::MAX, |s| WITH[s.0 as usize])
            }
            _ => u128::MAX,
        };
        Self(match part {
            Part::Word(word) => word.chars().fold(u128::MAX, |all, c| all & kind(c)),
            Part::Class(_) => few(part).map_or(u128::MAX, |chars| chars.fold(0, |all, c| all | kind(c))),
            Part::Group(_, part) => Self::of(part).0,
            Part::Counted(counted) if counted.min > 0 => Self::of(&counted.part).0,
            Part::Row(parts) => parts.iter().fold(u128::MAX, |all, part| all & Self::of(part).0),
            Part::Choice(ways) => ways.iter().fold(0, |all, way| all | Self::of(way).0),
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
            counts.count(&pattern.part);
            pattern.trigger.iter().flat_map(|t| t.chars()).for_each(|c| *counts.0.entry(c).or_default() += 1);
        }
        counts
    }

    fn count(&mut self, part: &Part) {
        let mut add = |c| *self.0.entry(c).or_default() += 1;
        match part {
            Part::Word(word) => word.chars().for_each(add),
            Part::Class(_) => few(part).into_iter().flatten().for_each(&mut add),
            _ => part.parts().iter().for_each(|part| self.count(part)),
        }
    }

    /// Characters of which every match of a pattern holds one, those that are named least often: not what its triggers
    /// hold already, nor a kind of mentions.
    pub(super) fn rarest(&self, pattern: &Pattern) -> Option<Vec<char>> {
        let mut lightest = Lightest::default();
        self.each(&pattern.part, &mut |chars| {
            let is_symbol = matches!(chars, [c] if Symbol::stands(*c));
            if !is_symbol && !pattern.trigger.iter().all(|t| t.contains(chars)) {
                lightest.see(chars, self);
            }
        });
        lightest.chars
    }

    /// Shows `see` sets of characters; every match of a part holds one of each set.
    fn each(&self, part: &Part, see: &mut dyn FnMut(&[char])) {
        match part {
            Part::Word(word) => word.chars().for_each(|c| see(&[c])),
            Part::Class(_) => {
                if let Some(chars) = few(part) {
                    see(&chars.collect::<Vec<_>>());
                }
            }
            Part::Group(_, part) => self.each(part, see),
            Part::Counted(counted) if counted.min > 0 => self.each(&counted.part, see),
            Part::Row(parts) => parts.iter().for_each(|part| self.each(part, see)),
            Part::Choice(ways) => {
                let mut all = Vec::new();
                for way in ways {
                    let mut lightest = Lightest::default();
                    self.each(way, &mut |chars| lightest.see(chars, self));
                    match lightest.chars {
                        Some(chars) => all.extend(chars),
                        None => return,
                    }
                }
                see(&all);
            }
            _ => {}
        }
    }
}

/// Of the sets that were seen, the first of those that are named least often.
#[derive(Default)]
struct Lightest {
    weight: usize,
    chars: Option<Vec<char>>,
}

impl Lightest {
    fn see(&mut self, chars: &[char], needs: &Needs) {
        let weight = chars.iter().filter_map(|c| needs.0.get(c)).sum();
        if self.chars.is_none() || weight < self.weight {
            *self = Self { weight, chars: Some(chars.to_vec()) };
        }
    }
}

/// The characters of a class of few.
fn few(part: &Part) -> Option<impl Iterator<Item = char>> {
    const FEW: usize = 32;
    let Part::Class(class) = part else { return None };
    let few = !class.ranges().is_empty() && class.iter().map(|range| range.len()).sum::<usize>() <= FEW;
    few.then(|| class.iter().flat_map(|range| range.start()..=range.end()))
}

#[cfg(test)]
mod tests {
    use super::{super::syntax, Enough, Symbol, Symbols};

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
            let enough = Enough::of(&syntax::parse(pattern).unwrap());
            for set in (0..Symbols::SETS).map(|set| Symbols(set as u8)) {
                assert_eq!(enough.is(set), fits(&|kind| set.has(kind)), "{pattern:?} with {set:?}");
            }
            let needed = |kind| !(0..Symbols::SETS).any(|set| enough.is(Symbols(set as u8 & !(1 << kind as u8))));
            assert!(Symbol::ALL.into_iter().all(|kind| enough.needs().has(kind) == needed(kind)), "{pattern:?}");
        }
    }
}
