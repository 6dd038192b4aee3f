//! Which territory a page speaks of, and where: 省数据局 is that of the province named last.
use crate::lexicon::{Divisions, Level, PlaceName, RegionId, Regions};

/// How many places are looked at for one short name, in each direction.
const PLACES_OFF: usize = 256;

/// A place named in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub(super) at: usize,
    pub(super) region: RegionId,
    /// One of a list, or where somebody goes: 到浙江省数据局学习.
    pub(super) weak: bool,
    /// The byte behind which it tells nothing: that of the sentence, where it says where somebody has or had a post (转任
    /// 遂宁市委副书记).
    pub(super) until: usize,
}

/// The short name of counties that stands by itself (顺德召开…): often another word, so it is asked only where nothing else
/// tells which county a page speaks of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Faint {
    pub(super) at: usize,
    pub(super) ids: Divisions,
}

/// Places in order of the text.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    pub(super) all: Vec<Anchor>,
    pub(super) faint: Vec<Faint>,
    /// The province that most places of the page lie in, where there is one: what is named elsewhere in passing does
    /// not make 省水利厅 another province's.
    home: Option<RegionId>,
    /// The county, district or city of a county's rank that is named most, for towns of the page.
    county: Option<RegionId>,
    /// The city that is named most.
    city: Option<RegionId>,
}

impl Anchors {
    /// None yet, with room for so many.
    pub(super) fn of_about(places: usize) -> Self {
        Self { all: Vec::with_capacity(places), ..Self::default() }
    }

    /// Works out what the page as a whole is about, when all its places are known.
    pub(super) fn settle(&mut self, regions: &Regions, text: &str) {
        self.home = self.home(regions);
        self.county = self.most_named(regions, 3);
        self.city = self.most_named(regions, 2);
        self.keep_to_theme(regions, text);
    }

