//! The walk to the left over the words that names are built from.
use super::{CONNECTOR, NameLetterCue, Walk, ordinal_before};
use crate::{text::place_before, value::is_numeral};

/// The longest name that is built from words, in characters.
pub(super) const NAME_CHARACTERS: usize = 30;

/// Where the words of a name lead to.
#[derive(Debug, Default)]
pub(super) struct Reached {
    /// The positions, from right to left.
    pub(super) all: Vec<usize>,
    /// Of those that a word for grounds ends at the leftmost one, and where the longest such word starts.
    pub(super) grounds: Option<(usize, usize)>,
}

impl Walk<'_> {
    /// Positions that words of bodies' names lead to from `head`, into `reached`.
    pub(super) fn words(&self, head: usize, long: bool, reached: &mut Reached) {
        // No character is shorter than a byte: most names need not be counted.
        let near = |start: usize| {
            head - start <= NAME_CHARACTERS
                || self.text.get(start..head).is_some_and(|t| t.chars().count() <= NAME_CHARACTERS)
        };
        let Reached { all, grounds } = reached;
        all.clear();
        all.push(head);
        *grounds = None;
        let mut next = 0;
        while let Some(&at) = all.get(next) {
            next += 1;
            // 南昌市|VR|产业发展领导小组
            if let Some(start) = self.latin_before(at, at == head).filter(|start| !all.contains(start)) {
                all.push(start);
            }
            // 第十一|监督检查室
            if let Some(start) = ordinal_before(self.text, at).filter(|start| at == head && !all.contains(start)) {
                all.push(start);
            }
            let before_connector = self.before_connector(at, head, long);
            let mut end = at;
            loop {
                self.lexicon.bodies.each_function_before(self.text, end, |start, is_grounds| {
                    if is_grounds && end == at && grounds.is_none_or(|(leftmost, _)| at <= leftmost) {
                        *grounds = Some((at, start));
                    }
                    if !all.contains(&start) && near(start) {
                        all.push(start);
                    }
                });
                // 数字|湖南|建设领导小组: a place may stand inside.
                if end != head
                    && let Some((start, _)) = self.lexicon.regions.longest_before(self.text, end)
                    && !all.contains(&start)
                    && near(start)
                    && self.lexicon.bodies.longest_function_before(self.text, start).is_some()
                {
                    all.push(start);
                }
                match before_connector.filter(|_| end == at) {
                    Some(before) => end = before,
                    None => break,
                }
            }
        }
        all.sort_unstable_by(|a, b| b.cmp(a));
    }

    /// Where a connector starts that joins two words of the name at byte `at`: 数据|和|政务服务; 、 only in a list that one of
    /// them closes.
    fn before_connector(&self, at: usize, head: usize, long: bool) -> Option<usize> {
        if self.agencies.before.at(place_before(self.text, at)) & CONNECTOR == 0 {
            return None;
        }
        let c = self.text.get(..at)?.chars().next_back()?;
        let letters = &self.agencies.letters;
        let inside = at != head || long;
        let joins = match c {
            '、' => inside && letters.stands_in(NameLetterCue::And, self.between(at, head)),
            _ if letters.is(NameLetterCue::Joins, c) => inside,
            // 秘书|一|处
            _ => !inside && is_numeral(c),
        };
        joins.then(|| at - c.len_utf8())
    }

    /// Where a word in Latin letters before byte `at` starts: VR, 5G; before a final word only behind a territory.
    fn latin_before(&self, at: usize, last: bool) -> Option<usize> {
        const LATIN_LETTERS: usize = 8;
        let bytes = self.text.as_bytes().get(..at)?;
        if !bytes.last()?.is_ascii_alphabetic() {
            return None;
        }
        let count = bytes.iter().rev().take(LATIN_LETTERS + 1).take_while(|b| b.is_ascii_alphanumeric()).count();
        let start = at - count;
        ((2..=LATIN_LETTERS).contains(&count) && (!last || self.territory(start).is_some())).then_some(start)
    }
}
