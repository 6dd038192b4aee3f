//! Rules of users laid over the built-in ones, and what is told of the ones that are wrong.
mod util;

use serde_json::Value;
use util::Dir;

/// The project's example, in a folder of its own.
fn with_example() -> Dir {
    let dir = Dir::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/overlay");
    for name in ["agencies/bodies.tsv", "agencies/organizations.tsv", "events/types.toml", "notice.txt", "README.md"] {
        dir.write(&format!("own/{name}"), std::fs::read(root.join(name)).expect("a file of the example"));
    }
    dir
}

/// Kind, surface and name of the mentions of the only record.
fn mentions(ran: &util::Ran) -> Vec<[String; 3]> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = ran.records()[0]["mentions"].as_array().cloned().unwrap_or_default();
    list.iter().map(|m| [text(&m["kind"]), text(&m["text"]), text(&m["name"])]).collect()
}

#[test]
fn the_example_adds_removes_and_states_a_fact() {
    let dir = with_example();
    let ran = dir.run(&["rules", "check", "--rules", "own"]).ends_with(0);
    assert!(String::from_utf8_lossy(&ran.out).trim_end().ends_with("sound"));
    let found = |name: &str, args: &[&str]| {
        let ran = dir.run(&[&["extract", "own/notice.txt"], args].concat()).ends_with(0);
        let record = ran.records()[0].clone();
        let held = mentions(&ran).into_iter().find(|m| m[1] == name).map(|m| (m[0].clone(), m[2].clone()));
        (held, record["events"][0]["rule"].clone(), record["rules_hash"].clone())
    };
    let own = ["--rules", "own"];
    let told = |kind: &str, name: &str| Some((kind.to_owned(), name.to_owned()));
    assert_eq!(found("海港指挥部", &own).0, told("agency", "临澜市海港新区建设指挥部"));
    assert_eq!(found("远澜科技", &own).0, told("organization", "远澜科技股份有限公司"));
    assert_eq!((found("人民网", &own).0, found("人民网", &[]).0), (None, told("organization", "人民网")));
    assert_eq!((found("海港指挥部", &[]).0, found("", &[]).1), (None, Value::Null));
    assert_eq!(found("", &own).1, "events/seal-in-use");
    assert_ne!(found("", &own).2, found("", &[]).2, "the hash tells the rules apart");
}

#[test]
fn later_folders_win_and_the_place_of_a_folder_does_not_matter() {
    let dir = Dir::new();
    let row = |name: &str| format!("surface\tname\tkind\tregion\n海港指挥部\t{name}\tgovernment\t330000\n");
    dir.write("a/agencies/bodies.tsv", row("甲市海港指挥部")).write("b/agencies/bodies.tsv", row("乙市海港指挥部"));
    dir.write("copy/agencies/bodies.tsv", row("甲市海港指挥部")).write("page.txt", "海港指挥部成立。");
    let run = |folders: &[&str]| {
        let rules = folders.iter().flat_map(|folder| ["--rules", folder]).collect::<Vec<_>>();
        let ran = dir.run(&[&["extract", "page.txt"], &rules[..]].concat()).ends_with(0);
        (mentions(&ran)[0][2].clone(), ran.records()[0]["rules_hash"].clone())
    };
    assert_eq!(run(&["a", "b"]).0, "乙市海港指挥部");
    assert_eq!(run(&["b", "a"]).0, "甲市海港指挥部");
    assert_eq!(run(&["a"]), run(&["copy"]));
}

#[test]
fn the_mark_removes_one_sense_or_all_and_a_form() {
    let dir = Dir::new();
    dir.write("one/agencies/regional_bodies.tsv", "surface\tregion\n!数位部\t710000\n");
    dir.write("form/events/types.toml", "[[form]]\nid = \"!renamed\"\n");
    dir.write("page.txt", "2017年2月,贵州省公共服务管理办公室更名为贵州省大数据发展管理局。");
    let events = |args: &[&str]| {
        let ran = dir.run(&[&["extract", "page.txt"], args].concat()).ends_with(0);
        ran.records()[0]["events"].as_array().map_or(0, Vec::len)
    };
    assert_eq!((events(&[]), events(&["--rules", "form"])), (1, 0));
    let list = |args: &[&str]| {
        let ran = dir.run(&[&["rules", "list", "--format", "json"], args].concat()).ends_with(0);
        let rules: Vec<Value> = serde_json::from_slice(&ran.out).expect("JSON");
        rules.iter().find(|r| r["id"] == "agencies/regional_bodies").map(|r| r["size"].as_u64().unwrap_or(0))
    };
    let all = list(&[]).expect("the table");
    assert_eq!(list(&["--rules", "one"]), Some(all - 1));
    // 消委会 is a body of Hong Kong and one of Macao.
    dir.write("two/agencies/regional_bodies.tsv", "surface\n!消委会\n");
    assert_eq!(list(&["--rules", "two"]), Some(all - 2));
}

