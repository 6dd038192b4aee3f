//! Outposts under a name of their own that no table holds: 巴克图|出入境边防检查站, 黄埔老港|海关.
use super::{Candidate, NameLetterCue, Stem, Walk};
use crate::{
    lexicon::{AgencyCue, Place},
    text::is_han,
    value::AgencyKind,
};

/// No name of its own has more characters.
const LONGEST_OWN: usize = 7;

impl<'l> Walk<'l> {
    /// The outpost whose final word stands at `head..end`, where a mark, a body or a word that leads to it stands before its own
    /// name; one that a table holds or whose place is known, `best`, gives way only to a name that begins with another place.
    pub(super) fn outpost(&self, best: Option<&Candidate<'l>>, head: usize, kind: AgencyKind) -> Option<Candidate<'l>> {
        let body = self.out.bodies.last().map_or(0, |b| b.span.end());
        let covered = self.titles.get(..self.title)?.last().map_or(0, |t| t.end()).max(body);
        let opens = |at: usize, c: char| {
            !is_han(c)
                || self.is_unlikely(c)
                || covered >= at
                || self.text.get(..at).is_some_and(|t| self.lexicon.cues.ends(AgencyCue::LeadsTo, t))
        };
        let mut start = head;
        let mut near = self.text.get(..head)?.char_indices().rev().take(LONGEST_OWN + 1);
        let stops = near.find(|&(at, c)| {
            let stops = opens(start, c);
            start = if stops { start } else { at };
            stops
        });
        if stops.is_none() && start > 0 || start == body && body > 0 {
            return None;
        }
        let own = self.text.get(start..head)?;
        let named = own.chars().nth(1).is_some()
            && !self.agencies.letters.starts(NameLetterCue::OpensNoOutpost, own)
            && !self.in_class(head)
            && self.lexicon.states.named_before(self.text, head).is_none();
        let instead = || match best {
            None => true,
            Some(best) if best.bare => start < best.start,
            Some(best) => {
                let short = best.territory.is_some_and(|t| t.short && matches!(t.place, Place::Regions(_)));
                let place = self.lexicon.regions.longest_at(self.text, start);
                let before = place.is_some_and(|(to, ..)| to <= best.start);
                start < best.start && short && before && matches!(best.stem, Stem::Built(_))
            }
        };
        let free = || !self.agencies.letters.stands_in(NameLetterCue::Stop, own);
        (named && free() && instead()).then(|| Candidate::new(start, Stem::Written, kind, self.agencies.built))
    }
}
