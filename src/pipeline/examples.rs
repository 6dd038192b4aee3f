//! Runs the examples of the rules through the whole pipeline, each as a document of its own.
//!
//! An example says what must be found in the words of [`Finding`]; `nothing` says that the text holds no mention or
//! fact of the kinds that the rule makes. A text under `not` must give nothing by the rule itself.
use std::sync::Arc;

use smol_str::{SmolStr, format_smolstr};

use super::Pipeline;
use crate::{
    document::{Origin, RawDocument},
    record::{Record, What},
    rules::{Example, Form, FormFile, RuleError, TableExample},
};

/// The reference date of all examples.
pub const EXAMPLE_DATE: &str = "2024-05-20";

/// What an example says that must find nothing of its rule's kind.
const NOTHING: &str = "nothing";

/// What stands for a field without a value.
const NULL: &str = "-";

/// One mention or fact of a record, in the words that examples and cases use.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Finding {
    /// A mention's kind (`date`) or a fact's list (`tenures`).
    pub list: &'static str,
    /// A mention's surface and value, with a date's modifier after a blank; a fact's fields. `-` where there is none.
    pub fields: Vec<SmolStr>,
    /// The rule that found it.
    pub rule: SmolStr,
    is_fact: bool,
}

impl Finding {
    /// All mentions and facts of a record.
    pub fn all(record: &Record) -> Vec<Self> {
        let or_null = |field: &Option<SmolStr>| field.clone().unwrap_or(SmolStr::new_static(NULL));
        let mut all: Vec<Self> = record
            .mentions
            .iter()
            .map(|m| {
                let (list, value) = match &m.what {
                    What::Date { value, r#mod: None } => ("date", or_null(value)),
                    What::Date { value, r#mod: Some(modifier) } => {
                        ("date", format_smolstr!("{} {modifier}", or_null(value)))
                    }
                    What::Agency { name, .. } => ("agency", name.clone()),
                    What::Rank { value } => ("rank", value.clone()),
                    What::Person { name, .. } => ("person", name.clone()),
                    What::Document { name } => ("document", name.clone()),
                    What::Organization { name, .. } => ("organization", name.clone()),
                    What::Title { name } => ("title", name.clone()),
                    What::Place { name, .. } => ("place", name.clone()),
                };
                Self { list, fields: vec![m.text.clone(), value], rule: m.rule.clone(), is_fact: false }
            })
            .collect();
        let mut fact = |list, fields: Vec<SmolStr>, rule: &SmolStr| {
            all.push(Self { list, fields, rule: rule.clone(), is_fact: true });
        };
        for f in &record.tenures {
            let fields = [&f.person, &f.organization, &f.title, &f.status].map(SmolStr::clone);
            fact("tenures", [&fields[..], &[or_null(&f.date)]].concat(), &f.rule);
        }
        for f in &record.events {
            let more = [&f.date, &f.place, &f.from, &f.into].map(or_null);
            fact("events", [&[f.agency.clone(), f.r#type.clone()][..], &more].concat(), &f.rule);
        }
        for f in &record.agency_ranks {
            fact("agency_ranks", vec![f.agency.clone(), f.rank.clone()], &f.rule);
        }
        for f in &record.affiliations {
            fact("affiliations", vec![f.agency.clone(), f.relation.clone(), f.parent.clone()], &f.rule);
        }
        all
    }

    /// Whether this is what `expect` says: `surface = value` of a mention, fields joined by ` | ` of a fact, of which
    /// the last ones may be left out.
    pub fn is(&self, expect: &str) -> bool {
        if self.is_fact {
            let wanted: Vec<&str> = expect.split(" | ").collect();
            wanted.len() > 1 && self.fields.get(..wanted.len()).is_some_and(|fields| fields == wanted)
        } else {
            expect.split_once(" = ").is_some_and(|(surface, value)| self.fields == [surface, value])
        }
    }

    /// The finding as an expectation would have it.
    pub fn text(&self) -> String {
        self.fields.join(if self.is_fact { " | " } else { " = " })
    }
}

/// What became of the examples of all rules.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Checked {
    /// Examples and counterexamples that ran.
    pub examples: usize,
    /// Those that failed, in order of file and line.
    pub faults: Vec<RuleError>,
}

impl Pipeline {
    /// Runs every example of every file of forms and of every table.
    pub fn check_examples(&self) -> Checked {
        let mut checked = Checked::default();
        for file in self.rules().form_files() {
            for form in &file.forms {
                self.check_form(file, form, &mut checked);
            }
        }
        for (name, table) in self.rules().tables() {
            table.examples().iter().for_each(|example| self.check_table(name, example, &mut checked));
        }
        checked.faults.sort();
        checked
    }

    /// Runs the example of a table: what it says must be found, by whichever rule the words serve.
    fn check_table(&self, name: &str, of: &TableExample, checked: &mut Checked) {
        checked.examples += 1;
        let Example { line, text, expect } = &of.example;
        let fault = |message: String| RuleError::new(&of.file, *line, Some(name), message).part(text);
        let lists = lists(name);
        if expect == NOTHING && lists.is_empty() {
            let fault = fault("words of this table are mentions or facts of no kind, so that this says nothing".into());
            checked.faults.push(fault.help("say what must be found, as `surface = value`"));
            return;
        }
        let found = self.findings(text);
        let alike: Vec<_> = found.iter().filter(|f| lists.contains(&f.list)).collect();
        let holds = if expect == NOTHING { alike.is_empty() } else { found.iter().any(|f| f.is(expect)) };
        if !holds {
            checked.faults.push(fault(format!("`{text}` does not give `{expect}` but {}", list(&alike))));
        }
    }

    fn check_form(&self, file: &FormFile, form: &Form, checked: &mut Checked) {
        let id = file.rule_id(form);
        checked.examples += form.examples.len() + form.not.len();
        let mut fault = |line: usize, text: &str, message: String| {
            checked.faults.push(RuleError::new(&form.file, line, Some(&id), message).part(text));
        };
        for example in &form.examples {
            let found = self.findings(&example.text);
            let (text, expect) = (&example.text, &example.expect);
            if expect == NOTHING {
                let found: Vec<_> = found.iter().filter(|f| lists(&id).contains(&f.list)).collect();
                if !found.is_empty() {
                    fault(example.line, text, format!("`{text}` gives {}, not nothing", list(&found)));
                }
            } else if !found.iter().any(|f| f.rule == id && f.is(expect)) {
                let found: Vec<_> = found.iter().filter(|f| lists(&id).contains(&f.list)).collect();
                let message = format!("`{text}` does not give `{expect}` but {}", list(&found));
                fault(example.line, text, message);
            }
        }
        for not in &form.not {
            let text = &not.text;
            let found = self.findings(text);
            let found: Vec<_> = found.iter().filter(|f| f.rule == id).collect();
            if !found.is_empty() {
                let message = format!("`{text}` gives {} and should give nothing by this rule", list(&found));
                fault(not.line, text, message);
            }
        }
    }

    fn findings(&self, text: &str) -> Vec<Finding> {
        let origin = Origin { reference_date: Some(SmolStr::new_static(EXAMPLE_DATE)), ..Origin::default() };
        Finding::all(&self.record(RawDocument { text: text.to_owned(), origin: Arc::new(origin) }))
    }
}

/// The kinds of mentions and lists of facts that a form or the words of a table make, by its id; none where words only
/// change what is read.
fn lists(id: &str) -> &'static [&'static str] {
    match id.split_once('/').unwrap_or((id, "")) {
        ("dates", _) => &["date"],
        ("agencies", "organizations") => &["organization"],
        ("agencies", "suffixes") => &["agency", "organization"],
        ("agencies", _) => &["agency"],
        ("ranks", _) => &["rank"],
        ("persons", _) => &["person"],
        ("documents", _) => &["document"],
        ("titles", _) => &["title"],
        ("places", _) => &["place"],
        ("tenures", _) | ("relations", "posts" | "holders") | ("pages", "columns") => &["tenures"],
        ("events", _) => &["events"],
        ("agency_ranks", _) => &["agency_ranks"],
        ("affiliations", _) => &["affiliations"],
        ("relations", "bodies") => &["events", "agency_ranks", "affiliations"],
        ("relations", _) => &["tenures", "events", "agency_ranks", "affiliations"],
        _ => &[],
    }
}

fn list(found: &[&Finding]) -> String {
    match found {
        [] => "nothing".to_owned(),
        some => some.iter().map(|f| format!("`{}` ({})", f.text(), f.rule)).collect::<Vec<_>>().join(", "),
    }
}
