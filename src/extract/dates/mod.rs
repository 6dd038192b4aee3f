//! Dates: numbers with units and date words become atoms, forms match rows of atoms.
//!
//! Reads the normalized text and the scan; gives date expressions without calendar values (`resolve` adds those).
mod atoms;
mod compose;
mod cues;
mod neighbours;
mod numerals;
mod rows;
mod signs;
mod stamps;
mod words;

use self::{
    atoms::{Atom, Kind},
    compose::compose,
    cues::Cues,
    neighbours::{Neighbours, named},
    numerals::ROC_OFFSET,
    rows::MOST_ATOMS,
    signs::DateCue,
    words::Words,
};
use crate::{
    matcher::{Scanner, Sequences},
    mention::{DateExpr, Found, YearRef},
    rules::{RuleError, RuleId, RuleSet},
    text::Span,
};

/// So many names of persons that begin like a weekday (周一鸣) a page has at most.
const MOST_NAMES: usize = 8;

/// So many bytes stand at most between the days of the week on which something is open.
const OPENING_HOURS: usize = 40;

/// The last year in which the mainland counted by the Republic.
const LAST_ON_MAINLAND: i32 = 1949;

/// Finds dates.
#[derive(Clone, Debug)]
pub struct Dates {
    words: Words,
    forms: Sequences,
    /// Rule of each form, and whether what it matches is no date.
    rules: Vec<(RuleId, bool)>,
    cues: Cues,
    neighbours: Neighbours,
}

impl Dates {
    /// Builds the extractor from `dates/`.
    ///
    /// # Errors
    /// A table or form that is missing or wrong.
    pub fn new(rules: &RuleSet, scanner: &mut Scanner) -> Result<Self, RuleError> {
        let words = Words::new(rules, scanner)?;
        ('0'..='9').for_each(|c| scanner.call(c, Scanner::DATE));
        let mut dates = Self {
            words,
            forms: Sequences::default(),
            rules: Vec::new(),
            cues: Cues::new(rules)?,
            neighbours: Neighbours::new(rules)?,
        };
        let forms = rules.forms("dates/forms")?;
        for form in &forms.forms {
            let fault = |what: String| form.pattern_fault("", what);
            let symbol = |name: &str| Kind::named(name).map(|kind| kind as u8);
            // What a file defines is put in as a group that patterns of atoms write without `?:`.
            let pattern = forms.expand(&form.pattern).replace("(?:", "(");
            dates.forms.add(&pattern, dates.rules.len() as u16, symbol).map_err(fault)?;
            let mut says = form.says();
            let blocks = says.value("date", &[("none", true)])?.unwrap_or_default();
            says.end()?;
            dates.rules.push((rules.id(&format!("dates/{}", form.id))?, blocks));
        }
        Ok(dates)
    }

    /// Adds the dates that start at the positions `at`, in order. `opaque` tells whether a position lies in a name or URL.
    pub fn find(&self, text: &str, at: &[u32], opaque: impl Fn(usize) -> bool, found: &mut Vec<Found<DateExpr>>) {
        let mut told = Told::default();
        let mut atoms = Vec::with_capacity(MOST_ATOMS);
        for (n, &start) in at.iter().enumerate() {
            let start = start as usize;
            let is_digit = text.as_bytes().get(start).is_some_and(u8::is_ascii_digit);
            if start < told.done || is_digit && !self.words.may_start_with_number(text, start) {
                continue;
            }
            self.words.row(text, start, &mut atoms);
            let Some((len, form)) = self.forms.longest(symbols(&atoms)) else { continue };
            if opaque(start) {
                continue;
            }
            let (rule, blocks) = self.rules[usize::from(form)];
            if blocks {
                told.done = self.end_of_blocked(&atoms, len);
                if atoms[0].kind == Kind::Weekday {
                    told.open_days = told.done;
                }
                continue;
            }
            // 周一至周五9:00-18:00，周六、周日10:00-16:00
            if atoms[0].kind == Kind::Weekday && told.open_days > 0 && start - told.open_days < OPENING_HOURS {
                told.open_days = atoms[len - 1].end;
                continue;
            }
            count_by_era(&mut atoms, len, told.republic);
            let row = &atoms[..len];
            told.republic |= self.counts_by_republic(text, start, row);
            let end = row[len - 1].end;
            if !self.neighbours.allow(&self.words.signs, text, start, end, row) {
                if row[0].kind == Kind::Weekday {
                    self.note_name(text, start, end, &mut told.names);
                }
                continue;
            }
            if let Some(mut expr) = compose(row) {
                if expr.modifier.is_none() {
                    expr.modifier = self.cues.around(text, start, end);
                }
                expr.ahead = self.cues.ahead(text, start, end, matches!(expr.from.year, Some(YearRef::Given(_))));
                if found.is_empty() {
                    // Hardly more of the places where one may start start one.
                    found.reserve((at.len() - n).div_ceil(3));
                }
                found.push(Found { span: Span::new(start, end), value: expr, rule });
                told.done = end;
            }
        }
        // 周一|鸣接任…。周一|鸣曾在…: a name wherever it stands.
        if !told.names.is_empty() {
            found.retain(|date| {
                let next = text.get(date.span.end()..).and_then(|t| t.chars().next());
                next.is_none_or(|next| !told.names.contains(&(date.span.of(text), next)))
            });
        }
    }

