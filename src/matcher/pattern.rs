//! Patterns over mentions: a line is rewritten with one private-use character for each mention, and a regular
//! expression runs only where its trigger stands.
use std::ops::Range;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use regex_automata::{Input, meta};
use regex_syntax::hir::{Hir, HirKind};

use crate::rules::{Form, FormFile, RuleError};

/// What a private-use character of a rewritten line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symbol {
    /// One person or a list of them.
    Persons,
    /// One post or a chain of them.
    Posts,
    /// A date.
    Date,
    /// A body.
    Agency,
    /// A rank.
    Rank,
    /// A place.
    Place,
    /// An organization that is no public body.
    Organization,
}

impl Symbol {
    const ALL: [(Self, &'static str, char); 7] = [
        (Self::Persons, "persons", '\u{e000}'),
        (Self::Posts, "posts", '\u{e001}'),
        (Self::Date, "date", '\u{e002}'),
        (Self::Agency, "agency", '\u{e003}'),
        (Self::Rank, "rank", '\u{e004}'),
        (Self::Place, "place", '\u{e005}'),
        (Self::Organization, "organization", '\u{e006}'),
    ];

    /// A rewritten line for people: `{agency}由{agency}管理`.
    pub fn spell(line: &str) -> String {
        Self::ALL.iter().fold(line.to_owned(), |line, (_, name, c)| line.replace(*c, &format!("{{{name}}}")))
    }

    /// The character that stands for a mention of this kind. Normalization leaves none such in a text.
    #[inline]
    pub fn char(self) -> char {
        Self::ALL[self as usize].2
    }
}

/// Kinds of mentions, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Symbols(u8);

impl Symbols {
    const SETS: usize = 1 << Symbol::ALL.len();

    fn has_all(self, needed: Self) -> bool {
        needed.0 & !self.0 == 0
    }
}

impl FromIterator<Symbol> for Symbols {
    fn from_iter<I: IntoIterator<Item = Symbol>>(symbols: I) -> Self {
        Self(symbols.into_iter().fold(0, |set, s| set | 1 << s as u8))
    }
}

/// What a named group of a pattern captures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Who holds a post.
    Person,
    /// The post.
    Post,
    /// The date of what is said.
    Date,
    /// The body that something is said of.
    Agency,
    /// What stands between a body and its verb.
    Middle,
    /// The body that another came from.
    From,
    /// The body that another became part of.
    Into,
    /// The body above another.
    Parent,
    /// The rank.
    Rank,
}

