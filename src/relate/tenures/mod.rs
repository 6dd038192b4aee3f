//! Tenures: which person holds, takes or leaves which post.
mod clause;
mod hits;
mod lists;
mod own;
mod state;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::{
    Status, View, is_grade,
    maker::{DateOf, Maker},
    posts::Post,
    told::Told,
    words::Role,
};
use crate::{matcher::Symbol, rules::RuleId, value::Edtf};

use clause::{
    clause_of, day_only, in_bracket, is_anothers, is_decided, is_prospect, is_taken, listed_behind, one_of_two,
    people_before, people_behind, verbs_clause,
};
use hits::{Hit, Taken};
use lists::{Cells, ListMode, Stack, Unsigned};
use state::elapsed;

/// How many tenures back one of the same title is looked for.
const BACK: usize = 200;
/// How many statements on one is looked at for where somebody goes.
const ON: usize = 8;

/// How a person stands to a post, and since and until when.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub(super) status: Status,
    pub(super) date: Option<Edtf>,
    pub(super) end: Option<Edtf>,
    /// Part of a life told in order.
    pub(super) career: bool,
}

/// What one place of the page says of a person and a post.
#[derive(Clone, Debug)]
pub(super) struct Said<'v> {
    /// The person's place on the board, and the number of the name.
    pub(super) person: usize,
    pub(super) name: u32,
    pub(super) post: &'v Post,
    pub(super) organization: &'v SmolStr,
    /// The title, with the word for one who acts as the holder.
    pub(super) title: SmolStr,
    pub(super) state: State,
    pub(super) first: bool,
    /// The words say that nobody else holds the post since: somebody takes it over, or is replaced in it.
    pub(super) succeeds: bool,
    /// The date is that of a meeting told of before, not one that stands beside it.
    pub(super) inferred: bool,
    /// It only adds the date to what was said before.
    pub(super) dates: bool,
    /// Somebody leaves another office for it (转任).
    pub(super) moves: bool,
    /// No more is said than that the post stands beside the name.
    pub(super) beside: bool,
    pub(super) rule: RuleId,
}

/// Reads who holds what, line by line.
pub(super) struct Tenures<'v> {
    view: &'v View<'v>,
    /// Whether each person on the board holds a public post.
    pub(super) officials: Vec<bool>,
    pub(super) found: Vec<Said<'v>>,
    /// The names of those who have died, and the rules that tell it.
    gone: FxHashMap<u32, RuleId>,
    taken: Taken,
    /// The people that the text spoke of last.
    topic: Option<usize>,
    mode: ListMode,
    /// Whether headings are numbered.
    numbered: bool,
    last_date: Option<Edtf>,
    meeting: Option<Edtf>,
    /// The day that heads the lines below: ◎1月15日　第一场.
    day: Option<Edtf>,
    last_post: Option<usize>,
    /// The post whose holders the page counts.
    counted: Option<usize>,
    cells: Option<Cells>,
    stack: Option<Stack>,
    unsigned: Option<Unsigned>,
    /// The post whose holder the line before asks for.
    asked: Option<usize>,
}

/// A chain of posts, and where something is said of it.
type Place = (usize, usize);

/// What a line has told so far.
#[derive(Default)]
struct Thread {
    last_chain: Option<Place>,
    /// The last that somebody is said to hold.
    held: Option<Place>,
    /// The post that somebody is said to have left.
    left: Option<Place>,
    /// Where the last match with a post ends.
    told: usize,
    /// Where a sentence starts that tells what was decided.
    deciding: Option<usize>,
    /// How somebody stands to the last posts, and where that is said.
    said: Option<(usize, State)>,
}

impl Thread {
    /// The posts that a match speaks of: its own, else those that somebody left or holds, else the last ones.
    fn chain(&mut self, hit: &Hit<'_>, over: impl FnOnce(usize) -> bool) -> Option<usize> {
        let status = hit.form.status;
        let Some(chain) = hit.post else {
            let vacant = self.left.filter(|_| status == Status::Appointed);
            // 局长张三之前是…，前任李四: in the post that is held.
            let before = self.held.filter(|_| matches!(status, Status::Former | Status::Removed));
            let chain = vacant.or(before).or(self.last_chain).filter(|&(_, at)| at < hit.range.start);
            if status == Status::Removed {
                self.left = chain.or(self.left);
            }
            return chain.map(|(chain, _)| chain);
        };
        // 厅长由|副省长张三|兼任: what he is besides is no post that the text goes on about.
        let aside = self.last_chain.is_some() && hit.is_beside() && hit.range.end <= self.told;
        self.told = self.told.max(hit.range.end);
        if aside {
            return Some(chain);
        }
        let here = Some((chain, hit.range.start));
        let over = over(chain);
        self.last_chain = here;
        if !over && matches!(status, Status::Current | Status::Appointed) {
            self.held = here;
        }
        if over || matches!(status, Status::Former | Status::Removed) {
            self.left = here;
        }
        Some(chain)
    }
}

