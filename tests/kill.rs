//! A run that is killed at any time, or that finds the disk full, leaves a sound database, and the next run goes on to
//! what an undisturbed run writes.
#![cfg(all(unix, feature = "sqlite"))]
#[path = "util/tables.rs"]
mod tables;
mod util;

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};
use tables::Tables;
use util::{Dir, endless, lines};

const DOCUMENTS: usize = 1500;

fn arguments<'a>(output: &'a str, threads: &'a str) -> [&'a str; 6] {
    ["extract", "-", "-o", output, "--threads", threads]
}

fn undisturbed(dir: &Dir) -> Tables {
    dir.run_with_stdin(&arguments("whole.db", "2"), lines(DOCUMENTS).as_bytes()).ends_with(1);
    let tables = tables::sqlite(&dir.path("whole.db"));
    assert_eq!((tables["documents"].len(), tables["sources"].len()), (980, 1470));
    assert_eq!(tables["events"].len(), 980);
    tables
}

/// How many documents the database holds; none where it is not there yet.
fn count(path: &Path) -> usize {
    let open = || Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let count = |c: Connection| c.query_row("SELECT count(*) FROM documents", [], |row| row.get::<_, i64>(0));
    open().and_then(count).unwrap_or(0) as usize
}

/// Runs again to the end; the database must be the undisturbed one.
fn resume(dir: &Dir, name: &str, whole: &Tables) {
    let before = count(&dir.path(name));
    let ran = dir.run_with_stdin(&arguments(name, "2"), lines(DOCUMENTS).as_bytes()).ends_with(1);
    let tables = tables::sqlite(&dir.path(name));
    for (table, rows) in whole {
        assert!(tables[table] == *rows, "{name}: {table} is not that of an undisturbed run, after {before} documents");
    }
    let skipped: usize = ran
        .err
        .lines()
        .last()
        .and_then(|line| line.split(", ").nth(1)?.strip_suffix(" unchanged")?.parse().ok())
        .unwrap_or(0);
    assert!(skipped >= before, "{name}: {before} documents were there, {skipped} were not made again");
}

#[test]
fn killed_in_the_middle() {
    let dir = Dir::new();
    let whole = undisturbed(&dir);
    for (at, threads) in [1, 60, 130, 200, 300, 400, 500, 600, 700, 900].into_iter().zip(["1", "2"].into_iter().cycle())
    {
        let name = format!("at-{at}.db");
        let mut child = endless(dir.command().args(arguments(&name, threads)).stderr(Stdio::null()), lines(DOCUMENTS));
        while count(&dir.path(&name)) < at {
            assert_eq!(child.try_wait().expect("a child"), None, "it ended by itself");
            thread::sleep(Duration::from_millis(1));
        }
        child.kill().expect("killed");
        child.wait().expect("ended");
        resume(&dir, &name, &whole);
    }
}

#[test]
fn killed_at_the_start_again_and_again() {
    let dir = Dir::new();
    let whole = undisturbed(&dir);
    for milliseconds in (0..200).step_by(10) {
        let mut child = endless(dir.command().args(arguments("again.db", "2")).stderr(Stdio::null()), lines(DOCUMENTS));
        thread::sleep(Duration::from_millis(milliseconds));
        child.kill().expect("killed");
        child.wait().expect("ended");
    }
    resume(&dir, "again.db", &whole);
}

#[test]
fn a_full_disk_is_told_and_the_next_run_goes_on() {
    let dir = Dir::new();
    let whole = undisturbed(&dir);
    // Blocks of 512 bytes: enough for the tables and some of the documents. The signal would kill the program.
    for blocks in [50, 300, 800] {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let mut command = Command::new("sh");
        command.arg("-c").arg(script).arg(env!("CARGO_BIN_EXE_zhiguan")).args(arguments("full.db", "2"));
        command.current_dir(dir.path("")).stdin(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("sh runs");
        let _ = child.stdin.take().expect("a pipe").write_all(lines(DOCUMENTS).as_bytes());
        let output = child.wait_with_output().expect("ended");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.lines().any(|line| line.starts_with("zhiguan: full.db: ")), "{said}");
    }
    resume(&dir, "full.db", &whole);
}
