//! Words that say how a clause is meant: which body is its subject, whether an event happened, what a list does. They
//! stand in `relations/words.tsv`.
use std::collections::BTreeMap;

use crate::{
    matcher::{ReverseTrie, Trie},
    rules::{RuleError, RuleSet},
};

/// What a word shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Before a body: it is an object (由X管理).
    Object,
    /// Before a body: its new name, which the text goes on about (更名为X).
    Named,
    /// After a body: it only says whose something is (X直属单位).
    Attribute,
    /// Before or in an event: it is to come or not stated (拟, 可能).
    Prospect,
    /// After the verb of a founding: no event (挂牌前, 成立大会).
    NotYet,
    /// Between a body and a verb: somebody attends (领导出席).
    Attends,
    /// In a renaming: a web site's (官网).
    Site,
    /// After a rank or a name: what goes on is no such (升格为省政府直属机构).
    Part,
    /// With a rank: said of a class of bodies (一般, 各).
    General,
    /// After a rank: of persons (干部).
    People,
    /// Heads a column of founding dates (挂牌时间).
    FoundingHead,
    /// Of a decision or announcement: a plain 任 after it is an appointment.
    Announcement,
    /// Introduces a list of appointments.
    ListAppointed,
    /// Introduces a list of removals.
    ListRemoved,
    /// At the head of a clause: no unread name.
    Adverb,
    /// In an appointment: the post is held already (已, 现任).
    Holding,
    /// The verb of an unveiling (揭牌).
    Plate,
    /// Before a body: it is founded there (成立X).
    Founds,
    /// The sentence speaks of a class of bodies (一些省份…).
    Class,
    /// Before a body: the page does not go on about it (加挂X, 分管X).
    Aside,
    /// After a body: the same (由X更名而来).
    AsideBehind,
    /// After a date: it is that of a birth or the like (1970年9月生).
    Life,
    /// Before a date: the same (生于).
    LifeAt,
    /// Before a post: it belongs to it (首任, 新任).
    Holder,
    /// Before a post: the same of the first holder (首任).
    FirstHolder,
    /// Before a post: it is over (前任, 时任).
    PastHolder,
    /// Before a post at the head of a list: of all who held it (历任).
    AllHolders,
    /// The sentence reports what was decided (会议免去…, 被任命为…).
    Decided,
    /// In or before an appointment: it is intended (拟).
    Intended,
    /// The same (提名), where nobody is appointed.
    Nomination,
    /// Of an appointment that took place (任命).
    Naming,
    /// Between a date and a post: somebody is at the head of a body (掌管).
    Helm,
    /// Before a verb: what the sentence told before is over (后来, 此后).
    Later,
    /// In a clause: it happened at another time than the date before it says (如今, 后来).
    Undated,
    /// In a clause: it happened when the sentence before says (这时).
    Then,
    /// Between a word and a body: it was founded lately (新组建的).
    Fresh,
    /// In a clause: what it speaks of is no body that was read (办公室设在某局).
    Unread,
    /// Behind what something was before: it is spoken of, whether it was read as a body or not (贵州局前身为…).
    Forerunner,
    /// Before a body: what is spoken of went there (改隶X).
    Moved,
    /// Heads a list of the sections of a body (内设机构).
    ListsSections,
    /// Heads a list of the units of a body (直属单位).
    ListsUnits,
    /// Before the name that a page is about, in its box (中文名).
    NameLabel,
    /// Before a person: the clause is about somebody else (接替张三).
    Beside,
}

