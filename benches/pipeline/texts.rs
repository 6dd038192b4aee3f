//! What is measured: the pages of the corpus, those in traditional characters, and a mix with general text.
use std::{fs, path::Path};

/// Characters of which plain passages have none: those that names of bodies, titles and ranks are made of.
const OFFICE: &str = "局委部厅署院办会处科省市县区州盟旗镇乡府长任记官员席督总级職职國国";
/// A document of plain passages has at least so many bytes.
const PLAIN: usize = 3_000;

/// All pages of `corpus/seeds` and `corpus/dev`: every sentence is about offices.
pub(crate) fn office() -> Vec<String> {
    pages().map(|(_, text)| text).collect()
}

/// Those in traditional characters.
pub(crate) fn traditional() -> Vec<String> {
    pages().filter(|(name, _)| name.starts_with("trad-")).map(|(_, text)| text).collect()
}

/// Pages on offices and general documents, three bytes to seven, in turn; each at least once, but of the general ones
/// no more than about `limit` bytes.
pub(crate) fn mixed(limit: usize) -> Vec<String> {
    let (pages, mut general) = (office(), general().0);
    let mut room = limit;
    general.retain(|text| {
        let fits = room > 0;
        room = room.saturating_sub(text.len());
        fits
    });
    let (mut documents, mut taken, mut sizes) = (Vec::new(), [0; 2], [0; 2]);
    while taken[0] < pages.len() || taken[1] < general.len() {
        let (kind, list) = if sizes[0] * 7 <= sizes[1] * 3 { (0, &pages) } else { (1, &general) };
        let text = &list[taken[kind] % list.len()];
        taken[kind] += 1;
        sizes[kind] += text.len();
        documents.push(text.clone());
    }
    documents
}

/// General text, and what it is: what `benches/general.py` fetched, else plain passages of the pages.
pub(crate) fn general() -> (Vec<String>, &'static str) {
    let fetched: Vec<String> = folder("target/general").into_iter().map(|(_, text)| text).collect();
    if fetched.is_empty() {
        (plain(&office()), "passages of the corpus without words of offices; benches/general.py was not run")
    } else {
        (fetched, "reviews (benches/general.py)")
    }
}

/// Clauses of the pages without any word of offices, glued together as paragraphs of documents.
fn plain(pages: &[String]) -> Vec<String> {
    let clauses = pages.iter().flat_map(|page| page.split_inclusive(['。', '\n', '，', '；']));
    // Nothing with Latin letters: readings of characters would make noise of it.
    let office = |c: char| OFFICE.contains(c) || c.is_ascii_alphabetic();
    let plain = clauses.filter(|clause| clause.chars().count() >= 8 && !clause.contains(office));
    let mut documents = vec![String::new()];
    for clause in plain {
        if documents.last().is_some_and(|d| d.len() >= PLAIN) {
            documents.push(String::new());
        }
        if let Some(document) = documents.last_mut() {
            document.push_str(clause);
        }
    }
    documents
}

/// One text of about `size` bytes: the documents again and again, one a paragraph.
pub(crate) fn joined(documents: &[String], size: usize) -> String {
    let mut text = String::with_capacity(size);
    for document in documents.iter().cycle() {
        if text.len() + document.len() >= size && !text.is_empty() {
            let room = size - text.len();
            let end = (0..=room.min(document.len())).rev().find(|&end| document.is_char_boundary(end)).unwrap_or(0);
            text.push_str(document.get(..end).unwrap_or(""));
            break;
        }
        text.push_str(document);
        text.push('\n');
    }
    text
}

pub(crate) fn bytes(documents: &[String]) -> usize {
    documents.iter().map(String::len).sum()
}

fn pages() -> impl Iterator<Item = (String, String)> {
    ["corpus/seeds", "corpus/dev"].into_iter().flat_map(folder)
}

/// Names and texts of one folder, in order of their names; none if there is no folder.
fn folder(path: &str) -> Vec<(String, String)> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    let mut texts: Vec<(String, String)> = entries
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()).filter(|path| path.extension().is_some_and(|e| e == "txt")))
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).expect("a text"))
        })
        .collect();
    texts.sort_unstable();
    texts
}
