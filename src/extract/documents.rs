//! Names in 《…》: laws, plans and notices, but no newspapers and books. Nothing inside is a mention of another kind.
use crate::{
    matcher::ReverseTrie,
    mention::Found,
    rules::{RuleError, RuleId, RuleSet},
    text::{Norm, Span},
};

/// Finds 《…》.
#[derive(Clone, Debug)]
pub struct Documents {
    /// Last words of newspapers and books.
    periodicals: ReverseTrie,
    /// For each of them the longer ones that are documents all the same.
    unless: Vec<Vec<String>>,
    rule: RuleId,
}

impl Documents {
    /// Builds the extractor from `documents/`.
    ///
    /// # Errors
    /// A table that is missing.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("documents/periodicals")?;
        let mut periodicals = ReverseTrie::default();
        for (row, n) in table.rows().iter().zip(0..) {
            periodicals.insert(row.get(0), n);
        }
        let unless = table.rows().iter().map(|row| row.list(1).map(str::to_owned).collect()).collect();
        Ok(Self { periodicals, unless, rule: rules.id("documents/periodicals")? })
    }

    /// Which of the outermost 《…》 name documents.
    pub fn find(&self, text: &str, spans: &[Span<Norm>]) -> Vec<Found<()>> {
        let names = |span: &&Span<Norm>| {
            let name = span.of(text).trim_matches(['《', '》']);
            let mut words = self.periodicals.ending_at(name, name.len());
            let periodical = words.any(|(_, n)| !self.unless[n as usize].iter().any(|word| name.ends_with(word)));
            !(name.is_empty() || periodical && name.chars().count() <= 12)
        };
        spans.iter().filter(names).map(|&span| Found { span, value: (), rule: self.rule }).collect()
    }
}
