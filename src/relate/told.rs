//! A line with the words in it that say how it is meant, read once for all who ask, and only where somebody does.
use std::{
    cell::RefCell,
    ops::{Deref, Range},
};

use super::{
    bodies::BodyCue,
    cues::RelationCue,
    line::{Item, Line},
    tenures::HolderCue,
    words::{Role, Roles, Spoken, Words},
};
use crate::matcher::{Cues, Symbol};

/// How much of a line, in bytes, is near.
pub(super) const NEAR_BYTES: usize = 900;

/// So many bytes of a line are read at a time.
const STRETCH: usize = 32;

/// The words of a line, as far as they were asked for; its memory is used again.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// For each stretch of the line where the words that start in it stand, once it was read.
    stretches: Vec<Option<(u32, u32)>>,
    words: Vec<Spoken>,
}

impl Heard {
    fn clear(&mut self) {
        self.stretches.clear();
        self.words.clear();
    }

    /// The words that start in a stretch.
    fn stretch(&mut self, n: usize, line: &str, words: &Words) -> &[Spoken] {
        if self.stretches.is_empty() {
            self.stretches.resize(line.len() / STRETCH + 1, None);
        }
        let Some(place) = self.stretches.get_mut(n) else { return &[] };
        let (from, to) = *place.get_or_insert_with(|| {
            let from = self.words.len();
            words.read(line, n * STRETCH..(n + 1) * STRETCH, &mut self.words);
            (from as u32, self.words.len() as u32)
        });
        self.words.get(from as usize..to as usize).unwrap_or(&[])
    }
}

/// A rewritten line and its words.
pub(super) struct Told<'l> {
    line: &'l Line<'l>,
    words: &'l Words,
    heard: &'l RefCell<Heard>,
    /// The first and the last mention of each kind.
    ends: [Option<(&'l Item, &'l Item)>; Symbol::ALL.len()],
    /// Where something may stand on the line that relations watch for, and the character it begins with.
    pub(super) watched: &'l [(u32, char)],
}

impl<'l> Deref for Told<'l> {
    type Target = Line<'l>;

    fn deref(&self) -> &Line<'l> {
        self.line
    }
}

impl<'l> Told<'l> {
    /// `heard` is memory.
    pub(super) fn new(
        line: &'l Line<'l>,
        words: &'l Words,
        watched: &'l [(u32, char)],
        heard: &'l RefCell<Heard>,
    ) -> Self {
        heard.borrow_mut().clear();
        let mut ends: [Option<(&Item, &Item)>; _] = [None; _];
        for item in line.items {
            let ends = &mut ends[item.symbol as usize];
            *ends = Some((ends.map_or(item, |(first, _)| first), item));
        }
        Self { line, words, heard, ends, watched }
    }

    /// Whether a mention of this kind stands on the line.
    pub(super) fn holds(&self, symbol: Symbol) -> bool {
        self.ends[symbol as usize].is_some()
    }

