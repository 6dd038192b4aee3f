//! One batch: what is new goes in, what other rules made is replaced, what the same rules made stays.
//!
//! Rows go in by binary COPY. Documents and places pass through temporary tables and are upserted; what a record says
//! is copied straight to its tables, where none of its rows is left by then.
use std::collections::HashMap;

use bytes::BytesMut;
use postgres::{
    Client, Error, Transaction,
    binary_copy::BinaryCopyInWriter,
    types::{IsNull, ToSql, Type as SqlType, to_sql_checked},
};

use super::LOCK;
use crate::sink::rows::{CONTENTS, Column, DOCUMENTS, DocumentRows, RecordRows, Rows, SOURCES, Table, Type, Value};

/// A place found again changes nothing; one that says something new of itself is updated. Of a place that comes twice
/// in a batch the last word counts.
const SOURCES_UPSERT: &str = "
    CREATE TEMP TABLE last_sources ON COMMIT DROP AS
        SELECT DISTINCT ON (doc, md5(source), md5(coalesce(member, ''))) *,
            min(n) OVER (PARTITION BY doc, md5(source), md5(coalesce(member, ''))) AS first
        FROM new_sources ORDER BY doc, md5(source), md5(coalesce(member, '')), n DESC;
    UPDATE sources AS s
        SET key = x.key, url = x.url, reference_date = x.reference_date, extra = x.extra
        FROM last_sources AS x
        WHERE s.doc = x.doc AND md5(s.source) = md5(x.source)
            AND md5(coalesce(s.member, '')) = md5(coalesce(x.member, ''))
            AND (s.key, s.url, s.reference_date, s.extra)
                IS DISTINCT FROM (x.key, x.url, x.reference_date, x.extra);
    INSERT INTO sources (doc, n, source, member, key, url, reference_date, extra)
        SELECT doc,
            coalesce((SELECT max(s.n) + 1 FROM sources AS s WHERE s.doc = x.doc), 0)
                + row_number() OVER (PARTITION BY doc ORDER BY first) - 1,
            source, member, key, url, reference_date, extra
        FROM last_sources AS x
        WHERE NOT EXISTS (
            SELECT 1 FROM sources AS s
            WHERE s.doc = x.doc AND md5(s.source) = md5(x.source)
                AND md5(coalesce(s.member, '')) = md5(coalesce(x.member, '')))";

/// Makes the temporary tables of a connection.
pub(super) fn prepare(client: &mut Client) -> Result<(), Error> {
    client.batch_execute(
        "CREATE TEMP TABLE new_documents (LIKE documents) ON COMMIT DELETE ROWS;
         CREATE TEMP TABLE new_sources (LIKE sources) ON COMMIT DELETE ROWS",
    )
}

/// What is to be written of a batch.
struct Plan<'r> {
    /// Records that are new or replace others, with their keys.
    records: Vec<(i64, RecordRows<'r>)>,
    /// Keys of documents whose rows go first.
    replaced: Vec<i64>,
    /// Every document that is there in the end, with its key.
    found: Vec<(i64, DocumentRows<'r>)>,
}

pub(super) fn write(client: &mut Client, rows: &Rows) -> Result<(), Error> {
    let mut transaction = client.transaction()?;
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])?;
    let Plan { records, replaced, found } = plan(&mut transaction, rows)?;
    if !replaced.is_empty() {
        for table in CONTENTS {
            transaction.execute(&format!("DELETE FROM {} WHERE doc = ANY($1)", table.name), &[&replaced])?;
        }
    }
    if !records.is_empty() {
        let documents = records.iter().map(|(doc, record)| row(*doc, record.document()));
        copy(&mut transaction, "new_documents", &DOCUMENTS, documents)?;
        transaction.batch_execute(&upsert_documents())?;
        for (n, table) in CONTENTS.iter().enumerate() {
            let contents = records.iter().filter_map(|(doc, record)| Some((*doc, record.contents().nth(n)?.1)));
            let contents = contents.flat_map(|(doc, rows)| rows.map(move |values| row(doc, values)));
            copy(&mut transaction, table.name, table, contents)?;
        }
    }
    let places = found
        .iter()
        .enumerate()
        .map(|(n, (doc, document))| row(*doc, std::iter::once(Value::Int(n as i64)).chain(document.source())));
    copy(&mut transaction, "new_sources", &SOURCES, places)?;
    transaction.batch_execute(SOURCES_UPSERT)?;
    transaction.commit()
}

