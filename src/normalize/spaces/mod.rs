//! Blanks inside a line: dropped inside spaced-out words (江 苏 省), two-character names (秦　刚) and dates
//! (2 024年1 月); any other run of blanks folds to one. Blanks at the head of a line stay: they are structure.
pub(super) mod names;
mod numbers;
mod singles;

use std::sync::Arc;

use memchr::{memchr2, memchr3};
use rustc_hash::{FxHashMap, FxHashSet};

use super::chars::{after, before, is_blank, is_digit, is_han};
use super::{cues::Cues, cuts::Cuts};
use crate::rules::{Row, RuleError, RuleSet};
use crate::text::{Characters, EditBuilder, Pass, place};

/// From this weight on a character is rather one of a given name than of a word.
const USUAL: u32 = 400;

/// Within so many characters of running text there is a pause.
const NEAR_CHARACTERS: usize = 30;

/// The pass with the surnames.
#[derive(Debug)]
pub(super) struct Spaces {
    surnames: FxHashSet<String>,
    /// Characters of given names, and whether they are mostly those.
    given: FxHashMap<char, bool>,
    /// Names of bodies of three to five characters: 财政部.
    bodies: FxHashSet<String>,
    cues: Arc<Cues>,
    cuts: Arc<Cuts>,
}

/// A run of blanks inside a line, in bytes.
#[derive(Clone, Copy, Debug)]
struct Gap {
    start: usize,
    end: usize,
}

impl Gap {
    fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// How wide the blanks look, in columns of a terminal.
    fn width(self, text: &str) -> usize {
        self.of(text).chars().map(|c| if c == ' ' { 1 } else { 2 }).sum()
    }
}

/// What becomes of a gap that is not as it should be.
#[derive(Clone, Copy, Debug)]
enum Change {
    Drop,
    Fold,
}

/// What a gap is.
enum Verdict {
    /// It stands inside something, and goes.
    Inside,
    /// A single character stands beside it: the chain of such gaps tells.
    BesideSingle,
    /// It parts what stands beside it.
    Apart,
}

impl Spaces {
    /// Reads `persons/{surnames,given}.tsv`.
    pub(super) fn new(rules: &RuleSet, cues: Arc<Cues>, cuts: Arc<Cuts>) -> Result<Self, RuleError> {
        let table = rules.table("persons/surnames")?;
        let [surname] = table.columns(["surname"])?;
        let surnames = table.rows().iter().map(|row| row.get(surname).to_owned()).collect();
        let table = rules.table("persons/given")?;
        let weight = table.column("weight")?;
        let usual = |row: &Row| row.get(weight).parse::<u32>().is_ok_and(|w| w >= USUAL);
        let given = table.rows().iter().filter_map(|row| Some((row.get(0).chars().next()?, usual(row)))).collect();
        let bodies = rules.table("agencies/bodies")?.rows().iter().map(|row| row.get(0));
        let bodies = bodies.filter(|name| (3..=5).contains(&name.chars().count())).map(str::to_owned).collect();
        Ok(Self { surnames, given, bodies, cues, cuts })
    }

    fn is_surname(&self, c: char) -> bool {
        self.surnames.contains(&*c.encode_utf8(&mut [0; 4]))
    }

    fn is_given(&self, c: char) -> bool {
        self.given.get(&c).copied().unwrap_or(false)
    }

