//! What the text beside a date tells of it.
use super::Calendar;
use crate::{
    matcher::cues,
    mention::{DateExpr, DayRef, Fields, Found, MonthRef, Part, YearRef},
    segment::{Layout, is_joint},
    text::{Norm, Span},
    value::{Day, Modifier},
};

/// The mark of an item of a list has no more characters.
const MARK: usize = 2;
/// Behind the year that heads the lines of a chronicle stand no more characters (大事记).
const HEADING: usize = 4;

cues! {
    /// What a word beside a date tells of it; they stand in `dates/beside.tsv`.
    pub(in crate::resolve) enum BesideCue: "dates/beside" {
        /// Before it: what the page gives was said then (访谈时间).
        Speech = "speech",
        /// A body does it on the day when it comes to be (挂牌|当天).
        Act = "act",
        /// Before it: of a life that began so long ago (生于).
        LifeBefore = "life-before",
        /// Behind it: a life had its first steps then (参加工作).
        LifeBehind = "life-behind",
        /// Beside it: it is the day of a birth, and nothing else that is told happened so early.
        Birth = "birth",
        /// Behind it: a decision holds from then on, and no life began (生|效).
        TakesEffect = "takes-effect",
        /// Behind it: something is done by then (9月底|前).
        Until = "until",
        /// Behind it: something is done at about that time (前后).
        Around = "around",
        /// Behind it: with that time what is told of is compared (去年|同期).
        Compared = "compared",
        /// Begins it: it is the day told of last (同|一天).
        SameDay = "same-day",
        /// Behind the day of a stamp: its day of the week (星期一).
        Weekday = "weekday",
        /// Begins a line below a signature, which tells nothing more though it may end like a sentence (抄送).
        Copies = "copies",
        /// Behind the day of a stamp: the number of a page follows (第2版).
        NumbersPage = "numbers-page",
        /// Ends what stands behind the day of a stamp: such a number (第2|版).
        Page = "page",
        /// A label of a stamp that may be that of anything, where another word stands before it (成立|时间).
        AnyTime = "any-time",
    }
}

impl Calendar {
    /// 访谈时间：2022年5月18日: the day at which what the page gives was said.
    pub(super) fn day_of_speech(&self, text: &str, dates: &[Found<DateExpr>]) -> Option<Day> {
        /// Among how many dates it is looked for.
        const HEAD: usize = 8;
        dates.iter().take(HEAD).find_map(|date| {
            let Fields { year: Some(YearRef::Given(year)), month: Some(MonthRef::Given(month)), .. } = date.value.from
            else {
                return None;
            };
            let Some(DayRef::Given(day)) = date.value.from.day else { return None };
            let head = before(text, date.span);
            if self.cues.ends(BesideCue::Speech, head) { Day::new(year, month, day) } else { None }
        })
    }

    /// 挂牌|当天: the day that the text gave last for such an act.
    pub(super) fn day_of_act(&self, text: &str, layout: &Layout, dates: &[Found<DateExpr>], i: usize) -> Option<Day> {
        const DATES_BACK: usize = 30;
        let this = &dates[i];
        if this.value.from.day != Some(DayRef::Then(0)) || this.value.from.year.is_some() {
            return None;
        }
        if !self.cues.ends(BesideCue::Act, text.get(..this.span.start())?) {
            return None;
        }
        let told = |n: usize| {
            let day = dates[n].value.value.and_then(|value| value.start().without_time().day())?;
            let end = layout.sentence_at(dates[n].span.start()).end().min(dates[n + 1].span.start());
            let act = text.get(dates[n].span.end()..end)?;
            self.cues.last_in(BesideCue::Act, act).map(|_| day)
        };
        (i.saturating_sub(DATES_BACK)..i).rev().find_map(told)
    }

    /// Whether a date is that of a birth or of another early step of a life, which says nothing of when the page was
    /// written.
    fn is_of_life(&self, text: &str, span: Span<Norm>) -> bool {
        self.is_of(text, span, [BesideCue::LifeBefore, BesideCue::LifeBehind])
    }

    /// Whether a date is that of a birth.
    pub(super) fn is_birth(&self, text: &str, span: Span<Norm>) -> bool {
        self.is_of(text, span, [BesideCue::Birth, BesideCue::Birth])
    }

