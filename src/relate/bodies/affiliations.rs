//! Whom bodies belong to.
use std::ops::Range;

use smol_str::{SmolStr, format_smolstr};

use super::{LONGEST_LIST, Scene, subject::numeral};
use crate::{
    matcher::{Group, Symbol},
    mention::is_called,
    relate::{
        Affiliation, SYMBOL, Topic, bodies_in,
        cues::Cue,
        line::Item,
        maker::{Each, Maker},
        words::Role,
    },
    value::AgencyKind,
};

/// Among how many bodies before a list the one is looked for that they are under.
const FAR: usize = 40;

impl Scene<'_> {
    /// Adds what the line says of whom bodies belong to.
    pub(super) fn affiliations(self, affiliations: &mut Vec<Affiliation>) {
        let Self { view, line, .. } = self;
        for (form, found) in view.matches(line, Topic::Affiliations) {
            let whole = found.range.clone();
            let group = |group| found.group(group).map(|range| self.outside_brackets(range));
            // 三、直属机构：A、B: told by the list.
            let listed = form.subject_is_parent && self.topic.article.lists() && line.items_before(whole.start) == 0;
            if listed || self.is_none(form, whole.clone(), found.group(Group::Agency)) {
                continue;
            }
            // 设立某科: of sections alone; a body of its own is in none.
            let founded = form.own_child && view.words().cues.starts(Cue::Founding, line.part(whole.clone()));
            let section = |i: usize| {
                let name = view.body_name(i);
                name.is_some_and(|n| n.ends_with(['处', '科', '室', '股', '课']) && !n.ends_with("办公室"))
            };
            if founded && !found.group(Group::Agency).is_some_and(|range| bodies_in(line, range).all(section)) {
                continue;
            }
            let parents = if form.parent_is_place {
                self.there(whole.start).into_iter().collect()
            } else if form.parent_is_kind {
                self.of_this_kind(whole.clone()).into_iter().collect()
            } else if form.subject_is_parent {
                self.verbs_subject(form, whole.start)
            } else {
                group(Group::Parent).unwrap_or_default()
            };
            // 局|下面有三个事业单位: of the body that the page is about.
            let parents = match form.subject_is_parent && self.says_own_kind(whole.start) {
                true => self.view.subjects.at(line.span.start()).or(self.topic.article.body).into_iter().collect(),
                false => parents,
            };
            let agencies = match group(Group::Agency) {
                Some(agencies) => self.without_owners(agencies, whole.clone()),
                None if form.each == Each::Counted => self.counted(whole.start),
                None if form.each == Each::Subjects => self.all_here(whole.start),
                None if form.each == Each::Announced => self.announced(whole.clone(), parents.first().copied()),
                None => match self.behind(whole.clone()).or_else(|| self.set_up_before(whole.clone())) {
                    Some(body) => vec![body],
                    None => self.with_list(whole.start, self.verbs_subject(form, whole.start)),
                },
            };
            // A更名为B，由C管理调整为…: it was A that was under C.
            let agencies = match form.subject_from {
                true => agencies.into_iter().map(|body| self.before_renaming(body, whole.start)).collect(),
                false => agencies,
            };
            // 二者合署办公: the first of the two is at the second.
            let both = form.each == Each::Counted && found.group(Group::Parent).is_none();
            let (agencies, parents) = match agencies.as_slice() {
                [first, second] if both => (vec![*first], vec![*second]),
                _ => (agencies, parents),
            };
            let parents = match form.each {
                Each::Announced => self.named_in(&agencies).map_or(parents, |parent| vec![parent]),
                // 内设机构五个：A科、B科: of the body that their names begin with.
                _ if form.own_child && !self.owns(&parents, &agencies) => {
                    // 加挂某办牌子，下设某科: hardly of that.
                    let plate = |item: &Item| {
                        let head = line.part(0..item.at).trim_end_matches(['“', '「']).len();
                        item.symbol == Symbol::Agency && line.ends(Role::Aside, head)
                    };
                    let aside = |&i: &usize| line.items.iter().any(|item| item.index == i && plate(item));
                    self.named_in(&agencies).filter(|i| !aside(i)).map_or(parents, |parent| vec![parent])
                }
                _ => parents,
            };
            // 由A、B代管: of both.
            let shared = if form.each == Each::First { parents.len().max(1) } else { 1 };
            let pairs = agencies.iter().enumerate().flat_map(|(n, &body)| {
                let first = if form.each == Each::Pair { n } else { 0 };
                parents.iter().skip(first).take(shared).map(move |&parent| (body, parent))
            });
            for (body, parent_body) in pairs {
                let (Some(agency), Some(parent)) = (view.body_name(body), view.body_name(parent_body)) else {
                    continue;
                };
                let parent = if agency == parent && form.subject_is_parent {
                    self.other_before(whole.start, &agency).unwrap_or(parent)
                } else {
                    parent
                };
                // 浙江、贵州等地档案局为|省政府|直属机构: of one each.
                let parent = self.of_same_place(body, &agencies, parent_body).unwrap_or(parent);
                let agency = if form.child_office {
                    let Some(office) = office_of(&agency, line.part(whole.clone())) else { continue };
                    office
                } else {
                    agency
                };
                // 下设某中心: a body with a name of its own is no section.
                let apart = form.own_child && !agency.starts_with(&*parent);
                // 新设某中心 sets up nothing inside, 新设某科 does.
                let fresh = line.part(0..whole.start).ends_with(['增', '新']);
                // 撤销|某局, ①某局：: of sections, of groups alone.
                // 市委农村工作部更名为|市委农办: no section of the committee.
                let of_place = parent.ends_with("政府")
                    || parent.starts_with("中共") && (parent.ends_with('委') || parent.ends_with("委员会"));
                let other = !form.child_ends.is_empty()
                    && (apart || of_place || !agency.ends_with(|c| form.child_ends.contains(c)));
                if agency == parent
                    || other
                    || founded && (apart || parent.ends_with("政府") || parent.starts_with("中共"))
                    || apart && fresh
                    || apart && !(line.part(whole.clone()).starts_with("下设") && self.has_own_name(body))
                {
                    continue;
                }
                let proof = self.proof(whole.clone(), form, Some(body));
                // An agency with a legal person of its own (署) is under its ministry, not inside it.
                // 下面有某科: inside it.
                let inside = form.subject_is_parent
                    && form.relation == "subordinate_to"
                    && agency.ends_with(['科', '处', '股'])
                    && agency.starts_with(&*parent);
                let relation = match apart || form.own_child && agency.ends_with('署') {
                    true => SmolStr::new_static("subordinate_to"),
                    false if inside => SmolStr::new_static("internal_to"),
                    false => form.relation.clone(),
                };
                affiliations.push(Affiliation { agency, relation, parent, proof });
            }
        }
    }

    /// 浙江、贵州等地档案局为省政府直属机构: the parent in the place of a body that shares its noun with others, where a word for
    /// a level of territories names the parent.
    fn of_same_place(self, body: usize, agencies: &[usize], parent: usize) -> Option<SmolStr> {
        let bodies = &self.view.board.bodies;
        let shares = |i: usize| bodies.get(i).is_some_and(|b| b.value.shared);
        if agencies.len() < 2 || !shares(body) {
            return None;
        }
        let upper = bodies.get(parent)?;
        let of_level = upper.span.of(self.view.page.text).starts_with(['省', '市', '县', '区', '州', '盟', '旗']);
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

    /// 局|下面有…, 局里|下属…: whether the clause at byte `at` starts with the kind of a body and nothing else.
    fn says_own_kind(self, at: usize) -> bool {
        let said =
            self.line.part(self.line.clause_start(at).min(at)..at).trim_start_matches(['“', '「', '，', ',', ' ']);
        let kind = said.trim_end_matches(['里', '机', '关']);
        matches!(kind, "局" | "厅" | "委" | "部" | "院" | "办" | "馆")
    }

    /// Whether the body is named by itself or after a territory, and no leading group.
    fn has_own_name(self, body: usize) -> bool {
        let body = self.view.board.bodies.get(body).map(|b| &b.value);
        body.is_some_and(|b| b.owner.is_none() && !b.bare && b.kind != AgencyKind::LeadingGroup)
    }

    /// Whether the words of a match say nothing of whom a body belongs to; `agency` is where the form finds the body.
    fn is_none(self, form: &Maker, whole: Range<usize>, agency: Option<Range<usize>>) -> bool {
        let line = self.line;
        let before = line.part(0..whole.start);
        // 从某厅划转|某局: the body before the verb is where it came from.
        let from = || agency.as_ref().is_some_and(|g| g.start == whole.start) && before.ends_with(['从', '自', '由']);
        // 建设 sets up nothing inside.
        let built = || before.ends_with(['建', '开', '单', '特']);
        // 某局干部由某部管理: not the body itself.
        let of_affairs =
            || form.relation == "managed_by" && agency.is_none() && self.view.words().cues.ends(Cue::Affairs, before);
        from()
            || of_affairs()
            || form.own_child && built()
            // 分别由A、B管理: of one each, and another form's.
            || form.each == Each::First && line.ends(Role::Respectively, whole.start)
            // 三家均为|省政府组成部门: of all of them, and another form's.
            || form.each == Each::First && line.ends(Role::General, whole.start)
            // 不再|加挂某局牌子
            || form.subject_is_parent && line.ends(Role::NoLonger, whole.start)
            // 拟下设某科, 可在内部设立某科
            || form.own_child && {
                let clause = line.clause_start(whole.start).min(whole.start);
                line.inside(Role::Prospect, line.near_range(clause, whole.start))
            }
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
            let owned = self.view.words().cues.behind(Cue::Owner, rest);
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
    fn outside_brackets(self, range: Range<usize>) -> Vec<usize> {
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
        if !words.contains(|c| numeral(c).is_some()) {
            let behind = || near.clone().take_while(|&i| bodies[i].span.start() < line.span.end());
            let name = |i: usize| bodies[i].value.name();
            let under = |upper: &SmolStr| {
                let agency =
                    |n: &SmolStr| n.len() > upper.len() && n.starts_with(&**upper) && !n.ends_with(['司', '科']);
                behind().filter(|&i| name(i).is_some_and(agency)).collect::<Vec<usize>>()
            };
            let upper = (0..from).rev().take(FAR).filter_map(name).filter(|n| n.ends_with(['部', '会']));
            let all = upper.map(under).reduce(|most, next| if next.len() > most.len() { next } else { most });
            return all.filter(|all| all.len() > 1).unwrap_or_default();
        }
        let kinds = words.char_indices().filter_map(|(at, c)| Some((numeral(c)?, at + c.len_utf8())));
        let found = kinds.flat_map(|(number, at)| {
            let rest = words.get(at..).unwrap_or("").trim_start_matches('个');
            let length = self.view.words().cues.at(Cue::ThisKind, rest).unwrap_or(0);
            let kind = rest.get(..length).unwrap_or("");
            let mut names: Vec<&SmolStr> = Vec::new();
            let mut of_kind: Vec<usize> = Vec::new();
            for i in near.clone() {
                let fits = bodies[i].value.seat == seat && Some(i) != parent;
                let name = bodies[i]
                    .value
                    .name()
                    .filter(|name| fits && !kind.is_empty() && is_called(name, kind) && !names.contains(name));
                if let Some(name) = name.filter(|_| of_kind.len() < number) {
                    names.push(name);
                    of_kind.push(i);
                }
            }
            if of_kind.len() == number { of_kind } else { Vec::new() }
        });
        found.collect()
    }

    /// 部属事业单位: the last body before whose name ends with the word that stands before 属.
    fn of_this_kind(self, whole: Range<usize>) -> Option<usize> {
        let line = self.line;
        let head = line.part(whole.clone());
        let kind = head.get(..head.rfind('属')?)?.trim_end_matches('直').chars().next_back()?;
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

    /// What a verb at byte `at` is said of. 在X加挂Y牌子: the body right before it.
    fn verbs_subject(self, form: &Maker, at: usize) -> Vec<usize> {
        let line = self.line;
        let beside = line.last_in(0..at).filter(|i| i.symbol == Symbol::Agency && i.at + SYMBOL == at);
        // 由A|移交给B管理
        let parted = line.text.get(at..).is_some_and(|t| t.starts_with(['，', ',', '；', ';']));
        // A隶属于B，|与C合署办公: not of B.
        let beside = beside.filter(|i| !(parted && self.is_object(i.at)));
        match beside.filter(|i| !line.part(0..i.at).ends_with(['由', '从'])) {
            Some(item) => vec![item.index],
            None if form.child_office => self.subject(at).into_iter().collect(),
            None if form.subject_is_parent => self.subject_read(at).into_iter().map(|i| self.lister(i, at)).collect(),
            None => self.subject_read(at),
        }
    }

    /// 某局设四个科：A、B、C，|下属单位有…: not C, but what the sentence is about.
    fn lister(self, subject: usize, at: usize) -> usize {
        let line = self.line;
        let from = line.sentence_start(at);
        let last = line.items_in(from..at).iter().rev().take(LONGEST_LIST).find(|i| i.index == subject);
        let listed = last.is_some_and(|i| line.part(from..i.at).ends_with(['、', '：', ':', '及', '和', '与']));
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
        let mut placed =
            items.filter(|i| i.symbol == Symbol::Agency && line.part(0..i.at).ends_with(['在', '于', '到']));
        let first = || self.subjects(from, at).next().map(|i| i.index);
        placed.next().map(|i| i.index).or_else(first).or_else(|| self.subject_read(at).first().copied())
    }

    /// 由水利部管理的|某中心, 隶属某局的|某署: the body behind what is said of it.
    fn behind(self, whole: Range<usize>) -> Option<usize> {
        let line = self.line;
        let item = line.first_in(whole.end..line.text.len()).filter(|i| i.symbol == Symbol::Agency)?;
        // 由水利部管理的|国务院|部门管理机构: it says what sort of body it is, of which one.
        if self.is_status(item.at) {
            return None;
        }
        let between = line.text.get(whole.end..item.at)?;
        let of = match between.strip_suffix('的') {
            Some(of) => of,
            None if between.is_empty() && line.part(whole).ends_with('的') => "",
            None => return None,
        };
        (of.chars().nth(8).is_none() && of.chars().all(char::is_alphanumeric)).then_some(item.index)
    }

    /// 某指挥部下设某办公室，|挂靠某局: what was set up right before a verb that starts a clause.
    fn set_up_before(self, whole: Range<usize>) -> Option<usize> {
        let line = self.line;
        let last = line.last_in(0..whole.start).filter(|i| i.symbol == Symbol::Agency)?;
        let beside = matches!(line.part(last.at + SYMBOL..whole.start), "，" | ",");
        (beside && line.ends(Role::SetsUp, last.at)).then_some(last.index)
    }

    /// A并入B，对外保留A牌子: the one that took it in.
    fn other_before(self, at: usize, agency: &SmolStr) -> Option<SmolStr> {
        let before = self.line.items_in(self.line.sentence_start(at)..at).iter().rev();
        let bodies = before.take(LONGEST_LIST).filter(|i| i.symbol == Symbol::Agency);
        bodies.filter_map(|i| self.view.body_name(i.index)).find(|name| name != agency)
    }
}

/// The name of the office of a body that a match speaks of; none where that is an office of no body that was read
/// (调查组成立，办公室设在某厅).
fn office_of(agency: &str, inside: &str) -> Option<SmolStr> {
    let group = inside.starts_with('其')
        || agency.ends_with(['组', '会', '议'])
        || ["指挥部", "搜救中心", "指挥中心", "协调机制"].iter().any(|end| agency.ends_with(end));
    let repeats = |word: &str| !inside.starts_with(word) || agency.ends_with(word);
    let office = if inside.contains("秘书处") { "秘书处" } else { "办公室" };
    (group && repeats("领导小组") && repeats("委员会")).then(|| format_smolstr!("{agency}{office}"))
}
