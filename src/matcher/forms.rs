//! Forms that run over the same lines. Most have no match in a sentence, so each of them must be called by a trigger, and
//! all that is certain to stand in a match must stand in the sentence.
use std::ops::Range;

use regex_syntax::hir::ClassUnicode;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::{
    automaton::Automaton,
    beside::Surroundings,
    compile::single,
    formset::{ByLetter, FormSet},
    letters::{Letter, Letters, MARKS, Rows, Spelled, plain},
    needs::Needs,
    part::Part,
    pattern::{Group, Match, Pattern, Symbol, Symbols},
    program::{Program, Stretch, UNSET},
};

/// Tells of most pairs of letters that no trigger starts with them.
struct Gate(Box<[u64; 128]>);

impl Gate {
    fn place(pair: u32) -> (usize, u64) {
        let hash = pair.wrapping_mul(0x9e37_79b1) >> 19;
        (hash as usize / 64, 1 << (hash % 64))
    }

    fn open(&mut self, pair: u32) {
        let (word, bit) = Self::place(pair);
        self.0[word] |= bit;
    }

    #[inline]
    fn opens(&self, pair: u32) -> bool {
        let (word, bit) = Self::place(pair);
        self.0[word] & bit != 0
    }
}

/// What follows the first two letters of a trigger; hardly any is longer.
type Rest = SmallVec<[Letter; 8]>;

/// Forms that run over the same lines: their triggers are looked for together, and only the forms that are called run.
pub struct Forms {
    programs: Vec<Program>,
    letters: Letters,
    rows: Rows,
    /// The forms that a letter calls by itself.
    called: ByLetter,
    /// Whether two letters may start a longer trigger.
    gate: Gate,
    /// By such two letters: what follows them, and the forms that are called.
    triggers: FxHashMap<u32, Vec<(Rest, FormSet)>>,
    /// The forms of which a match holds a letter or one of some others, and the forms that ask for no such letters.
    asking: ByLetter,
    unasking: FormSet,
    beside: Surroundings,
    /// The forms that match at the start of a line only.
    at_start: FormSet,
    /// The forms that may match where these kinds of mentions stand.
    possible: Box<[FormSet]>,
}

/// Memory that searches for the same forms use again.
#[derive(Debug, Default)]
pub struct Searched {
    spelled: Spelled,
    /// By form: what its program found out about texts.
    automata: Vec<Option<Automaton>>,
    known: Vec<u32>,
    places: Places,
}

/// Places in a stretch.
#[derive(Debug, Default)]
struct Places {
    /// Where triggers may start.
    starts: Vec<u32>,
    /// Where mentions stand.
    mentions: Vec<u32>,
}

