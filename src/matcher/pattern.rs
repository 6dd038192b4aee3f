//! Patterns over mentions: a line is rewritten with one private-use character for each mention, and a regular
//! expression runs only where its trigger stands.
use regex::Regex;

use crate::rules::{Form, FormFile, RuleError};

/// What a private-use character of a rewritten line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symbol {
    /// One person or a list of them.
    Persons,
    /// One post or a chain of them.
    Posts,
    /// A date.
    Date,
    /// A body.
    Agency,
    /// A rank.
    Rank,
    /// A place.
    Place,
    /// An organization that is no public body.
    Organization,
}

impl Symbol {
    const ALL: [(Self, &'static str, char); 7] = [
        (Self::Persons, "persons", '\u{e000}'),
        (Self::Posts, "posts", '\u{e001}'),
        (Self::Date, "date", '\u{e002}'),
        (Self::Agency, "agency", '\u{e003}'),
        (Self::Rank, "rank", '\u{e004}'),
        (Self::Place, "place", '\u{e005}'),
        (Self::Organization, "organization", '\u{e006}'),
    ];

    /// The character that stands for a mention of this kind. Normalization leaves none such in a text.
    pub fn char(self) -> char {
        Self::ALL.iter().find(|(s, ..)| *s == self).map_or('\u{e000}', |&(_, _, c)| c)
    }
}

/// A form ready to run.
#[derive(Clone, Debug)]
pub struct Pattern {
    trigger: Vec<String>,
    regex: Regex,
}

impl Pattern {
    /// Compiles a form. `{name}` stands for a definition of the file or a kind of mention; groups have names.
    ///
    /// # Errors
    /// An unknown name, an unnamed group, a missing trigger, or what the regular expression's syntax finds.
    pub fn new(file: &FormFile, form: &Form) -> Result<Self, RuleError> {
        let fault = |what: String| RuleError::new(&file.path, form.line, Some(&form.id), what);
        let put_in = |text: &str| {
            Symbol::ALL
                .iter()
                .fold(file.expand(text), |text, (_, name, c)| text.replace(&format!("{{{name}}}"), &c.to_string()))
        };
        let pattern = put_in(&form.pattern);
        if let Some(at) = pattern
            .find('{')
            .filter(|&at| pattern.get(at + 1..).is_some_and(|t| t.starts_with(|c: char| c.is_alphabetic())))
        {
            return Err(fault(format!(
                "`{}` names neither a definition nor a kind of mention",
                pattern.get(at..).unwrap_or("")
            )));
        }
        let regex = Regex::new(&pattern).map_err(|e| fault(e.to_string()))?;
        if regex.capture_names().skip(1).any(|name| name.is_none()) {
            return Err(fault("a group has no name; write (?<name>…) or (?:…)".into()));
        }
        if regex.is_match("") {
            return Err(fault("the pattern can match nothing".into()));
        }
        if form.trigger.is_empty() {
            return Err(fault("no trigger; name a literal that every match holds".into()));
        }
        Ok(Self { trigger: form.trigger.iter().map(|t| put_in(t)).collect(), regex })
    }

    /// All matches in a rewritten line, left to right.
    pub fn matches<'p, 'l: 'p>(&'p self, line: &'l str) -> impl Iterator<Item = regex::Captures<'l>> + 'p {
        let called = self.trigger.iter().any(|t| line.contains(t.as_str()));
        called.then(|| self.regex.captures_iter(line)).into_iter().flatten()
    }
}
