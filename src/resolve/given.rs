//! What looks like a place and ends the name of a person: 谢|朝阳, 王|永州.
use std::ops::Range;

use super::places::PlaceCue;
use crate::{
    lexicon::Lexicon,
    matcher::Cues,
    text::{Norm, Span, is_han},
};

/// Where the name of a person starts that what looks like a place ends: 市长　何|玉林：…, 任命王|永州为…, ⏎谢|朝阳　市委常委.
pub(super) fn name_start(
    lexicon: &Lexicon,
    cues: &Cues<PlaceCue>,
    text: &str,
    place: Range<usize>,
    titles: &[Span<Norm>],
) -> Option<usize> {
    if place.len() != 6 {
        return None;
    }
    let names = &lexicon.names;
    let tail = text.get(place.end..)?;
    let titled = |head: &str| {
        let post = head.trim_end_matches([' ', '\u{3000}', '\t', '：', ':']).len();
        titles.get(titles.partition_point(|t| t.end() < post)).is_some_and(|t| t.end() == post)
    };
    let whole = text.get(..place.start)?;
    // 州委书记|沈阳|主持会议
    if titles.binary_search_by_key(&place.start, |t| t.end()).is_ok()
        && names.sign_at(text, place.start).begins_surname()
        && names.boundary(text, place.end) >= 3
        && tail.starts_with(is_han)
    {
        return Some(place.start);
    }
    let surname = whole.chars().next_back().filter(|&c| names.sign(c).begins_surname())?;
    let start = place.start - surname.len_utf8();
    let head = whole.get(..start)?;
    let clear = names.boundary(text, place.end) >= 2;
    // ⏎谢朝阳⏎: nothing else fills the line.
    let opens = || head.trim_end_matches(BLANKS).chars().next_back().is_none_or(|c| c == '\n');
    let alone =
        || (head.is_empty() || head.ends_with('\n')) && (tail.is_empty() || tail.starts_with(['\n', '（', '(']));
    if clear && titled(head) || alone() {
        return Some(start);
    }
    let name = text.get(start..place.end)?;
    if names.is_particle(name) || names.is_rare(name) {
        return None;
    }
    // ⏎谢朝阳　市委常委; ⏎谢朝阳，男，…
    let cell = || {
        let rest = tail.trim_start_matches(BLANKS);
        let at = place.end + tail.len() - rest.len();
        let post = titles.get(titles.partition_point(|t| t.start() < at)).map(|t| t.start());
        let near = post.filter(|&post| post <= at + CELL && text.get(at..post).is_some_and(|t| !t.contains('\n')));
        rest.len() < tail.len() && near.is_some()
    };
    let lives = || tail.strip_prefix(['，', ',', '（']).is_some_and(|life| cues.starts(PlaceCue::Sex, life));
    let introduced = || clear && names.introduction(text, start).is_some();
    (introduced() || opens() && (lives() || cell())).then_some(start)
}

const BLANKS: [char; 3] = [' ', '\u{3000}', '\t'];

/// So many bytes behind a name in a cell of its own its post starts at most.
const CELL: usize = 24;

/// So many names of persons are kept in mind.
pub(super) const NAMES: usize = 32;

/// Whether a place ends the name of a person, or is the whole of it and no more than that: 谢|朝阳, 沈阳, not 沈阳|市.
pub(super) fn is_named(cues: &Cues<PlaceCue>, text: &str, place: Range<usize>, name: &str) -> bool {
    let start = (place.end - name.len().min(place.end)).min(place.start);
    text.get(start..place.end) == Some(name)
        && (start < place.start || text.get(place.end..).is_none_or(|t| !cues.starts(PlaceCue::Territory, t)))
}
