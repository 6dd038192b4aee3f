//! Words beside numbers and date words that show which date they are, or that they are none; they stand in `dates/signs.tsv`.
use crate::matcher::cues;

cues! {
    /// What a word shows.
    pub(super) enum DateCue: "dates/signs" {
        /// Before a year of any number of digits: it counts from our era (公元|618年).
        OurEra = "our-era",
        /// Before a number: it goes on to the left, or counts from elsewhere (第|3日, 民国|90年代).
        OtherNumber = "other-number",
        /// Behind 年: it belongs to it (2024年|度).
        YearTail = "year-tail",
        /// Behind 月: it belongs to it (3月|份).
        MonthTail = "month-tail",
        /// Behind 年: the years are a decade (90年|代).
        DecadeTail = "decade-tail",
        /// Behind 年: no year, but a class or an age (2024年|级).
        NoYear = "no-year",
        /// Behind a number of years that is as high as an early year: so long ago (1300年|前).
        SoLong = "so-long",
        /// Behind a year that stands in digits alone: half of it (2013|下半年).
        HalfYear = "half-year",
        /// Behind four digits at the head of a line: they count (2000|人).
        Counts = "counts",
        /// Behind 号: the number is that of a day (15号|上午).
        PartOfDay = "part-of-day",
        /// Behind an ordinal: it is that of a week (第二|个星期).
        Week = "week",
        /// Behind what says which week: it is none (第二周|年).
        NoWeek = "no-week",
        /// Behind an hour: it is a full one (9时|整).
        Sharp = "sharp",
        /// Behind a connector: the present (至今).
        Present = "present",
        /// Behind two years: one that begins in the first and ends in the second (2024-25|学年).
        YearSpan = "year-span",
        /// Behind two years in a bracket: what was in them follows (（1949—1970|任).
        InYears = "in-years",
        /// Behind two years in a footer (版权).
        Copyright = "copyright",
        /// Before a number in a bracket: this day, month or year (今（27）日).
        ThisOne = "this-one",
        /// Before one: the day before (昨).
        LastDay = "last-day",
        /// Before one: the day before that (前).
        SecondLastDay = "second-last-day",
        /// Before one: the day after (明).
        NextDay = "next-day",
        /// Before a day in a bracket that needs no unit behind it (昨（17日）召开).
        NamedDay = "named-day",
        /// Before a year in a bracket (去（112）年).
        BeforeYear = "before-year",
        /// Before a month in a bracket (本（五）月).
        BeforeMonth = "before-month",
        /// Behind a number in a bracket: it is that of a day (今（27）|晚).
        DayUnit = "day-unit",
        /// Begins a year that is counted by the Republic (民国113年).
        Republic = "republic",
        /// Behind a weekday: no given name begins so (周一|升任).
        NoGiven = "no-given",
        /// Behind a weekday and a character: they are a name (周三喜|同志).
        BehindName = "behind-name",
        /// Behind a weekday that a label stands before: it says when something is open (：周一|休).
        Opening = "opening",
    }
}
