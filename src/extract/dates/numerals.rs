//! Numbers with units (2024年, 五月, 20日), numbers before a connector, centuries and decades.
use super::{
    atoms::{Atom, Kind, Set},
    signs::DateCue,
    stamps,
    words::Words,
};
use crate::{
    text::{is_han, place_at},
    value::{digits, hundreds, is_numeral, number, thousands},
};

/// The year before the first of the Republic.
pub(super) const ROC_OFFSET: i32 = 1911;

/// The most digits an Arabic number of a date has.
pub(super) const MOST_DIGITS: usize = 4;

/// No further behind the start of a year by units stands its 年: 一千九百四十九|年.
const MOST_UNITS: usize = 8;

/// What may stand behind the Arabic number that a date starts with, beside connectors: units, what stands between numbers.
pub(super) const BEHIND: &str = "年月日号世、-/.—–至~～曰Oo";

const AFTER_MONTH: Set = Set::of(&[Kind::Month, Kind::TodayMonth, Kind::ThenMonth, Kind::To]);

const BEFORE_CLOCK: Set = Set::of(&[Kind::Day, Kind::IsoDay, Kind::To]);
const YEARS: Set = Set::of(&[Kind::Year, Kind::TodayYear, Kind::ThenYear]);
const LUNAR_MONTHS: Set = Set::of(&[Kind::LunarMonth, Kind::LeapMonth]);

const HAN: &str = "〇零○一二三四五六七八九十廿卅";

pub(super) fn is_han_numeral(c: char) -> bool {
    is_numeral(c) || matches!(c, '〇' | '零' | '○' | '廿' | '卅')
}

/// What a row of atoms that begins with a Chinese number of one character begins with, where `behind` follows it.
pub(super) fn heads(behind: &str) -> impl Iterator<Item = String> {
    HAN.chars().map(move |c| format!("{c}{behind}"))
}

/// Chinese numbers with all that may follow their first character but connectors.
pub(super) fn units() -> impl Iterator<Item = String> {
    let units = ["年", "月", "日", "号", "世纪", "0", "O", "o"].into_iter().flat_map(heads);
    let longer = HAN.chars().flat_map(|c| heads(c.encode_utf8(&mut [0; 4])).collect::<Vec<_>>());
    units.chain(longer).chain(["元月", "一千", "二千", "两千"].map(str::to_owned))
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
        if let Some(n) = misread_year(rest, arabic) {
            return Some(Self { text, at, end: at + MOST_DIGITS, arabic: true, count: MOST_DIGITS, n });
        }
        if let Some((len, n)) = year_by_units(rest) {
            return Some(Self { text, at, end: at + len, arabic: false, count: MOST_DIGITS, n });
        }
        let (len, count) = match arabic {
            1..=MOST_DIGITS => (arabic, arabic),
            0 => han(rest)?,
            _ => return None,
        };
        let written = rest.get(..len)?;
        let n = match arabic {
            0 => number(written).or_else(|| digits(written))? as i32,
            _ => written.bytes().fold(0, |n, digit| n * 10 + i32::from(digit - b'0')),
        };
        Some(Self { text, at, end: at + len, arabic: arabic > 0, count, n })
    }

    /// A year in four digits, 2016 or 二〇一六, or by units; else 0.
    fn year(&self) -> i32 {
        match self.count {
            4 if self.arabic || self.written().contains('千') => self.n,
            4 => digits(self.written()).map_or(0, |n| n as i32),
            _ => 0,
        }
    }

    /// What stands before it.
    fn head(&self) -> &'t str {
        self.text.get(..self.at).unwrap_or("")
    }

    /// What stands behind it.
    fn tail(&self) -> &'t str {
        self.text.get(self.end..).unwrap_or("")
    }

    fn written(&self) -> &'t str {
        self.text.get(self.at..self.end).unwrap_or("")
    }
}

/// 2O24年: a year with the letter that scanners read for its zeros.
fn misread_year(text: &str, digits: usize) -> Option<i32> {
    let written = text.get(..MOST_DIGITS).filter(|_| (1..MOST_DIGITS).contains(&digits))?;
    let digit = |b: u8| matches!(b, b'O' | b'o').then_some(0).or_else(|| b.is_ascii_digit().then(|| b - b'0'));
    let year = written.bytes().try_fold(0, |n, b| Some(n * 10 + i32::from(digit(b)?)))?;
    (text.get(MOST_DIGITS..).is_some_and(|rest| rest.starts_with('年')) && (1900..=2100).contains(&year))
        .then_some(year)
}

