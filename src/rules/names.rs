//! Values that rules give by name. All names that there are stand in one list, so that a wrong one is told with the right ones.
use super::{Form, Row, RuleError, Table};

/// A value and the name that rules give it.
pub type Named<T> = (&'static str, T);

/// Yes where the name stands, no where nothing does.
pub const YES: [Named<bool>; 1] = [("yes", true)];

/// The value of a name, if there is such.
fn of<T: Copy>(name: &str, all: &[Named<T>]) -> Option<T> {
    all.iter().find(|(known, _)| *known == name).map(|&(_, value)| value)
}

/// What to write: all names that there are.
pub fn one_of<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let names = names.into_iter().map(|name| if name.is_empty() { "nothing" } else { name });
    ["one of ", &names.collect::<Vec<_>>().join(", ")].concat()
}

impl Table {
    /// What a cell says; `what` it is to name.
    ///
    /// # Errors
    /// Where it is none of the names, which are told.
    pub fn value<T: Copy>(&self, row: &Row, column: usize, what: &str, all: &[Named<T>]) -> Result<T, RuleError> {
        self.value_of(row, row.get(column), what, all)
    }

    /// What the parts of a comma-separated cell say.
    ///
    /// # Errors
    /// As [`value`](Self::value).
    pub fn values<T: Copy>(&self, row: &Row, column: usize, what: &str, all: &[Named<T>]) -> Result<Vec<T>, RuleError> {
        row.list(column).map(|name| self.value_of(row, name, what, all)).collect()
    }

    fn value_of<T: Copy>(&self, row: &Row, name: &str, what: &str, all: &[Named<T>]) -> Result<T, RuleError> {
        let fault = || self.fault(row, format!("no such {what}: `{name}`")).part(name);
        of(name, all).ok_or_else(|| fault().help(one_of(all.iter().map(|(name, _)| *name))))
    }
}

impl Form {
    /// What a value of `make` says under its key.
    ///
    /// # Errors
    /// Where it is none of the names, which are told.
    pub fn value<T: Copy>(&self, key: &str, name: &str, all: &[Named<T>]) -> Result<T, RuleError> {
        let fault = || self.fault(format!("`{key} = \"{name}\"` makes nothing"));
        of(name, all).ok_or_else(|| fault().help(one_of(all.iter().map(|(name, _)| *name))))
    }
}
