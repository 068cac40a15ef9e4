//! Serials of policy zones: for each reader and zone one that rises whenever its content does not say what it said
//! when this reader was last told, whatever the reason.
//!
//! Smallest example: a zone was told with the serial 1000. An indicator in it is hidden: the next time the reader asks,
//! the content is another, and the serial is the second it is by then, or 1001. An indicator comes that
//! the reader does not see: the content is the same, and so is the serial. So a serial is made of what this reader was told
//! and when it asked, and of nothing else.

use crate::{Result, Store};
use handling::{Clearance, Reader};
use rusqlite::{Connection, OptionalExtension};

/// Zones of one reader that are remembered. The one with the lowest serial is forgotten first, and one that is not remembered
/// begins above all that are, so that no zone ever falls.
const MOST: i64 = 64;

impl Store {
    /// The serial of a zone with this content, for this reader. Both digests are the caller's: `feed` of what was asked
    /// for, `content` of what is in it.
    pub fn zone_serial(
        &self,
        clearance: &Clearance,
        feed: [u8; 32],
        content: [u8; 32],
    ) -> Result<u32> {
        let reader = match &clearance.reader {
            Reader::Partner { key, .. } => *key,
            Reader::Anonymous => 0,
            Reader::System => -1,
        };
        if let Some(serial) = self.read(|tx| told(tx, reader, &feed, &content))? {
            return Ok(serial);
        }
        self.write(move |tx| {
            if let Some(serial) = told(tx.conn, reader, &feed, &content)? {
                return Ok(serial);
            }
            const HIGHEST: &str = "SELECT coalesce(max(serial), 0) FROM zone WHERE reader = ?1";
            const SET: &str = "INSERT OR REPLACE INTO zone VALUES (?1, ?2, ?3, ?4)";
            const FORGET: &str = "DELETE FROM zone WHERE reader = ?1 AND feed IN \
                                  (SELECT feed FROM zone WHERE reader = ?1 ORDER BY serial DESC LIMIT -1 OFFSET ?2)";
            let highest: i64 = tx.conn.query_row(HIGHEST, [reader], |row| row.get(0))?;
            let serial = (tx.now / 1_000_000).max(highest + 1);
            tx.conn.execute(SET, (reader, &feed, &content, serial))?;
            tx.conn.execute(FORGET, (reader, MOST))?;
            Ok(u32::try_from(serial).unwrap_or(u32::MAX))
        })
    }
}

/// The serial that a content was told with, if it was the last.
fn told(conn: &Connection, reader: i64, feed: &[u8], content: &[u8]) -> Result<Option<u32>> {
    const SQL: &str = "SELECT serial FROM zone WHERE reader = ?1 AND feed = ?2 AND content = ?3";
    let mut stmt = conn.prepare_cached(SQL)?;
    Ok(stmt
        .query_row((reader, feed, content), |row| row.get(0))
        .optional()?)
}
