//! The commands that show what the program works with: normalize, segment, rules.
mod util;

use serde_json::Value;
use util::Dir;

#[test]
fn normalize_prints_the_text_and_tells_about_it() {
    let dir = Dir::new();
    dir.write("a.txt", "國家數據局（guó）\u{200b}成立。");
    dir.write("b.txt", "江苏省数据局揭牌。");
    let ran = dir.run(&["normalize", "a.txt", "missing.txt", "b.txt"]).ends_with(1);
    assert_eq!(String::from_utf8_lossy(&ran.out), "国家数据局成立。\n江苏省数据局揭牌。\n");
    let told: Vec<&str> = ran.err.lines().collect();
    assert_eq!(told.len(), 3, "{}", ran.err);
    assert!(told[0].starts_with("a.txt: encoding UTF-8") && told[0].contains("script hant"), "{}", told[0]);
    assert!(told[0].ends_with("noise invisible, pinyin"), "{}", told[0]);
    assert!(told[1].starts_with("zhiguan: missing.txt"), "{}", told[1]);
    assert!(told[2].starts_with("b.txt: ") && told[2].ends_with("script hans, noise none"), "{}", told[2]);
}

#[test]
fn segment_prints_sentences_clauses_and_words() {
    let dir = Dir::new();
    let lines = "{\"text\": \"江蘇省數據局揭牌，局長致辭。\"}\n{\"text\": \"散会。\"}\n";
    let ran = dir.run_with_stdin(&["segment", "-"], lines.as_bytes()).ends_with(0);
    let out = String::from_utf8_lossy(&ran.out);
    let starts: Vec<_> = out.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(starts, ["S", "C", "C", "W", "S", "C", "W"], "{out}");
    assert!(out.contains("\t江苏省数据局揭牌，局长致辞。\n") && out.contains("江苏省 数据"), "{out}");
    let members: Vec<_> = ran.err.lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(members, ["-:1", "-:2"]);
}

#[test]
fn rules_are_listed_as_a_table_and_as_json() {
    let dir = Dir::new();
    let ran = dir.run(&["rules", "list", "--format", "json"]).ends_with(0);
    let rules: Vec<Value> = serde_json::from_slice(&ran.out).expect("a JSON array");
    let ymd = rules.iter().find(|rule| rule["id"] == "dates/ymd").expect("a rule of that id");
    assert_eq!(ymd["file"], "dates/forms.toml");
    assert!(ymd["line"].as_u64() > Some(1) && ymd["size"].as_u64() > Some(1));
    let ran = dir.run(&["rules", "list"]).ends_with(0);
    let table = String::from_utf8_lossy(&ran.out);
    assert_eq!(table.lines().count(), rules.len());
    let place = format!("dates/forms.toml:{}", ymd["line"]);
    assert!(table.lines().any(|line| line.starts_with("dates/ymd ") && line.contains(&place)), "{table}");
}

/// Whether they are sound is for tests/rules.rs to say; here, that the outcome is told in the agreed way.
#[test]
fn rules_check_says_sound_or_what_is_wrong() {
    let ran = Dir::new().run(&["rules", "check"]);
    let out = String::from_utf8_lossy(&ran.out);
    match ran.status {
        Some(0) => {
            let words: Vec<&str> = out.split_whitespace().collect();
            assert!(matches!(words[..], [_, "rules", "in", _, "files,", _, "examples:", "sound"]), "{out}");
        }
        status => {
            assert_eq!(status, Some(2));
            assert!(out.is_empty() && ran.err.trim_end().ends_with("error(s) in the rules"), "{}", ran.err);
        }
    }
}

/// How much is told on standard error, and in which form.
#[test]
fn quiet_verbose_and_json() {
    let dir = Dir::new();
    dir.write("a.txt", "江苏省数据局揭牌。");
    let err = |args: &[&str]| dir.run(&[&["extract", "a.txt", "missing.txt"], args].concat()).ends_with(1).err;
    let lines = |text: &str| text.lines().count();
    assert_eq!(
        err(&["--quiet"]).lines().map(|l| l.starts_with("zhiguan: missing.txt: read: ")).collect::<Vec<_>>(),
        [true]
    );
    assert_eq!(lines(&err(&[])), 2);
    let told = err(&["-v"]);
    assert!(lines(&told) > 3 && told.contains("rules, hash "), "{told}");
    let told = err(&["--log-format", "json"]);
    let events: Vec<Value> = told.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let failed = &events[0];
    assert_eq!((&failed["level"], &failed["event"]), (&"error".into(), &"failed".into()));
    assert_eq!(
        (&failed["source"], &failed["stage"], &failed["member"]),
        (&"missing.txt".into(), &"read".into(), &Value::Null)
    );
    assert!(failed["reason"].is_string());
    assert_eq!(
        (&events[1]["event"], &events[1]["documents"], &events[1]["failed"]),
        (&"summary".into(), &1.into(), &1.into())
    );
    dir.run(&["extract", "-q", "-v", "a.txt"]).ends_with(2);
    // Of normalize, what is told beside the data.
    assert_eq!(dir.run(&["normalize", "--quiet", "a.txt"]).ends_with(0).err, "");
}

#[test]
fn completions_and_man_pages_know_every_command() {
    let dir = Dir::new();
    let commands = ["extract", "explain", "diff", "eval", "normalize", "segment", "schema", "rules"];
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = String::from_utf8(dir.run(&["completions", shell]).ends_with(0).out).expect("UTF-8");
        assert!(commands.iter().all(|command| script.contains(command)), "{shell}");
        assert!(script.contains("log-format"), "{shell}");
    }
    dir.run(&["man", "pages"]).ends_with(0);
    for command in commands {
        let page = dir.read(&format!("pages/zhiguan-{command}.1"));
        assert!(page.contains(".SH SYNOPSIS") && page.contains(".SH OPTIONS"), "{command}");
    }
    assert!(dir.read("pages/zhiguan-rules-check.1").contains("\\-\\-rules"));
}
