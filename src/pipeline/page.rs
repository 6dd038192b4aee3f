//! The way of one document through the stages, in the one order there is.
use smol_str::{SmolStr, ToSmolStr};

use std::{
    mem::take,
    panic,
    sync::{Mutex, MutexGuard, PoisonError},
    thread::{self, ScopedJoinHandle},
};

use super::overlaps::{Cover, inside, keep_outermost, merge};
use crate::{
    document::RawDocument,
    explain::Seen,
    extract::{
        agencies::Agencies,
        dates::Dates,
        documents::Documents,
        persons::{Persons, Surroundings},
        ranks::Ranks,
        titles::Titles,
    },
    lexicon::{AgencyCue, Lexicon, RegionId, Special},
    matcher::{Scanner, Triggers},
    mention::{Board, Body, Found, Person, settle},
    normalize::{Normalized, Normalizer, Script, T2s},
    record::{Draft, Record, SCHEMA},
    relate::{self, Facts, Relate},
    resolve::{self, Anchors, Calendar, Composed, NameBodies, Page, Places, References},
    rules::{RuleError, RuleSet},
    segment::{CRUMBS, Layout, MARKS, TableHeads},
    text::{Characters, Norm, Span, is_han},
    value::{Day, Point},
};

/// All stages, built from the rules.
#[derive(Debug)]
pub(super) struct Stages {
    rules: RuleSet,
    normalizer: Normalizer,
    lexicon: Lexicon,
    scanner: Scanner,
    dates: Dates,
    ranks: Ranks,
    table_heads: TableHeads,
    documents: Documents,
    titles: Titles,
    agencies: Agencies,
    persons: Persons,
    names: NameBodies,
    references: References,
    calendar: Calendar,
    relate: Relate,
    places: Places,
    spare: Mutex<Vec<Memory>>,
}

/// Memory that documents use one after the other: as many as are worked on at a time.
#[derive(Debug, Default)]
struct Memory {
    characters: Characters,
    triggers: Triggers,
    layout: Layout,
    composed: Composed,
    relate: relate::Memory,
    board: Board,
}

/// One document, read up to the facts.
struct Reading<'d> {
    record: Record,
    normalized: Normalized<'d>,
    layout: Layout,
    memory: Memory,
    board: Board,
    anchors: Anchors,
    special: Option<Special>,
    facts: Facts,
}

impl Stages {
    pub(super) fn new(rules: RuleSet, t2s: T2s) -> Result<Self, RuleError> {
        let mut scanner = Scanner::default();
        let (relate, normalizer, stages) = thread::scope(|scope| {
            // Half of the work, beside the other half; what is left goes where there is time.
            let relate = scope.spawn(|| Relate::new(&rules));
            let normalizer = scope.spawn(|| Normalizer::with_t2s(&rules, t2s));
            let mut stages = || {
                let lexicon = Lexicon::new(&rules, &mut scanner)?;
                let dates = Dates::new(&rules, &mut scanner)?;
                let ranks = Ranks::new(&rules, &mut scanner)?;
                let persons = Persons::new(&rules, &lexicon.names, &mut scanner)?;
                let (table_heads, documents, titles, agencies) =
                    (TableHeads::new(&rules)?, Documents::new(&rules)?, Titles::new(&rules)?, Agencies::new(&rules)?);
                let resolve =
                    (NameBodies::new(&rules)?, References::new(&rules)?, Calendar::new(&rules)?, Places::new(&rules)?);
                Ok((lexicon, dates, ranks, persons, table_heads, documents, titles, agencies, resolve))
            };
            let stages = stages();
            (joined(relate), joined(normalizer), stages)
        });
        let (relate, normalizer) = (relate?, normalizer?);
        let (lexicon, dates, ranks, persons, table_heads, documents, titles, agencies, resolve) = stages?;
        let (names, references, calendar, places) = resolve;
        MARKS.chars().chain(CRUMBS).for_each(|mark| scanner.call(mark, Scanner::MARK));
        relate.watched().iter().for_each(|word| scanner.call_word(word, Scanner::MARK));
        Ok(Self {
            rules,
            normalizer,
            lexicon,
            scanner,
            dates,
            ranks,
            table_heads,
            documents,
            titles,
            agencies,
            persons,
            names,
            references,
            calendar,
            relate,
            places,
            spare: Mutex::default(),
        })
    }

