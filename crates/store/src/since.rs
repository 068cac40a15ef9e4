//! Since when each reader has a version: its rows in a collection.
//!
//! A row is a label with a date. Of the rows that a reader passes the first stands for the version, and
//! [`crate::versions::select`] leaves the others out. So a version that is given to more readers than before comes after
//! their cursors, and for whoever had it all along, its lane above all, nothing moves. Nobody learns from
//! a date that something it cannot see has changed.
//!
//! Smallest example: a note of `norland` lies in a collection since 5, for `norland` alone, because its end is somebody's
//! secret. At 9 it is loosened. The row (norland, 5) stays, the row (all, 9) is added: `norland` has the note since
//! 5, the others since 9. When it is tightened again, both rows take the stricter label and become one: (norland, 5).
//!
//! Every row but the first says under which label the one before it lies. So a reader that passes that one does not look
//! at this one at all: of 100,000 notes that are loosened, `norland`'s pages read 100,000 rows, not 200,000. Whoever
//! passes a row passes those after it, but for labels that are closed for their many names; of these the dates
//! of all rows are compared.
//!
//! The operator passes every row and is given the last: what it hands on with dates comes late rather than never.

use crate::Result;
use crate::members::{Member, NONE, UNVERSIONED};
use crate::relabel::Moves;
use crate::tx::Tx;
use handling::planted;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Rows that this very transaction made, as (collection, date): nobody has read them yet.
pub(crate) type Fresh = HashSet<(i64, i64)>;

impl Tx<'_> {
    /// Gives the rows of versions the labels that these have now. New dates are given out when all else is done, in the
    /// order the versions came in: by then every object of a submission has its own, so its dates tell the
    /// submitter nothing of what else moved.
    pub(crate) fn date_moves(&mut self, moves: &mut Moves, fresh: &Fresh) -> Result<()> {
        let mut wider = Vec::new();
        let mut marked = BTreeSet::new();
        for key in std::mem::take(&mut moves.changed) {
            let labels = self.labels_of(key)?;
            for ((collection, object), rows) in self.rows(key)? {
                let Some(label) = labels.get(&object) else {
                    continue;
                };
                if rows.last().is_none_or(|last| last.label == *label) {
                    continue;
                }
                moves.members += 1;
                let new = rows.len() == 1 && fresh.contains(&(collection, rows[0].date_added));
                let (left, more) = self.relabel_rows(collection, &rows, *label, new)?;
                if left != rows.len() || more.is_some() {
                    marked.insert((collection, key));
                }
                wider.extend(more.map(|row| (object, collection, row)));
            }
        }
        wider.sort_unstable_by_key(|(object, collection, _)| (*object, *collection));
        for (_, collection, row) in wider {
            moves.loosened += 1;
            self.add_row(collection, row)?;
        }
        for (collection, key) in marked {
            self.mark(collection, key)?;
        }
        Ok(())
    }

    fn labels_of(&self, id_key: i64) -> Result<HashMap<i64, i64>> {
        const SQL: &str = "SELECT seq, label FROM object WHERE id_key = ?1";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        let rows = stmt.query_map([id_key], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// (collection, object) → rows, first date first.
    fn rows(&self, id_key: i64) -> Result<BTreeMap<(i64, i64), Vec<Member>>> {
        let mut rows: BTreeMap<(i64, i64), Vec<Member>> = BTreeMap::new();
        for (collection, row) in self.members_everywhere(id_key)? {
            rows.entry((collection, row.object)).or_default().push(row);
        }
        for rows in rows.values_mut() {
            rows.sort_unstable_by_key(|row| row.date_added);
        }
        Ok(rows)
    }

    /// Every row takes the label, too; a row that gives nobody the version earlier than one before it goes. How many
    /// are left, and a row to add for those who could not have it before.
    fn relabel_rows(
        &mut self,
        collection: i64,
        rows: &[Member],
        label: i64,
        fresh: bool,
    ) -> Result<(usize, Option<Member>)> {
        let plain = fresh || self.label(label)?.is_for_nobody_else();
        let mut left: Vec<i64> = Vec::new();
        for row in rows {
            let before = left.last().copied().unwrap_or(NONE);
            let next = match plain || self.covers(label, row.label)? {
                true => label,
                false => self.join(row.label, label)?,
            };
            let mut idle = planted!(DateMovesForAll, next != label, false);
            for before in &left {
                idle |= self.covers(next, *before)?;
            }
            let next_row = (!idle).then(|| Member {
                label: next,
                before,
                ..row.clone()
            });
            self.relabel_row(collection, row, next_row.as_ref())?;
            if !idle {
                left.push(next);
            }
        }
        let before = left.last().copied().unwrap_or(NONE);
        let row = rows.last().filter(|_| before != label).cloned();
        let row = row.map(|row| Member {
            label,
            before,
            ..row
        });
        Ok((left.len(), row))
    }

    /// Puts a row elsewhere at its date, or takes it away.
    fn relabel_row(&mut self, collection: i64, row: &Member, next: Option<&Member>) -> Result<()> {
        if let Some(next) = next
            && self.open_run(next.run(collection))? == row.run(collection)
        {
            return Ok(());
        }
        self.unplace(collection, row)?;
        if let Some(next) = next {
            self.add_member(collection, next)?;
            if next.label == row.label {
                return Ok(());
            }
        }
        let to = next.map(Member::place);
        self.note_move(collection, row.object, Some(row.place()), to)
    }

    fn add_row(&mut self, collection: i64, mut row: Member) -> Result<()> {
        row.date_added = self.next_date();
        if row.is(UNVERSIONED) {
            row.at = row.date_added;
        }
        self.add_member(collection, &row)?;
        self.note_move(collection, row.object, None, Some(row.place()))
    }
}
