//! What a stream has held, searched for indicators that come only now; and the upkeep of what is kept.
//!
//! Smallest example: 10.0.0.1 was in 40 events of the last week. Today a partner shares an indicator of it. That it is to be
//! searched for is on disk before it is matched; then the digests of the week are searched, and one sighting a day of what
//! is found is told, in the transaction that says that it was searched for. A kill at any point leads to the same
//! sightings, once.

use super::counts::add;
use super::notice::{Failed, Notice};
use super::out::json;
use super::plan::Plan;
use super::run::Stream;
use super::sighting;
use super::sink::Load;
use detect::digest::{self, Found, Open, Query, SLICE};
use detect::feed::indicator;
use detect::session::indicator_id;
use handling::{Clearance, Use, may_hand_over};
use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};
use stix::{Limits, Object, Value};
use store::{Digest, DigestSize, Error, Hits, Keep, SearchFor, Store, StreamStep, Told};

/// Between looks at what is to be searched for.
const LOOK: Duration = Duration::from_secs(1);
/// Indicators searched for in one go.
const AT_ONCE: usize = 20_000;
/// Between looks at what can be merged or must be deleted.
const UPKEEP: Duration = Duration::from_secs(20);
/// Between looks at what is so old that it can be forgotten.
const FORGET: Duration = Duration::from_secs(3_600);
/// Small digests of one slice and size before they are merged.
const MOST_SMALL: usize = 8;
/// After its end events of a slice come seldom.
const LATE: i64 = 900_000_000;
pub(super) const DAY: i64 = 86_400_000_000;
/// Sightings that nothing was added to for so long, and places in files that are gone, are forgotten.
const OLD: i64 = 90 * DAY;
/// Pieces of evidence that a sighting keeps.
const MOST_EVIDENCE: usize = 32;

/// A retrospective match, as it is written out.
#[derive(Debug, serde::Serialize)]
struct ToldLater<'f> {
    stream: &'f str,
    retro: bool,
    indicator: String,
    path: &'f str,
    value: &'f str,
    count: u64,
    first: String,
    last: String,
}

/// What became of a search.
#[derive(Debug, Default)]
pub struct Searched {
    /// How many indicators were searched for.
    pub searched: usize,
    /// Those that were seen.
    pub seen: usize,
    /// Those of which what is kept does not tell all.
    pub open: Vec<(String, Open)>,
}

/// Makes an indicator ready to be searched for. Where its producer only wrote when it was made, that says nothing of when it
/// begins to hold: `valid_from` that is `created` is passed over.
///
/// # Errors
/// Why it cannot be searched for.
pub fn ask(
    query: &mut Query,
    object: &Object<'_>,
    least_confidence: u8,
    before: i64,
) -> Result<bool, String> {
    let Some(mut found) = indicator(object) else {
        return Ok(false);
    };
    let text = |name: &str| object.value.get(name).and_then(Value::as_str);
    let made = text("created").and_then(stix::timestamp::parse_tolerant);
    let is_same = |a: i64, b: i64| a.div_euclid(1_000_000) == b.div_euclid(1_000_000);
    if let (Some(made), Some(from)) = (made, found.valid_from)
        && is_same(made, from)
    {
        found.valid_from = None;
    }
    let is_weak = found
        .confidence
        .is_some_and(|confidence| confidence < least_confidence);
    if found.revoked || is_weak {
        return Ok(false);
    }
    query
        .add(&found, before)
        .map(|()| true)
        .map_err(|refusal| refusal.to_string())
}

