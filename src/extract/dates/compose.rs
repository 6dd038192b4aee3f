//! From a row of atoms to a date expression.
use super::atoms::{Atom, Kind};
use crate::{
    mention::{DateExpr, DayRef, Fields, MonthRef, Part, YearRef},
    value::{Feast, LunarMonth, Modifier},
};

/// Puts the parts of a row of atoms together; none where an atom is no part of a date.
pub(super) fn compose(row: &[Atom]) -> Option<DateExpr> {
    let mut expr = DateExpr::default();
    let mut fields = Fields::default();
    let mut century = None;
    for atom in row {
        let n = atom.n[0];
        match atom.kind {
            // A bare number before a connector is whatever stands behind it.
            Kind::N => match row.last().map(|last| last.kind) {
                Some(Kind::Month) => fields.month = Some(MonthRef::Given(n as u32)),
                Some(Kind::Quarter) => fields.part = Some(quarter(n)),
                _ => fields.day = Some(DayRef::Given(n as u32)),
            },
            Kind::Century => {
                century = Some(n);
                fields.year = Some(YearRef::Century(n));
            }
            // 20世纪90年代, 90年代, 1990年代.
            Kind::Decade => {
                let of_century = || century.unwrap_or(if n < 3 { 20 } else { 19 }) * 10 + n;
                fields.year = Some(YearRef::Decade(if n >= 100 { n } else { of_century() }));
            }
            // 六七十年代
            Kind::Decades => {
                let first = century.unwrap_or(19) * 10;
                expr.from = Fields { year: Some(YearRef::Decade(first + n / 10)), ..Fields::default() };
                fields.year = Some(YearRef::Decade(first + n % 10));
                expr.to = Some(fields);
            }
            edge @ (Kind::Edge | Kind::AgeEdge | Kind::YearEdge | Kind::MonthEdge) => {
                expr.modifier = [None, Some(Modifier::Start), Some(Modifier::Mid), Some(Modifier::End)][n as usize % 4];
                if edge == Kind::YearEdge && fields.year.is_none() {
                    fields.year = Some(YearRef::Told);
                } else if edge == Kind::MonthEdge {
                    fields.month = Some(MonthRef::Today(0));
                }
            }
            // 前三季度, 前5个月: from January to the end of the last.
            Kind::Quarters | Kind::FirstMonths => {
                let last = if atom.kind == Kind::Quarters { n * 3 } else { n };
                let year = fields.year.or(Some(YearRef::Today(0)));
                expr.from = Fields { year, month: Some(MonthRef::Given(1)), ..Fields::default() };
                fields = Fields { year, month: Some(MonthRef::Given(last as u32)), ..Fields::default() };
                expr.to = Some(fields);
            }
            Kind::YearSpan => {
                expr.from = Fields { year: Some(YearRef::Given(n)), ..Fields::default() };
                fields = Fields { year: Some(YearRef::Given(atom.n[1])), ..Fields::default() };
                expr.to = Some(fields);
            }
            Kind::Now => {
                expr.open = true;
                expr.modifier = None;
            }
            Kind::To => {
                expr.from = fields;
                fields = Fields::default();
                expr.to = Some(fields);
            }
            _ => set(&mut fields, atom)?,
        }
    }
    match &mut expr.to {
        Some(to) => {
            *to = fields;
            // 3月底至4月初: no modifier holds for both ends.
            if row.iter().any(|atom| atom.kind == Kind::To) {
                expr.modifier = None;
            }
        }
        None => expr.from = fields,
    }
    Some(expr)
}

/// Puts an atom that means the same wherever it stands into the fields of a date; none where it is no part of one.
fn set(fields: &mut Fields, atom: &Atom) -> Option<()> {
    let n = atom.n[0];
    match atom.kind {
        Kind::IsoDay | Kind::IsoMonth => {
            fields.year = Some(YearRef::Given(n));
            fields.month = Some(MonthRef::Given(atom.n[1] as u32));
            fields.day = (atom.n[2] > 0).then_some(DayRef::Given(atom.n[2] as u32));
        }
        Kind::Time => fields.time = Some((n as u32, u32::try_from(atom.n[1]).ok(), u32::try_from(atom.n[2]).ok())),
        // Hundreds are years from the reference date's: 去冬 is −100 + 24.
        Kind::TodaySeason => {
            fields.year = Some(YearRef::Today(n.div_euclid(100)));
            fields.part = Some(Part::OfYear(n.rem_euclid(100) as u32));
        }
        Kind::Lunar => {}
        _ => {
            if let Some(year) = year_of(atom) {
                fields.year = Some(year);
            } else if let Some(month) = month_of(atom) {
                fields.month = Some(month);
            } else if let Some(day) = day_of(atom) {
                fields.day = Some(day);
            } else {
                fields.part = Some(part_of(atom)?);
            }
        }
    }
    Some(())
}

