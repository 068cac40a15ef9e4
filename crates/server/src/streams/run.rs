//! A stream at work: threads that read its sources, one that follows the store, one that writes.

use super::counts::{Counts, Totals, add};
use super::flights::Flights;
use super::indicators::Indicators;
use super::notice::{Failed, Notice};
use super::out::{self, OutFile};
use super::plan::{Plan, SourceSpec};
use super::sink::Sink;
use super::writer::Writer;
use super::{files, nats, socket};
use crate::cli::problem::reason;
use detect::session::indicator_id;
use handling::Clearance;
use std::collections::HashSet;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;
use store::{Clock, Error, Stepped, Store, StreamState};

/// Who is told.
pub type Tell = Box<dyn Fn(&Notice<'_>) + Send + Sync>;
/// Who takes matches, once what belongs to them is on disk. False: nobody any more.
pub type Take = Box<dyn FnMut(&[String]) -> bool + Send>;

/// A stream and all its threads share.
pub struct Stream {
    pub(super) plan: Plan,
    pub(super) indicators: Arc<Indicators>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) sink: Sink,
    pub(super) counts: Counts,
    /// What the last run left.
    pub(super) left: StreamState,
    pub(super) store: Store,
    pub(super) clearance: Clearance,
    pub(super) actor: String,
    pub(super) writer: Mutex<Writer>,
    /// What was matched and is not handed over yet.
    pub(super) flights: Arc<Flights>,
    paused: RwLock<HashSet<[u8; 16]>>,
    /// Indicators that were told to cost too much.
    exhausted: Mutex<HashSet<[u8; 16]>>,
    tell: Tell,
    stopping: AtomicBool,
    /// Sources that are still read.
    reading: AtomicUsize,
    wake: (Mutex<()>, Condvar),
}

/// Threads of a stream.
pub struct Running {
    stream: Arc<Stream>,
    readers: Vec<JoinHandle<()>>,
    writer: JoinHandle<Result<(), Failed>>,
    historian: JoinHandle<()>,
    failed: Arc<Mutex<Option<Failed>>>,
}

impl Stream {
    /// Makes a stream ready; `indicators` must be those of the same reader.
    ///
    /// # Errors
    /// When the store cannot be read, or there is no such reader.
    pub fn new(
        plan: Plan,
        store: Store,
        clock: Arc<dyn Clock>,
        indicators: Arc<Indicators>,
        tell: Tell,
    ) -> Result<Arc<Self>, Failed> {
        let clearance = plan.who.clearance(&store)?;
        let clearance = clearance.ok_or_else(|| Error::NotFound(format!("{:?}", plan.who)))?;
        let left = store.stream_state(&clearance, &plan.name)?;
        if plan.digest_days > 0 {
            indicators.search_later(&plan.name, store.last_era(&clearance, &plan.name)?);
        }
        let paused = left
            .paused
            .iter()
            .filter_map(|id| stix::Identifier::parse(id));
        Ok(Arc::new(Self {
            sink: Sink::new(&plan),
            counts: Counts::default(),
            actor: format!("stream:{}", plan.name),
            paused: RwLock::new(paused.map(|id| id.uuid()).collect()),
            exhausted: Mutex::default(),
            left,
            plan,
            store,
            clock,
            indicators,
            clearance,
            flights: Arc::default(),
            writer: Mutex::new(Writer::new(None, Box::new(|_| true))),
            tell,
            stopping: AtomicBool::new(false),
            reading: AtomicUsize::new(0),
            wake: (Mutex::new(()), Condvar::new()),
        }))
    }

    /// Starts reading and writing.
    ///
    /// # Errors
    /// When the output cannot be opened or the system gives no threads.
    pub fn start(self: &Arc<Self>, out: Option<&Path>, take: Take) -> Result<Running, Failed> {
        let known = self
            .left
            .positions
            .iter()
            .find(|(source, _)| source == out::SOURCE);
        let known = known.and_then(|(_, length)| length.parse().ok());
        let opened = out.map(|path| {
            let failed =
                |e: io::Error| Failed::Output(format!("`{}`: {}", path.display(), reason(&e)));
            OutFile::open(path, known).map_err(failed)
        });
        let out = opened.transpose()?;
        if let (Some(out), None) = (&out, known) {
            // Before the first match is in it, so that what a kill leaves behind is known as such.
            self.store
                .step_stream(&self.clearance, &self.actor, out.position(&self.plan.name))?;
        }
        let writer = Writer::new(out, take);
        *self.writer.lock().unwrap_or_else(PoisonError::into_inner) = writer;
        self.begin_history()?;
        let failed: Arc<Mutex<Option<Failed>>> = Arc::default();
        self.reading
            .store(self.plan.sources.len(), Ordering::SeqCst);
        let mut readers = Vec::new();
        for (number, source) in self.plan.sources.iter().enumerate() {
            let (stream, source, failed) = (Arc::clone(self), source.clone(), Arc::clone(&failed));
            readers.push(thread(
                &format!("{}-{number}", self.plan.name),
                move || {
                    if let Err(problem) = ended(|| stream.read(&source)) {
                        (stream.tell)(&Notice::Lost(&problem));
                        let mut first = failed.lock().unwrap_or_else(PoisonError::into_inner);
                        first.get_or_insert(problem);
                    }
                    stream.reading.fetch_sub(1, Ordering::SeqCst);
                },
            )?);
        }
        let stream = Arc::clone(self);
        let writing = move || {
            let written = ended(|| stream.write_on());
            // Sources that wait for room end, too.
            if let Err(failed) = &written {
                stream.sink.fail(failed.clone());
                stream.stop();
            }
            written
        };
        let historian = Arc::clone(self);
        let historian = thread(&format!("{}-history", self.plan.name), move || {
            historian.remember()
        })?;
        Ok(Running {
            stream: Arc::clone(self),
            readers,
            writer: thread(&format!("{}-writer", self.plan.name), writing)?,
            historian,
            failed,
        })
    }

