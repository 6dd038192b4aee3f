//! What the page as a whole says of its mentions: its own date, the territory it is about, full names of short ones.
mod bodies;
mod dates;
mod given;
mod places;
mod reference;
mod subjects;

use crate::{lexicon::Lexicon, segment::Layout};

pub use bodies::{Composed, NameBodies, Origin};
pub use dates::Calendar;
pub use places::{Anchors, Places, about};
pub use reference::References;
pub use subjects::{Part, Subjects};

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
    pub about: Option<&'a str>,
}
