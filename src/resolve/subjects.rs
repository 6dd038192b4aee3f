//! Which body a stretch of the page is about: a bureau's own page, an article of an encyclopaedia, an entry of a directory.
//! Its title, a label or a definition says it; headings of parts that such pages have confirm it; bodies named in passing,
//! however often, do not change it.
use super::Page;
use crate::{
    lexicon::AgencyCue,
    matcher::Cues,
    mention::{Body, Found},
    segment::{COMMAS, CRUMBS, behind_bracket, is_in_number, is_mark_or_number, is_numbered},
    text::{Norm, Span},
};

/// A line that is longer, in bytes, is no heading and no title.
const HEADING_BYTES: usize = 90;

/// How many characters the words of a heading have at most.
const HEADING_CHARACTERS: usize = 14;

/// So many bytes before a body may be a label.
const LABEL: usize = 36;

/// Of how many bodies that start together the longest is looked for.
const SAME: usize = 4;

/// The bracket behind a name (简称…) holds no more characters.
pub const OTHER_NAMES: usize = 40;

/// A line that is longer, in bytes, says not where a page stands.
const LONGEST_WAY: usize = 240;

/// Among how many bodies of a page that of its site is looked for.
const NAMED: usize = 64;

/// So many headings of one body are kept in mind.
const MOST_HEADINGS: usize = 40;

/// What a heading stands over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Sections of the body (内设机构).
    Sections,
    /// Those who lead it (领导信息).
    Leaders,
    /// Those who led it (历任局长).
    Former,
    /// Anything else (主要职责, 历史沿革).
    Text,
}

/// The stretches of a page that are about one body each.
#[derive(Clone, Debug, Default)]
pub struct Subjects {
    /// Where each starts, and the body by its place in the list.
    stretches: Vec<(usize, usize)>,
    /// Where headings stand, and over what.
    headings: Vec<(usize, Part)>,
}

/// How a line names a body as what the page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    Title,
    Definition,
    Label,
}

/// A body that the lines from byte `from` on may be about.
#[derive(Clone, Copy, Debug)]
struct Opened {
    from: usize,
    body: usize,
    by: By,
}

impl Subjects {
    /// Reads them off the lines of a page; `bodies` are those that stand on it, in order, as far as they have names.
    pub fn new(page: Page<'_>, bodies: &[Found<Body>]) -> Self {
        let mut found = Self::default();
        let mut next = 0;
        let mut open: Option<Opened> = None;
        // Whether a heading has confirmed it, and those seen since.
        let mut seen: Vec<&str> = Vec::new();
        let mut pending: Option<Opened> = None;
        let mut above: Option<Span<Norm>> = None;
        // Few pages say where they stand.
        let ways = page.marks.iter().any(|(_, mark)| CRUMBS.contains(mark));
        for line in page.layout.lines().iter().map(|line| line.span) {
            while bodies.get(next).is_some_and(|b| b.span.start() < line.start()) {
                next += 1;
            }
            let named = bodies.get(next).is_some_and(|b| b.span.start() < (line.start() + LABEL).min(line.end()));
            // 二、直属特设机构⏎某委: an entry of a list.
            let above = above.replace(line);
            let entry = || above.is_some_and(|above| is_numbered(above.of(page.text)));
            let site = (ways && found.stretches.is_empty()).then(|| of_site(page, bodies, line)).flatten();
            let names = named.then(|| opened(page, bodies, next, line)).flatten();
            let names = names.filter(|&(_, by)| by != By::Title || !entry());
            if let Some((body, by)) = names.or(site.map(|(body, _)| (body, By::Title))) {
                let fresh = Opened { from: line.start(), body, by };
                let name = |of: usize| bodies[of].value.name();
                match open {
                    Some(before) if name(before.body) == name(body) => {
                        open = Some(Opened { by: before.by.max(by), ..before });
                    }
                    Some(_) if !seen.is_empty() => pending = Some(fresh).filter(|_| by != By::Definition),
                    Some(before) if before.by > by || before.by == by && by != By::Title => {}
                    _ => open = Some(fresh),
                }
            }
            let Some(about) = open else { continue };
            let heading = site.map_or_else(|| heading(page, line), |(_, part)| part);
            let Some((words, part)) = heading else { continue };
            if seen.is_empty() {
                found.stretches.push((about.from, about.body));
            } else if let Some(other) = pending.take().filter(|_| seen.contains(&words)) {
                // Another entry of the directory has the same parts.
                found.stretches.push((other.from, other.body));
                open = Some(other);
                seen.clear();
            }
            if seen.len() < MOST_HEADINGS {
                seen.push(words);
            }
            found.headings.push((line.start(), part));
        }
        found
    }

