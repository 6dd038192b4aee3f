//! Compares one document's output with its gold and counts.
//!
//! Persons are scored where they are officials; what touches an organization or an unofficial person is neither
//! right nor wrong. A fact is its key; its other fields count as values, a pair of nulls does not count.
use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde_json::{Map, Value};

use super::{
    Found, GoldDocument,
    expand::{CodePoints, Expanded, Pair, expand, touches},
    found::FoundMention,
    gold::Entry,
};

const KINDS: [&str; 5] = ["date", "agency", "rank", "person", "document"];

/// A list of facts: its name, the fields that identify a fact, the fields that are values.
type FactList = (&'static str, &'static [&'static str], &'static [&'static str]);
const FACTS: [FactList; 4] = [
    ("tenures", &["person", "organization", "title"], &["status", "date"]),
    ("events", &["agency", "type", "date"], &["place", "from", "into"]),
    ("agency_ranks", &["agency", "rank"], &[]),
    ("affiliations", &["agency", "relation", "parent"], &[]),
];

/// The lists that differences are told of.
pub const LISTS: [&str; 9] =
    ["date", "agency", "rank", "person", "document", "tenures", "events", "agency_ranks", "affiliations"];

/// Counts of one list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found and in the gold.
    pub right: usize,
    /// Found but not in the gold.
    pub wrong: usize,
    /// In the gold but not found.
    pub missed: usize,
    /// Values that are as in the gold.
    pub value_right: usize,
    /// Values compared.
    pub value_all: usize,
}

/// `part / whole`, and 1 where there is nothing.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl Tally {
    /// Adds another tally's counts.
    pub fn add(&mut self, other: &Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
        self.value_right += other.value_right;
        self.value_all += other.value_all;
    }

    /// How many the gold has.
    pub fn gold(&self) -> usize {
        self.right + self.missed
    }

    /// How many the output has.
    pub fn found(&self) -> usize {
        self.right + self.wrong
    }

    /// Share of the found that is right.
    pub fn precision(&self) -> f64 {
        share(self.right, self.found())
    }

    /// Share of the gold that is found.
    pub fn recall(&self) -> f64 {
        share(self.right, self.gold())
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }

    /// Share of the compared values that is right.
    pub fn value(&self) -> f64 {
        share(self.value_right, self.value_all)
    }

    fn count_value(&mut self, right: bool) {
        self.value_all += 1;
        self.value_right += usize::from(right);
    }
}

/// One difference between gold and output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// Name of the gold file.
    pub document: String,
    /// The list, as `date` or `tenures`.
    pub list: &'static str,
    /// `missed`, `wrong` or `value`.
    pub what: &'static str,
    /// Where, in code points; facts have no place.
    pub span: Option<(usize, usize)>,
    /// The text there, or the fact's key.
    pub surface: String,
    /// Both values, or the rule that found it.
    pub more: String,
}

pub(super) fn empty_rows() -> Vec<(&'static str, Tally)> {
    LISTS.into_iter().chain(["agency_kind", "reference_date"]).map(|name| (name, Tally::default())).collect()
}

pub(super) fn add_totals(rows: &mut Vec<(&'static str, Tally)>) {
    let sum = |from: usize, to: usize| {
        rows[from..to].iter().fold(Tally::default(), |mut sum, (_, tally)| {
            sum.add(tally);
            sum
        })
    };
    let totals = [("mentions", sum(0, KINDS.len())), ("facts", sum(KINDS.len(), LISTS.len()))];
    rows.extend(totals);
}

/// How often a rule fired, and how that was judged. What is neither right nor wrong only fired.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RuleTally {
    /// Mentions or facts of the rule.
    pub fired: usize,
    /// Those that the gold has.
    pub right: usize,
    /// Those of the right ones that have another value than in the gold.
    pub value_wrong: usize,
    /// Those that the gold does not have.
    pub wrong: usize,
}

/// What scoring says beside the counts.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// What was missed, found wrongly or given another value, by document and list.
    pub errors: Vec<Miss>,
    /// How the rules did, by id.
    pub by_rule: BTreeMap<String, RuleTally>,
}

