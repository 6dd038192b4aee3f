//! Pages about one body: its name at the head, rows of labels and values (成立时间　1988年10月), and lists of what belongs to
//! it under a heading (内设机构, 直属单位).
use smallvec::smallvec;

use super::{
    Affiliation, AgencyRank, Facts, Proof, SYMBOL, View, bodies::is_body_rank, cues::Cue, line::Line, words::Role,
};
use crate::{
    matcher::Symbol,
    mention::{Body, Found},
    resolve::Page,
    segment::{before_bracket, behind_bracket},
    text::is_han,
};

/// What stands between the entries of a list in one line.
const BETWEEN: [char; 8] = ['、', '，', ',', '；', ' ', '\u{3000}', '\t', '|'];

/// How many bodies back the government is looked for whose departments a list names.
const REACH: usize = 100;

/// A line that is longer, in bytes, is no heading and no row of labels.
const LONGEST_HEADING: usize = 60;

/// A line that is longer, in bytes, does not open a list under its heading.
const LONGEST_OPENING: usize = 120;

/// After so many lines without an entry a list has ended.
const LONGEST_GAP: u8 = 8;

/// A label of what is told of an entry (电话：) has no more characters.
const LONGEST_LABEL: usize = 8;

/// What may stand before an entry of a list besides marks: （一）, 1.
pub(super) fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '第')
}

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
        if let Some(list) = &mut self.list {
            // 局机关设7个科室，均为正科级：
            let colon = line.text.len() <= LONGEST_OPENING && line.text.trim_end().ends_with(['：', ':']);
            if colon && line.items.iter().all(|i| i.symbol == Symbol::Rank) {
                let rank =
                    line.items.first().filter(|i| line.text.get(..i.at).unwrap_or("").contains(['均', '都', '皆']));
                list.rank = rank.map(|i| i.index);
                return;
            }
            let read = view.listed(line, 0, *list, facts);
            if read == Listed::Names {
                list.since = 0;
                let first = line.items.first().filter(|i| i.symbol == Symbol::Agency);
                list.entry = first.map(|i| i.index).or(list.entry);
                // 1.某中心。2005年成立: the rest of the line tells of it.
                self.row = first.filter(|i| behind(line, i.at).starts_with('。')).map(|i| i.index);
                return;
            }
            // 一、工作部门⏎某局⏎局长：…⏎内设机构：…⏎2019年由某局更名设立
            if list.directory && line.text.len() <= LONGEST_OPENING && !is_numbered(line.text) {
                self.row = list.entry;
                let own = head_of(line).and_then(|(head, start)| Some((view.heading(line, head, list.entry)?, start)));
                if let Some((own, start)) = own {
                    view.listed(line, start, own, facts);
                }
                return;
            }
            if read == Listed::Tells && list.since < LONGEST_GAP {
                list.since += 1;
                self.row = list.entry.filter(|_| is_labelled(line.text.trim()));
                let last = *list;
                if !self.opens(view, line, facts) {
                    (self.list, self.aside) = (Some(last), true);
                }
                return;
            }
            self.list = None;
        }
        if self.opens(view, line, facts) {
            return;
        }
        if line.text.len() > LONGEST_HEADING {
            // 某局是…的机构。
            let first = line.items.first().filter(|i| i.at == 0 && i.symbol == Symbol::Agency);
            if self.body.is_none()
                && let Some(item) = first
                && behind(line, 0).starts_with(['是', '为', '系', '（', '('])
            {
                self.body = Some(item.index);
            }
            return;
        }
        let Some(first) = line.items.first() else { return };
        // | 主管部门 | 某局 |
        let head = line.text.get(..first.at).unwrap_or("").trim_start_matches([' ', '|', '*', '　']);
        let label = head.trim_end_matches([' ', ':', '：', '　', '|', '*']);
        // 某局是某政府组成部门。
        let told = first.symbol == Symbol::Agency && first.at == 0 && behind(line, 0).starts_with(['是', '为', '系']);
        if told && self.body.is_none() {
            self.body = Some(first.index);
            return;
        }
        if first.symbol == Symbol::Agency && (first.at == 0 || view.words().is(Role::NameLabel, label)) {
            let rest = without_count(behind(line, first.at).trim());
            if rest.is_empty() || rest.starts_with('[') || view.words().is(Role::NameLabel, rest.trim_end()) {
                self.body = Some(first.index);
            }
            return;
        }
        let worded = label.len() < head.len() && !label.is_empty() && label.chars().all(is_han);
        self.row = self.body.filter(|_| worded && label.len() <= 24);
    }

    /// Takes a line in that may open a list; whether it does.
    fn opens<'l>(&mut self, view: &View<'_>, line: &Line<'l>, facts: &mut Facts) -> bool {
        // 组成部门：省教育厅、省公安厅
        if line.items.first().is_some_and(|i| i.at <= LONGEST_HEADING)
            && let Some((head, start)) = head_of(line)
            && let Some(list) = view.heading(line, head, self.body.or(self.governs))
        {
            self.list = Some(list).filter(|_| view.listed(line, start, list, facts) == Listed::Names);
            let governs = view.body_name(list.body).is_some_and(|name| name.ends_with("政府"));
            self.governs = Some(list.body).filter(|_| governs).or(self.governs);
            return true;
        }
        // 纳入某局2023年度部门决算编制范围的二级预算单位包括：
        let colon = line.text.trim_end().ends_with(['：', ':']);
        if line.text.len() > if colon { LONGEST_OPENING } else { LONGEST_HEADING } {
            return false;
        }
        // 【内设机构】（正处级）
        let closed = |text: &'l str| text.trim_end_matches([' ', ':', '：', '】', ']', '〕', '》']);
        let text = closed(without_count(closed(line.text)));
        let heads = |text| if ends_heading(text) { view.heading(line, text, self.body) } else { None };
        // 内设机构一览表, 直属单位名单
        let bare = || {
            let head = text.trim_end_matches(Symbol::Posts.char());
            let head = if head.len() < text.len() { head } else { view.words().cues.before(Cue::ListTail, text)? };
            Some(head.trim_end_matches(['及', '和', '与']))
        };
        let list = heads(text).or_else(|| heads(bare()?));
        self.list = list.or(self.list);
        list.is_some()
    }
}

