//! Which spans lie in others.
use crate::{
    mention::Found,
    text::{Norm, Span},
};

/// Keeps the mentions that `count` and lie in no other of them, in order; of those with one span the first.
pub(super) fn keep_outermost<T>(all: &mut Vec<Found<T>>, count: impl Fn(&T) -> bool) {
    // Nearly all bodies are found in order of their ends.
    if !all.is_sorted_by_key(|m| m.span.end()) {
        all.sort_by_key(|m| m.span.end());
    }
    let mut kept = 0;
    for n in 0..all.len() {
        let span = all[n].span;
        if !count(&all[n].value) || all[..kept].last().is_some_and(|last| last.span.contains(span)) {
            continue;
        }
        while all[..kept].last().is_some_and(|last| span.contains(last.span)) {
            kept -= 1;
        }
        if kept < n {
            all.swap(kept, n);
        }
        kept += 1;
    }
    all.truncate(kept);
}

/// Spans that touch or lie in each other as one.
pub(super) fn merge(spans: Vec<Span<Norm>>) -> Vec<Span<Norm>> {
    let mut merged: Vec<Span<Norm>> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start() < last.end() => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    merged
}

/// Whether byte `at` lies in one of the spans, which are in order and apart.
pub(super) fn inside(spans: &[Span<Norm>], at: usize) -> bool {
    let next = spans.partition_point(|s| s.end() <= at);
    spans.get(next).is_some_and(|s| s.start() <= at)
}

/// Spans in order and apart, for what is asked for one after the other from left to right.
pub(super) struct Cover<'s> {
    spans: &'s [Span<Norm>],
    /// The first that ends no earlier than what was asked for last.
    next: usize,
}

impl<'s> Cover<'s> {
    pub(super) fn of(spans: &'s [Span<Norm>]) -> Self {
        Self { spans, next: 0 }
    }

    /// Whether one of them holds `span`.
    pub(super) fn holds(&mut self, span: Span<Norm>) -> bool {
        // What lies in another ends before it.
        while self.next > 0 && self.spans[self.next - 1].end() >= span.end() {
            self.next -= 1;
        }
        while self.spans.get(self.next).is_some_and(|s| s.end() < span.end()) {
            self.next += 1;
        }
        self.spans.get(self.next).is_some_and(|s| s.contains(span))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::keep_outermost;
    use crate::{mention::Found, rules::RuleSet, text::Span};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn those_stay_that_lie_in_no_other(spans in prop::collection::vec((0..20usize, 1..9usize, any::<bool>()), 0..16)) {
            let rule = RuleSet::embedded().unwrap().id("agencies/bodies").unwrap();
            let found = |(n, &(start, len, counts)): (usize, &(usize, usize, bool))| Found {
                span: Span::new(start, start + len),
                value: (n, counts),
                rule,
            };
            let mut all: Vec<Found<(usize, bool)>> = spans.iter().enumerate().map(found).collect();
            let better = |m: &Found<(usize, bool)>, other: &Found<(usize, bool)>| {
                other.span.contains(m.span) && (m.span != other.span || other.value.0 < m.value.0)
            };
            let mut kept: Vec<Found<(usize, bool)>> = all.iter().filter(|m| m.value.1).cloned().collect();
            kept.retain(|m| !all.iter().any(|other| other.value.1 && better(m, other)));
            kept.sort_by_key(|m| m.span.start());
            keep_outermost(&mut all, |&(_, counts)| counts);
            prop_assert_eq!(all, kept);
        }
    }
}
