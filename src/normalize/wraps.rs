//! Hard line wraps: a line end in the middle of a sentence goes, so that 苏州市⏎数据局 is one name again.
//!
//! Line ends carry structure, so a wrap needs proof: the paragraph was set in and its lines go on at the margin; the
//! lines of the page end at a right margin; a line begins with a mark that none begins with; or, on a page that sets
//! nothing in, the two lines make something together that neither is alone.
use std::{iter, ops::RangeInclusive, sync::Arc};

use memchr::{memchr_iter, memchr3_iter};
use rustc_hash::FxHashSet;

use super::chars::{after, is_blank, is_digit, is_han};
use super::cues::Cues;
use super::lines::{begins_item, has_column, indent, is_indented, is_label, is_usual_label, lines};
use super::{cuts::Cuts, spaces::names::cut_by_line_end};
use crate::{
    rules::{RuleError, RuleSet},
    text::{EditBuilder, Pass},
};

/// The pass with the words that show a cut.
#[derive(Debug)]
pub(super) struct Wraps {
    /// A line end inside such a word is a wrap, however short the line.
    cuts: Arc<Cuts>,
    surnames: FxHashSet<char>,
    cues: Arc<Cues>,
}

impl Wraps {
    /// Reads `persons/surnames.tsv`.
    pub(super) fn new(rules: &RuleSet, cues: Arc<Cues>, cuts: Arc<Cuts>) -> Result<Self, RuleError> {
        let surnames = rules.table("persons/surnames")?.rows().iter().map(|row| row.get(0).chars());
        let surnames = surnames.filter_map(|mut name| name.next().filter(|_| name.next().is_none())).collect();
        Ok(Self { cuts, surnames, cues })
    }
}

/// A paragraph shorter than this, in characters, is a heading or a name.
const SHORTEST_PARAGRAPH: usize = 8;
/// A line shorter than this, in characters, was not cut by a right margin.
const SHORTEST_LINE: usize = 20;

impl Pass for Wraps {
    fn name(&self) -> &'static str {
        "wraps"
    }

    fn apply(&self, out: &mut EditBuilder<'_>) {
        let text = out.source();
        let mut shape = None;
        let mut paragraph = Paragraph::at(0);
        let mut start = 0;
        let mut ends = memchr_iter(b'\n', text.as_bytes()).peekable();
        while let Some(end) = ends.next() {
            let mut at = end + 1;
            let behind = text.get(at..).unwrap_or("");
            // Nearly every line of a clean page ends here.
            let begins = begins(behind);
            let wrapped = begins != Begins::Apart && {
                paragraph.last = text.get(start..end).unwrap_or("").trim_end_matches(is_blank);
                paragraph.end = start + paragraph.last.len();
                match begins {
                    Begins::Behind => paragraph.last.ends_with(|c: char| !is_mark_of_line(c)),
                    _ if paragraph.is_finished() => false,
                    _ => {
                        let line = text.get(at..ends.peek().copied().unwrap_or(text.len())).unwrap_or("");
                        let shape = shape.get_or_insert_with(|| Shape::of(text));
                        let blank = behind.len() - behind.trim_start_matches(is_blank).len();
                        let line = line.get(blank..).unwrap_or("");
                        let wrapped = match shape.set_in {
                            true => paragraph.goes_on(text, line, self),
                            false => blank == 0 && paragraph.makes_one_with(text, line, self),
                        };
                        let wrapped = wrapped || blank == 0 && paragraph.fills(shape.margin, text, line);
                        at += if wrapped { blank } else { 0 };
                        wrapped
                    }
                }
            };
            if wrapped {
                out.copy_to(paragraph.end);
                out.drop(at - paragraph.end);
            } else {
                paragraph = Paragraph::at(at);
            }
            start = at;
        }
    }
}

/// What a page does with its lines.
struct Shape {
    /// Some are set in.
    set_in: bool,
    /// The width that they are filled to, in halves of a Chinese character.
    margin: Option<usize>,
}

