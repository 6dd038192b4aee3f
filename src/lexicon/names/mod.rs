//! Names of persons: surnames, and what stands before and after a name.
mod build;
mod edges;
mod given;

use rustc_hash::FxHashMap;

use self::edges::EdgeCue;
use super::{
    signs::{Sign, Signs},
    words::Words,
};
use crate::{
    matcher::{Cues, ReverseTrie, Trie},
    text::{Characters, place_at},
};

/// Evidence about names.
#[derive(Clone, Debug)]
pub struct Names {
    signs: Signs,
    /// Surnames of more than one character, with their shares in millionths.
    compound: FxHashMap<String, u32>,
    followers: Trie,
    strong: Vec<bool>,
    /// Those of the followers that are verbs of persons in office.
    verbs: Trie,
    /// Words after which a name stands, with whether it may be one without a Chinese surname.
    before: ReverseTrie,
    /// What stands between a title and its holder.
    links: Trie,
    /// Japanese family names.
    families: Trie,
    /// Words after which a name stands that a title follows.
    joints: ReverseTrie,
    /// Words that names without a surname are made of.
    parts: Trie,
    /// What no name ends with.
    endings: ReverseTrie,
    words: Words,
    /// Words and names of countries that are hardly ever a name.
    usual: Trie,
    edges: Cues<EdgeCue>,
}

impl Names {
    /// Where a name made of parts that starts at byte `at` ends, if its end is clear: 扎西|顿珠, 巴特尔, 才让|太.
    fn parts_at(&self, text: &str, at: usize) -> Option<usize> {
        let (first, _) = self.parts.longest_at(text, at)?;
        let second = self.parts.longest_at(text, first).map(|(end, _)| end);
        let single =
            || Some(first + text.get(first..)?.chars().next().filter(|&c| self.sign(c).stands_in_name())?.len_utf8());
        let long = first - at > 6;
        // 孟和|升任: a verb of more than one character ends it.
        let given = || text.get(first..).and_then(|t| t.chars().next()).is_some_and(|c| self.sign(c).is_given());
        let verb = || self.follower(text, first).is_some_and(|(n, verb)| verb && (n > 3 || !given()));
        let ends = [(long || verb()).then_some(first), single(), Some(first)];
        second.or_else(|| ends.into_iter().flatten().find(|&end| self.boundary(text, end) >= 2))
    }

    /// What a character tells.
    #[inline]
    pub fn sign(&self, c: char) -> Sign {
        self.signs.of(c)
    }

    /// What the character at byte `at` tells; nothing at the end of the text.
    #[inline]
    pub fn sign_at(&self, text: &str, at: usize) -> Sign {
        text.get(at..).and_then(|rest| rest.chars().next()).map_or_else(Sign::default, |c| self.sign(c))
    }

    /// What the character at byte `at` may be, and the byte behind it; less exact than [`Names::sign_at`] and sooner
    /// told.
    #[inline]
    pub fn near(&self, text: &str, at: usize) -> (Sign, usize) {
        let (place, behind) = place_at(text, at);
        (self.may_be(place), behind)
    }

    /// What the character with this [`place`](crate::text::place) may be.
    #[inline]
    pub fn may_be(&self, place: u16) -> Sign {
        self.signs.at(place)
    }

    /// Whether a name that begins with the `n`th of the characters of a text may end before what ends names: a
    /// quick look. `verb` asks for a verb of persons in office, where what follows is a word.
    pub fn may_end(&self, text: &str, characters: &Characters, n: usize, verb: bool) -> bool {
        let (starts, places) = (characters.starts(), characters.places());
        let [first, second, third, fourth, fifth] = [0, 1, 2, 3, 4].map(|more| n + more);
        let sign = |n: usize| places.get(n).map_or_else(Sign::default, |&place| self.may_be(place));
        let opens = |words: &Trie, n: usize| starts.get(n).is_some_and(|&at| words.opens(text, at as usize));
        let head = sign(first);
        if head.has(Sign::PART) && opens(&self.parts, first) {
            return true;
        }
        if !head.begins_surname() {
            return false;
        }
        // As [`Names::name_at`] has it: 那|么, 和|我 are no names, but 吴|为.
        let given = sign(second);
        let in_name = given.stands_in_name() || head.has(Sign::COMPOUND) || given.has(Sign::COMMON);
        if !in_name && places.get(second) != Some(&('为' as u16)) {
            return false;
        }
        let words = if verb { &self.verbs } else { &self.followers };
        let ends = |n: usize| {
            let sign = sign(n);
            !sign.is_han() || sign.has(Sign::BEHIND) || sign.begins_follower() && opens(words, n)
        };
        let longer = || head.has(Sign::COMPOUND) || head.has(Sign::COMMON) && given.has(Sign::COMMON);
        ends(third) || ends(fourth) || longer() && ends(fifth)
    }

