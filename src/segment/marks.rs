//! The characters that end sentences and clauses, and the brackets that keep them from it.
//! Found by their first bytes: most of a text is neither.
use crate::text::{Norm, Span};

/// The characters that a layout is made from.
pub const MARKS: &str = "\n。！？；，：!?;,:《》（）()";

/// What stands between the steps to a page on its site: 首页 > 新闻 > 正文.
pub const CRUMBS: [char; 3] = ['>', '›', '»'];

/// What stands between the members of a list, alone.
pub const JOINTS: [char; 4] = ['、', '和', '与', '及'];

/// What a clause ends with that is part of a sentence.
pub const COMMAS: [char; 2] = ['，', ','];

/// What opens a name in quotation marks.
pub const OPEN_QUOTES: [char; 2] = ['“', '「'];

/// Whether a text is one of [`JOINTS`].
pub fn is_joint(text: &str) -> bool {
    text.strip_prefix(JOINTS) == Some("")
}

/// Whether a character counts in Chinese, as the number of a heading or an entry does: 一, 十, 第.
pub fn is_in_number(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '第')
}

/// Whether a character may stand in what counts or marks an entry, before it: （一）, 1., ◇.
pub fn is_mark_or_number(c: char) -> bool {
    !c.is_alphabetic() || is_in_number(c)
}

/// 【机构性质】|某局是…: whether the text before something is one label in such brackets.
pub fn is_bracket_label(head: &str) -> bool {
    let inside = head.trim().strip_prefix('【').and_then(|t| t.strip_suffix('】'));
    inside.is_some_and(|label| !label.contains(['【', '】']))
}

/// 一、, （二）: whether a line has a Chinese number like a heading. Figures number sentences and rows of tables, too.
pub fn is_numbered_in_chinese(line: &str) -> bool {
    behind_number(line, is_in_number).is_some_and(|rest| rest.starts_with(BEHIND_NUMBER))
}

/// 一、, （二）, 1., 第三章, 4 内设机构: the same by figures, too, and with a word for a part or no more than a blank behind.
pub fn is_numbered(line: &str) -> bool {
    let rest = behind_number(line, |c| c.is_ascii_digit() || is_in_number(c));
    rest.is_some_and(|rest| rest.starts_with(BEHIND_NUMBER) || rest.starts_with([' ', '\u{3000}', '章', '节', '部']))
}

/// What ends the number of a heading.
const BEHIND_NUMBER: [char; 5] = ['、', '）', ')', '.', '．'];

/// What stands behind the number at the start of a line, if there is one.
fn behind_number(line: &str, counts: impl Fn(char) -> bool) -> Option<&str> {
    let number = line.trim_start().trim_start_matches(['（', '(', '第']);
    let rest = number.trim_start_matches(counts);
    (rest.len() < number.len()).then_some(rest)
}

/// Text without the bracket that opens it, where that holds no line end and at most `longest` characters: （简称…）是….
pub fn behind_bracket(text: &str, longest: usize) -> &str {
    // No further than it may reach: it may never close.
    let close = text.strip_prefix(['(', '（']).and_then(|inside| {
        let mut near = inside.char_indices().take(longest.saturating_add(1)).take_while(|&(_, c)| c != '\n');
        let (at, c) = near.find(|(_, c)| matches!(c, ')' | '）'))?;
        inside.get(at + c.len_utf8()..)
    });
    close.unwrap_or(text)
}

/// Text without the bracket that ends it, and without blanks before that: 内设机构（正处级）.
pub fn before_bracket(text: &str) -> &str {
    match text.strip_suffix([')', '）']) {
        Some(head) => head.rfind(['(', '（']).and_then(|at| text.get(..at)).unwrap_or(text).trim_end(),
        None => text,
    }
}

