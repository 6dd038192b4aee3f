//! Numbers as written: Arabic, Chinese by digits (二〇二三) and Chinese by units (二十四).

/// The Chinese numerals of which numbers in names and headings are made.
pub const NUMERALS: &str = "一二三四五六七八九十";

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
        for text in ["", "十十", "二三", "二十十", "百", "二十零"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
