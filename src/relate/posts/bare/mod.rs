//! Whose post a bare title is, one that stands without its body: that of its chain, else of the body that the text spoke
//! of last and that has such titles.
mod aside;
mod unread;

use smol_str::SmolStr;

use super::{Post, PostCue, Reader, names};
use crate::{
    matcher::Cues,
    mention::{Body, Found, TitleMention},
    relate::{CLAUSE_ENDS, article::entry_at, cues::RelationCue},
    text::{Norm, Span},
    value::OrganizationKind,
};

/// How many bodies back a bare title looks for the one it belongs to.
pub(super) const BODIES_BACK: usize = 48;

/// How many posts of a chain are looked at.
const CHAIN: usize = 8;

/// How many bodies of one list are looked at.
const MEMBERS: usize = 4;

/// How many lines a list and its heading are apart at most.
pub(super) const BLOCK: usize = 3;

/// So many bytes around a body are looked through.
const AROUND: usize = 120;

/// A bare title.
pub(super) struct Bare<'a> {
    reader: &'a Reader<'a>,
    title: &'a TitleMention,
    at: usize,
    /// The posts before it in its chain.
    chain: &'a [Post],
    /// The post before it in the text.
    last: Option<&'a Post>,
    sentence: usize,
    line: usize,
    /// Whether it is one in a body's party group.
    party_group: bool,
    /// Whether any body has such titles.
    loose: bool,
}

/// A body that a bare title may belong to.
#[derive(Clone, Copy)]
struct Named<'a> {
    body: &'a Found<Body>,
    name: &'a SmolStr,
    near: Near,
}

/// Where a body stands, seen from a title.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Near {
    Page,
    Line,
    Sentence,
}

impl<'a> Bare<'a> {
    /// The title that stands at byte `at` behind the posts of its `chain`; `last` is the post before it in the text.
    pub(super) fn new(
        reader: &'a Reader<'a>,
        title: &'a TitleMention,
        at: usize,
        chain: &'a [Post],
        last: Option<&'a Post>,
    ) -> Self {
        let layout = reader.page.layout;
        let (sentence, line) = (layout.sentence_at(at).start(), layout.line_at(at).start());
        let party_group = reader.is_party_group(&title.name);
        let loose = title.heads.is_empty() || party_group;
        Self { reader, title, at, chain, last, sentence, line, party_group, loose }
    }

    /// The full name of its body; `ours` is the one that speaks (我局), where it may be that, `own` the one that the page is
    /// about.
    pub(super) fn organization(&self, ours: Option<&SmolStr>, own: Option<&SmolStr>) -> Option<SmolStr> {
        if self.chain.is_empty() && self.is_glued() {
            return None;
        }
        let unread = |first: &Post| first.organization.is_none() && self.follows_unread(first.span.start());
        let of_company = (self.loose || self.is_of_committee())
            && (self.chain.last().is_some_and(|post| !post.public) || self.chain.first().is_some_and(unread));
        // 局长由|主任秘书|张三接任: of the same body.
        let by = || {
            let last = self.last.filter(|post| self.chain.is_empty() && post.public && self.title.heads.is_empty())?;
            let gap = self.gap(last.span.end(), self.at)?;
            self.reader.words.cues.is(RelationCue::By, gap).then(|| last.organization.clone()).flatten()
        };
        if let Some(name) = by() {
            return Some(name);
        }
        // 董事长、|党组书记, 某大学党委书记、|常委: of the company as well.
        self.of_chain().or_else(|| if of_company { None } else { self.parallel().or_else(|| self.told(ours, own)) })
    }

    /// Whether party committees have such titles.
    fn is_of_committee(&self) -> bool {
        self.title.heads.iter().any(|head| self.cues().is(PostCue::TownCommittee, head))
    }

    /// The body of an earlier post in the chain, or one that it belongs to.
    fn of_chain(&self) -> Option<SmolStr> {
        let mut names = self.chain.iter().rev().take(CHAIN).filter_map(|p| p.organization.as_ref());
        // 党工委书记、|常务副主任: of what the working committee of a zone leads.
        let zone = names.clone().next().and_then(|name| names::zone_led(name));
        if let Some(zone) = zone.filter(|_| self.is_director()) {
            return Some(names::zone_board(zone));
        }
        if let Some(name) = names.find(|name| self.fits(name)) {
            return Some(name.clone());
        }
        let last = self.chain.last()?.organization.as_deref()?;
        // 兵团党委书记、|政委: of the body that the committee leads.
        let led = || names::led(last).filter(|name| self.has(name)).map(SmolStr::from);
        self.upper_of(last).or_else(led)
    }

