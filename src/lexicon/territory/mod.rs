//! The territory that a body's name starts with, read from its right end: 江苏省|数据局, 省|委, 上海浦东新区唐镇|党委.
mod cues;

pub(super) use cues::{TerritoryCue, TerritoryLetterCue};

use super::{Level, PlaceName, RegionId, Regions};
use crate::{
    matcher::CharCues,
    rules::{RuleError, RuleSet},
    text::{Norm, Span, is_han},
    value::is_numeral,
};

/// A territory as written before a body's name or a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// One of these divisions; more than one where the name is shared.
    Regions(Divisions),
    /// The one of this level that the document is about (省, 市, 自治区).
    Level(Level),
    /// A town or street office, where its name stands, in the division before it where one is named.
    Township(Span<Norm>, Option<RegionId>),
    /// A zone that no table holds, where its name stands, and the division that this begins with, or the zone that goes
    /// before it.
    Zone(Span<Norm>, Option<RegionId>),
    /// 国家, 全国, 中央
    Nation,
}

/// Some of the divisions that bear a name, one bit each in the order of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Divisions {
    name: u32,
    bits: [u64; 2],
}

impl Divisions {
    /// A name is borne by no more divisions than this.
    pub(super) const MOST: usize = 128;

    /// The first `count` of the divisions of a name.
    pub(super) fn first(name: u32, count: usize) -> Self {
        let bits = |from: usize| count.saturating_sub(from).min(64) as u32;
        Self { name, bits: [0, 64].map(|from| u64::MAX.checked_shr(64 - bits(from)).unwrap_or(0)) }
    }

    /// The number of the name.
    pub(super) fn name(self) -> usize {
        self.name as usize
    }

    /// The divisions, out of all that bear the name.
    pub(super) fn of(self, all: &[RegionId]) -> impl Iterator<Item = RegionId> + '_ {
        let mut bits = u128::from(self.bits[1]) << 64 | u128::from(self.bits[0]);
        std::iter::from_fn(move || {
            let next = all.get(bits.trailing_zeros() as usize).copied();
            bits &= bits.wrapping_sub(1);
            next
        })
    }

    /// Those that pass, out of all that bear the name.
    pub(super) fn keep(mut self, all: &[RegionId], pass: impl Fn(RegionId) -> bool) -> Self {
        for (bits, all) in self.bits.iter_mut().zip(all.chunks(64)) {
            let passed = all.iter().enumerate().filter(|&(n, &id)| *bits >> n & 1 != 0 && pass(id));
            *bits = passed.fold(0, |passed, (n, _)| passed | 1 << n);
        }
        self
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.bits.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.bits == [0; 2]
    }
}

/// A word for a zone of so many bytes is no part of a longer name: 示范区.
const LONG_ZONE: usize = 9;

/// Words for the level of a territory that the document names elsewhere.
const LEVELS: [(&str, Level); 22] = [
    ("自治区", Level::AutonomousRegion),
    ("自治州", Level::AutonomousPrefecture),
    ("自治县", Level::County),
    ("自治旗", Level::Banner),
    ("地区", Level::Prefecture),
    ("专区", Level::Prefecture),
    ("园区", Level::Zone),
    ("新区", Level::Zone),
    ("开发区", Level::Zone),
    ("示范区", Level::Zone),
    ("合作区", Level::Zone),
    ("试验区", Level::Zone),
    ("实验区", Level::Zone),
    ("度假区", Level::Zone),
    ("保护区", Level::Zone),
    ("省", Level::Province),
    ("市", Level::City),
    ("州", Level::AutonomousPrefecture),
    ("盟", Level::League),
    ("县", Level::County),
    ("区", Level::District),
    ("旗", Level::Banner),
];

/// The characters that a territory ends with that is named in no table: a level, 国家, 全国, 中央, a township.
///
/// # Errors
/// A table that is missing or wrong.
pub fn territory_ends(rules: &RuleSet) -> Result<Vec<char>, RuleError> {
    const ENDS: [TerritoryLetterCue; 5] = [
        TerritoryLetterCue::EndsTownship,
        TerritoryLetterCue::EndsNation,
        TerritoryLetterCue::EndsGrounds,
        TerritoryLetterCue::EndsLevel,
        TerritoryLetterCue::Prefecture,
    ];
    let letters = CharCues::new(rules)?;
    Ok(ENDS.into_iter().flat_map(|cue| letters.all(cue)).collect())
}

