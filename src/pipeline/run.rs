//! Moves documents from a source through workers to a sink.
//!
//! The calling thread reads bounded batches, hands them out with a number, and writes what comes back in the order of
//! the numbers. At most twice as many batches as threads exist at a time, so memory does not grow with the input, and
//! the output is the same for any number of threads.
use std::{
    collections::BTreeMap,
    fmt,
    sync::{Mutex, mpsc},
    thread,
};

use smol_str::SmolStr;

use super::{Pipeline, guard};
use crate::{
    document::Origin,
    record::Draft,
    sink::{Encode, Sink, SinkError, Summary},
    source::{Payload, SourceError},
};

const BATCH_DOCUMENTS: usize = 64;
const BATCH_BYTES: usize = 1 << 18;

/// A document that gave no record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// Path or URL as given.
    pub source: SmolStr,
    /// What picks the document out of a container.
    pub member: Option<SmolStr>,
    /// The step that failed.
    pub stage: &'static str,
    /// Why, in one line.
    pub reason: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { source, member, stage, reason } = self;
        match member {
            Some(member) => write!(f, "{source}:{member}: {stage}: {reason}"),
            None => write!(f, "{source}: {stage}: {reason}"),
        }
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        let (stage, reason) = (error.reason.stage(), error.reason.to_string());
        Self { source: error.place, member: error.member, stage, reason }
    }
}

/// Something to tell the user; always in the order of the documents.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'e> {
    /// A document failed.
    Failed(&'e Failure),
    /// A batch was written; this is the state so far.
    Progress(&'e Summary),
}

/// Why a run ended early.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// The output cannot be written.
    #[error(transparent)]
    Sink(#[from] SinkError),
    /// The threads asked for cannot be had.
    #[error("threads cannot be started: {0}; ask for fewer with --threads")]
    Threads(std::io::Error),
}

/// Reads a document and hands on what its record is made of.
type Read<'m> = dyn Fn(Payload, &mut dyn FnMut(Draft<'_>)) -> Result<(), Failure> + Sync + 'm;

/// Makes a record of every document of `source` and writes it to `sink`, on `threads` workers (one: on this thread).
///
/// # Errors
/// When the output cannot be written. Bad documents are no error: they are counted, and told through `on_event`.
pub fn run<S: Sink>(
    source: impl Iterator<Item = Result<Payload, SourceError>>,
    pipeline: &Pipeline,
    sink: S,
    threads: usize,
    on_event: &mut dyn FnMut(Event<'_>),
) -> Result<Summary, RunError> {
    let read = |payload, take: &mut dyn FnMut(Draft<'_>)| {
        pipeline.draft(&pipeline.read(payload)?, &mut |_| {}, take);
        Ok(())
    };
    run_with(source, &read, sink, threads, on_event)
}

fn run_with<S: Sink>(
    source: impl Iterator<Item = Result<Payload, SourceError>>,
    read: &Read<'_>,
    sink: S,
    threads: usize,
    on_event: &mut dyn FnMut(Event<'_>),
) -> Result<Summary, RunError> {
    let encoder = sink.encoder();
    let mut ends = Ends { source, sink, summary: Summary::default(), on_event };
    let work = |batch| work(read, &encoder, batch);
    if threads <= 1 {
        while let Some(batch) = ends.read()? {
            ends.write(work(batch))?;
        }
    } else {
        in_parallel(&mut ends, threads, &work)?;
    }
    ends.sink.finish(&ends.summary)?;
    Ok(ends.summary)
}

/// Hands batches to workers and what they make of them back, in order.
fn in_parallel<I, S>(
    ends: &mut Ends<'_, I, S>,
    threads: usize,
    work: &(dyn Fn(Batch) -> Done<Encoded<S>> + Sync),
) -> Result<(), RunError>
where
    I: Iterator<Item = Result<Payload, SourceError>>,
    S: Sink,
{
    let room = threads * 2;
    let (jobs, queue) = mpsc::sync_channel::<(usize, Batch)>(room);
    let (results, done) = mpsc::channel();
    let queue = Mutex::new(queue);
    thread::scope(|scope| {
        // Owned here: when this closure ends, early or not, the workers find no more to do.
        let (jobs, done) = (jobs, done);
        for _ in 0..threads {
            let (queue, results) = (&queue, results.clone());
            let worker = move || {
                let next = || queue.lock().ok()?.recv().ok();
                while let Some((number, batch)) = next() {
                    if results.send((number, work(batch))).is_err() {
                        break;
                    }
                }
            };
            thread::Builder::new().spawn_scoped(scope, worker).map_err(RunError::Threads)?;
        }
        drop(results);
        let (mut read, mut written, mut early) = (0, 0, BTreeMap::new());
        loop {
            while read - written < room
                && let Some(batch) = ends.read()?
            {
                if jobs.send((read, batch)).is_err() {
                    break;
                }
                read += 1;
            }
            if read == written {
                return Ok(());
            }
            // Without an answer the workers are gone; leaving the scope then raises their panic.
            let Ok((number, result)) = done.recv() else { return Ok(()) };
            early.insert(number, result);
            while let Some(result) = early.remove(&written) {
                ends.write(result)?;
                written += 1;
            }
        }
    })
}

type Encoded<S> = <<S as Sink>::Encoder as Encode>::Encoded;

type Batch = Vec<Job>;

/// What is to be done for one document.
enum Job {
    Make(Payload),
    /// The sink has its record.
    Held(Origin),
    Failed(Failure),
}

/// What the calling thread does: it reads batches and writes what became of them.
struct Ends<'r, I, S> {
    source: I,
    sink: S,
    summary: Summary,
    on_event: &'r mut dyn FnMut(Event<'_>),
}

