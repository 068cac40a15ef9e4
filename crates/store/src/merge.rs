//! The members of collections under several labels, in the order of `date_added`.
//!
//! `member` is clustered by collection and label, so each label in a collection is a sorted run; this merges the runs. Each is read in chunks that
//! double, so that a label that fills the page costs few queries and one that adds nothing costs one.
//!
//! Smallest example: label 1 holds dates 1 4 5, label 2 holds 2 3; the merge gives 1 2 3 4 5.

use crate::Result;
use crate::members::{COLUMNS, Member};
use rusqlite::Connection;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

pub(crate) struct Merge<'a> {
    conn: &'a Connection,
    sql: String,
    runs: Vec<Run>,
    /// (date_added of the head, run)
    heads: BinaryHeap<Reverse<(i64, usize)>>,
}

struct Run {
    collection: i64,
    label: i64,
    after: i64,
    chunk: usize,
    read: VecDeque<Member>,
    ended: bool,
}

/// Smallest first chunk.
const LEAST: usize = 16;
const LARGEST: usize = 4_096;

impl<'a> Merge<'a> {
    /// Members in these collections under these labels, and of these types where any are given, after a date. `about` as
    /// many will be taken.
    pub(crate) fn new(
        conn: &'a Connection,
        places: &[(i64, i64)],
        types: &[i64],
        after: i64,
        about: usize,
    ) -> Result<Self> {
        let chunk = match places.len() {
            0 | 1 => about,
            several => (2 * about / several).max(LEAST),
        };
        let runs = places.iter().map(|(collection, label)| Run {
            collection: *collection,
            label: *label,
            after,
            chunk: chunk.min(LARGEST),
            read: VecDeque::new(),
            ended: false,
        });
        let runs = runs.collect();
        let mut merge = Self {
            conn,
            sql: sql(types),
            runs,
            heads: BinaryHeap::new(),
        };
        for run in 0..merge.runs.len() {
            merge.refill(run)?;
        }
        Ok(merge)
    }

    /// The next member.
    pub(crate) fn next(&mut self) -> Result<Option<Member>> {
        let Some(Reverse((_, run))) = self.heads.pop() else {
            return Ok(None);
        };
        let member = self.runs[run].read.pop_front();
        match self.runs[run].read.front() {
            Some(next) => self.heads.push(Reverse((next.date_added, run))),
            None => self.refill(run)?,
        }
        Ok(member)
    }

    /// Reads the next chunk of a run that has none left and puts it among the heads.
    fn refill(&mut self, at: usize) -> Result<()> {
        let run = &mut self.runs[at];
        if run.ended {
            return Ok(());
        }
        let mut stmt = self.conn.prepare_cached(&self.sql)?;
        let limit = i64::try_from(run.chunk).unwrap_or(i64::MAX);
        let mut rows = stmt.query((run.collection, run.label, run.after, limit))?;
        while let Some(row) = rows.next()? {
            run.read.push_back(Member::read(row)?);
        }
        run.ended = run.read.len() < run.chunk;
        run.chunk = (run.chunk * 2).min(LARGEST);
        if let Some(last) = run.read.back() {
            run.after = last.date_added;
        }
        if let Some(first) = run.read.front() {
            self.heads.push(Reverse((first.date_added, at)));
        }
        Ok(())
    }
}

fn sql(types: &[i64]) -> String {
    let types: Vec<String> = types.iter().map(i64::to_string).collect();
    let types = match types.is_empty() {
        true => String::new(),
        false => format!("AND type IN ({})", types.join(",")),
    };
    format!(
        "SELECT {COLUMNS} FROM member WHERE collection = ?1 AND label = ?2 AND date_added > ?3 {types} \
         ORDER BY date_added LIMIT ?4"
    )
}