impl<'v> Tenures<'v> {
    pub(super) fn new(view: &'v View<'v>) -> Self {
        Self {
            view,
            officials: vec![false; view.board.persons.len()],
            found: Vec::with_capacity(view.chains.len()),
            gone: FxHashMap::default(),
            taken: Taken::new(view.chains.len()),
            topic: None,
            mode: ListMode::default(),
            numbered: false,
            last_date: None,
            meeting: None,
            day: None,
            last_post: None,
            counted: None,
            cells: None,
            stack: None,
            unsigned: None,
            asked: None,
        }
    }

    /// Takes the next line in.
    pub(super) fn read(&mut self, line: &Told<'_>) {
        if let Some(role) = self.heads_holders(line) {
            self.mode = ListMode::of_holders(role);
            return;
        }
        if let Some(body) = self.era(line) {
            self.mode.body = Some(body);
            return;
        }
        self.section(line);
        self.day = self.heading_day(line, self.day);
        self.hits_of(line);
        self.answer(line);
        // The lines of one list have one post.
        if let Some(role) = self.role_line(line) {
            self.mode.role = Some(role);
        }
        self.cell(line);
        self.stack(line);
        self.sign(line);
        if let Some(item) = line.first(Symbol::Persons) {
            self.topic = Some(item.index);
        }
        self.list_mode(line);
        self.meeting = self.view.met(line, line.text.len()).or(self.meeting);
        self.last_post = line.last_of(Symbol::Posts).map(|i| i.index).or(self.last_post);
        self.counted = self.counted_before(line, line.text.len());
    }