impl Group {
    const ALL: [&'static str; 9] = ["person", "post", "date", "agency", "middle", "from", "into", "parent", "rank"];
}

/// Where a form matches, in bytes of the rewritten line.
#[derive(Clone, Debug)]
pub struct Match {
    /// Number of the form.
    pub form: usize,
    /// The whole match.
    pub range: Range<usize>,
    groups: [Option<(u32, u32)>; Group::ALL.len()],
}

impl Match {
    /// What a group captured, if it took part in the match.
    pub fn group(&self, group: Group) -> Option<Range<usize>> {
        self.groups[group as usize].map(|(start, end)| start as usize..end as usize)
    }
}

/// A form ready to run.
#[derive(Clone, Debug)]
pub struct Pattern {
    trigger: Vec<String>,
    /// Mentions that every match holds.
    needs: Symbols,
    regex: meta::Regex,
    /// The number that each group has in this pattern.
    groups: [Option<usize>; Group::ALL.len()],
}

impl Pattern {
    /// Compiles a form. `{name}` stands for a definition of the file or a kind of mention; groups have names.
    ///
    /// # Errors
    /// An unknown name, an unnamed group, a missing trigger, or what the regular expression's syntax finds.
    pub fn new(file: &FormFile, form: &Form) -> Result<Self, RuleError> {
        let put_in = |text: &str| {
            Symbol::ALL
                .iter()
                .fold(file.expand(text), |text, (_, name, c)| text.replace(&format!("{{{name}}}"), &c.to_string()))
        };
        let pattern = put_in(&form.pattern);
        if let Some(name) = name_left(&pattern) {
            let known = Symbol::ALL.map(|(_, name, _)| name).join(", ");
            let fault = form.pattern_fault(name, format!("`{name}` names neither a definition nor a kind of mention"));
            return Err(fault.help(format!("define it under [define], or use one of {known}")));
        }
        let hir = regex_syntax::parse(&pattern).map_err(|e| form.pattern_fault("", e.to_string()))?;
        let fault = |e: meta::BuildError| form.pattern_fault("", e.to_string());
        let regex = meta::Builder::new().build_from_hir(&hir).map_err(fault)?;
        let mut groups = [None; Group::ALL.len()];
        for (number, name) in regex.group_info().pattern_names(regex_automata::PatternID::ZERO).enumerate().skip(1) {
            let Some(name) = name else {
                let part = unnamed_group(&form.pattern).unwrap_or("");
                return Err(form.pattern_fault(part, "a group has no name").help("write (?<name>…) or (?:…)"));
            };
            let Some(group) = Group::ALL.iter().position(|g| *g == name) else {
                let fault = form.pattern_fault(name, format!("no group is called `{name}`"));
                return Err(fault.help(format!("groups are {}", Group::ALL.join(", "))));
            };
            groups[group] = Some(number);
        }
        if regex.is_match("") {
            return Err(form.pattern_fault("", "the pattern can match nothing").help("take out a `?` or `*`"));
        }
        if form.trigger.is_empty() {
            let help = "name literals of which every match holds one, as `trigger = [\"成立\"]`";
            return Err(form.fault("no trigger").help(help));
        }
        let trigger = form.trigger.iter().map(|t| put_in(t)).collect();
        Ok(Self { trigger, needs: needs(&hir), regex, groups })
    }

