//! Which of two mentions of one kind stays where they touch: the longer, then the earlier, then the lower rule number.
use super::Found;

/// Keeps the mentions that win, in order of position.
pub fn settle<T>(mut found: Vec<Found<T>>) -> Vec<Found<T>> {
    if found.windows(2).all(|w| w[0].span.end() <= w[1].span.start()) {
        return found;
    }
    found.sort_by_key(|m| (std::cmp::Reverse(m.span.len()), m.span.start(), m.rule));
    // Winners in order of position: what touches a winner lies next to where it would be put in.
    let mut kept: std::collections::BTreeMap<usize, Found<T>> = std::collections::BTreeMap::new();
    for mention in found {
        let before = kept.range(..mention.span.end()).next_back();
        if before.is_none_or(|(_, other)| !other.span.touches(mention.span)) {
            kept.insert(mention.span.start(), mention);
        }
    }
    kept.into_values().collect()
}
