//! The indicators that one reader may see, compiled, and kept up to date by following the store through the reader's
//! clearance.

use super::batch::{Batch, Compilers, Read, put};
use super::opinions::{Dispute, Opinions};
use super::plan::{Plan, Who, processors};
use detect::matcher::{Matcher, Settings};
use handling::{Clearance, Use, may_hand_over};
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};
use stix::Identifier;
use store::{Position, Result, Row, Store, Told};

/// Changes that are compiled in one go, while nobody matches.
const AT_ONCE: usize = 256;
/// How far the store is followed is written this seldom, microseconds.
const NOTE: i64 = 60_000_000;

/// What became of the indicators.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Indicators that are matched now.
    pub active: usize,
    /// Those told of that are not: revoked, too weak, in another pattern language.
    pub left_out: u64,
    /// Those whose handling forbids even to search one's own records.
    pub forbidden: u64,
    /// Those whose pattern cannot be used.
    pub refused: u64,
}

impl Loaded {
    fn add(&mut self, other: &Self) {
        self.left_out += other.left_out;
        self.forbidden += other.forbidden;
        self.refused += other.refused;
    }
}

/// A set of indicators that follows the store.
pub struct Indicators {
    who: Who,
    matcher: RwLock<Matcher>,
    following: Mutex<Following>,
    disputed_by: usize,
    /// Indicators that are said to be wrong.
    disputed: RwLock<HashMap<[u8; 16], Dispute>>,
    /// Of those: which came and went, until somebody asks.
    news: Mutex<Vec<([u8; 16], Option<Dispute>)>>,
    /// Streams that search for new ones in what was before.
    searching: Mutex<Vec<String>>,
    /// Rises whenever something new is matched.
    era: AtomicI64,
    /// All of them were compiled once.
    is_loaded: AtomicBool,
}

#[derive(Default)]
struct Following {
    clearance: Option<Clearance>,
    indicators: Option<Position>,
    opinions: Opinions,
    /// When it was written down last how far the store is followed.
    noted: Option<i64>,
}

impl Indicators {
    /// None yet.
    pub fn new(plan: &Plan) -> Self {
        let least_confidence = plan.least_confidence;
        Self {
            who: plan.who.clone(),
            matcher: RwLock::new(Matcher::new(Settings { least_confidence })),
            following: Mutex::default(),
            disputed_by: plan.disputed_by,
            disputed: RwLock::default(),
            news: Mutex::default(),
            searching: Mutex::default(),
            era: AtomicI64::new(1),
            is_loaded: AtomicBool::new(false),
        }
    }

    /// From now on notes for this stream which indicators are new, and goes on after the last era it knows.
    pub fn search_later(&self, stream: &str, last_era: i64) {
        let searching = self.searching.lock();
        let mut searching = searching.unwrap_or_else(PoisonError::into_inner);
        searching.push(stream.to_owned());
        self.era.fetch_max(last_era + 1, Ordering::SeqCst);
    }

    /// What is matched now; while a matcher is held, it stays.
    pub fn era(&self) -> i64 {
        self.era.load(Ordering::SeqCst)
    }

