//! The other side of a page: what of a collection a reader is not given, and the rule that withholds each. For the
//! operator's eyes.
//!
//! Smallest example: a collection holds a TLP:GREEN report and a TLP:RED one. Of a partner up to TLP:AMBER, the page is
//! the first and this is the second, with `R-TLP`.

use crate::labels::Sight;
use crate::members::Member;
use crate::page::{emit, pick_under, runs_in, sight};
use crate::{PageEnd, Query, Result, Store, Withheld};
use handling::{Access, Clearance, Decision, Label, Reader, release};
use std::collections::HashMap;
use std::sync::Arc;

impl Store {
    /// Walks one page, after a date, of what `reader` is not given of a collection it may read: of every object the
    /// newest version there is, where its label withholds it. `None` when the reader may not read the collection at
    /// all, or when it is not the operator who asks.
    pub fn withheld(
        &self,
        operator: &Clearance,
        reader: &Clearance,
        collection: &str,
        (after, limit): (Option<i64>, usize),
        each: &mut dyn FnMut(Withheld<'_>),
    ) -> Result<Option<PageEnd>> {
        if operator.reader != Reader::System {
            return Ok(None);
        }
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            let (labels, now) = (&self.inner.labels, self.now());
            let theirs = sight(tx, labels, &policy, reader, collection, now)?;
            let all = sight(tx, labels, &policy, operator, collection, now)?;
            let (Some((_, mut theirs)), Some((found, mut all))) = (theirs, all) else {
                return Ok(None);
            };
            let query = Query {
                after,
                limit,
                ..Query::default()
            };
            let mut hidden = runs_in(tx, found.key)?;
            for at in (0..hidden.len()).rev() {
                if theirs.sees(hidden[at].label)? && !theirs.is_unsettled() {
                    hidden.swap_remove(at);
                }
            }
            let mut takes = |_: &mut Sight<'_>, member: &Member| Ok(!theirs.gives(member)?);
            let (picked, more) = pick_under(&mut all, found.key, &hidden, &[], &query, &mut takes)?;
            let of_rows = picked.iter().map(|member| theirs.label_of(member));
            let of_rows: Vec<Arc<Label>> = of_rows.collect::<Result<_>>()?;
            // Few labels, many objects.
            let mut decided: HashMap<&Label, Decision> = HashMap::new();
            for label in &of_rows {
                let decide = || release(label, reader, theirs.access, now);
                decided.entry(label).or_insert_with(decide);
            }
            let mut labels = of_rows.iter();
            let mut end = emit(tx, &picked, query.max_bytes, &mut |row| {
                if let Some(label) = labels.next() {
                    let decision = &decided[&**label];
                    each(Withheld {
                        row,
                        label,
                        decision,
                    });
                }
            })?;
            end.more |= more;
            Ok(Some(end))
        })
    }

    /// By which right this reader may read the collection; none where it may not.
    pub fn access(&self, clearance: &Clearance, collection: &str) -> Result<Option<Access>> {
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            let found = policy.collection(collection);
            Ok(found.and_then(|c| policy.access(clearance, c)))
        })
    }
}
