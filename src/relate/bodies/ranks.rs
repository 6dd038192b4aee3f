//! Which ranks bodies have.
use std::ops::Range;

use super::{Scene, subject::numeral};
use crate::{
    matcher::{Group, Symbol},
    relate::{
        AgencyRank, SYMBOL, Topic, bodies_in,
        maker::{Each, Maker},
        words::Role,
    },
};

impl Scene<'_> {
    /// Adds the ranks that the line states.
    pub(super) fn ranks(self, ranks: &mut Vec<AgencyRank>) {
        let Self { view, line, .. } = self;
        for (form, found) in view.matches(line, Topic::Ranks) {
            let (whole, Some(group)) = (found.range.clone(), found.group(Group::Rank)) else { continue };
            if form.each == Each::Pair {
                self.ranks_in_turn(form, whole, found.group(Group::Agency), group, ranks);
                continue;
            }
            // 分别|为正厅级和副厅级: of one each, and another form's.
            if form.each == Each::First && line.ends(Role::Respectively, whole.start) {
                continue;
            }
            let Some(rank) = line.first_in(group.clone()).map(|i| &view.board.ranks[i.index].value) else {
                continue;
            };
            let named = found.group(Group::Agency);
            let elsewhere = form.only_below && self.topic.article.row.is_none();
            if elsewhere || named.is_none() && self.is_of_words(&whole, &group, form) {
                continue;
            }
            // 大数据中心（副厅级）: the rank of what stands before the bracket, and another form's.
            let bracket = || line.part(0..group.start).ends_with(['（', '(']);
            if !is_body_rank(rank)
                || named.is_none() && bracket()
                || self.is_of_next(group.end, named.as_ref())
                || named.is_none() && counts_bodies(line.text.get(group.end..).unwrap_or(""))
                || line.starts(Role::People, group.end)
                || self.is_general(form, whole.clone())
                // A rank of a person: somebody's post stands between the subject and the rank.
                || self.personal(self.stated_from(&whole, form)..whole.end)
            {
                continue;
            }
            let subject = match form.each {
                _ if named.is_some() => Vec::new(),
                Each::Counted => self.counted(whole.start),
                Each::Subjects => self.all_here(whole.start),
                _ => match self.set_up_beside(whole.clone()) {
                    Some(body) => vec![body],
                    None => self.with_list(group.start, self.subject_read(group.start)),
                },
            };
            let subject: Vec<usize> = match form.subject_from {
                true => subject.into_iter().map(|body| self.before_renaming(body, whole.start)).collect(),
                false => subject,
            };
            let named = named.into_iter().flat_map(|range| bodies_in(line, range));
            for agency in subject.into_iter().chain(named).filter_map(|body| view.body_name(body)) {
                ranks.push(AgencyRank { agency, rank: rank.clone(), proof: self.proof(whole.clone(), form, None) });
            }
        }
    }

    /// 由正处级调整为副处级: whether the last of the ranks that a match tells is no higher than the first.
    pub(super) fn falls(self, range: Range<usize>) -> bool {
        let ranks = self.line.items_in(range).iter().filter(|i| i.symbol == Symbol::Rank);
        let mut heights = ranks.filter_map(|i| height(&self.view.board.ranks.get(i.index)?.value));
        heights.next().zip(heights.next_back()).is_some_and(|(from, to)| to <= from)
    }

    /// A、B分别为正厅级、副厅级: the first rank of the first body, the second of the second.
    fn ranks_in_turn(
        self,
        form: &Maker,
        whole: Range<usize>,
        agencies: Option<Range<usize>>,
        group: Range<usize>,
        ranks: &mut Vec<AgencyRank>,
    ) {
        let Self { view, line, .. } = self;
        let values = line.items_in(group).iter().filter(|i| i.symbol == Symbol::Rank);
        let values: Vec<_> = values.map(|i| &view.board.ranks[i.index].value).collect();
        let bodies: Vec<usize> = agencies.into_iter().flat_map(|range| bodies_in(line, range)).collect();
        if values.len() != bodies.len() || !values.iter().all(|rank| is_body_rank(rank)) {
            return;
        }
        let named = bodies.into_iter().zip(values).filter_map(|(body, rank)| Some((view.body_name(body)?, rank)));
        ranks.extend(named.map(|(agency, rank)| AgencyRank {
            agency,
            rank: rank.clone(),
            proof: self.proof(whole.clone(), form, None),
        }));
    }

    /// “正县级”就是正处级, “副县级”…: whether a rank is spoken of as a word; 由副科级升为正科级: or as what was, another form's.
    fn is_of_words(self, whole: &Range<usize>, rank: &Range<usize>, form: &Maker) -> bool {
        let line = self.line;
        let (before, behind) = (line.part(0..whole.start), line.text.get(rank.end..).unwrap_or(""));
        let head = || before.trim_end_matches(['就', '即', '便', '也', '亦', '”', '」', '"', '等', '同', '相', '当']);
        let lead = line.part(whole.start..rank.start);
        let quoted = lead.ends_with(['“', '「', '"']) && behind.starts_with(['”', '」', '"']);
        let raised = || {
            lead.ends_with(['由', '从'])
                && behind.get(..behind.floor_char_boundary(24)).is_some_and(|t| t.contains(['升', '提', '降', '调']))
        };
        let is = || line.part(whole.clone()).starts_with(['是', '系', '即']) || head().len() < before.len();
        head().ends_with(Symbol::Rank.char()) && is()
            || quoted && lead.starts_with(['，', ',', '是', '为'])
            || !form.subject_from && raised()
    }

    /// What a body was called before the sentence renames it: 某所更名为|某中心，由副科级升为正科级.
    pub(super) fn before_renaming(self, body: usize, at: usize) -> usize {
        let line = self.line;
        let items = line.items_in(line.sentence_start(at)..at);
        let mut agencies = items.iter().rev().filter(|i| i.symbol == Symbol::Agency);
        // 某局由某所升格而来，|正科级变成了副处级
        let origin = agencies.clone().next().filter(|i| {
            let come = line
                .text
                .get(i.at + SYMBOL..)
                .and_then(|t| t.get(..6))
                .is_some_and(|verb| ["升格", "改制", "更名", "改组"].contains(&verb));
            come && line.part(0..i.at).trim_end_matches('原').ends_with(['由', '从'])
        });
        if let Some(origin) = origin {
            return origin.index;
        }
        let Some(now) = agencies.next().filter(|i| i.index == body && line.ends(Role::Named, i.at)) else {
            return body;
        };
        let renamed = |i: &&crate::relate::line::Item| !line.part(i.at..now.at).contains(['。', '；', ';']);
        agencies.next().filter(renamed).map_or(body, |i| i.index)
    }

    /// 原为副厅级的|某局, 正厅级的|省政府直属机构: whether the rank that ends at byte `end` is another form's: of the body behind
    /// it, unless that says only whose it is. `named` is where the form finds the body.
    fn is_of_next(self, end: usize, named: Option<&Range<usize>>) -> bool {
        let line = self.line;
        let next = line.first_in(end..line.text.len());
        let next = next.filter(|i| i.symbol == Symbol::Agency && matches!(line.part(end..i.at), "" | "的"));
        next.is_some_and(|next| match named {
            Some(named) => named.start >= end && self.is_attribute(next.at),
            None => !self.is_attribute(next.at),
        })
    }

    /// ，|某中心是正厅级单位, 内设A、B两个处室，|均为正处级: where the clause starts that names the body itself; a comma may head the match.
    fn stated_from(self, whole: &Range<usize>, form: &Maker) -> usize {
        // 内设A、B两个处室，|均为正处级
        if form.each == Each::All
            && let Some(comma) = self.line.part(whole.clone()).rfind(['，', ','])
        {
            return self.line.text.ceil_char_boundary(whole.start + comma + 1);
        }
        let comma = self.line.part(whole.clone()).starts_with(['，', ',']);
        let subject = comma.then(|| self.subjects(whole.start, whole.end).next()).flatten();
        subject.map_or(whole.start, |item| item.at)
    }

    /// Whether a rank is said of a class of bodies, or denied.
    fn is_general(self, form: &Maker, whole: Range<usize>) -> bool {
        let line = self.line;
        let roles = line.roles_in(whole.clone());
        let general = || roles.has(Role::General) || line.ends(Role::General, whole.start);
        let sentence = line.near_range(line.sentence_start(whole.start), whole.start);
        roles.has(Role::Denied)
            || form.each == Each::First && general()
            || line.part(0..whole.start).ends_with('不')
            || line.inside(Role::Class, sentence)
    }

    /// 某局下设某中心，|为正处级: what was set up right before a rank that starts a clause.
    fn set_up_beside(self, whole: Range<usize>) -> Option<usize> {
        let line = self.line;
        let last = line.last_in(0..whole.start).filter(|i| i.symbol == Symbol::Agency)?;
        let comma = |text: &str| text.starts_with(['，', ',']);
        let beside = line.text.get(last.at + SYMBOL..).is_some_and(comma);
        let near = whole.start <= last.at + SYMBOL + '，'.len_utf8();
        let inside = || line.part(whole).trim_start_matches(['，', ',']);
        (beside
            && near
            && line.ends(Role::SetsUp, last.at)
            && inside().starts_with(['为', '系', '是', Symbol::Rank.char()]))
        .then_some(last.index)
    }
}

