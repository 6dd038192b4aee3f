//! The program as users run it: arguments, output, messages and exit status.
mod util;

use std::{fs, io::Read as _, process::Stdio};

use util::Dir;

#[test]
fn one_record_a_document_in_the_order_of_the_arguments() {
    let dir = Dir::new();
    dir.write("b.txt", "乙").write("folder/z.txt", "丙").write("folder/a.txt", "丁").write("folder/x.pdf", "-");
    let ran = dir.run(&["extract", "b.txt", "folder"]).ends_with(0);
    assert_eq!(ran.sources(), ["b.txt", "folder/a.txt", "folder/z.txt"]);
    assert!(ran.err.starts_with("3 documents, 0 failed, 1 skipped, 0 mentions, 0 facts, "), "{}", ran.err);
    let record = &ran.records()[0];
    assert_eq!((&record["schema"], &record["encoding"]), (&"zhiguan/1".into(), &"UTF-8".into()));
    assert!(record["mentions"].is_array() && record["tenures"].is_array());
}

#[test]
fn an_empty_document_is_a_record_with_empty_lists() {
    let dir = Dir::new();
    dir.write("empty.txt", "").write("blank.txt", "\n\n").write("mark.txt", "\u{feff}");
    for record in dir.run(&["extract", "empty.txt", "blank.txt", "mark.txt"]).ends_with(0).records() {
        assert_eq!(record["mentions"], serde_json::json!([]), "{record}");
    }
    let ran = dir.run(&["extract", "--format", "table", "empty.txt"]).ends_with(0);
    assert_eq!(String::from_utf8_lossy(&ran.out), "empty.txt\n  nothing found\n\n");
}

#[test]
fn bad_inputs_are_named_and_the_others_come_out_whole() {
    let dir = Dir::new();
    let mut state = 1u32;
    let noise = (0..50_000).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    });
    dir.write("a.txt", "甲")
        .write("noise.txt", noise.collect::<Vec<_>>())
        .write("zip.txt", b"PK\x03\x04\0\0\0\0\x08\0");
    dir.write("lines.jsonl", "{\"text\": \"1\"}\n{\"text\": \"2\n{\"text\": \"3\"}\n").write("z.txt", "末");
    let inputs = ["extract", "a.txt", "noise.txt", "missing.txt", "zip.txt", "lines.jsonl", "z.txt"];
    let ran = dir.run(&inputs).ends_with(1);
    assert_eq!(ran.sources(), ["a.txt", "lines.jsonl:1", "lines.jsonl:3", "z.txt"]);
    let lines: Vec<&str> = ran.err.lines().collect();
    for (line, start) in lines.iter().zip([
        "zhiguan: noise.txt: decode: looks like a binary file",
        "zhiguan: missing.txt: read: ",
        "zhiguan: zip.txt: decode: looks like a binary file",
        "zhiguan: lines.jsonl:2: parse: broken line",
        "4 documents, 4 failed, 0 skipped, ",
    ]) {
        assert!(line.starts_with(start), "{line:?} should start with {start:?}");
    }
    assert_eq!(lines.len(), 5, "{lines:?}");
}

#[cfg(unix)]
#[test]
fn links_that_dangle_and_files_that_may_not_be_read() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let dir = Dir::new();
    dir.write("folder/a.txt", "甲").write("folder/locked.txt", "乙");
    symlink("nowhere", dir.path("folder/dangling.txt")).expect("linked");
    fs::set_permissions(dir.path("folder/locked.txt"), fs::Permissions::from_mode(0o000)).expect("locked");
    // Root may read everything; then only the link is bad.
    let is_locked = fs::read(dir.path("folder/locked.txt")).is_err();
    let ran = dir.run(&["extract", "folder"]).ends_with(1);
    assert_eq!(ran.sources().first().map(String::as_str), Some("folder/a.txt"));
    assert!(ran.err.contains("zhiguan: folder/dangling.txt: read: "), "{}", ran.err);
    assert_eq!(ran.err.contains("zhiguan: folder/locked.txt: read: "), is_locked, "{}", ran.err);
}

#[test]
fn long_lines_are_read_and_too_long_documents_refused() {
    let dir = Dir::new();
    let long = "江苏省数据局局长".repeat(500_000);
    assert!(long.len() >= 12_000_000);
    dir.write("long.txt", &long).write("long.jsonl", format!("{{\"text\": \"{long}\"}}")).write("a.txt", "甲");
    assert_eq!(dir.run(&["extract", "long.txt", "long.jsonl", "a.txt"]).ends_with(0).records().len(), 3);
    let ran = dir.run(&["extract", "--max-document-bytes", "1000", "long.txt", "long.jsonl", "a.txt"]).ends_with(1);
    assert_eq!(ran.sources(), ["a.txt"]);
    assert!(ran.err.contains("long.txt: read: 12000000 bytes are over the limit of 1000"), "{}", ran.err);
    assert!(ran.err.contains("long.jsonl:1: read: ") && ran.err.contains("--max-document-bytes"), "{}", ran.err);
}

