//! Words that say how a clause is meant: which body is its subject, whether an event happened, what a list does. They
//! stand in `relations/words.tsv`.
use crate::rules::{RuleError, RuleSet};

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
}

const ROLES: [(&str, Role); 15] = [
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
];

/// The words by role.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    lists: [Vec<String>; ROLES.len()],
}

impl Words {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("relations/words")?;
        let role = table.column("role")?;
        let mut words = Self::default();
        for row in table.rows() {
            let fault = || table.cell_fault(row, role, "no such role");
            let n = ROLES.iter().position(|(name, _)| *name == row.get(role)).ok_or_else(fault)?;
            words.lists[n].push(row.get(0).to_owned());
        }
        Ok(words)
    }

    fn list(&self, role: Role) -> impl Iterator<Item = &str> {
        let n = ROLES.iter().position(|&(_, r)| r == role).unwrap_or(0);
        self.lists[n].iter().map(String::as_str)
    }

    /// Whether a word of this role ends `text`.
    pub(super) fn ends(&self, role: Role, text: &str) -> bool {
        self.list(role).any(|word| text.ends_with(word))
    }

    /// Whether a word of this role starts `text`.
    pub(super) fn starts(&self, role: Role, text: &str) -> bool {
        self.list(role).any(|word| text.starts_with(word))
    }

    /// Whether a word of this role stands in `text`.
    pub(super) fn inside(&self, role: Role, text: &str) -> bool {
        self.list(role).any(|word| text.contains(word))
    }

    /// Whether `text` is a word of this role.
    pub(super) fn is(&self, role: Role, text: &str) -> bool {
        self.list(role).any(|word| word == text)
    }
}
