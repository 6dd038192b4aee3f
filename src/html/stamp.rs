//! The usual lines of a page: the stamp under a headline (发布时间, 来源, 责任编辑), and what belongs to the site and not
//! to the text.
use std::collections::HashSet;

use super::lines::Line;
use crate::rules::{RuleError, RuleSet};

/// A stamp has no more characters.
const STAMP: usize = 150;
/// A line of the site has no more characters.
const BOILERPLATE: usize = 300;
/// The name of a source has no more characters.
const NAME: usize = 30;

/// Words of such lines.
#[derive(Debug)]
pub(super) struct Stamps {
    /// Labels, all of them and those of sources, the longest first.
    labels: Vec<String>,
    sources: HashSet<String>,
    starts: Vec<String>,
    anywhere: Vec<String>,
}

impl Stamps {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("pages/labels")?;
        let [surface, field] = table.columns(["surface", "field"])?;
        let mut labels: Vec<String> = table.rows().iter().map(|row| row.get(surface).to_owned()).collect();
        labels.sort_by_key(|label| std::cmp::Reverse(label.len()));
        let sources = table.rows().iter().filter(|row| row.get(field) == "source");
        let sources = sources.map(|row| row.get(surface).to_owned()).collect();
        let table = rules.table("pages/boilerplate")?;
        let [surface, place] = table.columns(["surface", "place"])?;
        let of = |wanted: &str| {
            table.rows().iter().filter(|row| row.get(place) == wanted).map(|row| row.get(surface).to_owned()).collect()
        };
        Ok(Self { labels, sources, starts: of("start"), anywhere: of("any") })
    }

    /// Whether a line says when and where its text came out.
    pub(super) fn is_stamp(&self, line: &Line) -> bool {
        let text = &line.text;
        let is_labelled = self.labels.iter().any(|label| value(text, label).is_some());
        text.chars().count() <= STAMP && line.linked * 2 <= text.len() && (is_labelled || has_date(text))
    }

    /// Whether a line is navigation, a list of links, or about the site.
    pub(super) fn is_boilerplate(&self, line: &Line) -> bool {
        let text = line.text.as_str();
        let is_sentence = text.ends_with(['。', '！', '？', '；']);
        let is_linked = line.linked * 2 > text.len() && !is_sentence;
        let is_short = || text.chars().count() <= BOILERPLATE;
        let is_known = || {
            self.starts.iter().any(|w| text.starts_with(w.as_str())) && !is_sentence
                || self.anywhere.iter().any(|w| text.contains(w.as_str()))
        };
        is_linked || line.is_aside && !is_sentence || is_short() && is_known()
    }

    /// Who wrote the text, as a stamp names it.
    pub(super) fn source(&self, lines: &[Line]) -> Option<String> {
        let stamps = lines.iter().filter(|line| line.text.chars().count() <= STAMP);
        stamps.into_iter().find_map(|line| {
            let labels = self.labels.iter().filter(|label| self.sources.contains(label.as_str()));
            let value = labels.filter_map(|label| value(&line.text, label)).find(|value| !value.is_empty())?;
            let end = value
                .find(|c: char| c.is_whitespace() || "|｜【】[]（）()，,。；;/<>《》".contains(c))
                .unwrap_or(value.len());
            let mut name = value.get(..end)?;
            // 来源：某报作者：某某, with no blank between.
            for label in &self.labels {
                name = name
                    .find(label.as_str())
                    .filter(|at| name.get(at + label.len()..).is_some_and(begins_value))
                    .and_then(|at| name.get(..at))
                    .unwrap_or(name);
            }
            let name = name.trim_matches(['"', '“', '”', '-', '—']);
            (!name.is_empty() && name.chars().count() <= NAME).then(|| name.to_owned())
        })
    }
}

/// What stands behind a label and its colon.
fn value<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    text.match_indices(label).find_map(|(at, _)| {
        let after = text.get(at + label.len()..)?;
        begins_value(after).then(|| after.trim_start().trim_start_matches([':', '：']).trim_start())
    })
}

fn begins_value(text: &str) -> bool {
    text.trim_start().starts_with([':', '：'])
}

/// A day in figures: 2024-03-22, 2024/3/22, 2024年3月22日.
fn has_date(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let parts: Vec<usize> = text.split(|c| !digit(c)).map(|part| part.chars().count()).filter(|&n| n > 0).collect();
    parts.windows(3).any(|w| w[0] == 4 && (1..=2).contains(&w[1]) && (1..=2).contains(&w[2]))
}