/// 两千零八年: the bytes and the value of a year by units, which says more than thousands.
fn year_by_units(text: &str) -> Option<(usize, i32)> {
    let thousand = text.chars().nth(1) == Some('千');
    let unit = text.char_indices().take(MOST_UNITS).find(|&(_, c)| c == '年').filter(|_| thousand)?.0;
    let year = thousands(text.get(..unit)?).filter(|year| (1900..=2100).contains(year))?;
    Some((unit, year as i32))
}

/// Bytes and characters of the Chinese number at the start; 元 only in 元月.
fn han(text: &str) -> Option<(usize, usize)> {
    let (mut len, mut count) = (0, 0);
    for c in text.chars() {
        // 二O二四, 二0二四: a letter or an Arabic zero for 〇.
        let zero = matches!(c, 'O' | 'o' | '0') && (1..4).contains(&count);
        if (is_han_numeral(c) || zero) && count < 5 {
            (len, count) = (len + c.len_utf8(), count + 1);
        } else if count == 0 && text.starts_with("元月") {
            return Some(("元".len(), 1));
        } else {
            // Longer rows of digits are no numbers of dates.
            return (count > 0 && !is_han_numeral(c)).then_some((len, count));
        }
    }
    (count > 0).then_some((len, count))
}

/// Whether a number of a date may start at byte `at`: a look at one character.
pub(super) fn begins_number(text: &str, at: usize) -> bool {
    let c = char::from_u32(place_at(text, at).0.into()).unwrap_or_default();
    c.is_ascii_digit() || is_han_numeral(c) || matches!(c, '元' | '两')
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
    let mut units = run.tail().chars();
    let unit = units.next().unwrap_or('\n');
    // Behind most units stands the next number, which is no word.
    let behind = || if units.as_str().starts_with(|c: char| c.is_ascii_digit()) { "" } else { units.as_str() };
    match unit {
        '年' => year(words, &run, behind(), last),
        '月' if (1..=12).contains(&run.n) => {
            let tail = words.signs.at(DateCue::MonthTail, behind()).unwrap_or(0);
            Some(Atom::new(Kind::Month, run.end + unit.len_utf8() + tail, run.n))
        }
        '时' | '点' if BEFORE_CLOCK.holds(last) => stamps::clock(words, text, run.end, run.n, unit),
        '日' if (1..=31).contains(&run.n) => Some(Atom::new(Kind::Day, run.end + 3, run.n)),
        // 9月2曰, as scanners read it.
        '曰' if run.arabic && (1..=31).contains(&run.n) => Some(Atom::new(Kind::Day, run.end + 3, run.n)),
        // 15号上午: no house number.
        '号' if (1..=31).contains(&run.n)
            && (AFTER_MONTH.holds(last) || words.signs.starts(DateCue::PartOfDay, units.as_str())) =>
        {
            Some(Atom::new(Kind::Day, run.end + 3, run.n))
        }
        '世' if last.is_none() && (1..=30).contains(&run.n) && units.as_str().starts_with('纪') => {
            Some(Atom::new(Kind::Century, run.end + 6, run.n - 1))
        }
        _ if LUNAR_MONTHS.holds(last) && !run.arabic && (1..=30).contains(&run.n) => {
            Some(Atom::new(Kind::LunarDay, run.end, run.n))
        }
        _ => without_unit(words, &run, unit, last),
    }
}

/// 第二周, 第二个星期, 第二个星期日, behind a month or year.
pub(super) fn nth_week(words: &Words, text: &str, at: usize, last: Kind) -> Option<Atom> {
    let in_month = Kind::Month == last;
    let run = text.get(at..).filter(|t| t.starts_with('第')).and_then(|_| Run::at(text, at + '第'.len_utf8()))?;
    let behind = words.signs.behind(DateCue::Week, run.tail())?;
    let end = text.len() - behind.len();
    let next = behind.chars().next();
    let weekday = next.and_then(|c| "一二三四五六日".chars().position(|day| day == c || day == '日' && c == '天'));
    match weekday {
        Some(day) if in_month && (1..=5).contains(&run.n) => {
            Some(Atom { kind: Kind::NthWeekday, end: end + '日'.len_utf8(), n: [run.n, day as i32 + 1, 0] })
        }
        None if (1..=if in_month { 5 } else { 53 }).contains(&run.n)
            && !words.signs.starts(DateCue::NoWeek, behind) =>
        {
            Some(Atom::new(Kind::NthWeek, end, run.n))
        }
        _ => None,
    }
}

