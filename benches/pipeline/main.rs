//! `cargo bench`: how fast every stage is, against plain cutting into words by jieba-rs in the same run.
//!
//! Absolute figures depend on the machine and on what else runs there; the ratio hardly does. What a run finds must be
//! the same every time: the number of mentions is checked in every repetition.
#![allow(clippy::print_stdout)]

mod crawl;
mod texts;

use std::{
    fs, io,
    path::Path,
    time::{Duration, Instant},
};

use jieba_rs::Jieba;
use zhiguan::{
    document::{Origin, RawDocument},
    pipeline::{self, Pipeline, Summary},
    sink::Jsonl,
    source::{self, Source, SourceOptions},
};

use texts::Set;

/// Repetitions; the median counts.
const RUNS: usize = 7;
/// A repetition goes over at least so many bytes.
const BYTES: usize = 2_000_000;

fn main() {
    // Under `cargo test --benches` one short repetition shows that all of it works.
    let (runs, bytes) = if std::env::args().any(|a| a == "--bench") { (RUNS, BYTES) } else { (1, 1) };
    let pipeline = Pipeline::new().expect("the built-in rules load");
    let folder = tempfile::tempdir().expect("a folder for texts");
    memory(&pipeline, folder.path());
    let jieba = Jieba::new();
    for set in texts::sets() {
        measure(&pipeline, &jieba, &set, folder.path(), runs, bytes);
    }
    crawl::measure(&pipeline, folder.path(), runs, bytes);
}

/// One set of texts, all ways.
fn measure(pipeline: &Pipeline, jieba: &Jieba, set: &Set, folder: &Path, runs: usize, bytes: usize) {
    let size: usize = set.documents.iter().map(String::len).sum();
    let times = bytes.div_ceil(size);
    let folder = folder.join(set.name);
    write(&folder, &set.documents);
    let mut stages = Stages::default();
    let (mut cut, mut whole) = (Vec::new(), Vec::new());
    let mut found: Option<(usize, Summary)> = None;
    for _ in 0..runs {
        cut.push(timed(|| {
            (0..times).for_each(|_| set.documents.iter().for_each(|text| drop(jieba.cut(text, true))));
        }));
        let mentions = stages.run(pipeline, &set.documents, times);
        let mut summary = Summary::default();
        whole.push(timed(|| summary = run(pipeline, &folder, times)));
        assert_eq!(summary.mentions, mentions * times, "stage by stage and as a whole the same is found");
        let before = *found.get_or_insert((mentions, summary));
        assert_eq!(before, (mentions, summary), "every repetition finds the same");
    }
    let mentions = found.map_or(0, |(mentions, _)| mentions);
    println!("\n{}: {} documents, {size} bytes, {mentions} mentions", set.name, set.documents.len());
    let rate = |time: Duration| (size * times) as f64 / 1e6 / time.as_secs_f64();
    let cut = median(&mut cut);
    for (name, times_taken) in &mut stages.0 {
        let time = median(times_taken);
        println!("  {name:<16}{:>8.1} MB/s {:>7.2} of cut", rate(time), time.as_secs_f64() / cut.as_secs_f64());
    }
    let whole = median(&mut whole);
    println!("  {:<16}{:>8.1} MB/s", "jieba-rs cut", rate(cut));
    println!(
        "  {:<16}{:>8.1} MB/s {:>7.2} × jieba-rs cut, one thread, files to JSON Lines",
        "whole",
        rate(whole),
        cut.as_secs_f64() / whole.as_secs_f64()
    );
}

/// Times of every stage, by name, in the order of the stages.
#[derive(Default)]
struct Stages(Vec<(&'static str, Vec<Duration>)>);

impl Stages {
    /// Goes over the documents `times` times; the mentions of one time.
    fn run(&mut self, pipeline: &Pipeline, documents: &[String], times: usize) -> usize {
        let mut sums: Vec<(&'static str, Duration)> = Vec::new();
        let mut mentions = 0;
        let mut out = Vec::new();
        for _ in 0..times {
            mentions = 0;
            for text in documents {
                let bytes = text.clone().into_bytes();
                let mut last = Instant::now();
                let mut done = |name: &'static str| {
                    let now = Instant::now();
                    match sums.iter_mut().find(|(n, _)| *n == name) {
                        Some((_, sum)) => *sum += now - last,
                        None => sums.push((name, now - last)),
                    }
                    last = now;
                };
                let decoded = source::decode(bytes).expect("a text");
                let document = RawDocument { text: decoded.text, origin: Origin::default().into() };
                done("decode");
                let record = pipeline.record_in_stages(&document, &mut done);
                out.clear();
                serde_json::to_writer(&mut out, &record).expect("room in memory");
                done("json");
                mentions += record.mentions.len();
            }
        }
        for (name, sum) in sums {
            match self.0.iter_mut().find(|(n, _)| *n == name) {
                Some((_, list)) => list.push(sum),
                None => self.0.push((name, vec![sum])),
            }
        }
        mentions
    }
}

/// The program's own way: files of a folder in, JSON Lines out.
fn run(pipeline: &Pipeline, folder: &Path, times: usize) -> Summary {
    let source = Source::new(std::iter::repeat_n(folder.to_owned(), times), SourceOptions::default());
    pipeline::run(source, pipeline, Jsonl::new(io::sink()), 1, &mut |_| {}).expect("a run")
}

/// The largest memory after runs over more and more documents (where the system tells).
fn memory(pipeline: &Pipeline, folder: &Path) {
    let folder = folder.join("memory");
    write(&folder, &texts::sets()[0].documents);
    for times in [1, 10, 100] {
        let summary = run(pipeline, &folder, times);
        if let Some(peak) = peak_memory() {
            println!("peak memory after {} documents: {peak:.1} MB", summary.documents);
        }
    }
}

/// The most memory the process has had, in MB.
fn peak_memory() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok().map(|kb| kb / 1024.0)
}

fn write(folder: &Path, documents: &[String]) {
    fs::create_dir_all(folder).expect("a folder");
    for (n, text) in documents.iter().enumerate() {
        fs::write(folder.join(format!("{n:04}.txt")), text).expect("a file");
    }
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
