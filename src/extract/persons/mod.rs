//! Persons: names beside titles, in the frames of appointments, in lists, at the head of clauses; then every other
//! occurrence of a name once found.
//!
//! Reads titles, bodies and the layout. Whether a person holds a public post is for `relate` to say.
mod again;
mod beside;
mod cells;
mod cues;
mod head;
mod heads;
mod life;
mod seeds;

use cues::PersonCue;

use crate::{
    lexicon::{Lexicon, Names, Regions, States},
    matcher::{Cues, Scanner, Trie},
    mention::{Found, settle},
    rules::{RuleError, RuleId, RuleSet},
    segment::{Column, Layout},
    text::{Characters, Classes, Norm, Span, place_at, place_before},
};

/// Finds persons.
#[derive(Clone, Debug)]
pub struct Persons {
    /// What each character says of names beside it, and of names that it is part of.
    around: Classes<u16>,
    /// What shows that a name without a surname stands before it.
    behind: Trie,
    cues: Cues<PersonCue>,
    title: RuleId,
    frame: RuleId,
    list: RuleId,
    clause: RuleId,
    again: RuleId,
}

/// How many bytes behind a sentence with a title a name may stand that a word introduces.
const NEAR_BYTES: usize = 300;

/// Blanks that part names from what stands beside them.
const BLANKS: [char; 3] = [' ', '\u{3000}', '\t'];

/// Marks after which a name may stand.
const MARKS: &str = "—/：:（(”、的";

/// Bits of [`Persons::around`]: one of the [`MARKS`].
const MARK: u16 = 1;
/// A quote or a bullet.
const QUOTE: u16 = 1 << 1;
/// It may stand in the number of a list.
const NUMBER: u16 = 1 << 6;
/// It may end such a number.
const DOT: u16 = 1 << 7;
/// What says whose turn it was may begin with it.
const TURN: u16 = 1 << 2;
/// What shows that a name stands before it may begin with it.
const SHOWS: u16 = 1 << 3;
/// No name without a surname begins with it at the head of a clause.
const NO_HEAD: u16 = 1 << 4;
/// No name without a surname holds it, unless it is made of known parts.
const NO_PART: u16 = 1 << 5;
/// A surname or a part of names may begin with it, as [`Names::may_be`] has it.
const BEGINS: u16 = 1 << 8;
/// It may stand in a name, as [`Names::may_be`] has it.
const STANDS: u16 = 1 << 9;
/// A part of names without a surname may begin with it, as [`Names::may_be`] has it.
const PART: u16 = 1 << 10;
/// What introduces a life may begin with it.
const LIFE: u16 = 1 << 11;
/// A date may end with it.
const DATE_END: u16 = 1 << 12;

/// Where names cannot be: spans of other mentions, in order.
pub struct Surroundings<'a> {
    /// Titles.
    pub titles: &'a [Span<Norm>],
    /// Where marks or words end after which a name may stand.
    pub openings: &'a [u32],
    /// Where the scan found marks, and which.
    pub marks: &'a [(u32, char)],
    /// Bodies, organizations, dates, 《…》: nothing of a name lies in them.
    pub taken: &'a [Span<Norm>],
    /// Lines and clauses.
    pub layout: &'a Layout,
    /// The characters of the text.
    pub characters: &'a Characters,
}

impl Surroundings<'_> {
    fn free(&self, start: usize, end: usize) -> bool {
        let clear = |spans: &[Span<Norm>]| {
            let next = spans.partition_point(|s| s.end() <= start);
            spans.get(next).is_none_or(|s| s.start() >= end)
        };
        clear(self.taken) && clear(self.titles)
    }
}

struct Seeds<'a> {
    names: &'a Names,
    regions: &'a Regions,
    states: &'a States,
    cues: &'a Cues<PersonCue>,
    /// The rule of frames that only a name fits into.
    strong: RuleId,
    /// The rule of names beside titles.
    beside: RuleId,
    /// The rule of names at the head of clauses and behind marks.
    clause: RuleId,
    /// The stretch of the list walked last.
    listed: (usize, usize),
    /// [`Persons::around`].
    chars: &'a Classes<u16>,
    text: &'a str,
    around: &'a Surroundings<'a>,
    found: Vec<Found<()>>,
}

