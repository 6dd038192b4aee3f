//! Names at the head of a clause, and in the column of a table under the head of a post.
use super::{
    BEGINS, DOT, NO_HEAD, NO_PART, NUMBER, PART, Persons, QUOTE, SHOWS, STANDS, Seeds, Surroundings, TURN, cues::Cue,
};
use crate::text::{BEYOND, Characters, Classes, Norm, Span, is_han};

/// What clauses may begin with before what may be a name.
const LEAD: u16 = QUOTE | NUMBER | DOT;
/// Names without a surname have no more characters than this, if they are made of known parts.
const LONGEST_OF_PARTS: usize = 7;
/// And no more than this, if they are not.
const LONGEST_OTHER: usize = 5;

/// Between the verb and the title of one who takes office stand no more bytes.
const NEAR_OFFICE: usize = 90;

impl Persons {
    /// Names at the head of a clause or column: 徐惠丽任…, 何忠友　兵团党委书记, 吴宏，男，汉族.
    pub(super) fn heads(&self, seeds: &mut Seeds<'_>) {
        let Surroundings { titles, layout, characters, .. } = *seeds.around;
        let first_of = |n: usize| characters.places().get(n).map_or(0, |&place| self.around.at(place));
        let (mut titles, mut lines) = (titles, layout.lines().iter().map(|line| line.span));
        let (mut titled, mut line_start, mut line_end) = (false, 0, 0);
        let mut n = 0;
        let labels = label_ends(seeds.text);
        let mut labels = labels.iter().copied().peekable();
        let mut clauses = layout.clauses().iter();
        // 【人事】|周明远任…: what a label heads begins like a clause.
        let mut labelled: Option<Span<Norm>> = None;
        while let Some(clause) = labelled.take().or_else(|| {
            let clause = clauses.next()?;
            while labels.next_if(|&end| end <= clause.start()).is_some() {}
            labelled = labels.next_if(|&end| end < clause.end()).map(|end| Span::new(end, clause.end()));
            Some(*clause)
        }) {
            while line_end <= clause.start() {
                let Some(line) = lines.next() else { return };
                titles = titles.get(titles.iter().take_while(|t| t.end() <= line.start()).count()..).unwrap_or(&[]);
                titled = titles.first().is_some_and(|t| t.start() < line.end());
                (line_start, line_end) = (line.start(), line.end());
            }
            let mut start = clause.start();
            n = characters.number(n, start);
            let mut first = first_of(n);
            // Most clauses begin with what is no name, or go on as none does.
            if first & if titled { LEAD | TURN | BEGINS | STANDS } else { LEAD | TURN | BEGINS } == 0 {
                continue;
            }
            let (mut in_turn, mut pressed) = (false, false);
            if first & (LEAD | TURN) != 0 {
                // 8月　|周明远转任…: in a chronology.
                if seeds.text.as_bytes().get(start).is_some_and(u8::is_ascii_digit) {
                    let date = seeds.behind_date(start);
                    start = date.unwrap_or(start);
                    pressed = date.is_some() && seeds.text.get(..start).is_some_and(|t| t.ends_with(is_han));
                }
                let head = seeds.text.get(start..clause.end()).unwrap_or("");
                let lead = if head.starts_with(is_han) { 0 } else { self.lead(head) };
                let term = self.term(head.get(lead..).unwrap_or(""));
                start += lead + term;
                in_turn = term > 0;
                n = characters.number(n, start);
                first = first_of(n);
            }
            let titled = titled && start < line_end;
            let may_settle = first & BEGINS != 0 && seeds.names.may_end(seeds.text, characters, n, !titled);
            if pressed && !(titled && may_settle && seeds.acts_at(start)) {
                continue;
            }
            // ⏎于和平|的某局局长职务
            if titled
                && first & BEGINS != 0
                && (clause.start() == line_start || opens_item(seeds.text, clause.start()))
                && let Some(end) = seeds.closed(start)
                && seeds.accept(start, end, self.clause)
            {
                continue;
            }
            if titled
                && first & STANDS != 0
                && clause.start() == line_start
                && let Some(end) = seeds.framed(start)
                && seeds.accept(start, end, self.clause)
            {
                continue;
            }
            if may_settle && self.head(seeds, start, titled, in_turn) || !titled {
                continue;
            }
            if first & (STANDS | NO_HEAD) == STANDS && self.may_show_unusual(seeds.text, characters, n) {
                self.unusual_head(seeds, start);
            }
        }
    }

