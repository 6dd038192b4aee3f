//! Differences for people: document by document, then counts by rule.
use std::fmt::Write as _;

use super::{Change, Diff};

impl Diff {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// `+` gained, `-` lost, `~` changed, one line each under its document; then the rules with their counts.
    pub fn table(&self) -> String {
        let mut out = String::new();
        for document in &self.documents {
            let member = document.member.as_ref().map(|member| format!(":{member}")).unwrap_or_default();
            let _ = writeln!(out, "{}{member}", document.source);
            for d in &document.differences {
                let mark = match d.change {
                    Change::Gained => '+',
                    Change::Lost => '-',
                    Change::Changed => '~',
                };
                let rule = d.rule.as_ref().map(|rule| format!("  ({rule})")).unwrap_or_default();
                let context = d.context.as_ref().map(|context| format!("  {context}")).unwrap_or_default();
                let _ = writeln!(out, "  {mark} {} {}{rule}{context}", d.list, d.what);
            }
            out.push('\n');
        }
        let width = self.rules.keys().map(String::len).max().unwrap_or(0).max(4);
        if !self.rules.is_empty() {
            let _ = writeln!(out, "{:width$}{:>8}{:>8}{:>8}", "rule", "gained", "lost", "changed");
        }
        for (rule, counts) in &self.rules {
            let _ = writeln!(out, "{rule:width$}{:8}{:8}{:8}", counts.gained, counts.lost, counts.changed);
        }
        out
    }
}
