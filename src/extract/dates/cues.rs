//! Words around a date that say how it is meant.
use crate::{
    rules::{RuleError, RuleSet},
    value::Modifier,
};

/// Words that make a date an approximate one, or a bound.
#[derive(Clone, Debug, Default)]
pub(super) struct Cues {
    before: Vec<(String, Cue)>,
    after: Vec<(String, Cue)>,
}

#[derive(Clone, Debug)]
struct Cue {
    modifier: Modifier,
    unless: Vec<String>,
}

impl Cues {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let mut cues = Self::default();
        let table = rules.table("dates/cues")?;
        let [side, modifier, unless] = table.columns(["side", "modifier", "unless"])?;
        for row in table.rows() {
            let fault = |what: &str| table.fault(row, what);
            let modifier = modifier_of(row.get(modifier)).ok_or_else(|| fault("no such modifier"))?;
            let cue = Cue { modifier, unless: row.list(unless).map(str::to_owned).collect() };
            let list = if row.get(side) == "before" { &mut cues.before } else { &mut cues.after };
            list.push((row.get(0).to_owned(), cue));
        }
        for list in [&mut cues.before, &mut cues.after] {
            list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Ok(cues)
    }

    /// What the words beside the date at `start..end` say.
    pub(super) fn around(&self, text: &str, start: usize, end: usize) -> Option<Modifier> {
        let (head, tail) = (text.get(..start)?, text.get(end..)?.trim_start_matches(['*', '_']));
        // 昨天（6月18日）起: the cue may stand behind the bracket.
        let tail = tail.strip_prefix(['）', ')']).unwrap_or(tail).trim_start_matches(['*', '_']);
        let tail = match tail.strip_prefix(['（', '(']) {
            Some(inside) => inside
                .char_indices()
                .take(20)
                .find(|(_, c)| matches!(c, '）' | ')'))
                .and_then(|(n, _)| inside.get(n..))
                .map_or(tail, |t| t.trim_start_matches(['）', ')', '*'])),
            None => tail,
        };
        let after = self.after.iter().find(|(word, _)| tail.starts_with(word.as_str()));
        if let Some((word, cue)) = after {
            let rest = tail.get(word.len()..).unwrap_or("");
            return (!cue.unless.iter().any(|u| rest.starts_with(u.as_str()))).then_some(cue.modifier);
        }
        let before = self.before.iter().find(|(word, _)| head.ends_with(word.as_str()))?;
        Some(before.1.modifier)
    }
}

fn modifier_of(name: &str) -> Option<Modifier> {
    use Modifier::{After, Approx, Before, End, Mid, Start};
    [Start, Mid, End, Approx, Before, After].into_iter().find(|m| m.as_str() == name)
}
