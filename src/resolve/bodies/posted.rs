//! Groups that watch over other bodies: 省纪委监委驻省交通运输厅纪检监察组.
use std::sync::Arc;

use smol_str::SmolStr;

use super::{Named, compose::join};
use crate::{
    lexicon::{FullName, Level},
    mention::{Body, Found, is_called},
};

impl Named<'_> {
    /// 省纪委监委驻省交通运输厅纪检监察组: with the names of the levels in place of their words. `host` is the body that a mere
    /// noun for one stands for (驻厅纪检监察组).
    pub(super) fn resident(&self, full: &Arc<FullName>, host: Option<&str>, at: usize) -> Arc<FullName> {
        let regions = &self.page.lexicon.regions;
        let joint = |name: &str| name.contains("纪委监委").then_some(name.len());
        let Some(at_post) = full.name.find('驻').or_else(|| joint(&full.name)) else { return Arc::clone(full) };
        let spelled = |name: &str| {
            let levels = [
                ("省", Level::Province),
                ("市", Level::City),
                ("自治区", Level::AutonomousRegion),
                ("县", Level::County),
                ("区", Level::District),
            ];
            let found = levels.into_iter().find(|(word, _)| name.starts_with(word) && !name.starts_with("市场"));
            let id = found.and_then(|(_, level)| self.page.anchors.of_level(regions, level, at));
            match (found, id) {
                (Some((word, _)), Some(id)) => join(&[regions.full_name(id), name.get(word.len()..).unwrap_or("")]),
                _ => name.into(),
            }
        };
        let (seat, post) = full.name.split_at(at_post);
        let Some(post) = post.strip_prefix('驻') else {
            return Arc::new(FullName { name: join(&[&spelled(seat), &spelled(post)]), region: None });
        };
        let noun = post.chars().next().map_or(0, char::len_utf8);
        let post = match host {
            Some(host) => join(&[host, post.get(noun..).unwrap_or("")]),
            None => spelled(post),
        };
        // 驻|局|纪检监察组, of which is not said.
        let open = host.is_none() && post.get(noun..).is_some_and(|t| t.starts_with("纪检"));
        let level = post.starts_with(['省', '市', '县', '区', '州']) && !post.starts_with("市场");
        let local = open || level || post.starts_with("自治区");
        let there = regions.longest_at(&post, 0).and_then(|(_, likely, _)| likely.region);
        let seat = match there {
            _ if !seat.is_empty() => spelled(seat),
            // 驻|江西省水利厅|纪检监察组: sent by those who watch over the bodies of the territory.
            Some(there) => join(&[regions.full_name(there), "纪委监委"]),
            // 驻|国家体育总局|纪检监察组: by those who watch over all national bodies.
            None if !local => "中央纪委国家监委".into(),
            None => SmolStr::default(),
        };
        Arc::new(FullName { name: join(&[&seat, "驻", &post]), region: None })
    }

    /// 驻|厅|纪检监察组: the body that the page named most before of those that are called so.
    pub(super) fn host<'b>(&self, name: &str, before: &'b [Found<Body>]) -> Option<&'b str> {
        const REACH: usize = 120;
        let (_, post) = name.split_once('驻')?;
        let (noun, rest) = post.split_at_checked(post.chars().next()?.len_utf8())?;
        if !rest.starts_with("纪检") {
            return None;
        }
        let near = &before[before.len().saturating_sub(REACH)..];
        let named = |b: &'b Found<Body>| b.value.name().map(|name| name.as_str());
        let names = || near.iter().filter_map(named).filter(|name| is_called(name, noun));
        names().max_by_key(|name| names().filter(|other| other == name).count())
    }
}
