//! Puts dates into the calendar: relative ones count from the reference date or from the date the text spoke of last.
mod beside;

use smol_str::ToSmolStr as _;

use self::beside::{Cue, gloss, heads_lines, is_planned, mark_before, week_of_list};
use crate::{
    matcher::Cues,
    mention::{DateExpr, DayRef, Fields, Found, MonthRef, Part, YearRef},
    rules::{RuleError, RuleSet},
    segment::Layout,
    text::{Norm, Span},
    value::{Day, Edtf, Point, days_in, nth_weekday},
};

/// What the text spoke of last.
#[derive(Clone, Copy, Debug, Default)]
struct Narrative {
    year: Option<i32>,
    month: Option<u32>,
    day: Option<Day>,
}

/// Gives dates their places in the calendar.
#[derive(Clone, Debug)]
pub struct Calendar {
    cues: Cues<Cue>,
}

impl Calendar {
    /// Takes the words of `dates/beside`.
    ///
    /// # Errors
    /// A table that is missing or wrong.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        Ok(Self { cues: Cues::new(rules)? })
    }

    /// Gives every date its value, in order of the text. `today` is the reference date.
    pub fn resolve(&self, text: &str, layout: &Layout, dates: &mut [Found<DateExpr>], today: Option<Day>) {
        let base = today.map(|d| d.year).or_else(|| self.latest_year(text, dates));
        let mut last = Narrative::default();
        let mut in_sentence = Narrative::default();
        let mut sentence: Span<Norm> = Span::new(0, 0);
        let mut line: Span<Norm> = Span::new(0, 0);
        let mut in_line = Narrative::default();
        let (mut day, mut day_in_line, mut year_of_line) = (None, None, None);
        let (mut heading, mut under) = (Narrative::default(), Narrative::default());
        let spoken = self.day_of_speech(text, dates);
        for i in 0..dates.len() {
            let span = dates[i].span;
            if !sentence.contains(span) {
                sentence = layout.sentence_at(span.start());
                // 1958年3月…；8月…: behind a semicolon the sentence goes on.
                let goes_on = sentence.start() == span.start()
                    && text.get(..sentence.start()).is_some_and(|t| t.trim_end_matches(' ').ends_with(['；', ';']));
                if !(goes_on && line.contains(span)) {
                    in_sentence = Narrative::default();
                }
            }
            if !line.contains(span) {
                line = layout.line_at(span.start());
                (in_line, day_in_line, year_of_line) = (Narrative::default(), None, None);
                let entry = matches!(dates[i].value.from.year, None | Some(YearRef::Told))
                    && mark_before(text, line, span).is_some();
                under = if entry { heading } else { Narrative::default() };
            }
            let future = is_planned(text, &dates[i]);
            if let Some(week) = week_of_list(text, dates, i)
                && let Some(DayRef::Weekday(of, _)) = &mut dates[i].value.from.day
            {
                *of = Some(week);
            }
            let context =
                Context { today, base, last, under, in_sentence, in_line, day, day_in_line, year_of_line, future };
            let context = match dates[i].value.from.day {
                // 今天, where the head says when it was spoken.
                Some(DayRef::Today(_)) if spoken.is_some() => Context { today: spoken, ..context },
                // 同一天: the day told of last, however much of the text lies between.
                Some(DayRef::Then(0)) if span.of(text).starts_with('同') && in_line.day.is_none() => {
                    let past = day.filter(|&day| today.is_none_or(|today| day <= today));
                    Context { day_in_line: day_in_line.or(past), ..context }
                }
                _ => context,
            };
            let context = match self.day_of_act(text, layout, dates, i) {
                Some(day) => {
                    Context { day_in_line: Some(day), in_line: Narrative { day: Some(day), ..in_line }, ..context }
                }
                None => context,
            };
            let gloss = gloss(text, dates, i);
            let expr = &dates[i].value;
            let value = match gloss {
                Some(other) if expr.to.is_none() => context.value(&dates[other].value),
                _ => context.value(expr),
            };
            dates[i].value.value = value;
            if let Some(value) = value {
                let point = value.end().unwrap_or(value.start()).without_time();
                // 11月下旬 tells of no one day.
                let vague = dates[i].value.from.part.is_some() && dates[i].value.to.is_none();
                let told_day = point.day().filter(|_| !vague);
                let seen = Narrative { year: Some(point.year()), month: point.month(), day: told_day };
                // 比上年同期增长: what is compared with is not what is told of.
                let compared = text.get(span.end()..).is_some_and(|t| t.starts_with("同期"));
                if !compared && !matches!(point, Point::Decade(_) | Point::Century(_)) {
                    if in_line.year.is_none() && seen.month.is_none() && mark_before(text, line, span).is_some() {
                        year_of_line = seen.year;
                    }
                    if seen.day.is_none() && heads_lines(text, line, &dates[i..]) {
                        heading = seen;
                    }
                    (last, in_sentence, in_line) = (seen, seen, seen);
                    (day, day_in_line) = (seen.day.or(day), seen.day.or(day_in_line));
                }
            }
        }
    }
}