#[test]
fn every_template_passes_and_is_not_written_twice() {
    let dir = Dir::new();
    let list = dir.run(&["rules", "list", "--format", "json"]).ends_with(0);
    let rules: Vec<Value> = serde_json::from_slice(&list.out).expect("JSON");
    let mut kinds: Vec<&str> = rules.iter().filter_map(|r| r["file"].as_str()?.rsplit_once('.')).map(|k| k.0).collect();
    kinds.sort_unstable();
    kinds.dedup();
    // What only describes the program is no file to lay others over.
    let described = ["agencies/forms", "persons/frames"];
    for kind in described {
        dir.run(&["rules", "new", kind, "own"]).ends_with(2);
    }
    kinds.retain(|kind| !described.contains(kind));
    assert!(kinds.len() > 30);
    for kind in &kinds {
        dir.run(&["rules", "new", kind, "own"]).ends_with(0);
    }
    let ran = dir.run(&["rules", "check", "--rules", "own"]).ends_with(0);
    assert!(String::from_utf8_lossy(&ran.out).contains("sound"));
    let ran = dir.run(&["rules", "new", "ranks/words", "own"]).ends_with(2);
    assert!(ran.err.contains("exists"), "{}", ran.err);
    dir.run(&["rules", "new", "ranks/wrods", "own"]).ends_with(2);
    // What a cell may hold is told in the file, not by the code.
    for kind in &kinds {
        let path = ["tsv", "toml"].map(|end| dir.path(&format!("own/{kind}.{end}")));
        let text = path.iter().find_map(|path| std::fs::read_to_string(path).ok()).expect("a file");
        assert!(!text.contains("src/"), "{text}");
    }
    let text = dir.read("own/relations/words.tsv");
    assert!(text.starts_with("# Words that say how a clause is meant.\n"), "{text}");
    assert!(text.contains("\n# A cue is one of these, each with words of it:\n#   abolished: "), "{text}");
    // The entry shown is sound as well, once it is no comment.
    for name in ["ranks/words.tsv", "events/types.toml", "relations/tenures.toml"] {
        let text = dir.read(&format!("own/{name}"));
        let (about, entry) = text.split_once("looks like this:\n").expect("an entry");
        let entry: Vec<&str> = entry.lines().map(|line| line.trim_start_matches('#').trim_start_matches(' ')).collect();
        let text = match name.ends_with(".tsv") {
            true => format!("{}\n{}\n", entry[1], entry[0]),
            false => entry.join("\n"),
        };
        assert!(about.starts_with('#'));
        // Forms may use definitions of the file, which stay in place.
        dir.write(&format!("shown/{name}"), text);
    }
    let ran = dir.run(&["rules", "check", "--rules", "shown"]).ends_with(0);
    assert!(String::from_utf8_lossy(&ran.out).contains("sound"));
}

/// What is told of an overlay with one wrong file.
#[track_caller]
fn told(path: &str, text: impl AsRef<[u8]>) -> String {
    let dir = Dir::new();
    dir.write(&format!("own/{path}"), text);
    let ran = dir.run(&["rules", "check", "--rules", "own"]).ends_with(2);
    assert!(ran.out.is_empty());
    // Other commands tell the same, but run no examples.
    dir.write("a.txt", "甲");
    let other = dir.run(&["extract", "--rules", "own", "a.txt"]);
    assert!(other.err == ran.err || other.status == Some(0), "{}", other.err);
    ran.err
}

/// A file of one form of events with `rest` as its last keys.
fn form(rest: &str) -> String {
    format!("[define]\nseal = \"启用印章\"\n\n[[form]]\nid = \"seal-in-use\"\n{rest}")
}

const EXAMPLES: &str = "examples = [\"2024年3月1日起,四川省数据局启用印章。 → 四川省数据局 | founded | 2024-03-01\"]\n";

