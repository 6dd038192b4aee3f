//! The usual lines of a page: the stamp under a headline (发布时间, 来源, 责任编辑), and what belongs to the site and not
//! to the text.
use memchr::memmem::Finder;

use super::lines::Line;
use crate::rules::{Named, RuleError, RuleSet};

/// A stamp has no more characters.
const STAMP: usize = 150;
/// A line of the site has no more bytes.
const BOILERPLATE: usize = 600;
/// The name of a source has no more characters.
const NAME: usize = 30;

/// What `pages/labels` says of labels: whether they name the source.
const FIELDS: [Named<bool>; 4] = [("source", true), ("published", false), ("staff", false), ("other", false)];

/// Words of such lines.
#[derive(Debug)]
pub(super) struct Stamps {
    /// Labels, all of them and those of sources, the longest first.
    labels: Vec<String>,
    sources: Vec<String>,
    starts: Vec<String>,
    anywhere: Vec<Finder<'static>>,
}

impl Stamps {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("pages/labels")?;
        let [surface, field] = table.columns(["surface", "field"])?;
        let (mut labels, mut sources) = (Vec::new(), Vec::new());
        for row in table.rows() {
            let is_source = table.value(row, field, "field", &FIELDS)?;
            sources.extend(is_source.then(|| row.get(surface).to_owned()));
            labels.push(row.get(surface).to_owned());
        }
        labels.sort_by_key(|label| std::cmp::Reverse(label.len()));
        sources.sort_by_key(|label| std::cmp::Reverse(label.len()));
        let table = rules.table("pages/boilerplate")?;
        let [surface, place] = table.columns(["surface", "place"])?;
        let (mut starts, mut anywhere) = (Vec::new(), Vec::new());
        for row in table.rows() {
            match table.value(row, place, "place", &[("start", true), ("any", false)])? {
                true => starts.push(row.get(surface).to_owned()),
                false => anywhere.push(Finder::new(row.get(surface)).into_owned()),
            }
        }
        Ok(Self { labels, sources, starts, anywhere })
    }

    /// Whether a line says when and where its text came out.
    pub(super) fn is_stamp(&self, line: &Line) -> bool {
        let text = &line.text;
        let is_short = text.chars().count() <= STAMP && line.linked * 2 <= text.len();
        is_short && (has_date(text) || !self.labels_in(text).is_empty())
    }

    /// Whether a line is navigation, a list of links, or about the site.
    pub(super) fn is_boilerplate(&self, line: &Line) -> bool {
        (line.linked * 2 > line.text.len() || line.is_aside) && !is_sentence(&line.text) || self.is_of_the_site(line)
    }

    /// Whether the words of a line say that it is about the site.
    pub(super) fn is_of_the_site(&self, line: &Line) -> bool {
        let text = line.text.as_str();
        let starts = || self.starts.iter().any(|word| text.starts_with(word.as_str())) && !is_sentence(text);
        let holds = || self.anywhere.iter().any(|word| word.find(text.as_bytes()).is_some());
        text.len() <= BOILERPLATE && (starts() || holds())
    }

    /// Who wrote the text, as a stamp names it.
    pub(super) fn source(&self, lines: &[Line]) -> Option<String> {
        lines.iter().filter(|line| line.text.len() <= STAMP * 4).find_map(|line| {
            let labels = self.labels_in(&line.text);
            labels.iter().enumerate().filter(|(_, label)| label.is_source).find_map(|(n, label)| {
                // 来源：某报作者：某某, with no blank between.
                let end = labels.get(n + 1).map_or(line.text.len(), |next| next.start);
                let value = line.text.get(label.value..end)?.trim_start();
                let name =
                    value.split(|c: char| c.is_whitespace() || "|｜【】[]（）()，,。；;/<>《》".contains(c)).next()?;
                let name = name.trim_matches(['"', '“', '”', '-', '—']);
                (!name.is_empty() && name.chars().count() <= NAME).then(|| name.to_owned())
            })
        })
    }

    /// The labels of a line, each with a colon behind it, in order.
    fn labels_in(&self, text: &str) -> Vec<Label> {
        text.match_indices([':', '：'])
            .filter_map(|(at, colon)| {
                let before = text.get(..at)?.trim_end();
                let label = self.labels.iter().find(|label| before.ends_with(label.as_str()))?;
                let is_source = self.sources.contains(label);
                Some(Label { start: before.len() - label.len(), value: at + colon.len(), is_source })
            })
            .collect()
    }
}

/// Bytes of a line where a label starts and what it labels.
struct Label {
    start: usize,
    value: usize,
    is_source: bool,
}

fn is_sentence(text: &str) -> bool {
    text.ends_with(['。', '！', '？', '；'])
}

/// A day in figures: 2024-03-22, 2024/3/22, 2024年3月22日.
fn has_date(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let parts: Vec<usize> = text.split(|c| !digit(c)).map(|part| part.chars().count()).filter(|&n| n > 0).collect();
    parts.windows(3).any(|w| w[0] == 4 && (1..=2).contains(&w[1]) && (1..=2).contains(&w[2]))
}
