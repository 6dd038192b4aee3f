//! Loads what stands in `rules/`: tables of words (TSV) and forms (TOML). Matches nothing.
//!
//! Loading reports every error it meets, each with file, line and id; a rule set with errors is not handed out.
mod define;
mod embedded;
mod error;
mod form;
mod names;
mod overlay;
mod set;
mod table;
mod template;

pub use embedded::text as embedded_text;
pub use error::{RuleError, RuleErrors};
pub use form::{Counterexample, Example, Form, FormFile};
pub use names::{Make, Named, YES};
pub use overlay::Overlay;
pub use set::{RuleFile, RuleId, RuleInfo, RuleSet};
pub use table::{Row, Table, TableExample};
pub use template::{template, template_kinds};
