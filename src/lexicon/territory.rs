//! The territory that a body's name starts with, read from its right end: 江苏省|数据局, 省|委, 上海浦东新区唐镇|党委.
use super::{Level, RegionId, Regions};
use crate::text::is_han;

/// A territory as written before a body's name or a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Territory {
    /// First byte.
    pub start: usize,
    /// First byte of the last division named: 郴州市|嘉禾县.
    pub inner: usize,
    /// Which one.
    pub place: Place,
    /// Whether it stands under a short name (上海, 嘉禾), which alone is weak evidence.
    pub short: bool,
    /// Whether the name ends in what it is (省, 市, 县 …), so that 委 and 长 may follow.
    pub level: Option<Level>,
}

/// Which territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// One of these divisions; more than one where the name is shared.
    Regions(Divisions),
    /// The one of this level that the document is about (省, 市, 自治区).
    Level(Level),
    /// A town or street office by name, in the division before it where one is named.
    Township(String, Option<RegionId>),
    /// 国家, 全国, 中央
    Nation,
}

/// A few divisions. Hardly a name is shared by more than fit in here, so that looking at a territory allocates nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Divisions {
    few: [RegionId; 7],
    count: u8,
    /// All of them where they are more.
    many: Vec<RegionId>,
}

impl std::ops::Deref for Divisions {
    type Target = [RegionId];

    fn deref(&self) -> &[RegionId] {
        if self.many.is_empty() { &self.few[..usize::from(self.count)] } else { &self.many }
    }
}

impl FromIterator<RegionId> for Divisions {
    fn from_iter<I: IntoIterator<Item = RegionId>>(ids: I) -> Self {
        let mut found = Self::default();
        for id in ids {
            let count = usize::from(found.count);
            if !found.many.is_empty() {
                found.many.push(id);
            } else if let Some(slot) = found.few.get_mut(count) {
                *slot = id;
                found.count += 1;
            } else {
                found.many.extend(found.few);
                found.many.push(id);
            }
        }
        found
    }
}

impl Divisions {
    /// Keeps those that pass.
    fn retain(&mut self, keep: impl Fn(RegionId) -> bool) {
        *self = self.iter().copied().filter(|&id| keep(id)).collect();
    }
}

/// Words for the level of a territory that the document names elsewhere.
const LEVELS: [(&str, Level); 13] = [
    ("自治区", Level::AutonomousRegion),
    ("自治州", Level::AutonomousPrefecture),
    ("地区", Level::Prefecture),
    ("园区", Level::Zone),
    ("新区", Level::Zone),
    ("开发区", Level::Zone),
    ("省", Level::Province),
    ("市", Level::City),
    ("州", Level::AutonomousPrefecture),
    ("盟", Level::League),
    ("县", Level::County),
    ("区", Level::District),
    ("旗", Level::Banner),
];

/// Characters that stand before a township's name and in none.
const BESIDE: &str = "在到的任为是由和与至赴从于及各等该原前";

impl Regions {
    /// The territory whose name ends before byte `at`; the longest reading.
    pub fn territory_before(&self, text: &str, at: usize) -> Option<Territory> {
        let before = text.get(..at)?;
        // 新区|党工委: past divisions of that name mean nothing where a level does.
        let named = self.longest_before(text, at);
        if let Some((start, ids)) = named.filter(|&(start, _)| text.get(start..at) != Some("新区")) {
            return Some(self.chain(text, at, start, ids));
        }
        // Everything else ends in one of few characters.
        match before.chars().next_back()? {
            '镇' | '乡' | '道' => return self.township(text, at),
            '家' | '国' | '央' => {
                let word = ["国家", "全国", "中央"].iter().find(|word| before.ends_with(**word))?;
                let start = at - word.len();
                return Some(Territory { start, inner: start, place: Place::Nation, short: false, level: None });
            }
            '省' | '市' | '州' | '盟' | '县' | '区' | '旗' => {}
            _ => return None,
        }
        let &(word, level) = LEVELS.iter().find(|(word, _)| before.ends_with(word))?;
        let start = at - word.len();
        // 各省, 外市, 三县, 省级: a class of territories, or the tail of another word.
        let prior = before.get(..start)?.chars().next_back();
        if prior.is_some_and(|c| {
            "各每外他某级多两数几该城郊社小地辖片景校强厂灾疫战跨".contains(c)
                || c.is_ascii_digit()
                || "一二三四五六七八九十百".contains(c)
        }) && !matches!(level, Level::AutonomousRegion)
        {
            return None;
        }
        // 市|州政协, 区|县人大: two levels in a row are a class, unless the first ends a name (南京市|区委).
        let two = prior.is_some_and(|c| "省市州县区".contains(c)) && self.longest_before(text, start).is_none();
        if two && prior != word.chars().next() {
            return None;
        }
        Some(Territory { start, inner: start, place: Place::Level(level), short: false, level: Some(level) })
    }

