//! Words that say how a clause is meant: which body is its subject, whether an event happened, what a list does. They
//! stand in `relations/words.tsv`.
use std::ops::Range;

use memchr::memmem::Finder;

use super::{
    article::ArticleCue,
    bodies::{BodyCue, EventCue},
    cues::RelationCue,
    posts::PostCue,
    tenures::HolderCue,
};
use crate::{
    matcher::{Cue as _, Cues, Shown, cues},
    rules::{RuleError, RuleSet},
};

/// A word with a role in a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spoken {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) roles: Roles,
}

impl Spoken {
    #[inline]
    pub(super) fn is_inside(&self, range: &Range<usize>) -> bool {
        (range.start <= self.start as usize) & (self.end as usize <= range.end)
    }
}

cues! {
    /// What a word shows.
    pub(super) enum Role: "relations/words" {
        /// Before a body: it is an object (由X管理).
        Object = "object",
        /// Before a body: its new name, which the text goes on about (更名为X).
        Named = "named",
        /// After a body: it only says whose something is (X直属单位).
        Attribute = "attribute",
        /// Before or in an event: it is to come or not stated (拟, 可能).
        Prospect = "prospect",
        /// After the verb of a founding: no event (挂牌前, 成立大会).
        NotYet = "not-yet",
        /// Between a body and a verb: somebody attends (领导出席).
        Attends = "attends",
        /// In a renaming: a web site's (官网).
        Site = "site",
        /// After a rank or a name: what goes on is no such (升格为省政府直属机构).
        Part = "part",
        /// With a rank: said of a class of bodies (一般, 各).
        General = "general",
        /// After a rank: of persons (干部).
        People = "people",
        /// Of a decision or announcement: a plain 任 after it is an appointment.
        Announcement = "announcement",
        /// Introduces a list of appointments.
        ListAppointed = "list-appointed",
        /// Introduces a list of removals.
        ListRemoved = "list-removed",
        /// At the head of a clause: no unread name.
        Adverb = "adverb",
        /// In an appointment: the post is held already (已, 现任).
        Holding = "holding",
        /// The verb of an unveiling (揭牌).
        Plate = "plate",
        /// Before a body: it is founded there (成立X).
        Founds = "founds",
        /// The sentence speaks of a class of bodies (一些省份…).
        Class = "class",
        /// Before a body: the page does not go on about it (加挂X, 分管X).
        Aside = "aside",
        /// After a body: the same (由X更名而来).
        AsideBehind = "aside-behind",
        /// After a date: it is that of a birth or the like (1970年9月生).
        Life = "life",
        /// Before a date: the same (生于).
        LifeAt = "life-at",
        /// Before a post: it belongs to it (首任, 新任).
        Holder = "holder",
        /// Before a post: the same of the first holder (首任).
        FirstHolder = "first-holder",
        /// Before a post: it is over (前任, 时任).
        PastHolder = "past-holder",
        /// Before a post at the head of a list: of all who held it (历任).
        AllHolders = "all-holders",
        /// The sentence reports what was decided (会议免去…, 被任命为…).
        Decided = "decided",
        /// In or before an appointment: it is intended (拟).
        Intended = "intended",
        /// The same (提名), where nobody is appointed.
        Nomination = "nomination",
        /// Of an appointment that took place (任命).
        Naming = "naming",
        /// Before a colon: those who follow were elected (产生).
        Elected = "elected",
        /// Between a date and a post: somebody is at the head of a body (掌管).
        Helm = "helm",
        /// Before a verb: what the sentence told before is over (后来, 此后).
        Later = "later",
        /// In a clause: it happened at another time than the date before it says (如今, 后来).
        Undated = "undated",
        /// In a clause: it happened when the sentence before says (这时).
        Then = "then",
        /// Between a word and a body: it was founded lately (新组建的).
        Fresh = "fresh",
        /// In a clause: what it speaks of is no body that was read (办公室设在某局).
        Unread = "unread",
        /// Behind what something was before: it is spoken of, whether it was read as a body or not (贵州局前身为…).
        Forerunner = "forerunner",
        /// Before a body: what is spoken of went there (改隶X).
        Moved = "moved",
        /// Heads a list of the units of a body (直属单位).
        ListsUnits = "lists-units",
        /// Heads a list of bodies that a body manages (管理的国家局).
        ListsManaged = "lists-managed",
        /// Heads a list of the departments of a government (组成部门).
        ListsDepartments = "lists-departments",
        /// Heads a list of bodies that are managed by departments of a government (部门管理机构).
        ListsOthers = "lists-others",
        /// Before the name that a page is about, in its box (中文名), or behind it in the title (机构设置).
        NameLabel = "name-label",
        /// Tells of a meeting, whose day is that of what it decides.
        Meeting = "meeting",
        /// In what is said of a rank: it is denied (不是).
        Denied = "denied",
        /// Before a verb: it is over (不再).
        NoLonger = "no-longer",
        /// In an event: it took place in the capital (在京).
        Capital = "capital",
        /// Behind persons: one post each (分别).
        Respectively = "respectively",
        /// In a life told in order: its end, not one of its steps (现任).
        Now = "now",
        /// The verb of a post besides another (兼任).
        Jointly = "jointly",
        /// Before a body: something larger set it up (下设X).
        SetsUp = "sets-up",
        /// Ends the verb of a founding that takes an object (成立X).
        FoundsObject = "founds-object",
        /// Ends a match that tells of a plate that is hung up elsewhere (加挂牌).
        HangsPlate = "hangs-plate",
        /// Ends the verb of an end, which takes an object (撤销X).
        Abolishes = "abolishes",
        /// The same, said of what ends (被撤销).
        Abolished = "abolished",
        /// A founding is spoken of as over, not as to come, though a word like that follows (前身).
        YetSo = "yet-so",
        /// Before a person: the clause is about somebody else (接替张三).
        Beside = "beside",
        /// In an appointment: the one who held the post before holds it no longer (接任).
        Succeeds = "succeeds",
        /// In an appointment: the holder leaves another office for it (转任).
        Moves = "moves",
        /// The verb of a post that somebody goes on holding (留任).
        Stays = "stays",
    }
}

