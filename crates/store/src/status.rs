//! Status resources and the jobs behind them: durable, for their submitter only, kept for a day.

use crate::error::damaged;
use crate::tx::Tx;
use crate::{
    Checkpoint, Error, Job, NewJob, Outcome, Result, Resume, Source, StatusItem, StatusRecord,
    StatusUpdate, Store,
};
use handling::{Clearance, Reader, planted};
use rusqlite::OptionalExtension;
use serde_json::{Value, json};

/// How long a finished status is kept.
const KEPT: i64 = 24 * 60 * 60 * 1_000_000;

impl Store {
    /// Durable before it returns: a pending status and the body to work on.
    pub fn enqueue(&self, job: NewJob) -> Result<StatusRecord> {
        self.write(move |tx| {
            let (source, actor) = parts(tx, &job.source)?;
            const SQL: &str =
                "INSERT INTO status VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, '[]', '[]', ?7)";
            let total = i64::try_from(job.total).unwrap_or(i64::MAX);
            let mut stmt = tx.conn.prepare_cached(SQL)?;
            stmt.execute((
                &job.id,
                source,
                actor,
                &job.collection,
                tx.now,
                total,
                &job.body,
            ))?;
            Ok(StatusRecord {
                id: job.id,
                requested: tx.now,
                complete: false,
                total: job.total,
                successes: Vec::new(),
                failures: Vec::new(),
                pendings: Vec::new(),
            })
        })
    }

    /// A status, for whoever handed in what it is about.
    pub fn status(&self, clearance: &Clearance, id: &str) -> Result<Option<StatusRecord>> {
        const SQL: &str = "SELECT source, requested, complete, total, successes, failures FROM status WHERE id = ?1";
        self.read(|tx| {
            let mut stmt = tx.prepare_cached(SQL)?;
            let mut rows = stmt.query([id])?;
            let Some(row) = rows.next()? else {
                return Ok(None);
            };
            let source: i64 = row.get(0)?;
            let theirs = match &clearance.reader {
                Reader::System => true,
                Reader::Partner { key, .. } => {
                    planted!(ForeignStatusReadable, true, *key == source)
                }
                Reader::Anonymous => false,
            };
            let (requested, complete): (i64, bool) = (row.get(1)?, row.get(2)?);
            let expired = complete && requested < self.now().saturating_sub(KEPT);
            if !theirs || expired {
                return Ok(None);
            }
            Ok(Some(StatusRecord {
                id: id.to_owned(),
                requested,
                complete,
                total: u64::try_from(row.get::<_, i64>(3)?).unwrap_or(0),
                successes: items(&row.get::<_, String>(4)?)?,
                failures: items(&row.get::<_, String>(5)?)?,
                pendings: Vec::new(),
            }))
        })
    }

