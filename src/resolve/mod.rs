//! What the page as a whole says of its mentions: its own date, the territory it is about, full names of short ones.
mod bodies;
mod dates;
mod places;
mod reference;

pub use bodies::{NameBodies, Named};
pub use dates::resolve_dates;
pub use places::{Anchors, about};
pub use reference::reference_date;
