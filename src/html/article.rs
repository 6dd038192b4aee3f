//! The article of a page, by the readability algorithm of dom_smoothie.
use std::panic::{self, AssertUnwindSafe};

use dom_smoothie::{Config, Readability};

use super::lines::{self, Line, Page};

/// Larger pages are taken as a whole: building and weighing their trees could cost seconds and gigabytes.
const BYTES: usize = 4 << 20;
const ELEMENTS: usize = 30_000;
/// The deepest nesting that is built; trees are walked by recursion.
const DEPTH: usize = 256;
/// Elements of formatting that are left open; a parser opens each of them again in every block that follows.
const FORMATS: usize = 32;

/// The lines of the article; none where there is none, or where it would be dangerous to look.
pub(super) fn lines(html: &str, page: &Page) -> Option<Vec<Line>> {
    if html.len() > BYTES || page.elements > ELEMENTS || page.depth > DEPTH || page.formats > FORMATS {
        return None;
    }
    // What the page says of itself is read elsewhere. A short text is a text in Chinese, where a character is a word.
    let config = Config { disable_json_ld: true, char_threshold: 150, ..Config::default() };
    // Public accounts show their text by a script; hidden things are left out of an article.
    let html = html.replace("visibility: hidden", "").replace("visibility:hidden", "");
    // A defect of the library on an odd page costs its article, not the page.
    let article =
        panic::catch_unwind(AssertUnwindSafe(|| Readability::new(html, None, Some(config)).ok()?.parse().ok()));
    Some(lines::read(&article.ok()??.content).lines)
}
