//! Bodies of grounds and groups whose own names stand in no table: the body of 西江千户苗寨景区, a group that a level has.
use super::{Candidate, Final, NameCue, NameLetterCue, Stem, TERRITORY, Walk};
use crate::{
    lexicon::{Place, Territory},
    text::{Span, is_han},
};

/// How many characters the name of grounds has at most before the word for them.
const LONGEST_GROUNDS: usize = 12;

impl<'l> Walk<'l> {
    /// 西江千户苗寨|景区|管理委员会: the body of grounds that no table holds, named by them alone.
    pub(super) fn on_grounds(&self, grounds: usize, last: Final) -> Option<Candidate<'l>> {
        let Final { head, end, kind, .. } = last;
        let covered = self.out.bodies.last().map_or(0, |b| b.span.end());
        let mut start = grounds;
        for (at, c) in self.text.get(..grounds)?.char_indices().rev().take(LONGEST_GROUNDS) {
            if self.is_unlikely(c) || covered > at {
                // 日照|山海天|旅游度假区
                if self.lexicon.regions.longest_at(self.text, at).is_some_and(|(end, ..)| end > start) && covered <= at
                {
                    start = at;
                }
                break;
            }
            start = at;
        }
        // 兼|省|鄱阳湖水利枢纽建设办公室: what lies in a territory that stands there.
        let ends = self.text.get(start..grounds)?.char_indices().map(|(at, _)| start + at);
        let above =
            ends.filter_map(|at| Some((self.territory(at).filter(|t| !t.short && t.place != Place::Nation)?, at)));
        if let Some((territory, at)) = above.last().filter(|(t, _)| !self.level_in_class(t.start)) {
            let body = Candidate::new(territory.start, Stem::Built(Span::new(at, end)), kind, self.agencies.built);
            return Some(Candidate { territory: Some(territory), ..body });
        }
        // 前往|天津东疆综合保税区管委会: the name begins with the place that stands in it; but 清凉山.
        let own = self.text.get(start..grounds)?;
        if let Some((at, _)) = own.char_indices().find(|&(at, c)| {
            at != c.len_utf8()
                && self.lexicon.regions.longest_at(self.text, start + at).is_some_and(|(end, ..)| end <= grounds)
                && !self.lexicon.regions.ends_word(self.text, start + at)
        }) {
            start += at;
        }
        let own = self.between(start, grounds);
        // 空港新城: a name by itself.
        let alone = || own.is_empty() && self.between(grounds, head).chars().nth(3).is_some();
        let named = (own.chars().nth(1).is_some() || alone())
            && !self.agencies.letters.stands_in(NameLetterCue::InNoGrounds, own);
        let free = !self.titles.get(..self.title)?.iter().rev().take(2).any(|t| t.end() > start);
        (named && free && !self.in_class(grounds))
            .then(|| Candidate::new(start, Stem::Written, kind, self.agencies.built))
    }

    /// 河谷产业园|区|管委会, 、高新|区|管委会: the body of the grounds that start at byte `start`, of whose name the level right
    /// before its final word is the last character.
    pub(super) fn on_level_of_grounds(&self, start: usize, last: Final) -> Option<Candidate<'l>> {
        let Final { head, end, kind, .. } = last;
        if self.agencies.words.is(NameCue::CityZone, self.between(start, head)) && self.opens(start) {
            let body = Candidate::new(start, Stem::Built(Span::new(start, end)), kind, self.agencies.built);
            return Some(Candidate { bare: true, ..body });
        }
        self.on_grounds(start, last)
    }

    /// Where 中国（陕西）自由贸易试验区, of which the grounds that end at byte `at` are the last words or a part, starts.
    pub(super) fn pilot_zone_before(&self, at: usize) -> Option<usize> {
        const NEAR_BYTES: usize = 90;
        let head = self.text.get(..at)?;
        let near = head.get(head.ceil_char_boundary(at.saturating_sub(NEAR_BYTES))..)?;
        let first = |(bracket, _)| self.agencies.words.before(NameCue::Nation, near.get(..bracket)?);
        let from = at - near.len() + near.rmatch_indices(['（', '(']).find_map(first)?.len();
        let own = self.text.get(from..at)?;
        let (_, zone) = own.split_once(['）', ')'])?;
        zone.chars().all(is_han).then_some(from)
    }

    /// The word for the level of a territory that the name of a group, whose words are in no table, begins with.
    pub(super) fn level_far(&self, from: usize) -> Option<(Territory, usize)> {
        const FAR_CHARACTERS: usize = 30;
        let agencies = self.agencies;
        let covered = self.out.bodies.last().map_or(0, |b| b.span.end());
        for (start, c) in self.text.get(..from)?.char_indices().rev().take(FAR_CHARACTERS) {
            let inside = is_han(c) && !agencies.letters.is(NameLetterCue::InNoGroup, c) || "“”\"、".contains(c);
            let at = start + c.len_utf8();
            if covered > start || !inside || agencies.words.ends(NameCue::GroupVerb, self.before(at)) {
                return None;
            }
            if agencies.before.of(c) & TERRITORY != 0
                && !agencies.letters.starts(NameLetterCue::NoLevel, self.behind(at))
                && let Some(territory) = self.territory(at)
                && !territory.short
                && territory.place != Place::Nation
                && self.opens(territory.start)
            {
                return Some((territory, at));
            }
        }
        None
    }
}
