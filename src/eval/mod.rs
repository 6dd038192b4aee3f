//! Scores records against gold annotations: precision, recall and F1 per list, accuracy of values.
//!
//! Works on the written form of a record (its JSON), so that it judges what users get, and so that records made
//! elsewhere can be scored too. A gold file is any `*.json` with a `text_file`.
mod expand;
mod found;
mod gold;
mod report;
mod score;

use std::path::{Path, PathBuf};

pub use expand::{Expanded, expand};
pub use found::{Found, read_records};
pub use gold::{Gold, GoldDocument, load};
pub use score::{Details, LISTS, Miss, RuleTally, Tally, score_document};

use crate::{document::RawDocument, record::Record};

/// Why an evaluation cannot be done at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EvalError {
    /// A file or folder cannot be read.
    #[error("{path}: cannot be read: {source}")]
    Read {
        /// What was to be read.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A file is not what it should be.
    #[error("{path}: {reason}")]
    Form {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Nothing to score against.
    #[error("{0}: no gold file (a *.json with \"text_file\") in it")]
    NoGold(PathBuf),
}

/// The outcome: one tally per list in the order they are printed, then the totals.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    rows: Vec<(&'static str, Tally)>,
    /// What is to be said beside the counts.
    pub details: Details,
    /// Text files of gold documents that have no output.
    pub missing: Vec<String>,
}

impl Scores {
    /// Name and tally of every list; `mentions` and `facts` are micro-averages.
    pub fn rows(&self) -> &[(&'static str, Tally)] {
        &self.rows
    }

    /// The tally of one list, as `date`, `tenures`, `mentions`.
    pub fn get(&self, name: &str) -> Option<&Tally> {
        self.rows.iter().find(|(n, _)| *n == name).map(|(_, t)| t)
    }
}

/// Scores what `find` gives for every gold document; nothing given counts as empty output and as missing.
pub fn score(documents: &[GoldDocument], find: &mut dyn FnMut(&GoldDocument) -> Option<Found>) -> Scores {
    let mut scores = Scores { rows: score::empty_rows(), ..Scores::default() };
    for document in documents {
        let found = find(document).unwrap_or_else(|| {
            scores.missing.push(document.gold.text_file.clone());
            Found::default()
        });
        for (name, tally) in score_document(document, &found, &mut scores.details) {
            if let Some((_, sum)) = scores.rows.iter_mut().find(|(n, _)| *n == name) {
                sum.add(&tally);
            }
        }
    }
    score::add_totals(&mut scores.rows);
    scores
}

/// Makes a record of every gold document's text with `record` and scores it.
///
/// # Errors
/// When the gold or a text cannot be read or is malformed.
pub fn run(gold: &Path, texts: &Path, record: &mut dyn FnMut(RawDocument) -> Record) -> Result<Scores, EvalError> {
    let documents = load(gold, texts)?;
    Ok(score(&documents, &mut |document| Found::from_record(&record(document.raw())).ok()))
}
