//! Bodies that a page names aside: it does not go on about them, so a bare title is rather another's.
use super::{AROUND, Bare, MEMBERS, Named, PostCue};
use crate::{
    mention::{Body, Found},
    relate::{CLAUSE_ENDS, cues::RelationCue, words::Role},
};

impl<'a> Bare<'a> {
    /// Whether the page does not go on about the body with this number, as about the last of a list no more than about
    /// the others (由A、B和C合并组成).
    pub(super) fn is_aside(&self, n: usize) -> bool {
        let bodies = &self.reader.board.bodies;
        let last = self.last_joined(n);
        self.is_aside_itself(&bodies[n]) || last > n && self.is_aside_itself(&bodies[last])
    }

    /// The last of the bodies of which the same is said as of the one with this number.
    fn last_joined(&self, n: usize) -> usize {
        let bodies = &self.reader.board.bodies;
        let joins = |last: &usize| {
            let gap = bodies.get(last + 1).and_then(|next| self.gap(bodies[*last].span.end(), next.span.start()));
            gap.is_some_and(|gap| self.reader.words.cues.is(RelationCue::JoinsBodies, gap))
        };
        (n..n + MEMBERS).find(|last| !joins(last)).unwrap_or(n + MEMBERS)
    }

    /// 加挂|X|牌子, 分管|X; 由|X|更名而来, 与|X|合署办公, where the body before will do; 归|X|管理，局长: a title that opens
    /// a clause belongs to the subject before, not to the object.
    fn is_aside_itself(&self, body: &Found<Body>) -> bool {
        let words = self.reader.words;
        let head = self.gap(self.line.min(body.span.start()), body.span.start()).unwrap_or("");
        let behind = self.reader.page.text.get(body.span.end()..).unwrap_or("");
        let opens = || self.gap(self.line, self.at).is_some_and(|t| t.ends_with(CLAUSE_ENDS));
        // 省人社厅|的军官安置职责…。厅长: what only owned something.
        // 县医保局|的“家底”来自…。局长: but what the line opens with the page goes on about.
        let opening = || body.span.start() >= self.line && head.trim().is_empty();
        let owned = || body.span.start() < self.sentence && behind.starts_with('的') && !opening();
        words.ends(Role::Aside, head)
            || self.is_bracketed(body, head)
            || self.reader.is_second_name(body.span)
            || self.is_origin(body)
            || owned()
            || self.unveils(body)
            || behind.starts_with('的') && words.starts(Role::Attribute, behind)
            || self.is_of_doer(body, head)
            || words.starts(Role::AsideBehind, behind)
            || body.span.start() >= self.sentence && opens() && self.is_object(head)
    }

    /// 归|X|管理，局长…: whether the body behind `head` is the object of its clause.
    fn is_object(&self, head: &str) -> bool {
        let clause = head.rsplit(CLAUSE_ENDS).next().unwrap_or("");
        let first = || self.cues().starts(PostCue::OpensObject, clause) && !clause.contains('的');
        // 更名为|X: what it is from now on.
        let object = || self.reader.words.ends(Role::Object, head) && !self.cues().ends(PostCue::Becomes, head);
        first() || object()
    }

    /// 新设某处，由|X|副处长张三出任处长: where the holder comes from.
    fn is_of_doer(&self, body: &Found<Body>, head: &str) -> bool {
        let titles = &self.reader.board.titles;
        let held = titles
            .binary_search_by_key(&body.span.end(), |t| t.span.start())
            .is_ok_and(|n| titles[n].span.start() != self.at && self.reader.holds(titles[n].span.end()));
        held && self.cues().ends(PostCue::Doer, head)
    }

    /// 省长A与某局副局长B共同揭牌。首任局长…: whether the one who unveils is of this body, and the title of what he unveils.
    fn unveils(&self, body: &Found<Body>) -> bool {
        let held = || self.reader.titled(body.span.end()).is_some_and(|end| self.reader.holds_behind(end));
        let sentence = || self.reader.page.layout.sentence_at(body.span.start());
        let rest = || self.gap(body.span.end(), sentence().end()).unwrap_or("");
        body.span.start() < self.sentence && held() && self.cues().stands_in(PostCue::Unveiling, rest())
    }

    /// 司令员张三(曾任某军区副司令员)，|政委…: what a bracket tells of somebody else.
    fn is_bracketed(&self, body: &Found<Body>, head: &str) -> bool {
        let near = head.get(head.ceil_char_boundary(head.len().saturating_sub(AROUND))..).unwrap_or("");
        let open = near.rfind(['（', '(']).and_then(|at| near.get(at..));
        let rest = self.gap(body.span.end(), self.at).unwrap_or("");
        let rest = rest.get(..rest.floor_char_boundary(AROUND)).unwrap_or("");
        open.is_some_and(|t| !t.contains(['）', ')']))
            && self.reader.titled(body.span.end()).is_some()
            && rest.contains(['）', ')'])
    }

    /// Whether a sentence before says that somebody comes from a body: 从|X|调来.
    pub(super) fn is_origin(&self, body: &Found<Body>) -> bool {
        let head = self.reader.page.text.get(..body.span.start()).unwrap_or("");
        body.span.start() < self.sentence && self.cues().ends(PostCue::Origin, head)
    }

    /// Whether something else came of a body: 由|X|更名而来.
    pub(super) fn is_forerunner(&self, body: &Found<Body>) -> bool {
        let text = self.reader.page.text;
        let bodies = &self.reader.board.bodies;
        let n = bodies.partition_point(|b| b.span.start() < body.span.start());
        let last = bodies.get(self.last_joined(n)).unwrap_or(body);
        text.get(last.span.end()..).is_some_and(|t| self.reader.words.starts(Role::AsideBehind, t))
            && text.get(..body.span.start()).is_some_and(|t| self.cues().ends(PostCue::Forerunner, t))
    }

    /// What a pronoun says to have come of a body: 新机构由|X|更名而来.
    pub(super) fn follower_of(&self, old: Named<'a>) -> Option<Named<'a>> {
        let head = self.reader.page.text.get(..old.body.span.start()).filter(|_| self.is_forerunner(old.body))?;
        let head = self.cues().before_all(PostCue::Forerunner, head);
        let body = &self.reader.board.bodies[self.reader.pronoun_before(head.len())?.1];
        let name = body.value.name().filter(|name| self.fits(name))?;
        Some(Named { body, name, near: old.near })
    }
}
