//! Facts from resolved mentions: forms run over lines in which every mention is one symbol.
//!
//! What a clause leaves out it takes from what the text spoke of last: the person of a career, the body of a paragraph,
//! the date of a time line.
mod article;
mod bodies;
mod careers;
mod cues;
mod facts;
mod line;
mod maker;
mod parted;
mod posts;
mod pronouns;
mod tenures;
mod told;
mod whom;
mod words;

pub use facts::{Affiliation, AgencyRank, Event, EventKind, Facts, Proof, Relation, Status, Tenure};

use std::{cell::RefCell, ops::Range};

use rustc_hash::FxHashMap;
use smallvec::smallvec;
use smol_str::SmolStr;

use bodies::{Bodies, BodyRanks, EventCue};
use careers::Kept;
use line::{Line, Lines, symbols};
use maker::{Maker, OfPosts};
use posts::{Chain, People, Post, Reader};
use pronouns::pronouns;
use tenures::{Said, Tenures};
use told::{Heard, Told};

use words::Words;

use crate::{
    matcher::{Cues, FormSet, Forms, Match, Pattern, Searched, Symbol, Symbols},
    mention::Board,
    resolve::{Page, Subjects},
    rules::{RuleError, RuleId, RuleSet},
    text::{Norm, Span, is_han},
    value::Day,
};

/// How many bytes a symbol takes.
const SYMBOL: usize = '\u{e000}'.len_utf8();

/// What clauses end with.
const CLAUSE_ENDS: [char; 9] = ['，', ',', '。', '；', ';', '：', ':', '！', '？'];

/// Finds facts.
#[derive(Debug)]
pub struct Relate {
    /// The forms of all topics: a line is searched for their triggers once.
    forms: Forms,
    /// What each form makes.
    makers: Vec<Maker>,
    /// Which of the forms are a topic's.
    topics: [Range<usize>; Topic::ALL.len()],
    /// Those of tenures, and the others, which are all of bodies.
    of_tenures: FormSet,
    /// Those of tenures that say something of a post and a person told of before: 2022年任现职.
    of_own_posts: FormSet,
    of_bodies: FormSet,
    words: Words,
    /// What words show around what happens to bodies.
    events: Cues<EventCue>,
    /// The ranks that bodies can have.
    ranks: BodyRanks,
    /// Rules that no match of their forms tells by: of lists and tables.
    told_by: Rules,
}

/// The rules that lists and tables are told by.
#[derive(Clone, Copy, Debug)]
struct Rules {
    /// Members of a list under a role.
    role_list: RuleId,
    /// Cells below the heads of columns that tell of persons.
    columns: RuleId,
    /// Lists of units under a heading, and of sections.
    units: RuleId,
    sections: RuleId,
    /// Bodies listed under a heading that says what happened to them.
    founds: RuleId,
    abolishes: RuleId,
    /// Cells of a row: the rank of a body, its manager, the larger body, the host, the day of its founding.
    rank: RuleId,
    manager: RuleId,
    upper: RuleId,
    host: RuleId,
    founding: RuleId,
}

impl Rules {
    fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        Ok(Self {
            role_list: rules.id("tenures/title-first")?,
            columns: rules.id("pages/columns")?,
            units: rules.id("affiliations/units")?,
            sections: rules.id("affiliations/sections")?,
            founds: rules.id("events/founds")?,
            abolishes: rules.id("events/abolishes")?,
            rank: rules.id("agency_ranks/is-of-rank")?,
            manager: rules.id("affiliations/label-managed")?,
            upper: rules.id("affiliations/label-under")?,
            host: rules.id("affiliations/hangs-at")?,
            founding: rules.id("events/table-row")?,
        })
    }
}

/// Memory that pages use one after the other.
#[derive(Debug, Default)]
pub struct Memory {
    lines: Lines,
    searched: Searched,
    watched: Vec<(u32, char)>,
    heard: RefCell<Heard>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    Tenures,
    Events,
    Affiliations,
    Ranks,
}

impl Topic {
    /// All there are, with file and name of their rules.
    const ALL: [(Self, &str, &str); 4] = [
        (Self::Tenures, "relations/tenures", "tenures"),
        (Self::Events, "events/types", "events"),
        (Self::Affiliations, "relations/affiliations", "affiliations"),
        (Self::Ranks, "relations/agency_ranks", "agency_ranks"),
    ];
}

