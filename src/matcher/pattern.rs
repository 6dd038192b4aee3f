//! Patterns over mentions: a line is rewritten with one private-use character for each mention.
use std::ops::Range;

use super::{needs::Enough, part::Part, syntax};
use crate::rules::{Form, FormFile, RuleError};

/// What a private-use character of a rewritten line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symbol {
    /// One person or a list of them.
    Persons,
    /// One post or a chain of them.
    Posts,
    /// A date.
    Date,
    /// A body.
    Agency,
    /// A rank.
    Rank,
    /// A place.
    Place,
    /// An organization that is no public body.
    Organization,
}

impl Symbol {
    /// All, each at its own number.
    pub const ALL: [Self; 7] =
        [Self::Persons, Self::Posts, Self::Date, Self::Agency, Self::Rank, Self::Place, Self::Organization];
    pub(super) const SPELLED: [(Self, &'static str, char); 7] = [
        (Self::Persons, "persons", '\u{e000}'),
        (Self::Posts, "posts", '\u{e001}'),
        (Self::Date, "date", '\u{e002}'),
        (Self::Agency, "agency", '\u{e003}'),
        (Self::Rank, "rank", '\u{e004}'),
        (Self::Place, "place", '\u{e005}'),
        (Self::Organization, "organization", '\u{e006}'),
    ];

    /// A rewritten line for people: `{agency}由{agency}管理`.
    pub fn spell(line: &str) -> String {
        Self::SPELLED.iter().fold(line.to_owned(), |line, (_, name, c)| line.replace(*c, &format!("{{{name}}}")))
    }

    /// A pattern with characters for its `{names}`; other braces stay.
    fn put_in(pattern: &str) -> String {
        let mut out = String::with_capacity(pattern.len());
        let mut rest = pattern;
        while let Some((head, tail)) = rest.split_once('{') {
            out.push_str(head);
            let name = tail.split_once('}').map_or("", |(name, _)| name);
            let symbol = Self::SPELLED.iter().find(|(_, spelled, _)| *spelled == name);
            out.push(symbol.map_or('{', |&(.., c)| c));
            rest = symbol.and_then(|_| tail.get(name.len() + 1..)).unwrap_or(tail);
        }
        out.push_str(rest);
        out
    }

    /// The character that stands for a mention of this kind. Normalization leaves none such in a text.
    #[inline]
    pub fn char(self) -> char {
        Self::SPELLED[self as usize].2
    }

    /// Whether a character stands for a mention of any kind.
    #[inline]
    pub fn stands(c: char) -> bool {
        ('\u{e000}'..='\u{e006}').contains(&c)
    }
}

/// Kinds of mentions, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Symbols(pub(super) u8);

impl Symbols {
    pub(super) const SETS: usize = 1 << Symbol::ALL.len();

    pub fn has(self, kind: Symbol) -> bool {
        self.0 >> kind as u8 & 1 != 0
    }
}

impl FromIterator<Symbol> for Symbols {
    fn from_iter<I: IntoIterator<Item = Symbol>>(symbols: I) -> Self {
        Self(symbols.into_iter().fold(0, |set, s| set | 1 << s as u8))
    }
}

/// What a named group of a pattern captures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Who holds a post.
    Person,
    /// The post.
    Post,
    /// The date of what is said.
    Date,
    /// The body that something is said of.
    Agency,
    /// What stands between a body and its verb.
    Middle,
    /// The body that another came from.
    From,
    /// The body that another became part of.
    Into,
    /// The body above another.
    Parent,
    /// The rank.
    Rank,
}

impl Group {
    pub(super) const ALL: [&'static str; 9] =
        ["person", "post", "date", "agency", "middle", "from", "into", "parent", "rank"];
}

/// Where a form matches, in bytes of the rewritten line.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Number of the form.
    pub form: usize,
    /// The whole match.
    pub range: Range<usize>,
    pub(super) groups: [Option<(u32, u32)>; Group::ALL.len()],
}

