//! Names beside titles, in lists, and with a dot inside.
use super::{BLANKS, Persons, Seeds, cues::PersonCue};
use crate::{
    lexicon::Sign,
    text::{Norm, Span, is_han},
};

/// What parts the cells of a table.
const BORDERS: [char; 4] = [' ', '\u{3000}', '\t', '|'];

/// The word that comrades are found by.
const COMRADE: &str = "同志";

impl Persons {
    /// 意大利总理|普罗迪, 美国国务院发言人|普赖斯: a name by its sounds behind the title of somebody in a foreign state.
    pub(super) fn foreign(&self, seeds: &mut Seeds<'_>, title: Span<Norm>) -> bool {
        let (text, states) = (seeds.text, seeds.states);
        let body = || {
            let last = seeds.around.taken.partition_point(|t| t.start() < title.start()).checked_sub(1)?;
            seeds.around.taken.get(last).filter(|t| t.end() >= title.start())
        };
        let of_state = || {
            states.named_before(text, title.start()).is_some()
                || body().is_some_and(|body| states.starts(text, body.start()))
        };
        let end = seeds.names.foreign_at(text, title.end()).filter(|_| of_state());
        end.is_some_and(|end| seeds.accept(title.end(), end, self.title))
    }

    /// 局长周明远, 主任:李秋白, 部长　陈一帆、王文清.
    pub(super) fn after_title(&self, seeds: &mut Seeds<'_>, end: usize) {
        let (mut at, separated) = behind_marks(seeds.text, end);
        let rest = seeds.text.get(at..).unwrap_or("");
        // 书记“双调整”: what something is called.
        let quoted = seeds.text.get(end..at).is_some_and(|t| t.ends_with(['“', '"']));
        if quoted && rest.chars().take(5).any(|c| matches!(c, '”' | '"')) {
            return;
        }
        let link = seeds.names.link(seeds.text, at);
        if link > 0 {
            let after = rest.get(link..).unwrap_or("");
            at += link + after.len() - after.trim_start_matches([':', '：']).len();
        }
        if let Some(end) = seeds.name(at, if separated { 0 } else { 1 }, true, self.title) {
            self.list(seeds, end);
        }
    }

    /// 习近平|总书记, 周明远|局长: a name between a boundary and a title.
    pub(super) fn before_title(&self, seeds: &mut Seeds<'_>, title: Span<Norm>) {
        let start = title.start();
        let Some(head) = seeds.text.get(..start) else { return };
        if head.ends_with(BORDERS) {
            return self.cell_before(seeds, head);
        }
        // What no name ends with stands before most titles.
        let last = head.chars().next_back().map_or_else(Sign::default, |c| seeds.names.sign(c));
        if !last.stands_in_name() {
            return;
        }
        if last.ends_unusual() {
            self.unusual_before(seeds, head);
        }
        let mut before = [(None, Sign::default()); 4];
        for (slot, (at, c)) in before.iter_mut().zip(head.char_indices().rev()) {
            *slot = (Some(at), seeds.names.sign(c));
        }
        if !before[1..].iter().any(|(_, sign)| sign.begins_surname()) {
            return;
        }
        let [(last, _), ..] = before;
        if last.is_some_and(|last| seeds.names.follower(seeds.text, last).is_some()) {
            return;
        }
        for (from, sign) in [before[2], before[1], before[3]] {
            if let Some(from) = from.filter(|_| sign.begins_surname())
                && seeds.shape(from, start)
                && !is_called(seeds.text, from, title.end())
                && !seeds.names.ends_otherwise(head.get(from..).unwrap_or(""))
                && !seeds.begins_word(from)
                && self.is_clear_before(seeds, from, start)
                && seeds.regions.named(head.get(from..).unwrap_or("")).is_empty()
                && seeds.around.free(from, start)
                && !seeds.names.is_word(head.get(from..).unwrap_or(""))
                // 南渡镇|镇长
                && !self.cues.ends(PersonCue::BodyEnd, head)
            {
                seeds.push(from, start, self.title);
                return;
            }
        }
    }

