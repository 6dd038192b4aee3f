//! Tenures: which person holds, takes or leaves which post.
use super::{
    Facts, Proof, Status, Tenure, Topic, View, careers,
    line::{Item, Line},
    maker::{DateOf, Maker},
    posts::Post,
    words::{Role, Roles, Words},
};
use crate::{
    matcher::{Group, Symbol},
    rules::RuleId,
    text::is_han,
    value::Edtf,
};

/// What lines of a list inherit from the line that introduces it.
#[derive(Clone, Copy, Debug, Default)]
struct ListMode {
    status: Option<Status>,
    date: Option<Edtf>,
    /// The post that heads the lines below: 成员: with one member a line.
    role: Option<usize>,
    /// The lines say what was decided: a plain 任 is an appointment.
    decided: bool,
    /// The page is a notice of such decisions, as its heading says.
    notice: bool,
}

/// A table whose cells stand one below the other: whom the cells are about.
#[derive(Clone, Copy, Debug)]
struct Cells {
    person: usize,
    /// How many lines there have been since.
    age: usize,
}

/// A list of decisions whose date stands below it, as that of a signature.
#[derive(Clone, Copy, Debug)]
struct Unsigned {
    /// How many tenures had been found before.
    from: usize,
    /// The date taken so far, of something before.
    date: Option<Edtf>,
}

/// How many tenures back one of the same title is looked for.
const BACK: usize = 200;

/// How many lines a row of a table with a cell a line has.
const CELLS: usize = 8;

/// How far back in a line, in bytes, a meeting is looked for.
const NEAR: usize = 900;

/// A form's match in a line, reduced to what a tenure needs.
struct Hit<'f> {
    form: &'f Maker,
    range: std::ops::Range<usize>,
    person: Option<usize>,
    /// The person stands behind, and the clause describes him.
    described: bool,
    post: Option<usize>,
    date: Option<usize>,
}

/// How a person stands to a post, and since and until when.
#[derive(Clone, Copy)]
struct State {
    status: Status,
    date: Option<Edtf>,
    end: Option<Edtf>,
    /// Part of a life told in order.
    career: bool,
}

