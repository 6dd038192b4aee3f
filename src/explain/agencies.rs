//! How a body got its name: its words with their rows, and what told which territory or body is meant.
use super::{Node, Seen};
use crate::{
    lexicon::{Place, Reading, RegionId, Special},
    mention::{Body, Found, Naming},
    resolve::Origin,
    text::{Norm, Span},
};

/// How deep owners of owners are followed.
const DEPTH: usize = 4;
const NAMES: [&str; 2] = ["agencies/bodies", "agencies/regional_bodies"];
const DEPARTMENTS: [&str; 2] = ["agencies/departments", "agencies/committees"];

impl Seen<'_> {
    /// The body behind a mention, by its place in the list that naming left.
    pub(super) fn named(&self, span: Span<Norm>) -> Option<usize> {
        self.named.iter().position(|b| b.span == span && b.value.full.is_some())
    }

    /// The last body of a full name that starts before byte `at`, else the first of all.
    pub(super) fn bearer(&self, name: &str, at: usize) -> Option<usize> {
        let bears = |b: &Found<Body>| b.value.name().is_some_and(|full| full == name);
        let before = self.named.iter().rposition(|b| b.span.start() <= at && bears(b));
        before.or_else(|| self.named.iter().position(bears))
    }

    /// `省数据局 → 江苏省数据局`
    pub(super) fn body_line(&self, i: usize) -> String {
        let found = &self.named[i];
        match found.value.name() {
            Some(name) => format!("{} → {name}", found.span.of(self.page.text)),
            None => format!("{}, without a full name", found.span.of(self.page.text)),
        }
    }

    /// What a body was made from.
    pub(super) fn body_parts(&self, i: usize, depth: usize) -> Vec<Node> {
        let found = &self.named[i];
        let stem = self.stem(found);
        let mut parts = Vec::new();
        if found.value.full.is_some() {
            parts.push(self.origin(i, stem, depth));
        }
        parts.extend(self.stem_parts(found, stem));
        parts
    }

    /// First byte of what is left of a name without its territory or owner.
    fn stem(&self, found: &Found<Body>) -> usize {
        let (start, end) = (found.span.start(), found.span.end());
        match &found.value.naming {
            Naming::Built(stem) => stem.start().clamp(start, end),
            Naming::Known(_) => start,
            Naming::Department(stem, _) => {
                let reading = self.page.lexicon.bodies.before(self.page.text, end);
                let mut departments = reading.into_iter().flat_map(Reading::departments);
                departments.find(|(at, d)| *at >= start && d.stem == *stem).map_or(start, |(at, _)| at)
            }
        }
    }

    fn region(&self, id: RegionId) -> String {
        let region = self.page.lexicon.regions.get(id);
        format!("{} ({})", region.name, region.code)
    }

    fn origin(&self, i: usize, stem: usize, depth: usize) -> Node {
        let found = &self.named[i];
        let alias = self.rules.info(found.rule).id == "agencies/alias";
        let head = self.page.text.get(found.span.start()..stem).unwrap_or("");
        let of = |other: usize| {
            format!("{} in line {}", self.body_line(other), self.line_of(self.named[other].span.start()))
        };
        let below = |other: usize| if depth < DEPTH { self.body_parts(other, depth + 1) } else { Vec::new() };
        let meant = |b: &Found<Body>| b.rule != found.rule && b.value.name() == found.value.name();
        if let Some(other) = self.named.iter().position(meant).filter(|_| alias) {
            return Node::new(format!("short for {}", of(other)), below(other));
        }
        match self.page.origin(self.named, i) {
            Origin::Words => Node::leaf("named by its own words"),
            Origin::Owner(owner) => Node::new(format!("belongs to {}", self.body_line(owner)), below(owner)),
            Origin::Mention(other) => {
                // The same words tell no more.
                let surface = |of: usize| self.named[of].span.of(self.page.text);
                let below = if surface(other) == surface(i) { Vec::new() } else { below(other) };
                Node::new(format!("as {}", of(other)), below)
            }
            Origin::Territory(id, told) => {
                let head = if head.is_empty() { String::new() } else { format!("{head} → ") };
                let by = told.map(|at| format!(", told by {} in line {}", self.place_at(at), self.line_of(at)));
                let region = self.page.lexicon.regions.get(id);
                let rows = self.rules.table("places/regions").ok().into_iter();
                let row = rows.flat_map(|t| t.find(&region.code).iter().map(move |r| (t, r)));
                let row =
                    row.filter(|(_, r)| r.get(1) == region.name).map(|(t, r)| format!("{}:{}", t.file(r), r.line()));
                let row = row.map(|place| Node::leaf(format!("{}, {place}", region.name))).collect();
                Node::new(format!("territory {head}{}{}", self.region(id), by.unwrap_or_default()), row)
            }
            Origin::Nation => Node::leaf("the national body of that name: nothing near names a territory"),
            Origin::About => {
                Node::leaf(format!("on a page about the territory {}", self.page.special.map_or("", Special::code)))
            }
            Origin::Page => Node::leaf("by what the page says around it"),
        }
    }

    /// The place named at a byte.
    fn place_at(&self, at: usize) -> &str {
        let place = self.page.lexicon.regions.longest_at(self.page.text, at);
        place.and_then(|(end, ..)| self.page.text.get(at..end)).unwrap_or("a place")
    }

    /// The words of the name after its territory or owner, with their rows.
    fn stem_parts(&self, found: &Found<Body>, stem: usize) -> Vec<Node> {
        let text = self.page.text;
        let end = found.span.end();
        let surface = text.get(stem..end).unwrap_or("");
        match &found.value.naming {
            Naming::Known(_) => vec![self.word("name", surface, &NAMES)],
            Naming::Department(..) => vec![self.word("department", surface, &DEPARTMENTS)],
            Naming::Built(_) => self.words_of(stem, end),
        }
    }

    /// The final word of a built name, and the known words before it, from left to right.
    pub(super) fn words_of(&self, stem: usize, end: usize) -> Vec<Node> {
        let (lexicon, text) = (self.page.lexicon, self.page.text);
        let reading = lexicon.bodies.before(text, end);
        let head = reading.and_then(Reading::suffix).map_or(end, |(start, _)| start).max(stem);
        let mut words = Vec::new();
        if head < end {
            words.push(self.word("final word", text.get(head..end).unwrap_or(""), &["agencies/suffixes"]));
        }
        let mut at = head;
        while at > stem {
            let word = lexicon.bodies.functions_before(text, at).filter(|&start| start >= stem).min();
            let previous = text.get(..at).and_then(|t| t.char_indices().next_back()).map_or(stem, |(start, _)| start);
            let start = word.unwrap_or(previous.max(stem));
            let surface = text.get(start..at).unwrap_or("");
            words.push(match word {
                Some(_) => self.word("word", surface, &["agencies/functions"]),
                None => Node::leaf(format!("character {surface}")),
            });
            at = start;
        }
        words.reverse();
        words
    }

    /// Whether a territory is written before a body's name as a level only: 省, 市.
    pub(super) fn level_only(found: &Found<Body>) -> bool {
        found.value.territory.as_ref().is_some_and(|t| matches!(t.place, Place::Level(_)))
    }
}