    /// Whether nothing that a name goes on from stands before the one at byte `from`, or the title at byte `title` needs no such boundary.
    fn is_clear_before(&self, seeds: &Seeds<'_>, from: usize, title: usize) -> bool {
        seeds.text.get(..from).and_then(|t| t.chars().next_back()).is_none_or(|c| !is_han(c))
            || seeds.names.introduced(seeds.text, from)
            || seeds.names.joined(seeds.text, from)
            || seeds.text.get(title..).is_some_and(|t| self.cues.starts(PersonCue::TopPost, t))
    }

    /// 某局　|周明远|　局长: a name that fills the cell before a title, where `head` ends with blanks.
    fn cell_before(&self, seeds: &mut Seeds<'_>, head: &str) {
        const NAME_CHARACTERS: usize = 12;
        let cell = head.trim_end_matches(BORDERS);
        if !cell.ends_with(is_han) {
            return;
        }
        let mut before = cell.char_indices().rev().take(NAME_CHARACTERS + 1);
        let Some((at, blank)) = before.find(|(_, c)| BORDERS.contains(c)) else { return };
        let start = at + blank.len_utf8();
        let line = seeds.around.layout.line_at(start);
        let name = cell.get(start..).unwrap_or("");
        // What opens the line is asked about elsewhere.
        if head.get(line.start()..start).is_none_or(|t| t.trim_matches(BORDERS).is_empty()) {
            return;
        }
        let whole = seeds.names.name_at(seeds.text, start).is_some_and(|(end, sure)| end == cell.len() && sure >= 3);
        if whole
            && !seeds.names.is_word(name)
            && seeds.regions.named(name).is_empty()
            && !seeds.names.ends_otherwise(name)
        {
            seeds.accept(start, cell.len(), self.title);
        }
    }

    /// ，乌兰|部长, ，米舒斯京|总理: a name without a Chinese surname that fills the clause before a title, where `head` ends.
    fn unusual_before(&self, seeds: &mut Seeds<'_>, head: &str) {
        const NAME_CHARACTERS: usize = 8;
        let mut before = head.char_indices().rev().take(NAME_CHARACTERS + 1);
        let ends = |c: char| !seeds.names.sign(c).stands_in_name() && c != '·';
        let Some(start) = before.find(|&(_, c)| ends(c)).map(|(at, c)| at + c.len_utf8()) else { return };
        let name = head.get(start..).unwrap_or("");
        let state = || seeds.states.end_of(head, start).is_some();
        let fits =
            || !state() && seeds.names.is_foreign(name) || seeds.names.is_of_parts(name) && seeds.may_be_unusual(name);
        if seeds.names.sign_at(name, 0).begins_unusual()
            && name.chars().nth(1).is_some()
            && fits()
            && !seeds.names.is_word(name)
        {
            seeds.accept(start, head.len(), self.title);
        }
    }

    /// Names after one that stands at `..end`: A、B和C.
    pub(super) fn list(&self, seeds: &mut Seeds<'_>, end: usize) {
        let mut at = end;
        // What was walked before need not be walked again.
        if end < seeds.listed.0 || end > seeds.listed.1 {
            seeds.listed = (end, end);
        } else if end < seeds.listed.1 {
            return;
        }
        loop {
            seeds.listed.1 = seeds.listed.1.max(at);
            let Some(next) = self.next_of_list(seeds, at) else { return };
            at = next;
        }
    }

