//! Bodies known by name, standard departments, and the words that other bodies' names are built from.
use rustc_hash::FxHashMap;

use crate::{
    matcher::ReverseTrie,
    rules::{Row, RuleError, RuleSet, Table},
    value::AgencyKind,
};

/// How a department's full name is composed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Territory + stem.
    Government,
    /// 中共 + territory's committee + stem.
    Party,
    /// The territory's own government, congress, court: territory + stem.
    Committee,
    /// 中国人民政治协商会议 + territory + 委员会 + rest.
    Cppcc,
    /// 中国共产主义青年团 + territory + 委员会 + rest.
    PeopleOrg,
    /// 省委, 市委, 党委: the party committee itself.
    PartyCommittee,
    /// Another party's or organization's committee: its wording + territory + 委员会.
    OtherCommittee,
}

/// A body that its name alone identifies.
#[derive(Clone, Debug)]
pub struct Known {
    /// Full official name.
    pub name: String,
    /// What it is.
    pub kind: AgencyKind,
    /// GB/T 2260 code, 000000 for national bodies.
    pub region: String,
    /// Whether it only means this body on a page about its own territory.
    pub regional: bool,
}

/// A standard department.
#[derive(Clone, Debug)]
pub struct Department {
    /// Full wording after the territory.
    pub stem: String,
    /// What it is.
    pub kind: AgencyKind,
    /// How the full name is composed.
    pub system: System,
}

/// What a final word ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The name of a body of this kind, where the name says nothing else.
    Body(AgencyKind),
    /// The name of an organization that is no public body.
    Organization,
    /// An ordinary word that only looks like one: 部署.
    Word,
}

/// The final word of bodies' names.
#[derive(Clone, Debug)]
pub struct Suffix {
    /// What the word ends.
    pub kind: Ending,
    /// Whether it is a section that needs a body before it.
    pub section: bool,
    /// What, right after it, shows that no name ends here; the second part takes that back (部门, but 部|门户).
    unless: Vec<(String, Option<String>)>,
}

impl Suffix {
    /// Whether what follows shows that no name ends here.
    pub fn goes_on(&self, rest: &str) -> bool {
        self.unless.iter().any(|(word, but)| {
            rest.strip_prefix(word.as_str())
                .is_some_and(|after| but.as_ref().is_none_or(|b| !after.starts_with(b.as_str())))
        })
    }
}

/// A company, medium, university or the like.
#[derive(Clone, Debug)]
pub struct Organization {
    /// Full name.
    pub name: String,
    /// company, exchange, media, university or other.
    pub kind: String,
}

/// All words about bodies.
#[derive(Clone, Debug, Default)]
pub struct Bodies {
    known: Vec<Known>,
    known_at: ReverseTrie,
    regional: Vec<Vec<Known>>,
    regional_at: ReverseTrie,
    departments: Vec<Department>,
    department_at: ReverseTrie,
    suffixes: Vec<Suffix>,
    suffix_at: ReverseTrie,
    organizations: Vec<Organization>,
    organization_at: ReverseTrie,
    functions: ReverseTrie,
    parties: Vec<(String, AgencyKind)>,
    party_at: ReverseTrie,
    last: Vec<char>,
}