    /// The first mention of this kind.
    pub(super) fn first(&self, symbol: Symbol) -> Option<&'l Item> {
        self.ends[symbol as usize].map(|(first, _)| first)
    }

    /// The last mention of this kind.
    pub(super) fn last_of(&self, symbol: Symbol) -> Option<&'l Item> {
        self.ends[symbol as usize].map(|(_, last)| last)
    }

    /// Whether `fits` takes one of the words in a range, which it is shown in order; of those that start together the
    /// shortest comes first.
    pub(super) fn any_word(&self, range: Range<usize>, mut fits: impl FnMut(&Spoken) -> bool) -> bool {
        let heard = &mut *self.heard.borrow_mut();
        let inside = |word: &&Spoken| word.is_inside(&range);
        let mut stretches = range.start / STRETCH..range.end.div_ceil(STRETCH);
        stretches.any(|n| heard.stretch(n, self.line.text, self.words).iter().filter(inside).any(&mut fits))
    }

    /// The roles of all words in a range. Without branches: which words stand inside is not to be foreseen.
    pub(super) fn roles_in(&self, range: Range<usize>) -> Roles {
        let heard = &mut *self.heard.borrow_mut();
        let mut roles = Roles::default();
        for n in range.start / STRETCH..range.end.div_ceil(STRETCH) {
            for word in heard.stretch(n, self.line.text, self.words) {
                roles = roles.or(word.roles.only_if(word.is_inside(&range)));
            }
        }
        roles
    }

    /// Whether a word of this role stands in a range.
    pub(super) fn inside(&self, role: Role, range: Range<usize>) -> bool {
        self.roles_in(range).has(role)
    }

    /// What words show that are looked for at one place only.
    pub(super) fn cues(&self) -> &'l Cues<RelationCue> {
        &self.words.cues
    }

    /// What words around bodies or in their names tell.
    pub(super) fn signs(&self) -> &'l Cues<BodyCue> {
        &self.words.signs
    }

    /// What words show around posts and their holders.
    pub(super) fn holders(&self) -> &'l Cues<HolderCue> {
        &self.words.holders
    }

    /// The roles of the words in a range that end where it does.
    pub(super) fn roles_closing(&self, range: Range<usize>) -> Roles {
        self.words.roles_ending(self.part(range))
    }

    /// The roles of all words that end at byte `at`.
    pub(super) fn roles_ending(&self, at: usize) -> Roles {
        self.roles_closing(0..at)
    }

    /// Whether a word of this role ends at byte `at`.
    pub(super) fn ends(&self, role: Role, at: usize) -> bool {
        self.roles_ending(at).has(role)
    }

    /// Where the shortest word of this role starts that ends at byte `at`.
    pub(super) fn before(&self, role: Role, at: usize) -> Option<usize> {
        self.words.before(role, self.part(0..at)).map(str::len)
    }

    /// Whether a word of this role starts at byte `at`.
    pub(super) fn starts(&self, role: Role, at: usize) -> bool {
        self.words.starts(role, self.part(at..self.text.len()))
    }

    /// The range from byte `from` up to byte `at`, as far as it is near.
    pub(super) fn near_range(&self, from: usize, at: usize) -> Range<usize> {
        self.text.floor_char_boundary(from.max(at.saturating_sub(NEAR_BYTES)))..at
    }

    /// What a range of the line says.
    pub(super) fn part(&self, range: Range<usize>) -> &'l str {
        self.line.text.get(range).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Heard, RefCell, Told};
    use crate::{
        relate::{
            line::Line,
            words::{Role, Words},
        },
        rules::RuleSet,
    };

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_looked_up_is_what_stands_there(
            parts in prop::collection::vec(
                prop::sample::select(&["成立", "由原", "由", "新组建的", "不再", "管理的", "的", "办公室", "前身", "é", "𠀀", "a", "，", "国"][..]),
                0..24,
            ),
        ) {
            const ROLES: [Role; 6] =
                [Role::Object, Role::Attribute, Role::Founds, Role::Fresh, Role::Unread, Role::NoLonger];
            let text = parts.concat();
            let words = Words::new(&RuleSet::embedded().unwrap()).unwrap();
            let line = Line::of(&text);
            let heard = RefCell::new(Heard::default());
            let told = Told::new(&line, &words, &[], &heard);
            let places: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
            for (n, &at) in places.iter().enumerate() {
                let (head, rest) = text.split_at(at);
                for role in ROLES {
                    prop_assert_eq!(told.ends(role, at), words.ends(role, head));
                    prop_assert_eq!(told.before(role, at), words.before(role, head).map(str::len));
                    prop_assert_eq!(told.roles_ending(at).has(role), words.ends(role, head));
                    prop_assert_eq!(told.starts(role, at), words.starts(role, rest));
                    for &end in places.iter().skip(n) {
                        let part = text.get(at..end).unwrap();
                        let ends = |from: usize| part.get(from..).is_some_and(|t| words.starts(role, t));
                        prop_assert_eq!(told.inside(role, at..end), (0..part.len()).any(ends));
                        prop_assert_eq!(told.roles_in(at..end).has(role), told.inside(role, at..end));
                        prop_assert_eq!(told.roles_closing(at..end).has(role), words.ends(role, part));
                    }
                }
            }
        }
    }
}
