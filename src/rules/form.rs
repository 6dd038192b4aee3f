//! Forms: patterns with an id, a trigger and examples that run.
use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{RuleError, define::Defines, table::REMOVE};

/// A file of forms.
#[derive(Clone, Debug, Default)]
pub struct FormFile {
    /// Path inside the rules folder.
    pub path: String,
    /// The forms in order of the file, then those of overlays; the order means nothing.
    pub forms: Vec<Form>,
    defines: Defines,
}

/// One form.
#[derive(Clone, Debug)]
pub struct Form {
    /// Unique in the file; users see `topic/id`.
    pub id: String,
    /// The file it stands in: that of the rules folder or one laid over it.
    pub file: String,
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
    pub not: Vec<Counterexample>,
    pattern_line: usize,
}

/// A text and what is found in it, written `text → expectation`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Line in the file, from 1.
    pub line: usize,
    /// The text given to the whole pipeline.
    pub text: String,
    /// One mention (`surface = value`) or fact (`a | b | c`) of this rule that must come out.
    pub expect: String,
}

/// A text in which a form finds nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counterexample {
    /// Line in the file, from 1.
    pub line: usize,
    /// The text given to the whole pipeline.
    pub text: String,
}

impl Form {
    /// A fault of the form.
    pub fn fault(&self, message: impl Into<String>) -> RuleError {
        RuleError::new(&self.file, self.line, Some(&self.id), message)
    }

    /// A fault of its pattern; `part` is what of it is wrong, as it is written, or empty.
    pub fn pattern_fault(&self, part: &str, message: impl Into<String>) -> RuleError {
        RuleError { line: self.pattern_line, ..self.fault(message) }.part(part)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileToml {
    #[serde(default)]
    define: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    form: Vec<FormToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormToml {
    id: Spanned<String>,
    #[serde(default)]
    trigger: Vec<String>,
    pattern: Option<Spanned<String>>,
    #[serde(default)]
    make: BTreeMap<String, String>,
    #[serde(default)]
    examples: Vec<Spanned<String>>,
    #[serde(default)]
    not: Vec<Spanned<String>>,
}

/// Line numbers of a text.
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Self {
        Self(memchr::memchr_iter(b'\n', text.as_bytes()).collect())
    }

    fn of<T>(&self, spanned: &Spanned<T>) -> usize {
        self.at(spanned.span().start)
    }

    fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|&end| end < byte) + 1
    }
}

impl FormFile {
    /// Reads the text of `file`, which is, or is to be laid over, the file `path` of the rules folder; faults go to
    /// `errors`. A form whose id starts with `!` needs nothing else.
    pub(super) fn parse(path: &str, file: &str, text: &str, errors: &mut Vec<RuleError>) -> Self {
        let mut forms = Self { path: path.to_owned(), ..Self::default() };
        let lines = Lines::new(text);
        let parsed: FileToml = match toml::from_str(text) {
            Ok(parsed) => parsed,
            Err(e) => {
                let span = e.span().unwrap_or(0..0);
                let (line, part) = (lines.at(span.start), text.get(span).unwrap_or(""));
                errors.push(RuleError::new(file, line, None, e.message()).part(part.lines().next().unwrap_or("")));
                return forms;
            }
        };
        for (name, body) in parsed.define {
            forms.defines.add(&name, file, lines.of(&body), body.into_inner());
        }
        for form in parsed.form {
            let form = Form::read(form, file, &lines, errors);
            if forms.forms.iter().any(|other| other.id == form.id) {
                errors.push(form.fault("this id stands twice in the file").part(&form.id).help("give each its own id"));
            }
            forms.forms.push(form);
        }
        forms
    }

    /// Lays another file over this one: definitions of the same name and forms of the same id replace, `!` removes.
    pub(super) fn overlay(&mut self, other: Self, errors: &mut Vec<RuleError>) {
        self.defines.overlay(other.defines);
        for form in other.forms {
            let id = form.id.strip_prefix(REMOVE).unwrap_or(&form.id);
            let old = self.forms.iter().position(|f| f.id == id);
            match (form.id.starts_with(REMOVE), old) {
                (true, Some(old)) => drop(self.forms.remove(old)),
                (true, None) => {
                    let help = format!("{} has no form of this id", self.path);
                    errors.push(form.fault("removes nothing").part(&form.id).help(help));
                }
                (false, Some(old)) => self.forms[old] = form,
                (false, None) => self.forms.push(form),
            }
        }
    }

    /// Faults that show when all overlays are in place: definitions that go round.
    pub(super) fn check(&self, errors: &mut Vec<RuleError>) {
        self.defines.check(errors);
    }

    /// Faults of a file that nothing is laid over: forms that would remove something.
    pub(super) fn check_base(&self, errors: &mut Vec<RuleError>) {
        let marked = self.forms.iter().filter(|form| form.id.starts_with(REMOVE));
        errors.extend(marked.map(|form| form.fault("only an overlay removes forms")));
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
        self.defines.expand(pattern)
    }
}

impl Form {
    fn read(form: FormToml, file: &str, lines: &Lines, errors: &mut Vec<RuleError>) -> Self {
        let line = lines.of(&form.id);
        let mut read = Self {
            id: form.id.into_inner(),
            file: file.to_owned(),
            line,
            trigger: form.trigger,
            pattern_line: form.pattern.as_ref().map_or(line, |pattern| lines.of(pattern)),
            pattern: form.pattern.map(Spanned::into_inner).unwrap_or_default(),
            make: form.make,
            examples: Vec::new(),
            not: Vec::new(),
        };
        if read.id.starts_with(REMOVE) {
            return read;
        }
        if read.pattern.is_empty() {
            errors.push(read.fault("no pattern").help("say what is looked for, as `pattern = \"…\"`"));
        }
        if form.examples.is_empty() {
            let help = "every form needs one, as `examples = [\"text → expectation\"]`";
            errors.push(read.fault("no example").help(help));
        }
        for example in form.examples {
            let (line, example) = (lines.of(&example), example.into_inner());
            match example.rsplit_once(" → ") {
                Some((text, expect)) => {
                    read.examples.push(Example { line, text: text.to_owned(), expect: expect.to_owned() });
                }
                None => {
                    let fault = read.fault("an example without ` → `").help("write `text → expectation`");
                    errors.push(RuleError { line, ..fault }.part(&example));
                }
            }
        }
        let not = form.not.into_iter();
        read.not = not.map(|text| Counterexample { line: lines.of(&text), text: text.into_inner() }).collect();
        read
    }
}
