//! Words around a date that say how it is meant.
use crate::{
    matcher::{ReverseTrie, Trie},
    rules::{RuleError, RuleSet},
    value::Modifier,
};

/// Words that make a date an approximate one, or a bound.
#[derive(Clone, Debug, Default)]
pub(super) struct Cues {
    cues: Vec<Cue>,
    before: ReverseTrie,
    after: Trie,
    /// Words of a date still to come, by 1 where the date must say its year.
    ahead_before: ReverseTrie,
    ahead_after: Trie,
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
        // Of rows for one word the first counts.
        for row in table.rows().iter().rev() {
            let fault = |what: &str| table.fault(row, what);
            let modifier = modifier_of(row.get(modifier)).ok_or_else(|| fault("no such modifier"))?;
            let n = cues.cues.len() as u32;
            cues.cues.push(Cue { modifier, unless: row.list(unless).map(str::to_owned).collect() });
            match row.get(side) {
                "before" => cues.before.insert(row.get(0), n),
                _ => cues.after.insert(row.get(0), n),
            };
        }
        let table = rules.table("dates/ahead")?;
        let [side, of] = table.columns(["side", "of"])?;
        for row in table.rows() {
            let dated = match row.get(of) {
                "any" => 0,
                "year" => 1,
                _ => return Err(table.cell_fault(row, of, "`of` is any or year")),
            };
            match row.get(side) {
                "before" => cues.ahead_before.insert(row.get(0), dated),
                _ => cues.ahead_after.insert(row.get(0), dated),
            };
        }
        Ok(cues)
    }

    /// Whether the words beside the date at `start..end` say that it is still to come; `dated`: it says its year.
    pub(super) fn ahead(&self, text: &str, start: usize, end: usize, dated: bool) -> bool {
        let (before, after) = (self.ahead_before.longest_before(text, start), self.ahead_after.longest_at(text, end));
        [before, after].into_iter().flatten().any(|(_, year)| year == 0 || dated)
    }

    /// What the words beside the date at `start..end` say.
    pub(super) fn around(&self, text: &str, start: usize, end: usize) -> Option<Modifier> {
        let tail = text.get(end..)?.trim_start_matches(['*', '_']);
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
        if let Some((end, n)) = self.after.longest_at(text, text.len() - tail.len()) {
            let Cue { modifier, unless } = self.cues.get(n as usize)?;
            let rest = text.get(end..).unwrap_or("");
            return (!unless.iter().any(|u| rest.starts_with(u.as_str()))).then_some(*modifier);
        }
        let (cue, n) = self.before.longest_before(text, start)?;
        // 自8月22日至8月28日
        if text.get(start..end)?.contains(['至', '到', '—', '～', '~']) {
            return None;
        }
        let Cue { modifier, unless } = self.cues.get(n as usize)?;
        // 自3月1日至5日; 来自2024年
        let head = text.get(..start).unwrap_or("");
        let other = |u: &String| tail.starts_with(u.as_str()) || u.len() > start - cue && head.ends_with(u.as_str());
        (!unless.iter().any(other)).then_some(*modifier)
    }
}

fn modifier_of(name: &str) -> Option<Modifier> {
    use Modifier::{After, Approx, Before, End, Mid, Start};
    [Start, Mid, End, Approx, Before, After].into_iter().find(|m| m.as_str() == name)
}
