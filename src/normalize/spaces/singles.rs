//! Single characters with blanks between them: a chain of gaps is looked at as a whole.
//!
//! A character is single where what stands on its other side is a blank, a line end or punctuation. 江 苏 省 is a run
//! of singles; in 到浙 江 省 数据局 the run is 江 省, and 浙 and 数 are its edges, glued to other text.
use super::super::chars::{after, before, is_han};
use super::{Change, Gap, Spaces};

/// A run of so many single characters is one name set wide.
const LONG_RUN: usize = 6;

/// Gaps in a row with one character between each two.
#[derive(Debug, Default)]
pub(super) struct Chain {
    gaps: Vec<Gap>,
}

/// Whether a character behind a gap is a cell of its own: 男 or 女, or what tells of somebody whose name begins the line
/// (李茂林　汉　局长).
fn is_cell(spaces: &Spaces, text: &str, gap: Gap, c: char) -> bool {
    /// How many characters a name has.
    const NAME: std::ops::RangeInclusive<usize> = 2..=4;
    let head = || text.get(..gap.start).unwrap_or("").chars().rev().take(*NAME.end() + 1);
    let opens = || {
        let name = head().take_while(|&c| is_han(c)).count();
        NAME.contains(&name) && head().nth(name).is_none_or(|c| c == '\n')
    };
    spaces.cues.sex.hold([c]) || spaces.cues.cell.hold([c]) && opens()
}

/// Whether the character on either side is single; both sides are Chinese characters.
pub(super) fn is_candidate(text: &str, gap: Gap) -> bool {
    left_is_single(text, gap) || right_is_single(text, gap)
}

fn left_is_single(text: &str, gap: Gap) -> bool {
    let start = before(text, gap.start).map_or(0, |c| gap.start - c.len_utf8());
    before(text, start).is_none_or(|c| !c.is_alphanumeric())
}

fn right_is_single(text: &str, gap: Gap) -> bool {
    let end = after(text, gap.end).map_or(gap.end, |c| gap.end + c.len_utf8());
    after(text, end).is_none_or(|c| !c.is_alphanumeric())
}

impl Chain {
    /// Whether `gap` goes on where the chain ended: one character further.
    pub(super) fn reaches(&self, text: &str, gap: Gap) -> bool {
        let Some(last) = self.gaps.last() else { return true };
        after(text, last.end).is_some_and(|c| last.end + c.len_utf8() == gap.start)
    }

    pub(super) fn push(&mut self, gap: Gap) {
        self.gaps.push(gap);
    }

    /// Decides on all gaps of the chain and empties it.
    pub(super) fn settle(&mut self, spaces: &Spaces, text: &str, changes: &mut Vec<(Gap, Change)>) {
        // 黄 伟 东 男，: what stands behind the name.
        if self.gaps.len() > 1
            && let Some(&last) = self.gaps.last()
            && after(text, last.end).is_some_and(|c| spaces.cues.sex.hold([c]))
            && right_is_single(text, last)
        {
            self.gaps.pop();
        }
        let (Some(&first), Some(&last)) = (self.gaps.first(), self.gaps.last()) else { return };
        let head = left_is_single(text, first);
        let tail = right_is_single(text, last);
        let count = self.gaps.len() - 1 + usize::from(head) + usize::from(tail);
        let strong = |i: usize| (i > 0 || head) && (i + 1 < self.gaps.len() || tail);
        // Where gaps differ, the wide ones are between columns: 姓 名　性 别.
        let widths = self.gaps.iter().enumerate().filter(|&(i, _)| strong(i)).map(|(_, gap)| gap.width(text));
        let narrow = widths.min().unwrap_or(0);
        let named = self.is_named(spaces, text, head);
        let does =
            count == 2 && head && narrow == 1 && self.gaps.len() == 2 && Self::ends_named(spaces, text, first, last);
        // An edge is part of the run where it is spaced like the run, unless the run looks like a name of its own.
        let edges = narrow == 1 && !(matches!(count, 2 | 3) && self.looks_like_name(spaces, text, head, tail));
        // 安　徽　省　医　疗　保　障　局挂牌, 来自财　政　部: set wide all along, or a body's name together.
        let alike = self.gaps.iter().all(|gap| gap.of(text) == first.of(text));
        let wide = narrow > 1 && alike && (count >= LONG_RUN || spaces.bodies.contains(&self.letters(text)));
        let paired = head && tail && self.is_row_of_names(spaces, text);
        for (i, &gap) in self.gaps.iter().enumerate() {
            let joined = match (count, strong(i)) {
                (0, _) => false,
                _ if paired => i % 2 == 0,
                (_, true) => gap.width(text) == narrow,
                (1 | 2, false) if named && (i == 0 || count == 1) || does => true,
                (1, false) => false,
                (_, false) => edges && gap.of(text) == " " || wide,
            };
            if joined {
                changes.push((gap, Change::Drop));
            } else if gap.of(text).chars().nth(1).is_some() {
                changes.push((gap, Change::Fold));
            }
        }
        self.gaps.clear();
    }

