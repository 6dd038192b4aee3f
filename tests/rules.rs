//! The rules: every example holds, every file is built in, and what is wrong with a file is told with its place.
#![allow(clippy::string_slice, reason = "a test may panic")]
use std::{collections::BTreeSet, fs};

use zhiguan::{
    lexicon::Lexicon,
    matcher::{Pattern, Scanner},
    pipeline::{EXAMPLE_DATE, Pipeline, PipelineError},
    rules::{Overlay, RuleError, RuleFile, RuleSet},
    segment::is_common,
};

#[path = "util/rules.rs"]
mod util;

fn file(path: &str, text: &str) -> RuleFile {
    RuleFile { path: path.into(), text: text.to_owned().into() }
}

#[test]
fn examples_hold() {
    let pipeline = Pipeline::new().unwrap_or_else(|e| panic!("{e}"));
    let checked = pipeline.check_examples();
    let faults: Vec<String> = checked.faults.iter().map(ToString::to_string).collect();
    assert!(checked.examples > 100);
    assert!(faults.is_empty(), "{} of {} fail:\n{}", faults.len(), checked.examples, faults.join("\n"));
}

#[test]
fn every_file_is_built_in() {
    let embedded = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    let files = util::files();
    let built_in: BTreeSet<&str> = embedded.rules().iter().map(|rule| rule.file.as_str()).collect();
    let in_folder: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(built_in, in_folder, "src/rules/embedded.rs lists other files than rules/ holds");
    let loaded = RuleSet::load(&files).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(loaded.hash(), embedded.hash(), "keep the list in src/rules/embedded.rs sorted");
}

/// Rules of the example checker itself: a form that finds something else than its example says is told.
#[test]
fn a_wrong_example_is_told() {
    let wrong = |from: &str, to: &str| {
        let files = replaced("ranks/forms.toml", |text| text.replace(from, to));
        let rules = RuleSet::load(&files).unwrap_or_else(|e| panic!("{e}"));
        let pipeline = Pipeline::with_rules(rules).unwrap_or_else(|e| panic!("{e}"));
        let faults = pipeline.check_examples().faults;
        let faults: Vec<_> = faults.into_iter().filter(|fault| fault.file == "ranks/forms.toml").collect();
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].id.as_deref(), Some("ranks/pay-scale"));
        assert!(faults[0].line > 1);
        faults[0].message.clone()
    };
    let scale = "首長級薪級表第6點 = 首长级薪级表第6点";
    assert!(wrong(scale, "首長級薪級表第6點 = 首长级薪级表第7点").contains("does not give"));
    assert!(wrong(scale, "nothing").contains("not nothing"));
    let listed = "職級屬首長級薪級表第6點 → 首長級薪級表第6點 = 首长级薪级表第6点\"]";
    assert!(wrong(listed, &format!("{listed}\nnot = [\"屬首長級薪級表第6點\"]")).contains("nothing by this rule"));
}

/// The same for examples of tables, of which each knows what its words make.
#[test]
fn a_wrong_example_of_a_table_is_told() {
    for (path, text, expected) in [
        (
            "relations/words.tsv",
            "2024年1月11日,四川省数据局挂牌。",
            "does not give `nothing` but `四川省数据局 | founded",
        ),
        ("relations/posts.tsv", "四川省数据局局长周明远致辞。", "does not give `nothing` but `周明远 | 四川省数据局"),
        ("events/cues.tsv", "2024年1月11日,四川省数据局挂牌。", "does not give `nothing` but `四川省数据局 | founded"),
        ("agencies/organizations.tsv", "中国银行开业。", "does not give `nothing` but `中国银行 = "),
        ("agencies/suffixes.tsv", "中国银行开业。", "does not give `nothing` but `中国银行 = "),
        ("normalize/shared.tsv", "四川省数据局挂牌。", "of no kind, so that this says nothing; say what must be found"),
        ("pages/labels.tsv", "四川省数据局挂牌。", "of no kind, so that this says nothing; say what must be found"),
    ] {
        let rules = RuleSet::load(&replaced(path, |rows| format!("{rows}# example: {text} → nothing\n")));
        let pipeline = Pipeline::with_rules(rules.unwrap_or_else(|e| panic!("{e}"))).unwrap_or_else(|e| panic!("{e}"));
        let faults = pipeline.check_examples().faults;
        let [fault] = faults.as_slice() else { panic!("{path}: {faults:?}") };
        assert!(fault.file == path && fault.line > 1, "{fault}");
        assert!(fault.to_string().contains(expected), "{fault}");
    }
}

