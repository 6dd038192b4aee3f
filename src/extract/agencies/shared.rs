//! One noun for the bodies of several places: 洛阳、新乡两市数据局.
use super::{Candidate, Stem, Walk};
use crate::{
    lexicon::{Place, Territory},
    segment::JOINTS,
    text::Span,
    value::number,
};

/// No more places than this share a noun.
const MOST_SHARE: usize = 16;

impl<'l> Walk<'l> {
    /// 洛阳、新乡|两|市数据局, 天河区、越秀区|教育局: adds the bodies of all places that share the noun, each where its place
    /// stands; whether there are several.
    pub(super) fn share(&mut self, body: &Candidate<'l>, end: usize) -> bool {
        let Some(territory) = body.territory.filter(|_| body.owner.is_none() && !body.fused && !body.bare) else {
            return false;
        };
        // How many places a numeral says, and where it stands.
        let counted = |at: usize| {
            let (start, c) = self.text.get(..at)?.char_indices().next_back()?;
            Some((start, if c == '两' { 2 } else { number(c.encode_utf8(&mut [0; 4]))? as usize }))
        };
        let level =
            |at: usize| self.text.get(at..).and_then(|t| t.chars().next()).filter(|c| "省市县区州盟旗".contains(*c));
        let (mut stem, mut last, mut count) = (body.stem, territory.start, None);
        match (territory.place, body.stem) {
            (Place::Level(_), _) => {
                let Some((at, n)) = counted(territory.start) else { return false };
                (last, count) = (at, Some(n));
            }
            // 随州|三市数据局
            (Place::Regions(_), Stem::Built(span)) => {
                let unit = span.of(self.text).chars().next().map_or(0, char::len_utf8) + span.start();
                if let (Some((at, n)), Some(c)) = (counted(unit), level(unit)) {
                    (last, count) = (at, Some(n));
                    stem = Stem::Built(Span::new(unit + c.len_utf8(), end));
                }
            }
            (Place::Regions(_), _) => {}
            _ => return false,
        }
        if count.is_none() && self.before_joint(territory.start).is_none() {
            return false;
        }
        let places = self.listed_before(if count.is_some() { last } else { end }, count.is_none().then_some(territory));
        if places.len() < 2 || count.is_some_and(|n| n != places.len()) {
            return false;
        }
        for (n, &(place, to)) in places.iter().enumerate() {
            let named = Candidate { start: place.start, stem, territory: Some(place), ..*body };
            let mut found = named.found(self.text, if n + 1 == places.len() { end } else { to });
            found.value.shared = true;
            self.out.bodies.push(found);
        }
        true
    }

    /// The places of one depth in a list that ends at byte `at`, or with `last`, and where each ends.
    fn listed_before(&self, at: usize, last: Option<Territory>) -> Vec<(Territory, usize)> {
        let regions = &self.lexicon.regions;
        let depth = |t: &Territory| match t.place {
            Place::Regions(ids) => regions.of(ids).next().map(|id| regions.get(id).depth),
            _ => None,
        };
        let mut places: Vec<(Territory, usize)> = last.map(|t| (t, at)).into_iter().collect();
        let mut end = last.map_or(Some(at), |t| self.before_joint(t.start));
        while let Some(to) = end.filter(|_| places.len() < MOST_SHARE)
            && let Some(place) = self.territory(to).filter(|t| depth(t).is_some())
            && places.first().is_none_or(|(first, _)| depth(first) == depth(&place))
        {
            places.insert(0, (place, to));
            end = self.before_joint(place.start);
        }
        places
    }

    /// Where what is joined to the name at byte `at` ends: 洛阳|、|新乡.
    fn before_joint(&self, at: usize) -> Option<usize> {
        let head = self.text.get(..at)?;
        head.strip_suffix(JOINTS).map(str::len)
    }
}