    /// 任命隆　娟为, 部长查　勇接任, 邹　璞同志任: a name set wide to fill three columns, with text glued to one side or
    /// both. What stands before must lead to a name, and what stands behind must be what persons do, or another name;
    /// behind a title, a usual given name is enough.
    fn fills_columns(&self, text: &str, gap: Gap) -> bool {
        let (Some(last), Some(given)) = (before(text, gap.start), after(text, gap.end)) else { return false };
        if gap.width(text) > 2 || !self.is_surname(last) {
            return false;
        }
        let head = text.get(..gap.start - last.len_utf8()).unwrap_or("");
        // The head of a line, set in or not.
        let heads = || before(text, head.trim_end_matches(is_blank).len()).is_none_or(|c| c == '\n');
        let clear =
            head.chars().next_back().is_none_or(|c| !is_han(c) && !is_blank(c) && !c.is_alphanumeric()) || heads();
        let titled = self.cues.before_name.end(head);
        if !clear && !titled && !self.cues.introduces_name.end(head) {
            return false;
        }
        let tail = text.get(gap.end + given.len_utf8()..).unwrap_or("");
        let does = |rest: &str| self.cues.done_by_name.start(rest) || self.cues.joins_names.start(rest);
        // 批准凌　烽辞去: between words that tell, any character is a given name.
        let like = |c: char| !clear || self.given.contains_key(&c);
        let two = || tail.chars().next().filter(|&c| is_han(c) && like(c));
        let enough = titled && self.is_given(given) && !self.cues.sex.hold([given]) && !tail.starts_with(is_blank);
        like(given) && (does(tail) || enough || two().is_some_and(|c| tail.get(c.len_utf8()..).is_some_and(does)))
    }

    /// 任命李 强为局长: a blank inside a name of two characters, with text glued to both sides; what stands before and
    /// behind must show that it is a name.
    fn cuts_name(&self, text: &str, gap: Gap) -> bool {
        let (Some(last), Some(given)) = (before(text, gap.start), after(text, gap.end)) else { return false };
        if gap.of(text) != " " {
            return false;
        }
        let head = text.get(..gap.start - last.len_utf8()).unwrap_or("");
        let tail = text.get(gap.end + given.len_utf8()..).unwrap_or("");
        let titled = |head: &str| self.cues.before_name.end(head);
        if self.is_surname(last) && titled(head) && self.cues.behind_name.start(tail) {
            return true;
        }
        // 局长闻人 杰作了发言, 厅长占德 海上周五…: the first part is no whole name, the second begins like the rest of one.
        let Some(first) = before(text, head.len()).filter(|_| self.is_given(given) && !self.is_surname(given)) else {
            return false;
        };
        let compound =
            text.get(head.len() - first.len_utf8()..gap.start).is_some_and(|two| self.surnames.contains(two));
        let begun = self.is_surname(first) && self.is_given(last);
        let titled_two = text.get(..head.len() - first.len_utf8()).is_some_and(titled);
        self.is_surname(last) && titled(head) || (compound || begun) && titled_two
    }

    /// 任命　张　军　为…局长: the wide blanks that set the name off in what is decided.
    fn sets_off_name(&self, text: &str, gap: Gap) -> bool {
        if gap.of(text) != "\u{3000}" {
            return false;
        }
        let (head, tail) = (text.get(..gap.start).unwrap_or(""), text.get(gap.end..).unwrap_or(""));
        if self.cues.decides_on_name.end(head) {
            return tail.chars().next().is_some_and(|c| self.is_surname(c));
        }
        // Two to four characters behind the decision, perhaps set wide themselves.
        let mut name = head.char_indices().rev().filter(|&(_, c)| !is_blank(c)).take(4).skip(1);
        let decided = |at: usize| {
            head.get(..at).is_some_and(|head| self.cues.decides_on_name.end(head.trim_end_matches(is_blank)))
        };
        self.cues.frames_name.start(tail) && name.any(|(at, c)| self.is_surname(c) && decided(at))
    }

    /// 人力资源和社会保障 局副局长，: a blank that got into a word of running text.
    fn cuts_word(&self, text: &str, gap: Gap) -> bool {
        if gap.of(text) != " " {
            return false;
        }
        let (head, tail) = (text.get(..gap.start).unwrap_or(""), text.get(gap.end..).unwrap_or(""));
        let pauses = |c: char| matches!(c, '，' | '、' | '。' | '；' | ',');
        let runs = || {
            let in_line = |c: &char| *c != '\n' && !matches!(c, '\u{3000}' | '\t');
            let mut near = head.chars().rev().take(NEAR_CHARACTERS).take_while(in_line);
            near.any(pauses) || tail.chars().take(NEAR_CHARACTERS).take_while(in_line).any(pauses)
        };
        self.cuts.between(head, tail) && runs()
    }

