//! How fast every stage is, and its share of the time of the cut.
use std::{
    io,
    time::{Duration, Instant},
};

use zhiguan::{
    document::{Origin, RawDocument},
    pipeline::Pipeline,
    sink::{Encode as _, Jsonl, Sink as _},
    source,
};

use super::{Bench, median, texts, timed};

/// Everything in this file.
pub(crate) fn measure(bench: &Bench) {
    let sets = [
        ("mixed", texts::mixed(bench.bytes)),
        ("offices", texts::office()),
        ("traditional, offices", texts::traditional()),
    ];
    for (name, documents) in sets {
        by_stage(bench, name, &documents);
    }
}

fn by_stage(bench: &Bench, name: &str, documents: &[String]) {
    let size = texts::bytes(documents);
    let times = bench.bytes.div_ceil(size);
    let whole = bench.run(&bench.write(name, "txt", documents), 1, 1);
    let (mut stages, mut cuts) = (Stages::default(), Vec::new());
    for _ in 0..bench.runs {
        let cut = || (0..times).for_each(|_| documents.iter().for_each(|text| drop(bench.jieba.cut(text, true))));
        cuts.push(timed(cut).0);
        let mentions = stages.run(&bench.pipeline, documents, times);
        assert_eq!(whole.mentions, mentions, "stage by stage and as a whole the same is found");
    }
    let cut = median(cuts);
    println!("\nstages, {name}: {} documents, {size} bytes, {} mentions", documents.len(), whole.mentions);
    let rate = |seconds: f64| (size * times) as f64 / 1e6 / seconds;
    for (name, seconds) in stages.0 {
        let seconds = median(seconds);
        println!("  {name:<16}{:>8.1} MB/s {:>7.3} of cut", rate(seconds), seconds / cut);
    }
    println!("  {:<16}{:>8.1} MB/s", "jieba-rs cut", rate(cut));
}

/// Seconds of every stage, by name, in the order of the stages.
#[derive(Default)]
struct Stages(Vec<(&'static str, Vec<f64>)>);

impl Stages {
    /// Goes over the documents `times` times; the mentions of one time.
    fn run(&mut self, pipeline: &Pipeline, documents: &[String], times: usize) -> usize {
        let mut sums: Vec<(&'static str, Duration)> = Vec::new();
        let mut mentions = 0;
        let encoder = Jsonl::new(io::sink()).encoder();
        let mut out = encoder.start();
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
                out.clear();
                mentions += pipeline.draft(&document, &mut done, |draft| {
                    let mentions = draft.mentions();
                    encoder.encode_draft(draft, &document.origin, &mut out).expect("a record that can be written");
                    mentions
                });
                done("json");
            }
        }
        for (name, sum) in sums {
            let seconds = sum.as_secs_f64();
            match self.0.iter_mut().find(|(n, _)| *n == name) {
                Some((_, list)) => list.push(seconds),
                None => self.0.push((name, vec![seconds])),
            }
        }
        mentions
    }
}
