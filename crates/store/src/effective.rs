//! The effective labels of versions, made anew from their own upwards.
//!
//! The label of a version is its own, joined with that of the newest version of its id in its lane, and, for what is
//! about other objects, with the labels of its ends: of an end, the newest version in the same lane rules; where that
//! lane has none, the newest of every lane (copies kept apart count in their own lane only). A version that was taken
//! back, or is older than one of its lane that revoked it, is for its lane and the operator only.
//!
//! Smallest example: note N is about relationship R, R goes from A to B; all TLP:CLEAR. A newer version of B is TLP:RED.
//! R takes B's label, N takes R's. Because every label starts from its own, loosening comes out right too, even where
//! notes are about each other in a circle.
//!
//! What the store has as labels may rest on something older than what it rests on: B was raised, R and N wait for
//! `slices`. B is then a root. Whatever leads to a root is made anew, too; of all else the label that is there holds.

use crate::Result;
use crate::admit::{APART, RECALLED, REVOKED};
use crate::tx::Tx;
use handling::{Label, planted};
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// A stored version, as far as labels go.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub(crate) seq: i64,
    lane: i64,
    /// as it is kept
    pub(crate) label: i64,
    ends: Vec<i64>,
    apart: bool,
    revoked: bool,
    recalled: bool,
    /// as it has to be
    pub(crate) next: i64,
}

/// Versions of ids, oldest first within each lane.
type Graph = HashMap<i64, Vec<Stored>>;

/// Of one id, by lane: the label of the newest version, and whether that is kept apart.
pub(crate) type Newest = BTreeMap<i64, (i64, bool)>;

/// Where labels are joined: interned by who writes, in memory by who only reads.
pub(crate) trait Joins {
    fn conn(&self) -> &Connection;
    /// The key of a label, new or known.
    fn key_of(&mut self, label: &Label) -> Result<i64>;
    /// Both apply; the lane is `a`'s.
    fn joined(&mut self, a: i64, b: i64) -> Result<i64>;
}

impl Joins for Tx<'_> {
    fn conn(&self) -> &Connection {
        self.conn
    }

    fn key_of(&mut self, label: &Label) -> Result<i64> {
        self.label_key(label)
    }

    fn joined(&mut self, a: i64, b: i64) -> Result<i64> {
        self.join(a, b)
    }
}

/// Labels as they have to be, as far as they were asked for.
pub(crate) struct Effective {
    roots: Arc<HashSet<i64>>,
    /// roots that are not kept as such yet
    new: BTreeSet<i64>,
    /// whether an id leads to a root
    rests: HashMap<i64, bool>,
    made: Graph,
    kept: HashMap<i64, Newest>,
}

impl Effective {
    pub(crate) fn new(roots: Arc<HashSet<i64>>, new: BTreeSet<i64>) -> Self {
        Self {
            roots,
            new,
            rests: HashMap::new(),
            made: Graph::new(),
            kept: HashMap::new(),
        }
    }

    /// Whether an id is a root or leads to one, so that its label may have to be another than it is.
    pub(crate) fn rests(&mut self, conn: &Connection, id_key: i64) -> Result<bool> {
        if self.roots.is_empty() && self.new.is_empty() {
            return Ok(false);
        }
        if let Some(known) = self.rests.get(&id_key) {
            return Ok(*known);
        }
        let mut below: HashMap<i64, Vec<i64>> = HashMap::new();
        let mut todo = vec![id_key];
        while let Some(key) = todo.pop() {
            if below.contains_key(&key) || self.rests.contains_key(&key) {
                continue;
            }
            let is_root = self.roots.contains(&key) || self.new.contains(&key);
            if is_root {
                self.rests.insert(key, true);
                continue;
            }
            let ends = ends(conn, key)?;
            todo.extend(&ends);
            below.insert(key, ends);
        }
        loop {
            let rests = |end: &i64| self.rests.get(end) == Some(&true);
            let leads = |ends: &[i64]| ends.iter().any(rests);
            let found: Vec<i64> = below
                .iter()
                .filter_map(|(key, ends)| leads(ends).then_some(*key))
                .collect();
            if found.is_empty() {
                break;
            }
            for key in found {
                below.remove(&key);
                self.rests.insert(key, true);
            }
        }
        self.rests.extend(below.into_keys().map(|key| (key, false)));
        Ok(self.rests.get(&id_key) == Some(&true))
    }

