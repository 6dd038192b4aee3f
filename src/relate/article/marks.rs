//! Numbers, labels and marks at the head of a line, which show what it is to its page: a heading, an entry, a row.
use super::{LONGEST_HEADING, LONGEST_LABEL};
use crate::{
    mention::{Body, Found},
    relate::line::Line,
    resolve::Page,
    segment::{COMMAS, before_bracket, is_in_number, is_mark_or_number},
    text::is_han,
    value::count_before,
};

/// Whether the text before an entry or in front of a heading only counts or marks it.
pub(in crate::relate) fn is_mark(head: &str) -> bool {
    head.len() <= 16 && head.chars().all(is_mark_or_number)
}

/// 第五条　|某局设下列内设机构, 根据三定规定，|某局内设机构: whether the text before a body lets a heading start there.
pub(super) fn opens_heading(head: &str) -> bool {
    let head = head.trim_end();
    let clause = |t: &str| t.len() <= LONGEST_HEADING && !t.contains('。');
    let article = || head.strip_suffix('条').is_some_and(|t| t.starts_with('第') && is_mark(t));
    is_mark(head) || article() || head.strip_suffix(COMMAS).is_some_and(clause)
}

/// 电话：…, 负责人　…: whether a line starts with a label.
pub(super) fn is_labelled(text: &str) -> bool {
    let label = text.trim_start_matches(is_han);
    let length = text.get(..text.len() - label.len()).unwrap_or("").chars().count();
    (2..=LONGEST_LABEL).contains(&length) && label.starts_with([':', '：', ' ', '\u{3000}', '\t'])
}

/// Whether a line between the entries of a list tells of one: a label, a sentence, figures alone.
pub(super) fn tells_of_entry(text: &str) -> bool {
    let part = text.starts_with('第') || text.trim_start_matches(is_in_number).starts_with('、');
    let prose = || text.ends_with(['。', '；', ';']);
    !part && (prose() || is_labelled(text) || !text.contains(is_han))
}

/// 组成部门（26个）, 直属机构8个: a heading without how many it heads and what a bracket adds.
pub(in crate::relate) fn without_count(text: &str) -> &str {
    let bare = before_bracket(text);
    let head = bare.strip_suffix(['个', '家']).and_then(count_before);
    head.map_or(bare, |(head, _)| head.trim_end_matches('共'))
}

/// What stands behind the mention at byte `at`.
pub(super) fn behind<'l>(line: &'l Line<'_>, at: usize) -> &'l str {
    line.text.get(at..).and_then(|t| t.char_indices().nth(1).and_then(|(n, _)| t.get(n..))).unwrap_or("")
}

/// Whether what stands behind a body at the head of a line tells of it as of an entry.
pub(in crate::relate) fn tells_of_head(rest: &str) -> bool {
    rest.starts_with(['—', '：', ':', '。', '\u{3000}'])
}

/// 某局。…, ◇某局——…: the body that heads the line at byte `line` as an entry of a list, with what is told of it behind a mark.
pub(in crate::relate) fn entry_at(page: Page<'_>, bodies: &[Found<Body>], line: usize) -> Option<usize> {
    let first = bodies.partition_point(|b| b.span.start() < line);
    let body = bodies.get(first).filter(|b| b.value.full.is_some() && !b.value.fused)?;
    let told = tells_of_head(page.text.get(body.span.end()..)?);
    (told && is_mark(page.text.get(line..body.span.start())?)).then_some(first)
}
