//! Where a line of an answer is said: the document, and the words.
use rusqlite::{Connection, OptionalExtension as _, Row, Statement};
use serde::Serialize;

use super::QueryError;

/// A document that says something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The content's id.
    pub id: String,
    /// Path or URL as given, of the first place where the content was found.
    pub source: String,
    /// What picks it out of a container.
    pub member: Option<String>,
    /// Where the page was found.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// The day that its relative dates count from.
    pub reference_date: Option<String>,
    /// The words that say it: the evidence, where the database keeps texts (`extract --keep-text`), else the mentions
    /// that the fact was made from, with … between them.
    pub text: String,
}

/// The tables of facts.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fact {
    Tenures,
    Events,
    Ranks,
    Affiliations,
}

impl Fact {
    fn table(self) -> &'static str {
        match self {
            Self::Tenures => "tenures",
            Self::Events => "events",
            Self::Ranks => "agency_ranks",
            Self::Affiliations => "affiliations",
        }
    }
}

/// Looks documents up.
pub(super) struct Sources<'c> {
    connection: &'c Connection,
    document: Statement<'c>,
    mentions: Statement<'c>,
}

impl<'c> Sources<'c> {
    pub(super) fn new(connection: &'c Connection) -> Result<Self, QueryError> {
        let document = connection.prepare(
            "SELECT id, source, member, url, title, d.reference_date, text IS NOT NULL
             FROM documents AS d JOIN sources AS s ON s.doc = d.doc AND s.n = 0 WHERE d.doc = ?1",
        )?;
        let mentions = connection.prepare(
            "SELECT m.text FROM fact_mentions AS f JOIN mentions AS m ON m.doc = f.doc AND m.n = f.mention
             WHERE f.doc = ?1 AND f.fact = ?2 AND f.n = ?3 ORDER BY m.n",
        )?;
        Ok(Self { connection, document, mentions })
    }

    /// The document of a mention.
    pub(super) fn of_mention(&mut self, doc: i64, text: String) -> Result<Source, QueryError> {
        Ok(Source { text, ..self.document(doc)?.0 })
    }

    /// The document of a fact.
    pub(super) fn of_fact(&mut self, fact: Fact, doc: i64, n: i64) -> Result<Source, QueryError> {
        let (mut source, has_text) = self.document(doc)?;
        source.text = if has_text { self.evidence(fact, doc, n)? } else { None }.map_or_else(
            || {
                let mentions = self.mentions.query_map((doc, fact.table(), n), |row| row.get(0))?;
                Ok::<_, QueryError>(mentions.collect::<Result<Vec<String>, _>>()?.join("…"))
            },
            Ok,
        )?;
        Ok(source)
    }

    fn document(&mut self, doc: i64) -> Result<(Source, bool), QueryError> {
        let read = |row: &Row<'_>| {
            let source = Source {
                id: row.get(0)?,
                source: row.get(1)?,
                member: row.get(2)?,
                url: row.get(3)?,
                title: row.get(4)?,
                reference_date: row.get(5)?,
                text: String::new(),
            };
            Ok((source, row.get(6)?))
        };
        Ok(self.document.query_row([doc], read)?)
    }

    /// SQLite would count up to a U+0000 only, so the text is cut here.
    fn evidence(&self, fact: Fact, doc: i64, n: i64) -> Result<Option<String>, QueryError> {
        let sql = format!(
            "SELECT d.text, f.evidence_start, f.evidence_end FROM documents AS d JOIN {} AS f ON f.doc = d.doc
             WHERE d.doc = ?1 AND f.n = ?2",
            fact.table()
        );
        let read = |row: &Row<'_>| {
            let (text, start, end): (String, u32, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(text.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect())
        };
        Ok(self.connection.prepare_cached(&sql)?.query_row((doc, n), read).optional()?)
    }
}
