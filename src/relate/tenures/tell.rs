//! From the matches of a line to what it says: of each, whom and which posts it is about, how those stand to these, since
//! when.
use super::{
    HolderCue, Said, State, TENURES_BACK, Tenures,
    clause::{
        in_bracket, is_anothers, is_decided, is_no_statement, is_prospect, is_taken, listed_behind, one_of_two,
        people_before, people_behind, verbs_clause,
    },
    hits::Hit,
    lists::ListMode,
    state::elapsed,
    thread::{Decision, Thread},
};
use crate::{
    matcher::Symbol,
    relate::{
        Status,
        cues::RelationCue,
        is_grade,
        maker::{DateOf, OfPosts, Only},
        posts::Post,
        told::Told,
        whom::Persons,
        words::{Role, Roles},
    },
    segment::COMMAS,
};

/// How many statements on one is looked at for where somebody goes.
const ON: usize = 8;
/// So much of a sentence behind a post, in bytes, is looked through for what its holder attends.
const SENTENCE_BYTES: usize = 400;

/// A line whose matches are told one after the other.
struct Telling<'t, 'l, 'v> {
    line: &'t Told<'l>,
    hits: &'t [Hit<'v>],
    /// It may be one line of a list.
    of_list: bool,
    /// A post heads it, or the list.
    headed: bool,
    /// How many tenures had been found before it.
    from: usize,
}

/// Whom and which posts a match is about.
struct About<'v> {
    persons: Persons,
    posts: &'v [Post],
    /// How the person stands to the post, where the page has told it before.
    told: Option<Status>,
}

impl<'v> Tenures<'v> {
    /// Says what the matches of a line tell.
    pub(super) fn tell(&mut self, line: &Told<'_>) {
        if line.matches.is_empty() {
            return;
        }
        let hits = self.view.hits(line, &mut self.taken);
        if hits.is_empty() {
            return;
        }
        let telling = Telling {
            line,
            hits: &hits,
            of_list: line.text.len() <= 240 && !line.text.trim_end_matches(['。', ' ']).contains('。'),
            headed: self.mode.role.is_some() || line.items.first().is_some_and(|i| i.symbol == Symbol::Posts),
            from: self.found.len(),
        };
        let mut thread = Thread::default();
        for n in 0..hits.len() {
            self.tell_hit(&telling, n, &mut thread);
        }
    }

    fn tell_hit(&mut self, telling: &Telling<'_, '_, 'v>, n: usize, thread: &mut Thread<'v>) {
        let (line, hit) = (telling.line, &telling.hits[n]);
        let Some(about) = self.about(line, hit, thread) else { return };
        let roles = line.roles_in(hit.range.clone());
        if is_prospect(line, hit, roles) {
            for &person in &about.persons {
                self.officials[person] |= about.posts.iter().any(|post| post.public);
            }
            return;
        }
        if is_no_statement(line, hit) || self.each_removed(telling, hit, &about, roles) {
            return;
        }
        let mode = (telling.of_list && !self.is_aside(telling, n, &about)).then_some(self.mode);
        let mut state = self.stated(line, hit, &about, roles, mode, thread);
        let inferred = self.date_by_page(line, hit, &mut state);
        if hit.post.is_some() && self.is_later(telling, hit, &about.persons) {
            state.date = state.date.filter(|_| verbs_clause(line, hit).contains(Symbol::Date.char()));
        }
        thread.said = Some((hit.range.end, state));
        let from = self.found.len();
        let beside = self.say_of(telling, hit, about, state, roles);
        let succeeds = roles.has(Role::Succeeds) && state.status != Status::Removed;
        let moves = state.status == Status::Appointed && roles.has(Role::Moves);
        for said in self.found[from..].iter_mut().filter(|_| succeeds || inferred || moves || beside) {
            (said.succeeds, said.inferred, said.moves, said.beside) = (succeeds, inferred, moves, beside);
        }
    }

