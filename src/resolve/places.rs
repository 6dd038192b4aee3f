//! Which territory a page speaks of, and where: 省数据局 is that of the province named last.
use super::given::{NAMES, is_named, name_start};
use crate::{
    lexicon::{Divisions, Level, Lexicon, PlaceName, Reading, RegionId, Regions, SPECIAL, ends_word, stands_alone},
    matcher::{Cues, cues},
    mention::Found,
    rules::{RuleError, RuleId, RuleSet},
    text::{Norm, Span, is_han},
};

/// How many places are looked at for one short name, in each direction.
const REACH: usize = 256;

/// How many bytes back a place tells where somebody has a post, not where the page is.
const SENTENCE: usize = 180;

cues! {
    /// What the words around a place show; they stand in `places/cues.tsv`.
    enum Cue: "places/cues" {
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
        /// Behind what looks like a place: it is a street, if a number follows (路).
        Street = "street",
    }
}

/// How far, in bytes, an example goes at most.
const EXAMPLE: usize = 600;

/// Finds the places of a page.
#[derive(Clone, Debug)]
pub struct Places {
    cues: Cues<Cue>,
    rule: RuleId,
}

/// A place named in the text.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    at: usize,
    region: RegionId,
    /// One of a list, or where somebody goes: 到浙江省数据局学习.
    weak: bool,
    /// The byte behind which it tells nothing: that of the sentence, where it says where somebody has or had a post (转任
    /// 遂宁市委副书记).
    until: usize,
}

/// The short name of counties that stands by itself (顺德召开…): often another word, so it is asked only where nothing else
/// tells which county a page speaks of.
#[derive(Clone, Copy, Debug)]
struct Faint {
    at: usize,
    ids: Divisions,
}

/// Places in order of the text.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    all: Vec<Anchor>,
    faint: Vec<Faint>,
    /// The province that most places of the page lie in, where there is one: what is named elsewhere in passing does
    /// not make 省水利厅 another province's.
    home: Option<RegionId>,
    /// The county, district or city of a county's rank that is named most, for towns of the page.
    county: Option<RegionId>,
    /// The city that is named most.
    city: Option<RegionId>,
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
        let mut anchors = Anchors { all: Vec::with_capacity(at.len() / 2), ..Anchors::default() };
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
            let (head, tail) = (text.get(..at).unwrap_or(""), text.get(end..).unwrap_or(""));
            let (before, behind) = (self.cues.ending(head), self.cues.starting(tail));
            // 代理|县长; 谷|长春同志: the end of a name; 北京路128号.
            if ends_word(text, at)
                || tail.starts_with("同志")
                || behind.has(Cue::Subject)
                || behind.has(Cue::Street) && self.is_street(tail)
                || known.iter().any(|name| is_named(text, at..end, name))
            {
                continue;
            }
            if let Some(start) = name_start(lexicon, text, at..end, titles) {
                if known.len() < NAMES {
                    known.extend(text.get(start..end));
                }
                continue;
            }
            let alone = next == at || stands_alone(text, at);
            let id = match likely.region {
                Some(first) if likely.shared => anchors.closest(regions, name, first),
                Some(first) => first,
                // 先后来到柞水县、镇安县…。在|柞水|，县委书记…: the county that was named in full before.
                None if (alone || before.has(Cue::Where))
                    && let Some(id) = anchors.named_again(regions, name) =>
                {
                    id
                }
                None => {
                    if alone {
                        anchors.faint.push(Faint { at, ids: name.meant });
                    }
                    continue;
                }
            };
            // 后到江阴市|任市长: whoever goes there takes office there.
            let takes_office = before.has(Cue::HeadsFor) && behind.has(Cue::TakesOffice);
            // 任|江阴市…; |江阴市|副市长; 到|江阴市|任副市长
            while titles.get(title).is_some_and(|t| t.start() < end) {
                title += 1;
            }
            let before_title = titles.get(title).is_some_and(|t| t.start() == end);
            let until = if before.has(Cue::Example) {
                let near = tail.get(..tail.floor_char_boundary(EXAMPLE)).unwrap_or(tail);
                end + near.find(['。', '\n']).unwrap_or(near.len())
            } else if head.ends_with('任') || takes_office || before_title {
                let near = tail.as_bytes().get(..SENTENCE).unwrap_or(tail.as_bytes());
                memchr::memchr(b'\n', near).map_or(at + SENTENCE, |n| end + n)
            } else if self.tells_life(head) {
                at + tail
                    .get(..tail.floor_char_boundary(SENTENCE))
                    .unwrap_or(tail)
                    .find(['。', '\n'])
                    .unwrap_or(SENTENCE)
            } else {
                usize::MAX
            };
            // The page goes on about another place.
            let weak = before.has(Cue::AsideBefore)
                || behind.has(Cue::AsideBehind)
                || before.has(Cue::HeadsFor) && !takes_office
                || is_of_company(tail)
                || before.has(Cue::ComesFrom) && behind.has(Cue::Moves);
            anchors.all.push(Anchor { at, region: id, weak, until });
            next = end;
            if !opaque(at) {
                found.push(Found { span: Span::new(at, end), value: id, rule: self.rule });
            }
        }
        if !known.is_empty() {
            let of_person = |at: usize| {
                let of =
                    |name: &&str| regions.longest_at(text, at).is_some_and(|(end, ..)| is_named(text, at..end, name));
                known.iter().any(of)
            };
            anchors.all.retain(|anchor| !of_person(anchor.at));
            anchors.faint.retain(|faint| !of_person(faint.at));
            found.retain(|place| !of_person(place.span.start()));
        }
        anchors.home = anchors.home(regions);
        anchors.county = anchors.most_named(regions, 3);
        anchors.city = anchors.most_named(regions, 2);
        anchors.keep_to_theme(regions, text);
        (anchors, found)
    }

    /// Whether the sentence that ends `head` tells what somebody was before: 曾任诸城市委常委、|潍坊市商务局局长.
    fn tells_life(&self, head: &str) -> bool {
        let near = head.get(head.ceil_char_boundary(head.len().saturating_sub(SENTENCE))..).unwrap_or(head);
        let line = near.rfind('\n').and_then(|at| near.get(at..)).unwrap_or(near);
        let sentence = line.rfind('。').and_then(|at| line.get(at..)).unwrap_or(line);
        // Most sentences tell of no post.
        sentence.contains('任') && self.cues.last_in(Cue::Life, sentence).is_some()
    }

    /// Whether the number of a house in a street follows.
    fn is_street(&self, tail: &str) -> bool {
        let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
        self.cues.behind(Cue::Street, tail).is_some_and(|rest| rest.starts_with(number))
    }
}