    pub(super) fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Reads one document and gives `take` what its record is made of. `reference_date` is the user's, for documents without
    /// one of their own; `done` is told the name of every stage when it is through.
    pub(super) fn draft<R>(
        &self,
        document: &RawDocument,
        reference_date: Option<Day>,
        done: &mut dyn FnMut(&'static str),
        take: impl FnOnce(Draft<'_>) -> R,
    ) -> R {
        let reading = self.read(document, reference_date, done, None);
        let Reading { record, normalized, layout, mut memory, mut board, facts, .. } = reading;
        let taken = take(Draft::new(record, &normalized.text, &board, &facts, &self.lexicon.regions, &self.rules));
        board.clear();
        (memory.characters, memory.layout, memory.board) = (normalized.text.into_characters(), layout, board);
        self.spare().push(memory);
        taken
    }

    /// Makes a record and shows `tell` what it was made from.
    pub(super) fn explain(&self, document: &RawDocument, reference_date: Option<Day>, tell: &mut dyn FnMut(&Seen<'_>)) {
        let mut named = Vec::new();
        let reading = self.read(document, reference_date, &mut |_| {}, Some(&mut named));
        let (text, board) = (&reading.normalized.text, &reading.board);
        let page = Page {
            lexicon: &self.lexicon,
            text: text.text(),
            layout: &reading.layout,
            marks: &reading.memory.triggers.marks,
            anchors: &reading.anchors,
            special: reading.special,
        };
        let lines = self.relate.lines(page, board);
        let draft = Draft::new(reading.record, text, board, &reading.facts, &self.lexicon.regions, &self.rules);
        tell(&Seen {
            rules: &self.rules,
            page,
            aligned: text,
            record: &draft.into_record(),
            board,
            named: &named,
            triggers: &reading.memory.triggers,
            lines: &lines,
        });
    }

    /// All stages up to the facts. The bodies as naming leaves them, nameless ones too, go to `named`.
    fn read<'d>(
        &self,
        document: &'d RawDocument,
        reference_date: Option<Day>,
        done: &mut dyn FnMut(&'static str),
        named: Option<&mut Vec<Found<Body>>>,
    ) -> Reading<'d> {
        let mut record = envelope(document, &self.rules);
        let mut memory = self.spare().pop().unwrap_or_default();
        let normalized = self.normalizer.normalize_with(&document.text, take(&mut memory.characters));
        record.script = SmolStr::new_static(normalized.script.as_str());
        record.noise = normalized.noise.iter().map(|&name| SmolStr::new_static(name)).collect();
        done("normalize");
        let text = normalized.text.text();
        self.scanner.scan(normalized.text.characters(), &mut memory.triggers);
        let triggers = &memory.triggers;
        done("scan");
        let (mut layout, mut board) = (take(&mut memory.layout), take(&mut memory.board));
        layout.read(text, &triggers.marks);
        layout.read_tables(text, &self.table_heads);
        let hidden = Hidden::new(text, layout.quoted(), &urls(text));
        let opaque = |at: usize| hidden.holds(at);
        done("layout");

        board.documents = self.documents.find(text, layout.quoted());
        self.dates.find(text, &triggers.dates, opaque, &mut board.dates);
        board.ranks = self.ranks.find(text, &triggers.ranks, opaque);
        let own = self.references.date(text, &layout, &board.dates);
        let today = date_record(&mut record, document, own, reference_date);
        self.calendar.resolve(text, &layout, &mut board.dates, today);
        done("dates, ranks");
        let (anchors, special) = self.find_bodies(&normalized, &layout, &memory, &mut board, &opaque, named);
        done("bodies, titles");
        self.find_persons(text, &layout, triggers, normalized.text.characters(), &mut board);
        done("persons");
        let marks = &triggers.marks;
        let page = Page { lexicon: &self.lexicon, text, layout: &layout, marks, anchors: &anchors, special };
        let facts = self.relate.facts(page, today, &mut board, &mut memory.relate);
        done("relations");
        record.title = record.title.or_else(|| headline(text, &layout));
        Reading { record, normalized, layout, memory, board, anchors, special, facts }
    }

    fn spare(&self) -> MutexGuard<'_, Vec<Memory>> {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a text names a rank, a title or a body, to tell whether the article of its page is worth looking for. It is
    /// normalized and scanned for that; where no rank is found, titles and bodies are read, too. Dates, persons and facts are
    /// not.
    pub(super) fn speaks_of_offices(&self, text: &str) -> bool {
        let normalized = self.normalizer.normalize(text);
        let text = normalized.text.text();
        let mut memory = Memory::default();
        self.scanner.scan(normalized.text.characters(), &mut memory.triggers);
        let triggers = &memory.triggers;
        if triggers.bodies.is_empty() && triggers.titles.is_empty() && triggers.ranks.is_empty() {
            return false;
        }
        let none = |_| false;
        if !self.ranks.find(text, &triggers.ranks, none).is_empty() {
            return true;
        }
        let mut board = Board::default();
        let layout = Layout::of_marks(text, &triggers.marks);
        self.find_bodies(&normalized, &layout, &memory, &mut board, &none, None);
        !board.titles.is_empty() || !board.bodies.is_empty()
    }

    /// Titles, places, organizations and named bodies; the places in order, and the territory the page is about.
    fn find_bodies(
        &self,
        normalized: &Normalized<'_>,
        layout: &Layout,
        memory: &Memory,
        board: &mut Board,
        opaque: &dyn Fn(usize) -> bool,
        keep: Option<&mut Vec<Found<Body>>>,
    ) -> (Anchors, Option<Special>) {
        let (lexicon, triggers) = (&self.lexicon, &memory.triggers);
        let (text, traditional) = (normalized.text.text(), normalized.script != Script::Hans);
        board.titles = self.titles.find(lexicon, text, &triggers.titles, opaque, take(&mut board.titles));
        let spans: Vec<Span<Norm>> = board.titles.iter().map(|t| t.span).collect();
        let (anchors, places) = self.places.find(lexicon, text, &triggers.places, &spans, opaque);
        let crumbs = crumbs(text, layout, &triggers.marks);
        let readings = self.agencies.read(lexicon, text, &triggers.bodies, |at| opaque(at) || inside(&crumbs, at));
        let special = resolve::special(lexicon, text, traditional, &places, &readings);
        let agents = self.agencies.find(lexicon, text, &readings, special, &spans, take(&mut board.bodies));
        board.organizations = settle(agents.organizations);
        board.bodies = agents.bodies;
        let page = Page { lexicon, text, layout, marks: &triggers.marks, anchors: &anchors, special };
        self.names.name(page, &board.titles, &memory.composed, &mut board.bodies);
        if let Some(keep) = keep {
            keep.clone_from(&board.bodies);
        }
        self.tidy(board, places);
        (anchors, special)
    }

    /// Persons, outside what is known to be something else.
    fn find_persons(
        &self,
        text: &str,
        layout: &Layout,
        triggers: &Triggers,
        characters: &Characters,
        board: &mut Board,
    ) {
        if board.titles.is_empty() {
            return;
        }
        let titles: Vec<Span<Norm>> = board.titles.iter().map(|t| t.span).collect();
        let Board { bodies, organizations, dates, documents, .. } = &*board;
        let all = bodies.len() + organizations.len() + dates.len() + documents.len();
        let mut taken: Vec<Span<Norm>> = Vec::with_capacity(all);
        taken.extend(bodies.iter().map(|b| b.span));
        taken.extend(organizations.iter().map(|o| o.span));
        taken.extend(dates.iter().map(|d| d.span));
        taken.extend(documents.iter().map(|d| d.span));
        // Of lists in order, which the stable sort makes use of.
        taken.sort();
        let taken = merge(taken);
        let Triggers { openings, marks, .. } = triggers;
        let around = Surroundings { titles: &titles, openings, marks, taken: &taken, layout, characters };
        let persons = self.persons.find(&self.lexicon, text, &around);
        board.persons = persons
            .into_iter()
            .map(|found| {
                let name = found.span.of(text);
                let blank = name.contains(char::is_whitespace);
                let name = if blank { name.split_whitespace().collect() } else { SmolStr::new(name) };
                Found { span: found.span, value: Person { name, official: false }, rule: found.rule }
            })
            .collect();
    }

    /// Settles what overlaps: nameless bodies go, a body inside a title is one word with it, titles inside bodies go.
    fn tidy(&self, board: &mut Board, places: Vec<Found<RegionId>>) {
        keep_outermost(&mut board.bodies, |body| body.full.is_some());
        let organizations: Vec<Span<Norm>> = board.organizations.iter().map(|o| o.span).collect();
        let mut cover = Cover::of(&organizations);
        board.bodies.retain(|b| !cover.holds(b.span) || organizations.binary_search(&b.span).is_ok());
        let titles: Vec<Span<Norm>> = board.titles.iter().map(|t| t.span).collect();
        let mut cover = Cover::of(&titles);
        for body in &mut board.bodies {
            if cover.holds(body.span) {
                body.value.fused = true;
            }
        }
        // 兵团党委|书记: the committee keeps its word, the title the rest.
        let fused: Vec<Span<Norm>> = board.bodies.iter().filter(|b| b.value.fused).map(|b| b.span).collect();
        for title in &mut board.titles {
            let next = fused.partition_point(|f| f.end() <= title.span.start());
            if let Some(end) =
                fused.get(next).map(|f| f.end()).filter(|&end| end > title.span.start() && end < title.span.end())
            {
                let rest = self.lexicon.cues.behind(AgencyCue::FusedCommittee, &title.value.name).map(SmolStr::new);
                if let Some(name) = rest {
                    title.value.name = name;
                    title.value.heads = [].into();
                    title.span = Span::new(end, title.span.end());
                }
            }
        }
        let mut bodies = Vec::with_capacity(board.bodies.len());
        bodies.extend(board.bodies.iter().filter(|b| !b.value.fused).map(|b| b.span));
        let bodies = merge(bodies);
        let [mut titles, mut organizations, mut of_places] = [(); 3].map(|()| Cover::of(&bodies));
        board.titles.retain(|t| !titles.holds(t.span));
        board.organizations.retain(|o| !organizations.holds(o.span));
        board.places = places.into_iter().filter(|p| !of_places.holds(p.span)).collect();
    }
}

/// What a thread made; its panic is ours.
fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|cause| panic::resume_unwind(cause))
}

