//! The one thread that writes. Jobs that wait together share one transaction and one fsync; each runs in a
//! savepoint, so one that fails takes back only itself. Replies go out after the commit.
//!
//! Smallest example: three POSTs arrive while the disk is busy. They run one after the other inside one
//! `BEGIN IMMEDIATE … COMMIT`; the second fails and is rolled back to its savepoint; after the one fsync the first
//! and third are told `Ok`, the second its error.

use crate::relabel::SLICE;
use crate::served::Noted;
use crate::tx::{Caches, Tx};
use crate::{Error, Options, Relabel, Result};
use rusqlite::Connection;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Jobs that share a commit, at most, and how long a group may take in more.
const GROUP: usize = 256;
const GROUP_TIME: Duration = Duration::from_millis(20);
/// What is noted as served waits this long for a commit to join.
const FLUSH: Duration = Duration::from_millis(200);
/// A transaction this long leaves the lock free for a moment, so that other processes get their turn.
const LONG: Duration = Duration::from_millis(20);
const GAP: Duration = Duration::from_millis(4);
/// After this long without work the writer gives its page cache back.
const IDLE: Duration = Duration::from_secs(2);

/// What is left to do for a job once the fate of its transaction is known.
type Reply = Box<dyn FnOnce(Result<()>) + Send>;
/// Runs a job; says why its changes must not stay, if they must not. Without a transaction it only makes the reply.
type Job = Box<dyn FnOnce(Option<&mut Tx<'_>>) -> (Option<Error>, Reply) + Send>;

enum Message {
    Run(Job),
    /// Something was noted as served.
    Noted,
    Close(Sender<()>),
}

pub(crate) struct Writer {
    send: Option<Sender<Message>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(conn: Connection, options: Options, noted: Arc<Noted>) -> Result<Self> {
        let (send, receive) = channel();
        let caches = Caches::default();
        let mut state = State {
            conn,
            options,
            noted,
            caches,
            shrunk: true,
            relabelling: true,
            began: false,
            version: 0,
        };
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || state.serve(&receive))
            .map_err(|e| Error::Storage(format!("the writer does not start: {e}")))?;
        Ok(Self {
            send: Some(send),
            thread: Some(thread),
        })
    }

    /// Runs `work` in the writer and waits until it is on disk.
    pub(crate) fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, wait) = channel();
        let job: Job = Box::new(move |tx| {
            let result = tx.map(|tx| guarded(tx, work));
            let failed = match &result {
                Some(Err(error)) => Some(error.clone()),
                Some(Ok(_)) | None => None,
            };
            let reply: Reply = Box::new(move |fate| {
                let result = match result {
                    Some(Ok(value)) => fate.map(|()| value),
                    Some(Err(error)) => Err(error),
                    None => Err(fate.err().unwrap_or(Error::Busy)),
                };
                // Nobody listens any more when the caller has gone; the work stays done.
                let _ = answer.send(result);
            });
            (failed, reply)
        });
        self.tell(Message::Run(job))?;
        wait.recv().map_err(|_| stopped())?
    }

    pub(crate) fn noted(&self) {
        // A writer that has stopped flushed what was noted before.
        let _ = self.tell(Message::Noted);
    }

    /// Waits for everything handed in before.
    pub(crate) fn close(&self) -> Result<()> {
        let (answer, wait) = channel();
        self.tell(Message::Close(answer))?;
        wait.recv().map_err(|_| stopped())
    }

    fn tell(&self, message: Message) -> Result<()> {
        let send = self.send.as_ref().ok_or_else(stopped)?;
        send.send(message).map_err(|_| stopped())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.send.take());
        if let Some(thread) = self.thread.take() {
            // A writer that panicked said so on its own.
            let _ = thread.join();
        }
    }
}

fn stopped() -> Error {
    Error::Storage("the writer has stopped".to_owned())
}

