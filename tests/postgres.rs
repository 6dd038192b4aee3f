//! PostgreSQL, on the server that `ZHIGUAN_TEST_POSTGRES` names (`postgres://user@host/database`, the user may make
//! databases). Without it these tests do nothing and say so.
#![cfg(all(unix, feature = "postgres"))]
#[path = "util/tables.rs"]
mod tables;
mod util;

use std::{
    collections::BTreeSet,
    env,
    io::{self, Write as _},
    net::{Shutdown, TcpListener, TcpStream},
    os::unix::net::UnixStream,
    process::{Child, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use postgres::{Client, Config, NoTls, config::Host};
use serde_json::Value;
use tables::{Tables, select};
use util::{Dir, corpus, endless, lines};
use zhiguan::sink::rows::{TABLES, Type};

const DOCUMENTS: usize = 1500;

/// A database of its own for a test.
struct Server {
    config: Config,
    name: String,
    url: String,
}

impl Server {
    fn new(test: &str) -> Option<Self> {
        let Ok(url) = env::var("ZHIGUAN_TEST_POSTGRES") else {
            // Seen with `--nocapture`; the harness has no way to skip.
            let _ = writeln!(io::stderr(), "skipped: ZHIGUAN_TEST_POSTGRES names no server");
            return None;
        };
        let mut config: Config = url.parse().expect("a URL");
        let name = format!("zhiguan_{test}_{}", std::process::id());
        config.connect(NoTls).expect("a server").batch_execute(&format!("CREATE DATABASE {name}")).expect("made");
        config.dbname(&name);
        let [Host::Unix(socket)] = config.get_hosts() else { panic!("these tests want a server behind a socket") };
        let url = format!(
            "postgres://%2F{}/{name}?user={}",
            socket.display().to_string().trim_start_matches('/').replace('/', "%2F"),
            config.get_user().unwrap_or("postgres")
        );
        Some(Self { config, name, url })
    }

    fn connect(&self) -> Client {
        self.config.connect(NoTls).expect("a connection")
    }

    /// How many documents are there; none where there is no table yet.
    fn count(&self) -> i64 {
        let row = self.connect().query_one("SELECT count(*) FROM documents", &[]);
        row.map_or(0, |row| row.get(0))
    }

    fn tables(&self) -> Tables {
        let mut client = self.connect();
        tables::tables(|table| {
            let rows = client.query(&select(table), &[]).expect("rows");
            let value = |row: &postgres::Row, n, kind| match kind {
                Type::Int => row.get::<_, Option<i32>>(n).map_or(Value::Null, Value::from),
                Type::Long => row.get::<_, Option<i64>>(n).map_or(Value::Null, Value::from),
                Type::Text => row.get::<_, Option<String>>(n).map_or(Value::Null, Value::from),
            };
            let read = |row: postgres::Row| {
                let columns = table.columns.iter().enumerate();
                columns.map(|(n, column)| (column.name.to_owned(), value(&row, n, column.kind))).collect()
            };
            rows.into_iter().map(read).collect()
        })
    }

    /// Where every row lies and who wrote it: another value after any change.
    fn versions(&self) -> Vec<String> {
        let mut client = self.connect();
        let version = |name: &str| {
            let sql =
                format!("SELECT coalesce(string_agg(ctid::text || xmin::text, ' ' ORDER BY ctid), '') FROM {name}");
            client.query_one(&sql, &[]).expect("rows").get(0)
        };
        TABLES.iter().map(|table| table.name).filter(|name| *name != "runs").map(version).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let url = env::var("ZHIGUAN_TEST_POSTGRES").unwrap_or_default();
        if let Ok(mut client) = Client::connect(&url, NoTls) {
            let _ = client.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
        }
    }
}

const LINES: &str = r#"{"text": "2024年1月5日，江苏省数据局揭牌。", "id": "it's", "url": "https://example.org/?a=\"1\";--", "title": "'; DROP TABLE documents; --", "publisher": "😀\u0000国𠀀", "reference_date": "2024-03-22", "tag": {"b": [1, null]}}
{"text": "2024年1月5日，江苏省数据局揭牌。", "id": 7}
{"text": "王明任江苏省\u0000数据局😀局长。李“四”任%s\\'\"数据局局长。", "id": null}
{"text": ""}
{"text": "", "publisher": "\\\t\n"}
"#;

#[test]
fn what_is_read_back_is_what_json_lines_say_and_the_same_again_changes_nothing() {
    let Some(server) = Server::new("equal") else { return };
    let dir = Dir::new();
    dir.write("lines.jsonl", LINES);
    let seeds = corpus().join("seeds").display().to_string();
    let extract = |output: &str| dir.run(&["extract", "-o", output, &seeds, "lines.jsonl", &seeds]).ends_with(0);
    extract("all.jsonl");
    extract(&server.url);
    let mut seen = BTreeSet::new();
    // No text of PostgreSQL holds U+0000; its picture stands there.
    let lines = dir.read("all.jsonl").replace("\\u0000", "\u{2400}");
    let records = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("a record"));
    let expected: Vec<Value> = records.filter(|record| seen.insert(record["id"].to_string())).collect();
    let tables = server.tables();
    let found = tables::records(&tables, "doc");
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(tables["sources"].len(), 10, "a place that is read twice is one place");

    let before = server.versions();
    assert!(before.iter().all(|version| !version.is_empty()), "every table has rows");
    let ran = extract(&server.url);
    assert!(ran.err.starts_with("0 documents, 15 unchanged, 0 failed, "), "{}", ran.err);
    assert!(server.versions() == before, "a row has changed");
    dir.write("lines.jsonl", LINES.replace("\"id\": 7", "\"id\": 8"));
    extract(&server.url);
    assert!(server.versions() != before, "a place says something new");
    let changed = server.connect().query_one("SELECT count(*) FROM sources WHERE key = '8'", &[]).expect("a row");
    assert_eq!(changed.get::<_, i64>(0), 1);

    let row = server.connect().query_one("SELECT count(*) FROM runs WHERE ended >= started", &[]).expect("a row");
    assert_eq!(row.get::<_, i64>(0), 3);
    server.connect().batch_execute("UPDATE zhiguan_version SET version = 99").expect("done");
    let ran = dir.run(&["extract", "-o", &server.url, "lines.jsonl"]).ends_with(2);
    assert!(ran.err.contains("this database has version 99 and this program knows versions up to 1"), "{}", ran.err);
}

#[test]
fn the_tables_are_those_of_the_program() {
    let Some(server) = Server::new("tables") else { return };
    let dir = Dir::new();
    dir.write("a.txt", "甲");
    dir.run(&["extract", "-o", &server.url, "a.txt"]).ends_with(0);
    for table in TABLES {
        let sql = "SELECT column_name::text, data_type::text, is_nullable = 'YES' FROM information_schema.columns
                   WHERE table_name = $1 ORDER BY ordinal_position";
        let rows = server.connect().query(sql, &[&table.name]).expect("rows");
        let found: Vec<(String, String, bool)> = rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
        let kind = |kind| match kind {
            Type::Int => "integer",
            Type::Long => "bigint",
            Type::Text => "text",
        };
        let columns = table.columns.iter().map(|c| (c.name.to_owned(), kind(c.kind).to_owned(), c.is_nullable));
        assert_eq!(found, columns.collect::<Vec<_>>(), "{}", table.name);
    }
}

/// Waits until so many documents are there.
fn wait_for(server: &Server, child: &mut Child, documents: i64) {
    while server.count() < documents {
        assert_eq!(child.try_wait().expect("a child"), None, "it ended by itself");
        thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn killed_and_resumed() {
    let (Some(whole), Some(server)) = (Server::new("whole"), Server::new("killed")) else { return };
    let dir = Dir::new();
    let run = |url: &str| dir.run_with_stdin(&["extract", "-", "-o", url], lines(DOCUMENTS).as_bytes()).ends_with(1);
    run(&whole.url);
    for at in [1, 200, 500, 800] {
        let mut child = endless(
            dir.command().args(["extract", "-", "-o", &server.url, "--threads", "2"]).stderr(Stdio::piped()),
            lines(DOCUMENTS),
        );
        wait_for(&server, &mut child, at);
        child.kill().expect("killed");
        child.wait().expect("ended");
    }
    run(&server.url);
    assert!(server.tables() == whole.tables(), "not the tables of an undisturbed run");
}

#[test]
fn lost_connections_are_made_again() {
    let (Some(whole), Some(server)) = (Server::new("calm"), Server::new("lost")) else { return };
    let dir = Dir::new();
    let args = |url: &str| ["extract", "-", "-o", url, "--threads", "2"].map(str::to_owned);
    let run = |url: &str| dir.run_with_stdin(&args(url).each_ref().map(String::as_str), lines(DOCUMENTS).as_bytes());
    run(&whole.url).ends_with(1);
    let is_over = AtomicBool::new(false);
    let (ran, cuts) = thread::scope(|scope| {
        let cutter = scope.spawn(|| {
            let (mut admin, mut cuts) = (whole.connect(), 0);
            while !is_over.load(Ordering::Relaxed) && cuts < 4 {
                let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
                cuts += admin.query(sql, &[&server.name]).expect("done").len();
                thread::sleep(Duration::from_millis(120));
            }
            cuts
        });
        let ran = run(&server.url);
        is_over.store(true, Ordering::Relaxed);
        (ran, cutter.join().expect("cut"))
    });
    // A run whose connection is cut before it has its tables is told so; then it is run again.
    if ran.status == Some(2) {
        run(&server.url).ends_with(1);
    }
    assert!(cuts > 0);
    assert!(server.tables() == whole.tables(), "not the tables of an undisturbed run");
}

/// A server that can be switched off: what comes to the port goes to the socket.
struct Switch {
    port: u16,
    open: Arc<Mutex<Vec<TcpStream>>>,
    is_off: Arc<AtomicBool>,
}

impl Switch {
    fn new(server: &Server) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (open, is_off) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let [Host::Unix(folder)] = server.config.get_hosts() else { panic!("a socket") };
        let number = server.config.get_ports().first().copied().unwrap_or(5432);
        let socket = folder.join(format!(".s.PGSQL.{number}"));
        let (list, off) = (open.clone(), is_off.clone());
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if off.load(Ordering::Relaxed) {
                    continue;
                }
                let there = UnixStream::connect(&socket).expect("the server");
                let clone = |stream: &TcpStream| stream.try_clone().expect("a handle");
                list.lock().expect("a list").push(clone(&stream));
                let (mut up, mut down) = ((clone(&stream), there.try_clone().expect("a handle")), (there, stream));
                thread::spawn(move || {
                    let _ = io::copy(&mut up.0, &mut up.1);
                    let _ = up.1.shutdown(Shutdown::Both);
                });
                thread::spawn(move || io::copy(&mut down.0, &mut down.1));
            }
        });
        Self { port, open, is_off }
    }

    fn switch_off(&self) {
        self.is_off.store(true, Ordering::Relaxed);
        for stream in self.open.lock().expect("a list").iter() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

#[test]
fn a_server_that_is_gone_is_told_and_nothing_is_half_written() {
    let (Some(whole), Some(server)) = (Server::new("kept"), Server::new("gone")) else { return };
    let dir = Dir::new();
    let switch = Switch::new(&server);
    let user = server.config.get_user().unwrap_or("postgres");
    let url = format!("postgres://{user}:secret@127.0.0.1:{}/{}", switch.port, server.name);
    let mut child = endless(
        dir.command().args(["extract", "-", "-o", &url, "--threads", "2"]).stderr(Stdio::piped()),
        lines(DOCUMENTS),
    );
    wait_for(&server, &mut child, 64);
    switch.switch_off();
    let output = child.wait_with_output().expect("ended");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    let start = format!("zhiguan: postgres://127.0.0.1/{}: ", server.name);
    let last = said.lines().last().unwrap_or_default();
    assert!(last.starts_with(&start) && last.contains("tried for 16 seconds"), "{said}");
    assert!(!said.contains("secret"), "{said}");
    // Every document that is there is there as a whole.
    let run = |url: &str| dir.run_with_stdin(&["extract", "-", "-o", url], lines(DOCUMENTS).as_bytes()).ends_with(1);
    run(&whole.url);
    let (part, all) = (server.tables(), whole.tables());
    let count = part["documents"].len();
    assert!((64..980).contains(&count), "{count}");
    for (name, rows) in part {
        let expected = all[name].iter().filter(|row| row["doc"].as_u64() <= Some(count as u64) && name != "sources");
        let rows: Vec<_> = rows.iter().filter(|_| name != "sources").collect();
        assert!(rows == expected.collect::<Vec<_>>(), "{name}");
    }
    run(&server.url);
    assert!(server.tables() == all, "not the tables of an undisturbed run");
}