    /// Whether all of `name` is made of the parts of names without a surname.
    pub fn is_of_parts(&self, name: &str) -> bool {
        if !self.sign_at(name, 0).has(Sign::PART) {
            return false;
        }
        let first = self.parts.longest_at(name, 0).map_or(0, |(end, _)| end);
        first > 0
            && (first == name.len() || self.parts.longest_at(name, first).is_some_and(|(end, _)| end == name.len()))
    }

    /// Whether the surname that starts `name` is one character that hardly anybody bears (相, 归).
    pub fn is_rare(&self, name: &str) -> bool {
        self.sign_at(name, 0).has(Sign::RARE) && self.surnames_at(name)[0] == 0
    }

    /// Whether the surname that starts `name` is a longer one that people do bear (欧阳, 诸葛, not 东方).
    pub fn is_compound(&self, name: &str) -> bool {
        let surname = self.surname_of(name).and_then(|n| name.get(..n));
        surname.and_then(|s| self.compound.get(s)).is_some_and(|&share| share >= 10)
    }

    /// Whether the surname that starts `name` is one character that is rather a word beside names (从, 和, 时).
    pub fn is_particle(&self, name: &str) -> bool {
        let sign = self.sign_at(name, 0);
        sign.begins_follower()
            && matches!(self.surnames_at(name), [0, single] if single > 0)
            && self.follower_of(sign, name, 0).is_some()
    }

    /// Whether `word` is one of the language that might be taken for a name or for a part of one.
    pub fn is_word(&self, word: &str) -> bool {
        self.words.hold(word)
    }

    /// Whether the stretch `start..end` of a text is a usual word or the name of a country, or begins one: 文明, 巴基斯|坦.
    pub fn is_usual(&self, text: &str, start: usize, end: usize) -> bool {
        self.usual.longest_at(text, start).is_some_and(|(stop, _)| stop >= end)
    }

    /// Whether a word of the language stands in `name`, which is rare in names without a surname.
    pub fn has_word(&self, name: &str) -> bool {
        self.words.stand_in(name)
    }

    /// Whether a character may stand in a name at all: no particle, pronoun or unit.
    pub fn may_stand_in_name(&self, c: char) -> bool {
        self.sign(c).stands_in_name()
    }

    /// Lengths in bytes of the surnames that start `text`, the compound one and that of one character; 0 where none does.
    #[inline]
    pub fn surnames_at(&self, text: &str) -> [usize; 2] {
        let mut chars = text.chars();
        let Some(first) = chars.next() else { return [0; 2] };
        let sign = self.sign(first);
        let one = first.len_utf8();
        let mut compound = || {
            let two = one + chars.next().map_or(0, char::len_utf8);
            text.get(..two).filter(|&s| self.compound.contains_key(s)).map(str::len)
        };
        let two = if sign.has(Sign::COMPOUND) { compound().unwrap_or(0) } else { 0 };
        [two, if sign.has(Sign::SURNAME) { one } else { 0 }]
    }

    /// Length in bytes of the surname that starts `text`, the compound one where both do.
    pub fn surname_of(&self, text: &str) -> Option<usize> {
        self.surnames_at(text).into_iter().find(|&length| length > 0)
    }

    /// What may follow a name at byte `at`: its length, and whether it is a verb that persons in office are the subject of.
    pub fn follower(&self, text: &str, at: usize) -> Option<(usize, bool)> {
        self.follower_of(self.sign_at(text, at), text, at)
    }