    /// Says what the matches of a line tell.
    fn hits_of(&mut self, line: &Told<'_>) {
        if line.matches.is_empty() {
            return;
        }
        let view = self.view;
        let hits = view.hits(line, &mut self.taken);
        let of_list =
            !hits.is_empty() && line.text.len() <= 240 && !line.text.trim_end_matches(['。', ' ']).contains('。');
        let headed = self.mode.role.is_some() || line.items.first().is_some_and(|i| i.symbol == Symbol::Posts);
        let before_line = self.found.len();
        let mut thread = Thread::default();
        for (n, hit) in hits.iter().enumerate() {
            let persons = match hit.person {
                Some(people) => view.people[people].persons.clone().collect(),
                None => view.spoken_of(line, hit.range.start, self.topic, &self.found),
            };
            let unread = || hit.form.status == Status::Removed && view.is_unread(line, hit.range.start);
            if hit.person.is_none() && (is_anothers(line, hit.range.start) || unread()) {
                continue;
            }
            if hit.form.only_vacant && thread.left.is_none()
                || hit.form.only_held && thread.left.or(thread.held).is_none()
            {
                continue;
            }
            if hit.form.all_posts {
                for &person in &persons {
                    self.gone.entry(view.names[person]).or_insert(hit.form.rule);
                }
                continue;
            }
            let told = if hit.form.own_post { self.told_of(&persons) } else { None };
            let whose = match hit.post {
                None if hit.form.own_post => match told {
                    None => continue,
                    Some((post, _)) => Some(post),
                },
                None => self.held_before(line, hit.range.start).or_else(|| self.left_by(line, hit)),
                Some(_) => None,
            };
            let chain = match hit.post {
                // 历任局长:张三(…,后任|B副局长)、李四(…): the page goes on about the post before the bracket.
                Some(chain) if thread.last_chain.is_some() && in_bracket(line, hit, chain) => Some(chain),
                None if hit.form.counted && self.counted_before(line, hit.range.start).is_some() => {
                    self.counted_before(line, hit.range.start)
                }
                _ => thread.chain(hit, |chain| view.posts(chain).iter().any(|p| p.former)),
            };
            // B中心主任王某…。张某离任: not what the text spoke of last, which is another's.
            let own = chain
                .filter(|_| hit.post.is_none() && hit.person.is_some())
                .and_then(|chain| self.own_chain(hit, chain, &persons));
            if let Some(own) = own {
                thread.left = Some((own, hit.range.start));
            }
            let chain = own.or(chain);
            // 厅长换了三任：第一任…: a post that nobody has been said to hold.
            let chain = chain.or_else(|| {
                let place = line.last(Symbol::Posts, 0, hit.range.start).map(|i| (i.index, i.at))?;
                // 厅长换人：张三卸任，李四接棒
                if hit.form.status == Status::Removed {
                    thread.left = Some(place);
                }
                Some(place.0)
            });
            let posts = whose.map(std::slice::from_ref).or_else(|| Some(view.posts(chain?)));
            let Some(posts) = posts.filter(|_| !persons.is_empty()) else { continue };
            let known = |person: usize| {
                let told = |t: &Said<'_>| t.name == view.names[person] && posts.iter().all(|p| p.title != t.title);
                self.found.iter().rev().take(BACK).any(told)
            };
            let persons = one_of_two(line, hit, view.sole_holder(line, hit, posts, persons, known));
            let roles = line.roles_in(hit.range.clone());
            if is_prospect(line, hit, roles) {
                for person in persons {
                    self.officials[person] |= posts.iter().any(|post| post.public);
                }
                continue;
            }
            // 当选市长人选: the post is yet to come. “委员”不是“常委”: nobody holds it.
            let denied = || {
                let verb = line.part(0..hit.range.end).trim_end_matches([Symbol::Posts.char(), '“', '"']);
                verb.ends_with("不是") || verb.ends_with("不任") || verb.ends_with("不兼")
            };
            let behind = line.part(hit.range.end..line.text.len());
            if behind.starts_with("人选") || behind.starts_with("候选") || denied() {
                continue;
            }
            // 是院长的名字: about the word.
            if hit.form.date == DateOf::Clause
                && hit.person.is_none()
                && line.text.get(hit.range.end..).is_some_and(|t| t.starts_with('的'))
            {
                continue;
            }
            let inside = line.part(hit.range.clone());
            if hit.post.is_none() && persons.len() > 1 && inside.contains("上述") {
                let state = view.state(line, hit, roles, None, true);
                if self.each_removed(line, hit, &hits, &persons, state) {
                    continue;
                }
            }
            // 组长:张三　国务院副秘书长: the post behind the name is no part of the list's news.
            // 组长：⏎张三（市委副书记）: nor is that in a bracket.
            let named = || line.first_in(hit.range.clone()).is_some_and(|i| i.symbol == Symbol::Persons);
            let bracketed = self.mode.role.is_some() && hit.is_beside() && named();
            let aside =
                headed && hit.form.date == DateOf::None && (inside.ends_with(Symbol::Posts.char()) || bracketed);
            // 任命名单:…，市林业局原局长甘露已退休: nor is what somebody was.
            let aside = aside || hit.form.status == Status::Current && posts.iter().all(|p| p.former);
            // 任命如下：A署副署长|张三|将于9月出任B署署长: nor what he is before that.
            let takes = |h: &Hit<'_>| h.form.status == Status::Appointed || is_taken(line, h, &view.words().cues);
            let goes = |h: &&Hit<'_>| h.person == hit.person && takes(h);
            let beside = hit.is_beside();
            let near = || hits[n..].iter().take(ON).any(|h| goes(&h) && h.post.is_some() && h.post != hit.post);
            let aside = aside || beside && near();
            // 依照院长张三的提请: nor the one who proposes.
            let aside = aside || line.starts(Role::Attends, hit.range.end);
            let mode = (of_list && !aside).then_some(self.mode);
            let sentence = line.sentence_start(hit.range.start);
            let mut state = view.state(line, hit, roles, mode, thread.deciding == Some(sentence));
            if state.status == Status::Current && view.was_then(line, hit) {
                let date = line.last(Symbol::Date, sentence, hit.range.start).and_then(|i| view.date_of(i));
                (state.status, state.date) = (Status::Former, state.date.or(date));
            }
            // 原省审计厅副厅长|张三履新: what somebody was.
            let named =
                || inside.strip_prefix(Symbol::Posts.char()).is_some_and(|t| t.starts_with(Symbol::Persons.char()));
            if state.status == Status::Appointed && posts.iter().all(|p| p.former) && named() {
                (state.status, state.date) = (Status::Former, None);
            }
            if let Some((_, status)) = told.filter(|_| state.status == Status::Current) {
                state.status = status;
            }
            let appointed = state.status == Status::Appointed;
            if hit.form.status == Status::Removed || hit.form.status == Status::Current && appointed {
                thread.deciding = Some(sentence);
            }
            // 任A，|兼任B: since then.
            if let Some((at, before)) = thread.said.filter(|_| state.date.is_none() && inside.starts_with('兼'))
                && matches!(line.part(at..hit.range.start), "，" | "," | "，并" | ",并" | "，同时" | ",同时")
            {
                (state.date, state.career) = (before.date, before.career);
            }
            let undated = state.date.is_none();
            if undated && (appointed || state.status == Status::Removed) {
                state.date = view.met(line, hit.range.start).or(self.meeting).filter(|_| is_decided(line, hit));
                state.date = state.date.or(self.day.filter(|_| !hit.form.career || is_decided(line, hit)));
            }
            let inferred = undated && state.date.is_some();
            if hit.post.is_some() && self.is_later(line, hit, before_line, &persons) {
                state.date = state.date.filter(|_| verbs_clause(line, hit).contains(Symbol::Date.char()));
            }
            // 周明远局长说: the post that the page named him with before.
            let beside = state.status == Status::Current
                && inside.trim_matches([Symbol::Persons.char(), Symbol::Posts.char()]).is_empty();
            thread.said = Some((hit.range.end, state));
            let from = self.found.len();
            // A、B分别当选X和Y: one each.
            let each = posts.len() > 1 && persons.len() == posts.len() && roles.has(Role::Respectively);
            for &chain in &listed_behind(line, hit) {
                let told = hits.iter().any(|h| h.post == Some(chain));
                for &person in persons.iter().filter(|_| !told) {
                    for post in view.posts(chain) {
                        self.say_by(person, post, state, false, hit.form);
                    }
                }
            }
            // 副局长（时任）|张三
            let then = inside.split(['(', '（']).skip(1).any(|told| {
                let word = told.split_once([')', '）']).map(|(word, _)| word);
                word.is_some_and(|word| matches!(word, "时任" | "原任" | "时任职务"))
            });
            let mut persons = persons;
            if hit.form.date == DateOf::None && hit.person.is_some() && hit.form.status == Status::Current {
                for people in people_behind(line, hit) {
                    persons.extend(view.people[people].persons.clone());
                }
            }
            let verb = hit.form.date == DateOf::Clause && hit.form.status == Status::Current;
            if verb && hit.person.is_some() && hit.post.is_some() && !each {
                for people in people_before(line, hit) {
                    persons.extend(view.people[people].persons.clone());
                }
            }
            for (n, person) in persons.into_iter().enumerate() {
                for (_, post) in posts.iter().enumerate().filter(|(m, _)| !each || *m == n) {
                    self.officials[person] |= post.public || is_grade(self.view.board, post);
                    if beside && post.bare && self.is_said(person, &post.title) {
                        continue;
                    }
                    let past = (post.former || then) && state.status == Status::Current;
                    let status = if past { Status::Former } else { state.status };
                    let first = post.first && hit.post.is_some();
                    self.say_by(person, post, State { status, ..state }, first, hit.form);
                }
            }
            let succeeds = roles.has(Role::Succeeds) && state.status != Status::Removed;
            let moves = appointed && roles.has(Role::Moves);
            for said in self.found[from..].iter_mut().filter(|_| succeeds || inferred || moves || beside) {
                (said.succeeds, said.inferred, said.moves, said.beside) = (succeeds, inferred, moves, beside);
            }
        }
    }

