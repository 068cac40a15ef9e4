//! What streams of events were seen to hold. How far a source is dealt with, what was found, and the sightings that
//! tell of it are written in one transaction: after a kill nothing is missing and nothing is counted twice.
//!
//! Smallest example: indicator I is seen at offsets 10 and 20 of a file. One step writes the position 20, the fold
//! (I, this stream, this hour) with count 2, and the first version of its sighting. Seen again at 30, a second later: position
//! and count move on, the sighting is told again only once `every` has passed. Killed between 20 and 30, the next run
//! reads from 20.

mod prune;

use crate::admit::{APART, submit_beside};
use crate::cursor::reader_text;
use crate::tx::Tx;
use crate::{
    Fold, Hits, Incoming, Outcome, Result, Source, Stepped, Store, StreamReport, StreamState,
    StreamStep, Subject, Submission, Telling, Waiting, digests, intern,
};
use handling::{Clearance, Use, may_hand_over, planted};
use rusqlite::{OptionalExtension, Row};
use stix::marking::Tlp;

/// Most pieces of evidence that a sighting keeps.
const MOST_EVIDENCE: usize = 32;
/// STIX writes milliseconds.
const MILLISECOND: i64 = 1_000;

impl Store {
    /// What the last reader with this clearance left of a stream.
    pub fn stream_state(&self, clearance: &Clearance, stream: &str) -> Result<StreamState> {
        const POSITIONS: &str =
            "SELECT source, state FROM stream_position WHERE reader = ?1 AND stream = ?2";
        const WAITING: &str =
            "SELECT source, indicator, state FROM stream_waiting WHERE reader = ?1 AND stream = ?2";
        const PAUSED: &str = "SELECT indicator FROM paused WHERE reader = ?1 AND stream = ?2";
        let reader = reader_text(&clearance.reader);
        self.read(|tx| {
            let mut positions = tx.prepare_cached(POSITIONS)?;
            let positions =
                positions.query_map((&reader, stream), |row| Ok((row.get(0)?, row.get(1)?)))?;
            let mut waiting = tx.prepare_cached(WAITING)?;
            let waiting = waiting.query_map((&reader, stream), |row| {
                Ok(Waiting {
                    source: row.get(0)?,
                    indicator: row.get(1)?,
                    state: row.get(2)?,
                })
            })?;
            let mut paused = tx.prepare_cached(PAUSED)?;
            let paused = paused.query_map((&reader, stream), |row| row.get(0))?;
            Ok(StreamState {
                positions: positions.collect::<rusqlite::Result<_>>()?,
                waiting: waiting.collect::<rusqlite::Result<_>>()?,
                paused: paused.collect::<rusqlite::Result<_>>()?,
            })
        })
    }

