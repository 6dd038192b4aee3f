//! One noun for the bodies of several places: 洛阳、新乡两市数据局.
use super::{Candidate, NameLetterCue, Stem, Walk};
use crate::{
    lexicon::{Place, Territory},
    segment::JOINTS,
    text::Span,
    value::count_before,
};

/// No more places than this share a noun.
const MOST_SHARE: usize = 16;

impl<'l> Walk<'l> {
    /// 洛阳、新乡|两|市数据局, 天河区、越秀区|教育局: adds the bodies of all places that share the noun, each where its place
    /// stands; whether there are several.
    pub(super) fn share(&mut self, body: &Candidate<'l>, end: usize) -> bool {
        if body.owner.is_some() || body.fused {
            return false;
        }
        // 衡南、衡山|两县的|医疗保障局: the noun names no place itself.
        let Some(territory) = body.territory else {
            return body.bare && self.share_wide(body, body.start, end);
        };
        if body.bare {
            return false;
        }
        // How many places a numeral says, and where it stands.
        let counted = |at: usize| {
            let (head, count) = count_before(self.text.get(..at)?)?;
            Some((head.len(), count))
        };
        let level = |at: usize| {
            self.behind(at).chars().next().filter(|&c| self.agencies.letters.is(NameLetterCue::SharedLevel, c))
        };
        let (mut stem, mut last, mut count) = (body.stem, territory.start, None);
        match (territory.place, body.stem) {
            (Place::Level(_), _) => {
                let Some((at, n)) = counted(territory.start) else {
                    return self.share_wide(body, territory.start, end);
                };
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
        self.push_shared(body, stem, &places, end);
        true
    }

    /// 韶关、揭阳|等地的|市大数据管理局, 衡南县、衡山县|2个|县气象局: the same where words between the places and the noun, which
    /// starts at byte `at`, say that it is that of all of them.
    fn share_wide(&mut self, body: &Candidate<'l>, at: usize, end: usize) -> bool {
        let Some(places) = self.sharing(at, !body.bare) else { return false };
        let stem = body.stem;
        self.push_shared(&Candidate { bare: false, ..*body }, stem, &places, end);
        true
    }

    /// The places whose bodies share a noun that starts at byte `at`, by the words between; see [`Walk::shared_by`].
    pub(super) fn sharing(&self, at: usize, alone: bool) -> Option<Vec<(Territory, usize)>> {
        let (last, count) = self.shared_by(at, alone)?;
        let places = self.listed_before(last, None);
        (places.len() > 1 && count.is_none_or(|n| n == places.len())).then_some(places)
    }

    /// Adds the body of each of the places, the last one up to byte `end`.
    fn push_shared(&mut self, body: &Candidate<'l>, stem: Stem<'l>, places: &[(Territory, usize)], end: usize) {
        for (n, &(place, to)) in places.iter().enumerate() {
            let named = Candidate { start: place.start, stem, territory: Some(place), ..*body };
            let mut found = self.found(named, if n + 1 == places.len() { end } else { to });
            found.value.shared = true;
            self.out.bodies.push(found);
        }
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

    /// 韶关、揭阳|等地的, 衡南、衡山|两县的, 衡南县、衡山县|2个: where the places that share the noun at byte `at` end, and how many
    /// there are, if the words between say it. A noun that is no name by itself may stand behind 的 alone: 韶关、揭阳|的|市数据局.
    fn shared_by(&self, at: usize, alone: bool) -> Option<(usize, Option<usize>)> {
        let head = self.before(at);
        let of = head.strip_suffix('的');
        let places = of.unwrap_or(head);
        let unit = |c: char| self.agencies.letters.is(NameLetterCue::SharedUnit, c);
        let wide = places.strip_suffix(unit).map(|rest| rest.strip_suffix('个').unwrap_or(rest));
        let counted = wide.and_then(count_before);
        let (rest, count) = counted.map_or((wide, None), |(rest, n)| (Some(rest), Some(n)));
        match (rest.and_then(|rest| rest.strip_suffix('等')), counted) {
            (Some(others), _) => Some((others.len(), None)),
            (None, Some((places, _))) => Some((places.len(), count)),
            _ => of.filter(|_| alone).map(|of| (of.len(), None)),
        }
    }
}
