//! The territory that a head noun without one belongs to, as its sentence tells.
use super::{BETWEEN_POSTS, BODIES_BACK, Named, cues::NamingCue};
use crate::{
    lexicon::{AgencyCue, Level, Place, RegionId, Scope},
    mention::{Body, Found},
    text::{Norm, Span},
};

impl Named<'_> {
    /// …摘牌，新的|农业农村厅亮相; 合并，组成|文化和旅游厅: a department founded where the sentence speaks of bodies of one territory.
    pub(super) fn fresh_seat(&self, before: &[Found<Body>], span: Span<Norm>) -> Option<RegionId> {
        let head = self.page.text.get(..span.start())?;
        let long = span.of(self.page.text).chars().nth(3).is_some();
        if !long || !self.cues.ends(AgencyCue::Fresh, head) {
            return None;
        }
        let sentence = self.page.layout.sentence_at(span.start());
        let near = before.iter().rev().take_while(|b| b.span.start() >= sentence.start());
        let mut seats = near.filter(|b| b.value.full.is_some() && !b.value.fused).map(|b| b.value.seat);
        let seat = seats.next()??;
        seats.all(|other| other == Some(seat)).then_some(seat)
    }

    /// 会同|公安厅、自然资源厅: what provinces alone have is of the one that the line or the page speaks of.
    pub(super) fn sole_seat(&self, stem: &str, span: Span<Norm>) -> Option<RegionId> {
        let head = self.page.text.get(..span.start())?;
        let opens = || {
            let before = head.chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric())
                || self.cues.ends(AgencyCue::Opens, head)
                || self.cues.ends(AgencyCue::LeadsTo, head)
        };
        if stem.chars().nth(2).is_none() || !self.words.ends(NamingCue::OfProvince, stem) || !opens() {
            return None;
        }
        let line = self.page.layout.line_at(span.start());
        self.page.anchors.province(&self.page.lexicon.regions, span.start(), line.start())
    }

    /// 湖南省的|政务服务和大数据中心: the territory that is named right before 的.
    pub(super) fn place_of(&self, at: usize) -> Option<RegionId> {
        let head = self.page.text.get(..at)?.strip_suffix('的')?;
        let territory = self.page.lexicon.regions.territory_before(self.page.text, head.len())?;
        match territory.place {
            Place::Regions(ids) if !territory.short => self.page.anchors.choose(&self.page.lexicon.regions, &ids, at),
            _ => None,
        }
    }

    /// 某省乡村振兴局由|扶贫办更名: what was renamed was of the same territory.
    pub(super) fn renamed_seat(&self, before: &[Found<Body>], span: Span<Norm>) -> Option<RegionId> {
        let head = self.page.text.get(..span.start())?;
        let head = self.words.before(NamingCue::Former, head).unwrap_or(head);
        if !self.words.ends(NamingCue::MadeOf, head) {
            return None;
        }
        let after = self.page.text.get(span.end()..)?;
        let after = self.words.behind(NamingCue::BeforeVerb, after).unwrap_or(after);
        if !self.cues.starts(AgencyCue::Became, after) {
            return None;
        }
        let clause = self.page.layout.sentence_at(span.start());
        let near = before.iter().rev().take_while(|b| b.span.start() >= clause.start());
        near.filter(|b| b.value.full.is_some()).find_map(|b| b.value.seat)
    }

    /// The territory whose head is named last between the bytes: 山东省|副省长.
    pub(super) fn governed(&self, from: usize, to: usize) -> Option<RegionId> {
        let at = |byte: usize| self.titles.partition_point(|t| t.span.start() < byte);
        let titles = self.titles.get(at(from)..at(to))?.iter().rev().take(BODIES_BACK);
        // 山东省|原|副省长
        let past = |start: usize| {
            let head = self.page.text.get(..start)?;
            Some(self.words.before(NamingCue::Former, head).map_or(start, str::len))
        };
        titles.filter_map(|t| past(t.span.start())).find_map(|start| {
            let territory = self.page.lexicon.regions.territory_before(self.page.text, start)?;
            match territory.place {
                Place::Regions(ids) if !territory.short && territory.start >= from => {
                    self.page.lexicon.regions.of(ids).next()
                }
                _ => None,
            }
        })
    }

    /// 副市长、|公安局|局长: the territory of a post that stands before in the chain, by its level.
    pub(super) fn ruled_beside(&self, at: usize) -> Option<RegionId> {
        let head =
            self.page.text.get(..at)?.trim_end_matches(|c| BETWEEN_POSTS.contains(&c) || matches!(c, '，' | ','));
        let title = &self.titles.get(self.titles.partition_point(|t| t.span.end() < head.len()))?;
        let of_territory = title.span.end() == head.len() && head.len() < at && title.value.scope == Scope::Territory;
        let level = Level::of_word(self.page.text.get(title.value.word..).filter(|_| of_territory)?)?;
        self.page.anchors.of_level(&self.page.lexicon.regions, level, at)
    }

    /// The level of a territory for which the word stands that a text begins with, and the rest (省|水利厅, no 市场).
    pub(super) fn level_at<'t>(&self, text: &'t str) -> Option<(Level, &'t str)> {
        if let Some(rest) = self.words.behind(NamingCue::AutonomousRegion, text) {
            return Some((Level::AutonomousRegion, rest));
        }
        let level = Level::of_word(text)?;
        let is_one = matches!(level, Level::Province | Level::City | Level::County | Level::District);
        let rest = text.get(text.chars().next()?.len_utf8()..)?;
        (is_one && !self.words.starts(NamingCue::NoLevel, text)).then_some((level, rest))
    }

    /// Whether a name begins with a word for the level of a territory.
    pub(super) fn begins_with_level(&self, name: &str) -> bool {
        let start = self.words.starting(name);
        start.has(NamingCue::AutonomousRegion) || start.has(NamingCue::Level) && !start.has(NamingCue::NoLevel)
    }

    /// 佛山市南海区成立|数据统筹局: the place that founds it.
    pub(super) fn founding_place(&self, at: usize) -> Option<RegionId> {
        let sentence = self.page.layout.sentence_at(at);
        let clause = self.page.text.get(sentence.start()..at)?;
        if self.cues.ends(AgencyCue::FoundsFirst, clause) {
            return None;
        }
        let head = sentence.start() + self.cues.before(AgencyCue::Founds, clause)?.len();
        let from = self.page.layout.clause_at(at).start();
        let named = self.page.anchors.last_before(head, sentence.start());
        // 自治区成立政务服务局, 省里组建: the level alone stands at the head of the clause.
        let clause = self.page.text.get(from..head)?;
        // 广州、深圳等地|设立大数据管理局: one of several.
        if clause.rsplit_once('、').is_some_and(|(_, last)| last.contains('等')) {
            return None;
        }
        match self.level_at(clause).filter(|&(level, _)| level != Level::District) {
            Some((level, _)) => self.page.anchors.of_level(&self.page.lexicon.regions, level, at),
            None => named,
        }
    }
}
