//! The page's own publication date: the first full date that stands like a stamp near its head, else the last that the
//! text is signed with.
use crate::{
    matcher::Trie,
    mention::{DateExpr, DayRef, Found, MonthRef, YearRef},
    rules::{RuleError, RuleSet},
    segment::Layout,
    value::{Day, Point},
};

/// How many lines from the top may hold the stamp.
const HEAD: usize = 12;
/// A line with a stamp holds at most so many other characters, unless a cue says what it is.
const SHORT: usize = 24;
/// How many lines from the end may hold the date that a text is signed with, and the most other characters in its line.
const FOOT: usize = 6;
const BESIDE: usize = 6;
/// Reads when a page came out.
#[derive(Clone, Debug)]
pub struct References {
    /// Words beside a publication date.
    cues: Trie,
    /// How what stands right before one ends.
    labels: Vec<String>,
    /// Likewise, before the date that a document was drawn up, which is the page's only where it tells no other.
    drafts: Vec<String>,
}

impl References {
    /// Takes the words of `dates/stamps`.
    ///
    /// # Errors
    /// A table that is missing.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("dates/stamps")?;
        let [surface, kind] = table.columns(["surface", "kind"])?;
        let of = |wanted: &str| {
            let rows = table.rows().iter().filter(|row| row.get(kind) == wanted);
            rows.map(|row| row.get(surface).to_owned()).collect()
        };
        let mut cues = Trie::default();
        table.rows().iter().for_each(|row| {
            cues.insert(row.get(surface), 0);
        });
        Ok(Self { cues, labels: of("label"), drafts: of("draft") })
    }

    /// The stamp that dates the page, if it has one.
    pub fn date(&self, text: &str, layout: &Layout, dates: &[Found<DateExpr>]) -> Option<Point> {
        let (stamp, placed) = self.at_head(text, layout, dates);
        let (published, signed) = self.at_foot(text, layout, dates);
        stamp.or(published).or(placed).or(signed)
    }

    /// Behind the last sentence: 发布时间:2025-03-19 16:02, and 某市人民政府 / 2024年3月15日（星期五） alone in its line.
    fn at_foot(&self, text: &str, layout: &Layout, dates: &[Found<DateExpr>]) -> (Option<Point>, Option<Point>) {
        let mut signed = None;
        let lines = layout.lines().iter().rev().filter(|line| !line.span.of(text).trim().is_empty());
        for line in lines.take(FOOT) {
            let content = line.span.of(text).trim();
            if content.ends_with('。') {
                break;
            }
            let first = dates.partition_point(|d| d.span.start() < line.span.start());
            let date = dates.get(first).filter(|d| d.span.end() <= line.span.end());
            let Some((date, point)) = date.and_then(|d| Some((d, full_date(&d.value)?))) else { continue };
            let others = content.chars().count().saturating_sub(date.span.of(text).chars().count());
            let before = text.get(line.span.start()..date.span.start()).unwrap_or("");
            let labelled = || {
                let label = before.trim_end_matches(['于', ':', '：', ' ', '　']);
                self.labels.iter().any(|word| label.ends_with(word.as_str()))
            };
            let timed = || matches!(point, Point::Time(..)) && self.is_cued(content);
            if others <= 60 && (labelled() || timed()) {
                return (Some(point), signed);
            }
            if others <= BESIDE {
                signed = signed.or(Some(point));
            }
        }
        (None, signed)
    }

    /// A date that is surely the page's, and one that may be by where it stands.
    fn at_head(&self, text: &str, layout: &Layout, dates: &[Found<DateExpr>]) -> (Option<Point>, Option<Point>) {
        let mut medium = None;
        let lines = layout.lines();
        for (n, line) in lines.iter().enumerate().take(HEAD) {
            let content = line.span.of(text);
            // A line that long is running text; most others hold no date.
            let first = dates.partition_point(|d| d.span.start() < line.span.start());
            if content.len() > 1200 {
                continue;
            }
            let in_line = dates.iter().skip(first).take_while(|d| d.span.end() <= line.span.end());
            let mut full = in_line.filter_map(|date| Some((date, full_date(&date.value)?))).peekable();
            if full.peek().is_none() {
                continue;
            }
            let length = content.chars().count();
            let cued = length <= 90 && self.is_cued(content);
            for (date, point) in full {
                let others = length.saturating_sub(date.span.of(text).chars().count());
                let after = text.get(date.span.end()..).unwrap_or("");
                let before = text.get(line.span.start()..date.span.start()).unwrap_or("");
                let bracketed = before.ends_with(['（', '(', '，', '[']) && after.starts_with([')', '）', ']'])
                    || after.starts_with('讯');
                let label = before.trim_end_matches([':', '：', ' ', '　']);
                if self.drafts.iter().any(|word| label.ends_with(word.as_str())) {
                    medium = medium.or(Some(point));
                    continue;
                }
                if matches!(point, Point::Time(..)) || (cued && others <= 60) || after.starts_with('讯') {
                    return (Some(point), medium);
                }
                let placed = others <= SHORT && (n > 0 || lines.len() > 1) && !content.ends_with(['。', '；']);
                if medium.is_none() && (placed && !is_time_line(text, layout, n) || bracketed && n < 6) {
                    medium = Some(point);
                }
            }
        }
        (None, medium)
    }

    fn is_cued(&self, content: &str) -> bool {
        content.char_indices().any(|(at, _)| self.cues.longest_at(content, at).is_some())
    }
}

/// A date alone on its line with a sentence under it heads an entry of a time line; such lines come in rows.
fn is_time_line(text: &str, layout: &Layout, n: usize) -> bool {
    let alone = |i: usize| {
        layout.lines().get(i).is_some_and(|l| {
            let line = l.span.of(text);
            line.chars().count() <= 12 && line.ends_with('日')
        })
    };
    alone(n) && (n > 8 || alone(n + 2) || alone(n + 4))
}

/// A date written with year, month and day.
fn full_date(expr: &DateExpr) -> Option<Point> {
    let fields = &expr.from;
    if expr.to.is_some() || expr.open {
        return None;
    }
    let (Some(YearRef::Given(y)), Some(MonthRef::Given(m)), Some(DayRef::Given(d))) =
        (fields.year, fields.month, fields.day)
    else {
        return None;
    };
    let day = Day::new(y, m, d)?;
    Some(match fields.time {
        Some((h, m, s)) => Point::Time(day, h, m, s),
        None => Point::Day(day),
    })
}
