//! Posts: a title and the body it is in; chains of posts (省委常委、常务副省长) and lists of persons (A、B、C).
mod about;
mod bare;
mod cues;
mod names;
mod post;

use std::ops::Range;

use smol_str::SmolStr;

use super::{cues::RelationCue, pronouns::Pronoun, words::Words};
use crate::{
    lexicon::{Level, Scope},
    matcher::Cues,
    mention::{Board, Found, TitleMention},
    resolve::{Page, Subjects},
    segment::{COMMAS, behind_bracket},
    text::{Norm, Span, is_han},
};
use about::About;

pub(super) use cues::PostCue;

/// How many posts back one of the party group stands whose body the next one names.
const POSTS_BACK: usize = 8;

/// What parts two posts of a chain and says nothing.
const BETWEEN: [char; 3] = [' ', '\u{3000}', '的'];

/// The bracket behind a person, （女） or （藏族）, holds no more characters.
const OF_PERSON: usize = 8;

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
    /// The title alone says which body of this state it is in: 总理.
    pub(super) national: bool,
}

/// Posts that stand together: one holder, several posts, by their places among all posts of the page.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// With the bracket that tells on what terms the last one is held.
    pub(super) span: Span<Norm>,
    pub(super) posts: Range<usize>,
}

/// Persons that stand together, by their places on the board.
#[derive(Clone, Debug)]
pub(super) struct People {
    /// With the bracket that tells of the last one's life.
    pub(super) span: Span<Norm>,
    pub(super) persons: Range<usize>,
}

/// Reads posts off a page.
pub(super) struct Reader<'a> {
    pub(super) page: Page<'a>,
    pub(super) words: &'a Words,
    pub(super) board: &'a Board,
    pub(super) pronouns: &'a [Pronoun],
    /// What stretches of the page are about.
    pub(super) subjects: &'a Subjects,
}

