//! One batch: what is new goes in, what other rules made is replaced, what the same rules made stays.
use rusqlite::{CachedStatement, Connection, OptionalExtension as _, Result, Statement, types::Null};

use crate::sink::rows::{CONTENTS, DOCUMENTS, DocumentRows, RecordRows, Rows, Table, Value};

/// A place found again changes nothing; one that says something new of itself is updated.
const SOURCE: &str = "
    INSERT INTO sources (doc, n, source, member, key, url, reference_date, extra)
    VALUES (?1, coalesce((SELECT max(n) + 1 FROM sources WHERE doc = ?1), 0), ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT (doc, source, coalesce(member, '')) DO UPDATE SET
        key = excluded.key, url = excluded.url, reference_date = excluded.reference_date, extra = excluded.extra
    WHERE (key, url, reference_date, extra)
        IS NOT (excluded.key, excluded.url, excluded.reference_date, excluded.extra)";

/// What a transaction writes with.
pub(super) struct Writer<'c> {
    connection: &'c Connection,
    known: CachedStatement<'c>,
    add: CachedStatement<'c>,
    replace: CachedStatement<'c>,
    source: CachedStatement<'c>,
    insert: Vec<CachedStatement<'c>>,
    delete: Vec<CachedStatement<'c>>,
}

impl<'c> Writer<'c> {
    pub(super) fn new(connection: &'c Connection) -> Result<Self> {
        let prepare = |sql: &str| connection.prepare_cached(sql);
        let all = |sql: fn(&Table) -> String| -> Result<Vec<_>> { CONTENTS.iter().map(|t| prepare(&sql(t))).collect() };
        let columns: Vec<String> =
            DOCUMENTS.columns.iter().enumerate().skip(1).map(|(n, c)| format!("{} = ?{}", c.name, n + 1)).collect();
        Ok(Self {
            connection,
            known: prepare("SELECT doc, rules_hash FROM documents WHERE id = ?1")?,
            add: prepare(&DOCUMENTS.insert('?'))?,
            replace: prepare(&format!("UPDATE documents SET {} WHERE doc = ?1", columns.join(", ")))?,
            source: prepare(SOURCE)?,
            insert: all(|table| table.insert('?'))?,
            delete: all(|table| format!("DELETE FROM {} WHERE doc = ?1", table.name))?,
        })
    }

    pub(super) fn write(&mut self, rows: &Rows) -> Result<()> {
        rows.documents().try_for_each(|document| self.document(document))
    }

    fn document(&mut self, document: DocumentRows<'_>) -> Result<()> {
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?));
        let known = self.known.query_row([document.id()], read).optional()?;
        let doc = match (known, document.record()) {
            (Some((doc, hash)), Some(record)) if hash != record.rules_hash() => {
                run(&mut self.replace, Some(doc), record.document())?;
                self.delete.iter_mut().try_for_each(|delete| run(delete, Some(doc), []))?;
                self.contents(doc, record)?;
                doc
            }
            (Some((doc, _)), _) => doc,
            (None, Some(record)) => {
                run(&mut self.add, None, record.document())?;
                let doc = self.connection.last_insert_rowid();
                self.contents(doc, record)?;
                doc
            }
            // It was there when the batch was read: someone else deleted it since. The next run makes it again.
            (None, None) => return Ok(()),
        };
        run(&mut self.source, Some(doc), document.source())
    }

    fn contents(&mut self, doc: i64, record: RecordRows<'_>) -> Result<()> {
        for ((_, rows), insert) in record.contents().zip(&mut self.insert) {
            for row in rows {
                run(insert, Some(doc), row)?;
            }
        }
        Ok(())
    }
}

/// Runs a statement whose first parameter is `doc`.
fn run<'v>(statement: &mut Statement<'_>, doc: Option<i64>, values: impl IntoIterator<Item = Value<'v>>) -> Result<()> {
    statement.raw_bind_parameter(1, doc)?;
    for (n, value) in (2..).zip(values) {
        match value {
            Value::Null => statement.raw_bind_parameter(n, Null)?,
            Value::Int(number) => statement.raw_bind_parameter(n, number)?,
            Value::Text(text) => statement.raw_bind_parameter(n, text)?,
        }
    }
    statement.raw_execute().map(drop)
}
