//! Facts as the page states them, in positions of the normalized text.
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use smol_str::SmolStr;

use crate::{
    rules::{Named, RuleId},
    text::{Norm, Span},
    value::{Edtf, Point},
};

/// The names of the values of an enumeration, as forms and records write them.
macro_rules! named {
    ($name:ident: $count:literal { $($value:ident = $word:literal,)* }) => {
        impl $name {
            pub(super) const ALL: [Named<Self>; $count] = [$(($word, Self::$value)),*];

            /// All there are, as records write them.
            pub fn names() -> [&'static str; $count] {
                Self::ALL.map(|(name, _)| name)
            }

            /// As records write it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)*
                }
            }
        }
    };
}

/// How a person stands to a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Was so before.
    Former,
    /// Is said to hold it.
    #[default]
    Current,
    /// The page reports the appointment.
    Appointed,
    /// The page reports the removal.
    Removed,
}

named! {
    Status: 4 { Current = "current", Appointed = "appointed", Former = "former", Removed = "removed", }
}

/// What happened to a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EventKind {
    #[default]
    Founded,
    Renamed,
    Upgraded,
    Merged,
    Abolished,
}

named! {
    EventKind: 5 {
        Founded = "founded",
        Renamed = "renamed",
        Upgraded = "upgraded",
        Merged = "merged",
        Abolished = "abolished",
    }
}

/// How a body belongs to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Relation {
    ManagedBy,
    #[default]
    SubordinateTo,
    InternalTo,
    HostedBy,
}

named! {
    Relation: 4 {
        ManagedBy = "managed_by",
        SubordinateTo = "subordinate_to",
        InternalTo = "internal_to",
        HostedBy = "hosted_by",
    }
}

/// Where a fact stands and what it was made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// The smallest stretch of text that states it.
    pub evidence: Span<Norm>,
    /// The mentions it was made from.
    pub mentions: SmallVec<[Span<Norm>; 4]>,
    /// The rule behind it.
    pub rule: RuleId,
}

/// A person holds a post.
#[derive(Clone, Debug, PartialEq)]
pub struct Tenure {
    pub person: SmolStr,
    pub organization: SmolStr,
    pub title: SmolStr,
    pub status: Status,
    pub date: Option<Edtf>,
    pub end_date: Option<Edtf>,
    pub proof: Proof,
}

/// Something happened to a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub agency: SmolStr,
    pub kind: EventKind,
    pub date: Option<Edtf>,
    pub place: Option<SmolStr>,
    pub from: Option<SmolStr>,
    pub into: Option<SmolStr>,
    /// Told of its plate (揭牌, 挂牌), not of the decision.
    pub unveiled: bool,
    pub proof: Proof,
}

/// A body has a rank.
#[derive(Clone, Debug, PartialEq)]
pub struct AgencyRank {
    pub agency: SmolStr,
    pub rank: SmolStr,
    pub proof: Proof,
}

/// A body belongs to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Affiliation {
    pub agency: SmolStr,
    pub relation: Relation,
    pub parent: SmolStr,
    pub proof: Proof,
}

impl Event {
    /// That something of this kind happened to a body, and no more.
    pub(super) fn of(agency: SmolStr, kind: EventKind, proof: Proof) -> Self {
        Self { agency, kind, date: None, place: None, from: None, into: None, unveiled: false, proof }
    }

    /// The body that is no more since then. That a body goes into another or takes its name is often told of one like it, so
    /// it counts with its date only.
    fn ended(&self) -> Option<&SmolStr> {
        match self.kind {
            EventKind::Abolished => Some(&self.agency),
            EventKind::Merged => Some(&self.agency).filter(|_| self.into.is_some() && self.date.is_some()),
            EventKind::Renamed => self.from.as_ref().filter(|_| self.date.is_some()),
            _ => None,
        }
    }

    /// Whether the body is there since then.
    fn begins(&self) -> bool {
        matches!(self.kind, EventKind::Founded | EventKind::Renamed)
    }
}

impl Facts {
    /// Posts in bodies that are no more are over; `own` are those whose page it is.
    pub(super) fn close_tenures(&mut self, own: &[&SmolStr]) {
        // By the first event that tells of it.
        let mut ended: FxHashMap<&SmolStr, Option<Edtf>> = FxHashMap::default();
        for event in &self.events {
            // The page of a body that has its old name again, or none but this, is about no ended one.
            let again = |body: &SmolStr| event.kind == EventKind::Renamed && own.contains(&body);
            if let Some(body) = event.ended().filter(|&body| !again(body)) {
                ended.entry(body).or_insert(event.date);
            }
        }
        if ended.is_empty() {
            return;
        }
        // Merged in 2019, founded again in 2024: since when it is there at the latest; no date may be any.
        let mut there: FxHashMap<&SmolStr, Option<Point>> = FxHashMap::default();
        for event in self.events.iter().filter(|event| event.begins()) {
            let since = event.date.map(Edtf::start);
            let latest = there.entry(&event.agency).or_insert(since);
            *latest = latest.zip(since).map(|(latest, since)| latest.max(since));
        }
        let lives = |body: &SmolStr, end: Option<Edtf>| {
            there.get(body).is_some_and(|since| since.zip(end).is_none_or(|(since, end)| since > end.start()))
        };
        for tenure in &mut self.tenures {
            let Some((&body, &end)) = ended.get_key_value(&tenure.organization) else { continue };
            let held = matches!(tenure.status, Status::Current | Status::Appointed);
            let later = end.zip(tenure.date).is_some_and(|(end, date)| date.start().year() > end.start().year());
            if held && !later && !lives(body, end) {
                tenure.status = Status::Former;
            }
        }
    }
}

/// All facts of a page.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub tenures: Vec<Tenure>,
    pub events: Vec<Event>,
    pub agency_ranks: Vec<AgencyRank>,
    pub affiliations: Vec<Affiliation>,
}
