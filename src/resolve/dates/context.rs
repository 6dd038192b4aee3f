//! The place of one date in the calendar, by the reference date and what the text has told before it.
use super::Narrative;
use crate::{
    mention::{DateExpr, DayRef, Fields, MonthRef, Part, YearRef},
    value::{Day, Edtf, Point, days_in, nth_weekday},
};

/// A feast so many days ahead is the one that the text means, not that of last year.
const SOON: i64 = 60;
/// A day so near to the reference date is that of the year's, whatever was told before.
const FRESH: i64 = 10;
/// What is told goes on by no more days from one date to the next.
const LATER: i64 = 100;
/// A month without a year in a line that tells of a year so many before is hardly that of these days; what is older is told
/// aside.
const LONG_PAST: std::ops::RangeInclusive<i32> = 2..=15;

/// By what a date is read.
#[derive(Clone, Copy)]
pub(super) struct Context {
    pub(super) today: Option<Day>,
    pub(super) base: Option<i32>,
    pub(super) last: Narrative,
    /// The year and month of the heading, where the line is an entry under one.
    pub(super) under: Narrative,
    pub(super) in_sentence: Narrative,
    pub(super) in_line: Narrative,
    /// The day spoken of last, before whatever years and months came since.
    pub(super) day: Option<Day>,
    /// The same, in this line.
    pub(super) day_in_line: Option<Day>,
    /// The year that the line starts with.
    pub(super) year_of_line: Option<i32>,
    /// The date is still to come.
    pub(super) future: bool,
}

impl Context {
    /// The place of a date in the calendar, if it has one.
    pub(super) fn value(&self, expr: &DateExpr) -> Option<Edtf> {
        let Some(to) = &expr.to else {
            let value = self.side(&expr.from)?;
            return Some(if expr.open { Edtf::Open(value.start()) } else { value });
        };
        let (mut first, mut second) = shared_parts(expr.from, *to);
        // 1—12月, read in January: the last month tells the year, 11月至3月 the one before.
        if let (Some(MonthRef::Given(from)), Some(MonthRef::Given(to))) = (first.month, second.month)
            && first.year.or(second.year).is_none()
            && second.day.is_none()
            && !self.future
        {
            first.year = self.year_of(to, None).map(|year| YearRef::Given(year - i32::from(from > to)));
        }
        let start = self.side(&first)?.start();
        if second.year.is_none() && !matches!(start, Point::Decade(_) | Point::Century(_)) {
            second.year = Some(YearRef::Given(start.year()));
        }
        // 次年3月 counts from where the interval starts.
        let seen = Narrative { year: Some(start.year()), month: start.month(), day: start.day() };
        let within = Self { last: seen, in_sentence: seen, in_line: seen, ..*self };
        let mut end = within.side(&second)?.end()?;
        // 12月28日至1月3日
        if to.year.is_none() && end.month() < start.month() {
            second.year = Some(YearRef::Given(start.year() + 1));
            end = within.side(&second)?.end()?;
        }
        (start < end).then_some(Edtf::Interval(start, end))
    }

    /// The value of one date; a week or ten days are an interval.
    fn side(&self, fields: &Fields) -> Option<Edtf> {
        let today = || self.today;
        Some(match (fields.part, fields.month, fields.day) {
            (Some(Part::TenDays(first, last)), ..) => {
                let (year, month) = self.year_month(fields)?;
                Edtf::ten_days(year, month, first, last)?
            }
            (Some(Part::Week(n)), Some(_), _) => {
                let (year, month) = self.year_month(fields)?;
                Edtf::week(year, Some(month), n)?
            }
            (Some(Part::Week(n)), None, _) => Edtf::week(self.year(fields.year?)?, None, n)?,
            (Some(Part::ThisWeek(n)), ..) => {
                let monday = week(today()?, n);
                Edtf::days(monday, monday.plus(6))
            }
            (Some(Part::Weekend(n)), ..) => {
                let monday = week(today()?, n);
                Edtf::days(monday.plus(5), monday.plus(6))
            }
            (_, Some(MonthRef::Lunar(month)), None) => {
                let year = self.year_of_feast(fields.year, |year| Some(month.days(year)?.0))?;
                let (first, last) = month.days(year)?;
                Edtf::days(first, last)
            }
            _ => Edtf::Point(self.point(fields)?),
        })
    }

    fn point(&self, fields: &Fields) -> Option<Point> {
        match fields.year {
            Some(YearRef::Decade(n)) => return Some(Point::Decade(n)),
            Some(YearRef::Century(n)) => return Some(Point::Century(n)),
            _ => {}
        }
        match fields.part {
            Some(Part::OfYear(part)) => {
                return Some(Point::Part(self.year(fields.year.unwrap_or(YearRef::Told))?, part));
            }
            Some(Part::Quarter(n)) => {
                let today = self.today?;
                let quarters = today.year * 4 + (today.month as i32 - 1) / 3 + n;
                return Some(Point::Part(quarters.div_euclid(4), 33 + quarters.rem_euclid(4) as u32));
            }
            _ => {}
        }
        if let Some(day) = fields.day {
            return self.point_of_day(fields, day);
        }
        if fields.month.is_some() {
            let (year, month) = self.year_month(fields)?;
            return Some(Point::Month(year, month));
        }
        self.year(fields.year?).map(Point::Year)
    }

