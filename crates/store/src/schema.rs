//! The tables, and how a folder written by an earlier version becomes one of this version.
//!
//! Ids are interned: `ident` is the one index whose keys arrive in random order, kept to three integers a row and
//! filled from `recent` in its own order (`intern.rs`).
//! Every other index is by dense keys, so that it grows at its end. `member` is clustered by
//! `(collection, label, before, date_added)`: a reader's page is a merge of ranges of it.

use crate::{Error, Result};
use rusqlite::Connection;

/// Version of the schema this code writes, kept in `user_version`.
pub(crate) const VERSION: i64 = 9;

const SCHEMA: &str = "
-- One row: what every transaction may move on.
CREATE TABLE state(
  one INTEGER PRIMARY KEY CHECK (one = 1),
  generation INTEGER NOT NULL,          -- rises with every change of partners, rights, collections, labels
  date_added INTEGER NOT NULL,          -- last one given out
  next_key INTEGER NOT NULL,            -- next free ident key
  audit_seq INTEGER NOT NULL,           -- rows of the audit
  audit_peaks BLOB NOT NULL             -- roots of the full subtrees over them, 32 bytes each, largest first
);
CREATE TABLE secret(name TEXT PRIMARY KEY, value BLOB NOT NULL);

-- hash: first 63 bits of SHA-256(id), moved on by one while another id sits there; tail: the next 64 bits.
-- An id is in one of the two.
CREATE TABLE ident(hash INTEGER PRIMARY KEY, tail INTEGER NOT NULL, key INTEGER NOT NULL);
CREATE TABLE recent(hash INTEGER PRIMARY KEY, tail INTEGER NOT NULL, key INTEGER NOT NULL);
CREATE TABLE type(key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE label(key INTEGER PRIMARY KEY, json TEXT NOT NULL UNIQUE);

-- Append-only but for `label` (the effective handling). lane and source: partner key, 0 the operator.
-- at, tail: the version as an instant, microseconds and the digits below; version NULL: an object that has none.
-- flags: 1 revoked, 2 kept apart (lane only), 4 taken back. ends: ident keys of what it is about, 8 bytes each, little-endian.
CREATE TABLE object(
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL, id_key INTEGER NOT NULL, lane INTEGER NOT NULL,
  at INTEGER NOT NULL, tail TEXT NOT NULL, version TEXT, type INTEGER NOT NULL, spec INTEGER NOT NULL,
  flags INTEGER NOT NULL, own_label INTEGER NOT NULL, label INTEGER NOT NULL,
  source INTEGER NOT NULL, received INTEGER NOT NULL, ends BLOB, bytes BLOB NOT NULL
);
CREATE INDEX object_id ON object(id_key, lane, at, tail, label, flags);

-- Where a version lies: several rows where some readers have it longer than others (`since`). before: the label of the
-- row before of the same version, 0 for none (or for one of too many: `members`).
-- flags: 1 the only row of its id in the collection, 2 has no version (then `at` is when it was added), 4 not the last row
-- of its version.
CREATE TABLE member(
  collection INTEGER NOT NULL, label INTEGER NOT NULL, before INTEGER NOT NULL, date_added INTEGER NOT NULL,
  object INTEGER NOT NULL, id_key INTEGER NOT NULL, type INTEGER NOT NULL, spec INTEGER NOT NULL, at INTEGER NOT NULL,
  tail TEXT NOT NULL, flags INTEGER NOT NULL,
  PRIMARY KEY (collection, label, before, date_added)
) WITHOUT ROWID;
CREATE INDEX member_id ON member(id_key, collection);
-- Ranges of it in which there ever was a row.
CREATE TABLE run(
  collection INTEGER NOT NULL, label INTEGER NOT NULL, before INTEGER NOT NULL, PRIMARY KEY (collection, label, before)
) WITHOUT ROWID;
-- What a member was (from NULL: put in behind the last date given out) and became (to NULL: taken out), after which
-- row of the audit: who had what when.
CREATE TABLE moved(
  object INTEGER NOT NULL, collection INTEGER NOT NULL, at INTEGER NOT NULL, audit INTEGER NOT NULL,
  from_label INTEGER, from_date INTEGER, to_label INTEGER, to_date INTEGER
);
CREATE INDEX moved_object ON moved(object);

-- Objects that are about others: a relationship, sighting, note or opinion by what it points to.
CREATE TABLE edge(end_key INTEGER NOT NULL, edge_key INTEGER NOT NULL, PRIMARY KEY (end_key, edge_key)) WITHOUT ROWID;
-- Ids whose edges are being relabelled (`relabel`), and up to which edge that is done.
CREATE TABLE raising(id_key INTEGER PRIMARY KEY, done INTEGER NOT NULL);
-- Marking definitions, by the lane they hold for (0: all), and objects that wait for one.
CREATE TABLE marking(
  id TEXT NOT NULL, lane INTEGER NOT NULL, object INTEGER NOT NULL, PRIMARY KEY (id, lane)
) WITHOUT ROWID;
-- beside: the label joined to what its markings say, NULL for none.
CREATE TABLE unmarked(
  id TEXT NOT NULL, object INTEGER NOT NULL, default_tlp TEXT NOT NULL, beside INTEGER, PRIMARY KEY (id, object)
) WITHOUT ROWID;

-- role: of one of the house's own people; NULL: an organisation.
CREATE TABLE partner(
  key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, max_tlp TEXT NOT NULL, communities TEXT NOT NULL,
  markings TEXT NOT NULL, relays_for TEXT NOT NULL, default_tlp TEXT, credential_hash TEXT NOT NULL,
  certificate TEXT UNIQUE, enabled INTEGER NOT NULL, created INTEGER NOT NULL, role TEXT
);
CREATE TABLE identity(id TEXT PRIMARY KEY, partner INTEGER NOT NULL);
CREATE TABLE collection(
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, description TEXT, alias TEXT UNIQUE,
  public INTEGER NOT NULL, communities TEXT NOT NULL, created INTEGER NOT NULL
);
CREATE TABLE right(
  collection INTEGER NOT NULL, partner INTEGER NOT NULL, can_read INTEGER NOT NULL, can_write INTEGER NOT NULL,
  PRIMARY KEY (collection, partner)
) WITHOUT ROWID;

CREATE TABLE status(
  id TEXT PRIMARY KEY, source INTEGER NOT NULL, actor TEXT NOT NULL, collection TEXT NOT NULL,
  requested INTEGER NOT NULL, complete INTEGER NOT NULL, total INTEGER NOT NULL,
  successes TEXT NOT NULL, failures TEXT NOT NULL, body BLOB
);
CREATE INDEX status_requested ON status(requested);
CREATE INDEX status_waiting ON status(requested) WHERE body IS NOT NULL;
-- object: the copy that is kept apart in the submitter's lane, if there is one.
CREATE TABLE quarantine(
  key INTEGER PRIMARY KEY, id TEXT NOT NULL, version TEXT, reasons TEXT NOT NULL, source INTEGER NOT NULL,
  actor TEXT NOT NULL, collection INTEGER, received INTEGER NOT NULL, default_tlp TEXT NOT NULL,
  digest BLOB NOT NULL, object INTEGER, bytes BLOB NOT NULL
);
CREATE INDEX quarantine_digest ON quarantine(digest);

-- Streams of events, by who watches them (`reader`) and their name: how far each source is dealt with, and what
-- patterns over several events wait with.
CREATE TABLE stream_position(
  reader TEXT NOT NULL, stream TEXT NOT NULL, source TEXT NOT NULL, state TEXT NOT NULL, moved INTEGER NOT NULL,
  PRIMARY KEY (reader, stream, source)
) WITHOUT ROWID;
CREATE TABLE stream_waiting(
  reader TEXT NOT NULL, stream TEXT NOT NULL, source TEXT NOT NULL, indicator TEXT NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (reader, stream, source, indicator)
) WITHOUT ROWID;
-- One row a sighting: what an indicator was seen with in a stream within a window. told: the count that its last
-- version says, at told_at; made: its `created`; retro: it was found in digests, after the indicator came.
CREATE TABLE fold(
  id TEXT PRIMARY KEY, reader TEXT NOT NULL, stream TEXT NOT NULL, indicator TEXT NOT NULL, opened INTEGER NOT NULL,
  count INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, evidence TEXT NOT NULL,
  made INTEGER NOT NULL, told INTEGER NOT NULL, told_at INTEGER NOT NULL, retro INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX fold_untold ON fold(reader, stream, told_at) WHERE told < count;
CREATE INDEX fold_indicator ON fold(reader, stream, indicator);
-- Sightings that are kept no longer, and their matches.
CREATE TABLE past(
  reader TEXT NOT NULL, stream TEXT NOT NULL, sightings INTEGER NOT NULL, matches INTEGER NOT NULL,
  PRIMARY KEY (reader, stream)
) WITHOUT ROWID;
-- Values that a stream held within the slice of time that begins at `opened`, as `detect::digest` packs them; several
-- rows a slice until they are merged. era: what was matched meanwhile; until: when it is deleted.
CREATE TABLE digest(
  key INTEGER PRIMARY KEY AUTOINCREMENT, reader TEXT NOT NULL, stream TEXT NOT NULL, opened INTEGER NOT NULL,
  era INTEGER NOT NULL, level INTEGER NOT NULL, until INTEGER NOT NULL, gate BLOB NOT NULL, data BLOB NOT NULL
);
CREATE INDEX digest_slice ON digest(reader, stream, opened);
CREATE INDEX digest_until ON digest(until);
-- Indicators that are to be searched for in digests of eras before this one; perhaps: they may have been matched then.
CREATE TABLE search(
  reader TEXT NOT NULL, stream TEXT NOT NULL, indicator TEXT NOT NULL, era INTEGER NOT NULL, perhaps INTEGER NOT NULL,
  PRIMARY KEY (reader, stream, indicator)
) WITHOUT ROWID;
-- Indicators that are not matched in a stream for the time being: they were too noisy.
CREATE TABLE paused(
  reader TEXT NOT NULL, stream TEXT NOT NULL, indicator TEXT NOT NULL, since INTEGER NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (reader, stream, indicator)
) WITHOUT ROWID;
-- Sightings for the partner who shared the indicator, until that partner's server acknowledges them.
CREATE TABLE outbox(
  key INTEGER PRIMARY KEY, partner INTEGER NOT NULL, sighting TEXT NOT NULL, body BLOB NOT NULL,
  tries INTEGER NOT NULL, due INTEGER NOT NULL, fault TEXT, since INTEGER NOT NULL, UNIQUE (partner, sighting)
);

-- What was taken back: by which partner (0 the operator), why, and the row of the audit that says so.
CREATE TABLE recall(
  key INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, partner INTEGER NOT NULL, why TEXT NOT NULL,
  reason TEXT NOT NULL, audit INTEGER NOT NULL, lifted INTEGER, lift_reason TEXT
);
CREATE INDEX recall_audit ON recall(audit);
-- Which version a tear-line was made of, by its number, and the tear-line's ident key.
CREATE TABLE torn(original INTEGER NOT NULL, line INTEGER NOT NULL, PRIMARY KEY (original, line)) WITHOUT ROWID;
CREATE TABLE recalled(recall INTEGER NOT NULL, object INTEGER NOT NULL, PRIMARY KEY (recall, object)) WITHOUT ROWID;
-- Who had been served which of it, and by which notice it was told (anonymous readers, 0, by none).
CREATE TABLE told(
  recall INTEGER NOT NULL, partner INTEGER NOT NULL, object INTEGER NOT NULL, version TEXT NOT NULL, notice INTEGER,
  PRIMARY KEY (recall, partner, object)
) WITHOUT ROWID;
CREATE TABLE notice(
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, recall INTEGER NOT NULL, partner INTEGER NOT NULL,
  at INTEGER NOT NULL, acknowledged INTEGER, done TEXT, text TEXT
);
CREATE INDEX notice_partner ON notice(partner);
CREATE INDEX notice_recall ON notice(recall);
-- The serial of each zone that a reader (partner key, 0 for anonymous readers) polls, and a digest of what is in it.
CREATE TABLE zone(
  reader INTEGER NOT NULL, feed BLOB NOT NULL, content BLOB NOT NULL, serial INTEGER NOT NULL, PRIMARY KEY (reader, feed)
) WITHOUT ROWID;
CREATE TABLE checkpoint(input TEXT PRIMARY KEY, offset INTEGER NOT NULL, report TEXT NOT NULL);

CREATE TABLE audit(
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL,
  salt BLOB NOT NULL, hash BLOB NOT NULL
);
-- Signed notes over the first `size` rows of the audit.
CREATE TABLE audit_checkpoint(size INTEGER PRIMARY KEY, at INTEGER NOT NULL, note TEXT NOT NULL);
-- What objects (rowid: seq) and documents (rowid: key, negative) are found by; `indexed`: up to which object.
CREATE VIRTUAL TABLE word USING fts5(
  name, body, key, value, content='', columnsize=0, detail=column, tokenize='unicode61 remove_diacritics 0'
);
CREATE TABLE indexed(one INTEGER PRIMARY KEY CHECK (one = 1), object INTEGER NOT NULL);
INSERT INTO indexed VALUES (1, 0);

-- Documents as received, for the operator's eyes only. text NULL: nothing could be read, `problem` says why.
-- same_as: the first document with this text; it has the drafts. runs: how many hashes `shingle` has of it.
CREATE TABLE document(
  key INTEGER PRIMARY KEY, id TEXT NOT NULL, digest BLOB NOT NULL, received INTEGER NOT NULL, source TEXT NOT NULL,
  place TEXT, published TEXT, tlp TEXT NOT NULL, reliability TEXT NOT NULL, title TEXT NOT NULL, format TEXT,
  language TEXT, problem TEXT, same_as INTEGER, runs INTEGER NOT NULL, text TEXT, bytes BLOB NOT NULL
);
CREATE INDEX document_digest ON document(digest);
CREATE INDEX document_id ON document(id);
CREATE INDEX document_same ON document(same_as) WHERE same_as IS NOT NULL;
-- Hashes of runs of words, the smallest ones of each document: texts that share most are one text.
CREATE TABLE shingle(hash INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (hash, document)) WITHOUT ROWID;
-- state: 0 pending, 1 accepted, 2 rejected.
CREATE TABLE draft(
  document INTEGER NOT NULL, item INTEGER NOT NULL, state INTEGER NOT NULL, id TEXT NOT NULL, content TEXT NOT NULL,
  PRIMARY KEY (document, item)
) WITHOUT ROWID;
-- Hashes of what a draft tells of.
CREATE TABLE tells(
  document INTEGER NOT NULL, item INTEGER NOT NULL, hash INTEGER NOT NULL, PRIMARY KEY (document, item, hash)
) WITHOUT ROWID;
CREATE INDEX tells_hash ON tells(hash, document, item);

-- Sets of labels that pages were drawn from, sorted, comma-separated; `collection:label` for a walk across collections.
CREATE TABLE view(key INTEGER PRIMARY KEY, labels TEXT NOT NULL UNIQUE);
-- Which rows of the audit tell that a range was served; collection 0: a walk, by when objects came in.
CREATE TABLE served(
  collection INTEGER NOT NULL, last INTEGER NOT NULL, audit INTEGER NOT NULL, first INTEGER NOT NULL,
  PRIMARY KEY (collection, last, audit)
) WITHOUT ROWID;
";

/// Creates the tables of a new file, or brings an older one up to date. One transaction.
pub(crate) fn prepare(conn: &Connection, secret: Option<[u8; 32]>) -> Result<()> {
    if version(conn)? == VERSION {
        return Ok(());
    }
    conn.execute_batch("BEGIN IMMEDIATE")?;
    let done = migrate(conn, secret);
    conn.execute_batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    done
}

fn migrate(conn: &Connection, secret: Option<[u8; 32]>) -> Result<()> {
    // Read again inside the transaction: another process may have been first.
    match version(conn)? {
        0 => create(conn, secret)?,
        VERSION => {}
        found => return Err(unknown(found)),
    }
    conn.pragma_update(None, "user_version", VERSION)?;
    Ok(())
}

fn create(conn: &Connection, secret: Option<[u8; 32]>) -> Result<()> {
    conn.execute_batch(SCHEMA)?;
    let value = match secret {
        Some(given) => given,
        None => random()?,
    };
    conn.execute(
        "INSERT INTO secret(name, value) VALUES ('cursor', ?1)",
        [&value[..]],
    )?;
    conn.execute("INSERT INTO state VALUES (1, 1, 0, 1, 0, x'')", [])?;
    Ok(())
}

/// Bytes that nobody can guess.
pub(crate) fn random<const N: usize>() -> Result<[u8; N]> {
    use ring::rand::SecureRandom;
    let mut bytes = [0; N];
    ring::rand::SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| Error::Storage("the system gives no random bytes".to_owned()))?;
    Ok(bytes)
}

fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn unknown(found: i64) -> Error {
    Error::Invalid(format!(
        "the store was written by another version (schema {found}; this one reads schema {VERSION})"
    ))
}
