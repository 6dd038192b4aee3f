//! What a page says of itself outside its text: meta tags, JSON-LD, `<title>`.
use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::{
    rules::{Named, RuleError, RuleSet},
    text::is_han,
    value::{Day, Point},
};

/// No more headlines are compared with the lines of a page.
const TITLES: usize = 8;

/// As the page says it.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Names of meta tags, in small letters, and their content.
    pub(super) meta: Vec<(String, String)>,
    /// JSON-LD.
    pub(super) json: Vec<String>,
    /// `<title>`.
    pub(super) title: Option<String>,
}

/// What is known of a page.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Known {
    /// Headlines, the most reliable first, some with the name of the site behind them.
    pub(super) titles: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) source: Option<String>,
    pub(super) published: Option<String>,
}

/// The names that mean something.
#[derive(Debug)]
pub(super) struct Names(FxHashMap<(String, Place), Field>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Place {
    Meta,
    JsonLd,
}

#[derive(Clone, Copy, Debug)]
enum Field {
    Title,
    Publisher,
    Source,
    Published,
}

/// What `pages/meta` calls them.
const PLACES: [Named<Place>; 2] = [("meta", Place::Meta), ("json-ld", Place::JsonLd)];
const FIELDS: [Named<Field>; 4] = [
    ("title", Field::Title),
    ("publisher", Field::Publisher),
    ("source", Field::Source),
    ("published", Field::Published),
];

impl Names {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("pages/meta")?;
        let [name, place, field] = table.columns(["name", "in", "field"])?;
        let mut names = FxHashMap::default();
        for row in table.rows() {
            let place = table.value(row, place, "place", &PLACES)?;
            let field = table.value(row, field, "field", &FIELDS)?;
            names.insert((row.get(name).to_owned(), place), field);
        }
        Ok(Self(names))
    }

    /// What the page says that means something; of one field the first counts.
    pub(super) fn known(&self, said: &Said) -> Known {
        let mut known = Known::default();
        for (name, content) in &said.meta {
            self.take(name, Place::Meta, content, &mut known);
        }
        for json in &said.json {
            if let Ok(value) = serde_json::from_str::<Value>(json.trim()) {
                self.json(&value, 0, &mut known);
            }
        }
        known.titles.extend(said.title.as_deref().map(folded).filter(|title| !title.is_empty()));
        known
    }

    fn take(&self, name: &str, place: Place, content: &str, known: &mut Known) {
        let content = folded(content);
        let Some(field) = self.0.get(&(name.to_owned(), place)).filter(|_| !content.is_empty()) else { return };
        let slot = match field {
            Field::Title if known.titles.len() < TITLES => return known.titles.push(content),
            Field::Title => return,
            Field::Publisher => &mut known.publisher,
            Field::Source => &mut known.source,
            Field::Published => {
                known.published = known.published.take().or_else(|| Some(point(&content)?.to_string()));
                return;
            }
        };
        slot.get_or_insert(content);
    }

    /// Objects on the first levels: lists and `@graph` hold several.
    fn json(&self, value: &Value, level: usize, known: &mut Known) {
        match value {
            Value::Array(list) if level < 3 => list.iter().for_each(|value| self.json(value, level + 1, known)),
            Value::Object(object) if level < 3 => {
                for (key, value) in object {
                    let content = value.as_str().or_else(|| value.get("name")?.as_str());
                    match (key.as_str(), content) {
                        ("@graph", _) => self.json(value, level + 1, known),
                        (key, Some(content)) => self.take(&key.to_lowercase(), Place::JsonLd, content, known),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

/// Blanks folded to one.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `2024-03-22`, `2024/3/22 9:35`, `2024年03月22日 09:35:04`, `2024-03-22T09:35:04+08:00`; the time is that of the page.
fn point(text: &str) -> Option<Point> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(str::parse::<u32>);
    let mut next = || numbers.next()?.ok();
    let (year, month, day) = match next()? {
        whole @ 19_000_000..=21_000_000 => (whole / 10_000, whole / 100 % 100, whole % 100),
        year @ 1900..=2100 => (year, next()?, next()?),
        _ => return None,
    };
    let day = Day::new(i32::try_from(year).ok()?, month, day)?;
    let time = text.contains(':').then(|| (next(), next()));
    Some(match time {
        Some((Some(hour @ 0..24), Some(minute @ 0..60))) => {
            let second = next().filter(|second| *second < 60 && text.matches(':').count() > 1);
            Point::Time(day, hour, Some(minute), second)
        }
        _ => Point::Day(day),
    })
}

/// The headline of a title that names the site too: 标题_频道_网站, 标题 - 网站, 标题|网站.
pub(super) fn headline(title: &str) -> &str {
    let han = |part: &str| part.chars().filter(|&c| is_han(c)).count();
    let marks = ["_", "|", "｜", " - ", " – ", " — ", "--"];
    let cut = marks.iter().filter_map(|mark| title.find(mark)).min();
    // A single hyphen may be part of the headline; the last one may part it from the site.
    let is_site = |site: &str| (2..=12).contains(&han(site)) && !site.starts_with(|c: char| c.is_ascii_digit());
    let cut = cut.or_else(|| title.rfind('-').filter(|&at| title.get(at + 1..).is_some_and(is_site)));
    let (first, rest) = cut.and_then(|at| title.split_at_checked(at)).unwrap_or((title, ""));
    // Where the name of the site comes first, the headline is the longer part.
    let rest = rest.trim_start_matches(['_', '|', '｜', '-', '–', '—', ' ']);
    let headline = if han(first) < 6 && han(rest) > han(first) * 2 { rest } else { first };
    headline.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_all_forms() {
        for (text, expected) in [
            ("2024-03-22T09:35:04+08:00", Some("2024-03-22T09:35:04")),
            ("2024/3/2 9:05", Some("2024-03-02T09:05")),
            ("2024年03月22日", Some("2024-03-22")),
            ("20240322", Some("2024-03-22")),
            ("2024-13-22", None),
            ("昨天", None),
        ] {
            assert_eq!(point(text).map(|p| p.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_site_is_no_part_of_the_headline() {
        for (title, expected) in [
            ("某省数据局挂牌成立_某某新闻网", "某省数据局挂牌成立"),
            ("盘点 | 21个省级数据局揭牌成立", "21个省级数据局揭牌成立"),
            ("某市任免一批干部-某某网", "某市任免一批干部"),
            ("2003-2006年大事记", "2003-2006年大事记"),
            ("某某网 - 某市任免一批干部", "某市任免一批干部"),
        ] {
            assert_eq!(headline(title), expected, "{title}");
        }
    }
}
