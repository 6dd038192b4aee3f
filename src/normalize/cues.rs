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
    const ALL: [Named<Field>; 19] = [
        ("before-name", |cues| &mut cues.before_name),
        ("introduces-name", |cues| &mut cues.introduces_name),
        ("decides-on-name", |cues| &mut cues.decides_on_name),
        ("behind-name", |cues| &mut cues.behind_name),
        ("done-by-name", |cues| &mut cues.done_by_name),
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
            words(&mut cues).0.push(row.get(0).into());
        }
        Ok(cues)
    }
}

/// Words that show the same, in order.
#[derive(Debug, Default)]
pub(super) struct Words(Vec<SmolStr>);

impl Words {
    /// Whether one of them starts `text`.
    pub(super) fn start(&self, text: &str) -> bool {
        self.0.iter().any(|word| text.starts_with(word.as_str()))
    }

    /// Whether one of them ends `text`.
    pub(super) fn end(&self, text: &str) -> bool {
        self.0.iter().any(|word| text.ends_with(word.as_str()))
    }

    /// Whether one of them begins with `c`.
    pub(super) fn any_begins_with(&self, c: char) -> bool {
        self.0.iter().any(|word| word.starts_with(c))
    }

    /// Whether one of them ends with `c`.
    pub(super) fn any_ends_with(&self, c: char) -> bool {
        self.0.iter().any(|word| word.ends_with(c))
    }

    /// Whether these characters are one of them.
    pub(super) fn hold(&self, chars: impl IntoIterator<Item = char, IntoIter: Clone>) -> bool {
        let chars = chars.into_iter();
        self.0.binary_search_by(|word| word.chars().cmp(chars.clone())).is_ok()
    }
}
