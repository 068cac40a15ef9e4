//! Backup while the store is in use, checks of the whole store, and restoring.

use crate::audit::{bytes32, forget_key, hex, verify};
use crate::error::damaged;
use crate::members::{EARLIER, NONE};
use crate::open::{self, FILE, unusable};
use crate::{Error, Result, Store};
use ring::digest::{Context, SHA256, digest};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use serde_json::Value;
use std::path::Path;
use std::time::Duration;

/// Pages copied between two reports of progress: 16 MB.
const STEP: i32 = 1_024;
const PAUSE: Duration = Duration::from_millis(50);

impl Store {
    /// Copies the store, as it is at this moment, into the folder `to` and verifies the copy. Writers go on.
    /// `progress` gets (pages done, pages in all). The copy holds credentials' hashes and the key of cursors, as the
    /// store does, but not the key that signs the audit: what is restored from it signs with another; nor the digests of
    /// streams, which must not outlive their days.
    pub fn backup(&self, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<()> {
        self.close()?;
        copy(&self.inner.dir.join(FILE), to, progress)
    }

    /// Everything that is wrong with the store: SQLite's own integrity check, the audit chain, every object's bytes
    /// against the digests of the audit, and places in collections that lead nowhere. Empty when all is well.
    pub fn check(&self) -> Result<Vec<String>> {
        self.read(|tx| check(tx))
    }
}

/// Copies a backup made by [`Store::backup`] into `to`, verified before and after; never overwrites.
pub fn restore(from: &Path, to: &Path) -> Result<()> {
    let source = from.join(FILE);
    if !source.is_file() {
        return Err(Error::NotFound(source.display().to_string()));
    }
    let conn = open::existing(&source)?;
    conn.pragma_update(None, "query_only", true)?;
    sound(&conn)?;
    drop(conn);
    copy(&source, to, &mut |_, _| {})
}

fn copy(source: &Path, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<()> {
    std::fs::create_dir_all(to).map_err(|e| unusable(to, &e))?;
    let path = to.join(FILE);
    if path.exists() {
        return Err(Error::Exists(path.display().to_string()));
    }
    let unfinished = to.join(format!("{FILE}.unfinished"));
    if unfinished.exists() {
        std::fs::remove_file(&unfinished).map_err(|e| unusable(&unfinished, &e))?;
    }
    let from = open::existing(source)?;
    // An open read transaction keeps the copy at one moment; without it every write would begin it anew.
    from.execute_batch("BEGIN")?;
    let before = counts(&from)?;
    let mut copy = Connection::open(&unfinished)?;
    step(&from, &mut copy, progress)?;
    if counts(&copy)? != before {
        return Err(damaged(
            "the copy holds other numbers of rows than the store",
        ));
    }
    forget_key(&copy)?;
    // What streams have held is kept for so many days, and no copy of it for longer.
    copy.execute("DELETE FROM digest", [])?;
    sound(&copy)?;
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    drop(copy);
    let file = std::fs::File::open(&unfinished).map_err(|e| unusable(&unfinished, &e))?;
    file.sync_all().map_err(|e| unusable(&unfinished, &e))?;
    std::fs::rename(&unfinished, &path).map_err(|e| unusable(&path, &e))?;
    open::private(&path)
}

fn step(from: &Connection, to: &mut Connection, progress: &mut dyn FnMut(u64, u64)) -> Result<()> {
    let backup = Backup::new(from, to)?;
    loop {
        let result = backup.step(STEP)?;
        let at = backup.progress();
        let count = |pages: i32| u64::try_from(pages).unwrap_or(0);
        progress(count(at.pagecount - at.remaining), count(at.pagecount));
        match result {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            _ => std::thread::sleep(PAUSE),
        }
    }
}

fn counts(conn: &Connection) -> Result<Vec<i64>> {
    let tables = [
        "object",
        "member",
        "audit",
        "partner",
        "collection",
        "quarantine",
        "document",
        "draft",
        "recall",
        "notice",
    ];
    let mut found = Vec::new();
    for table in tables {
        let sql = format!("SELECT count(*) FROM {table}");
        found.push(conn.query_row(&sql, [], |row| row.get(0))?);
    }
    Ok(found)
}

fn sound(conn: &Connection) -> Result<()> {
    match check(conn)?.into_iter().next() {
        Some(fault) => Err(Error::Corrupt(fault)),
        None => Ok(()),
    }
}

fn check(conn: &Connection) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut stmt = conn.prepare("PRAGMA integrity_check")?;
    for line in stmt.query_map([], |row| row.get::<_, String>(0))? {
        let line = line?;
        if line != "ok" {
            faults.push(line);
        }
    }
    if let Some((seq, how)) = verify(conn, &[])?.fault {
        faults.push(format!("audit row {seq} {how}"));
    }
    lost_members(conn, &mut faults)?;
    changed_bytes(conn, &mut faults)?;
    changed_documents(conn, &mut faults)?;
    Ok(faults)
}

fn lost_members(conn: &Connection, faults: &mut Vec<String>) -> Result<()> {
    const SQL: &str = "SELECT count(*) FROM member WHERE NOT EXISTS (SELECT 1 FROM object WHERE seq = member.object \
                       AND (object.label = member.label OR member.flags & ?1) AND object.id_key = member.id_key)";
    // A row that is in no run is found by nobody; one that says it is not the first, although it is, not by all.
    const RUNS: &str = "SELECT count(*) FROM member AS m WHERE NOT EXISTS (SELECT 1 FROM run WHERE \
                        run.collection = m.collection AND run.label = m.label AND run.before = m.before) \
                        OR m.before <> ?1 AND NOT EXISTS (SELECT 1 FROM member AS e INDEXED BY member_id \
                        WHERE e.id_key = m.id_key AND e.collection = m.collection AND e.object = m.object \
                        AND e.label = m.before AND e.date_added < m.date_added)";
    let mut lost: i64 = conn.query_row(SQL, [EARLIER], |row| row.get(0))?;
    lost += conn.query_row(RUNS, [NONE], |row| row.get::<_, i64>(0))?;
    if lost > 0 {
        faults.push(format!(
            "{lost} places in collections do not fit their objects"
        ));
    }
    Ok(())
}

/// Every `admit` row of the audit holds the digest of the objects it took in.
fn changed_documents(conn: &Connection, faults: &mut Vec<String>) -> Result<()> {
    let mut stmt = conn.prepare("SELECT key, digest, bytes FROM document ORDER BY key")?;
    let mut rows = stmt.query([])?;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(2)?.as_blob().map_err(damaged)?;
        if digest(&SHA256, bytes).as_ref() != row.get_ref(1)?.as_blob().map_err(damaged)? {
            let key: i64 = row.get(0)?;
            faults.push(format!("document {key} is not as it was received"));
        }
    }
    Ok(())
}