    /// How far a source was dealt with by each stream of this clearance that has it: several may share its work.
    pub fn positions_of_source(&self, clearance: &Clearance, source: &str) -> Result<Vec<String>> {
        const SQL: &str = "SELECT state FROM stream_position WHERE reader = ?1 AND source = ?2";
        let reader = reader_text(&clearance.reader);
        self.read(|tx| {
            let mut positions = tx.prepare_cached(SQL)?;
            let positions = positions.query_map((&reader, source), |row| row.get(0))?;
            Ok(positions.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Writes a step of a stream, whole or not at all; returns when it is on disk. Without hits it tells what was left
    /// to tell. `actor` is whom the audit names.
    pub fn step_stream(
        &self,
        clearance: &Clearance,
        actor: &str,
        step: StreamStep,
    ) -> Result<Stepped> {
        let place = Place {
            reader: reader_text(&clearance.reader),
            actor: actor.to_owned(),
            stream: step.stream.clone(),
        };
        self.write(move |tx| {
            place.move_on(tx, &step)?;
            for digest in &step.digests {
                digests::put(tx, &place.reader, &place.stream, digest)?;
            }
            if let Some((indicators, detail)) = &step.searched {
                digests::searched(tx, &place.reader, &place.stream, indicators)?;
                tx.audit(&place.actor, "stream.search", detail)?;
            }
            let mut stepped = Stepped::default();
            for hits in &step.hits {
                place.count(tx, hits, step.most, &mut stepped)?;
            }
            if let Some(telling) = &step.telling {
                place.tell(tx, telling, &mut stepped)?;
            }
            Ok(stepped)
        })
    }

    /// Forgets how far a stream's sources were dealt with, what was counted and what was kept, so that all is read and counted
    /// anew.
    /// What is seen again becomes newer versions of the same sightings.
    pub fn rewind_stream(&self, clearance: &Clearance, stream: &str) -> Result<()> {
        let (reader, stream) = (reader_text(&clearance.reader), stream.to_owned());
        self.write(move |tx| {
            digests::deleting(tx, |tx| {
                for table in ["stream_position", "stream_waiting", "digest", "search"] {
                    let sql = format!("DELETE FROM {table} WHERE reader = ?1 AND stream = ?2");
                    tx.conn.execute(&sql, (&reader, &stream))?;
                }
                Ok(())
            })?;
            const COUNTS: &str = "UPDATE fold SET count = 0, told = 0, evidence = '[]' \
                                  WHERE reader = ?1 AND stream = ?2";
            tx.conn.execute(COUNTS, (&reader, &stream))?;
            Ok(())
        })
    }

    /// Matches an indicator again that was too noisy. Whether it was paused.
    pub fn resume_indicator(
        &self,
        clearance: &Clearance,
        actor: &str,
        stream: &str,
        indicator: &str,
    ) -> Result<bool> {
        const SQL: &str = "DELETE FROM paused WHERE reader = ?1 AND stream = ?2 AND indicator = ?3";
        let row = (
            reader_text(&clearance.reader),
            stream.to_owned(),
            indicator.to_owned(),
        );
        let actor = actor.to_owned();
        self.write(move |tx| {
            let resumed = tx.conn.execute(SQL, (&row.0, &row.1, &row.2))? > 0;
            if resumed {
                let detail = serde_json::json!({ "stream": row.1, "indicator": row.2 });
                tx.audit(&actor, "stream.resume", &detail)?;
            }
            Ok(resumed)
        })
    }

    /// What the streams of this clearance have seen.
    pub fn streams(&self, clearance: &Clearance) -> Result<Vec<StreamReport>> {
        const NAMES: &str = "SELECT stream, sum(sightings), sum(matches) FROM ( \
             SELECT DISTINCT stream, 0 AS sightings, 0 AS matches FROM stream_position WHERE reader = ?1 \
             UNION ALL SELECT stream, count(*), sum(count) FROM fold WHERE reader = ?1 GROUP BY stream \
             UNION ALL SELECT stream, sightings, matches FROM past WHERE reader = ?1) \
             GROUP BY stream ORDER BY stream";
        const PAUSED: &str = "SELECT indicator, since, count FROM paused WHERE reader = ?1 AND stream = ?2 \
                              ORDER BY since";
        const DIGESTS: &str = "SELECT sum(length(data) + length(gate)), min(opened), max(opened) FROM digest \
                               WHERE reader = ?1 AND stream = ?2";
        const SEARCHES: &str = "SELECT count(*) FROM search WHERE reader = ?1 AND stream = ?2";
        let reader = reader_text(&clearance.reader);
        self.read(|tx| {
            let mut names = tx.prepare_cached(NAMES)?;
            let mut rows = names.query([&reader])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let stream: String = row.get(0)?;
                let mut paused = tx.prepare_cached(PAUSED)?;
                let paused = paused.query_map((&reader, &stream), |row| {
                    Ok((row.get(0)?, row.get(1)?, number(row, 2)?))
                })?;
                let digests = tx.query_row(DIGESTS, (&reader, &stream), |row| {
                    let bytes: Option<i64> = row.get(0)?;
                    let bytes = bytes.and_then(|bytes| u64::try_from(bytes).ok());
                    bytes
                        .map(|bytes| Ok((bytes, row.get(1)?, row.get(2)?)))
                        .transpose()
                })?;
                let searches = tx.query_row(SEARCHES, (&reader, &stream), |row| number(row, 0))?;
                found.push(StreamReport {
                    digests,
                    searches,
                    sightings: number(row, 1)?,
                    matches: number(row, 2)?,
                    paused: paused.collect::<rusqlite::Result<_>>()?,
                    stream,
                });
            }
            Ok(found)
        })
    }
}

fn number(row: &Row<'_>, at: usize) -> rusqlite::Result<u64> {
    Ok(u64::try_from(row.get::<_, i64>(at)?).unwrap_or(0))
}

/// Whose stream.
struct Place {
    reader: String,
    actor: String,
    stream: String,
}

impl Place {
    fn move_on(&self, tx: &Tx<'_>, step: &StreamStep) -> Result<()> {
        const SET: &str = "INSERT OR REPLACE INTO stream_position VALUES (?1, ?2, ?3, ?4, ?5)";
        const FORGET: &str =
            "DELETE FROM stream_position WHERE reader = ?1 AND stream = ?2 AND source = ?3";
        const WAIT: &str = "INSERT OR REPLACE INTO stream_waiting VALUES (?1, ?2, ?3, ?4, ?5)";
        const DONE: &str = "DELETE FROM stream_waiting WHERE reader = ?1 AND stream = ?2 AND source = ?3 \
                            AND indicator = ?4";
        for (source, state) in &step.positions {
            match state {
                Some(state) => (tx.conn.prepare_cached(SET)?).execute((
                    &self.reader,
                    &self.stream,
                    source,
                    state,
                    tx.now,
                ))?,
                None => (tx.conn.prepare_cached(FORGET)?).execute((
                    &self.reader,
                    &self.stream,
                    source,
                ))?,
            };
        }
        for waiting in &step.waiting {
            let (source, indicator) = (&waiting.source, &waiting.indicator);
            match waiting.state.is_empty() {
                false => (tx.conn.prepare_cached(WAIT)?).execute((
                    &self.reader,
                    &self.stream,
                    source,
                    indicator,
                    &waiting.state,
                ))?,
                true => (tx.conn.prepare_cached(DONE)?).execute((
                    &self.reader,
                    &self.stream,
                    source,
                    indicator,
                ))?,
            };
        }
        Ok(())
    }

    /// Adds what was seen to its fold.
    fn count(
        &self,
        tx: &mut Tx<'_>,
        hits: &Hits,
        most: Option<u64>,
        stepped: &mut Stepped,
    ) -> Result<()> {
        const SQL: &str = "INSERT OR REPLACE INTO fold VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
        let known = fold(tx, &hits.id)?;
        let (mut all, made, told, told_at) = match known {
            Some(known) if known.hits.count > 0 => {
                (known.hits, known.made, known.told, known.told_at)
            }
            known => {
                let empty = Hits {
                    count: 0,
                    evidence: Vec::new(),
                    ..hits.clone()
                };
                let now = tx.now / MILLISECOND * MILLISECOND;
                let before = known.map_or((now, 0), |known| (known.made, known.told_at));
                (empty, before.0, 0, before.1)
            }
        };
        all.count += hits.count;
        all.first = all.first.min(hits.first);
        all.last = all.last.max(hits.last);
        for piece in &hits.evidence {
            if all.evidence.len() < MOST_EVIDENCE && !all.evidence.contains(piece) {
                all.evidence.push(piece.clone());
            }
        }
        (tx.conn.prepare_cached(SQL)?).execute((
            &all.id,
            &self.reader,
            &self.stream,
            &all.indicator,
            all.opened,
            signed(all.count),
            all.first,
            all.last,
            crate::partners::list_text(&all.evidence),
            made,
            told,
            told_at,
            all.retro,
        ))?;
        match most {
            Some(most) if all.count > most => self.pause(tx, &all, stepped),
            _ => Ok(()),
        }
    }

    fn pause(&self, tx: &mut Tx<'_>, hits: &Hits, stepped: &mut Stepped) -> Result<()> {
        const SQL: &str = "INSERT OR IGNORE INTO paused VALUES (?1, ?2, ?3, ?4, ?5)";
        let count = signed(hits.count);
        let new = (tx.conn.prepare_cached(SQL)?).execute((
            &self.reader,
            &self.stream,
            &hits.indicator,
            tx.now,
            count,
        ))?;
        if new > 0 {
            stepped.paused.push(hits.indicator.clone());
            let detail = serde_json::json!({
                "stream": self.stream, "indicator": hits.indicator, "count": count,
            });
            tx.audit(&self.actor, "stream.pause", &detail)?;
        }
        Ok(())
    }

    /// Tells every fold that has more to tell than its last version, unless that was just now.
    fn tell(&self, tx: &mut Tx<'_>, telling: &Telling, stepped: &mut Stepped) -> Result<()> {
        const SQL: &str = "SELECT id FROM fold INDEXED BY fold_untold WHERE reader = ?1 AND stream = ?2 \
                           AND told_at <= ?3 AND told < count";
        let before = tx.now.saturating_sub(telling.every);
        let due: Vec<String> = tx
            .conn
            .prepare_cached(SQL)?
            .query_map((&self.reader, &self.stream, before), |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for id in due {
            let Some(known) = fold(tx, &id)? else {
                continue;
            };
            self.tell_one(tx, telling, known, stepped)?;
        }
        Ok(())
    }

    fn tell_one(
        &self,
        tx: &mut Tx<'_>,
        telling: &Telling,
        known: Known,
        stepped: &mut Stepped,
    ) -> Result<()> {
        const TOLD: &str = "UPDATE fold SET told = count, told_at = ?2 WHERE id = ?1";
        let version = (tx.now / MILLISECOND * MILLISECOND).max(known.told_at + MILLISECOND);
        let (subject, lane) = subject(tx, &known.hits.indicator)?;
        let made = Fold {
            hits: known.hits,
            made: known.made,
            version: version.max(known.made),
        };
        let objects = (telling.maker.0)(&made, &subject);
        let body = envelope(&objects);
        let objects = new_ones(tx, objects)?;
        let submission = Submission {
            source: Source::Operator(self.actor.clone()),
            collection: telling.collection.clone(),
            objects: objects.into_iter().map(|object| (object, None)).collect(),
            default_tlp: Some(
                subject
                    .label
                    .as_ref()
                    .map_or(telling.tlp, |label| label.tlp().max(telling.tlp)),
            ),
            status: None,
            checkpoint: None,
        };
        // Observables bear no markings, and what the indicator is released by is asked for them, too.
        let beside = match &subject.label {
            Some(label) => Some(tx.label_key(label)?),
            None => None,
        };
        let beside = planted!(SightedValueShown, None, beside);
        let receipt = submit_beside(tx, submission, beside)?;
        let held = |outcome: &&Outcome| matches!(outcome, Outcome::Quarantined { .. });
        stepped.quarantined += receipt.outcomes.iter().filter(held).count() as u64;
        stepped.told += 1;
        (tx.conn.prepare_cached(TOLD)?).execute((&made.hits.id, version))?;
        match telling
            .deliver
            .iter()
            .find(|(partner, _)| Some(*partner) == lane)
        {
            Some((partner, encrypted)) => match above(tx, *partner, telling.tlp, &subject)? {
                None => self.queue(tx, *partner, *encrypted, &made.hits.id, body, stepped),
                Some(why) => {
                    stepped.withheld.push((made.hits.id, why));
                    Ok(())
                }
            },
            None => Ok(()),
        }
    }

    /// Queues a sighting for the partner who shared the indicator, if its handling lets it go.
    fn queue(
        &self,
        tx: &mut Tx<'_>,
        partner: i64,
        encrypted: bool,
        sighting: &str,
        body: Vec<u8>,
        stepped: &mut Stepped,
    ) -> Result<()> {
        const SQL: &str = "INSERT INTO outbox(partner, sighting, body, tries, due, since) VALUES (?1, ?2, ?3, 0, ?4, ?4) \
                           ON CONFLICT (partner, sighting) DO UPDATE SET body = excluded.body";
        let Some((_, label, _)) = newest(tx, sighting)? else {
            return Ok(());
        };
        let decision = may_hand_over(&*tx.label(label)?, Use::Forward { encrypted }, tx.now);
        if !decision.give {
            let why = decision
                .deciding()
                .map_or("", |step| step.sentence.as_str());
            stepped.withheld.push((sighting.to_owned(), why.to_owned()));
            return Ok(());
        }
        (tx.conn.prepare_cached(SQL)?).execute((partner, sighting, body, tx.now))?;
        stepped.queued += 1;
        Ok(())
    }
}

/// A row of `fold`.
struct Known {
    hits: Hits,
    made: i64,
    told: i64,
    told_at: i64,
}

fn fold(tx: &Tx<'_>, id: &str) -> Result<Option<Known>> {
    const SQL: &str = "SELECT id, indicator, opened, count, first, last, evidence, made, told, told_at, retro FROM fold \
                       WHERE id = ?1";
    let found = tx.conn.prepare_cached(SQL)?.query_row([id], |row| {
        let hits = Hits {
            id: row.get(0)?,
            indicator: row.get(1)?,
            opened: row.get(2)?,
            count: number(row, 3)?,
            first: row.get(4)?,
            last: row.get(5)?,
            evidence: Vec::new(),
            retro: row.get(10)?,
        };
        let evidence: String = row.get(6)?;
        let known = Known {
            hits,
            made: row.get(7)?,
            told: row.get(8)?,
            told_at: row.get(9)?,
        };
        Ok((known, evidence))
    });
    match found.optional()? {
        None => Ok(None),
        Some((mut known, evidence)) => {
            known.hits.evidence = crate::partners::list(&evidence)?;
            Ok(Some(known))
        }
    }
}

/// Number, label and lane of the newest version of an id, copies that are kept apart aside.
fn newest(tx: &Tx<'_>, id: &str) -> Result<Option<(i64, i64, i64)>> {
    const SQL: &str = "SELECT seq, label, lane FROM object WHERE id_key = ?1 AND flags & ?2 = 0 \
                       ORDER BY at DESC, tail DESC, seq LIMIT 1";
    let Some(key) = intern::find(tx.conn, id)? else {
        return Ok(None);
    };
    let mut stmt = tx.conn.prepare_cached(SQL)?;
    let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    Ok(stmt.query_row((key, APART), row).optional()?)
}

/// What a sighting of this indicator must be marked with, and who shared it.
fn subject(tx: &mut Tx<'_>, indicator: &str) -> Result<(Subject, Option<i64>)> {
    let Some((seq, label, lane)) = newest(tx, indicator)? else {
        let nothing = Subject {
            label: None,
            markings: Vec::new(),
        };
        return Ok((nothing, None));
    };
    let mut stmt = tx
        .conn
        .prepare_cached("SELECT bytes FROM object WHERE seq = ?1")?;
    let bytes: Vec<u8> = stmt.query_row([seq], |row| row.get(0))?;
    let object = crate::markings::parse(&bytes)?;
    let header = &object.header;
    let markings = header
        .object_marking_refs
        .iter()
        .chain(&header.granular_marking_refs);
    Ok((
        Subject {
            markings: markings.map(|id| id.to_string()).collect(),
            label: Some((*tx.label(label)?).clone()),
        },
        Some(lane),
    ))
}

/// Why a partner may not be told what this stream sees of its own indicator: the stream is above what it may read. The
/// level of the indicator it has chosen itself.
fn above(tx: &mut Tx<'_>, partner: i64, stream: Tlp, subject: &Subject) -> Result<Option<String>> {
    let policy = tx.policy()?;
    let Some(partner) = policy.partners.get(&partner).filter(|p| p.enabled) else {
        return Ok(Some("the partner is disabled".to_owned()));
    };
    let chosen = subject
        .label
        .as_ref()
        .map_or(Tlp::Clear, |label| label.tlp());
    let most = partner.max_tlp.max(chosen);
    Ok((stream > most).then(|| {
        let (name, stream) = (&partner.name, stream.as_str().to_uppercase());
        let most = most.as_str().to_uppercase();
        format!("the stream is TLP:{stream}, and `{name}` may be told up to TLP:{most}")
    }))
}

/// Without observables that the store has already: with other properties they would only fill the quarantine, and with
/// the same, one that somebody may see would turn up where sightings are kept, and tell that something was seen.
fn new_ones(tx: &Tx<'_>, objects: Vec<Incoming>) -> Result<Vec<Incoming>> {
    let mut kept = Vec::new();
    for object in objects {
        if object.version.is_some() || newest(tx, &object.id)?.is_none() {
            kept.push(object);
        }
    }
    Ok(kept)
}

/// The objects as a TAXII envelope.
fn envelope(objects: &[Incoming]) -> Vec<u8> {
    let mut body = b"{\"objects\":[".to_vec();
    for (at, object) in objects.iter().enumerate() {
        if at > 0 {
            body.push(b',');
        }
        body.extend_from_slice(&object.bytes);
    }
    body.extend_from_slice(b"]}");
    body
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
