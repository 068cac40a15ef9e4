//! What streams have held, hour by hour, and which indicators are still to be searched for in it.
//!
//! A digest is written in the transaction that moves the stream's position on: what a source is dealt with up to, is in
//! it. Small ones are merged later. Its *era* says what was matched as it was gathered: an indicator that is matched from
//! era 7 on is searched for in eras before 7, so nothing is missed and nothing counted twice. That it is to be searched for
//! is on disk before it is matched.

use crate::cursor::reader_text;
use crate::follow::Position;
use crate::tx::Tx;
use crate::{Digest, DigestSize, Error, Result, SearchFor, Store};
use handling::Clearance;

/// What a stream's follower has told its streams of, among the positions of its sources.
const FOLLOWED: &str = "\0indicators";

/// Takes a digest: what it is, its gate, and what gives its values.
pub type EachDigest<'e> = dyn FnMut(&DigestSize, &[u8], &ReadDigest<'_>) -> Result<()> + 'e;
/// Gives the values of a digest.
pub type ReadDigest<'r> = dyn Fn() -> Result<Vec<u8>> + 'r;

impl Store {
    /// The last era of a stream that something is kept of or searched for.
    pub fn last_era(&self, clearance: &Clearance, stream: &str) -> Result<i64> {
        const SQL: &str = "SELECT max(coalesce((SELECT max(era) FROM digest WHERE reader = ?1 AND stream = ?2), 0), \
                           coalesce((SELECT max(era) FROM search WHERE reader = ?1 AND stream = ?2), 0))";
        let reader = reader_text(&clearance.reader);
        self.read(|tx| Ok(tx.query_row(SQL, (&reader, stream), |row| row.get(0))?))
    }

    /// Calls `each` with everything that is kept of a stream, slice by slice, as it is at this moment: the gate first; what
    /// lies behind it only where it says so.
    pub fn digests(
        &self,
        clearance: &Clearance,
        stream: &str,
        each: &mut EachDigest<'_>,
    ) -> Result<()> {
        const SQL: &str = "SELECT key, opened, era, level, length(data), gate, data FROM digest \
                           WHERE reader = ?1 AND stream = ?2 ORDER BY opened, key";
        let reader = reader_text(&clearance.reader);
        self.read(|tx| {
            let mut stmt = tx.prepare_cached(SQL)?;
            let mut rows = stmt.query((&reader, stream))?;
            while let Some(row) = rows.next()? {
                let gate = row.get_ref(5)?.as_blob().map_err(crate::error::damaged)?;
                each(&size(row)?, gate, &|| Ok(row.get(6)?))?;
            }
            Ok(())
        })
    }

