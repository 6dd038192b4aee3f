//! Names beside titles, in lists, and with a dot inside.
use super::{Persons, Seeds, cues::Cue};
use crate::{
    lexicon::{Names, Sign},
    text::{Norm, Span, is_han},
};

/// What parts the cells of a table.
const BLANKS: [char; 4] = [' ', '\u{3000}', '\t', '|'];

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
        let mut rest = seeds.text.get(end..).unwrap_or("");
        let (mut skip, mut separated) = (0, false);
        if !rest.starts_with(is_han) {
            let behind = rest.trim_start_matches([':', '：', ' ', '\u{3000}', '\t', '“', '"']);
            skip = rest.len() - behind.len();
            separated = skip > 0;
            rest = behind;
            // 副局长（一级高级警长）王为民, 局长（试用期一年）王为民
            if let Some(inside) = rest.strip_prefix(['（', '('])
                && let Some((at, close)) = inside.char_indices().take(14).find(|(_, c)| matches!(c, '）' | ')'))
            {
                let bracket = rest.len() - inside.len() + at + close.len_utf8();
                let behind = rest.get(bracket..).unwrap_or("");
                let name = behind.trim_start_matches([' ', '\u{3000}', '\t']);
                skip += bracket + behind.len() - name.len();
                rest = name;
            }
        }
        // 书记“双调整”: what something is called.
        let quoted = seeds.text.get(end..end + skip).is_some_and(|t| t.ends_with(['“', '"']));
        if quoted && rest.chars().take(5).any(|c| matches!(c, '”' | '"')) {
            return;
        }
        let link = seeds.names.link(seeds.text, end + skip);
        if link > 0 {
            let after = rest.get(link..).unwrap_or("");
            skip += link + after.len() - after.trim_start_matches([':', '：']).len();
        }
        if let Some(end) = seeds.name(end + skip, if separated { 0 } else { 1 }, true, self.title) {
            self.list(seeds, end);
        }
    }

    /// 习近平|总书记, 周明远|局长: a name between a boundary and a title.
    pub(super) fn before_title(&self, seeds: &mut Seeds<'_>, title: Span<Norm>) {
        let start = title.start();
        let Some(head) = seeds.text.get(..start) else { return };
        if head.ends_with(BLANKS) {
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
        // 南渡镇|镇长
        if head.ends_with(['镇', '乡', '村', '县', '委'])
            || last.is_some_and(|last| seeds.names.follower(seeds.text, last).is_some())
        {
            return;
        }
        for (from, sign) in [before[2], before[1], before[3]] {
            let Some(from) = from.filter(|_| sign.begins_surname()) else { continue };
            let clear = || {
                head.get(..from).and_then(|t| t.chars().next_back()).is_none_or(|c| !is_han(c))
                    || seeds.names.introduced(seeds.text, from)
                    || seeds.names.joined(seeds.text, from)
                    || seeds.text.get(start..).is_some_and(|t| t.starts_with("总书记"))
            };
            // “熊猫局长”: what somebody is called.
            let called = || {
                let quoted = |t: &str| t.ends_with(['“', '"', '‘', '「']);
                seeds.text.get(..from).is_some_and(quoted)
                    && seeds.text.get(title.end()..).is_some_and(|t| t.starts_with(['”', '"', '’', '」']))
            };
            if seeds.shape(from, start)
                && !called()
                && !seeds.names.ends_otherwise(head.get(from..).unwrap_or(""))
                && !seeds.begins_word(from)
                && clear()
                && seeds.regions.named(head.get(from..).unwrap_or("")).is_empty()
                && seeds.around.free(from, start)
                && !seeds.names.is_word(head.get(from..).unwrap_or(""))
            {
                seeds.push(from, start, self.title);
                return;
            }
        }
    }

    /// 某局　|周明远|　局长: a name that fills the cell before a title, where `head` ends with blanks.
    fn cell_before(&self, seeds: &mut Seeds<'_>, head: &str) {
        const LONGEST: usize = 12;
        let cell = head.trim_end_matches(BLANKS);
        if !cell.ends_with(is_han) {
            return;
        }
        let mut before = cell.char_indices().rev().take(LONGEST + 1);
        let Some((at, blank)) = before.find(|(_, c)| BLANKS.contains(c)) else { return };
        let start = at + blank.len_utf8();
        let line = seeds.around.layout.line_at(start);
        let name = cell.get(start..).unwrap_or("");
        // What opens the line is asked about elsewhere.
        if head.get(line.start()..start).is_none_or(|t| t.trim_matches(BLANKS).is_empty()) {
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
        const LONGEST: usize = 8;
        let mut before = head.char_indices().rev().take(LONGEST + 1);
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
            let rest = seeds.text.get(at..).unwrap_or("");
            let bracket = if rest.starts_with(['(', '（']) {
                rest.find([')', '）'])
                    .filter(|&n| n <= 40)
                    .and_then(|n| rest.get(n..)?.chars().next().map(|c| n + c.len_utf8()))
                    .unwrap_or(0)
            } else {
                0
            };
            let rest = rest.get(bracket..).unwrap_or("");
            let Some(first) = rest.chars().next() else { return };
            let also = rest.get(first.len_utf8()..).unwrap_or("");
            let joint = match first {
                // 张善政，以及黄伟哲
                '，' | ',' if also.starts_with("以及") || also.starts_with("还有") => {
                    first.len_utf8() + "以及".len()
                }
                '、' | '和' | '与' | '及' | '，' | ',' | ' ' | '\u{3000}' => first.len_utf8(),
                '以' if rest.starts_with("以及") => "以及".len(),
                _ => return,
            };
            // 副局长 仇慧敏(女) 白建川: nothing but names and blanks to the end of the cell.
            if matches!(first, ' ' | '\u{3000}') {
                let next = at + bracket + rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
                match seeds.name(next, 2, false, self.list).filter(|&end| seeds.ends_cell(end)) {
                    Some(end) => at = end,
                    None => return,
                }
                continue;
            }
            let comma = matches!(first, '，' | ',') && joint == first.len_utf8();
            // 张力红，任石家庄市副市长: the verb, not the surname.
            if comma && rest.get(joint..).is_some_and(|t| t.starts_with('任')) {
                return;
            }
            match seeds.name(
                at + bracket + joint,
                if first == '、' { 0 } else { 3 },
                first == '、' && bracket == 0,
                self.list,
            ) {
                Some(next) if !comma || seeds.ends_list(next) => at = next,
                _ => return,
            }
        }
    }

    /// 传达学习|周明远|同志重要讲话精神.
    pub(super) fn comrades(&self, seeds: &mut Seeds<'_>) {
        const LONGEST: usize = 4;
        let text = seeds.text;
        for at in memchr::memmem::find_iter(text.as_bytes(), "同志") {
            let (head, rest) = text.split_at_checked(at).unwrap_or((text, ""));
            // 以习近平同志为核心的党中央: the party's leadership, not somebody in a post.
            if rest.starts_with("同志为核心") || self.cues.ends(Cue::Comrades, head) {
                continue;
            }
            // No single character is a name: the longest that is one of two or more.
            let starts = head.char_indices().rev().take(LONGEST).map(|(start, _)| start).skip(1);
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
        let han = |c: &char| Names::may_stand_in_name(*c) || matches!(c, '·' | '•' | '‧' | '．');
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
            let before: Vec<char> = text
                .get(..at)
                .unwrap_or("")
                .chars()
                .rev()
                .take(6)
                .take_while(|c| Names::may_stand_in_name(*c))
                .collect();
            let mut start = at - before.iter().map(|c| c.len_utf8()).sum::<usize>();
            // The name starts after the title or body before it.
            let floor = [seeds.around.titles, seeds.around.taken]
                .iter()
                .filter_map(|spans| spans.get(spans.partition_point(|s| s.end() <= at).checked_sub(1)?))
                .map(|s| s.end())
                .max();
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
            let from_where = text.get(start..at).unwrap_or("").rfind(['人', '籍', '裔']);
            start = from_where.map_or(start, |n| start + n + '人'.len_utf8());
            let mut end = after;
            for c in text.get(end..).unwrap_or("").chars().take_while(han).take(8) {
                // 努尔兰·阿不都满金: adverbs elsewhere, sounds here.
                let clear = seeds.names.boundary(text, end);
                // 基尔·斯塔默|应声: characters that are no sounds, where they are a word.
                if end > after + 3 && seeds.names.leaves_sounds(text, end) {
                    break;
                }
                if end > after + 3 && (clear >= 3 || clear == 2 && !matches!(c, '不' | '都' | '让')) {
                    break;
                }
                end += c.len_utf8();
            }
            let long = |a: usize, b: usize| text.get(a..b).is_some_and(|t| t.chars().count() >= 2);
            // 奇·乌日图: the short name of a clan right behind a title or a mark.
            let clan =
                |a: usize| floor == Some(a) || !text.get(..a).and_then(|t| t.chars().next_back()).is_some_and(is_han);
            let first = long(start, at)
                || start < at
                    && clan(start)
                    && seeds.names.surnames_at(text.get(start..at).unwrap_or("")).into_iter().any(|n| n > 0);
            // 甘肃省志·文物志
            let title = |end: usize| {
                text.get(..end).is_some_and(|t| t.ends_with(['志', '卷', '篇', '史', '集', '报', '网', '章', '版']))
            };
            if first && long(after, end) && !title(at) && !title(end) && seeds.around.free(start, end) {
                seeds.push(start, end, self.title);
                done = end;
            }
        }
    }
}
