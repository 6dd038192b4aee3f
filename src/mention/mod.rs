//! What extractors find and hand on: mentions on the board of one page.
mod board;
mod body;
mod conflict;
mod date;

pub use board::{Board, Found, Organization, Person, TitleMention};
pub use body::{Body, Naming, is_called, last_meant};
pub use conflict::settle;
pub use date::{DateExpr, DayRef, Fields, MonthRef, Part, YearRef};
