//! The lines of a page as a reader sees them, from its tags alone: no tree is built, so any page costs one pass.
//!
//! By the rules of `innerText` (WHATWG HTML, "rendered text"): blanks fold, a line end between two wide characters
//! vanishes (CSS Text 3), blocks and `<br>` end lines, paragraphs and headings stand apart, cells are parted by tabs.
//! Scripts, styles and other things that are not shown are left out.
use std::convert::Infallible;

use html5gum::{
    Span, Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};

use super::meta::Said;
use crate::text::is_han;

/// One line of text, without blanks at its ends.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// An empty line stands before it.
    pub(super) is_apart: bool,
    /// It is a heading.
    pub(super) is_heading: bool,
    /// Bytes of it that are links or buttons.
    pub(super) linked: usize,
    /// It lies in `<nav>`, `<aside>` or `<footer>`.
    pub(super) is_aside: bool,
}

/// What one pass over a page found.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    /// What the head of the page says of it.
    pub(super) said: Said,
    /// Number of start tags.
    pub(super) elements: usize,
    /// The most elements that were open at a time, as far as tags tell.
    pub(super) depth: usize,
    /// The most elements of formatting that were open at a time; a parser opens them again in every block.
    pub(super) formats: usize,
}

/// A line that goes on for longer is not joined with the next cell of its row.
const CELL: usize = 200;

/// The lines of a page or of a piece of one.
pub(super) fn read(html: &str) -> Page {
    let mut reader = Reader::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        reader.event(&event);
        None
    });
    emitter.naively_switch_states(true);
    // A string cannot fail to be read.
    let _ = Tokenizer::new_with_emitter(html, emitter).finish();
    reader.end_line();
    reader.page
}

/// The lines as one text.
pub(super) fn text<'l>(lines: impl IntoIterator<Item = &'l Line>) -> String {
    let mut text = String::new();
    for line in lines {
        if !text.is_empty() {
            text.push_str(if line.is_apart { "\n\n" } else { "\n" });
        }
        text.push_str(&line.text);
    }
    text
}

/// Blanks that were read and not written yet.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Blank {
    #[default]
    None,
    Space,
    LineEnd,
    Tab,
}

#[derive(Debug, Default)]
struct Reader {
    page: Page,
    line: Line,
    blank: Blank,
    /// Name of the start tag that is being read, and its attributes where they matter.
    tag: Vec<u8>,
    attribute: Vec<u8>,
    attributes: Vec<(Vec<u8>, Vec<u8>)>,
    /// Elements that are not shown: how many of this name are open.
    hidden: Option<(Vec<u8>, usize)>,
    in_title: bool,
    in_json: bool,
    /// Counters of open elements.
    depth: usize,
    formats: usize,
    links: usize,
    asides: usize,
    pre: usize,
    headings: usize,
    /// The next line stands apart.
    is_apart: bool,
    /// A row is open; the cell being read has text; it has ended a line.
    in_row: bool,
    cell_has_text: bool,
    cell_has_lines: bool,
    /// The line ends before the next text, unless that is the next cell of a row.
    must_end: bool,
}

