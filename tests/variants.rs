//! The same pages told a little differently: menus around them, lines set in, an hour behind a date, a bracket on
//! somebody's life. What they state stays the same, so facts that go lost are counted, by variant.
//!
//! `corpus/variants.json` holds how many facts each variant may lose over all documents with gold. After a change for
//! the better write it anew with `ZHIGUAN_BLESS=1 cargo test --test variants`.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    sync::Arc,
};

use zhiguan::{
    document::{Origin, RawDocument},
    eval,
    pipeline::Pipeline,
    record::{MentionRecord, Record},
};

#[path = "util/mod.rs"]
mod util;

/// Makes another text of a page and of what was read of it; nothing where it has no place for the change.
type Variant = fn(&[char], &Record) -> String;

const VARIANTS: [(&str, Variant); 9] = [
    ("below a menu", |text, _| format!("网站首页\n新闻中心\n政务公开\n互动交流\n{}", String::from_iter(text))),
    ("above a foot", |text, _| {
        format!("{}\n责任编辑：赵小军\n【打印】【关闭】\n下一篇：没有了\n", String::from_iter(text))
    }),
    ("set in", |text, _| {
        let text = String::from_iter(text);
        if is_wrapped(&text) {
            return text;
        }
        let lines = text.split('\n').map(|line| if line.is_empty() { String::new() } else { format!("　　{line}") });
        lines.collect::<Vec<_>>().join("\n")
    }),
    ("the hour behind dates", |text, record| {
        let day = |m: &&MentionRecord| {
            m.what.kind() == "date" && m.text.ends_with('日') && !follows(text, m.end, "上下前后至到—-起）)")
        };
        insert(text, record.mentions.iter().filter(day).map(|m| m.end), "上午9时")
    }),
    ("the day of the week behind dates", |text, record| {
        let day = |m: &&MentionRecord| {
            m.what.kind() == "date" && m.text.ends_with('日') && !follows(text, m.end, "（(至到—-")
        };
        insert(text, record.mentions.iter().filter(day).map(|m| m.end), "（星期四）")
    }),
    ("lives behind persons", |text, record| {
        let takes = |m: &&MentionRecord| m.what.kind() == "person" && follows(text, m.end, "任为的，、；");
        insert(text, record.mentions.iter().filter(takes).map(|m| m.end), "（女，1972年5月生，汉族）")
    }),
    ("同志 behind persons", |text, record| {
        let takes = |m: &&MentionRecord| m.what.kind() == "person" && follows(text, m.end, "任为");
        insert(text, record.mentions.iter().filter(takes).map(|m| m.end), "同志")
    }),
    ("terms behind titles", |text, record| {
        let ends = |m: &&MentionRecord| m.what.kind() == "title" && follows(text, m.end, "，；。");
        insert(text, record.mentions.iter().filter(ends).map(|m| m.end), "（试用期一年）")
    }),
    ("names of two characters set wide", |text, record| {
        let titles: BTreeSet<usize> =
            record.mentions.iter().filter(|m| m.what.kind() == "title").map(|m| m.end).collect();
        let short =
            |m: &&MentionRecord| m.what.kind() == "person" && m.text.chars().count() == 2 && titles.contains(&m.start);
        insert(text, record.mentions.iter().filter(short).map(|m| m.start + 1), "　")
    }),
];

/// Whether long lines of a page mostly end within a sentence: hard wraps, which begin no paragraphs.
fn is_wrapped(text: &str) -> bool {
    let long = || text.lines().filter(|line| line.chars().count() >= 20);
    let inside = |line: &&str| line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '，' | '、'));
    long().filter(inside).count() * 3 > long().count()
}

/// Whether one of `characters` stands at code point `at`.
fn follows(text: &[char], at: usize, characters: &str) -> bool {
    text.get(at).is_some_and(|c| characters.contains(*c))
}

/// The text with `words` at these code points, which ascend.
fn insert(text: &[char], places: impl Iterator<Item = usize>, words: &str) -> String {
    let (mut out, mut from) = (String::new(), 0);
    for at in places {
        out.extend(&text[from..at]);
        out.push_str(words);
        from = at;
    }
    out.extend(&text[from..]);
    out
}

/// What a record states, without where it stands.
fn facts(record: &Record) -> BTreeSet<String> {
    let none = || "-".into();
    let tenures = record.tenures.iter().map(|t| {
        let date = t.date.clone().unwrap_or_else(none);
        format!("{} | {} | {} | {} | {date}", t.person, t.organization, t.title, t.status)
    });
    let events = record.events.iter().map(|e| {
        let date = e.date.clone().unwrap_or_else(none);
        format!("{} | {} | {date}", e.agency, e.r#type)
    });
    let ranks = record.agency_ranks.iter().map(|r| format!("{} | {}", r.agency, r.rank));
    let affiliations = record.affiliations.iter().map(|a| format!("{} | {} | {}", a.agency, a.relation, a.parent));
    tenures.chain(events).chain(ranks).chain(affiliations).collect()
}

#[test]
fn variants_lose_no_more_facts() {
    let pipeline = Pipeline::new().unwrap_or_else(|e| panic!("{e}"));
    let mut lost: BTreeMap<String, usize> = VARIANTS.iter().map(|(name, _)| ((*name).into(), 0)).collect();
    let mut all = 0;
    for set in ["seeds", "dev", "fresh"] {
        let folder = util::corpus().join(set);
        for document in eval::load(&folder, &folder).unwrap_or_else(|e| panic!("{e}")) {
            let RawDocument { text, origin } = document.raw();
            // What day it is does not hang on where the page says so.
            let today = document.gold.reference_date.as_deref().map(Into::into);
            let origin = Arc::new(Origin { reference_date: today, ..Origin::clone(&origin) });
            let points: Vec<char> = text.chars().collect();
            let record = pipeline.record(RawDocument { text, origin: origin.clone() });
            let stated = facts(&record);
            all += stated.len();
            for (name, variant) in VARIANTS {
                let text = variant(&points, &record);
                let again = facts(&pipeline.record(RawDocument { text, origin: origin.clone() }));
                *lost.entry(name.into()).or_default() += stated.difference(&again).count();
            }
        }
    }
    assert!(all > 9_000, "only {all} facts");
    let path = util::corpus().join("variants.json");
    if std::env::var_os("ZHIGUAN_BLESS").is_some() {
        let written = serde_json::to_string_pretty(&lost).expect("an object of numbers");
        return fs::write(path, written + "\n").expect("written");
    }
    let text = fs::read_to_string(path).expect("figures; write them with ZHIGUAN_BLESS=1");
    let most: BTreeMap<String, usize> = serde_json::from_str(&text).expect("an object of numbers");
    assert!(most.keys().eq(lost.keys()), "the file holds other variants; write it anew with ZHIGUAN_BLESS=1");
    let more: Vec<String> = lost
        .iter()
        .filter(|(name, lost)| **lost > most[*name])
        .map(|(name, lost)| format!("{name}: {lost} of {all} facts lost, no more than {} before", most[name]))
        .collect();
    assert!(more.is_empty(), "{}", more.join("\n"));
}
