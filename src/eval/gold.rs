//! Gold annotations: what a document's mentions and facts should be, and the text they speak of.
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::Deserialize;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use smol_str::ToSmolStr as _;

use super::EvalError;
use crate::document::{Origin, RawDocument};

/// One surface with its value. Keys that the list does not have stay empty.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Entry {
    /// The surface; all its occurrences are mentions unless `only` or `not` says otherwise.
    pub text: String,
    /// Value of a date or rank.
    #[serde(default)]
    pub value: Option<String>,
    /// Modifier of a date.
    #[serde(default)]
    pub r#mod: Option<String>,
    /// Name of anything else.
    #[serde(default)]
    pub name: Option<String>,
    /// Kind of an agency or organization.
    #[serde(default)]
    pub kind: Option<String>,
    /// Whether a person holds a public post.
    #[serde(default)]
    pub official: bool,
    /// Numbers, from 1, of the occurrences that are meant.
    #[serde(default)]
    pub only: Option<Vec<i64>>,
    /// Numbers, from 1, of the occurrences that are not meant.
    #[serde(default)]
    pub not: Option<Vec<i64>>,
}

/// What a gold file says.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Gold {
    /// Name of the text inside the folder of texts.
    pub text_file: String,
    /// The day relative dates count from.
    pub reference_date: Option<String>,
    /// Surfaces of dates.
    pub dates: Vec<Entry>,
    /// Surfaces of public bodies.
    pub agencies: Vec<Entry>,
    /// Surfaces of other bodies.
    pub organizations: Vec<Entry>,
    /// Surfaces of ranks and grades.
    pub ranks: Vec<Entry>,
    /// Surfaces of persons.
    pub persons: Vec<Entry>,
    /// Surfaces of documents, with 《》.
    pub documents: Vec<Entry>,
    /// Who holds which post where.
    pub tenures: Vec<Map<String, Value>>,
    /// What happened to a body.
    pub events: Vec<Map<String, Value>>,
    /// Ranks of bodies.
    pub agency_ranks: Vec<Map<String, Value>>,
    /// Whom bodies belong to.
    pub affiliations: Vec<Map<String, Value>>,
}

/// A gold file with the text it annotates.
#[derive(Clone, Debug)]
pub struct GoldDocument {
    /// The gold file's name without its ending, as errors are labelled.
    pub name: String,
    /// Where the text lies.
    pub path: PathBuf,
    /// The text, without a byte-order mark.
    pub text: String,
    /// SHA-256 of the text file, in hex.
    pub id: String,
    /// What the gold file says.
    pub gold: Gold,
}

impl GoldDocument {
    /// The text as a source would hand it on.
    pub fn raw(&self) -> RawDocument {
        let origin = Origin {
            source: self.path.display().to_smolstr(),
            id: self.id.as_str().into(),
            encoding: "UTF-8",
            encoding_source: "utf-8",
            ..Origin::default()
        };
        RawDocument { text: self.text.clone(), origin: Arc::new(origin) }
    }

    /// Whether a document of this source and id is the one that is annotated: its path ends, by whole names, in that of the
    /// text, or its bytes are the same.
    pub fn is_of(&self, source: &str, id: &str) -> bool {
        Path::new(source).ends_with(&self.gold.text_file) || id == self.id
    }
}

/// Reads every gold file of the folder `gold`, sorted by name, with its text from the folder `texts`.
///
/// # Errors
/// When a folder or file cannot be read, a gold file is malformed, a text is not UTF-8, or there is no gold at all.
pub fn load(gold: &Path, texts: &Path) -> Result<Vec<GoldDocument>, EvalError> {
    let unreadable = |source| EvalError::Read { path: gold.to_path_buf(), source };
    let mut paths = Vec::new();
    for entry in fs::read_dir(gold).map_err(unreadable)? {
        paths.push(entry.map_err(unreadable)?.path());
    }
    paths.retain(|p| p.extension().is_some_and(|e| e == "json"));
    paths.sort();
    let mut documents = Vec::new();
    for path in paths {
        documents.extend(load_one(&path, texts)?);
    }
    if documents.is_empty() { Err(EvalError::NoGold(gold.to_path_buf())) } else { Ok(documents) }
}

fn load_one(path: &Path, texts: &Path) -> Result<Option<GoldDocument>, EvalError> {
    let read = |path: &Path| fs::read(path).map_err(|source| EvalError::Read { path: path.to_path_buf(), source });
    let bad = |path: &Path, reason: String| EvalError::Form { path: path.to_path_buf(), reason };
    let value: Value = serde_json::from_slice(&read(path)?).map_err(|e| bad(path, format!("is not JSON: {e}")))?;
    if value.get("text_file").is_none() {
        return Ok(None);
    }
    let gold: Gold = serde_json::from_value(value).map_err(|e| bad(path, format!("is not a gold file: {e}")))?;
    let lists = [&gold.dates, &gold.agencies, &gold.organizations, &gold.ranks, &gold.persons, &gold.documents];
    if lists.iter().any(|list| list.iter().any(|e| e.text.is_empty())) {
        return Err(bad(path, "has an entry with empty text".to_owned()));
    }
    let text_path = texts.join(&gold.text_file);
    let bytes = read(&text_path)?;
    let text = std::str::from_utf8(&bytes).map_err(|e| bad(&text_path, format!("is not UTF-8: {e}")))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
    let id = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Some(GoldDocument { name, path: text_path, text, id, gold }))
}
