//! What is known of a place of a text: from which steps of a program it leads to a match. That depends on its letter and
//! on what is known of the place behind it alone, so a text is read from its end, and few sorts of knowledge come again
//! and again: each is worked out once, when a text asks for it first, and then a place costs one look at a table.
use rustc_hash::FxHashMap;

use super::{
    letters::{Letter, Rows},
    program::{Address, Kind, MATCH, Program, Stretch},
};

/// So many sorts of knowledge are kept of one program; where texts ask for more, all are forgotten.
const MOST: usize = 1 << 12;

/// The number of what is known behind the end of a text.
const BEHIND: usize = 0;

/// What texts asked for so far.
#[derive(Debug)]
pub(super) struct Automaton {
    /// By letter: letters that no step tells apart are of one sort.
    sorts: Vec<u16>,
    /// What is added to the sort of a letter at the start of a line, if that means something.
    starting: usize,
    /// How many sorts there are.
    width: usize,
    /// A bit for each step, then a byte for each gap of few letters: how far behind it goes on, and 1; after each other
    /// for all sorts of knowledge.
    known: Vec<u64>,
    length: usize,
    /// Whether matches start where so much is known.
    starts: Vec<bool>,
    numbers: FxHashMap<Box<[u64]>, u16>,
    /// What is known of a place, by what is known behind it and the sort of its letter; 0 where nobody asked.
    before: Vec<u16>,
}

impl Automaton {
    pub(super) fn new(program: &Program, rows: &Rows) -> Self {
        let few = program.steps.iter().filter(|step| step.kind >= Kind::Few).count();
        let length = program.steps.len().div_ceil(64) + few.div_ceil(8);
        let (sorts, count) = rows.sorts(program.steps.iter().map(|step| step.row));
        let starting = if program.steps.iter().any(|step| step.row == rows.line_start()) { count } else { 0 };
        let width = count + starting;
        let numbers = FxHashMap::default();
        Self {
            sorts,
            starting,
            width,
            known: vec![0; length],
            length,
            starts: vec![false],
            numbers,
            before: vec![0; width],
        }
    }

    /// Reads a text and puts what is known of each place into `places`; where the first match starts.
    pub(super) fn read(
        &mut self,
        program: &Program,
        rows: &Rows,
        text: Stretch<'_>,
        places: &mut Vec<u32>,
    ) -> Option<usize> {
        if self.starts.len() > MOST {
            *self = Self::new(program, rows);
        }
        places.clear();
        places.resize(text.letters.len(), 0);
        let (mut behind, mut first) = (BEHIND, None);
        for (at, (place, &letter)) in places.iter_mut().zip(text.letters).enumerate().rev() {
            let starts_line = at == 0 && text.starts_line;
            let way = behind * self.width + self.sort(letter, starts_line);
            behind = match self.before.get(way) {
                Some(&known) if known != 0 => known.into(),
                _ => self.find_out(program, rows, behind, letter, starts_line),
            };
            *place = behind as u32;
            if self.starts[behind] {
                first = Some(at);
            }
        }
        first
    }

    #[inline]
    fn sort(&self, letter: Letter, starts_line: bool) -> usize {
        usize::from(self.sorts[usize::from(letter)]) + if starts_line { self.starting } else { 0 }
    }

    /// Whether a step leads to a match from a place of which so much is known.
    #[inline]
    pub(super) fn leads(&self, known: u32, step: Address) -> bool {
        self.known[known as usize * self.length + usize::from(step / 64)] >> (step % 64) & 1 != 0
    }

    /// The number of what is known of a place with this letter before one of which `behind` is known.
    #[cold]
    fn find_out(&mut self, program: &Program, rows: &Rows, behind: usize, letter: Letter, starts_line: bool) -> usize {
        let old = &self.known[behind * self.length..][..self.length];
        let now = work_out(program, |row| rows.holds(row, letter, starts_line), old);
        let fresh = self.starts.len();
        let number = self.numbers.get(&*now).map_or(fresh, |&number| number.into());
        if number == fresh {
            self.starts.push(has(&now, program.entry));
            self.known.extend_from_slice(&now);
            // What is beyond is forgotten after this text.
            if fresh < MOST {
                self.before.resize(self.before.len() + self.width, 0);
                self.numbers.insert(now, fresh as u16);
            }
        }
        let way = behind * self.width + self.sort(letter, starts_line);
        if let Some(before) = self.before.get_mut(way).filter(|_| number < MOST) {
            *before = number as u16;
        }
        number
    }
}

#[inline]
fn has(known: &[u64], step: Address) -> bool {
    known[usize::from(step / 64)] >> (step % 64) & 1 != 0
}

/// What is known of a place whose letter is in the rows that `holds` says, before one of which `old` is known.
fn work_out(program: &Program, holds: impl Fn(Letter) -> bool, old: &[u64]) -> Box<[u64]> {
    let Program { steps, loops, .. } = program;
    let mut now = vec![0; old.len()].into_boxed_slice();
    now[0] |= 1 << MATCH;
    // Loops lead to steps that were not looked at yet.
    let mut changes = true;
    while changes {
        changes = false;
        let mut gap = steps.len().div_ceil(64) * 8;
        for (n, step) in (0..).zip(steps).skip(usize::from(MATCH) + 1) {
            let leads = match step.kind {
                Kind::Stay => has(&now, step.next) && holds(step.row) || has(&now, step.other),
                Kind::Take => has(old, step.next) && holds(step.row) || has(&now, step.other),
                Kind::Gap | Kind::WideGap => has(&now, step.next) || has(old, n) && holds(step.row),
                Kind::Few | Kind::WideFew => {
                    let (word, shift) = (gap / 8, gap % 8 * 8);
                    gap += 1;
                    let far = old[word] >> shift & 0xff;
                    let far = match (1..=u64::from(step.other)).contains(&far) && holds(step.row) {
                        _ if has(&now, step.next) => 1,
                        true => far + 1,
                        false => 0,
                    };
                    now[word] = now[word] & !(0xff << shift) | far << shift;
                    far != 0
                }
            };
            if leads && !has(&now, n) {
                now[usize::from(n / 64)] |= 1 << (n % 64);
                changes = *loops;
            }
        }
    }
    now
}
