//! The row of atoms that starts at a place: numbers and words, one right behind the other.
use super::{
    atoms::{Atom, Kind, Set},
    numerals::{begins_number, nth_week, numeral},
    signs::DateCue,
    words::Words,
};

/// No form is longer, in atoms.
pub(super) const MOST_ATOMS: usize = 12;

/// Only a time of day, or a connector, may follow these after a blank.
const BEFORE_CLOCK: Set = Set::of(&[Kind::IsoDay, Kind::Day]);
const BEFORE_CONNECTOR: Set = Set::of(&[Kind::IsoDay, Kind::IsoMonth, Kind::Year, Kind::Month, Kind::Day, Kind::Time]);
const BEFORE_OF: Set =
    Set::of(&[Kind::Year, Kind::TodayYear, Kind::ThenYear, Kind::Month, Kind::TodayMonth, Kind::ThenMonth]);
/// What 的 may stand before: 去年的3月, 去年的今天, 5月的第二周, 上月的最后一天.
const AFTER_OF: Set = Set::of(&[
    Kind::Month,
    Kind::Half,
    Kind::Quarter,
    Kind::Season,
    Kind::Holiday,
    Kind::LunarHoliday,
    Kind::NthHoliday,
    Kind::NthWeek,
    Kind::NthWeekday,
    Kind::EdgeDay,
    Kind::TodayDay,
]);
const BLANKS: [char; 2] = [' ', '\u{3000}'];
const DASHES: [char; 7] = ['-', '—', '–', '－', '―', '~', '～'];

impl Words {
    /// Writes the row of atoms that starts at byte `start` into `out`.
    pub(super) fn row(&self, text: &str, start: usize, out: &mut Vec<Atom>) {
        out.clear();
        let first = if text.as_bytes().get(start).is_some_and(u8::is_ascii_digit) {
            numeral(self, text, start, None).or_else(|| self.at(text, start, None))
        } else {
            // A word may tell that the number it starts with is none: 三月三, 十月革命.
            let word = self.at(text, start, None);
            let may_count = begins_number(text, start) && !matches!(word, Some(Atom { kind: Kind::Not, .. }));
            if may_count { numeral(self, text, start, None).or(word) } else { word }
        };
        let Some(mut atom) = first else { return };
        let mut lunar = false;
        loop {
            lunar |= atom.kind.is_lunar() || atom.kind == Kind::EraYear && atom.n[1] == 1;
            match (atom.kind, &mut out[..]) {
                // 一九四五年八月十五: solar as its digits are, only 日 is left out; 2023年八月十五 changes over.
                (Kind::LunarDay, [Atom { kind: Kind::Year, .. }, Atom { kind: Kind::Month, end, .. }])
                    if begins_number(text, *end) && !text.as_bytes().get(start).is_some_and(u8::is_ascii_digit) =>
                {
                    atom.kind = Kind::Day;
                }
                // 五月初五: the day tells that the month is one of the lunisolar year.
                (Kind::LunarDay, [.., month]) if month.kind == Kind::Month => month.kind = Kind::LunarMonth,
                (Kind::Month, _) if lunar => atom.kind = Kind::LunarMonth,
                _ => {}
            }
            out.push(atom);
            if out.len() == MOST_ATOMS {
                return;
            }
            match self.next(text, &atom) {
                Some(next) => atom = next,
                None => break,
            }
        }
        if let Some(open) = until_now(text, out) {
            out.pop();
            out.push(open);
        }
    }

    /// The atom behind another.
    fn next(&self, text: &str, atom: &Atom) -> Option<Atom> {
        let (last, at) = (Some(atom.kind), atom.end);
        let rest = text.get(at..)?;
        match rest.chars().next()? {
            ' ' | '\u{3000}' => {
                let from = text.len() - rest.trim_start_matches(BLANKS).len();
                let time = || numeral(self, text, from, last).filter(|atom| atom.kind == Kind::Time);
                let time = BEFORE_CLOCK.holds(last).then(time).flatten();
                time.or_else(|| if BEFORE_CONNECTOR.holds(last) { self.spaced_connector(text, from) } else { None })
            }
            'T' if atom.kind == Kind::IsoDay => numeral(self, text, at + 1, last).filter(|a| a.kind == Kind::Time),
            '的' if BEFORE_OF.holds(last) => {
                let at = at + '的'.len_utf8();
                self.part(text, at, last).filter(|atom| AFTER_OF.holds(Some(atom.kind)))
            }
            '（' | '(' if BEFORE_CLOCK.holds(last) => self.past_weekday(text, at),
            _ => self.part(text, at, last),
        }
    }

    /// The atom at byte `at`, right behind one of the kind `last`.
    fn part(&self, text: &str, at: usize, last: Option<Kind>) -> Option<Atom> {
        let number = if begins_number(text, at) { numeral(self, text, at, last) } else { None };
        number.or_else(|| self.at(text, at, last)).or_else(|| nth_week(self, text, at, last?))
    }

    /// 1999.08 - 2002.02: the connector at byte `at`, with the blanks behind it.
    fn spaced_connector(&self, text: &str, at: usize) -> Option<Atom> {
        let end = self.connector(text, at)?;
        let rest = text.get(end..)?;
        let number = rest.trim_start_matches(BLANKS);
        let goes_on = number.starts_with(|c: char| c.is_ascii_digit()) || self.signs.starts(DateCue::Present, number);
        goes_on.then(|| Atom::new(Kind::To, text.len() - number.len(), 0))
    }

    /// 20日（星期一）至24日: the connector behind the bracket at byte `at`.
    fn past_weekday(&self, text: &str, at: usize) -> Option<Atom> {
        let inside = text.get(at..)?.trim_start_matches(['（', '(']);
        let weekday = self.at(text, text.len() - inside.len(), None).filter(|atom| atom.kind == Kind::Weekday)?;
        let behind = text.get(weekday.end..)?;
        let rest = behind.strip_prefix(['）', ')'])?;
        self.connector(text, text.len() - rest.len()).map(|end| Atom::new(Kind::To, end, 0))
    }
}

/// 2021.03— at the end of a résumé: a dash with nothing behind it.
fn until_now(text: &str, row: &[Atom]) -> Option<Atom> {
    let [.., date, to] = row else { return None };
    let dash = text.get(date.end..to.end)?.trim_end_matches(BLANKS);
    if to.kind != Kind::To || !dash.ends_with(DASHES) {
        return None;
    }
    let rest = text.get(date.end + dash.len()..)?;
    let ends = rest.is_empty() || rest.starts_with(['\n', '\r', ' ', '\u{3000}']);
    (ends && matches!(date.kind, Kind::IsoMonth | Kind::Month)).then(|| Atom::new(Kind::Now, date.end + dash.len(), 0))
}