/// The project's files with one changed.
fn replaced(path: &str, change: impl Fn(&str) -> String) -> Vec<RuleFile> {
    let mut files = util::files();
    let file = files.iter_mut().find(|file| file.path == path).expect("a file of that name");
    let text = change(&file.text);
    assert!(text != file.text, "nothing changed in {path}");
    file.text = text.into();
    files
}

/// A fault as `file:line: id: start of the message`.
#[track_caller]
fn assert_told(errors: &[RuleError], expected: &[&str]) {
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    let same = told.len() == expected.len() && told.iter().zip(expected).all(|(t, e)| t.starts_with(e));
    assert!(same, "told:\n{}\nexpected:\n{}", told.join("\n"), expected.join("\n"));
}

#[track_caller]
fn assert_load_tells(path: &str, text: &str, expected: &[&str]) {
    let errors = RuleSet::load(&[file(path, text)]).expect_err("loading fails");
    assert_told(&errors.0, expected);
}

#[test]
fn faults_of_tables() {
    let path = "ranks/words.tsv";
    assert_load_tells(path, "", &["ranks/words.tsv:1: no header row"]);
    assert_load_tells(path, "# only words about it\n", &["ranks/words.tsv:1: no header row"]);
    assert_load_tells(path, "surface\tvalue\n乙\t1\n丙\t2\n乙\t3\n", &["ranks/words.tsv:3: 丙: out of order after 乙"]);
    assert_load_tells(path, "surface\tvalue\n丙\t1\n丙\t1\n", &["ranks/words.tsv:3: 丙: the row stands twice"]);
    assert_load_tells(path, "surface\tvalue\n丙\t1\t2\n", &["ranks/words.tsv:2: 丙: 3 cells for 2 columns"]);
    assert_load_tells(path, "surface\tvalue\n\t1\n", &["ranks/words.tsv:2: : the first column is empty"]);
    assert_load_tells("ranks/words.csv", "surface\n", &["ranks/words.csv:1: neither .tsv nor .toml"]);
}

#[test]
fn faults_of_forms() {
    let path = "events/types.toml";
    let form = |id: &str, rest: &str| format!("[[form]]\nid = \"{id}\"\npattern = \"x\"\n{rest}\n");
    assert_load_tells(path, "[[form]\n", &["events/types.toml:1: "]);
    assert_load_tells(path, &form("a", "exmaples = []"), &["events/types.toml:4: unknown field `exmaples`"]);
    assert_load_tells(path, &form("a", ""), &["events/types.toml:2: a: no example"]);
    assert_load_tells(path, &form("a", "examples = []"), &["events/types.toml:2: a: no example"]);
    assert_load_tells(
        path,
        &form("a", "examples = [\"x = y\"]"),
        &["events/types.toml:4: a: an example without ` → `"],
    );
    let ok = "examples = [\"x → y | z\"]";
    assert_load_tells(
        path,
        &[form("a", ok), form("a", ok)].concat(),
        &["events/types.toml:6: a: this id stands twice"],
    );
}

/// All faults of all files come at once, in order.
#[test]
fn all_faults_are_told_at_once() {
    let files = [
        file("ranks/words.tsv", "surface\n乙\n丁\n丁\n"),
        file("events/types.toml", "[[form]]\nid = \"a\"\npattern = \"x\"\nexamples = []\n"),
        file("dates/words.tsv", ""),
    ];
    let errors = RuleSet::load(&files).expect_err("loading fails");
    let expected = [
        "dates/words.tsv:1: no header",
        "events/types.toml:2: a: no example",
        "ranks/words.tsv:3: 丁: out of order",
        "ranks/words.tsv:4: 丁: the row stands twice",
    ];
    assert_told(&errors.0, &expected);
    assert!(errors.to_string().ends_with("4 error(s) in the rules"));
}

#[test]
fn a_missing_column_file_or_rule_is_named() {
    let rules = RuleSet::load(&[file("ranks/words.tsv", "# first\nsurface\tvalue\n")]).expect("sound");
    let column = rules.table("ranks/words").expect("a table").column("rank").expect_err("no such column");
    assert_told(&[column], &["ranks/words.tsv:1: no column `rank`"]);
    assert_told(&[rules.table("ranks/scale").expect_err("no such table")], &["ranks/scale.tsv:1: the file is missing"]);
    assert_told(&[rules.forms("ranks/forms").expect_err("no such file")], &["ranks/forms.toml:1: the file is missing"]);
    assert!(
        rules.id("ranks/x").expect_err("no such rule").to_string().contains("ranks/x: the program needs this rule")
    );
}

