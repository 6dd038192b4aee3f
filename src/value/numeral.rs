//! Numbers as written: Arabic, Chinese by digits (二〇二三) and Chinese by units (二十四).

/// The Chinese numerals of which numbers in names and headings are made.
pub const NUMERALS: &str = "一二三四五六七八九十";

/// Whether a character is one of them.
#[inline]
pub fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// The value of a row of digits, Arabic or Chinese, read one by one (二〇二三 = 2023); none where something else stands
/// in it or it has more than nine digits.
pub fn digits(text: &str) -> Option<u32> {
    if text.is_empty() || text.chars().count() > 9 {
        return None;
    }
    text.chars().try_fold(0, |n, c| Some(n * 10 + digit(c)?))
}

/// The value of a numeral below 100, Arabic or Chinese (24, 二十四, 廿四, 十); none where it is not one.
pub fn number(text: &str) -> Option<u32> {
    if let Some(n) = digits(text).filter(|_| !text.contains(['十', '廿', '卅'])) {
        let han = text.chars().any(|c| !c.is_ascii_digit());
        return (!han || text.chars().count() == 1 || text.contains(['〇', '零', '○'])).then_some(n);
    }
    let (tens, ones) = match text.char_indices().find(|(_, c)| matches!(c, '十' | '廿' | '卅')) {
        Some((at, c)) => {
            let before = text.get(..at)?;
            let tens = match (c, before) {
                ('十', "") => 1,
                ('十', tens) => one(tens)?,
                ('廿', "") => 2,
                ('卅', "") => 3,
                _ => return None,
            };
            (tens, text.get(at + c.len_utf8()..)?)
        }
        None => return None,
    };
    let ones = if ones.is_empty() { 0 } else { one(ones)? };
    Some(tens * 10 + ones)
}

/// The value of a numeral below 1,000, Arabic or Chinese, read by digits or by units (一一三, 一百一十三, 百).
pub fn hundreds(text: &str) -> Option<u32> {
    let Some((before, rest)) = text.split_once('百') else { return number(text).or_else(|| digits(text)) };
    let hundreds = if before.is_empty() { 1 } else { one(before)? };
    Some(hundreds * 100 + if rest.is_empty() { 0 } else { number(rest)? })
}

/// The value of a Chinese numeral by units from 1,000 on that says more than thousands (两千零八, 一千九百四十九).
pub fn thousands(text: &str) -> Option<u32> {
    let (before, rest) = text.split_once('千')?;
    let thousands = if before == "两" { 2 } else { one(before)? };
    let rest = match rest.strip_prefix(['零', '〇']) {
        Some(rest) => number(rest)?,
        None => hundreds(rest).filter(|_| rest.contains('百'))?,
    };
    Some(thousands * 1000 + rest)
}

/// Whether a character stands in a numeral of how many: 两, too.
fn counts(c: char) -> bool {
    c.is_ascii_digit() || is_numeral(c) || matches!(c, '两' | '双' | '百')
}

/// How many a numeral says that stands before what is counted; 二三 (two or three) says no number.
fn count(numeral: &str) -> Option<usize> {
    let count = match numeral {
        "两" | "双" => 2,
        _ if numeral.contains('百') => hundreds(numeral)?,
        _ => number(numeral)?,
    };
    usize::try_from(count).ok()
}

/// How many the numeral at the start of a text says, and what stands behind it: 十二|家.
pub fn count_at(text: &str) -> Option<(usize, &str)> {
    let rest = text.trim_start_matches(counts);
    let numeral = text.get(..text.len() - rest.len()).filter(|numeral| !numeral.is_empty())?;
    Some((count(numeral)?, rest))
}

/// What stands before the numeral that ends a text, and how many it says: 衡南、衡山|2.
pub fn count_before(text: &str) -> Option<(&str, usize)> {
    let head = text.trim_end_matches(counts);
    let numeral = text.get(head.len()..).filter(|numeral| !numeral.is_empty())?;
    Some((head, count(numeral)?))
}

/// How many each numeral of a text says, and what stands behind it: 四|署一院, 一|院.
pub fn all_counts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            rest = rest.get(rest.find(counts)?..)?;
            let numeral = rest;
            rest = rest.trim_start_matches(counts);
            let length = numeral.len() - rest.len();
            if let Some(n) = numeral.get(..length).and_then(count) {
                return Some((n, rest));
            }
        }
    })
}

fn one(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let d = digit(chars.next()?)?;
    (chars.next().is_none() && d > 0).then_some(d)
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '0'..='9' => u32::from(c) - u32::from('0'),
        '〇' | '零' | '○' | 'O' | 'o' => 0,
        '一' | '元' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_dates_are_written_in() {
        for (text, value) in [("2024", 2024), ("二〇二三", 2023), ("二零一六", 2016), ("一九八八", 1988), ("07", 7)]
        {
            assert_eq!(digits(text), Some(value), "{text}");
        }
        for (text, value) in [
            ("24", 24),
            ("十", 10),
            ("二十四", 24),
            ("二十", 20),
            ("十九", 19),
            ("廿四", 24),
            ("九", 9),
            ("三十一", 31),
        ] {
            assert_eq!(number(text), Some(value), "{text}");
        }
        for (text, value) in
            [("113", 113), ("一百一十三", 113), ("一百", 100), ("百", 100), ("一百零五", 105), ("一一〇", 110)]
        {
            assert_eq!(hundreds(text), Some(value), "{text}");
        }
        for (text, value) in [
            ("两千零八", Some(2008)),
            ("二千〇一十", Some(2010)),
            ("一千九百四十九", Some(1949)),
            ("两千", None),
            ("千零八", None),
        ] {
            assert_eq!(thousands(text), value, "{text}");
        }
        for (text, count) in [("22名", Some((22, "名"))), ("两院", Some((2, "院"))), ("十二家", Some((12, "家")))]
        {
            assert_eq!(count_at(text), count, "{text}");
        }
        for text in ["", "家", "元", "二三家"] {
            assert_eq!(count_at(text), None, "{text}");
        }
        assert_eq!(count_before("衡南、衡山2"), Some(("衡南、衡山", 2)));
        assert_eq!(all_counts("下设四署一院").map(|(n, _)| n).collect::<Vec<_>>(), [4, 1]);
        for text in ["", "十十", "二三", "二十十", "百", "二十零"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
