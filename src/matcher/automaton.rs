//! What is known of a place of a text: from which steps of a program it leads to a match. That depends on its letter and
//! on what is known of the place behind it alone, so a text is read from its end, and few sorts of knowledge come again
//! and again: each is worked out once, when a text asks for it first, and then a place costs one look at a table.
use rustc_hash::FxHashMap;

use super::{
    letters::{END, Letter, Letters, Rows, plain},
    program::{Address, Kind, MATCH, Program, Stretch},
};

/// So many sorts of knowledge are kept of one program; where texts ask for more, all are forgotten.
const MOST_SORTS: usize = if cfg!(test) { 1 << 5 } else { 1 << 12 };

/// Where stands what is known behind the end of a text.
const BEHIND: usize = 0;

/// What texts asked for so far.
#[derive(Debug)]
pub(super) struct Automaton {
    /// By letter: letters that no step tells apart are of one sort. The sorts are counted from `length` on.
    sorts: Box<[u16; Letters::MOST]>,
    /// What is added to the sort of a letter at the start of a line, if that means something.
    starting: usize,
    /// Rows for all sorts of knowledge: first the knowledge itself, then by the sort of a letter the number of the row of
    /// what is known before such a letter, twice, and 1 more if matches start there; 0 where nobody asked.
    rows: Vec<u16>,
    /// How much the knowledge takes of a row: a bit for each step, then a byte for each gap of few letters, how far behind
    /// it goes on, and 1.
    length: usize,
    /// How long a kept row is, as a power of two.
    width: u32,
    /// How many rows there are; where each of the kept ones stands, and where they end.
    count: usize,
    known: FxHashMap<Box<[u16]>, usize>,
    kept: usize,
    /// What is known of the end of a text, and of a place before which no match can end any more.
    end: usize,
    idle: usize,
}

impl Automaton {
    pub(super) fn new(program: &Program, rows: &Rows) -> Self {
        let few = program.steps.iter().filter(|step| step.kind >= Kind::Few).count();
        let length = program.steps.len().div_ceil(16) + few.div_ceil(2);
        let (numbers, count) = rows.sorts(program.steps.iter().map(|step| step.row));
        let mut sorts = Box::new([0; Letters::MOST]);
        sorts.iter_mut().zip(numbers).for_each(|(sort, number)| *sort = number + length as u16);
        let starting = if program.steps.iter().any(|step| step.row == rows.line_start()) { count } else { 0 };
        let width = (length + count + starting).next_power_of_two().trailing_zeros();
        let known = FxHashMap::default();
        let (rows_kept, kept) = (vec![0; 1 << width], 1 << width);
        let mut automaton =
            Self { sorts, starting, rows: rows_kept, length, width, count: 1, known, kept, end: BEHIND, idle: BEHIND };
        let nothing = vec![0; length];
        automaton.end = automaton.row_of(work_out(program, |row| rows.holds(row, END, false), &nothing));
        automaton.idle = automaton.row_of(work_out(program, |row| row == rows.everywhere(), &nothing));
        automaton
    }

    /// Reads a text and puts where stands what is known of each place into `places`; where the first match starts. The
    /// loop in it is faster by itself.
    #[inline(never)]
    pub(super) fn read(
        &mut self,
        program: &Program,
        rows: &Rows,
        text: Stretch<'_>,
        places: &mut Vec<u32>,
    ) -> Option<usize> {
        if self.count > MOST_SORTS {
            *self = Self::new(program, rows);
        }
        let Stretch { letters, starts_line, .. } = text;
        // The last one is `END`.
        if places.len() < letters.len() {
            places.resize(letters.len(), 0);
        }
        let (letters, places) = (&letters[..letters.len() - 1], &mut places[..letters.len()]);
        // What stands before the first letter of all matches or behind the last one need not be read.
        let from = program.first.first_in(text)?;
        let to = program.last.last_in(text).filter(|&to| to >= from)? + 1;
        places[to..].fill(self.idle as u32);
        places[letters.len()] = self.end as u32;
        // The first letter of a line may be one of its own sort.
        let starting = if starts_line { self.starting } else { 0 };
        let usual = from.max(usize::from(starting > 0));
        let (mut at, mut behind, mut starts) = (to, places[to] as usize, 0);
        while at > from {
            // As far as it was found out before.
            let (sorts, kept, width) = (&*self.sorts, &self.rows[..self.kept], self.width);
            let some = usual.min(at)..at;
            for (place, &letter) in places[some.clone()].iter_mut().zip(&letters[some]).rev() {
                let way = behind + usize::from(sorts[usize::from(letter) % Letters::MOST]);
                let row = kept.get(way).map_or(0, |&row| row);
                if row == 0 {
                    break;
                }
                starts |= row;
                behind = usize::from(row / 2) << width;
                *place = behind as u32;
                at -= 1;
            }
            if let Some(&letter) = letters[from..at].last() {
                at -= 1;
                behind = self.find_out(program, rows, behind, plain(letter), at == 0 && starts_line);
                places[at] = behind as u32;
                starts |= u16::from(self.leads(places[at], program.entry));
            }
        }
        if starts % 2 == 0 {
            return None;
        }
        places[from..].iter().position(|&row| self.leads(row, program.entry)).map(|n| from + n)
    }

