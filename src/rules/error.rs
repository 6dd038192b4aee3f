//! What can be wrong with a rule file.
use std::fmt;

/// One fault, with the place to mend it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{file}:{line}: {}{message}", .id.as_ref().map(|i| format!("{i}: ")).unwrap_or_default())]
#[non_exhaustive]
pub struct RuleError {
    /// Path inside the rules folder.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// The rule or row meant, where there is one.
    pub id: Option<String>,
    /// What is wrong and what to do.
    pub message: String,
}

impl RuleError {
    /// An error at a line of a file.
    pub fn new(file: &str, line: usize, id: Option<&str>, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, id: id.map(str::to_owned), message: message.into() }
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
