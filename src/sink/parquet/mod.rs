//! Parquet: a folder with one folder a table, replaced as a whole by every run. Memory grows by some 60 bytes a
//! document, for contents that come again.
mod folder;
mod table;

use std::{
    hash::{Hash, Hasher as _},
    iter,
    path::Path,
};

use parquet::errors::Result;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use self::{folder::Folder, table::TableFile};
use super::{
    Sink, SinkError, Summary,
    rows::{DocumentRows, Rows, RowsEncoder, TABLES, Value, now},
};

/// Writes a folder of Parquet files.
#[derive(Debug)]
pub struct Parquet {
    place: String,
    folder: Folder,
    /// One of each of [`TABLES`].
    files: Vec<TableFile>,
    contents: Contents,
    rules_hash: String,
    started: String,
}

/// What this run has written.
#[derive(Debug, Default)]
struct Contents {
    /// Of every content the number of places so far; known by half of its SHA-256.
    places: FxHashMap<u128, i64>,
    /// Contents with their places; two that meet in 64 bits cost one row of `sources`.
    seen: FxHashSet<(u128, u64)>,
}

impl Parquet {
    /// Begins a folder beside `path`. `rules_hash` is that of the rules of this run.
    ///
    /// # Errors
    /// Where the folder cannot be written, or holds anything but tables of an earlier run.
    pub fn create(path: &Path, rules_hash: &str) -> std::result::Result<Self, SinkError> {
        let place = path.display().to_string();
        let open = || -> Result<(Folder, Vec<TableFile>)> {
            let folder = Folder::create(path)?;
            let files = TABLES.iter().map(|table| TableFile::create(&folder.file(table.name)?, table));
            let files = files.collect::<Result<_>>()?;
            Ok((folder, files))
        };
        let (folder, files) = open().map_err(|error| failed(&place, error))?;
        let (contents, rules_hash) = (Contents::default(), rules_hash.to_owned());
        Ok(Self { place, folder, files, contents, rules_hash, started: now() })
    }

    fn document(&mut self, document: DocumentRows<'_>) -> Result<()> {
        let id = document.id();
        let [documents, sources, contents @ ..] = self.files.as_mut_slice() else { return Ok(()) };
        let key = key(id);
        if let Some(record) = document.record().filter(|_| !self.contents.places.contains_key(&key)) {
            documents.push(iter::once(Value::Text(id)).chain(record.document()))?;
            for ((_, rows), file) in record.contents().zip(contents) {
                for row in rows {
                    file.push(iter::once(Value::Text(id)).chain(row))?;
                }
            }
        }
        let n = self.contents.places.entry(key).or_default();
        let place: Vec<Value<'_>> = document.source().collect();
        let mut hasher = FxHasher::default();
        place.get(..2).hash(&mut hasher);
        if self.contents.seen.insert((key, hasher.finish())) {
            sources.push([Value::Text(id), Value::Int(*n)].into_iter().chain(place))?;
            *n += 1;
        }
        Ok(())
    }
}

fn failed(place: &str, reason: parquet::errors::ParquetError) -> SinkError {
    SinkError::Database { place: place.to_owned(), reason: reason.into() }
}

/// Half of a SHA-256 in hex.
fn key(id: &str) -> u128 {
    id.get(..32).and_then(|half| u128::from_str_radix(half, 16).ok()).unwrap_or_default()
}

impl Sink for Parquet {
    type Encoder = RowsEncoder;

    fn encoder(&self) -> RowsEncoder {
        RowsEncoder::default()
    }

    fn holds(&mut self, ids: &mut dyn Iterator<Item = &str>) -> std::result::Result<Vec<bool>, SinkError> {
        Ok(ids.map(|id| self.contents.places.contains_key(&key(id))).collect())
    }

    fn write(&mut self, batch: Rows) -> std::result::Result<(), SinkError> {
        let written = batch.documents().try_for_each(|document| self.document(document));
        written.map_err(|error| failed(&self.place, error))
    }

    fn finish(mut self, summary: &Summary) -> std::result::Result<(), SinkError> {
        let (place, ended) = (self.place, now());
        let head = [env!("CARGO_PKG_VERSION"), &self.rules_hash, &self.started, &ended].map(Value::Text);
        let run = iter::once(Value::Int(1)).chain(head).chain(super::rows::counts(summary).map(Value::Int));
        let finish = || {
            self.files.last_mut().map_or(Ok(()), |runs| runs.push(run))?;
            self.files.drain(..).try_for_each(TableFile::finish)?;
            Ok(self.folder.commit()?)
        };
        finish().map_err(|error| failed(&place, error))
    }
}