impl Regions {
    /// Whether the name of a township may end with the character `c` at byte `at`: 国家|乡村振兴局 has none.
    pub fn may_end_township(&self, text: &str, at: usize, c: char) -> bool {
        self.letters.is(TerritoryLetterCue::EndsTownship, c)
            && !text.get(at..).is_some_and(|rest| self.words.starts(TerritoryCue::NoTownship, rest))
    }

    /// The territory whose name ends before byte `at`; the longest reading.
    pub fn territory_before(&self, text: &str, at: usize) -> Option<Territory> {
        // 新区|党工委: past divisions of that name mean nothing where a level does.
        let named = self.longest_before(text, at);
        let named = named.filter(|&(start, name)| {
            let surface = text.get(start..at).unwrap_or("");
            // 任|县委书记, 代理|县长: past counties of two characters and tails of words are none unless what they lie in goes before.
            let past = surface.chars().count() == 2 && self.bearers(name).iter().all(|&id| !self.get(id).current);
            let tail = self.ends_word(text, start);
            // 原|州旅游局: the seat of a prefecture is called 原州区 in full.
            !(name.no_division || tail || past && self.longest_before(text, start).is_none())
        });
        if let Some((start, name)) = named {
            return Some(self.chain(text, start, name));
        }
        // Everything else ends in one of few characters.
        let shown = self.letters.of(char_before(text, at)?);
        if shown.has(TerritoryLetterCue::EndsTownship) {
            return self.township(text, at).or_else(|| self.level_of_township(text, at));
        }
        if shown.has(TerritoryLetterCue::EndsNation) {
            let start = self.words.before(TerritoryCue::Nation, text.get(..at)?)?.len();
            return Some(Territory { start, inner: start, place: Place::Nation, short: false, level: None });
        }
        if shown.has(TerritoryLetterCue::EndsGrounds) {
            return self.zone(text, at).or_else(|| self.level(text, at));
        }
        if shown.has(TerritoryLetterCue::EndsLevel) {
            return self.level(text, at);
        }
        if shown.has(TerritoryLetterCue::Prefecture) { self.level_of_prefecture(text, at) } else { None }
    }

    /// 省, 市 …: the one that the document is about.
    fn level(&self, text: &str, at: usize) -> Option<Territory> {
        let before = text.get(..at)?;
        let &(word, level) = LEVELS.iter().find(|(word, _)| before.ends_with(word))?;
        let start = at - word.len();
        let prior = char_before(text, start);
        // 自然|保护区: the words for such zones end many names.
        let zone = level == Level::Zone && start + LONG_ZONE <= at;
        if zone && !prior.is_none_or(|c| self.is_clear(c)) {
            return None;
        }
        if level != Level::AutonomousRegion && prior.is_some_and(|c| self.in_class(text, start, c, level)) {
            return None;
        }
        // 市|州政协, 区|县人大: two levels in a row are a class, unless the first ends a name (南京市|区委).
        let two = matches!(prior, Some('省' | '市' | '州' | '县' | '区')) && self.longest_before(text, start).is_none();
        if two && prior != word.chars().next() {
            return None;
        }
        // 靖江市|市委, 晋城市城区|区委: the level said twice.
        if prior == word.chars().next()
            && let Some((named, name)) = self.longest_before(text, start).filter(|(_, name)| !name.short)
        {
            return Some(self.chain(text, named, name));
        }
        Some(Territory { start, inner: start, place: Place::Level(level), short: false, level: Some(level) })
    }

    /// 各省, 外市, 三县, 省级: whether the character before the word for a level at byte `start` makes a class of territories, or
    /// another word, of it.
    fn in_class(&self, text: &str, start: usize, prior: char, level: Level) -> bool {
        let shown = self.letters.of(prior);
        // 市辖|区, but 下辖|市公路局
        let ruled = || !self.words.ends(TerritoryCue::RulesOver, text.get(..start).unwrap_or(""));
        shown.has(TerritoryLetterCue::Class)
            || prior.is_ascii_digit()
            || is_numeral(prior)
            // 社|区, but 九三学社|市委会
            || shown.has(TerritoryLetterCue::NoDistrict) && level == Level::District
            || shown.has(TerritoryLetterCue::Ruled) && ruled()
    }

