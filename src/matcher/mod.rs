//! Mechanisms of matching: tries, the scan for triggers, patterns over mentions. Of offices they know the kinds of mentions and
//! the names of groups in patterns, no word.
mod automaton;
mod beside;
mod characters;
mod compile;
mod cues;
mod forms;
mod formset;
mod letters;
mod needs;
mod part;
mod pattern;
mod program;
mod scan;
mod sequence;
mod syntax;
mod trie;

pub use characters::CharCues;
pub(crate) use cues::cues;
pub use cues::{Cue, Cues, Shown};
pub use forms::{Forms, Searched};
pub use formset::FormSet;
pub use pattern::{Group, Match, Pattern, Symbol, Symbols};
pub use scan::{Scanner, Triggers};
pub use sequence::Sequences;
pub use trie::{ReverseTrie, Trie};
