//! Facts from resolved mentions: forms run over lines in which every mention is one symbol.
//!
//! What a clause leaves out it takes from what the text spoke of last: the person of a career, the body of a paragraph,
//! the date of a time line.
mod article;
mod bodies;
mod careers;
mod facts;
mod line;
mod maker;
mod posts;
mod pronouns;
mod tenures;
mod whom;
mod words;

pub use facts::{Affiliation, AgencyRank, Event, Facts, Proof, Status, Tenure};

use std::ops::Range;

use smol_str::SmolStr;

use line::{Line, Lines, symbols};
use maker::Maker;
use posts::{Chain, People, Post, Reader};
use words::Words;

use crate::{
    matcher::{Forms, Match, Pattern, Searched, Symbol},
    mention::Board,
    resolve::Page,
    rules::{RuleError, RuleId, RuleSet},
    text::{Norm, Span},
    value::Day,
};

/// Finds facts.
#[derive(Debug)]
pub struct Relate {
    /// The forms of all topics: a line is searched for their triggers once.
    forms: Forms,
    /// What each form makes.
    makers: Vec<Maker>,
    /// Which of the forms are a topic's.
    topics: [Range<usize>; Topic::ALL.len()],
    words: Words,
    /// The rule of members of a list under a role.
    role_list: RuleId,
    /// Those of lists of units and of sections under a heading.
    lists: [RuleId; 2],
}

/// Memory that pages use one after the other.
#[derive(Debug, Default)]
pub struct Memory {
    lines: Lines,
    searched: Searched,
}

/// A line as forms see it, for those who ask why one did not match.
#[derive(Clone, Debug)]
pub struct SeenLine {
    /// Where it stands.
    pub span: Span<Norm>,
    /// Its text with the mentions as `{agency}`, `{posts}` and so on.
    pub text: String,
    /// Forms of which a trigger stands in it.
    pub called: Vec<RuleId>,
    /// Forms that match in it.
    pub matched: Vec<RuleId>,
}

/// What forms are about.
#[derive(Clone, Copy, Debug)]
enum Topic {
    Tenures,
    Events,
    Affiliations,
    Ranks,
}

impl Topic {
    /// File and name of the rules.
    const ALL: [(&str, &str); 4] = [
        ("relations/tenures", "tenures"),
        ("events/types", "events"),
        ("relations/affiliations", "affiliations"),
        ("relations/agency_ranks", "agency_ranks"),
    ];
}

/// The page as relations see it.
struct View<'a> {
    relate: &'a Relate,
    page: Page<'a>,
    today: Option<Day>,
    board: &'a Board,
    posts: &'a [Post],
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
        let (mut patterns, mut makers) = (Vec::new(), Vec::new());
        let mut topics = Topic::ALL.map(|_| 0..0);
        for ((path, name), topic) in Topic::ALL.iter().zip(&mut topics) {
            let file = rules.forms(path)?;
            let first = patterns.len();
            for form in &file.forms {
                makers.push(Maker::new(rules.id(&format!("{name}/{}", form.id))?, form)?);
                patterns.push(Pattern::new(file, form)?);
            }
            *topic = first..patterns.len();
        }
        let forms = Forms::new(&patterns).map_err(|e| RuleError::new("relations", 1, None, e))?;
        let role_list = rules.id("tenures/title-first")?;
        let [units, sections] = article::LISTS.map(|name| rules.id(name));
        let lists = [units?, sections?];
        Ok(Self { forms, makers, topics, words: Words::new(rules)?, role_list, lists })
    }

    /// The lines of a page that hold mentions, as forms see them.
    pub fn lines(&self, page: Page<'_>, marks: &[(u32, char)], board: &Board) -> Vec<SeenLine> {
        let reader = Reader { page, board, words: &self.words };
        let symbols = symbols(page, board, &reader.chains().1, &reader.people(), &self.words);
        let rules = |forms: Vec<usize>| forms.into_iter().map(|form| self.makers[form].rule).collect();
        let see = |line: Line<'_>| {
            (!line.items.is_empty()).then(|| SeenLine {
                span: line.span,
                text: Symbol::spell(line.text),
                called: rules(self.forms.called(line.text)),
                matched: rules(line.matches.iter().map(|m| m.form).collect()),
            })
        };
        let mut lines = Lines::default();
        lines.read(page, marks, symbols, &self.forms, &mut Searched::default());
        lines.views(page.text).filter_map(see).collect()
    }

    /// The facts of a page; persons with a public post become official. `marks` are the bytes where the
    /// [`MARKS`](crate::segment::MARKS) stand, `today` is the reference date.
    pub fn facts(
        &self,
        page: Page<'_>,
        marks: &[(u32, char)],
        today: Option<Day>,
        board: &mut Board,
        memory: &mut Memory,
    ) -> Facts {
        // All that is stated is stated of bodies or of persons.
        if board.bodies.is_empty() && board.persons.is_empty() {
            return Facts::default();
        }
        let reader = Reader { page, words: &self.words, board };
        let ((posts, chains), people) = (reader.chains(), reader.people());
        let symbols = symbols(page, board, &chains, &people, &self.words);
        let Memory { lines, searched } = memory;
        lines.read(page, marks, symbols, &self.forms, searched);
        let lines: Vec<Line<'_>> = lines.views(page.text).collect();
        let (posts, chains, people) = (&posts, &chains, &people);
        let view = View { relate: self, page, today, board, posts, chains, people, lines: &lines };
        let mut facts = Facts::default();
        let officials = view.tenures(&mut facts);
        view.bodies(&mut facts);
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

impl<'a> View<'a> {
    fn words(&self) -> &'a Words {
        &self.relate.words
    }

    /// The matches of a topic's forms in a line, sentence by sentence.
    fn matches<'l>(&self, line: &'l Line<'_>, topic: Topic) -> impl Iterator<Item = (&'a Maker, &'l Match)> {
        let Relate { topics, makers, .. } = self.relate;
        let forms = &topics[topic as usize];
        line.matches.iter().filter(|m| forms.contains(&m.form)).map(|m| (&makers[m.form], m))
    }

    /// The posts of a chain.
    fn posts(&self, chain: usize) -> &'a [Post] {
        &self.posts[self.chains[chain].posts.clone()]
    }

    /// The full name of a body on the board.
    fn body_name(&self, index: usize) -> Option<SmolStr> {
        self.board.bodies.get(index)?.value.name().cloned()
    }
}

/// The bodies in a range of a rewritten line, by their places on the board.
fn bodies_in<'l>(line: &'l Line<'_>, range: Range<usize>) -> impl Iterator<Item = usize> + Clone + 'l {
    line.items_in(range).iter().filter(|i| i.symbol == Symbol::Agency).map(|i| i.index)
}
