//! Cases as data: what the whole pipeline makes of short texts.
//!
//! Every `tests/cases/<topic>.toml` is read (normalize.toml has its own runner in normalize.rs). Each case runs as
//! written, in traditional characters, with zero-width characters put in, alone and in parallel with all others. A
//! case under `[[pending]]` is one that the program gets wrong as yet: when it passes, move it to `[[case]]`.
use std::{collections::HashMap, fs, path::Path};

use rayon::prelude::*;
use serde::Deserialize;
use zhiguan::{
    pipeline::{EXAMPLE_DATE, Finding, Pipeline},
    rules::RuleSet,
};

#[path = "util/rules.rs"]
mod util;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    case: Vec<Case>,
    #[serde(default)]
    pending: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    /// The day relative dates count from; 2024-05-20 where the case does not say, none where it is empty.
    #[serde(default = "example_date")]
    reference_date: String,
    /// `kind surface = value`: what must be found.
    #[serde(default)]
    mentions: Vec<String>,
    /// `list: field | field`: what must be stated; fields left out at the end may be anything, `-` is none.
    #[serde(default)]
    facts: Vec<String>,
    /// Kinds and lists that must be empty; `kind surface`, `list: field | field`: what must not be found.
    #[serde(default)]
    none: Vec<String>,
    /// The rule that must have found something of the above.
    rule: Option<String>,
    /// What the program gets wrong; pending cases only.
    why: Option<String>,
}

/// Kinds of mentions and lists of facts.
const LISTS: [&str; 12] = [
    "date",
    "agency",
    "rank",
    "title",
    "person",
    "place",
    "document",
    "organization",
    "tenures",
    "events",
    "agency_ranks",
    "affiliations",
];

fn example_date() -> String {
    EXAMPLE_DATE.to_owned()
}

/// The ways each case is written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    AsWritten,
    Traditional,
    ZeroWidth,
}

const WAYS: [Way; 3] = [Way::AsWritten, Way::Traditional, Way::ZeroWidth];
const ZERO_WIDTH: char = '\u{200b}';

/// First traditional character of each simplified one that has any.
type Preimages = HashMap<char, char>;

fn preimages() -> Preimages {
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    let mut first = Preimages::new();
    for row in rules.table("normalize/t2s").unwrap_or_else(|e| panic!("{e}")).rows() {
        if let (Some(from), Some(to)) = (row.get(0).chars().next(), row.get(1).chars().next()) {
            first.entry(to).or_insert(from);
        }
    }
    first
}

impl Way {
    fn write(self, text: &str, preimages: &Preimages) -> String {
        match self {
            Self::AsWritten => text.to_owned(),
            Self::Traditional => text.chars().map(|c| *preimages.get(&c).unwrap_or(&c)).collect(),
            Self::ZeroWidth => {
                let mut han = 0;
                let mut out = String::new();
                for c in text.chars() {
                    out.push(c);
                    if ('\u{4e00}'..='\u{9fff}').contains(&c) {
                        han += 1;
                        if han % 2 == 0 {
                            out.push(ZERO_WIDTH);
                        }
                    }
                }
                out
            }
        }
    }
}

impl Case {
    fn findings(&self, pipeline: &Pipeline, way: Way, preimages: &Preimages) -> Vec<Finding> {
        let date = Some(self.reference_date.as_str()).filter(|date| !date.is_empty());
        util::findings(pipeline, &way.write(&self.text, preimages), date)
    }

    /// What is not as the case says.
    fn faults(&self, found: &[Finding], way: Way, preimages: &Preimages) -> Vec<String> {
        let mut faults = Vec::new();
        let clean = |finding: &Finding| {
            let mut finding = finding.clone();
            finding.fields.iter_mut().for_each(|field| *field = field.chars().filter(|&c| c != ZERO_WIDTH).collect());
            finding
        };
        let found: Vec<Finding> = found.iter().map(clean).collect();
        let mut by_rule = self.rule.is_none();
        let mentions = self.mentions.iter().map(|m| (m, m.split_once(' ')));
        let facts = self.facts.iter().map(|f| (f, f.split_once(": ")));
        for (expected, parts) in mentions.chain(facts) {
            let (list, expect) = parts.unwrap_or_else(|| panic!("{}: neither kind nor list: {expected}", self.name));
            let expect = match expect.split_once(" = ") {
                Some((surface, value)) if way == Way::Traditional => {
                    format!("{} = {value}", way.write(surface, preimages))
                }
                _ => expect.to_owned(),
            };
            let same: Vec<_> = found.iter().filter(|f| f.list == list && f.is(&expect)).collect();
            if same.is_empty() {
                let others: Vec<_> = found.iter().filter(|f| f.list == list).map(Finding::text).collect();
                faults.push(format!("no {list} `{expect}` but {others:?}"));
            }
            by_rule |= same.iter().any(|f| Some(f.rule.as_str()) == self.rule.as_deref());
        }
        for none in &self.none {
            let parts = none.split_once(": ").or_else(|| none.split_once(' '));
            let (list, which) = parts.map_or((none.as_str(), None), |(list, which)| (list, Some(which)));
            assert!(LISTS.contains(&list), "{}: no such list: {list}", self.name);
            let is_meant = |f: &&Finding| f.list == list && which.is_none_or(|which| f.is(which));
            let others: Vec<_> = found.iter().filter(is_meant).map(Finding::text).collect();
            if !others.is_empty() {
                faults.push(format!("{none} should not be there but {others:?} is"));
            }
        }
        if !by_rule && faults.is_empty() {
            faults.push(format!("not by the rule {}", self.rule.as_deref().unwrap_or("")));
        }
        faults
    }
}

