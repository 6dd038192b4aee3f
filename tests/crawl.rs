//! What crawlers leave: WARC files as Common Crawl writes them (a gzip member a record), compressed files, lists of
//! files; whole, cut off, labelled wrong, and made to fill the memory.
mod util;

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use util::{Dir, Ran};

const PAGE: &str =
    "<html><head><meta charset=utf-8><title>甲</title></head><body><p>任命苏闻达为江苏省数据局局长。</p></body></html>";
const FACT: &str = "苏闻达 江苏省数据局 局长";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("room in memory");
    encoder.finish().expect("room in memory")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).expect("room in memory")
}

/// `<p>任命苏闻达为江苏省数据局局长。` by Node.js, `zlib.brotliCompressSync`.
const BROTLI: [u8; 52] = *b"\x8b\x17\x80<p>\xe4\xbb\xbb\xe5\x91\xbd\xe8\x8b\x8f\xe9\x97\xbb\xe8\xbe\xbe\xe4\xb8\xba\xe6\xb1\x9f\xe8\x8b\x8f\xe7\x9c\x81\
\xe6\x95\xb0\xe6\x8d\xae\xe5\xb1\x80\xe5\xb1\x80\xe9\x95\xbf\xe3\x80\x82\x03";

/// One WARC record.
fn record(kind: &str, number: usize, fields: &str, block: &[u8]) -> Vec<u8> {
    let header = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2024-05-16T10:00:00Z\r\n\
         WARC-Target-URI: http://example.com/{number}\r\n{fields}Content-Length: {}\r\n\r\n",
        block.len()
    );
    [header.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(number: usize, status: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let http = [format!("HTTP/1.1 {status}\r\n{fields}\r\n").as_bytes(), body].concat();
    record("response", number, "Content-Type: application/http; msgtype=response\r\n", &http)
}

fn page(number: usize) -> Vec<u8> {
    response(number, "200 OK", "Content-Type: text/html\r\n", PAGE.as_bytes())
}

/// Members of the records and their tenures.
fn members(ran: &Ran) -> Vec<String> {
    let name = |record: &serde_json::Value| {
        let tenures = record["tenures"].as_array().expect("a list").iter();
        let tenures = tenures
            .map(|t| [&t["person"], &t["organization"], &t["title"]].map(|v| v.as_str().unwrap_or("-")).join(" "));
        format!("{}: {}", record["member"].as_str().unwrap_or("-"), tenures.collect::<Vec<_>>().join(", "))
    };
    ran.records().iter().map(name).collect()
}

fn all(numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|n| format!("<urn:uuid:{n}>: {FACT}")).collect()
}

/// Lines on standard error without the summary.
fn failures(ran: &Ran) -> Vec<&str> {
    ran.err.lines().filter(|line| line.starts_with("zhiguan: ")).collect()
}

