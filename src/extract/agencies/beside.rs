//! What stands beside a place: the body or territory before it that may own what begins there, and words that make a class.
use super::{CLASS, Candidate, LONGEST_OWNER, Left, Stem, TERRITORY, VERB, Walk, cues::NameCue};
use crate::{
    lexicon::{Place, Special, System, Territory},
    mention::Naming,
    text::{Span, place_before},
    value::AgencyKind,
};

impl<'l> Walk<'l> {
    /// What may stand to the left of a name that goes on at byte `at`.
    pub(super) fn left(&self, at: usize) -> Option<Left> {
        self.owner(at).map(Left::Owner).or_else(|| self.territory(at).map(Left::Territory))
    }

    /// The body right before byte `at` that may own another.
    pub(super) fn owner(&self, at: usize) -> Option<usize> {
        self.body_before(at).filter(|&i| self.out.bodies[i].span.len() <= LONGEST_OWNER)
    }

    /// The last body, where it ends right before byte `at`.
    pub(super) fn body_before(&self, at: usize) -> Option<usize> {
        let last = self.out.bodies.iter().rposition(|b| b.span.end() <= at)?;
        (self.out.bodies[last].span.end() == at).then_some(last)
    }

    /// The national body right before byte `at` of which a body there, named after a territory, is a local office:
    /// 国家税务总局|江苏省税务局, 审计署驻|南京特派员办事处.
    pub(super) fn national_before(&self, territory: &Territory) -> Option<usize> {
        let at = territory.start;
        if matches!(territory.place, Place::Nation) {
            return None;
        }
        let at = self.text.get(..at)?.strip_suffix('驻').map_or(at, str::len);
        let owner = self.body_before(at)?;
        let body = &self.out.bodies[owner].value;
        // 农业部农田水利署|桃园管理处, not 台东县政府|….
        let national = matches!(&body.naming, Naming::Known(full)
            if (full.is_national() || full.region.as_deref() == Some(Special::Taiwan.code()))
                && !self.agencies.words.ends(NameCue::Government, &full.name));
        (national && body.kind == AgencyKind::Government).then_some(owner)
    }

    /// 神木市人民法院|矿区巡回法庭: the court right before the territory that a tribunal is named after.
    pub(super) fn court_before(&self, territory: &Territory, kind: AgencyKind) -> Option<usize> {
        let owner = self.body_before(territory.start).filter(|_| kind == AgencyKind::Judicial)?;
        let body = &self.out.bodies[owner].value;
        (body.kind == AgencyKind::Judicial && !body.bare && !body.fused).then_some(owner)
    }

    /// 市规划和自然资源局|南山|管理局: the local body right before the short name of a place that a branch is named after.
    pub(super) fn bureau_before(&self, territory: &Territory) -> Option<usize> {
        let owner = self.body_before(territory.start).filter(|_| territory.short)?;
        let body = &self.out.bodies[owner].value;
        let local = matches!(body.naming, Naming::Department(_, System::Government) | Naming::Built(_));
        (local && body.kind == AgencyKind::Government && !body.bare && !body.fused).then_some(owner)
    }

    /// 市人大常委会|高新区|工作委员会: the congress right before the territory that a committee of it is named after.
    pub(super) fn assembly_before(&self, territory: &Territory, own: &str) -> Option<usize> {
        let owner = self.body_before(territory.start)?;
        let body = &self.out.bodies[owner].value;
        let assembly = body.kind == AgencyKind::Legislature && !body.bare && !body.fused;
        (assembly && self.agencies.words.is(NameCue::ZoneCommittee, own)).then_some(owner)
    }

    /// The same body as an office of the national one, under the name as it is written.
    pub(super) fn local_office(
        &self,
        owner: usize,
        territory: Territory,
        end: usize,
        kind: AgencyKind,
    ) -> Candidate<'l> {
        let upper = self.out.bodies[owner].span;
        let stem = Stem::Built(Span::new(upper.end(), end));
        let body = Candidate::new(upper.start(), stem, kind, self.agencies.department);
        Candidate { owner: Some(owner), territory: Some(territory), ..body }
    }

    /// The territory that ends before byte `at`.
    pub(super) fn territory(&self, at: usize) -> Option<Territory> {
        // Before most names stands nothing that a territory ends with.
        let last = self.agencies.before.at(place_before(self.text, at));
        if last & TERRITORY == 0 && !self.lexicon.regions.may_end(self.text, at) {
            return None;
        }
        let memory = &self.territories[at % 8];
        let (known, territory) = memory.get();
        if known == at {
            return territory;
        }
        let territory = self.lexicon.regions.territory_before(self.text, at).filter(|t| !self.is_aside(t));
        memory.set((at, territory));
        territory
    }

    /// 澳门|市政署, 台湾|数位发展部: their bodies are named without the place.
    pub(super) fn is_aside(&self, territory: &Territory) -> bool {
        let regions = &self.lexicon.regions;
        self.special.is_some()
            && territory.short
            && matches!(territory.place, Place::Regions(ids) if regions.of(ids).all(|id| {
                let region = regions.get(id);
                region.depth == 1 && Special::holding(&region.code).is_some()
            }))
    }

    /// Whether the words before byte `at` make a class, or a verb, of what begins there.
    pub(super) fn in_class(&self, at: usize) -> bool {
        let class = self.agencies.classes.longest_before(self.text, at).map(|(_, class)| class);
        class.is_some_and(|class| class == VERB || class == CLASS && self.sharing(at, true).is_none())
    }

    /// The same of the level of a territory there, which a verb may stand before: 主管|市审计局.
    pub(super) fn level_in_class(&self, at: usize) -> bool {
        let class = self.agencies.classes.longest_before(self.text, at).map(|(_, class)| class);
        class == Some(CLASS) && self.sharing(at, true).is_none()
    }
}