    /// Whether what shows that a name without a surname stands before it may come behind the `n`th character: a quick
    /// look, since hardly ever it does.
    fn may_show_unusual(&self, text: &str, characters: &Characters, n: usize) -> bool {
        let all = &characters.places()[n..];
        let near = all.get(..=LONGEST_OF_PARTS).unwrap_or(all);
        let of_parts = self.around.at(near[0]) & PART != 0;
        for (i, &place) in near.iter().enumerate() {
            let bits = self.around.at(place);
            if place == BEYOND {
                return true;
            }
            // Blanks and brackets may show it; words do where they stand, and 的 behind known parts.
            if bits & SHOWS != 0 && i > 1 {
                let word = || self.behind.opens(text, characters.starts()[n + i] as usize);
                if of_parts || bits & STANDS == 0 && place != '的' as u16 || word() {
                    return true;
                }
            }
            if bits & STANDS == 0 || bits & NO_PART != 0 && !of_parts {
                return false;
            }
        }
        false
    }

    /// How many bytes of a clause come before what may be a name: quotes, bullets, the number in a list (1. 2、（一）).
    fn lead(&self, clause: &str) -> usize {
        let body = self.without(clause, QUOTE);
        let number = self.without(body, NUMBER);
        let dotted = number.chars().next().is_some_and(|c| self.around.of(c) & DOT != 0);
        // 6位|新任厅长
        if number.len() < body.len() && number.starts_with('位') {
            return 0;
        }
        let body = if dotted || !body.starts_with(is_han) { number } else { body };
        clause.len() - self.without(body, DOT).len()
    }

    /// How many bytes of a clause say whose turn it was before a name: 第二任　贺友三, 首任：谷兰庭.
    fn term(&self, clause: &str) -> usize {
        let body = self.without(clause, TURN);
        let Some(rest) = body.strip_prefix('任').filter(|_| body.len() < clause.len()) else { return 0 };
        let name = rest.trim_start_matches(['\u{3000}', ' ', '\t', '：', ':']);
        if name.len() < rest.len() { clause.len() - name.len() } else { 0 }
    }

