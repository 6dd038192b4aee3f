//! Date words: 今年, 月底, 上旬, 至; and the ones with a number in brackets, 今（27）日.
use super::{
    atoms::{Atom, KINDS, Kind, Set},
    numerals::{self, ROC_OFFSET},
    signs::DateCue,
};
use crate::{
    matcher::{Cue as _, Cues, Scanner, Trie},
    rules::{RuleError, RuleSet},
    text::{Classes, is_han, place_at},
    value::{hundreds, number},
};

const FEASTS: Set = Set::of(&[Kind::Holiday, Kind::LunarHoliday, Kind::Term]);
const YEARS: Set = Set::of(&[Kind::Year, Kind::TodayYear]);

/// The words with all that each may be.
#[derive(Clone, Debug)]
pub(super) struct Words {
    trie: Trie,
    senses: Vec<Vec<Sense>>,
    /// What may stand behind the Arabic number that a row of atoms begins with.
    behind_number: Classes<bool>,
    /// Whether an Arabic number may be a word by itself, or begin one however long it is.
    any_number: bool,
    pub(super) signs: Cues<DateCue>,
}

#[derive(Clone, Debug)]
struct Sense {
    kind: Kind,
    n: i32,
    /// What it may stand behind.
    after: Set,
    follow: Follow,
    /// What it may stand behind where it starts a row.
    lead: Option<String>,
}

impl Sense {
    /// Whether what stands right before byte `at` lets a row start there.
    fn leads(&self, text: &str, at: usize) -> bool {
        let before = || text.get(..at).and_then(|t| t.chars().next_back());
        self.lead.as_ref().is_none_or(|list| before().is_none_or(|c| !is_han(c) || list.contains(c)))
    }
}

/// What must or must not come right behind a word.
#[derive(Clone, Debug)]
enum Follow {
    Any,
    /// `+`: one of these characters, or none of Chinese.
    Open(String),
    /// `=`: one of these characters.
    Only(String),
    /// `-`: none of these characters.
    Unless(String),
}

impl Follow {
    fn is_open(&self) -> bool {
        matches!(self, Self::Open(_))
    }

    fn read(cell: &str) -> Option<Self> {
        let mut chars = cell.chars();
        Some(match chars.next() {
            None => Self::Any,
            Some('+') => Self::Open(chars.collect()),
            Some('=') => Self::Only(chars.collect()),
            Some('-') => Self::Unless(chars.collect()),
            Some(_) => return None,
        })
    }

    fn allows(&self, text: &str, at: usize) -> bool {
        // “五一”假期: the quotation mark is not what follows.
        let next = || text.get(at..).and_then(|t| t.trim_start_matches(['”', '」', '"']).chars().next());
        match self {
            Self::Any => true,
            Self::Open(list) => next().is_none_or(|c| !is_han(c) || list.contains(c)),
            Self::Only(list) => next().is_some_and(|c| list.contains(c)),
            Self::Unless(list) => next().is_none_or(|c| !list.contains(c)),
        }
    }
}

impl Words {
    pub(super) fn new(rules: &RuleSet, scanner: &mut Scanner) -> Result<Self, RuleError> {
        let mut words = Self {
            trie: Trie::default(),
            senses: Vec::new(),
            behind_number: Classes::default(),
            any_number: false,
            signs: Cues::new(rules)?,
        };
        let table = rules.table("dates/words")?;
        let [atom, n, follow, lead] = table.columns(["atom", "number", "follow", "lead"])?;
        for row in table.rows() {
            let fault = |column: usize, what: &str| table.cell_fault(row, column, what);
            let kind = table.value(row, atom, "atom", KINDS)?;
            let n = row.get(n).parse().map_err(|_| fault(n, "the number is not one"))?;
            let follow =
                Follow::read(row.get(follow)).ok_or_else(|| fault(follow, "`follow` begins with +, = or -"))?;
            let lead = match row.get(lead) {
                "" => None,
                cell => Some(cell.strip_prefix('^').ok_or_else(|| fault(lead, "`lead` begins with ^"))?.to_owned()),
            };
            let id = match words.trie.longest_at(row.get(0), 0) {
                Some((end, id)) if end == row.get(0).len() => id,
                _ => {
                    words.senses.push(Vec::new());
                    words.senses.len() as u32 - 1
                }
            };
            words.trie.insert(row.get(0), id);
            let after = kind.stands_after();
            words.senses[id as usize].push(Sense { kind, n, after, follow, lead });
            if after.holds(None) {
                words.call(row.get(0), scanner);
            }
            if kind == Kind::To {
                numerals::heads(row.get(0)).for_each(|head| scanner.call_word(&head, Scanner::DATE));
                row.get(0).chars().take(1).for_each(|c| words.behind_number.add(c, true));
            }
        }
        numerals::units().for_each(|head| scanner.call_word(&head, Scanner::DATE));
        numerals::BEHIND.chars().for_each(|c| words.behind_number.add(c, true));
        words.call_signs(rules, scanner)?;
        Ok(words)
    }

    /// The signs that rows of atoms begin with, or that stand behind the Arabic number that one begins with.
    fn call_signs(&mut self, rules: &RuleSet, scanner: &mut Scanner) -> Result<(), RuleError> {
        let table = rules.table(DateCue::TABLE)?;
        let cue = table.column("cue")?;
        for row in table.rows() {
            match row.get(cue) {
                "this-one" | "last-day" | "second-last-day" | "next-day" | "before-year" | "before-month" => {
                    let open = |open| format!("{}{open}", row.get(0));
                    ['(', '（'].into_iter().for_each(|c| scanner.call_word(&open(c), Scanner::DATE));
                }
                "half-year" => row.get(0).chars().take(1).for_each(|c| self.behind_number.add(c, true)),
                _ => {}
            }
        }
        Ok(())
    }