#[test]
fn records_of_a_crawl() {
    let gbk = encoding_rs::GB18030.encode("<p>任命苏闻达为江苏省数据局局长。").0.into_owned();
    let chunked = format!("{:x}\r\n{}\r\n0\r\n\r\n", PAGE.len(), PAGE);
    let html = "Content-Type: text/html\r\n";
    let records = [
        record("warcinfo", 0, "Content-Type: application/warc-fields\r\n", b"software: test\r\n"),
        record("request", 1, "Content-Type: application/http; msgtype=request\r\n", b"GET / HTTP/1.1\r\n\r\n"),
        page(2),
        record("metadata", 3, "Content-Type: application/warc-fields\r\n", b"fetchTimeMs: 7\r\n"),
        response(4, "200 OK", "Content-Type: text/html; charset=GB2312\r\n", &gbk),
        response(5, "404 Not Found", html, PAGE.as_bytes()),
        response(6, "200 OK", "Content-Type: image/png\r\n", b"\x89PNG\r\n"),
        response(7, "200 OK", &format!("{html}Transfer-Encoding: chunked\r\n"), chunked.as_bytes()),
        response(8, "200 OK", &format!("{html}Content-Encoding: gzip\r\n"), &gzip(PAGE.as_bytes())),
        // The header says so, but the crawler took it off.
        response(
            9,
            "200 OK",
            &format!("{html}Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
            PAGE.as_bytes(),
        ),
        record("resource", 10, "Content-Type: text/plain\r\n", "任命苏闻达为江苏省数据局局长。".as_bytes()),
        record("conversion", 11, "Content-Type: text/plain\r\n", "任命苏闻达为江苏省数据局局长。".as_bytes()),
        record("revisit", 12, "", b""),
        response(13, "200 OK", &format!("{html}Content-Encoding: br\r\n"), &BROTLI),
    ];
    let expected = all(&[2, 4, 7, 8, 9, 10, 11, 13]);
    let dir = Dir::new();
    let plain = records.concat();
    dir.write("crawl/a.warc", &plain)
        .write("crawl/b.warc.gz", records.iter().flat_map(|r| gzip(r)).collect::<Vec<_>>())
        .write("crawl/c.warc.zst", records.iter().flat_map(|r| zstd(r)).collect::<Vec<_>>())
        .write("crawl/d.txt", gzip(&plain));
    let ran = dir.run(&["extract", "crawl"]).ends_with(0);
    assert_eq!(members(&ran), [&expected[..]; 4].concat());
    assert!(ran.err.contains("32 documents, 0 failed, 24 skipped"), "{}", ran.err);
    let first = &ran.records()[0];
    assert_eq!((&first["source"], &first["url"]), (&"crawl/a.warc".into(), &"http://example.com/2".into()));
    assert_eq!((&first["encoding_source"], &first["extraction"]), (&"utf-8".into(), &"fallback".into()));
    assert_eq!(ran.records()[1]["encoding_source"], "http");
    // `printf %s "$PAGE" | sha256sum`: the id is that of the payload, wherever it lies and however it was sent.
    let ids: Vec<_> = [0, 2, 3, 4].map(|n| ran.records()[n]["id"].clone()).to_vec();
    dir.write("page.html", PAGE);
    assert_eq!(ids, vec![dir.run(&["extract", "page.html"]).ends_with(0).records()[0]["id"].clone(); 4]);
    let streamed = dir.run_with_stdin(&["extract", "-"], &gzip(&plain)).ends_with(0);
    assert_eq!(members(&streamed), expected);
}

#[test]
fn a_crawl_cut_off_keeps_what_came_before_and_says_once_what_is_lost() {
    let dir = Dir::new();
    let zipped: Vec<u8> = (0..3).flat_map(|n| gzip(&page(n))).collect();
    let whole = gzip(&[page(0), page(1), page(2)].concat());
    let plain: Vec<u8> = (0..3).flat_map(page).collect();
    dir.write("a.warc.gz", &zipped[..zipped.len() - 40]);
    dir.write("b.warc", &plain[..plain.len() - 60]);
    let frames: Vec<u8> = (0..3).flat_map(|n| zstd(&page(n))).collect();
    dir.write("c.warc.zst", &frames[..frames.len() - 40]);
    for name in ["a.warc.gz", "b.warc", "c.warc.zst"] {
        let ran = dir.run(&["extract", name]).ends_with(1);
        assert_eq!(members(&ran), all(&[0, 1]), "{name}");
        assert_eq!(failures(&ran).len(), 1, "{name}: {}", ran.err);
        assert!(ran.err.contains("cut off"), "{}", ran.err);
    }
    assert!(
        dir.run(&["extract", "b.warc"])
            .err
            .starts_with("zhiguan: b.warc:<urn:uuid:2>: parse: broken record: cut off after ")
    );
    // In one stream what the decoder had not given yet is lost too, never what came before.
    dir.write("d.warc.gz", &whole[..whole.len() - 12]);
    let ran = dir.run(&["extract", "d.warc.gz"]).ends_with(1);
    assert!(all(&[0, 1, 2]).starts_with(&members(&ran)), "{:?}", members(&ran));
    assert_eq!(failures(&ran).len(), 1, "{}", ran.err);
}

#[test]
fn a_broken_member_costs_its_own_record() {
    let dir = Dir::new();
    let mut members_of: Vec<Vec<u8>> = (0..4).map(|n| gzip(&page(n))).collect();
    let middle = members_of[1].len() / 2;
    members_of[1][middle..middle + 20].fill(0xff);
    dir.write("a.warc.gz", members_of.concat());
    let ran = dir.run(&["extract", "a.warc.gz"]).ends_with(1);
    assert_eq!(members(&ran), all(&[0, 2, 3]));
    assert_eq!(failures(&ran).len(), 1, "{}", ran.err);
}

#[test]
fn records_with_wrong_lengths_and_headers() {
    let dir = Dir::new();
    let text =
        |page: Vec<u8>, from: &str, to: &str| String::from_utf8(page).expect("UTF-8").replace(from, to).into_bytes();
    let length = format!(
        "Content-Length: {}",
        page(1).len() - page(1).windows(4).position(|w| w == b"\r\n\r\n").expect("a header") - 8
    );
    let short = text(page(1), &length, "Content-Length: 20");
    let without = text(page(2), &length, "X: y");
    let odd_date = text(page(3), "2024-05-16T10:00:00Z", "yesterday");
    let malformed = text(page(4), "WARC-Type: response", "WARC Type response");
    dir.write("a.warc", [page(0), short, without, odd_date, malformed, page(5)].concat());
    let ran = dir.run(&["extract", "a.warc"]).ends_with(1);
    let names: Vec<String> = ran.records().iter().map(|r| r["member"].as_str().unwrap_or("-").to_owned()).collect();
    assert_eq!(names, ["<urn:uuid:0>", "<urn:uuid:1>", "<urn:uuid:3>", "<urn:uuid:5>"]);
    let failed = failures(&ran);
    assert_eq!(failed.len(), 3, "{failed:?}");
    assert!(failed[0].contains("<urn:uuid:1>: parse: broken record: bytes that belong to no record"), "{failed:?}");
    assert!(failed[1].contains("<urn:uuid:2>: parse: broken record: has no Content-Length"), "{failed:?}");
    assert!(failed[2].contains("<urn:uuid:3>: parse: broken record: the header behind it is malformed"), "{failed:?}");
}

#[test]
fn bombs_are_refused_and_the_rest_goes_on() {
    let dir = Dir::new();
    let zeros = vec![b' '; 40 << 20];
    let bomb = gzip(&zeros);
    assert!(bomb.len() < 1 << 20);
    let sent = response(1, "200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", &bomb);
    dir.write("a.txt.gz", &bomb)
        .write("b.txt.zst", zstd(&zeros))
        .write("c.warc.gz", [gzip(&sent), gzip(&page(2))].concat());
    dir.write("d.warc", [response(3, "200 OK", "", &zeros), page(4)].concat());
    let ran = dir.run(&["extract", "a.txt.gz", "b.txt.zst", "c.warc.gz", "d.warc"]).ends_with(1);
    assert_eq!(members(&ran), all(&[2, 4]));
    let failed = failures(&ran);
    assert_eq!(failed.len(), 4, "{failed:?}");
    for (line, place) in
        failed.iter().zip(["a.txt.gz: ", "b.txt.zst: ", "c.warc.gz:<urn:uuid:1>: ", "d.warc:<urn:uuid:3>: "])
    {
        assert!(
            line.starts_with(&format!("zhiguan: {place}read: ")) && line.contains("--max-document-bytes"),
            "{line}"
        );
    }
}

#[test]
fn texts_cut_off_are_read_as_far_as_they_go() {
    let dir = Dir::new();
    let text: String = (0..2000).map(|n| format!("{n}任命苏闻达为江苏省数据局局长。\n")).collect();
    let zipped = gzip(text.as_bytes());
    dir.write("a.txt.gz", &zipped[..zipped.len() / 2]).write("b.txt", "甲");
    let ran = dir.run(&["extract", "--keep-text", "a.txt.gz", "b.txt"]).ends_with(1);
    assert_eq!(ran.sources(), ["a.txt.gz", "b.txt"]);
    let records = ran.records();
    let kept = records[0]["text"].as_str().expect("a text").trim_end_matches('\u{fffd}');
    assert!(text.starts_with(kept) && kept.len() > 1000, "{} bytes", kept.len());
    assert!(failures(&ran)[0].starts_with("zhiguan: a.txt.gz: read: damaged or cut off"), "{}", ran.err);
    let lines: String = (0..2000).map(|n| format!("{{\"text\": \"{n}\"}}\n")).collect();
    let zipped = gzip(lines.as_bytes());
    dir.write("c.jsonl.gz", &zipped[..zipped.len() / 2]);
    let ran = dir.run(&["extract", "c.jsonl.gz"]).ends_with(1);
    assert!(ran.records().len() > 100 && failures(&ran).len() == 1, "{}", ran.err);
}

#[test]
fn lines_of_json_with_pages_and_in_other_encodings() {
    let dir = Dir::new();
    let line = serde_json::json!({"html": PAGE, "id": 7, "title": "乙"}).to_string();
    dir.write("a.jsonl.gz", gzip(format!("{line}\n{{\"text\": \"\\ud83d甲\"}}\n").as_bytes()));
    let gbk = encoding_rs::GB18030.encode("{\"text\": \"任命苏闻达为江苏省数据局局长。\"}\n").0.into_owned();
    dir.write("b.jsonl", gbk);
    let ran = dir.run(&["extract", "a.jsonl.gz", "b.jsonl"]).ends_with(0);
    assert_eq!(members(&ran), [format!("1: {FACT}"), "2: ".to_owned(), format!("1: {FACT}")]);
    let records = ran.records();
    assert_eq!(
        (&records[0]["key"], &records[0]["title"], &records[0]["extraction"]),
        (&"7".into(), &"乙".into(), &"fallback".into())
    );
    assert_eq!((&records[1]["replacements"], &records[1]["extraction"]), (&1.into(), &serde_json::Value::Null));
    assert_eq!(records[2]["encoding"], "gb18030");
}

#[test]
fn inputs_from_a_list() {
    let dir = Dir::new();
    dir.write("a.txt", "甲")
        .write("folder/b.html", PAGE)
        .write("c.txt", "丙")
        .write("list", "a.txt\n\nfolder\r\nmissing.txt\n");
    let ran = dir.run(&["extract", "--files-from", "list", "c.txt"]).ends_with(1);
    assert_eq!(ran.sources(), ["c.txt", "a.txt", "folder/b.html"]);
    assert!(ran.err.contains("zhiguan: missing.txt: read: "), "{}", ran.err);
    let ran = dir.run_with_stdin(&["extract", "--files-from", "-"], b"a.txt").ends_with(0);
    assert_eq!(ran.sources(), ["a.txt"]);
    let ran = dir.run(&["extract", "--files-from", "nowhere"]).ends_with(2);
    assert!(ran.out.is_empty() && ran.err.contains("nowhere: cannot be read"), "{}", ran.err);
}

#[test]
fn odd_bytes_in_texts() {
    let dir = Dir::new();
    let text = "任命苏闻达为江苏省数据局局长。\n".repeat(20);
    let mut zeros = text.clone().into_bytes();
    zeros.splice(46..46, [0, 0, 0]);
    let halves: Vec<u8> = [0xfeff, 0xd83d].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let mojibake = format!("{}{text}", "锟斤拷ä½ å¥½ï¿½\u{fffd}\n".repeat(5));
    dir.write("a.txt", zeros).write("b.txt", halves).write("c.txt", mojibake);
    let ran = dir.run(&["extract", "a.txt", "b.txt", "c.txt"]).ends_with(0);
    for (record, replacements) in ran.records().iter().zip([0, 1, 0]) {
        assert_eq!(record["tenures"][0]["person"], "苏闻达", "{}", record["source"]);
        assert_eq!(record["replacements"], replacements, "{}", record["source"]);
    }
}

#[test]
fn pages_made_to_be_slow() {
    let dir = Dir::new();
    let fact = "<p>任命苏闻达为江苏省数据局局长。</p>";
    let many = 200_000;
    dir.write("deep.html", format!("<html>{}{fact}", "<div>".repeat(many)))
        .write("nested.html", format!("<html>{}{}", "<div>".repeat(250), fact.repeat(20)))
        .write("fonts.html", format!("<html>{}{fact}", "<p><font color=red><b id=x>".repeat(many / 10)))
        .write("wide.html", format!("<html>{}{fact}", "<p>甲</p>".repeat(many)))
        .write("tags.html", format!("<html>{}{fact}", "<".repeat(many)))
        .write("attributes.html", format!("<html><p {}>{fact}", "a=b ".repeat(many)))
        .write("rows.html", format!("<html><table>{}{fact}", "<tr><td>甲<td>乙".repeat(many / 10)));
    let ran = dir
        .run(&["extract", "deep.html", "nested.html", "fonts.html", "wide.html", "attributes.html", "rows.html"])
        .ends_with(0);
    for record in ran.records() {
        assert_eq!(record["tenures"][0]["person"], "苏闻达", "{}", record["source"]);
    }
    assert_eq!(dir.run(&["extract", "tags.html"]).ends_with(0).records().len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Any bytes, behind any beginning that opens a way: an exit status as promised, valid JSON, and what is not
    /// damaged comes out.
    #[test]
    fn any_bytes(
        head in prop::sample::select(&["", "<html><p>", "WARC/1.0\r\nContent-Length: 9\r\n", "{\"text\": \"", "\u{feff}", "\x1f\u{fffd}"][..]),
        bytes in prop::collection::vec(any::<u8>(), 0..2000),
        how in 0..4,
    ) {
        let mut all = [head.as_bytes(), &bytes].concat();
        if how == 1 { all = gzip(&all); }
        if how == 2 { all = gzip(&all); all.truncate(all.len() / 2); }
        if how == 3 { all = zstd(&all); }
        let dir = Dir::new();
        dir.write("a.txt", all).write("b.txt", "任命苏闻达为江苏省数据局局长。");
        let ran = dir.run(&["extract", "a.txt", "b.txt"]);
        prop_assert!(matches!(ran.status, Some(0 | 1)), "{}", ran.err);
        prop_assert!(!ran.err.contains("a defect in zhiguan"), "{}", ran.err);
        let records = ran.records();
        prop_assert_eq!(&records[records.len() - 1]["tenures"][0]["person"], "苏闻达");
    }
}
