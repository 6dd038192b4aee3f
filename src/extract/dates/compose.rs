//! From a row of atoms to a date expression.
use super::atoms::{Atom, Kind};
use crate::{
    mention::{DateExpr, DayRef, Fields, MonthRef, Part, YearRef},
    value::Modifier,
};

/// Puts the parts of a row of atoms together; none where a part stands twice.
pub(super) fn compose(row: &[Atom]) -> Option<DateExpr> {
    let mut expr = DateExpr::default();
    let mut fields = Fields::default();
    let mut century = None;
    for atom in row {
        let n = atom.n[0];
        match atom.kind {
            Kind::Year | Kind::ShortYear | Kind::RocYear | Kind::BareRocYear | Kind::LineYear | Kind::N4 => {
                fields.year = Some(YearRef::Given(n))
            }
            Kind::TodayYear => fields.year = Some(YearRef::Today(n)),
            Kind::ThenYear => fields.year = Some(YearRef::Then(n)),
            Kind::Month => fields.month = Some(MonthRef::Given(n as u32)),
            Kind::TodayMonth => fields.month = Some(MonthRef::Today(n)),
            Kind::ThenMonth => fields.month = Some(MonthRef::Then(n)),
            Kind::Day => fields.day = Some(DayRef::Given(n as u32)),
            Kind::TodayDay => fields.day = Some(DayRef::Today(n)),
            Kind::ThenDay => fields.day = Some(DayRef::Then(n)),
            Kind::Weekday => fields.day = Some(DayRef::Weekday(0, n as u32)),
            Kind::WeekDay => {
                fields.day = Some(DayRef::Weekday((n - 1).div_euclid(10), (n - 1).rem_euclid(10) as u32 + 1))
            }
            // A bare number before a connector is whatever stands behind it.
            Kind::N if row.last().is_some_and(|a| a.kind == Kind::Month) => {
                fields.month = Some(MonthRef::Given(n as u32))
            }
            Kind::N => fields.day = Some(DayRef::Given(n as u32)),
            Kind::IsoDay | Kind::IsoMonth => {
                fields.year = Some(YearRef::Given(n));
                fields.month = Some(MonthRef::Given(atom.n[1] as u32));
                fields.day = (atom.n[2] > 0).then_some(DayRef::Given(atom.n[2] as u32));
            }
            Kind::Time => fields.time = Some((n as u32, atom.n[1] as u32, u32::try_from(atom.n[2]).ok())),
            Kind::Holiday | Kind::Feast => {
                fields.month = Some(MonthRef::Given(n as u32 / 100));
                fields.day = Some(DayRef::Given(n as u32 % 100));
            }
            Kind::Quarter => fields.part = Some(Part::OfYear(32 + n as u32)),
            Kind::Half => fields.part = Some(Part::OfYear(39 + n as u32)),
            Kind::Season => fields.part = Some(Part::OfYear(n as u32)),
            Kind::Tenth => fields.part = Some(Part::TenDays(n as u32)),
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
            edge @ (Kind::Edge | Kind::AgeEdge | Kind::YearEdge | Kind::MonthEdge) => {
                expr.modifier = [None, Some(Modifier::Start), Some(Modifier::Mid), Some(Modifier::End)][n as usize % 4];
                if edge == Kind::YearEdge && fields.year.is_none() {
                    fields.year = Some(YearRef::Today(0));
                } else if edge == Kind::MonthEdge {
                    fields.month = Some(MonthRef::Today(0));
                }
            }
            Kind::YearWhole => fields.year = Some(YearRef::Today(0)),
            // 前三季度: from January to the end of the third.
            Kind::Quarters => {
                let year = fields.year.or(Some(YearRef::Today(0)));
                expr.from = Fields { year, month: Some(MonthRef::Given(1)), ..Fields::default() };
                fields = Fields { year, month: Some(MonthRef::Given(n as u32 * 3)), ..Fields::default() };
                expr.to = Some(fields);
            }
            Kind::YearSpan => {
                expr.from = Fields { year: Some(YearRef::Given(n)), ..Fields::default() };
                fields = Fields { year: Some(YearRef::Given(atom.n[1])), ..Fields::default() };
                expr.to = Some(fields);
            }
            Kind::Now => expr.open = true,
            Kind::To => {
                expr.from = fields;
                fields = Fields::default();
                expr.to = Some(fields);
            }
            _ => return None,
        }
    }
    match &mut expr.to {
        Some(to) => *to = fields,
        None => expr.from = fields,
    }
    Some(expr)
}
