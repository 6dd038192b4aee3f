//! Words around a date that say how it is meant.
use crate::{
    matcher::{ReverseTrie, Trie},
    rules::{Named, RuleError, RuleSet},
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

/// Where words stand, seen from the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

/// What the tables call sides.
pub(super) const SIDES: [Named<Side>; 2] = [("before", Side::Before), ("after", Side::After)];

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
            let modifier = table.value(row, modifier, "modifier", &MODIFIERS)?;
            let n = cues.cues.len() as u32;
            cues.cues.push(Cue { modifier, unless: row.list(unless).map(str::to_owned).collect() });
            match table.value(row, side, "side", &SIDES)? {
                Side::Before => cues.before.insert(row.get(0), n),
                Side::After => cues.after.insert(row.get(0), n),
            };
        }
        let table = rules.table("dates/ahead")?;
        let [side, of] = table.columns(["side", "of"])?;
        for row in table.rows() {
            let dated = table.value(row, of, "date", &[("any", 0), ("year", 1)])?;
            match table.value(row, side, "side", &SIDES)? {
                Side::Before => cues.ahead_before.insert(row.get(0), dated),
                Side::After => cues.ahead_after.insert(row.get(0), dated),
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

/// What the tables call modifiers.
const MODIFIERS: [Named<Modifier>; 6] = [
    ("START", Modifier::Start),
    ("MID", Modifier::Mid),
    ("END", Modifier::End),
    ("APPROX", Modifier::Approx),
    ("BEFORE", Modifier::Before),
    ("AFTER", Modifier::After),
];
