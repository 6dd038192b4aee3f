//! JSON Lines: one record, one line, to anything that can be written to.
use std::{
    io::Write,
    sync::{Arc, Mutex, PoisonError},
};

use super::{Encode, Sink, SinkError, Summary, line};
use crate::{
    document::Origin,
    record::{Draft, Record},
};

/// Writes JSON Lines.
#[derive(Debug)]
pub struct Jsonl<W> {
    out: W,
    spare: Spare,
}

/// Batches that were written: memory for those to come. Growing one anew each time costs more than its lines do.
type Spare = Arc<Mutex<Vec<Vec<u8>>>>;

impl<W: Write> Jsonl<W> {
    /// A sink that writes to `out`, which needs no buffer of its own: batches are written whole.
    pub fn new(out: W) -> Self {
        Self { out, spare: Spare::default() }
    }
}

impl<W: Write> Sink for Jsonl<W> {
    type Encoder = JsonlEncoder;

    fn encoder(&self) -> JsonlEncoder {
        JsonlEncoder { spare: Arc::clone(&self.spare) }
    }

    fn write(&mut self, mut batch: Vec<u8>) -> Result<(), SinkError> {
        self.out.write_all(&batch)?;
        batch.clear();
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).push(batch);
        Ok(())
    }

    fn finish(mut self, _: &Summary) -> Result<(), SinkError> {
        Ok(self.out.flush()?)
    }
}

/// Makes one line of a record.
#[derive(Clone, Debug, Default)]
pub struct JsonlEncoder {
    spare: Spare,
}

impl Encode for JsonlEncoder {
    type Encoded = Vec<u8>;

    fn start(&self) -> Vec<u8> {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    fn encode(&self, record: &Record, _: &Origin, out: &mut Vec<u8>) -> Result<(), SinkError> {
        Line::add(out, |out| line::write(record, out))
    }

    fn encode_draft(&self, draft: Draft<'_>, _: &Origin, out: &mut Vec<u8>) -> Result<(), SinkError> {
        Line::add(out, |out| line::write_draft(&draft, out))
    }
}

/// A line that goes again unless it comes to its end: an error may end it early, or a panic.
struct Line<'o> {
    out: &'o mut Vec<u8>,
    start: usize,
}

impl Line<'_> {
    fn add(out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>) -> serde_json::Result<()>) -> Result<(), SinkError> {
        let mut line = Line { start: out.len(), out };
        write(line.out)?;
        line.start = line.out.len();
        Ok(())
    }
}

impl Drop for Line<'_> {
    fn drop(&mut self) {
        self.out.truncate(self.start);
    }
}