    /// Whether one of the words for the first cue stands before a date, or one of those for the second behind it.
    fn is_of(&self, text: &str, span: Span<Norm>, [left, right]: [BesideCue; 2]) -> bool {
        let rest = text.get(span.end()..).unwrap_or("").trim_start_matches(BLANKS);
        let behind = self.cues.starting(rest);
        behind.has(right) && !behind.has(BesideCue::TakesEffect) || self.cues.ends(left, before(text, span))
    }

    /// Whether the text speaks of a date without a year as one to come: 将于9月2日, 12月底前.
    pub(super) fn is_planned(&self, text: &str, date: &Found<DateExpr>) -> bool {
        let fields = &date.value.from;
        let floats = matches!(fields.month, Some(MonthRef::Given(_) | MonthRef::Lunar(_)))
            || matches!(fields.day, Some(DayRef::Feast(_)))
            || matches!(fields.part, Some(Part::OfYear(_)))
            || fields.year == Some(YearRef::Told);
        if !floats || !matches!(fields.year, None | Some(YearRef::Told)) {
            return false;
        }
        // 12月底前: the modifier of a date may be its own.
        let Some(tail) = text.get(date.span.end()..) else { return false };
        let until = || {
            let behind = self.cues.starting(tail);
            behind.has(BesideCue::Until) && !behind.has(BesideCue::Around)
        };
        let bound = date.value.modifier.is_some_and(|modifier| modifier == Modifier::Before || until());
        bound || date.value.ahead
    }

    /// The latest year that the text states as past or present, where the page has no date of its own.
    pub(super) fn latest_year(&self, text: &str, dates: &[Found<DateExpr>]) -> Option<i32> {
        let given = dates.iter().filter_map(|d| match d.value.from.year {
            Some(YearRef::Given(y)) => {
                let target = d.value.modifier == Some(Modifier::Before) || d.value.ahead;
                (!target && d.value.to.is_none() && !d.value.open && !self.is_of_life(text, d.span)).then_some(y)
            }
            _ => None,
        });
        given.max()
    }
}

const BLANKS: [char; 2] = [' ', '\u{3000}'];

/// What stands before a date, without a colon.
fn before(text: &str, span: Span<Norm>) -> &str {
    text.get(..span.start()).unwrap_or("").trim_end_matches(BLANKS).trim_end_matches([':', '：'])
}

/// The mark of an item before a date that opens its line, if there is nothing else.
pub(super) fn mark_before(text: &str, line: Span<Norm>, date: Span<Norm>) -> Option<&str> {
    let mark = text.get(line.start()..date.start())?.trim();
    (mark.chars().take(MARK + 1).count() <= MARK).then_some(mark)
}

/// ●2018年, 【2019年大事记】: whether the first of `dates` is what its line is about, and the year of those that open the lines
/// below.
pub(super) fn heads_lines(text: &str, line: Span<Norm>, dates: &[Found<DateExpr>]) -> bool {
    let [date, rest @ ..] = dates else { return false };
    let alone = mark_before(text, line, date.span).is_some() && rest.first().is_none_or(|d| !line.contains(d.span));
    let tail = || text.get(date.span.end()..line.end()).unwrap_or("");
    alone && date.value.to.is_none() && tail().chars().filter(|c| c.is_alphanumeric()).nth(HEADING).is_none()
}

/// 次日（12月29日）, 周五（17日）: the date in the bracket says which day is meant.
pub(super) fn gloss(text: &str, dates: &[Found<DateExpr>], i: usize) -> Option<usize> {
    let (this, next) = (&dates[i], dates.get(i + 1)?);
    let glossed = match this.value.from.day {
        Some(DayRef::Then(_) | DayRef::Today(_)) => next.value.from.month.is_some(),
        Some(DayRef::Weekday(..)) => true,
        _ => false,
    };
    if !glossed || !matches!(next.value.from.day, Some(DayRef::Given(_))) {
        return None;
    }
    let between = text.get(this.span.end()..next.span.start())?;
    matches!(between.trim_matches('*'), "（" | "(").then_some(i + 1)
}

/// 上周三、周四: the week of the weekday that a bare one is listed behind.
pub(super) fn week_of_list(text: &str, dates: &[Found<DateExpr>], i: usize) -> Option<i32> {
    let (before, this) = (dates.get(i.checked_sub(1)?)?, &dates[i]);
    let (Some(DayRef::Weekday(Some(week), _)), Some(DayRef::Weekday(None, _))) =
        (before.value.from.day, this.value.from.day)
    else {
        return None;
    };
    let between = text.get(before.span.end()..this.span.start())?;
    is_joint(between).then_some(week)
}
