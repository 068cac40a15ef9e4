//! Sightings on their way to the partners who shared the indicators: kept until acknowledged.

use crate::{Parcel, Result, Store};
use handling::{Clearance, Reader};

impl Store {
    /// The parcels whose time has come, oldest first. Only the operator sends.
    pub fn outbox(&self, clearance: &Clearance, most: usize) -> Result<Vec<Parcel>> {
        const SQL: &str = "SELECT key, partner, sighting, body, tries FROM outbox WHERE due <= ?1 ORDER BY due, key \
                           LIMIT ?2";
        if clearance.reader != Reader::System {
            return Ok(Vec::new());
        }
        self.read(|tx| {
            let mut stmt = tx.prepare_cached(SQL)?;
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            let rows = stmt.query_map((self.now(), most), |row| {
                Ok(Parcel {
                    key: row.get(0)?,
                    partner: row.get(1)?,
                    sighting: row.get(2)?,
                    body: row.get(3)?,
                    tries: row.get(4)?,
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// How many parcels wait, and what was wrong with the last that failed.
    pub fn outbox_waiting(&self, clearance: &Clearance) -> Result<(u64, Option<String>)> {
        const SQL: &str = "SELECT count(*), max(fault) FROM outbox";
        if clearance.reader != Reader::System {
            return Ok((0, None));
        }
        self.read(|tx| {
            Ok(tx.prepare_cached(SQL)?.query_row([], |row| {
                Ok((
                    u64::try_from(row.get::<_, i64>(0)?).unwrap_or(0),
                    row.get(1)?,
                ))
            })?)
        })
    }

    /// A parcel was acknowledged; one that was replaced by a newer version meanwhile stays.
    pub fn delivered(&self, parcel: &Parcel) -> Result<()> {
        const SQL: &str = "DELETE FROM outbox WHERE key = ?1 AND body = ?2";
        let (key, body, sighting) = (parcel.key, parcel.body.clone(), parcel.sighting.clone());
        self.write(move |tx| {
            tx.conn.execute(SQL, (key, body))?;
            tx.audit(
                "delivery",
                "sighting.sent",
                &serde_json::json!({ "sighting": sighting }),
            )
        })
    }

    /// A parcel could not be delivered; it is due again at this time.
    pub fn undelivered(&self, parcel: &Parcel, due: i64, fault: &str) -> Result<()> {
        const SQL: &str =
            "UPDATE outbox SET tries = tries + 1, due = ?2, fault = ?3 WHERE key = ?1";
        let (key, fault) = (parcel.key, fault.to_owned());
        self.write(move |tx| {
            tx.conn.execute(SQL, (key, due, fault))?;
            Ok(())
        })
    }
}
