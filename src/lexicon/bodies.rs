//! Bodies known by name, standard departments, and the words that other bodies' names are built from.
use std::{str::FromStr, sync::Arc};

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::Special;
use crate::{
    matcher::{ReverseTrie, Scanner},
    rules::{Named, Row, RuleError, RuleSet, Table},
    value::{AgencyKind, OrganizationKind},
};

/// What ends names that are read without another word: 民盟|广东省|委, 第八|师.
const BARE: [&str; 3] = ["委", "会", "师"];

/// The weights of words; the last is that of grounds that a body is set up to run: 景区, 开发区.
const WEIGHTS: [Named<bool>; 4] = [("1", false), ("2", false), ("3", false), ("4", true)];

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
    /// As written, with the territory's short name where it stands: 广州知识产权法院, 宝鸡军分区.
    Written,
    /// The armed police of a territory: its wording + territory + 总队.
    ArmedPolice,
    /// Territory + stem behind the word for a level, on pages about Taiwan: 市|府, 市|议会.
    Special,
    /// Another party's or organization's committee: its wording + territory + 委员会.
    OtherCommittee,
    /// An office of a national body: the stem with the territory's short name for `…` (国家金融监督管理总局…监管分局).
    Branch,
    /// A part of a body of its kind: its name + stem (某法院|审判委员会).
    Part,
}

impl System {
    /// All that tables may name.
    const ALL: [Named<Self>; 11] = [
        ("government", Self::Government),
        ("party", Self::Party),
        ("committee", Self::Committee),
        ("cppcc", Self::Cppcc),
        ("people_org", Self::PeopleOrg),
        ("party_committee", Self::PartyCommittee),
        ("written", Self::Written),
        ("armed_police", Self::ArmedPolice),
        ("special", Self::Special),
        ("branch", Self::Branch),
        ("part", Self::Part),
    ];
}

/// A body's official name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullName {
    /// In simplified characters.
    pub name: SmolStr,
    /// GB/T 2260 code, 000000 for national bodies, none where unknown.
    pub region: Option<SmolStr>,
}

/// A body that its name alone identifies.
#[derive(Clone, Debug)]
pub struct Known {
    /// Full official name and code, shared by all mentions.
    pub full: Arc<FullName>,
    /// What it is.
    pub kind: AgencyKind,
    /// Whether it only means this body on a page about its own territory.
    pub regional: bool,
}

/// A standard department.
#[derive(Clone, Debug)]
pub struct Department {
    /// Full wording after the territory, shared by all mentions.
    pub stem: Arc<str>,
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
    Organization(OrganizationKind),
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
    /// Whether it is a branch, named after the body it belongs to and words of its own: 公安局|西湖|分局.
    pub branch: bool,
    /// Whether the name stays as written behind the short name of a place: 敦煌|研究院.
    pub own: bool,
    /// Whether before its title the word alone means a body named before: 中心|主任.
    pub meant: bool,
    /// Whether an outpost is called so behind a name of its own that no table holds: 巴克图|边检站.
    pub named: bool,
    /// What, right after it, shows that no name ends here: its first character, in order of which they stand, and the rest;
    /// what follows then, one of some characters, takes that back (部门, but 部|门户; 委派, but 委|派驻).
    unless: Vec<(char, String, Option<String>)>,
    /// Which [`bit`]s the first characters have: most that follows begins with another.
    firsts: u64,
}

/// What `agencies/suffixes` says of final words besides their kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Size {
    Body,
    Section,
    Branch,
    Own,
    Meant,
    Named,
}

impl Size {
    const ALL: [Named<Self>; 6] = [
        ("body", Self::Body),
        ("section", Self::Section),
        ("branch", Self::Branch),
        ("own", Self::Own),
        ("meant", Self::Meant),
        ("named", Self::Named),
    ];
}

fn bit(c: char) -> u64 {
    1 << (u32::from(c) % 64)
}

impl Suffix {
    /// Whether what follows shows that no name ends here.
    #[inline]
    pub fn goes_on(&self, rest: &str) -> bool {
        let mut chars = rest.chars();
        chars.next().is_some_and(|c| self.firsts & bit(c) != 0 && self.goes_on_with(c, chars.as_str()))
    }

    fn goes_on_with(&self, first: char, rest: &str) -> bool {
        let from = self.unless.partition_point(|&(c, ..)| c < first);
        self.unless[from..].iter().take_while(|&&(c, ..)| c == first).any(|(_, word, but)| {
            rest.strip_prefix(word.as_str())
                .is_some_and(|after| but.as_ref().is_none_or(|b| !after.starts_with(|c| b.contains(c))))
        })
    }
}

/// A company, medium, university or the like.
#[derive(Clone, Debug)]
pub struct Organization {
    /// Full name.
    pub name: String,
    /// What it is.
    pub kind: OrganizationKind,
}

