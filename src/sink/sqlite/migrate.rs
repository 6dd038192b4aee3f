//! The shape of the database: numbered steps, forward only. `user_version` is the number of the last step done, and
//! `application_id` tells our databases from others.
use rusqlite::{Connection, TransactionBehavior};

/// All steps; the first makes the tables. A step that was in a release is never changed.
pub(super) const STEPS: [&str; 1] = [include_str!("0001.sql")];

/// `zhig`, so that `file` and others can tell.
const APPLICATION_ID: i64 = 0x7a68_6967;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Brings the database to the last of `steps`.
///
/// # Errors
/// Where the database is not ours, or newer than the steps.
pub(super) fn migrate(connection: &mut Connection, steps: &[&str]) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = steps_done(&transaction, steps.len())?;
    if done < steps.len() {
        for step in steps.iter().skip(done) {
            transaction.execute_batch(step)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", steps.len() as i64)?;
    }
    Ok(transaction.commit()?)
}

/// Makes sure that the database is at the last step.
///
/// # Errors
/// Where it is not.
pub(super) fn check(connection: &Connection) -> Result<()> {
    match steps_done(connection, STEPS.len())? {
        0 => Err("this database is empty; write to it with `zhiguan extract -o`".into()),
        done if done < STEPS.len() => {
            Err("this database is older than the program; `zhiguan extract -o` brings it up to date".into())
        }
        _ => Ok(()),
    }
}

/// How many of the steps are done; 0 for a new database.
fn steps_done(connection: &Connection, known: usize) -> Result<usize> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let is_empty: bool = connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION_ID && !(is_empty && application == 0 && version == 0) {
        return Err("this is a database of another program; name a file that does not exist yet".into());
    }
    let done = usize::try_from(version)?;
    if done > known {
        let versions = format!("this database has version {done} and this program knows versions up to {known}");
        return Err(format!("{versions}; use a newer zhiguan").into());
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_done_once_and_forward_only() {
        let two = ["CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y; INSERT INTO a VALUES (1, 2)"];
        let mut connection = Connection::open_in_memory().expect("a database");
        for steps in [&two[..1], &two, &two] {
            migrate(&mut connection, steps).expect("migrated");
        }
        let row = |sql| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a row");
        assert_eq!((row("SELECT count(*) FROM a"), row("SELECT y FROM a"), row("PRAGMA user_version")), (1, 2, 2));
        let refused = migrate(&mut connection, &two[..1]).expect_err("it is newer").to_string();
        assert_eq!(refused, "this database has version 2 and this program knows versions up to 1; use a newer zhiguan");
    }

    #[test]
    fn a_step_that_fails_leaves_nothing() {
        let mut connection = Connection::open_in_memory().expect("a database");
        migrate(&mut connection, &["CREATE TABLE a (x)", "CREATE TABLE b (x); CREATE TABLE a (x)"])
            .expect_err("a, twice");
        let tables: i64 =
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).expect("a row");
        assert_eq!(tables, 0);
    }

    #[test]
    fn a_database_of_another_program_is_left_alone() {
        let mut connection = Connection::open_in_memory().expect("a database");
        connection.execute_batch("CREATE TABLE theirs (x)").expect("a table");
        let refused = migrate(&mut connection, &STEPS).expect_err("not ours").to_string();
        assert!(refused.starts_with("this is a database of another program"), "{refused}");
    }
}
