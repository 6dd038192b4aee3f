//! How a person stands to a post by what a match and the words around it say, and since and until when.
use std::ops::Range;

use super::{HolderCue, State, clause_of, day_only, hits::Hit, lists::ListMode};
use crate::{
    matcher::Symbol,
    relate::{
        SYMBOL, Status, View,
        cues::RelationCue,
        line::Item,
        maker::DateOf,
        told::Told,
        words::{Role, Roles},
    },
    segment::{COMMAS, JOINTS},
    value::{Edtf, Point, count_before},
};

impl View<'_> {
    /// `roles` are those of the words in the match; `deciding`: the sentence told already of what was decided.
    pub(super) fn state(
        &self,
        line: &Told<'_>,
        hit: &Hit<'_>,
        roles: Roles,
        mode: Option<ListMode>,
        deciding: bool,
    ) -> State {
        let mut status = hit.form.status;
        let mut date = self.stated_date(line, hit);
        if hit.form.date == DateOf::Clause && status == Status::Current {
            if let Some(decided) = self.decision(line, hit, roles, deciding, &mut date) {
                status = decided;
            }
            if status == Status::Current && mode.is_some_and(|m| m.decided) && !roles.has(Role::Holding) {
                status = Status::Appointed;
            }
        }
        if roles.has(Role::Stays) {
            date = None;
        }
        if hit.form.date == DateOf::None && status == Status::Current && is_elected(line, hit) {
            status = Status::Appointed;
            date =
                line.last(Symbol::Date, sentence_of(line, hit), hit.range.start).and_then(|i| self.date_told(i.index));
        }
        if let Some(mode) = mode
            && matches!(status, Status::Current | Status::Appointed | Status::Removed)
        {
            // 任命：…，现任A，任B
            let now = status == Status::Current && roles.has(Role::Now);
            if status == Status::Current
                && let Some(listed) = mode.status.filter(|_| !now)
            {
                status = listed;
            }
            let told = mode.status.is_some() || matches!(status, Status::Appointed | Status::Removed);
            date = date.or(mode.date.filter(|_| told && !now));
        }
        match self.years_behind(line, hit) {
            Some(years @ Edtf::Interval(..)) => (status, date) = (Status::Former, Some(years)),
            Some(since @ Edtf::Open(..)) if status == Status::Current => date = Some(since),
            // 周明远　某厅厅长　2019年3月: the last cell of a row, no day of a signature.
            Some(since @ Edtf::Point(p)) if self.is_last_cell(line, hit) && p.precision() < 5 => date = Some(since),
            _ => {}
        }
        let mut end = None;
        match date {
            // 2016年10月至2021年6月任院长
            // 7月上旬任院长: no more than a date.
            Some(Edtf::Interval(a, b)) if is_term(a, b) && status != Status::Removed => {
                (status, date, end) = (Status::Former, Some(Edtf::Point(a)), Some(Edtf::Point(b)));
            }
            Some(Edtf::Open(a)) => {
                if hit.form.date == DateOf::Own {
                    status = Status::Current;
                }
                date = Some(Edtf::Point(a));
            }
            _ => {}
        }
        // Where a plain 任 was read as an appointment that the page reports, it is no line of a life.
        let reported = hit.form.status == Status::Current && status == Status::Appointed;
        // 现任: the end of a life told in order, not one of its steps.
        let career = hit.form.career && !reported && !roles.has(Role::Now);
        State { status, date: date.map(day_only), end, career }
    }

    /// The date of a mention; none where that says since when the page looks back (今年以来).
    pub(super) fn date_told(&self, index: usize) -> Option<Edtf> {
        let date = self.board.dates.get(index)?;
        let behind = self.page.text.get(date.span.end()..).unwrap_or("");
        let since = self.words().holders.starts(HolderCue::LooksBack, behind);
        date.value.value.filter(|_| !since)
    }

    /// The date that the form asks for.
    fn stated_date(&self, line: &Told<'_>, hit: &Hit<'_>) -> Option<Edtf> {
        match hit.form.date {
            DateOf::None | DateOf::Behind => None,
            DateOf::Own => self.date_told(hit.date?),
            DateOf::Sentence => self.date_of_sentence(line, hit),
            DateOf::Clause => {
                let verb = hit.range.end;
                // 1993年毕业后进入A,历任…: the date of another clause is not that of the verb.
                let own = line.clause_start(verb.saturating_sub(SYMBOL + 1));
                let near = |i: &&Item| i.at >= own || line.part(i.at + SYMBOL..own).chars().nth(8).is_none();
                let inside = line.last(Symbol::Date, hit.range.start, verb);
                let inside = inside.filter(|i| !is_birth(line, i.at) && near(i));
                self.date_told(inside.or_else(|| date_before(line, hit, sentence_of(line, hit)))?.index)
            }
        }
    }

    /// The date of what a sentence reports: that on which it takes effect, else the last one before the verb.
    fn date_of_sentence(&self, line: &Told<'_>, hit: &Hit<'_>) -> Option<Edtf> {
        let verb = hit.range.end;
        // 6月3日任命…，任免6月10日生效: that day counts.
        let next = line.items_in(verb..line.text.len());
        if let Some(day) = next.iter().take(AGREED).find(|i| comes_into_effect(line, verb, i)) {
            return self.date_told(day.index);
        }
        // 6月，A升任…，接替已转任B局长的|张三: not of what the clause about him tells.
        let own = |i: &&Item| !hit.described || line.part(i.at..hit.range.start).chars().nth(4).is_none();
        let before = line.last_outside(Symbol::Date, sentence_of(line, hit), verb).filter(|i| {
            !elapsed(line, i.at..verb)
                && !is_birth(line, i.at)
                && !self.of_other_item(line, i, hit.range.start)
                && own(i)
                && !is_of_other_clause(line, i, verb)
        });
        // 调任A局局长，6月3日履新: else the day on which it takes effect.
        let effect = || line.first_in(verb..line.text.len()).filter(|i| is_effect(line, verb, i));
        self.date_told(before.or_else(effect)?.index)
    }

    /// Whether a plain 任 or 为 is an appointment by what the text says before it, and of which date.
    fn decision(
        &self,
        line: &Told<'_>,
        hit: &Hit<'_>,
        roles: Roles,
        deciding: bool,
        date: &mut Option<Edtf>,
    ) -> Option<Status> {
        if roles.has(Role::Holding) || roles.has(Role::Stays) {
            return None;
        }
        let (start, verb) = (hit.range.start, hit.range.end);
        let sentence = line.sentence_start(start);
        let inside = line.part(hit.range.clone()).trim_end_matches(Symbol::Posts.char());
        let verb_shows = line.holders().ending(inside);
        let holds = verb_shows.has(HolderCue::Serves);
        if date.is_none() && holds && !roles.has(Role::Jointly) {
            let told = line.last(Symbol::Date, sentence, verb).filter(|i| !is_birth(line, i.at));
            *date = told.and_then(|i| self.date_told(i.index));
        }
        // A decision counts for what it introduces: not past another post, unless the verb is a mere 为.
        let introduction = if verb_shows.has(HolderCue::Becomes) || deciding && holds {
            line.near_range(sentence, start)
        } else {
            let first = line.first_in(hit.range.clone()).map(|p| p.at);
            let apposed = |i: &&Item| Some(i.at + SYMBOL) == first;
            let before = line.items_in(sentence..start).iter().rev();
            let mut posts = before.filter(|i| i.symbol == Symbol::Posts);
            posts.find(|i| !apposed(i)).map_or(sentence, |i| i.at)..start
        };
        if !line.inside(Role::Announcement, introduction) {
            return None;
        }
        *date = line.last(Symbol::Date, 0, verb).and_then(|i| self.date_told(i.index)).or(*date);
        Some(Status::Appointed)
    }

    /// Whether a date is all that stands behind somebody and his post.
    fn is_last_cell(&self, line: &Told<'_>, hit: &Hit<'_>) -> bool {
        let whole = line.part(hit.range.clone());
        let named = whole.contains(Symbol::Persons.char()) && whole.ends_with(Symbol::Posts.char());
        let rest = line.part(hit.range.end..line.text.len()).chars().filter(|c| !c.is_whitespace() && *c != '|');
        named && rest.eq([Symbol::Date.char()])
    }

    /// 由…担任（2017年1月—2021年10月）, 部长　周明远　1982.05—1985.09: the years behind.
    fn years_behind(&self, line: &Told<'_>, hit: &Hit<'_>) -> Option<Edtf> {
        let item = line.first_in(hit.range.end..line.text.len()).filter(|i| i.symbol == Symbol::Date)?;
        let between = line.part(hit.range.end..item.at);
        let blank = |c: char| c.is_whitespace() || c == '|';
        let behind = matches!(between, "（" | "(") || !between.is_empty() && between.trim_matches(blank).is_empty();
        if behind && hit.form.date != DateOf::Own { self.date_told(item.index) } else { None }
    }
}

