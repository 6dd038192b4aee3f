//! zhiguan (职官): structured records about public offices and the people who hold them, from Chinese news.
pub mod cli;
pub mod document;
pub mod eval;
pub mod pipeline;
pub mod record;
pub mod rules;
pub mod sink;
pub mod source;
pub mod text;