impl Forms {
    /// Puts patterns together, as many as a set of forms holds.
    ///
    /// # Errors
    /// Where there are too many, or one says what programs cannot do.
    pub fn new(patterns: &[Pattern]) -> Result<Self, String> {
        if patterns.len() > FormSet::MOST {
            return Err(format!("more than {} forms that run over lines", FormSet::MOST));
        }
        let (mut chars, mut classes) = (Vec::new(), Vec::new());
        patterns.iter().for_each(|p| collect(&p.part, &mut chars, &mut classes));
        chars.extend(patterns.iter().flat_map(|p| &p.trigger).flat_map(|t| t.chars()));
        chars.sort_unstable();
        chars.dedup();
        let singles: Vec<_> = chars.into_iter().map(single).collect();
        classes.extend(&singles);
        classes.sort_unstable_by_key(|class| class.ranges());
        classes.dedup();
        let mut letters = Letters::new(&classes)?;
        let mut rows = Rows::new(&letters);
        let slot = |name: &str| Group::ALL.iter().position(|g| *g == name).unwrap_or_default();
        let mentions = Symbol::ALL.map(|kind| letters.of(kind.char()));
        let is_mention = |letter: Letter| mentions.contains(&letter);
        let programs = patterns.iter().map(|p| Program::new(&p.part, &letters, &mut rows, &slot, &is_mention));
        let programs = programs.collect::<Result<Vec<_>, _>>()?;
        let mut called = vec![FormSet::default(); letters.len()];
        let mut marks = vec![0; letters.len()];
        mentions.iter().for_each(|&letter| marks[usize::from(letter)] = MENTION);
        let mut triggers: FxHashMap<u32, Vec<(Rest, FormSet)>> = FxHashMap::default();
        let mut gate = Gate(Box::new([0; 128]));
        for (n, pattern) in patterns.iter().enumerate() {
            for trigger in &pattern.trigger {
                let word: Vec<Letter> = trigger.chars().map(|c| letters.of(c)).collect();
                let Some(&first) = word.first() else { continue };
                marks[usize::from(first)] |= mark(pattern.enough.needs());
                let [first, second, rest @ ..] = &*word else {
                    called[usize::from(first)].add(n);
                    continue;
                };
                gate.open(pair(*first, *second));
                let longer = triggers.entry(pair(*first, *second)).or_default();
                match longer.iter_mut().find(|(known, _)| **known == *rest) {
                    Some((_, forms)) => forms.add(n),
                    None => longer.push((rest.into(), FormSet::of(n + 1, |form| form == n))),
                }
            }
        }
        letters.mark(|letter| marks[usize::from(letter)]);
        let count = patterns.len();
        let at_start = FormSet::of(count, |n| patterns[n].part.starts_line());
        let needs = Needs::of(patterns);
        let (mut asking, mut unasking) = (vec![FormSet::default(); letters.len()], FormSet::default());
        for (n, pattern) in patterns.iter().enumerate() {
            match needs.rarest(pattern) {
                Some(chars) => chars.iter().map(|&c| usize::from(letters.of(c))).for_each(|l| asking[l].add(n)),
                None => unasking.add(n),
            }
        }
        let possible = |set: usize| FormSet::of(count, |n| patterns[n].enough.is(Symbols(set as u8)));
        let possible = (0..Symbols::SETS).map(possible).collect();
        let (called, asking) = (ByLetter::new(&called), ByLetter::new(&asking));
        let beside = Surroundings::new(patterns, &programs, &letters, &rows);
        Ok(Self { programs, letters, rows, called, gate, triggers, asking, unasking, beside, at_start, possible })
    }

    /// The forms of which a trigger stands in a rewritten line, whether they match or not.
    pub fn called(&self, line: &str) -> Vec<usize> {
        let mut spelled = Spelled::default();
        self.letters.read(line, 0, &mut spelled);
        self.calls(spelled.letters(), MARKS, &mut Places::default()).iter().collect()
    }

    /// The forms that a stretch calls, of those whose triggers are marked so. Where mentions stand comes to `memory`.
    fn calls(&self, letters: &[Letter], marked: Letter, memory: &mut Places) -> FormSet {
        let Places { starts, mentions } = memory;
        if starts.len() < letters.len() {
            starts.resize(letters.len(), 0);
        }
        mentions.resize(letters.len(), 0);
        // Whether a letter starts a trigger is not to be foreseen, so the places are put one behind the other without branches.
        let (mut count, mut opened, mut stand) = (0, 0, 0);
        for (n, letter) in letters.iter().enumerate() {
            starts[count] = n as u32;
            count += usize::from(letter & marked != 0);
        }
        let mut called = FormSet::default();
        for n in 0..count {
            let at = starts[n] as usize;
            let [first, second] = [letters[at], letters[at + 1]];
            called.join(self.called.of(first));
            mentions[stand] = at as u32;
            stand += usize::from(first & MENTION != 0);
            starts[opened] = at as u32;
            opened += usize::from(self.gate.opens(pair(plain(first), plain(second))));
        }
        mentions.truncate(stand);
        for &at in &starts[..opened] {
            let Some([first, second, rest @ ..]) = letters.get(at as usize..) else { continue };
            let Some(longer) = self.triggers.get(&pair(plain(*first), plain(*second))) else { continue };
            // Letter by letter: most triggers are over by now, and a call to compare costs more.
            let stands = |trigger: &[Letter]| trigger.iter().zip(rest).all(|(a, b)| *a == plain(*b));
            let longer = longer.iter().filter(|(trigger, _)| stands(trigger));
            longer.for_each(|(_, forms)| called.join(forms));
        }
        called
    }