    /// 任命张三为A、李四为B，免去王五、陈六的上述职务: one post each. Whether there are as many.
    fn each_removed(
        &mut self,
        line: &Told<'_>,
        hit: &Hit<'_>,
        hits: &[Hit<'_>],
        persons: &[usize],
        state: State,
    ) -> bool {
        let view = self.view;
        let sentence = line.sentence_start(hit.range.start);
        let taken = hits.iter().filter(|h| h.range.start >= sentence && h.range.end <= hit.range.start);
        let chains = taken.filter(|h| h.person.is_some() && h.form.status != Status::Former).filter_map(|h| h.post);
        let posts: Vec<&Post> = chains.flat_map(|chain| view.posts(chain)).collect();
        let from = posts.len().checked_sub(persons.len()).filter(|_| hit.form.status == Status::Removed);
        let Some(posts) = from.and_then(|from| posts.get(from..)) else { return false };
        for (&person, post) in persons.iter().zip(posts) {
            self.say(person, post, state, hit.form.rule);
        }
        true
    }

    /// What was said of those who have died is over.
    pub(super) fn finish(&mut self) {
        let Self { found, gone, .. } = self;
        if gone.is_empty() {
            return;
        }
        for said in found {
            let holds = matches!(said.state.status, Status::Current | Status::Appointed);
            if let Some(&rule) = gone.get(&said.name).filter(|_| holds) {
                (said.state.status, said.rule) = (Status::Former, rule);
            }
        }
    }

    /// 任A，后来升为B: A is over, and its date is not that of B.
    fn is_later(&mut self, line: &Told<'_>, hit: &Hit<'_>, from: usize, persons: &[usize]) -> bool {
        let clause = line.near_range(hit.range.end - verbs_clause(line, hit).len(), hit.range.end);
        // 干到1993年，其后转往A，任B: the clause before says it.
        let before = line.clause_start(clause.start.saturating_sub(1));
        let turned = line.starts(Role::Later, before) && !line.part(before..clause.start).contains(['。', '；']);
        // 任A。两年后，他转任B
        let lead = line.near_range(line.sentence_start(clause.start), clause.start);
        let later = line.inside(Role::Later, clause.clone()) || turned;
        if (later || elapsed(line.part(lead))) && !line.inside(Role::Jointly, clause) {
            let Self { view, found, .. } = self;
            let from = from.max(found.len().saturating_sub(BACK));
            let held = |t: &&mut Said<'_>| {
                let named = || persons.iter().any(|&p| view.names[p] == t.name);
                // 首任局长张三…，其后转往B，出任…: though that was no line of a life.
                let told = t.state.career || turned && t.state.date.is_none() && view.is_sole(t.post);
                told && matches!(t.state.status, Status::Current | Status::Appointed) && named()
            };
            found[from..].iter_mut().filter(held).for_each(|t| t.state.status = Status::Former);
        }
        later
    }

