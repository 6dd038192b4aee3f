//! What a page says as a whole of the bodies of its bare titles: it is an article about one, it speaks as one, one heads
//! the list that they stand in.
use smol_str::SmolStr;

use super::{
    Post, PostCue, Reader,
    bare::{BLOCK, BODIES_BACK, Bare},
    names,
};
use crate::{
    lexicon,
    mention::{Body, Found, TitleMention},
    relate::{
        article::{ArticleCue, defines, is_mark},
        cues::RelationCue,
    },
    resolve::{OTHER_NAMES, Part},
    segment::{COMMAS, behind_bracket},
    text::{Norm, Span},
};

/// Among how many bodies the one that an article is about stands.
const SUBJECT: usize = 4;

/// How many characters the cells before that of a post have at most.
const CELLS: usize = 24;

/// How many bytes a heading has besides the body that it names.
const NUMBER: usize = 8;

/// How many it has in all where cells stand behind the body.
const LONGEST_HEADING: usize = 120;

/// What stands before a cell, and what in no cell.
const BLANKS: [char; 3] = [' ', '\u{3000}', '\t'];
const SAYS: [char; 4] = ['，', ',', '。', '；'];

/// The bodies of bare titles, which are asked for in order.
pub(super) struct About<'a> {
    reader: &'a Reader<'a>,
    /// The body that the page is an article about, and where that is said.
    subject: Option<(usize, SmolStr)>,
    /// The body that speaks (我局).
    ours: Option<SmolStr>,
    /// Of the last title at the head of a line: where it stands, and its body.
    above: Option<(usize, SmolStr)>,
    /// Where the last title stands that heads the lines below (总指挥：), which has the same body.
    heads: Option<usize>,
}

impl<'a> About<'a> {
    pub(super) fn new(reader: &'a Reader<'a>) -> Self {
        let own = |text: &str| reader.words.articles.starts(ArticleCue::Own, text);
        let ours = reader.pronouns.iter().find(|p| own(p.span.of(reader.page.text)));
        let ours = ours.and_then(|p| reader.board.bodies[p.body].value.name()).cloned();
        Self { reader, subject: subject(reader), ours, above: None, heads: None }
    }

    /// Where the body stands that the page is an article about.
    pub(super) fn subject_at(&self) -> Option<usize> {
        self.subject.as_ref().map(|(at, _)| *at)
    }

    /// 市长　何玉林⏎…⏎秘书长　田野: keeps the government of a post at the head of a line in mind for those below.
    pub(super) fn keep(&mut self, post: &Post) {
        let name = post.organization.as_ref().filter(|name| self.reader.cues().ends(PostCue::Government, name));
        if let Some(name) = name.filter(|_| self.heading_of(post.span.start()).is_some()) {
            self.above = Some((post.span.start(), name.clone()));
        }
    }

    /// 三台县潼川镇领导班子⏎|党委书记：…: the committee of the town that the page is about, for one of its titles that opens a
    /// line or a cell, and the title there.
    fn town_committee(&self, title: &TitleMention, start: usize) -> Option<(SmolStr, SmolStr)> {
        let rest = self.reader.cues().behind(PostCue::TownCommittee, &title.name).filter(|rest| !rest.is_empty())?;
        let line = self.reader.page.layout.line_at(start);
        let head = self.reader.page.text.get(line.start()..start)?;
        let cell = head.ends_with(['\t', ' ', '\u{3000}', '：', ':']) && head.chars().count() <= CELLS;
        let town = if cell || head.trim().is_empty() { self.reader.page.town_of_headline()? } else { return None };
        Some((names::town_committee(&town), rest.into()))
    }

    /// Gives a post the body that its title is in, as far as the page tells; `chain` and `last` are the posts before it.
    pub(super) fn give(&mut self, title: &TitleMention, post: &mut Post, chain: &[Post], last: Option<&Post>) {
        let start = chain.first().map_or(post.span.start(), |first| first.span.start());
        match self.town_committee(title, start) {
            Some((committee, own)) => (post.organization, post.title) = (Some(committee), own),
            None => post.organization = self.organization(title, post, chain, last),
        }
    }

