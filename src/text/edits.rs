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

    /// The old start of something that starts at the new byte `at`. `near` is the number of an edit that is not far from
    /// it, and becomes that of the next one.
    pub(super) fn start_before(&self, at: usize, near: &mut usize) -> usize {
        let at = at as u32;
        // A deletion at `at` lies before what starts there, so it counts as passed.
        *near = self.first_not(*near, |e| e.new.0 < at || (e.new.0 == at && e.new.1 == at));
        self.back(*near, at, |e| e.old.0)
    }

    /// The old end of something that ends before the new byte `at`; `near` as above.
    pub(super) fn end_before(&self, at: usize, near: &mut usize) -> usize {
        let at = at as u32;
        // A deletion at `at` lies after what ends there, so it does not count as passed.
        *near = self.first_not(*near, |e| e.new.0 < at);
        self.back(*near, at, |e| e.old.1)
    }

    /// The number of the first edit that is not `passed`, as no later one is; looked for from `near` on, further and
    /// further away.
    fn first_not(&self, near: usize, passed: impl Fn(&Edit) -> bool) -> usize {
        let is_passed = |n: usize| self.0.get(n).is_some_and(&passed);
        let (mut from, mut to, mut step) = (near, near, 1);
        while is_passed(to) {
            (from, to, step) = (to + 1, to + step, step * 2);
        }
        while from > 0 && !is_passed(from - 1) {
            (to, from, step) = (from - 1, from.saturating_sub(step), step * 2);
        }
        let to = to.min(self.0.len());
        from + self.0.get(from..to).unwrap_or(&[]).partition_point(passed)
    }

    fn back(&self, next: usize, at: u32, snap: impl Fn(&Edit) -> u32) -> usize {
        let Some(e) = next.checked_sub(1).and_then(|i| self.0.get(i)) else { return at as usize };
        (if at < e.new.1 { snap(e) } else { e.old.1 + (at - e.new.1) }) as usize
    }
}

/// Collects the changes of an old text, left to right; the new one is made of them at the end, at once.
#[derive(Debug)]
pub struct EditBuilder<'s> {
    source: &'s str,
    characters: &'s Characters,
    at: usize,
    edits: Vec<Edit>,
    /// What the edits put in, one behind the other.
    put: String,
    replaced: Vec<Replaced>,
}

impl<'s> EditBuilder<'s> {
    /// Starts at the beginning of `source`, which has these characters.
    pub fn new(source: &'s str, characters: &'s Characters) -> Self {
        Self { source, characters, at: 0, edits: Vec::new(), put: String::new(), replaced: Vec::new() }
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
        self.at += n;
        assert!(self.source.is_char_boundary(self.at), "an edit ends at a character of the source");
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
        self.copy(n);
        // The same length in one character for another keeps every position.
        let mut chars = with.chars();
        if with.len() == n
            && let (Some(c), None) = (chars.next(), chars.next())
        {
            self.replaced.push((start as u32, c));
            return;
        }
        let new = self.edits.last().map_or(start as u32, |last| last.new.1 + (start as u32 - last.old.1));
        self.put.push_str(with);
        let edit = Edit { old: (start as u32, self.at as u32), new: (new, new + with.len() as u32) };
        match self.edits.last_mut() {
            // Deletions in a row are one.
            Some(last) if with.is_empty() && last.new.0 == last.new.1 && last.old.1 == edit.old.0 => {
                last.old.1 = edit.old.1;
            }
            _ => self.edits.push(edit),
        }
    }

    /// Puts another character in place of `old`, which comes next.
    ///
    /// # Panics
    /// As `replace`, if something else comes next.
    pub fn replace_char(&mut self, old: char, with: char) {
        let n = old.len_utf8();
        if with.len_utf8() == n {
            // The rule, where one is replaced at all.
            self.replaced.push((self.at as u32, with));
            self.copy(n);
        } else {
            self.replace(n, with.encode_utf8(&mut [0; 4]));
        }
    }

    /// Makes room for so many characters in place of others.
    pub(crate) fn reserve(&mut self, count: usize) {
        self.replaced.reserve(count);
    }

    /// Leaves the next `n` bytes out.
    pub fn drop(&mut self, n: usize) {
        if n > 0 {
            self.replace(n, "");
        }
    }

    /// Keeps the rest; the new text (none where nothing changed), the edits, and what was replaced without one.
    pub(super) fn finish(self) -> (Option<String>, Edits, Vec<Replaced>) {
        let Self { source, edits, put, replaced, .. } = self;
        if edits.is_empty() && replaced.is_empty() {
            return (None, Edits(edits), replaced);
        }
        let mut bytes = Vec::new();
        let source = if replaced.is_empty() { source } else { exchanged(source, &replaced, &mut bytes) };
        let mut text = String::with_capacity(source.len() + put.len());
        let (mut kept, mut put) = (0, put.as_str());
        for Edit { old, new } in &edits {
            text.push_str(source.get(kept..old.0 as usize).unwrap_or(""));
            let (piece, rest) = put.split_at((new.1 - new.0) as usize);
            text.push_str(piece);
            (kept, put) = (old.1 as usize, rest);
        }
        text.push_str(source.get(kept..).unwrap_or(""));
        (Some(text), Edits(edits), replaced)
    }
}

/// The text with characters of the same length in place of others, made in `bytes`.
fn exchanged<'b>(text: &str, replaced: &[Replaced], bytes: &'b mut Vec<u8>) -> &'b str {
    bytes.extend_from_slice(text.as_bytes());
    for &(start, c) in replaced {
        c.encode_utf8(&mut bytes[start as usize..]);
    }
    simdutf8::basic::from_utf8(bytes).expect("characters stand where characters stood")
}