/// Length of the character that a byte begins; 0 for line ends, ASCII marks and the first bytes of 。《》 and of the full-width marks.
static STEP: [u8; 256] = {
    let mut table = [1; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'\n' | b'!' | b'?' | b';' | b',' | b':' | b'(' | b')' | 0xe3 | 0xef => 0,
            0..0xc0 => 1,
            0xc0..0xe0 => 2,
            0xe0..0xf0 => 3,
            0xf0.. => 4,
        };
        byte += 1;
    }
    table
};

/// The characters of a text that may end something or be a bracket, and some others, with their bytes.
pub(super) fn suspects(line: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        // One step for each character that is none.
        while let Some(&byte) = line.as_bytes().get(at) {
            let step = STEP[usize::from(byte)];
            if step == 0 {
                let c = line.get(at..)?.chars().next()?;
                at += c.len_utf8();
                return Some((at - c.len_utf8(), c));
            }
            at += usize::from(step);
        }
        None
    })
}

/// What a character ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Clause,
    Sentence,
}

/// What a character means to a layout.
pub(super) enum Meaning {
    End(Mark),
    Line,
    /// A bracket opens that keeps marks from cutting.
    Opening,
    None,
}

/// What the character `c`, which stands at byte `at`, means.
#[inline]
pub(super) fn meaning(c: char, text: &str, at: usize) -> Meaning {
    let is_digit = |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
    let in_number = || is_digit(at.checked_sub(1)) && is_digit(Some(at + c.len_utf8()));
    match c {
        '，' => Meaning::End(Mark::Clause),
        '。' | '！' | '？' | '!' | '?' | '；' => Meaning::End(Mark::Sentence),
        '\n' => Meaning::Line,
        '《' | '（' | '(' => Meaning::Opening,
        ';' if !in_number() && !ends_entity(text, at) => Meaning::End(Mark::Sentence),
        // 1,024 and 09:35, but also http://.
        ',' | ':' | '：' if !in_number() && text.as_bytes().get(at + c.len_utf8()) != Some(&b'/') => {
            Meaning::End(Mark::Clause)
        }
        _ => Meaning::None,
    }
}

/// Whether the semicolon at `at` ends an entity that was left in the text: &name; or &#123;
fn ends_entity(text: &str, at: usize) -> bool {
    let name = text.get(..at).unwrap_or("").bytes().rev().take(10);
    let length = name.take_while(|&b| b.is_ascii_alphanumeric() || b == b'#').count();
    length > 0 && text.as_bytes().get(at.wrapping_sub(length + 1)) == Some(&b'&')
}

pub(super) fn is_final(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '；')
}

pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '】' | '》' | '"')
}

/// What the brackets of one line hold; used again for every line.
#[derive(Clone, Debug, Default)]
pub(super) struct Brackets {
    held: Vec<(u32, u32)>,
    titles: Vec<u32>,
    round: Vec<u32>,
    pairs: Vec<(u32, u32)>,
}

impl Brackets {
    /// The stretches between brackets that close on the line that begins these marks, in order and without overlap, in
    /// bytes. What stays open holds nothing. The outermost 《…》 go to `quoted`.
    pub(super) fn hold(&mut self, marks: &[(u32, char)], quoted: &mut Vec<Span<Norm>>) -> &[(u32, u32)] {
        let Self { held, titles, round, pairs } = self;
        titles.clear();
        round.clear();
        held.clear();
        for &(at, c) in marks {
            match c {
                '\n' => break,
                '《' => titles.push(at),
                '（' | '(' => round.push(at),
                '》' => {
                    let Some(start) = titles.pop() else { continue };
                    pairs.push((start, at));
                    if titles.is_empty() {
                        quoted.push(Span::new(start as usize, at as usize + c.len_utf8()));
                    }
                }
                '）' | ')' => pairs.extend(round.pop().map(|start| (start, at))),
                _ => {}
            }
        }
        pairs.sort_unstable();
        for (start, end) in pairs.drain(..) {
            match held.last_mut() {
                Some(last) if start < last.1 => last.1 = last.1.max(end),
                _ => held.push((start, end)),
            }
        }
        held
    }
}
