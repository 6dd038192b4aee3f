//! Words that show that a blank or a line end cuts something in two.
use smol_str::SmolStr;

use crate::rules::{Named, RuleError, RuleSet};

/// The words of `normalize/cues.tsv`, by what they show.
#[derive(Debug, Default)]
pub(super) struct Cues {
    pub(super) before_name: Words,
    pub(super) introduces_name: Words,
    pub(super) decides_on_name: Words,
    pub(super) behind_name: Words,
    pub(super) done_by_name: Words,
    pub(super) joins_names: Words,
    pub(super) takes_post: Words,
    pub(super) clear_surname: Words,
    pub(super) not_given: Words,
    pub(super) label: Words,
    pub(super) behind_territory: Words,
    pub(super) one_word: Words,
    pub(super) cell: Words,
    pub(super) sex: Words,
    pub(super) frames_name: Words,
    pub(super) ends_unit: Words,
    pub(super) ends_territory: Words,
    pub(super) no_unit: Words,
    pub(super) behind_time: Words,
    pub(super) which: Words,
}

/// Which of the words.
type Field = fn(&mut Cues) -> &mut Words;

impl Cues {
    /// The words of each cue.
    const ALL: [Named<Field>; 20] = [
        ("before-name", |cues| &mut cues.before_name),
        ("introduces-name", |cues| &mut cues.introduces_name),
        ("decides-on-name", |cues| &mut cues.decides_on_name),
        ("behind-name", |cues| &mut cues.behind_name),
        ("done-by-name", |cues| &mut cues.done_by_name),
        ("joins-names", |cues| &mut cues.joins_names),
        ("takes-post", |cues| &mut cues.takes_post),
        ("clear-surname", |cues| &mut cues.clear_surname),
        ("not-given", |cues| &mut cues.not_given),
        ("label", |cues| &mut cues.label),
        ("behind-territory", |cues| &mut cues.behind_territory),
        ("one-word", |cues| &mut cues.one_word),
        ("cell", |cues| &mut cues.cell),
        ("sex", |cues| &mut cues.sex),
        ("frames-name", |cues| &mut cues.frames_name),
        ("ends-unit", |cues| &mut cues.ends_unit),
        ("ends-territory", |cues| &mut cues.ends_territory),
        ("no-unit", |cues| &mut cues.no_unit),
        ("behind-time", |cues| &mut cues.behind_time),
        ("which", |cues| &mut cues.which),
    ];

    /// Reads `normalize/cues.tsv`.
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("normalize/cues")?;
        let column = table.column("cue")?;
        let mut cues = Self::default();
        for row in table.rows() {
            let words = table.value(row, column, "cue", &Self::ALL)?;
            words(&mut cues).push(row.get(0));
        }
        Ok(cues)
    }
}

/// Words that show the same.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// In order.
    all: Vec<SmolStr>,
    firsts: Ends,
    lasts: Ends,
}

/// The characters at one end of words, by the last bits of their numbers: hardly any others are taken for them.
#[derive(Debug, Default)]
struct Ends([u64; 4]);

impl Ends {
    fn add(&mut self, c: char) {
        self.0[c as usize / 64 % 4] |= 1 << (c as u32 % 64);
    }

    #[inline]
    fn may_hold(&self, c: char) -> bool {
        self.0[c as usize / 64 % 4] >> (c as u32 % 64) & 1 != 0
    }
}

impl Words {
    fn push(&mut self, word: &str) {
        word.chars().next().into_iter().for_each(|c| self.firsts.add(c));
        word.chars().next_back().into_iter().for_each(|c| self.lasts.add(c));
        self.all.push(word.into());
    }

    /// Whether one of them starts `text`.
    #[inline]
    pub(super) fn start(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|c| self.firsts.may_hold(c))
            && self.all.iter().any(|word| text.starts_with(word.as_str()))
    }

    /// Whether one of them ends `text`.
    #[inline]
    pub(super) fn end(&self, text: &str) -> bool {
        text.chars().next_back().is_some_and(|c| self.lasts.may_hold(c))
            && self.all.iter().any(|word| text.ends_with(word.as_str()))
    }

    /// Whether one of them begins with `c`.
    pub(super) fn any_begins_with(&self, c: char) -> bool {
        self.firsts.may_hold(c) && self.all.iter().any(|word| word.starts_with(c))
    }

    /// Whether one of them ends with `c`.
    pub(super) fn any_ends_with(&self, c: char) -> bool {
        self.lasts.may_hold(c) && self.all.iter().any(|word| word.ends_with(c))
    }

    /// Whether these characters are one of them.
    pub(super) fn hold(&self, chars: impl IntoIterator<Item = char, IntoIter: Clone>) -> bool {
        let chars = chars.into_iter();
        self.all.binary_search_by(|word| word.chars().cmp(chars.clone())).is_ok()
    }
}
