//! The quick look at the ends of names against the names themselves.
use proptest::prelude::*;

use super::Names;
use crate::{rules::RuleSet, text::Characters};

const PIECES: &[&str] = &[
    "王",
    "李",
    "欧阳",
    "阿",
    "次仁",
    "明",
    "卫国",
    "任",
    "在",
    "说",
    "表示",
    "出席",
    "代表",
    "会",
    "和",
    "于",
    "为",
    "的",
    "同志",
    "简历",
    "一",
    "二〇年",
    "年",
    "𠮷",
    "a",
    "2",
    "，",
    " ",
    "\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn names_that_may_not_end_end_before_nothing_that_ends_names(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..10),
    ) {
        thread_local! {
            static NAMES: Names = Names::new(&RuleSet::embedded().unwrap()).unwrap();
        }
        let text = pieces.concat();
        let mut characters = Characters::default();
        characters.read(&text);
        NAMES.with(|names| {
            for (at, verb) in text.char_indices().flat_map(|(at, _)| [(at, false), (at, true)]) {
                let Some((end, sure)) = names.name_at(&text, at) else { continue };
                if names.may_end(&text, &characters, characters.number(0, at), verb) {
                    continue;
                }
                let rest = text.get(end..).unwrap();
                let follower = names.follower(&text, end);
                prop_assert!(names.sign_at(&text, end).is_han() && !rest.starts_with(['同', '简', '个']), "{at}");
                prop_assert!(if verb { !follower.is_some_and(|(_, verb)| verb) } else { sure < 2 && follower.is_none() }, "{at}");
            }
            Ok(())
        })?;
    }
}
