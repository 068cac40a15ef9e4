//! Documents as received and their drafts: for the operator only. Nothing here is shared; what is accepted goes in by
//! `submit`, like everything else.

use crate::audit::{bytes32, hex};
use crate::error::damaged;
use crate::partners::level;
use crate::search::{Columns, Texts};
use crate::tx::Tx;
use crate::{Document, DraftState, Error, NewDocument, Result, Store, StoredDraft};
use handling::{Clearance, Reader};
use ring::digest::{SHA256, digest};
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::json;

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

    /// Documents that share runs of words with these: key, how many are shared, how many are kept of it.
    pub fn documents_like(
        &self,
        clearance: &Clearance,
        shingles: &[i64],
    ) -> Result<Vec<(i64, usize, usize)>> {
        if clearance.reader != Reader::System {
            return Ok(Vec::new());
        }
        const SQL: &str = "SELECT s.document, count(*), (SELECT count(*) FROM shingle WHERE document = s.document) \
             FROM json_each(?1) AS asked CROSS JOIN shingle AS s ON s.hash = asked.value \
             GROUP BY s.document ORDER BY 2 DESC, 1";
        self.read(|tx| {
            let mut stmt = tx.prepare_cached(SQL)?;
            let rows = stmt.query_map([json!(shingles).to_string()], |row| {
                Ok((
                    row.get(0)?,
                    row.get::<_, u32>(1)? as usize,
                    row.get::<_, u32>(2)? as usize,
                ))
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
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
                found.push(StoredDraft {
                    item: row.get(0)?,
                    id: row.get(1)?,
                    state: state.ok_or_else(|| damaged("a draft's state"))?,
                    content: row.get(3)?,
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
            }
            let decided = drafts.iter().map(|d| json!([d.item, d.id, d.state.as_str()]));
            let detail = json!({"document": document, "items": decided.collect::<Vec<_>>()});
            tx.audit(&actor, "document.drafts", &detail)
        })
    }
}

fn add(tx: &mut Tx<'_>, actor: &str, new: &NewDocument) -> Result<i64> {
    const SQL: &str = "INSERT INTO document(id, digest, received, source, place, published, tlp, reliability, title, \
         format, language, problem, same_as, text, bytes) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
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
    for (item, (id, content)) in (1_i64..).zip(&new.drafts) {
        stmt.execute((key, item, id, content))?;
    }
    drop(stmt);
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
