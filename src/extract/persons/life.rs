//! What stands behind a name and tells of its bearer's life or post.
use super::{BLANKS, Seeds, cues::PersonCue};
use crate::{
    segment::COMMAS,
    text::{Norm, Span, is_han},
};

impl Seeds<'_> {
    /// Whether the name is a whole sentence that answers a question: 现任局长是哪一位？⏎答：申屠长昱。
    pub(super) fn answers(&self, start: usize, end: usize) -> bool {
        let (head, tail) = (self.text.get(..start).unwrap_or(""), self.text.get(end..).unwrap_or(""));
        if !(tail.is_empty() || tail.starts_with(['。', '\n', '，', ','])) {
            return false;
        }
        let marks = [':', '：', '\n', ' ', '\u{3000}', '”', '“'];
        let before = head.trim_end_matches(marks);
        let asked = self.cues.before(PersonCue::Reply, before).map_or(before, |t| t.trim_end_matches(marks));
        asked.len() < head.len() && asked.ends_with(['？', '?'])
    }

    /// Whether the clause or the bracket after the name that ends at byte `end` is nothing but a post: 周明远，江苏省水利厅厅长。
    pub(super) fn apposed(&self, end: usize) -> bool {
        let rest = self.text.get(end..).unwrap_or("");
        let Some(post) = rest.strip_prefix(['，', ',', '（', '(']) else { return false };
        let start = end + rest.len() - post.len();
        let ends: &[char] = if rest.starts_with(COMMAS) {
            &['，', ',', '。', '；', ';', '\n']
        } else {
            &['）', ')', '，', '。', '；', ';', '\n']
        };
        let stop = start + post.find(ends).unwrap_or(post.len());
        let titles = self.around.titles;
        let last = titles.partition_point(|t| t.end() < stop);
        titles.get(last).is_some_and(|t| t.end() == stop && t.start() >= start)
    }

    /// Whether the clause behind the name that ends at byte `end` speaks of a post as one: 周明远|的某厅厅长职务.
    pub(super) fn is_of_office(&self, end: usize) -> bool {
        let line = self.around.layout.line_at(end.saturating_sub(1));
        let titles = self.around.titles;
        let next = titles.get(titles.partition_point(|t| t.start() < end)).filter(|t| t.end() <= line.end());
        next.is_some_and(|t| {
            let between = self.text.get(end..t.start()).is_some_and(|t| !t.contains(['，', ',', '。', '；', ';']));
            between && self.text.get(t.end()..).is_some_and(|t| self.cues.starts(PersonCue::Post, t))
        })
    }

    /// Whether all that follows on the line of the name that ends at byte `end` is a date: 周明远(女)　1983.05—1988.04.
    pub(super) fn dated(&self, end: usize) -> bool {
        if !self.text.get(end..).is_some_and(|t| t.starts_with(['（', '(', ' ', '\u{3000}', '\t'])) {
            return false;
        }
        let line = self.around.layout.line_at(end.saturating_sub(1));
        let Some(rest) = self.text.get(end..line.end()) else { return false };
        let bracket = rest.strip_prefix(['（', '(']).and_then(|t| t.split_once(['）', ')']));
        // 周明远(2014年3月—2018年11月)
        if bracket.is_some_and(|(_, after)| after.trim().is_empty()) {
            let start = end + rest.chars().next().map_or(0, char::len_utf8);
            let next = self.around.taken.partition_point(|t| t.start() < start);
            let closed = |t: &Span<Norm>| {
                t.start() == start && self.text.get(t.end()..line.end()).is_some_and(|t| matches!(t.trim(), ")" | "）"))
            };
            return self.around.taken.get(next).is_some_and(closed);
        }
        let after = bracket.filter(|(inside, _)| inside.chars().count() <= 8).map_or(rest, |(_, after)| after);
        let date = after.trim_start_matches(BLANKS);
        let at = line.end() - date.len();
        let next = self.around.taken.partition_point(|t| t.start() < at);
        let whole = |t: &Span<Norm>| {
            let rest = self.text.get(t.end()..line.end()).map(str::trim);
            t.start() == at && rest.is_some_and(|t| t.is_empty() || t.starts_with(['（', '(']))
        };
        date.len() < after.len() && self.around.taken.get(next).is_some_and(whole)
    }

    /// Whether a life follows the name: ，男，汉族 / ，1968年10月生 / ，现任… / 同志简历.
    pub(super) fn is_introduced_by_life(&self, rest: &str) -> bool {
        if self.cues.starts(PersonCue::Life, rest) {
            return true;
        }
        let cell = rest.trim_start_matches(['\n', ' ', '\u{3000}', '\t', '|']);
        if cell.len() < rest.len() {
            let shown = self.cues.starting(cell);
            // 谭佩瑶⏎女⏎汉族: the cells of a table, one a line or one a column.
            let sex = || self.cues.behind(PersonCue::Sex, cell).is_some_and(|t| !t.starts_with(is_han));
            // 朱国庆⏎出生年月 1968年2月: the labels of what the page tells of somebody.
            if shown.has(PersonCue::LifeLabel) || shown.has(PersonCue::Sex) && sex() {
                return true;
            }
            // 周明远⏎1969年8月生。
            if rest.starts_with('\n') && self.is_step_of_life(cell) {
                return true;
            }
        }
        // 周明远今年六十八岁; 周明远，现年六十八岁
        let told = rest.trim_start_matches(['，', ',', '（', '(']);
        let near = |cue, t: &str| self.cues.stands_in(cue, start_of(t, 5));
        if self.cues.behind(PersonCue::Age, told).is_some_and(|t| near(PersonCue::Years, t)) {
            return true;
        }
        let Some(rest) = rest.strip_prefix(['，', ',', '（', '(']) else { return false };
        let shown = self.cues.starting(rest);
        shown.has(PersonCue::Sex)
            || shown.has(PersonCue::Held)
            || near(PersonCue::Folk, rest)
            || self.is_step_of_life(rest)
            || self.tells_home(rest)
    }

    /// 湖北武汉人，: whether where somebody comes from opens a text.
    fn tells_home(&self, text: &str) -> bool {
        /// 四川省凉山州西昌市
        const PLACES: usize = 3;
        let mut rest = text;
        for _ in 0..PLACES {
            let Some((end, ..)) = self.regions.longest_at(rest, 0) else { break };
            rest = rest.get(end..).unwrap_or("");
        }
        let native = || self.cues.behind(PersonCue::Native, rest);
        rest.len() < text.len() && native().is_some_and(|t| t.starts_with(['，', ',', '。', '；', ';']))
    }

    /// 1968年10月生: whether a date and a step of a life open a text.
    fn is_step_of_life(&self, text: &str) -> bool {
        let step = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '.'));
        step.len() < text.len() && self.cues.starts(PersonCue::LifeStep, step)
    }
}

/// The first characters of a text.
fn start_of(text: &str, characters: usize) -> &str {
    let end = text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or("")
}
