//! Which body something is said of.
use std::ops::Range;

use super::{LONGEST_LIST, Scene};
use crate::{
    matcher::Symbol,
    mention::is_called,
    relate::{SYMBOL, article::is_mark, cues::Cue, line::Item, words::Role},
};

/// What parts clauses in which something else may be spoken of.
const PARTS: [char; 6] = ['，', ',', '；', ';', '：', ':'];

/// How many characters at the end of two names of one body are alike.
const ALIKE: usize = 3;

/// Among how many mentions a subject is looked for: a sentence without end has no one subject.
const FAR: usize = 200;

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
        let named = match named.filter(|i| line.part(0..i.at).ends_with('原')) {
            Some(old) => self.entry_head().or(Some(old)),
            None => named,
        };
        // 库房在某档案馆，|那是市委直属事业单位: of what was named last, whatever it was there.
        let near = line.near_range(named.map_or(sentence, |i| i.at), at);
        let (from, since) = (near.start, line.part(near));
        let that = memchr::memchr("那".as_bytes()[0], since.as_bytes());
        let that = that.and_then(|_| since.rfind("，那").or_else(|| since.rfind(",那")));
        let meant = that.and_then(|n| line.last(Symbol::Agency, from, from + n));
        if let Some(item) = meant.or(named) {
            return Some(item.index);
        }
        // 某集团由市国资委管理: said of an organization, not of the body before it.
        let first = line.first_in(sentence..at);
        if first.is_some_and(|i| i.symbol == Symbol::Organization && i.at == sentence) {
            return None;
        }
        // The sentence before: what it founds, else what it is about.
        let previous = line.sentence_start(sentence.saturating_sub(1));
        let fresh = |i: &&Item| line.ends(Role::Founds, i.at) || line.ends(Role::Named, i.at);
        let founded = self.subjects(previous, sentence).rev().find(fresh);
        let told = founded.or_else(|| self.subjects(previous, sentence).next()).map(|i| i.index);
        // 内设办公室、人事处。|下属单位有…: of the body that the page is about, not of its part.
        let own = self.view.subjects.at(line.span.start());
        match (told, own) {
            (Some(told), Some(own)) if self.view.is_part(told, own) => Some(own),
            _ => told.or(self.topic.body),
        }
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
        let carried = || {
            // 1997年升为副厅级: nothing but a date stands where the subject would.
            // 3月5日，经某委批准，升为…: nor does who only approved it.
            let approver = line.last_in(sentence..at).filter(|i| self.only_approves(i.at));
            let head = line.part(sentence..approver.map_or(at, |i| i.at));
            let head = head.trim_end_matches(['又', '再', '才', '，', ',', '经', '报', '根', '据', '按', '照']);
            let date = Symbol::Date.char();
            // 1984年机构改革时|撤销，并入某局
            let dated = head.strip_prefix(date).is_some_and(|t| {
                let at_that_time = || t.ends_with(['时', '中']) || t.ends_with("撤销");
                t.is_empty() || t.len() <= LONGEST_OCCASION && at_that_time() && !t.contains(Symbol::stands)
            });
            let bracket = line.text.starts_with(['（', '(']);
            // 1997年，改称某厅; an item of a chronology.
            let dated = dated || at == sentence && line.text.get(at..).is_some_and(|t| t.starts_with(date));
            (dated || bracket || self.topic.article.row.is_some() || sentence == 0 && self.answers())
                .then(|| self.subject(at))
                .flatten()
        };
        named.or_else(carried)
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
            let rest = bracket.map_or(rest, |(_, rest)| rest).trim_start_matches(['，', ',']);
            rest.starts_with(['是', '为', '系', '属']) || rest.starts_with("位于")
        })
    }

    /// 市退役军人事务局。把A局的职责和B局的职责整合到一起，|揭牌: the entry that the line is about, where the clause at byte `at`
    /// names no other body and none that is `named` in the sentence opens a clause.
    fn entry_over(self, named: Option<&Item>, sentence: usize, at: usize) -> Option<&'s Item> {
        let line = self.line;
        let entry = self.entry_head().filter(|entry| sentence > entry.at)?;
        let mut near = line.items_in(sentence..at).iter().rev().take(FAR);
        let other = near.any(|i| i.symbol == Symbol::Organization);
        let passing = |i: &Item| i.at < line.clause_start(at) && !self.opens_clause(i.at);
        (!other && named.is_none_or(passing)).then_some(entry)
    }

    /// ◇某局——: the body that heads the line as an entry, with what is told of it behind a dash or a colon.
    fn entry_head(self) -> Option<&'s Item> {
        let first = self.line.items.first().filter(|i| i.symbol == Symbol::Agency)?;
        let (head, rest) = self.line.text.split_at_checked(first.at)?;
        let told = rest.get(SYMBOL..)?.starts_with(['—', '：', ':', '。', '\u{3000}']);
        (told && is_mark(head)).then_some(first)
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
            || self.view.words().cues.at(Cue::Answers, line.text).is_some()
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
            subject.is_some() && !before.contains(PARTS) && ["整合", "合并"].iter().any(|verb| before.contains(verb))
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
        const LONGEST: usize = 8;
        let read = |c: char| Symbol::stands(c) && c != Symbol::Place.char();
        let Some((head, last)) = clause.rsplit_once('、') else { return false };
        let place = |name: &str| !name.is_empty() && name.chars().nth(LONGEST).is_none() && !name.contains(read);
        // 、四川等地数据局, 、四川的数据局, not 、数字经济发展的工作
        let noun = |text: &str| {
            let end =
                text.find(['为', '是', '均', '都', '分', '由', '属', '仍', '也', '已', '则']).unwrap_or(text.len());
            let noun = text.get(..end).unwrap_or("");
            noun.chars().nth(1).is_some() && noun.ends_with(['局', '厅', '委', '办', '部', '院', '署', '所'])
        };
        let wide = self.view.words().cues.last_in(Cue::SeveralPlaces, last).and_then(|at| last.get(..at));
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
            first && !matches!(of, "" | "其" | "的") && !of.contains(Symbol::Agency.char())
        })
    }

    /// The bodies between two bytes that something may be said of: no objects, and none that only owns something.
    pub(super) fn subjects(self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = &'s Item> {
        let items = self.line.items_in(from..to);
        let near = &items[items.len().saturating_sub(FAR)..];
        let agencies = near.iter().filter(|i| i.symbol == Symbol::Agency);
        agencies.filter(move |i| {
            !self.is_object(i.at)
                && !self.is_attribute(i.at)
                && !self.is_other_name(i.at)
                && !self.was(i.at)
                && !self.gives_duties(i.at)
                && !self.only_approves(i.at)
        })
    }

    /// 某厅|所属的某中心: whether the body at byte `at` only owns the one that follows.
    pub(super) fn owns_next(self, at: usize) -> bool {
        let rest = self.line.part(at + SYMBOL..self.line.text.len());
        let behind = self.line.cues().behind(Cue::Owner, rest);
        behind.is_some_and(|t| t.strip_prefix('原').unwrap_or(t).starts_with(Symbol::Agency.char()))
    }

    /// 经|省委编委|批准，由A更名而来: whether the body at byte `at` only decided what follows.
    pub(super) fn only_approves(self, at: usize) -> bool {
        let line = self.line;
        let asked = line.part(0..at).ends_with(['经', '报', '据', '照']);
        asked && line.cues().starts(Cue::Approval, line.part(at + SYMBOL..line.text.len()))
    }

    /// 某局整合了|某厅的优抚职责和|某委的安置职责, 将|某厅、|某委的有关职责整合: whether the body at byte `at` is one whose duties
    /// another takes.
    pub(super) fn gives_duties(self, at: usize) -> bool {
        const LONGEST: usize = 96;
        let line = self.line;
        let mut own = at;
        let rest = loop {
            let Some(rest) = line.text.get(own + SYMBOL..) else { return false };
            // Bodies of a list share their duties.
            match rest.strip_prefix(['、', '和', '与', '及']).filter(|t| t.starts_with(Symbol::Agency.char())) {
                Some(next) if own < at + LONGEST => own = line.text.len() - next.len(),
                _ => break rest,
            }
        };
        let Some(rest) = rest.strip_prefix('的') else { return false };
        let near = rest.get(..rest.floor_char_boundary(LONGEST)).unwrap_or("");
        let end = near.find(|c: char| PARTS.contains(&c) || c == '。' || c == Symbol::Agency.char());
        let near = near.get(..end.unwrap_or(near.len())).unwrap_or("");
        let duties = ["职责", "职能"].iter().any(|word| near.contains(word));
        let sentence = line.sentence_start(at);
        let taken = || line.part(sentence..at).trim_start().starts_with(['将', '把']);
        duties && (taken() || line.last(Symbol::Agency, sentence, at).is_some())
    }

    /// 某党校（|某学院）, 某厅（原|某委）: whether the body at byte `at` is a second name in a bracket right behind the first.
    fn is_other_name(self, at: usize) -> bool {
        let head = self.line.part(0..at);
        let head = head.strip_suffix('原').unwrap_or(head).strip_suffix(['（', '(']);
        head.is_some_and(|t| t.ends_with(Symbol::Agency.char()))
            && self.line.text.get(at + SYMBOL..).is_some_and(|t| t.starts_with(['）', ')']))
    }

    /// 某厅（原|某委）: whether the body at byte `at` stands in a bracket as what the one before was called.
    pub(super) fn is_old_name(self, at: usize) -> bool {
        self.line.part(0..at).ends_with('原') && self.is_other_name(at)
    }

    /// 某国海事局（|某部海事局）: whether the body at byte `at` is the one before the bracket by another name.
    pub(super) fn is_alias(self, at: usize) -> bool {
        let before = || self.line.last_in(0..at).filter(|i| i.symbol == Symbol::Agency);
        let name = |i: &Item| self.view.body_name(i.index);
        let here = || self.line.first_in(at..at + 1);
        self.is_other_name(at)
            && before().and_then(name).zip(here().and_then(name)).is_some_and(|(a, b)| {
                let end = |name: &str| name.chars().rev().take(ALIKE).collect::<Vec<_>>();
                end(&a) == end(&b)
            })
    }

    /// 其前身系1950年组建的|某局: whether the body at byte `at` is what another was; not so 前身为某署的|某处.
    pub(super) fn was(self, at: usize) -> bool {
        let line = self.line;
        let clause = line.near_range(line.clause_start(at), at);
        let symbols = [Symbol::Agency.char(), Symbol::Organization.char()];
        line.any_word(clause, |word| {
            word.roles.has(Role::Forerunner) && !line.part(word.start as usize..at).contains(symbols)
        })
    }

    /// A、B统由某部管理: what is said of the last body of a list right before it is said of all.
    pub(super) fn with_list(self, at: usize, subject: Vec<usize>) -> Vec<usize> {
        let (line, words) = (self.line, self.view.words());
        let mut clause = line.clause_start(at.saturating_sub(1));
        // A、B等七家，|是…: of the list before the comma.
        if line.part(0..clause).trim_end_matches(['，', ',']).ends_with(['家', '个']) {
            clause = line.clause_start(clause.saturating_sub(1));
        }
        let mut before = line.items_in(clause..at).iter().rev();
        let Some(mut last) = before.find(|i| i.symbol == Symbol::Agency && subject.first() == Some(&i.index)) else {
            return subject;
        };
        let mut bodies = subject;
        for item in before.take(LONGEST_LIST).take_while(|i| i.symbol == Symbol::Agency) {
            if !words.cues.is(Cue::JoinsBodies, line.part(item.at + SYMBOL..last.at)) {
                break;
            }
            bodies.push(item.index);
            last = item;
        }
        bodies.reverse();
        bodies
    }

    /// 三家都是…: so many bodies, the last ones before byte `at` in its sentence and the one before.
    pub(super) fn counted(self, at: usize) -> Vec<usize> {
        let line = self.line;
        let words = line.text.get(at..).unwrap_or("");
        // 前|两家合署办公: not of these.
        if line.part(0..at).ends_with(['前', '后']) {
            return Vec::new();
        }
        let number = words.trim_start_matches(['前', '后']).chars().next().and_then(numeral);
        let Some(number) = number else { return Vec::new() };
        // 四署|都隶属某部: those whose names end so.
        let near = words.get(..words.floor_char_boundary(2 * LONGEST_NOUN)).unwrap_or("");
        let noun = near.find(ALL).and_then(|end| words.get(words.chars().next().map_or(0, char::len_utf8)..end));
        let noun = noun.map_or("", |t| t.trim_start_matches('个'));
        if noun.len() <= LONGEST_NOUN && self.view.words().cues.is(Cue::ThisKind, noun) {
            return self.of_kind(at, number, noun);
        }
        let previous = line.sentence_start(line.sentence_start(at).saturating_sub(1));
        if words.starts_with(['前', '后']) {
            return self.of_list(previous..at, number, words.starts_with('前'));
        }
        let mut names = std::collections::BTreeSet::new();
        let mut bodies: Vec<usize> = Vec::new();
        for item in self.subjects(previous, at).rev().take(LONGEST_LIST) {
            if bodies.len() < number && self.view.body_name(item.index).is_some_and(|name| names.insert(name)) {
                bodies.push(item.index);
            }
        }
        bodies.reverse();
        if bodies.len() == number { bodies } else { Vec::new() }
    }

    /// A…，B…，|规格都为…: all bodies that the sentence has spoken of before byte `at`, if they are several.
    pub(super) fn all_here(self, at: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for item in self.subjects(self.line.sentence_start(at), at).take(LONGEST_LIST) {
            let same = |&f: &usize| self.view.body_name(f) == self.view.body_name(item.index);
            if !found.iter().any(same) {
                found.push(item.index);
            }
        }
        // 某局设某科、某科，规格均为…: of the sections.
        let name = |i: usize| self.view.body_name(i).unwrap_or_default();
        let upper = |&i: &usize| found.iter().any(|&f| f != i && name(f).starts_with(&*name(i)));
        let lowest: Vec<usize> = found.iter().copied().filter(|i| !upper(i)).collect();
        if lowest.len() > 1 { lowest } else { Vec::new() }
    }

    /// 四署, 两院: so many bodies of the line before byte `at`, the last ones that are called so.
    fn of_kind(self, at: usize, number: usize, kind: &str) -> Vec<usize> {
        let (line, bodies) = (self.line, &self.view.board.bodies);
        let end = bodies.partition_point(|b| b.span.end() <= line.page_byte(at));
        let mut found: Vec<usize> = Vec::new();
        let near = (0..end).rev().take(FAR).take_while(|&i| bodies[i].span.start() >= line.span.start());
        for i in near.filter(|&i| bodies[i].value.name().is_some_and(|name| is_called(name, kind))) {
            if !found.iter().any(|&f| bodies[f].value.name() == bodies[i].value.name()) {
                found.push(i);
            }
        }
        found.reverse();
        let more = found.len().checked_sub(number);
        more.and_then(|n| found.get(n..)).filter(|_| number > 1).map(<[_]>::to_vec).unwrap_or_default()
    }

    /// 前两家, 后一家: so many of the last list of bodies in a range, from its start or its end.
    fn of_list(self, range: Range<usize>, number: usize, first: bool) -> Vec<usize> {
        let (line, words) = (self.line, self.view.words());
        let mut list: Vec<&Item> = Vec::new();
        for item in line.items_in(range).iter().rev().filter(|i| i.symbol == Symbol::Agency).take(LONGEST_LIST) {
            let between = list.last().map(|next| line.part(item.at + SYMBOL..next.at));
            let joined = |t: &str| matches!(t, "，" | ",") || words.cues.is(Cue::JoinsBodies, t);
            match between {
                Some(between) if !joined(between) && list.len() > 1 => break,
                Some(between) if !joined(between) => list = vec![item],
                _ => list.push(item),
            }
        }
        list.reverse();
        let of = if first { list.get(..number) } else { list.len().checked_sub(number).and_then(|n| list.get(n..)) };
        of.filter(|_| list.len() > 1).into_iter().flatten().map(|i| i.index).collect()
    }

    /// Whether the word before byte `at` makes the body there an object: 由X管理, 在X加挂. A、B和C share the part that
    /// the first of them plays.
    pub(super) fn is_object(self, at: usize) -> bool {
        let line = self.line;
        let mut at = at;
        for _ in 0..LONGEST_LIST {
            let mut head = line.part(0..at).trim_end_matches(['原', '（', '(', '“', '「']);
            let mut roles = line.roles_ending(head.len());
            if roles.has(Role::Fresh)
                && let Some(start) = line.before(Role::Fresh, head.len())
            {
                head = line.part(0..start);
                roles = line.roles_ending(start);
            }
            // 某厅为正厅级，所属|某中心为正处级: what is told of it is not told of its owner.
            if head.ends_with("所属") || head.ends_with("下属") {
                return false;
            }
            // 更名为|某局: what it is called now is what the text goes on about; not so 成为|省政府直属机构.
            if roles.has(Role::Named) {
                return self.is_attribute(at);
            }
            if roles.has(Role::Object) {
                return true;
            }
            // 某局，原来|与某厅合署办公，由…管理: whom the subject of the clause before is with.
            if head.ends_with(['与', '和', '同', '跟']) && !head.ends_with("连同") {
                let clause = line.clause_start(head.len()).min(head.len());
                let lead = line.part(clause..head.len());
                if clause > line.sentence_start(at) && lead.len() <= LONGEST_LEAD && !lead.contains(Symbol::stands) {
                    return true;
                }
            }
            let joint = self.view.words().cues.before(Cue::JoinsObjects, head).map(|rest| head.len() - rest.len());
            let party = |b: &&Item| matches!(b.symbol, Symbol::Agency | Symbol::Organization);
            let before = line.last_in(0..at).filter(party);
            match (joint, before) {
                // A（由B管理）、C: not joined to what the bracket names.
                (Some(n), Some(b)) if b.at + SYMBOL + 30 >= at - n && !line.part(b.at..at).contains(['）', ')']) => {
                    at = b.at;
                }
                _ => return false,
            }
        }
        false
    }

    /// Whether the body at byte `at` only says whose something is: 广州市工信委直属单位.
    pub(super) fn is_attribute(self, at: usize) -> bool {
        let behind = at + SYMBOL;
        // 省政府|正厅级|直属机构, 省人大|去年12月|通过的条例
        let beside = [Symbol::Rank.char(), Symbol::Date.char()];
        let ranked = self.line.text.get(behind..).is_some_and(|t| t.starts_with(beside));
        self.line.starts(Role::Attribute, if ranked { behind + SYMBOL } else { behind })
    }

    /// Whether the body at byte `at` only says of which one something is a department or a unit: 省政府|直属机构.
    pub(super) fn is_status(self, at: usize) -> bool {
        self.is_attribute(at) && self.line.starts(Role::AsideBehind, at + SYMBOL)
    }
}

/// What stands in a clause before whom its subject is with has no more bytes: 原来与.
const LONGEST_LEAD: usize = 12;

/// What tells on which occasion something happened, behind its date, has no more bytes: 机构改革时撤销.
const LONGEST_OCCASION: usize = 42;

/// What several bodies are called in common has no more bytes: 两个支局.
const LONGEST_NOUN: usize = 12;

/// What says that all of them are meant.
const ALL: [char; 6] = ['均', '都', '皆', '同', '全', '统'];

/// The numeral of a few bodies.
pub(super) fn numeral(c: char) -> Option<usize> {
    Some(if matches!(c, '两' | '双') { 2 } else { crate::value::number(c.encode_utf8(&mut [0; 4]))? as usize })
}
