//! Records for people to read: per document a table of bodies and a table of the people who hold posts.
use std::{collections::HashMap, io::Write};

use super::{
    Encode, Sink, SinkError, Summary,
    columns::{Columns, one_line},
};
use crate::{
    document::Origin,
    record::{Event, Record, Tenure, What},
};

/// Writes tables.
#[derive(Debug)]
pub struct Table<W>(W);

impl<W: Write> Table<W> {
    /// A sink that writes to `out`.
    pub fn new(out: W) -> Self {
        Self(out)
    }
}

impl<W: Write> Sink for Table<W> {
    type Encoder = TableEncoder;

    fn encoder(&self) -> TableEncoder {
        TableEncoder
    }

    fn write(&mut self, batch: String) -> Result<(), SinkError> {
        Ok(self.0.write_all(batch.as_bytes())?)
    }

    fn finish(mut self, _: &Summary) -> Result<(), SinkError> {
        Ok(self.0.flush()?)
    }
}

/// Makes the tables of a record.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct TableEncoder;

impl Encode for TableEncoder {
    type Encoded = String;

    fn encode(&self, record: &Record, _: &Origin, out: &mut String) -> Result<(), SinkError> {
        let mut block = heading(record);
        let (bodies, people) = (bodies(record), people(record));
        if bodies.is_empty() && people.is_empty() {
            block.push_str("  nothing found\n");
        }
        if !bodies.is_empty() {
            bodies.draw(&mut block);
        }
        if !people.is_empty() {
            if !bodies.is_empty() {
                block.push('\n');
            }
            people.draw(&mut block);
        }
        block.push('\n');
        out.push_str(&block);
        Ok(())
    }
}

/// `title · date · source`, as far as there is one.
fn heading(record: &Record) -> String {
    let place = match &record.member {
        Some(member) => format!("{}:{member}", record.source),
        None => record.source.to_string(),
    };
    let parts = [record.title.as_deref(), record.reference_date.as_deref(), Some(&place)];
    let parts: Vec<_> = parts.into_iter().flatten().filter(|p| !p.is_empty()).map(one_line).collect();
    parts.join(" · ") + "\n"
}

/// Where names are first mentioned, to put rows in the order of the text.
struct Order<'r>(HashMap<&'r str, usize>);

impl<'r> Order<'r> {
    fn of(record: &'r Record) -> Self {
        let mut first = HashMap::new();
        for mention in &record.mentions {
            if let What::Agency { name, .. } | What::Organization { name, .. } | What::Person { name, .. } =
                &mention.what
            {
                first.entry(name.as_str()).or_insert(mention.start);
            }
        }
        Self(first)
    }

