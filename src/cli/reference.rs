//! What the program says of itself: the schema of records, completions for shells, man pages.
use std::{
    fs,
    io::{self, Write as _},
    path::PathBuf,
};

use clap::CommandFactory;

use super::{Fatal, Outcome};
use crate::record;

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
pub struct CompletionArgs {
    /// The shell
    shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(Debug, clap::Args)]
pub struct ManArgs {
    /// Folder to put the pages into
    folder: PathBuf,
}

/// Prints the JSON Schema of records.
///
/// # Errors
/// When standard output cannot be written.
pub fn schema() -> Result<Outcome, Fatal> {
    writeln!(io::stdout().lock(), "{}", serde_json::to_string_pretty(&record::schema())?)?;
    Ok(Outcome::Done)
}

/// Prints completions.
///
/// # Errors
/// When standard output cannot be written.
pub fn completions<C: CommandFactory>(args: &CompletionArgs) -> Result<Outcome, Fatal> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut C::command(), "zhiguan", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(Outcome::Done)
}

/// Writes `zhiguan.1` and a page for each command.
///
/// # Errors
/// When the folder cannot be made or written.
pub fn man<C: CommandFactory>(args: &ManArgs) -> Result<Outcome, Fatal> {
    let told = |error: io::Error| format!("{}: {error}", args.folder.display());
    fs::create_dir_all(&args.folder).map_err(told)?;
    clap_mangen::generate_to(C::command(), &args.folder).map_err(told)?;
    Ok(Outcome::Done)
}
