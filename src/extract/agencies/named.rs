//! Names that the tables hold: bodies known by name, standard departments behind a territory or a body, committees.
use super::{Candidate, Left, NameCue, NameLetterCue, Stem, Walk, numbered_before};
use crate::{
    lexicon::{AgencyCue, Department, Level, Place, Reading, Special, System, Territory},
    mention::Naming,
    text::{Span, is_han},
    value::AgencyKind,
};

impl<'l> Walk<'l> {
    /// A body known by name.
    pub(super) fn known(&self, reading: Reading<'l>) -> Option<Candidate<'l>> {
        let end = reading.end();
        let (start, known, rule) =
            match (reading.known(), self.special.and_then(|special| reading.regional_of(special))) {
                (Some((a, _)), Some((b, known))) if b <= a => (b, known, self.agencies.regional),
                (None, Some((b, known))) => (b, known, self.agencies.regional),
                (Some((a, known)), _) => (a, known, self.agencies.known),
                (None, None) => return None,
            };
        let mut body = Candidate::new(start, Stem::Known(&known.full), known.kind, rule);
        if known.regional {
            // 北京市|教育局 on a page about Hong Kong is Beijing's.
            if let Some(territory) = self.territory(start) {
                body.start = territory.start;
                body.stem = Stem::Built(Span::new(start, end));
                body.territory = Some(territory);
            }
            // 主管|国家安全处的…: a verb before the name of a body that only that territory has.
            let verb = reading.special_alone().is_some() && !self.level_in_class(body.start);
            return (verb || !self.in_class(body.start)).then_some(body);
        }
        // 数字|兵团: a word of bodies' names before a very short name makes another word of both.
        let short = self.text.get(start..end).is_some_and(|t| t.chars().nth(2).is_none());
        let longer = short && self.lexicon.bodies.longest_function_before(self.text, start).is_some();
        (!longer).then_some(body)
    }

    /// A standard department behind a territory or a body, or by itself.
    pub(super) fn department(&self, reading: Reading<'l>) -> Option<Candidate<'l>> {
        let end = reading.end();
        let mut bare = None;
        for (head, department) in reading.departments() {
            let system = department.system;
            if system == System::Special && !self.is_special(head, end) {
                continue;
            }
            let stem = Stem::Department(&department.stem, system);
            let body = Candidate::new(head, stem, department.kind, self.agencies.department);
            let alone = Candidate { bare: true, ..body };
            if system == System::PartyCommittee {
                match self.party_committee(department, body, end) {
                    None => continue,
                    found => return found,
                }
            }
            // 福建省|十四届|人大: a term of office may stand inside.
            let before = self.before_term(head);
            let term = before < head;
            let kind = department.kind;
            let party = kind == AgencyKind::Supervisory && system == System::Party;
            let has_terms = party
                || matches!(kind, AgencyKind::Legislature | AgencyKind::Consultative)
                || system == System::Committee && department.kind == AgencyKind::Government;
            let left = if term && has_terms {
                self.territory(before).filter(|t| !matches!(t.place, Place::Nation)).map(Left::Territory)
            } else {
                self.left(head)
            };
            match left {
                // 是|法院|刑二庭: which court's is not said there.
                Some(Left::Owner(owner)) if system == System::Part && self.out.bodies[owner].value.bare => {
                    bare = bare.or(Some(alone));
                }
                Some(Left::Owner(owner)) => return Some(self.department_under(owner, system, body)),
                // 会同|公安厅: counties have none.
                Some(Left::Territory(territory))
                    if self.is_short_county(&territory)
                        && self.agencies.letters.ends(NameLetterCue::CountyHasNone, &department.stem) =>
                {
                    bare = bare.or((!self.in_class(head)).then_some(alone));
                }
                // 南湖|街道办事处: of the street, not of 南湖区.
                Some(Left::Territory(territory))
                    if territory.short
                        && let Some(street) = self.begun_with_level(head, &department.stem) =>
                {
                    return Some(Candidate { start: street.start, territory: Some(street), ..body });
                }
                Some(Left::Territory(territory)) => {
                    if let Some(found) = self.department_in(territory, term, department, body, end) {
                        return Some(found);
                    }
                }
                None if let Some(territory) = self.begun_with_level(head, &department.stem) => {
                    return Some(Candidate { start: territory.start, territory: Some(territory), ..body });
                }
                None if bare.is_none() && !self.in_class(head) => bare = Some(alone),
                None => {}
            }
        }
        bare
    }

    /// Whether a department at `head..end` that only the word for a level stands before is one, on a page about Taiwan.
    fn is_special(&self, head: usize, end: usize) -> bool {
        self.special == Some(Special::Taiwan)
            && self.territory(head).is_some_and(|territory| match territory.place {
                Place::Level(_) => true,
                // 云林县|府
                Place::Regions(_) => {
                    !territory.short && self.agencies.letters.spells(NameLetterCue::LevelOnly, self.between(head, end))
                }
                _ => false,
            })
    }

    /// A party committee: 省|委, 高新区|党工委, 海关总署|党委.
    fn party_committee(&self, department: &'l Department, body: Candidate<'l>, end: usize) -> Option<Candidate<'l>> {
        let words = &self.agencies.words;
        let head = body.start;
        // The committee of a body, where no post in it follows.
        if let Some(owner) = self.owner(head).filter(|&owner| self.may_have_committee(owner))
            && words.is(NameCue::LoneCommittee, &department.stem)
            && !self.fuses(end)
        {
            return Some(Candidate { start: self.out.bodies[owner].span.start(), owner: Some(owner), ..body });
        }
        let territory = self.territory(head).or_else(|| self.own_zone(department, head, end))?;
        if self.assembly_before(&territory, self.between(head, end)).is_some() {
            return None;
        }
        // 16个|区委
        let counted = || self.before(territory.start).ends_with('个');
        if matches!(territory.place, Place::Level(_)) && counted() || !self.fits_committee(&territory, head, end) {
            return None;
        }
        // 中共|下关街道|工作委员会
        let start = words.before(NameCue::Party, self.before(territory.start)).map_or(territory.start, str::len);
        Some(Candidate { start, fused: self.fuses(end), territory: Some(territory), ..body })
    }

    /// 党工委|副书记 alone: the zone that the page speaks of, right before its committee at byte `head`.
    fn own_zone(&self, department: &Department, head: usize, end: usize) -> Option<Territory> {
        let own = self.agencies.words.is(NameCue::ZoneCommittee, &department.stem)
            && (self.fuses(end) || self.lexicon.cues.starts(AgencyCue::PartyPart, self.behind(end)))
            && !self.in_class(head)
            // 纪检监察|工委: of another body.
            && self.opens(head);
        let (place, level) = (Place::Level(Level::Zone), Some(Level::Zone));
        own.then_some(Territory { start: head, inner: head, place, short: false, level })
    }

    /// Whether the party committee of a territory is called so as the word at `head..end` calls it.
    fn fits_committee(&self, territory: &Territory, head: usize, end: usize) -> bool {
        let words = &self.agencies.words;
        let level = territory.level;
        match words
            .is_any([NameCue::LevelCommittee, NameCue::ZoneCommittee, NameCue::LoneCommittee], self.between(head, end))
        {
            // 省委, 曹县县委, 嘉禾县委: 委 needs the level right before it.
            Some(NameCue::LevelCommittee) => matches!(
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
            // 下关街道|工委, 高新区|工委, no 省工委
            Some(NameCue::ZoneCommittee) => self.is_zone(territory) || words.ends(NameCue::Street, self.before(head)),
            // 石河子市|党委
            Some(NameCue::LoneCommittee) => {
                let other = !matches!(level, Some(Level::Province | Level::City | Level::County));
                other || matches!(territory.place, Place::Regions(_)) && !territory.short
            }
            _ => true,
        }
    }

    /// A department of the body right before it.
    fn department_under(&self, owner: usize, system: System, body: Candidate<'l>) -> Candidate<'l> {
        let upper = &self.out.bodies[owner];
        let party = upper.value.kind == AgencyKind::Party
            || matches!(upper.value.naming, Naming::Department(_, System::Party | System::PartyCommittee));
        // 省纪委|监委, 兵团党委|兵团: siblings, not parts; 党委|政府 stand side by side.
        if party && system != System::Party || system == System::Cppcc {
            return Candidate { bare: true, ..body };
        }
        Candidate { start: upper.span.start(), owner: Some(owner), ..body }
    }

    /// A department of the territory before it, between which a term of office may stand.
    fn department_in(
        &self,
        territory: Territory,
        term: bool,
        department: &Department,
        body: Candidate<'l>,
        end: usize,
    ) -> Option<Candidate<'l>> {
        if self.is_zone_body(&department.stem) && !self.has_zone_body(&territory) {
            return None;
        }
        // 郴州市|嘉禾县第十六届人民代表大会: a term keeps the name from reaching further left.
        let start = if term { territory.inner } else { territory.start };
        if matches!(territory.place, Place::Level(_)) && self.level_in_class(start) {
            return None;
        }
        if let Some(owner) = self.national_before(&territory).filter(|_| department.system == System::Government) {
            return Some(self.local_office(owner, territory, end, department.kind));
        }
        // 中共|四川省纪律检查委员会
        let start = self.agencies.words.before(NameCue::Party, self.before(start)).map_or(start, str::len);
        Some(Candidate { start, territory: Some(territory), ..body })
    }

    /// Whether the body that runs a zone may be that of this territory: 经开|区管委会, 天府新区|成都管委会 are not, for zones
    /// alone have them.
    fn has_zone_body(&self, territory: &Territory) -> bool {
        let before = self.before(territory.start).chars().next_back();
        let inside = match territory.place {
            Place::Level(Level::District) => before.is_some_and(is_han),
            // 、高|新区|管委会, 黄河源|园区|管委会
            Place::Level(Level::Zone) => before.is_some_and(is_han) && !self.opens(territory.start),
            _ => false,
        };
        let zone = || self.territory(territory.start).is_some_and(|t| t.level == Some(Level::Zone));
        !inside && (territory.level == Some(Level::Zone) || !zone())
    }

    /// 粤海|街道|办, 省|直机关工委: the territory before a department whose name begins with the word for its level.
    fn begun_with_level(&self, head: usize, stem: &str) -> Option<Territory> {
        let words = &self.agencies.words;
        let street = words.at(NameCue::Street, stem);
        let level = street
            .or_else(|| words.starts(NameCue::OfLevel, stem).then(|| stem.chars().next().map_or(0, char::len_utf8)))?;
        let territory = self.territory(head + level)?;
        let fits = street.is_none() || matches!(territory.place, Place::Township(..));
        (fits && territory.level.is_some() && !self.level_in_class(territory.start)).then_some(territory)
    }

    /// Whether the territory is a zone, under whichever of its names.
    fn is_zone(&self, territory: &Territory) -> bool {
        let regions = &self.lexicon.regions;
        match territory.place {
            Place::Regions(ids) => regions.of(ids).all(|id| regions.get(id).level == Level::Zone),
            _ => territory.level == Some(Level::Zone),
        }
    }

    /// Whether the body is one whose party committee is told of under its name: 海关总署, 省公安厅.
    fn may_have_committee(&self, owner: usize) -> bool {
        let body = &self.out.bodies[owner].value;
        let kind = matches!(body.kind, AgencyKind::Government | AgencyKind::Judicial | AgencyKind::PublicInstitution);
        kind && body.owner.is_none() && !body.bare && !body.fused
    }

    /// 武警|甘肃省|总队, 民盟|广东省|委, 政协|河北省|第十三届|委员会, 中共|江苏省|委.
    pub(super) fn committee(&self, end: usize) -> Option<Candidate<'l>> {
        let (words, name) = (&self.agencies.words, self.text.get(..end)?);
        let corps = !self.agencies.letters.ends(NameLetterCue::EndsCommittee, name);
        let head = words.before(if corps { NameCue::TerritoryCorps } else { NameCue::TerritoryCommittee }, name)?.len();
        let before = self.before_term(head);
        let territory = self.territory(before)?;
        let (start, name, kind) = self.lexicon.bodies.party_before(self.text, territory.start)?;
        let system = if kind == AgencyKind::Military { System::ArmedPolice } else { System::OtherCommittee };
        if corps != (system == System::ArmedPolice) || territory.level.is_none() && !corps {
            return None;
        }
        // 中共江苏省第十四届委员会|委员: with its term it is no word with the title.
        let fused = words.is(NameCue::Party, name) && before == head && self.fuses(end);
        let body = Candidate::new(start, Stem::Department(name, system), kind, self.agencies.committee);
        Some(Candidate { territory: Some(territory), fused, ..body })
    }

    /// 省政协|第六届|委员会: the conference, called by its term.
    pub(super) fn committee_of_term(&self, end: usize) -> Option<Candidate<'l>> {
        let head = self.agencies.words.before(NameCue::TerritoryCommittee, self.text.get(..end)?)?.len();
        let at = self.before_term(head);
        let owner = self.body_before(at).filter(|_| at < head)?;
        let upper = &self.out.bodies[owner].value;
        let conference = upper.kind == AgencyKind::Consultative && !upper.bare;
        let reading = self.lexicon.bodies.before(self.text, at).filter(|_| conference)?;
        self.department(reading)
    }

