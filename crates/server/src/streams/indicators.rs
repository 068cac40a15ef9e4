//! The indicators that one reader may see, compiled, and kept up to date by following the store through the reader's
//! clearance.

use super::plan::Who;
use detect::feed::indicator;
use detect::matcher::{Added, Matcher, Settings};
use handling::{Clearance, Use, may_hand_over};
use std::collections::{BTreeMap, HashSet};
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};
use stix::{Identifier, Limits, Object, Value};
use store::{Position, Result, Store, Told};

/// Changes that are compiled in one go, while nobody matches.
const AT_ONCE: usize = 256;

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

/// A set of indicators that follows the store.
pub struct Indicators {
    who: Who,
    matcher: RwLock<Matcher>,
    following: Mutex<Following>,
    /// Indicators that somebody of the same house disagrees with.
    disputed: RwLock<HashSet<[u8; 16]>>,
}

#[derive(Default)]
struct Following {
    clearance: Option<Clearance>,
    indicators: Option<Position>,
    opinions: Option<Position>,
    /// By opinion: the indicators it disagrees with.
    disagreeing: BTreeMap<String, Vec<[u8; 16]>>,
}

impl Indicators {
    /// None yet.
    pub fn new(who: Who, least_confidence: u8) -> Self {
        Self {
            who,
            matcher: RwLock::new(Matcher::new(Settings { least_confidence })),
            following: Mutex::default(),
            disputed: RwLock::default(),
        }
    }

    /// For matching.
    pub fn matcher(&self) -> RwLockReadGuard<'_, Matcher> {
        self.matcher.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether somebody of the house said that an indicator is wrong.
    pub fn is_disputed(&self, uuid: &[u8; 16]) -> bool {
        let disputed = self.disputed.read();
        disputed
            .unwrap_or_else(PoisonError::into_inner)
            .contains(uuid)
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

    fn follow_indicators(
        &self,
        store: &Store,
        clearance: &Clearance,
        following: &mut Following,
        now: i64,
    ) -> Result<Loaded> {
        let mut batch = Batch::default();
        let mut loaded = Loaded::default();
        let mut kept = HashSet::new();
        let known = |id: &str| self.matcher().contains(id);
        let from = following.indicators.as_ref();
        let followed = store.follow(clearance, "indicator", from, &known, &mut |told| {
            match told {
                Told::Gone(id) => batch.push(id, None),
                Told::There(row, label) => {
                    let may = may_hand_over(label, Use::Search, now).give;
                    loaded.forbidden += u64::from(!may);
                    batch.push(row.id, may.then(|| row.bytes.to_vec()));
                    kept.extend(Identifier::parse(row.id).map(|id| id.uuid()));
                }
            }
            // While the store is read, `known` is asked of the matcher: what is told is compiled between.
            if batch.0.len() >= AT_ONCE {
                self.write(|matcher| batch.compile(matcher, &mut loaded));
            }
        })?;
        self.write(|matcher| {
            batch.compile(matcher, &mut loaded);
            if followed.whole {
                matcher.retain(&kept);
            }
            loaded.active = matcher.len();
        });
        following.indicators = Some(followed.position);
        Ok(loaded)
    }

    /// An opinion counts if it comes from the house itself: the operator's own, or the partner's through whose eyes
    /// is looked.
    fn follow_opinions(
        &self,
        store: &Store,
        clearance: &Clearance,
        following: &mut Following,
    ) -> Result<()> {
        let own = match &clearance.reader {
            handling::Reader::Partner { key, .. } => Some(*key),
            _ => None,
        };
        let mut disagreeing = match following.opinions {
            Some(_) => following.disagreeing.clone(),
            None => BTreeMap::new(),
        };
        let known = following.disagreeing.clone();
        let known = |id: &str| known.contains_key(id);
        let from = following.opinions.as_ref();
        let followed =
            store.follow(clearance, "opinion", from, &known, &mut |told| match told {
                Told::Gone(id) => {
                    disagreeing.remove(id);
                }
                Told::There(row, label) => {
                    let about = if label.lane() == own {
                        disputed_by(row.bytes)
                    } else {
                        Vec::new()
                    };
                    match about.is_empty() {
                        true => disagreeing.remove(row.id),
                        false => disagreeing.insert(row.id.to_owned(), about),
                    };
                }
            })?;
        following.opinions = Some(followed.position);
        if disagreeing != following.disagreeing || followed.whole {
            let all = disagreeing.values().flatten().copied().collect();
            *self
                .disputed
                .write()
                .unwrap_or_else(PoisonError::into_inner) = all;
            following.disagreeing = disagreeing;
        }
        Ok(())
    }
}

/// The indicators that an opinion disagrees with.
fn disputed_by(bytes: &[u8]) -> Vec<[u8; 16]> {
    let Ok(object) = Object::parse(bytes, &Limits::default()) else {
        return Vec::new();
    };
    let opinion = object.value.get("opinion").and_then(Value::as_str);
    if object.header.revoked || !matches!(opinion, Some("disagree" | "strongly-disagree")) {
        return Vec::new();
    }
    let about = object.header.about.iter();
    let ids = about.filter_map(|id| Identifier::parse(id));
    ids.filter(|id| id.type_name() == "indicator")
        .map(|id| id.uuid())
        .collect()
}

/// Indicators that wait to be compiled; none: to be taken out.
#[derive(Default)]
struct Batch(Vec<(String, Option<Vec<u8>>)>);

impl Batch {
    fn push(&mut self, id: &str, bytes: Option<Vec<u8>>) {
        self.0.push((id.to_owned(), bytes));
    }

    fn compile(&mut self, matcher: &mut Matcher, loaded: &mut Loaded) {
        for (id, bytes) in self.0.drain(..) {
            let Some(bytes) = bytes else {
                matcher.remove(&id);
                continue;
            };
            let object = Object::parse(&bytes, &Limits::default()).ok();
            let added = object
                .as_ref()
                .and_then(indicator)
                .map(|found| matcher.add(&found));
            match added {
                Some(Ok(Added::Active)) => {}
                Some(Ok(Added::LeftOut)) => loaded.left_out += 1,
                Some(Err(_)) => loaded.refused += 1,
                None => {
                    matcher.remove(&id);
                    loaded.left_out += 1;
                }
            }
        }
    }
}
