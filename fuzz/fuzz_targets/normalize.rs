//! Any text: normalized twice is normalized once, and every character comes from somewhere.
#![no_main]
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use zhiguan::{normalize::Normalizer, rules::RuleSet, text::Span};

static NORMALIZER: LazyLock<Normalizer> = LazyLock::new(|| {
    let rules = RuleSet::embedded().expect("the built-in rules load");
    Normalizer::new(&rules).expect("the built-in rules are sound")
});

fuzz_target!(|raw: &str| {
    let done = NORMALIZER.normalize(raw);
    let text = done.text.text();
    assert_eq!(NORMALIZER.normalize(text).text.text(), text);
    for (at, c) in text.char_indices() {
        let from = done.text.to_raw(Span::new(at, at + c.len_utf8()));
        assert!(raw.get(from.range()).is_some_and(|from| !from.is_empty()));
    }
});
