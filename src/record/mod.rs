//! What goes out: one record for one document. The only place where bytes become code points.
mod encode;
mod model;

pub use encode::Draft;
pub use model::*;
