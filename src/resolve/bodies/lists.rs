//! Lists of the parts that a body has, under a heading that says so (内设机构).
use super::{BODIES_BACK, Named, cues::NamingCue};
use crate::{
    lexicon::AgencyCue,
    mention::{Body, Found},
    segment::{COMMAS, JOINTS, before_bracket, is_bracket_label, is_mark_or_number},
    text::{Norm, Span},
};

/// So many lines above an entry its heading stands.
const LINES_ABOVE: usize = 40;

/// No heading has more bytes, and none that is a sentence with a colon.
const HEADING_BYTES: usize = 60;
const LONGEST_SENTENCE: usize = 150;

/// What stands on a line before an entry of a list has no more bytes.
const LONGEST_LIST: usize = 600;

/// Between the entries of a list.
const BETWEEN: [char; 9] = ['、', '，', ',', '（', '(', ' ', '\u{3000}', '\t', '|'];

impl Named<'_> {
    /// 2 内设机构 … |规划财务处: an entry of a list under such a heading, of the body that the heading names, else of the one
    /// whose name is that of the page.
    pub(super) fn listed(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let (text, layout, span) = (self.page.text, self.page.layout, bodies[i].span);
        let end = self.cues.ending(span.of(text));
        if !end.has(AgencyCue::Section) && !end.has(AgencyCue::Beside) {
            return None;
        }
        let line = layout.line_at(span.start());
        let before = text.get(line.start()..span.start())?;
        if let Some(heading) = self.heading_before(before) {
            return self.of_heading(bodies, i, line, line.start() + heading.len());
        }
        if !before.chars().all(is_mark_or_number) && !self.is_list(before) {
            return None;
        }
        let above = layout.lines().partition_point(|l| l.span.start() < line.start());
        let mut above = layout.lines()[..above].iter().rev().take(LINES_ABOVE).map(|l| l.span);
        let heading = above.find(|line| self.is_heading(line.of(text)))?;
        self.of_heading(bodies, i, heading, heading.end())
    }

    /// 机关科室|：办公室、人事科: the heading at the start of a line, where the line goes on with a list.
    fn heading_before<'t>(&self, line: &'t str) -> Option<&'t str> {
        // A heading is short: no list is searched through for a colon.
        let near = line.get(..line.ceil_char_boundary(HEADING_BYTES + 1)).unwrap_or(line);
        let (head, rest) = near.split_once(['：', ':'])?;
        let list = line.get(near.len() - rest.len()..)?;
        let heads = head.len() <= HEADING_BYTES && (list.is_empty() || self.is_list(list));
        (heads && self.cues.ends(AgencyCue::Sections, head)).then_some(head)
    }

    /// 办公室（人事处）、政策法规处、|综合规划处; （一）办公室　（二）|人事处: whether parts are listed before one more.
    fn is_list(&self, words: &str) -> bool {
        let named = |part: &str| {
            let part = part.trim_end_matches(['）', ')']);
            part.chars().all(is_mark_or_number) || self.cues.ends(AgencyCue::Listed, part)
        };
        let apart = || words.rsplit(BETWEEN).next().is_some_and(|last| last.chars().all(is_mark_or_number));
        words.len() < LONGEST_LIST && apart() && words.split(BETWEEN).all(named)
    }

    /// Whether a line is a heading over a list of parts.
    fn is_heading(&self, line: &str) -> bool {
        let marks = [' ', '\u{3000}', ':', '：', '\n', '\r', '】', ']', '》', '」', '〉', '■', '◆'];
        // 内设机构（正处级）
        let words = before_bracket(line.trim_end_matches(marks)).trim_end_matches(['】', ']', '》']);
        // 第五条　某局设下列|内设机构：
        let most = if words.len() < line.len() { LONGEST_SENTENCE } else { HEADING_BYTES };
        if words.len() > most {
            return false;
        }
        // 内设机构|一览表, 内设机构及|负责人, 设5个科室，|均为正科级
        let tail = || {
            self.cues.before(AgencyCue::ListTail, words).map(|t| t.trim_end_matches(JOINTS).trim_end_matches(COMMAS))
        };
        self.cues.ends(AgencyCue::Sections, words)
            || tail().is_some_and(|head| self.cues.ends(AgencyCue::Sections, head))
    }

    /// The body whose parts stand under the heading that ends at byte `end` of its line.
    fn of_heading(&self, bodies: &[Found<Body>], i: usize, line: Span<Norm>, end: usize) -> Option<usize> {
        let layout = self.page.layout;
        let before = bodies.partition_point(|b| b.span.end() <= end);
        let near = bodies[..before.min(i)].iter().enumerate().rev().take(BODIES_BACK);
        // 国家税务总局|深圳市税务局: a local office has sections as its owner does.
        let whole = |b: &Found<Body>| b.value.owner.is_none() || b.value.territory.is_some();
        let mut named = near.filter(|(_, b)| b.value.full.is_some() && !b.value.bare && whole(b));
        // Of the body that the page is about, unless the heading names another.
        if named.clone().next().is_none_or(|(_, b)| b.span.start() < line.start())
            && let Some(own) = self.own(bodies, i)
        {
            return Some(own);
        }
        // What stands behind a body that opens its line: 【机构性质】某局|是…
        let behind = |b: &Found<Body>| {
            let of = layout.line_at(b.span.start());
            let head = self.page.text.get(of.start()..b.span.start()).unwrap_or("");
            let opens = head.is_empty() || is_bracket_label(head);
            opens.then(|| self.page.text.get(b.span.end()..of.end()).unwrap_or("").trim())
        };
        let titles = |t: &str| {
            t.is_empty() || t.starts_with('[') || self.cues.behind(AgencyCue::PageTitle, t).is_some_and(str::is_empty)
        };
        let is_head =
            |b: &Found<Body>| layout.line_at(b.span.start()).start() == line.start() || behind(b).is_some_and(titles);
        let is_defined = |b: &Found<Body>| behind(b).is_some_and(|t| self.words.starts(NamingCue::Defines, t));
        let head = named.clone().find(|(_, b)| is_head(b));
        head.or_else(|| named.find(|(_, b)| is_defined(b))).map(|(n, _)| n)
    }
}