/// The narrowest and the widest column of text, in halves of a Chinese character.
const COLUMN: RangeInclusive<usize> = 40..=160;
/// How far from the margin a line may end: a word of figures, or a mark, goes to the next.
const RAGGED: usize = 5;
/// So many lines at least end at a margin.
const FULL: usize = 3;

impl Shape {
    fn of(text: &str) -> Self {
        // Lines of running text that do not end a sentence, by their width.
        let mut widths = [0_u32; *COLUMN.end() + 1];
        let mut widest = 0;
        for line in lines(text) {
            // Two bytes or three make two halves, one byte makes one.
            if line.len() > COLUMN.end() / 2 * 3 {
                return Self { set_in: any_is_set_in(text), margin: None };
            }
            let line = line.trim_end_matches(is_blank);
            let width = width(line);
            widest = widest.max(width);
            let open = !line.ends_with(|c: char| is_stop(c) || is_closing(c) || c == '：') && line.contains(is_pause);
            if open && let Some(count) = widths.get_mut(width) {
                *count += 1;
            }
        }
        let full = |width: &usize| widths[width.saturating_sub(RAGGED)..=*width].iter().sum::<u32>() as usize;
        let all = widths.iter().sum::<u32>() as usize;
        let margin = Some(widest).filter(|width| COLUMN.contains(width));
        let margin = margin.filter(|width| full(width) >= FULL && full(width) * 2 > all);
        Self { set_in: any_is_set_in(text), margin }
    }
}

/// How wide a line looks, in halves of a Chinese character.
fn width(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Whether some line with text on it is set in.
fn any_is_set_in(text: &str) -> bool {
    let is_set_in = |line: &str| is_indented(line) && indent(line) < line.len();
    // Hardly any line begins with a blank or what looks like one.
    let may_be = |at: &usize| matches!(text.as_bytes().get(*at), Some(b' ' | b'\t' | 0xe3));
    let mut starts = iter::once(0).chain(memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1)).filter(may_be);
    starts.any(|at| lines(text.get(at..).unwrap_or("")).next().is_some_and(is_set_in))
}

/// The paragraph so far: what has been joined, up to the last line taken.
#[derive(Default)]
struct Paragraph<'t> {
    /// Byte where it starts.
    start: usize,
    /// The last line, without blanks at its end.
    last: &'t str,
    /// Byte where that line ends.
    end: usize,
    /// Byte up to which the rest was counted; only paragraphs in doubt are read.
    read: usize,
    chars: usize,
    pauses: bool,
    column: bool,
    /// Brackets and quotes opened and not closed.
    open: usize,
}

