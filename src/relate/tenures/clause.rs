//! What the clause around a match tells of it: whom it speaks of, when, and whether it is decided, to come or said of another.
use smallvec::smallvec;

use super::{HolderCue, hits::Hit};
use crate::{
    matcher::{Cues, Symbol},
    relate::{
        SYMBOL, Status, View,
        cues::RelationCue,
        line::Item,
        maker::DateOf,
        posts::Post,
        told::{NEAR_BYTES, Told},
        whom::Persons,
        words::{Role, Roles, Watch, Words},
    },
    segment::{COMMAS, JOINTS},
    text::is_han,
    value::Edtf,
};

impl View<'_> {
    /// The day of the meeting that a line tells of before byte `at`, if it is near.
    pub(super) fn met(&self, line: &Told<'_>, at: usize) -> Option<Edtf> {
        let from = at.saturating_sub(NEAR_BYTES);
        // Most lines tell of none.
        let watched = |byte: usize| line.watched.partition_point(|mark| (mark.0 as usize) < line.page_byte(byte));
        let near = line.watched.get(watched(from)..watched(at)).unwrap_or_default();
        if !near.iter().any(|mark| self.words().begins(Watch::Meeting, mark.1)) {
            return None;
        }
        let mut dates = line.items_in(from..at).iter().rev().filter(|i| i.symbol == Symbol::Date).peekable();
        dates.peek()?;
        let at_meeting = |i: &&Item| {
            if self.of_other_item(line, i, at) {
                return false;
            }
            let end = line.part(i.at..at).find('。').map_or(at, |end| i.at + end);
            line.inside(Role::Meeting, i.at..end)
        };
        let day = self.date_of(dates.find(at_meeting)?).map(day_only);
        day.filter(|d| d.start().precision() >= 5)
    }

    /// 2010年成立时，时任副省长|窦怀中|任组长: whether a holder is told of as what he was at that time.
    pub(super) fn was_then(&self, line: &Told<'_>, hit: &Hit<'_>) -> bool {
        let Some(person) = hit.person.filter(|_| hit.form.date == DateOf::Clause || hit.form.date == DateOf::None)
        else {
            return false;
        };
        let [start, end] = [hit.range.start, hit.range.end].map(|at| line.items_before(at));
        let mut pairs = line.items[start.saturating_sub(1)..end].windows(2);
        let before = pairs.find(|pair| pair[1].symbol == Symbol::Persons && pair[1].index == person);
        let post = before.filter(|pair| pair[0].symbol == Symbol::Posts && pair[0].at + SYMBOL == pair[1].at);
        // The post is not the one that the match is about.
        post.filter(|pair| hit.post != Some(pair[0].index))
            .is_some_and(|pair| self.posts(pair[0].index).iter().any(|p| p.then))
    }

    /// ，某某某|不再担任…: whether what fills the clause before byte `at` has the shape of a name that was not read as one.
    pub(super) fn is_unread(&self, line: &Told<'_>, at: usize) -> bool {
        let names = &self.page.lexicon.names;
        let word = line.part(line.near_range(line.clause_start(at), at));
        let mut ends = word.char_indices().skip(1).map(|(end, _)| end);
        word.chars().count() == 3
            && word.chars().all(is_han)
            && names.surnames_at(word).into_iter().any(|n| n > 0)
            && !names.is_word(word)
            && !ends.any(|end| names.is_word(word.get(..end).unwrap_or("")))
            && !line.any_word(at - word.len()..at, |w| w.roles.has(Role::Adverb) || w.roles.has(Role::Later))
    }

    /// The value of a date in a line.
    pub(super) fn date_of(&self, item: &Item) -> Option<Edtf> {
        self.board.dates.get(item.index)?.value.value
    }

    /// Whether one alone holds a post: the head of a body, of a territory or of a state.
    pub(super) fn is_sole(&self, post: &Post) -> bool {
        let Words { cues, holders, .. } = self.words();
        let kind = headed_by(&post.title).filter(|kind| kind.chars().nth(1).is_none());
        let body = post.organization.as_deref();
        let directs = || holders.is(HolderCue::Director, &post.title);
        cues.is(RelationCue::Sole, &post.title)
            || kind.is_some_and(|kind| body.is_some_and(|name| name.ends_with(kind)))
            || directs() && body.is_some_and(|name| holders.ends(HolderCue::Directed, name))
    }

    /// 总统|克林顿与阿拉法特: of two whom a word joins, one alone holds a post that nobody shares.
    /// 主任|戴某、吕某: nor do those of a list of whom the page has told what they are (`known`).
    pub(super) fn sole_holder(
        &self,
        line: &Told<'_>,
        hit: &Hit<'_>,
        posts: &[Post],
        persons: Persons,
        known: impl Fn(usize) -> bool,
    ) -> Persons {
        let [first, second, ..] = *persons else { return persons };
        let beside = hit.form.date == DateOf::None && hit.form.status == Status::Current && hit.post.is_some();
        let whole = line.part(hit.range.clone());
        let adjoins = whole.starts_with(Symbol::Posts.char()) && whole.chars().nth(1) == Some(Symbol::Persons.char());
        if !beside || !adjoins || !posts.iter().all(|post| self.is_sole(post) && !post.former) {
            return persons;
        }
        let span = |n: usize| self.board.persons[n].span;
        let joint = self.page.text.get(span(first).end()..span(second).start());
        let joins = |joint: &str| line.holders().is(HolderCue::JoinsTwo, joint);
        let counted = || line.holders().ends(HolderCue::Several, line.part(0..hit.range.start));
        let others = || persons.iter().skip(1).all(|&person| known(person));
        let one = joint.is_some_and(joins) || others();
        if one && !counted() { smallvec![first] } else { persons }
    }
}

