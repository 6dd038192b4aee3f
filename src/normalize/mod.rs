//! Turns a raw page into the text that recognition works on: entities, invisible characters, width, readings,
//! traditional characters, spaced-out words and hard line wraps. Every pass records its edits, so positions find
//! their way back. No pass adds knowledge that was not on the page, and none touches ordinary punctuation.
mod chars;
mod cues;
mod cuts;
mod entities;
mod invisible;
mod lines;
mod pinyin;
mod rows;
mod script;
mod spaces;
mod survey;
#[cfg(test)]
mod tests;
mod width;
mod wraps;

use std::sync::Arc;

use crate::rules::{RuleError, RuleSet};
use crate::text::{AlignedText, Characters, Pass};

pub use script::{Script, T2s};
use survey::{Seen, Survey};

/// Rounds after which a text is taken as it is; only text made for the purpose needs more than two.
const MAX_ROUNDS: usize = 8;

/// How many passes there are.
const PASSES: usize = 7;
/// Place of the width pass in the order.
const WIDTH: usize = 2;
/// Place of the script pass in the order; those behind it only leave characters out.
const SCRIPT: usize = 4;

/// A pass, whether its work is noise, and whether there may be any.
type Step<'p> = (&'p dyn Pass, bool, fn(Seen) -> bool);

/// The passes with their tables, built once and shared by all documents.
#[derive(Debug)]
pub struct Normalizer {
    pinyin: pinyin::Readings,
    script: script::ToSimplified,
    spaces: spaces::Spaces,
    wraps: wraps::Wraps,
    survey: Survey,
}

/// A normalized page.
#[derive(Clone, Debug)]
pub struct Normalized<'r> {
    /// The text with the way back to the raw one; borrows the raw text where nothing was changed.
    pub text: AlignedText<'r>,
    /// What the page was written in.
    pub script: Script,
    /// Names of the passes that found noise, in the order of the passes, each once. Width and script are no noise.
    pub noise: Vec<&'static str>,
}

impl Normalizer {
    /// Builds the passes from `normalize/*.tsv` and `persons/surnames.tsv`.
    ///
    /// # Errors
    /// The first missing table or column, or the first row that is not one character for one character.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        Self::with_t2s(rules, T2s::Table)
    }

    /// As [`new`](Self::new), with another conversion from traditional to simplified characters.
    ///
    /// # Errors
    /// As `new`; and where the conversion is not to be had on this machine.
    pub fn with_t2s(rules: &RuleSet, t2s: T2s) -> Result<Self, RuleError> {
        let script = script::ToSimplified::new(rules, t2s)?;
        let (cues, cuts) = (Arc::new(cues::Cues::new(rules)?), Arc::new(cuts::Cuts::new(rules)?));
        Ok(Self {
            pinyin: pinyin::Readings::new(rules)?,
            survey: Survey::new(&script),
            script,
            spaces: spaces::Spaces::new(rules, Arc::clone(&cues), Arc::clone(&cuts))?,
            wraps: wraps::Wraps::new(rules, cues, cuts)?,
        })
    }

    /// Runs all passes over `raw`.
    ///
    /// One pass may make work for another (`&nb\u{200b}sp;`, 瞭 解), so they go round until nothing changes: what comes
    /// out is the same when it is normalized again.
    pub fn normalize<'r>(&self, raw: &'r str) -> Normalized<'r> {
        self.normalize_with(raw, Characters::default())
    }

    /// The same, in the memory of characters that are not needed any more.
    pub(crate) fn normalize_with<'r>(&self, raw: &'r str, memory: Characters) -> Normalized<'r> {
        let (invisible, width) = (invisible::Invisible(&self.survey), width::Width(&self.survey));
        let script = self.script.of(raw);
        let passes = self.passes(&invisible, &width, &script);
        let mut text = AlignedText::with_memory(raw, memory);
        let mut seen = self.survey.of(text.characters());
        let mut changed = [false; PASSES];
        // How many passes in a row had nothing to change.
        let mut quiet = 0;
        'rounds: for _ in 0..MAX_ROUNDS {
            let mut only_script = true;
            for (i, ((pass, _, may_work), changed)) in passes.iter().zip(&mut changed).enumerate() {
                if may_work(seen) && text.apply(*pass) {
                    (*changed, quiet) = (true, 0);
                    only_script &= i == SCRIPT;
                    // Narrow characters call no pass that wide ones do not.
                    if i <= SCRIPT && i != WIDTH {
                        seen = self.survey.of(text.characters());
                    }
                } else {
                    quiet += 1;
                    // All others have seen what the last one made.
                    if quiet == PASSES {
                        break 'rounds;
                    }
                }
            }
            // Other characters of the same kind make work for no other pass.
            if only_script {
                if !(seen.script() && text.apply(&script)) {
                    break;
                }
                quiet = 0;
            }
        }
        let noise = passes.iter().zip(changed).filter(|((_, noise, _), changed)| *noise && *changed);
        let noise = noise.map(|((pass, ..), _)| pass.name()).collect();
        // Where nothing was traditional there is nothing to weigh.
        let script = if changed[SCRIPT] { script.of_raw() } else { Script::Hans };
        Normalized { text, script, noise }
    }

    fn passes<'p>(
        &'p self,
        invisible: &'p invisible::Invisible<'p>,
        width: &'p width::Width<'p>,
        script: &'p script::Simplify<'p>,
    ) -> [Step<'p>; PASSES] {
        [
            (&entities::Entities, true, Seen::entities),
            (invisible, true, Seen::invisible),
            (width, false, Seen::wide),
            (&self.pinyin, true, Seen::toned),
            (script, false, Seen::script),
            (&self.spaces, true, Seen::blanks),
            (&self.wraps, true, |_| true),
        ]
    }
}
