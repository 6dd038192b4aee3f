//! Groups that watch over other bodies: 省纪委监委驻省交通运输厅纪检监察组.
use std::sync::Arc;

use smol_str::SmolStr;

use super::{Named, compose::join, cues::NamingCue};
use crate::{
    lexicon::FullName,
    mention::{Body, Found, is_called},
};

/// Between who sends such a group and where it is.
const POSTED: &str = "驻";
/// Who sends it, behind the name of a territory.
const WATCHERS: &str = "纪委监委";
/// Who sends those that watch over national bodies.
const NATIONAL_WATCHERS: &str = "中央纪委国家监委";

impl Named<'_> {
    /// 省纪委监委驻省交通运输厅纪检监察组: with the names of the levels in place of their words. `host` is the body that a mere
    /// noun for one stands for (驻厅纪检监察组).
    pub(super) fn resident(&self, full: &Arc<FullName>, host: Option<&str>, at: usize) -> Arc<FullName> {
        let regions = &self.page.lexicon.regions;
        let joint = |name: &str| name.contains(WATCHERS).then_some(name.len());
        let Some(at_post) = full.name.find(POSTED).or_else(|| joint(&full.name)) else { return Arc::clone(full) };
        let spelled = |name: &str| {
            let found = self.level_at(name);
            match found.and_then(|(level, rest)| Some((self.page.anchors.of_level(regions, level, at)?, rest))) {
                Some((id, rest)) => join(&[regions.full_name(id), rest]),
                None => name.into(),
            }
        };
        let (seat, post) = full.name.split_at(at_post);
        let Some(post) = post.strip_prefix(POSTED) else {
            return Arc::new(FullName { name: join(&[&spelled(seat), &spelled(post)]), region: None });
        };
        let noun = post.chars().next().map_or(0, char::len_utf8);
        let post = match host {
            Some(host) => join(&[host, post.get(noun..).unwrap_or("")]),
            None => spelled(post),
        };
        let there = regions.longest_at(&post, 0).and_then(|(_, likely, _)| likely.region);
        let seat = match there {
            _ if !seat.is_empty() => spelled(seat),
            // 驻|江西省水利厅|纪检监察组: sent by those who watch over the bodies of the territory.
            Some(there) => join(&[regions.full_name(there), WATCHERS]),
            // 驻|局|纪检监察组, of which is not said.
            None if host.is_none() && post.get(noun..).is_some_and(|t| self.words.starts(NamingCue::Watches, t)) => {
                SmolStr::default()
            }
            None if self.begins_with_level(&post) => SmolStr::default(),
            // 驻|国家体育总局|纪检监察组: by those who watch over all national bodies.
            None => NATIONAL_WATCHERS.into(),
        };
        Arc::new(FullName { name: join(&[&seat, POSTED, &post]), region: None })
    }

    /// 驻|厅|纪检监察组: the body that the page named most before of those that are called so.
    pub(super) fn host<'b>(&self, name: &str, before: &'b [Found<Body>]) -> Option<&'b str> {
        const HOSTS_BACK: usize = 120;
        let (_, post) = name.split_once(POSTED)?;
        let (noun, rest) = post.split_at_checked(post.chars().next()?.len_utf8())?;
        if !self.words.starts(NamingCue::Watches, rest) {
            return None;
        }
        let near = &before[before.len().saturating_sub(HOSTS_BACK)..];
        let named = |b: &'b Found<Body>| b.value.name().map(|name| name.as_str());
        let names = || near.iter().filter_map(named).filter(|name| is_called(name, noun));
        names().max_by_key(|name| names().filter(|other| other == name).count())
    }
}