/// Whether a heading of a list ends so: a quick look.
fn ends_heading(text: &str) -> bool {
    text.ends_with(['构', '位', '室', '门', '校', '局', '关'])
}

/// 电话：…, 负责人　…: whether a line starts with a label.
fn is_labelled(text: &str) -> bool {
    let label = text.trim_start_matches(is_han);
    let length = text.get(..text.len() - label.len()).unwrap_or("").chars().count();
    (2..=LONGEST_LABEL).contains(&length) && label.starts_with([':', '：', ' ', '\u{3000}', '\t'])
}

/// Whether a line between the entries of a list tells of one: a label, a sentence, figures alone.
fn tells_of_entry(text: &str) -> bool {
    let part = text.starts_with('第') || text.trim_start_matches(is_numeral).starts_with('、');
    let prose = || text.ends_with(['。', '；', ';']);
    !part && (prose() || is_labelled(text) || !text.contains(is_han))
}

/// The heading before a colon at the start of a line, and where the list behind it starts.
fn head_of<'l>(line: &Line<'l>) -> Option<(&'l str, usize)> {
    // Clauses start behind colons.
    let near = line.clauses.iter().take_while(|&&at| at <= LONGEST_HEADING);
    let (start, head) = near.into_iter().find_map(|&at| Some((at, line.text.get(..at)?.strip_suffix(['：', ':'])?)))?;
    let head = without_count(head);
    (ends_heading(head) && !line.text.get(start..)?.trim().is_empty()).then_some((head, start))
}

/// 组成部门（26个）, 直属机构8个: a heading without how many it heads and what a bracket adds.
pub(super) fn without_count(text: &str) -> &str {
    let bare = before_bracket(text);
    let Some(counted) = bare.strip_suffix(['个', '家']) else { return bare };
    let digit = |c: char| c.is_ascii_digit() || is_numeral(c);
    let head = counted.trim_end_matches(digit);
    if head.len() < counted.len() { head.trim_end_matches('共') } else { bare }
}

