//! Mentions and facts of a record as things that can be compared.
use serde_json::{Map, Value};

use super::read::Line;

/// List, identifying fields, and the number among those that are alike.
pub(super) type Key = (usize, Vec<String>, usize);

/// The lists of facts with the fields that identify one, and those that are its values.
const FACTS: [(&str, &[&str], &[&str]); 4] = [
    ("tenures", &["person", "organization", "title"], &["status", "date"]),
    ("events", &["agency", "type"], &["date", "place", "from", "into"]),
    ("agency_ranks", &["agency", "rank"], &[]),
    ("affiliations", &["agency", "relation", "parent"], &[]),
];
/// Fields that say nothing of what is stated.
const ASIDE: [&str; 5] = ["id", "evidence", "mentions", "start", "end"];

/// A mention or fact.
pub(super) struct Item<'l> {
    pub(super) key: Key,
    /// Mentions 0, facts by list.
    pub(super) rank: usize,
    pub(super) list: &'l str,
    /// Code points, half open.
    pub(super) place: Option<(usize, usize)>,
    fields: &'l Map<String, Value>,
}

/// A field for people.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn place(fields: &Map<String, Value>) -> Option<(usize, usize)> {
    let number = |key| fields.get(key).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    number("start").zip(number("end"))
}

/// All mentions, then all facts, of a record.
pub(super) fn items(line: &Line) -> Vec<Item<'_>> {
    let mut all: Vec<Item<'_>> = Vec::new();
    let objects = |list: &str| line.get(list).as_array().into_iter().flatten().filter_map(Value::as_object);
    for fields in objects("mentions") {
        let list = fields.get("kind").and_then(Value::as_str).unwrap_or("mention");
        let place = place(fields);
        let (start, end) = place.unwrap_or_default();
        all.push(Item {
            key: (0, vec![list.to_owned(), start.to_string(), end.to_string()], 0),
            rank: 0,
            list,
            place,
            fields,
        });
    }
    for (n, (list, keys, _)) in FACTS.iter().enumerate() {
        for fields in objects(list) {
            let key = keys.iter().map(|key| shown(fields.get(*key).unwrap_or(&Value::Null))).collect();
            let place = fields.get("evidence").and_then(Value::as_object).and_then(place);
            all.push(Item { key: (n + 1, key, 0), rank: n + 1, list, place, fields });
        }
    }
    let mut seen = std::collections::BTreeMap::new();
    for item in &mut all {
        let count = seen.entry((item.key.0, item.key.1.clone())).or_insert(0);
        item.key.2 = *count;
        *count += 1;
    }
    all
}

impl Item<'_> {
    pub(super) fn rule(&self) -> &str {
        self.fields.get("rule").and_then(Value::as_str).unwrap_or("")
    }

    fn get(&self, field: &str) -> &Value {
        self.fields.get(field).unwrap_or(&Value::Null)
    }

    /// What it says, in one line.
    pub(super) fn text(&self) -> String {
        if self.rank == 0 {
            let value = ["value", "name"].iter().find_map(|field| self.fields.get(*field)).unwrap_or(&Value::Null);
            return format!("{} → {}", shown(self.get("text")), shown(value));
        }
        let values = FACTS[self.rank - 1].2.iter().map(|field| shown(self.get(field)));
        self.key.1.iter().cloned().chain(values).collect::<Vec<_>>().join(" | ")
    }

    /// The fields that differ from those of `before`, as `what it is: field old → new`; none where none does.
    pub(super) fn changes(&self, before: &Self) -> Option<String> {
        let mut names: Vec<&String> = self.fields.keys().chain(before.fields.keys()).collect();
        names.sort_unstable();
        names.dedup();
        let differs = |name: &&String| !ASIDE.contains(&name.as_str()) && self.get(name) != before.get(name);
        let told = |name: &String| format!("{name} {} → {}", shown(before.get(name)), shown(self.get(name)));
        let changes: Vec<String> = names.into_iter().filter(differs).map(told).collect();
        let subject = if self.rank == 0 { shown(self.get("text")) } else { self.key.1.join(" | ") };
        (!changes.is_empty()).then(|| format!("{subject}: {}", changes.join(", ")))
    }
}
