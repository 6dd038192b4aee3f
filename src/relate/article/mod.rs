//! Pages about one body: its name at the head, rows of labels and values (成立时间　1988年10月), and lists of what belongs to
//! it under a heading (内设机构, 直属单位).
mod cues;
mod list;
mod marks;

use super::{
    Facts, View,
    cues::RelationCue,
    line::{Item, Line},
    words::{Role, Words},
};
use crate::{
    lexicon,
    matcher::Symbol,
    segment::{COMMAS, is_bracket_label, is_numbered_in_chinese},
    text::is_han,
};
use marks::{behind, is_labelled};

pub(super) use cues::ArticleCue;
pub(super) use marks::{entry_at, is_mark, tells_of_head, without_count};

/// What stands between the entries of a list in one line.
const BETWEEN: [char; 8] = ['、', '，', ',', '；', ' ', '\u{3000}', '\t', '|'];

/// How many bodies back the government is looked for whose departments a list names.
const BODIES_BACK: usize = 100;

/// A line that is longer, in bytes, is no heading and no row of labels.
const LONGEST_HEADING: usize = 60;

/// A line that is longer, in bytes, does not open a list under its heading.
const LONGEST_OPENING: usize = 120;

/// After so many lines without an entry a list has ended.
const LONGEST_GAP: u8 = 8;

/// A label of what is told of an entry (电话：) has no more characters.
const LONGEST_LABEL: usize = 8;

/// A label in a row (主管部门) is no longer, in bytes.
const LONGEST_CELL: usize = 24;

/// The list that lines stand in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Belongings {
    /// Whose it is.
    body: usize,
    of: Entries,
    /// The rank that all of them have, where the text says so: as the number of the mention.
    rank: Option<usize>,
    /// It stands under a numbered heading: lines between two entries tell of the first.
    directory: bool,
    /// The last body that it named.
    entry: Option<usize>,
    /// How many lines have told of that since.
    since: u8,
}

/// What a line under a heading is to its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Listed {
    /// It names entries.
    Names,
    /// It tells of the last one: 电话：…; 负责机关日常运转。
    Tells,
    /// It ends the list.
    Ends,
}

/// What a list names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entries {
    Sections,
    Units,
    /// Bodies that belong to others (部门管理机构).
    Others,
    /// Bodies that it manages (管理的国家局).
    Managed,
}

/// What a page about a body tells of it by its layout.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Article {
    /// The body that the page is about.
    pub(super) body: Option<usize>,
    list: Option<Belongings>,
    /// The line only tells of what it has named: 负责机关日常运转。
    aside: bool,
    /// The government whose departments a list above names.
    governs: Option<usize>,
    /// The body that the line before names and nothing else, with its number: 6. 某局.
    entry: Option<usize>,
    /// The body that the line tells something of without naming it: a value for a label, a line below an entry.
    pub(super) row: Option<usize>,
}

impl Article {
    /// The next line stands in no list and gives no value for a label.
    pub(super) fn leave(&mut self) {
        (self.row, self.list, self.entry) = (None, None, None);
    }

    /// Whether the line is one of a list of what belongs to a body.
    pub(super) fn lists(&self) -> bool {
        self.list.is_some() && !self.aside
    }

    /// Takes the next line in.
    pub(super) fn read(&mut self, view: &View<'_>, line: &Line<'_>, facts: &mut Facts) {
        self.body = view.subjects.at(line.span.start()).or(self.body);
        self.told(view, line, facts);
        // What stands below an entry is told of it.
        self.row = self.row.or(self.entry);
        self.entry = entry(line);
    }

    fn told(&mut self, view: &View<'_>, line: &Line<'_>, facts: &mut Facts) {
        (self.row, self.aside) = (None, false);
        if self.goes_on(view, line, facts) || self.opens(view, line, facts) {
            return;
        }
        // 【机构性质】|某局是…
        let opens = |i: &&Item| i.at == 0 || is_bracket_label(line.text.get(..i.at).unwrap_or(""));
        let first = line.items.first().filter(|i| i.symbol == Symbol::Agency).filter(opens);
        // 某局是某政府组成部门。
        let defined = |i: &&Item| {
            let rest = behind(line, i.at);
            // 某局（以下简称…）是…的机构。
            line.text.len() > LONGEST_HEADING && rest.starts_with(['（', '(']) || defines(view.words(), rest)
        };
        if self.body.is_none()
            && let Some(item) = first.filter(defined)
        {
            self.body = Some(item.index);
        } else if line.text.len() <= LONGEST_HEADING {
            self.labelled(view, line);
        }
    }

