//! Whom bodies belong to.
use std::ops::Range;

use smol_str::{SmolStr, format_smolstr};

use super::{LONGEST_LIST, Scene, signs::BodyCue};
use crate::{
    matcher::{Group, Match, Symbol},
    mention::is_called,
    relate::{
        Affiliation, Relation, SYMBOL, Topic, bodies_in,
        cues::RelationCue,
        line::Item,
        maker::{Child, Each, Maker, ParentFrom, SubjectAs},
        words::Role,
    },
    value::{AgencyKind, all_counts},
};

/// Among how many bodies before a list the one is looked for that they are under.
const BODIES_BACK: usize = 40;

/// What the office of a body is called, unless the words say otherwise.
const OFFICE: &str = "办公室";

impl Scene<'_> {
    /// Adds what the line says of whom bodies belong to.
    pub(super) fn affiliations(self, affiliations: &mut Vec<Affiliation>) {
        for (form, found) in self.view.matches(self.line, Topic::Affiliations) {
            if self.is_none(form, found) {
                continue;
            }
            let (agencies, parents) = self.belonging(form, found);
            // 由A、B代管: of both.
            let shared = if form.each == Each::First { parents.len().max(1) } else { 1 };
            for (n, &body) in agencies.iter().enumerate() {
                let first = if form.each == Each::Pair { n } else { 0 };
                for &parent in parents.iter().skip(first).take(shared) {
                    affiliations.extend(self.affiliation(form, &found.range, &agencies, body, parent));
                }
            }
        }
    }

    /// The bodies that a match tells of, and those that they belong to.
    fn belonging(self, form: &Maker, found: &Match) -> (Vec<usize>, Vec<usize>) {
        let parents = self.parents(form, found);
        let agencies = self.belongers(form, found, parents.first().copied());
        // 二者合署办公: the first of the two is at the second.
        let both = form.each == Each::Counted && found.group(Group::Parent).is_none();
        let (agencies, parents) = match agencies.as_slice() {
            [first, second] if both => (vec![*first], vec![*second]),
            _ => (agencies, parents),
        };
        let parents = self.parent_by_name(form, &parents, &agencies).map_or(parents, |parent| vec![parent]);
        (agencies, parents)
    }

    /// The bodies that a match tells of, which `parent` may have set up.
    fn belongers(self, form: &Maker, found: &Match, parent: Option<usize>) -> Vec<usize> {
        let whole = found.range.clone();
        let agencies = match found.group(Group::Agency) {
            Some(range) => self.without_owners(self.outside_brackets(range), whole.clone()),
            None if form.each == Each::Counted => self.counted(whole.start),
            None if form.each == Each::Subjects => self.all_here(whole.start),
            None if form.each == Each::Announced => self.announced(whole.clone(), parent),
            None => match self.behind(whole.clone()).or_else(|| self.set_up_before(whole.clone())) {
                Some(body) => vec![body],
                None => self.with_list(whole.start, self.verbs_subject(form, whole.start)),
            },
        };
        // A更名为B，由C管理调整为…: it was A that was under C.
        match form.subject == SubjectAs::From {
            true => agencies.into_iter().map(|body| self.before_renaming(body, whole.start)).collect(),
            false => agencies,
        }
    }

    /// What a match says of one body and the one it belongs to; `agencies` are all that it speaks of.
    fn affiliation(
        self,
        form: &Maker,
        whole: &Range<usize>,
        agencies: &[usize],
        body: usize,
        parent_body: usize,
    ) -> Option<Affiliation> {
        let (agency, upper) = (self.view.body_name(body)?, self.view.body_name(parent_body)?);
        let same = agency == upper && form.parent == ParentFrom::Subject;
        let upper = same.then(|| self.other_before(whole.start, &agency)).flatten().unwrap_or(upper);
        // 浙江、贵州等地档案局为|省政府|直属机构: of one each.
        let parent = self.of_same_place(body, agencies, parent_body).unwrap_or(upper);
        let agency = match form.child == Child::Office {
            true => self.office_of(&agency, self.line.part(whole.clone()))?,
            false => agency,
        };
        // 太原、朔州等市的|某局|加挂|数据局|牌子: of one each.
        let shared = |i: usize| self.view.board.bodies.get(i).is_some_and(|b| b.value.shared);
        if shared(parent_body) && !shared(body) {
            return None;
        }
        if agency == parent || !self.may_hold(form, whole, &parent, (body, &agency)) {
            return None;
        }
        let apart = form.child.is_own() && !agency.starts_with(&*parent);
        // 下面有某科: inside it.
        let inside = form.parent == ParentFrom::Subject
            && form.relation == Relation::SubordinateTo
            && self.view.is_section_name(&agency)
            && agency.starts_with(&*parent);
        // An agency with a legal person of its own (署) is under its ministry, not inside it.
        let relation = match apart || form.child.is_own() && self.line.signs().ends(BodyCue::OwnPerson, &agency) {
            true => Relation::SubordinateTo,
            false if inside => Relation::InternalTo,
            false => form.relation,
        };
        Some(Affiliation { agency, relation, parent, proof: self.proof(whole.clone(), form, Some(body)) })
    }

    /// Whether a body of this name can belong to the parent as the match says.
    fn may_hold(self, form: &Maker, whole: &Range<usize>, parent: &str, (body, agency): (usize, &str)) -> bool {
        let (line, signs) = (self.line, self.line.signs());
        // 下设某中心: a body with a name of its own is no section; 新设某中心 sets up nothing inside, 新设某科 does.
        if form.child.is_own() && !agency.starts_with(parent) {
            return form.child.has_any_name()
                && signs.starts(BodyCue::SetsBelow, line.part(whole.clone()))
                && !signs.ends(BodyCue::Anew, line.part(0..whole.start))
                && self.has_own_name(body);
        }
        let ends = signs.ending(parent);
        let (government, party) = (ends.has(BodyCue::Government), signs.starts(BodyCue::Party, parent));
        // ①某局：: of groups alone.
        let fits = || form.child.has_any_name() || signs.ends(BodyCue::Team, agency);
        let of_place = government || party && ends.has(BodyCue::Committee);
        let founded = || form.child.is_own() && self.founds(whole);
        let no_sections = !form.child.has_any_name() && of_place || (government || party) && founded();
        fits() && !no_sections
    }

    /// Whether the words of a match say nothing of whom a body belongs to.
    fn is_none(self, form: &Maker, found: &Match) -> bool {
        let (line, whole) = (self.line, found.range.clone());
        let (signs, before) = (line.signs(), line.part(0..whole.start));
        let agency = found.group(Group::Agency);
        // 从某厅划转|某局: the body before the verb is where it came from.
        let from = || agency.as_ref().is_some_and(|g| g.start == whole.start) && signs.ends(BodyCue::From, before);
        // 某局干部由某部管理: not the body itself.
        let of_affairs = || {
            form.relation == Relation::ManagedBy && agency.is_none() && line.cues().ends(RelationCue::Affairs, before)
        };
        from()
            || of_affairs()
            // 建设 sets up nothing inside.
            || form.child.is_own() && signs.ends(BodyCue::Builds, before)
            // 分别由A、B管理: of one each, and another form's.
            || form.each == Each::First && line.ends(Role::Respectively, whole.start)
            // 三家均为|省政府组成部门: of all of them, and another form's.
            || form.each == Each::First && line.ends(Role::General, whole.start)
            // 不再|加挂某局牌子
            || form.parent == ParentFrom::Subject && line.ends(Role::NoLonger, whole.start)
            // 拟下设某科, 可在内部设立某科
            || form.child.is_own() && {
                let clause = line.clause_start(whole.start).min(whole.start);
                line.inside(Role::Prospect, line.near_range(clause, whole.start))
            }
            || self.founds_own(form, found)
            // 三、直属机构：A、B: told by the list.
            || form.parent == ParentFrom::Subject && self.topic.article.lists() && line.items_before(whole.start) == 0
    }

    /// 设立某科: it is told of sections alone; a body of its own is in none.
    fn founds_own(self, form: &Maker, found: &Match) -> bool {
        let section = |i: usize| self.view.body_name(i).is_some_and(|name| self.view.is_section_name(&name));
        let sections = |range| bodies_in(self.line, range).all(section);
        form.child.is_own() && self.founds(&found.range) && !found.group(Group::Agency).is_some_and(sections)
    }

    /// Whether a match begins with the verb of a founding.
    fn founds(self, whole: &Range<usize>) -> bool {
        self.line.cues().starts(RelationCue::Founding, self.line.part(whole.clone()))
    }

    /// Whether the body is named by itself or after a territory, and no leading group.
    fn has_own_name(self, body: usize) -> bool {
        let body = self.view.board.bodies.get(body).map(|b| &b.value);
        body.is_some_and(|b| b.owner.is_none() && !b.bare && b.kind != AgencyKind::LeadingGroup)
    }

    /// A和|B管理的|C, 市委|“两新”工委: of a list those that do not only own what is named next.
    fn without_owners(self, mut bodies: Vec<usize>, whole: Range<usize>) -> Vec<usize> {
        let line = self.line;
        let is_last = |i: &&Item| i.symbol == Symbol::Agency && Some(&i.index) == bodies.last();
        let last = line.items_in(whole.clone()).iter().rev().find(is_last);
        let owns = last.is_some_and(|last| {
            let rest = line.text.get(last.at + SYMBOL..).unwrap_or("");
            let quoted = rest.trim_start_matches(' ').starts_with('“');
            let opened = || line.part(0..last.at).ends_with('“');
            let owned = line.cues().behind(RelationCue::Owner, rest);
            quoted && !opened() || owned.is_some_and(|t| t.starts_with(Symbol::Agency.char()))
        });
        // 省发展改革委管理的|省政府|部门管理机构: nor what only says of which one it is.
        let ends = |last: &&Item| whole.end <= last.at + SYMBOL + '的'.len_utf8();
        let status = || last.filter(ends).is_some_and(|last| self.is_status(last.at));
        if owns || status() {
            bodies.pop();
        }
        bodies
    }

    /// The bodies in a range, of several those that no bracket holds: A（挂B牌子）、C.
    pub(super) fn outside_brackets(self, range: Range<usize>) -> Vec<usize> {
        let line = self.line;
        let bodies: Vec<usize> = bodies_in(line, range.clone()).collect();
        let mut deep = 0usize;
        if bodies.len() < 2 || !line.part(range.clone()).contains(['（', '(']) {
            return bodies;
        }
        let outside = line.part(range.clone()).char_indices().filter(|&(_, c)| {
            match c {
                '（' | '(' => deep += 1,
                '）' | ')' => deep = deep.saturating_sub(1),
                _ => {}
            }
            deep == 0 && c == Symbol::Agency.char()
        });
        let at: Vec<usize> = outside.map(|(at, _)| range.start + at).collect();
        line.items_in(range).iter().filter(|i| at.binary_search(&i.at).is_ok()).map(|i| i.index).collect()
    }

    /// 下设四署一院: the bodies so called in the territory of `parent` that the text behind the match names first; none of a
    /// kind where they are fewer.
    fn announced(self, whole: Range<usize>, parent: Option<usize>) -> Vec<usize> {
        let line = self.line;
        let bodies = &self.view.board.bodies;
        let from = bodies.partition_point(|b| b.span.start() < line.page_byte(whole.end));
        let near = from..bodies.len().min(from + LONGEST_LIST);
        let seat = parent.and_then(|i| bodies[i].value.seat);
        let words = line.part(whole);
        // 所属机关同日改名。…: those of the line whose names begin with that of one named before.
        let mut kinds = all_counts(words).peekable();
        if kinds.peek().is_none() {
            return self.under_one_before(near);
        }
        let found = kinds.flat_map(|(number, rest)| {
            let rest = line.signs().behind(BodyCue::Counter, rest).unwrap_or(rest);
            let kind = rest.get(..line.cues().at(RelationCue::ThisKind, rest).unwrap_or(0)).unwrap_or("");
            let fits = near.clone().filter(|&i| bodies[i].value.seat == seat && Some(i) != parent);
            self.first_of_kind(fits, number, kind)
        });
        found.collect()
    }

    /// The first bodies that are called by a noun, each named once; none where they are fewer than `number`.
    fn first_of_kind(self, near: impl Iterator<Item = usize>, number: usize, kind: &str) -> Vec<usize> {
        let mut names: Vec<&SmolStr> = Vec::new();
        let mut of_kind: Vec<usize> = Vec::new();
        if kind.is_empty() {
            return of_kind;
        }
        for i in near {
            let name = self.view.board.bodies[i].value.name();
            let name = name.filter(|name| of_kind.len() < number && is_called(name, kind) && !names.contains(name));
            if let Some(name) = name {
                names.push(name);
                of_kind.push(i);
            }
        }
        if of_kind.len() == number { of_kind } else { Vec::new() }
    }

    /// Of the bodies in a range those on this line, no sections, whose names begin with that of a ministry before it: of the ministry
    /// of which they are most.
    fn under_one_before(self, near: Range<usize>) -> Vec<usize> {
        let (line, bodies) = (self.line, &self.view.board.bodies);
        let name = |i: usize| bodies[i].value.name();
        let before = (0..near.start).rev().take(BODIES_BACK);
        let behind = || near.clone().take_while(|&i| bodies[i].span.start() < line.span.end());
        let under = |upper: &SmolStr| {
            let agency = |n: &SmolStr| {
                n.len() > upper.len() && n.starts_with(&**upper) && !line.signs().ends(BodyCue::Division, n)
            };
            behind().filter(|&i| name(i).is_some_and(agency)).collect::<Vec<usize>>()
        };
        let upper = before.filter_map(name).filter(|n| line.signs().ends(BodyCue::Ministry, n));
        let all = upper.map(under).reduce(|most, next| if next.len() > most.len() { next } else { most });
        all.filter(|all| all.len() > 1).unwrap_or_default()
    }

    /// 由水利部管理的|某中心, 隶属某局的|某署, 由水利部管理的副部级机构——|某局: the body behind what is said of it.
    fn behind(self, whole: Range<usize>) -> Option<usize> {
        /// Between what is said and the body stand no more characters.
        const BETWEEN: usize = 8;
        let line = self.line;
        let mut items = line.items_in(whole.end..line.text.len()).iter();
        let first = items.next()?;
        let item = if first.symbol == Symbol::Rank { items.next()? } else { first };
        // 由水利部管理的|国务院|部门管理机构: it says what sort of body it is, of which one.
        if item.symbol != Symbol::Agency || self.is_status(item.at) {
            return None;
        }
        let (between, owned) = (line.text.get(whole.end..item.at)?, line.part(whole).ends_with('的'));
        let of = match between.strip_suffix('的') {
            Some(of) => of,
            None if between.is_empty() && owned => "",
            None => between.strip_suffix("——").filter(|t| owned || t.starts_with('的'))?,
        };
        let plain = |c: char| c.is_alphanumeric() || c == Symbol::Rank.char();
        (of.chars().nth(BETWEEN).is_none() && of.chars().all(plain)).then_some(item.index)
    }

    /// 某指挥部下设某办公室，|挂靠某局: what was set up right before a verb that starts a clause.
    fn set_up_before(self, whole: Range<usize>) -> Option<usize> {
        let line = self.line;
        let last = line.last_in(0..whole.start).filter(|i| i.symbol == Symbol::Agency)?;
        let beside = matches!(line.part(last.at + SYMBOL..whole.start), "，" | ",");
        (beside && line.ends(Role::SetsUp, last.at)).then_some(last.index)
    }

    /// The name of the office of a body that a match speaks of; none where that is an office of no body that was read
    /// (调查组成立，办公室设在某厅).
    fn office_of(self, agency: &str, inside: &str) -> Option<SmolStr> {
        let signs = self.line.signs();
        if !signs.starts(BodyCue::Its, inside) && !signs.ends(BodyCue::HasOffice, agency) {
            return None;
        }
        // 领导小组办公室设在某厅: of the body before, if that is one.
        let group = signs.at(BodyCue::Group, inside).and_then(|end| inside.get(..end));
        if group.is_some_and(|group| !agency.ends_with(group)) {
            return None;
        }
        let other = signs.last_in(BodyCue::Secretariat, inside).and_then(|at| inside.get(at..));
        let other = other.and_then(|t| t.get(..signs.at(BodyCue::Secretariat, t)?));
        Some(format_smolstr!("{agency}{}", other.unwrap_or(OFFICE)))
    }
}
