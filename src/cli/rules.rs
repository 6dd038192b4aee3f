//! `zhiguan rules`: check or list the rules, or start an overlay.
use std::{
    collections::BTreeSet,
    fs,
    io::{self, Write as _},
    path::PathBuf,
};

use super::{Fatal, Outcome, RulesArgs};
use crate::rules::{RuleErrors, template, template_kinds};

/// Arguments of `rules`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Clone, Debug, clap::Subcommand)]
enum Action {
    /// Load all rules and run their examples
    Check {
        #[command(flatten)]
        rules: RulesArgs,
    },
    /// Print every rule's id, place and number of rows or examples
    List {
        #[command(flatten)]
        rules: RulesArgs,

        /// Form of the output
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
    },
    /// Start a file of an overlay: its columns or keys, and one entry to copy
    New {
        /// What the file is for: a file of the rules without its ending, as ranks/words
        #[arg(value_parser = clap::builder::PossibleValuesParser::new(template_kinds()), hide_possible_values = true)]
        kind: String,

        /// Folder of the overlay; the file is put where it belongs in it
        #[arg(default_value = ".")]
        folder: PathBuf,
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
/// When a rule is wrong, a file to be started is there already, or the output cannot be written.
pub fn run(args: Args) -> Result<Outcome, Fatal> {
    match args.action {
        Action::Check { rules } => check(&rules),
        Action::List { rules, format } => list(&rules, format),
        Action::New { kind, folder } => start(&kind, &folder),
    }
}

fn check(rules: &RulesArgs) -> Result<Outcome, Fatal> {
    let pipeline = rules.pipeline()?;
    let checked = pipeline.check_examples();
    if !checked.faults.is_empty() {
        return Err(RuleErrors(checked.faults).into());
    }
    let rules = pipeline.rules().rules();
    let files = rules.iter().map(|rule| rule.file.as_str()).collect::<BTreeSet<_>>().len();
    writeln!(io::stdout().lock(), "{} rules in {files} files, {} examples: sound", rules.len(), checked.examples)?;
    Ok(Outcome::Done)
}

fn list(rules: &RulesArgs, format: Format) -> Result<Outcome, Fatal> {
    let rules = rules.load()?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match format {
        Format::Json => writeln!(out, "{}", serde_json::to_string(rules.rules())?)?,
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

fn start(kind: &str, folder: &std::path::Path) -> Result<Outcome, Fatal> {
    let Some((name, text)) = template(kind) else { return Err(format!("no rules of kind {kind}").into()) };
    let path = folder.join(name);
    let told = |error: io::Error| format!("{}: {error}", path.display());
    fs::create_dir_all(path.parent().unwrap_or(folder)).map_err(told)?;
    let mut file = fs::File::create_new(&path).map_err(told)?;
    file.write_all(text.as_bytes()).map_err(told)?;
    writeln!(io::stdout().lock(), "{}", path.display())?;
    Ok(Outcome::Done)
}
