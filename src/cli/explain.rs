//! `zhiguan explain`: why a record says what it says, or does not.
use std::{
    io::{self, Write as _},
    path::PathBuf,
};

use super::{Fatal, InputArgs, Outcome, RulesArgs, args, log};
use crate::{
    eval::{self, GoldDocument},
    explain::{Query, explain, missed},
    pipeline::Failure,
    value::Day,
};

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// Only what stands where TEXT does, in the page as it is or as it is after normalization
    #[arg(long, value_name = "TEXT")]
    at: Option<String>,

    /// Only this kind of mention or list of facts
    #[arg(long, value_parser = ["date", "agency", "rank", "person", "document", "organization", "title", "place",
          "tenures", "events", "agency_ranks", "affiliations"])]
    kind: Option<String>,

    /// Tell of each gold entry that is not found what stands in its place and what refused it; GOLD is a folder
    #[arg(long, value_name = "GOLD")]
    missed: Option<PathBuf>,

    /// Folder with the texts that the gold files name [default: that of the gold]
    #[arg(long, value_name = "DIR", requires = "missed")]
    texts: Option<PathBuf>,

    #[command(flatten)]
    rules: RulesArgs,

    /// Day that relative dates count from in documents that do not give it (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", value_parser = args::day)]
    reference_date: Option<Day>,
}

/// Runs the command.
///
/// # Errors
/// When the rules are bad, the gold cannot be read, or standard output cannot be written.
pub fn run(args: Args) -> Result<Outcome, Fatal> {
    let gold = match &args.missed {
        Some(folder) => Some(eval::load(folder, args.texts.as_ref().unwrap_or(folder))?),
        None => None,
    };
    let pipeline = args.rules.pipeline()?.with_reference_date(args.reference_date);
    let query = Query { at: args.at, kind: args.kind };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Done;
    for item in args.input.source()? {
        let told = item.and_then(|payload| pipeline.read(payload)).map_err(Failure::from).and_then(|document| {
            let origin = &document.origin;
            let is_of = |gold: &&GoldDocument| gold.is_of(&origin.source, &origin.id);
            let gold = gold.as_ref().map(|all| all.iter().find(is_of));
            let mut text = format!("{}\n\n", origin.place());
            pipeline.explain(&document, &mut |seen| {
                let entries = match gold {
                    None => explain(seen, &query),
                    Some(Some(gold)) => missed(seen, gold, &query),
                    Some(None) => Vec::new(),
                };
                for entry in &entries {
                    text.push_str(&entry.render(&document.text));
                    text.push('\n');
                }
                if entries.is_empty() {
                    text.push_str(&nothing(&query, args.missed.is_some()));
                }
            })?;
            if matches!(gold, Some(None)) {
                log::error(&format!("no gold for {}", origin.place()));
                outcome = Outcome::SomeFailed;
            }
            Ok(text)
        });
        match told {
            Ok(text) => out.write_all(text.as_bytes())?,
            Err(failure) => {
                log::failure(&failure);
                outcome = Outcome::SomeFailed;
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}

/// What is told where nothing is found, or missed, that was asked for.
fn nothing(query: &Query, of_missed: bool) -> String {
    let what = query.kind.as_ref().map_or("nothing".to_owned(), |kind| format!("no {kind}"));
    let how = if of_missed { "missed" } else { "found" };
    let place = query.at.as_ref().map(|at| format!(" where {at} stands")).unwrap_or_default();
    format!("{what} is {how}{place}\n\n")
}
