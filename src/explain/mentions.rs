//! What mentions were made from.
use smol_str::SmolStr;

use super::{Entry, Node, Seen};
use crate::{
    mention::{Body, DateExpr, DayRef, Fields, Found, MonthRef, YearRef},
    record::{MentionRecord, What},
    text::{Norm, Raw, Span},
};

/// The mentions that are wanted, in the order of the record.
pub(super) fn entries(seen: &Seen<'_>, wanted: &dyn Fn(&str, Span<Raw>) -> bool) -> Vec<Entry> {
    let mut entries = Vec::new();
    for mention in &seen.record.mentions {
        let span = seen.raw(mention.start, mention.end);
        if wanted(kind(&mention.what), span) {
            let heading = format!("{} {}", kind(&mention.what), seen.mention_line(mention));
            let mut parts = vec![Node::leaf(seen.rule(&mention.rule))];
            parts.extend(seen.mention_parts(mention));
            entries.push(Entry { heading, span: Some(span), parts });
        }
    }
    entries
}

/// The name of a kind as records write it.
pub(super) fn kind(what: &What) -> &'static str {
    match what {
        What::Date { .. } => "date",
        What::Agency { .. } => "agency",
        What::Rank { .. } => "rank",
        What::Person { .. } => "person",
        What::Document { .. } => "document",
        What::Organization { .. } => "organization",
        What::Title { .. } => "title",
        What::Place { .. } => "place",
    }
}

/// The value or name of a mention.
pub(super) fn value(what: &What) -> &str {
    match what {
        What::Date { value, .. } => value.as_deref().unwrap_or("-"),
        What::Rank { value } => value,
        What::Agency { name, .. }
        | What::Person { name, .. }
        | What::Document { name }
        | What::Organization { name, .. }
        | What::Title { name }
        | What::Place { name, .. } => name,
    }
}

impl Seen<'_> {
    /// `省数据局 → 江苏省数据局 (government, 320000)`
    pub(super) fn mention_line(&self, mention: &MentionRecord) -> String {
        let more = match &mention.what {
            What::Date { r#mod, .. } => r#mod.clone(),
            What::Agency { agency_kind, region, .. } => Some(
                [Some(agency_kind.as_str()), region.as_deref()]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", ")
                    .into(),
            ),
            What::Person { official, .. } => official.then(|| SmolStr::new_static("official")),
            What::Organization { organization_kind, .. } => Some(organization_kind.clone()),
            What::Place { region, .. } => region.clone(),
            _ => None,
        };
        let more = more.map(|more| format!(" ({more})")).unwrap_or_default();
        format!("{} → {}{more}", mention.text.replace(['\n', '\r'], " "), value(&mention.what))
    }

    /// What a mention was made from, the rule left out.
    pub(super) fn mention_parts(&self, mention: &MentionRecord) -> Vec<Node> {
        let raw = self.raw(mention.start, mention.end);
        let text = self.page.text;
        let at = |span: Span<Norm>| self.aligned.to_raw(span) == raw;
        match &mention.what {
            What::Agency { name, .. } => {
                let meant = |b: &&Found<Body>| at(b.span) && b.value.name() == Some(name);
                let body = self.board.bodies.iter().find(meant).and_then(|b| self.named(b.span));
                body.map(|i| self.body_parts(i, 0)).unwrap_or_default()
            }
            What::Date { value, .. } => {
                let i = self.board.dates.iter().position(|d| at(d.span));
                i.map(|i| self.date_parts(i, value.as_deref())).unwrap_or_default()
            }
            What::Rank { .. } => {
                let surface = self.board.ranks.iter().find(|r| at(r.span)).map_or("", |r| r.span.of(text));
                self.listed("word", surface, "ranks/words")
            }
            What::Title { .. } => {
                let Some(title) = self.board.titles.iter().find(|t| at(t.span)) else { return Vec::new() };
                let word = title.value.word.clamp(title.span.start(), title.span.end());
                let prefix = text.get(title.span.start()..word).unwrap_or("");
                let mut parts = self.listed("prefix", prefix, "titles/prefixes");
                parts.extend(self.listed("word", text.get(word..title.span.end()).unwrap_or(""), "titles/words"));
                parts
            }
            What::Organization { .. } => {
                let Some(found) = self.board.organizations.iter().find(|o| at(o.span)) else { return Vec::new() };
                match mention.rule.as_str() {
                    "agencies/suffixes" => self.words_of(found.span.start(), found.span.end()),
                    _ => self.listed("name", found.span.of(text), "agencies/organizations"),
                }
            }
            What::Person { name, .. } => self.person_parts(name),
            What::Place { region, .. } => {
                let code = region.as_deref().unwrap_or("");
                self.listed("division", code, "places/regions")
            }
            What::Document { .. } => Vec::new(),
        }
    }

    fn listed(&self, what: &str, word: &str, table: &str) -> Vec<Node> {
        if self.rows(&[table], word).is_empty() { Vec::new() } else { vec![self.word(what, word, &[table])] }
    }

    /// The surname, and what makes the person an official.
    fn person_parts(&self, name: &str) -> Vec<Node> {
        let surname = self.page.lexicon.names.surname_of(name).and_then(|n| name.get(..n));
        let mut parts: Vec<Node> =
            surname.map(|s| self.word("surname", s, &["persons/surnames"])).into_iter().collect();
        let tenure = self.record.tenures.iter().find(|t| t.person == name);
        parts.extend(tenure.map(|t| {
            Node::leaf(format!("official by {} {} {}, {}", t.organization, t.title, t.status, self.rule(&t.rule)))
        }));
        parts
    }

    /// What the text leaves out of a date, and where that was taken from.
    fn date_parts(&self, i: usize, value: Option<&str>) -> Vec<Node> {
        let found = &self.board.dates[i];
        let DateExpr { from, to, .. } = &found.value;
        let mut parts = field_parts("", from);
        parts.extend(to.iter().flat_map(|to| field_parts("until ", to)));
        let is_whole = matches!(from.year, Some(YearRef::Given(_) | YearRef::Decade(_) | YearRef::Century(_)));
        let Some(value) = value.filter(|_| !is_whole) else { return parts };
        let year = value.get(..4).unwrap_or("");
        let before = self.board.dates.get(..i).unwrap_or(&[]).iter().rev().find(|d| {
            d.value.value.is_some_and(|v| v.to_string().starts_with(year))
                && matches!(d.value.from.year, Some(YearRef::Given(_)))
        });
        let sentence = self.page.layout.sentence_at(found.span.start());
        let near = before.filter(|d| sentence.contains(d.span));
        let today = self.record.reference_date.as_deref();
        let told = |d: &Found<DateExpr>| {
            format!("{year}, as {} in line {}", d.span.of(self.page.text), self.line_of(d.span.start()))
        };
        let by = match (near, today, before) {
            (Some(date), _, _) => told(date),
            (None, Some(today), _) if today.starts_with(year) => format!("{year}, that of the reference date {today}"),
            (None, _, Some(date)) => told(date),
            (None, Some(today), None) => format!("{year}, counted from the reference date {today}"),
            (None, None, None) => format!("{year}, by the dates of the page"),
        };
        parts.push(Node::leaf(format!("year taken: {by}")));
        parts
    }
}

