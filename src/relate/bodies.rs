//! What is said of bodies: events, ranks, whom they belong to.
use std::{collections::hash_map::Entry, hash::Hash, ops::Range};

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::{
    Affiliation, AgencyRank, Event, Facts, Proof, Topic, View,
    article::Article,
    bodies_in,
    line::{Item, Line},
    maker::{Each, Maker},
    words::{Role, Roles},
};
use crate::{
    matcher::{Group, Symbol},
    text::{Norm, Span},
    value::{AgencyKind, Edtf},
};

/// Longer lists than that are no lists of parties to anything.
const LONGEST_LIST: usize = 32;

/// What the text speaks of while a line leaves it out.
#[derive(Clone, Copy, Debug, Default)]
struct Context {
    /// The body that the sentences before are about.
    body: Option<usize>,
    /// The date that stands alone on a line above.
    date: Option<Edtf>,
    /// A line above says that the dates of a table are those of foundings.
    founding_table: bool,
    /// The page as one about a body.
    article: Article,
}

impl View<'_> {
    /// Adds events, ranks and affiliations to `facts`.
    pub(super) fn bodies(&self, facts: &mut Facts) {
        let heads = self.founding_heads();
        let mut topic = Context::default();
        let mut events: Vec<Event> = Vec::new();
        for line in self.lines {
            if line.items.is_empty() && line.text.len() > 200 {
                continue;
            }
            topic.article.read(self, line, facts);
            if topic.article.row {
                topic.body = topic.article.body;
            }
            let alone = line.items.len() == 1 && line.text.trim().chars().count() <= 2;
            if alone && line.items[0].symbol == Symbol::Date {
                topic.date = self.board.dates[line.items[0].index].value.value;
                topic.body = None;
                continue;
            }
            let next = heads.partition_point(|&at| at < line.span.start());
            topic.founding_table |= heads.get(next).is_some_and(|&at| at < line.span.end());
            if line.holds(Symbol::Agency)
                || topic.article.row
                || !line.items.is_empty() && line.text.starts_with(['（', '('])
            {
                self.events(line, topic, &mut events);
                self.affiliations(line, topic, facts);
            }
            if line.holds(Symbol::Rank) {
                self.ranks(line, topic, facts);
            }
            if let Some(item) = line.items.iter().rev().find(|i| i.symbol == Symbol::Agency && !topic.article.row) {
                let first = line.items.iter().find(|i| i.symbol == Symbol::Agency).unwrap_or(item);
                topic.body = Some(first.index);
            }
            if topic.date.is_some()
                && line.text.len() < 120
                && !line.text.contains('。')
                && line.items.iter().all(|i| i.symbol != Symbol::Date)
            {
                topic.date = None;
            }
        }
        facts.events = settle_events(events);
        dedup(&mut facts.agency_ranks, |r| (r.agency.clone(), r.rank.clone()));
        dedup(&mut facts.affiliations, |a| (a.agency.clone(), a.relation.clone(), a.parent.clone()));
    }

    fn events(&self, line: &Line<'_>, topic: Context, events: &mut Vec<Event>) {
        for (form, found) in self.matches(line, Topic::Events) {
            if form.header && !topic.founding_table {
                continue;
            }
            let whole = found.range.clone();
            let kind = &form.kind;
            let group = found.group(Group::Agency);
            let unnamed = group.is_none();
            let inside = line.text.get(whole.clone()).unwrap_or("");
            let roles = self.words().roles_in(inside);
            // Said of the subject: the whole clause tells whether it is.
            let (told, told_roles) = match group {
                Some(_) => (whole.clone(), roles),
                None => {
                    let clause = line.clause_start(whole.start);
                    (clause..whole.end, self.words().roles_in(line.near(clause, whole.end)))
                }
            };
            if !self.stated(line, told, told_roles, kind) {
                continue;
            }
            let (subject, named) = match group {
                None if self.personal(line, whole.clone()) => continue,
                None => (self.subject_here(line, whole.start, topic), None),
                Some(group) => {
                    // 由…, 在原…: the body before the verb is not the one it is said of.
                    let items = line.items_in(group.clone());
                    let ends = items.first().zip(items.last()).filter(|_| found.group(Group::Middle).is_some());
                    let other = ends.filter(|(a, z)| self.is_object(line, a.at) || self.is_attribute(line, z.at));
                    let subject = other.and_then(|(_, last)| self.subject_here(line, last.at, topic));
                    // 组建A，|B的牌子…: behind the comma starts what is said of B.
                    let next =
                        items.last().filter(|last| group.end == whole.end && !self.closes_list(line, last, items));
                    let group = group.start..next.map_or(group.end, |last| last.at);
                    (subject, Some(bodies_in(line, group)).filter(|_| other.is_none()))
                }
            };
            // …又与B合并，成立C: of what the sentence is about, too.
            let subject = subject.or_else(|| self.subject_here(line, whole.start, topic).filter(|_| form.subject_too));
            // A、B分别升格
            let all = subject.filter(|_| unnamed).into_iter().collect();
            let all = self.with_list(line, whole.start, all).into_iter().filter(|i| subject != Some(*i));
            let named = named.into_iter().flatten();
            let date = self.event_date(line, whole.clone(), topic);
            let place = self.place(line, line.clause_start(whole.start).min(whole.start)..whole.end);
            let unveiled = roles.has(Role::Plate);
            let one = |group| found.group(group).and_then(|range| bodies_in(line, range).next());
            // 由某广播电视台更名而来
            let other = found.group(Group::From).and_then(|range| {
                let item = line.items_in(range).first().filter(|i| i.symbol == Symbol::Organization)?;
                Some(self.board.organizations.get(item.index)?.value.name.clone())
            });
            let from = found.group(Group::From).filter(|_| other.is_none());
            let from = from.and_then(|range| self.old_name(line, range.start, topic));
            // 1954年改称某厅: of what the text speaks of.
            let from = from.or_else(|| self.subject_here(line, whole.start, topic).filter(|_| form.subject_from));
            let from = other.or_else(|| from.and_then(|i| self.body_name(i)));
            let into = one(Group::Into).and_then(|i| self.body_name(i));
            let first = events.len();
            let mut push =
                |body: Option<usize>, agency: SmolStr, kind: SmolStr, from: Option<SmolStr>, into: Option<SmolStr>| {
                    // Named again in an endless list: every fact would hold the whole list.
                    if events[first..].iter().any(|e| e.agency == agency && e.kind == kind) {
                        return;
                    }
                    let proof = self.proof(line, whole.clone(), form, body);
                    events.push(Event { agency, kind, date, place: place.clone(), from, into, unveiled, proof });
                };
            for body in subject.into_iter().chain(all).chain(named) {
                let Some(agency) = self.body_name(body) else { continue };
                if Some(&agency) != into.as_ref() && Some(&agency) != from.as_ref() {
                    push(Some(body), agency, kind.clone(), from.clone(), into.clone());
                }
            }
            if form.founds_into
                && let Some(into) = into
            {
                push(None, into, SmolStr::new_static("founded"), None, None);
            }
        }
    }

    /// Whether a list ends with `last`: it has one entry, or no comma stands before it, or no word behind it.
    fn closes_list(&self, line: &Line<'_>, last: &Item, items: &[Item]) -> bool {
        let (head, after) = line.text.split_at_checked(last.at).unwrap_or_default();
        let next = after.chars().nth(1);
        items.len() < 2 || !head.ends_with(['，', ',']) || next.is_none_or(|c| !c.is_alphanumeric())
    }

    /// The body that is renamed: the one at byte `at`, or where that is an object of the clause before (A改隶B，并更名为C)
    /// the subject.
    fn old_name(&self, line: &Line<'_>, at: usize, topic: Context) -> Option<usize> {
        let item = line.items_in(at..at + 1).first()?;
        let moved = line.text.get(..at).is_some_and(|head| self.words().ends(Role::Moved, head));
        let subject = if moved { self.subject_here(line, at, topic) } else { None };
        Some(subject.unwrap_or(item.index))
    }

    /// 成立于2021年5月, else the last date of the sentence up to the verb, else the one alone on a line above.
    fn event_date(&self, line: &Line<'_>, range: Range<usize>, topic: Context) -> Option<Edtf> {
        let value = |index: usize| self.board.dates.get(index).and_then(|d| d.value.value).map(point_only);
        let after = line.text.get(range.end..).unwrap_or("");
        if let Some(item) = line.items_in(range.end..line.text.len()).first()
            && item.symbol == Symbol::Date
            && (after.starts_with('于') && item.at == range.end + '于'.len_utf8())
        {
            return value(item.index);
        }
        let sentence = line.sentence_start(range.start);
        // …基础上组建，2024年1月揭牌: the date of the next verb.
        let next = line.items_in(range.end..line.text.len()).first().filter(|i| {
            let verb = line.text.get(i.at + i.symbol.char().len_utf8()..).unwrap_or("");
            let verb = verb.strip_prefix("正式").unwrap_or(verb);
            let comma = line
                .text
                .get(range.end..i.at)
                .is_some_and(|t| matches!(t, "，" | "," | "，于" | ",于" | "的，" | "的,"));
            i.symbol == Symbol::Date && comma && (verb.starts_with("成立") || self.words().starts(Role::Plate, verb))
        });
        if let Some(date) = next.and_then(|i| value(i.index)) {
            return Some(date);
        }
        let end = line.text.get(..range.end).map_or(range.end, |t| t.trim_end_matches(['）', ')']).len());
        // （2016年更名）并入…; 成立于2016年的|某局并入…: dates of something else.
        let owns = |i: &Item| {
            let since = line.near(i.at, end).trim_start_matches(Symbol::Date.char());
            let verb = ["成立", "组建", "设立", "挂牌", "揭牌"].iter().find_map(|verb| since.strip_prefix(verb));
            i.at < range.start && verb.unwrap_or(since).starts_with('的')
        };
        let aside = |i: &&Item| closed_bracket(line.near(i.at, end)) || owns(i);
        let mut dates = line.items_in(sentence..range.end).iter().rev().filter(|i| i.symbol == Symbol::Date);
        if let Some(item) = dates.find(|i| !aside(i)) {
            // 2021年6月改名，如今又并入…; 2003年任处长；某厅组建后…: that date is of what was told before.
            let since = line.near(item.at, range.end);
            let person = |c: char| c == Symbol::Persons.char() || c == Symbol::Posts.char();
            let parted = since.contains(['；', ';']);
            let of_person = || since.split(['，', ',', '；', ';']).next().is_some_and(|t| t.contains(person));
            let told = parted && (after.starts_with('后') || of_person());
            return if told || self.words().inside(Role::Undated, since) { None } else { value(item.index) };
        }
        let clause = line.near(line.clause_start(range.start).min(range.start), range.end);
        let roles = self.words().roles_in(clause);
        if roles.has(Role::Undated) {
            return None;
        }
        let previous = line.sentence_start(sentence.saturating_sub(1));
        let dated = || {
            let item = line.last(Symbol::Date, previous, sentence)?;
            // 1998年3月。: a sentence that is nothing but a date.
            let rest = line.text.get(item.at..sentence)?;
            (roles.has(Role::Then) || rest.chars().count() <= 2 && sentence - previous < 20).then(|| value(item.index))
        };
        dated().flatten().or(topic.date.map(point_only)).or_else(|| self.year_of_item(line))
    }

    /// ● 2018年动作最大。…: the year that an item of a list starts with.
    fn year_of_item(&self, line: &Line<'_>) -> Option<Edtf> {
        let first = line.items.first().filter(|i| i.symbol == Symbol::Date)?;
        let mark = line.text.get(..first.at)?.trim();
        let year = self.board.dates[first.index].value.value.map(point_only)?;
        let bullet = mark.chars().count() == 1 && !mark.starts_with(char::is_alphanumeric);
        (bullet && year.start().month().is_none()).then_some(year)
    }

    /// Whether somebody's post or name stands between a subject and what is said of it.
    fn personal(&self, line: &Line<'_>, range: Range<usize>) -> bool {
        let clause = line.clause_start(range.start);
        let mut items = line.items_in(clause..range.end).iter();
        items.any(|i| matches!(i.symbol, Symbol::Persons | Symbol::Posts))
            || self.words().inside(Role::People, line.near(clause, range.end))
    }

    /// Whether the text states the event as having happened; `roles` are those of the words in the match.
    fn stated(&self, line: &Line<'_>, range: Range<usize>, roles: Roles, kind: &str) -> bool {
        let clause = line.clause_start(range.start).min(range.start);
        let before = line.text.get(clause..range.start).unwrap_or("");
        let inside = line.text.get(range.clone()).unwrap_or("");
        let after = line.text.get(range.end..).unwrap_or("");
        // 是升格了吗？
        let near = after.get(..after.floor_char_boundary(200)).unwrap_or("");
        let end = near.find(['。', '！', '？', '?', '；']).and_then(|at| near.get(at..));
        if end.is_some_and(|t| t.starts_with(['？', '?'])) {
            return false;
        }
        if roles.has(Role::Prospect) || self.words().ends(Role::Prospect, before) {
            return false;
        }
        // 要求各地|成立数据局
        if self.words().ends(Role::Class, before) {
            return false;
        }
        if kind == "founded" && (inside.contains("不再") || before.ends_with("不再")) {
            return false;
        }
        if kind == "abolished" && after.starts_with('了') {
            return false;
        }
        // 贵州省人民政府决定成立|某领导小组, 国务院批复设立|某市: what is founded comes after the verb.
        let transitive = ["成立", "组建", "设立", "新设", "增设", "单设", "复设"].iter().any(|v| inside.ends_with(v));
        let mark = |c: char| !c.is_alphanumeric() && !('\u{e000}'..='\u{e006}').contains(&c);
        // 是在…基础上组建|的。
        let closes = |c: char| mark(c) || "于以后并之仪大典".contains(c);
        let whole = after.strip_prefix('的').is_some_and(|t| t.chars().next().is_none_or(mark));
        if kind == "founded"
            && transitive
            && inside.starts_with(Symbol::Agency.char())
            && !after.is_empty()
            && !after.starts_with(closes)
            && !whole
        {
            return false;
        }
        // 在某厅加挂牌子
        if kind == "founded" && ["加挂牌", "增挂牌"].iter().any(|verb| inside.ends_with(verb)) {
            return false;
        }
        // 某局牌子在|某厅挂牌: it hangs there.
        if kind == "founded" && inside.starts_with(Symbol::Agency.char()) && before.ends_with(['在', '于']) {
            let bare = inside.trim_start_matches(Symbol::Agency.char());
            if bare.starts_with("挂牌") {
                return false;
            }
        }
        // 升格为|省政府直属机构 is no new name; web sites are renamed without their bodies.
        let part = || self.words().starts(Role::Part, after);
        if kind == "renamed" && (roles.has(Role::Site) || part() || after.starts_with(Symbol::Rank.char())) {
            return false;
        }
        // 人民银行撤销|大区分行: the body does it, it is not done to it.
        let active = ["撤销", "裁撤"].iter().any(|w| inside.ends_with(w)) && !inside.ends_with("被撤销");
        let object = |c: char| c.is_alphanumeric() || c == Symbol::Agency.char();
        if kind == "abolished" && active && after.starts_with(object) {
            return false;
        }
        // 省政府有关领导出席仪式并揭牌
        if kind == "founded" && roles.has(Role::Attends) {
            return false;
        }
        let ahead =
            || self.words().starts(Role::NotYet, after) && !["前身", "仪式。"].iter().any(|w| after.starts_with(w));
        kind != "founded" || !ahead()
    }

    /// 在成都正式挂牌: the place inside the match.
    fn place(&self, line: &Line<'_>, range: Range<usize>) -> Option<SmolStr> {
        if line.text.get(range.clone()).is_some_and(|t| t.contains("在京")) {
            return Some(SmolStr::new_static("北京"));
        }
        let item = line.items_in(range).iter().find(|i| {
            let head = line.text.get(..i.at).unwrap_or("");
            i.symbol == Symbol::Place && (head.ends_with('在') || head.ends_with('于'))
        })?;
        let after = line.text.get(item.at..).and_then(|t| t.chars().nth(1));
        let place = item.span.of(self.page.text);
        after.is_none_or(|c| c != '、').then(|| place.trim_end_matches('市').into())
    }

    fn affiliations(&self, line: &Line<'_>, topic: Context, facts: &mut Facts) {
        for (form, found) in self.matches(line, Topic::Affiliations) {
            let whole = found.range.clone();
            let group = |group| Some(bodies_in(line, found.group(group)?).collect::<Vec<_>>());
            // 在X加挂Y牌子: the body right before the verb.
            let beside = line
                .items_in(0..whole.start)
                .last()
                .filter(|i| i.symbol == Symbol::Agency && i.at + i.symbol.char().len_utf8() == whole.start)
                // 由A|移交给B管理
                .filter(|i| !line.text.get(..i.at).is_some_and(|head| head.ends_with(['由', '从'])));
            let subject = || match beside {
                Some(item) => vec![item.index],
                None if form.child_office => self.subject(line, whole.start, topic).into_iter().collect(),
                None => self.subject_read(line, whole.start, topic),
            };
            // 由水利部管理的|某中心, 隶属某局的|某署: said of the body behind it.
            let behind = || {
                let item = line.items_in(whole.end..line.text.len()).first().filter(|i| i.symbol == Symbol::Agency)?;
                let between = line.text.get(whole.start..item.at).and_then(|t| t.get(whole.len()..))?;
                let of = between
                    .strip_suffix('的')
                    .or((between.is_empty() && line.text.get(whole.clone()).is_some_and(|t| t.ends_with('的')))
                        .then_some(""))?;
                let short = of.chars().count() <= 8 && of.chars().all(char::is_alphanumeric);
                short.then(|| vec![item.index])
            };
            // 从某厅划转|某局: the body before the verb is where it came from.
            let from = found.group(Group::Agency).is_some_and(|g| g.start == whole.start)
                && line.text.get(..whole.start).is_some_and(|t| t.ends_with(['从', '自']));
            if from {
                continue;
            }
            // 设立, 建设 set up nothing inside.
            let inside = line.text.get(whole.clone()).unwrap_or("");
            let built = line.text.get(..whole.start).is_some_and(|t| t.ends_with(['建', '开', '增', '新', '单']));
            if form.own_child && (inside.starts_with("设立") || built) {
                continue;
            }
            // 三家均为|省政府组成部门: of all of them, and another form's.
            let before = line.text.get(..whole.start).unwrap_or("");
            if form.each == Each::First && self.words().ends(Role::General, before) {
                continue;
            }
            // 不再|加挂某局牌子
            if form.subject_is_parent && before.ends_with("不再") {
                continue;
            }
            let parents = if form.subject_is_parent { subject() } else { group(Group::Parent).unwrap_or_default() };
            let agencies = match group(Group::Agency) {
                Some(agencies) => agencies,
                None if form.each == Each::Counted => self.counted(line, whole.start),
                None => behind().unwrap_or_else(|| self.with_list(line, whole.start, subject())),
            };
            let pairs: Vec<(usize, usize)> = if form.each == Each::Counted && found.group(Group::Parent).is_none() {
                // 二者合署办公
                agencies.iter().zip(agencies.iter().skip(1)).map(|(&a, &b)| (a, b)).take(1).collect()
            } else if form.each == Each::Pair {
                agencies.into_iter().zip(parents).collect()
            } else {
                let parent = parents.first().copied();
                agencies.into_iter().filter_map(|a| Some((a, parent?))).collect()
            };
            for (body, parent) in pairs {
                let (Some(agency), Some(mut parent)) = (self.body_name(body), self.body_name(parent)) else {
                    continue;
                };
                // A并入B，对外保留A牌子: the one that took it in.
                if agency == parent && form.subject_is_parent {
                    let before = line.items_in(line.sentence_start(whole.start)..whole.start).iter().rev();
                    let bodies = before.take(LONGEST_LIST).filter(|i| i.symbol == Symbol::Agency);
                    let other = bodies.filter_map(|i| self.body_name(i.index)).find(|name| *name != agency);
                    parent = other.unwrap_or(parent);
                }
                // 调查组成立，办公室设在某厅: an office of no body that was read.
                let group =
                    inside.starts_with('其') || agency.ends_with(['组', '会', '议']) || agency.ends_with("指挥部");
                let repeats = |word: &str| !inside.starts_with(word) || agency.ends_with(word);
                if form.child_office && !(group && repeats("领导小组") && repeats("委员会")) {
                    continue;
                }
                let agency = match inside.contains("秘书处") {
                    _ if !form.child_office => agency,
                    true => smol_str::format_smolstr!("{agency}秘书处"),
                    false => smol_str::format_smolstr!("{agency}办公室"),
                };
                let own = agency.starts_with(&*parent);
                // 下设某中心: a body with a name of its own is no section.
                let apart = form.own_child && !own && inside.starts_with("下设");
                if agency == parent || form.own_child && !own && !(apart && self.has_own_name(body)) {
                    continue;
                }
                let proof = self.proof(line, whole.clone(), form, Some(body));
                // An agency with a legal person of its own (署) is under its ministry, not inside it.
                let legal = apart || form.own_child && agency.ends_with('署');
                let relation = if legal { "subordinate_to" } else { form.relation.as_str() };
                facts.affiliations.push(Affiliation { agency, relation: relation.into(), parent, proof });
            }
        }
    }

    /// Whether the body is named by itself or after a territory, and no leading group.
    fn has_own_name(&self, body: usize) -> bool {
        let body = self.board.bodies.get(body).map(|b| &b.value);
        body.is_some_and(|b| b.owner.is_none() && !b.bare && b.kind != AgencyKind::LeadingGroup)
    }

    /// What states a fact of `body`: the mentions of the match with the bodies that pronouns mean; where it holds none
    /// (…2014年升格), the words of the match and the body.
    fn proof(&self, line: &Line<'_>, range: Range<usize>, form: &Maker, body: Option<usize>) -> Proof {
        let span_of = |body: usize| self.board.bodies.get(body).map(|b| b.span);
        let meant = |item: &Item| match item.symbol {
            Symbol::Agency => span_of(item.index).unwrap_or(item.span),
            _ => item.span,
        };
        let mentions: Vec<Span<Norm>> = line.items_in(range.clone()).iter().map(meant).collect();
        if let Some(evidence) = line.evidence(range.clone()) {
            return Proof { evidence, mentions, rule: form.rule };
        }
        let words = Span::new(line.page_byte(range.start), line.page_byte(range.end));
        let subject = body.and_then(span_of);
        let evidence = subject.filter(|span| line.span.contains(*span)).map_or(words, |span| span.cover(words));
        Proof { evidence, mentions: subject.into_iter().collect(), rule: form.rule }
    }

    fn ranks(&self, line: &Line<'_>, topic: Context, facts: &mut Facts) {
        for (form, found) in self.matches(line, Topic::Ranks) {
            let (whole, Some(group)) = (found.range.clone(), found.group(Group::Rank)) else { continue };
            let Some(rank) = line.items_in(group.clone()).first().map(|i| self.board.ranks[i.index].value.clone())
            else {
                continue;
            };
            let after = line.text.get(group.end..).unwrap_or("");
            let inside = line.text.get(whole.clone()).unwrap_or("");
            let before = line.text.get(..whole.start).unwrap_or("");
            // 大数据中心（副厅级）: the rank of what stands before the bracket, and another form's.
            let bracket = line.text.get(..group.start).is_some_and(|t| t.ends_with(['（', '(']));
            if bracket && found.group(Group::Agency).is_none() {
                continue;
            }
            if !super::is_body_rank(&rank) {
                continue;
            }
            // Ranks of people, of classes of bodies, and ranks denied.
            let people = self.words().starts(Role::People, after);
            // 原为副厅级的|某局, 正厅级的|省政府直属机构: of the body behind it, unless that says only whose it is.
            let next = line.items_in(group.end..line.text.len()).first().filter(|i| {
                let between = line.text.get(group.end..i.at).unwrap_or("");
                i.symbol == Symbol::Agency && matches!(between, "" | "的")
            });
            let belongs = next.is_some_and(|i| !self.is_attribute(line, i.at));
            let named_by = found.group(Group::Agency).filter(|g| g.start >= group.end);
            if next.is_some() && (named_by.is_some() && !belongs || found.group(Group::Agency).is_none() && belongs) {
                continue;
            }
            let sentence = line.sentence_before(whole.start);
            let general = form.each == Each::First
                && (self.words().inside(Role::General, inside) || self.words().ends(Role::General, before))
                || self.words().inside(Role::Class, sentence);
            if people || general || before.ends_with('不') || inside.contains("不是") {
                continue;
            }
            // A rank of a person: somebody's post stands between the subject and the rank.
            if self.personal(line, whole.clone()) {
                continue;
            }
            let named = found.group(Group::Agency).map(|range| bodies_in(line, range));
            let subject = match form.each {
                _ if named.is_some() => Vec::new(),
                Each::Counted => self.counted(line, whole.start),
                _ => match self.set_up_beside(line, whole.start, inside) {
                    Some(body) => vec![body],
                    None => self.with_list(line, group.start, self.subject_read(line, group.start, topic)),
                },
            };
            for agency in subject.into_iter().chain(named.into_iter().flatten()).filter_map(|body| self.body_name(body))
            {
                let (rank, proof) = (rank.clone(), self.proof(line, whole.clone(), form, None));
                facts.agency_ranks.push(AgencyRank { agency, rank, proof });
            }
        }
    }

    /// 某局下设某中心，|为正处级: what was set up right before a rank that starts a clause.
    fn set_up_beside(&self, line: &Line<'_>, at: usize, inside: &str) -> Option<usize> {
        let inside = inside.trim_start_matches(['，', ',']);
        let last = line.items_in(0..at).last().filter(|i| i.symbol == Symbol::Agency)?;
        let (head, after) = line.text.split_at_checked(last.at)?;
        let beside = after.get(Symbol::Agency.char().len_utf8()..).is_some_and(|t| t.starts_with(['，', ',']));
        let near = at <= last.at + Symbol::Agency.char().len_utf8() + '，'.len_utf8();
        let set_up = ["下设", "内设", "设有", "下辖", "另设"].iter().any(|verb| head.ends_with(verb));
        (beside && near && set_up && inside.starts_with(['为', '系', '是', Symbol::Rank.char()])).then_some(last.index)
    }

    /// The subject, unless something else was spoken of since that was not read.
    fn subject_read(&self, line: &Line<'_>, at: usize, topic: Context) -> Vec<usize> {
        let subject = self.subject(line, at, topic);
        subject.filter(|_| !self.unread(line, subject, at)).into_iter().collect()
    }

    /// Whether a clause between a subject and byte `at`, in its sentence, starts with something like a body that was not
    /// read as one: what follows is said of that (水利部|流域管理局级别为…；委员会办公室设在…).
    fn unread(&self, line: &Line<'_>, subject: Option<usize>, at: usize) -> bool {
        let sentence = line.sentence_start(at);
        let mut before = line.items_in(sentence..at).iter().rev();
        let subject = before.find(|i| i.symbol == Symbol::Agency && Some(i.index) == subject);
        let from = subject.map_or(sentence, |i| i.at + i.symbol.char().len_utf8());
        let starts = |clause: &str| {
            let word = self.words().find(Role::Unread, clause).and_then(|at| clause.get(..at));
            word.is_some_and(|before| !before.contains(Symbol::Agency.char()))
        };
        line.near(from, at).split(['，', ',', '；', ';', '：', ':']).any(starts)
    }

    /// Whether a clause tells what something was before that is no mention.
    fn forerunner(&self, clause: &str) -> bool {
        let word = self.words().find(Role::Forerunner, clause).and_then(|at| clause.get(..at));
        word.is_some_and(|of| !matches!(of, "" | "其" | "的") && !of.contains(Symbol::Agency.char()))
    }

    /// The subject where the sentence itself names it, or the line before in a bracket: events are told of no other.
    fn subject_here(&self, line: &Line<'_>, at: usize, topic: Context) -> Option<usize> {
        let sentence = line.sentence_start(at);
        // ；贵州局前身为某局，2021年1月更名: said of what is no mention.
        let part = line.near(sentence, at).rsplit(['；', ';']).next().unwrap_or("");
        if part.split(['，', ',']).any(|clause| self.forerunner(clause)) {
            return None;
        }
        let named = self.subjects(line, sentence, at).next_back().map(|i| i.index);
        let named = named.filter(|&i| !self.unread(line, Some(i), at));
        let carried = || {
            // 1997年升为副厅级: nothing but a date stands where the subject would.
            let head = line.text.get(sentence..at).unwrap_or("").trim_end_matches(['又', '再', '才', '，', ',']);
            let date = Symbol::Date.char();
            let dated = head == date.encode_utf8(&mut [0; 4]);
            let bracket = line.text.starts_with(['（', '(']);
            // 1997年，改称某厅; an item of a chronology.
            let dated = dated || at == sentence && line.text.get(at..).is_some_and(|t| t.starts_with(date));
            (dated || bracket || topic.article.row).then(|| self.subject(line, at, topic)).flatten()
        };
        named.or_else(carried)
    }

    /// The bodies between two bytes that something may be said of: no objects, and none that only owns something.
    fn subjects<'l>(&'l self, line: &'l Line<'_>, from: usize, to: usize) -> impl DoubleEndedIterator<Item = &'l Item> {
        let agencies = line.items_in(from..to).iter().filter(|i| i.symbol == Symbol::Agency);
        agencies.filter(|i| {
            // 其前身系1950年组建的|某局
            let was = || {
                let before = line.near(line.clause_start(i.at), i.at);
                // 前身为某署的|某处 is the body itself.
                before
                    .rsplit_once("前身")
                    .is_some_and(|(_, t)| !t.contains([Symbol::Agency.char(), Symbol::Organization.char()]))
            };
            !self.is_object(line, i.at) && !self.is_attribute(line, i.at) && !is_other_name(line, i.at) && !was()
        })
    }

    /// A、B统由某部管理: what is said of the last body of a list right before it is said of all.
    fn with_list(&self, line: &Line<'_>, at: usize, subject: Vec<usize>) -> Vec<usize> {
        const JOINTS: [&str; 5] = ["、", "和", "与", "及", "以及"];
        let clause = line.clause_start(at.saturating_sub(1));
        let mut before = line.items_in(clause..at).iter().rev();
        let Some(mut last) = before.find(|i| i.symbol == Symbol::Agency && subject.first() == Some(&i.index)) else {
            return subject;
        };
        let mut bodies = subject;
        for item in before.take(LONGEST_LIST).take_while(|i| i.symbol == Symbol::Agency) {
            let between = line.text.get(item.at + item.symbol.char().len_utf8()..last.at).unwrap_or("");
            if !JOINTS.contains(&between) {
                break;
            }
            bodies.push(item.index);
            last = item;
        }
        bodies.reverse();
        bodies
    }

    /// 三家都是…: so many bodies, the last ones before byte `at` in its sentence and the one before.
    fn counted(&self, line: &Line<'_>, at: usize) -> Vec<usize> {
        let words = line.text.get(at..).unwrap_or("");
        let first = words.starts_with('前');
        // 前|两家合署办公: not of these.
        if line.text.get(..at).is_some_and(|t| t.ends_with(['前', '后'])) {
            return Vec::new();
        }
        let number = words.trim_start_matches(['前', '后']).chars().next().and_then(numeral);
        let Some(number) = number else { return Vec::new() };
        let previous = line.sentence_start(line.sentence_start(at).saturating_sub(1));
        if words.starts_with(['前', '后']) {
            return self.of_list(line, previous, at, number, first);
        }
        let mut names = std::collections::BTreeSet::new();
        let mut bodies: Vec<usize> = Vec::new();
        for item in self.subjects(line, previous, at).rev() {
            if bodies.len() < number && self.body_name(item.index).is_some_and(|name| names.insert(name)) {
                bodies.push(item.index);
            }
        }
        bodies.reverse();
        if bodies.len() == number { bodies } else { Vec::new() }
    }

    /// 前两家, 后一家: so many of the last list of bodies before byte `at`, from its start or its end.
    fn of_list(&self, line: &Line<'_>, from: usize, at: usize, number: usize, first: bool) -> Vec<usize> {
        let wide = Symbol::Agency.char().len_utf8();
        let mut list: Vec<&Item> = Vec::new();
        for item in line.items_in(from..at).iter().rev().filter(|i| i.symbol == Symbol::Agency).take(LONGEST_LIST) {
            let between = list.last().and_then(|next| line.text.get(item.at + wide..next.at));
            match between {
                Some("、" | "和" | "与" | "及" | "以及" | "，" | ",") | None => list.push(item),
                Some(_) if list.len() > 1 => break,
                Some(_) => list = vec![item],
            }
        }
        list.reverse();
        let of = if first { list.get(..number) } else { list.len().checked_sub(number).and_then(|n| list.get(n..)) };
        of.filter(|_| list.len() > 1).into_iter().flatten().map(|i| i.index).collect()
    }

    /// The body that a clause at byte `at` is about: the last one before it in the sentence that is no object, else that
    /// of the sentence before, else that of the line before.
    fn subject(&self, line: &Line<'_>, at: usize, topic: Context) -> Option<usize> {
        let sentence = line.sentence_start(at);
        let subjects = |from: usize, to: usize| self.subjects(line, from, to);
        if let Some(item) = subjects(sentence, at).next_back() {
            return Some(item.index);
        }
        // 某集团由市国资委管理: said of an organization, not of the body before it.
        let first = line.items_in(sentence..at).first();
        if first.is_some_and(|i| {
            i.symbol == Symbol::Organization && line.text.get(sentence..i.at).is_some_and(str::is_empty)
        }) {
            return None;
        }
        // The sentence before: what it founds, else what it is about.
        let previous = line.sentence_start(sentence.saturating_sub(1));
        let founded = subjects(previous, sentence).rev().find(|i| {
            let head = line.text.get(..i.at).unwrap_or("");
            self.words().ends(Role::Founds, head)
        });
        founded.or_else(|| subjects(previous, sentence).next()).map(|i| i.index).or(topic.body)
    }

    /// Where words stand that say that the dates of a table are those of foundings.
    fn founding_heads(&self) -> Vec<usize> {
        let text = self.page.text;
        // What all such words end with.
        let ends = ["时间", "日期"].into_iter().flat_map(|end| memchr::memmem::find_iter(text.as_bytes(), end));
        let is_head =
            |at: &usize| text.get(..at + "时间".len()).is_some_and(|head| self.words().ends(Role::FoundingHead, head));
        let mut heads: Vec<usize> = ends.filter(is_head).collect();
        heads.sort_unstable();
        heads
    }

    /// Whether the word before byte `at` makes the body there an object: 由X管理, 在X加挂. A、B和C share the part that
    /// the first of them plays.
    fn is_object(&self, line: &Line<'_>, at: usize) -> bool {
        let mut at = at;
        for _ in 0..LONGEST_LIST {
            let head = line.text.get(..at).unwrap_or("").trim_end_matches(['原', '（', '(', '“', '「']);
            let head = self.words().before(Role::Fresh, head).unwrap_or(head);
            // 更名为|某局: what it is called now is what the text goes on about; not so 成为|省政府直属机构.
            if self.words().ends(Role::Named, head) {
                return self.is_attribute(line, at);
            }
            if self.words().ends(Role::Object, head) {
                return true;
            }
            let joints = ["、", "和", "与", "及", "以及", "的职责和"];
            let joint = joints.iter().filter(|j| head.ends_with(**j)).map(|j| j.len()).max();
            let before = line.items_in(0..at).last().filter(|b| b.symbol == Symbol::Agency);
            match (joint, before) {
                (Some(n), Some(b)) if b.at + b.symbol.char().len_utf8() + 30 >= at - n => at = b.at,
                _ => return false,
            }
        }
        false
    }

    /// Whether the body at byte `at` only says whose something is: 广州市工信委直属单位.
    fn is_attribute(&self, line: &Line<'_>, at: usize) -> bool {
        let after = line.text.get(at + Symbol::Agency.char().len_utf8()..).unwrap_or("");
        // 省政府|正厅级|直属机构
        let after = after.strip_prefix(Symbol::Rank.char()).unwrap_or(after);
        self.words().starts(Role::Attribute, after)
    }
}