    /// The same where what the character there tells is known.
    #[inline]
    fn follower_of(&self, sign: Sign, text: &str, at: usize) -> Option<(usize, bool)> {
        let (end, n) = if sign.begins_follower() { self.followers.longest_at(text, at)? } else { return None };
        Some((end - at, self.strong[n as usize]))
    }

    /// Whether a word after which a name stands ends before byte `at`, and whether that may be one without a Chinese
    /// surname.
    pub fn introduction(&self, text: &str, at: usize) -> Option<bool> {
        self.before.longest_before(text, at).map(|(_, any)| any != 0)
    }

    /// Whether a word after which a name of any kind stands ends before byte `at`.
    pub fn introduced(&self, text: &str, at: usize) -> bool {
        self.introduction(text, at) == Some(true)
    }

    /// Length in bytes of what stands at byte `at` between a title and its holder: 为, 仍是, 一职由.
    pub fn link(&self, text: &str, at: usize) -> usize {
        self.links.longest_at(text, at).map_or(0, |(end, _)| end - at)
    }

    /// Where the foreign name that starts at byte `at` ends: by its sounds (普罗迪, 罗马诺·普罗迪), by a Japanese family
    /// name and what comes next (岸田|文雄).
    pub fn foreign_at(&self, text: &str, at: usize) -> Option<usize> {
        const NAME_CHARACTERS: usize = 12;
        if !self.near(text, at).0.has(Sign::SOUND) && !self.families.opens(text, at) {
            return None;
        }
        if let Some((family, _)) = self.families.longest_at(text, at) {
            let given = text.get(family..)?.char_indices().take(3).filter(|&(_, c)| self.may_stand_in_name(c));
            let mut ends = given.map(|(n, c)| family + n + c.len_utf8());
            if let Some(end) = ends.find(|&end| self.boundary(text, end) >= 2) {
                return Some(end);
            }
        }
        let mut end = at;
        for (n, c) in text.get(at..)?.chars().take(NAME_CHARACTERS).enumerate() {
            // 外长|宣布, 尼亚佐夫|可能
            let word = || n != 1 && self.follower(text, end).is_some_and(|(length, _)| length > c.len_utf8());
            if c != '·' && !self.signs.of(c).has(Sign::SOUND) || word() {
                break;
            }
            end += c.len_utf8();
        }
        text.get(at..end).is_some_and(|name| name.chars().nth(1).is_some()).then_some(end)
    }

    /// Whether all of `name` is written as foreign names are: 克林顿, 罗马诺·普罗迪. Short names may be Chinese ones.
    pub fn is_foreign(&self, name: &str) -> bool {
        let long = name.contains('·') || name.chars().nth(3).is_some();
        long && name.chars().all(|c| c == '·' || self.sign(c).has(Sign::SOUND))
    }

    /// Whether a word starts at byte `at` with a character that foreign names are not written with.
    pub fn leaves_sounds(&self, text: &str, at: usize) -> bool {
        let mut chars = text.get(at..).unwrap_or("").chars();
        let strange = chars.next().is_some_and(|c| !self.sign(c).has(Sign::SOUND));
        let end = text.len() - chars.as_str().len() + chars.next().map_or(0, char::len_utf8);
        strange && text.get(at..end).is_some_and(|word| self.is_word(word)) && self.parts.longest_at(text, at).is_none()
    }

    /// Whether no name ends as this one does: 岳王|庙, 陈|先生.
    pub fn ends_otherwise(&self, name: &str) -> bool {
        self.endings.longest_before(name, name.len()).is_some()
    }

    /// Whether a word ends before byte `at` after which a name may stand that a title follows: 与|王凤超|副主任.
    pub fn joined(&self, text: &str, at: usize) -> bool {
        self.joints.longest_before(text, at).is_some()
    }

    /// Whether the character before byte `at` and the one there are a usual word: 由|于, 对|于.
    pub fn splits_word(&self, text: &str, at: usize) -> bool {
        let before = text.get(..at).and_then(|t| t.chars().next_back()).map_or(0, char::len_utf8);
        before > 0 && self.usual.longest_at(text, at - before).is_some_and(|(stop, _)| stop > at)
    }
}

#[cfg(test)]
mod tests;
