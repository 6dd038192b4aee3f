//! A fault of a rule as its author sees it: the message, the line with a caret under the place, what to do.
use std::{
    fmt, fs,
    io::{self, IsTerminal as _},
};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode, ThemeStyles};

use crate::rules::{RuleError, embedded_text};

/// A fault with the file it stands in.
#[derive(Debug)]
struct Report<'e> {
    error: &'e RuleError,
    source: Option<NamedSource<String>>,
    label: Option<LabeledSpan>,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RuleError { file, id, message, .. } = self.error;
        if self.source.is_none() && !file.is_empty() {
            write!(f, "{file}: ")?;
        }
        id.as_ref().map_or(Ok(()), |id| write!(f, "{id}: "))?;
        f.write_str(message)
    }
}

impl std::error::Error for Report<'_> {}

impl Diagnostic for Report<'_> {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.error.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.label.clone().map(|label| Box::new(std::iter::once(label)) as Box<dyn Iterator<Item = _>>)
    }
}

/// The text of the file that an error names: one of the program's, or one on disk.
fn text_of(file: &str) -> Option<String> {
    embedded_text(file).map(str::to_owned).or_else(|| fs::read(file).ok().map(|b| String::from_utf8_lossy(&b).into()))
}

/// The error for people, in several lines.
pub(super) fn render(error: &RuleError) -> String {
    let mut report = Report { error, source: None, label: None };
    if error.line > 0
        && let Some(text) = text_of(&error.file)
    {
        let start: usize = text.split_inclusive('\n').take(error.line - 1).map(str::len).sum();
        let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let part = error.part.as_deref().filter(|part| line.contains(part)).unwrap_or(line);
        let span = (start + line.find(part).unwrap_or(0), part.len());
        report.label = Some(LabeledSpan::new_primary_with_span(None, span));
        report.source = Some(NamedSource::new(&error.file, text));
    }
    let mut theme = GraphicalTheme::ascii();
    theme.styles = if io::stderr().is_terminal() { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let mut out = String::new();
    let handler = GraphicalReportHandler::new_themed(theme).with_context_lines(1).with_width(100);
    match handler.render_report(&mut out, &report) {
        Ok(()) => out.trim_end().to_owned(),
        Err(_) => error.to_string(),
    }
}
