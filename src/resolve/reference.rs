//! The page's own publication date: what a label near its head or foot calls so, else a date that stands alone there like
//! a stamp, else the last that the text is signed with.
use super::dates::BesideCue;
use crate::{
    matcher::{Cues, ReverseTrie, Trie},
    mention::{DateExpr, DayRef, Found, MonthRef, YearRef},
    rules::{Named, RuleError, RuleSet},
    segment::{Layout, Line},
    text::is_han,
    value::{Day, Modifier, Point},
};

/// How many lines from the top and from the end may hold the stamp.
const HEAD: usize = 20;
const FOOT: usize = 12;
/// How many of the first, below menus, may say by a label when the page came out.
const LABELLED: usize = 80;
/// In how many of the first a date may stand without a word that says what it is.
const TOP: usize = 12;
/// Lines with more bytes are running text.
const LINE_BYTES: usize = 1200;
/// A line with a stamp holds at most so many other characters: alone, as it is, and with a cue that says what it is.
const BESIDE: usize = 6;
const OTHER_CHARACTERS: usize = 24;
const CUED: usize = 60;
/// How many characters stand between a label and the bracket that holds the date: 最近更新：某人（2024-03-02）.
const NAME: usize = 20;
/// The date behind the name of a place opens a report: 新华社兰州2024年5月20日电.
const PLACE: usize = 16;

/// What the words beside a date say it is. The order is that of how surely it dates the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Published,
    /// It stands alone.
    Alone,
    Updated,
    /// It stands in a short line.
    Placed,
    Signed,
    /// When the document was drawn up, which is the page's date only where it tells no other.
    Drafted,
    Other,
}

impl Role {
    const NAMED: [Named<Self>; 5] = [
        ("published", Self::Published),
        ("updated", Self::Updated),
        ("signed", Self::Signed),
        ("drafted", Self::Drafted),
        ("other", Self::Other),
    ];

    /// That of a word, by its number.
    fn of(number: u32) -> Option<Self> {
        Self::NAMED.iter().map(|&(_, role)| role).find(|&role| role as u32 == number)
    }
}

/// Where a word stands, seen from the date, or what it does to its line.
#[derive(Clone, Copy, Debug)]
enum Side {
    Before,
    Behind,
    Line,
    List,
}

impl Side {
    const ALL: [Named<Self>; 4] =
        [("before", Self::Before), ("behind", Self::Behind), ("line", Self::Line), ("list", Self::List)];
}

/// Reads when a page came out.
#[derive(Clone, Debug)]
pub struct References {
    /// Words right before a date and right behind it, with the role that they give it.
    before: ReverseTrie,
    behind: Trie,
    /// Words of a line that says where the text comes from.
    cues: Trie,
    /// Words that open a list of other texts.
    lists: Trie,
    /// What words show that stand beside a stamp.
    beside: Cues<BesideCue>,
}