impl Details {
    fn rule(&mut self, rule: Option<&str>) -> &mut RuleTally {
        self.by_rule.entry(rule.unwrap_or("None").to_owned()).or_default()
    }
}

/// The details of one document in the making.
struct Notes<'n> {
    document: &'n str,
    details: &'n mut Details,
}

impl Notes<'_> {
    fn note(&mut self, list: &'static str, what: &'static str, span: Option<Pair>, surface: &str, more: String) {
        let (document, surface) = (self.document.to_owned(), surface.to_owned());
        self.details.errors.push(Miss { document, list, what, span, surface, more });
    }
}

/// Tallies of every list of one document; what is to be said beside them goes to `details`.
pub fn score_document(document: &GoldDocument, found: &Found, details: &mut Details) -> Vec<(&'static str, Tally)> {
    found.mentions.iter().for_each(|mention| details.rule(mention.get("rule")).fired += 1);
    for (list, ..) in FACTS {
        found.facts(list).for_each(|fact| details.rule(fact.get("rule").and_then(Value::as_str)).fired += 1);
    }
    let mut notes = Notes { document: &document.name, details };
    let mut reference = Tally::default();
    reference.count_value(
        document.gold.reference_date.as_deref() == found.reference_date.as_deref().filter(|d| !d.is_empty()),
    );
    let mut tallies = mentions(document, found, &mut notes);
    for list in &FACTS {
        tallies.push((list.0, facts(list, &document.gold, found, &mut notes)));
    }
    tallies.push(("reference_date", reference));
    tallies
}

