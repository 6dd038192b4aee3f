//! SQLite: one file. A batch is a transaction, so that the file is whole after a kill at any time, and running again
//! goes on where the last run ended.
mod migrate;
mod write;

use std::path::Path;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::{
    Sink, SinkError, Summary,
    rows::{Rows, RowsEncoder, counts, now},
};

/// Made after the first load, which is quicker so.
const INDEXES: &str = include_str!("indexes.sql");

/// Writes a SQLite database.
#[derive(Debug)]
pub struct Sqlite {
    place: String,
    connection: Connection,
    rules_hash: String,
    run: i64,
}

impl Sqlite {
    /// Opens or makes the database and brings its tables up to date. `rules_hash` is that of the rules of this run.
    ///
    /// # Errors
    /// Where the file cannot be opened, is no database of ours, or is newer than this program.
    pub fn open(path: &Path, rules_hash: &str) -> Result<Self, SinkError> {
        let place = path.display().to_string();
        let failed = |reason| SinkError::Database { place: place.clone(), reason };
        let (connection, run) = open(path, rules_hash).map_err(failed)?;
        Ok(Self { place, connection, rules_hash: rules_hash.to_owned(), run })
    }

    fn failed(&self, reason: rusqlite::Error) -> SinkError {
        SinkError::Database { place: self.place.clone(), reason: reason.into() }
    }
}

fn open(path: &Path, rules_hash: &str) -> Result<(Connection, i64), Box<dyn std::error::Error + Send + Sync>> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(std::time::Duration::from_secs(60))?;
    connection.set_prepared_statement_cache_capacity(64);
    migrate::migrate(&mut connection, &migrate::STEPS)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A loss of power may take the last batches with it, never the database; the next run makes them again.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    let run = connection.query_row(
        "INSERT INTO runs (program_version, rules_hash, started) VALUES (?1, ?2, ?3) RETURNING run",
        (env!("CARGO_PKG_VERSION"), rules_hash, now()),
        |row| row.get(0),
    )?;
    Ok((connection, run))
}

/// Opens a database for questions.
///
/// # Errors
/// Where the file cannot be opened, is no database of ours, or has not this program's version.
pub(crate) fn open_to_read(path: &Path) -> Result<Connection, SinkError> {
    let open = || -> Result<Connection, Box<dyn std::error::Error + Send + Sync>> {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        migrate::check(&connection)?;
        Ok(connection)
    };
    open().map_err(|reason| SinkError::Database { place: path.display().to_string(), reason })
}

impl Sink for Sqlite {
    type Encoder = RowsEncoder;

    fn encoder(&self) -> RowsEncoder {
        RowsEncoder::default()
    }

    fn holds(&mut self, ids: &mut dyn Iterator<Item = &str>) -> Result<Vec<bool>, SinkError> {
        let mut held = || -> rusqlite::Result<Vec<bool>> {
            let sql = "SELECT count(*) FROM documents WHERE id = ?1 AND rules_hash = ?2";
            let mut known = self.connection.prepare_cached(sql)?;
            ids.map(|id| known.query_row((id, &self.rules_hash), |row| row.get(0))).collect()
        };
        held().map_err(|error| self.failed(error))
    }

    fn write(&mut self, batch: Rows) -> Result<(), SinkError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let written = transaction.and_then(|transaction| {
            write::Writer::new(&transaction)?.write(&batch)?;
            transaction.commit()
        });
        written.map_err(|error| self.failed(error))
    }

    fn finish(self, summary: &Summary) -> Result<(), SinkError> {
        let [documents, unchanged, failed, mentions, facts, bytes] = counts(summary);
        let finish = || {
            self.connection.execute_batch(INDEXES)?;
            self.connection.execute(
                "UPDATE runs SET ended = ?2, documents = ?3, unchanged = ?4, failed = ?5, mentions = ?6, facts = ?7, \
                 bytes = ?8 WHERE run = ?1",
                (self.run, now(), documents, unchanged, failed, mentions, facts, bytes),
            )?;
            self.connection.execute_batch("PRAGMA optimize")
        };
        finish().map_err(|error| self.failed(error))
    }
}