/// 正科级|单位4个, 副科级|事业单位有两家: whether the words behind a rank count those that have it.
fn counts_bodies(rest: &str) -> bool {
    const NOUNS: [&str; 4] = ["事业单位", "单位", "机构", "部门"];
    let rest = rest.strip_prefix('的').unwrap_or(rest);
    let counted = NOUNS.iter().find_map(|noun| rest.strip_prefix(noun)).unwrap_or(rest);
    let counted = counted.trim_start_matches(['共', '有', '为']);
    let number = counted.trim_start_matches(|c: char| c.is_ascii_digit() || numeral(c).is_some());
    number.len() < counted.len() && number.starts_with(['个', '家'])
}

/// Whether a body can have this rank; grades are of persons.
pub(in crate::relate) fn is_body_rank(rank: &str) -> bool {
    rank.ends_with("正职") || rank.ends_with("副职") || ["厅局级", "省部级", "县处级", "乡科级"].contains(&rank)
}

/// How high a rank is; none where the word does not tell.
fn height(rank: &str) -> Option<usize> {
    let levels = ["乡科级", "县处级", "厅局级", "省部级", "国家级"];
    let level = levels.iter().position(|level| rank.starts_with(level))?;
    Some(2 * level + usize::from(rank.ends_with("正职")))
}