impl Anchors {
    /// The province of at least three and two thirds of the places.
    fn home(&self, regions: &Regions) -> Option<RegionId> {
        if self.all.len() < 3 {
            return None;
        }
        let mut all: Vec<RegionId> = self.all.iter().map(|a| regions.province(a.region)).collect();
        all.sort_unstable();
        let (count, id) = all.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).max_by_key(|&(n, _)| n)?;
        (count >= 3 && count * 3 >= all.len() * 2).then_some(id)
    }

    /// The province that a department which provinces alone have is one of at byte `at`: the one named last in the line, which
    /// starts at byte `line`, else the one that the page is about.
    pub fn province(&self, regions: &Regions, at: usize, line: usize) -> Option<RegionId> {
        let named = || self.all.iter().take(REACH).map(|a| regions.province(a.region));
        let sole = || named().next().filter(|&first| named().all(|id| id == first));
        self.last_before(at, line).map(|id| regions.province(id)).or(self.home).or_else(sole)
    }

    /// On a page that begins with the city or county that it names most, others tell what 市 or 县 means no further than to the
    /// end of their sentence, or of the line that they open.
    fn keep_to_theme(&mut self, regions: &Regions, text: &str) {
        /// Before what opens a line stand no more bytes: 又讯：, 在, 2024年5月,.
        const OPENING: usize = 24;
        let Some(first) = self.all.first().map(|a| a.region) else { return };
        let of_level = |place: RegionId, level: Level| regions.line(place).find(|&id| regions.get(id).level == level);
        for theme in [self.county, self.city].into_iter().flatten() {
            let level = regions.get(theme).level;
            if of_level(first, level) != Some(theme) {
                continue;
            }
            // A page about 寿光市: 市长 is not that of the city in which it lies.
            if level == Level::City && self.city != Some(theme) {
                self.city = None;
            }
            // Where the line, the sentence and what a semicolon parts end, each sought once for all places before it.
            let mut ends = [0; 3];
            for anchor in &mut self.all {
                let Some(other) = of_level(anchor.region, level).filter(|&id| id != theme) else { continue };
                let at = anchor.at;
                let opening = text.as_bytes().get(at.saturating_sub(OPENING)..at).unwrap_or(&[]);
                let opens = at < OPENING || memchr::memchr(b'\n', opening).is_some();
                let (end, stops) = match (opens, regions.within(other, theme)) {
                    (true, _) => (&mut ends[0], &['\n'][..]),
                    (false, false) => (&mut ends[1], &['\n', '。'][..]),
                    (false, true) => (&mut ends[2], &['\n', '。', '；', ';'][..]),
                };
                if *end <= at {
                    *end = text.get(at..).and_then(|t| t.find(stops)).map_or(text.len(), |n| at + n);
                }
                anchor.until = anchor.until.min(*end);
            }
        }
    }

    fn most_named(&self, regions: &Regions, depth: u8) -> Option<RegionId> {
        let mut all: Vec<RegionId> =
            self.all.iter().map(|a| a.region).filter(|&id| regions.get(id).depth == depth).collect();
        all.sort_unstable();
        let counts = all.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0]));
        counts.max_by_key(|&(count, _)| count).filter(|&(count, _)| count >= 2).map(|(_, id)| id)
    }

    /// Of divisions that share a name, the one in a territory named before; else `first`.
    fn closest(&self, regions: &Regions, name: &PlaceName, first: RegionId) -> RegionId {
        let depth = regions.get(first).depth;
        let same = |id: RegionId| regions.get(id).depth == depth && regions.get(id).current;
        self.all
            .iter()
            .rev()
            .take(REACH)
            .find_map(|a| {
                regions
                    .bearers(name)
                    .iter()
                    .copied()
                    .find(|&id| same(id) && id != a.region && related(regions, id, a.region))
            })
            .unwrap_or(first)
    }

    /// Of the divisions of a name the one that was named last.
    fn named_again(&self, regions: &Regions, name: &PlaceName) -> Option<RegionId> {
        let before = self.all.iter().rev().take(REACH).map(|a| a.region);
        before.into_iter().find(|&id| regions.of(name.meant).any(|of| of == id))
    }

    /// Of divisions that share a name, the one that fits the places around byte `at`.
    pub fn choose(&self, regions: &Regions, ids: &Divisions, at: usize) -> Option<RegionId> {
        let all = || regions.of(*ids);
        let first = regions.largest(all())?;
        if ids.len() == 1 {
            return Some(first);
        }
        let next = self.all.partition_point(|a| a.at < at);
        let before = self.all.get(..next).into_iter().flatten().rev().take(REACH);
        let after = self.all.get(next..).into_iter().flatten().take(REACH);
        before.chain(after).find_map(|a| all().find(|&id| related(regions, id, a.region))).or(Some(first))
    }

    /// The territory of this level that the text speaks of at byte `at`: the last one named, else the next.
    pub fn of_level(&self, regions: &Regions, level: Level, at: usize) -> Option<RegionId> {
        const NEAR: usize = 45;
        let next = self.all.partition_point(|a| a.at < at);
        let fits = |a: &Anchor| regions.line(a.region).find(|&id| regions.get(id).level == level);
        let before = || self.all.get(..next).into_iter().flatten().rev().take(REACH);
        let after = || self.all.get(next..).into_iter().flatten().take(REACH);
        let at_home = |a: &&Anchor| {
            // Right beside the name the other province is meant all the same.
            const BESIDE: usize = 90;
            let home = self.home.is_none_or(|home| regions.within(a.region, home));
            !a.weak && (home || at - a.at <= BESIDE)
        };
        // 诸暨市 lies in 绍兴市 and is another 市.
        let own = |a: &Anchor| {
            let mut line = regions.line(a.region);
            line.any(|id| Some(id) == self.city) && (level != Level::City || fits(a) == self.city)
        };
        let stays = |a: &&Anchor| at <= a.until || own(a);
        let told = before().filter(at_home).filter(stays).find_map(fits);
        let told = told.or_else(|| before().filter(at_home).find_map(fits));
        // 到内黄县任|副县长，又转滑县…: the place right before, whatever it is named for.
        let near = || before().take_while(|a| at - a.at <= NEAR).find_map(fits);
        let told = told.or_else(near).or_else(|| after().find_map(fits)).or_else(|| before().find_map(fits));
        told.or_else(|| self.faint(regions, at, |id| regions.get(id).level == level).map(|(_, id)| id))
    }

    /// The county that the page names in short, with where it does: the last before byte `at`, else the first behind.
    fn faint(&self, regions: &Regions, at: usize, fits: impl Fn(RegionId) -> bool) -> Option<(usize, RegionId)> {
        let meant = |faint: &Faint| {
            let mut ids = regions.of(faint.ids).filter(|&id| regions.get(id).current && fits(id));
            let first = ids.next()?;
            // Of several of one name, the one in a province that the page names.
            let near = || self.all.iter().take(REACH).map(|a| a.region);
            let id = match ids.next() {
                None => first,
                Some(second) => {
                    [first, second].into_iter().chain(ids).find(|&id| near().any(|a| related(regions, id, a)))?
                }
            };
            Some((faint.at, id))
        };
        let next = self.faint.partition_point(|faint| faint.at < at);
        let (before, after) = self.faint.split_at(next);
        before.iter().rev().take(REACH).find_map(meant).or_else(|| after.iter().take(REACH).find_map(meant))
    }

    /// Where the place stands that tells which territory is meant at byte `at`, when `id` is.
    pub fn source(&self, regions: &Regions, id: RegionId, at: usize) -> Option<usize> {
        let next = self.all.partition_point(|a| a.at < at);
        let names = |a: &&Anchor| regions.within(a.region, id);
        let (before, after) = (self.all.get(..next)?, self.all.get(next..)?);
        let strong = before.iter().rev().filter(|a| !a.weak).find(names);
        let told = strong.or_else(|| after.iter().find(names)).or_else(|| before.iter().rev().find(names));
        told.map(|a| a.at).or_else(|| self.faint(regions, at, |other| other == id).map(|(at, _)| at))
    }

    /// The county, district or city of a county's rank that the text speaks of at byte `at`, for a township there.
    pub fn county(&self, regions: &Regions, at: usize) -> Option<RegionId> {
        let next = self.all.partition_point(|a| a.at < at);
        if let Some(home) = self.county {
            return Some(home);
        }
        let before = self.all.get(..next)?.iter().rev().take(REACH);
        let after = self.all.get(next..)?.iter().take(REACH);
        let told = before.chain(after).map(|a| a.region).find(|&id| regions.get(id).depth >= 3);
        told.or_else(|| self.faint(regions, at, |id| regions.get(id).depth == 3).map(|(_, id)| id))
    }

    /// The place of this level named last before byte `at` and not before `from`, with where it stands.
    pub fn last_of_level(&self, regions: &Regions, level: Level, at: usize, from: usize) -> Option<(usize, RegionId)> {
        let next = self.all.partition_point(|a| a.at < at);
        let near = self.all.get(..next)?.iter().rev().take_while(|a| a.at >= from);
        near.map(|a| (a.at, a.region)).find(|&(_, id)| regions.get(id).level == level)
    }

    /// The place named last before byte `at` and not before `from`.
    pub fn last_before(&self, at: usize, from: usize) -> Option<RegionId> {
        let next = self.all.partition_point(|a| a.at < at);
        self.all.get(..next)?.last().filter(|a| a.at >= from).map(|a| a.region)
    }
}

