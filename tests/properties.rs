//! What holds for any input: no panic, valid JSON, positions that slice, and the same values in either script.
mod util;

use std::{collections::HashMap, fs, sync::Arc, sync::LazyLock};

use proptest::prelude::*;
use zhiguan::{
    document::{Origin, RawDocument},
    pipeline::Pipeline,
    record::Record,
    rules::RuleSet,
    source::Payload,
};

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new().expect("the built-in rules load").with_text(true));

/// The record of any bytes, if they are a text, after checking that it can be written and speaks of its text.
fn record(bytes: Vec<u8>) -> Option<Record> {
    let record = PIPELINE.record(PIPELINE.read(Payload::new(bytes, Origin::default())).ok()?);
    let json = serde_json::to_vec(&record).expect("JSON");
    assert_eq!(serde_json::from_slice::<Record>(&json).expect("a record"), record);
    let points: Vec<char> = record.text.as_deref().unwrap_or("").chars().collect();
    for mention in &record.mentions {
        let slice = points.get(mention.start..mention.end).map(|slice| slice.iter().collect::<String>());
        assert_eq!(slice.as_deref(), Some(mention.text.as_str()), "{mention:?}");
    }
    Some(record)
}

/// Pieces of pages and of texts on offices, and bytes that fit nowhere.
const PIECES: &str = "<html>|<p>|</p>|<br>|<div>|</div>|<table><tr><td>|<td>|<a href=x>|</a>|<script>|</script>|<!--|-->|<title>|</title>|\
    <font color=red>|<meta charset=big5>|<meta charset=gbk>|<meta name=pubdate content=2024-05-16>|&nbsp;|&#x4e00;|&|<|>|\"|=|\
    江苏省|数据局|局长|任命|苏闻达|为|，|。|\n|2024年1月5日|發佈時間：|来源：|正厅级|《|》|\u{0}|\u{fffd}|\u{200b}|　";

fn mix() -> impl Strategy<Value = Vec<u8>> {
    let text = prop::sample::select(PIECES.split('|').collect::<Vec<_>>()).prop_map(|piece| piece.as_bytes().to_vec());
    let piece = prop_oneof![12 => text, 1 => prop::collection::vec(any::<u8>(), 1..6)];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_bytes_make_a_sound_record_or_none(bytes in prop::collection::vec(any::<u8>(), 0..400), mix in mix()) {
        record(bytes);
        let mut page = b"<html>".to_vec();
        page.extend_from_slice(&mix);
        record(mix);
        record(page);
    }
}

/// Sentences of the corpus in simplified characters, of pages that name nothing of Hong Kong, Macao and Taiwan: there the
/// script is one of the things that tell whose 警务处 or 数位部 is meant.
static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut files: Vec<_> =
        fs::read_dir(util::corpus().join("dev")).expect("the corpus").flatten().map(|entry| entry.path()).collect();
    files.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("dev-") && name.ends_with(".txt")
    });
    files.sort();
    let texts = files.iter().map(|path| fs::read_to_string(path).expect("a text"));
    texts
        .filter(|text| !values(text).iter().any(|value| SPECIAL.iter().any(|code| value.contains(code))))
        .flat_map(|text| text.split_inclusive(['。', '\n']).map(str::to_owned).collect::<Vec<_>>())
        .filter(|s| s.trim().chars().count() > 4)
        .collect()
});

/// Codes of GB/T 2260 of the territories whose bodies are told by the script, as values print them.
const SPECIAL: [&str; 3] = ["Some(\"71", "Some(\"81", "Some(\"82"];

/// First traditional character of each simplified one that has any and comes back by itself.
static TRADITIONAL: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    let mut first = HashMap::new();
    for row in rules.table("normalize/t2s").unwrap_or_else(|e| panic!("{e}")).rows() {
        if let (Some(from), Some(to)) = (row.get(0).chars().next(), row.get(1).chars().next()) {
            first.entry(to).or_insert(from);
        }
    }
    first
});

/// Values of mentions and facts, without the surfaces.
fn values(text: &str) -> Vec<String> {
    let origin = Origin { reference_date: Some("2024-05-20".into()), ..Origin::default() };
    let record = PIPELINE.record(RawDocument { text: text.to_owned(), origin: Arc::new(origin) });
    let mut mentions: Vec<String> =
        record.mentions.iter().map(|m| format!("{}..{} {:?}", m.start, m.end, m.what)).collect();
    mentions.extend(record.tenures.iter().map(|f| format!("{f:?}")));
    mentions.extend(record.events.iter().map(|f| format!("{f:?}")));
    mentions.extend(record.agency_ranks.iter().map(|f| format!("{f:?}")));
    mentions.extend(record.affiliations.iter().map(|f| format!("{f:?}")));
    mentions
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn traditional_characters_give_the_same_values(picks in prop::collection::vec(any::<prop::sample::Index>(), 1..12)) {
        let text: String = picks.iter().map(|pick| pick.get(&SENTENCES).as_str()).collect();
        let traditional: String = text.chars().map(|c| *TRADITIONAL.get(&c).unwrap_or(&c)).collect();
        prop_assert_eq!(values(&traditional), values(&text), "{}", traditional);
    }
}
