//! What goes out: one record for one document. The only place where bytes become code points.
mod model;

pub use model::*;
