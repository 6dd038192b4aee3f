//! Names of persons: surnames, and what stands before and after a name.
use rustc_hash::FxHashMap;

use crate::{
    matcher::{ReverseTrie, Trie},
    rules::{RuleError, RuleSet},
    text::{Classes, is_han},
};

/// Evidence about names.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// What each character may begin; for those beyond the basic plane the maps below say whether it does.
    begins: Classes,
    /// Surnames of one character, with their shares in millionths.
    single: FxHashMap<char, u32>,
    /// Longer ones, with theirs.
    compound: FxHashMap<String, u32>,
    given: FxHashMap<char, u32>,
    followers: Trie,
    strong: Vec<bool>,
    /// Words after which a name stands, with whether it may be one without a Chinese surname.
    before: ReverseTrie,
    /// What stands between a title and its holder.
    links: Trie,
    /// Words that names without a surname are made of.
    parts: Trie,
}

/// A surname of one character, one of two, a part of names without a surname.
const SURNAME: u8 = 1;
const COMPOUND: u8 = 2;
const PART: u8 = 4;

/// A surname that more than one in so many millionths bear is a common one.
const COMMON: u32 = 400;

impl Names {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let mut names = Self::default();
        let table = rules.table("persons/surnames")?;
        let [kind, weight] = table.columns(["kind", "weight"])?;
        for row in table.rows() {
            let fault = || table.cell_fault(row, weight, "the weight is no number");
            let share = row.get(weight).parse().map_err(|_| fault())?;
            match (row.get(kind), row.get(0).chars().next()) {
                ("single", Some(c)) => {
                    names.begins.add(c, SURNAME);
                    names.single.insert(c, share);
                }
                ("compound", Some(c)) => {
                    names.begins.add(c, COMPOUND);
                    names.compound.insert(row.get(0).to_owned(), share);
                }
                _ => return Err(table.cell_fault(row, kind, "no such kind").help("write single or compound")),
            }
        }
        let table = rules.table("persons/given")?;
        let weight = table.column("weight")?;
        for row in table.rows() {
            let fault = || table.cell_fault(row, weight, "the weight is no number");
            let weight = row.get(weight).parse().map_err(|_| fault())?;
            names.given.extend(row.get(0).chars().next().map(|c| (c, weight)));
        }
        let table = rules.table("persons/context")?;
        let side = table.column("side")?;
        for row in table.rows() {
            match row.get(side) {
                side @ ("before" | "cue") => {
                    names.before.insert(row.get(0), u32::from(side == "before"));
                }
                "link" => {
                    names.links.insert(row.get(0), 0);
                }
                "after" | "verb" => {
                    names.followers.insert(row.get(0), names.strong.len() as u32);
                    names.strong.push(row.get(side) == "verb");
                }
                _ => {
                    return Err(table
                        .cell_fault(row, side, "no such side")
                        .help("write before, cue, link, after or verb"));
                }
            }
        }
        for (n, row) in rules.table("persons/parts")?.rows().iter().enumerate() {
            row.get(0).chars().next().into_iter().for_each(|c| names.begins.add(c, PART));
            names.parts.insert(row.get(0), n as u32);
        }
        Ok(names)
    }

    /// Where a name made of parts that starts at byte `at` ends, if its end is clear: 扎西|顿珠, 巴特尔, 才让|太.
    fn parts_at(&self, text: &str, at: usize) -> Option<usize> {
        let (first, _) = self.parts.longest_at(text, at)?;
        let second = self.parts.longest_at(text, first).map(|(end, _)| end);
        let single =
            || Some(first + text.get(first..)?.chars().next().filter(|&c| Self::may_stand_in_name(c))?.len_utf8());
        let long = first - at > 6;
        let ends = [long.then_some(first), single(), Some(first)];
        second.or_else(|| ends.into_iter().flatten().find(|&end| self.boundary(text, end) >= 2))
    }

    /// Whether all of `name` is made of the parts of names without a surname.
    pub fn is_of_parts(&self, name: &str) -> bool {
        let first = self.parts.longest_at(name, 0).map_or(0, |(end, _)| end);
        first > 0
            && (first == name.len() || self.parts.longest_at(name, first).is_some_and(|(end, _)| end == name.len()))
    }

    /// Whether the character alone is a surname.
    pub fn is_surname(&self, c: char) -> bool {
        self.begins.of(c) & SURNAME != 0 && self.single.contains_key(&c)
    }

    /// Whether the surname that starts `name` is one character that hardly anybody bears (相, 归).
    pub fn is_rare(&self, name: &str) -> bool {
        self.single_of(name).and_then(|c| self.single.get(&c)).is_some_and(|&share| share < 50)
    }

    /// Whether the surname that starts `name` is a longer one that people do bear (欧阳, 诸葛, not 东方).
    pub fn is_compound(&self, name: &str) -> bool {
        let surname = self.surnames_at(name).next().and_then(|n| name.get(..n));
        surname.and_then(|s| self.compound.get(s)).is_some_and(|&share| share >= 10)
    }

    /// Whether the surname that starts `name` is one character that is rather a word beside names (从, 和, 时).
    pub fn is_particle(&self, name: &str) -> bool {
        self.single_of(name).is_some() && self.follower(name, 0).is_some()
    }

    /// The surname of one character that starts `name`, where no compound one does.
    fn single_of(&self, name: &str) -> Option<char> {
        name.chars().next().filter(|c| self.surnames_at(name).next() == Some(c.len_utf8()))
    }

    /// How typical of given names a character is, 0–1000.
    pub fn given_weight(&self, c: char) -> u32 {
        self.given.get(&c).copied().unwrap_or(0)
    }

    /// Whether a character may stand in a name at all: no particle, pronoun or unit.
    pub fn may_stand_in_name(c: char) -> bool {
        let never = matches!(
            c,
            '的' | '了'
                | '是'
                | '在'
                | '为'
                | '被'
                | '将'
                | '或'
                | '但'
                | '他'
                | '她'
                | '它'
                | '们'
                | '这'
                | '那'
                | '就'
                | '也'
                | '把'
                | '给'
                | '您'
                | '你'
                | '我'
                | '个'
                | '些'
                | '且'
                | '却'
                | '吗'
                | '呢'
                | '吧'
                | '啊'
                | '么'
                | '很'
                | '最'
                | '更'
                | '每'
                | '哪'
                | '谁'
                | '怎'
                | '什'
        );
        is_han(c) && !never || ('\u{3400}'..='\u{4dbf}').contains(&c) || ('\u{20000}'..='\u{323af}').contains(&c)
    }

    /// Length in bytes of the surnames that start `text`: compound first.
    pub fn surnames_at<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let mut chars = text.chars();
        let (first, second) = (chars.next(), chars.next());
        let two = first.zip(second).map(|(a, b)| a.len_utf8() + b.len_utf8());
        let may_be = |kind: u8| first.is_some_and(|c| self.begins.of(c) & kind != 0);
        let two = two.filter(|_| may_be(COMPOUND));
        let compound = two.filter(|&n| text.get(..n).is_some_and(|s| self.compound.contains_key(s)));
        let single = first.filter(|&c| self.is_surname(c)).map(char::len_utf8);
        compound.into_iter().chain(single)
    }

    /// What may follow a name at byte `at`: its length, and whether it is a verb that persons in office are the subject of.
    pub fn follower(&self, text: &str, at: usize) -> Option<(usize, bool)> {
        self.followers.longest_at(text, at).map(|(end, n)| (end - at, self.strong[n as usize]))
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

    /// Where the name that starts at byte `at` ends, by surname, length and what comes next; none where nothing there
    /// looks like a name. The second value says how sure: 0 by shape only, up to 4.
    pub fn name_at(&self, text: &str, at: usize) -> Option<(usize, i32)> {
        let rest = text.get(at..)?;
        if self.begins.of(rest.chars().next()?) == 0 {
            return None;
        }
        // 曾任, 代表: words of two characters that only look like a surname and a name.
        if self.follower(text, at).is_some_and(|(n, _)| n > 3) {
            return None;
        }
        if let Some(end) = self.parts_at(text, at) {
            return Some((end, if end - at > 6 { 4 } else { 2 }));
        }
        let mut best: Option<(i32, usize, i32)> = None;
        for surname in self.surnames_at(rest) {
            let mut end = surname;
            for given in 1..=2 {
                let Some(c) = rest.get(end..).and_then(|t| t.chars().next()) else { break };
                end += c.len_utf8();
                let mut sure = self.boundary(text, at + end);
                // 吴大为: a name may end in 为.
                if !(Self::may_stand_in_name(c) || c == '为' && (given == 2 || sure == 3)) {
                    break;
                }
                // 王晓|揭牌, 张三|和: the last character rather begins what follows.
                let next = text.get(at + end..).and_then(|t| t.chars().next());
                let number = next.is_some_and(|c| c.is_ascii_digit());
                let goes_on = next.is_some_and(is_han);
                let closed = !(goes_on || number && matches!(c, '于' | '在' | '自' | '从' | '由' | '到' | '至'));
                // 王爱和|不再担任: 和 joins nothing where a verb follows.
                let closed = closed || sure >= 3 && matches!(c, '和' | '与' | '及');
                // 高忠向|已任, 潘波为|出席: nor does any other, where the verb has two characters.
                let verb = self.follower(text, at + end).is_some_and(|(n, verb)| verb && n > c.len_utf8());
                if given == 2
                    && !closed
                    && let Some((n, _)) = self.follower(text, at + end - c.len_utf8())
                {
                    let joins = matches!(
                        c,
                        '和' | '与'
                            | '及'
                            | '为'
                            | '在'
                            | '于'
                            | '自'
                            | '由'
                            | '向'
                            | '同'
                            | '对'
                            | '等'
                            | '任'
                            | '曾'
                            | '都'
                            | '让'
                    );
                    let verb = verb && (self.given_weight(c) > 0 || c == '为');
                    sure -= if n > c.len_utf8() || joins && !verb { 3 } else { 1 };
                }
                // Two characters of a given name are the rule; they also fit better.
                let score = sure * 10
                    + if given == 2 { 6 } else { 0 }
                    + (self.given_weight(c) / 100) as i32
                    + if surname > 4 { 12 } else { 0 };
                if best.is_none_or(|(b, ..)| score > b) {
                    best = Some((score, at + end, sure));
                }
            }
        }
        let found = best.map(|(_, end, sure)| (end, sure));
        if found.is_none_or(|(_, sure)| sure < 2) { self.married_at(text, at).or(found) } else { found }
    }

    /// 杨|何|蓓茵: a husband's surname before the own one, as married women in Hong Kong bear it.
    fn married_at(&self, text: &str, at: usize) -> Option<(usize, i32)> {
        let mut chars = text.get(at..)?.char_indices();
        let surname = |c: char| self.single.get(&c).is_some_and(|&share| share >= COMMON);
        let surnames = [chars.next()?, chars.next()?].iter().all(|&(_, c)| surname(c));
        let given = surnames && [chars.next()?, chars.next()?].iter().all(|&(_, c)| self.given_weight(c) >= 60);
        let end = at + chars.offset();
        (given && self.boundary(text, end) >= 3).then_some((end, 2))
    }

    /// How clearly a name ends before byte `at`.
    pub fn boundary(&self, text: &str, at: usize) -> i32 {
        match text.get(at..).and_then(|t| t.chars().next()) {
            None => 3,
            Some(c) if !is_han(c) => 3,
            // 陈淑贞二零零三年…: a date may follow.
            Some(c)
                if matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '〇' | '零')
                    && text.get(at..).is_some_and(|t| t.chars().take(8).any(|c| c == '年' || c == '月')) =>
            {
                2
            }
            Some(_) => match self.follower(text, at) {
                Some((_, true)) => 3,
                Some((n, false)) if n > 4 => 3,
                Some(_) => 2,
                None => 0,
            },
        }
    }
}
