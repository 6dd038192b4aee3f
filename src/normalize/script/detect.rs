//! Tells what a page is written in by the characters that only one of the two scripts has.
use super::characters::{CharSet, Characters, pairs};
use crate::rules::{RuleError, RuleSet};

/// A side with a smaller share than one in this many does not count.
const MINORITY: usize = 20;

/// What a page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Simplified, also where nothing tells the two apart.
    Hans,
    /// Traditional.
    Hant,
    /// Both, each with at least one in twenty of the telling characters.
    Mixed,
}

impl Script {
    /// As records spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hans => "hans",
            Self::Hant => "hant",
            Self::Mixed => "mixed",
        }
    }
}

/// The characters that tell.
#[derive(Debug)]
pub(super) struct Telling {
    simplified_only: CharSet,
    /// Characters that change, and stay on simplified pages.
    shared: CharSet,
}

impl Telling {
    pub(super) fn new(rules: &RuleSet, characters: &Characters) -> Result<Self, RuleError> {
        let mut simplified_only = CharSet::default();
        for (_, to) in pairs(rules.table("normalize/t2s")?, ["traditional", "simplified"])? {
            // 后 里 台 and their like are simplified forms and old characters too; Big5 knows them.
            let unknown = encoding_rs::BIG5.encode(to.encode_utf8(&mut [0; 4])).2;
            if unknown && !characters.changed.contains(to) {
                simplified_only.insert(to);
            }
        }
        let mut shared = CharSet::default();
        let table = rules.table("normalize/shared")?;
        table.rows().iter().filter_map(|row| row.get(0).chars().next()).for_each(|c| shared.insert(c));
        Ok(Self { simplified_only, shared })
    }

    /// Whether a character that changes is a simplified one too.
    pub(super) fn is_shared(&self, c: char) -> bool {
        self.shared.contains(c)
    }

    /// Weighs the characters of one script against those of the other.
    pub(super) fn weigh(&self, text: &str, characters: &Characters) -> Script {
        let (mut old, mut new) = (0usize, 0usize);
        for c in text.chars().filter(|&c| c > '\u{7ff}') {
            old += usize::from(characters.changed.contains(c) && !self.is_shared(c));
            new += usize::from(self.simplified_only.contains(c));
        }
        let all = old + new;
        match (old * MINORITY < all, new * MINORITY < all) {
            _ if all == 0 => Script::Hans,
            (true, _) => Script::Hans,
            (_, true) => Script::Hant,
            _ => Script::Mixed,
        }
    }
}
