//! The same bytes come out whatever the number of threads.
mod util;

use util::{Dir, corpus};

#[test]
fn output_does_not_depend_on_the_number_of_threads() {
    let dir = Dir::new();
    // Many small documents beside the corpus, so that there are many batches and some failures.
    let lines: String = (0..3000)
        .map(|n| match n % 7 {
            0 => "{broken\n".to_owned(),
            _ => format!("{{\"text\": \"2024年1月{}日，江苏省数据局揭牌。\", \"id\": {n}}}\n", n % 28 + 1),
        })
        .collect();
    dir.write("lines.jsonl", lines);
    let corpus = corpus().display().to_string();
    for format in ["jsonl", "table"] {
        let run = |threads: &str| {
            let ran = dir.run(&["extract", "--format", format, "--threads", threads, &corpus, "lines.jsonl"]);
            let failures: Vec<String> =
                ran.err.lines().filter(|l| l.starts_with("zhiguan: ")).map(str::to_owned).collect();
            (ran.ends_with(1).out, failures)
        };
        let one = run("1");
        assert!(one.0.len() > 10_000 && one.1.len() >= 429);
        for threads in ["2", "8"] {
            assert!(run(threads) == one, "{format}: {threads} threads give another output than one");
        }
    }
}
