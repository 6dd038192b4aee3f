//! How the bodies that lead and govern a territory are named in full: put together, and taken apart again.
use smol_str::SmolStr;

use crate::{
    lexicon::{Level, Region, Special},
    value::names::{GOVERNMENT, PARTY, PARTY_COMMITTEE, PEOPLES_GOVERNMENT, WORK_COMMITTEE, ZONE_BOARD},
};

/// The government of a region.
pub(super) fn government(region: &Region, name: &str) -> SmolStr {
    let end = match region.level {
        Level::League => "行政公署",
        Level::SpecialRegion => GOVERNMENT,
        Level::Zone => return zone_board(name),
        _ if Special::holding(&region.code) == Some(Special::Taiwan) => GOVERNMENT,
        _ => PEOPLES_GOVERNMENT,
    };
    [name, end].into_iter().collect()
}

/// The government of a town below a county.
pub(super) fn town_government(above: &str, town: &str) -> SmolStr {
    [above, town, PEOPLES_GOVERNMENT].into_iter().collect()
}

/// The town, by its name in full, that a body of this name governs, where it governs one.
pub(super) fn governed(name: &str) -> Option<&str> {
    name.strip_suffix(PEOPLES_GOVERNMENT)
}

/// The committee of a town, by the town's name in full.
pub(super) fn town_committee(town: &str) -> SmolStr {
    [PARTY, town, PARTY_COMMITTEE].into_iter().collect()
}

/// 中共某兵团党委: the body that a committee of this name leads.
pub(super) fn led(name: &str) -> Option<&str> {
    name.strip_prefix(PARTY)?.strip_suffix(PARTY_COMMITTEE)
}

/// 中共某自治区党委: the government of the region that it leads.
pub(super) fn region_led(committee: &str) -> Option<SmolStr> {
    let region = led(committee).filter(|region| region.ends_with("自治区"))?;
    Some([region, PEOPLES_GOVERNMENT].into_iter().collect())
}

/// Whether this is the name of a party committee of a territory.
pub(super) fn is_of_party(name: &str) -> bool {
    name.starts_with(PARTY)
}

/// 中共某区工作委员会: the zone that it leads.
pub(super) fn zone_led(name: &str) -> Option<&str> {
    name.strip_prefix(PARTY)?.strip_suffix(WORK_COMMITTEE).filter(|zone| zone.ends_with('区'))
}

/// The body that runs a zone.
pub(super) fn zone_board(zone: &str) -> SmolStr {
    [zone, ZONE_BOARD].into_iter().collect()
}

/// 中共某某地委: what governs the prefecture that it leads.
pub(super) fn prefecture_office(committee: &str) -> Option<SmolStr> {
    let region = committee.strip_prefix(PARTY)?.strip_suffix("地委")?;
    Some([region, "地区行政公署"].into_iter().collect())
}

/// 中共某市委: the government of the territory that it leads, whose name ends with the word for its `level`.
pub(super) fn government_beside(committee: &str, level: char) -> Option<SmolStr> {
    let territory = committee.strip_prefix(PARTY)?.strip_suffix('委')?;
    let same = territory.ends_with(level);
    // 中共忠县县委
    let shorter = territory.strip_suffix(level).filter(|t| t.ends_with(level));
    let territory = shorter.unwrap_or(territory);
    same.then(|| [territory, PEOPLES_GOVERNMENT].into_iter().collect())
}
