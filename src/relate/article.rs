//! Pages about one body: its name at the head, rows of labels and values (成立时间　1988年10月), and lists of what belongs to
//! it under a heading (内设机构, 直属单位).
use super::{Affiliation, Facts, Proof, View, line::Line, words::Role};
use crate::matcher::Symbol;

/// A line that is longer, in bytes, is no heading and no row of labels.
const LONGEST_HEADING: usize = 60;

/// What may stand before an entry of a list besides marks: （一）, 1.
const NUMERALS: &str = "一二三四五六七八九十第";

/// The list that lines stand in: whose it is, and whether of its sections.
#[derive(Clone, Copy, Debug)]
pub(super) struct Belongings {
    body: usize,
    inside: bool,
}

/// What a page about a body tells of it by its layout.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Article {
    /// The body that the page is about.
    pub(super) body: Option<usize>,
    list: Option<Belongings>,
    /// The line gives a value for a label.
    pub(super) row: bool,
}

impl Article {
    /// Takes the next line in.
    pub(super) fn read(&mut self, view: &View<'_>, line: &Line<'_>, facts: &mut Facts) {
        self.row = false;
        if let Some(list) = self.list {
            if view.listed(line, list, facts) {
                return;
            }
            self.list = None;
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
        let text = line.text.trim_end_matches([' ', ':', '：']);
        if text.ends_with(['构', '位', '室', '门', '校', '局'])
            && let Some(list) = view.heading(line, text, self.body)
        {
            self.list = Some(list);
            return;
        }
        let Some(first) = line.items.first() else { return };
        let head = line.text.get(..first.at).unwrap_or("").trim_start();
        let label = head.trim_end_matches([' ', ':', '：', '　']);
        if first.symbol == Symbol::Agency && (first.at == 0 || view.words().is(Role::NameLabel, label)) {
            let rest = behind(line, first.at).trim_start();
            if rest.is_empty() || rest.starts_with('[') || view.words().is(Role::NameLabel, rest.trim_end()) {
                self.body = Some(first.index);
            }
            return;
        }
        let worded = label.len() < head.len() && !label.is_empty() && label.chars().all(crate::text::is_han);
        self.row = self.body.is_some() && worded && label.len() <= 24;
    }
}

/// What stands behind the mention at byte `at`.
fn behind<'l>(line: &'l Line<'_>, at: usize) -> &'l str {
    line.text.get(at..).and_then(|t| t.char_indices().nth(1).and_then(|(n, _)| t.get(n..))).unwrap_or("")
}

impl View<'_> {
    /// 2 内设机构; 某局机关共有6个处室: whose sections or units the lines below name.
    fn heading(&self, line: &Line<'_>, text: &str, about: Option<usize>) -> Option<Belongings> {
        let (head, inside) = match self.words().before(Role::ListsSections, text) {
            Some(head) => (head, true),
            None => (self.words().before(Role::ListsUnits, text)?, false),
        };
        let own = line.items.first().filter(|i| i.symbol == Symbol::Agency && line.items.len() == 1);
        let body = match own {
            Some(item) => item.index,
            None if line.items.is_empty() && is_mark(head) => about?,
            None => return None,
        };
        Some(Belongings { body, inside })
    }

    /// Adds what a line under such a heading names; whether the list goes on.
    fn listed(&self, line: &Line<'_>, list: Belongings, facts: &mut Facts) -> bool {
        let Some(first) = line.items.first() else {
            // Its tasks, or a section that was not read.
            let text = line.text.trim();
            return text.is_empty()
                || text.len() > LONGEST_HEADING
                || text.ends_with(['处', '科', '室', '心', '所', '院']);
        };
        let head = line.text.get(..first.at).unwrap_or("");
        if first.symbol != Symbol::Agency || !is_mark(head) {
            return false;
        }
        let Some(parent) = self.body_name(list.body) else { return false };
        let mut expected = first.at;
        for item in line.items.iter().take_while(|i| i.symbol == Symbol::Agency) {
            if item.at != expected {
                break;
            }
            let rest = behind(line, item.at);
            let open = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
            let Some(agency) = self.body_name(item.index).filter(|_| open) else { break };
            if agency != parent && (!list.inside || agency.starts_with(&*parent)) {
                let relation = if list.inside { "internal_to" } else { "subordinate_to" };
                let rule = self.relate.lists[usize::from(list.inside)];
                let proof = Proof { evidence: item.span, mentions: vec![item.span], rule };
                facts.affiliations.push(Affiliation {
                    agency,
                    relation: relation.into(),
                    parent: parent.clone(),
                    proof,
                });
            }
            let joint = rest.chars().next().filter(|c| matches!(c, '、' | '，' | ',' | ' ' | '；'));
            expected = line.text.len() - rest.len() + joint.map_or(0, char::len_utf8);
        }
        // 某局|召开会议: no entry.
        behind(line, first.at).chars().next().is_none_or(|c| !c.is_alphanumeric())
    }
}

/// Whether the text before an entry or in front of a heading only counts or marks it.
fn is_mark(head: &str) -> bool {
    head.len() <= 16 && head.chars().all(|c| !c.is_alphabetic() || NUMERALS.contains(c))
}

/// The rules that such lists are told by: of units, of sections.
pub(super) const LISTS: [&str; 2] = ["affiliations/units", "affiliations/sections"];