fn mentions(document: &GoldDocument, found: &Found, notes: &mut Notes<'_>) -> Vec<(&'static str, Tally)> {
    let (gold, text) = (&document.gold, document.text.as_str());
    let pairs = |list: &[Expanded<'_>]| list.iter().map(|m| (m.start, m.end)).collect::<Vec<Pair>>();
    let organizations = pairs(&expand(&gold.organizations, text, true));
    let persons = expand(&gold.persons, text, true);
    let everyone = pairs(&persons);
    let (officials, others): (Vec<_>, Vec<_>) = persons.into_iter().partition(|p| p.entry.official);
    let unofficial = pairs(&others);
    let points = CodePoints::new(text);
    let (mut out, mut agency_kind) = (Vec::new(), Tally::default());
    for kind in KINDS {
        let want = match kind {
            "date" => expand(&gold.dates, text, true),
            "agency" => expand(&gold.agencies, text, true),
            "rank" => expand(&gold.ranks, text, true),
            "person" => officials.clone(),
            _ => expand(&gold.documents, text, false),
        };
        let wanted: HashMap<Pair, &Entry> = want.iter().map(|m| ((m.start, m.end), m.entry)).collect();
        // A person the output itself calls unofficial is only wrong where nobody is.
        let is_meant = |m: &&FoundMention| {
            let span = (m.start, m.end);
            let is_stray = || !m.official() && !wanted.contains_key(&span) && touches(span, &everyone);
            m.kind == kind && (kind != "person" || !is_stray())
        };
        let got = unique(found.mentions.iter().filter(is_meant).map(|m| ((m.start, m.end), m)));
        let at: HashMap<Pair, &FoundMention> = got.iter().copied().collect();
        let mut tally = Tally::default();
        for Expanded { start, end, entry } in want {
            let span = (start, end);
            let Some(mention) = at.get(&span) else {
                tally.missed += 1;
                notes.note(kind, "missed", Some(span), &entry.text, String::new());
                continue;
            };
            tally.right += 1;
            notes.details.rule(mention.get("rule")).right += 1;
            if kind == "agency" {
                agency_kind.count_value(mention.get("agency_kind") == entry.kind.as_deref());
            }
            let difference = compare(kind, entry, mention);
            tally.count_value(difference.is_none());
            if let Some(more) = difference {
                notes.details.rule(mention.get("rule")).value_wrong += 1;
                notes.note(kind, "value", Some(span), &entry.text, more);
            }
        }
        for (span, mention) in got {
            let excused =
                kind == "agency" && touches(span, &organizations) || kind == "person" && touches(span, &unofficial);
            if wanted.contains_key(&span) || excused {
                continue;
            }
            tally.wrong += 1;
            let surface = mention.get("text").unwrap_or_else(|| points.slice(text, span.0, span.1));
            notes.details.rule(mention.get("rule")).wrong += 1;
            notes.note(kind, "wrong", Some(span), surface, format!("rule {}", mention.get("rule").unwrap_or("None")));
        }
        out.push((kind, tally));
    }
    out.push(("agency_kind", agency_kind));
    out
}

/// What differs between a gold entry and the mention found in its place, if anything.
fn compare(kind: &str, entry: &Entry, mention: &FoundMention) -> Option<String> {
    let (want, key) = if kind == "date" || kind == "rank" { (&entry.value, "value") } else { (&entry.name, "name") };
    let (want, got) = (want.as_deref(), mention.get(key));
    let modifiers = (entry.r#mod.as_deref(), mention.get("mod"));
    let same = want == got
        && match kind {
            "date" => modifiers.0 == modifiers.1,
            "person" => mention.official(),
            _ => true,
        };
    let or_none = |v: Option<&str>| v.unwrap_or("None").to_owned();
    let or_empty = |v: Option<&str>| v.unwrap_or_default().to_owned();
    (!same).then(|| {
        format!("gold {} {} got {} {}", or_none(want), or_empty(modifiers.0), or_none(got), or_empty(modifiers.1))
    })
}

/// One value per key: the last one, in the place of the first.
fn unique<K: Clone + Eq + std::hash::Hash, V>(items: impl Iterator<Item = (K, V)>) -> Vec<(K, V)> {
    let (mut out, mut places) = (Vec::<(K, V)>::new(), HashMap::new());
    for (key, value) in items {
        let place = *places.entry(key.clone()).or_insert(out.len());
        if place < out.len() {
            out[place].1 = value;
        } else {
            out.push((key, value));
        }
    }
    out
}

fn facts(list: &FactList, gold: &super::Gold, found: &Found, notes: &mut Notes<'_>) -> Tally {
    let (name, keys, values) = *list;
    let gold = match name {
        "tenures" => &gold.tenures,
        "events" => &gold.events,
        "agency_ranks" => &gold.agency_ranks,
        _ => &gold.affiliations,
    };
    let field = |fact: &Map<String, Value>, key: &str| match fact.get(key) {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text.clone()),
        Some(other) => Some(other.to_string()),
    };
    let key = |fact: &Map<String, Value>| keys.iter().map(|k| field(fact, k)).collect::<Vec<_>>();
    let none = |value: &Option<String>| value.clone().unwrap_or_else(|| "None".to_owned());
    let label = |key: &[Option<String>]| key.iter().map(none).collect::<Vec<_>>().join(" ");
    let want = unique(gold.iter().map(|f| (key(f), f)));
    let got = unique(found.facts(name).map(|f| (key(f), f)));
    let at: HashMap<_, _> = got.iter().map(|(k, f)| (k, *f)).collect();
    let mut tally = Tally::default();
    for (key, fact) in &want {
        let Some(other) = at.get(key) else {
            tally.missed += 1;
            notes.note(name, "missed", None, &label(key), String::new());
            continue;
        };
        tally.right += 1;
        let rule = other.get("rule").and_then(Value::as_str);
        notes.details.rule(rule).right += 1;
        let differs = values.iter().any(|value| field(fact, value) != field(other, value));
        notes.details.rule(rule).value_wrong += usize::from(differs);
        for value in values {
            let pair = (field(fact, value), field(other, value));
            if pair == (None, None) {
                continue;
            }
            tally.count_value(pair.0 == pair.1);
            if pair.0 != pair.1 {
                notes.note(
                    name,
                    "value",
                    None,
                    &label(key),
                    format!("{value}: gold {} got {}", none(&pair.0), none(&pair.1)),
                );
            }
        }
    }
    for (key, fact) in got.iter().filter(|(k, _)| !want.iter().any(|(w, _)| w == k)) {
        tally.wrong += 1;
        notes.details.rule(fact.get("rule").and_then(Value::as_str)).wrong += 1;
        notes.note(name, "wrong", None, &label(key), format!("rule {}", none(&field(fact, "rule"))));
    }
    tally
}
