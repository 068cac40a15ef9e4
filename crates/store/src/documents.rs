//! Documents as received and their drafts: for the operator only. Nothing here is shared; what is accepted goes in by
//! `submit`, like everything else.

use crate::audit::{bytes32, hex};
use crate::error::damaged;
use crate::partners::level;
use crate::search::{Columns, Texts};
use crate::tx::Tx;
use crate::{Document, DraftState, Error, NewDocument, Result, Store, StoredDraft, ToldDraft};
use handling::{Clearance, Reader};
use ring::digest::{SHA256, digest};
use rusqlite::{Connection, OptionalExtension, Row, ToSql};
use serde_json::json;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// Documents looked at that share one run of words: the first ones.
const SHARING: i64 = 300;
/// Drafts looked at that share one thing told: the newest ones.
const TELLING: i64 = 100;

const SELECT: &str = "SELECT key, id, digest, length(bytes), received, source, place, published, tlp, reliability, title, \
     format, language, problem, same_as, \
     (SELECT count(*) FROM draft WHERE document = key AND state = 0), \
     (SELECT count(*) FROM draft WHERE document = key AND state = 1), \
     (SELECT count(*) FROM draft WHERE document = key AND state = 2) FROM document";

impl Store {
    /// Keeps a document with its drafts; gives its number.
    pub fn add_document(&self, actor: &str, document: NewDocument) -> Result<i64> {
        let actor = actor.to_owned();
        self.write(move |tx| add(tx, &actor, &document))
    }

