//! Dates: numbers with units and date words become atoms, forms match rows of atoms.
//!
//! Reads the normalized text and the scan; gives date expressions without calendar values (`resolve` adds those).
mod atoms;
mod compose;
mod cues;
mod numerals;
mod stamps;
mod words;

use self::{
    atoms::{Atom, Kind, Set},
    compose::compose,
    cues::{Cues, stands_alone},
    numerals::numeral,
    words::Words,
};
use crate::{
    matcher::{Scanner, Sequences},
    mention::{DateExpr, Found},
    rules::{RuleError, RuleId, RuleSet},
    text::Span,
};

/// No form is longer, in atoms.
const LONGEST: usize = 12;

/// Only a time of day may follow these after a blank.
const BEFORE_BLANK: Set = Set::of(&[Kind::IsoDay, Kind::Day]);

/// Finds dates.
#[derive(Clone, Debug)]
pub struct Dates {
    words: Words,
    forms: Sequences,
    /// Rule of each form, and whether what it matches is no date.
    rules: Vec<(RuleId, bool)>,
    cues: Cues,
}

impl Dates {
    /// Builds the extractor from `dates/`.
    ///
    /// # Errors
    /// A table or form that is missing or wrong.
    pub fn new(rules: &RuleSet, scanner: &mut Scanner) -> Result<Self, RuleError> {
        let words = Words::new(rules, scanner)?;
        for c in numerals::STARTS.chars() {
            scanner.call(c, Scanner::DATE);
        }
        let mut dates = Self { words, forms: Sequences::default(), rules: Vec::new(), cues: Cues::new(rules)? };
        let forms = rules.forms("dates/forms")?;
        for form in &forms.forms {
            let fault = |what: String| form.pattern_fault("", what);
            let symbol = |name: &str| Kind::named(name).map(|kind| kind as u8);
            dates.forms.add(&form.pattern, dates.rules.len() as u16, symbol).map_err(fault)?;
            let blocks = form.make.get("date").is_some_and(|d| d == "none");
            dates.rules.push((rules.id(&format!("dates/{}", form.id))?, blocks));
        }
        Ok(dates)
    }

    /// Dates that start at the positions `at`, in order. `opaque` tells whether a position lies in a name or URL.
    pub fn find(&self, text: &str, at: &[u32], opaque: impl Fn(usize) -> bool) -> Vec<Found<DateExpr>> {
        let mut found = Vec::new();
        let mut done = 0;
        let mut atoms = Vec::with_capacity(LONGEST);
        for &start in at {
            let start = start as usize;
            if start < done {
                continue;
            }
            self.row(text, start, &mut atoms);
            if atoms.is_empty() {
                continue;
            }
            let Some((len, form)) = self.forms.longest(atoms.iter().map(|atom| atom.kind as u8)) else { continue };
            if opaque(start) {
                continue;
            }
            let (rule, blocks) = self.rules[usize::from(form)];
            let row = &atoms[..len];
            let end = row[len - 1].end;
            if blocks {
                done = end;
                continue;
            }
            if !stands_alone(text, start, end, row) {
                continue;
            }
            if let Some(mut expr) = compose(row) {
                if expr.modifier.is_none() {
                    expr.modifier = self.cues.around(text, start, end);
                }
                found.push(Found { span: Span::new(start, end), value: expr, rule });
                done = end;
            }
        }
        found
    }

    /// The row of atoms that starts at byte `start`.
    fn row(&self, text: &str, start: usize, out: &mut Vec<Atom>) {
        out.clear();
        let first = if text.as_bytes().get(start).is_some_and(u8::is_ascii_digit) {
            numeral(&self.words, text, start, None).or_else(|| self.words.at(text, start, None))
        } else {
            // A word may tell that the number it starts with is none: 三月三, 十月革命.
            let word = self.words.at(text, start, None);
            let is_date = !matches!(word, Some(Atom { kind: Kind::Not, .. }));
            if is_date { numeral(&self.words, text, start, None).or(word) } else { word }
        };
        let Some(mut atom) = first else { return };
        loop {
            out.push(atom);
            if out.len() == LONGEST {
                return;
            }
            let (last, at) = (Some(atom.kind), atom.end);
            let Some(rest) = text.get(at..) else { return };
            if BEFORE_BLANK.holds(last) && rest.starts_with([' ', '\u{3000}']) {
                let from = text.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
                out.extend(numeral(&self.words, text, from, last).filter(|atom| atom.kind == Kind::Time));
                return;
            }
            match numeral(&self.words, text, at, last).or_else(|| self.words.at(text, at, last)) {
                Some(next) => atom = next,
                None => return,
            }
        }
    }
}