/// The year or decade of a number with 年, behind which `tail` stands.
fn year(words: &Words, run: &Run<'_>, tail: &str, last: Option<Kind>) -> Option<Atom> {
    let n = run.n;
    let shown = words.signs.starting(tail);
    let end = run.end + '年'.len_utf8();
    // 90年代, 1990年代.
    if shown.has(DateCue::DecadeTail) {
        let decade = matches!(last, None | Some(Kind::Century | Kind::To)) && n % 10 == 0 && !(100..1000).contains(&n);
        let tail = words.signs.at(DateCue::DecadeTail, tail)?;
        return decade.then(|| Atom::new(Kind::Decade, end + tail, n / 10));
    }
    if shown.has(DateCue::NoYear) {
        return None;
    }
    let tail = if shown.has(DateCue::YearTail) { words.signs.at(DateCue::YearTail, tail)? } else { 0 };
    let atom = |kind, year| Some(Atom { kind, end: end + tail, n: [year, n, 0] });
    // 公元618年, 贞观十二年（638年）
    let counted = || {
        let bracketed = || run.head().strip_suffix(['（', '(']).is_some_and(|head| head.ends_with('年'));
        words.signs.ends(DateCue::OurEra, run.head()) || n > 150 && bracketed()
    };
    match run.count {
        // 1300年前的古城: so long ago.
        4 if n < 1800 && shown.has(DateCue::SoLong) => None,
        4 if (1000..=2999).contains(&n) && run.year() == n => atom(Kind::Year, n),
        3 if counted() => atom(Kind::Year, n),
        3 if run.arabic && (80..=150).contains(&n) => atom(Kind::BareRocYear, n + ROC_OFFSET),
        3 if !run.arabic && digits(run.written()).is_some() => {
            let n = digits(run.written())? as i32;
            Some(Atom { kind: Kind::BareRocYear, end: end + tail, n: [n + ROC_OFFSET, n, 0] })
        }
        // 98年, 〇八年; 十六年 is how long.
        2 if run.arabic || digits(run.written()).is_some() => {
            atom(Kind::ShortYear, if n >= 50 { 1900 + n } else { 2000 + n })
        }
        _ => None,
    }
}

/// 2016 in 2016—2020年 and in 2016、2017年, 5 in 5至7日, 2024 at the head of a line.
fn without_unit(words: &Words, run: &Run<'_>, next: char, last: Option<Kind>) -> Option<Atom> {
    if let Some(other) = words.connector(run.text, run.end).and_then(|end| Run::at(run.text, end)) {
        let unit = run.text.get(other.end..)?;
        let year = (1900..=2100).contains(&run.year());
        // 1992—2001年, 1992—2001.04
        let month = || unit.strip_prefix('.').is_some_and(|t| leading_digits(t) == 2);
        if year && (1900..=2100).contains(&other.year()) && (unit.starts_with('年') || month()) {
            return Some(Atom::new(Kind::N4, run.end, run.year()));
        }
        if (1..=31).contains(&run.n) && (1..=31).contains(&other.n) && unit.starts_with(['日', '月', '季']) {
            return Some(Atom::new(Kind::N, run.end, run.n));
        }
    }
    if next == '、' && lists_year(run) || last == Some(Kind::Month) && next == '、' && lists_day(run) {
        let kind = if last == Some(Kind::Month) { Kind::Day } else { Kind::LineYear };
        return Some(Atom::new(kind, run.end, run.n));
    }
    if next == '、' && last.is_none_or(|last| YEARS.holds(Some(last))) && lists_month(run) {
        return Some(Atom::new(Kind::Month, run.end, run.n));
    }
    // 1973.02—1979
    if last == Some(Kind::To) && run.arabic && (1900..=2100).contains(&run.year()) && !is_han(next) && next != '.' {
        return Some(Atom::new(Kind::N4, run.end, run.year()));
    }
    // 2013下半年
    if (1900..=2100).contains(&run.year()) && words.signs.starts(DateCue::HalfYear, run.tail()) {
        return Some(Atom::new(Kind::N4, run.end, run.year()));
    }
    let heads = run.arabic
        && run.count == 4
        && (1949..=2100).contains(&run.n)
        && last.is_none()
        && is_han(next)
        && heads_line(run.text, run.at)
        // What follows may begin the name of an event then.
        && !words.signs.starts(DateCue::Counts, run.tail());
    heads.then(|| Atom::new(Kind::LineYear, run.end, run.n))
}