fn envelope(document: &RawDocument, rules: &RuleSet) -> Record {
    let origin = &document.origin;
    Record {
        schema: SmolStr::new_static(SCHEMA),
        rules_hash: rules.hash().into(),
        id: origin.id.clone(),
        key: origin.key.clone(),
        source: origin.source.clone(),
        member: origin.member.clone(),
        url: origin.url.clone(),
        title: origin.title.clone(),
        published: origin.published.clone(),
        publisher: origin.publisher.clone(),
        encoding: SmolStr::new_static(origin.encoding),
        encoding_source: SmolStr::new_static(origin.encoding_source),
        replacements: origin.replacements,
        extraction: origin.extraction.map(|extraction| SmolStr::new_static(extraction.as_str())),
        extra: origin.extra.clone(),
        ..Record::default()
    }
}

/// Settles the reference date: the input's own, its `published`, the page's stamp, the user's. The day, where it is one.
fn date_record(record: &mut Record, document: &RawDocument, own: Option<Point>, users: Option<Day>) -> Option<Day> {
    if record.published.is_none() {
        record.published = own.map(|p| p.to_smolstr());
    }
    let given = document.origin.reference_date.as_deref();
    let day = given
        .and_then(Day::parse)
        .or_else(|| document.origin.published.as_deref().and_then(Day::parse))
        .or_else(|| own.and_then(Point::day))
        .or(users);
    record.reference_date = day.map(|d| Point::Day(d).to_smolstr());
    day
}

