//! `cargo bench --bench pipeline`: how fast the whole and every stage are, against plain cutting into words by jieba-rs
//! in the same run; what it takes to start, in memory, and for more. `-- ratios stages` runs only the parts named.
//!
//! Absolute figures depend on the machine and on what else runs there; the ratio hardly does. What a run finds must be
//! the same every time: the number of mentions is checked in every repetition.
#![allow(clippy::print_stdout)]

mod crawl;
mod examples;
mod growth;
mod program;
mod ratios;
mod stages;
mod texts;

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use jieba_rs::Jieba;
use zhiguan::{
    pipeline::{self, Pipeline, Summary},
    sink::Jsonl,
    source::{Source, SourceOptions},
};

type Part = fn(&Bench);

/// What every part needs.
pub(crate) struct Bench {
    pipeline: Pipeline,
    /// Plain, as it comes; the pipeline has one of its own.
    jieba: Jieba,
    /// For texts; gone at the end.
    folder: PathBuf,
    /// Repetitions; the median counts.
    runs: usize,
    /// A repetition goes over at least so many bytes.
    bytes: usize,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // Under `cargo test --benches` one short repetition shows that all of it works.
    let (runs, bytes) = if arguments.iter().any(|a| a == "--bench") { (7, 2_000_000) } else { (1, 20_000) };
    let folder = tempfile::tempdir().expect("a folder for texts");
    let pipeline = Pipeline::new().expect("the built-in rules load");
    let bench = Bench { pipeline, jieba: Jieba::new(), folder: folder.path().to_owned(), runs, bytes };
    let parts: [(&str, Part); 6] = [
        ("ratios", ratios::measure),
        ("stages", stages::measure),
        ("program", program::measure),
        ("growth", growth::measure),
        ("examples", examples::measure),
        ("crawl", crawl::measure),
    ];
    let named: Vec<&String> = arguments.iter().filter(|a| !a.starts_with('-')).collect();
    for (name, measure) in parts {
        if named.is_empty() || named.iter().any(|n| *n == name) {
            measure(&bench);
        }
    }
}

impl Bench {
    /// The program's own way: files in, JSON Lines out; `path` is read `times` times.
    fn run(&self, path: &Path, times: usize, threads: usize) -> Summary {
        let source = Source::new(std::iter::repeat_n(path.to_owned(), times), SourceOptions::default());
        pipeline::run(source, &self.pipeline, Jsonl::new(io::sink()), threads, &mut |_| {}).expect("a run")
    }

    /// Writes documents as the files of a new folder.
    fn write<T: AsRef<[u8]>>(&self, name: &str, extension: &str, documents: impl IntoIterator<Item = T>) -> PathBuf {
        let folder = self.folder.join(name);
        fs::create_dir_all(&folder).expect("a folder");
        for (n, document) in documents.into_iter().enumerate() {
            fs::write(folder.join(format!("{n:05}.{extension}")), document).expect("a file");
        }
        folder
    }
}

/// Seconds that the work takes, and what it gives.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let value = work();
    (start.elapsed().max(Duration::from_nanos(1)).as_secs_f64(), value)
}

/// The median, the least and the greatest.
fn spread(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    [values[values.len() / 2], values[0], values[values.len() - 1]]
}

fn median(values: Vec<f64>) -> f64 {
    spread(values)[0]
}