    /// 增选A为副主席、B为|秘书长: the body of the post before, of which the same is said.
    fn parallel(&self) -> Option<SmolStr> {
        let last = self.last.filter(|_| self.chain.is_empty())?;
        let gap = self.gap(last.span.end(), self.at)?;
        let same = gap.starts_with('、') && !gap.contains(CLAUSE_ENDS) && self.cues().ends(PostCue::PostVerb, gap);
        last.organization.clone().filter(|name| same && self.has(name))
    }

    /// The body that the text spoke of last.
    fn told(&self, ours: Option<&SmolStr>, own: Option<&SmolStr>) -> Option<SmolStr> {
        if let Some(behind) = self.behind_holder() {
            return Some(behind.clone());
        }
        if let Some(heading) = self.heading() {
            return Some(heading.clone());
        }
        if let Some(entry) = self.of_entry() {
            return Some(entry.clone());
        }
        if let Some(fresh) = self.of_subject().or_else(|| self.of_fresh()) {
            return Some(fresh.clone());
        }
        let named = self.named();
        if let Some(there) = named.and_then(|named| self.of_place(named.name)) {
            return Some(there);
        }
        let here = named.filter(|named| named.near == Near::Sentence);
        // 我局…。副局长…: where the sentence names no other body like that.
        if let Some(ours) = ours.filter(|ours| here.is_none() && !self.title.heads.is_empty() && self.fits(ours)) {
            return Some(ours.clone());
        }
        // On a page of its own, a body named in passing on another line has not taken it over.
        let far = named.is_none_or(|named| named.near == Near::Page);
        if let Some(own) = own.filter(|own| far && self.chain.is_empty() && self.fits(own)) {
            return Some(own.clone());
        }
        let chained = self.chain.last().and_then(|p| p.organization.clone());
        match here.or(named.filter(|_| chained.is_none())) {
            Some(Named { name, near: Near::Sentence, .. }) => Some(name.clone()),
            Some(Named { name, near, .. }) => {
                let cabinet = if near == Near::Page { self.cabinet() } else { None };
                Some(cabinet.or_else(|| self.like_at(name, self.sentence)).unwrap_or(name.clone()))
            }
            None => chained.or_else(|| self.cabinet()).or_else(|| self.of_office()),
        }
    }

