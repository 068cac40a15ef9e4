//! Documents received that answer a question: for the operator only.

use super::ask::Ask;
use super::fits::Marked;
use super::look::Ranked;
use super::{Hit, Place, Search};
use crate::{Result, Store, documents};
use rusqlite::Connection;
use std::cmp::Reverse;
use stix::timestamp::format_micros;

/// The type documents are asked for by.
const DOCUMENT: &str = "document";

impl Store {
    /// The newest documents that answer. The caller is the system.
    pub(super) fn documents_that_answer(
        &self,
        conn: &Connection,
        search: &Search,
        ask: &Ask,
    ) -> Result<Vec<Ranked>> {
        let wanted = search.types.is_empty() || search.types.iter().any(|t| t == DOCUMENT);
        // Where a document lies is not known.
        if !wanted || search.area.is_some() {
            return Ok(Vec::new());
        }
        const SQL: &str =
            "SELECT -rowid FROM word WHERE word MATCH ?1 AND rowid < 0 ORDER BY rowid";
        let expression = [ask.strong(), ask.rest()].into_iter().flatten();
        let expression = expression.collect::<Vec<_>>().join(" OR ");
        if expression.is_empty() {
            return Ok(Vec::new());
        }
        let mut stmt = conn.prepare_cached(SQL)?;
        let mut rows = stmt.query([expression])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let Some((document, text)) = documents::found(conn, row.get(0)?)? else {
                continue;
            };
            let time = search.since.unwrap_or(i64::MIN)..=search.until.unwrap_or(i64::MAX);
            let fits = time.contains(&document.received)
                && match &search.marked {
                    None => true,
                    Some(Marked::Level(level)) => *level == document.tlp,
                    Some(Marked::With(id)) => id == document.tlp.marking_id(),
                }
                && search
                    .source
                    .as_ref()
                    .is_none_or(|source| *source == document.source);
            let texts = documents::texts(&document.title, &text);
            if let Some((reason, snippet)) = ask.judge(&texts).filter(|_| fits) {
                let place = Place {
                    reason,
                    date: Reverse(document.received),
                    id: document.id.clone(),
                };
                let hit = Hit {
                    id: document.id.clone(),
                    object_type: DOCUMENT.to_owned(),
                    name: document.title,
                    version: format_micros(document.received),
                    reason,
                    snippet,
                    tlp: Some(document.tlp),
                    narrowed: false,
                    source: document.source,
                    created_by: None,
                    collections: Vec::new(),
                };
                found.push(Ranked {
                    place,
                    key: -document.key,
                    hit,
                    of: document.id,
                    seen: None,
                });
                if found.len() == search.limit {
                    break;
                }
            }
        }
        Ok(found)
    }
}
