//! From a record to rows; done by the workers.
//!
//! Records are taken apart field by field, so that a new field does not compile until it is written here.
use serde::Serialize;

use super::{CONTENTS, Cell, Cells, Entry, Rows};
use crate::{
    document::Origin,
    record::{Affiliation, AgencyRank, Event, Evidence, MentionRecord, Record, Tenure, What},
    sink::{Encode, SinkError},
    value::Day,
};

/// Makes the rows of a record.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct RowsEncoder;

impl Encode for RowsEncoder {
    type Encoded = Rows;

    fn encode(&self, record: &Record, origin: &Origin, out: &mut Rows) -> Result<(), SinkError> {
        // What a failure leaves in the buffers belongs to no entry.
        let source = out.source(origin)?;
        let id = out.keep(&record.id);
        let cells = out.record(record)?;
        out.documents.push(Entry { source, id, record: Some(cells) });
        Ok(())
    }

    fn encode_held(&self, origin: &Origin, out: &mut Rows) -> Result<(), SinkError> {
        let source = out.source(origin)?;
        let id = out.keep(&origin.id);
        out.documents.push(Entry { source, id, record: None });
        Ok(())
    }
}

impl Rows {
    fn keep(&mut self, text: &str) -> Cell {
        let start = self.text.len();
        self.text.push_str(text);
        Cell::Text(start, self.text.len())
    }

    fn text(&mut self, text: &str) -> &mut Self {
        let cell = self.keep(text);
        self.cells.push(cell);
        self
    }

    fn option(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.text(text),
            None => self.null(),
        }
    }

    fn null(&mut self) -> &mut Self {
        self.cells.push(Cell::Null);
        self
    }

    fn int(&mut self, n: usize) -> &mut Self {
        self.cells.push(Cell::Int(n as i64));
        self
    }

    fn json(&mut self, value: &impl Serialize) -> Result<&mut Self, SinkError> {
        let text = serde_json::to_string(value)?;
        Ok(self.text(&text))
    }

    /// What the source says, not what the record makes of it: it is the same whether the record is made or not.
    fn source(&mut self, origin: &Origin) -> Result<std::ops::Range<usize>, SinkError> {
        let start = self.cells.len();
        let given = [&origin.reference_date, &origin.published].into_iter().flatten().find_map(|date| Day::parse(date));
        let day = given.map(|day| crate::value::Point::Day(day).to_string());
        self.text(&origin.source)
            .option(origin.member.as_deref())
            .option(origin.key.as_deref())
            .option(origin.url.as_deref())
            .option(day.as_deref());
        if origin.extra.is_empty() {
            self.null();
        } else {
            self.json(&origin.extra)?;
        }
        Ok(start..self.cells.len())
    }

    fn record(&mut self, record: &Record) -> Result<Cells, SinkError> {
        let Record {
            schema: _,
            rules_hash,
            id,
            // These are of the place, and in its row.
            key: _,
            source: _,
            member: _,
            url: _,
            extra: _,
            title,
            published,
            publisher,
            reference_date,
            encoding,
            encoding_source,
            replacements,
            extraction,
            script,
            noise,
            text,
            mentions,
            tenures,
            events,
            agency_ranks,
            affiliations,
        } = record;
        let start = self.cells.len();
        self.text(id)
            .text(rules_hash)
            .option(title.as_deref())
            .option(published.as_deref())
            .option(publisher.as_deref())
            .option(reference_date.as_deref());
        self.text(encoding)
            .text(encoding_source)
            .int(*replacements)
            .option(extraction.as_deref())
            .text(script)
            .json(noise)?;
        self.option(text.as_deref());
        let document = start..self.cells.len();

        let mut ends = [0; CONTENTS.len()];
        for mention in mentions {
            self.mention(mention)?;
        }
        ends[0] = self.cells.len();
        for (n, fact) in tenures.iter().enumerate() {
            let Tenure { person, organization, title, status, date, start_date, end_date, evidence, mentions: _, rule } =
                fact;
            self.int(n).text(person).text(organization).text(title).text(status);
            self.option(date.as_deref())
                .option(start_date.as_deref())
                .option(end_date.as_deref())
                .proof(*evidence, rule);
        }
        ends[1] = self.cells.len();
        for (n, fact) in events.iter().enumerate() {
            let Event { agency, r#type, date, place, from, into, evidence, mentions: _, rule } = fact;
            self.int(n)
                .text(agency)
                .text(r#type)
                .option(date.as_deref())
                .option(place.as_deref())
                .option(from.as_deref())
                .option(into.as_deref());
            self.proof(*evidence, rule);
        }
        ends[2] = self.cells.len();
        for (n, fact) in agency_ranks.iter().enumerate() {
            let AgencyRank { agency, rank, evidence, mentions: _, rule } = fact;
            self.int(n).text(agency).text(rank).proof(*evidence, rule);
        }
        ends[3] = self.cells.len();
        for (n, fact) in affiliations.iter().enumerate() {
            let Affiliation { agency, relation, parent, evidence, mentions: _, rule } = fact;
            self.int(n).text(agency).text(relation).text(parent).proof(*evidence, rule);
        }
        ends[4] = self.cells.len();
        self.fact_mentions("tenures", tenures.iter().map(|f| &*f.mentions));
        self.fact_mentions("events", events.iter().map(|f| &*f.mentions));
        self.fact_mentions("agency_ranks", agency_ranks.iter().map(|f| &*f.mentions));
        self.fact_mentions("affiliations", affiliations.iter().map(|f| &*f.mentions));
        ends[5] = self.cells.len();

        let mut start = document.end;
        let contents = ends.map(|end| std::mem::replace(&mut start, end)..end);
        Ok(Cells { document, contents })
    }

    fn mention(&mut self, mention: &MentionRecord) -> Result<(), SinkError> {
        let MentionRecord { id, what, start, end, text, rule } = mention;
        self.int(*id as usize).text(what.kind()).int(*start).int(*end).text(text);
        let mut more = Attributes::default();
        match what {
            What::Date { value, r#mod } => {
                self.option(value.as_deref());
                more.r#mod = r#mod.as_deref();
            }
            What::Agency { name, agency_kind, region } => {
                self.text(name);
                more = Attributes { agency_kind: Some(agency_kind), region: region.as_deref(), ..more };
            }
            What::Person { name, official } => {
                self.text(name);
                more.official = Some(*official);
            }
            What::Organization { name, organization_kind } => {
                self.text(name);
                more.organization_kind = Some(organization_kind);
            }
            What::Place { name, region } => {
                self.text(name);
                more.region = region.as_deref();
            }
            What::Rank { value: name } | What::Document { name } | What::Title { name } => {
                self.text(name);
            }
        }
        if more == Attributes::default() {
            self.null();
        } else {
            self.json(&more)?;
        }
        self.text(rule);
        Ok(())
    }

    /// What every fact ends with.
    fn proof(&mut self, evidence: Evidence, rule: &str) {
        let Evidence { start, end } = evidence;
        self.int(start).int(end).text(rule);
    }

    fn fact_mentions<'m>(&mut self, table: &str, facts: impl Iterator<Item = &'m [u32]>) {
        for (n, mentions) in facts.enumerate() {
            for &mention in mentions {
                self.text(table).int(n).int(mention as usize);
            }
        }
    }
}

/// The fields of a mention that not every kind has; null ones are left out.
#[derive(Default, PartialEq, Serialize)]
struct Attributes<'m> {
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    r#mod: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agency_kind: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_kind: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    official: Option<bool>,
}