    /// The first match in the stretch `range` of `line`.
    fn find(&self, form: usize, line: &str, range: Range<usize>) -> Option<Match> {
        let mut slots = [None; 2 * (Group::ALL.len() + 1)];
        self.regex.search_slots(&Input::new(line).range(range), &mut slots);
        let group = |number: usize| Some((slots[2 * number]?.get(), slots[2 * number + 1]?.get()));
        let (start, end) = group(0)?;
        let groups = self.groups.map(|number| group(number?).map(|(start, end)| (start as u32, end as u32)));
        Some(Match { form, range: start..end, groups })
    }
}

/// The first `{name}` that nothing was put in for; counts as in `x{2,3}` are none.
fn name_left(pattern: &str) -> Option<&str> {
    let open = pattern.match_indices('{').map(|(at, _)| at);
    let named = |&at: &usize| pattern.get(at + 1..).is_some_and(|t| t.starts_with(|c: char| c.is_alphabetic()));
    let rest = pattern.get(open.into_iter().find(named)?..)?;
    rest.get(..rest.find('}').map_or(rest.len(), |end| end + 1))
}

/// Where the first group without a name starts, up to its bracket or the end.
fn unnamed_group(pattern: &str) -> Option<&str> {
    let bytes = pattern.as_bytes();
    let is_group = |at: usize| bytes.get(at + 1) != Some(&b'?') && (at == 0 || bytes.get(at - 1) != Some(&b'\\'));
    let at = pattern.match_indices('(').map(|(at, _)| at).find(|&at| is_group(at))?;
    let rest = pattern.get(at..)?;
    rest.get(..rest.find(')').map_or(rest.len(), |end| end + 1))
}

/// The kinds of mentions that every match of a pattern holds.
fn needs(hir: &Hir) -> Symbols {
    let held = |c: char| Symbol::ALL.iter().filter(move |s| s.2 == c).map(|s| s.0);
    match hir.kind() {
        HirKind::Literal(literal) => str::from_utf8(&literal.0).unwrap_or("").chars().flat_map(held).collect(),
        HirKind::Capture(capture) => needs(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needs(&repetition.sub),
        HirKind::Concat(parts) => Symbols(parts.iter().fold(0, |all, part| all | needs(part).0)),
        HirKind::Alternation(parts) => Symbols(parts.iter().fold(u8::MAX, |all, part| all & needs(part).0)),
        _ => Symbols::default(),
    }
}

/// Forms that run over the same lines: their triggers are looked for together, and only the forms that are called run.
pub struct Forms {
    patterns: Vec<Pattern>,
    triggers: CharwiseDoubleArrayAhoCorasick<u32>,
    /// The forms that each trigger calls, a bit each.
    calls: Vec<u128>,
    /// The forms that may match where these kinds of mentions stand.
    possible: Box<[u128]>,
}

impl Forms {
    /// Puts patterns together; at most 128.
    ///
    /// # Errors
    /// Where there are too many.
    pub fn new(patterns: Vec<Pattern>) -> Result<Self, String> {
        if patterns.len() > 128 {
            return Err("more than 128 forms that run over lines".into());
        }
        let mut words: Vec<&str> = patterns.iter().flat_map(|p| p.trigger.iter().map(String::as_str)).collect();
        words.sort_unstable();
        words.dedup();
        let bits = |which: &dyn Fn(&Pattern) -> bool| {
            let called = patterns.iter().enumerate().filter(|(_, p)| which(p));
            called.fold(0, |bits, (n, _)| bits | 1 << n)
        };
        let calls = words.iter().map(|word| bits(&|p| p.trigger.iter().any(|t| t == word))).collect();
        let possible = (0..Symbols::SETS).map(|set| bits(&|p| Symbols(set as u8).has_all(p.needs))).collect();
        let numbered = words.iter().enumerate().map(|(n, word)| (word, n as u32));
        let triggers = CharwiseDoubleArrayAhoCorasick::with_values(numbered).map_err(|e| e.to_string())?;
        Ok(Self { patterns, triggers, calls, possible })
    }

    /// The forms of which a trigger stands in a rewritten line, whether they match or not.
    pub fn called(&self, line: &str) -> Vec<usize> {
        let called =
            self.triggers.find_overlapping_iter(line).fold(0, |all, hit| all | self.calls[hit.value() as usize]);
        (0..self.patterns.len()).filter(|n| called & 1 << n != 0).collect()
    }

    /// Adds all matches inside the stretch `range` of a rewritten line, in which mentions of the kinds `present` stand,
    /// to `found`, form by form. A line anchor still means the line.
    pub fn matches(&self, line: &str, range: Range<usize>, present: Symbols, found: &mut Vec<Match>) {
        let possible = self.possible[usize::from(present.0)];
        let Some(stretch) = line.get(range.clone()).filter(|_| possible != 0) else { return };
        let mut called = 0;
        for hit in self.triggers.find_overlapping_iter(stretch) {
            called |= self.calls[hit.value() as usize];
        }
        called &= possible;
        let head = line.get(..range.end).unwrap_or(line);
        while called != 0 {
            let n = called.trailing_zeros() as usize;
            called &= called - 1;
            let mut at = range.start;
            while let Some(one) = self.patterns[n].find(n, head, at..range.end) {
                at = one.range.end;
                if line.get(one.range.clone()).is_some_and(holds_together) {
                    found.push(one);
                }
            }
        }
    }
}

/// Whether what a match puts together stands near enough: gaps in patterns are open (counted ones make automata
/// large), so the longest stretch without a mention is measured here.
fn holds_together(whole: &str) -> bool {
    const REACH: usize = 28;
    let mut run = 0;
    whole.len() <= REACH
        || whole.chars().all(|c| {
            run = if ('\u{e000}'..='\u{e006}').contains(&c) { 0 } else { run + 1 };
            run <= REACH
        })
}

impl std::fmt::Debug for Forms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.patterns).finish()
    }
}