    /// All documents, oldest first. Only the operator has any.
    pub fn documents(&self, clearance: &Clearance) -> Result<Vec<Document>> {
        if clearance.reader != Reader::System {
            return Ok(Vec::new());
        }
        self.read(|tx| {
            let mut stmt = tx.prepare_cached(&format!("{SELECT} ORDER BY key"))?;
            let mut rows = stmt.query([])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(read(row)?);
            }
            Ok(found)
        })
    }

    /// The document of this key.
    pub fn document(&self, clearance: &Clearance, key: i64) -> Result<Option<Document>> {
        Ok(self.some(clearance, "key = ?1", &key)?.pop())
    }

    /// The document that this report stands for.
    pub fn document_of(&self, clearance: &Clearance, report: &str) -> Result<Option<Document>> {
        Ok(self.some(clearance, "id = ?1", &report)?.pop())
    }

    /// Documents of these very bytes, oldest first.
    pub fn documents_of(&self, clearance: &Clearance, bytes: &[u8]) -> Result<Vec<Document>> {
        let digest = bytes32(digest(&SHA256, bytes).as_ref());
        self.some(clearance, "digest = ?1", &&digest[..])
    }

    /// A document and those found to have its text, oldest first.
    pub fn documents_same(&self, clearance: &Clearance, key: i64) -> Result<Vec<Document>> {
        self.some(clearance, "key = ?1 OR same_as = ?1", &key)
    }

    fn some(&self, clearance: &Clearance, which: &str, value: &dyn ToSql) -> Result<Vec<Document>> {
        if clearance.reader != Reader::System {
            return Ok(Vec::new());
        }
        self.read(|tx| {
            let mut stmt = tx.prepare_cached(&format!("{SELECT} WHERE {which} ORDER BY key"))?;
            let mut rows = stmt.query([value])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(read(row)?);
            }
            Ok(found)
        })
    }

    /// Drafts that tell of one of these and were not rejected, with their documents, which are no copies; of each hash
    /// the newest ones, so that the cost does not grow with the number of documents.
    pub fn drafts_telling(&self, clearance: &Clearance, hashes: &[i64]) -> Result<Vec<ToldDraft>> {
        if clearance.reader != Reader::System {
            return Ok(Vec::new());
        }
        const FIND: &str = "SELECT document, item FROM tells WHERE hash = ?1 ORDER BY document DESC, item LIMIT ?2";
        const DRAFT: &str = "SELECT d.id, d.source, d.tlp, f.content FROM draft AS f JOIN document AS d ON d.key = f.document \
             WHERE f.document = ?1 AND f.item = ?2 AND f.state <> 2 AND d.same_as IS NULL";
        self.read(|tx| {
            let mut places: BTreeSet<(i64, i64)> = BTreeSet::new();
            for hash in hashes {
                let mut stmt = tx.prepare_cached(FIND)?;
                let rows = stmt.query_map((hash, TELLING), |row| Ok((row.get(0)?, row.get(1)?)))?;
                for place in rows {
                    places.insert(place?);
                }
            }
            let mut found = Vec::new();
            for (document, item) in places {
                let mut stmt = tx.prepare_cached(DRAFT)?;
                let mut rows = stmt.query((document, item))?;
                if let Some(row) = rows.next()? {
                    let tlp: String = row.get(2)?;
                    found.push(ToldDraft {
                        document,
                        report: row.get(0)?,
                        source: row.get(1)?,
                        tlp: level(&tlp)?,
                        content: row.get(3)?,
                    });
                }
            }
            Ok(found)
        })
    }

    /// Text and bytes of a document.
    pub fn document_content(
        &self,
        clearance: &Clearance,
        key: i64,
    ) -> Result<Option<(Option<String>, Vec<u8>)>> {
        if clearance.reader != Reader::System {
            return Ok(None);
        }
        const SQL: &str = "SELECT text, bytes FROM document WHERE key = ?1";
        self.read(|tx| {
            let mut stmt = tx.prepare_cached(SQL)?;
            Ok(stmt
                .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?)
        })
    }

    /// Documents that share runs of words with these: key, how many are shared, how many are kept of it. Of each run the
    /// first documents count, so that a phrase all have costs no more than one that many have.
    pub fn documents_like(
        &self,
        clearance: &Clearance,
        shingles: &[i64],
    ) -> Result<Vec<(i64, usize, usize)>> {
        if clearance.reader != Reader::System {
            return Ok(Vec::new());
        }
        const SQL: &str = "SELECT document FROM shingle WHERE hash = ?1 ORDER BY document LIMIT ?2";
        const RUNS: &str = "SELECT runs FROM document WHERE key = ?1";
        self.read(|tx| {
            let mut shared: HashMap<i64, usize> = HashMap::new();
            for hash in shingles {
                let mut stmt = tx.prepare_cached(SQL)?;
                let mut rows = stmt.query((hash, SHARING))?;
                while let Some(row) = rows.next()? {
                    *shared.entry(row.get(0)?).or_default() += 1;
                }
            }
            let mut found = Vec::with_capacity(shared.len());
            for (document, count) in shared {
                let runs: u32 =
                    (tx.prepare_cached(RUNS)?).query_row([document], |row| row.get(0))?;
                found.push((document, count, runs as usize));
            }
            found.sort_by_key(|(document, count, _)| (Reverse(*count), *document));
            Ok(found)
        })
    }

    /// The drafts of a document, in order.
    pub fn drafts(&self, clearance: &Clearance, document: i64) -> Result<Vec<StoredDraft>> {
        if clearance.reader != Reader::System {
            return Ok(Vec::new());
        }
        const SQL: &str =
            "SELECT item, id, state, content FROM draft WHERE document = ?1 ORDER BY item";
        self.read(|tx| {
            let mut stmt = tx.prepare_cached(SQL)?;
            let mut rows = stmt.query([document])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let state: usize = row.get::<_, u8>(2)?.into();
                let state = DraftState::ALL.get(state).copied();
                let item = row.get(0)?;
                found.push(StoredDraft {
                    item,
                    id: row.get(1)?,
                    state: state.ok_or_else(|| damaged("a draft's state"))?,
                    content: row.get(3)?,
                    tells: tells(tx, document, item)?,
                });
            }
            Ok(found)
        })
    }

    /// Writes down what was decided on drafts, and what they now hold.
    pub fn decide_drafts(
        &self,
        actor: &str,
        document: i64,
        drafts: Vec<StoredDraft>,
    ) -> Result<()> {
        let actor = actor.to_owned();
        self.write(move |tx| {
            const SQL: &str = "UPDATE draft SET state = ?3, id = ?4, content = ?5 WHERE document = ?1 AND item = ?2";
            for draft in &drafts {
                let mut stmt = tx.conn.prepare_cached(SQL)?;
                let state = draft.state as u8;
                if stmt.execute((document, draft.item, state, &draft.id, &draft.content))? == 0 {
                    return Err(Error::NotFound(format!("draft {} of document {document}", draft.item)));
                }
                drop(stmt);
                tx.note_tells(document, draft.item, &draft.tells)?;
            }
            let decided = drafts.iter().map(|d| json!([d.item, d.id, d.state.as_str()]));
            let detail = json!({"document": document, "items": decided.collect::<Vec<_>>()});
            tx.audit(&actor, "document.drafts", &detail)
        })
    }
}