/// 2018 in 2018、2019年: the unit stands behind the last year of the list.
fn lists_year(run: &Run<'_>) -> bool {
    let mut end = run.end;
    let mut year = (run.count == 4 && (1900..=2100).contains(&run.n)).then_some(run.n);
    // No list is longer.
    for _ in 0..8 {
        let Some(before) = year else { return false };
        let rest = run.text.get(end..).unwrap_or("");
        if end > run.end && rest.starts_with('年') {
            return true;
        }
        let Some(next) = rest.strip_prefix('、').and_then(|_| Run::at(run.text, end + '、'.len_utf8())) else {
            return false;
        };
        year = (next.count == 4 && (before..=2100).contains(&next.n)).then_some(next.n);
        end = next.end;
    }
    false
}

/// 20 in 11月20、21日.
fn lists_day(run: &Run<'_>) -> bool {
    let next = Run::at(run.text, run.end + '、'.len_utf8());
    next.is_some_and(|next| {
        (run.n..=31).contains(&next.n) && run.text.get(next.end..).is_some_and(|rest| rest.starts_with(['日', '号']))
    })
}

/// 3 in 3、4月, but not in a numbered item: 1、6月14日….
fn lists_month(run: &Run<'_>) -> bool {
    let heads = || {
        let head = run.text.get(..run.at).unwrap_or("").trim_end_matches([' ', '\u{3000}']);
        head.is_empty() || head.ends_with(['\n', '。', '；', ';', '：', ':'])
    };
    let whole = |rest: &str| rest.strip_prefix('月').is_some_and(|t| !t.starts_with(|c: char| c.is_ascii_digit()));
    let next = || Run::at(run.text, run.end + '、'.len_utf8());
    run.arabic
        && (1..=12).contains(&run.n)
        && next().is_some_and(|next| {
            next.arabic && (run.n..=12).contains(&next.n) && run.text.get(next.end..).is_some_and(whole)
        })
        && !heads()
}

/// The year at byte `at`, right behind the name of an era (民国, 光绪) whose first year comes after `before`: 113年,
/// 一百一十三年, 元年. In a `reign` months are those of the lunisolar calendar.
pub(super) fn year_of_era(words: &Words, text: &str, at: usize, before: i32, reign: bool) -> Option<Atom> {
    let rest = text.get(at..)?;
    let in_year = |c: char| c.is_ascii_digit() || is_han_numeral(c) || matches!(c, '百' | '元');
    let len = rest.chars().take(7).take_while(|&c| in_year(c)).map(char::len_utf8).sum();
    let n = hundreds(rest.get(..len)?).filter(|n| (1..=999).contains(n))? as i32;
    let behind = rest.get(len..)?.strip_prefix('年')?;
    let shown = words.signs.starting(behind);
    if shown.has(DateCue::DecadeTail) || shown.has(DateCue::NoYear) {
        return None;
    }
    let tail = words.signs.at(DateCue::YearTail, behind).unwrap_or(0);
    Some(Atom { kind: Kind::EraYear, end: text.len() - behind.len() + tail, n: [n + before, i32::from(reign), n] })
}

/// Number of digits at the start, at most five.
pub(super) fn leading_digits(text: &str) -> usize {
    text.bytes().take(5).take_while(u8::is_ascii_digit).count()
}

fn heads_line(text: &str, at: usize) -> bool {
    text.get(..at)
        .is_some_and(|t| t.trim_end_matches([' ', '\u{3000}', '“', '【']).ends_with('\n') || t.trim().is_empty())
}
