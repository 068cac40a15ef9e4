//! Pages with the label of each row, for whoever must decide what may be done with what a reader sees.

use crate::page::{emit, pick};
use crate::{PageEnd, Query, Result, Row, Store};
use handling::{Clearance, Label};

impl Store {
    /// The same rows as [`Store::page`], each with its effective handling.
    pub fn page_with_labels(
        &self,
        clearance: &Clearance,
        collection: &str,
        query: &Query,
        each: &mut dyn FnMut(Row<'_>, &Label),
    ) -> Result<Option<PageEnd>> {
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            let Some((collection, mut sight)) = self.sight(tx, &policy, clearance, collection)?
            else {
                return Ok(None);
            };
            let (picked, more) = pick(&mut sight, collection.key, query)?;
            let of_rows: Result<Vec<_>> = picked.iter().map(|m| sight.label_of(m)).collect();
            let mut of_rows = of_rows?.into_iter();
            let mut end = emit(tx, &picked, query.max_bytes, &mut |row| {
                if let Some(label) = of_rows.next() {
                    each(row, &label);
                }
            })?;
            end.more |= more;
            end.view = self.inner.noted.view(sight.view(&picked[..end.count]));
            end.seen(tx)?;
            Ok(Some(end))
        })
    }
}
