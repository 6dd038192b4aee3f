//! Reads patterns as most of them are written: words, choices, groups, lists of characters, counts. The crate
//! regex-syntax reads the others, and all that is wrong; it takes many times as long.
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};
use smol_str::SmolStr;

use super::part::{Counted, Edge, Part, Row};

/// Groups in each other that are read here.
const DEEPEST: usize = 50;

/// What a pattern says.
///
/// # Errors
/// As `regex_syntax::parse`, and as [`Part::of_hir`].
pub(super) fn parse(pattern: &str) -> Result<Part, String> {
    match usual(pattern) {
        Some(part) => Ok(part),
        None => regex_syntax::parse(pattern).map_err(|e| e.to_string()).and_then(|hir| Part::of_hir(&hir)),
    }
}

/// What a pattern says that is written as most are; none where it is not.
fn usual(pattern: &str) -> Option<Part> {
    // No line holds another, so that ends of lines are those of the text.
    let rest = pattern.strip_prefix("(?m)").unwrap_or(pattern);
    let mut reader = Reader { rest, names: Vec::new() };
    let part = reader.choice(0)?;
    reader.rest.is_empty().then_some(part)
}

struct Reader<'p> {
    rest: &'p str,
    names: Vec<&'p str>,
}

impl<'p> Reader<'p> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next()?;
        self.rest = chars.as_str();
        Some(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn choice(&mut self, depth: usize) -> Option<Part> {
        let first = self.row(depth)?;
        if self.peek() != Some('|') {
            return Some(first);
        }
        let mut ways = vec![first];
        while self.eat("|") {
            ways.push(self.row(depth)?);
        }
        Some(Part::choice(ways))
    }

    fn row(&mut self, depth: usize) -> Option<Part> {
        let mut row = Row::default();
        while let Some(c) = self.peek().filter(|c| !matches!(c, '|' | ')')) {
            let part = match c {
                '(' => self.group(depth + 1)?,
                '[' => self.class()?,
                '^' | '$' => self.edge()?,
                _ => {
                    let c = self.character()?;
                    if !self.counts() {
                        row.push(c);
                        continue;
                    }
                    Part::Word(SmolStr::from_iter([c]))
                }
            };
            row.add(self.counted(part)?);
        }
        Some(row.done())
    }

    fn group(&mut self, depth: usize) -> Option<Part> {
        self.eat("(");
        let mut name = None;
        let captures = !self.eat("?:");
        if captures && self.eat("?<") {
            let (found, rest) = self.rest.split_once('>')?;
            if found.is_empty() || !found.bytes().all(|b| b.is_ascii_lowercase()) || self.names.contains(&found) {
                return None;
            }
            self.names.push(found);
            (name, self.rest) = (Some(found.into()), rest);
        }
        let part = if depth > DEEPEST { None } else { self.choice(depth) }?;
        let closed = self.eat(")");
        closed.then(|| if captures { Part::Group(name, Box::new(part)) } else { part })
    }

    fn edge(&mut self) -> Option<Part> {
        let edge = if self.next()? == '^' { Edge::Start } else { Edge::End };
        (!self.counts()).then_some(Part::Edge(edge))
    }

    /// One character for itself.
    fn character(&mut self) -> Option<char> {
        match self.next()? {
            '\\' => match self.next()? {
                'n' => Some('\n'),
                't' => Some('\t'),
                c @ ('\\' | '.' | '+' | '*' | '?' | '(' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$' | '/') => {
                    Some(c)
                }
                _ => None,
            },
            '*' | '+' | '?' | '.' | '{' | '}' | '[' | ']' | '(' | ')' | '|' => None,
            c => Some(c),
        }
    }

    /// One of several characters, or none of them.
    fn class(&mut self) -> Option<Part> {
        self.eat("[");
        let is_negated = self.eat("^");
        let mut ranges = Vec::new();
        loop {
            let start = match self.next()? {
                ']' if !ranges.is_empty() => break,
                '\\' => match self.next()? {
                    'n' => '\n',
                    't' => '\t',
                    c @ ('s' | 'w') => {
                        ranges.extend_from_slice(known(c)?.ranges());
                        continue;
                    }
                    _ => return None,
                },
                '-' if self.peek() == Some(']') => '-',
                // Sets in sets.
                '[' | ']' | '-' | '&' | '~' => return None,
                c => c,
            };
            let mut behind = self.rest.chars();
            let end = match (behind.next(), behind.next()) {
                (Some('-'), Some(']')) => start,
                (Some('-'), Some(end)) if end >= start && !matches!(end, '\\' | '[' | '-') => {
                    self.rest = behind.as_str();
                    end
                }
                (Some('-'), _) => return None,
                _ => start,
            };
            ranges.push(ClassUnicodeRange::new(start, end));
        }
        let mut class = ClassUnicode::new(ranges);
        if is_negated {
            class.negate();
        }
        Some(Part::class(class))
    }

    /// Whether a count comes next.
    fn counts(&self) -> bool {
        matches!(self.rest.as_bytes().first(), Some(b'?' | b'*' | b'+' | b'{'))
    }

    /// As often as the count behind it says.
    fn counted(&mut self, part: Part) -> Option<Part> {
        if !self.counts() {
            return Some(part);
        }
        let (min, max) = match self.next()? {
            '?' => (0, Some(1)),
            '*' => (0, None),
            '+' => (1, None),
            _ => {
                let (range, rest) = self.rest.split_once('}')?;
                self.rest = rest;
                let number = |text: &str| {
                    let is_number = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
                    is_number.then(|| text.parse::<u32>().ok()).flatten()
                };
                let (min, max) = range.split_once(',').unwrap_or((range, range));
                (number(min)?, Some(number(max)?))
            }
        };
        let greedy = !self.eat("?");
        let is_sound = !self.counts() && max.is_none_or(|max| min <= max);
        is_sound.then(|| Part::counted(Counted { min, max, greedy, part }))
    }
}