impl Reader {
    fn event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.extend_from_slice(name);
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                if matters(&self.tag) {
                    self.attribute.extend_from_slice(name);
                    self.attributes.push((name.to_vec(), Vec::new()));
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if matters(&self.tag)
                    && let Some((_, kept)) = self.attributes.last_mut()
                {
                    kept.extend_from_slice(value);
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                let tag = std::mem::take(&mut self.tag);
                self.open(&tag);
                self.tag = tag;
            }
            CallbackEvent::EndTag { name } => self.close(name),
            CallbackEvent::String { value } => self.text(value),
            _ => {}
        }
    }

    fn open(&mut self, tag: &[u8]) {
        self.page.elements += 1;
        if let Some((name, count)) = &mut self.hidden {
            if name == tag {
                *count += 1;
            }
            return;
        }
        if !is_void(tag) && !may_stay_open(tag) {
            self.depth += 1;
            self.page.depth = self.page.depth.max(self.depth);
        }
        if is_format(tag) {
            self.formats += 1;
            self.page.formats = self.page.formats.max(self.formats);
        }
        match tag {
            b"title" => self.in_title = true,
            b"script" if self.attribute(b"type").is_some_and(|kind| kind.contains("ld+json")) => self.in_json = true,
            b"script" | b"style" | b"noscript" | b"template" | b"iframe" | b"svg" | b"select" | b"textarea"
            | b"object" | b"xmp" | b"noembed" => self.hidden = Some((tag.to_vec(), 1)),
            b"meta" => {
                let name = ["property", "name", "itemprop"].iter().find_map(|key| self.attribute(key.as_bytes()));
                if let (Some(name), Some(content)) = (name, self.attribute(b"content")) {
                    self.page.said.meta.push((name.trim().to_lowercase(), content));
                }
            }
            b"a" => self.links = usize::from(self.attribute(b"href").is_some()),
            b"button" => self.links += 1,
            b"nav" | b"aside" | b"footer" => self.asides += 1,
            b"br" => self.line_break(),
            b"table" | b"tr" => {
                self.end_line();
                (self.in_row, self.cell_has_text, self.cell_has_lines) = (tag == b"tr", false, false);
            }
            b"td" | b"th" => self.next_cell(),
            _ => {}
        }
        match block(tag) {
            Some(is_apart) => {
                self.block(is_apart);
                self.pre += usize::from(tag == b"pre");
                self.headings += usize::from(is_heading(tag));
            }
            None if tag == b"hr" => self.block(true),
            None => {}
        }
    }

    fn close(&mut self, tag: &[u8]) {
        if let Some((name, count)) = &mut self.hidden {
            if name == tag {
                *count -= 1;
                if *count == 0 {
                    self.hidden = None;
                }
            }
            return;
        }
        if !may_stay_open(tag) {
            self.depth = self.depth.saturating_sub(1);
        }
        if is_format(tag) {
            self.formats = self.formats.saturating_sub(1);
        }
        match tag {
            b"title" => self.in_title = false,
            b"script" => self.in_json = false,
            // A link that nobody closed ends with its paragraph.
            b"a" | b"button" | b"p" | b"li" | b"td" | b"tr" | b"ul" => self.links = 0,
            b"nav" | b"aside" | b"footer" => self.asides = self.asides.saturating_sub(1),
            _ => {}
        }
        if let Some(is_apart) = block(tag) {
            self.block(is_apart);
            self.pre = self.pre.saturating_sub(usize::from(tag == b"pre"));
            self.headings = self.headings.saturating_sub(usize::from(is_heading(tag)));
        }
        if matches!(tag, b"tr" | b"table") {
            self.end_line();
            self.in_row = false;
        }
    }

    /// The start or end of a block.
    fn block(&mut self, is_apart: bool) {
        // In a cell that has no text yet a paragraph starts where it is.
        if self.in_row && !self.cell_has_text {
            return;
        }
        self.must_end |= !self.line.text.is_empty();
        self.is_apart |= is_apart && (self.must_end || self.line.text.is_empty()) && !self.in_row;
    }

    /// `<br>`: two of them stand for an empty line.
    fn line_break(&mut self) {
        if self.line.text.is_empty() || self.must_end {
            self.is_apart = true;
        }
        self.must_end = true;
        if self.line.text.is_empty() {
            self.must_end = false;
        }
    }

    /// A cell goes on the line of the cell before it, unless that was a text of its own.
    fn next_cell(&mut self) {
        let goes_on = self.in_row && !self.cell_has_lines && self.line.text.len() <= CELL && !self.line.text.is_empty();
        if goes_on {
            self.must_end = false;
            self.blank = Blank::Tab;
        } else {
            self.must_end = !self.line.text.is_empty();
        }
        (self.cell_has_text, self.cell_has_lines) = (false, false);
    }

    fn end_line(&mut self) {
        self.must_end = false;
        self.blank = Blank::None;
        let mut line = std::mem::take(&mut self.line);
        line.text.truncate(line.text.trim_end().len());
        if !line.text.is_empty() {
            self.page.lines.push(line);
        }
    }

    fn text(&mut self, bytes: &[u8]) {
        if self.hidden.is_some() {
            return;
        }
        let text = String::from_utf8_lossy(bytes);
        if self.in_json {
            self.page.said.json.push(text.into_owned());
        } else if self.in_title {
            self.page.said.title.get_or_insert_default().push_str(&text);
        } else {
            text.chars().for_each(|c| self.character(c));
        }
    }

    fn character(&mut self, c: char) {
        match c {
            '\n' if self.pre > 0 => return self.line_break(),
            '\n' | '\r' => {
                if self.blank != Blank::Tab {
                    self.blank = Blank::LineEnd;
                }
                return;
            }
            ' ' | '\t' | '\u{c}' => {
                if self.blank == Blank::None {
                    self.blank = Blank::Space;
                }
                return;
            }
            // Set in, or nothing at all.
            c if (self.line.text.is_empty() || self.must_end)
                && (c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}') =>
            {
                return;
            }
            _ => {}
        }
        if self.must_end {
            self.cell_has_lines = true;
            self.end_line();
        }
        let before = self.line.text.len();
        if self.line.text.is_empty() {
            self.line.is_apart = std::mem::take(&mut self.is_apart);
            self.line.is_heading = self.headings > 0;
            self.line.is_aside = self.asides > 0;
        } else {
            let is_joined = |last: char| is_wide(last) && is_wide(c);
            match self.blank {
                Blank::LineEnd if self.line.text.chars().next_back().is_some_and(is_joined) => {}
                Blank::None => {}
                Blank::Tab => self.line.text.push('\t'),
                Blank::Space | Blank::LineEnd => self.line.text.push(' '),
            }
        }
        self.blank = Blank::None;
        self.line.text.push(c);
        self.cell_has_text = true;
        if self.links > 0 {
            self.line.linked += self.line.text.len() - before;
        }
    }

    fn attribute(&self, name: &[u8]) -> Option<String> {
        let (_, value) = self.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(value).into_owned())
    }
}

