//! Dates as EDTF (ISO 8601-2) writes them, and the modifiers of TIMEX3.
use std::{cmp::Ordering, fmt};

use smol_str::{SmolStr, SmolStrBuilder};

use super::{Day, calendar::days_in, nth_weekday};

/// One end of an interval, or a date by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// `19XX`: the years 1900–1999, numbered by their first two digits.
    Century(i32),
    /// `199X`: the years 1990–1999, numbered by their first three digits.
    Decade(i32),
    /// `2024`
    Year(i32),
    /// `2024-21`…`2024-24` seasons, `33`…`36` quarters, `40`, `41` halves.
    Part(i32, u32),
    /// `2024-01`
    Month(i32, u32),
    /// `2024-01-05`
    Day(Day),
    /// `2024-01-05T09`, with minutes and seconds where they are written.
    Time(Day, u32, Option<u32>, Option<u32>),
}

impl Point {
    /// The year; of a decade or century the first.
    pub fn year(self) -> i32 {
        match self {
            Self::Century(n) => n * 100,
            Self::Decade(n) => n * 10,
            Self::Year(y) | Self::Part(y, _) | Self::Month(y, _) => y,
            Self::Day(d) | Self::Time(d, ..) => d.year,
        }
    }

    /// The month where one is given.
    pub fn month(self) -> Option<u32> {
        match self {
            Self::Month(_, m) => Some(m),
            Self::Day(d) | Self::Time(d, ..) => Some(d.month),
            _ => None,
        }
    }

    /// The day where one is given.
    pub fn day(self) -> Option<Day> {
        match self {
            Self::Day(d) | Self::Time(d, ..) => Some(d),
            _ => None,
        }
    }

    /// How much it says: a day says more than a month.
    pub fn precision(self) -> u32 {
        match self {
            Self::Century(_) => 0,
            Self::Decade(_) => 1,
            Self::Year(_) => 2,
            Self::Part(..) => 3,
            Self::Month(..) => 4,
            Self::Day(_) => 5,
            Self::Time(..) => 6,
        }
    }

    /// The same without a time of day.
    #[must_use]
    pub fn without_time(self) -> Self {
        match self {
            Self::Time(d, ..) => Self::Day(d),
            other => other,
        }
    }

    /// The month that it begins with: of a season, a quarter or a half by its number.
    fn first_month(self) -> u32 {
        match self {
            Self::Part(_, season @ 21..=24) => (season - 20) * 3,
            Self::Part(_, quarter @ 33..=36) => (quarter - 33) * 3 + 1,
            Self::Part(_, 41) => 7,
            other => other.month().unwrap_or(1),
        }
    }
}

/// By the day that they begin with; of those that begin together the vaguer one first.
impl Ord for Point {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |point: Self| {
            let (part, time) = match point {
                Self::Part(_, part) => (part, None),
                Self::Time(_, h, m, s) => (0, Some((h, m, s))),
                _ => (0, None),
            };
            let day = point.day().map_or(1, |day| day.day);
            (point.year(), point.first_month(), day, point.precision(), part, time)
        };
        key(*self).cmp(&key(*other))
    }
}

