//! The conversion by the C library OpenCC, for those who want its own dictionaries instead of the table.
use super::{ToSimplified, put};
use crate::{rules::RuleError, text::EditBuilder};

/// The library with its configuration t2s.
pub(super) struct OpenCc(opencc_rust::OpenCC);

impl OpenCc {
    /// Opens the library's own dictionaries.
    pub(super) fn new() -> Result<Self, RuleError> {
        let open = opencc_rust::OpenCC::new(opencc_rust::DefaultConfig::T2S);
        open.map(Self).map_err(|e| RuleError::new("", 0, Some("opencc"), e).help("install the dictionaries of OpenCC"))
    }

    /// Converts `out.source()`, one character for one. What it leaves alone the table may still change: variants.
    /// Whether it could be done: not where the library gives another number of characters.
    pub(super) fn apply(
        &self,
        script: &ToSimplified,
        is_kept: &dyn Fn(char) -> bool,
        out: &mut EditBuilder<'_>,
    ) -> bool {
        let text = out.source();
        let converted = self.0.convert(text);
        if converted.chars().count() != text.chars().count() {
            return false;
        }
        for (c, image) in text.chars().zip(converted.chars()) {
            let image = if image == c { script.characters.get(c).unwrap_or(c) } else { image };
            put(out, [if is_kept(c) { c } else { image }]);
        }
        true
    }
}

impl std::fmt::Debug for OpenCc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OpenCc")
    }
}
