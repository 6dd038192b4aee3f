//! What forms make of their matches: `make` of a rule file, read once.
use smol_str::SmolStr;

use super::{EventKind, Relation, Status, Topic};
use crate::rules::{Form, RuleError, RuleId, one_of};

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

/// What a form makes, and its rule. Tenures, events, ranks and affiliations each have their own part of it.
#[derive(Clone, Debug)]
pub(super) struct Maker {
    pub(super) rule: RuleId,
    pub(super) status: Status,
    pub(super) date: DateOf,
    /// Neither a post nor a person may follow.
    pub(super) alone: bool,
    /// Part of a life told in order.
    pub(super) career: bool,
    /// Said besides what another form says of the post: of whom somebody takes over from.
    pub(super) besides: bool,
    /// The holders are told one by one behind what announces them by number.
    pub(super) one_by_one: bool,
    /// Only of posts of those who act for another.
    pub(super) only_acting: bool,
    /// Only of a post that the line has said somebody to leave.
    pub(super) only_vacant: bool,
    /// Only of a post that the line has said somebody to hold or to leave.
    pub(super) only_held: bool,
    /// Only below a line that names a body and nothing else.
    pub(super) only_below: bool,
    /// It is said of the post that the page named the person with last.
    pub(super) own_post: bool,
    /// It is said of the post whose holders the page counts: 第四任局长.
    pub(super) counted: bool,
    /// It ends all posts of the person, as a death does.
    pub(super) all_posts: bool,
    /// What goes before the title: 代理 of one who acts.
    pub(super) acting: SmolStr,
    /// The type of an event, which every form of events says.
    pub(super) kind: EventKind,
    /// Only where a line above says what the dates of the table are.
    pub(super) header: bool,
    /// It is merged into what the sentence says to be founded.
    pub(super) into_founded: bool,
    /// It is merged into what the sentence is about.
    pub(super) into_subject: bool,
    /// What the name of a body, which is renamed so, goes on without: 去掉“革命委员会”字样.
    pub(super) without: SmolStr,
    /// What a body is merged into was founded by it.
    pub(super) founds_into: bool,
    /// That of an affiliation, which every form of affiliations says.
    pub(super) relation: Relation,
    pub(super) each: Each,
    /// Only where the body's name begins with its parent's.
    pub(super) own_child: bool,
    /// How the body's name must end, if any of these characters must.
    pub(super) child_ends: &'static str,
    /// It is said of an office of the body, which has no name of its own: 其办公室.
    pub(super) child_office: bool,
    /// It is said of the subject of the sentence besides the bodies that the form names.
    pub(super) subject_too: bool,
    /// What is renamed is the subject of the sentence.
    pub(super) subject_from: bool,
    /// The parent is the subject of the sentence.
    pub(super) subject_is_parent: bool,
    /// The parent is what 这里 or 那里 means.
    pub(super) parent_is_place: bool,
    /// The parent is the last body before whose name ends as 部属 says.
    pub(super) parent_is_kind: bool,
}

impl Maker {
    /// Reads what a form makes.
    ///
    /// # Errors
    /// A key or a value that means nothing.
    pub(super) fn new(rule: RuleId, topic: Topic, form: &Form) -> Result<Self, RuleError> {
        let needed = match topic {
            Topic::Tenures => Some(("status", Status::names().to_vec())),
            Topic::Events => Some(("type", EventKind::names().to_vec())),
            Topic::Affiliations => Some(("relation", Relation::names().to_vec())),
            Topic::Ranks => None,
        };
        if let Some((key, names)) = needed.filter(|(key, _)| !form.make.contains_key(*key)) {
            return Err(form.fault(format!("`make` says no `{key}`")).help(one_of(names)));
        }
        let mut maker = Self {
            rule,
            status: Status::Current,
            date: DateOf::None,
            alone: false,
            career: false,
            besides: false,
            one_by_one: false,
            only_acting: false,
            only_vacant: false,
            only_held: false,
            only_below: false,
            own_post: false,
            counted: false,
            all_posts: false,
            acting: SmolStr::default(),
            kind: EventKind::default(),
            header: false,
            into_founded: false,
            into_subject: false,
            without: SmolStr::default(),
            founds_into: false,
            relation: Relation::default(),
            each: Each::First,
            own_child: false,
            child_ends: "",
            child_office: false,
            subject_too: false,
            subject_from: false,
            subject_is_parent: false,
            parent_is_place: false,
            parent_is_kind: false,
        };
        for (key, value) in &form.make {
            let fault = || form.fault(format!("`{key} = \"{value}\"` makes nothing"));
            match (key.as_str(), value.as_str()) {
                ("status", name) => maker.status = form.value(key, name, &Status::ALL)?,
                ("date", "none") => maker.date = DateOf::None,
                ("date", "own") => maker.date = DateOf::Own,
                ("date", "clause") => maker.date = DateOf::Clause,
                ("date", "behind") => maker.date = DateOf::Behind,
                ("date", "sentence") => maker.date = DateOf::Sentence,
                ("alone", "yes") => maker.alone = true,
                ("career", "yes") => maker.career = true,
                ("besides", "yes") => maker.besides = true,
                ("people", "one-by-one") => maker.one_by_one = true,
                ("only", "acting") => maker.only_acting = true,
                ("only", "vacant") => maker.only_vacant = true,
                ("only", "held") => maker.only_held = true,
                ("only", "below") => maker.only_below = true,
                ("posts", "own") => maker.own_post = true,
                ("posts", "counted") => maker.counted = true,
                ("posts", "all") => maker.all_posts = true,
                ("acting", word) => maker.acting = word.into(),
                ("type", name) => maker.kind = form.value(key, name, &EventKind::ALL)?,
                ("header", "yes") => maker.header = true,
                ("into", "founded") => maker.into_founded = true,
                ("into", "subject") => maker.into_subject = true,
                ("without", words) => maker.without = words.into(),
                ("founds", "into") => maker.founds_into = true,
                ("relation", name) => maker.relation = form.value(key, name, &Relation::ALL)?,
                ("each", "pair") => maker.each = Each::Pair,
                ("each", "all") => maker.each = Each::All,
                ("each", "counted") => maker.each = Each::Counted,
                ("each", "subjects") => maker.each = Each::Subjects,
                ("each", "announced") => maker.each = Each::Announced,
                ("child", "own") => maker.own_child = true,
                ("child", "section") => (maker.own_child, maker.child_ends) = (true, "处科室股课司"),
                ("child", "group") => (maker.own_child, maker.child_ends) = (true, "组"),
                ("child", "office") => maker.child_office = true,
                ("subject", "too") => maker.subject_too = true,
                ("subject", "from") => maker.subject_from = true,
                ("parent", "subject") => maker.subject_is_parent = true,
                ("parent", "place") => maker.parent_is_place = true,
                ("parent", "kind") => maker.parent_is_kind = true,
                _ => return Err(fault()),
            }
        }
        Ok(maker)
    }
}
