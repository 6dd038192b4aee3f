//! Makes `rules/persons/words.tsv` from the dictionary of jieba-rs, whose words and tags it asks jieba-rs about:
//!
//! ```text
//! cargo run --release --example name_words -- ~/.cargo/registry/src/*/jieba-rs-0.11.0/src/data/dict.txt > words.tsv
//! ```
use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    io::{self, Write as _},
};

use zhiguan::{lexicon::Lexicon, matcher::Scanner, rules::RuleSet, segment::is_common};

const HEAD: &str = "\
# Words of the language that might be taken for names of persons or for parts of them, by their first character
# second: the second characters of words of two; longer: what follows the first character in longer words
# Of words with characters that names may have, tagged as anything but names: all of two characters; of three those that
# begin as names do (surnames.tsv, parts.tsv) or hold no shorter word; longer ones that begin with a compound surname or
# a part of a name or hold no shorter word. Who adds a surname adds its words of three characters
# Source: dict.txt of jieba-rs 0.11.0 (MIT), by examples/name_words; short names of offices and of their work, which the dictionary does not hold, by hand
# (examples/name_words/by_hand.txt)
first\tsecond\tlonger
";

/// Short names of offices and of their work, which the dictionary does not hold.
const BY_HAND: &str = include_str!("by_hand.txt");

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("the path of dict.txt is missing")?;
    let dictionary = fs::read_to_string(path)?;
    let rules = RuleSet::embedded()?;
    let begins = Begins::new(&rules)?;
    let names = Lexicon::new(&rules, &mut Scanner::default())?.names;
    let may_stand = |c: char| c <= '\u{ffff}' && (names.may_stand_in_name(c) || c == '为' || begins.chars.contains(&c));
    let words: BTreeSet<&str> = dictionary
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|word| word.chars().nth(1).is_some() && word.chars().all(may_stand) && is_common(word))
        .chain(BY_HAND.lines())
        .collect();
    let mut rows: BTreeMap<char, (String, Vec<&str>)> = BTreeMap::new();
    for word in words.iter().filter(|word| begins.a_name(word) || !holds_shorter(&words, word)) {
        let mut rest = word.chars();
        let (seconds, longer) = rows.entry(rest.next().ok_or("an empty word")?).or_default();
        match rest.as_str() {
            second if second.chars().count() == 1 => seconds.push_str(second),
            tail => longer.push(tail),
        }
    }
    let mut out = io::stdout().lock();
    out.write_all(HEAD.as_bytes())?;
    for (first, (seconds, longer)) in rows {
        writeln!(out, "{}", format!("{first}\t{seconds}\t{}", longer.join(",")).trim_end())?;
    }
    Ok(())
}

/// What names begin with.
struct Begins {
    /// First characters of surnames and of parts of names, and those behind them, with which the rest of a name begins.
    chars: BTreeSet<char>,
    compound: Vec<String>,
    /// Parts of names, and what is left of them behind their first characters.
    parts: Vec<String>,
}

impl Begins {
    fn new(rules: &RuleSet) -> Result<Self, Box<dyn Error>> {
        let surfaces =
            |name: &str| Ok::<_, Box<dyn Error>>(rules.table(name)?.rows().iter().map(|row| row.get(0).to_owned()));
        let compound: Vec<String> = surfaces("persons/surnames")?.filter(|s| s.chars().nth(1).is_some()).collect();
        let mut parts: Vec<String> = surfaces("persons/parts")?.collect();
        let mut chars: BTreeSet<char> =
            surfaces("persons/surnames")?.chain(parts.clone()).filter_map(|s| s.chars().next()).collect();
        chars.extend(compound.iter().chain(&parts).filter_map(|s| s.chars().nth(1)));
        let rests: Vec<String> = parts.iter().map(|part| part.chars().skip(1).collect()).collect();
        parts.extend(rests.into_iter().filter(|rest| rest.chars().nth(1).is_some()));
        Ok(Self { chars, compound, parts })
    }

    /// Whether a name may be or begin with the word, or what is left of a name behind its first character.
    fn a_name(&self, word: &str) -> bool {
        match word.chars().count() {
            2 => true,
            3 => word.chars().next().is_some_and(|c| self.chars.contains(&c)),
            n => {
                n == 4 && self.compound.iter().any(|surname| word.starts_with(surname))
                    || self.parts.iter().any(|part| word.starts_with(part) || part.starts_with(word))
            }
        }
    }
}

/// Whether other words stand in a word.
fn holds_shorter(words: &BTreeSet<&str>, word: &str) -> bool {
    let bounds: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let stretches =
        bounds.iter().enumerate().flat_map(|(n, &start)| bounds.iter().skip(n + 2).map(move |&end| (start, end)));
    let mut shorter = stretches.filter_map(|(start, end)| word.get(start..end)).filter(|other| *other != word);
    shorter.any(|other| words.contains(other))
}
