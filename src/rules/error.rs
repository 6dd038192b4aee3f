//! What can be wrong with a rule file.
use std::fmt;

/// One fault, with the place to mend it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub struct RuleError {
    /// Path inside the rules folder; of an overlay with the folder as it was given. Empty where no file is at fault.
    pub file: String,
    /// Line, from 1; 0 where the fault is not in a line.
    pub line: usize,
    /// The rule or row meant, where there is one.
    pub id: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<Box<str>>,
    /// What of the line is meant, as it stands there; none for the whole line.
    pub part: Option<Box<str>>,
}

impl RuleError {
    /// An error at a line of a file.
    pub fn new(file: &str, line: usize, id: Option<&str>, message: impl Into<String>) -> Self {
        let (id, message) = (id.map(str::to_owned), message.into());
        Self { file: file.to_owned(), line, id, message, help: None, part: None }
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<Box<str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what of the line is meant; nothing where `part` is empty.
    #[must_use]
    pub fn part(mut self, part: &str) -> Self {
        self.part = (!part.is_empty()).then(|| part.into());
        self
    }
}

/// `file:line: id: message; help`
impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.file.as_str(), self.line) {
            ("", _) => {}
            (file, 0) => write!(f, "{file}: ")?,
            (file, line) => write!(f, "{file}:{line}: ")?,
        }
        if let Some(id) = &self.id {
            write!(f, "{id}: ")?;
        }
        f.write_str(&self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, "; {help}"))
    }
}

/// All faults of a rule set, in order of file and line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct RuleErrors(pub Vec<RuleError>);

impl fmt::Display for RuleErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for error in &self.0 {
            writeln!(f, "{error}")?;
        }
        write!(f, "{} error(s) in the rules", self.0.len())
    }
}
