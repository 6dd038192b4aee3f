//! The edits of one pass and the only gate through which a pass may change text.
//!
//! An edit has no inside: a start that falls into one snaps to its start, an end to its end. Text deleted right before
//! a span or right after it stays outside.
use super::Characters;

/// One stretch of the old text and what it became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) old: (u32, u32),
    pub(super) new: (u32, u32),
}

/// A character of the same length that took the place of what started at this byte.
pub(super) type Replaced = (u32, char);

/// The edits of one pass, in order of position; empty where the pass changed nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits(Vec<Edit>);

impl Edits {
    /// Whether every position is the same before and after.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many stretches were changed in length.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The stretches, in order.
    pub(super) fn all(&self) -> &[Edit] {
        &self.0
    }

    /// The old start of something that starts at the new byte `at`.
    pub(super) fn start_before(&self, at: usize) -> usize {
        let at = at as u32;
        // A deletion at `at` lies before what starts there, so it counts as passed.
        let next = self.0.partition_point(|e| e.new.0 < at || (e.new.0 == at && e.new.1 == at));
        self.back(next, at, |e| e.old.0)
    }

    /// The old end of something that ends before the new byte `at`.
    pub(super) fn end_before(&self, at: usize) -> usize {
        let at = at as u32;
        // A deletion at `at` lies after what ends there, so it does not count as passed.
        let next = self.0.partition_point(|e| e.new.0 < at);
        self.back(next, at, |e| e.old.1)
    }

    fn back(&self, next: usize, at: u32, snap: impl Fn(&Edit) -> u32) -> usize {
        let Some(e) = next.checked_sub(1).and_then(|i| self.0.get(i)) else { return at as usize };
        (if at < e.new.1 { snap(e) } else { e.old.1 + (at - e.new.1) }) as usize
    }
}

/// Builds a new text from an old one, left to right, and keeps the edits.
#[derive(Debug)]
pub struct EditBuilder<'s> {
    source: &'s str,
    characters: &'s Characters,
    at: usize,
    out: Option<String>,
    edits: Vec<Edit>,
    replaced: Vec<Replaced>,
}

impl<'s> EditBuilder<'s> {
    /// Starts at the beginning of `source`, which has these characters.
    pub fn new(source: &'s str, characters: &'s Characters) -> Self {
        Self { source, characters, at: 0, out: None, edits: Vec::new(), replaced: Vec::new() }
    }

    /// The text being edited.
    pub fn source(&self) -> &'s str {
        self.source
    }

    /// Its characters.
    pub fn characters(&self) -> &'s Characters {
        self.characters
    }

    /// Byte of the source that comes next.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Keeps the next `n` bytes.
    ///
    /// # Panics
    /// As `replace`, if `n` ends outside the source or inside a character.
    pub fn copy(&mut self, n: usize) {
        let kept = self.take(n);
        if let Some(out) = &mut self.out {
            out.push_str(kept);
        }
    }

    /// Keeps everything up to byte `to` of the source.
    pub fn copy_to(&mut self, to: usize) {
        self.copy(to - self.at);
    }

    /// Puts `with` in place of the next `n` bytes.
    ///
    /// # Panics
    /// If `n` ends outside the source or inside a character.
    pub fn replace(&mut self, n: usize, with: &str) {
        let start = self.at;
        self.take(n);
        let out = self.out.get_or_insert_with(|| {
            let mut out = String::with_capacity(self.source.len());
            out.push_str(self.source.get(..start).unwrap_or(""));
            out
        });
        let new = out.len();
        out.push_str(with);
        // The same length in one character for another keeps every position.
        let mut chars = with.chars();
        if with.len() == n
            && let (Some(c), None) = (chars.next(), chars.next())
        {
            self.replaced.push((start as u32, c));
            return;
        }
        let edit = Edit { old: (start as u32, self.at as u32), new: (new as u32, out.len() as u32) };
        match self.edits.last_mut() {
            // Deletions in a row are one.
            Some(last) if with.is_empty() && last.new.0 == last.new.1 && last.old.1 == edit.old.0 => {
                last.old.1 = edit.old.1;
            }
            _ => self.edits.push(edit),
        }
    }

    /// Leaves the next `n` bytes out.
    pub fn drop(&mut self, n: usize) {
        if n > 0 {
            self.replace(n, "");
        }
    }

    /// Keeps the rest; the new text (none where nothing changed), the edits, and what was replaced without one.
    pub(super) fn finish(mut self) -> (Option<String>, Edits, Vec<Replaced>) {
        self.copy(self.source.len() - self.at);
        (self.out, Edits(self.edits), self.replaced)
    }

    fn take(&mut self, n: usize) -> &'s str {
        let taken = self.source.get(self.at..self.at + n).expect("an edit ends at a character of the source");
        self.at += n;
        taken
    }
}
