//! Normalization of the pages of the corpus: what is joined there, what they are written in, where gold stands.
use std::{fs, path::Path};

use zhiguan::{
    normalize::{Normalizer, Script},
    rules::RuleSet,
    text::Span,
};

fn normalizer() -> Normalizer {
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    Normalizer::new(&rules).unwrap_or_else(|e| panic!("{e}"))
}

fn pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for folder in ["corpus/dev", "corpus/seeds"] {
        for entry in fs::read_dir(Path::new(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "txt") {
                let name = path.file_stem().unwrap().to_string_lossy().into_owned();
                pages.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    pages.sort();
    pages
}

#[test]
fn corpus_pages_are_joined_only_where_they_were_wrapped() {
    let normalizer = normalizer();
    let lines = |text: &str| text.replace("\r\n", "\n").matches('\n').count();
    for (name, raw) in pages() {
        let done = normalizer.normalize(&raw);
        assert_eq!(normalizer.normalize(done.text.text()).text.text(), done.text.text(), "{name} normalized twice");
        let joined = lines(&raw) - lines(done.text.text());
        let expected = match name.as_str() {
            "noisy-01-jiangsu-linebreaks" => 7,
            "noisy-05-shenzhen-duplicates" => 3,
            _ => 0,
        };
        assert_eq!(joined, expected, "{name}:\n{}", done.text.text());
    }
}

#[test]
fn corpus_pages_know_their_script() {
    let normalizer = normalizer();
    for (name, raw) in pages() {
        let expected = match name.as_str() {
            "trad-12-forestry-mixed" => Script::Mixed,
            n if n.starts_with("trad-") || n.starts_with("002") => Script::Hant,
            _ => Script::Hans,
        };
        assert_eq!(normalizer.normalize(&raw).script, expected, "{name}");
    }
}

#[test]
fn gold_surfaces_have_a_place_in_the_normalized_text() {
    let normalizer = normalizer();
    let mut seen = 0;
    for (name, raw) in pages() {
        let done = normalizer.normalize(&raw);
        let text = done.text.text();
        let ends = |(at, c): (usize, char)| (at, done.text.to_raw(Span::new(at, at + c.len_utf8())));
        let chars: Vec<_> = text.char_indices().map(ends).collect();
        for surface in surfaces(&name) {
            for (start, _) in raw.match_indices(&surface) {
                let first = chars.iter().find(|(_, from)| from.start() == start);
                let last = chars.iter().rfind(|(_, from)| from.end() == start + surface.len());
                let place = first.zip(last).filter(|(first, last)| first.0 <= last.0);
                assert!(place.is_some(), "{name}: {surface:?} begins or ends inside an edit");
                seen += 1;
            }
        }
    }
    assert!(seen > 500, "only {seen} surfaces");
}

/// All mention surfaces of a page's gold.
fn surfaces(page: &str) -> Vec<String> {
    let seed = page.get(..3).map(|number| format!("corpus/seeds/seed-{number}.json"));
    let dev = format!("corpus/dev/{page}.json");
    let file = fs::read_to_string(dev).or_else(|_| fs::read_to_string(seed.unwrap_or_default())).unwrap();
    let gold: serde_json::Value = serde_json::from_str(&file).unwrap();
    let kinds = gold.as_object().unwrap().values().filter_map(|kind| kind.as_array());
    kinds.flatten().filter_map(|m| m.get("text")?.as_str()).map(str::to_owned).collect()
}
