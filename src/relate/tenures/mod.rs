//! Tenures: which person holds, takes or leaves which post.
mod clause;
mod cues;
mod hits;
mod life;
mod lists;
mod own;
mod state;
mod tables;
mod tell;
mod thread;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::{
    Status, View, is_grade,
    maker::{Maker, OfPosts},
    posts::Post,
    told::Told,
};
use crate::{matcher::Symbol, rules::RuleId, value::Edtf};

use clause::{clause_of, day_only};
pub(super) use cues::HolderCue;
use hits::Taken;
use lists::{Cells, ListMode, Stack, Unsigned};

/// How many tenures back one of the same title is looked for.
const TENURES_BACK: usize = 200;

/// How a person stands to a post, and since and until when.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub(super) status: Status,
    pub(super) date: Option<Edtf>,
    pub(super) end: Option<Edtf>,
    /// Part of a life told in order.
    pub(super) career: bool,
}

impl State {
    /// No more than how a person stands to a post.
    pub(super) fn of(status: Status) -> Self {
        Self { status, date: None, end: None, career: false }
    }
}

/// What one place of the page says of a person and a post.
#[derive(Clone, Debug)]
pub(super) struct Said<'v> {
    /// The person's place on the board, and the number of the name.
    pub(super) person: usize,
    pub(super) name: u32,
    pub(super) post: &'v Post,
    pub(super) organization: &'v SmolStr,
    /// The title, with the word for one who acts as the holder.
    pub(super) title: SmolStr,
    pub(super) state: State,
    pub(super) first: bool,
    /// The words say that nobody else holds the post since: somebody takes it over, or is replaced in it.
    pub(super) succeeds: bool,
    /// The date is that of a meeting told of before, not one that stands beside it.
    pub(super) inferred: bool,
    /// It only adds the date to what was said before.
    pub(super) dates: bool,
    /// Somebody leaves another office for it (转任).
    pub(super) moves: bool,
    /// No more is said than that the post stands beside the name.
    pub(super) beside: bool,
    pub(super) rule: RuleId,
}

/// Reads who holds what, line by line.
pub(super) struct Tenures<'v> {
    view: &'v View<'v>,
    /// Whether each person on the board holds a public post.
    pub(super) officials: Vec<bool>,
    pub(super) found: Vec<Said<'v>>,
    /// The names of those who have died, and the rules that tell it.
    gone: FxHashMap<u32, RuleId>,
    taken: Taken,
    /// The people that the text spoke of last.
    topic: Option<usize>,
    mode: ListMode,
    /// Whether headings are numbered.
    numbered: bool,
    last_date: Option<Edtf>,
    meeting: Option<Edtf>,
    /// The day that heads the lines below: ◎1月15日　第一场.
    day: Option<Edtf>,
    last_post: Option<usize>,
    /// The post whose holders the page counts.
    counted: Option<usize>,
    cells: Option<Cells>,
    stack: Option<Stack>,
    /// The people whose name fills the line before.
    named: Option<usize>,
    unsigned: Option<Unsigned>,
    /// The post whose holder the line before asks for.
    asked: Option<usize>,
}

impl<'v> Tenures<'v> {
    pub(super) fn new(view: &'v View<'v>) -> Self {
        Self {
            view,
            officials: vec![false; view.board.persons.len()],
            found: Vec::with_capacity(view.chains.len()),
            gone: FxHashMap::default(),
            taken: Taken::new(view.chains.len()),
            topic: None,
            mode: ListMode::default(),
            numbered: false,
            last_date: None,
            meeting: None,
            day: None,
            last_post: None,
            counted: None,
            cells: None,
            stack: None,
            named: None,
            unsigned: None,
            asked: None,
        }
    }

    /// Takes the next line in.
    pub(super) fn read(&mut self, line: &Told<'_>) {
        if self.table(line) {
            return;
        }
        if let Some(role) = self.heads_holders(line) {
            self.mode = ListMode::of_holders(role);
            return;
        }
        if let Some(body) = self.era(line) {
            self.mode.body = Some(body);
            return;
        }
        self.section(line);
        self.day = self.heading_day(line, self.day);
        self.tell(line);
        self.answer(line);
        // The lines of one list have one post.
        if let Some(role) = self.role_line(line) {
            self.mode.role = Some(role);
        }
        self.cell(line);
        self.life(line);
        self.stack(line);
        self.sign(line);
        if let Some(item) = line.first(Symbol::Persons) {
            self.topic = Some(item.index);
        }
        self.list_mode(line);
        self.meeting = self.view.met(line, line.text.len()).or(self.meeting);
        self.last_post = line.last_of(Symbol::Posts).map(|i| i.index).or(self.last_post);
        self.counted = self.counted_before(line, line.text.len());
    }

    /// What was said of those who have died is over.
    pub(super) fn finish(&mut self) {
        let Self { found, gone, .. } = self;
        if gone.is_empty() {
            return;
        }
        for said in found {
            let holds = matches!(said.state.status, Status::Current | Status::Appointed);
            if let Some(&rule) = gone.get(&said.name).filter(|_| holds) {
                (said.state.status, said.rule) = (Status::Former, rule);
            }
        }
    }

    /// Whether the page has said lately that the person holds a post of this title.
    fn is_said(&self, person: usize, title: &str) -> bool {
        let name = self.view.names[person];
        self.found.iter().rev().take(TENURES_BACK).any(|t| t.name == name && t.title == title)
    }

    /// Adds what is said of a person and a post, if that is in a public body that is known.
    fn say(&mut self, person: usize, post: &'v Post, state: State, rule: RuleId) {
        self.say_in(person, post, post.organization.as_ref(), state, rule);
    }

    /// The same of a post in the body of this name.
    fn say_in(&mut self, person: usize, post: &'v Post, body: Option<&'v SmolStr>, state: State, rule: RuleId) {
        self.officials[person] |= post.public || is_grade(self.view.board, post);
        // 以总理|内塔尼亚胡: somebody from abroad is in no body of this state.
        let abroad = || self.view.page.lexicon.names.is_foreign(&self.view.board.persons[person].value.name);
        if let Some(organization) = body.filter(|_| post.public && !(post.national && abroad())) {
            let (name, title, first) = (self.view.names[person], post.title.clone(), post.first);
            self.found.push(Said {
                person,
                name,
                post,
                organization,
                title,
                state,
                first,
                succeeds: false,
                inferred: false,
                dates: false,
                moves: false,
                beside: false,
                rule,
            });
        }
    }

    /// The same by what a form says: of the first holder, of one who acts as the holder (代理).
    fn say_by(&mut self, person: usize, post: &'v Post, state: State, first: bool, form: &Maker) {
        let before = self.found.len();
        self.say(person, post, state, form.rule);
        for said in &mut self.found[before..] {
            (said.first, said.dates) = (first, form.posts == OfPosts::Own);
            if !form.acting.is_empty() && !said.title.starts_with(&*form.acting) {
                said.title = [&*form.acting, &said.title].into_iter().collect();
            }
        }
    }
}
