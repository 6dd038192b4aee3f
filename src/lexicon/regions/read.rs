//! The tables of divisions and zones, as they are read.
use rustc_hash::FxHashMap;

use super::{Level, PlaceName, Region, RegionId, Regions};
use crate::{
    lexicon::{Divisions, Special},
    matcher::{CharCues, Cues, ReverseTrie, Scanner, Trie},
    rules::{Named, Row, RuleError, RuleSet, Table},
    text::Classes,
};

/// How deep divisions stand, by what `places/regions` calls their level.
const DEPTHS: [Named<u8>; 3] = [("province", 1), ("prefecture", 2), ("county", 3)];

/// What `places/regions` says of divisions: whether they are there still.
const STATUS: [Named<bool>; 2] = [("current", true), ("past", false)];

/// What `places/zones` calls zones.
const ZONES: [Named<Level>; 5] = [
    ("corps", Level::Corps),
    ("economic", Level::Zone),
    ("hightech", Level::Zone),
    ("new_area", Level::Zone),
    ("other", Level::Zone),
];

/// A name as it is written, with its number, and one that bears it.
pub(super) struct Surface<'r> {
    pub(super) n: u32,
    pub(super) text: &'r str,
    pub(super) id: RegionId,
}

/// A zone that a city has under the usual name (郴州经济技术开发区).
struct UsualZone<'r> {
    /// The code of its city.
    city: &'r str,
    name: String,
    short: Option<String>,
    /// The line of the table that it is made from.
    row: &'r Row,
}

impl<'r> UsualZone<'r> {
    /// Those of the table `grounds` in each city of `regions`.
    fn all(grounds: &'r Table, regions: &'r Table) -> Result<Vec<Self>, RuleError> {
        let [code, short, level, status] = regions.columns(["code", "short", "level", "status"])?;
        let [word, full, usual] = grounds.columns(["word", "full", "usual"])?;
        let brief_of = |word: &str| grounds.rows().iter().find(|row| row.get(full) == word);
        let mut all_usual = Vec::new();
        for row in grounds.rows() {
            let is_usual = grounds.value(row, usual, "word", &[("", false), ("usual", true)])?;
            all_usual.extend((is_usual && row.get(full).is_empty()).then(|| (row, brief_of(row.get(word)))));
        }
        let mut zones = Vec::with_capacity(regions.rows().len() / 2);
        for region in regions.rows() {
            let city = region.get(level) == "prefecture" && region.get(status) == "current";
            // 海西州,海西: the last is the shortest.
            let Some(place) = region.list(short).last().filter(|_| city) else { continue };
            zones.extend(all_usual.iter().map(|&(row, short)| {
                let named = |row: &Row| [place, row.get(word)].concat();
                Self { city: region.get(code), name: named(row), short: short.map(named), row }
            }));
        }
        Ok(zones)
    }
}

impl Regions {
    pub(in crate::lexicon) fn new(rules: &RuleSet, scanner: &mut Scanner) -> Result<Self, RuleError> {
        let (divisions, grounds) = (rules.table("places/regions")?, rules.table("places/grounds")?);
        let usual_zones = UsualZone::all(grounds, divisions)?;
        // Hardly any division has more than two names.
        let names = (divisions.rows().len() + usual_zones.len()) * 2;
        let mut surfaces: Vec<Surface<'_>> = Vec::with_capacity(names);
        let mut regions = Self::with_room(names, rules)?;
        regions.read_grounds(grounds)?;
        let by_code = regions.read_divisions(divisions, &mut surfaces, scanner)?;
        regions.read_zones(rules.table("places/zones")?, &by_code, &mut surfaces, scanner)?;
        regions.add_usual_zones(&usual_zones, grounds, &by_code, &mut surfaces, scanner)?;
        regions.special = Special::ALL.map(|special| by_code.get(special.code()).copied());
        regions.settle(&mut surfaces);
        Ok(regions)
    }

    /// No divisions yet, but room for so many names.
    fn with_room(names: usize, rules: &RuleSet) -> Result<Self, RuleError> {
        let (provinces, full_names, likely, bearers, grounds_in_full) = Default::default();
        Ok(Self {
            all: Vec::with_capacity(names),
            provinces,
            special: Default::default(),
            full_names,
            names: Vec::with_capacity(names),
            likely,
            bearers,
            backward: ReverseTrie::with_room(names),
            forward: Trie::with_room(names),
            last: Classes::default(),
            grounds: ReverseTrie::default(),
            grounds_in_full,
            words: Cues::new(rules)?,
            letters: CharCues::new(rules)?,
        })
    }

