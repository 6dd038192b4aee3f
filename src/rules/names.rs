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

fn names_of<T>(all: &[Named<T>]) -> String {
    one_of(all.iter().map(|(name, _)| *name))
}

/// What to write: one of the names that there are.
fn one_of<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
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
        of(name, all).ok_or_else(|| fault().help(names_of(all)))
    }
}

/// What `make` of a form says, read key by key.
#[derive(Debug)]
pub struct Make<'f> {
    form: &'f Form,
    /// The keys that there are.
    keys: Vec<&'static str>,
}

impl Form {
    /// What its `make` says.
    pub fn says(&self) -> Make<'_> {
        Make { form: self, keys: Vec::new() }
    }
}

impl<'f> Make<'f> {
    /// The words under a key.
    pub fn words(&mut self, key: &'static str) -> Option<&'f str> {
        self.keys.push(key);
        self.form.make.get(key).map(String::as_str)
    }

    /// What a key says, if it is there.
    ///
    /// # Errors
    /// Where it says none of the names, which are told.
    pub fn value<T: Copy>(&mut self, key: &'static str, all: &[Named<T>]) -> Result<Option<T>, RuleError> {
        let Some(name) = self.words(key) else { return Ok(None) };
        let fault = || self.form.fault(format!("`{key} = \"{name}\"` makes nothing")).help(names_of(all));
        of(name, all).map(Some).ok_or_else(fault)
    }

    /// What a key says that must be there.
    ///
    /// # Errors
    /// As [`value`](Self::value), and where it is not there.
    pub fn needed<T: Copy>(&mut self, key: &'static str, all: &[Named<T>]) -> Result<T, RuleError> {
        let fault = |form: &Form| form.fault(format!("`make` says no `{key}`")).help(names_of(all));
        self.value(key, all)?.ok_or_else(|| fault(self.form))
    }

    /// All that there is has been read.
    ///
    /// # Errors
    /// Where another key is there.
    pub fn end(self) -> Result<(), RuleError> {
        let Self { form, keys } = self;
        match form.make.keys().find(|key| !keys.contains(&key.as_str())) {
            Some(key) if keys.is_empty() => Err(form.fault(format!("`{key}` makes nothing")).help("leave `make` out")),
            Some(key) => Err(form.fault(format!("`{key}` makes nothing")).help(one_of(keys))),
            None => Ok(()),
        }
    }
}