    /// Statuses whose body still waits, oldest first (after a restart too).
    pub fn pending_jobs(&self) -> Result<Vec<String>> {
        const SQL: &str = "SELECT id FROM status WHERE body IS NOT NULL ORDER BY requested, rowid";
        self.read(|tx| {
            let mut stmt = tx.prepare_cached(SQL)?;
            let rows = stmt.query_map([], |row| row.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The job behind a status, as long as it waits.
    pub fn job(&self, id: &str) -> Result<Option<Job>> {
        const SQL: &str = "SELECT id, source, actor, collection, body FROM status \
                           WHERE id = ?1 AND body IS NOT NULL";
        self.read(|tx| {
            let job = tx.query_row(SQL, [id], |row| {
                let (source, actor): (i64, String) = (row.get(1)?, row.get(2)?);
                Ok(Job {
                    id: row.get(0)?,
                    source: match source {
                        0 => Source::Operator(actor),
                        key => Source::Partner(key),
                    },
                    collection: row.get(3)?,
                    body: row.get(4)?,
                })
            });
            Ok(job.optional()?)
        })
    }

    /// Drops statuses older than 24 h.
    pub fn expire(&self) -> Result<()> {
        self.write(|tx| {
            const SQL: &str = "DELETE FROM status WHERE requested < ?1 AND body IS NULL";
            tx.conn.execute(SQL, [tx.now.saturating_sub(KEPT)])?;
            Ok(())
        })
    }

    /// How far an interrupted import of this input came; written by `submit` with its objects.
    pub fn checkpoint(&self, input: &str) -> Result<Option<Resume>> {
        const SQL: &str = "SELECT offset, report FROM checkpoint WHERE input = ?1";
        self.read(|tx| {
            let found: Option<(i64, String)> = tx
                .query_row(SQL, [input], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            Ok(found.map(|(offset, report)| Resume {
                offset: u64::try_from(offset).unwrap_or(0),
                report,
            }))
        })
    }

    /// Forgets it, once the import has ended and reported.
    pub fn clear_checkpoint(&self, input: &str) -> Result<()> {
        let input = input.to_owned();
        self.write(move |tx| {
            tx.conn
                .execute("DELETE FROM checkpoint WHERE input = ?1", [input])?;
            Ok(())
        })
    }
}

impl Tx<'_> {
    /// Completes a status in the transaction of its objects; makes it where none waits.
    pub(crate) fn complete(
        &mut self,
        update: &StatusUpdate,
        source: i64,
        actor: &str,
        collection: Option<&str>,
        successes: Vec<StatusItem>,
    ) -> Result<()> {
        let total = i64::try_from(successes.len() + update.failures.len()).unwrap_or(i64::MAX);
        let (successes, failures) = (items_text(&successes), items_text(&update.failures));
        const SQL: &str = "INSERT INTO status VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?7, ?8, NULL) \
                           ON CONFLICT (id) DO UPDATE SET complete = 1, total = excluded.total, \
                           successes = excluded.successes, failures = excluded.failures, body = NULL \
                           WHERE source = excluded.source";
        let collection = collection.unwrap_or_default();
        let mut stmt = self.conn.prepare_cached(SQL)?;
        let done = stmt.execute((
            &update.id, source, actor, collection, self.now, total, successes, failures,
        ))?;
        match done {
            0 => Err(Error::Exists(update.id.clone())),
            _ => Ok(()),
        }
    }

    pub(crate) fn save_checkpoint(
        &mut self,
        checkpoint: &Checkpoint,
        outcomes: &[Outcome],
    ) -> Result<()> {
        const SQL: &str = "INSERT OR REPLACE INTO checkpoint VALUES (?1, ?2, ?3)";
        let report = (checkpoint.report.0)(outcomes);
        let offset = i64::try_from(checkpoint.offset).unwrap_or(i64::MAX);
        self.conn
            .prepare_cached(SQL)?
            .execute((&checkpoint.input, offset, &report))?;
        Ok(())
    }
}

fn parts(tx: &mut Tx<'_>, source: &Source) -> Result<(i64, String)> {
    match source {
        Source::Operator(name) => Ok((0, name.clone())),
        Source::Partner(key) => {
            let policy = tx.policy()?;
            let partner = policy.partners.get(key);
            let partner = partner.ok_or_else(|| Error::NotFound(format!("partner {key}")))?;
            Ok((*key, partner.name.clone()))
        }
    }
}

/// `[[id, version, message], …]`
fn items_text(items: &[StatusItem]) -> String {
    let items: Vec<Value> = items
        .iter()
        .map(|i| json!([i.id, i.version, i.message]))
        .collect();
    Value::from(items).to_string()
}

fn items(text: &str) -> Result<Vec<StatusItem>> {
    let found: Vec<(String, String, Option<String>)> =
        serde_json::from_str(text).map_err(|e| damaged(format!("a status: {e}")))?;
    let items = found.into_iter();
    Ok(items
        .map(|(id, version, message)| StatusItem {
            id,
            version,
            message,
        })
        .collect())
}
