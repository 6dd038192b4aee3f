//! Patterns over mentions: a line is rewritten with one private-use character for each mention, and a regular
//! expression runs only where its trigger stands.
use std::ops::Range;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use regex::{Captures, Regex};

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
        let put_in = |text: &str| {
            Symbol::ALL
                .iter()
                .fold(file.expand(text), |text, (_, name, c)| text.replace(&format!("{{{name}}}"), &c.to_string()))
        };
        let pattern = put_in(&form.pattern);
        if let Some(name) = name_left(&pattern) {
            let known = Symbol::ALL.map(|(_, name, _)| name).join(", ");
            let fault = form.pattern_fault(name, format!("`{name}` names neither a definition nor a kind of mention"));
            return Err(fault.help(format!("define it under [define], or use one of {known}")));
        }
        let regex = Regex::new(&pattern).map_err(|e| form.pattern_fault("", e.to_string()))?;
        if regex.capture_names().skip(1).any(|name| name.is_none()) {
            let part = unnamed_group(&form.pattern).unwrap_or("");
            return Err(form.pattern_fault(part, "a group has no name").help("write (?<name>…) or (?:…)"));
        }
        if regex.is_match("") {
            return Err(form.pattern_fault("", "the pattern can match nothing").help("take out a `?` or `*`"));
        }
        if form.trigger.is_empty() {
            let help = "name literals of which every match holds one, as `trigger = [\"成立\"]`";
            return Err(form.fault("no trigger").help(help));
        }
        Ok(Self { trigger: form.trigger.iter().map(|t| put_in(t)).collect(), regex })
    }
}

/// The first `{name}` that nothing was put in for; counts as in `x{2,3}` are none.
fn name_left(pattern: &str) -> Option<&str> {
    let open = pattern.match_indices('{').map(|(at, _)| at);
    let named = |&at: &usize| pattern.get(at + 1..).is_some_and(|t| t.starts_with(|c: char| c.is_alphabetic()));
    let rest = pattern.get(open.into_iter().find(named)?..)?;
    rest.get(..rest.find('}').map_or(rest.len(), |end| end + 1))
}

/// Where the first group without a name starts, up to its bracket or the end.
fn unnamed_group(pattern: &str) -> Option<&str> {
    let bytes = pattern.as_bytes();
    let is_group = |at: usize| bytes.get(at + 1) != Some(&b'?') && (at == 0 || bytes.get(at - 1) != Some(&b'\\'));
    let at = pattern.match_indices('(').map(|(at, _)| at).find(|&at| is_group(at))?;
    let rest = pattern.get(at..)?;
    rest.get(..rest.find(')').map_or(rest.len(), |end| end + 1))
}

/// All forms of one topic: their triggers are looked for together, and only the forms that are called run.
pub struct Forms {
    patterns: Vec<Pattern>,
    triggers: CharwiseDoubleArrayAhoCorasick<u32>,
    /// The forms that each trigger calls, a bit each.
    calls: Vec<u64>,
}

impl Forms {
    /// Puts patterns together; at most 64.
    ///
    /// # Errors
    /// Where there are too many.
    pub fn new(patterns: Vec<Pattern>) -> Result<Self, String> {
        if patterns.len() > 64 {
            return Err("more than 64 forms of one topic; split the file".into());
        }
        let mut words: Vec<&str> = patterns.iter().flat_map(|p| p.trigger.iter().map(String::as_str)).collect();
        words.sort_unstable();
        words.dedup();
        let called = |word: &&str| {
            let bits = patterns.iter().enumerate().filter(|(_, p)| p.trigger.iter().any(|t| t == word));
            bits.fold(0, |calls, (n, _)| calls | 1 << n)
        };
        let calls = words.iter().map(called).collect();
        let numbered = words.iter().enumerate().map(|(n, word)| (word, n as u32));
        let triggers = CharwiseDoubleArrayAhoCorasick::with_values(numbered).map_err(|e| e.to_string())?;
        Ok(Self { patterns, triggers, calls })
    }

    /// All matches inside the stretch `range` of a rewritten line, form by form, with the number of the form. A line
    /// anchor still means the line.
    pub fn matches<'l>(&self, line: &'l str, range: Range<usize>) -> Vec<(usize, Captures<'l>)> {
        let mut found = Vec::new();
        let Some(stretch) = line.get(range.clone()) else { return found };
        let mut called: u64 = 0;
        for hit in self.triggers.find_overlapping_iter(stretch) {
            called |= self.calls[hit.value() as usize];
        }
        let head = line.get(..range.end).unwrap_or(line);
        while called != 0 {
            let n = called.trailing_zeros() as usize;
            called &= called - 1;
            let mut at = range.start;
            let regex = &self.patterns[n].regex;
            // Most forms that are called do not match; groups are worth their cost only where one does.
            while let Some(captures) = regex.find_at(head, at).and_then(|m| regex.captures_at(head, m.start())) {
                at = captures.get(0).map_or(range.end, |m| m.end());
                if holds_together(&captures) {
                    found.push((n, captures));
                }
            }
        }
        found
    }
}

/// Whether what a match puts together stands near enough: gaps in patterns are open (counted ones make automata
/// large), so the longest stretch without a mention is measured here.
fn holds_together(captures: &Captures<'_>) -> bool {
    const REACH: usize = 28;
    let Some(whole) = captures.get(0) else { return false };
    let mut run = 0;
    whole.as_str().chars().all(|c| {
        run = if ('\u{e000}'..='\u{e006}').contains(&c) { 0 } else { run + 1 };
        run <= REACH
    })
}

impl std::fmt::Debug for Forms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.patterns).finish()
    }
}
