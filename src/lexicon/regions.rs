//! Divisions (GB/T 2260) and zones, by any of their names.
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::Divisions;
use crate::{
    matcher::{ReverseTrie, Scanner, Trie},
    rules::{RuleError, RuleSet},
    text::is_han,
};

/// A division's number in the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionId(pub u16);

/// What a division is, as bodies' names tell (省委, 市政府, 自治区党委).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 省
    Province,
    /// 自治区
    AutonomousRegion,
    /// 特别行政区
    SpecialRegion,
    /// 市: directly administered, prefecture or county level
    City,
    /// 州, 自治州
    AutonomousPrefecture,
    /// 盟
    League,
    /// 地区
    Prefecture,
    /// 县, 自治县
    County,
    /// 区
    District,
    /// 旗
    Banner,
    /// 园区, 新区, 开发区
    Zone,
    /// 兵团
    Corps,
    /// 镇, 乡, 街道
    Township,
}

/// A division or zone.
#[derive(Clone, Debug)]
pub struct Region {
    /// GB/T 2260 code; of a zone that of the division it lies in.
    pub code: SmolStr,
    /// Full official name.
    pub name: SmolStr,
    /// What it is.
    pub level: Level,
    /// Division it belongs to.
    pub parent: Option<RegionId>,
    /// Whether it still exists under this name.
    pub current: bool,
    /// Depth in the table: 1 province, 2 prefecture, 3 county, 4 zone.
    pub depth: u8,
}

/// What a name of divisions means; settled for each name when the tables are built.
#[derive(Clone, Debug, Default)]
pub struct PlaceName {
    /// All divisions of this full or short name.
    pub all: Vec<RegionId>,
    /// Those meant where it stands before a body: of an exact name not what is only called so in short.
    pub(super) meant: Divisions,
    /// Of these the ones of today, of a short name the largest.
    pub(super) first: Divisions,
    /// Whether it is a short name (上海, 嘉禾).
    pub(super) short: bool,
    /// What the full name says that the division is.
    pub(super) level: Option<Level>,
}

/// All divisions.
#[derive(Clone, Debug, Default)]
pub struct Regions {
    all: Vec<Region>,
    /// By number; districts and banners with their city, where that is more than their name.
    full_names: Vec<Option<Box<str>>>,
    names: Vec<PlaceName>,
    backward: ReverseTrie,
    forward: Trie,
    by_surface: FxHashMap<String, u32>,
}

impl Regions {
    pub(super) fn new(rules: &RuleSet, scanner: &mut Scanner) -> Result<Self, RuleError> {
        let mut regions = Self::default();
        let table = rules.table("places/regions")?;
        let [code, name, short, level, parent, status] =
            table.columns(["code", "name", "short", "level", "parent", "status"])?;
        let mut by_code: FxHashMap<&str, RegionId> = FxHashMap::default();
        // Parents come later in the file where they are past; so codes are numbered first.
        for (i, row) in table.rows().iter().enumerate() {
            let id = RegionId(i as u16);
            if row.get(status) == "current" || !by_code.contains_key(row.get(code)) {
                by_code.insert(row.get(code), id);
            }
        }
        for row in table.rows() {
            let depth = match row.get(level) {
                "province" => 1,
                "prefecture" => 2,
                "county" => 3,
                _ => {
                    return Err(table
                        .cell_fault(row, level, "no such level")
                        .help("write province, prefecture or county"));
                }
            };
            let fault = |what: &str| table.cell_fault(row, name, what);
            let kind =
                level_of(row.get(name), depth).ok_or_else(|| fault("the name ends in no known kind of division"))?;
            let parent = by_code.get(row.get(parent)).copied();
            let region = Region {
                code: row.get(code).into(),
                name: row.get(name).into(),
                level: kind,
                parent,
                current: row.get(status) == "current",
                depth,
            };
            let shorts: Vec<&str> = row.list(short).collect();
            regions.add(region, &shorts, scanner);
        }
        let table = rules.table("places/zones")?;
        let [name, short, region, kind] = table.columns(["name", "short", "region", "kind"])?;
        for row in table.rows() {
            let level = if row.get(kind) == "corps" { Level::Corps } else { Level::Zone };
            let parent = by_code.get(row.get(region)).copied();
            let code = row.get(region).into();
            let region = Region { code, name: row.get(name).into(), level, parent, current: true, depth: 4 };
            let shorts: Vec<&str> = row.list(short).collect();
            regions.add(region, &shorts, scanner);
        }
        regions.settle();
        Ok(regions)
    }

    fn add(&mut self, region: Region, shorts: &[&str], scanner: &mut Scanner) {
        let id = RegionId(self.all.len() as u16);
        for surface in std::iter::once(region.name.as_str()).chain(shorts.iter().copied()) {
            let n = *self.by_surface.entry(surface.to_owned()).or_insert_with(|| {
                self.names.push(PlaceName::default());
                self.names.len() as u32 - 1
            });
            self.names[n as usize].all.push(id);
            self.backward.insert(surface, n);
            self.forward.insert(surface, n);
            scanner.call_word(surface, Scanner::PLACE);
        }
        self.all.push(region);
    }

