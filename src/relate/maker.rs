//! What forms make of their matches: `make` of a rule file, read once.
use smol_str::SmolStr;

use super::{EventKind, Relation, Status, Topic};
use crate::rules::{Form, Make, Named, RuleError, RuleId, YES};

/// Which date is that of a tenure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum DateOf {
    /// None.
    #[default]
    None,
    /// The one the form captures.
    Own,
    /// One of the same clause.
    Clause,
    /// The last before the match in the sentence.
    Sentence,
    /// The one that the match tells behind all bodies, if it tells any (原名某局，2000年改现名).
    Behind,
}

impl DateOf {
    const ALL: [Named<Self>; 5] = [
        ("none", Self::None),
        ("own", Self::Own),
        ("clause", Self::Clause),
        ("sentence", Self::Sentence),
        ("behind", Self::Behind),
    ];
}

/// How bodies and what is said of them go together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Each {
    /// All with the first.
    #[default]
    First,
    /// The first with the first, the second with the second.
    Pair,
    /// It is said of every one, also of a class of bodies.
    All,
    /// It is said of as many bodies spoken of before as the match starts with: 三家都是….
    Counted,
    /// It is said of all that the sentence has spoken of: A…，B…，规格都为….
    Subjects,
    /// It is said of as many bodies named behind as the match says, by what they are called: 下设四署一院.
    Announced,
}

impl Each {
    const ALL: [Named<Self>; 5] = [
        ("pair", Self::Pair),
        ("all", Self::All),
        ("counted", Self::Counted),
        ("subjects", Self::Subjects),
        ("announced", Self::Announced),
    ];
}

/// Where a form says something only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Only {
    /// Everywhere.
    #[default]
    Anywhere,
    /// Of posts of those who act for another.
    Acting,
    /// Of a post that the line has said somebody to leave.
    Vacant,
    /// Of a post that the line has said somebody to hold or to leave.
    Held,
    /// With a date that is a time rather than a day: from when to when.
    Term,
    /// Below a line that names a body and nothing else.
    Below,
}

impl Only {
    const ALL: [Named<Self>; 5] = [
        ("acting", Self::Acting),
        ("vacant", Self::Vacant),
        ("held", Self::Held),
        ("term", Self::Term),
        ("below", Self::Below),
    ];
}

/// Of which posts something is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum OfPosts {
    /// Those that the match names.
    #[default]
    Named,
    /// The one that the page named the person with last.
    Own,
    /// The one whose holders the page counts: 第四任局长.
    Counted,
    /// All of the person, which end, as by a death.
    All,
}

impl OfPosts {
    const ALL: [Named<Self>; 3] = [("own", Self::Own), ("counted", Self::Counted), ("all", Self::All)];
}

/// What a body is merged into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum MergedInto {
    /// What the match names, if it does.
    #[default]
    Named,
    /// What the sentence says to be founded.
    Founded,
    /// What the sentence is about.
    Subject,
}

impl MergedInto {
    const ALL: [Named<Self>; 2] = [("founded", Self::Founded), ("subject", Self::Subject)];
}

/// Of whom it is said besides those whom group `person` takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum OfPeople {
    /// Of nobody.
    #[default]
    Alone,
    /// Of all that the match names.
    All,
    /// The holders are told one by one behind what announces them by number.
    OneByOne,
}

impl OfPeople {
    const ALL: [Named<Self>; 2] = [("all", Self::All), ("one-by-one", Self::OneByOne)];
}

/// Of which bodies it is said that they belong to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Child {
    /// Any.
    #[default]
    Any,
    /// Those whose names begin with their parent's.
    Own,
    /// The same of groups.
    Group,
    /// An office of the body, which has no name of its own: 其办公室.
    Office,
}

impl Child {
    const ALL: [Named<Self>; 3] = [("own", Self::Own), ("group", Self::Group), ("office", Self::Office)];

    /// Whether its name begins with its parent's.
    pub(super) fn is_own(self) -> bool {
        matches!(self, Self::Own | Self::Group)
    }

    /// Whether its name may end in any way.
    pub(super) fn has_any_name(self) -> bool {
        self != Self::Group
    }
}

/// What the subject of the sentence is to a match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum SubjectAs {
    /// What it is said of where it names no body.
    #[default]
    Alone,
    /// What it is said of besides the bodies that it names.
    Too,
    /// What is renamed.
    From,
}

impl SubjectAs {
    const ALL: [Named<Self>; 2] = [("too", Self::Too), ("from", Self::From)];
}

