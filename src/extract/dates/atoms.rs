//! The parts that dates are made of.
use crate::rules::Named;

macro_rules! atoms {
    ($($kind:ident $name:literal,)*) => {
        /// What an atom is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Kind { $($kind,)* }

        /// Kinds by the names that forms and tables give them.
        pub(super) const KINDS: &[Named<Kind>] = &[$(($name, Kind::$kind),)*];
    };
}

atoms! {
    Year "year",
    ShortYear "short-year",
    EraYear "era-year",
    CycleYear "cycle-year",
    ZodiacYear "zodiac-year",
    BareRocYear "bare-roc-year",
    LineYear "line-year",
    YearSpan "year-span",
    Month "month",
    Day "day",
    N "n",
    N4 "n4",
    IsoDay "iso-day",
    IsoMonth "iso-month",
    Time "time",
    TodayYear "today-year",
    ThenYear "then-year",
    TodayMonth "today-month",
    ThenMonth "then-month",
    TodayDay "today-day",
    ThenDay "then-day",
    TodayWeek "today-week",
    TodayWeekend "today-weekend",
    NthWeek "nth-week",
    NthWeekday "nth-weekday",
    Weekday "weekday",
    WeekDay "week-day",
    EdgeDay "edge-day",
    Quarter "quarter",
    Quarters "quarters",
    TodayQuarter "today-quarter",
    FirstMonths "first-months",
    Half "half",
    Tenth "tenth",
    Season "season",
    TodaySeason "today-season",
    Edge "edge",
    AgeEdge "age-edge",
    YearEdge "year-edge",
    MonthEdge "month-edge",
    YearWhole "year-whole",
    Every "every",
    To "to",
    Now "now",
    Holiday "holiday",
    LunarHoliday "lunar-holiday",
    Term "term",
    NthHoliday "nth-holiday",
    Era "era",
    Reign "reign",
    Lunar "lunar",
    LunarMonth "lunar-month",
    LeapMonth "leap-month",
    LunarDay "lunar-day",
    Century "century",
    Decade "decade",
    Decades "decades",
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
            Self::WeekDay => Set::of(&[Self::To]).or(Set::START),
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
