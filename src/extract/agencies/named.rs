//! Names that the tables hold: bodies known by name, standard departments behind a territory or a body, committees.
use super::{Candidate, Left, Stem, Walk, numbered_before};
use crate::{
    lexicon::{Cue, Level, Place, Reading, System, Territory},
    mention::Naming,
    text::{Span, is_han},
    value::AgencyKind,
};

impl<'l> Walk<'l> {
    pub(super) fn known(&self, reading: Reading<'l>) -> Option<Candidate<'l>> {
        let end = reading.end();
        let (start, known, rule) = match (reading.known(), self.about.and_then(|about| reading.regional_of(about))) {
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

    pub(super) fn department(&self, reading: Reading<'l>) -> Option<Candidate<'l>> {
        let end = reading.end();
        let mut bare = None;
        for (head, department) in reading.departments() {
            if department.system == System::Special
                && (self.about != Some("710000")
                    || self.territory(head).is_none_or(|t| match t.place {
                        Place::Level(_) => false,
                        // 云林县|府
                        Place::Regions(_) => t.short || self.text.get(head..end) != Some("府"),
                        _ => true,
                    }))
            {
                continue;
            }
            let stem = Stem::Department(&department.stem, department.system);
            let body = Candidate::new(head, stem, department.kind, self.agencies.department);
            if department.system == System::PartyCommittee {
                // 党工委|副书记 alone: that of the zone that the page speaks of.
                let alone = || {
                    let rest = self.text.get(end..).unwrap_or("");
                    let owns = || self.lexicon.cues.starts(Cue::PartyPart, rest);
                    let zone = &*department.stem == "工作委员会" && (self.fuses(end) || owns()) && !self.in_class(head);
                    let place = Place::Level(Level::Zone);
                    zone.then_some(Territory {
                        start: head,
                        inner: head,
                        place,
                        short: false,
                        level: Some(Level::Zone),
                    })
                };
                // 海关总署|党委: the committee of a body, where no post in it follows.
                if &*department.stem == "党委"
                    && !self.fuses(end)
                    && let Some(owner) = self.owner(head).filter(|&owner| self.may_have_committee(owner))
                {
                    return Some(Candidate { start: self.out.bodies[owner].span.start(), owner: Some(owner), ..body });
                }
                let Some(territory) = self.territory(head).or_else(alone) else { continue };
                // 16个|区委
                if matches!(territory.place, Place::Level(_))
                    && self.text.get(..territory.start).is_some_and(|t| t.ends_with('个'))
                {
                    continue;
                }
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
                    // 下关街道|工委, 高新区|工委, no 省工委
                    "工委" | "工作委员会" => {
                        self.is_zone(&territory) || self.text.get(..head).is_some_and(|t| t.ends_with("街道"))
                    }
                    // 石河子市|党委
                    "党委" => {
                        let level = !matches!(level, Some(Level::Province | Level::City | Level::County));
                        level || matches!(territory.place, Place::Regions(_)) && !territory.short
                    }
                    _ => true,
                };
                if !fits {
                    continue;
                }
                // 中共|下关街道|工作委员会
                let start = self.text.get(..territory.start).and_then(|t| t.strip_suffix("中共"));
                let (start, fused) = (start.map_or(territory.start, str::len), self.fuses(end));
                return Some(Candidate { start, fused, territory: Some(territory), ..body });
            }
            // 福建省|十四届|人大: a term of office may stand inside.
            let before = self.before_term(head);
            let term = before < head;
            let left = match before {
                at if term
                    && (matches!(department.kind, AgencyKind::Legislature | AgencyKind::Consultative)
                        || department.system == System::Committee && department.kind == AgencyKind::Government) =>
                {
                    self.territory(at).filter(|t| !matches!(t.place, Place::Nation)).map(Left::Territory)
                }
                _ => self.left(head),
            };
            match left {
                // 是|法院|刑二庭: which court's is not said there.
                Some(Left::Owner(owner)) if department.system == System::Part && self.out.bodies[owner].value.bare => {
                    bare = bare.or(Some(Candidate { bare: true, ..body }));
                }
                Some(Left::Owner(owner)) => {
                    let upper = &self.out.bodies[owner];
                    let party =
                        matches!(upper.value.naming, Naming::Department(_, System::Party | System::PartyCommittee));
                    let known_party = upper.value.kind == AgencyKind::Party;
                    // 省纪委|监委, 兵团党委|兵团: siblings, not parts; 党委|政府 stand side by side.
                    if (party || known_party) && department.system != System::Party
                        || department.system == System::Cppcc
                    {
                        return Some(Candidate { bare: true, ..body });
                    }
                    return Some(Candidate { start: upper.span.start(), owner: Some(owner), ..body });
                }
                // 会同|公安厅: counties have none.
                Some(Left::Territory(territory))
                    if department.stem.ends_with('厅') && self.is_short_county(&territory) =>
                {
                    bare = bare.or((!self.in_class(head)).then_some(Candidate { bare: true, ..body }));
                }
                Some(Left::Territory(territory)) => {
                    // 经开|区管委会, 天府新区|成都管委会: zones alone have them.
                    if &*department.stem == "管理委员会" {
                        let before = self.text.get(..territory.start).and_then(|t| t.chars().next_back());
                        let inside = match territory.place {
                            Place::Level(Level::District) => before.is_some_and(is_han),
                            // 、高|新区|管委会, 黄河源|园区|管委会
                            Place::Level(Level::Zone) => before.is_some_and(is_han) && !self.opens(territory.start),
                            _ => false,
                        };
                        let zone = || self.territory(territory.start).is_some_and(|t| t.level == Some(Level::Zone));
                        if inside || territory.level.is_none_or(|l| l != Level::Zone) && zone() {
                            continue;
                        }
                    }
                    // 郴州市|嘉禾县第十六届人民代表大会: a term keeps the name from reaching further left.
                    let start = if term { territory.inner } else { territory.start };
                    if matches!(territory.place, Place::Level(_)) && self.level_in_class(start) {
                        continue;
                    }
                    if let Some(owner) =
                        self.national_before(&territory).filter(|_| department.system == System::Government)
                    {
                        return Some(self.local_office(owner, territory, end, department.kind));
                    }
                    // 中共|四川省纪律检查委员会
                    let start = self.text.get(..start).and_then(|t| t.strip_suffix("中共")).map_or(start, str::len);
                    return Some(Candidate { start, territory: Some(territory), ..body });
                }
                None if let Some(territory) = self.begun_with_level(head, &department.stem) => {
                    return Some(Candidate { start: territory.start, territory: Some(territory), ..body });
                }
                None if bare.is_none() && !self.in_class(head) => {
                    bare = Some(Candidate { bare: true, ..body });
                }
                None => {}
            }
        }
        bare
    }

    /// 粤海|街道|办, 省|直机关工委: the territory before a department whose name begins with the word for its level.
    fn begun_with_level(&self, head: usize, stem: &str) -> Option<Territory> {
        let word = ["街道", "省直", "省级", "市直", "市级", "县直", "县级", "区直", "区级", "州直"];
        let word = word.into_iter().find(|word| stem.starts_with(word))?;
        let level = word.trim_end_matches(['直', '级']);
        let territory = self.territory(head + level.len())?;
        let street = || matches!(territory.place, Place::Township(..));
        (level != "街道" || street())
            .then_some(territory)
            .filter(|t| t.level.is_some() && !self.level_in_class(t.start))
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
        let name = self.text.get(..end)?;
        let words = || name.strip_suffix("委员会").or_else(|| name.strip_suffix("委会"));
        let head = words().or_else(|| name.strip_suffix("委")).or_else(|| name.strip_suffix("总队"));
        let head = head.or_else(|| name.strip_suffix("支队"))?.len();
        let territory = self.territory(self.before_term(head))?;
        let (start, name, kind) = self.lexicon.bodies.party_before(self.text, territory.start)?;
        let system = if kind == AgencyKind::Military { System::ArmedPolice } else { System::OtherCommittee };
        let corps = matches!(self.text.get(head..end), Some("总队" | "支队"));
        if corps != (system == System::ArmedPolice) || territory.level.is_none() && !corps {
            return None;
        }
        let fused = &**name == "中共" && self.fuses(end);
        let body = Candidate::new(start, Stem::Department(name, system), kind, self.agencies.committee);
        Some(Candidate { territory: Some(territory), fused, ..body })
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
        let mut rest = self.text.get(end..).unwrap_or("");
        for word in ["原", "第一", "常务", "副"] {
            while let Some(after) = rest.strip_prefix(word) {
                rest = after;
            }
        }
        ["书记", "常委", "委员", "秘书长"]
            .iter()
            .any(|t| rest.strip_prefix(t).is_some_and(|after| !after.starts_with("会") && !after.starts_with('处')))
    }
}
