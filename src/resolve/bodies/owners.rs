//! The body that one without a territory or an owner of its own belongs to, as the words around it tell.
use std::sync::Arc;

use smol_str::SmolStr;

use super::{
    BETWEEN_POSTS, BODIES_BACK, Named, SETS_UP, back_to,
    compose::{below, join},
    cues::NamingCue,
};
use crate::{
    lexicon::{AgencyCue, FullName},
    mention::{Body, Found, Naming, is_called, last_meant},
    segment::JOINTS,
    text::{Norm, Span},
    value::{AgencyKind, is_numeral},
};

/// Between the word for somebody's charge and the last of the sections in it stand no more bytes.
const LONGEST_CHARGE: usize = 150;

/// The name of a section that is one of several told of together has no more bytes.
const LONGEST_PART: usize = 60;

/// How much text, in bytes, lies between the word for sections and the last of a list of them.
pub(super) const SECTIONS_BYTES: usize = 600;

impl Named<'_> {
    /// The part `stem` of the national body that `part`, known by name, is a part of.
    pub(super) fn sister(&self, part: &Found<Body>, stem: &str) -> Option<Arc<FullName>> {
        let sections = self.words.ends(NamingCue::NationalPart, stem);
        // 人事司、|调水管理司: the one before was read so itself.
        if sections && part.value.bare {
            let full = part.value.full.as_ref()?;
            // 厅运输管理处、|建设处: the short word for the owner is no part of the section's own name.
            let own = match &part.value.naming {
                Naming::Built(stem) => stem.of(self.page.text),
                _ => part.span.of(self.page.text),
            };
            let owner = full.name.strip_suffix(own).filter(|owner| !owner.is_empty())?;
            return Some(FullName { name: join(&[owner, stem]), region: full.region.clone() }.into());
        }
        let Naming::Known(full) = &part.value.naming else { return None };
        let ends = full.name.char_indices().map(|(at, _)| at).skip(2);
        let owners = ends.filter_map(|end| {
            let (start, owner) = self.page.lexicon.bodies.before(&full.name, end)?.known()?;
            (start == 0 && full.name.get(..end) == Some(&*owner.full.name)).then_some(owner)
        });
        let owner = owners.last()?;
        sections.then(|| below(&owner.full, stem).into())
    }

    /// 该院|刑事审判庭: the last body before that ends so.
    pub(super) fn meant(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let head = self.page.text.get(..bodies[i].span.start())?;
        let (at, _) = head.char_indices().next_back()?;
        self.words.ends(NamingCue::This, head.get(..at)?).then(|| last_meant(&bodies[..i], head.get(at..)?)).flatten()
    }

    /// 省政府副秘书长、|办公厅主任, 省委副秘书长、|办公厅主任: an office named in a chain of posts, of the body that it
    /// began with.
    pub(super) fn chained(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        // No chain of a few posts is longer, in bytes.
        const CHAIN_BYTES: usize = 60;
        let span = bodies[i].span;
        if !self.words.is(NamingCue::Office, span.of(self.page.text)) || !self.titled(span.end()) {
            return None;
        }
        let joint = |text: &str| text.ends_with(BETWEEN_POSTS) || text.ends_with('和');
        let owner = bodies[..i].iter().rposition(|b| b.value.full.is_some() && b.span.end() < span.start())?;
        let begins = bodies[owner].span.end();
        let between = self.page.text.get(begins..span.start()).filter(|t| t.len() <= CHAIN_BYTES && joint(t))?;
        let clear = !between.contains(['，', ',', '。', '；', ';', '：', ':', '\n', ' ', '\u{3000}']);
        let next = self.titles.partition_point(|t| t.span.start() < begins);
        let titled = self.titles.get(next).is_some_and(|t| t.span.start() == begins);
        (clear && !bodies[owner].value.bare && (titled || bodies[owner].value.fused)).then_some(owner)
    }

    /// 某局党委委员、|纪委|书记: the body whose party committee a post before in the chain is in.
    pub(super) fn with_party(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let span = bodies[i].span;
        let head =
            self.page.text.get(..span.start())?.strip_suffix(BETWEEN_POSTS).filter(|_| self.titled(span.end()))?;
        let title = self.titles.get(self.titles.partition_point(|t| t.span.end() < head.len()))?;
        let in_party =
            title.span.end() == head.len() && self.words.starts(NamingCue::PartyCommittee, &title.value.name);
        let beside = bodies[..i].iter().rposition(|b| b.span.end() == title.span.start());
        // 某厅⏎党委委员、|纪委|书记　张三
        let above = || {
            let alone = |b: &Found<Body>| {
                let line = self.page.layout.line_at(b.span.start());
                line.end() <= title.span.start() && line.of(self.page.text).trim() == b.span.of(self.page.text)
            };
            bodies[..i].iter().rev().take(BODIES_BACK).position(alone).map(|back| i - 1 - back)
        };
        let beside = if in_party { beside.or_else(|| self.own(bodies, i)).or_else(above) } else { None };
        // 市公安局|党委委员
        let upper =
            |b: &Body| b.full.is_some() && matches!(b.kind, AgencyKind::Government | AgencyKind::PublicInstitution);
        beside.filter(|&n| {
            upper(&bodies[n].value)
                && !bodies[n].value.name().is_some_and(|name| self.words.ends(NamingCue::Government, name))
        })
    }

    /// 某局党组成员、|工会|主席: the body whose staff has the union, that of the post before in the chain or the one that the page is
    /// about.
    pub(super) fn with_staff(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let span = bodies[i].span;
        let head =
            self.page.text.get(..span.start())?.strip_suffix(BETWEEN_POSTS).filter(|_| self.titled(span.end()))?;
        let clause = self.page.layout.clause_at(span.start()).start();
        let near = bodies[..i].iter().rev().take(BODIES_BACK).take_while(|b| b.span.start() >= clause);
        let named = near.enumerate().find(|(_, b)| b.value.full.is_some()).map(|(back, _)| i - 1 - back);
        let title = self.titles.get(self.titles.partition_point(|t| t.span.end() < head.len()));
        let in_group = || {
            title.is_some_and(|t| t.span.end() == head.len() && self.words.starts(NamingCue::InParty, &t.value.name))
        };
        let owner = named.or_else(|| self.own(bodies, i).filter(|_| in_group()))?;
        let Body { kind, .. } = &bodies[owner].value;
        let name = bodies[owner].value.name()?;
        (matches!(
            kind,
            AgencyKind::Government | AgencyKind::PublicInstitution | AgencyKind::Judicial | AgencyKind::Procuratorial
        ) && !self.words.ends(NamingCue::Government, name))
        .then_some(owner)
    }

    /// 进入财政厅,先后任|综合处副处长: a section named with a post, of the body that the sentence speaks of.
    pub(super) fn section_of(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let span = bodies[i].span;
        let surface = span.of(self.page.text);
        let ministry = || self.words.ends(NamingCue::OfMinistry, surface);
        let section = self.cues.ends(AgencyCue::Section, surface) && !ministry() && self.titled(span.end());
        // 涉台审判庭: courts alone have them.
        let bench = self.words.ends(NamingCue::Bench, surface);
        let sentence = self.page.layout.sentence_at(span.start());
        let owns = |b: &Found<Body>| {
            b.span.start() >= sentence.start()
                && b.span.end() <= span.start()
                && b.value.full.is_some()
                && !b.value.bare
                && !b.value.fused
                && b.value.owner.is_none()
                && (section || b.value.kind == AgencyKind::Judicial)
        };
        let near = i.saturating_sub(BODIES_BACK);
        bodies[near..i].iter().rposition(owns).map(|n| near + n).filter(|_| section || bench)
    }

    /// 某厅的|灾害防御处, 某局将|促进处更名: the body right before 的 or 将.
    pub(super) fn right_before(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let before = self.page.text.get(..bodies[i].span.start())?;
        let section = self.cues.ends(AgencyCue::Section, bodies[i].span.of(self.page.text));
        let handled = || self.words.before(NamingCue::Handles, before).filter(|_| section);
        let head = before.strip_suffix('的').or_else(handled)?.len();
        let owner = bodies[..i].iter().rposition(|b| b.span.end() <= head).filter(|&n| bodies[n].span.end() == head)?;
        let Body { full, bare, fused, owner: upper, kind, .. } = &bodies[owner].value;
        let may = full.is_some() && !bare && !fused && upper.is_none() && *kind != AgencyKind::LeadingGroup;
        may.then_some(owner)
    }

    /// 某处并入|修复处: a section told of in the sentence, of whose body this one is, too.
    pub(super) fn fellow(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let (text, span) = (self.page.text, bodies[i].span);
        let kind = span.of(text).chars().next_back().filter(|_| self.cues.ends(AgencyCue::Section, span.of(text)))?;
        let head = text.get(..span.start())?;
        if !self.cues.ends(AgencyCue::Opens, head) {
            return None;
        }
        let sentence = self.page.layout.sentence_at(span.start());
        let near = back_to(bodies, i, sentence.start());
        let section = |b: &Found<Body>| b.value.bare && b.value.full.is_some() && b.span.of(text).ends_with(kind);
        near.filter(|(_, b)| section(b)).map(|(n, _)| n).next()
    }

    /// 某部某局改制为|某署: the part of another that a renaming names right before.
    pub(super) fn renamed_part(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let span = bodies[i].span;
        let head = self.page.text.get(..span.start())?;
        if !self.cues.ends(AgencyCue::Fresh, head) {
            return None;
        }
        let sentence = self.page.layout.sentence_at(span.start());
        let last = bodies[..i].iter().rposition(|b| b.value.full.is_some() && b.span.end() <= span.start())?;
        (bodies[last].span.start() >= sentence.start()).then_some(last)
    }

    /// 汉台|分局 where the paragraph spoke of a 局: the last body before in the paragraph of which there are such branches.
    pub(super) fn branched(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let (text, span) = (self.page.text, bodies[i].span);
        let name = span.of(text);
        let branch = name.get(self.words.before(NamingCue::Branch, name)?.len()..)?;
        // 分局: of a 局.
        let kind = branch.get(branch.chars().next()?.len_utf8()..)?;
        let line = self.page.layout.line_at(span.start());
        let near = back_to(bodies, i, line.start());
        let may = |b: &Found<Body>| b.value.full.is_some() && !b.value.bare && !b.value.fused;
        let fits = |b: &Found<Body>| b.value.name().is_some_and(|n| is_called(n, kind) && !n.ends_with(branch));
        let plate = |b: &Found<Body>| text.get(b.span.end()..).is_some_and(|t| self.cues.starts(AgencyCue::Plate, t));
        near.filter(|(_, b)| may(b) && !plate(b)).find_map(|(n, b)| match b.value.owner {
            // A分局、|B分局: of the same body.
            Some(owner) => fits(&bodies[owner]).then_some(owner),
            None => fits(b).then_some(n),
        })
    }

    /// 分管办公室、|人事处: the body whose sections somebody has in his charge: the one that the paragraph named him with, else
    /// the one that heads the page.
    pub(super) fn in_charge(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let (text, layout, span) = (self.page.text, self.page.layout, bodies[i].span);
        let section = |t: &str| {
            let end = self.cues.ending(t);
            end.has(AgencyCue::Section) || end.has(AgencyCue::Beside)
        };
        if !section(span.of(text)) {
            return None;
        }
        let clause = layout.clause_at(span.start()).start();
        let from = text.ceil_char_boundary(clause.max(span.start().saturating_sub(LONGEST_CHARGE)));
        let said = text.get(from..span.start())?;
        let verb = self.cues.last_in(AgencyCue::Charge, said)?;
        let list = self.cues.behind(AgencyCue::Charge, said.get(verb..)?)?;
        if !list.split(JOINTS).all(|part| part.is_empty() || section(part)) {
            return None;
        }
        let line = layout.line_at(span.start());
        let may = |b: &&Found<Body>| {
            let Body { full, bare, fused, owner, kind, .. } = &b.value;
            full.is_some() && !bare && !fused && owner.is_none() && *kind != AgencyKind::LeadingGroup
        };
        let here = bodies[..i].iter().rev().take(BODIES_BACK).take_while(|b| b.span.start() >= line.start());
        let here = here.filter(may).find(|b| self.titled(b.span.end()));
        let heads = || bodies[..i].iter().take(BODIES_BACK).find(may);
        let own = || self.own(bodies, i).map(|own| &bodies[own]);
        let owner = here.or_else(own).or_else(heads)?.span;
        bodies[..i].iter().position(|b| b.span == owner)
    }

    /// 某局新组建|政策处；信访处并入|督查处；撤销|法规处: a section told of as those of a body are changed: of the body that
    /// the line is about.
    pub(super) fn reorganized(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let (text, span) = (self.page.text, bodies[i].span);
        if !self.cues.ends(AgencyCue::Section, span.of(text)) {
            return None;
        }
        let (head, mut tail) = (text.get(..span.start())?, text.get(span.end()..)?);
        // 原|甲处、乙处合并为丙处
        for _ in 0..BODIES_BACK {
            let Some(next) = tail.strip_prefix(JOINTS) else { break };
            let mut ends = next.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|&end| end <= LONGEST_PART);
            let end = ends.find(|&end| next.get(..end).is_some_and(|t| self.cues.ends(AgencyCue::Section, t)));
            let Some(rest) = end.and_then(|end| next.get(end..)) else { break };
            tail = rest;
        }
        if !self.cues.ends(AgencyCue::Reorganizes, head) && !self.cues.starts(AgencyCue::Reorganizes, tail) {
            return None;
        }
        let line = self.page.layout.line_at(span.start());
        self.told_of(bodies, i).filter(|&owner| bodies[owner].span.start() >= line.start())
    }

    /// 指挥部下设综合组、|宣传组; 指挥部下设8个组：⏎①|抢险救灾组——…: a group of the headquarters that sets up such.
    pub(super) fn group_part(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        /// How far back the verb stands, in bytes, and how many times it is looked at.
        const FAR_BYTES: usize = 1500;
        const TIMES: usize = 8;
        let (text, span) = (self.page.text, bodies[i].span);
        let end = self.words.ending(span.of(text));
        if !end.has(NamingCue::Group) || end.has(NamingCue::WholeGroup) {
            return None;
        }
        let from = text.ceil_char_boundary(span.start().saturating_sub(FAR_BYTES));
        let verbs = text.get(from..span.start())?.rmatch_indices(SETS_UP).map(|(at, _)| from + at);
        let verb = verbs.take(TIMES).find(|&at| self.sets_up_groups(at, span))?;
        let end = bodies[..i].partition_point(|b| b.span.end() <= verb);
        let near = end.saturating_sub(BODIES_BACK);
        bodies[near..end].iter().rposition(|b| self.has_groups(&b.value)).map(|n| near + n)
    }

    /// Whether 设 at byte `verb` is said of groups, in a list of which the one at `span` stands.
    fn sets_up_groups(&self, verb: usize, span: Span<Norm>) -> bool {
        /// Behind the verb stands the first word for a group, within so many bytes.
        const NEAR_BYTES: usize = 60;
        let text = self.page.text;
        let words = text.get(verb..span.end()).unwrap_or("");
        let near = words.get(..words.floor_char_boundary(NEAR_BYTES)).unwrap_or("");
        if !self.words.stands_in(NamingCue::Group, near) {
            return false;
        }
        let line = self.page.layout.line_at(span.start()).start();
        if verb < line {
            let mark = |c: char| !c.is_alphabetic() || c.is_numeric() || is_numeral(c);
            return text.get(line..span.start()).is_some_and(|t| t.chars().all(mark));
        }
        let said = text.get(verb + SETS_UP.len_utf8()..span.start()).unwrap_or("");
        let said = said.rsplit(['：', ':']).next().unwrap_or(said);
        said.split(['、', '和', '及'])
            .all(|t| t.is_empty() || self.words.ends(NamingCue::Group, t) || self.cues.ends(AgencyCue::Section, t))
    }

    /// Whether a body may have groups inside, and is no such group or an office itself.
    fn has_groups(&self, body: &Body) -> bool {
        let Some(name) = body.name().filter(|_| !body.fused) else { return false };
        let end = self.words.ending(name);
        (body.kind == AgencyKind::LeadingGroup || end.has(NamingCue::Headquarters))
            && (end.has(NamingCue::WholeGroup) || !end.has(NamingCue::Group) && !end.has(NamingCue::Office))
    }

    /// 某厅厅长…。|政治部|主任: what a title of its own stands behind, of the body that the text named last.
    pub(super) fn part_of(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let (text, span) = (self.page.text, bodies[i].span);
        let head = text.get(..span.start())?;
        let open =
            head.chars().next_back().is_none_or(|c| !c.is_alphanumeric()) || self.cues.ends(AgencyCue::Opens, head);
        // 党组成员兼|执行局|局长
        let ends_title = |at: usize| {
            self.titles.get(self.titles.partition_point(|t| t.span.end() < at)).is_some_and(|t| t.span.end() == at)
        };
        let chained = head.strip_suffix(BETWEEN_POSTS).is_some_and(|t| ends_title(t.len()));
        if !(open || chained) || !self.cues.ends(AgencyCue::Headed, span.of(text)) || !self.titled(span.end()) {
            return None;
        }
        let line = self.page.layout.line_at(span.start()).start().min(span.start().saturating_sub(SECTIONS_BYTES));
        let others = [AgencyKind::Party, AgencyKind::LeadingGroup, AgencyKind::Legislature];
        // 国家税务总局|深圳市税务局: a local office has parts as its owner does.
        let owns = |b: &Found<Body>| {
            let Body { full, bare, fused, owner, kind, territory, .. } = &b.value;
            let whole = owner.is_none() || territory.is_some();
            full.is_some() && !bare && !fused && whole && !others.contains(kind)
        };
        let near = i.saturating_sub(BODIES_BACK);
        // 省政府副秘书长张三兼任|筹备组|组长: not of the body that he is in.
        let clause = self.page.layout.clause_at(span.start()).start();
        let besides = !chained && self.words.ends(NamingCue::TakesPost, head);
        // 省人社厅的军官安置职责: nor of what only owns something.
        let owner_only = |b: &Found<Body>| text.get(b.span.end()..).is_some_and(|t| t.starts_with('的'));
        let may =
            |b: &Found<Body>| !(besides && (b.span.start() >= clause && self.titled(b.span.end()) || owner_only(b)));
        let last = bodies[near..i].iter().rposition(|b| owns(b) && may(b) && b.span.end() <= span.start())? + near;
        if let Some(own) = self.own_over(bodies, last, i).filter(|&own| owns(&bodies[own])) {
            return Some(own);
        }
        // 首页…某省高级人民法院…⏎…最高人民法院…⏎|政治部|主任: of the one that the page begins with, where another is only mentioned.
        let paragraph = self.page.layout.line_at(span.start()).start();
        if bodies[last].span.start() < paragraph
            && let Some(first) =
                bodies[..last].iter().take(BODIES_BACK).position(|b| b.value.full.is_some() && !b.value.bare)
            && owns(&bodies[first])
            && bodies[first].value.kind == bodies[last].value.kind
            && bodies[last].value.kind == AgencyKind::Judicial
        {
            return Some(first);
        }
        (bodies[last].span.start() >= line).then_some(last)
    }

    /// The last body of the sentence that may have sections.
    pub(super) fn told_in_clause(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let sentence = self.page.layout.sentence_at(bodies[i].span.start());
        let near = back_to(bodies, i, sentence.start());
        let may = |b: &Found<Body>| b.value.full.is_some() && !b.value.bare && !b.value.fused;
        near.filter(|(_, b)| may(b)).map(|(n, _)| n).next()
    }

    /// Whether the words behind byte `end` say where an office is seated.
    pub(super) fn is_seated(&self, end: usize) -> bool {
        self.page.text.get(end..).is_some_and(|t| self.cues.starts(AgencyCue::Seated, t))
    }

    /// 指挥部办公室设在某局，|办公室|主任由…兼任: the office that the sentence names before the `i`th.
    pub(super) fn office_before(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let sentence = self.page.layout.sentence_at(bodies[i].span.start());
        let here = bodies[..i].iter().enumerate().rev().take(BODIES_BACK);
        let mut here = here.take_while(|(_, b)| b.span.start() >= sentence.start());
        let called = bodies[i].span.of(self.page.text);
        let office = |b: &Found<Body>| {
            // No 办公厅 is called 办公室.
            let same = |n: &SmolStr| self.words.ends(NamingCue::Office, n) && n.ends_with(called);
            !b.value.fused && b.value.name().is_some_and(same)
        };
        here.find(|(_, b)| office(b)).map(|(n, _)| n)
    }

    /// 成立某领导小组，|办公室设在某厅: the group that the paragraph speaks of.
    pub(super) fn group_of(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let line = self.page.layout.line_at(bodies[i].span.start());
        let near = back_to(bodies, i, line.start());
        let group = |b: &Found<Body>| {
            b.value.kind == AgencyKind::LeadingGroup
                && b.value.name().is_some_and(|n| !self.words.ends(NamingCue::Office, n))
        };
        near.filter(|(_, b)| !b.value.fused).find(|(_, b)| group(b)).map(|(n, _)| n)
    }

    /// 部|公路局, 厅|法规处, 局|办公室: the last body before that is called so for short, and the byte where the short word,
    /// which is part of the mention, starts.
    pub(super) fn inside_kind(&self, bodies: &[Found<Body>], i: usize) -> Option<(usize, usize)> {
        let span = bodies[i].span;
        let surface = span.of(self.page.text);
        let head = self.page.text.get(..span.start()).unwrap_or("");
        let before = self.words.before(NamingCue::InsideOf, head)?;
        let (start, word) = (before.len(), head.get(before.len()..)?);
        let open =
            before.chars().next_back().is_none_or(|c| !c.is_alphanumeric()) || self.cues.ends(AgencyCue::Opens, before);
        let institute = || self.words.ends(NamingCue::Institute, surface);
        let ministry = self.words.is(NamingCue::Ministry, word);
        if !open || !(self.cues.ends(AgencyCue::Section, surface) || ministry && institute()) {
            return None;
        }
        // 来源：厅|人事处 above the page
        let next = || {
            let called = |b: &Found<Body>| !b.value.bare && b.value.name().is_some_and(|name| is_called(name, word));
            bodies[i + 1..].iter().take(BODIES_BACK).position(called).map(|n| i + 1 + n)
        };
        // 某局法治建设报告⏎…，市司法局来调研。|局|政策法规处处长…: the page's own, where the sentence names no other.
        let sentence = self.page.layout.sentence_at(span.start());
        let near = last_meant(&bodies[..i], word).map(|last| self.headline_before(bodies, sentence, last, word));
        let near = near.or_else(next);
        let owner = near.filter(|&n| {
            let owner = &bodies[n].value;
            let national = owner.full.as_ref().is_some_and(|full| full.is_national());
            !owner.fused && owner.owner.is_none() && (!ministry || national || !institute())
        });
        Some((owner?, start))
    }
}