    /// ：李 德 明任…: a name set wide whose last character is glued to what persons do.
    fn ends_named(spaces: &Spaces, text: &str, first: Gap, last: Gap) -> bool {
        let surname = before(text, first.start).is_some_and(|c| spaces.is_surname(c));
        let given = after(text, last.end).filter(|_| surname && first.of(text) == last.of(text));
        given.and_then(|c| text.get(last.end + c.len_utf8()..)).is_some_and(|rest| spaces.cues.done_by_name.start(rest))
    }

    /// The characters between and beside the gaps, one each.
    fn letters(&self, text: &str) -> String {
        let first = self.gaps.first().and_then(|gap| before(text, gap.start));
        first.into_iter().chain(self.gaps.iter().filter_map(|gap| after(text, gap.end))).collect()
    }

    /// 副司长栾 婕、 and 局长刘　烈　宏去年: a surname glued to the text before it, then one or two characters, all
    /// spaced alike.
    fn is_named(&self, spaces: &Spaces, text: &str, head: bool) -> bool {
        let Some(&first) = self.gaps.first() else { return false };
        let alike = self.gaps.iter().all(|gap| gap.of(text) == first.of(text));
        // 欧阳明　女, 李明　男　汉族: the cell behind the name.
        if self.gaps.len() <= 2 && after(text, first.end).is_some_and(|c| is_cell(spaces, text, first, c)) {
            return false;
        }
        let Some(surname) = before(text, first.start).filter(|_| !head && alike) else { return false };
        let at = first.start - surname.len_utf8();
        let Some(glued) = before(text, at).filter(|&c| is_han(c)) else { return false };
        // 欧阳 修: both characters are the surname.
        let compound = text.get(at - glued.len_utf8()..first.start).unwrap_or("");
        spaces.is_surname(surname) || spaces.surnames.contains(compound)
    }

    /// 郭　彬　周　颖: whether the singles are names of two characters one behind the other, no body and no word set wide.
    fn is_row_of_names(&self, spaces: &Spaces, text: &str) -> bool {
        let first = self.gaps.first().and_then(|gap| before(text, gap.start));
        let singles = || first.into_iter().chain(self.gaps.iter().filter_map(|gap| after(text, gap.end)));
        let pairs = || singles().step_by(2).zip(singles().skip(1).step_by(2));
        self.gaps.len() % 2 == 1
            && self.gaps.len() > 2
            // 江 省 is no person.
            && pairs().all(|(name, given)| {
                spaces.is_surname(name) && ![given, name].into_iter().any(|c| spaces.cues.ends_unit.hold([c]))
            })
            && !spaces.bodies.contains(&self.letters(text))
    }

    /// Whether the singles are a surname and a given name: 副省长 王 伟 出席.
    fn looks_like_name(&self, spaces: &Spaces, text: &str, head: bool, tail: bool) -> bool {
        let (Some(&first), Some(&last)) = (self.gaps.first(), self.gaps.last()) else { return false };
        let surname = if head { before(text, first.start) } else { after(text, first.end) };
        let end = if tail { after(text, last.end) } else { before(text, last.start) };
        surname.is_some_and(|c| spaces.is_surname(c)) && end.is_some_and(|c| !spaces.cues.ends_unit.hold([c]))
    }
}
