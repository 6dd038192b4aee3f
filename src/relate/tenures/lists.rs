//! Lists and tables: what their lines inherit from the line that introduces them, from a heading or a cell above.
use super::{HolderCue, State, Tenures, clause::headed_by, day_only};
use crate::{
    matcher::Symbol,
    relate::{
        SYMBOL, Status,
        cues::RelationCue,
        line::Item,
        posts::Post,
        told::Told,
        words::{Role, Roles, Watch},
    },
    segment::{is_joint, is_numbered_in_chinese},
    value::{Edtf, count_before},
};

/// A question that is longer, in bytes, asks for more than who holds a post.
const LONGEST_QUESTION: usize = 120;

/// How many lines a row of a table with a cell a line has.
const CELLS: usize = 8;

/// What lines of a list inherit from the line that introduces it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ListMode {
    pub(super) status: Option<Status>,
    pub(super) date: Option<Edtf>,
    /// The post that heads the lines below: 成员: with one member a line.
    pub(super) role: Option<usize>,
    /// The body in whose time the lines below tell of holders, where it is not that of the post (交通部时期).
    pub(super) body: Option<usize>,
    /// The lines say what was decided: a plain 任 is an appointment.
    pub(super) decided: bool,
    /// It was introduced under a numbered heading: the next one ends it.
    numbered: bool,
    /// The page is a notice of such decisions, as its heading says.
    notice: Option<Notice>,
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notice {
    /// Who comes and goes (任免).
    Posts,
    /// Whom a body consists of (组成人员).
    Members,
}

/// A table whose cells stand one below the other: whom the cells are about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cells {
    person: usize,
    /// How many lines there have been since.
    age: usize,
}

/// A list with names and posts on lines of their own, in turn: what the line before holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stack {
    /// Somebody whose post is to follow.
    Person(usize),
    /// A chain of posts whose holders follow.
    Posts(usize),
}

/// A list of decisions whose date stands below it, as that of a signature.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unsigned {
    /// How many tenures had been found before.
    from: usize,
    /// The date taken so far, of something before.
    date: Option<Edtf>,
}

impl<'v> Tenures<'v> {
    /// 历任厅长(1983年起), 某厅时期（厅长）: the post that the lines below give the holders of.
    pub(super) fn heads_holders(&self, line: &Told<'_>) -> Option<usize> {
        const HEADING_CHARACTERS: usize = 20;
        let post = line.first(Symbol::Posts)?;
        let text = line.text.trim();
        let short = text.len() <= HEADING_CHARACTERS * 4
            && text.chars().count() <= HEADING_CHARACTERS
            && !text.ends_with(['。', '，', '；', ';'])
            && !line.holds(Symbol::Persons);
        // 1995年4月至2003年10月，历任副局长、局长: a step of a life.
        let dated = || line.part(0..post.at).contains(Symbol::Date.char());
        let heads = || line.ends(Role::AllHolders, post.at) || self.is_of_era(line.part(0..post.at));
        (short && heads() && !dated()).then_some(post.index)
    }

    /// 某厅时期（|厅长）: whether a heading says of whose time it gives the holders, before their post.
    fn is_of_era(&self, head: &str) -> bool {
        let mark = |c: char| !c.is_alphanumeric() && c != Symbol::Agency.char();
        let era = head.trim_matches(mark).strip_prefix(Symbol::Agency.char());
        era.is_some_and(|era| self.view.words().cues.is(RelationCue::Era, era))
    }

    /// 第四任|局长张三; 首任局长: the post whose holders the page counts, by what it has told before byte `at` of a line.
    pub(super) fn counted_before(&self, line: &Told<'_>, at: usize) -> Option<usize> {
        const MENTIONS_BACK: usize = 64;
        let counted = |i: &&Item| {
            let head = line.part(line.near_range(0, i.at));
            let first = || self.view.posts(i.index).iter().any(|p| p.first);
            i.symbol == Symbol::Posts && (before_turn(head).is_some() || first())
        };
        let here = line.items_in(0..at).iter().rev().take(MENTIONS_BACK).find(counted);
        here.map(|i| i.index).or(self.counted)
    }

