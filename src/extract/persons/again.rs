//! Every other place where a name found before stands.
use super::{Persons, Surroundings, cues::PersonCue};
use crate::{
    lexicon::Lexicon,
    mention::Found,
    text::{Characters, Span, is_han, place},
};

impl Persons {
    /// Every other place where a name found before stands.
    pub(super) fn again(
        &self,
        lexicon: &Lexicon,
        text: &str,
        around: &Surroundings<'_>,
        mut found: Vec<Found<()>>,
    ) -> Vec<Found<()>> {
        if found.is_empty() {
            return found;
        }
        let mut names: Vec<&str> = found.iter().map(|person| person.span.of(text)).collect();
        names.sort_unstable();
        names.dedup();
        // 欧阳景|行跨省履新: the longer name, where the page has it elsewhere.
        let longer = |person: &Found<()>| {
            let name = person.span.of(text);
            let from = names.partition_point(|&other| other <= name);
            let alike = names[from..].iter().take_while(|other| other.starts_with(name));
            let rest = text.get(person.span.start()..).unwrap_or("");
            alike.filter(|other| rest.starts_with(**other)).map(|other| other.len()).max()
        };
        if names.windows(2).any(|pair| pair[1].starts_with(pair[0])) {
            for person in &mut found {
                if let Some(length) = longer(person) {
                    person.span = Span::new(person.span.start(), person.span.start() + length);
                }
            }
        }
        let mut all = Vec::with_capacity(found.len() * 2);
        let mut known = found.into_iter().peekable();
        let mut done = 0;
        let mut see = |at: usize, length: &dyn Fn() -> Option<usize>| {
            while let Some(person) = known.next_if(|p| p.span.start() <= at) {
                done = person.span.end();
                all.push(person);
            }
            if at < done {
                return;
            }
            let Some(end) = length().map(|length| at + length) else { return };
            if !around.free(at, end) || known.peek().is_some_and(|p| p.span.start() < end) {
                return;
            }
            let name = text.get(at..end).unwrap_or("");
            let doubtful = name.chars().nth(3).is_none() && lexicon.names.is_word(name);
            if !doubtful || lexicon.names.boundary(text, end) >= 2 && self.stands_free(text, at) {
                all.push(Found { span: Span::new(at, end), value: (), rule: self.again });
                done = end;
            }
        };
        each_name(text, around.characters, &names, &mut see);
        all.extend(known);
        all
    }

    /// Whether what stands before byte `at` belongs to no word that goes on there.
    fn stands_free(&self, text: &str, at: usize) -> bool {
        let head = text.get(..at).unwrap_or("");
        head.chars().next_back().is_none_or(|c| !is_han(c)) || self.cues.ends(PersonCue::SetsFree, head)
    }
}

/// By the lowest bits of a character, whether a name begins with it ([`FIRST`]) and whether it follows that ([`SECOND`]).
type Beginnings = [u8; 1 << 10];
const FIRST: u8 = 1;
const SECOND: u8 = 1 << 1;

fn beginnings(names: &[&str]) -> Beginnings {
    let mut all = [0; 1 << 10];
    for name in names {
        let mut chars = name.chars().map(|c| folded(place(c)));
        chars.next().into_iter().for_each(|first| all[first] |= FIRST);
        match chars.next() {
            Some(second) => all[second] |= SECOND,
            None => all.iter_mut().for_each(|bits| *bits |= SECOND),
        }
    }
    all
}

#[inline]
fn folded(place: u16) -> usize {
    usize::from(place) % (1 << 10)
}

/// Shows `see` in order the places where one of the names, which are in order, stands, and how to learn its length: that of
/// the longest where several start.
fn each_name(
    text: &str,
    characters: &Characters,
    names: &[&str],
    see: &mut impl FnMut(usize, &dyn Fn() -> Option<usize>),
) {
    let beginnings = beginnings(names);
    let (starts, places) = (characters.starts(), characters.places());
    let bits = |place: u16| beginnings[folded(place)];
    let mut look = |at: usize| {
        let start = starts[at] as usize;
        see(start, &|| longest_of(names, text.get(start..)?, (starts[at + 1] - starts[at]) as usize));
    };
    // Eight characters at once, a byte each: nobody can foresee where a name begins, and there is hardly any.
    let (eights, rest) = places.as_chunks::<8>();
    let mut next = eights.first().map_or([0; 8], |eight| eight.map(bits));
    for n in 0..eights.len() {
        let here = u64::from_le_bytes(next);
        next = match (eights.get(n + 1), rest.first()) {
            (Some(eight), _) => eight.map(bits),
            (None, Some(&first)) => [bits(first), 0, 0, 0, 0, 0, 0, 0],
            (None, None) => [SECOND, 0, 0, 0, 0, 0, 0, 0],
        };
        let behind = here >> 8 | u64::from(next[0]) << 56;
        let mut hits = here & behind >> 1 & 0x0101_0101_0101_0101;
        while hits != 0 {
            look(n * 8 + hits.trailing_zeros() as usize / 8);
            hits &= hits - 1;
        }
    }
    (eights.len() * 8..places.len()).filter(|&at| bits(places[at]) & FIRST != 0).for_each(look);
}

/// The length of the longest of the names that starts `rest`, whose first character has so many bytes.
fn longest_of(names: &[&str], rest: &str, first: usize) -> Option<usize> {
    // Names with the same first character stand together.
    let first = rest.get(..first)?;
    let from = names.partition_point(|&name| name < first);
    let alike = names[from..].iter().take_while(|name| name.starts_with(first));
    alike.filter(|name| rest.starts_with(**name)).map(|name| name.len()).max()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::each_name;
    use crate::text::Characters;

    proptest! {
        #[test]
        fn names_are_found_as_by_looking_everywhere(
            mut names in prop::collection::vec("[王和a李𠀀]{1,3}", 1..9),
            text in "[王和a李𠀀，]{0,90}",
        ) {
            names.sort_unstable();
            names.dedup();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let mut characters = Characters::default();
            characters.read(&text);
            let mut found = Vec::new();
            each_name(&text, &characters, &names, &mut |at, length| found.extend(length().map(|length| (at, length))));
            let everywhere = text.char_indices().filter_map(|(at, _)| {
                let here = names.iter().filter(|name| text.get(at..).is_some_and(|rest| rest.starts_with(**name)));
                Some((at, here.map(|name| name.len()).max()?))
            });
            prop_assert_eq!(found, everywhere.collect::<Vec<_>>());
        }
    }
}
