//! Dates: numbers with units and date words become atoms, forms match rows of atoms.
//!
//! Reads the normalized text and the scan; gives date expressions without calendar values (`resolve` adds those).
use rustc_hash::FxHashMap;

use crate::{
    matcher::{Scanner, Sequences, Trie},
    mention::{DateExpr, DayRef, Fields, Found, MonthRef, Part, YearRef},
    rules::{RuleError, RuleId, RuleSet},
    text::Span,
    value::{Modifier, digits, number},
};

/// Names of atoms as forms and tables write them; an atom's symbol is its place in this list.
const ATOMS: &[&str] = &[
    "year",
    "short-year",
    "roc-year",
    "bare-roc-year",
    "line-year",
    "month",
    "day",
    "n",
    "n4",
    "iso-day",
    "iso-month",
    "time",
    "today-year",
    "then-year",
    "today-month",
    "then-month",
    "today-day",
    "then-day",
    "weekday",
    "week-day",
    "quarter",
    "half",
    "tenth",
    "season",
    "edge",
    "year-edge",
    "month-edge",
    "year-whole",
    "every",
    "to",
    "now",
    "holiday",
    "era",
    "century",
    "decade",
];

const ROC_OFFSET: i32 = 1911;

#[derive(Clone, Copy, Debug)]
struct Atom {
    symbol: u8,
    end: usize,
    /// The number, or year, month and day, or hour, minute and second.
    n: [i32; 3],
}

#[derive(Clone, Debug)]
struct Cue {
    modifier: Modifier,
    unless: Vec<String>,
}

/// Finds dates.
#[derive(Clone, Debug)]
pub struct Dates {
    words: Trie,
    /// Atom and number of each word; a word may be two atoms.
    senses: Vec<Vec<(u8, i32)>>,
    forms: Sequences,
    rules: Vec<(RuleId, bool)>,
    before: Vec<(String, Cue)>,
    after: Vec<(String, Cue)>,
}

