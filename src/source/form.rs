//! Whether a text is HTML, by its content: the WHATWG MIME sniffing standard's tags at its start, or a page's own tags
//! a little further down (behind a crawler's notes or a server's warnings).

/// What a decoded text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text as it is.
    Text,
    /// HTML, with its tags.
    Html,
}

/// Tags that a page or a piece of one starts with.
const FIRST: [&str; 38] = [
    "!doctype html",
    "html",
    "head",
    "script",
    "iframe",
    "h1",
    "h2",
    "h3",
    "div",
    "font",
    "table",
    "a",
    "style",
    "title",
    "b",
    "body",
    "br",
    "p",
    "meta",
    "link",
    "span",
    "article",
    "section",
    "main",
    "header",
    "center",
    "strong",
    "img",
    "ul",
    "ol",
    "li",
    "tr",
    "td",
    "noscript",
    "base",
    "form",
    "nav",
    "figure",
];
/// Tags that only a page has.
const PAGE: [&str; 4] = ["!doctype html", "html", "head", "body"];
/// How far down they are looked for, in bytes.
const HEAD: usize = 4 << 10;

impl Form {
    /// What `text` is.
    pub fn of(text: &str) -> Self {
        let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
        let is_html = match start.strip_prefix('<') {
            Some(rest) if rest.starts_with("!--") => true,
            Some(rest) if rest.starts_with("?xml") => is_page(start),
            Some(rest) => FIRST.iter().any(|tag| is_tag(rest, tag)) || is_page(start),
            None => is_page(start),
        };
        if is_html { Self::Html } else { Self::Text }
    }
}

fn is_page(text: &str) -> bool {
    memchr::memchr_iter(b'<', text.as_bytes().get(..HEAD).unwrap_or(text.as_bytes()))
        .any(|at| text.get(at + 1..).is_some_and(|rest| PAGE.iter().any(|tag| is_tag(rest, tag))))
}

/// Whether what follows a `<` is the tag.
fn is_tag(rest: &str, tag: &str) -> bool {
    let name = rest.as_bytes().get(..tag.len());
    let end = rest.as_bytes().get(tag.len());
    name.is_some_and(|name| name.eq_ignore_ascii_case(tag.as_bytes()))
        && end.is_none_or(|end| end.is_ascii_whitespace() || matches!(end, b'>' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_known_by_its_tags() {
        for html in [
            "<!DOCTYPE html>",
            "\n\u{feff} <html lang=zh>",
            "<P>甲",
            "<br/>",
            "<?xml version='1.0'?>\n<html>",
            "<!-- 甲 -->",
            "Warning: mysql\n<!doctype HTML PUBLIC>",
            "<script src=x>",
        ] {
            assert_eq!(Form::of(html), Form::Html, "{html}");
        }
        for text in [
            "",
            "甲<b>乙</b>",
            "<甲>",
            "<pre-1>",
            "<personal>",
            "a < b > c",
            "<?xml version='1.0'?><rss>",
            "《html》",
            "x <header>",
        ] {
            assert_eq!(Form::of(text), Form::Text, "{text}");
        }
    }
}
