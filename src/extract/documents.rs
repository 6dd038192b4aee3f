//! Names in 《…》: laws, plans and notices, but no newspapers and books. Nothing inside is a mention of another kind.
use crate::{
    mention::Found,
    rules::{RuleError, RuleId, RuleSet},
    text::{Norm, Span},
};

/// Finds 《…》.
#[derive(Clone, Debug)]
pub struct Documents {
    periodicals: Vec<String>,
    rule: RuleId,
}

impl Documents {
    /// Builds the extractor from `documents/`.
    ///
    /// # Errors
    /// A table that is missing.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("documents/periodicals")?;
        let periodicals = table.rows().iter().map(|row| row.get(0).to_owned()).collect();
        Ok(Self { periodicals, rule: rules.id("documents/periodicals")? })
    }

    /// All outermost 《…》; `at` are the places of 《 and 》. A bracket left open ends nothing beyond its line.
    pub fn spans(text: &str, at: &[u32]) -> Vec<Span<Norm>> {
        let mut spans = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut last = 0;
        for &at in at {
            let at = at as usize;
            if text.get(last..at).is_some_and(|between| between.contains('\n')) {
                open.clear();
            }
            last = at;
            if text.get(at..).is_some_and(|t| t.starts_with('《')) {
                open.push(at);
            } else if let Some(start) = open.pop()
                && open.is_empty()
            {
                spans.push(Span::new(start, at + '》'.len_utf8()));
            }
        }
        spans
    }

    /// The spans that name documents, with the brackets.
    pub fn find(&self, text: &str, spans: &[Span<Norm>]) -> Vec<Found<()>> {
        let names = |span: &&Span<Norm>| {
            let name = span.of(text).trim_matches(['《', '》']);
            let periodical = self.periodicals.iter().any(|p| name.ends_with(p.as_str()));
            !(name.is_empty() || periodical && name.chars().count() <= 12)
        };
        spans.iter().filter(names).map(|&span| Found { span, value: (), rule: self.rule }).collect()
    }
}
