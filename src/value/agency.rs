//! Kinds of public bodies.
use std::str::FromStr;

/// What a public body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgencyKind {
    Party,
    Government,
    Legislature,
    Consultative,
    Supervisory,
    Judicial,
    Procuratorial,
    Military,
    PeopleOrg,
    LeadingGroup,
    PublicInstitution,
}

impl AgencyKind {
    const ALL: [(Self, &'static str); 11] = [
        (Self::Party, "party"),
        (Self::Government, "government"),
        (Self::Legislature, "legislature"),
        (Self::Consultative, "consultative"),
        (Self::Supervisory, "supervisory"),
        (Self::Judicial, "judicial"),
        (Self::Procuratorial, "procuratorial"),
        (Self::Military, "military"),
        (Self::PeopleOrg, "people_org"),
        (Self::LeadingGroup, "leading_group"),
        (Self::PublicInstitution, "public_institution"),
    ];

    /// All kinds, as records write them.
    pub fn names() -> [&'static str; 11] {
        Self::ALL.map(|(_, name)| name)
    }

    /// As records write it.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
}

impl FromStr for AgencyKind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let all = || Self::names().join(", ");
        Self::ALL
            .iter()
            .find(|(_, n)| *n == name)
            .map(|&(kind, _)| kind)
            .ok_or_else(|| format!("`{name}` is no kind of body; one of {}", all()))
    }
}
