//! Files to start an overlay from: what the built-in file says of itself, and its first entry as a comment.
use super::embedded::{FILES, text};

/// What there is a template for: the files of the rules, without their endings.
pub fn template_kinds() -> impl Iterator<Item = &'static str> {
    FILES.iter().filter_map(|(path, _)| path.rsplit_once('.')).map(|(name, _)| name)
}

/// The path inside the folder of the overlay, and the text to start with.
pub fn template(kind: &str) -> Option<(&'static str, String)> {
    let path =
        FILES.iter().map(|(path, _)| *path).find(|path| path.rsplit_once('.').is_some_and(|(n, _)| n == kind))?;
    let source = text(path)?;
    let is_comment = |line: &&str| line.starts_with('#');
    let about: String = source.lines().take_while(is_comment).map(|line| format!("{line}\n")).collect();
    let rest = source.lines().skip_while(is_comment);
    Some((path, if path.ends_with(".tsv") { table(about, rest) } else { forms(about, rest) }))
}

fn table<'s>(about: String, mut rest: impl Iterator<Item = &'s str>) -> String {
    let (header, first) = (rest.next().unwrap_or(""), rest.next().unwrap_or(""));
    format!(
        "{about}#\n# Rows below are added to the built-in ones; the same key replaces, ! before the key removes.\n\
         # Cells are separated by tabs, rows sorted by code point. A row looks like this:\n# {first}\n{header}\n"
    )
}

fn forms<'s>(about: String, rest: impl Iterator<Item = &'s str>) -> String {
    let first = rest.skip_while(|line| *line != "[[form]]").enumerate();
    let first = first.take_while(|(n, line)| *n == 0 || !(line.is_empty() || *line == "[[form]]"));
    let form: String = first.map(|(_, line)| format!("# {line}\n")).collect();
    format!(
        "{about}#\n# Forms below are added to the built-in ones; the same id replaces, ! before the id removes, and\n\
         # [define] gives {{names}} to parts of patterns. A form looks like this:\n#\n{form}"
    )
}
