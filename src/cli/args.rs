//! Arguments that several commands share, and checks of their values.
use std::{
    ffi::OsString,
    fs::File,
    io::{self, BufRead, BufReader},
    num::NonZeroUsize,
    path::{Path, PathBuf},
    thread,
};

use super::{Fatal, log};
use crate::{
    normalize::T2s,
    pipeline::{Pipeline, PipelineError},
    rules::{Overlay, RuleErrors, RuleSet},
    source::{DEFAULT_MAX_DOCUMENT_BYTES, LARGEST_MAX_DOCUMENT_BYTES, Source, SourceError, SourceOptions},
    value::Day,
};

/// What to read, and how.
#[derive(Clone, Debug, clap::Args)]
pub struct InputArgs {
    /// Files, folders, or - for standard input
    #[arg(value_name = "INPUT", required_unless_present = "files_from")]
    inputs: Vec<OsString>,

    /// Read more inputs from FILE, one a line (- for standard input)
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,

    /// Refuse documents with more bytes than this
    #[arg(long, value_name = "N", default_value_t = DEFAULT_MAX_DOCUMENT_BYTES, value_parser = document_bytes)]
    max_document_bytes: usize,
}

impl InputArgs {
    /// The documents of the inputs.
    ///
    /// # Errors
    /// When the file that lists inputs cannot be opened.
    pub fn source(&self) -> Result<Source, Fatal> {
        let options = SourceOptions::default().with_max_document_bytes(self.max_document_bytes);
        let named = self.inputs.clone().into_iter().map(Ok);
        let listed = self.files_from.as_deref().map(listed).transpose()?;
        Ok(Source::of_list(named.chain(listed.into_iter().flatten()), options))
    }
}

/// The lines of a file, read as they are needed; empty ones say nothing.
fn listed(path: &Path) -> Result<impl Iterator<Item = Result<OsString, SourceError>> + Send + use<>, Fatal> {
    let place = path.display().to_string();
    let reader: Box<dyn BufRead + Send> = if path == Path::new("-") {
        Box::new(BufReader::new(io::stdin()))
    } else {
        Box::new(BufReader::new(File::open(path).map_err(|error| format!("{place}: cannot be read: {error}"))?))
    };
    let mut is_broken = false;
    let lines = reader.split(b'\n').take_while(move |line| !std::mem::replace(&mut is_broken, line.is_err()));
    let lines = lines
        .map(move |line| line.map(|line| path_of(line.trim_ascii())).map_err(|error| SourceError::new(&place, error)));
    Ok(lines.filter(|line| line.as_ref().is_ok_and(|path| !path.is_empty()) || line.is_err()))
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStrExt as _;
    std::ffi::OsStr::from_bytes(bytes).to_os_string()
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// Which rules.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct RulesArgs {
    /// Lay the rules of a folder over the built-in ones; may be given again
    #[arg(long = "rules", value_name = "DIR")]
    overlays: Vec<PathBuf>,

    /// What turns traditional characters into simplified ones
    #[cfg(feature = "opencc")]
    #[arg(long, value_enum, value_name = "CONVERTER", default_value = "table")]
    t2s: Converter,
}

#[cfg(feature = "opencc")]
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Converter {
    /// The tables of the rules
    #[default]
    Table,
    /// The C library OpenCC
    Opencc,
}

impl RulesArgs {
    /// The pipeline that is asked for.
    ///
    /// # Errors
    /// All that is wrong with the rules.
    pub fn pipeline(&self) -> Result<Pipeline, PipelineError> {
        Pipeline::with_t2s(self.load()?, self.t2s())
    }

    /// The conversion that is asked for.
    pub fn t2s(&self) -> T2s {
        #[cfg(feature = "opencc")]
        if matches!(self.t2s, Converter::Opencc) {
            return T2s::OpenCc;
        }
        T2s::Table
    }

    /// The built-in rules with those of the folders laid over them, in the order given.
    ///
    /// # Errors
    /// All that is wrong with the files.
    pub fn load(&self) -> Result<RuleSet, RuleErrors> {
        let mut errors = Vec::new();
        let read = |folder: &PathBuf| Overlay::read(folder).map_err(|e| errors.extend(e.0)).ok();
        let overlays: Vec<Overlay> = self.overlays.iter().filter_map(read).collect();
        if !errors.is_empty() {
            return Err(RuleErrors(errors));
        }
        let rules = RuleSet::embedded_with(&overlays)?;
        log::detail(|| {
            let files: usize = overlays.iter().map(|overlay| overlay.files.len()).sum();
            format!("{} rules, hash {}, {files} files laid over", rules.rules().len(), rules.hash())
        });
        Ok(rules)
    }
}

/// How many workers.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Threads {
    /// Worker threads; the output is the same for any number [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

impl Threads {
    /// The number asked for, or one a processor.
    pub fn count(self) -> usize {
        self.threads.map_or_else(|| thread::available_parallelism().map_or(1, NonZeroUsize::get), usize::from)
    }
}

fn document_bytes(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(bytes) if (1..=LARGEST_MAX_DOCUMENT_BYTES).contains(&bytes) => Ok(bytes),
        _ => Err(format!("must be a number of bytes from 1 to {LARGEST_MAX_DOCUMENT_BYTES}")),
    }
}

/// A calendar day, `YYYY-MM-DD`.
pub(super) fn day(text: &str) -> Result<Day, String> {
    let day = Day::parse(text).filter(|_| text.len() == "YYYY-MM-DD".len());
    day.ok_or_else(|| "must be a day of the calendar as YYYY-MM-DD".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_of_the_calendar() {
        for good in ["2024-02-29", "2000-02-29", "1949-10-01"] {
            assert!(day(good).is_ok(), "{good}");
        }
        for bad in [
            "2023-02-29",
            "2024-+1-+2",
            "2024-01-01 10:00",
            "1900-02-29",
            "2024-13-01",
            "2024-04-31",
            "2024-1-1",
            "24-01-01",
            "2024-01-0x",
            "",
            "今",
        ] {
            assert!(day(bad).is_err(), "{bad}");
        }
    }
}