/// What a date says of its year, month and day.
fn field_parts(head: &str, fields: &Fields) -> Vec<Node> {
    let from = |unit: &str, n: i32, what: &str| format!("{unit} {n:+} from {what}");
    let year = fields.year.map(|year| match year {
        YearRef::Given(n) => format!("year {n}"),
        YearRef::Today(n) => from("year", n, "the reference date"),
        YearRef::Then(n) => from("year", n, "the date before"),
        YearRef::Told => "year told before, else that of the reference date".to_owned(),
        YearRef::Decade(n) => format!("decade {n}X"),
        YearRef::Century(n) => format!("century {n}XX"),
        YearRef::Cycle { .. } => "year of the cycle of sixty".to_owned(),
    });
    let month = fields.month.map(|month| match month {
        MonthRef::Given(n) => format!("month {n}"),
        MonthRef::Today(n) => from("month", n, "the reference date"),
        MonthRef::Then(n) => from("month", n, "the date before"),
        MonthRef::Lunar(_) => "lunar month".to_owned(),
    });
    let day = fields.day.map(|day| match day {
        DayRef::Given(n) => format!("day {n}"),
        DayRef::Today(n) => from("day", n, "the reference date"),
        DayRef::Then(n) => from("day", n, "the date before"),
        DayRef::Weekday(Some(weeks), n) => format!("weekday {n}, week {weeks:+} from the reference date"),
        DayRef::Weekday(None, n) => format!("weekday {n}, nearest to the reference date"),
        DayRef::First => "the first day".to_owned(),
        DayRef::Last => "the last day".to_owned(),
        DayRef::Nth(n, day) => format!("weekday {day}, number {n} of the month"),
        DayRef::Feast(_) => "day of a feast".to_owned(),
    });
    [year, month, day].into_iter().flatten().map(|text| Node::leaf(format!("{head}{text}"))).collect()
}
