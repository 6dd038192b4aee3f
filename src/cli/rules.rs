//! `zhiguan rules`: check or list the rules.
use super::{Fatal, Outcome};

/// Arguments of `rules`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Clone, Copy, Debug, clap::Subcommand)]
enum Action {
    /// Load all rules and run their examples
    Check,
    /// Print every rule's id and what it makes
    List,
}

/// Runs the command.
///
/// # Errors
/// Always, as yet.
pub fn run(args: Args) -> Result<Outcome, Fatal> {
    match args.action {
        Action::Check => Err("rules check: not there yet".into()),
        Action::List => Err("rules list: not there yet".into()),
    }
}
