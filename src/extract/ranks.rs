//! Administrative ranks: words of a table, read from their last character, and counted grades by pattern.
use regex::Regex;
use smol_str::SmolStr;

use crate::{
    matcher::{ReverseTrie, Scanner},
    mention::Found,
    rules::{RuleError, RuleId, RuleSet},
    text::Span,
};

#[derive(Clone, Debug)]
struct Word {
    value: SmolStr,
    unless: Vec<String>,
}

/// Finds ranks.
#[derive(Clone, Debug)]
pub struct Ranks {
    words: Vec<Word>,
    at: ReverseTrie,
    rule: RuleId,
    /// Words of which every match of a form holds one, with the number of the form.
    triggers: ReverseTrie,
    forms: Vec<(RuleId, Regex)>,
}

impl Ranks {
    /// Builds the extractor from `ranks/`.
    ///
    /// # Errors
    /// A table or form that is missing or wrong.
    pub fn new(rules: &RuleSet, scanner: &mut Scanner) -> Result<Self, RuleError> {
        let table = rules.table("ranks/words")?;
        let [value, unless] = table.columns(["value", "not_after"])?;
        let mut ranks = Self {
            words: Vec::new(),
            at: ReverseTrie::default(),
            rule: rules.id("ranks/words")?,
            triggers: ReverseTrie::default(),
            forms: Vec::new(),
        };
        for row in table.rows() {
            ranks.at.insert(row.get(0), ranks.words.len() as u32);
            scanner.call_word(row.get(0), Scanner::RANK);
            ranks
                .words
                .push(Word { value: row.get(value).into(), unless: row.list(unless).map(str::to_owned).collect() });
        }
        let file = rules.forms("ranks/forms")?;
        for form in &file.forms {
            form.says().end()?;
            let fault = |e: regex::Error| form.pattern_fault("", e.to_string());
            let regex = Regex::new(&file.expand(&form.pattern)).map_err(fault)?;
            for trigger in &form.trigger {
                ranks.triggers.insert(trigger, ranks.forms.len() as u32);
                scanner.call_word(trigger, Scanner::RANK);
            }
            ranks.forms.push((rules.id(&format!("ranks/{}", form.id))?, regex));
        }
        Ok(ranks)
    }

    /// Ranks that end at the positions `at`, and those that a form finds; in order, without overlaps.
    pub fn find(&self, text: &str, at: &[u32], opaque: impl Fn(usize) -> bool) -> Vec<Found<SmolStr>> {
        let mut found = Vec::new();
        if at.is_empty() {
            return found;
        }
        let mut called = vec![false; self.forms.len()];
        for &end in at {
            let end = end as usize;
            self.triggers.each_before(text, end, |_, form| called[form as usize] = true);
            let Some((start, n)) = self.at.longest_before(text, end) else { continue };
            let word = &self.words[n as usize];
            let rest = text.get(end..).unwrap_or("");
            if !opaque(start) && !word.unless.iter().any(|u| rest.starts_with(u.as_str())) {
                found.push(Found { span: Span::new(start, end), value: word.value.clone(), rule: self.rule });
            }
        }
        for ((rule, regex), called) in self.forms.iter().zip(called) {
            if called {
                found.extend(regex.find_iter(text).filter(|m| !opaque(m.start())).map(|m| Found {
                    span: Span::new(m.start(), m.end()),
                    value: m.as_str().into(),
                    rule: *rule,
                }));
            }
        }
        crate::mention::settle(found)
    }
}