/// The characters that a backslash and this letter stand for.
fn known(letter: char) -> Option<ClassUnicode> {
    match regex_syntax::parse(&format!("\\{letter}")).ok()?.into_kind() {
        HirKind::Class(Class::Unicode(class)) => Some(class),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Part, usual};

    /// What the crate reads, whose edges of lines are those of the text.
    fn read(pattern: &str) -> Option<Part> {
        Part::of_hir(&regex_syntax::parse(pattern).ok()?).ok()
    }

    #[test]
    fn usual_patterns_are_read_as_by_the_crate() {
        for pattern in
            ["", "甲|", "(?:|甲)乙", "(?m)^(?<a>甲{2,3}?|[^\\s丙-甲-])+$", "a\\.\\n[\\t-]", "(a)(?:b(?<c>d))"]
        {
            assert_eq!(usual(pattern), read(pattern), "{pattern}");
            assert!(usual(pattern).is_some(), "{pattern}");
        }
        for pattern in ["(", ")", "a{3,2}", "(?<a>b)(?<a>c)", "[b-a]", "*a", "[]", "a**", "[a", "a{", "\\"] {
            assert_eq!(usual(pattern), None, "{pattern}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_the_crate_reads(
            pattern in r"(\(\?m\))?([甲乙a ]|\(\?:|\(\?<[ab]>|\(|\)|\||\[\^?[甲乙a\-]{1,4}\]|[?*+]\??|\{[0-2],?[0-3]\}\??|\^|\$|\\[nsw.]){0,14}",
        ) {
            if let Some(part) = usual(&pattern) {
                let hir = regex_syntax::parse(pattern.strip_prefix("(?m)").unwrap_or(&pattern)).ok();
                prop_assert_eq!(Some(part.hir()), hir.clone());
                prop_assert_eq!(Some(part), hir.and_then(|hir| Part::of_hir(&hir).ok()));
            }
        }
    }
}
