//! `zhiguan rules`: check or list the rules.
use std::{
    collections::BTreeSet,
    io::{self, Write as _},
};

use super::{Fatal, Outcome, report};
use crate::{
    pipeline::{Pipeline, PipelineError},
    rules::{RuleError, RuleSet},
};

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
    /// Print every rule's id, place and number of rows or examples
    List {
        /// Form of the output
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
    },
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// Aligned columns
    Table,
    /// One JSON array
    Json,
}

/// Runs the command.
///
/// # Errors
/// When a rule is wrong or standard output cannot be written.
pub fn run(args: Args) -> Result<Outcome, Fatal> {
    match args.action {
        Action::Check => check(),
        Action::List { format } => list(format),
    }
}

fn check() -> Result<Outcome, Fatal> {
    let (line, errors) = match Pipeline::new() {
        Ok(pipeline) => {
            let (rules, checked) = (pipeline.rules().rules(), pipeline.check_examples());
            let files = rules.iter().map(|rule| rule.file.as_str()).collect::<BTreeSet<_>>().len();
            (format!("{} rules in {files} files, {} examples: sound", rules.len(), checked.examples), checked.faults)
        }
        Err(PipelineError::Files(errors)) => (String::new(), errors.0),
        Err(PipelineError::Rules(error)) => (String::new(), vec![error]),
    };
    if errors.is_empty() {
        writeln!(io::stdout().lock(), "{line}")?;
        Ok(Outcome::Done)
    } else {
        Err(tell(&errors))
    }
}

fn tell(errors: &[RuleError]) -> Fatal {
    errors.iter().for_each(|error| report(&error.to_string()));
    format!("{} error(s) in the rules", errors.len()).into()
}

fn list(format: Format) -> Result<Outcome, Fatal> {
    let rules = RuleSet::embedded()?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match format {
        Format::Json => {
            serde_json::to_writer(&mut out, rules.rules())?;
            writeln!(out)?;
        }
        Format::Table => {
            let place = |file: &str, line: usize| format!("{file}:{line}");
            let id = rules.rules().iter().map(|r| r.id.len()).max().unwrap_or(0);
            let at = rules.rules().iter().map(|r| place(&r.file, r.line).len()).max().unwrap_or(0);
            for rule in rules.rules() {
                writeln!(out, "{:id$}  {:at$}  {:>5}", rule.id, place(&rule.file, rule.line), rule.size)?;
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}
