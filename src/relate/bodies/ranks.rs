//! Which ranks bodies have.
use std::ops::Range;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::{
    Scene,
    signs::{BodyCue, before_all},
};
use crate::{
    matcher::{Group, Symbol},
    relate::{
        AgencyRank, SYMBOL, Topic, bodies_in,
        line::Item,
        maker::{Each, Maker, Only, SubjectAs},
        words::Role,
    },
    rules::{Row, RuleError, RuleSet},
    segment::COMMAS,
    value::count_at,
};

/// In how many bytes behind a rank stands what it was changed to, and before it the bracket that it is in.
const NEAR_BYTES: usize = 24;

impl Scene<'_> {
    /// Adds the ranks that the line states.
    pub(super) fn ranks(self, ranks: &mut Vec<AgencyRank>) {
        let Self { view, line, .. } = self;
        for (form, found) in view.matches(line, Topic::Ranks) {
            let (whole, Some(group)) = (found.range.clone(), found.group(Group::Rank)) else { continue };
            let named = found.group(Group::Agency);
            if form.each == Each::Pair {
                self.ranks_in_turn(form, whole, named, group, ranks);
                continue;
            }
            let Some(rank) = line.first_in(group.clone()).map(|i| &view.board.ranks[i.index].value) else {
                continue;
            };
            if !view.relate.ranks.has(rank) || self.is_no_rank_of_body(form, &whole, &group, named.as_ref()) {
                continue;
            }
            let bodies: Vec<usize> = match named {
                Some(named) => self.outside_brackets(named),
                None => self.ranked(form, &whole, &group),
            };
            for agency in bodies.into_iter().filter_map(|body| view.body_name(body)) {
                ranks.push(AgencyRank { agency, rank: rank.clone(), proof: self.proof(whole.clone(), form, None) });
            }
        }
    }

    /// Whether a match speaks of a rank without saying that a body has it, or says so by another form; `named` is where the
    /// form finds the body.
    fn is_no_rank_of_body(
        self,
        form: &Maker,
        whole: &Range<usize>,
        rank: &Range<usize>,
        named: Option<&Range<usize>>,
    ) -> bool {
        let line = self.line;
        // 大数据中心（公益一类，副厅级）: the rank of what stands before the bracket, and another form's.
        let bracket = || {
            let head = line.part(0..rank.start);
            let near = head.get(head.ceil_char_boundary(head.len().saturating_sub(NEAR_BYTES))..).unwrap_or("");
            let (before, inside) = near.rfind(['（', '(']).and_then(|at| near.split_at_checked(at)).unwrap_or_default();
            let behind_body = before.ends_with(Symbol::Agency.char()) && !inside.contains(['）', ')']);
            head.ends_with(['（', '(']) || behind_body
        };
        let of_no_body = || {
            bracket() || self.is_of_words(whole, rank, form) || self.counts_bodies(line.part(rank.end..line.text.len()))
        };
        // 分别|为正厅级和副厅级: of one each, and another form's.
        form.each == Each::First && line.ends(Role::Respectively, whole.start)
            || form.only == Only::Below && self.topic.article.row.is_none()
            || named.is_none() && of_no_body()
            || self.is_of_next(rank.end, named)
            || line.starts(Role::People, rank.end)
            || self.is_general(form, whole.clone())
            // A rank of a person: somebody's post stands between the subject and the rank.
            || self.personal(self.stated_from(whole, form)..whole.end)
    }

    /// The bodies that have the rank of a match which names none.
    fn ranked(self, form: &Maker, whole: &Range<usize>, rank: &Range<usize>) -> Vec<usize> {
        let bodies = match form.each {
            Each::Counted => self.counted(whole.start),
            Each::Subjects => self.all_here(whole.start),
            _ => match self.set_up_beside(whole.clone()) {
                Some(body) => vec![body],
                None => self.with_list(rank.start, self.subject_read(rank.start)),
            },
        };
        match form.subject == SubjectAs::From {
            true => bodies.into_iter().map(|body| self.before_renaming(body, whole.start)).collect(),
            false => bodies,
        }
    }

    /// 由正处级调整为副处级: whether the last of the ranks that a match tells is no higher than the first.
    pub(super) fn falls(self, range: Range<usize>) -> bool {
        let ranks = self.line.items_in(range).iter().filter(|i| i.symbol == Symbol::Rank);
        let mut heights =
            ranks.filter_map(|i| self.view.relate.ranks.height(&self.view.board.ranks.get(i.index)?.value));
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
        if values.len() != bodies.len() || !values.iter().all(|rank| view.relate.ranks.has(rank)) {
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
        let (line, signs) = (self.line, self.line.signs());
        let behind = line.part(rank.end..line.text.len());
        let lead = line.part(whole.start..rank.start);
        // “正县级”就|是正处级
        let equal = || {
            let before = line.part(0..whole.start);
            let head = before_all(signs, &[BodyCue::JustAs], &['”', '」', '"'], before);
            head.ends_with(Symbol::Rank.char())
                && (head.len() < before.len() || signs.starts(BodyCue::Is, line.part(whole.clone())))
        };
        let quoted = lead.ends_with(['“', '「', '"']) && behind.starts_with(['”', '」', '"']);
        let raised = || {
            let near = behind.get(..behind.floor_char_boundary(NEAR_BYTES)).unwrap_or("");
            signs.ends(BodyCue::From, lead) && signs.stands_in(BodyCue::Changes, near)
        };
        quoted && (lead.starts_with(COMMAS) || signs.starts(BodyCue::Is, lead))
            || form.subject != SubjectAs::From && raised()
            || equal()
    }

    /// What a body was called before the sentence renames it: 某所更名为|某中心，由副科级升为正科级.
    pub(super) fn before_renaming(self, body: usize, at: usize) -> usize {
        let line = self.line;
        let items = line.items_in(line.sentence_start(at)..at);
        let mut agencies = items.iter().rev().filter(|i| i.symbol == Symbol::Agency);
        if let Some(origin) = agencies.clone().next().filter(|i| self.is_origin(i.at)) {
            return origin.index;
        }
        let Some(now) = agencies.next().filter(|i| i.index == body && line.ends(Role::Named, i.at)) else {
            return body;
        };
        let renamed = |i: &&Item| !line.part(i.at..now.at).contains(['。', '；', ';']);
        agencies.next().filter(renamed).map_or(body, |i| i.index)
    }

    /// 某局由|某所|升格而来，正科级变成了副处级: whether the body at byte `at` is what another came from.
    fn is_origin(self, at: usize) -> bool {
        let (line, signs) = (self.line, self.line.signs());
        let head = line.part(0..at);
        signs.starts(BodyCue::Became, line.part(at + SYMBOL..line.text.len()))
            && signs.ends(BodyCue::From, signs.before(BodyCue::Former, head).unwrap_or(head))
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
            && let Some(comma) = self.line.part(whole.clone()).rfind(COMMAS)
        {
            return self.line.text.ceil_char_boundary(whole.start + comma + 1);
        }
        let comma = self.line.part(whole.clone()).starts_with(COMMAS);
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
            || line.signs().ends(BodyCue::Not, line.part(0..whole.start))
            || line.inside(Role::Class, sentence)
    }

    /// 某局下设某中心，|为正处级: what was set up right before a rank that starts a clause.
    fn set_up_beside(self, whole: Range<usize>) -> Option<usize> {
        let line = self.line;
        let last = line.last_in(0..whole.start).filter(|i| i.symbol == Symbol::Agency)?;
        let comma = |text: &str| text.starts_with(COMMAS);
        let beside = line.text.get(last.at + SYMBOL..).is_some_and(comma);
        let near = whole.start <= last.at + SYMBOL + '，'.len_utf8();
        let stated = || {
            let words = line.part(whole).trim_start_matches(COMMAS);
            words.starts_with(Symbol::Rank.char()) || line.signs().starts(BodyCue::Is, words)
        };
        (beside && near && line.ends(Role::SetsUp, last.at) && stated()).then_some(last.index)
    }

    /// 正科级|单位4个, 副科级|事业单位有两家: whether the words behind a rank count those that have it.
    fn counts_bodies(self, rest: &str) -> bool {
        let signs = self.line.signs();
        let rest = rest.strip_prefix('的').unwrap_or(rest);
        let counted = signs.behind(BodyCue::Unit, rest).unwrap_or(rest);
        let counted = signs.behind(BodyCue::Amounts, counted).unwrap_or(counted);
        count_at(counted).is_some_and(|(_, behind)| signs.starts(BodyCue::Counter, behind))
    }
}

/// The ranks that bodies can have; grades are of persons.
#[derive(Clone, Debug)]
pub(in crate::relate) struct BodyRanks {
    /// How high each of them is.
    heights: FxHashMap<SmolStr, u32>,
}

impl BodyRanks {
    /// Takes `ranks/heights`.
    ///
    /// # Errors
    /// A table that is missing, or a height that is no number.
    pub(in crate::relate) fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        let table = rules.table("ranks/heights")?;
        let height = table.column("height")?;
        let of = |row: &Row| {
            let number = row.get(height).parse().map_err(|_| table.cell_fault(row, height, "no number"))?;
            Ok((row.get(0).into(), number))
        };
        Ok(Self { heights: table.rows().iter().map(of).collect::<Result<_, RuleError>>()? })
    }

    /// How high a rank is; none where no body has it.
    pub(in crate::relate) fn height(&self, rank: &str) -> Option<u32> {
        self.heights.get(rank).copied()
    }

    /// Whether a body can have this rank.
    pub(in crate::relate) fn has(&self, rank: &str) -> bool {
        self.heights.contains_key(rank)
    }
}