/// What the scan of a page is asked to mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Watch {
    /// A word that stands for a body (该局, 新部).
    Pronoun,
    /// A word that tells of a meeting.
    Meeting,
    /// A noun for a date, which may head a column.
    DateNoun,
    /// What ends the introduction of a list.
    AsFollows,
}

/// Words that stand before what a body is called in a pronoun (该|局), by the cues of what may follow them.
struct Leads<'r>([(&'static str, Vec<&'r str>); 4]);

impl<'r> Leads<'r> {
    fn new(rules: &'r RuleSet) -> Result<Self, RuleError> {
        let words = |cue| Cues::words(rules, cue);
        let [this, new] = [words(ArticleCue::This)?, words(ArticleCue::New)?];
        let [own, addressed] = [words(ArticleCue::Own)?, words(ArticleCue::Addressed)?];
        let of_any_body = [&*this, &*new, &*addressed].concat();
        let speaks = [&*own, &*addressed].concat();
        Ok(Self([("this-kind", this), ("this-body", of_any_body), ("own-kind", speaks), ("new-kind", new)]))
    }

    /// Those that may stand before a word with this cue.
    fn before(&self, shows: &str) -> &[&'r str] {
        self.0.iter().find(|(cue, _)| *cue == shows).map_or(&[], |(_, leads)| leads)
    }
}

impl Watch {
    /// What to watch for because of a word with this role or cue.
    fn new(word: &str, shows: &str, leads: &Leads<'_>) -> Vec<(Self, String)> {
        match shows {
            "inside-kind" => vec![(Self::Pronoun, [word, "里"].concat())],
            "meeting" => vec![(Self::Meeting, word.to_owned())],
            "as-follows" => vec![(Self::AsFollows, word.to_owned())],
            "date-noun" => vec![(Self::DateNoun, word.to_owned())],
            // Words that stand for a body by themselves, and those of two characters before what it is called.
            "it" | "first" | "second" | "this-one" => vec![(Self::Pronoun, word.to_owned())],
            _ => leads.before(shows).iter().map(|lead| (Self::Pronoun, [lead, word].concat())).collect(),
        }
    }
}

/// The place of a character among 256 bits.
#[inline]
fn bit_of(c: char) -> (usize, u64) {
    (c as usize >> 6 & 3, 1 << (c as u32 & 63))
}

/// A set of roles.
pub(super) type Roles = Shown<Role>;

/// All words with their roles.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// Words that say how a clause is meant.
    roles: Cues<Role>,
    /// Words that are looked for at one place only.
    pub(super) cues: Cues<RelationCue>,
    /// Words around bodies or in their names.
    pub(super) signs: Cues<BodyCue>,
    /// Words around posts.
    pub(super) posts: Cues<PostCue>,
    /// Words on pages about one body.
    pub(super) articles: Cues<ArticleCue>,
    /// What follows the surname of somebody named before (先生): looked for in whole pages.
    honorifics: Vec<Finder<'static>>,
    /// Words around posts and their holders.
    pub(super) holders: Cues<HolderCue>,
    /// Of the first characters of words the last two bytes, a bit each: most of a line is none of them.
    firsts: [u64; 64],
    /// Whether a word begins with a character of other than three bytes.
    odd: bool,
    /// What the scan of a page is asked to mark.
    watched: Vec<(Watch, String)>,
    /// The characters that it begins with.
    begins: Vec<(Watch, char)>,
    /// Those of pronouns, by the last bits of their numbers: a page is asked for them all over.
    begins_pronoun: [u64; 4],
}

