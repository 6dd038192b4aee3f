//! What a line has told so far, and which posts a match of it speaks of by that.
use super::{State, hits::Hit};
use crate::{
    relate::{Status, posts::Post},
    value::Edtf,
};

/// A chain of posts, and where something is said of it.
type Place = (usize, usize);

/// What a sentence tells that was decided.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decision {
    /// Where the sentence starts.
    pub(super) sentence: usize,
    /// On which date.
    pub(super) date: Edtf,
    /// It was announced, so that plain words report it as well: 会议宣布：周明远任….
    pub(super) announced: bool,
}

/// What a line has told so far.
#[derive(Default)]
pub(super) struct Thread<'v> {
    pub(super) last_chain: Option<Place>,
    /// The last that somebody is said to hold.
    pub(super) held: Option<Place>,
    /// The post that somebody is said to have left.
    pub(super) left: Option<Place>,
    /// A chain of posts, and the post that is meant by it.
    pub(super) instead: Option<(usize, &'v Post)>,
    /// Where the last match with a post ends.
    pub(super) told: usize,
    /// Where a sentence starts that tells what was decided.
    pub(super) deciding: Option<usize>,
    /// What was decided last.
    pub(super) decided: Option<Decision>,
    /// How somebody stands to the last posts, and where that is said.
    pub(super) said: Option<(usize, State)>,
}

impl Thread<'_> {
    /// The posts that a match speaks of: its own, else those that somebody left or holds, else the last ones.
    pub(super) fn chain(&mut self, hit: &Hit<'_>, over: impl FnOnce(usize) -> bool) -> Option<usize> {
        let status = hit.form.status;
        let Some(chain) = hit.post else {
            let vacant = self.left.filter(|_| status == Status::Appointed);
            // 局长张三之前是…，前任李四: in the post that is held.
            let before = self.held.filter(|_| matches!(status, Status::Former | Status::Removed));
            let chain = vacant.or(before).or(self.last_chain).filter(|&(_, at)| at < hit.range.start);
            if status == Status::Removed {
                self.left = chain.or(self.left);
            }
            return chain.map(|(chain, _)| chain);
        };
        // 厅长由|副省长张三|兼任: what he is besides is no post that the text goes on about.
        let aside = self.last_chain.is_some() && hit.is_beside() && hit.range.end <= self.told;
        self.told = self.told.max(hit.range.end);
        if aside {
            return Some(chain);
        }
        let here = Some((chain, hit.range.start));
        let over = over(chain);
        self.last_chain = here;
        if !over && matches!(status, Status::Current | Status::Appointed) {
            self.held = here;
        }
        if over || matches!(status, Status::Former | Status::Removed) {
            self.left = here;
        }
        Some(chain)
    }
}
