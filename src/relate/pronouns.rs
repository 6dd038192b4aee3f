//! Words that stand for a body named before: 该局, 我局, 这家单位, 它, 前者 and 后者.

use super::{
    CLAUSE_ENDS,
    article::{ArticleCue, entry_at, is_mark},
    cues::RelationCue,
    posts::PostCue,
    words::{Role, Words},
};
use crate::{
    mention::{Board, Body, Found, TitleMention, is_called},
    resolve::{OTHER_NAMES, Page, Subjects},
    segment::{OPEN_QUOTES, behind_bracket},
    text::{Norm, Span},
};

/// How many bodies back one is looked for.
const BODIES_BACK: usize = 100;

/// How much text back, in bytes, is near.
const NEAR_BYTES: usize = 600;

/// How much text back, in bytes, 新机构 reaches.
const FAR_BYTES: usize = 1500;

/// A word that stands for a body.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pronoun {
    pub(super) span: Span<Norm>,
    /// The body, by its place on the board.
    pub(super) body: usize,
}

/// Where such words stand, in order, and what they mean.
pub(super) fn pronouns(page: Page<'_>, board: &Board, words: &Words, subjects: &Subjects) -> Vec<Pronoun> {
    let mut found = Vec::new();
    if board.bodies.is_empty() {
        return found;
    }
    let reader = Reader { page, titles: &board.titles, bodies: &board.bodies, words, subjects };
    let mut pair = None;
    for &(at, c) in page.marks.iter().filter(|mark| words.may_begin_pronoun(mark.1)) {
        let at = at as usize;
        let meant = reader.pronoun(at, c, &mut pair);
        found.extend(meant.map(|(length, body)| Pronoun { span: Span::new(at, at + length), body }));
    }
    found
}

struct Reader<'a> {
    page: Page<'a>,
    titles: &'a [Found<TitleMention>],
    bodies: &'a [Found<Body>],
    words: &'a Words,
    subjects: &'a Subjects,
}