/// The first line that reads like a headline: neither navigation nor a stamp.
fn headline(text: &str, layout: &Layout) -> Option<SmolStr> {
    layout.lines().iter().take(10).map(|line| line.span.of(text)).find_map(|line| {
        // Long lines are looked at no further; characters have four bytes at most.
        let is_long = || line.len() > 80 && (line.len() > 80 * 4 || line.chars().nth(80).is_some());
        if line.ends_with('。') || is_long() {
            return None;
        }
        let han = line.chars().filter(|c| is_han(*c)).count();
        let crumbs = line.contains('>') || line.contains("||") || line.matches('|').count() > 2;
        (han >= 8 && !crumbs).then(|| line.trim_start_matches(['#', ' ']).into())
    })
}

/// Lines that say where a page stands on its site: 首页 > 新闻 > 正文.
fn crumbs(text: &str, layout: &Layout, marks: &[(u32, char)]) -> Vec<Span<Norm>> {
    // Counted first, without a branch for each: hardly any page has them.
    let is_step = |c: char| CRUMBS.iter().fold(false, |is, &step| is | (c == step));
    if marks.iter().map(|&(_, c)| usize::from(is_step(c))).sum::<usize>() < 2 {
        return Vec::new();
    }
    let marks: Vec<usize> = marks.iter().filter(|mark| is_step(mark.1)).map(|&(at, _)| at as usize).collect();
    let before = |at: usize| marks.partition_point(|&mark| mark < at);
    let is_crumb =
        |span: &Span<Norm>| before(span.end()) - before(span.start()) >= 2 && span.of(text).chars().count() <= 80;
    layout.lines().iter().map(|l| l.span).filter(is_crumb).collect()
}

