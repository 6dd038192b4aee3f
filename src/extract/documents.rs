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

    /// All outermost 《…》 that open at the positions `at`. A bracket left open ends nothing beyond its line.
    pub fn spans(text: &str, at: &[u32]) -> Vec<Span<Norm>> {
        let mut spans: Vec<Span<Norm>> = Vec::new();
        for &start in at {
            let start = start as usize;
            if spans.last().is_some_and(|last| start < last.end()) {
                continue;
            }
            let line = text.get(start..).map_or("", |t| t.lines().next().unwrap_or(""));
            let mut depth = 0;
            let close = line.char_indices().find(|&(_, c)| {
                depth += i32::from(c == '《') - i32::from(c == '》');
                depth == 0
            });
            if let Some((at, c)) = close {
                spans.push(Span::new(start, start + at + c.len_utf8()));
            }
        }
        spans
    }

    /// The spans that name documents, with the brackets.
    pub fn find(&self, text: &str, spans: &[Span<Norm>]) -> Vec<Found<()>> {
        let names = |span: &&Span<Norm>| {
            let name = span.of(text).trim_matches(['《', '》']);
            let periodical = self.periodicals.iter().any(|p| name.ends_with(p.as_str()));
            !name.is_empty() && !(periodical && name.chars().count() <= 12)
        };
        spans.iter().filter(names).map(|&span| Found { span, value: (), rule: self.rule }).collect()
    }
}
