//! The steps of docs/rules.md run as they are written: every `$` line of a console block, in one folder, with the
//! output that the page shows; `…` stands for anything.
mod util;

use std::{env, path::Path, process::Stdio};

use util::Dir;

/// Command and expected output of every step.
fn steps(page: &str) -> Vec<(String, String)> {
    let mut steps: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        match (line, line.strip_prefix("$ "), steps.last_mut()) {
            ("```console", ..) => inside = true,
            ("```", ..) => inside = false,
            (_, Some(command), _) if inside => steps.push((command.to_owned(), String::new())),
            (_, None, Some((_, output))) if inside => *output += &format!("{line}\n"),
            _ => {}
        }
    }
    steps
}

/// Whether a line is as shown.
fn fits(shown: &str, line: &str) -> bool {
    let mut parts = shown.split('…');
    let Some(mut rest) = parts.next().and_then(|head| line.strip_prefix(head)) else { return false };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = if part.is_empty() { "" } else { rest.get(at + part.len()..).unwrap_or("") };
    }
    rest.is_empty()
}

#[test]
fn the_walk_runs_as_written() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md")).expect("the page");
    let steps = steps(&page);
    assert!((5..10).contains(&steps.len()), "{steps:?}");
    let dir = Dir::new();
    let bin = Path::new(env!("CARGO_BIN_EXE_zhiguan")).parent().expect("a folder");
    let path =
        env::join_paths(std::iter::once(bin.to_path_buf()).chain(env::split_paths(&env::var_os("PATH").expect("set"))));
    for (command, shown) in steps {
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &command]).current_dir(dir.path("")).env("PATH", path.as_ref().expect("a path"));
        let output = shell.stdin(Stdio::null()).output().expect("a shell");
        let out = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        let (lines, expected): (Vec<&str>, Vec<&str>) = (out.lines().collect(), shown.lines().collect());
        let same = lines.len() == expected.len() && expected.iter().zip(&lines).all(|(shown, line)| fits(shown, line));
        assert!(same, "$ {command}\n{out}\nbut the page shows\n{shown}");
    }
}

#[test]
fn a_wrong_example_of_a_table_is_told() {
    let dir = Dir::new();
    dir.write(
        "own/ranks/words.tsv",
        "surface\tvalue\n正科职\t乡科级正职\n# example: 核定正科职 → 正科职 = 乡科级副职\n",
    );
    let ran = dir.run(&["rules", "check", "--rules", "own"]).ends_with(2);
    assert!(ran.err.contains("own/ranks/words.tsv:3"), "{}", ran.err);
    assert!(ran.err.contains("but `正科职 = 乡科级正职`"), "{}", ran.err);
}