/// The page as relations see it.
struct View<'a> {
    relate: &'a Relate,
    page: Page<'a>,
    board: &'a Board,
    posts: &'a [Post],
    chains: &'a [Chain],
    people: &'a [People],
    /// A number for the name of each person on the board: the same of the same.
    names: &'a [u32],
    /// What stretches of the page are about.
    subjects: &'a Subjects,
    /// Whether the page may call persons by their surnames (梁先生).
    calls_by_surname: bool,
    /// The reference date.
    today: Option<Day>,
}

impl Relate {
    /// Compiles the forms of `relations/` and `events/`.
    ///
    /// # Errors
    /// A form that is missing or wrong.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let (mut patterns, mut makers) = (Vec::new(), Vec::new());
        let mut topics = Topic::ALL.map(|_| 0..0);
        for ((topic, path, name), range) in Topic::ALL.iter().zip(&mut topics) {
            let file = rules.forms(path)?;
            let first = patterns.len();
            for form in &file.forms {
                makers.push(Maker::new(rules.id(&format!("{name}/{}", form.id))?, *topic, form)?);
                patterns.push(Pattern::new(file, form)?);
            }
            *range = first..patterns.len();
        }
        let forms = Forms::new(&patterns).map_err(|e| RuleError::new("relations", 1, None, e))?;
        let of_tenures = FormSet::of(patterns.len(), |n| topics[Topic::Tenures as usize].contains(&n));
        let own_post = |n: usize| topics[Topic::Tenures as usize].contains(&n) && makers[n].posts == OfPosts::Own;
        let of_own_posts = FormSet::of(patterns.len(), own_post);
        let of_bodies = FormSet::of(patterns.len(), |n| !topics[Topic::Tenures as usize].contains(&n));
        Ok(Self {
            forms,
            makers,
            topics,
            of_tenures,
            of_own_posts,
            of_bodies,
            words: Words::new(rules)?,
            events: Cues::new(rules)?,
            ranks: BodyRanks::new(rules)?,
            told_by: Rules::new(rules)?,
        })
    }

    /// Words that the scan of a page has to mark, by their first two characters.
    pub fn watched(&self) -> Vec<String> {
        self.words.watched()
    }

    /// The lines of a page that hold mentions, as forms see them.
    pub fn lines(&self, page: Page<'_>, board: &Board) -> Vec<SeenLine> {
        let subjects = Subjects::new(page, &board.bodies);
        let pronouns = pronouns(page, board, &self.words, &subjects);
        let reader = Reader { page, board, words: &self.words, pronouns: &pronouns, subjects: &subjects };
        let symbols = symbols(page.text, &self.words, board, &reader.chains().1, &reader.people(), &pronouns);
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
        let all = |_| FormSet::ALL;
        lines.read(page, page.marks, symbols, &self.forms, all, &mut Searched::default());
        lines.views(page.text).filter_map(see).collect()
    }

    /// The facts of a page; persons with a public post become official. `today` is the reference date.
    pub fn facts(&self, page: Page<'_>, today: Option<Day>, board: &mut Board, memory: &mut Memory) -> Facts {
        // All that is stated is stated of bodies or of persons.
        if board.bodies.is_empty() && board.persons.is_empty() {
            return Facts::default();
        }
        let subjects = &Subjects::new(page, &board.bodies);
        let pronouns = pronouns(page, board, &self.words, subjects);
        let reader = Reader { page, words: &self.words, board, pronouns: &pronouns, subjects };
        let ((posts, chains), people) = (reader.chains(), reader.people());
        // On most pages there is nothing to tell.
        let needed = Needed::of(board, &posts);
        if !needed.tenures && !needed.bodies {
            return Facts::default();
        }
        let symbols = symbols(page.text, &self.words, board, &chains, &people, &pronouns);
        let Memory { lines, searched, watched, heard } = memory;
        // A post is told of where it or its holder stands.
        let asked = |kinds: Symbols| {
            let mut asked = if needed.bodies { self.of_bodies } else { FormSet::default() };
            if needed.tenures && (kinds.has(Symbol::Posts) || kinds.has(Symbol::Persons)) {
                asked.join(&self.of_tenures);
            } else if needed.tenures && kinds.has(Symbol::Date) {
                asked.join(&self.of_own_posts);
            }
            asked
        };
        lines.read(page, page.marks, symbols, &self.forms, asked, searched);
        watched.clear();
        watched.extend(page.marks.iter().filter(|mark| is_han(mark.1)));
        let numbers = numbers(board.persons.iter().map(|p| &*p.value.name));
        let (posts, chains, people) = (&posts, &chains, &people);
        let calls_by_surname = self.words.calls_by_surname(page.text);
        let names = &numbers[..];
        let view = View { relate: self, page, board, posts, chains, people, names, subjects, calls_by_surname, today };
        let mut facts = Facts::default();
        let mut officials = view.read(needed, lines, watched, heard, &mut facts);
        // A person is the same under the same name.
        for (n, &name) in numbers.iter().enumerate() {
            officials[name as usize] |= officials[n];
        }
        for (person, &name) in board.persons.iter_mut().zip(&numbers) {
            person.value.official = officials[name as usize];
        }
        facts
    }
}

