//! Official names put together: territory, committee and stem.
use std::borrow::Cow;

use smol_str::SmolStr;

use super::cues::NamingCue;
use crate::{
    lexicon::{FullName, Level, Region, Special, System},
    matcher::Cues,
    rules::{RuleError, RuleSet},
    value::{
        AgencyKind,
        names::{ANY_COMMITTEE, GOVERNMENT, HIGH_COURT, INTERMEDIATE_COURT, PARTY, PARTY_COMMITTEE, WORK_COMMITTEE},
    },
};

/// The parts as one name.
pub(super) fn join(parts: &[&str]) -> SmolStr {
    // What fits a short string is put together in place, the rest in one piece of memory.
    const SHORT_BYTES: usize = 23;
    match parts.iter().map(|part| part.len()).sum() {
        0..=SHORT_BYTES => parts.iter().copied().collect(),
        _ => parts.concat().into(),
    }
}

/// The name of what belongs to a body.
pub(super) fn below(upper: &FullName, stem: &str) -> FullName {
    FullName { name: join(&[&upper.name, stem]), region: upper.region.clone() }
}

/// Whether `short` is what is left of `long` when characters are left out, the first kept.
pub(super) fn shortens(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().next() == long.chars().next() && short.chars().all(|c| rest.any(|d| d == c))
}

/// Puts official names together.
#[derive(Clone, Debug)]
pub(super) struct Composer {
    /// What words in names and around them show.
    pub words: Cues<NamingCue>,
}

impl Composer {
    /// Takes `agencies/naming`.
    ///
    /// # Errors
    /// A table that is missing or wrong.
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        Ok(Self { words: Cues::new(rules)? })
    }

    /// Governments in Taiwan are no 人民政府, and councils there carry the level once: 云林县|议会.
    pub(super) fn local_stem<'s>(&self, stem: &'s str, territory: &str, region: Option<&str>) -> Cow<'s, str> {
        let start = self.words.starting(stem);
        // 粤海街道|街道办事处
        if start.has(NamingCue::Street) && self.words.ends(NamingCue::Street, territory) {
            return self.words.behind(NamingCue::Street, stem).unwrap_or(stem).into();
        }
        // 兵团|国资委: the Corps has no 人民政府; 省政府|台湾事务办公室, whose own name begins with 人民政府
        let governed = || {
            let end = self.words.ending(territory);
            end.has(NamingCue::Corps) || end.has(NamingCue::Government)
        };
        let own = if start.has(NamingCue::PeoplesGovernment) && governed() {
            self.words.behind(NamingCue::PeoplesGovernment, stem).filter(|rest| !rest.is_empty())
        } else {
            None
        };
        let stem = own.unwrap_or(stem);
        if region.and_then(Special::holding) != Some(Special::Taiwan) {
            return stem.into();
        }
        let stem: Cow<'_, str> = match self.words.behind(NamingCue::PeoplesGovernment, stem) {
            Some(rest) => [GOVERNMENT, rest].concat().into(),
            None => stem.into(),
        };
        if self.carries_government(territory, &stem) {
            return [GOVERNMENT, &stem].concat().into();
        }
        match (territory.chars().next_back(), stem.chars().next()) {
            (Some(a), Some(b)) if a == b && self.words.ends(NamingCue::Council, &stem) => {
                stem.get(b.len_utf8()..).unwrap_or("").to_owned().into()
            }
            _ => stem,
        }
    }

    /// Whether an office of a city or county in Taiwan is named after its government: the bureaus of the six municipalities
    /// are, elsewhere only its own departments (处), not the bureaus (局) under it.
    fn carries_government(&self, territory: &str, stem: &str) -> bool {
        if stem.starts_with(GOVERNMENT) {
            return false;
        }
        stem.ends_with('局') && self.words.is(NamingCue::Municipality, territory)
            || stem.ends_with('处') && territory.ends_with(['县', '市'])
    }

    /// The official name of an office of a national body: the short name of its territory in the gap of the stem.
    pub(super) fn branch(&self, stem: &str, territory: &str) -> SmolStr {
        let (head, tail) = stem.split_once('…').unwrap_or(("", stem));
        let short = self.words.before(NamingCue::LeftOut, territory).filter(|t| t.chars().nth(1).is_some());
        join(&[head, short.unwrap_or(territory), tail])
    }

    /// The official name of a department of a territory, which may be a zone.
    pub(super) fn compose(&self, stem: &str, system: System, territory: &str, zone: bool, kind: AgencyKind) -> SmolStr {
        let committee = || self.party_committee(territory, zone);
        match system {
            System::Government | System::Committee | System::Written | System::Special | System::Part => {
                join(&[territory, stem])
            }
            System::Branch => self.branch(stem, territory),
            System::ArmedPolice => join(&[stem, territory, "总队"]),
            System::PartyCommittee if stem == "委" => committee(),
            // 息县|县委|办公室
            System::PartyCommittee if stem.starts_with("委办") || stem.starts_with("委金") => {
                join(&[&committee(), stem.strip_prefix('委').unwrap_or(stem)])
            }
            System::PartyCommittee => join(&[PARTY, territory, stem]),
            System::Party if kind == AgencyKind::Supervisory => join(&[PARTY, territory, stem]),
            System::Party => join(&[&committee(), stem]),
            System::Cppcc => {
                join(&["中国人民政治协商会议", territory, ANY_COMMITTEE, stem.strip_prefix("政协").unwrap_or("")])
            }
            System::OtherCommittee if stem == PARTY => committee(),
            System::OtherCommittee => join(&[stem, territory, ANY_COMMITTEE]),
            System::PeopleOrg => {
                join(&["中国共产主义青年团", territory, ANY_COMMITTEE, stem.strip_prefix("共青团").unwrap_or("")])
            }
        }
    }

    /// The official name of the party committee of a territory.
    fn party_committee(&self, territory: &str, zone: bool) -> SmolStr {
        let end = self.words.ending(territory);
        let single = || territory.ends_with('县') && territory.chars().count() == 2;
        match territory {
            t if end.has(NamingCue::HasPartyCommittee) => join(&[PARTY, t, PARTY_COMMITTEE]),
            // 浦东新区 and 滨海新区 are districts.
            t if end.has(NamingCue::DistrictZone) => join(&[PARTY, t, "委"]),
            // 喀什地区: 喀什地委
            t if end.has(NamingCue::Prefecture) => join(&[PARTY, t.strip_suffix('区').unwrap_or(t), "委"]),
            t if zone || end.has(NamingCue::Street) => join(&[PARTY, t, WORK_COMMITTEE]),
            t if single() => join(&[PARTY, t, "县委"]),
            t => join(&[PARTY, t, "委"]),
        }
    }
}

/// What the court of a province or a prefecture is called, which is no court of first instance.
pub(super) fn upper_court(seat: &Region) -> Option<&'static str> {
    let prefecture =
        matches!(seat.level, Level::City | Level::AutonomousPrefecture | Level::League | Level::Prefecture);
    match seat.depth {
        1 => Some(HIGH_COURT),
        2 if prefecture => Some(INTERMEDIATE_COURT),
        _ => None,
    }
}