/// What one word means; a word may mean several things.
#[derive(Clone, Copy, Debug, Default)]
struct Senses {
    known: Option<u32>,
    regional: Option<u32>,
    department: Option<u32>,
    suffix: Option<u32>,
    organization: Option<u32>,
}

/// A word by its length and its number among those of its sort; none where it has no length.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    bytes: u32,
    n: u32,
}

impl Word {
    /// Takes the place of a shorter one, where `n` is one.
    fn grow(&mut self, bytes: u32, n: Option<u32>) {
        if let Some(n) = n {
            *self = Self { bytes, n };
        }
    }
}

/// All words that end where one does, which is the longest of them: each sort's longest. What a place says is settled by
/// its longest word alone, so this is put together when the tables are built; small, to be near where it is read.
#[derive(Clone, Copy, Debug, Default)]
struct Ends {
    known: Word,
    suffix: Word,
    organization: Word,
    /// The length of an ordinary word; 0 where there is none.
    word: u32,
    /// Whether a name known or a department reaches over its start.
    over_word: bool,
    tail: Tail,
    /// Of a name known, whose territory is special.
    special: Option<Special>,
    /// Of a name that no other territory has a body of, nor the nation or any place: which special one has it.
    alone: Option<Special>,
    /// Where they stand in [`Bodies::lists`], shortest first, and how many there are.
    regional: (u32, u16),
    /// The same.
    departments: (u32, u16),
}

/// How the words end: some names are read without a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tail {
    /// 委, 会, 队: perhaps the committee or the armed police of a territory.
    Committee,
    /// 师: perhaps a division of the 兵团.
    Division,
    /// Otherwise.
    #[default]
    Other,
}

/// All words about bodies.
#[derive(Clone, Debug, Default)]
pub struct Bodies {
    known: Vec<Known>,
    regional: Vec<Vec<Known>>,
    departments: Vec<Department>,
    suffixes: Vec<Suffix>,
    organizations: Vec<Organization>,
    /// By the number of the longest word.
    ends: Vec<Ends>,
    /// Words that end where others do.
    lists: Vec<Word>,
    /// All of the above in one trie: every place is looked at once.
    words: ReverseTrie,
    functions: ReverseTrie,
    parties: Vec<(Arc<str>, AgencyKind)>,
    party_at: ReverseTrie,
}

/// The words about bodies that end at one place; every sort's longest, with the byte where it starts.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'b> {
    bodies: &'b Bodies,
    ends: &'b Ends,
    end: usize,
}

impl<'b> Reading<'b> {
    fn start(self, bytes: u32) -> usize {
        self.end - bytes as usize
    }

    /// The start of a word and what it means.
    fn read<T>(self, word: Word, all: &'b [T]) -> Option<(usize, &'b T)> {
        (word.bytes > 0).then(|| (self.start(word.bytes), &all[word.n as usize]))
    }

    /// The words of a list, longest first.
    fn list(self, (from, count): (u32, u16)) -> impl DoubleEndedIterator<Item = Word> + 'b {
        self.bodies.lists[from as usize..][..usize::from(count)].iter().rev().copied()
    }

    /// The byte after the words.
    pub fn end(self) -> usize {
        self.end
    }

    /// A body known by name alone.
    pub fn known(self) -> Option<(usize, &'b Known)> {
        self.read(self.ends.known, &self.bodies.known)
    }

    /// The body that this name means on a page about a special territory.
    pub fn regional_of(self, special: Special) -> Option<(usize, &'b Known)> {
        self.list(self.ends.regional).find_map(|Word { bytes, n }| {
            let of = |known: &&Known| known.full.region.as_deref() == Some(special.code());
            Some((self.start(bytes), self.bodies.regional[n as usize].iter().find(of)?))
        })
    }

    /// Standard departments, longest first.
    pub fn departments(self) -> impl DoubleEndedIterator<Item = (usize, &'b Department)> {
        self.list(self.ends.departments).filter_map(move |word| self.read(word, &self.bodies.departments))
    }

    /// Where an ordinary word starts that only ends like a body (部署).
    pub fn word(self) -> Option<usize> {
        (self.ends.word > 0).then(|| self.start(self.ends.word))
    }

    /// The same where neither a name known nor a department reaches over its start (财政局, not 政局).
    pub fn mere_word(self) -> Option<usize> {
        self.word().filter(|_| !self.ends.over_word)
    }

    /// Which special territory has the body that is known by name.
    pub fn special(self) -> Option<Special> {
        self.ends.special
    }

    /// Which special territory alone has bodies of this name.
    pub fn special_alone(self) -> Option<Special> {
        self.ends.alone
    }

    /// How the words end.
    pub fn tail(self) -> Tail {
        self.ends.tail
    }

    /// The final word of a name.
    pub fn suffix(self) -> Option<(usize, &'b Suffix)> {
        self.read(self.ends.suffix, &self.bodies.suffixes)
    }

    /// An organization known by name.
    pub fn organization(self) -> Option<(usize, &'b Organization)> {
        self.read(self.ends.organization, &self.bodies.organizations)
    }
}

