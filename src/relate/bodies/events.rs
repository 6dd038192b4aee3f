//! What happened to bodies.
use std::{cell::LazyCell, ops::Range};

use smol_str::SmolStr;

use super::{Event, Scene, Topic};
use crate::{
    matcher::{Group, Match, Symbol},
    relate::{
        SYMBOL, bodies_in,
        cues::Cue,
        line::Item,
        maker::{DateOf, Each, Maker},
        words::Role,
    },
};

/// How many mentions before an event, or bodies of one, are looked at for what goes with them.
const MEMBERS: usize = 40;

impl Scene<'_> {
    /// Adds the events that the line tells of.
    pub(super) fn events(self, events: &mut Vec<Event>) {
        let Self { view, line, .. } = self;
        let before = events.last().and_then(|e| e.date);
        for (form, found) in view.matches(line, Topic::Events) {
            let kind = &form.kind;
            let group = found.group(Group::Agency);
            // 新组建A、B，|C更名为D: what is told behind the comma is told of C alone.
            let (whole, group) = self.without_next(found.range.clone(), group);
            let opens = || line.sentence_start(whole.start) == whole.start;
            let below = || self.topic.article.row.is_some() && (kind != "founded" || opens());
            // 某局是…的工作部门。|2018年组建。, 2001年设立某局。|2018年撤销。
            let next = || opens() && (kind != "founded" || self.is_defined_before(whole.start));
            let elsewhere = form.only_below && !below() && !next();
            if elsewhere || form.header && !self.topic.founding_table {
                continue;
            }
            let unnamed = group.is_none();
            let roles = line.roles_in(whole.clone());
            // A、B|分别更名为C、D: one each, and another form's.
            if kind == "renamed" && form.each != Each::Pair && group.is_some() && roles.has(Role::Respectively) {
                continue;
            }
            // 甲与|乙合并，定名为丙: another form's.
            let joined = || {
                let from = found.group(Group::From).unwrap_or_default();
                let named = group.clone().map_or(from.end, |group| group.start);
                let head = line.part(0..from.start).trim_end_matches('原');
                let verb = line.part(from.end..named);
                head.ends_with(['与', '和', '同', '、', '及'])
                    && ["合并", "合二为一", "合而为一", "合组"].iter().any(|word| verb.starts_with(word))
            };
            if kind == "renamed" && form.each != Each::Pair && joined() {
                continue;
            }
            // 某局调整为…，其执法支队并入…; …，某地的某局并入…: of what was not read.
            if kind == "merged" && group.is_some() && merges_other(line.part(whole.clone())) {
                continue;
            }
            // 由正科级调整为副科级
            if kind == "upgraded" && self.falls(whole.clone()) {
                continue;
            }
            // Said of the subject: the whole clause tells whether it is.
            let (told, told_roles) = match group {
                Some(_) => (whole.clone(), roles),
                None => {
                    let clause = line.clause_start(whole.start);
                    // 将|某局升格: done to it.
                    let object = line.last(Symbol::Agency, clause, whole.start).map(|i| i.at);
                    let done_to = object.filter(|&at| line.part(clause..at).ends_with(['将', '把']));
                    let clause = done_to.unwrap_or(clause);
                    (clause..whole.end, line.roles_in(line.near_range(clause, whole.end)))
                }
            };
            if !self.stated(told, told_roles, kind) {
                continue;
            }
            if !form.without.is_empty() {
                self.shortened(form, whole, events);
                continue;
            }
            let here = LazyCell::new(|| self.subject_here(whole.start));
            let several = match form.each {
                Each::Counted => self.counted(whole.start),
                _ => Vec::new(),
            };
            let (subject, named) = match group {
                None if form.each == Each::Counted => (None, None),
                None if self.personal(whole.clone()) => continue,
                None if kind == "renamed" && tells_name_of_now(line.part(whole.clone())) => {
                    (self.called_now(whole.start).or(*here), None)
                }
                None if kind == "upgraded" => (self.came_from(whole.start).or(*here), None),
                None => (*here, None),
                Some(group) => {
                    // 由…, 在原…: the body before the verb is not the one it is said of.
                    let items = line.items_in(group.clone());
                    let ends = items.first().zip(items.last());
                    let middle = found.group(Group::Middle).is_some();
                    // 最早的是|某局，…: not so in 的是.
                    let cleft = |a: &Item| line.part(0..a.at).ends_with("的是");
                    let unveiled_for = |a: &Item| {
                        let head = line.part(0..a.at).trim_end_matches(['“', '「']);
                        head.ends_with(['为', '给', '替'])
                            && !head.ends_with("作为")
                            && !self.was(a.at)
                            && !line.ends(Role::Named, a.at)
                            && line.inside(Role::Plate, whole.clone())
                    };
                    let after_date = |whole: &Range<usize>| {
                        line.part(whole.clone()).ends_with('于')
                            || line.text.get(whole.end..).is_some_and(|t| t.starts_with('于'))
                    };
                    let other = ends.filter(|(a, z)| match middle {
                        // 为|某局揭牌, 其前身是|某局，成立于1985年: of these themselves.
                        true => {
                            // 下设|A、B，都在同日挂牌
                            let together = || {
                                let middle = line.part(z.at + SYMBOL..whole.end).trim_start_matches(['，', ',']);
                                line.ends(Role::SetsUp, a.at)
                                    && middle.starts_with(['都', '均', '皆', '亦', '同', '全'])
                            };
                            let was =
                                || (after_date(&whole) || self.told_till_renamed(a.at, whole.end)) && self.was(a.at);
                            self.is_object(a.at) && !cleft(a) && !unveiled_for(a) && !was() && !together()
                                || self.is_attribute(z.at)
                                || self.gives_duties(z.at)
                        }
                        // 是新组建的|省政府|直属机构
                        // 改为|省政府|直属机构，2018年并入…
                        false => {
                            let alone = a.at == z.at;
                            let unit = |z: &Item| {
                                let after = line.text.get(z.at + SYMBOL..).unwrap_or("");
                                ["直属", "组成部门", "工作部门"].iter().any(|word| after.starts_with(word))
                            };
                            let status =
                                group.end == whole.end || matches!(kind.as_str(), "renamed" | "founded") && alone;
                            // 职责划入某厅，|某局并入…: what stands before the comma is an object.
                            let parted = || kind == "merged" && alone && line.part(whole.clone()).contains(['，', ',']);
                            // 某局|管理的登记处全部撤销: of what it manages.
                            let owner = || {
                                let after = line.text.get(z.at + SYMBOL..).unwrap_or("");
                                line.cues().starts(Cue::Owner, after)
                                    || ["的", "直属", "内设"].iter().any(|w| after.starts_with(w))
                            };
                            status && self.is_status(z.at)
                                || kind == "abolished" && group.end < whole.end && owner()
                                || kind == "merged" && alone && unit(z)
                                || alone && self.only_approves(z.at)
                                || parted() && self.is_object(z.at)
                        }
                    });
                    let subject = other.and_then(|(_, last)| self.subject_here(last.at));
                    // 隶属A，|B裁撤: what stands before the comma is an object of another verb.
                    let start = self.behind_object(items, group.start == whole.start, kind).unwrap_or(group.start);
                    let named = line.items_in(start..group.end.max(start)).iter();
                    let named = named.filter(|i| i.symbol == Symbol::Agency && !self.is_alias(i.at));
                    // A、B与|某厅|所属的C整合
                    let named = named.filter(|i| !self.owns_next(i.at));
                    // 设立|市政府|驻上海联络处: what was read is only whose it is.
                    let named = named.filter(|i| !line.text.get(i.at + SYMBOL..).is_some_and(|t| t.starts_with('驻')));
                    // 某厅（原|某委）揭牌
                    let named = named.filter(move |i| kind != "founded" || !self.is_old_name(i.at));
                    (subject, Some(named.map(|i| i.index)).filter(|_| other.is_none()))
                }
            };
            // …又与B合并，成立C: of what the sentence is about, too.
            let subject = subject.or_else(|| form.subject_too.then(|| *here).flatten());
            // A、B分别升格
            let all = subject.filter(|_| unnamed).into_iter().collect();
            let all = self.with_list(whole.start, all).into_iter().filter(|i| subject != Some(*i));
            let named = named.into_iter().flatten();
            // A、B分别于3月18日、3月20日挂牌; A、B分别更名为C、D: one each.
            let several_named = named.clone().nth(1).is_some();
            let dates =
                if several_named { self.dates_of_each(whole.clone(), named.clone().count()) } else { Vec::new() };
            let old_names = found.group(Group::From).filter(|_| form.each == Each::Pair);
            let old_names: Vec<usize> = old_names.map(|range| bodies_in(line, range).collect()).unwrap_or_default();
            let subject_from = || self.forerunner_before(whole.start).or(*here);
            // 某局，初为A，后更名为B，2021年|改为现名: it was B.
            let last_name = || here.filter(|_| kind == "renamed" && unnamed && *here != subject);
            let (from, into) =
                self.parties(found, || form.subject_from.then(subject_from).flatten().or_else(last_name));
            let founded = || {
                let items = line.items_in(line.sentence_start(whole.start)..whole.start);
                let fresh = |i: &&Item| i.symbol == Symbol::Agency && line.ends(Role::Founds, i.at);
                items.iter().rev().take(MEMBERS).find(fresh).and_then(|i| view.body_name(i.index))
            };
            // 某局挂牌。由此，A与B合并: into what the sentence before founded.
            let just = || events.last().filter(|e| e.kind == "founded" && line.span.contains(e.proof.evidence));
            let into = into.or_else(|| match form {
                Maker { into_founded: true, .. } => founded().or_else(|| just().map(|e| e.agency.clone())),
                Maker { into_subject: true, .. } => here.and_then(|i| view.body_name(i)),
                _ => None,
            });
            if (form.into_founded || form.into_subject) && into.is_none() {
                continue;
            }
            // Not looked for where no body is found to say it of.
            let circumstances = LazyCell::new(|| {
                let clause = line.clause_start(whole.start).min(whole.start);
                // ·某局同时揭牌: when the item of the list before did.
                let beside = || {
                    before.filter(|_| line.sentence_start(whole.start) == 0 && line.inside(Role::Then, whole.clone()))
                };
                let date = match form.date {
                    // 1954年设立，原名某局: of the founding.
                    DateOf::Behind => self.date_behind(whole.clone()).or_else(|| {
                        let founded = line.part(whole.clone()).contains(['立', '建']);
                        if founded { None } else { self.event_date(whole.clone(), kind) }
                    }),
                    _ => self.event_date(whole.clone(), kind).or_else(beside),
                };
                (date, self.place(line.near_range(clause, whole.end)))
            });
            let unveiled = roles.has(Role::Plate) || line.part(whole.clone()).ends_with("正式成立");
            let first = events.len();
            let mut push =
                |body: Option<usize>, agency: SmolStr, kind: SmolStr, from: Option<SmolStr>, into: Option<SmolStr>| {
                    let each = !dates.is_empty() || !old_names.is_empty();
                    let nth =
                        body.filter(|_| each).and_then(|body| named.clone().take(MEMBERS).position(|i| i == body));
                    // Named again in an endless list: every fact would hold the whole list.
                    if events[first..].iter().any(|e| e.agency == agency && e.kind == kind) {
                        return;
                    }
                    let (date, place) = circumstances.clone();
                    let date = nth.and_then(|n| dates.get(n).copied()).or(date);
                    let old = nth.and_then(|n| view.body_name(*old_names.get(n)?));
                    let from = old.or(from);
                    // 设某科: told of the body that it is in, not of itself; 新组建某处 is of the section.
                    let section = || body.is_some_and(|i| view.is_section(i));
                    let anew = || {
                        let verb = line.part(whole.clone()).split(Symbol::Agency.char()).next().unwrap_or("");
                        let item = line.items_in(whole.clone()).iter().find(|i| Some(i.index) == body);
                        let listed = |i: &Item| !line.part(whole.start..i.at).contains(['，', ',']);
                        verb.starts_with('新') && !verb.ends_with('的') && item.is_some_and(listed)
                    };
                    // 1953年，某厅设某科: no more than that it has one.
                    let plain = || {
                        let first = found.group(Group::Agency).map_or(whole.start, |group| group.start);
                        let verb = line.part(whole.start..first).trim_end_matches(['“', '「']).strip_suffix('设');
                        verb.is_some_and(|t| !t.ends_with(['新', '增', '另', '单', '复', '首', '创', '重']))
                    };
                    if kind == "founded" && section() && (date.is_none() && !anew() || plain()) {
                        return;
                    }
                    let proof = self.proof(whole.clone(), form, body);
                    events.push(Event { agency, kind, date, place, from, into, unveiled, proof });
                };
            for body in subject.into_iter().chain(all).chain(named.clone()).chain(several) {
                let Some(agency) = view.body_name(body) else { continue };
                if Some(&agency) != into.as_ref() && Some(&agency) != from.as_ref() {
                    push(Some(body), agency, kind.clone(), from.clone(), into.clone());
                }
            }
            // 将某处升格为某局: what got another name was raised.
            if kind == "renamed"
                && let Some(old) = from
                && line.part(whole.clone()).trim_end_matches(['“', '「', Symbol::Agency.char()]).ends_with("升格为")
            {
                push(None, old, SmolStr::new_static("upgraded"), None, None);
            }
            if form.founds_into
                && let Some(into) = into
            {
                push(None, into, SmolStr::new_static("founded"), None, None);
            }
        }
    }

    /// 某县革委会农业局、林业局。1978年|去掉“革命委员会”字样: the bodies of this sentence and the one before, under the names that
    /// are left.
    fn shortened(self, form: &Maker, whole: Range<usize>, events: &mut Vec<Event>) {
        let Self { view, line, .. } = self;
        let sentence = line.sentence_start(whole.start);
        let from = line.sentence_start(sentence.saturating_sub(1));
        let near = line.items_in(from..whole.start).iter().rev().take(MEMBERS);
        let mut old: Vec<(usize, SmolStr)> = Vec::new();
        for item in near.filter(|i| i.symbol == Symbol::Agency) {
            let name = view.body_name(item.index).filter(|name| name.contains(form.without.as_str()));
            if let Some(name) = name.filter(|name| old.iter().all(|(_, other)| other != name)) {
                old.push((item.index, name));
            }
        }
        for (body, name) in old.into_iter().rev() {
            let agency = SmolStr::new(name.replace(form.without.as_str(), ""));
            let date = self.event_date(whole.clone(), "renamed");
            let (kind, from) = (form.kind.clone(), Some(name));
            let proof = self.proof(whole.clone(), form, Some(body));
            events.push(Event { agency, kind, date, place: None, from, into: None, unveiled: false, proof });
        }
    }

    /// 前身为|某局，1962年成立，2005年更名: whether a date stands right behind the body at byte `at`, and what is told up to byte
    /// `end` is told before a change of name.
    fn told_till_renamed(self, at: usize, end: usize) -> bool {
        let line = self.line;
        let behind = line.part(at + SYMBOL..end).trim_start_matches(['，', ',']);
        let rest = line.part(line.near_range(end, line.text.len()));
        let rest = rest.split(['。', '；', ';']).next().unwrap_or("");
        behind.starts_with(Symbol::Date.char())
            && (rest.starts_with(['，', ',']) || line.part(at..end).ends_with(['，', ',']))
            && ["更名", "改名", "易名", "改称", "现名", "升格", "改组"].iter().any(|word| rest.contains(word))
    }

    /// 由A|升格: the body right before the verb that something was raised from.
    fn came_from(self, at: usize) -> Option<usize> {
        let item = self.line.last_in(0..at).filter(|i| i.symbol == Symbol::Agency && i.at + SYMBOL == at)?;
        let head = self.line.part(0..item.at);
        head.strip_suffix('原').unwrap_or(head).ends_with(['由', '从']).then_some(item.index)
    }

    /// What a body came from, or else what `subject` says, and what it became part of.
    fn parties(self, found: &Match, subject: impl FnOnce() -> Option<usize>) -> (Option<SmolStr>, Option<SmolStr>) {
        let Self { view, line, .. } = self;
        // 由某广播电视台更名而来
        let from = found.group(Group::From);
        let other = from.clone().and_then(|range| {
            let item = line.first_in(range).filter(|i| i.symbol == Symbol::Organization)?;
            Some(view.board.organizations.get(item.index)?.value.name.clone())
        });
        // 1954年改称某厅: of what the text speaks of.
        let old = || from.and_then(|range| self.old_name(range.start)).or_else(subject);
        // 某厅是|省政府组成部门，由A和B合并组建: it was 某厅.
        let into = found.group(Group::Into).and_then(|range| line.first_in(range));
        // 隶属|某司，由A和B合并而成: nor what it is under.
        let above = |at| self.is_status(at) || at == found.range.start && line.ends(Role::Moved, at);
        let into = into.and_then(|i| if above(i.at) { self.subject_here(i.at) } else { Some(i.index) });
        (other.or_else(|| view.body_name(old()?)), into.and_then(|i| view.body_name(i)))
    }

    /// 隶属A，B: where what is no object starts, if the first of these stands in another clause than the last; whether the
    /// match `opens` with them.
    fn behind_object(self, items: &[Item], opens: bool, kind: &str) -> Option<usize> {
        let (first, last) = items.first().zip(items.last())?;
        let comma = self.line.part(first.at..last.at).rfind(['，', ','])?;
        // 转隶|新组建的A，B并入C
        let fresh = || self.line.before(Role::Fresh, first.at).filter(|_| kind != "founded");
        let head = fresh().unwrap_or(first.at);
        let moved = self.line.ends(Role::Moved, head) || self.line.part(0..first.at).ends_with(['由', '在', '归']);
        // 更名为|A，B并入C
        let moved = moved || self.line.ends(Role::Named, first.at);
        // 新设A和B，|前者挂牌: what a word stands for is spoken of anew.
        let stands_for = || {
            let word = last.span.of(self.view.page.text);
            opens && ["前者", "后者", "该", "它"].iter().any(|w| word.starts_with(w))
        };
        (moved || stands_for()).then_some(
            first.at + comma + '，'.len_utf8().min(self.line.text.get(first.at + comma..)?.chars().next()?.len_utf8()),
        )
    }

    /// 组建A，|B的牌子…: the match and its bodies without the last one, where behind the comma starts what is said of that.
    fn without_next(self, whole: Range<usize>, group: Option<Range<usize>>) -> (Range<usize>, Option<Range<usize>>) {
        let Some(bodies) = group else { return (whole, None) };
        let items = self.line.items_in(bodies.clone());
        match items.last().filter(|last| bodies.end == whole.end && !self.closes_list(last, items)) {
            Some(next) => {
                let end = self.line.part(0..next.at).trim_end_matches(['，', ',']).len().max(bodies.start);
                (whole.start..end, Some(bodies.start..end))
            }
            None => (whole, Some(bodies)),
        }
    }

    /// Whether a list ends with `last`: it has one entry, or no comma stands before it, or no word behind it.
    fn closes_list(self, last: &Item, items: &[Item]) -> bool {
        let (head, after) = self.line.text.split_at_checked(last.at).unwrap_or_default();
        let next = after.chars().nth(1);
        let goes_on = |c: char| c.is_alphanumeric() || c == Symbol::Date.char();
        items.len() < 2 || !head.ends_with(['，', ',']) || next.is_none_or(|c| !goes_on(c))
    }

    /// The body that is renamed: the one at byte `at`, or where that is an object of the clause before (A改隶B，并更名为C)
    /// the subject.
    fn old_name(self, at: usize) -> Option<usize> {
        let item = self.line.first_in(at..at + 1)?;
        // 划入|某局（后更名为…）: what the bracket tells of.
        let glossed = self.line.text.get(at + SYMBOL..).is_some_and(|t| t.starts_with(['（', '(']));
        if self.only_approves(at) {
            return self.subject_here(at);
        }
        let moved = !glossed && self.line.ends(Role::Moved, at);
        let subject = if moved { self.subject_here(at) } else { None };
        Some(subject.unwrap_or(item.index))
    }

    /// 在成都正式挂牌: the place inside the match.
    fn place(self, range: Range<usize>) -> Option<SmolStr> {
        let line = self.line;
        if line.inside(Role::Capital, range.clone()) {
            return Some(SmolStr::new_static("北京"));
        }
        let item = line.items_in(range).iter().find(|i| {
            let head = || line.part(0..i.at);
            i.symbol == Symbol::Place && head().ends_with(['在', '于'])
        })?;
        let after = line.text.get(item.at..).and_then(|t| t.chars().nth(1));
        let place = item.span.of(self.view.page.text);
        after.is_none_or(|c| c != '、').then(|| place.trim_end_matches('市').into())
    }
}

/// Whether the words of a match say that something got the name that it has now.
pub(super) fn tells_name_of_now(text: &str) -> bool {
    ["现名", "今名"].iter().any(|word| text.contains(word))
}

/// Whether what the words of a match tell to be merged stands behind a comma and is no mention.
fn merges_other(text: &str) -> bool {
    let Some((_, clause)) = text.rsplit_once(['，', ',']) else { return false };
    let subject = clause.split(['并', '归', '合', '整', Symbol::Agency.char()]).next().unwrap_or("");
    subject.starts_with('其') || subject.contains(['局', '厅', '委', '院', '所', '站', '办', '处'])
}
