//! A text with the edits that made it, so that every span finds its way back.
//!
//! Passes are walked back one by one and never composed: composing would snap wider.
use std::{borrow::Cow, cell::Cell};

use super::{Characters, EditBuilder, Edits, Norm, Raw, Span};

/// One step of normalization. It may change text only through the builder it is given.
pub trait Pass {
    /// Name shown to users in a record's `noise`.
    fn name(&self) -> &'static str;

    /// Edits `out.source()` from left to right; what is left over at the end is kept.
    fn apply(&self, out: &mut EditBuilder<'_>);
}

/// A normalized text over the raw text it came from; borrows the raw text where no pass changed it.
#[derive(Clone, Debug)]
pub struct AlignedText<'r> {
    raw: &'r str,
    text: Cow<'r, str>,
    /// Those of the text after all passes so far.
    characters: Characters,
    passes: Vec<Edits>,
}

impl<'r> AlignedText<'r> {
    /// The raw text, unchanged so far.
    pub fn new(raw: &'r str) -> Self {
        Self::with_memory(raw, Characters::default())
    }

    /// The same, in the memory of characters that are not needed any more.
    pub(crate) fn with_memory(raw: &'r str, mut characters: Characters) -> Self {
        characters.read(raw);
        Self { raw, text: Cow::Borrowed(raw), characters, passes: Vec::new() }
    }

    /// Runs one pass; whether it changed anything.
    pub fn apply(&mut self, pass: &dyn Pass) -> bool {
        let mut builder = EditBuilder::new(&self.text, &self.characters);
        pass.apply(&mut builder);
        let (text, edits, replaced) = builder.finish();
        let Some(text) = text else { return false };
        self.characters.follow(&replaced, &edits, &text);
        self.text = Cow::Owned(text);
        if !edits.is_empty() {
            self.passes.push(edits);
        }
        true
    }

    /// The text before any pass.
    pub fn raw(&self) -> &'r str {
        self.raw
    }

    /// The text after all passes so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The characters of the text after all passes so far.
    pub fn characters(&self) -> &Characters {
        &self.characters
    }

    pub(crate) fn into_characters(self) -> Characters {
        self.characters
    }

    /// The stretch of raw text that `span` came from.
    pub fn to_raw(&self, span: Span<Norm>) -> Span<Raw> {
        self.way_back().raw_of(span)
    }

    /// The same for many spans.
    pub(crate) fn way_back(&self) -> WayBack<'_> {
        WayBack { passes: self.passes.iter().rev().map(|edits| (edits, Cell::default())).collect() }
    }
}

/// Finds what spans came from, soonest where they come in order.
#[derive(Debug)]
pub(crate) struct WayBack<'a> {
    /// The passes from the last to the first, and near which edit of each the last span was.
    passes: Vec<(&'a Edits, Cell<usize>)>,
}

impl WayBack<'_> {
    pub(crate) fn raw_of(&self, span: Span<Norm>) -> Span<Raw> {
        let (mut start, mut end) = (span.start(), span.end());
        for (edits, last) in &self.passes {
            let mut near = last.get();
            start = edits.start_before(start, &mut near);
            end = edits.end_before(end, &mut near);
            last.set(near);
        }
        Span::new(start, end.max(start))
    }
}
