//! Whether what one reader sees of one type in a collection is still what it was: what answers that are kept stand on.
//!
//! Smallest example: a feed was made for `norland` at 9. At 10 an indicator comes that `norland` may not see: the ground holds,
//! so that not even the time an answer takes tells of it. At 11 one goes that it could see: the ground is gone.
//! What is seen is rows of `member` under labels that the reader passes, and every row that comes or goes has a later date
//! than the last one given out, or stands in `moved`. While something that was raised is being relabelled, rows alone
//! do not say who passes them, so there is no ground then.

use crate::labels::Sight;
use crate::members::last_move;
use crate::page::runs_in;
use crate::tx::State;
use crate::{Result, Served, Store, intern};
use handling::{Access, Clearance, Reader};
use rusqlite::Connection;

/// What an answer stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    collection: String,
    object_type: String,
    access: Access,
    /// The first end of an audience's time.
    until: Option<i64>,
    numbers: Numbers,
}

/// What the store had counted when the ground was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Numbers {
    added: i64,
    moved: i64,
    as_of: i64,
}

/// What was served with an answer that is kept, so that it can be served again.
#[derive(Debug, Clone)]
pub struct ServedOnce(Vec<(Served, String)>);

impl ServedOnce {
    /// About how much memory it takes, in bytes.
    pub fn size(&self) -> usize {
        let ids = |served: &Served| {
            served
                .query
                .ids
                .iter()
                .map(|id| id.len() + 32)
                .sum::<usize>()
        };
        self.0
            .iter()
            .map(|(served, labels)| 256 + labels.len() + ids(served))
            .sum()
    }
}

impl Store {
    /// The ground of an answer that is made after this. None where it cannot be kept.
    pub fn ground(
        &self,
        clearance: &Clearance,
        collection: &str,
        object_type: &str,
    ) -> Result<Option<Ground>> {
        self.on(clearance, collection, |tx, key, sight| {
            Ok(Some(Ground {
                collection: collection.to_owned(),
                object_type: object_type.to_owned(),
                access: sight.access,
                until: first_end(tx, sight, key)?,
                numbers: Numbers::read(tx)?,
            }))
        })
    }

    /// The same as of now, if the answer would still be the same.
    pub fn holds(&self, clearance: &Clearance, ground: &Ground) -> Result<Option<Ground>> {
        self.on(clearance, &ground.collection, |tx, key, sight| {
            let is_over = ground.until.is_some_and(|until| sight.now > until);
            if is_over || sight.access != ground.access {
                return Ok(None);
            }
            let kind = intern::find_type(tx, &ground.object_type)?;
            if let Some(kind) = kind
                && (has_come(tx, sight, key, kind, ground)?
                    || has_moved(tx, sight, key, kind, ground)?)
            {
                return Ok(None);
            }
            Ok(Some(Ground {
                numbers: Numbers::read(tx)?,
                ..ground.clone()
            }))
        })
    }

    /// Keeps what was served with an answer.
    pub fn keep_served(&self, served: &[Served]) -> ServedOnce {
        let sets = served.iter().map(|served| {
            let labels = self.inner.noted.labels(served.end.view);
            (served.clone(), labels)
        });
        ServedOnce(sets.collect())
    }

    /// Notes that this was served ([`Store::note_served`]): just made, or once more, on ground that holds.
    pub fn note_again(&self, once: &ServedOnce, ground: Option<&Ground>) {
        for (served, labels) in &once.0 {
            let mut served = served.clone();
            served.end.view = self.inner.noted.view(labels.clone());
            if let Some(ground) = ground {
                let now = &ground.numbers;
                (served.end.as_of, served.end.given_out) = (now.as_of, now.added);
            }
            self.note_served(served);
        }
    }

    fn on<T>(
        &self,
        clearance: &Clearance,
        collection: &str,
        work: impl FnOnce(&Connection, i64, &mut Sight<'_>) -> Result<Option<T>>,
    ) -> Result<Option<T>> {
        // The operator is given other rows than the first that it passes.
        if clearance.reader == Reader::System {
            return Ok(None);
        }
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            match self.sight(tx, &policy, clearance, collection)? {
                Some((found, mut sight)) if !sight.is_unsettled() => {
                    work(tx, found.key, &mut sight)
                }
                _ => Ok(None),
            }
        })
    }
}

impl Numbers {
    fn read(conn: &Connection) -> Result<Self> {
        let state = State::read(conn)?;
        Ok(Self {
            added: state.date_added,
            moved: last_move(conn)?,
            as_of: state.audit_seq,
        })
    }
}

/// Nobody gains anything by an end, so labels that the reader does not pass do not count.
fn first_end(conn: &Connection, sight: &mut Sight<'_>, collection: i64) -> Result<Option<i64>> {
    let mut first: Option<i64> = None;
    for run in runs_in(conn, collection)? {
        if sight.sees(run.label)?
            && let Some(end) = sight.labels.get(conn, run.label)?.not_after()
        {
            first = Some(first.map_or(end, |first| first.min(end)));
        }
    }
    Ok(first)
}

/// Whether a row came that the reader passes.
fn has_come(
    conn: &Connection,
    sight: &mut Sight<'_>,
    collection: i64,
    kind: i64,
    ground: &Ground,
) -> Result<bool> {
    const SQL: &str = "SELECT 1 FROM member WHERE collection = ?1 AND label = ?2 AND before = ?3 AND date_added > ?4 \
                       AND type = ?5";
    let mut stmt = conn.prepare_cached(SQL)?;
    for run in runs_in(conn, collection)? {
        let values = (
            collection,
            run.label,
            run.before,
            ground.numbers.added,
            kind,
        );
        if sight.looks_into(&run)? && stmt.exists(values)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a row that the reader passed or passes came, went or became another.
fn has_moved(
    conn: &Connection,
    sight: &mut Sight<'_>,
    collection: i64,
    kind: i64,
    ground: &Ground,
) -> Result<bool> {
    const SQL: &str = "SELECT m.from_label, m.to_label FROM moved AS m CROSS JOIN object AS o ON o.seq = m.object \
                       WHERE m.rowid > ?1 AND m.collection = ?2 AND o.type = ?3";
    let mut stmt = conn.prepare_cached(SQL)?;
    let mut rows = stmt.query((ground.numbers.moved, collection, kind))?;
    while let Some(row) = rows.next()? {
        let labels: [Option<i64>; 2] = [row.get(0)?, row.get(1)?];
        for label in labels.into_iter().flatten() {
            if sight.sees(label)? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