    /// The full name of the body that a title is in; `post` is what is known of it, `chain` are the posts before it in its
    /// chain, `last` is the one before it in the text.
    fn organization(
        &mut self,
        title: &TitleMention,
        post: &Post,
        chain: &[Post],
        last: Option<&Post>,
    ) -> Option<SmolStr> {
        if let Some((_, name)) =
            self.subject.as_ref().filter(|subject| post.bare && self.is_of(subject, title, post.span))
        {
            return Some(name.clone());
        }
        let ours = self.ours.as_ref().filter(|_| post.bare);
        let own = self.own_at(post.span.start());
        if let Some((at, name)) = own.as_ref().filter(|own| post.bare && self.is_of(own, title, post.span)) {
            let name = name.clone();
            self.above = Some((*at, name.clone()));
            return Some(name);
        }
        // 市教育局⏎党组书记：…: in a directory each entry has its own.
        let entered = |&(at, _): &(usize, SmolStr)| matches!(self.heading_of(post.span.start()), Some(Some(heading)) if heading > at);
        let own = own.filter(|own| !entered(own)).map(|(_, name)| name);
        let found = || Bare::new(self.reader, title, post.span.start(), chain, last).organization(ours, own.as_ref());
        let start = chain.first().map_or(post.span.start(), |first| first.span.start());
        let Some(heading) = self.heading_of(start) else { return found() };
        // 副组长: under 组长: in the same list, unless a heading comes between.
        let above = self.above.as_ref().filter(|(at, _)| heading.is_none_or(|heading| heading < *at));
        // 总指挥：⏎周明远⏎秘书长：
        let heads = chain.is_empty() && self.heads_lines(post.span);
        let same = heads && above.is_some_and(|(at, _)| self.heads == Some(*at));
        let has = |name: &SmolStr| title.heads.iter().any(|h| name.ends_with(h.as_str()));
        let led = above.filter(|(_, name)| chain.is_empty() && (same || has(name)));
        let listed = || {
            let titled = || {
                let body = self.reader.heading_above(self.reader.page.layout.line_at(start).start())?;
                body.value.name().cloned()
            };
            let whose = above.map(|(_, name)| name.clone());
            self.may_be_listed(title, post.span).then(|| whose.or_else(titled).or_else(|| self.near(start, last)))?
        };
        let found = led.map(|(_, name)| name.clone()).or_else(found).or_else(listed);
        if found.is_some() {
            self.above = found.clone().map(|name| (start, name));
            self.heads = Some(start).filter(|_| heads);
        }
        found
    }

    /// Whether nothing but a colon stands behind a title in its line.
    fn heads_lines(&self, title: Span<Norm>) -> bool {
        let line = self.reader.page.layout.line_at(title.start());
        let rest = self.reader.page.text.get(title.end()..line.end());
        rest.is_some_and(|t| matches!(t.trim(), ":" | "："))
    }

    /// The body that the page is about at byte `at`, and where the heading stands under which that is.
    fn own_at(&self, at: usize) -> Option<(usize, SmolStr)> {
        let Reader { subjects, board, .. } = self.reader;
        let name = board.bodies[subjects.at(at)?].value.name()?;
        Some((subjects.part(at).map_or(0, |(heading, _)| heading), name.clone()))
    }

    /// 厅长：周明远⏎党组成员、|总会计师：李秋白: whether any body may have such a title, in a line that is no running text.
    fn may_be_listed(&self, title: &TitleMention, span: Span<Norm>) -> bool {
        let Reader { page, .. } = self.reader;
        let line = page.layout.line_at(span.start());
        let told = || page.text.get(span.end()..line.end()).is_none_or(|t| t.contains('。'));
        title.heads.is_empty() && !self.reader.is_party_group(&title.name) && !told()
    }

    /// The body of the last post, in the lines right above byte `start`.
    fn near(&self, start: usize, last: Option<&Post>) -> Option<SmolStr> {
        let last = last.filter(|post| post.public)?;
        let gap = self.reader.page.text.get(last.span.end()..start)?;
        let near = (1..=BLOCK).contains(&gap.matches('\n').count()) && !gap.contains('。');
        last.organization.clone().filter(|_| near)
    }

    /// For posts at the head of their line, or behind the label of a cell: where the last body stands that has a line for
    /// itself, if there is one.
    fn heading_of(&self, start: usize) -> Option<Option<usize>> {
        let Reader { page, board, .. } = self.reader;
        let line = page.layout.line_at(start);
        let head = page.text.get(line.start()..start)?.trim();
        let label =
            |head: &str| self.reader.words.cues.ends(RelationCue::HeadsPosts, head.trim_end_matches([':', '：']));
        if !head.is_empty() && !self.is_own_noun(head) && !label(head) {
            return None;
        }
        let next = board.bodies.partition_point(|b| b.span.start() < start);
        let near = board.bodies[..next].iter().rev().take(BODIES_BACK);
        Some(near.into_iter().find(|b| self.reader.heads_line(b)).map(|b| b.span.start()))
    }