    /// Which indicators were said to be wrong, and which are no longer, since the last call.
    pub fn news(&self) -> Vec<([u8; 16], Option<Dispute>)> {
        let mut news = self.news.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *news)
    }

    /// For matching.
    pub fn matcher(&self) -> RwLockReadGuard<'_, Matcher> {
        self.matcher.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether an indicator is said to be wrong, by who counts.
    pub fn is_disputed(&self, uuid: &[u8; 16]) -> bool {
        let disputed = self.disputed.read();
        disputed
            .unwrap_or_else(PoisonError::into_inner)
            .contains_key(uuid)
    }

    /// Takes in what changed in the store since the last call.
    ///
    /// # Errors
    /// When the store cannot be read. What was compiled stays.
    pub fn refresh(&self, store: &Store, now: i64) -> Result<Loaded> {
        let mut following = self
            .following
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let clearance = self.who.clearance(store)?;
        if clearance != following.clearance {
            *following = Following {
                clearance: clearance.clone(),
                noted: following.noted,
                ..Following::default()
            };
        }
        let Some(clearance) = clearance else {
            self.write(|matcher| matcher.retain(&HashSet::new()));
            return Ok(Loaded::default());
        };
        let loaded = self.follow_indicators(store, &clearance, &mut following, now)?;
        self.follow_opinions(store, &clearance, &mut following)?;
        Ok(loaded)
    }

    fn write<T>(&self, work: impl FnOnce(&mut Matcher) -> T) -> T {
        work(&mut self.matcher.write().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts what was read into the matcher, while nobody matches.
    fn put(&self, read: Vec<Read>, loaded: &mut Loaded) {
        self.write(|matcher| {
            put(read, matcher, loaded);
            self.era.fetch_add(1, Ordering::SeqCst);
        });
    }

    fn follow_indicators(
        &self,
        store: &Store,
        clearance: &Clearance,
        following: &mut Following,
        now: i64,
    ) -> Result<Loaded> {
        let streams = self.searching.lock();
        let streams = streams.unwrap_or_else(PoisonError::into_inner).clone();
        let is_first = !self.is_loaded.load(Ordering::SeqCst);
        let was_empty = self.matcher().is_empty();
        if is_first {
            self.note_missed(store, clearance, &streams)?;
        }
        let mut batch = Batch::default();
        let mut noted = Ok(false);
        let mut loaded = Loaded::default();
        let mut kept = HashSet::new();
        let known = |id: &str| self.matcher().contains(id);
        let from = following.indicators.as_ref();
        let newer = |row: &Row<'_>| from.is_some_and(|from| from.is_before(row.date_added));
        let mut compile = |batch: &mut Batch, loaded: &mut Loaded| {
            match self.note_new(store, clearance, &streams, batch) {
                Ok(any) => noted = noted.clone().map(|before| before || any),
                // They are told again the next time, and not matched until then.
                Err(error) => return noted = Err(error),
            }
            self.put(std::mem::take(batch).read(), loaded);
        };
        let compiled = Mutex::default();
        let hand_on = |read| {
            let mut compiled = compiled.lock().unwrap_or_else(PoisonError::into_inner);
            self.put(read, &mut compiled);
        };
        let mut each = |told: Told<'_>, compilers: &mut dyn FnMut(Batch)| {
            match told {
                Told::Gone(id) => batch.remove(id),
                Told::There(row, label) => {
                    let may = may_hand_over(label, Use::Search, now).give;
                    loaded.forbidden += u64::from(!may);
                    if !streams.is_empty() && may && !is_first {
                        match known(row.id) {
                            false => batch.new.push(row.id.to_owned()),
                            true if newer(&row) => batch.changed.push(row.id.to_owned()),
                            true => {}
                        }
                    }
                    match may {
                        true => batch.add(row.id, row.bytes),
                        false => batch.remove(row.id),
                    }
                    // Of nothing, nothing has to be taken out.
                    if !was_empty {
                        kept.extend(Identifier::parse(row.id).map(|id| id.uuid()));
                    }
                }
            }
            // While the store is read, `known` is asked of the matcher: what is told is compiled between.
            // Of what there is at first none is new.
            match batch.len() >= AT_ONCE {
                true if is_first => compilers(std::mem::take(&mut batch)),
                true => compile(&mut batch, &mut loaded),
                false => {}
            }
        };
        let followed = std::thread::scope(|scope| {
            let mut threads = None;
            let mut compilers = |batch| {
                let start = || Compilers::start(scope, processors(), &hand_on);
                threads.get_or_insert_with(start).send(batch);
            };
            let each = &mut |told: Told<'_>| each(told, &mut compilers);
            store.follow(clearance, "indicator", from, &known, each)
        })?;
        compile(&mut batch, &mut loaded);
        loaded.add(
            &compiled
                .into_inner()
                .unwrap_or_else(PoisonError::into_inner),
        );
        let has_new = noted?;
        self.write(|matcher| {
            if followed.whole && !was_empty {
                matcher.retain(&kept);
            }
            loaded.active = matcher.len();
        });
        let due = following.noted.is_none_or(|noted| now - noted >= NOTE);
        if !streams.is_empty() && (has_new || due) {
            store.follow_from(clearance, &streams, &followed.position)?;
            following.noted = Some(now);
        }
        following.indicators = Some(followed.position);
        self.is_loaded.store(true, Ordering::SeqCst);
        Ok(loaded)
    }

    /// Has new ones searched for, before they are matched. Whether there are any.
    fn note_new(
        &self,
        store: &Store,
        clearance: &Clearance,
        streams: &[String],
        batch: &mut Batch,
    ) -> Result<bool> {
        let era = self.era() + 1;
        let mut any = false;
        for (ids, perhaps) in [(&mut batch.new, false), (&mut batch.changed, true)] {
            if !ids.is_empty() {
                any = true;
                store.search_later(clearance, streams, std::mem::take(ids), (era, perhaps))?;
            }
        }
        Ok(any)
    }

    /// Has those searched for that came while nobody watched. One that was only shown to this reader then may have been
    /// matched before, and so may one with a new version: what they were seen in is not told again.
    fn note_missed(&self, store: &Store, clearance: &Clearance, streams: &[String]) -> Result<()> {
        for stream in streams {
            let Some(from) = store.followed_to(clearance, stream)? else {
                continue;
            };
            let (mut newer, mut others) = (Vec::new(), Vec::new());
            let none = |_: &str| false;
            let followed = store.follow(
                clearance,
                "indicator",
                Some(&from),
                &none,
                &mut |told| match told {
                    Told::There(row, _) if from.is_before(row.date_added) => {
                        newer.push(row.id.to_owned())
                    }
                    Told::There(row, _) => others.push(row.id.to_owned()),
                    Told::Gone(_) => {}
                },
            )?;
            if !followed.whole {
                newer.append(&mut others);
            }
            let era = self.era() + 1;
            store.search_later(clearance, std::slice::from_ref(stream), newer, (era, true))?;
        }
        Ok(())
    }

    fn follow_opinions(
        &self,
        store: &Store,
        clearance: &Clearance,
        following: &mut Following,
    ) -> Result<()> {
        if !following.opinions.refresh(store, clearance)? {
            return Ok(());
        }
        let now = following.opinions.disputed(clearance, self.disputed_by);
        let disputed = self.disputed.write();
        let mut disputed = disputed.unwrap_or_else(PoisonError::into_inner);
        let mut news = self.news.lock().unwrap_or_else(PoisonError::into_inner);
        let old = disputed.iter().filter(|(uuid, _)| !now.contains_key(*uuid));
        news.extend(old.map(|(uuid, _)| (*uuid, None)));
        let new = now.iter().filter(|(uuid, _)| !disputed.contains_key(*uuid));
        news.extend(new.map(|(uuid, dispute)| (*uuid, Some(*dispute))));
        *disputed = now;
        Ok(())
    }
}
