//! Names of persons: surnames, and what stands before and after a name.
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    matcher::{ReverseTrie, Trie},
    rules::{RuleError, RuleSet},
    text::is_han,
};

/// Evidence about names.
#[derive(Clone, Debug, Default)]
pub struct Names {
    single: FxHashSet<char>,
    compound: FxHashSet<String>,
    given: FxHashMap<char, u32>,
    followers: Trie,
    strong: Vec<bool>,
    before: ReverseTrie,
}

/// Characters that are in no given name: particles, pronouns, units.
const NEVER: &str = "的了是在为被将或但他她它们这那就都也把让给您你我个些且却吗呢吧啊么很最更每哪谁怎什";

impl Names {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let mut names = Self::default();
        let table = rules.table("persons/surnames")?;
        let kind = table.column("kind")?;
        for row in table.rows() {
            match (row.get(kind), row.get(0).chars().next()) {
                ("single", Some(c)) => {
                    names.single.insert(c);
                }
                ("compound", _) => {
                    names.compound.insert(row.get(0).to_owned());
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
                "before" => {
                    names.before.insert(row.get(0), 0);
                }
                "after" | "verb" => {
                    names.followers.insert(row.get(0), names.strong.len() as u32);
                    names.strong.push(row.get(side) == "verb");
                }
                _ => return Err(table.cell_fault(row, side, "no such side").help("write before, after or verb")),
            }
        }
        Ok(names)
    }

    /// Whether the character alone is a surname.
    pub fn is_surname(&self, c: char) -> bool {
        self.single.contains(&c)
    }

    /// How typical of given names a character is, 0–1000.
    pub fn given_weight(&self, c: char) -> u32 {
        self.given.get(&c).copied().unwrap_or(0)
    }

    /// Whether a character may stand in a name at all.
    pub fn may_stand_in_name(c: char) -> bool {
        is_han(c) && !NEVER.contains(c)
            || ('\u{3400}'..='\u{4dbf}').contains(&c)
            || ('\u{20000}'..='\u{323af}').contains(&c)
    }

    /// Length in bytes of the surnames that start `text`: compound first.
    pub fn surnames_at<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let mut chars = text.chars();
        let (first, second) = (chars.next(), chars.next());
        let two = first.zip(second).map(|(a, b)| a.len_utf8() + b.len_utf8());
        let compound = two.filter(|&n| text.get(..n).is_some_and(|s| self.compound.contains(s)));
        let single = first.filter(|c| self.single.contains(c)).map(char::len_utf8);
        compound.into_iter().chain(single)
    }

    /// What may follow a name at byte `at`: its length, and whether it is a verb that persons in office are the subject of.
    pub fn follower(&self, text: &str, at: usize) -> Option<(usize, bool)> {
        self.followers.longest_at(text, at).map(|(end, n)| (end - at, self.strong[n as usize]))
    }

    /// Whether a word after which a name stands ends before byte `at`.
    pub fn introduced(&self, text: &str, at: usize) -> bool {
        self.before.longest_before(text, at).is_some()
    }

    /// Where the name that starts at byte `at` ends, by surname, length and what comes next; none where nothing there
    /// looks like a name. The second value says how sure: 0 by shape only, up to 4.
    pub fn name_at(&self, text: &str, at: usize) -> Option<(usize, i32)> {
        let rest = text.get(at..)?;
        // 曾任, 代表: words of two characters that only look like a surname and a name.
        if self.follower(text, at).is_some_and(|(n, _)| n > 3) {
            return None;
        }
        let mut best: Option<(i32, usize, i32)> = None;
        for surname in self.surnames_at(rest) {
            let mut end = surname;
            for given in 1..=2 {
                let Some(c) = rest.get(end..).and_then(|t| t.chars().next()).filter(|&c| Self::may_stand_in_name(c))
                else {
                    break;
                };
                end += c.len_utf8();
                let mut sure = self.boundary(text, at + end);
                // 王晓|揭牌, 张三|和: the last character rather begins what follows.
                let next = text.get(at + end..).and_then(|t| t.chars().next());
                let number = next.is_some_and(|c| c.is_ascii_digit());
                let goes_on = next.is_some_and(is_han);
                let closed = !(goes_on || number && "于在自从由到至".contains(c));
                // 王爱和|不再担任: 和 joins nothing where a verb follows.
                let closed = closed || sure >= 3 && "和与及".contains(c);
                if given == 2
                    && !closed
                    && let Some((n, _)) = self.follower(text, at + end - c.len_utf8())
                {
                    sure -= if n > c.len_utf8() || "和与及为在于自由向同对等任曾".contains(c) {
                        3
                    } else {
                        1
                    };
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
        best.map(|(_, end, sure)| (end, sure))
    }

    /// How clearly a name ends before byte `at`.
    pub fn boundary(&self, text: &str, at: usize) -> i32 {
        match text.get(at..).and_then(|t| t.chars().next()) {
            None => 3,
            Some(c) if !is_han(c) => 3,
            // 陈淑贞二零零三年…: a date may follow.
            Some(c)
                if "一二三四五六七八九十〇零".contains(c)
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
