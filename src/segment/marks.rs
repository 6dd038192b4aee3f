//! The characters that end sentences and clauses, and the brackets that keep them from it.
//! Found by their first bytes: most of a text is neither.
/// Length of the character that a byte begins; 0 for ASCII marks and the first bytes of 。《》 and of the full-width marks.
static STEP: [u8; 256] = {
    let mut table = [1; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'!' | b'?' | b';' | b',' | b':' | b'(' | b')' | 0xe3 | 0xef => 0,
            0..0xc0 => 1,
            0xc0..0xe0 => 2,
            0xe0..0xf0 => 3,
            0xf0.. => 4,
        };
        byte += 1;
    }
    table
};

/// The characters of a line that may end something or be a bracket, and some others, with their bytes.
pub(crate) fn suspects(line: &str) -> impl Iterator<Item = (usize, char)> {
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

pub(super) fn mark(c: char, line: &str, at: usize) -> Option<Mark> {
    let bytes = line.as_bytes();
    let next = bytes.get(at + c.len_utf8());
    let before = at.checked_sub(1).and_then(|i| bytes.get(i));
    let number = before.is_some_and(u8::is_ascii_digit) && next.is_some_and(u8::is_ascii_digit);
    match c {
        '。' | '！' | '？' | '!' | '?' | '；' => Some(Mark::Sentence),
        ';' if !number && !ends_entity(line, at) => Some(Mark::Sentence),
        '，' => Some(Mark::Clause),
        // 1,024 and 09:35, but also http://.
        ',' | ':' | '：' if !number && next != Some(&b'/') => Some(Mark::Clause),
        _ => None,
    }
}

/// Whether the semicolon at `at` ends an entity that was left in the text: &name; or &#123;
fn ends_entity(line: &str, at: usize) -> bool {
    let name = line.get(..at).unwrap_or("").bytes().rev().take(10);
    let length = name.take_while(|&b| b.is_ascii_alphanumeric() || b == b'#').count();
    length > 0 && line.as_bytes().get(at.wrapping_sub(length + 1)) == Some(&b'&')
}

pub(super) fn is_final(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '；')
}

pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '】' | '》' | '"')
}

/// The stretches of a line between brackets that close on it, in order and without overlap, in bytes of the line;
/// from the line's suspects.
pub(super) fn held(suspects: &[(usize, char)]) -> Vec<(usize, usize)> {
    let mut open = [Vec::new(), Vec::new()];
    let mut pairs = Vec::new();
    for &(at, c) in suspects {
        let [titles, round] = &mut open;
        match c {
            '《' => titles.push(at),
            '（' | '(' => round.push(at),
            '》' => pairs.extend(titles.pop().map(|start| (start, at))),
            '）' | ')' => pairs.extend(round.pop().map(|start| (start, at))),
            _ => {}
        }
    }
    pairs.sort_unstable();
    let mut outer: Vec<(usize, usize)> = Vec::new();
    for (start, end) in pairs {
        match outer.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            _ => outer.push((start, end)),
        }
    }
    outer
}
