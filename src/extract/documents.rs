//! Names in 《…》: laws, plans and notices, but no newspapers and books. Nothing inside is a mention of another kind.
use crate::{
    mention::Found,
    rules::{RuleError, RuleId, RuleSet},
    text::{Norm, Span},
};

/// Finds 《…》.
#[derive(Clone, Debug)]
pub struct Documents {
    /// Last words of newspapers and books, and the longer ones that are documents all the same.
    periodicals: Vec<(String, Vec<String>)>,
    rule: RuleId,
}

impl Documents {
    /// Builds the extractor from `documents/`.
    ///
    /// # Errors
    /// A table that is missing.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("documents/periodicals")?;
        let rows = table.rows().iter();
        let periodicals = rows.map(|row| (row.get(0).to_owned(), row.list(1).map(str::to_owned).collect())).collect();
        Ok(Self { periodicals, rule: rules.id("documents/periodicals")? })
    }

    /// All outermost 《…》; `marks` are line ends, 《, 》 and other marks with their places. A bracket left open ends
    /// nothing beyond its line.
    pub fn spans(marks: &[(u32, char)]) -> Vec<Span<Norm>> {
        let mut spans = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for &(at, c) in marks {
            let at = at as usize;
            match c {
                '\n' => open.clear(),
                '《' => open.push(at),
                '》' => {
                    let start = open.pop().filter(|_| open.is_empty());
                    spans.extend(start.map(|start| Span::new(start, at + c.len_utf8())));
                }
                _ => {}
            }
        }
        spans
    }

    /// The spans that name documents, with the brackets.
    pub fn find(&self, text: &str, spans: &[Span<Norm>]) -> Vec<Found<()>> {
        let names = |span: &&Span<Norm>| {
            let name = span.of(text).trim_matches(['《', '》']);
            let ends = |word: &String| name.ends_with(word.as_str());
            let periodical = self.periodicals.iter().any(|(word, unless)| ends(word) && !unless.iter().any(ends));
            !(name.is_empty() || periodical && name.chars().count() <= 12)
        };
        spans.iter().filter(names).map(|&span| Found { span, value: (), rule: self.rule }).collect()
    }
}
