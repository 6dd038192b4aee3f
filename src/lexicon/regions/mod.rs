//! Divisions (GB/T 2260) and zones, by any of their names.
mod read;

use read::Surface;
use smol_str::SmolStr;

use super::{
    Divisions, Special,
    territory::{TerritoryCue, TerritoryLetterCue},
};
use crate::{
    matcher::{CharCues, Cues, ReverseTrie, Trie},
    text::{Classes, is_han},
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
    /// Where all divisions of this full or short name stand, and how many.
    all: (u32, u32),
    /// Those meant where it stands before a body: of an exact name not what is only called so in short.
    pub meant: Divisions,
    /// Of these the ones of today, of a short name the largest.
    pub(super) first: Divisions,
    /// Whether it is the full name of a division.
    pub(super) full: bool,
    /// Whether it is a short name (上海, 嘉禾).
    pub(super) short: bool,
    /// What the full name says that the division is.
    pub(super) level: Option<Level>,
    /// Whether one of them is a city.
    pub(super) city: bool,
    /// Whether it means no division before a body.
    pub(super) no_division: bool,
    /// See [`Likely::joins`].
    joins: bool,
}

/// What a name most likely means where it stands in a text; by itself, for every place asks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Likely {
    /// The division; none where the name is too often another word.
    pub region: Option<RegionId>,
    /// Whether another division as large may be meant as well, which what is named before decides.
    pub shared: bool,
    /// Whether it looks like a word of the sentence and 县: 市政府|和|县政府, 担|任|县委常委.
    joins: bool,
}

/// Divisions lie in fewer others.
const LONGEST_LINE: usize = 8;

/// All divisions.
#[derive(Clone, Debug)]
pub struct Regions {
    all: Vec<Region>,
    /// By number.
    provinces: Vec<RegionId>,
    /// By the numbers of special territories.
    special: [Option<RegionId>; Special::ALL.len()],
    /// By number; districts and banners with their city, where that is more than their name.
    full_names: Vec<Option<Box<str>>>,
    names: Vec<PlaceName>,
    /// By the numbers of names.
    likely: Vec<Likely>,
    /// The divisions of one name after those of another.
    bearers: Vec<RegionId>,
    backward: ReverseTrie,
    forward: Trie,
    /// What names end with that are not short.
    last: Classes<bool>,
    /// Words for zones and other grounds, by the numbers of `grounds_in_full`.
    grounds: ReverseTrie,
    grounds_in_full: Vec<Option<SmolStr>>,
    /// What stands in names of territories and beside them.
    pub(super) words: Cues<TerritoryCue>,
    pub(super) letters: CharCues<TerritoryLetterCue>,
}

impl Regions {
    /// What every name means, and the full names that are put together.
    fn settle(&mut self, surfaces: &mut [Surface<'_>]) {
        // Stable: the divisions of a name stay in the order of the table.
        surfaces.sort_by_key(|surface| surface.n);
        self.bearers = surfaces.iter().map(|surface| surface.id).collect();
        let mut names = std::mem::take(&mut self.names);
        let mut likely = Vec::with_capacity(names.len());
        let mut from = 0;
        for (n, name) in names.iter_mut().enumerate() {
            let surface = surfaces[from].text;
            name.all.0 = from as u32;
            from += name.all.1 as usize;
            let all = self.bearers(name);
            let full = |id: RegionId| self.get(id).name == surface;
            let prefecture = surface.ends_with('州');
            name.full = all.iter().any(|&id| full(id));
            name.short = !name.full && !prefecture && !surface.ends_with('县');
            // 通化市 and 通化县 are both 通化; an exact name beats short ones.
            let every = Divisions::first(n as u32, all.len());
            name.meant = every.keep(all, |id| name.short || full(id) || prefecture);
            if name.meant.is_empty() {
                name.meant = every;
            }
            let level = name.meant.of(all).next().map(|id| self.get(id).level);
            name.level = level.filter(|_| !name.short);
            name.first = self.first_of(name.meant, name);
            name.city = all.iter().any(|&id| self.get(id).level == Level::City);
            name.no_division = self.words.is(TerritoryCue::NoDivision, surface);
            name.joins = self.words.is(TerritoryCue::JoinsCounty, surface);
            let current = |id: RegionId| self.get(id).current;
            let exact = all.iter().copied().find(|&id| full(id) && current(id));
            // A county under its short name is too often another word.
            // 斗门县 is none; 新区 and 任县 are.
            let clear = !name.joins && surface.chars().nth(2).is_some();
            let large = |id: &RegionId| self.get(*id).depth != 3 || prefecture || clear && full(*id);
            let region = exact.or_else(|| self.largest(all.iter().copied()).filter(large));
            let as_large = |id: RegionId| region.is_some_and(|first| self.get(id).depth == self.get(first).depth);
            let shared = all.iter().filter(|&&id| current(id) && as_large(id)).count() > 1;
            likely.push(Likely { region, shared, joins: name.joins });
            if !name.short
                && let Some(last) = surface.chars().next_back()
            {
                self.last.add(last, true);
            }
        }
        (self.names, self.likely) = (names, likely);
        let province = |n| self.line(RegionId(n as u16)).take(LONGEST_LINE).last().unwrap_or_default();
        self.provinces = (0..self.all.len()).map(province).collect();
        let city = |region: &Region| {
            let city = self.get(region.parent?);
            let below = matches!(region.level, Level::District | Level::Banner) && city.level == Level::City;
            below.then(|| [city.name.as_str(), &region.name].concat().into())
        };
        self.full_names = self.all.iter().map(city).collect();
    }

    /// Divisions of a name of today before past ones; a short name means the largest that bear it.
    pub(super) fn first_of(&self, mut ids: Divisions, name: &PlaceName) -> Divisions {
        if ids.of(self.bearers(name)).any(|id| self.get(id).current) {
            ids = ids.keep(self.bearers(name), |id| self.get(id).current);
        }
        if name.short
            && let Some(depth) = ids.of(self.bearers(name)).map(|id| self.get(id).depth).min()
        {
            ids = ids.keep(self.bearers(name), |id| self.get(id).depth == depth);
        }
        ids
    }

    /// All divisions of a name.
    pub fn bearers(&self, name: &PlaceName) -> &[RegionId] {
        let (from, count) = name.all;
        &self.bearers[from as usize..][..count as usize]
    }

    /// The largest of several, of today where one is.
    pub fn largest(&self, ids: impl Iterator<Item = RegionId>) -> Option<RegionId> {
        ids.min_by_key(|&id| (!self.get(id).current, self.get(id).depth, id))
    }

    /// The division of a number.
    pub fn get(&self, id: RegionId) -> &Region {
        &self.all[usize::from(id.0)]
    }

    /// The divisions, in order of the table.
    pub fn of(&self, ids: Divisions) -> impl Iterator<Item = RegionId> + '_ {
        ids.of(self.bearers(&self.names[ids.name()]))
    }