    fn read(self: &Arc<Self>, source: &SourceSpec) -> Result<(), Failed> {
        match source {
            SourceSpec::Path(path) => files::follow(self, path),
            SourceSpec::Input => socket::input(self),
            SourceSpec::Unix(path) => socket::unix(self, path),
            SourceSpec::Tcp(address) => socket::tcp(self, *address),
            SourceSpec::Nats(spec) => nats::follow(self, spec),
        }
    }

    /// What it has seen so far.
    pub fn totals(&self) -> Totals {
        self.counts.totals()
    }

    /// Whether some source is still read.
    pub fn is_reading(&self) -> bool {
        self.reading.load(Ordering::SeqCst) > 0
    }

    pub(super) fn stops(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }

    /// Waits, unless the stream is told to stop.
    pub(super) fn pause(&self, at_most: Duration) {
        let guard = self.wake.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.stops() {
            // Woken early is as good.
            let _ = self.wake.1.wait_timeout(guard, at_most);
        }
    }

    /// Waits until what was matched in eras before this one is handed over.
    pub(super) fn wait_for_era(&self, era: i64) {
        const STEP: Duration = Duration::from_millis(100);
        while !self.flights.are_over(era, STEP) && !self.sink.has_failed() {}
    }

    pub(super) fn notice(&self, notice: Notice<'_>) {
        (self.tell)(&notice);
    }

    /// Tells of indicators that cost too much, each once.
    pub(super) fn tell_exhausted(&self, exhausted: &[[u8; 16]]) {
        let mut told = self
            .exhausted
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        for uuid in exhausted {
            if told.insert(*uuid) {
                self.notice(Notice::Exhausted(&indicator_id(*uuid)));
            }
        }
    }

    pub(super) fn is_paused(&self, uuid: &[u8; 16]) -> bool {
        let paused = self.paused.read();
        paused
            .unwrap_or_else(PoisonError::into_inner)
            .contains(uuid)
    }

    pub(super) fn note(&self, stepped: &Stepped) {
        add(&self.counts.told, stepped.told);
        add(&self.counts.quarantined, stepped.quarantined);
        for id in &stepped.paused {
            self.notice(Notice::Paused(id));
            let mut paused = self.paused.write().unwrap_or_else(PoisonError::into_inner);
            paused.extend(stix::Identifier::parse(id).map(|id| id.uuid()));
        }
        for (id, why) in &stepped.withheld {
            self.notice(Notice::Withheld(id, why));
        }
    }

    pub(super) fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
        let _guard = self.wake.0.lock().unwrap_or_else(PoisonError::into_inner);
        self.wake.1.notify_all();
    }
}

impl Running {
    /// Whether all sources have ended by themselves, or nothing can be written any more.
    pub fn is_over(&self) -> bool {
        !self.stream.is_reading() || self.writer.is_finished()
    }

    /// Lets the sources end where they are, writes what they found, and ends.
    ///
    /// # Errors
    /// The first problem of any of its threads.
    pub fn stop(self) -> Result<(), Failed> {
        self.stream.stop();
        for reader in self.readers {
            // Standard input cannot be woken; what it has read is handed over line by line.
            if reader.is_finished() || !self.stream.plan.sources.contains(&SourceSpec::Input) {
                let _ = reader.join();
            }
        }
        // It was asked to stop, and searches once more.
        let _ = self.historian.join();
        self.stream.sink.close();
        let written = self.writer.join();
        let written = written.unwrap_or(Err(Failed::Bug));
        let first = self
            .failed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        first.map_or(written, Err)
    }
}

/// What work comes to, where it ends in a bug too: others wait for its end.
pub(super) fn ended(work: impl FnOnce() -> Result<(), Failed>) -> Result<(), Failed> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Failed::Bug))
}

/// Starts a thread.
pub(super) fn thread<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<JoinHandle<T>, Failed> {
    let builder = std::thread::Builder::new().name(name.to_owned());
    builder
        .spawn(work)
        .map_err(|error| Failed::Start(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;
    use crate::streams::Format;
    use std::time::Instant;
    use store::Options;

    /// Runs a stream over a line that is no event: how it ends.
    fn run(tell: Tell, take: Take) -> Result<(), Failed> {
        let folder = tempfile::tempdir().unwrap();
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let store = Store::open(&folder.path().join("data"), Options::new(clock.clone())).unwrap();
        let events = folder.path().join("eve.json");
        std::fs::write(&events, "no event\n").unwrap();
        let plan = Plan {
            sources: vec![SourceSpec::Path(events)],
            once: true,
            ..Plan::new("s", Format::Named("eve".to_owned()))
        };
        let indicators = Arc::new(Indicators::new(&plan));
        let stream = Stream::new(plan, store, clock, indicators, tell).unwrap();
        let running = stream.start(None, take).unwrap();
        let since = Instant::now();
        while !running.is_over() {
            assert!(since.elapsed() < Duration::from_secs(20), "it goes on");
            std::thread::sleep(Duration::from_millis(5));
        }
        running.stop()
    }

    #[test]
    fn a_bug_in_a_source_ends_it() {
        let well = run(Box::new(|_| {}), Box::new(|_| true));
        assert_eq!(well, Ok(()));
        let bug = run(
            Box::new(|notice| assert!(!matches!(notice, Notice::Broken { .. }), "a bug")),
            Box::new(|_| true),
        );
        assert_eq!(bug, Err(Failed::Bug));
    }
}
