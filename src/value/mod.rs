//! Values that mentions stand for: calendar dates in EDTF, numerals, kinds and ranks.
mod agency;
mod calendar;
mod edtf;
mod numeral;
mod organization;

pub use agency::AgencyKind;
pub use calendar::Day;
pub use edtf::{Edtf, Modifier, Point};
pub use numeral::{digits, hundreds, number};
pub use organization::OrganizationKind;
