//! Facts from resolved mentions: forms run over lines in which every mention is one symbol.
//!
//! What a clause leaves out it takes from what the text spoke of last: the person of a career, the body of a paragraph,
//! the date of a time line.
mod bodies;
mod facts;
mod line;
mod posts;
mod tenures;
mod words;

pub use facts::{Affiliation, AgencyRank, Event, Facts, Proof, Status, Tenure};

use line::{Line, rewrite, symbols};
use posts::{Chain, People, Reader};

use crate::{
    lexicon::Lexicon,
    matcher::{Forms, Pattern, Symbol},
    mention::Board,
    resolve::Anchors,
    rules::{FormFile, RuleError, RuleId, RuleSet},
    segment::Layout,
    value::Day,
};

/// Finds facts.
#[derive(Debug)]
pub struct Relate {
    tenures: tenures::Tenures,
    bodies: bodies::Bodies,
}

/// What relating reads of a page.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// Look-up tables.
    pub lexicon: &'a Lexicon,
    /// The normalized text.
    pub text: &'a str,
    /// Its lines and sentences.
    pub layout: &'a Layout,
    /// The places it names.
    pub anchors: &'a Anchors,
    /// The special territory it is about.
    pub about: Option<&'a str>,
    /// The reference date.
    pub today: Option<Day>,
}

/// What a form makes, and its rule.
#[derive(Clone, Debug)]
struct Maker {
    rule: RuleId,
    make: std::collections::BTreeMap<String, String>,
}

impl Maker {
    fn make(&self, key: &str) -> &str {
        self.make.get(key).map_or("", String::as_str)
    }
}

/// The forms of one topic, ready to run.
#[derive(Debug)]
struct Topic {
    forms: Forms,
    makers: Vec<Maker>,
}

impl Topic {
    fn new(rules: &RuleSet, file: &FormFile, topic: &str) -> Result<Self, RuleError> {
        let mut makers = Vec::new();
        let mut patterns = Vec::new();
        for form in &file.forms {
            makers.push(Maker { rule: rules.id(&format!("{topic}/{}", form.id))?, make: form.make.clone() });
            patterns.push(Pattern::new(file, form)?);
        }
        let forms = Forms::new(patterns).map_err(|e| RuleError::new(&file.path, 1, None, e))?;
        Ok(Self { forms, makers })
    }

    /// All matches in a line, sentence by sentence.
    fn matches<'t, 'l>(&'t self, line: &'l Line<'_>) -> impl Iterator<Item = (&'t Maker, regex::Captures<'l>)> {
        line.sentences()
            .flat_map(|range| self.forms.matches(&line.text, range))
            .map(|(n, captures)| (&self.makers[n], captures))
    }
}

/// The page as relations see it.
struct View<'a> {
    page: Page<'a>,
    board: &'a Board,
    chains: &'a [Chain],
    people: &'a [People],
    lines: &'a [Line<'a>],
}

impl Relate {
    /// Compiles the forms of `relations/` and `events/`.
    ///
    /// # Errors
    /// A form that is missing or wrong.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        Ok(Self { tenures: tenures::Tenures::new(rules)?, bodies: bodies::Bodies::new(rules)? })
    }

    /// The facts of a page; persons with a public post become official.
    pub fn facts(&self, page: Page<'_>, board: &mut Board) -> Facts {
        let reader = Reader {
            lexicon: page.lexicon,
            text: page.text,
            layout: page.layout,
            board,
            anchors: page.anchors,
            about: page.about,
        };
        let (chains, people) = (reader.chains(), reader.people());
        let symbols = symbols(board, &chains, &people);
        let lines: Vec<Line<'_>> =
            page.layout.lines().iter().map(|line| rewrite(page.text, line.span, &symbols)).collect();
        let view = View { page, board, chains: &chains, people: &people, lines: &lines };
        let mut facts = Facts::default();
        let officials = self.tenures.find(&view, &mut facts);
        self.bodies.find(&view, &mut facts);
        for (person, official) in board.persons.iter_mut().zip(officials) {
            person.value.official = official;
        }
        // A person is the same under the same name.
        let officials = board.persons.iter().filter(|p| p.value.official);
        let named: rustc_hash::FxHashSet<&str> = officials.map(|p| p.value.name.as_str()).collect();
        let same: Vec<bool> = board.persons.iter().map(|p| named.contains(p.value.name.as_str())).collect();
        for (person, same) in board.persons.iter_mut().zip(same) {
            person.value.official |= same;
        }
        facts
    }
}

/// Whether a body can have this rank; grades are of persons.
fn is_body_rank(rank: &str) -> bool {
    rank.ends_with("正职") || rank.ends_with("副职") || ["厅局级", "省部级", "县处级", "乡科级"].contains(&rank)
}

impl View<'_> {
    /// The full name of a body on the board.
    fn body_name(&self, index: usize) -> Option<String> {
        self.board.bodies.get(index)?.value.name().map(str::to_owned)
    }

    /// Names of the bodies in a range of a rewritten line.
    fn bodies_in(&self, line: &Line<'_>, range: std::ops::Range<usize>) -> Vec<usize> {
        line.items_in(range).iter().filter(|i| i.symbol == Symbol::Agency).map(|i| i.index).collect()
    }
}
