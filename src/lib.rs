//! zhiguan (职官): structured records about public offices and the people who hold them, from Chinese news.
pub mod document;
pub mod normalize;
pub mod record;
pub mod rules;
pub mod segment;
pub mod text;