impl References {
    /// Takes the words of `dates/stamps`, and those of `dates/beside`.
    ///
    /// # Errors
    /// A table that is missing or wrong.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("dates/stamps")?;
        let [surface, side, role] = table.columns(["surface", "side", "role"])?;
        let (before, behind, cues, lists) = Default::default();
        let mut words = Self { before, behind, cues, lists, beside: Cues::new(rules)? };
        for row in table.rows() {
            let word = row.get(surface);
            let role = || table.value(row, role, "role", &Role::NAMED).map(|role| role as u32);
            match table.value(row, side, "side", &Side::ALL)? {
                Side::Before => words.before.insert(word, role()?),
                Side::Behind => words.behind.insert(word, role()?),
                Side::Line => words.cues.insert(word, 0),
                Side::List => words.lists.insert(word, 0),
            };
        }
        Ok(words)
    }

    /// The stamp that dates the page, if it has one.
    pub fn date(&self, text: &str, layout: &Layout, dates: &[Found<DateExpr>]) -> Option<Point> {
        let head = self.at_head(text, layout, dates);
        let foot = || self.at_foot(text, layout, dates);
        match head {
            Some((Role::Published, point)) => Some(point),
            // Of two that are as good the one at the head counts.
            _ => head.into_iter().chain(foot()).min_by_key(|&(role, _)| role).map(|(_, point)| point),
        }
    }

    /// The best of the dates behind the last sentence: 发布时间:2025-03-19 16:02, and 某市人民政府 / 2024年3月15日（星期五）.
    fn at_foot(&self, text: &str, layout: &Layout, dates: &[Found<DateExpr>]) -> Option<(Role, Point)> {
        let mut best: Option<(Role, Point)> = None;
        let mut above_text = false;
        let lines = layout.lines();
        for n in (lines.len().saturating_sub(FOOT)..lines.len()).rev() {
            let line = &lines[n];
            let content = line.span.of(text);
            if content.len() > LINE_BYTES {
                above_text = true;
                continue;
            }
            if self.opens_list(content) {
                // 相关新闻: the dates below are those of other texts.
                best = best.filter(|&(role, _)| role < Role::Placed);
                continue;
            }
            let is_prose = content.ends_with('。')
                && !self.beside.starts(BesideCue::Copies, content.trim_start_matches(['（', '(']));
            above_text |= is_prose;
            for (date, point) in full_dates(dates, line) {
                let (others, beside) = (others(content, date, text), self.beside(text, line, date));
                let signed = || !above_text && !is_row(text, lines, dates, n);
                let role = match self.role(text, lines, n, date) {
                    Some(role @ (Role::Published | Role::Updated)) => {
                        let late = is_prose && date.span.start() - line.span.start() > PLACE * 3;
                        Some(role).filter(|_| others <= CUED && !late)
                    }
                    Some(Role::Signed) => (signed() && beside.edge == Some(Edge::End)).then_some(Role::Signed),
                    Some(role) => Some(role).filter(|_| !above_text),
                    None if above_text || others > CUED => None,
                    None if matches!(point, Point::Time(..)) && self.is_cued(content) => Some(Role::Published),
                    None if others <= BESIDE || beside.page => signed().then_some(Role::Signed),
                    None if others <= OTHER_CHARACTERS && beside.edge == Some(Edge::End) && self.is_cued(content) => {
                        signed().then_some(Role::Signed)
                    }
                    None => None,
                };
                if let Some(role) = role.filter(|&role| role < best.map_or(Role::Other, |(best, _)| best)) {
                    best = Some((role, point));
                }
            }
        }
        best
    }

    /// The best of the dates in the first lines.
    fn at_head(&self, text: &str, layout: &Layout, dates: &[Found<DateExpr>]) -> Option<(Role, Point)> {
        let mut best: Option<(Role, Point)> = None;
        let lines = layout.lines();
        for (n, line) in lines.iter().enumerate().take(LABELLED) {
            let content = line.span.of(text);
            if n > 0 && self.opens_list(content) {
                break;
            }
            if n >= HEAD {
                let mut full = full_dates(dates, line).filter(|_| content.len() <= LINE_BYTES);
                let labelled = full.find(|(date, _)| self.role(text, lines, n, date) == Some(Role::Published));
                if let Some((_, point)) = labelled.filter(|(date, _)| others(content, date, text) <= CUED) {
                    return Some((Role::Published, point));
                }
                continue;
            }
            // A line that long is running text; most others hold no date.
            if content.len() > LINE_BYTES {
                continue;
            }
            let mut full = full_dates(dates, line).peekable();
            if full.peek().is_none() {
                continue;
            }
            let is_prose = content.ends_with(['。', '；', '：', ':', '，']);
            let cued = !is_prose && content.chars().nth(90).is_none() && self.is_cued(content);
            for (date, point) in full {
                let others = others(content, date, text);
                let role = match self.role(text, lines, n, date).filter(|&role| role != Role::Signed) {
                    Some(role) => role,
                    None if matches!(point, Point::Time(..)) || cued && others <= CUED => Role::Published,
                    None if n >= TOP || is_time_line(text, layout, n) => continue,
                    None => {
                        let beside = self.beside(text, line, date);
                        let placed = beside.free && others <= OTHER_CHARACTERS && lines.len() > 1 && !is_prose;
                        let placed = placed && !is_row(text, lines, dates, n);
                        match placed {
                            true if others <= BESIDE => Role::Alone,
                            true => Role::Placed,
                            false if beside.bracketed && n < 6 => Role::Placed,
                            false => continue,
                        }
                    }
                };
                if role < best.map_or(Role::Other, |(best, _)| best) {
                    best = Some((role, point));
                }
                if role == Role::Published {
                    return best;
                }
            }
        }
        best
    }

    /// What the words right beside a date say it is.
    fn role(&self, text: &str, lines: &[Line], n: usize, date: &Found<DateExpr>) -> Option<Role> {
        let line = lines.get(n)?;
        let head = text.get(line.span.start()..date.span.start())?;
        let tail = text.get(date.span.end()..line.span.end())?;
        let opens = || head.chars().count() <= PLACE;
        // 电 behind a date somewhere in a sentence tells of a telegram.
        let behind = self.role_behind(text, line, tail).filter(|&role| role != Role::Published || opens());
        let label = || self.label(text, line.span.start(), head);
        let above = || if head.trim().is_empty() { self.label_above(text, lines, n) } else { None };
        behind.or_else(label).or_else(above).or_else(|| self.role_in_bracket(text, line, head, tail))
    }

    /// What the word says that stands behind a date: 2024年5月20日（星期一）发布.
    fn role_behind(&self, text: &str, line: &Line, tail: &str) -> Option<Role> {
        let behind = match tail.strip_prefix(['（', '(']).and_then(|t| t.split_once(['）', ')'])) {
            Some((inside, rest)) if self.beside.starts(BesideCue::Weekday, inside) => rest,
            _ => tail,
        };
        let (_, n) = self.behind.longest_at(text, line.span.end() - behind.len())?;
        Role::of(n)
    }

    /// What the word says that ends `whole`, which starts at byte `start` of the text.
    fn label(&self, text: &str, start: usize, whole: &str) -> Option<Role> {
        let head = whole.trim_end_matches([':', '：', ' ', '\u{3000}', '\t', '【', '[', '>', '|']);
        let (at, n) = self.before.longest_before(text, start + head.len())?;
        let word = head.get(at.checked_sub(start)?..)?;
        let role = Role::of(n);
        // 于2024年5月20日, but 某局　2024年5月20日.
        let apart = head.len() < whole.len();
        if word.chars().nth(1).is_none() && apart == (role == Some(Role::Other)) {
            return None;
        }
        // 某某时间 may be that of anything: only such as are known by name say more.
        let longer = || text.get(start..at).is_some_and(|t| t.ends_with(is_han));
        role.filter(|_| !(self.beside.is(BesideCue::AnyTime, word) && longer()))
    }

    /// 发布日期 ⏎ 2024-05-20: what the line above says of a date that opens line `n`.
    fn label_above(&self, text: &str, lines: &[Line], n: usize) -> Option<Role> {
        let above = lines.get(n.checked_sub(1)?)?.span;
        let content = above.of(text);
        let label = if content.chars().nth(PLACE).is_none() { self.label(text, above.start(), content) } else { None };
        label.filter(|&role| role != Role::Signed)
    }

    /// 发布于（…）; 最近更新：某人（…）: what is said of a date that opens a bracket.
    fn role_in_bracket(&self, text: &str, line: &Line, head: &str, tail: &str) -> Option<Role> {
        let inside = head.strip_suffix(['（', '('])?;
        // （2024年5月20日某某大会通过）
        let closing = tail.trim_end_matches(['）', ')']);
        if inside.is_empty() && closing.len() < tail.len() {
            let (_, n) = self.before.longest_before(text, line.span.end() - tail.len() + closing.len())?;
            return Role::of(n).filter(|&role| role == Role::Drafted);
        }
        let start = line.span.start();
        let name = inside.char_indices().rev().take(NAME).find(|(_, c)| matches!(c, ':' | '：'));
        let label = self.label(text, start, inside);
        label.or_else(|| self.label(text, start, inside.get(..name?.0)?)).filter(|&role| role != Role::Other)
    }

    /// What stands beside a date.
    fn beside(&self, text: &str, line: &Line, date: &Found<DateExpr>) -> Beside {
        let (head, tail) = around(text, line, date);
        let is_word = |c: Option<char>| c.is_some_and(is_han);
        let behind = self.beside.starting(tail);
        let goes_on =
            !behind.has(BesideCue::Weekday) && !behind.has(BesideCue::NumbersPage) && is_word(tail.chars().next());
        let number = || tail.trim_end_matches(['）', ')', ' ']);
        Beside {
            free: !(goes_on || tail.contains(is_han) && is_word(head.chars().next_back())),
            edge: edge(head, tail),
            bracketed: head.ends_with(['（', '(', '，', '[']) && tail.starts_with([')', '）', ']']),
            page: tail.chars().nth(BESIDE + 2).is_none() && self.beside.ends(BesideCue::Page, number()),
        }
    }

    fn is_cued(&self, content: &str) -> bool {
        content.char_indices().any(|(at, _)| self.cues.longest_at(content, at).is_some())
    }

    /// Whether a line is the heading of a list of other texts.
    fn opens_list(&self, content: &str) -> bool {
        const MARKS: [char; 8] = ['【', '[', '■', '◆', '●', '>', '#', ' '];
        /// What stands behind the word: a colon, 更多>>.
        const MORE: usize = 12;
        let word = content.trim_start_matches(MARKS);
        let numbers: &[char] = &['.', '．', '、', ' ', '\u{3000}'];
        let word = word.trim_start_matches(|c: char| c.is_ascii_digit() || numbers.contains(&c));
        let found = self.lists.longest_at(word, 0);
        found.and_then(|(end, _)| word.get(end..)).is_some_and(|rest| rest.chars().nth(MORE).is_none())
    }
}