    /// （交通部时期）: the body whose heads the lines below name, in a list of those who held one post.
    pub(super) fn era(&self, line: &Told<'_>) -> Option<usize> {
        let role = self.mode.role?;
        let [body] = line.items else { return None };
        let mark = |c: char| !c.is_alphanumeric();
        let rest = line.part(body.at + SYMBOL..line.text.len()).trim_end_matches(mark);
        let heads = line.part(0..body.at).chars().all(mark) && self.view.words().cues.is(RelationCue::Era, rest);
        let name = self.view.body_name(body.index).filter(|_| heads && body.symbol == Symbol::Agency)?;
        let fits = |post: &Post| headed_by(&post.title).is_some_and(|kind| name.ends_with(kind));
        self.view.posts(role).iter().all(fits).then_some(body.index)
    }

    /// 答：财政部原副部长周明远。: who holds the post that the line before asks for.
    pub(super) fn answer(&mut self, line: &Told<'_>) {
        let view = self.view;
        let cues = &view.words().cues;
        let asked = self.asked.take();
        if let Some(chain) = asked.filter(|_| cues.at(RelationCue::Answers, line.text).is_some())
            && let Some(item) = line.first(Symbol::Persons).filter(|i| line.sentence_start(i.at) == 0)
        {
            let state = State::of(Status::Current);
            for person in view.people[item.index].persons.clone() {
                for post in view.posts(chain) {
                    self.say(person, post, state, view.relate.told_by.role_list);
                }
            }
        }
        // Most lines ask nothing.
        if line.text.trim_end().ends_with(['？', '?'])
            && line.text.len() <= LONGEST_QUESTION
            && cues.last_in(RelationCue::AsksWho, line.text).is_some()
        {
            self.asked = line.last_of(Symbol::Posts).map(|i| i.index);
        }
    }

    /// 　　丁向阳　国务院副秘书长: one more of those whom a line above calls 副组长. 第二任　李秋白　2005.06—2013.11: one
    /// of those who held the post that the page spoke of last. The post.
    pub(super) fn role_line(&mut self, line: &Told<'_>) -> Option<usize> {
        let (view, mode) = (self.view, self.mode);
        let first = line.items.first().filter(|i| i.symbol == Symbol::Persons)?;
        let head = line.text.get(..first.at).unwrap_or("?").trim();
        let ordinal = is_ordinal(line, head);
        let role = mode.role.or(self.last_post.filter(|_| ordinal)).filter(|_| ordinal || head.is_empty())?;
        // 历任局长⏎周明远　副局长　1996—2000: the row says itself which post it was.
        let same = |post: &Post| view.posts(role).iter().any(|of| of.organization == post.organization);
        let told = |i: &&Item| i.symbol == Symbol::Posts && view.posts(i.index).iter().any(same);
        if mode.status == Some(Status::Former) && line.items.get(1..3).is_some_and(|row| row.iter().any(|i| told(&i))) {
            return Some(role);
        }
        let status = if ordinal { Status::Former } else { mode.status.unwrap_or(Status::Current) };
        let mut state = State { date: mode.date, ..State::of(status) };
        // 周明远　1983.05—1988.04: since when and until when.
        if let Some(item) = line.items.get(1).filter(|i| i.symbol == Symbol::Date && status == Status::Former) {
            match view.date_of(item) {
                Some(Edtf::Interval(a, b)) => (state.date, state.end) = (Some(Edtf::Point(a)), Some(Edtf::Point(b))),
                Some(Edtf::Open(a)) => (state.date, state.status) = (Some(Edtf::Point(a)), Status::Current),
                other => state.date = other,
            }
            // 周明远　2024.05起
            if line.holders().starts(HolderCue::Since, line.part(item.at + SYMBOL..line.text.len())) {
                state.status = Status::Current;
            }
        }
        let body = mode.body.and_then(|body| view.board.bodies[body].value.name());
        for person in people_listed(line).flat_map(|people| view.people[people].persons.clone()) {
            for post in view.posts(role) {
                self.say_in(person, post, body.or(post.organization.as_ref()), state, view.relate.told_by.role_list);
            }
        }
        Some(role)
    }