    /// 第八师: a division of the 兵团, if the page is about it.
    pub(super) fn corps_division(&self, end: usize) -> Option<Candidate<'l>> {
        let (start, _) = numbered_before(self.text, end, '师').filter(|&(_, ordinal)| ordinal)?;
        let body = Candidate::new(start, Stem::Built(Span::new(start, end)), AgencyKind::Military, self.agencies.built);
        Some(match self.left(start) {
            Some(Left::Owner(owner)) => {
                Candidate { start: self.out.bodies[owner].span.start(), owner: Some(owner), ..body }
            }
            Some(Left::Territory(territory)) => {
                Candidate { start: territory.start, territory: Some(territory), ..body }
            }
            None => Candidate { bare: true, ..body },
        })
    }

    /// Where a term of office (十四届, 第十三届) before byte `at` starts; `at` where there is none.
    pub(super) fn before_term(&self, at: usize) -> usize {
        numbered_before(self.text, at, '届').map_or(at, |(start, _)| start)
    }

    /// Whether a title of the party committee itself follows: 省委|书记, 自治区党委|原副书记.
    pub(super) fn fuses(&self, end: usize) -> bool {
        let words = &self.agencies.words;
        let mut rest = self.behind(end);
        while let Some(after) = words.behind(NameCue::WhichPost, rest) {
            rest = after;
        }
        let after = words.behind(NameCue::PartyPost, rest);
        after.is_some_and(|after| !self.agencies.letters.starts(NameLetterCue::IsBody, after))
    }
}
