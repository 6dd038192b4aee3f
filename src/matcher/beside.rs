//! What stands beside the mentions of a match: known from the programs, and cheaper to look for than a match.
use super::{
    formset::{ByLetter, FormSet},
    letters::{END, Letter, LetterSet, Letters, Rows, plain},
    pattern::{Pattern, Symbol},
    program::Program,
};

/// For one kind of mentions that forms need: which of them may match by the letters beside it.
struct Beside {
    before: ByLetter,
    behind: ByLetter,
}

/// Which forms may match by the letters beside mentions.
pub(super) struct Surroundings {
    kinds: [Beside; Symbol::ALL.len()],
    /// By letter: the number of the kind that it stands for, if any.
    kind_of: Vec<u8>,
    /// The forms that ask for nothing beside mentions.
    free: FormSet,
}

impl Surroundings {
    /// Each form is asked of the mentions that it needs beside which the fewest letters may stand.
    pub(super) fn new(patterns: &[Pattern], programs: &[Program], letters: &Letters, rows: &Rows) -> Self {
        let none = || vec![FormSet::default(); letters.len()];
        let mut kinds = Symbol::ALL.map(|_| [none(), none()]);
        // The forms that do not mind what stands before or behind.
        let mut any = Symbol::ALL.map(|_| [FormSet::default(); 2]);
        let mut free = FormSet::default();
        for (n, (pattern, program)) in patterns.iter().zip(programs).enumerate() {
            let needs = pattern.enough.needs();
            let needed = Symbol::ALL.into_iter().filter(|&kind| needs.has(kind));
            let asks = needed.map(|kind| (kind, program.beside(letters.of(kind.char()), rows)));
            let count = |set: &Option<LetterSet>| set.as_ref().map_or(letters.len(), LetterSet::len);
            let fewest = asks.min_by_key(|(_, beside)| beside.iter().map(count).product::<usize>());
            let Some((kind, beside)) = fewest.filter(|(_, beside)| beside.iter().any(Option::is_some)) else {
                free.add(n);
                continue;
            };
            let forms = kinds[kind as usize].iter_mut().zip(&mut any[kind as usize]);
            for ((forms, any), set) in forms.zip(beside) {
                match set {
                    Some(set) => set.iter().for_each(|letter| forms[usize::from(letter)].add(n)),
                    None => any.add(n),
                }
            }
        }
        for (forms, any) in kinds.iter_mut().flatten().zip(any.iter().flatten()) {
            forms.iter_mut().for_each(|forms| forms.join(any));
        }
        let mut kind_of = vec![u8::MAX; letters.len()];
        Symbol::ALL.iter().for_each(|&kind| kind_of[usize::from(letters.of(kind.char()))] = kind as u8);
        let kinds =
            kinds.map(|[before, behind]| Beside { before: ByLetter::new(&before), behind: ByLetter::new(&behind) });
        Self { kinds, kind_of, free }
    }

    /// The forms that may match by what stands beside the mentions of a stretch, which stand at `places`.
    pub(super) fn fitting(&self, letters: &[Letter], places: &[u32]) -> FormSet {
        let mut fitting = self.free;
        for &at in places {
            let at = at as usize;
            let Some(kind) = self.kinds.get(usize::from(self.kind_of[usize::from(plain(letters[at]))])) else {
                continue;
            };
            let before = if at == 0 { END } else { letters[at - 1] };
            let mut forms = *kind.before.of(before);
            forms.meet(kind.behind.of(letters[at + 1]));
            fitting.join(&forms);
        }
        fitting
    }
}