/// 李秋白、周明远出席——前者是|某厅厅长: of two persons of a match, the one whom it speaks of.
/// 周明远、李秋白（某厅厅长）: the one behind whose name a bracket gives the post.
pub(super) fn one_of_two(line: &Told<'_>, hit: &Hit<'_>, persons: Persons) -> Persons {
    let inside = line.part(hit.range.clone());
    if let [_, .., last] = *persons
        && hit.form.date == DateOf::None
        && inside.strip_prefix(Symbol::Persons.char()).is_some_and(|t| t.starts_with(['(', '（']))
        && inside.ends_with([')', '）'])
    {
        return smallvec![last];
    }
    let [first, second] = *persons else { return persons };
    let told = |cue| line.holders().stands_in(cue, inside);
    match () {
        () if told(HolderCue::FirstOfTwo) => smallvec![first],
        () if told(HolderCue::SecondOfTwo) => smallvec![second],
        () => persons,
    }
}

/// Whether the sentence reports what a meeting decided: 会议免去…, 根据会议决定,…, …被任命为….
pub(super) fn is_decided(line: &Told<'_>, hit: &Hit<'_>) -> bool {
    let from = line.near_range(line.sentence_start(hit.range.start), hit.range.start).start;
    line.inside(Role::Decided, from..hit.range.end)
}

/// 拟任, 拟提名: no tenure yet. `inside` are the roles of the words in the match.
pub(super) fn is_prospect(line: &Told<'_>, hit: &Hit<'_>, inside: Roles) -> bool {
    let start = hit.range.start;
    // 任前公示：张三，现任A局局长，拟任…: but what somebody is now.
    let intended = line.ends(Role::Intended, start) && !inside.has(Role::Now);
    if inside.has(Role::Intended) || inside.has(Role::Nomination) || intended {
        return true;
    }
    let clause = line.roles_in(line.near_range(line.clause_start(start), start));
    clause.has(Role::Nomination) && !inside.has(Role::Naming) && !clause.has(Role::Naming)
}

/// 当选市长人选: the post is yet to come. “委员”不是“常委”: nobody holds it. 是院长的名字: it is about the word.
pub(super) fn is_no_statement(line: &Told<'_>, hit: &Hit<'_>) -> bool {
    let behind = line.part(hit.range.end..line.text.len());
    let verb = line.part(0..hit.range.end).trim_end_matches([Symbol::Posts.char(), '“', '"']);
    let of_word = hit.form.date == DateOf::Clause && hit.person.is_none() && behind.starts_with('的');
    let cues = line.holders();
    of_word || cues.ends(HolderCue::NotHeld, verb) || cues.starts(HolderCue::Candidate, behind)
}

