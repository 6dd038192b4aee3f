//! Values that mentions stand for: calendar dates in EDTF, numerals, kinds and ranks; and what names of bodies are put together from.
mod agency;
mod calendar;
mod edtf;
mod feast;
mod lunar;
pub mod names;
mod numeral;
mod organization;

pub use agency::AgencyKind;
pub use calendar::{Day, days_in};
pub use edtf::{Edtf, Modifier, Point};
pub use feast::{Feast, nth_weekday};
pub use lunar::{LunarMonth, solar_term};
pub use numeral::{NUMERALS, all_counts, count_at, count_before, digits, hundreds, is_numeral, number, thousands};
pub use organization::OrganizationKind;
