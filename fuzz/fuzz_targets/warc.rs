//! Any bytes as a WARC file, as JSON Lines and as they are: every document or failure, and an end.
#![no_main]
use std::fs;

use libfuzzer_sys::fuzz_target;
use zhiguan::source::{Source, SourceOptions};

fuzz_target!(|bytes: &[u8]| {
    let path = std::env::temp_dir().join(format!("zhiguan-fuzz-{}", std::process::id()));
    for head in [&b"WARC/1.0\r\n"[..], b"{\"text\": \"\"}\n", b""] {
        fs::write(&path, [head, bytes].concat()).expect("written");
        let options = SourceOptions::default().with_max_document_bytes(1 << 16);
        for payload in Source::new([path.clone()], options).flatten() {
            let _ = payload.decode();
        }
    }
    let _ = fs::remove_file(&path);
});
