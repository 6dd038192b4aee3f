//! The shape of the database: numbered steps, forward only. The table `zhiguan_version` holds the number of the last
//! step done.
use std::error::Error;

use postgres::{Client, Transaction};

use super::LOCK;

/// All steps; the first makes the tables. A step that was in a release is never changed.
const STEPS: [&str; 1] = [include_str!("0001.sql")];

/// Brings the database to the last step, in the schema that the server takes for new tables.
///
/// # Errors
/// Where the database is newer than the steps, or has tables of these names already.
pub(super) fn migrate(client: &mut Client) -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut transaction = client.transaction()?;
    // Two programs that start at the same time wait for each other here.
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])?;
    let done = steps_done(&mut transaction)?;
    if done > STEPS.len() {
        let versions =
            format!("this database has version {done} and this program knows versions up to {}", STEPS.len());
        return Err(format!("{versions}; use a newer zhiguan").into());
    }
    for step in STEPS.iter().skip(done) {
        transaction.batch_execute(step)?;
    }
    if done < STEPS.len() {
        transaction.batch_execute("DELETE FROM zhiguan_version")?;
        transaction.execute("INSERT INTO zhiguan_version VALUES ($1)", &[&(STEPS.len() as i32)])?;
    }
    Ok(transaction.commit()?)
}

fn steps_done(transaction: &mut Transaction<'_>) -> Result<usize, Box<dyn Error + Send + Sync>> {
    transaction.batch_execute("SET LOCAL client_min_messages = warning")?;
    transaction.batch_execute("CREATE TABLE IF NOT EXISTS zhiguan_version (version integer NOT NULL)")?;
    let row = transaction.query_one("SELECT coalesce(max(version), 0) FROM zhiguan_version", &[])?;
    Ok(usize::try_from(row.get::<_, i32>(0))?)
}
