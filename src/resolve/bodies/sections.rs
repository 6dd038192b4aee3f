//! The parts that a body sets up, in sentences and lists.
use super::{Named, REACH, owners::NEAR};
use crate::{
    lexicon::Cue,
    mention::{Body, Found, last_meant},
    segment::{JOINTS, before_bracket, is_joint},
    value::AgencyKind,
};

/// How many characters 该委员会下 and the like have at most.
const LONGEST_SUBJECT: usize = 8;

impl Named<'_> {
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
            joint.is_some_and(is_joint)
                && self
                    .page
                    .text
                    .get(start..b.span.start())
                    .is_some_and(|t| self.cues.last_in(Cue::SetsUp, t).is_some())
        };
        head.ends_with(JOINTS) && beside().is_some_and(listed)
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
            self.cues.ends(Cue::Listed, part)
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
            Some(t) if self.cues.ends(Cue::OwnNoun, t) => {
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
        let verb = between.match_indices('设').map(|(at, _)| at).find(|&at| {
            // A与B分设，下设…: what tells that they parted sets up nothing.
            let parts = between.get(..at).is_some_and(|t| t.ends_with(['分', '建', '常', '附']));
            !parts && !between.get(at..).is_some_and(|t| t.starts_with("设在"))
        })?;
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
            if let Some(topic) = self.meant_by_this(bodies, i, sentence.start()) {
                return Some(topic);
            }
            let subject = near.iter().position(|b| named(b) && opens(b)).or_else(|| near.iter().position(told));
            let subject = subject.or_else(|| near.iter().position(named))?;
            // 国务院|环境保护领导小组: the longer of two that start together.
            let same = |b: &&Found<Body>| b.span.start() == near[subject].span.start() && named(b);
            let longer = near[subject..].iter().take_while(same).count();
            return Some(i - near.len() + subject + longer.max(1) - 1);
        }
        Some(owner)
    }

    /// 该局为某厅管理的机构，内设|办公室: the body before the sentence that its first word means.
    fn meant_by_this(&self, bodies: &[Found<Body>], i: usize, start: usize) -> Option<usize> {
        let said = self.page.text.get(start..)?.trim_start();
        let noun = ["该", "这个", "这家"].iter().find_map(|this| said.strip_prefix(this))?;
        let head = noun.get(..self.cues.at(Cue::OwnNoun, noun)?)?;
        let before = bodies[..i].partition_point(|b| b.span.end() <= start);
        last_meant(&bodies[..before], head)
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
    pub(super) fn told_of(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
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
        let own = || self.own(bodies, i);
        told.or_else(own).or_else(|| last(&alone)).or_else(|| last(&opens))
    }

    /// 某局设六个处室。人手最齐的是|综合规划处: a section of the body whose sections the paragraph has counted.
    pub(super) fn counted_section(&self, bodies: &[Found<Body>], i: usize) -> Option<usize> {
        const NEAR: usize = 400;
        const VERB: usize = 24;
        let (text, span) = (self.page.text, bodies[i].span);
        if !self.cues.ends(Cue::Section, span.of(text)) {
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
        const LONGEST_SENTENCE: usize = 150;
        let (text, layout, span) = (self.page.text, self.page.layout, bodies[i].span);
        let section = |t: &str| {
            let end = self.cues.ending(t);
            end.has(Cue::Section) || end.has(Cue::Beside)
        };
        let mut line = layout.line_at(span.start());
        let marks = |c: char| !c.is_alphabetic() || "一二三四五六七八九十第".contains(c);
        // 办公室（人事处）、政策法规处、|综合规划处; （一）办公室　（二）|人事处
        let listed = |t: &str| {
            const PARTS: [char; 9] = ['、', '，', ',', '（', '(', ' ', '\u{3000}', '\t', '|'];
            let named = |part: &str| {
                let part = part.trim_end_matches(['）', ')']);
                part.chars().all(marks) || self.cues.ends(Cue::Listed, part)
            };
            let apart = || t.rsplit(PARTS).next().is_some_and(|last| last.chars().all(marks));
            t.len() < 600 && apart() && t.split(PARTS).all(named)
        };
        let before = text.get(line.start()..span.start()).filter(|_| section(span.of(text)))?;
        // 机关科室：办公室、|人事科
        // A heading is short: no list is searched through for a colon.
        let near = before.get(..before.ceil_char_boundary(LONGEST + 1)).unwrap_or(before);
        let colon = near.split_once(['：', ':']);
        let here = colon.and_then(|(head, rest)| Some((head, before.get(near.len() - rest.len()..)?)));
        let here = here.filter(|(head, list)| {
            head.len() <= LONGEST && (list.is_empty() || listed(list)) && self.cues.ends(Cue::Sections, head)
        });
        if here.is_none() && !before.chars().all(marks) && !listed(before) {
            return None;
        }
        for n in 0..LINES {
            if here.is_none() || n > 0 {
                line = layout.line_at(line.start().checked_sub(1)?);
            }
            let whole = here.filter(|_| n == 0).map_or_else(|| line.of(text).trim_end(), |(head, _)| head);
            let words =
                whole.trim_end_matches([' ', '\u{3000}', ':', '：', '\n', '\r', '】', ']', '》', '」', '〉', '■', '◆']);
            // 内设机构（正处级）
            let words = before_bracket(words).trim_end_matches(['】', ']', '》']);
            // 第五条　某局设下列|内设机构：
            let most = if words.len() < whole.len() { LONGEST_SENTENCE } else { LONGEST };
            // 内设机构|一览表, 内设机构及|负责人
            let bare = || {
                let head = self.cues.before(Cue::ListTail, words)?;
                Some(head.trim_end_matches(['及', '和', '与']))
            };
            if words.len() > most
                || !self.cues.ends(Cue::Sections, words)
                    && !bare().is_some_and(|head| self.cues.ends(Cue::Sections, head))
            {
                continue;
            }
            let before = bodies.partition_point(|b| b.span.end() <= line.start() + whole.len());
            let near = bodies[..before.min(i)].iter().enumerate().rev().take(REACH);
            // 国家税务总局|深圳市税务局: a local office has sections as its owner does.
            let whole = |b: &Found<Body>| b.value.owner.is_none() || b.value.territory.is_some();
            let mut named = near.filter(|(_, b)| b.value.full.is_some() && !b.value.bare && whole(b));
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
            // Of the body that the page is about, unless the heading names another.
            if named.clone().next().is_none_or(|(_, b)| b.span.start() < line.start())
                && let Some(own) = self.own(bodies, i)
            {
                return Some(own);
            }
            let head = named.clone().find(|(_, b)| is_head(b));
            return head.or_else(|| named.find(|(_, b)| is_defined(b))).map(|(n, _)| n);
        }
        None
    }
}
