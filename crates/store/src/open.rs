//! Connections: where the file lies and how each one is set up.
//!
//! WAL with `synchronous=FULL`: a commit that returned is on disk. Caches are small; the kernel's page cache does
//! the rest. Nothing here scans: opening costs the same at any size.

use crate::{Error, Result, schema};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// Name of the database in the data folder.
pub(crate) const FILE: &str = "tansiq.db";

/// Longest wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(30);
const WRITER_CACHE_KIB: i64 = 65_536;
const READER_CACHE_KIB: i64 = 4_096;
/// 4,000 pages of 16 KiB: the write-ahead log is carried over each 64 MB.
const CHECKPOINT_PAGES: i64 = 4_000;
const LOG_LIMIT: i64 = 80 << 20;
/// Statements kept prepared on a connection.
const STATEMENTS: usize = 96;

/// The one connection that writes; makes or migrates the file.
pub(crate) fn writer(dir: &Path, secret: Option<[u8; 32]>) -> Result<Connection> {
    std::fs::create_dir_all(dir).map_err(|e| unusable(dir, &e))?;
    let path = dir.join(FILE);
    let mut conn = Connection::open(&path)?;
    patient(&mut conn)?;
    steady(&conn)?;
    conn.pragma_update(None, "page_size", 16_384)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
    conn.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    conn.pragma_update(None, "journal_size_limit", LOG_LIMIT)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    schema::prepare(&conn, secret)?;
    private(&path)?;
    Ok(conn)
}

/// A connection that cannot write.
pub(crate) fn reader(dir: &Path) -> Result<Connection> {
    let conn = existing(&dir.join(FILE))?;
    steady(&conn)?;
    conn.pragma_update(None, "query_only", true)?;
    conn.pragma_update(None, "cache_size", -READER_CACHE_KIB)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(conn)
}

/// Any connection to a file that must be there.
pub(crate) fn existing(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(path, flags)?;
    patient(&mut conn)?;
    Ok(conn)
}

/// Waits in steps of a millisecond: SQLite's own handler sleeps up to 100 ms and starves beside a bulk import,
/// which leaves the lock for a few milliseconds only.
fn patient(conn: &mut Connection) -> Result<()> {
    const STEP: Duration = Duration::from_millis(1);
    fn wait(tries: i32) -> bool {
        std::thread::sleep(STEP);
        u128::try_from(tries).is_ok_and(|tries| tries * STEP.as_millis() < PATIENCE.as_millis())
    }
    Ok(conn.busy_handler(Some(wait))?)
}

/// A statement keeps its plan. Left to itself, SQLite makes many of them anew whenever other values are bound, in case
/// these make another plan worth while: three in ten of the processor's time of a large recall.
fn steady(conn: &Connection) -> Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// Only the account that runs the server may read the file: it holds credentials' hashes and keys.
pub(crate) fn private(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(path, mode).map_err(|e| unusable(path, &e))?;
    }
    Ok(())
}

pub(crate) fn unusable(path: &Path, error: &std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::StorageFull => Error::DiskFull {
            path: path.display().to_string(),
        },
        _ => Error::Storage(format!("`{}`: {error}", path.display())),
    }
}
