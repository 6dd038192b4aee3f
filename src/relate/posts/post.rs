//! One post: a title, and the body or territory that the text names right before it.
use std::iter;

use smol_str::SmolStr;

use super::{Post, PostCue, Reader, bare::BODIES_BACK, names};
use crate::{
    lexicon::{Level, Place, RegionId, Scope, Territory},
    mention::{Body, Found, Organization, TitleMention, is_called, last_meant},
    relate::{
        cues::RelationCue,
        words::{Role, Roles},
    },
    text::{Span, is_han},
    value::{AgencyKind, OrganizationKind},
};

/// Words before a post that say of its holder that he came or went, and whether he is gone.
const HOLDERS: [(Role, bool); 3] = [(Role::Holder, false), (Role::PastHolder, true), (Role::FirstHolder, false)];

impl Reader<'_> {
    /// `subject` is where the body stands that the page is an article about.
    pub(super) fn post(&self, title: &Found<TitleMention>, subject: Option<usize>) -> Post {
        let post = Post {
            span: title.span,
            title: title.value.name.clone(),
            organization: None,
            body: None,
            word: title.span,
            former: false,
            then: false,
            first: false,
            public: title.value.scope != Scope::Other,
            bare: false,
            national: false,
        };
        Reading { reader: self, value: &title.value, start: title.span.start(), post }.read(subject)
    }

    fn government(&self, territory: Option<&Territory>, level: Option<Level>, at: usize) -> Option<SmolStr> {
        let regions = &self.page.lexicon.regions;
        let name = |id| names::government(regions.get(id), regions.full_name(id));
        match territory.map(|t| &t.place) {
            // 潮州|镇长: no city.
            Some(Place::Regions(_)) if level == Some(Level::Township) => None,
            Some(Place::Regions(ids)) => self.page.anchors.choose(regions, ids, at).map(name),
            Some(Place::Township(town, above)) => Some(self.township_government(town.of(self.page.text), *above, at)),
            Some(Place::Zone(zone, above)) => {
                Some(names::zone_board(&regions.zone_in_full(zone.of(self.page.text), *above)))
            }
            Some(Place::Level(level)) => self.page.anchors.of_level(regions, *level, at).map(name),
            Some(Place::Nation) => None,
            // 镇党委书记张三、|镇长李四: of the town whose committee or congress was named last.
            None if level == Some(Level::Township) => self.last_town_government(at),
            None => match level {
                Some(level) => self.page.anchors.of_level(regions, level, at).map(name),
                // 行政长官
                None => regions.special_region(self.page.special?).map(name),
            },
        }
    }

    /// The government of the town of which a body before byte `at` is, or that the page names.
    fn last_town_government(&self, at: usize) -> Option<SmolStr> {
        let bodies = &self.board.bodies;
        let next = bodies.partition_point(|b| b.span.start() < at);
        let towns = bodies[..next].iter().rev().take(BODIES_BACK);
        let mut named = towns.filter_map(|b| match b.value.territory?.place {
            Place::Township(town, above) => Some((above, town.of(self.page.text))),
            _ => None,
        });
        // 天荒坪镇|现任镇长: or of the town that only its name speaks of.
        let town = named.next().or_else(|| self.page.town_before(at));
        town.map(|(above, town)| self.township_government(town, above, at))
    }

    /// 该厅|厅长, 该局|现有|副局长, 本局|局长: where the pronoun before byte `at` starts, and the body that it means.
    pub(super) fn pronoun_before(&self, at: usize) -> Option<(usize, usize)> {
        // Most pages have none.
        let head = self.page.text.get(..at).filter(|_| !self.pronouns.is_empty())?;
        let end = self.cues().before(PostCue::Present, head).unwrap_or(head).len();
        let next = self.pronouns.partition_point(|p| p.span.end() < end);
        self.pronouns.get(next).filter(|p| p.span.end() == end).map(|p| (p.span.start(), p.body))
    }

    /// 该院|副院长 behind a court and a procuratorate: the last body before that the pronoun may mean and that has such titles.
    fn of_kind(&self, (at, body): (usize, usize), title: &TitleMention) -> (usize, usize) {
        let bodies = &self.board.bodies;
        let has = |n: usize| {
            let name = bodies[n].value.name();
            name.is_some_and(|name| title.heads.iter().any(|head| name.ends_with(head.as_str())))
        };
        if title.heads.is_empty() || self.is_party_group(&title.name) || has(body) {
            return (at, body);
        }
        let kind = bodies[body].value.name().and_then(|name| name.chars().next_back());
        let alike = |n: &usize| bodies[*n].value.name().and_then(|name| name.chars().next_back()) == kind && has(*n);
        let next = bodies.partition_point(|b| b.span.start() < at);
        (at, (0..next).rev().take(BODIES_BACK).find(alike).unwrap_or(body))
    }

    /// The committee of the town before byte `at` and 原, for one of its titles, the title there, and where the town starts.
    fn town_committee(&self, at: usize, title: &str) -> Option<(SmolStr, SmolStr, usize)> {
        let rest = self.cues().behind(PostCue::TownCommittee, title).filter(|rest| !rest.is_empty())?;
        let head = self.cues().before(PostCue::Past, self.page.text.get(..at)?)?;
        if !self.cues().ends(PostCue::Township, head) {
            return None;
        }
        let territory = self.page.lexicon.regions.territory_before(self.page.text, head.len())?;
        let Place::Township(town, above) = territory.place else { return None };
        let government = self.township_government(town.of(self.page.text), above, at);
        Some((names::town_committee(names::governed(&government)?), rest.into(), territory.start))
    }

    /// 厅|党组书记 behind a blank, a mark or the verb of a post, of the party group: where the noun before byte `at` starts, and the last body
    /// that is called so.
    fn noun_before(&self, at: usize, subject: Option<usize>) -> Option<(usize, usize)> {
        let text = self.page.text.get(..at)?;
        // 仍任|部|党组书记
        let begins =
            |head: &str| !head.ends_with(is_han) || self.words.cues.before(RelationCue::BeforeTitle, head).is_some();
        let head = self.words.cues.before(RelationCue::ThisKind, text).filter(|head| begins(head))?;
        let bodies = &self.board.bodies;
        let noun = text.get(head.len()..)?;
        // ⏎厅党组书记　张三: on a page about one 厅, of that one.
        let line = self.page.layout.line_at(head.len());
        let opens = head.get(line.start()..).is_some_and(|t| t.trim().is_empty());
        let article = subject.and_then(|at| bodies.binary_search_by_key(&at, |b| b.span.start()).ok());
        let article = article.filter(|&n| bodies[n].span.start() < line.start());
        let about = article.or_else(|| self.subjects.at(head.len())).filter(|_| opens);
        let about = about.filter(|&n| bodies[n].value.name().is_some_and(|name| name.ends_with(noun)));
        let next = bodies.partition_point(|b| b.span.start() < head.len());
        Some((
            head.len(),
            about.or_else(|| self.last_spoken_of(next, noun)).or_else(|| last_meant(&bodies[..next], noun))?,
        ))
    }

    /// Of the bodies before that with this number on the same line the last one that is called so and of which more is named than
    /// what it owns or owned: A局将B局|的优抚职责、C局|的安置职责集于一身。局|党组书记.
    fn last_spoken_of(&self, next: usize, noun: &str) -> Option<usize> {
        let bodies = &self.board.bodies;
        let last = bodies.get(next.checked_sub(1)?)?;
        let line = self.page.layout.line_at(last.span.start()).start();
        let near =
            bodies[..next].iter().enumerate().rev().take(BODIES_BACK).take_while(|(_, b)| b.span.start() >= line);
        let owns = |b: &Found<Body>| {
            let behind = self.page.text.get(b.span.end()..).unwrap_or("");
            behind.starts_with('的') && self.page.text.get(line..b.span.start()).is_some_and(|t| !t.trim().is_empty())
        };
        near.filter(|(_, b)| !owns(b))
            .find(|(_, b)| b.value.name().is_some_and(|name| is_called(name, noun)))
            .map(|(n, _)| n)
    }

    fn township_government(&self, town: &str, above: Option<RegionId>, at: usize) -> SmolStr {
        let regions = &self.page.lexicon.regions;
        let above = above.or_else(|| self.page.anchors.county(regions, at));
        names::town_government(above.map_or("", |id| regions.full_name(id)), town)
    }

    /// The named body that ends right before byte `at`; the longest.
    pub(super) fn body_before(&self, at: usize) -> Option<usize> {
        let bodies = &self.board.bodies;
        let next = bodies.partition_point(|b| b.span.start() < at);
        (next.saturating_sub(6)..next).find(|&i| bodies[i].span.end() == at)
    }

    /// 省纪委|监委|副书记: of two bodies in one word the party's, for the titles that committees have.
    fn of_double(&self, body: usize, title: &TitleMention) -> usize {
        let bodies = &self.board.bodies;
        let watches = |n: &usize| bodies[*n].value.kind == AgencyKind::Supervisory;
        let of_party = |n: &usize| bodies[*n].value.name().is_some_and(|name| names::is_of_party(name));
        let double = |n: &usize| watches(n) && watches(&body) && of_party(n) && !of_party(&body);
        let in_committee = || title.heads.iter().any(|head| self.cues().is(PostCue::TownCommittee, head));
        let first = body.checked_sub(1).filter(|&n| bodies[n].span.end() == bodies[body].span.start());
        first.filter(|n| double(n) && in_committee()).unwrap_or(body)
    }

    /// 昆山市|市委书记: where the place starts that says which 市 a body at byte `at` means.
    fn named_level(&self, at: usize) -> usize {
        let (head, rest) = self.page.text.split_at_checked(at).unwrap_or_default();
        let same = || rest.chars().next().is_some_and(|c| head.ends_with(c));
        if Level::of_word(rest).is_none_or(|level| level == Level::Township) || !same() {
            return at;
        }
        // 杭州市|西湖区|区委书记
        let places = &self.board.places;
        let before = places[..places.partition_point(|p| p.span.end() <= at)].iter().rev().take(3);
        before.fold(at, |start, place| if place.span.end() == start { place.span.start() } else { start })
    }

    /// 某局的|副局长, 某委的一名|副主任, 某局的|党组书记, 某市人民政府的|副市长: the body before byte `at` that somebody with such a title is in.
    fn owner_before(&self, at: usize, title: &TitleMention) -> Option<usize> {
        if matches!(title.scope, Scope::National | Scope::Other) {
            return None;
        }
        let group = || self.is_party_group(&title.name);
        // 某局的|总工程师, but 某局的委员: many bodies have some.
        let own = || title.heads.is_empty() && !self.cues().ends(PostCue::Common, &title.name);
        let head = self.page.text.get(..at)?;
        let head = self.cues().before(PostCue::OneOf, head).unwrap_or(head);
        let body = self.body_before(head.strip_suffix('的')?.len())?;
        let name = self.board.bodies[body].value.name()?;
        let fits = match title.scope {
            Scope::Territory => self.cues().ends(PostCue::Government, name),
            _ => {
                (group() || own()) && !names::is_of_party(name)
                    || title.heads.iter().any(|head| name.ends_with(head.as_str()))
            }
        };
        fits.then_some(body)
    }

    /// 省人民检察院/|副检察长: the body in the cell before byte `at`.
    fn cell_before(&self, at: usize) -> Option<usize> {
        let head = self.page.text.get(..at)?.strip_suffix(['/', '／'])?;
        self.body_before(head.len())
    }

    /// 省水利厅　张三　|副厅长: the body that opens the row of a table, before the cell of the holder of the post at byte `at`.
    fn row_before(&self, at: usize) -> Option<usize> {
        const BLANKS: [char; 4] = [' ', '\u{3000}', '\t', '|'];
        let text = self.page.text.get(..at).filter(|t| t.ends_with(BLANKS))?;
        let name = text.trim_end_matches(BLANKS);
        let persons = &self.board.persons;
        let person = persons.get(persons.partition_point(|p| p.span.end() < name.len()))?;
        let head = self.page.text.get(..person.span.start()).filter(|_| person.span.end() == name.len())?;
        let body = self.body_before(head.trim_end_matches(BLANKS).len()).filter(|_| head.ends_with(BLANKS))?;
        let start = self.board.bodies[body].span.start();
        let line = self.page.layout.line_at(start);
        let opens = |t: &str| t.chars().all(|c| BLANKS.contains(&c) || c.is_ascii_digit());
        (line.contains(person.span) && self.page.text.get(line.start()..start).is_some_and(opens)).then_some(body)
    }

    /// 某委员会（某局）|副主任: the body before the bracket that gives its other name and ends at byte `at`.
    fn aliased_before(&self, at: usize) -> Option<usize> {
        let inner = self.body_before(self.page.text.get(..at)?.strip_suffix(['）', ')'])?.len())?;
        let head = self.page.text.get(..self.board.bodies[inner].span.start())?.strip_suffix(['（', '('])?;
        self.body_before(head.len())
    }

    /// Whether a person's name reaches over byte `at`.
    fn person_over(&self, at: usize) -> bool {
        let next = self.board.persons.partition_point(|p| p.span.end() <= at);
        self.board.persons.get(next).is_some_and(|p| p.span.start() < at)
    }

    /// 美国国务院|发言人: the body of a foreign state that ends right before byte `at`.
    fn foreign_before(&self, at: usize) -> Option<&Found<Organization>> {
        let all = &self.board.organizations;
        let last = all.get(all.partition_point(|o| o.span.end() <= at).checked_sub(1)?)?;
        let foreign = || self.page.lexicon.states.starts(self.page.text, last.span.start());
        (last.span.end() == at && last.value.kind == OrganizationKind::Other && foreign()).then_some(last)
    }

    /// 意大利|总理, 韩国|新任|总统: where the name of a foreign state starts, and the name.
    fn state_before(&self, at: usize) -> Option<(usize, &str)> {
        let head = self.page.text.get(..at)?;
        let roles = [Role::Holder, Role::PastHolder].into_iter();
        let after = roles.filter_map(|role| self.words.before(role, head));
        let past = iter::once_with(|| self.cues().before(PostCue::Past, head)).flatten();
        let after = after.chain(past).map(str::len);
        [at].into_iter().chain(after).find_map(|end| {
            let start = self.page.lexicon.states.before(self.page.text, end)?;
            Some((start, self.page.text.get(start..end)?))
        })
    }

    /// Where a company or the like starts that ends before byte `at`, or before 原 and 前 there: 某医院|前院长.
    fn organization_before(&self, at: usize) -> Option<usize> {
        let all = &self.board.organizations;
        let last = all.partition_point(|o| o.span.end() <= at).checked_sub(1).map(|n| all[n].span)?;
        let past = || self.page.text.get(last.end()..at).is_some_and(|gap| self.cues().is(PostCue::Past, gap));
        (last.end() == at || past()).then_some(last.start())
    }
}

