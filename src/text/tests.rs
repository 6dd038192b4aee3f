//! The gate and the spans by hand; the properties stand in `tests/offsets.rs`.
use super::{Characters, EditBuilder, Norm, Span};

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