    /// The province of at least three and two thirds of the places.
    fn home(&self, regions: &Regions) -> Option<RegionId> {
        if self.all.len() < 3 {
            return None;
        }
        let mut all: Vec<RegionId> = self.all.iter().map(|a| regions.province(a.region)).collect();
        all.sort_unstable();
        let (count, id) = all.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).max_by_key(|&(n, _)| n)?;
        (count >= 3 && count * 3 >= all.len() * 2).then_some(id)
    }

    /// The province that a department which provinces alone have is one of at byte `at`: the one named last in the line, which
    /// starts at byte `line`, else the one that the page is about.
    pub fn province(&self, regions: &Regions, at: usize, line: usize) -> Option<RegionId> {
        let named = || self.all.iter().take(PLACES_OFF).map(|a| regions.province(a.region));
        let sole = || named().next().filter(|&first| named().all(|id| id == first));
        self.last_before(at, line).map(|id| regions.province(id)).or(self.home).or_else(sole)
    }

    /// On a page that begins with the city or county that it names most, others tell what 市 or 县 means no further than to the
    /// end of their sentence, or of the line that they open.
    fn keep_to_theme(&mut self, regions: &Regions, text: &str) {
        /// Before what opens a line stand no more bytes: 又讯：, 在, 2024年5月,.
        const OPENING: usize = 24;
        let Some(first) = self.all.first().map(|a| a.region) else { return };
        let of_level = |place: RegionId, level: Level| regions.line(place).find(|&id| regions.get(id).level == level);
        for theme in [self.county, self.city].into_iter().flatten() {
            let level = regions.get(theme).level;
            if of_level(first, level) != Some(theme) {
                continue;
            }
            // A page about 寿光市: 市长 is not that of the city in which it lies.
            if level == Level::City && self.city != Some(theme) {
                self.city = None;
            }
            // Where the line, the sentence and what a semicolon parts end, each sought once for all places before it.
            let mut ends = [0; 3];
            for anchor in &mut self.all {
                let Some(other) = of_level(anchor.region, level).filter(|&id| id != theme) else { continue };
                let at = anchor.at;
                let opening = text.as_bytes().get(at.saturating_sub(OPENING)..at).unwrap_or(&[]);
                let opens = at < OPENING || memchr::memchr(b'\n', opening).is_some();
                let (end, stops) = match (opens, regions.within(other, theme)) {
                    (true, _) => (&mut ends[0], &['\n'][..]),
                    (false, false) => (&mut ends[1], &['\n', '。'][..]),
                    (false, true) => (&mut ends[2], &['\n', '。', '；', ';'][..]),
                };
                if *end <= at {
                    *end = text.get(at..).and_then(|t| t.find(stops)).map_or(text.len(), |n| at + n);
                }
                anchor.until = anchor.until.min(*end);
            }
        }
    }

    fn most_named(&self, regions: &Regions, depth: u8) -> Option<RegionId> {
        let mut all: Vec<RegionId> =
            self.all.iter().map(|a| a.region).filter(|&id| regions.get(id).depth == depth).collect();
        all.sort_unstable();
        let counts = all.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0]));
        counts.max_by_key(|&(count, _)| count).filter(|&(count, _)| count >= 2).map(|(_, id)| id)
    }

    /// Of divisions that share a name, the one in a territory named before; else `first`.
    pub(super) fn closest(&self, regions: &Regions, name: &PlaceName, first: RegionId) -> RegionId {
        let depth = regions.get(first).depth;
        let same = |id: RegionId| regions.get(id).depth == depth && regions.get(id).current;
        self.all
            .iter()
            .rev()
            .take(PLACES_OFF)
            .find_map(|a| {
                regions
                    .bearers(name)
                    .iter()
                    .copied()
                    .find(|&id| same(id) && id != a.region && related(regions, id, a.region))
            })
            .unwrap_or(first)
    }

    /// Of the divisions of a name the one that was named last.
    pub(super) fn named_again(&self, regions: &Regions, name: &PlaceName) -> Option<RegionId> {
        let before = self.all.iter().rev().take(PLACES_OFF).map(|a| a.region);
        before.into_iter().find(|&id| regions.of(name.meant).any(|of| of == id))
    }

    /// Of divisions that share a name, the one that fits the places around byte `at`.
    pub fn choose(&self, regions: &Regions, ids: &Divisions, at: usize) -> Option<RegionId> {
        let all = || regions.of(*ids);
        let first = regions.largest(all())?;
        if ids.len() == 1 {
            return Some(first);
        }
        let next = self.all.partition_point(|a| a.at < at);
        let before = self.all.get(..next).into_iter().flatten().rev().take(PLACES_OFF);
        let after = self.all.get(next..).into_iter().flatten().take(PLACES_OFF);
        before.chain(after).find_map(|a| all().find(|&id| related(regions, id, a.region))).or(Some(first))
    }

    /// The territory of this level that the text speaks of at byte `at`: the last one named, else the next.
    pub fn of_level(&self, regions: &Regions, level: Level, at: usize) -> Option<RegionId> {
        const NEAR_BYTES: usize = 45;
        let next = self.all.partition_point(|a| a.at < at);
        let fits = |a: &Anchor| regions.line(a.region).find(|&id| regions.get(id).level == level);
        let before = || self.all.get(..next).into_iter().flatten().rev().take(PLACES_OFF);
        let after = || self.all.get(next..).into_iter().flatten().take(PLACES_OFF);
        let at_home = |a: &&Anchor| {
            // Right beside the name the other province is meant all the same.
            const BESIDE: usize = 90;
            let home = self.home.is_none_or(|home| regions.within(a.region, home));
            !a.weak && (home || at - a.at <= BESIDE)
        };
        // 诸暨市 lies in 绍兴市 and is another 市.
        let own = |a: &Anchor| {
            let mut line = regions.line(a.region);
            line.any(|id| Some(id) == self.city) && (level != Level::City || fits(a) == self.city)
        };
        let stays = |a: &&Anchor| at <= a.until || own(a);
        let told = before().filter(at_home).filter(stays).find_map(fits);
        let told = told.or_else(|| before().filter(at_home).find_map(fits));
        // 到内黄县任|副县长，又转滑县…: the place right before, whatever it is named for.
        let near = || before().take_while(|a| at - a.at <= NEAR_BYTES).find_map(fits);
        let told = told.or_else(near).or_else(|| after().find_map(fits)).or_else(|| before().find_map(fits));
        told.or_else(|| self.faint(regions, at, |id| regions.get(id).level == level).map(|(_, id)| id))
    }

    /// The county that the page names in short, with where it does: the last before byte `at`, else the first behind.
    fn faint(&self, regions: &Regions, at: usize, fits: impl Fn(RegionId) -> bool) -> Option<(usize, RegionId)> {
        let meant = |faint: &Faint| {
            let mut ids = regions.of(faint.ids).filter(|&id| regions.get(id).current && fits(id));
            let first = ids.next()?;
            // Of several of one name, the one in a province that the page names.
            let near = || self.all.iter().take(PLACES_OFF).map(|a| a.region);
            let id = match ids.next() {
                None => first,
                Some(second) => {
                    [first, second].into_iter().chain(ids).find(|&id| near().any(|a| related(regions, id, a)))?
                }
            };
            Some((faint.at, id))
        };
        let next = self.faint.partition_point(|faint| faint.at < at);
        let (before, after) = self.faint.split_at(next);
        before.iter().rev().take(PLACES_OFF).find_map(meant).or_else(|| after.iter().take(PLACES_OFF).find_map(meant))
    }

    /// Where the place stands that tells which territory is meant at byte `at`, when `id` is.
    pub fn source(&self, regions: &Regions, id: RegionId, at: usize) -> Option<usize> {
        let next = self.all.partition_point(|a| a.at < at);
        let names = |a: &&Anchor| regions.within(a.region, id);
        let (before, after) = (self.all.get(..next)?, self.all.get(next..)?);
        let strong = before.iter().rev().filter(|a| !a.weak).find(names);
        let told = strong.or_else(|| after.iter().find(names)).or_else(|| before.iter().rev().find(names));
        told.map(|a| a.at).or_else(|| self.faint(regions, at, |other| other == id).map(|(at, _)| at))
    }

    /// The county, district or city of a county's rank that the text speaks of at byte `at`, for a township there.
    pub fn county(&self, regions: &Regions, at: usize) -> Option<RegionId> {
        let next = self.all.partition_point(|a| a.at < at);
        let before = self.all.get(..next)?.iter().rev().take(PLACES_OFF);
        if let Some(home) = self.county {
            // 任通渭县委办公室副主任；2009年任|榜罗镇|党委书记: where the sentence speaks of another county, it lies there.
            let other = before.clone().find(|a| regions.get(a.region).depth >= 3);
            return other.filter(|a| at <= a.until && a.until < usize::MAX).map(|a| a.region).or(Some(home));
        }
        let after = self.all.get(next..)?.iter().take(PLACES_OFF);
        let told = before.chain(after).map(|a| a.region).find(|&id| regions.get(id).depth >= 3);
        told.or_else(|| self.faint(regions, at, |id| regions.get(id).depth == 3).map(|(_, id)| id))
    }

    /// The place of this level named last before byte `at` and not before `from`, with where it stands.
    pub fn last_of_level(&self, regions: &Regions, level: Level, at: usize, from: usize) -> Option<(usize, RegionId)> {
        let next = self.all.partition_point(|a| a.at < at);
        let near = self.all.get(..next)?.iter().rev().take_while(|a| a.at >= from);
        near.map(|a| (a.at, a.region)).find(|&(_, id)| regions.get(id).level == level)
    }

    /// The last place before byte `at` that `fits`.
    pub fn last_that(&self, at: usize, fits: impl Fn(RegionId) -> bool) -> Option<RegionId> {
        let before = self.all.get(..self.all.partition_point(|a| a.at < at))?;
        before.iter().rev().take(PLACES_OFF).map(|a| a.region).find(|&id| fits(id))
    }

    /// The first behind it.
    pub fn next_that(&self, at: usize, fits: impl Fn(RegionId) -> bool) -> Option<RegionId> {
        let behind = self.all.get(self.all.partition_point(|a| a.at < at)..)?;
        behind.iter().take(PLACES_OFF).map(|a| a.region).find(|&id| fits(id))
    }

    /// The place named last before byte `at` and not before `from`.
    pub fn last_before(&self, at: usize, from: usize) -> Option<RegionId> {
        let next = self.all.partition_point(|a| a.at < at);
        self.all.get(..next)?.last().filter(|a| a.at >= from).map(|a| a.region)
    }
}

fn related(regions: &Regions, a: RegionId, b: RegionId) -> bool {
    // Who lies in another lies in its province.
    regions.province(a) == regions.province(b)
}
