//! `zhiguan segment`: sentences, clauses and words of texts, after normalization.
use super::{Fatal, InputArgs, Outcome, RulesArgs, normalize};
use crate::segment;

/// Arguments of `segment`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    rules: RulesArgs,
}

/// Runs the command.
///
/// # Errors
/// When the rules are bad or standard output cannot be written.
pub fn run(args: Args) -> Result<Outcome, Fatal> {
    normalize::each(&args.input, &args.rules, &mut |out, normalized| {
        segment::render(normalized.text.text()).iter().try_for_each(|line| writeln!(out, "{line}"))
    })
}
