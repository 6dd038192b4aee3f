//! What is known of names, read from the tables.
use rustc_hash::FxHashMap;

use super::Names;
use crate::{
    lexicon::{
        signs::{Sign, Signs},
        words::Words,
    },
    matcher::{Cue as _, Cues, ReverseTrie, Trie},
    rules::{Row, RuleError, RuleSet},
    value::NUMERALS,
};

use super::edges::EdgeCue;

/// A surname that fewer in so many millionths bear is a rare one.
const RARE: u32 = 50;
/// A surname that so many millionths bear is a common one.
const COMMON: u32 = 400;

/// The words of `persons/context`, by their sides.
#[derive(Default)]
struct Context {
    followers: Trie,
    strong: Vec<bool>,
    verbs: Trie,
    before: ReverseTrie,
    links: Trie,
}

impl Names {
    pub(in crate::lexicon) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let mut signs = Signs::default();
        let (endings, never) = (of_role(rules, "last")?, of_role(rules, "never")?);
        never.iter().filter_map(|word| word.chars().next()).for_each(|c| signs.take(c, Sign::STANDS));
        let compound = surnames(rules, &mut signs)?;
        given(rules, &mut signs)?;
        let Context { followers, strong, verbs, before, links } = context(rules, &mut signs)?;
        edges(rules, &mut signs)?;
        for row in rules.table("persons/parts")?.rows() {
            row.get(0).chars().next().into_iter().for_each(|c| signs.add(c, Sign::PART));
            row.get(0).chars().next_back().into_iter().for_each(|c| signs.add(c, Sign::PART_END));
        }
        for row in rules.table("persons/sounds")?.rows() {
            first_of(row).into_iter().for_each(|c| signs.add(c, Sign::SOUND));
        }
        let mut joints = ReverseTrie::default();
        for row in rules.table("persons/joints")?.rows() {
            joints.insert(row.get(0), 0);
        }
        Ok(Self {
            signs,
            compound,
            followers,
            strong,
            verbs,
            before,
            links,
            families: words_of(rules, "persons/families")?,
            joints,
            parts: words_of(rules, "persons/parts")?,
            endings: endings.into_iter().fold(ReverseTrie::default(), |mut trie, word| {
                trie.insert(word, 0);
                trie
            }),
            words: Words::new(rules)?,
            usual: words_of(rules, "persons/usual")?,
            edges: Cues::new(rules)?,
        })
    }
}

fn first_of(row: &Row) -> Option<char> {
    row.get(0).chars().next()
}

/// The words of a table.
fn words_of(rules: &RuleSet, table: &str) -> Result<Trie, RuleError> {
    let mut words = Trie::default();
    for (n, row) in rules.table(table)?.rows().iter().enumerate() {
        words.insert(row.get(0), n as u32);
    }
    Ok(words)
}

/// Surnames of more than one character with their shares; the others are told to `signs`.
fn surnames(rules: &RuleSet, signs: &mut Signs) -> Result<FxHashMap<String, u32>, RuleError> {
    let mut compound = FxHashMap::default();
    let table = rules.table("persons/surnames")?;
    let [kind, weight] = table.columns(["kind", "weight"])?;
    for row in table.rows() {
        let fault = || table.cell_fault(row, weight, "the weight is no number");
        let share = row.get(weight).parse().map_err(|_| fault())?;
        match (row.get(kind), first_of(row)) {
            ("single", Some(c)) => {
                signs.add(c, Sign::SURNAME);
                match share {
                    ..RARE => signs.add(c, Sign::RARE),
                    COMMON.. => signs.add(c, Sign::COMMON),
                    _ => {}
                }
            }
            ("compound", Some(c)) => {
                signs.add(c, Sign::COMPOUND);
                compound.insert(row.get(0).to_owned(), share);
            }
            _ => return Err(table.cell_fault(row, kind, "no such kind").help("write single or compound")),
        }
    }
    Ok(compound)
}

/// Tells `signs` the characters of given names.
fn given(rules: &RuleSet, signs: &mut Signs) -> Result<(), RuleError> {
    let table = rules.table("persons/given")?;
    let weight = table.column("weight")?;
    for row in table.rows() {
        let fault = || table.cell_fault(row, weight, "the weight is no number");
        let weight = row.get(weight).parse().map_err(|_| fault())?;
        first_of(row).into_iter().for_each(|c| signs.add(c, Sign::of_given(weight)));
    }
    Ok(())
}

/// The words before and behind names; what begins those behind is told to `signs`.
fn context(rules: &RuleSet, signs: &mut Signs) -> Result<Context, RuleError> {
    let mut context = Context::default();
    let table = rules.table("persons/context")?;
    let side = table.column("side")?;
    for row in table.rows() {
        match row.get(side) {
            side @ ("before" | "cue") => {
                context.before.insert(row.get(0), u32::from(side == "before"));
            }
            "link" => {
                context.links.insert(row.get(0), 0);
            }
            side @ ("after" | "verb") => {
                first_of(row).into_iter().for_each(|c| signs.add(c, Sign::FOLLOWER));
                context.followers.insert(row.get(0), context.strong.len() as u32);
                context.strong.push(side == "verb");
                if side == "verb" {
                    context.verbs.insert(row.get(0), 0);
                }
            }
            _ => {
                let fault = table.cell_fault(row, side, "no such side");
                return Err(fault.help("write before, cue, link, after or verb"));
            }
        }
    }
    Ok(context)
}

/// Tells `signs` what else is looked for behind a name: what heads a date or a post, what a life is told under.
fn edges(rules: &RuleSet, signs: &mut Signs) -> Result<(), RuleError> {
    // They head a date behind a name.
    NUMERALS.chars().chain(['零']).for_each(|c| signs.add(c, Sign::BEHIND));
    let table = rules.table(EdgeCue::TABLE)?;
    let cue = table.column("cue")?;
    let behind = table.rows().iter().filter(|row| row.get(cue) == "behind");
    behind.filter_map(first_of).for_each(|c| signs.add(c, Sign::BEHIND));
    Ok(())
}

/// The words of `persons/unusual` that have this role.
fn of_role<'r>(rules: &'r RuleSet, wanted: &str) -> Result<Vec<&'r str>, RuleError> {
    let table = rules.table("persons/unusual")?;
    let role = table.column("role")?;
    let rows = table.rows().iter().filter(|row| row.list(role).any(|name| name == wanted));
    Ok(rows.map(|row| row.get(0)).collect())
}
