//! What the body of an event came from, and what it became part of.
use smol_str::SmolStr;

use super::{
    Event, EventCue, Scene,
    events::{MEMBERS, Telling},
};
use crate::{
    matcher::{Group, Symbol},
    relate::{
        EventKind, SYMBOL,
        line::Item,
        maker::{MergedInto, SubjectAs},
        words::Role,
    },
};

/// What a body came from, and what it became part of.
#[derive(Debug)]
pub(super) struct Parties {
    pub(super) from: Option<SmolStr>,
    pub(super) into: Option<SmolStr>,
}

impl Telling<'_> {
    /// The parties besides the bodies that the event is told of, which `subject` is one of; none where the form needs what
    /// they became part of and the text does not tell. `events` are those told before.
    pub(super) fn parties(&self, subject: Option<usize>, events: &[Event]) -> Option<Parties> {
        let Self { form, .. } = self;
        let into = self.named_whole().and_then(|body| self.view.body_name(body));
        let into = into.or_else(|| match form.into {
            MergedInto::Founded => self.founded_before(events),
            MergedInto::Subject => self.here().and_then(|body| self.view.body_name(body)),
            MergedInto::Named => None,
        });
        if into.is_none() && form.into != MergedInto::Named {
            return None;
        }
        Some(Parties { from: self.origin(subject), into })
    }

    /// What it came from.
    fn origin(&self, subject: Option<usize>) -> Option<SmolStr> {
        let (line, view) = (self.line, self.view);
        let named = self.found.group(Group::From);
        // 由某广播电视台更名而来
        let other = named.as_ref().and_then(|range| line.first_in(range.clone()));
        if let Some(item) = other.filter(|i| i.symbol == Symbol::Organization)
            && let Some(organization) = view.board.organizations.get(item.index)
        {
            return Some(organization.value.name.clone());
        }
        // 1954年改称某厅: of what the text speaks of.
        let old = named.and_then(|range| self.old_name(range.start));
        view.body_name(old.or_else(|| self.renamed_subject(subject))?)
    }

    /// What the text speaks of, where it is that which got another name.
    fn renamed_subject(&self, subject: Option<usize>) -> Option<usize> {
        if self.form.subject == SubjectAs::From
            && let Some(old) = self.forerunner_before(self.whole.start).or_else(|| self.here())
        {
            return Some(old);
        }
        // 某局，初为A，后更名为B，2021年|改为现名: it was B.
        let unnamed = self.form.kind == EventKind::Renamed && self.group.is_none();
        if unnamed { self.here().filter(|_| self.here() != subject) } else { None }
    }

    /// What it became part of, where the match names it.
    fn named_whole(&self) -> Option<usize> {
        let (line, found) = (self.line, self.found);
        let item = line.first_in(found.group(Group::Into)?)?;
        // 某厅是|省政府组成部门，由A和B合并组建: it was 某厅.
        // 隶属|某司，由A和B合并而成: nor what it is under.
        let above = self.is_status(item.at) || item.at == found.range.start && line.ends(Role::Moved, item.at);
        if above { self.subject_here(item.at) } else { Some(item.index) }
    }

    /// What the sentence says before to be founded, else what the line told of last, if it was that.
    fn founded_before(&self, events: &[Event]) -> Option<SmolStr> {
        let (line, start) = (self.line, self.whole.start);
        let items = line.items_in(line.sentence_start(start)..start);
        let fresh = |i: &&Item| i.symbol == Symbol::Agency && line.ends(Role::Founds, i.at);
        let founded = items.iter().rev().take(MEMBERS).find(fresh).and_then(|i| self.view.body_name(i.index));
        // 某局挂牌。由此，A与B合并: into what the sentence before founded.
        let just = || events.last().filter(|e| e.kind == EventKind::Founded && line.span.contains(e.proof.evidence));
        founded.or_else(|| just().map(|e| e.agency.clone()))
    }
}

impl Scene<'_> {
    /// The body that is renamed: the one at byte `at`, or where that is an object of the clause before (A改隶B，并更名为C)
    /// the subject.
    fn old_name(self, at: usize) -> Option<usize> {
        let item = self.line.first_in(at..at + 1)?;
        // 划入|某局（后更名为…）: what the bracket tells of.
        let glossed = self.line.text.get(at + SYMBOL..).is_some_and(|t| t.starts_with(['（', '(']));
        // 为|市经信委|内设机构，2019年改组为某局: what only says of which one it is.
        let behind = self.line.text.get(at + SYMBOL..).unwrap_or("");
        if self.only_approves(at) || self.cues().starts(EventCue::Unit, behind) {
            return self.subject_here(at);
        }
        // 某局（|某办|），2024年更名为…
        if self.is_other_name(at) {
            return self.line.last_in(0..at).map(|first| first.index);
        }
        let moved = !glossed && self.line.ends(Role::Moved, at);
        let subject = if moved { self.subject_here(at) } else { None };
        Some(subject.unwrap_or(item.index))
    }
}