impl Paragraph<'_> {
    fn at(start: usize) -> Self {
        Self { start, read: start, ..Self::default() }
    }

    /// Counts what was not counted yet.
    fn read(&mut self, text: &str) {
        let new = text.get(self.read..self.end).unwrap_or("");
        self.read = self.end;
        self.column |= new.split('\n').any(|line| has_column(line) && !is_running(line));
        for c in new.chars() {
            self.chars += 1;
            self.pauses |= is_pause(c) || matches!(c, '？' | '！');
            match c {
                '《' | '“' | '「' | '（' | '『' => self.open += 1,
                '》' | '”' | '」' | '）' | '』' => self.open = self.open.saturating_sub(1),
                _ => {}
            }
        }
    }

    /// The paragraph was set in and `line` stands at the margin.
    fn goes_on(&mut self, text: &str, line: &str, wraps: &Wraps) -> bool {
        if !text.get(self.start..).is_some_and(is_indented) || !self.fits(line) {
            return false;
        }
        self.read(text);
        // 　　市市场监管局下设综合行⏎政执法支队，…: a first line without a pause is no heading where it ends in a word.
        let pauses = self.pauses || line.contains(is_pause) && wraps.cuts.between(self.last, line);
        let whole = pauses && self.chars >= SHORTEST_PARAGRAPH && !self.column && !self.is_row(text);
        // …陈勇宣⏎布市委决定：…: where the line before stops in the middle of a sentence a label is none.
        let cut = || {
            is_label(line)
                && !is_usual_label(line, &wraps.cues)
                && self.last.ends_with(is_han)
                && self.last.contains(is_pause)
        };
        whole && (self.open > 0 || !begins_item(line) || cut())
    }

    /// 　　党组书记、主任：周明远: whether the paragraph is one short line, a label and its value.
    fn is_row(&self, text: &str) -> bool {
        let row = text.get(self.start..self.end).unwrap_or("").trim_start_matches(is_blank);
        let in_label = |c: char| is_han(c) || is_blank(c) || c == '、';
        row.chars().nth(SHORTEST_LINE).is_none()
            && row
                .split_once(['：', ':'])
                .is_some_and(|(label, value)| !value.is_empty() && label.chars().all(in_label))
    }

    /// The last line was filled up to the margin of the page, and running text.
    fn fills(&mut self, margin: Option<usize>, text: &str, line: &str) -> bool {
        let Some(margin) = margin else { return false };
        if width(self.last) + RAGGED < margin || begins_item(line) || has_column(line) || !self.fits(line) {
            return false;
        }
        self.read(text);
        self.pauses && !self.column
    }

    /// No line is set in: the break must cut a date, a bracket or a word.
    fn makes_one_with(&mut self, text: &str, line: &str, wraps: &Wraps) -> bool {
        let Some(end) = self.last.chars().next_back().filter(|&c| is_han(c) || is_digit(c)) else { return false };
        let Some(start) = line.chars().next().filter(|&c| is_han(c) || is_digit(c)) else { return false };
        if cuts_date(self.last, line) {
            return true;
        }
        // What is cheap to know comes first: few lines and paragraphs have to be read.
        let dated = is_digit(end) && matches!(start, '年' | '月' | '日') && numeral_ends_date(self.last);
        let cut = match (is_digit(end), is_digit(start)) {
            (false, false) => {
                self.cuts_government(line, &wraps.cues)
                    || wraps.cuts.between(self.last, line)
                    || cut_by_line_end(&wraps.cues, self.last, line, |c| wraps.surnames.contains(&c))
            }
            _ => dated,
        };
        let may_go_on = || line.contains(is_pause) && !begins_item(line) && !has_column(line) && self.fits(line);
        if cut {
            return may_go_on();
        }
        if self.last.chars().nth(SHORTEST_LINE - 1).is_none() {
            return false;
        }
        let mut closes = false;
        let cuts = if is_digit(start) {
            let before = self.last.chars().rev().nth(1);
            matches!(end, '年' | '月') && before.is_some_and(is_digit) && date_goes_on(line, end)
        } else {
            closes = closes_first(line);
            wraps.cues.one_word.hold([end, start])
        };
        if !(cuts || closes) || !may_go_on() {
            return false;
        }
        self.read(text);
        self.pauses && !self.column && (cuts || self.open > 0)
    }

    /// …鸠江区⏎政府副区长: a territory and its government.
    fn cuts_government(&self, line: &str, cues: &Cues) -> bool {
        cues.behind_territory.start(line) && cues.ends_territory.end(self.last) && self.last.contains(is_pause)
    }

    /// Two numbers that meet at the line end are two numbers or one: nobody can tell, but of a year.
    fn fits(&self, line: &str) -> bool {
        let behind = line.chars().take_while(|&c| is_digit(c)).take(4).count();
        let before = || self.last.chars().rev().take_while(|&c| is_digit(c)).take(5).count();
        behind == 0 || matches!(before() + behind, 4) && line.chars().nth(behind) == Some('年') || before() == 0
    }

    /// Whether the last line ends a sentence, a label or a note.
    fn is_finished(&self) -> bool {
        let is_quote = |c: char| matches!(c, '”' | '’' | '」' | '』' | '"');
        let core = self.last.trim_end_matches(is_quote);
        match core.chars().next_back() {
            None => true,
            Some(c) if is_stop(c) || matches!(c, '：' | ':') => true,
            Some('）' | ')' | '】' | ']' | '》' | '>' | '|') => true,
            Some(c) => core.len() < self.last.len() && !is_han(c),
        }
    }
}

