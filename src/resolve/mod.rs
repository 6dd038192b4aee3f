//! What the page as a whole says of its mentions: its own date, the territory it is about, full names of short ones.
mod anchors;
mod bodies;
mod dates;
mod given;
mod places;
mod reference;
mod subjects;

use crate::{
    lexicon::{Lexicon, Place, RegionId, Special},
    segment::Layout,
    text::{Norm, Span},
};

pub use anchors::Anchors;
pub use bodies::{Composed, NameBodies, Origin};
pub use dates::Calendar;
pub use places::{Places, special};
pub use reference::References;
pub use subjects::{OTHER_NAMES, Part, Subjects};

/// What resolving and relating read of a page, beside its mentions.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// Look-up tables.
    pub lexicon: &'a Lexicon,
    /// The normalized text.
    pub text: &'a str,
    /// Its lines and sentences.
    pub layout: &'a Layout,
    /// Where its [`MARKS`](crate::segment::MARKS) stand, and what else the scan was asked to mark, and which.
    pub marks: &'a [(u32, char)],
    /// The places it names.
    pub anchors: &'a Anchors,
    /// The special territory it is about.
    pub special: Option<Special>,
}

impl<'a> Page<'a> {
    /// The town or street named last before byte `at`, and the division it was named with.
    pub fn town_before(&self, at: usize) -> Option<(Option<RegionId>, &'a str)> {
        const NEAR_CHARACTERS: usize = 300;
        self.town_within(self.text.get(..at)?, NEAR_CHARACTERS)
    }

    /// The lines that the text begins with as long as they are those of menus and headlines: short, and no sentences.
    pub fn heads(&self) -> impl Iterator<Item = Span<Norm>> {
        const HEADLINE_BYTES: usize = 90;
        const LINES: usize = 12;
        let lines = self.layout.lines().iter().take(LINES).map(|line| line.span);
        lines.take_while(|line| line.len() <= HEADLINE_BYTES && !line.of(self.text).contains('。'))
    }

    /// 三台县潼川镇领导班子: the town that the first of these lines to name one names, by its name in full.
    pub fn town_of_headline(&self) -> Option<String> {
        let (line, (above, town)) = self.heads().find_map(|line| {
            let characters = line.of(self.text).chars().count();
            Some((line, self.town_within(self.text.get(..line.end())?, characters)?))
        })?;
        let regions = &self.lexicon.regions;
        let above = above.or_else(|| self.anchors.county(regions, line.end()));
        Some([above.map_or("", |id| regions.full_name(id)), town].concat())
    }

    /// The last town that `head`, the begin of the text, names in so many characters at its end.
    fn town_within(&self, head: &str, characters: usize) -> Option<(Option<RegionId>, &'a str)> {
        let units = head.char_indices().rev().take(characters);
        let mut units = units.filter(|&(at, c)| self.lexicon.regions.may_end_township(self.text, at, c));
        units.find_map(|(unit, c)| match self.lexicon.regions.territory_before(self.text, unit + c.len_utf8())?.place {
            Place::Township(town, above) => Some((above, town.of(self.text))),
            _ => None,
        })
    }
}
