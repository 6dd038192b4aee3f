//! Reading: folders, files, JSON Lines, encodings, and everything that can be wrong with them.
use std::{fs, path::Path};

use zhiguan::{
    document::RawDocument,
    source::{Payload, Reason, Source, SourceError, SourceOptions},
};

type Item = Result<RawDocument, SourceError>;

fn read(inputs: &[&Path]) -> Vec<Item> {
    let inputs: Vec<_> = inputs.iter().map(|p| p.as_os_str().to_owned()).collect();
    decoded(Source::new(inputs, SourceOptions::default()))
}

fn decoded(source: impl Iterator<Item = Result<Payload, SourceError>>) -> Vec<Item> {
    source.map(|payload| Ok(payload?.decode()?.0)).collect()
}

fn read_bytes(name: &str, bytes: &[u8]) -> Vec<Item> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("written");
    read(&[&path])
}

fn texts(items: &[Item]) -> Vec<&str> {
    items.iter().filter_map(|i| i.as_ref().ok()).map(|d| d.text.as_str()).collect()
}

#[test]
fn every_encoding_of_the_corpus_gives_the_text_it_was_made_from() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/encodings");
    let index = fs::read(folder.join("index.json")).expect("the index");
    let index: serde_json::Value = serde_json::from_slice(&index).expect("JSON");
    let mut count = 0;
    for entry in index.as_array().expect("a list").iter().filter(|e| e["form"] == "text") {
        let field = |key: &str| entry[key].as_str().expect("a string").to_owned();
        let want = fs::read_to_string(folder.join(field("text"))).expect("the text");
        let items = read(&[&folder.join(field("file"))]);
        let document = items[0].as_ref().unwrap_or_else(|e| panic!("{e}"));
        let bare = |text: &str| text.trim_start_matches('\u{feff}').to_owned();
        assert_eq!(bare(&document.text), bare(&want), "{}", field("file"));
        assert_eq!(document.origin.replacements, 0, "{}", field("file"));
        assert_eq!(document.origin.encoding_source == "bom", entry["bom"] == true, "{}", field("file"));
        count += 1;
    }
    assert!(count >= 9, "{count} texts");
}

#[test]
fn folders_are_walked_in_order_and_other_files_skipped() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    for name in ["b", ".git"] {
        fs::create_dir(at(name)).expect("made");
    }
    for name in ["z.txt", "a.TXT", "b/m.txt", "c.pdf", ".hidden.txt", ".git/x.txt", "Makefile"] {
        fs::write(at(name), name).expect("written");
    }
    let mut source = Source::new([folder.path().to_owned(), at("c.pdf")], SourceOptions::default());
    let items = decoded(source.by_ref());
    assert_eq!(texts(&items), ["a.TXT", "b/m.txt", "z.txt", "c.pdf"], "a named file is always read");
    assert_eq!(source.skipped(), 4);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.txt"), "甲").expect("written");
    fs::write(at("c.txt"), [0u8, 1, 2, 3]).expect("written");
    fs::write(at("d.txt"), "丁").expect("written");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(at("nowhere"), at("b.txt")).expect("linked");
        std::os::unix::fs::symlink(at("nowhere"), at("b.pdf")).expect("linked");
        std::os::unix::fs::symlink(folder.path(), at("circle")).expect("linked");
    }
    let items = read(&[folder.path(), &at("missing.txt")]);
    assert_eq!(texts(&items), ["甲", "丁"], "a link that leads in a circle is not followed");
    let errors: Vec<String> = items.iter().filter_map(|i| i.as_ref().err()).map(ToString::to_string).collect();
    for name in if cfg!(unix) { &["b.txt", "c.txt", "missing.txt"][..] } else { &["c.txt", "missing.txt"] } {
        assert!(errors.iter().any(|e| e.contains(name)), "{name} in {errors:?}");
    }
    assert!(!errors.iter().any(|e| e.contains("b.pdf")), "{errors:?}");
}

