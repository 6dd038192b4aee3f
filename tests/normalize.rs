//! Normalization: cases as data, and properties that hold for any text.
#![allow(clippy::string_slice, reason = "a test may panic")]
use std::fs;

use proptest::prelude::*;
use serde::Deserialize;
use zhiguan::{
    normalize::{Normalized, Normalizer},
    rules::RuleSet,
    segment::Layout,
    text::Span,
};

fn normalizer() -> Normalizer {
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    Normalizer::new(&rules).unwrap_or_else(|e| panic!("{e}"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    raw: String,
    text: Option<String>,
    #[serde(default)]
    noise: Vec<String>,
}

#[test]
fn cases() {
    let normalizer = normalizer();
    let file = fs::read_to_string("tests/cases/normalize.toml").unwrap();
    let cases: Cases = toml::from_str(&file).unwrap();
    let mut wrong = Vec::new();
    for case in &cases.case {
        let done = normalizer.normalize(&case.raw);
        let expected = case.text.as_ref().unwrap_or(&case.raw);
        if done.text.text() != expected || done.noise != case.noise {
            wrong.push(format!("{}\n  is  {:?} {:?}\n  not {expected:?}", case.name, done.text.text(), done.noise));
        }
        check(&normalizer, &case.raw);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What holds for every text.
fn check(normalizer: &Normalizer, raw: &str) {
    let done = normalizer.normalize(raw);
    let text = done.text.text();
    let again = normalizer.normalize(text);
    assert_eq!(again.text.text(), text, "normalized twice: {raw:?}");
    assert!(again.noise.is_empty(), "noise in normalized text: {:?} {raw:?}", again.noise);
    let layout = Layout::new(text);
    let lines: Vec<_> = layout.lines().iter().map(|line| line.span).collect();
    for spans in [&lines[..], layout.sentences(), layout.clauses()] {
        assert!(spans.is_sorted_by(|a, b| a.end() <= b.start()), "out of order: {spans:?}");
        for &span in spans {
            assert!(!span.of(text).is_empty());
            assert!(raw.get(done.text.to_raw(span).range()).is_some(), "{span:?} cuts a character of {raw:?}");
        }
    }
    spans_come_back(&done);
}

/// Every character comes back to characters of the raw text, in order, and a stretch no pass changed to itself.
fn spans_come_back(done: &Normalized<'_>) {
    let (text, raw) = (done.text.text(), done.text.raw());
    let mut last = 0;
    for (at, c) in text.char_indices() {
        let span = done.text.to_raw(Span::new(at, at + c.len_utf8()));
        let from = raw.get(span.range()).expect("whole characters");
        assert!(span.start() >= last || span.is_empty(), "{at}: {span:?} before {last}");
        last = last.max(span.start());
        assert!(!from.is_empty(), "{c:?} at {at} came from nothing");
        if c.is_ascii_alphanumeric() && from.len() == 1 {
            assert_eq!(from, c.to_string());
        }
    }
}

#[test]
fn noise_stays_inside_a_mention_and_outside_its_ends() {
    let normalizer = normalizer();
    let raw = "（國(guó)家數(shù)\u{200b}據(jù)局(jú)）江 苏 省，局长王一鷗（ōu）";
    let done = normalizer.normalize(raw);
    let text = done.text.text();
    assert_eq!(text, "（国家数据局）江苏省，局长王一鸥");
    let raw_of = |surface: &str| {
        let at = text.find(surface).unwrap();
        &raw[done.text.to_raw(Span::new(at, at + surface.len())).range()]
    };
    assert_eq!(raw_of("国家数据局"), "國(guó)家數(shù)\u{200b}據(jù)局");
    assert_eq!(raw_of("江苏省"), "江 苏 省");
    assert_eq!(raw_of("王一鸥"), "王一鷗");
}

#[test]
fn a_clean_page_is_borrowed() {
    let raw = "国家数据局局长刘烈宏出席。\n2024年1月5日 正文";
    let done = normalizer().normalize(raw);
    assert_eq!(done.text.text().as_ptr(), raw.as_ptr());
    assert!(done.noise.is_empty());
    assert_eq!(done.script.as_str(), "hans");
}

/// What repeated without end would hurt a pass that looks back or ahead without limit.
const LONG: &str = "\
    (|（| |　|　　国，\n|　　国，国国国国国国国国\n国|&|&amp;|&amp|(a)|国(a)|国(ā)|国 |国　|刘 |年 |\
    1 |1 年 |\r|\u{feff}|乾|瞭|《|》|“|国，国国国国国国国国国国国国国国国国数\n据，国国国国国国国国国国国国国国国国国国国数\n|\
    &#38;|．1";

#[test]
fn long_monotonous_texts() {
    let normalizer = normalizer();
    for unit in LONG.split('|') {
        let text = unit.repeat((1 << 20) / unit.len());
        let done = normalizer.normalize(&text);
        Layout::new(done.text.text());
    }
}

/// Pieces that make work for the passes, and for one another.
const PIECES: &str = "\
    &|amp;| |  |　|　　|nbsp;|&nbsp;|&shy;|&#x200b;|&#|20013|;|\u{200b}|\u{feff}|\u{ad}|\r|\n|\r\n|\u{2028}|\u{e000}|\t|\u{a0}|\
    １|２０|．|－|ａ|年|月|日|时|2|024|20|5|国|國|数|據|據(jù)|(|）|guó|ju|(shù)|（ju）|刘|欧|阳|王|\
    局|长|省|瞭|解|乾|隆|著|於|，|。|：|:|“|”|《|》|\n　　|国家数据局局长到江苏省调研，走访了苏州市数|\
    据局，召开会议|一、|【|AI|𠮷";

fn mix() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.split('|').collect::<Vec<_>>()).prop_map(str::to_owned), 0..40)
        .prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_mix_is_normalized_once(raw in mix()) {
        thread_local!(static NORMALIZER: Normalizer = normalizer());
        NORMALIZER.with(|normalizer| check(normalizer, &raw));
    }

    #[test]
    fn any_text_is_normalized_once(raw in any::<String>(), bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        thread_local!(static NORMALIZER: Normalizer = normalizer());
        NORMALIZER.with(|normalizer| {
            check(normalizer, &raw);
            check(normalizer, &String::from_utf8_lossy(&bytes));
        });
    }
}