    /// 总指挥：⏎周明远　副省长: the post of those whom the lines below list.
    fn heads_members(&self, line: &Told<'_>) -> Option<usize> {
        let [item] = line.items else { return None };
        let rest = line.part(item.at + SYMBOL..line.text.len()).trim();
        let heads = line.part(0..item.at).trim().is_empty() && matches!(rest, "：" | ":");
        (heads && item.symbol == Symbol::Posts).then_some(item.index)
    }

    /// A cell of a table that holds the posts of the person whose name a line above holds alone.
    pub(super) fn cell(&mut self, line: &Told<'_>) {
        let view = self.view;
        let Some(first) = line.items.first() else {
            if let Some(cells) = &mut self.cells {
                cells.age += 1;
                if line.text.trim().chars().nth(20).is_some() {
                    self.cells = None;
                }
            }
            return;
        };
        let is_label = |text: &str, heads| {
            let blank = || text.trim_end_matches([' ', '\u{3000}', '\t', '|']);
            let label =
                text.strip_suffix([':', '：']).or_else(|| Some(blank()).filter(|label| label.len() < text.len()));
            label.is_some_and(|label| view.words().cues.is(heads, label.trim()))
        };
        // 姓名：|周明远, 负责人：|周明远
        let named = line.items.iter().take(2).position(|i| i.symbol == Symbol::Persons);
        let named = named.and_then(|n| line.items.get(n..)?.split_first());
        let named = named.and_then(|(name, rest)| Some((name, view.people.get(name.index)?, rest)));
        if let Some((name, people, rest)) = named.filter(|(_, people, _)| people.persons.len() == 1) {
            let head = line.part(0..name.at).trim();
            let of_post = |label: &str| {
                let marks = label.strip_prefix(Symbol::Posts.char()).filter(|marks| matches!(*marks, "：" | ":"));
                let is_label = |post: &Post| view.words().cues.is(RelationCue::HeadsNames, &post.title);
                marks.is_some() && view.posts(first.index).iter().all(is_label)
            };
            let labelled = is_label(head, RelationCue::HeadsNames) || first.symbol == Symbol::Posts && of_post(head);
            // 姓名：周明远　性别：男　|职务：局长
            if let Some(posts) = rest.first().filter(|i| labelled && i.symbol == Symbol::Posts)
                && let Some(label) = line.part(name.at + SYMBOL..posts.at).rsplit(char::is_whitespace).next()
                && is_label(label, RelationCue::HeadsPosts)
            {
                self.say_cells(people.persons.start, view.posts(posts.index));
                return;
            }
            if is_alone(line) || labelled && rest.is_empty() {
                self.cells = Some(Cells { person: people.persons.start, age: 0 });
                return;
            }
        }
        let row = self.cells.filter(|c| c.age < CELLS);
        let Some(row) = row.filter(|_| !line.holds(Symbol::Persons) && !line.text.contains('。')) else {
            self.cells = None;
            return;
        };
        self.cells = Some(Cells { age: row.age + 1, ..row });
        // 职务：某厅厅长
        let labelled =
            first.symbol == Symbol::Posts && is_label(line.part(0..first.at).trim_start(), RelationCue::HeadsPosts);
        // Posts right below the name are those of a caption or a signature as well: a row has more cells.
        if !labelled && (row.age == 0 || !line.text.trim_start().starts_with(Symbol::Posts.char())) {
            return;
        }
        for item in line.items.iter().filter(|i| i.symbol == Symbol::Posts) {
            self.say_cells(row.person, view.posts(item.index));
        }
    }

    /// Says that the person of a row holds, or held, the posts of a cell.
    fn say_cells(&mut self, person: usize, posts: &'v [Post]) {
        let rule = self.view.relate.told_by.role_list;
        for post in posts {
            let status = if post.former { Status::Former } else { Status::Current };
            self.say(person, post, State::of(status), rule);
        }
    }

