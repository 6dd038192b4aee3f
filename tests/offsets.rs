//! The offset map against a slow table with one entry a byte.
//!
//! That frames do not mix is held by a doc test of `text` that must not compile.
#![allow(clippy::string_slice, reason = "a test may panic")]
use proptest::prelude::*;
use zhiguan::text::{AlignedText, Characters, EditBuilder, Norm, Pass, Span};

/// What a scripted pass does next.
#[derive(Clone, Debug)]
enum Step {
    Copy(usize),
    Replace(usize, String),
    Drop(usize),
}

/// A pass that edits by a script, counted in characters; what the script leaves over is kept.
#[derive(Clone, Debug)]
struct Script(Vec<Step>);

impl Script {
    /// The script in bytes of `text`: start, end, and the new text (none = kept).
    fn on(&self, text: &str) -> Vec<(usize, usize, Option<String>)> {
        let mut at = 0;
        let mut done = Vec::new();
        for step in &self.0 {
            let (count, with) = match step {
                Step::Copy(n) => (*n, None),
                Step::Replace(n, with) => (*n, Some(with.clone())),
                Step::Drop(n) => (*n, Some(String::new())),
            };
            let end = at + text[at..].chars().take(count).map(char::len_utf8).sum::<usize>();
            if end > at {
                done.push((at, end, with));
            }
            at = end;
        }
        done.push((at, text.len(), None));
        done
    }
}

impl Pass for Script {
    fn name(&self) -> &'static str {
        "script"
    }

    fn apply(&self, out: &mut EditBuilder<'_>) {
        for (start, end, with) in self.on(out.source()) {
            match with {
                None => out.copy_to(end),
                Some(with) if with.is_empty() => out.drop(end - start),
                Some(with) => out.replace(end - start, &with),
            }
        }
    }
}

/// The slow way: for every byte of the new text, the stretch of the old text it came from.
struct Table {
    text: String,
    from: Vec<(usize, usize)>,
}

impl Table {
    fn of(raw: &str) -> Self {
        Self { text: raw.into(), from: (0..raw.len()).map(|i| (i, i + 1)).collect() }
    }

    /// The table of one pass alone: old and new text, and where each new byte came from.
    fn pass(text: &str, script: &Script) -> Self {
        let mut new = Self { text: String::new(), from: Vec::new() };
        for (start, end, with) in script.on(text) {
            match with {
                None => {
                    new.text.push_str(&text[start..end]);
                    new.from.extend((start..end).map(|i| (i, i + 1)));
                }
                Some(with) => {
                    // One character for another of the same length keeps every position inside it.
                    let same = with.len() == end - start && with.chars().count() == 1;
                    let origin = |i: usize| if same { (start + i, start + i + 1) } else { (start, end) };
                    new.from.extend((0..with.len()).map(origin));
                    new.text.push_str(&with);
                }
            }
        }
        new
    }

    /// Where a span that is not empty came from.
    fn back(&self, (start, end): (usize, usize)) -> (usize, usize) {
        (self.from[start].0, self.from[end - 1].1)
    }
}

fn steps() -> impl Strategy<Value = Script> {
    let text = || prop::collection::vec(prop::sample::select(&["a", "é", "国", "據", "𠮷", " "][..]), 1..3);
    let step = prop_oneof![
        (1usize..4).prop_map(Step::Copy),
        (1usize..4, text()).prop_map(|(n, with)| Step::Replace(n, with.concat())),
        (1usize..3).prop_map(Step::Drop),
    ];
    prop::collection::vec(step, 0..12).prop_map(Script)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn spans_come_back_as_by_the_table(raw in "[a-cé国據𠮷 \n]{0,30}", scripts in prop::collection::vec(steps(), 1..4)) {
        let mut text = AlignedText::new(&raw);
        let mut tables = vec![Table::of(&raw)];
        for script in &scripts {
            let table = Table::pass(text.text(), script);
            let changed = text.apply(script);
            prop_assert_eq!(text.text(), &table.text);
            let mut read = Characters::default();
            read.read(text.text());
            prop_assert_eq!(text.characters(), &read);
            prop_assert_eq!(changed, script.on(&tables.last().unwrap().text).iter().any(|(.., with)| with.is_some()));
            tables.push(table);
        }
        let norm = text.text();
        for start in 0..norm.len() {
            for end in start + 1..=norm.len() {
                if !norm.is_char_boundary(start) || !norm.is_char_boundary(end) {
                    continue;
                }
                let slow = tables.iter().rev().fold((start, end), |span, table| table.back(span));
                let fast = text.to_raw(Span::new(start, end));
                prop_assert_eq!((fast.start(), fast.end()), slow, "{}..{} of {:?}", start, end, norm);
                prop_assert!(raw.get(fast.range()).is_some(), "cuts a character");
            }
        }
    }
}

/// Runs one scripted pass and returns where `span` of the result came from.
fn back(raw: &str, script: Vec<Step>, span: (usize, usize)) -> (String, String) {
    let mut text = AlignedText::new(raw);
    text.apply(&Script(script));
    let from = text.to_raw(Span::<Norm>::new(span.0, span.1));
    (text.text().to_owned(), raw[from.range()].to_owned())
}

#[test]
fn a_start_snaps_to_the_start_and_an_end_to_the_end() {
    let script = || vec![Step::Copy(1), Step::Replace(2, "wxyz".into())];
    assert_eq!(back("abcd", script(), (2, 3)), ("awxyzd".into(), "bc".into()));
    assert_eq!(back("abcd", script(), (0, 2)).1, "abc");
    assert_eq!(back("abcd", script(), (4, 6)).1, "bcd");
}

#[test]
fn what_was_deleted_at_the_border_stays_outside() {
    let script = || vec![Step::Drop(1), Step::Copy(1), Step::Drop(1), Step::Copy(1), Step::Drop(1)];
    assert_eq!(back("-a-b-", script(), (0, 2)), ("ab".into(), "a-b".into()));
    assert_eq!(back("-a-b-", script(), (0, 1)).1, "a");
    assert_eq!(back("-a-b-", script(), (1, 2)).1, "b");
}

#[test]
fn nothing_changed_nothing_kept() {
    let raw = String::from("国家");
    let mut text = AlignedText::new(&raw);
    assert!(!text.apply(&Script(vec![Step::Copy(2)])));
    assert_eq!(text.text().as_ptr(), raw.as_ptr());
    assert_eq!(text.to_raw(Span::new(0, 6)), Span::new(0, 6));
}

#[test]
fn an_empty_span_stays_empty_or_between_two_edits() {
    let mut text = AlignedText::new("a--b");
    text.apply(&Script(vec![Step::Copy(1), Step::Drop(2)]));
    let between = text.to_raw(Span::new(1, 1));
    assert!(between.start() >= 1 && between.end() <= 3, "{between:?}");
}
