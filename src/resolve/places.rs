//! The places that a page names, and the special territory that it is about.
use std::ops::Range;

use super::{
    anchors::{Anchor, Anchors, Faint},
    given::{NAMES, is_named, name_start},
};
use crate::{
    lexicon::{Lexicon, Reading, RegionId, Regions, Special, stands_alone},
    matcher::{Cues, Shown, cues},
    mention::Found,
    rules::{RuleError, RuleId, RuleSet},
    text::{Norm, Span, is_han},
    value::is_numeral,
};

/// How many bytes back a place tells where somebody has a post, not where the page is.
const SENTENCE: usize = 180;

cues! {
    /// What the words around a place show; they stand in `places/cues.tsv`.
    pub(super) enum PlaceCue: "places/cues" {
        /// Before a place: somebody goes there (到).
        HeadsFor = "heads-for",
        /// Before a place: something is, or somebody comes, there or from there (在).
        Where = "where",
        /// Before places: they are those of posts that somebody held (曾任).
        Life = "life",
        /// Before a place: it is one of several that a sentence could name (如).
        Example = "example",
        /// Behind such a place: and takes office there (任).
        TakesOffice = "takes-office",
        /// Before a place: somebody has, or had, a post there (任).
        Serves = "serves",
        /// Before a place: somebody comes from there (从).
        ComesFrom = "comes-from",
        /// Behind such a place: so it is meant (调).
        Moves = "moves",
        /// Before a place: the page goes on about another (驻).
        AsideBefore = "aside-before",
        /// Behind a place: the same (籍).
        AsideBehind = "aside-behind",
        /// Behind a place: it is only what a body or its work is about (台湾事务办公室).
        Subject = "subject",
        /// Behind what looks like a place: it ends the name of a person (谷|长春|同志).
        Person = "person",
        /// Behind what looks like a place, and a mark: the same (谢|朝阳，男).
        Sex = "sex",
        /// Behind what looks like a place: it is one, and no name of a person (沈阳|市).
        Territory = "territory",
        /// Behind what looks like a place: it is a street, if a number follows (路).
        Street = "street",
    }
}

/// How far, in bytes, an example goes at most.
const EXAMPLE: usize = 600;

/// What looks like a place, and the text around it.
struct Spot<'t> {
    text: &'t str,
    place: Range<usize>,
    head: &'t str,
    tail: &'t str,
    /// What the words before it show, and those behind.
    before: Shown<PlaceCue>,
    behind: Shown<PlaceCue>,
}

impl Spot<'_> {
    /// 后到江阴市|任市长: whether whoever goes there takes office there.
    fn takes_office(&self) -> bool {
        self.before.has(PlaceCue::HeadsFor) && self.behind.has(PlaceCue::TakesOffice)
    }

    /// Whether the page goes on about another place.
    fn is_weak(&self) -> bool {
        self.before.has(PlaceCue::AsideBefore)
            || self.behind.has(PlaceCue::AsideBehind)
            || self.before.has(PlaceCue::HeadsFor) && !self.takes_office()
            || is_of_company(self.tail)
            || self.before.has(PlaceCue::ComesFrom) && self.behind.has(PlaceCue::Moves)
    }
}

/// Finds the places of a page.
#[derive(Clone, Debug)]
pub struct Places {
    cues: Cues<PlaceCue>,
    rule: RuleId,
}