/// Topic and content of every file of cases.
fn files() -> Vec<(String, File)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "toml") && !path.ends_with("normalize.toml"));
    paths.sort();
    let read = |path: &Path| {
        let text = fs::read_to_string(path).expect("a file");
        let topic = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let file: File = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        (topic, file)
    };
    paths.iter().map(|path| read(path)).collect()
}

fn pipeline() -> Pipeline {
    Pipeline::new().unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn cases_hold_in_every_way() {
    let (files, pipeline, preimages) = (files(), pipeline(), preimages());
    let runs: Vec<(&str, &Case, Way)> = files
        .iter()
        .flat_map(|(topic, file)| file.case.iter().map(move |case| (topic.as_str(), case)))
        .flat_map(|(topic, case)| WAYS.map(|way| (topic, case, way)))
        .collect();
    assert!(runs.len() > 300, "only {} runs", runs.len());
    let run = |(_, case, way): &(&str, &Case, Way)| case.findings(&pipeline, *way, &preimages);
    let alone: Vec<Vec<Finding>> = runs.iter().map(run).collect();
    let together: Vec<Vec<Finding>> = runs.par_iter().map(run).collect();
    let mut faults = Vec::new();
    for (((topic, case, way), alone), together) in runs.iter().zip(&alone).zip(&together) {
        let mut own = case.faults(alone, *way, &preimages);
        if alone != together {
            own.push("in parallel another result than alone".to_owned());
        }
        if case.why.is_some() {
            own.push("`why` belongs to pending cases".to_owned());
        }
        faults.extend(own.into_iter().map(|fault| format!("{topic}: {}: {way:?}: {fault}", case.name)));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn pending_cases_still_fail() {
    let (files, pipeline, preimages) = (files(), pipeline(), preimages());
    let mut done = Vec::new();
    for (topic, file) in &files {
        for case in &file.pending {
            assert!(case.why.is_some(), "{topic}: {}: a pending case says `why`", case.name);
            let fails = |way| !case.faults(&case.findings(&pipeline, way, &preimages), way, &preimages).is_empty();
            if !WAYS.into_iter().any(fails) {
                done.push(format!("{topic}: {}", case.name));
            }
        }
    }
    assert!(done.is_empty(), "{} pass; move them to [[case]] and drop `why`:\n{}", done.len(), done.join("\n"));
}

#[test]
fn names_are_unique_and_cases_say_something() {
    for (topic, file) in files() {
        let mut seen = std::collections::HashSet::new();
        for case in file.case.iter().chain(&file.pending) {
            assert!(seen.insert(&case.name), "{topic}: {}: the name stands twice", case.name);
            let says = case.mentions.len() + case.facts.len() + case.none.len();
            assert!(says > 0, "{topic}: {}: nothing is expected", case.name);
        }
    }
}

/// Every form fires in a case or in an example; one that only takes text away has its examples.
#[test]
fn no_rule_is_dead() {
    let (files, pipeline, preimages) = (files(), pipeline(), preimages());
    let mut fired = std::collections::HashSet::new();
    for case in files.iter().flat_map(|(_, file)| file.case.iter().chain(&file.pending)) {
        fired.extend(case.findings(&pipeline, Way::AsWritten, &preimages).into_iter().map(|f| f.rule));
    }
    let mut dead = Vec::new();
    for file in pipeline.rules().form_files() {
        for form in &file.forms {
            for example in &form.examples {
                fired.extend(util::findings(&pipeline, &example.text, Some(EXAMPLE_DATE)).into_iter().map(|f| f.rule));
            }
            let takes_away = form.examples.iter().all(|example| example.expect == "nothing");
            if !takes_away && !fired.contains(file.rule_id(form).as_str()) {
                dead.push(format!("{}:{}: {}", file.path, form.line, file.rule_id(form)));
            }
        }
    }
    assert!(dead.is_empty(), "no case and no example fires:\n{}", dead.join("\n"));
}