/// What stands behind the mention at byte `at`.
fn behind<'l>(line: &'l Line<'_>, at: usize) -> &'l str {
    line.text.get(at..).and_then(|t| t.char_indices().nth(1).and_then(|(n, _)| t.get(n..))).unwrap_or("")
}

/// 某局|本级, 某局|机关: whether words behind a body mean that one without what belongs to it.
fn is_itself(rest: &str) -> bool {
    ["本级", "机关", "本部"].iter().any(|word| rest.starts_with(word))
}

impl View<'_> {
    /// 2 内设机构; 某局机关共有6个处室: whose sections or units the lines below name.
    fn heading(&self, line: &Line<'_>, text: &str, about: Option<usize>) -> Option<Belongings> {
        let before = |role| self.words().before(role, text);
        let roles =
            [Role::ListsOthers, Role::ListsManaged, Role::ListsDepartments, Role::ListsSections, Role::ListsUnits];
        let (head, role) = roles.into_iter().find_map(|role| Some((before(role)?, role)))?;
        // 某局2023年度…的二级预算单位
        let mut inside = line.items_in(0..head.len()).iter().filter(|i| i.symbol != Symbol::Date);
        let body = match inside.next() {
            Some(own) => {
                let alone = own.symbol == Symbol::Agency && inside.next().is_none();
                let before = line.text.get(..own.at).unwrap_or("");
                let first = opens_heading(before) || self.leads(before);
                Some(own.index).filter(|_| alone && first)?
            }
            None if !is_mark(head) && !self.leads(head) => return None,
            // Others have 直属机构, too.
            None if matches!(role, Role::ListsDepartments | Role::ListsOthers) => {
                let others = about.filter(|_| before(Role::ListsUnits).is_some());
                others.or_else(|| self.government(about, line))?
            }
            None => about?,
        };
        let of = match role {
            Role::ListsSections => Entries::Sections,
            Role::ListsOthers => Entries::Others,
            Role::ListsManaged => Entries::Managed,
            _ => Entries::Units,
        };
        // 一、市政府工作部门（正处级）
        let rank = line.first_in(text.len()..line.text.len()).filter(|i| i.symbol == Symbol::Rank);
        Some(Belongings {
            body,
            of,
            rank: rank.map(|i| i.index),
            directory: is_numbered(line.text),
            entry: None,
            since: 0,
        })
    }

    /// Whose departments a list names that does not say: those of the government that the page is about or named last.
    fn government(&self, about: Option<usize>, line: &Line<'_>) -> Option<usize> {
        let governs = |&i: &usize| {
            let name = self.body_name(i);
            name.is_some_and(|name| name.ends_with("政府") || name.ends_with("国务院") || name.ends_with("行政公署"))
        };
        let bodies = &self.board.bodies;
        let before = bodies.partition_point(|b| b.span.start() < line.span.start());
        let last = || (before.saturating_sub(REACH)..before).rev().find(governs);
        about.filter(governs).or_else(last)
    }

    /// 设下列|内设机构: whether words before what a list names say no more than that it is there.
    fn leads(&self, head: &str) -> bool {
        let head = head.trim_start_matches(|c: char| !c.is_alphabetic() || is_numeral(c) || c == '条').trim_start();
        self.words().cues.is(Cue::ListLead, head)
    }

    /// Adds what a line under such a heading names from byte `from` on; what the line is to the list.
    fn listed(&self, line: &Line<'_>, from: usize, list: Belongings, facts: &mut Facts) -> Listed {
        let items = line.items_in(from..line.text.len());
        let Some(first) = items.first() else {
            // Its tasks, or a section that was not read.
            let text = line.text.trim();
            let names = text.is_empty()
                || text.len() > LONGEST_HEADING
                || text.ends_with(['处', '科', '室', '心', '所', '院', '股']);
            return match names {
                true => Listed::Names,
                false if tells_of_entry(text) || self.heads_rows(text) => Listed::Tells,
                false => Listed::Ends,
            };
        };
        let head = line.text.get(from..first.at).unwrap_or("");
        let Some(parent) = self.body_name(list.body) else { return Listed::Ends };
        // 政策法规处　处长　张三
        if first.symbol == Symbol::Posts && list.of == Entries::Sections && is_mark(head) {
            let chain = self.chains.get(first.index);
            let post = chain.and_then(|chain| self.posts.get(chain.posts.start));
            let named = post.filter(|p| p.body.is_some_and(|span| span.start() == first.span.start()));
            let section = named.and_then(|p| p.organization.clone().zip(p.body));
            if let Some((agency, span)) = section.filter(|(name, _)| *name != parent && name.starts_with(&*parent)) {
                let proof = Proof { evidence: span, mentions: smallvec![span], rule: self.relate.lists[1] };
                facts.affiliations.push(Affiliation { agency, relation: "internal_to".into(), parent, proof });
                return Listed::Names;
            }
        }
        // 某局（以下简称…）是…
        let rest = behind_bracket(behind(line, first.at), usize::MAX);
        if first.symbol == Symbol::Agency && is_mark(head) && rest.starts_with(['是', '为', '系']) {
            return Listed::Ends;
        }
        // 1.某局本级
        let own = || self.body_name(first.index).is_some_and(|name| name == parent);
        if first.symbol == Symbol::Agency && is_mark(head) && is_itself(rest) && own() {
            return Listed::Names;
        }
        if first.symbol != Symbol::Agency || !is_mark(head) && !names_sections(head) {
            let text = line.text.trim();
            // 单位名称：…: of another.
            let label = head.trim().trim_end_matches([':', '：', ' ', '\u{3000}']);
            let other = || self.words().is(Role::NameLabel, label);
            let tells = from == 0 && (tells_of_entry(text) || self.heads_rows(text)) && !other();
            return if tells { Listed::Tells } else { Listed::Ends };
        }
        let mut end = first.at;
        for item in items {
            // 某局（挂某办牌子）、某厅: what the bracket names is no entry.
            if item.at < end {
                continue;
            }
            // （一）办公室　（二）人事处
            let gap = line.text.get(end..item.at).unwrap_or("");
            let marked = gap.is_empty() == (item.at == first.at) && is_mark(gap.trim_start_matches(BETWEEN));
            let inside = list.of == Entries::Sections;
            let over = if marked { Some("") } else { over_unread(gap).filter(|_| inside) };
            let Some(own) = over.filter(|_| item.symbol == Symbol::Agency) else { break };
            // 动植物和|食品检验检疫处: what was not read of a name is no end of the list.
            if !own.is_empty() {
                end = line.text.len() - behind_bracket(behind(line, item.at), usize::MAX).len();
                continue;
            }
            let rest = behind_bracket(behind(line, item.at), usize::MAX);
            let open = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
            let Some(agency) = self.body_name(item.index).filter(|_| open) else { break };
            if agency != parent && (!inside || agency.starts_with(&*parent)) {
                // 某支队。副处级，…
                let own = item.at == first.at && rest.starts_with(['。', '：', ':', '　', ' ']);
                let next = line.first_in(item.at + SYMBOL..line.text.len()).filter(|i| {
                    own && i.symbol == Symbol::Rank && i.at <= line.text.len() - rest.len() + '。'.len_utf8()
                });
                // 缉私局（副厅级）: of its own.
                let told =
                    line.items_in(item.at..line.text.len() - rest.len()).iter().any(|i| i.symbol == Symbol::Rank);
                let rank = next.map(|i| i.index).or(list.rank.filter(|_| !told)).map(|i| &self.board.ranks[i]);
                if let Some(rank) = rank.filter(|rank| is_body_rank(&rank.value)) {
                    let (agency, value) = (agency.clone(), rank.value.clone());
                    let mentions = smallvec![item.span, rank.span];
                    let proof = Proof { evidence: item.span, mentions, rule: self.relate.rows[0] };
                    facts.agency_ranks.push(AgencyRank { agency, rank: value, proof });
                }
                if list.of != Entries::Others {
                    let relation = match list.of {
                        Entries::Sections => "internal_to",
                        Entries::Managed => "managed_by",
                        _ => "subordinate_to",
                    };
                    let rule = self.relate.lists[usize::from(inside)];
                    let proof = Proof { evidence: item.span, mentions: smallvec![item.span], rule };
                    let (relation, parent) = (relation.into(), parent.clone());
                    facts.affiliations.push(Affiliation { agency, relation, parent, proof });
                }
            }
            end = line.text.len() - rest.len();
        }
        // 某局|召开会议: no entry.
        let open = behind(line, first.at).chars().next().is_none_or(|c| !c.is_alphanumeric());
        if open { Listed::Names } else { Listed::Ends }
    }
}