impl Persons {
    /// Builds the extractor; the words are in `names`. The scanner is told after what names may stand.
    ///
    /// # Errors
    /// A rule that is missing.
    pub fn new(rules: &RuleSet, names: &Names, scanner: &mut Scanner) -> Result<Self, RuleError> {
        let context = rules.table("persons/context")?;
        let side = context.column("side")?;
        let words = context.rows().iter().filter(|row| matches!(row.get(side), "before" | "cue"));
        words.for_each(|row| scanner.call_word(row.get(0), Scanner::OPENING));
        MARKS.chars().for_each(|mark| scanner.call(mark, Scanner::OPENING));
        heads::LABEL_MARKS.into_iter().for_each(|mark| scanner.call(mark, Scanner::MARK));
        let (around, behind) = classes(rules, names)?;
        Ok(Self {
            around,
            behind,
            cues: Cues::new(rules)?,
            title: rules.id("persons/beside-title")?,
            frame: rules.id("persons/in-frame")?,
            list: rules.id("persons/in-list")?,
            clause: rules.id("persons/clause-head")?,
            again: rules.id("persons/again")?,
        })
    }

    /// Persons of the page, in order, without overlaps.
    pub fn find(&self, lexicon: &Lexicon, text: &str, around: &Surroundings<'_>) -> Vec<Found<()>> {
        if around.titles.is_empty() {
            return Vec::new();
        }
        let mut seeds = Seeds {
            names: &lexicon.names,
            regions: &lexicon.regions,
            states: &lexicon.states,
            cues: &self.cues,
            strong: self.frame,
            beside: self.title,
            clause: self.clause,
            listed: (0, 0),
            chars: &self.around,
            text,
            around,
            found: Vec::with_capacity(around.titles.len()),
        };
        for title in around.titles {
            if self.foreign(&mut seeds, *title) {
                continue;
            }
            self.after_title(&mut seeds, title.end());
            self.before_title(&mut seeds, *title);
        }
        self.dotted(&mut seeds);
        self.comrades(&mut seeds);
        self.heads(&mut seeds);
        self.columns(&mut seeds);
        self.tables(&mut seeds);
        self.frames(&mut seeds);
        seeds.found = settle(std::mem::take(&mut seeds.found));
        let found = std::mem::take(&mut seeds.found);
        // Lists may go on after a name that is known from elsewhere.
        seeds.found = self.again(lexicon, text, around, found);
        let before = seeds.found.len();
        for end in seeds.found.iter().map(|f| f.span.end()).collect::<Vec<_>>() {
            if text.get(end..).is_some_and(|t| t.starts_with('、')) {
                self.list(&mut seeds, end);
            }
        }
        if seeds.found.len() == before {
            return seeds.found;
        }
        let found = settle(seeds.found);
        self.again(lexicon, text, around, found)
    }

    /// 姓名：|刀文海: a name that is all that stands behind its label.
    fn labelled(&self, seeds: &mut Seeds<'_>, at: usize) -> bool {
        let text = seeds.text;
        let colon = text.get(..at).is_some_and(|t| t.ends_with([':', '：']));
        if !colon || !text.get(..at).is_some_and(|t| self.cues.ends(PersonCue::Label, t)) {
            return false;
        }
        let line = seeds.around.layout.line_at(at.saturating_sub(1));
        let rest = text.get(at..line.end()).unwrap_or("");
        let name = rest.trim();
        let start = at + rest.len() - rest.trim_start().len();
        (2..=4).contains(&name.chars().count()) && self.whole(seeds, start, start + name.len())
    }

    /// The cells of tables below 姓名.
    fn tables(&self, seeds: &mut Seeds<'_>) {
        let page = Span::new(0, seeds.text.len());
        for cell in seeds.around.layout.cells_in(page).iter().filter(|cell| cell.column == Column::Name) {
            self.whole(seeds, cell.span.start(), cell.span.end());
        }
    }

    /// A name that fills the place where one is to stand.
    fn whole(&self, seeds: &mut Seeds<'_>, start: usize, end: usize) -> bool {
        let name = seeds.text.get(start..end).unwrap_or("");
        let fits = name.chars().all(|c| c == '·' || c.is_whitespace() || seeds.names.may_stand_in_name(c));
        fits && !seeds.names.is_word(name) && seeds.accept(start, end, self.clause)
    }