    /// Where the next name of a list ends, of which one ends at byte `at`.
    fn next_of_list(&self, seeds: &mut Seeds<'_>, at: usize) -> Option<usize> {
        let rest = seeds.text.get(at..)?;
        let bracket = bracket_at(rest);
        let rest = rest.get(bracket..)?;
        let first = rest.chars().next()?;
        // 副局长 仇慧敏(女) 白建川: nothing but names and blanks to the end of the cell.
        if matches!(first, ' ' | '\u{3000}') {
            let next = at + bracket + rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
            return seeds.name(next, 2, false, self.list).filter(|&end| seeds.ends_cell(end));
        }
        let mark = first.len_utf8();
        let (joint, comma) = match first {
            '、' => (mark, false),
            '，' | ',' => {
                let also = rest.get(mark..)?;
                match self.cues.at(PersonCue::AddsNames, also) {
                    // 张善政，以及黄伟哲
                    Some(word) => (mark + word, false),
                    // 张力红，任石家庄市副市长: the verb, not the surname.
                    None if self.cues.starts(PersonCue::Takes, also) => return None,
                    None => (mark, true),
                }
            }
            _ => (self.cues.at(PersonCue::JoinsNames, rest)?, false),
        };
        let start = at + bracket + joint;
        let sure = match first {
            '、' => 0,
            // 陆湘和|杨万年|为…
            _ if !comma && seeds.surely(start) => 2,
            _ => 3,
        };
        let unusual = first == '、' && bracket == 0;
        let end = seeds.name(start, sure, unusual, self.list);
        end.filter(|&end| !comma || seeds.ends_list(end))
    }

    /// 传达学习|周明远|同志重要讲话精神.
    pub(super) fn comrades(&self, seeds: &mut Seeds<'_>) {
        const NAME_CHARACTERS: usize = 4;
        let text = seeds.text;
        for at in memchr::memmem::find_iter(text.as_bytes(), COMRADE) {
            let (head, rest) = text.split_at_checked(at).unwrap_or((text, ""));
            // 以习近平同志为核心的党中央: the party's leadership, not somebody in a post.
            if self.cues.starts(PersonCue::Leadership, rest) || self.cues.ends(PersonCue::Comrades, head) {
                continue;
            }
            // No single character is a name: the longest that is one of two or more.
            let starts = head.char_indices().rev().take(NAME_CHARACTERS).map(|(start, _)| start).skip(1);
            let named =
                |&start: &usize| seeds.names.name_at(text, start).is_some_and(|(end, sure)| end == at && sure >= 2);
            if let Some(start) = starts.filter(named).last() {
                seeds.name(start, 2, false, self.frame);
            }
        }
    }

    /// 帕巴拉·格列朗杰.
    pub(super) fn dotted(&self, seeds: &mut Seeds<'_>) {
        let text = seeds.text;
        let mut done = 0;
        // C2 B7, E2 80 A2 and E2 80 A7: looked for by their first bytes, which are rare.
        let starts = memchr::memchr2_iter(0xc2, 0xe2, text.as_bytes());
        let dots = starts.filter_map(|at| {
            let c = text.get(at..)?.chars().next()?;
            matches!(c, '·' | '•' | '‧').then(|| (at, at + c.len_utf8()))
        });
        for (at, after) in dots {
            if at < done {
                continue;
            }
            // The name starts after the title or body before it.
            let floor = [seeds.around.titles, seeds.around.taken]
                .iter()
                .filter_map(|spans| spans.get(spans.partition_point(|s| s.end() <= at).checked_sub(1)?))
                .map(|s| s.end())
                .max();
            let start = self.start_of_dotted(seeds, at, floor);
            let end = self.end_of_dotted(seeds, after);
            let long = |a: usize, b: usize| text.get(a..b).is_some_and(|t| t.chars().count() >= 2);
            // 奇·乌日图: the short name of a clan right behind a title or a mark.
            let clan =
                |a: usize| floor == Some(a) || !text.get(..a).and_then(|t| t.chars().next_back()).is_some_and(is_han);
            let first = long(start, at)
                || start < at
                    && clan(start)
                    && seeds.names.surnames_at(text.get(start..at).unwrap_or("")).into_iter().any(|n| n > 0);
            // 甘肃省志·文物志
            let work = |end: usize| text.get(..end).is_some_and(|t| self.cues.ends(PersonCue::Work, t));
            if first && long(after, end) && !work(at) && !work(end) && seeds.around.free(start, end) {
                seeds.push(start, end, self.title);
                done = end;
            }
        }
    }

