//! Kinds of organizations that are no public bodies.
use std::str::FromStr;

/// What an organization is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganizationKind {
    Company,
    Exchange,
    Media,
    University,
    Other,
}

impl OrganizationKind {
    const ALL: [Self; 5] = [Self::Company, Self::Exchange, Self::Media, Self::University, Self::Other];

    /// As records write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Exchange => "exchange",
            Self::Media => "media",
            Self::University => "university",
            Self::Other => "other",
        }
    }
}

impl FromStr for OrganizationKind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let all = || Self::ALL.map(Self::as_str).join(", ");
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .ok_or_else(|| format!("`{name}` is no kind of organization; one of {}", all()))
    }
}
