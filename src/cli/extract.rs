//! `zhiguan extract`: records of documents, as JSON Lines, as tables or into a database.
use std::ffi::OsString;

use super::{
    Fatal, InputArgs, Outcome, RulesArgs, Threads, args, log, packed::Packed, progress::Progress, target::Target,
};
use crate::{
    pipeline::{self, Pipeline, RunError, Summary},
    sink::{self, Jsonl, Sink},
    source::Source,
    value::Day,
};

/// Arguments of `extract`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// Write to a file, which appears when it is whole (.gz and .zst: compressed), or into a database: .db or .sqlite,
    /// postgres://…, a folder for Parquet [default: standard output]
    #[arg(short, long, value_name = "OUT")]
    output: Option<OsString>,

    /// Form of standard output or of a file [default: jsonl]
    #[arg(long, value_enum)]
    format: Option<Format>,

    #[command(flatten)]
    rules: RulesArgs,

    #[command(flatten)]
    threads: Threads,

    /// Day that relative dates count from in documents that do not give it (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", value_parser = args::day)]
    reference_date: Option<Day>,

    /// Put the text that positions count in into the records
    #[arg(long)]
    keep_text: bool,
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
    let pipeline = args.rules.pipeline()?.with_reference_date(args.reference_date).with_text(args.keep_text);
    // The program ends with this run: to take the tables apart word by word would only keep it.
    let pipeline = std::mem::ManuallyDrop::new(pipeline);
    let target = Target::new(args.output);
    if args.format.is_some() && !matches!(target, Target::File(_)) {
        return Err("--format is for standard output and files; a database has tables of its own".into());
    }
    let (mut source, threads) = (args.input.source()?, args.threads.count());
    log::detail(|| format!("{threads} thread(s)"));
    let progress = Progress::new();
    let mut run = Run { source: &mut source, pipeline: &pipeline, threads, progress: &progress };
    let summary = match target {
        Target::File(path) => {
            let mut output = Packed::open(path.as_deref())?;
            let summary = match args.format.unwrap_or(Format::Jsonl) {
                Format::Jsonl => run.write_to(Jsonl::new(&mut output)),
                Format::Table => run.write_to(sink::Table::new(&mut output)),
            }?;
            output.commit()?;
            summary
        }
        #[cfg(feature = "sqlite")]
        Target::Sqlite(path) => run.write_to(sink::Sqlite::open(&path, pipeline.rules().hash())?)?,
        #[cfg(not(feature = "sqlite"))]
        Target::Sqlite(_) => return Err(super::target::missing("SQLite", "sqlite")),
        #[cfg(feature = "postgres")]
        Target::Postgres(url) => run.write_to(sink::Postgres::open(&url, pipeline.rules().hash())?)?,
        #[cfg(not(feature = "postgres"))]
        Target::Postgres(_) => return Err(super::target::missing("PostgreSQL", "postgres")),
        #[cfg(feature = "parquet")]
        Target::Parquet(path) => run.write_to(sink::Parquet::create(&path, pipeline.rules().hash())?)?,
        #[cfg(not(feature = "parquet"))]
        Target::Parquet(_) => return Err(super::target::missing("Parquet", "parquet")),
    };
    progress.finish(&summary, source.skipped());
    Ok(if summary.failed == 0 { Outcome::Done } else { Outcome::SomeFailed })
}

/// All of a run but the sink.
struct Run<'r> {
    source: &'r mut Source,
    pipeline: &'r Pipeline,
    threads: usize,
    progress: &'r Progress,
}

impl Run<'_> {
    fn write_to(&mut self, sink: impl Sink) -> Result<Summary, RunError> {
        let Self { source, pipeline, threads, progress } = self;
        pipeline::run(source, pipeline, sink, *threads, &mut |event| progress.tell(&event))
    }
}
