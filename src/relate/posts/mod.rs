//! Posts: a title and the body it is in; chains of posts (省委常委、常务副省长) and lists of persons (A、B、C).
use std::ops::Range;

use smol_str::SmolStr;

use super::words::{Role, Roles, Words};
use crate::{
    lexicon::{Level, Place, RegionId, Scope, Territory},
    mention::{Board, Body, Found, Organization, TitleMention, last_meant},
    resolve::Page,
    text::{Norm, Span, is_han},
    value::OrganizationKind,
};

/// How many bodies back a bare title looks for the one it belongs to.
const REACH: usize = 48;

/// Among how many bodies the one that an article is about stands.
const SUBJECT: usize = 4;

/// Words before a post that say of its holder that he came or went, and whether he is gone.
const HOLDERS: [(Role, bool); 3] = [(Role::Holder, false), (Role::PastHolder, true), (Role::FirstHolder, false)];

/// Councils of courts and procuratorates as lists of posts name them, and in full.
const COUNCILS: [(&str, &str); 4] =
    [("审判委员会", "审判委员会"), ("检察委员会", "检察委员会"), ("审委会", "审判委员会"), ("检委会", "检察委员会")];

/// A post named in the text.
#[derive(Clone, Debug)]
pub(super) struct Post {
    /// Body or territory and title.
    pub(super) span: Span<Norm>,
    /// The title.
    pub(super) title: SmolStr,
    /// Full name of the body.
    pub(super) organization: Option<SmolStr>,
    /// The body, where the text names it right before the title.
    pub(super) body: Option<Span<Norm>>,
    /// The title as it stands.
    pub(super) word: Span<Norm>,
    /// 原, 前, 时任 stands before it.
    pub(super) former: bool,
    /// 时任 stands before it: what is told of the holder is told of that time.
    pub(super) then: bool,
    /// 首任 stands before it: over, where the page names another holder.
    pub(super) first: bool,
    /// A post in a public body, even where its name is not known.
    pub(super) public: bool,
    /// The text does not say in which body here: what goes before does.
    pub(super) bare: bool,
}

/// Posts that stand together: one holder, several posts, by their places among all posts of the page.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    pub(super) span: Span<Norm>,
    pub(super) posts: Range<usize>,
}

/// Persons that stand together, by their places on the board.
#[derive(Clone, Debug)]
pub(super) struct People {
    pub(super) span: Span<Norm>,
    pub(super) persons: Range<usize>,
}

/// The body that an article is about, and where that is said.
struct Subject {
    at: usize,
    name: SmolStr,
}

/// Reads posts off a page.
pub(super) struct Reader<'a> {
    pub(super) page: Page<'a>,
    pub(super) words: &'a Words,
    pub(super) board: &'a Board,
}