/// Bytes where nothing is a mention, one bit each: every trigger asks.
struct Hidden(Vec<u64>);

impl Hidden {
    fn new(text: &str, names: &[Span<Norm>], urls: &[Span<Norm>]) -> Self {
        if names.is_empty() && urls.is_empty() {
            return Self(Vec::new());
        }
        let mut bits = vec![0; text.len() / 64 + 1];
        for at in names.iter().chain(urls).flat_map(|span| span.range()) {
            bits[at / 64] |= 1 << (at % 64);
        }
        Self(bits)
    }

    fn holds(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 != 0)
    }
}

/// Stretches that are addresses on the web, in order and apart.
fn urls(text: &str) -> Vec<Span<Norm>> {
    let bytes = text.as_bytes();
    let mut spans: Vec<Span<Norm>> = Vec::new();
    let mut done = 0;
    for hit in memchr::memchr2_iter(b'w', b'/', bytes) {
        // http://http://…: one address, read once.
        if hit < done {
            continue;
        }
        let (head, rest) = bytes.split_at(hit);
        let start = match rest {
            [b'w', b'w', b'w', b'.', ..] => hit,
            [b'/', b'/', ..] if head.ends_with(b"http:") => hit - 5,
            [b'/', b'/', ..] if head.ends_with(b"https:") => hit - 6,
            _ => continue,
        };
        done = hit + rest.iter().take_while(|b| b.is_ascii_graphic()).count();
        spans.push(Span::new(start, done));
    }
    spans
}
