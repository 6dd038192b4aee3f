//! Words for posts, read from their last character: 常务副|省长.
use std::{ops::Range, sync::Arc};

use crate::{
    lexicon::Lexicon,
    mention::{Found, TitleMention, settle},
    rules::{RuleError, RuleId, RuleSet},
    text::Span,
};

/// Finds titles.
#[derive(Clone, Debug)]
pub struct Titles {
    rule: RuleId,
}

impl Titles {
    /// Builds the extractor; the words are in the lexicon.
    ///
    /// # Errors
    /// A table that is missing.
    pub fn new(rules: &RuleSet) -> Result<Self, RuleError> {
        Ok(Self { rule: rules.id("titles/words")? })
    }

    /// Titles that end at the positions `at`, in order, without overlaps, in the memory of `titles`.
    pub fn find(
        &self,
        lexicon: &Lexicon,
        text: &str,
        at: &[u32],
        opaque: impl Fn(usize) -> bool,
        mut titles: Vec<Found<TitleMention>>,
    ) -> Vec<Found<TitleMention>> {
        titles.clear();
        titles.extend(at.iter().filter_map(|&end| {
            let end = end as usize;
            let (start, word, title) = lexicon.titles.before(text, end)?;
            if opaque(start) || is_of_place(lexicon, text, end) || is_of_name(lexicon, text, start..end) {
                return None;
            }
            // Most stand without a prefix.
            let name = match text.get(start..word)? {
                "" => title.value.clone(),
                prefixes => [prefixes, &title.value].into_iter().collect(),
            };
            let value = TitleMention { name, scope: title.scope, word, heads: Arc::clone(&title.heads) };
            Some(Found { span: Span::new(start, end), value, rule: self.rule })
        }));
        settle(titles)
    }
}

/// 湖南省|长沙市, 新华社|长春1月5日电: whether the last character of what ends at byte `end` begins a place.
fn is_of_place(lexicon: &Lexicon, text: &str, end: usize) -> bool {
    let Some(rest) = text.get(..end).and_then(|t| t.strip_suffix('长')).and_then(|t| text.get(t.len()..)) else {
        return false;
    };
    lexicon.regions.longest_at(rest, 0).is_some_and(|(stop, ..)| {
        let (place, behind) = rest.split_at_checked(stop).unwrap_or(("", rest));
        stop > '长'.len_utf8()
            && (place.ends_with(['市', '县', '区']) || behind.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// 马玉芬、|师长青|、陈志军: whether what looks like a title begins a name in a list of names.
fn is_of_name(lexicon: &Lexicon, text: &str, title: Range<usize>) -> bool {
    let (Some(head), Some(rest)) = (text.get(..title.start), text.get(title.end..)) else { return false };
    let mut next = rest.chars();
    title.len() == 6
        && head.ends_with(['、', '：', ':'])
        && next.next().is_some_and(|c| lexicon.names.sign(c).is_usual())
        && next.next().is_none_or(|c| matches!(c, '、' | '\n' | '。'))
        && lexicon.names.surname_of(text.get(title).unwrap_or("")).is_some()
}
