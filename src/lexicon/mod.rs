//! What the rules say of the world, ready for look-up: divisions, foreign states, bodies, titles, names. Looks at no page.
mod bodies;
mod cues;
mod names;
mod regions;
mod signs;
mod special;
mod spelled;
mod states;
mod territory;
mod titles;
mod words;

pub use bodies::{Bodies, Department, Ending, FullName, Known, Organization, Reading, Suffix, System, Tail};
pub use cues::AgencyCue;
pub use names::Names;
pub use regions::{Level, Likely, PlaceName, Region, RegionId, Regions, stands_alone};
pub use signs::Sign;
pub use special::{NATION, Special};
pub use spelled::Spelled;
pub use states::States;
pub use territory::{Divisions, Place, Territory, territory_ends};
pub use titles::{Scope, Title, Titles};

use crate::{
    matcher::{Cues, Scanner},
    rules::{RuleError, RuleSet},
};

/// All look-up tables.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// Divisions and zones.
    pub regions: Regions,
    /// Foreign states.
    pub states: States,
    /// Bodies, departments, words that bodies' names are built from.
    pub bodies: Bodies,
    /// Words around bodies, and ends of their names, that show what they are.
    pub cues: Cues<AgencyCue>,
    /// How the final words of bodies' names are spelled in full.
    pub spelled: Spelled,
    /// Words for posts.
    pub titles: Titles,
    /// Surnames and what stands around names.
    pub names: Names,
}

impl Lexicon {
    /// Builds the tables. The scanner is told what to call for: places, bodies, titles.
    ///
    /// # Errors
    /// A table that is missing or wrong.
    pub fn new(rules: &RuleSet, scanner: &mut Scanner) -> Result<Self, RuleError> {
        Ok(Self {
            cues: Cues::new(rules)?,
            regions: Regions::new(rules, scanner)?,
            states: States::new(rules)?,
            bodies: Bodies::new(rules, scanner)?,
            spelled: Spelled::new(rules)?,
            titles: Titles::new(rules, scanner)?,
            names: Names::new(rules)?,
        })
    }
}