    /// Names after words of appointment: 任命X为, 由X任, 补选X为, 免去X的.
    fn frames(&self, seeds: &mut Seeds<'_>) {
        let text = seeds.text;
        let Surroundings { titles, openings, layout, .. } = *seeds.around;
        let (mut titles, mut openings) = (titles.iter().peekable(), openings.iter().map(|&at| at as usize).peekable());
        // Where the last sentence with a title ended.
        let mut last = 0;
        for sentence in layout.sentences() {
            while titles.next_if(|t| t.end() <= sentence.start()).is_some() {}
            let titled = titles.peek().is_some_and(|t| t.start() < sentence.end());
            if titled {
                last = sentence.end();
            }
            // 担任这一职务的|安立山: the post stands in the sentence before.
            if !titled && sentence.start().saturating_sub(last) > NEAR_BYTES {
                continue;
            }
            while openings.next_if(|&at| at <= sentence.start()).is_some() {}
            while let Some(at) = openings.next_if(|&at| at < sentence.end()) {
                // 来源：政知圈: where the page comes from.
                let sourced = || text.get(..at).is_some_and(|t| self.cues.ends(PersonCue::Source, t));
                if self.labelled(seeds, at) || sourced() {
                    continue;
                }
                // Most of what stands there is neither a surname nor on a line where anything else may be one.
                let blank = usize::from(text.as_bytes().get(at) == Some(&b' '));
                let first = self.around.at(place_at(text, at + blank).0);
                if first & if titled { BEGINS | STANDS } else { BEGINS } == 0 {
                    continue;
                }
                let introduction = seeds.names.introduction(text, at);
                let introduced = introduction == Some(true) && titled;
                // 任命 海波 为: set apart by blanks. Without a surname a name needs a word before it.
                if !introduced && (blank > 0 || first & BEGINS == 0) {
                    continue;
                }
                let mark = titled && self.around.at(place_before(text, at)) & MARK != 0;
                let at = at + blank;
                if introduced
                    && let Some(end) = seeds.closed(at)
                    && seeds.accept(at, end, self.frame)
                {
                    continue;
                }
                if (mark || introduced || introduction.is_some() && seeds.surely(at))
                    && let Some(end) = seeds.name(at, 2, introduced, if introduced { self.frame } else { self.clause })
                {
                    self.list(seeds, end);
                }
            }
        }
    }
}

/// [`Persons::around`], and what shows that a name without a surname stands before it.
fn classes(rules: &RuleSet, names: &Names) -> Result<(Classes<u16>, Trie), RuleError> {
    let mut around = Classes::default();
    for place in 0..=u16::MAX {
        let sign = names.may_be(place);
        let known = [(sign.begins_name(), BEGINS), (sign.stands_in_name(), STANDS), (sign.begins_part(), PART)];
        around.set(place, known.iter().filter(|(is, _)| *is).fold(0, |bits, (_, bit)| bits | bit));
    }
    MARKS.chars().for_each(|c| around.add(c, MARK));
    heads::tell(&mut around);
    let cues = rules.table("persons/cues")?;
    let cue = cues.column("cue")?;
    for row in cues.rows() {
        let bits = match row.get(cue) {
            "turn" => TURN,
            "life" => LIFE,
            "date-end" => DATE_END,
            _ => continue,
        };
        row.get(0).chars().next().into_iter().for_each(|first| around.add(first, bits));
    }
    let mut behind = Trie::default();
    let unusual = rules.table("persons/unusual")?;
    let role = unusual.column("role")?;
    for row in unusual.rows() {
        let first = row.get(0).chars().next().unwrap_or_default();
        for name in row.list(role) {
            let bits = match name {
                "behind" => SHOWS,
                "first" => NO_HEAD,
                "inside" => NO_PART,
                // Asked of names of any kind, by the lexicon.
                "last" | "never" => continue,
                _ => {
                    let help = "write behind, first, inside, last or never";
                    return Err(unusual.cell_fault(row, role, "no such role").help(help));
                }
            };
            around.add(first, bits);
            if bits == SHOWS {
                behind.insert(row.get(0), 0);
            }
        }
    }
    Ok((around, behind))
}
