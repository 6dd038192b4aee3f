//! `zhiguan normalize`: texts as the recognition sees them. What is known of each goes to standard error.
use std::io::{self, Write};

use super::{Fatal, InputArgs, Outcome, RulesArgs, log};
use crate::{
    document::RawDocument,
    html::Pages,
    normalize::{Normalized, Normalizer},
    pipeline::{Failure, PipelineError},
};

/// Arguments of `normalize`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    rules: RulesArgs,
}

/// Runs the command.
///
/// # Errors
/// When the rules are bad or standard output cannot be written.
pub fn run(args: Args) -> Result<Outcome, Fatal> {
    each(&args.input, &args.rules, &mut |out, normalized| writeln!(out, "{}", normalized.text.text()))
}

/// Hands every document, normalized, to `write`, with a line on standard error before it.
pub(super) fn each(
    input: &InputArgs,
    rules: &RulesArgs,
    write: &mut dyn FnMut(&mut dyn Write, &Normalized<'_>) -> io::Result<()>,
) -> Result<Outcome, Fatal> {
    let rule_set = rules.load()?;
    let pages = Pages::new(&rule_set)?;
    let normalizer = Normalizer::with_t2s(&rule_set, rules.t2s()).map_err(PipelineError::from)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Done;
    for item in input.source()? {
        match item.and_then(|payload| pages.document(payload, &|_| true)) {
            Ok(document) => {
                let normalized = normalizer.normalize(&document.text);
                log::note("document", &heading(&document, &normalized));
                write(&mut out, &normalized)?;
                // So that heading and text alternate where both go to one terminal.
                out.flush()?;
            }
            Err(error) => {
                log::failure(&Failure::from(error));
                outcome = Outcome::SomeFailed;
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}

/// `source:member: encoding UTF-8 (utf-8), script hans, noise spaces, wraps`
fn heading(document: &RawDocument, normalized: &Normalized<'_>) -> String {
    let origin = &document.origin;
    let member = origin.member.as_ref().map(|member| format!(":{member}")).unwrap_or_default();
    let noise = if normalized.noise.is_empty() { "none".to_owned() } else { normalized.noise.join(", ") };
    format!(
        "{}{member}: encoding {} ({}), script {}, noise {noise}",
        origin.source,
        origin.encoding,
        origin.encoding_source,
        normalized.script.as_str()
    )
}
