//! Dates in digits and marks: 2024-03-22, 2024.03, 115-01-08, 2024-25年度, 09:35:04.
use super::{
    atoms::{Atom, Kind, Set},
    numerals::{ROC_OFFSET, leading_digits},
    signs::DateCue,
    words::Words,
};
use crate::text::is_han;

const BEFORE_TIME: Set = Set::of(&[Kind::IsoDay, Kind::Day, Kind::To]);

/// The stamp whose first number, `n`, stands at `at..end`.
pub(super) fn stamp(words: &Words, text: &str, at: usize, end: usize, n: i32, last: Option<Kind>) -> Option<Atom> {
    let rest = text.get(end..)?;
    let len = end - at;
    let separator = rest.chars().next()?;
    match separator {
        ':' | '：' if len <= 2 && n <= 24 && BEFORE_TIME.holds(last) => {
            time(rest.get(separator.len_utf8()..)?, end + separator.len_utf8(), n)
        }
        '-' | '/' | '.' | '—' | '–' | '至' | '~' | '～' if len >= 3 => {
            if last != Some(Kind::To) && !starts_clean(text, at) {
                return None;
            }
            let second = end + separator.len_utf8();
            year_span(words, text, second, n, len)
                .or_else(|| bracketed_years(words, text, at, second, n))
                .or_else(|| if separator.is_ascii() { day_or_month(words, text, end, n, len, separator) } else { None })
        }
        // [04-11], 03-29⏎, 03-29 10:30 in a list of what came out when.
        '-' if len == 2 && last.is_none() && lists_month_day(text, at, end, n) => {
            Some(Atom { kind: Kind::Month, end: end + 1, n: [n, 0, 0] })
        }
        ']' | ')' | '】' | '）' | ' ' | '\n'
            if len == 2 && last == Some(Kind::Month) && text.get(..at)?.ends_with('-') =>
        {
            Some(Atom { kind: Kind::Day, end, n: [n, 0, 0] })
        }
        _ => None,
    }
}

/// Whether month `n` at `at..end` and a day behind a hyphen stand in brackets, at the end of a line or before a time.
fn lists_month_day(text: &str, at: usize, end: usize, n: i32) -> bool {
    let (Some(head), Some(rest)) = (text.get(..at), text.get(end + 1..)) else { return false };
    let Some((day, 2)) = two(rest) else { return false };
    let tail = rest.get(2..).unwrap_or("");
    let blank =
        head.strip_suffix([' ', '\u{3000}', '\t']).is_some_and(|t| t.ends_with(|c: char| !c.is_ascii() || c == ' '));
    let listed = match head.chars().next_back() {
        Some('[') => tail.starts_with(']'),
        Some('【') => tail.starts_with('】'),
        Some('(') => tail.starts_with(')'),
        Some('（') => tail.starts_with('）'),
        _ => blank && (tail.starts_with('\n') || tail.strip_prefix(' ').is_some_and(begins_with_time)),
    };
    listed && (1..=12).contains(&n) && (1..=31).contains(&day)
}

/// 9时, 9时30分, 9点: the clock time whose hour, `hour`, ends at byte `at`.
pub(super) fn clock(words: &Words, text: &str, at: usize, hour: i32, unit: char) -> Option<Atom> {
    let mut end = at + unit.len_utf8();
    let rest = text.get(end..)?;
    let (mut minute, mut second) = (-1, -1);
    if let Some((n, digits)) = two(rest)
        && n < 60
        && rest.get(digits..).is_some_and(|t| t.starts_with('分'))
    {
        (minute, end) = (n, end + digits + '分'.len_utf8());
        if let Some((n, digits)) = text.get(end..).and_then(two)
            && n < 60
            && text.get(end + digits..).is_some_and(|t| t.starts_with('秒'))
        {
            (second, end) = (n, end + digits + '秒'.len_utf8());
        }
    } else if rest.starts_with('半') {
        (minute, end) = (30, end + '半'.len_utf8());
    } else if let Some(whole) = words.signs.behind(DateCue::Sharp, rest) {
        end = text.len() - whole.len();
    }
    (0..=24).contains(&hour).then_some(Atom { kind: Kind::Time, end, n: [hour, minute, second] })
}

/// 09:35
fn begins_with_time(text: &str) -> bool {
    two(text).and_then(|(hour, len)| time(text.get(len..)?.strip_prefix(':')?, 0, hour)).is_some()
}

fn time(rest: &str, at: usize, hour: i32) -> Option<Atom> {
    let (minute, a) = two(rest)?;
    let seconds = rest.get(a..)?;
    let (second, b) = match seconds.strip_prefix([':', '：']).and_then(|t| two(t).map(|(s, b)| (s, b, t))) {
        Some((s, digits, t)) => (s, seconds.len() - t.len() + digits),
        None => (-1, 0),
    };
    let valid = a == 2 && minute < 60 && second < 60 && (hour < 24 || minute == 0);
    valid.then_some(Atom { kind: Kind::Time, end: at + a + b, n: [hour, minute, second] })
}