/// What is wrong with the pattern of a form, found where it is compiled.
#[test]
fn faults_of_patterns() {
    let fault = |pattern: &str, trigger: &str| {
        let text = format!(
            "[define]\nlist = \"(?:{{agency}}、?)+\"\n\n[[form]]\nid = \"a\"\ntrigger = [{trigger}]\npattern = '{pattern}'\nexamples = [\"x → y | z\"]\n"
        );
        let rules = RuleSet::load(&[file("events/types.toml", &text)]).unwrap_or_else(|e| panic!("{e}"));
        let forms = rules.forms("events/types").expect("the file");
        Pattern::new(forms, &forms.forms[0]).map(|_| ()).map_err(|e| e.to_string())
    };
    let told = |pattern: &str, trigger: &str, expected: &str| {
        let told = fault(pattern, trigger).expect_err(pattern);
        assert!(told.starts_with("events/types.toml:7: a: ") && told.contains(expected), "{told}");
    };
    assert_eq!(fault("(?<agency>{list})成立{2,3}", "\"成立\""), Ok(()));
    told("({agency})成立", "\"成立\"", "a group has no name");
    told("{agencies}成立", "\"成立\"", "names neither a definition nor a kind of mention");
    told("(?:成立)?", "\"成立\"", "can match nothing");
    let told_of_the_form = fault("成立", "").expect_err("no trigger");
    assert!(told_of_the_form.starts_with("events/types.toml:5: a: no trigger"), "{told_of_the_form}");
    told("(?:成立", "\"成立\"", "unclosed group");
}

/// What a stage finds wrong in its files, with the file, the line and the row or form.
#[test]
fn faults_that_stages_find() {
    let told = |path: &str, from: &str, to: &str, id: &str, expected: &str| {
        let error = stage_tells(path, from, to);
        assert!(error.id.as_deref() == Some(id) && error.message.contains(expected), "{error}");
    };
    told("agencies/bodies.tsv", "东部战区\t东部战区\tmilitary", "东部战区\t东部战区\tarmy", "东部战区", "kind");
    told("dates/words.tsv", "1季度\tquarter", "1季度\tquartet", "1季度", "no such atom");
    told("dates/words.tsv", "1季度\tquarter\t1", "1季度\tquarter\tI", "1季度", "not one");
    told(
        "dates/forms.toml",
        "pattern = \"line-year\"",
        "pattern = \"lunar-year\"",
        "line-year",
        "is the name of nothing",
    );
    told("dates/forms.toml", "pattern = \"line-year\"", "pattern = \"line-year?\"", "line-year", "can match nothing");
    told("dates/forms.toml", "pattern = \"line-year\"", "pattern = \"year\"", "line-year", "same sequence");
    told("dates/forms.toml", "pattern = \"line-year\"", "pattern = \"(line-year\"", "line-year", "left open");
    told("ranks/forms.toml", "首长级薪级表第{numeral}点", "首长级薪级表第({numeral}点", "pay-scale", "unclosed");
    told("relations/affiliations.toml", "设在|挂靠", "设在|(挂靠)", "hangs-at", "has no name");
}

/// What is wrong with the rules where one file says something else.
#[track_caller]
fn stage_tells(path: &str, from: &str, to: &str) -> RuleError {
    let rules = RuleSet::load(&replaced(path, |text| text.replacen(from, to, 1))).unwrap_or_else(|e| panic!("{e}"));
    let Err(PipelineError::Rules(error)) = Pipeline::with_rules(rules) else { panic!("{path}: no error for {to}") };
    assert!(error.file == path && error.line > 1, "{error}");
    error
}

