//! zhiguan (职官): structured records about public offices and the people who hold them, from Chinese news.
//!
//! ```
//! use std::sync::Arc;
//!
//! use zhiguan::{
//!     document::{Origin, RawDocument},
//!     pipeline::Pipeline,
//! };
//!
//! // Once: the rules are read. All threads may share it.
//! let pipeline = Pipeline::new()?;
//!
//! let text = "2024年3月1日，周明远任江苏省数据局局长。".to_owned();
//! let origin = Origin { source: "page.txt".into(), ..Origin::default() };
//! let record = pipeline.record(RawDocument { text, origin: Arc::new(origin) });
//!
//! let tenure = &record.tenures[0];
//! assert_eq!((&*tenure.person, &*tenure.organization, &*tenure.title), ("周明远", "江苏省数据局", "局长"));
//! let name = &record.mentions[tenure.mentions[0] as usize];
//! assert_eq!((&*name.text, name.start, name.end), ("周明远", 10, 13));
//! # Ok::<(), zhiguan::pipeline::PipelineError>(())
//! ```
//!
//! Files, folders and their compression are read by [`source`], records written by [`sink`], and [`pipeline::run`] moves
//! documents from one to the other. The other rooms are the parts of a [`pipeline::Pipeline`].
pub mod cli;
pub mod diff;
pub mod document;
pub mod eval;
pub mod explain;
pub mod extract;
pub mod html;
pub mod lexicon;
pub mod matcher;
pub mod mention;
pub mod normalize;
pub mod pipeline;
#[cfg(feature = "sqlite")]
pub mod query;
pub mod record;
pub mod relate;
pub mod resolve;
pub mod rules;
pub mod segment;
pub mod sink;
pub mod source;
pub mod text;
pub mod value;