    /// Makes the labels of these ids.
    pub(crate) fn make(
        &mut self,
        joins: &mut impl Joins,
        ids: impl IntoIterator<Item = i64>,
    ) -> Result<()> {
        let mut graph = Graph::new();
        let mut todo: Vec<i64> = ids.into_iter().collect();
        while let Some(key) = todo.pop() {
            if self.made.contains_key(&key) || graph.contains_key(&key) {
                continue;
            }
            let versions = stored(joins.conn(), key)?;
            for end in versions.iter().flat_map(|version| &version.ends) {
                if self.rests(joins.conn(), *end)? {
                    todo.push(*end);
                }
            }
            graph.insert(key, versions);
        }
        self.raise(joins, &mut graph)?;
        self.made.extend(graph);
        Ok(())
    }

    /// The versions of an id that was made.
    pub(crate) fn versions(&mut self, id_key: i64) -> &mut [Stored] {
        self.made
            .get_mut(&id_key)
            .map_or(&mut [], Vec::as_mut_slice)
    }

    /// The label that something in `lane` takes from an end: none where the store has nothing of that id.
    pub(crate) fn end(
        &mut self,
        joins: &mut impl Joins,
        end: i64,
        lane: i64,
    ) -> Result<Option<i64>> {
        if self.rests(joins.conn(), end)? {
            self.make(joins, [end])?;
        }
        let newest = self.newest(joins.conn(), &Graph::new(), end)?;
        of_lanes(joins, &newest, lane)
    }

    /// From their own labels upwards until nothing changes. Joining never gives more than before, and there are
    /// finitely many labels to join, so it ends.
    fn raise(&mut self, joins: &mut impl Joins, graph: &mut Graph) -> Result<()> {
        let mut above: HashMap<i64, Vec<i64>> = HashMap::new();
        for (key, versions) in &*graph {
            for end in versions.iter().flat_map(|version| &version.ends) {
                if graph.contains_key(end) {
                    above.entry(*end).or_default().push(*key);
                }
            }
        }
        let mut todo: Vec<i64> = graph.keys().copied().collect();
        todo.sort_unstable();
        let mut waiting: HashSet<i64> = todo.iter().copied().collect();
        todo.reverse();
        while let Some(key) = todo.pop() {
            waiting.remove(&key);
            if self.raise_one(joins, key, graph)? {
                let above = above.get(&key).map_or(&[][..], Vec::as_slice);
                todo.extend(above.iter().filter(|edge| waiting.insert(**edge)));
            }
        }
        Ok(())
    }

    /// Whether the label of any version changed.
    fn raise_one(&mut self, joins: &mut impl Joins, key: i64, graph: &mut Graph) -> Result<bool> {
        let mut versions = graph.get(&key).cloned().unwrap_or_default();
        let mut changed = false;
        // Newest first, so that the one that rules is made before those it rules.
        let mut rules: Option<(i64, i64)> = None;
        let mut ended = None;
        for version in versions.iter_mut().rev() {
            let mut next = version.next;
            if version.recalled || ended == Some(version.lane) {
                let recalled = joins.key_of(&Label::recalled())?;
                next = joins.joined(next, recalled)?;
            }
            if version.revoked {
                ended = Some(version.lane);
            }
            for end in planted!(EdgeWithoutEnds, &[][..], &version.ends[..]) {
                let newest = self.newest(joins.conn(), graph, *end)?;
                if let Some(label) = of_lanes(joins, &newest, version.lane)? {
                    next = joins.joined(next, label)?;
                }
            }
            match rules {
                Some((lane, label)) if lane == version.lane => {
                    next = planted!(OldVersionsStay, next, joins.joined(next, label)?);
                }
                _ => rules = Some((version.lane, next)),
            }
            changed |= next != version.next;
            version.next = next;
        }
        graph.insert(key, versions);
        Ok(changed)
    }

