//! What the shape of a line says: blanks at its head, list items, labels. Shared by the passes that look at lines.
use super::chars::{is_blank, is_digit, is_han};
use super::cues::Cues;

/// The lines of a text, as `split('\n')` gives them, found many bytes at a time.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    ends.scan(0, move |start, end| {
        let line = text.get(*start..end);
        *start = end + 1;
        line
    })
}

/// Number of bytes of blanks at the head.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(is_blank).len()
}

/// Whether the line is set in like a paragraph: two blanks or more.
pub(super) fn is_indented(line: &str) -> bool {
    let may_be = matches!(line.as_bytes().first(), Some(b' ' | b'\t' | 0xe3));
    may_be && line.chars().take_while(|&c| is_blank(c)).nth(1).is_some()
}

/// Whether the line holds a gap as wide as those between columns.
pub(super) fn has_column(line: &str) -> bool {
    let line = line.trim_matches(is_blank);
    line.contains(['\u{3000}', '\t']) || line.contains("  ")
}

/// Whether the line begins something of its own: a list item, a dated entry, a label (责任编辑：小深), a heading in
/// brackets.
pub(super) fn begins_item(line: &str) -> bool {
    let line = line.trim_start_matches(is_blank);
    let Some(first) = line.chars().next() else { return true };
    if matches!(first, '【' | '[' | '(' | '（' | '〔' | '①'..='⑳' | '㈠'..='㈩') || is_bullet(first) {
        return true;
    }
    // A numeral with its mark: 一、 1. 2) 三是 would be text, so only marks count.
    let numeral = |c: &char| is_digit(*c) || "一二三四五六七八九十百第".contains(*c);
    let count = line.chars().take_while(numeral).take(6).count();
    let mark = line.chars().nth(count);
    if count > 0 {
        match mark {
            Some('、' | ')' | '）' | '．') => return true,
            Some('.') => {
                let after = line.chars().nth(count + 1);
                if !after.is_some_and(is_digit) || count == 4 {
                    return true;
                }
            }
            _ => {}
        }
    }
    dated_entry(line) || is_label(line)
}

/// Whether the label that begins the line is one of those that pages and lists use.
pub(super) fn is_usual_label(line: &str, cues: &Cues) -> bool {
    let head = line.split(['：', ':']).next().unwrap_or("").trim_matches(is_blank);
    cues.label.end(head)
}

/// Whether the line begins with a label of up to eight characters.
pub(super) fn is_label(line: &str) -> bool {
    let line = line.trim_start_matches(is_blank);
    let head = line.chars().take(9).take_while(|&c| is_han(c) || is_blank(c)).count();
    head > 0 && matches!(line.chars().nth(head), Some('：' | ':'))
}

/// 2013年1月　青海省副省长: a date, then blanks or a dash.
fn dated_entry(line: &str) -> bool {
    let date = |c: &char| is_digit(*c) || "年月日.-/—－～~至起今".contains(*c);
    let count = line.chars().take(24).take_while(date).count();
    count >= 4 && line.chars().nth(count).is_some_and(is_blank)
}

fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '-' | '*'
            | '•'
            | '·'
            | '◎'
            | '●'
            | '○'
            | '■'
            | '□'
            | '◆'
            | '◇'
            | '▲'
            | '△'
            | '▪'
            | '#'
            | '>'
            | '|'
            | '='
    )
}
