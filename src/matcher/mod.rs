//! Mechanisms of matching that know nothing of offices: tries, the scan for triggers, patterns over mentions.
mod letters;
mod pattern;
mod program;
mod scan;
mod sequence;
mod trie;

pub use pattern::{Forms, Group, Match, Pattern, Searched, Symbol, Symbols};
pub use scan::{Scanner, Triggers};
pub use sequence::Sequences;
pub use trie::{Heads, ReverseTrie, Trie};