    /// The body that the page is about at byte `at`, by its place in the list.
    pub fn at(&self, at: usize) -> Option<usize> {
        let next = self.stretches.partition_point(|&(from, _)| from <= at);
        self.stretches.get(next.checked_sub(1)?).map(|&(_, body)| body)
    }

    /// The heading above byte `at`, in the stretch about one body: where it stands, and over what.
    pub fn part(&self, at: usize) -> Option<(usize, Part)> {
        let from = self.stretches.partition_point(|&(from, _)| from <= at).checked_sub(1)?;
        let next = self.headings.partition_point(|&(heading, _)| heading <= at);
        self.headings.get(next.checked_sub(1)?).copied().filter(|&(at, _)| at >= self.stretches[from].0)
    }

    /// The bodies that stretches are about.
    pub fn bodies(&self) -> impl Iterator<Item = usize> + '_ {
        self.stretches.iter().map(|&(_, body)| body)
    }

    /// Whether the line that starts at byte `at` is such a heading.
    pub fn heads(&self, at: usize) -> bool {
        self.headings.binary_search_by_key(&at, |&(at, _)| at).is_ok()
    }
}

/// The body that a line names as what the page is about; `first` is the first one on it.
fn opened(page: Page<'_>, bodies: &[Found<Body>], first: usize, line: Span<Norm>) -> Option<(usize, By)> {
    let cues = &page.lexicon.cues;
    let start = bodies[first].span.start();
    let may = |b: &Found<Body>| b.value.full.is_some() && !b.value.bare && !b.value.fused && !b.value.shared;
    let same = bodies[first..].iter().take(SAME).take_while(|b| b.span.start() == start);
    let (n, body) = same.enumerate().filter(|(_, b)| may(b)).max_by_key(|(_, b)| b.span.end())?;
    let head = page.text.get(line.start()..start)?;
    let rest = page.text.get(body.span.end()..line.end())?;
    let mark = |c: char| !c.is_alphanumeric();
    let label = head.trim_end_matches(mark);
    let label = label.trim_start_matches(mark);
    let alone = || {
        let rest = rest.trim_start_matches([' ', '\u{3000}', '-', '—', '_', '–', '·']);
        let end = cues.behind(AgencyCue::PageTitle, rest).unwrap_or(rest);
        let worded = end.len() < rest.len() && end.chars().next().is_none_or(|c| !c.is_alphanumeric());
        line.len() <= HEADING_BYTES && (rest.is_empty() || rest.starts_with(['[', '［', '【']) || worded)
    };
    if label.is_empty() && alone() {
        return Some((first + n, By::Title));
    }
    // 机构设置_某局, 内设机构 - 某局
    let titled = || label.len() < head.len() && cues.is(AgencyCue::PageTitle, label) && line.len() <= HEADING_BYTES;
    if rest.trim_end().is_empty() && titled() {
        return Some((first + n, By::Title));
    }
    if label.len() < head.len() && cues.is(AgencyCue::OwnLabel, label) {
        return Some((first + n, By::Label));
    }
    let opens = head.chars().all(|c| mark(c) || is_in_number(c) || c == '条');
    let rest = behind_bracket(rest, OTHER_NAMES);
    let defined = opens && is_defined(cues, rest) || cues.ends(AgencyCue::Founds, head) && is_set_up_as(cues, rest);
    defined.then_some((first + n, By::Definition))
}

