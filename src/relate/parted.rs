//! Items of a list that semicolons part: what one of them tells is not told of the next.
use super::{SYMBOL, View, line::Item, told::Told};
use crate::{matcher::Symbol, value::names::PARTY};

/// What parts the items.
const PARTS: [char; 2] = ['；', ';'];

/// How many characters tell one territory from another.
const TERRITORY: usize = 2;

impl View<'_> {
    /// 广东省人大1月29日选举…；河南省人大选举…: whether the date is of an item of a list, and what stands at byte `at` is in a
    /// later item, which is about another place.
    pub(super) fn of_other_item(&self, line: &Told<'_>, date: &Item, at: usize) -> bool {
        let between = line.near_range(date.at + SYMBOL, at);
        let Some(part) = line.part(between.clone()).rfind(PARTS) else { return false };
        let sentence = line.sentence_start(date.at);
        let before = line.near_range(sentence, date.at);
        // 各省选举情况：广东省…
        let opens = |c: char| PARTS.contains(&c) || matches!(c, '：' | ':');
        let first = line.part(before.clone()).rfind(opens).map_or(before.start, |n| behind(line, before.start + n));
        let heads = [(first, date.at), (behind(line, between.start + part), at)];
        let [of_date, own] = heads.map(|(from, to)| self.territory(line, from, to));
        of_date.zip(own).is_some_and(|(a, b)| a != b)
    }

    /// The first characters of the name of the body that heads the text between two bytes.
    fn territory(&self, line: &Told<'_>, from: usize, to: usize) -> Option<String> {
        let head = line.part(from..to);
        let blank = head.len() - head.trim_start().len();
        let item = line.first_in(from..to).filter(|i| i.at == from + blank)?;
        let name = match item.symbol {
            Symbol::Agency => self.body_name(item.index)?.trim_start_matches(PARTY).chars().take(TERRITORY).collect(),
            Symbol::Place => item.span.of(self.page.text).chars().take(TERRITORY).collect(),
            _ => return None,
        };
        Some(name)
    }
}

/// The byte behind the character at byte `at`.
fn behind(line: &Told<'_>, at: usize) -> usize {
    at + line.text.get(at..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8)
}