    /// What the gap between the characters `left` and `right` is.
    fn verdict(&self, text: &str, gap: Gap, left: char, right: char) -> Verdict {
        let between_words = is_han(left) && is_han(right);
        let inside = gap.width(text) <= 2 && beside_mark(left, right)
            || between_words && (self.sets_off_name(text, gap) || self.fills_columns(text, gap))
            || gap.width(text) <= 2 && numbers::in_words(text, gap.start, gap.end, left, right);
        if inside {
            return Verdict::Inside;
        }
        if between_words && singles::is_candidate(text, gap) {
            return Verdict::BesideSingle;
        }
        let cut = between_words && (self.cuts_name(text, gap) || self.cuts_word(text, gap))
            || (is_digit(left) || is_digit(right)) && numbers::drops(&self.cues, text, gap.start, gap.end, left, right);
        if cut { Verdict::Inside } else { Verdict::Apart }
    }

    /// The changes of the whole text, in order; empty and unallocated for a clean one.
    fn changes(&self, text: &str, characters: &Characters) -> Vec<(Gap, Change)> {
        let mut changes = Vec::new();
        let mut chain = singles::Chain::default();
        let bytes = text.as_bytes();
        // E3 80 80 is U+3000; other hits of its first byte are 、 and 。 and their like.
        let wide = characters.places().contains(&place('\u{3000}'));
        let find = |rest| if wide { memchr3(b' ', b'\t', 0xe3, rest) } else { memchr2(b' ', b'\t', rest) };
        let mut from = 0;
        while let Some(at) = bytes.get(from..).and_then(find).map(|at| from + at) {
            if let [0xe3, b, c, ..] = bytes[at..]
                && (b, c) != (0x80, 0x80)
            {
                from = at + 3;
                continue;
            }
            let rest = text.get(at..).unwrap_or("");
            let gap = Gap { start: at, end: at + rest.len() - rest.trim_start_matches(is_blank).len() };
            from = gap.end;
            // The head of a line.
            let Some(left) = before(text, gap.start).filter(|&c| c != '\n') else { continue };
            let right = after(text, gap.end).filter(|&c| c != '\n');
            match right.map_or(Verdict::Apart, |right| self.verdict(text, gap, left, right)) {
                Verdict::Inside => {
                    chain.settle(self, text, &mut changes);
                    changes.push((gap, Change::Drop));
                }
                Verdict::BesideSingle => {
                    if !chain.reaches(text, gap) {
                        chain.settle(self, text, &mut changes);
                    }
                    chain.push(gap);
                }
                Verdict::Apart if gap.of(text).chars().nth(1).is_some() => {
                    chain.settle(self, text, &mut changes);
                    changes.push((gap, Change::Fold));
                }
                Verdict::Apart => {}
            }
        }
        chain.settle(self, text, &mut changes);
        changes
    }
}

/// Whether the blank between the two stands beside a mark that has its own room: 局长、 李强, （ 挂职）, （女） 、.
fn beside_mark(left: char, right: char) -> bool {
    is_han(right) && matches!(left, '，' | '、' | '；' | '（' | '“' | ',' | '(')
        || (is_han(left) || matches!(left, '）' | ')' | '》' | '”'))
            && matches!(right, '，' | '、' | '；' | '）' | '”' | '。' | ',' | ')')
}

/// Whether a text without such a character has no work for the pass.
pub(super) fn calls(c: char) -> bool {
    is_blank(c)
}

impl Pass for Spaces {
    fn name(&self) -> &'static str {
        "spaces"
    }

    fn apply(&self, out: &mut EditBuilder<'_>) {
        let text = out.source();
        for (gap, change) in self.changes(text, out.characters()) {
            out.copy_to(gap.start);
            if let Change::Fold = change {
                // The blank that says most stays.
                let blanks = gap.of(text);
                let kept = blanks.find('\u{3000}').or_else(|| blanks.find('\t')).unwrap_or(0);
                out.drop(kept);
                out.copy(after(text, gap.start + kept).map_or(0, char::len_utf8));
            }
            out.drop(gap.end - out.position());
        }
    }
}
