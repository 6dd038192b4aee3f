//! Persons: names beside titles, in the frames of appointments, in lists, at the head of clauses; then every other
//! occurrence of a name once found.
//!
//! Reads titles, bodies and the layout. Whether a person holds a public post is for `relate` to say.
mod seeds;

use seeds::{is_introduced_by_life, stands_free};

use crate::{
    lexicon::{Lexicon, Names, Regions, States},
    matcher::{Chars, Scanner},
    mention::Found,
    rules::{RuleError, RuleId, RuleSet},
    segment::Layout,
    text::{Norm, Span, is_han},
};

/// Finds persons.
#[derive(Clone, Debug)]
pub struct Persons {
    title: RuleId,
    frame: RuleId,
    list: RuleId,
    clause: RuleId,
    again: RuleId,
}

/// How many bytes behind a sentence with a title a name may stand that a word introduces.
const NEAR: usize = 300;

/// Marks after which a name may stand.
const MARKS: [char; 9] = ['—', '/', '：', ':', '（', '(', '”', '、', '的'];

/// Where names cannot be: spans of other mentions, in order.
pub struct Surroundings<'a> {
    /// Titles.
    pub titles: &'a [Span<Norm>],
    /// Where marks or words end after which a name may stand.
    pub openings: &'a [u32],
    /// Bodies, organizations, dates, 《…》: nothing of a name lies in them.
    pub taken: &'a [Span<Norm>],
    /// Lines and clauses.
    pub layout: &'a Layout,
}

impl Surroundings<'_> {
    fn free(&self, start: usize, end: usize) -> bool {
        let clear = |spans: &[Span<Norm>]| {
            let next = spans.partition_point(|s| s.end() <= start);
            spans.get(next).is_none_or(|s| s.start() >= end)
        };
        clear(self.taken) && clear(self.titles)
    }
}

struct Seeds<'a> {
    names: &'a Names,
    regions: &'a Regions,
    /// The rule of frames that only a name fits into.
    strong: RuleId,
    /// The rule of names beside titles.
    beside: RuleId,
    /// The rule of names at the head of clauses and behind marks.
    clause: RuleId,
    /// The stretch of the list walked last.
    listed: (usize, usize),
    text: &'a str,
    around: &'a Surroundings<'a>,
    found: Vec<Found<()>>,
}

impl Persons {
    /// Builds the extractor; the words are in the lexicon. The scanner is told after what names may stand.
    ///
    /// # Errors
    /// A rule that is missing.
    pub fn new(rules: &RuleSet, scanner: &mut Scanner) -> Result<Self, RuleError> {
        let context = rules.table("persons/context")?;
        let side = context.column("side")?;
        let words = context.rows().iter().filter(|row| matches!(row.get(side), "before" | "cue"));
        words.for_each(|row| scanner.call_word(row.get(0), Scanner::OPENING));
        MARKS.into_iter().for_each(|mark| scanner.call(mark, Scanner::OPENING));
        Ok(Self {
            title: rules.id("persons/beside-title")?,
            frame: rules.id("persons/in-frame")?,
            list: rules.id("persons/in-list")?,
            clause: rules.id("persons/clause-head")?,
            again: rules.id("persons/again")?,
        })
    }

