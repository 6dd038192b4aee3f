//! From the start of the program to the record of one article of 8 KB: loading of the rules, tables, one document.
//!
//! `cargo bench --bench startup` prints the least and the median time of several runs; the goal is 20 ms, 60 ms are
//! the limit.
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

const RUNS: usize = 21;
const BYTES: usize = 8 << 10;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = folder.path().join("page.txt");
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/seeds/000_6184f76fae13da3a.txt"));
    let text = text.expect("a page of the corpus");
    let end = (0..=BYTES).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    fs::write(&page, text.get(..end).unwrap_or("")).expect("written");
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            let mut command = Command::new(env!("CARGO_BIN_EXE_zhiguan"));
            command.args(["extract", "--quiet", "--threads", "1"]).arg(&page).stdin(Stdio::null());
            let output = command.output().expect("the program runs");
            let time = start.elapsed().as_secs_f64() * 1e3;
            let record: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a record");
            assert!(record["mentions"].as_array().is_some_and(|list| list.len() > 20), "an empty record");
            time
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (least, median) = (times[0], times[RUNS / 2]);
    #[allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
    {
        println!("start to first record, {end} bytes, {RUNS} runs: least {least:.1} ms, median {median:.1} ms");
    }
}
