//! The body that one without a territory or an owner of its own belongs to, as the words around it tell.
use std::sync::Arc;

use smol_str::SmolStr;

use super::{
    Named, REACH,
    compose::{below, join},
    cues::Cue,
};
use crate::{
    lexicon::FullName,
    mention::{Body, Found, Naming, is_called, last_meant},
    value::AgencyKind,
};

/// What branches are called, and what the bodies that have such.
const BRANCHES: [(&str, &str); 5] =
    [("分局", "局"), ("支局", "局"), ("分署", "署"), ("分院", "院"), ("分中心", "中心")];

/// How the names of sections end that are told one by one.
const SECTIONS: [char; 7] = ['处', '科', '室', '司', '股', '课', '庭'];

/// How the names of parts of a body end that a list may hold besides.
const BESIDES: [&str; 7] = ["机关党委", "机关纪委", "政治部", "执行局", "党总支", "法警支队", "法警大队"];

/// Last words of what a list of parts that a body sets up holds.
const LISTED: [char; 15] = ['处', '科', '室', '司', '股', '课', '庭', '局', '部', '委', '会', '组', '队', '所', '心'];

/// What one says for short for a body that sets up parts: 支队|内设….
const HEADS: [&str; 22] = [
    "局",
    "厅",
    "委",
    "院",
    "部",
    "办",
    "署",
    "委员会",
    "中心",
    "支队",
    "总队",
    "大队",
    "站",
    "所",
    "馆",
    "社",
    "会",
    "庭",
    "处",
    "行署",
    "团",
    "库",
];

/// Between the word for somebody's charge and the last of the sections in it stand no more bytes.
const LONGEST_CHARGE: usize = 150;

/// How the names of parts end that have a head of their own.
const PARTS: [&str; 11] = ["处", "科", "室", "股", "课", "庭", "执行局", "政治部", "纪检组", "筹备组", "纪检监察组"];

/// The name of a section that is one of several told of together has no more bytes.
const LONGEST_PART: usize = 60;

/// How much text, in bytes, lies between the word for sections and the last of a list of them.
const NEAR: usize = 600;

/// How many characters 该委员会下 and the like have at most.
const LONGEST_SUBJECT: usize = 8;