/// 2024-25年度, 2023/2024学年: a year that runs from one calendar year into the next.
fn year_span(words: &Words, text: &str, at: usize, n: i32, len: usize) -> Option<Atom> {
    let rest = text.get(at..)?;
    let digits = leading_digits(rest);
    let second = rest.get(..digits)?.parse::<i32>().ok()?;
    let follows = match digits {
        2 => second == (n + 1) % 100,
        4 => second == n + 1,
        _ => false,
    };
    if len != 4 || !(1900..=2100).contains(&n) || !follows {
        return None;
    }
    let tail = rest.get(digits..)?;
    // 2023—2024年 is an interval like any other.
    let year = || tail.starts_with('年').then_some('年'.len_utf8());
    let unit = words.signs.at(DateCue::YearSpan, tail).or_else(|| year().filter(|_| digits == 2))?;
    Some(Atom { kind: Kind::YearSpan, end: at + digits + unit, n: [n, n + 1, 0] })
}

/// How many characters a name has that the years in the next column are told of: no publisher's (©某网 2008-2023).
const LONGEST_CELL: usize = 3;

/// （1949—1970）, （1983—1990，已故）: years that a heading or a list gives in brackets; 周明远　1983—1990: in its last column.
fn bracketed_years(words: &Words, text: &str, start: usize, at: usize, n: i32) -> Option<Atom> {
    const BLANKS: [char; 3] = [' ', '\u{3000}', '\t'];
    let rest = text.get(at..)?;
    let second = rest.get(..4)?.parse::<i32>().ok()?;
    let years = 1800..=2100;
    if n >= second || !years.contains(&n) || !years.contains(&second) {
        return None;
    }
    let (head, tail) = (text.get(..start)?, rest.get(4..)?);
    let closed = || tail.starts_with(['）', ')', '，', ',', '；', ';']) || words.signs.starts(DateCue::InYears, tail);
    let bracketed = head.ends_with(['（', '(']) && closed();
    // What another column holds; a footer's years are those of its copyright.
    let goes_on = || {
        let behind = tail.trim_start_matches(BLANKS);
        behind.len() < tail.len() && behind.starts_with(is_han) && !words.signs.starts(DateCue::Copyright, behind)
    };
    let column = || {
        let named = head.trim_end_matches(BLANKS);
        let word = named.chars().rev().take_while(|&c| is_han(c)).take(LONGEST_CELL + 1).count();
        // 周明远　1983—1990　局长: between a name and a post.
        let alone = || named.chars().nth_back(word).is_none_or(|c| c == '\n');
        let open = || tail.is_empty() || tail.starts_with('\n') || alone() && goes_on();
        named.len() < head.len() && (1..=LONGEST_CELL).contains(&word) && open()
    };
    // 1983—1999　水利部…: the first column of a life.
    let opens = || (head.is_empty() || head.ends_with('\n')) && goes_on();
    (bracketed || column() || opens()).then_some(Atom { kind: Kind::YearSpan, end: at + 4, n: [n, second, 0] })
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
    // 2024.03 is a month by itself; 2024.3, 2024/03 and 2024-03 may be something else unless another stands beside it.
    let month_only = len == 4
        && (separator == '.' && a == 2 && ends_clean(text, after, separator)
            || in_interval(words, text, end - len, after, separator));
    month_only.then_some(Atom { kind: Kind::IsoMonth, end: after, n: [year, month, 0] })
}

/// One or two digits: their value and how many.
fn two(text: &str) -> Option<(i32, usize)> {
    let n = leading_digits(text);
    (1..=2).contains(&n).then(|| (text.get(..n).and_then(|d| d.parse().ok()).unwrap_or(0), n))
}

/// 1987.9 in 1987.9—1991.7, the first as the second: a connector stands between it and another month, or the present.
fn in_interval(words: &Words, text: &str, start: usize, end: usize, separator: char) -> bool {
    const BLANKS: [char; 2] = [' ', '\u{3000}'];
    let from = |at: usize| text.get(at..).unwrap_or("");
    let skip = |at: usize| text.len() - from(at).trim_start_matches(BLANKS).len();
    let is_month = |t: &str| leading_digits(t) == 4 && t.get(4..).is_some_and(|t| t.starts_with(separator));
    if let Some(next) = words.connector(text, skip(end)) {
        let rest = from(skip(next));
        return is_month(rest) || separator == '.' && words.signs.starts(DateCue::Present, rest);
    }
    let head = text.get(..start).unwrap_or("").trim_end_matches(BLANKS);
    let before = head.trim_end_matches(['-', '—', '–', '－', '~', '～', '至', '到']);
    before.len() < head.len() && {
        let before = before.trim_end_matches(BLANKS);
        let number = before.trim_end_matches(|c: char| c.is_ascii_digit());
        number.len() < before.len()
            && !from(end).starts_with([separator, '%', '％'])
            && number.strip_suffix(separator).is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()))
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
        // 2024-03-07T09:30
        Some('T') => matches!(after.as_str().as_bytes(), [a, b, b':', ..] if a.is_ascii_digit() && b.is_ascii_digit()),
        Some(c) if c.is_ascii_alphanumeric() || matches!(c, '/' | '_') => false,
        // 1987.09-1991.07
        Some('-') if separator != '-' && leading_digits(after.as_str()) == 4 => {
            rest.get(5..).is_some_and(|t| t.starts_with(separator))
        }
        Some('-' | '.') => !after.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        _ => true,
    }
}
