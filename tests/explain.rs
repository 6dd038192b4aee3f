//! `zhiguan explain`: places, rules and parts of what is found, and reasons for what is not.
mod util;

use util::Dir;

const PAGE: &str = "\
江苏省数据局揭牌

1月5日,省数据局在南京挂牌,规格为正厅级。省委常委周明远出席,陈一帆任省数据局局长。
";

fn explained(page: &str, args: &[&str]) -> String {
    let dir = Dir::new();
    dir.write("page.txt", page);
    let args = [&["explain", "page.txt", "--reference-date", "2024-03-22"], args].concat();
    String::from_utf8(dir.run(&args).ends_with(0).out).expect("UTF-8")
}

/// The headings of the entries.
fn headings(told: &str) -> Vec<&str> {
    told.split("\n\n").skip(1).filter_map(|entry| entry.lines().next()).filter(|line| !line.is_empty()).collect()
}

#[test]
fn a_whole_page() {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    // Rows move when words are added to the tables; forms are told by their ids.
    settings.add_filter(r"(\.tsv|\.toml):\d+", "$1:…");
    settings.bind(|| insta::assert_snapshot!("a_whole_page", explained(PAGE, &[])));
}

#[test]
fn entries_are_chosen_by_place_and_kind() {
    assert_eq!(headings(&explained(PAGE, &["--kind", "rank"])), ["rank 正厅级 → 厅局级正职"]);
    let at = explained(PAGE, &["--at", "规格为正厅级"]);
    assert_eq!(headings(&at), ["rank 正厅级 → 厅局级正职", "agency_ranks 江苏省数据局 | 厅局级正职"]);
    assert_eq!(
        headings(&explained(PAGE, &["--at", "陈一帆", "--kind", "person"])),
        ["person 陈一帆 → 陈一帆 (official)"]
    );
    assert_eq!(headings(&explained(PAGE, &["--at", "散会"])), ["nothing is found where 散会 stands"]);
    assert_eq!(headings(&explained(PAGE, &["--at", "挂牌", "--kind", "rank"])), ["no rank is found where 挂牌 stands"]);
    assert_eq!(headings(&explained("甲", &[])), ["nothing is found"]);
}

#[test]
fn lines_of_a_container_are_told_apart() {
    let dir = Dir::new();
    dir.write("two.jsonl", "{\"text\": \"江苏省数据局揭牌。\"}\n{\"text\": \"甲\"}\n");
    let ran = dir.run(&["explain", "two.jsonl", "--kind", "agency"]).ends_with(0);
    let told = String::from_utf8(ran.out).expect("UTF-8");
    assert!(told.starts_with("two.jsonl:1\n\nagency 江苏省数据局"), "{told}");
    assert!(told.contains("\n\ntwo.jsonl:2\n\nno agency is found\n"), "{told}");
}

/// The mark stands under the raw characters, whichever script the question is asked in.
#[test]
fn a_traditional_page_is_asked_in_either_script() {
    let page = "江蘇省數\u{200b}據局揭牌。";
    for at in ["數\u{200b}據局", "数据局"] {
        let told = explained(page, &["--at", at, "--kind", "agency"]);
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines[3..5], ["     1 | 江蘇省數\u{200b}據局揭牌。", "       | ^^^^^^^^^^^^"], "{told}");
    }
}

#[test]
fn the_row_of_a_word_is_named_with_its_line() {
    let told = explained(PAGE, &["--kind", "rank"]);
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/ranks/words.tsv");
    let rules = std::fs::read_to_string(rules).expect("the table");
    let line = rules.lines().position(|line| line.starts_with("正厅级\t")).expect("the row") + 1;
    assert!(told.contains(&format!("word 正厅级, ranks/words.tsv:{line}: 厅局级正职")), "{told}");
}

#[test]
fn what_is_missed_is_told_with_what_refused_it() {
    let dir = Dir::new();
    let page = "信访局成立。临澜省数据局局长出席。\n陈一帆喜欢江苏省数据局。\n";
    dir.write("gold/page.txt", page);
    let gold = serde_json::json!({"text_file": "page.txt", "reference_date": null, "dates": [],
        "agencies": [{"text": "信访局", "name": "临澜省信访局", "only": [1]}], "organizations": [],
        "ranks": [{"text": "正科干部", "value": "乡科级正职"}, {"text": "出席", "value": "乡科级正职"}],
        "persons": [{"text": "陈一帆", "name": "陈一帆", "official": true}], "documents": [],
        "tenures": [{"person": "陈一帆", "organization": "江苏省数据局", "title": "局长", "status": "current"}],
        "events": [{"agency": "江苏省数据局", "type": "founded", "date": null}],
        "agency_ranks": [], "affiliations": []});
    dir.write("gold/page.json", gold.to_string());
    let ran = dir.run(&["explain", "gold/page.txt", "--missed", "gold"]).ends_with(0);
    let told = String::from_utf8(ran.out).expect("UTF-8");
    for expected in [
        "missed agency 信访局\n     1 | 信访局成立。",
        "nearest: 信访局, without a full name",
        "no territory or owner before it, and the page does not say which body it is",
        "missed rank 出席",
        "no row for 出席 in ranks/words.tsv",
        "missed person 陈一帆",
        "surname 陈, persons/surnames.tsv:",
        "missed tenures 陈一帆 江苏省数据局 局长",
        "no mention has the name 陈一帆",
        "missed events 江苏省数据局 founded None",
        "line 2, as forms see it: ",
        "no form of events has a trigger in this line",
    ] {
        assert!(told.contains(expected), "{expected:?} in\n{told}");
    }
    dir.write("other.txt", "甲");
    let ran = dir.run(&["explain", "other.txt", "--missed", "gold"]).ends_with(1);
    assert!(ran.err.contains("no gold for other.txt"), "{}", ran.err);
}
