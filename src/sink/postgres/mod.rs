//! PostgreSQL: a server. A batch is a transaction; where the connection is lost, the batch is written again on a new
//! one, and what of it was written already is found there.
mod migrate;
mod write;

use std::{error::Error, thread, time::Duration};

use postgres::{Client, Config, NoTls, config::Host, error::SqlState};

use super::{
    Sink, SinkError, Summary,
    rows::{Rows, RowsEncoder, counts, now},
};

/// Writers of one database take turns under this advisory lock: `zhig`.
const LOCK: i64 = 0x7a68_6967;

/// Made after the first load, which is quicker so. Of hashes: names may be longer than a tree takes.
const INDEXES: &str = include_str!("indexes.sql");

/// How long to wait before each new try; 16 seconds in all.
const WAITS: [Duration; 6] = {
    const fn wait(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }
    [wait(250), wait(500), wait(1000), wait(2000), wait(4000), wait(8000)]
};

/// Writes to a PostgreSQL server.
pub struct Postgres {
    place: String,
    config: Config,
    client: Client,
    rules_hash: String,
    run: i64,
}

impl std::fmt::Debug for Postgres {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Postgres").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Postgres {
    /// Connects to `postgres://user:password@host:port/database` and brings its tables up to date. `rules_hash` is that
    /// of the rules of this run.
    ///
    /// # Errors
    /// Where the server cannot be reached, or the database is newer than this program.
    pub fn open(url: &str, rules_hash: &str) -> Result<Self, SinkError> {
        // The URL may hold a password: it is not shown.
        let config: Config = url.parse().map_err(|error| failed("postgres://…", describe(&error)))?;
        let place = place(&config);
        let open = || -> Result<(Client, i64), Box<dyn Error + Send + Sync>> {
            let mut client = config.connect(NoTls).map_err(|error| describe(&error))?;
            migrate::migrate(&mut client)?;
            write::prepare(&mut client)?;
            let run = "INSERT INTO runs (run, program_version, rules_hash, started)
                       SELECT coalesce(max(run), 0) + 1, $1, $2, $3 FROM runs RETURNING run";
            let mut transaction = client.transaction()?;
            transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])?;
            let row = transaction.query_one(run, &[&env!("CARGO_PKG_VERSION"), &rules_hash, &now()])?;
            transaction.commit()?;
            Ok((client, row.get(0)))
        };
        let (client, run) = open().map_err(|reason| match reason.downcast::<postgres::Error>() {
            Ok(error) => failed(&place, describe(&error)),
            Err(other) => failed(&place, other),
        })?;
        Ok(Self { place, config, client, rules_hash: rules_hash.to_owned(), run })
    }

    /// Does `work`, again and again on new connections where one is lost.
    fn persist<T>(&mut self, mut work: impl FnMut(&mut Client) -> Result<T, postgres::Error>) -> Result<T, SinkError> {
        let mut waits = WAITS.iter();
        loop {
            let error = match work(&mut self.client) {
                Ok(done) => return Ok(done),
                Err(error) => error,
            };
            if !is_passing(&error) && !self.client.is_closed() {
                return Err(failed(&self.place, describe(&error)));
            }
            let mut last = describe(&error);
            loop {
                let Some(wait) = waits.next() else {
                    let more =
                        "it was tried for 16 seconds; what is written stays, and running again goes on from there";
                    return Err(failed(&self.place, format!("{last}; {more}").into()));
                };
                thread::sleep(*wait);
                let connected = self.config.connect(NoTls).and_then(|mut client| {
                    write::prepare(&mut client)?;
                    Ok(client)
                });
                match connected {
                    Ok(client) => break self.client = client,
                    Err(error) => last = describe(&error),
                }
            }
        }
    }
}

impl Sink for Postgres {
    type Encoder = RowsEncoder;

    fn encoder(&self) -> RowsEncoder {
        RowsEncoder::default()
    }

    fn holds(&mut self, ids: &mut dyn Iterator<Item = &str>) -> Result<Vec<bool>, SinkError> {
        let (ids, hash): (Vec<&str>, String) = (ids.collect(), self.rules_hash.clone());
        let known = self.persist(|client| {
            client.query("SELECT id FROM documents WHERE id = ANY($1) AND rules_hash = $2", &[&ids, &hash])
        })?;
        let known: Vec<&str> = known.iter().map(|row| row.get(0)).collect();
        Ok(ids.iter().map(|id| known.contains(id)).collect())
    }

    fn write(&mut self, batch: Rows) -> Result<(), SinkError> {
        self.persist(|client| write::write(client, &batch))
    }

    fn finish(mut self, summary: &Summary) -> Result<(), SinkError> {
        let (run, [documents, unchanged, failed, mentions, facts, bytes]) = (self.run, counts(summary));
        let sql = "UPDATE runs SET ended = $2, documents = $3, unchanged = $4, failed = $5, mentions = $6, facts = $7,
                   bytes = $8 WHERE run = $1";
        self.persist(|client| {
            client.batch_execute(&format!("SET client_min_messages = warning; {INDEXES}"))?;
            client.execute(sql, &[&run, &now(), &documents, &unchanged, &failed, &mentions, &facts, &bytes])?;
            Ok(())
        })
    }
}

fn failed(place: &str, reason: Box<dyn Error + Send + Sync>) -> SinkError {
    SinkError::Database { place: place.to_owned(), reason }
}

/// What the server or the system says; the crate's own words are only a heading.
fn describe(error: &postgres::Error) -> Box<dyn Error + Send + Sync> {
    match (error.as_db_error(), error.source()) {
        (Some(said), _) => said.message().into(),
        (None, Some(source)) => format!("{error}: {source}").into(),
        (None, None) => error.to_string().into(),
    }
}

/// Whether a new connection may help.
fn is_passing(error: &postgres::Error) -> bool {
    let passing = [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::T_R_SERIALIZATION_FAILURE,
    ];
    error.is_closed() || error.code().is_some_and(|code| passing.contains(code) || code.code().starts_with("08"))
}

/// `postgres://host/database`: what tells databases apart, without user and password.
fn place(config: &Config) -> String {
    let host = match config.get_hosts().first() {
        Some(Host::Tcp(name)) => name.clone(),
        #[cfg(unix)]
        Some(Host::Unix(path)) => path.display().to_string(),
        None => String::new(),
    };
    format!("postgres://{host}/{}", config.get_dbname().unwrap_or_default())
}
