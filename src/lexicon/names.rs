//! Names of persons: surnames, and what stands before and after a name.
use rustc_hash::FxHashMap;

use super::{
    signs::{self, Sign, Signs},
    words::Words,
};
use crate::{
    matcher::{ReverseTrie, Trie},
    rules::{RuleError, RuleSet},
    text::{Characters, is_han, place_at},
};

/// Evidence about names.
#[derive(Clone, Debug, Default)]
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
}

/// A surname that fewer in so many millionths bear is a rare one.
const RARE: u32 = 50;
/// A surname that so many millionths bear is a common one.
const COMMON: u32 = 400;

/// What else is looked for behind a name: what heads a date or a post, what a life is told under.
const BEHIND: &str = "一二三四五六七八九十零任于在同简个";

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
                    names.signs.add(c, Sign::SURNAME);
                    match share {
                        ..RARE => names.signs.add(c, Sign::RARE),
                        COMMON.. => names.signs.add(c, Sign::COMMON),
                        _ => {}
                    }
                }
                ("compound", Some(c)) => {
                    names.signs.add(c, Sign::COMPOUND);
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
            row.get(0).chars().next().into_iter().for_each(|c| names.signs.add(c, Sign::of_given(weight)));
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
                    row.get(0).chars().next().into_iter().for_each(|c| names.signs.add(c, Sign::FOLLOWER));
                    names.followers.insert(row.get(0), names.strong.len() as u32);
                    names.strong.push(row.get(side) == "verb");
                    if row.get(side) == "verb" {
                        names.verbs.insert(row.get(0), 0);
                    }
                }
                _ => {
                    return Err(table
                        .cell_fault(row, side, "no such side")
                        .help("write before, cue, link, after or verb"));
                }
            }
        }
        BEHIND.chars().for_each(|c| names.signs.add(c, Sign::BEHIND));
        for (n, row) in rules.table("persons/parts")?.rows().iter().enumerate() {
            row.get(0).chars().next().into_iter().for_each(|c| names.signs.add(c, Sign::PART));
            row.get(0).chars().next_back().into_iter().for_each(|c| names.signs.add(c, Sign::PART_END));
            names.parts.insert(row.get(0), n as u32);
        }
        for row in rules.table("persons/sounds")?.rows() {
            row.get(0).chars().next().into_iter().for_each(|c| names.signs.add(c, Sign::SOUND));
        }
        for (n, row) in rules.table("persons/families")?.rows().iter().enumerate() {
            names.families.insert(row.get(0), n as u32);
        }
        for row in rules.table("persons/joints")?.rows() {
            names.joints.insert(row.get(0), 0);
        }
        let table = rules.table("persons/unusual")?;
        let role = table.column("role")?;
        for row in table.rows().iter().filter(|row| row.list(role).any(|name| name == "last")) {
            names.endings.insert(row.get(0), 0);
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
    pub fn may_stand_in_name(c: char) -> bool {
        signs::may_stand_in_name(c)
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
        const LONGEST: usize = 12;
        if !self.near(text, at).0.has(Sign::SOUND) && !self.families.opens(text, at) {
            return None;
        }
        if let Some((family, _)) = self.families.longest_at(text, at) {
            let given = text.get(family..)?.char_indices().take(3).filter(|&(_, c)| Self::may_stand_in_name(c));
            let mut ends = given.map(|(n, c)| family + n + c.len_utf8());
            if let Some(end) = ends.find(|&end| self.boundary(text, end) >= 2) {
                return Some(end);
            }
        }
        let mut end = at;
        for (n, c) in text.get(at..)?.chars().take(LONGEST).enumerate() {
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

    /// Where the name that starts at byte `at` ends, by surname, length and what comes next; none where nothing there
    /// looks like a name. The second value says how sure: 0 by shape only, up to 4.
    pub fn name_at(&self, text: &str, at: usize) -> Option<(usize, i32)> {
        let rest = text.get(at..)?;
        let sign = self.sign(rest.chars().next()?);
        if !sign.begins_name() {
            return None;
        }
        // 曾任, 代表: words of two characters that only look like a surname and a name.
        if self.follower_of(sign, text, at).is_some_and(|(n, _)| n > 3) {
            return None;
        }
        if sign.has(Sign::PART)
            && let Some(end) = self.parts_at(text, at)
        {
            return Some((end, if end - at > 6 { 4 } else { 2 }));
        }
        let mut best = None;
        let [compound, single] = self.surnames_at(rest);
        if compound > 0 {
            self.given_at(text, at + compound, if compound > 4 { 12 } else { 0 }, &mut best);
        }
        if single > 0 {
            self.given_at(text, at + single, 0, &mut best);
        }
        let found = best.map(|Likely { end, sure, .. }| (end, sure));
        if sign.has(Sign::COMMON) && found.is_none_or(|(_, sure)| sure < 2) {
            return self.married_at(text, at).or(found);
        }
        found
    }

    /// 杨|何|蓓茵: a husband's surname before the own one, as married women in Hong Kong bear it.
    fn married_at(&self, text: &str, at: usize) -> Option<(usize, i32)> {
        let mut chars = text.get(at..)?.chars();
        let common = |sign: Sign| sign.has(Sign::COMMON);
        for fits in [common, common, Sign::is_most_usual, Sign::is_most_usual] {
            chars.next().filter(|&c| fits(self.sign(c)))?;
        }
        let end = text.len() - chars.as_str().len();
        (self.boundary(text, end) >= 3).then_some((end, 2))
    }

    /// Offers `best` the names whose given names of one and of two characters start at byte `at`.
    fn given_at(&self, text: &str, at: usize, bonus: i32, best: &mut Option<Likely>) {
        let mut offer = |sure: i32, bonus: i32, last: Sign, end: usize| {
            let score = sure * 10 + bonus + last.points();
            if best.is_none_or(|b| score > b.score) {
                *best = Some(Likely { score, end, sure });
            }
        };
        let mut chars = text.get(at..).unwrap_or("").chars();
        let Some(first) = chars.next() else { return };
        let first_sign = self.sign(first);
        if !first_sign.stands_in_name() && first != '为' {
            return;
        }
        let one = at + first.len_utf8();
        let second = chars.next();
        let (sure, behind_one) = self.ends_before(text, one, second);
        // 金|与正随行: 与 alone is no given name.
        let sure = if matches!(first, '与' | '及') { -1 } else { sure };
        let Some(second) = second else {
            // 吴为
            return offer(sure, bonus, first_sign, one);
        };
        // 吴大为: a name may end in 为, or go on behind it: 李为民.
        let of_two =
            first == '为' && self.signs.of(second).is_usual() && self.boundary(text, one + second.len_utf8()) >= 2;
        if !first_sign.stands_in_name() && sure != 3 && !of_two {
            return;
        }
        if !of_two {
            offer(sure, bonus, first_sign, one);
        }
        let second_sign = self.sign(second);
        if !second_sign.stands_in_name() && second != '为' {
            return;
        }
        let two = one + second.len_utf8();
        let next = chars.next();
        let (mut sure, behind_two) = self.ends_before(text, two, next);
        // 王晓|揭牌, 张三|和: the last character rather begins what follows.
        if let Some((n, _)) = behind_one {
            let number = next.is_some_and(|c| c.is_ascii_digit());
            let goes_on = next.is_some_and(is_han);
            let closed =
                !(goes_on || number && matches!(second, '于' | '在' | '自' | '从' | '由' | '到' | '至' | '等'));
            // 王爱和|不再担任: 和 joins nothing where a verb follows.
            let closed = closed || sure >= 3 && matches!(second, '和' | '与' | '及');
            // 徐景和|于2019年…, 杨永和|任局长: nor where a date or the usual verb comes next.
            let told = || {
                let dated = |t: &str| t.starts_with(|c: char| c.is_ascii_digit());
                let rest = text.get(two..).unwrap_or("");
                // 任命|许家和|为, 许家和|同志的: nor before what only one name stands before.
                let framed =
                    rest.starts_with(['任', '为', '的']) || rest.starts_with("同志") && !rest.starts_with("同志们");
                framed || rest.strip_prefix(['于', '在']).is_some_and(dated)
            };
            let rest = || text.get(two..).unwrap_or("");
            // 任命|王有为|为, 免去|王庆有|的: a name ends in them where nothing else could stand.
            let ended = match second {
                '为' => rest().starts_with('为') || rest().starts_with('的'),
                '有' => rest().starts_with('为') || rest().starts_with("的"),
                '原' | '之' => rest().starts_with('的') || second == '之' && rest().starts_with('为'),
                _ => false,
            };
            let told = matches!(second, '和' | '与' | '及') && told() || ended;
            let closed = closed || told;
            sure = sure.max(if told { 3 } else { 0 });
            // 王成|称，…; 王某|说：“…”: what nobody is called, before what somebody says.
            let speaks = behind_one == Some((second.len_utf8(), true))
                && matches!(next, Some('，' | ',' | '：' | ':' | '“' | '"' | '「' | '。'))
                && !self.signs.of(second).is_given()
                && second != '为';
            if !closed || speaks {
                // 王庆有|说, 贺青原|到会: 有 and 原 tell nothing before a verb or what only follows names.
                let ends = matches!(second, '有' | '原')
                    && sure >= 3
                    && behind_one.is_some_and(|(n, _)| n == second.len_utf8())
                    && (next.is_none_or(|c| !is_han(c))
                        || behind_two.is_some_and(|(n, verb)| n > second.len_utf8() || verb && next != Some('任')));
                const JOINS: &str = "和与及为以在于自由向同对等任曾都让";
                // 高忠向|已任, 潘波为|出席: nor does any other, where the verb has two characters.
                let verb = behind_two.is_some_and(|(n, verb)| verb && n > second.len_utf8())
                    && (second_sign.is_given() || second == '为');
                let joins = JOINS.contains(second) && !verb;
                sure -= match () {
                    () if ends => 0,
                    () if n > second.len_utf8() || joins => 3,
                    // 方敏之|出席, 蒙启才|在…主持: 才 rather ends a name than it begins what is told of somebody in office.
                    () if (verb
                        || second == '才'
                            && first_sign.is_usual()
                            && sure >= 2
                            && !next.is_some_and(|c| "能会可有是知算让使得把被从将".contains(c)))
                        && !JOINS.contains(second) =>
                    {
                        0
                    }
                    () => 1,
                };
            }
        }
        // Two characters of a given name are the rule; they also fit better.
        offer(sure, bonus + 6, second_sign, two);
    }

    /// How clearly a name ends before byte `at`.
    pub fn boundary(&self, text: &str, at: usize) -> i32 {
        self.ends_before(text, at, text.get(at..).and_then(|rest| rest.chars().next())).0
    }

    /// How clearly a name ends before byte `at`, where the character `next` stands; and the word there that may follow names.
    fn ends_before(&self, text: &str, at: usize, next: Option<char>) -> (i32, Option<(usize, bool)>) {
        let sign = next.map_or_else(Sign::default, |c| self.sign(c));
        let follower = self.follower_of(sign, text, at);
        let sure = match next.filter(|_| sign.is_han()) {
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
        };
        (sure, follower)
    }
}

/// What is taken for a name.
#[derive(Clone, Copy)]
struct Likely {
    score: i32,
    end: usize,
    sure: i32,
}

#[cfg(test)]
mod tests;