impl View<'_> {
    /// Adds tenures to `facts`; whether each person on the board holds a public post.
    pub(super) fn tenures(&self, facts: &mut Facts) -> Vec<bool> {
        let mut officials = vec![false; self.board.persons.len()];
        let mut found: Vec<Tenure> = Vec::new();
        let mut topic: Option<usize> = None;
        let mut mode = ListMode::default();
        let mut last_date = None;
        let mut meeting = None;
        let mut last_post = None;
        let mut cells: Option<Cells> = None;
        let mut unsigned: Option<Unsigned> = None;
        for line in self.lines {
            if let Some(role) = self.heads_holders(line) {
                mode = ListMode { status: Some(Status::Former), role: Some(role), ..ListMode::default() };
                continue;
            }
            let mut last_chain: Option<(usize, usize)> = None;
            // The last that somebody is said to hold.
            let mut held: Option<(usize, usize)> = None;
            // Where a sentence starts that tells what was decided.
            let mut deciding = None;
            // The post that somebody is said to have left; both with where that is said.
            let mut left: Option<(usize, usize)> = None;
            let before_line = found.len();
            let hits = self.hits(line);
            let list_line =
                !hits.is_empty() && line.text.len() <= 240 && !line.text.trim_end_matches(['。', ' ']).contains('。');
            for hit in hits {
                let persons = match hit.person {
                    Some(people) => self.people[people].persons.clone().collect(),
                    None => self.spoken_of(line, hit.range.start, topic, &found),
                };
                if hit.person.is_none() && is_anothers(self.words(), line, hit.range.start) {
                    continue;
                }
                let chain = match hit.post {
                    Some(chain) => Some(chain),
                    None => {
                        let vacant = left.filter(|_| hit.form.status == Status::Appointed);
                        // 局长张三之前是…，前任李四: in the post that is held.
                        let before = held.filter(|_| hit.form.status == Status::Former);
                        vacant.or(before).or(last_chain).filter(|&(_, at)| at < hit.range.start).map(|(chain, _)| chain)
                    }
                };
                if let Some(chain) = hit.post {
                    let here = (chain, hit.range.start);
                    let over = self.posts(chain).iter().any(|p| p.former);
                    last_chain = Some(here);
                    if !over && matches!(hit.form.status, Status::Current | Status::Appointed) {
                        held = Some(here);
                    }
                    left =
                        (over || matches!(hit.form.status, Status::Former | Status::Removed)).then_some(here).or(left);
                }
                let Some(chain) = chain.filter(|_| !persons.is_empty()) else { continue };
                let posts = self.posts(chain);
                let inside = line.text.get(hit.range.clone()).unwrap_or("");
                let roles = self.words().roles_in(inside);
                if self.is_prospect(line, &hit, roles) {
                    for person in persons {
                        officials[person] |= posts.iter().any(|post| post.public);
                    }
                    continue;
                }
                // 是院长的名字: about the word.
                if hit.form.date == DateOf::Clause
                    && line.text.get(hit.range.end..).is_some_and(|t| t.starts_with('的'))
                    && hit.person.is_none()
                {
                    continue;
                }
                // 组长:张三　国务院副秘书长: the post behind the name is no part of the list's news.
                let headed = mode.role.is_some() || line.items.first().is_some_and(|i| i.symbol == Symbol::Posts);
                let aside = headed && inside.ends_with(Symbol::Posts.char()) && hit.form.date == DateOf::None;
                // 依照院长张三的提请: the one who proposes is no part of it, either.
                let rest = line.text.get(hit.range.end..).unwrap_or("");
                let listed = list_line && !aside && !self.words().starts(Role::Attends, rest);
                let sentence = line.sentence_start(hit.range.start);
                let mut state = self.state(line, &hit, roles, listed.then_some(mode), deciding == Some(sentence));
                if hit.form.status == Status::Removed
                    || hit.form.status == Status::Current && state.status == Status::Appointed
                {
                    deciding = Some(sentence);
                }
                if state.date.is_none() && matches!(state.status, Status::Appointed | Status::Removed) {
                    state.date = self.met(line, hit.range.start).or(meeting).filter(|_| self.is_decided(line, &hit));
                }
                // 任A，后来升为B: A is over, and its date is not that of B.
                let verb = line.clause_start(hit.range.end.saturating_sub(Symbol::Posts.char().len_utf8() + 1));
                let clause = line.text.get(verb..hit.range.end).unwrap_or("");
                if hit.post.is_some() && self.words().inside(Role::Later, clause) {
                    if !clause.contains(Symbol::Date.char()) {
                        state.date = None;
                    }
                    let named = |t: &Tenure| persons.iter().any(|&p| self.board.persons[p].value.name == t.person);
                    let held = |t: &&mut Tenure| t.career && t.status == Status::Current && named(t);
                    found[before_line..].iter_mut().filter(held).for_each(|t| t.status = Status::Former);
                }
                // A、B分别当选X和Y: one each.
                let each = posts.len() > 1 && persons.len() == posts.len() && inside.contains("分别");
                for (n, person) in persons.into_iter().enumerate() {
                    for (_, post) in posts.iter().enumerate().filter(|(m, _)| !each || *m == n) {
                        officials[person] |= post.public;
                        let past = post.former && state.status == Status::Current;
                        let status = if past { Status::Former } else { state.status };
                        let tenure = self.tenure(person, post, State { status, ..state }, hit.form.rule);
                        let first = post.first && hit.post.is_some();
                        // 周明远局长说: the post that the page named him with before.
                        let beside = state.status == Status::Current
                            && inside.trim_matches([Symbol::Persons.char(), Symbol::Posts.char()]).is_empty();
                        let name = &self.board.persons[person].value.name;
                        if post.bare
                            && beside
                            && found.iter().rev().take(BACK).any(|t| t.person == *name && t.title == post.title)
                        {
                            continue;
                        }
                        found.extend(tenure.map(|tenure| Tenure { first, ..tenure.acting(&hit.form.acting) }));
                    }
                }
            }
            // The lines of one list have one post.
            if let Some(role) = self.role_line(line, &mode, last_post, &mut officials, &mut found) {
                mode.role = Some(role);
            }
            self.cell(line, &mut cells, &mut officials, &mut found);
            self.sign(line, &mut unsigned, &mut found);
            if let Some(item) = line.items.iter().find(|i| i.symbol == Symbol::Persons) {
                topic = Some(item.index);
            }
            let notice = self.is_notice(line);
            let introduced = self.list_mode(line, &mut mode, &mut last_date) || notice;
            (mode.notice, mode.decided) = (mode.notice || notice, mode.decided || mode.notice || notice);
            if introduced {
                let dated = line.holds(Symbol::Date);
                unsigned = (mode.decided && !dated).then_some(Unsigned { from: found.len(), date: mode.date });
            }
            meeting = self.met(line, line.text.len()).or(meeting);
            let posts = line.items.iter().rev().find(|i| i.symbol == Symbol::Posts);
            last_post = posts.map(|i| i.index).or(last_post);
        }
        facts.tenures = careers::settle(found, self.today);
        officials
    }

    /// 　　丁向阳　国务院副秘书长: one more of those whom a line above calls 副组长. 第二任　李秋白　2005.06—2013.11: one
    /// of those who held the post that the page spoke of last.
    fn role_line(
        &self,
        line: &Line<'_>,
        mode: &ListMode,
        last_post: Option<usize>,
        officials: &mut [bool],
        found: &mut Vec<Tenure>,
    ) -> Option<usize> {
        let first = line.items.first().filter(|i| i.symbol == Symbol::Persons)?;
        let head = line.text.get(..first.at).unwrap_or("?").trim();
        let ordinal = is_ordinal(head);
        let role = mode.role.or(last_post.filter(|_| ordinal)).filter(|_| ordinal || head.is_empty())?;
        let status = if ordinal { Status::Former } else { mode.status.unwrap_or(Status::Current) };
        let mut state = State { status, date: mode.date, end: None, career: false };
        // 周明远　1983.05—1988.04: since when and until when.
        if let Some(item) = line.items.get(1).filter(|i| i.symbol == Symbol::Date && status == Status::Former) {
            match self.board.dates.get(item.index).and_then(|d| d.value.value) {
                Some(Edtf::Interval(a, b)) => (state.date, state.end) = (Some(Edtf::Point(a)), Some(Edtf::Point(b))),
                Some(Edtf::Open(a)) => (state.date, state.status) = (Some(Edtf::Point(a)), Status::Current),
                other => state.date = other,
            }
        }
        for person in self.people[first.index].persons.clone() {
            for post in self.posts(role) {
                officials[person] |= post.public;
                found.extend(self.tenure(person, post, state, self.relate.role_list));
            }
        }
        Some(role)
    }

    /// A cell of a table that holds the posts of the person whose name a line above holds alone.
    fn cell(&self, line: &Line<'_>, cells: &mut Option<Cells>, officials: &mut [bool], found: &mut Vec<Tenure>) {
        let text = line.text.trim();
        let Some(first) = line.items.first() else {
            *cells = cells.filter(|_| text.chars().count() <= 20).map(|c| Cells { age: c.age + 1, ..c });
            return;
        };
        let alone = line.items.len() == 1 && text.chars().count() == 1;
        if first.symbol == Symbol::Persons && alone && self.people[first.index].persons.len() == 1 {
            *cells = Some(Cells { person: self.people[first.index].persons.start, age: 0 });
            return;
        }
        let Some(row) = cells.filter(|c| c.age < CELLS && !line.holds(Symbol::Persons) && !text.contains('。')) else {
            *cells = None;
            return;
        };
        *cells = Some(Cells { age: row.age + 1, ..row });
        // Posts right below the name are those of a caption or a signature as well: a row has more cells.
        if row.age == 0 || !text.starts_with(Symbol::Posts.char()) {
            return;
        }
        let state = State { status: Status::Current, date: None, end: None, career: false };
        for post in line.items.iter().filter(|i| i.symbol == Symbol::Posts).flat_map(|i| self.posts(i.index)) {
            officials[row.person] |= post.public;
            let status = if post.former { Status::Former } else { state.status };
            found.extend(self.tenure(row.person, post, State { status, ..state }, self.relate.role_list));
        }
    }

    /// A date alone on a line below a list of decisions: that of its signature, and so of what was decided.
    fn sign(&self, line: &Line<'_>, unsigned: &mut Option<Unsigned>, found: &mut [Tenure]) {
        let Some(list) = *unsigned else { return };
        let alone = line.items.len() == 1 && line.text.trim().chars().count() == 1;
        let date = line.items.first().filter(|i| alone && i.symbol == Symbol::Date);
        let Some(date) = date.and_then(|i| self.board.dates.get(i.index)?.value.value).map(day_only) else { return };
        if date.start().precision() < 5 || found.len() == list.from {
            return;
        }
        let decided = |t: &&mut Tenure| matches!(t.status, Status::Appointed | Status::Removed);
        for tenure in found[list.from..].iter_mut().filter(decided).filter(|t| t.date.is_none() || t.date == list.date)
        {
            tenure.date = Some(date);
        }
        *unsigned = None;
    }

    /// 历任厅长(1983年起): the post that the lines below give the holders of.
    fn heads_holders(&self, line: &Line<'_>) -> Option<usize> {
        let post = line.items.iter().find(|i| i.symbol == Symbol::Posts)?;
        let heads = line.text.get(..post.at).is_some_and(|t| self.words().ends(Role::AllHolders, t));
        let text = line.text.trim();
        let short = || text.chars().count() <= 20 && !text.ends_with(['。', '，', '；']);
        (heads && !line.holds(Symbol::Persons) && short()).then_some(post.index)
    }

    /// The day of the meeting that a line tells of before byte `at`, if it is near.
    fn met(&self, line: &Line<'_>, at: usize) -> Option<Edtf> {
        let from = at.saturating_sub(NEAR);
        let items = line.items_in(from..at);
        // Asked once for all dates.
        let tells = || line.text.get(line.text.floor_char_boundary(from)..at).is_some_and(|t| t.contains("会议"));
        if !items.iter().any(|i| i.symbol == Symbol::Date) || !tells() {
            return None;
        }
        let at_meeting = |i: &&Item| {
            let rest = || line.text.get(i.at..at).unwrap_or("");
            i.symbol == Symbol::Date && rest().split('。').next().is_some_and(|sentence| sentence.contains("会议"))
        };
        let item = items.iter().rev().find(at_meeting)?;
        let day = self.board.dates.get(item.index).and_then(|d| d.value.value).map(day_only);
        day.filter(|d| d.start().precision() >= 5)
    }

    /// Whether the sentence reports what a meeting decided: 会议免去…, 根据会议决定,…, …被任命为….
    fn is_decided(&self, line: &Line<'_>, hit: &Hit<'_>) -> bool {
        let from = line.sentence_start(hit.range.start).max(hit.range.start.saturating_sub(NEAR));
        let from = line.text.floor_char_boundary(from);
        let sentence = line.text.get(from..hit.range.end).unwrap_or("");
        self.words().inside(Role::Decided, sentence)
    }

    /// What the members of a list become, by the line that introduces it.
    fn listed_status(&self, text: &str) -> Option<Status> {
        let roles = self.words().roles_in(text);
        let appointed = roles.has(Role::ListAppointed).then_some(Status::Appointed);
        if roles.has(Role::ListRemoved) { Some(Status::Removed) } else { appointed }
    }

    /// The matches of all forms in a line: for each chain of posts the longest.
    fn hits(&self, line: &Line<'_>) -> Vec<Hit<'_>> {
        let mut all: Vec<Hit<'_>> = Vec::new();
        if !line.holds(Symbol::Posts) && !line.holds(Symbol::Persons) {
            return all;
        }
        for (form, found) in self.matches(line, Topic::Tenures) {
            let after = line.text.get(found.range.end..).unwrap_or("");
            if form.alone && after.starts_with([Symbol::Posts.char(), Symbol::Persons.char()]) {
                continue;
            }
            let item = |group| line.items_in(found.group(group)?).first().map(|i| i.index);
            let (person, post, date) = (item(Group::Person), item(Group::Post), item(Group::Date));
            if form.only_acting && !post.is_some_and(|chain| self.posts(chain).iter().all(|p| is_acting(&p.title))) {
                continue;
            }
            let described = post.and_then(|_| self.described(line, &found.range, post, person.is_some()));
            let mut range = found.range.clone();
            let mut person = described.or(person);
            let first = line.items_in(range.clone()).first().filter(|i| {
                i.at == range.start && i.symbol == Symbol::Persons && Some(i.index) == person && described.is_none()
            });
            let verb = found.group(Group::Post).map_or(range.end, |post| post.start);
            if first.is_some_and(|i| self.turns(line, i, verb)) {
                range.start = line.clause_start(verb);
                person = None;
            }
            all.push(Hit { form, range, person, described: described.is_some(), post, date });
        }
        if all.len() < 2 && !all.iter().any(|h| h.form.one_by_one) {
            return all;
        }
        // Where several forms speak of one chain and one person, the longer match says more; a form that finds the
        // person by itself beats one that takes it from the context.
        all.sort_by_key(|h| {
            // 曾出任, 相继出任 says more than 出任, and that more than a name beside a title.
            let sure = match h.form.status {
                Status::Former => 0,
                Status::Appointed => 1,
                Status::Removed => 2,
                Status::Current => 3,
            };
            let known = h.person.is_some() || h.form.one_by_one;
            // 曾任A局局长的张三: the clause reaches to whom it describes.
            let reach = if h.described { 2 * Symbol::Posts.char().len_utf8() } else { 0 };
            (h.post.is_none(), !known, std::cmp::Reverse(h.range.len() + reach), sure, h.form.rule)
        });
        let mut kept: Vec<Hit<'_>> = Vec::new();
        let mut posts = rustc_hash::FxHashMap::default();
        for hit in all {
            let rival = match hit.post {
                // 张三卸任局长，由李四接手: one leaves what the other takes.
                Some(post) => match posts.insert((post, hit.form.besides), (hit.form.status, hit.person)) {
                    None => false,
                    Some(first @ (status, person)) => {
                        posts.insert((post, hit.form.besides), first);
                        hit.form.status != Status::Removed
                            || status != Status::Appointed
                            || person.is_none()
                            || hit.person.is_none()
                            || person == hit.person
                    }
                },
                None => kept.iter().any(|k| {
                    let within = k.range.start <= hit.range.start && hit.range.end <= k.range.end;
                    hit.person == k.person && within && hit.form.status == k.form.status
                }),
            };
            if rival {
                continue;
            }
            if hit.form.one_by_one {
                let people = self.one_by_one(line, &hit.range);
                kept.extend(people.into_iter().map(|p| Hit { person: Some(p), range: hit.range.clone(), ..hit }));
            } else {
                kept.push(hit);
            }
        }
        // 由副局长周明远接任: whose office is taken comes before what 副局长 says of him.
        kept.sort_by_key(|h| (h.range.start, h.post.is_some()));
        kept
    }

    /// 拟任, 拟提名: no tenure yet. `inside` are the roles of the words in the match.
    fn is_prospect(&self, line: &Line<'_>, hit: &Hit<'_>, inside: Roles) -> bool {
        let before = line.text.get(..hit.range.start).unwrap_or("");
        let clause = line.text.get(line.clause_start(hit.range.start)..hit.range.start).unwrap_or("");
        let clause = self.words().roles_in(clause);
        let named = inside.has(Role::Naming) || clause.has(Role::Naming);
        inside.has(Role::Intended)
            || inside.has(Role::Nomination)
            || clause.has(Role::Nomination) && !named
            || self.words().ends(Role::Intended, before)
    }

    /// `deciding`: the sentence told already of what was decided.
    fn state(&self, line: &Line<'_>, hit: &Hit<'_>, roles: Roles, mode: Option<ListMode>, deciding: bool) -> State {
        let mut status = hit.form.status;
        // 今年以来: since when the page looks back, and no date of what it tells.
        let date_of = |index: usize| {
            let date = self.board.dates.get(index)?;
            let since = self.page.text.get(date.span.end()..).is_some_and(|t| t.starts_with("以来"));
            date.value.value.filter(|_| !since)
        };
        let sentence = line.sentence_start(hit.range.start);
        let verb = hit.range.end;
        let mut date = match hit.form.date {
            DateOf::Own => hit.date.and_then(date_of),
            DateOf::Sentence => {
                // 调任A局局长，6月3日履新: else the day on which it takes effect.
                let before = line.last_outside(Symbol::Date, sentence, verb);
                let before = before.filter(|i| !elapsed(line.text.get(i.at..verb).unwrap_or("")));
                let effect = || line.items_in(verb..line.text.len()).first().filter(|i| self.is_effect(line, verb, i));
                before.or_else(effect).and_then(|i| date_of(i.index))
            }
            DateOf::Clause => {
                // 1993年毕业后进入A,历任…: the date of another clause is not that of the verb.
                let own = line.clause_start(verb.saturating_sub(Symbol::Posts.char().len_utf8() + 1));
                let near = |i: &&Item| {
                    let between = line.text.get(i.at + i.symbol.char().len_utf8()..own).unwrap_or("");
                    i.at >= own || between.chars().count() <= 8
                };
                let inside = line.last(Symbol::Date, hit.range.start, verb);
                let inside = inside.filter(|i| !self.is_birth(line, i.at) && near(i));
                let clause = line.clause_start(hit.range.start);
                // 2021年8月，同时任…: the date may stand in the clause before.
                let before = || {
                    let near =
                        line.last(Symbol::Date, sentence, hit.range.start).filter(|i| !self.is_birth(line, i.at))?;
                    let between = line.text.get(near.at + Symbol::Date.char().len_utf8()..hit.range.start)?;
                    // 部长　周明远　1982.05—1983.12（此前任…）: the date of what the bracket, or the next cell, adds to.
                    if between.ends_with(['（', '(']) || between.contains('\t') {
                        return None;
                    }
                    // 2020年，掌管A厅，职务是厅长: the body is that of the post.
                    let helm = self.words().inside(Role::Helm, between);
                    let clear =
                        !between.contains(Symbol::Posts.char()) && (helm || !between.contains(Symbol::Agency.char()));
                    let reach = if helm { 16 } else { 8 };
                    (clear && (near.at >= clause || between.chars().count() <= reach)).then_some(near)
                };
                inside.or_else(before).and_then(|i| date_of(i.index))
            }
            DateOf::None => None,
        };
        let inside = line.text.get(hit.range.clone()).unwrap_or("");
        if hit.form.date == DateOf::Clause && status == Status::Current {
            let verb_is = |verb: &str| inside.trim_end_matches(Symbol::Posts.char()).ends_with(verb);
            let holding = roles.has(Role::Holding);
            if date.is_none() && verb_is("任") && !holding && !inside.contains("兼任") {
                date = line
                    .last(Symbol::Date, sentence, verb)
                    .filter(|i| !self.is_birth(line, i.at))
                    .and_then(|i| date_of(i.index));
            }
            // A decision counts for what it introduces: not past another post, unless the verb is a mere 为.
            let introduction = if verb_is("为") || deciding && verb_is("任") {
                line.sentence_before(hit.range.start)
            } else {
                let first = line.items_in(hit.range.clone()).first().map(|p| p.at);
                let apposed = |i: &&Item| Some(i.at + i.symbol.char().len_utf8()) == first;
                let before = line.items_in(sentence..hit.range.start).iter().rev();
                let mut posts = before.filter(|i| i.symbol == Symbol::Posts);
                let last_post = posts.find(|i| !apposed(i)).map_or(sentence, |i| i.at);
                line.text.get(last_post..hit.range.start).unwrap_or("")
            };
            if !holding && self.words().inside(Role::Announcement, introduction) {
                status = Status::Appointed;
                date = line.last(Symbol::Date, 0, verb).and_then(|i| date_of(i.index)).or(date);
            }
        }
        let plain = hit.form.date == DateOf::Clause && status == Status::Current;
        if plain && mode.is_some_and(|m| m.decided) && !self.words().inside(Role::Holding, inside) {
            status = Status::Appointed;
        }
        if let Some(mode) = mode
            && matches!(status, Status::Current | Status::Appointed | Status::Removed)
        {
            if status == Status::Current
                && let Some(listed) = mode.status
            {
                status = listed;
            }
            let told = mode.status.is_some() || matches!(status, Status::Appointed | Status::Removed);
            date = date.or(mode.date.filter(|_| told));
        }
        // 由…担任（2017年1月—2021年10月）, 部长　周明远　1982.05—1985.09: the years behind.
        let behind = line.items_in(hit.range.end..line.text.len()).first().filter(|i| {
            let between = line.text.get(hit.range.end..i.at).unwrap_or("?");
            i.symbol == Symbol::Date
                && (matches!(between, "（" | "(") || !between.is_empty() && between.trim().is_empty())
        });
        let behind = behind.filter(|_| hit.form.date != DateOf::Own);
        match behind.and_then(|i| date_of(i.index)) {
            Some(years @ Edtf::Interval(..)) => (status, date) = (Status::Former, Some(years)),
            Some(since @ Edtf::Open(..)) if status == Status::Current => date = Some(since),
            _ => {}
        }
        let end = match date {
            // 2016年10月至2021年6月任院长
            Some(Edtf::Interval(a, b)) if matches!(status, Status::Former | Status::Current) => {
                status = Status::Former;
                date = Some(Edtf::Point(a));
                Some(Edtf::Point(b))
            }
            Some(Edtf::Open(a)) => {
                if hit.form.date == DateOf::Own {
                    status = Status::Current;
                }
                date = Some(Edtf::Point(a));
                None
            }
            _ => None,
        };
        // Where a plain 任 was read as an appointment that the page reports, it is no line of a life.
        let reported = hit.form.status == Status::Current && status == Status::Appointed;
        // 现任: the end of a life told in order, not one of its steps.
        let now = inside.contains("现任") || inside.contains("现为");
        State { status, date: date.map(day_only), end, career: hit.form.career && !reported && !now }
    }

    /// Whether the mention behind a verb is the day on which that takes effect: ，由5月2日起生效.
    fn is_effect(&self, line: &Line<'_>, verb: usize, item: &Item) -> bool {
        let lead = line.text.get(verb..item.at).unwrap_or("").trim_start_matches(['，', ',']);
        let rest = line.text.get(item.at + item.symbol.char().len_utf8()..).unwrap_or("");
        item.symbol == Symbol::Date
            && matches!(lead, "" | "于" | "由" | "自" | "并于" | "将于")
            && (["履新", "上任", "到任", "就任", "就职", "生效", "起生效", "起上任", "起履新", "接任"]
                .iter()
                .any(|w| rest.starts_with(w))
                || lead.is_empty() && self.words().ends(Role::Naming, clause_of(rest)))
    }

    /// Whether the date at byte `at` is that of a birth or the like: 1970年9月生.
    fn is_birth(&self, line: &Line<'_>, at: usize) -> bool {
        let after = line.text.get(at + Symbol::Date.char().len_utf8()..).unwrap_or("");
        let before = line.text.get(..at).unwrap_or("");
        self.words().starts(Role::Life, after) || self.words().ends(Role::LifeAt, before)
    }

    /// The tenure of a person on the board, if the post is in a public body that is known.
    fn tenure(&self, person: usize, post: &Post, state: State, rule: RuleId) -> Option<Tenure> {
        let organization = post.organization.clone().filter(|_| post.public)?;
        let found = self.board.persons.get(person)?;
        let mentions = [Some(found.span), post.body, Some(post.word)].into_iter().flatten().collect();
        // Evidence never reaches over another line.
        let whole = found.span.cover(post.span);
        let near = self.page.layout.line_at(post.span.start()).contains(whole);
        Some(Tenure {
            person: found.value.name.clone(),
            organization,
            title: post.title.clone(),
            status: state.status,
            date: state.date,
            end_date: state.end,
            career: state.career,
            first: post.first,
            proof: Proof { evidence: if near { whole } else { post.span }, mentions, rule },
        })
    }

    /// 关于周明远等任职的通知: the heading of a list of decisions.
    fn is_notice(&self, line: &Line<'_>) -> bool {
        let text = line.text.trim_end();
        text.ends_with(['知', '定', '告', '单'])
            && text.chars().count() <= 40
            && ["通知", "决定", "公告", "名单"].iter().any(|word| text.ends_with(word))
            && self.listed_status(text).is_some()
    }

    /// 任命:, 名单如下:, 免职 — what the lines below inherit; whether this line introduces them.
    fn list_mode(&self, line: &Line<'_>, mode: &mut ListMode, last_date: &mut Option<Edtf>) -> bool {
        if let Some(date) = line.items.iter().rev().find(|i| i.symbol == Symbol::Date) {
            *last_date = self
                .board
                .dates
                .get(date.index)
                .and_then(|d| d.value.value)
                .map(day_only)
                .filter(|d| d.start().precision() >= 5);
        }
        let text = line.text.trim_end();
        // Running text introduces no list.
        let introduces = text.ends_with(['：', ':']) || text.contains("如下");
        if text.len() > 240 && !introduces {
            *mode = ListMode { notice: mode.notice, ..ListMode::default() };
            return false;
        }
        let bare = text.len() <= 6 * 4
            && text.chars().count() <= 6
            && !line.items.iter().any(|i| matches!(i.symbol, Symbol::Posts | Symbol::Persons));
        // What no list is introduced by need not be asked.
        let status = if introduces || bare { self.listed_status(text) } else { None };
        let listed = line.items.iter().any(|i| matches!(i.symbol, Symbol::Posts | Symbol::Persons | Symbol::Agency));
        let heads = line
            .items
            .first()
            .filter(|i| i.symbol == Symbol::Posts && line.text.get(..i.at).is_some_and(|t| t.trim().is_empty()));
        if let Some(item) = heads
            && line.items.get(1).is_some_and(|i| i.symbol == Symbol::Persons)
            && line.items.get(2).is_some_and(|i| i.symbol == Symbol::Posts)
        {
            mode.role = Some(item.index);
        }
        if introduces {
            // 2025年3月14日省人民政府研究决定：
            let decided = status.is_some() || self.words().inside(Role::Announcement, text);
            *mode = ListMode { status, date: last_date.filter(|_| decided), role: None, decided, notice: mode.notice };
        } else if bare && status.is_some() {
            mode.status = status;
            mode.date = mode.date.or(*last_date);
        } else if text.len() > 60 && text.contains('。') && text.chars().count() > 60 || !listed && !bare {
            *mode = ListMode { notice: mode.notice, ..ListMode::default() };
        }
        introduces
    }
}