/// Words with what they mean, while the tables are read.
#[derive(Default)]
struct Words<'r> {
    numbers: FxHashMap<&'r str, usize>,
    all: Vec<(&'r str, Senses)>,
}

impl<'r> Words<'r> {
    fn of(&mut self, word: &'r str) -> &mut Senses {
        let n = *self.numbers.entry(word).or_insert_with(|| {
            self.all.push((word, Senses::default()));
            self.all.len() - 1
        });
        &mut self.all[n].1
    }
}

impl Bodies {
    pub(super) fn new(rules: &RuleSet, scanner: &mut Scanner) -> Result<Self, RuleError> {
        let mut bodies = Self::default();
        let mut words = Words::default();
        // Hardly more words are parts of bodies' names.
        words.all.reserve(8_000);
        words.numbers.reserve(8_000);
        for (name, regional) in [("agencies/bodies", false), ("agencies/regional_bodies", true)] {
            let table = rules.table(name)?;
            let [name, kind, region] = table.columns(["name", "kind", "region"])?;
            let mut groups: FxHashMap<&str, u32> = FxHashMap::default();
            for row in table.rows() {
                let kind = kind_of(table, row, kind)?;
                let full = FullName { name: row.get(name).into(), region: Some(row.get(region).into()) };
                let known = Known { full: Arc::new(full), kind, regional };
                if regional {
                    let n = *groups.entry(row.get(0)).or_insert_with(|| {
                        bodies.regional.push(Vec::new());
                        bodies.regional.len() as u32 - 1
                    });
                    words.of(row.get(0)).regional = Some(n);
                    bodies.regional[n as usize].push(known);
                } else {
                    let n = bodies.known.len() as u32;
                    words.of(row.get(0)).known = Some(n);
                    bodies.known.push(known);
                }
            }
        }
        for name in ["agencies/committees", "agencies/departments"] {
            let table = rules.table(name)?;
            let [stem, kind, system] = table.columns(["stem", "kind", "system"])?;
            for row in table.rows() {
                let system = table.value(row, system, "system", &System::ALL)?;
                let kind = kind_of(table, row, kind)?;
                let n = bodies.departments.len() as u32;
                words.of(row.get(0)).department = Some(n);
                bodies.departments.push(Department { stem: row.get(stem).into(), kind, system });
            }
        }
        let table = rules.table("agencies/suffixes")?;
        let [kind, size, after] = table.columns(["kind", "size", "after"])?;
        for row in table.rows() {
            let kind = match row.get(kind) {
                "word" => Ending::Word,
                name => match name.parse() {
                    Ok(kind) => Ending::Organization(kind),
                    Err(_) => Ending::Body(kind_of(table, row, kind)?),
                },
            };
            let n = bodies.suffixes.len() as u32;
            words.of(row.get(0)).suffix = Some(n);
            let mut unless: Vec<(char, String, Option<String>)> = row
                .list(after)
                .filter_map(|word| {
                    let (word, but) =
                        word.split_once('-').map_or((word, None), |(word, but)| (word, Some(but.to_owned())));
                    let mut chars = word.chars();
                    Some((chars.next()?, chars.as_str().to_owned(), but))
                })
                .collect();
            unless.sort_by_key(|&(first, ..)| first);
            let firsts = unless.iter().fold(0, |bits, &(first, ..)| bits | bit(first));
            let sizes = table.values(row, size, "size", &Size::ALL)?;
            let is = |size: Size| sizes.contains(&size);
            let (section, branch, own) = (is(Size::Section), is(Size::Branch), is(Size::Own));
            let (meant, named) = (is(Size::Meant), is(Size::Named));
            bodies.suffixes.push(Suffix { kind, section, branch, own, meant, named, unless, firsts });
        }
        let table = rules.table("agencies/organizations")?;
        let [name, kind] = table.columns(["name", "kind"])?;
        for row in table.rows() {
            let n = bodies.organizations.len() as u32;
            words.of(row.get(0)).organization = Some(n);
            bodies.organizations.push(Organization { name: row.get(name).into(), kind: kind_of(table, row, kind)? });
        }
        let table = rules.table("agencies/functions")?;
        let weight = table.column("weight")?;
        bodies.functions = ReverseTrie::with_room(table.rows().len());
        for row in table.rows() {
            bodies.functions.insert(row.get(0), u32::from(table.value(row, weight, "weight", &WEIGHTS)?));
        }
        let table = rules.table("agencies/parties")?;
        let [name, kind] = table.columns(["name", "kind"])?;
        for row in table.rows() {
            bodies.party_at.insert(row.get(0), bodies.parties.len() as u32);
            bodies.parties.push((row.get(name).into(), kind_of(table, row, kind)?));
        }
        for word in BARE {
            words.of(word);
        }
        bodies.collect(&words.all, scanner);
        Ok(bodies)
    }