/// The year that an atom says.
fn year_of(atom: &Atom) -> Option<YearRef> {
    let n = atom.n[0];
    Some(match atom.kind {
        Kind::Year | Kind::ShortYear | Kind::EraYear | Kind::BareRocYear | Kind::LineYear | Kind::N4 => {
            YearRef::Given(n)
        }
        Kind::TodayYear => YearRef::Today(n),
        Kind::ThenYear => YearRef::Then(n),
        Kind::CycleYear => YearRef::Cycle { rest: n, years: 60 },
        Kind::ZodiacYear => YearRef::Cycle { rest: n, years: 12 },
        Kind::YearWhole => YearRef::Today(0),
        _ => return None,
    })
}

/// The month that an atom says.
fn month_of(atom: &Atom) -> Option<MonthRef> {
    let n = atom.n[0];
    Some(match atom.kind {
        Kind::LunarMonth => MonthRef::Lunar(LunarMonth::common(n as u32)),
        Kind::LeapMonth => MonthRef::Lunar(LunarMonth { number: n as u32, leap: true }),
        Kind::Month => MonthRef::Given(n as u32),
        Kind::TodayMonth => MonthRef::Today(n),
        Kind::ThenMonth => MonthRef::Then(n),
        _ => return None,
    })
}

/// The day that an atom says.
fn day_of(atom: &Atom) -> Option<DayRef> {
    let n = atom.n[0];
    Some(match atom.kind {
        Kind::Day | Kind::LunarDay => DayRef::Given(n as u32),
        Kind::TodayDay => DayRef::Today(n),
        Kind::ThenDay => DayRef::Then(n),
        Kind::Weekday => DayRef::Weekday(None, n as u32),
        Kind::TodayWeekday => DayRef::Weekday(Some((n - 1).div_euclid(10)), (n - 1).rem_euclid(10) as u32 + 1),
        Kind::Holiday => DayRef::Feast(Feast::Fixed(n as u32 / 100, n as u32 % 100)),
        Kind::LunarHoliday if n == 0 => DayRef::Feast(Feast::Eve),
        Kind::LunarHoliday => DayRef::Feast(Feast::Lunar(n as u32 / 100, n as u32 % 100)),
        Kind::Term => DayRef::Feast(Feast::Term(n as u32)),
        // Month, which one, weekday: 母亲节 is 527.
        Kind::NthHoliday => {
            let (month, nth, weekday) = (n as u32 / 100, n as u32 / 10 % 10, n as u32 % 10);
            DayRef::Feast(Feast::Weekday { month, nth, weekday })
        }
        Kind::EdgeDay if n == 1 => DayRef::First,
        Kind::EdgeDay => DayRef::Last,
        Kind::NthWeekday => DayRef::Nth(n as u32, atom.n[1] as u32),
        _ => return None,
    })
}

/// The part of a year or month that an atom says.
fn part_of(atom: &Atom) -> Option<Part> {
    let n = atom.n[0];
    Some(match atom.kind {
        Kind::NthWeek => Part::Week(n as u32),
        Kind::TodayWeek => Part::ThisWeek(n),
        Kind::TodayWeekend => Part::Weekend(n),
        Kind::TodayQuarter => Part::Quarter(n),
        Kind::Quarter => quarter(n),
        Kind::Half => Part::OfYear(39 + n as u32),
        Kind::Season => Part::OfYear(n as u32),
        // 中下旬 is 23: from the second to the third.
        Kind::Tenth => Part::TenDays(n as u32 / 10 % 10, n as u32 % 10),
        _ => return None,
    })
}

/// EDTF's number of a quarter, 33 to 36.
fn quarter(n: i32) -> Part {
    Part::OfYear(32 + n as u32)
}
