//! A public body as the text names it, and as resolution understands it.
use std::sync::Arc;

use smol_str::SmolStr;

use super::Found;
use crate::{
    lexicon::{FullName, RegionId, System, Territory},
    text::{Norm, Span},
    value::AgencyKind,
};

/// A body, before and after resolution.
#[derive(Clone, Debug)]
pub struct Body {
    /// What the name is made of.
    pub naming: Naming,
    /// The territory written before it.
    pub territory: Option<Territory>,
    /// The body written before it that it belongs to, by its place on the board.
    pub owner: Option<usize>,
    /// What it is.
    pub kind: AgencyKind,
    /// One word with the title after it (省委书记): no mention, but its post is one in this body.
    pub fused: bool,
    /// One noun for the bodies of several places (洛阳、新乡两市数据局): no mention, but it is spoken of.
    pub shared: bool,
    /// A head noun without territory or owner (组织部, 管委会): a mention only where the page says which body it is.
    pub bare: bool,
    /// The territory's number once it is known; bodies named after it in short forms share it.
    pub seat: Option<RegionId>,
    /// Full name and GB/T 2260 code; none while or where the page does not tell.
    pub full: Option<Arc<FullName>>,
}

/// What a body's name is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Naming {
    /// Known by name alone.
    Known(Arc<FullName>),
    /// A standard department: official stem and how the name is composed.
    Department(Arc<str>, System),
    /// Built from words: where the stem stands.
    Built(Span<Norm>),
}

impl Body {
    /// The official name, where resolution found one.
    pub fn name(&self) -> Option<&SmolStr> {
        self.full.as_ref().map(|full| &full.name)
    }
}

/// The last of `bodies` that 该 and a word for what it is (局, 委, 中心) means: one whose name ends so, not far back.
pub fn last_meant(bodies: &[Found<Body>], word: &str) -> Option<usize> {
    const BODIES_BACK: usize = 100;
    let near = bodies.len().saturating_sub(BODIES_BACK);
    let fits = |b: &Found<Body>| b.value.name().is_some_and(|name| is_called(name, word));
    bodies[near..].iter().rposition(fits).map(|n| near + n)
}

/// Whether a body of this name is called by a word for what it is: its last characters, or 委 and 办 for short.
pub fn is_called(name: &str, word: &str) -> bool {
    name.ends_with(word) || word == "委" && name.ends_with("委员会") || word == "办" && name.ends_with("办公室")
}