/// Whether an interval is that of a term, not of some days in a month.
fn is_term(a: Point, b: Point) -> bool {
    a.month().is_none() || (a.year(), a.month()) != (b.year(), b.month())
}

/// Whether a date stands in a clause before that of a verb and is not that of the verb.
fn is_of_other_clause(line: &Told<'_>, date: &Item, verb: usize) -> bool {
    let clause = line.clause_start(verb.saturating_sub(SYMBOL + 1));
    if date.at >= clause {
        return false;
    }
    let between = line.part(date.at + SYMBOL..clause);
    // 2018年起掌管A，此番卸任，转任B
    let since = line.holders().starts(HolderCue::Since, between);
    // 某局10月才组建，…，首任局长已经调任B: of what happened then.
    let far = || between.chars().nth(3).is_some();
    since || far() && line.holders().stands_in(HolderCue::Already, line.part(clause..verb))
}

/// 2021年8月，同时任…: the date before a match, which may stand in the clause before.
fn date_before<'l>(line: &'l Told<'_>, hit: &Hit<'_>, sentence: usize) -> Option<&'l Item> {
    let start = hit.range.start;
    let near = line.last(Symbol::Date, sentence, start).filter(|i| !is_birth(line, i.at))?;
    let range = near.at + SYMBOL..start;
    let between = line.text.get(range.clone())?;
    // 部长　周明远　1982.05—1983.12（此前任…）: the date of what the bracket, or the next cell, adds to.
    if between.ends_with(['（', '(']) || between.contains('\t') || between.contains(Symbol::Posts.char()) {
        return None;
    }
    // 2020年，掌管A厅，职务是厅长: the body is that of the post.
    let helm = line.inside(Role::Helm, range);
    if !helm && between.contains(Symbol::Agency.char()) {
        return None;
    }
    let reach = if helm { 16 } else { 8 };
    (near.at >= line.clause_start(start) || between.chars().nth(reach).is_none()).then_some(near)
}

