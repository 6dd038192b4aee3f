//! `zhiguan eval`: how good the records are, against gold annotations.
use std::{
    io::{self, Write as _},
    path::PathBuf,
};

use clap::builder::PossibleValuesParser;
use rayon::{
    ThreadPoolBuilder,
    iter::{IntoParallelRefIterator as _, ParallelIterator as _},
};

use super::{Fatal, Outcome, RulesArgs, Threads, log};
use crate::eval::{self, Found, GoldDocument, LISTS};

/// Arguments of `eval`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder with gold annotations, one JSON file a document
    gold: PathBuf,

    /// Folder with the texts that the gold files name [default: that of the gold]
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,

    /// Score the records of this JSON Lines file instead of making them
    #[arg(long, value_name = "FILE")]
    records: Option<PathBuf>,

    /// Also print every difference, of all lists or of one, before the scores
    #[arg(long, value_name = "LIST", num_args = 0..=1, default_missing_value = "all",
          value_parser = PossibleValuesParser::new(["all"].into_iter().chain(LISTS)))]
    errors: Option<String>,

    /// How often each rule fired, right and wrong, instead of the scores by list
    #[arg(long)]
    by_rule: bool,

    /// Form of the scores
    #[arg(long, value_enum, default_value = "table")]
    format: Format,

    #[command(flatten)]
    rules: RulesArgs,

    #[command(flatten)]
    threads: Threads,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// One line a list or rule
    Table,
    /// One object, keyed by list or rule
    Json,
}

/// Runs the command.
///
/// # Errors
/// When gold, texts or records cannot be read.
pub fn run(args: Args) -> Result<Outcome, Fatal> {
    let documents = eval::load(&args.gold, args.texts.as_ref().unwrap_or(&args.gold))?;
    let mut found = match &args.records {
        Some(path) => given(&documents, &eval::read_records(path)?),
        None => made(&documents, &args.rules, args.threads.count())?,
    }
    .into_iter();
    // Asked for in the order of the documents, each once.
    let scores = eval::score(&documents, &mut |_| found.next().flatten());
    let mut out = io::BufWriter::new(io::stdout().lock());
    if let Some(list) = &args.errors {
        for error in scores.details.errors.iter().filter(|e| list == "all" || list == e.list) {
            writeln!(out, "{error}")?;
        }
    }
    match (args.format, args.by_rule) {
        (Format::Table, false) => write!(out, "{}", scores.table())?,
        (Format::Json, false) => writeln!(out, "{}", scores.json())?,
        (Format::Table, true) => write!(out, "{}", scores.details.table())?,
        (Format::Json, true) => writeln!(out, "{}", serde_json::to_string(&scores.details.by_rule)?)?,
    }
    out.flush()?;
    for missing in &scores.missing {
        log::error(&format!("no output for {missing}"));
    }
    Ok(if scores.missing.is_empty() { Outcome::Done } else { Outcome::SomeFailed })
}

/// The first record of each document.
fn given(documents: &[GoldDocument], records: &[Found]) -> Vec<Option<Found>> {
    let find = |d: &GoldDocument| records.iter().find(|r| d.is_of(&r.source, &r.id)).cloned();
    documents.iter().map(find).collect()
}

/// A record of each document, made now.
fn made(documents: &[GoldDocument], rules: &RulesArgs, threads: usize) -> Result<Vec<Option<Found>>, Fatal> {
    let pipeline = rules.pipeline()?;
    let make = |document: &GoldDocument| match pipeline.try_record(document.raw()) {
        Ok(record) => Found::from_record(&record).ok(),
        Err(failure) => {
            log::failure(&failure);
            None
        }
    };
    let pool = ThreadPoolBuilder::new().num_threads(threads).build()?;
    Ok(pool.install(|| documents.par_iter().map(make).collect()))
}