/// 某党校（|某学院）: whether the body at byte `at` is a second name in a bracket right behind the first.
fn is_other_name(line: &Line<'_>, at: usize) -> bool {
    let wide = Symbol::Agency.char().len_utf8();
    let head = line.text.get(..at).and_then(|t| t.strip_suffix(['（', '(']));
    head.is_some_and(|t| t.ends_with(Symbol::Agency.char()))
        && line.text.get(at + wide..).is_some_and(|t| t.starts_with(['）', ')']))
}

/// Whether the bracket in which `text` starts with a mention says more than that, and closes in it: it speaks of something
/// else.
fn closed_bracket(text: &str) -> bool {
    let said = text.find(['（', '(', '）', ')']).filter(|&at| at > Symbol::Date.char().len_utf8());
    said.and_then(|at| text.get(at..)).is_some_and(|t| t.starts_with(['）', ')']))
}

/// The numeral of a few bodies.
fn numeral(c: char) -> Option<usize> {
    Some(if matches!(c, '两' | '双') { 2 } else { crate::value::number(c.encode_utf8(&mut [0; 4]))? as usize })
}

fn point_only(value: Edtf) -> Edtf {
    match value {
        Edtf::Point(p) | Edtf::Open(p) => Edtf::Point(p.without_time()),
        other => other,
    }
}

