//! A date as the text writes it, before anything is known of the document's own date.
use crate::value::{Edtf, Feast, LunarMonth, Modifier};

/// A date expression; `value` is filled in by resolution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DateExpr {
    /// The date, or where the interval starts.
    pub from: Fields,
    /// Where the interval ends.
    pub to: Option<Fields>,
    /// …至今
    pub open: bool,
    /// TIMEX3 modifier.
    pub modifier: Option<Modifier>,
    /// The words beside it say that it is still to come: 将于9月2日.
    pub ahead: bool,
    /// The date in the calendar; none while or where it cannot be resolved.
    pub value: Option<Edtf>,
}

/// The parts of a date that are written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fields {
    /// Which year.
    pub year: Option<YearRef>,
    /// Which month.
    pub month: Option<MonthRef>,
    /// Which day.
    pub day: Option<DayRef>,
    /// A part of the year or month.
    pub part: Option<Part>,
    /// Hour, minute, second.
    pub time: Option<(u32, Option<u32>, Option<u32>)>,
}

/// A year as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearRef {
    /// 2024年
    Given(i32),
    /// 去年: so many years from the reference date's.
    Today(i32),
    /// 当年, 次年: so many years from the one the text spoke of last.
    Then(i32),
    /// 年底 alone: the year that the line tells of, else the reference date's.
    Told,
    /// 甲辰年, 龙年: a year of a cycle of so many, by what is left when the year is divided by them.
    Cycle { rest: i32, years: i32 },
    /// 20世纪90年代: the first three digits.
    Decade(i32),
    /// 20世纪: the first two digits.
    Century(i32),
}

/// A month as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthRef {
    /// 3月
    Given(u32),
    /// 上月: so many months from the reference date's.
    Today(i32),
    /// 同月, 次月: so many months from the one the text spoke of last.
    Then(i32),
    /// 农历二月: of the lunisolar year.
    Lunar(LunarMonth),
}

/// A day as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayRef {
    /// 7日
    Given(u32),
    /// 昨天: so many days from the reference date.
    Today(i32),
    /// 当天, 次日: so many days from the one the text spoke of last.
    Then(i32),
    /// 上周三, 周三: week counted from the reference date's, none where it is not said; Monday = 1.
    Weekday(Option<i32>, u32),
    /// 最后一天: the first or the last day of the year or month.
    First,
    Last,
    /// 第二个星期日: the nth weekday of the month, Monday = 1.
    Nth(u32, u32),
    /// 春节, 国庆节
    Feast(Feast),
}

/// A part of a year or month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// EDTF's number of a season, quarter or half.
    OfYear(u32),
    /// 上季度: so many quarters from the reference date's.
    Quarter(i32),
    /// From one to another of 上旬 1, 中旬 2, 下旬 3.
    TenDays(u32, u32),
    /// 第二周: the nth week of the month or year.
    Week(u32),
    /// 上周: so many weeks from the reference date's.
    ThisWeek(i32),
    /// 上周末: the Saturday and Sunday of that week.
    Weekend(i32),
}