/// The side of its line where a date stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

/// What stands beside a date in its line.
struct Beside {
    /// No word of a sentence stands right before it or right behind it.
    free: bool,
    edge: Option<Edge>,
    bracketed: bool,
    /// The number of a page stands behind it: 2024年5月20日第2版.
    page: bool,
}

/// What stands before a date in its line, and behind it.
fn around<'t>(text: &'t str, line: &Line, date: &Found<DateExpr>) -> (&'t str, &'t str) {
    let head = text.get(line.span.start()..date.span.start()).unwrap_or("");
    (head, text.get(date.span.end()..line.span.end()).unwrap_or(""))
}

/// The side of its line where a date stands, by what stands before it and behind.
fn edge(head: &str, tail: &str) -> Option<Edge> {
    match (head.trim().is_empty(), !tail.contains(is_han)) {
        (true, false) => Some(Edge::Start),
        (false, true) => Some(Edge::End),
        _ => None,
    }
}

/// Whether the line beside line `n` has a date at the same side: rows of a list.
fn is_row(text: &str, lines: &[Line], dates: &[Found<DateExpr>], n: usize) -> bool {
    let edge = |n: usize| {
        let line = lines.get(n).filter(|line| line.span.of(text).len() <= CUED * 3)?;
        full_dates(dates, line).find_map(|(date, _)| {
            let (head, tail) = around(text, line, date);
            edge(head, tail)
        })
    };
    let this = edge(n);
    this.is_some() && [n.wrapping_sub(1), n + 1].into_iter().any(|other| edge(other) == this)
}

