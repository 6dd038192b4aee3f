//! Readers that take compression off and never fail for ever: gzip of one member or many, zstd, or neither.
//!
//! After an error a reader either goes on behind the damage (gzip, at the next member: crawlers write one for every
//! record) or ends. So whoever reads may report an error and read on.
use std::io::{self, BufRead, BufReader, Chain, Read};

use flate2::bufread::GzDecoder;

/// Anything to read from.
pub(super) type Reader = Box<dyn BufRead + Send>;

const GZIP: &[u8] = &[0x1f, 0x8b, 8];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// Buffer behind a decompressor.
const BUFFER: usize = 1 << 16;

/// What `reader` holds, decompressed where its first bytes say that it is compressed, and whether they do.
///
/// # Errors
/// When the first bytes cannot be read.
pub(super) fn decompressed(mut reader: Reader) -> io::Result<(Reader, bool)> {
    let mut head = Vec::with_capacity(ZSTD.len());
    reader.by_ref().take(ZSTD.len() as u64).read_to_end(&mut head)?;
    let is_gzip = head.starts_with(GZIP);
    let is_zstd = head.starts_with(ZSTD);
    let whole = io::Cursor::new(head).chain(Ends(Some(reader)));
    let reader: Reader = if is_gzip {
        Box::new(BufReader::with_capacity(BUFFER, Members::new(BufReader::new(whole))))
    } else if is_zstd {
        let decoder = zstd::Decoder::with_buffer(BufReader::new(whole))?;
        Box::new(BufReader::with_capacity(BUFFER, Ends(Some(decoder))))
    } else {
        Box::new(whole)
    };
    Ok((reader, is_gzip || is_zstd))
}

/// Whether a document's bytes are compressed.
pub(super) fn is_compressed(bytes: &[u8]) -> bool {
    bytes.starts_with(GZIP) || bytes.starts_with(ZSTD)
}

/// Whether an error says that the bytes are damaged, not that they cannot be had.
pub(super) fn is_damage(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof};
    // zstd says `Other` of broken frames; the system has kinds or codes of its own.
    matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof | Other) && error.raw_os_error().is_none()
}

/// Ends after the first error.
struct Ends<R>(Option<R>);

impl<R> Ends<R> {
    fn kept<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        if result.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::Interrupted) {
            self.0 = None;
        }
        result
    }
}

impl<R: Read> Read for Ends<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(reader) = &mut self.0 else { return Ok(0) };
        let result = reader.read(buffer);
        self.kept(result)
    }
}

impl<R: BufRead> BufRead for Ends<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let Some(reader) = &mut self.0 else { return Ok(&[]) };
        // Asked twice, because what was read cannot be both looked at and given back.
        if let Err(error) = reader.fill_buf() {
            return self.kept(Err(error));
        }
        self.0.as_mut().map_or(Ok(&[]), BufRead::fill_buf)
    }

    fn consume(&mut self, amount: usize) {
        if let Some(reader) = &mut self.0 {
            reader.consume(amount);
        }
    }
}

/// The members of a gzip file, one after the other. A broken one is one error, and reading goes on at the next place
/// that looks like the head of a member.
struct Members<R> {
    decoder: Option<GzDecoder<Chain<&'static [u8], R>>>,
    /// Bytes the member has given.
    given: u64,
    /// Looking for a head behind damage: what fails on the way was reported already.
    lost: bool,
}

impl<R: BufRead> Members<R> {
    fn new(reader: R) -> Self {
        Self { decoder: Some(GzDecoder::new((&[][..]).chain(reader))), given: 0, lost: false }
    }

    /// Goes to the next member; none is left where the reader ends.
    fn advance(&mut self) -> io::Result<()> {
        if let Some(decoder) = self.decoder.take() {
            let (_, mut reader) = decoder.into_inner().into_inner();
            if find_head(&mut reader)? {
                self.decoder = Some(GzDecoder::new(GZIP.chain(reader)));
            }
        }
        self.given = 0;
        Ok(())
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(decoder) = &mut self.decoder
            && !buffer.is_empty()
        {
            match decoder.read(buffer) {
                Ok(0) => {
                    self.lost = false;
                    self.advance()?;
                }
                Ok(read) => {
                    self.given += read as u64;
                    return Ok(read);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
                Err(error) if is_damage(&error) => {
                    let is_known = std::mem::replace(&mut self.lost, true) && self.given == 0;
                    self.advance()?;
                    if !is_known {
                        return Err(error);
                    }
                }
                Err(error) => {
                    self.decoder = None;
                    return Err(error);
                }
            }
        }
        Ok(0)
    }
}

/// Goes to the next bytes that look like the head of a gzip member; false where there are none. (Zeros that pad the
/// end of a file are passed over like anything else that is no member.)
fn find_head(reader: &mut impl BufRead) -> io::Result<bool> {
    let mut seen = 0;
    loop {
        let chunk = reader.fill_buf()?;
        if chunk.is_empty() {
            return Ok(false);
        }
        // A head may lie across two chunks, so it is compared byte by byte; its first byte does not come again in it.
        let mut used = 0;
        for &byte in chunk {
            if byte == GZIP[seen] {
                seen += 1;
            } else {
                seen = usize::from(byte == GZIP[0]);
            }
            used += 1;
            if seen == GZIP.len() {
                break;
            }
        }
        reader.consume(used);
        if seen == GZIP.len() {
            return Ok(true);
        }
    }
}
