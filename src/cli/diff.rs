//! `zhiguan diff`: what changed between two files of records.
use std::{
    io::{self, Write as _},
    path::PathBuf,
};

use super::{Fatal, Outcome};
use crate::diff::{Diff, Records, Texts};

/// Arguments of `diff`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Records as they were, JSON Lines
    old: PathBuf,

    /// Records as they are
    new: PathBuf,

    /// Form of the output
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// One line a difference, under its document; counts by rule
    Table,
    /// One JSON object
    Json,
}

/// Runs the command.
///
/// # Errors
/// When a file cannot be read or standard output cannot be written.
pub fn run(args: Args) -> Result<Outcome, Fatal> {
    let (mut old, mut new) = (Records::open(&args.old)?, Records::open(&args.new)?);
    let diff = Diff::of(&mut old, &mut new, &mut Texts::default())?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.format {
        Format::Table => write!(out, "{}", diff.table())?,
        Format::Json => writeln!(out, "{}", serde_json::to_string(&diff)?)?,
    }
    out.flush()?;
    Ok(if diff.is_empty() { Outcome::Done } else { Outcome::Different })
}
