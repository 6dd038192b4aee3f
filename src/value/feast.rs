//! Days of the year that have a name, by the rule that says which day it is.
use super::{Day, LunarMonth, calendar::days_in, solar_term};

/// How the day of a feast is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feast {
    /// A month and day of the calendar: 国庆.
    Fixed(u32, u32),
    /// A month and day of the lunisolar calendar: 春节.
    Lunar(u32, u32),
    /// The day before the lunisolar year begins: 除夕.
    Eve,
    /// A solar term, from 小寒: 清明 is the seventh.
    Term(u32),
    /// The nth weekday of a month: 母亲节 is the second Sunday of May.
    Weekday { month: u32, nth: u32, weekday: u32 },
}

impl Feast {
    /// The day in a year of the common era.
    pub fn in_year(self, year: i32) -> Option<Day> {
        match self {
            Self::Fixed(month, day) => Day::new(year, month, day),
            // The last lunisolar months reach into the next year: the 腊八 of 2024 is that of January.
            Self::Lunar(month, day) => [year, year - 1]
                .into_iter()
                .filter_map(|y| LunarMonth::common(month).day(y, day))
                .find(|found| found.year == year),
            Self::Eve => LunarMonth::common(1).day(year, 1).map(|day| day.plus(-1)),
            Self::Term(term) => solar_term(year, term),
            Self::Weekday { month, nth, weekday } => nth_weekday(year, month, nth, weekday),
        }
    }
}

/// The nth weekday (Monday = 1) of a month; none where the month has fewer.
pub fn nth_weekday(year: i32, month: u32, nth: u32, weekday: u32) -> Option<Day> {
    let first = Day::new(year, month, 1)?;
    let day = 1 + (weekday + 7 - first.weekday()) % 7 + nth.checked_sub(1)? * 7;
    (day <= days_in(year, month)).then(|| Day::new(year, month, day)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_day_of_a_feast() {
        for (feast, year, day) in [
            (Feast::Fixed(10, 1), 2024, "2024-10-01"),
            (Feast::Lunar(1, 1), 2023, "2023-01-22"),
            (Feast::Lunar(12, 8), 2024, "2024-01-18"),
            (Feast::Eve, 2024, "2024-02-09"),
            (Feast::Eve, 2025, "2025-01-28"),
            (Feast::Term(7), 2023, "2023-04-05"),
            (Feast::Term(7), 2024, "2024-04-04"),
            (Feast::Weekday { month: 5, nth: 2, weekday: 7 }, 2024, "2024-05-12"),
            (Feast::Weekday { month: 11, nth: 4, weekday: 4 }, 2023, "2023-11-23"),
        ] {
            assert_eq!(feast.in_year(year), Day::parse(day), "{feast:?}");
        }
        assert_eq!(nth_weekday(2024, 2, 5, 5), None);
    }
}