    fn newest(&mut self, conn: &Connection, graph: &Graph, end: i64) -> Result<Newest> {
        if let Some(made) = graph.get(&end).or_else(|| self.made.get(&end)) {
            return Ok(made.iter().map(|v| (v.lane, (v.next, v.apart))).collect());
        }
        if let Some(known) = self.kept.get(&end) {
            return Ok(known.clone());
        }
        let found = newest_by_lane(conn, end)?;
        self.kept.insert(end, found.clone());
        Ok(found)
    }
}

fn of_lanes(joins: &mut impl Joins, newest: &Newest, lane: i64) -> Result<Option<i64>> {
    if let Some((label, _)) = newest.get(&lane) {
        return Ok(Some(*label));
    }
    let counting = newest.values().filter(|(_, apart)| !apart);
    let counting: Vec<i64> = counting.map(|(label, _)| *label).collect();
    if let [] | [_] = counting[..] {
        return Ok(counting.first().copied());
    }
    // In nobody's lane, so that each lane is spared its own copy only.
    let mut all = joins.key_of(&Label::clear(None))?;
    for label in counting {
        all = joins.joined(all, label)?;
    }
    Ok(Some(all))
}

fn newest_by_lane(conn: &Connection, id_key: i64) -> Result<Newest> {
    const SQL: &str = "SELECT lane, label, flags & ?2 FROM object WHERE id_key = ?1 \
                       ORDER BY lane, at, tail, seq";
    let mut stmt = conn.prepare_cached(SQL)?;
    let rows = stmt.query_map((id_key, APART), |row| {
        Ok((row.get(0)?, (row.get(1)?, row.get::<_, i64>(2)? != 0)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn stored(conn: &Connection, id_key: i64) -> Result<Vec<Stored>> {
    const SQL: &str = "SELECT seq, lane, own_label, label, ends, flags FROM object WHERE id_key = ?1 \
                       ORDER BY lane, at, tail, seq";
    let mut stmt = conn.prepare_cached(SQL)?;
    let rows = stmt.query_map([id_key], version)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn version(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let own = row.get(2)?;
    let ends: Option<Vec<u8>> = row.get(4)?;
    let flags: i64 = row.get(5)?;
    Ok(Stored {
        seq: row.get(0)?,
        lane: row.get(1)?,
        label: row.get(3)?,
        ends: unpack(&ends.unwrap_or_default()),
        apart: flags & APART != 0,
        revoked: flags & REVOKED != 0,
        recalled: flags & RECALLED != 0,
        next: own,
    })
}

/// What any version of an id is about.
fn ends(conn: &Connection, id_key: i64) -> Result<Vec<i64>> {
    const SQL: &str = "SELECT ends FROM object WHERE id_key = ?1 AND ends IS NOT NULL";
    let mut stmt = conn.prepare_cached(SQL)?;
    let mut rows = stmt.query([id_key])?;
    let mut ends = Vec::new();
    while let Some(row) = rows.next()? {
        ends.extend(unpack(&row.get::<_, Vec<u8>>(0)?));
    }
    Ok(ends)
}

/// Ident keys as a column holds them.
pub(crate) fn pack(ends: &[i64]) -> Vec<u8> {
    ends.iter().flat_map(|end| end.to_le_bytes()).collect()
}

fn unpack(bytes: &[u8]) -> Vec<i64> {
    let (keys, _) = bytes.as_chunks::<8>();
    keys.iter().map(|key| i64::from_le_bytes(*key)).collect()
}