/// A post that is read from its title to the left.
struct Reading<'a> {
    reader: &'a Reader<'a>,
    value: &'a TitleMention,
    /// How far it has been read.
    start: usize,
    post: Post,
}

impl<'a> Reading<'a> {
    fn read(mut self, subject: Option<usize>) -> Post {
        let (word, past) = (self.start, self.is_past());
        if past {
            self.over_past();
        }
        let (told, ends) = (self.start, self.reader.words.roles_ending(self.head()));
        self.over_owned_holder(ends);
        self.name_body(subject);
        let is_past = |read: &Self| if read.start == word { past } else { read.is_past() };
        if self.post.organization.is_none() && is_past(&self) {
            self.name_committee();
        }
        self.over_holders(if self.start == told { ends } else { self.reader.words.roles_ending(self.head()) });
        if is_past(&self) {
            // 原|局长; but 目前|局长
            let head = self.reader.cues().before(PostCue::Past, self.head()).unwrap_or("");
            self.post.former |= !self.reader.cues().ends(PostCue::HalfWord, head);
        }
        self.post.span = Span::new(self.start, self.post.word.end());
        self.post
    }

    /// The text before what has been read.
    fn head(&self) -> &'a str {
        self.reader.page.text.get(..self.start).unwrap_or("")
    }

    /// Whether a word for what is over stands before what has been read.
    fn is_past(&self) -> bool {
        self.reader.cues().ends(PostCue::Past, self.head())
    }

    /// 自治区党委|原|副书记
    fn over_past(&mut self) {
        let head = self.reader.cues().before(PostCue::Past, self.head());
        if let Some(head) = head.filter(|head| self.reader.body_before(head.len()).is_some()) {
            (self.start, self.post.former) = (head.len(), true);
        }
    }

    /// 某局|首任|局长: which holder, where the body stands before that. `ends` is what words before the title mean.
    fn over_owned_holder(&mut self, ends: Roles) {
        let Self { reader, value, .. } = *self;
        let owned = |t: &&str| reader.body_before(t.len()).is_some() || reader.owner_before(t.len(), value).is_some();
        let mut holders = HOLDERS.into_iter().filter(|&(role, _)| ends.has(role));
        let before = |role| reader.words.before(role, self.head()).filter(owned);
        if let Some((role, past, head)) = holders.find_map(|(role, past)| Some((role, past, before(role)?))) {
            self.over_holder(role, past, head);
        }
    }

    /// Takes in a word that says which holder, behind `head`.
    fn over_holder(&mut self, role: Role, past: bool, head: &str) {
        self.start = head.len();
        self.post.former |= past;
        self.post.first |= role == Role::FirstHolder;
    }

    /// 首任, 新任 belong to the post; 前任, 时任, 上一届 put it in the past.
    fn over_holders(&mut self, ends: Roles) {
        let Self { reader, .. } = *self;
        if !HOLDERS.iter().any(|&(role, _)| ends.has(role)) {
            return;
        }
        for (role, past) in HOLDERS {
            let Some(head) = reader.words.before(role, self.head()) else { continue };
            // 此|前任, 目|前任, 同|时任 are other words. 李建新|任: the name's last character.
            if reader.cues().ends(PostCue::HalfWord, head) || reader.person_over(head.len()) {
                continue;
            }
            let word = self.head().get(head.len()..).unwrap_or("");
            self.post.then |= past && reader.cues().is(PostCue::AtThatTime, word);
            self.over_holder(role, past, head);
        }
    }

    /// The body that the text names before the title, or the title itself.
    fn name_body(&mut self, subject: Option<usize>) {
        let Self { reader, value, start, .. } = *self;
        let bodies = &reader.board.bodies;
        let name = |body: usize| bodies[body].value.name().cloned();
        // 文化部|长: the title shares a character with the body.
        let text = reader.page.text;
        let shared = value.word + text.get(value.word..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
        let fused = || reader.body_before(shared).filter(|&b| bodies[b].value.fused);
        let beside = reader.body_before(start);
        let of_group = || {
            let group = beside.is_none() && reader.is_party_group(&value.name);
            if group { reader.noun_before(start, subject) } else { None }
        };
        let named = || {
            let beside = beside.or_else(fused).or_else(|| reader.cell_before(start));
            beside.or_else(|| reader.aliased_before(start)).or_else(|| reader.owner_before(start, value))
        };
        let foreign = || reader.foreign_before(start).or_else(|| reader.foreign_before(shared));
        if let Some((at, body)) = reader.pronoun_before(start).map(|p| reader.of_kind(p, value)).or_else(of_group) {
            self.post.organization = name(body);
            (self.start, self.post.public) = (at, true);
        } else if let Some(body) = named().map(|body| reader.of_double(body, value)) {
            self.post.organization = name(body);
            self.post.body = Some(bodies[body].span);
            self.start = reader.named_level(bodies[body].span.start());
        } else if let Some(body) = reader.row_before(start) {
            self.post.organization = name(body);
        } else if let Some(foreign) = foreign() {
            self.post.organization = Some(foreign.value.name.clone());
            (self.start, self.post.public) = (foreign.span.start(), true);
        } else if let Some(organization) = reader.organization_before(start) {
            (self.start, self.post.public) = (organization, false);
        } else if let Some((at, state)) = self.post.public.then(|| reader.state_before(start)).flatten() {
            (self.post.organization, self.start) = (Some(state.into()), at);
        } else {
            self.name_by_scope();
        }
    }

    /// The body of a title that says which one it is of a territory, or of the state.
    fn name_by_scope(&mut self) {
        let Self { reader, value, .. } = *self;
        let territory = |at: usize| reader.page.lexicon.regions.territory_before(reader.page.text, at);
        match value.scope {
            Scope::Territory => {
                // 政府区长, 县政府县长: the title says whose government it is.
                self.start = reader.cues().before(PostCue::Government, self.head()).map_or(self.start, str::len);
                let territory = territory(self.start);
                let level = Level::of_word(reader.page.text.get(value.word..).unwrap_or(""));
                self.post.organization = reader.government(territory.as_ref(), level, self.post.word.start());
                self.start = territory.map_or(self.start, |t| t.start);
            }
            Scope::National => {
                let here = |head: &String| match head.split_once(':') {
                    Some((code, body)) => {
                        Some(body.into()).filter(|_| reader.page.special.is_some_and(|special| special.code() == code))
                    }
                    None => Some(SmolStr::new(head)),
                };
                self.post.organization = value.heads.first().and_then(here);
                self.post.national = true;
            }
            Scope::Body if reader.cues().ends(PostCue::RegionHead, &value.name) => {
                // 自治区主席 heads the government.
                let region = Some(Level::AutonomousRegion);
                if let Some(territory) = territory(self.start).filter(|t| t.level == region) {
                    self.post.organization = reader.government(Some(&territory), region, self.start);
                    self.start = territory.start;
                }
            }
            _ => {}
        }
    }

    /// 那楼镇|原|党委书记: of the town's committee.
    fn name_committee(&mut self) {
        if let Some((name, rest, at)) = self.reader.town_committee(self.start, &self.value.name) {
            (self.post.organization, self.post.title, self.start) = (Some(name), rest, at);
            self.post.former = true;
        }
    }
}
