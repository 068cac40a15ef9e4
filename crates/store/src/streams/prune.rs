//! What streams leave behind does not grow for ever.

use super::number;
use crate::cursor::reader_text;
use crate::{Forgotten, Keep, Result, Store};
use handling::{Clearance, Reader};

impl Store {
    /// Forgets sightings that nothing was added to for long, as far as they would be counted on, and places in sources
    /// that are gone. Their numbers stay in the stream's report; the sightings themselves are objects and stay.
    pub fn prune_stream(
        &self,
        clearance: &Clearance,
        stream: &str,
        keep: Keep,
    ) -> Result<Forgotten> {
        const OLD: &str = "reader = ?1 AND stream = ?2 AND max(last, made, told_at) < ?3";
        const PAST: &str = "INSERT INTO past VALUES (?1, ?2, ?3, ?4) ON CONFLICT (reader, stream) DO UPDATE \
                            SET sightings = sightings + excluded.sightings, matches = matches + excluded.matches";
        const POSITIONS: &str = "SELECT source FROM stream_position WHERE reader = ?1 AND stream = ?2 AND moved < ?3 \
                                 AND source LIKE 'file %'";
        let (reader, stream) = (reader_text(&clearance.reader), stream.to_owned());
        self.write(move |tx| {
            let mut forgotten = Forgotten::default();
            let of = (&reader, &stream, keep.before);
            let sum = format!("SELECT count(*), coalesce(sum(count), 0) FROM fold WHERE {OLD}");
            let (sightings, matches) = tx
                .conn
                .query_row(&sum, of, |row| Ok((number(row, 0)?, row.get::<_, i64>(1)?)))?;
            if sightings > 0 {
                forgotten.sightings = sightings;
                let signed = super::signed(sightings);
                tx.conn.execute(PAST, (&reader, &stream, signed, matches))?;
                tx.conn
                    .execute(&format!("DELETE FROM fold WHERE {OLD}"), of)?;
            }
            let mut stmt = tx.conn.prepare_cached(POSITIONS)?;
            let old = stmt.query_map(of, |row| row.get::<_, String>(0))?;
            for source in old.collect::<rusqlite::Result<Vec<_>>>()? {
                if keep.sources.contains(&source) {
                    continue;
                }
                forgotten.positions += 1;
                for table in ["stream_position", "stream_waiting"] {
                    let sql = format!(
                        "DELETE FROM {table} WHERE reader = ?1 AND stream = ?2 AND source = ?3"
                    );
                    tx.conn.execute(&sql, (&reader, &stream, &source))?;
                }
            }
            Ok(forgotten)
        })
    }

    /// Gives up sightings that no server of a partner has taken since before this time: which, and the last fault of each.
    /// Only the operator sends.
    pub fn give_up(&self, clearance: &Clearance, before: i64) -> Result<Vec<(String, String)>> {
        const SQL: &str = "DELETE FROM outbox WHERE since < ?1 RETURNING partner, sighting, tries, coalesce(fault, '')";
        if clearance.reader != Reader::System {
            return Ok(Vec::new());
        }
        const ANY: &str = "SELECT EXISTS (SELECT 1 FROM outbox WHERE since < ?1)";
        if !self.read(|tx| Ok(tx.query_row(ANY, [before], |row| row.get(0))?))? {
            return Ok(Vec::new());
        }
        self.write(move |tx| {
            let mut stmt = tx.conn.prepare_cached(SQL)?;
            let rows = stmt.query_map([before], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?;
            let rows: Vec<(i64, String, i64, String)> = rows.collect::<rusqlite::Result<_>>()?;
            let mut given_up = Vec::new();
            for (partner, sighting, tries, fault) in rows {
                let detail = serde_json::json!({
                    "partner": partner, "sighting": sighting, "tries": tries, "fault": fault,
                });
                tx.audit("delivery", "sighting.given-up", &detail)?;
                given_up.push((sighting, fault));
            }
            Ok(given_up)
        })
    }
}
