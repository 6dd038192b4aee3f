//! The gate and the spans by hand; the properties stand in `tests/offsets.rs`.
use proptest::prelude::*;

use super::{AlignedText, Characters, EditBuilder, Norm, Pass, Span};

#[test]
fn deletions_in_a_row_are_one() {
    let none = Characters::default();
    let mut out = EditBuilder::new("abcdef", &none);
    out.copy(1);
    out.drop(2);
    out.drop(1);
    assert_eq!(out.position(), 4);
    let (text, edits, _) = out.finish();
    assert_eq!((text.as_deref(), edits.len()), (Some("aef"), 1));
}

#[test]
fn one_character_for_another_of_the_same_length_is_no_edit() {
    let none = Characters::default();
    let mut out = EditBuilder::new("國家", &none);
    out.replace(3, "国");
    let (text, edits, _) = out.finish();
    assert_eq!((text.as_deref(), edits.is_empty()), (Some("国家"), true));
}

#[test]
fn nothing_is_copied_until_something_changes() {
    let none = Characters::default();
    let mut out = EditBuilder::new("国家", &none);
    out.copy_to(3);
    out.drop(0);
    let (text, edits, _) = out.finish();
    assert_eq!((text, edits.is_empty()), (None, true));
}

#[test]
fn spans_know_their_relations() {
    let span = Span::<Norm>::new;
    assert!(span(0, 4).contains(span(1, 4)) && !span(0, 4).contains(span(1, 5)));
    assert!(span(0, 4).touches(span(3, 5)) && !span(0, 4).touches(span(4, 5)));
    assert_eq!(span(0, 2).cover(span(5, 6)), span(0, 6));
    assert!(span(3, 3).is_empty() && span(3, 5).len() == 2);
    assert_eq!((span(0, 3).of("国家"), span(0, 2).of("国家"), span(0, 9).of("国家")), ("国", "", ""));
}

#[test]
#[should_panic(expected = "ends before it starts")]
fn a_span_does_not_run_backwards() {
    Span::<Norm>::new(2, 1);
}

/// Leaves out every character at the places given, or puts three for it.
struct Cuts(Vec<(usize, bool)>);

impl Pass for Cuts {
    fn name(&self) -> &'static str {
        "cuts"
    }

    fn apply(&self, out: &mut EditBuilder<'_>) {
        let length = out.source().len();
        for &(at, longer) in self.0.iter().filter(|cut| cut.0 < length) {
            if at >= out.position() {
                out.copy_to(at);
                out.replace(1, if longer { "xyz" } else { "" });
            }
        }
    }
}

proptest! {
    #[test]
    fn the_way_back_is_the_same_whatever_was_asked_before(
        passes in prop::collection::vec(prop::collection::btree_map(0..90usize, any::<bool>(), 0..40), 0..4),
        spans in prop::collection::vec((0..90usize, 0..20usize), 0..40),
    ) {
        let raw = "abcdefghij".repeat(9);
        let mut text = AlignedText::new(&raw);
        passes.into_iter().for_each(|cuts| {
            text.apply(&Cuts(cuts.into_iter().collect()));
        });
        let way_back = text.way_back();
        for (start, length) in spans {
            let fit = |at: usize| at.min(text.text().len());
            let span = Span::new(fit(start), fit(start + length));
            prop_assert_eq!(way_back.raw_of(span), text.to_raw(span));
        }
    }
}