impl Words {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table(Role::TABLE)?;
        let role = table.column("cue")?;
        let placed = rules.table(RelationCue::TABLE)?;
        let cue = placed.column("cue")?;
        let holders = rules.table(HolderCue::TABLE)?;
        let of_holders = holders.column("cue")?;
        let mut words = Self {
            roles: Cues::new(rules)?,
            cues: Cues::new(rules)?,
            signs: Cues::new(rules)?,
            posts: Cues::new(rules)?,
            articles: Cues::new(rules)?,
            honorifics: Cues::words(rules, PostCue::Honorific)?
                .into_iter()
                .map(|word| Finder::new(word).into_owned())
                .collect(),
            holders: Cues::new(rules)?,
            firsts: [0; 64],
            odd: false,
            watched: Vec::new(),
            begins: Vec::new(),
            begins_pronoun: [0; 4],
        };
        let (articles, events) = (rules.table(ArticleCue::TABLE)?, rules.table(EventCue::TABLE)?);
        let leads = Leads::new(rules)?;
        let rows = [
            (table, role),
            (placed, cue),
            (articles, articles.column("cue")?),
            (holders, of_holders),
            (events, events.column("cue")?),
        ];
        let rows = rows
            .into_iter()
            .flat_map(|(table, column)| table.rows().iter().map(move |row| (row.get(0), row.get(column))));
        for (watch, word) in rows.flat_map(|(word, shows)| Watch::new(word, shows, &leads)) {
            words.begins.extend(word.chars().next().map(|c| (watch, c)).filter(|begin| !words.begins.contains(begin)));
            words.watched.push((watch, word));
        }
        for c in words.begins.iter().filter(|(watch, _)| *watch == Watch::Pronoun).map(|&(_, c)| c) {
            words.begins_pronoun[bit_of(c).0] |= bit_of(c).1;
        }
        for word in table.rows().iter().map(|row| row.get(0)) {
            match *word.as_bytes() {
                [0xe0..0xf0, a, b, ..] => words.firsts[usize::from(a & 63)] |= 1 << (b & 63),
                _ => words.odd = true,
            }
        }
        Ok(words)
    }

    /// Adds the words of a line that start in a stretch of it to `out`, by where they start; of those that start together the
    /// shortest comes first.
    pub(super) fn read(&self, line: &str, stretch: Range<usize>, out: &mut Vec<Spoken>) {
        let from = (stretch.start..line.len()).find(|&at| line.is_char_boundary(at)).unwrap_or(line.len());
        let left = line.len() - stretch.end.min(line.len());
        let mut rest = line.as_bytes().get(from..).unwrap_or(&[]);
        let mut see = |rest: &[u8]| {
            let start = line.len() - rest.len();
            self.roles.each_at(line, start, |end, roles| {
                out.push(Spoken { start: start as u32, end: end as u32, roles });
            });
        };
        while rest.len() > left {
            let length = match rest {
                [0xe0..0xf0, a, b, ..] => {
                    if self.firsts[usize::from(a & 63)] >> (b & 63) & 1 != 0 {
                        see(rest);
                    }
                    3
                }
                [0..0x80, ..] => 1,
                [0x80..0xe0, ..] => 2,
                _ => 4,
            };
            if self.odd && length != 3 {
                see(rest);
            }
            rest = rest.get(length..).unwrap_or(&[]);
        }
    }

    /// Whether a word of this role ends `text`.
    pub(super) fn ends(&self, role: Role, text: &str) -> bool {
        self.roles.ends(role, text)
    }

    /// What stands before the longest word of this role that ends `text`.
    pub(super) fn before<'t>(&self, role: Role, text: &'t str) -> Option<&'t str> {
        self.roles.before(role, text)
    }

    /// The roles of all words that end `text`.
    pub(super) fn roles_ending(&self, text: &str) -> Roles {
        self.roles.ending(text)
    }

    /// Whether a word of this role starts `text`.
    pub(super) fn starts(&self, role: Role, text: &str) -> bool {
        self.roles.starts(role, text)
    }

    /// Whether `text` is a word of this role.
    pub(super) fn is(&self, role: Role, text: &str) -> bool {
        self.roles.is(role, text)
    }

    /// What relations look for all over a page; of what is longer the first two characters.
    pub(super) fn watched(&self) -> Vec<String> {
        self.watched.iter().map(|(_, word)| word.clone()).collect()
    }

    /// Whether a pronoun may begin with this character: a quick look that lets some others through.
    #[inline]
    pub(super) fn may_begin_pronoun(&self, c: char) -> bool {
        let (word, bit) = bit_of(c);
        self.begins_pronoun[word] & bit != 0
    }

    /// Whether a page may call persons by their surnames.
    pub(super) fn calls_by_surname(&self, text: &str) -> bool {
        self.honorifics.iter().any(|word| word.find(text.as_bytes()).is_some())
    }

    /// Whether what is watched for begins with this character.
    pub(super) fn begins(&self, watch: Watch, c: char) -> bool {
        self.begins.contains(&(watch, c))
    }
}
