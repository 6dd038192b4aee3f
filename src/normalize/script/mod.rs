//! Traditional characters and variants become simplified ones, one character for one, with OpenCC's phrases for the
//! few that depend on their company (乾隆, 瞭解). The vocabulary stays: 資訊 becomes 资讯, not 信息.
mod characters;
mod detect;
#[cfg(feature = "opencc")]
mod opencc;
mod phrases;

use super::chars::after;
use crate::rules::{RuleError, RuleSet};
use crate::text::{EditBuilder, Pass};
use characters::Characters;
pub use detect::Script;
use phrases::Phrases;

/// The pass with its tables.
#[derive(Debug)]
pub(super) struct ToSimplified {
    characters: Characters,
    phrases: Phrases,
    telling: detect::Telling,
    #[cfg(feature = "opencc")]
    opencc: Option<opencc::OpenCc>,
}

/// When a character makes a text that holds it change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Always,
    /// Not on simplified pages, as one without characters that always change is; but such a page is looked at.
    OldPage,
    /// In a phrase, on a page that is looked at.
    Phrase,
}

/// What turns traditional characters into simplified ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum T2s {
    /// The tables of the rules.
    #[default]
    Table,
    /// The C library OpenCC; variants that it leaves alone still go by the table.
    #[cfg(feature = "opencc")]
    OpenCc,
}

impl ToSimplified {
    /// Reads `normalize/{t2s,variants,t2s_phrases,shared}.tsv`.
    pub(super) fn new(rules: &RuleSet, t2s: T2s) -> Result<Self, RuleError> {
        let characters = Characters::new(rules)?;
        let phrases = Phrases::new(rules, &characters)?;
        let telling = detect::Telling::new(rules, &characters, &phrases)?;
        match t2s {
            T2s::Table => Ok(Self {
                characters,
                phrases,
                telling,
                #[cfg(feature = "opencc")]
                opencc: None,
            }),
            #[cfg(feature = "opencc")]
            T2s::OpenCc => Ok(Self { characters, phrases, telling, opencc: Some(opencc::OpenCc::new()?) }),
        }
    }

    /// The characters that may change a text.
    pub(super) fn changes(&self) -> impl Iterator<Item = (char, Change)> {
        #[cfg(feature = "opencc")]
        let knows_phrases = self.opencc.is_none();
        #[cfg(not(feature = "opencc"))]
        let knows_phrases = true;
        let alone = self.characters.all().map(move |c| match self.telling.is_shared(c) && knows_phrases {
            true => (c, Change::OldPage),
            false => (c, Change::Always),
        });
        alone.chain(self.phrases.changed().map(|c| (c, Change::Phrase)))
    }

    /// What the page is written in, by the characters that only one of the two scripts has.
    pub(super) fn detect(&self, text: &str) -> Script {
        self.telling.weigh(text).unwrap_or(Script::Hans)
    }
}

impl Pass for ToSimplified {
    fn name(&self) -> &'static str {
        "script"
    }

    fn apply(&self, out: &mut EditBuilder<'_>) {
        let text = out.source();
        let Some(script) = self.telling.weigh(text) else { return };
        let simplified = script == Script::Hans;
        #[cfg(feature = "opencc")]
        if let Some(opencc) = &self.opencc
            && opencc.apply(self, &|c| simplified && self.telling.is_shared(c), out)
        {
            return;
        }
        // Where a phrase may start, or a character changes on its own.
        self.telling.stops(text, |at| {
            // A phrase may have gone beyond.
            let Some(c) = after(text, at).filter(|_| at >= out.position()) else { return };
            out.copy_to(at);
            // 陈乾灿: on a simplified page the character is the right one.
            if simplified && self.telling.is_shared(c) {
                out.copy(c.len_utf8());
            } else if let Some(image) = self.phrases.at(text, at, c) {
                put(out, image.chars());
            } else {
                put(out, [self.characters.get(c).unwrap_or(c)]);
            }
        });
    }
}

/// Puts characters in place of as many, keeping those that are the same.
fn put(out: &mut EditBuilder<'_>, image: impl IntoIterator<Item = char>) {
    for with in image {
        let Some(c) = after(out.source(), out.position()) else { break };
        if c == with {
            out.copy(c.len_utf8());
        } else {
            out.replace(c.len_utf8(), with.encode_utf8(&mut [0; 4]));
        }
    }
}