    /// Puts the words into the trie, and every word together with those that end it.
    fn collect(&mut self, words: &[(&str, Senses)], scanner: &mut Scanner) {
        self.words = ReverseTrie::with_room(words.len());
        self.ends.reserve(words.len());
        for (n, (word, _)) in words.iter().enumerate() {
            self.words.insert(word, n as u32);
            scanner.call_word(word, Scanner::BODY);
        }
        for (word, _) in words {
            let mut ends = Ends::default();
            let (mut regional, mut departments) = (Vec::new(), Vec::new());
            for (start, n) in self.words.ending_at(word, word.len()) {
                let bytes = (word.len() - start) as u32;
                let (_, senses) = words[n as usize];
                ends.known.grow(bytes, senses.known);
                ends.organization.grow(bytes, senses.organization);
                regional.extend(senses.regional.map(|n| Word { bytes, n }));
                departments.extend(senses.department.map(|n| Word { bytes, n }));
                match senses.suffix {
                    Some(n) if self.suffixes[n as usize].kind == Ending::Word => ends.word = bytes,
                    suffix => ends.suffix.grow(bytes, suffix),
                }
            }
            let longest = departments.last().map_or(0, |word: &Word| word.bytes);
            ends.over_word = ends.known.bytes.max(longest) > ends.word;
            let own = regional.last().filter(|own: &&Word| own.bytes > longest.max(ends.known.bytes).max(ends.word));
            ends.alone = own.and_then(|own| match self.regional[own.n as usize].as_slice() {
                [one] => one.full.region.as_deref().and_then(Special::of_code),
                _ => None,
            });
            for (list, at) in [(regional, &mut ends.regional), (departments, &mut ends.departments)] {
                *at = (self.lists.len() as u32, list.len() as u16);
                self.lists.extend(list);
            }
            let known = (ends.known.bytes > 0).then(|| &self.known[ends.known.n as usize]);
            let region = known.and_then(|known| known.full.region.as_deref());
            ends.special = region.and_then(Special::of_code);
            ends.tail = match word.chars().next_back() {
                Some('委' | '会' | '队') => Tail::Committee,
                Some('师') => Tail::Division,
                _ => Tail::Other,
            };
            self.ends.push(ends);
        }
    }

    /// All words that end before byte `at`, if any.
    pub fn before(&self, text: &str, at: usize) -> Option<Reading<'_>> {
        let (_, n) = self.words.longest_before(text, at)?;
        Some(Reading { bodies: self, ends: &self.ends[n as usize], end: at })
    }

    /// The party or organization whose territorial committee follows at byte `at`: start, official wording, kind.
    pub fn party_before(&self, text: &str, at: usize) -> Option<(usize, &Arc<str>, AgencyKind)> {
        let (start, n) = self.party_at.longest_before(text, at)?;
        let (name, kind) = &self.parties[n as usize];
        Some((start, name, *kind))
    }

    /// Tells the starts of words of bodies' names that end before byte `at`, shortest word first, and whether it is one for
    /// grounds that have a body of their own (景区, 开发区).
    #[inline]
    pub fn each_function_before(&self, text: &str, at: usize, mut tell: impl FnMut(usize, bool)) {
        self.functions.each_before(text, at, |start, grounds| tell(start, grounds != 0));
    }

    /// Whether a word for grounds that have a body of their own ends before byte `at`.
    pub fn grounds_end(&self, text: &str, at: usize) -> bool {
        self.functions.ending_at(text, at).any(|(_, grounds)| grounds != 0)
    }

    /// Where the longest word of bodies' names starts that ends before byte `at`.
    #[inline]
    pub fn longest_function_before(&self, text: &str, at: usize) -> Option<usize> {
        self.functions.longest_before(text, at).map(|(start, _)| start)
    }

    /// Whether a word of bodies' names may end before byte `at`: a quick look.
    #[inline]
    pub fn function_may_end(&self, text: &str, at: usize) -> bool {
        self.functions.opens(text, at)
    }

    /// Starts of words of bodies' names that end before byte `at`, shortest word first.
    pub fn functions_before<'a>(&'a self, text: &'a str, at: usize) -> impl Iterator<Item = usize> + 'a {
        self.functions.ending_at(text, at).map(|(start, _)| start)
    }
}

fn kind_of<K: FromStr<Err = String>>(table: &Table, row: &Row, column: usize) -> Result<K, RuleError> {
    row.get(column).parse().map_err(|e: String| table.cell_fault(row, column, e))
}
