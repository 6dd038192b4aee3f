//! The whole rule set: every file of `rules/`, and of the folders laid over it, through one loader.
use std::{borrow::Cow, collections::BTreeMap, panic, thread};

use serde::Serialize;
use sha2::{Digest, Sha256};
use smol_str::SmolStr;

use super::{FormFile, Overlay, RuleError, RuleErrors, Table, embedded};

/// Files of forms whose patterns are read by nobody: they give rules of the program an id, a description and examples.
const DESCRIBED: [&str; 2] = ["agencies/forms", "persons/frames"];

/// Whether the forms of a file, by its name without the ending, describe what the program does by itself.
pub(super) fn is_described(name: &str) -> bool {
    DESCRIBED.contains(&name)
}

/// One file of rules as text.
#[derive(Clone, Debug)]
pub struct RuleFile {
    /// Path inside the rules folder, with `/`.
    pub path: String,
    /// Its content.
    pub text: Cow<'static, str>,
}

/// A rule's number, cheap to carry in every mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(u16);

/// What users see of a rule.
#[derive(Clone, Debug, Serialize)]
pub struct RuleInfo {
    /// `topic/name`: a form's id, or a table's name for rules that are lists of words.
    pub id: SmolStr,
    /// Path inside the rules folder; of an overlay's form with that folder.
    pub file: String,
    /// Line of the id; 1 for tables.
    pub line: usize,
    /// Number of rows or examples.
    pub size: usize,
}

/// All rules, loaded and sound.
#[derive(Clone, Debug, Default)]
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
        Self::embedded_with(&[])
    }

    /// The rules built into the program with others laid over them, one after the other.
    ///
    /// # Errors
    /// As [`with_overlays`](Self::with_overlays).
    pub fn embedded_with(overlays: &[Overlay]) -> Result<Self, RuleErrors> {
        let files = embedded::FILES.iter().map(|&(path, text)| RuleFile { path: path.into(), text: text.into() });
        Self::with_overlays(&files.collect::<Vec<_>>(), overlays)
    }

    /// Reads rule files: `.tsv` tables and `.toml` forms.
    ///
    /// # Errors
    /// All faults of the files, each with file, line and id.
    pub fn load(files: &[RuleFile]) -> Result<Self, RuleErrors> {
        Self::with_overlays(files, &[])
    }

    /// Reads rule files and lays overlays over them, one after the other.
    ///
    /// # Errors
    /// All faults of the files, each with file, line and id; files of an overlay that the rules do not have; what is
    /// marked to be removed and is not there.
    pub fn with_overlays(files: &[RuleFile], overlays: &[Overlay]) -> Result<Self, RuleErrors> {
        let is_table = |file: &&RuleFile| file.path.ends_with(".tsv");
        let read = |files: &mut dyn Iterator<Item = &RuleFile>| {
            let (mut set, mut errors) = (Self::default(), Vec::new());
            files.for_each(|file| set.read(file, &mut errors));
            (set, errors)
        };
        let (mut set, mut errors) = thread::scope(|scope| {
            // Half of the work, beside the other half.
            let others = scope.spawn(|| {
                let hash = hash(files.iter().chain(overlays.iter().flat_map(|overlay| &overlay.files)));
                (hash, read(&mut files.iter().filter(|file| !is_table(file))))
            });
            let (mut set, mut errors) = read(&mut files.iter().filter(is_table));
            let (hash, (forms, mut more)) = others.join().unwrap_or_else(|cause| panic::resume_unwind(cause));
            (set.hash, set.forms) = (hash, forms.forms);
            errors.append(&mut more);
            (set, errors)
        });
        for overlay in overlays {
            overlay.files.iter().for_each(|file| set.lay_over(&overlay.root, file, &mut errors));
        }
        set.forms.values().for_each(|forms| forms.check(&mut errors));
        set.number(&mut errors);
        errors.sort();
        if errors.is_empty() { Ok(set) } else { Err(RuleErrors(errors)) }
    }

    fn read(&mut self, file: &RuleFile, errors: &mut Vec<RuleError>) {
        let path = &file.path;
        match path.rsplit_once('.') {
            Some((name, "tsv")) => {
                let table = Table::parse(name, path, file.text.clone(), errors);
                table.check_base(errors);
                self.tables.insert(name.to_owned(), table);
            }
            Some((name, "toml")) => {
                let forms = FormFile::parse(path, path, &file.text, errors);
                forms.check_base(errors);
                self.forms.insert(name.to_owned(), forms);
            }
            _ => errors.push(RuleError::new(path, 1, None, "neither .tsv nor .toml")),
        }
    }

    fn lay_over(&mut self, root: &str, file: &RuleFile, errors: &mut Vec<RuleError>) {
        let (path, shown) = (&file.path, format!("{root}{}", file.path));
        let name = path.rsplit_once('.').map_or("", |(name, _)| name);
        if is_described(name) {
            let help = "add words to the tables of its folder instead";
            let message =
                "the forms of this file say in words what the program does, so that none can be laid over them";
            errors.push(RuleError::new(&shown, 0, None, message).help(help));
            return;
        }
        match (path.ends_with(".tsv"), self.tables.get_mut(name), self.forms.get_mut(name)) {
            (true, Some(table), _) => table.overlay(Table::parse(name, &shown, file.text.clone(), errors), errors),
            (false, _, Some(forms)) => forms.overlay(FormFile::parse(path, &shown, &file.text, errors), errors),
            _ => {
                let help = "lay the folder out as `zhiguan rules list` shows it, or start with `zhiguan rules new`";
                errors.push(RuleError::new(&shown, 0, None, "the rules have no file of this name").help(help));
            }
        }
    }

    fn number(&mut self, errors: &mut Vec<RuleError>) {
        let tables = self.tables.iter().map(|(name, table)| RuleInfo {
            id: name.into(),
            file: table.path().to_owned(),
            line: 1,
            size: table.rows().len(),
        });
        let forms = self.forms.values().flat_map(|file| {
            file.forms.iter().map(move |form| RuleInfo {
                id: file.rule_id(form).into(),
                file: form.file.clone(),
                line: form.line,
                size: form.examples.len(),
            })
        });
        for info in tables.chain(forms).collect::<Vec<_>>() {
            let id = RuleId(u16::try_from(self.rules.len()).expect("fewer than 65,536 rules"));
            if let Some(other) = self.by_id.insert(info.id.to_string(), id) {
                let other = &self.rules[usize::from(other.0)];
                // Within one file the loader of the file has told it.
                if other.file != info.file {
                    let message = format!("this id stands at {}:{} too", other.file, other.line);
                    errors.push(RuleError::new(&info.file, info.line, Some(&info.id), message));
                }
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

    /// All tables, in order of name, with their names.
    pub fn tables(&self) -> impl Iterator<Item = (&str, &Table)> {
        self.tables.iter().map(|(name, table)| (name.as_str(), table))
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

/// What tells one set of files from another.
fn hash<'a>(files: impl Iterator<Item = &'a RuleFile>) -> String {
    let mut hasher = Sha256::new();
    for file in files {
        hasher.update(file.path.as_bytes());
        hasher.update([0]);
        hasher.update(file.text.as_bytes());
    }
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