    /// Where a name starts whose dot stands at byte `at`; not before byte `floor`.
    fn start_of_dotted(&self, seeds: &Seeds<'_>, at: usize, floor: Option<usize>) -> usize {
        let text = seeds.text;
        let before = text.get(..at).unwrap_or("").chars().rev().take(6);
        let before = before.take_while(|c| seeds.names.may_stand_in_name(*c));
        let mut start = at - before.map(char::len_utf8).sum::<usize>();
        start = start.max(floor.unwrap_or(0));
        // 任命|买买提·艾山
        let introduced = |start: usize| {
            let mut inside = text.get(start..at)?.char_indices().map(|(n, _)| start + n).skip(1);
            inside.find(|&from| seeds.names.introduced(text, from))
        };
        // 决定任命|阿旺·次仁: two words.
        for _ in 0..2 {
            start = introduced(start).unwrap_or(start);
        }
        // 柬埔寨|诺罗敦·西哈努克, 意大利人|马可·波罗
        start = seeds.states.end_of(text, start).filter(|&end| end < at).unwrap_or(start);
        let before = text.get(start..at).unwrap_or("");
        let from_where = self.cues.last_in(PersonCue::Native, before).and_then(|n| before.get(n..));
        let own = from_where.and_then(|t| self.cues.behind(PersonCue::Native, t));
        own.map_or(start, |own| at - own.len())
    }

    /// Where a name ends that goes on at byte `after` behind a dot.
    fn end_of_dotted(&self, seeds: &Seeds<'_>, after: usize) -> usize {
        let rest = seeds.text.get(after..).unwrap_or("");
        let fits = |c: &char| seeds.names.may_stand_in_name(*c) || matches!(c, '·' | '•' | '‧' | '．');
        let mut end = after;
        for c in rest.chars().take_while(fits).take(8) {
            if end > after + 3 {
                // 努尔兰·阿不都满金: adverbs elsewhere, sounds here.
                let sounds = || seeds.text.get(end..).is_some_and(|t| self.cues.starts(PersonCue::SoundsToo, t));
                let clear = seeds.names.boundary(seeds.text, end);
                // 基尔·斯塔默|应声: characters that are no sounds, where they are a word.
                if clear >= 3 || clear == 2 && !sounds() || seeds.names.leaves_sounds(seeds.text, end) {
                    break;
                }
            }
            end += c.len_utf8();
        }
        end
    }
}

/// Where a name may start behind a title that ends at byte `end`, and whether marks part them.
fn behind_marks(text: &str, end: usize) -> (usize, bool) {
    let rest = text.get(end..).unwrap_or("");
    if rest.starts_with(is_han) {
        return (end, false);
    }
    let behind = rest.trim_start_matches([':', '：', ' ', '\u{3000}', '\t', '“', '"']);
    let separated = behind.len() < rest.len();
    // 副局长（一级高级警长）王为民, 局长（试用期一年）王为民
    let bracketed = behind.strip_prefix(['（', '(']).and_then(|inside| {
        let (at, close) = inside.char_indices().take(14).find(|(_, c)| matches!(c, '）' | ')'))?;
        Some(inside.get(at + close.len_utf8()..)?.trim_start_matches(BLANKS))
    });
    (text.len() - bracketed.unwrap_or(behind).len(), separated)
}

/// How many bytes the bracket has that starts `rest`; none where it is long or nothing closes it.
pub(super) fn bracket_at(rest: &str) -> usize {
    const BRACKET_BYTES: usize = 40;
    if !rest.starts_with(['(', '（']) {
        return 0;
    }
    let close = rest.find([')', '）']).filter(|&n| n <= BRACKET_BYTES);
    close.and_then(|n| rest.get(n..)?.chars().next().map(|c| n + c.len_utf8())).unwrap_or(0)
}

/// “熊猫局长”: whether what stands at `from..end` is what somebody is called.
fn is_called(text: &str, from: usize, end: usize) -> bool {
    text.get(..from).is_some_and(|t| t.ends_with(['“', '"', '‘', '「']))
        && text.get(end..).is_some_and(|t| t.starts_with(['”', '"', '’', '」']))
}
