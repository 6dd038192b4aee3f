//! Foreign states, by the names that Chinese news gives them.
use super::territory::TerritoryCue;
use crate::{
    matcher::{Cues, ReverseTrie, Trie},
    rules::{RuleError, RuleSet},
};

/// Names of foreign states.
#[derive(Clone, Debug)]
pub struct States {
    forward: Trie,
    backward: ReverseTrie,
    words: Cues<TerritoryCue>,
}

impl States {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let (forward, backward) = Default::default();
        let mut states = Self { forward, backward, words: Cues::new(rules)? };
        for (n, row) in rules.table("places/states")?.rows().iter().enumerate() {
            states.forward.insert(row.get(0), n as u32);
            states.backward.insert(row.get(0), n as u32);
        }
        Ok(states)
    }

    /// Whether the name of a state starts at byte `at`.
    pub fn starts(&self, text: &str, at: usize) -> bool {
        self.forward.longest_at(text, at).is_some()
    }

    /// Where the name of a state ends that starts at byte `at`.
    pub fn end_of(&self, text: &str, at: usize) -> Option<usize> {
        self.forward.longest_at(text, at).map(|(end, _)| end)
    }

    /// Where the state starts whose name ends before byte `at`; none where an embassy there is meant (驻|日本|大使).
    pub fn before(&self, text: &str, at: usize) -> Option<usize> {
        let (start, _) = self.backward.longest_before(text, at)?;
        (!self.words.ends(TerritoryCue::Posted, text.get(..start)?)).then_some(start)
    }

    /// The same where 前 or 原 may stand behind the name (美国|前|国防部长); the name as well.
    pub fn named_before<'t>(&self, text: &'t str, at: usize) -> Option<(usize, &'t str)> {
        let head = text.get(..at)?;
        // Asked for nearly every body: no look-up.
        let end = head.strip_suffix(['前', '原']).map_or(at, str::len);
        let start = self.before(text, end)?;
        Some((start, text.get(start..end)?))
    }
}
