//! Persons: names beside titles, in the frames of appointments, in lists, at the head of clauses; then every other
//! occurrence of a name once found.
//!
//! Reads titles, bodies and the layout. Whether a person holds a public post is for `relate` to say.
mod seeds;

use seeds::{is_introduced_by_life, rest_is_han, stands_free};

use crate::{
    lexicon::{Lexicon, Names, Regions},
    matcher::Chars,
    mention::Found,
    rules::{RuleError, RuleId, RuleSet},
    segment::{Layout, is_common},
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
    /// Marks, and the last characters of words, after which a name may stand.
    openers: Chars,
}

/// Marks after which a name may stand.
const MARKS: [char; 9] = ['—', '/', '：', ':', '（', '(', '”', '、', '的'];

/// Where names cannot be: spans of other mentions, in order.
pub struct Surroundings<'a> {
    /// Titles.
    pub titles: &'a [Span<Norm>],
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
    /// The stretch of the list walked last.
    listed: (usize, usize),
    text: &'a str,
    around: &'a Surroundings<'a>,
    found: Vec<Found<()>>,
}

impl Persons {
    /// Builds the extractor; the words are in the lexicon.
    ///
    /// # Errors
    /// A rule that is missing.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let context = rules.table("persons/context")?;
        let side = context.column("side")?;
        let words = context.rows().iter().filter(|row| matches!(row.get(side), "before" | "cue"));
        let last = words.filter_map(|row| row.get(0).chars().next_back());
        Ok(Self {
            openers: last.chain(MARKS).collect(),
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
            listed: (0, 0),
            text,
            around,
            found: Vec::new(),
        };
        for title in around.titles {
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

    /// 局长周明远, 主任:李秋白, 部长　陈一帆、王文清.
    fn after_title(&self, seeds: &mut Seeds<'_>, end: usize) {
        let rest = seeds.text.get(end..).unwrap_or("");
        let mut skip = rest.len() - rest.trim_start_matches([':', '：', ' ', '\u{3000}', '“', '"']).len();
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
        for chars in [3, 2, 4] {
            let Some((from, _)) = head.char_indices().rev().nth(chars - 1) else { continue };
            let clear = head.get(..from).and_then(|t| t.chars().next_back()).is_none_or(|c| !is_han(c))
                || seeds.names.introduced(seeds.text, from)
                || seeds.text.get(start..).is_some_and(|t| t.starts_with("总书记"));
            let last = head.chars().next_back().map_or(0, char::len_utf8);
            let clear = clear && seeds.names.follower(seeds.text, start - last).is_none();
            // 南渡镇|镇长
            let clear = clear && !head.ends_with(['镇', '乡', '村', '县']);
            if clear
                && seeds.shape(from, start)
                && !seeds.begins_word(from)
                && seeds.around.free(from, start)
                && !is_common(head.get(from..).unwrap_or(""))
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
            let Some(joint) = ["、", "和", "与", "及", "以及", "，", ","]
                .into_iter()
                .filter(|j| rest.starts_with(j))
                .max_by_key(|j| j.len())
            else {
                return;
            };
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
            if long(start, at) && long(after, end) && seeds.around.free(start, end) {
                seeds.push(start, end, self.title);
                done = end;
            }
        }
    }

    /// Names at the head of a clause or column: 徐惠丽任…, 何忠友　兵团党委书记, 吴宏，男，汉族.
    fn heads(&self, seeds: &mut Seeds<'_>) {
        for clause in seeds.around.layout.clauses() {
            let head = clause.of(seeds.text);
            let skip = if head.starts_with(is_han) { 0 } else { lead(head) };
            let ordinal = term(head.get(skip..).unwrap_or(""));
            let start = clause.start() + skip + ordinal;
            let Some((end, sure)) = seeds.names.name_at(seeds.text, start) else {
                self.unusual_head(seeds, start);
                continue;
            };
            let verb = seeds.names.follower(seeds.text, end).is_some_and(|(_, verb)| verb);
            let name = seeds.text.get(start..end).unwrap_or("");
            let typical = seeds.typical(name);
            let rest = seeds.text.get(end..).unwrap_or("");
            let office = verb && seeds.names.follower(seeds.text, end).is_some_and(|(n, _)| n > 3)
                || rest.starts_with(['任', '已', '曾', '获', '兼', '为']);
            let column = rest.starts_with(['\u{3000}', ' ', '—', ':', '：']) && seeds.line_has_title(start);
            let column = column
                || ordinal > 0 && (rest.is_empty() || rest.starts_with([' ', '\u{3000}', '\t', '\n', '（', '(']));
            // 公开|简历显示: a word before 简历 is no name.
            let life = is_introduced_by_life(rest) && !(rest.starts_with("简历") && is_common(name));
            let born = life || seeds.apposed(end) || seeds.dated(end) || seeds.answers(start, end);
            let clear =
                (office || column || born) && typical && !seeds.names.is_rare(name) && !seeds.names.is_particle(name)
                    || sure >= 3 && rest.starts_with('、') && seeds.leads_list(end);
            // 从平安|县县长做起, but 时光辉|任局长.
            let long = name.chars().count() >= 3;
            let particle = seeds.names.is_particle(name) && !((office || column || born) && typical && long);
            let word = seeds.reads_as_word(name) || is_common(name);
            if word && !clear || particle || seeds.is_place(start, end) {
                self.unusual_head(seeds, start);
                continue;
            }
            let verb =
                verb || (typical || long) && sure >= 2 && rest_is_han(seeds.text, end) && seeds.line_has_title(start);
            let listed = rest.starts_with(['、', '（', '(']) && seeds.line_has_title(start);
            if sure >= 2 && (verb || born || column || listed) && seeds.accept(start, end, self.clause) {
                self.list(seeds, end);
            } else if !(verb || born || column) {
                self.unusual_head(seeds, start);
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

    /// Names without a Chinese surname at the head of a clause: 琼色任局长, 嘎玛泽登任….
    fn unusual_head(&self, seeds: &mut Seeds<'_>, start: usize) {
        let rest = seeds.text.get(start..).unwrap_or("");
        const VERBS: [&str; 11] = ["任", "当选", "曾任", "出任", "担任", "不再", "辞去", "(女", "（女", "(男", "（男"];
        const NO_NAME: [char; 21] = [
            '由', '经', '因', '据', '按', '在', '从', '将', '把', '被', '并', '又', '后', '现', '原', '曾', '历', '先',
            '此', '再', '不',
        ];
        let verb = |(at, c): &(usize, char)| {
            matches!(c, '任' | '当' | '曾' | '出' | '担' | '不' | '辞' | '(' | '（')
                && VERBS.iter().any(|v| rest.get(*at..).is_some_and(|t| t.starts_with(v)))
        };
        let Some((at, _)) = rest.char_indices().take(6).find(verb) else { return };
        if rest.starts_with(NO_NAME) || !seeds.line_has_title(start) {
            return;
        }
        let name = rest.get(..at).unwrap_or("");
        let chars = name.chars().count();
        if (2..=5).contains(&chars) && name.chars().all(Names::may_stand_in_name) && seeds.may_be_unusual(name) {
            seeds.accept(start, start + at, self.clause);
        }
    }

    /// Names after words of appointment: 任命X为, 由X任, 补选X为, 免去X的.
    fn frames(&self, seeds: &mut Seeds<'_>) {
        let text = seeds.text;
        for sentence in seeds.around.layout.sentences() {
            let next = seeds.around.titles.partition_point(|t| t.end() <= sentence.start());
            let titled = seeds.around.titles.get(next).is_some_and(|t| t.start() < sentence.end());
            // 担任这一职务的|安立山: the post stands in the sentence before.
            if !titled && !seeds.follows_title(next, sentence.start()) {
                continue;
            }
            self.openers.each(text, sentence.start(), sentence.end(), |before, at| {
                if at == sentence.end() {
                    return;
                }
                let mark = titled && text.get(before..at).is_some_and(|t| t.starts_with(MARKS));
                let introduction = seeds.names.introduction(text, at);
                let introduced = introduction == Some(true) && titled;
                if (mark || introduced || introduction == Some(false) && seeds.surely(at))
                    && let Some(end) = seeds.name(at, 2, introduced, if introduced { self.frame } else { self.clause })
                {
                    self.list(seeds, end);
                }
            });
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
        for person in &mut found {
            if let Some(length) = longer(person) {
                person.span = Span::new(person.span.start(), person.span.start() + length);
            }
        }
        let firsts: Chars = names.iter().filter_map(|name| name.chars().next()).collect();
        let mut all = Vec::with_capacity(found.len() * 2);
        let mut known = found.into_iter().peekable();
        let mut done = 0;
        firsts.each(text, 0, text.len(), |at, second| {
            while let Some(person) = known.next_if(|p| p.span.start() <= at) {
                done = person.span.end();
                all.push(person);
            }
            if at < done {
                return;
            }
            let (Some(first), Some(rest)) = (text.get(at..second), text.get(at..)) else { return };
            // Names with the same first character stand together.
            let from = names.partition_point(|&name| name < first);
            let alike = names[from..].iter().take_while(|name| name.starts_with(first));
            let Some(name) = alike.filter(|name| rest.starts_with(**name)).max_by_key(|name| name.len()) else {
                return;
            };
            let end = at + name.len();
            if !around.free(at, end) || known.peek().is_some_and(|p| p.span.start() < end) {
                return;
            }
            let doubtful = name.chars().count() <= 3 && is_common(name);
            if !doubtful || lexicon.names.boundary(text, end) >= 2 && stands_free(text, at) {
                all.push(Found { span: Span::new(at, end), value: (), rule: self.again });
                done = end;
            }
        });
        all.extend(known);
        all
    }
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
