//! Whom a post is said of where no name stands before the verb: the subject of the clauses before, the one whom a
//! relative clause describes, those told one by one.
use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use super::{
    CLAUSE_ENDS, SYMBOL, View, article::ArticleCue, cues::RelationCue, line::Item, posts::PostCue, tenures::Said,
    told::Told, words::Role,
};
use crate::{matcher::Symbol, value::all_counts};

/// Persons by their numbers.
pub(super) type Persons = SmallVec<[usize; 4]>;

/// How many tenures back the holder of a post is looked for.
const TENURES_BACK: usize = 60;

/// Among how many mentions persons are looked for: a sentence without end has none that is near.
const MENTIONS_BACK: usize = 400;

/// How many persons back the subject of a clause is looked for.
const PERSONS_BACK: usize = 6;

/// How much text, in bytes, may stand between a post and the person whom the clause describes.
const NEAR_BYTES: usize = 60;

/// How many holders a list announces at most.
const MOST_HOLDERS: usize = 12;

impl View<'_> {
    /// 曾任A局局长的|张三: whom a clause that names a post last describes. A clause with a name of its own (`named`) describes
    /// the person right behind it only.
    pub(super) fn described(
        &self,
        line: &Told<'_>,
        range: &Range<usize>,
        post: Option<usize>,
        named: bool,
    ) -> Option<usize> {
        let cues = &self.words().cues;
        let rest = line.text.get(range.end..)?;
        if !rest.starts_with(['的', '、', Symbol::Posts.char()]) && !cues.starts(RelationCue::Post, rest) {
            return None;
        }
        let last = line.last_in(range.clone())?;
        let own = last.symbol == Symbol::Posts && Some(last.index) == post;
        let ends = own && last.at + SYMBOL == range.end;
        let items = line.items_in(range.end..line.text.len());
        let person = items.iter().take(4).find(|i| i.symbol == Symbol::Persons)?;
        let gap = line.text.get(range.end..person.at).filter(|gap| gap.len() <= NEAR_BYTES)?;
        let gap = cues.before(RelationCue::Person, gap).unwrap_or(gap);
        let clause = gap.strip_suffix('的').filter(|t| !t.contains(CLAUSE_ENDS))?;
        let fits = match clause {
            "" => ends,
            _ if cues.is(RelationCue::Post, clause) => ends,
            // 曾任A、现任B的张三, 由A调任B的张三
            _ if named => false,
            _ => ends && clause.starts_with('、') || !ends && clause.chars().count() == 1,
        };
        fits.then_some(person.index)
    }

    /// 三名副局长：从A来的张三，当过B的李四，…: those whom a match announces by number and the text behind tells one by one,
    /// as lists of people.
    pub(super) fn one_by_one(&self, line: &Told<'_>, range: &Range<usize>) -> Vec<usize> {
        let announced = line.text.get(range.clone()).unwrap_or("");
        let Some(count) = count_in(announced) else { return Vec::new() };
        let mut found = Vec::new();
        let mut total = 0;
        let mut take = |item: &Item| {
            found.push(item.index);
            total += self.people[item.index].persons.len();
            total >= count
        };
        let persons = line.items_in(range.end..line.text.len()).iter().filter(|i| i.symbol == Symbol::Persons);
        if announced.ends_with('。') {
            // Each in a sentence of his own; all of them, or this is no list.
            let mut sentence = range.end;
            for item in persons {
                let start = line.sentence_start(item.at);
                if start > sentence && item.at > start {
                    break;
                }
                sentence = start;
                if item.at == start && take(item) {
                    return found;
                }
            }
            return Vec::new();
        }
        let sentence = line.sentence_start(range.end.saturating_sub(1));
        for item in persons.take_while(|i| line.sentence_start(i.at) == sentence) {
            let rest = line.text.get(item.at + SYMBOL..).unwrap_or("");
            let closes = rest.is_empty()
                || rest.starts_with(['；', ';', '。', '（', '('])
                || self.words().cues.starts(RelationCue::JoinsPersons, rest);
            if (closes || line.clause_start(item.at) == item.at) && take(item) {
                break;
            }
        }
        found
    }

    /// The persons that a clause without a name speaks of: the subject of this line before byte `at`, else the topic of the
    /// lines before. `found` is what has been stated so far.
    pub(super) fn spoken_of(&self, line: &Told<'_>, at: usize, topic: Option<usize>, found: &[Said<'_>]) -> Persons {
        let clause = line.clause_start(at);
        let head = line.text.get(clause..).unwrap_or("");
        let items = line.items_in(0..at);
        let before =
            || items.iter().rev().take(MENTIONS_BACK).filter(|i| i.symbol == Symbol::Persons).take(PERSONS_BACK);
        let Some(last) = before().next() else {
            if let Some(named) = self.by_surname(line, 0, at) {
                return named;
            }
            return topic.map_or_else(Persons::new, |t| self.people[t].persons.clone().collect());
        };
        if let Some(named) = self.by_surname(line, last.at + SYMBOL, at) {
            return named;
        }
        if last.at < clause {
            // 两人此前都是…
            if let Some(n) = self.together(head) {
                let mut all: Persons = before().flat_map(|i| self.people[i.index].persons.clone().rev()).collect();
                all.truncate(n);
                all.sort_unstable();
                return all;
            }
            if let Some(person) = self.titled(line, clause, found) {
                return smallvec![person];
            }
            let told = self.page.text.get(line.page_byte(clause)..).unwrap_or("");
            if let Some(person) = self.of_two(told, before()) {
                return smallvec![person];
            }
        }
        let subject = if last.at < clause && self.is_beside(line, last) {
            before().skip(1).find(|i| !self.is_beside(line, i)).unwrap_or(last)
        } else {
            last
        };
        self.people[subject.index].persons.clone().collect()
    }

    /// 梁先生服务政府三十年，2019年起|任…: whom the line calls by surname between two bytes; nobody where the page has not named
    /// him before.
    fn by_surname(&self, line: &Told<'_>, from: usize, at: usize) -> Option<Persons> {
        if !self.calls_by_surname {
            return None;
        }
        let head = line.part(line.near_range(from, at));
        let called = self.words().posts.last_in(PostCue::Honorific, head)?;
        let surname =
            head.get(..called)?.chars().next_back().filter(|&c| self.page.lexicon.names.sign(c).begins_surname())?;
        let before = line.page_byte(at);
        let persons = &self.board.persons;
        let named = persons[..persons.partition_point(|p| p.span.start() < before)]
            .iter()
            .enumerate()
            .rev()
            .take(MENTIONS_BACK);
        let mut alike = named.filter(|(_, p)| p.value.name.starts_with(surname));
        Some(alike.next().map_or_else(Persons::new, |(n, _)| smallvec![n]))
    }

    /// Whether somebody else does something about a person: 接替|张三, 接替到龄的|张三.
    fn is_beside(&self, line: &Told<'_>, person: &Item) -> bool {
        let clause = line.clause_start(person.at);
        let after = |i: &Item| i.at + SYMBOL;
        let from = line.last(Symbol::Persons, clause, person.at).map_or(clause, after);
        // 我的前任|张三今年调到…: the clause is about him.
        let forerunner = line.ends(Role::PastHolder, person.at)
            && line.text.get(after(person)..).is_some_and(|t| !t.is_empty() && !t.starts_with(CLAUSE_ENDS));
        let beside = line.any_word(from..person.at, |word| {
            word.roles.has(Role::Beside) && !(forerunner && word.end as usize == person.at)
        });
        // 前任叫|张三，如今…; 接替他的是|张三，此前…: the text goes on about him.
        beside && !self.words().posts.ends(PostCue::NamesPerson, line.part(from..person.at))
    }

    /// Whether the last clause before byte `at` speaks of others than of the person named before it: 接替张三，任…; 张三离任，
    /// 两人曾任….
    pub(super) fn turns(&self, line: &Told<'_>, person: usize, at: usize) -> bool {
        let clause = line.clause_start(at);
        let first = line.first_in(person..at).filter(|i| i.at == person && i.symbol == Symbol::Persons);
        if first.is_some_and(|i| self.by_surname(line, i.at + SYMBOL, at).is_some()) {
            return true;
        }
        if first.is_some_and(|i| i.at >= clause) {
            // 周明远南下，接替|李秋白|出任…: he who is replaced does not take office; but 换成|李秋白 does.
            let roles = line.roles_ending(person);
            let given = || self.words().posts.ends(PostCue::HandsOn, line.part(0..person));
            return roles.has(Role::Beside) && roles.has(Role::Succeeds) && !given();
        }
        let Some(person) = first.filter(|i| clause > i.at) else { return false };
        let head = line.text.get(clause..at).unwrap_or("");
        let one_of_two = || {
            let told = self.page.text.get(line.page_byte(clause)..).unwrap_or("");
            let starts = self.words().articles.starting(told);
            starts.has(ArticleCue::First) || starts.has(ArticleCue::Second)
        };
        self.together(head).is_some() || one_of_two() || self.is_beside(line, person)
    }

    /// 两人此前都是…: how many persons a clause that begins so speaks of.
    fn together(&self, clause: &str) -> Option<usize> {
        let length = self.words().cues.at(RelationCue::Together, clause)?;
        Some(clause.get(..length).and_then(count_in).unwrap_or(2))
    }

    /// 这位局长曾任…: who has been said to hold the post that the clause from byte `clause` speaks of.
    fn titled(&self, line: &Told<'_>, clause: usize, found: &[Said<'_>]) -> Option<usize> {
        let post = line.first_in(clause..line.text.len()).filter(|i| i.symbol == Symbol::Posts)?;
        let head = line.text.get(clause..post.at)?;
        if !self.words().cues.ends(RelationCue::ThisHolder, head) {
            return None;
        }
        let title = &self.posts(post.index).first()?.title;
        found.iter().rev().take(TENURES_BACK).find(|t| t.title == *title).map(|t| t.person)
    }

    /// 前者曾任…, 后者…: one of the two persons named before.
    fn of_two<'i>(&self, clause: &str, before: impl Iterator<Item = &'i Item>) -> Option<usize> {
        let starts = self.words().articles.starting(clause);
        let former = starts.has(ArticleCue::First);
        if !former && !starts.has(ArticleCue::Second) {
            return None;
        }
        let mut persons = before.flat_map(|i| self.people[i.index].persons.clone().rev());
        let second = persons.next()?;
        if former { persons.next() } else { Some(second) }
    }
}

/// The number before 名, 位, 个 or 人 in what announces a list.
fn count_in(text: &str) -> Option<usize> {
    let counted = all_counts(text).find(|(_, rest)| rest.starts_with(['名', '位', '个', '人']));
    counted.map(|(count, _)| count).filter(|count| (2..=MOST_HOLDERS).contains(count))
}
