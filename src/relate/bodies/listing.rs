//! Bodies listed under a heading that says what happened to them: 新组建的机构⏎某局⏎某局.
use super::{EventCue, Scene, is_no_word, when::point_only};
use crate::{
    matcher::Symbol,
    relate::{
        Event, EventKind, SYMBOL,
        article::{is_mark, without_count},
        cues::RelationCue,
        line::Item,
    },
    rules::RuleId,
    segment::{behind_bracket, is_mark_or_number},
};

/// A line that is longer, in bytes, heads no list.
const LONGEST_HEADING: usize = 90;
/// What the bodies are called has no more characters: 市级议事协调机构.
const LONGEST_NOUN: usize = 8;
/// After so many lines without an entry a list has ended.
const LONGEST_GAP: u8 = 2;

/// The list that lines stand in.
#[derive(Clone, Debug)]
pub(super) struct Listing {
    kind: EventKind,
    rule: RuleId,
    since: u8,
}

impl<'s> Scene<'s> {
    /// The list that the line heads, if it does: 二、撤销的机构（3个）：
    pub(super) fn heads_events(self) -> Option<Listing> {
        let line = self.line;
        if line.text.len() > LONGEST_HEADING || !line.items.is_empty() {
            return None;
        }
        let closed =
            |t| -> &str { str::trim_end_matches(t, |c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）')) };
        let text = closed(without_count(closed(line.text.trim_start_matches(is_mark_or_number))));
        let cues = &self.view.words().cues;
        let heads = |(cue, kind, rule)| {
            let noun = cues.behind(cue, text)?.trim_start_matches('的');
            let short = || noun.chars().nth(LONGEST_NOUN).is_none();
            let named = noun.is_empty() || short() && self.cues().ends(EventCue::BodyNoun, noun);
            named.then_some(Listing { kind, rule, since: 0 })
        };
        let told_by = self.view.relate.told_by;
        let founded = (RelationCue::HeadsFounded, EventKind::Founded, told_by.founds);
        let abolished = (RelationCue::HeadsAbolished, EventKind::Abolished, told_by.abolishes);
        [founded, abolished].into_iter().find_map(heads)
    }

    /// Adds what happened to the bodies that a line of such a list names; whether the list goes on.
    pub(super) fn listed_events(self, listing: &mut Listing, events: &mut Vec<Event>) -> bool {
        let (line, view) = (self.line, self.view);
        let Some(first) = line.items.first() else {
            listing.since += u8::from(!line.text.trim().is_empty());
            return listing.since <= LONGEST_GAP;
        };
        let entry = |head: &str| {
            let head = self.without_former(head);
            is_mark(head.trim_start_matches(['、', '，', ',', '；', ';']))
        };
        if first.symbol != Symbol::Agency || !entry(line.part(0..first.at)) {
            return false;
        }
        let (mut end, mut named) = (0, false);
        for item in line.items {
            // 某局（挂某办牌子）、某厅: what the bracket names is no entry.
            if item.at < end {
                continue;
            }
            let rest = self.told_behind(item);
            if item.symbol != Symbol::Agency || !entry(line.part(end..item.at)) || !ends_entry(rest) {
                break;
            }
            if let Some(agency) = view.body_name(item.index) {
                let proof = self.proof_of(item, listing.rule);
                let date = self.topic.date.map(point_only);
                events.push(Event { date, ..Event::of(agency, listing.kind, proof) });
            }
            (end, named) = (line.text.len() - rest.len(), true);
        }
        listing.since = 0;
        named
    }

    /// What stands behind a mention and a bracket that belongs to it.
    fn told_behind(self, item: &Item) -> &'s str {
        behind_bracket(self.line.text.get(item.at + SYMBOL..).unwrap_or(""), usize::MAX)
    }
}

/// Whether an entry ends before the text: 某局。…, 某局、某厅, 某局　正处级; not so 某局更名为….
fn ends_entry(rest: &str) -> bool {
    rest.chars().next().is_none_or(is_no_word)
}