fn changed_bytes(conn: &Connection, faults: &mut Vec<String>) -> Result<()> {
    let mut admits =
        conn.prepare("SELECT seq, detail FROM audit WHERE action = 'admit' ORDER BY seq")?;
    let mut objects =
        conn.prepare("SELECT seq, bytes FROM object WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq")?;
    let mut rows = admits.query([])?;
    let mut next = 1;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let detail: Value = serde_json::from_str(row.get_ref(1)?.as_str().map_err(damaged)?)
            .map_err(|e| damaged(format!("audit row {seq}: {e}")))?;
        let number = |name: &str| detail[name].as_i64().unwrap_or(0);
        let (first, last) = (number("first"), number("last"));
        if first == 0 {
            continue;
        }
        let mut sum = Context::new(&SHA256);
        let mut found = objects.query((first, last))?;
        while let Some(object) = found.next()? {
            let bytes = object.get_ref(1)?.as_blob().map_err(damaged)?;
            sum.update(digest(&SHA256, bytes).as_ref());
        }
        let sum = hex(&bytes32(sum.finish().as_ref()));
        if first != next || detail["sha256"] != sum.as_str() {
            faults.push(format!(
                "objects {first} to {last} are not those of audit row {seq}"
            ));
        }
        next = last + 1;
    }
    let after: i64 = conn.query_row(
        "SELECT count(*) FROM object WHERE seq >= ?1",
        [next],
        |row| row.get(0),
    )?;
    if after > 0 {
        faults.push(format!("{after} objects that no audit row took in"));
    }
    Ok(())
}
