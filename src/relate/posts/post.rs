//! One post: a title, and the body or territory that the text names right before it.
use smol_str::SmolStr;

use super::{Post, Reader, bare::REACH, is_party_group};
use crate::{
    lexicon::{Level, Place, RegionId, Scope, Territory},
    mention::{Body, Found, Organization, TitleMention, is_called, last_meant},
    relate::{cues::Cue, words::Role},
    text::{Span, is_han},
    value::OrganizationKind,
};

/// Words before a post that say of its holder that he came or went, and whether he is gone.
const HOLDERS: [(Role, bool); 3] = [(Role::Holder, false), (Role::PastHolder, true), (Role::FirstHolder, false)];

impl Reader<'_> {
    /// `subject` is where the body stands that the page is an article about.
    pub(super) fn post(&self, title: &Found<TitleMention>, subject: Option<usize>) -> Post {
        let value = &title.value;
        let mut start = title.span.start();
        let mut named = None;
        let mut organization = None;
        let mut national = false;
        let mut public = value.scope != Scope::Other;
        let mut former = false;
        // 自治区党委|原|副书记
        for word in ["原", "前"] {
            if self.page.text.get(..start).is_some_and(|t| t.ends_with(word))
                && self.body_before(start - word.len()).is_some()
            {
                start -= word.len();
                former = true;
            }
        }
        // 某局|首任|局长
        let mut first = false;
        let head = self.page.text.get(..start).unwrap_or("");
        let ends = self.words.roles_ending(head);
        let told = head.len();
        for (role, past) in HOLDERS.into_iter().filter(|&(role, _)| ends.has(role)) {
            let owned = |t: &&str| self.body_before(t.len()).is_some() || self.owner_before(t.len(), value).is_some();
            if let Some(before) = self.words.before(role, head).filter(owned) {
                start = before.len();
                former |= past;
                first |= role == Role::FirstHolder;
                break;
            }
        }
        // 文化部|长: the title shares a character with the body.
        let shared = title.value.word
            + self.page.text.get(title.value.word..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
        let fused = || self.body_before(shared).filter(|&b| self.board.bodies[b].value.fused);
        let of_group = || {
            let group = is_party_group(&value.name) && self.body_before(start).is_none();
            if group { self.noun_before(start, subject) } else { None }
        };
        if let Some((at, body)) = self.pronoun_before(start).map(|p| self.of_kind(p, value)).or_else(of_group) {
            organization = self.board.bodies[body].value.name().cloned();
            (start, public) = (at, true);
        } else if let Some(body) = self
            .body_before(start)
            .or_else(fused)
            .or_else(|| self.cell_before(start))
            .or_else(|| self.aliased_before(start))
            .or_else(|| self.owner_before(start, value))
        {
            organization = self.board.bodies[body].value.name().cloned();
            let span = self.board.bodies[body].span;
            named = Some(span);
            start = self.named_level(span.start());
        } else if let Some(body) = self.row_before(start) {
            organization = self.board.bodies[body].value.name().cloned();
        } else if let Some(foreign) = self.foreign_before(start).or_else(|| self.foreign_before(shared)) {
            organization = Some(foreign.value.name.clone());
            (start, public) = (foreign.span.start(), true);
        } else if self.organization_before(start) {
            public = false;
        } else if let Some((at, state)) = public.then(|| self.state_before(start)).flatten() {
            (organization, start) = (Some(state.into()), at);
        } else {
            let territory = |at: usize| self.page.lexicon.regions.territory_before(self.page.text, at);
            match value.scope {
                Scope::Territory => {
                    // 政府区长, 县政府县长: the title says whose government it is.
                    let head = self.page.text.get(..start).unwrap_or("");
                    let seat = head.strip_suffix("人民政府").or_else(|| head.strip_suffix("政府")).map(str::len);
                    start = seat.unwrap_or(start);
                    let territory = territory(start);
                    let level = Level::of_word(self.page.text.get(value.word..).unwrap_or(""));
                    organization = self.government(territory.as_ref(), level, title.span.start());
                    start = territory.map_or(start, |t| t.start);
                }
                Scope::National => {
                    let here = |head: &String| match head.split_once(':') {
                        Some((code, body)) => Some(body.into()).filter(|_| self.page.about == Some(code)),
                        None => Some(SmolStr::new(head)),
                    };
                    organization = value.heads.first().and_then(here);
                    national = true;
                }
                Scope::Body if value.name.ends_with("主席") => {
                    // 自治区主席 heads the government.
                    if let Some(territory) = territory(start).filter(|t| t.level == Some(Level::AutonomousRegion)) {
                        organization = self.government(Some(&territory), Some(Level::AutonomousRegion), start);
                        start = territory.start;
                    }
                }
                _ => {}
            }
        }
        let mut title_name = value.name.clone();
        // 那楼镇|原|党委书记: of the town's committee.
        if organization.is_none()
            && let Some((name, rest, at)) = self.town_committee(start, &value.name)
        {
            (organization, title_name, start, former) = (Some(name), rest, at, true);
        }
        // 首任, 新任 belong to the post; 前任, 时任, 上一届 put it in the past.
        let ends = match self.page.text.get(..start) {
            Some(head) if start != told => self.words.roles_ending(head),
            _ => ends,
        };
        let mut then = false;
        let may_be = HOLDERS.iter().any(|&(role, _)| ends.has(role));
        for (role, past) in HOLDERS.into_iter().filter(|_| may_be) {
            // 此|前任, 目|前任, 同|时任 are other words.
            let head = self.page.text.get(..start).and_then(|t| self.words.before(role, t));
            // 李建新|任: the name's last character.
            let over = |head: &&str| self.person_over(head.len());
            if let Some(head) = head
                .filter(|h| !h.ends_with(['此', '之', '以', '先', '早', '目', '日', '同', '当', '届']))
                .filter(|h| !over(h))
            {
                then |= past && self.page.text.get(head.len()..start) == Some("时任");
                start = head.len();
                former |= past;
                first |= role == Role::FirstHolder;
            }
        }
        let head = self.page.text.get(..start).unwrap_or("");
        former |= ["原", "前"].iter().any(|w| head.ends_with(w)) && !head.ends_with("目前") && !head.ends_with("此前");
        Post {
            span: Span::new(start, title.span.end()),
            title: title_name,
            organization,
            body: named,
            word: title.span,
            former,
            then,
            first,
            public,
            bare: false,
            national,
        }
    }

    fn government(&self, territory: Option<&Territory>, level: Option<Level>, at: usize) -> Option<SmolStr> {
        let regions = &self.page.lexicon.regions;
        let name = |id| {
            let name = regions.full_name(id);
            let end = match regions.get(id).level {
                Level::League => "行政公署",
                Level::SpecialRegion => "政府",
                Level::Zone => "管理委员会",
                _ if regions.get(id).code.starts_with("71") => "政府",
                _ => "人民政府",
            };
            [name, end].into_iter().collect()
        };
        match territory.map(|t| &t.place) {
            // 潮州|镇长: no city.
            Some(Place::Regions(_)) if level == Some(Level::Township) => None,
            Some(Place::Regions(ids)) => self.page.anchors.choose(regions, ids, at).map(name),
            Some(Place::Township(town, above)) => Some(self.township_government(town.of(self.page.text), *above, at)),
            Some(Place::Zone(zone, above)) => {
                let zone = regions.zone_in_full(zone.of(self.page.text), *above);
                Some([&*zone, "管理委员会"].into_iter().collect())
            }
            Some(Place::Level(level)) => self.page.anchors.of_level(regions, *level, at).map(name),
            Some(Place::Nation) => None,
            // 镇党委书记张三、|镇长李四: of the town whose committee or congress was named last.
            None if level == Some(Level::Township) => {
                let bodies = &self.board.bodies;
                let next = bodies.partition_point(|b| b.span.start() < at);
                let towns = bodies[..next].iter().rev().take(REACH);
                let mut named = towns.filter_map(|b| match b.value.territory?.place {
                    Place::Township(town, above) => Some((above, town.of(self.page.text))),
                    _ => None,
                });
                // 天荒坪镇|现任镇长: or of the town that only its name speaks of.
                let town = named.next().or_else(|| self.page.town_before(at));
                town.map(|(above, town)| self.township_government(town, above, at))
            }
            None => match (level, self.page.about) {
                (Some(level), _) => self.page.anchors.of_level(regions, level, at).map(name),
                (None, Some("820000")) => Some(SmolStr::new_static("澳门特别行政区政府")),
                (None, Some("810000")) => Some(SmolStr::new_static("香港特别行政区政府")),
                (None, _) => None,
            },
        }
    }

    /// 该厅|厅长, 该局|现有|副局长, 本局|局长: where the pronoun before byte `at` starts, and the body that it means.
    pub(super) fn pronoun_before(&self, at: usize) -> Option<(usize, usize)> {
        let head = self.page.text.get(..at)?;
        let end = head.strip_suffix("现有").unwrap_or(head).len();
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
        if title.heads.is_empty() || is_party_group(&title.name) || has(body) {
            return (at, body);
        }
        let kind = bodies[body].value.name().and_then(|name| name.chars().next_back());
        let alike = |n: &usize| bodies[*n].value.name().and_then(|name| name.chars().next_back()) == kind && has(*n);
        let next = bodies.partition_point(|b| b.span.start() < at);
        (at, (0..next).rev().take(REACH).find(alike).unwrap_or(body))
    }

    /// The committee of the town before byte `at` and 原, for one of its titles, the title there, and where the town starts.
    fn town_committee(&self, at: usize, title: &str) -> Option<(SmolStr, SmolStr, usize)> {
        let rest = title.strip_prefix("党委").filter(|rest| !rest.is_empty())?;
        let head = self.page.text.get(..at)?.strip_suffix(['原', '前']).filter(|t| t.ends_with(['镇', '乡']))?;
        let territory = self.page.lexicon.regions.territory_before(self.page.text, head.len())?;
        let Place::Township(town, above) = territory.place else { return None };
        let government = self.township_government(town.of(self.page.text), above, at);
        let town = government.strip_suffix("人民政府")?;
        Some((["中共", town, "党委"].into_iter().collect(), rest.into(), territory.start))
    }

    /// 厅|党组书记 behind a blank, a mark or the verb of a post, of the party group: where the noun before byte `at` starts, and the last body
    /// that is called so.
    fn noun_before(&self, at: usize, subject: Option<usize>) -> Option<(usize, usize)> {
        let text = self.page.text.get(..at)?;
        // 仍任|部|党组书记
        let begins = |head: &str| !head.ends_with(is_han) || self.words.cues.before(Cue::BeforeTitle, head).is_some();
        let head = self.words.cues.before(Cue::ThisKind, text).filter(|head| begins(head))?;
        let bodies = &self.board.bodies;
        let noun = text.get(head.len()..)?;
        // ⏎厅党组书记　张三: on a page about one 厅, of that one.
        let line = self.page.layout.line_at(head.len());
        let about =
            subject.filter(|&at| at < line.start() && head.get(line.start()..).is_some_and(|t| t.trim().is_empty()));
        let about = about.and_then(|at| bodies.binary_search_by_key(&at, |b| b.span.start()).ok());
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
        let near = bodies[..next].iter().enumerate().rev().take(REACH).take_while(|(_, b)| b.span.start() >= line);
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
        [above.map_or("", |id| regions.full_name(id)), town, "人民政府"].into_iter().collect()
    }

    /// The named body that ends right before byte `at`; the longest.
    pub(super) fn body_before(&self, at: usize) -> Option<usize> {
        let bodies = &self.board.bodies;
        let next = bodies.partition_point(|b| b.span.start() < at);
        (next.saturating_sub(6)..next).find(|&i| bodies[i].span.end() == at)
    }

    /// 昆山市|市委书记: where the place starts that says which 市 a body at byte `at` means.
    fn named_level(&self, at: usize) -> usize {
        let level = self.page.text.get(at..).and_then(|t| t.chars().next()).filter(|c| "省市州盟县区旗".contains(*c));
        let head = self.page.text.get(..at).unwrap_or("");
        if !level.is_some_and(|c| head.ends_with(c)) {
            return at;
        }
        // 杭州市|西湖区|区委书记
        let places = &self.board.places;
        let before = places[..places.partition_point(|p| p.span.end() <= at)].iter().rev().take(3);
        before.fold(at, |start, place| if place.span.end() == start { place.span.start() } else { start })
    }

    /// 某局的|副局长, 某委的一名|副主任: the body before byte `at` that somebody with such a title is in.
    fn owner_before(&self, at: usize, title: &TitleMention) -> Option<usize> {
        let head = self.page.text.get(..at)?;
        let head = ["一名", "一位"].iter().find_map(|word| head.strip_suffix(word)).unwrap_or(head);
        let body = self.body_before(head.strip_suffix('的')?.len())?;
        let name = self.board.bodies[body].value.name()?;
        let fits = title.scope == Scope::Body && title.heads.iter().any(|head| name.ends_with(head.as_str()));
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
        let after = roles.filter_map(|role| self.words.before(role, head)).chain(head.strip_suffix('前')).map(str::len);
        [at].into_iter().chain(after).find_map(|end| {
            let start = self.page.lexicon.states.before(self.page.text, end)?;
            Some((start, self.page.text.get(start..end)?))
        })
    }

    /// Whether a company or the like ends before byte `at`, or before 原 and 前 there: 某医院|前院长.
    fn organization_before(&self, at: usize) -> bool {
        let all = &self.board.organizations;
        let ends = |at: usize| {
            let next = all.partition_point(|o| o.span.end() <= at);
            next.checked_sub(1).is_some_and(|i| all[i].span.end() == at)
        };
        let past = || self.page.text.get(..at).and_then(|t| t.strip_suffix(['原', '前']));
        ends(at) || past().is_some_and(|head| ends(head.len()))
    }
}
