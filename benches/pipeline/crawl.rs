//! What a crawler leaves: pages of HTML that speak of offices and pages that do not, and both as a WARC file with a
//! gzip member a record; texts that double in size; the memory that a large WARC file takes.
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write as _},
    path::Path,
    time::Duration,
};

use flate2::{Compression, write::GzEncoder};
use zhiguan::{
    pipeline::{self, Pipeline, Summary},
    sink::Jsonl,
    source::{Source, SourceOptions},
};

use super::{median, peak_memory, texts, timed};

/// Of so many pages of a crawl one speaks of offices.
const SPEAKING: usize = 10;
/// Megabytes of the large WARC file before compression; `ZHIGUAN_BENCH_MB` sets another number.
const LARGE: usize = 64;

/// Everything in this file.
pub(crate) fn measure(pipeline: &Pipeline, folder: &Path, runs: usize, bytes: usize) {
    let speaking: Vec<String> = texts::sets()[0].documents.iter().map(|text| page(text)).collect();
    let silent: Vec<String> = texts::general().iter().map(|text| page(text)).collect();
    println!("\ncrawl: one thread, files to JSON Lines");
    let write = |name: &str, pages: &[String]| {
        let folder = folder.join(name);
        fs::create_dir_all(&folder).expect("a folder");
        for (n, page) in pages.iter().enumerate() {
            fs::write(folder.join(format!("{n:04}.html")), page).expect("a file");
        }
        folder
    };
    for (name, pages) in [("pages on offices", &speaking), ("other pages", &silent)] {
        rate(pipeline, name, &write(name, pages), runs, bytes);
    }
    let path = folder.join("crawl.warc.gz");
    warc(&path, &speaking, &silent, bytes);
    rate(pipeline, "WARC, 1 in 10", &path, runs, 1);
    doubling(pipeline, runs, bytes);
    let large = std::env::var("ZHIGUAN_BENCH_MB").ok().and_then(|mb| mb.parse().ok()).unwrap_or(LARGE) << 20;
    if bytes > 1 {
        for size in [large / 16, large] {
            warc(&path, &speaking, &silent, size);
            let (_, summary) = run(pipeline, &path, 1);
            if let Some(peak) = peak_memory() {
                println!(
                    "  peak memory after {} documents of a WARC file of {} MB: {peak:.1} MB",
                    summary.documents,
                    size >> 20
                );
            }
        }
    }
}

/// A page as news sites make them, about 30 kB around its text.
fn page(text: &str) -> String {
    let links = |count: usize, word: &str| -> String {
        (0..count)
            .map(|n| format!("<li class=\"item item-{n}\"><a href=\"/{n}/index.html\" title=\"\">{word}{n}</a></li>\n"))
            .collect()
    };
    let paragraphs: String =
        text.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("<p>　　{line}</p>\n")).collect();
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>今天的消息</title><style>{}</style><script>{}</script></head>\n\
         <body><div class=\"nav\"><ul>{}</ul></div><div class=\"main\"><h1>今天的消息</h1><div class=\"content\">{paragraphs}</div></div>\n\
         <div class=\"side\"><h3>更多</h3><ul>{}</ul></div><div class=\"footer\">版权所有</div></body></html>",
        ".a .b{margin:0;padding:0;color:#333}\n".repeat(100),
        "var a=function(b){return b<1&&b>0?'x':\"y\";};\n".repeat(200),
        links(80, "栏目"),
        links(60, "一条消息的题目"),
    )
}

/// Writes records until they have `bytes` bytes before compression.
fn warc(path: &Path, speaking: &[String], silent: &[String], bytes: usize) {
    let mut file = BufWriter::new(File::create(path).expect("a file"));
    let (mut written, mut n) = (0, 0);
    while written < bytes {
        let (pages, at) = if n % SPEAKING == 0 { (speaking, n / SPEAKING) } else { (silent, n) };
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", pages[at % pages.len()]);
        let record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{n}>\r\nWARC-Target-URI: http://example.com/{n}\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        );
        let mut member = GzEncoder::new(&mut file, Compression::fast());
        member.write_all(record.as_bytes()).expect("written");
        member.finish().expect("written");
        written += record.len();
        n += 1;
    }
    file.flush().expect("written");
}

/// Prints how many pages and bytes a second go through.
fn rate(pipeline: &Pipeline, name: &str, path: &Path, runs: usize, bytes: usize) {
    let once = run(pipeline, path, 1).1;
    assert_eq!(once.failed, 0, "{name}");
    let times = bytes.div_ceil(once.bytes);
    let mut all = Vec::new();
    for _ in 0..runs {
        let (time, summary) = run(pipeline, path, times);
        assert_eq!(summary.mentions, once.mentions * times, "every repetition finds the same");
        all.push(time);
    }
    let seconds = median(&mut all).as_secs_f64();
    let (pages, size) = (once.documents * times, once.bytes * times);
    println!(
        "  {name:<18}{:>8.0} pages/s {:>7.1} MB/s, {} mentions in {} pages",
        pages as f64 / seconds,
        size as f64 / 1e6 / seconds,
        once.mentions,
        once.documents
    );
}

fn run(pipeline: &Pipeline, path: &Path, times: usize) -> (Duration, Summary) {
    let source = Source::new(std::iter::repeat_n(path.to_owned(), times), SourceOptions::default());
    let mut summary = Summary::default();
    let time =
        timed(|| summary = pipeline::run(source, pipeline, Jsonl::new(io::sink()), 1, &mut |_| {}).expect("a run"));
    (time, summary)
}

/// Texts and pages that double in size: the rate must stay.
fn doubling(pipeline: &Pipeline, runs: usize, bytes: usize) {
    let all = texts::sets()[0].documents.join("\n");
    for (name, make) in [("a text", str::to_owned as fn(&str) -> String), ("a page", page)] {
        print!("  {name} of");
        for factor in [1, 2, 4, 8] {
            let text = make(&all.repeat((bytes * factor / 8).div_ceil(all.len()).max(1)));
            let file = tempfile::NamedTempFile::new().expect("a file");
            fs::write(file.path(), &text).expect("written");
            let mut times: Vec<Duration> = (0..runs.div_ceil(2)).map(|_| run(pipeline, file.path(), 1).0).collect();
            print!(
                " {:.1} MB: {:.1} MB/s;",
                text.len() as f64 / 1e6,
                text.len() as f64 / 1e6 / median(&mut times).as_secs_f64()
            );
        }
        println!();
    }
}
