//! Patterns over mentions: a line is rewritten with one private-use character for each mention, and a pattern
//! runs only where its trigger stands.
use std::ops::Range;

use regex_syntax::hir::{ClassUnicode, Hir, HirKind, Look};

use super::{
    letters::{END, Letter, Letters, Places, Rows},
    program::{Program, Reach, UNSET, characters, single},
};
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
    /// All, each at its own number.
    pub const ALL: [Self; 7] =
        [Self::Persons, Self::Posts, Self::Date, Self::Agency, Self::Rank, Self::Place, Self::Organization];
    const SPELLED: [(Self, &'static str, char); 7] = [
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
        Self::SPELLED.iter().fold(line.to_owned(), |line, (_, name, c)| line.replace(*c, &format!("{{{name}}}")))
    }

    /// The character that stands for a mention of this kind. Normalization leaves none such in a text.
    #[inline]
    pub fn char(self) -> char {
        Self::SPELLED[self as usize].2
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
#[derive(Clone, Debug, PartialEq)]
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

/// A form that was read and found sound.
#[derive(Clone, Debug)]
pub struct Pattern {
    trigger: Vec<String>,
    /// Mentions that every match holds.
    needs: Symbols,
    hir: Hir,
}

impl Pattern {
    /// Reads a form. `{name}` stands for a definition of the file or a kind of mention; groups have names.
    ///
    /// # Errors
    /// An unknown name, an unnamed group, a missing trigger, or what the regular expression's syntax finds.
    pub fn new(file: &FormFile, form: &Form) -> Result<Self, RuleError> {
        let put_in = |text: &str| match text.contains('{') {
            true => Symbol::SPELLED
                .iter()
                .fold(file.expand(text), |text, (_, name, c)| text.replace(&format!("{{{name}}}"), &c.to_string())),
            // Most triggers are words.
            false => text.to_owned(),
        };
        let pattern = put_in(&form.pattern);
        if let Some(name) = name_left(&pattern) {
            let known = Symbol::SPELLED.map(|(_, name, _)| name).join(", ");
            let fault = form.pattern_fault(name, format!("`{name}` names neither a definition nor a kind of mention"));
            return Err(fault.help(format!("define it under [define], or use one of {known}")));
        }
        let hir = regex_syntax::parse(&pattern).map_err(|e| form.pattern_fault("", e.to_string()))?;
        let mut parts = Parts::default();
        parts.collect(&hir).map_err(|e| form.pattern_fault("", e))?;
        for name in parts.groups {
            let Some(name) = name else {
                let part = unnamed_group(&form.pattern).unwrap_or("");
                return Err(form.pattern_fault(part, "a group has no name").help("write (?<name>…) or (?:…)"));
            };
            if !Group::ALL.contains(&&*name) {
                let fault = form.pattern_fault(&name, format!("no group is called `{name}`"));
                return Err(fault.help(format!("groups are {}", Group::ALL.join(", "))));
            }
        }
        if hir.properties().minimum_len().is_none_or(|length| length == 0) {
            return Err(form.pattern_fault("", "the pattern can match nothing").help("take out a `?` or `*`"));
        }
        if form.trigger.is_empty() {
            let help = "name literals of which every match holds one, as `trigger = [\"成立\"]`";
            return Err(form.fault("no trigger").help(help));
        }
        let trigger = form.trigger.iter().map(|t| put_in(t)).collect();
        Ok(Self { trigger, needs: needs(&hir), hir })
    }
}

/// What a pattern is made of.
#[derive(Default)]
struct Parts {
    classes: Vec<ClassUnicode>,
    groups: Vec<Option<Box<str>>>,
}

impl Parts {
    fn collect(&mut self, hir: &Hir) -> Result<(), String> {
        match hir.kind() {
            HirKind::Literal(literal) => {
                let text = str::from_utf8(&literal.0).map_err(|_| "bytes that are no characters")?;
                self.classes.extend(text.chars().map(single));
            }
            HirKind::Class(class) => self.classes.push(characters(class)?),
            HirKind::Capture(capture) => self.groups.push(capture.name.clone()),
            _ => {}
        }
        hir.kind().subs().iter().try_for_each(|sub| self.collect(sub))
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
    let held = |c: char| Symbol::SPELLED.iter().filter(move |s| s.2 == c).map(|s| s.0);
    match hir.kind() {
        HirKind::Literal(literal) => str::from_utf8(&literal.0).unwrap_or("").chars().flat_map(held).collect(),
        HirKind::Capture(capture) => needs(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needs(&repetition.sub),
        HirKind::Concat(parts) => Symbols(parts.iter().fold(0, |all, part| all | needs(part).0)),
        HirKind::Alternation(parts) => Symbols(parts.iter().fold(u8::MAX, |all, part| all & needs(part).0)),
        _ => Symbols::default(),
    }
}

/// Forms, a bit each.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct FormSet([u64; 4]);

impl FormSet {
    const MOST: usize = 64 * 4;

    /// The forms below `count` that `which` says.
    fn of(count: usize, which: impl Fn(usize) -> bool) -> Self {
        (0..count).filter(|&n| which(n)).fold(Self::default(), |set, n| set.with(n))
    }

    fn with(mut self, n: usize) -> Self {
        self.0[n / 64] |= 1 << (n % 64);
        self
    }

    fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a |= b);
    }

    fn meet(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a &= b);
    }

    fn remove(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a &= !b);
    }

    fn is_empty(&self) -> bool {
        self.0 == [0; 4]
    }

    /// The numbers of the forms, ascending.
    fn iter(self) -> impl Iterator<Item = usize> {
        (0..).step_by(64).zip(self.0).flat_map(|(first, mut bits)| {
            std::iter::from_fn(move || {
                let n = (bits != 0).then(|| first + bits.trailing_zeros() as usize)?;
                bits &= bits - 1;
                Some(n)
            })
        })
    }
}

