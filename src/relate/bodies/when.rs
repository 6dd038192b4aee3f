//! When something happened to a body.
use std::ops::Range;

use super::{EventCue, Scene};
use crate::{
    matcher::Symbol,
    relate::{SYMBOL, article::is_mark, cues::Cue, line::Item, words::Role},
    segment::is_joint,
    value::Edtf,
};

/// Among how many mentions the date of an event is looked for: a sentence without end has none that is near.
const FAR: usize = 400;

/// Over how many sentences without a date 同时 reaches.
const OVER: usize = 2;

impl Scene<'_> {
    /// 成立于2021年5月, else the last date of the sentence up to the verb, else the one alone on a line above.
    pub(super) fn event_date(self, range: Range<usize>, kind: &str) -> Option<Edtf> {
        let Self { view, line, topic } = self;
        let value = |index: usize| view.board.dates.get(index).and_then(|d| d.value.value).map(point_only);
        let after = line.text.get(range.end..).unwrap_or("");
        let next = line.first_in(range.end..line.text.len()).filter(|i| i.symbol == Symbol::Date);
        // 成立于2018年, 挂牌日期为1月8日
        let of_verb = ["日期", "时间"].iter().find_map(|word| after.strip_prefix(word));
        let of_verb = of_verb.map(|t| t.trim_start_matches(['为', '是', '定', '在', '：', ':']));
        let of_verb = of_verb.or_else(|| after.strip_prefix('于'));
        if let Some(item) = next
            && (of_verb.is_some_and(|t| item.at == line.text.len() - t.len())
                || item.at == range.end && line.part(range.clone()).ends_with('于'))
        {
            return value(item.index);
        }
        // 单设，挂牌时间为4月18日
        if let Some(item) = next.filter(|i| labels_date(line.part(range.end..i.at))) {
            return value(item.index);
        }
        let sentence = line.sentence_start(range.start);
        // …基础上组建，2024年1月揭牌: the date of the next verb.
        let next = next.filter(|i| {
            let verb = i.at + SYMBOL;
            let rest = line.text.get(verb..).unwrap_or("");
            let rest = rest.strip_prefix("正式").unwrap_or(rest);
            let comma = matches!(line.part(range.end..i.at), "，" | "," | "，于" | ",于" | "的，" | "的,");
            // …组建，同年11月7日|在某地挂牌
            let there = || {
                let clause = rest.split(['，', ',', '。', '；', ';']).next().unwrap_or("");
                let from = line.text.len() - rest.len();
                rest.starts_with(['在', '于'])
                    && !clause.contains(Symbol::Agency.char())
                    && line.ends(Role::Plate, from + clause.len())
            };
            comma && (rest.starts_with("成立") || line.starts(Role::Plate, line.text.len() - rest.len()) || there())
        });
        // 5月25日更名，6月1日挂牌: a new name has its own.
        let next = next.and_then(|i| value(i.index));
        if next.is_some() && kind != "renamed" {
            return next;
        }
        let before = line.items_in(sentence..range.end).iter().rev().take(FAR);
        let mut dates = before.filter(|i| i.symbol == Symbol::Date);
        if let Some(item) = dates.find(|i| !self.is_aside(i.at, &range)) {
            // 2021年6月改名，如今又并入…; 2003年任处长；某厅组建后…: that date is of what was told before.
            let since = line.near_range(item.at, range.end);
            let text = line.part(since.clone());
            let person = |c: char| c == Symbol::Persons.char() || c == Symbol::Posts.char();
            let of_person = || {
                let head = line.part(line.clause_start(item.at)..item.at);
                head.contains(person) || text.split(['，', ',', '；', ';']).next().is_some_and(|t| t.contains(person))
            };
            let told = text.contains(['；', ';']) && (after.starts_with('后') || of_person());
            let other = view.of_other_item(line, item, range.start);
            return if told || other || line.inside(Role::Undated, since) { None } else { value(item.index) };
        }
        if let Some(date) = next.or_else(|| self.day_of_unveiling(range.end)) {
            return Some(date);
        }
        let clause = line.near_range(line.clause_start(range.start).min(range.start), range.end);
        let roles = line.roles_in(clause);
        if roles.has(Role::Undated) {
            return None;
        }
        let at_once = line.part(line.near_range(sentence, range.end)).contains("同时");
        let goes_on = at_once || roles.has(Role::Then);
        let mut previous = line.sentence_start(sentence.saturating_sub(1));
        // 11月18日揭牌。…。另一局同时撤销: over a sentence or two that tell no date.
        for _ in 0..OVER {
            if !at_once || previous == 0 || line.last(Symbol::Date, previous, sentence).is_some() {
                break;
            }
            previous = line.sentence_start(previous.saturating_sub(1));
        }
        let dated = || {
            let item = line.last(Symbol::Date, previous, sentence)?;
            // 1998年3月。: a sentence that is nothing but a date.
            let rest = line.text.get(item.at..sentence)?;
            // 3月31日上午，兰州。
            let dateline = sentence - previous < 48
                && line.items_in(previous..sentence).iter().all(|i| matches!(i.symbol, Symbol::Date | Symbol::Place));
            let near = || previous == line.sentence_start(sentence.saturating_sub(1));
            let day = || value(item.index).is_some_and(|date| date.start().day().is_some());
            (goes_on && (near() || day()) || rest.chars().count() <= 2 && sentence - previous < 20 || dateline)
                .then(|| value(item.index))
        };
        dated()
            .flatten()
            .or(topic.date.map(point_only))
            .or_else(|| self.year_of_item())
            .or_else(|| self.date_of_entry(sentence))
    }

    /// A升格为B，今日在某地举行揭牌典礼: where nothing before tells when, the day of the clauses right behind byte `at`, if
    /// something is unveiled then.
    fn day_of_unveiling(self, at: usize) -> Option<Edtf> {
        let line = self.line;
        let behind = line.near_range(at, line.text.len());
        let text = line.part(behind.clone());
        let end = text.find(['。', '；', ';', '！']).unwrap_or(text.len());
        let item = line.first_in(at..behind.start + end).filter(|i| i.symbol == Symbol::Date)?;
        let comma = matches!(line.part(at..item.at), "，" | "," | "，于" | ",于");
        let clause = line.part(item.at + SYMBOL..behind.start + end);
        let clause = clause.split(['，', ',']).next().unwrap_or("");
        let shown = line.inside(Role::Plate, item.at..item.at + SYMBOL + clause.len());
        let value = self.view.board.dates.get(item.index)?.value.value?;
        (comma && shown && !clause.contains(Symbol::Agency.char())).then(|| point_only(value))
    }

    /// 原名某局，2000年改现名: the date that the match tells behind all its bodies, if it does.
    pub(super) fn date_behind(self, range: Range<usize>) -> Option<Edtf> {
        let last = self.line.items_in(range).iter().rfind(|i| matches!(i.symbol, Symbol::Date | Symbol::Agency))?;
        let date = self.view.board.dates.get(last.index).filter(|_| last.symbol == Symbol::Date)?;
        date.value.value.map(point_only)
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
        let value = |i: &Item| self.view.board.dates.get(i.index)?.value.value.map(point_only);
        dates.iter().filter(|_| each).filter_map(value).collect()
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
        let until = at < range.start && cues.ends(Cue::AsOf, line.part(0..at));
        let in_bracket = closes.is_some_and(|t| t.starts_with(['）', ')']));
        let of_next = cues
            .behind(Cue::Founding, since)
            .unwrap_or(since)
            .strip_prefix('的')
            .is_some_and(|t| t.starts_with(Symbol::Agency.char()));
        // 按照3月17日通过的方案，…; 记者3日从有关方面获悉，…
        let told = || {
            at < range.start && {
                let rest = line.text.get(at + SYMBOL..).unwrap_or("");
                // Of a report, or behind 按照; the plan that is the subject does it on that day.
                let by = || cues.ends(Cue::AccordingTo, line.part(0..at));
                self.cues().starts(EventCue::Reported, rest) || cues.starts(Cue::Told, rest) && by()
            }
        };
        in_bracket || until || at < range.start && of_next || told()
    }

    /// 3月5日　某局挂牌。…。原某局不再保留。: the date that an entry of a chronicle starts with, where none stands behind it.
    fn date_of_entry(self, sentence: usize) -> Option<Edtf> {
        let line = self.line;
        let first = line.items.first().filter(|i| i.symbol == Symbol::Date && is_mark(line.part(0..i.at)))?;
        let rest = line.text.get(first.at + SYMBOL..)?;
        let entry = rest.starts_with(['　', ' ', ':', '：', '—', '│', '|', '\t']);
        let last = line.last(Symbol::Date, 0, sentence)?;
        (entry && last.at == first.at)
            .then(|| self.view.board.dates.get(first.index)?.value.value.map(point_only))
            .flatten()
    }

    /// ● 2018年动作最大。…: the year that an item of a list starts with.
    fn year_of_item(self) -> Option<Edtf> {
        let first = self.line.items.first().filter(|i| i.symbol == Symbol::Date)?;
        let mark = self.line.text.get(..first.at)?.trim();
        let year = self.view.board.dates[first.index].value.value.map(point_only)?;
        let bullet = mark.chars().count() == 1 && !mark.starts_with(char::is_alphanumeric);
        (bullet && year.start().month().is_none()).then_some(year)
    }
}

/// ，挂牌时间为: whether the words between an event and a date say no more than that it is the date of it.
fn labels_date(text: &str) -> bool {
    let label = text.strip_prefix(['，', ',']).map(|t| t.trim_end_matches(['为', '是', '在', '：', ':']));
    let verb = label.and_then(|t| t.strip_suffix("时间").or_else(|| t.strip_suffix("日期")));
    verb.is_some_and(|verb| ["挂牌", "揭牌", "成立", "组建", "设立", "正式挂牌"].contains(&verb))
}

pub(super) fn point_only(value: Edtf) -> Edtf {
    match value {
        Edtf::Point(p) | Edtf::Open(p) => Edtf::Point(p.without_time()),
        other => other,
    }
}