fn add(tx: &mut Tx<'_>, actor: &str, new: &NewDocument) -> Result<i64> {
    const SQL: &str = "INSERT INTO document(id, digest, received, source, place, published, tlp, reliability, title, \
         format, language, problem, same_as, text, bytes, runs) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
    let digest = bytes32(digest(&SHA256, &new.bytes).as_ref());
    tx.conn.prepare_cached(SQL)?.execute(rusqlite::params![
        new.id,
        &digest[..],
        tx.now,
        new.source,
        new.place,
        new.published,
        new.tlp.as_str(),
        new.reliability,
        new.title,
        new.format,
        new.language,
        new.problem,
        new.same_as,
        new.text,
        new.bytes,
        new.shingles.len() as i64,
    ])?;
    let key = tx.conn.last_insert_rowid();
    let mut stmt = tx
        .conn
        .prepare_cached("INSERT OR IGNORE INTO shingle VALUES (?1, ?2)")?;
    for hash in &new.shingles {
        stmt.execute((hash, key))?;
    }
    let mut stmt = tx
        .conn
        .prepare_cached("INSERT INTO draft VALUES (?1, ?2, 0, ?3, ?4)")?;
    for draft in &new.drafts {
        stmt.execute((key, draft.item, &draft.id, &draft.content))?;
    }
    drop(stmt);
    for draft in &new.drafts {
        tx.note_tells(key, draft.item, &draft.tells)?;
    }
    if let Some(text) = &new.text {
        tx.index(-key, &Columns::of(&texts(&new.title, text)))?;
    }
    let detail = json!({
        "document": key, "id": new.id, "sha256": hex(&digest), "source": new.source, "place": new.place,
        "tlp": new.tlp.as_str(), "drafts": new.drafts.len(),
    });
    tx.audit(actor, "document.add", &detail)?;
    Ok(key)
}

fn tells(conn: &Connection, document: i64, item: i64) -> Result<Vec<i64>> {
    const SQL: &str = "SELECT hash FROM tells WHERE document = ?1 AND item = ?2";
    let mut stmt = conn.prepare_cached(SQL)?;
    let rows = stmt.query_map((document, item), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

impl Tx<'_> {
    fn note_tells(&mut self, document: i64, item: i64, hashes: &[i64]) -> Result<()> {
        const CLEAR: &str = "DELETE FROM tells WHERE document = ?1 AND item = ?2";
        const ADD: &str = "INSERT OR IGNORE INTO tells(document, item, hash) VALUES (?1, ?2, ?3)";
        self.conn.prepare_cached(CLEAR)?.execute((document, item))?;
        for hash in hashes {
            self.conn
                .prepare_cached(ADD)?
                .execute((document, item, hash))?;
        }
        Ok(())
    }
}

/// What a document is found by.
pub(crate) fn texts(title: &str, text: &str) -> Texts {
    Texts {
        names: Vec::new(),
        others: vec![title.to_owned(), text.to_owned()],
        values: vec![title.to_owned()],
    }
}

/// Documents whose rows in the index these are.
pub(crate) fn found(conn: &Connection, key: i64) -> Result<Option<(Document, String)>> {
    let sql = format!("{SELECT} WHERE key = ?1");
    let mut stmt = conn.prepare_cached(&sql)?;
    let mut rows = stmt.query([key])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let document = read(row)?;
    let text: Option<String> =
        conn.query_row("SELECT text FROM document WHERE key = ?1", [key], |row| {
            row.get(0)
        })?;
    Ok(Some((document, text.unwrap_or_default())))
}

fn read(row: &Row<'_>) -> Result<Document> {
    let digest: Vec<u8> = row.get(2)?;
    let tlp: String = row.get(8)?;
    let count = |column| row.get::<_, u32>(column).map(u64::from);
    Ok(Document {
        key: row.get(0)?,
        id: row.get(1)?,
        digest: hex(&digest),
        size: u64::from(row.get::<_, u32>(3)?),
        received: row.get(4)?,
        source: row.get(5)?,
        place: row.get(6)?,
        published: row.get(7)?,
        tlp: level(&tlp)?,
        reliability: row.get(9)?,
        title: row.get(10)?,
        format: row.get(11)?,
        language: row.get(12)?,
        problem: row.get(13)?,
        same_as: row.get(14)?,
        drafts: [count(15)?, count(16)?, count(17)?],
    })
}
