//! Sinks: where records go.
//!
//! A sink has two halves, so that workers can do the expensive part: an [`Encode`] that they share makes output of a
//! record, and the [`Sink`] itself, used by one thread, writes finished batches in order.
pub(crate) mod columns;
mod jsonl;
mod line;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "postgres")]
mod postgres;
pub mod rows;
#[cfg(feature = "sqlite")]
mod sqlite;
mod table;

use std::{error::Error, io};

pub use jsonl::{Jsonl, JsonlEncoder};
#[cfg(feature = "parquet")]
pub use parquet::Parquet;
#[cfg(feature = "postgres")]
pub use postgres::Postgres;
#[cfg(feature = "sqlite")]
pub use sqlite::Sqlite;
#[cfg(feature = "sqlite")]
pub(crate) use sqlite::open_to_read;
pub use table::{Table, TableEncoder};

use crate::{
    document::Origin,
    record::{Draft, Record},
};

/// What a run has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// Records written.
    pub documents: usize,
    /// Documents not made again, because the sink holds their records by the same rules.
    pub unchanged: usize,
    /// Documents that gave no record.
    pub failed: usize,
    /// Mentions in the records.
    pub mentions: usize,
    /// Facts in the records.
    pub facts: usize,
    /// Bytes of the documents, after decompression.
    pub bytes: usize,
}

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
    /// A database refuses; what was written before stays.
    #[error("{place}: {reason}")]
    Database {
        /// The file, folder or server, without any password.
        place: String,
        /// What it says.
        #[source]
        reason: Box<dyn Error + Send + Sync>,
    },
}

impl SinkError {
    /// Whether the reader of the output went away, which is no error (`zhiguan … | head`).
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Write(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// The half of a sink that workers share.
pub trait Encode: Sync {
    /// Output of any number of documents, in order.
    type Encoded: Default + Send;

    /// Output of no document yet, for a batch to begin with.
    fn start(&self) -> Self::Encoded {
        Self::Encoded::default()
    }

    /// Adds the record of a document to `out`; `origin` is what the source knew of the document. When it fails, nothing
    /// of the record comes out.
    ///
    /// # Errors
    /// When this one record cannot be encoded.
    fn encode(&self, record: &Record, origin: &Origin, out: &mut Self::Encoded) -> Result<(), SinkError>;

    /// The same for a document whose record was not made yet: it need not be, where its parts can go out one by one.
    ///
    /// # Errors
    /// As `encode`.
    fn encode_draft(&self, draft: Draft<'_>, origin: &Origin, out: &mut Self::Encoded) -> Result<(), SinkError> {
        self.encode(&draft.into_record(), origin, out)
    }

    /// Adds a document whose record the sink [holds](Sink::holds): one more place where its content was found.
    ///
    /// # Errors
    /// When this one place cannot be encoded.
    fn encode_held(&self, _origin: &Origin, _out: &mut Self::Encoded) -> Result<(), SinkError> {
        Ok(())
    }
}

/// The half of a sink that one thread uses.
pub trait Sink {
    /// What makes this sink's output of records.
    type Encoder: Encode;

    /// The half for the workers.
    fn encoder(&self) -> Self::Encoder;

    /// Which of the contents with these ids it holds records of, by the rules of this run: they are not made again. A
    /// list as long as `ids`, or an empty one for none.
    ///
    /// # Errors
    /// When that cannot be found out; the run ends then.
    fn holds(&mut self, _ids: &mut dyn Iterator<Item = &str>) -> Result<Vec<bool>, SinkError> {
        Ok(Vec::new())
    }

    /// Writes a batch; batches come in the order of their documents.
    ///
    /// # Errors
    /// When the output cannot be written; the run ends then.
    fn write(&mut self, batch: <Self::Encoder as Encode>::Encoded) -> Result<(), SinkError>;

    /// Called once, after the last batch, with what the run has done; not called when the run failed.
    ///
    /// # Errors
    /// When the rest of the output cannot be written.
    fn finish(self, summary: &Summary) -> Result<(), SinkError>;
}
