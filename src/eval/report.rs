//! Scores as a table, as JSON, and differences as tab-separated lines.
use std::fmt::{self, Write as _};

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::{Details, Miss, RuleTally, Scores, Tally};

impl Scores {
    /// One line a list: counts, precision, recall, F1, accuracy of values.
    pub fn table(&self) -> String {
        let mut out =
            format!("{:14}{:>6}{:>7}{:>8}{:>8}{:>8}{:>8}\n", "list", "gold", "found", "P", "R", "F1", "value");
        for (name, t) in self.rows() {
            let (gold, found) = (t.gold(), t.found());
            let (p, r, f1, value) = (t.precision(), t.recall(), t.f1(), t.value());
            let _ = writeln!(out, "{name:14}{gold:6}{found:7}{p:8.3}{r:8.3}{f1:8.3}{value:8.3}");
        }
        out
    }

    /// The same as one JSON object, keyed by list.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Details {
    /// One line a rule: how often it fired, right, wrong, right with a wrong value; the share of right among the judged.
    pub fn table(&self) -> String {
        let width = self.by_rule.keys().map(String::len).max().unwrap_or(0).max(4);
        let heads = ["fired", "right", "wrong", "value", "P"];
        let mut out = format!("{:width$}", "rule");
        heads.iter().for_each(|head| {
            let _ = write!(out, "{head:>7}");
        });
        out.push('\n');
        for (rule, t) in &self.by_rule {
            let share = Tally { right: t.right, wrong: t.wrong, ..Tally::default() }.precision();
            let share = if t.right + t.wrong == 0 { "-".to_owned() } else { format!("{share:.3}") };
            let RuleTally { fired, right, wrong, value_wrong } = t;
            let _ = writeln!(out, "{rule:width$}{fired:7}{right:7}{wrong:7}{value_wrong:7}{share:>7}");
        }
        out
    }
}

impl Serialize for Scores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.rows().iter().map(|(name, tally)| (name, tally)))
    }
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(6))?;
        for (key, share) in
            [("precision", self.precision()), ("recall", self.recall()), ("f1", self.f1()), ("value", self.value())]
        {
            map.serialize_entry(key, &share)?;
        }
        map.serialize_entry("gold", &self.gold())?;
        map.serialize_entry("found", &self.found())?;
        map.end()
    }
}

/// `document⇥list⇥what⇥(start, end)⇥'surface'⇥more`
impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let span = self.span.map(|(start, end)| format!("({start}, {end})")).unwrap_or_default();
        write!(f, "{}\t{}\t{}\t{span}\t{}\t{}", self.document, self.list, self.what, quoted(&self.surface), self.more)
    }
}

/// In quotes, with everything escaped that a line could not show.
fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for c in text.chars() {
        let code = u32::from(c);
        let invisible = c.is_control()
            || c.is_whitespace() && c != ' '
            || matches!(code, 0xad | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xe000..=0xf8ff | 0xfeff);
        let _ = match c {
            '\n' => write!(out, "\\n"),
            '\r' => write!(out, "\\r"),
            '\t' => write!(out, "\\t"),
            '\\' => write!(out, "\\\\"),
            _ if c == quote => write!(out, "\\{c}"),
            _ if invisible && code < 0x100 => write!(out, "\\x{code:02x}"),
            _ if invisible => write!(out, "\\u{code:04x}"),
            _ => write!(out, "{c}"),
        };
    }
    out.push(quote);
    out
}
