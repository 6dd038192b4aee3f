//! Large and strange inputs: never a panic, never more than linear time.
//!
//! No clock is read here. The inputs are so large that quadratic work anywhere would make a test run for minutes; in
//! a build without optimization, where everything is slower, they are smaller. `cargo test --release --test robustness`
//! has the full sizes.
use std::sync::{Arc, LazyLock};

use zhiguan::{
    document::{Origin, RawDocument},
    pipeline::Pipeline,
    record::{Record, What},
    source,
};

/// How much smaller the inputs are in a build without optimization.
const LESS: usize = if cfg!(debug_assertions) { 16 } else { 1 };
/// Bytes of one input.
const SIZE: usize = (1 << 20) / LESS;
/// How many names or lines.
const MANY: usize = 100_000 / LESS;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new().expect("the built-in rules load"));

/// The record of a text; every mention must be the slice of the text that it says it is.
fn record(text: &str) -> Record {
    let document = RawDocument { text: text.to_owned(), origin: Arc::new(Origin::default()) };
    let record = PIPELINE.record(document);
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for mention in &record.mentions {
        let slice = starts.get(mention.start).zip(starts.get(mention.end)).and_then(|(&a, &b)| text.get(a..b));
        assert_eq!(slice, Some(mention.text.as_str()), "{mention:?}");
    }
    let ordered = record.mentions.windows(2).all(|pair| pair[0].start <= pair[1].start);
    assert!(ordered, "mentions are in order of their start");
    record
}

/// `unit` again and again, up to the size of an input.
fn repeated(unit: &str) -> String {
    unit.repeat(SIZE / unit.len())
}

fn all(units: &[&str]) {
    units.iter().for_each(|unit| drop(record(&repeated(unit))));
}

/// Numbers that look random and are the same every time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) as u32
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.next() as usize % list.len()]
    }
}

fn agencies(record: &Record) -> usize {
    record.mentions.iter().filter(|m| matches!(m.what, What::Agency { .. })).count()
}

#[test]
fn runs_of_digits_and_numerals() {
    all(&["0", "1234567890", "一", "一二三四五六七八九十", "二〇", "1.", "1,", "1-", "1:", "1/", "2024", "１２"]);
}

#[test]
fn runs_of_words_of_offices() {
    all(&["省", "市", "县", "局", "部", "委", "委员会", "党", "长", "局长", "副", "副局长", "书记", "省委", "任"]);
    all(&["发展和改革", "领导小组", "数据和政务服务和", "江苏", "中国", "正厅级", "为正厅级", "以下简称"]);
}

#[test]
fn what_is_said_of_an_endless_list_of_one_body() {
    let found = record(&format!("{}成立。", "国家数据局、".repeat(MANY)));
    assert_eq!(found.events.len(), 1);
}

#[test]
fn runs_of_brackets_and_marks() {
    all(&[
        "（",
        "）",
        "(",
        ")",
        "《",
        "》",
        "《》",
        "《甲》",
        "（）",
        "“",
        "”",
        "【",
        "[",
        "]",
        "<",
        ">",
        "&",
        "&amp;",
    ]);
    all(&["、", "，", "。", "：", "；", "·", "和", "-", "—", "*", "|", "今（", "局（", "甲（以下简称“"]);
}

#[test]
fn runs_of_blanks() {
    all(&[" ", "\u{3000}", "\t", "\n", "\r\n", "\u{200b}", "\u{feff}", "国 家 ", "中\n", "  中\n", "\u{301}"]);
}

#[test]
fn one_body_again_and_again() {
    for separator in ["\n", "。", "、", "，"] {
        let text = repeated(&format!("江苏省数据局{separator}"));
        assert_eq!(agencies(&record(&text)), text.matches('江').count(), "separated by {separator:?}");
    }
    all(&["江苏省数据局", "江苏省数据局和", "江苏省数据局 ", "江苏省数据局（以下简称省数据局）", "省数据局"]);
    all(&["江苏省数据局挂牌成立，", "江苏省数据局由江苏省发展和改革委员会管理，"]);
}

#[test]
fn one_date_again_and_again() {
    for separator in ["\n", "。", "、", ""] {
        let text = repeated(&format!("2024年1月5日{separator}"));
        let dates = record(&text).mentions.iter().filter(|m| matches!(m.what, What::Date { .. })).count();
        assert_eq!(dates, text.matches('年').count(), "separated by {separator:?}");
    }
    all(&["2024年", "二〇二四年一月五日", "2024-01-05 ", "5日", "今（5）日", "当日", "至", "去年", "上世纪"]);
}

#[test]
fn one_person_again_and_again() {
    all(&["张三、", "局长张三", "局长张三、", "张三任", "张三，男，", "阿里·买买提", "甲·", "江苏省数据局局长张三，"]);
    all(&["任命张三为江苏省数据局局长，", "免去张三的江苏省数据局局长职务。", "2003.01—2006.06，局长\n"]);
}

#[test]
fn a_list_of_100_000_names() {
    let mut random = Random(7);
    let surnames: Vec<char> = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗".chars().collect();
    let given: Vec<char> = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂文辉".chars().collect();
    let mut names = String::new();
    for _ in 0..MANY {
        names.extend([random.of(&surnames), random.of(&given), random.of(&given), '、']);
    }
    let found = record(&format!("任命{names}张三为江苏省数据局副局长。"));
    assert!(found.mentions.len() > MANY / 2, "{} mentions", found.mentions.len());
}

#[test]
fn posts_on_100_000_lines() {
    let found = record(&"江苏省数据局局长张三\n".repeat(MANY));
    assert_eq!(agencies(&found), MANY);
}

#[test]
fn one_line_of_12_mb() {
    let line = "2024年1月5日，江苏省数据局局长张三在《数据条例》座谈会上说，要任命李四为副局长，正厅级；";
    let found = record(&line.repeat((12 << 20) / LESS / line.len()));
    assert!(found.mentions.len() > MANY, "{} mentions", found.mentions.len());
}

#[test]
fn random_texts() {
    let mut random = Random(11);
    let han: String = (0..SIZE / 3).filter_map(|_| char::from_u32(0x4e00 + random.next() % 0x51a6)).collect();
    record(&han);
    let offices: Vec<char> =
        "省市县区局部委员会党政府书记长副主任张王李和与、，。《》（）年月日一二十12 \n".chars().collect();
    record(&(0..SIZE / 3).map(|_| random.of(&offices)).collect::<String>());
    let any: String = (0..SIZE / 4).filter_map(|_| char::from_u32(random.next() % 0x11_0000)).collect();
    record(&any);
    let bytes: Vec<u8> = (0..SIZE).map(|_| random.next() as u8).collect();
    // What is no text is refused; what is taken for one must go through.
    for skip in 0..8 {
        if let Ok(decoded) = source::decode(bytes.iter().skip(skip).map(|b| b | 0x80).collect()) {
            record(&decoded.text);
        }
    }
    assert!(source::decode(bytes).is_err(), "random bytes are no text");
}
