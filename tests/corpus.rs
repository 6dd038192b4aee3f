//! The corpus: scores do not fall, and what holds for the record of any document.
//!
//! `corpus/baseline.json` holds the least each score may be. After a change for the better write it anew with
//! `ZHIGUAN_BLESS=1 cargo test --test corpus`.
use std::{collections::BTreeMap, fs, io, path::Path};

use zhiguan::{
    document::RawDocument,
    eval,
    pipeline::Pipeline,
    record::{Draft, Evidence, MentionRecord, Record, What},
    sink::{Encode as _, Jsonl, Sink as _},
    source::{Source, SourceOptions},
};

#[path = "util/mod.rs"]
mod util;

/// Sets of documents with gold.
const SETS: [&str; 3] = ["seeds", "dev", "fresh"];

/// Scores by name, as `dev/date/f1`, in ten thousandths: whole numbers compare without surprise.
type Figures = BTreeMap<String, u32>;

fn pipeline() -> Pipeline {
    Pipeline::new().unwrap_or_else(|e| panic!("{e}"))
}

fn figures() -> Figures {
    let pipeline = pipeline();
    let mut figures = Figures::new();
    for set in SETS {
        let folder = util::corpus().join(set);
        let scores = eval::run(&folder, &folder, &mut |document| pipeline.record(document));
        let scores = scores.unwrap_or_else(|e| panic!("{e}"));
        assert!(scores.missing.is_empty(), "no output for {:?}", scores.missing);
        let lists = eval::LISTS.map(|list| (list, false));
        for (list, with_value) in lists.into_iter().chain([("mentions", true), ("facts", true)]) {
            let tally = scores.get(list).unwrap_or_else(|| panic!("no row {list}"));
            let mut put = |what: &str, share: f64| {
                figures.insert(format!("{set}/{list}/{what}"), (share * 10_000.0).floor() as u32);
            };
            put("f1", tally.f1());
            if with_value {
                put("value", tally.value());
            }
        }
    }
    figures
}

/// One figure a line, so that a change of one is one line of a diff.
fn write(path: &Path, figures: &Figures) {
    let lines: Vec<String> = figures
        .iter()
        .map(|(name, figure)| format!("  \"{name}\": {}.{:04}", figure / 10_000, figure % 10_000))
        .collect();
    fs::write(path, format!("{{\n{}\n}}\n", lines.join(",\n"))).expect("written");
}

fn read(path: &Path) -> Figures {
    let text = fs::read_to_string(path).expect("a baseline; write one with ZHIGUAN_BLESS=1");
    let figures: BTreeMap<String, f64> = serde_json::from_str(&text).expect("an object of numbers");
    figures.into_iter().map(|(name, figure)| (name, (figure * 10_000.0).round() as u32)).collect()
}

#[test]
fn scores_do_not_fall() {
    let (path, now) = (util::corpus().join("baseline.json"), figures());
    if std::env::var_os("ZHIGUAN_BLESS").is_some() {
        write(&path, &now);
        return;
    }
    let baseline = read(&path);
    assert!(now.keys().eq(baseline.keys()), "the baseline holds other figures; write it anew with ZHIGUAN_BLESS=1");
    let share = |figure: u32| f64::from(figure) / 10_000.0;
    let fallen: Vec<String> = baseline
        .iter()
        .filter(|(name, least)| now[*name] < **least)
        .map(|(name, least)| format!("{name}: {:.4} was {:.4}", share(now[name]), share(*least)))
        .collect();
    assert!(fallen.is_empty(), "scores fell; if that is meant, write the baseline anew:\n{}", fallen.join("\n"));
}

/// The texts of the whole corpus, with what a source says of them.
fn documents() -> Vec<RawDocument> {
    let source = Source::new([util::corpus().into_os_string()], SourceOptions::default());
    let pipeline = pipeline();
    source.map(|payload| payload.and_then(|payload| pipeline.read(payload)).unwrap_or_else(|e| panic!("{e}"))).collect()
}

