//! From the board to the record: byte positions of the normalized text become code points of the raw text, here only.
use smallvec::SmallVec;

use super::{Affiliation, AgencyRank, Event, Evidence, MentionRecord, Record, Tenure, What};
use crate::{
    lexicon::Regions,
    mention::{Board, Body, Found},
    relate::{Facts, Proof, Status},
    rules::{RuleId, RuleSet},
    text::{AlignedText, Norm, Raw, Span, WayBack},
    value::Edtf,
};

/// A document that was read to its end, of which a record can be made.
#[derive(Debug)]
pub struct Draft<'d> {
    /// The record without mentions and facts.
    pub(crate) envelope: Record,
    text: &'d AlignedText<'d>,
    board: &'d Board,
    facts: &'d Facts,
    regions: &'d Regions,
    rules: &'d RuleSet,
    /// The mentions as they stand in the record.
    order: Vec<Entry>,
}

impl<'d> Draft<'d> {
    /// What `envelope` says of a document, and what was found in its text.
    pub(crate) fn new(
        envelope: Record,
        text: &'d AlignedText<'_>,
        board: &'d Board,
        facts: &'d Facts,
        regions: &'d Regions,
        rules: &'d RuleSet,
    ) -> Self {
        Self { envelope, text, board, facts, regions, rules, order: order(board) }
    }

    /// How many mentions the record has.
    pub fn mentions(&self) -> usize {
        self.order.len()
    }

    /// How many facts the record has.
    pub fn facts(&self) -> usize {
        let Facts { tenures, events, agency_ranks, affiliations } = self.facts;
        tenures.len() + events.len() + agency_ranks.len() + affiliations.len()
    }

    /// The record itself.
    pub fn into_record(self) -> Record {
        let found = self.contents();
        Record {
            mentions: found.mentions().collect(),
            tenures: found.tenures().collect(),
            events: found.events().collect(),
            agency_ranks: found.agency_ranks().collect(),
            affiliations: found.affiliations().collect(),
            ..self.envelope
        }
    }

    /// What the record holds, made when it is asked for.
    pub(crate) fn contents(&self) -> Contents<'_> {
        Contents { draft: self, points: CodePoints::new(self.text.raw()), way_back: self.text.way_back() }
    }
}

/// The mentions and facts of a draft, in the order of the record.
pub(crate) struct Contents<'d> {
    draft: &'d Draft<'d>,
    points: CodePoints<'d>,
    way_back: WayBack<'d>,
}

impl<'d> Contents<'d> {
    pub(crate) fn mentions<S: From<&'d str> + From<&'d Edtf>>(&self) -> impl Iterator<Item = MentionRecord<S>> {
        let Draft { order, text, rules, .. } = self.draft;
        order.iter().zip(0..).map(move |(entry, id)| {
            let raw = self.way_back.raw_of(entry.span());
            let Evidence { start, end } = self.evidence(raw);
            let (what, rule) = self.what(*entry);
            MentionRecord {
                id,
                start,
                end,
                text: raw.of(text.raw()).into(),
                what,
                rule: (&*rules.info(rule).id).into(),
            }
        })
    }

    pub(crate) fn tenures<S: From<&'d str> + From<&'d Edtf>>(&self) -> impl Iterator<Item = Tenure<S>> {
        self.facts(&self.draft.facts.tenures, |f| &f.proof).map(|(f, evidence, mentions, rule)| Tenure {
            person: f.person.as_str().into(),
            organization: f.organization.as_str().into(),
            title: f.title.as_str().into(),
            status: f.status.as_str().into(),
            date: f.date.as_ref().map(S::from),
            start_date: f.date.as_ref().filter(|_| f.status != Status::Removed).map(S::from),
            end_date: f.end_date.as_ref().map(S::from),
            evidence,
            mentions,
            rule: rule.into(),
        })
    }

    pub(crate) fn events<S: From<&'d str> + From<&'d Edtf>>(&self) -> impl Iterator<Item = Event<S>> {
        self.facts(&self.draft.facts.events, |f| &f.proof).map(|(f, evidence, mentions, rule)| Event {
            agency: f.agency.as_str().into(),
            r#type: f.kind.as_str().into(),
            date: f.date.as_ref().map(S::from),
            place: f.place.as_deref().map(S::from),
            from: f.from.as_deref().map(S::from),
            into: f.into.as_deref().map(S::from),
            evidence,
            mentions,
            rule: rule.into(),
        })
    }