    /// Adds all matches of the forms `asked` inside the stretch `range` of a rewritten line, in which mentions of the kinds
    /// `present` stand, to `found`, form by form. The start of a line still means the line.
    pub fn matches(
        &self,
        asked: &FormSet,
        line: &str,
        range: Range<usize>,
        present: Symbols,
        memory: &mut Searched,
        found: &mut Vec<Match>,
    ) {
        let mut possible = self.possible[usize::from(present.0)];
        possible.meet(asked);
        let Some(stretch) = line.get(range.clone()).filter(|_| !possible.is_empty()) else { return };
        let Searched { spelled, automata, known, places } = memory;
        self.letters.read(stretch, range.start, spelled);
        let (letters, bytes) = (spelled.letters(), spelled.bytes());
        let mut called = self.calls(letters, marks(present), places);
        called.meet(&possible);
        if range.start > 0 {
            called.remove(&self.at_start);
        }
        if called.is_empty() {
            return;
        }
        called.meet(&self.beside.fitting(letters, &places.mentions));
        if called.is_empty() {
            return;
        }
        let mut asked = self.unasking;
        if !called.is_within(&asked) {
            letters.iter().for_each(|&letter| asked.join(self.asking.of(letter)));
            called.meet(&asked);
        }
        if called.is_empty() {
            return;
        }
        automata.resize_with(self.programs.len(), || None);
        let text = Stretch { letters, mentions: &places.mentions, starts_line: range.start == 0 };
        for form in called.iter() {
            let program = &self.programs[form];
            let automaton = automata[form].get_or_insert_with(|| Automaton::new(program, &self.rows));
            program.run(&self.rows, text, automaton, known, |slots| {
                let pair = |n: usize| (slots[2 * n] != UNSET).then(|| (slots[2 * n], slots[2 * n + 1]));
                let in_bytes = |(start, end): (u32, u32)| (bytes[start as usize], bytes[end as usize]);
                let Some(whole) = pair(0) else { return };
                let (start, end) = in_bytes(whole);
                let range = start as usize..end as usize;
                if whole.1 - whole.0 <= GAP_CHARACTERS || line.get(range.clone()).is_some_and(holds_together) {
                    let groups = std::array::from_fn(|n| pair(n + 1).map(in_bytes));
                    found.push(Match { form, range, groups });
                }
            });
        }
    }
}

/// Collects the characters and the classes of a part.
fn collect<'p>(part: &'p Part, chars: &mut Vec<char>, classes: &mut Vec<&'p ClassUnicode>) {
    match part {
        Part::Word(word) => chars.extend(word.chars()),
        Part::Class(class) => classes.push(class),
        _ => part.parts().iter().for_each(|part| collect(part, chars, classes)),
    }
}

/// The kinds that have marks of their own, and what stands for the others and for forms that need none of these.
const OWN: u8 =
    1 << Symbol::Persons as u8 | 1 << Symbol::Posts as u8 | 1 << Symbol::Agency as u8 | 1 << Symbol::Rank as u8;
const OTHERS: u8 = 0b10_0000;
const LOWEST: Letter = MARKS & MARKS.wrapping_neg();

/// How the letters of mentions are marked.
const MENTION: Letter = LOWEST * 0b100;

/// How letters are marked that start a trigger of a form with these needs: by the first kind that it needs.
fn mark(needs: Symbols) -> Letter {
    let needs = needs.0 & OWN;
    LOWEST * Letter::from(if needs == 0 { OTHERS } else { needs & needs.wrapping_neg() })
}

/// How those letters are marked that start a trigger of a form that may match where these kinds stand, or are mentions.
fn marks(present: Symbols) -> Letter {
    (LOWEST * Letter::from(present.0 & OWN | OTHERS)) | MENTION
}

/// Two letters as one number.
fn pair(first: Letter, second: Letter) -> u32 {
    u32::from(first) << 16 | u32::from(second)
}

/// Whether what a match puts together stands near enough: gaps in patterns are open (counted ones make automata
/// large), so the longest stretch without a mention is measured here.
fn holds_together(whole: &str) -> bool {
    let mut run = 0;
    whole.chars().all(|c| {
        run = if Symbol::stands(c) { 0 } else { run + 1 };
        run <= GAP_CHARACTERS
    })
}

