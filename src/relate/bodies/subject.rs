//! Which body something is said of.
use super::{
    Scene,
    signs::{BodyCue, before_all},
};
use crate::{
    matcher::Symbol,
    relate::{
        SYMBOL,
        article::{is_mark, tells_of_head},
        cues::RelationCue,
        line::Item,
        words::Role,
    },
    segment::COMMAS,
    text::is_han,
};

/// What parts clauses in which something else may be spoken of.
pub(super) const PARTS: [char; 6] = ['，', ',', '；', ';', '：', ':'];

/// Among how many mentions a subject is looked for: a sentence without end has no one subject.
pub(super) const MENTIONS_BACK: usize = 200;

/// A label in a row has no more characters.
const LONGEST_LABEL: usize = 8;

/// What tells on which occasion something happened, behind its date, has no more bytes: 机构改革时撤销.
const LONGEST_OCCASION: usize = 42;

impl<'s> Scene<'s> {
    /// The body that a clause at byte `at` is about: the last one before it in the sentence that is no object, else that
    /// of the sentence before, else that of the line before.
    pub(super) fn subject(self, at: usize) -> Option<usize> {
        let line = self.line;
        let sentence = line.sentence_start(at);
        let named = self.subjects(sentence, at).next_back();
        let named = named.and_then(|_| self.entry_over(named, sentence, at)).or(named);
        if let Some(now) = self.after_name_of_now(named, at) {
            return Some(now);
        }
        // ◇某局——原某处摘牌，|所属单位…: of what heads the line.
        let named = match named.filter(|i| line.signs().ends(BodyCue::Former, line.part(0..i.at))) {
            Some(old) => self.entry_head().or(Some(old)),
            None => named,
        };
        if let Some(item) = self.taken_up(named.map_or(sentence, |i| i.at), at).or(named) {
            return Some(item.index);
        }
        // 某集团由市国资委管理: said of an organization, not of the body before it.
        let first = line.first_in(sentence..at);
        if first.is_some_and(|i| i.symbol == Symbol::Organization && i.at == sentence) {
            return None;
        }
        self.told_before(sentence)
    }