    /// 局, 厅: whether a word is what a body is called on its own page.
    fn is_own_noun(&self, word: &str) -> bool {
        self.reader.page.lexicon.cues.is(lexicon::AgencyCue::OwnNoun, word)
    }

    /// Whether a bare title in a list or a table is one of the body that the article is about.
    fn is_of(&self, (at, name): &(usize, SmolStr), title: &TitleMention, span: Span<Norm>) -> bool {
        let page = self.reader.page;
        let line = page.layout.line_at(span.start());
        let head = page.text.get(line.start()..span.start()).unwrap_or("?");
        // 周明远　|局长
        let cell = || head.ends_with(['\t', ' ', '\u{3000}', '：', ':']) && head.chars().count() <= CELLS;
        // Running text goes on about whom it named last.
        let leaders = || matches!(self.reader.subjects.part(span.start()), Some((_, Part::Leaders | Part::Former)));
        let told = || !leaders() && page.text.get(span.end()..line.end()).is_none_or(|t| t.contains('。'));
        // |局|党组成员、副局长　李秋白
        let ours = || self.is_own_noun(head.trim()) && name.ends_with(head.trim());
        if span.start() < *at || !head.trim().is_empty() && !cell() && !ours() || told() {
            return false;
        }
        let has = |head: &String| name.ends_with(head.as_str());
        let fits = title.heads.is_empty() || self.reader.is_party_group(&title.name) || title.heads.iter().any(has);
        fits && !matches!(self.heading_of(span.start()), Some(Some(heading)) if heading > *at)
    }
}

impl Reader<'_> {
    /// The body that the line above byte `line`, the start of a line, is a heading with: 6. 某局⏎局长：….
    pub(super) fn heading_above(&self, line: usize) -> Option<&Found<Body>> {
        let lines = self.page.layout.lines();
        let above = lines.get(lines.partition_point(|l| l.span.start() < line).checked_sub(1)?)?.span;
        let bodies = &self.board.bodies;
        let next = bodies.partition_point(|b| b.span.start() < above.start());
        bodies.get(next).filter(|b| above.contains(b.span) && self.heads_line(b))
    }

    /// 6. 某局, ■ 某局（正处级）　驻地：某市: whether a body is all that its line is about, which tells of no holder.
    fn heads_line(&self, body: &Found<Body>) -> bool {
        let line = self.page.layout.line_at(body.span.start());
        if !line.contains(body.span) || line.len() <= body.span.len() + NUMBER {
            return line.contains(body.span);
        }
        let part = |from: usize, to: usize| self.page.text.get(from..to).unwrap_or("");
        let rest = part(body.span.end(), line.end());
        let cells = behind_bracket(rest, OTHER_NAMES);
        let bracket = cells.len() < rest.len();
        let titles = &self.board.titles;
        let titled = || {
            titles.get(titles.partition_point(|t| t.span.start() < line.start())).is_some_and(|t| line.contains(t.span))
        };
        line.len() <= LONGEST_HEADING
            && is_mark(part(line.start(), body.span.start()))
            && (bracket && cells.trim().is_empty() || cells.starts_with(BLANKS) && !cells.contains(SAYS) && !titled())
    }
}

/// The body that a page is an article about, and where: X是…机构.
fn subject(reader: &Reader<'_>) -> Option<(usize, SmolStr)> {
    let Reader { page, board, .. } = reader;
    board.bodies.iter().take(SUBJECT).find_map(|body| {
        let rest = behind_bracket(page.text.get(body.span.end()..)?, OTHER_NAMES);
        let rest = rest.trim_start_matches(COMMAS);
        let rest = reader.words.articles.after_all(ArticleCue::Once, rest);
        let defined = defines(reader.words, rest);
        let line = page.layout.line_at(body.span.start());
        let head = || page.text.get(line.start()..body.span.start()).is_some_and(|t| t.trim().is_empty());
        let name = body.value.name().filter(|_| defined && head())?;
        Some((body.span.start(), name.clone()))
    })
}