/// Whether a line with blanks is running text all the same: 　　本报讯　11月6日，市委组织部副部长陈　勇宣布.
fn is_running(line: &str) -> bool {
    let line = line.trim_matches(is_blank);
    let gaps = line.split(is_blank).filter(|part| !part.is_empty()).count().saturating_sub(1);
    gaps <= 2 && line.contains(is_pause) && line.chars().nth(SHORTEST_PARAGRAPH).is_some()
}

fn is_pause(c: char) -> bool {
    matches!(c, '，' | '。' | ',' | '；' | ';' | '、')
}

fn is_opening(c: char) -> bool {
    matches!(c, '《' | '“' | '「' | '（')
}

fn is_closing(c: char) -> bool {
    matches!(c, '》' | '”' | '」' | '）')
}

/// Whether a bracket or quote closes on the line before one opens.
fn closes_first(line: &str) -> bool {
    // By the first bytes of these and other marks.
    let mut marks = memchr3_iter(0xe2, 0xe3, 0xef, line.as_bytes()).filter_map(|at| after(line, at));
    marks.find(|&c| is_opening(c) || is_closing(c)).is_some_and(is_closing)
}

/// What a line may be by its first character.
#[derive(Clone, Copy, PartialEq)]
enum Begins {
    /// Not in the middle of a sentence.
    Apart,
    Inside,
    /// With a mark that stands behind something.
    Behind,
}

fn begins(line: &str) -> Begins {
    let mut chars = line.chars();
    match chars.next() {
        // One blank does not set a line in.
        Some(c) if is_blank(c) && chars.next().is_some_and(is_han) => Begins::Inside,
        Some(c) if is_han(c) || is_digit(c) || matches!(c, '“' | '‘' | '「' | '『' | '《') => Begins::Inside,
        Some('，' | '。' | '、' | '；' | '：' | '）' | '》' | '”' | '」' | '』' | '？' | '！') => {
            Begins::Behind
        }
        _ => Begins::Apart,
    }
}

/// What a line ends with that nothing goes on behind: rules, blanks.
fn is_mark_of_line(c: char) -> bool {
    is_blank(c) || matches!(c, '|' | '\n' | '=' | '*' | '—' | '-')
}

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '；' | ';' | '…')
}

/// 2024 or 12 at the end of a line may be the number of a year, month or day.
fn numeral_ends_date(line: &str) -> bool {
    let digits = line.chars().rev().take_while(|&c| is_digit(c)).take(5).count();
    let before = line.chars().rev().nth(digits);
    matches!(digits, 1 | 2 | 4) && before.is_none_or(|c| c != '.' && c != '-' && c != '/')
}

/// 2018年12⏎月21日, 本月10⏎日，: what ends and starts so is one date, however short the lines.
fn cuts_date(last: &str, line: &str) -> bool {
    let head = last.trim_end_matches(is_digit);
    let digits = last.chars().rev().take_while(|&c| is_digit(c)).take(3).count();
    let mut next = line.chars();
    let (unit, behind) = (next.next(), next.next());
    // 5月2⏎0日, 2024年1⏎2月
    if let (1, Some(second)) = (digits, unit.filter(|&c| is_digit(c))) {
        let first = last.chars().next_back();
        return match behind {
            Some('月') => head.ends_with('年') && first == Some('1') && matches!(second, '0'..='2'),
            Some('日') => head.ends_with('月') && matches!(first, Some('1'..='3')),
            _ => false,
        };
    }
    (1..=2).contains(&digits)
        && match unit {
            Some('月') => head.ends_with('年') && behind.is_some_and(is_digit),
            Some('日') => head.ends_with('月') && behind.is_some_and(is_pause),
            _ => false,
        }
}

/// A line that starts with 3月 after 年, or with 14日 after 月.
fn date_goes_on(line: &str, unit: char) -> bool {
    let digits = line.chars().take_while(|&c| is_digit(c)).take(3).count();
    let next = line.chars().nth(digits);
    digits <= 2 && matches!((unit, next), ('年', Some('月')) | ('月', Some('日' | '号')))
}