struct State {
    conn: Connection,
    options: Options,
    noted: Arc<Noted>,
    caches: Caches,
    shrunk: bool,
    /// whether something waits to be relabelled in slices, as far as is known
    relabelling: bool,
    /// whether this process left something to be relabelled
    began: bool,
    /// SQLite's `data_version` when the caches were right: it moves when another process commits.
    version: i64,
}

impl State {
    fn serve(&mut self, receive: &Receiver<Message>) {
        let mut flush_at: Option<Instant> = None;
        loop {
            let message = match flush_at {
                _ if self.slices() => receive.recv_timeout(GAP),
                Some(at) => receive.recv_timeout(at.saturating_duration_since(Instant::now())),
                None if self.shrunk => receive.recv().map_err(|_| RecvTimeoutError::Disconnected),
                None => receive.recv_timeout(IDLE),
            };
            match message {
                Ok(Message::Noted) => {
                    flush_at.get_or_insert_with(|| Instant::now() + FLUSH);
                }
                Ok(Message::Run(job)) => {
                    flush_at = None;
                    self.commit_group(job, receive);
                }
                Ok(Message::Close(done)) => {
                    self.flush();
                    self.end_relabelling();
                    let _ = done.send(());
                }
                // What is noted goes with the slice.
                Err(RecvTimeoutError::Timeout) if self.slices() => flush_at = None,
                Err(RecvTimeoutError::Timeout) if flush_at.take().is_some() => self.flush(),
                Err(RecvTimeoutError::Timeout) => self.shrink(),
                Err(RecvTimeoutError::Disconnected) => {
                    self.flush();
                    return self.end_relabelling();
                }
            }
            if self.slices() {
                self.relabel();
            }
        }
    }

    /// Whether slices are to be done here and now.
    fn slices(&self) -> bool {
        self.relabelling && self.options.relabel != Relabel::ByHand
    }

    /// One slice, in a transaction of its own.
    fn relabel(&mut self) {
        self.shrunk = false;
        let done = self
            .begin()
            .and_then(|()| self.write_noted())
            .and_then(|()| self.slice())
            .and_then(|()| self.finish());
        if done.is_err() {
            // Tried again when something else could be written.
            self.relabelling = false;
            self.back_out();
        }
    }

    fn slice(&mut self) -> Result<()> {
        let mut tx = Tx::begin(&self.conn, &mut self.caches, &self.options)?;
        guarded(&mut tx, |tx| tx.relabel_some(SLICE))?;
        tx.end()
    }

    /// Ends what this process began, if it is to.
    fn end_relabelling(&mut self) {
        if self.options.relabel == Relabel::Finish && self.began {
            while self.relabelling {
                self.relabel();
                std::thread::sleep(GAP);
            }
        }
        self.began = false;
    }

    fn commit_group(&mut self, first: Job, receive: &Receiver<Message>) {
        self.shrunk = false;
        let began = Instant::now();
        let mut group = Group::default();
        let fate = self.run_group(first, receive, &mut group);
        if fate.is_err() {
            self.back_out();
        }
        for reply in group.replies {
            reply(fate.clone());
        }
        for done in group.closing {
            // The one who closes may have gone.
            let _ = done.send(());
        }
        if began.elapsed() > LONG {
            std::thread::sleep(GAP);
        }
    }

    fn run_group(
        &mut self,
        first: Job,
        receive: &Receiver<Message>,
        group: &mut Group,
    ) -> Result<()> {
        let began = Instant::now();
        // What was served before counts for what is taken back now.
        if let Err(error) = self.begin().and_then(|()| self.write_noted()) {
            group.replies.push(first(None).1);
            return Err(error);
        }
        let mut next = Some(first);
        while let Some(job) = next.take() {
            self.run_one(job, group)?;
            if group.replies.len() >= GROUP || began.elapsed() > GROUP_TIME {
                break;
            }
            next = group.next(receive);
        }
        self.finish()
    }

