//! Sequences of small symbols, as dates are made of atoms: all sequences of all forms in one trie.
//!
//! A pattern is a row of symbol names; `(a|b c)` chooses, `?` makes the part before it optional. Nothing repeats
//! without end, so that every pattern is a finite set of sequences and the longest match costs one walk.
use rustc_hash::FxHashMap;

/// The sequences of several forms; the value of a sequence is its form's.
#[derive(Clone, Debug, Default)]
pub struct Sequences {
    next: FxHashMap<(u32, u8), u32>,
    value: Vec<Option<u16>>,
}

impl Sequences {
    /// Adds all sequences of `pattern`; `symbol` gives the number of a name.
    ///
    /// # Errors
    /// What is wrong with the pattern, or which other form has the same sequence.
    pub fn add(&mut self, pattern: &str, value: u16, symbol: impl Fn(&str) -> Option<u8>) -> Result<(), String> {
        let mut parser = Parser { rest: pattern.trim(), symbol: &symbol };
        let sequences = parser.choice()?;
        if !parser.rest.is_empty() {
            return Err(format!("`{}` is left over in the pattern", parser.rest));
        }
        if self.value.is_empty() {
            self.value.push(None);
        }
        for sequence in sequences {
            if sequence.is_empty() {
                return Err("the pattern can match nothing".into());
            }
            let mut node = 0;
            for s in sequence {
                let fresh = self.value.len() as u32;
                node = *self.next.entry((node, s)).or_insert(fresh);
                if node == fresh {
                    self.value.push(None);
                }
            }
            match self.value[node as usize].replace(value) {
                Some(other) if other != value => return Err(format!("the same sequence as form number {}", other + 1)),
                _ => {}
            }
        }
        Ok(())
    }

    /// The longest sequence at the start of `symbols`: its length and value.
    pub fn longest(&self, symbols: impl Iterator<Item = u8>) -> Option<(usize, u16)> {
        let (mut node, mut found) = (0, None);
        for (i, s) in symbols.enumerate() {
            let Some(&next) = self.next.get(&(node, s)) else { break };
            node = next;
            if let Some(value) = self.value[node as usize] {
                found = Some((i + 1, value));
            }
        }
        found
    }
}

struct Parser<'p, F> {
    rest: &'p str,
    symbol: &'p F,
}

impl<F: Fn(&str) -> Option<u8>> Parser<'_, F> {
    fn choice(&mut self) -> Result<Vec<Vec<u8>>, String> {
        let mut all = self.row()?;
        while self.eat('|') {
            all.extend(self.row()?);
        }
        Ok(all)
    }

    fn row(&mut self) -> Result<Vec<Vec<u8>>, String> {
        let mut all = vec![Vec::new()];
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.rest.starts_with(['|', ')']) {
                return Ok(all);
            }
            let mut part = if self.eat('(') {
                let part = self.choice()?;
                if !self.eat(')') {
                    return Err("a bracket is left open".into());
                }
                part
            } else {
                let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(self.rest.len());
                let (name, rest) = self.rest.split_at(end);
                self.rest = rest;
                let symbol = (self.symbol)(name).ok_or_else(|| format!("`{name}` is the name of nothing"))?;
                vec![vec![symbol]]
            };
            if self.eat('?') {
                part.push(Vec::new());
            }
            all = all.iter().flat_map(|a| part.iter().map(|b| [a.as_slice(), b].concat())).collect();
            if all.len() > 4096 {
                return Err("the pattern stands for more than 4,096 sequences; split it".into());
            }
        }
    }

    fn eat(&mut self, c: char) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(c) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }
}
