//! The program as a process: from its start to the record of one article, and the most memory it takes.
use std::{
    ffi::OsStr,
    fs,
    io::Read as _,
    process::{Child, ChildStdout, Command, Stdio},
};

use super::{Bench, spread, texts, timed};

const PROGRAM: &str = env!("CARGO_BIN_EXE_zhiguan");
/// Bytes of the article.
const ARTICLE: usize = 8 << 10;
/// Bytes of the largest document of the corpus for memory.
const LARGEST: usize = 1 << 20;

/// Everything in this file.
pub(crate) fn measure(bench: &Bench) {
    println!("\nstart: to the end of the program, ms (least – greatest)");
    start(bench, "--version", &["--version".as_ref()]);
    let folder = bench.write("article", "txt", [texts::joined(&texts::office(), ARTICLE)]);
    let extract = ["extract".as_ref(), "--quiet".as_ref(), "--threads=1".as_ref(), folder.as_ref()];
    start(bench, "8 KB on offices", &extract);

    println!("\nmemory: the most that the program takes");
    let folder = bench.write("memory", "txt", texts::office());
    for times in [1, 10, 100] {
        memory("office pages, one thread", 1, &vec![&folder; times.min(bench.bytes / 10_000)]);
    }
    let mixed = texts::mixed(bench.bytes * 2);
    let sizes = (1..=bench.bytes.div_ceil(40_000)).map(|n| LARGEST / 16 * ((n * 7) % 16 + 1));
    // Every document starts elsewhere.
    let documents = sizes.enumerate().map(|(n, size)| texts::joined(&mixed[n * 5 % (mixed.len() / 2)..], size));
    let folder = bench.write("large", "txt", documents);
    for threads in [1, 2] {
        memory(&format!("mixed, up to 1 MiB each, {threads} threads"), threads, &[&folder]);
    }
}

fn start(bench: &Bench, name: &str, arguments: &[&OsStr]) {
    let run = || {
        let (seconds, output) =
            timed(|| Command::new(PROGRAM).args(arguments).stdin(Stdio::null()).output().expect("the program runs"));
        assert!(output.status.success() && !output.stdout.is_empty(), "{name}");
        seconds * 1e3
    };
    let [median, least, greatest] = spread((0..bench.runs * 3).map(|_| run()).collect());
    println!("  {name:<22}{median:>7.1} ({least:.1} – {greatest:.1})");
}

fn memory<T: AsRef<OsStr>>(name: &str, threads: usize, inputs: &[T]) {
    if let (documents, Some(peak)) = peak(threads, inputs) {
        println!("  {name:<38}{documents:>7} documents {peak:>7.1} MB");
    }
}

/// Documents and the most memory of a run over the inputs, in MB (where the system tells).
pub(crate) fn peak<T: AsRef<OsStr>>(threads: usize, inputs: &[T]) -> (usize, Option<f64>) {
    let mut command = Command::new(PROGRAM);
    command.args(["extract", "--quiet", "--threads"]).arg(threads.to_string()).args(inputs);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("the program runs");
    let mut out = child.stdout.take().expect("a pipe");
    let found = watch(&child, &mut out);
    assert!(child.wait().expect("the program ends").success());
    found
}

/// Reads what the program writes and looks at its memory after every piece: it cannot end before the last is taken.
fn watch(child: &Child, out: &mut ChildStdout) -> (usize, Option<f64>) {
    let status = format!("/proc/{}/status", child.id());
    let (mut lines, mut peak, mut buffer) = (0, None, vec![0; 1 << 16]);
    loop {
        let read = out.read(&mut buffer).expect("output");
        if read == 0 {
            return (lines, peak);
        }
        lines += buffer.iter().take(read).filter(|&&b| b == b'\n').count();
        let now = fs::read_to_string(&status).unwrap_or_default();
        let now =
            now.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<f64>().ok());
        peak = now.map(|kb| kb / 1024.0).or(peak);
    }
}
