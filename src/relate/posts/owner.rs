//! Whose post a bare title is: that of the body it is in by what the text told before.
use smol_str::SmolStr;

use super::{Post, Reader};
use crate::{
    mention::{Board, Body, Found, TitleMention},
    relate::{cues::Cue, words::Role},
    text::{Norm, Span, is_han},
    value::OrganizationKind,
};

/// How many bodies back a bare title looks for the one it belongs to.
pub(super) const REACH: usize = 48;

/// What clauses end with.
const MARKS: [char; 7] = ['，', ',', '。', '；', ';', '：', ':'];

/// How many bodies of one list are looked at.
const MEMBERS: usize = 4;

/// Among how many bodies the one that an article is about stands.
const SUBJECT: usize = 4;

/// The body that an article is about, and where that is said.
pub(super) struct Subject {
    at: usize,
    pub(super) name: SmolStr,
}

impl Reader<'_> {
    /// For a post at the head of its line: where the last body stands that has a line for itself, if there is one.
    pub(super) fn heading_of(&self, span: Span<Norm>) -> Option<Option<usize>> {
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

    /// The body that a page is by which says 我局: the first that ends so.
    pub(super) fn own(&self) -> Option<SmolStr> {
        let ours = self.page.marks.iter().filter(|mark| mark.1 == '我');
        let kind = ours.filter_map(|mark| self.page.text.get(mark.0 as usize + '我'.len_utf8()..)?.chars().next());
        let kind = kind.into_iter().find(|kind| matches!(kind, '局' | '厅' | '委' | '署'))?;
        self.board.bodies.iter().take(REACH).filter_map(|b| b.value.name()).find(|name| name.ends_with(kind)).cloned()
    }

    /// The body that the page is an article about: X是…机构.
    pub(super) fn subject(&self) -> Option<Subject> {
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
    pub(super) fn is_of_subject(&self, subject: &Subject, title: &TitleMention, span: Span<Norm>) -> bool {
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
        let alike = regions.get(there).depth == regions.get(here).depth
            && (regions.province(there) == regions.province(here) || regions.province(there) == there);
        (alike && there != here && regions.full_name(there) == name.get(..end)?)
            .then(|| [regions.full_name(here), name.get(end..).unwrap_or("")].into_iter().collect())
    }

    /// Whose post a bare title is: that of an earlier post in the chain, else of the last body that goes with it.
    /// `last` is the post before it in the text.
    pub(super) fn organization_of(
        &self,
        title: &TitleMention,
        span: Span<Norm>,
        chain: &[Post],
        last: Option<&Post>,
        own: Option<&SmolStr>,
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
        let upper_of = |name: &str| {
            let own = !party_group && !name.starts_with("中共");
            let ends = title.heads.iter().flat_map(|h| name.match_indices(h.as_str()).map(|(at, h)| at + h.len()));
            Some(name.get(..ends.filter(|&end| own && end < name.len()).max()?)?.into())
        };
        let upper = chain.last().and_then(|p| upper_of(p.organization.as_deref()?));
        if let Some(name) = upper {
            return Some(name);
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
        // X归A管理，局长张三: a title that opens a clause belongs to the subject before, not to the object.
        let opens = self.page.text.get(line.start()..span.start()).is_some_and(|t| t.ends_with(MARKS));
        let aside_itself = |b: &Found<Body>| {
            let head = self.page.text.get(line.start().min(b.span.start())..b.span.start()).unwrap_or("");
            let behind = || self.words.starts(Role::AsideBehind, self.page.text.get(b.span.end()..).unwrap_or(""));
            let object = || {
                let clause = head.rsplit(MARKS).next().unwrap_or("");
                let first =
                    clause.starts_with(['由', '把', '从', '与', '同', '向', '对', '归']) && !clause.contains('的');
                // 更名为|X: what it is from now on.
                first || self.words.ends(Role::Object, head) && !head.ends_with(['为', '是', '系', '作', '成'])
            };
            self.words.ends(Role::Aside, head) || behind() || opens && b.span.start() >= sentence.start() && object()
        };
        // 由A、B和C合并组成: as the last of a list, so the others.
        let aside = |n: usize, b: &Found<Body>| {
            let mut last = n;
            while last < n + MEMBERS
                && bodies.get(last + 1).is_some_and(|next| self.joins(bodies[last].span, next.span))
            {
                last += 1;
            }
            aside_itself(b) || last > n && aside_itself(&bodies[last])
        };
        let suits = |b: &Found<Body>, name: &str| {
            let near = b.span.start() >= if loose { line.start() } else { 0 };
            // 省委|书记: whoever is 主任 or has a party group is so elsewhere.
            near && fits(name) && !(b.value.fused && (party_group || title.name.ends_with("主任")))
        };
        let inside = |b: &Found<Body>| b.span.start() >= sentence.start();
        let mut named = before.filter_map(|(n, b)| Some((n, b, b.value.name()?)));
        // 在A加挂B牌子，局长…: better the one aside than one of another sentence.
        let mut passed = None;
        let found = named.find(|&(n, b, name)| {
            let fits = suits(b, name);
            let taken = fits && !aside(n, b);
            if fits && !taken {
                passed = passed.or(Some((b, name)));
            }
            taken
        });
        let found = found.map(|(_, b, name)| (b, name));
        let found = match passed {
            Some(near) if found.is_none() => Some(near),
            Some(near) if inside(near.0) && found.is_some_and(|(b, _)| !inside(b)) => Some(near),
            Some(near)
                if near.0.span.start() >= line.start() && found.is_some_and(|(b, _)| b.span.start() < line.start()) =>
            {
                Some(near)
            }
            _ => found,
        };
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
        // 省长 张三 | 秘书长 李四: the government that the line speaks of.
        let cabinet = || {
            let last = last.filter(|p| chain.is_empty() && p.span.start() >= line.start())?;
            last.organization.clone().filter(|name| name.ends_with("政府") && !title.heads.is_empty() && fits(name))
        };
        // 青海的新厅长: as the one told of before.
        let owned = title_owner(self.page.text.get(sentence.start()..span.start()).unwrap_or(""));
        let of_place = owned.map(|n| sentence.start() + n).and_then(|end| {
            let places = &self.board.places;
            let place = places.get(places.partition_point(|p| p.span.end() < end)).filter(|p| p.span.end() == end)?;
            self.like_at(found?.1, place.span.start(), span.start())
        });
        if of_place.is_some() {
            return of_place;
        }
        // 我局…。副局长…: where the sentence names no other body like that.
        if let Some(own) =
            own.filter(|own| fits(own) && !title.heads.is_empty() && !found.is_some_and(|(b, _)| inside(b)))
        {
            return Some(own.clone());
        }
        match found.filter(|(b, _)| chained.is_none() || inside(b)) {
            Some((b, name)) if !inside(b) => {
                let line_of = || (b.span.start() < line.start()).then(cabinet).flatten();
                Some(line_of().or_else(|| self.like_at(name, sentence.start(), span.start())).unwrap_or(name.clone()))
            }
            Some((_, name)) => Some(name.clone()),
            // 某厅办公室主任张三升任|副厅长: of the body whose office the sentence named.
            None => chained.or_else(cabinet).or_else(|| {
                let last = bodies[..next].last().filter(|b| inside(b) && chain.is_empty())?;
                upper_of(last.value.name()?)
            }),
        }
    }

    /// Whether nothing but a joint of a list stands between two bodies.
    fn joins(&self, a: Span<Norm>, b: Span<Norm>) -> bool {
        self.page.text.get(a.end()..b.start()).is_some_and(|gap| self.words.cues.is(Cue::JoinsBodies, gap))
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
}

/// Where the owner of a title ends that `head` stands before: 青海|的新.
fn title_owner(head: &str) -> Option<usize> {
    let head = ["新任", "现任", "首任", "新", "老"].iter().find_map(|word| head.strip_suffix(word)).unwrap_or(head);
    head.strip_suffix('的').map(str::len)
}

/// Whether this is a title in a body's own party group or committee.
pub(super) fn is_party_group(title: &str) -> bool {
    ["党组", "党委", "临时党委"].iter().any(|word| title.starts_with(word))
}

/// Text without the bracket that opens it: （简称…）是….
fn strip_brackets_before(text: &str) -> &str {
    match text.strip_prefix(['(', '（']).and_then(|t| t.split_once([')', '）'])) {
        Some((inside, rest)) if !inside.contains('\n') && inside.chars().count() <= 40 => rest,
        _ => text,
    }
}
