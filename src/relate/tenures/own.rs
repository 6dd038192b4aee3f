//! Which posts the page has told somebody to hold, or to have left, where a clause names none.
use super::{HolderCue, Said, TENURES_BACK, Tenures, hits::Hit};
use crate::{
    matcher::Symbol,
    relate::{SYMBOL, Status, line::Item, posts::Post, told::Told},
};

impl<'v> Tenures<'v> {
    /// 张某任A局局长。…B中心主任王某…。张某离任: the posts that the page told the one who leaves to hold, where those of the `chain` that the
    /// text spoke of last are held by others.
    pub(super) fn own_chain(&self, hit: &Hit<'_>, chain: usize, persons: &[usize]) -> Option<usize> {
        if hit.form.status != Status::Removed {
            return None;
        }
        let posts = self.view.posts(chain);
        let own = |t: &Said<'_>| persons.iter().any(|&p| self.view.names[p] == t.name);
        let same =
            |t: &Said<'_>| posts.iter().any(|p| p.organization.as_ref() == Some(t.organization) && p.title == t.title);
        let (mut of_own, mut of_others) = (false, false);
        for said in self.found.iter().rev().take(TENURES_BACK).filter(|t| same(t)) {
            if own(said) { of_own = true } else { of_others = true }
        }
        let (post, _) = self.told_of(persons).filter(|_| of_others && !of_own)?;
        self.stands_in(post)
    }

    /// 组建A局，任命张三为局长。…⏎张三不再担任|局长: the post of that name which the page has told the one who leaves to hold in another
    /// body than the `posts` of the match, one that stands without its body, are in.
    pub(super) fn held_elsewhere(&self, hit: &Hit<'_>, posts: &[Post], persons: &[usize]) -> Option<&'v Post> {
        let ([post], [person]) = (posts, persons) else { return None };
        let over = matches!(hit.form.status, Status::Removed | Status::Former);
        let name = self.view.names[*person];
        let same = |t: &&Said<'_>| t.name == name && t.title == post.title;
        let held = self.found.iter().rev().take(TENURES_BACK).find(same)?;
        let elsewhere = post.bare && post.organization.as_ref() != Some(held.organization);
        let told = match held.state.status {
            Status::Removed => over,
            _ => hit.form.status == Status::Removed && held.state.status != Status::Former,
        };
        (elsewhere && told).then_some(held.post)
    }

    /// 前局长|张三|卸任: the former posts that stand right before whoever a match says to leave.
    pub(super) fn called(&self, line: &Told<'_>, hit: &Hit<'_>) -> Option<usize> {
        let person = line.first_in(hit.range.clone()).filter(|i| i.symbol == Symbol::Persons)?.at;
        let before = person.checked_sub(SYMBOL).and_then(|at| line.first_in(at..person))?;
        let leaves = hit.form.status == Status::Removed && before.symbol == Symbol::Posts;
        let over = || self.view.posts(before.index).iter().all(|p| p.former);
        (leaves && over()).then_some(before.index)
    }

    /// 水利处处长…。水利处由|副处长张三|代理: the last chain before with the post that a deputy, named right before who acts for its holder,
    /// is the deputy of.
    pub(super) fn head_of_deputy(&self, line: &Told<'_>, hit: &Hit<'_>) -> Option<usize> {
        const CHAINS_BACK: usize = 24;
        let person = line.first_in(hit.range.clone()).filter(|_| !hit.form.acting.is_empty())?;
        let acting = if person.symbol == Symbol::Posts { person } else { line.last_in(0..person.at)? };
        if acting.symbol != Symbol::Posts || acting.at + SYMBOL < person.at {
            return None;
        }
        let deputy = self.view.posts(acting.index).last()?;
        let head = deputy.title.strip_prefix('副')?;
        let same = |p: &Post| p.title == head && p.organization == deputy.organization;
        let before = (0..acting.index).rev().take(CHAINS_BACK);
        before.into_iter().find(|&chain| self.view.posts(chain).iter().any(same))
    }

    /// The chain that a post stands in.
    pub(super) fn stands_in(&self, post: &Post) -> Option<usize> {
        let at = post.word.start();
        self.view.chains.partition_point(|c| c.span.start() <= at).checked_sub(1)
    }

    /// 党组书记、厅长张三…。2022年任现职: the posts that stand with this one, where none of them is over.
    pub(super) fn told_with(&self, post: &'v Post) -> &'v [Post] {
        let chain = self.stands_in(post).map(|chain| self.view.posts(chain));
        chain.filter(|posts| posts.iter().all(|p| p.public && !p.former)).unwrap_or(std::slice::from_ref(post))
    }

    /// 接替|周明远|的是李秋白: the post that the page says the one whom a match replaces to have left.
    pub(super) fn left_by(&self, line: &Told<'_>, hit: &Hit<'_>) -> Option<&'v Post> {
        if hit.form.status != Status::Appointed || hit.person.is_none() {
            return None;
        }
        let before = line.items_in(hit.range.clone()).iter().find(|i| i.symbol == Symbol::Persons)?;
        let person = self.view.people[before.index].persons.start;
        if hit.person == Some(before.index) {
            return None;
        }
        let name = self.view.names[person];
        let left = |t: &&Said<'_>| t.name == name && matches!(t.state.status, Status::Former | Status::Removed);
        self.found.iter().rev().take(TENURES_BACK).find(left).map(|t| t.post)
    }

    /// The post that the page named one of these with last, if it does not say that it is over.
    pub(super) fn told_of(&self, persons: &[usize]) -> Option<(&'v Post, Status)> {
        let named = |t: &&Said<'_>| persons.iter().any(|&p| self.view.names[p] == t.name);
        let holds = |t: &&Said<'_>| matches!(t.state.status, Status::Current | Status::Appointed);
        self.found.iter().rev().take(TENURES_BACK).find(|t| named(t) && holds(t)).map(|t| (t.post, t.state.status))
    }

    /// 周明远的|前任李秋白: the post that the person before byte `at` is said to hold, rather that of a head.
    pub(super) fn held_before(&self, line: &Told<'_>, at: usize) -> Option<&'v Post> {
        let head = line.part(0..at);
        // 周明远：…我的|前任李秋白
        let speaks = |i: &&Item| line.text.get(i.at + SYMBOL..).is_some_and(|t| t.starts_with(['：', ':']));
        let item = if line.holders().ends(HolderCue::Mine, head) {
            line.items.first().filter(speaks)
        } else {
            let person = head.strip_suffix('的').unwrap_or(head).len().checked_sub(SYMBOL)?;
            line.first_in(person..at).filter(|i| i.at == person)
        };
        let item = item.filter(|i| i.symbol == Symbol::Persons)?;
        let name = self.view.names[self.view.people[item.index].persons.end.checked_sub(1)?];
        let held = || self.found.iter().rev().take(TENURES_BACK).filter(|t| t.name == name);
        held().find(|t| self.view.is_sole(t.post)).or_else(|| held().next()).map(|t| t.post)
    }
}
