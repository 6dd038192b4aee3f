//! The shape of a record (schema `zhiguan/1`). Field order here is field order in the output.
use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use smol_str::SmolStr;

use crate::{
    relate::{EventKind, Relation, Status},
    value::{AgencyKind, Edtf},
};

/// Name of the schema; renaming or dropping a field makes a new one.
pub const SCHEMA: &str = "zhiguan/1";

/// One document's line of output.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Record")]
pub struct Record {
    /// Name of this schema.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: SmolStr,
    /// Hash of the rules that made the record, 16 hex digits.
    #[schemars(regex(pattern = "^[0-9a-f]{16}$"))]
    pub rules_hash: SmolStr,
    /// SHA-256 of the document's own bytes, in hex.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub id: SmolStr,
    /// The input's own `id`; null where it has none.
    pub key: Option<SmolStr>,
    /// Path or URL as given.
    pub source: SmolStr,
    /// What picks the document out of a container: the line of a JSON Lines file, from 1, or the id of a WARC record; null
    /// where the file is the document.
    pub member: Option<SmolStr>,
    /// Where the page was found; null where the input does not say.
    pub url: Option<SmolStr>,
    /// Headline: the input's, else the first line of the text that reads like one; else null.
    pub title: Option<SmolStr>,
    /// Publication time of the page: the input's own wording, else EDTF from the text; else null.
    pub published: Option<SmolStr>,
    /// Who published it; null where the input does not say.
    pub publisher: Option<SmolStr>,
    /// Day that relative dates count from, EDTF; null where nothing tells it.
    pub reference_date: Option<SmolStr>,
    /// Encoding the text was decoded from, by its WHATWG name.
    pub encoding: SmolStr,
    /// Which evidence decided the encoding: `bom`, `utf-16`, `utf-8`, `http`, `meta` or `detector`.
    pub encoding_source: SmolStr,
    /// Number of U+FFFD that stand for bytes no character could be made of.
    pub replacements: usize,
    /// Which part of a page is its text: `main` or `fallback`; none for what is no HTML.
    #[schemars(extend("enum" = ["main", "fallback", null]))]
    pub extraction: Option<SmolStr>,
    /// Characters of the text: simplified, traditional or both.
    #[schemars(extend("enum" = ["hans", "hant", "mixed"]))]
    pub script: SmolStr,
    /// Normalization passes that found noise: `entities`, `invisible`, `pinyin`, `spaces`, `wraps`.
    pub noise: Vec<SmolStr>,
    /// Mentions in order of `start`.
    pub mentions: Vec<MentionRecord>,
    /// Who holds which post where.
    pub tenures: Vec<Tenure>,
    /// What happened to a body.
    pub events: Vec<Event>,
    /// Administrative rank of a body.
    pub agency_ranks: Vec<AgencyRank>,
    /// Whom a body belongs to.
    pub affiliations: Vec<Affiliation>,
    /// The text that positions count in, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Keys of the input line that mean nothing to us.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// What a field of a record that is not made holds: words that stand somewhere, or a date that is yet to be written.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Words<'a> {
    Lent(&'a str),
    Date(&'a Edtf),
}

impl<'a> From<&'a str> for Words<'a> {
    fn from(words: &'a str) -> Self {
        Self::Lent(words)
    }
}

impl<'a> From<&'a Edtf> for Words<'a> {
    fn from(date: &'a Edtf) -> Self {
        Self::Date(date)
    }
}

/// One mention; `start` and `end` count code points of the raw text, half open. `S` holds its words, as in all that
/// follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "MentionRecord")]
pub struct MentionRecord<S = SmolStr> {
    /// Number inside the record, from 0 in order of `start`.
    pub id: u32,
    /// What it mentions, with the fields of that kind.
    #[serde(flatten)]
    pub what: What<S>,
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// The raw text between them.
    pub text: S,
    /// The rule that found it.
    pub rule: S,
}