impl Dates {
    /// Builds the extractor from `dates/`.
    ///
    /// # Errors
    /// A table or form that is missing or wrong.
    pub fn new(rules: &RuleSet, scanner: &mut Scanner) -> Result<Self, RuleError> {
        let mut dates = Self {
            words: Trie::default(),
            senses: Vec::new(),
            forms: Sequences::default(),
            rules: Vec::new(),
            before: Vec::new(),
            after: Vec::new(),
        };
        let table = rules.table("dates/words")?;
        let [atom, n] = table.columns(["atom", "number"])?;
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        for row in table.rows() {
            let fault = |what: &str| RuleError::new(table.path(), row.line, Some(row.get(0)), what);
            let symbol = symbol(row.get(atom)).ok_or_else(|| fault("no such atom"))?;
            let n = row.get(n).parse().map_err(|_| fault("the number is not one"))?;
            let id = *numbers.entry(row.get(0)).or_insert_with(|| {
                dates.senses.push(Vec::new());
                dates.senses.len() as u32 - 1
            });
            dates.words.insert(row.get(0), id);
            dates.senses[id as usize].push((symbol, n));
            // Parts that only follow a number or a year start nothing.
            if !matches!(row.get(atom), "to" | "now" | "edge" | "tenth" | "season")
                && let Some(c) = row.get(0).chars().next()
            {
                scanner.call(c, Scanner::DATE);
            }
        }
        for c in "0123456789〇零○一二三四五六七八九十廿卅".chars() {
            scanner.call(c, Scanner::DATE);
        }
        let forms = rules.forms("dates/forms")?;
        for form in &forms.forms {
            let fault = |what: String| RuleError::new(&forms.path, form.line, Some(&form.id), what);
            dates.forms.add(&form.pattern, dates.rules.len() as u16, symbol).map_err(fault)?;
            let blocks = form.make.get("date").is_some_and(|d| d == "none");
            dates.rules.push((rules.id(&format!("dates/{}", form.id))?, blocks));
        }
        let table = rules.table("dates/cues")?;
        let [side, modifier, unless] = table.columns(["side", "modifier", "unless"])?;
        for row in table.rows() {
            let fault = |what: &str| RuleError::new(table.path(), row.line, Some(row.get(0)), what);
            let modifier = modifier_of(row.get(modifier)).ok_or_else(|| fault("no such modifier"))?;
            let cue = Cue { modifier, unless: row.list(unless).map(str::to_owned).collect() };
            let list = if row.get(side) == "before" { &mut dates.before } else { &mut dates.after };
            list.push((row.get(0).to_owned(), cue));
        }
        for list in [&mut dates.before, &mut dates.after] {
            list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Ok(dates)
    }

    /// Dates that start at the positions `at`, in order. `opaque` tells whether a position lies in a name or URL.
    pub fn find(&self, text: &str, at: &[u32], opaque: impl Fn(usize) -> bool) -> Vec<Found<DateExpr>> {
        let mut found = Vec::new();
        let mut done = 0;
        let mut atoms: Vec<Atom> = Vec::new();
        for &start in at {
            let start = start as usize;
            if start < done || opaque(start) {
                continue;
            }
            self.atoms(text, start, &mut atoms);
            let Some((len, form)) = self.longest(&atoms) else { continue };
            let (rule, blocks) = self.rules[usize::from(form)];
            let row = &atoms[..len];
            let end = row[len - 1].end;
            if blocks {
                done = end;
                continue;
            }
            if !stands_alone(text, start, end, row) {
                continue;
            }
            if let Some(mut expr) = compose(row) {
                if expr.modifier.is_none() {
                    expr.modifier = self.cue(text, start, end);
                }
                found.push(Found { span: Span::new(start, end), value: expr, rule });
                done = end;
            }
        }
        found
    }

    /// The longest form; words with two senses are tried in both.
    fn longest(&self, atoms: &[Atom]) -> Option<(usize, u16)> {
        self.forms.longest(atoms.iter().map(|a| a.symbol))
    }

    /// The row of atoms that starts at byte `start`.
    fn atoms(&self, text: &str, start: usize, out: &mut Vec<Atom>) {
        out.clear();
        let mut at = start;
        while out.len() < 12 {
            let last = out.last().map(|a| name(a.symbol));
            // Only a time of day may follow after a blank.
            let from = match last {
                Some("iso-day" | "day") if text.get(at..).is_some_and(|t| t.starts_with([' ', '\u{3000}'])) => {
                    let from =
                        at + text.get(at..).map_or(0, |t| t.len() - t.trim_start_matches([' ', '\u{3000}']).len());
                    match self.numeral(text, from, last) {
                        Some(atom) if name(atom.symbol) == "time" => {
                            out.push(atom);
                            return;
                        }
                        _ => return,
                    }
                }
                _ => at,
            };
            let Some(atom) = self.numeral(text, from, last).or_else(|| self.word(text, from, last)) else { return };
            at = atom.end;
            out.push(atom);
        }
    }

    fn word(&self, text: &str, at: usize, last: Option<&str>) -> Option<Atom> {
        let options: Vec<(usize, u32)> = self.words.starting_at(text, at).collect();
        for &(end, id) in options.iter().rev() {
            let senses = &self.senses[id as usize];
            let fits = |symbol: &u8| match name(*symbol) {
                // 初, 底, 末 close a year, month, decade or century; 年底 by itself is another atom.
                "edge" => matches!(
                    last,
                    Some(
                        "year"
                            | "roc-year"
                            | "today-year"
                            | "then-year"
                            | "month"
                            | "today-month"
                            | "then-month"
                            | "decade"
                            | "century"
                    )
                ),
                "tenth" => matches!(last, Some("month" | "today-month" | "then-month")),
                "season" => matches!(last, Some("year" | "today-year" | "then-year")),
                "year-edge" | "month-edge" | "year-whole" | "every" | "era" => last.is_none() || last == Some("every"),
                "to" | "now" => last.is_some_and(|l| l != "to"),
                "then-year" => last.is_none() || last == Some("to"),
                "today-day" | "then-day" | "week-day" | "today-month" | "then-month" | "today-year" => last.is_none(),
                "weekday" => matches!(last, None | Some("to" | "every")),
                _ => true,
            };
            if let Some(&(symbol, n)) = senses.iter().find(|(symbol, _)| fits(symbol)) {
                if name(symbol) == "era" {
                    let mut atom = self.numeral(text, end, None)?;
                    let year = matches!(name(atom.symbol), "short-year" | "bare-roc-year" | "year");
                    atom.symbol = symbol_of("roc-year");
                    atom.n[0] = if atom.n[1] > 0 { atom.n[1] } else { atom.n[0] } + ROC_OFFSET;
                    return year.then_some(atom);
                }
                // 中 and 末 after a month are seldom dates: 3月中 is, 月中旬 is not ours.
                return Some(Atom { symbol, end, n: [n, 0, 0] });
            }
        }
        self.day_in_brackets(text, at)
    }

    /// 今（27）日, 昨（3）日: one date.
    fn day_in_brackets(&self, text: &str, at: usize) -> Option<Atom> {
        let rest = text.get(at..)?;
        let mut chars = rest.char_indices();
        let offset = match chars.next()?.1 {
            '今' => 0,
            '昨' => -1,
            '前' => -2,
            '明' => 1,
            _ => return None,
        };
        let open = chars.next().filter(|(_, c)| matches!(c, '(' | '（'))?.0;
        let inside = rest.get(open..)?.trim_start_matches(['(', '（']);
        let close =
            inside.char_indices().take(5).find(|(_, c)| matches!(c, ')' | '）')).map(|(n, _)| n).filter(|&n| n > 0)?;
        let day = inside.get(..close)?;
        let after = inside.get(close..)?.trim_start_matches([')', '）']);
        let ok = number(day.trim_end_matches('日')).is_some_and(|d| (1..=31).contains(&d))
            && after.starts_with(['日', '天', '晚', '晨']);
        let end = text.len() - after.len() + '日'.len_utf8();
        ok.then_some(Atom { symbol: symbol_of("today-day"), end, n: [offset, 0, 0] })
    }

    /// A number with its unit, or several numbers in a stamp.
    fn numeral(&self, text: &str, at: usize, last: Option<&str>) -> Option<Atom> {
        let rest = text.get(at..)?;
        // Runs longer than any date are no numbers of one; never look further than that.
        let run =
            |fits: fn(char) -> bool| rest.chars().take(16).take_while(|&c| fits(c)).map(char::len_utf8).sum::<usize>();
        let arabic = run(|c| c.is_ascii_digit());
        let han = if arabic == 0 { run(is_han_numeral) } else { 0 };
        if last == Some("century") || last.is_none() {
            if let Some(atom) = century_or_decade(text, at, arabic.max(han), last) {
                return Some(atom);
            }
        }
        let len = arabic.max(han);
        if len == 0 || (arabic > 0 && arabic > 4) || (han > 0 && han > 15) {
            return None;
        }
        let run = rest.get(..len)?;
        let after = rest.get(len..)?;
        let atom =
            |name: &str, unit: usize, n: [i32; 3]| Some(Atom { symbol: symbol_of(name), end: at + len + unit, n });
        let n = number(run).or_else(|| digits(run))? as i32;
        if arabic > 0 {
            if let Some(stamp) = self.stamp(text, at, len, n, last) {
                return Some(stamp);
            }
        }
        let mut units = after.chars();
        match (units.next(), units.next()) {
            (Some('年'), next) => {
                let chars = run.chars().count();
                if next == Some('代') || (next == Some('级') || next == Some('龄')) {
                    return None;
                }
                let unit = if next == Some('度') { '年'.len_utf8() * 2 } else { '年'.len_utf8() };
                match chars {
                    4 if (1000..=2999).contains(&n) && (arabic > 0 || digits(run).is_some_and(|d| d == n as u32)) => {
                        atom("year", unit, [n, 0, 0])
                    }
                    3 if (80..=150).contains(&n) && arabic > 0 => atom("bare-roc-year", unit, [n + ROC_OFFSET, n, 0]),
                    3 if digits(run).is_some() && han > 0 => {
                        let n = digits(run)? as i32;
                        atom("bare-roc-year", unit, [n + ROC_OFFSET, n, 0])
                    }
                    2 if arabic > 0 => atom("short-year", unit, [if n >= 50 { 1900 + n } else { 2000 + n }, n, 0]),
                    _ if (1..=150).contains(&n) => {
                        Some(Atom { symbol: symbol_of("short-year"), end: at + len + unit, n: [2000 + n, n, 0] })
                            .filter(|_| han > 0 || arabic == 1)
                    }
                    _ => None,
                }
            }
            (Some('月'), next) if (1..=12).contains(&n) => {
                let unit = if next == Some('份') { 6 } else { 3 };
                atom("month", unit, [n, 0, 0])
            }
            (Some('日'), _) if (1..=31).contains(&n) => atom("day", 3, [n, 0, 0]),
            (Some('号'), _)
                if (1..=31).contains(&n) && matches!(last, Some("month" | "today-month" | "then-month" | "to")) =>
            {
                atom("day", 3, [n, 0, 0])
            }
            _ if arabic == 4 && (1900..=2100).contains(&n) && self.connects(text, at + len, "year") => {
                atom("n4", 0, [n, 0, 0])
            }
            _ if (1..=31).contains(&n) && self.connects(text, at + len, "day") => atom("n", 0, [n, 0, 0]),
            (Some(next), _)
                if arabic == 4
                    && (1949..=2100).contains(&n)
                    && last.is_none()
                    && heads_line(text, at)
                    && begins_event(next) =>
            {
                atom("line-year", 0, [n, 0, 0])
            }
            _ => None,
        }
    }

    /// Whether a connector and a number with a unit of the size asked for follow.
    fn connects(&self, text: &str, at: usize, size: &str) -> bool {
        let Some((end, _)) = self
            .words
            .starting_at(text, at)
            .filter(|&(_, id)| self.senses[id as usize].iter().any(|&(symbol, _)| name(symbol) == "to"))
            .last()
        else {
            return false;
        };
        let rest = text.get(end..).unwrap_or("");
        let digits = leading_digits(rest);
        let after = rest.get(digits..).unwrap_or("");
        match size {
            "year" => digits == 4 && after.starts_with('年'),
            _ => (1..=2).contains(&digits) && after.starts_with(['日', '月']),
        }
    }

    /// 2024-03-22, 2024/3/22, 2024.03, 115-01-08, 09:35:04.
    fn stamp(&self, text: &str, at: usize, len: usize, n: i32, last: Option<&str>) -> Option<Atom> {
        let rest = text.get(at + len..)?;
        let separator = rest.chars().next()?;
        let two = |s: &str| {
            let n = leading_digits(s);
            (1..=2).contains(&n).then(|| (s.get(..n).and_then(|d| d.parse::<i32>().ok()).unwrap_or(0), n))
        };
        if separator == ':' && len <= 2 && n < 24 && matches!(last, Some("iso-day" | "day")) {
            let (minute, a) = two(rest.get(1..)?)?;
            let more = rest.get(1 + a..)?;
            let (second, b) = match more.strip_prefix(':').and_then(two) {
                Some((s, b)) => (s, b + 1),
                None => (-1, 0),
            };
            return (a == 2 && minute < 60 && second < 60).then_some(Atom {
                symbol: symbol_of("time"),
                end: at + len + 1 + a + b,
                n: [n, minute, second],
            });
        }
        if !matches!(separator, '-' | '/' | '.') || !starts_clean(text, at) {
            return None;
        }
        let year = match len {
            4 if (1900..=2100).contains(&n) => n,
            3 if (80..=150).contains(&n) && separator == '-' => n + ROC_OFFSET,
            _ => return None,
        };
        let (month, a) = two(rest.get(1..)?).filter(|&(m, _)| (1..=12).contains(&m))?;
        let more = rest.get(1 + a..)?;
        if let Some((day, b)) = more.strip_prefix(separator).and_then(two).filter(|&(d, _)| (1..=31).contains(&d)) {
            let end = at + len + 1 + a + 1 + b;
            return ends_clean(text, end).then_some(Atom { symbol: symbol_of("iso-day"), end, n: [year, month, day] });
        }
        let end = at + len + 1 + a;
        let month_only = separator == '.'
            && a == 2
            && len == 4
            && ends_clean(text, end)
            && !text.get(end..)?.starts_with(['%', '％', '万', '亿', '元', '公']);
        month_only.then_some(Atom { symbol: symbol_of("iso-month"), end, n: [year, month, 0] })
    }

    fn cue(&self, text: &str, start: usize, end: usize) -> Option<Modifier> {
        let (head, tail) = (text.get(..start)?, text.get(end..)?.trim_start_matches(['*', '_']));
        // 昨天（6月18日）起: the cue may stand behind the bracket.
        let tail = tail.strip_prefix(['）', ')']).unwrap_or(tail).trim_start_matches(['*', '_']);
        let tail = match tail.strip_prefix(['（', '(']) {
            Some(inside) => inside
                .find(['）', ')'])
                .filter(|&n| n < 60)
                .and_then(|n| inside.get(n..))
                .map_or(tail, |t| t.trim_start_matches(['）', ')', '*'])),
            None => tail,
        };
        let after = self.after.iter().find(|(word, _)| tail.starts_with(word.as_str()));
        if let Some((word, cue)) = after {
            let rest = tail.get(word.len()..).unwrap_or("");
            return (!cue.unless.iter().any(|u| rest.starts_with(u.as_str()))).then_some(cue.modifier);
        }
        let before = self.before.iter().find(|(word, _)| head.ends_with(word.as_str()))?;
        Some(before.1.modifier)
    }
}

fn symbol(name: &str) -> Option<u8> {
    ATOMS.iter().position(|&a| a == name).map(|i| i as u8)
}

fn symbol_of(name: &str) -> u8 {
    symbol(name).unwrap_or(u8::MAX)
}

fn name(symbol: u8) -> &'static str {
    ATOMS.get(usize::from(symbol)).copied().unwrap_or("")
}

