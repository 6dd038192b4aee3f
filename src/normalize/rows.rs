//! Which characters stand side by side in the words of a list: a quick look that says no, or perhaps.

/// Characters in rows of two or three, by a bit for the hash of each row.
#[derive(Debug)]
pub(super) struct Rows(Vec<u64>);

impl Default for Rows {
    fn default() -> Self {
        Self(vec![0; 1 << (Self::BITS - 6)])
    }
}

impl Rows {
    /// As a power of two, so that few of the bits are set.
    const BITS: u32 = 18;

    fn place<const N: usize>(row: [char; N]) -> (usize, u64) {
        let mix =
            |hash: u64, c: char| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(21);
        let hash = row.into_iter().fold(0, mix) & ((1 << Self::BITS) - 1);
        (hash as usize / 64, 1 << (hash % 64))
    }

    pub(super) fn insert<const N: usize>(&mut self, row: [char; N]) {
        let (at, bit) = Self::place(row);
        self.0[at] |= bit;
    }

    #[inline]
    pub(super) fn may_hold<const N: usize>(&self, row: [char; N]) -> bool {
        let (at, bit) = Self::place(row);
        self.0[at] & bit != 0
    }
}
