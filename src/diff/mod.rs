//! What changed between two runs: mentions and facts gained, lost and changed, by document and rule.
//!
//! Works on the written form, so that records of older programs can be compared too. A mention is its kind and place,
//! a fact what it says without its values; ids of mentions and the place of evidence do not count. Both files are read
//! side by side: documents in the same order are compared as they come and forgotten.
mod item;
mod read;
mod report;
mod texts;

use std::collections::BTreeMap;

use serde::Serialize;

pub use read::{DiffError, Records};
pub use texts::Texts;

use item::{Item, items};
use read::Line;

/// How something differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// Only the new file has it.
    Gained,
    /// Only the old file has it.
    Lost,
    /// Both have it, with other values or by another rule.
    Changed,
}

/// One mention or fact that differs, or a field of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// How it differs.
    pub change: Change,
    /// Kind of mention, list of facts, or `document`.
    pub list: String,
    /// What it says; of what changed `field: old → new`.
    pub what: String,
    /// The rule that made it: the new one, where both have it.
    pub rule: Option<String>,
    /// The text around it, the place in brackets; none where the document cannot be read.
    pub context: Option<String>,
}

/// The differences of one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentDiff {
    /// Path or URL as given.
    pub source: String,
    /// What picks the document out of a container.
    pub member: Option<String>,
    /// In the order of the text, facts after mentions.
    pub differences: Vec<Difference>,
}

/// Counts of one rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RuleDiff {
    /// What only the new file has.
    pub gained: usize,
    /// What only the old file has.
    pub lost: usize,
    /// What both have, differently.
    pub changed: usize,
}

/// All differences, document by document, and their counts by rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// Documents that differ, in the order they were met.
    pub documents: Vec<DocumentDiff>,
    /// Counts by id of the rule.
    pub rules: BTreeMap<String, RuleDiff>,
}

impl Diff {
    /// Compares two files of records; `texts` gives the context.
    ///
    /// # Errors
    /// When a file cannot be read or a line is no record.
    pub fn of(old: &mut Records, new: &mut Records, texts: &mut Texts) -> Result<Self, DiffError> {
        let mut diff = Self::default();
        let (mut olds, mut news) = (BTreeMap::new(), BTreeMap::new());
        loop {
            let (a, b) = (old.next().transpose()?, new.next().transpose()?);
            if a.is_none() && b.is_none() {
                break;
            }
            if let Some(a) = a {
                match news.remove(&a.key()) {
                    Some(b) => diff.document(Some(&a), Some(&b), texts),
                    None => drop(olds.insert(a.key(), a)),
                }
            }
            if let Some(b) = b {
                match olds.remove(&b.key()) {
                    Some(a) => diff.document(Some(&a), Some(&b), texts),
                    None => drop(news.insert(b.key(), b)),
                }
            }
        }
        olds.into_values().for_each(|a| diff.document(Some(&a), None, texts));
        news.into_values().for_each(|b| diff.document(None, Some(&b), texts));
        Ok(diff)
    }

    fn document(&mut self, old: Option<&Line>, new: Option<&Line>, texts: &mut Texts) {
        let Some(line) = new.or(old) else { return };
        let mut found = document_fields(old, new);
        found.extend(compare(&old.map(items).unwrap_or_default(), &new.map(items).unwrap_or_default()));
        if found.is_empty() {
            return;
        }
        let text = texts.of(line);
        let mut differences = Vec::new();
        for (mut difference, place) in found {
            difference.context = text.as_deref().zip(place).and_then(|(text, place)| texts::context(text, place));
            if let Some(rule) = &difference.rule {
                let counts = self.rules.entry(rule.clone()).or_default();
                match difference.change {
                    Change::Gained => counts.gained += 1,
                    Change::Lost => counts.lost += 1,
                    Change::Changed => counts.changed += 1,
                }
            }
            differences.push(difference);
        }
        let (source, member) = line.key();
        self.documents.push(DocumentDiff { source, member, differences });
    }
}

/// A difference and the place of what differs, in code points.
type Placed = (Difference, Option<(usize, usize)>);

/// Fields of a document that both records have, differently; one that only one file has.
fn document_fields(old: Option<&Line>, new: Option<&Line>) -> Vec<Placed> {
    const FIELDS: [&str; 9] =
        ["id", "title", "published", "publisher", "reference_date", "encoding", "script", "noise", "url"];
    let difference =
        |change, what| (Difference { change, list: "document".to_owned(), what, rule: None, context: None }, None);
    match (old, new) {
        (Some(_), None) => vec![difference(Change::Lost, "the document".to_owned())],
        (None, Some(_)) => vec![difference(Change::Gained, "the document".to_owned())],
        (Some(old), Some(new)) => FIELDS
            .iter()
            .filter(|field| old.get(field) != new.get(field))
            .map(|field| {
                let what = format!("{field}: {} → {}", item::shown(old.get(field)), item::shown(new.get(field)));
                difference(Change::Changed, what)
            })
            .collect(),
        (None, None) => Vec::new(),
    }
}

fn compare(old: &[Item<'_>], new: &[Item<'_>]) -> Vec<Placed> {
    let index = |items: &[Item<'_>]| -> BTreeMap<item::Key, usize> {
        items.iter().enumerate().map(|(n, item)| (item.key.clone(), n)).collect()
    };
    let (in_old, in_new) = (index(old), index(new));
    let whole = |change, item: &Item<'_>| {
        let rule = Some(item.rule().to_owned());
        (Difference { change, list: item.list.to_owned(), what: item.text(), rule, context: None }, item.place)
    };
    let mut found: Vec<(usize, usize, Placed)> = Vec::new();
    for item in old.iter().filter(|item| !in_new.contains_key(&item.key)) {
        found.push((item.rank, item.place.map_or(0, |p| p.0), whole(Change::Lost, item)));
    }
    for item in new {
        let place = item.place.map_or(0, |p| p.0);
        match in_old.get(&item.key).map(|&n| &old[n]) {
            None => found.push((item.rank, place, whole(Change::Gained, item))),
            Some(before) => {
                if let Some(what) = item.changes(before) {
                    let (mut difference, at) = whole(Change::Changed, item);
                    difference.what = what;
                    found.push((item.rank, place, (difference, at)));
                }
            }
        }
    }
    found.sort_by_key(|(rank, start, (difference, _))| (*rank, *start, difference.change));
    found.into_iter().map(|(.., placed)| placed).collect()
}
