//! From the board to the record: byte positions of the normalized text become code points of the raw text, here only.
use std::mem::take;

use smol_str::SmolStr;

use super::{Affiliation, AgencyRank, Event, Evidence, MentionRecord, Record, Tenure, What};
use crate::{
    lexicon::Regions,
    mention::{Board, Body, Found},
    relate::{Facts, Proof},
    rules::{RuleId, RuleSet},
    text::{AlignedText, Norm, Span},
};

/// Fills the mentions and facts of `record`; names move from the board and the facts as they are.
pub fn encode(
    record: &mut Record,
    text: &AlignedText<'_>,
    mut board: Board,
    facts: Facts,
    regions: &Regions,
    rules: &RuleSet,
) {
    let list = order(&board);
    let (points, mut way_back) = (CodePoints::new(text.raw()), text.way_back());
    record.mentions.reserve_exact(list.len());
    for (id, entry) in list.iter().enumerate() {
        let raw = way_back.raw_of(entry.span());
        let (what, rule) = what(*entry, text.text(), &mut board, regions);
        record.mentions.push(MentionRecord {
            id: id as u32,
            start: points.at(raw.start()),
            end: points.at(raw.end()),
            text: raw.of(text.raw()).into(),
            what,
            rule: rules.info(rule).id.clone(),
        });
    }
    // The first mention of a span speaks for it.
    let id_of = |span: &Span<Norm>| {
        let id = list.partition_point(|entry| entry.place < place_of(*span));
        list.get(id).filter(|entry| entry.place == place_of(*span)).map(|_| id as u32)
    };
    let mut place = |proof: &Proof| {
        let raw = way_back.raw_of(proof.evidence);
        let mut mentions = Vec::with_capacity(proof.mentions.len());
        mentions.extend(proof.mentions.iter().filter_map(id_of));
        mentions.sort_unstable();
        mentions.dedup();
        (
            Evidence { start: points.at(raw.start()), end: points.at(raw.end()) },
            mentions,
            rules.info(proof.rule).id.clone(),
        )
    };
    record.tenures.reserve_exact(facts.tenures.len());
    for f in facts.tenures {
        let (evidence, mentions, rule) = place(&f.proof);
        let date = f.date.map(|d| d.written());
        let start_date = date.clone().filter(|_| f.status != crate::relate::Status::Removed);
        record.tenures.push(Tenure {
            person: f.person,
            organization: f.organization,
            title: f.title,
            status: SmolStr::new_static(f.status.as_str()),
            date,
            start_date,
            end_date: f.end_date.map(|d| d.written()),
            evidence,
            mentions,
            rule,
        });
    }
    record.events.reserve_exact(facts.events.len());
    for f in facts.events {
        let (evidence, mentions, rule) = place(&f.proof);
        record.events.push(Event {
            agency: f.agency,
            r#type: f.kind,
            date: f.date.map(|d| d.written()),
            place: f.place,
            from: f.from,
            into: f.into,
            evidence,
            mentions,
            rule,
        });
    }
    record.agency_ranks.reserve_exact(facts.agency_ranks.len());
    for f in facts.agency_ranks {
        let (evidence, mentions, rule) = place(&f.proof);
        record.agency_ranks.push(AgencyRank { agency: f.agency, rank: f.rank, evidence, mentions, rule });
    }
    record.affiliations.reserve_exact(facts.affiliations.len());
    for f in facts.affiliations {
        let (evidence, mentions, rule) = place(&f.proof);
        record.affiliations.push(Affiliation {
            agency: f.agency,
            relation: f.relation,
            parent: f.parent,
            evidence,
            mentions,
            rule,
        });
    }
    // Facts in order of their evidence; what is equal keeps the order of the text.
    record.tenures.sort_by_key(|f| f.evidence);
    record.events.sort_by_key(|f| f.evidence);
    record.agency_ranks.sort_by_key(|f| f.evidence);
    record.affiliations.sort_by_key(|f| f.evidence);
}

