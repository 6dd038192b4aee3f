//! What is measured: the pages of the corpus, those in traditional characters, and a mix with general text.
use std::{fs, path::Path};

/// Characters of which general text has none: those that names of bodies, titles and ranks are made of.
const OFFICE: &str = "局委部厅署院办会处科省市县区州盟旗镇乡府长任记官员席督总级職职國国";
/// A document of general text has at least so many bytes.
const GENERAL: usize = 3_000;

/// Documents under a name.
pub(crate) struct Set {
    pub(crate) name: &'static str,
    pub(crate) documents: Vec<String>,
}

/// All sets.
pub(crate) fn sets() -> [Set; 3] {
    let pages: Vec<(String, String)> = ["seeds", "dev"].into_iter().flat_map(folder).collect();
    let traditional = pages.iter().filter(|(name, _)| name.starts_with("trad-")).map(|(_, text)| text.clone());
    let traditional = traditional.collect();
    let all: Vec<String> = pages.into_iter().map(|(_, text)| text).collect();
    let mut mixed = general(&all);
    // As many bytes of general text as of pages about offices.
    let (pages, once) = (bytes(&all), bytes(&mixed));
    let general = mixed.clone();
    (1..pages.div_ceil(once)).for_each(|_| mixed.extend_from_slice(&general));
    mixed.extend_from_slice(&all);
    [
        Set { name: "corpus", documents: all },
        Set { name: "traditional", documents: traditional },
        Set { name: "mixed", documents: mixed },
    ]
}

/// Clauses of the pages without any word of offices, glued together as paragraphs of documents.
pub(crate) fn general(pages: &[String]) -> Vec<String> {
    let clauses = pages.iter().flat_map(|page| page.split_inclusive(['。', '\n', '，', '；']));
    // Nothing with Latin letters: readings of characters would make noise of it.
    let office = |c: char| OFFICE.contains(c) || c.is_ascii_alphabetic();
    let plain = clauses.filter(|clause| clause.chars().count() >= 8 && !clause.contains(office));
    let mut documents = vec![String::new()];
    for clause in plain {
        if documents.last().is_some_and(|d| d.len() >= GENERAL) {
            documents.push(String::new());
        }
        if let Some(document) = documents.last_mut() {
            document.push_str(clause);
        }
    }
    documents
}

fn bytes(documents: &[String]) -> usize {
    documents.iter().map(String::len).sum()
}

/// Names and texts of one folder of the corpus, in order of their names.
fn folder(name: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
    let mut pages: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the corpus")
        .filter_map(|entry| Some(entry.ok()?.path()).filter(|path| path.extension().is_some_and(|e| e == "txt")))
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).expect("a text"))
        })
        .collect();
    pages.sort_unstable();
    pages
}
