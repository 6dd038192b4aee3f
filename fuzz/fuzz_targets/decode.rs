//! Any bytes: refused, or a text whose replaced characters are counted.
#![no_main]
use libfuzzer_sys::fuzz_target;
use zhiguan::source;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(decoded) = source::decode(bytes.to_vec()) {
        assert!(decoded.text.matches('\u{fffd}').count() >= decoded.replacements);
    }
});
