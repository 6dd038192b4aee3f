//! Overlays: folders of a user's own rules, laid over the ones that are built in.
use std::{fs, path::Path};

use walkdir::WalkDir;

use super::{RuleError, RuleErrors, RuleFile};

/// A folder laid out as `rules/`: its rows and forms are added, those with a key that is there replace, `!` before the
/// key removes.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    /// What stands before the paths of its files in messages, as `own/`.
    pub root: String,
    /// Its files, sorted by path.
    pub files: Vec<RuleFile>,
}

impl Overlay {
    /// Reads the `.tsv` and `.toml` files of a folder; other files and dot files mean nothing.
    ///
    /// # Errors
    /// All that cannot be read or is not UTF-8, each with its file, and with the line where that is known.
    pub fn read(folder: &Path) -> Result<Self, RuleErrors> {
        let shown = folder.to_string_lossy();
        let mut overlay = Self { root: format!("{}/", shown.trim_end_matches('/')), files: Vec::new() };
        let mut errors = Vec::new();
        let is_hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
        let entries = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
        for entry in entries.filter_entry(|entry| !is_hidden(entry.file_name())) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let place = error.path().unwrap_or(folder).to_string_lossy().into_owned();
                    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    errors.push(RuleError::new(&place, 0, None, format!("cannot be read: {reason}")));
                    continue;
                }
            };
            let is_rules = entry.path().extension().is_some_and(|e| e == "tsv" || e == "toml");
            if entry.file_type().is_dir() || !is_rules {
                continue;
            }
            let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let path = inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            match fs::read(entry.path()) {
                Ok(bytes) => match decode(&overlay.root, &path, bytes) {
                    Ok(text) => overlay.files.push(RuleFile { path, text: text.into() }),
                    Err(error) => errors.push(error),
                },
                Err(reason) => {
                    let file = format!("{}{path}", overlay.root);
                    errors.push(RuleError::new(&file, 0, None, format!("cannot be read: {reason}")));
                }
            }
        }
        overlay.files.sort_by(|a, b| a.path.cmp(&b.path));
        if errors.is_empty() { Ok(overlay) } else { Err(RuleErrors(errors)) }
    }
}

/// The text of a file; a byte-order mark of UTF-8 is no part of it.
fn decode(root: &str, path: &str, bytes: Vec<u8>) -> Result<String, RuleError> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(good).filter(|&&byte| byte == b'\n').count() + 1;
        RuleError::new(&format!("{root}{path}"), line, None, "not UTF-8").help("save the file as UTF-8")
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
