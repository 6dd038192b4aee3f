//! What a crawler leaves: pages of HTML that speak of offices and pages that do not, and both as a WARC file with a
//! gzip member a record; the memory that a large WARC file takes.
use std::{
    fs::File,
    io::{BufWriter, Write as _},
    path::Path,
};

use flate2::{Compression, write::GzEncoder};
use zhiguan::{
    document::{Extraction, Origin},
    source::Payload,
};

use super::{Bench, median, program, texts, timed};

/// What most pages of a crawl are like: nothing on offices.
const SILENT: &str = "今天的天气很好，大家都去公园里散步，看花看草，孩子们跑来跑去，十分高兴。\n\
    这道菜的做法很简单：先把土豆切成丝，用清水泡十分钟，再放进热油里翻炒，最后加盐和葱花。\n\
    比赛进行到第八十分钟，双方还是一比一，场上的球员体力都快用完了，看台上的歌声却没有停过。\n\
    这款手机的屏幕更亮，电池也更耐用，价格比去年便宜两百元，网友说值得等一等再买。\n";
/// Of so many pages of a crawl one speaks of offices.
const SPEAKING: usize = 10;
/// Megabytes of the large WARC file before compression; `ZHIGUAN_BENCH_MB` sets another number.
const LARGE: usize = 64;

/// Everything in this file.
pub(crate) fn measure(bench: &Bench) {
    let speaking: Vec<String> = texts::office().iter().map(|text| page(text)).collect();
    let silent: Vec<String> = (1..=30).map(|n| page(&SILENT.repeat(n))).collect();
    let is_main = |page: &String| {
        let read = bench.pipeline.read(Payload::new(page.clone().into_bytes(), Origin::default())).expect("a page");
        read.origin.extraction == Some(Extraction::Main)
    };
    assert!(speaking.iter().filter(|page| is_main(page)).count() * 10 > speaking.len() * 9, "articles are found");
    assert!(!silent.iter().any(is_main), "no article is looked for");
    println!("\ncrawl: one thread, files to JSON Lines");
    for (name, pages) in [("pages on offices", &speaking), ("other pages", &silent)] {
        rate(bench, name, &bench.write(name, "html", pages));
    }
    let path = bench.folder.join("crawl.warc.gz");
    warc(&path, &speaking, &silent, bench.bytes);
    rate(bench, "WARC, 1 in 10", &path);
    let large = std::env::var("ZHIGUAN_BENCH_MB").ok().and_then(|mb| mb.parse().ok()).unwrap_or(LARGE) << 20;
    let sizes = if bench.runs > 1 { vec![large / 16, large] } else { Vec::new() };
    for size in sizes {
        warc(&path, &speaking, &silent, size);
        if let (documents, Some(peak)) = program::peak(1, &[&path]) {
            println!("  peak memory after {documents} documents of a WARC file of {} MB: {peak:.1} MB", size >> 20);
        }
    }
}

/// A page as news sites make them, about 30 kB around its text.
pub(crate) fn page(text: &str) -> String {
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
fn rate(bench: &Bench, name: &str, path: &Path) {
    let once = bench.run(path, 1, 1);
    assert_eq!(once.failed, 0, "{name}");
    let times = bench.bytes.div_ceil(once.bytes);
    let run = |_| {
        let (seconds, summary) = timed(|| bench.run(path, times, 1));
        assert_eq!(summary.mentions, once.mentions * times, "every repetition finds the same");
        seconds
    };
    let seconds = median((0..bench.runs).map(run).collect());
    let (pages, size) = (once.documents * times, once.bytes * times);
    println!(
        "  {name:<18}{:>8.0} pages/s {:>7.1} MB/s, {} mentions in {} pages",
        pages as f64 / seconds,
        size as f64 / 1e6 / seconds,
        once.mentions,
        once.documents
    );
}
