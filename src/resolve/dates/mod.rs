//! Puts dates into the calendar: relative ones count from the reference date or from the date the text spoke of last.
mod beside;
mod context;

use self::{
    beside::{gloss, heads_lines, mark_before, week_of_list},
    context::Context,
};
use crate::{
    matcher::Cues,
    mention::{DateExpr, DayRef, Found, YearRef},
    rules::{RuleError, RuleSet},
    segment::Layout,
    text::{Norm, Span},
    value::{Day, Edtf, Point},
};
pub(super) use beside::BesideCue;

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
    cues: Cues<BesideCue>,
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
        let spoken = self.day_of_speech(text, dates);
        let mut story = Story::default();
        for i in 0..dates.len() {
            story.reach(text, layout, &dates[i]);
            let future = self.is_planned(text, &dates[i]);
            if let Some(week) = week_of_list(text, dates, i)
                && let Some(DayRef::Weekday(of, _)) = &mut dates[i].value.from.day
            {
                *of = Some(week);
            }
            let mut context = story.context(today, base, future);
            match dates[i].value.from.day {
                // 今天, where the head says when it was spoken.
                Some(DayRef::Today(_)) if spoken.is_some() => context.today = spoken,
                // 同一天: the day told of last, however much of the text lies between.
                Some(DayRef::Then(0))
                    if story.in_line.day.is_none() && self.cues.starts(BesideCue::SameDay, dates[i].span.of(text)) =>
                {
                    let past = story.day.filter(|&day| today.is_none_or(|today| day <= today));
                    context.day_in_line = context.day_in_line.or(past);
                }
                _ => {}
            }
            if let Some(day) = self.day_of_act(text, layout, dates, i) {
                (context.day_in_line, context.in_line.day) = (Some(day), Some(day));
            }
            let gloss = gloss(text, dates, i).filter(|_| dates[i].value.to.is_none());
            let value = context.value(&dates[gloss.unwrap_or(i)].value);
            dates[i].value.value = value;
            if let Some(value) = value {
                self.note(text, &dates[i..], value, &mut story);
            }
        }
    }

    /// Takes in what the first of `dates`, whose value is known, tells of those behind it.
    fn note(&self, text: &str, dates: &[Found<DateExpr>], value: Edtf, story: &mut Story) {
        let [date, ..] = dates else { return };
        let point = value.end().unwrap_or(value.start()).without_time();
        // 比上年同期增长: what is compared with is not what is told of.
        let compared = || self.cues.starts(BesideCue::Compared, text.get(date.span.end()..).unwrap_or(""));
        if matches!(point, Point::Decade(_) | Point::Century(_)) || compared() || self.is_birth(text, date.span) {
            return;
        }
        // 11月下旬 tells of no one day.
        let vague = date.value.from.part.is_some() && date.value.to.is_none();
        let day = point.day().filter(|_| !vague);
        let seen = Narrative { year: Some(point.year()), month: point.month(), day };
        let first = story.in_line.year.is_none() && seen.month.is_none();
        if first && mark_before(text, story.line, date.span).is_some() {
            story.year_of_line = seen.year;
        }
        if day.is_none() && heads_lines(text, story.line, dates) {
            story.heading = seen;
        }
        (story.last, story.in_sentence, story.in_line) = (seen, seen, seen);
        (story.day, story.day_in_line) = (day.or(story.day), day.or(story.day_in_line));
    }
}

/// What the text has told up to a date, and the sentence and the line that this stands in.
#[derive(Debug)]
struct Story {
    last: Narrative,
    sentence: Span<Norm>,
    in_sentence: Narrative,
    line: Span<Norm>,
    in_line: Narrative,
    /// The day spoken of last, before whatever years and months came since.
    day: Option<Day>,
    /// The same, in this line.
    day_in_line: Option<Day>,
    /// The year that the line starts with.
    year_of_line: Option<i32>,
    /// What the last line that heads others tells.
    heading: Narrative,
    /// The same, where the line is an entry under it.
    under: Narrative,
}

impl Default for Story {
    fn default() -> Self {
        let none = Narrative::default();
        let span = Span::new(0, 0);
        Self {
            last: none,
            sentence: span,
            in_sentence: none,
            line: span,
            in_line: none,
            day: None,
            day_in_line: None,
            year_of_line: None,
            heading: none,
            under: none,
        }
    }
}

impl Story {
    /// Goes on to a date: in another sentence or line what was told in the one before is over.
    fn reach(&mut self, text: &str, layout: &Layout, date: &Found<DateExpr>) {
        let span = date.span;
        if !self.sentence.contains(span) {
            self.sentence = layout.sentence_at(span.start());
            // 1958年3月…；8月…: behind a semicolon the sentence goes on.
            let before = || text.get(..span.start()).unwrap_or("").trim_end_matches(' ');
            let goes_on = self.sentence.start() == span.start() && before().ends_with(['；', ';']);
            if !(goes_on && self.line.contains(span)) {
                self.in_sentence = Narrative::default();
            }
        }
        if !self.line.contains(span) {
            self.line = layout.line_at(span.start());
            (self.in_line, self.day_in_line, self.year_of_line) = (Narrative::default(), None, None);
            let entry = matches!(date.value.from.year, None | Some(YearRef::Told))
                && mark_before(text, self.line, span).is_some();
            self.under = if entry { self.heading } else { Narrative::default() };
        }
    }

    /// By what a date is read here.
    fn context(&self, today: Option<Day>, base: Option<i32>, future: bool) -> Context {
        let &Self { last, in_sentence, in_line, day, day_in_line, year_of_line, under, .. } = self;
        Context { today, base, last, under, in_sentence, in_line, day, day_in_line, year_of_line, future }
    }
}
