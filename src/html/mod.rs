//! Pages: from HTML to the text that counts, and what the page says of itself.
//!
//! One pass over the tags gives the lines of the page (`lines`). Where they hold something to look for, the article is
//! taken out by readability (`article`), with its headline and the line of its date and source put back; where that
//! finds too little, all lines count that do not look like navigation.
mod article;
mod lines;
mod meta;
mod stamp;

use std::sync::Arc;

use crate::{
    document::{Extraction, Origin, RawDocument},
    rules::{RuleError, RuleSet},
    source::{Form, Payload, SourceError},
};
use lines::{Line, Page};
use meta::{Known, headline};

/// An article with fewer Chinese characters than this is doubtful.
const FEW_CHARACTERS: usize = 150;
/// An article with a smaller share of the page's text than this, in per cent, is doubtful.
const SHARE: usize = 30;
/// How many lines may lie between a headline and its text.
const LINES_BETWEEN: usize = 8;

/// Reads pages; built once and shared by all workers.
#[derive(Debug)]
pub struct Pages {
    names: meta::Names,
    stamps: stamp::Stamps,
}

impl Pages {
    /// Builds it from `pages/*.tsv`.
    ///
    /// # Errors
    /// The first missing table or column, or the first row with an unknown field.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        Ok(Self { names: meta::Names::new(rules)?, stamps: stamp::Stamps::new(rules)? })
    }

    /// The document that lies in a source: decoded, and of a page its text.
    ///
    /// `is_wanted` is asked about all the text of a page, to save the search for the article where nothing in it could
    /// matter; what is not wanted comes out as [`Extraction::Fallback`].
    ///
    /// # Errors
    /// When the bytes are no text.
    pub fn document(&self, payload: Payload, is_wanted: &dyn Fn(&str) -> bool) -> Result<RawDocument, SourceError> {
        let (document, form) = payload.decode()?;
        Ok(match form {
            Form::Text => document,
            Form::Html => self.page(&document.text, Arc::unwrap_or_clone(document.origin), is_wanted),
        })
    }

    fn page(&self, html: &str, mut origin: Origin, is_wanted: &dyn Fn(&str) -> bool) -> RawDocument {
        let page = lines::read(html);
        let known = self.names.known(&page.said);
        let title = title(&page, &known);
        let useful: Vec<&Line> = page.lines.iter().filter(|line| !self.stamps.is_boilerplate(line)).collect();
        let article =
            is_wanted(&lines::text(&page.lines)).then(|| self.article(html, &page, title.as_ref(), &useful)).flatten();
        let (text, extraction) = match &article {
            Some(lines) => (lines::text(lines), Extraction::Main),
            None => (lines::text(useful), Extraction::Fallback),
        };
        origin.extraction = Some(extraction);
        origin.published = origin.published.or(known.published.map(Into::into));
        origin.publisher = origin.publisher.or_else(|| {
            let known = known.publisher.or(known.source);
            known.or_else(|| self.stamps.source(&page.lines)).map(Into::into)
        });
        origin.title = origin.title.or(title.map(|title| title.text.into()));
        RawDocument { text, origin: Arc::new(origin) }
    }

    /// Headline, stamp and article; none where the article is doubtful.
    fn article(&self, html: &str, page: &Page, title: Option<&Title>, useful: &[&Line]) -> Option<Vec<Line>> {
        let mut article = article::lines(html, page)?;
        article.retain(|line| !self.stamps.is_of_the_site(line));
        // What stands beside an article in a table for layout comes along with it.
        let is_text = |line: &Line| !self.stamps.is_boilerplate(line);
        article.truncate(article.iter().rposition(is_text).map_or(0, |last| last + 1));
        article.drain(..article.iter().position(is_text).unwrap_or(0));
        let han = |lines: &mut dyn Iterator<Item = &Line>| lines.map(Line::han).sum::<usize>();
        let own = han(&mut article.iter());
        if own < FEW_CHARACTERS || own * 100 < han(&mut useful.iter().copied()) * SHARE {
            return None;
        }
        let first = article.first()?;
        let mut whole = Vec::with_capacity(article.len() + 3);
        if let Some(at) = title.and_then(|title| title.line) {
            let is_in = |line: &Line| article.iter().take(LINES_BETWEEN).any(|own| own.text == line.text);
            let behind = page.lines.get(at..).unwrap_or(&[]);
            let start = behind.iter().position(|line| line.text == first.text).unwrap_or(LINES_BETWEEN);
            let head = behind.iter().take(start.min(LINES_BETWEEN)).enumerate();
            whole.extend(
                head.filter(|(n, line)| (*n == 0 || self.stamps.is_stamp(line)) && !is_in(line))
                    .map(|(_, line)| line.clone()),
            );
        }
        whole.extend(article);
        if let Some(line) = whole.get_mut(1) {
            line.is_apart = true;
        }
        Some(whole)
    }
}

/// The headline of a page and the line where it stands.
struct Title {
    text: String,
    line: Option<usize>,
}

/// The headline that the page shows where it says the same elsewhere, else what it says elsewhere.
fn title(page: &Page, known: &Known) -> Option<Title> {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let said: Vec<String> = known.titles.iter().map(|title| bare(title)).collect();
    let is_said = |line: &Line| {
        let shown = bare(&line.text);
        let begins_or_ends = |whole: &str, part: &str| whole.starts_with(part) || whole.ends_with(part);
        let is_same = |said: &String| {
            begins_or_ends(said, &shown) || line.is_heading && said.chars().count() >= 4 && begins_or_ends(&shown, said)
        };
        shown.chars().count() >= 4 && said.iter().any(is_same)
    };
    let shown =
        |line: &Line| Title { text: line.text.clone(), line: page.lines.iter().position(|l| std::ptr::eq(l, line)) };
    let longest = |headings: bool| {
        let lines =
            page.lines.iter().filter(|l| l.is_heading == headings && !l.is_aside && l.linked * 2 < l.text.len());
        // The first of the longest.
        lines.filter(|l| l.text.len() <= 300 && is_said(l)).rev().max_by_key(|l| l.text.len())
    };
    if let Some(line) = longest(true).or_else(|| longest(false)) {
        return Some(shown(line));
    }
    match known.titles.first() {
        Some(title) => Some(Title { text: headline(title).to_owned(), line: None }),
        None => page.lines.iter().find(|l| l.is_heading && l.han() >= 4).map(shown),
    }
}
