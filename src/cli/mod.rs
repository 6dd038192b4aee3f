//! The command line: arguments in, exit status out. Standard output holds data only; all else goes to standard error.
//!
//! Exit status 0: all documents done; 1: some failed, each is named; 2: wrong usage, bad rules, or the output cannot
//! be written. A closed pipe is no error.
mod args;
pub mod eval;
pub mod extract;
pub mod normalize;
mod output;
mod packed;
mod progress;
#[cfg(feature = "sqlite")]
pub mod query;
pub mod rules;
pub mod segment;
mod target;

use std::{
    error::Error,
    io::{self, Write as _},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

pub use args::{InputArgs, Threads};

/// Extracts office holders and public bodies from Chinese news.
#[derive(Debug, Parser)]
#[command(name = "zhiguan", version, about, max_term_width = 100)]
struct Cli {
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
    /// Score records against gold annotations
    Eval(eval::Args),
    /// Print texts as they are after normalization
    Normalize(normalize::Args),
    /// Print the sentences, clauses and words of texts
    Segment(segment::Args),
    /// Check or list the rules
    Rules(rules::Args),
}

/// How a command that could do its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All documents are done.
    Done,
    /// Done, but some documents failed.
    SomeFailed,
}

/// What stops a command: its message is printed, the exit status is 2.
pub type Fatal = Box<dyn Error + Send + Sync>;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    crate::pipeline::quiet_panics();
    let result = match cli.command {
        Command::Extract(args) => extract::run(args),
        #[cfg(feature = "sqlite")]
        Command::Query(args) => query::run(args),
        Command::Eval(args) => eval::run(args),
        Command::Normalize(args) => normalize::run(args),
        Command::Segment(args) => segment::run(args),
        Command::Rules(args) => rules::run(args),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error.to_string());
            ExitCode::from(2)
        }
    }
}

/// One line on standard error. Where that is closed there is nobody left to tell.
fn report(message: &str) {
    let _ = writeln!(io::stderr().lock(), "zhiguan: {message}");
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