impl Places {
    /// Takes the words of `places/cues`.
    ///
    /// # Errors
    /// A table that is missing or wrong.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        Ok(Self { cues: Cues::new(rules)?, rule: rules.id("places/regions")? })
    }

    /// Every place named in `text` at one of the positions `at`; and the same as mentions, outside `opaque` stretches.
    /// `titles` are those of posts, in order.
    pub fn find(
        &self,
        lexicon: &Lexicon,
        text: &str,
        at: &[u32],
        titles: &[Span<Norm>],
        opaque: impl Fn(usize) -> bool,
    ) -> (Anchors, Vec<Found<RegionId>>) {
        let regions = &lexicon.regions;
        let mut anchors = Anchors::of_about(at.len() / 2);
        let mut found = Vec::with_capacity(at.len() / 2);
        let (mut next, mut title) = (0, 0);
        // The names of persons that end like a place.
        let mut known: Vec<&str> = Vec::new();
        for at in at.iter().map(|&at| at as usize) {
            if at < next {
                continue;
            }
            let Some((end, likely, name)) = regions.longest_at(text, at) else { continue };
            if text.as_bytes().get(at).is_none_or(u8::is_ascii) {
                continue;
            }
            let spot = self.spot(text, at..end);
            if self.is_no_place(regions, &spot) || known.iter().any(|name| is_named(&self.cues, text, at..end, name)) {
                continue;
            }
            if let Some(start) = name_start(lexicon, &self.cues, text, at..end, titles) {
                if known.len() < NAMES {
                    known.extend(text.get(start..end));
                }
                continue;
            }
            let alone = next == at || stands_alone(text, at);
            let id = match likely.region {
                Some(first) if likely.shared => Some(anchors.closest(regions, name, first)),
                Some(first) => Some(first),
                // 先后来到柞水县、镇安县…。在|柞水|，县委书记…: the county that was named in full before.
                None if alone || spot.before.has(PlaceCue::Where) => anchors.named_again(regions, name),
                None => None,
            };
            let Some(id) = id else {
                if alone {
                    anchors.faint.push(Faint { at, ids: name.meant });
                }
                continue;
            };
            while titles.get(title).is_some_and(|t| t.start() < end) {
                title += 1;
            }
            let before_title = titles.get(title).is_some_and(|t| t.start() == end);
            let (weak, until) = (spot.is_weak(), self.until(&spot, before_title));
            anchors.all.push(Anchor { at, region: id, weak, until });
            next = end;
            if !opaque(at) {
                found.push(Found { span: Span::new(at, end), value: id, rule: self.rule });
            }
        }
        if !known.is_empty() {
            let of = |at: usize, name: &str| {
                regions.longest_at(text, at).is_some_and(|(end, ..)| is_named(&self.cues, text, at..end, name))
            };
            let of_person = |at: usize| known.iter().any(|name| of(at, name));
            anchors.all.retain(|anchor| !of_person(anchor.at));
            anchors.faint.retain(|faint| !of_person(faint.at));
            found.retain(|place| !of_person(place.span.start()));
        }
        anchors.settle(regions, text);
        (anchors, found)
    }

    /// What looks like a place in a range of the text, with what the words around it show.
    fn spot<'t>(&self, text: &'t str, place: Range<usize>) -> Spot<'t> {
        let (head, tail) = (text.get(..place.start).unwrap_or(""), text.get(place.end..).unwrap_or(""));
        Spot { text, place, head, tail, before: self.cues.ending(head), behind: self.cues.starting(tail) }
    }

    /// 代理|县长; 谷|长春同志: whether it ends another word or a name, is a street or what a body is about.
    fn is_no_place(&self, regions: &Regions, spot: &Spot<'_>) -> bool {
        let behind = spot.behind;
        regions.ends_word(spot.text, spot.place.start)
            || behind.has(PlaceCue::Person)
            || behind.has(PlaceCue::Subject)
            || behind.has(PlaceCue::Street) && self.is_street(spot.tail)
    }

    /// The byte behind which a place tells nothing: the end of an example, or of the line or the sentence that says where
    /// somebody has or had a post.
    fn until(&self, spot: &Spot<'_>, before_title: bool) -> usize {
        let Range { start, end } = spot.place;
        let near = |far: usize| spot.tail.get(..spot.tail.floor_char_boundary(far)).unwrap_or(spot.tail);
        if spot.before.has(PlaceCue::Example) {
            let near = near(EXAMPLE);
            return end + near.find(['。', '\n']).unwrap_or(near.len());
        }
        // 任|江阴市…; |江阴市|副市长; 到|江阴市|任副市长
        if before_title || spot.before.has(PlaceCue::Serves) || spot.takes_office() {
            let near = spot.tail.as_bytes().get(..SENTENCE).unwrap_or(spot.tail.as_bytes());
            return memchr::memchr(b'\n', near).map_or(start + SENTENCE, |n| end + n);
        }
        match self.tells_life(spot.head) {
            true => start + near(SENTENCE).find(['。', '\n']).unwrap_or(SENTENCE),
            false => usize::MAX,
        }
    }

    /// Whether the sentence that ends `head` tells what somebody was before: 曾任诸城市委常委、|潍坊市商务局局长.
    fn tells_life(&self, head: &str) -> bool {
        let near = head.get(head.ceil_char_boundary(head.len().saturating_sub(SENTENCE))..).unwrap_or(head);
        let line = near.rfind('\n').and_then(|at| near.get(at..)).unwrap_or(near);
        let sentence = line.rfind('。').and_then(|at| line.get(at..)).unwrap_or(line);
        // Most sentences tell of no post; all words for it have this character.
        sentence.contains('任') && self.cues.last_in(PlaceCue::Life, sentence).is_some()
    }

    /// Whether the number of a house in a street follows.
    fn is_street(&self, tail: &str) -> bool {
        let number = |c: char| c.is_ascii_digit() || is_numeral(c);
        self.cues.behind(PlaceCue::Street, tail).is_some_and(|rest| rest.starts_with(number))
    }
}

/// 中国铁路|沈阳|局集团有限公司: whether a place stands in the name of a company, which tells where that is and not what the page
/// goes on about.
fn is_of_company(tail: &str) -> bool {
    const TAIL_CHARACTERS: usize = 15;
    // Asked behind every place, of most of them for a character or two: no table is looked into.
    let mut last = None;
    for c in tail.chars().take(TAIL_CHARACTERS) {
        if !is_han(c) || matches!(c, '的' | '和' | '与' | '及' | '将' | '在' | '由' | '对') {
            return false;
        }
        if c == '司' && last == Some('公') {
            return true;
        }
        last = Some(c);
    }
    false
}

/// The special territory that a page is about, by the words it uses; none for the mainland. `traditional` is whether the page
/// is written as there.
pub fn special(
    lexicon: &Lexicon,
    text: &str,
    traditional: bool,
    places: &[Found<RegionId>],
    readings: &[Reading<'_>],
) -> Option<Special> {
    const NONE: usize = Special::ALL.len();
    let mut score = [0usize; NONE + 1];
    // One question about Hong Kong at the end makes no page about it.
    let half = text.len() / 2;
    let mut early = [false; NONE + 1];
    for place in places {
        let n = Special::holding(&lexicon.regions.get(place.value).code).map_or(NONE, |special| special as usize);
        score[n] += 1;
        early[n] |= place.span.start() < half;
    }
    for reading in readings {
        if let Some(special) = reading.special() {
            score[special as usize] += 3;
            early[special as usize] |= reading.end() < half;
        } else if let Some(special) = reading.special_alone().filter(|_| traditional) {
            // 警务处: in simplified characters it may be anybody's.
            score[special as usize] += 1;
            early[special as usize] |= reading.end() < half;
        }
    }
    let (best, n) =
        Special::ALL.into_iter().map(|special| (special, score[special as usize])).max_by_key(|&(_, n)| n)?;
    (n > 0 && early[best as usize] && n * 2 >= score[NONE]).then_some(best)
}
