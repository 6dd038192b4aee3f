//! The command line: arguments in, exit status out. Standard output holds data only; all else goes to standard error.
//!
//! Exit status 0: all documents done; 1: some failed, each is named; 2: wrong usage, bad rules, or the output cannot
//! be written. A closed pipe is no error.
mod args;
mod diagnose;
pub mod diff;
pub mod eval;
pub mod explain;
pub mod extract;
mod log;
pub mod normalize;
mod output;
mod packed;
mod progress;
#[cfg(feature = "sqlite")]
pub mod query;
pub mod reference;
pub mod rules;
pub mod segment;
mod target;

use std::{error::Error, io, process::ExitCode};

use clap::{Parser, Subcommand};

pub use args::{InputArgs, RulesArgs, Threads};
pub use log::LogArgs;

use crate::{pipeline::PipelineError, rules::RuleErrors};

/// Extracts office holders and public bodies from Chinese news.
#[derive(Debug, Parser)]
#[command(name = "zhiguan", version, about, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    log: LogArgs,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make one record of every document
    Extract(extract::Args),
    /// Ask a database of records
    #[cfg(feature = "sqlite")]
    Query(query::Args),
    /// Show what mentions and facts were made from
    Explain(explain::Args),
    /// Compare two files of records; exit status 1 where they differ
    Diff(diff::Args),
    /// Score records against gold annotations
    Eval(eval::Args),
    /// Print texts as they are after normalization
    Normalize(normalize::Args),
    /// Print the sentences, clauses and words of texts
    Segment(segment::Args),
    /// Print the JSON Schema of records
    Schema,
    /// Check or list the rules, or start rules of your own
    Rules(rules::Args),
    /// Print completions for a shell
    Completions(reference::CompletionArgs),
    /// Write a man page for each command
    Man(reference::ManArgs),
}

/// How a command that could do its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All documents are done.
    Done,
    /// Done, but some documents failed.
    SomeFailed,
    /// What was compared differs.
    Different,
}

/// What stops a command: its message is printed, the exit status is 2.
pub type Fatal = Box<dyn Error + Send + Sync>;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    log::init(cli.log);
    crate::pipeline::quiet_panics();
    let result = match cli.command {
        Command::Extract(args) => extract::run(args),
        #[cfg(feature = "sqlite")]
        Command::Query(args) => query::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Eval(args) => eval::run(args),
        Command::Normalize(args) => normalize::run(args),
        Command::Segment(args) => segment::run(args),
        Command::Schema => reference::schema(),
        Command::Completions(args) => reference::completions::<Cli>(&args),
        Command::Man(args) => reference::man::<Cli>(&args),
        Command::Rules(args) => rules::run(args),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed | Outcome::Different) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&*error);
            ExitCode::from(2)
        }
    }
}

/// Tells why a command could not do its work; faults of rules with the lines they stand in.
fn tell(error: &(dyn Error + 'static)) {
    let of_pipeline = error.downcast_ref::<PipelineError>();
    let files = error.downcast_ref::<RuleErrors>();
    match (of_pipeline, files) {
        (Some(PipelineError::Files(errors)), _) | (_, Some(errors)) => log::rules(&errors.0),
        (Some(PipelineError::Rules(error)), _) => log::rules(std::slice::from_ref(error)),
        (None, None) => log::error(&error.to_string()),
    }
}

/// Whether an error is, or comes from, a reader of our output that went away.
fn is_closed_pipe(error: &(dyn Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe) {
            return true;
        }
        next = error.source();
    }
    false
}
