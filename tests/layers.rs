//! Who may import whom: each room of `src/` only what stands lower, and topics of one stage never each other.
#![allow(clippy::string_slice, reason = "a test may panic")]
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use walkdir::WalkDir;

/// The rooms from the ground up. A room may import every room of a lower row, and none of its own row.
const ROWS: [&[&str]; 16] = [
    &["text", "document"],
    &["rules"],
    &["normalize", "segment", "value", "source"],
    &["html"],
    &["matcher"],
    &["lexicon"],
    &["mention"],
    &["extract"],
    &["resolve"],
    &["relate"],
    &["record"],
    &["eval", "sink"],
    &["diff", "explain"],
    &["pipeline", "query"],
    &["cli"],
    &["main"],
];

/// Rooms whose files are topics of their own: they know nothing of each other.
const TOPICS: [&str; 1] = ["extract"];

/// Every file of `src/` with the rooms it names after `crate::`.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = BTreeMap::new();
    for entry in WalkDir::new(&root) {
        let entry = entry.expect("a readable folder");
        let path = entry.path();
        if path.extension().is_some_and(|e| e == "rs") {
            let name = path.strip_prefix(&root).expect("inside src").to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(path).expect("a file");
            all.insert(name, named_after(&text, "crate::"));
        }
    }
    all
}

/// The first names of every path that starts with `prefix`: one name, or all of a group in braces.
fn named_after(text: &str, prefix: &str) -> BTreeSet<String> {
    let code: String = text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
    let mut named = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        let inside_a_word = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
        let rest = code[at + prefix.len()..].trim_start();
        if inside_a_word {
            continue;
        }
        match rest.strip_prefix('{') {
            Some(group) => named.extend(first_names(group)),
            None => named.extend(word(rest)),
        }
    }
    named
}

/// `a::b, c::{d, e}, f}` gives a, c and f.
fn first_names(group: &str) -> Vec<String> {
    let (mut names, mut depth, mut fresh) = (Vec::new(), 0, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && depth == 0 && !c.is_whitespace() => {
                names.extend(word(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

fn word(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

/// `extract/dates.rs` is in the room `extract`, `pipeline.rs` in `pipeline`.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

fn row(room: &str) -> Option<usize> {
    ROWS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn imports_go_down_only() {
    let mut wrong = Vec::new();
    let imports = imports();
    assert!(imports.len() > 60, "only {} files read", imports.len());
    for (file, named) in imports.iter().filter(|(file, _)| *file != "lib.rs") {
        let own = room(file);
        let Some(level) = row(own) else {
            wrong.push(format!("{file}: the room `{own}` has no place in tests/layers.rs"));
            continue;
        };
        for other in named.iter().filter(|other| *other != own) {
            match row(other) {
                Some(below) if below < level => {}
                Some(_) => wrong.push(format!("{file}: `{own}` may not import `{other}`")),
                None => wrong.push(format!("{file}: `crate::{other}` is no room; import from the room itself")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn topics_of_one_stage_do_not_know_each_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for room in TOPICS {
        let files: Vec<String> = imports().into_keys().filter(|f| f.starts_with(&format!("{room}/"))).collect();
        let name = |file: &str| Some(file.split('/').nth(1)?.trim_end_matches(".rs").to_owned());
        let topics: BTreeSet<String> = files.iter().filter_map(|f| name(f)).filter(|n| n != "mod").collect();
        for file in files.iter().filter(|f| !f.ends_with(&format!("{room}/mod.rs"))) {
            let own = name(file).unwrap_or_default();
            let text = fs::read_to_string(root.join(file)).expect("a file");
            // The room itself, seen from room/topic.rs, room/topic/mod.rs or room/topic/part.rs.
            let is_topic = file.split('/').count() == 2 || file.ends_with("/mod.rs");
            let mut named = named_after(&text, &format!("crate::{room}::"));
            named.extend(named_after(&text, if is_topic { "super::" } else { "super::super::" }));
            let others = named.into_iter().filter(|n| *n != own && topics.contains(n));
            wrong.extend(others.map(|other| format!("{file}: `{own}` may not import `{other}`")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_are_read_from_paths_and_groups() {
    let text =
        "use crate::{\n  a::{b, c},\n  d, // crate::x\n  e as f,\n};\nfn g() { crate::h::i() }\nuse my_crate::j;";
    let names: Vec<String> = named_after(text, "crate::").into_iter().collect();
    assert_eq!(names, ["a", "d", "e", "h"]);
}
