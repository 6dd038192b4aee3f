//! Names that the tables hold: bodies known by name, standard departments behind a territory or a body, committees.
use std::sync::Arc;

use super::{Left, Walk, body, numbered_before};
use crate::{
    lexicon::{Level, Place, Reading, System, Territory},
    mention::{Body, Found, Naming},
    text::Span,
    value::AgencyKind,
};

impl Walk<'_> {
    pub(super) fn known(&self, reading: Reading<'_>) -> Option<Found<Body>> {
        let end = reading.end();
        let (start, known, rule) = match (reading.known(), self.about.and_then(|about| reading.regional_of(about))) {
            (Some((a, _)), Some((b, known))) if b <= a => (b, known, self.agencies.regional),
            (None, Some((b, known))) => (b, known, self.agencies.regional),
            (Some((a, known)), _) => (a, known, self.agencies.known),
            (None, None) => return None,
        };
        let mut body = body(Naming::Known(Arc::clone(&known.full)), known.kind);
        let head = start;
        let mut start = start;
        // 北京市|教育局 on a page about Hong Kong is Beijing's.
        if let Some(territory) = self.territory(head).filter(|_| known.regional) {
            start = territory.start;
            body.naming = Naming::Built(Span::new(head, end));
            body.territory = Some(territory);
        }
        if self.in_class(start) && known.regional {
            return None;
        }
        // 数字|兵团: a word of bodies' names before a very short name makes another word of both.
        let short = self.text.get(head..end).is_some_and(|t| t.chars().count() <= 2);
        if short && !known.regional && self.lexicon.bodies.functions_before(self.text, head).next().is_some() {
            return None;
        }
        Some(Found { span: Span::new(start, end), value: body, rule })
    }

    pub(super) fn department(&self, reading: Reading<'_>) -> Option<Found<Body>> {
        let end = reading.end();
        let mut bare = None;
        for (head, department) in reading.departments() {
            let mut body = body(Naming::Department(Arc::clone(&department.stem), department.system), department.kind);
            let found = |start: usize, body: Body| {
                Some(Found { span: Span::new(start, end), value: body, rule: self.agencies.department })
            };
            if department.system == System::PartyCommittee {
                // 党工委|副书记 alone: that of the zone that the page speaks of.
                let alone = || {
                    let zone = &*department.stem == "工作委员会" && self.fuses(end) && !self.in_class(head);
                    let place = Place::Level(Level::Zone);
                    zone.then_some(Territory {
                        start: head,
                        inner: head,
                        place,
                        short: false,
                        level: Some(Level::Zone),
                    })
                };
                let Some(territory) = self.territory(head).or_else(alone) else { continue };
                let level = territory.level;
                let fits = match self.text.get(head..end)? {
                    // 省委, 曹县县委, 嘉禾县委: 委 needs the level right before it.
                    "委" => matches!(
                        level,
                        Some(
                            Level::Province
                                | Level::City
                                | Level::County
                                | Level::District
                                | Level::Banner
                                | Level::League
                                | Level::AutonomousPrefecture
                                | Level::Prefecture
                        )
                    ),
                    "党委" => !matches!(level, Some(Level::Province | Level::City | Level::County)),
                    _ => true,
                };
                if !fits {
                    continue;
                }
                body.fused = self.fuses(end);
                let start = territory.start;
                body.territory = Some(territory);
                return found(start, body);
            }
            // 福建省|十四届|人大: a term of office may stand inside.
            let term = self.before_term(head) < head;
            let left = match self.before_term(head) {
                at if term && matches!(department.kind, AgencyKind::Legislature | AgencyKind::Consultative) => {
                    self.territory(at).filter(|t| !matches!(t.place, Place::Nation)).map(Left::Territory)
                }
                _ => self.left(head),
            };
            match left {
                Some(Left::Owner(owner)) => {
                    let upper = &self.out.bodies[owner];
                    let party =
                        matches!(upper.value.naming, Naming::Department(_, System::Party | System::PartyCommittee));
                    let known_party = upper.value.kind == AgencyKind::Party;
                    // 省纪委|监委, 兵团党委|兵团: siblings, not parts; 党委|政府 stand side by side.
                    if (party || known_party) && department.system != System::Party
                        || department.system == System::Cppcc
                    {
                        body.bare = true;
                        return found(head, body);
                    }
                    body.owner = Some(owner);
                    return found(upper.span.start(), body);
                }
                Some(Left::Territory(territory)) => {
                    // 郴州市|嘉禾县第十六届人民代表大会: a term keeps the name from reaching further left.
                    let start = if term { territory.inner } else { territory.start };
                    if matches!(territory.place, Place::Level(_)) && self.in_class(start) {
                        continue;
                    }
                    if let Some(owner) =
                        self.national_before(&territory).filter(|_| department.system == System::Government)
                    {
                        return Some(self.local_office(owner, territory, end, department.kind));
                    }
                    body.territory = Some(territory);
                    // 中共|四川省纪律检查委员会
                    let party = self.text.get(..start).is_some_and(|t| t.ends_with("中共"));
                    return found(if party { start - "中共".len() } else { start }, body);
                }
                None if bare.is_none() && !self.in_class(head) => {
                    body.bare = true;
                    bare = found(head, body);
                }
                None => {}
            }
        }
        bare
    }

    /// 武警|甘肃省|总队, 民盟|广东省|委, 政协|河北省|第十三届|委员会, 中共|江苏省|委.
    pub(super) fn committee(&self, end: usize) -> Option<Found<Body>> {
        let head = ["委员会", "委会", "委", "总队"]
            .iter()
            .find_map(|word| Some(end - self.text.get(..end)?.strip_suffix(word).map(|_| word.len())?))?;
        let territory = self.territory(self.before_term(head)).filter(|t| t.level.is_some())?;
        let (start, name, kind) = self.lexicon.bodies.party_before(self.text, territory.start)?;
        let system = if kind == AgencyKind::Military { System::ArmedPolice } else { System::OtherCommittee };
        let corps = self.text.get(head..end) == Some("总队");
        if corps != (system == System::ArmedPolice) {
            return None;
        }
        let mut body = body(Naming::Department(Arc::clone(name), system), kind);
        body.territory = Some(territory);
        body.fused = &**name == "中共" && self.fuses(end);
        Some(Found { span: Span::new(start, end), value: body, rule: self.agencies.committee })
    }

    /// 第八师: a division of the 兵团, if the page is about it.
    pub(super) fn corps_division(&self, end: usize) -> Option<Found<Body>> {
        let (start, _) = numbered_before(self.text, end, '师').filter(|&(_, ordinal)| ordinal)?;
        let mut body = body(Naming::Built(Span::new(start, end)), AgencyKind::Military);
        match self.left(start) {
            Some(Left::Owner(owner)) => body.owner = Some(owner),
            Some(Left::Territory(territory)) => body.territory = Some(territory),
            None => body.bare = true,
        }
        let start = body.territory.as_ref().map_or(start, |t| t.start);
        let start = body.owner.map_or(start, |o| self.out.bodies[o].span.start());
        Some(Found { span: Span::new(start, end), value: body, rule: self.agencies.built })
    }

    /// Where a term of office (十四届, 第十三届) before byte `at` starts; `at` where there is none.
    pub(super) fn before_term(&self, at: usize) -> usize {
        numbered_before(self.text, at, '届').map_or(at, |(start, _)| start)
    }

    /// Whether a title of the party committee itself follows: 省委|书记, 自治区党委|原副书记.
    pub(super) fn fuses(&self, end: usize) -> bool {
        let rest = self.text.get(end..).unwrap_or("").trim_start_matches('原');
        let rest = rest.trim_start_matches("第一").trim_start_matches("常务").trim_start_matches('副');
        ["书记", "常委", "委员", "秘书长"]
            .iter()
            .any(|t| rest.strip_prefix(t).is_some_and(|after| !after.starts_with("会") && !after.starts_with('处')))
    }
}