    /// The day that is told of, with the time of it.
    fn point_of_day(&self, fields: &Fields, day: DayRef) -> Option<Point> {
        let day = match day {
            // 去年今日: the same day of another year.
            DayRef::Today(n) => self.in_year(fields.year, self.today?.plus(i64::from(n))),
            DayRef::Then(n) => {
                // 当日 in a new line may be the day of the page; 翌日 is the one after a day told of.
                let told = if n == 0 { self.last.day } else { self.last.day.or(self.day) };
                let day = self.in_line.day.or(self.day_in_line).or(told).or(self.today)?;
                self.in_year(fields.year, day.plus(i64::from(n)))
            }
            DayRef::Weekday(n, weekday) => Some(week(self.today?, n.unwrap_or(0)).plus(i64::from(weekday) - 1)),
            DayRef::Feast(feast) => feast.in_year(self.year_of_feast(fields.year, |year| feast.in_year(year))?),
            DayRef::First | DayRef::Last => {
                let last = day == DayRef::Last;
                let (year, month) = match fields.month {
                    Some(_) => self.year_month(fields)?,
                    None => (self.year(fields.year?)?, if last { 12 } else { 1 }),
                };
                Day::new(year, month, if last { days_in(year, month) } else { 1 })
            }
            DayRef::Nth(nth, weekday) => {
                let (year, month) = self.year_month(fields)?;
                nth_weekday(year, month, nth, weekday)
            }
            DayRef::Given(d) => {
                let day = self.given_day(fields, d)?;
                return Some(fields.time.map_or(Point::Day(day), |(h, m, s)| Point::Time(day, h, m, s)));
            }
        };
        day.map(Point::Day)
    }

    /// The day in the year that is told, if any is.
    fn in_year(&self, year: Option<YearRef>, day: Day) -> Option<Day> {
        match year {
            Some(year) => Day::new(self.year(year)?, day.month, day.day),
            None => Some(day),
        }
    }

    /// The year of a feast or of a day of the lunisolar calendar, where it has none of its own: that of the sentence,
    /// else the latest that is not far ahead of the reference date.
    fn year_of_feast(&self, year: Option<YearRef>, day: impl Fn(i32) -> Option<Day>) -> Option<i32> {
        if let Some(year) = year {
            return self.year(year);
        }
        let Some(today) = self.today else { return self.in_sentence.year.or(self.last.year).or(self.base) };
        // 今年国庆、中秋: the sentence speaks of days to come.
        let ahead = self.in_sentence.day.is_some_and(|day| day > today) || self.in_sentence.month.is_none();
        if let Some(year) = self.in_sentence.year.filter(|&year| year < today.year || ahead && year == today.year) {
            return Some(year);
        }
        let years = [today.year + 1, today.year, today.year - 1];
        if self.future {
            return years.into_iter().rev().find(|&year| day(year).is_some_and(|day| day.since(today) >= -7));
        }
        years.into_iter().find(|&year| day(year).is_some_and(|day| day.since(today) <= SOON))
    }

    fn given_day(&self, fields: &Fields, d: u32) -> Option<Day> {
        if let Some(MonthRef::Lunar(month)) = fields.month {
            return month.day(self.year_of_feast(fields.year, |year| month.day(year, d))?, d);
        }
        if fields.month.is_some() {
            let (year, month) = self.year_month_day(fields, Some(d))?;
            return Day::new(year, month, d);
        }
        // 19日 alone: the month spoken of in this line, else that of the reference date, not in its future.
        // A month that the line told of long ago, without a day, and in another sentence, is not the one.
        let old = |year: i32, month: u32| {
            let months = |year: i32, month: u32| year * 12 + month as i32;
            self.in_sentence.month.is_none()
                && self.day_in_line.is_none()
                && self.today.is_some_and(|t| months(t.year, t.month) - months(year, month) > 3)
        };
        if let (Some(year), Some(month)) = (self.in_line.year, self.in_line.month)
            && !old(year, month)
            && let Some(day) = Day::new(year, month, d)
        {
            return Some(day);
        }
        if let (Some(year), Some(month)) = (self.under.year, self.under.month) {
            return Day::new(year, month, d);
        }
        let today = match self.today {
            Some(today) => today,
            None => Day::new(self.last.year?, self.last.month?, 1)?,
        };
        let (year, month) = if self.today.is_some() && d > today.day + 7 {
            months_from(today.year, today.month, -1)
        } else {
            (today.year, today.month)
        };
        Day::new(year, month, d)
    }

    fn year_month(&self, fields: &Fields) -> Option<(i32, u32)> {
        self.year_month_day(fields, None)
    }