    /// Persons of the page, in order, without overlaps.
    pub fn find(&self, lexicon: &Lexicon, text: &str, around: &Surroundings<'_>) -> Vec<Found<()>> {
        if around.titles.is_empty() {
            return Vec::new();
        }
        let mut seeds = Seeds {
            names: &lexicon.names,
            regions: &lexicon.regions,
            strong: self.frame,
            beside: self.title,
            clause: self.clause,
            listed: (0, 0),
            text,
            around,
            found: Vec::new(),
        };
        for title in around.titles {
            if self.foreign(&mut seeds, &lexicon.states, *title) {
                continue;
            }
            self.after_title(&mut seeds, title.end());
            self.before_title(&mut seeds, title.start());
        }
        self.dotted(&mut seeds);
        self.heads(&mut seeds);
        self.columns(&mut seeds);
        self.frames(&mut seeds);
        seeds.found = crate::mention::settle(std::mem::take(&mut seeds.found));
        let found = std::mem::take(&mut seeds.found);
        // Lists may go on after a name that is known from elsewhere.
        seeds.found = self.again(lexicon, text, around, found);
        let before = seeds.found.len();
        for end in seeds.found.iter().map(|f| f.span.end()).collect::<Vec<_>>() {
            if text.get(end..).is_some_and(|t| t.starts_with('、')) {
                self.list(&mut seeds, end);
            }
        }
        if seeds.found.len() == before {
            return seeds.found;
        }
        let found = crate::mention::settle(seeds.found);
        self.again(lexicon, text, around, found)
    }

    /// 意大利总理|普罗迪, 美国国务院发言人|普赖斯: a name by its sounds behind the title of somebody in a foreign state.
    fn foreign(&self, seeds: &mut Seeds<'_>, states: &States, title: Span<Norm>) -> bool {
        let text = seeds.text;
        let body = || {
            let last = seeds.around.taken.partition_point(|t| t.start() < title.start()).checked_sub(1)?;
            seeds.around.taken.get(last).filter(|t| t.end() >= title.start())
        };
        let head = text.get(..title.start()).unwrap_or("");
        let of_state = states.before(text, head.strip_suffix('前').unwrap_or(head).len()).is_some()
            || body().is_some_and(|body| states.starts(text, body.start()));
        let end = seeds.names.foreign_at(text, title.end()).filter(|_| of_state);
        end.is_some_and(|end| seeds.accept(title.end(), end, self.title))
    }

