//! The texts that records speak of, read again for context where they still lie where they were.
use super::read::Line;
use crate::source::{Form, Source, SourceOptions};

/// How many characters are shown on either side.
const AROUND: usize = 10;

/// Reads documents again. A container is read on from where the last document stood in it.
#[derive(Default)]
pub struct Texts {
    open: Option<(String, Source)>,
}

impl Texts {
    /// The text of a record's document; none where it cannot be read or is another one by now.
    pub(super) fn of(&mut self, line: &Line) -> Option<String> {
        let (source, member) = line.key();
        if source.is_empty() || source == "-" {
            return None;
        }
        if member.is_none() || self.open.as_ref().is_none_or(|(name, _)| *name != source) {
            self.open = Some((source.clone(), Source::new([source.clone()], SourceOptions::default())));
        }
        let (_, documents) = self.open.as_mut()?;
        let is_it =
            |origin: &crate::document::Origin| origin.source == source && origin.member.as_deref() == member.as_deref();
        let payload = documents.filter_map(Result::ok).find(|payload| is_it(payload.origin()))?;
        // What the text of a page is, only the pipeline knows.
        let (document, form) = payload.decode().ok()?;
        let same = form != Form::Html && line.get("id").as_str() == Some(&document.origin.id);
        same.then_some(document.text)
    }
}

/// The text around a place given in code points, in one line, the place in brackets.
pub(super) fn context(text: &str, (start, end): (usize, usize)) -> Option<String> {
    let from = start.saturating_sub(AROUND);
    let part: Vec<char> = text.chars().skip(from).take(end.saturating_sub(from) + AROUND).collect();
    let one_line = |chars: &[char]| chars.iter().map(|c| if c.is_control() { ' ' } else { *c }).collect::<String>();
    let (head, rest) = part.split_at_checked(start - from)?;
    let (inside, tail) = rest.split_at_checked(end.checked_sub(start)?)?;
    Some(format!("{}[{}]{}", one_line(head), one_line(inside), one_line(tail)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_cut_in_characters() {
        assert_eq!(context("甲乙\n丙", (1, 2)).as_deref(), Some("甲[乙] 丙"));
        let text = "前".repeat(20) + "省数据局" + &"后".repeat(20);
        assert_eq!(context(&text, (20, 24)), Some(format!("{}[省数据局]{}", "前".repeat(10), "后".repeat(10))));
        assert_eq!(context("甲", (3, 5)), None);
    }
}
