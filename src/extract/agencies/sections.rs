//! Sections of bodies, of words that no table holds: behind their body, before the title of their head, or in a list.
use super::{Candidate, Final, NameCue, NameLetterCue, Stem, Walk, reached::NAME_CHARACTERS};
use crate::{
    lexicon::{AgencyCue, System},
    mention::Naming,
    segment::JOINTS,
    text::{Span, is_han},
    value::{AgencyKind, is_numeral},
};

/// How many characters of its own the name of a section has at most before its final word.
const LONGEST_SECTION: usize = 16;
/// How many it has at most where nothing tells that it begins.
const LONGEST_OWN_SECTION: usize = 12;
/// How many bytes it has at most, and a mark, behind another one in a list.
const LONGEST_BESIDE: usize = 39;

/// What shows that a section may stand without its body.
#[derive(Clone, Copy)]
struct Shown {
    /// The title of its head follows.
    titled: bool,
    /// It is one of a list of groups.
    group: bool,
    /// Another one stands before it in a list.
    beside: bool,
    /// The byte behind a verb that sets it up or changes it.
    verb: Option<usize>,
}

impl<'l> Walk<'l> {
    /// 省自然资源厅|矿业权管理|处|处长: a section of a body, of words that no table holds, before the title of its head.
    pub(super) fn titled_section(&self, head: usize, end: usize) -> Option<Candidate<'l>> {
        if !self.before_title(end) {
            return None;
        }
        let letters = &self.agencies.letters;
        let floor = self.titles.get(..self.title)?.iter().rev().find(|t| t.end() <= head).map_or(0, |t| t.end());
        let floor = floor.max(self.out.bodies.last()?.span.end());
        let mut at = head;
        for (start, c) in self.text.get(..head)?.char_indices().rev().take(LONGEST_SECTION) {
            // A connector joins two words, 对 heads one: 数据|和|政务, 对外.
            if self.is_unlikely(c) && !letters.is(NameLetterCue::InSection, c) || at <= floor {
                break;
            }
            at = start;
        }
        let owner = self.owner(at).filter(|_| at < head)?;
        let upper = &self.out.bodies[owner];
        let committee = matches!(upper.value.naming, Naming::Department(_, System::PartyCommittee));
        let own = self.between(at, head);
        let named = own.chars().nth(1).is_some()
            && !letters.starts(NameLetterCue::And, own)
            && !letters.stands_in(NameLetterCue::InNoSection, own)
            && !self.in_class(head);
        let stem = Stem::Built(Span::new(at, end));
        let body = Candidate::new(upper.span.start(), stem, upper.value.kind, self.agencies.built);
        (named && !upper.value.bare && !upper.value.fused && !committee)
            .then_some(Candidate { owner: Some(owner), ..body })
    }

    /// 商务部|国际经贸关系|司: a section of a national body, of words that no table holds; no other word ends like it.
    pub(super) fn ministry_section(&self, head: usize, end: usize) -> Option<Candidate<'l>> {
        let (letters, words) = (&self.agencies.letters, &self.agencies.words);
        let last = self.out.bodies.last().map_or(0, |b| b.span.end());
        let own = self.text.get(last..head).filter(|t| t.len() <= 3 * NAME_CHARACTERS)?;
        if !letters.spells(NameLetterCue::MinistrySection, self.between(head, end)) {
            return None;
        }
        let inside = |c: char| {
            let shown = letters.of(c);
            let likely = is_han(c) && !shown.has(NameLetterCue::Unlikely);
            likely || shown.has(NameLetterCue::InSection) || shown.has(NameLetterCue::InMinistrySection)
        };
        let named = own.chars().nth(1).is_some()
            && own.chars().all(inside)
            && !letters.starts(NameLetterCue::And, own)
            && !letters.starts(NameLetterCue::OpensNoSection, own)
            && !letters.starts(NameLetterCue::MinistrySectionOn, self.behind(end))
            && !words.stands_in(NameCue::NoSection, own);
        let owner = self.owner(last).filter(|_| named)?;
        let upper = &self.out.bodies[owner];
        let ministry = upper.value.owner.is_none()
            && !upper.value.bare
            && upper.value.kind == AgencyKind::Government
            && matches!(&upper.value.naming, Naming::Known(full) if full.is_national());
        let stem = Stem::Built(Span::new(last, end));
        let body = Candidate::new(upper.span.start(), stem, upper.value.kind, self.agencies.built);
        ministry.then_some(Candidate { owner: Some(owner), ..body })
    }

    /// ，当|矿业权管理|处|处长; 某厅的|矿业权管理|处: a section by itself, of words that no table holds, before the title of its
    /// head or behind the body that it is a part of; resolution judges.
    pub(super) fn section_alone(&self, last: Final) -> Option<Candidate<'l>> {
        let Final { head, end, kind, .. } = last;
        let shown = self.shown_section(head, end)?;
        let (mut at, goes_on) = match self.words_beside(head).filter(|_| shown.beside) {
            Some(whole) => (whole, false),
            None => self.own_words(head),
        };
        // 下设|长洲海事处: with the name of a place it is no section.
        let verb = shown.verb.filter(|&behind| self.lexicon.regions.longest_at(self.text, behind).is_none());
        // 组建|某局|时与别处不同: not over another body.
        let free = |behind: usize| self.out.bodies.last().is_none_or(|b| b.span.end() <= behind);
        let verb = verb.filter(|&behind| behind >= at && free(behind));
        at = verb.unwrap_or(at);
        // A name that goes on further is none.
        if goes_on && verb.is_none() {
            return None;
        }
        // 中级|法院|刑二庭
        at += self.agencies.words.at(NameCue::Court, self.between(at, head)).unwrap_or(0);
        if !self.names_lone_section(self.text.get(at..head)?) || self.in_class(head) {
            return None;
        }
        let of_body = || {
            let owned = self.before(at);
            self.agencies.letters.ends(NameLetterCue::OfOwner, owned) && {
                let owner = owned.char_indices().next_back().map_or(0, |(of, _)| of);
                self.body_before(owner).is_some()
            }
        };
        let marked = || at > 0 && !self.before(at).ends_with('\n') && self.is_entry(at, end);
        let listed =
            || verb.is_some() || shown.beside && self.beside_at() + '、'.len_utf8() == at || shown.group && marked();
        let titled = shown.titled && !shown.group;
        let body = Candidate::new(at, Stem::Built(Span::new(at, end)), kind, self.agencies.built);
        (titled || of_body() || listed()).then_some(Candidate { bare: true, ..body })
    }

    /// What shows that the word at `head..end` may end the name of a section that stands without its body.
    fn shown_section(&self, head: usize, end: usize) -> Option<Shown> {
        let last = self.between(head, end);
        let of_groups = self.agencies.letters.spells(NameLetterCue::Group, last);
        let titled = self.before_title(end);
        // ①|抢险救灾|组——
        let group = of_groups && self.behind(end).starts_with(['—', '：', ':', '（', '(']);
        // 政策处、|矿业权管理|处
        let beside = self.between(self.beside_at(), head);
        let beside = beside.starts_with('、') && beside.len() <= LONGEST_BESIDE;
        let section = group || of_groups && beside || self.lexicon.cues.ends(AgencyCue::Section, last);
        let alone = section && !titled && !group && !beside;
        let verb = if alone { self.changed_behind(head) } else { None };
        let shown = section && (!alone || verb.is_some() || self.after_owner());
        shown.then_some(Shown { titled, group, beside, verb })
    }

    /// The byte behind the last body, where that stands without its own.
    fn beside_at(&self) -> usize {
        self.out.bodies.last().filter(|b| b.value.bare).map_or(usize::MAX, |b| b.span.end())
    }

    /// 撤销|矿业权管理|处: the byte behind a verb that changes the section whose final word starts at byte `head`.
    fn changed_behind(&self, head: usize) -> Option<usize> {
        let near = self.before(head).char_indices().rev().take(LONGEST_OWN_SECTION + 1);
        let mut ends = near.take_while(|&(_, c)| is_han(c)).map(|(at, c)| at + c.len_utf8());
        ends.find(|&end| self.lexicon.cues.ends(AgencyCue::ChangesSection, self.before(end)))
    }

    /// 数据资源科、|信息系统建设|科: where the words start that fill the place of a name in a list, before a final word.
    fn words_beside(&self, head: usize) -> Option<usize> {
        let start = self.beside_at().checked_add('、'.len_utf8())?;
        let own = self.text.get(start..head)?;
        (own.chars().nth(1).is_some() && own.chars().all(is_han)).then_some(start)
    }

    /// Where the own words of a section start that may stand by itself, and whether they go on further.
    fn own_words(&self, head: usize) -> (usize, bool) {
        let mut at = head;
        for _ in 0..LONGEST_OWN_SECTION {
            let Some((start, c)) = self.before(at).char_indices().next_back() else { break };
            // 基础设施建|设: a character of a word of such names.
            let word = || self.lexicon.bodies.functions_before(self.text, at).last().filter(|&word| word < start);
            match (self.is_in_section(c), is_han(c)) {
                (true, _) => at = start,
                (false, true) if let Some(word) = word() => at = word,
                _ => return (at, false),
            }
        }
        (at, at > 0)
    }

    /// Whether the name of a section that stands by itself may hold the character.
    fn is_in_section(&self, c: char) -> bool {
        let shown = self.agencies.letters.of(c);
        is_han(c) && !shown.has(NameLetterCue::Unlikely) && !shown.has(NameLetterCue::TakesPost)
            || shown.has(NameLetterCue::InSection)
    }

    /// Whether these may be the own words of a section that stands without its body.
    fn names_lone_section(&self, own: &str) -> bool {
        let letters = &self.agencies.letters;
        let never = |c| {
            let shown = letters.of(c);
            shown.has(NameLetterCue::InNoSection) || shown.has(NameLetterCue::InNoLoneSection)
        };
        let mut characters = own.chars();
        let begins = characters.next().map(|c| letters.of(c));
        begins.is_some_and(|shown| !shown.has(NameLetterCue::And) && !shown.has(NameLetterCue::EndsBody))
            && characters.next().is_some()
            && !own.contains(never)
    }

    /// Whether 的, 将 or 把 stands right behind the last body.
    fn after_owner(&self) -> bool {
        let last = self.out.bodies.last().map_or(usize::MAX, |b| b.span.end());
        self.agencies.letters.starts(NameLetterCue::OfOwner, self.behind(last))
    }

    /// 内设|办公室、…: whether the verb before byte `at` sets something up.
    pub(super) fn is_set_up(&self, at: usize) -> bool {
        let before = self.before(at);
        // 某局|机关|设办公室
        let subject = || self.agencies.words.before(NameCue::SetsUp, before);
        self.lexicon.cues.ends(AgencyCue::SetsUpOffice, before)
            || subject().is_some_and(|t| self.body_before(t.len()).is_some())
    }

    /// 管理一处、|二处: where a number starts before the final word that is all that tells a section from the one before it.
    pub(super) fn numbered_again(&self, head: usize, end: usize) -> Option<usize> {
        let word = self.text.get(head..end).filter(|word| word.chars().nth(1).is_none())?;
        let before = self.text.get(..head)?.strip_suffix(is_numeral)?;
        before.strip_suffix(JOINTS)?.strip_suffix(word)?.strip_suffix(is_numeral)?;
        Some(before.len())
    }

    /// 内设机构：|办公室、政策法规科: whether the word at `head..end` is the first of a list, behind a colon or on a line of its own.
    pub(super) fn opens_list(&self, head: usize, end: usize) -> bool {
        let before = self.text.get(..head).unwrap_or("").trim_end_matches([' ', '\u{3000}']);
        (before.is_empty() || before.ends_with([':', '：', '\n']))
            && self.text.get(end..).is_some_and(|t| t.starts_with('、'))
    }

    /// （一）|办公室: whether the word at `head..end` opens a line as an entry of a list.
    pub(super) fn is_entry(&self, head: usize, end: usize) -> bool {
        let before = self.text.get(..head).unwrap_or("").chars().rev().take(8).take_while(|&c| c != '\n');
        let closes = |c: char| !c.is_alphanumeric() && !matches!(c, '、' | '，' | ',');
        before.clone().count() < 8
            && before.clone().all(|c| {
                !c.is_alphanumeric() || c.is_ascii_digit() || self.agencies.letters.is(NameLetterCue::Connector, c)
            })
            && self.text.get(end..).is_some_and(|t| t.chars().next().is_none_or(closes))
    }
}
