//! How the bodies that lead and govern a territory are named in full: put together, and taken apart again.
use smol_str::SmolStr;

use crate::lexicon::{Level, Region};

/// Before the name of a territory or a body: the party's committee there.
pub(in crate::relate) const PARTY: &str = "中共";

/// What follows the name of a territory in that of its government.
const GOVERNMENT: &str = "人民政府";

/// The government of regions that have no people's government.
const PLAIN_GOVERNMENT: &str = "政府";

/// What follows the name of a body or a town in that of its committee.
const COMMITTEE: &str = "党委";

/// Codes of the divisions of 台湾 begin so.
const TAIWAN: &str = "71";

/// The government of a region.
pub(super) fn government(region: &Region, name: &str) -> SmolStr {
    let end = match region.level {
        Level::League => "行政公署",
        Level::SpecialRegion => PLAIN_GOVERNMENT,
        Level::Zone => return zone_board(name),
        _ if region.code.starts_with(TAIWAN) => PLAIN_GOVERNMENT,
        _ => GOVERNMENT,
    };
    [name, end].into_iter().collect()
}

/// The government of a special region, where the page is about all of it.
pub(super) fn special_government(code: &str) -> Option<SmolStr> {
    let region = match code {
        "810000" => "香港特别行政区",
        "820000" => "澳门特别行政区",
        _ => return None,
    };
    Some([region, PLAIN_GOVERNMENT].into_iter().collect())
}

/// The government of a town below a county.
pub(super) fn town_government(above: &str, town: &str) -> SmolStr {
    [above, town, GOVERNMENT].into_iter().collect()
}

/// The town, by its name in full, that a body of this name governs, where it governs one.
pub(super) fn governed(name: &str) -> Option<&str> {
    name.strip_suffix(GOVERNMENT)
}

/// The committee of a town, by the town's name in full.
pub(super) fn town_committee(town: &str) -> SmolStr {
    [PARTY, town, COMMITTEE].into_iter().collect()
}

/// 中共某兵团党委: the body that a committee of this name leads.
pub(super) fn led(name: &str) -> Option<&str> {
    name.strip_prefix(PARTY)?.strip_suffix(COMMITTEE)
}

/// Whether this is the name of a party committee of a territory.
pub(super) fn is_of_party(name: &str) -> bool {
    name.starts_with(PARTY)
}

/// 中共某区工作委员会: the zone that it leads.
pub(super) fn zone_led(name: &str) -> Option<&str> {
    name.strip_prefix(PARTY)?.strip_suffix("工作委员会").filter(|zone| zone.ends_with('区'))
}

/// The body that runs a zone.
pub(super) fn zone_board(zone: &str) -> SmolStr {
    [zone, "管理委员会"].into_iter().collect()
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
    same.then(|| [territory, GOVERNMENT].into_iter().collect())
}
