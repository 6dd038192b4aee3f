//! `zhiguan segment`: sentences, clauses and words of texts.
use super::{Fatal, InputArgs, Outcome};

/// Arguments of `segment`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
}

/// Runs the command.
///
/// # Errors
/// Always, as yet.
pub fn run(args: Args) -> Result<Outcome, Fatal> {
    let Args { input: _ } = args;
    Err("segment: not there yet".into())
}