/// The fields that differ by kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "What")]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum What<S = SmolStr> {
    /// A date: EDTF value (none where nothing resolves it) and TIMEX3 modifier.
    Date {
        /// EDTF; null where neither the text nor the reference date resolves it.
        value: Option<S>,
        /// TIMEX3 modifier; null where none is written.
        #[schemars(extend("enum" = ["START", "MID", "END", "APPROX", "BEFORE", "AFTER", null]))]
        r#mod: Option<S>,
    },
    /// A public body.
    Agency {
        /// Full official name in simplified characters.
        name: S,
        /// What it is.
        #[schemars(extend("enum" = AgencyKind::names()))]
        agency_kind: S,
        /// GB/T 2260 code of its territory, `000000` for national bodies; null where unknown.
        #[schemars(regex(pattern = "^[0-9]{6}$"))]
        region: Option<S>,
    },
    /// An administrative rank or grade.
    Rank {
        /// The rank, 厅局级正职 and the like, or the name of the grade.
        value: S,
    },
    /// A person; `official` where the text gives a public post.
    Person {
        /// Name without blanks, in simplified characters.
        name: S,
        /// Whether the text gives a post in a public body, now or before.
        official: bool,
    },
    /// A law, plan or notice in 《》.
    Document {
        /// Name without the brackets, in simplified characters.
        name: S,
    },
    /// A company, exchange, medium, university or other body.
    Organization {
        /// Full name in simplified characters.
        name: S,
        /// What it is.
        #[schemars(extend("enum" = ["company", "exchange", "media", "university", "other"]))]
        organization_kind: S,
    },
    /// A post's name.
    Title {
        /// The post without the body, with what belongs to it (常务副省长).
        name: S,
    },
    /// A division or other place.
    Place {
        /// Full name of the division.
        name: S,
        /// Its GB/T 2260 code.
        #[schemars(regex(pattern = "^[0-9]{6}$"))]
        region: Option<S>,
    },
}

impl<S> What<S> {
    /// The kind, as records write it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Date { .. } => "date",
            Self::Agency { .. } => "agency",
            Self::Rank { .. } => "rank",
            Self::Person { .. } => "person",
            Self::Document { .. } => "document",
            Self::Organization { .. } => "organization",
            Self::Title { .. } => "title",
            Self::Place { .. } => "place",
        }
    }
}

/// The stretch of raw text that states a fact, in code points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
}

/// A person holds a post at a body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Tenure")]
pub struct Tenure<S = SmolStr> {
    /// Who, by name.
    pub person: S,
    /// Full official name of the body.
    pub organization: S,
    /// The post without the body.
    pub title: S,
    /// How the person stands to the post; `appointed` where the page reports the appointment.
    #[schemars(extend("enum" = Status::names()))]
    pub status: S,
    /// EDTF of the appointment, removal or start; null where the text does not state it.
    pub date: Option<S>,
    /// EDTF of the start; null where the text does not state it.
    pub start_date: Option<S>,
    /// EDTF of the end; null where the text does not state it.
    pub end_date: Option<S>,
    /// The smallest stretch of raw text that states it.
    pub evidence: Evidence,
    /// Ids of the mentions it was made from, ascending.
    pub mentions: SmallVec<[u32; 4]>,
    /// The rule that found it.
    pub rule: S,
}

/// Something happened to a body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Event")]
pub struct Event<S = SmolStr> {
    /// Full official name of the body.
    pub agency: S,
    /// What happened.
    #[schemars(extend("enum" = EventKind::names()))]
    pub r#type: S,
    /// EDTF; null where the text does not state it.
    pub date: Option<S>,
    /// Where it happened, as the text has it; null where the text does not state it.
    pub place: Option<S>,
    /// The old name of a renamed body; else null.
    pub from: Option<S>,
    /// Full official name of what a merged body went into; else null.
    pub into: Option<S>,
    /// The smallest stretch of raw text that states it.
    pub evidence: Evidence,
    /// Ids of the mentions it was made from, ascending.
    pub mentions: SmallVec<[u32; 4]>,
    /// The rule that found it.
    pub rule: S,
}

/// A body has a rank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "AgencyRank")]
pub struct AgencyRank<S = SmolStr> {
    /// Full official name of the body.
    pub agency: S,
    /// Its rank, 厅局级副职 and the like.
    pub rank: S,
    /// The smallest stretch of raw text that states it.
    pub evidence: Evidence,
    /// Ids of the mentions it was made from, ascending.
    pub mentions: SmallVec<[u32; 4]>,
    /// The rule that found it.
    pub rule: S,
}

/// A body belongs to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Affiliation")]
pub struct Affiliation<S = SmolStr> {
    /// Full official name of the body.
    pub agency: S,
    /// How it belongs to the other.
    #[schemars(extend("enum" = Relation::names()))]
    pub relation: S,
    /// Full official name of the other body.
    pub parent: S,
    /// The smallest stretch of raw text that states it.
    pub evidence: Evidence,
    /// Ids of the mentions it was made from, ascending.
    pub mentions: SmallVec<[u32; 4]>,
    /// The rule that found it.
    pub rule: S,
}

/// The JSON Schema of a record as it is written.
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<Record>()
}