    /// The longest word for grounds that ends before byte `at` (经开区): its first byte, and what it is short for.
    pub fn grounds_before(&self, text: &str, at: usize) -> Option<(usize, Option<&str>)> {
        let (start, n) = self.grounds.longest_before(text, at)?;
        Some((start, self.grounds_in_full[n as usize].as_deref()))
    }

    /// 松木经开区 → 松木经济技术开发区, 空港新城 → 陕西省西咸新区空港新城: the name of a zone that no table holds in full,
    /// behind that of the zone it lies in.
    pub fn zone_in_full(&self, zone: &str, above: Option<RegionId>) -> String {
        let head = above.filter(|&id| self.get(id).level == Level::Zone).map_or("", |id| self.full_name(id));
        let (own, word) = match self.grounds_before(zone, zone.len()) {
            Some((word, Some(full))) => (zone.get(..word).unwrap_or(""), full),
            _ => (zone, ""),
        };
        [head, own, word].concat()
    }

    /// Tells of the names of divisions that end before byte `at`, shortest first, each with its first byte.
    pub(super) fn each_before<'a>(&'a self, text: &str, at: usize, mut tell: impl FnMut(usize, &'a PlaceName)) {
        self.backward.each_before(text, at, |start, n| tell(start, &self.names[n as usize]));
    }

    /// The longest name of divisions that ends before byte `at`, with its first byte.
    #[inline(always)]
    pub fn longest_before(&self, text: &str, at: usize) -> Option<(usize, &PlaceName)> {
        let (start, n) = self.backward.longest_before(text, at)?;
        let name = &self.names[n as usize];
        (!name.joins || self.stands_alone(text, start)).then_some((start, name))
    }

    /// Whether a name of divisions may end before byte `at`: a quick look.
    #[inline]
    pub fn may_end(&self, text: &str, at: usize) -> bool {
        self.backward.opens(text, at)
    }

    /// The longest name of divisions that starts at byte `at`, with the byte after it.
    #[inline(always)]
    pub fn longest_at(&self, text: &str, at: usize) -> Option<(usize, Likely, &PlaceName)> {
        let (end, n) = self.forward.longest_at(text, at)?;
        let likely = self.likely[n as usize];
        (!likely.joins || self.stands_alone(text, at)).then(|| (end, likely, &self.names[n as usize]))
    }

    /// Whether what looks like a word of the sentence and 县 is a county: behind a mark, or (but for 和 and 任) a place.
    fn stands_alone(&self, text: &str, at: usize) -> bool {
        let joins = || text.get(at..).is_some_and(|t| self.letters.starts(TerritoryLetterCue::Joins, t));
        stands_alone(text, at) || !joins() && self.backward.longest_before(text, at).is_some()
    }

    /// Divisions of exactly this name.
    pub fn named(&self, surface: &str) -> &[RegionId] {
        let exact = self.forward.longest_at(surface, 0).filter(|&(end, _)| end == surface.len());
        exact.map_or(&[], |(_, n)| self.bearers(&self.names[n as usize]))
    }

    /// Whether a name that is no short one ends with this character.
    #[inline]
    pub fn ends_full_name(&self, c: char) -> bool {
        self.last.of(c)
    }

    /// The division, what it belongs to, and so on up.
    pub fn line(&self, id: RegionId) -> impl Iterator<Item = RegionId> + '_ {
        std::iter::successors(Some(id), |&id| self.get(id).parent)
    }

    /// What the division belongs to in the end; itself, where that is nothing.
    pub fn province(&self, id: RegionId) -> RegionId {
        self.provinces[usize::from(id.0)]
    }

    /// The special administrative region, where the territory is one.
    pub fn special_region(&self, special: Special) -> Option<RegionId> {
        self.special[special as usize].filter(|_| special.is_region())
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

/// Whether no word reaches over byte `at`, where it seems that one might.
pub fn stands_alone(text: &str, at: usize) -> bool {
    !text.get(..at).and_then(|t| t.chars().next_back()).is_some_and(is_han)
}

impl Level {
    /// The level that a word which stands for a territory of it begins with: 省水利厅, 市长; none where it begins with none.
    pub fn of_word(word: &str) -> Option<Self> {
        Some(match word.chars().next()? {
            '省' => Self::Province,
            '市' => Self::City,
            '县' => Self::County,
            '区' => Self::District,
            '州' => Self::AutonomousPrefecture,
            '盟' => Self::League,
            '旗' => Self::Banner,
            '镇' | '乡' => Self::Township,
            _ => return None,
        })
    }
}