    /// Takes a line in that may stand in the list above; whether it does.
    fn goes_on(&mut self, view: &View<'_>, line: &Line<'_>, facts: &mut Facts) -> bool {
        let Some(list) = &mut self.list else { return false };
        // 局机关设7个科室，均为正科级：
        let colon = line.text.len() <= LONGEST_OPENING && line.text.trim_end().ends_with(['：', ':']);
        if colon && line.items.iter().all(|i| i.symbol == Symbol::Rank) {
            let of_each =
                |i: &&Item| view.words().articles.stands_in(ArticleCue::Each, line.text.get(..i.at).unwrap_or(""));
            list.rank = line.items.first().filter(of_each).map(|i| i.index);
            return true;
        }
        let read = view.listed(line, 0, *list, facts);
        if read == Listed::Names {
            list.since = 0;
            let first = line.items.first().filter(|i| i.symbol == Symbol::Agency);
            list.entry = first.map(|i| i.index).or(list.entry);
            // 1.某中心。2005年成立: the rest of the line tells of it.
            self.row = first.filter(|i| behind(line, i.at).starts_with('。')).map(|i| i.index);
            return true;
        }
        // 一、工作部门⏎某局⏎局长：…⏎内设机构：…⏎2019年由某局更名设立
        if list.directory && line.text.len() <= LONGEST_OPENING && !is_numbered_in_chinese(line.text) {
            self.row = list.entry;
            let own = view.head_of(line);
            let own = own.and_then(|(head, start)| Some((view.heading(line, head, list.entry)?, start)));
            if let Some((own, start)) = own {
                view.listed(line, start, own, facts);
            }
            return true;
        }
        if read == Listed::Tells && list.since < LONGEST_GAP {
            list.since += 1;
            self.row = list.entry.filter(|_| is_labelled(line.text.trim()));
            let last = *list;
            if !self.opens(view, line, facts) {
                (self.list, self.aside) = (Some(last), true);
            }
            return true;
        }
        self.list = None;
        false
    }

    /// | 主管部门 | 某局 |: takes in the name of the body that the page is about, or a label and what is told of it.
    fn labelled(&mut self, view: &View<'_>, line: &Line<'_>) {
        let Some(first) = line.items.first() else { return };
        let head = line.text.get(..first.at).unwrap_or("").trim_start_matches([' ', '|', '*', '　']);
        let label = head.trim_end_matches([' ', ':', '：', '　', '|', '*']);
        if first.symbol == Symbol::Agency && (first.at == 0 || view.words().is(Role::NameLabel, label)) {
            let rest = without_count(behind(line, first.at).trim_matches(|c: char| c.is_whitespace() || c == '|'));
            if rest.is_empty() || rest.starts_with('[') || view.words().is(Role::NameLabel, rest.trim_end()) {
                self.body = Some(first.index);
            }
            return;
        }
        let worded = label.len() < head.len() && !label.is_empty() && label.chars().all(is_han);
        self.row = self.body.filter(|_| worded && label.len() <= LONGEST_CELL);
    }

    /// Takes a line in that may open a list; whether it does.
    fn opens<'l>(&mut self, view: &View<'_>, line: &Line<'l>, facts: &mut Facts) -> bool {
        // 组成部门：省教育厅、省公安厅
        if line.items.first().is_some_and(|i| i.at <= LONGEST_HEADING)
            && let Some((head, start)) = view.head_of(line)
            && let Some(list) = view.heading(line, head, self.body.or(self.governs))
        {
            self.list = Some(list).filter(|_| view.listed(line, start, list, facts) == Listed::Names);
            let governs =
                view.body_name(list.body).is_some_and(|name| view.words().articles.ends(ArticleCue::Governs, &name));
            self.governs = Some(list.body).filter(|_| governs).or(self.governs);
            return true;
        }
        // 纳入某局2023年度部门决算编制范围的二级预算单位包括：
        let colon = line.text.trim_end().ends_with(['：', ':']);
        if line.text.len() > if colon { LONGEST_OPENING } else { LONGEST_HEADING } {
            return false;
        }
        // 【内设机构】（正处级）, 设5个内设机构，|均为正科级：
        let closed = |text: &'l str| text.trim_end_matches([' ', ':', '：', '】', ']', '〕', '》']);
        let text = closed(without_count(closed(line.text)));
        let each = || text.strip_suffix(Symbol::Rank.char())?.trim_end_matches('为').rsplit_once(COMMAS);
        let of_each = each().filter(|(_, t)| view.words().articles.ends(ArticleCue::Each, t));
        let text = of_each.map_or(text, |(head, _)| head);
        let heads = |text| if view.ends_heading(text) { view.heading(line, text, self.body) } else { None };
        // 内设机构一览表, 直属单位名单
        let bare = || {
            let head = text.trim_end_matches(Symbol::Posts.char());
            let head = if head.len() < text.len() {
                head
            } else {
                view.page.lexicon.cues.before(lexicon::AgencyCue::ListTail, text)?
            };
            Some(view.words().cues.before_all(RelationCue::JoinsTwo, head))
        };
        let list = heads(text).or_else(|| heads(bare()?));
        self.list = list.or(self.list);
        list.is_some()
    }
}

/// Whether the text behind a body says what it is: 是…的机构.
pub(super) fn defines(words: &Words, rest: &str) -> bool {
    let shown = words.articles.starting(rest);
    shown.has(ArticleCue::Defines) && !shown.has(ArticleCue::Purpose)
}

/// The body of a line that holds its number and its name: 6. 某局.
fn entry(line: &Line<'_>) -> Option<usize> {
    let [item] = line.items else { return None };
    let head = line.text.get(..item.at)?.trim();
    let numbered = head.ends_with(['、', '.', '．', '）', ')']) && is_mark(head);
    (item.symbol == Symbol::Agency && numbered && behind(line, item.at).trim().is_empty()).then_some(item.index)
}
