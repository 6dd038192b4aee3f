//! Sinks: where records go.
//!
//! A sink has two halves, so that workers can do the expensive part: an [`Encode`] that they share makes output of a
//! record, and the [`Sink`] itself, used by one thread, writes finished batches in order.
mod columns;
mod jsonl;
mod line;
mod table;

use std::io;

pub use jsonl::{Jsonl, JsonlEncoder};
pub use table::{Table, TableEncoder};

use crate::record::Record;

/// Why output cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SinkError {
    /// The output cannot be written; nothing more can be.
    #[error("the output cannot be written: {0}")]
    Write(#[from] io::Error),
    /// One record cannot be encoded; others can.
    #[error("the record cannot be encoded: {0}")]
    Encode(#[from] serde_json::Error),
}

impl SinkError {
    /// Whether the reader of the output went away, which is no error (`zhiguan … | head`).
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Write(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// The half of a sink that workers share.
pub trait Encode: Sync {
    /// Output of any number of records, in order.
    type Encoded: Default + Send;

    /// Adds a record to `out`. When it fails, `out` is as it was before.
    ///
    /// # Errors
    /// When this one record cannot be encoded.
    fn encode(&self, record: &Record, out: &mut Self::Encoded) -> Result<(), SinkError>;
}

/// The half of a sink that one thread uses.
pub trait Sink {
    /// What makes this sink's output of records.
    type Encoder: Encode;

    /// The half for the workers.
    fn encoder(&self) -> Self::Encoder;

    /// Writes a batch; batches come in the order of their documents.
    ///
    /// # Errors
    /// When the output cannot be written; the run ends then.
    fn write(&mut self, batch: <Self::Encoder as Encode>::Encoded) -> Result<(), SinkError>;

    /// Called once, after the last batch, and not when the run failed.
    ///
    /// # Errors
    /// When the rest of the output cannot be written.
    fn finish(self) -> Result<(), SinkError>;
}