/// Searches everything that is kept of a stream from this time on.
///
/// # Errors
/// When the store cannot be read, or holds something else.
pub fn search(
    store: &Store,
    clearance: &Clearance,
    (stream, since): (&str, i64),
    query: &mut Query,
    tell: &mut dyn FnMut(Found<'_>),
) -> store::Result<()> {
    store.digests(clearance, stream, &mut |digest, gate, data| {
        let wanted = query.wants(digest.era, gate);
        if wanted.is_empty() || digest.opened + SLICE <= since {
            return Ok(());
        }
        let looked = query.look(digest.opened, &data()?, &wanted, tell);
        looked.map_err(|damaged| Error::Corrupt(damaged.to_string()))
    })
}

/// What became of the indicators of a query.
pub fn verdict(query: &Query) -> Searched {
    let mut searched = Searched {
        searched: query.len(),
        ..Searched::default()
    };
    for verdict in query.verdicts() {
        searched.seen += usize::from(verdict.was_found);
        searched
            .open
            .extend(verdict.open.map(|open| (indicator_id(verdict.uuid), open)));
    }
    searched
}

/// What is kept, as the store takes it; not what would be deleted at once.
pub(super) fn digests(kept: BTreeMap<i64, digest::Kept>, days: u32, now: i64) -> Vec<Digest> {
    let parts = kept
        .into_iter()
        .flat_map(|(era, kept)| kept.parts().into_iter().map(move |part| (era, part)));
    let all = parts.map(|(era, part)| Digest {
        opened: part.opened,
        era,
        level: 0,
        until: part.opened + SLICE + i64::from(days) * DAY,
        gate: part.gate,
        data: part.data,
    });
    all.filter(|digest| digest.until > now).collect()
}

impl Stream {
    /// Searches and tidies up until the stream stops; once more then, so that what came last is searched for, too.
    pub(super) fn remember(&self) {
        let mut upkeep = Instant::now();
        let mut forget = Instant::now();
        let mut was_well = true;
        loop {
            let stops = self.stops();
            let mut done = self.search_due();
            if upkeep.elapsed() >= UPKEEP && done.is_ok() {
                upkeep = Instant::now();
                done = self.tidy();
            }
            if forget.elapsed() >= FORGET && done.is_ok() {
                forget = Instant::now();
                done = self.forget_old();
            }
            if let (Err(failed), true) = (&done, was_well) {
                self.notice(Notice::Unsearched(failed));
            }
            was_well = done.is_ok();
            if stops {
                return;
            }
            self.pause(LOOK);
        }
    }

    /// Deletes what is to be kept no longer, all of it where nothing is to be kept any more.
    pub(super) fn begin_history(&self) -> Result<(), Failed> {
        let (store, name) = (&self.store, &self.plan.name);
        match self.plan.digest_days {
            0 => store.forget_digests(&self.clearance, name)?,
            days => {
                let before = self.clock.now() - i64::from(days) * DAY - SLICE;
                store.drop_digests(&self.clearance, name, before)?;
            }
        }
        Ok(())
    }

    fn search_due(&self) -> Result<(), Failed> {
        if self.plan.digest_days == 0 {
            return Ok(());
        }
        loop {
            let due = self
                .store
                .searches(&self.clearance, &self.plan.name, AT_ONCE)?;
            let Some(last) = due.iter().map(|search| search.era).max() else {
                return Ok(());
            };
            // What was matched without them must be on disk first.
            self.wait_for_era(last);
            self.write_now()?;
            self.search_for(due)?;
        }
    }

    fn search_for(&self, due: Vec<SearchFor>) -> Result<(), Failed> {
        let (store, clearance, plan) = (&self.store, &self.clearance, &self.plan);
        let eras: HashMap<&str, &SearchFor> = due
            .iter()
            .map(|search| (search.indicator.as_str(), search))
            .collect();
        let ids: Vec<String> = due.iter().map(|search| search.indicator.clone()).collect();
        let mut query = Query::default();
        // When those that may have been matched before were seen.
        let mut seen: HashMap<[u8; 16], Vec<(i64, i64)>> = HashMap::new();
        let now = self.clock.now();
        store.follow_ids(clearance, &ids, &mut |told| {
            let Told::There(row, label) = told else {
                return;
            };
            if !may_hand_over(label, Use::Search, now).give {
                return;
            }
            let object = Object::parse(row.bytes, &Limits::default()).ok();
            if let (Some(object), Some(search)) = (object, eras.get(row.id))
                // One that cannot be used was said to be when it was compiled.
                && ask(&mut query, &object, plan.least_confidence, search.era) == Ok(true)
                && search.perhaps
            {
                seen.extend(stix::Identifier::parse(row.id).map(|id| (id.uuid(), Vec::new())));
            }
        })?;
        for (uuid, spans) in &mut seen {
            *spans = store.spans(clearance, &plan.name, &indicator_id(*uuid))?;
        }
        let mut later = Later::new(plan);
        let since = plan.since.unwrap_or(i64::MIN);
        search(
            store,
            clearance,
            (&plan.name, since),
            &mut query,
            &mut |found| {
                let (first, last) = (found.seen.first * 1_000, found.seen.last * 1_000);
                let was_seen = seen.get(&found.uuid).is_some_and(|spans| {
                    spans.iter().any(|(from, to)| first <= *to && *from <= last)
                });
                let is_muted =
                    self.is_paused(&found.uuid) || self.indicators.is_disputed(&found.uuid);
                if !was_seen
                    && !is_muted
                    && first >= since
                    && !plan.known_good.contains(found.value)
                {
                    later.add(self, &found);
                }
            },
        )?;
        add(&self.counts.later, later.lines.len() as u64);
        let searched = verdict(&query);
        let report = serde_json::json!({
            "stream": plan.name, "searched": searched.searched, "seen": searched.seen,
            "unanswered": searched.open.len(),
            "of": searched.open.iter().take(100).map(|(id, _)| id).collect::<Vec<_>>(),
        });
        self.write_later(Load::later(
            StreamStep {
                stream: plan.name.clone(),
                hits: later.hits.into_values().collect(),
                searched: Some((ids, report)),
                ..StreamStep::default()
            },
            later.lines,
        ))?;
        self.notice(Notice::Searched(&searched));
        Ok(())
    }

    /// Merges small digests and deletes old ones.
    fn tidy(&self) -> Result<(), Failed> {
        let (store, clearance, name) = (&self.store, &self.clearance, &self.plan.name);
        if self.plan.digest_days == 0 {
            return Ok(());
        }
        let days = i64::from(self.plan.digest_days);
        let now = self.clock.now();
        store.drop_digests(clearance, name, now - days * DAY - SLICE)?;
        let sizes = store.digest_sizes(clearance, name)?;
        // Whatever is searched for from now on is searched for in all of these.
        if !store.searches(clearance, name, 1)?.is_empty() {
            return Ok(());
        }
        for of_slice in sizes.chunk_by(|a, b| a.opened == b.opened) {
            let is_over = of_slice[0].opened + SLICE + LATE < now;
            for together in to_merge(of_slice, is_over) {
                self.merge(&together, days)?;
            }
            if self.stops() {
                break;
            }
        }
        Ok(())
    }

    fn merge(&self, together: &[DigestSize], days: i64) -> Result<(), Failed> {
        let (store, clearance) = (&self.store, &self.clearance);
        let keys: Vec<i64> = together.iter().map(|digest| digest.key).collect();
        let opened = together[0].opened;
        let data = store.digest_data(clearance, &keys)?;
        let part =
            digest::merge(opened, &data).map_err(|damaged| Error::Corrupt(damaged.to_string()))?;
        let most = |of: fn(&DigestSize) -> i64| together.iter().map(of).max().unwrap_or(0);
        let merged = Digest {
            opened,
            era: most(|digest| digest.era),
            level: most(|digest| digest.level) + 1,
            until: opened + SLICE + days * DAY,
            gate: part.gate,
            data: part.data,
        };
        Ok(store.merge_digests(clearance, &self.plan.name, keys, merged)?)
    }

    fn forget_old(&self) -> Result<(), Failed> {
        let days = i64::from(self.plan.digest_days) * DAY;
        let keep = Keep {
            before: self.clock.now() - OLD.max(days + DAY).max(self.plan.window.saturating_mul(2)),
            sources: self.sink.sources(),
        };
        self.store
            .prune_stream(&self.clearance, &self.plan.name, keep)?;
        Ok(())
    }
}

/// Which digests of a slice are merged: all once it is over, else so many of one size.
fn to_merge(of_slice: &[DigestSize], is_over: bool) -> Vec<Vec<DigestSize>> {
    if is_over {
        return match of_slice.len() {
            1 => Vec::new(),
            _ => vec![of_slice.to_vec()],
        };
    }
    let mut levels: BTreeMap<i64, Vec<DigestSize>> = BTreeMap::new();
    for digest in of_slice {
        levels.entry(digest.level).or_default().push(digest.clone());
    }
    levels
        .into_values()
        .filter(|level| level.len() >= MOST_SMALL)
        .collect()
}

/// What a search found, folded by indicator and day.
struct Later<'p> {
    plan: &'p Plan,
    hits: HashMap<String, Hits>,
    lines: Vec<String>,
}

