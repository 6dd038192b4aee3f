//! JSON Lines: one record, one line, to anything that can be written to.
use std::io::Write;

use super::{Encode, Sink, SinkError, Summary, line};
use crate::{document::Origin, record::Record};

/// Writes JSON Lines.
#[derive(Debug)]
pub struct Jsonl<W>(W);

impl<W: Write> Jsonl<W> {
    /// A sink that writes to `out`, which needs no buffer of its own: batches are written whole.
    pub fn new(out: W) -> Self {
        Self(out)
    }
}

impl<W: Write> Sink for Jsonl<W> {
    type Encoder = JsonlEncoder;

    fn encoder(&self) -> JsonlEncoder {
        JsonlEncoder
    }

    fn write(&mut self, batch: Vec<u8>) -> Result<(), SinkError> {
        Ok(self.0.write_all(&batch)?)
    }

    fn finish(mut self, _: &Summary) -> Result<(), SinkError> {
        Ok(self.0.flush()?)
    }
}

/// Makes one line of a record.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct JsonlEncoder;

impl Encode for JsonlEncoder {
    type Encoded = Vec<u8>;

    fn encode(&self, record: &Record, _: &Origin, out: &mut Vec<u8>) -> Result<(), SinkError> {
        let before = out.len();
        line::write(record, out).map_err(|error| {
            out.truncate(before);
            error.into()
        })
    }
}