fn sentence_of(line: &Told<'_>, hit: &Hit<'_>) -> usize {
    line.sentence_start(hit.range.start)
}

/// 选举产生了新一届领导班子：主席|张三，副主席|李四: whether the clause before the colon says that they were elected.
fn is_elected(line: &Told<'_>, hit: &Hit<'_>) -> bool {
    if !line.part(hit.range.clone()).starts_with(Symbol::Posts.char()) {
        return false;
    }
    if is_election(line, hit) {
        return true;
    }
    // Most sentences hold no colon before.
    let before = line.near_range(sentence_of(line, hit), hit.range.start);
    let colon = line.part(before.clone()).rfind(['：', ':']);
    let Some(colon) = colon.map(|at| before.start + at) else { return false };
    line.ends(Role::Elected, colon) || line.inside(Role::Naming, line.near_range(line.clause_start(colon), colon))
}

/// 选出主任|张三、院长李四: whether a verb of election stands before a post and its holder, or before those that it lists up to
/// them.
fn is_election(line: &Told<'_>, hit: &Hit<'_>) -> bool {
    let mut head = line.part(0..hit.range.start);
    // 选出副市长|张三|为市长
    let behind = line.holders().starting(line.part(hit.range.end..line.text.len()));
    if behind.has(HolderCue::Becomes) || behind.has(HolderCue::Serves) {
        return false;
    }
    for _ in 0..MOST_ELECTED {
        let joint = head.strip_suffix(JOINTS).or_else(|| head.strip_suffix(['，', ',', '；', ';']));
        let Some(rest) = joint else { break };
        let holder = rest.strip_suffix(Symbol::Persons.char()).and_then(|t| t.strip_suffix(Symbol::Posts.char()));
        let Some(rest) = holder else { return false };
        head = rest;
    }
    line.ends(Role::Elected, head.len()) && !line.holders().ends(HolderCue::IsElected, head)
}

