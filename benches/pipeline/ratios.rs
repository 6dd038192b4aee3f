//! The whole against the cut: both on one thread, in turn, on the same text; and two threads against one.
use encoding_rs::GB18030;
use zhiguan::segment;

use super::{Bench, median, spread, texts, timed};

/// Everything in this file.
pub(crate) fn measure(bench: &Bench) {
    let mixed = texts::mixed(bench.bytes * 4);
    println!("ratios: one thread, files to JSON Lines, against jieba-rs cutting the same text (HMM on)");
    println!("  general text: {}", texts::general().1);
    println!(
        "  share of bytes handed to jieba-rs, to cut or to look up: {:.4} % of mixed",
        handed(bench, &mixed) * 100.0
    );
    println!("  {:<22}{:>7} {:>9} {:>11}   × cut (least – greatest)", "", "MB", "cut MB/s", "whole MB/s");
    let utf8 = |text: &String| text.clone().into_bytes();
    let gb18030 = |text: &String| GB18030.encode(text).0.into_owned();
    against_cut(bench, "mixed, 30 % offices", &mixed, utf8);
    against_cut(bench, "offices alone", &texts::office(), utf8);
    against_cut(bench, "mixed in GB18030", &mixed, gb18030);
    against_cut(bench, "traditional, offices", &texts::traditional(), utf8);
    two_threads(bench, &mixed);
}

/// How many times as fast as the cut the whole is; MB are those of the text as UTF-8.
fn against_cut(bench: &Bench, name: &str, documents: &[String], encode: impl Fn(&String) -> Vec<u8>) {
    let folder = bench.write(name, "txt", documents.iter().map(encode));
    let size = texts::bytes(documents);
    let times = bench.bytes.div_ceil(size);
    // Also loads the pipeline's dictionary.
    let once = bench.run(&folder, 1, 1);
    assert_eq!((once.documents, once.failed), (documents.len(), 0), "{name}");
    let (mut cuts, mut wholes, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..bench.runs {
        let cut = || (0..times).for_each(|_| documents.iter().for_each(|text| drop(bench.jieba.cut(text, true))));
        let (cut, ()) = timed(cut);
        let (whole, summary) = timed(|| bench.run(&folder, times, 1));
        assert_eq!(summary.mentions, once.mentions * times, "every repetition finds the same");
        cuts.push(cut);
        wholes.push(whole);
        ratios.push(cut / whole);
    }
    let rate = |seconds: Vec<f64>| (size * times) as f64 / 1e6 / median(seconds);
    let [ratio, least, greatest] = spread(ratios);
    let (size, cut, whole) = (size as f64 / 1e6, rate(cuts), rate(wholes));
    println!("  {name:<22}{size:>7.3} {cut:>9.1} {whole:>11.1}   {ratio:.2} ({least:.2} – {greatest:.2})");
}

fn two_threads(bench: &Bench, mixed: &[String]) {
    let folder = bench.write("threads", "txt", mixed);
    let once = bench.run(&folder, 1, 2);
    let ratios = (0..bench.runs).map(|_| {
        let (one, _) = timed(|| bench.run(&folder, 1, 1));
        let (two, summary) = timed(|| bench.run(&folder, 1, 2));
        assert_eq!(summary, once, "every repetition finds the same");
        one / two
    });
    let [ratio, least, greatest] = spread(ratios.collect());
    println!("  two threads against one, mixed: {ratio:.2} × ({least:.2} – {greatest:.2})");
}

/// The share of the bytes of all texts and words that the pipeline asked jieba-rs about.
fn handed(bench: &Bench, documents: &[String]) -> f64 {
    let folder = bench.write("handed", "txt", documents);
    let before = segment::bytes_handed();
    bench.run(&folder, 1, 1);
    (segment::bytes_handed() - before) as f64 / texts::bytes(documents) as f64
}
