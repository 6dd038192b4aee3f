//! Official names put together: territory, committee and stem.
use std::borrow::Cow;

use smol_str::SmolStr;

use crate::{
    lexicon::{FullName, System},
    value::AgencyKind,
};

/// The parts as one name.
pub(super) fn join(parts: &[&str]) -> SmolStr {
    // What fits a short string is put together in place, the rest in one piece of memory.
    const SHORT: usize = 23;
    match parts.iter().map(|part| part.len()).sum() {
        0..=SHORT => parts.iter().copied().collect(),
        _ => parts.concat().into(),
    }
}

/// The name of what belongs to a body.
pub(super) fn below(upper: &FullName, stem: &str) -> FullName {
    FullName { name: join(&[&upper.name, stem]), region: upper.region.clone() }
}

/// 征集办 → 征集办公室: the final word of a built name in full.
pub(super) fn spelled(stem: &str) -> Cow<'_, str> {
    let ends = [
        ("", "街道办", "街道办事处"),
        ("", "办", "办公室"),
        ("", "管委会", "管理委员会"),
        ("中共", "党工委", "工作委员会"),
        ("", "工委", "工作委员会"),
        ("", "委", "委员会"),
    ];
    // 驻西安|专员办: its middle is left out, too.
    let whole = ["专员办", "特派办", "党委", "纪委", "编委", "政委"].iter().any(|end| stem.ends_with(end));
    let found = ends.into_iter().find_map(|(head, short, full)| Some((head, stem.strip_suffix(short)?, full)));
    let found = found.filter(|_| !whole);
    found.map_or(stem.into(), |(head, rest, full)| [head, rest, full].concat().into())
}

/// 提案委 → 提案委员会: the same of a committee of a congress or a conference.
pub(super) fn spelled_committee(stem: &str) -> Cow<'_, str> {
    let full = |short, full| stem.strip_suffix(short).map(|rest| Cow::Owned([rest, full].concat()));
    full("工委", "工作委员会").or_else(|| full("委", "委员会")).unwrap_or_else(|| spelled(stem))
}

/// Whether `short` is what is left of `long` when characters are left out, the first kept.
pub(super) fn shortens(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().next() == long.chars().next() && short.chars().all(|c| rest.any(|d| d == c))
}

/// Governments in Taiwan are no 人民政府, and councils there carry the level once: 云林县|议会.
pub(super) fn local_stem<'s>(stem: &'s str, territory: &str, region: Option<&str>) -> Cow<'s, str> {
    // 兵团|国资委: the Corps has no 人民政府.
    if territory.ends_with("兵团") {
        return stem.strip_prefix("人民政府").filter(|rest| !rest.is_empty()).unwrap_or(stem).into();
    }
    // 粤海街道|街道办事处
    if territory.ends_with("街道") {
        return stem.strip_prefix("街道").unwrap_or(stem).into();
    }
    // 省政府|台湾事务办公室, whose own name begins with 人民政府
    let own = stem.strip_prefix("人民政府").filter(|rest| !rest.is_empty() && territory.ends_with("政府"));
    let stem = own.unwrap_or(stem);
    if !region.is_some_and(|code| code.starts_with("71")) {
        return stem.into();
    }
    let stem = stem.replacen("人民政府", "政府", 1);
    if carries_government(territory, &stem) {
        return ["政府", &stem].concat().into();
    }
    match (territory.chars().next_back(), stem.chars().next()) {
        (Some(a), Some(b)) if a == b && stem.ends_with("议会") => {
            stem.get(b.len_utf8()..).unwrap_or("").to_owned().into()
        }
        _ => stem.into(),
    }
}

/// Whether an office of a city or county in Taiwan is named after its government: the bureaus of the six municipalities are,
/// elsewhere only its own departments (处), not the bureaus (局) under it.
fn carries_government(territory: &str, stem: &str) -> bool {
    const MUNICIPALITIES: [&str; 6] = ["台北市", "新北市", "桃园市", "台中市", "台南市", "高雄市"];
    let own = MUNICIPALITIES.contains(&territory) && stem.ends_with('局');
    (own || territory.ends_with(['县', '市']) && stem.ends_with('处')) && !stem.starts_with("政府")
}

/// The official name of an office of a national body: the short name of its territory in the gap of the stem.
pub(super) fn branch(stem: &str, territory: &str) -> SmolStr {
    let (head, tail) = stem.split_once('…').unwrap_or(("", stem));
    let short = territory.strip_suffix(['省', '市', '县', '州', '盟', '旗']).filter(|t| t.chars().nth(1).is_some());
    join(&[head, short.unwrap_or(territory), tail])
}

/// The official name of a department of a territory, which may be a zone.
pub(super) fn compose(stem: &str, system: System, territory: &str, zone: bool, kind: AgencyKind) -> SmolStr {
    let committee = || {
        let single = territory.ends_with('县') && territory.chars().count() == 2;
        match territory {
            t if t.ends_with("自治区") || t.ends_with("兵团") => join(&["中共", t, "党委"]),
            // 浦东新区 and 滨海新区 are districts.
            t if t.ends_with("市浦东新区") || t.ends_with("市滨海新区") => join(&["中共", t, "委"]),
            // 喀什地区: 喀什地委
            t if t.ends_with("地区") => join(&["中共", t.strip_suffix('区').unwrap_or(t), "委"]),
            t if t.ends_with(['镇', '乡']) => join(&["中共", t, "党委"]),
            t if zone => join(&["中共", t, "工作委员会"]),
            t if single => join(&["中共", t, "县委"]),
            t => join(&["中共", t, "委"]),
        }
    };
    match system {
        System::Government | System::Committee | System::Written | System::Special | System::Part => {
            join(&[territory, stem])
        }
        System::Branch => branch(stem, territory),
        System::ArmedPolice => join(&[stem, territory, "总队"]),
        System::PartyCommittee if stem == "委" => committee(),
        // 息县|县委|办公室
        System::PartyCommittee if stem.starts_with("委办") || stem.starts_with("委金") => {
            join(&[&committee(), stem.strip_prefix('委').unwrap_or(stem)])
        }
        System::PartyCommittee => join(&["中共", territory, stem]),
        System::Party if kind == AgencyKind::Supervisory => join(&["中共", territory, stem]),
        System::Party => join(&[&committee(), stem]),
        System::Cppcc => join(&["中国人民政治协商会议", territory, "委员会", stem.strip_prefix("政协").unwrap_or("")]),
        System::OtherCommittee if stem == "中共" => committee(),
        System::OtherCommittee => join(&[stem, territory, "委员会"]),
        System::PeopleOrg => {
            join(&["中国共产主义青年团", territory, "委员会", stem.strip_prefix("共青团").unwrap_or("")])
        }
    }
}