    /// A text without the characters of a class that it begins with.
    fn without<'t>(&self, text: &'t str, class: u16) -> &'t str {
        text.trim_start_matches(|c| self.around.of(c) & class != 0)
    }

    /// Names in the column of a table under the head of a post: | 局长 | … | 胡泊 |.
    pub(super) fn columns(&self, seeds: &mut Seeds<'_>) {
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
                        || self.cues.ends(Cue::HeadsNames, cell.of(text))
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
        let Some((mut end, sure)) = seeds.names.name_at(seeds.text, start) else { return false };
        if seeds.text.get(..start).is_some_and(|t| self.cues.ends(Cue::Source, t)) {
            return true;
        }
        // 李明|于2020年5月出任, 李明|为省数据局局长: these are no part of the name before a date that somebody acts on or a body.
        let dates = |at: usize| titled && seeds.acts_on_date(at);
        let shorter = end - '于'.len_utf8();
        let (mut dated, long) = (false, shorter > start + '李'.len_utf8());
        match seeds.text.get(shorter..end).unwrap_or("") {
            "于" | "自" if long && dates(end) => (end, dated) = (shorter, true),
            "为" if long && titled && seeds.starts_other(end) => end = shorter,
            _ if seeds.text.get(end..).is_some_and(|t| t.starts_with(['于', '自'])) => {
                dated = dates(end + '于'.len_utf8());
            }
            // 李明|2020年5月起任…
            _ => dated = dates(end),
        }
        let name = seeds.text.get(start..end).unwrap_or("");
        let rest = seeds.text.get(end..).unwrap_or("");
        let next = rest.chars().next().unwrap_or('\n');
        let sign = seeds.names.sign(next);
        // Most of what has the shape of a name goes on as no name does; 同志简历, 简历 and 个人简历 are asked for below.
        if sure < 2 && sign.is_han() && !sign.begins_follower() && !matches!(next, '同' | '简' | '个') {
            return false;
        }
        let follower = seeds.names.follower(seeds.text, end);
        let verb = dated || follower.is_some_and(|(_, verb)| verb);
        let column = titled && matches!(next, '\u{3000}' | ' ' | '\t' | '—' | ':' | '：')
            || in_turn && matches!(next, '\u{3000}' | ' ' | '\t' | '\n' | '（' | '(');
        // 公开|简历显示: a word before 简历 is no name.
        let life = seeds.is_introduced_by_life(rest) && !(rest.starts_with("简历") && seeds.names.is_word(name));
        let born = life || seeds.apposed(end) || seeds.dated(end) || seeds.answers(start, end);
        let goes_on = titled && sure >= 2 && (is_han(next) || next.is_ascii_digit());
        let whole = || sure >= 3 && name.chars().nth(2).is_some() && seeds.typical(name);
        let listed = titled && sure >= 2 && matches!(next, '、' | '（' | '(')
            || next == '、' && whole() && seeds.leads_list(end);
        let stacked = matches!(next, '\n' | '(' | '（')
            && sure >= 2
            && seeds.typical(name)
            && !seeds.names.is_rare(name)
            && seeds.is_stacked(start, end);
        let evident = verb || born || column || stacked;
        if !evident && !goes_on && !listed {
            return false;
        }
        // 鲁商财|经: the last character and the next one are a word.
        let split = || {
            let last = name.char_indices().next_back().map_or(end, |(at, _)| start + at);
            seeds.text.get(last..end + next.len_utf8()).is_some_and(|word| seeds.names.is_word(word))
        };
        // 赵大勇|为省财政厅厅长, 孙立人|为秘书长: no 勇为, no 人为.
        let becomes = || {
            let at = end + next.len_utf8();
            let title = || seeds.around.titles.binary_search_by_key(&at, |t| t.start()).is_ok();
            titled && next == '为' && (seeds.starts_other(at) || title())
        };
        if sure == 2 && !dated && matches!(follower, Some((3, false))) && !becomes() && split()
            || seeds.names.ends_otherwise(name)
        {
            return false;
        }
        let typical = seeds.typical(name);
        let evident = evident || goes_on && (typical || name.chars().nth(2).is_some());
        if !evident && !listed {
            return false;
        }
        let office = || {
            dated
                || verb && follower.is_some_and(|(n, _)| n > 3)
                || matches!(next, '任' | '已' | '曾' | '获' | '兼' | '为')
                || rest.starts_with("同志")
        };
        // 从平安|县县长做起, but 时光辉|任局长.
        let long = name.chars().nth(2).is_some();
        // 任殿喜|在…当选: nor does a place follow the object of 任.
        let placed = || goes_on && matches!(next, '在' | '于') && seeds.begins_as_verb(start);
        // ⏎任鸿斌|的商务部副部长职务
        let posted = || next == '的' && seeds.is_of_office(end);
        let evidently = || typical && long && (column || born || office() || placed() || posted());
        let particle = seeds.names.is_particle(name) && !seeds.names.is_of_parts(name);
        // 于洋，男，汉族: nothing but a name.
        let sexed = || {
            let mut behind = rest.chars();
            matches!(behind.next(), Some('，' | ',' | '（' | '('))
                && matches!(behind.next(), Some('男' | '女'))
                && behind.next().is_some_and(|c| !is_han(c))
        };
        if seeds.is_place(start, end) || particle && !evidently() && !sexed() {
            return false;
        }
        // 濮阳|已有四名…: a place, unless a life or a post follows or somebody takes office.
        let acts = verb && (dated || next == '任' || follower.is_some_and(|(n, _)| n > 3));
        // 阳泉、|朔州两市: nor in a list of places.
        let places = || listed && seeds.regions.longest_at(seeds.text, end + next.len_utf8()).is_some();
        // 吉安：市公安局局长…: nor before a colon.
        let cell = column && !matches!(next, ':' | '：');
        if !born && !cell && !acts && !seeds.regions.named(name).is_empty() && (!listed || places()) {
            return false;
        }
        let clear =
            typical && (column || born || office()) && !seeds.names.is_rare(name) && !seeds.names.is_particle(name);
        // 成　员:…⏎　　冷静　财政厅副厅长: nothing but a name fills the cell before a post.
        if column
            && (typical || long)
            && sure >= 3
            && seeds.is_cell_before_post(start, end)
            && seeds.accept(start, end, self.clause)
        {
            return true;
        }
        let leads = || sure >= 3 && next == '、' && seeds.leads_list(end);
        // 周登高|转任…: a given name that is a word, where nothing but a name takes office.
        let sworn = || {
            let own = !seeds.names.is_rare(name) && !seeds.names.is_particle(name);
            let takes = || self.cues.starts(Cue::TakesOffice, rest);
            let titles = seeds.around.titles;
            let title = titles.get(titles.partition_point(|t| t.start() < end));
            let near = || title.is_some_and(|t| t.start() - end <= NEAR_OFFICE);
            let office = || match next {
                '（' | '(' => seeds.apposed(end),
                // 东方|电气|的书记
                '的' => {
                    seeds.is_of_office(end) && (seeds.names.surnames_at(name)[0] == 0 || seeds.names.is_compound(name))
                }
                _ => (dated || takes()) && near(),
            };
            long && own && (sure >= 3 || next == '的' && sure == 2) && office() && !seeds.starts_with_word(name)
        };
        let is_word = || !clear && (seeds.reads_as_word(name) && !sworn() || seeds.names.is_word(name));
        if (seeds.names.is_usual(seeds.text, start, end) || is_word()) && !leads() && !sexed() {
            return false;
        }
        if sure >= 2 && seeds.accept(start, end, self.clause) {
            self.list(seeds, end);
            return true;
        }
        evident
    }

    /// Names without a Chinese surname at the head of a clause on a line with a title: 琼色任局长, 嘎玛泽登任….
    #[inline(never)]
    fn unusual_head(&self, seeds: &mut Seeds<'_>, start: usize) {
        let rest = seeds.text.get(start..).unwrap_or("");
        let shows = |at: usize, c: char| {
            // 安德吉⇥局长: the cell of a table before that of a post.
            // ⏎那顺的省医疗保障局一级巡视员职级: in a list of posts taken away.
            c == '的' && seeds.names.is_of_parts(rest.get(..at).unwrap_or(""))
                || matches!(c, '\t' | ' ' | '\u{3000}') && seeds.is_cell_before_post(start, start + at)
                || matches!(c, ' ' | '\u{3000}' | '(' | '（')
                    && seeds.is_introduced_by_life(rest.get(at..).unwrap_or(""))
                || self.behind.longest_at(rest, at).is_some()
        };
        let of_parts = seeds.names.sign_at(rest, 0).begins_part();
        let longest = if of_parts { LONGEST_OF_PARTS } else { LONGEST_OTHER };
        for (at, c) in rest.char_indices().take(longest + 1) {
            let bits = self.around.of(c);
            if bits & SHOWS != 0 && shows(at, c) {
                let name = rest.get(..at).unwrap_or("");
                let chars = name.chars().count();
                let usual = chars <= LONGEST_OTHER || seeds.names.is_of_parts(name);
                if chars >= 2 && usual && seeds.may_be_unusual(name) {
                    seeds.accept(start, start + at, self.clause);
                }
                return;
            }
            if bits & NO_PART != 0 && !of_parts || !seeds.names.sign(c).stands_in_name() {
                return;
            }
        }
    }
}