    /// Whom and which posts a match is about; none where it says nothing of anybody known.
    fn about(&mut self, line: &Told<'_>, hit: &Hit<'_>, thread: &mut Thread<'v>) -> Option<About<'v>> {
        let view = self.view;
        let persons = match hit.person {
            Some(people) => view.people[people].persons.clone().collect(),
            None => view.spoken_of(line, hit.range.start, self.topic, &self.found),
        };
        let unread = || hit.form.status == Status::Removed && view.is_unread(line, hit.range.start);
        let anothers = hit.person.is_none() && (is_anothers(line, hit.range.start) || unread());
        let vacant = hit.form.only == Only::Vacant && thread.left.is_none();
        if anothers || vacant || hit.form.only == Only::Held && thread.left.or(thread.held).is_none() {
            return None;
        }
        if hit.form.posts == OfPosts::All {
            for &person in &persons {
                self.gone.entry(view.names[person]).or_insert(hit.form.rule);
            }
            return None;
        }
        let own = (hit.form.posts == OfPosts::Own).then(|| self.told_of(&persons));
        let whose = match (own, hit.post) {
            (Some(own), None) => Some(self.told_with(own?.0)),
            (None, None) => {
                let whose = self.held_before(line, hit.range.start).or_else(|| self.left_by(line, hit));
                whose.map(std::slice::from_ref)
            }
            _ => None,
        };
        let chain = self.chain_of(line, hit, &persons, thread);
        let posts = whose.or_else(|| Some(view.posts(chain?)));
        let mut posts = posts.filter(|_| !persons.is_empty())?;
        if let Some(held) = hit.post.and_then(|_| self.held_elsewhere(hit, posts, &persons)) {
            posts = std::slice::from_ref(held);
            thread.instead = hit.post.map(|chain| (chain, held));
        } else if let Some((_, held)) = thread.instead.filter(|&(chain, _)| hit.post == Some(chain)) {
            posts = std::slice::from_ref(held);
        }
        let known = |person: usize| {
            let told = |t: &Said<'_>| t.name == view.names[person] && posts.iter().all(|p| p.title != t.title);
            self.found.iter().rev().take(TENURES_BACK).any(told)
        };
        let persons = one_of_two(line, hit, view.sole_holder(line, hit, posts, persons, known));
        Some(About { persons, posts, told: own.flatten().map(|(_, status)| status) })
    }

    /// The chain of posts that a match is about, by what the line has told up to it.
    fn chain_of(&self, line: &Told<'_>, hit: &Hit<'_>, persons: &[usize], thread: &mut Thread<'v>) -> Option<usize> {
        let counted = || self.counted_before(line, hit.range.start).filter(|_| hit.form.posts == OfPosts::Counted);
        let chain = match hit.post {
            // 历任局长:张三(…,后任|B副局长)、李四(…): the page goes on about the post before the bracket.
            Some(chain) if thread.last_chain.is_some() && in_bracket(line, hit, chain) => Some(chain),
            None if let Some(chain) = counted() => Some(chain),
            None if let Some(chain) = self.head_of_deputy(line, hit) => Some(chain),
            // 副市长张三代理市长。|前市长|李四卸任: what the one who leaves is called.
            None if let Some(chain) = self.called(line, hit) => Some(chain),
            _ => thread.chain(hit, |chain| self.view.posts(chain).iter().any(|p| p.former)),
        };
        // B中心主任王某…。张某离任: not what the text spoke of last, which is another's.
        let own = chain
            .filter(|_| hit.post.is_none() && hit.person.is_some())
            .and_then(|chain| self.own_chain(hit, chain, persons));
        if let Some(own) = own {
            thread.left = Some((own, hit.range.start));
        }
        // 厅长换了三任：第一任…: a post that nobody has been said to hold.
        own.or(chain).or_else(|| {
            let place = line.last(Symbol::Posts, 0, hit.range.start).map(|i| (i.index, i.at))?;
            // 厅长换人：张三卸任，李四接棒
            if hit.form.status == Status::Removed {
                thread.left = Some(place);
            }
            Some(place.0)
        })
    }

    /// Whether a match is no part of what the list around it tells.
    fn is_aside(&self, telling: &Telling<'_, '_, '_>, n: usize, about: &About<'_>) -> bool {
        let Telling { line, hits, headed, .. } = *telling;
        let (hit, inside) = (&hits[n], line.part(hits[n].range.clone()));
        // 组长:张三　国务院副秘书长: the post behind the name is no part of the list's news.
        // 组长：⏎张三（市委副书记）: nor is that in a bracket.
        let named = || line.first_in(hit.range.clone()).is_some_and(|i| i.symbol == Symbol::Persons);
        let bracketed = || self.mode.role.is_some() && hit.is_beside() && named();
        let behind = headed && hit.form.date == DateOf::None && (inside.ends_with(Symbol::Posts.char()) || bracketed());
        // 任命名单:…，市林业局原局长甘露已退休: nor is what somebody was.
        let over = || hit.form.status == Status::Current && about.posts.iter().all(|p| p.former);
        // 任命如下：A署副署长|张三|将于9月出任B署署长: nor what he is before that.
        let takes = |h: &Hit<'_>| h.form.status == Status::Appointed || is_taken(line, h, &self.view.words().cues);
        let goes = |h: &&Hit<'_>| h.person == hit.person && takes(h);
        let goes_on = || hits[n..].iter().take(ON).any(|h| goes(&h) && h.post.is_some() && h.post != hit.post);
        // 依照院长张三的提请: nor the one who proposes; 院长张三、检察长李四列席会议: nor who attends.
        let attends = || {
            let rest = line.part(hit.range.end..line.text.len());
            let near = rest.get(..rest.floor_char_boundary(SENTENCE_BYTES)).unwrap_or(rest);
            let rest = near.split('。').next().unwrap_or(near);
            hit.is_beside() && line.cues().stands_in(RelationCue::Attends, rest)
        };
        behind
            || over()
            || hit.is_beside() && goes_on()
            || line.starts(Role::Attends, hit.range.end)
            || self.mode.decided && attends()
    }

    /// How the persons stand to the posts, by what the line says.
    fn stated(
        &self,
        line: &Told<'_>,
        hit: &Hit<'_>,
        about: &About<'_>,
        roles: Roles,
        mode: Option<ListMode>,
        thread: &mut Thread<'v>,
    ) -> State {
        let view = self.view;
        let inside = line.part(hit.range.clone());
        let sentence = line.sentence_start(hit.range.start);
        let mut state = view.state(line, hit, roles, mode, thread.deciding == Some(sentence));
        if state.status == Status::Current && view.was_then(line, hit) {
            let date = line.last(Symbol::Date, sentence, hit.range.start).and_then(|i| view.date_of(i));
            (state.status, state.date) = (Status::Former, state.date.or(date));
        }
        // 原省审计厅副厅长|张三履新: what somebody was.
        let named = || inside.strip_prefix(Symbol::Posts.char()).is_some_and(|t| t.starts_with(Symbol::Persons.char()));
        if state.status == Status::Appointed && about.posts.iter().all(|p| p.former) && named() {
            (state.status, state.date) = (Status::Former, None);
        }
        if let Some(status) = about.told.filter(|_| state.status == Status::Current) {
            state.status = status;
        }
        self.go_on_deciding(line, hit, roles, thread.decided, &mut state);
        let appointed = state.status == Status::Appointed;
        if let Some(date) = state.date.filter(|_| matches!(state.status, Status::Appointed | Status::Removed)) {
            let announced = hit.form.status == Status::Current
                || thread.decided.is_some_and(|before| before.announced && before.date == date);
            thread.decided = Some(Decision { sentence, date, announced });
        }
        if hit.form.status == Status::Removed || hit.form.status == Status::Current && appointed {
            thread.deciding = Some(sentence);
        }
        // 任A，|兼任B: since then.
        let besides = || line.holders().starts(HolderCue::Besides, inside);
        if let Some((at, before)) = thread.said.filter(|_| state.date.is_none() && besides())
            && let Some(joint) = line.part(at..hit.range.start).strip_prefix(COMMAS)
            && (joint.is_empty() || line.holders().is(HolderCue::AndAlso, joint))
        {
            (state.date, state.career) = (before.date, before.career);
        }
        state
    }

    /// 3月7日，会议决定：周明远任A。|李秋白任B。免去陈立新的C职务。: what opens the next sentence was decided with what was decided before.
    fn go_on_deciding(
        &self,
        line: &Told<'_>,
        hit: &Hit<'_>,
        roles: Roles,
        before: Option<Decision>,
        state: &mut State,
    ) {
        let start = hit.range.start;
        let sentence = line.sentence_start(start);
        // …。李秋白任B，|免去其C职务: in a sentence that goes on so.
        let here = |d: &Decision| d.sentence == sentence && d.announced && state.status == Status::Removed;
        let next = |d: &Decision| {
            d.sentence < start && sentence == start && line.sentence_start(start - 1) == d.sentence || here(d)
        };
        let Some(before) = before.filter(next) else { return };
        if line.items_in(hit.range.clone()).iter().any(|i| i.symbol == Symbol::Date) || state.date.is_some() {
            return;
        }
        let serves = || {
            let verb = line.part(hit.range.clone()).trim_end_matches(Symbol::Posts.char());
            let other = [Role::Holding, Role::Stays, Role::Now].into_iter().any(|role| roles.has(role));
            line.holders().ending(verb).has(HolderCue::Serves) && !other
        };
        let reported = hit.form.date == DateOf::Clause && before.announced;
        let decides =
            here(&before) || !line.part(hit.range.clone()).starts_with([Symbol::Persons.char(), Symbol::Posts.char()]);
        match state.status {
            Status::Appointed | Status::Removed if decides => state.date = Some(before.date),
            Status::Current if reported && serves() => {
                (state.status, state.date, state.career) = (Status::Appointed, Some(before.date), false);
            }
            _ => {}
        }
    }

    /// Gives what happened on no date of its own that of the meeting, or of the day, that the page tells of. Whether it did.
    fn date_by_page(&self, line: &Told<'_>, hit: &Hit<'_>, state: &mut State) -> bool {
        if state.date.is_some() || !matches!(state.status, Status::Appointed | Status::Removed) {
            return false;
        }
        let met = || self.view.met(line, hit.range.start).or(self.meeting).filter(|_| is_decided(line, hit));
        let day = || self.day.filter(|_| !hit.form.career || is_decided(line, hit));
        state.date = met().or_else(day);
        state.date.is_some()
    }

    /// Says how the persons of a match stand to its posts, and whether no more is said than that they stand beside each
    /// other.
    fn say_of(
        &mut self,
        telling: &Telling<'_, '_, 'v>,
        hit: &Hit<'_>,
        about: About<'v>,
        state: State,
        roles: Roles,
    ) -> bool {
        let view = self.view;
        let line = telling.line;
        let inside = line.part(hit.range.clone());
        let About { mut persons, posts, .. } = about;
        // A、B分别当选X和Y: one each.
        let each = posts.len() > 1 && persons.len() == posts.len() && roles.has(Role::Respectively);
        for &chain in &listed_behind(line, hit) {
            let told = telling.hits.iter().any(|h| h.post == Some(chain));
            for &person in persons.iter().filter(|_| !told) {
                for post in view.posts(chain) {
                    self.say_by(person, post, state, false, hit.form);
                }
            }
        }
        let (is_current, of_clause) = (hit.form.status == Status::Current, hit.form.date == DateOf::Clause);
        let mut others = Vec::new();
        if is_current && hit.person.is_some() && hit.form.date == DateOf::None {
            others = people_behind(line, hit);
        } else if is_current && hit.person.is_some() && of_clause && hit.post.is_some() && !each {
            others = people_before(line, hit);
        }
        persons.extend(others.into_iter().flat_map(|people| view.people[people].persons.clone()));
        // 周明远局长说: the post that the page named him with before.
        let marks = [Symbol::Persons.char(), Symbol::Posts.char()];
        let beside = state.status == Status::Current && inside.trim_matches(marks).is_empty();
        // 副局长（时任）|张三
        let then = inside.split(['(', '（']).skip(1).any(|told| {
            let word = told.split_once([')', '）']).map(|(word, _)| word);
            word.is_some_and(|word| line.holders().is(HolderCue::AtThatTime, word))
        });
        for (n, person) in persons.into_iter().enumerate() {
            for (_, post) in posts.iter().enumerate().filter(|(m, _)| !each || *m == n) {
                self.officials[person] |= post.public || is_grade(view.board, post);
                if beside && post.bare && self.is_said(person, &post.title) {
                    continue;
                }
                let past = (post.former || then) && state.status == Status::Current;
                let status = if past { Status::Former } else { state.status };
                let first = post.first && hit.post.is_some();
                self.say_by(person, post, State { status, ..state }, first, hit.form);
            }
        }
        beside
    }

    /// 任命张三为A、李四为B，免去王五、陈六的上述职务: one post each. Whether there are as many.
    fn each_removed(&mut self, telling: &Telling<'_, '_, 'v>, hit: &Hit<'_>, about: &About<'_>, roles: Roles) -> bool {
        let Telling { line, hits, .. } = *telling;
        let persons = &about.persons;
        let before = || line.holders().stands_in(HolderCue::ToldBefore, line.part(hit.range.clone()));
        if hit.post.is_some() || persons.len() < 2 || !before() {
            return false;
        }
        let view = self.view;
        let sentence = line.sentence_start(hit.range.start);
        let taken = hits.iter().filter(|h| h.range.start >= sentence && h.range.end <= hit.range.start);
        let chains = taken.filter(|h| h.person.is_some() && h.form.status != Status::Former).filter_map(|h| h.post);
        let posts: Vec<&Post> = chains.flat_map(|chain| view.posts(chain)).collect();
        let from = posts.len().checked_sub(persons.len()).filter(|_| hit.form.status == Status::Removed);
        let Some(posts) = from.and_then(|from| posts.get(from..)) else { return false };
        let state = view.state(line, hit, roles, None, true);
        for (&person, post) in persons.iter().zip(posts) {
            self.say(person, post, state, hit.form.rule);
        }
        true
    }

    /// 任A，后来升为B: A is over, and its date is not that of B.
    fn is_later(&mut self, telling: &Telling<'_, '_, '_>, hit: &Hit<'_>, persons: &[usize]) -> bool {
        let line = telling.line;
        let clause = line.near_range(hit.range.end - verbs_clause(line, hit).len(), hit.range.end);
        // 干到1993年，其后转往A，任B: the clause before says it.
        let before = line.clause_start(clause.start.saturating_sub(1));
        let turned = line.starts(Role::Later, before) && !line.part(before..clause.start).contains(['。', '；', ';']);
        // 任A。两年后，他转任B
        let lead = line.near_range(line.sentence_start(clause.start), clause.start);
        let later = line.inside(Role::Later, clause.clone()) || turned;
        if (later || elapsed(line, lead)) && !line.inside(Role::Jointly, clause) {
            let Self { view, found, .. } = self;
            let from = telling.from.max(found.len().saturating_sub(TENURES_BACK));
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
}
