//! From the board to the record: byte positions of the normalized text become code points of the raw text, here only.
use rustc_hash::FxHashMap;

use super::{Affiliation, AgencyRank, Event, Evidence, MentionRecord, Record, Tenure, What};
use crate::{
    lexicon::Regions,
    mention::Board,
    relate::{Facts, Proof},
    rules::{RuleId, RuleSet},
    text::{AlignedText, Norm, Span},
};

/// Fills the mentions and facts of `record`.
pub fn encode(
    record: &mut Record,
    text: &AlignedText<'_>,
    board: &Board,
    facts: &Facts,
    regions: &Regions,
    rules: &RuleSet,
) {
    let mut list: Vec<(Span<Norm>, RuleId, What)> = Vec::new();
    for m in &board.dates {
        let value = m.value.value.map(|v| v.to_string());
        let r#mod = m.value.modifier.map(|m| m.as_str().to_owned());
        list.push((m.span, m.rule, What::Date { value, r#mod }));
    }
    for m in board.agencies() {
        if let Some(full) = &m.value.full {
            let what = What::Agency {
                name: full.name.clone(),
                agency_kind: m.value.kind.as_str().to_owned(),
                region: full.region.clone(),
            };
            list.push((m.span, m.rule, what));
        }
    }
    for m in &board.organizations {
        list.push((
            m.span,
            m.rule,
            What::Organization { name: m.value.name.clone(), organization_kind: m.value.kind.clone() },
        ));
    }
    list.extend(board.ranks.iter().map(|m| (m.span, m.rule, What::Rank { value: m.value.clone() })));
    list.extend(board.titles.iter().map(|m| (m.span, m.rule, What::Title { name: m.value.name.clone() })));
    for m in &board.persons {
        list.push((m.span, m.rule, What::Person { name: m.value.name.clone(), official: m.value.official }));
    }
    for m in &board.documents {
        let name = m.span.of(text.text()).trim_start_matches('《').trim_end_matches('》').to_owned();
        list.push((m.span, m.rule, What::Document { name }));
    }
    for m in &board.places {
        let region = regions.get(m.value);
        list.push((m.span, m.rule, What::Place { name: region.name.clone(), region: Some(region.code.clone()) }));
    }
    list.sort_by_key(|(span, _, what)| (span.start(), std::cmp::Reverse(span.end()), order(what)));
    let mut points = CodePoints::new(text.raw());
    let mut ids: FxHashMap<Span<Norm>, u32> = FxHashMap::default();
    for (span, rule, what) in list {
        let raw = text.to_raw(span);
        let id = record.mentions.len() as u32;
        ids.entry(span).or_insert(id);
        record.mentions.push(MentionRecord {
            id,
            start: points.at(raw.start()),
            end: points.at(raw.end()),
            text: raw.of(text.raw()).to_owned(),
            what,
            rule: rules.info(rule).id.clone(),
        });
    }
    let mut place = |proof: &Proof| {
        let raw = text.to_raw(proof.evidence);
        let mut mentions: Vec<u32> = proof.mentions.iter().filter_map(|span| ids.get(span).copied()).collect();
        mentions.sort_unstable();
        mentions.dedup();
        (
            Evidence { start: points.at(raw.start()), end: points.at(raw.end()) },
            mentions,
            rules.info(proof.rule).id.clone(),
        )
    };
    for f in &facts.tenures {
        let (evidence, mentions, rule) = place(&f.proof);
        record.tenures.push(Tenure {
            person: f.person.clone(),
            organization: f.organization.clone(),
            title: f.title.clone(),
            status: f.status.as_str().to_owned(),
            date: f.date.map(|d| d.to_string()),
            start_date: f.date.filter(|_| f.status != crate::relate::Status::Removed).map(|d| d.to_string()),
            end_date: f.end_date.map(|d| d.to_string()),
            evidence,
            mentions,
            rule,
        });
    }
    for f in &facts.events {
        let (evidence, mentions, rule) = place(&f.proof);
        record.events.push(Event {
            agency: f.agency.clone(),
            r#type: f.kind.clone(),
            date: f.date.map(|d| d.to_string()),
            place: f.place.clone(),
            from: f.from.clone(),
            into: f.into.clone(),
            evidence,
            mentions,
            rule,
        });
    }
    for f in &facts.agency_ranks {
        let (evidence, mentions, rule) = place(&f.proof);
        record.agency_ranks.push(AgencyRank {
            agency: f.agency.clone(),
            rank: f.rank.clone(),
            evidence,
            mentions,
            rule,
        });
    }
    for f in &facts.affiliations {
        let (evidence, mentions, rule) = place(&f.proof);
        record.affiliations.push(Affiliation {
            agency: f.agency.clone(),
            relation: f.relation.clone(),
            parent: f.parent.clone(),
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

/// Order of kinds that stand at the same place.
fn order(what: &What) -> u8 {
    match what {
        What::Date { .. } => 0,
        What::Agency { .. } => 1,
        What::Rank { .. } => 2,
        What::Person { .. } => 3,
        What::Document { .. } => 4,
        What::Organization { .. } => 5,
        What::Title { .. } => 6,
        What::Place { .. } => 7,
    }
}

/// Counts code points up to bytes; fast where the bytes asked for ascend.
struct CodePoints<'t> {
    text: &'t str,
    /// Code points before every 256th byte.
    marks: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    const STEP: usize = 256;

    fn new(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(Self::STEP) {
            marks.push(count);
            count += starts(chunk);
        }
        marks.push(count);
        Self { text, marks }
    }

    fn at(&mut self, byte: usize) -> usize {
        let mark = byte / Self::STEP;
        let rest = self.text.as_bytes().get(mark * Self::STEP..byte).unwrap_or(&[]);
        self.marks.get(mark).copied().unwrap_or(0) + starts(rest)
    }
}

/// Number of code points that start in a stretch of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xc0 != 0x80).count()
}