fn related(regions: &Regions, a: RegionId, b: RegionId) -> bool {
    // Who lies in another lies in its province.
    regions.province(a) == regions.province(b)
}

/// 中国铁路|沈阳|局集团有限公司: whether a place stands in the name of a company, which tells where that is and not what the page
/// goes on about.
fn is_of_company(tail: &str) -> bool {
    const LONGEST: usize = 15;
    let mut last = None;
    for c in tail.chars().take(LONGEST) {
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
pub fn about(
    lexicon: &Lexicon,
    text: &str,
    traditional: bool,
    places: &[Found<RegionId>],
    readings: &[Reading<'_>],
) -> Option<&'static str> {
    let mut score = [0usize; 4];
    // One question about Hong Kong at the end makes no page about it.
    let half = text.len() / 2;
    let mut early = [false; 4];
    for place in places {
        let code = lexicon.regions.get(place.value).code.as_bytes();
        let n = SPECIAL.iter().position(|s| code.get(..2) == s.as_bytes().get(..2)).unwrap_or(3);
        score[n] += 1;
        early[n] |= place.span.start() < half;
    }
    for reading in readings {
        if let Some(n) = reading.special() {
            score[n] += 3;
            early[n] |= reading.end() < half;
        } else if let Some(n) = reading.special_alone().filter(|_| traditional) {
            // 警务处: in simplified characters it may be anybody's.
            score[n] += 1;
            early[n] |= reading.end() < half;
        }
    }
    let (best, n) = (0..3).map(|n| (n, score[n])).max_by_key(|&(_, n)| n)?;
    (n > 0 && early[best] && n * 2 >= score[3]).then_some(SPECIAL[best])
}
