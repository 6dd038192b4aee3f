//! Loads what stands in `rules/`: tables of words (TSV) and forms (TOML). Matches nothing.
//!
//! Loading reports every error it meets, each with file, line and id; a rule set with errors is not handed out.
mod embedded;
mod error;
mod form;
mod set;
mod table;

pub use error::{RuleError, RuleErrors};
pub use form::{Example, Form, FormFile};
pub use set::{RuleFile, RuleId, RuleInfo, RuleSet};
pub use table::{Row, Table};
