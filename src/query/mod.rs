//! Questions to a SQLite database of records: what is said of a body, of a person, of a body on a day.
//!
//! Every line of an answer is what at least one document states, and names the documents. The database is only read.
mod days;
mod posts;
mod sources;

use std::{error::Error, fmt, path::Path};

use rusqlite::{Connection, Params, Row};
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use crate::{
    sink::{self, SinkError},
    value::Day,
};
pub use sources::Source;
use sources::{Fact, Sources};

/// What is said of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// `agency` or `person`.
    pub kind: &'static str,
    /// The name asked for; of a body, its full official name.
    pub name: String,
    /// Tables of what is said; none is empty.
    pub sections: Vec<Section>,
}

/// One table of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub name: &'static str,
    /// Names of the columns.
    pub columns: &'static [&'static str],
    /// What is said, without doubles.
    pub lines: Vec<Line>,
}

/// One line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// A value for every column; none where nothing is said.
    pub values: Vec<Option<Value>>,
    /// Where it is said, in order of the documents.
    pub sources: Vec<Source>,
}

/// What one column says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Words of records.
    Text(String),
    /// How often something is said.
    Count(i64),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Count(count) => write!(f, "{count}"),
        }
    }
}

/// A database that cannot be asked.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct QueryError(#[source] Box<dyn Error + Send + Sync>);

impl From<rusqlite::Error> for QueryError {
    fn from(error: rusqlite::Error) -> Self {
        Self(error.into())
    }
}

impl From<SinkError> for QueryError {
    fn from(error: SinkError) -> Self {
        Self(error.into())
    }
}

/// A database to ask.
#[derive(Debug)]
pub struct Database(Connection);

impl Database {
    /// Opens a database that `extract -o` wrote.
    ///
    /// # Errors
    /// Where there is none, or not of this program's version.
    pub fn open(path: &Path) -> Result<Self, QueryError> {
        Ok(Self(sink::open_to_read(path)?))
    }

