//! `zhiguan extract`: records of documents, as JSON Lines or as tables.
use std::path::PathBuf;

use super::{Fatal, InputArgs, Outcome, RulesArgs, Threads, args, log, output::Output, progress::Progress};
use crate::{
    pipeline::{self, Pipeline, RunError, Summary},
    sink::{Jsonl, Sink, Table},
    source::Source,
};

/// Arguments of `extract`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// Write to FILE, which appears when it is whole [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Form of the output
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Format,

    #[command(flatten)]
    rules: RulesArgs,

    #[command(flatten)]
    threads: Threads,

    /// Day that relative dates count from in documents that do not give it (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", value_parser = args::day)]
    reference_date: Option<String>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// One JSON record a line
    Jsonl,
    /// Tables for people to read
    Table,
}

/// Runs the command.
///
/// # Errors
/// When the rules are bad or the output cannot be written.
pub fn run(args: Args) -> Result<Outcome, Fatal> {
    let pipeline = args.rules.pipeline()?.with_reference_date(args.reference_date);
    let mut output = Output::open(args.output.as_deref())?;
    let (mut source, threads) = (args.input.source(), args.threads.count());
    log::detail(|| format!("{threads} thread(s)"));
    let progress = Progress::new();
    let summary = match args.format {
        Format::Jsonl => run_into(&mut source, &pipeline, Jsonl::new(&mut output), threads, &progress),
        Format::Table => run_into(&mut source, &pipeline, Table::new(&mut output), threads, &progress),
    }?;
    output.commit()?;
    progress.finish(&summary, source.skipped());
    Ok(if summary.failed == 0 { Outcome::Done } else { Outcome::SomeFailed })
}

fn run_into<S: Sink>(
    source: &mut Source,
    pipeline: &Pipeline,
    sink: S,
    threads: usize,
    progress: &Progress,
) -> Result<Summary, RunError> {
    pipeline::run(source, pipeline, sink, threads, &mut |event| progress.tell(&event))
}