/// 不再|出任某局局长: whether somebody leaves the post, as another form says.
pub(super) fn is_left(line: &Told<'_>, hit: &Hit<'_>) -> bool {
    let clause = || line.clause_start(hit.range.end.saturating_sub(SYMBOL + 1)).max(hit.range.start);
    hit.form.status != Status::Removed && line.inside(Role::NoLonger, clause()..hit.range.end)
}

/// The clause of a match's verb up to the end of the match.
pub(super) fn verbs_clause<'l>(line: &Told<'l>, hit: &Hit<'_>) -> &'l str {
    let verb = line.clause_start(hit.range.end.saturating_sub(SYMBOL + 1));
    line.part(verb..hit.range.end)
}

/// Whether a verb at byte `at` without a person of its own is said of somebody else than the text speaks of: after
/// 不再, or behind a word at the line's head that was not read as the name it is.
pub(super) fn is_anothers(line: &Told<'_>, at: usize) -> bool {
    let head = line.part(0..at);
    if line.ends(Role::NoLonger, at) {
        return true;
    }
    // 书记|任主任是通例, 主要负责人|为成员: of whoever holds that post.
    let serves = || {
        let verb = line.holders().starting(line.part(at..line.text.len()));
        verb.has(HolderCue::Serves) || verb.has(HolderCue::Becomes)
    };
    if head.ends_with(Symbol::Posts.char()) && serves() {
        return true;
    }
    let word = head.trim_start_matches([' ', '\u{3000}']);
    let short = word.len() <= 4 * 4 && (2..=4).contains(&word.chars().count());
    let adverb = || {
        let start = at - word.len();
        line.any_word(start..at, |w| (w.start as usize, w.end as usize) == (start, at) && w.roles.has(Role::Adverb))
    };
    short && word.chars().all(is_han) && !adverb()
}

/// 将于同日|署任副署长: whether the verb of a match says that somebody comes into the post, though it is a plain 任.
pub(super) fn is_taken(line: &Told<'_>, hit: &Hit<'_>, cues: &Cues<RelationCue>) -> bool {
    let plain = hit.form.status == Status::Current && hit.form.date == DateOf::Clause;
    plain && cues.ends(RelationCue::ComesInto, verbs_clause(line, hit).trim_end_matches(Symbol::Posts.char()))
}

/// 局长: 局, the sort of body whose head has this title.
pub(super) fn headed_by(title: &str) -> Option<&str> {
    title.strip_suffix('长')
}

/// The clause that opens `text`.
pub(super) fn clause_of(text: &str) -> &str {
    text.split(['。', '；', '，', ',', ';', '\n']).next().unwrap_or("")
}

pub(super) fn day_only(value: Edtf) -> Edtf {
    match value {
        Edtf::Point(p) => Edtf::Point(p.without_time()),
        other => other,
    }
}

/// 历任A局局长、某厂厂长、|B厅副厅长: the posts of a list behind those of a match that go on after what was not read.
pub(super) fn listed_behind(line: &Told<'_>, hit: &Hit<'_>) -> Vec<usize> {
    const GAP_BYTES: usize = 90;
    let mut found = Vec::new();
    let mut at = hit.range.end;
    let verb = hit.form.date != DateOf::None && hit.post.is_some();
    let ends = verb && line.part(hit.range.clone()).ends_with(Symbol::Posts.char());
    while ends && line.text.get(at..).is_some_and(|t| t.starts_with('、')) {
        let mut items = line.items_in(at..line.text.len()).iter();
        let next = items.find(|i| matches!(i.symbol, Symbol::Posts | Symbol::Persons | Symbol::Date));
        let Some(next) = next.filter(|i| i.symbol == Symbol::Posts && i.at - at <= GAP_BYTES) else { break };
        let between = line.part(at..next.at);
        let goes_on = |c: char| c == '、' || c.is_alphanumeric() || Symbol::stands(c);
        let goes_on = between.chars().nth(2).is_some() && between.chars().all(goes_on);
        let behind = line.part(next.at + SYMBOL..line.text.len());
        if !goes_on || behind.starts_with(Symbol::Persons.char()) {
            break;
        }
        found.push(next.index);
        at = next.at + SYMBOL;
    }
    found
}

