//! Traditional characters and variants become simplified ones, one character for one, with OpenCC's phrases for the
//! few that depend on their company (乾隆, 瞭解). The vocabulary stays: 資訊 becomes 资讯, not 信息.
mod characters;
mod detect;
#[cfg(feature = "opencc")]
mod opencc;
mod phrases;

use std::{cell::Cell, ptr};

use super::chars::after;
use crate::rules::{RuleError, RuleSet};
use crate::text::{EditBuilder, Pass};
use characters::Characters;
pub use detect::Script;
use detect::Telling;
use phrases::Phrases;

/// The tables of the pass.
#[derive(Debug)]
pub(super) struct ToSimplified {
    characters: Characters,
    phrases: Phrases,
    telling: Telling,
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
        let telling = Telling::new(rules, &characters, &phrases)?;
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
        // On a page that is simplified but for these, what starts with a shared character is left as it is.
        let in_phrases = self.phrases.changed(|first| !self.telling.is_shared(first));
        alone.chain(in_phrases.map(|c| (c, Change::Phrase)))
    }

    /// The pass for one text.
    pub(super) fn of<'s>(&'s self, raw: &'s str) -> Simplify<'s> {
        Simplify { tables: self, raw, of_raw: Cell::default() }
    }
}

/// The pass for one text.
#[derive(Debug)]
pub(super) struct Simplify<'s> {
    tables: &'s ToSimplified,
    raw: &'s str,
    /// What the raw text is written in, once it was weighed.
    of_raw: Cell<Option<Script>>,
}

impl Simplify<'_> {
    /// What the raw text is written in, by the characters that only one of the two scripts has.
    pub(super) fn of_raw(&self) -> Script {
        let weigh = || self.tables.telling.weigh_all(self.raw).unwrap_or(Script::Hans);
        self.of_raw.get().unwrap_or_else(weigh)
    }
}

impl Pass for Simplify<'_> {
    fn name(&self) -> &'static str {
        "script"
    }

    fn apply(&self, out: &mut EditBuilder<'_>) {
        let (text, all) = (out.source(), out.characters());
        let ToSimplified { characters, phrases, telling, .. } = self.tables;
        // Where a phrase may start, or a character changes on its own.
        let mut stops = Vec::with_capacity(all.places().len() / 4);
        let Some(script) = telling.weigh(text, all, |n, signs| stops.push((n, signs))) else { return };
        if ptr::eq(text, self.raw) {
            self.of_raw.set(Some(script));
        }
        let simplified = script == Script::Hans;
        #[cfg(feature = "opencc")]
        if let Some(opencc) = &self.tables.opencc
            && opencc.apply(self.tables, &|c| simplified && telling.is_shared(c), out)
        {
            return;
        }
        out.reserve(stops.len());
        for (n, signs) in stops {
            let n = n as usize;
            let at = all.starts()[n] as usize;
            // On a simplified page the character is the right one: 陈乾灿. A phrase may have gone beyond.
            if simplified && signs & Telling::SHARED != 0 || at < out.position() {
                continue;
            }
            let Some(c) = all.get(text, n) else { continue };
            let in_phrase = signs & Telling::IN_PHRASE != 0;
            let phrase = || phrases.at(text.get(at..)?, c, all.get(text, n + 1));
            let phrase = if in_phrase { phrase() } else { None };
            if let Some(image) = phrase {
                out.copy_to(at);
                put(out, image.chars());
            } else if let Some(with) = characters.get(c) {
                out.copy_to(at);
                out.replace_char(c, with);
            }
        }
    }
}

/// Puts characters in place of as many, keeping those that are the same.
fn put(out: &mut EditBuilder<'_>, image: impl IntoIterator<Item = char>) {
    for with in image {
        let Some(c) = after(out.source(), out.position()) else { break };
        if c == with {
            out.copy(c.len_utf8());
        } else {
            out.replace_char(c, with);
        }
    }
}