    /// 局长：周明远（|某局|）: the body that a bracket behind the holder names.
    fn behind_holder(&self) -> Option<&'a SmolStr> {
        let Reader { page, board, .. } = self.reader;
        let title = self.at + self.title.name.len();
        let start = title
            + page
                .text
                .get(title..)?
                .strip_prefix([':', '：', ' ', '\u{3000}'])
                .map_or(0, |rest| page.text.len() - title - rest.len());
        let person = board.persons.binary_search_by_key(&start, |p| p.span.start()).ok()?;
        let end = board.persons[person].span.end();
        let rest = page.text.get(end..)?.strip_prefix(['（', '('])?;
        let inside = page.text.len() - rest.len();
        let body = board.bodies.binary_search_by_key(&inside, |b| b.span.start()).ok()?;
        let closed = page.text.get(board.bodies[body].span.end()..).is_some_and(|t| t.starts_with(['）', ')']));
        board.bodies[body].value.name().filter(|name| closed && self.chain.is_empty() && self.fits(name))
    }

    /// 6. 某局⏎由某厅代管。|局长：…: the body that the line stands below, where the title opens a clause.
    fn heading(&self) -> Option<&'a SmolStr> {
        let opens = self.gap(self.line, self.at).is_some_and(|head| head.ends_with(CLAUSE_ENDS))
            && !self.title.heads.is_empty();
        let heading = if opens { self.reader.heading_above(self.line) } else { None };
        let name = heading?.value.name().filter(|name| self.fits(name))?;
        // 某厅⏎28日，某中心挂牌，|主任为张三: unless the line goes on about another.
        let bodies = &self.reader.board.bodies;
        let first = bodies.get(bodies.partition_point(|b| b.span.start() < self.line));
        let other = first.filter(|b| {
            let fits = |other: &SmolStr| self.fits(other) && other != name;
            b.span.end() <= self.at && b.value.name().is_some_and(fits)
        });
        let founded = other.is_some_and(|b| {
            let rest = self.gap(b.span.end(), self.at).unwrap_or("");
            let near = rest.get(..rest.floor_char_boundary(AROUND)).unwrap_or("");
            let clause = near.split(CLAUSE_ENDS).next().unwrap_or("");
            self.reader.words.cues.last_in(RelationCue::ComesToBe, clause).is_some()
        });
        (!founded).then_some(name)
    }

    /// 市林业局。由某局管理。|局长由…: the body that heads the line as an entry, where the title opens a sentence.
    fn of_entry(&self) -> Option<&'a SmolStr> {
        let head = self.gap(self.sentence, self.at)?;
        let head = self.reader.words.cues.before(RelationCue::WhichHolder, head).unwrap_or(head);
        let bodies = &self.reader.board.bodies;
        let entry = entry_at(self.reader.page, bodies, self.line)?;
        // 市林业局。由A局和B局的职责整合而成，首任|局长…: or a clause, where nothing but what was done is told before.
        let told = || {
            let from = bodies.partition_point(|b| b.span.start() < self.sentence.max(bodies[entry].span.end()));
            let near = bodies[from..].iter().take_while(|b| b.span.start() < self.at);
            let opens = |b: &Found<Body>| {
                let lead = self.gap(self.sentence, b.span.start()).unwrap_or("").trim_end();
                lead.is_empty() || lead.ends_with(CLAUSE_ENDS)
            };
            head.ends_with(CLAUSE_ENDS)
                && !near.take(BODIES_BACK).any(|b| opens(b) || self.reader.titled(b.span.end()).is_some())
        };
        let opens = if head.trim().is_empty() { self.sentence > self.line } else { told() };
        if !opens {
            return None;
        }
        let name = bodies[entry].value.name().filter(|name| bodies[entry].span.end() < self.at && self.fits(name));
        name.filter(|_| self.chain.is_empty())
    }

    /// |该厅|整合了省民政厅的有关职责，张三任|厅长: the body of the pronoun that opens the sentence, where the clause names no other.
    fn of_subject(&self) -> Option<&'a SmolStr> {
        let pronoun = self.reader.pronouns.partition_point(|p| p.span.start() < self.sentence);
        let pronoun = self.reader.pronouns.get(pronoun).filter(|p| p.span.end() <= self.at)?;
        let bodies = &self.reader.board.bodies;
        let last = bodies[..bodies.partition_point(|b| b.span.start() < self.at)].last()?;
        let opens = self.gap(self.sentence, pronoun.span.start())?.trim().is_empty();
        let apart = last.span.start() >= self.sentence && self.gap(last.span.end(), self.at)?.contains(CLAUSE_ENDS);
        let name = bodies[pronoun.body].value.name().filter(|_| opens && apart && self.chain.is_empty())?;
        (self.has(name) || self.party_group && self.fits(name)).then_some(name)
    }

    /// A厅挂牌。|原B厅副厅长张三任|厅长: the body founded in the sentence before, where the one named since is what the holder
    /// comes from.
    fn of_fresh(&self) -> Option<&'a SmolStr> {
        let text = self.reader.page.text;
        let bodies = &self.reader.board.bodies;
        let next = bodies.partition_point(|b| b.span.start() < self.at);
        let old = bodies[..next].last().filter(|b| b.span.start() >= self.sentence)?;
        let title = self.reader.titled(old.span.end())?;
        let persons = &self.reader.board.persons;
        let person = &persons[persons.binary_search_by_key(&title, |p| p.span.start()).ok()?];
        let chain = self.chain.first().map_or(self.at, |first| first.span.start());
        let takes = self.gap(person.span.end(), chain).is_some_and(|t| self.cues().is(PostCue::Takes, t));
        if takes && let Some(name) = self.founded_beside(old.span.start(), &bodies[..next]) {
            return Some(name);
        }
        let came = takes && text.get(..old.span.start()).is_some_and(|t| self.cues().ends(PostCue::Past, t));
        let before = self.reader.page.layout.sentence_at(self.sentence.checked_sub(1).filter(|_| came)?);
        let subject = bodies[..next].iter().rev().take(BODIES_BACK).find(|b| b.span.start() < self.sentence)?;
        let clause = self.gap(subject.span.end(), before.end().min(self.sentence))?;
        let founded = subject.span.start() >= before.start()
            && self.reader.words.cues.last_in(RelationCue::ComesToBe, clause).is_some();
        let name = subject.value.name().filter(|name| founded && self.fits(name))?;
        Some(name)
    }

    /// A部挂牌成立，|B部副部长张三任|部长: the body founded in the clause right before the one that the body at byte `old` opens.
    fn founded_beside(&self, old: usize, bodies: &'a [Found<Body>]) -> Option<&'a SmolStr> {
        let clause = self.reader.page.layout.clause_at(old).start();
        let fresh = bodies.iter().rev().take(BODIES_BACK).find(|b| b.span.end() <= clause)?;
        let told = self.gap(fresh.span.end(), clause)?.trim_end_matches(CLAUSE_ENDS);
        let founded = clause == old
            && fresh.span.start() >= self.sentence
            && !told.contains(CLAUSE_ENDS)
            && self.reader.words.cues.last_in(RelationCue::ComesToBe, told).is_some();
        fresh.value.name().filter(|name| founded && self.fits(name))
    }

    /// The last body that goes with the title: rather one that the text goes on about than one aside, unless that is
    /// nearer (在A加挂B牌子，局长…).
    fn named(&self) -> Option<Named<'a>> {
        let bodies = &self.reader.board.bodies;
        let next = bodies.partition_point(|b| b.span.start() < self.at);
        let before = bodies[..next].iter().enumerate().rev().take(BODIES_BACK).filter(|(_, b)| b.span.end() <= self.at);
        let (mut spoken_of, mut aside) = (None, None);
        for (n, body) in before {
            let Some(named) = body.value.name().and_then(|name| self.suiting(body, name)) else { continue };
            if !self.is_aside(n) {
                spoken_of = Some(named);
                break;
            }
            // 从某局调来。局长…: that is where somebody comes from.
            let near = if self.is_origin(body) { Near::Page } else { named.near };
            aside = aside.or(Some(Named { near, ..named }));
        }
        // 新机构由|X|更名而来，局长…: of the new body, though the old one stands nearer.
        let aside = aside.map(|old| match self.follower_of(old) {
            Some(new) => new,
            None if self.is_forerunner(old.body) => Named { near: old.near.min(Near::Line), ..old },
            None => old,
        });
        let best = [aside, spoken_of].into_iter().flatten().max_by_key(|named| named.near)?;
        // 任某公司|党组书记: what fits any body belongs to the company that stands nearer.
        let organizations = &self.reader.board.organizations;
        let company = organizations[..organizations.partition_point(|o| o.span.end() <= self.at)].last();
        let company = company.filter(|o| o.span.start() >= self.sentence && o.value.kind != OrganizationKind::Media);
        if self.loose && company.is_some_and(|o| o.span.start() >= best.body.span.start()) {
            return None;
        }
        // Many have these: a list under its heading at most.
        let common = || {
            let ends = self.cues().ending(&self.title.name);
            ends.has(PostCue::Common) && !ends.has(PostCue::Uncommon)
        };
        (best.near == Near::Sentence || !common() || self.same_block(best.body.span)).then_some(best)
    }

    /// A body and how near it stands, where it has such titles.
    fn suiting(&self, body: &'a Found<Body>, name: &'a SmolStr) -> Option<Named<'a>> {
        // 南郑分局…。党组书记某某: of the whole, not of the branch told of before.
        if self.loose && body.value.bare && body.span.start() < self.sentence {
            return None;
        }
        // 某局纪检组组长张三，|总会计师李四: nor of a part that watches over it. 某中心(某所)…党委书记: nor of its second name.
        if self.loose && (self.reader.watches_over(name, body.span.start()) || self.reader.is_second_name(body.span)) {
            return None;
        }
        let near = match body.span.start() {
            at if at >= self.sentence => Near::Sentence,
            at if at >= self.line => Near::Line,
            _ => Near::Page,
        };
        // 省委|书记: whoever is 主任 or has a party group is so elsewhere.
        let elsewhere = body.value.fused && (self.party_group || self.is_director());
        let far = self.loose && near == Near::Page;
        (!far && !elsewhere && self.fits(name)).then_some(Named { body, name, near })
    }

    /// Whether a body of this name may have such titles.
    fn fits(&self, name: &str) -> bool {
        self.party_group && !self.cues().ends(PostCue::Groupless, name) || self.title.heads.is_empty() || self.has(name)
    }

    /// Whether the title is one of those whose bodies are named otherwise where they are fused (省委|主任).
    fn is_director(&self) -> bool {
        self.cues().ends(PostCue::Director, &self.title.name)
    }

    /// What the words around posts show.
    fn cues(&self) -> &'a Cues<PostCue> {
        &self.reader.words.posts
    }

    /// Whether the title says that the name of its body ends so.
    fn has(&self, name: &str) -> bool {
        self.title.heads.iter().any(|head| name.ends_with(head.as_str()))
    }

    /// A法院刑事审判第一庭庭长、|审判员: the body whose office has this name.
    fn upper_of(&self, name: &str) -> Option<SmolStr> {
        let own = !self.party_group && !names::is_of_party(name);
        let heads = self.title.heads.iter().filter(|_| own);
        let ends = heads.flat_map(|head| name.match_indices(head.as_str()).map(|(at, head)| at + head.len()));
        Some(name.get(..ends.filter(|&end| end < name.len()).max()?)?.into())
    }

    /// 某厅办公室主任张三升任|副厅长: the body whose office the sentence named.
    fn of_office(&self) -> Option<SmolStr> {
        let bodies = &self.reader.board.bodies;
        let last = bodies[..bodies.partition_point(|b| b.span.start() < self.at)].last()?;
        let near = last.span.start() >= self.sentence && self.chain.is_empty();
        self.upper_of(last.value.name().filter(|_| near)?)
    }

    /// 省长 张三 | 秘书长 李四: the government that the line speaks of.
    fn cabinet(&self) -> Option<SmolStr> {
        let last = self.last.filter(|post| self.chain.is_empty() && post.span.start() >= self.line)?;
        last.organization.clone().filter(|name| self.cues().ends(PostCue::Government, name) && self.has(name))
    }

    /// 青海的|新厅长: the body there that is like the one told of before.
    fn of_place(&self, name: &str) -> Option<SmolStr> {
        let head = self.gap(self.sentence, self.at)?;
        let head = self.reader.words.cues.before(RelationCue::WhichHolder, head).unwrap_or(head);
        let end = self.sentence + head.strip_suffix('的')?.len();
        let places = &self.reader.board.places;
        let place = places.get(places.partition_point(|p| p.span.end() < end)).filter(|p| p.span.end() == end)?;
        self.like_at(name, place.span.start())
    }

    /// 上饶市比较特别，…，局长…: a stretch from byte `from` on that a place opens speaks of the body there that is like the
    /// one before.
    fn like_at(&self, name: &str, from: usize) -> Option<SmolStr> {
        let regions = &self.reader.page.lexicon.regions;
        let places = &self.reader.board.places;
        let place = places.get(places.partition_point(|p| p.span.start() < from)).filter(|p| p.span.end() < self.at)?;
        let lead = self.gap(from, place.span.start())?.trim();
        let opens = lead.is_empty() || self.reader.words.cues.starts(RelationCue::TurnsTo, lead);
        let rest = self.gap(place.span.end(), self.at)?;
        let elsewhere = || rest.starts_with('、') || self.cues().starts(PostCue::NoTopic, rest) || rest.contains('。');
        if !opens || elsewhere() {
            return None;
        }
        let (end, there, _) = regions.longest_at(name, 0)?;
        let (there, here) = (there.region?, place.value);
        let alike = regions.get(there).depth == regions.get(here).depth
            && (regions.province(there) == regions.province(here) || regions.province(there) == there);
        (alike && there != here && regions.full_name(there) == name.get(..end)?)
            .then(|| [regions.full_name(here), name.get(end..).unwrap_or("")].into_iter().collect())
    }

    /// Whether a body stands at most so many lines before: a list under its heading.
    fn same_block(&self, body: Span<Norm>) -> bool {
        self.gap(body.end(), self.at).is_some_and(|t| t.matches('\n').count() <= BLOCK)
    }

    fn gap(&self, from: usize, to: usize) -> Option<&'a str> {
        self.reader.page.text.get(from..to)
    }
}
