//! Twice as much takes twice the time: more files, longer documents, and runs of what is hard.
use std::fs;

use super::{Bench, crawl, median, texts, timed};

/// Everything in this file.
pub(crate) fn measure(bench: &Bench) {
    let size = bench.bytes / 2;
    let mixed = texts::mixed(size);
    let office = texts::office();
    println!("\ngrowth: {:.1} MB and twice as much, one thread", size as f64 / 1e6);
    println!("  {:<22}{:>8}   × the time for twice", "", "MB/s");
    let folder = bench.write("growth", "txt", &mixed);
    grows(bench, "files, mixed", texts::bytes(&mixed), |factor| {
        assert_eq!(bench.run(&folder, factor, 1).documents, mixed.len() * factor);
    });
    let names = |size: usize| {
        let ten = "王伟、李芳、张秀英、刘洋、陈静、杨丽娟、赵磊、黄勇、周敏、吴桂文、";
        format!("任命{}张三为江苏省数据局副局长。", ten.repeat(size / ten.len()))
    };
    let page = |size| crawl::page(&texts::joined(&office, size));
    let again = |unit: &'static str| move |size: usize| unit.repeat(size / unit.len());
    let documents: [(&str, &dyn Fn(usize) -> String); 9] = [
        ("one text, mixed", &|size| texts::joined(&mixed, size)),
        ("one text, offices", &|size| texts::joined(&office, size)),
        ("one HTML page, offices", &page),
        ("digits", &again("1234567890")),
        ("numerals", &again("一二三四五六七八九十")),
        ("省", &again("省")),
        ("brackets", &again("（")),
        ("quotes of titles", &again("《")),
        ("names", &names),
    ];
    for (name, make) in documents {
        let files = [1, 2].map(|factor| {
            let path = bench.folder.join(format!("{name}-{factor}"));
            fs::write(&path, make(size * factor)).expect("written");
            path
        });
        grows(bench, name, size, |factor| assert_eq!(bench.run(&files[factor - 1], 1, 1).documents, 1, "{name}"));
    }
}

fn grows(bench: &Bench, name: &str, size: usize, run: impl Fn(usize)) {
    run(1);
    let (mut once, mut factors) = (Vec::new(), Vec::new());
    for _ in 0..bench.runs {
        let [one, two] = [1, 2].map(|factor| timed(|| run(factor)).0);
        once.push(one);
        factors.push(two / one);
    }
    println!("  {name:<22}{:>8.1}   {:.2}", size as f64 / 1e6 / median(once), median(factors));
}
