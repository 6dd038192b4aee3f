//! Which body others belong to, where the words leave it out or name more than it.
use std::ops::Range;

use smol_str::{SmolStr, format_smolstr};

use super::{LONGEST_LIST, Scene, signs::BodyCue};
use crate::{
    matcher::{Group, Match, Symbol},
    relate::{
        SYMBOL,
        cues::RelationCue,
        line::Item,
        maker::{Child, Each, Maker, ParentFrom},
        words::Role,
    },
    segment::OPEN_QUOTES,
};

impl Scene<'_> {
    /// The bodies that others belong to, as a match tells.
    pub(super) fn parents(self, form: &Maker, found: &Match) -> Vec<usize> {
        let whole = found.range.clone();
        // 局|下面有三个事业单位: of the body that the page is about.
        if form.parent == ParentFrom::Subject && self.says_own_kind(whole.start) {
            let own = self.view.subjects.at(self.line.span.start());
            return own.or(self.topic.article.body).into_iter().collect();
        }
        if form.parent == ParentFrom::Place {
            self.there(whole.start).into_iter().collect()
        } else if form.parent == ParentFrom::Kind {
            self.of_this_kind(whole).into_iter().collect()
        } else if form.parent == ParentFrom::Subject {
            self.verbs_subject(form, whole.start)
        } else {
            found.group(Group::Parent).map(|range| self.outside_brackets(range)).unwrap_or_default()
        }
    }

    /// 内设机构五个：A科、B科: the body that the names of these begin with, where a match tells of parts of one.
    pub(super) fn parent_by_name(self, form: &Maker, parents: &[usize], agencies: &[usize]) -> Option<usize> {
        if form.each == Each::Announced {
            return self.named_in(agencies);
        }
        if !form.child.is_own() || self.owns(parents, agencies) {
            return None;
        }
        let line = self.line;
        // 加挂某办牌子，下设某科: hardly of that.
        let plate = |item: &Item| {
            let head = line.part(0..item.at).trim_end_matches(OPEN_QUOTES).len();
            item.symbol == Symbol::Agency && line.ends(Role::Aside, head)
        };
        let aside = |&i: &usize| line.items.iter().any(|item| item.index == i && plate(item));
        self.named_in(agencies).filter(|i| !aside(i))
    }

    /// 局|下面有…, 局里|下属…: whether the clause at byte `at` starts with the kind of a body and nothing else.
    fn says_own_kind(self, at: usize) -> bool {
        let said =
            self.line.part(self.line.clause_start(at).min(at)..at).trim_start_matches(['“', '「', '，', ',', ' ']);
        let signs = self.line.signs();
        signs.is(BodyCue::Noun, signs.before(BodyCue::Inside, said).unwrap_or(said))
    }

    /// What a verb at byte `at` is said of. 在X加挂Y牌子: the body right before it.
    pub(super) fn verbs_subject(self, form: &Maker, at: usize) -> Vec<usize> {
        let line = self.line;
        let beside = line.last_in(0..at).filter(|i| i.symbol == Symbol::Agency && i.at + SYMBOL == at);
        // 由A|移交给B管理
        let parted = line.text.get(at..).is_some_and(|t| t.starts_with(['，', ',', '；', ';']));
        // A隶属于B，|与C合署办公: not of B.
        let beside = beside.filter(|i| !(parted && self.is_object(i.at)));
        match beside.filter(|i| !line.signs().ends(BodyCue::From, line.part(0..i.at))) {
            Some(item) => vec![item.index],
            None if form.child == Child::Office => self.subject(at).into_iter().collect(),
            None if form.parent == ParentFrom::Subject => {
                self.subject_read(at).into_iter().map(|i| self.lister(i, at)).collect()
            }
            None => self.subject_read(at),
        }
    }

    /// 某局设四个科：A、B、C，|下属单位有…: not C, but what the sentence is about.
    fn lister(self, subject: usize, at: usize) -> usize {
        let line = self.line;
        let from = line.sentence_start(at);
        let last = line.items_in(from..at).iter().rev().take(LONGEST_LIST).find(|i| i.index == subject);
        let joined = |head: &str| head.ends_with(['：', ':']) || line.cues().ends(RelationCue::JoinsBodies, head);
        let listed = last.is_some_and(|i| joined(line.part(from..i.at)));
        let first = self.subjects(from, at).next().filter(|_| listed);
        let owns = |i: &&Item| {
            let name = self.view.body_name(subject);
            self.view.body_name(i.index).zip(name).is_some_and(|(upper, name)| name.starts_with(&*upper))
        };
        first.filter(owns).map_or(subject, |i| i.index)
    }

    /// 牌子挂在某局，另一块也挂在|那里: where the sentence up to byte `at` says that something is, else what it is about.
    fn there(self, at: usize) -> Option<usize> {
        let line = self.line;
        let from = line.sentence_start(at);
        let items = line.items_in(from..at).iter().rev().take(LONGEST_LIST);
        let holds = |i: &&Item| i.symbol == Symbol::Agency && line.signs().ends(BodyCue::At, line.part(0..i.at));
        let mut placed = items.filter(holds);
        let first = || self.subjects(from, at).next().map(|i| i.index);
        placed.next().map(|i| i.index).or_else(first).or_else(|| self.subject_read(at).first().copied())
    }

    /// 部属事业单位: the last body before whose name ends with the word that stands before 属.
    fn of_this_kind(self, whole: Range<usize>) -> Option<usize> {
        let (line, signs) = (self.line, self.line.signs());
        let words = line.part(whole.clone());
        let at = signs.last_in(BodyCue::Attached, words)?;
        let end = at + signs.at(BodyCue::Attached, words.get(at..)?)?;
        let kind = signs.before(BodyCue::Attached, words.get(..end)?)?.chars().next_back()?;
        let bodies = &self.view.board.bodies;
        let end = bodies.partition_point(|b| b.span.end() <= line.page_byte(whole.start));
        let mut near = (0..end).rev().take(LONGEST_LIST);
        let fits = |i: &usize| bodies[*i].value.name().is_some_and(|name| name.ends_with(kind));
        near.find(fits)
    }

    /// Whether the name of the first of these bodies begins with that of the parent.
    fn owns(self, parents: &[usize], agencies: &[usize]) -> bool {
        let name = |of: &[usize]| of.first().and_then(|&i| self.view.body_name(i));
        name(parents).zip(name(agencies)).is_some_and(|(upper, name)| name.starts_with(&*upper))
    }

    /// The body with whose name those of most of these begin.
    fn named_in(self, agencies: &[usize]) -> Option<usize> {
        let bodies = &self.view.board.bodies;
        let name = |i: usize| bodies.get(i).and_then(|b| b.value.name());
        let first = *agencies.iter().min()?;
        (first.saturating_sub(LONGEST_LIST)..first).rev().find(|&i| {
            let owns = |upper: &SmolStr| {
                let inside =
                    agencies.iter().filter(|&&a| name(a).is_some_and(|n| n != upper && n.starts_with(&**upper)));
                inside.count() * 2 > agencies.len()
            };
            name(i).is_some_and(owns)
        })
    }

    /// 浙江、贵州等地档案局为省政府直属机构: the parent in the place of a body that shares its noun with others, where a word for
    /// a level of territories names the parent.
    pub(super) fn of_same_place(self, body: usize, agencies: &[usize], parent: usize) -> Option<SmolStr> {
        let bodies = &self.view.board.bodies;
        let shares = |i: usize| bodies.get(i).is_some_and(|b| b.value.shared);
        if agencies.len() < 2 || !shares(body) {
            return None;
        }
        let upper = bodies.get(parent)?;
        let of_level = self.line.signs().starts(BodyCue::Level, upper.span.of(self.view.page.text));
        let (own, name) = (self.view.body_name(body)?, upper.value.name().filter(|_| of_level)?);
        agencies.iter().filter(|&&i| i != body && shares(i)).find_map(|&i| {
            let other = self.view.body_name(i)?;
            let alike = own.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b);
            let alike: usize = alike.map(|(c, _)| c.len_utf8()).sum();
            let [here, there] = [&own, &other].map(|name| name.get(..name.len() - alike).unwrap_or(""));
            let rest = name.strip_prefix(there).filter(|_| !there.is_empty() && !here.is_empty())?;
            Some(format_smolstr!("{here}{rest}"))
        })
    }

    /// A并入B，对外保留A牌子: the one that took it in.
    pub(super) fn other_before(self, at: usize, agency: &SmolStr) -> Option<SmolStr> {
        let before = self.line.items_in(self.line.sentence_start(at)..at).iter().rev();
        let bodies = before.take(LONGEST_LIST).filter(|i| i.symbol == Symbol::Agency);
        bodies.filter_map(|i| self.view.body_name(i.index)).find(|name| name != agency)
    }
}