/// Which body others belong to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ParentFrom {
    /// The one that the match names.
    #[default]
    Named,
    /// The subject of the sentence.
    Subject,
    /// What 这里 or 那里 means.
    Place,
    /// The last body before whose name ends as 部属 says.
    Kind,
}

impl ParentFrom {
    const ALL: [Named<Self>; 3] = [("subject", Self::Subject), ("place", Self::Place), ("kind", Self::Kind)];
}

/// What a form makes, and its rule.
#[derive(Clone, Debug)]
pub(super) struct Maker {
    pub(super) rule: RuleId,
    pub(super) date: DateOf,
    pub(super) only: Only,
    pub(super) each: Each,
    pub(super) subject: SubjectAs,
    /// That of a tenure.
    pub(super) status: Status,
    /// Neither a post nor a person may follow.
    pub(super) alone: bool,
    /// Part of a life told in order.
    pub(super) career: bool,
    /// Said besides what another form says of the post: of whom somebody takes over from.
    pub(super) besides: bool,
    pub(super) people: OfPeople,
    pub(super) posts: OfPosts,
    /// What goes before the title: 代理 of one who acts.
    pub(super) acting: SmolStr,
    /// The type of an event.
    pub(super) kind: EventKind,
    /// Only where a line above says what the dates of the table are.
    pub(super) header: bool,
    pub(super) into: MergedInto,
    /// What a body is merged into was founded by it.
    pub(super) founds_into: bool,
    /// What the name of a body, which is renamed so, goes on without: 去掉“革命委员会”字样.
    pub(super) without: SmolStr,
    /// That of an affiliation.
    pub(super) relation: Relation,
    pub(super) child: Child,
    pub(super) parent: ParentFrom,
}

/// What `make` of a form about a topic says. Keys of other topics are not read, so that `make` cannot say them.
struct Says<'f> {
    make: Make<'f>,
    topic: Topic,
}

impl<'f> Says<'f> {
    /// The value of a key of forms of these topics; the usual one where it is left out.
    fn value<T: Copy + Default>(&mut self, of: &[Topic], key: &'static str, all: &[Named<T>]) -> Result<T, RuleError> {
        let value = if of.contains(&self.topic) { self.make.value(key, all)? } else { None };
        Ok(value.unwrap_or_default())
    }

    /// The same, which no form of the topic leaves out.
    fn needed<T: Copy + Default>(&mut self, of: Topic, key: &'static str, all: &[Named<T>]) -> Result<T, RuleError> {
        if of == self.topic { self.make.needed(key, all) } else { Ok(T::default()) }
    }

    /// Words under a key.
    fn words(&mut self, of: Topic, key: &'static str) -> SmolStr {
        let words = if of == self.topic { self.make.words(key) } else { None };
        words.unwrap_or_default().into()
    }
}

impl Maker {
    /// Reads what a form makes.
    ///
    /// # Errors
    /// A key or a value that means nothing, or one that is missing.
    pub(super) fn new(rule: RuleId, topic: Topic, form: &Form) -> Result<Self, RuleError> {
        use Topic::{Affiliations, Events, Ranks, Tenures};
        let mut says = Says { make: form.says(), topic };
        let maker = Self {
            rule,
            date: says.value(&[Tenures, Events], "date", &DateOf::ALL)?,
            only: says.value(&[Tenures, Events, Ranks], "only", &Only::ALL)?,
            each: says.value(&[Events, Affiliations, Ranks], "each", &Each::ALL)?,
            subject: says.value(&[Events, Affiliations, Ranks], "subject", &SubjectAs::ALL)?,
            status: says.needed(Tenures, "status", &Status::ALL)?,
            alone: says.value(&[Tenures], "alone", &YES)?,
            career: says.value(&[Tenures], "career", &YES)?,
            besides: says.value(&[Tenures], "besides", &YES)?,
            people: says.value(&[Tenures], "people", &OfPeople::ALL)?,
            posts: says.value(&[Tenures], "posts", &OfPosts::ALL)?,
            acting: says.words(Tenures, "acting"),
            kind: says.needed(Events, "type", &EventKind::ALL)?,
            header: says.value(&[Events], "header", &YES)?,
            into: says.value(&[Events], "into", &MergedInto::ALL)?,
            founds_into: says.value(&[Events], "founds", &[("into", true)])?,
            without: says.words(Events, "without"),
            relation: says.needed(Affiliations, "relation", &Relation::ALL)?,
            child: says.value(&[Affiliations], "child", &Child::ALL)?,
            parent: says.value(&[Affiliations], "parent", &ParentFrom::ALL)?,
        };
        says.make.end()?;
        Ok(maker)
    }
}