    /// 局长周明远, 主任:李秋白, 部长　陈一帆、王文清.
    fn after_title(&self, seeds: &mut Seeds<'_>, end: usize) {
        let rest = seeds.text.get(end..).unwrap_or("");
        let mut skip = rest.len() - rest.trim_start_matches([':', '：', ' ', '\u{3000}', '\t', '“', '"']).len();
        let separated = skip > 0;
        let mut rest = rest.get(skip..).unwrap_or("");
        // 副局长（一级高级警长）王为民, 局长（试用期一年）王为民
        if let Some(inside) = rest.strip_prefix(['（', '('])
            && let Some((at, close)) = inside.char_indices().take(14).find(|(_, c)| matches!(c, '）' | ')'))
        {
            let bracket = rest.len() - inside.len() + at + close.len_utf8();
            skip += bracket;
            rest = rest.get(bracket..).unwrap_or("");
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
    fn before_title(&self, seeds: &mut Seeds<'_>, start: usize) {
        let Some(head) = seeds.text.get(..start) else { return };
        let mut starts = [None; 4];
        starts.iter_mut().zip(head.char_indices().rev()).for_each(|(slot, (at, _))| *slot = Some(at));
        // 南渡镇|镇长
        if head.ends_with(['镇', '乡', '村', '县', '委'])
            || starts[0].is_some_and(|last| seeds.names.follower(seeds.text, last).is_some())
        {
            return;
        }
        for from in [starts[2], starts[1], starts[3]].into_iter().flatten() {
            let clear = || {
                head.get(..from).and_then(|t| t.chars().next_back()).is_none_or(|c| !is_han(c))
                    || seeds.names.introduced(seeds.text, from)
                    || seeds.names.joined(seeds.text, from)
                    || seeds.text.get(start..).is_some_and(|t| t.starts_with("总书记"))
            };
            if seeds.shape(from, start)
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

    /// Names after one that stands at `..end`: A、B和C.
    fn list(&self, seeds: &mut Seeds<'_>, end: usize) {
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
            let joints = ["、", "和", "与", "及", "以及", "，", ",", " ", "\u{3000}"];
            let Some(joint) = joints.into_iter().find(|j| rest.starts_with(j)) else { return };
            // 副局长 仇慧敏(女) 白建川: nothing but names and blanks to the end of the cell.
            if matches!(joint, " " | "\u{3000}") {
                let next = at + bracket + rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
                match seeds.name(next, 2, false, self.list).filter(|&end| seeds.ends_cell(end)) {
                    Some(end) => at = end,
                    None => return,
                }
                continue;
            }
            let comma = matches!(joint, "，" | ",");
            // 张力红，任石家庄市副市长: the verb, not the surname.
            if comma && rest.get(joint.len()..).is_some_and(|t| t.starts_with('任')) {
                return;
            }
            match seeds.name(
                at + bracket + joint.len(),
                if joint == "、" { 0 } else { 3 },
                joint == "、" && bracket == 0,
                self.list,
            ) {
                Some(next) if !comma || seeds.ends_list(next) => at = next,
                _ => return,
            }
        }
    }

    /// 帕巴拉·格列朗杰.
    fn dotted(&self, seeds: &mut Seeds<'_>) {
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
            let mut inside = text.get(start..at).unwrap_or("").char_indices().map(|(n, _)| start + n).skip(1);
            start = inside.find(|&from| seeds.names.introduced(text, from)).unwrap_or(start);
            let mut end = after;
            for c in text.get(end..).unwrap_or("").chars().take_while(han).take(8) {
                // 努尔兰·阿不都满金: adverbs elsewhere, sounds here.
                let clear = seeds.names.boundary(text, end);
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

    /// Names at the head of a clause or column: 徐惠丽任…, 何忠友　兵团党委书记, 吴宏，男，汉族.
    fn heads(&self, seeds: &mut Seeds<'_>) {
        let Surroundings { titles, layout, .. } = *seeds.around;
        let (mut titles, mut clauses) = (titles, layout.clauses());
        for line in layout.lines() {
            let before = clauses.iter().take_while(|clause| clause.start() < line.span.end()).count();
            let (inside, rest) = clauses.split_at(before);
            clauses = rest;
            titles = titles.get(titles.iter().take_while(|t| t.end() <= line.span.start()).count()..).unwrap_or(&[]);
            let titled = titles.first().is_some_and(|t| t.start() < line.span.end());
            for clause in inside {
                let head = clause.of(seeds.text);
                let skip = if head.starts_with(is_han) { 0 } else { lead(head) };
                let ordinal = term(head.get(skip..).unwrap_or(""));
                let start = clause.start() + skip + ordinal;
                let titled = titled && start < line.span.end();
                if !self.head(seeds, start, titled, ordinal > 0) && titled {
                    self.unusual_head(seeds, start);
                }
            }
        }
    }

    /// Names in the column of a table under the head of a post: | 局长 | … | 胡泊 |.
    fn columns(&self, seeds: &mut Seeds<'_>) {
        let text = seeds.text;
        // The columns of the table read now that hold names; none between tables.
        let mut holders: Option<Vec<usize>> = None;
        for line in seeds.around.layout.lines() {
            let row = line.span.of(text);
            if !row.starts_with('|') {
                holders = None;
                continue;
            }
            let mut at = line.span.start();
            let cells = row.split('|').map(|cell| {
                let start = at + cell.len() - cell.trim_start().len();
                at += cell.len() + 1;
                Span::<Norm>::new(start, start + cell.trim().len())
            });
            let Some(columns) = &holders else {
                let head = |cell: &Span<Norm>| {
                    let titles = seeds.around.titles;
                    let last = titles.partition_point(|t| t.end() < cell.end());
                    titles.get(last).is_some_and(|t| t.end() == cell.end() && t.start() >= cell.start())
                        || ["姓名", "姓 名", "人选", "负责人"].iter().any(|w| cell.of(text).ends_with(w))
                };
                holders = Some(cells.enumerate().filter(|(_, cell)| head(cell)).map(|(n, _)| n).collect());
                continue;
            };
            if columns.is_empty() {
                continue;
            }
            let cells: Vec<Span<Norm>> =
                cells.enumerate().filter(|(n, _)| columns.contains(n)).map(|(_, c)| c).collect();
            for cell in cells {
                if !cell.of(text).starts_with(is_han) {
                    continue;
                }
                if let Some(end) = seeds.name(cell.start(), 2, true, self.clause) {
                    self.list(seeds, end);
                }
            }
        }
    }

    /// The name with a surname at byte `start`, on a line with a title or without one; `in_turn` where
    /// the clause says whose turn it was (第二任). Whether what stands there is settled.
    fn head(&self, seeds: &mut Seeds<'_>, start: usize, titled: bool, in_turn: bool) -> bool {
        let Some((end, sure)) = seeds.names.name_at(seeds.text, start) else { return false };
        let name = seeds.text.get(start..end).unwrap_or("");
        let rest = seeds.text.get(end..).unwrap_or("");
        let next = rest.chars().next().unwrap_or('\n');
        let follower = seeds.names.follower(seeds.text, end);
        let verb = follower.is_some_and(|(_, verb)| verb);
        let column = titled && matches!(next, '\u{3000}' | ' ' | '\t' | '—' | ':' | '：')
            || in_turn && matches!(next, '\u{3000}' | ' ' | '\t' | '\n' | '（' | '(');
        // 公开|简历显示: a word before 简历 is no name.
        let life = is_introduced_by_life(rest) && !(rest.starts_with("简历") && seeds.names.is_word(name));
        let born = life || seeds.apposed(end) || seeds.dated(end) || seeds.answers(start, end);
        let goes_on = titled && sure >= 2 && (is_han(next) || next.is_ascii_digit());
        let listed = titled && sure >= 2 && matches!(next, '、' | '（' | '(');
        let evident = verb || born || column;
        if !evident && !goes_on && !listed {
            return false;
        }
        // ，石屏|人，: where somebody comes from.
        if name.strip_suffix('人').is_some_and(|place| !seeds.regions.named(place).is_empty()) {
            return false;
        }
        let typical = seeds.typical(name);
        let evident = evident || goes_on && (typical || name.chars().nth(2).is_some());
        if !evident && !listed {
            return false;
        }
        let office = || {
            verb && follower.is_some_and(|(n, _)| n > 3)
                || matches!(next, '任' | '已' | '曾' | '获' | '兼' | '为')
                || rest.starts_with("同志")
        };
        // 从平安|县县长做起, but 时光辉|任局长.
        let long = name.chars().nth(2).is_some();
        let evidently = || typical && long && (column || born || office());
        if seeds.is_place(start, end) || seeds.names.is_particle(name) && !evidently() {
            return false;
        }
        let clear =
            typical && (column || born || office()) && !seeds.names.is_rare(name) && !seeds.names.is_particle(name);
        // 成　员:…⏎　　冷静　财政厅副厅长: nothing but a name fills the cell before a post.
        if column
            && typical
            && sure >= 3
            && seeds.is_cell_before_post(start, end)
            && seeds.accept(start, end, self.clause)
        {
            return true;
        }
        let leads = || sure >= 3 && next == '、' && seeds.leads_list(end);
        let is_word = || !clear && (seeds.reads_as_word(name) || seeds.names.is_word(name));
        if (seeds.names.is_usual(seeds.text, start, end) || is_word()) && !leads() {
            return false;
        }
        if sure >= 2 && seeds.accept(start, end, self.clause) {
            self.list(seeds, end);
            return true;
        }
        evident
    }

    /// Names without a Chinese surname at the head of a clause on a line with a title: 琼色任局长, 嘎玛泽登任….
    fn unusual_head(&self, seeds: &mut Seeds<'_>, start: usize) {
        let rest = seeds.text.get(start..).unwrap_or("");
        const VERBS: [&str; 15] = [
            "任", "当选", "曾任", "出任", "担任", "不再", "辞去", "(女", "（女", "(男", "（男", "，男", "，女", ",男",
            ",女",
        ];
        const NO_NAME: [char; 21] = [
            '由', '经', '因', '据', '按', '在', '从', '将', '把', '被', '并', '又', '后', '现', '原', '曾', '历', '先',
            '此', '再', '不',
        ];
        let verb = |(at, c): &(usize, char)| {
            // 安德吉⇥局长: the cell of a table before that of a post.
            // ⏎那顺的省医疗保障局一级巡视员职级: in a list of posts taken away.
            *c == '的' && seeds.names.is_of_parts(rest.get(..*at).unwrap_or(""))
                || *c == '\t' && seeds.around.titles.binary_search_by_key(&(start + at + 1), |t| t.start()).is_ok()
                || matches!(c, '任' | '当' | '曾' | '出' | '担' | '不' | '辞' | '(' | '（' | '，' | ',')
                    && VERBS.iter().any(|v| rest.get(*at..).is_some_and(|t| t.starts_with(v)))
        };
        let Some((at, _)) = rest.char_indices().take(8).find(verb) else { return };
        if rest.starts_with(NO_NAME) {
            return;
        }
        let name = rest.get(..at).unwrap_or("");
        let chars = name.chars().count();
        let usual = chars <= 5 || seeds.names.is_of_parts(name);
        if chars >= 2 && usual && name.chars().all(Names::may_stand_in_name) && seeds.may_be_unusual(name) {
            seeds.accept(start, start + at, self.clause);
        }
    }

    /// Names after words of appointment: 任命X为, 由X任, 补选X为, 免去X的.
    fn frames(&self, seeds: &mut Seeds<'_>) {
        let text = seeds.text;
        let Surroundings { titles, openings, layout, .. } = *seeds.around;
        let (mut titles, mut openings) = (titles.iter().peekable(), openings.iter().map(|&at| at as usize).peekable());
        // Where the last sentence with a title ended.
        let mut last = 0;
        for sentence in layout.sentences() {
            while titles.next_if(|t| t.end() <= sentence.start()).is_some() {}
            let titled = titles.peek().is_some_and(|t| t.start() < sentence.end());
            if titled {
                last = sentence.end();
            }
            // 担任这一职务的|安立山: the post stands in the sentence before.
            if !titled && sentence.start().saturating_sub(last) > NEAR {
                continue;
            }
            while openings.next_if(|&at| at <= sentence.start()).is_some() {}
            while let Some(at) = openings.next_if(|&at| at < sentence.end()) {
                let mark = titled && text.get(..at).is_some_and(|t| t.ends_with(MARKS));
                let introduction = seeds.names.introduction(text, at);
                let introduced = introduction == Some(true) && titled;
                // 任命 海波 为: set apart by blanks.
                let blank = introduced && text.get(at..).is_some_and(|t| t.starts_with(' '));
                let at = if blank { at + 1 } else { at };
                if (mark || introduced || introduction == Some(false) && seeds.surely(at))
                    && let Some(end) = seeds.name(at, 2, introduced, if introduced { self.frame } else { self.clause })
                {
                    self.list(seeds, end);
                }
            }
        }
    }

    /// Every other place where a name found before stands.
    fn again(
        &self,
        lexicon: &Lexicon,
        text: &str,
        around: &Surroundings<'_>,
        mut found: Vec<Found<()>>,
    ) -> Vec<Found<()>> {
        if found.is_empty() {
            return found;
        }
        let mut names: Vec<&str> = found.iter().map(|person| person.span.of(text)).collect();
        names.sort_unstable();
        names.dedup();
        // 欧阳景|行跨省履新: the longer name, where the page has it elsewhere.
        let longer = |person: &Found<()>| {
            let name = person.span.of(text);
            let from = names.partition_point(|&other| other <= name);
            let alike = names[from..].iter().take_while(|other| other.starts_with(name));
            let rest = text.get(person.span.start()..).unwrap_or("");
            alike.filter(|other| rest.starts_with(**other)).map(|other| other.len()).max()
        };
        if names.windows(2).any(|pair| pair[1].starts_with(pair[0])) {
            for person in &mut found {
                if let Some(length) = longer(person) {
                    person.span = Span::new(person.span.start(), person.span.start() + length);
                }
            }
        }
        let mut all = Vec::with_capacity(found.len() * 2);
        let mut known = found.into_iter().peekable();
        let mut done = 0;
        let mut see = |at: usize, length: &dyn Fn() -> Option<usize>| {
            while let Some(person) = known.next_if(|p| p.span.start() <= at) {
                done = person.span.end();
                all.push(person);
            }
            if at < done {
                return;
            }
            let Some(end) = length().map(|length| at + length) else { return };
            if !around.free(at, end) || known.peek().is_some_and(|p| p.span.start() < end) {
                return;
            }
            let name = text.get(at..end).unwrap_or("");
            let doubtful = name.chars().nth(3).is_none() && lexicon.names.is_word(name);
            if !doubtful || lexicon.names.boundary(text, end) >= 2 && stands_free(text, at) {
                all.push(Found { span: Span::new(at, end), value: (), rule: self.again });
                done = end;
            }
        };
        each_name(text, &names, &mut see);
        all.extend(known);
        all
    }
}

/// Shows `see` in order the places where one of the names, which are in order, may stand, and how to learn its length: that
/// of the longest where several start.
fn each_name(text: &str, names: &[&str], see: &mut impl FnMut(usize, &dyn Fn() -> Option<usize>)) {
    // A search for one word is so much faster than a look at every character.
    const FEW: usize = 24;
    if names.len() > FEW {
        let firsts: Chars = names.iter().filter_map(|name| name.chars().next()).collect();
        return firsts.each(text, 0, text.len(), |at, second| {
            see(at, &|| {
                let (first, rest) = (text.get(at..second)?, text.get(at..)?);
                // Names with the same first character stand together.
                let from = names.partition_point(|&name| name < first);
                let alike = names[from..].iter().take_while(|name| name.starts_with(first));
                alike.filter(|name| rest.starts_with(**name)).map(|name| name.len()).max()
            });
        });
    }
    let mut hits = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let finder = memchr::memmem::Finder::new(name.as_bytes());
        let mut from = 0;
        while let Some(more) = text.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
            hits.push((from + more, n));
            from += more + 1;
        }
    }
    hits.sort_unstable();
    // Of names that start alike the longest is the last.
    let last = hits.chunk_by(|a, b| a.0 == b.0).filter_map(|alike| alike.last());
    last.for_each(|&(at, n)| see(at, &|| Some(names[n].len())));
}

/// How many bytes of a clause come before what may be a name: quotes, bullets, the number in a list (1. 2、（一）).
fn lead(clause: &str) -> usize {
    let body = clause.trim_start_matches(['“', '"', ' ', '\u{3000}', '【', '】', '◆', '·', '>', '（', '(']);
    let number = body.trim_start_matches(|c: char| c.is_ascii_digit() || "①②③④⑤⑥⑦⑧⑨⑩一二三四五六七八九十".contains(c));
    let body = if number.starts_with(['.', '．', '、', '）', ')', ' ']) || !body.starts_with(is_han) {
        number
    } else {
        body
    };
    let body = body.trim_start_matches(['.', '．', '、', '）', ')', ' ']);
    clause.len() - body.len()
}

/// How many bytes of a clause say whose turn it was before a name: 第二任　贺友三, 首任：谷兰庭.
fn term(clause: &str) -> usize {
    let body = clause
        .trim_start_matches(['第', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '首', '前', '现', '末']);
    let Some(rest) = body.strip_prefix('任').filter(|_| body.len() < clause.len()) else { return 0 };
    let name = rest.trim_start_matches(['\u{3000}', ' ', '\t', '：', ':']);
    if name.len() < rest.len() { clause.len() - name.len() } else { 0 }
}
