//! Who is said to hold a post on a day.
use std::collections::BTreeMap;

use rusqlite::{Connection, Row};

use super::{
    Line, QueryError, Section, Source, Value,
    days::bounds,
    sources::{Fact, Sources},
};
use crate::value::Day;

/// One sentence about one person in one post.
struct Said {
    status: String,
    date: Option<String>,
    start: Option<String>,
    end: Option<String>,
    reference: Option<String>,
    source: Source,
}

/// From this day on the person holds the post, or does not.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Turn {
    day: Day,
    holds: bool,
    /// The date as the text gives it.
    date: String,
}

impl Said {
    fn turns(&self) -> Vec<Turn> {
        let mut turns = Vec::new();
        let mut turn = |day: Option<Day>, holds, date: &str| {
            turns.extend(day.map(|day| Turn { day, holds, date: date.to_owned() }));
        };
        let (first, last) = (|date: &str| Some(bounds(date)?.0), |date: &str| bounds(date)?.1);
        let is_over = self.status == "former" || self.status == "removed";
        match &self.start {
            Some(start) => turn(first(start), true, start),
            // All that is known is that it was so when the document was written.
            None if !is_over => self.reference.iter().for_each(|day| turn(first(day), true, day)),
            None => {}
        }
        let removal = self.date.as_ref().filter(|_| self.status == "removed");
        match (self.end.as_ref().or(removal), &self.reference) {
            (Some(end), _) => turn(last(end).map(|day| day.plus(1)), false, end),
            (None, Some(day)) if is_over => turn(first(day), false, day),
            _ => {}
        }
        turns
    }
}

/// The posts held in `body` on `day`, in order of title and person.
pub(super) fn at(connection: &Connection, day: Day, body: &str) -> Result<Section, QueryError> {
    let mut statement = connection.prepare(
        "SELECT t.title, person, status, date, start_date, end_date, d.reference_date, t.doc, n
         FROM tenures AS t JOIN documents AS d ON d.doc = t.doc
         WHERE organization = ?1 ORDER BY t.doc, n",
    )?;
    let mut sources = Sources::new(connection)?;
    let read = |row: &Row<'_>| {
        let post: (String, String) = (row.get(0)?, row.get(1)?);
        let said: [Option<String>; 5] = [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?];
        Ok((post, said, row.get::<_, i64>(7)?, row.get::<_, i64>(8)?))
    };
    let mut posts: BTreeMap<(String, String), Vec<Said>> = BTreeMap::new();
    for row in statement.query_map([body], read)? {
        let (post, [status, date, start, end, reference], doc, n) = row?;
        let source = sources.of_fact(Fact::Tenures, doc, n)?;
        let status = status.unwrap_or_default();
        posts.entry(post).or_default().push(Said { status, date, start, end, reference, source });
    }
    let mut lines = Vec::new();
    for ((title, person), said) in posts {
        let mut turns: Vec<Turn> = said.iter().flat_map(Said::turns).collect();
        turns.sort();
        let now = turns.partition_point(|turn| turn.day <= day);
        let (before, after) = turns.split_at(now);
        if before.last().is_none_or(|turn| !turn.holds) {
            continue;
        }
        // Held without a break since the first turn after the last end, and up to the next one.
        let since = before.iter().rev().take_while(|turn| turn.holds).last().map(|turn| turn.date.clone());
        let until = after.iter().find(|turn| !turn.holds).map(|turn| turn.date.clone());
        let sources = said.into_iter().map(|said| said.source).collect();
        lines.push(Line {
            values: [Some(title), Some(person), since, until].map(|value| value.map(Value::Text)).into(),
            sources,
        });
    }
    Ok(Section { name: "posts", columns: &["title", "person", "since", "until"], lines })
}
