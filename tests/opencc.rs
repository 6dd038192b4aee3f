//! The tables for simplified characters against the library that their dictionaries come from.
#![cfg(feature = "opencc")]
mod util;

use std::collections::BTreeSet;

use zhiguan::{
    normalize::{Normalizer, T2s},
    rules::RuleSet,
};

/// Both ways of conversion.
fn both() -> (Normalizer, Normalizer) {
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    let with = |t2s| Normalizer::with_t2s(&rules, t2s).unwrap_or_else(|e| panic!("{e}"));
    (with(T2s::Table), with(T2s::OpenCc))
}

/// The characters of `text` that come out differently: raw, by the table, by the library.
fn differences(text: &str, by: &(Normalizer, Normalizer)) -> BTreeSet<(char, char, char)> {
    let (table, opencc) = (by.0.normalize(text), by.1.normalize(text));
    let (table, opencc) = (table.text.text(), opencc.text.text());
    assert_eq!(table.chars().count(), opencc.chars().count(), "{text}");
    let raw: Vec<char> = text.chars().collect();
    let at = |n: usize| raw.get(n).copied().unwrap_or('?');
    let pairs = table.chars().zip(opencc.chars()).enumerate();
    pairs.filter(|(_, (a, b))| a != b).map(|(n, (a, b))| (at(n), a, b)).collect()
}

#[test]
fn the_corpora_come_out_the_same() {
    let by = both();
    let mut pages = 0;
    for folder in ["seeds", "dev"] {
        for entry in std::fs::read_dir(util::corpus().join(folder)).expect("the corpus") {
            let path = entry.expect("a file").path();
            if path.extension().is_some_and(|e| e == "txt") {
                let text = String::from_utf8(std::fs::read(&path).expect("a text")).expect("UTF-8");
                assert_eq!(differences(&text, &by), BTreeSet::new(), "{}", path.display());
                pages += 1;
            }
        }
    }
    assert!(pages > 30);
}

#[test]
fn random_han_strings_come_out_the_same() {
    let by = both();
    let mut state = 1u32;
    let mut random = move |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    let mut all = BTreeSet::new();
    for _ in 0..20_000 {
        let text: String = (0..16).filter_map(|_| char::from_u32(0x4e00 + random(0x51ff))).collect();
        all.extend(differences(&text, &by));
    }
    // The library of Debian 12 is OpenCC 1.1.6, the table is from 1.4.2, which leaves rare characters alone that the
    // older one gave simplified forms outside the basic plane, and changed its mind on four others.
    let in_basic_plane = all.into_iter().filter(|&(_, _, image)| u32::from(image) < 0x10000);
    let known = [('甦', '甦', '苏'), ('甯', '甯', '宁'), ('礆', '礆', '硷'), ('逕', '径', '迳')];
    assert_eq!(in_basic_plane.collect::<Vec<_>>(), known);
}
