//! Whom bodies belong to.
use std::ops::Range;

use smol_str::{SmolStr, format_smolstr};

use super::{LONGEST_LIST, Scene};
use crate::{
    matcher::{Group, Symbol},
    relate::{
        Affiliation, SYMBOL, Topic, bodies_in,
        maker::{Each, Maker},
        words::Role,
    },
};

impl Scene<'_> {
    /// Adds what the line says of whom bodies belong to.
    pub(super) fn affiliations(self, affiliations: &mut Vec<Affiliation>) {
        let Self { view, line, .. } = self;
        for (form, found) in view.matches(line, Topic::Affiliations) {
            let whole = found.range.clone();
            let group = |group| found.group(group).map(|range| bodies_in(line, range).collect::<Vec<_>>());
            if self.is_none(form, whole.clone(), found.group(Group::Agency)) {
                continue;
            }
            let parents = if form.subject_is_parent {
                self.verbs_subject(form, whole.start)
            } else {
                group(Group::Parent).unwrap_or_default()
            };
            let agencies = match group(Group::Agency) {
                Some(agencies) => agencies,
                None if form.each == Each::Counted => self.counted(whole.start),
                None => match self.behind(whole.clone()) {
                    Some(body) => vec![body],
                    None => self.with_list(whole.start, self.verbs_subject(form, whole.start)),
                },
            };
            for (n, body) in agencies.into_iter().enumerate() {
                let parent = parents.get(if form.each == Each::Pair { n } else { 0 });
                let (Some(agency), Some(parent)) = (view.body_name(body), parent.and_then(|&i| view.body_name(i)))
                else {
                    continue;
                };
                let parent = if agency == parent && form.subject_is_parent {
                    self.other_before(whole.start, &agency).unwrap_or(parent)
                } else {
                    parent
                };
                let agency = if form.child_office {
                    let Some(office) = office_of(&agency, line.part(whole.clone())) else { continue };
                    office
                } else {
                    agency
                };
                if agency == parent || form.own_child && !agency.starts_with(&*parent) {
                    continue;
                }
                let proof = self.proof(whole.clone(), form, Some(body));
                // An agency with a legal person of its own (署) is under its ministry, not inside it.
                let relation = match form.own_child && agency.ends_with('署') {
                    true => SmolStr::new_static("subordinate_to"),
                    false => form.relation.clone(),
                };
                affiliations.push(Affiliation { agency, relation, parent, proof });
            }
        }
    }

    /// Whether the words of a match say nothing of whom a body belongs to; `agency` is where the form finds the body.
    fn is_none(self, form: &Maker, whole: Range<usize>, agency: Option<Range<usize>>) -> bool {
        let line = self.line;
        let before = line.part(0..whole.start);
        // 从某厅划转|某局: the body before the verb is where it came from.
        let from = || agency.is_some_and(|g| g.start == whole.start) && before.ends_with(['从', '自']);
        // 设立, 建设 set up nothing inside.
        let built = || line.part(whole.clone()).starts_with("设立") || before.ends_with(['建', '开', '增', '新', '单']);
        from()
            || form.own_child && built()
            // 三家均为|省政府组成部门: of all of them, and another form's.
            || form.each == Each::First && line.ends(Role::General, whole.start)
            // 不再|加挂某局牌子
            || form.subject_is_parent && line.ends(Role::NoLonger, whole.start)
    }

    /// What a verb at byte `at` is said of. 在X加挂Y牌子: the body right before it.
    fn verbs_subject(self, form: &Maker, at: usize) -> Vec<usize> {
        let line = self.line;
        let beside = line.items_in(0..at).last().filter(|i| i.symbol == Symbol::Agency && i.at + SYMBOL == at);
        // 由A|移交给B管理
        match beside.filter(|i| !line.part(0..i.at).ends_with(['由', '从'])) {
            Some(item) => vec![item.index],
            None if form.child_office => self.subject(at).into_iter().collect(),
            None => self.subject_read(at),
        }
    }

    /// 由水利部管理的|某中心, 隶属某局的|某署: the body behind what is said of it.
    fn behind(self, whole: Range<usize>) -> Option<usize> {
        let line = self.line;
        let item = line.items_in(whole.end..line.text.len()).first().filter(|i| i.symbol == Symbol::Agency)?;
        let between = line.text.get(whole.end..item.at)?;
        let of = match between.strip_suffix('的') {
            Some(of) => of,
            None if between.is_empty() && line.part(whole).ends_with('的') => "",
            None => return None,
        };
        (of.chars().count() <= 8 && of.chars().all(char::is_alphanumeric)).then_some(item.index)
    }

    /// A并入B，对外保留A牌子: the one that took it in.
    fn other_before(self, at: usize, agency: &SmolStr) -> Option<SmolStr> {
        let before = self.line.items_in(self.line.sentence_start(at)..at).iter().rev();
        let bodies = before.take(LONGEST_LIST).filter(|i| i.symbol == Symbol::Agency);
        bodies.filter_map(|i| self.view.body_name(i.index)).find(|name| name != agency)
    }
}

/// The name of the office of a body that a match speaks of; none where that is an office of no body that was read
/// (调查组成立，办公室设在某厅).
fn office_of(agency: &str, inside: &str) -> Option<SmolStr> {
    let group = inside.starts_with('其') || agency.ends_with(['组', '会', '议']) || agency.ends_with("指挥部");
    let repeats = |word: &str| !inside.starts_with(word) || agency.ends_with(word);
    let office = if inside.contains("秘书处") { "秘书处" } else { "办公室" };
    (group && repeats("领导小组") && repeats("委员会")).then(|| format_smolstr!("{agency}{office}"))
}
