//! Names of persons: surnames, and what stands before and after a name.
use rustc_hash::FxHashMap;

use super::words::Words;
use crate::{
    matcher::{ReverseTrie, Trie},
    rules::{RuleError, RuleSet},
    text::{Classes, is_han},
};

/// Evidence about names.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// What each character may begin; for those beyond the basic plane the tables below say whether it does.
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
    /// Japanese family names.
    families: Trie,
    /// Words after which a name stands that a title follows.
    joints: ReverseTrie,
    /// Words that names without a surname are made of.
    parts: Trie,
    words: Words,
    /// Words and names of countries that are hardly ever a name.
    usual: Trie,
}

/// A surname of one character, one of two, a part of names without a surname.
const SURNAME: u8 = 1;
const COMPOUND: u8 = 2;
const PART: u8 = 4;
const NAME: u8 = SURNAME | COMPOUND | PART;
/// A word that may follow a name.
const FOLLOWER: u8 = 8;
/// A character that foreign names are written with.
const SOUND: u8 = 16;

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
                    row.get(0).chars().next().into_iter().for_each(|c| names.begins.add(c, FOLLOWER));
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
        for row in rules.table("persons/sounds")?.rows() {
            row.get(0).chars().next().into_iter().for_each(|c| names.begins.add(c, SOUND));
        }
        for (n, row) in rules.table("persons/families")?.rows().iter().enumerate() {
            names.families.insert(row.get(0), n as u32);
        }
        for row in rules.table("persons/joints")?.rows() {
            names.joints.insert(row.get(0), 0);
        }
        names.words = Words::new(rules)?;
        for (n, row) in rules.table("persons/usual")?.rows().iter().enumerate() {
            names.usual.insert(row.get(0), n as u32);
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

    /// What the first character of a text may begin.
    fn begins(&self, text: &str) -> u8 {
        text.chars().next().map_or(0, |c| self.begins.of(c))
    }

    /// Whether all of `name` is made of the parts of names without a surname.
    pub fn is_of_parts(&self, name: &str) -> bool {
        if self.begins(name) & PART == 0 {
            return false;
        }
        let first = self.parts.longest_at(name, 0).map_or(0, |(end, _)| end);
        first > 0
            && (first == name.len() || self.parts.longest_at(name, first).is_some_and(|(end, _)| end == name.len()))
    }

    /// Whether the surname that starts `name` is one character that hardly anybody bears (相, 归).
    pub fn is_rare(&self, name: &str) -> bool {
        self.single_of(name).and_then(|c| self.single.get(&c)).is_some_and(|&share| share < 50)
    }

    /// Whether the surname that starts `name` is a longer one that people do bear (欧阳, 诸葛, not 东方).
    pub fn is_compound(&self, name: &str) -> bool {
        let surname = self.surname_of(name).and_then(|n| name.get(..n));
        surname.and_then(|s| self.compound.get(s)).is_some_and(|&share| share >= 10)
    }

    /// Whether the surname that starts `name` is one character that is rather a word beside names (从, 和, 时).
    pub fn is_particle(&self, name: &str) -> bool {
        self.begins(name) & FOLLOWER != 0 && self.single_of(name).is_some() && self.follower(name, 0).is_some()
    }

    /// The surname of one character that starts `name`, where no compound one does.
    fn single_of(&self, name: &str) -> Option<char> {
        name.chars().next().filter(|c| self.surname_of(name) == Some(c.len_utf8()))
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

    /// Lengths in bytes of the surnames that start `text`, the compound one and that of one character; 0 where none does.
    #[inline]
    pub fn surnames_at(&self, text: &str) -> [usize; 2] {
        let mut chars = text.chars();
        let Some(first) = chars.next() else { return [0; 2] };
        let begins = self.begins.of(first);
        let one = first.len_utf8();
        let two = one + chars.next().map_or(0, char::len_utf8);
        let is_compound = begins & COMPOUND != 0 && text.get(..two).is_some_and(|s| self.compound.contains_key(s));
        let is_single = begins & SURNAME != 0 && (first <= '\u{ffff}' || self.single.contains_key(&first));
        [if is_compound { two } else { 0 }, if is_single { one } else { 0 }]
    }

    /// Length in bytes of the surname that starts `text`, the compound one where both do.
    pub fn surname_of(&self, text: &str) -> Option<usize> {
        self.surnames_at(text).into_iter().find(|&length| length > 0)
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

    /// Where the foreign name that starts at byte `at` ends: by its sounds (普罗迪, 罗马诺·普罗迪), by a Japanese family
    /// name and what comes next (岸田|文雄).
    pub fn foreign_at(&self, text: &str, at: usize) -> Option<usize> {
        const LONGEST: usize = 12;
        if let Some((family, _)) = self.families.longest_at(text, at) {
            let given = text.get(family..)?.char_indices().take(3).filter(|&(_, c)| Self::may_stand_in_name(c));
            let mut ends = given.map(|(n, c)| family + n + c.len_utf8());
            if let Some(end) = ends.find(|&end| self.boundary(text, end) >= 2) {
                return Some(end);
            }
        }
        let mut end = at;
        for (n, c) in text.get(at..)?.chars().take(LONGEST).enumerate() {
            let word = || n >= 2 && self.follower(text, end).is_some_and(|(length, _)| length > c.len_utf8());
            if c != '·' && self.begins.of(c) & SOUND == 0 || word() {
                break;
            }
            end += c.len_utf8();
        }
        text.get(at..end).is_some_and(|name| name.chars().nth(1).is_some()).then_some(end)
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

    /// Where the name that starts at byte `at` ends, by surname, length and what comes next; none where nothing there
    /// looks like a name. The second value says how sure: 0 by shape only, up to 4.
    pub fn name_at(&self, text: &str, at: usize) -> Option<(usize, i32)> {
        let rest = text.get(at..)?;
        let begins = self.begins(rest);
        if begins & NAME == 0 {
            return None;
        }
        // 曾任, 代表: words of two characters that only look like a surname and a name.
        if begins & FOLLOWER != 0 && self.follower(text, at).is_some_and(|(n, _)| n > 3) {
            return None;
        }
        if begins & PART != 0
            && let Some(end) = self.parts_at(text, at)
        {
            return Some((end, if end - at > 6 { 4 } else { 2 }));
        }
        let mut best = None;
        for surname in self.surnames_at(rest).into_iter().filter(|&length| length > 0) {
            self.given_at(text, at + surname, if surname > 4 { 12 } else { 0 }, &mut best);
        }
        let found = best.map(|Likely { end, sure, .. }| (end, sure));
        if found.is_none_or(|(_, sure)| sure < 2) { self.married_at(text, at).or(found) } else { found }
    }

    /// 杨|何|蓓茵: a husband's surname before the own one, as married women in Hong Kong bear it.
    fn married_at(&self, text: &str, at: usize) -> Option<(usize, i32)> {
        let mut chars = text.get(at..)?.char_indices();
        let common = |c: char| self.single.get(&c).is_some_and(|&share| share >= COMMON);
        let given = |c: char| self.given_weight(c) >= 60;
        for fits in [&common as &dyn Fn(char) -> bool, &common, &given, &given] {
            chars.next().filter(|&(_, c)| fits(c))?;
        }
        let end = at + chars.offset();
        (self.boundary(text, end) >= 3).then_some((end, 2))
    }

    /// Offers `best` the names whose given names of one and of two characters start at byte `at`.
    fn given_at(&self, text: &str, at: usize, bonus: i32, best: &mut Option<Likely>) {
        let mut offer = |sure: i32, bonus: i32, last: char, end: usize| {
            let score = sure * 10 + bonus + (self.given_weight(last) / 100) as i32;
            if best.is_none_or(|b| score > b.score) {
                *best = Some(Likely { score, end, sure });
            }
        };
        let char_at = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
        let Some(first) = char_at(at) else { return };
        let one = at + first.len_utf8();
        let (second, behind_one) = (char_at(one), self.follower(text, one));
        let sure = boundary(text, one, second, behind_one);
        // 吴大为: a name may end in 为.
        if !(Self::may_stand_in_name(first) || first == '为' && sure == 3) {
            return;
        }
        offer(sure, bonus, first, one);
        let Some(second) = second.filter(|&c| Self::may_stand_in_name(c) || c == '为') else { return };
        let two = one + second.len_utf8();
        let (next, behind_two) = (char_at(two), self.follower(text, two));
        let mut sure = boundary(text, two, next, behind_two);
        // 王晓|揭牌, 张三|和: the last character rather begins what follows.
        if let Some((n, _)) = behind_one {
            let number = next.is_some_and(|c| c.is_ascii_digit());
            let goes_on = next.is_some_and(is_han);
            let closed = !(goes_on || number && matches!(second, '于' | '在' | '自' | '从' | '由' | '到' | '至'));
            // 王爱和|不再担任: 和 joins nothing where a verb follows.
            let closed = closed || sure >= 3 && matches!(second, '和' | '与' | '及');
            // 徐景和|于2019年…: nor where a date comes next.
            let dated = || {
                text.get(two..).is_some_and(|t| {
                    t.strip_prefix(['于', '在']).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()))
                })
            };
            let closed = closed || matches!(second, '和' | '与' | '及') && dated();
            // 王成|称，…; 王某|说：“…”: what nobody is called, before what somebody says.
            let speaks = n == second.len_utf8()
                && matches!(next, Some('，' | ',' | '：' | ':' | '“' | '"' | '「'))
                && self.given_weight(second) == 0;
            if !closed || speaks {
                const JOINS: &str = "和与及为在于自由向同对等任曾都让";
                // 高忠向|已任, 潘波为|出席: nor does any other, where the verb has two characters.
                let verb = behind_two.is_some_and(|(n, verb)| verb && n > second.len_utf8())
                    && (self.given_weight(second) > 0 || second == '为');
                let joins = JOINS.contains(second) && !verb;
                sure -= match () {
                    () if n > second.len_utf8() || joins => 3,
                    // 方敏之|出席
                    () if verb && !JOINS.contains(second) => 0,
                    () => 1,
                };
            }
        }
        // Two characters of a given name are the rule; they also fit better.
        offer(sure, bonus + 6, second, two);
    }

    /// How clearly a name ends before byte `at`.
    pub fn boundary(&self, text: &str, at: usize) -> i32 {
        let next = text.get(at..).and_then(|rest| rest.chars().next());
        boundary(text, at, next, self.follower(text, at))
    }
}

/// What is taken for a name.
#[derive(Clone, Copy)]
struct Likely {
    score: i32,
    end: usize,
    sure: i32,
}

/// How clearly a name ends before byte `at`, where the character `next` stands and perhaps a word that may follow names.
fn boundary(text: &str, at: usize, next: Option<char>, follower: Option<(usize, bool)>) -> i32 {
    match next.filter(|&c| is_han(c)) {
        None => 3,
        // 陈淑贞二零零三年…: a date may follow.
        Some('一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '零')
            if text.get(at..).is_some_and(|rest| rest.chars().take(8).any(|c| c == '年' || c == '月')) =>
        {
            2
        }
        Some(_) => match follower {
            Some((_, true)) => 3,
            Some((n, false)) if n > 4 => 3,
            Some(_) => 2,
            None => 0,
        },
    }
}
