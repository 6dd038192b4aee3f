//! Hard line wraps: a line end in the middle of a sentence goes, so that 苏州市⏎数据局 is one name again.
//!
//! Line ends carry structure, so a wrap needs proof: the paragraph was set in and its lines go on at the margin, or,
//! on a page that sets nothing in, the two lines make something together that neither is alone.
use memchr::memchr_iter;

use super::chars::{is_blank, is_digit, is_han};
use super::lines::{begins_item, has_column, indent, is_indented, is_label, is_usual_label, lines};
use super::spaces::names::cut_by_line_end;
use crate::text::{EditBuilder, Pass};

/// The pass; it needs no table.
#[derive(Debug)]
pub(super) struct Wraps;

/// A paragraph shorter than this, in characters, is a heading or a name.
const SHORTEST_PARAGRAPH: usize = 8;
/// A line shorter than this, in characters, was not cut by a right margin.
const SHORTEST_LINE: usize = 20;

/// Words that are one across a line end; chosen so that a line hardly ever ends in the first by itself.
const GLUE: &[&str] = &[
    "数据", "服务", "政务", "管理", "委员", "员会", "办公", "公室", "公厅", "改革", "发展", "建设", "人民", "政府",
    "甘肃", "辽宁", "吉林", "江苏", "浙江", "安徽", "福建", "湖北", "湖南", "广东", "广西", "贵州", "云南", "陕西",
    "青海", "宁夏", "新疆", "重庆", "四川", "黑龙", "天津", "北京", "香港", "澳门", "台湾", "内蒙", "书记", "主任",
    "组织", "领导", "机构", "工作", "统计", "监督", "财政", "经济", "社会", "小组", "推进", "单位",
];

impl Pass for Wraps {
    fn name(&self) -> &'static str {
        "wraps"
    }

    fn apply(&self, out: &mut EditBuilder<'_>) {
        let text = out.source();
        let mut set_in = None;
        let mut paragraph = Paragraph::at(0);
        let mut start = 0;
        for end in memchr_iter(b'\n', text.as_bytes()) {
            let at = end + 1;
            let behind = text.get(at..).unwrap_or("");
            // Nearly every line of a clean page ends here.
            let wrapped = starts_inside(behind) && {
                paragraph.last = text.get(start..end).unwrap_or("").trim_end_matches(is_blank);
                paragraph.end = start + paragraph.last.len();
                !paragraph.is_finished() && {
                    let line = lines(behind).next().unwrap_or("");
                    paragraph.read(text);
                    let is_set_in = |line: &str| is_indented(line) && indent(line) < line.len();
                    match *set_in.get_or_insert_with(|| lines(text).any(is_set_in)) {
                        true => paragraph.goes_on(text, line),
                        false => paragraph.makes_one_with(line),
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
            self.pauses |= is_pause(c);
            match c {
                '《' | '“' | '「' | '（' | '『' => self.open += 1,
                '》' | '”' | '」' | '）' | '』' => self.open = self.open.saturating_sub(1),
                _ => {}
            }
        }
    }

    /// The paragraph was set in and `line` stands at the margin.
    fn goes_on(&self, text: &str, line: &str) -> bool {
        let whole = self.pauses && self.chars >= SHORTEST_PARAGRAPH && !self.column;
        let whole = whole && text.get(self.start..).is_some_and(is_indented);
        // …陈勇宣⏎布市委决定：…: where the line before stops in the middle of a sentence a label is none.
        let cut =
            is_label(line) && !is_usual_label(line) && self.last.ends_with(is_han) && self.last.contains(is_pause);
        whole && (self.open > 0 || cut || !begins_item(line)) && self.fits(line)
    }

    /// No line is set in: the break must cut a date, a bracket or a word.
    fn makes_one_with(&self, line: &str) -> bool {
        let long = self.last.chars().nth(SHORTEST_LINE - 1).is_some() && !self.column && self.pauses;
        let Some(end) = self.last.chars().next_back().filter(|&c| is_han(c) || is_digit(c)) else { return false };
        let Some(start) = line.chars().next().filter(|&c| is_han(c) || is_digit(c)) else { return false };
        if !long || begins_item(line) || has_column(line) || !line.contains(is_pause) || !self.fits(line) {
            return false;
        }
        if is_digit(end) {
            return matches!(start, '年' | '月' | '日') && numeral_ends_date(self.last);
        }
        if is_digit(start) {
            let before = self.last.chars().rev().nth(1);
            return matches!(end, '年' | '月') && before.is_some_and(is_digit) && date_goes_on(line, end);
        }
        let closes = self.open > 0 && line.chars().find(|&c| "《》“”「」（）".contains(c)).is_some_and(is_closing);
        closes || cut_by_line_end(self.last, line) || GLUE.iter().any(|word| word.chars().eq([end, start]))
    }

    /// Two numbers that meet at the line end are two numbers or one: nobody can tell.
    fn fits(&self, line: &str) -> bool {
        !(self.last.ends_with(is_digit) && line.starts_with(is_digit))
    }

    /// Whether the last line ends a sentence, a label or a note.
    fn is_finished(&self) -> bool {
        let core = self.last.trim_end_matches(['”', '’', '」', '』', '"']);
        match core.chars().next_back() {
            None => true,
            Some('。' | '！' | '？' | '!' | '?' | '；' | ';' | '…' | '：' | ':') => true,
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

fn is_closing(c: char) -> bool {
    "》”」）".contains(c)
}

/// Whether a line can start in the middle of a sentence.
fn starts_inside(line: &str) -> bool {
    let first = line.chars().next();
    first.is_some_and(|c| is_han(c) || is_digit(c) || matches!(c, '“' | '‘' | '「' | '『' | '《'))
}

/// 2024 or 12 at the end of a line may be the number of a year, month or day.
fn numeral_ends_date(line: &str) -> bool {
    let digits = line.chars().rev().take_while(|&c| is_digit(c)).take(5).count();
    let before = line.chars().rev().nth(digits);
    matches!(digits, 1 | 2 | 4) && before.is_none_or(|c| c != '.' && c != '-' && c != '/')
}

/// A line that starts with 3月 after 年, or with 14日 after 月.
fn date_goes_on(line: &str, unit: char) -> bool {
    let digits = line.chars().take_while(|&c| is_digit(c)).take(3).count();
    let next = line.chars().nth(digits);
    digits <= 2 && matches!((unit, next), ('年', Some('月')) | ('月', Some('日' | '号' | '號')))
}