impl Reader<'_> {
    /// All posts and their chains, in order of the text.
    pub(super) fn chains(&self) -> (Vec<Post>, Vec<Chain>) {
        let mut posts: Vec<Post> = Vec::with_capacity(self.board.titles.len());
        let mut chains: Vec<Chain> = Vec::with_capacity(self.board.titles.len());
        let mut about = About::new(self);
        for title in &self.board.titles {
            let mut post = self.post(title, about.subject_at());
            let last = posts.last();
            // 时任A甲、|B乙: still of that time.
            post.former |= last.is_some_and(|p| p.former && self.follows_holder(p.span.end(), post.span.start()));
            let joint = last.zip(chains.last()).and_then(|(last, chain)| self.joint(last, chain, &post));
            if let Some(there) = last.filter(|_| joint.is_some()).and_then(|last| self.led_with(last, &post, title)) {
                post.organization = Some(there);
            }
            // 副市长、公安局|局长: of a body that was not read.
            let unread = joint.is_none() && last.is_some_and(|last| self.is_over_unread(last, &post));
            let joint = if unread { Some("、") } else { joint };
            if post.organization.is_none() && post.public && title.value.scope != Scope::National && !unread {
                post.bare = joint.is_none();
                let chain = chains.last().filter(|_| !post.bare).map_or(0..0, |c| c.posts.clone());
                about.give(&title.value, &mut post, &posts[chain], last);
            }
            if joint.is_some() {
                self.name_town_committee(&mut post);
                if let Some(last) = last {
                    self.join_committee(last, &mut post);
                }
            }
            let joined = chains.last().filter(|_| joint.is_some()).map_or(0..0, |c| c.posts.clone());
            self.give_to_groups(&mut posts[joined], &post);
            if title.value.scope == Scope::Territory {
                about.keep(&post);
            }
            let last = posts.last();
            match chains.last_mut().zip(joint) {
                Some((chain, joint)) => {
                    chain.span = chain.span.cover(post.span);
                    post.former |= last.is_some_and(|p| p.former) && joint == "、";
                    chain.posts.end += 1;
                }
                None => chains.push(Chain { span: post.span, posts: posts.len()..posts.len() + 1 }),
            }
            posts.push(post);
        }
        for chain in &mut chains {
            chain.span = Span::new(chain.span.start(), self.behind_terms(chain.span.end()));
        }
        (posts, chains)
    }

    /// 局长|（正处级）|，…, 副局长|（试用期一年）|: where the bracket behind the post that ends at byte `end` ends, if it tells of nothing
    /// but the holder's rank and terms; `end` itself where there is none.
    fn behind_terms(&self, end: usize) -> usize {
        const TERMS_CHARACTERS: usize = 12;
        let rest = self.page.text.get(end..).unwrap_or("");
        let behind = self.page.text.len() - behind_bracket(rest, TERMS_CHARACTERS).len();
        let Some(bracket) = self.page.text.get(end..behind).filter(|bracket| !bracket.is_empty()) else { return end };
        let inside = bracket.trim_matches(['（', '(', '）', ')']);
        let start = end + bracket.find(inside).unwrap_or(0);
        let ranks = &self.board.ranks;
        let rank =
            ranks.binary_search_by_key(&start, |r| r.span.start()).is_ok_and(|n| ranks[n].span.len() == inside.len());
        // 副局长（挂职，2025年3月至2027年3月）
        let dates = &self.board.dates;
        let dated =
            || dates.get(dates.partition_point(|d| d.span.start() < start)).is_some_and(|d| d.span.end() < behind);
        if rank || self.cues().starts(PostCue::Terms, inside) && !dated() { behind } else { end }
    }

    /// 党组成员、|副厅长 at the head of a line: the group is that of the body that the post behind names.
    fn give_to_groups(&self, joined: &mut [Post], post: &Post) {
        let Some(name) = post.organization.as_ref().filter(|name| !names::is_of_party(name)) else { return };
        let group = |p: &&mut Post| p.organization.is_none() && p.public && self.is_party_group(&p.title);
        for p in joined.iter_mut().rev().take(POSTS_BACK).filter(group) {
            p.organization = Some(self.whole_of(name, p.span.start()).unwrap_or_else(|| name.clone()));
        }
    }

    /// What the words around posts show.
    fn cues(&self) -> &Cues<PostCue> {
        &self.words.posts
    }

    /// Whether this is a title in a body's own party group or committee.
    fn is_party_group(&self, title: &str) -> bool {
        self.cues().starts(PostCue::PartyGroup, title)
    }

    /// 某镇镇长、|党委书记: a town's committee is named as that of a territory.
    fn name_town_committee(&self, post: &mut Post) {
        let town = post.organization.as_deref().and_then(names::governed);
        let town = town.filter(|town| self.cues().ends(PostCue::Township, town));
        let committee = || self.cues().behind(PostCue::TownCommittee, &post.title).filter(|title| !title.is_empty());
        if let Some((town, title)) = town.and_then(|town| Some((town, committee()?))) {
            let (organization, title) = (names::town_committee(town), title.into());
            (post.organization, post.title) = (Some(organization), title);
        }
    }

    /// 某局党委委员、|副书记: of the same committee of the body, not of a territory's.
    fn join_committee(&self, last: &Post, post: &mut Post) {
        let bare = post.body.is_none() && post.span.start() == post.word.start();
        if !bare || !self.cues().is(PostCue::CommitteePost, &post.title) {
            return;
        }
        let own = last.organization.as_ref().filter(|name| !names::is_of_party(name));
        let word = self.cues().at(PostCue::PartyGroup, &last.title).and_then(|length| last.title.get(..length));
        if let Some((own, word)) = own.zip(word) {
            post.title = [word, &post.title].concat().into();
            post.organization = Some(own.clone());
        }
    }

    /// 党委委员、|纪检组组长: the body named before byte `at` of which `name` is a part, which has no party group of its own.
    fn whole_of(&self, name: &str, at: usize) -> Option<SmolStr> {
        if !self.cues().ends(PostCue::Part, name) {
            return None;
        }
        let bodies = &self.board.bodies;
        let before = bodies[..bodies.partition_point(|b| b.span.start() < at)].iter().rev().take(bare::BODIES_BACK);
        let whole = |n: &&SmolStr| n.len() < name.len() && name.starts_with(n.as_str());
        before.filter_map(|b| b.value.name()).find(whole).cloned()
    }

    /// Whether a body watches over one named before byte `at`: 某局|纪检组.
    fn watches_over(&self, name: &str, at: usize) -> bool {
        self.cues().ends(PostCue::Watch, name) && self.whole_of(name, at).is_some()
    }

    /// 某中心(|某所|): whether a bracket behind a body names this one, and nothing else.
    fn is_second_name(&self, span: Span<Norm>) -> bool {
        let text = self.page.text;
        let closed = text.get(span.end()..).is_some_and(|t| t.starts_with([')', '）']));
        let first = text.get(..span.start()).and_then(|t| t.strip_suffix(['(', '（'])).filter(|_| closed);
        first.is_some_and(|t| self.body_before(t.len()).is_some())
    }

    /// 泰兴市委常委、|副市长: the government of the territory of the committee in the post before.
    fn led_with(&self, last: &Post, post: &Post, title: &Found<TitleMention>) -> Option<SmolStr> {
        if post.span.start() < post.word.start() {
            return None;
        }
        // 晋江地委常委、|副专员
        let committee = last.organization.as_deref()?;
        if self.cues().is(PostCue::Prefect, &title.value.name) {
            return names::prefecture_office(committee);
        }
        // 自治区党委副书记、|主席: of the region's government.
        if self.cues().ends(PostCue::RegionHead, &title.value.name) {
            return names::region_led(committee);
        }
        if title.value.scope != Scope::Territory {
            return None;
        }
        let word = self.page.text.get(title.value.word..)?;
        Level::of_word(word).filter(|level| !matches!(level, Level::League | Level::Township))?;
        names::government_beside(committee, word.chars().next()?)
    }

    /// Whether nothing but one person and a mark of a list stands between the bytes.
    fn follows_holder(&self, from: usize, to: usize) -> bool {
        let persons = &self.board.persons;
        let holder = persons.binary_search_by_key(&from, |p| p.span.start()).ok().map(|n| &persons[n]);
        holder.is_some_and(|p| self.page.text.get(p.span.end()..to) == Some("、"))
    }

    /// What stands between the last post of a chain and the next one, where it joins the two.
    fn joint(&self, last: &Post, chain: &Chain, post: &Post) -> Option<&str> {
        let text = self.page.text;
        let gap = text.get(last.span.end()..post.span.start())?;
        // 副局长、原|办公室主任
        let gap = self.cues().before_all(PostCue::Past, gap.trim_matches(BETWEEN)).trim_matches(BETWEEN);
        // 副秘书长（兼）、局长
        let gap = behind_bracket(gap, OF_PERSON);
        if !gap.is_empty() && !self.words.cues.is(RelationCue::JoinsPosts, gap) {
            return None;
        }
        let comma = gap.starts_with(COMMAS);
        let semicolon = gap.starts_with(['；', ';']);
        if !comma && !semicolon {
            return Some(gap);
        }
        // 张三升任A局长；B局长李四: the second post is the next person's.
        let held = || self.is_held_on(post.span.end());
        let after_verb = || text.get(..chain.span.start()).is_some_and(|t| self.cues().ends(PostCue::PostVerb, t));
        let rest = text.get(post.span.end()..).unwrap_or("");
        // A comma joins only a post that says whose it is, or one behind which the clause ends: 县委副书记，县长、….
        let explicit = post.organization.is_some() && post.span.start() < post.word.start();
        let closes = |c| matches!(c, '、' | '，' | ',' | '。' | '；' | ';' | '（' | '(' | '\n');
        // 不再担任州委副书记，州长|职务。
        let behind = self.words.cues.behind(RelationCue::Post, rest).unwrap_or(rest);
        let closed = || behind.chars().next().is_none_or(closes) && !held();
        let joins =
            (explicit || comma && closed()) && !self.is_passed_on(rest) && !((semicolon || after_verb()) && held());
        joins.then_some(gap)
    }

    /// A局长,B局长|仍由李四兼任: whether the text behind a post goes on about the post, which is another clause's then.
    fn is_passed_on(&self, rest: &str) -> bool {
        if self.words.cues.starts(RelationCue::PassesOn, rest) {
            return true;
        }
        let said = self.cues().after_all(PostCue::Still, rest);
        said.starts_with([':', '：']) || self.cues().starts(PostCue::PassedOn, said)
    }

    /// Whether somebody is named behind the post that ends at byte `at`, or behind others that follow it with marks of a list:
    /// 市委副书记|、市长张三.
    fn is_held_on(&self, at: usize) -> bool {
        const GAP_BYTES: usize = 90;
        let persons = &self.board.persons;
        let Some(person) = persons.get(persons.partition_point(|p| p.span.start() < at)) else { return false };
        let behind = person.span.start();
        let titles = &self.board.titles;
        let titled =
            || titles.get(titles.partition_point(|t| t.span.end() < behind)).is_some_and(|t| t.span.end() == behind);
        let listed = |gap: &str| {
            let marked = gap.starts_with('、') && !gap.contains(['，', ',', '。', '；', ';', '：', ':', '\n']);
            marked && !self.words.cues.stands_in(RelationCue::By, gap)
        };
        behind == at || behind - at <= GAP_BYTES && titled() && self.page.text.get(at..behind).is_some_and(listed)
    }

    /// 市委常委、|公安局|局长张三: whether a mark of a list and the name of a body that was not read are all that stands
    /// between two titles.
    fn is_over_unread(&self, last: &Post, post: &Post) -> bool {
        const NAME_BYTES: usize = 36;
        let (from, to) = (last.span.end(), post.span.start());
        let Some(name) = self.page.text.get(from..to).and_then(|gap| gap.strip_prefix('、')) else { return false };
        let named = name.len() <= NAME_BYTES
            && name.chars().all(is_han)
            && !name.contains('的')
            && self.cues().ends(PostCue::UnreadBody, name);
        let Board { persons, bodies, places, .. } = self.board;
        let free = || {
            let person = persons.get(persons.partition_point(|p| p.span.start() < from));
            let body = bodies.get(bodies.partition_point(|b| b.span.start() < from));
            let place = places.get(places.partition_point(|p| p.span.start() < from));
            person.is_none_or(|p| p.span.start() >= to)
                && body.is_none_or(|b| b.span.start() >= to)
                && place.is_none_or(|p| p.span.start() >= to)
        };
        named && last.public && post.organization.is_none() && free()
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

    /// Whether a person is named right behind byte `at`.
    fn holds(&self, at: usize) -> bool {
        self.board.persons.binary_search_by_key(&at, |p| p.span.start()).is_ok()
    }

    /// The same behind a bracket: 副局长（时任）|张三.
    fn holds_behind(&self, at: usize) -> bool {
        let rest = self.page.text.get(at..).unwrap_or("");
        self.holds(at + rest.len() - behind_bracket(rest, OF_PERSON).len())
    }

    /// Where the title that starts at byte `at` ends.
    fn titled(&self, at: usize) -> Option<usize> {
        let titles = &self.board.titles;
        titles.binary_search_by_key(&at, |t| t.span.start()).ok().map(|n| titles[n].span.end())
    }

    /// Whether a title or a date stands between two bytes.
    fn tells_between(&self, from: usize, to: usize) -> bool {
        fn stands<T>(all: &[Found<T>], from: usize, to: usize) -> bool {
            all.get(all.partition_point(|m| m.span.start() < from)).is_some_and(|m| m.span.end() <= to)
        }
        stands(&self.board.titles, from, to) || stands(&self.board.dates, from, to)
    }

    /// 周明远|（女，1972年5月生，汉族）|任…: where the bracket behind the person that ends at byte `end` ends, if it tells of
    /// nothing but his life; `end` itself where there is none. The sentence goes on as if it were not there.
    fn behind_life(&self, end: usize) -> usize {
        /// （女，1972年5月出生，土家族，1995年7月参加工作）
        const LIFE_CHARACTERS: usize = 48;
        let rest = self.page.text.get(end..).unwrap_or("");
        let behind = self.page.text.len() - behind_bracket(rest, LIFE_CHARACTERS).len();
        let Some(inside) = self.page.text.get(end..behind).filter(|bracket| !bracket.is_empty()) else { return end };
        let first = inside.trim_matches(['（', '(', '）', ')']).split(['，', ',', '、', ' ']).next().unwrap_or("");
        let Board { titles, dates, .. } = self.board;
        let titled =
            || titles.get(titles.partition_point(|t| t.span.start() < end)).is_some_and(|t| t.span.end() < behind);
        let dates = &dates[dates.partition_point(|d| d.span.start() < end)..];
        let mut dates = dates.iter().map(|d| d.span.end()).take_while(|&date| date <= behind);
        let of_life = |date| self.page.text.get(date..).is_some_and(|t| self.cues().starts(PostCue::Life, t));
        if self.cues().ends(PostCue::Life, first) && !titled() && dates.all(of_life) { behind } else { end }
    }

    /// 前局长周明远，|李秋白2019年起任…, 主任为周明远，|李秋白、陈立新任副主任: whether the `n`th person, a name behind a comma, is rather
    /// the subject of the next clause than one of a list with the `last`: a date follows, or the list stands behind a title
    /// or 为, and something is told.
    fn opens_clause(&self, last: &People, n: usize) -> bool {
        /// So many persons are looked at for the end of the list that the next clause may begin with.
        const MOST: usize = 16;
        let persons = &self.board.persons;
        let end = |person: &Found<_>| self.behind_life(person.span.end());
        let joined = |pair: &[Found<_>]| {
            let gap = self.page.text.get(end(&pair[0])..pair[1].span.start()).unwrap_or("?");
            !gap.starts_with(COMMAS) && self.words.cues.is(RelationCue::JoinsPersons, gap)
        };
        let list = persons[n..].windows(2).take(MOST).take_while(|pair| joined(pair)).count();
        let end = end(&persons[n + list]);
        let dates = &self.board.dates;
        let dated = || dates.binary_search_by_key(&end, |d| d.span.start()).is_ok();
        let head = last.span.start();
        let predicate = || {
            self.board.titles.binary_search_by_key(&head, |t| t.span.end()).is_ok()
                || self.page.text.get(..head).is_some_and(|t| self.cues().ends(PostCue::Is, t))
        };
        let rest = self.page.text.get(end..).unwrap_or("");
        let told = || {
            let goes_on = || {
                self.words.cues.starts(RelationCue::JoinsPersons, rest) || self.cues().starts(PostCue::OfPersons, rest)
            };
            rest.starts_with(is_han) && !goes_on()
        };
        dated() || predicate() && told()
    }

    /// Lists of persons, in order of the text.
    pub(super) fn people(&self) -> Vec<People> {
        let mut all: Vec<People> = Vec::with_capacity(self.board.persons.len());
        for (i, person) in self.board.persons.iter().enumerate() {
            let span = Span::new(person.span.start(), self.behind_life(person.span.end()));
            let joins = all.last().is_some_and(|last| {
                let gap = self.page.text.get(last.span.end()..person.span.start()).unwrap_or("?");
                let whole = gap;
                // 周明远(厅长)、李秋白(副厅长): what is told of one is not told of the other.
                let gap = behind_bracket(gap, OF_PERSON);
                if gap.len() < whole.len() && self.tells_between(last.span.end(), person.span.start()) {
                    return false;
                }
                let joined = || !gap.starts_with(COMMAS) || !self.opens_clause(last, i);
                self.words.cues.is(RelationCue::JoinsPersons, gap) && joined()
                    || self.in_row(last.span.start(), gap, person.span.end())
            });
            match all.last_mut() {
                Some(last) if joins => {
                    last.span = last.span.cover(span);
                    last.persons.end = i + 1;
                }
                _ => all.push(People { span, persons: i..i + 1 }),
            }
        }
        all
    }
}