/// 第二任, 首任: which of several holders.
fn is_ordinal(word: &str) -> bool {
    let word = word.trim_end_matches(['：', ':', '、', '.']);
    let number = word.strip_prefix('第').and_then(|t| t.strip_suffix('任'));
    matches!(word, "首任" | "末任" | "前任")
        || number.is_some_and(|n| !n.is_empty() && n.chars().all(|c| "0123456789一二三四五六七八九十".contains(c)))
}

impl Tenure {
    /// The same of one who acts as the holder: 代理.
    fn acting(mut self, word: &str) -> Self {
        if !word.is_empty() && !self.title.starts_with(word) {
            self.title = [word, &self.title].into_iter().collect();
        }
        self
    }
}

/// Whether a verb at byte `at` without a person of its own is said of somebody else than the text speaks of: after
/// 不再, or behind a word at the line's head that was not read as the name it is.
fn is_anothers(words: &Words, line: &Line<'_>, at: usize) -> bool {
    let head = line.text.get(..at).unwrap_or("");
    if head.ends_with("不再") || head.ends_with("不再继续") {
        return true;
    }
    let word = head.trim_start_matches([' ', '\u{3000}']);
    let chars = word.chars().count();
    let han = word.chars().all(is_han);
    (2..=4).contains(&chars) && han && !words.is(Role::Adverb, word)
}

/// Whether time passes in a text: 三年后, 半个月之后.
fn elapsed(text: &str) -> bool {
    text.match_indices('后').any(|(at, _)| {
        let head = text.get(..at).unwrap_or("").trim_end_matches(['之', '以']);
        let number = head.trim_end_matches("个月").trim_end_matches(['年', '月', '天', '日', '周']);
        number.len() < head.len()
            && number.ends_with(|c: char| c.is_ascii_digit() || "半一二两三四五六七八九十几数多".contains(c))
    })
}

/// Whether a title is that of one who acts for another: 代理检察长, 代县长.
fn is_acting(title: &str) -> bool {
    title.starts_with(['代', '署'])
}

/// The clause that opens `text`.
fn clause_of(text: &str) -> &str {
    text.split(['。', '；', '，', ',', ';', '\n']).next().unwrap_or("")
}

fn day_only(value: Edtf) -> Edtf {
    match value {
        Edtf::Point(p) => Edtf::Point(p.without_time()),
        other => other,
    }
}