impl PartialOrd for Point {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The numbers below a hundred with two digits, one behind the other.
const TWO_DIGITS: &str = "\
    00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657\
    585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

/// A number with two digits at least. By hand: every date of a page is written, most of them more than once.
fn write_two(out: &mut impl fmt::Write, n: u32) -> fmt::Result {
    let at = n as usize * 2;
    match TWO_DIGITS.get(at..at + 2) {
        Some(digits) => out.write_str(digits),
        None => write!(out, "{n:02}"),
    }
}

/// A year with four digits at least.
fn write_year(out: &mut impl fmt::Write, year: i32) -> fmt::Result {
    match u32::try_from(year) {
        Ok(year @ ..10_000) => write_two(out, year / 100).and_then(|()| write_two(out, year % 100)),
        _ => write!(out, "{year:04}"),
    }
}

/// A mark, and a number with two digits behind it.
fn write_part(out: &mut impl fmt::Write, mark: &str, n: u32) -> fmt::Result {
    out.write_str(mark).and_then(|()| write_two(out, n))
}

impl Point {
    fn write(self, out: &mut impl fmt::Write) -> fmt::Result {
        match self {
            Self::Century(n) => write!(out, "{n:02}XX"),
            Self::Decade(n) => write!(out, "{n:03}X"),
            Self::Year(y) => write_year(out, y),
            Self::Part(y, n) | Self::Month(y, n) => write_year(out, y).and_then(|()| write_part(out, "-", n)),
            Self::Day(d) => Self::Month(d.year, d.month).write(out).and_then(|()| write_part(out, "-", d.day)),
            Self::Time(d, h, m, s) => {
                Self::Day(d).write(out)?;
                write_part(out, "T", h)?;
                [m, s].into_iter().flatten().try_for_each(|n| write_part(out, ":", n))
            }
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

/// A date or an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edtf {
    /// One date.
    Point(Point),
    /// From the first to the second, both inside.
    Interval(Point, Point),
    /// From this date on: `2020/..`
    Open(Point),
}

impl Edtf {
    /// Ten-day periods of a month, from one to another: 1 = 上旬, 2 = 中旬, 3 = 下旬; 中下旬 is 2 to 3.
    pub fn ten_days(year: i32, month: u32, first: u32, last: u32) -> Option<Self> {
        let from = first.checked_sub(1)? * 10 + 1;
        let to = if last == 3 { days_in(year, month) } else { last * 10 };
        let day = |d| Day::new(year, month, d).map(Point::Day);
        Some(Self::Interval(day(from)?, day(to)?))
    }

    /// The nth week, Monday to Sunday, of a year or of a month of it. As ISO 8601 has it, a week belongs where its
    /// Thursday lies.
    pub fn week(year: i32, month: Option<u32>, n: u32) -> Option<Self> {
        let first = nth_weekday(year, month.unwrap_or(1), 1, 4)?;
        let thursday = first.plus(i64::from(n.checked_sub(1)?) * 7);
        let inside = thursday.year == year && month.is_none_or(|m| thursday.month == m);
        inside.then(|| Self::days(thursday.plus(-3), thursday.plus(3)))
    }

    /// From one day to another.
    pub fn days(first: Day, last: Day) -> Self {
        Self::Interval(Point::Day(first), Point::Day(last))
    }

    /// Where it begins.
    pub fn start(self) -> Point {
        let (Self::Point(p) | Self::Interval(p, _) | Self::Open(p)) = self;
        p
    }

    /// Where it ends; none for an open interval.
    pub fn end(self) -> Option<Point> {
        match self {
            Self::Point(p) | Self::Interval(_, p) => Some(p),
            Self::Open(_) => None,
        }
    }
}

impl Edtf {
    /// Writes it there, as its `Display` does.
    pub(crate) fn write(self, out: &mut impl fmt::Write) -> fmt::Result {
        self.start().write(out)?;
        match self {
            Self::Point(_) => Ok(()),
            Self::Interval(_, b) => {
                out.write_char('/')?;
                b.write(out)
            }
            Self::Open(_) => out.write_str("/.."),
        }
    }
}

impl From<&Edtf> for SmolStr {
    fn from(date: &Edtf) -> Self {
        let mut out = SmolStrBuilder::new();
        // Nothing that is written to memory fails.
        let _ = date.write(&mut out);
        out.finish()
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

/// How a date is meant, after TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// 年初, 月初, 开年
    Start,
    /// 年中
    Mid,
    /// 年底, 月末
    End,
    /// 左右, 前后, 约
    Approx,
    /// …前
    Before,
    /// …以来, 自…起
    After,
}

impl Modifier {
    /// As TIMEX3 writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
        }
    }
}