/// Every type and relation that a form may make is one of the schema's.
#[test]
fn what_forms_make_is_checked() {
    for (path, from, to, expected) in [
        (
            "events/types.toml",
            "type = \"founded\"",
            "type = \"fuonded\"",
            "`type = \"fuonded\"` makes nothing; one of founded, renamed, ",
        ),
        ("events/types.toml", "type = \"founded\"", "status = \"current\"", "`make` says no `type`; one of founded, "),
        (
            "relations/affiliations.toml",
            "relation = \"managed_by\"",
            "relation = \"managed-by\"",
            "`relation = \"managed-by\"` makes nothing; one of managed_by, ",
        ),
        (
            "events/types.toml",
            "type = \"founded\"",
            "type = \"founded\", only = \"belwo\"",
            "`only = \"belwo\"` makes nothing; one of acting, ",
        ),
        (
            "events/types.toml",
            "type = \"founded\"",
            "type = \"founded\", acting = \"代理\"",
            "`acting` makes nothing; one of date, only, each, ",
        ),
        (
            "dates/forms.toml",
            "make = { date = \"none\" }",
            "make = { date = \"non\" }",
            "`date = \"non\"` makes nothing; one of none",
        ),
        (
            "ranks/forms.toml",
            "\npattern",
            "\nmake = { value = \"x\" }\npattern",
            "`value` makes nothing; leave `make` out",
        ),
        (
            "relations/tenures.toml",
            "status = \"former\"",
            "status = \"fromer\"",
            "`status = \"fromer\"` makes nothing; one of current, ",
        ),
    ] {
        let told = stage_tells(path, from, to).to_string();
        assert!(told.contains(expected), "{told}");
    }
}

/// A cell or key that says what means nothing is told with all that means something.
#[test]
fn a_name_that_means_nothing_is_told_with_those_that_do() {
    for (path, from, to, expected) in [
        (
            "agencies/suffixes.tsv",
            "专员办\tgovernment\tbody",
            "专员办\tgovernment\tbodyy",
            "专员办: no such size: `bodyy`; one of body, section, ",
        ),
        ("agencies/suffixes.tsv", "\tbody,", "\tbody,mean,", "no such size: `mean`; "),
        ("agencies/classes.tsv", "\tword", "\twrod", "no such meaning: `wrod`; one of nothing, word, verb"),
        ("agencies/functions.tsv", "\t4", "\t5", "no such weight: `5`; one of 1, 2, 3, 4"),
        ("agencies/departments.tsv", "\tcppcc", "\tccppcc", "one of government, party, "),
        ("places/zones.tsv", "\tcorps", "\tcrops", "no such kind: `crops`; one of corps, economic, "),
        ("places/regions.tsv", "\tpast", "\tpassed", "no such status: `passed`; one of current, past"),
        (
            "places/grounds.tsv",
            "工业园区\t\tusual\n",
            "工业园区\t\tusually\n",
            "no such word: `usually`; one of nothing, usual",
        ),
        ("pages/labels.tsv", "\tstaff", "\tstuff", "no such field: `stuff`; one of source, "),
        ("pages/boilerplate.tsv", "\tstart", "\tstrat", "no such place: `strat`; one of start, any"),
        ("pages/meta.tsv", "\tmeta\t", "\tmate\t", "no such place: `mate`; one of meta, json-ld"),
        ("dates/cues.tsv", "\tafter", "\tbehind", "no such side: `behind`; one of before, after"),
        ("dates/ahead.tsv", "\tafter", "\tbehind", "no such side: `behind`; one of before, after"),
        ("dates/neighbours.tsv", "\tafter", "\tafterr", "no such side: `afterr`; one of before, after"),
        ("pages/columns.tsv", "\theld", "\thold", "no such column: `hold`; one of name, held, "),
        ("dates/stamps.tsv", "\tsigned", "\tsinged", "no such role: `singed`; one of published, "),
        ("titles/words.tsv", "\tnational", "\tnotional", "no such scope: `notional`; one of body, territory, "),
        ("normalize/cues.tsv", "\tcell", "\tcall", "no such cue: `call`; one of before-name, "),
        ("relations/words.tsv", "\tobject", "\tobjekt", "no such cue: `objekt`; one of object, named, "),
        ("relations/cues.tsv", "\theads-ranks", "\theads-rnaks", "no such cue: `heads-rnaks`; one of "),
        ("agencies/characters.tsv", "\tstop", "\tstpo", "no such cue: `stpo`; one of "),
    ] {
        let told = stage_tells(path, from, to).to_string();
        assert!(told.contains(expected), "{told}");
    }
}

