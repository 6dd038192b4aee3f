//! Forms: patterns with an id, a trigger and examples that run.
use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::RuleError;

/// A file of forms.
#[derive(Clone, Debug)]
pub struct FormFile {
    /// Path inside the rules folder.
    pub path: String,
    /// Named parts of patterns: `{name}` in a pattern stands for one of these.
    pub define: BTreeMap<String, String>,
    /// The forms in order of the file; the order means nothing.
    pub forms: Vec<Form>,
}

/// One form.
#[derive(Clone, Debug)]
pub struct Form {
    /// Unique in the file; users see `topic/id`.
    pub id: String,
    /// Line of the id, from 1.
    pub line: usize,
    /// Literals of which one must stand in the clause before the pattern is tried.
    pub trigger: Vec<String>,
    /// What is looked for.
    pub pattern: String,
    /// What comes out of a match.
    pub make: BTreeMap<String, String>,
    /// Texts that the form must find something in.
    pub examples: Vec<Example>,
    /// Texts that it must find nothing in.
    pub not: Vec<String>,
}

/// A text and what is found in it, written `text → expectation`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The text given to the whole pipeline.
    pub text: String,
    /// One mention (`surface = value`) or fact (`a | b | c`) of this rule that must come out.
    pub expect: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileToml {
    #[serde(default)]
    define: BTreeMap<String, String>,
    #[serde(default)]
    form: Vec<FormToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormToml {
    id: Spanned<String>,
    #[serde(default)]
    trigger: Vec<String>,
    pattern: String,
    #[serde(default)]
    make: BTreeMap<String, String>,
    examples: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

impl FormFile {
    /// Reads a file of forms; faults go to `errors`.
    pub(super) fn parse(path: &str, text: &str, errors: &mut Vec<RuleError>) -> Self {
        let mut file = Self { path: path.to_owned(), define: BTreeMap::new(), forms: Vec::new() };
        let line_of = |byte: usize| text.bytes().take(byte).filter(|&b| b == b'\n').count() + 1;
        let parsed: FileToml = match toml::from_str(text) {
            Ok(parsed) => parsed,
            Err(e) => {
                let line = e.span().map_or(1, |span| line_of(span.start));
                errors.push(RuleError::new(path, line, None, e.message()));
                return file;
            }
        };
        file.define = parsed.define;
        for form in parsed.form {
            let line = line_of(form.id.span().start);
            let id = form.id.into_inner();
            let mut fault = |message: String| errors.push(RuleError::new(path, line, Some(&id), message));
            if form.examples.is_empty() {
                fault("no example; every form needs one, as `text → expectation`".into());
            }
            let mut examples = Vec::new();
            for example in form.examples {
                match example.rsplit_once(" → ") {
                    Some((text, expect)) => examples.push(Example { text: text.to_owned(), expect: expect.to_owned() }),
                    None => fault(format!("example without ` → `: {example}")),
                }
            }
            file.forms.push(Form {
                id,
                line,
                trigger: form.trigger,
                pattern: form.pattern,
                make: form.make,
                examples,
                not: form.not,
            });
        }
        file
    }

    /// The id of a form of this file as users see it, `topic/id`.
    pub fn rule_id(&self, form: &Form) -> String {
        let mut parts = self.path.trim_end_matches(".toml").split('/');
        let topic = parts.next().unwrap_or("");
        // A topic with several files of forms names them by the file: relations/tenures.toml makes tenures/….
        let topic = if topic == "relations" { parts.next().unwrap_or(topic) } else { topic };
        format!("{topic}/{}", form.id)
    }

    /// The pattern with every `{name}` that the file defines put in, as a group.
    pub fn expand(&self, pattern: &str) -> String {
        let mut out = pattern.to_owned();
        // Definitions may use each other; a cycle stops at the depth limit and stays visible as `{name}`.
        for _ in 0..8 {
            let before = out.clone();
            for (name, body) in &self.define {
                out = out.replace(&format!("{{{name}}}"), &format!("(?:{body})"));
            }
            if out == before {
                break;
            }
        }
        out
    }
}
