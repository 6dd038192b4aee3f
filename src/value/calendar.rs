//! The proleptic Gregorian calendar: days as numbers, for distances and weekdays.
use std::fmt;

use super::Point;

/// A day that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Year of the common era.
    pub year: i32,
    /// Month from 1.
    pub month: u32,
    /// Day of the month from 1.
    pub day: u32,
}

impl Day {
    /// The day; none where the calendar has none such.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        ((1..=12).contains(&month) && day >= 1 && day <= days_in(year, month)).then_some(Self { year, month, day })
    }

    /// Reads `YYYY-MM-DD`, with or without a time after it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.get(..10)?.split('-');
        let digits = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
        let mut next = |n: usize| parts.next().filter(|p| p.len() == n).filter(digits).and_then(|p| p.parse().ok());
        let (year, month, day): (u32, u32, u32) = (next(4)?, next(2)?, next(2)?);
        let rest = text.get(10..)?;
        (rest.is_empty() || rest.starts_with(['T', ' '])).then(|| Self::new(year as i32, month, day)).flatten()
    }

    /// This many days later (earlier where negative).
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self::from_number(self.number() + days)
    }

    /// Days from `other` to this one.
    pub fn since(self, other: Self) -> i64 {
        self.number() - other.number()
    }

    /// Monday = 1 … Sunday = 7.
    pub fn weekday(self) -> u32 {
        (self.number() + 2).rem_euclid(7) as u32 + 1
    }

    /// Days since 0000-03-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    fn number(self) -> i64 {
        let y = i64::from(self.year) - i64::from(self.month <= 2);
        let m = i64::from((self.month + 9) % 12);
        let (era, year) = (y.div_euclid(400), y.rem_euclid(400));
        era * 146_097 + year * 365 + year / 4 - year / 100 + (153 * m + 2) / 5 + i64::from(self.day) - 1
    }

    fn from_number(n: i64) -> Self {
        let (era, day) = (n.div_euclid(146_097), n.rem_euclid(146_097));
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let m = (5 * day + 2) / 153;
        let month = if m < 10 { m + 3 } else { m - 9 } as u32;
        let day = (day - (153 * m + 2) / 5 + 1) as u32;
        Self { year: (year + era * 400) as i32 + i32::from(month <= 2), month, day }
    }
}

/// `YYYY-MM-DD`
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Point::Day(*self).fmt(f)
    }
}

/// Number of days of a month.
pub fn days_in(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_of_digits() {
        for good in ["2024-02-29", "2024-02-29T10:00", "2024-02-29 10:00"] {
            assert_eq!(Day::parse(good), Day::new(2024, 2, 29), "{good}");
        }
        for bad in ["2024-+1-+2", "+024-01-01", "2024-02-30", "2024-02-29x", "2024-2-29", "2024-02", "", "今"] {
            assert_eq!(Day::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn counts_days_and_weekdays() {
        let day = |s| Day::parse(s).unwrap();
        assert_eq!(day("2024-05-20").weekday(), 1);
        assert_eq!(day("2000-01-01").weekday(), 6);
        assert_eq!(day("2024-02-28").plus(2), day("2024-03-01"));
        assert_eq!(day("2025-01-01").plus(-1), day("2024-12-31"));
        assert_eq!(Day::new(2023, 2, 29), None);
        let mut plain = day("1899-12-30");
        for n in 0..60_000 {
            assert_eq!(day("1899-12-30").plus(n), plain);
            plain = Day::new(plain.year, plain.month, plain.day + 1)
                .or(Day::new(plain.year, plain.month + 1, 1))
                .unwrap_or(Day { year: plain.year + 1, month: 1, day: 1 });
        }
    }
}