fn modifier_of(name: &str) -> Option<Modifier> {
    use Modifier::{After, Approx, Before, End, Mid, Start};
    [Start, Mid, End, Approx, Before, After].into_iter().find(|m| m.as_str() == name)
}

/// Number of digits at the start, at most five.
fn leading_digits(text: &str) -> usize {
    text.bytes().take(5).take_while(u8::is_ascii_digit).count()
}

fn is_han_numeral(c: char) -> bool {
    matches!(
        c,
        '〇' | '零'
            | '○'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '廿'
            | '卅'
            | '元'
    )
}

/// 20世纪, 上世纪, 本世纪, 90年代, 九十年代.
fn century_or_decade(text: &str, at: usize, len: usize, last: Option<&str>) -> Option<Atom> {
    let rest = text.get(at..)?;
    for (word, n) in [("上世纪", 19), ("本世纪", 20)] {
        if last.is_none() && rest.starts_with(word) {
            return Some(Atom { symbol: symbol_of("century"), end: at + word.len(), n: [n, 0, 0] });
        }
    }
    let (run, after) = (rest.get(..len).filter(|r| !r.is_empty())?, rest.get(len..)?);
    let n = number(run)? as i32;
    if last.is_none() && after.starts_with("世纪") && (1..=30).contains(&n) {
        return Some(Atom { symbol: symbol_of("century"), end: at + len + "世纪".len(), n: [n - 1, 0, 0] });
    }
    (after.starts_with("年代") && n % 10 == 0 && (n < 100 || n >= 1000)).then_some(Atom {
        symbol: symbol_of("decade"),
        end: at + len + "年代".len(),
        n: [n / 10, 0, 0],
    })
}

