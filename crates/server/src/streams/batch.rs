//! Indicators on their way from the store into the matcher: read on any thread, put in while nobody matches.

use super::indicators::Loaded;
use detect::feed::indicator;
use detect::matcher::{Added, Matcher, Prepared};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Scope;
use stix::{Limits, Object};

/// Batches that are read from the store before they are compiled.
const MOST_WAITING: usize = 16;

/// What is read of an indicator.
const FIELDS: [&str; 8] = [
    "type",
    "id",
    "pattern",
    "pattern_type",
    "valid_from",
    "valid_until",
    "revoked",
    "confidence",
];

/// Indicators that wait to be compiled.
#[derive(Default)]
pub(super) struct Batch {
    /// How far the id of each goes in `text`, and its object after that; none: to be taken out.
    all: Vec<(usize, Option<usize>)>,
    text: Vec<u8>,
    /// Those of them that were not matched before.
    pub(super) new: Vec<String>,
    /// Those that came in another version.
    pub(super) changed: Vec<String>,
}

/// What an entry of a batch turned out to be.
pub(super) enum Read {
    Indicator(Box<Prepared>),
    /// In another pattern language.
    Other(String),
    Gone(String),
}

impl Batch {
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn add(&mut self, id: &str, bytes: &[u8]) {
        self.text.extend_from_slice(id.as_bytes());
        let id = self.text.len();
        self.text.extend_from_slice(bytes);
        self.all.push((id, Some(self.text.len())));
    }

    pub(super) fn remove(&mut self, id: &str) {
        self.text.extend_from_slice(id.as_bytes());
        self.all.push((self.text.len(), None));
    }

    /// Reads the objects and their patterns, which is most of the work.
    pub(super) fn read(self) -> Vec<Read> {
        let mut from = 0;
        let read = self.all.into_iter().map(|(end_of_id, end)| {
            let start = std::mem::replace(&mut from, end.unwrap_or(end_of_id));
            let id = || String::from_utf8_lossy(&self.text[start..end_of_id]).into_owned();
            let Some(end) = end else {
                return Read::Gone(id());
            };
            let bytes = &self.text[end_of_id..end];
            let object = Object::part(bytes, &Limits::default(), &FIELDS).ok();
            let prepared = object.as_ref().and_then(indicator);
            match prepared.and_then(|found| Prepared::new(&found).ok()) {
                Some(prepared) => Read::Indicator(Box::new(prepared)),
                None => Read::Other(id()),
            }
        });
        read.collect()
    }
}

/// Puts what was read into the matcher.
pub(super) fn put(read: Vec<Read>, matcher: &mut Matcher, loaded: &mut Loaded) {
    for read in read {
        let added = match read {
            Read::Indicator(prepared) => matcher.add_prepared(*prepared),
            Read::Other(id) => {
                matcher.remove(&id);
                Ok(Added::LeftOut)
            }
            Read::Gone(id) => {
                matcher.remove(&id);
                continue;
            }
        };
        match added {
            Ok(Added::Active) => {}
            Ok(Added::LeftOut) => loaded.left_out += 1,
            Err(_) => loaded.refused += 1,
        }
    }
}

/// Threads that read batches and hand them on, in any order: each indicator is told of once.
pub(super) struct Compilers(SyncSender<Batch>);

impl Compilers {
    /// They work until this is dropped and nothing waits any more.
    pub(super) fn start<'s, 'e, F: Fn(Vec<Read>) + Sync>(
        scope: &'s Scope<'s, 'e>,
        threads: usize,
        hand_on: &'s F,
    ) -> Self {
        let (send, batches) = sync_channel(MOST_WAITING);
        let batches: Arc<Mutex<Receiver<Batch>>> = Arc::new(Mutex::new(batches));
        for _ in 0..threads {
            let batches = Arc::clone(&batches);
            scope.spawn(move || {
                let next = || {
                    let batches = batches.lock().unwrap_or_else(PoisonError::into_inner);
                    batches.recv()
                };
                while let Ok(batch) = next() {
                    hand_on(batch.read());
                }
            });
        }
        Self(send)
    }

    pub(super) fn send(&self, batch: Batch) {
        // They take all there is until this end is closed.
        let _ = self.0.send(batch);
    }
}