#[test]
fn json_lines_come_out_one_by_one() {
    let lines = "\u{feff}\n  \n{\"text\": \"甲\", \"id\": 7, \"title\": \"题\", \"published\": \"2024-03-22\", \"tag\": [1]}\n\
                 {broken\n[1]\n{\"id\": 1}\n{\"text\": 5}\n{\"text\": \"\\ud83d\\ude00\", \"reference_date\": null}";
    for name in ["lines.jsonl", "lines.txt"] {
        let items = read_bytes(name, lines.as_bytes());
        assert_eq!(texts(&items), ["甲", "😀"], "{name}");
        let origin = &items[0].as_ref().expect("a document").origin;
        assert_eq!((origin.key.as_deref(), origin.member.as_deref()), (Some("7"), Some("3")));
        assert_eq!((origin.title.as_deref(), origin.published.as_deref()), (Some("题"), Some("2024-03-22")));
        assert_eq!(serde_json::to_string(&origin.extra).expect("JSON"), r#"{"tag":[1]}"#);
        // The id is that of the text, wherever it lies.
        let alone = read_bytes("text.txt", "甲".as_bytes());
        assert_eq!(origin.id, alone[0].as_ref().expect("a document").origin.id);
        let failed: Vec<_> = items.iter().filter_map(|i| i.as_ref().err()).collect();
        let members: Vec<_> = failed.iter().filter_map(|e| e.member.as_deref()).collect();
        assert_eq!(members, ["4", "5", "6", "7"]);
        assert!(failed.iter().all(|e| matches!(e.reason, Reason::Line(_))));
    }
    let items = read_bytes("first-broken.jsonl", b"{oops\n{\"text\": \"x\"}\n");
    assert!(items[0].is_err() && texts(&items) == ["x"]);
    assert!(read_bytes("empty.jsonl", b"").is_empty());
    assert_eq!(texts(&read_bytes("object.txt", b"{\"a\": 1}")), ["{\"a\": 1}"]);
}

#[test]
fn empty_texts_are_documents_and_marks_are_not_text() {
    assert_eq!(texts(&read_bytes("empty.txt", b"")), [""]);
    assert_eq!(texts(&read_bytes("blank.txt", b"\n \n")), ["\n \n"]);
    let items = read_bytes("mark.txt", "\u{feff}甲".as_bytes());
    assert_eq!(texts(&items), ["甲"]);
    // `printf '\xef\xbb\xbf甲' | sha256sum`: the mark is part of the bytes.
    assert_eq!(
        items[0].as_ref().expect("a document").origin.id,
        "fa22150f3709912e6cbf1776ac9903747396c75be34488d4aa7ff221063de41d"
    );
}

#[test]
fn documents_over_the_limit_are_refused_by_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.txt"), "x".repeat(101)).expect("written");
    fs::write(at("b.txt"), "x".repeat(100)).expect("written");
    let far_too_long = "y".repeat(3 << 20);
    let lines = format!(
        "{{\"text\": \"1\"}}\n{{\"text\": \"{far_too_long}\"}}\n{{\"text\": \"{}\"}}\n{{\"text\": \"2\"}}\n",
        "z".repeat(101)
    );
    fs::write(at("c.jsonl"), lines).expect("written");
    let options = SourceOptions::default().with_max_document_bytes(100);
    let items = decoded(Source::new([folder.path().to_owned()], options));
    assert_eq!(texts(&items), [&"x".repeat(100), "1", "2"]);
    let failed: Vec<String> = items.iter().filter_map(|i| i.as_ref().err()).map(ToString::to_string).collect();
    assert!(failed[0].contains("a.txt: 101 bytes") && failed[0].contains("--max-document-bytes"), "{failed:?}");
    assert!(failed[1].contains("c.jsonl:2: 3145") && failed[2].contains("c.jsonl:3: 101 bytes"), "{failed:?}");
}