/// 设立某局|，为市政府工作部门: whether what stands behind a body that is set up says what it is.
fn is_set_up_as(cues: &Cues<AgencyCue>, rest: &str) -> bool {
    let told = rest.strip_prefix(COMMAS).map(|told| cues.starting(told));
    told.is_some_and(|told| told.has(AgencyCue::IsA) || told.has(AgencyCue::ServesAs))
}

/// 某局|是…, 某局|成立于…, 某局|于1995年…: whether what stands behind a body that opens a line says what it is, or since when.
fn is_defined(cues: &Cues<AgencyCue>, rest: &str) -> bool {
    let mut told = rest.trim_start_matches(COMMAS);
    while let Some(behind) = cues.behind(AgencyCue::Once, told) {
        told = behind;
    }
    let shown = cues.starting(told);
    let dated = || told.strip_prefix('于').is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
    shown.has(AgencyCue::IsA) && !shown.has(AgencyCue::Purpose) || shown.has(AgencyCue::OwnBegins) || dated()
}

/// 首页 > 徐州市水务局 > 政务公开 > 领导之窗: the body whose site a line says that the page stands on, where the page names it
/// itself, and what it heads.
fn of_site<'t>(page: Page<'t>, bodies: &[Found<Body>], line: Span<Norm>) -> Option<(usize, Option<(&'t str, Part)>)> {
    let text = line.of(page.text);
    let (way, last) = if text.len() <= LONGEST_WAY { text.rsplit_once(CRUMBS)? } else { return None };
    let mut steps =
        way.split(CRUMBS).map(str::trim).filter(|step| page.lexicon.cues.ends(AgencyCue::WhoseHeading, step));
    let called = |step: &str| {
        let named = |b: &Found<Body>| b.value.name().is_some_and(|name| name == step) && !b.value.fused;
        bodies.iter().take(NAMED).position(named)
    };
    let body = steps.find_map(called)?;
    Some((body, words(page, last.trim())))
}

/// The words of a line that heads a part of a page about a body, and what it stands over.
fn heading<'t>(page: Page<'t>, line: Span<Norm>) -> Option<(&'t str, Part)> {
    let text = line.of(page.text);
    // 【机构设置】镇政府内设…; 领导班子：
    let (whole, bracketed) = match text.strip_prefix(['【', '[', '〔']) {
        Some(rest) => (rest.get(..rest.find(['】', ']', '〕'])?)?, true),
        None => (text, false),
    };
    if whole.len() > HEADING_BYTES
        || !bracketed && whole.contains(['|', '>', '｜', '/', '。', '，', '、']) && !is_numbered(whole)
    {
        return None;
    }
    words(page, whole)
}

/// The same of what stands on the line.
fn words<'t>(page: Page<'t>, whole: &'t str) -> Option<(&'t str, Part)> {
    let numbers = |c: char| is_mark_or_number(c) || matches!(c, '章' | '节' | '部' | '分');
    let words = whole.trim_start_matches(numbers);
    let words = words.trim_end_matches(|c: char| !c.is_alphabetic());
    let words = words.split_once(['（', '(']).map_or(words, |(head, _)| head.trim_end());
    if words.is_empty()
        || words.chars().nth(HEADING_CHARACTERS).is_some()
        || words.contains(['|', '>', '、', '，', '。', '：'])
    {
        return None;
    }
    let cues = &page.lexicon.cues;
    if cues.starts(AgencyCue::PastHeading, words) {
        return Some((words, Part::Former));
    }
    // 领导信息, 市水务局领导, not 加强组织领导
    let heads = |cue| {
        let whose = cues.before(cue, words);
        whose.is_some_and(|t| t.is_empty() || cues.ends(AgencyCue::WhoseHeading, t))
    };
    let parts = [
        (AgencyCue::LeadersHeading, Part::Leaders),
        (AgencyCue::Sections, Part::Sections),
        (AgencyCue::OwnHeading, Part::Text),
    ];
    parts.into_iter().find(|&(cue, _)| heads(cue)).map(|(_, part)| (words, part))
}