    /// Where a row ends whose first `len` atoms are no date. 每年10月至次年3月: what comes back is none, whatever form it has.
    fn end_of_blocked(&self, atoms: &[Atom], len: usize) -> usize {
        let habit = atoms[0].kind == Kind::Every;
        let more = if habit { self.forms.longest(symbols(&atoms[len..])).map_or(0, |(more, _)| more) } else { 0 };
        atoms[len + more - 1].end
    }

    /// Whether the row at byte `start` tells a year of the Republic that none on the mainland counts by.
    fn counts_by_republic(&self, text: &str, start: usize, row: &[Atom]) -> bool {
        row[0].kind == Kind::EraYear
            && row[0].n[0] > LAST_ON_MAINLAND
            && text.get(start..).is_some_and(|t| self.words.signs.starts(DateCue::Republic, t))
    }

    /// Notes the name of a person that begins like the weekday at `start..end`, if there is one.
    fn note_name<'t>(&self, text: &'t str, start: usize, end: usize, names: &mut Vec<(&'t str, char)>) {
        if names.len() < MOST_NAMES
            && let Some(weekday) = text.get(start..end)
            && let Some(given) = text.get(end..).and_then(|tail| named(&self.words.signs, tail))
            && !names.contains(&(weekday, given))
        {
            names.push((weekday, given));
        }
    }
}

/// What a page has told as far as it is read.
#[derive(Default)]
struct Told<'t> {
    /// Where the last row ended that was taken, or is no date.
    done: usize,
    /// Where the weekdays ended that something is open on.
    open_days: usize,
    /// Weekdays that begin names, with the characters behind them.
    names: Vec<(&'t str, char)>,
    /// Whether it counts by the Republic, as none on the mainland does.
    republic: bool,
}

fn symbols(atoms: &[Atom]) -> impl Iterator<Item = u8> {
    atoms.iter().map(|atom| atom.kind as u8)
}

/// Years of two digits that the page, or the year before them in the row of `len` atoms, counts by an era: 民国26年7月至28年3月.
fn count_by_era(atoms: &mut [Atom], len: usize, republic: bool) {
    if let Some(Atom { kind: Kind::ShortYear, n: [year, written, _], .. }) = atoms.first_mut()
        && republic
    {
        *year = *written + ROC_OFFSET;
    }
    if let [Atom { kind: Kind::EraYear, n: [year, _, written], .. }, rest @ ..] = &mut atoms[..len]
        && *written > 0
        && let Some(Atom { n: [other, short, _], .. }) = rest.iter_mut().find(|a| a.kind == Kind::ShortYear)
    {
        *other = *short + *year - *written;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{matcher::Triggers, text::Characters};

    /// What dates begin with, and what may stand behind it.
    const PIECES: &[&str] = &[
        "一",
        "十",
        "○",
        "元",
        "二",
        "廿",
        "零",
        "O",
        "0",
        "12",
        "2018",
        "03",
        "1季度",
        "年",
        "月",
        "日",
        "号",
        "世纪",
        "至",
        "—",
        "-",
        "、",
        "起",
        "到",
        "今",
        "本",
        "上",
        "(",
        "（",
        ")",
        "日",
        "天",
        "国庆",
        "正",
        "前3个月",
        "个",
        "是",
        "，",
        " ",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn no_row_starts_where_none_may(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..12)) {
            thread_local! {
                static DATES: (Dates, Scanner) = {
                    let mut scanner = Scanner::default();
                    (Dates::new(&RuleSet::embedded().unwrap(), &mut scanner).unwrap(), scanner)
                };
            }
            let text = pieces.concat();
            let (mut characters, mut triggers) = (Characters::default(), Triggers::default());
            characters.read(&text);
            DATES.with(|(dates, scanner)| {
                scanner.scan(&characters, &mut triggers);
                let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
                for (at, c) in text.char_indices().filter(|&(at, _)| at == 0 || !is_digit(at) || !is_digit(at - 1)) {
                    let mut row = Vec::new();
                    dates.words.row(&text, at, &mut row);
                    let may = triggers.dates.contains(&(at as u32))
                        && (!is_digit(at) || dates.words.may_start_with_number(&text, at));
                    prop_assert!(row.is_empty() || may, "{} at {}", c, at);
                }
                Ok(())
            })?;
        }
    }
}
