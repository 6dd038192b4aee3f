//! Final words of names that are spelled in full: `agencies/spelled`.
use std::borrow::Cow;

use smol_str::SmolStr;

use crate::{
    matcher::ReverseTrie,
    rules::{RuleError, RuleSet},
};

/// How the final words of names are spelled in full.
#[derive(Clone, Debug)]
pub struct Spelled {
    words: ReverseTrie,
    full: Vec<Full>,
}

/// What stands for a final word in full.
#[derive(Clone, Debug)]
struct Full {
    /// Empty where a name that ends so is whole as it is written.
    word: SmolStr,
    /// Stands before the whole name.
    head: SmolStr,
}

impl Spelled {
    pub(in crate::lexicon) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("agencies/spelled")?;
        let [end, full, head] = table.columns(["end", "full", "head"])?;
        let mut spelled = Self { words: ReverseTrie::default(), full: Vec::new() };
        for row in table.rows() {
            spelled.words.insert(row.get(end), spelled.full.len() as u32);
            spelled.full.push(Full { word: row.get(full).into(), head: row.get(head).into() });
        }
        Ok(spelled)
    }

    /// 征集办 → 征集办公室, 沣东新城|党工委: a name under its final word in full. 驻西安|专员办: there its middle is left out, too.
    pub fn in_full<'n>(&self, name: &'n str) -> Cow<'n, str> {
        let spelled = self.words.longest_before(name, name.len()).and_then(|(start, n)| {
            let Full { word, head } = self.full.get(n as usize).filter(|full| !full.word.is_empty())?;
            Some([head, name.get(..start)?, word].concat().into())
        });
        spelled.unwrap_or(Cow::Borrowed(name))
    }
}