/// 某局。…, ◇某局——…: the body that heads the line at byte `line` as an entry of a list, with what is told of it behind a mark.
pub(super) fn entry_at(page: Page<'_>, bodies: &[Found<Body>], line: usize) -> Option<usize> {
    let first = bodies.partition_point(|b| b.span.start() < line);
    let body = bodies.get(first).filter(|b| b.value.full.is_some() && !b.value.fused)?;
    let told = page.text.get(body.span.end()..)?.starts_with(['—', '：', ':', '。', '\u{3000}']);
    (told && is_mark(page.text.get(line..body.span.start())?)).then_some(first)
}

/// 一、, （二）: whether a line has a number like a heading.
pub(super) fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start().trim_start_matches(['（', '(', '第']);
    let behind = rest.trim_start_matches(is_numeral);
    behind.len() < rest.len() && behind.starts_with(['、', '）', ')', '.', '．'])
}

/// 第五条　|某局设下列内设机构, 根据三定规定，|某局内设机构: whether the text before a body lets a heading start there.
fn opens_heading(head: &str) -> bool {
    let head = head.trim_end();
    let clause = |t: &str| t.len() <= LONGEST_HEADING && !t.contains('。');
    let article = || head.strip_suffix('条').is_some_and(|t| t.starts_with('第') && is_mark(t));
    is_mark(head) || article() || head.strip_suffix(['，', ',']).is_some_and(clause)
}

