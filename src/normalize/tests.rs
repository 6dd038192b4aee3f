//! That passes and rounds are left out changes nothing.
use proptest::prelude::*;

use super::{MAX_ROUNDS, Normalized, Normalizer, SCRIPT, Script, invisible::Invisible, width::Width};
use crate::{
    rules::RuleSet,
    text::{AlignedText, Characters, Span},
};

/// What gives passes work, alone or together.
const PIECES: [&str; 44] = [
    "&",
    "amp;",
    "nbsp;",
    "&#x56fd;",
    "&#8203;",
    "\r",
    "\n",
    "\u{200b}",
    "\u{a0}",
    "\u{e000}",
    "\u{feff}",
    "😀",
    "２０",
    "Ａ",
    "．",
    "2",
    "年",
    "月",
    "(",
    "（",
    "guó",
    "shu",
    "ā",
    ")",
    "）",
    "國",
    "據",
    "国",
    "乾",
    "隆",
    "老",
    "么",
    "瞭",
    "解",
    "於",
    "\u{2f800}",
    " ",
    "\u{3000}",
    "\t",
    "江",
    "苏省",
    "，",
    "。",
    "李强",
];

/// All passes over the whole text, round by round.
fn plainly<'r>(normalizer: &Normalizer, raw: &'r str) -> Normalized<'r> {
    let (invisible, width) = (Invisible(&normalizer.survey), Width(&normalizer.survey));
    let script = normalizer.script.of(raw);
    let passes = normalizer.passes(&invisible, &width, &script);
    let mut text = AlignedText::new(raw);
    let mut changed = passes.map(|_| false);
    for _ in 0..MAX_ROUNDS {
        let round = passes.map(|(pass, ..)| text.apply(pass));
        changed.iter_mut().zip(round).for_each(|(changed, now)| *changed |= now);
        if round.iter().all(|changed| !changed) {
            break;
        }
    }
    let noise = passes.iter().zip(changed).filter(|((_, is_noise, _), changed)| *is_noise && *changed);
    let noise = noise.map(|((pass, ..), _)| pass.name()).collect();
    let script = if changed[SCRIPT] { normalizer.script.of(raw).of_raw() } else { Script::Hans };
    Normalized { text, script, noise }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn a_pass_that_is_not_called_has_no_work(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24)) {
        thread_local! {
            static NORMALIZER: Normalizer = Normalizer::new(&RuleSet::embedded().unwrap()).unwrap();
        }
        let raw = pieces.concat();
        NORMALIZER.with(|normalizer| {
            let (fast, slow) = (normalizer.normalize(&raw), plainly(normalizer, &raw));
            let text = fast.text.text();
            prop_assert_eq!(text, slow.text.text());
            prop_assert_eq!((fast.script, fast.noise), (slow.script, slow.noise));
            let mut read = Characters::default();
            read.read(text);
            prop_assert_eq!(fast.text.characters(), &read);
            for (at, c) in text.char_indices() {
                let span = Span::new(at, at + c.len_utf8());
                prop_assert_eq!(fast.text.to_raw(span), slow.text.to_raw(span));
            }
            Ok(())
        })?;
    }
}