impl<'p> Later<'p> {
    fn new(plan: &'p Plan) -> Self {
        Self {
            plan,
            hits: HashMap::new(),
            lines: Vec::new(),
        }
    }

    fn add(&mut self, stream: &Stream, found: &Found<'_>) {
        let indicator = indicator_id(found.uuid);
        let (first, last) = (found.seen.first * 1_000, found.seen.last * 1_000);
        self.lines.push(json(&ToldLater {
            stream: &self.plan.name,
            retro: true,
            indicator: indicator.clone(),
            path: found.path,
            value: found.value,
            count: found.seen.count,
            first: stix::timestamp::format_micros(first),
            last: stix::timestamp::format_micros(last),
        }));
        let opened = first.div_euclid(DAY) * DAY;
        let id = stream.sink.later_id(&indicator, opened);
        let hits = self.hits.entry(id.clone()).or_insert_with(|| Hits {
            id,
            indicator,
            opened,
            count: 0,
            first,
            last,
            evidence: Vec::new(),
            retro: true,
        });
        hits.count += found.share;
        hits.first = hits.first.min(first);
        hits.last = hits.last.max(last);
        let evidence = sighting::evidence(&[found.path, found.value]);
        if hits.evidence.len() < MOST_EVIDENCE && !hits.evidence.contains(&evidence) {
            hits.evidence.push(evidence);
        }
    }
}