/// How many characters may stand between two mentions of a match.
const GAP_CHARACTERS: u32 = 28;

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

    use super::{
        super::{needs::Enough, pattern::written_out, syntax},
        FormSet, Forms, Searched, holds_together,
    };
    use crate::{
        matcher::{Group, Match, Pattern, Symbol, Symbols},
        rules::RuleSet,
    };

    /// The forms that run over lines, and their regular expressions: as written, for the parser prints (?:a{2})? as a{2}?.
    fn patterns() -> (Vec<Pattern>, Vec<Regex>) {
        let rules = RuleSet::embedded().expect("the built-in rules");
        let files = ["relations/tenures", "events/types", "relations/affiliations", "relations/agency_ranks"];
        let files = files.map(|name| rules.forms(name).expect("forms"));
        let forms = files.iter().flat_map(|file| file.forms.iter().map(move |form| (file, form)));
        let regex = |pattern: &str| Regex::new(pattern).expect("a regular expression");
        let both = forms.map(|(file, form)| {
            (Pattern::new(file, form).expect("a sound form"), regex(&written_out(file, &form.pattern)))
        });
        both.unzip()
    }

    /// Patterns made at random of a few letters: what words have in common, choices and repetitions in each other.
    fn any_pattern() -> impl Strategy<Value = String> {
        let words = prop::sample::select(vec!["a", "b", "ab", "ba", "abc", "cb", "ac", "[ab]", "[^a]", "[bc]", "$"]);
        let part = words.prop_map(String::from).prop_recursive(4, 24, 4, |part| {
            let some = prop::collection::vec(part.clone(), 1..5);
            const COUNTS: [&str; 10] = ["?", "??", "*", "*?", "+", "{0,3}", "{0,3}?", "{2}", "{1,4}", "{2,6}?"];
            prop_oneof![
                some.clone().prop_map(|parts| parts.concat()),
                some.prop_map(|parts| format!("(?:{})", parts.join("|"))),
                (part.clone(), prop::sample::select(&COUNTS[..]))
                    .prop_map(|(part, count)| format!("(?:{part}){count}")),
                part.prop_map(|part| format!("(?<@>{part})")),
            ]
        });
        part.prop_map(|pattern| {
            let mut groups = Group::ALL.iter();
            let name = |part: &str| groups.next().map_or(format!("(?:{part}"), |name| format!("(?<{name}>{part}"));
            let (head, groups) = pattern.split_once("(?<@>").unwrap_or((&pattern, ""));
            let groups = groups.split("(?<@>").filter(|_| pattern.len() > head.len()).map(name);
            format!("{head}{}", groups.collect::<String>())
        })
    }

    #[test]
    fn any_program_finds_what_its_regular_expression_finds() {
        let text = prop::collection::vec(prop::sample::select(vec!["a", "b", "c", "d"]), 0..150);
        let config = ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() };
        let mut runner = proptest::test_runner::TestRunner::new(config);
        let searched = std::cell::Cell::new(0);
        let outcome = runner.run(&(any_pattern(), text), |(written, text)| {
            let line = text.concat();
            let part = syntax::parse(&written).expect("a regular expression");
            let trigger = ["a", "b", "c", "d"].map(String::from).to_vec();
            let pattern = Pattern { trigger, enough: Enough::ANY, part };
            // Nothing is no match, and endless repetitions of what may be nothing are refused.
            let Some(forms) =
                (!pattern.part.may_be_nothing()).then(|| Forms::new(std::slice::from_ref(&pattern)).ok()).flatten()
            else {
                return Ok(());
            };
            // Not as the parser prints it, which makes one of (?:a*)? that takes little.
            let regex = Regex::new(&written).expect("a regular expression");
            let mut found = Vec::new();
            searched.set(searched.get() + 1);
            forms.matches(
                &FormSet::ALL,
                &line,
                0..line.len(),
                Symbols::default(),
                &mut Searched::default(),
                &mut found,
            );
            prop_assert_eq!(
                &found,
                &slowly(std::slice::from_ref(&pattern), &[regex], &line),
                "{} in {}",
                written,
                line
            );
            Ok(())
        });
        outcome.expect("the same matches");
        assert!(searched.get() > 1000, "only {} patterns", searched.get());
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
    fn overlays_have_room_for_forms_of_their_own() {
        let (patterns, _) = patterns();
        assert!(patterns.len() + 100 <= FormSet::MOST, "{} of {}", patterns.len(), FormSet::MOST);
    }

    #[test]
    fn programs_find_what_regular_expressions_find() {
        let (patterns, regexes) = patterns();
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
            forms.matches(&FormSet::ALL, &line, 0..line.len(), present, &mut memory.borrow_mut(), &mut found);
            matched.set(matched.get() + found.len());
            prop_assert_eq!(&found, &slowly(&patterns, &regexes, &line), "{}", Symbol::spell(&line));
            Ok(())
        });
        outcome.expect("the same matches");
        assert!(matched.get() > 1000, "only {} matches", matched.get());
    }
}
