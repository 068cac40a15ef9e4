//! Documents received that answer a question: for the operator only.

use super::ask::Ask;
use super::{Hit, Search};
use crate::{Result, Store, documents};
use handling::{Clearance, Reader};
use rusqlite::Connection;
use stix::timestamp::format_micros;

/// The type documents are asked for by.
const DOCUMENT: &str = "document";

impl Store {
    pub(super) fn documents_that_answer(
        &self,
        conn: &Connection,
        clearance: &Clearance,
        search: &Search,
        ask: &Ask,
    ) -> Result<Vec<Hit>> {
        let wanted = search.types.is_empty() || search.types.iter().any(|t| t == DOCUMENT);
        if clearance.reader != Reader::System || !wanted {
            return Ok(Vec::new());
        }
        const SQL: &str =
            "SELECT -rowid FROM word WHERE word MATCH ?1 AND rowid < 0 ORDER BY rowid";
        let mut stmt = conn.prepare_cached(SQL)?;
        let mut rows = stmt.query([ask.expression()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let Some((document, text)) = documents::found(conn, row.get(0)?)? else {
                continue;
            };
            let time = search.since.unwrap_or(i64::MIN)..=search.until.unwrap_or(i64::MAX);
            let fits = time.contains(&document.received)
                && search.tlp.is_none_or(|tlp| tlp == document.tlp)
                && search
                    .source
                    .as_ref()
                    .is_none_or(|source| *source == document.source);
            let texts = documents::texts(&document.title, &text);
            if let Some((reason, snippet)) = ask.judge(&texts).filter(|_| fits) {
                found.push(Hit {
                    id: document.id,
                    object_type: DOCUMENT.to_owned(),
                    name: document.title,
                    version: format_micros(document.received),
                    reason,
                    snippet,
                    tlp: document.tlp,
                    narrowed: false,
                    source: document.source,
                });
                if found.len() == search.limit {
                    break;
                }
            }
        }
        Ok(found)
    }
}