    /// Narrows shared names by the division before them, and takes that into the span where names chain.
    fn chain(&self, text: &str, start: usize, name: &PlaceName) -> Territory {
        let mut far = start;
        let mut inside: Option<Divisions> = None;
        self.each_before(text, start, |above_start, above| {
            let within = |id: RegionId| self.bearers(above).iter().any(|&up| up != id && self.within(id, up));
            let ids = inside.unwrap_or(name.meant).keep(self.bearers(name), within);
            if ids.is_empty() {
                return;
            }
            inside = Some(ids);
            let district = matches!(name.level, Some(Level::District | Level::Zone | Level::Banner));
            if above.full {
                far = self.chain(text, above_start, above).start;
            } else if district && above.city {
                far = above_start;
            }
        });
        let ids = inside.map_or(name.first, |ids| self.first_of(ids, name));
        Territory { start: far, inner: start, place: Place::Regions(ids), short: name.short, level: name.level }
    }

    /// 衡阳|松木|经开区, 攸县|工业园, 西咸新区|空港|新城: not in the tables; a word for grounds at most a few characters after a division.
    fn zone(&self, text: &str, at: usize) -> Option<Territory> {
        /// How many characters a zone has for its own name.
        const OWN: usize = 6;
        let (word, full) = self.grounds_before(text, at)?;
        let mut start = word;
        let mut above: Option<(Territory, usize)> = None;
        for _ in 0..=OWN {
            if let Some((named, name)) =
                self.longest_before(text, start).filter(|&(named, _)| !self.ends_word(text, named))
            {
                above = Some((self.chain(text, named, name), start));
                start = named;
                continue;
            }
            let in_name = |c: &char| {
                let shown = self.letters.of(*c);
                is_han(*c) && !shown.has(TerritoryLetterCue::Beside) && !shown.has(TerritoryLetterCue::InNoName)
            };
            let Some(c) = char_before(text, start).filter(in_name) else { break };
            start -= c.len_utf8();
        }
        let Some((above, own)) = above else {
            return self.bare_zone(text, word, full).then_some(Territory {
                start: word,
                inner: word,
                place: Place::Zone(Span::new(word, at), None),
                short: false,
                level: Some(Level::Zone),
            });
        };
        let Place::Regions(ids) = above.place else { return None };
        // 郴州市|高新区: that of the city.
        if own == word
            && let Some(city) = text.get(above.inner..own).and_then(|city| city.strip_suffix('市'))
        {
            let usual = [city, full.or(text.get(word..at))?].concat();
            if let Some((0, name)) = self.longest_before(&usual, usual.len()) {
                return Some(Territory { start: above.start, inner: above.start, ..self.chain(&usual, 0, name) });
            }
        }
        let id = self.of(ids).next();
        let within = id.is_some_and(|id| self.get(id).level == Level::Zone);
        let name = Span::new(if within { own } else { above.start }, at);
        let (start, place, level) = (above.start, Place::Zone(name, id), Some(Level::Zone));
        Some(Territory { start, inner: start, place, short: false, level })
    }

    /// 走进|高新区|经济发展局: whether a word for a zone at byte `at`, which is short for `full`, stands for the zone that the page
    /// speaks of; no part of a name that no table holds, nor one of a class.
    fn bare_zone(&self, text: &str, at: usize, full: Option<&str>) -> bool {
        full.is_some() && char_before(text, at).is_none_or(|c| self.is_clear(c))
    }

    /// Whether a character before the word for a zone belongs to no name and makes no class of it.
    fn is_clear(&self, c: char) -> bool {
        let shown = self.letters.of(c);
        !is_han(c)
            || (shown.has(TerritoryLetterCue::Beside) || shown.has(TerritoryLetterCue::BeforeZone))
                && !shown.has(TerritoryLetterCue::Class)
    }

    /// 腾冲市|中和|镇: whether `c` before byte `at` ends a name of two characters right behind a division in full.
    fn ends_town(&self, text: &str, at: usize, c: char) -> bool {
        let division = || {
            let head = text.get(..at - c.len_utf8())?;
            let (start, _) = head
                .char_indices()
                .next_back()
                .filter(|&(_, d)| is_han(d) && !self.letters.is(TerritoryLetterCue::Beside, d))?;
            self.longest_before(text, start).filter(|(_, name)| name.full)
        };
        self.letters.is(TerritoryLetterCue::EndsTown, c) && division().is_some()
    }

