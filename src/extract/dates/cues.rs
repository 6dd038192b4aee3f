//! What stands around a date: words that say how it is meant, and what shows that it is none.
use super::{
    atoms::{Atom, Kind, Set},
    numerals::is_han_numeral,
};
use crate::{
    rules::{RuleError, RuleSet},
    text::is_han,
    value::Modifier,
};

/// Words that make a date an approximate one, or a bound.
#[derive(Clone, Debug, Default)]
pub(super) struct Cues {
    before: Vec<(String, Cue)>,
    after: Vec<(String, Cue)>,
}

#[derive(Clone, Debug)]
struct Cue {
    modifier: Modifier,
    unless: Vec<String>,
}

impl Cues {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let mut cues = Self::default();
        let table = rules.table("dates/cues")?;
        let [side, modifier, unless] = table.columns(["side", "modifier", "unless"])?;
        for row in table.rows() {
            let fault = |what: &str| table.fault(row, what);
            let modifier = modifier_of(row.get(modifier)).ok_or_else(|| fault("no such modifier"))?;
            let cue = Cue { modifier, unless: row.list(unless).map(str::to_owned).collect() };
            let list = if row.get(side) == "before" { &mut cues.before } else { &mut cues.after };
            list.push((row.get(0).to_owned(), cue));
        }
        for list in [&mut cues.before, &mut cues.after] {
            list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Ok(cues)
    }

    /// What the words beside the date at `start..end` say.
    pub(super) fn around(&self, text: &str, start: usize, end: usize) -> Option<Modifier> {
        let (head, tail) = (text.get(..start)?, text.get(end..)?.trim_start_matches(['*', '_']));
        // 昨天（6月18日）起: the cue may stand behind the bracket.
        let tail = tail.strip_prefix(['）', ')']).unwrap_or(tail).trim_start_matches(['*', '_']);
        let tail = match tail.strip_prefix(['（', '(']) {
            Some(inside) => inside
                .char_indices()
                .take(20)
                .find(|(_, c)| matches!(c, '）' | ')'))
                .and_then(|(n, _)| inside.get(n..))
                .map_or(tail, |t| t.trim_start_matches(['）', ')', '*'])),
            None => tail,
        };
        let after = self.after.iter().find(|(word, _)| tail.starts_with(word.as_str()));
        if let Some((word, cue)) = after {
            let rest = tail.get(word.len()..).unwrap_or("");
            return (!cue.unless.iter().any(|u| rest.starts_with(u.as_str()))).then_some(cue.modifier);
        }
        let before = self.before.iter().find(|(word, _)| head.ends_with(word.as_str()))?;
        Some(before.1.modifier)
    }
}

fn modifier_of(name: &str) -> Option<Modifier> {
    use Modifier::{After, Approx, Before, End, Mid, Start};
    [Start, Mid, End, Approx, Before, After].into_iter().find(|m| m.as_str() == name)
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

/// Whether what stands around a date lets it be one.
pub(super) fn stands_alone(text: &str, start: usize, end: usize, row: &[Atom]) -> bool {
    let head = text.get(..start).unwrap_or("");
    let before = head.chars().next_back();
    let tail = text.get(end..).unwrap_or("");
    let next = tail.chars().next();
    let Some(first) = row.first() else { return false };
    if NUMERIC.holds(Some(first.kind)) && before.is_some_and(|c| continues_number(c, head)) {
        return false;
    }
    if matches!(first.kind, Kind::Year | Kind::IsoDay | Kind::IsoMonth) && before == Some('〔') {
        return false;
    }
    if row.len() > 1 {
        return true;
    }
    let arabic = || text.as_bytes().get(start).is_some_and(u8::is_ascii_digit);
    match first.kind {
        Kind::Weekday => {
            !before.is_some_and(|c| matches!(c, '（' | '(' | '“' | '"' | '每' | '逢' | '「')) && !is_name(tail)
        }
        Kind::Day => {
            (arabic() || first.n[0] >= 11)
                && !next.is_some_and(|c| "内游均元间龄报常期值度".contains(c))
                && before != Some('近')
        }
        Kind::Month => {
            !next.is_some_and(|c| "内均报刊球饼".contains(c))
                && !before.is_some_and(|c| matches!(c, '近' | '过' | '岁'))
        }
        Kind::ShortYear | Kind::BareRocYear => false,
        // 今年度, 当年轻…; 第二年 counts only where the text goes on telling.
        Kind::ThenYear | Kind::TodayYear => !(matches!(next, Some('轻' | '代' | '级')) || tail == "内"),
        Kind::ThenDay | Kind::TodayDay => next != Some('内'),
        _ => true,
    }
}

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
