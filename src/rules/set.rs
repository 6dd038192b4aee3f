//! The whole rule set: every file of `rules/` through one loader.
use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{FormFile, RuleError, RuleErrors, Table, embedded};

/// One file of rules as text.
#[derive(Clone, Debug)]
pub struct RuleFile {
    /// Path inside the rules folder, with `/`.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// A rule's number, cheap to carry in every mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(u16);

/// What users see of a rule.
#[derive(Clone, Debug, Serialize)]
pub struct RuleInfo {
    /// `topic/name`: a form's id, or a table's name for rules that are lists of words.
    pub id: String,
    /// Path inside the rules folder.
    pub file: String,
    /// Line of the id; 1 for tables.
    pub line: usize,
    /// Number of rows or examples.
    pub size: usize,
}

/// All rules, loaded and sound.
#[derive(Clone, Debug)]
pub struct RuleSet {
    tables: BTreeMap<String, Table>,
    forms: BTreeMap<String, FormFile>,
    rules: Vec<RuleInfo>,
    by_id: BTreeMap<String, RuleId>,
    hash: String,
}

impl RuleSet {
    /// The rules built into the program.
    ///
    /// # Errors
    /// All faults of the files, each with file, line and id.
    pub fn embedded() -> Result<Self, RuleErrors> {
        let files = embedded::FILES.iter().map(|&(path, text)| RuleFile { path: path.into(), text: text.into() });
        Self::load(&files.collect::<Vec<_>>())
    }

    /// Reads rule files: `.tsv` tables and `.toml` forms.
    ///
    /// # Errors
    /// All faults of the files, each with file, line and id.
    pub fn load(files: &[RuleFile]) -> Result<Self, RuleErrors> {
        let mut errors = Vec::new();
        let mut hasher = Sha256::new();
        let (mut tables, mut forms) = (BTreeMap::new(), BTreeMap::new());
        for file in files {
            hasher.update(file.path.as_bytes());
            hasher.update([0]);
            hasher.update(file.text.as_bytes());
            match file.path.rsplit_once('.') {
                Some((name, "tsv")) => {
                    tables.insert(name.to_owned(), Table::parse(&file.path, &file.text, &mut errors));
                }
                Some((name, "toml")) => {
                    forms.insert(name.to_owned(), FormFile::parse(&file.path, &file.text, &mut errors));
                }
                _ => errors.push(RuleError::new(&file.path, 1, None, "neither .tsv nor .toml")),
            }
        }
        let mut set = Self { tables, forms, rules: Vec::new(), by_id: BTreeMap::new(), hash: String::new() };
        let digest = hasher.finalize();
        set.hash = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        set.number(&mut errors);
        errors.sort();
        if errors.is_empty() { Ok(set) } else { Err(RuleErrors(errors)) }
    }

    fn number(&mut self, errors: &mut Vec<RuleError>) {
        let tables = self.tables.iter().map(|(name, table)| RuleInfo {
            id: name.clone(),
            file: table.path().to_owned(),
            line: 1,
            size: table.rows().len(),
        });
        let forms = self.forms.values().flat_map(|file| {
            file.forms.iter().map(move |form| RuleInfo {
                id: file.rule_id(form),
                file: file.path.clone(),
                line: form.line,
                size: form.examples.len(),
            })
        });
        for info in tables.chain(forms).collect::<Vec<_>>() {
            let id = RuleId(u16::try_from(self.rules.len()).expect("fewer than 65,536 rules"));
            if self.by_id.insert(info.id.clone(), id).is_some() {
                errors.push(RuleError::new(&info.file, info.line, Some(&info.id), "this id stands twice"));
            }
            self.rules.push(info);
        }
    }

    /// Hash of all files, 16 hex digits.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// All rules in order of number.
    pub fn rules(&self) -> &[RuleInfo] {
        &self.rules
    }

    /// What users see of a rule.
    pub fn info(&self, id: RuleId) -> &RuleInfo {
        &self.rules[usize::from(id.0)]
    }

    /// The number of a rule.
    ///
    /// # Errors
    /// Where no file holds a rule of that id.
    pub fn id(&self, id: &str) -> Result<RuleId, RuleError> {
        self.by_id.get(id).copied().ok_or_else(|| RuleError::new("", 0, Some(id), "the program needs this rule"))
    }

    /// A table by its path without ending, as `ranks/words`.
    ///
    /// # Errors
    /// Where there is no such file.
    pub fn table(&self, name: &str) -> Result<&Table, RuleError> {
        self.tables.get(name).ok_or_else(|| RuleError::new(&format!("{name}.tsv"), 1, None, "the file is missing"))
    }

    /// A file of forms by its path without ending, as `dates/forms`.
    ///
    /// # Errors
    /// Where there is no such file.
    pub fn forms(&self, name: &str) -> Result<&FormFile, RuleError> {
        self.forms.get(name).ok_or_else(|| RuleError::new(&format!("{name}.toml"), 1, None, "the file is missing"))
    }

    /// All files of forms, in order of name.
    pub fn form_files(&self) -> impl Iterator<Item = &FormFile> {
        self.forms.values()
    }
}