    /// 周明远⏎党组书记、厅长⏎李秋白⏎副厅长: a name and the post below it; or 厅长⏎周明远: a post and the names below it.
    pub(super) fn stack(&mut self, line: &Told<'_>) {
        let view = self.view;
        let before = self.stack.take();
        let Some(item) = only_item(line) else { return };
        let state = State::of(Status::Current);
        let (people, chain) = match (item.symbol, before) {
            (Symbol::Persons, Some(Stack::Posts(chain))) => {
                self.stack = before;
                // What follows is the post of the next.
                self.cells = None;
                (item.index, chain)
            }
            (Symbol::Posts, Some(Stack::Person(people))) => (people, item.index),
            (Symbol::Persons, _) => {
                self.stack = Some(Stack::Person(item.index));
                return;
            }
            (Symbol::Posts, _) => {
                self.stack = Some(Stack::Posts(item.index));
                return;
            }
            _ => return,
        };
        for person in view.people[people].persons.clone() {
            for post in view.posts(chain) {
                let status = if post.former { Status::Former } else { state.status };
                self.say(person, post, State { status, ..state }, view.relate.told_by.role_list);
            }
        }
    }

    /// A date alone on a line below a list of decisions: that of its signature, and so of what was decided.
    pub(super) fn sign(&mut self, line: &Told<'_>) {
        let Some(list) = self.unsigned else { return };
        let date = line.items.first().filter(|i| i.symbol == Symbol::Date && is_alone(line));
        let Some(date) = date.and_then(|i| self.view.date_of(i)).map(day_only) else { return };
        if date.start().precision() < 5 || self.found.len() == list.from {
            return;
        }
        for said in &mut self.found[list.from..] {
            let state = &mut said.state;
            let decided = matches!(state.status, Status::Appointed | Status::Removed);
            if decided && (state.date.is_none() || state.date == list.date) {
                state.date = Some(date);
            }
        }
        self.unsigned = None;
    }

    /// 三、市政府⏎决定免去：…⏎四、市监察委员会: the next numbered heading ends a list under one.
    pub(super) fn section(&mut self, line: &Told<'_>) {
        let numbered = is_numbered_in_chinese(line.text);
        if numbered && self.mode.numbered {
            let date = self.mode.date.filter(|_| self.mode.notice.is_some());
            self.mode = ListMode { date, ..ListMode::of(self.mode.notice) };
        }
        self.numbered |= numbered;
    }

    /// 任命:, 名单如下:, 免职 — what the lines below inherit; whether this line introduces them.
    pub(super) fn list_mode(&mut self, line: &Told<'_>) -> bool {
        self.note_date(line);
        if let Some(role) = self.heads_members(line) {
            self.mode.role = Some(role);
            return false;
        }
        let text = line.text.trim_end();
        let before = self.mode.notice;
        // Running text introduces no list.
        let introduces = text.ends_with(['：', ':']) || self.announces(line);
        if text.len() > 240 && !introduces {
            self.mode = ListMode::of(before);
            return false;
        }
        let named = line.holds(Symbol::Posts) || line.holds(Symbol::Persons);
        if !named && self.heads_columns(line, text) {
            return false;
        }
        if let Some(role) = heads_list(line) {
            self.mode.role = Some(role);
        }
        self.inherit(line, text, introduces, named);
        let notice = before.or_else(|| self.notice(line));
        (self.mode.notice, self.mode.decided) = (notice, self.mode.decided || notice.is_some());
        if before.is_some() && !introduces && self.mode.date.is_none() && line.holds(Symbol::Date) {
            // （2025年4月29日…会议通过）: the day of all that the notice tells.
            let decided =
                |roles: Roles| [Role::Meeting, Role::Decided, Role::Announcement].iter().any(|&r| roles.has(r));
            self.mode.date = self.last_date.filter(|_| decided(line.roles_in(0..text.len())));
        }
        if introduces || notice.is_some() && before.is_none() {
            let dated = line.holds(Symbol::Date);
            // 研究决定：…⏎免去：…: what one signature stands below.
            let from = self.unsigned.filter(|_| introduces).map_or(self.found.len(), |list| list.from);
            self.unsigned = (self.mode.decided && !dated).then_some(Unsigned { from, date: self.mode.date });
        }
        introduces
    }

