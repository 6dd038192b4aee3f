//! The page's own publication date: the first full date that stands like a stamp near its head.
use crate::{
    mention::{DateExpr, DayRef, Found, MonthRef, YearRef},
    segment::Layout,
    value::{Day, Point},
};

/// How many lines from the top may hold the stamp.
const HEAD: usize = 12;
/// How many lines from the end.
const FOOT: usize = 6;
/// A line with a stamp holds at most so many other characters, unless a cue says what it is.
const SHORT: usize = 24;
/// Words beside a publication date.
const CUES: [&str; 22] = [
    "发布",
    "时间",
    "日期",
    "来源",
    "编辑",
    "更新",
    "浏览",
    "阅读",
    "点击",
    "字号",
    "记者",
    "本报",
    "本网",
    "讯",
    "电",
    "热度",
    "责编",
    "作者",
    "次数",
    "刊登",
    "公布日期",
    "字体",
];

/// The stamp that dates the page, if it has one.
pub fn reference_date(text: &str, layout: &Layout, dates: &[Found<DateExpr>]) -> Option<Point> {
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
        let cued = length <= 90 && CUES.iter().any(|cue| content.contains(cue));
        for (date, point) in full {
            let others = length.saturating_sub(date.span.of(text).chars().count());
            let after = text.get(date.span.end()..).unwrap_or("");
            let before = text.get(line.span.start()..date.span.start()).unwrap_or("");
            let bracketed = before.ends_with(['（', '(', '，', '[']) && after.starts_with([')', '）', ']'])
                || after.starts_with('讯');
            if matches!(point, Point::Time(..)) || (cued && others <= 60) || after.starts_with('讯') {
                return Some(point);
            }
            let placed = others <= SHORT && (n > 0 || lines.len() > 1) && !content.ends_with(['。', '；']);
            if medium.is_none() && (placed && !is_time_line(text, layout, n) || bracketed && n < 6) {
                medium = Some(point);
            }
        }
    }
    medium.or_else(|| foot(text, layout, dates))
}

/// The date under a press release of Hong Kong, right before the hour of its issue.
fn foot(text: &str, layout: &Layout, dates: &[Found<DateExpr>]) -> Option<Point> {
    let lines = layout.lines();
    let last = lines.iter().enumerate().rev().filter(|(_, line)| !line.span.of(text).trim().is_empty()).take(FOOT);
    let (hour, _) = last.into_iter().find(|(_, line)| line.span.of(text).trim_start().starts_with("香港时间"))?;
    let above = lines[..hour].iter().rev().find(|line| !line.span.of(text).trim().is_empty())?.span;
    let date = dates.get(dates.partition_point(|d| d.span.start() < above.start()))?;
    (date.span.end() <= above.end()).then(|| full_date(&date.value)).flatten()
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