/// 副部长有张三（兼党组副书记）、|李四（兼…）、|王五: the people of a list behind those of a match, who have another post besides.
pub(super) fn people_behind(line: &Told<'_>, hit: &Hit<'_>) -> Vec<usize> {
    const BRACKET_BYTES: usize = 90;
    let mut found = Vec::new();
    let whole = line.part(hit.range.clone());
    if !whole.starts_with(Symbol::Posts.char()) || !whole.ends_with(Symbol::Persons.char()) {
        return found;
    }
    let mut at = hit.range.end;
    while let Some(open) = line.text.get(at..).and_then(|t| t.strip_prefix(['(', '（'])) {
        // What the bracket tells is a post besides: 兼….
        let besides = || line.holders().starts(HolderCue::Besides, open);
        let Some(close) = open.find([')', '）']).filter(|&n| n <= BRACKET_BYTES && besides()) else { break };
        let behind = open.get(close..).unwrap_or("");
        let behind = behind.trim_start_matches([')', '）']);
        let Some(next) = behind.strip_prefix(JOINTS).or_else(|| behind.strip_prefix(COMMAS)) else { break };
        let start = line.text.len() - next.len();
        let person = line.first_in(start..line.text.len()).filter(|i| i.at == start && i.symbol == Symbol::Persons);
        let Some(person) = person else { break };
        found.push(person.index);
        at = start + SYMBOL;
    }
    found
}

/// 由市长|张三|、局长|李四|任组长: the people before the one of a match in a list of posts and holders, of whom the same is said.
pub(super) fn people_before(line: &Told<'_>, hit: &Hit<'_>) -> Vec<usize> {
    const MOST_PERSONS: usize = 12;
    let mut found = Vec::new();
    let own = || line.part(hit.range.clone()).starts_with(Symbol::Persons.char());
    let Some(mut head) = line.part(0..hit.range.start).strip_suffix(Symbol::Posts.char()).filter(|_| own()) else {
        return found;
    };
    for _ in 0..MOST_PERSONS {
        let Some(list) = head.strip_suffix(JOINTS) else { break };
        let Some(rest) = list.strip_suffix(Symbol::Persons.char()).and_then(|t| t.strip_suffix(Symbol::Posts.char()))
        else {
            break;
        };
        let at = list.len() - SYMBOL;
        found.extend(line.first_in(at..list.len()).map(|i| i.index));
        head = rest;
    }
    // 省长张三、市长李四任…: the list opens the clause.
    let opens = head.is_empty()
        || head.ends_with(['，', ',', '。', '；', ';', '：', ':'])
        || line.cues().ends(RelationCue::By, head);
    if opens { found } else { Vec::new() }
}

/// Whether the posts of a match stand in a bracket behind somebody's name.
pub(super) fn in_bracket(line: &Told<'_>, hit: &Hit<'_>, chain: usize) -> bool {
    let posts = line.items_in(hit.range.clone()).iter().find(|i| i.symbol == Symbol::Posts && i.index == chain);
    let before = posts.map_or("", |i| line.part(line.near_range(0, i.at)));
    // Of （ the last byte, which is found sooner than all three.
    let bytes = before.as_bytes();
    let is_open = |&at: &usize| bytes[at] == b'(' || bytes[..=at].ends_with("（".as_bytes());
    let open = memchr::memrchr2_iter(b'(', 0x88, bytes).find(is_open);
    let open = open.map(|at| at - if bytes[at] == b'(' { 0 } else { '（'.len_utf8() - 1 });
    let Some((head, inside)) = open.and_then(|open| before.split_at_checked(open)) else { return false };
    head.ends_with(Symbol::Persons.char()) && !inside.contains([')', '）'])
}
