//! An output that may be compressed, as the ending of its name says: `.gz`, `.zst`.
use std::{
    io::{self, Write},
    path::Path,
};

use flate2::{Compression, write::GzEncoder};

use super::{Fatal, output::Output};

/// An [`Output`] with what compresses on the way to it.
pub(super) enum Packed {
    Plain(Output),
    Gzip(GzEncoder<Output>),
    Zstd(zstd::Encoder<'static, Output>),
}

impl Packed {
    /// As [`Output::open`]. One gzip member or zstd frame holds all, for not every reader goes on after the first.
    pub(super) fn open(path: Option<&Path>) -> Result<Self, Fatal> {
        let output = Output::open(path)?;
        Ok(match path.and_then(Path::extension) {
            Some(ending) if ending.eq_ignore_ascii_case("gz") => {
                Self::Gzip(GzEncoder::new(output, Compression::default()))
            }
            Some(ending) if ending.eq_ignore_ascii_case("zst") => Self::Zstd(zstd::Encoder::new(output, 0)?),
            _ => Self::Plain(output),
        })
    }

    /// Writes the end and puts the file in its place.
    pub(super) fn commit(self) -> Result<(), Fatal> {
        let output = match self {
            Self::Plain(output) => output,
            Self::Gzip(encoder) => encoder.finish()?,
            Self::Zstd(encoder) => encoder.finish()?,
        };
        Ok(output.commit()?)
    }
}

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(out) => out.write(bytes),
            Self::Gzip(out) => out.write(bytes),
            Self::Zstd(out) => out.write(bytes),
        }
    }

    /// Of a compressed output nothing is forced out: that would cost size, and what is there is only good when whole.
    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.flush(),
            Self::Gzip(_) | Self::Zstd(_) => Ok(()),
        }
    }
}
