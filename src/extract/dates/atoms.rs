//! The parts that dates are made of.
use crate::rules::Named;

macro_rules! atoms {
    ($($(#[$each:meta])* $kind:ident $name:literal,)*) => {
        /// What an atom is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Kind { $($(#[$each])* $kind,)* }

        /// Kinds by the names that forms and tables give them.
        pub(super) const KINDS: &[Named<Kind>] = &[$(($name, Kind::$kind),)*];
    };
}

atoms! {
    /// 2024年, 二〇二四年: a year in full.
    Year "year",
    /// 98年, 〇八年: a year without its century.
    ShortYear "short-year",
    /// 民国113年, 光绪三十四年, 去（112）年: a year of an era or a reign.
    EraYear "era-year",
    /// 甲辰年: a year by its name in the cycle of sixty, as what is left when it is divided.
    CycleYear "cycle-year",
    /// 龙年: the same of the cycle of twelve.
    ZodiacYear "zodiac-year",
    /// 112年: a year of the Republic without 民国.
    BareRocYear "bare-roc-year",
    /// 2024 at the head of a line, 2016 in 2016、2017年: a year without its unit.
    LineYear "line-year",
    /// 2023—2024年度, 1983—1990 in a column: two years as one.
    YearSpan "year-span",
    /// 3月: a month; by a stamp also the first part of 03-22.
    Month "month",
    /// 22日, 22号: a day of a month.
    Day "day",
    /// 5 in 5至7日: a number whose unit stands behind the connector.
    N "n",
    /// 2016 in 2016—2020年, 2013 in 2013下半年: the same of a year.
    N4 "n4",
    /// 2024-03-22, 2024/3/22: year, month and day with marks between.
    IsoDay "iso-day",
    /// 2024-03, 1992.04: year and month.
    IsoMonth "iso-month",
    /// 09:35, 9时35分: hour, minute and second.
    Time "time",
    /// 今年, 去年: a year counted from that of the reference date, as all atoms of `today-`.
    TodayYear "today-year",
    /// 当年, 次年: a year counted from the one spoken of last, as all atoms of `then-`.
    ThenYear "then-year",
    /// 本月, 上个月.
    TodayMonth "today-month",
    /// 当月, 次月.
    ThenMonth "then-month",
    /// 今天, 昨（17）日.
    TodayDay "today-day",
    /// 当天, 次日.
    ThenDay "then-day",
    /// 本周, 上星期.
    TodayWeek "today-week",
    /// 本周末.
    TodayWeekend "today-weekend",
    /// 第二周, behind a month or a year.
    NthWeek "nth-week",
    /// 第二个星期日, behind a month.
    NthWeekday "nth-weekday",
    /// 周三, 星期日: a day of a week that the text tells elsewhere; from 1, Monday.
    Weekday "weekday",
    /// 上周三, 本周日: a day of a week counted from today’s; ten for each week, and the day.
    TodayWeekday "today-weekday",
    /// 第一天, 最后一天, behind a year or a month.
    EdgeDay "edge-day",
    /// 一季度.
    Quarter "quarter",
    /// 前三季度: from January on.
    Quarters "quarters",
    /// 本季度, 上季度.
    TodayQuarter "today-quarter",
    /// 前5个月: from January on.
    FirstMonths "first-months",
    /// 上半年.
    Half "half",
    /// 上旬, 中下旬: thirds of a month, the first and the last of them.
    Tenth "tenth",
    /// 春季, behind a year, as EDTF numbers it.
    Season "season",
    /// 今春, 去冬: hundreds are years.
    TodaySeason "today-season",
    /// 初, 中, 底: the begin, the middle or the end (1, 2, 3) of what stands before it.
    Edge "edge",
    /// 初期, 中叶, 末叶: the same of a decade or a century.
    AgeEdge "age-edge",
    /// 年初, 年底: the same of the year that the text speaks of.
    YearEdge "year-edge",
    /// 月初, 月底: the same of this month.
    MonthEdge "month-edge",
    /// 年内: all of this year.
    YearWhole "year-whole",
    /// 每年, 每周三, 逢周: says what is done ever again, no date.
    Every "every",
    /// 至, —: between the ends of an interval.
    To "to",
    /// 至今, —现在: the open end of one.
    Now "now",
    /// 五一, 国庆节: month and day.
    Holiday "holiday",
    /// 中秋, 除夕: the same in the lunisolar calendar, 0 its eve.
    LunarHoliday "lunar-holiday",
    /// 清明, 冬至: a solar term, from 小寒.
    Term "term",
    /// 母亲节: month, which one, weekday.
    NthHoliday "nth-holiday",
    /// 民国, 令和: what an `era-year` begins with; never an atom of its own.
    Era "era",
    /// 光绪, 万历: the same with months of the lunisolar calendar.
    Reign "reign",
    /// 农历: months and days behind it are lunisolar.
    Lunar "lunar",
    /// 正月, 腊月; 八月 behind 农历.
    LunarMonth "lunar-month",
    /// 闰二月.
    LeapMonth "leap-month",
    /// 初一, 十五, 廿三.
    LunarDay "lunar-day",
    /// 20世纪, 本世纪: its first two digits.
    Century "century",
    /// 90年代, 1990年代.
    Decade "decade",
    /// 六七十年代: two at once.
    Decades "decades",
    /// 一月一次: words that look like a date and are none.
    Not "not",
}

impl Kind {
    pub(super) fn named(name: &str) -> Option<Self> {
        KINDS.iter().find(|&&(n, _)| n == name).map(|&(_, kind)| kind)
    }

    /// The kinds that a word of this kind may stand behind.
    pub(super) fn stands_after(self) -> Set {
        const YEARS: Set = Set::of(&[
            Kind::Year,
            Kind::ShortYear,
            Kind::EraYear,
            Kind::BareRocYear,
            Kind::CycleYear,
            Kind::TodayYear,
            Kind::ThenYear,
        ]);
        const MONTHS: Set = Set::of(&[Kind::Month, Kind::TodayMonth, Kind::ThenMonth]);
        const AGES: Set = Set::of(&[Kind::Decade, Kind::Decades, Kind::Century]);
        const QUARTERS: Set = Set::of(&[Kind::Quarter, Kind::TodayQuarter]);
        const FRESH: Set = Set::of(&[Kind::To, Kind::Every]).or(Set::START);
        const LUNAR_MONTHS: Set = Set::of(&[Kind::Month, Kind::LunarMonth, Kind::LeapMonth]);
        match self {
            // 初, 底, 末 close a year, quarter, month, decade or century; 年底 by itself is another atom.
            Self::Edge => YEARS.or(MONTHS).or(QUARTERS).or(AGES),
            Self::AgeEdge => AGES,
            Self::Tenth => MONTHS,
            Self::Season => YEARS,
            Self::Holiday | Self::LunarHoliday | Self::Term | Self::NthHoliday => {
                YEARS.or(Set::of(&[Kind::ZodiacYear, Kind::Lunar])).or(FRESH)
            }
            Self::NthWeek => YEARS.or(MONTHS),
            Self::NthWeekday => MONTHS,
            Self::FirstMonths => YEARS.or(Set::START),
            Self::Lunar => YEARS.or(FRESH),
            Self::LunarMonth | Self::LeapMonth => YEARS.or(Set::of(&[Kind::ZodiacYear, Kind::Lunar])).or(FRESH),
            Self::LunarDay => LUNAR_MONTHS.or(Set::of(&[Kind::To])),
            Self::Era | Self::Reign | Self::CycleYear | Self::ZodiacYear => Set::of(&[Kind::Lunar]).or(FRESH),
            Self::YearEdge | Self::MonthEdge | Self::YearWhole | Self::Every => Set::of(&[Self::Every]).or(Set::START),
            Self::To | Self::Now => Set::START.or(Set::of(&[Self::To])).not(),
            Self::ThenYear | Self::TodayYear | Self::ThenMonth | Self::TodayMonth | Self::TodayQuarter => {
                Set::of(&[Self::To]).or(Set::START)
            }
            Self::TodayWeekday => Set::of(&[Self::To]).or(Set::START),
            Self::TodayDay | Self::ThenDay => Set::of(&[Self::TodayYear, Self::ThenYear]).or(Set::START),
            Self::EdgeDay => YEARS.or(MONTHS),
            Self::TodayWeek | Self::TodayWeekend | Self::TodaySeason => Set::START,
            Self::Century | Self::Not => Set::START,
            Self::Weekday => FRESH,
            _ => Set::ANY,
        }
    }

    /// Months and days behind it are those of the lunisolar calendar.
    pub(super) fn is_lunar(self) -> bool {
        matches!(self, Self::Lunar | Self::CycleYear | Self::ZodiacYear | Self::LunarMonth | Self::LeapMonth)
    }
}

/// A set of kinds; the start of a row counts as one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set(u64);

impl Set {
    pub(super) const START: Self = Self(1 << 63);
    pub(super) const ANY: Self = Self(u64::MAX);

    pub(super) const fn of(kinds: &[Kind]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < kinds.len() {
            bits |= 1 << kinds[i] as u8;
            i += 1;
        }
        Self(bits)
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn not(self) -> Self {
        Self(!self.0)
    }

    /// Whether `last`, the atom before or the start of the row, is one of these.
    pub(super) fn holds(self, last: Option<Kind>) -> bool {
        last.map_or(self.0 & Self::START.0, |kind| self.0 & 1 << kind as u8) != 0
    }
}

/// A part of a date in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub(super) kind: Kind,
    /// The byte after it.
    pub(super) end: usize,
    /// The number, or year, month and day, or hour, minute and second.
    pub(super) n: [i32; 3],
}

impl Atom {
    pub(super) fn new(kind: Kind, end: usize, n: i32) -> Self {
        Self { kind, end, n: [n, 0, 0] }
    }
}