/// Where what marks off a label ends, with a character of a text right behind it: 【人事】|周明远, 人事丨|周明远.
fn label_ends(text: &str) -> Vec<usize> {
    const MARKS: [&str; 5] = ["】", "丨", "|", "｜", "]"];
    let ends = |mark: &'static str| memchr::memmem::find_iter(text.as_bytes(), mark).map(move |at| at + mark.len());
    let mut all: Vec<usize> = MARKS.into_iter().flat_map(ends).collect();
    // 《…》]周明远, but not [1]某局.
    all.retain(|&end| {
        let noted = || text.get(..end).is_some_and(|t| t.trim_end_matches(']').ends_with(|c: char| c.is_ascii_digit()));
        text.get(end..).is_some_and(|t| t.starts_with(is_han) || t.starts_with(' ')) && !noted()
    });
    all.sort_unstable();
    all
}

/// 免去：|陈某某局副局长职务；|林某…: whether a mark that parts the items of a list stands before byte `at`.
fn opens_item(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|t| t.trim_end_matches(' ').ends_with(['；', ';', '：', ':']))
}

/// Says what heads of clauses begin with before a name.
pub(super) fn tell(around: &mut Classes<u16>) {
    let mut add = |chars: &str, bits| chars.chars().for_each(|c| around.add(c, bits));
    add("“\" \u{3000}【】◆·>（(◎■□●○▲△★☆▍▌►▶◇※•▪", QUOTE);
    add("0123456789①②③④⑤⑥⑦⑧⑨⑩一二三四五六七八九十", NUMBER);
    add(".．、）) ", DOT);
    add("第一二三四五六七八九十首前现末", TURN);
    add("的\t \u{3000}(（", SHOWS);
}
