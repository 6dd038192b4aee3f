//! Why something that the gold has is not in the record: what stands in its place, or what called there and what
//! refused it.
use smol_str::SmolStr;

use super::{
    Entry, Node, Query, Seen,
    mentions::{kind, value},
};
use crate::{
    eval::{Details, Found, GoldDocument, Miss, score_document},
    lexicon::Ending,
    mention::Found as FoundMention,
    record::Event,
    text::{Norm, Span},
};

/// One entry for each gold entry that is not in the record.
pub fn missed(seen: &Seen<'_>, gold: &GoldDocument, query: &Query) -> Vec<Entry> {
    let mut details = Details::default();
    if let Ok(found) = Found::from_record(seen.record) {
        score_document(gold, &found, &mut details);
    }
    let wanted = |miss: &&Miss| {
        miss.what == "missed"
            && query.kind.as_deref().is_none_or(|kind| kind == miss.list)
            && query.at.as_deref().is_none_or(|at| miss.surface.contains(at))
    };
    details.errors.iter().filter(wanted).map(|miss| seen.miss(miss)).collect()
}

impl Seen<'_> {
    fn miss(&self, miss: &Miss) -> Entry {
        let heading = format!("missed {} {}", miss.list, miss.surface.replace('\n', " "));
        let Some((start, end)) = miss.span else {
            return Entry { heading, span: None, parts: self.why_no_fact(miss.list, &miss.surface) };
        };
        let span = self.raw(start, end);
        Entry { heading, span: Some(span), parts: self.why_no_mention(miss.list, self.norm(span)) }
    }

    /// What stands in the place of a mention, or why nothing does.
    fn why_no_mention(&self, list: &str, span: Span<Norm>) -> Vec<Node> {
        let raw = self.aligned.to_raw(span);
        let touching = self.record.mentions.iter().filter(|m| self.raw(m.start, m.end).touches(raw));
        let instead = |m: &crate::record::MentionRecord| {
            let heading = format!("in its place: {} {}", kind(&m.what), self.mention_line(m));
            Node::new(heading, vec![Node::leaf(self.rule(&m.rule))])
        };
        let mut parts: Vec<Node> = touching.map(instead).collect();
        let called = |list: &[u32], from: usize, to: usize| list.iter().any(|&at| (from..=to).contains(&(at as usize)));
        let surface = span.of(self.page.text);
        match list {
            "agency" => parts.extend(self.why_no_body(span)),
            "date" if !called(&self.triggers.dates, span.start(), span.start()) => {
                parts.push(Node::leaf("no number or word of dates/words.tsv starts here"));
            }
            "date" => parts
                .push(Node::leaf("what starts here is no row of atoms of dates/forms.toml, or does not stand alone")),
            "rank" => {
                parts.push(self.unless_listed(surface, &["ranks/words"], "a longer word or what follows refused it"))
            }
            "person" => {
                let surname = self.page.lexicon.names.surname_of(surface).and_then(|n| surface.get(..n));
                parts.push(match surname {
                    Some(surname) => self.word("surname", surname, &["persons/surnames"]),
                    None => Node::leaf("starts with no surname of persons/surnames.tsv"),
                });
                let near = self.board.titles.iter().min_by_key(|t| distance(t.span, span));
                parts.push(Node::leaf(match near.filter(|t| distance(t.span, span) <= 60) {
                    Some(title) => format!(
                        "nearest title: {} in line {}",
                        title.span.of(self.page.text),
                        self.line_of(title.span.start())
                    ),
                    None => "no title of titles/words.tsv stands near".to_owned(),
                }));
                let as_person = self.board.persons.iter().find(|p| p.span == span);
                parts.extend(as_person.map(|_| Node::leaf("found, but no fact gives a public post")));
            }
            _ => parts.push(self.unless_listed(surface, &["documents/periodicals"], "a periodical is no document")),
        }
        parts
    }

    fn unless_listed(&self, surface: &str, tables: &[&str], then: &str) -> Node {
        match self.rows(tables, surface).as_slice() {
            [] => Node::leaf(format!("no row for {surface} in {}.tsv", tables.join(".tsv, "))),
            _ => Node::new(self.word("listed:", surface, tables).text, vec![Node::leaf(then)]),
        }
    }

    /// What naming made of bodies here, else what the words say that end here.
    fn why_no_body(&self, span: Span<Norm>) -> Vec<Node> {
        let (text, end) = (self.page.text, span.end());
        let here: Vec<usize> = (0..self.named.len()).filter(|&i| self.named[i].span.touches(span)).collect();
        if !here.is_empty() {
            return here.into_iter().map(|i| self.why_not_this(i)).collect();
        }
        let Some(reading) = self.page.lexicon.bodies.before(text, end) else {
            return vec![Node::leaf("no final word of agencies/suffixes.tsv and no name or department ends here")];
        };
        let mut parts = Vec::new();
        if let Some((head, suffix)) = reading.suffix() {
            let word = text.get(head..end).unwrap_or("");
            let mut node = self.word("final word", word, &["agencies/suffixes"]);
            if suffix.goes_on(text.get(end..).unwrap_or("")) {
                node.parts.push(Node::leaf("what follows shows that no name ends here (column after)"));
            } else if matches!(suffix.kind, Ending::Organization(_)) {
                node.parts.push(Node::leaf("it ends organizations that are no public bodies"));
            } else {
                node.parts
                    .extend(self.words_of(span.start(), head).into_iter().filter(|n| n.text.starts_with("character")));
                node.parts.push(Node::leaf("the walk to the left reached no territory and no owner over known words"));
            }
            parts.push(node);
        }
        for (start, _) in reading.departments().rev() {
            let word = text.get(start..end).unwrap_or("");
            let mut node = self.word("department", word, &["agencies/departments", "agencies/committees"]);
            node.parts.push(Node::leaf("no territory and no owner right before it"));
            parts.push(node);
        }
        if let Some(start) = reading.word() {
            let word = text.get(start..end).unwrap_or("");
            parts.push(self.word("ordinary word", word, &["agencies/suffixes"]));
        }
        if parts.is_empty() {
            parts.push(Node::leaf("a name that ends here was refused"));
        }
        parts
    }

    /// Why a body that was found is no mention of its own.
    fn why_not_this(&self, i: usize) -> Node {
        let found: &FoundMention<_> = &self.named[i];
        let fused = self.board.bodies.iter().any(|b| b.span == found.span && b.value.fused);
        let why = match (found.value.name(), fused) {
            (None, _) if Self::level_only(found) => "no place of this level is named on the page",
            (None, _) if found.value.owner.is_some() => "the body before it that it belongs to has no name",
            (None, _) if found.value.bare => {
                "no territory or owner before it, and the page does not say which body it is"
            }
            (None, _) => "nothing tells which territory is meant",
            (Some(_), true) => "one word with the title behind it",
            (Some(_), false) => "found with this name",
        };
        let mut parts = vec![Node::leaf(self.rule(&self.rules.info(found.rule).id)), Node::leaf(why)];
        parts.extend(self.body_parts(i, 3));
        Node::new(format!("nearest: {}", self.body_line(i)), parts)
    }

    /// Names of the fact that no mention bears; else the lines that hold them all, as forms see them.
    fn why_no_fact(&self, list: &str, key: &str) -> Vec<Node> {
        let fields: Vec<&str> = key.split(' ').collect();
        let names: &[&str] = match (list, fields.as_slice()) {
            ("tenures", [person, organization, ..]) => &[*person, *organization],
            ("affiliations", [agency, _, parent]) => &[*agency, *parent],
            (_, [agency, ..]) => &[*agency],
            _ => &[],
        };
        let mut parts = Vec::new();
        let mut lines: Option<Vec<Span<Norm>>> = None;
        for name in names {
            let here = self.lines_with(name);
            if here.is_empty() {
                parts.push(self.no_such_name(name));
            }
            lines = Some(match lines {
                Some(lines) if lines.iter().any(|line| here.contains(line)) => {
                    lines.into_iter().filter(|line| here.contains(line)).collect()
                }
                Some(lines) if here.is_empty() => lines,
                _ => here,
            });
        }
        parts.extend(self.other_facts(list, names));
        let lines = lines.unwrap_or_default();
        parts.extend(
            self.lines.iter().filter(|line| lines.contains(&line.span)).take(3).map(|line| self.line(list, line)),
        );
        parts
    }

    /// The lines that hold a mention of this name.
    fn lines_with(&self, name: &str) -> Vec<Span<Norm>> {
        let mentions = self.record.mentions.iter().filter(|m| value(&m.what) == name);
        let spans = mentions.map(|m| self.norm(self.raw(m.start, m.end)).start());
        let bodies =
            self.named.iter().filter(|b| b.value.name().is_some_and(|full| full == name)).map(|b| b.span.start());
        let mut lines: Vec<Span<Norm>> = spans.chain(bodies).map(|at| self.page.layout.line_at(at)).collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    fn no_such_name(&self, name: &str) -> Node {
        let alike = |other: &str| {
            let same_end = name.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b).count();
            let same_start = name.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
            same_end + same_start
        };
        let names = self.record.mentions.iter().map(|m| value(&m.what)).filter(|other| alike(other) >= 2);
        let nearest = names.max_by_key(|other| (alike(other), std::cmp::Reverse(other.len())));
        let nearest = nearest.map(|n| format!("; nearest is {n}")).unwrap_or_default();
        Node::leaf(format!("no mention has the name {name}{nearest}"))
    }

    /// Facts of the list about the same person or body.
    fn other_facts(&self, list: &str, names: &[&str]) -> Vec<Node> {
        let Some(first) = names.first() else { return Vec::new() };
        let record = self.record;
        let told: Vec<(String, &str)> = match list {
            "tenures" => {
                let of = record.tenures.iter().filter(|t| t.person == *first);
                of.map(|t| (format!("{} | {} | {}", t.person, t.organization, t.title), t.rule.as_str())).collect()
            }
            "events" => {
                let of = record.events.iter().filter(|e| e.agency == *first);
                let date = |e: &Event| e.date.clone().unwrap_or(SmolStr::new_static("-"));
                of.map(|e| (format!("{} | {} | {}", e.agency, e.r#type, date(e)), e.rule.as_str())).collect()
            }
            "affiliations" => {
                let of = record.affiliations.iter().filter(|a| a.agency == *first);
                of.map(|a| (format!("{} | {} | {}", a.agency, a.relation, a.parent), a.rule.as_str())).collect()
            }
            _ => Vec::new(),
        };
        told.into_iter().map(|(fact, rule)| Node::leaf(format!("found: {fact}, {}", self.rule(rule)))).collect()
    }

    /// A line as forms see it, and the forms of the list that its words called.
    fn line(&self, list: &str, line: &crate::relate::SeenLine) -> Node {
        let mut parts = Vec::new();
        for &rule in &line.called {
            let info = self.rules.info(rule);
            if info.id.split('/').next() == Some(list) {
                let what = if line.matched.contains(&rule) { "matches here" } else { "its pattern does not match" };
                parts.push(Node::leaf(format!("called: {}, {}:{}: {what}", info.id, info.file, info.line)));
            }
        }
        if parts.is_empty() {
            parts.push(Node::leaf(format!("no form of {list} has a trigger in this line")));
        }
        let text: String = line.text.chars().take(120).collect();
        let more = if line.text.chars().nth(120).is_some() { "..." } else { "" };
        Node::new(format!("line {}, as forms see it: {text}{more}", self.line_of(line.span.start())), parts)
    }
}

/// How many bytes lie between two spans.
fn distance(a: Span<Norm>, b: Span<Norm>) -> usize {
    a.start().saturating_sub(b.end()).max(b.start().saturating_sub(a.end()))
}
