//! What intakes found, gathered until it is written: hits folded into sightings, and the positions that go with them.
//!
//! One lock guards all of it, so a haul is in a step whole or not at all. Whoever must know that a haul is on disk waits
//! for its number.

use super::notice::Failed;
use super::plan::Plan;
use detect::digest::Kept;
use detect::session::indicator_id;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use store::{Hits, StreamStep, Waiting};
use uuid::Uuid;

/// Matches that may wait to be written; beyond it sources wait.
const MOST_WAITING: usize = 100_000;
/// The same for values that are kept.
const MOST_KEPT: usize = 1_000_000;

/// A match.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) indicator: [u8; 16],
    pub(super) at: i64,
    pub(super) line: u64,
    /// Where the line stands among those that were read at once.
    pub(super) at_line: usize,
    pub(super) path: String,
    pub(super) value: String,
    pub(super) field: String,
    /// For the sighting.
    pub(super) evidence: String,
}

/// What a source hands over at once.
pub(super) struct Haul {
    /// What its position is kept under.
    pub(super) source: String,
    /// What people know it by.
    pub(super) name: String,
    /// How far it is dealt with; none for a source that cannot be read again.
    pub(super) position: Option<String>,
    pub(super) waiting: Vec<([u8; 16], String)>,
    pub(super) found: Vec<Found>,
    /// The values of events, by era.
    pub(super) kept: Vec<(i64, Kept)>,
}

/// A match as it is written out, one a line.
#[derive(Debug, serde::Serialize)]
struct Told<'f> {
    stream: &'f str,
    source: &'f str,
    line: u64,
    time: String,
    indicator: String,
    path: &'f str,
    value: &'f str,
    #[serde(skip_serializing_if = "str::is_empty")]
    field: &'f str,
}

#[derive(Default)]
struct State {
    positions: BTreeMap<String, Option<String>>,
    waiting: BTreeMap<(String, String), String>,
    hits: HashMap<String, Hits>,
    lines: Vec<String>,
    kept: BTreeMap<i64, Kept>,
    /// Sources that are not gone.
    sources: BTreeSet<String>,
    /// Hauls pushed, and of those the ones on disk.
    pushed: u64,
    written: u64,
    failed: Option<Failed>,
    /// No more will be handed over.
    closed: bool,
}

/// See the module.
pub(super) struct Sink {
    stream: String,
    who: String,
    window: i64,
    state: Mutex<State>,
    changed: Condvar,
}

/// What is written at once.
pub(super) struct Load {
    pub(super) step: StreamStep,
    pub(super) lines: Vec<String>,
    pub(super) kept: BTreeMap<i64, Kept>,
    /// Whether it is the last.
    pub(super) is_last: bool,
    upto: Option<u64>,
}

impl Load {
    /// What was found in what is kept.
    pub(super) fn later(step: StreamStep, lines: Vec<String>) -> Self {
        Self {
            step,
            lines,
            kept: BTreeMap::new(),
            is_last: false,
            upto: None,
        }
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        let step = &self.step;
        let is_search = step.searched.is_some();
        !is_search
            && step.positions.is_empty()
            && step.waiting.is_empty()
            && step.hits.is_empty()
            && self.kept.is_empty()
    }
}

