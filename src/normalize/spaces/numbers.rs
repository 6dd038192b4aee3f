//! Blanks inside dates: 2 024年, 3 月, 2024 年 1 月 5 日. Times, columns and other numbers keep theirs.
use super::super::{
    chars::{after, before, is_blank, is_digit},
    cues::Cues,
};

/// Longest run of digits looked at; longer ones are no part of a date.
const MOST_DIGITS: usize = 4;

/// Whether the blanks at `start..end`, between `left` and `right`, stand inside a date.
pub(super) fn drops(cues: &Cues, text: &str, start: usize, end: usize, left: char, right: char) -> bool {
    // Wider gaps are between columns.
    if text.get(start..end).is_none_or(|blanks| blanks.chars().nth(2).is_some()) {
        return false;
    }
    match (is_digit(left), is_digit(right)) {
        (true, true) => end - start == 1 && (splits_year(text, start, end) || splits_digits(text, start, end)),
        (true, false) => is_unit(cues, text, end, right),
        (false, true) => goes_on(cues, text, start, end, left),
        (false, false) => false,
    }
}

/// 二〇二四 年五月 二十日: whether the blanks at `start..end` stand in a date in Chinese numerals, behind those of its year.
pub(super) fn in_words(text: &str, start: usize, end: usize, left: char, right: char) -> bool {
    let numeral =
        |c| matches!(c, '〇' | '零' | '○' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
    let unit = |c: char| matches!(c, '年' | '月' | '日');
    if !(unit(left) && numeral(right) || numeral(left) && unit(right)) {
        return false;
    }
    let behind = text.get(end..).unwrap_or("").chars().take(MOST_DIGITS).find(|&c| !numeral(c) && !is_blank(c));
    if !behind.is_some_and(unit) {
        return false;
    }
    // Backwards over numerals, units and blanks: the number of a year has four numerals.
    let mut run = 0;
    for c in text.get(..start).unwrap_or("").chars().rev().take(MOST_DIGITS * 4).filter(|&c| !is_blank(c)) {
        match c {
            _ if numeral(c) => run += 1,
            _ if unit(c) => run = 0,
            _ => break,
        }
        if run == MOST_DIGITS {
            return true;
        }
    }
    false
}

/// 2 024年: digits that make a year together, with 年 behind.
fn splits_year(text: &str, start: usize, end: usize) -> bool {
    let (left, from) = digits_before(text, start);
    let (right, to) = digits_after(text, end);
    let year = left + right == 4 && text.get(from..).is_some_and(|s| s.starts_with(['1', '2']));
    let century = text.get(from..start).is_some_and(|s| s.len() < 2 || s.starts_with("19") || s.starts_with("20"));
    // 报告:2 025年, but not 11:2 025年.
    let clock = |c: char| c == ':' && before(text, from - 1).is_some_and(is_digit);
    let alone =
        before(text, from).is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '/') && !clock(c));
    year && century && alone && next_char(text, to).is_some_and(|(_, c)| c == '年')
}

/// 2 0 2 4年, 5月2 0日: single digits that make the number of a year, month or day, with the unit behind.
fn splits_digits(text: &str, start: usize, end: usize) -> bool {
    let (mut from, mut to, mut count) = (start, end, 0);
    // Digits, each with one blank before it; a longer number is none of ours.
    while let Some(c) = before(text, from).filter(|&c| is_digit(c)) {
        from -= c.len_utf8();
        count += 1;
        match before(text, from) {
            Some(' ') if before(text, from - 1).is_some_and(is_digit) && count < MOST_DIGITS => from -= 1,
            _ => break,
        }
    }
    while let Some(c) = after(text, to).filter(|&c| is_digit(c)) {
        to += c.len_utf8();
        count += 1;
        match after(text, to) {
            Some(' ') if after(text, to + 1).is_some_and(is_digit) && count < MOST_DIGITS => to += 1,
            _ => break,
        }
    }
    let head = text.get(..from).unwrap_or("").trim_end_matches(is_blank);
    let ends_before =
        |unit: char| head.strip_suffix(unit).is_some_and(|t| t.trim_end_matches(is_blank).ends_with(is_digit));
    match (count, next_char(text, to)) {
        (4, Some((_, '年'))) => {
            let clean = !head.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | ':'));
            clean && text.get(from..).is_some_and(|t| t.starts_with(['1', '2']))
        }
        (2, Some((_, '月'))) => ends_before('年'),
        (2, Some((_, '日'))) => ends_before('月'),
        _ => false,
    }
}

/// Whether the character at `at`, after a number, is a unit of time that belongs to it.
fn is_unit(cues: &Cues, text: &str, at: usize, unit: char) -> bool {
    let behind = || text.get(at + unit.len_utf8()..).unwrap_or("");
    match unit {
        '年' => true,
        '月' | '日' => !text.get(at..).is_some_and(|t| cues.no_unit.start(t)),
        '世' => behind().starts_with('纪'),
        // 1024 点赞, 10 分析 and 5 号楼 are something else.
        '时' | '分' | '点' | '号' => {
            let open = |c: char| is_digit(c) || is_blank(c) || !c.is_alphanumeric();
            behind().chars().next().is_none_or(open) || cues.behind_time.start(behind())
        }
        _ => false,
    }
}

/// 年 5 月: the unit before has a number, and so has the unit that comes next.
fn goes_on(cues: &Cues, text: &str, start: usize, end: usize, unit: char) -> bool {
    let number = text.get(..start - unit.len_utf8()).unwrap_or("");
    // 2024年 3月, 今年 8月
    let counted =
        || number.trim_end_matches(is_blank).ends_with(is_digit) && number.len() < start || cues.which.end(number);
    let (count, to) = digits_after(text, end);
    let Some((_, next)) = next_char(text, to) else { return false };
    // 20世纪 90年代
    if unit == '纪' {
        return number.ends_with('世') && count == 2 && next == '年';
    }
    let follows = match unit {
        '年' => next == '月',
        '月' => matches!(next, '日' | '号'),
        '日' | '号' => matches!(next, '时' | '点'),
        '时' | '点' => next == '分',
        _ => false,
    };
    follows && matches!(count, 1 | 2) && counted()
}

/// Digits that end at `end`: how many, and where they start.
fn digits_before(text: &str, end: usize) -> (usize, usize) {
    let digits = text.get(..end).unwrap_or("").chars().rev().take(MOST_DIGITS + 1).take_while(|&c| is_digit(c));
    digits.fold((0, end), |(count, at), c| (count + 1, at - c.len_utf8()))
}

/// Digits that start at `start`: how many, and where they end.
fn digits_after(text: &str, start: usize) -> (usize, usize) {
    let digits = text.get(start..).unwrap_or("").chars().take(MOST_DIGITS + 1).take_while(|&c| is_digit(c));
    digits.fold((0, start), |(count, at), c| (count + 1, at + c.len_utf8()))
}

/// The next character that is no blank, with its byte; at most two blanks away.
fn next_char(text: &str, at: usize) -> Option<(usize, char)> {
    let found = text.get(at..)?.char_indices().take(3).find(|&(_, c)| !is_blank(c))?;
    Some((at + found.0, found.1))
}
