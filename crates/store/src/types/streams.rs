//! Streams of events: how far they are dealt with, what was seen in them, and what goes out about it.

use crate::Incoming;
use handling::Label;
use std::sync::Arc;
use stix::marking::Tlp;

/// What a stream's reader left behind, to go on with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StreamState {
    /// By source: how far it is dealt with, in the reader's own words.
    pub positions: Vec<(String, String)>,
    /// What patterns over several events wait with.
    pub waiting: Vec<Waiting>,
    /// Indicators that are paused.
    pub paused: Vec<String>,
}
/// What a pattern over several events waits with, of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The source.
    pub source: String,
    /// The id of the indicator.
    pub indicator: String,
    /// In the words of who matches; empty: with nothing any more.
    pub state: String,
}
/// An indicator that was seen, so often, within one window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hits {
    /// The id of the sighting: made of stream, indicator and window, so that it is the same whenever it is made.
    pub id: String,
    /// The id of the indicator.
    pub indicator: String,
    /// Where the window begins, microseconds since the epoch.
    pub opened: i64,
    /// How often.
    pub count: u64,
    /// First and last event, microseconds since the epoch.
    pub first: i64,
    /// See `first`.
    pub last: i64,
    /// What it was seen with, each a text of the caller's; those known already are not kept again.
    pub evidence: Vec<String>,
    /// Whether it was found in what was kept, after the indicator came.
    pub retro: bool,
}
/// What is known of a sighting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fold {
    /// All of it.
    pub hits: Hits,
    /// When it was first made, milliseconds as microseconds: its `created`.
    pub made: i64,
    /// The version to tell, later than any before: its `modified`.
    pub version: i64,
}
/// The indicator that a sighting is of, as far as handling goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Its effective handling; `None` where the store has it no longer.
    pub label: Option<Label>,
    /// Every marking id on it.
    pub markings: Vec<String>,
}
/// Makes the objects that tell of a sighting; called inside the transaction that keeps it.
#[derive(Clone)]
pub struct Maker(pub Arc<MakeObjects>);

/// See [`Maker`].
pub type MakeObjects = dyn Fn(&Fold, &Subject) -> Vec<Incoming> + Send + Sync;

impl std::fmt::Debug for Maker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Maker(…)")
    }
}
/// How sightings are told.
#[derive(Debug, Clone)]
pub struct Telling {
    /// Makes them.
    pub maker: Maker,
    /// The stream's TLP level: what observables are that say none, unless the indicator is stricter.
    pub tlp: Tlp,
    /// Id of the collection they are put into.
    pub collection: Option<String>,
    /// A sighting is told again after this many microseconds at the earliest.
    pub every: i64,
    /// Partners that are sent the sightings of their own indicators, and whether the way is encrypted.
    pub deliver: Vec<(i64, bool)>,
}
/// One step of a stream: what was read, and what was found in it.
#[derive(Debug, Clone, Default)]
pub struct StreamStep {
    /// The name of the stream.
    pub stream: String,
    /// Sources that moved on; `None`: forget it.
    pub positions: Vec<(String, Option<String>)>,
    /// Patterns whose observations came or went.
    pub waiting: Vec<Waiting>,
    /// What was seen.
    pub hits: Vec<Hits>,
    /// How it is told; `None`: it is only kept.
    pub telling: Option<Telling>,
    /// An indicator seen more often than this within a window is paused.
    pub most: Option<u64>,
    /// The values that were seen.
    pub digests: Vec<Digest>,
    /// Indicators that were searched for, and what is written down of it in the audit.
    pub searched: Option<(Vec<String>, serde_json::Value)>,
}
/// Values that were seen within a slice of time, in the words of who gathers them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Digest {
    /// Where the slice begins, microseconds since the epoch.
    pub opened: i64,
    /// What was matched meanwhile; see [`Store::search_later`](crate::Store::search_later).
    pub era: i64,
    /// How often it was merged.
    pub level: i64,
    /// When it is deleted.
    pub until: i64,
    /// Says of most values that they are not in it.
    pub gate: Vec<u8>,
    /// The values.
    pub data: Vec<u8>,
}
/// A digest from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigestSize {
    /// The store's number for it.
    pub key: i64,
    /// See [`Digest`].
    pub opened: i64,
    /// See [`Digest`].
    pub era: i64,
    /// See [`Digest`].
    pub level: i64,
    /// What it takes.
    pub bytes: u64,
}
/// An indicator that is to be searched for in digests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchFor {
    /// Its id.
    pub indicator: String,
    /// In digests of eras before this one.
    pub era: i64,
    /// Whether it may have been matched already then.
    pub perhaps: bool,
}
/// How long what streams leave behind is kept.
#[derive(Debug, Clone, Default)]
pub struct Keep {
    /// Sightings that were told, and places in sources that are gone, are forgotten from before this time.
    pub before: i64,
    /// Sources that are not gone.
    pub sources: Vec<String>,
}
/// What was forgotten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Sightings, as far as they are counted on: the objects stay.
    pub sightings: u64,
    /// Places in sources.
    pub positions: u64,
}
/// What became of a step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stepped {
    /// Versions of sightings that were told.
    pub told: u64,
    /// Objects of theirs that went to quarantine.
    pub quarantined: u64,
    /// Indicators that are paused from now on.
    pub paused: Vec<String>,
    /// Sightings queued for partners.
    pub queued: u64,
    /// Sightings that their handling does not let go to a partner: the id and the reason.
    pub withheld: Vec<(String, String)>,
}
/// A sighting on its way to a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// The store's number for it.
    pub key: i64,
    /// The partner's key.
    pub partner: i64,
    /// The id of the sighting.
    pub sighting: String,
    /// A TAXII envelope.
    pub body: Vec<u8>,
    /// How often it was tried.
    pub tries: u32,
}
/// What a stream has seen, for the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamReport {
    /// The name of the stream.
    pub stream: String,
    /// Sightings in all.
    pub sightings: u64,
    /// Matches in all.
    pub matches: u64,
    /// Paused indicators: id, since when, and how often it was seen in its last window.
    pub paused: Vec<(String, i64, u64)>,
    /// What is kept of its values: bytes, and where the first and the last slice begin.
    pub digests: Option<(u64, i64, i64)>,
    /// Indicators that are still to be searched for there.
    pub searches: u64,
}
