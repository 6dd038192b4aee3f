//! The shape of a record (schema `zhiguan/1`). Field order here is field order in the output.
use serde::{Deserialize, Serialize};

/// Name of the schema; renaming or dropping a field makes a new one.
pub const SCHEMA: &str = "zhiguan/1";

/// One document's line of output.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// [`SCHEMA`].
    pub schema: String,
    /// Hash of the rules that made the record, 16 hex digits.
    pub rules_hash: String,
    /// SHA-256 of the document's own bytes, in hex.
    pub id: String,
    /// The input's own `id`.
    pub key: Option<String>,
    /// Path or URL as given.
    pub source: String,
    /// What picks the document out of a container.
    pub member: Option<String>,
    /// Where the page was found.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Publication time of the page, EDTF.
    pub published: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Day that relative dates count from, EDTF.
    pub reference_date: Option<String>,
    /// Encoding the text was decoded from.
    pub encoding: String,
    /// Which evidence decided the encoding.
    pub encoding_source: String,
    /// Number of U+FFFD that stand for bytes no character could be made of.
    pub replacements: usize,
    /// Which part of a page is its text: `main` or `fallback`; none for what is no HTML.
    pub extraction: Option<String>,
    /// `hans`, `hant` or `mixed`.
    pub script: String,
    /// Normalization passes that changed something.
    pub noise: Vec<String>,
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

/// One mention; `start` and `end` count code points of the raw text, half open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MentionRecord {
    /// Number inside the record, from 0 in order of `start`.
    pub id: u32,
    /// What it mentions, with the fields of that kind.
    #[serde(flatten)]
    pub what: What,
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// The raw text between them.
    pub text: String,
    /// The rule that found it.
    pub rule: String,
}

/// The fields that differ by kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum What {
    /// A date: EDTF value (none where nothing resolves it) and TIMEX3 modifier.
    Date { value: Option<String>, r#mod: Option<String> },
    /// A public body.
    Agency { name: String, agency_kind: String, region: Option<String> },
    /// An administrative rank or grade.
    Rank { value: String },
    /// A person; `official` where the text gives a public post.
    Person { name: String, official: bool },
    /// A law, plan or notice in 《》.
    Document { name: String },
    /// A company, exchange, medium, university or other body.
    Organization { name: String, organization_kind: String },
    /// A post's name.
    Title { name: String },
    /// A division or other place.
    Place { name: String, region: Option<String> },
}

impl What {
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
}

/// A person holds a post at a body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tenure {
    pub person: String,
    pub organization: String,
    pub title: String,
    /// `current`, `appointed`, `former` or `removed`.
    pub status: String,
    /// EDTF of the appointment, removal or start.
    pub date: Option<String>,
    pub start_date: Option<String>,
    pub end_date: Option<String>,
    pub evidence: Evidence,
    pub mentions: Vec<u32>,
    pub rule: String,
}

/// Something happened to a body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub agency: String,
    /// `founded`, `renamed`, `upgraded`, `merged` or `abolished`.
    pub r#type: String,
    pub date: Option<String>,
    pub place: Option<String>,
    /// The old name of a renamed body.
    pub from: Option<String>,
    /// What a merged body went into.
    pub into: Option<String>,
    pub evidence: Evidence,
    pub mentions: Vec<u32>,
    pub rule: String,
}

/// A body has a rank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgencyRank {
    pub agency: String,
    pub rank: String,
    pub evidence: Evidence,
    pub mentions: Vec<u32>,
    pub rule: String,
}

/// A body belongs to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Affiliation {
    pub agency: String,
    /// `managed_by`, `subordinate_to`, `internal_to` or `hosted_by`.
    pub relation: String,
    pub parent: String,
    pub evidence: Evidence,
    pub mentions: Vec<u32>,
    pub rule: String,
}
