//! What stands beside a date and shows that it is none: 3日内, 2024年级, 周三喜同志.
use super::{
    atoms::{Atom, KINDS, Kind, Set},
    cues::{SIDES, Side},
    numerals::{ROC_OFFSET, is_han_numeral},
    signs::DateCue,
};
use crate::{
    matcher::{Cues, ReverseTrie, Trie},
    rules::{RuleError, RuleSet},
    text::is_han,
};

/// The words that must not stand right before a row that starts with an atom of some kind, and right behind one that is a
/// row by itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Neighbours {
    before: ReverseTrie,
    after: Trie,
    /// By the number of a word, the kinds.
    kinds: Vec<Set>,
}

impl Neighbours {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let mut neighbours = Self::default();
        let table = rules.table("dates/neighbours")?;
        let [side, words] = table.columns(["side", "words"])?;
        for row in table.rows() {
            let kind = table.value(row, 0, "atom", KINDS)?;
            let is_before = table.value(row, side, "side", &SIDES)? == Side::Before;
            let Self { before, after, kinds } = &mut neighbours;
            for word in row.list(words) {
                let mut insert = |n| if is_before { before.insert(word, n) } else { after.insert(word, n) };
                match insert(kinds.len() as u32) {
                    Some(old) => {
                        insert(old);
                        kinds[old as usize] = kinds[old as usize].or(Set::of(&[kind]));
                    }
                    None => kinds.push(Set::of(&[kind])),
                }
            }
        }
        Ok(neighbours)
    }

    /// Whether what stands around the row at `start..end` lets it be a date.
    pub(super) fn allow(&self, signs: &Cues<DateCue>, text: &str, start: usize, end: usize, row: &[Atom]) -> bool {
        let (Some(head), Some(first)) = (text.get(..start), row.first()) else { return false };
        let before = head.chars().next_back();
        if NUMERIC.holds(Some(first.kind)) && before.is_some_and(|c| continues_number(signs, c, head)) {
            return false;
        }
        let mut stands = false;
        let mut see = |_, n: u32| stands |= self.kinds[n as usize].holds(Some(first.kind));
        self.before.each_before(text, start, &mut see);
        match row {
            [_] => self.after.each_at(text, end, &mut see),
            // 3-5日到货, 1—2月龄
            [Atom { kind: Kind::N, .. }, _, last] => {
                self.after.each_at(text, end, |_, n| stands |= self.kinds[n as usize].holds(Some(last.kind)));
            }
            _ => {}
        }
        match row {
            _ if stands => false,
            [first] => stands_alone(signs, text, start, end, first),
            _ => true,
        }
    }
}

/// Whether what stands around an atom lets it be a date by itself.
fn stands_alone(signs: &Cues<DateCue>, text: &str, start: usize, end: usize, atom: &Atom) -> bool {
    let (head, tail) = (text.get(..start).unwrap_or(""), text.get(end..).unwrap_or(""));
    let before = || head.chars().next_back();
    match atom.kind {
        // 5月20日 星期一 says the same day twice.
        Kind::Weekday => {
            let day = |c: char| c.is_ascii_digit() || matches!(c, '日' | '号');
            let twice = head.trim_end_matches([' ', '\u{3000}']).ends_with(day);
            let signed = head.ends_with(['：', ':']) && is_signed(signs, tail);
            !(twice || is_name(signs, tail) || signed)
        }
        Kind::Day => atom.n[0] >= 11 || text.as_bytes().get(start).is_some_and(u8::is_ascii_digit),
        // 08年 and, where nothing goes before, 98年: no number of years is written so.
        Kind::ShortYear => {
            let written = text.get(start..).unwrap_or("");
            written.starts_with(['0', '〇', '零'])
                || (80..100).contains(&(atom.n[0] - 1900)) && !before().is_some_and(is_han)
        }
        // 110年度; ，101年升任: who counts by hundreds or dozens of years says how long.
        Kind::BareRocYear => {
            let verb = tail.chars().next().is_some_and(|c| is_han(c) && c != '的');
            let year = atom.n[0] - ROC_OFFSET;
            text.get(..end).is_some_and(|t| signs.ends(DateCue::YearTail, t))
                || before().is_none_or(|c| matches!(c, '，' | ',' | '；' | ';' | '。' | '\n' | '\u{3000}'))
                    && verb
                    && (101..=130).contains(&year)
                    && year != 120
        }
        _ => true,
    }
}

const NUMERIC: Set = Set::of(&[
    Kind::Year,
    Kind::ShortYear,
    Kind::BareRocYear,
    Kind::Month,
    Kind::Day,
    Kind::N,
    Kind::N4,
    Kind::Century,
    Kind::Decade,
]);

/// Whether the number that starts a date goes on to the left of it, where `c` stands, or counts from elsewhere.
fn continues_number(signs: &Cues<DateCue>, c: char, head: &str) -> bool {
    match c {
        '.' | '+' => true,
        // Digits spaced out: the number is not known.
        ' ' => head.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit()),
        // 13月5日
        '月' => head.trim_end_matches('月').ends_with(|c: char| c.is_ascii_digit()),
        _ => c.is_ascii_digit() || is_han_numeral(c) || is_han(c) && signs.ends(DateCue::OtherNumber, head),
    }
}

/// 周一帆任局长, 周日升同志: the weekday begins a name. `tail` is what stands behind it.
fn is_name(signs: &Cues<DateCue>, tail: &str) -> bool {
    let mut chars = tail.chars();
    // 周一升任, 周三获任: a verb, not a name.
    chars.next().is_some_and(is_han)
        && signs.starts(DateCue::BehindName, chars.as_str())
        && !signs.starts(DateCue::NoGiven, tail)
}

/// 责编：周一楠: a name that stands alone behind a label.
fn is_signed(signs: &Cues<DateCue>, tail: &str) -> bool {
    let mut chars = tail.chars();
    chars.next().is_some_and(is_han)
        && chars.next().is_none_or(|c| matches!(c, '\n' | ' ' | '\u{3000}' | ')' | '）'))
        && !signs.starts(DateCue::Opening, tail)
}

/// Whether the weekday before `tail` begins a name, and the first character behind it if so.
pub(super) fn named(signs: &Cues<DateCue>, tail: &str) -> Option<char> {
    tail.chars().next().filter(|_| is_name(signs, tail))
}
