//! Effective labels, kept right in the transaction that changes what they rest on.
//!
//! The label of a version is its own, joined with that of the newest version of its id in its lane, and, for what is
//! about other objects, with the labels of its ends: of an end, the newest version in the same lane rules; where that
//! lane has none, the newest of every lane (copies kept apart count in their own lane only). A version that was taken
//! back, or is older than one of its lane that revoked it, is for its lane and the operator only.
//!
//! Smallest example: note N is about relationship R, R goes from A to B; all TLP:CLEAR. A newer version of B is TLP:RED.
//! What rests on B is found along `edge`: R, then N. Their labels are made anew from their own upwards: R takes B's,
//! N takes R's. All three move in one transaction, so nobody sees a half-raised graph. Because every label starts from
//! its own, loosening comes out right too, even where notes are about each other in a circle.

use crate::Result;
use crate::admit::{APART, RECALLED, REVOKED};
use crate::tx::Tx;
use handling::{Label, planted};
use rusqlite::Row;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A stored version, as far as labels go.
#[derive(Debug, Clone)]
struct Stored {
    seq: i64,
    lane: i64,
    label: i64,
    ends: Vec<i64>,
    apart: bool,
    revoked: bool,
    recalled: bool,
    /// being made
    next: i64,
}

/// Versions of ids, oldest first within each lane.
type Graph = HashMap<i64, Vec<Stored>>;

/// Of one id, by lane: the label of the newest version, and whether that is kept apart.
type Newest = BTreeMap<i64, (i64, bool)>;

/// What moved.
#[derive(Debug, Clone, Default)]
pub(crate) struct Moves {
    objects: u64,
    pub(crate) members: u64,
    pub(crate) loosened: u64,
    /// ids with versions whose places in collections bear the label of before ([`Tx::date_moves`])
    pub(crate) changed: BTreeSet<i64>,
    /// versions that somebody may have had and may not have any more
    pub(crate) tightened: Vec<Tightened>,
}

/// A version whose label asks for more than before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tightened {
    pub(crate) object: i64,
    pub(crate) id_key: i64,
    /// label
    pub(crate) before: i64,
}

impl Moves {
    pub(crate) fn add(&mut self, more: Moves) {
        self.objects += more.objects;
        self.members += more.members;
        self.loosened += more.loosened;
        self.changed.extend(more.changed);
        self.tightened.extend(more.tightened);
    }
}