    /// 库房在某档案馆，|那是市委直属事业单位: what was named last before that word, whatever it was there, between two bytes.
    fn taken_up(self, from: usize, at: usize) -> Option<&'s Item> {
        let line = self.line;
        let near = line.near_range(from, at);
        let before = line.clauses.partition_point(|&clause| clause < at);
        let that = |&clause: &usize| {
            line.part(near.start..clause).ends_with(COMMAS) && line.signs().starts(BodyCue::That, line.part(clause..at))
        };
        let mut starts = line.clauses[..before].iter().rev().copied().take_while(|&clause| clause > near.start);
        let clause = starts.find(that)?;
        line.last(Symbol::Agency, near.start, clause)
    }

    /// What the sentence before byte `sentence` founds, else what it is about, else what the lines before are about.
    fn told_before(self, sentence: usize) -> Option<usize> {
        let line = self.line;
        let previous = line.sentence_start(sentence.saturating_sub(1));
        let fresh = |i: &&Item| line.ends(Role::Founds, i.at) || line.ends(Role::Named, i.at);
        let founded = self.subjects(previous, sentence).rev().find(fresh);
        let told = founded.or_else(|| self.subjects(previous, sentence).next()).map(|i| i.index);
        // 内设办公室、人事处。|下属单位有…: of the body that the text or the page is about, not of its part.
        let part = told.or_else(|| line.last(Symbol::Agency, previous, sentence).map(|i| i.index));
        if let Some(whole) = part.and_then(|part| self.whole_of(part, sentence)) {
            return Some(whole);
        }
        let own = self.view.subjects.at(line.span.start());
        match (told, own) {
            (Some(told), Some(own)) if self.view.is_part(told, own) => Some(own),
            _ => told.or(self.topic.body),
        }
    }

    /// The body named before byte `at` of the line that a section is a part of.
    fn whole_of(self, part: usize, at: usize) -> Option<usize> {
        let Self { view, line, .. } = self;
        if !view.body_name(part).is_some_and(|name| view.is_section_name(&name)) {
            return None;
        }
        let before = line.items_in(0..at).iter().rev().take(MENTIONS_BACK);
        let mut agencies = before.filter(|i| i.symbol == Symbol::Agency).map(|i| i.index);
        agencies.find(|&whole| view.is_part(part, whole))
    }

    /// The subject where the sentence itself names it, or the line before in a bracket: events are told of no other.
    pub(super) fn subject_here(self, at: usize) -> Option<usize> {
        let line = self.line;
        let sentence = line.sentence_start(at);
        if self.of_forerunner(sentence, at) {
            return None;
        }
        let named = self.subjects(sentence, at).next_back();
        if let Some(entry) = self.entry_over(named, sentence, at) {
            return Some(entry.index);
        }
        if let Some(now) = self.after_name_of_now(named, at) {
            return Some(now);
        }
        let named = named.map(|i| i.index).filter(|&i| !self.unread(Some(i), at));
        let carried = || self.leaves_subject_out(sentence, at).then(|| self.subject(at)).flatten();
        named.or_else(carried)
    }

    /// Whether a verb at byte `at` may be told of what the text before its sentence is about: nothing stands where the subject
    /// would, or the line is a bracket, a row or an answer.
    fn leaves_subject_out(self, sentence: usize, at: usize) -> bool {
        let line = self.line;
        // 1997年，改称某厅; an item of a chronology.
        let dated = || at == sentence && line.text.get(at..).is_some_and(|t| t.starts_with(Symbol::Date.char()));
        line.text.starts_with(['（', '('])
            || self.topic.article.row.is_some()
            || dated()
            || self.only_dated(sentence, at)
            || sentence == 0 && self.answers()
    }

    /// 1997年|升为副厅级, 3月5日，经某委批准，|升为…: whether nothing but a date, or who only approved it, stands between two bytes.
    fn only_dated(self, sentence: usize, at: usize) -> bool {
        let line = self.line;
        if !line.part(sentence..at).starts_with(Symbol::Date.char()) {
            return false;
        }
        let approver = line.last_in(sentence..at).filter(|i| self.only_approves(i.at));
        let head = line.part(sentence + SYMBOL..approver.map_or(at, |i| i.at));
        let head = before_all(line.signs(), &[BodyCue::NoSubject, BodyCue::Through], &COMMAS, head);
        // 1984年机构改革时|撤销，并入某局
        let occasion = || line.signs().ends(BodyCue::Occasion, head) && !head.contains(Symbol::stands);
        head.is_empty() || head.len() <= LONGEST_OCCASION && occasion()
    }

    /// 某局，前身为A，后更名为B，改为现名，|隶属C: the body whose name it is now, where the text behind the one that is `named` last
    /// says that it got it.
    fn after_name_of_now(self, named: Option<&Item>, at: usize) -> Option<usize> {
        let told = |i: &Item| self.tells_name_of_now(self.line.part(self.line.near_range(i.at, at)));
        named.filter(|i| told(i)).and_then(|_| self.called_now(at))
    }

    /// The body that a sentence up to byte `at` is about by the name that it has now: the first one.
    pub(super) fn called_now(self, at: usize) -> Option<usize> {
        let first = self.subjects(self.line.sentence_start(at), at).next().map(|i| i.index);
        self.entry_head().map(|i| i.index).or(first)
    }

    /// 某厅的前身是1965年成立的|某局。1970年，改称…: what the body of the sentence before was, if the sentence of byte `at`
    /// names none before it.
    pub(super) fn forerunner_before(self, at: usize) -> Option<usize> {
        let line = self.line;
        let sentence = line.sentence_start(at);
        let last = line.last(Symbol::Agency, line.sentence_start(sentence.checked_sub(1)?), at)?;
        (last.at < sentence && self.was(last.at)).then_some(last.index)
    }

    /// 某局是…的工作部门。|2018年组建。: whether the sentence before that of byte `at` tells what its first body is.
    pub(super) fn is_defined_before(self, at: usize) -> bool {
        let line = self.line;
        let sentence = line.sentence_start(at);
        let Some(previous) = sentence.checked_sub(1).map(|end| line.sentence_start(end)) else { return false };
        let first = line.first_in(previous..sentence).filter(|i| i.symbol == Symbol::Agency);
        first.filter(|i| is_mark(line.part(previous..i.at))).is_some_and(|i| {
            let rest = line.part(i.at + SYMBOL..sentence);
            let bracket = rest.strip_prefix('（').and_then(|t| t.split_once('）'));
            let rest = bracket.map_or(rest, |(_, rest)| rest).trim_start_matches(COMMAS);
            line.signs().starts(BodyCue::Is, rest)
        })
    }

    /// 市退役军人事务局。把A局的职责和B局的职责整合到一起，|揭牌: the entry that the line is about, where the clause at byte `at`
    /// names no other body and none that is `named` in the sentence opens a clause.
    fn entry_over(self, named: Option<&Item>, sentence: usize, at: usize) -> Option<&'s Item> {
        let line = self.line;
        let entry = self.entry_head().filter(|entry| sentence > entry.at)?;
        let mut near = line.items_in(sentence..at).iter().rev().take(MENTIONS_BACK);
        let other = near.any(|i| i.symbol == Symbol::Organization);
        let passing = |i: &Item| i.at < line.clause_start(at) && !self.opens_clause(i.at);
        (!other && named.is_none_or(passing)).then_some(entry)
    }

    /// ◇某局——: the body that heads the line as an entry, with what is told of it behind a dash or a colon.
    fn entry_head(self) -> Option<&'s Item> {
        let first = self.line.items.first().filter(|i| i.symbol == Symbol::Agency)?;
        let (head, rest) = self.line.text.split_at_checked(first.at)?;
        (tells_of_head(rest.get(SYMBOL..)?) && is_mark(head)).then_some(first)
    }

    /// Whether a clause opens with the mention at byte `at`.
    fn opens_clause(self, at: usize) -> bool {
        let clause = self.line.clause_start(at);
        self.line.part(clause..at).trim_matches(|c: char| !c.is_alphanumeric()).is_empty()
    }

    /// 答：…, 周明远：…: whether the line answers the one before.
    pub(super) fn answers(self) -> bool {
        let line = self.line;
        let named = line.text.trim_start().strip_prefix(Symbol::Persons.char());
        named.is_some_and(|t| t.starts_with(['：', ':']))
            || self.line.cues().at(RelationCue::Answers, line.text).is_some()
    }

    /// The subject, unless something else was spoken of since that was not read.
    pub(super) fn subject_read(self, at: usize) -> Vec<usize> {
        let subject = self.subject(at);
        subject.filter(|_| !self.unread(subject, at)).into_iter().collect()
    }

    /// Whether a clause between a subject and byte `at`, in its sentence, starts with something like a body that was not
    /// read as one: what follows is said of that (水利部|流域管理局级别为…；委员会办公室设在…).
    fn unread(self, subject: Option<usize>, at: usize) -> bool {
        let line = self.line;
        let sentence = line.sentence_start(at);
        let mut before = line.items_in(sentence..at).iter().rev();
        let subject = before.find(|i| i.symbol == Symbol::Agency && Some(i.index) == subject);
        let from = subject.map_or(sentence, |i| i.at + SYMBOL);
        let near = line.near_range(from, at);
        // 某中心|整合县新闻中心组建，归…管理: what the subject was made of.
        let made_of = |before: &str| {
            subject.is_some() && !before.contains(PARTS) && line.signs().stands_in(BodyCue::MadeOf, before)
        };
        line.any_word(near.clone(), |word| {
            let before = line.part(near.start..word.start as usize);
            let clause = || before.rsplit(PARTS).next().unwrap_or("");
            word.roles.has(Role::Unread) && !clause().contains(Symbol::Agency.char()) && !made_of(before)
        }) || line.part(near).split(PARTS).any(|clause| self.names_several(clause))
    }

    /// 江苏、四川等地数据局为…, 青海、湖南的数据局分别…: whether a clause opens with a list of places that shares one noun.
    fn names_several(self, clause: &str) -> bool {
        /// The name of a place has no more characters.
        const PLACE_CHARACTERS: usize = 8;
        let signs = self.line.signs();
        let read = |c: char| Symbol::stands(c) && c != Symbol::Place.char();
        let Some((head, last)) = clause.rsplit_once('、') else { return false };
        let place =
            |name: &str| !name.is_empty() && name.chars().nth(PLACE_CHARACTERS).is_none() && !name.contains(read);
        // 、四川等地数据局, 、四川的数据局, not 、数字经济发展的工作
        let noun = |text: &str| {
            let end = signs.first_in(BodyCue::Predicate, text).unwrap_or(text.len());
            let noun = text.get(..end).unwrap_or("");
            noun.chars().nth(1).is_some() && signs.ends(BodyCue::Noun, noun)
        };
        let wide = self.line.cues().last_in(RelationCue::SeveralPlaces, last).and_then(|at| last.get(..at));
        let shared =
            wide.is_some_and(place) || last.split_once('的').is_some_and(|(name, rest)| place(name) && noun(rest));
        shared && head.split('、').all(place)
    }

    /// ；贵州局前身为某局，2021年1月更名: whether the sentence tells up to byte `at` what something was before that is no
    /// mention.
    fn of_forerunner(self, sentence: usize, at: usize) -> bool {
        let line = self.line;
        let near = line.near_range(sentence, at);
        if !line.inside(Role::Forerunner, near.clone()) {
            return false;
        }
        let part = near.start + line.part(near).rfind(['；', ';']).unwrap_or(0);
        let mut told = None;
        line.any_word(part..at, |word| {
            if !word.roles.has(Role::Forerunner) {
                return false;
            }
            let of = line.part(part..word.start as usize).rsplit(['，', ',', '；', ';']).next().unwrap_or("");
            // The first one of a clause tells.
            let clause = word.start as usize - of.len();
            let first = told.replace(clause) != Some(clause);
            first
                && !matches!(of, "" | "的")
                && !line.signs().is(BodyCue::Its, of)
                && !of.contains(Symbol::Agency.char())
        })
    }

    /// The bodies between two bytes that something may be said of: no objects, and none that only owns something.
    pub(super) fn subjects(self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = &'s Item> {
        let items = self.line.items_in(from..to);
        let near = &items[items.len().saturating_sub(MENTIONS_BACK)..];
        let agencies = near.iter().filter(|i| i.symbol == Symbol::Agency);
        agencies.filter(move |i| {
            !self.is_object(i.at)
                && !self.is_attribute(i.at)
                && !self.is_other_name(i.at)
                && !self.was(i.at)
                && !self.gives_duties(i.at)
                && !self.only_approves(i.at)
                && !self.is_value(i.at)
        })
    }

    /// 主管部门：|某厅|　行政级别：正处级: whether the body at byte `at` is what a label in a row says of another.
    fn is_value(self, at: usize) -> bool {
        let (head, rest) = self.line.text.split_at_checked(at).unwrap_or_default();
        let Some(head) = head.strip_suffix(['：', ':']) else { return false };
        let blank = |c: char| c.is_whitespace() || c == '|';
        let closed = rest.chars().nth(1).is_some_and(blank);
        let label = head.rsplit(blank).next().unwrap_or("");
        let short = label.chars().nth(LONGEST_LABEL).is_none() && !label.is_empty() && label.chars().all(is_han);
        closed && short && !self.view.words().is(Role::NameLabel, label)
    }
}