fn heads_line(text: &str, at: usize) -> bool {
    text.get(..at)
        .is_some_and(|t| t.trim_end_matches([' ', '\u{3000}', '“', '【']).ends_with('\n') || t.trim().is_empty())
}

/// Whether a character after a bare year may begin the name of an event rather than a unit.
fn begins_event(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) && !"个家名元年人亿万条项余多户位件次场所座辆台吨米公千百户号期".contains(c)
}

fn starts_clean(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    before
        .is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '/' | '-' | '.' | '_' | '%' | '=' | '#' | '?' | '&'))
}

fn ends_clean(text: &str, at: usize) -> bool {
    let mut after = text.get(at..).unwrap_or("").chars();
    match after.next() {
        Some(c) if c.is_ascii_alphanumeric() || matches!(c, '/' | '_') => false,
        Some('-' | '.') => !after.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        _ => true,
    }
}

/// Whether what stands around a date lets it be one.
fn stands_alone(text: &str, start: usize, end: usize, row: &[Atom]) -> bool {
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    let mut rest = text.get(end..).unwrap_or("").chars();
    let (next, next2) = (rest.next(), rest.next());
    let first = name(row[0].symbol);
    let numeric =
        matches!(first, "year" | "short-year" | "bare-roc-year" | "month" | "day" | "n" | "n4" | "century" | "decade");
    if numeric
        && before.is_some_and(|c| {
            c.is_ascii_digit()
                || is_han_numeral(c)
                || matches!(c, '第' | '.' | '几' | '数' | '百' | '千' | '万' | '两' | '每')
        })
    {
        return false;
    }
    if matches!(first, "year" | "iso-day" | "iso-month") && before == Some('〔') {
        return false;
    }
    match (row.len(), first) {
        (1, "weekday") => !before.is_some_and(|c| matches!(c, '（' | '(' | '“' | '"' | '每' | '逢' | '「')),
        (1, "day") => {
            let han = text.get(start..end).is_some_and(|t| !t.starts_with(|c: char| c.is_ascii_digit()));
            !(han && row[0].n[0] < 11)
                && !next.is_some_and(|c| "内游均元间龄报常期值".contains(c))
                && before != Some('近')
        }
        (1, "month") => {
            !next.is_some_and(|c| "内均报刊球饼".contains(c))
                && !before.is_some_and(|c| matches!(c, '近' | '过' | '岁'))
        }
        (1, "short-year" | "bare-roc-year" | "roc-year") => first == "roc-year",
        (1, "then-year" | "today-year") => {
            // 今年度, 当年轻…; 第二年 counts only where the text goes on telling.
            !(next == Some('轻') || next == Some('代') || next == Some('级') || (next == Some('内') && next2.is_none()))
        }
        (1, "then-day" | "today-day") => next != Some('内'),
        _ => true,
    }
}

