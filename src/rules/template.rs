//! Files to start an overlay from: what the built-in file says of itself, and its first entry as a comment.
use std::collections::BTreeMap;

use super::{
    embedded::{FILES, text},
    set::is_described,
};

/// Columns that say what a word shows, by one of the names that the program knows.
const SHOWS: [&str; 2] = ["cue", "role"];

/// How many words of each name a template shows.
const WORDS: usize = 3;

/// What there is a template for: the files of the rules, without their endings, but for those that only describe.
pub fn template_kinds() -> impl Iterator<Item = &'static str> {
    let names = FILES.iter().filter_map(|(path, _)| path.rsplit_once('.')).map(|(name, _)| name);
    names.filter(|name| !is_described(name))
}

/// The path inside the folder of the overlay, and the text to start with.
pub fn template(kind: &str) -> Option<(&'static str, String)> {
    let path =
        FILES.iter().map(|(path, _)| *path).find(|path| path.rsplit_once('.').is_some_and(|(n, _)| n == kind))?;
    let source = text(path)?;
    let is_comment = |line: &&str| line.starts_with('#');
    let about: String = source.lines().take_while(is_comment).map(|line| format!("{line}\n")).collect();
    let rest = source.lines().skip_while(is_comment);
    Some((path, if path.ends_with(".tsv") { table(about, rest) } else { forms(about, rest) }))
}

/// What a file says of itself, without where the code has more: `…; see the cues in src/….rs.`
fn without_code(about: &str) -> String {
    const END: &str = ".rs";
    let Some((head, rest)) = about.split_once("; see the") else { return about.to_owned() };
    match rest.split_once(END) {
        Some((_, rest)) => [head, rest].concat(),
        None => about.to_owned(),
    }
}

/// The names that a column may hold, each with some words that have it.
fn names<'s>(header: &str, rows: impl Iterator<Item = &'s str>) -> String {
    let column = header.split('\t').enumerate().find(|(_, name)| SHOWS.contains(name));
    let Some((column, what)) = column else { return String::new() };
    let mut words: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in rows.filter(|row| !row.starts_with('#')) {
        let (word, cell) = (row.split('\t').next(), row.split('\t').nth(column));
        for name in cell.into_iter().flat_map(|cell| cell.split(',')).filter(|name| !name.is_empty()) {
            words.entry(name).or_default().extend(word);
        }
    }
    let shown = |words: &[&str]| words.iter().take(WORDS).copied().collect::<Vec<_>>().join("　");
    let lines = words.iter().map(|(name, words)| format!("#   {name}: {}\n", shown(words)));
    format!("#\n# A {what} is one of these, each with words of it:\n{}", lines.collect::<String>())
}

fn table<'s>(about: String, mut rest: impl Iterator<Item = &'s str> + Clone) -> String {
    let about = without_code(&about);
    let header = rest.next().unwrap_or("");
    let (names, first) = (names(header, rest.clone()), rest.next().unwrap_or(""));
    format!(
        "{about}{names}#\n# Rows below are added to the built-in ones; the same key replaces, ! before the key removes.\n\
         # Cells are separated by tabs, rows sorted by code point. A row looks like this:\n# {first}\n{header}\n"
    )
}

fn forms<'s>(about: String, rest: impl Iterator<Item = &'s str>) -> String {
    let first = rest.skip_while(|line| *line != "[[form]]").enumerate();
    let first = first.take_while(|(n, line)| *n == 0 || !(line.is_empty() || *line == "[[form]]"));
    let form: String = first.map(|(_, line)| format!("# {line}\n")).collect();
    format!(
        "{about}#\n# Forms below are added to the built-in ones; the same id replaces, ! before the id removes, and\n\
         # [define] gives {{names}} to parts of patterns. A form looks like this:\n#\n{form}"
    )
}
