//! Positions and text that remembers where it came from: the lowest room of the tree, it imports nothing of ours.
//!
//! Only a position of the normalized text has a way back, so this compiles
//!
//! ```
//! use zhiguan::text::{AlignedText, Norm, Span};
//! assert_eq!(AlignedText::new("国家").to_raw(Span::<Norm>::new(0, 3)).end(), 3);
//! ```
//!
//! and this does not:
//!
//! ```compile_fail,E0308
//! use zhiguan::text::{AlignedText, Raw, Span};
//! AlignedText::new("国家").to_raw(Span::<Raw>::new(0, 3));
//! ```
mod aligned;
mod classes;
mod edits;
mod span;
#[cfg(test)]
mod tests;

pub(crate) use aligned::WayBack;
pub use aligned::{AlignedText, Pass};
pub use classes::{BEYOND, Characters, Classes, place, place_at, place_before};
pub use edits::{EditBuilder, Edits};
pub use span::{Norm, Raw, Span};

/// Whether the character is a Chinese one of the basic block, U+4E00–U+9FFF, which all common ones are in.
pub fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