    /// Names without doubles, by first mention; a name that is no mention stands where its fact is stated.
    fn sort(&self, names: impl Iterator<Item = (&'r str, usize)>) -> Vec<&'r str> {
        let mut places: Vec<(usize, &str)> = Vec::new();
        for (name, evidence) in names {
            if !places.iter().any(|(_, known)| *known == name) {
                places.push((self.0.get(name).copied().unwrap_or(evidence), name));
            }
        }
        places.sort_by_key(|(place, _)| *place);
        places.into_iter().map(|(_, name)| name).collect()
    }
}

fn bodies(record: &Record) -> Columns {
    let events = record.events.iter().map(|e| (e.agency.as_str(), e.evidence.start));
    let ranks = record.agency_ranks.iter().map(|r| (r.agency.as_str(), r.evidence.start));
    let parents = record.affiliations.iter().map(|a| (a.agency.as_str(), a.evidence.start));
    let posts = record.tenures.iter().map(|t| (t.organization.as_str(), t.evidence.start));
    let mut columns = Columns::new(["body", "founded", "rank", "parent", "other events"]);
    for name in Order::of(record).sort(events.chain(ranks).chain(parents).chain(posts)) {
        let (founded, other): (Vec<&Event>, Vec<&Event>) =
            record.events.iter().filter(|e| e.agency == name).partition(|e| e.r#type == "founded");
        columns.push([
            vec![name.to_owned()],
            founded.into_iter().map(|e| e.date.as_deref().unwrap_or("yes").to_owned()).collect(),
            record.agency_ranks.iter().filter(|r| r.agency == name).map(|r| r.rank.to_string()).collect(),
            record
                .affiliations
                .iter()
                .filter(|a| a.agency == name)
                .map(|a| format!("{} ({})", a.parent, a.relation.replace('_', " ")))
                .collect(),
            other.into_iter().map(event).collect(),
        ]);
    }
    columns
}

fn event(event: &Event) -> String {
    let mut out = event.r#type.to_string();
    for (word, value) in [("from", &event.from), ("into", &event.into), ("on", &event.date)] {
        if let Some(value) = value {
            out.push_str(&format!(" {word} {value}"));
        }
    }
    out
}

fn people(record: &Record) -> Columns {
    let names = record.tenures.iter().map(|t| (t.person.as_str(), t.evidence.start));
    let mut columns = Columns::new(["person", "posts"]);
    for name in Order::of(record).sort(names) {
        let posts = record.tenures.iter().filter(|t| t.person == name).map(post).collect();
        columns.push([vec![name.to_owned()], posts]);
    }
    columns
}

fn post(tenure: &Tenure) -> String {
    let when = tenure.date.as_ref().map(|date| format!(" {date}")).unwrap_or_default();
    format!("{} {} ({}{when})", tenure.organization, tenure.title, tenure.status).trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use smol_str::SmolStr;

    use super::*;
    use crate::record::{Affiliation, AgencyRank, Evidence, MentionRecord};

    fn agency(id: u32, name: &str, start: usize) -> MentionRecord {
        let what = What::Agency { name: name.into(), agency_kind: "government".into(), region: None };
        MentionRecord { id, what, start, end: start + 4, text: name.into(), rule: SmolStr::default() }
    }

    fn tenure(person: &str, organization: &str, title: &str, date: Option<&str>) -> Tenure {
        Tenure {
            person: person.into(),
            organization: organization.into(),
            title: title.into(),
            status: "appointed".into(),
            date: date.map(Into::into),
            start_date: None,
            end_date: None,
            evidence: Evidence::default(),
            mentions: [][..].into(),
            rule: SmolStr::default(),
        }
    }

    #[test]
    fn tables_are_in_the_order_of_the_text_and_in_line() {
        let founded = Event {
            agency: "江苏省数据局".into(),
            r#type: "founded".into(),
            date: Some("2024-01-05".into()),
            place: None,
            from: None,
            into: None,
            evidence: Evidence::default(),
            mentions: [][..].into(),
            rule: SmolStr::default(),
        };
        let rank = AgencyRank {
            agency: "省委".into(),
            rank: "省部级正职".into(),
            evidence: Evidence::default(),
            mentions: [][..].into(),
            rule: SmolStr::default(),
        };
        let parent = Affiliation {
            agency: "江苏省数据局".into(),
            relation: "managed_by".into(),
            parent: "江苏省人民政府".into(),
            evidence: Evidence::default(),
            mentions: [][..].into(),
            rule: SmolStr::default(),
        };
        let record = Record {
            source: "a.jsonl".into(),
            member: Some("3".into()),
            title: Some("两行\n题".into()),
            reference_date: Some("2024-01-06".into()),
            mentions: vec![agency(0, "省委", 2), agency(1, "江苏省数据局", 9)],
            events: vec![founded],
            agency_ranks: vec![rank],
            affiliations: vec![parent],
            tenures: vec![
                tenure("王明", "江苏省数据局", "局长", Some("2024-01-05")),
                tenure("王明", "江苏省数据局", "党组书记", None),
            ],
            ..Record::default()
        };
        let mut out = String::new();
        TableEncoder.encode(&record, &Origin::default(), &mut out).expect("a table");
        let want = "两行 题 · 2024-01-06 · a.jsonl:3\n\
                    \x20 body          founded     rank        parent\n\
                    \x20 省委                      省部级正职\n\
                    \x20 江苏省数据局  2024-01-05              江苏省人民政府 (managed by)\n\
                    \n\
                    \x20 person  posts\n\
                    \x20 王明    江苏省数据局 局长 (appointed 2024-01-05)\n\
                    \x20         江苏省数据局 党组书记 (appointed)\n\n";
        assert_eq!(out, want);
    }

    #[test]
    fn an_empty_record_says_so() {
        let mut out = String::new();
        let record = Record { source: "a.txt".into(), ..Record::default() };
        TableEncoder.encode(&record, &Origin::default(), &mut out).expect("a table");
        assert_eq!(out, "a.txt\n  nothing found\n\n");
    }
}
