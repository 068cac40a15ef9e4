//! The only place with SQL. Every read of shared content takes a `&Clearance`.
//!
//! [`Store`] is cheap to clone; all calls block, so the server calls them from blocking threads. One thread writes
//! (`writer`), a bounded pool of connections reads (`readers`); several processes may have the same folder open.
//!
//! Where to look: objects come in by `admit`, their labels are kept right by `relabel` (and made right by `unsettled` for
//! whoever reads while that goes on), pages go out by `page` and
//! `merge`, what was decided is written down by `audit`. `documents` keeps reports as received with what is drafted from
//! them; `search` finds both.

mod admit;
mod audit;
mod backup;
mod collections;
mod contents;
mod cursor;
mod digests;
mod documents;
mod effective;
mod error;
mod follow;
mod ground;
mod incoming;
mod inspect;
mod intern;
mod labelled;
mod labels;
mod markings;
mod members;
mod merge;
mod open;
mod outbox;
mod page;
mod partners;
#[cfg(feature = "planted-leaks")]
mod planted;
mod policy;
mod quarantine;
mod readers;
mod recall;
mod receipts;
mod relabel;
mod schema;
mod search;
mod served;
mod since;
mod status;
mod streams;
mod tx;
mod types;
mod unsettled;
mod versions;
mod walk;
mod withheld;
mod writer;
mod zones;

pub use backup::restore;
pub use cursor::Cursor;
pub use digests::{EachDigest, ReadDigest};
pub use follow::{Followed, Position, Told};
pub use ground::{Ground, ServedOnce};
pub use incoming::Incoming;
#[cfg(feature = "planted-leaks")]
pub use planted::Numbers;
pub use search::{Answers, Area, Hit, Marked, Place, Reason, Search};
pub use types::*;

use cursor::Sealer;
use labels::ReadLabels;
use policy::ReadPolicy;
use readers::Readers;
use rusqlite::Transaction;
use served::Noted;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use tx::Tx;
use writer::Writer;

/// An open store.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    dir: PathBuf,
    clock: Arc<dyn Clock>,
    writer: Writer,
    readers: Readers,
    noted: Arc<Noted>,
    labels: ReadLabels,
    policy: ReadPolicy,
    sealer: Sealer,
    /// held while a slice goes into the index
    indexing: Mutex<()>,
}

impl Store {
    /// Opens or creates `dir/tansiq.db`. Several processes may have the same folder open.
    pub fn open(dir: &Path, options: Options) -> Result<Self> {
        let conn = open::writer(dir, options.secret)?;
        const SECRET: &str = "SELECT value FROM secret WHERE name = 'cursor'";
        let secret: Vec<u8> = conn.query_row(SECRET, [], |row| row.get(0))?;
        let noted = Arc::new(Noted::default());
        Ok(Self {
            inner: Arc::new(Inner {
                dir: dir.to_owned(),
                clock: options.clock.clone(),
                readers: Readers::new(dir.to_owned(), options.readers),
                labels: ReadLabels::default(),
                policy: ReadPolicy::default(),
                sealer: Sealer::new(&secret)?,
                writer: Writer::start(conn, options, noted.clone())?,
                noted,
                indexing: Mutex::new(()),
            }),
        })
    }

    /// Waits for the writer to finish and flushes what is noted. With [`Relabel::Finish`] it waits, too, until what this
    /// process raised is relabelled.
    pub fn close(&self) -> Result<()> {
        self.inner.writer.close()
    }

    /// Runs `work` in the writer's transaction; returns when it is on disk.
    fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.inner.writer.write(work)
    }

    /// Runs `work` in a read transaction.
    fn read<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.inner.readers.read(work)
    }

    fn now(&self) -> i64 {
        self.inner.clock.now()
    }
}
