//! Layout and words on small texts.
use super::{Layout, is_numbered, is_numbered_in_chinese, is_word, render, words};
use crate::text::{Norm, Span};

fn shown(text: &str, spans: &[Span<Norm>]) -> Vec<String> {
    spans.iter().map(|span| span.of(text).to_owned()).collect()
}

#[track_caller]
fn sentences(text: &str, expected: &[&str]) {
    assert_eq!(shown(text, Layout::new(text).sentences()), expected);
}

#[track_caller]
fn clauses(text: &str, expected: &[&str]) {
    assert_eq!(shown(text, Layout::new(text).clauses()), expected);
}

#[test]
fn sentences_end_at_marks_and_line_ends() {
    sentences("他任局长。她任副局长；完！\n　　正文", &["他任局长。", "她任副局长；", "完！", "正文"]);
    sentences("真的吗？！“是的。”他说。", &["真的吗？！", "“是的。”", "他说。"]);
    sentences("增长2.5;3;4 v2.3.1&unknown;完;再", &["增长2.5;3;4 v2.3.1&unknown;完;", "再"]);
}

#[test]
fn brackets_and_titles_hold_together() {
    sentences("《怎么办？怎么看》出版。完", &["《怎么办？怎么看》出版。", "完"]);
    sentences("局长（任期五年。可连任）出席。", &["局长（任期五年。可连任）出席。"]);
    sentences("一(二（三。）四。)五。六", &["一(二（三。）四。)五。", "六"]);
    clauses("他（男,汉族），局长", &["他（男,汉族），", "局长"]);
}

#[test]
fn a_bracket_that_stays_open_holds_nothing() {
    sentences("局长（任期五年。可连任。\n《完。了", &["局长（任期五年。", "可连任。", "《完。", "了"]);
    sentences("》一。）二。", &["》一。）", "二。"]);
}

#[test]
fn clauses_end_at_commas_and_colons_but_not_in_numbers() {
    clauses(
        "组长：张三、李四，出席1,024次,09:35 http://a.cn。",
        &["组长：", "张三、李四，", "出席1,024次,", "09:35 http://a.cn。"],
    );
}

#[test]
fn lines_know_their_setting() {
    let text = "标题\n\n　　一段。  \n  \n　二段\n三段";
    let layout = Layout::new(text);
    let lines: Vec<_> = layout.lines().iter().map(|l| (l.span.of(text), l.indented, l.after_blank)).collect();
    let expected = [("标题", false, true), ("一段。", true, true), ("二段", false, true), ("三段", false, false)];
    assert_eq!(lines, expected);
}

#[test]
fn places_are_found() {
    let text = "一，二。 三\n四";
    let layout = Layout::new(text);
    let at = |needle: &str| text.find(needle).unwrap();
    assert_eq!(layout.sentence_at(at("二")).of(text), "一，二。");
    assert_eq!(layout.clause_at(at("二")).of(text), "二。");
    assert_eq!(layout.line_at(at("三")).of(text), "一，二。 三");
    assert_eq!(layout.sentence_at(at(" ")), Span::new(at(" "), at(" ")));
    assert_eq!(layout.line_at(text.len()), Span::new(text.len(), text.len()));
    assert_eq!(Layout::new("").sentence_at(0), Span::new(0, 0));
    assert_eq!(shown(text, layout.clauses_in(layout.sentences()[0])), ["一，", "二。"]);
}

#[test]
fn words_cover_the_text() {
    let text = "国家数据局局长刘烈宏2024年出席。𠮷";
    let words = words(text);
    assert_eq!(words.iter().map(|word| word.of(text)).collect::<String>(), text);
    assert!(words.iter().any(|word| word.of(text) == "国家"));
    assert!(is_word("国家") && !is_word("据局局"));
}

#[test]
fn rendering_shows_every_level() {
    let lines = render("局长出席，讲话。");
    assert_eq!(lines.first().map(String::as_str), Some("S 0..24\t局长出席，讲话。"));
    assert_eq!(lines.iter().filter(|line| line.starts_with('C')).count(), 2);
    assert!(lines.iter().any(|line| line.starts_with("W 0..24\t") && line.contains("局长 出席")));
}

#[test]
fn figures_number_a_heading_for_those_who_ask() {
    for line in ["一、机构设置", "（二）内设机构", "  十二.职责", "第三）编制"] {
        assert!(is_numbered(line) && is_numbered_in_chinese(line), "{line}");
    }
    for line in ["1.机构设置", "（2）内设机构", "第三章 编制", "4 内设机构", "第二部分"] {
        assert!(is_numbered(line) && !is_numbered_in_chinese(line), "{line}");
    }
    for line in ["机构设置", "、机构设置", "第一批干部", "2024年3月"] {
        assert!(!is_numbered(line) && !is_numbered_in_chinese(line), "{line}");
    }
}