/// A line with fewer bytes may be the same as the one above and mean something else.
const PARAGRAPH_BYTES: usize = 60;

/// What a page may tell of at all.
#[derive(Clone, Copy, Debug)]
struct Needed {
    /// Who holds what: one of its posts is a public one, or a grade.
    tenures: bool,
    /// What is said of bodies: it names one.
    bodies: bool,
}

impl Needed {
    fn of(board: &Board, posts: &[Post]) -> Self {
        let tenures = posts.iter().any(|post| post.public || is_grade(board, post));
        Self { tenures, bodies: !board.bodies.is_empty() }
    }
}

/// Whether what stands as a post is a grade (二级调研员): nobody has one outside the public service.
fn is_grade(board: &Board, post: &Post) -> bool {
    let at = post.word.start();
    !post.public && board.ranks.binary_search_by_key(&at, |rank| rank.span.start()).is_ok()
}

/// A number for each of some names: the place of the first that is the same.
fn numbers<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> Vec<u32> {
    let mut first: FxHashMap<&str, u32> = FxHashMap::default();
    first.reserve(names.len());
    names.zip(0..).map(|(name, n)| *first.entry(name).or_insert(n)).collect()
}

impl<'a> View<'a> {
    /// Reads the lines, which are marked at `watched`, one after the other; whether each person on the board holds a public
    /// post. `heard` is memory.
    fn read(
        &self,
        needed: Needed,
        lines: &Lines,
        mut watched: &[(u32, char)],
        heard: &RefCell<Heard>,
        facts: &mut Facts,
    ) -> Vec<bool> {
        let (mut tenures, mut bodies) = (Tenures::new(self), Bodies::new(self));
        let mut last = "";
        for line in lines.views(self.page.text) {
            let before = |at: usize| watched.iter().take_while(|mark| (mark.0 as usize) < at).count();
            let (_, behind) = watched.split_at(before(line.span.start()));
            watched = behind;
            let (marked, behind) = watched.split_at(before(line.span.end()));
            watched = behind;
            let text = line.span.of(self.page.text);
            // A paragraph that stands there twice tells nothing the second time.
            let doubled = text.len() >= PARAGRAPH_BYTES && text == last;
            last = text;
            if doubled {
                continue;
            }
            let line = Told::new(&line, self.words(), marked, heard);
            if needed.tenures {
                tenures.read(&line);
            }
            if needed.bodies {
                bodies.read(&line, facts);
            }
        }
        tenures.finish();
        let Tenures { found, officials, .. } = tenures;
        facts.tenures = careers::settle(&found, self.words(), self.today)
            .iter()
            .map(|kept| self.tenure(&found[kept.which], kept))
            .collect();
        bodies.finish(facts);
        let own: Vec<&SmolStr> = self.subjects.bodies().filter_map(|own| self.board.bodies[own].value.name()).collect();
        facts.close_tenures(&own);
        officials
    }

    /// The tenure that somebody is said to have.
    fn tenure(&self, said: &Said<'_>, kept: &Kept) -> Tenure {
        let Said { post, state, .. } = said;
        let person = &self.board.persons[said.person];
        // Evidence never reaches over another line.
        let whole = person.span.cover(post.span);
        let near = self.page.layout.line_at(post.span.start()).contains(whole);
        Tenure {
            person: person.value.name.clone(),
            organization: said.organization.clone(),
            title: said.title.clone(),
            status: kept.status,
            date: kept.date,
            end_date: state.end,
            proof: Proof {
                evidence: if near { whole } else { post.span },
                mentions: match post.body {
                    Some(body) => smallvec![person.span, body, post.word],
                    None => smallvec![person.span, post.word],
                },
                rule: said.rule,
            },
        }
    }

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