    /// What is said of a body: its names, ranks, parents, events and who holds posts in it. `name` is its full name or,
    /// where no body is called so, any wording; that may mean several bodies. Empty where nothing is said.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn agency(&self, name: &str) -> Result<Vec<Answer>, QueryError> {
        self.bodies(name)?.into_iter().map(|name| self.about(name)).collect()
    }

    /// The posts that a person of this name is said to hold or to have held. Empty where nothing is said.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn person(&self, name: &str) -> Result<Vec<Answer>, QueryError> {
        let posts = self.section(
            Section {
                name: "posts",
                columns: &["organization", "title", "status", "date", "start_date", "end_date"],
                lines: Vec::new(),
            },
            Fact::Tenures,
            "SELECT organization, title, status, date, start_date, end_date, doc, n FROM tenures WHERE person = ?1
             ORDER BY coalesce(start_date, date, end_date, '9999'), organization, title, status, date, start_date, end_date, doc, n",
            [name],
        )?;
        Ok(answer("person", name.to_owned(), vec![posts]).into_iter().collect())
    }

    /// Who is said to hold which post in a body on a day; `body` as in [`agency`](Self::agency). Of every person and
    /// post the last word on or before that day counts: a beginning, an end, or being called the holder by a document
    /// of that day. A date that is less than a day is taken to hold that day when it may.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn at(&self, day: Day, body: &str) -> Result<Vec<Answer>, QueryError> {
        let bodies = self.bodies(body)?.into_iter();
        let answers = bodies.map(|name| Ok(answer("agency", name.clone(), vec![posts::at(&self.0, day, &name)?])));
        Ok(answers.collect::<Result<Vec<_>, QueryError>>()?.into_iter().flatten().collect())
    }

    /// The full names of the bodies that a name stands for.
    fn bodies(&self, name: &str) -> Result<Vec<String>, QueryError> {
        let is_full: bool = self.0.query_row(
            "SELECT EXISTS (SELECT 1 FROM mentions WHERE value = ?1 AND kind = 'agency')
                 OR EXISTS (SELECT 1 FROM tenures WHERE organization = ?1)
                 OR EXISTS (SELECT 1 FROM affiliations WHERE agency = ?1)
                 OR EXISTS (SELECT 1 FROM events WHERE agency = ?1)",
            [name],
            |row| row.get(0),
        )?;
        if is_full {
            return Ok(vec![name.to_owned()]);
        }
        let sql = "SELECT DISTINCT value FROM mentions WHERE kind = 'agency' AND text = ?1 ORDER BY value";
        Ok(self.0.prepare(sql)?.query_map([name], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    fn about(&self, name: String) -> Result<Answer, QueryError> {
        let empty = |name, columns| Section { name, columns, lines: Vec::new() };
        let sections = vec![
            self.names(&name)?,
            self.section(
                empty("ranks", &["rank"]),
                Fact::Ranks,
                "SELECT rank, doc, n FROM agency_ranks WHERE agency = ?1 ORDER BY rank, doc, n",
                [&name],
            )?,
            self.section(
                empty("parents", &["relation", "parent"]),
                Fact::Affiliations,
                "SELECT relation, parent, doc, n FROM affiliations WHERE agency = ?1 ORDER BY relation, parent, doc, n",
                [&name],
            )?,
            self.section(
                empty("events", &["type", "date", "agency", "old_name", "merged_into", "place"]),
                Fact::Events,
                "SELECT type, date, agency, old_name, merged_into, place, doc, n FROM events
                 WHERE agency = ?1 OR old_name = ?1
                 ORDER BY coalesce(date, '9999'), type, agency, old_name, merged_into, place, doc, n",
                [&name],
            )?,
            self.section(
                empty("posts", &["title", "person", "status", "date", "start_date", "end_date"]),
                Fact::Tenures,
                "SELECT title, person, status, date, start_date, end_date, doc, n FROM tenures WHERE organization = ?1
                 ORDER BY title, coalesce(start_date, date, end_date, '9999'), person, status, date, start_date, end_date, doc, n",
                [&name],
            )?,
        ];
        let sections = sections.into_iter().filter(|section| !section.lines.is_empty()).collect();
        Ok(Answer { kind: "agency", name, sections })
    }

    /// The wordings that mean a body, the most frequent first, each with the first document that has it.
    fn names(&self, name: &str) -> Result<Section, QueryError> {
        let sql = "SELECT text, count(*), min(doc) FROM mentions
                   WHERE value = ?1 AND kind = 'agency'
                   GROUP BY text ORDER BY count(*) DESC, text";
        let (mut statement, mut sources) = (self.0.prepare(sql)?, Sources::new(&self.0)?);
        let row = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
        let mut lines = Vec::new();
        for found in statement.query_map([name], row)? {
            let (text, times, doc) = found?;
            let source = sources.of_mention(doc, text.clone())?;
            lines
                .push(Line { values: vec![Some(Value::Text(text)), Some(Value::Count(times))], sources: vec![source] });
        }
        Ok(Section { name: "names", columns: &["name", "times"], lines })
    }

    /// Fills a section with rows of its columns and then `doc`, `n`; neighbours that say the same become one line.
    fn section(&self, mut section: Section, fact: Fact, sql: &str, by: impl Params) -> Result<Section, QueryError> {
        let (mut statement, mut sources) = (self.0.prepare(sql)?, Sources::new(&self.0)?);
        let count = section.columns.len();
        let read = |row: &Row<'_>| {
            let values = (0..count).map(|n| Ok(row.get::<_, Option<String>>(n)?.map(Value::Text)));
            Ok((
                values.collect::<rusqlite::Result<Vec<_>>>()?,
                row.get::<_, i64>(count)?,
                row.get::<_, i64>(count + 1)?,
            ))
        };
        for row in statement.query_map(by, read)? {
            let (values, doc, n) = row?;
            let source = sources.of_fact(fact, doc, n)?;
            match section.lines.last_mut().filter(|line| line.values == values) {
                Some(line) => line.sources.push(source),
                None => section.lines.push(Line { values, sources: vec![source] }),
            }
        }
        Ok(section)
    }
}

/// None where no section says anything.
fn answer(kind: &'static str, name: String, sections: Vec<Section>) -> Option<Answer> {
    let sections: Vec<Section> = sections.into_iter().filter(|section| !section.lines.is_empty()).collect();
    (!sections.is_empty()).then_some(Answer { kind, name, sections })
}

/// `{"agency": name, "ranks": [{"rank": …, "sources": […]}, …], …}`
impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.sections.len() + 1))?;
        map.serialize_entry(self.kind, &self.name)?;
        for section in &self.sections {
            let lines: Vec<Named<'_>> = section.lines.iter().map(|line| Named(section.columns, line)).collect();
            map.serialize_entry(section.name, &lines)?;
        }
        map.end()
    }
}

/// A line with the names of its columns.
struct Named<'a>(&'a [&'a str], &'a Line);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len() + 1))?;
        for (column, value) in self.0.iter().zip(&self.1.values) {
            map.serialize_entry(column, value)?;
        }
        map.serialize_entry("sources", &self.1.sources)?;
        map.end()
    }
}