/// Forms that run over the same lines: their triggers are looked for together, and only the forms that are called run.
pub struct Forms {
    programs: Vec<Program>,
    letters: Letters,
    rows: Rows,
    /// By letter: the forms that it calls by itself.
    called: Vec<FormSet>,
    /// By first letter: what follows it in a longer trigger, and the forms that are called.
    triggers: Vec<Vec<(Vec<Letter>, FormSet)>>,
    /// Whether two letters start a longer trigger: for each letter a bit for what may follow it.
    pairs: Vec<u64>,
    pair_words: usize,
    /// The forms that match at the start of a line only.
    at_start: FormSet,
    /// The forms that may match where these kinds of mentions stand.
    possible: Box<[FormSet]>,
}

/// Memory that searches use again.
#[derive(Debug, Default)]
pub struct Searched {
    /// Each with its byte in the line.
    letters: Vec<(Letter, u32)>,
    places: Places,
    reach: Reach,
}

impl Forms {
    /// Puts patterns together; at most 256.
    ///
    /// # Errors
    /// Where there are too many, or one says what programs cannot do.
    pub fn new(patterns: &[Pattern]) -> Result<Self, String> {
        if patterns.len() > FormSet::MOST {
            return Err(format!("more than {} forms that run over lines", FormSet::MOST));
        }
        let mut parts = Parts::default();
        patterns.iter().try_for_each(|p| parts.collect(&p.hir))?;
        parts.classes.extend(patterns.iter().flat_map(|p| &p.trigger).flat_map(|t| t.chars()).map(single));
        parts.classes.sort_unstable_by(|a, b| a.ranges().cmp(b.ranges()));
        parts.classes.dedup();
        let letters = Letters::new(&parts.classes)?;
        let mut rows = Rows::new(&letters);
        let slot = |name: &str| Group::ALL.iter().position(|g| *g == name).unwrap_or_default();
        let programs = patterns.iter().map(|p| Program::new(&p.hir, &letters, &mut rows, &slot));
        let programs = programs.collect::<Result<Vec<_>, _>>()?;
        let mut called = vec![FormSet::default(); letters.len()];
        let mut triggers: Vec<Vec<(Vec<Letter>, FormSet)>> = vec![Vec::new(); letters.len()];
        let pair_words = letters.len().div_ceil(64);
        let mut pairs = vec![0; letters.len() * pair_words];
        for (n, pattern) in patterns.iter().enumerate() {
            for trigger in &pattern.trigger {
                let mut word = trigger.chars().map(|c| letters.of(c));
                let first = usize::from(word.next().unwrap_or(END));
                let rest: Vec<Letter> = word.collect();
                let Some(&second) = rest.first() else {
                    called[first] = called[first].with(n);
                    continue;
                };
                pairs[first * pair_words + usize::from(second / 64)] |= 1 << (second % 64);
                match triggers[first].iter_mut().find(|(r, _)| *r == rest) {
                    Some((_, forms)) => *forms = forms.with(n),
                    None => triggers[first].push((rest, FormSet::default().with(n))),
                }
            }
        }
        let starts = |n: usize| patterns[n].hir.properties().look_set_prefix();
        let count = patterns.len();
        let at_start = FormSet::of(count, |n| starts(n).contains(Look::Start) || starts(n).contains(Look::StartLF));
        let possible = |set: usize| FormSet::of(count, |n| Symbols(set as u8).has_all(patterns[n].needs));
        let possible = (0..Symbols::SETS).map(possible).collect();
        Ok(Self { programs, letters, rows, called, triggers, pairs, pair_words, at_start, possible })
    }

    /// The forms of which a trigger stands in a rewritten line, whether they match or not.
    pub fn called(&self, line: &str) -> Vec<usize> {
        let mut letters = Vec::new();
        let (called, _) = self.read(line, 0, &mut letters);
        called.iter().collect()
    }

