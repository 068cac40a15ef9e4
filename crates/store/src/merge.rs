//! The members of several runs of collections, in the order of `date_added`.
//!
//! `member` is clustered by [`Run`], so each is sorted; this merges them. Each is read in chunks that double, so that
//! a run that fills the page costs few queries and one that adds nothing costs one.
//!
//! Smallest example: the run of label 1 holds dates 1 4 5, that of label 2 holds 2 3; the merge gives 1 2 3 4 5.

use crate::Result;
use crate::members::{COLUMNS, EARLIER, Member, Run};
use rusqlite::Connection;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

pub(crate) struct Merge<'a> {
    conn: &'a Connection,
    sql: String,
    runs: Vec<Open>,
    /// (date_added of the head, run)
    heads: BinaryHeap<Reverse<(i64, usize)>>,
}

/// What of a run is wanted.
pub(crate) struct Wanted<'a> {
    /// these types, where any are given
    pub(crate) types: &'a [i64],
    /// after this date
    pub(crate) after: i64,
    /// the last row of each version only
    pub(crate) last: bool,
    /// about as many will be taken
    pub(crate) about: usize,
}

struct Open {
    run: Run,
    after: i64,
    chunk: usize,
    read: VecDeque<Member>,
    ended: bool,
}

/// Smallest first chunk.
const LEAST: usize = 16;
const LARGEST: usize = 4_096;

impl<'a> Merge<'a> {
    /// What is wanted of these runs.
    pub(crate) fn new(conn: &'a Connection, runs: &[Run], wanted: &Wanted<'_>) -> Result<Self> {
        let chunk = match runs.len() {
            0 | 1 => wanted.about,
            several => (2 * wanted.about / several).max(LEAST),
        };
        let open = runs.iter().map(|run| Open {
            run: *run,
            after: wanted.after,
            chunk: chunk.min(LARGEST),
            read: VecDeque::new(),
            ended: false,
        });
        let mut merge = Self {
            conn,
            sql: sql(wanted),
            runs: open.collect(),
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
        let open = &mut self.runs[at];
        if open.ended {
            return Ok(());
        }
        let mut stmt = self.conn.prepare_cached(&self.sql)?;
        let limit = i64::try_from(open.chunk).unwrap_or(i64::MAX);
        let run = open.run;
        let mut rows = stmt.query((run.collection, run.label, run.before, open.after, limit))?;
        while let Some(row) = rows.next()? {
            open.read.push_back(Member::read(row)?);
        }
        open.ended = open.read.len() < open.chunk;
        open.chunk = (open.chunk * 2).min(LARGEST);
        if let Some(last) = open.read.back() {
            open.after = last.date_added;
        }
        if let Some(first) = open.read.front() {
            self.heads.push(Reverse((first.date_added, at)));
        }
        Ok(())
    }
}

fn sql(wanted: &Wanted<'_>) -> String {
    let types: Vec<String> = wanted.types.iter().map(i64::to_string).collect();
    let types = match types.is_empty() {
        true => String::new(),
        false => format!("AND type IN ({})", types.join(",")),
    };
    let last = match wanted.last {
        true => format!("AND flags & {EARLIER} = 0"),
        false => String::new(),
    };
    format!(
        "SELECT {COLUMNS} FROM member WHERE collection = ?1 AND label = ?2 AND before = ?3 AND date_added > ?4 \
         {types} {last} ORDER BY date_added LIMIT ?5"
    )
}