/// Puts the parts of a row of atoms together; none where a part stands twice.
fn compose(row: &[Atom]) -> Option<DateExpr> {
    let mut expr = DateExpr::default();
    let mut fields = Fields::default();
    let mut century = None;
    for atom in row {
        let n = atom.n[0];
        match name(atom.symbol) {
            "year" | "short-year" | "roc-year" | "bare-roc-year" | "line-year" | "n4" => {
                fields.year = Some(YearRef::Given(n))
            }
            "today-year" => fields.year = Some(YearRef::Today(n)),
            "then-year" => fields.year = Some(YearRef::Then(n)),
            "month" => fields.month = Some(MonthRef::Given(n as u32)),
            "today-month" => fields.month = Some(MonthRef::Today(n)),
            "then-month" => fields.month = Some(MonthRef::Then(n)),
            "day" => fields.day = Some(DayRef::Given(n as u32)),
            "today-day" => fields.day = Some(DayRef::Today(n)),
            "then-day" => fields.day = Some(DayRef::Then(n)),
            "weekday" => fields.day = Some(DayRef::Weekday(0, n as u32)),
            "week-day" => fields.day = Some(DayRef::Weekday((n - 1).div_euclid(10), (n - 1).rem_euclid(10) as u32 + 1)),
            // A bare number before a connector is whatever stands behind it.
            "n" if row.last().is_some_and(|a| name(a.symbol) == "month") => {
                fields.month = Some(MonthRef::Given(n as u32))
            }
            "n" => fields.day = Some(DayRef::Given(n as u32)),
            "iso-day" | "iso-month" => {
                fields.year = Some(YearRef::Given(n));
                fields.month = Some(MonthRef::Given(atom.n[1] as u32));
                fields.day = (atom.n[2] > 0).then_some(DayRef::Given(atom.n[2] as u32));
            }
            "time" => fields.time = Some((n as u32, atom.n[1] as u32, u32::try_from(atom.n[2]).ok())),
            "holiday" => {
                fields.month = Some(MonthRef::Given(n as u32 / 100));
                fields.day = Some(DayRef::Given(n as u32 % 100));
            }
            "quarter" => fields.part = Some(Part::OfYear(32 + n as u32)),
            "half" => fields.part = Some(Part::OfYear(39 + n as u32)),
            "season" => fields.part = Some(Part::OfYear(n as u32)),
            "tenth" => fields.part = Some(Part::TenDays(n as u32)),
            "century" => {
                century = Some(n);
                fields.year = Some(YearRef::Century(n));
            }
            // 20世纪90年代, 90年代, 1990年代.
            "decade" => {
                fields.year = Some(YearRef::Decade(if n >= 100 {
                    n
                } else {
                    century.unwrap_or(if n < 3 { 20 } else { 19 }) * 10 + n
                }))
            }
            edge @ ("edge" | "year-edge" | "month-edge") => {
                expr.modifier = [None, Some(Modifier::Start), Some(Modifier::Mid), Some(Modifier::End)][n as usize % 4];
                if edge == "year-edge" && fields.year.is_none() {
                    fields.year = Some(YearRef::Today(0));
                } else if edge == "month-edge" {
                    fields.month = Some(MonthRef::Today(0));
                }
            }
            "year-whole" => fields.year = Some(YearRef::Today(0)),
            "now" => expr.open = true,
            "to" => {
                expr.from = fields;
                fields = Fields::default();
                expr.to = Some(fields);
            }
            _ => return None,
        }
    }
    match &mut expr.to {
        Some(to) => *to = fields,
        None => expr.from = fields,
    }
    Some(expr)
}