const ROLES: [(&str, Role); 43] = [
    ("object", Role::Object),
    ("named", Role::Named),
    ("attribute", Role::Attribute),
    ("prospect", Role::Prospect),
    ("not-yet", Role::NotYet),
    ("attends", Role::Attends),
    ("site", Role::Site),
    ("part", Role::Part),
    ("general", Role::General),
    ("people", Role::People),
    ("founding-head", Role::FoundingHead),
    ("announcement", Role::Announcement),
    ("list-appointed", Role::ListAppointed),
    ("list-removed", Role::ListRemoved),
    ("adverb", Role::Adverb),
    ("holding", Role::Holding),
    ("plate", Role::Plate),
    ("founds", Role::Founds),
    ("class", Role::Class),
    ("aside", Role::Aside),
    ("aside-behind", Role::AsideBehind),
    ("life", Role::Life),
    ("life-at", Role::LifeAt),
    ("holder", Role::Holder),
    ("first-holder", Role::FirstHolder),
    ("past-holder", Role::PastHolder),
    ("all-holders", Role::AllHolders),
    ("decided", Role::Decided),
    ("intended", Role::Intended),
    ("nomination", Role::Nomination),
    ("naming", Role::Naming),
    ("later", Role::Later),
    ("helm", Role::Helm),
    ("undated", Role::Undated),
    ("then", Role::Then),
    ("fresh", Role::Fresh),
    ("unread", Role::Unread),
    ("forerunner", Role::Forerunner),
    ("moved", Role::Moved),
    ("lists-sections", Role::ListsSections),
    ("lists-units", Role::ListsUnits),
    ("name-label", Role::NameLabel),
    ("beside", Role::Beside),
];

/// A set of roles.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Roles(u64);

impl Roles {
    pub(super) fn has(self, role: Role) -> bool {
        self.0 >> role as u64 & 1 != 0
    }
}

/// All words with their roles.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    forward: Trie,
    backward: ReverseTrie,
    /// The roles of each word, a bit each.
    roles: Vec<Roles>,
}

impl Words {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("relations/words")?;
        let role = table.column("role")?;
        let mut roles: BTreeMap<&str, u64> = BTreeMap::new();
        for row in table.rows() {
            let fault = || table.cell_fault(row, role, "no such role");
            let n = ROLES.iter().position(|(name, _)| *name == row.get(role)).ok_or_else(fault)?;
            *roles.entry(row.get(0)).or_default() |= 1 << ROLES[n].1 as u64;
        }
        let mut words = Self::default();
        for (word, roles) in roles {
            words.forward.insert(word, words.roles.len() as u32);
            words.backward.insert(word, words.roles.len() as u32);
            words.roles.push(Roles(roles));
        }
        Ok(words)
    }

    fn plays(&self, role: Role, word: u32) -> bool {
        self.roles[word as usize].has(role)
    }

    /// Whether a word of this role ends `text`.
    pub(super) fn ends(&self, role: Role, text: &str) -> bool {
        self.before(role, text).is_some()
    }

    /// What stands before the word of this role that ends `text`.
    pub(super) fn before<'t>(&self, role: Role, text: &'t str) -> Option<&'t str> {
        let start = self.backward.ending_at(text, text.len()).find(|&(_, word)| self.plays(role, word))?.0;
        text.get(..start)
    }

    /// The roles of all words that end `text`.
    pub(super) fn roles_ending(&self, text: &str) -> Roles {
        Roles(self.backward.ending_at(text, text.len()).fold(0, |all, (_, word)| all | self.roles[word as usize].0))
    }

    /// Whether a word of this role starts `text`.
    pub(super) fn starts(&self, role: Role, text: &str) -> bool {
        self.forward.starting_at(text, 0).any(|(_, word)| self.plays(role, word))
    }

    /// The roles of all words that stand in `text`.
    pub(super) fn roles_in(&self, text: &str) -> Roles {
        let mut roles = Roles::default();
        let mut from = 0;
        while let Some(at) = self.forward.next_start(text, from) {
            self.forward.starting_at(text, at).for_each(|(_, word)| roles.0 |= self.roles[word as usize].0);
            from = at + text.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
        }
        roles
    }

    /// Where the first word of this role stands in `text`.
    pub(super) fn find(&self, role: Role, text: &str) -> Option<usize> {
        let mut from = 0;
        while let Some(at) = self.forward.next_start(text, from) {
            if self.forward.starting_at(text, at).any(|(_, word)| self.plays(role, word)) {
                return Some(at);
            }
            from = at + text.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
        }
        None
    }

    /// Whether a word of this role stands in `text`.
    pub(super) fn inside(&self, role: Role, text: &str) -> bool {
        self.roles_in(text).has(role)
    }

    /// Whether `text` is a word of this role.
    pub(super) fn is(&self, role: Role, text: &str) -> bool {
        self.forward.starting_at(text, 0).any(|(end, word)| end == text.len() && self.plays(role, word))
    }
}
