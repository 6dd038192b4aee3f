//! What patterns are made of: a tree that is cheap to build and to walk, since the program starts with some hundred
//! patterns. That of the crate regex-syntax knows more of each of its parts, which takes ten times as long.
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind};
use smol_str::SmolStr;

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// These characters, one behind the other; nothing, where there are none.
    Word(SmolStr),
    /// One of these characters.
    Class(ClassUnicode),
    /// The start or the end of the line, and no character.
    Edge(Edge),
    /// A part as often as the counts say.
    Counted(Box<Counted>),
    /// What is captured, under its name.
    Group(Option<SmolStr>, Box<Self>),
    /// Parts one behind the other; no words that could be one, no row in a row.
    Row(Vec<Self>),
    /// One of these, the first before others.
    Choice(Vec<Self>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
}

/// How often a part comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) min: u32,
    pub(super) max: Option<u32>,
    /// As often as possible, else as seldom.
    pub(super) greedy: bool,
    pub(super) part: Part,
}

/// Collects the parts of a row.
#[derive(Default)]
pub(super) struct Row {
    parts: Vec<Part>,
    word: String,
}

impl Row {
    pub(super) fn push(&mut self, c: char) {
        self.word.push(c);
    }

    pub(super) fn add(&mut self, part: Part) {
        match part {
            Part::Word(word) => self.word.push_str(&word),
            Part::Row(parts) => parts.into_iter().for_each(|part| self.add(part)),
            part => {
                self.close();
                self.parts.push(part);
            }
        }
    }

    fn close(&mut self) {
        if !self.word.is_empty() {
            self.parts.push(Part::Word(SmolStr::new(&self.word)));
            self.word.clear();
        }
    }

    pub(super) fn done(mut self) -> Part {
        if self.parts.is_empty() {
            return Part::Word(self.word.into());
        }
        self.close();
        match self.parts.len() {
            1 => self.parts.swap_remove(0),
            _ => Part::Row(self.parts),
        }
    }
}

impl Part {
    /// One of some characters.
    pub(super) fn class(class: ClassUnicode) -> Self {
        match class.ranges() {
            [range] if range.start() == range.end() => Self::Word(SmolStr::from_iter([range.start()])),
            _ => Self::Class(class),
        }
    }

    /// One of several parts, the first before others.
    pub(super) fn choice(ways: Vec<Self>) -> Self {
        let mut all = Vec::with_capacity(ways.len());
        for way in ways {
            match way {
                Self::Choice(ways) => all.extend(ways),
                way => all.push(way),
            }
        }
        if all.len() == 1 {
            return all.swap_remove(0);
        }
        // As regex-syntax has it: characters or classes, not both.
        let alike =
            all.iter().all(|way| matches!(way, Self::Word(_))) || all.iter().all(|way| matches!(way, Self::Class(_)));
        if let Some(class) = all.iter().map(Self::one).collect::<Option<Vec<_>>>().filter(|_| alike) {
            return Self::class(ClassUnicode::new(class.concat()));
        }
        let shared = common(&all);
        if shared == 0 {
            return Self::Choice(all);
        }
        // What all start with comes once.
        let (mut row, mut tails) = (Row::default(), Vec::with_capacity(all.len()));
        for (n, way) in all.into_iter().enumerate() {
            let Self::Row(mut parts) = way else { continue };
            tails.push(Row { parts: parts.split_off(shared), word: String::new() }.done());
            if n == 0 {
                row.parts = parts;
            }
        }
        row.add(Self::choice(tails));
        row.done()
    }

    /// The characters of a part that is one character.
    fn one(&self) -> Option<Vec<ClassUnicodeRange>> {
        match self {
            Self::Word(word) => {
                let mut chars = word.chars();
                let one = chars.next().filter(|_| chars.as_str().is_empty())?;
                Some(vec![ClassUnicodeRange::new(one, one)])
            }
            Self::Class(class) => Some(class.ranges().to_vec()),
            _ => None,
        }
    }

    /// A part as often as counts say.
    pub(super) fn counted(mut counted: Counted) -> Self {
        // What takes no characters is no more by coming again.
        if counted.part.takes_nothing() {
            counted.min = counted.min.min(1);
            counted.max = Some(counted.max.map_or(1, |max| max.min(1)));
        }
        match (counted.min, counted.max) {
            (0, Some(0)) => Self::Word(SmolStr::default()),
            (1, Some(1)) => counted.part,
            _ => Self::Counted(Box::new(counted)),
        }
    }

    fn takes_nothing(&self) -> bool {
        match self {
            Self::Word(word) => word.is_empty(),
            Self::Class(_) => false,
            Self::Edge(_) => true,
            Self::Counted(counted) => counted.part.takes_nothing(),
            Self::Group(_, part) => part.takes_nothing(),
            Self::Row(parts) | Self::Choice(parts) => parts.iter().all(Self::takes_nothing),
        }
    }

