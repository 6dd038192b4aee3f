//! The charset that a page declares: `<meta charset=gbk>`, `<meta http-equiv … content="text/html; charset=gbk">`,
//! `<?xml … encoding="gbk"?>`.
use std::sync::LazyLock;

use regex::bytes::Regex;

/// How far down a declaration is looked for: many pages put scripts before it.
const HEAD: usize = 32 << 10;

static DECLARATION: LazyLock<Regex> = LazyLock::new(|| {
    let declaration =
        r#"(?i-u)<(?:meta\s[^>]{0,400}?charset|\?xml\s[^>]{0,100}?encoding)\s*=\s*["']?\s*([a-z0-9_:.-]+)"#;
    Regex::new(declaration).expect("a sound expression")
});

/// Name of the charset as the page writes it.
pub(super) fn in_page(bytes: &[u8]) -> Option<&str> {
    let name = DECLARATION.captures(bytes.get(..HEAD).unwrap_or(bytes))?.get(1)?;
    str::from_utf8(name.as_bytes()).ok()
}