    /// Keeps the day that a line tells of last in mind, for the lists below.
    fn note_date(&mut self, line: &Told<'_>) {
        if let Some(date) = line.last_of(Symbol::Date).filter(|date| !self.is_stamp(line, date)) {
            let day = self.view.date_of(date).map(day_only);
            self.last_date = day.filter(|d| d.start().precision() >= 5);
        }
    }

    /// Whether a line, which names nobody, heads the columns of a table, or is the rule below that: it ends no list.
    fn heads_columns(&mut self, line: &Told<'_>, text: &str) -> bool {
        let cues = &self.view.words().cues;
        // 历任局长⏎姓名　任职时间⏎周明远　1984—1991
        if line.items.is_empty() && cues.starts(RelationCue::HeadsNames, text.trim_start()) {
            return true;
        }
        let ruled = text.starts_with('|');
        if ruled && text.contains(|c: char| c.is_alphanumeric()) {
            // | 姓名 | 原职 |: the rows tell what people were.
            let mut cells =
                text.split('|').map(str::trim).skip_while(|cell| !cues.is(RelationCue::HeadsNames, cell)).skip(1);
            let past = cells.next().is_some_and(|cell| cues.is(RelationCue::HeadsPast, cell));
            self.mode = ListMode { status: past.then_some(Status::Former), ..ListMode::of(self.mode.notice) };
        }
        ruled
    }

    /// What the lines below take over from one that introduces a list, or ends one.
    fn inherit(&mut self, line: &Told<'_>, text: &str, introduces: bool, named: bool) {
        let bare = !named && text.len() <= 6 * 4 && text.chars().count() <= 6;
        // What no list is introduced by need not be asked.
        let roles = if introduces || bare { line.roles_in(0..text.len()) } else { Default::default() };
        // What the members of a list become, by the line that introduces it.
        // 调整X组成人员的通知⏎作如下调整：: and by the heading above.
        let members = introduces && self.mode.notice == Some(Notice::Members);
        // 现将拟任职的同志公示如下：
        let intended = roles.has(Role::Intended);
        let appointed = (members || roles.has(Role::ListAppointed)).then_some(Status::Appointed).filter(|_| !intended);
        let status = if roles.has(Role::ListRemoved) { Some(Status::Removed) } else { appointed };
        let listed = || named || line.holds(Symbol::Agency);
        if introduces {
            // 2025年3月14日省人民政府研究决定：
            let decided = status.is_some() || roles.has(Role::Announcement) && !intended;
            let date = self.last_date.filter(|_| decided);
            self.mode = ListMode { status, date, decided, numbered: self.numbered, ..ListMode::default() };
        } else if bare && status.is_some() {
            self.mode.status = status;
            self.mode.date = self.mode.date.or(self.last_date);
        } else if !bare && !listed() || text.len() > 60 && text.contains('。') && text.chars().nth(60).is_some() {
            self.mode = ListMode::default();
        }
    }

    /// 名单如下: whether a word says that a list is in the lines below.
    fn announces(&self, line: &Told<'_>) -> bool {
        let marked = || line.watched.iter().any(|mark| self.view.words().begins(Watch::AsFollows, mark.1));
        marked() && line.holders().stands_in(HolderCue::AsFollows, line.text)
    }

    /// 关于周明远等任职的通知, 关于调整某委员会组成人员的通知: what the heading of a list of decisions says.
    fn notice(&self, line: &Told<'_>) -> Option<Notice> {
        let text = line.text.trim_end();
        if text.len() > 40 * 3 || !self.view.words().cues.ends(RelationCue::Notice, text) {
            return None;
        }
        let roles = line.roles_in(0..text.len());
        if roles.has(Role::Intended) {
            return None;
        }
        let posts = roles.has(Role::ListAppointed) || roles.has(Role::ListRemoved);
        let members = || self.view.words().cues.last_in(RelationCue::ListsMembers, text).is_some();
        if members() { Some(Notice::Members) } else { posts.then_some(Notice::Posts) }
    }

