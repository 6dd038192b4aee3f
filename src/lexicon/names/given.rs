//! Where a name with a surname ends: one character or two behind the surname, by what they are and what comes next.
use super::{Names, edges::EdgeCue};
use crate::{lexicon::signs::Sign, text::is_han, value::is_numeral};

/// What is taken for a name.
#[derive(Clone, Copy)]
struct Likely {
    score: i32,
    end: usize,
    sure: i32,
}

/// The second character of what may be a given name, where it begins a word that may follow names.
struct Last<'t> {
    text: &'t str,
    /// Where it starts and ends.
    one: usize,
    two: usize,
    second: char,
    sign: Sign,
    /// The character behind it.
    next: Option<char>,
    /// The word that it begins, and the one behind it: how long, and whether persons in office are the subject.
    behind_one: (usize, bool),
    behind_two: Option<(usize, bool)>,
}

impl Last<'_> {
    /// 王成|称，…; 王某|说：“…”: whether it is what nobody is called, before what somebody says.
    fn speaks(&self) -> bool {
        self.behind_one == (self.second.len_utf8(), true)
            && matches!(self.next, Some('，' | ',' | '：' | ':' | '“' | '"' | '「' | '。'))
            && !self.sign.is_given()
            && self.second != '为'
    }
}

impl Names {
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
        let joins =
            first_sign.begins_follower() && text.get(at..one).is_some_and(|t| self.edges.is(EdgeCue::NotAlone, t));
        let sure = if joins { -1 } else { sure };
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
        // 李某|负有责任, but 李某某
        let unnamed = || text.get(at..one).is_some_and(|t| self.edges.is(EdgeCue::Unnamed, t));
        let second_sign = self.sign(second);
        if !second_sign.stands_in_name() && second != '为' || second != first && unnamed() {
            return;
        }
        let two = one + second.len_utf8();
        let next = chars.next();
        let (mut sure, behind_two) = self.ends_before(text, two, next);
        if let Some(behind_one) = behind_one {
            let last = Last { text, one, two, second, sign: second_sign, next, behind_one, behind_two };
            sure = self.sure_before_word(&last, first_sign, sure);
        }
        // Two characters of a given name are the rule; they also fit better.
        offer(sure, bonus + 6, second_sign, two);
    }

    /// How sure a name ends in the second character of a given name, which may begin a word behind the name as well, where it would
    /// be this `sure` without. 王晓|揭牌, 张三|和: the last character rather begins what follows.
    fn sure_before_word(&self, last: &Last<'_>, first: Sign, sure: i32) -> i32 {
        let &Last { text, one, two, second, sign, next, behind_one: (n, _), behind_two } = last;
        let shown = self.edges.starting(text.get(one..).unwrap_or(""));
        let goes_on = next.is_some_and(is_han);
        let number = || next.is_some_and(|c| c.is_ascii_digit()) && shown.has(EdgeCue::BeforeNumber);
        // 任命|王有为|为, 免去|王庆有|的: a name ends in them where nothing else could stand.
        let told = shown.has(EdgeCue::EndsSo) || shown.has(EdgeCue::Joins) && self.tells_name(text, two);
        // 王爱和|不再担任: 和 joins nothing where a verb follows.
        let closed = told || !(goes_on || number()) || sure >= 3 && shown.has(EdgeCue::Joins);
        let sure = if told { sure.max(3) } else { sure };
        if closed && !last.speaks() {
            return sure;
        }
        let longer = n > second.len_utf8();
        // Nor does any other begin a word, where the verb behind it has two characters.
        let verb_of_two = behind_two.is_some_and(|(n, verb)| verb && n > second.len_utf8());
        // 王庆有|说, 贺青原|到会: 有 and 原 tell nothing before a verb or what only follows names.
        let takes = || text.get(two..).is_some_and(|t| self.edges.starts(EdgeCue::Takes, t));
        let follows = || !goes_on || behind_two.is_some_and(|(n, verb)| n > second.len_utf8() || verb && !takes());
        if shown.has(EdgeCue::TellsNothing) && sure >= 3 && n == second.len_utf8() && follows() {
            return sure;
        }
        // 高忠向|已任, 潘波为|出席
        let verb = verb_of_two && (sign.is_given() || second == '为');
        if longer || shown.has(EdgeCue::GoesOn) && !verb {
            return sure - 3;
        }
        // 方敏之|出席, 蒙启才|在…主持: 才 rather ends a name than it begins what is told of somebody in office.
        let goes_on_behind = || text.get(two..).is_some_and(|t| self.edges.starts(EdgeCue::GoesOnBehind, t));
        let rather_last = || shown.has(EdgeCue::RatherLast) && first.is_usual() && sure >= 2 && !goes_on_behind();
        let ends = !shown.has(EdgeCue::GoesOn) && (verb || rather_last());
        sure - i32::from(!ends)
    }

    /// 徐景和|于2019年…, 杨永和|任局长, 许家和|同志的: whether a date, the usual verb or what only one name stands before starts at byte `at`.
    fn tells_name(&self, text: &str, at: usize) -> bool {
        let rest = text.get(at..).unwrap_or("");
        let shown = self.edges.starting(rest);
        let dated = || {
            self.edges.behind(EdgeCue::BeforeDate, rest).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()))
        };
        shown.has(EdgeCue::Framed) && !shown.has(EdgeCue::Several) || shown.has(EdgeCue::BeforeDate) && dated()
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
            Some(c)
                if (is_numeral(c) || c == '零')
                    && text.get(at..).is_some_and(|rest| rest.chars().take(8).any(|c| c == '年' || c == '月')) =>
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