    /// Whether a step leads to a match from a place of which is known what stands at `row`.
    #[inline]
    pub(super) fn leads(&self, row: u32, step: Address) -> bool {
        self.rows[row as usize + usize::from(step / 16)] >> (step % 16) & 1 != 0
    }

    /// Where stands what is known of a place with this letter before one of which is known what stands at `behind`.
    #[cold]
    fn find_out(&mut self, program: &Program, rows: &Rows, behind: usize, letter: Letter, starts_line: bool) -> usize {
        let starting = if starts_line { self.starting } else { 0 };
        let way = behind + usize::from(self.sorts[usize::from(letter)]) + starting;
        let known = if behind < self.kept { self.rows[way] } else { 0 };
        if known != 0 {
            return usize::from(known / 2) << self.width;
        }
        let old = &self.rows[behind..behind + self.length];
        let now = work_out(program, |row| rows.holds(row, letter, starts_line), old);
        let starts = has(&now, program.entry);
        let row = self.row_of(now);
        if behind < self.kept && row < self.kept {
            self.rows[way] = (row >> self.width) as u16 * 2 + u16::from(starts);
        }
        row
    }

    /// Where so much knowledge stands.
    fn row_of(&mut self, known: Box<[u16]>) -> usize {
        if let Some(&row) = self.known.get(&known) {
            return row;
        }
        let row = self.rows.len();
        self.rows.extend_from_slice(&known);
        self.count += 1;
        // What is beyond is forgotten after this text.
        if self.count <= MOST_SORTS {
            self.kept = row + (1 << self.width);
            self.rows.resize(self.kept, 0);
            self.known.insert(known, row);
        }
        row
    }
}

/// Whether a step leads to a match by what is known of a place.
#[inline]
fn has(known: &[u16], step: Address) -> bool {
    known[usize::from(step / 16)] >> (step % 16) & 1 != 0
}

/// What is known of a place whose letter is in the rows that `holds` says, before one of which `old` is known.
fn work_out(program: &Program, holds: impl Fn(Letter) -> bool, old: &[u16]) -> Box<[u16]> {
    let Program { steps, loops, .. } = program;
    let mut now = vec![0; old.len()].into_boxed_slice();
    now[0] |= 1 << MATCH;
    // Loops lead to steps that were not looked at yet.
    let mut changes = true;
    while changes {
        changes = false;
        let mut gap = steps.len().div_ceil(16) * 2;
        let first = usize::from(MATCH) + 1;
        for (n, step) in (first as Address..).zip(&steps[first..]) {
            let leads = match step.kind {
                Kind::Stay => has(&now, step.next) && holds(step.row) || has(&now, step.other),
                Kind::Take => has(old, step.next) && holds(step.row) || has(&now, step.other),
                Kind::Gap | Kind::WideGap => has(&now, step.next) || has(old, n) && holds(step.row),
                Kind::Few | Kind::WideFew => {
                    let (word, shift) = (gap / 2, gap % 2 * 8);
                    gap += 1;
                    let far = old[word] >> shift & 0xff;
                    let far = match (1..=step.other).contains(&far) && holds(step.row) {
                        _ if has(&now, step.next) => 1,
                        true => far + 1,
                        false => 0,
                    };
                    now[word] = now[word] & !(0xff << shift) | far << shift;
                    far != 0
                }
            };
            if leads && !has(&now, n) {
                now[usize::from(n / 16)] |= 1 << (n % 16);
                changes = *loops;
            }
        }
    }
    now
}