/// Kinds of mentions; where several stand at the same place, in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Date,
    Agency,
    Rank,
    Person,
    Document,
    Organization,
    Title,
    Place,
}

/// One mention, by its place on the board; they sort as they stand in the output.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    place: u64,
    kind: Kind,
    /// Its number in the board's list of the kind.
    at: u32,
}

impl Entry {
    fn span(self) -> Span<Norm> {
        Span::new((self.place >> 32) as usize, !(self.place as u32) as usize)
    }
}

/// Where a span comes in the output, as one number: the one that starts first, then the longest.
fn place_of(span: Span<Norm>) -> u64 {
    (span.start() as u64) << 32 | u64::from(!(span.end() as u32))
}

/// All mentions in the order of the output.
fn order(board: &Board) -> Vec<Entry> {
    fn of<T>(found: &[Found<T>], kind: Kind) -> impl Iterator<Item = Entry> {
        found.iter().zip(0..).map(move |(m, at)| Entry { place: place_of(m.span), kind, at })
    }
    let Board { dates, bodies, organizations, ranks, titles, persons, documents, places } = board;
    let count = [dates.len(), bodies.len(), organizations.len(), ranks.len(), titles.len(), persons.len()];
    let mut list = Vec::with_capacity(count.iter().sum::<usize>() + documents.len() + places.len());
    list.extend(of(dates, Kind::Date));
    // Bodies are not all mentions: their place is that in the whole list.
    let mut agencies = board.agencies().filter(|m| m.value.full.is_some()).peekable();
    let mentioned =
        |(entry, body): (Entry, &Found<Body>)| agencies.next_if(|mention| std::ptr::eq(*mention, body)).map(|_| entry);
    list.extend(of(bodies, Kind::Agency).zip(bodies).filter_map(mentioned));
    list.extend(of(ranks, Kind::Rank));
    list.extend(of(persons, Kind::Person));
    list.extend(of(documents, Kind::Document));
    list.extend(of(organizations, Kind::Organization));
    list.extend(of(titles, Kind::Title));
    list.extend(of(places, Kind::Place));
    sorted(list)
}

/// The same in order. They are dealt out by where they start, about one to a place; then hardly any two are left to change
/// places.
fn sorted(list: Vec<Entry>) -> Vec<Entry> {
    let Some(last) = list.iter().map(|entry| entry.place >> 32).max() else { return list };
    let places = list.len().next_power_of_two();
    let shift = (u64::BITS - last.leading_zeros()).saturating_sub(places.ilog2());
    let of = |entry: &Entry| (entry.place >> 32 >> shift) as usize;
    let mut next = vec![0; places + 1];
    list.iter().for_each(|entry| next[of(entry) + 1] += 1);
    let mut dealt = 0;
    next.iter_mut().for_each(|count| {
        dealt += *count;
        *count = dealt;
    });
    let mut sorted = list.clone();
    for entry in list {
        let at = &mut next[of(&entry)];
        sorted[*at] = entry;
        *at += 1;
    }
    for n in 1..sorted.len() {
        let entry = sorted[n];
        let mut at = n;
        while at > 0 && entry < sorted[at - 1] {
            sorted[at] = sorted[at - 1];
            at -= 1;
        }
        sorted[at] = entry;
    }
    sorted
}