    /// Turns a stretch, which starts at byte `at` of its line, into letters; the forms of which a trigger stands in it.
    fn read<'o>(&self, stretch: &str, at: usize, out: &'o mut Vec<(Letter, u32)>) -> (FormSet, &'o [(Letter, u32)]) {
        let letters = self.letters.read(stretch, at, out);
        let mut called = FormSet::default();
        for (n, two) in letters.windows(2).enumerate() {
            let [first, second] = [usize::from(two[0].0), usize::from(two[1].0)];
            called.join(&self.called[first]);
            if self.pairs[first * self.pair_words + second / 64] >> (second % 64) & 1 != 0 {
                // Letter by letter: most triggers are over after one, and a call to compare costs more.
                let stands = |rest: &[Letter]| rest.iter().zip(&letters[n + 1..]).all(|(a, b)| *a == b.0);
                let longer = self.triggers[first].iter().filter(|(rest, _)| stands(rest));
                longer.for_each(|(_, forms)| called.join(forms));
            }
        }
        (called, letters)
    }

    /// Adds all matches inside the stretch `range` of a rewritten line, in which mentions of the kinds `present` stand,
    /// to `found`, form by form. The start of a line still means the line.
    pub fn matches(
        &self,
        line: &str,
        range: Range<usize>,
        present: Symbols,
        memory: &mut Searched,
        found: &mut Vec<Match>,
    ) {
        let possible = &self.possible[usize::from(present.0)];
        let Some(stretch) = line.get(range.clone()).filter(|_| !possible.is_empty()) else { return };
        let Searched { letters, places, reach } = memory;
        let (mut called, letters) = self.read(stretch, range.start, letters);
        called.meet(possible);
        if range.start > 0 {
            called.remove(&self.at_start);
        }
        if called.is_empty() {
            return;
        }
        places.with(&self.rows, letters, range.start == 0, |places| {
            for form in called.iter() {
                self.programs[form].run(&self.rows, places, reach, |slots| {
                    let pair = |n: usize| (slots[2 * n] != UNSET).then(|| (slots[2 * n], slots[2 * n + 1]));
                    let in_bytes = |(start, end): (u32, u32)| (letters[start as usize].1, letters[end as usize].1);
                    let Some((start, end)) = pair(0).map(in_bytes) else { return };
                    let range = start as usize..end as usize;
                    if line.get(range.clone()).is_some_and(holds_together) {
                        let groups = std::array::from_fn(|n| pair(n + 1).map(in_bytes));
                        found.push(Match { form, range, groups });
                    }
                });
            }
        });
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
        f.debug_struct("Forms").field("forms", &self.programs.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    //! The programs against regular expressions, on lines made at random of what the forms look for.
    use proptest::prelude::*;
    use regex::Regex;

    use super::{Forms, Group, Match, Pattern, Searched, Symbol, Symbols, holds_together};
    use crate::rules::RuleSet;

    fn patterns() -> Vec<Pattern> {
        let rules = RuleSet::embedded().expect("the built-in rules");
        let files = ["relations/tenures", "events/types", "relations/affiliations", "relations/agency_ranks"];
        let forms = files.map(|name| rules.forms(name).expect("forms"));
        forms.iter().flat_map(|file| file.forms.iter().map(|f| Pattern::new(file, f).expect("a sound form"))).collect()
    }

    /// The matches of the forms that are called, by the regular expressions.
    fn slowly(patterns: &[Pattern], regexes: &[Regex], line: &str) -> Vec<Match> {
        let mut all = Vec::new();
        for (form, (pattern, regex)) in patterns.iter().zip(regexes).enumerate() {
            if !pattern.trigger.iter().any(|t| line.contains(t)) {
                continue;
            }
            for found in regex.captures_iter(line) {
                let group = |name: &str| found.name(name).map(|m| (m.start() as u32, m.end() as u32));
                let whole = found.get_match();
                if holds_together(whole.as_str()) {
                    all.push(Match { form, range: whole.range(), groups: Group::ALL.map(group) });
                }
            }
        }
        all
    }

    #[test]
    fn programs_find_what_regular_expressions_find() {
        let patterns = patterns();
        let regexes: Vec<Regex> =
            patterns.iter().map(|p| Regex::new(&p.hir.to_string()).expect("a regular expression")).collect();
        let forms = Forms::new(&patterns).expect("programs");
        let mut pieces: Vec<String> = patterns.iter().flat_map(|p| p.trigger.clone()).collect();
        pieces.extend("为、和与及（）的原由在，。；：　 2月x王".chars().map(String::from));
        for _ in 0..40 {
            pieces.extend(Symbol::ALL.map(|s| s.char().to_string()));
        }
        let present: Symbols = Symbol::ALL.into_iter().collect();
        let memory = std::cell::RefCell::new(Searched::default());
        let matched = std::cell::Cell::new(0);
        let config = ProptestConfig { cases: 6_000, failure_persistence: None, ..ProptestConfig::default() };
        let line = prop::collection::vec(prop::sample::select(pieces), 1..40);
        let mut runner = proptest::test_runner::TestRunner::new(config);
        let outcome = runner.run(&line, |words| {
            let line = words.concat();
            let mut found = Vec::new();
            forms.matches(&line, 0..line.len(), present, &mut memory.borrow_mut(), &mut found);
            matched.set(matched.get() + found.len());
            prop_assert_eq!(&found, &slowly(&patterns, &regexes, &line), "{}", Symbol::spell(&line));
            Ok(())
        });
        outcome.expect("the same matches");
        assert!(matched.get() > 1000, "only {} matches", matched.get());
    }
}