    fn read_grounds(&mut self, table: &Table) -> Result<(), RuleError> {
        let [word, in_full] = table.columns(["word", "full"])?;
        for row in table.rows() {
            self.grounds.insert(row.get(word), self.grounds_in_full.len() as u32);
            self.grounds_in_full.push(Some(row.get(in_full)).filter(|full| !full.is_empty()).map(Into::into));
        }
        Ok(())
    }

    /// Adds the divisions, and tells them by their codes.
    fn read_divisions<'r>(
        &mut self,
        table: &'r Table,
        surfaces: &mut Vec<Surface<'r>>,
        scanner: &mut Scanner,
    ) -> Result<FxHashMap<&'r str, RegionId>, RuleError> {
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
            let depth = table.value(row, level, "level", &DEPTHS)?;
            let fault = |what: &str| table.cell_fault(row, name, what);
            let kind =
                level_of(row.get(name), depth).ok_or_else(|| fault("the name ends in no known kind of division"))?;
            let parent = by_code.get(row.get(parent)).copied();
            let region = Region {
                code: row.get(code).into(),
                name: row.get(name).into(),
                level: kind,
                parent,
                current: table.value(row, status, "status", &STATUS)?,
                depth,
            };
            let named = std::iter::once(row.get(name)).chain(row.list(short));
            self.add(region, surfaces, named, scanner).map_err(fault)?;
        }
        Ok(by_code)
    }

    /// Adds the zones of the table.
    fn read_zones<'r>(
        &mut self,
        table: &'r Table,
        by_code: &FxHashMap<&str, RegionId>,
        surfaces: &mut Vec<Surface<'r>>,
        scanner: &mut Scanner,
    ) -> Result<(), RuleError> {
        let [name, short, region, kind] = table.columns(["name", "short", "region", "kind"])?;
        for row in table.rows() {
            let level = table.value(row, kind, "kind", &ZONES)?;
            let parent = by_code.get(row.get(region)).copied();
            let code = row.get(region).into();
            let region = Region { code, name: row.get(name).into(), level, parent, current: true, depth: 4 };
            let named = std::iter::once(row.get(name)).chain(row.list(short));
            self.add(region, surfaces, named, scanner).map_err(|what| table.cell_fault(row, name, what))?;
        }
        Ok(())
    }

    /// Adds the zones that cities have under the usual names, where no other has that name.
    fn add_usual_zones<'r>(
        &mut self,
        zones: &'r [UsualZone<'_>],
        grounds: &Table,
        by_code: &FxHashMap<&str, RegionId>,
        surfaces: &mut Vec<Surface<'r>>,
        scanner: &mut Scanner,
    ) -> Result<(), RuleError> {
        for zone in zones {
            let known = |name: &String| self.forward.longest_at(name, 0).is_some_and(|(end, _)| end == name.len());
            if known(&zone.name) {
                continue;
            }
            let named: Vec<&String> = std::iter::once(&zone.name).chain(&zone.short).filter(|&n| !known(n)).collect();
            let (code, name, parent) = (zone.city.into(), zone.name.as_str().into(), by_code.get(zone.city).copied());
            let region = Region { code, name, level: Level::Zone, parent, current: true, depth: 4 };
            let named = named.into_iter().map(String::as_str);
            self.add(region, surfaces, named, scanner).map_err(|what| grounds.fault(zone.row, what))?;
        }
        Ok(())
    }

    /// Adds a division under all its names.
    fn add<'r>(
        &mut self,
        region: Region,
        surfaces: &mut Vec<Surface<'r>>,
        named: impl Iterator<Item = &'r str>,
        scanner: &mut Scanner,
    ) -> Result<(), &'static str> {
        let id = RegionId(self.all.len() as u16);
        self.all.push(region);
        for text in named {
            let n = self.forward.value_of(text, self.names.len() as u32);
            if n as usize == self.names.len() {
                self.names.push(PlaceName::default());
                self.backward.insert(text, n);
                scanner.call_word(text, Scanner::PLACE);
            }
            let bearers = &mut self.names[n as usize].all.1;
            *bearers += 1;
            if *bearers as usize > Divisions::MOST {
                return Err("more divisions bear a name than can be told apart");
            }
            surfaces.push(Surface { n, text, id });
        }
        Ok(())
    }
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
