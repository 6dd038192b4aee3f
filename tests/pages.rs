//! Pages in the manner of news sites, and the text, headline, publisher and time that should come out of each.
use std::{collections::BTreeMap, fs, path::Path, sync::LazyLock};

use serde::Deserialize;
use zhiguan::{
    pipeline::Pipeline,
    record::{Record, What},
    source::{Source, SourceOptions},
};

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new().expect("the built-in rules load").with_text(true));

/// What a page says of itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    title: String,
    publisher: Option<String>,
    published: String,
    encoding: String,
    #[serde(default = "main")]
    extraction: String,
    /// What stands outside its text.
    #[serde(default)]
    never: Vec<String>,
}

fn main() -> String {
    "main".to_owned()
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages"))
}

fn record(path: &Path) -> Record {
    let mut source = Source::new([path.to_owned()], SourceOptions::default());
    let payload = source.next().expect("a document").unwrap_or_else(|e| panic!("{e}"));
    PIPELINE.record(PIPELINE.read(payload).unwrap_or_else(|e| panic!("{e}")))
}

fn expected() -> BTreeMap<String, Expected> {
    toml::from_str(&fs::read_to_string(folder().join("pages.toml")).expect("the list")).expect("TOML")
}

#[test]
fn every_page_gives_its_text_and_what_it_says_of_itself() {
    let expected = expected();
    assert_eq!(expected.len(), 12);
    let mut wrong = Vec::new();
    for (name, page) in expected {
        let record = record(&folder().join(format!("{name}.html")));
        let text = fs::read_to_string(folder().join(format!("{name}.txt"))).expect("the text");
        let mut check = |what: &str, is: Option<&str>, should: Option<&str>| {
            if is != should {
                wrong.push(format!("{name}: {what} is\n{}\nshould be\n{}", is.unwrap_or("-"), should.unwrap_or("-")));
            }
        };
        check("text", record.text.as_deref(), Some(text.trim_end_matches('\n')));
        check("title", record.title.as_deref(), Some(&page.title));
        check("publisher", record.publisher.as_deref(), page.publisher.as_deref());
        check("published", record.published.as_deref(), Some(&page.published));
        check("encoding", Some(&record.encoding), Some(&page.encoding));
        check("extraction", record.extraction.as_deref(), Some(&page.extraction));
        check("reference date", record.reference_date.as_deref(), page.published.get(..10));
        for mention in &record.mentions {
            if let What::Person { name: what, .. }
            | What::Agency { name: what, .. }
            | What::Organization { name: what, .. } = &mention.what
                && page.never.iter().any(|never| what == never || mention.text == *never)
            {
                wrong.push(format!("{name}: {} was found outside the text", mention.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Persons, bodies and posts of a page's tenures, in order.
fn tenures(name: &str) -> Vec<[smol_str::SmolStr; 4]> {
    let record = record(&folder().join(format!("{name}.html")));
    record.tenures.into_iter().map(|t| [t.person, t.organization, t.title, t.status]).collect()
}

#[test]
fn facts_come_from_the_text_alone() {
    let of = |name: &str| tenures(name).into_iter().map(|t| t.join(" ")).collect::<Vec<_>>();
    assert_eq!(
        of("portal"),
        [
            "苏闻达 江苏省数据局 局长 appointed",
            "钟念慈 江苏省财政厅 副厅长 appointed",
            "卫长庚 江苏省教育厅 副厅长 removed",
            "苏闻达 苏州市人民政府 副市长 former",
        ]
    );
    assert_eq!(of("short-notice"), ["雷鸣谦 遂昌县水利局 局长 appointed", "毕方远 遂昌县水利局 局长 removed"]);
}

/// Mentions and facts without places, ids and rules: what copies of a document must share.
fn values(record: &Record) -> Vec<serde_json::Value> {
    let mut value = serde_json::to_value(record).expect("JSON");
    let lists = ["mentions", "tenures", "events", "agency_ranks", "affiliations"];
    let mut all: Vec<_> =
        lists.iter().flat_map(|list| value[*list].as_array_mut().map(std::mem::take).unwrap_or_default()).collect();
    for object in all.iter_mut().filter_map(serde_json::Value::as_object_mut) {
        let is_mention = object.contains_key("start");
        for key in ["id", "start", "end", "rule", "evidence", "mentions"] {
            object.remove(key);
        }
        if is_mention && let Some(text) = object.get_mut("text") {
            let bare: String = text.as_str().unwrap_or_default().split_whitespace().collect();
            *text = bare.into();
        }
    }
    all
}

#[test]
fn copies_in_other_encodings_and_forms_give_the_same_values_and_facts() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/encodings"));
    let index: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("index.json")).expect("the index")).expect("JSON");
    let entries = index.as_array().expect("a list");
    assert!(entries.len() >= 11, "{} files", entries.len());
    for entry in entries {
        let path = |key: &str| folder.join(entry[key].as_str().expect("a string"));
        let (copy, document) = (record(&path("file")), record(&path("text")));
        assert_eq!(values(&copy), values(&document), "{}", entry["file"]);
        assert_eq!(copy.reference_date, document.reference_date, "{}", entry["file"]);
        assert_eq!(copy.replacements, 0, "{}", entry["file"]);
    }
}