/// One event for each body and type, with the most exact date and any place stated.
fn settle_events(events: Vec<Event>) -> Vec<Event> {
    if events.len() < 2 {
        return events;
    }
    let mut by_key: FxHashMap<(SmolStr, SmolStr), usize> = FxHashMap::default();
    let mut kept: Vec<Event> = Vec::with_capacity(events.len());
    let precision = |e: &Event| e.date.map_or(0, |d| d.start().precision() + 1);
    for event in events {
        match by_key.entry((event.agency.clone(), event.kind.clone())) {
            Entry::Vacant(entry) => {
                entry.insert(kept.len());
                kept.push(event);
            }
            Entry::Occupied(entry) => {
                let old = &mut kept[*entry.get()];
                let place = old.place.take().or(event.place.clone());
                let from = old.from.take().or(event.from.clone());
                let into = old.into.take().or(event.into.clone());
                // Of two days that of the unveiling counts, not that of the decision.
                let later = precision(&event) == precision(old) && event.unveiled && !old.unveiled;
                if precision(&event) > precision(old) || later {
                    *old = event;
                }
                (old.place, old.from, old.into) = (place, from, into);
            }
        }
    }
    if kept.iter().all(|e| e.kind != "merged" || e.date.is_some()) {
        return kept;
    }
    // What merged did so when the body it went into was founded.
    let founded: FxHashMap<SmolStr, Edtf> =
        kept.iter().filter(|e| e.kind == "founded").filter_map(|e| Some((e.agency.clone(), e.date?))).collect();
    for event in kept.iter_mut().filter(|e| e.kind == "merged" && e.date.is_none()) {
        event.date = event.into.as_ref().and_then(|into| founded.get(into).copied());
    }
    kept
}

fn dedup<T, K: Eq + Hash>(list: &mut Vec<T>, key: impl Fn(&T) -> K) {
    if list.len() < 2 {
        return;
    }
    let mut seen = FxHashSet::default();
    list.retain(|item| seen.insert(key(item)));
}
