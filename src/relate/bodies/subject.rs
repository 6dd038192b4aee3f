//! Which body something is said of.
use super::{LONGEST_LIST, Scene};
use crate::{
    matcher::Symbol,
    relate::{
        SYMBOL,
        line::Item,
        words::{Placed, Role},
    },
};

/// What parts clauses in which something else may be spoken of.
const PARTS: [char; 6] = ['，', ',', '；', ';', '：', ':'];

impl<'s> Scene<'s> {
    /// The body that a clause at byte `at` is about: the last one before it in the sentence that is no object, else that
    /// of the sentence before, else that of the line before.
    pub(super) fn subject(self, at: usize) -> Option<usize> {
        let line = self.line;
        let sentence = line.sentence_start(at);
        if let Some(item) = self.subjects(sentence, at).next_back() {
            return Some(item.index);
        }
        // 某集团由市国资委管理: said of an organization, not of the body before it.
        let first = line.items_in(sentence..at).first();
        if first.is_some_and(|i| i.symbol == Symbol::Organization && i.at == sentence) {
            return None;
        }
        // The sentence before: what it founds, else what it is about.
        let previous = line.sentence_start(sentence.saturating_sub(1));
        let founded = self.subjects(previous, sentence).rev().find(|i| line.ends(Role::Founds, i.at));
        founded.or_else(|| self.subjects(previous, sentence).next()).map(|i| i.index).or(self.topic.body)
    }

    /// The subject where the sentence itself names it, or the line before in a bracket: events are told of no other.
    pub(super) fn subject_here(self, at: usize) -> Option<usize> {
        let line = self.line;
        let sentence = line.sentence_start(at);
        if self.of_forerunner(sentence, at) {
            return None;
        }
        let named = self.subjects(sentence, at).next_back().map(|i| i.index);
        let named = named.filter(|&i| !self.unread(Some(i), at));
        let carried = || {
            // 1997年升为副厅级: nothing but a date stands where the subject would.
            let head = line.part(sentence..at).trim_end_matches(['又', '再', '才', '，', ',']);
            let dated = sentence > 0 && head == Symbol::Date.char().encode_utf8(&mut [0; 4]);
            let bracket = line.text.starts_with(['（', '(']);
            // An item of a chronology.
            let dated = dated || sentence == 0 && at == 0 && line.text.starts_with(Symbol::Date.char());
            (dated || bracket || self.topic.article.row).then(|| self.subject(at)).flatten()
        };
        named.or_else(carried)
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
        line.any_word(near.clone(), |word| {
            let clause = || line.part(near.start..word.start as usize).rsplit(PARTS).next().unwrap_or("");
            word.roles.has(Role::Unread) && !clause().contains(Symbol::Agency.char())
        })
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
    fn subjects(self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = &'s Item> {
        let agencies = self.line.items_in(from..to).iter().filter(|i| i.symbol == Symbol::Agency);
        agencies.filter(move |i| !self.is_object(i.at) && !self.is_attribute(i.at))
    }

    /// A、B统由某部管理: what is said of the last body of a list right before it is said of all.
    pub(super) fn with_list(self, at: usize, subject: Vec<usize>) -> Vec<usize> {
        let (line, words) = (self.line, self.view.words());
        let clause = line.clause_start(at.saturating_sub(1));
        let mut before = line.items_in(clause..at).iter().rev();
        let Some(mut last) = before.find(|i| i.symbol == Symbol::Agency && subject.first() == Some(&i.index)) else {
            return subject;
        };
        let mut bodies = subject;
        for item in before.take(LONGEST_LIST).take_while(|i| i.symbol == Symbol::Agency) {
            if !words.is_placed(Placed::JoinsBodies, line.part(item.at + SYMBOL..last.at)) {
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
        let number = line.text.get(at..).and_then(|t| t.chars().next()).and_then(numeral);
        let Some(number) = number else { return Vec::new() };
        let previous = line.sentence_start(line.sentence_start(at).saturating_sub(1));
        let mut names = std::collections::BTreeSet::new();
        let mut bodies: Vec<usize> = Vec::new();
        for item in self.subjects(previous, at).rev() {
            if bodies.len() < number && self.view.body_name(item.index).is_some_and(|name| names.insert(name)) {
                bodies.push(item.index);
            }
        }
        bodies.reverse();
        if bodies.len() == number { bodies } else { Vec::new() }
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
            // 更名为|某局: what it is called now is what the text goes on about; not so 成为|省政府直属机构.
            if roles.has(Role::Named) {
                return self.is_attribute(at);
            }
            if roles.has(Role::Object) {
                return true;
            }
            let joint = self.view.words().placed_before(Placed::JoinsObjects, head);
            let before = line.items_in(0..at).last().filter(|b| b.symbol == Symbol::Agency);
            match (joint, before) {
                (Some(n), Some(b)) if b.at + SYMBOL + 30 >= at - n => at = b.at,
                _ => return false,
            }
        }
        false
    }

    /// Whether the body at byte `at` only says whose something is: 广州市工信委直属单位.
    pub(super) fn is_attribute(self, at: usize) -> bool {
        let behind = at + SYMBOL;
        // 省政府|正厅级|直属机构
        let ranked = self.line.text.get(behind..).is_some_and(|t| t.starts_with(Symbol::Rank.char()));
        self.line.starts(Role::Attribute, if ranked { behind + SYMBOL } else { behind })
    }
}

/// The numeral of a few bodies.
fn numeral(c: char) -> Option<usize> {
    Some(if c == '两' { 2 } else { crate::value::number(c.encode_utf8(&mut [0; 4]))? as usize })
}
