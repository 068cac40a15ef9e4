//! A bounded pool of connections that read. Each read runs in one transaction: it sees one state of the store.

use crate::{Result, open};
use rusqlite::{Connection, Transaction};
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

pub(crate) struct Readers {
    dir: PathBuf,
    most: usize,
    pool: Mutex<Pool>,
    free: Condvar,
}

#[derive(Default)]
struct Pool {
    idle: Vec<Connection>,
    open: usize,
}

impl Readers {
    pub(crate) fn new(dir: PathBuf, most: usize) -> Self {
        Self {
            dir,
            most: most.max(1),
            pool: Mutex::default(),
            free: Condvar::new(),
        }
    }

    /// Runs `work` in a read transaction; waits while all connections are busy.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let lease = self.checkout()?;
        let tx = lease.conn.as_ref().map(Connection::unchecked_transaction);
        match tx {
            Some(tx) => work(&tx?),
            None => unreachable!("a lease holds its connection until it is dropped"),
        }
    }

    fn checkout(&self) -> Result<Lease<'_>> {
        let mut pool = self.lock();
        loop {
            if let Some(conn) = pool.idle.pop() {
                return Ok(self.lease(conn));
            }
            if pool.open < self.most {
                pool.open += 1;
                drop(pool);
                return self.open_one();
            }
            pool = self.free.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn open_one(&self) -> Result<Lease<'_>> {
        match open::reader(&self.dir) {
            Ok(conn) => Ok(self.lease(conn)),
            Err(error) => {
                self.lock().open -= 1;
                self.free.notify_one();
                Err(error)
            }
        }
    }

    fn lease(&self, conn: Connection) -> Lease<'_> {
        Lease {
            readers: self,
            conn: Some(conn),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Lease<'a> {
    readers: &'a Readers,
    conn: Option<Connection>,
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        if let Some(conn) = self.conn.take() {
            self.readers.lock().idle.push(conn);
            self.readers.free.notify_one();
        }
    }
}
