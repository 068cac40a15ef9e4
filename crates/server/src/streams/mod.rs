//! Streams of events: lines come in from files, sockets and requests, meet the indicators that a reader may see, and
//! what is found is kept and told as sightings.
//!
//! ```text
//! source (files, input, socket, broker, POST) ─ lines ─► intake ─ hits, position ─► sink ─► Store::step_stream
//!                                                           ▲
//!                                 indicators ◄─ Store::follow, through the reader's clearance
//! ```
//!
//! An intake hands over what it found together with how far it has read, so both are written in one transaction. A
//! source that can be read again goes on there after a kill.

mod counts;
mod deliver;
mod evtx;
mod files;
mod follower;
mod head;
mod indicators;
mod intake;
mod known_good;
mod lines;
mod nats;
mod notice;
mod out;
mod plan;
pub mod route;
mod run;
mod served;
mod sighting;
mod sink;
mod socket;
mod writer;

pub use counts::Totals;
pub use deliver::{Courier, Peer};
pub use evtx::events;
pub use follower::Follower;
pub use indicators::{Indicators, Loaded};
pub use known_good::{KnownGood, known_good};
pub use lines::{Batch, LONGEST_LINE, Lines};
pub use nats::{Login, NatsSpec};
pub use notice::{Failed, Notice};
pub use plan::{Format, Plan, SourceSpec, Who, processors};
pub use run::{Running, Stream};
pub use served::{Posted, Served, Started, Streams};