impl Reader<'_> {
    /// How long the pronoun at byte `at` is, which begins with `c`, and which body it means; `pair` are the last two bodies that
    /// 前者 and 后者 meant.
    fn pronoun(&self, at: usize, c: char, pair: &mut Option<(usize, usize)>) -> Option<(usize, usize)> {
        let (head, rest) = self.page.text.split_at_checked(at)?;
        let cues = &self.words.articles;
        let shown = cues.starting(rest);
        let lead = |cue| cues.at(cue, rest).unwrap_or(0);
        let alone = |cue, body: Option<usize>| Some((lead(cue), body?));
        if shown.has(ArticleCue::This) {
            self.this(at, lead(ArticleCue::This), true)
        } else if shown.has(ArticleCue::ThisOne) {
            self.this(at, lead(ArticleCue::ThisOne), false)
        } else if shown.has(ArticleCue::New) {
            self.fresh(at, lead(ArticleCue::New))
        } else if shown.has(ArticleCue::Own) {
            self.own(at, lead(ArticleCue::Own))
        } else if shown.has(ArticleCue::Addressed) {
            self.addressed(at, lead(ArticleCue::Addressed))
        } else if shown.has(ArticleCue::It) {
            let other = shown.has(ArticleCue::They) || cues.ends(ArticleCue::HalfIt, head);
            if other { None } else { alone(ArticleCue::It, self.it(at)) }
        } else if shown.has(ArticleCue::First) {
            alone(ArticleCue::First, self.of_two(at, true, pair))
        } else if shown.has(ArticleCue::Second) {
            alone(ArticleCue::Second, self.of_two(at, false, pair))
        } else if rest.get(c.len_utf8()..)?.starts_with('里') {
            // 设在|局里: the last one called so.
            self.inside(at, c.len_utf8())
        } else {
            None
        }
    }

    /// 该局, 这个局, 该机构: how long it is and what it means; `lead` bytes stand before what the body is called, and
    /// where that is `anywhere` on the page, the body may be.
    fn this(&self, at: usize, lead: usize, anywhere: bool) -> Option<(usize, usize)> {
        let rest = self.page.text.get(at + lead..)?;
        let (length, meant) = match self.words.cues.at(RelationCue::ThisKind, rest) {
            Some(length) => (length, self.ending(at, rest.get(..length)?, anywhere)),
            None => (self.words.cues.at(RelationCue::ThisBody, rest)?, self.near(at, |_| true)),
        };
        Some((lead + length, meant?))
    }

    /// 我局, 本厅: the body that speaks, which a page of its own names first among those so called.
    fn own(&self, at: usize, lead: usize) -> Option<(usize, usize)> {
        let (head, rest) = self.page.text.split_at_checked(at)?;
        // 基本|局面, 自我|部署
        let rest = rest.get(lead..).filter(|_| self.is_apart(head))?;
        let noun = rest.get(..self.words.cues.at(RelationCue::OwnKind, rest)?)?;
        let named = |b: &Found<Body>| {
            let called = || b.value.name().is_some_and(|name| is_called(name, noun));
            b.span.end() <= at && !b.value.fused && !b.value.bare && b.value.owner.is_none() && called()
        };
        let about = self.about(at, noun);
        Some((lead + noun.len(), about.or_else(|| self.bodies.iter().take(BODIES_BACK).position(named))?))
    }

    /// Whether the word before a pronoun is none that the pronoun may be a part of: no 基本|局面, 自我|部署.
    fn is_apart(&self, head: &str) -> bool {
        head.chars().next_back().is_none_or(|c| !c.is_alphanumeric())
            || self.words.articles.ends(ArticleCue::BeforeOwn, head)
    }

    /// The body that the page is about at byte `at`, where it is called by `noun`.
    fn about(&self, at: usize, noun: &str) -> Option<usize> {
        let called = |&i: &usize| self.bodies[i].value.name().is_some_and(|name| is_called(name, noun));
        self.subjects.at(at).filter(called)
    }

    /// 你局, 贵单位: the body that the letter is addressed to, which stands on a line of its own before a colon.
    fn addressed(&self, at: usize, lead: usize) -> Option<(usize, usize)> {
        let rest = self.page.text.get(at + lead..)?;
        let kind = self.words.cues.at(RelationCue::OwnKind, rest);
        let length = kind.or_else(|| self.words.cues.at(RelationCue::ThisBody, rest))?;
        let noun = rest.get(..kind.unwrap_or(0))?;
        let addressed = |&i: &usize| {
            let body = &self.bodies[i];
            let line = self.page.layout.line_at(body.span.start()).of(self.page.text).trim();
            let alone = line.strip_suffix(['：', ':']).is_some_and(|t| t.trim_end() == body.span.of(self.page.text));
            alone && body.value.name().is_some_and(|name| noun.is_empty() || is_called(name, noun))
        };
        Some((lead + length, self.between(0, at).find(addressed)?))
    }

    /// 设在|局里, 厅里增设…: the last body before whose name ends so.
    fn inside(&self, at: usize, one: usize) -> Option<(usize, usize)> {
        let (head, rest) = self.page.text.split_at_checked(at)?;
        let noun = rest.get(..one)?;
        if !self.words.cues.is(RelationCue::InsideKind, noun) || !self.is_apart(head) {
            return None;
        }
        // What the sentence or the paragraph is about, else what the page names first; never where somebody was.
        let fits = |i: &usize| {
            let body = &self.bodies[*i];
            let held = self.titles.binary_search_by_key(&body.span.end(), |t| t.span.start()).is_ok();
            !held && body.value.owner.is_none() && body.value.name().is_some_and(|name| is_called(name, noun))
        };
        let line = self.line_start(at);
        let sentence = self.page.layout.sentence_at(at).start().max(line);
        // （七）某局　…: what heads the paragraph.
        let heads = |i: &usize| {
            let lead = self.page.text.get(line..self.bodies[*i].span.start()).unwrap_or("");
            lead.chars().nth(6).is_none() && is_mark(lead)
        };
        let here = self.between(sentence, at).find(|i| fits(i) && self.is_subject(*i));
        let here = here.or_else(|| self.between(line, at).find(|i| fits(i) && heads(i)));
        let first = || (0..self.bodies.len().min(BODIES_BACK)).find(|i| self.bodies[*i].span.end() <= at && fits(i));
        Some((one + '里'.len_utf8(), here.or_else(first)?))
    }

    /// 新部 and what it does: the body founded just before.
    fn fresh(&self, at: usize, lead: usize) -> Option<(usize, usize)> {
        let rest = self.page.text.get(at + lead..)?;
        let kind = self.words.cues.at(RelationCue::NewKind, rest);
        // 新机构由…
        let length = kind.or_else(|| self.words.cues.at(RelationCue::ThisBody, rest))?;
        let (noun, after) = rest.split_at_checked(length)?;
        self.words.cues.at(RelationCue::NewGoesOn, after)?;
        let founded = self.founded(self.line_start(at), at, noun.get(..kind.unwrap_or(0))?);
        // 新机关下设…: of what the paragraphs before tell, too.
        let of_any_kind = self.words.cues.at(RelationCue::ThisBody, rest) == Some(length);
        let any = || if of_any_kind { self.founded(at.saturating_sub(FAR_BYTES), at, "") } else { None };
        Some((lead + length, founded.or_else(any)?))
    }

    /// The bodies in the text from byte `from` up to `to`, the last first.
    fn between(&self, from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.bodies.partition_point(|b| b.span.end() <= to);
        (0..end).rev().take(BODIES_BACK).take_while(move |&i| self.bodies[i].span.start() >= from)
    }

    /// Whether something may be said of the body: it is named, and no object of the word before it.
    fn is_subject(&self, index: usize) -> bool {
        let body = &self.bodies[index];
        let head = self.page.text.get(..body.span.start()).unwrap_or("").trim_end_matches(OPEN_QUOTES);
        let head = self.words.posts.before_all(PostCue::Past, head).trim_end_matches(OPEN_QUOTES);
        let named = body.value.full.is_some() && !body.value.fused;
        // 全国人大|一次会议批准的方案: what only decided about it.
        let tail = self.page.text.get(body.span.end()..).unwrap_or("");
        let meets = self.words.starts(Role::Attribute, tail) && tail.chars().take(6).any(|c| c == '会');
        named && !meets && (self.words.ends(Role::Named, head) || !self.words.ends(Role::Object, head))
    }

    fn line_start(&self, at: usize) -> usize {
        self.page.layout.line_at(at).start()
    }

    /// The last body whose name ends with `noun`; one that is no object of its clause before others, but not over a
    /// sentence or a semicolon (任A委副主任；曾在B委工作，任|该委|副主任).
    fn ending(&self, at: usize, noun: &str, anywhere: bool) -> Option<usize> {
        let called = |i: &usize| self.bodies[*i].value.name().is_some_and(|name| is_called(name, noun));
        if let Some(head) = self.entry(at).filter(called) {
            return Some(head);
        }
        let line = self.line_start(at);
        let last = self.between(line, at).find(called);
        // On a page of its own, 该局 means no body named in passing on another line.
        let earlier = || self.about(at, noun).or_else(|| self.between(0, at).find(called));
        let last = last.or_else(|| if anywhere { earlier() } else { None });
        let subject = self.near(at, |name| is_called(name, noun));
        let over = |subject: usize, last: usize| {
            let gap = self.page.text.get(self.bodies[subject].span.end()..self.bodies[last].span.start());
            gap.is_some_and(|gap| gap.len() > NEAR_BYTES || gap.contains(['。', '；', ';']))
        };
        match (subject, last) {
            (Some(subject), Some(last)) if over(subject, last) => Some(last),
            (Some(subject), _) => Some(subject),
            (None, last) => last.filter(|_| anywhere),
        }
    }

    /// ◇某局——…: the body that heads the line as an entry, with what is told of it behind a dash or a colon.
    fn entry(&self, at: usize) -> Option<usize> {
        entry_at(self.page, self.bodies, self.line_start(at)).filter(|&n| self.bodies[n].span.end() <= at)
    }

    /// 新部: the last such body between two bytes that was founded or unveiled; any where `noun` is empty.
    fn founded(&self, from: usize, at: usize, noun: &str) -> Option<usize> {
        let text = self.page.text;
        self.between(from, at).find(|&i| {
            let (before, after) = (text.get(..self.bodies[i].span.start()), text.get(self.bodies[i].span.end()..at));
            let after = after.map_or("", |t| t.get(..t.floor_char_boundary(NEAR_BYTES)).unwrap_or(t));
            let clause = after.split(CLAUSE_ENDS).next().unwrap_or("");
            // 三局并入某局。|新局|加挂…
            let named = |t: &str| {
                let taken_in = || self.words.articles.ends(ArticleCue::TakesIn, t);
                self.words.ends(Role::Founds, t) || noun.is_empty() && self.words.ends(Role::Named, t) || taken_in()
            };
            let founded =
                before.is_some_and(named) || self.words.cues.last_in(RelationCue::ComesToBe, clause).is_some();
            let any = noun.is_empty() || self.words.cues.is(RelationCue::ThisBody, noun);
            founded && self.bodies[i].value.name().is_some_and(|name| any || is_called(name, noun))
        })
    }

    /// The last body of the line before byte `at` that is no object.
    fn near(&self, at: usize, fits: impl Fn(&str) -> bool) -> Option<usize> {
        self.between(self.line_start(at), at)
            .find(|&i| self.is_subject(i) && self.bodies[i].value.name().is_some_and(|name| fits(name)))
    }

    /// 它: the last body that is no object in the clauses before, not further back than the sentence before.
    fn it(&self, at: usize) -> Option<usize> {
        let line = self.line_start(at);
        let near = self.page.text.floor_char_boundary(line.max(at.saturating_sub(NEAR_BYTES)));
        let clause = near + self.page.text.get(near..at)?.rfind(CLAUSE_ENDS)?;
        let sentence = self.page.layout.sentence_at(at).start();
        let before = self.page.layout.sentence_at(sentence.saturating_sub(1).max(line)).start();
        let named = |&i: &usize| self.bodies[i].value.full.is_some() && !self.bodies[i].value.fused;
        let subjects = |from: usize| self.between(from, clause).filter(|&i| self.is_subject(i));
        // The text goes on about what the sentence before founds or renames, else about the first body there.
        let fresh = |&i: &usize| {
            let head = self.page.text.get(..self.bodies[i].span.start()).unwrap_or("").trim_end_matches(OPEN_QUOTES);
            self.words.ends(Role::Named, head) || self.words.ends(Role::Founds, head)
        };
        let earlier = || subjects(before.max(line)).find(fresh).or_else(|| subjects(before.max(line)).last());
        // 编办批复，把|它…: not what does it, but what was spoken of before.
        let done_to = self.page.text.get(..at).is_some_and(|t| self.words.articles.ends(ArticleCue::DoneTo, t));
        let here = || match done_to {
            true => subjects(sentence.max(line)).skip(1).last(),
            false => subjects(sentence.max(line)).next(),
        };
        let subject = here().or_else(earlier);
        // 头把交椅归某局。它…: the one body that was named, whatever it was there.
        let alone = || {
            let mut all = self.between(before.max(line), clause).filter(named);
            let last = all.next()?;
            let same = |i: usize| self.bodies[i].value.name() == self.bodies[last].value.name();
            all.all(same).then_some(last)
        };
        subject.or_else(alone)
    }

    /// 前者, 后者: of two bodies named side by side, else the last one before 后者.
    fn of_two(&self, at: usize, former: bool, pair: &mut Option<(usize, usize)>) -> Option<usize> {
        let line = self.line_start(at);
        if let Some((first, second)) = *pair
            && self.bodies[first].span.start() >= line
            && at - self.bodies[second].span.end() < NEAR_BYTES
        {
            return Some(if former { first } else { second });
        }
        let near = self.between(line.max(at.saturating_sub(NEAR_BYTES)), at);
        let mut near = near.into_iter();
        if !former {
            return near.find(|&i| self.bodies[i].value.full.is_some());
        }
        // A成立，与B合署办公。…前者升格: the subject and the one beside it.
        let beside = |i: &usize| {
            let head = self.page.text.get(..self.bodies[*i].span.start())?;
            let clause = head.rsplit(CLAUSE_ENDS).next()?;
            let with = self.words.articles.is(ArticleCue::With, clause) && head.ends_with(clause);
            let first = self.between(line.max(at.saturating_sub(NEAR_BYTES)), head.len()).find(|&n| self.is_subject(n));
            first.filter(|_| with).map(|first| (first, *i))
        };
        let joined = |i: &usize| {
            let text = |from: usize, to: usize| self.page.text.get(from..to);
            // 某中心（某院）、某所: not what the bracket names.
            let last = i.checked_sub(1)?;
            let bracket = |n: &usize| text(self.bodies[*n].span.end(), self.bodies[last].span.start());
            let outside = last.checked_sub(1).filter(|n| bracket(n).is_some_and(|t| matches!(t, "（" | "(")));
            let first = outside.unwrap_or(last);
            let between = text(self.bodies[first].span.end(), self.bodies[*i].span.start())?;
            let between = behind_bracket(between, OTHER_NAMES);
            self.words.cues.is(RelationCue::JoinsTwo, between.trim()).then_some((first, *i))
        };
        *pair = near.find_map(|i| joined(&i).or_else(|| beside(&i)));
        pair.map(|(first, _)| first)
    }
}
