//! What tells that a name need not be built, against the names that would be.
use std::cell::Cell;

use proptest::prelude::*;

use super::{Agencies, Agents, Final, Walk, better};
use crate::{
    lexicon::{Ending, Lexicon},
    matcher::Scanner,
    rules::RuleSet,
};

const PIECES: &[&str] = &[
    "江苏省",
    "南京市",
    "无为",
    "任丘",
    "县",
    "省",
    "市",
    "区",
    "镇",
    "国家",
    "中央",
    "中国-",
    "驻",
    "水利",
    "教育",
    "自由贸易",
    "试验区",
    "人力资源",
    "社会保障",
    "责任",
    "行为",
    "厅",
    "局",
    "部",
    "委",
    "委员会",
    "管委会",
    "组织部",
    "办公室",
    "国务院",
    "财政部",
    "任",
    "由",
    "为",
    "的",
    "在",
    "等",
    "原",
    "和",
    "与",
    "、",
    "，",
    "。",
    "第三次",
    "某",
    "明",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn behind_a_closed_name_none_is_built_that_is_better(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..14),
    ) {
        thread_local! {
            static TABLES: (Lexicon, Agencies) = {
                let rules = RuleSet::embedded().unwrap();
                (Lexicon::new(&rules, &mut Scanner::default()).unwrap(), Agencies::new(&rules).unwrap())
            };
        }
        let text = &*pieces.concat();
        let ends: Vec<u32> = text.char_indices().map(|(at, c)| (at + c.len_utf8()) as u32).collect();
        TABLES.with(|(lexicon, agencies)| {
            let (out, territories) = (Agents::default(), [const { Cell::new((usize::MAX, None)) }; 8]);
            let (special, titles, title, reached) = (None, &[][..], 0, Cell::default());
            let mut page = Walk { agencies, lexicon, text, special, titles, title, out, reached, territories };
            for reading in agencies.read(lexicon, text, &ends, |_| false) {
                if let Some((head, suffix)) = reading.suffix()
                    && let Ending::Body(kind) = suffix.kind
                    && let last = (Final { head, end: reading.end(), kind, section: suffix.section })
                    && let Some(best) = better(page.known(reading), page.department(reading))
                    && page.is_closed(&best, last)
                {
                    let built = page.built(last);
                    prop_assert!(built.is_none_or(|found| found.rank() <= best.rank()), "{text}");
                }
                page.ends_at(reading);
            }
            Ok(())
        })?;
    }
}
