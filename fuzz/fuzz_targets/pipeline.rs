//! Any bytes through everything: no panic, valid JSON, every mention the slice of the text that it says it is.
#![no_main]
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use zhiguan::{document::Origin, pipeline::Pipeline, source::Payload};

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new().expect("the built-in rules load").with_text(true));

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = PIPELINE.read(Payload::new(bytes.to_vec(), Origin::default())) else { return };
    let record = PIPELINE.record(document);
    let points: Vec<char> = record.text.as_deref().unwrap_or("").chars().collect();
    for mention in &record.mentions {
        assert_eq!(points[mention.start..mention.end].iter().collect::<String>(), mention.text);
    }
    serde_json::to_string(&record).expect("JSON");
});
