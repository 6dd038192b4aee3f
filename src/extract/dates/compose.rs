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
            Kind::Year | Kind::ShortYear | Kind::EraYear | Kind::BareRocYear | Kind::LineYear | Kind::N4 => {
                fields.year = Some(YearRef::Given(n))
            }
            Kind::TodayYear => fields.year = Some(YearRef::Today(n)),
            Kind::ThenYear => fields.year = Some(YearRef::Then(n)),
            Kind::CycleYear => fields.year = Some(YearRef::Cycle { rest: n, years: 60 }),
            Kind::ZodiacYear => fields.year = Some(YearRef::Cycle { rest: n, years: 12 }),
            Kind::LunarMonth => fields.month = Some(MonthRef::Lunar(LunarMonth::common(n as u32))),
            Kind::LeapMonth => fields.month = Some(MonthRef::Lunar(LunarMonth { number: n as u32, leap: true })),
            Kind::Month => fields.month = Some(MonthRef::Given(n as u32)),
            Kind::TodayMonth => fields.month = Some(MonthRef::Today(n)),
            Kind::ThenMonth => fields.month = Some(MonthRef::Then(n)),
            Kind::Day | Kind::LunarDay => fields.day = Some(DayRef::Given(n as u32)),
            Kind::TodayDay => fields.day = Some(DayRef::Today(n)),
            Kind::ThenDay => fields.day = Some(DayRef::Then(n)),
            Kind::Weekday => fields.day = Some(DayRef::Weekday(None, n as u32)),
            Kind::WeekDay => {
                fields.day = Some(DayRef::Weekday(Some((n - 1).div_euclid(10)), (n - 1).rem_euclid(10) as u32 + 1))
            }
            // A bare number before a connector is whatever stands behind it.
            Kind::N if row.last().is_some_and(|a| a.kind == Kind::Month) => {
                fields.month = Some(MonthRef::Given(n as u32))
            }
            Kind::N if row.last().is_some_and(|a| a.kind == Kind::Quarter) => fields.part = Some(quarter(n)),
            Kind::N => fields.day = Some(DayRef::Given(n as u32)),
            Kind::IsoDay | Kind::IsoMonth => {
                fields.year = Some(YearRef::Given(n));
                fields.month = Some(MonthRef::Given(atom.n[1] as u32));
                fields.day = (atom.n[2] > 0).then_some(DayRef::Given(atom.n[2] as u32));
            }
            Kind::Time => fields.time = Some((n as u32, u32::try_from(atom.n[1]).ok(), u32::try_from(atom.n[2]).ok())),
            Kind::Holiday => fields.day = Some(DayRef::Feast(Feast::Fixed(n as u32 / 100, n as u32 % 100))),
            Kind::LunarHoliday if n == 0 => fields.day = Some(DayRef::Feast(Feast::Eve)),
            Kind::LunarHoliday => fields.day = Some(DayRef::Feast(Feast::Lunar(n as u32 / 100, n as u32 % 100))),
            Kind::Term => fields.day = Some(DayRef::Feast(Feast::Term(n as u32))),
            // Month, which one, weekday: 母亲节 is 527.
            Kind::NthHoliday => {
                let (month, nth, weekday) = (n as u32 / 100, n as u32 / 10 % 10, n as u32 % 10);
                fields.day = Some(DayRef::Feast(Feast::Weekday { month, nth, weekday }));
            }
            Kind::EdgeDay => fields.day = Some(if n == 1 { DayRef::First } else { DayRef::Last }),
            Kind::NthWeekday => fields.day = Some(DayRef::Nth(n as u32, atom.n[1] as u32)),
            Kind::NthWeek => fields.part = Some(Part::Week(n as u32)),
            Kind::TodayWeek => fields.part = Some(Part::ThisWeek(n)),
            Kind::TodayWeekend => fields.part = Some(Part::Weekend(n)),
            Kind::TodayQuarter => fields.part = Some(Part::Quarter(n)),
            // Hundreds are years from the reference date's: 去冬 is −100 + 24.
            Kind::TodaySeason => {
                fields.year = Some(YearRef::Today(n.div_euclid(100)));
                fields.part = Some(Part::OfYear(n.rem_euclid(100) as u32));
            }
            Kind::Lunar => {}
            Kind::Quarter => fields.part = Some(quarter(n)),
            Kind::Half => fields.part = Some(Part::OfYear(39 + n as u32)),
            Kind::Season => fields.part = Some(Part::OfYear(n as u32)),
            // 中下旬 is 23: from the second to the third.
            Kind::Tenth => fields.part = Some(Part::TenDays(n as u32 / 10 % 10, n as u32 % 10)),
            Kind::Century => {
                century = Some(n);
                fields.year = Some(YearRef::Century(n));
            }
            // 20世纪90年代, 90年代, 1990年代.
            Kind::Decade => {
                fields.year = Some(YearRef::Decade(if n >= 100 {
                    n
                } else {
                    century.unwrap_or(if n < 3 { 20 } else { 19 }) * 10 + n
                }))
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
            Kind::YearWhole => fields.year = Some(YearRef::Today(0)),
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
            _ => return None,
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

/// EDTF's number of a quarter, 33 to 36.
fn quarter(n: i32) -> Part {
    Part::OfYear(32 + n as u32)
}
