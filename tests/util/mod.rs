//! Runs the real program in a temporary folder.
#![allow(dead_code, reason = "each test file uses a part of it")]
use std::{
    ffi::OsStr,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use serde_json::Value;

/// A temporary folder with the program at hand.
pub(crate) struct Dir(tempfile::TempDir);

/// What a run of the program left.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: Option<i32>,
    pub(crate) out: Vec<u8>,
    pub(crate) err: String,
}

impl Dir {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("written");
        self
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhiguan"));
        command.current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    pub(crate) fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> Ran {
        let output = self.command().args(args).output().expect("the program runs");
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        Ran { status: output.status.code(), out: output.stdout, err }
    }

    pub(crate) fn run_with_stdin(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command();
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        let input = input.to_vec();
        let writer = thread::spawn(move || {
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().expect("the program ends");
        writer.join().expect("input is written");
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        Ran { status: output.status.code(), out: output.stdout, err }
    }
}

impl Ran {
    /// The records on standard output.
    pub(crate) fn records(&self) -> Vec<Value> {
        let text = std::str::from_utf8(&self.out).expect("UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
    }

    /// The `source` of every record, or `source:member`.
    pub(crate) fn sources(&self) -> Vec<String> {
        let name = |record: Value| match (record["source"].as_str(), record["member"].as_str()) {
            (Some(source), Some(member)) => format!("{source}:{member}"),
            (source, _) => source.unwrap_or_default().to_owned(),
        };
        self.records().into_iter().map(name).collect()
    }

    /// Asserts the exit status, showing what the program said.
    pub(crate) fn ends_with(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{}", self.err);
        self
    }
}

/// The project's folder of texts with gold.
pub(crate) fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// JSON Lines of so many small documents, some of them twice and some broken.
pub(crate) fn lines(documents: usize) -> String {
    let line = |n: usize| match n % 50 {
        7 => "{broken\n".to_owned(),
        _ => format!("{{\"text\": \"2024年1月5日，江苏省数据局揭牌，王明任局长。编号{}\", \"id\": {n}}}\n", n % 1000),
    };
    (0..documents).map(line).collect()
}

/// Starts a run that is given all of `input` and waits for more, so that it never ends.
pub(crate) fn endless(command: &mut Command, input: String) -> Child {
    let mut child = command.stdin(Stdio::piped()).spawn().expect("the program runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    thread::spawn(move || {
        let _ = stdin.write_all(input.as_bytes());
        thread::sleep(Duration::from_secs(600));
    });
    child
}
