//! Which of two mentions of one kind stays where they touch: the longer, then the earlier, then the lower rule number.
use std::{cmp::Reverse, collections::BTreeMap};

use super::Found;

/// Keeps the mentions that win, in order of position.
pub fn settle<T>(mut found: Vec<Found<T>>) -> Vec<Found<T>> {
    if found.is_sorted_by(|a, b| a.span.end() <= b.span.start()) {
        return found;
    }
    if !found.is_sorted_by_key(|m| m.span.start()) {
        found.sort_by_key(|m| m.span.start());
    }
    let mut wins = vec![true; found.len()];
    let mut from = 0;
    // Mentions settle it among those with which they hang together, mostly two.
    while let Some(first) = found.get(from) {
        let mut end = first.span.end();
        let row = found[from..].iter().take_while(|m| {
            let hangs = m.span.start() < end || m.span == first.span;
            end = end.max(m.span.end());
            hangs
        });
        let to = from + row.count();
        choose(&found[from..to], &mut wins[from..to]);
        from = to;
    }
    let mut wins = wins.into_iter();
    found.retain(|_| wins.next().unwrap_or_default());
    found
}

/// Marks those of a row that lose.
fn choose<T>(row: &[Found<T>], wins: &mut [bool]) {
    let rank = |n: usize| (Reverse(row[n].span.len()), row[n].span.start(), row[n].rule);
    match row.len() {
        0 | 1 => {}
        2 => wins[usize::from(rank(0) <= rank(1))] = false,
        len => {
            let mut order: Vec<usize> = (0..len).collect();
            order.sort_by_key(|&n| rank(n));
            // Winners in order of position: what touches one lies next to where it would be put in.
            let mut kept: BTreeMap<usize, usize> = BTreeMap::new();
            for n in order {
                let span = row[n].span;
                let before = kept.range(..span.end()).next_back();
                wins[n] = before.is_none_or(|(_, &other)| !row[other].span.touches(span));
                if wins[n] {
                    kept.insert(span.start(), n);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::settle;
    use crate::{mention::Found, rules::RuleSet, text::Span};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn those_stay_that_no_better_one_that_stays_touches(
            spans in prop::collection::vec((0..40usize, 1..9usize, 0..3usize), 0..20),
        ) {
            let rules = RuleSet::embedded().unwrap();
            let ids = ["titles/words", "places/regions", "agencies/bodies"].map(|id| rules.id(id).unwrap());
            let found = |(n, &(start, len, rule)): (usize, &(usize, usize, usize))| Found {
                span: Span::new(start, start + len),
                value: n,
                rule: ids[rule],
            };
            let all: Vec<Found<usize>> = spans.iter().enumerate().map(found).collect();
            let mut best = all.clone();
            best.sort_by_key(|m| (std::cmp::Reverse(m.span.len()), m.span.start(), m.rule));
            let mut kept: Vec<Found<usize>> = Vec::new();
            for mention in best {
                if !kept.iter().any(|k| k.span.touches(mention.span)) {
                    kept.push(mention);
                }
            }
            kept.sort_by_key(|m| m.span.start());
            prop_assert_eq!(settle(all), kept);
        }
    }
}