fn plan<'r>(transaction: &mut Transaction<'_>, rows: &'r Rows) -> Result<Plan<'r>, Error> {
    let ids: Vec<&str> = rows.documents().map(DocumentRows::id).collect();
    let known = transaction.query("SELECT id, doc, rules_hash FROM documents WHERE id = ANY($1)", &[&ids])?;
    let mut known: HashMap<String, (i64, String)> =
        known.iter().map(|row| (row.get(0), (row.get(1), row.get(2)))).collect();
    let mut next: i64 = transaction.query_one("SELECT coalesce(max(doc), 0) + 1 FROM documents", &[])?.get(0);
    let mut plan = Plan { records: Vec::new(), replaced: Vec::new(), found: Vec::new() };
    for document in rows.documents() {
        let id = document.id();
        let doc = match (known.get_mut(id), document.record()) {
            (Some((doc, hash)), Some(record)) if *hash != record.rules_hash() => {
                record.rules_hash().clone_into(hash);
                plan.replaced.push(*doc);
                plan.records.push((*doc, record));
                *doc
            }
            (Some((doc, _)), _) => *doc,
            (None, Some(record)) => {
                known.insert(id.to_owned(), (next, record.rules_hash().to_owned()));
                plan.records.push((next, record));
                next += 1;
                next - 1
            }
            // It was there when the batch was read: someone else deleted it since. The next run makes it again.
            (None, None) => continue,
        };
        plan.found.push((doc, document));
    }
    Ok(plan)
}

fn upsert_documents() -> String {
    let names: Vec<&str> = DOCUMENTS.columns.iter().skip(1).map(|column| column.name).collect();
    let list = |prefix: &str| names.iter().map(|name| format!("{prefix}{name}")).collect::<Vec<_>>().join(", ");
    let (own, new) = (list("documents."), list("excluded."));
    format!(
        "INSERT INTO documents SELECT * FROM new_documents
         ON CONFLICT (id) DO UPDATE SET ({}) = ({new}) WHERE ({own}) IS DISTINCT FROM ({new})",
        list("")
    )
}

/// Copies rows, whose columns are those of `table`, into the table of this name.
fn copy<'v>(
    transaction: &mut Transaction<'_>,
    name: &str,
    table: &Table,
    rows: impl Iterator<Item = Vec<Sql<'v>>>,
) -> Result<(), Error> {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return Ok(());
    }
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let writer = transaction.copy_in(&format!("COPY {name} ({}) FROM STDIN BINARY", names.join(", ")))?;
    let types: Vec<SqlType> = table.columns.iter().map(sql_type).collect();
    let mut writer = BinaryCopyInWriter::new(writer, &types);
    for row in rows {
        writer.write_raw(row)?;
    }
    writer.finish().map(drop)
}

fn sql_type(column: &Column) -> SqlType {
    match column.kind {
        Type::Int => SqlType::INT4,
        Type::Long => SqlType::INT8,
        Type::Text => SqlType::TEXT,
    }
}

fn row<'v>(doc: i64, values: impl Iterator<Item = Value<'v>>) -> Vec<Sql<'v>> {
    std::iter::once(Value::Int(doc)).chain(values).map(Sql).collect()
}

/// A value as the server takes it. Text cannot hold U+0000 there; U+2400, its picture, stands for it.
#[derive(Debug)]
struct Sql<'v>(Value<'v>);

impl ToSql for Sql<'_> {
    fn to_sql(&self, kind: &SqlType, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(n) if *kind == SqlType::INT4 => i32::try_from(n)?.to_sql(kind, out),
            Value::Int(n) => n.to_sql(kind, out),
            Value::Text(text) if text.contains('\0') => text.replace('\0', "\u{2400}").to_sql(kind, out),
            Value::Text(text) => text.to_sql(kind, out),
        }
    }

    fn accepts(kind: &SqlType) -> bool {
        [SqlType::INT4, SqlType::INT8, SqlType::TEXT].contains(kind)
    }

    to_sql_checked!();
}
