//! The days that a date of EDTF may mean.
use crate::value::Day;

/// The first and the last day that the date may mean: of `2024-02` the 1st and the 29th; none for the end of an open
/// interval. None for what is no date. Seasons are taken for the whole year.
pub(super) fn bounds(edtf: &str) -> Option<(Day, Option<Day>)> {
    match edtf.split_once('/') {
        Some((start, "..")) => Some((point(start)?.0, None)),
        Some((start, end)) => Some((point(start)?.0, Some(point(end)?.1))),
        None => point(edtf).map(|(start, end)| (start, Some(end))),
    }
}

fn point(text: &str) -> Option<(Day, Day)> {
    if let Some(day) = Day::parse(text) {
        return Some((day, day));
    }
    let (year, part) = match text.split_once('-') {
        Some((year, part)) => (year, Some(part.parse::<u32>().ok()?)),
        None => (text, None),
    };
    let number = |digit| year.replace('X', digit).parse::<i32>().ok();
    let (first, last) = (number("0")?, number("9")?);
    let (from, to) = match part {
        Some(month @ 1..=12) => (month, month),
        Some(quarter @ 33..=36) => (quarter * 3 - 98, quarter * 3 - 96),
        Some(40) => (1, 6),
        Some(41) => (7, 12),
        _ => (1, 12),
    };
    let next = if to == 12 { Day::new(last + 1, 1, 1) } else { Day::new(last, to + 1, 1) };
    Some((Day::new(first, from, 1)?, next?.plus(-1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_its_days() {
        for (edtf, first, last) in [
            ("2024", "2024-01-01", "2024-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2024-12", "2024-12-01", "2024-12-31"),
            ("2024-02-03", "2024-02-03", "2024-02-03"),
            ("2024-02-03T10:00", "2024-02-03", "2024-02-03"),
            ("2024-33", "2024-01-01", "2024-03-31"),
            ("2024-36", "2024-10-01", "2024-12-31"),
            ("2024-40", "2024-01-01", "2024-06-30"),
            ("2024-41", "2024-07-01", "2024-12-31"),
            ("2024-22", "2024-01-01", "2024-12-31"),
            ("199X", "1990-01-01", "1999-12-31"),
            ("19XX", "1900-01-01", "1999-12-31"),
            ("2003-01/2006-06", "2003-01-01", "2006-06-30"),
        ] {
            assert_eq!(bounds(edtf), Day::parse(first).map(|day| (day, Day::parse(last))), "{edtf}");
        }
        assert_eq!(bounds("2020/.."), Day::parse("2020-01-01").map(|day| (day, None)));
        for bad in ["", "今", "2024-xx", "2024-02-30", "../2020"] {
            assert_eq!(bounds(bad), None, "{bad}");
        }
    }
}
