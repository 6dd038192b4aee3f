//! From a document to its record, and from a source to a sink.
//!
//! [`Pipeline::record`] spells out the order of the stages; `run` moves documents through it, on one thread or many,
//! with the same output. A document that makes a stage panic fails alone.
mod guard;
mod run;

pub use guard::quiet_panics;
pub use run::{Event, Failure, RunError, Summary, run};

use crate::{
    document::RawDocument,
    record::{Record, SCHEMA},
};

/// Why a pipeline cannot be set up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineError {
    /// The rules are wrong; says which file and row.
    #[error("{0}")]
    Rules(String),
}

/// Makes records of documents; shared by all workers.
#[derive(Debug, Default)]
pub struct Pipeline {
    reference_date: Option<String>,
}

impl Pipeline {
    /// A pipeline with the built-in rules.
    ///
    /// # Errors
    /// When the rules do not load.
    pub fn new() -> Result<Self, PipelineError> {
        Ok(Self::default())
    }

    /// Sets the day that relative dates count from in documents that do not say it (`YYYY-MM-DD`).
    #[must_use]
    pub fn with_reference_date(mut self, date: Option<String>) -> Self {
        self.reference_date = date;
        self
    }

    /// The record of one document.
    pub fn record(&self, document: RawDocument) -> Record {
        let origin = &document.origin;
        Record {
            schema: SCHEMA.to_owned(),
            id: origin.id.clone(),
            key: origin.key.clone(),
            source: origin.source.clone(),
            member: origin.member.clone(),
            url: origin.url.clone(),
            title: origin.title.clone(),
            published: origin.published.clone(),
            publisher: origin.publisher.clone(),
            reference_date: origin.reference_date.clone().or_else(|| self.reference_date.clone()),
            encoding: origin.encoding.to_owned(),
            encoding_source: origin.encoding_source.to_owned(),
            extra: origin.extra.clone(),
            ..Record::default()
        }
    }

    /// The record of one document, or the failure that a panic in it is.
    ///
    /// # Errors
    /// When a stage panics.
    pub fn try_record(&self, document: RawDocument) -> Result<Record, Failure> {
        run::guarded(&|document| self.record(document), document)
    }
}
