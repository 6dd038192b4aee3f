//! What shows that a few characters are a person's name although something cuts it.

/// Words that stand right before a name.
pub(super) const BEFORE: &[&str] = &[
    "局长",
    "省长",
    "市长",
    "区长",
    "县长",
    "州长",
    "部长",
    "厅长",
    "处长",
    "司长",
    "院长",
    "署长",
    "科长",
    "会长",
    "书记",
    "秘书长",
    "主任",
    "主席",
    "委员",
    "常委",
    "专员",
    "任命",
    "免去",
    "提名",
];

/// The characters that those words end with.
const TITLE_ENDS: [char; 9] = ['长', '记', '任', '席', '员', '委', '命', '去', '名'];

/// What stands right behind a name.
pub(super) const AFTER: &[&str] = &[
    "为", "任", "的", "同志", "出席", "主持", "表示", "指出", "强调", "介绍", "说", "讲话", "致辞", "率", "会见",
    "调研", "宣读", "转", "调", "接", "升", "兼", "主", "称", "、", "，", "。", "（", "(",
];

/// What introduces a name where a post is taken, left or named.
pub(super) const INTRODUCES: &[&str] = &[
    "任命", "免去", "批准", "接受", "同意", "补选", "选举", "决定", "提名", "罢免", "终止", "聘任", "由", "是", "为",
    "长", "叫", "同志", "和", "与", "及",
];

/// What names of persons are the subject or the head of, beside marks.
pub(super) const DOES: &[&str] = &[
    "同志",
    "任",
    "为",
    "兼",
    "当选",
    "出任",
    "担任",
    "接任",
    "接替",
    "接掌",
    "继任",
    "升任",
    "已升",
    "已任",
    "转任",
    "调任",
    "不再",
    "辞去",
    "辞职",
    "卸任",
    "退休",
    "的职务",
    "职务",
    "一职",
    "先生",
    "女士",
    "简历",
    "主持",
    "出席",
    "表示",
    "指出",
    "强调",
    "说",
    "介绍",
    "宣读",
    "宣布",
    "致辞",
    "讲话",
    "陪同",
    "主任",
    "书记",
    "局长",
    "的",
    "是",
    "曾",
    "早年",
    "当过",
    "做过",
];

/// The most frequent surnames that are hardly ever another word between a title and two characters.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡杜叶程苏魏吕丁沈姚卢姜崔\
    钟谭陆汪范廖贾夏韦邹孟熊秦邱尹薛闫雷侯金史陶黎贺顾毛郝龚邵钱严覃戴莫孔汤";

/// Characters that begin what a person does rather than end the name.
const NOT_GIVEN: &str = "等并在将已又和与也及就还曾为任的同出主表指强介说讲致率会调宣说是于被";

/// Whether a line end between the two cuts a name: 副局长沈竹⏎林主持, 局长沈⏎竹林出席.
/// `is_surname` knows the rare ones, which count behind a title.
pub(in crate::normalize) fn cut_by_line_end(last: &str, line: &str, is_surname: impl Fn(char) -> bool) -> bool {
    let Some((first, end)) = last.char_indices().next_back().map(|(at, c)| (c, at)) else { return false };
    // What the names behind titles and marks stand behind, two characters off at most.
    let leads = |c: char| matches!(c, '，' | ',' | '。' | '；' | '、') || TITLE_ENDS.contains(&c);
    if !last.get(..end).is_some_and(|head| head.chars().rev().take(2).any(leads)) {
        return false;
    }
    let titled = |end: usize| last.get(..end).is_some_and(|head| BEFORE.iter().any(|word| head.ends_with(word)));
    let mut chars = line.chars();
    let Some(given) = chars.next().filter(|&c| !NOT_GIVEN.contains(c)) else { return false };
    let follows = |rest: &str| AFTER.iter().any(|word| rest.starts_with(word));
    if SURNAMES.contains(first) && titled(end) {
        let rest = chars.as_str();
        return follows(rest) || chars.next().is_some() && follows(chars.as_str());
    }
    let surname = last.get(..end).and_then(|head| head.char_indices().next_back());
    // 正式挂牌，金维⏎加任党组书记
    let takes = |rest: &str| ["任", "出任", "当选", "接任", "担任"].iter().any(|word| rest.starts_with(word));
    let clear = |at: usize| {
        last.get(..at).is_some_and(|head| head.ends_with(['，', ',', '。', '；', '、'])) && takes(chars.as_str())
    };
    surname.is_some_and(|(at, c)| SURNAMES.contains(c) && clear(at) || is_surname(c) && titled(at))
        && !AFTER.iter().any(|word| word.starts_with(given))
        && follows(chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::{BEFORE, TITLE_ENDS};

    #[test]
    fn every_title_ends_with_a_known_character() {
        assert!(BEFORE.iter().all(|word| word.ends_with(TITLE_ENDS)));
    }
}