/// No rule is dead: every form and every table of words that mentions name fires in an example or a case.
#[test]
fn every_rule_fires() {
    let pipeline = Pipeline::new().unwrap_or_else(|e| panic!("{e}"));
    let mut texts: Vec<(String, Option<String>)> = Vec::new();
    for file in pipeline.rules().form_files() {
        let examples = file.forms.iter().flat_map(|form| &form.examples);
        texts.extend(examples.map(|example| (example.text.clone(), Some(EXAMPLE_DATE.to_owned()))));
    }
    for path in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")).expect("the cases") {
        let text = std::fs::read_to_string(path.expect("a file").path()).expect("a file of UTF-8");
        let file: toml::Table = text.parse().expect("TOML");
        let cases = file.get("case").and_then(toml::Value::as_array).into_iter().flatten();
        texts.extend(cases.filter_map(|case| {
            let date = case.get("reference_date").map_or(Some(EXAMPLE_DATE), toml::Value::as_str)?;
            Some((case.get("text")?.as_str()?.to_owned(), Some(date.to_owned()).filter(|date| !date.is_empty())))
        }));
    }
    assert!(texts.len() > 500);
    let fired: BTreeSet<_> = texts
        .iter()
        .flat_map(|(text, date)| util::findings(&pipeline, text, date.as_deref()))
        .map(|finding| finding.rule)
        .collect();
    // Tables that serve other rules are named by none.
    let (forms, tables): (Vec<_>, Vec<_>) =
        pipeline.rules().rules().iter().partition(|rule| rule.file.ends_with(".toml"));
    let dead: Vec<&str> = forms.iter().map(|rule| rule.id.as_str()).filter(|id| !fired.contains(*id)).collect();
    let blocking = ["dates/weekdays", "dates/habit", "dates/not-a-date"];
    assert_eq!(dead, blocking, "forms that no example and no case fires");
    let named = tables.iter().filter(|rule| fired.contains(&rule.id)).map(|rule| rule.id.as_str());
    let expected = [
        "agencies/bodies",
        "agencies/departments",
        "agencies/functions",
        "agencies/organizations",
        "agencies/regional_bodies",
        "agencies/suffixes",
        "documents/periodicals",
        "pages/columns",
        "places/regions",
        "ranks/words",
        "titles/words",
    ];
    assert_eq!(named.collect::<Vec<_>>(), expected);
}

/// Forms that take a text away from others are named by no record: without them their examples give something.
#[test]
fn every_form_that_blocks_has_something_to_block() {
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    let forms = rules.forms("dates/forms").expect("the file");
    let blocking: Vec<_> = forms.forms.iter().filter(|f| f.make.get("date").is_some_and(|d| d == "none")).collect();
    assert_eq!(blocking.iter().map(|f| f.id.as_str()).collect::<Vec<_>>(), ["weekdays", "habit", "not-a-date"]);
    for form in blocking {
        let text = format!("[[form]]\nid = \"!{}\"\n", form.id);
        let overlay = Overlay { root: "test/".into(), files: vec![file("dates/forms.toml", &text)] };
        let without = RuleSet::embedded_with(&[overlay]).unwrap_or_else(|e| panic!("{e}"));
        let pipeline = Pipeline::with_rules(without).unwrap_or_else(|e| panic!("{e}"));
        let found = |text: &str| util::findings(&pipeline, text, Some(EXAMPLE_DATE));
        let fires = form.examples.iter().any(|e| found(&e.text).iter().any(|f| f.list == "date"));
        assert!(fires, "{}: its examples give no date without it either", form.id);
    }
}

/// The table of words is made from the dictionary of jieba-rs and of some words by hand: what is asked about names has the
/// same answer there.
#[test]
fn words_that_might_be_names_are_those_of_jieba() {
    let by_hand: BTreeSet<&str> = include_str!("../examples/name_words/by_hand.txt").lines().collect();
    let is_common = |word: &str| by_hand.contains(word) || is_common(word);
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    let names = Lexicon::new(&rules, &mut Scanner::default()).unwrap_or_else(|e| panic!("{e}")).names;
    let mut stretches = BTreeSet::new();
    for page in fs::read_dir("corpus/seeds").unwrap().chain(fs::read_dir("corpus/dev").unwrap()) {
        let text: Vec<char> = fs::read_to_string(page.unwrap().path()).unwrap().chars().collect();
        for length in 2..=4 {
            let like = text.windows(length).filter(|part| part.iter().all(|&c| names.may_stand_in_name(c)));
            stretches.extend(like.map(|part| part.iter().collect::<String>()));
        }
    }
    assert!(stretches.len() > 20_000);
    for part in &stretches {
        if part.chars().count() == 2 || names.surname_of(part).is_some_and(|n| part[n..].chars().count() < 3) {
            assert_eq!(names.is_word(part), is_common(part), "{part}");
        }
        let bounds: Vec<usize> = part.char_indices().map(|(at, _)| at).chain([part.len()]).collect();
        let mut parts =
            bounds.iter().enumerate().flat_map(|(n, &a)| bounds.iter().skip(n + 2).map(move |&b| &part[a..b]));
        assert_eq!(names.has_word(part), parts.any(&is_common), "{part}");
    }
}
