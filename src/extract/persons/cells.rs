//! Names by the layout: in cells, on lines of their own, in lists.
use super::{BLANKS, Seeds, cues::PersonCue};
use crate::text::{Norm, Span};

impl Seeds<'_> {
    /// Whether blanks part what stands at `start..end` from the margin or another cell, and from a post or a body behind it.
    pub(super) fn is_cell_before_post(&self, start: usize, end: usize) -> bool {
        let rest = self.text.get(end..).unwrap_or("");
        let next = end + rest.len() - rest.trim_start_matches(BLANKS).len();
        let begins = |spans: &[Span<Norm>]| spans.binary_search_by_key(&next, |s| s.start()).is_ok();
        let behind = self
            .text
            .get(..start)
            .is_none_or(|t| t.is_empty() || t.ends_with(BLANKS) || t.ends_with(['\n', ':', '：']));
        behind && next > end && (begins(self.around.titles) || begins(self.around.taken))
    }

    /// Whether what stands at `start..end` has a line for itself below or above one that holds posts alone.
    pub(super) fn is_stacked(&self, start: usize, end: usize) -> bool {
        const ASIDE_BYTES: usize = 120;
        let line = self.around.layout.line_at(start);
        let part = |from: usize, to: usize| self.text.get(from..to).unwrap_or("?").trim();
        let aside = part(end, line.end());
        let bracketed =
            aside.starts_with(['(', '（']) && aside.find([')', '）']).is_some_and(|at| at + 3 >= aside.len());
        if !part(line.start(), start).is_empty() || !(aside.is_empty() || bracketed && aside.len() <= ASIDE_BYTES) {
            return false;
        }
        let begins = |spans: &[Span<Norm>], at| spans.binary_search_by_key(&at, |s| s.start()).is_ok();
        let of_posts = |at: usize| {
            let line = self.around.layout.line_at(at);
            let text = line.of(self.text);
            // 职务：副市长
            let labelled = text.split_once([':', '：']);
            let labelled = labelled.filter(|(label, _)| self.cues.ends(PersonCue::Post, label.trim()));
            let post = labelled.map_or(text, |(_, post)| post).trim_start();
            let from = line.end() - post.len();
            let to = line.start() + text.trim_end().len();
            let titles = self.around.titles;
            text.len() <= ASIDE_BYTES
                && (begins(titles, from) || begins(self.around.taken, from))
                && titles.get(titles.partition_point(|t| t.end() < to)).is_some_and(|t| t.end() == to)
        };
        let head = self.text.get(..line.start()).unwrap_or("").trim_end();
        let tail = self.text.get(line.end()..).unwrap_or("");
        let below = self.text.len() - tail.trim_start().len();
        !tail.trim_start().is_empty() && of_posts(below) || !head.is_empty() && of_posts(head.len() - 1)
    }

    /// Whether a name that leaves no doubt follows in a list: 文献、|李秋白.
    pub(super) fn leads_list(&self, end: usize) -> bool {
        let next = end + '、'.len_utf8();
        self.text.get(end..).is_some_and(|t| t.starts_with('、'))
            && self.names.name_at(self.text, next).is_some_and(|(e, sure)| {
                let name = self.text.get(next..e).unwrap_or("");
                let long = name.chars().nth(2).is_some();
                let like = self.typical(name) && !self.reads_as_word(name) && !self.names.ends_otherwise(name);
                (sure >= 3 || sure == 2 && long) && like
            })
    }

    /// Whether a list of names ends or goes on at byte `at`.
    pub(super) fn ends_list(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or("");
        rest.starts_with(['、', '，', ',', '；', ';', '。', '\n', '（', '(']) || rest.is_empty()
    }

    /// Whether a cell of nothing but names ends at byte `at`, or another name may follow.
    pub(super) fn ends_cell(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or("");
        rest.is_empty() || rest.starts_with(['\n', ' ', '\u{3000}', '(', '（', '|', '\t', '、'])
    }
}
