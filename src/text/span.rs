//! The one position type: half-open byte ranges that say which text they count in.
//!
//! Mixing the raw and the normalized text does not compile. Code points, which users see, exist only where a record
//! is written (`record`). Do not use a span for positions inside anything but these two texts.
use std::{fmt, marker::PhantomData, ops::Range};

/// Frame of the decoded text as it came, before any normalization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Raw {}

/// Frame of the normalized text, on which all recognition works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Norm {}

/// A half-open byte range `start..end` of the text of frame `F`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<F> {
    start: u32,
    end: u32,
    frame: PhantomData<F>,
}

impl<F: Copy> Span<F> {
    /// The range `start..end` in bytes.
    ///
    /// # Panics
    /// If `end < start` or `end` exceeds `u32::MAX`; texts are capped far below that when they are read.
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span ends before it starts: {start}..{end}");
        let fit = |n: usize| u32::try_from(n).expect("texts are capped at 4 GiB");
        Self { start: fit(start), end: fit(end), frame: PhantomData }
    }

    /// First byte.
    #[inline]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Byte after the last one.
    #[inline]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same as a range, for slicing.
    #[inline]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Whether `other` lies wholly inside.
    #[inline]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[inline]
    pub fn touches(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[inline]
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end), frame: PhantomData }
    }

    /// The text it stands for; empty where the span does not fit `text`.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}

impl<F: Copy> fmt::Debug for Span<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
