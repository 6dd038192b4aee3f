//! Numbers with units (2024年, 五月, 20日), numbers before a connector, centuries and decades.
use super::{
    atoms::{Atom, Kind, Set},
    stamps,
    words::Words,
};
use crate::{
    text::is_han,
    value::{digits, hundreds, number},
};

/// The year before the first of the Republic.
pub(super) const ROC_OFFSET: i32 = 1911;

/// The characters a number of a date starts with.
pub(super) const STARTS: &str = "0123456789〇零○一二三四五六七八九十廿卅元";

const AFTER_MONTH: Set = Set::of(&[Kind::Month, Kind::TodayMonth, Kind::ThenMonth, Kind::To]);

pub(super) fn is_han_numeral(c: char) -> bool {
    matches!(c, '〇' | '零' | '○' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '廿' | '卅')
}

/// A number as it stands in the text.
struct Run<'t> {
    text: &'t str,
    at: usize,
    /// The byte after the number.
    end: usize,
    arabic: bool,
    /// Number of characters.
    count: usize,
    n: i32,
}

impl<'t> Run<'t> {
    fn at(text: &'t str, at: usize) -> Option<Self> {
        let rest = text.get(at..)?;
        let arabic = leading_digits(rest);
        let (len, count) = match arabic {
            1..=4 => (arabic, arabic),
            0 => han(rest)?,
            _ => return None,
        };
        let written = rest.get(..len)?;
        let n = number(written).or_else(|| digits(written))? as i32;
        Some(Self { text, at, end: at + len, arabic: arabic > 0, count, n })
    }

    fn written(&self) -> &'t str {
        self.text.get(self.at..self.end).unwrap_or("")
    }
}

/// Bytes and characters of the Chinese number at the start; 元 only in 元月.
fn han(text: &str) -> Option<(usize, usize)> {
    let (mut len, mut count) = (0, 0);
    for c in text.chars() {
        if is_han_numeral(c) && count < 5 {
            (len, count) = (len + c.len_utf8(), count + 1);
        } else if count == 0 && text.starts_with("元月") {
            return Some(("元".len(), 1));
        } else {
            // Longer rows of digits are no numbers of dates.
            return (count > 0 && !is_han_numeral(c)).then_some((len, count));
        }
    }
    None
}

/// A number with its unit, or several numbers in a stamp.
pub(super) fn numeral(words: &Words, text: &str, at: usize, last: Option<Kind>) -> Option<Atom> {
    let run = Run::at(text, at)?;
    if run.arabic {
        let stamp = stamps::stamp(words, text, at, run.end, run.n, last);
        if stamp.is_some() {
            return stamp;
        }
    }
    let mut units = text.get(run.end..)?.chars();
    let unit = units.next()?;
    match unit {
        '年' => year(&run, units.next(), last),
        '月' if (1..=12).contains(&run.n) => {
            let len = if units.next() == Some('份') { 6 } else { 3 };
            Some(Atom::new(Kind::Month, run.end + len, run.n))
        }
        '日' if (1..=31).contains(&run.n) => Some(Atom::new(Kind::Day, run.end + 3, run.n)),
        '号' if (1..=31).contains(&run.n) && AFTER_MONTH.holds(last) => Some(Atom::new(Kind::Day, run.end + 3, run.n)),
        '世' if last.is_none() && (1..=30).contains(&run.n) && units.next() == Some('纪') => {
            Some(Atom::new(Kind::Century, run.end + 6, run.n - 1))
        }
        _ => without_unit(words, &run, unit, last),
    }
}

fn year(run: &Run<'_>, next: Option<char>, last: Option<Kind>) -> Option<Atom> {
    let n = run.n;
    match next {
        // 90年代, 1990年代.
        Some('代') => (matches!(last, None | Some(Kind::Century)) && n % 10 == 0 && !(100..1000).contains(&n))
            .then(|| Atom::new(Kind::Decade, run.end + 6, n / 10)),
        Some('级' | '龄') => None,
        _ => {
            let end = run.end + if next == Some('度') { 6 } else { 3 };
            let atom = |kind, year| Some(Atom { kind, end, n: [year, n, 0] });
            match run.count {
                4 if (1000..=2999).contains(&n) && (run.arabic || digits(run.written()) == Some(n as u32)) => {
                    atom(Kind::Year, n)
                }
                3 if run.arabic && (80..=150).contains(&n) => atom(Kind::BareRocYear, n + ROC_OFFSET),
                3 if !run.arabic && digits(run.written()).is_some() => {
                    let n = digits(run.written())? as i32;
                    Some(Atom { kind: Kind::BareRocYear, end, n: [n + ROC_OFFSET, n, 0] })
                }
                2 if run.arabic => atom(Kind::ShortYear, if n >= 50 { 1900 + n } else { 2000 + n }),
                count if (1..=150).contains(&n) && (!run.arabic || count == 1) => atom(Kind::ShortYear, 2000 + n),
                _ => None,
            }
        }
    }
}

/// 2016 in 2016—2020年, 5 in 5至7日, 2024 at the head of a line.
fn without_unit(words: &Words, run: &Run<'_>, next: char, last: Option<Kind>) -> Option<Atom> {
    if let Some(end) = words.connector(run.text, run.end) {
        let rest = run.text.get(end..)?;
        let digits = leading_digits(rest);
        let unit = rest.get(digits..)?;
        if run.arabic && run.count == 4 && (1900..=2100).contains(&run.n) && digits == 4 && unit.starts_with('年') {
            return Some(Atom::new(Kind::N4, run.end, run.n));
        }
        if (1..=31).contains(&run.n) && matches!(digits, 1 | 2) && unit.starts_with(['日', '月']) {
            return Some(Atom::new(Kind::N, run.end, run.n));
        }
    }
    let heads = run.arabic
        && run.count == 4
        && (1949..=2100).contains(&run.n)
        && last.is_none()
        && begins_event(next)
        && heads_line(run.text, run.at);
    heads.then(|| Atom::new(Kind::LineYear, run.end, run.n))
}

/// The year at byte `at`, right behind 民国: 113年, 一百一十三年, 元年.
pub(super) fn year_of_era(text: &str, at: usize) -> Option<Atom> {
    let rest = text.get(at..)?;
    let in_year = |c: char| c.is_ascii_digit() || is_han_numeral(c) || matches!(c, '百' | '元');
    let len = rest.chars().take(7).take_while(|&c| in_year(c)).map(char::len_utf8).sum();
    let n = hundreds(rest.get(..len)?).filter(|n| (1..=999).contains(n))? as i32;
    let mut units = rest.get(len..)?.chars();
    let (unit, next) = (units.next(), units.next());
    (unit == Some('年') && !matches!(next, Some('代' | '级' | '龄')))
        .then(|| Atom::new(Kind::RocYear, at + len + if next == Some('度') { 6 } else { 3 }, n + ROC_OFFSET))
}

/// Number of digits at the start, at most five.
pub(super) fn leading_digits(text: &str) -> usize {
    text.bytes().take(5).take_while(u8::is_ascii_digit).count()
}

fn heads_line(text: &str, at: usize) -> bool {
    text.get(..at)
        .is_some_and(|t| t.trim_end_matches([' ', '\u{3000}', '“', '【']).ends_with('\n') || t.trim().is_empty())
}

/// Whether a character after a bare year may begin the name of an event rather than a unit.
fn begins_event(c: char) -> bool {
    is_han(c) && !"个家名元年人亿万条项余多户位件次场所座辆台吨米公千百户号期款版型届级".contains(c)
}