impl Match {
    /// What a group captured, if it took part in the match.
    pub fn group(&self, group: Group) -> Option<Range<usize>> {
        self.groups[group as usize].map(|(start, end)| start as usize..end as usize)
    }
}

/// A form that was read and found sound.
#[derive(Clone, Debug)]
pub struct Pattern {
    pub(super) trigger: Vec<String>,
    /// Which mentions are enough for a match.
    pub(super) enough: Enough,
    pub(super) part: Part,
}

impl Pattern {
    /// Reads a form. `{name}` stands for a definition of the file or a kind of mention; groups have names.
    ///
    /// # Errors
    /// An unknown name, an unnamed group, a missing trigger, or what the regular expression's syntax finds.
    pub fn new(file: &FormFile, form: &Form) -> Result<Self, RuleError> {
        let pattern = written_out(file, &form.pattern);
        if let Some(name) = name_left(&pattern) {
            let known = Symbol::SPELLED.map(|(_, name, _)| name).join(", ");
            let fault = form.pattern_fault(name, format!("`{name}` names neither a definition nor a kind of mention"));
            return Err(fault.help(format!("define it under [define], or use one of {known}")));
        }
        let part = syntax::parse(&pattern).map_err(|e| form.pattern_fault("", e))?;
        for name in groups(&part) {
            let Some(name) = name else {
                let part = unnamed_group(&form.pattern).unwrap_or("");
                return Err(form.pattern_fault(part, "a group has no name").help("write (?<name>…) or (?:…)"));
            };
            if !Group::ALL.contains(&name) {
                let fault = form.pattern_fault(name, format!("no group is called `{name}`"));
                return Err(fault.help(format!("groups are {}", Group::ALL.join(", "))));
            }
        }
        if part.may_be_nothing() {
            return Err(form.pattern_fault("", "the pattern can match nothing").help("take out a `?` or `*`"));
        }
        if form.trigger.is_empty() {
            let help = "name literals of which every match holds one, as `trigger = [\"成立\"]`";
            return Err(form.fault("no trigger").help(help));
        }
        let trigger = form.trigger.iter().map(|t| written_out(file, t)).collect();
        Ok(Self { trigger, enough: Enough::of(&part), part })
    }
}

/// A pattern or a trigger with what its `{name}`s stand for.
pub(super) fn written_out(file: &FormFile, text: &str) -> String {
    match text.contains('{') {
        true => Symbol::put_in(&file.expand(text)),
        // Most triggers are words.
        false => text.to_owned(),
    }
}

/// The names of the groups of a part.
fn groups(part: &Part) -> Vec<Option<&str>> {
    let mut names: Vec<_> = part.parts().iter().flat_map(groups).collect();
    if let Part::Group(name, _) = part {
        names.insert(0, name.as_deref());
    }
    names
}

/// The first `{name}` that nothing was put in for; counts as in `x{2,3}` are none.
fn name_left(pattern: &str) -> Option<&str> {
    let open = pattern.match_indices('{').map(|(at, _)| at);
    let named = |&at: &usize| pattern.get(at + 1..).is_some_and(|t| t.starts_with(|c: char| c.is_alphabetic()));
    let rest = pattern.get(open.into_iter().find(named)?..)?;
    rest.get(..rest.find('}').map_or(rest.len(), |end| end + 1))
}

/// Where the first group without a name starts, up to its bracket or the end.
fn unnamed_group(pattern: &str) -> Option<&str> {
    let bytes = pattern.as_bytes();
    let is_group = |at: usize| bytes.get(at + 1) != Some(&b'?') && (at == 0 || bytes.get(at - 1) != Some(&b'\\'));
    let at = pattern.match_indices('(').map(|(at, _)| at).find(|&at| is_group(at))?;
    let rest = pattern.get(at..)?;
    rest.get(..rest.find(')').map_or(rest.len(), |end| end + 1))
}
