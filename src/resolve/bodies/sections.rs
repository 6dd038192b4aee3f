//! The parts that a body sets up, in sentences and lists.
use super::{BODIES_BACK, Named, SETS_UP, cues::NamingCue, owners::SECTIONS_BYTES};
use crate::{
    lexicon::AgencyCue,
    mention::{Body, Found, last_meant},
    segment::{COMMAS, JOINTS, is_joint},
    value::AgencyKind,
};

/// How many characters 该委员会下 and the like have at most.
const LONGEST_SUBJECT: usize = 8;

impl Named<'_> {
    /// 内设|社会组织管理局, 内设办公室、|财政局: whether the head noun stands behind the verb, or beside what does.
    pub(super) fn is_inside_list(&self, bodies: &[Found<Body>], i: usize) -> bool {
        let head = self.page.text.get(..bodies[i].span.start()).unwrap_or("");
        if self.cues.ends(AgencyCue::SetsUp, head) {
            return true;
        }
        let beside = || i.checked_sub(1).map(|n| &bodies[n]).filter(|b| b.value.bare && b.value.full.is_some());
        let listed = |b: &Found<Body>| {
            let joint = self.page.text.get(b.span.end()..bodies[i].span.start());
            let start =
                self.page.layout.sentence_at(b.span.start()).start().max(b.span.start().saturating_sub(SECTIONS_BYTES));
            let start = self.page.text.ceil_char_boundary(start);
            joint.is_some_and(is_joint)
                && self
                    .page
                    .text
                    .get(start..b.span.start())
                    .is_some_and(|t| self.cues.last_in(AgencyCue::SetsUp, t).is_some())
        };
        head.ends_with(JOINTS) && beside().is_some_and(listed)
    }

    /// 总局机关设办公室（研究室）、|人事局: the body, no government, that sets up a list in which the head noun stands.
    pub(super) fn sets_up_list(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let (text, at) = (self.page.text, bodies[i].span.start());
        let from = self.page.layout.sentence_at(at).start().max(at.saturating_sub(SECTIONS_BYTES));
        let said = text.get(text.ceil_char_boundary(from)..at)?;
        let verb = said.rfind(SETS_UP)?;
        // 建设, 设立, 设在
        if !self.is_verb(said, verb) || self.words.starts(NamingCue::SetElse, said.get(verb..)?) {
            return None;
        }
        let list = said.get(verb + SETS_UP.len_utf8()..)?;
        let list = list.rsplit(['：', ':', '有']).next()?;
        let part = |part: &str| {
            let part = part.trim_end_matches(['）', ')']);
            self.cues.ends(AgencyCue::Listed, part)
        };
        let mut parts = list.rsplit(|c| c == '，' || JOINTS.contains(&c));
        let listed = parts.next() == Some("") && parts.all(part);
        let owner = self.sets_up(bodies, i).filter(|_| listed)?;
        let Body { kind, full, .. } = &bodies[owner].value;
        let whole = [AgencyKind::Party, AgencyKind::Legislature, AgencyKind::Consultative].contains(kind)
            || full.as_ref().is_none_or(|full| self.words.ends(NamingCue::Government, &full.name));
        (!whole).then_some(owner)
    }

    /// Whether 设 at byte `at` of a text is a word and ends none like 建设 and 分设.
    fn is_verb(&self, text: &str, at: usize) -> bool {
        !text.get(..at + SETS_UP.len_utf8()).is_some_and(|t| self.words.ends(NamingCue::NotSet, t))
    }

    /// 经信局设|大数据管理科, 内设机构4个：|综合科、|机构编制科: the body that sets this one up.
    pub(super) fn sets_up(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        self.setter(bodies, i, bodies[i].span.start())
    }

    /// The body that sets up what stands behind byte `at`, before the `i`th.
    fn setter(&self, bodies: &[Found<Body>], i: usize, at: usize) -> Option<usize> {
        let sentence = self.page.layout.sentence_at(at).start();
        if let Some(omitted) = self.said_for_short(bodies, i, at) {
            return Some(omitted);
        }
        let near = i.saturating_sub(BODIES_BACK);
        let last = |fits: &dyn Fn(&Found<Body>) -> bool| bodies[near..i].iter().rposition(fits).map(|n| near + n);
        let here = |b: &Found<Body>| b.span.start() >= sentence && b.value.full.is_some();
        let Some(owner) = last(&|b| here(b) && !b.value.bare && b.span.end() <= at) else {
            // 管委会内设|A、B: a head noun that the page has told of.
            let sets = |b: &Found<Body>| {
                self.page.text.get(b.span.end()..at).is_some_and(|t| self.cues.starts(AgencyCue::SetsUp, t))
            };
            let bare = last(&|b| here(b) && sets(b));
            return bare.or_else(|| self.spoken_of(bodies, i, self.page.text.get(sentence..at)?));
        };
        let behind = bodies[owner].span.end();
        let between = self.page.text.get(behind..at)?;
        let verb = between.match_indices(SETS_UP).map(|(at, _)| at).find(|&at| {
            // A与B分设，下设…: what tells that they parted sets up nothing; X设在Y: where it sits, not what it sets up.
            self.is_verb(between, at) && !between.get(at..).is_some_and(|t| self.cues.starts(AgencyCue::Seated, t))
        })?;
        let said = between.get(..verb)?;
        // A是县委工作部门，内设机构4个：…: behind a comma it is the subject that sets up.
        if said.contains(['，', ',', '；', ';', '：']) {
            return self.subject_of(bodies, i, owner, said);
        }
        Some(owner)
    }

    /// 局内设A科、B科, 该委员会下设…, 局里一共设了…: the last body before byte `at` that is called as the words before 设 have it.
    fn said_for_short(&self, bodies: &[Found<Body>], i: usize, at: usize) -> Option<usize> {
        let (text, layout) = (self.page.text, self.page.layout);
        let mut start = layout.clause_at(at).start();
        // …设四个处：|办公室: the verb stands in the clause before the colon.
        if text.get(..start).is_some_and(|t| t.ends_with(['：', ':'])) {
            start = layout.clause_at(start - 1).start().max(layout.sentence_at(at).start());
        }
        let head = text.get(start..at)?;
        let head = head.char_indices().nth(LONGEST_SUBJECT).and_then(|(end, _)| head.get(..end)).unwrap_or(head);
        let (mut subject, _) = head.split_once(SETS_UP)?;
        while let Some(rest) = self.words.before(NamingCue::BeforeVerb, subject) {
            subject = rest;
        }
        // 某局系某委管理的机构。…。机关内设|综合处
        if self.words.is(NamingCue::Organ, subject) {
            let line = layout.line_at(bodies[i].span.start());
            let near = i.saturating_sub(BODIES_BACK);
            let whole = |b: &Found<Body>| b.value.full.is_some() && !b.value.bare && b.value.owner.is_none();
            let last = || bodies[near..i].iter().rposition(whole).map(|n| near + n);
            return self.told_of(bodies, i).filter(|&n| bodies[n].span.start() >= line.start()).or_else(last);
        }
        let mut called = self.words.before(NamingCue::Organ, subject).unwrap_or(subject);
        while let Some(rest) = self.words.behind(NamingCue::Subject, called) {
            called = rest;
        }
        if !self.cues.ends(AgencyCue::OwnNoun, called) {
            return None;
        }
        // 市委编办批复同意|局|机关增设A科
        let noun = self.cues.before(AgencyCue::OwnNoun, called).map_or(0, str::len);
        let meant = last_meant(&bodies[..i], called);
        let (called, last) = match meant {
            None if called.len() < subject.len() => {
                let noun = called.get(noun..)?;
                (noun, last_meant(&bodies[..i], noun)?)
            }
            last => (called, last?),
        };
        Some(self.headline_before(bodies, layout.line_at(bodies[i].span.start()), last, called))
    }

    /// 某局是县委工作部门，|内设机构4个: the body that sets up something in a later clause of the sentence, where `said` stands
    /// between `last`, the last that the sentence names, and 设.
    fn subject_of(&self, bodies: &[Found<Body>], i: usize, last: usize, said: &str) -> Option<usize> {
        let (layout, span) = (self.page.layout, bodies[last].span);
        // …合并，组建某局，内设…: what was founded right before.
        let founded = self.page.text.get(..span.start()).is_some_and(|t| self.cues.ends(AgencyCue::Founds, t));
        if founded && said.strip_prefix(COMMAS).is_some_and(|t| self.words.is(NamingCue::BeforeVerb, t)) {
            return Some(last);
        }
        let sentence = layout.sentence_at(bodies[last].span.start()).start();
        if let Some(topic) = self.meant_by_this(bodies, i, sentence) {
            return Some(topic);
        }
        let near = i.saturating_sub(BODIES_BACK);
        let here = |b: &Found<Body>| b.span.start() >= sentence && b.value.full.is_some();
        let named = |b: &Found<Body>| here(b) && !b.value.bare;
        // 按照省委印发的方案，|省疾控局…，内设…: rather one that opens its clause, and not 省委印发的方案里.
        let opens = |b: &Found<Body>| {
            let clause = layout.clause_at(b.span.start());
            let said = clause.of(self.page.text).trim_end_matches(COMMAS);
            clause.start() == b.span.start() && !self.cues.ends(AgencyCue::Aside, said)
        };
        // 张某说，|长期照护处依…挂牌，下设…
        let before = span.end() + said.len();
        let told = |b: &Found<Body>| here(b) && b.span.end() <= before && !b.value.fused && opens(b);
        let near = &bodies[near..i];
        // 省编委下文，同意设立|某院，为…事业单位，内设…: what was founded, unless the text goes on to another.
        let founds = |b: &Found<Body>| {
            self.page.text.get(..b.span.start()).is_some_and(|t| self.cues.ends(AgencyCue::Founds, t))
        };
        let founded = near.iter().rposition(|b| named(b) && founds(b));
        let first = founded.filter(|&n| !near[n..].iter().any(|b| named(b) && opens(b)));
        let subject = first.or_else(|| near.iter().position(|b| named(b) && opens(b)));
        let subject = subject.or_else(|| near.iter().position(told));
        let subject = subject.or_else(|| near.iter().position(named))?;
        // 国务院|环境保护领导小组: the longer of two that start together.
        let same = |b: &&Found<Body>| b.span.start() == near[subject].span.start() && named(b);
        let longer = near[subject..].iter().take_while(same).count();
        Some(i - near.len() + subject + longer.max(1) - 1)
    }

    /// 该局为某厅管理的机构，内设|办公室: the body before the sentence that its first word means.
    fn meant_by_this(&self, bodies: &[Found<Body>], i: usize, start: usize) -> Option<usize> {
        let said = self.page.text.get(start..)?.trim_start();
        let noun = self.words.behind(NamingCue::This, said)?;
        let head = noun.get(..self.cues.at(AgencyCue::OwnNoun, noun)?)?;
        let before = bodies[..i].partition_point(|b| b.span.end() <= start);
        last_meant(&bodies[..before], head)
    }

    /// 2月，内设机构定为五个：|办公室: the body that the page is about, where the sentence up to the section, `said`, names none:
    /// the last of the paragraph that opens a clause, else its first; else one that stands alone on a line or opens a clause before.
    fn spoken_of(&self, bodies: &[Found<Body>], i: usize, said: &str) -> Option<usize> {
        if said.len() > SECTIONS_BYTES || !self.words.stands_in(NamingCue::SetInside, said) {
            return None;
        }
        self.told_of(bodies, i)
    }

    /// The body that the page is about where the `i`th stands.
    pub(super) fn told_of(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        let layout = self.page.layout;
        let others = [AgencyKind::Party, AgencyKind::LeadingGroup, AgencyKind::Legislature];
        let may = |b: &Found<Body>| {
            let Body { full, bare, fused, owner, kind, .. } = &b.value;
            // ，|市政府|直属特设机构: it only says whose the body is.
            let owns = || self.page.text.get(b.span.end()..).is_some_and(|t| self.cues.starts(AgencyCue::Owns, t));
            full.is_some() && !bare && !fused && owner.is_none() && !others.contains(kind) && !owns()
        };
        let line = layout.line_at(bodies[i].span.start());
        let alone =
            |b: &Found<Body>| layout.line_at(b.span.start()).of(self.page.text).trim() == b.span.of(self.page.text);
        let opens = |b: &Found<Body>| layout.clause_at(b.span.start()).start() == b.span.start();
        let near = i.saturating_sub(BODIES_BACK);
        let last = |fits: &dyn Fn(&Found<Body>) -> bool| {
            bodies[near..i].iter().rposition(|b| may(b) && fits(b)).map(|n| near + n)
        };
        let here = |b: &Found<Body>| b.span.start() >= line.start();
        let first = || bodies[near..i].iter().position(|b| may(b) && here(b)).map(|n| near + n);
        let told = last(&|b| here(b) && opens(b)).or_else(first);
        let own = || self.own(bodies, i);
        told.or_else(own).or_else(|| last(&alone)).or_else(|| last(&opens))
    }

    /// 某局设六个处室。人手最齐的是|综合规划处: a section of the body whose sections the paragraph has counted.
    pub(super) fn counted_section(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        const NEAR_BYTES: usize = 400;
        const VERB: usize = 24;
        let (text, span) = (self.page.text, bodies[i].span);
        if !self.cues.ends(AgencyCue::Section, span.of(text)) {
            return None;
        }
        let from = self.page.layout.line_at(span.start()).start().max(span.start().saturating_sub(NEAR_BYTES));
        let from = text.ceil_char_boundary(from);
        let near = text.get(from..span.start())?;
        let counted = from + self.cues.last_in(AgencyCue::Counted, near)?;
        // Not where another body was named since.
        let named = |b: &Found<Body>| b.value.full.is_some() && !b.value.bare;
        if bodies[..i].iter().rev().take_while(|b| b.span.start() >= counted).any(named) {
            return None;
        }
        let verb = text.ceil_char_boundary(counted.saturating_sub(VERB).max(from));
        match text.get(verb..counted)?.rfind(SETS_UP) {
            Some(at) => self.setter(bodies, i, verb + at + SETS_UP.len_utf8()),
            // 六个科室里最忙的是…
            None => self.told_of(bodies, i),
        }
    }
}
