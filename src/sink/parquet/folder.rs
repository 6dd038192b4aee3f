//! A folder that is replaced as a whole: written beside and renamed.
use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::sink::rows::TABLES;

/// A folder `DIR.tmp` that becomes `DIR`; dropped before that, it leaves what was there.
#[derive(Debug)]
pub(super) struct Folder {
    target: PathBuf,
    beside: PathBuf,
}

impl Folder {
    /// # Errors
    /// Where the target holds anything but tables of an earlier run, or cannot be written.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        // Without a slash at the end, and through a link the folder behind it.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.components().collect());
        if target.is_dir() || target.exists() {
            only_tables(&target)?;
        }
        let beside = named(&target, ".tmp")?;
        clear(&beside)?;
        fs::create_dir_all(&beside)?;
        Ok(Self { target, beside })
    }

    /// Makes the folder of a table; gives the path of its file.
    pub(super) fn file(&self, table: &str) -> io::Result<PathBuf> {
        let folder = self.beside.join(table);
        fs::create_dir(&folder)?;
        Ok(folder.join("part-0.parquet"))
    }

    /// Puts the folder in its place. Killed in between, the old one is left as `DIR.old`.
    pub(super) fn commit(self) -> io::Result<()> {
        let old = named(&self.target, ".old")?;
        clear(&old)?;
        if self.target.exists() {
            fs::rename(&self.target, &old)?;
        }
        fs::rename(&self.beside, &self.target)?;
        clear(&old)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = clear(&self.beside);
    }
}

fn named(folder: &Path, ending: &str) -> io::Result<PathBuf> {
    let mut name = folder.file_name().ok_or_else(|| io::Error::other("name a folder"))?.to_os_string();
    name.push(ending);
    Ok(folder.with_file_name(name))
}

/// Removes a folder of tables, if it is there.
fn clear(folder: &Path) -> io::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    only_tables(folder)?;
    fs::remove_dir_all(folder)
}

/// What else lies there is not ours to remove.
fn only_tables(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if !TABLES.iter().any(|table| name == table.name) {
            let path = folder.join(name);
            let message = format!("the folder would be replaced, and {} is none of its tables", path.display());
            return Err(io::Error::other(message));
        }
    }
    Ok(())
}
