//! Any page: a text, and nothing in it that a record could not hold.
#![no_main]
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use zhiguan::{
    document::Origin,
    html::Pages,
    rules::RuleSet,
    source::Payload,
};

static PAGES: LazyLock<Pages> = LazyLock::new(|| {
    let rules = RuleSet::embedded().expect("the built-in rules load");
    Pages::new(&rules).expect("the built-in rules are sound")
});

fuzz_target!(|html: &str| {
    let page = format!("<html>{html}").into_bytes();
    let _ = PAGES.document(Payload::new(page, Origin::default()), &|_| true);
});
