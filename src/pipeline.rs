//! From a document to its record, and from a source to a sink.
//!
//! [`Pipeline::record`] spells out the order of the stages; `run` moves documents through it, on one thread or many,
//! with the same output. A document that makes a stage panic fails alone.
mod examples;
mod guard;
mod run;

pub use examples::{Checked, EXAMPLE_DATE, Finding};
pub use guard::quiet_panics;
pub use run::{Event, Failure, RunError, run};

pub use crate::sink::Summary;

mod overlaps;
mod page;

use crate::{
    document::RawDocument,
    explain::Seen,
    html::Pages,
    normalize::T2s,
    record::{Draft, Record},
    rules::{RuleError, RuleErrors, RuleSet},
    source::{Payload, SourceError},
    value::Day,
};
use page::Stages;

/// Why a pipeline cannot be set up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineError {
    /// Files of rules are wrong.
    #[error(transparent)]
    Files(#[from] RuleErrors),
    /// A stage cannot work with the rules.
    #[error(transparent)]
    Rules(#[from] RuleError),
}

/// Makes records of documents; shared by all workers.
#[derive(Debug)]
pub struct Pipeline {
    reference_date: Option<Day>,
    keeps_text: bool,
    pages: Pages,
    stages: Stages,
}

impl Pipeline {
    /// A pipeline with the built-in rules.
    ///
    /// # Errors
    /// When the rules do not load.
    pub fn new() -> Result<Self, PipelineError> {
        Self::with_rules(RuleSet::embedded()?)
    }

    /// A pipeline with other rules.
    ///
    /// # Errors
    /// When a stage cannot work with them.
    pub fn with_rules(rules: RuleSet) -> Result<Self, PipelineError> {
        Self::with_t2s(rules, T2s::Table)
    }

    /// A pipeline with other rules and another conversion from traditional to simplified characters.
    ///
    /// # Errors
    /// When a stage cannot work with them.
    pub fn with_t2s(rules: RuleSet, t2s: T2s) -> Result<Self, PipelineError> {
        let pages = Pages::new(&rules)?;
        Ok(Self { reference_date: None, keeps_text: false, pages, stages: Stages::new(rules, t2s)? })
    }

    /// Sets the day that relative dates count from in documents that do not say it.
    #[must_use]
    pub fn with_reference_date(mut self, date: Option<Day>) -> Self {
        self.reference_date = date;
        self
    }

    /// Sets whether records keep the text that their positions count in.
    #[must_use]
    pub fn with_text(mut self, keeps_text: bool) -> Self {
        self.keeps_text = keeps_text;
        self
    }

    /// The document that lies in a source: decoded, and of a page its main text. Pages that speak of no office are
    /// not searched for it.
    ///
    /// # Errors
    /// When the bytes are no text.
    pub fn read(&self, payload: Payload) -> Result<RawDocument, SourceError> {
        self.pages.document(payload, &|text| self.stages.speaks_of_offices(text))
    }

    /// The record of one document.
    pub fn record(&self, document: RawDocument) -> Record {
        self.draft(&document, &mut |_| {}, |draft| draft.into_record())
    }

    /// Reads one document and gives `take` what its record is made of; tells `done` the name of every stage when it is
    /// through. For sinks that need no record, and for benchmarks.
    #[doc(hidden)]
    pub fn draft<R>(
        &self,
        document: &RawDocument,
        done: &mut dyn FnMut(&'static str),
        take: impl FnOnce(Draft<'_>) -> R,
    ) -> R {
        self.stages.draft(document, self.reference_date, done, |mut draft| {
            draft.envelope.text = self.keeps_text.then(|| document.text.clone());
            take(draft)
        })
    }

    /// Makes a record of one document and shows `tell` what it was made from.
    ///
    /// # Errors
    /// When a stage or `tell` panics.
    pub fn explain(&self, document: &RawDocument, tell: &mut dyn FnMut(&Seen<'_>)) -> Result<(), Failure> {
        run::guarded(&document.origin, || self.stages.explain(document, self.reference_date, tell))
    }

    /// The rules in use.
    pub fn rules(&self) -> &RuleSet {
        self.stages.rules()
    }

    /// The record of one document, or the failure that a panic in it is.
    ///
    /// # Errors
    /// When a stage panics.
    pub fn try_record(&self, document: RawDocument) -> Result<Record, Failure> {
        let origin = document.origin.clone();
        run::guarded(&origin, || self.record(document))
    }
}
