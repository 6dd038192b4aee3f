//! What stands beside a date and shows that it is none: 3日内, 2024年级, 周三喜同志.
use super::{
    atoms::{Atom, Kind, Set},
    numerals::is_han_numeral,
};
use crate::{
    rules::{RuleError, RuleSet},
    text::is_han,
};

/// By kind, the words that must not stand right before a row that starts with such an atom, and right behind one that
/// is a row by itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Neighbours {
    before: Vec<Vec<String>>,
    after: Vec<Vec<String>>,
}

impl Neighbours {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let mut neighbours = Self::default();
        let table = rules.table("dates/neighbours")?;
        let [side, words] = table.columns(["side", "words"])?;
        for row in table.rows() {
            let fault = |what: &str| RuleError::new(table.path(), row.line, Some(row.get(0)), what);
            let kind = Kind::named(row.get(0)).ok_or_else(|| fault("no such atom"))?;
            let lists = match row.get(side) {
                "before" => &mut neighbours.before,
                "after" => &mut neighbours.after,
                _ => return Err(fault("`side` is before or after")),
            };
            lists.resize(lists.len().max(kind as usize + 1), Vec::new());
            lists[kind as usize] = row.list(words).map(str::to_owned).collect();
        }
        Ok(neighbours)
    }

    /// Whether what stands around the row at `start..end` lets it be a date.
    pub(super) fn allow(&self, text: &str, start: usize, end: usize, row: &[Atom]) -> bool {
        let (Some(head), Some(tail), Some(first)) = (text.get(..start), text.get(end..), row.first()) else {
            return false;
        };
        let before = head.chars().next_back();
        if NUMERIC.holds(Some(first.kind)) && before.is_some_and(|c| continues_number(c, head)) {
            return false;
        }
        let stands = |lists: &[Vec<String>], is: &dyn Fn(&str) -> bool| {
            lists.get(first.kind as usize).is_some_and(|words| words.iter().any(|word| is(word)))
        };
        if stands(&self.before, &|word| head.ends_with(word)) {
            return false;
        }
        if row.len() > 1 {
            return true;
        }
        if stands(&self.after, &|word| tail.starts_with(word)) {
            return false;
        }
        match first.kind {
            // 5月20日 星期一 says the same day twice.
            Kind::Weekday => {
                !head
                    .trim_end_matches([' ', '\u{3000}'])
                    .ends_with(|c: char| c.is_ascii_digit() || matches!(c, '日' | '号'))
                    && !is_name(tail)
            }
            Kind::Day => first.n[0] >= 11 || text.as_bytes().get(start).is_some_and(u8::is_ascii_digit),
            // 08年 and, where nothing goes before, 98年: no number of years is written so.
            Kind::ShortYear => {
                let written = text.get(start..).unwrap_or("");
                written.starts_with(['0', '〇', '零'])
                    || (80..100).contains(&(first.n[0] - 1900)) && !before.is_some_and(is_han)
            }
            Kind::BareRocYear => text.get(..end).is_some_and(|t| t.ends_with('度')),
            _ => true,
        }
    }
}

const NUMERIC: Set = Set::of(&[
    Kind::Year,
    Kind::ShortYear,
    Kind::BareRocYear,
    Kind::Month,
    Kind::Day,
    Kind::N,
    Kind::N4,
    Kind::Century,
    Kind::Decade,
]);

/// Whether the number that starts a date goes on to the left of it, or stands before our era.
fn continues_number(c: char, head: &str) -> bool {
    match c {
        '第' | '.' | '+' | '几' | '数' | '百' | '千' | '万' | '两' | '每' => true,
        // Digits spaced out: the number is not known.
        ' ' => head.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit()),
        // 民国90年代 counts from another year.
        '国' => head.ends_with("民国"),
        '前' => ["公元前", "西元前", "纪元前"].iter().any(|era| head.ends_with(era)),
        _ => c.is_ascii_digit() || is_han_numeral(c),
    }
}

/// 周一帆任局长, 周日升同志: the weekday begins a name. `tail` is what stands behind it.
fn is_name(tail: &str) -> bool {
    let mut chars = tail.chars();
    let given = chars.next().filter(|c| is_han(*c));
    // 周一升任, 周三获任: a verb, not a name.
    given.is_some_and(|c| {
        !"获被履到离就升担兼出调转接专继续上下晚早中凌清傍的在将正起召举发宣表说前后至和与公开".contains(c)
    }) && ["任", "升任", "担任", "兼任", "出席", "同志", "当选", "为"].iter().any(|w| chars.as_str().starts_with(w))
}