    pub(crate) fn agency_ranks<S: From<&'d str>>(&self) -> impl Iterator<Item = AgencyRank<S>> {
        self.facts(&self.draft.facts.agency_ranks, |f| &f.proof).map(|(f, evidence, mentions, rule)| AgencyRank {
            agency: f.agency.as_str().into(),
            rank: f.rank.as_str().into(),
            evidence,
            mentions,
            rule: rule.into(),
        })
    }

    pub(crate) fn affiliations<S: From<&'d str>>(&self) -> impl Iterator<Item = Affiliation<S>> {
        self.facts(&self.draft.facts.affiliations, |f| &f.proof).map(|(f, evidence, mentions, rule)| Affiliation {
            agency: f.agency.as_str().into(),
            relation: f.relation.as_str().into(),
            parent: f.parent.as_str().into(),
            evidence,
            mentions,
            rule: rule.into(),
        })
    }

    /// Facts in order of their evidence, with it, the ids of their mentions and their rule; what is equal keeps the order
    /// of the text.
    fn facts<F>(
        &self,
        facts: &'d [F],
        proof: impl Fn(&F) -> &Proof,
    ) -> impl Iterator<Item = (&'d F, Evidence, SmallVec<[u32; 4]>, &'d str)> {
        let evidence = |f| self.evidence(self.way_back.raw_of(proof(f).evidence));
        let mut order: Vec<(Evidence, &'d F)> = facts.iter().map(|f| (evidence(f), f)).collect();
        order.sort_by_key(|f| f.0);
        order.into_iter().map(move |(evidence, f)| {
            let Proof { mentions, rule, .. } = proof(f);
            (f, evidence, self.ids(mentions), self.draft.rules.info(*rule).id.as_str())
        })
    }

    /// The ids of the mentions at these places; the first of a place speaks for it.
    fn ids(&self, places: &[Span<Norm>]) -> SmallVec<[u32; 4]> {
        let order = &self.draft.order;
        let id_of = |span: &Span<Norm>| {
            let id = order.partition_point(|entry| entry.place < place_of(*span));
            order.get(id).filter(|entry| entry.place == place_of(*span)).map(|_| id as u32)
        };
        let mut ids: SmallVec<[u32; 4]> = places.iter().filter_map(id_of).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    fn evidence(&self, raw: Span<Raw>) -> Evidence {
        Evidence { start: self.points.at(raw.start()), end: self.points.at(raw.end()) }
    }

    /// What one entry of the order says, and the rule that found it.
    fn what<S: From<&'d str> + From<&'d Edtf>>(&self, entry: Entry) -> (What<S>, RuleId) {
        let (at, Draft { board, text, regions, .. }) = (entry.at as usize, self.draft);
        match entry.kind {
            Kind::Date => {
                let m = &board.dates[at];
                let value = m.value.value.as_ref().map(S::from);
                (What::Date { value, r#mod: m.value.modifier.map(|m| m.as_str().into()) }, m.rule)
            }
            Kind::Agency => {
                let m = &board.bodies[at];
                let (name, region) = m.value.full.as_ref().map_or(("", None), |f| (&*f.name, f.region.as_deref()));
                let (name, region) = (name.into(), region.map(S::from));
                (What::Agency { name, agency_kind: m.value.kind.as_str().into(), region }, m.rule)
            }
            Kind::Rank => {
                let m = &board.ranks[at];
                (What::Rank { value: m.value.as_str().into() }, m.rule)
            }
            Kind::Person => {
                let m = &board.persons[at];
                (What::Person { name: m.value.name.as_str().into(), official: m.value.official }, m.rule)
            }
            Kind::Document => {
                let m = &board.documents[at];
                let name = m.span.of(text.text()).trim_start_matches('《').trim_end_matches('》').into();
                (What::Document { name }, m.rule)
            }
            Kind::Organization => {
                let m = &board.organizations[at];
                let (name, organization_kind) = (m.value.name.as_str().into(), m.value.kind.as_str().into());
                (What::Organization { name, organization_kind }, m.rule)
            }
            Kind::Title => {
                let m = &board.titles[at];
                (What::Title { name: m.value.name.as_str().into() }, m.rule)
            }
            Kind::Place => {
                let m = &board.places[at];
                let region = regions.get(m.value);
                (What::Place { name: region.name.as_str().into(), region: Some(region.code.as_str().into()) }, m.rule)
            }
        }
    }
}

/// Kinds of mentions; where several stand at the same place, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    // Runs that are in order already are merged; what stands at the same place is in the order of the kinds.
    list.sort_by_key(|entry| entry.place);
    list
}

/// Counts code points up to bytes.
struct CodePoints<'t> {
    chunks: &'t [[u8; CHUNK]],
    /// What is left behind the chunks, and zeros.
    last: [u8; CHUNK],
    /// How many code points stand before each of them.
    before: Vec<u32>,
}

/// Two words.
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
            let (words, _) = chunk.as_chunks();
            count += sum(starts(words[0]) + starts(words[1]));
            count
        }));
        Self { chunks, last, before }
    }

    fn at(&self, byte: usize) -> usize {
        let chunk = byte / CHUNK;
        let (words, _) = self.chunks.get(chunk).unwrap_or(&self.last).as_chunks();
        let (first, second) = (starts(words[0]), starts(words[1]));
        let below = (1 << (byte % 8 * 8)) - 1;
        let inside = if byte % CHUNK < 8 { first & below } else { first + (second & below) };
        (self.before.get(chunk).copied().unwrap_or_default() + sum(inside)) as usize
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

    use super::CodePoints;

    proptest! {
        #[test]
        fn code_points_are_counted_up_to_every_byte(text in "[a国é𠀀\n]{0,40}") {
            let points = CodePoints::new(&text);
            for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                prop_assert_eq!(points.at(at), text.get(..at).unwrap_or("").chars().count());
            }
        }
    }
}
