//! `zhiguan query`: what a SQLite database says of a body or a person.
use std::{
    io::{self, Write as _},
    path::PathBuf,
};

use super::{Fatal, Outcome, args, log};
use crate::{
    query::{Answer, Database, Section, Source},
    sink::columns::Columns,
    value::Day,
};

/// Arguments of `query`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A database that `extract -o FILE.db` wrote
    database: PathBuf,

    #[command(subcommand)]
    question: Question,

    /// Form of the answer
    #[arg(long, value_enum, default_value = "table", global = true)]
    format: Format,

    /// Show in tables where every line is said; JSON always does
    #[arg(long, global = true)]
    sources: bool,
}

#[derive(Clone, Debug, clap::Subcommand)]
enum Question {
    /// Names, ranks, parents and events of a body, and who holds posts in it
    Agency {
        /// Full name, or any wording of the documents
        name: String,
    },
    /// Posts of everyone of a name
    Person {
        /// The name
        name: String,
    },
    /// Who is said to hold which post in a body on a day
    At {
        /// The day (YYYY-MM-DD)
        #[arg(value_parser = args::day)]
        date: Day,
        /// Full name of the body, or any wording of the documents
        body: String,
    },
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// Tables for people to read
    Table,
    /// One JSON array, an object for every body or person
    Json,
}

/// Runs the command.
///
/// # Errors
/// When the database cannot be read or standard output cannot be written.
pub fn run(args: Args) -> Result<Outcome, Fatal> {
    let database = Database::open(&args.database)?;
    let (answers, none) = match &args.question {
        Question::Agency { name } => (database.agency(name)?, format!("nothing is said of {name}")),
        Question::Person { name } => (database.person(name)?, format!("nothing is said of {name}")),
        Question::At { date, body } => {
            (database.at(*date, body)?, format!("nobody is said to hold a post in {body} on {date}"))
        }
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.format {
        Format::Json => {
            serde_json::to_writer(&mut out, &answers)?;
            writeln!(out)?;
        }
        Format::Table => {
            let tables: Vec<String> = answers.iter().map(|answer| tables(answer, args.sources)).collect();
            write!(out, "{}", tables.join("\n"))?;
        }
    }
    out.flush()?;
    if answers.is_empty() {
        log::note("empty", &none);
    }
    Ok(Outcome::Done)
}

fn tables(answer: &Answer, with_sources: bool) -> String {
    let mut out = answer.name.clone() + "\n";
    for (n, section) in answer.sections.iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        table(section, with_sources).draw(&mut out);
    }
    out
}

fn table(section: &Section, with_sources: bool) -> Columns {
    let mut columns = Columns::new(section.columns.iter().copied().chain(with_sources.then_some("said by")));
    for line in &section.lines {
        let values = line.values.iter().map(|value| value.iter().map(ToString::to_string).collect());
        let sources = with_sources.then(|| line.sources.iter().map(source).collect());
        columns.push(values.chain(sources));
    }
    columns
}

/// `title · date · place: words`
fn source(source: &Source) -> String {
    let place = match &source.member {
        Some(member) => format!("{}:{member}", source.source),
        None => source.source.clone(),
    };
    let parts = [source.title.as_ref(), source.reference_date.as_ref(), Some(&place)];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    format!("{}: {}", parts.join(" · "), source.text)
}