/// A feast so many days ahead is the one that the text means, not that of last year.
const SOON: i64 = 60;
/// A day so near to the reference date is that of the year's, whatever was told before.
const FRESH: i64 = 10;
/// What is told goes on by no more days from one date to the next.
const LATER: i64 = 100;
/// A month without a year in a line that tells of a year so many before is hardly that of these days; what is older is told
/// aside.
const LONG_PAST: std::ops::RangeInclusive<i32> = 2..=15;

#[derive(Clone, Copy)]
struct Context {
    today: Option<Day>,
    base: Option<i32>,
    last: Narrative,
    /// The year and month of the heading, where the line is an entry under one.
    under: Narrative,
    in_sentence: Narrative,
    in_line: Narrative,
    /// The day spoken of last, before whatever years and months came since.
    day: Option<Day>,
    /// The same, in this line.
    day_in_line: Option<Day>,
    /// The year that the line starts with.
    year_of_line: Option<i32>,
    /// The date is still to come.
    future: bool,
}

impl Context {
    fn value(&self, expr: &DateExpr) -> Option<Edtf> {
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
        (start.to_smolstr() < end.to_smolstr()).then_some(Edtf::Interval(start, end))
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
        match fields.day {
            // 去年今日: the same day of another year.
            Some(DayRef::Today(n)) => {
                let day = self.today?.plus(i64::from(n));
                return self.in_year(fields.year, day).map(Point::Day);
            }
            Some(DayRef::Then(n)) => {
                // 当日 in a new line may be the day of the page; 翌日 is the one after a day told of.
                let told = if n == 0 { self.last.day } else { self.last.day.or(self.day) };
                let day = self.in_line.day.or(self.day_in_line).or(told).or(self.today)?.plus(i64::from(n));
                return self.in_year(fields.year, day).map(Point::Day);
            }
            Some(DayRef::Weekday(n, weekday)) => {
                return Some(Point::Day(week(self.today?, n.unwrap_or(0)).plus(i64::from(weekday) - 1)));
            }
            Some(DayRef::Feast(feast)) => {
                let year = self.year_of_feast(fields.year, |year| feast.in_year(year))?;
                return feast.in_year(year).map(Point::Day);
            }
            Some(edge @ (DayRef::First | DayRef::Last)) => {
                let last = edge == DayRef::Last;
                let (year, month) = match fields.month {
                    Some(_) => self.year_month(fields)?,
                    None => (self.year(fields.year?)?, if last { 12 } else { 1 }),
                };
                let day = if last { days_in(year, month) } else { 1 };
                return Day::new(year, month, day).map(Point::Day);
            }
            Some(DayRef::Nth(nth, weekday)) => {
                let (year, month) = self.year_month(fields)?;
                return nth_weekday(year, month, nth, weekday).map(Point::Day);
            }
            Some(DayRef::Given(d)) => {
                let day = self.given_day(fields, d)?;
                return Some(match fields.time {
                    Some((h, m, s)) => Point::Time(day, h, m, s),
                    None => Point::Day(day),
                });
            }
            None => {}
        }
        if fields.month.is_some() {
            let (year, month) = self.year_month(fields)?;
            return Some(Point::Month(year, month));
        }
        self.year(fields.year?).map(Point::Year)
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
