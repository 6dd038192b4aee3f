//! Names at the head of a clause, and in the column of a table under the head of a post.
use super::{
    BEGINS, DOT, NO_HEAD, NO_PART, NUMBER, PART, Persons, QUOTE, SHOWS, STANDS, Seeds, Surroundings, TURN,
    cues::PersonCue,
};
use crate::{
    text::{BEYOND, Characters, Classes, Norm, Span, is_han},
    value::NUMERALS,
};

/// What clauses may begin with before what may be a name.
const LEAD: u16 = QUOTE | NUMBER | DOT;
/// Names without a surname have no more characters than this, if they are made of known parts.
const LONGEST_OF_PARTS: usize = 7;
/// And no more than this, if they are not.
const LONGEST_OTHER: usize = 5;

impl Persons {
    /// Names at the head of a clause or column: 徐惠丽任…, 何忠友　兵团党委书记, 吴宏，男，汉族.
    pub(super) fn heads(&self, seeds: &mut Seeds<'_>) {
        let Surroundings { titles, marks, layout, characters, .. } = *seeds.around;
        let first_of = |n: usize| characters.places().get(n).map_or(0, |&place| self.around.at(place));
        let (mut titles, mut lines) = (titles, layout.lines().iter().map(|line| line.span));
        let (mut titled, mut line_start, mut line_end) = (false, 0, 0);
        let mut n = 0;
        let labels = label_ends(seeds.text, marks);
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
        if number.len() < body.len() && self.cues.starts(PersonCue::Counter, number) {
            return 0;
        }
        let body = if dotted || !body.starts_with(is_han) { number } else { body };
        clause.len() - self.without(body, DOT).len()
    }

    /// How many bytes of a clause say whose turn it was before a name: 第二任　贺友三, 首任：谷兰庭.
    fn term(&self, clause: &str) -> usize {
        let body = self.without(clause, TURN);
        if body.len() == clause.len() || !body.starts_with(is_han) {
            return 0;
        }
        let Some(rest) = self.cues.behind(PersonCue::Term, body) else { return 0 };
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
                        || self.cues.ends(PersonCue::HeadsNames, cell.of(text))
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

/// What marks off a label: 【人事】|周明远, 人事丨|周明远.
pub(super) const LABEL_MARKS: [char; 5] = ['】', '丨', '|', '｜', ']'];

/// Where what marks off a label ends, with a character of a text right behind it.
fn label_ends(text: &str, marks: &[(u32, char)]) -> Vec<usize> {
    let marks = marks.iter().filter(|mark| LABEL_MARKS.contains(&mark.1));
    let ends = marks.map(|&(at, mark)| at as usize + mark.len_utf8());
    // 《…》]周明远, but not [1]某局.
    let noted = |end| text.get(..end).is_some_and(|t| t.trim_end_matches(']').ends_with(|c: char| c.is_ascii_digit()));
    let headed = |end| text.get(end..).is_some_and(|t| t.starts_with(is_han) || t.starts_with(' '));
    ends.filter(|&end| headed(end) && !noted(end)).collect()
}

/// 免去：|陈某某局副局长职务；|林某…: whether a mark that parts the items of a list stands before byte `at`.
fn opens_item(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|t| t.trim_end_matches(' ').ends_with(['；', ';', '：', ':']))
}

/// Says what heads of clauses begin with before a name.
pub(super) fn tell(around: &mut Classes<u16>) {
    let mut add = |chars: &str, bits| chars.chars().for_each(|c| around.add(c, bits));
    add("“\" \u{3000}【】◆·>（(◎■□●○▲△★☆▍▌►▶◇※•▪", QUOTE);
    add("0123456789①②③④⑤⑥⑦⑧⑨⑩", NUMBER);
    add(NUMERALS, NUMBER | TURN);
    add(".．、）) ", DOT);
    add("的\t \u{3000}(（", SHOWS);
}
