//! When something happened to a body.
use std::ops::Range;

use super::{BodyCue, EventCue, Scene};
use crate::{
    matcher::Symbol,
    relate::{CLAUSE_ENDS, EventKind, SYMBOL, article::is_mark, cues::RelationCue, line::Item, words::Role},
    segment::{COMMAS, is_joint},
    value::Edtf,
};

/// Among how many mentions the date of an event is looked for: a sentence without end has none that is near.
const MENTIONS_BACK: usize = 400;

/// Over how many sentences without a date 同时 reaches.
const OVER: usize = 2;

/// A sentence of fewer bytes that tells a date and no more than a place dates the next one.
const DATELINE: usize = 48;

/// What names the source of a report, with the verb, has no more bytes (从有关方面获悉).
const LONGEST_SOURCE: usize = 90;

/// A sentence of fewer bytes that is nothing but a date dates the next one.
const LONE_DATE: usize = 20;

impl Scene<'_> {
    /// 成立于2021年5月, else the last date of the sentence up to the verb, else the one alone on a line above.
    pub(super) fn event_date(self, range: Range<usize>, kind: EventKind) -> Option<Edtf> {
        let Self { line, topic, .. } = self;
        let next = line.first_in(range.end..line.text.len()).filter(|i| i.symbol == Symbol::Date);
        if let Some(item) = next.filter(|i| self.is_of_verb(i, &range)) {
            return self.date_at(item);
        }
        let next = next.filter(|i| self.is_of_next_verb(i, &range)).and_then(|i| self.date_at(i));
        // 5月25日更名，6月1日挂牌: a new name has its own.
        if next.is_some() && kind != EventKind::Renamed {
            return next;
        }
        let sentence = line.sentence_start(range.start);
        let before = line.items_in(sentence..range.end).iter().rev().take(MENTIONS_BACK);
        let mut dates = before.filter(|i| i.symbol == Symbol::Date);
        if let Some(item) = dates.find(|i| !self.is_aside(i.at, &range)) {
            return if self.is_past(item, &range) { None } else { self.date_at(item) };
        }
        if let Some(date) = next.or_else(|| self.day_of_unveiling(range.end)) {
            return Some(date);
        }
        let clause = line.near_range(line.clause_start(range.start).min(range.start), range.end);
        let roles = line.roles_in(clause);
        if roles.has(Role::Undated) {
            return None;
        }
        self.date_of_sentence_before(sentence, range.end, roles.has(Role::Then))
            .or(topic.date.map(point_only))
            .or_else(|| self.year_of_item())
            .or_else(|| self.date_of_entry(sentence))
    }

    /// The date that a mention of one is.
    fn date_at(self, item: &Item) -> Option<Edtf> {
        self.view.board.dates.get(item.index)?.value.value.map(point_only)
    }

    /// 成立于2018年, 挂牌日期为1月8日; 单设，挂牌时间为4月18日: whether the words before the date behind a match say that it is the one of its
    /// verb.
    fn is_of_verb(self, date: &Item, range: &Range<usize>) -> bool {
        let (line, cues) = (self.line, self.cues());
        let between = line.part(range.end..date.at);
        if between.is_empty() {
            return cues.ends(EventCue::When, line.part(range.clone()));
        }
        let noun = cues.behind(EventCue::DateNoun, between);
        let noun = noun.map(|rest| cues.behind(EventCue::Is, rest).unwrap_or(rest));
        noun == Some("") || cues.is(EventCue::When, between) || self.labels_date(between)
    }

    /// ，挂牌时间为: whether the words between an event and a date say no more than that it is the date of it.
    fn labels_date(self, between: &str) -> bool {
        let Some(label) = between.strip_prefix(COMMAS) else { return false };
        let label = self.cues().before(EventCue::Is, label).unwrap_or(label);
        let verb = self.cues().before(EventCue::DateNoun, label);
        let verb = verb.map(|verb| self.cues().behind(EventCue::Formally, verb).unwrap_or(verb));
        verb.is_some_and(|verb| self.line.cues().is(RelationCue::Founding, verb))
    }

    /// …基础上组建，2024年1月揭牌: whether the date behind a match is that of the next verb, by which the body begins.
    fn is_of_next_verb(self, date: &Item, range: &Range<usize>) -> bool {
        let (line, cues) = (self.line, self.cues());
        let between = line.part(range.end..date.at);
        // 由某处组建|而成，2018年…挂牌
        let joint = between.strip_prefix('的').or_else(|| cues.behind(EventCue::NoObject, between));
        if !self.is_comma(joint.unwrap_or(between)) {
            return false;
        }
        let rest = line.text.get(date.at + SYMBOL..).unwrap_or("");
        let rest = cues.behind(EventCue::Formally, rest).unwrap_or(rest);
        let from = line.text.len() - rest.len();
        // …组建，同年11月7日|在某地挂牌
        let there = || {
            let clause = rest.split(['，', ',', '。', '；', ';']).next().unwrap_or("");
            cues.starts(EventCue::There, rest)
                && !clause.contains(Symbol::Agency.char())
                && line.ends(Role::Plate, from + clause.len())
        };
        cues.starts(EventCue::Begins, rest) || line.starts(Role::Plate, from) || there()
    }

    /// ，于: whether the words between an event and a date only part two clauses.
    fn is_comma(self, between: &str) -> bool {
        let rest = between.strip_prefix(COMMAS);
        rest.is_some_and(|rest| rest.is_empty() || self.cues().is(EventCue::When, rest))
    }

    /// 2021年6月改名，如今又并入…; 2003年任处长；某厅组建后…: whether the date before an event is of what was told before.
    fn is_past(self, date: &Item, range: &Range<usize>) -> bool {
        let line = self.line;
        let since = line.near_range(date.at, range.end);
        let text = line.part(since.clone());
        let person = |c: char| c == Symbol::Persons.char() || c == Symbol::Posts.char();
        let of_person = || {
            let head = line.part(line.clause_start(date.at)..date.at);
            head.contains(person) || text.split(['，', ',', '；', ';']).next().is_some_and(|t| t.contains(person))
        };
        let goes_on = || self.cues().starts(EventCue::After, line.text.get(range.end..).unwrap_or(""));
        text.contains(['；', ';']) && (of_person() || goes_on())
            || self.view.of_other_item(line, date, range.start)
            || line.inside(Role::Undated, since)
    }

    /// 11月18日揭牌。…。另一局同时撤销: the date of the sentence before the one from byte `sentence` to byte `end`, where the event
    /// `goes_on` from that, or it is no more than a date.
    fn date_of_sentence_before(self, sentence: usize, end: usize, goes_on: bool) -> Option<Edtf> {
        let line = self.line;
        let before = |at: usize| line.sentence_start(at.saturating_sub(1));
        let at_once = line.any_word(line.near_range(sentence, end), |word| {
            word.roles.has(Role::Then)
                && self.cues().is(EventCue::AtOnce, line.part(word.start as usize..word.end as usize))
        });
        let mut previous = before(sentence);
        // Over a sentence or two that tell no date.
        for _ in 0..OVER {
            if !at_once || previous == 0 || line.last(Symbol::Date, previous, sentence).is_some() {
                break;
            }
            previous = before(previous);
        }
        let item = line.last(Symbol::Date, previous, sentence)?;
        let date = self.date_at(item);
        let near = previous == before(sentence);
        let to_the_day = || date.is_some_and(|date| date.start().day().is_some());
        // 1998年3月。
        let lone = || {
            sentence - previous < LONE_DATE
                && line.text.get(item.at..sentence).is_some_and(|rest| rest.chars().count() <= 2)
        };
        // 3月31日上午，兰州。
        let dateline = || {
            sentence - previous < DATELINE
                && line.items_in(previous..sentence).iter().all(|i| matches!(i.symbol, Symbol::Date | Symbol::Place))
        };
        let dates = (at_once || goes_on) && (near || to_the_day()) || lone() || dateline();
        if dates { date } else { None }
    }

    /// A升格为B，今日在某地举行揭牌典礼: where nothing before tells when, the day of the clauses right behind byte `at`, if
    /// something is unveiled then.
    fn day_of_unveiling(self, at: usize) -> Option<Edtf> {
        let line = self.line;
        let behind = line.near_range(at, line.text.len());
        let text = line.part(behind.clone());
        let end = text.find(['。', '；', ';', '！']).unwrap_or(text.len());
        let item = line.first_in(at..behind.start + end).filter(|i| i.symbol == Symbol::Date)?;
        let clause = line.part(item.at + SYMBOL..behind.start + end);
        let clause = clause.split(COMMAS).next().unwrap_or("");
        let shown = line.inside(Role::Plate, item.at..item.at + SYMBOL + clause.len());
        let unveiled = shown && !clause.contains(Symbol::Agency.char()) && self.is_comma(line.part(at..item.at));
        if unveiled { self.date_at(item) } else { None }
    }

    /// 原名某局，2000年改现名: the date that the match tells behind all its bodies, if it does.
    pub(super) fn date_behind(self, range: Range<usize>) -> Option<Edtf> {
        let last = self.line.items_in(range).iter().rfind(|i| matches!(i.symbol, Symbol::Date | Symbol::Agency))?;
        if last.symbol == Symbol::Date { self.date_at(last) } else { None }
    }

    /// A、B分别于3月18日、3月20日挂牌: the dates of so many bodies, if the match tells one each.
    pub(super) fn dates_of_each(self, range: Range<usize>, bodies: usize) -> Vec<Edtf> {
        let line = self.line;
        let items = line.items_in(range);
        let behind = items.iter().rposition(|i| i.symbol == Symbol::Agency).map_or(0, |n| n + 1);
        let dates = items.get(behind..).unwrap_or_default();
        let listed = |pair: &[Item]| match pair {
            [a, b] => is_joint(line.part(a.at + SYMBOL..b.at)),
            _ => false,
        };
        let each =
            dates.len() == bodies && dates.iter().all(|i| i.symbol == Symbol::Date) && dates.windows(2).all(listed);
        dates.iter().filter(|_| each).filter_map(|i| self.date_at(i)).collect()
    }

    /// Whether the date at byte `at` tells of something else than the match: （2016年更名）并入…, 成立于2016年的|某局并入….
    fn is_aside(self, at: usize, range: &Range<usize>) -> bool {
        let line = self.line;
        let end = line.part(0..range.end).trim_end_matches(['）', ')']).len();
        let since = line.part(line.near_range(at, end));
        let since = since.strip_prefix(Symbol::Date.char()).unwrap_or(since);
        // A bracket that says more than the date, and closes before the verb.
        let closes = since.find(['（', '(', '）', ')']).filter(|&n| n > 0).and_then(|n| since.get(n..));
        // 截至6月20日，…已挂牌: by then, not on that day.
        let cues = &self.view.words().cues;
        let until = at < range.start && cues.ends(RelationCue::AsOf, line.part(0..at));
        let in_bracket = closes.is_some_and(|t| t.starts_with(['）', ')']));
        let of_next = cues
            .behind(RelationCue::Founding, since)
            .unwrap_or(since)
            .strip_prefix('的')
            .is_some_and(|t| t.starts_with(Symbol::Agency.char()));
        // 按照3月17日通过的方案，…; 记者3日从有关方面获悉，…
        let told = || {
            at < range.start && {
                let rest = line.text.get(at + SYMBOL..).unwrap_or("");
                // Of a report, or behind 按照; the plan that is the subject does it on that day.
                let by = || cues.ends(RelationCue::AccordingTo, line.part(0..at));
                self.is_of_report(rest) || cues.starts(RelationCue::Told, rest) && by()
            }
        };
        in_bracket || until || at < range.start && of_next || told()
    }

    /// 记者3日|从某局获悉，…, 记者3日|了解到，…: whether the words behind a date say that what follows became known on it.
    fn is_of_report(self, rest: &str) -> bool {
        let near = rest.get(..rest.floor_char_boundary(LONGEST_SOURCE)).unwrap_or("");
        let clause = near.split(CLAUSE_ENDS).next().unwrap_or("");
        let source = self.cues().before(EventCue::Learns, clause);
        self.cues().starts(EventCue::Reported, rest)
            || source.is_some_and(|source| source.is_empty() || self.line.signs().starts(BodyCue::From, source))
    }

    /// 3月5日　某局挂牌。…。原某局不再保留。: the date that an entry of a chronicle starts with, where none stands behind it.
    fn date_of_entry(self, sentence: usize) -> Option<Edtf> {
        let line = self.line;
        let first = line.items.first().filter(|i| i.symbol == Symbol::Date && is_mark(line.part(0..i.at)))?;
        let rest = line.text.get(first.at + SYMBOL..)?;
        let entry = rest.starts_with(['　', ' ', ':', '：', '—', '│', '|', '\t']);
        let last = line.last(Symbol::Date, 0, sentence)?;
        if entry && last.at == first.at { self.date_at(first) } else { None }
    }

    /// ● 2018年动作最大。…: the year that an item of a list starts with.
    fn year_of_item(self) -> Option<Edtf> {
        let first = self.line.items.first().filter(|i| i.symbol == Symbol::Date)?;
        let mark = self.line.text.get(..first.at)?.trim();
        let year = self.date_at(first)?;
        let bullet = mark.chars().count() == 1 && !mark.starts_with(char::is_alphanumeric);
        (bullet && year.start().month().is_none()).then_some(year)
    }
}

/// A date without the time of day, and without what says that it goes on.
pub(super) fn point_only(value: Edtf) -> Edtf {
    match value {
        Edtf::Point(p) | Edtf::Open(p) => Edtf::Point(p.without_time()),
        other => other,
    }
}