    /// Whether it matches where no characters are.
    pub(super) fn may_be_nothing(&self) -> bool {
        match self {
            Self::Word(word) => word.is_empty(),
            Self::Class(class) => class.ranges().is_empty(),
            Self::Edge(_) => true,
            Self::Counted(counted) => counted.min == 0 || counted.part.may_be_nothing(),
            Self::Group(_, part) => part.may_be_nothing(),
            Self::Row(parts) => parts.iter().all(Self::may_be_nothing),
            Self::Choice(ways) => ways.iter().any(Self::may_be_nothing),
        }
    }

    /// Whether it matches at the start of a line only.
    pub(super) fn starts_line(&self) -> bool {
        match self {
            Self::Word(_) | Self::Class(_) => false,
            Self::Edge(edge) => *edge == Edge::Start,
            Self::Counted(counted) => counted.min > 0 && counted.part.starts_line(),
            Self::Group(_, part) => part.starts_line(),
            Self::Row(parts) => {
                let first = parts.iter().position(|part| !part.takes_nothing()).map_or(parts.len(), |n| n + 1);
                parts[..first].iter().any(Self::starts_line)
            }
            Self::Choice(ways) => ways.iter().all(Self::starts_line),
        }
    }

    /// The parts that it is made of.
    pub(super) fn parts(&self) -> &[Self] {
        match self {
            Self::Word(_) | Self::Class(_) | Self::Edge(_) => &[],
            Self::Counted(counted) => std::slice::from_ref(&counted.part),
            Self::Group(_, part) => std::slice::from_ref(part),
            Self::Row(parts) | Self::Choice(parts) => parts,
        }
    }

    /// What the crate regex-syntax read.
    ///
    /// # Errors
    /// What patterns have no parts for: bytes that are no characters, words' boundaries.
    pub(super) fn of_hir(hir: &Hir) -> Result<Self, String> {
        use regex_syntax::hir::Look;
        const BYTES: &str = "bytes that are no characters";
        let all = |parts: &[Hir]| parts.iter().map(Self::of_hir).collect::<Result<Vec<_>, _>>();
        Ok(match hir.kind() {
            HirKind::Empty => Self::Word(SmolStr::default()),
            HirKind::Literal(literal) => Self::Word(str::from_utf8(&literal.0).map_err(|_| BYTES)?.into()),
            HirKind::Class(Class::Unicode(class)) => Self::class(class.clone()),
            HirKind::Class(Class::Bytes(class)) => Self::class(class.to_unicode_class().ok_or(BYTES)?),
            HirKind::Look(Look::Start | Look::StartLF) => Self::Edge(Edge::Start),
            HirKind::Look(Look::End | Look::EndLF) => Self::Edge(Edge::End),
            HirKind::Look(_) => return Err("boundaries of words are not to be had".into()),
            HirKind::Repetition(r) => {
                let part = Self::of_hir(&r.sub)?;
                Self::counted(Counted { min: r.min, max: r.max, greedy: r.greedy, part })
            }
            HirKind::Capture(capture) => {
                Self::Group(capture.name.as_deref().map(SmolStr::new), Box::new(Self::of_hir(&capture.sub)?))
            }
            HirKind::Concat(parts) => {
                let mut row = Row::default();
                all(parts)?.into_iter().for_each(|part| row.add(part));
                row.done()
            }
            HirKind::Alternation(ways) => Self::choice(all(ways)?),
        })
    }
}

/// How many parts all ways have in common at their start, where all of them are rows.
fn common(ways: &[Part]) -> usize {
    let Some((Part::Row(first), others)) = ways.split_first() else { return 0 };
    let with = |other: &Part| match other {
        Part::Row(parts) => first.iter().zip(parts).take_while(|(a, b)| a == b).count(),
        _ => 0,
    };
    others.iter().map(with).min().unwrap_or(0)
}

#[cfg(test)]
impl Part {
    /// The same as the crate regex-syntax has it, to be printed and compared.
    pub(super) fn hir(&self) -> Hir {
        self.numbered(&mut 0)
    }

    fn numbered(&self, groups: &mut u32) -> Hir {
        use regex_syntax::hir::{Capture, Look, Repetition};
        match self {
            Self::Word(word) => Hir::literal(word.as_bytes()),
            Self::Class(class) => Hir::class(Class::Unicode(class.clone())),
            Self::Edge(Edge::Start) => Hir::look(Look::Start),
            Self::Edge(Edge::End) => Hir::look(Look::End),
            Self::Counted(counted) => {
                let Counted { min, max, greedy, part } = &**counted;
                let sub = Box::new(part.numbered(groups));
                Hir::repetition(Repetition { min: *min, max: *max, greedy: *greedy, sub })
            }
            Self::Group(name, part) => {
                *groups += 1;
                let (index, name) = (*groups, name.as_deref().map(Box::from));
                Hir::capture(Capture { index, name, sub: Box::new(part.numbered(groups)) })
            }
            Self::Row(parts) => Hir::concat(parts.iter().map(|part| part.numbered(groups)).collect()),
            Self::Choice(ways) => Hir::alternation(ways.iter().map(|way| way.numbered(groups)).collect()),
        }
    }
}