    /// What every name means, and the full names that are put together.
    #[expect(clippy::iter_over_hash_type, reason = "every name is settled by itself")]
    fn settle(&mut self) {
        let mut names = std::mem::take(&mut self.names);
        for (surface, &n) in &self.by_surface {
            let name = &mut names[n as usize];
            let full = |id: RegionId| self.get(id).name == *surface;
            name.short = !name.all.iter().any(|&id| full(id)) && !surface.ends_with(['州', '县']);
            // 通化市 and 通化县 are both 通化; an exact name beats short ones.
            let exact = |id: &RegionId| name.short || full(*id) || surface.ends_with('州');
            let meant: Divisions = name.all.iter().copied().filter(exact).collect();
            name.meant = if meant.is_empty() { name.all.iter().copied().collect() } else { meant };
            name.level = name.meant.first().map(|&id| self.get(id).level).filter(|_| !name.short);
            name.first = self.first_of(name.meant.clone(), name.short);
        }
        self.names = names;
        let city = |region: &Region| {
            let city = self.get(region.parent?);
            let below = matches!(region.level, Level::District | Level::Banner) && city.level == Level::City;
            below.then(|| [city.name.as_str(), &region.name].concat().into())
        };
        self.full_names = self.all.iter().map(city).collect();
    }

    /// Divisions of today before past ones; a short name means the largest that bear it.
    pub(super) fn first_of(&self, mut ids: Divisions, short: bool) -> Divisions {
        if ids.iter().any(|&id| self.get(id).current) {
            ids.retain(|id| self.get(id).current);
        }
        if short && let Some(depth) = ids.iter().map(|&id| self.get(id).depth).min() {
            ids.retain(|id| self.get(id).depth == depth);
        }
        ids
    }

    /// The division of a number.
    pub fn get(&self, id: RegionId) -> &Region {
        &self.all[usize::from(id.0)]
    }

    /// Names of divisions that end before byte `at`, shortest first, each with its first byte.
    pub fn ending_at<'a>(&'a self, text: &'a str, at: usize) -> impl Iterator<Item = (usize, &'a PlaceName)> + 'a {
        self.backward.ending_at(text, at).map(|(start, n)| (start, &self.names[n as usize]))
    }

    /// The longest name of divisions that ends before byte `at`, with its first byte.
    #[inline(always)]
    pub fn longest_before(&self, text: &str, at: usize) -> Option<(usize, &PlaceName)> {
        let (start, n) = self.backward.longest_before(text, at)?;
        (!joins(text, start, at)).then(|| (start, &self.names[n as usize]))
    }

    /// The longest name of divisions that starts at byte `at`, with the byte after it.
    #[inline(always)]
    pub fn longest_at(&self, text: &str, at: usize) -> Option<(usize, &PlaceName)> {
        let (end, n) = self.forward.longest_at(text, at)?;
        (!joins(text, at, end)).then(|| (end, &self.names[n as usize]))
    }

    /// Divisions of exactly this name.
    pub fn named(&self, surface: &str) -> &[RegionId] {
        self.by_surface.get(surface).map_or(&[], |&n| self.names[n as usize].all.as_slice())
    }

    /// The division, what it belongs to, and so on up.
    pub fn line(&self, id: RegionId) -> impl Iterator<Item = RegionId> + '_ {
        std::iter::successors(Some(id), |&id| self.get(id).parent)
    }

    /// Whether `id` is `above` or lies in it.
    pub fn within(&self, id: RegionId, above: RegionId) -> bool {
        self.line(id).any(|r| r == above)
    }

    /// The division's full name as bodies carry it: districts and banners of a city with their city, the rest alone.
    pub fn full_name(&self, id: RegionId) -> &str {
        self.full_names[usize::from(id.0)].as_deref().unwrap_or(&self.get(id).name)
    }
}

/// Whether what looks like a county's name is a word of the sentence and 县: 市政府|和|县政府, 担|任|县委常委.
fn joins(text: &str, start: usize, end: usize) -> bool {
    matches!(text.get(start..end), Some("和县" | "任县" | "应县"))
        && text.get(..start).and_then(|t| t.chars().next_back()).is_some_and(is_han)
}

/// What a division of this name and depth is.
fn level_of(name: &str, depth: u8) -> Option<Level> {
    const ENDS: [(&str, Level); 13] = [
        ("特别行政区", Level::SpecialRegion),
        ("自治区", Level::AutonomousRegion),
        ("自治州", Level::AutonomousPrefecture),
        ("地区", Level::Prefecture),
        ("林区", Level::District),
        ("特区", Level::District),
        ("省", Level::Province),
        ("市", Level::City),
        ("县", Level::County),
        ("区", Level::District),
        ("旗", Level::Banner),
        ("盟", Level::League),
        ("州", Level::AutonomousPrefecture),
    ];
    ENDS.iter().find(|(end, _)| name.ends_with(end)).map(|&(_, level)| level).or(match depth {
        2 => Some(Level::Prefecture),
        3 => Some(Level::County),
        _ => None,
    })
}
