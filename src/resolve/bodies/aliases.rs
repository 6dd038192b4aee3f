//! Names that a page gives its bodies: for short, in full, and shortened without a word.
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::{NameBodies, Named, compose::shortens, cues::NamingCue};
use crate::{
    lexicon::{AgencyCue, FullName, Place, RegionId},
    matcher::Trie,
    mention::{Body, Found, Naming},
    text::Span,
    value::{
        AgencyKind,
        names::{ANY_COMMITTEE, PARTY},
    },
};

/// What says that a name in full follows has no more bytes.
const LONGEST_LABEL: usize = 40;
/// The marks that it may end with.
const LABEL_MARKS: [char; 5] = [':', '：', '“', '(', '（'];
/// And no fewer: 全称.
const SHORTEST_LABEL: usize = 6;

impl NameBodies {
    /// 以下简称“领导小组”, 政府资讯科技总监办公室（资科办）: the short name means this body wherever it stands.
    pub(super) fn aliases(&self, named: &Named<'_>, bodies: &mut Vec<Found<Body>>) {
        let mut aliases: Vec<(String, usize)> = Vec::new();
        for (i, found) in bodies.iter().enumerate() {
            let Some(name) = found.value.name() else { continue };
            // 国家矿山安全监察局|山西局: the page goes on to call it so.
            if let Some(short) = named.own_words(bodies, found) {
                aliases.push((short.to_owned(), i));
            }
            let rest = named.page.text.get(found.span.end()..).unwrap_or("");
            let Some(short) = named.short_name(rest) else { continue };
            let inside = short.chars().all(|c| name.contains(c)) && short.chars().count() < name.chars().count();
            if inside && (2..=10).contains(&short.chars().count()) && named.ends_like_body(short) {
                aliases.push((short.to_owned(), i));
            }
        }
        if aliases.is_empty() {
            return;
        }
        let mut trie = Trie::default();
        for (n, (short, _)) in aliases.iter().enumerate() {
            trie.insert(short, n as u32);
        }
        let mut at = 0;
        let mut fresh: Vec<Found<Body>> = Vec::new();
        while let Some(start) = trie.next_start(named.page.text, at) {
            at = start + 1;
            if let Some((end, n)) = trie.longest_at(named.page.text, start) {
                let (_, of) = aliases[n as usize];
                let mut body = bodies[of].value.clone();
                (body.fused, body.bare, body.owner, body.territory) = (false, false, None, None);
                fresh.push(Found { span: Span::new(start, end), value: body, rule: self.alias });
                at = end;
            }
        }
        // Where the same span was read as another body, the alias is right.
        let defined: FxHashMap<(usize, usize), usize> =
            fresh.iter().enumerate().map(|(n, f)| ((f.span.start(), f.span.end()), n)).collect();
        let mut used = vec![false; fresh.len()];
        for body in bodies.iter_mut() {
            if let Some(&n) = defined.get(&(body.span.start(), body.span.end())) {
                used[n] = true;
                body.value = fresh[n].value.clone();
                body.rule = self.alias;
            }
        }
        bodies.extend(fresh.into_iter().zip(used).filter(|(_, used)| !used).map(|(f, _)| f));
    }
}