    /// Whether the page has said lately that the person holds a post of this title.
    fn is_said(&self, person: usize, title: &str) -> bool {
        let name = self.view.names[person];
        self.found.iter().rev().take(BACK).any(|t| t.name == name && t.title == title)
    }

    /// Adds what is said of a person and a post, if that is in a public body that is known.
    fn say(&mut self, person: usize, post: &'v Post, state: State, rule: RuleId) {
        self.say_in(person, post, post.organization.as_ref(), state, rule);
    }

    /// The same of a post in the body of this name.
    fn say_in(&mut self, person: usize, post: &'v Post, body: Option<&'v SmolStr>, state: State, rule: RuleId) {
        self.officials[person] |= post.public || is_grade(self.view.board, post);
        // 以总理|内塔尼亚胡: somebody from abroad is in no body of this state.
        let abroad = || self.view.page.lexicon.names.is_foreign(&self.view.board.persons[person].value.name);
        if let Some(organization) = body.filter(|_| post.public && !(post.national && abroad())) {
            let (name, title, first) = (self.view.names[person], post.title.clone(), post.first);
            self.found.push(Said {
                person,
                name,
                post,
                organization,
                title,
                state,
                first,
                succeeds: false,
                inferred: false,
                dates: false,
                moves: false,
                beside: false,
                rule,
            });
        }
    }

    /// The same by what a form says: of the first holder, of one who acts as the holder (代理).
    fn say_by(&mut self, person: usize, post: &'v Post, state: State, first: bool, form: &Maker) {
        let before = self.found.len();
        self.say(person, post, state, form.rule);
        for said in &mut self.found[before..] {
            (said.first, said.dates) = (first, form.own_post);
            if !form.acting.is_empty() && !said.title.starts_with(&*form.acting) {
                said.title = [&*form.acting, &said.title].into_iter().collect();
            }
        }
    }
}