    /// Has the scanner call where the word stands, which may start a row. At digits it always calls.
    fn call(&mut self, word: &str, scanner: &mut Scanner) {
        match numerals::leading_digits(word) {
            0 => scanner.call_word(word, Scanner::DATE),
            n => match word.get(n..).and_then(|rest| rest.chars().next()) {
                Some(c) if n <= numerals::MOST_DIGITS => self.behind_number.add(c, true),
                _ => self.any_number = true,
            },
        }
    }

    /// Whether the Arabic number at byte `at` may start a row of atoms, by what stands behind it: most count something.
    #[inline]
    pub(super) fn may_start_with_number(&self, text: &str, at: usize) -> bool {
        let Some(rest) = text.get(at..) else { return false };
        let digits = numerals::leading_digits(rest);
        let behind = rest.get(digits..).and_then(|rest| rest.chars().next());
        // A year at the head of a line may stand without its unit.
        let may_stand = |c| self.behind_number.of(c) || digits == numerals::MOST_DIGITS && is_han(c);
        self.any_number || digits <= numerals::MOST_DIGITS && behind.is_some_and(may_stand)
    }

    /// The longest word at byte `at` that may stand behind `last`.
    pub(super) fn at(&self, text: &str, at: usize, last: Option<Kind>) -> Option<Atom> {
        // No word has more words at its head than this.
        let mut options = [(0, 0); 8];
        let mut count = 0;
        self.trie.each_at(text, at, |end, id| {
            if let Some(option) = options.get_mut(count) {
                *option = (end, id);
                count += 1;
            }
        });
        for &(end, id) in options.iter().take(count).rev() {
            let senses = &self.senses[id as usize];
            // 去年国庆开工: behind a year it is surely a feast.
            let sure = |sense: &Sense| FEASTS.holds(Some(sense.kind)) && YEARS.holds(last) && sense.follow.is_open();
            let fits = |sense: &&Sense| {
                sense.after.holds(last)
                    && (sense.follow.allows(text, end) || sure(sense))
                    && (last.is_some() || sense.leads(text, at))
            };
            if let Some(&Sense { kind, n, .. }) = senses.iter().find(fits) {
                return match kind {
                    Kind::Era | Kind::Reign => numerals::year_of_era(self, text, end, n, kind == Kind::Reign),
                    _ => Some(Atom::new(kind, end, n)),
                };
            }
        }
        if last.is_none() { self.in_brackets(text, at) } else { None }
    }

    /// The byte after a connector (至, —) at byte `at`.
    pub(super) fn connector(&self, text: &str, at: usize) -> Option<usize> {
        let mut longest = None;
        self.trie.each_at(text, at, |end, id| {
            if self.senses[id as usize].iter().any(|sense| sense.kind == Kind::To) {
                longest = Some(end);
            }
        });
        longest
    }

    /// 今（27）日, 去(112)年, 本(五)月: what stands in the bracket says which one is meant.
    fn in_brackets(&self, text: &str, at: usize) -> Option<Atom> {
        const OPENS: [u16; 2] = ['(' as u16, '（' as u16];
        // Hardly any bracket stands there.
        if !OPENS.contains(&place_at(text, place_at(text, at).1).0) {
            return None;
        }
        let rest = text.get(at..)?;
        let shown = self.signs.starting(rest);
        let days = [(DateCue::ThisOne, 0), (DateCue::LastDay, -1), (DateCue::SecondLastDay, -2), (DateCue::NextDay, 1)];
        let offset = days.into_iter().find(|&(sign, _)| shown.has(sign)).map(|(_, offset)| offset);
        if offset.is_none() && !shown.has(DateCue::BeforeYear) && !shown.has(DateCue::BeforeMonth) {
            return None;
        }
        let first = rest.chars().next()?;
        let inside = rest.get(first.len_utf8()..)?.trim_start_matches(['(', '（']);
        let close = inside.char_indices().take(8).find(|(_, c)| matches!(c, ')' | '）'))?.0;
        let in_bracket = inside.get(..close)?;
        let written = in_bracket.trim_end_matches(['日', '年', '月']);
        let after = inside.get(close..)?.trim_start_matches([')', '）']);
        let day = || number(written).filter(|day| (1..=31).contains(day));
        let has_unit = || self.signs.starts(DateCue::DayUnit, after);
        // 昨（17日）召开
        if shown.has(DateCue::NamedDay) && in_bracket.ends_with('日') && !has_unit() {
            let close = inside.get(close..)?.chars().next()?.len_utf8() + close;
            return day().map(|_| Atom::new(Kind::TodayDay, text.len() - inside.len() + close, offset.unwrap_or(0)));
        }
        let unit = after.chars().next()?;
        let behind = after.get(unit.len_utf8()..)?;
        let end = text.len() - behind.len();
        if let Some(offset) = offset
            && has_unit()
        {
            return day().map(|_| Atom::new(Kind::TodayDay, end, offset));
        }
        let n = hundreds(written)? as i32;
        let tail = |sign| self.signs.at(sign, behind).unwrap_or(0);
        match unit {
            '年' if shown.has(DateCue::BeforeYear) => {
                let year = match n {
                    80..=150 => n + ROC_OFFSET,
                    1900..=2100 => n,
                    _ => return None,
                };
                Some(Atom::new(Kind::EraYear, end + tail(DateCue::YearTail), year))
            }
            '月' if shown.has(DateCue::BeforeMonth) && (1..=12).contains(&n) => {
                Some(Atom::new(Kind::Month, end + tail(DateCue::MonthTail), n))
            }
            _ => None,
        }
    }
}
