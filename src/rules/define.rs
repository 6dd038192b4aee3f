//! Definitions of a file of forms: `{name}` in a pattern stands for one of these.
use std::collections::BTreeMap;

use super::RuleError;

#[derive(Clone, Debug, Default)]
pub(super) struct Defines(BTreeMap<String, Define>);

#[derive(Clone, Debug)]
struct Define {
    body: String,
    file: String,
    line: usize,
}

impl Defines {
    pub(super) fn add(&mut self, name: &str, file: &str, line: usize, body: String) {
        self.0.insert(name.to_owned(), Define { body, file: file.to_owned(), line });
    }

    pub(super) fn overlay(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Definitions that use themselves, each cycle told once, at its first name.
    pub(super) fn check(&self, errors: &mut Vec<RuleError>) {
        for (name, define) in &self.0 {
            let mut way = vec![name.as_str()];
            if self.leads_back(name, &mut way) && way.iter().all(|&other| name.as_str() <= other) {
                let message = format!("defined by itself: {} → {name}", way.join(" → "));
                let used = format!("{{{}}}", way.get(1).unwrap_or(&name.as_str()));
                let fault = RuleError::new(&define.file, define.line, Some(name), message).part(&used);
                errors.push(fault.help("write out one of them"));
            }
        }
    }

    /// Whether a walk on from the last name of `way` comes to `goal`; then `way` is the walk.
    fn leads_back<'d>(&'d self, goal: &str, way: &mut Vec<&'d str>) -> bool {
        let body = way.last().and_then(|last| self.0.get(*last)).map_or("", |define| &define.body);
        for (name, _) in self.0.iter().filter(|(name, _)| body.contains(&format!("{{{name}}}"))) {
            if name == goal {
                return true;
            }
            if !way.contains(&name.as_str()) {
                way.push(name);
                if self.leads_back(goal, way) {
                    return true;
                }
                way.pop();
            }
        }
        false
    }

    /// `pattern` with the definitions put in, each as a group; they may use each other.
    pub(super) fn expand(&self, pattern: &str) -> String {
        let mut out = pattern.to_owned();
        // No walk without a cycle is longer than there are names.
        for _ in 0..=self.0.len() {
            match self.put_in(&out) {
                Some(next) => out = next,
                None => break,
            }
        }
        out
    }

    /// The same, without what the definitions use themselves; none where no name is used.
    fn put_in(&self, pattern: &str) -> Option<String> {
        let mut out = String::new();
        let mut kept = 0;
        for (open, _) in pattern.match_indices('{') {
            let name = pattern.get(open + 1..).and_then(|rest| rest.split_once('}')).map_or("", |(name, _)| name);
            if open >= kept
                && let Some(define) = self.0.get(name)
            {
                out.extend([pattern.get(kept..open).unwrap_or(""), "(?:", &define.body, ")"]);
                kept = open + name.len() + 2;
            }
        }
        out.push_str(pattern.get(kept..).unwrap_or(""));
        (kept > 0).then_some(out)
    }
}
