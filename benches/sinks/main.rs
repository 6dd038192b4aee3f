//! `cargo bench --all-features --bench sinks`: rows a second into every sink, written by one thread as in a run, and the
//! whole pipeline into SQLite against JSON Lines. PostgreSQL only where `ZHIGUAN_TEST_POSTGRES` names an empty database.
#![allow(clippy::print_stdout)]

#[allow(dead_code, reason = "shared with the other benchmark")]
#[path = "../pipeline/texts.rs"]
mod texts;

use std::{
    fs::{self, File},
    path::Path,
    time::{Duration, Instant},
};

use zhiguan::{
    document::{Origin, RawDocument},
    pipeline::{self, Pipeline},
    record::Record,
    sink::{Encode, Jsonl, Sink, Summary, rows::RowsEncoder},
    source::{Source, SourceOptions},
};

/// Repetitions; the median counts.
const RUNS: usize = 5;
/// Documents in a batch, as in a run.
const BATCH: usize = 64;

fn main() {
    // Under `cargo test --benches` one short repetition shows that all of it works.
    let (runs, times) = if std::env::args().any(|a| a == "--bench") { (RUNS, 60) } else { (1, 1) };
    let pipeline = Pipeline::new().expect("the built-in rules load");
    let folder = tempfile::tempdir().expect("a folder");
    let records = records(&pipeline, &texts::office(), times);
    let rows = rows(&records);
    println!("{} documents, {rows} rows", records.len());
    let rate = |name: &str, mut times: Vec<(Duration, Duration)>| {
        times.sort_unstable_by_key(|(_, write)| *write);
        let (encode, write) = times[times.len() / 2];
        let per_second = |time: Duration| rows as f64 / 1e6 / time.as_secs_f64();
        println!(
            "  {name:<12}{:>8.2} M rows/s encoded {:>8.2} M rows/s written",
            per_second(encode),
            per_second(write)
        );
    };
    let path = |name: &str, n: usize| folder.path().join(format!("{n}-{name}"));
    rate("json lines", repeat(runs, |n| write(Jsonl::new(File::create(path("l", n)).expect("a file")), &records)));
    #[cfg(feature = "sqlite")]
    rate(
        "sqlite",
        repeat(runs, |n| write(zhiguan::sink::Sqlite::open(&path("s.db", n), "0").expect("a database"), &records)),
    );
    #[cfg(feature = "parquet")]
    rate(
        "parquet",
        repeat(runs, |n| write(zhiguan::sink::Parquet::create(&path("p", n), "0").expect("a folder"), &records)),
    );
    #[cfg(feature = "postgres")]
    if let Ok(url) = std::env::var("ZHIGUAN_TEST_POSTGRES") {
        rate("postgres", repeat(1, |_| write(zhiguan::sink::Postgres::open(&url, "0").expect("a server"), &records)));
    }
    whole(&pipeline, folder.path(), runs, times.div_ceil(4));
}

/// Records of the documents, so many times, each of another content.
fn records(pipeline: &Pipeline, documents: &[String], times: usize) -> Vec<Record> {
    let make = |text: &String| pipeline.record(RawDocument { text: text.clone(), origin: Origin::default().into() });
    let records: Vec<Record> = documents.iter().map(make).collect();
    let count = records.len();
    let copy = |(n, record): (usize, &Record)| Record {
        // As spread as hashes are.
        id: format!("{:064x}", (n as u128 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)).into(),
        rules_hash: "0".into(),
        ..record.clone()
    };
    records.iter().cycle().take(count * times).enumerate().map(copy).collect()
}

fn rows(records: &[Record]) -> usize {
    let encoder = RowsEncoder::default();
    let count = |record: &Record| {
        let mut rows = Default::default();
        encoder.encode(record, &Origin::default(), &mut rows).expect("encoded");
        let contents = |d: zhiguan::sink::rows::DocumentRows<'_>| {
            d.record().map_or(0, |record| record.contents().map(|(_, rows)| rows.count()).sum::<usize>())
        };
        rows.documents().map(|document| 2 + contents(document)).sum::<usize>()
    };
    records.iter().map(count).sum()
}

fn repeat(runs: usize, mut run: impl FnMut(usize) -> (Duration, Duration)) -> Vec<(Duration, Duration)> {
    (0..runs).map(&mut run).collect()
}

/// The time for encoding, which workers do, and the time for writing up to the end.
fn write<S: Sink>(mut sink: S, records: &[Record]) -> (Duration, Duration) {
    let (encoder, mut encode, mut write) = (sink.encoder(), Duration::ZERO, Duration::ZERO);
    for (n, batch) in records.chunks(BATCH).enumerate() {
        let start = Instant::now();
        let mut out = Default::default();
        for (m, record) in batch.iter().enumerate() {
            let origin = Origin { source: format!("{}.txt", n * BATCH + m).into(), ..Origin::default() };
            encoder.encode(record, &origin, &mut out).expect("encoded");
        }
        let middle = Instant::now();
        sink.write(out).expect("written");
        (encode, write) = (encode + (middle - start), write + middle.elapsed());
    }
    let start = Instant::now();
    sink.finish(&Summary::default()).expect("finished");
    (encode, write + start.elapsed())
}

/// Files to records to a sink on one thread; three tenths of the text is about offices.
fn whole(pipeline: &Pipeline, folder: &Path, runs: usize, times: usize) {
    let mixed = texts::mixed(100_000);
    let line = |(n, text): (usize, &String)| {
        serde_json::json!({"text": format!("{text}\n{n}"), "id": n.to_string()}).to_string() + "\n"
    };
    let count = mixed.len() * times;
    let lines: String = mixed.iter().cycle().take(count).enumerate().map(line).collect();
    let input = folder.join("mixed.jsonl");
    fs::write(&input, &lines).expect("a file");
    let timed = |sink: &dyn Fn(usize) -> Duration| {
        let mut times: Vec<Duration> = (0..runs).map(sink).collect();
        times.sort_unstable();
        times[times.len() / 2]
    };
    let source = || Source::new([input.clone()], SourceOptions::default());
    println!("{count} documents, {} bytes, 30 % about offices, files to records on one thread", lines.len());
    let rate = |name: &str, time: Duration| {
        println!("  {name:<12}{:>8.1} MB/s", lines.len() as f64 / 1e6 / time.as_secs_f64())
    };
    rate(
        "json lines",
        timed(&|n| {
            let start = Instant::now();
            let sink = Jsonl::new(File::create(folder.join(format!("{n}.jsonl"))).expect("a file"));
            pipeline::run(source(), pipeline, sink, 1, &mut |_| {}).expect("a run");
            start.elapsed()
        }),
    );
    #[cfg(feature = "sqlite")]
    rate(
        "sqlite",
        timed(&|n| {
            let start = Instant::now();
            let sink = zhiguan::sink::Sqlite::open(&folder.join(format!("{n}.db")), "0").expect("a database");
            pipeline::run(source(), pipeline, sink, 1, &mut |_| {}).expect("a run");
            start.elapsed()
        }),
    );
}
