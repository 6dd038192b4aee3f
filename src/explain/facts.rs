//! What facts were made from: the mentions, and where names come from that are not among these.
use smol_str::SmolStr;

use super::{
    Entry, Node, Seen,
    mentions::{kind, value},
};
use crate::{
    record::Evidence,
    text::{Raw, Span},
};

/// A fact of any list.
struct Fact<'f> {
    list: &'static str,
    /// What it says, field by field.
    fields: Vec<&'f str>,
    /// Names of bodies and persons in it.
    names: Vec<&'f str>,
    date: Option<&'f str>,
    evidence: Evidence,
    mentions: &'f [u32],
    rule: &'f str,
}

/// The facts that are wanted, list by list.
pub(super) fn entries(seen: &Seen<'_>, wanted: &dyn Fn(&str, Span<Raw>) -> bool) -> Vec<Entry> {
    let mut entries = Vec::new();
    for fact in all(seen) {
        let span = seen.raw(fact.evidence.start, fact.evidence.end);
        if wanted(fact.list, span) {
            entries.push(Entry {
                heading: format!("{} {}", fact.list, fact.fields.join(" | ")),
                span: Some(span),
                parts: seen.fact_parts(&fact),
            });
        }
    }
    entries
}

fn all<'s>(seen: &'s Seen<'_>) -> Vec<Fact<'s>> {
    let or_null = |field: &'s Option<SmolStr>| field.as_deref().unwrap_or("-");
    let record = seen.record;
    let mut all = Vec::new();
    all.extend(record.tenures.iter().map(|f| Fact {
        list: "tenures",
        fields: vec![&f.person, &f.organization, &f.title, &f.status, or_null(&f.date)],
        names: vec![&f.person, &f.organization],
        date: f.date.as_deref(),
        evidence: f.evidence,
        mentions: &f.mentions,
        rule: &f.rule,
    }));
    all.extend(record.events.iter().map(|f| Fact {
        list: "events",
        fields: vec![&f.agency, &f.r#type, or_null(&f.date), or_null(&f.place), or_null(&f.from), or_null(&f.into)],
        names: [Some(&f.agency), f.from.as_ref(), f.into.as_ref()].into_iter().flatten().map(SmolStr::as_str).collect(),
        date: f.date.as_deref(),
        evidence: f.evidence,
        mentions: &f.mentions,
        rule: &f.rule,
    }));
    all.extend(record.agency_ranks.iter().map(|f| Fact {
        list: "agency_ranks",
        fields: vec![&f.agency, &f.rank],
        names: vec![&f.agency],
        date: None,
        evidence: f.evidence,
        mentions: &f.mentions,
        rule: &f.rule,
    }));
    all.extend(record.affiliations.iter().map(|f| Fact {
        list: "affiliations",
        fields: vec![&f.agency, &f.relation, &f.parent],
        names: vec![&f.agency, &f.parent],
        date: None,
        evidence: f.evidence,
        mentions: &f.mentions,
        rule: &f.rule,
    }));
    all
}

impl Seen<'_> {
    fn fact_parts(&self, fact: &Fact<'_>) -> Vec<Node> {
        let mut parts = vec![Node::leaf(self.rule(fact.rule))];
        let mentions = fact.mentions.iter().filter_map(|&id| self.record.mentions.get(id as usize));
        let mut told: Vec<&str> = Vec::new();
        for mention in mentions {
            told.push(value(&mention.what));
            let heading = format!("{} {}", kind(&mention.what), self.mention_line(mention));
            let mut below = vec![Node::leaf(self.rule(&mention.rule))];
            below.extend(self.mention_parts(mention));
            parts.push(Node::new(heading, below));
        }
        let end = self.norm(self.raw(fact.evidence.start, fact.evidence.end)).end();
        for name in fact.names.iter().filter(|name| !told.contains(*name)) {
            parts.push(self.name_from_elsewhere(name, end));
        }
        if let Some(date) = fact.date.filter(|date| !told.contains(date)) {
            parts.push(self.date_from_elsewhere(date, end));
        }
        parts
    }

    /// A body or person that a fact took from what the text spoke of, or from one word with a title.
    fn name_from_elsewhere(&self, name: &str, at: usize) -> Node {
        if let Some(i) = self.bearer(name, at) {
            let found = &self.named[i];
            let line = self.line_of(found.span.start());
            let fused = self.board.bodies.iter().any(|b| b.span == found.span && b.value.fused);
            let fused = if fused { ", one word with a title" } else { "" };
            let heading = format!("agency {} in line {line}{fused}", self.body_line(i));
            return Node::new(heading, self.body_parts(i, 0));
        }
        let mention = self
            .record
            .mentions
            .iter()
            .rev()
            .find(|m| value(&m.what) == name && self.norm(self.raw(m.start, m.start)).start() <= at);
        let Some(mention) = mention.or_else(|| self.record.mentions.iter().find(|m| value(&m.what) == name)) else {
            return Node::leaf(format!("{name}, understood from the title"));
        };
        let line = self.line_of(self.norm(self.raw(mention.start, mention.end)).start());
        Node::leaf(format!("{} {} in line {line}", kind(&mention.what), self.mention_line(mention)))
    }

    fn date_from_elsewhere(&self, date: &str, at: usize) -> Node {
        let is_it = |d: &&crate::mention::Found<_>| {
            let d: &crate::mention::Found<crate::mention::DateExpr> = d;
            d.value.value.is_some_and(|v| v.to_string() == date)
        };
        let dates = &self.board.dates;
        let before = dates.iter().rev().filter(|d| d.span.start() <= at).find(is_it);
        match before.or_else(|| dates.iter().find(is_it)) {
            Some(d) => {
                let (surface, line) = (d.span.of(self.page.text), self.line_of(d.span.start()));
                Node::leaf(format!("date {surface} → {date} in line {line}"))
            }
            None => Node::leaf(format!("date {date}, from an interval or the reference date")),
        }
    }
}