#[test]
fn ten_kinds_of_errors_point_at_their_place() {
    let events = |rest: &str| told("events/types.toml", form(&format!("{rest}{EXAMPLES}")));
    let make = "make = { type = \"founded\" }\n";
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    let _guard = settings.bind_to_scope();
    insta::assert_snapshot!(
        "duplicate_id",
        told(
            "events/types.toml",
            format!(
                "{}\n{}",
                form(&format!("pattern = \"x\"\n{EXAMPLES}")),
                "[[form]]\nid = \"seal-in-use\"\npattern = \"x\"\nexamples = [\"a → b | c\"]\n"
            )
        )
    );
    insta::assert_snapshot!(
        "unknown_name",
        events(&format!("trigger = [\"印章\"]\npattern = \"(?<agency>{{body}}){{seal}}\"\n{make}"))
    );
    insta::assert_snapshot!(
        "cycle",
        told("events/types.toml", "[define]\nopening = \"{seal}|启用\"\nseal = \"{opening}印章\"\n")
    );
    insta::assert_snapshot!(
        "unnamed_group",
        events(&format!("trigger = [\"印章\"]\npattern = \"(?<agency>{{agency}})(正式)?{{seal}}\"\n{make}"))
    );
    insta::assert_snapshot!(
        "pattern_that_matches_nothing",
        events(&format!("trigger = [\"印章\"]\npattern = \"(?<agency>{{agency}})?(?:{{seal}})?\"\n{make}"))
    );
    insta::assert_snapshot!(
        "example_that_fails",
        events(&format!("trigger = [\"印章\"]\npattern = \"(?<agency>{{agency}})[^。]{{0,8}}停用印章\"\n{make}"))
    );
    insta::assert_snapshot!("unsorted_row", told("ranks/words.tsv", "surface\tvalue\n乙级\t乙级\n丙级\t丙级\n"));
    insta::assert_snapshot!(
        "bad_value",
        told("agencies/bodies.tsv", "surface\tname\tkind\tregion\n海港指挥部\t海港建设指挥部\tgroup\t330000\n")
    );
    insta::assert_snapshot!("missing_trigger", events(&format!("pattern = \"(?<agency>{{agency}}){{seal}}\"\n{make}")));
    insta::assert_snapshot!(
        "wrong_encoding",
        told("ranks/words.tsv", [b"surface\tvalue\n".as_slice(), &[0xd2, 0xd2, 0xbc, 0xb6]].concat())
    );
}

#[test]
fn an_overlay_is_checked_against_the_files_it_lies_over() {
    for (path, text, expected) in [
        ("ranks/grades.tsv", "surface\tvalue\n", "own/ranks/grades.tsv: the rules have no file of this name"),
        (
            "agencies/forms.toml",
            "[[form]]\nid = \"alias\"\npattern = \"{nonsense}xyz\"\nexamples = [\"x → y = z\"]\n",
            "own/agencies/forms.toml: the forms of this file say in words",
        ),
        (
            "persons/frames.toml",
            "[[form]]\nid = \"!again\"\n",
            "own/persons/frames.toml: the forms of this file say in words",
        ),
        ("ranks/words.tsv", "surface\trank\n", "no column `rank`"),
        ("ranks/words.tsv", "value\tsurface\n", "the first column is `value`, not the key `surface`"),
        ("ranks/words.tsv", "surface\tvalue\n!无此词\n", "!无此词: removes nothing"),
        ("events/types.toml", "[[form]]\nid = \"!none\"\n", "!none: removes nothing"),
        ("events/types.toml", "[[form]]\nid = \"none\"\nexamples = [\"a → b\"]\n", "none: no pattern"),
    ] {
        let err = told(path, text);
        assert!(err.contains(expected) && err.contains("own/"), "{err}");
    }
    let ran = Dir::new().run(&["rules", "check", "--rules", "missing"]).ends_with(2);
    assert!(ran.err.contains("missing: cannot be read"), "{}", ran.err);
}

#[test]
fn faults_of_rules_as_json() {
    let dir = Dir::new();
    dir.write("own/ranks/words.tsv", "surface\tvalue\n乙级\t乙级\n丙级\t丙级\n");
    let ran = dir.run(&["extract", "--log-format", "json", "--rules", "own", "-"]).ends_with(2);
    let lines: Vec<Value> = ran.err.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((&lines[0]["event"], &lines[0]["file"]), (&"rule".into(), &"own/ranks/words.tsv".into()));
    assert_eq!((&lines[0]["line"], &lines[0]["id"]), (&3.into(), &"丙级".into()));
}