#[test]
fn records_speak_of_their_text() {
    let pipeline = pipeline();
    let documents = documents();
    assert!(documents.len() > 35, "only {} documents", documents.len());
    let mut faults = Vec::new();
    for document in documents {
        let (source, points) = (document.origin.source.clone(), document.text.chars().collect::<Vec<char>>());
        let record = pipeline.record(document);
        faults.extend(faults_of(&record, &points).into_iter().map(|fault| format!("{source}: {fault}")));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// What is wrong with a record of the text with these code points.
fn faults_of(record: &Record, points: &[char]) -> Vec<String> {
    let mut faults = Vec::new();
    for (n, mention) in record.mentions.iter().enumerate() {
        let slice = points.get(mention.start..mention.end).map(|slice| slice.iter().collect::<String>());
        if slice.as_deref() != Some(mention.text.as_str()) || mention.text.is_empty() {
            faults.push(format!("{}..{} is {slice:?}, not {:?}", mention.start, mention.end, mention.text));
        }
        if mention.id as usize != n {
            faults.push(format!("mention {n} has the id {}", mention.id));
        }
    }
    if !record.mentions.is_sorted_by_key(|m| m.start) {
        faults.push("mentions are out of order".to_owned());
    }
    let mut by_kind: BTreeMap<&str, Vec<&MentionRecord>> = BTreeMap::new();
    for mention in &record.mentions {
        by_kind.entry(kind(&mention.what)).or_default().push(mention);
    }
    for (kind, mentions) in by_kind {
        for pair in mentions.windows(2).filter(|pair| pair[1].start < pair[0].end) {
            faults.push(format!("{kind} {:?} at {} overlaps {:?}", pair[0].text, pair[0].start, pair[1].text));
        }
    }
    for (list, facts) in proofs(record) {
        if !facts.is_sorted_by_key(|(evidence, ..)| evidence.start) {
            faults.push(format!("{list} are out of order"));
        }
        for (evidence, mentions, body) in facts {
            if evidence.start >= evidence.end || evidence.end > points.len() {
                faults.push(format!("{list}: evidence {}..{} is not in the text", evidence.start, evidence.end));
            }
            for &id in mentions.iter().filter(|&&id| id as usize >= record.mentions.len()) {
                faults.push(format!("{list}: no mention has the id {id}"));
            }
            // Bodies of several places under one noun are no mentions.
            let inside = |m: &&MentionRecord| m.start >= evidence.start && m.end <= evidence.end;
            let named = || record.mentions.iter().filter(inside).any(|m| agency(&m.what) == Some(body));
            if mentions.is_empty() && named() {
                faults.push(format!("{list}: a fact at {} is made of no mention", evidence.start));
            }
        }
    }
    faults
}

fn kind(what: &What) -> &'static str {
    match what {
        What::Date { .. } => "date",
        What::Agency { .. } => "agency",
        What::Rank { .. } => "rank",
        What::Person { .. } => "person",
        What::Document { .. } => "document",
        What::Organization { .. } => "organization",
        What::Title { .. } => "title",
        What::Place { .. } => "place",
    }
}

/// The name of an agency.
fn agency(what: &What) -> Option<&str> {
    if let What::Agency { name, .. } = what { Some(name) } else { None }
}

/// Of each fact its evidence, its mentions and its body.
type Proofs<'r> = Vec<(Evidence, &'r [u32], &'r str)>;

fn proofs(record: &Record) -> [(&'static str, Proofs<'_>); 4] {
    macro_rules! of {
        ($list:ident, $body:ident) => {
            (stringify!($list), record.$list.iter().map(|f| (f.evidence, &*f.mentions, &*f.$body)).collect())
        };
    }
    [of!(tenures, organization), of!(events, agency), of!(agency_ranks, agency), of!(affiliations, agency)]
}

#[test]
fn records_come_back_from_their_json() {
    let (pipeline, encoder) = (pipeline(), Jsonl::new(io::sink()).encoder());
    let mut line = encoder.start();
    for document in documents() {
        line.clear();
        let add = |draft: Draft<'_>| encoder.encode_draft(draft, &document.origin, &mut line);
        pipeline.draft(&document, &mut |_| {}, add).expect("a line");
        let record = pipeline.record(document);
        let json = serde_json::to_string(&record).expect("JSON");
        // The line is made without the record.
        assert_eq!(line.strip_suffix(b"\n"), Some(json.as_bytes()), "{}", record.source);
        let back: Record = serde_json::from_str(&json).expect("a record");
        assert_eq!(back, record, "{}", record.source);
        assert_eq!(serde_json::to_string(&back).expect("JSON"), json);
    }
}
