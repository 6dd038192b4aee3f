//! One file a topic: each reads the text and the mentions of earlier topics, and gives its own. Siblings never import each other.
pub mod agencies;
pub mod dates;
pub mod documents;
pub mod persons;
pub mod ranks;
pub mod titles;