/// What one entry of the order says, taken from the board, and the rule that found it.
fn what(entry: Entry, text: &str, board: &mut Board, regions: &Regions) -> (What, RuleId) {
    let at = entry.at as usize;
    match entry.kind {
        Kind::Date => {
            let m = &board.dates[at];
            let value = m.value.value.map(|v| v.written());
            (What::Date { value, r#mod: m.value.modifier.map(|m| SmolStr::new_static(m.as_str())) }, m.rule)
        }
        Kind::Agency => {
            let m = &mut board.bodies[at];
            let (name, region) = m.value.full.take().map(|f| (f.name.clone(), f.region.clone())).unwrap_or_default();
            (What::Agency { name, agency_kind: SmolStr::new_static(m.value.kind.as_str()), region }, m.rule)
        }
        Kind::Rank => {
            let m = &mut board.ranks[at];
            (What::Rank { value: take(&mut m.value) }, m.rule)
        }
        Kind::Person => {
            let m = &mut board.persons[at];
            (What::Person { name: take(&mut m.value.name), official: m.value.official }, m.rule)
        }
        Kind::Document => {
            let m = &board.documents[at];
            let name = m.span.of(text).trim_start_matches('《').trim_end_matches('》').into();
            (What::Document { name }, m.rule)
        }
        Kind::Organization => {
            let m = &mut board.organizations[at];
            let (name, organization_kind) = (take(&mut m.value.name), SmolStr::new_static(m.value.kind.as_str()));
            (What::Organization { name, organization_kind }, m.rule)
        }
        Kind::Title => {
            let m = &mut board.titles[at];
            (What::Title { name: take(&mut m.value.name) }, m.rule)
        }
        Kind::Place => {
            let m = &board.places[at];
            let region = regions.get(m.value);
            (What::Place { name: region.name.clone(), region: Some(region.code.clone()) }, m.rule)
        }
    }
}

/// Counts code points up to bytes.
struct CodePoints<'t> {
    chunks: &'t [[u8; CHUNK]],
    /// What is left behind the chunks, and zeros.
    last: [u8; CHUNK],
    /// How many code points stand before each of them.
    before: Vec<u32>,
}

const CHUNK: usize = 16;

impl<'t> CodePoints<'t> {
    fn new(text: &'t str) -> Self {
        let (chunks, rest) = text.as_bytes().as_chunks();
        let mut last = [0; CHUNK];
        last[..rest.len()].copy_from_slice(rest);
        let mut count = 0;
        let mut before = Vec::with_capacity(chunks.len() + 1);
        before.push(0);
        before.extend(chunks.iter().map(|chunk| {
            let (words, _) = chunk.as_chunks::<8>();
            count += sum(starts(words[0]) + starts(words[1]));
            count
        }));
        Self { chunks, last, before }
    }

    fn at(&self, byte: usize) -> usize {
        let chunk = byte / CHUNK;
        let (words, _) = self.chunks.get(chunk).unwrap_or(&self.last).as_chunks::<8>();
        let all = u128::from(starts(words[1])) << 64 | u128::from(starts(words[0]));
        let inside = all & ((1 << (byte % CHUNK * 8)) - 1);
        (self.before.get(chunk).copied().unwrap_or_default() + sum(inside as u64 + (inside >> 64) as u64)) as usize
    }
}

/// The lowest bit of every byte that starts a code point: of those whose two high bits are not 10.
#[inline]
fn starts(word: [u8; 8]) -> u64 {
    let word = u64::from_le_bytes(word);
    (!word >> 7 | word >> 6) & 0x0101_0101_0101_0101
}

/// The sum of the bytes: the multiplication adds them up in the highest one.
#[inline]
fn sum(bytes: u64) -> u32 {
    (bytes.wrapping_mul(0x0101_0101_0101_0101) >> 56) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Entry, Kind, place_of, sorted};
    use crate::text::Span;

    proptest! {
        #[test]
        fn entries_are_dealt_out_as_they_sort(spans in prop::collection::vec((0..400usize, 0..9usize, 0..2u32), 0..80)) {
            let kinds = [Kind::Date, Kind::Title];
            let entry = |(start, len, kind): (usize, usize, u32)| Entry {
                place: place_of(Span::new(start, start + len)),
                kind: kinds[kind as usize],
                at: kind,
            };
            let list: Vec<Entry> = spans.into_iter().map(entry).collect();
            let mut expected = list.clone();
            expected.sort();
            prop_assert!(sorted(list) == expected);
        }
    }
}