    /// 唐镇, 华阳街道: not in the tables; a few characters after a division or a boundary.
    fn township(&self, text: &str, at: usize) -> Option<Territory> {
        let before = text.get(..at)?;
        let head = self.words.before(TerritoryCue::Township, before)?;
        if self.words.ends(TerritoryCue::NoTown, head) {
            return None;
        }
        let last = head.len();
        let party_before = |start| self.words.ends(TerritoryCue::Party, text.get(..start).unwrap_or(""));
        let mut start = last;
        // 湖南路|街道, not 湖南|路街道.
        let street = text.get(last..).is_some_and(|word| self.words.starts(TerritoryCue::Street, word));
        let is_first_of_street =
            |start| street && text.get(start..last).is_some_and(|own| own.chars().nth(1).is_none());
        // 河东区|鲁山道|街道, not 鲁山|道街道: a division in full before what may be the short name of one.
        let mut under: Option<(usize, usize, &PlaceName)> = None;
        for _ in 0..3 {
            let beside = |c| {
                self.letters.is(TerritoryLetterCue::Beside, c) && !(start == last && self.ends_town(text, start, c))
            };
            let Some(c) = char_before(text, start).filter(|&c| is_han(c) && !beside(c)) else {
                break;
            };
            // 中共|凤仪镇|委员会
            if party_before(start) {
                break;
            }
            start -= c.len_utf8();
            if let Some((above_start, name)) = self.longest_before(text, start)
                && (name.full || under.is_none() && !is_first_of_street(start))
            {
                under = Some((start, above_start, name));
                if name.full {
                    break;
                }
            }
        }
        if let Some((start, above_start, name)) = under {
            let above = self.chain(text, above_start, name);
            let Place::Regions(ids) = above.place else { return None };
            return Some(Territory {
                start: above.start,
                inner: start,
                place: Place::Township(Span::new(start, at), self.of(ids).next()),
                short: false,
                level: Some(Level::Township),
            });
        }
        // 马岭镇|党委书记 behind a mark: in the division that the page speaks of.
        let party = party_before(start);
        let beside = |c| !is_han(c) || self.letters.is(TerritoryLetterCue::Beside, c);
        // 市城|乡规划服务中心, 县乡|镇企业局
        let of_level = |own: &str| {
            let part =
                own.char_indices().next_back().filter(|&(_, c)| self.letters.is(TerritoryLetterCue::TownPart, c));
            part.and_then(|(at, _)| own.get(..at)).is_some_and(is_level)
        };
        let own = text.get(start..last).unwrap_or("");
        let clear = (party || char_before(text, start).is_none_or(beside))
            && !self.letters.stands_in(TerritoryLetterCue::InNoName, own)
            && !of_level(own);
        (clear && last - start >= if party { 3 } else { 6 }).then(|| Territory {
            start,
            inner: start,
            place: Place::Township(Span::new(start, at), None),
            short: false,
            level: Some(Level::Township),
        })
    }

    /// 镇|政府, 街道|党工委 behind a mark: the town that the page speaks of.
    fn level_of_township(&self, text: &str, at: usize) -> Option<Territory> {
        let head = self.words.before(TerritoryCue::Township, text.get(..at)?)?;
        let start = head.len();
        let clear = char_before(text, start)
            .is_none_or(|c| !is_han(c) || self.letters.is(TerritoryLetterCue::BesideLevel, c))
            || self.words.ends(TerritoryCue::NoTown, head);
        let (place, level) = (Place::Level(Level::Township), Some(Level::Township));
        clear.then_some(Territory { start, inner: start, place, short: false, level })
    }

    /// 地|委组织部 behind a mark: the prefecture that the page speaks of.
    fn level_of_prefecture(&self, text: &str, at: usize) -> Option<Territory> {
        let (start, _) = text.get(..at)?.char_indices().next_back()?;
        let clear =
            char_before(text, start).is_none_or(|c| !is_han(c) || self.letters.is(TerritoryLetterCue::Beside, c));
        let shown = self.words.starting(text.get(at..)?);
        let (place, level) = (Place::Level(Level::Prefecture), Some(Level::Prefecture));
        (clear && shown.has(TerritoryCue::Committee) && !shown.has(TerritoryCue::NoCommittee)).then_some(Territory {
            start,
            inner: start,
            place,
            short: false,
            level,
        })
    }

    /// Whether what looks like the name of a division at byte `at` is the end of another word.
    pub fn ends_word(&self, text: &str, at: usize) -> bool {
        let (head, name) = text.split_at_checked(at).unwrap_or((text, ""));
        let Some((before, c)) = head.char_indices().next_back() else { return false };
        // 那楼|镇|原党委书记: a former post in a town.
        is_han(c) && self.words.starts(TerritoryCue::FormerPost, name)
            || self.letters.is(TerritoryLetterCue::BeginsTail, c)
                && text.get(before..).is_some_and(|word| self.words.starts(TerritoryCue::Tail, word))
    }
}

/// Whether the word is one for the level of a territory.
fn is_level(word: &str) -> bool {
    LEVELS.iter().any(|&(level, _)| level == word)
}

fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}