    /// ◎1月15日　第一场: the day that a short heading behind a mark gives for what the lines below report; a heading without
    /// one ends it.
    pub(super) fn heading_day(&self, line: &Told<'_>, before: Option<Edtf>) -> Option<Edtf> {
        const HEADING_CHARACTERS: usize = 24;
        let text = line.text.trim();
        let marked =
            text.starts_with(['◎', '●', '■', '◆', '▌', '★', '【', '#', '▶', '◇', '○', '□', '▲', '※', '◾', '▪']);
        if !marked
            || text.len() > HEADING_CHARACTERS * 4
            || text.chars().count() > HEADING_CHARACTERS
            || text.contains('。')
        {
            return before;
        }
        if line.holds(Symbol::Posts) || line.holds(Symbol::Persons) {
            return before;
        }
        let date = line.first(Symbol::Date).filter(|date| !self.is_stamp(line, date))?;
        self.view.date_of(date).filter(|day| day.start().precision() >= 5).map(day_only)
    }

    /// 发布日期：2025-05-09 10:41: whether a date is when the page came out.
    fn is_stamp(&self, line: &Told<'_>, date: &Item) -> bool {
        let timed = || matches!(self.view.date_of(date), Some(Edtf::Point(point)) if point.precision() > 5);
        line.part(0..date.at).trim_end().ends_with([':', '：']) || timed()
    }
}

impl ListMode {
    /// That of a list of all who held a post.
    pub(super) fn of_holders(post: usize) -> Self {
        Self { status: Some(Status::Former), role: Some(post), ..Self::default() }
    }

    /// That of a line that no list is introduced by.
    fn of(notice: Option<Notice>) -> Self {
        Self { notice, decided: notice.is_some(), ..Self::default() }
    }
}

/// 周明远（市数据局局长）、李秋白（市发改委主任）: the lists of people that the mentions of a line begin with.
fn people_listed(line: &Told<'_>) -> impl Iterator<Item = usize> {
    let mut end = line.items.first().map_or(0, |first| first.at);
    let follows = move |item: &&Item| {
        let gap = line.part(end..item.at).trim_start_matches([')', '）']);
        end = item.at + SYMBOL;
        // What stands in a bracket or behind a blank is told of the one before.
        item.symbol != Symbol::Persons || gap.trim().is_empty() || is_joint(gap.trim())
    };
    let listed = line.items.iter().take_while(follows);
    listed.filter(|item| item.symbol == Symbol::Persons).map(|item| item.index)
}

/// 组长　张三　副省长: the post that opens a line and is followed by one of its holders with his own.
fn heads_list(line: &Told<'_>) -> Option<usize> {
    let [head, persons, posts, ..] = line.items else { return None };
    let kinds = [head.symbol, persons.symbol, posts.symbol] == [Symbol::Posts, Symbol::Persons, Symbol::Posts];
    // 厅长张三、副厅长李四出席: no head of a list.
    let apart = || line.part(0..head.at).trim().is_empty() && persons.at > head.at + SYMBOL;
    (kinds && apart() && !line.part(persons.at..posts.at).contains(['(', '（'])).then_some(head.index)
}

/// The mention that a line holds and nothing else, but for a bracket behind a name: 周明远（女）.
pub(super) fn only_item<'l>(line: &'l Told<'_>) -> Option<&'l Item> {
    let [item] = line.items else { return None };
    let text = line.text.trim();
    let rest = text.get(SYMBOL..).filter(|_| line.part(0..item.at).trim().is_empty())?;
    let bracketed = rest.starts_with(['(', '（']) && rest.ends_with([')', '）']);
    (rest.is_empty() || item.symbol == Symbol::Persons && bracketed).then_some(item)
}

/// Whether a line holds one mention and nothing else.
fn is_alone(line: &Told<'_>) -> bool {
    line.items.len() == 1 && line.text.trim().chars().nth(1).is_none()
}

/// 第二任, 首任: which of several holders.
fn is_ordinal(line: &Told<'_>, word: &str) -> bool {
    let word = word.trim_end_matches(['：', ':', '、', '.']);
    before_turn(word) == Some("") || line.holders().is(HolderCue::WhichOne, word)
}

/// 厅长第四任: what stands before a number that ends a text and counts holders.
fn before_turn(text: &str) -> Option<&str> {
    let (before, _) = count_before(text.strip_suffix('任')?)?;
    before.strip_suffix('第')
}