impl<I: Iterator<Item = Result<Payload, SourceError>>, S: Sink> Ends<'_, I, S> {
    /// The next batch, bounded in documents and in bytes; none at the end.
    fn read(&mut self) -> Result<Option<Batch>, RunError> {
        let (mut items, mut bytes) = (Vec::new(), 0);
        while items.len() < BATCH_DOCUMENTS && bytes < BATCH_BYTES {
            let Some(item) = self.source.next() else { break };
            bytes += item.as_ref().map_or(0, Payload::size);
            items.push(item);
        }
        let mut ids = items.iter_mut().flatten().map(Payload::id);
        let mut held = self.sink.holds(&mut ids)?.into_iter();
        let job = |item: Result<Payload, SourceError>| match item {
            Ok(payload) if held.next() == Some(true) => Job::Held(payload.into_origin()),
            Ok(payload) => Job::Make(payload),
            Err(error) => Job::Failed(error.into()),
        };
        let batch: Batch = items.into_iter().map(job).collect();
        Ok((!batch.is_empty()).then_some(batch))
    }

    fn write(&mut self, done: Done<Encoded<S>>) -> Result<(), RunError> {
        self.sink.write(done.encoded)?;
        done.failures.iter().for_each(|failure| (self.on_event)(Event::Failed(failure)));
        add(&mut self.summary, &done.summary);
        (self.on_event)(Event::Progress(&self.summary));
        Ok(())
    }
}

/// What became of a batch.
struct Done<E> {
    encoded: E,
    failures: Vec<Failure>,
    summary: Summary,
}

fn add(sum: &mut Summary, other: &Summary) {
    sum.documents += other.documents;
    sum.unchanged += other.unchanged;
    sum.failed += other.failed;
    sum.mentions += other.mentions;
    sum.facts += other.facts;
    sum.bytes += other.bytes;
}