impl Reader<'_> {
    /// All posts and their chains, in order of the text.
    pub(super) fn chains(&self) -> (Vec<Post>, Vec<Chain>) {
        let mut posts: Vec<Post> = Vec::with_capacity(self.board.titles.len());
        let mut chains: Vec<Chain> = Vec::with_capacity(self.board.titles.len());
        let mut role: Option<(usize, SmolStr)> = None;
        let subject = self.subject();
        for title in &self.board.titles {
            let mut post = self.post(title);
            // 时任A甲、|B乙: still of that time.
            post.former |=
                posts.last().is_some_and(|last| last.former && self.follows_holder(last.span.end(), post.span.start()));
            let gap = posts.last().map(|p| {
                self.page
                    .text
                    .get(p.span.end()..post.span.start())
                    .unwrap_or("?")
                    .trim_matches(['原', ' ', '\u{3000}', '的'])
            });
            // 副秘书长（兼）、局长
            let gap = gap.map(strip_brackets);
            // 副检察长、检察委员会|委员: a body inside the one named before.
            let council = gap.and_then(|g| COUNCILS.into_iter().find(|(word, _)| g.ends_with(word)));
            let gap = gap.map(|g| council.and_then(|(word, _)| g.strip_suffix(word)).unwrap_or(g));
            let joins = gap.is_some_and(|g| {
                matches!(
                    g,
                    "" | "、"
                        | "与"
                        | "兼"
                        | "兼任"
                        | "及"
                        | "和"
                        | "，"
                        | ","
                        | "；"
                        | ";"
                        | "并兼任"
                        | "、兼"
                        | "，兼"
                        | ",兼"
                        | "还兼任"
                        | "并任"
                        | "后兼"
                )
            });
            // A comma joins only a post that says whose it is, or one behind which the clause ends: 县委副书记，县长、….
            let explicit = || post.organization.is_some() && post.span.start() < title.span.start();
            let comma = gap.is_some_and(|g| g.starts_with(['，', ',']));
            let semicolon = gap.is_some_and(|g| g.starts_with(['；', ';']));
            // 张三升任A局长；B局长李四: the second post is the next person's.
            let held = || self.board.persons.binary_search_by_key(&post.span.end(), |p| p.span.start()).is_ok();
            let after_verb = || {
                let head = chains.last().and_then(|c| self.page.text.get(..c.span.start()));
                head.is_some_and(|t| t.ends_with(['任', '为', '是', '兼', '当', '做', '掌', '接', '选']))
            };
            let rest = || self.page.text.get(post.span.end()..).unwrap_or("");
            let closed = || rest().chars().next().is_none_or(|c| "、，,。；;（(\n".contains(c)) && !held();
            // A局长,B局长仍由李四兼任: the second post is another clause's.
            let passed = || {
                if rest().starts_with("一职") {
                    return true;
                }
                let rest = rest().trim_start_matches(['仍', '将', '则', '现', '也', '已', '改', '暂']);
                rest.starts_with(['由', '交', '空', '为', '是', '叫', ':', '：'])
            };
            let joins = joins
                && (!comma && !semicolon || explicit() || comma && closed())
                && !((comma || semicolon) && passed())
                && !((semicolon || comma && after_verb()) && held());
            if post.organization.is_none() && post.public && title.value.scope != Scope::National {
                post.bare = !joins;
                let chain = chains.last().filter(|_| joins).map_or(0..0, |c| c.posts.clone());
                let before = &posts[chain];
                let own = subject.as_ref().filter(|s| !joins && self.is_of_subject(s, &title.value, post.span));
                post.organization = match self.heading_of(post.span) {
                    _ if own.is_some() => own.map(|s| s.name.clone()),
                    Some(heading) => {
                        // 副组长: under 组长: in the same list, unless a heading comes between.
                        let last = role.as_ref().filter(|(at, name)| {
                            heading.is_none_or(|h| h < *at)
                                && title.value.heads.iter().any(|h| name.ends_with(h.as_str()))
                        });
                        let found = last.map(|(_, name)| name.clone());
                        let found =
                            found.or_else(|| self.organization_of(&title.value, post.span, before, posts.last()));
                        role = found.clone().map(|name| (post.span.start(), name));
                        found
                    }
                    None => self.organization_of(&title.value, post.span, before, posts.last()),
                };
            }
            if let Some((word, name)) = council.filter(|_| joins && title.value.name.ends_with("委员")) {
                let court = posts.last().and_then(|p| p.organization.as_deref()).unwrap_or("");
                let ends = ["法院", "检察院"].into_iter().find_map(|w| court.find(w).map(|at| at + w.len()));
                post.organization = ends.and_then(|end| Some([court.get(..end)?, name].into_iter().collect()));
                post.span = Span::new(post.span.start() - word.len(), post.span.end());
            }
            // 党组成员、|副厅长 at the head of a line: the group is that of the body.
            if joins && let (Some(chain), Some(name)) = (chains.last(), post.organization.as_ref()) {
                let group = |p: &&mut Post| p.organization.is_none() && p.public && is_party_group(&p.title);
                let fits = !name.starts_with("中共");
                posts[chain.posts.clone()].iter_mut().filter(group).filter(|_| fits).for_each(|p| {
                    p.organization = Some(name.clone());
                });
            }
            match chains.last_mut() {
                Some(chain) if joins => {
                    chain.span = chain.span.cover(post.span);
                    post.former |= posts.last().is_some_and(|p| p.former) && gap == Some("、");
                    chain.posts.end += 1;
                }
                _ => chains.push(Chain { span: post.span, posts: posts.len()..posts.len() + 1 }),
            }
            posts.push(post);
        }
        (posts, chains)
    }

    fn post(&self, title: &Found<TitleMention>) -> Post {
        let value = &title.value;
        let mut start = title.span.start();
        let mut named = None;
        let mut organization = None;
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
        for (role, past) in HOLDERS.into_iter().filter(|&(role, _)| ends.has(role)) {
            if let Some(before) = self.words.before(role, head).filter(|t| self.body_before(t.len()).is_some()) {
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
        if let Some((at, body)) = self.meant_before(start, is_party_group(&value.name)) {
            organization = self.board.bodies[body].value.name().cloned();
            (start, public) = (at, true);
        } else if let Some(body) = self.body_before(start).or_else(fused).or_else(|| self.cell_before(start)) {
            organization = self.board.bodies[body].value.name().cloned();
            let span = self.board.bodies[body].span;
            named = Some(span);
            start = self.named_level(span.start());
        } else if let Some(foreign) = self.foreign_before(start).or_else(|| self.foreign_before(shared)) {
            organization = Some(foreign.value.name.clone());
            (start, public) = (foreign.span.start(), true);
        } else if self.organization_before(start) {
            public = false;
        } else if let Some((at, state)) = self.state_before(start).filter(|_| public) {
            (organization, start) = (Some(state.into()), at);
        } else {
            let territory = self.page.lexicon.regions.territory_before(self.page.text, start);
            match value.scope {
                Scope::Territory => {
                    // 政府区长, 县政府县长: the title says whose government it is.
                    let head = self.page.text.get(..start).unwrap_or("");
                    let seat = head.strip_suffix("人民政府").or_else(|| head.strip_suffix("政府")).map(str::len);
                    let territory = match seat {
                        Some(seat) => {
                            start = seat;
                            self.page.lexicon.regions.territory_before(self.page.text, seat)
                        }
                        None => territory,
                    };
                    let level = level_of(self.page.text.get(value.word..).unwrap_or(""));
                    organization = self.government(territory.as_ref(), level, title.span.start());
                    start = territory.map_or(start, |t| t.start);
                }
                Scope::National => organization = value.heads.first().map(SmolStr::new),
                Scope::Body if value.name.ends_with("主席") => {
                    // 自治区主席 heads the government.
                    if let Some(territory) = territory.filter(|t| t.level == Some(Level::AutonomousRegion)) {
                        organization = self.government(Some(&territory), Some(Level::AutonomousRegion), start);
                        start = territory.start;
                    }
                }
                _ => {}
            }
        }
        // 首任, 新任 belong to the post; 前任, 时任, 上一届 put it in the past.
        let ends = self.page.text.get(..start).map_or(Roles::default(), |head| self.words.roles_ending(head));
        let mut then = false;
        let may_be = HOLDERS.iter().any(|&(role, _)| ends.has(role));
        for (role, past) in HOLDERS.into_iter().filter(|_| may_be) {
            // 此|前任, 同|时任 are other words.
            let head = self.page.text.get(..start).and_then(|t| self.words.before(role, t));
            // 李建新|任: the name's last character.
            let over = |head: &&str| self.person_over(head.len());
            if let Some(head) =
                head.filter(|h| !h.ends_with(['此', '之', '以', '日', '同', '当', '届'])).filter(|h| !over(h))
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
            title: value.name.clone(),
            organization,
            body: named,
            word: title.span,
            former,
            then,
            first,
            public,
            bare: false,
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
            Some(Place::Regions(ids)) => self.page.anchors.choose(regions, ids, at).map(name),
            Some(Place::Township(town, above)) => Some(self.township_government(town.of(self.page.text), *above, at)),
            Some(Place::Level(level)) => self.page.anchors.of_level(regions, *level, at).map(name),
            Some(Place::Nation) => None,
            // 镇党委书记张三、|镇长李四: of the town whose committee or congress was named last.
            None if level == Some(Level::Township) => {
                let bodies = &self.board.bodies;
                let next = bodies.partition_point(|b| b.span.start() < at);
                bodies[..next].iter().rev().take(REACH).find_map(|b| match &b.value.territory.as_ref()?.place {
                    Place::Township(town, above) => Some(self.township_government(town.of(self.page.text), *above, at)),
                    _ => None,
                })
            }
            None => match (level, self.page.about) {
                (Some(level), _) => self.page.anchors.of_level(regions, level, at).map(name),
                (None, Some("820000")) => Some(SmolStr::new_static("澳门特别行政区政府")),
                (None, Some("810000")) => Some(SmolStr::new_static("香港特别行政区政府")),
                (None, _) => None,
            },
        }
    }

    /// 该厅|厅长, 该局|现有|副局长: where the pronoun starts, and the last body before that ends so.
    /// 厅|党组书记 behind a blank or a mark: the party group of such a body.
    fn meant_before(&self, at: usize, group: bool) -> Option<(usize, usize)> {
        let head = self.page.text.get(..at)?;
        let head = head.strip_suffix("现有").unwrap_or(head);
        let word = head.chars().next_back().filter(|c| "局厅委院部会署办处".contains(*c))?;
        let head = head.strip_suffix(word)?;
        let alone = |head: &&str| group && !head.ends_with(is_han);
        let start = head.strip_suffix('该').or(Some(head).filter(alone))?.len();
        let bodies = &self.board.bodies;
        let next = bodies.partition_point(|b| b.span.start() < start);
        Some((start, last_meant(&bodies[..next], word.encode_utf8(&mut [0; 4]))?))
    }

    fn township_government(&self, town: &str, above: Option<RegionId>, at: usize) -> SmolStr {
        let regions = &self.page.lexicon.regions;
        let above = above.or_else(|| self.page.anchors.county(regions, at));
        [above.map_or("", |id| regions.full_name(id)), town, "人民政府"].into_iter().collect()
    }

    /// The named body that ends right before byte `at`; the longest.
    fn body_before(&self, at: usize) -> Option<usize> {
        let bodies = &self.board.bodies;
        let next = bodies.partition_point(|b| b.span.start() < at);
        (next.saturating_sub(6)..next).find(|&i| bodies[i].span.end() == at)
    }

    /// 昆山市|市委书记: where the place starts that says which 市 a body at byte `at` means.
    fn named_level(&self, at: usize) -> usize {
        let level = self.page.text.get(at..).and_then(|t| t.chars().next()).filter(|c| "省市州盟县区旗".contains(*c));
        let head = self.page.text.get(..at).unwrap_or("");
        let places = &self.board.places;
        if !level.is_some_and(|c| head.ends_with(c)) {
            return at;
        }
        // 杭州市|西湖区|区委书记
        let before = places[..places.partition_point(|p| p.span.end() <= at)].iter().rev().take(3);
        before.fold(at, |start, place| if place.span.end() == start { place.span.start() } else { start })
    }

    /// 省人民检察院/|副检察长: the body in the cell before byte `at`.
    fn cell_before(&self, at: usize) -> Option<usize> {
        let head = self.page.text.get(..at)?.strip_suffix(['/', '／'])?;
        self.body_before(head.len())
    }

    /// Whether nothing but one person and a mark of a list stands between the bytes.
    fn follows_holder(&self, from: usize, to: usize) -> bool {
        let persons = &self.board.persons;
        let holder = persons.binary_search_by_key(&from, |p| p.span.start()).ok().map(|n| &persons[n]);
        holder.is_some_and(|p| self.page.text.get(p.span.end()..to) == Some("、"))
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

    fn organization_before(&self, at: usize) -> bool {
        let all = &self.board.organizations;
        let next = all.partition_point(|o| o.span.end() <= at);
        next.checked_sub(1).is_some_and(|i| all[i].span.end() == at)
    }

    /// For a post at the head of its line: where the last body stands that has a line for itself, if there is one.
    fn heading_of(&self, span: Span<Norm>) -> Option<Option<usize>> {
        let line = self.page.layout.line_at(span.start());
        if !self.page.text.get(line.start()..span.start())?.trim().is_empty() {
            return None;
        }
        let bodies = &self.board.bodies;
        let next = bodies.partition_point(|b| b.span.start() < span.start());
        let alone = |b: &&Found<Body>| {
            let line = self.page.layout.line_at(b.span.start());
            line.contains(b.span) && line.len() <= b.span.len() + 8
        };
        Some(bodies[..next].iter().rev().take(REACH).find(alone).map(|b| b.span.start()))
    }

    /// The body that the page is an article about: X是…机构.
    fn subject(&self) -> Option<Subject> {
        self.board.bodies.iter().take(SUBJECT).find_map(|body| {
            let rest = strip_brackets_before(self.page.text.get(body.span.end()..)?);
            let rest = rest.trim_start_matches([',', '，']);
            let defined = rest.starts_with(['是', '系']) || rest.starts_with('为') && !rest.starts_with("为了");
            let line = self.page.layout.line_at(body.span.start());
            let head = || self.page.text.get(line.start()..body.span.start()).is_some_and(|t| t.trim().is_empty());
            let name = body.value.name().filter(|_| defined && head())?;
            Some(Subject { at: body.span.start(), name: name.clone() })
        })
    }

    /// Whether a bare title in a list or a table is one of the body that the article is about.
    fn is_of_subject(&self, subject: &Subject, title: &TitleMention, span: Span<Norm>) -> bool {
        let line = self.page.layout.line_at(span.start());
        let head = self.page.text.get(line.start()..span.start()).unwrap_or("?");
        // 周明远　|局长
        let cell = || head.ends_with(['\t', ' ', '\u{3000}']) && head.chars().count() <= 10;
        // Running text goes on about whom it named last.
        let told = || self.page.text.get(span.end()..line.end()).is_none_or(|t| t.contains('。'));
        if span.start() < subject.at || !head.trim().is_empty() && !cell() || told() {
            return false;
        }
        let fits = title.heads.is_empty()
            || is_party_group(&title.name)
            || title.heads.iter().any(|h| subject.name.ends_with(h.as_str()));
        fits && !matches!(self.heading_of(span), Some(Some(heading)) if heading > subject.at)
    }

    /// 上饶市比较特别，…，局长…: a sentence that a place opens speaks of the body there that is like the one before.
    fn like_at(&self, name: &str, from: usize, to: usize) -> Option<SmolStr> {
        let regions = &self.page.lexicon.regions;
        let places = &self.board.places;
        let place = places.get(places.partition_point(|p| p.span.start() < from)).filter(|p| p.span.end() < to)?;
        let lead = self.page.text.get(from..place.span.start())?.trim();
        let opens = lead.is_empty() || ["至于", "再看", "轮到", "而"].iter().any(|w| lead.starts_with(w));
        let rest = self.page.text.get(place.span.end()..to)?;
        if !opens || rest.starts_with(['、', '人', '籍', '生', '出', '和', '与']) || rest.contains('。') {
            return None;
        }
        let (end, there, _) = regions.longest_at(name, 0)?;
        let (there, here) = (there.region?, place.value);
        let alike =
            regions.get(there).depth == regions.get(here).depth && regions.province(there) == regions.province(here);
        (alike && there != here && regions.full_name(there) == name.get(..end)?)
            .then(|| [regions.full_name(here), name.get(end..).unwrap_or("")].into_iter().collect())
    }

    /// Whose post a bare title is: that of an earlier post in the chain, else of the last body that goes with it.
    /// `last` is the post before it in the text.
    fn organization_of(
        &self,
        title: &TitleMention,
        span: Span<Norm>,
        chain: &[Post],
        last: Option<&Post>,
    ) -> Option<SmolStr> {
        // 华东督察|局长: glued to characters that were not read, the post is in a body that was not read either.
        let glued = self.page.text.get(..span.start()).and_then(|t| t.chars().next_back()).is_some_and(|c| {
            is_han(c)
                && !"任为是由的兼原前及和与其名当选出举补掌职时担现了起有定让替以同向跟请对给问陪带率暂位个升做新至到晋接聘干获叫称从在".contains(c)
        });
        if glued && chain.is_empty() && !self.follows_mention(span.start()) {
            return None;
        }
        let party_group = is_party_group(&title.name);
        let fits = |name: &str| {
            party_group && !name.ends_with(['组', '司', '科', '股', '处'])
                || title.heads.is_empty()
                || title.heads.iter().any(|h| name.ends_with(h.as_str()))
        };
        if let Some(name) = chain.iter().rev().take(8).filter_map(|p| p.organization.as_ref()).find(|n| fits(n)) {
            return Some(name.clone());
        }
        // A法院刑事审判第一庭庭长、|审判员: of the body whose office was named before.
        let upper = chain
            .last()
            .and_then(|p| p.organization.as_deref())
            .filter(|name| !party_group && !name.starts_with("中共"))
            .and_then(|name| {
                let ends = title.heads.iter().flat_map(|h| name.match_indices(h.as_str()).map(|(at, h)| at + h.len()));
                name.get(..ends.filter(|&end| end < name.len()).max()?)
            });
        if let Some(name) = upper {
            return Some(name.into());
        }
        // 董事长、|党组书记: of the company as well.
        let loose = title.heads.is_empty() || party_group;
        if loose && chain.last().is_some_and(|p| !p.public) {
            return None;
        }
        let chained = chain.last().and_then(|p| p.organization.clone());
        // 兵团党委书记、|政委: of the body that the committee leads.
        let led = chained.as_deref().and_then(|name| name.strip_prefix("中共")?.strip_suffix("党委"));
        if let Some(name) = led.filter(|name| title.heads.iter().any(|h| name.ends_with(h.as_str()))) {
            return Some(name.into());
        }
        let bodies = &self.board.bodies;
        let next = bodies.partition_point(|b| b.span.start() < span.start());
        let sentence = self.page.layout.sentence_at(span.start());
        let line = self.page.layout.line_at(span.start());
        let before = bodies[..next].iter().enumerate().rev().take(REACH).filter(|(_, b)| b.span.end() <= span.start());
        // 加挂X牌子, 分管X: the body there is not the one the page goes on about; nor is X in 由X更名而来, 与X合署办公,
        // where the one before will do.
        let aside = |n: usize, b: &Found<Body>| {
            let head = self.page.text.get(..b.span.start()).unwrap_or("");
            let behind = || {
                let rest = self.page.text.get(b.span.end()..).unwrap_or("");
                let other = n.checked_sub(1).and_then(|n| bodies[n].value.name());
                self.words.starts(Role::AsideBehind, rest) && other.is_some_and(|name| fits(name))
            };
            self.words.ends(Role::Aside, head) || behind()
        };
        let before = before.filter(|&(n, b)| !aside(n, b)).map(|(_, b)| b);
        let found = before.filter_map(|b| Some((b, b.value.name()?))).find(|(b, name)| {
            let near = b.span.start() >= if loose { line.start() } else { 0 };
            // 省委|书记: whoever is 主任 or has a party group is so elsewhere.
            near && fits(name) && !(b.value.fused && (party_group || title.name.ends_with("主任")))
        });
        // 任某公司|党组书记: what fits any body belongs to the company that stands nearer.
        let company = self.board.organizations
            [..self.board.organizations.partition_point(|o| o.span.end() <= span.start())]
            .last()
            .filter(|o| loose && o.span.start() >= sentence.start() && o.value.kind != OrganizationKind::Media);
        let found = found.filter(|(b, _)| company.is_none_or(|o| o.span.start() < b.span.start()));
        let found = found.filter(|(b, _)| {
            !(title.name.ends_with("主任") || title.name.ends_with("委员"))
                || b.span.start() >= sentence.start()
                || self.same_block(b.span, span)
        });
        let inside = |b: &Found<Body>| b.span.start() >= sentence.start();
        // 省长 张三 | 秘书长 李四: the government that the line speaks of.
        let cabinet = || {
            let last = last.filter(|p| chain.is_empty() && p.span.start() >= line.start())?;
            last.organization.clone().filter(|name| name.ends_with("政府") && !title.heads.is_empty() && fits(name))
        };
        match found.filter(|(b, _)| chained.is_none() || inside(b)) {
            Some((b, name)) if !inside(b) => {
                let line_of = || (b.span.start() < line.start()).then(cabinet).flatten();
                Some(line_of().or_else(|| self.like_at(name, sentence.start(), span.start())).unwrap_or(name.clone()))
            }
            Some((_, name)) => Some(name.clone()),
            None => chained.or_else(cabinet),
        }
    }

    /// Whether a mention ends right before byte `at`.
    fn follows_mention(&self, at: usize) -> bool {
        fn ends<T>(list: &[Found<T>], at: usize) -> bool {
            let next = list.partition_point(|m| m.span.start() < at);
            list[next.saturating_sub(4)..next].iter().any(|m| m.span.end() == at)
        }
        let Board { persons, dates, bodies, ranks, .. } = self.board;
        ends(persons, at) || ends(dates, at) || ends(bodies, at) || ends(ranks, at)
    }

    /// Whether two places are at most three lines apart: a list under its heading.
    fn same_block(&self, a: Span<Norm>, b: Span<Norm>) -> bool {
        self.page.text.get(a.end()..b.start()).is_some_and(|t| t.matches('\n').count() <= 3)
    }

    /// 副局长 张三 李四: persons behind a title with blanks for commas.
    fn in_row(&self, first: usize, gap: &str, end: usize) -> bool {
        let blank = |c: char| matches!(c, ' ' | '\u{3000}');
        if gap.is_empty() || gap.len() > 12 || !gap.chars().all(blank) {
            return false;
        }
        let titles = &self.board.titles;
        let head = self.page.text.get(..first).unwrap_or("");
        let at = head.trim_end_matches(|c| blank(c) || matches!(c, ':' | '：')).len();
        let behind = titles.binary_search_by_key(&at, |t| t.span.end()).is_ok() && at < first;
        let rest = self.page.text.get(end..).unwrap_or("");
        let next = end + rest.len() - rest.trim_start_matches(blank).len();
        behind && titles.binary_search_by_key(&next, |t| t.span.start()).is_err()
    }

    /// Lists of persons, in order of the text.
    pub(super) fn people(&self) -> Vec<People> {
        let mut all: Vec<People> = Vec::with_capacity(self.board.persons.len());
        for (i, person) in self.board.persons.iter().enumerate() {
            let joins = all.last().is_some_and(|last| {
                let gap = self.page.text.get(last.span.end()..person.span.start()).unwrap_or("?");
                let gap = strip_brackets(gap);
                self.in_row(last.span.start(), gap, person.span.end())
                    || matches!(gap, "、" | "和" | "与" | "及" | "以及" | "，" | "," | "、和")
            });
            match all.last_mut() {
                Some(last) if joins => {
                    last.span = last.span.cover(person.span);
                    last.persons.end = i + 1;
                }
                _ => all.push(People { span: person.span, persons: i..i + 1 }),
            }
        }
        all
    }
}

/// Whether this is a title in a body's own party group or committee.
fn is_party_group(title: &str) -> bool {
    ["党组", "党委", "临时党委"].iter().any(|word| title.starts_with(word))
}

/// Text without the bracket that opens it: （简称…）是….
fn strip_brackets_before(text: &str) -> &str {
    match text.strip_prefix(['(', '（']).and_then(|t| t.split_once([')', '）'])) {
        Some((inside, rest)) if !inside.contains('\n') && inside.chars().count() <= 40 => rest,
        _ => text,
    }
}

/// What is left of the text between two persons without (女) or （藏族）.
fn strip_brackets(gap: &str) -> &str {
    match gap.strip_prefix(['(', '（']).and_then(|t| t.split_once([')', '）'])) {
        Some((inside, rest)) if inside.chars().count() <= 8 => rest,
        _ => gap,
    }
}

fn level_of(word: &str) -> Option<Level> {
    Some(match word.chars().next()? {
        '省' => Level::Province,
        '市' => Level::City,
        '县' => Level::County,
        '区' => Level::District,
        '州' => Level::AutonomousPrefecture,
        '盟' => Level::League,
        '旗' => Level::Banner,
        '镇' | '乡' => Level::Township,
        _ => return None,
    })
}