impl Named<'_> {
    /// The part `stem` of the national body that `part`, known by name, is a part of.
    pub(super) fn sister(&self, part: &Found<Body>, stem: &str) -> Option<Arc<FullName>> {
        let sections = stem.ends_with(['司', '局', '厅', '处', '室', '科', '股', '署']) || stem.ends_with("机关党委");
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
        head.get(..at)?.ends_with('该').then(|| last_meant(&bodies[..i], head.get(at..)?)).flatten()
    }

    /// 省政府副秘书长、|办公厅主任, 省委副秘书长、|办公厅主任: an office named in a chain of posts, of the body that it
    /// began with.
    pub(super) fn chained(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        // No chain of a few posts is longer, in bytes.
        const LONGEST: usize = 60;
        let span = bodies[i].span;
        if !matches!(span.of(self.page.text), "办公厅" | "办公室") || !self.titled(span.end()) {
            return None;
        }
        let joint = |text: &str| text.ends_with(['、', '兼', '和']);
        let owner = bodies[..i].iter().rposition(|b| b.value.full.is_some() && b.span.end() < span.start())?;
        let begins = bodies[owner].span.end();
        let between = self.page.text.get(begins..span.start()).filter(|t| t.len() <= LONGEST && joint(t))?;
        let clear = !between.contains(['，', ',', '。', '；', ';', '：', ':', '\n', ' ', '\u{3000}']);
        let next = self.titles.partition_point(|t| t.span.start() < begins);
        let titled = self.titles.get(next).is_some_and(|t| t.span.start() == begins);
        (clear && !bodies[owner].value.bare && (titled || bodies[owner].value.fused)).then_some(owner)
    }

    /// 进入财政厅,先后任|综合处副处长: a section named with a post, of the body that the sentence speaks of.
    pub(super) fn section_of(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let span = bodies[i].span;
        let surface = span.of(self.page.text);
        let section = surface.ends_with(['处', '科', '室', '股', '庭', '课']) && self.titled(span.end());
        // 涉台审判庭: courts alone have them.
        let bench = surface.ends_with('庭');
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
        let near = i.saturating_sub(REACH);
        bodies[near..i].iter().rposition(owns).map(|n| near + n).filter(|_| section || bench)
    }

    /// 某厅的|灾害防御处, 某局将|促进处更名: the body right before 的 or 将.
    pub(super) fn right_before(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let before = self.page.text.get(..bodies[i].span.start())?;
        let section = bodies[i].span.of(self.page.text).ends_with(SECTIONS);
        let head = before.strip_suffix('的').or_else(|| before.strip_suffix(['将', '把']).filter(|_| section))?.len();
        let owner = bodies[..i].iter().rposition(|b| b.span.end() <= head).filter(|&n| bodies[n].span.end() == head)?;
        let Body { full, bare, fused, owner: upper, kind, .. } = &bodies[owner].value;
        let may = full.is_some() && !bare && !fused && upper.is_none() && *kind != AgencyKind::LeadingGroup;
        may.then_some(owner)
    }

    /// 某处并入|修复处: a section told of in the sentence, of whose body this one is, too.
    pub(super) fn fellow(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let (text, span) = (self.page.text, bodies[i].span);
        let kind = span.of(text).chars().next_back().filter(|c| SECTIONS.contains(c))?;
        let head = text.get(..span.start())?;
        if !self.cues.ends(Cue::Opens, head) {
            return None;
        }
        let sentence = self.page.layout.sentence_at(span.start());
        let near =
            bodies[..i].iter().enumerate().rev().take(REACH).take_while(|(_, b)| b.span.start() >= sentence.start());
        let section = |b: &Found<Body>| b.value.bare && b.value.full.is_some() && b.span.of(text).ends_with(kind);
        near.filter(|(_, b)| section(b)).map(|(n, _)| n).next()
    }

    /// 某部某局改制为|某署: the part of another that a renaming names right before.
    pub(super) fn renamed_part(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let span = bodies[i].span;
        let head = self.page.text.get(..span.start())?;
        if !self.cues.ends(Cue::Fresh, head) {
            return None;
        }
        let sentence = self.page.layout.sentence_at(span.start());
        let last = bodies[..i].iter().rposition(|b| b.value.full.is_some() && b.span.end() <= span.start())?;
        (bodies[last].span.start() >= sentence.start()).then_some(last)
    }

    /// 汉台|分局 where the paragraph spoke of a 局: the last body before in the paragraph of which there are such branches.
    pub(super) fn branched(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let (text, span) = (self.page.text, bodies[i].span);
        let &(branch, kind) = BRANCHES.iter().find(|(branch, _)| span.of(text).ends_with(branch))?;
        let line = self.page.layout.line_at(span.start());
        let near = bodies[..i].iter().enumerate().rev().take(REACH).take_while(|(_, b)| b.span.start() >= line.start());
        let may = |b: &Found<Body>| b.value.full.is_some() && !b.value.bare && !b.value.fused;
        let fits = |b: &Found<Body>| b.value.name().is_some_and(|n| is_called(n, kind) && !n.ends_with(branch));
        let plate = |b: &Found<Body>| text.get(b.span.end()..).is_some_and(|t| self.cues.starts(Cue::Plate, t));
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
        let section = |t: &str| t.ends_with(SECTIONS);
        if !section(span.of(text)) {
            return None;
        }
        let clause = layout.clause_at(span.start()).start();
        let from = text.ceil_char_boundary(clause.max(span.start().saturating_sub(LONGEST_CHARGE)));
        let said = text.get(from..span.start())?;
        let verb = self.cues.last_in(Cue::Charge, said)?;
        let list = self.cues.behind(Cue::Charge, said.get(verb..)?)?;
        if !list.split(['、', '和', '与', '及']).all(|part| part.is_empty() || section(part)) {
            return None;
        }
        let line = layout.line_at(span.start());
        let may = |b: &&Found<Body>| {
            let Body { full, bare, fused, owner, kind, .. } = &b.value;
            full.is_some() && !bare && !fused && owner.is_none() && *kind != AgencyKind::LeadingGroup
        };
        let here = bodies[..i].iter().rev().take(REACH).take_while(|b| b.span.start() >= line.start());
        let here = here.filter(may).find(|b| self.titled(b.span.end()));
        let heads = || bodies[..i].iter().take(REACH).find(may);
        let owner = here.or_else(heads)?.span;
        bodies[..i].iter().position(|b| b.span == owner)
    }

    /// 某局新组建|政策处；信访处并入|督查处；撤销|法规处: a section told of as those of a body are changed: of the body that
    /// the line is about.
    pub(super) fn reorganized(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let (text, span) = (self.page.text, bodies[i].span);
        if !span.of(text).ends_with(SECTIONS) {
            return None;
        }
        let (head, mut tail) = (text.get(..span.start())?, text.get(span.end()..)?);
        // 原|甲处、乙处合并为丙处
        for _ in 0..REACH {
            let Some(next) = tail.strip_prefix(['、', '和', '与', '及']) else { break };
            let Some(end) = next.find(SECTIONS).filter(|&end| end <= LONGEST_PART) else { break };
            tail = next.get(end + '处'.len_utf8()..)?;
        }
        if !self.cues.ends(Cue::Reorganizes, head) && !self.cues.starts(Cue::Reorganizes, tail) {
            return None;
        }
        let line = self.page.layout.line_at(span.start());
        self.told_of(bodies, i).filter(|&owner| bodies[owner].span.start() >= line.start())
    }

    /// 指挥部下设综合组、|宣传组; 指挥部下设8个组：⏎①|抢险救灾组——…: a group of the headquarters that sets up such.
    pub(super) fn group_part(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        const FAR: usize = 1500;
        const VERB: usize = 60;
        let (text, span) = (self.page.text, bodies[i].span);
        if !span.of(text).ends_with('组') || span.of(text).ends_with("小组") {
            return None;
        }
        let from = text.ceil_char_boundary(span.start().saturating_sub(FAR));
        let line = self.page.layout.line_at(span.start()).start();
        let list = |t: &str| t.is_empty() || t.ends_with(['组', '室']);
        let mark = |c: char| !c.is_alphabetic() || c.is_numeric() || "一二三四五六七八九十".contains(c);
        let entry = || text.get(line..span.start()).is_some_and(|t| t.chars().all(mark));
        let sets = |at: usize| {
            let words = text.get(at..span.end()).unwrap_or("");
            let near = words.get(..words.floor_char_boundary(VERB)).unwrap_or("");
            let said = text.get(at + '设'.len_utf8()..span.start()).unwrap_or("");
            let said = said.rsplit(['：', ':']).next().unwrap_or(said);
            near.contains('组') && if at >= line { said.split(['、', '和', '及']).all(list) } else { entry() }
        };
        let verb =
            text.get(from..span.start())?.rmatch_indices('设').map(|(at, _)| from + at).take(8).find(|&at| sets(at))?;
        let group = |b: &Found<Body>| {
            let Body { kind, fused, .. } = &b.value;
            let of_groups = |n: &SmolStr| *kind == AgencyKind::LeadingGroup || n.ends_with("指挥部");
            let whole = |n: &SmolStr| {
                n.ends_with("小组") || n.ends_with("工作组") || !n.ends_with('组') && !n.ends_with("办公室")
            };
            !fused && b.value.name().is_some_and(|n| of_groups(n) && whole(n))
        };
        let end = bodies[..i].partition_point(|b| b.span.end() <= verb);
        let near = end.saturating_sub(REACH);
        bodies[near..end].iter().rposition(group).map(|n| near + n)
    }

    /// 某厅厅长…。|政治部|主任: what a title of its own stands behind, of the body that the text named last.
    pub(super) fn part_of(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let (text, span) = (self.page.text, bodies[i].span);
        let head = text.get(..span.start())?;
        let open = head.chars().next_back().is_none_or(|c| !c.is_alphanumeric()) || self.cues.ends(Cue::Opens, head);
        if !open || !PARTS.iter().any(|part| span.of(text).ends_with(part)) || !self.titled(span.end()) {
            return None;
        }
        let line = self.page.layout.line_at(span.start()).start().min(span.start().saturating_sub(NEAR));
        let others = [AgencyKind::Party, AgencyKind::LeadingGroup, AgencyKind::Legislature];
        let owns = |b: &Found<Body>| {
            let Body { full, bare, fused, owner, kind, .. } = &b.value;
            full.is_some() && !bare && !fused && owner.is_none() && !others.contains(kind)
        };
        let near = i.saturating_sub(REACH);
        // 省政府副秘书长张三兼任|筹备组|组长: not of the body that he is in.
        let clause = self.page.layout.clause_at(span.start()).start();
        let besides = head.ends_with('任');
        // 省人社厅的军官安置职责: nor of what only owns something.
        let owner_only = |b: &Found<Body>| text.get(b.span.end()..).is_some_and(|t| t.starts_with('的'));
        let may =
            |b: &Found<Body>| !(besides && (b.span.start() >= clause && self.titled(b.span.end()) || owner_only(b)));
        let last = bodies[near..i].iter().rposition(|b| owns(b) && may(b) && b.span.end() <= span.start())? + near;
        // 首页…某省高级人民法院…⏎…最高人民法院…⏎|政治部|主任: of the one that the page begins with, where another is only mentioned.
        let paragraph = self.page.layout.line_at(span.start()).start();
        if bodies[last].span.start() < paragraph
            && let Some(first) = bodies[..last].iter().take(REACH).position(|b| b.value.full.is_some() && !b.value.bare)
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
        let near =
            bodies[..i].iter().enumerate().rev().take(REACH).take_while(|(_, b)| b.span.start() >= sentence.start());
        let may = |b: &Found<Body>| b.value.full.is_some() && !b.value.bare && !b.value.fused;
        near.filter(|(_, b)| may(b)).map(|(n, _)| n).next()
    }

    /// Whether the words behind byte `end` say where an office is seated.
    pub(super) fn is_seated(&self, end: usize) -> bool {
        self.page.text.get(end..).is_some_and(|t| self.cues.starts(Cue::Seated, t))
    }

    /// 成立某领导小组，|办公室设在某厅: the group that the paragraph speaks of.
    pub(super) fn group_of(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let line = self.page.layout.line_at(bodies[i].span.start());
        let near = bodies[..i].iter().enumerate().rev().take(REACH).take_while(|(_, b)| b.span.start() >= line.start());
        let group = |b: &Found<Body>| {
            b.value.kind == AgencyKind::LeadingGroup && b.value.name().is_some_and(|n| !n.ends_with("办公室"))
        };
        near.filter(|(_, b)| !b.value.fused).find(|(_, b)| group(b)).map(|(n, _)| n)
    }

    /// 部|公路局, 厅|法规处, 局|办公室: the last body before that is called so for short, and the byte where the short word,
    /// which is part of the mention, starts.
    pub(super) fn inside_kind(&self, bodies: &[Found<Body>], i: usize) -> Option<(usize, usize)> {
        let span = bodies[i].span;
        let surface = span.of(self.page.text);
        let head = self.page.text.get(..span.start()).unwrap_or("");
        let kind = head.chars().next_back().filter(|c| matches!(c, '部' | '厅' | '局' | '委'))?;
        let start = span.start() - kind.len_utf8();
        let open = head.get(..start).is_some_and(|t| {
            t.chars().next_back().is_none_or(|c| !c.is_alphanumeric()) || self.cues.ends(Cue::Opens, t)
        });
        let part = surface.ends_with(['处', '科', '室', '司']) || kind == '部' && surface.ends_with(['局', '院', '心']);
        if !open || !part {
            return None;
        }
        let mut word = [0; 4];
        let word = &*kind.encode_utf8(&mut word);
        // 来源：厅|人事处 above the page
        let next = || {
            let called = |b: &Found<Body>| !b.value.bare && b.value.name().is_some_and(|name| is_called(name, word));
            bodies[i + 1..].iter().take(REACH).position(called).map(|n| i + 1 + n)
        };
        let near = last_meant(&bodies[..i], word).or_else(next);
        let owner = near.filter(|&n| {
            let owner = &bodies[n].value;
            let national = owner.full.as_ref().is_some_and(|full| full.region.as_deref() == Some("000000"));
            !owner.fused
                && owner.owner.is_none()
                && (kind != '部' || national || !surface.ends_with(['局', '院', '心']))
        });
        Some((owner?, start))
    }

    /// 内设|社会组织管理局, 内设办公室、|财政局: whether the head noun stands behind the verb, or beside what does.
    pub(super) fn is_inside_list(&self, bodies: &[Found<Body>], i: usize) -> bool {
        let head = self.page.text.get(..bodies[i].span.start()).unwrap_or("");
        if self.cues.ends(Cue::SetsUp, head) {
            return true;
        }
        let beside = || i.checked_sub(1).map(|n| &bodies[n]).filter(|b| b.value.bare && b.value.full.is_some());
        let listed = |b: &Found<Body>| {
            let joint = self.page.text.get(b.span.end()..bodies[i].span.start());
            let start = self.page.layout.sentence_at(b.span.start()).start().max(b.span.start().saturating_sub(NEAR));
            let start = self.page.text.ceil_char_boundary(start);
            matches!(joint, Some("、" | "和" | "与" | "及"))
                && self
                    .page
                    .text
                    .get(start..b.span.start())
                    .is_some_and(|t| self.cues.last_in(Cue::SetsUp, t).is_some())
        };
        head.ends_with(['、', '和', '与', '及']) && beside().is_some_and(listed)
    }

    /// 总局机关设办公室（研究室）、|人事局: the body, no government, that sets up a list in which the head noun stands.
    pub(super) fn sets_up_list(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let (text, at) = (self.page.text, bodies[i].span.start());
        let from = self.page.layout.sentence_at(at).start().max(at.saturating_sub(NEAR));
        let said = text.get(text.ceil_char_boundary(from)..at)?;
        let verb = said.rfind('设')?;
        let (subject, list) = (said.get(..verb)?, said.get(verb + '设'.len_utf8()..)?);
        // 建设, 设立, 设在
        if subject.ends_with(['建', '开', '假', '架', '铺', '陈', '创'])
            || list.starts_with(['立', '置', '在', '施', '备'])
        {
            return None;
        }
        let list = list.rsplit(['：', ':', '有']).next()?;
        let part = |part: &str| {
            let part = part.trim_end_matches(['）', ')']);
            part.ends_with(LISTED)
        };
        let mut parts = list.rsplit(['、', '和', '与', '及', '，']);
        let listed = parts.next() == Some("") && parts.all(part);
        let owner = self.sets_up(bodies, i).filter(|_| listed)?;
        let Body { kind, full, .. } = &bodies[owner].value;
        let whole = [AgencyKind::Party, AgencyKind::Legislature, AgencyKind::Consultative].contains(kind)
            || full.as_ref().is_none_or(|full| full.name.ends_with("政府") || full.name.ends_with("国务院"));
        (!whole).then_some(owner)
    }

    /// 经信局设|大数据管理科, 内设机构4个：|综合科、|机构编制科: the body that sets this one up.
    pub(super) fn sets_up(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        self.setter(bodies, i, bodies[i].span.start())
    }

    /// The body that sets up what stands behind byte `at`, before the `i`th.
    fn setter(&self, bodies: &[Found<Body>], i: usize, at: usize) -> Option<usize> {
        let sentence = self.page.layout.sentence_at(at);
        let near = i.saturating_sub(REACH);
        let last = |fits: &dyn Fn(&Found<Body>) -> bool| bodies[near..i].iter().rposition(fits).map(|n| near + n);
        // 局内设A科、B科, 该委员会下设…, 局里一共设了…: the last body before that ends so.
        let clauses = self.page.layout;
        let mut start = clauses.clause_at(at).start();
        // …设四个处：|办公室: the verb stands in the clause before the colon.
        if self.page.text.get(..start).is_some_and(|t| t.ends_with(['：', ':'])) {
            start = clauses.clause_at(start - 1).start().max(sentence.start());
        }
        let head = self.page.text.get(start..at)?;
        let head = head.char_indices().nth(LONGEST_SUBJECT).and_then(|(end, _)| head.get(..end)).unwrap_or(head);
        let subject = head.split_once('设').map(|(subject, _)| subject);
        let subject = subject.map(|t| {
            let t = t.trim_end_matches([
                '内', '下', '现', '共', '还', '另', '里', '一', '总', '目', '前', '已', '则', '增', '新', '同', '时',
                '又', '也', '并',
            ]);
            t.strip_suffix("机关").filter(|t| !t.is_empty()).unwrap_or(t).trim_start_matches(['该', '全', '我', '本'])
        });
        let omitted = match subject {
            Some("机关") => last(&|b| b.value.full.is_some() && !b.value.bare && b.value.owner.is_none()),
            Some(t) if HEADS.iter().any(|head| t.ends_with(head)) => {
                last_meant(&bodies[..i], t).map(|last| self.headline_before(bodies, i, last, t))
            }
            _ => None,
        };
        if omitted.is_some() {
            return omitted;
        }
        let named = last(&|b| {
            b.span.start() >= sentence.start() && b.value.full.is_some() && !b.value.bare && b.span.end() <= at
        });
        let Some(owner) = named else {
            // 管委会内设|A、B: a head noun that the page has told of.
            let sets = |b: &Found<Body>| {
                self.page.text.get(b.span.end()..at).is_some_and(|t| self.cues.starts(Cue::SetsUp, t))
            };
            let bare = last(&|b| b.span.start() >= sentence.start() && b.value.full.is_some() && sets(b));
            return bare.or_else(|| self.spoken_of(bodies, i, self.page.text.get(sentence.start()..at)?));
        };
        let between = self.page.text.get(bodies[owner].span.end()..at)?;
        // X设在Y: where it sits, not what it sets up.
        let verb = between
            .match_indices('设')
            .map(|(at, _)| at)
            .find(|&at| !between.get(at..).is_some_and(|t| t.starts_with("设在")))?;
        // A是县委工作部门，内设机构4个：…: behind a comma it is the subject that sets up.
        if between.get(..verb).is_some_and(|t| t.contains(['，', ',', '；', '：'])) {
            let named = |b: &Found<Body>| b.span.start() >= sentence.start() && b.value.full.is_some() && !b.value.bare;
            // …合并，组建某局，内设…: what was founded right before.
            let founded =
                self.page.text.get(..bodies[owner].span.start()).is_some_and(|t| self.cues.ends(Cue::Founds, t));
            if founded && between.get(..verb).is_some_and(|t| matches!(t, "，内" | ",内" | "，下" | ",下")) {
                return Some(owner);
            }
            // 按照省委印发的方案，|省疾控局…，内设…: rather one that opens its clause.
            let opens = |b: &Found<Body>| self.page.layout.clause_at(b.span.start()).start() == b.span.start();
            let near = &bodies[near..i];
            // 张某说，|长期照护处依…挂牌，下设…
            let before = bodies[owner].span.end() + verb;
            let told = |b: &Found<Body>| {
                let here = b.span.start() >= sentence.start() && b.span.end() <= before;
                here && b.value.full.is_some() && !b.value.fused && opens(b)
            };
            let subject = near.iter().position(|b| named(b) && opens(b)).or_else(|| near.iter().position(told));
            let subject = subject.or_else(|| near.iter().position(named))?;
            // 国务院|环境保护领导小组: the longer of two that start together.
            let same = |b: &&Found<Body>| b.span.start() == near[subject].span.start() && named(b);
            let longer = near[subject..].iter().take_while(same).count();
            return Some(i - near.len() + subject + longer.max(1) - 1);
        }
        Some(owner)
    }

    /// 2月，内设机构定为五个：|办公室: the body that the page is about, where the sentence up to the section, `said`, names none:
    /// the last of the paragraph that opens a clause, else its first; else one that stands alone on a line or opens a clause before.
    fn spoken_of(&self, bodies: &[Found<Body>], i: usize, said: &str) -> Option<usize> {
        if said.len() > NEAR || !self.cues.last_in(Cue::SetsUp, said).is_some_and(|_| said.contains("内设")) {
            return None;
        }
        self.told_of(bodies, i)
    }

    /// The body that the page is about where the `i`th stands.
    fn told_of(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let layout = self.page.layout;
        let others = [AgencyKind::Party, AgencyKind::LeadingGroup, AgencyKind::Legislature];
        let may = |b: &Found<Body>| {
            let Body { full, bare, fused, owner, kind, .. } = &b.value;
            // ，|市政府|直属特设机构: it only says whose the body is.
            let owns = || self.page.text.get(b.span.end()..).is_some_and(|t| self.cues.starts(Cue::Owns, t));
            full.is_some() && !bare && !fused && owner.is_none() && !others.contains(kind) && !owns()
        };
        let line = layout.line_at(bodies[i].span.start());
        let alone =
            |b: &Found<Body>| layout.line_at(b.span.start()).of(self.page.text).trim() == b.span.of(self.page.text);
        let opens = |b: &Found<Body>| layout.clause_at(b.span.start()).start() == b.span.start();
        let near = i.saturating_sub(REACH);
        let last = |fits: &dyn Fn(&Found<Body>) -> bool| {
            bodies[near..i].iter().rposition(|b| may(b) && fits(b)).map(|n| near + n)
        };
        let here = |b: &Found<Body>| b.span.start() >= line.start();
        let first = || bodies[near..i].iter().position(|b| may(b) && here(b)).map(|n| near + n);
        let told = last(&|b| here(b) && opens(b)).or_else(first);
        told.or_else(|| last(&alone)).or_else(|| last(&opens))
    }

    /// 某局设六个处室。人手最齐的是|综合规划处: a section of the body whose sections the paragraph has counted.
    pub(super) fn counted_section(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        const NEAR: usize = 400;
        const VERB: usize = 24;
        let (text, span) = (self.page.text, bodies[i].span);
        if !span.of(text).ends_with(['处', '科', '室', '司', '股']) {
            return None;
        }
        let from = self.page.layout.line_at(span.start()).start().max(span.start().saturating_sub(NEAR));
        let from = text.ceil_char_boundary(from);
        let near = text.get(from..span.start())?;
        let counted = from + self.cues.last_in(Cue::Counted, near)?;
        // Not where another body was named since.
        let named = |b: &Found<Body>| b.value.full.is_some() && !b.value.bare;
        if bodies[..i].iter().rev().take_while(|b| b.span.start() >= counted).any(named) {
            return None;
        }
        let verb = text.ceil_char_boundary(counted.saturating_sub(VERB).max(from));
        match text.get(verb..counted)?.rfind('设') {
            Some(at) => self.setter(bodies, i, verb + at + '设'.len_utf8()),
            // 六个科室里最忙的是…
            None => self.told_of(bodies, i),
        }
    }

    /// 2 内设机构 … |规划财务处: an entry of a list under such a heading, of the body that the heading names, else of the one
    /// whose name is that of the page.
    pub(super) fn listed(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        const LINES: usize = 40;
        const LONGEST: usize = 60;
        let (text, layout, span) = (self.page.text, self.page.layout, bodies[i].span);
        let section = |t: &str| t.ends_with(SECTIONS) || BESIDES.iter().any(|end| t.ends_with(end));
        let mut line = layout.line_at(span.start());
        let marks = |c: char| !c.is_alphabetic() || "一二三四五六七八九十第".contains(c);
        // 办公室、政策法规处、|综合规划处
        let listed = |t: &str| {
            let all = |part: &str| part.ends_with(['处', '科', '室', '司', '股', '部', '局', '委', '会']);
            t.len() < 600
                && t.trim_end().strip_suffix(['、', '，', ',']).is_some_and(|t| t.split(['、', '，', ',']).all(all))
        };
        if !section(span.of(text))
            || !text.get(line.start()..span.start()).is_some_and(|t| t.chars().all(marks) || listed(t))
        {
            return None;
        }
        for _ in 0..LINES {
            line = layout.line_at(line.start().checked_sub(1)?);
            let words = line
                .of(text)
                .trim_end_matches([' ', '\u{3000}', ':', '：', '\n', '\r', '】', ']', '》', '」', '〉', '■', '◆']);
            if words.len() > LONGEST || !self.cues.ends(Cue::Sections, words) {
                continue;
            }
            let before = bodies.partition_point(|b| b.span.end() <= line.end());
            let near = bodies[..before.min(i)].iter().enumerate().rev().take(REACH);
            let mut named = near.filter(|(_, b)| b.value.full.is_some() && !b.value.bare && b.value.owner.is_none());
            // What stands behind a body that opens its line.
            let opens = |b: &Found<Body>| {
                let of = layout.line_at(b.span.start());
                (of.start() == b.span.start()).then(|| text.get(b.span.end()..of.end()).unwrap_or("").trim())
            };
            let is_head = |b: &Found<Body>| {
                let titles = |t: &str| {
                    t.is_empty() || t.starts_with('[') || self.cues.behind(Cue::PageTitle, t).is_some_and(str::is_empty)
                };
                layout.line_at(b.span.start()).start() == line.start() || opens(b).is_some_and(titles)
            };
            let is_defined = |b: &Found<Body>| opens(b).is_some_and(|t| t.starts_with(['是', '为', '系']));
            let head = named.clone().find(|(_, b)| is_head(b));
            return head.or_else(|| named.find(|(_, b)| is_defined(b))).map(|(n, _)| n);
        }
        None
    }
}