/// How many characters a line has beside the date.
fn others(content: &str, date: &Found<DateExpr>, text: &str) -> usize {
    content.chars().count().saturating_sub(date.span.of(text).chars().count())
}

/// The dates of a line that are written with year, month and day.
fn full_dates<'d>(
    dates: &'d [Found<DateExpr>],
    line: &Line,
) -> impl Iterator<Item = (&'d Found<DateExpr>, Point)> + use<'d> {
    let first = dates.partition_point(|date| date.span.start() < line.span.start());
    let end = line.span.end();
    let in_line = dates.iter().skip(first).take_while(move |date| date.span.end() <= end);
    in_line.filter_map(|date| Some((date, full_date(&date.value)?)))
}

/// A date alone on its line with a sentence under it heads an entry of a time line; such lines come in rows.
fn is_time_line(text: &str, layout: &Layout, n: usize) -> bool {
    let alone = |i: usize| {
        layout.lines().get(i).is_some_and(|l| {
            let line = l.span.of(text);
            line.len() <= 36 && line.ends_with('日') && line.chars().count() <= 12
        })
    };
    alone(n) && (n > 8 || [n + 2, n + 4, n.wrapping_sub(2), n.wrapping_sub(4)].into_iter().any(alone))
}

fn full_date(expr: &DateExpr) -> Option<Point> {
    let fields = &expr.from;
    if expr.to.is_some() || expr.open || matches!(expr.modifier, Some(Modifier::Before | Modifier::After)) {
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
