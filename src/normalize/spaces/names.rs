//! Names of persons that something cuts.
use crate::normalize::cues::Cues;

/// Whether a line end between the two cuts a name: 副局长沈竹⏎林主持, 局长沈⏎竹林出席.
/// `is_surname` knows the rare ones, which count behind a title.
pub(in crate::normalize) fn cut_by_line_end(
    cues: &Cues,
    last: &str,
    line: &str,
    is_surname: impl Fn(char) -> bool,
) -> bool {
    let Some((first, end)) = last.char_indices().next_back().map(|(at, c)| (c, at)) else { return false };
    // What the names behind titles and marks stand behind, two characters off at most.
    let leads = |c: char| matches!(c, '，' | ',' | '。' | '；' | ';' | '、') || cues.before_name.any_ends_with(c);
    if !last.get(..end).is_some_and(|head| head.chars().rev().take(2).any(leads)) {
        return false;
    }
    let titled = |end: usize| last.get(..end).is_some_and(|head| cues.before_name.end(head));
    let mut chars = line.chars();
    let Some(given) = chars.next().filter(|&c| !cues.not_given.hold([c])) else { return false };
    let follows = |rest: &str| cues.behind_name.start(rest);
    if cues.clear_surname.hold([first]) && titled(end) {
        let rest = chars.as_str();
        return follows(rest) || chars.next().is_some() && follows(chars.as_str());
    }
    let surname = last.get(..end).and_then(|head| head.char_indices().next_back());
    // 正式挂牌，金维⏎加任党组书记
    let clear = |at: usize| {
        last.get(..at).is_some_and(|head| head.ends_with(['，', ',', '。', '；', ';', '、']))
            && cues.takes_post.start(chars.as_str())
    };
    surname.is_some_and(|(at, c)| cues.clear_surname.hold([c]) && clear(at) || is_surname(c) && titled(at))
        && !cues.behind_name.any_begins_with(given)
        && follows(chars.as_str())
}
