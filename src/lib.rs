//! zhiguan (职官): structured records about public offices and the people who hold them, from Chinese news.
pub mod document;
pub mod extract;
pub mod lexicon;
pub mod matcher;
pub mod mention;
pub mod normalize;
pub mod record;
pub mod resolve;
pub mod rules;
pub mod segment;
pub mod text;
pub mod value;