impl Named<'_> {
    /// 市粮食局　正式名称为市粮食和物资储备局: the body that the page first calls so has this name wherever it is named.
    pub(super) fn in_full(&self, bodies: &mut [Found<Body>]) {
        let mut full: FxHashMap<SmolStr, Arc<FullName>> = FxHashMap::default();
        for (n, short) in bodies.iter().enumerate() {
            let Some(start) = bodies.get(n + 1).map(|b| b.span.start()) else { break };
            // Between most bodies stands a mark or a sentence.
            if !(SHORTEST_LABEL..=LONGEST_LABEL).contains(&start.saturating_sub(short.span.end())) {
                continue;
            }
            // Of those that start there, an owner and what it owns, the longest.
            let Some(long) = bodies[n + 1..].iter().take(4).take_while(|b| b.span.start() == start).last() else {
                break;
            };
            let (Some(name), Some(own)) = (short.value.name(), &long.value.full) else { continue };
            let alike = short.value.seat == long.value.seat && short.value.kind == long.value.kind && *name != own.name;
            let between = self.page.text.get(short.span.end()..long.span.start());
            if alike && between.is_some_and(|t| self.labels_full_name(t)) {
                full.entry(name.clone()).or_insert_with(|| Arc::clone(own));
            }
        }
        if full.is_empty() {
            return;
        }
        for body in bodies {
            let own = body.value.name().and_then(|name| full.get(name));
            body.value.full = own.cloned().or(body.value.full.take());
        }
    }

    /// 　正式名称为: whether the words between a body and the next say that this is its name in full.
    fn labels_full_name(&self, between: &str) -> bool {
        let ends = |t: &str| self.words.ends(NamingCue::Defines, t) || self.cues.ends(AgencyCue::FullName, t);
        if !between.ends_with(LABEL_MARKS) && !ends(between) {
            return false;
        }
        let label = between.trim_matches([' ', '\u{3000}', '，', ',', '(', '（', '“', ':', '：', '其', '的']);
        self.cues.is(AgencyCue::FullName, self.words.before(NamingCue::Defines, label).unwrap_or(label))
    }

    /// Whether a short name ends as bodies' names do.
    fn ends_like_body(&self, short: &str) -> bool {
        let reading = self.page.lexicon.bodies.before(short, short.len());
        reading.is_some_and(|r| r.suffix().is_some() || r.departments().next().is_some())
            || self.words.ends(NamingCue::ShortName, short)
    }

    /// The short name that a bracket right after a body gives.
    fn short_name<'t>(&self, rest: &'t str) -> Option<&'t str> {
        let inside = rest.strip_prefix(['（', '(', '，', ','])?;
        let said = self.cues.behind(AgencyCue::ShortName, inside);
        if said.is_none() && !rest.starts_with(['（', '(']) {
            return None;
        }
        let marks = [':', '：'];
        let inside = said.map_or(inside, |t| {
            self.words.behind(NamingCue::Defines, t.trim_start_matches(marks)).unwrap_or(t).trim_start_matches(marks)
        });
        let inside = inside.trim_start_matches(['“', '"', '「']);
        let end = inside.find(['”', '"', '」', ')', '）', '，', ',', '。'])?;
        inside.get(..end)
    }

    /// 省大数据领导小组 → 贵州省大数据发展领导小组: the longer name on the page of which this one is a shortening.
    pub(super) fn spell_out(&self, bodies: &mut [Found<Body>]) {
        if !bodies.iter().any(|b| self.may_shorten(&b.value)) {
            return;
        }
        // Each name once: pages name the same bodies again and again.
        let mut seen: FxHashSet<(SmolStr, Option<RegionId>)> = FxHashSet::default();
        let full: Vec<(Arc<FullName>, Option<RegionId>)> = bodies
            .iter()
            .filter(|b| matches!(b.value.naming, Naming::Built(_) | Naming::Known(_)))
            .filter_map(|b| Some((Arc::clone(b.value.full.as_ref()?), b.value.seat)))
            .filter(|(full, seat)| seen.insert((full.name.clone(), *seat)))
            .collect();
        for body in bodies.iter_mut().map(|b| &mut b.value).filter(|b| self.may_shorten(b)) {
            let Some(short) = &mut body.full else { continue };
            let longer = full.iter().find(|(other, seat)| {
                other.name.len() > short.name.len()
                    && *seat == body.seat
                    && other.name.chars().next_back() == short.name.chars().next_back()
                    && shortens(&short.name, &other.name)
                    && (body.kind == AgencyKind::LeadingGroup || !self.parts_at_owner(&short.name, &other.name))
            });
            // 沣东新城|管委会 → 西咸新区沣东新城管理委员会, under the name that the page gives in full.
            let of_grounds =
                |name: &str| name.trim_start_matches(PARTY).ends_with(short.name.trim_start_matches(PARTY));
            let longer = longer.or_else(|| {
                let grounds = short.region.is_none() && short.name.ends_with(ANY_COMMITTEE);
                full.iter().find(|(other, _)| grounds && other.name.len() > short.name.len() && of_grounds(&other.name))
            });
            if let Some((longer, _)) = longer {
                *short = Arc::new(FullName { name: longer.name.clone(), region: short.region.clone() });
            }
        }
    }

    /// 云林县政府|计画处, 云林县政府|数位及计画发展处: whether two names part where that of their government ends, so that they begin with
    /// other words of their own.
    fn parts_at_owner(&self, short: &str, long: &str) -> bool {
        let same = short.char_indices().zip(long.chars()).find(|((_, a), b)| a != b);
        same.and_then(|((at, _), _)| short.get(..at)).is_some_and(|head| self.words.ends(NamingCue::Government, head))
    }

    /// Whether a body may be one whose longer name the page gives elsewhere: a group, what runs a zone, and on pages about a
    /// special territory any body with a name that is built.
    fn may_shorten(&self, body: &Body) -> bool {
        // Zones that no table holds have their full names already.
        if body.territory.is_some_and(|t| matches!(t.place, Place::Zone(..))) {
            return false;
        }
        let Some(full) = &body.full else { return false };
        let known = matches!(body.naming, Naming::Known(_));
        // 中国保险监督管理委员会: a national body known by its full name shortens none.
        if known && full.is_national() {
            return false;
        }
        let built = matches!(body.naming, Naming::Built(_))
            && (body.kind == AgencyKind::LeadingGroup || self.page.special.is_some())
            && full.name.chars().nth(2).is_some();
        built || self.is_of_zone(&full.name, known)
    }

    /// 某区管理委员会: whether a name is that of what runs a zone; `known` where the name alone tells of which body.
    fn is_of_zone(&self, name: &str, known: bool) -> bool {
        // Full names end so: most bodies are not asked further.
        if !name.ends_with(ANY_COMMITTEE) {
            return false;
        }
        let end = self.words.ending(name);
        if end.has(NamingCue::RunsZone) {
            return known || self.words.before(NamingCue::RunsZone, name).is_some_and(|zone| zone.ends_with('区'));
        }
        known && end.has(NamingCue::WorkCommittee) && name.starts_with(PARTY)
    }
}