impl Tx<'_> {
    /// Makes the labels of these ids, and of all that rests on them, right again.
    /// Of `alone`, nothing that rests on them changes. Places in collections follow with [`Tx::date_moves`].
    pub(crate) fn settle(&mut self, dirty: &BTreeSet<i64>, alone: &BTreeSet<i64>) -> Result<Moves> {
        let mut graph = self.resting_on(dirty)?;
        for key in alone {
            if !graph.contains_key(key) {
                graph.insert(*key, self.stored(*key)?);
            }
        }
        self.raise(&mut graph)?;
        self.apply(&graph)
    }

    /// One row for all that moved.
    pub(crate) fn audit_moves(&mut self, actor: &str, moves: &Moves) -> Result<()> {
        if moves.objects == 0 {
            return Ok(());
        }
        let detail = json!({
            "objects": moves.objects, "members": moves.members, "loosened": moves.loosened,
        });
        self.audit(actor, "relabel", &detail)
    }

    /// The label an edge in `lane` takes from one of its ends: none where the store has nothing of that id.
    pub(crate) fn end_label(&mut self, end: i64, lane: i64) -> Result<Option<i64>> {
        let newest = self.newest_by_lane(end)?;
        self.of_lanes(&newest, lane)
    }

    fn of_lanes(&mut self, newest: &Newest, lane: i64) -> Result<Option<i64>> {
        if let Some((label, _)) = newest.get(&lane) {
            return Ok(Some(*label));
        }
        let counting = newest.values().filter(|(_, apart)| !apart);
        let counting: Vec<i64> = counting.map(|(label, _)| *label).collect();
        if let [] | [_] = counting[..] {
            return Ok(counting.first().copied());
        }
        // In nobody's lane, so that each lane is spared its own copy only.
        let mut all = self.label_key(&Label::clear(None))?;
        for label in counting {
            all = self.join(all, label)?;
        }
        Ok(Some(all))
    }

    fn newest_by_lane(&self, id_key: i64) -> Result<Newest> {
        const SQL: &str = "SELECT lane, label, flags & ?2 FROM object WHERE id_key = ?1 \
                           ORDER BY lane, at, tail, seq";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        let rows = stmt.query_map((id_key, APART), |row| {
            Ok((row.get(0)?, (row.get(1)?, row.get::<_, i64>(2)? != 0)))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What is about an id.
    pub(crate) fn edges_of(&self, end: i64) -> Result<Vec<i64>> {
        let mut stmt = self
            .conn
            .prepare_cached("SELECT edge_key FROM edge WHERE end_key = ?1")?;
        let rows = stmt.query_map([end], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The ids and all that rests on them, with their versions.
    fn resting_on(&self, dirty: &BTreeSet<i64>) -> Result<Graph> {
        let mut graph = Graph::new();
        let mut todo: Vec<i64> = dirty.iter().copied().collect();
        let mut seen: HashSet<i64> = dirty.iter().copied().collect();
        while let Some(key) = todo.pop() {
            graph.insert(key, self.stored(key)?);
            let above = planted!(EdgeNotRaised, Vec::new(), self.edges_of(key)?);
            todo.extend(above.into_iter().filter(|edge| seen.insert(*edge)));
        }
        Ok(graph)
    }

    fn stored(&self, id_key: i64) -> Result<Vec<Stored>> {
        const SQL: &str = "SELECT seq, lane, own_label, label, ends, flags FROM object WHERE id_key = ?1 \
                           ORDER BY lane, at, tail, seq";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        let rows = stmt.query_map([id_key], stored)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// From their own labels upwards until nothing changes. Joining never gives more than before, and there are
    /// finitely many labels to join, so it ends.
    fn raise(&mut self, graph: &mut Graph) -> Result<()> {
        let mut todo: Vec<i64> = graph.keys().copied().collect();
        todo.sort_unstable();
        let mut waiting: HashSet<i64> = todo.iter().copied().collect();
        let mut outside: HashMap<i64, Newest> = HashMap::new();
        todo.reverse();
        while let Some(key) = todo.pop() {
            waiting.remove(&key);
            if !self.raise_one(key, graph, &mut outside)? {
                continue;
            }
            let above = self.edges_of(key)?;
            todo.extend(
                above
                    .into_iter()
                    .filter(|edge| graph.contains_key(edge) && waiting.insert(*edge)),
            );
        }
        Ok(())
    }

    /// Whether the label of any version changed.
    fn raise_one(
        &mut self,
        key: i64,
        graph: &mut Graph,
        outside: &mut HashMap<i64, Newest>,
    ) -> Result<bool> {
        let mut versions = graph.get(&key).cloned().unwrap_or_default();
        let mut changed = false;
        // Newest first, so that the one that rules is made before those it rules.
        let mut rules: Option<(i64, i64)> = None;
        let mut ended = None;
        for version in versions.iter_mut().rev() {
            let mut next = version.next;
            if version.recalled || ended == Some(version.lane) {
                let recalled = self.label_key(&Label::recalled())?;
                next = self.join(next, recalled)?;
            }
            if version.revoked {
                ended = Some(version.lane);
            }
            for end in planted!(EdgeWithoutEnds, &[][..], &version.ends[..]) {
                let newest = match graph.get(end) {
                    Some(within) => within.iter().map(|v| (v.lane, (v.next, v.apart))).collect(),
                    None => match outside.get(end) {
                        Some(known) => known.clone(),
                        None => {
                            let found = self.newest_by_lane(*end)?;
                            outside.insert(*end, found.clone());
                            found
                        }
                    },
                };
                if let Some(label) = self.of_lanes(&newest, version.lane)? {
                    next = self.join(next, label)?;
                }
            }
            match rules {
                Some((lane, label)) if lane == version.lane => {
                    next = planted!(OldVersionsStay, next, self.join(next, label)?);
                }
                _ => rules = Some((version.lane, next)),
            }
            changed |= next != version.next;
            version.next = next;
        }
        graph.insert(key, versions);
        Ok(changed)
    }

    fn apply(&mut self, graph: &Graph) -> Result<Moves> {
        let mut moves = Moves::default();
        let mut set = self
            .conn
            .prepare_cached("UPDATE object SET label = ?2 WHERE seq = ?1")?;
        for (key, versions) in graph {
            for version in versions.iter().filter(|v| v.next != v.label) {
                set.execute((version.seq, version.next))?;
                moves.objects += 1;
                moves.changed.insert(*key);
            }
            for version in versions.iter().filter(|v| v.next != v.label) {
                if !self.covers(version.label, version.next)? {
                    moves.tightened.push(Tightened {
                        object: version.seq,
                        id_key: *key,
                        before: version.label,
                    });
                }
            }
        }
        Ok(moves)
    }
}

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
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

/// Ident keys as a column holds them.
pub(crate) fn pack(ends: &[i64]) -> Vec<u8> {
    ends.iter().flat_map(|end| end.to_le_bytes()).collect()
}

fn unpack(bytes: &[u8]) -> Vec<i64> {
    let (keys, _) = bytes.as_chunks::<8>();
    keys.iter().map(|key| i64::from_le_bytes(*key)).collect()
}