/// Whether the mention behind a verb is the day on which that takes effect: ，由5月2日起生效.
fn is_effect(line: &Told<'_>, verb: usize, item: &Item) -> bool {
    if item.symbol != Symbol::Date {
        return false;
    }
    let lead = line.part(verb..item.at).trim_start_matches(COMMAS);
    let rest = line.text.get(item.at + SYMBOL..).unwrap_or("");
    let named = || line.ends(Role::Naming, item.at + SYMBOL + clause_of(rest).len());
    before_day(line, lead).is_empty()
        && (line.cues().starts(RelationCue::TakesEffect, rest) || lead.is_empty() && named())
}

/// Among how many mentions behind a verb the day is looked for on which several appointments take effect.
const AGREED: usize = 24;

/// Whether the mention is a day on which what the sentence has told up to it takes effect: ，任免6月10日生效; ，3人将于6月10日就任.
fn comes_into_effect(line: &Told<'_>, verb: usize, item: &Item) -> bool {
    if item.symbol != Symbol::Date || line.sentence_start(item.at) > verb {
        return false;
    }
    let clause = line.clause_start(item.at);
    let head = line.part(clause..item.at);
    let rest = line.text.get(item.at + SYMBOL..).unwrap_or("");
    // 今日（四月二日）生效
    let rest = rest.strip_prefix(['（', '(']).and_then(|t| t.split_once(['）', ')'])).map_or(rest, |(_, rest)| rest);
    let cues = line.holders();
    let act = cues.starting(cues.behind(HolderCue::Formally, rest).unwrap_or(rest));
    let head = before_day(line, head);
    let of_act = || head.is_empty() || line.cues().is(RelationCue::Decision, head);
    let of_all = || head.chars().count() <= 3 && cues.ends(HolderCue::CountsThem, head);
    let effect = act.has(HolderCue::TakesEffect);
    clause >= verb
        && (effect && of_act() && !line.part(verb..item.at).contains(['；', ';'])
            || (effect || act.has(HolderCue::ComesIn)) && of_all())
}

/// ，3人将于|6月10日: what stands before the words that lead to a date.
fn before_day<'t>(line: &Told<'_>, mut head: &'t str) -> &'t str {
    while let Some(rest) = line.holders().before(HolderCue::OnDay, head) {
        head = rest;
    }
    head
}

/// How many a sentence lists at most behind a verb of election.
const MOST_ELECTED: usize = 24;

/// Whether the date at byte `at` is that of a birth or the like: 1970年9月生.
pub(super) fn is_birth(line: &Told<'_>, at: usize) -> bool {
    line.starts(Role::Life, at + SYMBOL) || line.ends(Role::LifeAt, at)
}

/// Whether time passes in a stretch of a line: 三年后, 半个月之后.
pub(super) fn elapsed(line: &Told<'_>, range: Range<usize>) -> bool {
    let (text, cues) = (line.part(range), line.holders());
    let counts = |number: &str| count_before(number).is_some() || cues.ends(HolderCue::Vague, number);
    // All that says so ends with 后.
    text.match_indices('后').any(|(at, after)| {
        let (head, behind) = text.split_at(at + after.len());
        let time = cues.before(HolderCue::After, head).and_then(|time| cues.before(HolderCue::TimeUnit, time));
        // 8月1日发布公示后不久
        time.is_some_and(counts) || cues.starts(HolderCue::NotLong, behind)
    })
}