impl Line {
    /// Number of Chinese characters.
    pub(super) fn han(&self) -> usize {
        self.text.chars().filter(|&c| is_han(c)).count()
    }
}

/// Tags whose attributes are looked at.
fn matters(tag: &[u8]) -> bool {
    matches!(tag, b"meta" | b"a" | b"script")
}

/// Chinese, Japanese and full-width characters: between two of them a line end is no blank.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

fn is_heading(tag: &[u8]) -> bool {
    matches!(tag, [b'h', b'1'..=b'6'])
}

/// Whether a tag is a block, and one that stands apart.
fn block(tag: &[u8]) -> Option<bool> {
    match tag {
        b"p" | b"blockquote" | b"pre" | b"ul" | b"ol" | b"dl" | b"table" => Some(true),
        tag if is_heading(tag) => Some(true),
        b"address" | b"article" | b"aside" | b"body" | b"caption" | b"center" | b"dd" | b"details" | b"dialog"
        | b"dir" | b"div" | b"dt" | b"fieldset" | b"figcaption" | b"figure" | b"footer" | b"form" | b"header"
        | b"hgroup" | b"html" | b"legend" | b"li" | b"main" | b"menu" | b"nav" | b"option" | b"section"
        | b"summary" | b"tbody" | b"tfoot" | b"thead" => Some(false),
        _ => None,
    }
}

fn is_void(tag: &[u8]) -> bool {
    matches!(
        tag,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Elements that end without an end tag.
fn may_stay_open(tag: &[u8]) -> bool {
    matches!(
        tag,
        b"p" | b"li"
            | b"dt"
            | b"dd"
            | b"tr"
            | b"td"
            | b"th"
            | b"thead"
            | b"tbody"
            | b"tfoot"
            | b"colgroup"
            | b"option"
            | b"optgroup"
            | b"rt"
            | b"rp"
            | b"html"
            | b"head"
            | b"body"
    )
}

/// Elements of formatting (WHATWG HTML, "the list of active formatting elements").
fn is_format(tag: &[u8]) -> bool {
    matches!(
        tag,
        b"a" | b"b"
            | b"big"
            | b"code"
            | b"em"
            | b"font"
            | b"i"
            | b"nobr"
            | b"s"
            | b"small"
            | b"strike"
            | b"strong"
            | b"tt"
            | b"u"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_a_reader_sees_them() {
        for (html, expected) in [
            ("<p>甲  乙\n丙</p><p>　　丁&nbsp;戊 </p>", "甲 乙丙\n\n丁\u{a0}戊"),
            ("2024年\n3月<br>x\ny<br><br>z", "2024年 3月\nx y\n\nz"),
            ("<div>甲<div>乙</div>丙</div><h1>丁</h1>戊", "甲\n乙\n丙\n\n丁\n\n戊"),
            ("<ul><li>甲<li>乙</ul>丙", "甲\n乙\n\n丙"),
            ("<table><tr><td>甲<td>乙<tr><td><p>丙</p></td>\n<td><p>丁</p></td></table>", "甲\t乙\n丙\t丁"),
            ("<table><tr><td>甲<br>乙</td><td>丙</td></tr></table>", "甲\n乙\n丙"),
            ("甲<script>1 < 2</script><style>x</style>乙<select><option>丙</select>丁<!-- 戊 -->", "甲乙丁"),
            ("<pre>甲\n\n乙  丙</pre>", "甲\n\n乙 丙"),
            ("甲<b>乙</b><i>丙</i> <a href=x>丁</a>", "甲乙丙 丁"),
            ("<title>甲</title>乙&amp;&#20057;&lt;", "乙&乙<"),
            ("甲<", "甲<"),
            ("", ""),
        ] {
            assert_eq!(text(&read(html).lines), expected, "{html}");
        }
    }

    #[test]
    fn links_and_asides_are_known() {
        let page = read("<nav>甲</nav><a href=x>乙丙</a>丁<p>戊<a name=y>己</a></p>");
        let known: Vec<_> = page.lines.iter().map(|l| (l.text.as_str(), l.linked, l.is_aside)).collect();
        assert_eq!(known, [("甲", 0, true), ("乙丙丁", 6, false), ("戊己", 0, false)]);
    }
}
