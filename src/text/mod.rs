//! Positions and text that remembers where it came from: the lowest room of the tree, it imports nothing of ours.
mod aligned;
mod edits;
mod span;

pub use aligned::{AlignedText, Pass};
pub use edits::{EditBuilder, Edits};
pub use span::{Norm, Raw, Span};
