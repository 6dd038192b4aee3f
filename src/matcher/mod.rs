//! Mechanisms of matching that know nothing of offices: tries, the scan for triggers, patterns over mentions.
mod chars;
mod pattern;
mod scan;
mod sequence;
mod trie;

pub use chars::Chars;
pub use pattern::{Forms, Pattern, Symbol};
pub use scan::{Scanner, Triggers};
pub use sequence::Sequences;
pub use trie::{ReverseTrie, Trie};