    fn year_month_day(&self, fields: &Fields, day: Option<u32>) -> Option<(i32, u32)> {
        match fields.month? {
            MonthRef::Today(n) => {
                let today = self.today?;
                Some(months_from(today.year, today.month, n))
            }
            MonthRef::Then(n) => {
                let year = self.in_line.year.or(self.last.year).or(self.today.map(|d| d.year))?;
                let month = self.in_line.month.or(self.last.month).or(self.today.map(|d| d.month))?;
                Some(months_from(year, month, n))
            }
            MonthRef::Lunar(_) => None,
            MonthRef::Given(month) => {
                let year = match fields.year {
                    Some(year) => self.year(year)?,
                    None => self.year_of(month, day)?,
                };
                Some((year, month))
            }
        }
    }

    /// The year of 年底 or 春季 alone: that of the line or its heading, where these tell of the past.
    fn told_or_this(&self) -> Option<i32> {
        let told = self.in_line.year.or(self.under.year).filter(|_| !self.future);
        let told = told.filter(|&year| self.today.is_none_or(|t| year <= t.year));
        told.or(self.today.map(|d| d.year)).or(self.last.year).or(self.base)
    }

    /// The year of a month without one: that of the sentence, else the reference date's, not in its far future.
    fn year_of(&self, month: u32, day: Option<u32>) -> Option<i32> {
        if let Some(year) = self.in_sentence.year
            && self.today.is_none_or(|t| year <= t.year)
            && self.in_sentence.month.is_none_or(|m| m <= month)
        {
            return Some(year);
        }
        if self.under.year.is_some() {
            return self.in_line.year.or(self.under.year);
        }
        let Some(today) = self.today else { return self.last.year.or(self.base) };
        if self.future {
            return Some(today.year + i32::from(month + 6 <= today.month));
        }
        if let Some(year) = self.told_year(today, month, day.unwrap_or(1)) {
            return Some(year);
        }
        let ahead = (month, day.unwrap_or(1)) > (today.month, today.day + 7);
        Some(if ahead && (month > today.month + 2 || self.in_line.year == Some(today.year - 1)) {
            today.year - 1
        } else {
            today.year
        })
    }

    /// The year past that the paragraph tells of, where the day comes soon after the one it told of last (2019年3月1日…。
    /// 4月18日…) and is not the news of these days.
    fn told_year(&self, today: Day, month: u32, day: u32) -> Option<i32> {
        let year = self.in_line.year.filter(|&year| year < today.year)?;
        let fresh = Day::new(today.year, month, day)?.since(today).abs() <= FRESH;
        // 2018年动作最大。10月18日…: the line tells of that year.
        let Some(told) = self.in_line.month else { return self.year_of_line.filter(|_| !fresh) };
        let before = self.in_line.day.or_else(|| Day::new(year, told, 1))?;
        // 12月3日任命，1月10日到任: the next year.
        let soon = |&year: &i32| Day::new(year, month, day).is_some_and(|day| (0..=LATER).contains(&day.since(before)));
        // 2018年5月成立筹备组。10月…: of years long past the line tells on to the end of them.
        let long_past = || {
            let later = Day::new(year, month, day).is_some_and(|day| day.since(before) >= 0);
            (LONG_PAST.contains(&(today.year - year)) && later).then_some(year)
        };
        [year, year + 1].into_iter().find(soon).or_else(long_past).filter(|_| !fresh)
    }

    fn year(&self, year: YearRef) -> Option<i32> {
        match year {
            YearRef::Given(y) => Some(y),
            YearRef::Told => self.told_or_this(),
            YearRef::Today(n) => self.base.map(|y| y + n),
            YearRef::Then(n) => self.in_line.year.or(self.last.year).or(self.base).map(|y| y + n),
            YearRef::Cycle { rest, years } => self.base.map(|base| {
                let passed = (base - rest).rem_euclid(years);
                if passed == years - 1 { base + 1 } else { base - passed }
            }),
            YearRef::Decade(_) | YearRef::Century(_) => None,
        }
    }
}

fn months_from(year: i32, month: u32, n: i32) -> (i32, u32) {
    let months = year * 12 + month as i32 - 1 + n;
    (months.div_euclid(12), months.rem_euclid(12) as u32 + 1)
}

/// Both ends with what stands at the other only: 3月7日至10日 takes the month from the left, 20日至3月5日 from the right.
fn shared_parts(mut first: Fields, mut second: Fields) -> (Fields, Fields) {
    if first.month.is_none() && first.day.is_some() && first.year.is_none() {
        first.month = second.month.filter(|_| matches!(first.day, Some(DayRef::Given(_))));
    }
    if second.time.is_some() && second.day.is_none() {
        second.day = first.day;
    }
    if second.month.is_none() && matches!(second.day, Some(DayRef::Given(_))) {
        (second.year, second.month) = (first.year, first.month);
    }
    if let (Some(DayRef::Weekday(week, _)), Some(DayRef::Weekday(None, weekday))) = (first.day, second.day) {
        second.day = Some(DayRef::Weekday(week, weekday));
    }
    // A part of the year, too: 第一季度至第三季度.
    if second.year.is_none() && (second.month.is_some() || second.part.is_some()) {
        second.year = first.year;
    }
    (first, second)
}

/// The Monday of the week so many weeks from the one of `today`.
fn week(today: Day, n: i32) -> Day {
    today.plus(i64::from(n) * 7 + 1 - i64::from(today.weekday()))
}
