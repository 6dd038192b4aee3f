//! What is told on standard error: failures, faults of rules, notes and a summary, as text or as JSON Lines.
use std::{
    fmt::Display,
    io::{self, IsTerminal as _, Write as _},
    sync::OnceLock,
};

use serde_json::{Value, json};

use super::diagnose;
use crate::{pipeline::Failure, rules::RuleError};

/// How much is told, and in which form.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct LogArgs {
    /// Tell failures only: no progress, no notes, no summary
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Also tell which rules are in use and how the work goes on
    #[arg(short, long, global = true)]
    verbose: bool,

    /// Form of what is told on standard error
    #[arg(long, global = true, value_enum, value_name = "FORMAT", default_value = "text")]
    log_format: LogFormat,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum LogFormat {
    /// Lines for people
    #[default]
    Text,
    /// One JSON object a line, with `level` and `event`
    Json,
}

static ARGS: OnceLock<LogArgs> = OnceLock::new();

/// Settles how this process tells things; the first call counts.
pub(super) fn init(args: LogArgs) {
    let _ = ARGS.set(args);
}

fn args() -> LogArgs {
    ARGS.get().copied().unwrap_or_default()
}

fn is_json() -> bool {
    args().log_format == LogFormat::Json
}

/// Whether a line that moves is wanted.
pub(super) fn shows_progress() -> bool {
    !args().quiet && !is_json() && io::stderr().is_terminal()
}

/// One line on standard error. Where that is closed there is nobody left to tell.
fn write(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Tells what stops the program, or what it could not do.
pub(super) fn error(message: &str) {
    if is_json() {
        write(json!({"level": "error", "event": "error", "message": message}));
    } else {
        write(format_args!("zhiguan: {message}"));
    }
}

/// Tells of a document that gave no record.
pub(super) fn failure(failure: &Failure) {
    if is_json() {
        let Failure { source, member, stage, reason } = failure;
        write(json!({"level": "error", "event": "failed", "source": source, "member": member, "stage": stage,
            "reason": reason}));
    } else {
        write(format_args!("zhiguan: {failure}"));
    }
}

/// Tells the faults of rules, each with the line it stands in, and how many there are.
pub(super) fn rules(errors: &[RuleError]) {
    for error in errors {
        if is_json() {
            let RuleError { file, line, id, message, help, .. } = error;
            write(json!({"level": "error", "event": "rule", "file": file, "line": line, "id": id, "message": message,
                "help": help}));
        } else {
            write(diagnose::render(error));
        }
    }
    self::error(&format!("{} error(s) in the rules", errors.len()));
}

/// A note on the side, for those who ask for more.
pub(super) fn detail(message: impl FnOnce() -> String) {
    if args().verbose {
        note("detail", &message());
    }
}

/// A note that comes with the data.
pub(super) fn note(event: &str, message: &str) {
    if args().quiet {
    } else if is_json() {
        write(json!({"level": "info", "event": event, "message": message}));
    } else {
        write(message);
    }
}

/// The closing line: as text, or its figures.
pub(super) fn summary(text: &str, mut figures: Value) {
    if args().quiet {
        return;
    }
    if is_json() {
        figures["level"] = "info".into();
        figures["event"] = "summary".into();
        write(figures);
    } else {
        write(text);
    }
}