impl Bodies {
    pub(super) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let mut bodies = Self::default();
        for (name, regional) in [("agencies/bodies", false), ("agencies/regional_bodies", true)] {
            let table = rules.table(name)?;
            let [name, kind, region] = table.columns(["name", "kind", "region"])?;
            let mut groups: FxHashMap<&str, u32> = FxHashMap::default();
            for row in table.rows() {
                let kind = kind_of(table, row, kind)?;
                let known = Known { name: row.get(name).into(), kind, region: row.get(region).into(), regional };
                bodies.last.extend(row.get(0).chars().next_back());
                if regional {
                    let n = *groups.entry(row.get(0)).or_insert_with(|| {
                        bodies.regional.push(Vec::new());
                        bodies.regional.len() as u32 - 1
                    });
                    bodies.regional_at.insert(row.get(0), n);
                    bodies.regional[n as usize].push(known);
                } else {
                    bodies.known_at.insert(row.get(0), bodies.known.len() as u32);
                    bodies.known.push(known);
                }
            }
        }
        for name in ["agencies/committees", "agencies/departments"] {
            let table = rules.table(name)?;
            let [stem, kind, system] = table.columns(["stem", "kind", "system"])?;
            for row in table.rows() {
                let fault = || RuleError::new(table.path(), row.line, Some(row.get(0)), "no such system");
                let system = system_of(row.get(system)).ok_or_else(fault)?;
                let kind = kind_of(table, row, kind)?;
                bodies.last.extend(row.get(0).chars().next_back());
                bodies.department_at.insert(row.get(0), bodies.departments.len() as u32);
                bodies.departments.push(Department { stem: row.get(stem).into(), kind, system });
            }
        }
        let table = rules.table("agencies/suffixes")?;
        let [kind, size, after] = table.columns(["kind", "size", "after"])?;
        for row in table.rows() {
            let kind = match row.get(kind) {
                "organization" => Ending::Organization,
                "word" => Ending::Word,
                _ => Ending::Body(kind_of(table, row, kind)?),
            };
            bodies.last.extend(row.get(0).chars().next_back());
            bodies.suffix_at.insert(row.get(0), bodies.suffixes.len() as u32);
            let unless = row
                .list(after)
                .map(|word| match word.split_once('-') {
                    Some((word, but)) => (word.to_owned(), Some(but.to_owned())),
                    None => (word.to_owned(), None),
                })
                .collect();
            bodies.suffixes.push(Suffix { kind, section: row.get(size) == "section", unless });
        }
        let table = rules.table("agencies/organizations")?;
        let [name, kind] = table.columns(["name", "kind"])?;
        for row in table.rows() {
            bodies.last.extend(row.get(0).chars().next_back());
            bodies.organization_at.insert(row.get(0), bodies.organizations.len() as u32);
            bodies.organizations.push(Organization { name: row.get(name).into(), kind: row.get(kind).into() });
        }
        let table = rules.table("agencies/functions")?;
        for (n, row) in table.rows().iter().enumerate() {
            bodies.functions.insert(row.get(0), n as u32);
        }
        let table = rules.table("agencies/parties")?;
        let [name, kind] = table.columns(["name", "kind"])?;
        for row in table.rows() {
            bodies.party_at.insert(row.get(0), bodies.parties.len() as u32);
            bodies.parties.push((row.get(name).into(), kind_of(table, row, kind)?));
        }
        bodies.last.sort_unstable();
        bodies.last.dedup();
        Ok(bodies)
    }

    /// The last characters of all words about bodies.
    pub fn last_characters(&self) -> &[char] {
        &self.last
    }

    /// The longest body known by name alone that ends before byte `at`.
    pub fn known_before(&self, text: &str, at: usize) -> Option<(usize, &Known)> {
        self.known_at.longest_before(text, at).map(|(start, n)| (start, &self.known[n as usize]))
    }

    /// The longest body known by name on pages about `region` that ends before byte `at`.
    pub fn regional_before(&self, text: &str, at: usize, region: &str) -> Option<(usize, &Known)> {
        self.regional_at
            .ending_at(text, at)
            .filter_map(|(start, n)| Some((start, self.regional[n as usize].iter().find(|k| k.region == region)?)))
            .last()
    }

    /// Standard departments that end before byte `at`, shortest first.
    pub fn departments_before<'a>(
        &'a self,
        text: &'a str,
        at: usize,
    ) -> impl Iterator<Item = (usize, &'a Department)> + 'a {
        self.department_at.ending_at(text, at).map(|(start, n)| (start, &self.departments[n as usize]))
    }

    /// The longest final word of a body's name that ends before byte `at`.
    pub fn suffix_before(&self, text: &str, at: usize) -> Option<(usize, &Suffix)> {
        self.suffix_at.longest_before(text, at).map(|(start, n)| (start, &self.suffixes[n as usize]))
    }

    /// The longest organization known by name that ends before byte `at`.
    pub fn organization_before(&self, text: &str, at: usize) -> Option<(usize, &Organization)> {
        self.organization_at.longest_before(text, at).map(|(start, n)| (start, &self.organizations[n as usize]))
    }

    /// The party or organization whose territorial committee follows at byte `at`: start, official wording, kind.
    pub fn party_before(&self, text: &str, at: usize) -> Option<(usize, &str, AgencyKind)> {
        let (start, n) = self.party_at.longest_before(text, at)?;
        let (name, kind) = &self.parties[n as usize];
        Some((start, name, *kind))
    }

    /// Starts of words of bodies' names that end before byte `at`, shortest word first.
    pub fn functions_before<'a>(&'a self, text: &'a str, at: usize) -> impl Iterator<Item = usize> + 'a {
        self.functions.ending_at(text, at).map(|(start, _)| start)
    }
}

fn system_of(name: &str) -> Option<System> {
    Some(match name {
        "government" => System::Government,
        "party" => System::Party,
        "committee" => System::Committee,
        "cppcc" => System::Cppcc,
        "people_org" => System::PeopleOrg,
        "party_committee" => System::PartyCommittee,
        _ => return None,
    })
}

fn kind_of(table: &Table, row: &Row, column: usize) -> Result<AgencyKind, RuleError> {
    row.get(column).parse().map_err(|e: String| RuleError::new(table.path(), row.line, Some(row.get(0)), e))
}
