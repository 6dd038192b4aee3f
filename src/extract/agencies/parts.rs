//! Parts of bodies: sections, branches, groups posted to others and offices, of words that no table holds or by a word that
//! means one named before.
use super::{
    Candidate, Stem, Walk,
    built::{CONNECTORS, LONGEST},
};
use crate::{
    lexicon::{Cue, System},
    mention::{Body, Naming},
    segment::JOINTS,
    text::{Span, is_han},
    value::AgencyKind,
};

/// How many characters of its own a branch has at most before its final word.
const OWN_WORDS: usize = 5;
/// How many characters of its own the name of a section has at most before its final word.
const LONGEST_SECTION: usize = 16;
/// How many it has at most where nothing tells that it begins.
const LONGEST_OWN_SECTION: usize = 12;
/// How many bytes it has at most, and a mark, behind another one in a list.
const LONGEST_BESIDE: usize = 39;

impl<'l> Walk<'l> {
    /// 行政法务司|司长|办公室: the office of a post.
    pub(super) fn office_of_title(&self, head: usize, end: usize) -> Option<Candidate<'l>> {
        let title =
            self.titles.get(..self.title)?.iter().rev().find(|t| t.end() <= head).filter(|t| t.end() == head)?;
        let owner = self.body_before(title.start())?;
        let upper = &self.out.bodies[owner];
        let stem = Stem::Built(Span::new(title.start(), end));
        let body = Candidate::new(upper.span.start(), stem, upper.value.kind, self.agencies.built);
        Some(Candidate { owner: Some(owner), ..body })
    }

    /// 南昌市公安局|西湖|分局, 县司法局|丹江|司法所: a branch under its owner and its own words, which no table holds.
    pub(super) fn branch(&self, head: usize, end: usize) -> Option<Candidate<'l>> {
        let mut at = head;
        for _ in 0..=OWN_WORDS {
            if let Some(owner) = self.owner(at) {
                let upper = &self.out.bodies[owner];
                let fits = at < head && !upper.value.bare && upper.value.kind != AgencyKind::Party;
                let stem = Stem::Built(Span::new(at, end));
                let body = Candidate::new(upper.span.start(), stem, upper.value.kind, self.agencies.built);
                return fits.then_some(Candidate { owner: Some(owner), ..body });
            }
            let c = self.text.get(..at)?.chars().next_back()?;
            // 下辖若干|支队
            if self.is_unlikely(c) || "辖属各若几该等每个所有".contains(c) {
                return None;
            }
            at -= c.len_utf8();
        }
        None
    }

    /// 省自然资源厅|矿业权管理|处|处长: a section of a body, of words that no table holds, before the title of its head.
    pub(super) fn titled_section(&self, head: usize, end: usize) -> Option<Candidate<'l>> {
        if !self.before_title(end) {
            return None;
        }
        let floor = self.titles.get(..self.title)?.iter().rev().find(|t| t.end() <= head).map_or(0, |t| t.end());
        let floor = floor.max(self.out.bodies.last()?.span.end());
        let mut at = head;
        for (start, c) in self.text.get(..head)?.char_indices().rev().take(LONGEST_SECTION) {
            // A connector joins two words, 对 heads one: 数据|和|政务, 对外.
            if self.is_unlikely(c) && !matches!(c, '与' | '和' | '及' | '对' | '会' | '成') || at <= floor {
                break;
            }
            at = start;
        }
        let owner = self.owner(at).filter(|_| at < head)?;
        let upper = &self.out.bodies[owner];
        let committee = matches!(upper.value.naming, Naming::Department(_, System::PartyCommittee));
        let named = self.text.get(at..head).is_some_and(|t| {
            t.chars().nth(1).is_some()
                && !t.starts_with(['与', '和', '及'])
                && !t.contains(['原', '前', '该', '本', '各', '某', '属'])
        }) && !self.in_class(head);
        let stem = Stem::Built(Span::new(at, end));
        let body = Candidate::new(upper.span.start(), stem, upper.value.kind, self.agencies.built);
        (named && !upper.value.bare && !upper.value.fused && !committee)
            .then_some(Candidate { owner: Some(owner), ..body })
    }

    /// 商务部|国际经贸关系|司: a section of a national body, of words that no table holds; no other word ends like it.
    pub(super) fn ministry_section(&self, head: usize, end: usize) -> Option<Candidate<'l>> {
        const VERBS: [&str; 14] = [
            "内设", "下设", "召集", "会同", "联合", "印发", "发布", "举办", "组织", "牵头", "指导", "批准", "通知",
            "要求",
        ];
        let last = self.out.bodies.last().map_or(0, |b| b.span.end());
        let own =
            self.text.get(last..head).filter(|t| self.text.get(head..end) == Some("司") && t.len() <= 3 * LONGEST)?;
        let inside = |c: char| !self.is_unlikely(c) || "与和及对会成组设以过".contains(c);
        let named = own.chars().nth(1).is_some()
            && own.chars().all(inside)
            && !own.starts_with(['与', '和', '及', '以', '设'])
            && !self.text.get(end..).is_some_and(|t| t.starts_with('局'))
            && !VERBS.iter().any(|verb| own.contains(verb));
        let owner = self.owner(last).filter(|_| named)?;
        let upper = &self.out.bodies[owner];
        let ministry = upper.value.owner.is_none()
            && !upper.value.bare
            && upper.value.kind == AgencyKind::Government
            && matches!(&upper.value.naming, Naming::Known(full) if full.region.as_deref() == Some("000000"));
        let stem = Stem::Built(Span::new(last, end));
        let body = Candidate::new(upper.span.start(), stem, upper.value.kind, self.agencies.built);
        ministry.then_some(Candidate { owner: Some(owner), ..body })
    }

    /// ，当|矿业权管理|处|处长; 某厅的|矿业权管理|处: a section by itself, of words that no table holds, before the title of its
    /// head or behind the body that it is a part of; resolution judges.
    pub(super) fn section_alone(&self, head: usize, end: usize, kind: AgencyKind) -> Option<Candidate<'l>> {
        let cues = &self.lexicon.cues;
        let titled = self.before_title(end);
        // ①|抢险救灾|组——
        let of_groups = self.text.get(head..end) == Some("组");
        let group = of_groups && self.text.get(end..).is_some_and(|t| t.starts_with(['—', '：', ':', '（', '(']));
        // 政策处、|矿业权管理|处
        let last = self.out.bodies.last().filter(|b| b.value.bare).map_or(usize::MAX, |b| b.span.end());
        let beside = self.text.get(last..head).is_some_and(|t| t.starts_with('、') && t.len() <= LONGEST_BESIDE);
        let section =
            group || of_groups && beside || self.text.get(head..end).is_some_and(|t| cues.ends(Cue::Section, t));
        // 撤销|矿业权管理|处
        let plain = section && !titled && !group && !beside;
        let verb = self.text.get(..head).filter(|_| plain).and_then(|t| {
            let near = t.char_indices().rev().take(LONGEST_OWN_SECTION + 1).take_while(|&(_, c)| is_han(c));
            let mut ends = near.map(|(at, c)| at + c.len_utf8());
            ends.find(|&end| t.get(..end).is_some_and(|t| cues.ends(Cue::ChangesSection, t)))
        });
        let changed = verb.is_some();
        if !section || !titled && !group && !beside && !changed && !self.after_owner() {
            return None;
        }
        let mut at = head;
        let mut before = self.text.get(..head)?.char_indices().rev();
        let inside = |c: char| !self.is_unlikely(c) && !"当做兼".contains(c) || "与和及对会成".contains(c);
        let stops = before.by_ref().take(LONGEST_OWN_SECTION).find(|&(start, c)| {
            let stops = !inside(c);
            at = if stops { at } else { start };
            stops
        });
        // 下设|长洲海事处: with the name of a place it is no section.
        let verb = verb.filter(|&behind| self.lexicon.regions.longest_at(self.text, behind).is_none());
        // 组建|某局|时与别处不同: not over another body.
        let free = |behind: usize| self.out.bodies.last().is_none_or(|b| b.span.end() <= behind);
        let verb = verb.filter(|&behind| behind >= at && free(behind));
        at = verb.unwrap_or(at);
        // A name that goes on further is none.
        if stops.is_none() && at > 0 && verb.is_none() {
            return None;
        }
        // 中级|法院|刑二庭
        let court = self.text.get(at..head).is_some_and(|t| t.starts_with("法院") || t.starts_with("本院"));
        at += if court { "法院".len() } else { 0 };
        let own = self.text.get(at..head)?;
        let named = own.chars().nth(1).is_some()
            && !own.starts_with(['与', '和', '及', '部', '厅', '局', '委'])
            && !own.contains(['原', '前', '该', '本', '各', '某', '属', '首', '现', '老', '新', '别', '此'])
            && !self.in_class(head);
        let of_body = || {
            self.text
                .get(..at)
                .and_then(|t| t.strip_suffix(['的', '将', '把']))
                .is_some_and(|t| self.body_before(t.len()).is_some())
        };
        let body = Candidate::new(at, Stem::Built(Span::new(at, end)), kind, self.agencies.built);
        let marked =
            || self.text.get(..at).is_some_and(|t| !t.is_empty() && !t.ends_with('\n')) && self.is_entry(at, end);
        let listed = || verb.is_some() || beside && at == last + '、'.len_utf8() || group && marked();
        let titled = titled && !group;
        (named && (titled || of_body() || listed())).then_some(Candidate { bare: true, ..body })
    }

    /// Whether 的, 将 or 把 stands right behind the last body.
    fn after_owner(&self) -> bool {
        let last = self.out.bodies.last().map_or(usize::MAX, |b| b.span.end());
        self.text.get(last..).is_some_and(|t| t.starts_with(['的', '将', '把']))
    }

    /// 、|武昌|分局: a branch named by its place alone; resolution finds whose it is.
    pub(super) fn branch_alone(&self, head: usize, end: usize, kind: AgencyKind) -> Option<Candidate<'l>> {
        let (start, _) = self.lexicon.regions.longest_before(self.text, head)?;
        let body = Candidate::new(start, Stem::Built(Span::new(start, end)), kind, self.agencies.built);
        self.opens(start).then_some(Candidate { bare: true, ..body })
    }

    /// ，|中心|主任: a word that before its title means a body named before; resolution finds which.
    pub(super) fn meant(&self, head: usize, end: usize, kind: AgencyKind) -> Option<Candidate<'l>> {
        let body = Candidate::new(head, Stem::Built(Span::new(head, end)), kind, self.agencies.built);
        // 。|总局|是国务院直属机构: there is but one of them on most pages.
        let general = || self.text.get(head..end) == Some("总局");
        // 。|支队|为市交通运输局所属事业单位
        let heads = || {
            self.text.get(..head).is_some_and(|t| t.is_empty() || t.ends_with(['。', '\n', '\u{3000}']))
                || self.text.get(..head).is_some_and(|t| t.ends_with('为'))
                    && self.text.get(end..).is_some_and(|t| t.starts_with("揭牌") || t.starts_with("授牌"))
        };
        (self.opens(head) && (self.before_title(end) || general() || heads()))
            .then_some(Candidate { bare: true, ..body })
    }

    /// 中央纪委国家监委|驻|某某有限公司|纪检监察组: a group posted to what is no public body.
    pub(super) fn posted(&self, head: usize) -> Option<Candidate<'l>> {
        let near = self.text.get(..head)?.char_indices().rev().take(LONGEST);
        let near = near.take_while(|&(_, c)| is_han(c) || matches!(c, '（' | '）' | '(' | ')'));
        let (at, c) = near.filter(|&(_, c)| c == '驻').last()?;
        let start = self.resident(at + c.len_utf8()).filter(|_| at + c.len_utf8() < head)?;
        Some(Candidate::new(start, Stem::Written, AgencyKind::Supervisory, self.agencies.built))
    }

    /// 省纪委监委|第七监督检查室: where the first of two bodies starts that have their sections in common.
    pub(super) fn joint_watch(&self, owner: usize) -> Option<usize> {
        let at = self.out.bodies[owner].span.start();
        let watch = |b: &Body| b.kind == AgencyKind::Supervisory && !b.fused;
        let first = self.body_before(at).filter(|_| watch(&self.out.bodies[owner].value))?;
        let first = &self.out.bodies[first];
        let joint = self.text.get(at..).is_some_and(|t| t.starts_with("监委") || t.starts_with("国家监委"));
        (joint && watch(&first.value)).then(|| first.span.start())
    }

    /// 中央纪委国家监委|驻|中央社会工作部|纪检监察组: where the bodies before 驻 start.
    pub(super) fn resident(&self, start: usize) -> Option<usize> {
        let posted = self.text.get(..start)?.strip_suffix('驻')?;
        let mut at = posted.strip_suffix('派').unwrap_or(posted).len();
        let first = at;
        // 中央纪委|国家监委: at most two.
        for _ in 0..2 {
            let next = self.out.bodies.iter().rev().take_while(|b| b.span.end() >= at).find(|b| b.span.end() == at);
            at = next.map_or(at, |body| body.span.start());
        }
        // 驻|某局|纪检监察组: of whom is not said.
        let alone = self.text.get(..at)?.chars().next_back().is_none_or(|c| !is_han(c));
        (at < first || alone).then_some(at)
    }

    /// 内设|办公室、…: whether the verb before byte `at` sets something up.
    pub(super) fn is_set_up(&self, at: usize) -> bool {
        // 某局|机关|设办公室
        let of_body = |t: &str| {
            let subject = t.strip_suffix('设').map(|t| t.strip_suffix("机关").unwrap_or(t));
            subject.is_some_and(|t| self.body_before(t.len()).is_some())
        };
        self.text.get(..at).is_some_and(|t| self.lexicon.cues.ends(Cue::SetsUpOffice, t) || of_body(t))
    }

    /// 管理一处、|二处: where a number starts before the final word that is all that tells a section from the one before it.
    pub(super) fn numbered_again(&self, head: usize, end: usize) -> Option<usize> {
        const NUMBERS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
        let word = self.text.get(head..end).filter(|word| word.chars().nth(1).is_none())?;
        let before = self.text.get(..head)?.strip_suffix(NUMBERS)?;
        before.strip_suffix(JOINTS)?.strip_suffix(word)?.strip_suffix(NUMBERS)?;
        Some(before.len())
    }

    /// 内设机构：|办公室、政策法规科: whether the word at `head..end` is the first of a list, behind a colon or on a line of its own.
    pub(super) fn opens_list(&self, head: usize, end: usize) -> bool {
        let before = self.text.get(..head).unwrap_or("").trim_end_matches([' ', '\u{3000}']);
        (before.is_empty() || before.ends_with([':', '：', '\n']))
            && self.text.get(end..).is_some_and(|t| t.starts_with('、'))
    }

    /// （一）|办公室: whether the word at `head..end` opens a line as an entry of a list.
    pub(super) fn is_entry(&self, head: usize, end: usize) -> bool {
        let before = self.text.get(..head).unwrap_or("").chars().rev().take(8).take_while(|&c| c != '\n');
        let closes = |c: char| !c.is_alphanumeric() && !matches!(c, '、' | '，' | ',');
        before.clone().count() < 8
            && before.clone().all(|c| !c.is_alphanumeric() || c.is_ascii_digit() || CONNECTORS.contains(c))
            && self.text.get(end..).is_some_and(|t| t.chars().next().is_none_or(closes))
    }
}
