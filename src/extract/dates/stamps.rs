//! Dates in digits and marks: 2024-03-22, 2024.03, 115-01-08, 2024-25年度, 09:35:04.
use super::{
    atoms::{Atom, Kind, Set},
    numerals::{ROC_OFFSET, leading_digits},
    words::Words,
};

const BEFORE_TIME: Set = Set::of(&[Kind::IsoDay, Kind::Day]);

/// The stamp whose first number, `n`, stands at `at..end`.
pub(super) fn stamp(words: &Words, text: &str, at: usize, end: usize, n: i32, last: Option<Kind>) -> Option<Atom> {
    let rest = text.get(end..)?;
    let len = end - at;
    let separator = rest.chars().next()?;
    match separator {
        ':' if len <= 2 && n < 24 && BEFORE_TIME.holds(last) => time(rest.get(1..)?, end + 1, n),
        '-' | '/' | '.' | '—' | '–' | '至' | '~' | '～' if len >= 3 => {
            if last != Some(Kind::To) && !starts_clean(text, at) {
                return None;
            }
            year_span(text, end + separator.len_utf8(), n, len)
                .or_else(|| if separator.is_ascii() { day_or_month(words, text, end, n, len, separator) } else { None })
        }
        _ => None,
    }
}

fn time(rest: &str, at: usize, hour: i32) -> Option<Atom> {
    let (minute, a) = two(rest)?;
    let (second, b) = match rest.get(a..)?.strip_prefix(':').and_then(two) {
        Some((s, b)) => (s, b + 1),
        None => (-1, 0),
    };
    let valid = a == 2 && minute < 60 && second < 60;
    valid.then_some(Atom { kind: Kind::Time, end: at + a + b, n: [hour, minute, second] })
}

/// 2024-25年度, 2024/25学年: a year that runs from one calendar year into the next.
fn year_span(text: &str, at: usize, n: i32, len: usize) -> Option<Atom> {
    let rest = text.get(at..)?;
    if len != 4 || !(1900..=2100).contains(&n) || leading_digits(rest) != 2 || two(rest)?.0 != (n + 1) % 100 {
        return None;
    }
    let unit = ["年度", "学年"].into_iter().find(|unit| rest.get(2..).is_some_and(|t| t.starts_with(unit)))?;
    Some(Atom { kind: Kind::YearSpan, end: at + 2 + unit.len(), n: [n, n + 1, 0] })
}

fn day_or_month(words: &Words, text: &str, end: usize, n: i32, len: usize, separator: char) -> Option<Atom> {
    let year = match len {
        4 if (1900..=2100).contains(&n) => n,
        3 if (80..=150).contains(&n) => n + ROC_OFFSET,
        _ => return None,
    };
    let rest = text.get(end + 1..)?;
    let (month, a) = two(rest).filter(|&(m, _)| (1..=12).contains(&m))?;
    let more = rest.get(a..)?;
    if let Some((day, b)) = more.strip_prefix(separator).and_then(two).filter(|&(d, _)| (1..=31).contains(&d)) {
        // Versions have three numbers too, but not two digits each.
        let whole = len == 4 || separator == '-' || (a == 2 && b == 2);
        let end = end + 1 + a + 1 + b;
        return (whole && ends_clean(text, end, separator)).then_some(Atom {
            kind: Kind::IsoDay,
            end,
            n: [year, month, day],
        });
    }
    let after = end + 1 + a;
    let month_only = separator == '.'
        && len == 4
        && ends_clean(text, after, separator)
        && !text.get(after..)?.starts_with(['%', '％', '万', '亿', '元', '公', '倍', '吨'])
        && (a == 2 || in_interval(words, text, end - len, after));
    month_only.then_some(Atom { kind: Kind::IsoMonth, end: after, n: [year, month, 0] })
}

/// One or two digits: their value and how many.
fn two(text: &str) -> Option<(i32, usize)> {
    let n = leading_digits(text);
    (1..=2).contains(&n).then(|| (text.get(..n).and_then(|d| d.parse().ok()).unwrap_or(0), n))
}

/// 1987.9 in 1987.9—1991.7, the first as the second: a connector stands between it and another month.
fn in_interval(words: &Words, text: &str, start: usize, end: usize) -> bool {
    let month = |t: &str| leading_digits(t) == 4 && t.get(4..).is_some_and(|t| t.starts_with('.'));
    if let Some(next) = words.connector(text, end) {
        return text.get(next..).is_some_and(month);
    }
    let head = text.get(..start).unwrap_or("");
    let before = head.trim_end_matches(['-', '—', '–', '－', '~', '～', '至']);
    before.len() < head.len() && before.ends_with(|c: char| c.is_ascii_digit()) && {
        let number = before.trim_end_matches(|c: char| c.is_ascii_digit());
        number.strip_suffix('.').is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()))
    }
}

fn starts_clean(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    before
        .is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '/' | '-' | '.' | '_' | '%' | '=' | '#' | '?' | '&'))
}

fn ends_clean(text: &str, at: usize, separator: char) -> bool {
    let rest = text.get(at..).unwrap_or("");
    let mut after = rest.chars();
    match after.next() {
        Some(c) if c.is_ascii_alphanumeric() || matches!(c, '/' | '_') => false,
        // 1987.09-1991.07
        Some('-') if separator != '-' && leading_digits(after.as_str()) == 4 => {
            rest.get(5..).is_some_and(|t| t.starts_with(separator))
        }
        Some('-' | '.') => !after.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        _ => true,
    }
}