impl Sink {
    pub(super) fn new(plan: &Plan) -> Self {
        Self {
            stream: plan.name.clone(),
            who: format!("{:?}", plan.who),
            window: plan.window.max(1),
            state: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a haul in, as soon as there is room; its number.
    pub(super) fn push(&self, haul: Haul) -> Result<u64, Failed> {
        let is_full = |state: &State| {
            let kept: usize = state.kept.values().map(Kept::len).sum();
            state.lines.len() > MOST_WAITING || kept > MOST_KEPT
        };
        let full = |state: &mut State| is_full(state) && state.failed.is_none();
        let waited = self.changed.wait_while(self.lock(), full);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        if let Some(failed) = &state.failed {
            return Err(failed.clone());
        }
        if state.closed {
            return Err(Failed::Closed);
        }
        for found in haul.found {
            self.fold(&mut state, &haul.name, found);
        }
        for (era, kept) in haul.kept {
            state.kept.entry(era).or_default().join(kept);
        }
        for (uuid, text) in haul.waiting {
            let key = (haul.source.clone(), indicator_id(uuid));
            state.waiting.insert(key, text);
        }
        if haul.position.is_some() {
            state.positions.insert(haul.source, haul.position);
        }
        state.pushed += 1;
        let number = state.pushed;
        self.changed.notify_all();
        Ok(number)
    }

    fn fold(&self, state: &mut State, source: &str, found: Found) {
        let indicator = indicator_id(found.indicator);
        let opened = found.at.div_euclid(self.window) * self.window;
        let told = Told {
            stream: &self.stream,
            source,
            line: found.line,
            time: stix::timestamp::format_micros(found.at),
            indicator: indicator.clone(),
            path: &found.path,
            value: &found.value,
            field: &found.field,
        };
        state.lines.push(crate::streams::out::json(&told));
        let id = self.sighting_id(&indicator, opened);
        let hits = state.hits.entry(id.clone()).or_insert_with(|| Hits {
            id,
            indicator,
            opened,
            count: 0,
            first: found.at,
            last: found.at,
            evidence: Vec::new(),
            retro: false,
        });
        hits.count += 1;
        hits.first = hits.first.min(found.at);
        hits.last = hits.last.max(found.at);
        if !hits.evidence.contains(&found.evidence) {
            hits.evidence.push(found.evidence);
        }
    }

    /// The same whenever the same is seen in the same stream within the same window.
    fn sighting_id(&self, indicator: &str, opened: i64) -> String {
        self.id_of(&[indicator, &opened.to_string()])
    }

    /// The same of what was found later.
    pub(super) fn later_id(&self, indicator: &str, opened: i64) -> String {
        self.id_of(&[indicator, &opened.to_string(), "retro"])
    }

    fn id_of(&self, more: &[&str]) -> String {
        const NAMESPACE: Uuid = Uuid::from_u128(0x6c1f_7c0e_3d1d_5a4b_9a52_0d6a_51b7_c9e4);
        let name = [&[self.stream.as_str(), &self.who], more].concat();
        let made = Uuid::new_v5(&NAMESPACE, name.join("\0").as_bytes());
        format!("sighting--{made}")
    }

    /// Says that a source is there.
    pub(super) fn is_there(&self, source: &str) {
        self.lock().sources.insert(source.to_owned());
    }

    /// The sources that were there since the stream began.
    pub(super) fn sources(&self) -> Vec<String> {
        self.lock().sources.iter().cloned().collect()
    }

    /// Whether nothing can be written any more.
    pub(super) fn has_failed(&self) -> bool {
        self.lock().failed.is_some()
    }

    /// Says that a source need not be gone on with.
    pub(super) fn forget(&self, source: &str) {
        self.lock().positions.insert(source.to_owned(), None);
    }

    /// Waits until something was handed over, or the time has passed.
    pub(super) fn wait(&self, at_most: Duration) {
        let idle = |state: &mut State| state.pushed == state.written && !state.closed;
        drop(self.changed.wait_timeout_while(self.lock(), at_most, idle));
    }

    /// What is to be written.
    pub(super) fn take(&self) -> Load {
        let mut state = self.lock();
        let waiting = std::mem::take(&mut state.waiting).into_iter();
        Load {
            step: StreamStep {
                stream: self.stream.clone(),
                positions: std::mem::take(&mut state.positions).into_iter().collect(),
                waiting: waiting
                    .map(|((source, indicator), state)| Waiting {
                        source,
                        indicator,
                        state,
                    })
                    .collect(),
                hits: std::mem::take(&mut state.hits).into_values().collect(),
                ..StreamStep::default()
            },
            kept: std::mem::take(&mut state.kept),
            lines: std::mem::take(&mut state.lines),
            is_last: state.closed,
            upto: Some(state.pushed),
        }
    }

    /// Says that a load is on disk.
    pub(super) fn written(&self, upto: Option<u64>) {
        if let Some(upto) = upto {
            self.lock().written = upto;
        }
        self.changed.notify_all();
    }

    /// The last haul that is on disk.
    pub(super) fn on_disk(&self) -> Result<u64, Failed> {
        let state = self.lock();
        state.failed.clone().map_or(Ok(state.written), Err)
    }

    /// Says that nothing can be written any more.
    pub(super) fn fail(&self, failed: Failed) {
        self.lock().failed = Some(failed);
        self.changed.notify_all();
    }

    /// Says that no more will be handed over.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }
}

impl Load {
    /// The last haul in it.
    pub(super) fn upto(&self) -> Option<u64> {
        self.upto
    }
}
