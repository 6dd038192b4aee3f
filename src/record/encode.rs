//! From the board to the record: byte positions of the normalized text become code points of the raw text, here only.
use std::{cmp::Reverse, mem::take};

use smol_str::{SmolStr, ToSmolStr};

use super::{Affiliation, AgencyRank, Event, Evidence, MentionRecord, Record, Tenure, What};
use crate::{
    lexicon::Regions,
    mention::{Board, Found},
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
    let points = CodePoints::new(text.raw());
    record.mentions.reserve_exact(list.len());
    for (id, &(span, kind, at)) in list.iter().enumerate() {
        let raw = text.to_raw(span);
        let (what, rule) = what(kind, at as usize, text.text(), &mut board, regions);
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
        let id = list.partition_point(|(other, ..)| place_of(*other) < place_of(*span));
        list.get(id).filter(|(other, ..)| other == span).map(|_| id as u32)
    };
    let place = |proof: &Proof| {
        let raw = text.to_raw(proof.evidence);
        let mut mentions: Vec<u32> = proof.mentions.iter().filter_map(id_of).collect();
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
        record.tenures.push(Tenure {
            person: f.person,
            organization: f.organization,
            title: f.title,
            status: SmolStr::new_static(f.status.as_str()),
            date: f.date.map(|d| d.to_smolstr()),
            start_date: f.date.filter(|_| f.status != crate::relate::Status::Removed).map(|d| d.to_smolstr()),
            end_date: f.end_date.map(|d| d.to_smolstr()),
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
            date: f.date.map(|d| d.to_smolstr()),
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

/// All mentions in the order of the output: span, kind, and place in the board's list of the kind.
fn order(board: &Board) -> Vec<(Span<Norm>, Kind, u32)> {
    fn of<'b, T: 'b>(
        found: impl IntoIterator<Item = &'b Found<T>>,
        kind: Kind,
    ) -> impl Iterator<Item = (Span<Norm>, Kind, u32)> {
        found.into_iter().enumerate().map(move |(at, m)| (m.span, kind, at as u32))
    }
    let mut list: Vec<_> = of(&board.dates, Kind::Date).collect();
    // Bodies are not all mentions: their place is that in the whole list.
    let mut agencies = board.agencies().filter(|m| m.value.full.is_some()).peekable();
    list.extend(
        of(&board.bodies, Kind::Agency)
            .zip(&board.bodies)
            .filter_map(|(entry, body)| agencies.next_if(|mention| std::ptr::eq(*mention, body)).map(|_| entry)),
    );
    list.extend(of(&board.ranks, Kind::Rank));
    list.extend(of(&board.persons, Kind::Person));
    list.extend(of(&board.documents, Kind::Document));
    list.extend(of(&board.organizations, Kind::Organization));
    list.extend(of(&board.titles, Kind::Title));
    list.extend(of(&board.places, Kind::Place));
    list.sort_by_key(|&(span, kind, _)| (place_of(span), kind));
    list
}

/// Where a span comes in the output: the one that starts first, then the longest.
fn place_of(span: Span<Norm>) -> (usize, Reverse<usize>) {
    (span.start(), Reverse(span.end()))
}

/// What one entry of the order says, taken from the board, and the rule that found it.
fn what(kind: Kind, at: usize, text: &str, board: &mut Board, regions: &Regions) -> (What, RuleId) {
    match kind {
        Kind::Date => {
            let m = &board.dates[at];
            let value = m.value.value.map(|v| v.to_smolstr());
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
            (What::Place { name: region.name.as_str().into(), region: Some(region.code.as_str().into()) }, m.rule)
        }
    }
}

/// Counts code points up to bytes.
struct CodePoints<'t> {
    text: &'t [u8],
    /// Code points before every 64th byte.
    marks: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    /// Small enough that a count fits a byte, which lets many bytes be counted at a time.
    const STEP: usize = 64;

    fn new(text: &'t str) -> Self {
        let text = text.as_bytes();
        let mut marks = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut count = 0;
        for chunk in text.chunks(Self::STEP) {
            marks.push(count);
            count += u32::from(starts(chunk));
        }
        marks.push(count);
        Self { text, marks }
    }

    fn at(&self, byte: usize) -> usize {
        let mark = byte / Self::STEP;
        let rest = self.text.get(mark * Self::STEP..byte).unwrap_or(&[]);
        self.marks.get(mark).copied().unwrap_or(0) as usize + usize::from(starts(rest))
    }
}

/// Number of code points that start in a short stretch of UTF-8.
fn starts(bytes: &[u8]) -> u8 {
    bytes.iter().map(|&b| u8::from(b & 0xc0 != 0x80)).sum()
}