    /// Narrows shared names by the division before them, and takes that into the span where names chain.
    fn chain(&self, text: &str, at: usize, start: usize, ids: &[RegionId]) -> Territory {
        let surface = text.get(start..at).unwrap_or("");
        let full = |id: &RegionId| self.get(*id).name == surface;
        let short = !ids.iter().any(full) && !surface.ends_with(['州', '县']);
        // 通化市 and 通化县 are both 通化; an exact name beats short ones, divisions of today past ones.
        let mut ids: Divisions =
            ids.iter().copied().filter(|id| short || full(id) || surface.ends_with('州')).collect();
        if ids.is_empty() {
            ids = self.named(surface).iter().copied().collect();
        }
        let level = (!short).then(|| ids.first().map(|&id| self.get(id).level)).flatten();
        let mut territory =
            Territory { start, inner: start, place: Place::Regions(Divisions::default()), short, level };
        for (above_start, above) in self.ending_at(text, start) {
            let inside: Divisions =
                ids.iter().copied().filter(|&id| above.iter().any(|&up| up != id && self.within(id, up))).collect();
            if inside.is_empty() {
                continue;
            }
            ids = inside;
            let above_full = above.iter().any(|&up| text.get(above_start..start) == Some(self.get(up).name.as_str()));
            let district = matches!(level, Some(Level::District | Level::Zone | Level::Banner));
            let city = above.iter().any(|&up| self.get(up).level == Level::City);
            if above_full || (district && city) {
                let far = self.chain(text, start, above_start, above);
                territory.start = if above_full { far.start } else { above_start };
            }
        }
        if ids.iter().any(|&id| self.get(id).current) {
            ids.retain(|id| self.get(id).current);
        }
        // A short name means the largest division that bears it.
        if short && let Some(depth) = ids.iter().map(|&id| self.get(id).depth).min() {
            ids.retain(|id| self.get(id).depth == depth);
        }
        territory.place = Place::Regions(ids);
        territory
    }

    /// 唐镇, 华阳街道: not in the tables; a few characters after a division or a boundary.
    fn township(&self, text: &str, at: usize) -> Option<Territory> {
        let before = text.get(..at)?;
        let unit = ["街道", "镇", "乡"].into_iter().find(|u| before.ends_with(u))?;
        let last = at - unit.len();
        let mut start = last;
        for _ in 0..3 {
            let Some(c) = text.get(..start)?.chars().next_back().filter(|&c| is_han(c) && !BESIDE.contains(c)) else {
                break;
            };
            start -= c.len_utf8();
            if let Some((above_start, ids)) = self.longest_before(text, start) {
                let above = self.chain(text, start, above_start, ids);
                let Place::Regions(ids) = &above.place else { return None };
                let name = text.get(start..at)?.to_owned();
                return Some(Territory {
                    start: above.start,
                    inner: start,
                    place: Place::Township(name, ids.first().copied()),
                    short: false,
                    level: Some(Level::Township),
                });
            }
        }
        // 马岭镇|党委书记 behind a mark: in the division that the page speaks of.
        let clear = text.get(..start)?.chars().next_back().is_none_or(|c| !is_han(c) || BESIDE.contains(c));
        (clear && last - start >= 6).then(|| Territory {
            start,
            inner: start,
            place: Place::Township(text.get(start..at).unwrap_or("").to_owned(), None),
            short: false,
            level: Some(Level::Township),
        })
    }
}