    /// The digests of a stream, without what is in them.
    pub fn digest_sizes(&self, clearance: &Clearance, stream: &str) -> Result<Vec<DigestSize>> {
        const SQL: &str = "SELECT key, opened, era, level, length(data) + length(gate) FROM digest \
                           WHERE reader = ?1 AND stream = ?2 ORDER BY opened, key";
        let reader = reader_text(&clearance.reader);
        self.read(|tx| {
            let mut stmt = tx.prepare_cached(SQL)?;
            let rows = stmt.query_map((&reader, stream), size)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// What some digests hold.
    pub fn digest_data(&self, clearance: &Clearance, keys: &[i64]) -> Result<Vec<Vec<u8>>> {
        const SQL: &str = "SELECT data FROM digest WHERE key = ?1 AND reader = ?2";
        let reader = reader_text(&clearance.reader);
        self.read(|tx| {
            let mut stmt = tx.prepare_cached(SQL)?;
            let rows = keys.iter();
            let rows = rows.map(|key| stmt.query_row((key, &reader), |row| row.get(0)));
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Puts one digest in place of several.
    pub fn merge_digests(
        &self,
        clearance: &Clearance,
        stream: &str,
        keys: Vec<i64>,
        merged: Digest,
    ) -> Result<()> {
        const SQL: &str = "DELETE FROM digest WHERE key = ?1 AND reader = ?2 AND stream = ?3";
        let (reader, stream) = (reader_text(&clearance.reader), stream.to_owned());
        self.write(move |tx| {
            deleting(tx, |tx| {
                let mut stmt = tx.conn.prepare_cached(SQL)?;
                for key in &keys {
                    if stmt.execute((key, &reader, &stream))? == 0 {
                        return Err(Error::NotFound(format!("digest {key}")));
                    }
                }
                Ok(())
            })?;
            put(tx, &reader, &stream, &merged)
        })
    }

    /// Notes, before these indicators are matched from this era on, that they are to be searched for in what was before:
    /// for a stream, those that are not noted yet. `perhaps`: they may have been matched before.
    pub fn search_later(
        &self,
        clearance: &Clearance,
        streams: &[String],
        indicators: Vec<String>,
        (era, perhaps): (i64, bool),
    ) -> Result<()> {
        const SQL: &str = "INSERT OR IGNORE INTO search VALUES (?1, ?2, ?3, ?4, ?5)";
        let (reader, streams) = (reader_text(&clearance.reader), streams.to_vec());
        self.write(move |tx| {
            let mut stmt = tx.conn.prepare_cached(SQL)?;
            for stream in &streams {
                for indicator in &indicators {
                    stmt.execute((&reader, stream, indicator, era, perhaps))?;
                }
            }
            Ok(())
        })
    }

    /// Indicators that are to be searched for.
    pub fn searches(
        &self,
        clearance: &Clearance,
        stream: &str,
        most: usize,
    ) -> Result<Vec<SearchFor>> {
        const SQL: &str = "SELECT indicator, era, perhaps FROM search WHERE reader = ?1 AND stream = ?2 \
                           ORDER BY indicator LIMIT ?3";
        let reader = reader_text(&clearance.reader);
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.read(|tx| {
            let mut stmt = tx.prepare_cached(SQL)?;
            let rows = stmt.query_map((&reader, stream, most), |row| {
                Ok(SearchFor {
                    indicator: row.get(0)?,
                    era: row.get(1)?,
                    perhaps: row.get(2)?,
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// When an indicator was seen in a stream: the first and last moment of each sighting.
    pub fn spans(
        &self,
        clearance: &Clearance,
        stream: &str,
        indicator: &str,
    ) -> Result<Vec<(i64, i64)>> {
        const SQL: &str =
            "SELECT first, last FROM fold WHERE reader = ?1 AND stream = ?2 AND indicator = ?3";
        let reader = reader_text(&clearance.reader);
        self.read(|tx| {
            let mut stmt = tx.prepare_cached(SQL)?;
            let rows = stmt.query_map((&reader, stream, indicator), |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// How far the store was followed by the last run of a stream.
    pub fn followed_to(&self, clearance: &Clearance, stream: &str) -> Result<Option<Position>> {
        let left = self.stream_state(clearance, stream)?;
        let known = left
            .positions
            .into_iter()
            .find(|(source, _)| source == FOLLOWED);
        // From another version: nothing is known, as at the first time.
        Ok(known.and_then(|(_, text)| serde_json::from_str(&text).ok()))
    }

    /// Says how far, for streams that are matched up to there.
    pub fn follow_from(
        &self,
        clearance: &Clearance,
        streams: &[String],
        position: &Position,
    ) -> Result<()> {
        const SQL: &str = "INSERT OR REPLACE INTO stream_position VALUES (?1, ?2, ?3, ?4, ?5)";
        let (reader, streams) = (reader_text(&clearance.reader), streams.to_vec());
        let text = serde_json::to_string(position).map_err(crate::error::damaged)?;
        self.write(move |tx| {
            for stream in &streams {
                tx.conn
                    .execute(SQL, (&reader, stream, FOLLOWED, &text, tx.now))?;
            }
            Ok(())
        })
    }

    /// Deletes all that is kept of a stream, down to its bytes, and searches for nothing in it any more.
    pub fn forget_digests(&self, clearance: &Clearance, stream: &str) -> Result<()> {
        const ANY: &str = "SELECT EXISTS (SELECT 1 FROM digest WHERE reader = ?1 AND stream = ?2) OR EXISTS \
                           (SELECT 1 FROM search WHERE reader = ?1 AND stream = ?2)";
        let (reader, stream) = (reader_text(&clearance.reader), stream.to_owned());
        if !self.read(|tx| Ok(tx.query_row(ANY, (&reader, &stream), |row| row.get(0))?))? {
            return Ok(());
        }
        self.write(move |tx| {
            deleting(tx, |tx| {
                for table in ["digest", "search"] {
                    let sql = format!("DELETE FROM {table} WHERE reader = ?1 AND stream = ?2");
                    tx.conn.execute(&sql, (&reader, &stream))?;
                }
                Ok(())
            })
        })
    }

    /// Deletes what is kept of slices of a stream that end before this time, down to its bytes, and of all streams what is
    /// due. How many digests that was.
    pub fn drop_digests(&self, clearance: &Clearance, stream: &str, before: i64) -> Result<u64> {
        const SQL: &str =
            "DELETE FROM digest WHERE until <= ?1 OR (reader = ?2 AND stream = ?3 AND opened < ?4)";
        const ANY: &str = "SELECT EXISTS (SELECT 1 FROM digest WHERE until <= ?1) OR EXISTS \
                           (SELECT 1 FROM digest WHERE reader = ?2 AND stream = ?3 AND opened < ?4)";
        let (reader, stream) = (reader_text(&clearance.reader), stream.to_owned());
        let of = (self.now(), reader, stream, before);
        if !self.read(|tx| Ok(tx.query_row(ANY, (of.0, &of.1, &of.2, of.3), |row| row.get(0))?))? {
            return Ok(0);
        }
        self.write(move |tx| {
            deleting(tx, |tx| {
                Ok(tx.conn.execute(SQL, (of.0, &of.1, &of.2, of.3))? as u64)
            })
        })
    }
}

/// Overwrites what is deleted meanwhile, so that no copy of a value outlives its days in a free page.
pub(crate) fn deleting<T>(tx: &Tx<'_>, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
    tx.conn.pragma_update(None, "secure_delete", true)?;
    let done = work(tx);
    tx.conn.pragma_update(None, "secure_delete", false)?;
    done
}

fn size(row: &rusqlite::Row<'_>) -> rusqlite::Result<DigestSize> {
    Ok(DigestSize {
        key: row.get(0)?,
        opened: row.get(1)?,
        era: row.get(2)?,
        level: row.get(3)?,
        bytes: u64::try_from(row.get::<_, i64>(4)?).unwrap_or(0),
    })
}

/// Writes one.
pub(crate) fn put(tx: &Tx<'_>, reader: &str, stream: &str, digest: &Digest) -> Result<()> {
    const SQL: &str = "INSERT INTO digest(reader, stream, opened, era, level, until, gate, data) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let (gate, data) = (&digest.gate, &digest.data);
    tx.conn.prepare_cached(SQL)?.execute((
        reader,
        stream,
        digest.opened,
        digest.era,
        digest.level,
        digest.until,
        gate,
        data,
    ))?;
    Ok(())
}

/// Says that indicators were searched for.
pub(crate) fn searched(
    tx: &Tx<'_>,
    reader: &str,
    stream: &str,
    indicators: &[String],
) -> Result<()> {
    const SQL: &str = "DELETE FROM search WHERE reader = ?1 AND stream = ?2 AND indicator = ?3";
    let mut stmt = tx.conn.prepare_cached(SQL)?;
    for indicator in indicators {
        stmt.execute((reader, stream, indicator))?;
    }
    Ok(())
}