    fn begin(&mut self) -> Result<()> {
        self.conn.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        let version: i64 =
            (self.conn.prepare_cached("PRAGMA data_version")?).query_row([], |row| row.get(0))?;
        if version != self.version {
            self.version = version;
            self.caches = Caches::default();
        }
        Ok(())
    }

    /// One job in its savepoint. An error here means that the whole transaction is gone.
    fn run_one(&mut self, job: Job, group: &mut Group) -> Result<()> {
        let started = self
            .conn
            .prepare_cached("SAVEPOINT job")
            .and_then(|mut s| s.execute([]));
        let tx = match started {
            Ok(_) => Tx::begin(&self.conn, &mut self.caches, &self.options),
            Err(error) => Err(error.into()),
        };
        let mut tx = match tx {
            Ok(tx) => tx,
            Err(error) => {
                group.replies.push(job(None).1);
                return Err(error);
            }
        };
        let (failed, reply) = job(Some(&mut tx));
        group.replies.push(reply);
        match failed {
            None => {
                self.began |= tx.raised;
                tx.end()?;
            }
            // SQLite gave up the whole transaction, as it does on a full disk.
            Some(error) if self.conn.is_autocommit() => return Err(error),
            Some(_) => {
                self.caches = Caches::default();
                self.conn.execute_batch("ROLLBACK TO job")?;
            }
        }
        self.conn.prepare_cached("RELEASE job")?.execute([])?;
        Ok(())
    }

    fn finish(&mut self) -> Result<()> {
        self.write_noted()?;
        let mut tx = Tx::begin(&self.conn, &mut self.caches, &self.options)?;
        crate::audit::seal_when_due(&mut tx)?;
        tx.end()?;
        let mut waiting = self.conn.prepare_cached("SELECT 1 FROM raising")?;
        self.relabelling = waiting.exists([])?;
        self.conn.prepare_cached("COMMIT")?.execute([])?;
        self.noted.written();
        Ok(())
    }

    fn write_noted(&mut self) -> Result<()> {
        if self.noted.is_empty() {
            return Ok(());
        }
        let mut tx = Tx::begin(&self.conn, &mut self.caches, &self.options)?;
        self.noted.write(&mut tx)?;
        tx.end()
    }

    /// Writes what is noted as served when no commit came by.
    fn flush(&mut self) {
        if self.noted.is_empty() {
            return;
        }
        if self.begin().is_err() || self.finish().is_err() {
            self.back_out();
        }
    }

    fn back_out(&mut self) {
        self.noted.unwritten();
        self.caches = Caches::default();
        if !self.conn.is_autocommit() {
            // A failed rollback shows as `BEGIN` failing in the next job.
            let _ = self.conn.execute_batch("ROLLBACK");
        }
    }

    fn shrink(&mut self) {
        self.shrunk = true;
        self.caches = Caches::default();
        self.conn.flush_prepared_statement_cache();
        // Only a cache: when it cannot shrink, nothing is lost.
        let _ = self.conn.execute_batch("PRAGMA shrink_memory");
    }
}

/// A group of jobs that share one commit.
#[derive(Default)]
struct Group {
    replies: Vec<Reply>,
    closing: Vec<Sender<()>>,
}

impl Group {
    /// The next job that waits already.
    fn next(&mut self, receive: &Receiver<Message>) -> Option<Job> {
        loop {
            match receive.try_recv() {
                Ok(Message::Run(job)) => return Some(job),
                Ok(Message::Noted) => {}
                Ok(Message::Close(done)) => self.closing.push(done),
                Err(_) => return None,
            }
        }
    }
}

/// A job that panics is a bug, but not the end of the writer: it is rolled back like one that fails.
fn guarded<T>(tx: &mut Tx<'_>, work: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
    let run = std::panic::AssertUnwindSafe(|| work(tx));
    std::panic::catch_unwind(run)
        .unwrap_or_else(|_| Err(Error::Storage("the write ended in a bug".to_owned())))
}

#[cfg(test)]
mod tests;