#[test]
fn standard_input_is_a_text_or_lines() {
    let dir = Dir::new();
    let ran = dir.run_with_stdin(&["extract", "-"], "江苏省数据局".as_bytes()).ends_with(0);
    assert_eq!(ran.sources(), ["-"]);
    let lines = b"\n{\"text\": \"1\", \"id\": \"k\", \"tag\": 5}\n\n{\"text\": \"2\"}";
    let ran = dir.run_with_stdin(&["extract", "-"], lines).ends_with(0);
    assert_eq!(ran.sources(), ["-:2", "-:4"]);
    assert_eq!((&ran.records()[0]["key"], &ran.records()[0]["extra"]["tag"]), (&"k".into(), &5.into()));
}

#[test]
fn the_reference_date_is_the_document_s_own_or_the_option() {
    let dir = Dir::new();
    dir.write("a.jsonl", "{\"text\": \"1\", \"reference_date\": \"2024-03-22\"}\n{\"text\": \"2\"}\n");
    let records = dir.run(&["extract", "--reference-date", "2020-02-29", "a.jsonl"]).ends_with(0).records();
    assert_eq!(
        (&records[0]["reference_date"], &records[1]["reference_date"]),
        (&"2024-03-22".into(), &"2020-02-29".into())
    );
    let ran = dir.run(&["extract", "--reference-date", "2023-02-29", "a.jsonl"]).ends_with(2);
    assert!(ran.out.is_empty() && ran.err.contains("YYYY-MM-DD"), "{}", ran.err);
}

#[test]
fn wrong_usage_ends_with_2() {
    let dir = Dir::new();
    for args in [
        &["extract"][..],
        &["extrct", "a"],
        &["extract", "--threads", "0", "a"],
        &["extract", "--format", "xml", "a"],
        &["extract", "--max-document-bytes", "0", "a"],
        &["extract", "--max-document-bytes", "99999999999999", "a"],
        &[],
    ] {
        let ran = dir.run(args).ends_with(2);
        assert!(ran.out.is_empty() && !ran.err.is_empty(), "{args:?}: {ran:?}");
    }
    assert!(!dir.run(&["--help"]).ends_with(0).out.is_empty());
}

#[test]
fn an_output_file_appears_whole_or_not_at_all() {
    let dir = Dir::new();
    dir.write("a.txt", "甲").write("out.jsonl", "old");
    let ran = dir.run(&["extract", "-o", "out.jsonl", "a.txt", "missing.txt"]).ends_with(1);
    assert!(ran.out.is_empty());
    assert!(dir.read("out.jsonl").starts_with("{\"schema\":\"zhiguan/1\""));
    assert!(!dir.path("out.jsonl.tmp").exists());
    let ran = dir.run(&["extract", "-o", "no/such/folder/out.jsonl", "a.txt"]).ends_with(2);
    assert!(ran.err.contains("out.jsonl") && ran.err.contains("cannot be written"), "{}", ran.err);
    // A folder is for Parquet, and other files in it are not written over.
    dir.write("folder/precious.txt", "");
    dir.run(&["extract", "-o", "folder", "a.txt"]).ends_with(2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_with_2() {
    let dir = Dir::new();
    dir.write("a.txt", "甲");
    let ran = dir.run(&["extract", "-o", "/dev/full", "a.txt"]).ends_with(2);
    assert!(ran.err.contains("cannot be written"), "{}", ran.err);
    assert!(!fs::metadata("/dev/full").expect("still there").is_file());
}

#[test]
fn a_closed_pipe_is_no_error() {
    let dir = Dir::new();
    dir.write("many.jsonl", "{\"text\": \"江苏省数据局\"}\n".repeat(20_000));
    for threads in ["1", "4"] {
        let mut command = dir.command();
        command.args(["extract", "--threads", threads, "many.jsonl"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
        let mut first = [0; 100];
        child.stdout.take().expect("a pipe").read_exact(&mut first).expect("some output");
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

#[test]
fn eval_scores_given_records_and_its_own() {
    let dir = Dir::new();
    let texts = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/eval");
    let (gold, records) = (format!("{texts}/gold"), format!("{texts}/records.jsonl"));
    let args = ["eval", &gold, "--texts", texts, "--records", &records];
    let expected = |name: &str| fs::read_to_string(format!("{texts}/{name}")).expect("a file");
    let ran = dir.run(&args).ends_with(0);
    assert_eq!(String::from_utf8_lossy(&ran.out), expected("table.txt"));
    let ran = dir.run(&[&args[..], &["--errors"]].concat()).ends_with(0);
    assert_eq!(String::from_utf8_lossy(&ran.out), expected("errors.tsv") + &expected("table.txt"));
    let ran = dir.run(&[&args[..], &["--errors", "rank", "--format", "json"]].concat()).ends_with(0);
    let out = String::from_utf8_lossy(&ran.out).into_owned();
    assert!(out.starts_with("a\trank\tvalue\t") && out.lines().count() == 2, "{out}");
    dir.write("none.jsonl", "");
    let ran = dir.run(&["eval", &gold, "--texts", texts, "--records", "none.jsonl"]).ends_with(1);
    assert!(ran.err.contains("no output for a.txt"), "{}", ran.err);
    dir.run(&["eval", &gold, "--texts", texts, "--threads", "2"]).ends_with(0);
    dir.run(&["eval", "missing"]).ends_with(2);
}
