//! Lists of what belongs to a body, under their headings (内设机构, 直属单位).
use smallvec::smallvec;
use smol_str::SmolStr;

use super::{
    ArticleCue, BETWEEN, BODIES_BACK, Belongings, Entries, LONGEST_HEADING, Listed, defines,
    marks::{behind, is_mark, opens_heading, tells_of_entry, without_count},
};
use crate::{
    lexicon::AgencyCue,
    matcher::Symbol,
    relate::{
        Affiliation, AgencyRank, Facts, Proof, Relation, SYMBOL, View,
        cues::RelationCue,
        line::{Item, Line},
        words::Role,
    },
    segment::{behind_bracket, is_mark_or_number, is_numbered_in_chinese},
    text::is_han,
};

impl View<'_> {
    /// Whether a heading of a list ends so: a quick look.
    pub(super) fn ends_heading(&self, text: &str) -> bool {
        self.words().articles.ends(ArticleCue::HeadingEnd, text)
    }

    /// The heading before a colon at the start of a line, and where the list behind it starts.
    pub(super) fn head_of<'l>(&self, line: &Line<'l>) -> Option<(&'l str, usize)> {
        // Clauses start behind colons.
        let near = line.clauses.iter().take_while(|&&at| at <= LONGEST_HEADING);
        let (start, head) =
            near.into_iter().find_map(|&at| Some((at, line.text.get(..at)?.strip_suffix(['：', ':'])?)))?;
        let head = without_count(head);
        (self.ends_heading(head) && !line.text.get(start..)?.trim().is_empty()).then_some((head, start))
    }

    /// 2 内设机构; 某局机关共有6个处室: whose sections or units the lines below name.
    pub(super) fn heading(&self, line: &Line<'_>, text: &str, about: Option<usize>) -> Option<Belongings> {
        let before = |role| self.words().before(role, text);
        let says = |role, of, governs| Some((before(role)?, of, governs));
        let sections = || Some((self.page.lexicon.cues.before(AgencyCue::Sections, text)?, Entries::Sections, false));
        let (head, of, governs) = says(Role::ListsOthers, Entries::Others, true)
            .or_else(|| says(Role::ListsManaged, Entries::Managed, false))
            .or_else(|| says(Role::ListsDepartments, Entries::Units, true))
            .or_else(sections)
            .or_else(|| says(Role::ListsUnits, Entries::Units, false))?;
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
            None if governs => {
                let others = about.filter(|_| before(Role::ListsUnits).is_some());
                others.or_else(|| self.government(about, line))?
            }
            None => about?,
        };
        // 一、市政府工作部门（正处级）
        let rank = line.first_in(text.len()..line.text.len()).filter(|i| i.symbol == Symbol::Rank);
        Some(Belongings {
            body,
            of,
            rank: rank.map(|i| i.index),
            directory: is_numbered_in_chinese(line.text),
            entry: None,
            since: 0,
        })
    }

    /// Whose departments a list names that does not say: those of the government that the page is about or named last.
    fn government(&self, about: Option<usize>, line: &Line<'_>) -> Option<usize> {
        let governs = |&i: &usize| {
            let name = self.body_name(i);
            name.is_some_and(|name| self.words().articles.ends(ArticleCue::Governs, &name))
        };
        let bodies = &self.board.bodies;
        let before = bodies.partition_point(|b| b.span.start() < line.span.start());
        let last = || (before.saturating_sub(BODIES_BACK)..before).rev().find(governs);
        about.filter(governs).or_else(last)
    }

    /// 设下列|内设机构, 【内设机构】机关设5|个处: whether words before what a list names say no more than that it is there.
    fn leads(&self, head: &str) -> bool {
        let head = head.rsplit_once('】').map_or(head, |(_, head)| head);
        let head = head.trim_start_matches(|c: char| is_mark_or_number(c) || c == '条').trim_start();
        let head = head.trim_end_matches(is_mark_or_number);
        self.words().cues.is(RelationCue::ListLead, head)
    }

    /// Adds what a line under such a heading names from byte `from` on; what the line is to the list.
    pub(super) fn listed(&self, line: &Line<'_>, from: usize, list: Belongings, facts: &mut Facts) -> Listed {
        let items = line.items_in(from..line.text.len());
        let Some(first) = items.first() else { return self.unread(line.text.trim()) };
        let head = line.text.get(from..first.at).unwrap_or("");
        let Some(parent) = self.body_name(list.body) else { return Listed::Ends };
        let named = first.symbol == Symbol::Agency;
        if !named && is_mark(head) && self.adds_section_of_post(first, list, &parent, facts) {
            return Listed::Names;
        }
        if named && is_mark(head) {
            let rest = behind_bracket(behind(line, first.at), usize::MAX);
            // 某局（以下简称…）是…
            if defines(self.words(), rest) {
                return Listed::Ends;
            }
            // 1.某局本级
            let own = || self.body_name(first.index).is_some_and(|name| name == parent);
            if self.words().articles.starts(ArticleCue::Itself, rest) && own() {
                return Listed::Names;
            }
        } else if !named || !self.names_sections(head) {
            let text = line.text.trim();
            // 单位名称：…: of another.
            let label = head.trim().trim_end_matches([':', '：', ' ', '\u{3000}']);
            let other = || self.words().is(Role::NameLabel, label);
            let tells = from == 0 && (tells_of_entry(text) || self.heads_rows(text)) && !other();
            return if tells { Listed::Tells } else { Listed::Ends };
        }
        self.add_entries(line, items, list, &parent, facts);
        // 某局|召开会议: no entry.
        let open = behind(line, first.at).chars().next().is_none_or(|c| !c.is_alphanumeric());
        if open { Listed::Names } else { Listed::Ends }
    }

    /// What a line without mentions is to a list: it tells of the last entry, or names a section that was not read.
    fn unread(&self, text: &str) -> Listed {
        let section = || self.page.lexicon.cues.ends(AgencyCue::Listed, text);
        if text.is_empty() || text.len() > LONGEST_HEADING || section() {
            return Listed::Names;
        }
        if tells_of_entry(text) || self.heads_rows(text) { Listed::Tells } else { Listed::Ends }
    }

    /// 政策法规处　处长　张三: adds the section that the post which opens a line is in; whether it is one of the list.
    fn adds_section_of_post(&self, first: &Item, list: Belongings, parent: &SmolStr, facts: &mut Facts) -> bool {
        if first.symbol != Symbol::Posts || list.of != Entries::Sections {
            return false;
        }
        let chain = self.chains.get(first.index);
        let post = chain.and_then(|chain| self.posts.get(chain.posts.start));
        let named = post.filter(|p| p.body.is_some_and(|span| span.start() == first.span.start()));
        let section = named.and_then(|p| p.organization.clone().zip(p.body));
        let section = section.filter(|(name, _)| name != parent && name.starts_with(parent.as_str()));
        let Some((agency, span)) = section else { return false };
        let proof = Proof { evidence: span, mentions: smallvec![span], rule: self.relate.told_by.sections };
        let parent = parent.clone();
        facts.affiliations.push(Affiliation { agency, relation: Relation::InternalTo, parent, proof });
        true
    }

    /// Adds the entries of a line of a list, up to where it names something else.
    fn add_entries(&self, line: &Line<'_>, items: &[Item], list: Belongings, parent: &SmolStr, facts: &mut Facts) {
        let inside = list.of == Entries::Sections;
        let first = items.first().map_or(0, |first| first.at);
        let mut end = first;
        for item in items {
            // 某局（挂某办牌子）、某厅: what the bracket names is no entry.
            if item.at < end {
                continue;
            }
            // （一）办公室　（二）人事处
            let gap = line.text.get(end..item.at).unwrap_or("");
            let marked = gap.is_empty() == (item.at == first) && is_mark(gap.trim_start_matches(BETWEEN));
            let over = || if inside { self.over_unread(gap) } else { None };
            let over = if marked { Some("") } else { over() };
            let Some(own) = over.filter(|_| item.symbol == Symbol::Agency) else { break };
            let rest = behind_bracket(behind(line, item.at), usize::MAX);
            end = line.text.len() - rest.len();
            // 动植物和|食品检验检疫处: what was not read of a name is no end of the list.
            if !own.is_empty() {
                continue;
            }
            let open = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
            let Some(agency) = self.body_name(item.index).filter(|_| open) else { break };
            if agency != *parent && (!inside || agency.starts_with(parent.as_str())) {
                let rank = self.rank_behind(line, item, rest, item.at == first);
                let rank = rank.or_else(|| self.shared_rank(line, item, rest, list));
                self.add_entry(item, agency, rank, list.of, parent, facts);
            }
        }
    }

    /// 某支队。副处级，…: the rank, by its number, that opens the text behind the entry that opens a line.
    fn rank_behind(&self, line: &Line<'_>, item: &Item, rest: &str, first: bool) -> Option<usize> {
        let own = first && rest.starts_with(['。', '：', ':', '　', ' ']);
        let near = line.text.len() - rest.len() + '。'.len_utf8();
        let next = line.first_in(item.at + SYMBOL..line.text.len()).filter(|_| own)?;
        (next.symbol == Symbol::Rank && next.at <= near).then_some(next.index)
    }

    /// The rank, by its number, that all of the list have, unless the entry has one of its own: 缉私局（副厅级）.
    fn shared_rank(&self, line: &Line<'_>, item: &Item, rest: &str, list: Belongings) -> Option<usize> {
        let bracket = line.items_in(item.at..line.text.len() - rest.len());
        list.rank.filter(|_| bracket.iter().all(|i| i.symbol != Symbol::Rank))
    }

    /// Adds an entry of a list: its rank, and whose it is.
    fn add_entry(
        &self,
        item: &Item,
        agency: SmolStr,
        rank: Option<usize>,
        of: Entries,
        parent: &SmolStr,
        facts: &mut Facts,
    ) {
        let rank = rank.map(|n| &self.board.ranks[n]).filter(|rank| self.relate.ranks.has(&rank.value));
        if let Some(rank) = rank {
            let mentions = smallvec![item.span, rank.span];
            let proof = Proof { evidence: item.span, mentions, rule: self.relate.told_by.rank };
            facts.agency_ranks.push(AgencyRank { agency: agency.clone(), rank: rank.value.clone(), proof });
        }
        let told_by = self.relate.told_by;
        let (relation, rule) = match of {
            Entries::Others => return,
            Entries::Sections => (Relation::InternalTo, told_by.sections),
            Entries::Managed => (Relation::ManagedBy, told_by.units),
            Entries::Units => (Relation::SubordinateTo, told_by.units),
        };
        let proof = Proof { evidence: item.span, mentions: smallvec![item.span], rule };
        let parent = parent.clone();
        facts.affiliations.push(Affiliation { agency, relation, parent, proof });
    }

    /// 、监测司、|应急司: what of the text between two entries of a list of sections belongs to the name of the next, where the
    /// rest names sections that were not read.
    fn over_unread<'t>(&self, gap: &'t str) -> Option<&'t str> {
        const GAP_BYTES: usize = 120;
        let (names, own) = gap.rsplit_once(BETWEEN).filter(|_| gap.len() <= GAP_BYTES)?;
        let section = |name: &str| name.is_empty() || self.is_unread_section(name);
        let plain = |name: &str| name.chars().all(is_han) && !self.words().articles.stands_in(ArticleCue::NoName, name);
        (names.split(BETWEEN).all(section) && plain(own)).then_some(own)
    }

    /// Whether words that were not read are the name of a section.
    fn is_unread_section(&self, name: &str) -> bool {
        name.chars().all(is_han) && self.page.lexicon.cues.ends(AgencyCue::Listed, name)
    }

    /// 办公室、|人事处: whether the text before an entry only names others that were not read.
    fn names_sections(&self, head: &str) -> bool {
        let names = head.trim_start().strip_suffix('、').filter(|names| names.len() <= LONGEST_HEADING);
        names.is_some_and(|names| names.split('、').all(|name| self.is_unread_section(name)))
    }
}
