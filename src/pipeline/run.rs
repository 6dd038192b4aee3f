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

use super::{Pipeline, guard};
use crate::{
    document::{Origin, RawDocument},
    record::Record,
    sink::{Encode, Sink, SinkError},
    source::SourceError,
};

const BATCH_DOCUMENTS: usize = 64;
const BATCH_BYTES: usize = 1 << 20;

/// A document that gave no record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// Path or URL as given.
    pub source: String,
    /// What picks the document out of a container.
    pub member: Option<String>,
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

/// What a run has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// Records written.
    pub documents: usize,
    /// Documents that gave no record.
    pub failed: usize,
    /// Mentions in the records.
    pub mentions: usize,
    /// Facts in the records.
    pub facts: usize,
    /// Bytes of text in the documents.
    pub bytes: usize,
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

type Make<'m> = dyn Fn(RawDocument) -> Record + Sync + 'm;

/// Makes a record of every document of `source` and writes it to `sink`, on `threads` workers (one: on this thread).
///
/// # Errors
/// When the output cannot be written. Bad documents are no error: they are counted, and told through `on_event`.
pub fn run<S: Sink>(
    source: impl Iterator<Item = Result<RawDocument, SourceError>>,
    pipeline: &Pipeline,
    sink: S,
    threads: usize,
    on_event: &mut dyn FnMut(Event<'_>),
) -> Result<Summary, RunError> {
    run_with(source, &|document| pipeline.record(document), sink, threads, on_event)
}

fn run_with<S: Sink>(
    source: impl Iterator<Item = Result<RawDocument, SourceError>>,
    make: &Make<'_>,
    mut sink: S,
    threads: usize,
    on_event: &mut dyn FnMut(Event<'_>),
) -> Result<Summary, RunError> {
    let encoder = sink.encoder();
    let mut batches = Batches(source);
    let mut summary = Summary::default();
    let mut write = |done: Done<_>| -> Result<(), RunError> {
        sink.write(done.encoded)?;
        done.failures.iter().for_each(|failure| on_event(Event::Failed(failure)));
        summary.add(&done.summary);
        on_event(Event::Progress(&summary));
        Ok(())
    };
    if threads <= 1 {
        for batch in batches {
            write(work(make, &encoder, batch))?;
        }
    } else {
        in_parallel(&mut batches, threads, &|batch| work(make, &encoder, batch), &mut write)?;
    }
    sink.finish()?;
    Ok(summary)
}

/// Hands batches to workers and what they make of them to `write`, in order.
fn in_parallel<D: Send>(
    batches: &mut dyn Iterator<Item = Batch>,
    threads: usize,
    work: &(dyn Fn(Batch) -> D + Sync),
    write: &mut dyn FnMut(D) -> Result<(), RunError>,
) -> Result<(), RunError> {
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
                && let Some(batch) = batches.next()
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
                write(result)?;
                written += 1;
            }
        }
    })
}

type Batch = Vec<Result<RawDocument, Failure>>;

/// Cuts a source into batches, bounded in documents and in bytes.
struct Batches<I>(I);

impl<I: Iterator<Item = Result<RawDocument, SourceError>>> Iterator for Batches<I> {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let (mut batch, mut bytes) = (Batch::new(), 0);
        while batch.len() < BATCH_DOCUMENTS && bytes < BATCH_BYTES {
            let Some(item) = self.0.next() else { break };
            bytes += item.as_ref().map_or(0, |document| document.text.len());
            batch.push(item.map_err(Failure::from));
        }
        (!batch.is_empty()).then_some(batch)
    }
}

/// What became of a batch.
struct Done<E> {
    encoded: E,
    failures: Vec<Failure>,
    summary: Summary,
}

impl Summary {
    fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.failed += other.failed;
        self.mentions += other.mentions;
        self.facts += other.facts;
        self.bytes += other.bytes;
    }

    fn count(&mut self, record: &Record) {
        self.documents += 1;
        self.mentions += record.mentions.len();
        self.facts +=
            record.tenures.len() + record.events.len() + record.agency_ranks.len() + record.affiliations.len();
    }
}

fn work<E: Encode>(make: &Make<'_>, encoder: &E, batch: Batch) -> Done<E::Encoded> {
    let mut done = Done { encoded: E::Encoded::default(), failures: Vec::new(), summary: Summary::default() };
    for item in batch {
        let result = item.and_then(|document| {
            done.summary.bytes += document.text.len();
            let record = guarded(&document.origin.clone(), || make(document))?;
            let failed =
                |stage, reason| Failure { source: record.source.clone(), member: record.member.clone(), stage, reason };
            match guard::catch(|| encoder.encode(&record, &mut done.encoded)) {
                Ok(Ok(())) => Ok(record),
                Ok(Err(error)) => Err(failed("encode", error.to_string())),
                Err(panic) => Err(failed("encode", panic)),
            }
        });
        match result {
            Ok(record) => done.summary.count(&record),
            Err(failure) => {
                done.summary.failed += 1;
                done.failures.push(failure);
            }
        }
    }
    done
}

/// What is made of the document of this origin; a panic on the way is its failure.
pub(super) fn guarded<T>(origin: &Origin, make: impl FnOnce() -> T) -> Result<T, Failure> {
    guard::catch(make).map_err(|reason| Failure {
        source: origin.source.clone(),
        member: origin.member.clone(),
        stage: "extract",
        reason,
    })
}

#[cfg(test)]
mod tests {
    use std::{io, sync::Arc};

    use super::*;
    use crate::sink::Jsonl;

    fn documents(count: usize) -> impl Iterator<Item = Result<RawDocument, SourceError>> {
        (0..count).map(|n| {
            let origin = Origin { source: n.to_string(), ..Origin::default() };
            Ok(RawDocument { text: "x".repeat(n % 700 * 100), origin: Arc::new(origin) })
        })
    }

    fn record(document: RawDocument) -> Record {
        assert!(document.origin.source != "77", "seventy-seven");
        Record { source: document.origin.source.clone(), ..Record::default() }
    }

    fn output(threads: usize) -> (Vec<u8>, Vec<String>, Summary) {
        let (mut out, mut failures) = (Vec::new(), Vec::new());
        let on_event = &mut |event: Event<'_>| {
            if let Event::Failed(failure) = event {
                failures.push(failure.to_string());
            }
        };
        let summary = run_with(documents(1000), &record, Jsonl::new(&mut out), threads, on_event).expect("a run");
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
            let result = run_with(source, &record, Jsonl::new(Closed), threads, &mut |_| {});
            assert!(matches!(result, Err(RunError::Sink(error)) if error.is_closed_pipe()));
            assert!(taken <= BATCH_DOCUMENTS * threads * 2, "{taken} documents read");
        }
    }

    fn quiet() {
        static ONCE: std::sync::Once = std::sync::Once::new();
        ONCE.call_once(guard::quiet_panics);
    }
}
