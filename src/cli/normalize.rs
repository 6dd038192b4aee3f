//! `zhiguan normalize`: texts as the recognition sees them.
use std::io::{self, Write as _};

use super::{Fatal, InputArgs, Outcome, report};
use crate::pipeline::Failure;

/// Arguments of `normalize`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
}

/// Runs the command.
///
/// # Errors
/// When standard output cannot be written.
pub fn run(args: Args) -> Result<Outcome, Fatal> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Done;
    for item in args.input.source() {
        match item {
            Ok(document) => writeln!(out, "{}", document.text)?,
            Err(error) => {
                report(&Failure::from(error).to_string());
                outcome = Outcome::SomeFailed;
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}
