//! The Chinese lunisolar calendar: its months and days, and the solar terms.
use icu_calendar::{
    Date,
    cal::{ChineseTraditional, Gregorian},
    types::Month,
};

use super::Day;

/// The years for which the almanac is known; before and after it would be a guess.
const KNOWN: std::ops::RangeInclusive<i32> = 1900..=2100;

/// A month of the lunisolar year: 闰二月 is number 2 and leap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarMonth {
    /// From 1 (正月) to 12 (腊月).
    pub number: u32,
    /// 闰
    pub leap: bool,
}

impl LunarMonth {
    /// The common month of this number.
    pub fn common(number: u32) -> Self {
        Self { number, leap: false }
    }

    /// The calendar day of a day of this month, in the lunisolar year that begins in `year`; none where there is no
    /// such month or day, and outside 1900–2100.
    pub fn day(self, year: i32, day: u32) -> Option<Day> {
        let date = self.date(year, day)?.to_calendar(Gregorian);
        let (month, day) = (date.month().number(), date.day_of_month().0);
        Day::new(date.year().extended_year(), month.into(), day.into())
    }

    /// The first and the last day of this month.
    pub fn days(self, year: i32) -> Option<(Day, Day)> {
        let last = self.date(year, 1)?.days_in_month();
        Some((self.day(year, 1)?, self.day(year, last.into())?))
    }

    fn date(self, year: i32, day: u32) -> Option<Date<ChineseTraditional>> {
        let number = u8::try_from(self.number).ok().filter(|n| (1..=12).contains(n))?;
        let month = if self.leap { Month::leap(number) } else { Month::new(number) };
        let day = u8::try_from(day).ok()?;
        KNOWN.contains(&year).then(|| Date::try_new_chinese_traditional(year, month, day).ok()).flatten()
    }
}

/// The day of a solar term in China: 1 is 小寒 (January), 7 清明, 24 冬至. None outside 1900–2100.
///
/// A term begins where the sun's apparent longitude is a multiple of 15° (J. Meeus, "Astronomical Formulae for
/// Calculators", ch. 18; right to some minutes).
pub fn solar_term(year: i32, term: u32) -> Option<Day> {
    if !KNOWN.contains(&year) || !(1..=24).contains(&term) {
        return None;
    }
    // Terms are about 15.2 days apart and the first is near January 5.
    let first = Day::new(year, 1, 5)?;
    let near = first.plus(i64::from((term - 1) * 487 / 32));
    let target = f64::from((term + 18) % 24 * 15);
    // The day at whose end, midnight in Beijing, the sun has passed the longitude of the term.
    (-5..=5).map(|n| near.plus(n)).find(|day| {
        let past = sun_at_end_of(*day) - target;
        (past + 540.0).rem_euclid(360.0) - 180.0 >= 0.0
    })
}

/// Apparent longitude of the sun in degrees at the end of a day in Beijing.
fn sun_at_end_of(day: Day) -> f64 {
    // Centuries from noon of 1900-01-00. Midnight in Beijing is 16:00 UTC; dynamical time runs about a minute ahead.
    let days = day.since(Day { year: 1899, month: 12, day: 31 }) as f64 + 16.0 / 24.0 - 0.5 + 60.0 / 86_400.0;
    let t = days / 36_525.0;
    let at = |constant: f64, rate: f64| (constant + rate * t).to_radians();
    let mean = 279.696_68 + t * (36_000.768_92 + t * 0.000_302_5);
    let anomaly = (358.475_83 + t * (35_999.049_75 - t * (0.000_15 + t * 0.000_003_3))).to_radians();
    let center = (1.919_46 - t * (0.004_789 + t * 0.000_014)) * anomaly.sin()
        + (0.020_094 - 0.000_1 * t) * (2.0 * anomaly).sin()
        + 0.000_293 * (3.0 * anomaly).sin();
    // Venus twice, Jupiter, the moon, and a term of long period.
    let planets = 0.001_34 * at(153.23, 22_518.754_1).cos()
        + 0.001_54 * at(216.57, 45_037.508_2).cos()
        + 0.002 * at(312.69, 32_964.357_7).cos()
        + 0.001_79 * at(350.74, 445_267.114_2).sin()
        + 0.001_78 * at(231.19, 20.2).sin();
    mean + center + planets - 0.005_69 - 0.004_79 * at(259.18, -1_934.142).sin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tyme4rs::tyme::{
        Tyme,
        solar::{SolarDay, SolarTerm},
    };

    /// Every day of a century as another library (tyme4rs) has it. Before 1958 the two differ over a few new moons
    /// near midnight, where almanacs did too.
    #[test]
    fn agrees_with_another_calendar_on_every_day() {
        let mut day = Day { year: 1958, month: 1, day: 1 };
        let mut other = SolarDay::from_ymd(1958, 1, 1);
        while day.year < 2057 {
            let lunar = other.get_lunar_day();
            let month = lunar.get_lunar_month();
            let own = LunarMonth { number: month.get_month() as u32, leap: month.is_leap() };
            let year = month.get_lunar_year().get_year() as i32;
            assert_eq!(own.day(year, lunar.get_day() as u32), Some(day), "{lunar:?}");
            (day, other) = (day.plus(1), other.next(1));
        }
    }

    #[test]
    fn agrees_with_another_calendar_on_solar_terms() {
        let mut wrong = Vec::new();
        for year in 1901..=2099 {
            for term in 1..=24_u32 {
                let other = SolarTerm::from_index(year, term as isize).get_julian_day().get_solar_day();
                let other = Day::new(other.get_year() as i32, other.get_month() as u32, other.get_day() as u32);
                let own = solar_term(year as i32, term);
                if own != other {
                    wrong.push((year, term));
                }
            }
        }
        // They begin within minutes of midnight.
        let close = [(1917, 23), (1923, 4), (1948, 5), (1979, 2), (2008, 10), (2051, 6), (2083, 3), (2084, 6)];
        assert_eq!(wrong, close);
    }
}