fn work<E: Encode>(read: &Read<'_>, encoder: &E, batch: Batch) -> Done<E::Encoded> {
    let mut done = Done { encoded: encoder.start(), failures: Vec::new(), summary: Summary::default() };
    for job in batch {
        let (summary, out) = (&mut done.summary, &mut done.encoded);
        let result = match job {
            Job::Failed(failure) => Err(failure),
            Job::Held(origin) => encode(&origin, || encoder.encode_held(&origin, out)).map(|()| summary.unchanged += 1),
            Job::Make(payload) => {
                summary.bytes += payload.size();
                let origin = payload.origin().clone();
                let mut encoded = Ok(());
                let mut take = |draft: Draft<'_>| {
                    let (mentions, facts) = (draft.mentions(), draft.facts());
                    encoded = encode(&origin, || encoder.encode_draft(draft, &origin, out)).map(|()| {
                        summary.documents += 1;
                        summary.mentions += mentions;
                        summary.facts += facts;
                    });
                };
                guarded(&origin, || read(payload, &mut take)).flatten().and(encoded)
            }
        };
        if let Err(failure) = result {
            done.summary.failed += 1;
            done.failures.push(failure);
        }
    }
    done
}

fn failed(origin: &Origin, stage: &'static str, reason: String) -> Failure {
    Failure { source: origin.source.clone(), member: origin.member.clone(), stage, reason }
}

/// Encodes a document; an error or a panic on the way is this document's failure.
fn encode(origin: &Origin, encode: impl FnOnce() -> Result<(), SinkError>) -> Result<(), Failure> {
    let reason = match guard::catch(encode) {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(panic) => panic,
    };
    Err(failed(origin, "encode", reason))
}

/// What `work` makes of a document; a panic on the way is this document's failure.
pub(super) fn guarded<T>(origin: &Origin, work: impl FnOnce() -> T) -> Result<T, Failure> {
    guard::catch(work).map_err(|reason| failed(origin, "extract", reason))
}

#[cfg(test)]
mod tests {
    use std::{io, sync::LazyLock};

    use super::*;
    use crate::{document::RawDocument, sink::Jsonl};

    fn documents(count: usize) -> impl Iterator<Item = Result<Payload, SourceError>> {
        (0..count).map(|n| {
            let origin = Origin { source: n.to_string().into(), ..Origin::default() };
            Ok(Payload::new("x".repeat(n % 700 * 100).into_bytes(), origin))
        })
    }

    fn read(payload: Payload, take: &mut dyn FnMut(Draft<'_>)) -> Result<(), Failure> {
        static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new().expect("a pipeline"));
        let origin = payload.into_origin();
        assert!(origin.source != "77", "seventy-seven");
        PIPELINE.draft(&RawDocument { text: String::new(), origin: origin.into() }, &mut |_| {}, take);
        Ok(())
    }

    fn output(threads: usize) -> (Vec<u8>, Vec<String>, Summary) {
        let (mut out, mut failures) = (Vec::new(), Vec::new());
        let on_event = &mut |event: Event<'_>| {
            if let Event::Failed(failure) = event {
                failures.push(failure.to_string());
            }
        };
        let summary = run_with(documents(1000), &read, Jsonl::new(&mut out), threads, on_event).expect("a run");
        (out, failures, summary)
    }

    #[test]
    fn a_panic_is_one_failure_and_order_is_kept() {
        quiet();
        let one = output(1);
        assert_eq!((one.2.documents, one.2.failed), (999, 1));
        assert!(one.1[0].starts_with("77: extract: a defect") && one.1[0].contains("seventy-seven"), "{:?}", one.1);
        assert_eq!(one.0.split(|b| *b == b'\n').count(), 1000);
        for threads in [2, 3, 8] {
            assert_eq!(output(threads), one, "{threads} threads");
        }
    }

    #[test]
    fn a_failing_writer_ends_the_run() {
        struct Closed;
        impl io::Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        quiet();
        for threads in [1, 4] {
            let mut taken = 0;
            let source = documents(100_000).inspect(|_| taken += 1);
            let result = run_with(source, &read, Jsonl::new(Closed), threads, &mut |_| {});
            assert!(matches!(result, Err(RunError::Sink(error)) if error.is_closed_pipe()));
            assert!(taken <= BATCH_DOCUMENTS * threads * 2, "{taken} documents read");
        }
    }

    fn quiet() {
        static ONCE: std::sync::Once = std::sync::Once::new();
        ONCE.call_once(guard::quiet_panics);
    }
}