/// The body of a line that holds its number and its name: 6. 某局.
fn entry(line: &Line<'_>) -> Option<usize> {
    let [item] = line.items else { return None };
    let head = line.text.get(..item.at)?.trim();
    let numbered = head.ends_with(['、', '.', '．', '）', ')']) && is_mark(head);
    (item.symbol == Symbol::Agency && numbered && behind(line, item.at).trim().is_empty()).then_some(item.index)
}

/// 、监测司、|应急司: what of the text between two entries of a list of sections belongs to the name of the next, where the
/// rest names sections that were not read.
fn over_unread(gap: &str) -> Option<&str> {
    const LONGEST: usize = 120;
    let (names, own) = gap.rsplit_once(BETWEEN).filter(|_| gap.len() <= LONGEST)?;
    let section = |name: &str| name.is_empty() || is_section(name);
    let plain = |name: &str| name.chars().all(is_han) && !name.contains(['等', '共', '另', '设', '由', '为']);
    (names.split(BETWEEN).all(section) && plain(own)).then_some(own)
}

/// Whether words that were not read are the name of a section.
fn is_section(name: &str) -> bool {
    name.ends_with(['处', '科', '室', '司', '股', '委', '会']) && name.chars().all(is_han)
}

/// 办公室、|人事处: whether the text before an entry only names others that were not read.
fn names_sections(head: &str) -> bool {
    let names = head.trim_start().strip_suffix('、').filter(|names| names.len() <= LONGEST_HEADING);
    names.is_some_and(|names| names.split('、').all(is_section))
}

/// Whether the text before an entry or in front of a heading only counts or marks it.
pub(super) fn is_mark(head: &str) -> bool {
    head.len() <= 16 && head.chars().all(|c| !c.is_alphabetic() || is_numeral(c))
}

/// The rules that such lists are told by: of units, of sections.
pub(super) const LISTS: [&str; 2] = ["affiliations/units", "affiliations/sections"];
