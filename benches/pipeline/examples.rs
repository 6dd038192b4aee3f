//! The examples of all forms, each said again and again in one sentence without end: four times as much takes four times
//! the time, whatever a form looks for around it.
use std::sync::Arc;

use zhiguan::{
    document::{Origin, RawDocument},
    rules::RuleSet,
};

use super::{Bench, timed};

/// Bytes of the shorter text under `cargo bench`.
const BYTES: usize = 100_000;
/// How many times as long the other one is.
const FACTOR: usize = 4;
/// From this multiple of `FACTOR` on an example is told.
const STEEP: f64 = 1.6;
/// Seconds that the longer text takes at least: what is faster is not looked at.
const SHORT: f64 = 0.03;

/// Everything in this file.
pub(crate) fn measure(bench: &Bench) {
    let rules = RuleSet::embedded().expect("the built-in rules load");
    let examples = rules.form_files().flat_map(|file| &file.forms).flat_map(|form| &form.examples);
    let texts: Vec<String> =
        examples.map(|example| example.text.replace(['。', '；', ';', '\n'], "，") + "，").collect();
    let bytes = BYTES.min(bench.bytes);
    println!("\nexamples: {} sentences of {} kB and {FACTOR} times as much", texts.len(), bytes / 1000);
    let seconds = |text: &str, size: usize| {
        let document = || RawDocument { text: text.repeat(size / text.len() + 1), origin: Arc::new(Origin::default()) };
        (0..3).map(|_| timed(|| bench.pipeline.record(document())).0).fold(f64::INFINITY, f64::min)
    };
    let mut steep = 0;
    for text in &texts {
        let long = seconds(text, bytes * FACTOR);
        let growth = if long > SHORT { long / seconds(text, bytes) } else { 1.0 };
        if growth > FACTOR as f64 * STEEP {
            steep += 1;
            println!("  {growth:>5.1}   {text}");
        }
    }
    println!("  {steep} take more than {:.1} times as long", FACTOR as f64 * STEEP);
}
